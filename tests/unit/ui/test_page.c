#include "tests.h"

#include "base/i18n.h"
#include "text/column.h"
#include "ui/page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Everything a page can hold. */
static void describe(struct page *page, const struct field *field, int items)
{
	page_reset(page);
	page_title(page, "Câu %d trên %d", 2, 5);
	page->owner = "Nguyễn Thị Hòa, 1960";
	page_heading(page, "Hôm nay cô muốn học gì?");
	page_gap(page);
	page_text(page,
		  "Có người gọi, xưng là công an, đòi cô chuyển tiền ngay. Cô làm gì?\n"
		  "Xem "
		  "https://mot-dia-chi-rat-dai-khong-co-dau-cach.example/"
		  "abcdefghijklmnop nhé.");
	page_point(page, "Một điều cần nhớ");
	for (int i = 0; i < items; i++) {
		page_item(page, i + 1, "Dập máy, rồi báo con cháu hoặc công an phường");
		page_note(page, i % 2 ? "đúng 7 trên 10" : "trang 3 trên 8");
		page_mark(page, i % 3 ? MARK_ON : MARK_NONE);
	}
	page_field(page, 99, "Họ và tên", field, "Ví dụ: Nguyễn Thị Hoa", NULL);
	page_field_tag(page, "Telex");
	page_picture(page, "┌──────────┐\n│ ảnh │\n└──────────┘\n", "Một cái khung.");
	page_bar(page, 3, 8, NULL);
	page_gauge(page, (struct gauge){315, 400, 700}, "31,5 %", "Gần một phần ba.");
	page_grid(page,
		  (struct grid_column[]){{"Phường, xã", GRID_LEFT, false},
					 {"Tiến độ", GRID_BAR, false},
					 {"Số người đã học", GRID_RIGHT, true}},
		  3);
	page_row(page, 0, "Một nơi.");
	page_cell(page, "Văn Miếu - Quốc Tử Giám, một cái tên rất dài", NULL);
	page_cell_gauge(page, (struct gauge){1000, 1000, 1000});
	page_cell(page, "1.234.567 (+89?)", NULL);
	page_rule(page, "Đúng rồi.");
	page_key(page, "Enter", "đi tiếp");
	page_key(page, "Esc", "quay lại");
	page->status = "Phím này không dùng ở đây.";
}

static struct page page;
static struct field field;

static int set_up(void **state)
{
	(void)state;
	field_init(&field, FIELD_TEXT, 60);
	field_set(&field, "Nguyễn Thị Hòa");
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	field_release(&field);
	page_release(&page);
	return 0;
}

static void every_size_without_overflow(void **state)
{
	struct canvas canvas;
	(void)state;
	for (int rows = 1; rows <= 50; rows += rows < 20 ? 1 : 5) {
		for (int cols = 1; cols <= 130; cols += cols < 70 ? 1 : 7) {
			canvas_init(&canvas, rows, cols);
			for (int focus = 0; focus < 8; focus++) {
				describe(&page, &field, 6);
				page_layout(&page, rows, cols, focus, 0, true);
				page_paint(&page, &canvas);
				if (rows < PAGE_MIN_ROWS || cols < PAGE_MIN_COLS)
					continue;
				for (size_t i = 0; i < page.line_count; i++)
					assert_true(page.lines[i].col +
							    page.lines[i].columns <=
						    cols);
			}
			canvas_release(&canvas);
		}
	}
}

/* The cursor stands on the focused thing, whatever the size and however long the page. */
static void cursor_follows_focus(void **state)
{
	static const int sizes[][2] = {{24, 80}, {15, 40}, {24, 64}, {40, 120}};
	struct canvas canvas;
	(void)state;
	for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
		canvas_init(&canvas, sizes[s][0], sizes[s][1]);
		for (int focus = 0; focus < 21; focus++) {
			describe(&page, &field, 20);
			page_layout(&page, sizes[s][0], sizes[s][1], focus, 0, true);
			page_paint(&page, &canvas);
			assert_true(page.focus_shown);
			assert_true(canvas_row_has_focus(&canvas, canvas.cursor_row));
		}
		canvas_release(&canvas);
	}
}

static void scrolling_is_clamped(void **state)
{
	(void)state;
	describe(&page, &field, 20);
	page_layout(&page, 15, 40, 0, 10000, false);
	assert_int_equal(page.scroll + page.height, (int)page.line_count);
	assert_false(page_more_below(&page));
	page_layout(&page, 15, 40, 0, -5, false);
	assert_int_equal(page.scroll, 0);
	assert_true(page_more_below(&page));
}

