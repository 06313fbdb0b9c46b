/* Attempts at quizzes: the paper as drawn, the answers as given. */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* The version of the marking code (course/answer.c), kept with every score: a later change of how
 * answers are marked can be told apart from an edit of the question. */
#define MARKING_VERSION 1

/* ── an answer, as the journal keeps it ────────────────────────────────────────────────── */

void answered_init(struct answered *answered, const struct sheet *sheet,
		   const char *answer)
{
	*answered = (struct answered){.order = BUF_INIT, .readable = BUF_INIT};
	secret_hex(answered->grade, sheet->question->grade_digest, DIGEST_BYTES);
	for (size_t i = 0; i < sheet->order_count; i++)
		buf_printf(&answered->order, "%s%d", i ? "," : "", sheet->order[i]);
	answer_readable(sheet->question, answer, &answered->readable);
	answered->score = answer_mark(sheet->question, answer).score;
}

void answered_release(struct answered *answered)
{
	buf_release(&answered->order);
	buf_release(&answered->readable);
}

/* ── the attempt's row ─────────────────────────────────────────────────────────────────── */

struct attempt_row {
	int64_t id, learner, started, finished;
	char *quiz, *paper;
	int percent;
	bool passed;
};

static void row_release(struct attempt_row *row)
{
	free(row->quiz);
	free(row->paper);
}

static void read_row(sqlite3_stmt *stmt, struct attempt_row *row)
{
	*row = (struct attempt_row){
		.id = sqlite3_column_int64(stmt, 0),
		.learner = sqlite3_column_int64(stmt, 1),
		.quiz = xstrdup(db_text(stmt, 2)),
		.paper = xstrdup(db_text(stmt, 3)),
		.started = sqlite3_column_int64(stmt, 4),
		.finished = sqlite3_column_int64(stmt, 5),
		.percent = sqlite3_column_int(stmt, 6),
		.passed = sqlite3_column_int(stmt, 7) != 0,
	};
	db_end(stmt);
}

static bool no_attempt(int64_t id, struct err *err)
{
	return err_set(err, ERR_DATA, _("Không có lần làm bài số %lld."), (long long)id);
}

static bool load_row(struct store *store, int64_t id, struct attempt_row *row,
		     struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_ATTEMPT, "i", id);
	int step = db_step(store, stmt, err);

	*row = (struct attempt_row){0};
	if (step <= 0)
		return step == 0 ? no_attempt(id, err) : false;
	read_row(stmt, row);
	return true;
}

/* An attempt in an event's body: the reference to the event that began it. */
static bool attempt_ref(struct store *store, int64_t id, char ref[REF_BYTES],
			struct err *err)
{
	return ref_format(store, id >> 40, id & (((int64_t)1 << 40) - 1), ref, err);
}

/* The line of the paper that holds this question, or -1. Positions are those of the paper as it
 * was drawn, also when a question has left the course since. */
static int paper_line(const char *paper, const char *question)
{
	size_t n = strlen(question);

	for (int line = 0; *paper; line++) {
		size_t len = strcspn(paper, "\n");
		if (len >= n && !strncmp(paper, question, n) &&
		    (len == n || paper[n] == ' '))
			return line;
		paper += len + (paper[len] == '\n');
	}
	return -1;
}

/* ── writing ───────────────────────────────────────────────────────────────────────────── */

static bool do_start(struct store *store, int64_t learner, const struct paper *paper,
		     int64_t *attempt, struct err *err)
{
	static const char *const modes[] = {
		[QUIZ_PRACTICE] = "practice", [QUIZ_EXAM] = "exam"};
	int64_t open;
	struct event event;
	struct buf text = BUF_INIT;

	if (!db_int(store, STMT_ATTEMPT_OPEN_ID, 0, &open, "is", err, learner,
		    paper->quiz->id))
		return false;
	if (open)
		return err_set(err, ERR_USAGE,
			       _("Bài này đang làm dở. Hãy làm tiếp và nộp bài trước khi "
				 "bắt đầu "
				 "lần mới."));
	paper_format(paper, &text);
	bool ok =
		journal_append(store, EVENT_ATTEMPT_STARTED, learner, &event, "sss", err,
			       modes[paper->quiz->mode], text.data, paper->quiz->id);
	*attempt = event.device << 40 | event.seq;
	buf_release(&text);
	return ok;
}

bool store_attempt_start(struct store *store, int64_t learner, const struct paper *paper,
			 int64_t *attempt, struct err *err)
{
	*attempt = 0;
	if (!tx_begin(store, err))
		return false;
	bool ok = tx_end(store, do_start(store, learner, paper, attempt, err), err);
	if (!ok)
		*attempt = 0;
	return ok;
}

static bool still_open(const struct attempt_row *row, struct err *err)
{
	if (row->finished)
		return err_set(
			err, ERR_USAGE,
			_("Bài này đã nộp rồi nên không sửa câu trả lời được nữa."));
	return true;
}

static bool do_answer(struct store *store, const struct attempt_row *row,
		      const struct sheet *sheet, const char *answer, struct err *err)
{
	char ref[REF_BYTES];
	struct answered answered;
	int position = paper_line(row->paper, sheet->question->id);

	if (!still_open(row, err) || !attempt_ref(store, row->id, ref, err))
		return false;
	if (position < 0)
		return err_set(err, ERR_DATA,
			       _("Câu hỏi %s không thuộc lần làm bài này."),
			       sheet->question->id);
	answered_init(&answered, sheet, answer);
	bool ok = journal_append(store, EVENT_ANSWERED, row->learner, NULL, "ssdssssdd",
				 err, ref, answered.grade, position, answered.order.data,
				 sheet->question->id, answer, answered.readable.data,
				 MARKING_VERSION, answered.score);
	answered_release(&answered);
	return ok;
}

