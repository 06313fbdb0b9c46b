/* The goal that this centre holds its counts against (course/goal.h): its setting in the store, and
 * who put it there when. Changing it is for administrators; the callers see to that.
 */
#ifndef REPORT_AIM_H
#define REPORT_AIM_H

#include "course/goal.h"
#include "store/store.h"

struct aim {
	char setting[GOAL_SETTING_BYTES]; /* "" = nobody has chosen */
	char set_by[NAME_BYTES]; /* "" = nobody */
	int set_on; /* day; 0 where nobody has chosen */
	struct city_goal goal; /* its strings are the region's, or in `setting` */
};

/* False where the city has no goal at all. Caller's storage, which must stay where it is: the goal
 * may point into it. */
bool aim_load(struct aim *aim, struct store *store, const struct region *region);
/* Chooses one of the city's by its id; ERR_DATA with the ids there are for any other. */
bool aim_choose(struct store *store, const struct region *region, const char *id,
		const char *staff, int day, struct err *err);
/* One of the centre's own, with its source. */
bool aim_set_own(struct store *store, const struct city_goal *goal, const char *staff,
		 int day, struct err *err);

#endif
