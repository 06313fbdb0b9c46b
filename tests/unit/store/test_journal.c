/* The journal: its chain, its order, its doubts about the clock. */
#include "history.h"

#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_journal(void);

static struct err err;

static void hashes_every_part_of_an_event(void **state)
{
	static const uint8_t before[HASH_BYTES] = {1}, device[DEVICE_BYTES] = {2};
	static const uint8_t learner[DEVICE_BYTES] = {3}, other[HASH_BYTES] = {4};
	const struct event event = {.seq = 1,
				    .tick = 2,
				    .at = 3,
				    .name = "answered",
				    .learner = 9,
				    .learner_seq = 4,
				    .body = "{}"};
	uint8_t hash[HASH_BYTES], changed[HASH_BYTES];
	struct event e;

	(void)state;
	event_hash(&event, before, device, learner, hash);
#define CHANGES(change, prev, dev, who)                                                  \
	do {                                                                             \
		e = event;                                                               \
		change;                                                                  \
		event_hash(&e, prev, dev, who, changed);                                 \
		assert_memory_not_equal(hash, changed, HASH_BYTES);                      \
	} while (0)
	CHANGES(e.seq++, before, device, learner);
	CHANGES(e.tick++, before, device, learner);
	CHANGES(e.at--, before, device, learner);
	CHANGES(e.suspect = true, before, device, learner);
	CHANGES(e.name = "answere", before, device, learner);
	CHANGES(e.learner_seq++, before, device, learner);
	CHANGES(e.learner = 0, before, device, learner);
	CHANGES(e.body = "{ }", before, device, learner);
	CHANGES((void)0, other, device, learner);
	CHANGES((void)0, before, other, learner);
	CHANGES((void)0, before, device, other);
	/* bytes cannot move from one part to the next */
	CHANGES((e.name = "answered{", e.body = "}"), before, device, learner);
#undef CHANGES
	e = event;
	e.learner = 5; /* the local number is nobody else's business */
	e.kind = 3;
	event_hash(&e, before, device, learner, changed);
	assert_memory_equal(hash, changed, HASH_BYTES);
}

static void expect_unsound(struct bench *bench, const char *sql, const char *says)
{
	bool sound;

	meddle(bench->folder, "DROP TRIGGER IF EXISTS event_is_never_changed;"
			      "DROP TRIGGER IF EXISTS event_is_never_removed");
	meddle(bench->folder, sql);
	err = (struct err){0};
	assert_true(store_journal_verify(bench->store, &sound, &err));
	assert_false(sound);
	if (!strstr(err.text, says))
		fail_msg("%s: %s", sql, err.text);
}

static void finds_what_was_tampered_with(void **state)
{
	static const struct {
		const char *sql, *says;
	} cases[] = {
		{"UPDATE event SET body = replace(body, '\"score\":0', '\"score\":1000')"
		 " WHERE seq = (SELECT max(seq) FROM event WHERE body LIKE "
		 "'%\"score\":0%')",
		 "đã bị sửa"},
		{"UPDATE event SET at = at - 86400 WHERE seq = 3", "số 3"},
		{"UPDATE event SET learner = 2 WHERE seq = 9", "số 9"},
		{"UPDATE event SET suspect = 1 WHERE seq = 1", "số 1"},
		{"UPDATE event SET kind = 'voided' WHERE seq = 7", "số 7"},
		{"DELETE FROM event WHERE seq = 5", "thiếu"},
		{"UPDATE event SET hash = zeroblob(32) WHERE seq = 8", "số 8"},
		{"UPDATE event SET tick = 1 WHERE seq = 8", "thứ tự"},
		{"UPDATE person SET birth_year = 1990 WHERE learner = 1",
		 "học viên số 1"},
		{"UPDATE person SET ward = '00070' WHERE learner = 2", "học viên số 2"},
		{"UPDATE person SET seq = seq + 1 WHERE learner = 2", "học viên số 2"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct bench bench;
		bool sound, completed;
		bench_folder(&bench);
		enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1950, 1, 1, "00004");
		enrol(bench.store, "Trần Văn Hùng", SEX_MALE, 1980, 1, 1, "00004");
		take_quiz(bench.store, 1, 2, &completed);
		assert_done(store_journal_verify(bench.store, &sound, &err));
		assert_true(sound);
		expect_unsound(&bench, cases[i].sql, cases[i].says);
		bench_close(&bench);
	}
}

static void nobody_changes_the_journal_by_mistake(void **state)
{
	struct bench bench;

	(void)state;
	bench_memory(&bench);
	enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1950, 1, 1, "00004");
	assert_false(db_exec(bench.store, "UPDATE event SET at = 0", &err));
	assert_false(db_exec(bench.store, "DELETE FROM event", &err));
	bench_close(&bench);
}

static int64_t suspects(struct bench *bench)
{
	struct journal_stats stats;

	assert_done(store_journal_stats(bench->store, &stats, &err));
	return stats.suspect;
}

