#include "tests.h"

#include "base/err.h"

#include <string.h>

/* A file name may hold an escape sequence; a message never does. */
static void controls_are_defused(void **state)
{
	struct err err = {0};
	(void)state;
	assert_false(err_set(&err, ERR_DATA, "Tệp %s hỏng", "a\033[2J\x7f\xc2\x9b\nb"));
	assert_string_equal(err.text, "Tệp a?[2J????b hỏng");
	assert_int_equal(err.kind, ERR_DATA);
	assert_false(err_set(NULL, ERR_DATA, "không ai nghe"));
}

/* A message longer than its field ends in a whole letter. */
static void long_messages_are_cut_between_letters(void **state)
{
	struct err err = {0};
	char text[1500];
	(void)state;
	for (int shift = 0; shift < 3; shift++) {
		memset(text, 'a', sizeof(text));
		for (size_t i = (size_t)shift; i + 3 < sizeof(text); i += 3)
			memcpy(text + i, "ệ", 3);
		text[sizeof(text) - 1] = '\0';
		err_set(&err, ERR_DATA, "%s", text);
		size_t n = strlen(err.text);
		assert_true(n >= sizeof(err.text) - 4);
		assert_memory_equal(err.text + n - 3, "ệ", 3);
	}
}

static void prefix_keeps_the_kind(void **state)
{
	struct err err = {0};
	(void)state;
	err_set(&err, ERR_NOPERM, "không được phép");
	err_prefix(&err, "lessons/a.yaml");
	assert_string_equal(err.text, "lessons/a.yaml: không được phép");
	assert_int_equal(err.kind, ERR_NOPERM);
}

int test_err(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(controls_are_defused),
		cmocka_unit_test(long_messages_are_cut_between_letters),
		cmocka_unit_test(prefix_keeps_the_kind),
	};
	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
