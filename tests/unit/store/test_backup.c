/* Backups that can be relied upon, restoring, and what the doctor says. */
#include "history.h"

#include "base/file.h"
#include "secret/secret.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

int test_backup(void);

static struct err err;

static void digest_of(struct store *store, char hex[65])
{
	uint8_t digest[32];

	assert_done(store_digest(store, digest, &err));
	secret_hex(hex, digest, 32);
}

static void lived_in(struct bench *bench, uint64_t seed)
{
	struct dice dice = {seed};

	bench_folder(bench);
	history(bench, &dice, 60);
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

struct steps {
	int calls, done, all;
	bool go_on;
	struct store *writer;
	struct store *same; /* the store that is backed up: it cannot write meanwhile */
};

static bool step(void *user, int done, int all)
{
	struct steps *steps = user;

	assert_in_range(++steps->calls, 1, 1000); /* it must come to an end */
	assert_true(done >= steps->done && done <= all);
	steps->done = done;
	steps->all = all;
	if (steps->writer) /* somebody goes on working meanwhile */
		enrol(steps->writer, "Người Mới", SEX_MALE, 1990, 1, 1, "");
	if (steps->same) {
		struct err refused = {0};
		assert_false(store_attended(steps->same, 1, "sang", &refused));
		assert_int_equal(refused.kind, ERR_USAGE);
	}
	return steps->go_on;
}

/* The backup, opened as a database of its own. */
static void digest_of_file(const char *path, const struct clock *clock, char hex[65])
{
	char *folder = folder_new(), *inside = path_join(folder, "kynangso.db");
	struct buf bytes = BUF_INIT;

	assert_done(file_read(path, (size_t)1 << 30, &bytes, &err));
	assert_done(file_write(inside, bytes.data, bytes.len, 0600, false, &err));
	struct store *store =
		store_open(folder, STORE_READ, clock, NULL, &fixture_region, &err);
	if (!store)
		fail_msg("%s", err.text);
	digest_of(store, hex);
	store_close(store);
	buf_release(&bytes);
	free(inside);
	folder_remove(folder);
}

static void a_backup_holds_everything(void **state)
{
	struct bench bench;
	char before[65], copy[65];
	struct steps steps = {.go_on = true};
	struct stat st;

	(void)state;
	lived_in(&bench, 5);
	char *path = path_join(bench.folder, "sao-luu.db");
	steps.same = bench.store;
	digest_of(bench.store, before);
	assert_done(store_backup(bench.store, path, step, &steps, &err));
	assert_true(steps.calls > 0);
	assert_int_equal(steps.done, steps.all);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	digest_of_file(path, &bench.clock, copy);
	assert_string_equal(before, copy);
	assert_int_equal(count_files(bench.folder, "sao-luu.db"),
			 1); /* one file, no parts */
	assert_refused(store_backup(bench.store, path, NULL, NULL, &err), ERR_CANTCREAT,
		       "sao-luu.db");
	digest_of_file(path, &bench.clock, copy);
	assert_string_equal(before, copy);
	free(path);
	bench_close(&bench);
}

static void a_backup_is_one_moment_while_others_write(void **state)
{
	struct bench bench;
	char before[65], copy[65], after[65];
	struct steps steps = {.go_on = true};

	(void)state;
	lived_in(&bench, 6);
	assert_done(store_begin(bench.store, &err));
	for (int i = 0; i < 2000; i++) /* more than one step */
		enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1930 + i % 61,
		      1 + i % 11, 1 + i % 28, "");
	assert_done(store_commit(bench.store, &err));
	steps.writer = store_open(bench.folder, STORE_OPEN, &bench.clock,
				  fixture_course(), &fixture_region, &err);
	char *path = path_join(bench.folder, "sao-luu.db");
	digest_of(bench.store, before);
	assert_done(store_backup(bench.store, path, step, &steps, &err));
	assert_true(steps.calls > 1);
	digest_of_file(path, &bench.clock, copy);
	assert_string_equal(before, copy);
	digest_of(bench.store, after);
	assert_string_not_equal(before, after);
	store_close(steps.writer);
	free(path);
	bench_close(&bench);
}

