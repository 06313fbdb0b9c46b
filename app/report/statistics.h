/* How questions and practices do, as tables: what `kynangso stats` prints and hands to spreadsheets.
 *
 * The rule of small numbers holds in every form (course/itemstat.h): under STAT_HIDDEN people nothing
 * is said, under STAT_WORDS words only, so cells of numbers are empty there. How many people there are
 * always stands in the row.
 *
 *	struct statistics s = {.course = course};
 *	statistics_load(&s, store, NULL, &err);
 *	statistics_table(&s, &(struct statistics_of){0}, BY_ITEM, true, &table);
 *	statistics_release(&s);
 */
#ifndef REPORT_STATISTICS_H
#define REPORT_STATISTICS_H

#include "course/practicestat.h"
#include "course/survey.h"
#include "store/store.h"

struct table; /* report/table.h */

/* What a table is about; exactly one is not NULL, or none: everything. */
struct statistics_of {
	const struct quiz *quiz; /* with those its pool has from other quizzes */
	const struct lesson *lesson; /* its checks and its practices */
	const struct practice *practice;
	const struct question *question;
};

/* Everything at once: one figure is seldom of use without its neighbours. */
struct statistics {
	const struct course *course; /* borrowed */
	struct survey survey;
	struct item_stat *items; /* as survey.items */
	struct practice_stat
		*practices; /* as course->practices; those nobody began are empty */
	struct arena arena; /* of what the items point to */
	bool loaded;
};

/* course set, the rest zeroed. `of`, which may be NULL, says what it will be asked about: the rest may be
 * left empty. Opens what somebody has answered or begun, and the lesson or practice that `of` names.
 * 5,000 people who did all of the shipped course take about a second, one practice of it a tenth. */
bool statistics_load(struct statistics *s, struct store *store,
		     const struct statistics_of *of, struct err *err);
void statistics_release(struct statistics *s);

/* How fine: a row is a question or practice; an option or phone screen; an action on a screen. */
enum statistics_by { BY_ITEM, BY_PART, BY_ACTION };

/* Fills an empty table; the caller releases it. `narrow`: for a terminal, without the columns that only
 * programs read. Of everything only what somebody has answered is listed, what needs a look first;
 * else all of it, in the order of the file. */
void statistics_table(const struct statistics *s, const struct statistics_of *of,
		      enum statistics_by by, bool narrow, struct table *table);

/* What needs a look first: a weight for sorting, 0 where nothing is flagged. */
int statistics_weight(unsigned item_flags, unsigned place_flags);
/* The wrong choice that most people made, or NULL. */
const struct item_choice *statistics_lure(const struct item_stat *stat);

#endif
