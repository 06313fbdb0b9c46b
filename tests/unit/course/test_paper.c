/* Drawing: properties over a thousand seeds, then keeping and marking. */
#include "course/paper.h"

#include "course/answer.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_paper(void);

#define SEEDS 1000

static struct course course;
static struct quiz *exam;

static int make(void **state)
{
	(void)state;
	fixture_course(&course);
	exam = fixture_quiz(&course, "cuoi-khoa");
	return 0;
}

static int release(void **state)
{
	(void)state;
	course_release(&course);
	return 0;
}

static bool paper_has(const struct paper *paper, const char *id)
{
	for (size_t i = 0; i < paper->count; i++)
		if (!strcmp(paper->sheets[i].question->id, id))
			return true;
	return false;
}

static size_t with_skill(const struct paper *paper, const char *skill)
{
	size_t count = 0;

	for (size_t i = 0; i < paper->count; i++)
		count += strings_have(&paper->sheets[i].question->skills, skill);
	return count;
}

static bool as_written(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->order_count; i++)
		if (sheet->order[i] != i)
			return false;
	return true;
}

static void assert_is_permutation(const struct sheet *sheet)
{
	bool seen[256] = {false};

	for (size_t i = 0; i < sheet->order_count; i++) {
		assert_true(sheet->order[i] < sheet->order_count);
		assert_false(seen[sheet->order[i]]);
		seen[sheet->order[i]] = true;
	}
}

static void assert_no_repetition(const struct paper *paper)
{
	for (size_t i = 0; i < paper->count; i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(paper->sheets[i].question->id,
						paper->sheets[j].question->id);
}

static void assert_same_paper(const struct paper *a, const struct paper *b)
{
	struct buf left = BUF_INIT, right = BUF_INIT;

	paper_format(a, &left);
	paper_format(b, &right);
	assert_string_equal(left.data, right.data);
	buf_release(&left);
	buf_release(&right);
}

/* ── drawing ───────────────────────────────────────────────────────────────────────────── */

static void pool_joins_banks(void **state)
{
	const struct question **pool;
	struct quiz twice = *exam;

	(void)state;
	assert_int_equal(quiz_pool(&course, exam, &pool), 6 + 24 + 16);
	free(pool);
	/* Itself, a bank named twice, one that is not there: nothing is doubled. */
	twice.from = fixture_strings(&course.arena, "cuoi-khoa", "kt-an-toan", "khong-co",
				     "kt-an-toan", NULL);
	struct quiz *kept = course.quizzes[2];
	course.quizzes[2] = &twice;
	assert_int_equal(quiz_pool(&course, &twice, &pool), 6 + 16);
	course.quizzes[2] = kept;
	free(pool);
}

static void rules_hold_for_every_seed(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct paper paper;
		paper_draw(&paper, &course, exam, seed, NULL);
		assert_ptr_equal(paper.quiz, exam);
		/* One for everybody, three of the skill, four of any. */
		assert_int_equal(paper.count, 1 + 3 + 4);
		assert_true(paper_has(&paper, "ck-0"));
		assert_true(with_skill(&paper, "an-toan.nhan-dien") >= 3);
		assert_no_repetition(&paper);
		for (size_t i = 0; i < paper.count; i++) {
			const struct sheet *sheet = &paper.sheets[i];
			assert_is_permutation(sheet);
			if (sheet->question->type != QUESTION_SINGLE)
				assert_false(as_written(sheet));
		}
		paper_release(&paper);
	}
}

static void same_seed_same_paper(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < 50; seed++) {
		struct paper one, two;
		paper_draw(&one, &course, exam, seed, NULL);
		paper_draw(&two, &course, exam, seed, NULL);
		assert_same_paper(&one, &two);
		paper_release(&one);
		paper_release(&two);
	}
}

/* An attempt begun on one machine goes on on another: this paper may never change. */
static void known_paper(void **state)
{
	struct paper paper;
	struct buf text = BUF_INIT;

	(void)state;
	paper_draw(&paper, &course, exam, 2026, NULL);
	paper_format(&paper, &text);
	assert_string_equal(text.data,
			    "at-0 1,2,0\ndt-10 2,0,1\ndt-23 0,2,1\nat-11 1,2,0\n"
			    "dt-17 0,2,1\nck-0 0,1,2\ndt-5 0,2,1\ndt-8 2,1,0\n");
	buf_release(&text);
	paper_release(&paper);
}

