/* What an answer costs until it is durable, beside SQLite's own price for a row of that size in the
 * same mode (WAL, synchronous=FULL, BEGIN IMMEDIATE) on the same disk, and once more in memory,
 * where only the work is left. Both take turns, so that the disk's moods strike both.
 *
 *	bench_commit [ROUNDS]	300 without an argument
 */
#include "bench.h"

#include "../stress/scene.h"

#include <sqlite3.h>

static struct err err;

static void must(bool done)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(1);
}

/* ── the bare row ──────────────────────────────────────────────────────────────────────── */

struct bare {
	sqlite3 *db;
	sqlite3_stmt *add;
	size_t size; /* of a row */
};

static void ok(const struct bare *bare, int code)
{
	if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE)
		return;
	fprintf(stderr, "%s\n", sqlite3_errmsg(bare->db));
	exit(1);
}

static void run(const struct bare *bare, const char *sql)
{
	ok(bare, sqlite3_exec(bare->db, sql, NULL, NULL, NULL));
}

static void bare_open(struct bare *bare, const char *folder)
{
	char *path = path_join(folder, "bare.db");
	ok(bare, sqlite3_open(path, &bare->db));
	free(path);
	run(bare, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
		  "PRAGMA wal_autocheckpoint = 0;"
		  "CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB) STRICT");
	ok(bare,
	   sqlite3_prepare_v2(bare->db, "INSERT INTO row (body) VALUES (zeroblob(?))", -1,
			      &bare->add, NULL));
	ok(bare, sqlite3_bind_int64(bare->add, 1, (sqlite3_int64)bare->size));
}

static void bare_commit(const struct bare *bare)
{
	run(bare, "BEGIN IMMEDIATE");
	ok(bare, sqlite3_step(bare->add));
	ok(bare, sqlite3_reset(bare->add));
	run(bare, "COMMIT");
}

static void bare_close(struct bare *bare)
{
	sqlite3_finalize(bare->add);
	sqlite3_close(bare->db);
}

/* The journal's row of an answer, as it was written: what a bare row must hold. */
static size_t event_size(const char *folder)
{
	struct bare reader = {0};
	sqlite3_stmt *stmt;
	char *path = path_join(folder, "kynangso.db");
	ok(&reader, sqlite3_open_v2(path, &reader.db, SQLITE_OPEN_READWRITE, NULL));
	free(path);
	ok(&reader,
	   sqlite3_prepare_v2(
		   reader.db,
		   "SELECT avg(length(body) + length(kind) + length(hash) + 30) FROM event"
		   " WHERE kind = 'answered'",
		   -1, &stmt, NULL));
	ok(&reader, sqlite3_step(stmt));
	size_t size = (size_t)sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(reader.db);
	return size;
}

/* ── the store ─────────────────────────────────────────────────────────────────────────── */

struct learning {
	struct store *store;
	struct paper paper;
	int64_t learner, attempt;
	int count; /* of answers so far */
};

static void begin(struct learning *l, const char *folder, const struct region *region)
{
	char name[] = "Nguyễn Thị Hoa";
	*l = (struct learning){0};
	l->store = store_open(folder, STORE_CREATE, &scene_clock, &scene_course, region,
			      &err);
	must(l->store != NULL);
	must(scene_register(l->store, name, &l->learner, &err));
	paper_draw(&l->paper, &scene_course, &scene_quiz, 1, NULL);
	must(store_attempt_start(l->store, l->learner, &l->paper, &l->attempt, &err));
}

static void answer(struct learning *l)
{
	size_t i = (size_t)l->count++ % l->paper.count;
	must(store_attempt_answer(l->store, l->attempt, i, &l->paper.sheets[i],
				  l->count % 2 ? "dung" : "sai", &err));
}

/* A person who completes: the one action that moves the tally. */
static void complete(struct learning *l)
{
	char *answers[3];
	static char right[] = "dung";
	int64_t learner, attempt;
	bool completed;
	for (size_t i = 0; i < ARRAY_LEN(answers); i++)
		answers[i] = right;
	struct outcome outcome = paper_outcome(&l->paper, answers);
	must(store_begin(l->store, &err));
	must(scene_register(l->store, "Lê An", &learner, &err));
	must(store_attempt_start(l->store, learner, &l->paper, &attempt, &err));
	must(store_attempt_finish(l->store, attempt, &outcome, &completed, &err));
	must(store_commit(l->store, &err));
	double start = bench_now();
	must(store_lesson_done(l->store, learner, &scene_lesson, &completed, &err));
	if (!completed)
		exit(1);
	l->count = (int)((bench_now() - start) * 1e3);
}

static void end(struct learning *l)
{
	paper_release(&l->paper);
	store_close(l->store);
}

/* ── together ──────────────────────────────────────────────────────────────────────────── */

static double timed(void (*work)(struct learning *), struct learning *l)
{
	double start = bench_now();
	work(l);
	return bench_now() - start;
}

static double timed_bare(const struct bare *bare)
{
	double start = bench_now();
	bare_commit(bare);
	return bench_now() - start;
}

/* The bare row pays for no checkpoint; the store's are in the mean and the 99 %. */
static struct spread show(const char *what, double *times, size_t n,
			  const struct spread *bare)
{
	struct spread s = bench_spread(times, n);
	printf("  %-26s %7.3f ms  mean %7.3f ms  99 %% %7.3f ms", what, s.middle, s.mean,
	       s.slow);
	if (bare)
		printf("  %.1f times the bare row, mean %.1f times",
		       s.middle / bare->middle, s.mean / bare->mean);
	putchar('\n');
	return s;
}

static void measure(const char *where, char *folder, size_t rounds)
{
	struct learning with, without;
	struct bare bare = {0};
	char *plain = path_join(folder, "plain");
	double *times = xcalloc(rounds * 3, sizeof(*times));
	double *bares = times, *tallied = times + rounds, *untallied = times + 2 * rounds;
	begin(&with, folder, &scene_region);
	begin(&without, plain, NULL); /* without a region no tally is kept */
	answer(&with);
	bare.size = event_size(folder);
	bare_open(&bare, folder);
	for (size_t i = 0; i < rounds; i++) {
		bares[i] = timed_bare(&bare);
		tallied[i] = timed(answer, &with);
		untallied[i] = timed(answer, &without);
	}
	printf("%s (%s), a row of %zu bytes, %zu times\n", where, folder, bare.size,
	       rounds);
	struct spread unit = show("bare row", bares, rounds, NULL);
	show("answer", tallied, rounds, &unit);
	show("answer, no tally kept", untallied, rounds, &unit);
	for (size_t i = 0; i < rounds; i++) {
		complete(&with);
		tallied[i] = with.count / 1e3;
		complete(&without);
		untallied[i] = without.count / 1e3;
	}
	show("completing the course", tallied, rounds, &unit);
	show("completing, no tally kept", untallied, rounds, &unit);
	bare_close(&bare);
	end(&with);
	end(&without);
	free(times);
	scene_remove(plain);
	scene_remove(folder);
}

int main(int argc, char **argv)
{
	size_t rounds = argc > 1 ? strtoull(argv[1], NULL, 10) : 300;
	if (rounds < 1)
		return 2;
	measure("on a disk", bench_folder(), rounds);
	if (access("/dev/shm", W_OK) == 0) {
		setenv("TMPDIR", "/dev/shm", 1);
		measure("in memory", bench_folder(), rounds);
	}
	return 0;
}
