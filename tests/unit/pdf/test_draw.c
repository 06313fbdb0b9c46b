#include "pdf/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_draw(void);

static const struct letterhead letterhead = {
	.parent = "Ủy ban nhân dân phường Hoàn Kiếm",
	.issuer = "Nhà văn hóa Hàng Bạc",
	.place = "Hoàn Kiếm",
	.day = 20458, /* 05/01/2026 */
};

static void rows_table(struct table *t, size_t columns, size_t rows, const char *text)
{
	*t = (struct table){0};
	table_title(t, "Số người đã học");
	for (size_t c = 0; c < columns; c++)
		table_column(t, "c", "Đã học", CELL_TEXT);
	for (size_t r = 0; r < rows; r++) {
		table_row(t);
		for (size_t c = 0; c < columns; c++)
			table_text(t, text);
	}
	table_note(t, "Nguồn", "%s", text);
}

static void draw(const struct table *t, struct buf *out)
{
	struct err err = {0};
	if (!draw_annex(t, &letterhead, out, &err))
		fail_msg("%s", err.text);
	assert_memory_equal(out->data, "%PDF-", 5);
	assert_memory_equal(out->data + out->len - 6, "%%EOF\n", 6);
}

/* Page objects stand in the file uncompressed: "/Type /Page" and not "/Pages". */
static int pages(const struct buf *out)
{
	int n = 0;
	for (size_t i = 0; i + 12 < out->len; i++)
		n += !memcmp(out->data + i, "/Type /Page", 11) &&
		     out->data[i + 11] != 's';
	return n;
}

static bool is_wide(const struct buf *out)
{
	const char box[] = "/MediaBox [ 0 0 841.";
	return memmem(out->data, out->len, box, strlen(box)) != NULL;
}

static void the_same_table_gives_the_same_bytes(void **state)
{
	(void)state;
	struct table t;
	struct buf one = BUF_INIT, two = BUF_INIT;
	rows_table(&t, 3, 5, "Nguyễn Thị Hường");
	draw(&t, &one);
	draw(&t, &two);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.data, two.data, one.len);
	assert_int_equal(pages(&one), 1);
	assert_false(is_wide(&one));
	table_release(&t);
	buf_release(&one);
	buf_release(&two);
}

static void rows_go_on_over_pages(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT;
	rows_table(&t, 3, 500, "Ba Đình");
	draw(&t, &out);
	assert_in_range(pages(&out), 9, 16);
	table_release(&t);
	buf_release(&out);
}

static void many_columns_turn_the_page(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT;
	rows_table(&t, 16, 3, "1.234.567");
	draw(&t, &out);
	assert_true(is_wide(&out));
	buf_reset(&out);
	table_release(&t);
	/* And beyond that become small. */
	rows_table(&t, 40, 3, "1.234.567");
	draw(&t, &out);
	assert_true(is_wide(&out));
	buf_release(&out);
	table_release(&t);
}

/* Longer than a page, without a place to break, in every field. */
static void absurd_texts_end(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT, text = BUF_INIT;
	for (int i = 0; i < 2000; i++)
		buf_adds(&text, "ệ ữ");
	for (int spaces = 0; spaces < 2; spaces++) {
		for (size_t i = 0; spaces && i < text.len; i++)
			text.data[i] = text.data[i] == ' ' ? 'a' : text.data[i];
		struct letterhead l = {text.data, text.data, text.data,
				       text.data, text.data, 20458};
		rows_table(&t, 4, 2, text.data);
		assert_true(draw_annex(&t, &l, &out, NULL));
		table_release(&t);
		buf_reset(&out);
	}
	buf_release(&out);
	buf_release(&text);
}

static void an_empty_table(void **state)
{
	(void)state;
	struct table t = {0};
	struct letterhead nothing = {0};
	struct buf out = BUF_INIT;
	assert_true(draw_annex(&t, &nothing, &out, NULL));
	assert_int_equal(pages(&out), 1);
	buf_release(&out);
}

int test_draw(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_table_gives_the_same_bytes),
		cmocka_unit_test(rows_go_on_over_pages),
		cmocka_unit_test(many_columns_turn_the_page),
		cmocka_unit_test(absurd_texts_end),
		cmocka_unit_test(an_empty_table),
	};
	return cmocka_run_group_tests_name("draw", tests, NULL, NULL);
}
