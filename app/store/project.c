/* From events to rows: the one place, used by live writing, by merging and by recount.
 *
 * A projection is a list of statements whose parameters are named after parts of the event, so
 * most kinds are one row of the table below. All rows of a learner depend on that learner's
 * events only, in the order (tick, device id, seq); what a group of united learners adds to the
 * counts is worked out afterwards (tally.c).
 */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

enum reference {
	REF_NONE,
	REF_EVENT, /* :ref_device, :ref_seq */
	REF_ATTEMPT, /* :ref = number of the attempt */
	REF_LEARNER, /* :ref = local number of the learner */
	REF_VOIDED, /* :ref_device, :ref_seq of a completion; :voids what about it */
	REF_MOVE, /* :ref the attempt, :to a learner, :ref_device and :ref_seq an event or 0 */
};

static const struct projection {
	enum event_kind kind;
	enum statement statements[9]; /* ends with STMT_NONE */
	enum reference reference;
	const char *field; /* of the body, that holds the reference */
	bool counts; /* may change what the person adds to the counts */
	bool groups; /* changes who belongs together */
	/* The learner was there: how long a record is kept is reckoned from it. What staff do with a
	 * record (and what completes a course when they unite two) is none of it. */
	bool lived;
} table[] = {
	{.kind = EVENT_REGISTERED, {STMT_P_REGISTERED}, .counts = true, .lived = true},
	{.kind = EVENT_CONSENTED, {STMT_P_CONSENTED}, .lived = true},
	{.kind = EVENT_WITHDRAWN, {STMT_P_WITHDRAWN}},
	{.kind = EVENT_ATTENDED, {STMT_P_ATTENDED}, .counts = true, .lived = true},
	{.kind = EVENT_ATTENDANCE_ENTERED,
	 {STMT_P_ATTENDANCE_ENTERED, STMT_P_SEEN_ON},
	 .counts = true},
	{.kind = EVENT_ATTENDANCE_VOIDED, {STMT_P_ATTENDANCE_VOIDED}, .counts = true},
	{.kind = EVENT_STEP_REACHED, {STMT_P_STEP_REACHED}, .lived = true},
	{.kind = EVENT_CHECK_ANSWERED, {STMT_P_CHECK_ANSWERED}, .lived = true},
	{.kind = EVENT_LESSON_DONE, {STMT_P_LESSON_DONE}, .lived = true},
	{.kind = EVENT_ATTEMPT_STARTED, {STMT_P_ATTEMPT_STARTED}, .lived = true},
	{.kind = EVENT_ANSWERED,
	 {STMT_P_ANSWERED},
	 REF_ATTEMPT,
	 "attempt",
	 .lived = true},
	{.kind = EVENT_ATTEMPT_FINISHED,
	 {STMT_P_ATTEMPT_FINISHED},
	 REF_ATTEMPT,
	 "attempt",
	 .lived = true},
	{.kind = EVENT_SATISFIED, {STMT_P_SATISFIED}, .counts = true},
	{.kind = EVENT_DECLARED, {STMT_P_DECLARED}, .counts = true},
	{.kind = EVENT_CONFIRMED, {STMT_P_CONFIRMED}, REF_EVENT, "target", true},
	{.kind = EVENT_VOIDED, {STMT_P_VOIDED}, REF_VOIDED, "target", true},
	{.kind = EVENT_REASSIGNED,
	 {STMT_P_REASSIGNED, STMT_P_REASSIGNED_COMPLETION},
	 REF_MOVE,
	 "attempt",
	 true},
	{.kind = EVENT_UNITED, {STMT_P_UNITED}, REF_LEARNER, "other", true, true},
	{.kind = EVENT_SEPARATED, {STMT_P_SEPARATED}, REF_LEARNER, "other", true, true},
	{.kind = EVENT_REOPENED, {STMT_P_REOPENED}, REF_LEARNER, "other", true, true},
	{.kind = EVENT_PRACTICE_ACTION,
	 {STMT_P_PRACTICE_ACTION, STMT_P_RUN_ACTION},
	 .lived = true},
	{.kind = EVENT_PRACTICE_ENDED,
	 {STMT_P_PRACTICE_ENDED, STMT_P_RUN_ENDED},
	 .lived = true},
	{.kind = EVENT_TYPING_DONE, {STMT_P_TYPING_DONE}, .lived = true},
	{.kind = EVENT_ERASED,
	 {STMT_P_ERASED, STMT_P_ERASED_PERSON, STMT_P_ERASED_SEARCH, STMT_P_ERASED_PIN,
	  STMT_P_ERASED_SETTING, STMT_P_ERASED_TRAIT, STMT_P_ERASED_LIKENESS,
	  STMT_P_ERASED_NEAR},
	 .counts = true},
};

