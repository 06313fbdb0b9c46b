/* A whole city: what counting costs when there are many people, and what it costs to keep the sums.
 *
 *	bench_city [--no-recount] [SIZE...]	10000 100000 without arguments; `make bench-city` takes
 *				10000 and a million, for a quarter of an hour
 *
 * For each size in turn (people are added to the same city): the headline of all wards on any day,
 * beside a plain COUNT(DISTINCT) over the completions; the range, and the pairs that wait; the full
 * export; a transaction with and without the sums; counting again from the journal, beside reading
 * the journal; bytes a person. Of a new record the processor's time is shown beside the clock's,
 * that of the last chunk beside the mean, so that it is seen whether it grows. At the end the same
 * is counted over five million people who are there for the counts only.
 */
#include "bench.h"

#include "../tools/city.h"
#include "base/file.h"
#include "content/load.h"
#include "report/results.h"

#include <sqlite3.h>
#include <sys/stat.h>
#include <time.h>

#define SEED 20260101
#define ROUNDS 101
#define HEADLINES 2001 /* they take microseconds, which other work on a machine shakes */
#define SINGLES 300
#define CHUNK 50000

static struct err err;

static void must(bool done)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(1);
}

struct bench {
	char *folder;
	struct clock clock;
	struct course course;
	struct region region;
	struct diags diags;
	struct store *store;
	struct city city;
	double headline; /* ms, of this size */
};

static void open_store(struct bench *b, const struct region *region)
{
	store_close(b->store);
	b->store =
		store_open(b->folder, STORE_CREATE, &b->clock, &b->course, region, &err);
	must(b->store != NULL);
}

static void add_one(struct bench *b)
{
	struct citizen c;
	int64_t id;
	city_next(&b->city, SEED, &c);
	must(store_learner_register(b->store, &c.registration, &id, &err));
}

/* ── filling ───────────────────────────────────────────────────────────────────────────── */

static double file_bytes(const struct bench *b)
{
	char *path = path_join(b->folder, "kynangso.db");
	struct stat st;
	double bytes = stat(path, &st) == 0 ? (double)st.st_size : 0;
	free(path);
	return bytes;
}

/* Microseconds of the processor so far. */
static double worked(void)
{
	return (double)clock() * 1e6 / CLOCKS_PER_SEC;
}

static void fill(struct bench *b, size_t records, size_t have)
{
	double start = bench_now(), work = worked(), last = 0;
	for (size_t i = have; i < records;) {
		double before = worked();
		size_t first = i;
		must(store_begin(b->store, &err));
		for (size_t k = 0; k < CHUNK && i < records; k++, i++)
			add_one(b);
		must(store_commit(b->store, &err));
		last = (worked() - before) / (double)(i - first);
	}
	double took = bench_now() - start, count = (double)(records - have);
	work = worked() - work;
	must(store_checkpoint(b->store, &err));
	double bytes = file_bytes(b);
	printf("%zu records of %u people; each new one %.0f µs, %.0f of them work, %.0f at "
	       "the end; %.0f bytes a record, %.0f a person\n",
	       records, b->city.people, took * 1e3 / count, work / count, last,
	       bytes / (double)records, bytes / b->city.people);
}

/* ── the headline, and what it is spared ───────────────────────────────────────────────── */

static double headline(struct bench *b, struct count_row *sum)
{
	struct dice dice = {7};
	double times[HEADLINES];
	for (int i = 0; i < HEADLINES; i++) {
		struct count_query query = {.day = CITY_DAY - (int)dice_below(&dice, 900),
					    .trained = TRAINED_COMPLETED,
					    .by = BY_WARD};
		struct count_row *rows;
		size_t n;
		if (i == 0)
			query.day = CITY_DAY;
		double start = bench_now();
		must(store_count(b->store, &query, &rows, &n, &err));
		times[i] = bench_now() - start;
		for (size_t k = 0; i == 0 && k < n; k++) {
			sum->sure += rows[k].sure;
			sum->possible += rows[k].possible;
			sum->verified += rows[k].verified;
			sum->united += rows[k].united;
		}
		free(rows);
	}
	return bench_spread(times, HEADLINES).middle;
}

/* Milliseconds of a query by itself, in a connection of its own, all rows read. */
static double plain_query(const struct bench *b, const char *sql)
{
	char *path = path_join(b->folder, "kynangso.db");
	sqlite3 *db;
	sqlite3_stmt *stmt;
	double start = bench_now();
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
	    sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		exit(1);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		;
	double took = bench_now() - start;
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	free(path);
	return took;
}

