/* A page broken into lines for a screen of a size. */
#include "ui/layout.h"

#include "text/column.h"
#include "text/wrap.h"

#include <stdio.h>
#include <string.h>

struct page_line *layout_line(struct layout *l, const char *text, size_t len, int col,
			      enum role role)
{
	struct page *page = l->page;
	struct page_line *line;
	if (l->side) {
		ALLOC_GROW(page->side, page->side_count + 1, page->side_cap);
		line = &page->side[page->side_count++];
	} else {
		ALLOC_GROW(page->lines, page->line_count + 1, page->line_cap);
		line = &page->lines[page->line_count++];
	}
	*line = (struct page_line){
		.text = text,
		.len = len,
		.col = col,
		.columns = text_columns_n(text, len),
		.block = l->block,
		.framed = l->framed,
		.role = role,
		.cursor = -1,
	};
	return line;
}

void layout_wrap(struct layout *l, const char *text, int indent, enum role role,
		 const char *lead)
{
	struct wrap wrap;
	struct wrap_line piece;
	int left = l->left + indent;
	int width = l->right - left > READING_COLUMNS ? READING_COLUMNS : l->right - left;
	wrap_begin(&wrap, text, width);
	for (bool first = true; wrap_next(&wrap, &piece); first = false) {
		const char *shown = piece.start;
		size_t len = piece.len;
		int col = left;
		if (first && lead) {
			shown = arena_printf(&l->page->arena, "%s%.*s", lead, (int)len,
					     piece.start);
			len = strlen(shown);
			col -= text_columns(lead);
		}
		layout_line(l, shown, len, col, role);
	}
}

/* "[Nghe máy           ]": every line between the two signs, filled up to the right edge. A sign
 * without a partner, as in "Âm thanh   →", stands on the first line only. */
static void wrap_button(struct layout *l, const struct block *b, int indent,
			const char *lead)
{
	struct wrap wrap;
	struct wrap_line piece;
	struct buf row = BUF_INIT;
	const char *left = b->left ? b->left : "", *right = b->right ? b->right : "";
	int start = l->left + indent, before = text_columns(lead);
	int width = l->right - start - text_columns(left) - text_columns(right);
	wrap_begin(&wrap, b->text, width);
	for (bool first = true; wrap_next(&wrap, &piece); first = false) {
		buf_reset(&row);
		buf_printf(&row, "%s%s%.*s", first ? lead : "", left, (int)piece.len,
			   piece.start);
		if (first || *left) {
			buf_pad(&row, ' ', (size_t)(width - piece.columns));
			buf_adds(&row, right);
		}
		const char *kept = arena_strdup(&l->page->arena, row.data);
		layout_line(l, kept, row.len, first ? start - before : start, b->role);
	}
	buf_release(&row);
}

static bool is_button(const struct layout *l, const struct block *b)
{
	return (b->left || b->right) && l->space < SPACE_NONE;
}

static void lay_text(struct layout *l, const struct block *b)
{
	if (is_button(l, b))
		wrap_button(l, b, 0, "");
	else if (b->indent)
		layout_wrap(l, b->text, b->indent + 1, b->role, "• ");
	else
		layout_wrap(l, b->text, 0, b->role, NULL);
}

/* "  2. [x] label", the second line under the label. The ">" of the focus is painted later. */
static void lay_item(struct layout *l, const struct block *b)
{
	char lead[16] = "";
	int n = 0;
	if (b->number)
		n += snprintf(lead, sizeof(lead), "%d. ", b->number);
	if (b->mark)
		snprintf(lead + n, sizeof(lead) - (size_t)n,
			 b->mark == MARK_ON ? "[x] " : "[ ] ");
	size_t first = l->page->line_count;
	int indent = 2 + (int)strlen(lead);
	if (is_button(l, b))
		wrap_button(l, b, indent, lead);
	else
		layout_wrap(l, b->text, indent, b->role, lead);
	if (l->page->line_count == first)
		layout_line(l, lead, 0, l->left + indent, b->role);
	/* On the first letter, for screen readers and braille lines. */
	l->page->lines[first].cursor = l->left + indent;
	if (is_button(l, b) && b->left)
		l->page->lines[first].cursor += text_columns(b->left);
	if (!b->note)
		return;
	struct page_line *end = &l->page->lines[l->page->line_count - 1];
	int right = l->right > l->left + READING_COLUMNS + 4
			    ? l->left + READING_COLUMNS + 4
			    : l->right;
	if (end->col + end->columns + 2 + text_columns(b->note) <= right)
		end->note = b->note;
	else
		layout_wrap(l, b->note, indent + 2, ROLE_HINT, NULL);
}

