/* Working age, by law, on any date, with an honest range where the birth date or sex is unsure.
 *
 * Definition `law`: from the 15th birthday (Labour Code 2019) to the end of the last day of the
 * month in which the person reaches the retirement age for their birth month and sex (Decree
 * 135/2020/NĐ-CP, Art. 3-4). Not "age below this year's threshold": with that rule a retired
 * person would re-enter each 1 January. The table is data (locale/<city>/region.yaml).
 * Others: `15-64` (65th birthday is out), `18+` (no end).
 *
 * A person is *sure* on a day if every birth date and sex the record allows puts them in working
 * age, *possible* if some does. Both are single intervals of days, so counting on any date is
 * a matter of two sums (store/tally).
 */
#ifndef COURSE_WORKAGE_H
#define COURSE_WORKAGE_H

#include "course/person.h"
#include "course/region.h"

const char *definition_name(enum definition definition); /* "law", "15-64", "18+" */
int definition_parse(const char *name); /* -1 where unknown */
const char *definition_words(enum definition definition); /* one line for footers */

/* 1/1/0001, the earliest date there is: an interval with an open beginning begins here. */
#define DAY_FIRST (-719162)

/* Days [first, last], both inside; last = DAY_NEVER for an open end; empty if first > last (then
 * always {0, -1}). */
struct span_days {
	int first, last;
};

struct working_age {
	struct span_days sure, possible;
};

/* The interval for one exact birth day and sex (SEX_UNKNOWN is not allowed here). Empty where the
 * region's table has no row for that sex and birth month. */
struct span_days workage_exact(const struct region *region, enum definition definition,
			       enum sex sex, struct date birth);
/* The same for what is known; SEX_UNKNOWN is both sexes. No birth date known: sure is empty,
 * possible is everything, from DAY_FIRST on. */
struct working_age workage_of(const struct region *region, enum definition definition,
			      enum sex sex, const struct birth *birth);
bool span_has(struct span_days span, int day);
/* Do two births give the same answer on every day of [from, to], whatever the definition and sex? */
bool workage_alike(const struct region *region, const struct birth *a,
		   const struct birth *b, int from, int to);
/* [max(first), last]: what is left of a span from a day on. */
struct span_days span_from(struct span_days span, int day);
/* Completed years on a day, for age bands; birth must be exact. Negative before the birth. */
int age_on(struct date birth, int day);

#endif
