/* Shared inside store/ only: the open database, transactions, and how statements are run.
 *
 * A statement is named (statements.h), bound by a string of types and run:
 *
 *	db_run(store, STMT_SETTING_PUT, "iss", err, learner, key, value)
 *
 * types: d int, i int64_t, s const char * (NULL is NULL), b const void *, size_t (a blob; a NULL
 * pointer is NULL), z nothing (NULL). Bound memory must live until the statement ends.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include "course/event.h"
#include "store/gate.h"
#include "store/statements.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdarg.h>

#define DEVICE_BYTES 16
#define HASH_BYTES 32

/* No event is older than the program: a clock before this day is wrong, whatever it says.
 * Fixed for ever, since days of training are derived from it when the journal is replayed. */
#define FIRST_DAY 20454 /* 2026-01-01 */
#define LAST_DAY 84005 /* 2199-12-31: no day of training lies beyond */

#define DATABASE_NAME "kynangso.db"
#define DATABASE_ID 0x4b4e5331 /* "KNS1", PRAGMA application_id */

struct person_row;

/* A list of numbers that grows; the caller frees items. */
struct ids {
	int64_t *items;
	size_t count, cap;
};

enum level { LEVEL_YEAR, LEVEL_MONTH, LEVEL_DAY, LEVELS };

/* Counts of people and their differences: a city has a few million. */
struct tally_sum {
	int32_t sure, possible;
};

/* How many more (or fewer) people from a period on, in one place: a ward and a sex. */
struct cell {
	int64_t key; /* tally_key() */
	uint16_t place; /* tally_place() */
	bool used;
	struct tally_sum sum;
};

/* Changes of the tally, collected first and written at once (cells.c). */
struct cells {
	struct cell *items;
	size_t count, cap;
};
void cells_change(struct cells *cells, const struct cell *change);

#define TX_DEPTH 8

struct store {
	sqlite3 *db;
	char *folder, *path; /* NULL: in memory */
	enum store_mode mode;
	const struct clock *clock;
	const struct course *course;
	const struct region *region;
	sqlite3_stmt *statements[STATEMENTS];
	bool wal; /* else a rollback journal that is truncated */
	const char *file_system; /* its name, for doctor */

	int depth; /* open transaction (1) and savepoints in it */
	bool spoiled; /* SQLite ended the transaction on its own */
	bool reading; /* a read transaction is open */
	struct gate gate;
	int marker; /* of the file that remembers the device, or -1 */
	char actor[NAME_BYTES]; /* who is at the machine; "" = the learner themselves */
	bool appended; /* this transaction wrote events */
	/* What the open transaction, and each savepoint in it, will change in the tally: many
	 * events change the same rows, which are written once, when it is committed. */
	struct cells changes[TX_DEPTH];
	/* People whose cluster is to be found anew (cluster.c): those whose pairs must be looked
	 * at, and those of whom is known that they are joined to another (two by two). */
	struct ids loose, joined;
	bool torn; /* pairs have ceased to wait: clusters may fall apart */
	int wal_pages,
		wal_tried; /* pages in the WAL; at the last checkpoint that failed */

	bool (*go_on)(void *user, int64_t done, int64_t all); /* store_watch(), or NULL */
	void *go_on_user;
	int64_t done, all; /* of the long work that runs; all 0: nobody knows */

	int64_t device; /* our own, local number */
	uint8_t device_id[DEVICE_BYTES];
	uint8_t machine[DEVICE_BYTES]; /* a hash of the machine's own id */
};

/* ── errors (error.c) ──────────────────────────────────────────────────────────────────── */

/* Fills err from SQLite's result code, in words, with the number in brackets. Returns false.
 * Running out of memory ends the program, as everywhere. */
bool db_fail(struct store *store, int code, struct err *err);
bool db_fail_at(const char *path, int code, struct err *err);
enum err_kind db_kind(int code);
const char *db_words(int code);

/* ── statements (db.c) ─────────────────────────────────────────────────────────────────── */

bool db_exec(struct store *store, const char *sql, struct err *err);
sqlite3_stmt *db_bind(struct store *store, enum statement id, const char *types, ...);
sqlite3_stmt *db_bindv(struct store *store, enum statement id, const char *types,
		       va_list *args);
/* 1 a row, 0 no more (the statement has ended), -1 an error (ended, err filled). */
int db_step(struct store *store, sqlite3_stmt *stmt, struct err *err);
void db_end(sqlite3_stmt *stmt);
/* Gives statements the functions of now.c; before they are prepared. */
bool now_register(struct store *store, struct err *err);
/* Runs to the end; rows are thrown away. */
bool db_run(struct store *store, enum statement id, const char *types, struct err *err,
	    ...);
