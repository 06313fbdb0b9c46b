/* How many people of an age there are in the wards and the city, as administrators enter it: it is
 * published nowhere. */
#include "store/db.h"

#include "base/i18n.h"
#include "course/workage.h"

#include <stdlib.h>
#include <string.h>

static bool acceptable(struct store *store, const struct population *population,
		       struct err *err)
{
	if (store->region && *population->ward &&
	    !region_ward(store->region, population->ward))
		return err_set(err, ERR_DATA,
			       _("Không có phường, xã nào mang mã \"%s\". Hãy xem lại mã "
				 "năm chữ "
				 "số."),
			       population->ward);
	if (population->people < 0)
		return err_set(err, ERR_DATA,
			       _("Số người không thể nhỏ hơn 0. Hãy xem lại số liệu."));
	return true;
}

bool store_population_put(struct store *store, const struct population *population,
			  struct err *err)
{
	if (!acceptable(store, population, err) || !tx_begin(store, err))
		return false;
	return tx_end(store,
		      db_run(store, STMT_POPULATION_PUT, "ssdissi", err,
			     definition_name(population->definition), population->ward,
			     population->day, population->people, population->source,
			     population->entered_by, clock_now(store->clock)),
		      err);
}

bool store_population_list(struct store *store, enum definition definition, int day,
			   struct population **list, size_t *count, struct err *err)
{
	size_t cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_POPULATION_LIST, "sd",
				     definition_name(definition), day);

	*list = NULL;
	*count = 0;
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*list, *count + 1, cap);
		struct population *next = &(*list)[(*count)++];
		*next = (struct population){.definition = definition,
					    .people = sqlite3_column_int64(stmt, 1),
					    .day = sqlite3_column_int(stmt, 3)};
		db_copy(stmt, 0, next->ward, sizeof(next->ward));
		db_copy(stmt, 2, next->source, sizeof(next->source));
		db_copy(stmt, 4, next->entered_by, sizeof(next->entered_by));
	}
	if (row == 0)
		return true;
	free(*list);
	*list = NULL;
	*count = 0;
	return false;
}