static void a_cancelled_backup_leaves_nothing(void **state)
{
	struct bench bench;
	struct steps steps = {.go_on = false};

	(void)state;
	lived_in(&bench, 7);
	char *path = path_join(bench.folder, "sao-luu.db");
	assert_refused(store_backup(bench.store, path, step, &steps, &err), ERR_TEMPFAIL,
		       "dừng");
	assert_int_equal(count_files(bench.folder, "sao-luu"), 0);
	assert_refused(store_backup(bench.store, "/khong/co/o-day", NULL, NULL, &err),
		       ERR_NOINPUT, "/khong/co/o-day");
	free(path);
	bench_close(&bench);
}

/* ── restoring ── */

static int64_t own_device(const char *folder)
{
	return ask(folder, "SELECT value FROM meta WHERE key = 'device'");
}

static void restores_under_a_new_device(void **state)
{
	struct bench bench;
	char before[65], after[65];
	int64_t added;

	(void)state;
	lived_in(&bench, 8);
	char *aside = folder_new();
	char *path = path_join(aside, "sao-luu.db");
	assert_done(store_backup(bench.store, path, NULL, NULL, &err));
	digest_of(bench.store, before);
	enrol(bench.store, "Đến Sau", SEX_FEMALE, 1990, 1, 1, "");
	char *later = path_join(aside, "sau");
	store_close(bench.store);
	folder_copy(bench.folder, later);

	assert_done(store_restore(bench.folder, path, &bench.clock, &err));
	assert_int_equal(count_files(bench.folder, "before-restore-"), 1);
	bench.store = NULL;
	bench_reopen(&bench);
	digest_of(bench.store, after);
	assert_string_equal(before, after);
	int64_t device = own_device(bench.folder);
	assert_int_equal(device, 2);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM device"
					   " WHERE reason = 'restore' AND number = 2"),
			 1);
	enrol(bench.store, "Sau Khôi Phục", SEX_FEMALE, 1990, 1, 1, "");
	bench_reopen(&bench);
	assert_int_equal(own_device(bench.folder), device);
	/* what the old device wrote after the backup does not clash with what is written now */
	assert_done(store_merge(bench.store, later, &added, &err));
	assert_int_equal(added, 2);
	free(path);
	folder_remove(later);
	folder_remove(aside);
	bench_close(&bench);
}

static void restores_where_nothing_was(void **state)
{
	struct bench bench;
	char before[65], after[65];
	char *base = folder_new(), *folder = path_join(base, "moi");

	(void)state;
	lived_in(&bench, 9);
	char *path = path_join(base, "sao-luu.db");
	assert_done(store_backup(bench.store, path, NULL, NULL, &err));
	digest_of(bench.store, before);
	bench_close(&bench);
	bench.clock = (struct clock){true, START};
	assert_done(store_restore(folder, path, &bench.clock, &err));
	bench.folder = folder;
	bench_reopen(&bench);
	digest_of(bench.store, after);
	assert_string_equal(before, after);
	assert_int_equal(count_files(folder, "before-restore"), 0);
	bench_close(&bench);
	free(path);
	folder_remove(base);
}

static void ruin(const char *folder, const char *name)
{
	char *path = path_join(folder, name);
	int fd = open(path, O_WRONLY);
	struct stat st;

	assert_int_equal(fstat(fd, &st), 0);
	assert_true(st.st_size > 0);
	assert_int_equal(write(fd, "rubbish rubbish rubbish", 23), 23);
	close(fd);
	free(path);
}

static void restores_over_a_ruin(void **state)
{
	struct bench bench;
	char before[65], after[65];
	char *aside = folder_new(), *path = path_join(aside, "sao-luu.db");

	(void)state;
	lived_in(&bench, 10);
	assert_done(store_backup(bench.store, path, NULL, NULL, &err));
	digest_of(bench.store, before);
	enrol(bench.store, "Đến Sau", SEX_FEMALE, 1990, 1, 1, "");
	/* a copy taken alive has its log beside it */
	char *copy = path_join(aside, "hong");
	folder_copy(bench.folder, copy);
	store_close(bench.store);
	bench.store = NULL;
	ruin(copy, "kynangso.db");
	ruin(copy, "kynangso.db-wal");
	assert_false(store_open(copy, STORE_OPEN, &bench.clock, NULL, NULL, &err));
	assert_done(store_restore(copy, path, &bench.clock, &err));
	assert_int_equal(count_files(copy, "before-restore"), 2); /* file and log */
	struct store *store =
		store_open(copy, STORE_OPEN, &bench.clock, NULL, &fixture_region, &err);
	assert_non_null(store);
	digest_of(store, after);
	assert_string_equal(before, after);
	store_close(store);
	free(path);
	folder_remove(copy);
	folder_remove(aside);
	bench_close(&bench);
}