static int field_width(const struct layout *l, const struct block *b)
{
	int tag = b->tag ? text_columns(b->tag) + 3 : 0;
	int room = l->right - l->left - 4 - tag;
	int want = b->field->max + 1 < 48 ? b->field->max + 1 : 48;
	return want < room ? want : room;
}

/* The part of the text around the cursor that fits, in exactly `width` columns. */
static const char *field_window(struct layout *l, const struct block *b, int width,
				int *cursor)
{
	struct buf all = BUF_INIT, shown = BUF_INIT;
	field_show(b->field, &all, cursor);
	const char *from = all.data;
	while (*cursor >= width) {
		size_t step = text_fit(from, width / 2 > 0 ? width / 2 : 1);
		if (!step)
			break;
		*cursor -= text_columns_n(from, step);
		from += step;
	}
	size_t len = text_fit(from, width);
	buf_add(&shown, from, len);
	buf_pad(&shown, ' ', (size_t)(width - text_columns_n(from, len)));
	const char *kept = arena_strdup(&l->page->arena, shown.data);
	buf_release(&all);
	buf_release(&shown);
	return kept;
}

/* A field of several lines has at least so many, to be seen as one. */
#define AREA_ROWS 3

static void lay_area_row(struct layout *l, const char *text, size_t n, int width,
			 int cursor)
{
	struct buf row = BUF_INIT;
	size_t shown = n;
	while (shown && text[shown - 1] == '\n')
		shown--;
	shown = text_columns_n(text, shown) > width ? text_fit(text, width) : shown;
	buf_add(&row, text, shown);
	buf_pad(&row, ' ', (size_t)(width - text_columns_n(text, shown)));
	const char *kept = arena_strdup(&l->page->arena, row.data);
	struct page_line *line = layout_line(l, kept, row.len, l->left + 3, ROLE_FIELD);
	line->field = true;
	if (cursor >= 0)
		line->cursor = l->left + 3 + (cursor < width ? cursor : width - 1);
	buf_release(&row);
}

static void lay_area(struct layout *l, const struct block *b)
{
	bool roomy = l->right - l->left >= 56; /* else the tag stands below */
	int tag = b->tag && roomy ? text_columns(b->tag) + 3 : 0, unused;
	int room = l->right - l->left - 4 - tag;
	int width = room < READING_COLUMNS ? room : READING_COLUMNS;
	struct buf all = BUF_INIT;
	field_show(b->field, &all, &unused);
	size_t cursor = all.len - b->field->after.len, first = l->page->line_count;
	int rows = 0;
	for (size_t at = 0, n = 1; n || !rows; rows++, at += n) {
		n = field_row(all.data + at, width);
		bool open = all.data[at + n] || (n && all.data[at + n - 1] == '\n');
		bool here = cursor >= at && (cursor < at + n || !open);
		lay_area_row(l, all.data + at, n, width,
			     here ? text_columns_n(all.data + at, cursor - at) : -1);
		if (!open)
			n = 0;
	}
	for (; rows < AREA_ROWS; rows++)
		lay_area_row(l, "", 0, width, -1);
	l->page->lines[first].note = roomy ? b->tag : NULL;
	if (b->tag && !roomy)
		layout_wrap(l, b->tag, 2, ROLE_HINT, NULL);
	l->page->area = width;
	buf_release(&all);
}

static void lay_line(struct layout *l, const struct block *b)
{
	int width = field_width(l, b), cursor = 0;
	const char *window = field_window(l, b, width, &cursor);
	struct page_line *line =
		layout_line(l, window, strlen(window), l->left + 3, ROLE_FIELD);
	line->field = true;
	line->cursor = l->left + 3 + cursor;
	line->note = b->tag;
}