/* The first column of the first row; `missing` where there is none. */
bool db_int(struct store *store, enum statement id, int64_t missing, int64_t *value,
	    const char *types, struct err *err, ...);
/* Column as a string: copied into out and cut at a letter; "" for NULL. */
void db_copy(sqlite3_stmt *stmt, int column, char *out, size_t size);
/* Never NULL. Valid until the next step. */
const char *db_text(sqlite3_stmt *stmt, int column);

void ids_add(struct ids *ids, int64_t id);
bool ids_has(const struct ids *ids, int64_t id); /* one after the other: for a few */
/* In order, each once. */
void ids_sort(struct ids *ids);
/* Numbers, each once, by hashing; 0 is none. */
struct id_set {
	int64_t *slots;
	size_t count, cap;
};
bool id_set_add(struct id_set *set, int64_t id); /* false: it was there */
void id_set_release(struct id_set *set);
/* Runs the statement and takes the first column of every row. */
bool db_ids(struct store *store, enum statement id, struct ids *ids, const char *types,
	    struct err *err, ...);

/* ── transactions (store.c) ────────────────────────────────────────────────────────────── */

/* Outermost: BEGIN IMMEDIATE behind the gate; inside another: a savepoint. */
bool tx_begin(struct store *store, struct err *err);
/* Commits if ok, else takes back what happened since tx_begin(). Returns ok, or false if the
 * commit failed. */
bool tx_end(struct store *store, bool ok, struct err *err);
/* One state of the database for several reads. Inside a transaction nothing is to do. */
bool read_begin(struct store *store, bool *began, struct err *err);
void read_end(struct store *store, bool began);

/* Says how far long work is; false, with an error, if it is to stop (watch.c). */
bool watch_step(struct store *store, int64_t done, int64_t all, struct err *err);
/* What was erased is still in the log, where a reader kept it (meta "erase_pending"). */
bool erase_pending(struct store *store);

bool meta_int(struct store *store, const char *key, int64_t missing, int64_t *value,
	      struct err *err);
bool meta_put_int(struct store *store, const char *key, int64_t value, struct err *err);

/* Opens a connection and sets the pragmas that every connection of ours has. */
bool db_open(const char *path, int flags, sqlite3 **db, struct err *err);
/* Prepares the statements; false if one is wrong. */
bool db_prepare(struct store *store, struct err *err);

/* ── migrations (migrate.c) ────────────────────────────────────────────────────────────── */

struct migration {
	int version;
	const char *const *sql; /* statements, NULL at the end */
};
extern const struct migration migrations[];
extern const size_t migration_count;

/* Brings the database to the last version of the table; the outermost transaction is its own. */
bool migrate(struct store *store, const struct migration *table, size_t count,
	     struct err *err);
bool database_version(sqlite3 *db, int *version, int *application);

/* ── this machine (device.c) ───────────────────────────────────────────────────────────── */

/* Finds out who we are, and takes a new device id where this database may be a copy. */
bool device_settle(struct store *store, struct err *err);
bool device_renew(struct store *store, const char *reason, struct err *err);
/* The local number of a device, made if it is new. */
bool device_number(struct store *store, const uint8_t id[DEVICE_BYTES], int64_t *number,
		   struct err *err);
/* Notes the last seq outside the database; never fails, being a help only. */
void device_mark(struct store *store);
/* Did the database beside this marker hold events when it was last written? */
bool device_remembers(struct store *store);
void device_report(struct store *store, struct buf *report);

/* ── journal (journal.c) ───────────────────────────────────────────────────────────────── */

struct event {
	int64_t device, seq, tick, at;
	bool suspect;
	int kind; /* enum event_kind, -1 = unknown here */
	const char *name; /* of the kind */
	int64_t learner; /* local number, 0 = none */
	int64_t learner_device, learner_seq; /* of the registering event */
	const char *body;
	uint8_t hash[HASH_BYTES];
};

/* Appends an event of our own device and projects it; inside a transaction. The values go into
 * the body as its statement in statements.c lists them. event may be NULL. For
 * EVENT_REGISTERED learner is 0 and the new one is event->learner. */
bool journal_append(struct store *store, enum event_kind kind, int64_t learner,
		    struct event *event, const char *types, struct err *err, ...);
