/* The clock, passed down in struct app, so that tests and `--now` can hold it still.
 *
 * A machine at a centre may have a dead battery: times are read, stored as read and marked
 * suspect by the store; nothing is ever ordered by them. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

struct clock {
	bool held; /* true: time stands at `at` until clock_advance() */
	int64_t at; /* instant, base/date.h */
};

int64_t clock_now(const struct clock *clock);
int clock_today(const struct clock *clock); /* the day in Viet Nam */
/* Moves a held clock on; a running clock is left alone. */
void clock_advance(struct clock *clock, int64_t seconds);
/* Milliseconds of a counter that never runs backwards, for measuring spans. */
int64_t clock_ticks(void);

#endif
