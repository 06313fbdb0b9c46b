/* The union with another database: its events that we lack, and its people where it knows later.
 * The union of sets does not depend on order or repetition, and the projections are a function
 * of the set; so merging is commutative, associative and idempotent. */
#include "store/intake.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct merge {
	struct intake intake;
	struct store *other;
};

/* ── forks ─────────────────────────────────────────────────────────────────────────────── */

static bool hash_there(struct merge *merge, int64_t device, int64_t seq,
		       uint8_t hash[HASH_BYTES], struct err *err)
{
	sqlite3_stmt *stmt = db_bind(merge->other, STMT_EVENT_HASH, "ii", device, seq);
	int row = db_step(merge->other, stmt, err);

	if (row <= 0)
		return row < 0 ? false : db_fail(merge->other, SQLITE_CORRUPT, err);
	memcpy(hash, sqlite3_column_blob(stmt, 0), HASH_BYTES);
	db_end(stmt);
	return true;
}

static bool same_at(struct merge *merge, int64_t device, int64_t seq, bool *same,
		    struct err *err)
{
	uint8_t here[HASH_BYTES], there[HASH_BYTES];
	bool found;

	if (!intake_hash_here(&merge->intake, seq, here, &found, err) ||
	    !hash_there(merge, device, seq, there, err))
		return false;
	*same = found && !memcmp(here, there, HASH_BYTES);
	return true;
}

/* Where two histories of one device part. Each hash covers all before it, so they agree up to
 * some seq and never after: halving finds the first that differs. */
static bool report_fork(struct merge *merge, int64_t device, int64_t differs,
			struct err *err)
{
	int64_t agrees = 0;
	char hex[2 * DEVICE_BYTES + 1];
	bool same;

	while (differs - agrees > 1) {
		int64_t middle = agrees + (differs - agrees) / 2;
		if (!same_at(merge, device, middle, &same, err))
			return false;
		if (same)
			agrees = middle;
		else
			differs = middle;
	}
	secret_hex(hex, merge->intake.device_id, DEVICE_BYTES);
	return err_set(
		err, ERR_DATA,
		_("Không gộp được: máy %.8s có hai nhật ký khác nhau từ sự kiện số %lld, "
		  "một ở %s và một ở %s. Có lẽ một đĩa đã được chép lại rồi cả hai cùng "
		  "ghi tiếp. Chưa có gì bị thay đổi."),
		hex, (long long)differs,
		merge->intake.store->folder ? merge->intake.store->folder : _("đây"),
		merge->intake.from);
}

/* ── events ────────────────────────────────────────────────────────────────────────────── */

static bool take_events(struct merge *merge, int64_t device, struct err *err)
{
	static const uint8_t nobody[DEVICE_BYTES];
	struct event event;
	int row;
	sqlite3_stmt *stmt =
		db_bind(merge->other, STMT_EVENTS_AFTER, "ii", device, merge->intake.seq);

	while ((row = db_step(merge->other, stmt, err)) > 0) {
		event_read(stmt, &event);
		const uint8_t *learner = sqlite3_column_bytes(stmt, 9) == DEVICE_BYTES
						 ? sqlite3_column_blob(stmt, 9)
						 : nobody;
		event.learner_seq = sqlite3_column_int64(stmt, 10);
		if (!intake_event(&merge->intake, &event, learner, err)) {
			db_end(stmt);
			return false;
		}
	}
	return row == 0;
}

static bool take_device(struct merge *merge, int64_t device, struct err *err)
{
	uint8_t id[DEVICE_BYTES];
	int64_t there;
	bool same = true;
	sqlite3_stmt *stmt = db_bind(merge->other, STMT_DEVICE_ID, "i", device);

	if (db_step(merge->other, stmt, err) <= 0)
		return false;
	memcpy(id, sqlite3_column_blob(stmt, 0), DEVICE_BYTES);
	db_end(stmt);
	if (!intake_device(&merge->intake, id, err) ||
	    !db_int(merge->other, STMT_DEVICE_LAST_SEQ, 0, &there, "i", err, device))
		return false;
	int64_t common = there < merge->intake.seq ? there : merge->intake.seq;
	if (common && !same_at(merge, device, common, &same, err))
		return false;
	if (!same)
		return report_fork(merge, device, common, err);
	return there <= merge->intake.seq || take_events(merge, device, err);
}

