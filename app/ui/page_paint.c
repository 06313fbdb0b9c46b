/* The lines of a page put onto a canvas, with what stands around them. */
#include "ui/layout.h"

#include "base/i18n.h"
#include "text/column.h"
#include "text/wrap.h"

#include <stdlib.h>

static void paint_too_small(const struct page *page, struct canvas *canvas)
{
	char *text = xasprintf(
		_("Cửa sổ quá nhỏ: cần %dx%d, đang %dx%d. Phóng to cửa sổ hoặc giảm cỡ chữ."),
		PAGE_MIN_COLS, PAGE_MIN_ROWS, page->cols, page->rows);
	struct wrap wrap;
	struct wrap_line line;
	wrap_begin(&wrap, text, page->cols);
	for (int row = 0; row < page->rows && wrap_next(&wrap, &line); row++)
		canvas_put_n(canvas, row, 0, line.start, line.len, ROLE_BODY);
	canvas_cursor(canvas, 0, 0);
	free(text);
}

static void paint_title(const struct page *page, struct canvas *canvas)
{
	struct buf left = BUF_INIT;
	int room = page->cols - 2;
	canvas_fill(canvas, 0, 0, page->cols, " ", ROLE_TITLE);
	if (page->owner) {
		/* Whose screen it is matters more than its title: half the work otherwise lands on
		 * the wrong person. */
		int owner = text_columns(page->owner);
		if (owner > room - 8)
			owner = room - 8;
		text_ellipsis(&left, page->owner, owner);
		canvas_put(canvas, 0, page->cols - 1 - text_columns(left.data), left.data,
			   ROLE_TITLE);
		room -= text_columns(left.data) + 2;
		buf_reset(&left);
	}
	text_ellipsis(&left, page->title ? page->title : "", room);
	canvas_put(canvas, 0, 1, left.data, ROLE_TITLE);
	canvas_fill(canvas, 1, 0, page->cols, "─", ROLE_RULE);
	buf_release(&left);
}

static void paint_more(const struct page *page, struct canvas *canvas)
{
	const char *above = _(" ↑ còn ở trên "),
		   *below = _(" ↓ còn nữa: bấm mũi tên xuống ");
	int row = layout_tall(page->rows) ? page->rows - 2 : 1;
	int room = page->cols - 2;
	if (page_more_above(page)) {
		canvas_put(canvas, 1, page->cols - text_columns(above) - 1, above,
			   ROLE_HINT);
		room -= row == 1 ? text_columns(above) : 0;
	}
	if (page_more_below(page)) {
		if (text_columns(below) > room)
			below = _(" ↓ còn nữa ");
		int col = row == 1 ? 1 : page->cols - text_columns(below) - 1;
		canvas_put(canvas, row, col, below, ROLE_HINT);
	}
}

/* "Enter: đi tiếp   Esc: quay lại   F1: giúp"; what does not fit is left out from the end, but F1. */
static void paint_keys(const struct page *page, struct canvas *canvas)
{
	int row = page->rows - 1, room = page->cols - 1;
	char *help = xasprintf("F1: %s", _("giúp"));
	int gap = page->cols >= 60 ? 3 : 2;
	room -= text_columns(help) + gap;
	canvas_fill(canvas, row, 0, page->cols, " ", ROLE_KEYS);
	int col = 1;
	for (size_t i = 0; i < page->key_count; i++) {
		char *text =
			xasprintf("%s: %s", page->keys[i].key, page->keys[i].meaning);
		int width = text_columns(text);
		if (col + width <= room + 1)
			col = canvas_put(canvas, row, col, text, ROLE_KEYS) + gap;
		free(text);
	}
	canvas_put(canvas, row, col, help, ROLE_KEYS);
	free(help);
}

