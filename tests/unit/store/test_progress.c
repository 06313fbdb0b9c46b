/* Steps, checks, lessons, attempts, and the record over them. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_progress(void);

static struct err err;

static int64_t one_learner(struct store *store)
{
	return enrol(store, "Nguyễn Thị Hòa", SEX_FEMALE, 1970, 3, 8, "00004");
}

static void keeps_where_a_learner_is(void **state)
{
	struct bench bench;
	struct record record;
	bool completed;
	const struct course *course = fixture_course();

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store);
	assert_done(store_record(bench.store, id, &record, &err));
	assert_int_equal(record.lesson_count, 0);
	record_release(&record);
	assert_done(store_step_reached(bench.store, id, "goi", "mo-dau", &err));
	clock_advance(&bench.clock, 60);
	assert_done(store_step_reached(bench.store, id, "goi", "hoi", &err));
	bench_reopen(&bench);
	assert_done(store_record(bench.store, id, &record, &err));
	assert_int_equal(record.lesson_count, 1);
	const struct lesson_record *lesson = record_lesson(&record, "goi");
	assert_string_equal(lesson->step, "hoi");
	assert_false(lesson->done);
	assert_int_equal(lesson->at, START + 60);
	record_release(&record);
	assert_done(
		store_lesson_done(bench.store, id, course->lessons[0], &completed, &err));
	assert_false(completed);
	assert_done(store_step_reached(bench.store, id, "goi", "mo-dau", &err));
	assert_done(store_record(bench.store, id, &record, &err));
	lesson = record_lesson(&record, "goi");
	assert_true(lesson->done);
	assert_int_equal(lesson->epoch, 1);
	assert_string_equal(lesson->step,
			    "mo-dau"); /* reading it again takes nothing away */
	record_release(&record);
	assert_false(store_step_reached(bench.store, 99, "goi", "hoi", &err));
	bench_close(&bench);
}

static void keeps_every_answer_of_a_check(void **state)
{
	struct bench bench;
	const struct question *question = fixture_course()->lessons[0]->steps[1].check;
	struct paper paper;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store);
	paper_single(&paper, question, 7);
	assert_done(store_check_answered(bench.store, id, "goi", &paper.sheets[0], "sai",
					 &err));
	assert_done(store_check_answered(bench.store, id, "goi", &paper.sheets[0], "dung",
					 &err));
	paper_release(&paper);
	assert_int_equal(ask(bench.folder,
			     "SELECT count(*) FROM event WHERE kind ="
			     " 'check_answered' AND json_extract(body, '$.raw')"
			     " IN ('sai', 'dung') AND"
			     " json_extract(body, '$.grade') LIKE '0900%'"),
			 2);
	assert_int_equal(ask(bench.folder,
			     "SELECT count(*) FROM check_answer WHERE raw ="
			     " 'sai' AND score = 0 AND tries = 2 AND question ="
			     " 'goi/hoi'"),
			 1);
	bench_close(&bench);
}