static void digits_and_rows_find_items(void **state)
{
	(void)state;
	describe(&page, &field, 12);
	page_layout(&page, 40, 120, 0, 0, false);
	assert_int_equal(page_by_number(&page, 1), 0);
	assert_int_equal(page_by_number(&page, 9), 8);
	assert_int_equal(page_by_number(&page, 10), -1);
	assert_int_equal(page_focusables(&page), 13);
	assert_int_equal(page_focused(&page, 12)->id, 99);
	for (size_t i = 0; i < page.line_count; i++) {
		int block = page.lines[i].block;
		if (block >= 0 && page.blocks[block].id == 3)
			assert_int_equal(page_by_row(&page, page.top + (int)i), 2);
	}
	assert_int_equal(page_by_row(&page, 0), -1);
}

static void too_wide_picture_speaks(void **state)
{
	(void)state;
	page_reset(&page);
	page_picture(&page,
		     "0123456789012345678901234567890123456789012345678901234567890123456"
		     "789\n",
		     "Nói bằng lời.");
	page_layout(&page, 15, 40, 0, 0, false);
	assert_int_equal(page.line_count, 1);
	assert_memory_equal(page.lines[0].text, "Nói bằng lời.", strlen("Nói bằng lời."));
}

/* A long text in a field keeps its cursor inside the window. */
static void long_field_text(void **state)
{
	struct field f;
	struct canvas canvas;
	(void)state;
	field_init(&f, FIELD_TEXT, 200);
	field_set(&f, "Một câu trả lời rất dài được gõ vào ô nhỏ để xem con trỏ có chạy "
		      "ra ngoài không");
	canvas_init(&canvas, 15, 40);
	page_reset(&page);
	page_field(&page, 1, "Trả lời", &f, NULL, "Ô này sai.");
	page_layout(&page, 15, 40, 0, 0, true);
	page_paint(&page, &canvas);
	assert_true(canvas.cursor_col < 40);
	assert_true(canvas_row_has_focus(&canvas, canvas.cursor_row));
	assert_true(canvas_has(&canvas, "ngoài không"));
	canvas_release(&canvas);
	field_release(&f);
}

/* ── tables and bars with a goal ── */

static const struct grid_column columns[] = {
	{N_("Phường, xã"), GRID_LEFT, false}, {N_("Tiến độ"), GRID_BAR, false},
	{N_("Tỷ lệ"), GRID_RIGHT, false},     {N_("Đã học"), GRID_RIGHT, true},
	{N_("Còn thiếu"), GRID_RIGHT, true},
};

static void describe_table(const char *name)
{
	page_reset(&page);
	page_grid(&page, columns, ARRAY_LEN(columns));
	page_row(&page, 1, "Ba Đình: nửa đường.");
	page_cell(&page, name, NULL);
	page_cell_gauge(&page, (struct gauge){500, 600, 700});
	page_cell(&page, "50,0 %", NULL);
	page_cell(&page, "60", NULL);
	page_cell(&page, "24", "còn 24");
	page_row(&page, 0, "Hồng Hà: chưa ai.");
	page_cell(&page, "Hồng Hà", NULL);
	page_cell_gauge(&page, (struct gauge){0, 0, 700});
	page_cell(&page, "0,0 %", NULL);
	page_cell(&page, "0", NULL);
	page_cell(&page, "1.234", "còn 1.234");
}

static void assert_line(size_t i, const char *text)
{
	char *got = xstrndup(page.lines[i].text, page.lines[i].len);
	assert_string_equal(got, text);
	free(got);
}

