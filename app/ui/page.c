#include "ui/page.h"

#include "base/i18n.h"
#include "ui/layout.h"

#include <stdarg.h>
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
	page->framing = page->besides = page->spares = false;
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
		.spare = page->spares,
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

void page_beside_spare(struct page *page, bool on)
{
	page->besides = page->spares = on;
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

int layout_focusable(const struct page *page, int n)
{
	for (size_t i = 0; i < page->block_count; i++)
		if (page->blocks[i].focusable && n-- == 0)
			return (int)i;
	return -1;
}

const struct block *page_focused(const struct page *page, int n)
{
	int index = layout_focusable(page, n);
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

/* The block on a row of the body; NULL where there is none, or the tap is beside the device. */
static const struct block *block_at(const struct page *page, int row, int col)
{
	int line = row - page->top + page->scroll;
	if (row < page->top || row >= page->top + page->height || line < 0 ||
	    line >= (int)page->line_count || page->lines[line].block < 0)
		return NULL;
	const struct block *block = &page->blocks[page->lines[line].block];
	bool device = block->framed || block->kind == BLOCK_FRAME_BOTTOM;
	int margin = page->cols >= 60 ? 2 : 0;
	return device && page->split && col >= margin + FRAME_COLUMNS ? NULL : block;
}

int page_by_place(const struct page *page, int row, int col)
{
	return block_at(page, row, col) ? page_by_row(page, row) : -1;
}

bool page_soft_key(const struct page *page, int row, int col)
{
	const struct block *block = block_at(page, row, col);
	return block && block->kind == BLOCK_FRAME_BOTTOM && block->text;
}

bool page_more_below(const struct page *page)
{
	return page->scroll + page->height < (int)page->line_count;
}

bool page_more_above(const struct page *page)
{
	return page->scroll > 0;
}
