/* Merging: the union of sets, whatever the order and however often; nothing forged comes in. */
#include "history.h"

#include "base/file.h"
#include "secret/secret.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_merge(void);

static struct err err;

static void digest_of(struct store *store, char hex[65])
{
	uint8_t digest[32];
	bool equal;

	assert_done(store_digest(store, digest, &err));
	secret_hex(hex, digest, 32);
	assert_done(store_recount(store, true, &equal, &err));
	assert_true(equal);
}

static void brings_over_people_and_their_work(void **state)
{
	struct bench a, b;
	struct learner *found;
	size_t count;
	int64_t added;

	(void)state;
	bench_folder(&a);
	bench_folder(&b);
	enrol(a.store, "Trần Văn Hùng", SEX_MALE, 1980, 1, 1, "00004");
	int64_t id = enrol(b.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1975, 1, 1, "00070");
	finish_course(b.store, id);
	assert_done(store_merge(a.store, b.folder, &added, &err));
	assert_int_equal(added, ask(b.folder, "SELECT count(*) FROM event"));
	assert_done(store_learner_find(a.store, "hoa", 5, &found, &count, &err));
	assert_int_equal(count, 1);
	assert_true(found[0].completed);
	assert_int_equal(found[0].id, 2); /* a number of its own here */
	free(found);
	struct count_query query = {
		.day = NOON_DAY, .trained = TRAINED_COMPLETED, .by = BY_WARD};
	struct count_row *rows;
	assert_done(store_count(a.store, &query, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].ward, "00070");
	free(rows);
	assert_done(store_merge(a.store, b.folder, &added, &err));
	assert_int_equal(added, 0);
	assert_done(store_merge(a.store, a.folder, &added, &err));
	assert_int_equal(added, 0);
	bench_close(&a);
	bench_close(&b);
}

