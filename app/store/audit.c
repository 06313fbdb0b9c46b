/* Who did what, and how long records are kept. The journal holds most deeds; what is no event (a
 * backup, a record shown to its person, files with names that left) is noted in a table of this
 * place. Neither gives away what is personal: numbers of records, never names of learners. */
#include "store/db.h"

#include "base/i18n.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool store_note(struct store *store, const char *action, int64_t learner,
		const char *detail, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store,
		      db_run(store, STMT_AUDIT_ADD, "issis", err, clock_now(store->clock),
			     store->actor, action, learner, detail ? detail : ""),
		      err);
}

static bool read_deeds(struct store *store, sqlite3_stmt *stmt, struct deed **deeds,
		       size_t *count, struct err *err)
{
	size_t cap = 0;
	int row;

	*deeds = NULL;
	*count = 0;
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*deeds, *count + 1, cap);
		struct deed *deed = &(*deeds)[(*count)++];
		*deed = (struct deed){.at = sqlite3_column_int64(stmt, 0),
				      .learner = sqlite3_column_int64(stmt, 3),
				      .other = sqlite3_column_int64(stmt, 4)};
		db_copy(stmt, 1, deed->staff, sizeof(deed->staff));
		db_copy(stmt, 2, deed->action, sizeof(deed->action));
		db_copy(stmt, 5, deed->detail, sizeof(deed->detail));
	}
	if (row == 0)
		return true;
	free(*deeds);
	*deeds = NULL;
	*count = 0;
	return false;
}

bool store_deeds(struct store *store, const struct deed_query *query, struct deed **deeds,
		 size_t *count, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_AUDIT, "iiii", query->learner,
				     query->from, query->until ? query->until : INT64_MAX,
				     query->limit ? (int64_t)query->limit : (int64_t)-1);

	return read_deeds(store, stmt, deeds, count, err);
}

bool store_noted(struct store *store, const char *action, size_t limit,
		 struct deed **deeds, size_t *count, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_NOTED, "si", action, (int64_t)limit);

	return read_deeds(store, stmt, deeds, count, err);
}

/* ── what is held about somebody ───────────────────────────────────────────────────────── */

static bool give_held(struct store *store, enum statement id, int64_t learner,
		      bool (*each)(void *user, const struct held *), void *user,
		      bool *go_on, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, id, "i", learner);
	int row = 0;

	while (*go_on && (row = db_step(store, stmt, err)) > 0) {
		const struct held held = {sqlite3_column_int64(stmt, 0), db_text(stmt, 1),
					  db_text(stmt, 2), db_text(stmt, 3)};
		*go_on = each(user, &held);
	}
	if (row > 0)
		db_end(stmt);
	return row >= 0;
}

bool store_held_each(struct store *store, int64_t learner,
		     bool (*each)(void *user, const struct held *), void *user,
		     struct err *err)
{
	bool go_on = true;

	return give_held(store, STMT_HELD, learner, each, user, &go_on, err) &&
	       (!go_on ||
		give_held(store, STMT_HELD_SETTINGS, learner, each, user, &go_on, err));
}

bool store_sealed_each(struct store *store,
		       bool (*each)(void *user, int64_t learner, const void *sealed,
				    size_t size),
		       void *user, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_SEALED, "");
	int row;
	bool go_on = true;

	while ((row = db_step(store, stmt, err)) > 0 && go_on)
		go_on = each(user, sqlite3_column_int64(stmt, 0),
			     sqlite3_column_blob(stmt, 1),
			     (size_t)sqlite3_column_bytes(stmt, 1));
	if (row > 0)
		db_end(stmt);
	return row >= 0;
}

/* ── how long ──────────────────────────────────────────────────────────────────────────── */

#define KEY_MONTHS "retention_months"
#define KEY_UNTIL "keep_until"

int store_kept_months(struct store *store)
{
	char text[16];

	store_setting(store, 0, KEY_MONTHS, text, sizeof(text));
	int months = atoi(text);
	return months > 0 ? months : KEEP_MONTHS;
}

bool store_keep_months(struct store *store, int months, struct err *err)
{
	char text[16] = "";

	if (months > 0)
		snprintf(text, sizeof(text), "%d", months);
	return store_setting_put(store, 0, KEY_MONTHS, text, err);
}

