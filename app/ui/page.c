#include "ui/page.h"

#include "base/i18n.h"
#include "text/column.h"
#include "text/wrap.h"
#include "ui/layout.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void page_reset(struct page *page)
{
	arena_release(&page->arena);
	page->title = page->owner = page->status = NULL;
	page->block_count = page->key_count = page->line_count = 0;
	page->numbered = 0;
	page->numbering = true;
	page->grid = NULL;
	page->framing = page->besides = false;
	page->side_count = 0;
	page->area = 0;
	page->status_role = ROLE_STATUS;
}

void page_release(struct page *page)
{
	arena_release(&page->arena);
	free(page->blocks);
	free(page->lines);
	free(page->side);
	*page = (struct page){0};
}

/* ── describing ── */

static struct block *block_add(struct page *page, enum block_kind kind, const char *text)
{
	ALLOC_GROW(page->blocks, page->block_count + 1, page->block_cap);
	struct block *block = &page->blocks[page->block_count++];
	*block = (struct block){
		.kind = kind,
		.role = ROLE_BODY,
		.framed = page->framing,
		.beside = page->besides,
	};
	block->text = text ? arena_strdup(&page->arena, text) : NULL;
	return block;
}

static struct block *last(struct page *page)
{
	return &page->blocks[page->block_count - 1];
}

static const char *keep(struct page *page, const char *text)
{
	return text && *text ? arena_strdup(&page->arena, text) : NULL;
}

static const char *format_into(struct page *page, const char *format, va_list args)
{
	struct buf text = BUF_INIT;
	buf_vprintf(&text, format, args);
	const char *kept = arena_strdup(&page->arena, text.data);
	buf_release(&text);
	return kept;
}

void page_title(struct page *page, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	page->title = format_into(page, format, args);
	va_end(args);
}

void page_say(struct page *page, enum role role, const char *text)
{
	block_add(page, BLOCK_TEXT, text)->role = role;
}

void page_heading(struct page *page, const char *text)
{
	page_say(page, ROLE_HEADING, text);
}

void page_text(struct page *page, const char *text)
{
	page_say(page, ROLE_BODY, text);
}

void page_textf(struct page *page, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	page_text(page, format_into(page, format, args));
	va_end(args);
}

void page_point(struct page *page, const char *text)
{
	block_add(page, BLOCK_TEXT, text)->indent = 2;
}

void page_gap(struct page *page)
{
	block_add(page, BLOCK_GAP, NULL);
}

void page_rule(struct page *page, const char *label)
{
	block_add(page, BLOCK_RULE, label)->role = ROLE_RULE;
}

void page_item(struct page *page, int id, const char *label)
{
	struct block *block = block_add(page, BLOCK_ITEM, label);
	block->id = id;
	block->focusable = true;
	if (page->numbering && page->numbered < 9)
		block->number = ++page->numbered;
}

void page_note(struct page *page, const char *note)
{
	last(page)->note = keep(page, note);
}

void page_mark(struct page *page, enum item_mark mark)
{
	last(page)->mark = mark;
}

void page_numbering(struct page *page, bool on)
{
	page->numbering = on;
}

void page_field(struct page *page, int id, const char *label, const struct field *field,
		const char *hint, const char *fault)
{
	struct block *block = block_add(page, BLOCK_FIELD, label);
	block->id = id;
	block->field = field;
	block->note = keep(page, hint);
	block->fault = keep(page, fault);
	block->focusable = true;
}

void page_field_tag(struct page *page, const char *tag)
{
	last(page)->tag = keep(page, tag);
}

void page_picture(struct page *page, const char *drawing, const char *in_words)
{
	struct block *block = block_add(page, BLOCK_PICTURE, drawing);
	block->note = keep(page, in_words);
}

void page_tight(struct page *page, const char *drawing)
{
	last(page)->tight = arena_strdup(&page->arena, drawing);
}

void page_role(struct page *page, enum role role)
{
	last(page)->role = role;
}

void page_airy(struct page *page, enum space space)
{
	last(page)->airy = space;
}

void page_button(struct page *page, const char *left, const char *right)
{
	last(page)->left = keep(page, left);
	last(page)->right = keep(page, right);
}

void page_words(struct page *page, const char *words)
{
	last(page)->note = keep(page, words);
}

void page_frame(struct page *page, const char *label, const char *words)
{
	block_add(page, BLOCK_FRAME_TOP, label)->role = ROLE_PHONE_BAR;
	page_words(page, words);
	page->framing = true;
}

void page_frame_rule(struct page *page)
{
	block_add(page, BLOCK_FRAME_RULE, NULL)->role = ROLE_PHONE;
}

void page_frame_end(struct page *page, const char *label, const char *words)
{
	page->framing = false;
	block_add(page, BLOCK_FRAME_BOTTOM, label)->role = ROLE_PHONE;
	page_words(page, words);
}

void page_beside(struct page *page, bool on)
{
	page->besides = on;
}

void page_bar(struct page *page, int done, int all, const char *words)
{
	struct block *block = block_add(page, BLOCK_BAR, NULL);
	block->done = done;
	block->all = all;
	block->note = words ? keep(page, words)
			    : arena_printf(&page->arena, _("%d trên %d"), done, all);
}