static void refuses_to_restore_what_is_no_good(void **state)
{
	struct bench bench;
	char before[65], after[65];
	char *path;

	(void)state;
	lived_in(&bench, 11);
	digest_of(bench.store, before);
	path = path_join(bench.folder, "sao-luu.db");
	assert_refused(store_restore(bench.folder, path, &bench.clock, &err), ERR_NOINPUT,
		       "Không thấy");
	assert_done(store_backup(bench.store, path, NULL, NULL, &err));
	/* somebody has it open */
	assert_refused(store_restore(bench.folder, path, &bench.clock, &err),
		       ERR_TEMPFAIL, "đang mở");
	store_close(bench.store);
	bench.store = NULL;
	/* cut short, bytes changed, not ours, newer: each time nothing is changed */
	struct buf good = BUF_INIT;
	assert_done(file_read(path, 1 << 26, &good, &err));
	for (int i = 0; i < 4; i++) {
		char *bad = xmalloc(good.len);
		memcpy(bad, good.data, good.len);
		size_t size = good.len;
		if (i == 0)
			size = good.len / 2;
		else if (i == 1)
			memset(bad + good.len / 2, 0x55, 5000);
		else if (i == 2)
			memset(bad + 68, 0, 4); /* application_id */
		else
			bad[63] = 99; /* user_version */
		assert_done(file_write(path, bad, size, 0600, true, &err));
		err = (struct err){0};
		assert_false(store_restore(bench.folder, path, &bench.clock, &err));
		assert_true(err.kind == ERR_IO || err.kind == ERR_DATA ||
			    err.kind == ERR_CONFIG);
		assert_int_equal(count_files(bench.folder, "restor"), 0);
		free(bad);
	}
	buf_release(&good);
	bench_reopen(&bench);
	digest_of(bench.store, after);
	assert_string_equal(before, after);
	assert_int_equal(own_device(bench.folder), 1);
	free(path);
	bench_close(&bench);
}

/* A live file that was copied by hand, with its log left behind or beside it. */
static void refuses_a_copy_with_a_log_beside_it(void **state)
{
	struct bench bench;
	char *aside = folder_new(), *copy = path_join(aside, "chep");
	char *target = path_join(aside, "dich");

	(void)state;
	lived_in(&bench, 12);
	folder_copy(bench.folder, copy);
	char *db = path_join(copy, "kynangso.db");
	assert_refused(store_restore(target, db, &bench.clock, &err), ERR_DATA,
		       "kynangso backup");
	free(db);
	folder_remove(copy);
	folder_remove(aside);
	free(target);
	bench_close(&bench);
}

/* ── doctor ── */

static void the_doctor_names_what_matters(void **state)
{
	struct bench bench;
	struct buf report = BUF_INIT;
	bool sound;

	(void)state;
	lived_in(&bench, 13);
	assert_done(store_doctor(bench.store, &report, &sound, &err));
	assert_true(sound);
	assert_non_null(strstr(report.data, "SQLite 3."));
	assert_non_null(strstr(report.data, "Hệ thống tệp: "));
	assert_non_null(strstr(report.data, "lành lặn"));
	assert_non_null(strstr(report.data, "nguyên vẹn"));
	assert_null(strstr(report.data, "HỎNG"));
	buf_reset(&report);
	meddle(bench.folder,
	       "PRAGMA foreign_keys = OFF; DELETE FROM learner WHERE id = 1");
	assert_done(store_doctor(bench.store, &report, &sound, &err));
	assert_false(sound);
	assert_non_null(strstr(report.data, "HỎNG"));
	buf_release(&report);
	bench_close(&bench);
}

int test_backup(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_backup_holds_everything),
		cmocka_unit_test(a_backup_is_one_moment_while_others_write),
		cmocka_unit_test(a_cancelled_backup_leaves_nothing),
		cmocka_unit_test(restores_under_a_new_device),
		cmocka_unit_test(restores_where_nothing_was),
		cmocka_unit_test(restores_over_a_ruin),
		cmocka_unit_test(refuses_to_restore_what_is_no_good),
		cmocka_unit_test(refuses_a_copy_with_a_log_beside_it),
		cmocka_unit_test(the_doctor_names_what_matters),
	};

	return cmocka_run_group_tests_name("backup", tests, NULL, NULL);
}
