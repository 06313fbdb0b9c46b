#include "text/normal.h"
#include "text/utf8.h"

#include "roll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_normal(void);

static void assert_nfc(const char *from, const char *to)
{
	char *made = text_nfc(from);
	assert_non_null(made);
	assert_string_equal(made, to);
	free(made);
	assert_int_equal(text_is_nfc(from), strcmp(from, to) == 0);
}

static void every_spelling_of_a_letter_becomes_one(void **state)
{
	(void)state;
	static const char *const spellings[][2] = {
		{"", ""},
		{"Nguyễn", "Nguyễn"},
		{"a\u0302\u0323", "ậ"},
		{"a\u0323\u0302", "ậ"},
		{"â\u0323", "ậ"},
		{"ạ\u0302", "ậ"},
		{"o\u031b\u0301", "ớ"},
		{"o\u0301\u031b", "ớ"},
		{"Nguye\u0302\u0303n", "Nguyễn"},
		{"a\u0340", "à"}, /* the deprecated Vietnamese tone marks */
		{"a\u0341", "á"},
		{"\u212b", "Å"}, /* the Ångström sign */
		{"đ", "đ"},
	};
	for (size_t i = 0; i < ARRAY_LEN(spellings); i++)
		assert_nfc(spellings[i][0], spellings[i][1]);
}

static void what_is_not_utf8_has_no_normal_form(void **state)
{
	(void)state;
	assert_null(text_nfc("a\xff"));
	assert_null(text_nfc("a\u0302\xe1\xba"));
	assert_false(text_is_nfc("\xc0\x80"));
	assert_null(text_nfc_n("ậ", 2));
}

static void a_nul_stays_where_it_was(void **state)
{
	(void)state;
	char *made = text_nfc_n("a\0a\u0323", 5);
	assert_memory_equal(made, "a\0ạ", 6);
	free(made);
}

/* The quick answer rests on this: below U+0300 and in U+1E00..1EFF no code point changes, and
 * none of them composes with one before it. */
static void the_plain_blocks_never_change(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < 0x1f00; cp++) {
		if (cp == 0x300)
			cp = 0x1e00;
		/* A mark before it makes the slow way decide. */
		struct buf b = BUF_INIT;
		buf_adds(&b, "\u0489");
		utf8_add(&b, cp);
		char *made = text_nfc(b.data);
		assert_string_equal(made, b.data);
		free(made);
		buf_release(&b);
	}
}

static void random_text(struct buf *b, uint64_t *seed)
{
	static const uint32_t marks[] = {0x300, 0x301, 0x302, 0x303, 0x306,
					 0x309, 0x31b, 0x323, 0x327, 0x345};
	int count = (int)(roll(seed) % 12);
	for (int i = 0; i < count; i++) {
		uint32_t kind = roll(seed) % 8;
		if (kind < 3)
			utf8_add(b, "aeiouyAEOUdD "[roll(seed) % 13]);
		else if (kind < 6)
			utf8_add(b, marks[roll(seed) % ARRAY_LEN(marks)]);
		else if (kind == 6)
			utf8_add(b, 0x1ea0 + roll(seed) % 0x5a);
		else
			utf8_add(b, 1 + roll(seed) % 0xd7ff);
	}
}

static void nfc_of_nfc_is_itself(void **state)
{
	(void)state;
	uint64_t seed = 20261122;
	struct buf b = BUF_INIT;
	for (int i = 0; i < 20000; i++) {
		buf_reset(&b);
		random_text(&b, &seed);
		char *once = text_nfc(b.data);
		assert_non_null(once);
		char *twice = text_nfc(once);
		assert_string_equal(once, twice);
		assert_true(text_is_nfc(once));
		assert_int_equal(text_is_nfc(b.data), strcmp(b.data, once) == 0);
		free(once);
		free(twice);
	}
	buf_release(&b);
}