void page_gauge(struct page *page, struct gauge gauge, const char *label,
		const char *words)
{
	struct block *block = block_add(page, BLOCK_BAR, label);
	block->gauged = true;
	block->gauge = gauge;
	block->note = keep(page, words);
}

void page_grid(struct page *page, const struct grid_column *columns, int count)
{
	struct grid *grid = arena_alloc(&page->arena, sizeof(*grid));
	grid->count = count < GRID_COLUMNS ? count : GRID_COLUMNS;
	memcpy(grid->columns, columns, (size_t)grid->count * sizeof(*columns));
	page->grid = grid;
	struct block *block = block_add(page, BLOCK_TEXT, "");
	block->grid = grid;
	block->role = ROLE_HINT;
}

void page_row(struct page *page, int id, const char *words)
{
	if (id)
		page_item(page, id, words);
	else
		page_text(page, words);
	struct block *block = last(page);
	block->grid = page->grid;
	block->cells = arena_array(&page->arena, GRID_COLUMNS, sizeof(*block->cells));
}

/* The first one that is still empty. */
static struct grid_cell *next_cell(struct page *page)
{
	struct block *block = last(page);
	int i = 0;
	while (i < block->grid->count - 1 && block->cells[i].text)
		i++;
	return &block->cells[i];
}

void page_cell(struct page *page, const char *text, const char *tight)
{
	struct grid_cell *cell = next_cell(page);
	cell->text = arena_strdup(&page->arena, text);
	cell->tight = tight ? arena_strdup(&page->arena, tight) : cell->text;
}

void page_cell_gauge(struct page *page, struct gauge gauge)
{
	struct grid_cell *cell = next_cell(page);
	cell->text = cell->tight = "";
	cell->gauge = gauge;
}

void page_key(struct page *page, const char *key, const char *meaning)
{
	if (page->key_count < ARRAY_LEN(page->keys))
		page->keys[page->key_count++] =
			(struct page_key){keep(page, key), keep(page, meaning)};
}

/* ── asking ── */

int page_focusables(const struct page *page)
{
	int n = 0;
	for (size_t i = 0; i < page->block_count; i++)
		n += page->blocks[i].focusable;
	return n;
}

/* Index of the n-th focusable block, or -1. */
static int nth_focusable(const struct page *page, int n)
{
	for (size_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].focusable && n-- == 0)
			return (int)i;
	return -1;
}

const struct block *page_focused(const struct page *page, int n)
{
	int index = nth_focusable(page, n);
	return index < 0 ? NULL : &page->blocks[index];
}

/* Counts focusable blocks before the block `index`. */
static int ordinal(const struct page *page, int index)
{
	int n = 0;
	for (int i = 0; i < index; i++)
		n += page->blocks[i].focusable;
	return n;
}

int page_by_number(const struct page *page, int number)
{
	for (size_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].focusable && page->blocks[i].number == number)
			return ordinal(page, (int)i);
	return -1;
}

int page_by_row(const struct page *page, int row)
{
	int line = row - page->top + page->scroll;
	if (row < page->top || row >= page->top + page->height || line < 0 ||
	    line >= (int)page->line_count)
		return -1;
	int block = page->lines[line].block;
	return block >= 0 && page->blocks[block].focusable ? ordinal(page, block) : -1;
}

bool page_more_below(const struct page *page)
{
	return page->scroll + page->height < (int)page->line_count;
}

bool page_more_above(const struct page *page)
{
	return page->scroll > 0;
}

/* ── layout ── */

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

/* Between a frame's edge and what stands inside it. */
#define FRAME_INSET 2

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
/* What stands beside the rest on wide screens keeps this many rows under it on narrow ones. */
#define SIDE_ROWS 3

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

/* How many rows the lines under the body take; those that find no room are dropped. */
static int side_rows(struct page *page)
{
	if (page->split || !page->side_count)
		return 0;
	if (page->side_count > SIDE_ROWS)
		page->side_count = SIDE_ROWS;
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

/* Of a block that is higher than the screen, the line to write in. */
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

static bool tall(int rows)
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
	if (tall(rows)) {
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
	int side = 0, space = tall(rows) ? SPACE_FULL : SPACE_SMALL;
	bool fits = false;
	for (bool roomy = true; !fits && space <= SPACE_NONE; space++) {
		lay_all(page, cols, roomy, (enum space)space);
		side = side_rows(page);
		fits = (int)page->line_count <= page->height - side;
		roomy = tall(rows);
	}
	page->height -= side;

	int n = page_focusables(page);
	page->focus = focus >= n ? n - 1 : focus < 0 ? 0 : focus;
	int over = (int)page->line_count - page->height;
	int index = nth_focusable(page, page->focus), first = 0, end = 0;
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
	page->focus_shown =
		has && first >= page->scroll && first < page->scroll + page->height;
}

/* ── painting ── */

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
	int row = tall(page->rows) ? page->rows - 2 : 1;
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
		room = SIDE_ROWS;
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
	int focused = nth_focusable(page, page->focus);
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
	if (tall(page->rows))
		canvas_fill(canvas, page->rows - 2, 0, page->cols, "─", ROLE_RULE);
	paint_side(page, canvas);
	paint_status(page, canvas);
	paint_more(page, canvas);
	paint_keys(page, canvas);
	canvas_cursor(canvas, cursor_row, cursor_col);
}