bool store_keep_until(struct store *store, int64_t learner, int day, struct err *err)
{
	struct learner known;
	char text[16] = "";

	if (!store_learner(store, learner, &known, err))
		return false;
	if (day > 0)
		snprintf(text, sizeof(text), "%d", day);
	return store_setting_put(store, learner, KEY_UNTIL, text, err);
}

/* The same day so many months later, or the last of that month. */
static int months_after(int day, int months)
{
	struct date date = date_of(day);
	int index = date.year * 12 + date.month - 1 + months;
	int year = index / 12, month = index % 12 + 1;

	if (year > 2199)
		return LAST_DAY;
	int last = month_days(year, month);
	return day_of((struct date){year, month, date.day < last ? date.day : last});
}

/* A row of STMT_DUE. */
static void read_due(sqlite3_stmt *stmt, int months, struct due *due)
{
	int64_t seen = sqlite3_column_int64(stmt, 1);
	int64_t withdrawn = sqlite3_column_int64(stmt, 2);
	int own = sqlite3_column_int(stmt, 3);

	*due = (struct due){
		.learner = sqlite3_column_int64(stmt, 0),
		.day = own > 0 ? own : months_after(event_day(seen), months),
		.reason = DUE_RETENTION,
	};
	if (!withdrawn)
		return;
	int stop = deadline_day(REQUEST_STOP, event_day(withdrawn));
	if (stop < due->day) {
		due->day = stop;
		due->reason = DUE_WITHDRAWN;
	}
}

static int longest_first(const void *x, const void *y)
{
	const struct due *a = x, *b = y;

	if (a->day != b->day)
		return a->day < b->day ? -1 : 1;
	return a->learner < b->learner ? -1 : a->learner > b->learner;
}

bool store_due(struct store *store, int day, struct due **list, size_t *count,
	       struct err *err)
{
	size_t cap = 0;
	int row, months = store_kept_months(store);
	struct due due;
	sqlite3_stmt *stmt = db_bind(store, STMT_DUE, "");

	*list = NULL;
	*count = 0;
	while ((row = db_step(store, stmt, err)) > 0) {
		read_due(stmt, months, &due);
		if (due.day > day)
			continue;
		ALLOC_GROW(*list, *count + 1, cap);
		(*list)[(*count)++] = due;
	}
	if (*count)
		qsort(*list, *count, sizeof(**list), longest_first);
	if (row == 0)
		return true;
	free(*list);
	*list = NULL;
	*count = 0;
	return false;
}

bool store_due_of(struct store *store, int64_t learner, struct due *due, struct err *err)
{
	int row, months = store_kept_months(store);
	sqlite3_stmt *stmt = db_bind(store, STMT_DUE_OF, "i", learner);

	row = db_step(store, stmt, err);
	if (row == 0)
		return err_set(err, ERR_NOUSER, _("Không có học viên số %lld."),
			       (long long)learner);
	if (row < 0)
		return false;
	read_due(stmt, months, due);
	db_end(stmt);
	return true;
}

/* ── copies that were kept ─────────────────────────────────────────────────────────────── */

static int by_name(const void *x, const void *y)
{
	return strcmp(*(char *const *)x, *(char *const *)y);
}

/* Kept before upgrades and restores, and what the screen for staff backs up to. */
static bool is_copy(const char *name)
{
	static const char *const beginnings[] = {DATABASE_NAME ".before-", "sao-luu-"};

	for (size_t i = 0; i < ARRAY_LEN(beginnings); i++) {
		if (!strncmp(name, beginnings[i], strlen(beginnings[i])))
			return true;
	}
	return false;
}

bool store_old_copies(struct store *store, char ***names, size_t *count, struct err *err)
{
	size_t cap = 0;

	*names = NULL;
	*count = 0;
	if (!store->folder)
		return true;
	DIR *dir = opendir(store->folder);
	if (!dir)
		return db_fail_at(store->folder, SQLITE_CANTOPEN, err);
	for (struct dirent *entry; (entry = readdir(dir));) {
		if (!is_copy(entry->d_name))
			continue;
		ALLOC_GROW(*names, *count + 1, cap);
		(*names)[(*count)++] = xstrdup(entry->d_name);
	}
	closedir(dir);
	if (*count)
		qsort(*names, *count, sizeof(**names), by_name);
	return true;
}
