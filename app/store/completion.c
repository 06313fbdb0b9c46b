/* When the course's rule is satisfied, and what staff say about it. */
#include "store/db.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* Nobody stands beside a learner as far as the program can know; a staff member says so with
 * store_completion_confirm(). */
static bool satisfied(struct store *store, int64_t learner, int day, const char *evidence,
		      struct err *err)
{
	return journal_append(store, EVENT_SATISFIED, learner, NULL, "dsdd", err, day,
			      evidence, store->course->completion.version, 0);
}

static bool all_done(const struct store *store, const struct record *record)
{
	struct missing *missing = NULL;
	size_t n = completion_missing(store->course, record, &missing);

	free(missing);
	return n == 0;
}

static bool evaluate(struct store *store, int64_t learner, int day,
		     const struct record *record, bool *completed, struct err *err)
{
	struct buf evidence = BUF_INIT;

	if (!all_done(store, record))
		return true;
	/* What lists are made of may be older than the files; what is written now stands for ever. */
	const struct opener *opener = store->course->opener;
	const struct course *before = store->course;
	if (opener && opener->certain)
		store->course = opener->certain(store->course->opener);
	if (store->course != before &&
	    (!completion_defined(store->course) || !all_done(store, record)))
		return true;
	completion_evidence(store->course, record, &evidence);
	bool ok = satisfied(store, learner, day, evidence.data, err);
	buf_release(&evidence);
	*completed = ok;
	return ok;
}

static bool evaluate_on(struct store *store, int64_t learner, int day, bool *completed,
			struct err *err)
{
	struct record record;

	*completed = false;
	if (!store->course || !completion_defined(store->course))
		return true;
	if (!store_record(store, learner, &record, err))
		return false;
	bool ok = record.completed ||
		  evaluate(store, learner, day, &record, completed, err);
	record_release(&record);
	return ok;
}

bool completion_evaluate(struct store *store, int64_t learner, bool *completed,
			 struct err *err)
{
	return evaluate_on(store, learner, store_day(store), completed, err);
}

/* ── by staff ──────────────────────────────────────────────────────────────────────────── */

/* A standing completion of the person, the earliest first. */
struct standing {
	int64_t learner, device, seq;
	bool confirmed, declared;
};

static bool standing_of(struct store *store, int64_t learner, struct standing **list,
			size_t *count, struct err *err)
{
	size_t cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_COMPLETIONS, "i", learner);

	*list = NULL;
	*count = 0;
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*list, *count + 1, cap);
		(*list)[(*count)++] = (struct standing){
			sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1),
			sqlite3_column_int64(stmt, 2),
			sqlite3_column_type(stmt, 3) != SQLITE_NULL,
			!strcmp(db_text(stmt, 4), "declared")};
	}
	if (row == 0 && *count)
		return true;
	free(*list);
	*list = NULL;
	if (row == 0)
		err_set(err, ERR_DATA,
			_("Học viên này chưa hoàn thành khóa học nên chưa làm bước này "
			  "được."));
	return false;
}

static bool confirm(struct store *store, const struct standing *standing,
		    const char *staff, struct err *err)
{
	char ref[REF_BYTES];

	if (standing->confirmed)
		return true; /* once is enough */
	return ref_format(store, standing->device, standing->seq, ref, err) &&
	       journal_append(store, EVENT_CONFIRMED, standing->learner, NULL, "ss", err,
			      staff, ref);
}

bool store_completion_confirm(struct store *store, int64_t learner, const char *staff,
			      struct err *err)
{
	struct standing *list;
	size_t count;

	if (!tx_begin(store, err))
		return false;
	bool ok = standing_of(store, learner, &list, &count, err);
	ok = ok && confirm(store, &list[0], staff, err);
	if (count)
		free(list);
	return tx_end(store, ok, err);
}