static void lay_field(struct layout *l, const struct block *b)
{
	if (b->text && *b->text)
		layout_wrap(l, b->text, 2, ROLE_STRONG, NULL);
	if (b->field->lines)
		lay_area(l, b);
	else
		lay_line(l, b);
	if (b->fault)
		layout_wrap(l, b->fault, 2, ROLE_WRONG, NULL);
	else if (b->note)
		layout_wrap(l, b->note, 2, ROLE_HINT, NULL);
}

static int picture_width(const char *drawing)
{
	int widest = 0;
	for (const char *p = drawing; *p;) {
		size_t len = strcspn(p, "\n");
		int columns = text_columns_n(p, len);
		if (columns > widest)
			widest = columns;
		p += len + (p[len] == '\n');
	}
	return widest;
}

static void lay_picture(struct layout *l, const struct block *b)
{
	const char *drawing = l->space && b->tight ? b->tight : b->text;
	int width = picture_width(drawing), room = l->right - l->left;
	if (width > room) {
		layout_wrap(l, b->note ? b->note : b->text, 0, ROLE_BODY, NULL);
		return;
	}
	int col = l->left + (room > width + 4 && !l->framed ? 2 : 0);
	for (const char *p = drawing; *p;) {
		size_t len = strcspn(p, "\n");
		layout_line(l, p, len, col, b->role);
		p += len + (p[len] == '\n');
	}
}

static void lay_bar(struct layout *l, const struct block *b)
{
	if (b->gauged) {
		layout_gauge(l, b);
		return;
	}
	int room = l->right - l->left - text_columns(b->note) - 3;
	int width = room < 10 ? 10 : room > 24 ? 24 : room;
	int full = b->all > 0 ? b->done * width / b->all : 0;
	struct buf text = BUF_INIT;
	buf_addc(&text, '[');
	for (int i = 0; i < width; i++)
		buf_adds(&text, i < full ? "█" : "░");
	buf_printf(&text, "] %s", b->note);
	const char *kept = arena_strdup(&l->page->arena, text.data);
	layout_line(l, kept, text.len, l->left, ROLE_BODY);
	buf_release(&text);
}

static void lay_rule(struct layout *l, const struct block *b)
{
	int width = l->right - l->left > READING_COLUMNS ? READING_COLUMNS
							 : l->right - l->left;
	struct buf text = BUF_INIT;
	if (b->text) {
		buf_printf(&text, "── %s ", b->text);
		width -= text_columns(text.data);
	}
	for (int i = 0; i < width; i++)
		buf_adds(&text, "─");
	const char *kept = arena_strdup(&l->page->arena, text.data);
	layout_line(l, kept, text.len, l->left, ROLE_RULE);
	buf_release(&text);
}

/* "╔═ 08:47 ═══════╗" */
static void lay_frame(struct layout *l, const struct block *b)
{
	static const char *const edges[][3] = {
		{"╔", "═", "╗"},
		{"╟", "─", "╢"},
		{"╚", "═", "╝"},
	};
	const char *const *edge = edges[b->kind - BLOCK_FRAME_TOP];
	struct buf text = BUF_INIT;
	buf_printf(&text, "%s%s", edge[0], edge[1]);
	if (b->text)
		text_ellipsis(&text, b->text, FRAME_LABEL);
	for (int i = text_columns(text.data); i < FRAME_COLUMNS - 1; i++)
		buf_adds(&text, edge[1]);
	buf_adds(&text, edge[2]);
	const char *kept = arena_strdup(&l->page->arena, text.data);
	bool inside = l->framed;
	l->framed = false;
	layout_line(l, kept, text.len, l->left - (inside ? FRAME_INSET : 0), b->role);
	l->framed = inside;
	buf_release(&text);
}

