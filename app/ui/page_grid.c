/* Tables on a page, and bars with a goal on them: laid out in one line a row, or in two. */
#include "ui/layout.h"

#include "base/i18n.h"
#include "text/column.h"

/* "[██████▒▒░░│░░]": sure, possible, and the goal's mark. Whoever has begun has a first bit of bar,
 * and only who is there touches the mark. */
static void put_gauge(struct buf *out, const struct gauge *gauge, int width)
{
	int sure = gauge->sure < 0 ? 0 : gauge->sure * width / 1000;
	int possible = gauge->possible < 0 ? 0 : gauge->possible * width / 1000;
	int mark = gauge->mark < 0 ? -1 : gauge->mark * width / 1000;
	mark = mark >= width ? width - 1 : mark;
	sure += sure == 0 && gauge->sure > 0;
	possible += possible <= sure && gauge->possible > gauge->sure && possible < width;
	if (gauge->sure < gauge->mark && sure > mark)
		sure = mark;
	buf_addc(out, '[');
	for (int i = 0; i < width; i++)
		buf_adds(out, i == mark      ? "│"
			      : i < sure     ? "█"
			      : i < possible ? "▒"
					     : "░");
	buf_addc(out, ']');
}

/* The label stands behind a bar that leaves room for it, or on a line below. */
void layout_gauge(struct layout *l, const struct block *b)
{
	int room = l->right - l->left, label = text_columns(b->text);
	int width = room - label - 3;
	if (room > READING_COLUMNS)
		width -= room - READING_COLUMNS;
	bool below = width < 16;
	struct buf text = BUF_INIT;
	put_gauge(&text, &b->gauge, below ? room - 2 : width);
	if (!below)
		buf_printf(&text, " %s", b->text);
	const char *kept = arena_strdup(&l->page->arena, text.data);
	layout_line(l, kept, text.len, l->left, ROLE_BODY);
	buf_release(&text);
	if (below)
		layout_wrap(l, b->text, 0, ROLE_BODY, NULL);
}

/* ── tables ── */

#define GRID_BAR_LEAST 8
#define GRID_BAR_MOST 20
#define GRID_GAP 2

static int most(int a, int b)
{
	return a > b ? a : b;
}

static int grid_room(const struct layout *l)
{
	int room = l->right - l->left - 2;
	return room < READING_COLUMNS + 2 ? room : READING_COLUMNS + 2;
}

/* The widest of each column, and what is left for the bar. */
static void measure_grid(struct layout *l, struct grid *grid)
{
	const struct page *page = l->page;
	int all = 0, bar = -1;
	for (int c = 0; c < grid->count; c++) {
		grid->widths[c] = text_columns(_(grid->columns[c].heading));
		grid->tights[c] = 0;
		if (grid->columns[c].kind == GRID_BAR)
			bar = c;
	}
	for (size_t i = 0; i < page->block_count; i++) {
		const struct block *b = &page->blocks[i];
		for (int c = 0; b->grid == grid && b->cells && c < grid->count; c++) {
			if (!b->cells[c].text)
				continue;
			grid->widths[c] =
				most(grid->widths[c], text_columns(b->cells[c].text));
			grid->tights[c] =
				most(grid->tights[c], text_columns(b->cells[c].tight));
		}
	}
	for (int c = 0; c < grid->count; c++)
		all += c == bar ? 2 + GRID_BAR_LEAST : grid->widths[c];
	int spare = grid_room(l) - all - (grid->count - 1) * GRID_GAP;
	grid->gap = GRID_GAP;
	if (spare < 0) {
		grid->gap = 1;
		spare += (grid->count - 1) * (GRID_GAP - 1);
	}
	grid->narrow = spare < 0;
	if (bar >= 0) {
		int width = GRID_BAR_LEAST + (spare > 0 ? spare : 0);
		grid->widths[bar] = 2 + (width < GRID_BAR_MOST ? width : GRID_BAR_MOST);
	}
	grid->laid = true;
}

