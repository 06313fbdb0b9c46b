#include "term/canvas.h"

#include "base/mem.h"
#include "text/clean.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define FAR (1 << 20)

static const struct glyph blank = {
	.text = " ", .len = 1, .columns = 1, .role = ROLE_BODY};

static int clamp(int value, int low, int high)
{
	return value < low ? low : value > high ? high : value;
}

void canvas_init(struct canvas *canvas, int rows, int cols)
{
	*canvas = (struct canvas){0};
	canvas_resize(canvas, rows, cols);
}

void canvas_release(struct canvas *canvas)
{
	free(canvas->cells);
	*canvas = (struct canvas){0};
}

void canvas_resize(struct canvas *canvas, int rows, int cols)
{
	canvas->rows = clamp(rows, 1, CANVAS_MAX);
	canvas->cols = clamp(cols, 1, CANVAS_MAX);
	canvas->cells = xreallocarray(canvas->cells, (size_t)canvas->rows * canvas->cols,
				      sizeof(struct glyph));
	canvas_clear(canvas);
}

void canvas_clear(struct canvas *canvas)
{
	size_t count = (size_t)canvas->rows * canvas->cols;
	for (size_t i = 0; i < count; i++)
		canvas->cells[i] = blank;
	canvas->cursor_row = canvas->cursor_col = 0;
}

static struct glyph *cell_at(const struct canvas *canvas, int row, int col)
{
	if (row < 0 || row >= canvas->rows || col < 0 || col >= canvas->cols)
		return NULL;
	return &canvas->cells[(size_t)row * canvas->cols + col];
}

const struct glyph *canvas_at(const struct canvas *canvas, int row, int col)
{
	return cell_at(canvas, row, col);
}

static void make_blank(struct glyph *cell, enum role role)
{
	*cell = blank;
	cell->role = (uint8_t)role;
}

/* Makes a cell free for something new: the other half of a wide grapheme must not
 * stay. */
static void free_cell(struct canvas *canvas, int row, int col)
{
	struct glyph *cell = cell_at(canvas, row, col);
	if (cell->columns == 0)
		make_blank(cell - 1, cell[-1].role);
	else if (cell->columns == 2)
		make_blank(cell + 1, cell[1].role);
}

static void put_blank(struct canvas *canvas, int row, int col, enum role role)
{
	struct glyph *cell = cell_at(canvas, row, col);
	if (!cell)
		return;
	free_cell(canvas, row, col);
	make_blank(cell, role);
}

static void put_cell(struct canvas *canvas, int row, int col, const struct glyph *what)
{
	if (what->columns == 2) {
		struct glyph *left = cell_at(canvas, row, col);
		struct glyph *right = cell_at(canvas, row, col + 1);
		put_blank(canvas, row, col, what->role);
		put_blank(canvas, row, col + 1, what->role);
		if (!left || !right)
			return;
		*left = *what;
		*right = (struct glyph){.role = what->role};
		return;
	}
	struct glyph *cell = cell_at(canvas, row, col);
	if (!cell)
		return;
	free_cell(canvas, row, col);
	*cell = *what;
}

/* One grapheme as a cell. Marks beyond the room of a cell are left out, whole. */
static struct glyph cell_of(const char *s, size_t n, enum role role)
{
	struct glyph cell = {.role = (uint8_t)role};
	int columns = text_grapheme_columns(s, n);
	if (columns == 0)
		cell.text[cell.len++] = ' ';
	cell.columns = (uint8_t)clamp(columns, 1, 2);
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int bytes = utf8_decode(s + i, n - i, &cp);
		if (bytes < 1 || cell.len + bytes >= GLYPH_TEXT)
			break;
		memcpy(cell.text + cell.len, s + i, (size_t)bytes);
		cell.len = (uint8_t)(cell.len + bytes);
		i += (size_t)bytes;
	}
	return cell;
}

/* What a grapheme looks like when it must not reach a terminal as it is. */
static int put_visible(struct canvas *canvas, int row, int col, const char *s, size_t n,
		       enum role role)
{
	char bytes[GLYPH_TEXT] = "";
	memcpy(bytes, s, n < sizeof(bytes) ? n : sizeof(bytes) - 1);
	struct buf shown = BUF_INIT;
	if (n > 0 && *s == '\0')
		buf_adds(&shown, "<U+0000>");
	else
		text_visible(&shown, bytes);
	for (const char *p = shown.data; *p; p++, col++) {
		struct glyph cell = {.text = {*p}, .len = 1, .columns = 1};
		cell.role = (uint8_t)role;
		put_cell(canvas, row, col, &cell);
	}
	buf_release(&shown);
	return col;
}

