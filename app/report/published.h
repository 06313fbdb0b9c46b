/* What was handed outside before. A report whose small counts are hidden gives them away all the same
 * where it can be subtracted from another: 40 people on Monday and 42 on Friday are 2 people in
 * between (docs/counting.md). So it is remembered what each report for outside was about, never what
 * stood in it; before the next one is written, the earlier ones are made again and compared with it,
 * cell by cell.
 *
 * Compared are reports of which one holds the other: of two days, of a period and a part of it, of
 * two readings, of the law's working age and 15 to 64. What somebody had corrected since, the earlier
 * report is made with; and what was handed out on paper by other ways nobody knows here.
 */
#ifndef REPORT_PUBLISHED_H
#define REPORT_PUBLISHED_H

#include "report/results.h"

/* So many of the latest different ones are compared. */
#define PUBLISHED_MOST 12

struct clash {
	size_t cells; /* that differ by 1 to 4 people; 0: none */
	int to; /* the last day of the earlier report, */
	int on; /* and the day it was written */
	char example[200]; /* one of the cells: "Ba Đình, Hoàn thành" */
};

/* `table` is what results_table() made of the request, for outside. The first earlier report that
 * clashes. Each one costs as much as a report. */
bool published_compare(struct store *store, const struct results_request *request,
		       const struct table *table, struct clash *clash, struct err *err);
/* It is out: by the actor, now. */
bool published_note(struct store *store, const struct results_request *request,
		    struct err *err);

#endif
