/* Digests over everything, for proofs: two databases hold the same, a recount changed nothing. */
#include "store/db.h"

#include "secret/secret.h"

#include <string.h>

static void add_column(struct hash *hash, sqlite3_stmt *stmt, int column)
{
	uint8_t head[9] = {(uint8_t)sqlite3_column_type(stmt, column)};
	const void *bytes = NULL;
	uint64_t value = 0;

	switch (head[0]) {
	case SQLITE_INTEGER:
		value = (uint64_t)sqlite3_column_int64(stmt, column);
		break;
	case SQLITE_TEXT:
	case SQLITE_BLOB:
		bytes = sqlite3_column_blob(stmt, column);
		value = (uint64_t)sqlite3_column_bytes(stmt, column);
		break;
	default:
		break;
	}
	for (int i = 0; i < 8; i++)
		head[1 + i] = (uint8_t)(value >> (56 - 8 * i));
	hash_add(hash, head, sizeof(head));
	if (bytes)
		hash_add(hash, bytes, (size_t)value);
}

static bool add_rows(struct store *store, struct hash *hash, const char *sql,
		     struct err *err)
{
	sqlite3_stmt *stmt;
	int code = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);

	hash_add(hash, sql, strlen(sql));
	while (code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(stmt); i++)
			add_column(hash, stmt, i);
		hash_add(hash, "\n", 1);
		code = SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? true : db_fail(store, code, err);
}

static bool digest(struct store *store, const char *const *queries,
		   uint8_t out[HASH_BYTES], struct err *err)
{
	struct hash hash;
	bool ok = true, began;

	memset(out, 0, HASH_BYTES);
	if ((store->depth && !tally_settle(store, err)) ||
	    !read_begin(store, &began, err))
		return false;
	hash_init(&hash);
	for (size_t i = 0; ok && queries[i]; i++)
		ok = add_rows(store, &hash, queries[i], err);
	hash_end(&hash, out);
	read_end(store, began);
	return ok;
}

/* As the rows lie here, every byte of them. */
static const char *const here[] = {
	"SELECT * FROM learner_state ORDER BY learner",
	"SELECT * FROM attendance ORDER BY learner, day, session",
	"SELECT * FROM lesson ORDER BY learner, lesson",
	"SELECT * FROM check_answer ORDER BY learner, question, grade",
	"SELECT * FROM practice ORDER BY learner, practice",
	"SELECT * FROM practice_run ORDER BY practice, learner, n",
	"SELECT * FROM typing ORDER BY learner, exercise",
	"SELECT * FROM attempt ORDER BY id",
	"SELECT * FROM answer ORDER BY attempt, position",
	"SELECT * FROM completion ORDER BY learner, device, seq",
	"SELECT * FROM pairing ORDER BY learner, other",
	"SELECT * FROM search ORDER BY learner",
	"SELECT * FROM contribution ORDER BY person",
	"SELECT * FROM trait ORDER BY learner",
	"SELECT * FROM likeness ORDER BY first, second",
	"SELECT * FROM cluster ORDER BY person",
	"SELECT * FROM cluster_sum ORDER BY cluster",
	"SELECT * FROM tally ORDER BY key",
	NULL,
};

bool projection_digest(struct store *store, uint8_t out[HASH_BYTES], struct err *err)
{
	return digest(store, here, out, err);
}

/* The same content in any database: local numbers are replaced by (device id, seq). */
#define KEYED                                                                            \
	"WITH k AS (SELECT l.id AS learner, d.id AS kd, l.seq AS ks FROM learner l"      \
	" JOIN device d ON d.number = l.device) "

