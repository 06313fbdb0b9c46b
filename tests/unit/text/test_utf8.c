#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_utf8(void);

/* Beginnings and ends of every length, and what RFC 3629 forbids (Unicode 15, table 3-7). */
static void decodes_what_is_utf8_and_nothing_else(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		int used;
		uint32_t cp;
	} cases[] = {
		{"a", 1, 'a'},
		{"\x7f", 1, 0x7f},
		{"\xc2\x80", 2, 0x80},
		{"\xc4\x91", 2, 0x111},
		{"\xdf\xbf", 2, 0x7ff},
		{"\xe0\xa0\x80", 3, 0x800},
		{"\xe1\xba\xad", 3, 0x1ead},
		{"\xed\x9f\xbf", 3, 0xd7ff},
		{"\xee\x80\x80", 3, 0xe000},
		{"\xef\xbf\xbf", 3, 0xffff},
		{"\xf0\x90\x80\x80", 4, 0x10000},
		{"\xf4\x8f\xbf\xbf", 4, 0x10ffff},
		{"", -1, 0},
		{"\x80", -1, 0}, /* a lone continuation */
		{"\xbf", -1, 0},
		{"\xc0\x80", -1, 0}, /* overlong */
		{"\xc1\xbf", -1, 0},
		{"\xe0\x9f\xbf", -1, 0},
		{"\xf0\x8f\xbf\xbf", -1, 0},
		{"\xed\xa0\x80", -1, 0}, /* surrogates */
		{"\xed\xbf\xbf", -1, 0},
		{"\xf4\x90\x80\x80", -1, 0}, /* beyond U+10FFFF */
		{"\xf5\x80\x80\x80", -1, 0},
		{"\xff", -1, 0},
		{"\xc4", -1, 0}, /* cut off */
		{"\xe1\xba", -1, 0},
		{"\xf0\x90\x80", -1, 0},
		{"\xc4"
		 "a",
		 -1, 0},
		{"\xe1\xba"
		 "a",
		 -1, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		uint32_t cp = 12345;
		int used = utf8_decode(cases[i].bytes, strlen(cases[i].bytes), &cp);
		if (used != cases[i].used || (used > 0 && cp != cases[i].cp))
			fail_msg("case %zu: %d bytes, U+%04X", i, used, cp);
		if (used < 0)
			assert_int_equal(cp, 12345);
	}
}

static void a_nul_among_the_bytes_is_a_character(void **state)
{
	(void)state;
	uint32_t cp = 1;
	assert_int_equal(utf8_decode("\0x", 2, &cp), 1);
	assert_int_equal(cp, 0);
	assert_true(utf8_valid("a\0b", 3, NULL));
}

static void every_code_point_survives_the_way_there_and_back(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++) {
		char bytes[4];
		size_t n = utf8_encode(cp, bytes);
		if (cp >= 0xd800 && cp <= 0xdfff) {
			assert_int_equal(n, 0);
			continue;
		}
		uint32_t back = ~cp;
		if (utf8_decode(bytes, n, &back) != (int)n || back != cp)
			fail_msg("U+%04X", cp);
	}
	char bytes[4];
	assert_int_equal(utf8_encode(0x110000, bytes), 0);
}

static void validity_names_the_first_wrong_byte(void **state)
{
	(void)state;
	size_t at = 99;
	assert_true(utf8_valid("Đường", strlen("Đường"), &at));
	assert_int_equal(at, 99);
	assert_false(utf8_valid("ab\xff", 3, &at));
	assert_int_equal(at, 2);
	/* Cut in the middle of a letter: the letter is wrong from its first byte. */
	assert_false(utf8_valid("a\xe1\xba", 3, &at));
	assert_int_equal(at, 1);
	assert_true(utf8_valid("", 0, NULL));
}

static void length_counts_characters(void **state)
{
	(void)state;
	assert_int_equal(utf8_length(""), 0);
	assert_int_equal(utf8_length("Nguyễn Thị Hòa"), 14);
	assert_int_equal(utf8_length("a\xff\xc4"), 3);
}

static void next_walks_over_bytes_that_are_wrong(void **state)
{
	(void)state;
	const char *s = "\xe1\xba\xad\xff\xc4";
	assert_int_equal(utf8_next(&s), 0x1ead);
	assert_int_equal(utf8_next(&s), UTF8_REPLACEMENT);
	assert_int_equal(utf8_next(&s), UTF8_REPLACEMENT);
	assert_int_equal(utf8_next(&s), 0);
	assert_int_equal(utf8_next(&s), 0);
}

static void adding_replaces_what_cannot_be_written(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	utf8_add(&b, 0x111);
	utf8_add(&b, 0xd800);
	assert_string_equal(b.data, "đ\xef\xbf\xbd");
	buf_release(&b);
}

int test_utf8(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_what_is_utf8_and_nothing_else),
		cmocka_unit_test(a_nul_among_the_bytes_is_a_character),
		cmocka_unit_test(every_code_point_survives_the_way_there_and_back),
		cmocka_unit_test(validity_names_the_first_wrong_byte),
		cmocka_unit_test(length_counts_characters),
		cmocka_unit_test(next_walks_over_bytes_that_are_wrong),
		cmocka_unit_test(adding_replaces_what_cannot_be_written),
	};
	return cmocka_run_group_tests_name("text/utf8", tests, NULL, NULL);
}
