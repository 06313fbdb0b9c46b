/* Roll call: who took part in which class, taken back, and read class by class. */
#include "history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_attendance(void);

static struct err err;

static int64_t trained(struct bench *bench)
{
	const struct count_query query = {.day = NOON_DAY + 30,
					  .definition = DEFINITION_LAW,
					  .trained = TRAINED_ATTENDED};
	struct count_row *rows;
	size_t count;

	assert_done(store_count(bench->store, &query, &rows, &count, &err));
	int64_t sure = count ? rows[0].sure : 0;
	free(rows);
	return sure;
}

static int64_t events(struct bench *bench)
{
	struct journal_stats stats;

	assert_done(store_journal_stats(bench->store, &stats, &err));
	return stats.events;
}

static void recounts(struct bench *bench)
{
	bool equal;

	assert_done(store_recount(bench->store, true, &equal, &err));
	assert_true(equal);
}

static void counts_until_it_is_taken_back(void **state)
{
	struct bench bench;
	uint8_t before[32], after[32];

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Lê Thị An", SEX_FEMALE, 1980, 1, 1, "00004");
	assert_int_equal(trained(&bench), 0);
	assert_done(store_attended(bench.store, a, "Lớp sáng", &err));
	assert_int_equal(trained(&bench), 1);
	recounts(&bench);
	int64_t told = events(&bench);
	assert_done(
		store_attended_void(bench.store, a, "Lớp chiều", NOON_DAY, "Lan", &err));
	assert_done(store_attended_void(bench.store, a, "Lớp sáng", NOON_DAY - 1, "Lan",
					&err));
	assert_int_equal(events(&bench), told);
	assert_int_equal(trained(&bench), 1);

	assert_done(
		store_attended_void(bench.store, a, "Lớp sáng", NOON_DAY, "Lan", &err));
	assert_int_equal(events(&bench), told + 1);
	assert_int_equal(trained(&bench), 0);
	recounts(&bench);
	/* And again: the last word holds, and the counts are as they were. */
	assert_done(store_attended(bench.store, a, "Lớp sáng", &err));
	assert_int_equal(events(&bench), told + 2);
	assert_int_equal(trained(&bench), 1);
	assert_done(store_digest(bench.store, before, &err));
	assert_done(store_recount(bench.store, false, &(bool){0}, &err));
	assert_done(store_digest(bench.store, after, &err));
	assert_memory_equal(before, after, sizeof(before));
	bench_close(&bench);
}

/* Whoever completed has attended, whatever the roll says. */
static void leaves_those_who_completed(void **state)
{
	struct bench bench;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Lê Thị An", SEX_FEMALE, 1980, 1, 1, "00004");
	assert_done(store_attended(bench.store, a, "Lớp sáng", &err));
	assert_true(finish_course(bench.store, a));
	assert_done(
		store_attended_void(bench.store, a, "Lớp sáng", NOON_DAY, "Lan", &err));
	assert_int_equal(trained(&bench), 1);
	recounts(&bench);
	bench_close(&bench);
}

static void refuses_strangers(void **state)
{
	struct bench bench;
	struct class_row *rows;
	struct class_person *people;
	size_t count;

	(void)state;
	bench_memory(&bench);
	assert_refused(store_attended(bench.store, 99, "sang", &err), ERR_NOUSER, "99");
	assert_done(store_classes(bench.store, NOON_DAY, &rows, &count, &err));
	assert_int_equal(count, 0);
	classes_release(rows, count);
	assert_done(store_class_people(bench.store, "sang", 0, NOON_DAY, &people, &count,
				       &err));
	assert_int_equal(count, 0);
	free(people);
	bench_close(&bench);
}

