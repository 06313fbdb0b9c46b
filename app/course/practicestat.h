/* Where people fall on a simulated phone: what many did there on their first run through a practice.
 *
 *	struct practice_stat stat;
 *	practice_stat_init(&stat, practice);
 *	practice_stat_add(&stat, &run, 1);	one a person
 *	...
 *	practice_stat_finish(&stat);
 *
 * A first run is what somebody did from the beginning to the first ending, or up to where they stand.
 * It is done again here, action by action (course/retrace.h), in the practice as it is today: that
 * says which action was a slip, which no event does. A run that cannot be done so any more (another
 * screen comes, or an action is gone) belongs to an older version, and is only counted as such. That is
 * what one grade digest is for questions.
 *
 * Pure, and independent of the order in which people are added. People, never turns: who comes by a
 * screen twice is counted once, by what they did the first time.
 */
#ifndef COURSE_PRACTICESTAT_H
#define COURSE_PRACTICESTAT_H

#include "course/itemstat.h"
#include "course/practice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One thing of a run, as the journal has it; strings are borrowed. */
struct run_event {
	bool ended; /* it came to an end here; the rest is empty */
	const char *screen, *action; /* "nghe", "go-so=500000", "?hint", "!redo\t..." */
};

/* All that one person did in a practice, also after the first run. */
struct run {
	const struct run_event *events;
	size_t count;
};

enum place_flag {
	PLACE_FALL = 1, /* surely more than half of those who come here slip */
	PLACE_STUCK = 2, /* surely more than one in ten stop here and do not come back */
	PLACE_WRONG = 4, /* surely more than half type something that is not accepted */
};
#define PLACE_FLAGS 3

/* People on one screen, in their first run. */
struct screen_stat {
	int64_t came;
	int64_t first[PRACTICE_ACTIONS]; /* chose this one first, hints apart */
	int64_t first_wrong[PRACTICE_ACTIONS]; /* ... and typed something not accepted */
	int64_t slip[PRACTICE_ACTIONS]; /* for whom this action was a slip here */
	int64_t slipped; /* with any action */
	int64_t harmed; /* slipped here, and came to a harmed ending */
	int64_t hinted, hints; /* who took hints; how many they took */
	int64_t stopped; /* are here still */
	int64_t restarted; /* a way round from here led back to the start */
	int64_t again; /* after their first ending went back to this screen */
	/* practice_stat_finish(): the slip most people made, -1 where nobody did; and flags. */
	int worst;
	unsigned flags;
};

struct practice_stat {
	const struct practice *practice;
	int64_t people; /* whose first run is of this version */
	int64_t older;
	int64_t endings[ENDING_HARMED + 1]; /* [ENDING_NONE]: not at an end yet */
	int64_t passed;
	int64_t again; /* did it again after the first ending */
	struct screen_stat screens[PRACTICE_SCREENS];
	/* practice_stat_finish(): screens where somebody came, in the order in which people meet
	 * them: as far from the start as the shortest way is, then as they are written. */
	int order[PRACTICE_SCREENS];
	size_t ordered;
};

void practice_stat_init(struct practice_stat *stat, const struct practice *practice);
/* `times`: so many people did exactly this. */
void practice_stat_add(struct practice_stat *stat, const struct run *run, int64_t times);
void practice_stat_finish(struct practice_stat *stat);

/* The flags of all screens together. */
unsigned practice_stat_flags(const struct practice_stat *stat);
/* The screen where the largest share slips, or -1: nobody did, or too few came by anywhere. */
int practice_stat_worst(const struct practice_stat *stat);
/* What the practice says when this action is a slip: its consequence's words (of a wrong text for
 * what is typed), or NULL. */
const char *practice_action_says(const struct action *action, bool wrong);

/* Appends what a person reads on a screen, on one line: "Ngân hàng Thực Hành: Quý khách vừa…"; of an
 * ending what it says. Prose, not expanded; its id where there is nothing to read. */
void screen_reads(const struct screen *screen, struct buf *out);

#endif
