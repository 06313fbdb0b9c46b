#include "text/column.h"
#include "text/utf8.h"
#include "text/wrap.h"

#include "roll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_wrap(void);

/* The lines, joined by "|". */
static void assert_wrap(const char *text, int columns, const char *want)
{
	struct buf b = BUF_INIT;
	struct wrap wrap;
	struct wrap_line line;
	int count = 0;
	wrap_begin(&wrap, text, columns);
	while (wrap_next(&wrap, &line)) {
		buf_add(&b, line.start, line.len);
		buf_addc(&b, '|');
		assert_int_equal(line.columns, text_columns_n(line.start, line.len));
		count++;
	}
	assert_false(wrap_next(&wrap, &line));
	assert_string_equal(b.data, want);
	assert_int_equal(wrap_count(text, columns), count);
	buf_release(&b);
}

static void lines_break_between_syllables(void **state)
{
	(void)state;
	assert_wrap("Cô bấm hình máy ảnh để gọi có hình.", 14,
		    "Cô bấm hình|máy ảnh để gọi|có hình.|");
	assert_wrap("một hai", 7, "một hai|");
	assert_wrap("một hai", 6, "một|hai|");
	assert_wrap("một", 3, "một|");
	assert_wrap("a b c", 1, "a|b|c|");
	assert_wrap("a b c", 2, "a|b|c|");
	assert_wrap("a b c", 3, "a b|c|");
}

static void a_newline_ends_a_line(void **state)
{
	(void)state;
	assert_wrap("", 10, "");
	assert_wrap("a", 10, "a|");
	assert_wrap("a\n", 10, "a|");
	assert_wrap("a\n\n", 10, "a||");
	assert_wrap("\n", 10, "|");
	assert_wrap("\n\na", 10, "||a|");
	assert_wrap("a\n\nb\n", 10, "a||b|");
	/* A full line and its newline make one line, not two. */
	assert_wrap("abc\nd", 3, "abc|d|");
	assert_wrap("abc   \nd", 3, "abc|d|");
}

static void spaces_at_the_ends_of_lines_go_and_an_indent_stays(void **state)
{
	(void)state;
	assert_wrap("một   hai", 4, "một|hai|");
	assert_wrap("một   hai", 9, "một   hai|");
	assert_wrap("một   ", 9, "một|");
	assert_wrap("   ", 9, "|");
	assert_wrap("   \n a", 9, "| a|");
	assert_wrap("  - một hai", 7, "  - một|hai|");
	/* No room for the first word behind the indent. */
	assert_wrap("    một hai", 4, "một|hai|");
	assert_wrap("    nghiêng", 4, "nghi|êng|");
}

static void what_is_kept_together_stays_together(void **state)
{
	(void)state;
	assert_wrap("hết 5\u00a0000\u00a0đ rồi", 9, "hết|5\u00a0000\u00a0đ|rồi|");
	assert_wrap("x nghiêng\u00a0mình y", 10, "x|nghiêng\u00a0mì|nh y|");
}

static void a_token_wider_than_the_line_is_broken(void **state)
{
	(void)state;
	assert_wrap("xem dichvucong.gov.vn nhé", 8, "xem|dichvuco|ng.gov.v|n nhé|");
	assert_wrap("abcdef", 3, "abc|def|");
	assert_wrap("abcdef ", 3, "abc|def|");
	assert_wrap("Nguye\u0302\u0303n", 3, "Ngu|ye\u0302\u0303n|");
	/* A mark without width stays with the line that is full. */
	assert_wrap("abe\u0301c", 3, "abe\u0301|c|");
}

static void wide_letters_never_stick_out(void **state)
{
	(void)state;
	assert_wrap("中文字", 4, "中文|字|");
	assert_wrap("中文字", 3, "中|文|字|");
	assert_wrap("中文字", 2, "中|文|字|");
	assert_wrap("a中b", 2, "a|中|b|");
	/* On one column a sign stands for it. */
	assert_wrap("a中b 文", 1, "a|?|b|?|");
	assert_wrap("a中b", 0, "a|?|b|");
	assert_wrap("ab", -5, "a|b|");
}