static void a_grapheme_is_what_a_reader_takes_for_a_letter(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		size_t bytes;
		int columns;
	} cases[] = {
		{"a", 1, 1},
		{"ab", 1, 1},
		{"ậb", 3, 1},
		{"a\u0302\u0323b", 5, 1},
		{"\u0301b", 2, 0}, /* a mark without a base */
		{"\ta", 1, 0},
		{"\r\n", 2, 0},
		{"\n\n", 1, 0},
		{"中文", 3, 2},
		{"한국", 3, 2},
		{"\u1112\u1161\u11ab", 9, 2}, /* 한 in three parts */
		{"😀!", 4, 2},
		{"👩\u200d👧x", 11, 2}, /* joined: drawn as one */
		{"👍🏽", 8, 2}, /* with a skin colour */
		{"🇻🇳🇻🇳", 8, 2},
		{"\u00a0x", 2, 1},
		{"\u1780\u17b6x", 6, 2}, /* Khmer, with a spacing mark */
		{"…", 3, 1},
		{"█", 3, 1},
		{"\xffz", 1, 1},
		{"\xe1\xba", 1, 1},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t n = strlen(cases[i].text);
		size_t bytes = text_grapheme(cases[i].text, n);
		int columns = text_grapheme_columns(cases[i].text, n);
		if (bytes != cases[i].bytes || columns != cases[i].columns)
			fail_msg("case %zu: %zu bytes, %d columns", i, bytes, columns);
	}
	assert_int_equal(text_grapheme("", 0), 0);
	assert_int_equal(text_grapheme("\0a", 2), 1);
	assert_int_equal(text_grapheme_columns("", 0), 0);
}

static void every_vietnamese_letter_takes_one_column(void **state)
{
	(void)state;
	const char *s =
		"àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
		"ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ";
	int count = 0;
	while (*s) {
		size_t n = text_grapheme(s, strlen(s));
		uint32_t cp;
		assert_int_equal(utf8_decode(s, n, &cp), (int)n);
		assert_int_equal(text_grapheme_columns(s, n), 1);
		s += n;
		count++;
	}
	assert_int_equal(count, 134);
}

static void random_bytes_always_move_on(void **state)
{
	(void)state;
	uint64_t seed = 7;
	for (int round = 0; round < 20000; round++) {
		char bytes[16];
		size_t n = roll(&seed) % sizeof(bytes), at = 0;
		for (size_t i = 0; i < n; i++)
			bytes[i] = (char)(roll(&seed) & 0xff);
		while (at < n) {
			size_t step = text_grapheme(bytes + at, n - at);
			int columns = text_grapheme_columns(bytes + at, n - at);
			assert_in_range(step, 1, n - at);
			assert_in_range(columns, 0, 2);
			at += step;
		}
	}
}

static void decomposition_is_canonical_and_complete(void **state)
{
	(void)state;
	uint32_t parts[4];
	assert_int_equal(text_decompose(0x1ead, parts), 3); /* ậ */
	assert_int_equal(parts[0], 'a');
	assert_int_equal(parts[1], 0x323);
	assert_int_equal(parts[2], 0x302);
	assert_int_equal(text_decompose(0x111, parts), 1); /* đ */
	assert_int_equal(parts[0], 0x111);
	assert_int_equal(text_decompose(0xfb01, parts), 1); /* ﬁ: compatibility only */
	assert_int_equal(text_decompose(0xd800, parts), 1);
	assert_int_equal(parts[0], 0xd800);
}

