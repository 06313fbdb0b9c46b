#include "course/goal.h"

#include "course/workage.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_goal(void);

static const struct region *const region = &fixture_region;

static int on(int year, int month, int day)
{
	return day_of((struct date){year, month, day});
}

static void what_is_set(void **state)
{
	static const struct {
		const char *setting, *id;
		int percent, year;
	} cases[] = {
		{"", "lao-dong-2025", 70, 2025},
		{"nguoi-lon-2026", "nguoi-lon-2026", 100, 2026},
		{"lao-dong-2030", "lao-dong-2030", 90, 2030},
		{"dropped-later", "lao-dong-2025", 70, 2025},
		{"own law 75 2028 Kế hoạch 7", "own", 75, 2028},
		{"own 18+ 80 2027 A", "own", 80, 2027},
		/* Nothing of the centre's own: */
		{"own", "lao-dong-2025", 70, 2025},
		{"own law", "lao-dong-2025", 70, 2025},
		{"own law 75", "lao-dong-2025", 70, 2025},
		{"own law 75 2028", "lao-dong-2025", 70, 2025},
		{"own law 75 2028 ", "lao-dong-2025", 70, 2025},
		{"own law 0 2028 A", "lao-dong-2025", 70, 2025},
		{"own law 101 2028 A", "lao-dong-2025", 70, 2025},
		{"own law 75 1999 A", "lao-dong-2025", 70, 2025},
		{"own all 75 2028 A", "lao-dong-2025", 70, 2025},
		{"own definition-much-too-long 75 2028 A", "lao-dong-2025", 70, 2025},
	};
	struct city_goal goal;
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_true(goal_read(region, cases[i].setting, &goal));
		if (strcmp(goal.id, cases[i].id) != 0 ||
		    goal.percent != cases[i].percent || goal.year != cases[i].year)
			fail_msg("“%s”: %s %d %d", cases[i].setting, goal.id,
				 goal.percent, goal.year);
	}
	assert_true(goal_read(region, "own 18+ 80 2027 Kế hoạch 7, 3/2/2027", &goal));
	assert_int_equal(goal.definition, DEFINITION_18_UP);
	assert_string_equal(goal.source, "Kế hoạch 7, 3/2/2027");
	assert_false(goal_read(&(struct region){0}, "", &goal));
}

static void own_comes_back(void **state)
{
	struct city_goal goal = {.definition = DEFINITION_15_64,
				 .percent = 100,
				 .year = 2030,
				 .source = "Công văn số 5"},
			 back;
	struct buf text = BUF_INIT;
	struct err err = {0};
	(void)state;
	assert_true(goal_write_own(&goal, &text, &err));
	assert_string_equal(text.data, "own 15-64 100 2030 Công văn số 5");
	assert_true(goal_read(region, text.data, &back));
	assert_int_equal(back.definition, DEFINITION_15_64);
	assert_int_equal(back.percent, 100);
	assert_string_equal(back.source, goal.source);
	buf_release(&text);
}

static void no_goal(void **state)
{
	char longest[GOAL_SOURCE_BYTES + 1];
	memset(longest, 'a', sizeof(longest));
	longest[GOAL_SOURCE_BYTES] = '\0';
	const struct city_goal wrong[] = {
		{.percent = 0, .year = 2026, .source = "A"},
		{.percent = 101, .year = 2026, .source = "A"},
		{.percent = 70, .year = 1926, .source = "A"},
		{.percent = 70, .year = 2026, .source = ""},
		{.percent = 70, .year = 2026, .source = NULL},
		{.percent = 70, .year = 2026, .source = "A\nB"},
		{.percent = 70, .year = 2026, .source = longest},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct buf text = BUF_INIT;
		struct err err = {0};
		assert_false(goal_write_own(&wrong[i], &text, &err));
		assert_int_equal(err.kind, ERR_DATA);
		assert_int_equal(text.len, 0);
		buf_release(&text);
	}
}

static void which_fits(void **state)
{
	const struct city_goal *chosen = goal_named(region, "lao-dong-2030");
	const struct city_goal *adults = goal_named(region, "nguoi-lon-2025");
	const struct city_goal *first = goal_named(region, "lao-dong-2025");
	const struct {
		const struct city_goal *chosen;
		enum definition definition;
		int day;
		const char *id;
	} cases[] = {
		{chosen, DEFINITION_LAW, on(2026, 1, 1), "lao-dong-2030"},
		{first, DEFINITION_LAW, on(2040, 1, 1), "lao-dong-2025"},
		/* Nobody chose the open one: it never comes by itself. */
		{adults, DEFINITION_LAW, on(2026, 1, 1), "lao-dong-2025"},
		{NULL, DEFINITION_LAW, on(2026, 1, 1), "lao-dong-2025"},
		{first, DEFINITION_18_UP, on(2024, 5, 1), "nguoi-lon-2025"},
		{first, DEFINITION_18_UP, on(2025, 12, 31), "nguoi-lon-2025"},
		{first, DEFINITION_18_UP, on(2026, 1, 1), "nguoi-lon-2026"},
		{first, DEFINITION_18_UP, on(2029, 1, 1), "nguoi-lon-2026"},
		{adults, DEFINITION_18_UP, on(2026, 1, 1), "nguoi-lon-2025"},
		{chosen, DEFINITION_15_64, on(2026, 1, 1), "lao-dong-2030"},
		{adults, DEFINITION_15_64, on(2026, 1, 1), "lao-dong-2025"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct city_goal *got = goal_for(region, cases[i].chosen,
						       cases[i].definition, cases[i].day);
		assert_non_null(got);
		assert_string_equal(got->id, cases[i].id);
	}
	assert_null(goal_for(&(struct region){0}, NULL, DEFINITION_15_64, 0));
	assert_null(goal_for(&(struct region){0}, first, DEFINITION_18_UP, 0));
}

static void needed(void **state)
{
	struct city_goal goal = {.percent = 70};
	(void)state;
	assert_int_equal(goal_needed(&goal, 0), 0);
	assert_int_equal(goal_needed(&goal, 1), 1);
	assert_int_equal(goal_needed(&goal, 10), 7);
	assert_int_equal(goal_needed(&goal, 11), 8);
	assert_int_equal(goal_needed(&goal, 5372589), 3760813);
}

static void in_words(void **state)
{
	static const char *const words[] = {
		[DEFINITION_LAW] = "70 % người trong độ tuổi lao động, đến hết năm 2025",
		[DEFINITION_15_64] = "70 % người từ 15 đến 64 tuổi, đến hết năm 2025",
		[DEFINITION_18_UP] = "70 % người từ 18 tuổi trở lên, đến hết năm 2025",
	};
	(void)state;
	for (int i = 0; i < DEFINITIONS; i++) {
		struct city_goal goal = {
			.definition = (enum definition)i, .percent = 70, .year = 2025};
		struct buf out = BUF_INIT;
		goal_words(&goal, &out);
		assert_string_equal(out.data, words[i]);
		buf_release(&out);
	}
}

int test_goal(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_set), cmocka_unit_test(own_comes_back),
		cmocka_unit_test(no_goal),     cmocka_unit_test(which_fits),
		cmocka_unit_test(needed),      cmocka_unit_test(in_words),
	};

	return cmocka_run_group_tests_name("goal", tests, NULL, NULL);
}
