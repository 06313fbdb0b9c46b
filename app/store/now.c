/* Ids as they are now, in statements: an id in the journal stays what it was when the thing happened,
 * the course may call it otherwise today (course_now()).
 *
 *	id_now(id)		of a lesson, quiz, question, practice, exercise, "<lesson>/<step>"
 *	step_now(lesson, step)	the step alone
 *	paper_now(paper)	a paper's lines, each of which begins with the id of a question
 */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

static const char *now(const struct store *store, const char *id)
{
	return store->course ? course_now(store->course, id) : id;
}

static void id_now(sqlite3_context *context, int n, sqlite3_value **values)
{
	const char *id = (const char *)sqlite3_value_text(values[0]);

	(void)n;
	if (id)
		sqlite3_result_text(context, now(sqlite3_user_data(context), id), -1,
				    SQLITE_TRANSIENT);
}

static void step_now(sqlite3_context *context, int n, sqlite3_value **values)
{
	const char *lesson = (const char *)sqlite3_value_text(values[0]);
	const char *step = (const char *)sqlite3_value_text(values[1]);

	(void)n;
	if (!lesson || !step)
		return;
	char *both = xasprintf("%s/%s", lesson, step);
	const char *found = now(sqlite3_user_data(context), both);
	const char *slash = strchr(found, '/');
	sqlite3_result_text(context, slash ? slash + 1 : step, -1, SQLITE_TRANSIENT);
	free(both);
}

static void paper_now(sqlite3_context *context, int n, sqlite3_value **values)
{
	const char *paper = (const char *)sqlite3_value_text(values[0]);
	struct buf out = BUF_INIT;

	(void)n;
	while (paper && *paper) {
		size_t line = strcspn(paper, "\n"), length = strcspn(paper, " \n");
		char *id = xstrndup(paper, length);
		buf_adds(&out, now(sqlite3_user_data(context), id));
		free(id);
		buf_add(&out, paper + length, line - length + (paper[line] == '\n'));
		paper += line + (paper[line] == '\n');
	}
	sqlite3_result_text(context, out.data, (int)out.len, SQLITE_TRANSIENT);
	buf_release(&out);
}

bool now_register(struct store *store, struct err *err)
{
	static const struct {
		const char *name;
		int arguments;
		void (*call)(sqlite3_context *context, int n, sqlite3_value **values);
	} functions[] = {
		{"id_now", 1, id_now},
		{"step_now", 2, step_now},
		{"paper_now", 1, paper_now},
	};

	for (size_t i = 0; i < ARRAY_LEN(functions); i++) {
		int code = sqlite3_create_function_v2(
			store->db, functions[i].name, functions[i].arguments,
			SQLITE_UTF8 | SQLITE_DIRECTONLY, store, functions[i].call, NULL,
			NULL, NULL);
		if (code != SQLITE_OK)
			return db_fail(store, code, err);
	}
	return true;
}

void reached_release(struct reached *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(list[i].id);
	free(list);
}

bool store_reached(struct store *store, enum changed_item item, struct reached **list,
		   size_t *count, struct err *err)
{
	static const enum statement statements[ITEM_KINDS] = {
		[ITEM_LESSON] = STMT_TOUCHED_LESSON,
		[ITEM_CHECK] = STMT_TOUCHED_CHECK,
		[ITEM_QUIZ] = STMT_TOUCHED_QUIZ,
		[ITEM_QUESTION] = STMT_TOUCHED_QUESTION,
		[ITEM_PRACTICE] = STMT_TOUCHED_PRACTICE,
		[ITEM_TYPING] = STMT_TOUCHED_TYPING,
	};
	size_t cap = 0;
	int step;
	sqlite3_stmt *stmt = db_bind(store, statements[item], "");

	*list = NULL;
	*count = 0;
	while ((step = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*list, *count + 1, cap);
		struct reached *touched = &(*list)[(*count)++];
		*touched = (struct reached){xstrdup(db_text(stmt, 0)),
					    sqlite3_column_int64(stmt, 1)};
	}
	if (step == 0)
		return true;
	reached_release(*list, *count);
	*list = NULL;
	*count = 0;
	return false;
}
