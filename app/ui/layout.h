/* Breaking a page into lines, shared by the files page*.c: page.c takes in what a view describes,
 * page_layout.c breaks it into lines, page_grid.c does so with bars and tables, page_paint.c puts
 * the lines onto a canvas. Views never see this.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "ui/page.h"

/* Long lines tire the eyes: text is kept to this many columns on wide screens. */
#define READING_COLUMNS 72
/* Between a frame's edge and what stands inside it. */
#define FRAME_INSET 2
/* How high a device is that something stands beside, if there is room for it and a line or two more. */
#define FRAME_ROWS 20
/* What stands beside the rest on wide screens keeps this many rows under it on narrow ones. */
#define SIDE_ROWS 3
/* As many if that is needed for what is not spare. */
#define SIDE_ROWS_MOST 5

struct layout {
	struct page *page;
	int left, right; /* the body's columns: [left, right) */
	bool framed, side;
	bool roomy; /* enough rows for empty lines */
	enum space space;
	int block;
};

/* Adds a line of the block that is laid out now; the text must live as long as the page. */
struct page_line *layout_line(struct layout *l, const char *text, size_t len, int col,
			      enum role role);
/* Breaks a text into such lines; `lead` stands before the first, outside the indent. */
void layout_wrap(struct layout *l, const char *text, int indent, enum role role,
		 const char *lead);

/* Index of the n-th block that can have the focus, or -1. */
int layout_focusable(const struct page *page, int n);
/* Are there rows enough for a rule above the keys? */
bool layout_tall(int rows);

/* page_grid.c: a bar with a goal, a row of a table. */
void layout_gauge(struct layout *l, const struct block *b);
void layout_row(struct layout *l, const struct block *b);

#endif
