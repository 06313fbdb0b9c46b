/* Numbers and dates as people in Viet Nam write them: 1.234.567,8 and 05/11/2026.
 *
 * For screens and printed pages. Machine formats (CSV, JSON, SQL) use plain digits and ISO
 * dates (base/date.h). Formatting appends to a buffer; the space before a unit is U+00A0, so it
 * stays with its number when wrapped. Nothing depends on the locale.
 */
#ifndef TEXT_NUMBER_H
#define TEXT_NUMBER_H

#include "base/buf.h"
#include "base/date.h"
#include "base/err.h"

#include <stdbool.h>
#include <stdint.h>

void number_format(struct buf *out, int64_t n); /* 1.234.567 */
/* The same for an argument of printf: number_text(n).s, which lives until the call is over. */
struct number_text {
	char s[32];
};
struct number_text number_text(int64_t n);
/* value is in units of the last decimal: (12345, 1) → 1.234,5. decimals 0..6. */
void decimal_format(struct buf *out, int64_t value, int decimals);
void percent_format(struct buf *out, int64_t value, int decimals); /* (705, 1) → 70,5 % */
/* Part of a whole > 0, in per mille: to the nearest, but 1000 and more only where all are. */
int64_t rate_permille(int64_t part, int64_t whole);
/* The same for people, 70,5 %. Whoever has begun is not told 0,0 %, nor that all is done before it
 * is: <0,1 % and >99,9 %. One rule for screens and all that is handed in. */
void rate_format(struct buf *out, int64_t part, int64_t whole);
void money_format(struct buf *out, int64_t dong); /* 1.250.000 đ */

void date_format(struct buf *out, struct date date); /* 05/11/2026 */
void day_format(struct buf *out, int day); /* the same of a day of base/date.h */
void month_format(struct buf *out, int year, int month); /* 11/2026 */
void hour_format(struct buf *out, int hour, int minute); /* 08:30 */
void hour_format_words(struct buf *out, int hour, int minute); /* 8 giờ 30, 8 giờ */
void instant_format(struct buf *out,
		    int64_t instant); /* 08:30 05/11/2026, Viet Nam's time */
void span_format(struct buf *out, int64_t seconds); /* 45 giây, 12 phút, 2 giờ 5 phút */

#define NUMBER_MICRO 1000000

/* A number somebody wrote, in millionths. Groups of three may be set apart by dots, commas,
 * spaces or apostrophes, up to six decimals by comma or dot: 1.250.000 1,250,000 "1 250 000" 70,5
 * 70.5 1.250,5 1,250.5. A unit may follow, with marks or without: đ, ₫, đồng, vnd, vnđ, %, "phần
 * trăm" (no change of value); k, nghìn, ngàn (thousand); tr, triệu (million); tỷ, tỉ (thousand
 * million). Also as it is spoken: "1 triệu 250 nghìn", "2 triệu rưỡi", 1tr2 (1,2 triệu).
 *
 * One dot or comma followed by exactly three digits could be either. It is read
 *	as thousands	1.250 and 1,250 are 1250; 1.250 tỷ is 1250 thousand million
 *	as decimals	behind a lone 0 (0,125), behind more than three digits (1250,125), before %
 * and refused where both readings are usual (1,250 triệu; "1 250.000").
 * False for anything else, also for ±9.2 million million and beyond. */
bool number_parse(const char *text, int64_t *micro);

/* How much of a date is known. */
enum precision {
	PRECISION_NONE,
	PRECISION_YEAR, /* month and day are 1 */
	PRECISION_MONTH, /* day is 1 */
	PRECISION_DAY,
};

/* A date somebody wrote: 5/1/1980, 05-01-1980, 5.1.1980, "5 1 1980", 05011980, "ngày 5 tháng 1
 * năm 1980", "5 thg 1, 1980", 01/1980, "tháng 1 năm 1980", 1980, "năm 1980", and ISO 1980-01-05,
 * 1980-01, 19800105, also with the midnight that databases add (00:00:00). The day comes before
 * the month, as in Viet Nam. Years have four digits, 1800 to 2199: 5/1/80 could be either
 * century. A zero is something unknown, as on old papers: 00/00/1980 is 1980; so is XX in ISO,
 * 1980-01-XX, which no spreadsheet takes for a day.
 * On false err says why: no such day, day and month swapped, no year, not a date. */
bool date_parse_people(const char *text, struct date *date, enum precision *precision,
		       struct err *err);

/* A day of every year: 2/9, "30-4", "ngày 1 tháng 5". 29/2 is one. */
bool day_month_parse(const char *text, int *day, int *month);
/* A time of day, in minutes since midnight: 8:30, 08:30, 8h30, 8g30, 20h, "8 giờ 30 phút", "8 giờ
 * rưỡi", "9 giờ kém 15", and with its part of the day: "3 giờ chiều" and 3:00 PM are 15:00. A lone
 * number is none. */
bool hour_parse(const char *text, int *minutes);

#endif