static void put_cell(struct buf *out, const struct grid_column *column,
		     const struct grid_cell *cell, int width)
{
	const char *text = cell->text ? cell->text : "";
	if (column->kind == GRID_BAR && cell->gauge.mark > -2)
		put_gauge(out, &cell->gauge, width - 2);
	else if (column->kind == GRID_RIGHT)
		text_pad_right(out, text, width);
	else
		text_pad(out, text, width);
}

static struct page_line *add_row(struct layout *l, const struct block *b,
				 struct buf *text, int indent)
{
	while (text->len && text->data[text->len - 1] == ' ')
		buf_truncate(text, text->len - 1);
	const char *kept = arena_strdup(&l->page->arena, text->data);
	return layout_line(l, kept, text->len, l->left + indent, b->role);
}

static void lay_wide(struct layout *l, const struct block *b)
{
	const struct grid *grid = b->grid;
	struct buf text = BUF_INIT;
	for (int c = 0; c < grid->count; c++) {
		struct grid_cell heading = {
			.text = _(grid->columns[c].heading),
			.gauge = {.mark = -2},
		};
		buf_pad(&text, ' ', c ? (size_t)grid->gap : 0);
		put_cell(&text, &grid->columns[c], b->cells ? &b->cells[c] : &heading,
			 grid->widths[c]);
	}
	struct page_line *line = add_row(l, b, &text, 2);
	line->cursor = b->focusable ? line->col : -1;
	buf_release(&text);
}

/* A name that is too long gives way to the numbers. */
static void join_halves(struct layout *l, const struct block *b, const struct buf *left,
			const struct buf *right, int room, int indent)
{
	struct buf text = BUF_INIT;
	int width = room - text_columns(right->data);
	if (left->len)
		text_ellipsis(&text, left->data, right->len ? width - 1 : room);
	buf_pad(&text, ' ', (size_t)(width - text_columns(text.data)));
	buf_adds(&text, right->data);
	struct page_line *line = add_row(l, b, &text, indent);
	line->cursor = b->focusable && left->len ? line->col : -1;
	buf_release(&text);
}

/* One of the two lines: the first cell from the left, the others as far right as they go; bars all
 * have one width, so that they stand under each other, and give way to a long name. */
static void lay_half(struct layout *l, const struct block *b, bool under)
{
	const struct grid *grid = b->grid;
	struct buf left = BUF_INIT, right = BUF_INIT;
	int indent = under ? 4 : 2, room = grid_room(l) - (under ? 2 : 0);
	for (int c = grid->count; c-- > 0;) {
		const struct grid_column *column = &grid->columns[c];
		struct buf cell = BUF_INIT;
		if (column->under != under || !b->cells[c].text)
			continue;
		if (column->kind == GRID_BAR)
			put_gauge(&cell, &b->cells[c].gauge, GRID_BAR_LEAST);
		else if (column->kind == GRID_RIGHT)
			text_pad_right(&cell, b->cells[c].tight, grid->tights[c]);
		else
			buf_adds(&cell, b->cells[c].tight);
		bool first = c == 0;
		int used = text_columns(right.data) + (right.len ? 1 : 0);
		bool fits = column->kind != GRID_BAR ||
			    text_columns(b->cells[0].tight) + 1 +
					    text_columns(cell.data) + used <=
				    room;
		if (first) {
			buf_adds(&left, cell.data);
		} else if (fits) {
			buf_pad(&cell, ' ', right.len ? 1 : 0);
			buf_adds(&cell, right.data);
			buf_reset(&right);
			buf_adds(&right, cell.data);
		}
		buf_release(&cell);
	}
	if (left.len || right.len)
		join_halves(l, b, &left, &right, room, indent);
	buf_release(&left);
	buf_release(&right);
}

void layout_row(struct layout *l, const struct block *b)
{
	if (!b->grid->laid)
		measure_grid(l, b->grid);
	if (!b->grid->narrow) {
		lay_wide(l, b);
	} else if (b->cells) {
		lay_half(l, b, false);
		lay_half(l, b, true);
	}
}
