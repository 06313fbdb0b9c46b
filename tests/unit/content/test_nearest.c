#include "check.h"

#include "content/nearest.h"

#include <string.h>

static void distances(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		int distance;
	} cases[] = {
		{"title", "title", 0},  {"tiltle", "title", 1},   {"tilte", "title", 1},
		{"titel", "title", 1},  {"Title", "title", 0},    {"", "abc", 3},
		{"skill", "skills", 1}, {"kitten", "sitting", 3}, {"ab", "ba", 1},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		assert_int_equal(edit_distance(cases[i].a, cases[i].b, 5),
				 cases[i].distance);
		assert_int_equal(edit_distance(cases[i].b, cases[i].a, 5),
				 cases[i].distance);
	}
	assert_int_equal(edit_distance("kitten", "sitting", 2), 3);
}

static const char *best(const char *wanted)
{
	static const char *const names[] = {"title", "skills", "steps", "needs", "id"};
	struct nearest n;
	nearest_init(&n, wanted);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		nearest_try(&n, names[i]);
	return n.best;
}

static void only_what_is_near_is_offered(void **state)
{
	(void)state;
	assert_string_equal(best("tittle"), "title");
	assert_string_equal(best("skils"), "skills");
	assert_string_equal(best("step"), "steps");
	assert_null(best("mau-sac"));
	assert_null(best("xy"));
	assert_string_equal(best("ID"), "id");
}

static void long_words_do_no_harm(void **state)
{
	(void)state;
	char longer[NEAREST_BYTES * 3];
	memset(longer, 'x', sizeof(longer));
	longer[sizeof(longer) - 1] = '\0';
	assert_null(best(longer));
	assert_int_equal(edit_distance(longer, longer, 3), 4);
}

int test_nearest(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(distances),
		cmocka_unit_test(only_what_is_near_is_offered),
		cmocka_unit_test(long_words_do_no_harm),
	};
	return cmocka_run_group_tests_name("nearest", tests, NULL, NULL);
}
