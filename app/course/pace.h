/* At what pace people are trained, and when the goal is reached if it stays so.
 *
 * The pace is the growth of the count over the last whole months, a whole month being one whose
 * last day is not after the day asked. It is a net figure: who turns 15 comes in, who reaches the
 * retirement age leaves, and more may leave than come.
 *
 * Where some people are undecided (course/workage.h) there are two answers, one as if nobody of
 * them counted and one as if all did; the truth lies between. Nothing is said where nothing can
 * be: too few months, no growth, nobody knows how many people there are. The forecast is a
 * straight line from the day asked, and says so.
 */
#ifndef COURSE_PACE_H
#define COURSE_PACE_H

#include "base/buf.h"
#include "course/region.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The count at the end of a month, year * 12 + month - 1. */
struct pace_month {
	int month;
	int64_t sure, possible;
};

/* Fewer whole months than this say nothing about a pace: one good week would decide. */
#define PACE_LEAST 3
/* A line drawn further than this many months is no forecast. */
#define PACE_HORIZON (50 * 12)

struct pace_question {
	int day;
	int64_t sure, possible; /* on that day */
	int64_t population; /* 0 = not known */
	const struct city_goal *goal; /* NULL = none */
	int window; /* how many whole months to look back at most, at least PACE_LEAST */
	/* From the first month with anybody on, in their order; a month that is missing has 0. */
	const struct pace_month *months;
	size_t count;
};

enum pace_state {
	PACE_NO_GOAL, /* or no population: nothing to reach */
	PACE_REACHED,
	PACE_TOO_SHORT,
	PACE_STILL, /* nobody came */
	PACE_FALLING,
	PACE_FAR, /* beyond the horizon */
	PACE_FORECAST,
};

struct pace_line {
	enum pace_state state;
	int64_t gained; /* over the window */
	int64_t missing; /* people up to the goal, 0 where it is reached */
	int month; /* PACE_FORECAST: in which it is reached */
};

struct pace {
	int first, last; /* the window's months, inclusive */
	int months; /* how many; 0 where there are too few */
	int available; /* whole months there are */
	int64_t needed; /* for the goal; 0 without one */
	struct pace_line sure, possible;
	/* What it would take from the day asked to the end of the goal's year, counted for the
	 * sure ones; 0 where that is over or the goal reached. */
	int64_t required; /* people a month, rounded up */
	bool over; /* the goal's year is */
};

struct pace pace_of(const struct pace_question *question);

/* "Từ 05/2026 đến 10/2026 (6 tháng trọn), số người được tính tăng 1.234, trung bình 206 người mỗi
 * tháng." Or why no pace can be said. Whole sentences, no newline. */
void pace_words(const struct pace *pace, struct buf *out);
/* When the goal is reached at this pace, or why that cannot be said; and what it would take to be
 * in time. */
void forecast_words(const struct pace *pace, const struct city_goal *goal,
		    struct buf *out);
/* What the forecast takes for granted; "" where there is none. */
const char *forecast_assumption(const struct pace *pace);

#endif
