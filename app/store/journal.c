/* The journal: appending events, their hashes, references between them.
 *
 * Order is (tick, device id, seq). The tick is a Lamport clock: one more than every tick this
 * database has seen, so that whoever corrects something they saw comes after it, on any machine
 * and whatever the clocks on the wall say.
 */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int event_day(int64_t at)
{
	if (at < (int64_t)FIRST_DAY * SECONDS_PER_DAY - VIETNAM_OFFSET)
		return FIRST_DAY;
	if (at > (int64_t)LAST_DAY * SECONDS_PER_DAY)
		return LAST_DAY;
	return day_of_instant(at);
}

int store_day(struct store *store)
{
	return event_day(clock_now(store->clock));
}

/* ── hashes ────────────────────────────────────────────────────────────────────────────── */

static void add_number(struct hash *hash, int64_t value)
{
	uint8_t bytes[8];

	for (int i = 0; i < 8; i++)
		bytes[i] = (uint8_t)((uint64_t)value >> (56 - 8 * i));
	hash_add(hash, bytes, sizeof(bytes));
}

static void add_text(struct hash *hash, const char *text)
{
	size_t n = strlen(text);

	add_number(hash, (int64_t)n);
	hash_add(hash, text, n);
}

void event_hash(const struct event *event, const uint8_t before[HASH_BYTES],
		const uint8_t device[DEVICE_BYTES], const uint8_t learner[DEVICE_BYTES],
		uint8_t out[HASH_BYTES])
{
	static const uint8_t nobody[DEVICE_BYTES];
	struct hash hash;

	hash_init(&hash);
	add_text(&hash, "kynangso event 1");
	hash_add(&hash, before, HASH_BYTES);
	hash_add(&hash, device, DEVICE_BYTES);
	add_number(&hash, event->seq);
	add_number(&hash, event->tick);
	add_number(&hash, event->at);
	add_number(&hash, event->suspect);
	add_text(&hash, event->name);
	hash_add(&hash, event->learner ? learner : nobody, DEVICE_BYTES);
	add_number(&hash, event->learner ? event->learner_seq : 0);
	add_text(&hash, event->body);
	hash_end(&hash, out);
}

void event_read(sqlite3_stmt *stmt, struct event *event)
{
	*event = (struct event){
		.device = sqlite3_column_int64(stmt, 0),
		.seq = sqlite3_column_int64(stmt, 1),
		.tick = sqlite3_column_int64(stmt, 2),
		.at = sqlite3_column_int64(stmt, 3),
		.suspect = sqlite3_column_int(stmt, 4),
		.name = db_text(stmt, 5),
		.learner = sqlite3_column_int64(stmt, 6),
		.body = db_text(stmt, 7),
	};
	event->kind = event_parse(event->name);
	if (sqlite3_column_bytes(stmt, 8) == HASH_BYTES)
		memcpy(event->hash, sqlite3_column_blob(stmt, 8), HASH_BYTES);
}

/* ── references ────────────────────────────────────────────────────────────────────────── */

bool ref_format(struct store *store, int64_t device, int64_t seq, char out[REF_BYTES],
		struct err *err)
{
	char hex[2 * DEVICE_BYTES + 1];

	if (device == store->device) {
		snprintf(out, REF_BYTES, "%lld", (long long)seq);
		return true;
	}
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_ID, "i", device);
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return row < 0 ? false : db_fail(store, SQLITE_CORRUPT, err);
	secret_hex(hex, sqlite3_column_blob(stmt, 0), DEVICE_BYTES);
	db_end(stmt);
	snprintf(out, REF_BYTES, "%s:%lld", hex, (long long)seq);
	return true;
}

/* What cannot be read resolves to 0: such an event changes nothing. */
bool ref_resolve(struct store *store, int64_t own, const char *ref, int64_t *device,
		 int64_t *seq, struct err *err)
{
	const char *colon = strchr(ref, ':'), *digits = colon ? colon + 1 : ref;
	uint8_t id[DEVICE_BYTES];
	char hex[2 * DEVICE_BYTES + 1];

	*device = *seq = 0;
	size_t n = strlen(digits);
	if (!n || n > 18 || strspn(digits, "0123456789") != n)
		return true;
	if (colon) {
		if (colon - ref != 2 * DEVICE_BYTES)
			return true;
		memcpy(hex, ref, sizeof(hex) - 1);
		hex[sizeof(hex) - 1] = '\0';
		if (!secret_unhex(id, sizeof(id), hex))
			return true;
		if (!device_number(store, id, device, err))
			return false;
	} else {
		*device = own;
	}
	*seq = strtoll(digits, NULL, 10);
	return true;
}

/* ── appending ─────────────────────────────────────────────────────────────────────────── */