/* ── people ────────────────────────────────────────────────────────────────────────────── */

static bool device_id_of(struct store *store, int64_t number, uint8_t id[DEVICE_BYTES],
			 struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_ID, "i", number);
	int row = db_step(store, stmt, err);

	if (row <= 0)
		return row < 0 ? false : db_fail(store, SQLITE_CORRUPT, err);
	memcpy(id, sqlite3_column_blob(stmt, 0), DEVICE_BYTES);
	db_end(stmt);
	return true;
}

static bool learner_here(struct merge *merge, int64_t there, int64_t *here,
			 struct err *err)
{
	uint8_t id[DEVICE_BYTES];
	sqlite3_stmt *stmt = db_bind(merge->other, STMT_LEARNER_KEY, "i", there);
	int row = db_step(merge->other, stmt, err);

	if (row <= 0)
		return row < 0 ? false : db_fail(merge->other, SQLITE_CORRUPT, err);
	int64_t seq = sqlite3_column_int64(stmt, 1);
	memcpy(id, sqlite3_column_blob(stmt, 2), DEVICE_BYTES);
	db_end(stmt);
	return learner_number(merge->intake.store, id, seq, here, err);
}

static bool take_person(struct merge *merge, int64_t there, struct err *err)
{
	struct person_row row;
	uint8_t version[DEVICE_BYTES];
	int64_t here;
	bool found;

	if (!person_load(merge->other, there, &row, &found, err) || !found)
		return false;
	bool ok = learner_here(merge, there, &here, err) &&
		  device_id_of(merge->other, row.device, version, err) &&
		  device_number(merge->intake.store, version, &row.device, err) &&
		  intake_person(&merge->intake, here, &row, version, err);
	buf_release(&row.sealed);
	return ok;
}

/* ── the union ─────────────────────────────────────────────────────────────────────────── */

static bool take_all(struct merge *merge, struct err *err)
{
	struct ids devices = {0}, people = {0};
	bool ok = db_ids(merge->other, STMT_DEVICES_WRITING, &devices, "", err) &&
		  db_ids(merge->other, STMT_PERSON_IDS, &people, "", err);

	for (size_t i = 0; ok && i < devices.count; i++)
		ok = take_device(merge, devices.items[i], err);
	for (size_t i = 0; ok && i < people.count; i++)
		ok = take_person(merge, people.items[i], err);
	free(devices.items);
	free(people.items);
	return ok && intake_finish(&merge->intake, err);
}

static bool merge_open(struct merge *merge, struct err *err)
{
	struct store *store = merge->intake.store;
	bool began;

	if (!read_begin(merge->other, &began, err))
		return false;
	bool ok = tx_begin(store, err) && tx_end(store, take_all(merge, err), err);
	read_end(merge->other, began);
	return ok;
}

static bool same_place(const struct store *store, const char *folder)
{
	struct stat a, b;

	return store->folder && stat(store->folder, &a) == 0 && stat(folder, &b) == 0 &&
	       a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool store_merge(struct store *store, const char *other_folder, int64_t *added,
		 struct err *err)
{
	struct merge merge = {.intake = {.store = store, .from = other_folder}};

	*added = 0;
	if (same_place(store, other_folder))
		return true; /* the union with itself */
	merge.other = store_open(other_folder, STORE_READ, store->clock, NULL, NULL, err);
	if (!merge.other)
		return false;
	bool ok = merge_open(&merge, err);
	store_close(merge.other);
	intake_release(&merge.intake);
	if (ok)
		*added = merge.intake.added;
	return ok;
}
