/* One question on the screen: how each of the seven types is shown and answered.
 *
 * Used by a lesson's check and by quizzes. The caller owns the struct and puts its blocks on a
 * page; item ids from ASK_FIRST up belong to it. */
#ifndef UI_ASK_H
#define UI_ASK_H

#include "course/answer.h"
#include "course/paper.h"
#include "ui/app.h"

#define ASK_FIRST 1000

struct asking {
	const struct sheet *sheet; /* borrowed */
	struct buf answer; /* canonical (course/answer.h), as it stands now */
	struct field field; /* text, number */
	struct buf done; /* do: "points:goals" of the practice, once it has ended */
	char *run; /* do: what its actions are kept under (ui/practice.h); owned, may be NULL */
	int picking; /* match: the left side whose partner is being chosen, -1 = none */
	bool marked; /* the answer was given and its mark is shown */
	struct mark mark;
};

/* answer NULL = nothing yet. */
void asking_begin(struct asking *asking, const struct sheet *sheet, const char *answer);
void asking_release(struct asking *asking);
/* The question, its options, and, once marked, the verdict with its reasons. */
void asking_draw(const struct asking *asking, const struct app *app, struct page *page);
/* True when this choice was the answer: it is complete, and the caller marks and stores it. */
bool asking_choose(struct asking *asking, struct app *app, int id);
/* The practice of a question of type `do` has been done: true once, and the answer is complete. Ask
 * when the view is on top again. */
bool asking_returned(struct asking *asking);
/* Esc inside the question (leaving a partner's choice): true if it was used. */
bool asking_back(struct asking *asking);
struct field *asking_field(struct asking *asking, int id);
/* Marks the answer and shows the verdict from now on. */
void asking_mark(struct asking *asking);
/* Another try: same order of options, empty answer. */
void asking_again(struct asking *asking);
/* What to press, in one sentence: for F1 and for people who see this type for the first time. */
const char *asking_how(const struct question *question);

#endif