static const char *const everywhere[] = {
	"SELECT d.id, e.seq, e.hash FROM event e JOIN device d ON d.number = e.device"
	" ORDER BY d.id, e.seq",
	KEYED "SELECT k.kd, k.ks, p.name, p.birth_precision, p.birth_year, p.birth_month,"
	      " p.birth_day, p.sex, p.ward, p.phone, p.id_hint, p.id_token, p.id_sealed,"
	      " p.representative, p.salt, p.tick, d.id, p.seq"
	      " FROM person p JOIN k USING (learner) JOIN device d ON d.number = p.device"
	      " ORDER BY k.kd, k.ks",
	KEYED
	"SELECT k.kd, k.ks, o.kd, o.ks, t.registered, t.consent, t.erased, t.last_tick,"
	" t.last_seen, t.consented, t.withdrawn FROM learner_state t JOIN k USING (learner)"
	" JOIN k o ON o.learner = t.person ORDER BY k.kd, k.ks",
	KEYED
	"SELECT k.kd, k.ks, t.day, t.session FROM attendance t JOIN k USING (learner)"
	" ORDER BY k.kd, k.ks, t.day, t.session",
	KEYED "SELECT k.kd, k.ks, t.lesson, t.step, t.done, t.epoch, t.at FROM lesson t"
	      " JOIN k USING (learner) ORDER BY k.kd, k.ks, t.lesson",
	KEYED "SELECT k.kd, k.ks, t.question, t.grade, t.lesson, t.raw, t.score, t.tries,"
	      " t.at FROM check_answer t JOIN k USING (learner)"
	      " ORDER BY k.kd, k.ks, t.question, t.grade",
	KEYED
	"SELECT k.kd, k.ks, t.practice, t.actions, t.times, t.best_points, t.passed,"
	" t.at FROM practice t JOIN k USING (learner) ORDER BY k.kd, k.ks, t.practice",
	KEYED
	"SELECT k.kd, k.ks, t.practice, t.n, t.past, t.screen, t.action, t.tick, d.id,"
	" t.seq FROM practice_run t JOIN k USING (learner)"
	" JOIN device d ON d.number = t.device ORDER BY k.kd, k.ks, t.practice, t.n",
	KEYED
	"SELECT k.kd, k.ks, t.exercise, t.times, t.best_accuracy, t.best_speed, t.at"
	" FROM typing t JOIN k USING (learner) ORDER BY k.kd, k.ks, t.exercise",
	KEYED "SELECT k.kd, k.ks, d.id, t.id & ((1 << 40) - 1), t.quiz, t.mode, t.paper,"
	      " t.started, t.finished, t.finished_tick, t.percent, t.score, t.passed,"
	      " t.abandoned, o.kd, o.ks FROM attempt t JOIN k USING (learner)"
	      " JOIN k o ON o.learner = t.owner"
	      " JOIN device d ON d.number = t.id >> 40"
	      " ORDER BY d.id, t.id & ((1 << 40) - 1)",
	"SELECT d.id, t.attempt & ((1 << 40) - 1), t.position, t.question, t.grade, "
	"t.shown,"
	" t.raw, t.readable, t.score, t.rule, t.at FROM answer t"
	" JOIN device d ON d.number = t.attempt >> 40"
	" ORDER BY d.id, t.attempt & ((1 << 40) - 1), t.position",
	KEYED "SELECT k.kd, k.ks, d.id, t.seq, t.tick, t.kind, t.day, t.rule, t.basis,"
	      " t.voided, t.confirmed FROM completion t JOIN k USING (learner)"
	      " JOIN device d ON d.number = t.device ORDER BY d.id, t.seq",
	KEYED
	"SELECT k.kd, k.ks, o.kd, o.ks, t.united, t.staff, t.at FROM pairing t JOIN k USING (learner)"
	" JOIN k o ON o.learner = t.other ORDER BY k.kd, k.ks, o.kd, o.ks",
	KEYED
	"SELECT k.kd, k.ks, t.folded, t.initials, t.sorted, t.sort_key FROM search t"
	" JOIN k USING (learner) ORDER BY k.kd, k.ks",
	KEYED "SELECT k.kd, k.ks, t.ward, t.sex, t.birth_precision, t.birth_year,"
	      " t.birth_month, t.birth_day, t.attended, t.completed, t.confirmed,"
	      " t.verified FROM contribution t JOIN k ON k.learner = t.person"
	      " ORDER BY k.kd, k.ks",
	/* Which of the two is called first depends on local numbers. */
	KEYED
	"SELECT min(k.kd || k.ks, o.kd || o.ks) AS x, max(k.kd || k.ks, o.kd || o.ks)"
	" AS y, t.level, t.reasons, t.waiting FROM likeness t"
	" JOIN k ON k.learner = t.first JOIN k o ON o.learner = t.second"
	" ORDER BY x, y",
	"SELECT * FROM tally ORDER BY key",
	NULL,
};

bool store_digest(struct store *store, uint8_t out[32], struct err *err)
{
	return digest(store, everywhere, out, err);
}