static void each_line_says_where_it_begins(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int columns;
		size_t count, at[5];
	} cases[] = {
		{"một  hai", 4, 2, {0, 7}},
		{"  hai\n\n  ba x", 4, 4, {2, 6, 7, 12}}, /* the indent gave way */
		{"ab 中文 c", 1, 5, {0, 1, 3, 6, 10}}, /* also where "?" stands */
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct wrap wrap;
		struct wrap_line line;
		size_t count = 0;
		wrap_begin(&wrap, cases[i].text, cases[i].columns);
		for (; wrap_next(&wrap, &line); count++) {
			assert_in_range(count, 0, cases[i].count - 1);
			assert_int_equal(line.at, cases[i].at[count]);
		}
		assert_int_equal(count, cases[i].count);
	}
}

static void random_text(struct buf *b, uint64_t *seed)
{
	static const char *const pieces[] = {
		" ",
		" ",
		" ",
		"  ",
		"\n",
		"\u00a0",
		"a",
		"ngh",
		"ậ",
		"e\u0302\u0301",
		"中",
		"한",
		"\u0301",
		"😀",
		"https://example.vn/x",
		"Nguyễn",
		"\xff",
		"\u1112\u1161\u11ab",
		"🇻🇳",
		".",
	};
	for (int n = (int)roll_below(seed, 40); n > 0; n--)
		buf_adds(b, pieces[roll_below(seed, ARRAY_LEN(pieces))]);
}

/* Everything of a text but its plain spaces and newlines. */
static void add_ink(struct buf *b, const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] != ' ' && s[i] != '\n')
			buf_addc(b, s[i]);
}

static void no_line_is_wider_and_nothing_is_lost(void **state)
{
	(void)state;
	uint64_t seed = 42;
	for (int round = 0; round < 300; round++) {
		struct buf text = BUF_INIT, ink = BUF_INIT, got = BUF_INIT;
		random_text(&text, &seed);
		add_ink(&ink, text.data, text.len);
		for (int columns = 1; columns <= 100; columns++) {
			struct wrap wrap;
			struct wrap_line line;
			size_t before = 0;
			buf_reset(&got);
			wrap_begin(&wrap, text.data, columns);
			while (wrap_next(&wrap, &line)) {
				int wide = text_columns_n(line.start, line.len);
				if (wide > columns || wide != line.columns)
					fail_msg("%d of %d columns in \"%s\"", wide,
						 columns, text.data);
				if (line.len > 0)
					assert_true(line.start[line.len - 1] != ' ');
				assert_in_range(line.at, before, text.len);
				before = line.at;
				add_ink(&got, line.start, line.len);
			}
			if (columns > 1)
				assert_string_equal(got.data, ink.data);
		}
		buf_release(&text);
		buf_release(&ink);
		buf_release(&got);
	}
}

/* Greedy: the first word of a line would not have fitted on the line before. */
static void no_line_ends_before_it_must(void **state)
{
	(void)state;
	uint64_t seed = 4;
	for (int round = 0; round < 200; round++) {
		struct buf text = BUF_INIT;
		for (int n = (int)roll_below(&seed, 60); n >= 0; n--)
			buf_adds(&text, n % 3 ? "thị " : n % 5 ? "Nguyễn " : "a ");
		for (int columns = 6; columns <= 60; columns++) {
			struct wrap wrap;
			struct wrap_line line;
			int before = columns;
			wrap_begin(&wrap, text.data, columns);
			while (wrap_next(&wrap, &line)) {
				int first = 0;
				while ((size_t)first < line.len &&
				       line.start[first] != ' ')
					first++;
				int wide = text_columns_n(line.start, (size_t)first);
				assert_true(before + 1 + wide > columns);
				before = line.columns;
			}
		}
		buf_release(&text);
	}
}

/* Time by the length of the text: were each line to look at all that follows, this would take
 * minutes. */
static void a_megabyte_without_spaces_is_no_trap(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_pad(&text, 'x', 1 << 20);
	assert_int_equal(wrap_count(text.data, 1), 1 << 20);
	buf_release(&text);
}

int test_wrap(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_between_syllables),
		cmocka_unit_test(a_newline_ends_a_line),
		cmocka_unit_test(spaces_at_the_ends_of_lines_go_and_an_indent_stays),
		cmocka_unit_test(what_is_kept_together_stays_together),
		cmocka_unit_test(a_token_wider_than_the_line_is_broken),
		cmocka_unit_test(wide_letters_never_stick_out),
		cmocka_unit_test(each_line_says_where_it_begins),
		cmocka_unit_test(no_line_is_wider_and_nothing_is_lost),
		cmocka_unit_test(no_line_ends_before_it_must),
		cmocka_unit_test(a_megabyte_without_spaces_is_no_trap),
	};
	return cmocka_run_group_tests_name("text/wrap", tests, NULL, NULL);
}
