/* The shape of the database, version by version. Rows are only ever added at the end: what is
 * released stays as it is. Each runs in a transaction of its own and sets user_version inside. */
#include "store/db.h"

#include "base/i18n.h"
#include "store/place.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static const char *const version_1[] = {
	/* ── what is written once: the journal, and what cannot be derived from it ── */
	"CREATE TABLE meta ("
	"	key TEXT PRIMARY KEY,"
	"	value ANY NOT NULL"
	") STRICT, WITHOUT ROWID",
	/* Local numbers for the random ids of the machines that wrote events. */
	"CREATE TABLE device ("
	"	number INTEGER PRIMARY KEY,"
	"	id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),"
	"	reason TEXT NOT NULL," /* why it was made here; '' = of another database */
	"	at INTEGER NOT NULL"
	") STRICT",
	/* Local numbers for learners, known everywhere by their registering event. */
	"CREATE TABLE learner ("
	"	id INTEGER PRIMARY KEY,"
	"	device INTEGER NOT NULL REFERENCES device,"
	"	seq INTEGER NOT NULL,"
	"	UNIQUE (device, seq)"
	") STRICT",
	"CREATE TABLE event ("
	"	device INTEGER NOT NULL REFERENCES device,"
	"	seq INTEGER NOT NULL CHECK (seq > 0),"
	"	tick INTEGER NOT NULL CHECK (tick > 0),"
	"	at INTEGER NOT NULL,"
	"	suspect INTEGER NOT NULL CHECK (suspect IN (0, 1)),"
	"	kind TEXT NOT NULL,"
	"	learner INTEGER REFERENCES learner,"
	"	body TEXT NOT NULL,"
	"	hash BLOB NOT NULL CHECK (length(hash) = 32),"
	"	PRIMARY KEY (device, seq)"
	") STRICT, WITHOUT ROWID",
	"CREATE INDEX event_of_learner ON event (learner, tick)",
	/* These stop a bug of ours; against people with the file there is the hash chain. */
	"CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event"
	" BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
	"CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event"
	" BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
	"CREATE TABLE person ("
	"	learner INTEGER PRIMARY KEY REFERENCES learner,"
	"	name TEXT NOT NULL,"
	"	birth_precision INTEGER NOT NULL,"
	"	birth_year INTEGER NOT NULL,"
	"	birth_month INTEGER NOT NULL,"
	"	birth_day INTEGER NOT NULL,"
	"	sex INTEGER NOT NULL,"
	"	ward TEXT NOT NULL,"
	"	phone TEXT NOT NULL,"
	"	id_hint TEXT NOT NULL,"
	"	id_token BLOB CHECK (length(id_token) = 32),"
	"	id_sealed BLOB,"
	"	representative TEXT NOT NULL,"
	"	salt BLOB NOT NULL CHECK (length(salt) = 16),"
	/* the event that last set this row: the highest (tick, device id, seq) wins */
	"	tick INTEGER NOT NULL,"
	"	device INTEGER NOT NULL REFERENCES device,"
	"	seq INTEGER NOT NULL"
	") STRICT",
	"CREATE INDEX person_of_token ON person (id_token) WHERE id_token IS NOT NULL",
	"CREATE INDEX person_of_ward ON person (ward, birth_year)",
	"CREATE TABLE pin ("
	"	learner INTEGER PRIMARY KEY REFERENCES learner,"
	"	stored TEXT NOT NULL"
	") STRICT",
	"CREATE TABLE centre ("
	"	one INTEGER PRIMARY KEY CHECK (one = 1),"
	"	name TEXT NOT NULL,"
	"	ward TEXT NOT NULL,"
	"	id_salt BLOB NOT NULL CHECK (length(id_salt) = 16),"
	"	city_key BLOB NOT NULL CHECK (length(city_key) = 32)"
	") STRICT",
	"CREATE TABLE staff ("
	"	id INTEGER PRIMARY KEY,"
	"	name TEXT NOT NULL,"
	"	folded TEXT NOT NULL UNIQUE,"
	"	role INTEGER NOT NULL,"
	"	password TEXT NOT NULL,"
	"	recovery TEXT NOT NULL"
	") STRICT",
	"CREATE TABLE guard ("
	"	account TEXT PRIMARY KEY,"
	"	failures INTEGER NOT NULL,"
	"	at INTEGER NOT NULL"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE setting ("
	"	learner INTEGER NOT NULL," /* 0 = the whole centre */
	"	key TEXT NOT NULL,"
	"	value TEXT NOT NULL,"
	"	PRIMARY KEY (learner, key)"
	") STRICT, WITHOUT ROWID",
	/* Every figure ever entered is kept; the latest entry for a ward and day holds. */
	"CREATE TABLE population ("
	"	id INTEGER PRIMARY KEY,"
	"	ward TEXT NOT NULL,"
	"	day INTEGER NOT NULL,"
	"	people INTEGER NOT NULL CHECK (people >= 0),"
	"	source TEXT NOT NULL,"
	"	entered_by TEXT NOT NULL,"
	"	at INTEGER NOT NULL"
	") STRICT",
	"CREATE INDEX population_of_ward ON population (ward, day, id)",

	/* ── projections: made by project.c from the journal, and from person ── */
	"CREATE TABLE learner_state ("
	"	learner INTEGER PRIMARY KEY REFERENCES learner,"
	"	person INTEGER NOT NULL," /* the first learner of those united */
	"	registered INTEGER NOT NULL,"
	"	consent INTEGER NOT NULL," /* version of the text; 0 = none or withdrawn */
	"	erased TEXT," /* what remains for counting, as JSON */
	"	last_tick INTEGER NOT NULL,"
	"	last_seen INTEGER NOT NULL"
	") STRICT",
	"CREATE INDEX learner_state_of_person ON learner_state (person)",
	"CREATE INDEX learner_state_last ON learner_state (last_tick)",
	"CREATE TABLE attendance ("
	"	learner INTEGER NOT NULL,"
	"	day INTEGER NOT NULL,"
	"	session TEXT NOT NULL,"
	"	PRIMARY KEY (learner, day, session)"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE lesson ("
	"	learner INTEGER NOT NULL,"
	"	lesson TEXT NOT NULL,"
	"	step TEXT NOT NULL,"
	"	done INTEGER NOT NULL,"
	"	epoch INTEGER NOT NULL,"
	"	at INTEGER NOT NULL,"
	"	PRIMARY KEY (learner, lesson)"
	") STRICT, WITHOUT ROWID",
	/* The first answer to a check, which statistics are made from, and how many in all. */
	"CREATE TABLE check_answer ("
	"	learner INTEGER NOT NULL,"
	"	question TEXT NOT NULL,"
	"	grade TEXT NOT NULL,"
	"	lesson TEXT NOT NULL,"
	"	raw TEXT NOT NULL,"
	"	score INTEGER NOT NULL,"
	"	tries INTEGER NOT NULL,"
	"	at INTEGER NOT NULL,"
	"	PRIMARY KEY (learner, question, grade)"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE practice ("
	"	learner INTEGER NOT NULL,"
	"	practice TEXT NOT NULL,"
	"	actions TEXT NOT NULL," /* since the beginning, one a line; '' = not open */
	"	times INTEGER NOT NULL," /* brought to an end */
	"	best_points INTEGER NOT NULL,"
	"	passed INTEGER NOT NULL,"
	"	at INTEGER NOT NULL,"
	"	PRIMARY KEY (learner, practice)"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE typing ("
	"	learner INTEGER NOT NULL,"
	"	exercise TEXT NOT NULL,"
	"	times INTEGER NOT NULL,"
	"	best_accuracy INTEGER NOT NULL," /* percent */
	"	best_speed INTEGER NOT NULL," /* keys a minute */
	"	at INTEGER NOT NULL,"
	"	PRIMARY KEY (learner, exercise)"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE attempt ("
	"	id INTEGER PRIMARY KEY," /* device << 40 | seq of the starting event */
	"	learner INTEGER NOT NULL,"
	"	quiz TEXT NOT NULL,"
	"	mode TEXT NOT NULL,"
	"	paper TEXT NOT NULL,"
	"	started INTEGER NOT NULL,"
	"	finished INTEGER NOT NULL," /* 0 = open */
	"	finished_tick INTEGER NOT NULL,"
	"	percent INTEGER NOT NULL,"
	"	score INTEGER NOT NULL,"
	"	passed INTEGER NOT NULL,"
	"	abandoned INTEGER NOT NULL"
	") STRICT",
	"CREATE INDEX attempt_of_learner ON attempt (learner, quiz)",
	"CREATE TABLE answer ("
	"	attempt INTEGER NOT NULL,"
	"	position INTEGER NOT NULL," /* of the sheet in the paper as drawn */
	"	question TEXT NOT NULL,"
	"	grade TEXT NOT NULL,"
	"	shown TEXT NOT NULL,"
	"	raw TEXT NOT NULL,"
	"	readable TEXT NOT NULL,"
	"	score INTEGER NOT NULL,"
	"	rule INTEGER NOT NULL,"
	"	at INTEGER NOT NULL,"
	"	PRIMARY KEY (attempt, position)"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE completion ("
	"	learner INTEGER NOT NULL,"
	"	device INTEGER NOT NULL,"
	"	seq INTEGER NOT NULL,"
	"	tick INTEGER NOT NULL,"
	"	kind TEXT NOT NULL," /* satisfied, declared */
	"	day INTEGER NOT NULL,"
	"	rule INTEGER NOT NULL,"
	"	basis TEXT NOT NULL,"
	"	voided INTEGER NOT NULL," /* 1 by staff, 2 with an attempt that was moved */
	"	confirmed INTEGER," /* day, NULL = not */
	"	PRIMARY KEY (learner, device, seq)"
	") STRICT, WITHOUT ROWID",
	"CREATE TABLE pairing ("
	"	learner INTEGER NOT NULL,"
	"	other INTEGER NOT NULL,"
	"	united INTEGER NOT NULL,"
	"	PRIMARY KEY (learner, other)"
	") STRICT, WITHOUT ROWID",
	"CREATE INDEX pairing_back ON pairing (other, learner)",
	/* Names as they are searched and sorted: derived from person. */
	"CREATE TABLE search ("
	"	learner INTEGER PRIMARY KEY REFERENCES learner,"
	"	folded TEXT NOT NULL," /* \" nguien thi hoa\": a space before each word, y as i */
	"	initials TEXT NOT NULL,"
	"	sorted TEXT NOT NULL,"
	"	sort_key BLOB NOT NULL"
	") STRICT",
	"CREATE INDEX search_sorted ON search (sorted)",
	"CREATE INDEX search_in_order ON search (sort_key, learner)",
	"CREATE TABLE contribution ("
	"	person INTEGER PRIMARY KEY,"
	"	ward TEXT NOT NULL,"
	"	sex INTEGER NOT NULL,"
	"	birth_precision INTEGER NOT NULL,"
	"	birth_year INTEGER NOT NULL,"
	"	birth_month INTEGER NOT NULL,"
	"	birth_day INTEGER NOT NULL,"
	"	attended INTEGER NOT NULL," /* days; 2147483647 = never */
	"	completed INTEGER NOT NULL,"
	"	confirmed INTEGER NOT NULL"
	") STRICT",
	/* Changes of the count by year, month and day: a row a period (cells.c). */
	"CREATE TABLE tally ("
	"	key INTEGER PRIMARY KEY," /* reading, definition, level, period: tally_key() */
	"	cells BLOB NOT NULL"
	") STRICT",
	NULL,
};

/* The first run of each learner through each practice, which statistics are made from, and the first
 * thing they did afterwards: what project.c makes of the events, for those that are there already. */
static const char *const version_2[] = {
	"CREATE TABLE practice_run ("
	"	practice TEXT NOT NULL,"
	"	learner INTEGER NOT NULL,"
	"	n INTEGER NOT NULL," /* from 1 */
	"	past INTEGER NOT NULL," /* 0 of the first run, 1 its end, 2 after it */
	"	screen TEXT NOT NULL,"
	"	action TEXT NOT NULL,"
	"	tick INTEGER NOT NULL," /* of the event */
	"	device INTEGER NOT NULL,"
	"	seq INTEGER NOT NULL,"
	"	PRIMARY KEY (practice, learner, n)"
	") STRICT, WITHOUT ROWID",
	"CREATE INDEX practice_run_of_learner ON practice_run (learner)",
	"INSERT INTO practice_run"
	" WITH step AS (SELECT json_extract(e.body, '$.practice') AS practice, e.learner,"
	"  e.kind = 'practice_ended' AS ended,"
	"  ifnull(json_extract(e.body, '$.screen'), '') AS screen,"
	"  ifnull(json_extract(e.body, '$.action'), '') AS action,"
	"  e.tick, d.id, e.device, e.seq FROM event e JOIN device d ON d.number = e.device"
	"  WHERE e.kind IN ('practice_action', 'practice_ended')"
	"  AND e.learner IS NOT NULL),"
	/* An ending before anything was done ends nothing. */
	" done AS (SELECT *, ifnull(sum(NOT ended) OVER (PARTITION BY practice, learner"
	"  ORDER BY tick, id, seq ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)"
	"  AS actions FROM step),"
	" told AS (SELECT *, row_number() OVER every AS k,"
	"  ifnull(sum(ended) OVER before, 0) AS ends FROM done"
	"  WHERE NOT ended OR actions > 0 WINDOW"
	"  every AS (PARTITION BY practice, learner ORDER BY tick, id, seq),"
	"  before AS (PARTITION BY practice, learner ORDER BY tick, id, seq"
	"   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)),"
	" late AS (SELECT *,"
	"  NOT ended AND (ends > 0 OR substr(action, 1, 5) = '!redo') AS late FROM told),"
	" kept AS (SELECT *, ifnull(sum(late) OVER (PARTITION BY practice, learner"
	"  ORDER BY k ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS lates"
	"  FROM late)"
	" SELECT practice, learner,"
	"  row_number() OVER (PARTITION BY practice, learner ORDER BY k),"
	"  CASE WHEN ended THEN 1 WHEN late THEN 2 ELSE 0 END, screen, action, tick,"
	"  device, seq FROM kept WHERE lates = 0 AND (NOT ended OR ends = 0)",
	NULL,
};

/* Who might be one person, and what the counts would be; who decided, and who did what. What is a
 * projection is made anew after it (project.c, PROJECTION_VERSION). */
static const char *const version_3[] = {
	"ALTER TABLE pairing ADD COLUMN staff TEXT NOT NULL DEFAULT ''",
	"ALTER TABLE pairing ADD COLUMN at INTEGER NOT NULL DEFAULT 0",
	"CREATE INDEX pairing_decided ON pairing (united, at)",
	"ALTER TABLE contribution ADD COLUMN verified INTEGER NOT NULL DEFAULT 0",
	/* instants; 0 = never, and for withdrawn: consent stands or was never asked */
	"ALTER TABLE learner_state ADD COLUMN consented INTEGER NOT NULL DEFAULT 0",
	"ALTER TABLE learner_state ADD COLUMN withdrawn INTEGER NOT NULL DEFAULT 0",
	/* Whose attempt it is now; `learner` is who was signed in when it was made. */
	"ALTER TABLE attempt ADD COLUMN owner INTEGER NOT NULL DEFAULT 0",
	"CREATE INDEX attempt_of_owner ON attempt (owner, quiz)",
	/* What staff did that is no event of the journal; of this place, not merged. */
	"CREATE TABLE audit ("
	"	id INTEGER PRIMARY KEY,"
	"	at INTEGER NOT NULL,"
	"	staff TEXT NOT NULL,"
	"	action TEXT NOT NULL,"
	"	learner INTEGER NOT NULL," /* 0 = nobody in particular */
	"	detail TEXT NOT NULL" /* never personal: a file's name, a number */
	") STRICT",
	"CREATE INDEX event_of_staff ON event (at) WHERE kind IN ('registered',"
	" 'consented', 'withdrawn', 'corrected', 'declared', 'confirmed', 'waived',"
	" 'voided', 'reassigned', 'united', 'separated', 'reopened', 'erased')",
	/* What candidates for one person are found by: derived from person. */
	"CREATE TABLE trait ("
	"	learner INTEGER PRIMARY KEY REFERENCES learner,"
	"	ward TEXT NOT NULL,"
	"	year INTEGER NOT NULL," /* of birth, as far as it is known; 0 = not */
	"	month INTEGER NOT NULL,"
	"	day INTEGER NOT NULL,"
	"	signature INTEGER NOT NULL," /* of the name, course/likeness.h */
	"	phone TEXT NOT NULL"
	") STRICT",
	"CREATE INDEX trait_of_place ON trait (ward, year, signature)",
	"CREATE INDEX trait_of_birth ON trait (year, month, day, signature)",
	"CREATE INDEX trait_of_phone ON trait (phone) WHERE phone <> ''",
	"CREATE TABLE likeness ("
	"	first INTEGER NOT NULL," /* the lower number of the two */
	"	second INTEGER NOT NULL,"
	"	level INTEGER NOT NULL,"
	"	reasons INTEGER NOT NULL,"
	"	waiting INTEGER NOT NULL," /* for somebody to decide */
	"	PRIMARY KEY (first, second)"
	") STRICT, WITHOUT ROWID",
	"CREATE INDEX likeness_back ON likeness (second, first)",
	"CREATE INDEX likeness_waiting ON likeness (level, first, second)"
	" WHERE waiting = 1",
	/* People joined by pairs that wait, under the lowest number of them. */
	"CREATE TABLE cluster ("
	"	person INTEGER PRIMARY KEY,"
	"	cluster INTEGER NOT NULL"
	") STRICT",
	"CREATE INDEX cluster_all ON cluster (cluster)",
	"CREATE TABLE cluster_sum ("
	"	cluster INTEGER PRIMARY KEY,"
	"	ward TEXT NOT NULL,"
	"	sex INTEGER NOT NULL,"
	"	birth_precision INTEGER NOT NULL,"
	"	birth_year INTEGER NOT NULL,"
	"	birth_month INTEGER NOT NULL,"
	"	birth_day INTEGER NOT NULL,"
	"	attended INTEGER NOT NULL,"
	"	completed INTEGER NOT NULL,"
	"	confirmed INTEGER NOT NULL,"
	"	verified INTEGER NOT NULL"
	") STRICT",
	NULL,
};

/* A figure is of the people of one definition of working age, and ward '' is the whole city. What
 * was entered before there were others is by the law. */
static const char *const version_4[] = {
	"ALTER TABLE population ADD COLUMN definition TEXT NOT NULL DEFAULT 'law'",
	"DROP INDEX population_of_ward",
	"CREATE INDEX population_of_ward ON population (definition, ward, day, id)",
	/* What staff change in a roll call is for the audit, too. */
	"DROP INDEX event_of_staff",
	"CREATE INDEX event_of_staff ON event (at) WHERE kind IN ('registered',"
	" 'consented', 'withdrawn', 'corrected', 'declared', 'confirmed', 'waived',"
	" 'voided', 'reassigned', 'united', 'separated', 'reopened', 'erased',"
	" 'attendance_voided', 'attendance_entered')",
	NULL,
};

/* Records whose ids are one slip apart, as was found while one of them was there in clear: it cannot
 * be made again from the tokens. And accounts that were closed. */
static const char *const version_5[] = {
	"CREATE TABLE id_near ("
	"	first INTEGER NOT NULL," /* the lower number of the two */
	"	second INTEGER NOT NULL,"
	"	PRIMARY KEY (first, second)"
	") STRICT, WITHOUT ROWID",
	"CREATE INDEX id_near_back ON id_near (second, first)",
	/* Of somebody who left: the account signs nobody in, and what they did keeps its name. */
	"ALTER TABLE staff ADD COLUMN closed INTEGER NOT NULL DEFAULT 0"
	" CHECK (closed IN (0, 1))",
	NULL,
};

const struct migration migrations[] = {
	{1, version_1}, {2, version_2}, {3, version_3}, {4, version_4}, {5, version_5},
};
const size_t migration_count = ARRAY_LEN(migrations);

static bool pragma_int(sqlite3 *db, const char *sql, int *value)
{
	sqlite3_stmt *stmt;
	bool ok = sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
		  sqlite3_step(stmt) == SQLITE_ROW;

	*value = ok ? sqlite3_column_int(stmt, 0) : 0;
	sqlite3_finalize(stmt);
	return ok;
}

bool database_version(sqlite3 *db, int *version, int *application)
{
	return pragma_int(db, "PRAGMA user_version", version) &&
	       pragma_int(db, "PRAGMA application_id", application);
}

/* `count` of them in one transaction. */
static bool run(struct store *store, const struct migration *table, size_t count,
		struct err *err)
{
	const struct migration *last = &table[count - 1];
	char after[80];

	snprintf(after, sizeof(after),
		 "PRAGMA user_version = %d; PRAGMA application_id = %d", last->version,
		 DATABASE_ID);
	if (!db_exec(store, "BEGIN IMMEDIATE", err))
		return false;
	/* Somebody else may have done it while we waited. */
	int version, application;
	if (!database_version(store->db, &version, &application))
		goto failed;
	if (version >= last->version)
		return db_exec(store, "ROLLBACK", err);
	int code = SQLITE_OK;
	for (size_t k = 0; k < count; k++) {
		for (int i = 0; code == SQLITE_OK && table[k].sql[i]; i++)
			code = sqlite3_exec(store->db, table[k].sql[i], NULL, NULL, NULL);
	}
	if (code == SQLITE_OK)
		code = sqlite3_exec(store->db, after, NULL, NULL, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	if (code == SQLITE_OK)
		return true;
	db_fail(store, code, err);
failed:
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	return false;
}

static bool keep_old(struct store *store, int version, struct err *err)
{
	char now[20];

	if (!store->path)
		return true;
	instant_format_iso(clock_now(store->clock), now);
	for (char *p = now; *p; p++) {
		if (*p == ':')
			*p = '-';
	}
	/* Two upgrades within one second do not happen; two processes at one upgrade do. */
	char *beside = xasprintf("%s.before-v%d-%s-%ld", store->path, version + 1, now,
				 (long)getpid());
	bool ok = store_backup(store, beside, NULL, NULL, err);
	place_hand_over(store->folder, beside);
	free(beside);
	return ok;
}

bool migrate(struct store *store, const struct migration *table, size_t count,
	     struct err *err)
{
	int version, application, last = table[count - 1].version;

	if (!database_version(store->db, &version, &application))
		return db_fail(store, sqlite3_extended_errcode(store->db), err);
	if (version > last)
		return err_set(
			err, ERR_CONFIG,
			_("Dữ liệu này do một bản Kỹ Năng Số mới hơn ghi (bản dữ liệu "
			  "%d, chương trình này biết đến bản %d). Không có gì bị thay "
			  "đổi. Hãy cập nhật chương trình rồi mở lại."),
			version, last);
	if (version == last)
		return true;
	if (store->mode == STORE_READ)
		return err_set(
			err, ERR_CONFIG,
			_("Dữ liệu này do bản Kỹ Năng Số cũ ghi (bản dữ liệu %d). Hãy mở "
			  "nó bằng chương trình này một lần để chuyển sang bản %d, rồi "
			  "làm lại."),
			version, last);
	if (version > 0 && !keep_old(store, version, err))
		return err_prefix(err,
				  _("Chưa chuyển dữ liệu sang bản mới vì không sao lưu "
				    "trước được"));
	/* A new database is there whole or not at all: half of it would be an old one, to be
	 * kept beside. */
	if (version == 0)
		return run(store, table, count, err);
	for (size_t i = 0; i < count; i++) {
		if (table[i].version > version && !run(store, &table[i], 1, err))
			return false;
	}
	return true;
}
