/* How many people of working age live in each ward: the figure an administrator entered,
 * or else an estimate that says it is one (docs/counting.md: nobody publishes these
 * figures). */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include "base/mem.h"
#include "course/region.h"
#include "store/store.h"

struct figure {
	int64_t people;
	bool entered; /* false: the region's share of the total population */
	bool partly; /* a sum of which a part was entered */
	const char *source; /* for machines, whole: "Chi cục Thống kê, 30/06/2026" */
	const char *words; /* for people, short: "đã nhập", "ước lượng" */
	int day; /* of an entered figure */
	const char *entered_by;
};

struct figures {
	struct arena arena;
	const struct region *region;
	struct figure *items; /* one a ward, in the region's order */
	size_t entered; /* how many were */
};

/* The latest figures not after `day`. Caller's storage, zeroed. */
bool figures_load(struct figures *figures, struct store *store,
		  const struct region *region, int day, struct err *err);
void figures_release(struct figures *figures);
/* NULL for a code that is no ward of the region. */
const struct figure *figures_of(const struct figures *figures, const char *ward);
/* The whole region: the sum of its wards. */
struct figure figures_total(struct figures *figures);

#endif
