/* What a learner has done in lessons, and the record over all of it. United learners have one
 * record: what either did counts for both. */
#include "store/db.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* ── the record ────────────────────────────────────────────────────────────────────────── */

static bool read_lessons(struct store *store, int64_t learner, struct record *record,
			 struct err *err)
{
	size_t cap = 0;
	int row;
	/* By lesson, and the latest visit last. */
	sqlite3_stmt *stmt = db_bind(store, STMT_LESSONS, "i", learner);

	while ((row = db_step(store, stmt, err)) > 0) {
		const char *id = db_text(stmt, 0);
		struct lesson_record *last =
			record->lesson_count ? &record->lessons[record->lesson_count - 1]
					     : NULL;
		if (!last || strcmp(last->lesson, id) != 0) {
			ALLOC_GROW(record->lessons, record->lesson_count + 1, cap);
			last = &record->lessons[record->lesson_count++];
			*last = (struct lesson_record){.lesson = xstrdup(id)};
		}
		int epoch = sqlite3_column_int(stmt, 3);
		last->done |= sqlite3_column_int(stmt, 2) != 0;
		last->epoch = epoch > last->epoch ? epoch : last->epoch;
		free(last->step);
		last->step = xstrdup(db_text(stmt, 1));
		last->at = sqlite3_column_int64(stmt, 4);
	}
	return row == 0;
}

static bool keeps_best(struct store *store, const char *quiz)
{
	const struct quiz *found =
		store->course ? course_quiz(store->course, quiz) : NULL;
	return !found || found->keep_best;
}

static void add_attempt(struct quiz_record *quiz, sqlite3_stmt *stmt, bool keep_best)
{
	int64_t finished = sqlite3_column_int64(stmt, 1);
	int percent = sqlite3_column_int(stmt, 2);
	bool passed = sqlite3_column_int(stmt, 3) != 0;

	if (!finished) {
		quiz->open = true;
		return;
	}
	quiz->finished++;
	quiz->last = finished;
	quiz->last_percent = percent;
	quiz->best_percent = percent > quiz->best_percent ? percent : quiz->best_percent;
	quiz->passed = keep_best ? quiz->passed || passed : passed;
}

static bool read_quizzes(struct store *store, int64_t learner, struct record *record,
			 struct err *err)
{
	size_t cap = 0;
	bool keep_best = true;
	int row;
	/* By quiz, in the order in which they ended. */
	sqlite3_stmt *stmt = db_bind(store, STMT_ATTEMPTS_OF_PERSON, "i", learner);

	while ((row = db_step(store, stmt, err)) > 0) {
		const char *id = db_text(stmt, 0);
		struct quiz_record *last =
			record->quiz_count ? &record->quizzes[record->quiz_count - 1]
					   : NULL;
		if (!last || strcmp(last->quiz, id) != 0) {
			ALLOC_GROW(record->quizzes, record->quiz_count + 1, cap);
			last = &record->quizzes[record->quiz_count++];
			*last = (struct quiz_record){.quiz = xstrdup(id)};
			keep_best = keeps_best(store, id);
		}
		add_attempt(last, stmt, keep_best);
	}
	return row == 0;
}

static bool read_completed(struct store *store, int64_t learner, struct record *record,
			   struct err *err)
{
	int64_t day;

	if (!db_int(store, STMT_COMPLETED_DAY, -1, &day, "i", err, learner))
		return false;
	record->completed = day >= 0;
	if (record->completed)
		record->completed_at = instant_of((int)day, 0, 0, 0);
	return true;
}

bool store_record(struct store *store, int64_t learner, struct record *record,
		  struct err *err)
{
	bool began;

	memset(record, 0, sizeof(*record));
	if (!read_begin(store, &began, err))
		return false;
	bool ok = read_lessons(store, learner, record, err) &&
		  read_quizzes(store, learner, record, err) &&
		  read_completed(store, learner, record, err);
	read_end(store, began);
	if (!ok)
		record_release(record);
	return ok;
}

/* ── lessons ───────────────────────────────────────────────────────────────────────────── */

bool store_step_reached(struct store *store, int64_t learner, const char *lesson,
			const char *step, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store,
		      journal_append(store, EVENT_STEP_REACHED, learner, NULL, "ss", err,
				     lesson, step),
		      err);
}

bool store_check_answered(struct store *store, int64_t learner, const char *lesson,
			  const struct sheet *sheet, const char *answer, struct err *err)
{
	struct answered answered;

	if (!tx_begin(store, err))
		return false;
	answered_init(&answered, sheet, answer);
	bool ok = journal_append(store, EVENT_CHECK_ANSWERED, learner, NULL, "ssssssd",
				 err, answered.grade, lesson, answered.order.data,
				 sheet->question->id, answer, answered.readable.data,
				 answered.score);
	answered_release(&answered);
	return tx_end(store, ok, err);
}

bool store_lesson_done(struct store *store, int64_t learner, const struct lesson *lesson,
		       bool *completed, struct err *err)
{
	*completed = false;
	if (!tx_begin(store, err))
		return false;
	bool ok = journal_append(store, EVENT_LESSON_DONE, learner, NULL, "ds", err,
				 lesson->epoch, lesson->id) &&
		  completion_evaluate(store, learner, completed, err);
	ok = tx_end(store, ok, err);
	*completed = ok && *completed;
	return ok;
}