static void lay_block(struct layout *l, const struct block *b)
{
	if (b->grid) {
		layout_row(l, b);
		return;
	}
	switch (b->kind) {
	case BLOCK_TEXT:
		lay_text(l, b);
		break;
	case BLOCK_GAP:
		if (l->roomy && (l->side ? l->page->side_count : l->page->line_count))
			layout_line(l, "", 0, l->left, ROLE_BODY)->block = -1;
		break;
	case BLOCK_ITEM:
		lay_item(l, b);
		break;
	case BLOCK_FIELD:
		lay_field(l, b);
		break;
	case BLOCK_PICTURE:
		lay_picture(l, b);
		break;
	case BLOCK_BAR:
		lay_bar(l, b);
		break;
	case BLOCK_RULE:
		lay_rule(l, b);
		break;
	case BLOCK_FRAME_TOP:
	case BLOCK_FRAME_RULE:
	case BLOCK_FRAME_BOTTOM:
		lay_frame(l, b);
		break;
	}
}

#define SPLIT_COLUMNS 76 /* from here on there is room for a column at the side */

static void lay_all(struct page *page, int cols, bool roomy, enum space space)
{
	int margin = cols >= 60 ? 2 : 0;
	page->line_count = page->side_count = 0;
	for (size_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].grid)
			page->blocks[i].grid->laid = false;
	page->split = cols >= SPLIT_COLUMNS;
	for (size_t i = 0; i < page->block_count; i++) {
		const struct block *b = &page->blocks[i];
		struct layout l = {
			.page = page,
			.left = margin,
			.right = cols - margin,
			.framed = b->framed,
			.side = b->beside,
			.roomy = roomy,
			.space = space,
			.block = (int)i,
		};
		if (b->airy && space >= b->airy)
			continue;
		if (b->framed) {
			l.left += FRAME_INSET;
			l.right = l.left + FRAME_COLUMNS - 2 * FRAME_INSET;
		}
		if (b->beside && page->split)
			l.left += FRAME_COLUMNS + 2;
		lay_block(&l, b);
	}
}

/* Empty lines between blocks go with what is spare. */
static bool is_spare(const struct page *page, size_t line)
{
	int block = page->side[line].block;
	return block < 0 || page->blocks[block].spare;
}

/* How many rows the lines under the body take; those that find no room are dropped. */
static int side_rows(struct page *page)
{
	size_t told = 0, most = SIDE_ROWS;
	if (page->split || !page->side_count)
		return 0;
	for (size_t i = 0; i < page->side_count; i++)
		if (!is_spare(page, i))
			told = i + 1;
	if (told > SIDE_ROWS)
		most = told < SIDE_ROWS_MOST ? told : SIDE_ROWS_MOST;
	if (page->side_count > most)
		page->side_count = most;
	/* A heading without what it is over says nothing. */
	while (page->side_count &&
	       (page->side[page->side_count - 1].role == ROLE_HEADING ||
		!page->side[page->side_count - 1].len))
		page->side_count--;
	return (int)page->side_count + 1;
}

/* First and last line of a block; false if it has none. */
static bool block_lines(const struct page *page, int block, int *first, int *end)
{
	*first = -1;
	for (size_t i = 0; i < page->line_count; i++) {
		if (page->lines[i].block != block)
			continue;
		if (*first < 0)
			*first = (int)i;
		*end = (int)i + 1;
	}
	return *first >= 0;
}

/* Of the rows under the body, as many as stay when what is spare gives way to the first thing to
 * choose; all of them where that would not be enough. */
static int spared_rows(struct page *page, int side)
{
	int first = 0, end = 0, index = layout_focusable(page, 0);
	size_t spare = 0, kept = page->side_count;
	if (!side || index < 0 || !block_lines(page, index, &first, &end))
		return side;
	while (spare < kept && is_spare(page, kept - 1 - spare))
		spare++;
	for (size_t gone = 0; gone <= spare; gone++, kept--) {
		int rows = kept ? (int)kept + 1 : 0;
		if (end > page->height - rows)
			continue;
		page->side_count = kept;
		return rows;
	}
	return side;
}

/* A telephone does not shrink with what stands on it: it keeps its height, so that its lower edge with
 * the soft key stays where it is. */
