/* The goals of a city (course/region.h), and the one that is looked at.
 *
 * Which goals there are is data of the city (locale/<city>/region.yaml). Which of them is shown is
 * a setting of the centre: the id of one, or one of its own, written as
 *
 *	own 18+ 80 2027 Kế hoạch 12/KH-UBND ngày 3/2/2027
 *
 * that is definition, percent, year, source. Nothing set, or an id that is no longer there, is the
 * first of the city.
 */
#ifndef COURSE_GOAL_H
#define COURSE_GOAL_H

#include "base/buf.h"
#include "base/err.h"
#include "course/region.h"

/* The key of the setting in the store, and its longest value. */
#define GOAL_SETTING "goal"
#define GOAL_SETTING_BYTES 400
#define GOAL_OWN "own"
#define GOAL_SOURCE_BYTES 300

/* NULL where the city has none of that id. */
const struct city_goal *goal_named(const struct region *region, const char *id);
/* Reads the setting into *goal, whose strings are the region's, or parts of `setting` for one of
 * the centre's own. False where the city has no goals and none is set. */
bool goal_read(const struct region *region, const char *setting, struct city_goal *goal);
/* Writes one of the centre's own; false, with what is wrong, where it cannot be one. */
bool goal_write_own(const struct city_goal *goal, struct buf *out, struct err *err);
/* The goal to hold a count by this definition against: the chosen one if it is by the same
 * definition. Else the city's for that definition: of those that are not open the first whose year
 * is not over on `day`, or the last of all. Where the city has none for 15-64, those by the law,
 * the other way to say "working age". NULL where nothing fits. */
const struct city_goal *goal_for(const struct region *region,
				 const struct city_goal *chosen,
				 enum definition definition, int day);
/* People needed of a population: rounded up, as 69,99 % is not 70 %. */
int64_t goal_needed(const struct city_goal *goal, int64_t population);
/* "70 % người trong độ tuổi lao động theo luật, đến hết năm 2025". No full stop. */
void goal_words(const struct city_goal *goal, struct buf *out);

#endif
