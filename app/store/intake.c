#include "store/intake.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* Far beyond what honest databases reach, and far from where numbers overflow. */
#define SEQ_MOST ((int64_t)1 << 40)
#define TICK_MOST ((int64_t)1 << 48)

static bool refuse(const struct intake *intake, int64_t seq, const char *why,
		   struct err *err)
{
	char hex[2 * DEVICE_BYTES + 1];

	secret_hex(hex, intake->device_id, DEVICE_BYTES);
	return err_set(
		err, ERR_DATA,
		_("Không gộp số liệu từ %s: sự kiện số %lld của máy %.8s %s. Chưa có gì "
		  "bị thay đổi."),
		intake->from, (long long)seq, hex, why);
}

/* ── events ────────────────────────────────────────────────────────────────────────────── */

bool intake_device(struct intake *intake, const uint8_t id[DEVICE_BYTES], struct err *err)
{
	struct store *store = intake->store;

	memcpy(intake->device_id, id, DEVICE_BYTES);
	intake->seq = intake->tick = 0;
	memset(intake->hash, 0, HASH_BYTES);
	if (!device_number(store, id, &intake->device, err))
		return false;
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_LAST, "i", intake->device);
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return row == 0;
	intake->seq = sqlite3_column_int64(stmt, 0);
	intake->tick = sqlite3_column_int64(stmt, 1);
	memcpy(intake->hash, sqlite3_column_blob(stmt, 3), HASH_BYTES);
	db_end(stmt);
	return true;
}

bool intake_hash_here(struct intake *intake, int64_t seq, uint8_t hash[HASH_BYTES],
		      bool *found, struct err *err)
{
	sqlite3_stmt *stmt =
		db_bind(intake->store, STMT_EVENT_HASH, "ii", intake->device, seq);
	int row = db_step(intake->store, stmt, err);

	*found = row > 0;
	if (row <= 0)
		return row == 0;
	memcpy(hash, sqlite3_column_blob(stmt, 0), HASH_BYTES);
	db_end(stmt);
	return true;
}

bool learner_number(struct store *store, const uint8_t device_id[DEVICE_BYTES],
		    int64_t seq, int64_t *learner, struct err *err)
{
	int64_t device;

	if (!device_number(store, device_id, &device, err) ||
	    !db_int(store, STMT_LEARNER_BY_KEY, 0, learner, "ii", err, device, seq))
		return false;
	if (*learner)
		return true;
	if (!db_run(store, STMT_LEARNER_ADD, "ii", err, device, seq))
		return false;
	*learner = sqlite3_last_insert_rowid(store->db);
	return true;
}

static bool is_json(struct store *store, const char *body)
{
	int64_t valid;
	return db_int(store, STMT_JSON_VALID, 0, &valid, "s", NULL, body) && valid;
}

/* What is wrong with the event, or NULL. */
static const char *fault(const struct intake *intake, const struct event *event,
			 const uint8_t learner_device[DEVICE_BYTES])
{
	uint8_t hash[HASH_BYTES];

	if (event->seq != intake->seq + 1 || event->seq >= SEQ_MOST)
		return _("không nối tiếp sự kiện trước");
	if (event->tick <= intake->tick || event->tick >= TICK_MOST)
		return _("không đúng thứ tự");
	event_hash(event, intake->hash, intake->device_id, learner_device, hash);
	if (memcmp(hash, event->hash, HASH_BYTES) != 0)
		return _("đã bị sửa");
	/* What registers somebody else was not written by this program. */
	if (event->kind == EVENT_REGISTERED &&
	    (event->learner_seq != event->seq ||
	     memcmp(learner_device, intake->device_id, DEVICE_BYTES) != 0))
		return _("không đúng cách ghi");
	return is_json(intake->store, event->body) ? NULL : _("không đúng cách ghi");
}

static void touch(struct intake *intake, int64_t learner)
{
	struct ids *touched = &intake->touched;

	/* Mostly the same learner again; the rest is sorted out at the end. */
	if (learner && (!touched->count || touched->items[touched->count - 1] != learner))
		ids_add(touched, learner);
}