static void classes_are_unicodes(void **state)
{
	(void)state;
	static const struct {
		uint32_t cp;
		enum text_class class;
	} cases[] = {
		{'a', CLASS_LETTER},          {0x1ead, CLASS_LETTER},
		{0x4e2d, CLASS_LETTER},       {0x301, CLASS_MARK},
		{'7', CLASS_NUMBER},          {0xbd, CLASS_NUMBER},
		{'.', CLASS_PUNCTUATION},     {0x201c, CLASS_PUNCTUATION},
		{'+', CLASS_SYMBOL},          {0x20ab, CLASS_SYMBOL},
		{0x1f600, CLASS_SYMBOL},      {' ', CLASS_SPACE},
		{0xa0, CLASS_SPACE},          {0x2009, CLASS_SPACE},
		{0, CLASS_FORBIDDEN},         {'\n', CLASS_FORBIDDEN},
		{0x1b, CLASS_FORBIDDEN},      {0x9b, CLASS_FORBIDDEN},
		{0xad, CLASS_FORBIDDEN},      {0x200b, CLASS_FORBIDDEN},
		{0x202e, CLASS_FORBIDDEN},    {0x2028, CLASS_FORBIDDEN},
		{0x2029, CLASS_FORBIDDEN},    {0xfeff, CLASS_FORBIDDEN},
		{0xe000, CLASS_FORBIDDEN},    {0xd800, CLASS_FORBIDDEN},
		{0xffff, CLASS_FORBIDDEN},    {0x378, CLASS_FORBIDDEN},
		{0xe0041, CLASS_FORBIDDEN},   {0x110000, CLASS_FORBIDDEN},
		{0xfffffff, CLASS_FORBIDDEN}, {UINT32_MAX, CLASS_FORBIDDEN},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (text_class(cases[i].cp) != cases[i].class)
			fail_msg("U+%04X: %d", cases[i].cp, text_class(cases[i].cp));
	assert_true(text_is_forbidden(0x202e));
	assert_false(text_is_forbidden('a'));
	assert_true(text_is_letter(0x111));
	assert_false(text_is_letter('1'));
	assert_true(text_is_mark(0x323));
	assert_false(text_is_mark('a'));
}

static void spaces_upper_case_and_the_invisible(void **state)
{
	(void)state;
	assert_true(text_is_space(' ') && text_is_space('\t') && text_is_space('\n') &&
		    text_is_space(0xa0) && text_is_space(0x3000));
	assert_false(text_is_space('x') || text_is_space(0x200b) || text_is_space(0));
	assert_true(text_is_upper('A') && text_is_upper(0x110) && text_is_upper(0x1ea0));
	assert_false(text_is_upper('a') || text_is_upper(0x111) || text_is_upper('1'));
	assert_int_equal(text_lower(0x110), 0x111);
	assert_int_equal(text_upper(0x1b0), 0x1af);
	assert_int_equal(text_lower('@'), '@');
	assert_int_equal(text_lower('Z'), 'z');
	assert_int_equal(text_upper('z'), 'Z');
	assert_int_equal(text_upper(0x4e2d), 0x4e2d);
	assert_int_equal(text_lower(UINT32_MAX), UINT32_MAX);
	assert_true(text_is_invisible(0x200b) && text_is_invisible(0x115f) &&
		    text_is_invisible(0x3164) && text_is_invisible(0xfe0f) &&
		    text_is_invisible(0x34f) && text_is_invisible(0x2800));
	assert_false(text_is_invisible('a') || text_is_invisible(0x301) ||
		     text_is_invisible(' '));
}

int test_normal(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_of_a_letter_becomes_one),
		cmocka_unit_test(what_is_not_utf8_has_no_normal_form),
		cmocka_unit_test(a_nul_stays_where_it_was),
		cmocka_unit_test(the_plain_blocks_never_change),
		cmocka_unit_test(nfc_of_nfc_is_itself),
		cmocka_unit_test(a_grapheme_is_what_a_reader_takes_for_a_letter),
		cmocka_unit_test(every_vietnamese_letter_takes_one_column),
		cmocka_unit_test(random_bytes_always_move_on),
		cmocka_unit_test(decomposition_is_canonical_and_complete),
		cmocka_unit_test(classes_are_unicodes),
		cmocka_unit_test(spaces_upper_case_and_the_invisible),
	};
	return cmocka_run_group_tests_name("text/normal", tests, NULL, NULL);
}