/* One plain query, as one would write it without the sums; the age by one birth month for each sex
 * only, which flatters it. */
static double plain_count(const struct bench *b)
{
	static const char sql[] =
		"SELECT p.ward, count(DISTINCT s.person) FROM completion c"
		" JOIN learner_state s USING (learner) JOIN person p USING (learner)"
		" WHERE NOT c.voided AND c.day <= 20779"
		" AND p.birth_year BETWEEN 1965 AND 2011 GROUP BY p.ward";
	return plain_query(b, sql);
}

static void show_headline(struct bench *b, double smallest)
{
	struct count_row sum = {0};
	b->headline = headline(b, &sum);
	double plain = plain_count(b);
	printf("  headline of all wards, any day: %.3f ms (%lld people today)",
	       b->headline, (long long)sum.sure);
	if (smallest > 0)
		printf(", %.2f times the smallest city's", b->headline / smallest);
	printf("\n  a plain COUNT(DISTINCT): %.0f ms, %.0f times that\n", plain,
	       plain / b->headline);
	printf("  the range: %lld to %lld people, of those sure %lld verified\n",
	       (long long)sum.united, (long long)sum.possible, (long long)sum.verified);
}

/* What every footer asks, and a screen of the queue. */
static void show_pairs(struct bench *b)
{
	struct pair_counts counts = {0};
	struct person_pair *pairs;
	double times[ROUNDS];
	size_t n;
	for (int i = 0; i < ROUNDS; i++) {
		double start = bench_now();
		must(store_pairs_waiting(b->store, &counts, &err));
		times[i] = bench_now() - start;
	}
	double start = bench_now();
	must(store_pairs(
		b->store,
		&(struct pair_query){.state = PAIR_WAITING, .likeness = -1, .limit = 20},
		&pairs, &n, &err));
	double took = bench_now() - start;
	free(pairs);
	printf("  pairs waiting: %lld (%lld probable), counted in %.3f ms; the first %zu in "
	       "%.2f ms\n",
	       (long long)counts.waiting,
	       (long long)counts.by_likeness[LIKENESS_PROBABLE],
	       bench_spread(times, ROUNDS).middle, n, took);
}

/* ── the rest ──────────────────────────────────────────────────────────────────────────── */

static void show_export(struct bench *b)
{
	struct count_query query = {.day = CITY_DAY,
				    .trained = TRAINED_COMPLETED,
				    .by = BY_WARD | BY_SEX | BY_AGE | BY_MONTH};
	struct count_row *rows;
	size_t n;
	double start = bench_now();
	must(store_count(b->store, &query, &rows, &n, &err));
	printf("  ward, sex, age and month: %.0f ms, %zu rows\n", bench_now() - start, n);
	free(rows);
	struct table table = {0};
	start = bench_now();
	must(results_table(&table, b->store,
			   &(struct results_request){.region = &b->region,
						     .from = CITY_DAY - 325,
						     .to = CITY_DAY,
						     .trained = TRAINED_COMPLETED,
						     .outside = true},
			   &err));
	printf("  what is handed in for a year, small counts hidden: %.0f ms\n",
	       bench_now() - start);
	table_release(&table);
}

/* Each record its own transaction, on the disk. */
static double singles(struct bench *b)
{
	double times[SINGLES];
	for (int i = 0; i < SINGLES; i++) {
		double start = bench_now();
		add_one(b);
		times[i] = bench_now() - start;
	}
	return bench_spread(times, SINGLES).middle;
}

static void show_transactions(struct bench *b)
{
	double with = singles(b);
	open_store(b, NULL); /* without a region there are no sums to keep */
	double without = singles(b);
	double start = bench_now();
	open_store(b, &b->region); /* they are made anew */
	printf("  a transaction: %.2f ms, %.2f times one without the sums; making them anew "
	       "%.1f s\n",
	       with, with / without, (bench_now() - start) / 1e3);
}

static double plain_scan(const struct bench *b)
{
	return plain_query(b, "SELECT count(*), sum(length(body)) FROM event");
}

static void show_recount(struct bench *b)
{
	bool equal;
	double start = bench_now();
	must(store_recount(b->store, true, &equal, &err));
	double took = bench_now() - start, scan = plain_scan(b);
	printf("  recount from the journal: %.1f s, %s; %.0f times reading the journal\n",
	       took / 1e3, equal ? "equal" : "NOT EQUAL", took / scan);
}

