/* The centre, its staff, wrong passwords and PINs, settings. None of it is in the journal: it
 * belongs to this place and does not travel. */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── the centre ────────────────────────────────────────────────────────────────────────── */

bool store_centre(struct store *store, struct centre *centre, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_CENTRE, "");
	int row = db_step(store, stmt, err);

	*centre = (struct centre){0};
	if (row == 0 && err)
		*err = (struct err){0};
	if (row <= 0)
		return false;
	db_copy(stmt, 0, centre->name, sizeof(centre->name));
	db_copy(stmt, 1, centre->ward, sizeof(centre->ward));
	memcpy(centre->id_salt, sqlite3_column_blob(stmt, 2), sizeof(centre->id_salt));
	memcpy(centre->city_key, sqlite3_column_blob(stmt, 3), sizeof(centre->city_key));
	db_end(stmt);
	static const uint8_t none[sizeof(centre->city_key)];
	const char *region_key = store->region ? store->region->city_key : NULL;
	if (region_key && !memcmp(centre->city_key, none, sizeof(none)) &&
	    !secret_unhex(centre->city_key, sizeof(centre->city_key), region_key))
		return err_set(
			err, ERR_CONFIG,
			_("Khóa của thành phố trong thư mục nội dung không phải 64 "
			  "chữ số hệ 16. Hãy báo cho người phụ trách nội dung."));
	char token[8];
	store_setting(store, 0, "id_token", token, sizeof(token));
	centre->no_token = !strcmp(token, "off");
	return true;
}

static bool do_centre(struct store *store, const struct centre *centre,
		      const struct staff *first, struct err *err)
{
	struct centre there;
	struct err local = {0};

	if (store_centre(store, &there, &local))
		return err_set(err, ERR_CANTCREAT,
			       _("Ở đây đã có trung tâm %s rồi. Muốn lập trung tâm khác, "
				 "hãy chọn "
				 "một thư mục dữ liệu khác."),
			       there.name);
	if (local.kind != ERR_NONE)
		return err_set(err, local.kind, "%s", local.text);
	if (!db_run(store, STMT_CENTRE_PUT, "ssbb", err, centre->name, centre->ward,
		    centre->id_salt, sizeof(centre->id_salt), centre->city_key,
		    sizeof(centre->city_key)))
		return false;
	struct staff staff = *first;
	staff.id = 0;
	return store_staff_put(store, &staff, err);
}

bool store_centre_make(struct store *store, const struct centre *centre,
		       const struct staff *first, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store, do_centre(store, centre, first, err), err);
}

bool store_centre_key(struct store *store, const uint8_t city_key[32], struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store,
		      db_run(store, STMT_CENTRE_KEY, "b", err, city_key, (size_t)32),
		      err);
}

/* ── staff ─────────────────────────────────────────────────────────────────────────────── */

static void read_staff(sqlite3_stmt *stmt, struct staff *staff)
{
	*staff = (struct staff){.id = sqlite3_column_int64(stmt, 0),
				.role = (enum staff_role)sqlite3_column_int(stmt, 2)};
	db_copy(stmt, 1, staff->name, sizeof(staff->name));
	db_copy(stmt, 3, staff->password, sizeof(staff->password));
	db_copy(stmt, 4, staff->recovery, sizeof(staff->recovery));
	staff->closed = sqlite3_column_int(stmt, 5) != 0;
}

bool store_staff(struct store *store, const char *name, struct staff *staff,
		 struct err *err)
{
	struct buf folded = BUF_INIT;

	*staff = (struct staff){0};
	text_fold(&folded, name);
	sqlite3_stmt *stmt = db_bind(store, STMT_STAFF, "s", folded.data);
	int row = db_step(store, stmt, err);
	if (row > 0) {
		read_staff(stmt, staff);
		db_end(stmt);
	} else if (row == 0) {
		err_set(err, ERR_NOUSER, _("Không có nhân viên tên %s."), name);
	}
	buf_release(&folded);
	return row > 0;
}

static bool do_staff(struct store *store, struct staff *staff, const char *folded,
		     struct err *err)
{
	int64_t holder;