static void table_in_one_line_or_two(void **state)
{
	(void)state;
	describe_table("Ba Đình");
	page_layout(&page, 24, 80, 0, 0, true);
	assert_int_equal(page.line_count, 3);
	assert_line(0, "Phường, xã  Tiến độ                  Tỷ lệ  Đã học  Còn thiếu");
	assert_line(1, "Ba Đình     [██████████▒▒░░│░░░░░]  50,0 %      60         24");
	assert_line(2, "Hồng Hà     [░░░░░░░░░░░░░░│░░░░░]   0,0 %       0      1.234");
	assert_int_equal(page_focusables(&page), 1);
	assert_int_equal(page_by_row(&page, page.top + 1), 0);
	assert_int_equal(page_by_row(&page, page.top + 2), -1);

	describe_table("Ba Đình");
	page_layout(&page, 15, 40, 0, 0, true);
	assert_int_equal(page.line_count, 4);
	assert_line(0, "Ba Đình              [████▒│░░] 50,0 %");
	assert_line(1, "                        60    còn 24");
	assert_line(2, "Hồng Hà              [░░░░░│░░]  0,0 %");
	/* A tap on either line is one on the row. */
	assert_int_equal(page_by_row(&page, page.top + 1), 0);

	/* A long name takes the bar's place, and what is longer still is cut. */
	describe_table("Văn Miếu - Quốc Tử Giám");
	page_layout(&page, 15, 40, 0, 0, true);
	assert_line(0, "Văn Miếu - Quốc Tử Giám         50,0 %");
	describe_table("Một cái tên phường dài đến mức không tin được");
	page_layout(&page, 15, 40, 0, 0, true);
	assert_line(0, "Một cái tên phường dài đến mức… 50,0 %");
}