static void doubts_a_clock_that_cannot_be_right(void **state)
{
	struct bench bench;

	(void)state;
	bench_memory(&bench);
	int64_t id = enrol(bench.store, "Một", SEX_MALE, 1980, 1, 1, "");
	assert_int_equal(suspects(&bench), 0);
	clock_advance(&bench.clock, -60);
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	assert_int_equal(suspects(&bench), 1); /* it ran backwards */
	clock_advance(&bench.clock, 1);
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	assert_int_equal(suspects(&bench), 1); /* and goes on from there */
	/* a jump into 2040 and back again marks one event, not the years until then */
	clock_advance(&bench.clock, 14LL * 365 * SECONDS_PER_DAY);
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	clock_advance(&bench.clock, -14LL * 365 * SECONDS_PER_DAY);
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	assert_int_equal(suspects(&bench), 2);
	/* an empty battery: 1970. Nobody was trained before the program existed. */
	bench.clock.at = 100;
	assert_true(finish_course(bench.store, id));
	assert_true(suspects(&bench) > 5);
	struct learner got;
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_int_equal(got.completed_day, FIRST_DAY);
	bool equal;
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	bench_close(&bench);
}

/* 29 February, 2038, the far ends: days stay days. */
static void lives_through_odd_dates(void **state)
{
	static const int64_t instants[] = {INT64_MIN / 2, -1,           0,
					   1709164800,    2147483647,   2147483648,
					   4102444800,    INT64_MAX / 2};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(instants); i++) {
		struct bench bench;
		bool equal, sound;
		bench_memory(&bench);
		bench.clock.at = instants[i];
		int64_t id = enrol(bench.store, "Một", SEX_MALE, 1980, 1, 1, "00004");
		assert_done(store_attended(bench.store, id, "sang", &err));
		assert_true(finish_course(bench.store, id));
		struct learner got;
		assert_done(store_learner(bench.store, id, &got, &err));
		assert_in_range(got.completed_day, FIRST_DAY, LAST_DAY);
		assert_done(store_recount(bench.store, true, &equal, &err));
		assert_true(equal);
		assert_done(store_journal_verify(bench.store, &sound, &err));
		assert_true(sound);
		bench_close(&bench);
	}
}

/* What a later version of the program writes is kept, checked and merged, and changes nothing
 * that this version shows. */
static void keeps_kinds_it_does_not_know(void **state)
{
	struct bench bench, other;
	struct event event = {.kind = event_parse("danced"),
			      .name = "danced",
			      .body = "{\"steps\":3}",
			      .seq = 3,
			      .tick = 3,
			      .at = START,
			      .learner_seq = 1};
	uint8_t before[HASH_BYTES];
	bool equal, sound;
	int64_t added;

	(void)state;
	bench_folder(&bench);
	bench_folder(&other);
	assert_int_equal(event.kind, -1);
	event.learner = enrol(bench.store, "Một", SEX_MALE, 1980, 1, 1, "");
	struct store *store = bench.store;
	sqlite3_stmt *stmt = db_bind(store, STMT_DEVICE_LAST, "i", store->device);
	assert_int_equal(db_step(store, stmt, &err), 1);
	memcpy(before, sqlite3_column_blob(stmt, 3), HASH_BYTES);
	db_end(stmt);
	event_hash(&event, before, store->device_id, store->device_id, event.hash);
	assert_done(db_run(store, STMT_EVENT_ADD, "iiiidsisb", &err, store->device,
			   event.seq, event.tick, event.at, 0, event.name, event.learner,
			   event.body, event.hash, (size_t)HASH_BYTES));
	assert_done(store_recount(store, false, &equal, &err));
	assert_done(store_merge(other.store, bench.folder, &added, &err));
	assert_int_equal(added, 3);
	assert_done(store_journal_verify(other.store, &sound, &err));
	assert_true(sound);
	assert_int_equal(
		ask(other.folder, "SELECT count(*) FROM event WHERE kind = 'danced'"), 1);
	assert_true(finish_course(other.store, 1));
	bench_close(&bench);
	bench_close(&other);
}

static void refers_to_events_of_any_device(void **state)
{
	struct bench bench;
	char ref[REF_BYTES];
	int64_t device, seq, other;
	uint8_t id[DEVICE_BYTES] = {0xab, 0xcd};

	(void)state;
	bench_memory(&bench);
	struct store *store = bench.store;
	assert_done(device_number(store, id, &other, &err));
	assert_int_not_equal(other, store->device);
	assert_done(ref_format(store, store->device, 17, ref, &err));
	assert_string_equal(ref, "17");
	assert_done(ref_format(store, other, 5, ref, &err));
	assert_string_equal(ref, "abcd0000000000000000000000000000:5");
	assert_done(ref_resolve(store, store->device, ref, &device, &seq, &err));
	assert_int_equal(device, other);
	assert_int_equal(seq, 5);
	assert_done(ref_resolve(store, 42, "17", &device, &seq, &err));
	assert_int_equal(device, 42);
	static const char *const wrong[] = {
		"",       "x",
		"17x",    ":5",
		"abcd:5", "abcd000000000000000000000000000g:5",
		"-1",     "99999999999999999999",
		"1 "};
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
		assert_done(ref_resolve(store, 42, wrong[i], &device, &seq, &err));
		assert_int_equal(device, 0);
	}
	bench_close(&bench);
}

int test_journal(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_every_part_of_an_event),
		cmocka_unit_test(finds_what_was_tampered_with),
		cmocka_unit_test(nobody_changes_the_journal_by_mistake),
		cmocka_unit_test(doubts_a_clock_that_cannot_be_right),
		cmocka_unit_test(lives_through_odd_dates),
		cmocka_unit_test(keeps_kinds_it_does_not_know),
		cmocka_unit_test(refers_to_events_of_any_device),
	};

	return cmocka_run_group_tests_name("journal", tests, NULL, NULL);
}
