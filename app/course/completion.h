/* When a learner has completed the course, and what is still missing, in words.
 *
 * Completion is frozen evidence: the store writes an event with the rule's version and the
 * evidence text the moment completion_missing() first finds nothing; a later rule never takes it
 * back.
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
	char *step; /* where they are, or ""; may be NULL */
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

/* Fills `list` (caller frees) with what is missing, in course order, the exam last; returns how
 * many. 0 = the rule is satisfied. The exam is met by having passed it with the rule's percentage
 * (best or last attempt, as the quiz says). A completion that already stands is not looked at. */
size_t completion_missing(const struct course *course, const struct record *record,
			  struct missing **list);
/* False while the rule could not be read (course.yaml is broken, version 0): then nobody
 * completes, or half a rule would be met by half of the work. */
bool completion_defined(const struct course *course);
/* The same for people, a line for each kind: "Còn 2 bài học: “A” và “B”.", "Còn 7 bài học: “A”,
 * “B”, “C”, “D” và 3 bài nữa.", "Sau cùng là “Kiểm tra cuối khóa”, cần đạt từ 80 %." Kind words
 * when nothing is missing, and when lessons came after a completion that stands. No newline at
 * the end. */
void completion_words(const struct course *course, const struct record *record,
		      struct buf *out);
/* The evidence to freeze, in course order, one a line: "rule 1", "lesson <id> epoch <n>" for each
 * done, "quiz <id> 85%" for each passed, "exam <id> 90%". */
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
/* An open attempt first, then the open lesson visited last, then course order: a module's lessons,
 * then its quiz; locked modules are skipped; the exam when all of them are done. A quiz without
 * attempts left is passed over, as is one that was tried and need not be passed. A lesson whose
 * `needs` are not met gives way to them. */
struct next course_next(const struct course *course, const struct record *record);
/* How much of a module is done: lessons, and the quiz counting as one. */
void module_progress(const struct module *module, const struct record *record, int *done,
		     int *all);
/* The title of the first module or lesson among the `needs` that is not done; NULL when it is
 * open to the learner. A lesson is locked with its module, too. */
const char *module_locked_by(const struct course *course, const struct module *module,
			     const struct record *record);
const char *lesson_locked_by(const struct course *course, const struct lesson *lesson,
			     const struct record *record);

#endif
