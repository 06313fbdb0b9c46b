/* Who counts: the first answer of each person to each version of a question. */
#include "course/survey.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_survey(void);

static struct course course;
static struct survey survey;
static const char *grade[4]; /* of q(0) to q(3), as in the course now */

static const char *q(size_t i)
{
	return course_quiz(&course, "kt-an-toan")->questions[i].id;
}

static int begin(void **state)
{
	(void)state;
	course = (struct course){0};
	fixture_course(&course);
	for (size_t i = 0; i < course.quiz_count; i++)
		for (size_t k = 0; k < course.quizzes[i]->question_count; k++)
			course.quizzes[i]->questions[k].grade_digest[0] =
				(uint8_t)(k + 1);
	survey_init(&survey, &course, NULL);
	for (size_t i = 0; i < ARRAY_LEN(grade); i++)
		grade[i] = survey_item(&survey, q(i))->grade;
	return 0;
}

static int release(void **state)
{
	(void)state;
	survey_release(&survey);
	course_release(&course);
	return 0;
}

/* A paper of q(0) to q(3); scores in thousandths, -1 = left blank. */
static void sits(int64_t person, const char *quiz, const int *scores, const char *other)
{
	struct buf paper = BUF_INIT;
	struct given answers[4];
	struct sitting sitting = {.person = person, .quiz = quiz, .answers = answers};

	for (size_t i = 0; i < 4; i++) {
		buf_printf(&paper, "%s 0,1,2\n", q(i));
		if (scores[i] >= 0)
			answers[sitting.count++] = (struct given){
				q(i), other ? other : grade[i], "cup", scores[i]};
	}
	sitting.paper = paper.data;
	sitting.passed = scores[0] == 1000;
	survey_sitting(&survey, &sitting);
	buf_release(&paper);
}

static const struct item *item(size_t i)
{
	return &survey_item(&survey, q(i))->item;
}

static void every_question_is_found(void **state)
{
	size_t questions = 0, checks = 0;

	(void)state;
	for (size_t i = 0; i < survey.count; i++) {
		const struct survey_item *one = &survey.items[i];
		questions += one->quiz != NULL;
		checks += one->lesson != NULL;
		assert_ptr_equal(survey_item(&survey, one->item.question->id), one);
	}
	assert_int_equal(questions, 24 + 16 + 6);
	assert_true(checks > 0);
	assert_null(survey_item(&survey, "khong-co"));
	assert_null(survey_item(&survey, ""));
	assert_string_equal(grade[1] + 2, "000000000000000000000000000000");
	assert_memory_equal(grade[1], "02", 2);
}

static void only_the_first_answer_counts(void **state)
{
	static const int bad[] = {0, 0, 0, 0}, good[] = {1000, 1000, 1000, 1000};

	(void)state;
	sits(1, "kt-an-toan", bad, NULL);
	sits(1, "kt-an-toan", good, NULL);
	sits(1, "cuoi-khoa", good, NULL); /* the same questions in another quiz */
	sits(2, "cuoi-khoa", good, NULL);
	assert_int_equal(item(0)->count, 2);
	assert_int_equal(item(0)->rows[0].score, 0);
	assert_int_equal(item(0)->rows[1].score, 1000);
	/* of a quiz, the first paper */
	for (size_t i = 0; i < course.quiz_count; i++) {
		bool exam = !strcmp(survey.quizzes[i].quiz->id, "cuoi-khoa");
		bool first = !strcmp(survey.quizzes[i].quiz->id, "kt-an-toan");
		assert_int_equal(survey.quizzes[i].people, exam ? 2 : first ? 1 : 0);
		assert_int_equal(survey.quizzes[i].passed, exam ? 2 : 0);
	}
}

static void the_rest_is_the_same_paper_without_the_question(void **state)
{
	static const int scores[] = {1000, 250, 0, -1};

	(void)state;
	sits(1, "kt-an-toan", scores, NULL);
	assert_int_equal(item(0)->rows[0].rest, 250);
	assert_int_equal(item(1)->rows[0].rest, 1000);
	assert_int_equal(item(2)->rows[0].rest, 1250);
	assert_int_equal(item(0)->rows[0].rest_count, 3); /* blank is wrong */
	assert_int_equal(item(3)->count, 0); /* ... but no answer */
	assert_int_equal(item(3)->blank, 1);
	sits(1, "kt-an-toan", scores, NULL);
	assert_int_equal(item(3)->blank, 1);
}

static void other_versions_are_apart(void **state)
{
	static const int good[] = {1000, 1000, 1000, 1000}, bad[] = {0, 0, 0, 0};

	(void)state;
	sits(1, "kt-an-toan", good, "feed");
	sits(2, "kt-an-toan", good, "feed");
	sits(2, "kt-an-toan", bad,
	     NULL); /* then today's version: their first answer to it */
	sits(3, "kt-an-toan", good, NULL);
	sits(3, "kt-an-toan", good,
	     "feed"); /* a bundle from a centre with older content */
	assert_int_equal(item(0)->count, 2);
	assert_int_equal(item(0)->rows[0].score, 0);
	assert_int_equal(item(0)->older, 1);
	/* on a paper of both, what counts is that of the other version, too */
	assert_int_equal(item(0)->rows[0].rest_count, 3);
}

static void checks_stand_alone(void **state)
{
	const struct survey_item *check = NULL;

	(void)state;
	for (size_t i = 0; i < survey.count; i++)
		if (survey.items[i].lesson)
			check = &survey.items[i];
	assert_non_null(check);
	const char *id = check->item.question->id;
	survey_check(&survey, 1, &(struct given){id, check->grade, "doc", 0});
	survey_check(&survey, 1, &(struct given){id, check->grade, "cup", 1000});
	survey_check(&survey, 2, &(struct given){id, "feed", "cup", 1000});
	survey_check(&survey, 3, &(struct given){"khong-co", "feed", "cup", 1000});
	assert_int_equal(check->item.count, 1);
	assert_int_equal(check->item.rows[0].score, 0);
	assert_int_equal(check->item.rows[0].rest_count, 0);
	assert_int_equal(check->item.older, 1);
}

/* Questions that have left the course still stand on old papers: they count in the rest. */
static void lost_questions_count_in_the_rest(void **state)
{
	struct given answers[] = {{"da-bo", "feed", "a", 1000},
				  {q(0), grade[0], "cup", 0}};
	char *paper = xasprintf("da-bo 1,0\n%s\nbo-nua\n", q(0));
	struct sitting sitting = {.person = 5,
				  .quiz = "da-bo-luon",
				  .paper = paper,
				  .answers = answers,
				  .count = 2};

	(void)state;
	survey_sitting(&survey, &sitting);
	assert_int_equal(item(0)->count, 1);
	assert_int_equal(item(0)->rows[0].rest, 1000);
	assert_int_equal(item(0)->rows[0].rest_count, 2);
	free(paper);
}

int test_survey(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_question_is_found, begin, release),
		cmocka_unit_test_setup_teardown(only_the_first_answer_counts, begin,
						release),
		cmocka_unit_test_setup_teardown(
			the_rest_is_the_same_paper_without_the_question, begin, release),
		cmocka_unit_test_setup_teardown(other_versions_are_apart, begin, release),
		cmocka_unit_test_setup_teardown(checks_stand_alone, begin, release),
		cmocka_unit_test_setup_teardown(lost_questions_count_in_the_rest, begin,
						release),
	};
	return cmocka_run_group_tests_name("survey", tests, NULL, NULL);
}
