#include "text/column.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_column(void);

static void columns_are_neither_bytes_nor_characters(void **state)
{
	(void)state;
	assert_int_equal(text_columns(""), 0);
	assert_int_equal(text_columns("Nguyễn Thị Hòa"), 14);
	assert_int_equal(text_columns("Nguye\u0302\u0303n"), 6);
	assert_int_equal(text_columns("中文 ok"), 7);
	assert_int_equal(text_columns("a\xff"), 2);
	assert_int_equal(text_columns_n("Hòa", 3), 2);
}

static void only_whole_letters_are_cut(void **state)
{
	(void)state;
	assert_int_equal(text_fit("Hòa", 2), 3);
	assert_int_equal(text_fit("Hòa", 3), 4);
	assert_int_equal(text_fit("Hòa", 99), 4);
	assert_int_equal(text_fit("Hòa", 0), 0);
	assert_int_equal(text_fit("Hòa", -1), 0);
	assert_int_equal(text_fit("中文", 3), 3);
	assert_int_equal(text_fit("e\u0302\u0301x", 1), 5);
	assert_int_equal(text_fit("", 5), 0);
}

typedef void pad_function(struct buf *, const char *, int);

static void assert_made(pad_function *pad, const char *s, int columns, const char *want)
{
	struct buf b = BUF_INIT;
	buf_addc(&b, '|');
	pad(&b, s, columns);
	buf_addc(&b, '|');
	assert_string_equal(b.data, want);
	buf_release(&b);
}

static void padding_gives_exactly_the_columns(void **state)
{
	(void)state;
	assert_made(text_pad, "Hòa", 5, "|Hòa  |");
	assert_made(text_pad_right, "Hòa", 5, "|  Hòa|");
	assert_made(text_pad_center, "Hòa", 6, "| Hòa  |");
	assert_made(text_pad_center, "Hòa", 5, "| Hòa |");
	assert_made(text_pad, "Hòa", 3, "|Hòa|");
	assert_made(text_pad, "", 2, "|  |");
	assert_made(text_pad, "Hòa", 0, "||");
	assert_made(text_pad, "Hòa", -4, "||");
	assert_made(text_pad_right, "Hòa", -4, "||");
	assert_made(text_pad_center, "", 0, "||");
}

static void what_is_too_long_ends_in_an_ellipsis(void **state)
{
	(void)state;
	assert_made(text_pad, "Nguyễn", 4, "|Ngu…|");
	assert_made(text_pad, "Nguyễn", 1, "|…|");
	assert_made(text_pad_right, "Nguyễn", 5, "|Nguy…|");
	assert_made(text_pad_center, "Nguyễn", 5, "|Nguy…|");
	/* The wide letter does not fit beside the dots: a space makes up for it. */
	assert_made(text_pad, "中文字", 4, "|中… |");
	assert_made(text_pad_right, "中文字", 4, "| 中…|");
	assert_made(text_ellipsis, "中文字", 4, "|中…|");
	/* No space before the dots. */
	assert_made(text_ellipsis, "Thị Hòa", 5, "|Thị…|");
	assert_made(text_pad, "Thị Hòa", 5, "|Thị… |");
	assert_made(text_ellipsis, "Nguyễn", 6, "|Nguyễn|");
	assert_made(text_ellipsis, "Nguyễn", 9, "|Nguyễn|");
	assert_made(text_ellipsis, "Nguyễn", 5, "|Nguy…|");
	assert_made(text_ellipsis, "Nguyễn", 0, "||");
}

int test_column(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_neither_bytes_nor_characters),
		cmocka_unit_test(only_whole_letters_are_cut),
		cmocka_unit_test(padding_gives_exactly_the_columns),
		cmocka_unit_test(what_is_too_long_ends_in_an_ellipsis),
	};
	return cmocka_run_group_tests_name("text/column", tests, NULL, NULL);
}
