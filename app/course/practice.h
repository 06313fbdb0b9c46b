/* A practice: a simulated phone as a state machine of screens, where a mistake costs fictional money
 * and teaches the repair. Pure: the same actions give the same result on every machine, so a
 * practice is kept as the list of its actions and can be explored exhaustively before anybody
 * meets it (course/explore.h).
 *
 * State = (screen, variables, balance, actions since the screen was entered, hints used). A practice
 * that was loaded without errors can be done with any strings at all: nothing here fails.
 * Values are owned by the course's arena, as in course/course.h.
 */
#ifndef COURSE_PRACTICE_H
#define COURSE_PRACTICE_H

#include "base/buf.h"
#include "course/course.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PRACTICE_VARS 12
#define PRACTICE_GOALS 8
#define PRACTICE_SCREENS 64
#define PRACTICE_ACTIONS 9 /* of a screen: one digit key each */
#define PRACTICE_HINTS 5 /* of a screen */
/* Variables stop at +-PRACTICE_MOST, however often something is added. */
#define PRACTICE_MOST 1000000
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
struct practice_state;
#define CONDITION_BALANCE (-1) /* OP_VAR: the money, called "balance" */
/* Parses into the arena. False: `at` is the byte offset of the trouble and `message` a Vietnamese
 * sentence (static, N_(): show it through tr()); then `out` is always true. `names` are those of
 * the variables, at most PRACTICE_VARS.
 *
 * From weak to strong: or, and, not, one comparison; so "not a == 1" is "not (a == 1)". A number
 * that is not compared is true unless it is 0; true is 1. Numbers have at most nine digits. */
bool condition_parse(struct condition *out, struct arena *arena, const char *text,
		     const char *const *names, size_t name_count, size_t *at,
		     const char **message);
/* The message for a name that is no variable: `at` is its first byte. */
extern const char *const condition_unknown;
bool condition_true(const struct condition *condition,
		    const struct practice_state *state);
/* Reverse polish with names, "lo_otp not da_bao and": the same however it was spaced and
 * bracketed. */
void condition_polish(const struct condition *condition, const char *const *names,
		      struct buf *out);

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
	int to; /* index of a screen, -1 = stay; the same screen = enter it anew */
	bool restart; /* from the start, variables and money as at first; hints stay used.
		       * Then nothing else happens */
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
	const char *voice; /* what the other side says; NULL if nothing */
	bool ring; /* call: it is ringing */
	struct action *actions;
	size_t action_count;
	struct strings hints;
	int after_steps; /* 0 = none: after so many actions here `after` happens, once */
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
	struct strings skills, sources;
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
	int steps; /* actions since the screen was entered, as far as after_steps */
	int hints; /* used in all */
	int hint_here; /* shown on this screen: it stays shown when one comes back */
	uint8_t shown[PRACTICE_SCREENS]; /* hints shown on each screen */
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
/* Does it; typed is NULL but for ACTION_TYPE. An action that is not offered changes nothing. */
struct practice_result practice_act(const struct practice *practice,
				    struct practice_state *state, size_t action,
				    const char *typed);
/* The same where it is known already whether what was typed is right: for exploring. The action
 * must be offered. */
struct practice_result practice_step(const struct practice *practice,
				     struct practice_state *state, size_t action,
				     bool right);
/* Shows the next hint of this screen: its text, or NULL when there is none left. */
const char *practice_hint(const struct practice *practice, struct practice_state *state);
/* The ending this state is in. */
enum ending practice_ending(const struct practice *practice,
			    const struct practice_state *state);

/* What the goals say of this state; `passed` is false while it is no ending. */
struct practice_score {
	int points; /* of 100, hints taken off, not below 0 */
	bool met[PRACTICE_GOALS];
	bool passed; /* safe or partial ending, every `must` goal met, points >= 60 */
};
#define PRACTICE_PASS 60
struct practice_score practice_score(const struct practice *practice,
				     const struct practice_state *state);

/* Replays "nghe", "doc-ma", "go-so=500000", "?hint" from the start. Returns how many were done:
 * fewer than given when one is not offered, or there is no hint left. */
size_t practice_replay(const struct practice *practice, const struct strings *actions,
		       struct practice_state *state);

/* What of a practice decides the points: goals with their conditions and points. For the grade
 * digest of questions of type `do`, behind question_grade_bytes(); in course/question.c. */
void practice_grade_bytes(const struct practice *practice, struct buf *out);

const char *action_kind_name(enum action_kind kind); /* "tap" */
int action_kind_parse(const char *name);
const char *ending_name(enum ending ending); /* "safe" */
int ending_parse(const char *name);

#endif