static void gauges(void **state)
{
	static const struct {
		struct gauge gauge;
		const char *drawn; /* in 40 columns: twenty of them are the bar's */
	} cases[] = {
		{{0, 0, 700}, "[░░░░░░░░░░░░░░│░░░░░]"},
		{{1, 1, 700}, "[█░░░░░░░░░░░░░│░░░░░]"}, /* whoever has begun shows */
		{{500, 500, -1}, "[██████████░░░░░░░░░░]"},
		{{500, 501, -1}, "[██████████▒░░░░░░░░░]"},
		{{699, 699, 700}, "[█████████████░│░░░░░]"}, /* never at the mark */
		{{700, 700, 700}, "[██████████████│░░░░░]"},
		{{1000, 1000, 1000}, "[███████████████████│]"},
		{{999, 1000, 1000}, "[███████████████████│]"},
		{{1500, 2000, 700}, "[██████████████│█████]"}, /* more than live there */
		{{-1, -1, -1}, "[░░░░░░░░░░░░░░░░░░░░]"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		page_reset(&page);
		page_gauge(&page, cases[i].gauge, "đã được 31,5 % rồi", "Bằng lời.");
		page_layout(&page, 15, 41, 0, 0, true);
		char *got = xstrndup(page.lines[0].text, page.lines[0].len);
		got[strlen(cases[i].drawn)] = '\0';
		assert_string_equal(got, cases[i].drawn);
		free(got);
	}
}

/* The row with the cursor is on the screen, however long the text. */
static void a_long_text_scrolls_with_its_cursor(void **state)
{
	struct page p = {0};
	struct canvas c;
	struct field f;
	const struct typing off = {0};
	(void)state;
	field_init(&f, FIELD_TEXT, 6000);
	f.lines = true;
	canvas_init(&c, 15, 40);
	for (int i = 0; i < 60; i++) {
		char line[24];
		int n = snprintf(line, sizeof(line), "dong %d", i);
		for (int k = 0; k < n; k++) {
			struct key key = key_text(line + k, 1);
			field_key(&f, &key, &off);
		}
		page_reset(&p);
		page_title(&p, "Viết");
		page_field(&p, 1, "Lời", &f, NULL, NULL);
		page_item(&p, 2, "Giữ lại");
		page_layout(&p, 15, 40, 0, p.scroll, true);
		page_paint(&p, &c);
		assert_true(p.focus_shown);
		assert_true(p.area > 20);
		assert_true(canvas_has(&c, line));
		struct key enter = key_of(K_ENTER);
		f.columns = p.area;
		field_key(&f, &enter, &off);
	}
	field_release(&f);
	canvas_release(&c);
	page_release(&p);
}

/* A phone on 40x15 with a coach under it: told lines, then three that are only good to know. */
static void phone_with_coach(int lines, int told)
{
	page_reset(&page);
	page_frame(&page, " 08:30 ", NULL);
	for (int i = 0; i < lines; i++)
		page_text(&page, "Một dòng trên máy.");
	page_item(&page, 1, "Một nút có chữ dài quá một dòng");
	page_item(&page, 2, "Nút hai");
	page_frame_end(&page, NULL, NULL);
	page_beside(&page, true);
	for (int i = 0; i < told; i++)
		page_text(&page, "Chuyện vừa xảy ra.");
	page_beside_spare(&page, true);
	for (int i = 0; i < 3; i++)
		page_text(&page, "Chỉ để biết thêm.");
	page_beside_spare(&page, false);
	page_layout(&page, 15, 40, 0, 0, false);
}

static void the_coach_gives_way(void **state)
{
	static const struct {
		int lines, told, shown;
	} cases[] = {
		{5, 0, 3}, {6, 0, 2}, {7, 0, 1}, {8, 0, 0}, /* no rule either */
		{6, 1, 2}, {7, 1, 1}, {9, 0, 0}, {5, 3, 3},
		{7, 2, 3}, /* what is told stays, and giving way would not do */
		{0, 4, 4}, {0, 5, 5}, {0, 9, 5}, {9, 9, 5},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		phone_with_coach(cases[i].lines, cases[i].told);
		if ((int)page.side_count != cases[i].shown)
			fail_msg("%d lines, %d told: %d shown, not %d", cases[i].lines,
				 cases[i].told, (int)page.side_count, cases[i].shown);
	}
}

static int device_rows(int rows, int cols)
{
	int top = -1, bottom = -1;
	page_layout(&page, rows, cols, 0, 0, false);
	for (size_t i = 0; i < page.line_count; i++) {
		int block = page.lines[i].block;
		if (block >= 0 && page.blocks[block].kind == BLOCK_FRAME_TOP)
			top = (int)i;
		if (block >= 0 && page.blocks[block].kind == BLOCK_FRAME_BOTTOM)
			bottom = (int)i;
	}
	return bottom - top + 1;
}

static void a_device_keeps_its_height(void **state)
{
	struct canvas taken;
	(void)state;
	for (int lines = 0; lines < 11; lines++) {
		phone_with_coach(lines, 2);
		assert_int_equal(device_rows(24, 80), 16);
		assert_int_equal(device_rows(40, 120), 20);
		/* No room to spare: only as high as what stands on it. */
		assert_int_equal(device_rows(24, 64), device_rows(40, 60));
	}
	phone_with_coach(3, 2);
	page_item(&page, 3, "Xem gợi ý");
	assert_int_equal(device_rows(24, 80), 16);
	canvas_init(&taken, 24, 80);
	page_paint(&page, &taken);
	canvas_release(&taken);
}

/* An empty line is of no block: it came from a wanderer's keys (tests/scripts/wander.sh). */
static void the_coach_takes_a_breath(void **state)
{
	(void)state;
	page_reset(&page);
	page_frame(&page, " 08:30 ", NULL);
	page_item(&page, 1, "Một nút");
	page_frame_end(&page, NULL, NULL);
	page_beside(&page, true);
	page_text(&page, "Chuyện vừa xảy ra.");
	page_gap(&page);
	page_text(&page, "Và một chuyện nữa.");
	page_beside(&page, false);
	page_layout(&page, 24, 64, 0, 0, false);
	assert_int_equal(page.side_count, 3);
	assert_int_equal(page.side[1].len, 0);
}

/* A field is shown when the line to write in is: its label alone leads nowhere. */
static void a_label_is_no_field(void **state)
{
	(void)state;
	for (int lines = 0; lines < 20; lines++) {
		page_reset(&page);
		for (int i = 0; i < lines; i++)
			page_text(&page, "Một dòng.");
		page_field(&page, 1, "Họ và tên", &field, NULL, NULL);
		page_layout(&page, 15, 40, 0, 0, false);
		assert_int_equal(page.focus_shown, lines + 2 <= page.height);
	}
}

int test_page(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_text_scrolls_with_its_cursor),
		cmocka_unit_test(every_size_without_overflow),
		cmocka_unit_test(cursor_follows_focus),
		cmocka_unit_test(scrolling_is_clamped),
		cmocka_unit_test(digits_and_rows_find_items),
		cmocka_unit_test(too_wide_picture_speaks),
		cmocka_unit_test(long_field_text),
		cmocka_unit_test(table_in_one_line_or_two),
		cmocka_unit_test(gauges),
		cmocka_unit_test(the_coach_gives_way),
		cmocka_unit_test(a_device_keeps_its_height),
		cmocka_unit_test(the_coach_takes_a_breath),
		cmocka_unit_test(a_label_is_no_field),
	};
	return cmocka_run_group_tests_name("page", tests, set_up, tear_down);
}