static const enum statement bodies[EVENT_KINDS] = {
	[EVENT_REGISTERED] = STMT_BODY_REGISTERED,
	[EVENT_CONSENTED] = STMT_BODY_CONSENTED,
	[EVENT_WITHDRAWN] = STMT_BODY_WITHDRAWN,
	[EVENT_CORRECTED] = STMT_BODY_CORRECTED,
	[EVENT_ATTENDED] = STMT_BODY_ATTENDED,
	[EVENT_ATTENDANCE_VOIDED] = STMT_BODY_ATTENDANCE_VOIDED,
	[EVENT_ATTENDANCE_ENTERED] = STMT_BODY_ATTENDANCE_ENTERED,
	[EVENT_STEP_REACHED] = STMT_BODY_STEP_REACHED,
	[EVENT_CHECK_ANSWERED] = STMT_BODY_CHECK_ANSWERED,
	[EVENT_LESSON_DONE] = STMT_BODY_LESSON_DONE,
	[EVENT_ATTEMPT_STARTED] = STMT_BODY_ATTEMPT_STARTED,
	[EVENT_ANSWERED] = STMT_BODY_ANSWERED,
	[EVENT_ATTEMPT_FINISHED] = STMT_BODY_ATTEMPT_FINISHED,
	[EVENT_SATISFIED] = STMT_BODY_SATISFIED,
	[EVENT_DECLARED] = STMT_BODY_DECLARED,
	[EVENT_REASSIGNED] = STMT_BODY_REASSIGNED,
	[EVENT_CONFIRMED] = STMT_BODY_CONFIRMED,
	[EVENT_WAIVED] = STMT_BODY_WAIVED,
	[EVENT_VOIDED] = STMT_BODY_VOIDED,
	[EVENT_UNITED] = STMT_BODY_UNITED,
	[EVENT_SEPARATED] = STMT_BODY_SEPARATED,
	[EVENT_REOPENED] = STMT_BODY_REOPENED,
	[EVENT_ERASED] = STMT_BODY_ERASED,
	[EVENT_PRACTICE_ACTION] = STMT_BODY_PRACTICE_ACTION,
	[EVENT_PRACTICE_ENDED] = STMT_BODY_PRACTICE_ENDED,
	[EVENT_TYPING_DONE] = STMT_BODY_TYPING_DONE,
};

/* seq, tick, clock and chain: the next link after our device's last event. */
static bool next_link(struct store *store, struct event *event,
		      uint8_t before[HASH_BYTES], struct err *err)
{
	int64_t seen;

	if (!meta_int(store, "tick_seen", 0, &seen, err))
		return false;
	event->device = store->device;
	event->at = clock_now(store->clock);
	event->suspect = event->at < (int64_t)FIRST_DAY * SECONDS_PER_DAY;
	memset(before, 0, HASH_BYTES);
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_LAST, "i", store->device);
	int row = db_step(store, stmt, err);
	if (row < 0)
		return false;
	if (row > 0) {
		event->seq = sqlite3_column_int64(stmt, 0);
		event->tick = sqlite3_column_int64(stmt, 1);
		/* Only against the event before: after one jump into the future and back, one
		 * event is marked, and not all of the years until then. */
		event->suspect |= event->at < sqlite3_column_int64(stmt, 2);
		memcpy(before, sqlite3_column_blob(stmt, 3), HASH_BYTES);
		db_end(stmt);
	}
	event->seq++;
	event->tick = (event->tick > seen ? event->tick : seen) + 1;
	return true;
}

static bool find_learner(struct store *store, struct event *event,
			 uint8_t id[DEVICE_BYTES], struct err *err)
{
	if (event->kind == EVENT_REGISTERED) {
		if (!db_run(store, STMT_LEARNER_ADD, "ii", err, event->device,
			    event->seq))
			return false;
		event->learner = sqlite3_last_insert_rowid(store->db);
	}
	sqlite3_stmt *stmt = db_bind(store, STMT_LEARNER_KEY, "i", event->learner);
	int row = db_step(store, stmt, err);
	if (row == 0)
		err_set(err, ERR_NOUSER, _("Không có học viên số %lld."),
			(long long)event->learner);
	if (row <= 0)
		return false;
	event->learner_device = sqlite3_column_int64(stmt, 0);
	event->learner_seq = sqlite3_column_int64(stmt, 1);
	memcpy(id, sqlite3_column_blob(stmt, 2), DEVICE_BYTES);
	db_end(stmt);
	return true;
}

static bool append(struct store *store, struct event *event, struct err *err)
{
	uint8_t before[HASH_BYTES], learner[DEVICE_BYTES] = {0};

	if (!next_link(store, event, before, err) ||
	    !find_learner(store, event, learner, err))
		return false;
	event->name = event_name(event->kind);
	event_hash(event, before, store->device_id, learner, event->hash);
	if (!db_run(store, STMT_EVENT_ADD, "iiiidsisb", err, event->device, event->seq,
		    event->tick, event->at, (int)event->suspect, event->name,
		    event->learner, event->body, event->hash, (size_t)HASH_BYTES))
		return false;
	store->appended = true;
	return project(store, event, err);
}