bool store_attempt_answer(struct store *store, int64_t attempt, size_t sheet_index,
			  const struct sheet *sheet, const char *answer, struct err *err)
{
	struct attempt_row row;

	(void)sheet_index; /* the question's id says it better: see paper_line() */
	if (!tx_begin(store, err))
		return false;
	bool ok = load_row(store, attempt, &row, err) &&
		  do_answer(store, &row, sheet, answer, err);
	row_release(&row);
	return tx_end(store, ok, err);
}

static bool do_finish(struct store *store, const struct attempt_row *row,
		      const struct outcome *outcome, bool *completed, struct err *err)
{
	char ref[REF_BYTES];

	return still_open(row, err) && attempt_ref(store, row->id, ref, err) &&
	       journal_append(store, EVENT_ATTEMPT_FINISHED, row->learner, NULL, "dsddsd",
			      err, 0, ref, (int)outcome->passed, outcome->percent,
			      row->quiz, outcome->score) &&
	       completion_evaluate(store, row->learner, completed, err);
}

bool store_attempt_finish(struct store *store, int64_t attempt,
			  const struct outcome *outcome, bool *completed, struct err *err)
{
	struct attempt_row row;

	*completed = false;
	if (!tx_begin(store, err))
		return false;
	bool ok = load_row(store, attempt, &row, err) &&
		  do_finish(store, &row, outcome, completed, err);
	row_release(&row);
	ok = tx_end(store, ok, err);
	*completed = ok && *completed;
	return ok;
}

/* ── reading ───────────────────────────────────────────────────────────────────────────── */

void attempt_release(struct attempt *attempt)
{
	for (size_t i = 0; i < attempt->paper.count; i++)
		free(attempt->answers[i]);
	free(attempt->answers);
	free(attempt->quiz);
	paper_release(&attempt->paper);
	*attempt = (struct attempt){0};
}

/* Lines of the paper whose question is still there are the sheets, in the same order. */
static void place_answer(struct attempt *attempt, const char *paper, int position,
			 const char *raw)
{
	for (size_t i = 0; i < attempt->paper.count; i++) {
		const char *id = attempt->paper.sheets[i].question->id;
		if (paper_line(paper, id) != position)
			continue;
		free(attempt->answers[i]);
		attempt->answers[i] = xstrdup(raw);
	}
}

static size_t count_lines(const char *text)
{
	size_t n = 0;

	for (; *text; n++) {
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return n;
}

static bool fill(struct store *store, const struct attempt_row *row,
		 struct attempt *attempt, struct err *err)
{
	const struct quiz *quiz =
		store->course ? course_quiz(store->course, row->quiz) : NULL;
	int step;

	*attempt = (struct attempt){.id = row->id,
				    .quiz = xstrdup(row->quiz),
				    .started = row->started,
				    .finished = row->finished,
				    .percent = row->percent,
				    .passed = row->passed};
	if (quiz)
		attempt->lost =
			paper_parse(&attempt->paper, store->course, quiz, row->paper);
	else
		attempt->lost = count_lines(row->paper);
	attempt->answers = xcalloc(attempt->paper.count + 1, sizeof(*attempt->answers));
	sqlite3_stmt *stmt = db_bind(store, STMT_ANSWERS, "i", row->id);
	while ((step = db_step(store, stmt, err)) > 0)
		place_answer(attempt, row->paper, sqlite3_column_int(stmt, 0),
			     db_text(stmt, 1));
	if (step < 0)
		attempt_release(attempt);
	return step == 0;
}

bool store_attempt(struct store *store, int64_t id, struct attempt *attempt,
		   struct err *err)
{
	struct attempt_row row;
	bool began;

	*attempt = (struct attempt){0};
	if (!read_begin(store, &began, err))
		return false;
	bool ok = load_row(store, id, &row, err) && fill(store, &row, attempt, err);
	row_release(&row);
	read_end(store, began);
	return ok;
}

bool store_attempt_open(struct store *store, int64_t learner, const char *quiz,
			struct attempt *attempt, struct err *err)
{
	int64_t id;

	*attempt = (struct attempt){0};
	if (!db_int(store, STMT_ATTEMPT_OPEN_ID, 0, &id, "is", err, learner, quiz))
		return false;
	if (id)
		return store_attempt(store, id, attempt, err);
	if (err)
		*err = (struct err){0};
	return false;
}

bool store_attempt_list(struct store *store, int64_t learner, const char *quiz,
			int64_t **ids, size_t *count, struct err *err)
{
	struct ids list = {0};
	bool ok = db_ids(store, STMT_ATTEMPTS_FINISHED, &list, "is", err, learner, quiz);

	if (!ok) {
		free(list.items);
		list = (struct ids){0};
	}
	*ids = list.items;
	*count = list.count;
	return ok;
}

bool store_questions_seen(struct store *store, int64_t learner, const char *quiz,
			  char ***ids, size_t *count, struct err *err)
{
	size_t cap = 0;

	*ids = NULL;
	*count = 0;
	sqlite3_stmt *stmt = db_bind(store, STMT_PAPER_LATEST, "is", learner, quiz);
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return row == 0;
	for (const char *p = db_text(stmt, 0); *p;) {
		size_t line = strcspn(p, "\n"), id = strcspn(p, " \n");
		if (id) {
			ALLOC_GROW(*ids, *count + 1, cap);
			(*ids)[(*count)++] = xstrndup(p, id);
		}
		p += line + (p[line] == '\n');
	}
	db_end(stmt);
	return true;
}