/* The whole life of an attempt: begun, power gone, gone on with, changed, finished. */
static void an_attempt_survives_anything(void **state)
{
	struct bench bench;
	struct attempt attempt;
	struct paper paper;
	int64_t id;
	bool completed;
	const struct course *course = fixture_course();

	(void)state;
	bench_folder(&bench);
	int64_t learner = one_learner(bench.store);
	paper_draw(&paper, course, course->quizzes[0], 42, NULL);
	assert_false(store_attempt_open(bench.store, learner, "kt", &attempt, &err));
	assert_int_equal(err.kind, ERR_NONE);
	assert_done(store_attempt_start(bench.store, learner, &paper, &id, &err));
	assert_done(
		store_attempt_answer(bench.store, id, 2, &paper.sheets[2], "sai", &err));
	bench_reopen(&bench);
	assert_done(store_attempt_open(bench.store, learner, "kt", &attempt, &err));
	assert_int_equal(attempt.id, id);
	assert_string_equal(attempt.quiz, "kt");
	assert_int_equal(attempt.paper.count, 4);
	assert_int_equal(attempt.lost, 0);
	for (size_t i = 0; i < 4; i++) {
		assert_ptr_equal(attempt.paper.sheets[i].question,
				 paper.sheets[i].question);
		assert_int_equal(attempt.paper.sheets[i].order_count,
				 paper.sheets[i].order_count);
		assert_memory_equal(attempt.paper.sheets[i].order, paper.sheets[i].order,
				    paper.sheets[i].order_count);
		assert_true((attempt.answers[i] != NULL) == (i == 2));
	}
	assert_string_equal(attempt.answers[2], "sai");
	assert_done(store_attempt_answer(bench.store, id, 2, &attempt.paper.sheets[2],
					 "dung", &err));
	attempt_release(&attempt);
	assert_done(store_attempt(bench.store, id, &attempt, &err));
	assert_string_equal(attempt.answers[2], "dung");
	struct outcome outcome = paper_outcome(&attempt.paper, attempt.answers);
	attempt_release(&attempt);
	assert_refused(store_attempt_start(bench.store, learner, &paper, &id, &err),
		       ERR_USAGE, "làm dở");
	assert_int_equal(id, 0);
	assert_done(store_attempt_open(bench.store, learner, "kt", &attempt, &err));
	id = attempt.id;
	attempt_release(&attempt);
	clock_advance(&bench.clock, 300);
	assert_done(store_attempt_finish(bench.store, id, &outcome, &completed, &err));
	assert_false(completed);
	assert_refused(store_attempt_finish(bench.store, id, &outcome, &completed, &err),
		       ERR_USAGE, "nộp rồi");
	assert_refused(
		store_attempt_answer(bench.store, id, 0, &paper.sheets[0], "dung", &err),
		ERR_USAGE, "nộp rồi");
	assert_done(store_attempt(bench.store, id, &attempt, &err));
	assert_int_equal(attempt.started, START);
	assert_int_equal(attempt.finished, START + 300);
	assert_int_equal(attempt.percent, 25);
	assert_false(attempt.passed);
	attempt_release(&attempt);
	assert_false(store_attempt_open(bench.store, learner, "kt", &attempt, &err));
	assert_refused(store_attempt(bench.store, 12345, &attempt, &err), ERR_DATA,
		       "12345");
	paper_release(&paper);
	bench_close(&bench);
}

static void an_answer_carries_what_it_was_marked_by(void **state)
{
	struct bench bench;
	bool completed;

	(void)state;
	bench_folder(&bench);
	int64_t learner = one_learner(bench.store);
	take_quiz(bench.store, learner, 3, &completed);
	assert_int_equal(
		ask(bench.folder,
		    "SELECT count(*) FROM event WHERE kind = 'answered'"
		    " AND json_extract(body, '$.attempt') GLOB '[0-9]*'"
		    " AND json_extract(body, '$.grade') = '0' ||"
		    "  substr(json_extract(body, '$.question'), 2) || printf('%030d', 0)"
		    " AND json_extract(body, '$.order') IN ('0,1', '1,0')"
		    " AND json_extract(body, '$.readable') <> ''"
		    " AND json_extract(body, '$.rule') = 1"
		    " AND json_extract(body, '$.score') ="
		    "  iif(json_extract(body, '$.raw') = 'dung', 1000, 0)"),
		4);
	/* keys in alphabetical order: one form of each body */
	assert_int_equal(
		ask(bench.folder,
		    "SELECT count(*) FROM event e WHERE body <>"
		    " (SELECT json_group_object(key, value) FROM (SELECT key, value"
		    " FROM json_each(e.body) ORDER BY key))"),
		0);
	bench_close(&bench);
}

