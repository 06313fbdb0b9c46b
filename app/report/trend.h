/* The count month by month, and what follows from it: the pace and when the goal is reached
 * (course/pace.h). For the city or one ward, the same in the dashboard and below a report.
 */
#ifndef REPORT_TREND_H
#define REPORT_TREND_H

#include "course/pace.h"
#include "store/store.h"

/* How many whole months a pace looks back where nobody asked for another number. */
#define TREND_WINDOW 6

struct trend {
	struct pace_month *months; /* owned; from the first with anybody on */
	size_t count;
	struct pace pace;
};

struct trend_request {
	struct count_query query; /* `by` is not read */
	int64_t sure, possible; /* on the day */
	int64_t population; /* 0 = not known */
	const struct city_goal *goal; /* NULL = none */
	int window;
};

/* Caller's storage, zeroed or released. */
bool trend_load(struct trend *trend, struct store *store,
		const struct trend_request *request, struct err *err);
void trend_release(struct trend *trend);

#endif