static const struct projection *find(int kind)
{
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if ((int)table[i].kind == kind)
			return &table[i];
	}
	return NULL; /* kept, hashed and merged, but of no consequence */
}

struct parts {
	const struct event *event;
	int64_t ref, ref_device, ref_seq, to;
	enum { VOIDS_COMPLETION, VOIDS_CONFIRMATION, VOIDS_VOID } voids;
	bool lived;
};

static void bind_int(sqlite3_stmt *stmt, const char *name, int64_t value)
{
	int at = sqlite3_bind_parameter_index(stmt, name);
	if (at)
		sqlite3_bind_int64(stmt, at, value);
}

static bool run(struct store *store, enum statement id, const struct parts *parts,
		struct err *err)
{
	const struct event *event = parts->event;
	sqlite3_stmt *stmt = store->statements[id];
	int body = sqlite3_bind_parameter_index(stmt, ":body");

	bind_int(stmt, ":learner", event->learner);
	bind_int(stmt, ":device", event->device);
	bind_int(stmt, ":seq", event->seq);
	bind_int(stmt, ":tick", event->tick);
	bind_int(stmt, ":at", event->at);
	bind_int(stmt, ":day", event_day(event->at));
	bind_int(stmt, ":ref", parts->ref);
	bind_int(stmt, ":ref_device", parts->ref_device);
	bind_int(stmt, ":ref_seq", parts->ref_seq);
	bind_int(stmt, ":to", parts->to);
	bind_int(stmt, ":voids", parts->voids);
	bind_int(stmt, ":lived", parts->lived);
	if (body)
		sqlite3_bind_text(stmt, body, event->body, -1, SQLITE_STATIC);
	return db_step(store, stmt, err) >= 0;
}

static bool resolve_learner(struct store *store, struct parts *parts, struct err *err)
{
	if (!db_int(store, STMT_LEARNER_BY_KEY, 0, &parts->ref, "ii", err,
		    parts->ref_device, parts->ref_seq))
		return false;
	if (parts->ref)
		return true;
	/* Their registration has not arrived yet. */
	if (!db_run(store, STMT_LEARNER_ADD, "ii", err, parts->ref_device,
		    parts->ref_seq))
		return false;
	parts->ref = sqlite3_last_insert_rowid(store->db);
	return true;
}

/* What stands under a field of the body; 0 where nothing does. */
static bool read_ref(struct store *store, const struct event *event, const char *field,
		     struct parts *parts, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_JSON_FIELD, "ss", event->body, field);
	char ref[REF_BYTES] = "";
	int row = db_step(store, stmt, err);

	if (row < 0)
		return false;
	if (row > 0)
		db_copy(stmt, 0, ref, sizeof(ref));
	db_end(stmt);
	return ref_resolve(store, event->device, ref, &parts->ref_device, &parts->ref_seq,
			   err);
}

static bool resolve_move(struct store *store, struct parts *parts, bool *known,
			 struct err *err)
{
	struct parts to = *parts;

	parts->ref = parts->ref_device << 40 | parts->ref_seq;
	if (!read_ref(store, parts->event, "to", &to, err))
		return false;
	*known = to.ref_device != 0;
	if (*known && !resolve_learner(store, &to, err))
		return false;
	parts->to = to.ref;
	return read_ref(store, parts->event, "completion", parts, err);
}

/* What was voided is a completion, or what staff said of one: that it is confirmed, or void. Either
 * way it is the completion that changes. */
static bool resolve_voided(struct store *store, struct parts *parts, struct err *err)
{
	sqlite3_stmt *stmt =
		db_bind(store, STMT_VOIDABLE, "ii", parts->ref_device, parts->ref_seq);
	int row = db_step(store, stmt, err);

	if (row <= 0)
		return row == 0; /* not arrived yet: nothing can stand on it */
	int kind = event_parse(db_text(stmt, 0));
	bool ok = true;
	if (kind == EVENT_CONFIRMED || kind == EVENT_VOIDED) {
		const struct event event = {.device = parts->ref_device,
					    .body = db_text(stmt, 1)};
		parts->voids = kind == EVENT_VOIDED ? VOIDS_VOID : VOIDS_CONFIRMATION;
		ok = read_ref(store, &event, "target", parts, err);
	}
	db_end(stmt);
	return ok;
}