/* Questions leave a course; what was answered stays in its place. */
static void a_question_that_left_is_reported(void **state)
{
	struct bench bench;
	struct attempt attempt;
	struct paper paper;
	struct course smaller = *fixture_course();
	struct quiz quiz = *smaller.quizzes[0], *list[] = {&quiz};
	int64_t id;

	(void)state;
	bench_folder(&bench);
	int64_t learner = one_learner(bench.store);
	paper_draw(&paper, fixture_course(), fixture_course()->quizzes[0], 1, NULL);
	assert_done(store_attempt_start(bench.store, learner, &paper, &id, &err));
	for (size_t i = 0; i < 4; i++)
		assert_done(store_attempt_answer(bench.store, id, i, &paper.sheets[i],
						 paper.sheets[i].question->id, &err));
	store_close(bench.store);
	quiz.questions++; /* q1 is gone */
	quiz.question_count--;
	smaller.quizzes = list;
	bench.store = store_open(bench.folder, STORE_OPEN, &bench.clock, &smaller,
				 &fixture_region, &err);
	assert_done(store_attempt(bench.store, id, &attempt, &err));
	assert_int_equal(attempt.lost, 1);
	assert_int_equal(attempt.paper.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(attempt.answers[i],
				    attempt.paper.sheets[i].question->id);
	/* the index has moved, the question has not */
	assert_done(store_attempt_answer(bench.store, id, 0, &attempt.paper.sheets[0],
					 "dung", &err));
	const char *changed = attempt.paper.sheets[0].question->id;
	struct attempt again;
	assert_done(store_attempt(bench.store, id, &again, &err));
	assert_string_equal(again.answers[0], "dung");
	assert_string_equal(again.paper.sheets[0].question->id, changed);
	attempt_release(&again);
	attempt_release(&attempt);
	for (size_t i = 0; i < 4; i++) {
		if (strcmp(paper.sheets[i].question->id, "q1") == 0)
			assert_done(store_attempt_answer(bench.store, id, i,
							 &paper.sheets[i], "sai", &err));
	}
	store_close(bench.store);
	/* the whole quiz is gone */
	smaller.quiz_count = 0;
	bench.store = store_open(bench.folder, STORE_OPEN, &bench.clock, &smaller,
				 &fixture_region, &err);
	assert_done(store_attempt(bench.store, id, &attempt, &err));
	assert_int_equal(attempt.lost, 4);
	assert_int_equal(attempt.paper.count, 0);
	attempt_release(&attempt);
	paper_release(&paper);
	bench_close(&bench);
}

static void refuses_a_question_of_another_paper(void **state)
{
	struct bench bench;
	struct paper paper, other;
	int64_t id;

	(void)state;
	bench_memory(&bench);
	int64_t learner = one_learner(bench.store);
	paper_draw(&paper, fixture_course(), fixture_course()->quizzes[0], 1, NULL);
	paper_single(&other, fixture_course()->lessons[0]->steps[1].check, 1);
	assert_done(store_attempt_start(bench.store, learner, &paper, &id, &err));
	assert_refused(
		store_attempt_answer(bench.store, id, 0, &other.sheets[0], "dung", &err),
		ERR_DATA, "goi/hoi");
	paper_release(&paper);
	paper_release(&other);
	bench_close(&bench);
}

static void lists_attempts_and_what_was_asked(void **state)
{
	struct bench bench;
	struct record record;
	int64_t *ids, first, second;
	char **seen;
	size_t count;
	bool completed;

	(void)state;
	bench_memory(&bench);
	int64_t learner = one_learner(bench.store);
	assert_done(
		store_questions_seen(bench.store, learner, "kt", &seen, &count, &err));
	assert_int_equal(count, 0);
	first = take_quiz(bench.store, learner, 3, &completed);
	clock_advance(&bench.clock, -500); /* the clock says the second came before */
	second = take_quiz(bench.store, learner, 1, &completed);
	assert_done(store_attempt_list(bench.store, learner, NULL, &ids, &count, &err));
	assert_int_equal(count, 2);
	assert_int_equal(ids[0], second);
	assert_int_equal(ids[1], first);
	free(ids);
	assert_done(store_attempt_list(bench.store, learner, "khac", &ids, &count, &err));
	assert_int_equal(count, 0);
	free(ids);
	assert_done(
		store_questions_seen(bench.store, learner, "kt", &seen, &count, &err));
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(seen[i][0], 'q');
		assert_int_equal(strlen(seen[i]), 2);
		free(seen[i]);
	}
	free(seen);
	assert_done(store_record(bench.store, learner, &record, &err));
	const struct quiz_record *quiz = record_quiz(&record, "kt");
	assert_int_equal(quiz->finished, 2);
	assert_int_equal(quiz->best_percent, 75);
	assert_int_equal(quiz->last_percent, 25);
	assert_int_equal(quiz->last, START - 500);
	assert_true(quiz->passed); /* the best counts */
	assert_false(quiz->open);
	record_release(&record);
	bench_close(&bench);
}

