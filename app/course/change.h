/* What is different between two states of a course, and what it means for those who learn.
 *
 * Both are whole courses (nothing in outline). Items are found again by their ids, also by those
 * they had before (`formerly`). An item may be changed in several ways at once.
 */
#ifndef COURSE_CHANGE_H
#define COURSE_CHANGE_H

#include "course/course.h"

enum changed_item {
	ITEM_LESSON,
	ITEM_CHECK, /* a question inside a lesson, "<lesson>/<step>" */
	ITEM_QUIZ,
	ITEM_QUESTION,
	ITEM_PRACTICE,
	ITEM_TYPING,
	ITEM_KINDS
};

enum {
	CHANGE_NEW = 1,
	CHANGE_RETIRED = 2, /* given up as `retired` says: what was done stays */
	CHANGE_GONE = 4, /* not there any more, and nobody said why (E10) */
	CHANGE_RENAMED = 8,
	CHANGE_TEXT = 16, /* only what people read */
	CHANGE_STEPS = 32, /* lessons: steps added, taken out, in another order */
	CHANGE_MARKING =
		64, /* marked in another way from now on: old answers stay as they were */
	CHANGE_RULE = 128, /* quizzes: who gets which questions, and when it is passed */
	CHANGE_WAY = 256, /* practices: screens and what leads where */
	CHANGE_EPOCH = 512, /* who learned it is asked to learn it again */
	CHANGE_KINDS = 10
};

struct course_change {
	enum changed_item item;
	unsigned what; /* or'ed; never 0 */
	const char *id; /* as it is now, or was last; borrowed from the courses */
	const char *was; /* of what is renamed; else the same */
	const char *title; /* NULL: it has none */
};

struct changes {
	struct course_change *items; /* owned */
	size_t count, cap;
};

/* In the order of the new course, then what is no longer there. */
void course_changes(const struct course *old, const struct course *now,
		    struct changes *out);
void changes_release(struct changes *changes);

/* "lesson"…: for machines. */
const char *changed_item_name(enum changed_item item);
const char *changed_item_words(enum changed_item item); /* "bài học", N_() */
/* Of one bit. */
const char *change_name(unsigned bit);
const char *change_words(unsigned bit); /* N_() */

#endif