bool journal_append(struct store *store, enum event_kind kind, int64_t learner,
		    struct event *out, const char *types, struct err *err, ...)
{
	va_list args;
	struct event event = {.kind = (int)kind, .learner = learner};

	va_start(args, err);
	sqlite3_stmt *stmt = db_bindv(store, bodies[kind], types, &args);
	va_end(args);
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return false;
	char *body = xstrdup(db_text(stmt, 0));
	db_end(stmt);
	event.body = body;
	bool ok = append(store, &event, err);
	free(body);
	event.body = NULL;
	if (out)
		*out = event;
	return ok;
}

/* ── asking and checking ───────────────────────────────────────────────────────────────── */

bool store_journal_stats(struct store *store, struct journal_stats *stats,
			 struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_JOURNAL_STATS, "");

	*stats = (struct journal_stats){0};
	int row = db_step(store, stmt, err);
	if (row <= 0)
		return false;
	stats->events = sqlite3_column_int64(stmt, 0);
	stats->devices = sqlite3_column_int64(stmt, 1);
	stats->suspect = sqlite3_column_int64(stmt, 2);
	stats->learners = sqlite3_column_int64(stmt, 3);
	stats->completions = sqlite3_column_int64(stmt, 4);
	db_end(stmt);
	return true;
}

struct chain {
	int64_t device, seq, tick;
	uint8_t hash[HASH_BYTES];
};

/* The first thing wrong with this link, or NULL. */
static const char *wrong_link(struct chain *chain, struct event *event,
			      sqlite3_stmt *stmt)
{
	static const uint8_t start[HASH_BYTES];
	uint8_t hash[HASH_BYTES];

	if (event->device != chain->device)
		*chain = (struct chain){.device = event->device};
	if (event->seq != chain->seq + 1)
		return _("thiếu sự kiện ở trước đó");
	if (event->tick <= chain->tick)
		return _("thứ tự bị đảo");
	if (sqlite3_column_bytes(stmt, 9) != DEVICE_BYTES ||
	    (event->learner && sqlite3_column_bytes(stmt, 10) != DEVICE_BYTES))
		return _("không rõ là của máy nào");
	event->learner_seq = sqlite3_column_int64(stmt, 11);
	event_hash(event, event->seq == 1 ? start : chain->hash,
		   sqlite3_column_blob(stmt, 9), sqlite3_column_blob(stmt, 10), hash);
	if (memcmp(hash, event->hash, HASH_BYTES) != 0)
		return _("nội dung đã bị sửa");
	chain->seq = event->seq;
	chain->tick = event->tick;
	memcpy(chain->hash, hash, HASH_BYTES);
	return NULL;
}

/* Facts that are counted are bound to the chain by the proof in the event that set them. */
static bool persons_sound(struct store *store, bool *sound, struct err *err)
{
	struct ids ids = {0};
	bool ok = db_ids(store, STMT_PERSON_IDS, &ids, "", err);

	for (size_t i = 0; ok && *sound && i < ids.count; i++) {
		struct person_row row;
		bool found;
		char proof[2 * HASH_BYTES + 1];
		ok = person_load(store, ids.items[i], &row, &found, err);
		if (!ok || !found)
			break;
		person_proof(&row, proof);
		sqlite3_stmt *stmt = db_bind(store, STMT_PROOF, "iii", row.device,
					     row.seq, ids.items[i]);
		int step = db_step(store, stmt, err);
		ok = step >= 0;
		if (ok && (!step || strcmp(db_text(stmt, 0), proof) != 0)) {
			*sound = false;
			err_set(err, ERR_DATA,
				_("Thông tin cá nhân của học viên số %lld đã bị sửa "
				  "ngoài "
				  "chương trình."),
				(long long)ids.items[i]);
		}
		db_end(stmt);
		buf_release(&row.sealed);
	}
	free(ids.items);
	return ok;
}

bool store_journal_verify(struct store *store, bool *sound, struct err *err)
{
	struct chain chain = {0};
	struct event event;
	bool began;
	int row;

	*sound = true;
	if (!read_begin(store, &began, err))
		return false;
	sqlite3_stmt *stmt = db_bind(store, STMT_EVENTS_ALL, "");
	while ((row = db_step(store, stmt, err)) > 0) {
		event_read(stmt, &event);
		const char *wrong = wrong_link(&chain, &event, stmt);
		if (!wrong)
			continue;
		char hex[2 * DEVICE_BYTES + 1] = "?";
		if (sqlite3_column_bytes(stmt, 9) == DEVICE_BYTES)
			secret_hex(hex, sqlite3_column_blob(stmt, 9), DEVICE_BYTES);
		err_set(err, ERR_DATA,
			_("Nhật ký không còn nguyên vẹn: sự kiện số %lld của máy %.8s: "
			  "%s."),
			(long long)event.seq, hex, wrong);
		*sound = false;
		db_end(stmt);
		break;
	}
	bool ok = row >= 0 && (!*sound || persons_sound(store, sound, err));
	read_end(store, began);
	return ok;
}