static void every_question_comes_up(void **state)
{
	const struct question **pool;
	size_t count = quiz_pool(&course, exam, &pool);
	int *seen = calloc(count, sizeof(*seen)), first[3] = {0};

	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct paper paper;
		paper_draw(&paper, &course, exam, seed, NULL);
		for (size_t i = 0; i < count; i++)
			seen[i] += paper_has(&paper, pool[i]->id);
		for (size_t i = 0; i < paper.count; i++)
			if (paper.sheets[i].question->type == QUESTION_SINGLE)
				first[paper.sheets[i].order[0]]++;
		paper_release(&paper);
	}
	/* ck-0 every time. Of the 45 others 18 have the skill: three of these are drawn, then four
	 * of the 42 that are left, which makes 246 and 95 times in a thousand (standard
	 * deviations 14 and 9). */
	assert_int_equal(seen[0], SEEDS);
	for (size_t i = 1; i < count; i++) {
		bool skilled = strings_have(&pool[i]->skills, "an-toan.nhan-dien");
		assert_in_range(seen[i], skilled ? 186 : 55, skilled ? 306 : 135);
	}
	/* Each of three options stands first equally often. */
	int singles = first[0] + first[1] + first[2];
	for (int i = 0; i < 3; i++)
		assert_in_range(first[i], singles * 30 / 100, singles * 37 / 100);
	free(seen);
	free(pool);
}

/* The learner's next paper has nothing of the last one but what everybody gets. */
static void avoids_what_was_seen(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct paper last, next;
		const char *ids[8];
		struct strings seen = {ids, 0};
		paper_draw(&last, &course, exam, seed, NULL);
		for (size_t i = 0; i < last.count; i++)
			ids[seen.count++] = last.sheets[i].question->id;
		paper_draw(&next, &course, exam, seed + 1, &seen);
		assert_int_equal(next.count, last.count);
		assert_true(with_skill(&next, "an-toan.nhan-dien") >= 3);
		for (size_t i = 0; i < next.count; i++) {
			const char *id = next.sheets[i].question->id;
			assert_int_equal(strings_have(&seen, id), !strcmp(id, "ck-0"));
		}
		paper_release(&last);
		paper_release(&next);
	}
}

/* Where nearly all was seen, the rest is used up first and the draw still is complete. */
static void falls_back_on_what_was_seen(void **state)
{
	const struct question **pool;
	size_t count = quiz_pool(&course, exam, &pool);
	struct strings seen = {calloc(count, sizeof(char *)), 0};

	(void)state;
	/* All but five of those without the skill. */
	size_t fresh = 0;
	for (size_t i = 0; i < count; i++) {
		bool skilled = strings_have(&pool[i]->skills, "an-toan.nhan-dien");
		if (!skilled && i > 0 && fresh < 5)
			fresh++;
		else
			seen.items[seen.count++] = pool[i]->id;
	}
	for (uint64_t seed = 0; seed < 100; seed++) {
		struct paper paper;
		size_t unseen = 0;
		paper_draw(&paper, &course, exam, seed, &seen);
		for (size_t i = 0; i < paper.count; i++)
			unseen += !strings_have(&seen, paper.sheets[i].question->id);
		assert_int_equal(paper.count, 8);
		assert_int_equal(unseen, 4); /* the rule for any skill */
		paper_release(&paper);
	}
	free(seen.items);
	free(pool);
}

/* Rules in an order that would starve the last one: "any" comes first, and two rules want
 * questions that fit both. */
static void early_rules_starve_no_later_one(void **state)
{
	struct draw_rule rules[] = {{NULL, 2}, {"a", 1}, {"b", 1}};
	struct quiz quiz = {.id = "kho", .draw = rules, .draw_count = 3};
	struct question questions[4];

	(void)state;
	/* Only `ca-hai` has b, and a is there twice: whoever takes it must give way. */
	for (int i = 0; i < 4; i++) {
		questions[i] = fixture_question(&course.arena, QUESTION_SINGLE);
		questions[i].id = arena_printf(&course.arena, "kho-%d", i);
	}
	questions[0].skills = fixture_strings(&course.arena, "a", "b", NULL);
	questions[1].skills = fixture_strings(&course.arena, "a", NULL);
	quiz.questions = questions;
	quiz.question_count = 4;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct paper paper;
		paper_draw(&paper, &course, &quiz, seed, NULL);
		assert_int_equal(paper.count, 4);
		assert_no_repetition(&paper);
		paper_release(&paper);
	}
	/* With one question less to take, a and b are honoured every time. */
	rules[0].take = 1;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct paper paper;
		paper_draw(&paper, &course, &quiz, seed, NULL);
		assert_int_equal(paper.count, 3);
		assert_true(paper_has(&paper, "kho-0") && paper_has(&paper, "kho-1"));
		paper_release(&paper);
	}
}