/* *known = false: the event names nothing that can be found, and changes nothing. */
static bool resolve(struct store *store, const struct projection *projection,
		    struct parts *parts, bool *known, struct err *err)
{
	*known = true;
	if (projection->reference == REF_NONE)
		return true;
	if (!read_ref(store, parts->event, projection->field, parts, err))
		return false;
	*known = parts->ref_device != 0;
	if (*known && projection->reference == REF_LEARNER)
		return resolve_learner(store, parts, err);
	if (*known && projection->reference == REF_MOVE)
		return resolve_move(store, parts, known, err);
	if (*known && projection->reference == REF_VOIDED)
		return resolve_voided(store, parts, err);
	parts->ref = parts->ref_device << 40 | parts->ref_seq;
	return true;
}

static bool project_rows(struct store *store, const struct event *event, struct err *err)
{
	const struct projection *projection = find(event->kind);
	struct parts parts = {.event = event, .lived = projection && projection->lived};
	bool known;

	if (!run(store, STMT_P_ANY, &parts, err))
		return false;
	if (!projection)
		return true;
	if (!resolve(store, projection, &parts, &known, err))
		return false;
	for (int i = 0; known && projection->statements[i] != STMT_NONE; i++) {
		if (!run(store, projection->statements[i], &parts, err))
			return false;
	}
	return true;
}

/* ── united learners ───────────────────────────────────────────────────────────────────── */

/* All whom pairs in force join to `learner`, appended to `seen`. */
static bool spread(struct store *store, int64_t learner, struct ids *seen,
		   struct err *err)
{
	ids_add(seen, learner);
	for (size_t i = seen->count - 1; i < seen->count; i++) {
		struct ids next = {0};
		bool ok = db_ids(store, STMT_PAIRED, &next, "ii", err, seen->items[i],
				 seen->items[i]);
		for (size_t k = 0; k < next.count; k++) {
			if (!ids_has(seen, next.items[k]))
				ids_add(seen, next.items[k]);
		}
		free(next.items);
		if (!ok)
			return false;
	}
	return true;
}

/* The first of a group, by (device id, seq) of their registration: the same everywhere. */
static bool name_group(struct store *store, const int64_t *group, size_t count,
		       struct err *err)
{
	int64_t first = group[0];

	for (size_t i = 1; i < count; i++) {
		int64_t lower;
		if (!db_int(store, STMT_LEARNER_LOWER, 0, &lower, "ii", err, first,
			    group[i]))
			return false;
		first = lower;
	}
	for (size_t i = 0; i < count; i++) {
		if (!db_run(store, STMT_PERSON_OF_SET, "ii", err, group[i], first))
			return false;
	}
	return true;
}

bool person_regroup(struct store *store, int64_t learner, struct err *err)
{
	struct ids old = {0}, seen = {0};
	bool ok = db_ids(store, STMT_GROUP, &old, "i", err, learner);

	if (!ids_has(&old, learner))
		ids_add(&old, learner);
	for (size_t i = 0; ok && i < old.count; i++) {
		if (ids_has(&seen, old.items[i]))
			continue;
		size_t from = seen.count;
		ok = spread(store, old.items[i], &seen, err) &&
		     name_group(store, seen.items + from, seen.count - from, err);
	}
	free(old.items);
	free(seen.items);
	return ok;
}

/* ── live ──────────────────────────────────────────────────────────────────────────────── */

static bool refresh_all(struct store *store, const struct ids *learners, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < learners->count; i++)
		ok = person_refresh(store, learners->items[i], err);
	ok = ok && clusters_settle(store, err);
	store->loose.count = store->joined.count = 0;
	store->torn = false;
	return ok;
}

bool project(struct store *store, const struct event *event, struct err *err)
{
	const struct projection *projection = find(event->kind);
	struct ids dirty = {0};
	bool ok = project_rows(store, event, err);

	if (!ok || !projection || !projection->counts)
		return ok;
	store->torn |= projection->groups || event->kind == EVENT_ERASED;
	if (projection->groups)
		ok = db_ids(store, STMT_GROUP, &dirty, "i", err, event->learner) &&
		     person_regroup(store, event->learner, err);
	ok = ok && db_ids(store, STMT_GROUP, &dirty, "i", err, event->learner) &&
	     (!projection->groups || likeness_waiting(store, &dirty, err)) &&
	     refresh_all(store, &dirty, err);
	free(dirty.items);
	return ok;
}

bool project_person(struct store *store, int64_t learner, struct err *err)
{
	struct ids group = {0};
	bool ok = db_ids(store, STMT_GROUP, &group, "i", err, learner) &&
		  refresh_all(store, &group, err);

	free(group.items);
	return ok;
}

/* ── again, from the journal ───────────────────────────────────────────────────────────── */

