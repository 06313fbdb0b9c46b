/* The rules beyond the shape of a file: what a good teacher would notice. Codes and their reasons
 * are those of docs/content-format.md. A rule is one row of a table and one function; a row hooks
 * in where its finding can be judged.
 */
#ifndef CONTENT_LINT_H
#define CONTENT_LINT_H

#include "content/pack.h"
#include "course/practice.h"

struct rule {
	char code[4];
	const char *help; /* one line, N_() */
	/* One of: */
	void (*question)(struct pack *pack, const struct question *question);
	void (*lesson)(struct pack *pack, const struct lesson *lesson);
	void (*quiz)(struct pack *pack, const struct quiz *quiz);
	void (*practice)(struct pack *pack, const struct practice *practice);
	void (*prose)(struct pack *pack, const struct prose *prose);
	/* With the pack joined (course->…): */
	void (*pool)(struct pack *pack, const struct quiz *quiz);
	void (*course)(struct pack *pack, const struct course *course);
};

struct rules {
	const struct rule *items;
	size_t count;
};

/* One set a file: lint_question.c, lint_screen.c, lint_practice.c, lint_words.c, lint_course.c. */
extern const struct rules rules_question, rules_screen, rules_practice, rules_words,
	rules_course;

/* Each lesson, quiz, question and piece of prose that was read without errors. */
void lint_files(struct pack *pack);
/* What needs the others: after pack_refer(). */
void lint_course(struct pack *pack);

#endif
