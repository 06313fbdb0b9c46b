/* Statements: binding, stepping, reading columns. */
#include "store/db.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

bool db_exec(struct store *store, const char *sql, struct err *err)
{
	int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	return code == SQLITE_OK ? true : db_fail(store, code, err);
}

bool db_prepare(struct store *store, struct err *err)
{
	/* Somebody else may have upgraded the database since we first looked: running anything
	 * makes SQLite look again, preparing alone does not always. */
	if (!db_exec(store, "SELECT 1 FROM sqlite_schema", err))
		return false;
	for (int id = 0; id < STATEMENTS; id++) {
		int code = sqlite3_prepare_v3(store->db, statement_sql(id), -1,
					      SQLITE_PREPARE_PERSISTENT,
					      &store->statements[id], NULL);
		if (code != SQLITE_OK)
			return db_fail(store, code, err);
	}
	return true;
}

static int bind_one(sqlite3_stmt *stmt, int at, char type, va_list *args)
{
	switch (type) {
	case 'd':
		return sqlite3_bind_int(stmt, at, va_arg(*args, int));
	case 'i':
		return sqlite3_bind_int64(stmt, at, va_arg(*args, int64_t));
	case 's':
		return sqlite3_bind_text(stmt, at, va_arg(*args, const char *), -1,
					 SQLITE_STATIC);
	case 'b': {
		const void *bytes = va_arg(*args, const void *);
		size_t size = va_arg(*args, size_t);
		return sqlite3_bind_blob64(stmt, at, bytes, size, SQLITE_STATIC);
	}
	case 'z':
		return sqlite3_bind_null(stmt, at);
	default:
		return SQLITE_MISUSE;
	}
}

sqlite3_stmt *db_bindv(struct store *store, enum statement id, const char *types,
		       va_list *args)
{
	sqlite3_stmt *stmt = store->statements[id];

	/* Binding fails only for a wrong index or a statement in use: bugs of ours. */
	if (sqlite3_stmt_busy(stmt))
		die("statement %d is in use: %s", (int)id, statement_sql(id));
	if ((int)strlen(types) != sqlite3_bind_parameter_count(stmt))
		die("statement %d has %d parameters, not %zu: %s", (int)id,
		    sqlite3_bind_parameter_count(stmt), strlen(types), statement_sql(id));
	for (int i = 0; types[i]; i++) {
		int code = bind_one(stmt, i + 1, types[i], args);
		if (code != SQLITE_OK && code != SQLITE_TOOBIG)
			die("statement %d: parameter %d (%c) cannot be bound (%d)",
			    (int)id, i + 1, types[i], code);
	}
	return stmt;
}

sqlite3_stmt *db_bind(struct store *store, enum statement id, const char *types, ...)
{
	va_list args;

	va_start(args, types);
	sqlite3_stmt *stmt = db_bindv(store, id, types, &args);
	va_end(args);
	return stmt;
}

void db_end(sqlite3_stmt *stmt)
{
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
}

int db_step(struct store *store, sqlite3_stmt *stmt, struct err *err)
{
	int code = sqlite3_step(stmt);

	if (code == SQLITE_ROW)
		return 1;
	db_end(stmt);
	if (code == SQLITE_DONE)
		return 0;
	db_fail(store, code, err);
	return -1;
}

static bool run_out(struct store *store, sqlite3_stmt *stmt, struct err *err)
{
	int row;

	do
		row = db_step(store, stmt, err);
	while (row > 0);
	return row == 0;
}

bool db_run(struct store *store, enum statement id, const char *types, struct err *err,
	    ...)
{
	va_list args;

	va_start(args, err);
	sqlite3_stmt *stmt = db_bindv(store, id, types, &args);
	va_end(args);
	return run_out(store, stmt, err);
}

bool db_int(struct store *store, enum statement id, int64_t missing, int64_t *value,
	    const char *types, struct err *err, ...)
{
	va_list args;

	va_start(args, err);
	sqlite3_stmt *stmt = db_bindv(store, id, types, &args);
	va_end(args);
	*value = missing;
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return row == 0;
	if (sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		*value = sqlite3_column_int64(stmt, 0);
	db_end(stmt);
	return true;
}

const char *db_text(sqlite3_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);
	return text ? (const char *)text : "";
}

void db_copy(sqlite3_stmt *stmt, int column, char *out, size_t size)
{
	const char *text = db_text(stmt, column);
	size_t n = strlen(text);

	if (n >= size) {
		n = size - 1;
		while (n && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(out, text, n);
	out[n] = '\0';
}

void ids_add(struct ids *ids, int64_t id)
{
	ALLOC_GROW(ids->items, ids->count + 1, ids->cap);
	ids->items[ids->count++] = id;
}

bool ids_has(const struct ids *ids, int64_t id)
{
	for (size_t i = 0; i < ids->count; i++) {
		if (ids->items[i] == id)
			return true;
	}
	return false;
}

bool db_ids(struct store *store, enum statement id, struct ids *ids, const char *types,
	    struct err *err, ...)
{
	va_list args;
	int row;

	va_start(args, err);
	sqlite3_stmt *stmt = db_bindv(store, id, types, &args);
	va_end(args);
	while ((row = db_step(store, stmt, err)) > 0)
		ids_add(ids, sqlite3_column_int64(stmt, 0));
	return row == 0;
}

static int by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return a < b ? -1 : a > b;
}

void ids_sort(struct ids *ids)
{
	size_t kept = 0;

	if (ids->count)
		qsort(ids->items, ids->count, sizeof(*ids->items), by_number);
	for (size_t i = 0; i < ids->count; i++) {
		if (!kept || ids->items[kept - 1] != ids->items[i])
			ids->items[kept++] = ids->items[i];
	}
	ids->count = kept;
}

static int64_t *slot_of(int64_t *slots, size_t cap, int64_t id)
{
	uint64_t hash = (uint64_t)id * 0x9e3779b97f4a7c15u;
	size_t i = (size_t)(hash >> 32) & (cap - 1);

	while (slots[i] && slots[i] != id)
		i = (i + 1) & (cap - 1);
	return &slots[i];
}

bool id_set_add(struct id_set *set, int64_t id)
{
	if ((set->count + 1) * 2 > set->cap) {
		size_t cap = set->cap ? set->cap * 2 : 64;
		int64_t *slots = xcalloc(cap, sizeof(*slots));
		for (size_t i = 0; i < set->cap; i++) {
			if (set->slots[i])
				*slot_of(slots, cap, set->slots[i]) = set->slots[i];
		}
		free(set->slots);
		set->slots = slots;
		set->cap = cap;
	}
	int64_t *slot = slot_of(set->slots, set->cap, id);
	if (*slot == id)
		return false;
	*slot = id;
	set->count++;
	return true;
}

void id_set_release(struct id_set *set)
{
	free(set->slots);
	*set = (struct id_set){0};
}