static void the_later_correction_wins_on_both_sides(void **state)
{
	struct bench a, b;
	struct learner got;
	int64_t added;
	char left[65], right[65];

	(void)state;
	bench_folder(&a);
	bench_folder(&b);
	int64_t id = enrol(a.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
	assert_done(store_merge(b.store, a.folder, &added, &err));
	struct person person =
		somebody("Nguyễn Thị Hòa", SEX_FEMALE, 1975, 1, 1, "00070");
	assert_done(store_learner_correct(b.store, id, &person, NULL, NULL, 0, &err));
	/* the clock of a runs years ahead; what b saw and corrected is later all the same */
	assert_done(store_merge(a.store, b.folder, &added, &err));
	assert_int_equal(added, 1);
	assert_done(store_learner(a.store, id, &got, &err));
	assert_string_equal(got.person.name, "Nguyễn Thị Hòa");
	clock_advance(&a.clock, -100LL * SECONDS_PER_DAY);
	person = somebody("Nguyễn Thị Hoà", SEX_FEMALE, 1976, 1, 1, "00070");
	assert_done(store_learner_correct(a.store, id, &person, NULL, NULL, 0, &err));
	assert_done(store_merge(b.store, a.folder, &added, &err));
	assert_done(store_learner(b.store, id, &got, &err));
	assert_int_equal(got.person.birth.year, 1976);
	digest_of(a.store, left);
	digest_of(b.store, right);
	assert_string_equal(left, right);
	bench_close(&a);
	bench_close(&b);
}

static void erasing_reaches_the_other_centre(void **state)
{
	struct bench a, b;
	struct learner got;
	int64_t added;
	char left[65], right[65];

	(void)state;
	bench_folder(&a);
	bench_folder(&b);
	int64_t id = enrol(a.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
	assert_done(store_merge(b.store, a.folder, &added, &err));
	struct person person =
		somebody("Nguyễn Thị Hòa", SEX_FEMALE, 1975, 1, 1, "00070");
	assert_done(store_learner_correct(b.store, id, &person, NULL, NULL, 0, &err));
	assert_done(store_learner_erase(a.store, id, "Lan", &err));
	assert_done(store_merge(a.store, b.folder, &added,
				&err)); /* does not bring it back */
	assert_false(store_learner(a.store, id, &got, &err));
	assert_done(store_merge(b.store, a.folder, &added, &err));
	assert_false(store_learner(b.store, id, &got, &err));
	assert_int_equal(ask(b.folder, "SELECT count(*) FROM person"), 0);
	digest_of(a.store, left);
	digest_of(b.store, right);
	assert_string_equal(left, right);
	bench_close(&a);
	bench_close(&b);
}

static void city_of(struct bench *first, struct bench *second, char hex[65])
{
	struct bench city;
	int64_t added;

	bench_memory(&city);
	assert_done(store_merge(city.store, first->folder, &added, &err));
	assert_done(store_merge(city.store, second->folder, &added, &err));
	digest_of(city.store, hex);
	bench_close(&city);
}

static void assert_same(struct bench *a, struct bench *b)
{
	char left[65], right[65];
	int64_t added;

	city_of(a, b, left);
	city_of(b, a, right);
	assert_string_equal(left, right);

	assert_done(store_merge(a->store, b->folder, &added, &err));
	assert_done(store_merge(b->store, a->folder, &added, &err));
	digest_of(a->store, left);
	digest_of(b->store, right);
	assert_string_equal(left, right);
}

/* Both correct, neither knowing of the other: their events have the same tick. */
static void corrections_at_once_end_alike(void **state)
{
	struct bench a, b;
	int64_t added;

	(void)state;
	for (int round = 0; round < 6; round++) { /* device ids are random */
		bench_folder(&a);
		bench_folder(&b);
		int64_t id =
			enrol(a.store, "Nguyễn Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
		assert_done(store_attended(a.store, id, "sang", &err));
		assert_done(store_merge(b.store, a.folder, &added, &err));
		struct person person =
			somebody("Nguyễn Hòa", SEX_FEMALE, 1975, 1, 1, "00004");
		assert_done(
			store_learner_correct(a.store, id, &person, NULL, NULL, 0, &err));
		person = somebody("Nguyễn Hóa", SEX_MALE, 1976, 1, 1, "09817");
		assert_done(
			store_learner_correct(b.store, id, &person, NULL, NULL, 0, &err));
		assert_done(store_step_reached(a.store, id, "goi", "mo-dau", &err));
		assert_done(store_step_reached(b.store, id, "goi", "hoi", &err));
		assert_same(&a, &b);
		bench_close(&a);
		bench_close(&b);
	}
}

/* Finished in one place while answered in another: what came after the end does not count. */
static void an_answer_after_the_end_is_not_taken(void **state)
{
	struct bench a, b;
	int64_t added, attempt;
	struct attempt got;
	struct paper paper;
	bool completed;

	(void)state;
	bench_folder(&a);
	bench_folder(&b);
	int64_t id = enrol(a.store, "Nguyễn Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
	paper_draw(&paper, fixture_course(), fixture_course()->quizzes[0], 1, NULL);
	assert_done(store_attempt_start(a.store, id, &paper, &attempt, &err));
	assert_done(store_merge(b.store, a.folder, &added, &err));
	assert_done(store_attempt_open(b.store, id, "kt", &got, &err));
	for (size_t i = 0; i < 3; i++)
		assert_done(store_attempt_answer(b.store, got.id, i, &paper.sheets[i],
						 "dung", &err));
	attempt_release(&got);
	struct outcome outcome = {.percent = 0};
	assert_done(store_attempt_finish(a.store, attempt, &outcome, &completed, &err));
	assert_same(&a, &b);
	assert_done(store_attempt(a.store, attempt, &got, &err));
	assert_null(got.answers[1]); /* its tick is after that of the end */
	assert_null(got.answers[2]);
	attempt_release(&got);
	paper_release(&paper);
	bench_close(&a);
	bench_close(&b);
}

/* An older course on another machine does not ask again for what was done in a newer one. */
static void the_highest_epoch_stays(void **state)
{
	struct bench a;
	struct lesson newer = *fixture_course()->lessons[0];
	struct record record;
	bool completed;

	(void)state;
	bench_memory(&a);
	int64_t id = enrol(a.store, "Nguyễn Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
	newer.epoch = 7;
	assert_done(store_lesson_done(a.store, id, &newer, &completed, &err));
	assert_done(store_lesson_done(a.store, id, fixture_course()->lessons[0],
				      &completed, &err));
	assert_done(store_record(a.store, id, &record, &err));
	assert_int_equal(record_lesson(&record, "goi")->epoch, 7);
	record_release(&record);
	bench_close(&a);
}

/* Two halves of a pair that meet only at the city, in either order. */
static void uniting_before_the_other_is_known(void **state)
{
	struct bench a, b, city;
	int64_t added;

	(void)state;
	bench_folder(&a);
	bench_folder(&b);
	int64_t one = enrol(a.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
	finish_course(a.store, one);
	assert_done(store_merge(b.store, a.folder, &added, &err));
	int64_t two = enrol(b.store, "Nguyen Thi Hoa", SEX_FEMALE, 1975, 1, 1, "00070");
	finish_course(b.store, two);
	assert_done(store_unite(b.store, one, two, "", "Lan", &err));
	for (int order = 0; order < 2; order++) {
		bench_folder(&city);
		assert_done(store_merge(city.store, order ? a.folder : b.folder, &added,
					&err));
		assert_done(store_merge(city.store, order ? b.folder : a.folder, &added,
					&err));
		struct count_query query = {.day = NOON_DAY,
					    .trained = TRAINED_COMPLETED};
		struct count_row *rows;
		size_t count;
		assert_done(store_count(city.store, &query, &rows, &count, &err));
		assert_int_equal(count, 1);
		assert_int_equal(rows[0].sure, 1);
		free(rows);
		bench_close(&city);
	}
	bench_close(&a);
	bench_close(&b);
}

/* ── what is refused ── */

static void refuses_a_fork(void **state)
{
	struct bench a, b = {.clock = {true, START}, .folder = folder_new()};
	int64_t added;
	char before[65], after[65];

	(void)state;
	bench_folder(&a);
	enrol(a.store, "Một", SEX_MALE, 1980, 1, 1, "");
	store_close(a.store);
	a.store = NULL;
	folder_copy(a.folder, b.folder); /* marker and all: a disk that was cloned */
	bench_reopen(&a);
	bench_reopen(&b);
	enrol(a.store, "Hai", SEX_MALE, 1980, 1, 1, "");
	clock_advance(&b.clock, 60);
	enrol(b.store, "Ba", SEX_MALE, 1980, 1, 1, "");
	enrol(b.store, "Bốn", SEX_MALE, 1980, 1, 1, "");
	digest_of(a.store, before);
	assert_refused(store_merge(a.store, b.folder, &added, &err), ERR_DATA, "số 3");
	assert_non_null(strstr(err.text, a.folder));
	assert_non_null(strstr(err.text, b.folder));
	assert_int_equal(added, 0);
	assert_refused(store_merge(b.store, a.folder, &added, &err), ERR_DATA, "số 3");
	digest_of(a.store, after);
	assert_string_equal(before, after);
	bench_close(&a);
	bench_close(&b);
}

static void refuses_what_was_forged(void **state)
{
	static const struct {
		const char *sql, *says;
	} cases[] = {
		{"UPDATE event SET body = replace(body, ':1000', ':999') WHERE body LIKE"
		 " '%:1000%'",
		 "đã bị sửa"},
		{"UPDATE event SET at = at + 1 WHERE seq = 4", "số 4"},
		{"DELETE FROM event WHERE seq = 4", "không nối tiếp"},
		{"DELETE FROM event WHERE seq = 1", "không nối tiếp"},
		{"UPDATE event SET learner = 2 WHERE seq = 6", "đã bị sửa"},
		{"UPDATE event SET tick = 1 WHERE seq = 6", "thứ tự"},
		{"UPDATE event SET tick = tick + 300000000000000 WHERE seq = 6",
		 "thứ tự"},
		{"INSERT INTO event SELECT device, seq + 1, tick + 1, at, 0, "
		 "'confirmed', learner,"
		 " '{}', hash FROM event ORDER BY seq DESC LIMIT 1",
		 "đã bị sửa"},
		{"UPDATE person SET birth_year = 2000 WHERE learner = 1",
		 "Nguyễn Thị Hòa"},
		{"UPDATE person SET tick = tick + 1 WHERE learner = 1; UPDATE person SET "
		 "name ="
		 " 'Khác' WHERE learner = 1",
		 "Khác"},
		{"UPDATE learner SET seq = 3 WHERE id = 1", "đã bị sửa"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct bench a, b;
		int64_t added;
		char before[65], after[65];
		bool completed;
		bench_folder(&a);
		bench_folder(&b);
		enrol(a.store, "Một", SEX_MALE, 1980, 1, 1, "");
		enrol(b.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1950, 1, 1, "00004");
		assert_done(store_attended(b.store, 1, "sang", &err));
		enrol(b.store, "Trần Văn Hùng", SEX_MALE, 1980, 1, 1, "00004");
		take_quiz(b.store, 1, 4, &completed);
		digest_of(a.store, before);
		store_close(b.store);
		b.store = NULL;
		meddle(b.folder, "DROP TRIGGER event_is_never_changed;"
				 "DROP TRIGGER event_is_never_removed");
		meddle(b.folder, cases[i].sql);
		err = (struct err){0};
		if (store_merge(a.store, b.folder, &added, &err))
			fail_msg("was taken in: %s", cases[i].sql);
		if (err.kind != ERR_DATA || !strstr(err.text, cases[i].says))
			fail_msg("%s: %s", cases[i].sql, err.text);
		digest_of(a.store, after);
		assert_string_equal(before, after);
		bench_close(&a);
		bench_close(&b);
	}
}

static void says_where_nothing_is(void **state)
{
	struct bench a;
	int64_t added;
	char *nowhere = folder_new();

	(void)state;
	bench_memory(&a);
	assert_refused(store_merge(a.store, nowhere, &added, &err), ERR_NOINPUT, nowhere);
	folder_remove(nowhere);
	bench_close(&a);
}

/* ── laws ── */

#define CENTRES 4

static void union_of(struct bench *centres, const int *order, size_t count, char hex[65])
{
	struct bench city;
	int64_t added;

	bench_folder(&city);
	for (size_t i = 0; i < count; i++)
		assert_done(
			store_merge(city.store, centres[order[i]].folder, &added, &err));
	digest_of(city.store, hex);
	bench_close(&city);
}

/* The k-th permutation of 0..CENTRES-1. */
static void permutation(int k, int order[CENTRES])
{
	int left[CENTRES];

	for (int i = 0; i < CENTRES; i++)
		left[i] = i;
	for (int i = 0, n = CENTRES; i < CENTRES; i++, n--) {
		int at = k % n;
		k /= n;
		order[i] = left[at];
		memmove(&left[at], &left[at + 1], (size_t)(n - at - 1) * sizeof(int));
	}
}

/* Lives side by side that now and then hear of each other. All go on by about the same number of
 * events, so that ticks coincide and the device decides. */
static void grow(struct bench *centres, struct dice *dice)
{
	int64_t added;
	bool equal;

	for (int round = 0; round < 6; round++) {
		for (int i = 0; i < CENTRES; i++)
			history(&centres[i], dice, 8);
		for (int i = 0; i < CENTRES; i++) {
			int at = (int)dice_below(dice, CENTRES);
			int from = (int)dice_below(dice, CENTRES);
			assert_done(store_merge(centres[at].store, centres[from].folder,
						&added, &err));
			assert_done(store_recount(centres[at].store, true, &equal, &err));
			assert_true(equal);
		}
	}
}

static void check_orders(struct bench *centres, struct dice *dice)
{
	char first[65], hex[65];
	int order[CENTRES];
	int longer[3 * CENTRES];

	permutation(0, order);
	union_of(centres, order, CENTRES, first);
	for (int k = 1; k < 24; k++) {
		permutation(k, order);
		union_of(centres, order, CENTRES, hex);
		assert_string_equal(hex, first);
	}
	/* with repetitions, and each centre at least once */
	for (size_t i = 0; i < ARRAY_LEN(longer); i++)
		longer[i] = i < CENTRES ? (int)i : (int)dice_below(dice, CENTRES);
	union_of(centres, longer, ARRAY_LEN(longer), hex);
	assert_string_equal(hex, first);
	/* into a centre that is one of them, and through a middleman */
	int64_t added;
	for (int i = CENTRES - 1; i >= 0; i--)
		assert_done(
			store_merge(centres[2].store, centres[i].folder, &added, &err));
	digest_of(centres[2].store, hex);
	assert_string_equal(hex, first);
	assert_done(store_merge(centres[0].store, centres[2].folder, &added, &err));
	digest_of(centres[0].store, hex);
	assert_string_equal(hex, first);
}

static void the_order_of_merging_does_not_matter(void **state)
{
	const char *seed = getenv("SEED");
	uint64_t first = seed ? strtoull(seed, NULL, 10) : 1;

	(void)state;
	for (uint64_t s = first; s < first + 3; s++) {
		struct bench centres[CENTRES];
		struct dice dice = {s * 77};
		for (int i = 0; i < CENTRES; i++) {
			bench_folder(&centres[i]);
			history(&centres[i], &dice, 10);
		}
		grow(centres, &dice);
		check_orders(centres, &dice);
		for (int i = 0; i < CENTRES; i++)
			bench_close(&centres[i]);
	}
}

int test_merge(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(brings_over_people_and_their_work),
		cmocka_unit_test(the_later_correction_wins_on_both_sides),
		cmocka_unit_test(erasing_reaches_the_other_centre),
		cmocka_unit_test(corrections_at_once_end_alike),
		cmocka_unit_test(an_answer_after_the_end_is_not_taken),
		cmocka_unit_test(the_highest_epoch_stays),
		cmocka_unit_test(uniting_before_the_other_is_known),
		cmocka_unit_test(refuses_a_fork),
		cmocka_unit_test(refuses_what_was_forged),
		cmocka_unit_test(says_where_nothing_is),
		cmocka_unit_test(the_order_of_merging_does_not_matter),
	};

	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
