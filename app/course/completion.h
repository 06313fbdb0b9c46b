/* When a learner has completed the course, and what is still missing, in words.
 *
 * Completion is frozen evidence: the store writes an event with the rule's version and the
 * evidence text the moment completion_check() first says yes; a later rule never takes it back.
 */
#ifndef COURSE_COMPLETION_H
#define COURSE_COMPLETION_H

#include "base/buf.h"
#include "course/course.h"

/* What a learner has done, as the store reports it. Arrays are owned by the record. */
struct lesson_record {
	char *lesson; /* id */
	bool done;
	int epoch; /* of the lesson when it was done */
	char *step; /* where they are, or "" */
	int64_t at; /* last visit */
};

struct quiz_record {
	char *quiz; /* id */
	int finished; /* attempts that ended */
	bool passed; /* any of them passed (keep best), or the last one */
	int best_percent, last_percent;
	int64_t last; /* when the last one ended */
	bool open; /* an attempt has begun and not ended */
};

struct record {
	struct lesson_record *lessons;
	size_t lesson_count;
	struct quiz_record *quizzes;
	size_t quiz_count;
	bool completed; /* a completion event stands (not voided) */
	int64_t completed_at;
};

void record_release(struct record *record);
const struct lesson_record *record_lesson(const struct record *record, const char *id);
const struct quiz_record *record_quiz(const struct record *record, const char *id);
/* done, and not asked again through a raised epoch */
bool record_lesson_done(const struct record *record, const struct lesson *lesson);

/* One thing that is still missing. */
enum missing_kind { MISSING_LESSON, MISSING_QUIZ, MISSING_EXAM };
struct missing {
	enum missing_kind kind;
	const char *id; /* lesson or quiz */
	const char *title;
};

/* Fills `list` (caller frees) with what is missing, in course order; returns how many. 0 = the
 * rule is satisfied. */
size_t completion_missing(const struct course *course, const struct record *record,
			  struct missing **list);
/* The same in one or more sentences: "Còn 2 bài học: … và bài kiểm tra cuối khóa." */
void completion_words(const struct course *course, const struct record *record,
		      struct buf *out);
/* The evidence to freeze: rule version, lessons, quizzes with percentages, one a line. */
void completion_evidence(const struct course *course, const struct record *record,
			 struct buf *out);

/* Where to go on: the next thing a learner should do. */
enum next_kind { NEXT_LESSON, NEXT_QUIZ, NEXT_NOTHING };
struct next {
	enum next_kind kind;
	const struct lesson *lesson; /* NEXT_LESSON */
	int step; /* where in the lesson */
	const struct quiz *quiz; /* NEXT_QUIZ */
};
/* An open lesson or attempt first (the latest visited), then course order. */
struct next course_next(const struct course *course, const struct record *record);
/* How much of a module is done: lessons, and the quiz counting as one. */
void module_progress(const struct module *module, const struct record *record, int *done,
		     int *all);
/* The `needs` of a module or lesson that are not met; NULL when it is open to the learner. */
const char *module_locked_by(const struct course *course, const struct module *module,
			     const struct record *record);

#endif
