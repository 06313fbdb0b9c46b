/* What goes wrong is said in Vietnamese, with the number for whoever mends it. */
#include "fixture.h"

#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

int test_error(void);

static struct err err;

static void every_code_has_a_sentence(void **state)
{
	static const struct {
		int code;
		enum err_kind kind;
		const char *says;
	} cases[] = {
		{SQLITE_FULL, ERR_IO, "đầy"},
		{SQLITE_IOERR_SHMSIZE, ERR_IO, "đầy"},
		{SQLITE_BUSY, ERR_TEMPFAIL, "bận"},
		{SQLITE_BUSY_SNAPSHOT, ERR_TEMPFAIL, "bận"},
		{SQLITE_BUSY_RECOVERY, ERR_TEMPFAIL, "tắt máy"},
		{SQLITE_LOCKED, ERR_TEMPFAIL, "bận"},
		{SQLITE_READONLY, ERR_NOPERM, "chỉ cho đọc"},
		{SQLITE_READONLY_CANTLOCK, ERR_NOPERM, "chỉ cho đọc"},
		{SQLITE_READONLY_DBMOVED, ERR_IO, "dời đi"},
		{SQLITE_IOERR_WRITE, ERR_IO, "Ổ đĩa"},
		{SQLITE_CORRUPT, ERR_IO, "kynangso restore"},
		{SQLITE_CORRUPT_INDEX, ERR_IO, "kynangso restore"},
		{SQLITE_NOTADB, ERR_DATA, "không phải"},
		{SQLITE_CANTOPEN, ERR_NOINPUT, "Không mở được"},
		{SQLITE_PERM, ERR_NOPERM, "quyền"},
		{SQLITE_CONSTRAINT_CHECK, ERR_SOFTWARE, "quy tắc"},
		{SQLITE_PROTOCOL, ERR_SOFTWARE, "bất ngờ"},
	};
	char number[16];

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		err = (struct err){0};
		assert_false(db_fail_at("/noi/nay", cases[i].code, &err));
		snprintf(number, sizeof(number), "(SQLite %d)", cases[i].code);
		if (err.kind != cases[i].kind || !strstr(err.text, cases[i].says) ||
		    !strstr(err.text, number) || !strstr(err.text, "/noi/nay: "))
			fail_msg("%d: %d %s", cases[i].code, err.kind, err.text);
	}
}

static int64_t events(struct store *store)
{
	struct journal_stats stats;

	assert_true(store_journal_stats(store, &stats, NULL));
	return stats.events;
}

static void a_full_disk_loses_nothing(void **state)
{
	struct bench bench;
	int64_t id = 0, before;
	bool ok = true, equal;

	(void)state;
	bench_folder(&bench);
	id = enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1980, 1, 1, "00004");
	assert_done(db_exec(bench.store, "PRAGMA max_page_count = 80", &err));
	do {
		before = events(bench.store);
		err = (struct err){0};
		ok = store_step_reached(bench.store, id, "goi", "hoi", &err);
		assert_int_equal(events(bench.store), before + ok);
	} while (ok && before < 100000);
	assert_false(ok);
	assert_int_equal(err.kind, ERR_IO);
	assert_non_null(strstr(err.text, "đầy"));
	/* inside a transaction of several calls all of it goes, and commit says so */
	assert_done(store_begin(bench.store, &err));
	while (store_step_reached(bench.store, id, "goi", "hoi", &err))
		;
	assert_false(store_attended(bench.store, id, "sang", &err));
	assert_false(store_commit(bench.store, &err));
	assert_int_equal(events(bench.store), before);
	/* with room again everything goes on */
	assert_done(db_exec(bench.store, "PRAGMA max_page_count = 1000000", &err));
	assert_true(finish_course(bench.store, id));
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	bench_close(&bench);
}

static void no_message_is_needed(void **state)
{
	struct bench bench;
	struct learner learner;
	struct attempt attempt;
	int64_t id;

	(void)state;
	bench_memory(&bench);
	assert_false(store_learner(bench.store, 1, &learner, NULL));
	assert_false(store_attempt(bench.store, 1, &attempt, NULL));
	assert_false(store_attempt_open(bench.store, 1, "kt", &attempt, NULL));
	assert_false(store_completion_confirm(bench.store, 1, "Lan", NULL));
	assert_false(store_merge(bench.store, "/khong/co", &id, NULL));
	assert_null(store_open("/khong/co", STORE_OPEN, &bench.clock, NULL, NULL, NULL));
	bench_close(&bench);
}

int test_error(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_a_sentence),
		cmocka_unit_test(a_full_disk_loses_nothing),
		cmocka_unit_test(no_message_is_needed),
	};

	return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
