/* Completion: when it comes, that it stays, and what staff do to it. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_completion(void);

static struct err err;

static int64_t one_learner(struct store *store, const char *name)
{
	return enrol(store, name, SEX_FEMALE, 1980, 3, 8, "00004");
}

/* Distinct people who completed, today, by the definition 18+. */
static int64_t headline(struct bench *bench, enum trained trained)
{
	struct count_query query = {.day = clock_today(&bench->clock),
				    .definition = DEFINITION_18_UP,
				    .trained = trained};
	struct count_row *rows;
	size_t count;
	bool equal;

	assert_done(store_count(bench->store, &query, &rows, &count, &err));
	int64_t sure = count ? rows[0].sure : 0;
	free(rows);
	assert_done(store_recount(bench->store, true, &equal, &err));
	assert_true(equal);
	return sure;
}

static void comes_with_the_last_thing_missing(void **state)
{
	struct bench bench;
	struct learner got;
	struct record record;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	assert_true(finish_course(bench.store, id));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_int_equal(headline(&bench, TRAINED_ATTENDED),
			 1); /* who completed was there */
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 0);
	bench_reopen(&bench);
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_true(got.completed);
	assert_int_equal(got.completed_day, NOON_DAY);
	assert_done(store_record(bench.store, id, &record, &err));
	assert_true(record.completed);
	record_release(&record);
	assert_int_equal(ask(bench.folder,
			     "SELECT count(*) FROM event WHERE kind = 'satisfied'"
			     " AND json_extract(body, '$.rule') = 3"
			     " AND json_extract(body, '$.day') = 20779"
			     " AND json_extract(body, '$.evidence') <> ''"),
			 1);
	assert_false(finish_course(bench.store, id)); /* once is enough */
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM completion"), 1);
	bench_close(&bench);
}

static void comes_together_with_its_event_or_not_at_all(void **state)
{
	struct bench bench;
	bool completed;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	take_quiz(bench.store, id, 4, &completed);
	assert_done(store_lesson_done(bench.store, id, fixture_course()->lessons[0],
				      &completed, &err));
	meddle(bench.folder, "CREATE TRIGGER full BEFORE INSERT ON event WHEN new.kind ="
			     " 'satisfied' BEGIN SELECT RAISE(ABORT, 'x'); END");
	assert_false(store_lesson_done(bench.store, id, fixture_course()->lessons[1],
				       &completed, &err));
	assert_false(completed);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM event"
					   " WHERE kind = 'lesson_done'"),
			 1);
	meddle(bench.folder, "DROP TRIGGER full");
	assert_done(store_lesson_done(bench.store, id, fixture_course()->lessons[1],
				      &completed, &err));
	assert_true(completed);
	bench_close(&bench);
}

