/* How many people of an age live in each ward: the figure an administrator entered for that
 * definition. For working age by law, where there is none, an estimate that says it is one
 * (docs/counting.md: nobody publishes these figures); for the others nothing, as no share of
 * the population is known for them. */
#ifndef REPORT_FIGURES_H
#define REPORT_FIGURES_H

#include "base/mem.h"
#include "course/region.h"
#include "report/table.h"
#include "store/store.h"

struct figure {
	int64_t people;
	bool entered; /* false: the region's share of the total population */
	bool whole; /* entered for the city as one */
	bool partly; /* a sum of which a part was entered */
	const char *source; /* for machines, whole: "Chi cục Thống kê, 30/06/2026" */
	const char *words; /* for people, short: "đã nhập", "ước lượng" */
	int day; /* of an entered figure */
	const char *entered_by;
};

struct figures {
	struct arena arena;
	const struct region *region;
	enum definition definition;
	struct figure *items; /* one a ward, in the region's order; people 0: none */
	size_t entered; /* how many were */
	struct figure city; /* as it was entered for the whole city; people 0: not */
};

/* The latest figures not after `day`. Caller's storage, zeroed. */
bool figures_load(struct figures *figures, struct store *store,
		  const struct region *region, enum definition definition, int day,
		  struct err *err);
void figures_release(struct figures *figures);
/* NULL for a code that is no ward of the region, and where there is no figure. */
const struct figure *figures_of(const struct figures *figures, const char *ward);
/* The whole region: the sum of its wards where all are entered, so that columns add up; else what was
 * entered for it as one; else, by law, the sum with its estimates. people 0: none. */
struct figure figures_total(struct figures *figures);

/* The note of a table that has nothing to divide its whole by, and what to do about it. */
void figures_missing(const struct figures *figures, bool city, struct table *table);

#endif
