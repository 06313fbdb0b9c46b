/* Each completion of a person by itself, what staff said of it, and taking that back. */
#include "store/db.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* An event as one number, as attempts are known by; local to this database. */
#define DEVICE_SHIFT 40
static int64_t packed(int64_t device, int64_t seq)
{
	return device << DEVICE_SHIFT | seq;
}

static void read_finish(sqlite3_stmt *stmt, struct finish *f)
{
	int voided = sqlite3_column_int(stmt, 6);

	*f = (struct finish){
		.learner = sqlite3_column_int64(stmt, 0),
		.id = packed(sqlite3_column_int64(stmt, 1),
			     sqlite3_column_int64(stmt, 2)),
		.day = sqlite3_column_int(stmt, 4),
		.confirmed = sqlite3_column_int(stmt, 7),
		.how = !strcmp(db_text(stmt, 3), "declared") ? FINISH_DECLARED
		       : sqlite3_column_int(stmt, 8)         ? FINISH_WAIVED
							     : FINISH_LEARNED,
		.state = voided & 2   ? FINISH_MOVED
			 : voided & 1 ? FINISH_VOIDED
				      : FINISH_STANDS,
	};
	db_copy(stmt, 5, f->basis, sizeof(f->basis));
}

/* Whatever was said of `target`, which is a completion or something said before. */
static void apply(sqlite3_stmt *stmt, int64_t target, struct finish *list, size_t count)
{
	int64_t event =
		packed(sqlite3_column_int64(stmt, 0), sqlite3_column_int64(stmt, 1));
	bool confirms = !strcmp(db_text(stmt, 2), "confirmed");

	for (size_t i = 0; i < count; i++) {
		struct finish *f = &list[i];
		if (f->id == target && confirms && !f->confirmation) {
			f->confirmation = event;
			db_copy(stmt, 5, f->confirmed_by, sizeof(f->confirmed_by));
		} else if (f->id == target && !confirms) {
			f->voiding = event;
			f->voided_at = sqlite3_column_int64(stmt, 3);
			db_copy(stmt, 5, f->voided_by, sizeof(f->voided_by));
			db_copy(stmt, 6, f->reason, sizeof(f->reason));
		} else if (f->confirmation == target && !confirms) {
			f->confirmation = 0;
		}
	}
}

static bool add_deeds(struct store *store, int64_t learner, struct finish *list,
		      size_t count, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_FINISH_DEEDS, "i", learner);
	int row;

	while ((row = db_step(store, stmt, err)) > 0) {
		int64_t device, seq;
		if (!ref_resolve(store, sqlite3_column_int64(stmt, 0), db_text(stmt, 4),
				 &device, &seq, err)) {
			db_end(stmt);
			return false;
		}
		apply(stmt, packed(device, seq), list, count);
	}
	return row == 0;
}

/* What the store voids itself, when an attempt moves away, comes back by the attempt only. */
static void close_moved(struct finish *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (list[i].state == FINISH_VOIDED &&
		    !strcmp(list[i].reason, VOIDED_WITH_ATTEMPT))
			list[i].state = FINISH_MOVED;
	}
}

bool store_finishes(struct store *store, int64_t learner, struct finish **list,
		    size_t *count, struct err *err)
{
	size_t cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_FINISHES, "i", learner);

	*list = NULL;
	*count = 0;
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*list, *count + 1, cap);
		read_finish(stmt, &(*list)[(*count)++]);
	}
	bool ok = row == 0;
	for (size_t i = 0; ok && i < *count; i++) {
		bool seen = false;
		for (size_t k = 0; k < i; k++)
			seen |= (*list)[k].learner == (*list)[i].learner;
		ok = seen || add_deeds(store, (*list)[i].learner, *list, *count, err);
	}
	if (ok) {
		close_moved(*list, *count);
		return true;
	}
	free(*list);
	*list = NULL;
	*count = 0;
	return false;
}

/* ── by staff ──────────────────────────────────────────────────────────────────────────── */

/* The event that is declared void; 0 where there is nothing to change. */
static int64_t voided_event(const struct finish *f, enum finish_change change)
{
	if (change == FINISH_RESTORE)
		return f->state == FINISH_VOIDED ? f->voiding : 0;
	if (f->state != FINISH_STANDS)
		return 0;
	if (change == FINISH_UNCONFIRM)
		return f->confirmed ? f->confirmation : 0;
	return f->id;
}

static bool nothing_to_change(enum finish_change change, struct err *err)
{
	return err_set(
		err, ERR_DATA, "%s",
		change == FINISH_RESTORE
			? _("Lần hoàn thành này không phải đã bị bỏ, nên không có gì "
			    "để tính lại.")
		: change == FINISH_UNCONFIRM
			? _("Lần hoàn thành này chưa được xác nhận, nên không có gì để "
			    "bỏ.")
			: _("Lần hoàn thành này không còn được tính nữa, nên không có "
			    "gì để bỏ."));
}

static bool change_one(struct store *store, const struct finish *list, size_t count,
		       int64_t id, enum finish_change change, const char *reason,
		       const char *staff, struct err *err)
{
	char ref[REF_BYTES];
	size_t at = 0;

	while (at < count && list[at].id != id)
		at++;
	int64_t event = at < count ? voided_event(&list[at], change) : 0;
	if (!event)
		return nothing_to_change(change, err);
	return ref_format(store, event >> DEVICE_SHIFT,
			  event & (((int64_t)1 << DEVICE_SHIFT) - 1), ref, err) &&
	       journal_append(store, EVENT_VOIDED, list[at].learner, NULL, "sss", err,
			      reason, staff, ref);
}

bool store_finish_change(struct store *store, int64_t learner, int64_t finish,
			 enum finish_change change, const char *reason, const char *staff,
			 struct err *err)
{
	struct finish *list = NULL;
	size_t count = 0;
	char why[REASON_BYTES] = "";

	if ((change != FINISH_RESTORE || (reason && *reason)) &&
	    !finish_reason(reason ? reason : "", why, err))
		return false;
	if (!tx_begin(store, err))
		return false;
	bool ok = store_finishes(store, learner, &list, &count, err) &&
		  change_one(store, list, count, finish, change, why, staff, err);
	free(list);
	return tx_end(store, ok, err);
}
