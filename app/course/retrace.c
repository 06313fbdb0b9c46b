#include "course/retrace.h"

#include <string.h>

/* "08:47" in minutes; -1 where it is something else. */
static int minutes_of(const char *at)
{
	static const char shape[] = "09:09";

	for (size_t i = 0; i < sizeof(shape); i++) {
		bool digit = at[i] >= '0' && at[i] <= '9';
		if (shape[i] == '0' || shape[i] == '9' ? !digit : at[i] != shape[i])
			return -1;
	}
	return ((at[0] - '0') * 10 + at[1] - '0') * 60 + (at[3] - '0') * 10 + at[4] - '0';
}

#define NEXT_DAY (6 * 60) /* minutes: nobody practises longer */

static bool runs_back(const char *from, const char *to)
{
	int back = from ? minutes_of(from) - minutes_of(to) : 0;
	return back > 0 && back < NEXT_DAY && minutes_of(to) >= 0;
}

void phone_status_note(struct phone_status *status, const struct phone *show)
{
	if (show->at && !runs_back(status->at, show->at))
		status->at = show->at;
	if (show->network)
		status->network = show->network;
	if (show->battery)
		status->battery = show->battery;
}

static void note_status(struct retrace *r)
{
	phone_status_note(&r->status, &r->practice->screens[r->state.screen].show);
}

void retrace_begin(struct retrace *r, const struct practice *practice,
		   const struct strings *actions)
{
	*r = (struct retrace){.practice = practice, .actions = actions};
	practice_start(practice, &r->state);
	note_status(r);
}

/* "go-so=0000 1234" is the action go-so with something typed. */
static bool act(struct retrace *r, const char *what)
{
	size_t n = strcspn(what, "=");
	for (size_t i = 0; i < r->screen->action_count; i++) {
		const struct action *action = &r->screen->actions[i];
		if (strlen(action->id) != n || memcmp(action->id, what, n) != 0)
			continue;
		r->action = action;
		r->result = practice_act(r->practice, &r->state, i,
					 what[n] ? what + n + 1 : NULL);
		return r->result.consequence;
	}
	return false;
}

static bool restarts(const struct retrace *r)
{
	return r->result.consequence->restart ||
	       (r->result.after && r->result.after->restart);
}

bool retrace_next(struct retrace *r)
{
	if (r->done == r->actions->count)
		return false;
	const char *what = r->actions->items[r->done];
	r->before = r->state;
	r->screen = &r->practice->screens[r->state.screen];
	r->action = NULL;
	r->result = (struct practice_result){0};
	if (!strcmp(what, "?hint")) {
		if (!practice_hint(r->practice, &r->state))
			return false;
	} else if (!act(r, what)) {
		return false;
	}
	r->done++;
	if (r->action && restarts(r))
		r->status = (struct phone_status){0};
	note_status(r);
	return true;
}

/* ── slips ── */

/* The first goal that held in one state and no more in the other. */
static const struct goal *goal_between(const struct practice *practice,
				       const struct practice_state *one,
				       const struct practice_state *other)
{
	for (size_t i = 0; i < practice->goal_count; i++) {
		const struct goal *goal = &practice->goals[i];
		if (condition_true(&goal->when, one) &&
		    !condition_true(&goal->when, other))
			return goal;
	}
	return NULL;
}

/* Is it done on a way that somebody wrote down as one to full marks? */
static bool leads_to_full_marks(const struct practice *practice,
				const struct action *action)
{
	struct retrace r;
	for (size_t i = 0; i < practice->path_count; i++) {
		if (practice->paths[i].score != 100)
			continue;
		retrace_begin(&r, practice, &practice->paths[i].actions);
		while (retrace_next(&r))
			if (r.action == action)
				return true;
	}
	return false;
}

/* Money that brings a goal, or that somebody pays on the way to full marks, is not lost. */
static bool pays_for_something(const struct retrace *r)
{
	return goal_between(r->practice, &r->state, &r->before) ||
	       (!r->result.wrong && leads_to_full_marks(r->practice, r->action));
}

/* What was said last is about what happened last: a delayed consequence has its own words. */
static const char *said(const struct retrace *r)
{
	if (r->result.after && r->result.after->say)
		return r->result.after->say;
	return r->result.consequence->say;
}

static bool slipped(const struct retrace *r, struct slip *slip)
{
	if (!r->action || restarts(r))
		return false;
	*slip = (struct slip){
		.screen = r->screen,
		.action = r->action,
		.said = said(r),
		.lost = goal_between(r->practice, &r->before, &r->state),
		.paid = r->before.balance - r->state.balance,
	};
	return slip->lost || (slip->paid > 0 && !pays_for_something(r));
}

size_t retrace_slips(const struct practice *practice, const struct strings *actions,
		     struct slip *slips, size_t max)
{
	struct retrace r;
	size_t count = 0;
	retrace_begin(&r, practice, actions);
	while (count < max && retrace_next(&r)) {
		bool known = false;
		for (size_t i = 0; i < count; i++)
			known = known || slips[i].action == r.action;
		if (!known && slipped(&r, &slips[count]))
			count++;
	}
	return count;
}
