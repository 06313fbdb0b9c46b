#include "report/wardorder.h"

#include "text/collate.h"

#include <stdlib.h>
#include <string.h>

static int by_name(const void *x, const void *y)
{
	const struct ward *const *a = x, *const *b = y;
	int order = text_compare((*a)->name, (*b)->name);
	return order ? order : strcmp((*a)->code, (*b)->code);
}

const struct ward **wards_by_name(const struct region *region)
{
	const struct ward **wards = xcalloc(region->ward_count + 1, sizeof(*wards));
	for (size_t i = 0; i < region->ward_count; i++)
		wards[i] = &region->wards[i];
	if (region->ward_count)
		qsort(wards, region->ward_count, sizeof(*wards), by_name);
	return wards;
}