static void takes_what_there_is(void **state)
{
	struct draw_rule rules[] = {
		{"dien-thoai.cu-chi", 1000000}, {"khong-co", 3}, {NULL, -1}};
	struct quiz quiz = *exam;
	struct paper paper;

	(void)state;
	quiz.draw = rules;
	quiz.draw_count = 3;
	quiz.from.count = 0;
	quiz.always = fixture_strings(&course.arena, "khong-co", NULL);
	paper_draw(&paper, &course, &quiz, 1, NULL);
	assert_int_equal(paper.count, 2); /* ck-0 and ck-3 have the skill */
	paper_release(&paper);
	quiz.question_count = 0;
	paper_draw(&paper, &course, &quiz, 1, NULL);
	assert_int_equal(paper.count, 0);
	paper_release(&paper);
}

static void shuffles_only_where_allowed(void **state)
{
	(void)state;
	for (int type = 0; type < QUESTION_TYPES; type++) {
		struct question q = fixture_question(&course.arena, type);
		bool mixed = type == QUESTION_ORDER || type == QUESTION_MATCH;
		int moved = 0;
		q.shuffle = false;
		for (uint64_t seed = 0; seed < 200; seed++) {
			struct paper paper;
			paper_single(&paper, &q, seed);
			assert_int_equal(paper.count, 1);
			assert_null(paper.quiz);
			assert_non_null(paper.sheets[0].order);
			assert_is_permutation(&paper.sheets[0]);
			moved += !as_written(&paper.sheets[0]);
			paper_release(&paper);
		}
		/* What would answer itself is never shown as written. */
		assert_int_equal(moved, mixed ? 200 : 0);
	}
}

static void two_items_are_never_sorted(void **state)
{
	struct question q = fixture_question(&course.arena, QUESTION_ORDER);
	struct paper paper;

	(void)state;
	q.option_count = 2;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		paper_single(&paper, &q, seed);
		assert_int_equal(paper.sheets[0].order[0], 1);
		paper_release(&paper);
	}
	q.option_count = 1; /* nothing to sort: it must end all the same */
	paper_single(&paper, &q, 1);
	assert_int_equal(paper.sheets[0].order_count, 1);
	paper_release(&paper);
}

/* ── keeping ───────────────────────────────────────────────────────────────────────────── */

static void reads_back_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 0; seed < SEEDS; seed++) {
		struct paper paper, again;
		struct buf text = BUF_INIT;
		paper_draw(&paper, &course, exam, seed, NULL);
		paper_format(&paper, &text);
		assert_int_equal(paper_parse(&again, &course, exam, text.data), 0);
		assert_int_equal(again.count, paper.count);
		assert_same_paper(&paper, &again);
		buf_release(&text);
		paper_release(&paper);
		paper_release(&again);
	}
}

static void lost_questions_are_left_out(void **state)
{
	struct paper paper;

	(void)state;
	assert_int_equal(paper_parse(&paper, &course, exam,
				     "ck-0 2,0,1\nda-bo 0,1\ndt-1 1,2,0\nda-bo-2\n"),
			 2);
	assert_int_equal(paper.count, 2);
	assert_string_equal(paper.sheets[1].question->id, "dt-1");
	paper_release(&paper);
}

static void check_of_a_lesson_reads_back(void **state)
{
	struct paper paper;
	struct buf text = BUF_INIT;

	(void)state;
	assert_int_equal(paper_parse(&paper, &course, NULL, "noi-wifi/hai 1,2,0"), 0);
	assert_int_equal(paper.count, 1);
	paper_format(&paper, &text);
	assert_string_equal(text.data, "noi-wifi/hai 1,2,0\n");
	buf_release(&text);
	paper_release(&paper);
}