static bool void_one(struct store *store, const struct standing *standing,
		     const char *reason, const char *staff, struct err *err)
{
	char ref[REF_BYTES];

	return ref_format(store, standing->device, standing->seq, ref, err) &&
	       journal_append(store, EVENT_VOIDED, standing->learner, NULL, "sss", err,
			      reason, staff, ref);
}

/* Every standing completion of the person: what leaves the count is the person. */
bool store_completion_void(struct store *store, int64_t learner, const char *reason,
			   const char *staff, struct err *err)
{
	struct standing *list;
	size_t count;

	if (!tx_begin(store, err))
		return false;
	bool ok = standing_of(store, learner, &list, &count, err);
	for (size_t i = 0; ok && i < count; i++)
		ok = void_one(store, &list[i], reason, staff, err);
	if (count)
		free(list);
	return tx_end(store, ok, err);
}

/* What the learner had done so far, and why the rest was waived. */
static bool waive(struct store *store, int64_t learner, const struct record *record,
		  const char *reason, const char *staff, struct err *err)
{
	struct buf evidence = BUF_INIT;

	completion_evidence(store->course, record, &evidence);
	if (evidence.len && evidence.data[evidence.len - 1] != '\n')
		buf_addc(&evidence, '\n');
	buf_printf(&evidence, "waived %s\n", reason);
	bool ok = journal_append(store, EVENT_WAIVED, learner, NULL, "ss", err, reason,
				 staff) &&
		  satisfied(store, learner, store_day(store), evidence.data, err);
	buf_release(&evidence);
	return ok;
}

static bool reason_allowed(const struct course *course, const char *reason,
			   struct err *err)
{
	const struct strings *allowed = &course->completion.waive_reasons;

	if (!allowed->count || strings_have(allowed, reason))
		return true;
	struct buf list = BUF_INIT;
	for (size_t i = 0; i < allowed->count; i++)
		buf_printf(&list, "%s%s", i ? ", " : "", allowed->items[i]);
	err_set(err, ERR_DATA,
		_("Không miễn được với lý do \"%s\". Khóa học cho các lý do: %s."),
		reason, list.data);
	buf_release(&list);
	return false;
}

bool store_completion_waive(struct store *store, int64_t learner, const char *reason,
			    const char *staff, struct err *err)
{
	struct record record;

	if (!store->course || !completion_defined(store->course))
		return err_set(
			err, ERR_CONFIG,
			_("Chưa có nội dung khóa học nên không miễn được. Hãy kiểm tra "
			  "thư mục nội dung (--content)."));
	if (!reason_allowed(store->course, reason, err) || !tx_begin(store, err))
		return false;
	bool ok = store_record(store, learner, &record, err);
	if (ok) {
		ok = record.completed ||
		     waive(store, learner, &record, reason, staff, err);
		record_release(&record);
	}
	return tx_end(store, ok, err);
}

static bool ref_learner(struct store *store, int64_t learner, char ref[REF_BYTES],
			struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_LEARNER_KEY, "i", learner);
	int row = db_step(store, stmt, err);

	if (row == 0)
		return err_set(err, ERR_NOUSER, _("Không có học viên số %lld."),
			       (long long)learner);
	if (row < 0)
		return false;
	int64_t device = sqlite3_column_int64(stmt, 0),
		seq = sqlite3_column_int64(stmt, 1);
	db_end(stmt);
	return ref_format(store, device, seq, ref, err);
}

/* ── an attempt that was somebody else's ───────────────────────────────────────────────── */

struct move {
	int64_t attempt, from, owner,
		to; /* from: who was signed in, where its events stand */
	bool takes; /* the owner's completion stood on it */
	char completion[REF_BYTES]; /* of `from`, that goes or comes along; "" = none */
	char ref[REF_BYTES], ref_to[REF_BYTES];
};

