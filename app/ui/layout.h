/* Breaking a page into lines: shared by page.c and the files beside it that lay out one kind of
 * block. Views never see it.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "ui/page.h"

/* Long lines tire the eyes: text is kept to this many columns on wide screens. */
#define READING_COLUMNS 72

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

/* page_grid.c: a bar with a goal, a row of a table. */
void layout_gauge(struct layout *l, const struct block *b);
void layout_row(struct layout *l, const struct block *b);

#endif
