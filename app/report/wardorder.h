/* The wards in the Vietnamese order of their names. */
#ifndef REPORT_WARDORDER_H
#define REPORT_WARDORDER_H

#include "course/region.h"

/* region->ward_count of them; the caller frees the array, the wards are the region's. */
const struct ward **wards_by_name(const struct region *region);

#endif