static bool read_move(struct store *store, struct move *move, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_ATTEMPT, "i", move->attempt);
	int row = db_step(store, stmt, err);

	if (row == 0)
		return err_set(err, ERR_NOUSER, _("Không có lần làm bài số %lld."),
			       (long long)move->attempt);
	if (row < 0)
		return false;
	move->from = sqlite3_column_int64(stmt, 1);
	move->owner = sqlite3_column_int64(stmt, 8);
	bool open = sqlite3_column_int64(stmt, 5) == 0;
	db_end(stmt);
	if (open)
		return err_set(err, ERR_DATA,
			       _("Lần làm bài này còn dở. Hãy nộp bài rồi mới chuyển "
				 "sang người khác."));
	return ref_learner(store, move->to, move->ref_to, err) &&
	       ref_format(store, move->attempt >> 40,
			  move->attempt & (((int64_t)1 << 40) - 1), move->ref, err);
}

static bool nothing_missing(struct store *store, int64_t learner, bool *none,
			    struct err *err)
{
	struct record record;
	struct missing *missing = NULL;

	*none = false;
	if (!store->course || !completion_defined(store->course))
		return true;
	if (!store_record(store, learner, &record, err))
		return false;
	*none = completion_missing(store->course, &record, &missing) == 0;
	free(missing);
	record_release(&record);
	return true;
}

/* Was it this attempt that completed the course? Tried, and taken back. */
static bool stands_on_it(struct store *store, struct move *move, struct err *err)
{
	bool with, without = false;
	int64_t waived;

	if (!nothing_missing(store, move->owner, &with, err) ||
	    !db_int(store, STMT_WAIVED, 0, &waived, "i", err, move->owner))
		return false;
	if (!with || waived)
		return true;
	if (!tx_begin(store, err))
		return false;
	bool ok = db_run(store, STMT_ATTEMPT_OWNER, "ii", err, move->to, move->attempt) &&
		  nothing_missing(store, move->owner, &without, err);
	tx_end(store, false, NULL);
	move->takes = ok && !without;
	return ok;
}

/* The completion of `from` that the event names: one that goes, or that comes back. */
static bool completion_along(struct store *store, struct move *move,
			     const struct standing *list, size_t count, struct err *err)
{
	for (size_t i = 0; move->takes && i < count; i++) {
		if (list[i].learner == move->from && !list[i].declared &&
		    move->owner == move->from)
			return ref_format(store, list[i].device, list[i].seq,
					  move->completion, err);
	}
	if (move->to != move->from)
		return true;
	sqlite3_stmt *stmt = db_bind(store, STMT_COMPLETION_MOVED, "i", move->from);
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return row == 0;
	int64_t device = sqlite3_column_int64(stmt, 0),
		seq = sqlite3_column_int64(stmt, 1);
	db_end(stmt);
	return ref_format(store, device, seq, move->completion, err);
}

/* What else stood on it is voided, as the course is completed again should it come back. */
static bool void_others(struct store *store, const struct move *move, const char *staff,
			const struct standing *list, size_t count, struct err *err)
{
	char ref[REF_BYTES];

	for (size_t i = 0; move->takes && i < count; i++) {
		if (!ref_format(store, list[i].device, list[i].seq, ref, err))
			return false;
		if (!list[i].declared && strcmp(ref, move->completion) != 0 &&
		    !void_one(store, &list[i], VOIDED_WITH_ATTEMPT, staff, err))
			return false;
	}
	return true;
}

static bool do_move(struct store *store, struct move *move, const char *reason,
		    const char *staff, struct err *err)
{
	struct standing *list = NULL;
	size_t count = 0;
	int64_t last = 0;
	bool completed;

	if (!read_move(store, move, err))
		return false;
	if (move->owner == move->to)
		return true;
	if (!stands_on_it(store, move, err))
		return false;
	/* Where nothing stands there is nothing to take along. */
	standing_of(store, move->owner, &list, &count, NULL);
	bool ok =
		completion_along(store, move, list, count, err) &&
		void_others(store, move, staff, list, count, err) &&
		journal_append(store, EVENT_REASSIGNED, move->from, NULL, "sssss", err,
			       move->ref, move->completion, reason, staff, move->ref_to);
	free(list);
	return ok && db_int(store, STMT_LAST_DONE, 0, &last, "i", err, move->to) &&
	       evaluate_on(store, move->to, event_day(last), &completed, err);
}