/* Reads the event under a statement of the shape of STMT_EVENTS_OF_LEARNER. */
void event_read(sqlite3_stmt *stmt, struct event *event);
void event_hash(const struct event *event, const uint8_t before[HASH_BYTES],
		const uint8_t device[DEVICE_BYTES], const uint8_t learner[DEVICE_BYTES],
		uint8_t out[HASH_BYTES]);
/* The day for counting: by the clock, but never before the program existed. */
int event_day(int64_t at);
/* References inside bodies: "17" on the event's own device, "<32 hex digits>:17" elsewhere. */
#define REF_BYTES 64
bool ref_format(struct store *store, int64_t device, int64_t seq, char out[REF_BYTES],
		struct err *err);
bool ref_resolve(struct store *store, int64_t own, const char *ref, int64_t *device,
		 int64_t *seq, struct err *err);

/* ── projections (project.c) ───────────────────────────────────────────────────────────── */

/* The one place where events become rows. Replaying a learner's events in the order (tick,
 * device id, seq) through it gives what live writing gave. */
bool project(struct store *store, const struct event *event, struct err *err);
/* Throws the rows of a learner away and replays; contributions and persons are the caller's. */
bool project_again(struct store *store, int64_t learner, struct err *err);
/* Who belongs together: sets learner_state.person for the person this learner is part of. */
bool person_regroup(struct store *store, int64_t learner, struct err *err);
/* Who belongs together, where everybody paired has been projected again and stands alone; then
 * what the dirty ones add to the counts. */
bool project_groups(struct store *store, const struct ids *dirty, struct err *err);
/* After a fact in the person table changed: what the person adds to the counts. */
bool project_person(struct store *store, int64_t learner, struct err *err);
/* All projections from the journal. */
bool project_all(struct store *store, struct err *err);
/* The same, once, after a program that projected otherwise. */
bool project_renew(struct store *store, struct err *err);

/* ── tally (tally.c) ───────────────────────────────────────────────────────────────────── */

/* What one person adds to the counts: facts of residence and age, and days (or DAY_NEVER). */
struct contribution {
	char ward[8];
	enum sex sex;
	struct birth birth;
	int days[TRAINED_READINGS];
	bool verified; /* has a personal id */
};

/* The tally holds three sums for each reading, told apart by its column `reading`: */
enum series {
	SERIES_ALL = 0,
	SERIES_UNITED =
		TRAINED_READINGS, /* what is to be added if all pairs waiting were one */
	SERIES_VERIFIED = 2 * TRAINED_READINGS,
};

void cells_add(struct cells *cells, const struct region *region,
	       const struct contribution *contribution, int sign);
/* The same for one series alone. */
void cells_add_series(struct cells *cells, const struct region *region,
		      const struct contribution *contribution, enum series series,
		      int sign);
void contribution_read(sqlite3_stmt *stmt, struct contribution *contribution);
/* What these people would add if they were one; *any = false: nothing. */
bool contribution_of(struct store *store, const int64_t *persons, size_t count,
		     struct contribution *sum, bool *any, struct err *err);
bool contribution_kept(struct store *store, int64_t person, struct contribution *kept,
		       bool *any, struct err *err);
/* Writes them; empty afterwards. */
bool cells_flush(struct store *store, struct cells *cells, struct err *err);
/* The savepoint is done with: its changes are the outer one's, or nobody's. */
void cells_join(struct cells *outer, struct cells *inner, bool ok);
/* Writes what waits. Before the tally is read within a transaction, at the depth it began at. */
bool tally_settle(struct store *store, struct err *err);
void cells_release(struct cells *cells);

/* The row of a period (year, year * 12 + month - 1, or day); rows of one level follow each other in
 * the order of their periods. */
int64_t tally_key(int reading, int definition, enum level level, int32_t period);
/* Places are wards times sexes, in this order; wards that are none of the region's are one, the
 * last. */
#define TALLY_SEXES 3
size_t tally_places(const struct region *region);
size_t tally_place(const struct region *region, const char *ward, enum sex sex);
/* The ward and sex of a place, all else empty. */
void tally_place_row(const struct region *region, size_t place, struct count_row *row);
/* Adds the row in a column to the sums, one a place. False with an error where it is none of ours. */
bool tally_add_row(sqlite3_stmt *stmt, int column, struct tally_sum *sums, size_t places,
		   struct err *err);

/* Makes the contribution of the person this learner is part of true again. `person` may be
 * somebody who is no longer the first of their group: then it goes. */
