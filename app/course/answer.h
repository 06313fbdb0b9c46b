/* Answers and their marking: pure functions from a question and an answer to a mark.
 *
 * An answer is a string in one canonical form, which is what the journal keeps (the raw answer),
 * so that marking can be repeated years later:
 *
 *	single		"cup"
 *	multiple	"a,c"		option ids in the file's order; "" = nothing ticked
 *	order		"mo,chon,gui"	item ids in the learner's order
 *	match		"p1=p1,p2=p3"	left pair id = id of the pair whose right side was chosen,
 *					"p3=+1" for the first extra right side, "p3=" for none
 *	text, number	what was typed, NFC
 *	spot		"han,link"	ids of the spans marked as scam, in the file's order
 *	do		"70:mo,gui"	the practice's points (0..100), then those of the question's
 *					goals that were met, in the file's order
 *
 * Where an order carries no meaning (multiple, match, spot, do) any order is marked, so that an
 * answer stays good when an author moves an option about.
 */
#ifndef COURSE_ANSWER_H
#define COURSE_ANSWER_H

#include "base/buf.h"
#include "course/course.h"

/* Scores are whole thousandths, so that no rounding differs between machines. */
#define SCORE_FULL 1000

struct mark {
	int score; /* 0..SCORE_FULL */
	bool right; /* full score, thus every `must` span found; `do`: see answer_mark() */
	/* text: the accepted spelling, when the answer matched only at a weaker level or with
	 * a forgiven typo: shown beside "Đúng". Points into the question; NULL otherwise. */
	const char *proper;
	const char *hint; /* text: what `near` says about this answer; NULL otherwise */
};

/* Marks any answer; one that is not of the form above (from a damaged file), and NULL, score 0.
 *
 *	multiple	SCORE_ALL: all or nothing; SCORE_EACH: max(0, right - wrong) / keys
 *	order		SCORE_EXACT, or SCORE_PAIRS: share of all pairs of items in right order
 *	match		share of left sides with the right words beside them
 *	spot		max(0, hits - false alarms) / scams; without any scam "" is right
 *	do		the points; right is every goal of the question met, with points enough to
 *			pass a practice: a hint costs some, and that is no mistake
 */
struct mark answer_mark(const struct question *question, const char *answer);

/* True when there is something to mark: an option chosen, every item placed, every left side
 * joined, text typed. */
bool answer_complete(const struct question *question, const char *answer);

/* Reasons for this answer, one paragraph a line: what the author says of the chosen option
 * (single), of each wrongly chosen or missed part (multiple, spot, match), of the first two items
 * that stand the wrong way round (order); then the question's `explain`. Empty when there is
 * nothing to say. Prose still unexpanded. The mark's `hint` is not repeated here. */
void answer_reasons(const struct question *question, const char *answer, struct buf *out);

/* The answer and the right answer in words on one line, for review, printing and the journal:
 * "A; B", "1. A; 2. B", "A → B; C → …". Prose still unexpanded. */
void answer_readable(const struct question *question, const char *answer,
		     struct buf *out);
void answer_right(const struct question *question, struct buf *out);

/* The canonical right answer ("text": the first accepted one). */
void answer_key(const struct question *question, struct buf *out);

/* Is this one of the accepted texts? What QUESTION_TEXT asks, for whatever else is typed. NULL is
 * not. */
bool answer_accepted(const struct strings *accept, const struct compare *compare,
		     const char *typed);

/* Whether the typing engine can be of use for what is accepted: some of it has a letter that no plain
 * keyboard has. Codes, numbers, amounts, addresses and passwords have none, and what the engine makes
 * of them is never meant ("www" would be "ww"). */
bool answer_needs_marks(const struct strings *accept);

/* How likely blind guessing gets full score, in thousandths (text, number and do: 0). */
int answer_guess(const struct question *question);

/* ── building canonical answers ── */
/* single: chooses this one; multiple, spot: adds or removes it; order: appends or removes it. */
void answer_toggle(const struct question *question, struct buf *answer, const char *id);
/* Is the id in the list? (All types but match and do.) */
bool answer_has(const char *answer, const char *id);
/* match: which right side stands beside `left`: index into the sides (pairs, then extras) or -1 */
int answer_side(const struct question *question, const char *answer, const char *left);
/* -1 takes it away. A side stands beside one left only: it leaves the one where it was. */
void answer_set_side(const struct question *question, struct buf *answer,
		     const char *left, int side);

#endif
