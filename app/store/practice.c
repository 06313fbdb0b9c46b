/* Practising: on the simulated phone, and on the keyboard. */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* ── the simulated phone ───────────────────────────────────────────────────────────────── */

void practice_record_release(struct practice_record *record)
{
	for (size_t i = 0; i < record->actions.count; i++)
		free((void *)(uintptr_t)record->actions.items[i]);
	free(record->actions.items);
	*record = (struct practice_record){0};
}

bool store_practice_action(struct store *store, int64_t learner, const char *practice,
			   const char *screen, const char *action, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store,
		      journal_append(store, EVENT_PRACTICE_ACTION, learner, NULL, "sss",
				     err, action, practice, screen),
		      err);
}

bool store_practice_ended(struct store *store, int64_t learner, const char *practice,
			  const char *ending, int points, bool passed, const char *goals,
			  struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store,
		      journal_append(store, EVENT_PRACTICE_ENDED, learner, NULL, "ssdds",
				     err, ending, goals, (int)passed, points, practice),
		      err);
}

static void split_lines(const char *text, struct strings *out)
{
	size_t cap = 0;

	for (const char *p = text; *p;) {
		size_t n = strcspn(p, "\n");
		ALLOC_GROW(out->items, out->count + 1, cap);
		out->items[out->count++] = xstrndup(p, n);
		p += n + (p[n] == '\n');
	}
}

bool store_practice(struct store *store, int64_t learner, const char *practice,
		    struct practice_record *record, struct err *err)
{
	int row;

	*record = (struct practice_record){0};
	/* Of united learners the one who is there comes last: theirs is the open one. */
	sqlite3_stmt *stmt = db_bind(store, STMT_PRACTICE, "is", learner, practice);
	while ((row = db_step(store, stmt, err)) > 0) {
		int best = sqlite3_column_int(stmt, 2);
		struct strings none = {0}, open = record->actions;
		split_lines(db_text(stmt, 0), &none);
		record->actions = none;
		struct practice_record old = {.actions = open};
		practice_record_release(&old);
		record->times += sqlite3_column_int(stmt, 1);
		record->best_points =
			best > record->best_points ? best : record->best_points;
		record->passed |= sqlite3_column_int(stmt, 3) != 0;
	}
	if (row < 0)
		practice_record_release(record);
	return row == 0;
}

/* ── the keyboard ──────────────────────────────────────────────────────────────────────── */

bool store_typing_done(struct store *store, int64_t learner, const char *exercise,
		       const struct typing_result *result, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store,
		      journal_append(store, EVENT_TYPING_DONE, learner, NULL, "ddsddd",
				     err, typing_accuracy(result), result->errors,
				     exercise, result->keys, result->seconds,
				     typing_speed(result)),
		      err);
}

bool store_typing_record(struct store *store, int64_t learner, const char *exercise,
			 struct typing_record *record, struct err *err)
{
	int row;

	*record = (struct typing_record){0};
	sqlite3_stmt *stmt = db_bind(store, STMT_TYPING, "is", learner, exercise);
	while ((row = db_step(store, stmt, err)) > 0) {
		int accuracy = sqlite3_column_int(stmt, 1),
		    speed = sqlite3_column_int(stmt, 2);
		record->times += sqlite3_column_int(stmt, 0);
		record->best_accuracy = accuracy > record->best_accuracy
						? accuracy
						: record->best_accuracy;
		record->best_speed =
			speed > record->best_speed ? speed : record->best_speed;
	}
	return row == 0;
}
