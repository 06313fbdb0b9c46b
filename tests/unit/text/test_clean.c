#include "text/clean.h"
#include "text/normal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_clean(void);

static void the_door_refuses_what_steers_hides_or_stacks(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int at; /* -1: welcome */
		uint32_t cp;
	} cases[] = {
		{"", -1, 0},
		{"Cô Hòa: “Dùng 5\u00a0000 đ”, được 70,5 % – đúng!", -1, 0},
		{"https://dichvucong.gov.vn/?a=1&b=2", -1, 0},
		{"H\u2019Hen Niê, K\u02bcbuôr", -1, 0},
		{"中文 한국 ₫ ½ 😀", -1, 0},
		{"[\x1b[2J", 1, 0x1b},
		{"a\xc2\x9b"
		 "2J",
		 1, 0x9b}, /* the one-byte CSI */
		{"ab\u202e", 2, 0x202e}, /* turns the line around */
		{"a\u2066", 1, 0x2066},
		{"a\u200b", 1, 0x200b},
		{"a\u00adb", 1, 0xad},
		{"a\ufeff", 1, 0xfeff},
		{"a\U000e0041", 1, 0xe0041}, /* a tag: hidden ASCII */
		{"a\ue000", 1, 0xe000},
		{"a\u0378", 1, 0x378}, /* unassigned */
		{"a\u2028b", 1, 0x2028},
		{"a\tb", 1, '\t'},
		{"a\nb", 1, '\n'},
		{"a\rb", 1, '\r'},
		{"a\x7f", 1, 0x7f},
		{"\u115fa", 0, 0x115f}, /* a letter without ink */
		{"\u3164", 0, 0x3164},
		{"\u2800", 0, 0x2800},
		{"a\ufe0f", 1, 0xfe0f},
		{"a\u034f", 1, 0x34f},
		{"a\u0308\u0304b", -1, 0},
		{"a\u0308\u0304\u0304", 5, 0x304}, /* the third mark */
		{"\u0301a", 0, 0x301}, /* a mark on nothing */
		{" \u0301a", -1, 0}, /* a mark shown alone */
		{"ab\xff", 2, CLEAN_NO_CHARACTER},
		{"a\xe1\xba", 1, CLEAN_NO_CHARACTER},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t at = 777;
		uint32_t cp = 0;
		size_t n = strlen(cases[i].text);
		bool clean = text_clean(cases[i].text, n, false, &at, &cp);
		if (clean != (cases[i].at < 0))
			fail_msg("case %zu: %s", i, clean ? "welcome" : "refused");
		if (!clean && (at != (size_t)cases[i].at || cp != cases[i].cp))
			fail_msg("case %zu: at %zu, U+%04X", i, at, cp);
	}
}

static void a_newline_belongs_in_blocks_only(void **state)
{
	(void)state;
	size_t at = 0;
	uint32_t cp = 0;
	assert_true(text_clean("a\n\nb\n", 5, true, NULL, NULL));
	assert_false(text_clean("a\n\nb\n", 5, false, NULL, NULL));
	assert_false(text_clean("a\r\n", 3, true, &at, &cp));
	assert_int_equal(at, 1);
	assert_int_equal(cp, '\r');
	/* A mark at the start of a line would hang on whatever stands above. */
	assert_false(text_clean("a\n\u0301", 4, true, &at, &cp));
	assert_int_equal(at, 2);
}

static void a_nul_is_refused(void **state)
{
	(void)state;
	size_t at = 0;
	assert_false(text_clean("ab\0c", 4, true, &at, NULL));
	assert_int_equal(at, 2);
}

static void assert_visible(const char *from, const char *to)
{
	struct buf b = BUF_INIT;
	text_visible(&b, from);
	assert_string_equal(b.data, to);
	/* What came out passes the door. */
	assert_true(text_clean(b.data, b.len, false, NULL, NULL));
	buf_release(&b);
}

static void everything_shown_is_harmless_and_seen(void **state)
{
	(void)state;
	assert_visible("Nguyễn", "Nguyễn");
	assert_visible("", "");
	assert_visible("\x1b[2Ja", "<U+001B>[2Ja");
	assert_visible("a\u202eb", "a<U+202E>b");
	assert_visible("a\nb\tc", "a<U+000A>b<U+0009>c");
	assert_visible("a\xff\xe1\xba", "a<0xFF><0xE1><0xBA>");
	assert_visible("\u0301a", "<U+0301>a");
	assert_visible("a\u0301\u0301\u0301\u0301", "a\u0301\u0301<U+0301><U+0301>");
	assert_visible("a\U000e0041", "a<U+E0041>");
	struct buf b = BUF_INIT;
	text_visible_block(&b, "a\nb\r\x07");
	assert_string_equal(b.data, "a\nb<U+000D><U+0007>");
	buf_release(&b);
}

static void assert_tidy(const char *from, const char *to)
{
	char *made = text_tidy(from);
	assert_non_null(made);
	assert_string_equal(made, to);
	char *again = text_tidy(made);
	assert_string_equal(again, made);
	assert_true(text_is_nfc(made));
	free(made);
	free(again);
}

static void a_field_is_tidied(void **state)
{
	(void)state;
	assert_tidy("", "");
	assert_tidy("   ", "");
	assert_tidy("Nguyễn Thị Hòa", "Nguyễn Thị Hòa");
	assert_tidy("  Nguyễn\u00a0 Thị\tHòa \r\n", "Nguyễn Thị Hòa");
	assert_tidy("Nguye\u0302\u0303n", "Nguyễn");
	assert_tidy("a\u2009b\u3000c\u2028d\xc2\x85"
		    "e",
		    "a b c d e");
	assert_tidy("\ufeffHòa\u200b", "Hòa");
	assert_tidy("Ho\u00ada\u0300", "Hoà");
	/* From the contacts of a telephone. */
	assert_tidy("\u202d0912 345 678\u202c", "0912 345 678");
	/* The joiner would keep base and mark apart. */
	assert_tidy("a\u200d\u0323\u0302", "ậ");
	assert_tidy(" \u200b ", "");
	assert_tidy("a \u200b b", "a b");
	/* Not ours to drop: the door names them. */
	assert_tidy("ab\u202ecd", "ab\u202ecd");
	assert_tidy("a\x1b", "a\x1b");
	assert_null(text_tidy("a\xff"));
}

int test_clean(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_door_refuses_what_steers_hides_or_stacks),
		cmocka_unit_test(a_newline_belongs_in_blocks_only),
		cmocka_unit_test(a_nul_is_refused),
		cmocka_unit_test(everything_shown_is_harmless_and_seen),
		cmocka_unit_test(a_field_is_tidied),
	};
	return cmocka_run_group_tests_name("text/clean", tests, NULL, NULL);
}
