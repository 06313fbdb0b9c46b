#include "base/clock.h"

#include "base/date.h"

#include <time.h>

int64_t clock_now(const struct clock *clock)
{
	return clock->held ? clock->at : (int64_t)time(NULL);
}

int clock_today(const struct clock *clock)
{
	return day_of_instant(clock_now(clock));
}

void clock_advance(struct clock *clock, int64_t seconds)
{
	if (clock->held)
		clock->at += seconds;
}

int64_t clock_ticks(void)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}