static const enum statement forget[] = {
	STMT_FORGET_ANSWERS, STMT_FORGET_ATTEMPTS, STMT_FORGET_ATTENDANCE,
	STMT_FORGET_LESSONS, STMT_FORGET_CHECKS,   STMT_FORGET_PRACTICES,
	STMT_FORGET_RUNS,    STMT_FORGET_TYPING,   STMT_FORGET_COMPLETIONS,
	STMT_FORGET_PAIRS,   STMT_FORGET_STATE,
};

/* The events are read into memory first: projecting may need the same statements. */
struct kept_event {
	struct event event;
	char *name, *body;
};

static void kept_release(struct kept_event *kept, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free(kept[i].name);
		free(kept[i].body);
	}
	free(kept);
}

static bool replay(struct store *store, int64_t learner, struct err *err)
{
	struct kept_event *kept = NULL;
	size_t count = 0, cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_EVENTS_OF_LEARNER, "i", learner);

	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(kept, count + 1, cap);
		struct kept_event *next = &kept[count++];
		event_read(stmt, &next->event);
		next->event.name = next->name = xstrdup(next->event.name);
		next->event.body = next->body = xstrdup(next->event.body);
	}
	bool ok = row == 0;
	for (size_t i = 0; ok && i < count; i++)
		ok = project_rows(store, &kept[i].event, err);
	kept_release(kept, count);
	return ok;
}

bool project_again(struct store *store, int64_t learner, struct err *err)
{
	for (size_t i = 0; i < ARRAY_LEN(forget); i++) {
		if (!db_run(store, forget[i], "i", err, learner))
			return false;
	}
	return replay(store, learner, err);
}

static bool people_again(struct store *store, struct err *err)
{
	struct ids ids = {0};
	bool ok = db_ids(store, STMT_PERSON_IDS, &ids, "", err);

	for (size_t i = 0; ok && i < ids.count; i++) {
		struct person_row row;
		bool found;
		ok = person_load(store, ids.items[i], &row, &found, err);
		if (ok && found) {
			ok = person_derive(store, ids.items[i], &row, err);
			buf_release(&row.sealed);
		}
	}
	free(ids.items);
	return ok;
}

bool project_groups(struct store *store, const struct ids *dirty, struct err *err)
{
	struct ids paired = {0};
	store->torn = true;
	bool ok = db_ids(store, STMT_PAIRED_ALL, &paired, "", err);

	for (size_t i = 0; ok && i < paired.count; i++)
		ok = person_regroup(store, paired.items[i], err);
	free(paired.items);
	return ok && likeness_waiting(store, dirty, err) &&
	       refresh_all(store, dirty, err);
}

bool project_all(struct store *store, struct err *err)
{
	static const char clear[] =
		"DELETE FROM learner_state; DELETE FROM attendance;"
		"DELETE FROM lesson; DELETE FROM check_answer;"
		"DELETE FROM practice; DELETE FROM practice_run; DELETE FROM typing;"
		"DELETE FROM attempt; DELETE FROM answer;"
		"DELETE FROM completion; DELETE FROM pairing;"
		"DELETE FROM search; DELETE FROM contribution;"
		"DELETE FROM trait; DELETE FROM likeness;"
		"DELETE FROM cluster; DELETE FROM cluster_sum;"
		"DELETE FROM tally;";
	struct ids learners = {0};
	bool ok = db_exec(store, clear, err) &&
		  db_ids(store, STMT_LEARNER_IDS, &learners, "", err);

	for (size_t i = 0; ok && i < learners.count; i++)
		ok = watch_step(store, (int64_t)i, (int64_t)learners.count, err) &&
		     replay(store, learners.items[i], err);
	ok = ok && people_again(store, err) && project_groups(store, &learners, err);
	free(learners.items);
	return ok;
}

/* Raise when rows are projected otherwise than before: all are then made anew at the next start. */
#define PROJECTION_VERSION 6

static bool renew(struct store *store, struct err *err)
{
	int64_t version;

	/* Somebody else may have done it while we waited. */
	if (!meta_int(store, "projection", 0, &version, err))
		return false;
	return version == PROJECTION_VERSION ||
	       (project_all(store, err) &&
		meta_put_int(store, "projection", PROJECTION_VERSION, err) &&
		meta_put_int(store, "tally_rule", 0, err));
}

bool project_renew(struct store *store, struct err *err)
{
	int64_t version;

	if (store->mode == STORE_READ)
		return true;
	if (!meta_int(store, "projection", 0, &version, err))
		return false;
	if (version == PROJECTION_VERSION)
		return true;
	return tx_begin(store, err) && tx_end(store, renew(store, err), err);
}
