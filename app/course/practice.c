#include "course/practice.h"

#include "base/buf.h"
#include "course/answer.h"

#include <stdlib.h>
#include <string.h>

/* ── the state ───────────────────────────────────────────────────────────────────────────── */

static const struct screen *screen_of(const struct practice *practice,
				      const struct practice_state *state)
{
	return &practice->screens[state->screen];
}

static void enter(struct practice_state *state, int screen)
{
	state->screen = screen;
	state->steps = 0;
	state->hint_here = state->shown[screen];
}

static void restart(const struct practice *practice, struct practice_state *state)
{
	memcpy(state->vars, practice->initial, sizeof(state->vars));
	state->balance = practice->balance;
	enter(state, practice->start);
}

void practice_start(const struct practice *practice, struct practice_state *state)
{
	memset(state, 0, sizeof(*state));
	restart(practice, state);
}

bool practice_offered(const struct practice *practice, const struct practice_state *state,
		      size_t action)
{
	const struct screen *screen = screen_of(practice, state);

	return action < screen->action_count &&
	       condition_true(&screen->actions[action].when, state);
}

enum ending practice_ending(const struct practice *practice,
			    const struct practice_state *state)
{
	return screen_of(practice, state)->ending;
}

/* ── what an action does ─────────────────────────────────────────────────────────────────── */

/* Both parts are at most PRACTICE_MOST from 0, so the sum fits. */
static int add_within(int value, int more)
{
	int sum = value + more;

	if (sum > PRACTICE_MOST)
		return PRACTICE_MOST;
	return sum < -PRACTICE_MOST ? -PRACTICE_MOST : sum;
}

static void apply(const struct practice *practice, const struct consequence *consequence,
		  struct practice_state *state)
{
	if (consequence->restart) {
		restart(practice, state);
		return;
	}
	for (size_t i = 0; i < consequence->effect_count; i++) {
		const struct effect *effect = &consequence->effects[i];
		int *var = &state->vars[effect->var];
		*var = effect->add ? add_within(*var, effect->value) : effect->value;
	}
	state->balance -=
		consequence->pay < state->balance ? consequence->pay : state->balance;
	if (consequence->to >= 0)
		enter(state, consequence->to);
}

struct practice_result practice_step(const struct practice *practice,
				     struct practice_state *state, size_t number,
				     bool right)
{
	const struct screen *screen = screen_of(practice, state);
	const struct action *action = &screen->actions[number];
	struct practice_result result = {
		.consequence = right ? &action->then : &action->wrong,
		.wrong = !right,
	};
	bool due = screen->after_steps && state->steps < screen->after_steps &&
		   ++state->steps == screen->after_steps;

	apply(practice, result.consequence, state);
	if (due && result.consequence->to < 0 && !result.consequence->restart) {
		result.after = &screen->after;
		apply(practice, result.after, state);
	}
	return result;
}

struct practice_result practice_act(const struct practice *practice,
				    struct practice_state *state, size_t number,
				    const char *typed)
{
	if (!practice_offered(practice, state, number))
		return (struct practice_result){0};
	const struct action *action = &screen_of(practice, state)->actions[number];
	bool right = action->kind != ACTION_TYPE ||
		     answer_accepted(&action->accept, &action->compare, typed);
	return practice_step(practice, state, number, right);
}

const char *practice_hint(const struct practice *practice, struct practice_state *state)
{
	const struct strings *hints = &screen_of(practice, state)->hints;
	uint8_t *shown = &state->shown[state->screen];

	if (*shown >= hints->count)
		return NULL;
	state->hints++;
	state->hint_here = *shown + 1;
	return hints->items[(*shown)++];
}

/* ── what it is worth ────────────────────────────────────────────────────────────────────── */

struct practice_score practice_score(const struct practice *practice,
				     const struct practice_state *state)
{
	enum ending ending = practice_ending(practice, state);
	struct practice_score score = {
		.passed = ending == ENDING_SAFE || ending == ENDING_PARTIAL,
	};

	for (size_t i = 0; i < practice->goal_count; i++) {
		const struct goal *goal = &practice->goals[i];
		score.met[i] = condition_true(&goal->when, state);
		score.points += score.met[i] ? goal->points : 0;
		score.passed = score.passed && (score.met[i] || !goal->must);
	}
	score.points -= state->hints * HINT_COST;
	score.points = score.points > 0 ? score.points : 0;
	score.passed = score.passed && score.points >= PRACTICE_PASS;
	return score;
}

/* ── replay ──────────────────────────────────────────────────────────────────────────────── */

/* "go-so=0000 1234" is the action go-so with something typed. */
static bool replay_one(const struct practice *practice, struct practice_state *state,
		       const char *what)
{
	const struct screen *screen = screen_of(practice, state);
	size_t len = strcspn(what, "=");
	const char *typed = what[len] ? what + len + 1 : NULL;

	if (!strcmp(what, "?hint"))
		return practice_hint(practice, state) != NULL;
	for (size_t i = 0; i < screen->action_count; i++) {
		const char *id = screen->actions[i].id;
		if (strlen(id) == len && !memcmp(id, what, len))
			return practice_act(practice, state, i, typed).consequence;
	}
	return false;
}

size_t practice_replay(const struct practice *practice, const struct strings *actions,
		       struct practice_state *state)
{
	size_t done = 0;

	practice_start(practice, state);
	while (done < actions->count && replay_one(practice, state, actions->items[done]))
		done++;
	return done;
}

/* ── names ───────────────────────────────────────────────────────────────────────────────── */

static const char *const kinds[] = {"tap", "type", "swipe", "scroll", "wait"};
static const char *const endings[] = {"", "safe", "partial", "harmed"};

static int name_index(const char *const *names, int count, const char *name)
{
	for (int i = 0; name && i < count; i++)
		if (*names[i] && !strcmp(names[i], name))
			return i;
	return -1;
}

const char *action_kind_name(enum action_kind kind)
{
	return kinds[kind];
}

int action_kind_parse(const char *name)
{
	return name_index(kinds, (int)ARRAY_LEN(kinds), name);
}

const char *ending_name(enum ending ending)
{
	return endings[ending];
}

int ending_parse(const char *name)
{
	return name_index(endings, (int)ARRAY_LEN(endings), name);
}