bool store_attempt_reassign(struct store *store, int64_t attempt, int64_t to,
			    const char *reason, const char *staff, struct err *err)
{
	struct move move = {.attempt = attempt, .to = to};

	if (!tx_begin(store, err))
		return false;
	return tx_end(store, do_move(store, &move, reason ? reason : "", staff, err),
		      err);
}

/* ── two records, one person ───────────────────────────────────────────────────────────── */

/* The two in the order that all about a pair stands in: its events on the first of them. */
struct two {
	int64_t first, second;
	int64_t state; /* enum pair_state, -1 = never decided */
	bool one; /* person, by whatever pairs */
	char ref[REF_BYTES]; /* of the second */
};

static bool two_of(struct store *store, int64_t a, int64_t b, struct two *two,
		   struct err *err)
{
	int64_t person_a, person_b;

	if (a == b)
		return err_set(
			err, ERR_USAGE,
			_("Đây là cùng một học viên. Hãy chọn hai học viên khác nhau."));
	if (!db_int(store, STMT_LEARNER_LOWER, 0, &two->first, "ii", err, a, b))
		return false;
	if (!two->first)
		return err_set(err, ERR_NOUSER, _("Không có học viên số %lld hoặc %lld."),
			       (long long)a, (long long)b);
	two->second = two->first == a ? b : a;
	if (!db_int(store, STMT_PAIRING, -1, &two->state, "ii", err, two->first,
		    two->second) ||
	    !db_int(store, STMT_PERSON_OF, a, &person_a, "i", err, a) ||
	    !db_int(store, STMT_PERSON_OF, b, &person_b, "i", err, b))
		return false;
	two->one = person_a == person_b;
	return ref_learner(store, two->second, two->ref, err);
}

static bool do_unite(struct store *store, int64_t a, int64_t b, const char *reason,
		     const char *staff, struct err *err)
{
	struct two two;
	bool completed;

	if (!two_of(store, a, b, &two, err))
		return false;
	return two.state == PAIR_SAME ||
	       (journal_append(store, EVENT_UNITED, two.first, NULL, "sss", err, two.ref,
			       reason, staff) &&
		completion_evaluate(store, two.first, &completed, err));
}

static bool do_separate(struct store *store, int64_t a, int64_t b, const char *staff,
			struct err *err)
{
	struct two two;

	if (!two_of(store, a, b, &two, err))
		return false;
	if (two.one && two.state != PAIR_SAME)
		return err_set(
			err, ERR_DATA,
			_("Hai học viên này là một người qua những lần gộp với hồ sơ "
			  "khác. Hãy hoàn tác các lần gộp ấy trước."));
	return two.state == PAIR_DIFFERENT ||
	       journal_append(store, EVENT_SEPARATED, two.first, NULL, "ss", err, two.ref,
			      staff);
}

static bool do_undo(struct store *store, int64_t a, int64_t b, const char *staff,
		    struct err *err)
{
	struct two two;

	if (!two_of(store, a, b, &two, err))
		return false;
	if (two.state != PAIR_SAME && two.state != PAIR_DIFFERENT)
		return err_set(
			err, ERR_DATA,
			_("Chưa ai quyết định gì về hai học viên này nên không có gì để "
			  "hoàn tác."));
	return journal_append(store, EVENT_REOPENED, two.first, NULL, "ss", err, two.ref,
			      staff);
}

bool store_unite(struct store *store, int64_t learner, int64_t other, const char *reason,
		 const char *staff, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store, do_unite(store, learner, other, reason, staff, err), err);
}

bool store_separate(struct store *store, int64_t learner, int64_t other,
		    const char *staff, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store, do_separate(store, learner, other, staff, err), err);
}

bool store_pair_undo(struct store *store, int64_t learner, int64_t other,
		     const char *staff, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store, do_undo(store, learner, other, staff, err), err);
}