/* The content changed while an attempt was open, or the file is damaged. */
static void orders_that_do_not_fit_are_mended(void **state)
{
	static const struct {
		const char *text, *mended;
	} cases[] = {
		{"ck-0 2,0,1", "ck-0 2,0,1\n"},
		{"ck-0 2", "ck-0 2,0,1\n"},
		{"ck-0", "ck-0 0,1,2\n"},
		{"ck-0 ", "ck-0 0,1,2\n"},
		{"ck-0 7,2,9999999999999999999,0", "ck-0 2,0,1\n"},
		{"ck-0 2,2,2", "ck-0 2,0,1\n"},
		{"ck-0 x,-,2", "ck-0 2,0,1\n"},
		{"ck-4 3,2,1,0", "ck-4 3,2,1,0\n"},
		{"ck-4", "ck-4 1,2,3,0\n"}, /* an order question never answers itself */
		{"ck-4 0,1,2,3", "ck-4 1,2,3,0\n"},
		{"\n\nck-0 2,0,1\n\n", "ck-0 2,0,1\n"},
		{"", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct paper paper;
		struct buf text = BUF_INIT;
		assert_int_equal(paper_parse(&paper, &course, exam, cases[i].text), 0);
		paper_format(&paper, &text);
		assert_string_equal(text.data, cases[i].mended);
		buf_release(&text);
		paper_release(&paper);
	}
}

/* ── the result ────────────────────────────────────────────────────────────────────────── */

/* Answers as the store hands them out: not const. */
static char right_one[] = "cup", wrong_one[] = "doc", two_of_three[] = "co-chu,phong-to";

/* A paper of the same question so many times, the first `right` of them right. */
static struct outcome outcome_of(struct quiz *quiz, size_t asked, size_t right)
{
	struct paper paper = {.quiz = quiz,
			      .sheets = calloc(asked, sizeof(struct sheet))};
	char **answers = calloc(asked + 1, sizeof(*answers));

	while (paper.count < asked)
		paper.sheets[paper.count++].question = &quiz->questions[0];
	for (size_t i = 0; i < right; i++)
		answers[i] = right_one;
	struct outcome outcome = paper_outcome(&paper, answers);
	free(paper.sheets);
	free(answers);
	return outcome;
}

static void percent_is_floor(void **state)
{
	struct quiz *quiz = fixture_quiz(&course, "kt-dien-thoai");
	struct outcome outcome = outcome_of(quiz, 10, 8);

	(void)state;
	assert_int_equal(outcome.percent, 80);
	assert_int_equal(outcome.score, 800);
	assert_int_equal(outcome.right, 8);
	assert_int_equal(outcome.asked, 10);
	assert_true(outcome.passed && outcome.must_met);
	/* 799 of 1000 is 79.9 %, which is not 80 %. */
	outcome = outcome_of(quiz, 1000, 799);
	assert_int_equal(outcome.percent, 79);
	assert_int_equal(outcome.score, 799);
	assert_false(outcome.passed);
	outcome = outcome_of(quiz, 3, 2);
	assert_int_equal(outcome.percent, 66);
	outcome = outcome_of(quiz, 0, 0);
	assert_int_equal(outcome.percent, 0);
	assert_false(outcome.passed);
	outcome = outcome_of(quiz, 7, 7);
	assert_int_equal(outcome.percent, 100);
}

static void parts_of_points_add_up(void **state)
{
	struct question multiple = fixture_question(&course.arena, QUESTION_MULTIPLE);
	struct sheet sheets[3];
	struct quiz quiz = {.pass_percent = 66};
	struct paper paper = {.quiz = &quiz, .sheets = sheets, .count = 3};
	char *answers[] = {two_of_three, two_of_three, two_of_three};

	(void)state;
	multiple.score = SCORE_EACH;
	for (int i = 0; i < 3; i++)
		sheets[i] = (struct sheet){.question = &multiple};
	struct outcome outcome = paper_outcome(&paper, answers);
	assert_int_equal(outcome.score, 666);
	assert_int_equal(outcome.percent, 66);
	assert_int_equal(outcome.right, 0);
	assert_true(outcome.passed);
}

static void must_be_right_to_pass(void **state)
{
	struct paper paper;
	char *answers[8];
	struct buf keys[8];

	(void)state;
	paper_draw(&paper, &course, exam, 3, NULL);
	for (size_t i = 0; i < 8; i++) {
		buf_init(&keys[i]);
		answer_key(paper.sheets[i].question, &keys[i]);
		answers[i] = keys[i].data;
	}
	struct outcome outcome = paper_outcome(&paper, answers);
	assert_int_equal(outcome.percent, 100);
	assert_true(outcome.passed);
	for (size_t i = 0; i < 8; i++)
		if (!strcmp(paper.sheets[i].question->id, "ck-0"))
			answers[i] = NULL;
	outcome = paper_outcome(&paper, answers);
	assert_int_equal(outcome.percent, 87);
	assert_false(outcome.must_met);
	assert_false(outcome.passed);
	for (size_t i = 0; i < 8; i++)
		buf_release(&keys[i]);
	paper_release(&paper);
}

static void check_passes_when_right(void **state)
{
	struct paper paper;
	char *right[] = {right_one}, *wrong[] = {wrong_one};

	(void)state;
	paper_single(&paper, course_question(&course, "bat-may/hai"), 1);
	assert_true(paper_outcome(&paper, right).passed);
	assert_false(paper_outcome(&paper, wrong).passed);
	paper_release(&paper);
}

/* ── another attempt ───────────────────────────────────────────────────────────────────── */

static void leave_for_another_attempt(void **state)
{
	static const struct {
		int max, wait, finished;
		int64_t last, now;
		enum attempt_leave leave;
		int64_t next;
	} cases[] = {
		{3, 86400, 0, 0, 1000, ATTEMPT_ALLOWED, 1000},
		{3, 86400, 1, 1000, 1000, ATTEMPT_WAIT, 87400},
		{3, 86400, 1, 1000, 87399, ATTEMPT_WAIT, 87400},
		{3, 86400, 1, 1000, 87400, ATTEMPT_ALLOWED, 87400},
		{3, 86400, 2, 1000, 90000, ATTEMPT_ALLOWED, 90000},
		{3, 86400, 3, 1000, 900000, ATTEMPT_NO_MORE, 900000},
		{3, 86400, 4, 1000, 900000, ATTEMPT_NO_MORE, 900000},
		{1, 0, 0, 0, 1000, ATTEMPT_ALLOWED, 1000},
		{1, 0, 1, 1000, 2000, ATTEMPT_NO_MORE, 2000},
		{0, 86400, 100, 1000, 900000, ATTEMPT_ALLOWED, 900000},
		{0, 0, 5, 1000, 1000, ATTEMPT_ALLOWED, 1000},
		/* The clock was years ahead when the last attempt ended. */
		{3, 86400, 1, 4000000000, 1000, ATTEMPT_ALLOWED, 1000},
		{3, 86400, 3, 4000000000, 1000, ATTEMPT_NO_MORE, 1000},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct quiz quiz = {.max_attempts = cases[i].max,
				    .wait_seconds = cases[i].wait};
		int64_t next = -1;
		assert_int_equal(quiz_leave(&quiz, cases[i].finished, cases[i].last,
					    cases[i].now, &next),
				 cases[i].leave);
		assert_true(next == cases[i].next);
		assert_true(next - cases[i].now <= cases[i].wait);
	}
}

int test_paper(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pool_joins_banks),
		cmocka_unit_test(rules_hold_for_every_seed),
		cmocka_unit_test(same_seed_same_paper),
		cmocka_unit_test(known_paper),
		cmocka_unit_test(every_question_comes_up),
		cmocka_unit_test(avoids_what_was_seen),
		cmocka_unit_test(falls_back_on_what_was_seen),
		cmocka_unit_test(early_rules_starve_no_later_one),
		cmocka_unit_test(takes_what_there_is),
		cmocka_unit_test(shuffles_only_where_allowed),
		cmocka_unit_test(two_items_are_never_sorted),
		cmocka_unit_test(reads_back_the_same),
		cmocka_unit_test(lost_questions_are_left_out),
		cmocka_unit_test(check_of_a_lesson_reads_back),
		cmocka_unit_test(orders_that_do_not_fit_are_mended),
		cmocka_unit_test(percent_is_floor),
		cmocka_unit_test(parts_of_points_add_up),
		cmocka_unit_test(must_be_right_to_pass),
		cmocka_unit_test(check_passes_when_right),
		cmocka_unit_test(leave_for_another_attempt),
	};

	return cmocka_run_group_tests_name("paper", tests, make, release);
}
