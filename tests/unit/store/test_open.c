/* Opening, migrating, transactions, and which machine this is. */
#include "history.h"

#include "base/file.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

int test_open(void);

static struct err err;

static void every_statement_is_there(void **state)
{
	(void)state;
	for (int id = 0; id < STATEMENTS; id++) {
		if (!statement_sql(id))
			fail_msg("statement %d is missing", id);
	}
	assert_null(statement_sql(STATEMENTS));
	assert_null(statement_sql(-1));
}

static mode_t mode_of(const char *folder, const char *name)
{
	struct stat st;
	char *path = path_join(folder, name);

	assert_int_equal(stat(path, &st), 0);
	free(path);
	return st.st_mode & 0777;
}

static void makes_private_files(void **state)
{
	struct bench bench;
	char *base = folder_new(), *inner = path_join(base, "du-lieu");
	mode_t old = umask(0);

	(void)state;
	assert_false(store_exists(inner));
	bench = (struct bench){.clock = {true, START}};
	bench.store = store_open(inner, STORE_CREATE, &bench.clock, NULL, &fixture_region,
				 &err);
	assert_non_null(bench.store);
	assert_true(store_exists(inner));
	assert_int_equal(mode_of(base, "du-lieu"), 0700);
	assert_int_equal(mode_of(inner, "kynangso.db"), 0600);
	assert_int_equal(mode_of(inner, "kynangso.db-wal"), 0600);
	assert_int_equal(mode_of(inner, "device"), 0600);
	assert_int_equal(mode_of(inner, "kynangso.lock"), 0600);
	assert_int_equal(mode_of(inner, "DOC-TOI.txt"), 0600);
	store_close(bench.store);
	umask(old);
	folder_remove(inner);
	folder_remove(base);
}

static void says_when_nothing_is_there(void **state)
{
	char *folder = folder_new();
	struct clock clock = {true, START};

	(void)state;
	assert_refused(store_open(folder, STORE_OPEN, &clock, NULL, NULL, &err),
		       ERR_NOINPUT, "kynangso setup");
	assert_refused(store_open(folder, STORE_READ, &clock, NULL, NULL, &err),
		       ERR_NOINPUT, "kynangso setup");
	assert_false(store_exists(folder));
	folder_remove(folder);
}

static void refuses_what_is_not_ours(void **state)
{
	char *folder = folder_new(), *path = path_join(folder, "kynangso.db");
	struct clock clock = {true, START};
	static const char text[] =
		"Đây là một tệp văn bản chứ không phải là tệp dữ liệu.";

	(void)state;
	assert_done(file_write(path, text, sizeof(text), 0600, false, &err));
	assert_refused(store_open(folder, STORE_CREATE, &clock, NULL, NULL, &err),
		       ERR_DATA, "không phải là tệp dữ liệu");
	unlink(path);
	meddle(folder, "CREATE TABLE recipes (name TEXT)");
	assert_refused(store_open(folder, STORE_OPEN, &clock, NULL, NULL, &err), ERR_DATA,
		       "không phải là tệp dữ liệu");
	assert_int_equal(ask(folder, "SELECT count(*) FROM sqlite_schema"), 1);
	free(path);
	folder_remove(folder);
}

/* What is left of a lost database (its log) must not be swept away by a "first" start. */
static void takes_a_lost_database_for_no_first_start(void **state)
{
	struct bench bench;
	char *wal;

	(void)state;
	bench_folder(&bench);
	char *path = path_join(bench.folder, "kynangso.db");
	enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1960, 1, 1, "00004");
	store_close(bench.store);
	bench.store = NULL;
	wal = path_join(bench.folder, "kynangso.db-wal");
	assert_done(file_write(wal, "log", 3, 0600, true, &err));
	for (int gone = 0; gone < 2; gone++) {
		assert_int_equal(gone ? unlink(path) : truncate(path, 0), 0);
		assert_refused(store_open(bench.folder, STORE_CREATE, &bench.clock, NULL,
					  NULL, &err),
			       ERR_DATA, "kynangso restore");
		assert_true(file_exists(wal));
	}
	free(wal);
	free(path);
	bench_close(&bench);
}

