/* Who counts in the statistics of questions: from papers and checks to one first answer a person.
 *
 *	struct survey survey;
 *	survey_init(&survey, course, &lessons);
 *	store_survey(store, &survey, &err);
 *	item_stat(survey_item(&survey, "khong-doc-otp"), course, &stat);
 *	survey_release(&survey);
 *
 * Of each person only the first answer to each version of a question counts, in whichever quiz it came:
 * by the second time they have heard what was right. Only papers that were handed in count, as until then
 * an answer may be changed; a person is whoever the centre has united into one. What was marked by another
 * version than today's (grade digest) is counted apart (item.older).
 */
#ifndef COURSE_SURVEY_H
#define COURSE_SURVEY_H

#include "course/itemstat.h"

/* An answer as it was kept. */
struct given {
	const char *question;
	const char *grade; /* the grade digest, hexadecimal */
	const char *raw;
	int score; /* 0..SCORE_FULL */
};

/* A paper that was handed in. All is borrowed, and valid during the call only. */
struct sitting {
	int64_t person; /* the same number for all records of one person */
	const char *quiz;
	const char
		*paper; /* as paper_format() writes it: the questions that were asked */
	bool passed;
	struct given *answers; /* without those left blank */
	size_t count;
};

struct survey_item {
	struct item item;
	const struct quiz *quiz; /* where the question is written; NULL of a check */
	const struct lesson *lesson; /* of a check */
	char grade[2 * DIGEST_BYTES + 1];
	int64_t counted, seen_older, seen_blank; /* the person this was last noted of */
};

/* How the first papers of a quiz came out. */
struct survey_quiz {
	const struct quiz *quiz;
	int64_t people, passed;
	int64_t last; /* person */
};

struct survey {
	const struct course *course;
	struct survey_item
		*items; /* of quizzes in course order, then checks in course order */
	size_t count, cap;
	size_t *by_id; /* indices, sorted by the id of the question */
	struct survey_quiz *quizzes; /* as in the course */
};

/* Opens the quizzes of the course, and the lessons that are named: those with answers, not all ten
 * thousand. NULL: all. What cannot be opened is left out. */
void survey_init(struct survey *survey, const struct course *course,
		 const struct strings *lessons);
void survey_release(struct survey *survey);
/* The sittings of one person must come one after the other, in the order in which they were handed
 * in; persons in any order, numbered from 1. */
void survey_sitting(struct survey *survey, const struct sitting *sitting);
/* An answer to a lesson's check, likewise: the first to come of a person counts. */
void survey_check(struct survey *survey, int64_t person, const struct given *given);
/* NULL where the course has no such question. */
struct survey_item *survey_item(const struct survey *survey, const char *question);

#endif
