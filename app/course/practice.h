/* A practice: a simulated phone as a state machine of screens, where a mistake costs fictional money
 * and teaches the repair. Pure: the same actions give the same result on every machine, so a
 * practice is kept as the list of its actions and can be explored exhaustively before anybody
 * meets it (course/explore.h).
 *
 * State = (screen, variables, balance, actions since the screen was entered, hints used).
 * Values are owned by the course's arena, as in course/course.h.
 */
#ifndef COURSE_PRACTICE_H
#define COURSE_PRACTICE_H

#include "course/course.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRACTICE_VARS 12
#define PRACTICE_GOALS 8
#define HINT_COST 5 /* points of a hundred */

/* ── conditions: and or not == != < <= > >= ( ), names, integers, true, false ── */

/* Compiled to reverse polish: few bytes, evaluated without memory. */
enum op {
	OP_NUMBER,
	OP_VAR,
	OP_NOT,
	OP_AND,
	OP_OR,
	OP_EQ,
	OP_NE,
	OP_LT,
	OP_LE,
	OP_GT,
	OP_GE
};
struct op_item {
	uint8_t op; /* enum op */
	int value; /* number, or index of the variable */
};
struct condition {
	const char *text; /* as written */
	struct op_item *items; /* count 0 = always true */
	size_t count;
};

struct practice;
/* Parses into the arena. False: `at` is the byte offset of the trouble and `message` a Vietnamese
 * sentence (static). names of the variables; "balance" is -1, the money. */
bool condition_parse(struct condition *out, struct arena *arena, const char *text,
		     const char *const *names, size_t name_count, size_t *at,
		     const char **message);

/* ── the practice ── */

struct effect {
	int var; /* index */
	int value;
	bool add; /* value is added instead ("+1") */
};

/* What happens: one consequence of an action. Everything optional. */
struct consequence {
	const char *say; /* NULL: nothing is said */
	struct effect *effects;
	size_t effect_count;
	int pay; /* taken from the balance (never below 0) */
	int to; /* index of a screen, -1 = stay */
	bool restart; /* from the start, variables as at first */
};

enum action_kind { ACTION_TAP, ACTION_TYPE, ACTION_SWIPE, ACTION_SCROLL, ACTION_WAIT };

struct action {
	const char *id, *label;
	enum action_kind kind;
	struct condition when; /* only offered then */
	struct consequence then; /* also: what was typed is accepted */
	/* ACTION_TYPE */
	struct strings accept;
	struct compare compare;
	bool secret; /* shown as dots */
	struct consequence wrong;
	struct place at;
};

enum ending { ENDING_NONE, ENDING_SAFE, ENDING_PARTIAL, ENDING_HARMED };

struct screen {
	const char *id;
	enum phone_app app;
	struct phone show; /* what stands on it; app is the same */
	bool ring; /* call: it is ringing */
	struct action *actions;
	size_t action_count;
	struct strings hints;
	int after_steps; /* 0 = none: so many actions here and it goes on by itself */
	struct consequence after;
	enum ending ending;
	const char *say; /* of an ending */
	struct strings debrief; /* of an ending: what happened and what to do */
	struct place at;
};

struct goal {
	const char *id, *text;
	struct condition when;
	int points;
	bool must;
	struct place at;
};

struct try_path {
	struct strings actions; /* ids; "id=text" for typing */
	const char *ending; /* screen id */
	int score; /* -1 = not said */
	bool fail; /* must not pass */
	struct place at;
};

struct practice {
	const char *id, *title, *brief; /* brief: what the learner is told first */
	struct strings skills;
	int minutes;
	const char *owner; /* of the fictional phone */
	int balance;
	const char *vars[PRACTICE_VARS];
	int initial[PRACTICE_VARS];
	bool is_bool[PRACTICE_VARS];
	size_t var_count;
	struct goal *goals;
	size_t goal_count;
	struct screen *screens;
	size_t screen_count;
	int start;
	struct strings decide; /* screens a full-mark way must pass: the key decision */
	struct try_path *paths;
	size_t path_count;
	struct place at;
};

struct practice_state {
	int screen;
	int vars[PRACTICE_VARS];
	int balance;
	int steps; /* actions since the screen was entered */
	int hints; /* used in all */
	int hint_here; /* shown on this screen */
};

void practice_start(const struct practice *practice, struct practice_state *state);
/* Is this action offered now? */
bool practice_offered(const struct practice *practice, const struct practice_state *state,
		      size_t action);

struct practice_result {
	const struct consequence
		*consequence; /* what happened; NULL if the action is not offered */
	bool wrong; /* typed something else */
	const struct consequence *after; /* and then, by itself */
};
/* Does it; typed is NULL but for ACTION_TYPE. */
struct practice_result practice_act(const struct practice *practice,
				    struct practice_state *state, size_t action,
				    const char *typed);
/* Shows the next hint of this screen: its text, or NULL when there is none left. */
const char *practice_hint(const struct practice *practice, struct practice_state *state);
/* The ending this state is in. */
enum ending practice_ending(const struct practice *practice,
			    const struct practice_state *state);

struct practice_score {
	int points; /* of 100, hints taken off, not below 0 */
	bool met[PRACTICE_GOALS];
	bool passed; /* safe or partial ending, every `must` goal met, points >= 60 */
};
#define PRACTICE_PASS 60
struct practice_score practice_score(const struct practice *practice,
				     const struct practice_state *state);

/* Replays "nghe", "doc-ma", "go-so=500000", "?hint" from the start. Returns how many were done:
 * fewer than given when one is not offered. */
size_t practice_replay(const struct practice *practice, const struct strings *actions,
		       struct practice_state *state);

const char *action_kind_name(enum action_kind kind); /* "tap" */
int action_kind_parse(const char *name);
const char *ending_name(enum ending ending); /* "safe" */
int ending_parse(const char *name);

#endif
