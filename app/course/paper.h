/* One attempt at a quiz as it lies before the learner: which questions, in which order, with
 * which order of options. Drawn once, stored with the attempt, and the same after a power cut.
 *
 * All randomness comes from a seed, so the same seed gives the same paper on every machine
 * (course/dice.h, never rand()).
 */
#ifndef COURSE_PAPER_H
#define COURSE_PAPER_H

#include "base/buf.h"
#include "course/course.h"

struct sheet {
	const struct question *question;
	/* How the parts are shown: order[i] is the index of the i-th shown option or item; for match
	 * the left sides stay as written and it orders the right ones (pairs, then extras). Never
	 * NULL; order_count is 0 for the other types. */
	uint8_t *order;
	size_t order_count;
};

struct paper {
	const struct quiz *quiz;
	struct sheet *sheets;
	size_t count;
};

/* Draws: `always` first, then each rule in turn without repetition, avoiding `seen` (ids of the
 * learner's last attempt, or NULL) while enough others are left; then shuffles the order of the
 * questions and of the options where the question allows it. The parts of `order` and `match` are
 * always shuffled and, where there are two or more, never shown in the right order.
 * Rules are filled as far as the pool allows at all: a question that fits two rules goes where it
 * is needed. Where they ask for more than the pool has, what there is is taken. */
void paper_draw(struct paper *paper, const struct course *course, const struct quiz *quiz,
		uint64_t seed, const struct strings *seen);
/* A paper of one question, for a lesson's check. */
void paper_single(struct paper *paper, const struct question *question, uint64_t seed);
void paper_release(struct paper *paper);

/* The pool a quiz draws from: its own questions and those of `from`. The caller frees *pool. */
size_t quiz_pool(const struct course *course, const struct quiz *quiz,
		 const struct question ***pool);

/* One line a sheet, "question-id 2,0,1", as stored with the attempt (only the id where nothing is
 * ordered). Reading back a question that is no longer in the course leaves it out and returns how
 * many were left out. Parts a question has gained since come last. quiz may be NULL. */
void paper_format(const struct paper *paper, struct buf *out);
size_t paper_parse(struct paper *paper, const struct course *course,
		   const struct quiz *quiz, const char *text);

/* The result of a finished paper. */
struct outcome {
	int score; /* 0..SCORE_FULL: mean over the questions, floor */
	int percent; /* floor, as shown: 79.9 % is not 80 % */
	int right, asked;
	bool must_met; /* every `must` question that is on the paper is right */
	bool passed; /* pass_percent reached and must_met; without a quiz: all right */
};

/* answers[i] belongs to paper->sheets[i]; NULL = not answered = 0. */
struct outcome paper_outcome(const struct paper *paper, char *const *answers);

/* May another attempt begin? */
enum attempt_leave { ATTEMPT_ALLOWED, ATTEMPT_WAIT, ATTEMPT_NO_MORE };
/* finished: how many attempts are done; last: when the last one ended. *next gets the instant
 * from which it is allowed. A clock that ran backwards never makes anybody wait longer than
 * wait_seconds: where now < last, the next attempt may begin at once. */
enum attempt_leave quiz_leave(const struct quiz *quiz, int finished, int64_t last,
			      int64_t now, int64_t *next);

#endif