static void nothing_is_written_where_nobody_looks(void **state)
{
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	char *path = path_join(bench.folder, "kynangso.db");
	char *away = path_join(bench.folder, "di-cho-khac.db");
	int64_t id =
		enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1960, 1, 1, "00004");
	assert_int_equal(rename(path, away), 0);
	assert_refused(store_step_reached(bench.store, id, "goi", "hoi", &err), ERR_IO,
		       "dời đi");
	/* another in its place is not the one that was opened */
	assert_done(file_write(path, "", 0, 0600, false, &err));
	assert_refused(store_step_reached(bench.store, id, "goi", "hoi", &err), ERR_IO,
		       "dời đi");
	assert_int_equal(rename(away, path), 0);
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	free(path);
	free(away);
	bench_close(&bench);
}

static void reading_changes_nothing(void **state)
{
	struct bench bench;
	struct err local;
	int64_t id;

	(void)state;
	bench_folder(&bench);
	enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1960, 1, 1, "00004");
	store_close(bench.store);
	bench.store = store_open(bench.folder, STORE_READ, &bench.clock, NULL,
				 &fixture_region, &err);
	assert_non_null(bench.store);
	struct registration registration = {
		.person = somebody("A", SEX_MALE, 1990, 0, 0, "")};
	assert_false(store_learner_register(bench.store, &registration, &id, &local));
	assert_int_equal(local.kind, ERR_NOPERM);
	struct journal_stats stats;
	assert_done(store_journal_stats(bench.store, &stats, &err));
	assert_int_equal(stats.learners, 1);
	bench_reopen(&bench);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM device"), 1);
	bench_close(&bench);
}

