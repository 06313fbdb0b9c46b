#include "report/trend.h"

#include <stdlib.h>

bool trend_load(struct trend *trend, struct store *store,
		const struct trend_request *request, struct err *err)
{
	struct count_query query = request->query;
	struct count_row *rows;
	size_t n;
	trend_release(trend);
	/* Summed over all else, rows are in the order of their months. */
	query.by = BY_MONTH;
	if (!store_count(store, &query, &rows, &n, err))
		return false;
	trend->months = xcalloc(n + 1, sizeof(*trend->months));
	for (; trend->count < n; trend->count++)
		trend->months[trend->count] = (struct pace_month){
			rows[trend->count].month,
			rows[trend->count].sure,
			rows[trend->count].possible,
		};
	free(rows);
	trend->pace = pace_of(&(struct pace_question){
		.day = query.day,
		.sure = request->sure,
		.possible = request->possible,
		.population = request->population,
		.goal = request->goal,
		.window = request->window,
		.months = trend->months,
		.count = trend->count,
	});
	return true;
}

void trend_release(struct trend *trend)
{
	free(trend->months);
	*trend = (struct trend){0};
}