static void paint_line(const struct page *page, struct canvas *canvas, int row,
		       const struct page_line *line, bool focused, bool first)
{
	enum role role = line->role;
	int right = page->cols >= 60 ? page->cols - 2 : page->cols;
	int left = page->cols >= 60 ? 2 : 0;
	if (line->framed) {
		canvas_put(canvas, row, left, "║", ROLE_PHONE);
		right = left + FRAME_COLUMNS - FRAME_INSET;
		canvas_put(canvas, row, left + FRAME_COLUMNS - 1, "║", ROLE_PHONE);
		left += FRAME_INSET;
	}
	if (line->field) {
		role = focused ? ROLE_FIELD_FOCUS : ROLE_FIELD;
		canvas_put(canvas, row, line->col - 1, "[", ROLE_BODY);
		int end =
			canvas_put_n(canvas, row, line->col, line->text, line->len, role);
		canvas_put(canvas, row, end, "]", ROLE_BODY);
		if (line->note)
			canvas_put(canvas, row, end + 2, line->note, ROLE_HINT);
		if (focused && line->cursor >= 0)
			canvas_put(canvas, row, line->col - 3, ">", ROLE_BODY);
		return;
	}
	/* What belongs to a field stands around it; the focus is the line to write in. */
	bool around = focused && line->cursor < 0 &&
		      page->blocks[line->block].kind == BLOCK_FIELD;
	if (focused && !around && role != ROLE_HINT)
		role = ROLE_FOCUS;
	canvas_put_n(canvas, row, line->col, line->text, line->len, role);
	if (line->note) {
		int width = text_columns(line->note);
		int edge =
			right > 2 + READING_COLUMNS + 4 ? 2 + READING_COLUMNS + 4 : right;
		canvas_put(canvas, row, edge - width, line->note,
			   focused ? ROLE_STRONG : ROLE_HINT);
	}
	if (focused && first && !around)
		canvas_put(canvas, row, left, ">", ROLE_FOCUS);
}

static void paint_side(const struct page *page, struct canvas *canvas)
{
	int row = page->top, room = page->height;
	if (page->side_count && !page->split) {
		row += page->height;
		canvas_fill(canvas, row++, 0, page->cols, "─", ROLE_RULE);
		room = SIDE_ROWS_MOST;
	}
	for (int i = 0; i < room && i < (int)page->side_count; i++) {
		const struct page_line *line = &page->side[i];
		canvas_put_n(canvas, row + i, line->col, line->text, line->len,
			     line->role);
	}
}

static void paint_status(const struct page *page, struct canvas *canvas)
{
	struct wrap wrap;
	struct wrap_line line;
	int row = page->top + page->height;
	if (!page->status)
		return;
	if (page->side_count && !page->split)
		row += (int)page->side_count + 1;
	wrap_begin(&wrap, page->status, page->cols - 2);
	for (int i = 0; i < page->status_rows && wrap_next(&wrap, &line); i++)
		canvas_put_n(canvas, row + i, 1, line.start, line.len, page->status_role);
}

void page_paint(const struct page *page, struct canvas *canvas)
{
	canvas_clear(canvas);
	if (page->rows < PAGE_MIN_ROWS || page->cols < PAGE_MIN_COLS) {
		paint_too_small(page, canvas);
		return;
	}
	paint_title(page, canvas);
	int focused = layout_focusable(page, page->focus);
	int cursor_row = page->top, cursor_col = page->cols >= 60 ? 2 : 0;
	for (int i = 0; i < page->height; i++) {
		size_t at = (size_t)(page->scroll + i);
		if (at >= page->line_count)
			break;
		const struct page_line *line = &page->lines[at];
		bool here = focused >= 0 && line->block == focused;
		bool first = at == 0 || page->lines[at - 1].block != line->block;
		paint_line(page, canvas, page->top + i, line, here, first);
		if (here && line->cursor >= 0) {
			cursor_row = page->top + i;
			cursor_col = line->cursor;
		}
	}
	if (layout_tall(page->rows))
		canvas_fill(canvas, page->rows - 2, 0, page->cols, "─", ROLE_RULE);
	paint_side(page, canvas);
	paint_status(page, canvas);
	paint_more(page, canvas);
	paint_keys(page, canvas);
	canvas_cursor(canvas, cursor_row, cursor_col);
}