bool intake_event(struct intake *intake, const struct event *event,
		  const uint8_t learner_device[DEVICE_BYTES], struct err *err)
{
	struct store *store = intake->store;
	const char *why = fault(intake, event, learner_device);
	int64_t learner = 0;

	if (why)
		return refuse(intake, event->seq, why, err);
	if (event->learner &&
	    !learner_number(store, learner_device, event->learner_seq, &learner, err))
		return false;
	if (!db_run(store, STMT_EVENT_ADD, "iiiidsisb", err, intake->device, event->seq,
		    event->tick, event->at, (int)event->suspect, event->name, learner,
		    event->body, event->hash, (size_t)HASH_BYTES))
		return false;
	intake->seq = event->seq;
	intake->tick = event->tick;
	memcpy(intake->hash, event->hash, HASH_BYTES);
	intake->added++;
	touch(intake, learner);
	return true;
}

/* ── people ────────────────────────────────────────────────────────────────────────────── */

static bool proven(struct store *store, int64_t learner, const struct person_row *row,
		   bool *right, struct err *err)
{
	char proof[2 * HASH_BYTES + 1];
	sqlite3_stmt *stmt =
		db_bind(store, STMT_PROOF, "iii", row->device, row->seq, learner);
	int step = db_step(store, stmt, err);

	*right = false;
	if (step <= 0)
		return step == 0;
	person_proof(row, proof);
	*right = !strcmp(db_text(stmt, 0), proof);
	db_end(stmt);
	return true;
}

/* Later in the order of the journal: (tick, device id, seq). */
static bool is_later(const struct person_row *row, const uint8_t row_device[DEVICE_BYTES],
		     const struct person_row *than,
		     const uint8_t than_device[DEVICE_BYTES])
{
	if (row->tick != than->tick)
		return row->tick > than->tick;
	int devices = memcmp(row_device, than_device, DEVICE_BYTES);
	return devices ? devices > 0 : row->seq > than->seq;
}

static bool wanted(struct store *store, int64_t learner, const struct person_row *row,
		   const uint8_t row_device[DEVICE_BYTES], bool *take, struct err *err)
{
	int64_t erased;
	struct person_row here;
	bool found;

	*take = false;
	if (!db_int(store, STMT_ERASED, 0, &erased, "i", err, learner))
		return false;
	if (erased)
		return true;
	if (!person_load(store, learner, &here, &found, err))
		return false;
	*take = !found;
	if (found) {
		buf_release(&here.sealed);
		sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_ID, "i", here.device);
		int step = db_step(store, stmt, err);
		if (step < 0)
			return false;
		*take = step &&
			is_later(row, row_device, &here, sqlite3_column_blob(stmt, 0));
		db_end(stmt);
	}
	return true;
}

bool intake_person(struct intake *intake, int64_t learner, const struct person_row *row,
		   const uint8_t version_device[DEVICE_BYTES], struct err *err)
{
	struct store *store = intake->store;
	bool take, right;

	if (!wanted(store, learner, row, version_device, &take, err))
		return false;
	if (!take)
		return true;
	if (!proven(store, learner, row, &right, err))
		return false;
	if (!right)
		return err_set(
			err, ERR_DATA,
			_("Không gộp số liệu từ %s: thông tin cá nhân của %s không khớp "
			  "với nhật ký, có thể đã bị sửa. Chưa có gì bị thay đổi."),
			intake->from, row->person.name);
	touch(intake, learner);
	return person_save(store, learner, row, err);
}

/* ── the projections ───────────────────────────────────────────────────────────────────── */

static bool tick_seen(struct store *store, struct err *err)
{
	int64_t tick;

	return db_int(store, STMT_TICK_LAST, 0, &tick, "", err) &&
	       meta_put_int(store, "tick_seen", tick, err);
}

bool intake_finish(struct intake *intake, struct err *err)
{
	struct store *store = intake->store;
	struct ids *touched = &intake->touched;
	bool ok = tick_seen(store, err);

	if (intake->added)
		store->appended = true;
	/* Groups may change shape at either end, so everybody in one is looked at again: they are
	 * few. Before, for those who leave; after, for those who come. */
	ok = ok && db_ids(store, STMT_PAIRED_ALL, touched, "", err);
	ids_sort(touched);
	for (size_t i = 0; ok && i < touched->count; i++)
		ok = project_again(store, touched->items[i], err);
	ok = ok && db_ids(store, STMT_PAIRED_ALL, touched, "", err);
	ids_sort(touched);
	return ok && project_groups(store, touched, err);
}

void intake_release(struct intake *intake)
{
	free(intake->touched.items);
	intake->touched = (struct ids){0};
}
