/* Who took part in which class on which day: written by roll call, read class by class. */
#include "store/db.h"

#include "base/i18n.h"

#include <stdlib.h>

static bool do_attended(struct store *store, int64_t learner, const char *session,
			struct err *err)
{
	int64_t there;

	if (!db_int(store, STMT_ATTENDED, 0, &there, "ids", err, learner,
		    store_day(store), session))
		return false;
	return there ||
	       journal_append(store, EVENT_ATTENDED, learner, NULL, "s", err, session);
}

bool store_attended(struct store *store, int64_t learner, const char *session,
		    struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store, do_attended(store, learner, session ? session : "", err),
		      err);
}

static bool do_enter(struct store *store, int64_t learner, const char *session, int day,
		     const char *staff, struct err *err)
{
	int64_t there;

	if (day < ROLL_FIRST_DAY || day > store_day(store))
		return err_set(err, ERR_DATA,
			       _("Buổi học phải là hôm nay hoặc một ngày đã qua, từ năm "
				 "2020."));
	if (!db_int(store, STMT_ATTENDED, 0, &there, "ids", err, learner, day, session))
		return false;
	return there || journal_append(store, EVENT_ATTENDANCE_ENTERED, learner, NULL,
				       "dss", err, day, session, staff);
}

bool store_attended_on(struct store *store, int64_t learner, const char *session, int day,
		       const char *staff, struct err *err)
{
	return tx_begin(store, err) &&
	       tx_end(store, do_enter(store, learner, session, day, staff, err), err);
}

static bool do_void(struct store *store, int64_t learner, const char *session, int day,
		    const char *staff, struct err *err)
{
	int64_t there;

	if (!db_int(store, STMT_ATTENDED, 0, &there, "ids", err, learner, day, session))
		return false;
	return !there || journal_append(store, EVENT_ATTENDANCE_VOIDED, learner, NULL,
					"dss", err, day, session, staff);
}

bool store_attended_void(struct store *store, int64_t learner, const char *session,
			 int day, const char *staff, struct err *err)
{
	return tx_begin(store, err) &&
	       tx_end(store, do_void(store, learner, session, day, staff, err), err);
}

/* ── class by class ────────────────────────────────────────────────────────────────────── */

void classes_release(struct class_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(rows[i].name);
	free(rows);
}

bool store_classes(struct store *store, int day, struct class_row **rows, size_t *count,
		   struct err *err)
{
	size_t cap = 0;
	int step;
	sqlite3_stmt *stmt = db_bind(store, STMT_CLASSES, "d", day);

	*rows = NULL;
	*count = 0;
	while ((step = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*rows, *count + 1, cap);
		(*rows)[(*count)++] = (struct class_row){
			.name = xstrdup(db_text(stmt, 0)),
			.last = sqlite3_column_int(stmt, 1),
			.meetings = sqlite3_column_int(stmt, 2),
			.people = sqlite3_column_int64(stmt, 3),
			.completed = sqlite3_column_int64(stmt, 4),
		};
	}
	if (step == 0)
		return true;
	classes_release(*rows, *count);
	*rows = NULL;
	*count = 0;
	return false;
}

bool store_class_people(struct store *store, const char *name, int first_day,
			int last_day, struct class_person **people, size_t *count,
			struct err *err)
{
	size_t cap = 0;
	int step;
	sqlite3_stmt *stmt =
		db_bind(store, STMT_CLASS_PEOPLE, "sdd", name, first_day, last_day);

	*people = NULL;
	*count = 0;
	while ((step = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*people, *count + 1, cap);
		(*people)[(*count)++] = (struct class_person){
			.learner = sqlite3_column_int64(stmt, 0),
			.person = sqlite3_column_int64(stmt, 1),
			.meetings = sqlite3_column_int(stmt, 2),
			.last = sqlite3_column_int(stmt, 3),
		};
	}
	if (step == 0)
		return true;
	free(*people);
	*people = NULL;
	*count = 0;
	return false;
}

bool store_meetings(struct store *store, const char *name,
		    struct class_meeting **meetings, size_t *count, struct err *err)
{
	size_t cap = 0;
	int step;
	sqlite3_stmt *stmt = db_bind(store, STMT_MEETINGS, "s", name);

	*meetings = NULL;
	*count = 0;
	while ((step = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*meetings, *count + 1, cap);
		(*meetings)[(*count)++] = (struct class_meeting){
			.day = sqlite3_column_int(stmt, 0),
			.people = sqlite3_column_int64(stmt, 1),
		};
	}
	if (step == 0)
		return true;
	free(*meetings);
	*meetings = NULL;
	*count = 0;
	return false;
}