/* A later rule or content never takes a completion away. */
static void stays_when_the_course_grows(void **state)
{
	struct bench bench;
	struct course larger = *fixture_course();
	struct lesson more = {.id = "moi", .title = "Mới", .epoch = 1};
	struct lesson *lessons[] = {larger.lessons[0], larger.lessons[1], &more};
	const char *ids[] = {"goi", "nhan", "moi"};
	struct module module = larger.modules[0];
	bool completed;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	finish_course(bench.store, id);
	store_close(bench.store);
	module.lesson_ids = (struct strings){ids, 3};
	module.lessons = lessons;
	larger.modules = &module;
	larger.completion.version = 4;
	bench.store = store_open(bench.folder, STORE_OPEN, &bench.clock, &larger,
				 &fixture_region, &err);
	assert_done(store_lesson_done(bench.store, id, lessons[0], &completed, &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_done(store_lesson_done(bench.store, id, &more, &completed, &err));
	assert_false(completed);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

/* The files have another lesson more than the lists were made of, and nobody has noticed yet. */
static struct course *as_the_files_are;

static const struct course *certain(struct opener *opener)
{
	(void)opener;
	return as_the_files_are;
}

static void is_judged_by_the_files(void **state)
{
	struct bench bench;
	struct course older = *fixture_course(), newer = older;
	struct opener opener = {.certain = certain};
	struct lesson more = {.id = "moi", .title = "Mới", .epoch = 1};
	struct lesson *lessons[] = {newer.lessons[0], newer.lessons[1], &more};
	const char *ids[] = {"goi", "nhan", "moi"};
	struct module module = newer.modules[0];
	bool completed;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	module.lesson_ids = (struct strings){ids, 3};
	module.lessons = lessons;
	newer.modules = &module;
	newer.opener = older.opener = &opener;
	as_the_files_are = &newer;
	store_use_course(bench.store, &older);
	assert_false(finish_course(bench.store, id));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	assert_done(store_lesson_done(bench.store, id, &more, &completed, &err));
	assert_true(completed);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

/* As content/ leaves it when course.yaml is broken: nobody may be counted by half a rule. */
static void waits_for_a_rule_that_can_be_read(void **state)
{
	struct bench bench;
	struct course broken = *fixture_course();
	bool completed;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	store_close(bench.store);
	broken.completion = (struct completion_rule){0};
	broken.module_count = 0;
	bench.store = store_open(bench.folder, STORE_OPEN, &bench.clock, &broken,
				 &fixture_region, &err);
	assert_false(finish_course(bench.store, id));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	assert_refused(store_completion_waive(bench.store, id, "quen-biet", "Lan", &err),
		       ERR_CONFIG, "nội dung");
	bench_reopen(
		&bench); /* mended: what was learnt counts with the next thing done */
	assert_done(store_lesson_done(bench.store, id, fixture_course()->lessons[0],
				      &completed, &err));
	assert_true(completed);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

static void is_confirmed_voided_and_earned_again(void **state)
{
	struct bench bench;
	bool completed;

	(void)state;
	bench_memory(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	assert_refused(store_completion_confirm(bench.store, id, "Lan", &err), ERR_DATA,
		       "chưa hoàn thành");
	assert_refused(store_completion_void(bench.store, id, "r", "Lan", &err), ERR_DATA,
		       "chưa hoàn thành");
	finish_course(bench.store, id);
	clock_advance(&bench.clock, 3 * SECONDS_PER_DAY);
	assert_done(store_completion_confirm(bench.store, id, "Lan", &err));
	assert_done(store_completion_confirm(bench.store, id, "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 1);
	clock_advance(&bench.clock, -SECONDS_PER_DAY);
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED),
			 0); /* only from that day on */
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	clock_advance(&bench.clock, SECONDS_PER_DAY);
	assert_done(store_completion_void(bench.store, id, "gian lận", "Lan", &err));
	for (int t = TRAINED_ATTENDED; t < TRAINED_READINGS; t++)
		assert_int_equal(headline(&bench, (enum trained)t), 0);
	/* earned again by doing something again; the old confirmation is not for this one */
	take_quiz(bench.store, id, 4, &completed);
	assert_true(completed);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 0);
	bench_close(&bench);
}

static void the_rest_is_waived_with_an_allowed_reason(void **state)
{
	struct bench bench;

	(void)state;
	bench_memory(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	assert_refused(store_completion_waive(bench.store, id, "quen-biet", "Lan", &err),
		       ERR_DATA, "danh-gia-truc-tiep");
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	assert_done(store_completion_waive(bench.store, id, "danh-gia-truc-tiep", "Lan",
					   &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_done(store_completion_waive(bench.store, id, "danh-gia-truc-tiep", "Lan",
					   &err));
	struct journal_stats stats;
	assert_done(store_journal_stats(bench.store, &stats, &err));
	assert_int_equal(stats.events, 2 + 2);
	bench_close(&bench);
}

static void declared_training_counts_from_its_day(void **state)
{
	struct bench bench;
	struct learner got;
	bool changed;

	(void)state;
	bench_memory(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	assert_done(store_learner_declare(bench.store, id, NOON_DAY - 400, "GCN 12",
					  &changed, &err));
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_true(got.completed);
	assert_int_equal(got.completed_day, NOON_DAY - 400);
	clock_advance(&bench.clock, -400LL * SECONDS_PER_DAY);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	clock_advance(&bench.clock, -SECONDS_PER_DAY);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	clock_advance(&bench.clock, 401LL * SECONDS_PER_DAY);
	/* who then takes the course is still one person, from the earlier day */
	assert_false(finish_course(bench.store, id));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

/* ── one person ── */

static void united_records_are_one_person(void **state)
{
	struct bench bench;
	struct learner got;
	struct record record;

	(void)state;
	bench_memory(&bench);
	int64_t a = one_learner(bench.store, "Nguyễn Thị Hòa");
	int64_t b = one_learner(bench.store, "Nguyen Thi Hoa");
	int64_t c = one_learner(bench.store, "Ng Thị Hòa");
	finish_course(bench.store, a);
	clock_advance(&bench.clock, SECONDS_PER_DAY);
	finish_course(bench.store, b);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 2);
	assert_done(store_unite(bench.store, b, a, "cùng CCCD", "Lan", &err));
	assert_done(store_unite(bench.store, a, b, "cùng CCCD", "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_done(store_unite(bench.store, c, b, "cùng số điện thoại", "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_done(store_learner(bench.store, c, &got, &err));
	assert_true(got.completed);
	assert_int_equal(got.completed_day, NOON_DAY);
	assert_done(store_record(bench.store, c, &record, &err));
	assert_int_equal(record.lesson_count, 2);
	assert_int_equal(record_quiz(&record, "kt")->finished, 2);
	record_release(&record);
	assert_refused(store_separate(bench.store, a, c, "Lan", &err), ERR_DATA,
		       "qua những lần gộp");
	assert_refused(store_pair_undo(bench.store, a, c, "Lan", &err), ERR_DATA,
		       "Chưa ai quyết định");
	assert_refused(store_unite(bench.store, a, a, "", "Lan", &err), ERR_USAGE,
		       "hai học viên khác nhau");
	assert_refused(store_unite(bench.store, a, 99, "", "Lan", &err), ERR_NOUSER,
		       "99");
	assert_done(store_separate(bench.store, a, b, "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 2);
	assert_done(store_separate(bench.store, c, b, "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 2);
	assert_done(store_learner(bench.store, c, &got, &err));
	assert_false(got.completed);
	assert_done(store_unite(bench.store, a, b, "đúng là một", "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

/* The two halves of a course, done under two records. */
static void uniting_can_complete(void **state)
{
	struct bench bench;
	bool completed;
	const struct course *course = fixture_course();

	(void)state;
	bench_memory(&bench);
	int64_t a = one_learner(bench.store, "Nguyễn Thị Hòa");
	int64_t b = one_learner(bench.store, "Nguyen Thi Hoa");
	assert_done(
		store_lesson_done(bench.store, a, course->lessons[0], &completed, &err));
	assert_done(
		store_lesson_done(bench.store, b, course->lessons[1], &completed, &err));
	take_quiz(bench.store, b, 4, &completed);
	assert_false(completed);
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

static void voiding_takes_the_whole_person_out(void **state)
{
	struct bench bench;

	(void)state;
	bench_memory(&bench);
	int64_t a = one_learner(bench.store, "Nguyễn Thị Hòa");
	int64_t b = one_learner(bench.store, "Nguyen Thi Hoa");
	finish_course(bench.store, a);
	finish_course(bench.store, b);
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_done(store_completion_confirm(bench.store, b, "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 1);
	assert_done(store_completion_void(bench.store, b, "nhầm", "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	bench_close(&bench);
}

/* Distinct people who completed by that day. */
static int64_t counted_on(struct bench *bench, int day, enum trained trained)
{
	struct count_query query = {
		.day = day, .definition = DEFINITION_18_UP, .trained = trained};
	struct count_row *rows;
	size_t count;

	assert_done(store_count(bench->store, &query, &rows, &count, &err));
	int64_t sure = count ? rows[0].sure : 0;
	free(rows);
	return sure;
}

/* The person's n-th completion, from 0. */
static struct finish finish_at(struct store *store, int64_t learner, size_t n)
{
	struct finish *list;
	size_t count;

	assert_done(store_finishes(store, learner, &list, &count, &err));
	assert_true(n < count);
	struct finish finish = list[n];
	free(list);
	return finish;
}

static void one_is_taken_back_and_counts_again_from_its_own_day(void **state)
{
	struct bench bench;
	bool changed;

	(void)state;
	bench_memory(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	assert_done(store_learner_declare(bench.store, id, NOON_DAY - 100, "GCN 12",
					  &changed, &err));
	struct finish f = finish_at(bench.store, id, 0);
	assert_int_equal(f.how, FINISH_DECLARED);
	assert_int_equal(f.state, FINISH_STANDS);
	assert_int_equal(f.day, NOON_DAY - 100);
	assert_string_equal(f.basis, "GCN 12");
	clock_advance(&bench.clock, 2 * SECONDS_PER_DAY);
	assert_refused(
		store_finish_change(bench.store, id, f.id, FINISH_VOID, " ", "Lan", &err),
		ERR_USAGE, "lý do");
	assert_refused(store_finish_change(bench.store, id, f.id, FINISH_RESTORE, "",
					   "Lan", &err),
		       ERR_DATA, "không có gì");
	assert_done(store_finish_change(bench.store, id, f.id, FINISH_VOID,
					" nhầm  người ", "Lan", &err));
	assert_int_equal(counted_on(&bench, NOON_DAY - 100, TRAINED_COMPLETED), 0);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	f = finish_at(bench.store, id, 0);
	assert_int_equal(f.state, FINISH_VOIDED);
	assert_string_equal(f.reason, "nhầm người");
	assert_string_equal(f.voided_by, "Lan");
	assert_int_equal(day_of_instant(f.voided_at), NOON_DAY + 2);
	assert_refused(
		store_finish_change(bench.store, id, f.id, FINISH_VOID, "x", "Lan", &err),
		ERR_DATA, "không còn được tính");
	/* The same row of the same file does not bring it back, */
	assert_done(store_learner_declare(bench.store, id, NOON_DAY - 100, "GCN 12",
					  &changed, &err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	/* staff do, to the day it was. */
	assert_done(store_finish_change(bench.store, id, f.id, FINISH_RESTORE, "", "Lan",
					&err));
	assert_int_equal(counted_on(&bench, NOON_DAY - 101, TRAINED_COMPLETED), 0);
	assert_int_equal(counted_on(&bench, NOON_DAY - 100, TRAINED_COMPLETED), 1);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_int_equal(finish_at(bench.store, id, 0).state, FINISH_STANDS);
	/* And once more, as often as it takes. */
	assert_done(store_finish_change(bench.store, id, f.id, FINISH_VOID, "x", "Lan",
					&err));
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 0);
	bench_close(&bench);
}

static void one_of_two_is_taken_back(void **state)
{
	struct bench bench;
	bool changed;

	(void)state;
	bench_memory(&bench);
	int64_t a = one_learner(bench.store, "Nguyễn Thị Hòa");
	int64_t b = one_learner(bench.store, "Nguyen Thi Hoa");
	assert_done(store_learner_declare(bench.store, b, NOON_DAY - 9, "GCN", &changed,
					  &err));
	finish_course(bench.store, a);
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	struct finish first = finish_at(bench.store, a, 0);
	assert_int_equal(first.learner, b);
	assert_int_equal(finish_at(bench.store, b, 1).how, FINISH_LEARNED);
	assert_done(store_finish_change(bench.store, a, first.id, FINISH_VOID, "nhầm",
					"Lan", &err));
	assert_int_equal(counted_on(&bench, NOON_DAY - 1, TRAINED_COMPLETED), 0);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	bench_close(&bench);
}

static void a_confirmation_alone_is_taken_back(void **state)
{
	struct bench bench;

	(void)state;
	bench_memory(&bench);
	int64_t id = one_learner(bench.store, "Nguyễn Thị Hòa");
	finish_course(bench.store, id);
	struct finish f = finish_at(bench.store, id, 0);
	assert_refused(store_finish_change(bench.store, id, f.id, FINISH_UNCONFIRM, "x",
					   "Lan", &err),
		       ERR_DATA, "chưa được xác nhận");
	assert_done(store_completion_confirm(bench.store, id, "Lan", &err));
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 1);
	assert_string_equal(finish_at(bench.store, id, 0).confirmed_by, "Lan");
	assert_done(store_finish_change(bench.store, id, f.id, FINISH_UNCONFIRM,
					"nhầm tên", "Mai", &err));
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 0);
	assert_int_equal(headline(&bench, TRAINED_COMPLETED), 1);
	assert_int_equal(finish_at(bench.store, id, 0).confirmed, 0);
	/* Given again, from that day. */
	clock_advance(&bench.clock, SECONDS_PER_DAY);
	assert_done(store_completion_confirm(bench.store, id, "Mai", &err));
	assert_int_equal(counted_on(&bench, NOON_DAY, TRAINED_CONFIRMED), 0);
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 1);
	assert_string_equal(finish_at(bench.store, id, 0).confirmed_by, "Mai");
	/* Taken back as a whole and counted again, it is confirmed as it was. */
	assert_done(store_finish_change(bench.store, id, f.id, FINISH_VOID, "x", "Lan",
					&err));
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 0);
	assert_done(store_finish_change(bench.store, id, f.id, FINISH_RESTORE, "", "Lan",
					&err));
	assert_int_equal(headline(&bench, TRAINED_CONFIRMED), 1);
	bench_close(&bench);
}

static void what_went_with_an_attempt_is_not_counted_again_alone(void **state)
{
	struct bench bench;
	int64_t *ids;
	size_t count;

	(void)state;
	bench_memory(&bench);
	int64_t a = one_learner(bench.store, "Nguyễn Thị Hòa");
	int64_t b = one_learner(bench.store, "Phạm Thị Mận");
	finish_course(bench.store, a);
	assert_done(store_attempt_list(bench.store, a, NULL, &ids, &count, &err));
	assert_done(store_attempt_reassign(bench.store, ids[0], b, "", "Lan", &err));
	free(ids);
	struct finish f = finish_at(bench.store, a, 0);
	assert_int_equal(f.state, FINISH_MOVED);
	assert_refused(store_finish_change(bench.store, a, f.id, FINISH_RESTORE, "",
					   "Lan", &err),
		       ERR_DATA, "không có gì");
	bench_close(&bench);
}

/* Each fact comes from the first record that has it most precisely. */
static void facts_of_a_person_are_the_most_precise(void **state)
{
	struct bench bench;
	bool changed;

	(void)state;
	bench_folder(&bench);
	int64_t a = enrol(bench.store, "A", SEX_UNKNOWN, 1980, 0, 0, "");
	int64_t b = enrol(bench.store, "B", SEX_FEMALE, 1981, 5, 0, "00070");
	int64_t c = enrol(bench.store, "C", SEX_MALE, 1982, 6, 0, "00004");
	assert_done(store_learner_declare(bench.store, c, 20500, "x", &changed, &err));
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_done(store_unite(bench.store, b, c, "", "Lan", &err));
	assert_int_equal(ask(bench.folder,
			     "SELECT count(*) FROM contribution WHERE ward ="
			     " '00070' AND sex = 2 AND birth_year = 1981 AND"
			     " birth_month = 5 AND completed = 20500"),
			 1);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM contribution"), 1);
	bench_close(&bench);
}

int test_completion(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_with_the_last_thing_missing),
		cmocka_unit_test(comes_together_with_its_event_or_not_at_all),
		cmocka_unit_test(stays_when_the_course_grows),
		cmocka_unit_test(is_judged_by_the_files),
		cmocka_unit_test(waits_for_a_rule_that_can_be_read),
		cmocka_unit_test(is_confirmed_voided_and_earned_again),
		cmocka_unit_test(the_rest_is_waived_with_an_allowed_reason),
		cmocka_unit_test(declared_training_counts_from_its_day),
		cmocka_unit_test(united_records_are_one_person),
		cmocka_unit_test(uniting_can_complete),
		cmocka_unit_test(voiding_takes_the_whole_person_out),
		cmocka_unit_test(one_is_taken_back_and_counts_again_from_its_own_day),
		cmocka_unit_test(one_of_two_is_taken_back),
		cmocka_unit_test(a_confirmation_alone_is_taken_back),
		cmocka_unit_test(what_went_with_an_attempt_is_not_counted_again_alone),
		cmocka_unit_test(facts_of_a_person_are_the_most_precise),
	};

	return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
