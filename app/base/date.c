#include "base/date.h"

#include <stdio.h>
#include <string.h>

static bool leap(int year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	return month == 2 && leap(year) ? 29 : days[month - 1];
}

bool date_valid(struct date d)
{
	return d.year >= 1 && d.year <= 9999 && d.month >= 1 && d.month <= 12 &&
	       d.day >= 1 && d.day <= month_days(d.year, d.month);
}

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": the year begins in March, so
 * the leap day is the last of its year, and 400 years (an era) have 146,097 days. */
int day_of(struct date d)
{
	int year = d.month <= 2 ? d.year - 1 : d.year;
	int era = (year >= 0 ? year : year - 399) / 400;
	int of_era = year - era * 400;
	int of_year = (153 * (d.month + (d.month > 2 ? -3 : 9)) + 2) / 5 + d.day - 1;
	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

struct date date_of(int day)
{
	int64_t shifted = (int64_t)day + 719468;
	int era = (int)((shifted >= 0 ? shifted : shifted - 146096) / 146097);
	int in_era = (int)(shifted - (int64_t)era * 146097);
	int of_era = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) / 365;
	int of_year = in_era - (365 * of_era + of_era / 4 - of_era / 100);
	int month = (5 * of_year + 2) / 153;
	struct date d = {.day = of_year - (153 * month + 2) / 5 + 1};
	d.month = month < 10 ? month + 3 : month - 9;
	d.year = of_era + era * 400 + (d.month <= 2);
	return d;
}

int day_of_instant(int64_t instant)
{
	int64_t local = instant + VIETNAM_OFFSET;
	int64_t day = local / SECONDS_PER_DAY - (local % SECONDS_PER_DAY < 0);
	return (int)day;
}

int64_t instant_of(int day, int hour, int minute, int second)
{
	return (int64_t)day * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second -
	       VIETNAM_OFFSET;
}

bool date_parse_iso(const char *text, struct date *date)
{
	struct date d;
	int used = 0;
	if (strlen(text) != 10 || text[4] != '-' || text[7] != '-' ||
	    strspn(text, "0123456789-") != 10)
		return false;
	if (sscanf(text, "%4d-%2d-%2d%n", &d.year, &d.month, &d.day, &used) != 3 ||
	    used != 10 || !date_valid(d))
		return false;
	*date = d;
	return true;
}

bool instant_parse_iso(const char *text, int64_t *instant)
{
	char head[11] = "";
	size_t n = strlen(text);
	if ((n != 16 && n != 19) || text[10] != 'T' || text[13] != ':' ||
	    (n == 19 && text[16] != ':') || strspn(text + 11, "0123456789:") != n - 11)
		return false;
	memcpy(head, text, 10);
	struct date d;
	int hour = 0, minute = 0, second = 0;
	if (!date_parse_iso(head, &d) ||
	    sscanf(text + 11, "%2d:%2d:%2d", &hour, &minute, &second) < 2)
		return false;
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	*instant = instant_of(day_of(d), hour, minute, second);
	return true;
}

void date_format_iso(struct date d, char out[11])
{
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)d.year % 10000u,
		 (unsigned)d.month % 100u, (unsigned)d.day % 100u);
}

void instant_format_iso(int64_t instant, char out[20])
{
	int day = day_of_instant(instant);
	int rest = (int)(instant - instant_of(day, 0, 0, 0));
	char head[11];
	date_format_iso(date_of(day), head);
	snprintf(out, 20, "%sT%02u:%02u:%02u", head, (unsigned)rest / 3600u % 100u,
		 (unsigned)rest / 60u % 60u, (unsigned)rest % 60u);
}