static void the_last_attempt_counts_where_the_quiz_says_so(void **state)
{
	struct bench bench = {.clock = {true, START}};
	struct course strict = *fixture_course();
	struct quiz quiz = *strict.quizzes[0], *list[] = {&quiz};
	struct record record;
	bool completed;

	(void)state;
	quiz.keep_best = false;
	strict.quizzes = list;
	bench.store = store_open(NULL, STORE_CREATE, &bench.clock, &strict,
				 &fixture_region, &err);
	int64_t learner = one_learner(bench.store);
	take_quiz(bench.store, learner, 4, &completed);
	take_quiz(bench.store, learner, 1, &completed);
	assert_done(store_record(bench.store, learner, &record, &err));
	assert_false(record_quiz(&record, "kt")->passed);
	assert_int_equal(record_quiz(&record, "kt")->best_percent, 100);
	record_release(&record);
	bench_close(&bench);
}

/* A lesson and a quiz get new ids between two sessions: what was done stays done, and the rest of the
 * way leads to the completion. */
static void a_new_name_takes_nothing_away(void **state)
{
	struct bench bench;
	static struct former formers[] = {{"goi", "goi-dien"}, {"kt", "kt-moi"}};
	struct course renamed = *fixture_course();
	struct lesson goi = *renamed.lessons[0], *lessons[] = {&goi, renamed.lessons[1]};
	struct quiz quiz = *renamed.quizzes[0], *quizzes[] = {&quiz};
	struct module module = renamed.modules[0];
	const char *ids[] = {"goi-dien", "nhan"};
	struct record record;
	bool completed;

	(void)state;
	bench_folder(&bench);
	int64_t id = one_learner(bench.store);
	assert_done(store_lesson_done(bench.store, id, &goi, &completed, &err));
	take_quiz(bench.store, id, 4, &completed);
	assert_false(completed);

	goi.id = ids[0];
	quiz.id = module.quiz_id = "kt-moi";
	renamed.formers = formers;
	renamed.former_count = ARRAY_LEN(formers);
	module.lesson_ids = (struct strings){ids, 2};
	module.lessons = lessons;
	module.quiz = &quiz;
	renamed.lessons = lessons;
	renamed.quizzes = quizzes;
	renamed.modules = &module;
	store_use_course(bench.store, &renamed);
	assert_done(store_record(bench.store, id, &record, &err));
	assert_true(record_lesson_done(&record, &goi));
	assert_true(record_quiz(&record, "kt-moi")->passed);
	assert_int_equal(record.lesson_count, 1);
	assert_int_equal(record.quiz_count, 1);
	record_release(&record);
	assert_done(store_lesson_done(bench.store, id, lessons[1], &completed, &err));
	assert_true(completed);
	bench_close(&bench);
}

static void a_practice_goes_on_where_it_was_left(void **state)
{
	struct bench bench;
	struct practice_record record;

	(void)state;
	bench_folder(&bench);
	struct store *store = bench.store;
	int64_t id = one_learner(store), other = one_learner(store);
	assert_done(store_practice(store, id, "goi", &record, &err));
	assert_int_equal(record.times, 0);
	assert_int_equal(record.actions.count, 0);
	practice_record_release(&record);
	assert_done(store_practice_action(store, id, "goi", "nha", "danh-ba", &err));
	clock_advance(&bench.clock, -60);
	assert_done(store_practice_action(store, id, "goi", "danh-ba", "so=0912", &err));
	assert_done(store_practice_action(store, id, "khac", "nha", "x", &err));
	assert_done(store_practice_action(store, other, "goi", "nha", "y", &err));
	bench_reopen(&bench);
	store = bench.store;
	assert_done(store_practice(store, id, "goi", &record, &err));
	assert_int_equal(record.actions.count, 2);
	assert_string_equal(record.actions.items[0], "danh-ba");
	assert_string_equal(record.actions.items[1], "so=0912");
	practice_record_release(&record);
	assert_done(
		store_practice_ended(store, id, "goi", "safe", 85, true, "g1,g2", &err));
	assert_done(store_practice_action(store, id, "goi", "nha", "lai", &err));
	assert_done(
		store_practice_ended(store, id, "goi", "harmed", 10, false, "", &err));
	assert_done(store_practice_action(store, id, "goi", "nha", "nua", &err));
	assert_done(store_practice(store, id, "goi", &record, &err));
	assert_int_equal(record.times, 2);
	assert_int_equal(record.best_points, 85);
	assert_true(record.passed);
	assert_int_equal(record.actions.count, 1);
	assert_string_equal(record.actions.items[0], "nua");
	practice_record_release(&record);
	assert_false(store_practice_action(store, 99, "goi", "nha", "x", &err));
	bench_close(&bench);
}

