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
 */
#ifndef COURSE_ANSWER_H
#define COURSE_ANSWER_H

#include "base/buf.h"
#include "course/course.h"

/* Scores are whole thousandths, so that no rounding differs between machines. */
#define SCORE_FULL 1000

struct mark {
	int score; /* 0..SCORE_FULL */
	bool right; /* full score, and every `must` span found */
	/* text: the accepted spelling, when the answer matched only at a weaker level or with
	 * a forgiven typo: shown beside "Đúng". Points into the question; NULL otherwise. */
	const char *proper;
	const char *hint; /* text: what `near` says about this answer; NULL otherwise */
};

/* Marks any answer; one that is not in canonical form (from a damaged file) scores 0. */
struct mark answer_mark(const struct question *question, const char *answer);

/* True when there is something to mark: an option chosen, every item placed, text typed. */
bool answer_complete(const struct question *question, const char *answer);

/* Reasons for this answer, one paragraph a line: why each wrongly chosen or missed part is wrong,
 * then the question's `explain`. Empty when there is nothing to say. Prose still unexpanded. */
void answer_reasons(const struct question *question, const char *answer, struct buf *out);

/* The answer and the right answer in words, for review, printing and the journal. */
void answer_readable(const struct question *question, const char *answer,
		     struct buf *out);
void answer_right(const struct question *question, struct buf *out);

/* The canonical right answer ("text": the first accepted one). */
void answer_key(const struct question *question, struct buf *out);

/* How likely blind guessing gets full score, in thousandths (text and number: 0). */
int answer_guess(const struct question *question);

/* ── building canonical answers ── */
void answer_toggle(const struct question *question, struct buf *answer, const char *id);
bool answer_has(const char *answer, const char *id);
/* match: which right side stands beside `left`: index into the sides (pairs, then extras) or -1 */
int answer_side(const struct question *question, const char *answer, const char *left);
void answer_set_side(const struct question *question, struct buf *answer,
		     const char *left, int side);

#endif
