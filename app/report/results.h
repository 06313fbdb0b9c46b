/* What a centre or the city hands in: for each ward and a period, who took part, who was
 * trained, by sex and age, how far it is to the goal and when it is reached at the present
 * pace (docs/counting.md has the columns in words).
 *
 * Period columns (attended … age_unknown) count from the first day to the last, the others
 * (under … reached) stand on the last day. Those by sex and age break down the column of
 * the reading asked for ("completed" unless another one is): people newly trained in the
 * period who surely are of working age on its last day.
 *
 * The named facts are the same in every form: the period, definition, rule, reading, goal,
 * where the population is from, and the range.
 */
#ifndef REPORT_RESULTS_H
#define REPORT_RESULTS_H

#include "course/region.h"
#include "report/table.h"
#include "store/store.h"

#include <stdbool.h>

struct results_request {
	const struct region *region; /* borrowed */
	int from, to; /* days, both inside; from 0 = since ever */
	enum definition definition;
	enum trained trained;
	const struct ward *ward; /* only people who live there; NULL = all */
	bool outside; /* for everybody to read: small counts are hidden, and what would
		       * give them away (report/suppress.h) */
};

/* Fills an empty table; the caller releases it, also on failure. Nothing of the region is
 * kept. */
bool results_table(struct table *table, struct store *store,
		   const struct results_request *request, struct err *err);

#endif
