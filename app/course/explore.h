/* Proving a practice before anybody meets it: every state it can get into, by exhaustive search.
 *
 * At most EXPLORE_STATES states (screens x values of variables); hints are left out, since they
 * change nothing but the score. Typed answers are one right and one wrong action.
 */
#ifndef COURSE_EXPLORE_H
#define COURSE_EXPLORE_H

#include "base/buf.h"
#include "base/mem.h"
#include "course/practice.h"

#define EXPLORE_STATES 50000

/* What follows from another trouble is not told: nothing of
 * an unreached screen, of a trap only its entrance, no full marks only where every goal can be
 * met and points are 100. */
enum trouble_kind {
	TROUBLE_TOO_MANY, /* the search was given up; index of the variable with the most values,
			   * var_count = the balance */
	TROUBLE_SCREEN_UNREACHED,
	TROUBLE_ACTION_UNREACHED, /* never offered anywhere */
	TROUBLE_AFTER_UNREACHED, /* every action leaves the screen before `after` */
	TROUBLE_SAME_LABEL, /* offered together with one above it of the same words */
	TROUBLE_ENDING_UNREACHED,
	TROUBLE_TRAP, /* no way from here to any ending */
	TROUBLE_GOAL_NEVER, /* no ending meets it */
	TROUBLE_GOAL_ALWAYS, /* no ending misses it */
	TROUBLE_FULL_MARKS_SKIP, /* a full-mark way around the key decision */
	TROUBLE_NO_DECISION, /* on no screen of `decide` there is anything to choose */
	TROUBLE_FULL_MARKS_TRIVIAL, /* always choosing the first action gets full marks; what is
				     * typed is wrong then */
	TROUBLE_NO_FULL_MARKS, /* nobody can pass with 100 */
	TROUBLE_PATH_BROKEN, /* a step of `paths` is not offered: action is its index */
	TROUBLE_PATH_DIFFERS, /* it ends elsewhere, or with another score, or passes though `fail` */
	TROUBLE_POINTS, /* goals do not sum to 100 */
	TROUBLE_NO_WAY_BACK, /* a harmed ending without debrief */
	TROUBLES
};

struct trouble {
	enum trouble_kind kind;
	size_t index; /* of the screen, goal or path */
	size_t action; /* within the screen */
	/* The shortest way there: "nghe > go-so=1234 > doc-ma", owned; "?" is typed where it is
	 * to be wrong; "" is the start; NULL where no way belongs to the trouble. The middle of
	 * one with more than 24 actions is "…". */
	char *way;
};

struct exploration {
	struct trouble *troubles;
	size_t count, cap;
	size_t states;
};

/* All troubles of a practice that was loaded without errors. `out` is overwritten; give it to
 * exploration_release(). */
void practice_explore(const struct practice *practice, struct exploration *out);
void exploration_release(struct exploration *exploration);
/* The shortest way to a screen, as practice_replay() takes it: copied into the arena. False where
 * none leads there, or none was found among the first EXPLORE_STATES states. */
bool practice_way(const struct practice *practice, size_t screen, struct arena *arena,
		  struct strings *out);
/* Does a path that was done to its last action end as it says? */
bool path_holds(const struct practice *practice, const struct try_path *path,
		const struct practice_state *state);

/* The graph for people (course/map.c): screens with their actions and where they lead, endings
 * marked, then lines of what is never reached. Words are those of the user's language. */
void practice_map(const struct practice *practice, struct buf *out);
/* The same for dot(1). */
void practice_dot(const struct practice *practice, struct buf *out);

#endif