static int put_grapheme(struct canvas *canvas, int row, int col, const char *s, size_t n,
			enum role role)
{
	uint32_t cp;
	int first = utf8_decode(s, n, &cp);
	if (first < 1)
		return put_visible(canvas, row, col, s, n, role);
	/* A no-break space would be a hole in many console fonts. */
	if (text_is_space(cp) && cp != '\n' && cp != '\r' && (size_t)first == n) {
		int columns = clamp(text_grapheme_columns(s, n), 1, 2);
		for (int i = 0; i < columns; i++)
			put_blank(canvas, row, col + i, role);
		return col + columns;
	}
	if (text_is_forbidden(cp) || text_is_invisible(cp))
		return put_visible(canvas, row, col, s, n, role);
	struct glyph cell = cell_of(s, n, role);
	put_cell(canvas, row, col, &cell);
	return col + cell.columns;
}

int canvas_put_n(struct canvas *canvas, int row, int col, const char *text, size_t n,
		 enum role role)
{
	/* One grapheme is at most a few dozen columns: no sum can overflow. */
	while (n > 0 && col < INT_MAX - 1024) {
		size_t len;
		if ((unsigned char)*text > ' ' && (unsigned char)*text < 0x7f &&
		    (n == 1 || (unsigned char)text[1] < 0x80))
			len = 1; /* plain ASCII without a mark after it: the usual case */
		else
			len = text_grapheme(text, n);
		col = put_grapheme(canvas, row, col, text, len, role);
		text += len;
		n -= len;
	}
	return col;
}

int canvas_put(struct canvas *canvas, int row, int col, const char *text, enum role role)
{
	return canvas_put_n(canvas, row, col, text, strlen(text), role);
}

/* The column after `count` of them from `col` on, clipped. */
static int end_of(const struct canvas *canvas, int col, int count)
{
	int64_t end = (int64_t)col + count;
	return end < 0 ? 0 : end > canvas->cols ? canvas->cols : (int)end;
}

void canvas_fill(struct canvas *canvas, int row, int col, int count, const char *grapheme,
		 enum role role)
{
	struct glyph cell = blank;
	size_t n = grapheme ? text_grapheme(grapheme, strlen(grapheme)) : 0;
	uint32_t cp;
	if (n > 0 && utf8_decode(grapheme, n, &cp) > 0 && !text_is_forbidden(cp) &&
	    !text_is_space(cp))
		cell = cell_of(grapheme, n, role);
	cell.role = (uint8_t)role;
	int end = end_of(canvas, col, count);
	/* Left of the screen only the parity matters, for wide graphemes. */
	for (int at = col < 0 ? col % 2 : col; at < end; at += cell.columns) {
		if (at + cell.columns > end)
			put_blank(canvas, row, at, role);
		else
			put_cell(canvas, row, at, &cell);
	}
}

/* Corners and sides of a frame: top left, across, top right, side, bottom left, bottom
 * right, and where a rule meets the sides. */
struct frame {
	const char *top_left, *across, *top_right, *side, *bottom_left, *bottom_right;
	const char *join_left, *join_across, *join_right;
};

static const struct frame frames[BOX_KINDS] = {
	[BOX_LIGHT] = {"┌", "─", "┐", "│", "└", "┘", "├", "─", "┤"},
	[BOX_DOUBLE] = {"╔", "═", "╗", "║", "╚", "╝", "╟", "─", "╢"},
	[BOX_ASCII] = {"+", "-", "+", "|", "+", "+", "+", "-", "+"},
};

static const struct frame *frame_of(enum box_kind kind)
{
	return &frames[(unsigned)kind < BOX_KINDS ? kind : BOX_LIGHT];
}

/* So far outside that nothing of it can be seen and sums might overflow. */
static bool is_far(int a, int b)
{
	return a < -FAR || a > FAR || b < -FAR || b > FAR;
}

static void put_line(struct canvas *canvas, int row, int col, int cols, const char *left,
		     const char *across, const char *right, enum role role)
{
	canvas_put(canvas, row, col, left, role);
	canvas_fill(canvas, row, col + 1, cols - 2, across, role);
	canvas_put(canvas, row, col + cols - 1, right, role);
}

void canvas_box(struct canvas *canvas, int row, int col, int rows, int cols,
		enum box_kind kind, enum role role)
{
	if (rows < 2 || cols < 2 || is_far(row, col) || is_far(rows, cols))
		return;
	const struct frame *f = frame_of(kind);
	put_line(canvas, row, col, cols, f->top_left, f->across, f->top_right, role);
	int last = row + rows - 1;
	for (int i = row < 0 ? 0 : row + 1; i < last && i < canvas->rows; i++) {
		canvas_put(canvas, i, col, f->side, role);
		canvas_put(canvas, i, col + cols - 1, f->side, role);
	}
	put_line(canvas, last, col, cols, f->bottom_left, f->across, f->bottom_right,
		 role);
}

