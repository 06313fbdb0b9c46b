/* Proving a practice before anybody meets it: every state it can get into, by exhaustive search.
 *
 * At most EXPLORE_STATES states (screens x values of variables); hints are left out, since they
 * change nothing but the score. Typed answers are one right and one wrong action.
 */
#ifndef COURSE_EXPLORE_H
#define COURSE_EXPLORE_H

#include "base/buf.h"
#include "course/practice.h"

#define EXPLORE_STATES 50000

enum trouble_kind {
	TROUBLE_TOO_MANY, /* the search was given up */
	TROUBLE_SCREEN_UNREACHED,
	TROUBLE_ACTION_UNREACHED, /* never offered anywhere */
	TROUBLE_ENDING_UNREACHED,
	TROUBLE_TRAP, /* no way from here to any ending */
	TROUBLE_GOAL_NEVER, /* no ending meets it */
	TROUBLE_GOAL_ALWAYS, /* no ending misses it */
	TROUBLE_FULL_MARKS_SKIP, /* a full-mark way around the key decision */
	TROUBLE_FULL_MARKS_TRIVIAL, /* always choosing the first action gets full marks */
	TROUBLE_NO_FULL_MARKS, /* nobody can get 100 */
	TROUBLE_PATH_BROKEN, /* a step of `paths` is not offered */
	TROUBLE_PATH_DIFFERS, /* it ends elsewhere, or with another score */
	TROUBLE_POINTS, /* goals do not sum to 100 */
	TROUBLE_NO_WAY_BACK, /* a harmed ending without debrief */
};

struct trouble {
	enum trouble_kind kind;
	size_t index; /* of the screen, goal or path */
	size_t action; /* within the screen */
	char *way; /* the shortest way there: "nghe > doc-ma", owned; NULL if none */
};

struct exploration {
	struct trouble *troubles;
	size_t count, cap;
	size_t states;
};

void practice_explore(const struct practice *practice, struct exploration *out);
void exploration_release(struct exploration *exploration);
/* The graph for people: screens with their actions and where they lead; and for dot(1). */
void practice_map(const struct practice *practice, struct buf *out);
void practice_dot(const struct practice *practice, struct buf *out);

#endif