	if (!db_int(store, STMT_STAFF_BY_NAME, 0, &holder, "s", err, folded))
		return false;
	if (holder && holder != staff->id)
		return err_set(err, ERR_DATA,
			       _("Đã có nhân viên tên %s. Hãy thêm tên đệm hoặc số để "
				 "phân biệt."),
			       staff->name);
	if (staff->id == 0) {
		if (!db_run(store, STMT_STAFF_ADD, "ssdss", err, staff->name, folded,
			    (int)staff->role, staff->password, staff->recovery))
			return false;
		staff->id = sqlite3_last_insert_rowid(store->db);
		return true;
	}
	if (!db_run(store, STMT_STAFF_PUT, "ssdssi", err, staff->name, folded,
		    (int)staff->role, staff->password, staff->recovery, staff->id))
		return false;
	if (sqlite3_changes(store->db) == 0)
		return err_set(err, ERR_NOUSER, _("Không có nhân viên số %lld."),
			       (long long)staff->id);
	return true;
}

bool store_staff_put(struct store *store, struct staff *staff, struct err *err)
{
	struct buf folded = BUF_INIT;
	int64_t id = staff->id;

	text_fold(&folded, staff->name);
	if (!folded.len) {
		buf_release(&folded);
		return err_set(err, ERR_DATA, _("Nhân viên chưa có tên. Hãy ghi tên."));
	}
	bool ok = tx_begin(store, err) &&
		  tx_end(store, do_staff(store, staff, folded.data, err), err);
	if (!ok)
		staff->id = id;
	buf_release(&folded);
	return ok;
}

bool store_staff_list(struct store *store, struct staff **staff, size_t *count,
		      struct err *err)
{
	size_t cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_STAFF_LIST, "");

	*staff = NULL;
	*count = 0;
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*staff, *count + 1, cap);
		read_staff(stmt, &(*staff)[(*count)++]);
	}
	if (row == 0)
		return true;
	free(*staff);
	*staff = NULL;
	*count = 0;
	return false;
}

/* ── what is done with accounts, as deeds ──────────────────────────────────────────────── */

static bool new_secrets(const char *password, struct staff *staff, char *code,
			struct err *err)
{
	*code = '\0';
	if (!password_acceptable(password, err))
		return false;
	recovery_code(code);
	/* Out of any transaction: this takes a while. */
	return (password_hash(password, staff->password) &&
		password_hash(code, staff->recovery)) ||
	       err_set(err, ERR_OS, _("Máy đang thiếu bộ nhớ. Hãy thử lại."));
}

bool store_staff_add(struct store *store, struct staff *staff, const char *password,
		     char *code, struct err *err)
{
	struct staff there;
	struct err none = {0};

	staff->id = 0;
	bool ok = new_secrets(password, staff, code, err);
	if (ok && store_staff(store, staff->name, &there, &none) && there.closed)
		ok = err_set(err, ERR_DATA,
			     _("%s đã có tài khoản ở đây, hiện đang đóng. Hãy mở lại tài "
			       "khoản ấy."),
			     there.name);
	secret_wipe(&there, sizeof(there));
	ok = ok && tx_begin(store, err) &&
	     tx_end(store,
		    store_staff_put(store, staff, err) &&
			    store_note(store, "staff-added", 0, staff->name, err),
		    err);
	if (!ok) {
		staff->id = 0;
		secret_wipe(code, RECOVERY_CODE_SIZE);
	}
	return ok;
}

static bool staff_by_id(struct store *store, int64_t id, struct staff *staff,
			struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_STAFF_BY_ID, "i", id);
	int row = db_step(store, stmt, err);

	*staff = (struct staff){0};
	if (row == 0)
		err_set(err, ERR_NOUSER, _("Không có nhân viên số %lld."), (long long)id);
	if (row <= 0)
		return false;
	read_staff(stmt, staff);
	db_end(stmt);
	return true;
}

static bool do_password(struct store *store, int64_t id, const struct staff *secrets,
			struct err *err)
{
	struct staff staff;
	char account[40];

	snprintf(account, sizeof(account), "staff:%lld", (long long)id);
	bool ok = staff_by_id(store, id, &staff, err) &&
		  db_run(store, STMT_STAFF_SECRETS, "ssi", err, secrets->password,
			 secrets->recovery, id) &&
		  db_run(store, STMT_GUARD_DROP, "s", err, account) &&
		  store_note(store, "staff-password", 0, staff.name, err);
	secret_wipe(&staff, sizeof(staff));
	return ok;
}