static void tells_class_by_class(void **state)
{
	struct bench bench;
	struct class_row *rows;
	struct class_person *people;
	size_t count;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Lê Thị Yến", SEX_FEMALE, 1980, 1, 1, "00004");
	int64_t b = enrol(bench.store, "Lê Thị An", SEX_FEMALE, 1981, 1, 1, "00004");
	int64_t c = enrol(bench.store, "Vũ Văn Cường", SEX_MALE, 1950, 1, 1, "00070");
	int64_t d = enrol(bench.store, "Đỗ Văn Dũng", SEX_MALE, 1970, 1, 1, "00070");
	assert_done(store_attended(bench.store, a, "Thứ Ba", &err));
	assert_done(store_attended(bench.store, d, "Một buổi", &err));
	clock_advance(&bench.clock, 7 * SECONDS_PER_DAY);
	assert_done(store_attended(bench.store, a, "Thứ Ba", &err));
	assert_done(store_attended(bench.store, b, "Thứ Ba", &err));
	assert_done(store_attended(bench.store, c, "Thứ Ba", &err));
	assert_true(finish_course(bench.store, c));

	assert_done(store_classes(bench.store, NOON_DAY + 7, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].name, "Thứ Ba");
	assert_int_equal(rows[0].last, NOON_DAY + 7);
	assert_int_equal(rows[0].meetings, 2);
	assert_int_equal(rows[0].people, 3);
	assert_int_equal(rows[0].completed, 1);
	assert_string_equal(rows[1].name, "Một buổi");
	assert_int_equal(rows[1].meetings, 1);
	assert_int_equal(rows[1].completed, 0);
	classes_release(rows, count);
	/* As it was seen a day before. */
	assert_done(store_classes(bench.store, NOON_DAY + 6, &rows, &count, &err));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].last, NOON_DAY);
	assert_int_equal(rows[0].people, 1);
	assert_int_equal(rows[0].completed, 0);
	classes_release(rows, count);

	/* By given name; one person has two records; whoever is erased stays at the end. */
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_done(store_learner_erase(bench.store, c, "Lan", &err));
	assert_done(store_class_people(bench.store, "Thứ Ba", 0, NOON_DAY + 7, &people,
				       &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(people[0].learner, b);
	assert_int_equal(people[0].meetings, 1);
	assert_int_equal(people[1].learner, a);
	assert_int_equal(people[1].meetings, 2);
	assert_int_equal(people[0].person, people[1].person);
	assert_int_equal(people[2].learner, c);
	free(people);
	assert_done(store_class_people(bench.store, "Thứ Ba", NOON_DAY, NOON_DAY, &people,
				       &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(people[0].last, NOON_DAY);
	free(people);
	assert_done(store_classes(bench.store, NOON_DAY + 7, &rows, &count, &err));
	assert_int_equal(rows[0].people, 2);
	assert_int_equal(rows[0].completed, 1);
	classes_release(rows, count);
	recounts(&bench);
	bench_close(&bench);
}

/* Taking back on one machine what another one said: the same, in whichever order they merge. */
static void merges_in_any_order(void **state)
{
	struct bench one, two, three;
	uint8_t first[32], second[32];
	struct class_row *rows;
	size_t count;
	int64_t added;

	(void)state;
	bench_folder(&one);
	bench_folder(&two);
	bench_folder(&three);
	int64_t a = enrol(one.store, "Lê Thị An", SEX_FEMALE, 1980, 1, 1, "00004");
	assert_done(store_attended(one.store, a, "Thứ Ba", &err));
	assert_done(store_attended(one.store, a, "Thứ Tư", &err));
	assert_done(store_merge(two.store, one.folder, &added, &err));
	assert_done(store_attended_void(two.store, 1, "Thứ Ba", NOON_DAY, "Lan", &err));
	assert_done(store_merge(three.store, two.folder, &added, &err));
	assert_done(store_merge(three.store, one.folder, &added, &err));
	assert_done(store_merge(one.store, two.folder, &added, &err));
	assert_done(store_digest(one.store, first, &err));
	assert_done(store_digest(three.store, second, &err));
	assert_memory_equal(first, second, sizeof(first));
	assert_done(store_classes(three.store, NOON_DAY, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].name, "Thứ Tư");
	classes_release(rows, count);
	bench_close(&three);
	bench_close(&two);
	bench_close(&one);
}

/* An earlier day is written down later: by whom is kept, and the count of that day follows. */
static void an_earlier_day_is_entered(void **state)
{
	struct bench bench;
	struct class_meeting *meetings;
	struct deed *deeds;
	size_t count;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 5, "00004");
	int64_t b = enrol(bench.store, "Trần Văn Bình", SEX_MALE, 1985, 1, 5, "00004");
	assert_done(store_attended(bench.store, a, "Thứ Ba", &err));
	assert_done(
		store_attended_on(bench.store, a, "Thứ Ba", NOON_DAY - 7, "Lan", &err));
	assert_done(
		store_attended_on(bench.store, b, "Thứ Ba", NOON_DAY - 7, "Lan", &err));
	int64_t before = events(&bench);
	assert_done(
		store_attended_on(bench.store, b, "Thứ Ba", NOON_DAY - 7, "Lan", &err));
	assert_int_equal(events(&bench), before); /* said already */
	assert_done(store_meetings(bench.store, "Thứ Ba", &meetings, &count, &err));
	assert_int_equal(count, 2);
	assert_int_equal(meetings[0].day, NOON_DAY);
	assert_int_equal(meetings[0].people, 1);
	assert_int_equal(meetings[1].day, NOON_DAY - 7);
	assert_int_equal(meetings[1].people, 2);
	free(meetings);
	assert_int_equal(trained(&bench), 2);
	recounts(&bench);
	/* Taken back: b was never there, a on one day. */
	assert_done(
		store_attended_void(bench.store, b, "Thứ Ba", NOON_DAY - 7, "Lan", &err));
	assert_int_equal(trained(&bench), 1);
	recounts(&bench);
	assert_refused(
		store_attended_on(bench.store, a, "Thứ Ba", NOON_DAY + 1, "Lan", &err),
		ERR_DATA, "đã qua");
	assert_refused(store_attended_on(bench.store, a, "Thứ Ba", ROLL_FIRST_DAY - 1,
					 "Lan", &err),
		       ERR_DATA, "2020");
	const struct deed_query query = {.learner = b};
	assert_done(store_deeds(bench.store, &query, &deeds, &count, &err));
	assert_string_equal(deeds[0].action, "attendance_voided");
	assert_string_equal(deeds[1].action, "attendance_entered");
	assert_string_equal(deeds[1].staff, "Lan");
	assert_non_null(strstr(deeds[1].detail, ",Thứ Ba"));
	free(deeds);
	bench_close(&bench);
}

/* How long a record is kept is reckoned from what the learner did, not from what staff do with it. */
static void only_the_learner_is_seen(void **state)
{
	struct bench bench;
	struct learner got;
	bool changed;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 5, "00004");
	int64_t b = enrol(bench.store, "Trần Văn Bình", SEX_MALE, 1985, 1, 5, "00004");
	int64_t then = clock_now(&bench.clock);
	clock_advance(&bench.clock, 100 * SECONDS_PER_DAY);
	int today = day_of_instant(clock_now(&bench.clock));
	struct correction correction = {.person = {.name = "Nguyễn Thị Hoa"}};
	assert_done(store_learner_declare(bench.store, a, today, "Sổ 1", &changed, &err));
	assert_done(store_completion_confirm(bench.store, a, "Lan", &err));
	assert_done(store_learner_amend(bench.store, a, &correction, &err));
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_done(store_pair_undo(bench.store, a, b, "Lan", &err));
	assert_done(store_completion_void(bench.store, a, "nhầm", "Lan", &err));
	assert_done(store_learner(bench.store, a, &got, &err));
	assert_int_equal(got.last_seen, then);
	/* A roll of an earlier day: they were there, then. */
	assert_done(store_attended_on(bench.store, a, "Thứ Ba", today - 30, "Lan", &err));
	assert_done(store_learner(bench.store, a, &got, &err));
	assert_int_equal(day_of_instant(got.last_seen), today - 30);
	assert_done(store_attended_on(bench.store, a, "Thứ Ba", today - 60, "Lan", &err));
	assert_done(store_learner(bench.store, a, &got, &err));
	assert_int_equal(day_of_instant(got.last_seen), today - 30);
	assert_done(store_attended(bench.store, a, "Thứ Ba", &err));
	assert_done(store_learner(bench.store, a, &got, &err));
	assert_int_equal(got.last_seen, clock_now(&bench.clock));
	recounts(&bench);
	bench_close(&bench);
}

int test_attendance(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_earlier_day_is_entered),
		cmocka_unit_test(only_the_learner_is_seen),
		cmocka_unit_test(counts_until_it_is_taken_back),
		cmocka_unit_test(leaves_those_who_completed),
		cmocka_unit_test(refuses_strangers),
		cmocka_unit_test(tells_class_by_class),
		cmocka_unit_test(merges_in_any_order),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
