/* A practice done again, action by action, from the list that is kept of it: to see what each of them
 * led to. Pure: nothing is recorded, and the same list always shows the same.
 *
 *	struct retrace r;
 *	retrace_begin(&r, practice, &actions);
 *	while (retrace_next(&r))
 *		look at r.action, r.result, r.before, r.state
 */
#ifndef COURSE_RETRACE_H
#define COURSE_RETRACE_H

#include "course/practice.h"

#include <stdbool.h>
#include <stddef.h>

/* The edge of the phone: each as the last screen that named it did. */
struct phone_status {
	const char *at; /* the time; NULL: none has */
	enum phone_network network; /* NETWORK_UNSAID: none has */
	int battery; /* per cent; 0: none has */
};
/* Takes over what this screen names. A clock does not run back: where a way leads round to an earlier
 * screen the time stays, unless it is so much earlier that it must be the next day. */
void phone_status_note(struct phone_status *status, const struct phone *show);

struct retrace {
	const struct practice *practice;
	const struct strings *actions; /* as practice_replay() takes them; borrowed */
	size_t done; /* how many of them */
	struct practice_state before, state; /* around the last one */
	const struct screen *screen; /* that it was done on */
	const struct action *action; /* NULL: it was a hint */
	struct practice_result result;
	struct phone_status status; /* of the phone */
};

void retrace_begin(struct retrace *retrace, const struct practice *practice,
		   const struct strings *actions);
/* False after the last, and where an action is not offered: then done < actions->count. */
bool retrace_next(struct retrace *retrace);

/* An action that cost something: a goal that held until then holds no more, or money went for
 * nothing. Paying what had to be paid is none: it brings a goal, or it also stands in a path of the
 * practice with full marks. */
struct slip {
	const struct screen *screen;
	const struct action *action;
	const char *said; /* what the practice said about it; NULL if nothing */
	const struct goal *lost; /* the first goal; NULL if it was only money */
	int paid;
};

/* The slips in the order they were made, each screen's action once; returns how many there are,
 * at most `max`. */
size_t retrace_slips(const struct practice *practice, const struct strings *actions,
		     struct slip *slips, size_t max);

#endif
