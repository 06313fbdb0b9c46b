/* Distinct people trained, as a table: what `kynangso count` prints, the screen shows and
 * a report hands in, so that they cannot disagree (docs/counting.md).
 *
 * Each value that could be asked for has its row, also with nobody in it: a ward that is
 * missing from a report looks forgotten. Wards stand in the Vietnamese order of their
 * names. The facts below the table name the day, the definition and the reading; the
 * notes name the sources and the range.
 */
#ifndef REPORT_COUNTS_H
#define REPORT_COUNTS_H

#include "course/region.h"
#include "report/table.h"
#include "store/store.h"

#include <stdbool.h>

struct counts_request {
	const struct region *region; /* borrowed */
	struct count_query query; /* its ward is not read */
	const struct ward *ward; /* only people who live there; NULL = all */
};

/* Fills an empty table; the caller releases it, also on failure. Nothing of the
 * region is kept. */
bool counts_table(struct table *table, struct store *store,
		  const struct counts_request *request, struct err *err);
/* "đã hoàn thành khóa học" */
const char *trained_words(enum trained trained);

#endif
