/* Drawing: clipping at every edge and size, wide and combining graphemes, what is made
 * harmless, and the golden form. */
#include "term/canvas.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_canvas(void);

static void assert_row(const struct canvas *canvas, int row, const char *wanted)
{
	struct buf text = BUF_INIT;
	canvas_row_text(canvas, row, &text);
	assert_string_equal(text.data, wanted);
	buf_release(&text);
}

/* What must hold of every canvas, whatever was drawn. */
static void assert_sound(const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++)
		for (int col = 0; col < canvas->cols; col++) {
			const struct glyph *cell = canvas_at(canvas, row, col);
			assert_int_equal(cell->len, strlen(cell->text));
			assert_true(cell->role < ROLE_COUNT);
			if (cell->columns == 0) {
				assert_int_equal(cell->len, 0);
				assert_true(col > 0);
				assert_int_equal(cell[-1].columns, 2);
				assert_int_equal(cell[-1].role, cell->role);
			} else {
				assert_true(cell->len > 0);
			}
			if (cell->columns == 2) {
				assert_true(col + 1 < canvas->cols);
				assert_int_equal(cell[1].columns, 0);
			}
		}
	assert_in_range(canvas->cursor_row, 0, canvas->rows - 1);
	assert_in_range(canvas->cursor_col, 0, canvas->cols - 1);
}

struct put_case {
	int col; /* on 8 columns */
	const char *text;
	const char *row;
	int after;
};

static const struct put_case puts_[] = {
	{0, "", "", 0},
	{0, "Bài 1", "Bài 1", 5},
	{2, "Nguyễn", "  Nguyễn", 8},
	{3, "Nguyễn", "   Nguyễ", 9},
	{-2, "Nguyễn", "uyễn", 4},
	{-6, "Nguyễn", "", 0},
	{-7, "Nguyễn", "", -1},
	{8, "a", "", 9},
	{7, "a", "       a", 8},
	{100, "abc", "", 103},
	/* wide: 2 columns, never half */
	{0, "漢字", "漢字", 4},
	{6, "漢", "      漢", 8},
	{7, "漢x", "", 10},
	{-1, "漢x", " x", 2},
	{0, "👍🏽!", "👍🏽!", 3},
	{0, "👨‍👩‍👧.", "👨‍👩‍👧.", 3},
	/* a mark belongs to its letter, also when it is not composed */
	{0, "ne\u0302\u0301u", "ne\u0302\u0301u", 3},
	{0, "\u0301a", " \u0301a", 2},
	/* blanks */
	{0, "a\tb\u00a0c", "a b c", 5},
	{0, "a\u3000b", "a  b", 4},
	/* nothing may steer the terminal or hide */
	{0, "\033[2J", "<U+001B>", 11},
	{-8, "\033[2J", "[2J", 3},
	{0, "\x7f", "<U+007F>", 8},
	{0, "\u202e", "<U+202E>", 8},
	{0, "\u200b", "<U+200B>", 8},
	{0, "\xff", "<0xFF>", 6},
	{0, "a\xe1\xbb", "a<0xE1><", 13},
};

static void puts_one_row(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(puts_); i++) {
		const struct put_case *c = &puts_[i];
		struct canvas canvas;
		canvas_init(&canvas, 3, 8);
		int after = canvas_put(&canvas, 1, c->col, c->text, ROLE_BODY);
		assert_row(&canvas, 1, c->row);
		assert_int_equal(after, c->after);
		assert_row(&canvas, 0, "");
		assert_row(&canvas, 2, "");
		assert_sound(&canvas);
		canvas_release(&canvas);
	}
}

static void puts_n_bytes(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 1, 20);
	int col = canvas_put_n(&canvas, 0, 0, "Hà Nội!", strlen("Hà"), ROLE_BODY);
	col = canvas_put_n(&canvas, 0, col, "a\0b", 3, ROLE_BODY);
	assert_row(&canvas, 0, "Hàa<U+0000>b");
	assert_int_equal(col, 12);
	canvas_release(&canvas);
}

static void overwrites_wide_as_a_whole(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 1, 6);
	canvas_put(&canvas, 0, 0, "漢字漢", ROLE_BODY);
	canvas_put(&canvas, 0, 1, "x", ROLE_BODY);
	assert_row(&canvas, 0, " x字漢");
	assert_sound(&canvas);
	canvas_put(&canvas, 0, 4, "y", ROLE_BODY);
	assert_row(&canvas, 0, " x字y");
	canvas_put(&canvas, 0, 1, "漢", ROLE_BODY);
	assert_row(&canvas, 0, " 漢 y");
	assert_sound(&canvas);
	canvas_release(&canvas);
}