/* ── millions ──────────────────────────────────────────────────────────────────────────── */

#define MILLIONS 5000000

/* Counting reads what each person adds to the counts, and the sums of it. So that millions can be
 * counted without first registering each, the rows of the people there are are doubled under other
 * numbers, a day earlier and born in another month each time, until there are enough; the sums are then made anew from all of them. */
static void multiply(struct bench *b)
{
	char *path = path_join(b->folder, "kynangso.db");
	sqlite3 *db;
	sqlite3_stmt *stmt;
	int64_t rows = 0;
	store_close(b->store);
	b->store = NULL;
	if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
	    sqlite3_exec(db,
			 "BEGIN; CREATE TEMP TABLE one AS SELECT * FROM contribution;"
			 "UPDATE meta SET value = 0 WHERE key = 'tally_rule'",
			 NULL, NULL, NULL) != SQLITE_OK)
		exit(1);
	while (rows < MILLIONS) {
		if (sqlite3_exec(
			    db,
			    "UPDATE one SET person = person + 100000000,"
			    " attended = iif(attended > 30000, attended, attended - 1),"
			    " completed = iif(completed > 30000, completed, completed - 1),"
			    " confirmed = iif(confirmed > 30000, confirmed, confirmed - 1),"
			    " birth_month = iif(birth_precision < 2, 0, 1 + (birth_month + 4) % 12);"
			    "INSERT INTO contribution SELECT * FROM one",
			    NULL, NULL, NULL) != SQLITE_OK ||
		    sqlite3_prepare_v2(db, "SELECT count(*) FROM contribution", -1, &stmt,
				       NULL) != SQLITE_OK)
			exit(1);
		sqlite3_step(stmt);
		rows = sqlite3_column_int64(stmt, 0);
		sqlite3_finalize(stmt);
	}
	if (sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) != SQLITE_OK)
		exit(1);
	sqlite3_close(db);
	free(path);
	double start = bench_now();
	open_store(b, &b->region);
	printf("%lld people, as rows of the counts alone: the sums made anew in %.1f s\n",
	       (long long)rows, (bench_now() - start) / 1e3);
}

static double plain_millions(const struct bench *b)
{
	return plain_query(
		b, "SELECT ward, count(DISTINCT person) FROM contribution"
		   " WHERE completed <= 20779 AND birth_year BETWEEN 1965 AND 2011"
		   " GROUP BY ward");
}

static void show_millions(struct bench *b, double smallest)
{
	struct count_row sum = {0};
	multiply(b);
	b->headline = headline(b, &sum);
	double plain = plain_millions(b);
	printf("  headline of all wards, any day: %.3f ms (%lld people today), %.2f times the "
	       "smallest city's\n",
	       b->headline, (long long)sum.sure, b->headline / smallest);
	printf("  a plain COUNT(DISTINCT) over those rows: %.0f ms, %.0f times that\n",
	       plain, plain / b->headline);
	show_export(b);
}

int main(int argc, char **argv)
{
	bool recount = !(argc > 1 && !strcmp(argv[1], "--no-recount"));
	if (!recount)
		argc--, argv++;
	setvbuf(stdout, NULL, _IOLBF, 0);
	static const char *const usual[] = {"10000", "100000"};
	struct bench b = {.folder = bench_folder()};
	size_t have = 0;
	double smallest = 0;
	must(content_load(&b.course, &b.diags, ".", &err));
	must(content_load_region(&b.region, &b.diags, ".", "hanoi", &err));
	open_store(&b, &b.region);
	city_open(&b.city, &b.region, SEED);
	for (int i = 0; i < (argc > 1 ? argc - 1 : (int)ARRAY_LEN(usual)); i++) {
		size_t size = strtoull(argc > 1 ? argv[1 + i] : usual[i], NULL, 10);
		fill(&b, size, have);
		show_headline(&b, smallest);
		smallest = smallest > 0 ? smallest : b.headline;
		show_pairs(&b);
		show_export(&b);
		show_transactions(&b);
		if (recount)
			show_recount(&b);
		have = size + 2 * SINGLES;
	}
	show_millions(&b, smallest);
	store_close(b.store);
	diags_release(&b.diags);
	course_release(&b.course);
	region_release(&b.region);
	char *command = xasprintf("rm -rf '%s'", b.folder);
	int gone = system(command);
	free(command);
	free(b.folder);
	return gone != 0;
}