/* Whether a stranger, who may read but not write, sees the one learner. */
static bool stranger_sees(const char *folder)
{
	pid_t child = fork();

	if (child == 0) {
		struct clock clock = {true, START};
		struct journal_stats stats;
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(2);
		struct store *store =
			store_open(folder, STORE_READ, &clock, NULL, NULL, NULL);
		_exit(!store || !store_journal_stats(store, &stats, NULL) ||
		      stats.learners != 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* A medium that cannot be written to: no log can be made beside the file. */
static void reads_a_folder_that_cannot_be_written(void **state)
{
	struct bench bench;

	(void)state;
	if (geteuid() != 0)
		skip(); /* needs to become somebody else */
	bench_folder(&bench);
	enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1960, 1, 1, "00004");
	store_close(bench.store);
	bench.store = NULL;
	char *db = path_join(bench.folder, "kynangso.db");
	char *shm = path_join(bench.folder, "kynangso.db-shm");
	char *wal = path_join(bench.folder, "kynangso.db-wal");
	assert_int_equal(chmod(bench.folder, 0555), 0);
	assert_int_equal(chmod(db, 0444), 0);
	unlink(shm);
	unlink(wal);
	assert_true(stranger_sees(bench.folder));
	assert_int_equal(chmod(db, 0600), 0);
	assert_int_equal(chmod(bench.folder, 0700), 0);
	free(db);
	free(shm);
	free(wal);
	bench_close(&bench);
}

/* ── migrations ── */

static const char *const older_sql[] = {
	"CREATE TABLE word (word TEXT) STRICT",
	"INSERT INTO word VALUES ('cũ')",
	NULL,
};
static const char *const newer_sql[] = {
	"CREATE TABLE phrase (phrase TEXT) STRICT",
	"INSERT INTO phrase SELECT word || ' mà mới' FROM word",
	NULL,
};
static const char *const wrong_sql[] = {"DROP TABLE word", "CREATE NONSENSE", NULL};
static const struct migration older[] = {{1, older_sql}};
static const struct migration both[] = {{1, older_sql}, {2, newer_sql}};
static const struct migration wrong[] = {{1, older_sql}, {2, wrong_sql}};

/* A store that is no more than a connection, for migrate(). */
static void bare(struct store *store, const char *folder, struct clock *clock)
{
	*store = (struct store){
		.clock = clock, .gate = {.file = -1}, .marker = -1, .mode = STORE_OPEN};
	store->path = path_join(folder, DATABASE_NAME);
	assert_done(db_open(store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			    &store->db, &err));
}

static void bare_close(struct store *store)
{
	sqlite3_close(store->db);
	free(store->path);
}

static size_t count_files(const char *folder, const char *part)
{
	char **names;
	size_t count, found = 0;

	assert_done(folder_list(folder, "", &names, &count, &err));
	for (size_t i = 0; i < count; i++) {
		found += strstr(names[i], part) != NULL;
		free(names[i]);
	}
	free(names);
	return found;
}

static void migrates_step_by_step_after_a_backup(void **state)
{
	char *folder = folder_new();
	struct clock clock = {true, START};
	struct store store;

	(void)state;
	bare(&store, folder, &clock);
	assert_done(migrate(&store, older, 1, &err));
	assert_int_equal(count_files(folder, "before-v"), 0); /* it was empty */
	assert_done(migrate(&store, older, 1, &err));
	assert_int_equal(ask(folder, "PRAGMA user_version"), 1);
	assert_done(migrate(&store, both, 2, &err));
	assert_int_equal(ask(folder, "PRAGMA user_version"), 2);
	assert_int_equal(
		ask(folder, "SELECT count(*) FROM phrase WHERE phrase = 'cũ mà mới'"), 1);
	assert_int_equal(count_files(folder, "before-v2-2026-11-22T08-00-00"), 1);
	bare_close(&store);
	folder_remove(folder);
}

static void a_failed_migration_changes_nothing(void **state)
{
	char *folder = folder_new();
	struct clock clock = {true, START};
	struct store store;

	(void)state;
	bare(&store, folder, &clock);
	assert_done(migrate(&store, older, 1, &err));
	assert_false(migrate(&store, wrong, 2, &err));
	assert_int_equal(ask(folder, "PRAGMA user_version"), 1);
	assert_int_equal(ask(folder, "SELECT count(*) FROM word"), 1);
	bare_close(&store);
	folder_remove(folder);
}

static void refuses_a_newer_database(void **state)
{
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	store_close(bench.store);
	bench.store = NULL;
	meddle(bench.folder, "PRAGMA user_version = 99");
	assert_refused(
		store_open(bench.folder, STORE_OPEN, &bench.clock, NULL, NULL, &err),
		ERR_CONFIG, "mới hơn");
	assert_refused(
		store_open(bench.folder, STORE_READ, &bench.clock, NULL, NULL, &err),
		ERR_CONFIG, "99");
	bench_close(&bench);
}

/* The shape of each released version is kept here as it was released: a change of a row of
 * migrations[] that has gone out is a mistake. */
static void released_versions_stay_as_they_are(void **state)
{
	static const struct {
		int version;
		const char *digest;
	} released[] = {
		{1, NULL}, /* to be filled in at the first release */
		{2, NULL},
		{3, NULL},
		{4, NULL},
		{5, NULL},
	};

	(void)state;
	assert_int_equal(migration_count, ARRAY_LEN(released));
	for (size_t i = 0; i < migration_count; i++)
		assert_int_equal(migrations[i].version, released[i].version);
}

/* What was entered before figures had a definition was of working age by law. */
static void older_figures_are_by_law(void **state)
{
	struct bench bench;
	struct population figure = {.ward = "00004",
				    .people = 40000,
				    .source = "Công an",
				    .day = day_of((struct date){2026, 6, 30}),
				    .entered_by = "Lan"};
	struct population *list;
	size_t count;

	(void)state;
	bench_folder(&bench);
	assert_done(store_population_put(bench.store, &figure, &err));
	store_close(bench.store);
	bench.store = NULL;
	as_version_2(bench.folder);
	bench_reopen(&bench);
	assert_done(store_population_list(bench.store, DEFINITION_LAW,
					  day_of((struct date){2026, 7, 1}), &list,
					  &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(list[0].people, 40000);
	assert_int_equal(list[0].definition, DEFINITION_LAW);
	free(list);
	assert_done(store_population_list(bench.store, DEFINITION_18_UP,
					  day_of((struct date){2026, 7, 1}), &list,
					  &count, &err));
	assert_int_equal(count, 0);
	free(list);
	/* A figure of one definition takes nothing from another; '' is the whole city. */
	figure.definition = DEFINITION_18_UP;
	figure.ward[0] = '\0';
	figure.people = 6400000;
	assert_done(store_population_put(bench.store, &figure, &err));
	assert_done(store_population_list(bench.store, DEFINITION_18_UP,
					  day_of((struct date){2026, 6, 29}), &list,
					  &count, &err));
	assert_int_equal(count, 0); /* not yet known then */
	free(list);
	assert_done(store_population_list(bench.store, DEFINITION_18_UP,
					  day_of((struct date){2026, 6, 30}), &list,
					  &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].ward, "");
	assert_int_equal(list[0].people, 6400000);
	free(list);
	bench_close(&bench);
}

/* ── transactions ── */

static void joins_calls_into_one(void **state)
{
	struct bench bench;
	struct journal_stats stats;

	(void)state;
	bench_folder(&bench);
	assert_done(store_begin(bench.store, &err));
	enrol(bench.store, "Một", SEX_MALE, 1990, 1, 1, "");
	enrol(bench.store, "Hai", SEX_MALE, 1990, 1, 1, "");
	store_rollback(bench.store);
	assert_done(store_journal_stats(bench.store, &stats, &err));
	assert_int_equal(stats.events, 0);
	assert_done(store_begin(bench.store, &err));
	enrol(bench.store, "Ba", SEX_MALE, 1990, 1, 1, "");
	/* a call that fails inside takes back itself only */
	assert_refused(store_attended(bench.store, 99, "sang", &err), ERR_NOUSER, "99");
	enrol(bench.store, "Bốn", SEX_MALE, 1990, 1, 1, "");
	assert_done(store_commit(bench.store, &err));
	bench_reopen(&bench);
	assert_done(store_journal_stats(bench.store, &stats, &err));
	assert_int_equal(stats.learners, 2);
	assert_int_equal(stats.events, 4);
	bench_close(&bench);
}

static void two_may_write(void **state)
{
	struct bench bench;
	struct store *other;

	(void)state;
	bench_folder(&bench);
	other = store_open(bench.folder, STORE_OPEN, &bench.clock, fixture_course(),
			   &fixture_region, &err);
	assert_non_null(other);
	for (int i = 0; i < 5; i++) {
		enrol(bench.store, "Một", SEX_MALE, 1990, 1, 1, "");
		enrol(other, "Hai", SEX_MALE, 1990, 1, 1, "");
	}
	bool sound;
	assert_done(store_journal_verify(bench.store, &sound, &err));
	assert_true(sound);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM device"), 1);
	assert_int_equal(ask(bench.folder, "SELECT max(seq) FROM event"), 20);
	store_close(other);
	bench_close(&bench);
}

/* A class of learners switches on at once, the very first time. */
static void many_may_start_at_once(void **state)
{
	enum { MANY = 8 };
	struct bench bench = {.clock = {true, START}, .folder = folder_new()};
	pid_t children[MANY];
	bool sound;

	(void)state;
	for (int i = 0; i < MANY; i++) {
		children[i] = fork();
		if (children[i] != 0)
			continue;
		struct registration registration = {
			.person = somebody("Một", SEX_MALE, 1990, 1, 1, "")};
		int64_t id;
		struct store *store = store_open(bench.folder, STORE_CREATE, &bench.clock,
						 fixture_course(), &fixture_region, &err);
		bool ok =
			store && store_learner_register(store, &registration, &id, &err);
		if (!ok)
			fprintf(stderr, "%s\n", err.text);
		store_close(store);
		_exit(!ok);
	}
	for (int i = 0; i < MANY; i++) {
		int status;
		assert_int_equal(waitpid(children[i], &status, 0), children[i]);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	bench_reopen(&bench);
	assert_done(store_journal_verify(bench.store, &sound, &err));
	assert_true(sound);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM person"), MANY);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM device"), 1);
	bench_close(&bench);
}

static void truncates_its_log(void **state)
{
	struct bench bench;
	struct stat st;

	(void)state;
	bench_folder(&bench);
	char *wal = path_join(bench.folder, "kynangso.db-wal");
	for (int i = 0; i < 200; i++)
		enrol(bench.store, "Nguyễn Văn Nam", SEX_MALE, 1990, 1, 1, "00004");
	assert_int_equal(stat(wal, &st), 0);
	assert_in_range(st.st_size, 0, 2 * 1024 * 1024);
	assert_done(store_checkpoint(bench.store, &err));
	assert_int_equal(stat(wal, &st), 0);
	assert_int_equal(st.st_size, 0);
	enrol(bench.store, "Nguyễn Văn Nam", SEX_MALE, 1990, 1, 1, "00004");
	assert_int_equal(stat(wal, &st), 0);
	assert_true(st.st_size > 0);
	store_close(bench.store);
	bench.store = NULL;
	assert_int_equal(stat(wal, &st), 0);
	assert_int_equal(st.st_size, 0);
	free(wal);
	bench_close(&bench);
}

/* Where the log cannot be used all is the same on a rollback journal. */
static void works_on_a_network(void **state)
{
	struct bench bench;
	struct buf report = BUF_INIT;
	struct dice dice = {3};
	bool equal, sound;

	(void)state;
	fixture_remote = true;
	bench_folder(&bench);
	struct store *other = store_open(bench.folder, STORE_OPEN, &bench.clock,
					 fixture_course(), &fixture_region, &err);
	for (int round = 0; round < 3; round++) {
		history(&bench, &dice, 20);
		enrol(other, "Hai", SEX_MALE, 1990, 1, 1, "");
	}
	assert_done(store_recount(other, true, &equal, &err));
	assert_true(equal);
	char *copy = path_join(bench.folder, "sao-luu.db");
	assert_done(store_backup(bench.store, copy, NULL, NULL, &err));
	assert_done(store_doctor(bench.store, &report, &sound, &err));
	assert_true(sound);
	assert_non_null(strstr(report.data, "NFS"));
	assert_non_null(strstr(report.data, "truncate"));
	assert_int_equal(count_files(bench.folder, "-wal"), 0);
	store_close(other);
	/* carried over to a good disk it gets its log */
	fixture_remote = false;
	bench_reopen(&bench);
	buf_reset(&report);
	assert_done(store_doctor(bench.store, &report, &sound, &err));
	assert_non_null(strstr(report.data, "wal"));
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	/* and back again */
	fixture_remote = true;
	bench_reopen(&bench);
	history(&bench, &dice, 10);
	fixture_remote = false;
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	buf_release(&report);
	free(copy);
	bench_close(&bench);
}

/* ── which machine this is ── */

static int64_t devices(struct bench *bench)
{
	return ask(bench->folder, "SELECT count(*) FROM device");
}

static void keeps_its_device(void **state)
{
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	for (int i = 0; i < 3; i++) {
		enrol(bench.store, "Một", SEX_MALE, 1990, 1, 1, "");
		bench_reopen(&bench);
		assert_int_equal(devices(&bench), 1);
	}
	bench_close(&bench);
}

static void read_marker(struct bench *bench, struct buf *out)
{
	char *path = path_join(bench->folder, "device");

	buf_reset(out);
	assert_done(file_read(path, 1000, out, &err));
	free(path);
}

static void write_marker(struct bench *bench, const char *text)
{
	char *path = path_join(bench->folder, "device");

	assert_done(file_write(path, text, strlen(text), 0600, true, &err));
	free(path);
}

static void expect_renewal(struct bench *bench, const char *reason)
{
	struct buf report = BUF_INIT;
	bool sound;
	char *sql = xasprintf("SELECT count(*) FROM device WHERE reason = '%s'", reason);
	int64_t before = ask(bench->folder, sql);

	enrol(bench->store, "Sau", SEX_MALE, 1990, 1, 1, "");
	bench_reopen(bench);
	int64_t own = ask(bench->folder, "SELECT value FROM meta WHERE key = 'device'");
	assert_int_equal(own, devices(bench));
	assert_int_equal(ask(bench->folder, sql), before);
	assert_true(before > 0);
	assert_done(store_journal_verify(bench->store, &sound, &err));
	assert_true(sound);
	/* the new device's first event comes after all that was seen */
	assert_int_equal(ask(bench->folder,
			     "SELECT count(*) FROM event a JOIN event b"
			     " WHERE a.device < b.device AND a.tick >= b.tick"),
			 0);
	assert_done(store_doctor(bench->store, &report, &sound, &err));
	if (strcmp(reason, "new") != 0)
		assert_non_null(strstr(report.data, "đổi mã máy"));
	buf_release(&report);
	free(sql);
}

static void an_old_copy_put_back_becomes_another_device(void **state)
{
	struct bench bench;
	char *aside = folder_new();

	(void)state;
	bench_folder(&bench);
	enrol(bench.store, "Trước", SEX_MALE, 1990, 1, 1, "");
	store_close(bench.store);
	folder_copy(bench.folder, aside);
	bench.store = NULL;
	bench_reopen(&bench);
	enrol(bench.store, "Sau", SEX_MALE, 1990, 1, 1, "");
	store_close(bench.store);
	/* only the database comes back; the marker still knows how far we were */
	char *old = path_join(aside, "kynangso.db"),
	     *now = path_join(bench.folder, "kynangso.db");
	struct buf bytes = BUF_INIT;
	assert_done(file_read(old, 1 << 24, &bytes, &err));
	assert_done(file_write(now, bytes.data, bytes.len, 0600, true, &err));
	bench.store = NULL;
	bench_reopen(&bench);
	expect_renewal(&bench, "behind");
	buf_release(&bytes);
	free(old);
	free(now);
	folder_remove(aside);
	bench_close(&bench);
}

static void a_copied_database_becomes_another_device(void **state)
{
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	enrol(bench.store, "Trước", SEX_MALE, 1990, 1, 1, "");
	write_marker(&bench, "");
	bench_reopen(&bench);
	expect_renewal(&bench, "unmarked");
	bench_close(&bench);
}

static void another_machine_is_another_device(void **state)
{
	struct bench bench;
	struct buf marker = BUF_INIT;

	(void)state;
	bench_folder(&bench);
	enrol(bench.store, "Trước", SEX_MALE, 1990, 1, 1, "");
	read_marker(&bench, &marker);
	/* the last letter but the newline belongs to the machine */
	char *last = &marker.data[marker.len - 2];
	*last = *last == '0' ? '1' : '0';
	write_marker(&bench, marker.data);
	bench_reopen(&bench);
	expect_renewal(&bench, "machine");
	/* the first of the device */
	read_marker(&bench, &marker);
	char *first = &marker.data[strlen("kynangso-device 1 ")];
	*first = *first == '0' ? '1' : '0';
	write_marker(&bench, marker.data);
	bench_reopen(&bench);
	expect_renewal(&bench, "other");
	buf_release(&marker);
	bench_close(&bench);
}

int test_open(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_statement_is_there),
		cmocka_unit_test(makes_private_files),
		cmocka_unit_test(says_when_nothing_is_there),
		cmocka_unit_test(refuses_what_is_not_ours),
		cmocka_unit_test(takes_a_lost_database_for_no_first_start),
		cmocka_unit_test(nothing_is_written_where_nobody_looks),
		cmocka_unit_test(reading_changes_nothing),
		cmocka_unit_test(reads_a_folder_that_cannot_be_written),
		cmocka_unit_test(migrates_step_by_step_after_a_backup),
		cmocka_unit_test(a_failed_migration_changes_nothing),
		cmocka_unit_test(refuses_a_newer_database),
		cmocka_unit_test(older_figures_are_by_law),
		cmocka_unit_test(released_versions_stay_as_they_are),
		cmocka_unit_test(joins_calls_into_one),
		cmocka_unit_test(two_may_write),
		cmocka_unit_test(many_may_start_at_once),
		cmocka_unit_test(truncates_its_log),
		cmocka_unit_test(works_on_a_network),
		cmocka_unit_test(keeps_its_device),
		cmocka_unit_test(an_old_copy_put_back_becomes_another_device),
		cmocka_unit_test(a_copied_database_becomes_another_device),
		cmocka_unit_test(another_machine_is_another_device),
	};

	return cmocka_run_group_tests_name("open", tests, NULL, NULL);
}