static void cuts_absurd_graphemes(void **state)
{
	(void)state;
	struct buf tower = BUF_INIT;
	buf_addc(&tower, 'a');
	for (int i = 0; i < 500; i++)
		buf_adds(&tower, "\u0301");
	buf_addc(&tower, 'b');
	struct canvas canvas;
	canvas_init(&canvas, 1, 10);
	assert_int_equal(canvas_put(&canvas, 0, 0, tower.data, ROLE_BODY), 2);
	assert_sound(&canvas);
	assert_int_equal(canvas_at(&canvas, 0, 0)->len, 27); /* a and 13 whole marks */
	assert_string_equal(canvas_at(&canvas, 0, 1)->text, "b");
	canvas_release(&canvas);
	buf_release(&tower);
}

static void survives_any_place(void **state)
{
	(void)state;
	static const int places[] = {INT_MIN, INT_MIN + 1, -1000,       -1,
				     0,       4,           INT_MAX - 1, INT_MAX};
	struct canvas canvas;
	canvas_init(&canvas, 5, 5);
	for (size_t i = 0; i < ARRAY_LEN(places); i++)
		for (size_t j = 0; j < ARRAY_LEN(places); j++) {
			int a = places[i], b = places[j];
			canvas_put(&canvas, a, b, "Đường 漢", ROLE_FOCUS);
			canvas_fill(&canvas, a, b, 3, "漢", ROLE_RULE);
			canvas_fill(&canvas, 2, a, b, "─", ROLE_RULE);
			canvas_role(&canvas, 2, a, b, ROLE_HINT);
			canvas_cursor(&canvas, a, b);
			canvas_box(&canvas, a, b, 3, 3, BOX_LIGHT, ROLE_RULE);
			canvas_divide(&canvas, a, b, 4, BOX_LIGHT, ROLE_RULE);
			assert_null(canvas_at(&canvas, a, 5));
			assert_sound(&canvas);
		}
	canvas_release(&canvas);
}

static unsigned roll(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

/* Every size from 1x1 up, drawn over with everything, also far outside. */
static void survives_any_size(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"Nguyễn Thị Hòa",     "漢字漢字漢字",        "👨‍👩‍👧👍🏽",
		"\033[31m\xff\u202e", "e\u0302\u0323\u0301", ""};
	unsigned seed = 7;
	for (int rows = 1; rows <= 12; rows++)
		for (int cols = 1; cols <= 24; cols++) {
			struct canvas canvas;
			canvas_init(&canvas, rows, cols);
			for (int i = 0; i < 60; i++) {
				int row = (int)roll(&seed, rows + 6) - 3;
				int col = (int)roll(&seed, cols + 20) - 10;
				int n = (int)roll(&seed, 30) - 3;
				const char *text = texts[roll(&seed, ARRAY_LEN(texts))];
				enum role role = (enum role)roll(&seed, ROLE_COUNT);
				canvas_put(&canvas, row, col, text, role);
				canvas_fill(&canvas, row + 1, col, n, text, role);
				canvas_box(&canvas, row, col, n, n / 2, BOX_DOUBLE, role);
				canvas_role(&canvas, row, col, n, role);
				canvas_cursor(&canvas, row, col);
			}
			assert_sound(&canvas);
			canvas_release(&canvas);
		}
}

static void clamps_sizes(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 0, -4);
	assert_int_equal(canvas.rows, 1);
	assert_int_equal(canvas.cols, 1);
	canvas_put(&canvas, 0, 0, "x", ROLE_BODY);
	canvas_resize(&canvas, 2, CANVAS_MAX + 1);
	assert_int_equal(canvas.cols, CANVAS_MAX);
	assert_row(&canvas, 0, "");
	canvas_release(&canvas);
}

static void fills(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 6, 7);
	canvas_fill(&canvas, 0, 1, 3, "─", ROLE_RULE);
	assert_row(&canvas, 0, " ───");
	canvas_fill(&canvas, 1, 0, 5, "漢", ROLE_BODY);
	assert_row(&canvas, 1, "漢漢");
	canvas_fill(&canvas, 2, -3, 100, "漢", ROLE_BODY);
	assert_row(&canvas, 2, " 漢漢漢");
	canvas_put(&canvas, 3, 0, "xxxxx", ROLE_BODY);
	canvas_fill(&canvas, 3, 1, 2, NULL, ROLE_FOCUS);
	assert_row(&canvas, 3, "x  xx");
	assert_int_equal(canvas_at(&canvas, 3, 1)->role, ROLE_FOCUS);
	canvas_fill(&canvas, 4, 0, 3, "\033", ROLE_BODY);
	assert_row(&canvas, 4, "");
	canvas_fill(&canvas, 5, 2, -1, "x", ROLE_BODY);
	assert_row(&canvas, 5, "");
	assert_sound(&canvas);
	canvas_release(&canvas);
}

