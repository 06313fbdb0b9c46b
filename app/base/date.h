/* Calendar days and clock times of Viet Nam.
 *
 * A *day* is an int: days since 1 January 1970, proleptic Gregorian. An *instant* is int64_t:
 * seconds since 1970 in UTC. The country has one zone, UTC+7 without summer time, so the day of
 * an instant needs no time zone data and does not depend on how the machine is set up.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#define SECONDS_PER_DAY 86400
#define VIETNAM_OFFSET (7 * 3600)
/* A day after every day that can occur: the open end of an interval. */
#define DAY_NEVER INT32_MAX

struct date {
	int year, month, day; /* 1..12, 1..31 */
};

bool date_valid(struct date date); /* years 1..9999 */
int month_days(int year, int month);
int day_of(struct date date);
struct date date_of(int day);
int day_of_instant(int64_t instant);
/* 08:30 in Viet Nam on that day. */
int64_t instant_of(int day, int hour, int minute, int second);

/* "2026-11-22" and "2026-11-22T08:00[:30]". False if it is anything else or no such day. */
bool date_parse_iso(const char *text, struct date *date);
bool instant_parse_iso(const char *text, int64_t *instant);
/* Writes "2026-11-22" (11 bytes) and "2026-11-22T08:00:30" (20 bytes), Vietnamese time. */
void date_format_iso(struct date date, char out[11]);
void instant_format_iso(int64_t instant, char out[20]);

#endif
