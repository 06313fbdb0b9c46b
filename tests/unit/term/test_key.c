/* Names of keys, there and back. */
#include "term/key.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_key(void);

static void names_every_key(void **state)
{
	(void)state;
	int pressed = 0;
	for (int code = 0; code < K_COUNT; code++) {
		struct key key = key_of((enum key_code)code), back;
		assert_non_null(key_format(&key));
		assert_non_null(key_label(&key));
		if (code == K_TEXT || !key_parse(key_format(&key), &back))
			continue;
		assert_int_equal(back.code, code);
		pressed++;
	}
	assert_int_equal(pressed, K_CTRL_Z - K_ENTER + 1);
}

static void names_no_event(void **state)
{
	(void)state;
	static const enum key_code events[] = {K_NONE,   K_TEXT, K_OTHER, K_CLICK,
					       K_RESIZE, K_IDLE, K_EOF};
	for (size_t i = 0; i < ARRAY_LEN(events); i++) {
		struct key key = key_of(events[i]), back = key_of(K_NONE);
		assert_false(
			key_parse(*key_format(&key) ? key_format(&key) : "Text", &back));
		assert_int_equal(back.code, K_NONE);
	}
}

static void parses_text(void **state)
{
	(void)state;
	struct key key;
	assert_true(key_parse("1", &key));
	assert_int_equal(key.code, K_TEXT);
	assert_string_equal(key.text, "1");
	assert_true(key_parse("e\u0302\u0323", &key)); /* composed */
	assert_string_equal(key.text, "ệ");
	assert_true(key_parse("space", &key));
	assert_string_equal(key.text, " ");
	assert_string_equal(key_format(&key), "Space");
	assert_string_equal(key_label(&key), "phím cách");
	assert_true(key_parse("eNTER", &key));
	assert_int_equal(key.code, K_ENTER);
	assert_string_equal(key_label(&key), "phím Enter");
	static const char *const wrong[] = {"",     "ab",   "F13",    "F0",   "Ctrl-Q",
					    "\xff", "\033", "\u202e", "Entér"};
	for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
		assert_false(key_parse(wrong[i], &key));
}

static void cuts_text_at_a_character(void **state)
{
	(void)state;
	char tower[200] = "a";
	for (int i = 0; i < 60; i++)
		strcat(tower, "\u0301");
	struct key key = key_text(tower, strlen(tower));
	assert_int_equal(strlen(key.text), 31);
	key = key_text("漢字x", 3);
	assert_string_equal(key.text, "漢");
	key = key_text("漢", 2);
	assert_string_equal(key.text, "");
}

int test_key(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_every_key),
		cmocka_unit_test(names_no_event),
		cmocka_unit_test(parses_text),
		cmocka_unit_test(cuts_text_at_a_character),
	};
	return cmocka_run_group_tests_name("key", tests, NULL, NULL);
}