static void draws_boxes(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 5, 6);
	canvas_put(&canvas, 1, 2, "ab", ROLE_BODY);
	canvas_box(&canvas, 0, 0, 5, 6, BOX_DOUBLE, ROLE_PHONE);
	canvas_divide(&canvas, 2, 0, 6, BOX_DOUBLE, ROLE_PHONE);
	assert_row(&canvas, 0, "╔════╗");
	assert_row(&canvas, 1, "║ ab ║");
	assert_row(&canvas, 2, "╟────╢");
	assert_row(&canvas, 3, "║    ║");
	assert_row(&canvas, 4, "╚════╝");
	canvas_clear(&canvas);
	canvas_box(&canvas, 0, 0, 2, 2, BOX_ASCII, ROLE_RULE);
	assert_row(&canvas, 0, "++");
	canvas_clear(&canvas);
	canvas_box(&canvas, 0, 0, 1, 6, BOX_LIGHT, ROLE_RULE);
	assert_row(&canvas, 0, "");
	canvas_box(&canvas, 3, 4, 4, 4, BOX_LIGHT, ROLE_RULE);
	assert_row(&canvas, 3, "    ┌─");
	assert_row(&canvas, 4, "    │");
	canvas_release(&canvas);
}

static void changes_roles_of_whole_letters(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 1, 6);
	canvas_put(&canvas, 0, 0, "漢字漢", ROLE_BODY);
	canvas_role(&canvas, 0, 1, 2, ROLE_FOCUS);
	for (int col = 0; col < 6; col++)
		assert_int_equal(canvas_at(&canvas, 0, col)->role,
				 col < 4 ? ROLE_FOCUS : ROLE_BODY);
	assert_row(&canvas, 0, "漢字漢");
	canvas_release(&canvas);
}

static void compares(void **state)
{
	(void)state;
	struct canvas a, b;
	canvas_init(&a, 2, 4);
	canvas_init(&b, 2, 4);
	assert_true(canvas_equal(&a, &b));
	canvas_put(&a, 0, 0, "ô", ROLE_BODY);
	assert_false(canvas_equal(&a, &b));
	canvas_put(&b, 0, 0, "ố", ROLE_BODY);
	assert_false(canvas_equal(&a, &b));
	canvas_put(&b, 0, 0, "ô", ROLE_HINT);
	assert_false(canvas_equal(&a, &b));
	canvas_put(&b, 0, 0, "ô", ROLE_BODY);
	assert_true(canvas_equal(&a, &b));
	canvas_cursor(&b, 1, 1);
	assert_false(canvas_equal(&a, &b));
	canvas_resize(&b, 4, 2);
	assert_false(canvas_equal(&a, &b));
	canvas_release(&a);
	canvas_release(&b);
}

static void dumps(void **state)
{
	(void)state;
	struct canvas canvas;
	struct buf out = BUF_INIT;
	canvas_init(&canvas, 4, 20);
	canvas_put(&canvas, 0, 0, "Hôm nay?   ", ROLE_HEADING);
	canvas_put(&canvas, 2, 2, "> 1. Gọi", ROLE_FOCUS);
	canvas_cursor(&canvas, 2, 4);
	canvas_dump(&canvas, &out);
	assert_string_equal(out.data, "Hôm nay?\n\n  > 1. Gọi\n\ncursor 2,4\n");
	assert_int_equal(canvas_focus_row(&canvas), 2);
	/* a cursor away from the focus is a fault, and shows */
	buf_reset(&out);
	canvas_cursor(&canvas, 0, 0);
	canvas_dump(&canvas, &out);
	assert_string_equal(out.data, "Hôm nay?\n\n  > 1. Gọi\n\ncursor 0,0, focus 2\n");
	canvas_clear(&canvas);
	assert_int_equal(canvas_focus_row(&canvas), -1);
	buf_release(&out);
	canvas_release(&canvas);
}

static void finds_wrapped_text(void **state)
{
	(void)state;
	struct canvas canvas;
	canvas_init(&canvas, 3, 16);
	canvas_put(&canvas, 0, 2, "Công an không", ROLE_BODY);
	canvas_put(&canvas, 1, 2, "đòi   tiền.", ROLE_BODY);
	assert_true(canvas_has(&canvas, "Công an không đòi tiền."));
	assert_true(canvas_has(&canvas, "đòi\n tiền"));
	assert_true(canvas_has(&canvas, "an"));
	assert_false(canvas_has(&canvas, "Cong an"));
	assert_false(canvas_has(&canvas, "không  đòi xu"));
	canvas_release(&canvas);
}

int test_canvas(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_one_row),
		cmocka_unit_test(puts_n_bytes),
		cmocka_unit_test(overwrites_wide_as_a_whole),
		cmocka_unit_test(cuts_absurd_graphemes),
		cmocka_unit_test(survives_any_place),
		cmocka_unit_test(survives_any_size),
		cmocka_unit_test(clamps_sizes),
		cmocka_unit_test(fills),
		cmocka_unit_test(draws_boxes),
		cmocka_unit_test(changes_roles_of_whole_letters),
		cmocka_unit_test(compares),
		cmocka_unit_test(dumps),
		cmocka_unit_test(finds_wrapped_text),
	};
	return cmocka_run_group_tests_name("canvas", tests, NULL, NULL);
}