static void stretch_device(struct page *page)
{
	size_t top = 0, bottom = 0;
	int room = page->height - (int)page->line_count, most = page->height - 2;
	if (!page->split || !page->side_count)
		return;
	for (size_t i = 0; i < page->line_count; i++) {
		int block = page->lines[i].block;
		if (block >= 0 && page->blocks[block].kind == BLOCK_FRAME_TOP)
			top = i;
		if (block >= 0 && page->blocks[block].kind == BLOCK_FRAME_BOTTOM)
			bottom = i;
	}
	int more = (most < FRAME_ROWS ? most : FRAME_ROWS) - (int)(bottom - top + 1);
	more = more < room ? more : room;
	if (!bottom || more <= 0)
		return;
	ALLOC_GROW(page->lines, page->line_count + (size_t)more, page->line_cap);
	memmove(page->lines + bottom + more, page->lines + bottom,
		(page->line_count - bottom) * sizeof(*page->lines));
	for (int i = 0; i < more; i++)
		page->lines[bottom + (size_t)i] = (struct page_line){
			.text = "", .block = -1, .framed = true, .cursor = -1};
	page->line_count += (size_t)more;
}

/* Of a block, the line with the cursor. */
static void cursor_line(const struct page *page, int block, int *first, int *end)
{
	for (int i = *first; i < *end; i++) {
		if (page->lines[i].block != block || page->lines[i].cursor < 0)
			continue;
		*first = i;
		*end = i + 1;
		return;
	}
}

bool layout_tall(int rows)
{
	return rows >= 20;
}

/* What is said must be read whole, also on 40 columns. */
#define STATUS_ROWS 3

static int status_rows(const struct page *page, int cols)
{
	int rows = page->status ? wrap_count(page->status, cols - 2) : 0;
	return rows < STATUS_ROWS ? rows : STATUS_ROWS;
}

void page_layout(struct page *page, int rows, int cols, int focus, int scroll,
		 bool follow)
{
	page->rows = rows;
	page->cols = cols;
	page->top = 2;
	/* Below the body: on tall screens a rule and always room for the status; and the keys. */
	page->status_rows = status_rows(page, cols);
	if (layout_tall(rows)) {
		page->top = 3;
		page->height = rows - page->top - 2 -
			       (page->status_rows ? page->status_rows : 1);
	} else {
		page->height = rows - page->top - 1 - page->status_rows;
	}
	if (rows < PAGE_MIN_ROWS || cols < PAGE_MIN_COLS) {
		/* page_paint() says so instead; nothing is laid out, and nothing is lost. */
		page->line_count = 0;
		page->focus = focus;
		page->scroll = scroll;
		page->focus_shown = true;
		return;
	}
	/* Empty lines go first when not everything fits, then what is only pleasant. */
	int side = 0, space = layout_tall(rows) ? SPACE_FULL : SPACE_SMALL;
	bool fits = false;
	for (bool roomy = true; !fits && space <= SPACE_NONE; space++) {
		lay_all(page, cols, roomy, (enum space)space);
		side = side_rows(page);
		fits = (int)page->line_count <= page->height - side;
		roomy = layout_tall(rows);
	}
	page->height -= fits ? side : spared_rows(page, side);
	stretch_device(page);

	int n = page_focusables(page);
	page->focus = focus >= n ? n - 1 : focus < 0 ? 0 : focus;
	int over = (int)page->line_count - page->height;
	int index = layout_focusable(page, page->focus), first = 0, end = 0;
	bool has = index >= 0 && block_lines(page, index, &first, &end);
	if (has && end - first > page->height)
		cursor_line(page, index, &first, &end);
	if (has && follow) {
		if (end > scroll + page->height)
			scroll = end - page->height;
		if (first < scroll)
			scroll = first;
		if (page->focus == 0 && end <= page->height)
			scroll = 0;
	}
	page->scroll = scroll > over ? over : scroll;
	if (page->scroll < 0)
		page->scroll = 0;
	if (has)
		cursor_line(page, index, &first, &end);
	page->focus_shown =
		has && first >= page->scroll && first < page->scroll + page->height;
}