void canvas_divide(struct canvas *canvas, int row, int col, int cols, enum box_kind kind,
		   enum role role)
{
	if (cols < 2 || is_far(row, col) || is_far(cols, 0))
		return;
	const struct frame *f = frame_of(kind);
	put_line(canvas, row, col, cols, f->join_left, f->join_across, f->join_right,
		 role);
}

void canvas_role(struct canvas *canvas, int row, int col, int cols, enum role role)
{
	if (row < 0 || row >= canvas->rows)
		return;
	int end = end_of(canvas, col, cols);
	int start = col < 0 ? 0 : col;
	if (start >= end)
		return;
	/* Half a letter cannot look different. */
	if (cell_at(canvas, row, start)->columns == 0)
		start--;
	if (cell_at(canvas, row, end - 1)->columns == 2)
		end++;
	for (int i = start; i < end; i++)
		cell_at(canvas, row, i)->role = (uint8_t)role;
}

void canvas_cursor(struct canvas *canvas, int row, int col)
{
	canvas->cursor_row = clamp(row, 0, canvas->rows - 1);
	canvas->cursor_col = clamp(col, 0, canvas->cols - 1);
}

bool canvas_equal(const struct canvas *a, const struct canvas *b)
{
	if (a->rows != b->rows || a->cols != b->cols || a->cursor_row != b->cursor_row ||
	    a->cursor_col != b->cursor_col)
		return false;
	size_t count = (size_t)a->rows * a->cols;
	for (size_t i = 0; i < count; i++) {
		const struct glyph *x = &a->cells[i], *y = &b->cells[i];
		if (x->len != y->len || x->role != y->role || x->columns != y->columns ||
		    memcmp(x->text, y->text, x->len) != 0)
			return false;
	}
	return true;
}

bool canvas_row_has_focus(const struct canvas *canvas, int row)
{
	for (int col = 0; row >= 0 && row < canvas->rows && col < canvas->cols; col++)
		if (role_is_focus(cell_at(canvas, row, col)->role))
			return true;
	return false;
}

int canvas_focus_row(const struct canvas *canvas)
{
	for (int row = 0; row < canvas->rows; row++)
		if (canvas_row_has_focus(canvas, row))
			return row;
	return -1;
}

void canvas_row_text(const struct canvas *canvas, int row, struct buf *out)
{
	if (row < 0 || row >= canvas->rows)
		return;
	size_t keep = out->len;
	for (int col = 0; col < canvas->cols; col++) {
		const struct glyph *cell = cell_at(canvas, row, col);
		buf_add(out, cell->text, cell->len);
		if (cell->len > 1 || (cell->len == 1 && cell->text[0] != ' '))
			keep = out->len;
	}
	buf_truncate(out, keep);
}

/* Blanks and line ends as single blanks, none at the ends. */
static void add_squeezed(struct buf *out, const char *text)
{
	bool gap = false;
	for (; *text; text++) {
		if (*text == ' ' || *text == '\n' || *text == '\t') {
			gap = out->len > 0;
			continue;
		}
		if (gap)
			buf_addc(out, ' ');
		gap = false;
		buf_addc(out, *text);
	}
}

bool canvas_has(const struct canvas *canvas, const char *text)
{
	struct buf screen = BUF_INIT, squeezed = BUF_INIT, wanted = BUF_INIT;
	for (int row = 0; row < canvas->rows; row++) {
		canvas_row_text(canvas, row, &screen);
		buf_addc(&screen, '\n');
	}
	add_squeezed(&squeezed, screen.data);
	add_squeezed(&wanted, text);
	bool found = strstr(squeezed.data, wanted.data) != NULL;
	buf_release(&screen);
	buf_release(&squeezed);
	buf_release(&wanted);
	return found;
}

void canvas_dump(const struct canvas *canvas, struct buf *out)
{
	for (int row = 0; row < canvas->rows; row++) {
		canvas_row_text(canvas, row, out);
		buf_addc(out, '\n');
	}
	buf_printf(out, "cursor %d,%d", canvas->cursor_row, canvas->cursor_col);
	int focus = canvas_focus_row(canvas);
	if (focus >= 0 && !canvas_row_has_focus(canvas, canvas->cursor_row))
		buf_printf(out, ", focus %d", focus);
	buf_addc(out, '\n');
}