static void the_best_of_typing_is_kept(void **state)
{
	struct bench bench;
	struct typing_record record;
	const struct typing_result slow = {100, 2, 120}, fast = {100, 20, 30};

	(void)state;
	bench_memory(&bench);
	int64_t id = one_learner(bench.store);
	assert_done(store_typing_record(bench.store, id, "giua", &record, &err));
	assert_int_equal(record.times, 0);
	assert_done(store_typing_done(bench.store, id, "giua", &slow, &err));
	assert_done(store_typing_done(bench.store, id, "giua", &fast, &err));
	assert_done(store_typing_record(bench.store, id, "giua", &record, &err));
	assert_int_equal(record.times, 2);
	assert_int_equal(record.best_accuracy, typing_accuracy(&slow));
	assert_int_equal(record.best_speed, typing_speed(&fast));
	assert_done(store_typing_record(bench.store, id, "tren", &record, &err));
	assert_int_equal(record.times, 0);
	bench_close(&bench);
}

static void practice_under_earlier_names(void **state)
{
	struct bench bench = {.clock = {true, START}};
	static struct former formers[] = {{"go-cu", "hang-giua"},
					  {"goi-cu", "goi-la"},
					  {"goi-dau", "goi-la"}}; /* sorted */
	struct practice practice = {.id = "goi-la"};
	struct practice *practices[] = {&practice};
	struct exercise exercise = {.id = "hang-giua"};
	struct course renamed = *fixture_course();
	struct practice_record record;
	struct typing_record typing;
	struct typing_result result = {.keys = 100, .errors = 2, .seconds = 60};

	(void)state;
	renamed.formers = formers;
	renamed.former_count = ARRAY_LEN(formers);
	renamed.practices = practices;
	renamed.practice_count = 1;
	renamed.exercises = &exercise;
	renamed.exercise_count = 1;
	bench.store = store_open(NULL, STORE_CREATE, &bench.clock, &renamed,
				 &fixture_region, &err);
	struct store *store = bench.store;
	int64_t id = one_learner(store);
	assert_done(
		store_practice_ended(store, id, "goi-dau", "tot", 100, true, "a", &err));
	assert_done(
		store_practice_ended(store, id, "goi-cu", "vua", 60, false, "", &err));
	assert_done(store_practice_action(store, id, "goi-la", "reo", "nghe", &err));
	assert_done(store_practice(store, id, "goi-la", &record, &err));
	assert_int_equal(record.times, 2);
	assert_int_equal(record.best_points, 100);
	assert_true(record.passed);
	assert_int_equal(record.actions.count, 1);
	assert_string_equal(record.actions.items[0], "nghe");
	practice_record_release(&record);
	assert_done(store_typing_done(store, id, "go-cu", &result, &err));
	assert_done(store_typing_done(store, id, "hang-giua", &result, &err));
	assert_done(store_typing_record(store, id, "hang-giua", &typing, &err));
	assert_int_equal(typing.times, 2);
	bench_close(&bench);
}

int test_progress(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_where_a_learner_is),
		cmocka_unit_test(keeps_every_answer_of_a_check),
		cmocka_unit_test(an_attempt_survives_anything),
		cmocka_unit_test(an_answer_carries_what_it_was_marked_by),
		cmocka_unit_test(a_question_that_left_is_reported),
		cmocka_unit_test(refuses_a_question_of_another_paper),
		cmocka_unit_test(lists_attempts_and_what_was_asked),
		cmocka_unit_test(a_practice_goes_on_where_it_was_left),
		cmocka_unit_test(the_best_of_typing_is_kept),
		cmocka_unit_test(the_last_attempt_counts_where_the_quiz_says_so),
		cmocka_unit_test(a_new_name_takes_nothing_away),
		cmocka_unit_test(practice_under_earlier_names),
	};

	return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