bool store_staff_password(struct store *store, int64_t id, const char *password,
			  char *code, struct err *err)
{
	struct staff secrets = {0};
	bool ok = new_secrets(password, &secrets, code, err) && tx_begin(store, err) &&
		  tx_end(store, do_password(store, id, &secrets, err), err);

	if (!ok)
		secret_wipe(code, RECOVERY_CODE_SIZE);
	secret_wipe(&secrets, sizeof(secrets));
	return ok;
}

static bool do_allow(struct store *store, int64_t id, enum staff_role role, bool closed,
		     struct err *err)
{
	struct staff staff;
	int64_t managers;

	if (!staff_by_id(store, id, &staff, err) ||
	    !db_run(store, STMT_STAFF_ALLOW, "ddi", err, (int)role, (int)closed, id) ||
	    !db_int(store, STMT_STAFF_MANAGERS, 0, &managers, "d", err, (int)STAFF_ADMIN))
		return false;
	bool was = staff.role == STAFF_ADMIN && !staff.closed;
	if (was && !managers)
		return err_set(
			err, ERR_DATA,
			_("%s là người quản lý duy nhất còn tài khoản mở. Hãy giao "
			  "quyền quản lý cho một nhân viên khác trước."),
			staff.name);
	return (role == staff.role ||
		store_note(store,
			   role == STAFF_ADMIN ? "staff-manager" : "staff-instructor", 0,
			   staff.name, err)) &&
	       (closed == staff.closed ||
		store_note(store, closed ? "staff-closed" : "staff-opened", 0, staff.name,
			   err));
}

bool store_staff_allow(struct store *store, int64_t id, enum staff_role role, bool closed,
		       struct err *err)
{
	return tx_begin(store, err) &&
	       tx_end(store, do_allow(store, id, role, closed, err), err);
}

/* ── wrong passwords and PINs ──────────────────────────────────────────────────────────── */

#define GUARD_FREE 5
#define GUARD_FIRST 30
#define GUARD_MOST (15 * 60)

static int guard_span(int64_t failures)
{
	if (failures < GUARD_FREE)
		return 0;
	int64_t doublings = failures - GUARD_FREE;
	return doublings >= 5 ? GUARD_MOST : GUARD_FIRST << doublings;
}

static void guard_rebase(struct store *store, const char *account, int64_t now)
{
	if (store->mode != STORE_READ && tx_begin(store, NULL))
		tx_end(store, db_run(store, STMT_GUARD_REBASE, "is", NULL, now, account),
		       NULL);
}

int store_guard_wait(struct store *store, const char *account)
{
	int64_t now = clock_now(store->clock), failures, at;
	sqlite3_stmt *stmt = db_bind(store, STMT_GUARD, "s", account);

	if (db_step(store, stmt, NULL) <= 0)
		return 0;
	failures = sqlite3_column_int64(stmt, 0);
	at = sqlite3_column_int64(stmt, 1);
	db_end(stmt);
	int span = guard_span(failures);
	if (span && now < at) {
		/* The clock was set back: the wait begins again now, or it would last until
		 * the clock has caught up. */
		guard_rebase(store, account, now);
		return span;
	}
	return at + span > now ? (int)(at + span - now) : 0;
}

bool store_guard_note(struct store *store, const char *account, bool success,
		      struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	bool ok = success ? db_run(store, STMT_GUARD_DROP, "s", err, account)
			  : db_run(store, STMT_GUARD_FAILED, "si", err, account,
				   clock_now(store->clock));
	return tx_end(store, ok, err);
}

/* ── settings ──────────────────────────────────────────────────────────────────────────── */

void store_setting(struct store *store, int64_t learner, const char *key, char *out,
		   size_t size)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_SETTING, "is", learner, key);

	out[0] = '\0';
	if (db_step(store, stmt, NULL) > 0) {
		db_copy(stmt, 0, out, size);
		db_end(stmt);
	}
}

bool store_setting_put(struct store *store, int64_t learner, const char *key,
		       const char *value, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	bool ok =
		value && *value
			? db_run(store, STMT_SETTING_PUT, "iss", err, learner, key, value)
			: db_run(store, STMT_SETTING_DROP, "is", err, learner, key);
	return tx_end(store, ok, err);
}