bool person_refresh(struct store *store, int64_t person, struct err *err);
/* The tally from the contributions, where it was not kept or the rule has changed. */
bool tally_rebuild(struct store *store, struct err *err);
bool tally_fresh(struct store *store, bool *fresh, struct err *err);

/* ── clusters (cluster.c): what the counts would be if pairs waiting were one person ────── */

/* Takes the cluster this person is in apart, before anything about one of them changes; all of
 * them are loose then. */
bool cluster_dissolve(struct store *store, int64_t person, struct err *err);
/* Finds the clusters of all who are loose. */
bool clusters_settle(struct store *store, struct err *err);
/* All clusters there are, into a tally that was emptied. */
bool clusters_again(struct store *store, struct cells *cells, struct err *err);

/* Does the month of a birthday that leads into another age band touch [from, to]? There the month of
 * birth alone leaves the band open, and the day does not. */
bool bands_turn(const struct birth *birth, int from, int to);

/* ── who might be one person (likeness.c) ──────────────────────────────────────────────── */

/* Everybody who may be like this person, by indexes; person_likeness() judges. */
bool likeness_candidates(struct store *store, const struct person *person,
			 const uint8_t *token, struct ids *ids, struct err *err);
/* The pairs of a learner whose row was just saved; the caller's project_person() does the rest. */
bool likeness_refresh(struct store *store, int64_t learner, const struct person_row *row,
		      struct err *err);
/* What store_id_near() found for a learner whose row is about to be saved; NULL = nothing. */
bool id_near_save(struct store *store, int64_t learner, const struct near_ids *near,
		  struct err *err);
bool id_near_drop(struct store *store, int64_t learner, struct err *err);
/* Which pairs of these learners wait. */
bool likeness_waiting(struct store *store, const struct ids *learners, struct err *err);
/* Unites whoever has the same id as this learner, unless somebody has ever said a word about the
 * pair. */
bool likeness_unite(struct store *store, int64_t learner, struct err *err);
bool likeness_unite_all(struct store *store, struct err *err);

/* ── people (person.c) ─────────────────────────────────────────────────────────────────── */

#define SALT_BYTES 16

/* A row of the person table: personal data, and which event last set it. */
struct person_row {
	struct person person;
	bool has_token;
	uint8_t token[32];
	struct buf sealed;
	char representative[NAME_BYTES];
	uint8_t salt[SALT_BYTES];
	int64_t tick, device, seq; /* of the event */
};

bool person_load(struct store *store, int64_t learner, struct person_row *row,
		 bool *found, struct err *err);
bool person_save(struct store *store, int64_t learner, const struct person_row *row,
		 struct err *err);
/* What follows from a row that is there: how it is searched, and whom it is like. */
bool person_derive(struct store *store, int64_t learner, const struct person_row *row,
		   struct err *err);
/* The commitment that stands in the journal: salted, so that nothing can be guessed from it once
 * the row is erased; it binds the facts that are counted to the chain. */
void person_proof(const struct person_row *row, char hex[2 * HASH_BYTES + 1]);
/* A name or query as the search table has it. */
void search_fold(struct buf *out, const char *text);
bool search_save(struct store *store, int64_t learner, const char *name, struct err *err);

/* ── answers (attempt.c) ───────────────────────────────────────────────────────────────── */

/* What the journal keeps about an answer beside the answer itself. */
struct answered {
	char grade[2 * DIGEST_BYTES + 1];
	struct buf order, readable;
	int score;
};
void answered_init(struct answered *answered, const struct sheet *sheet,
		   const char *answer);
void answered_release(struct answered *answered);

/* ── completion (completion.c) ─────────────────────────────────────────────────────────── */

/* The reason of a voiding that belongs to the move of an attempt: it goes back with that. */
#define VOIDED_WITH_ATTEMPT "reassigned"
/* Writes EVENT_SATISFIED if nothing is missing and no completion stands. */
bool completion_evaluate(struct store *store, int64_t learner, bool *completed,
			 struct err *err);

/* ── merging (merge.c) and digests (digest.c) ──────────────────────────────────────────── */

/* A file that nobody writes to: opened without locks. Refused where a log lies beside it. */
bool db_open_frozen(const char *path, sqlite3 **db, struct err *err);
/* Integrity and foreign keys; the first finding as SQLite words it. */
bool database_sound(sqlite3 *db, char *first, size_t size);

/* Hash over all rows of all projections as they lie here, local numbers and all. */
bool projection_digest(struct store *store, uint8_t out[HASH_BYTES], struct err *err);

#endif
