/* The screen as data: a grid of cells that views draw into and terminals show.
 *
 *	struct canvas c;
 *	canvas_init(&c, 24, 80);
 *	canvas_clear(&c);
 *	int col = canvas_put(&c, 3, 2, "Hôm nay cô muốn học gì?", ROLE_HEADING);
 *	canvas_cursor(&c, 5, 4);
 *	term_show(term, &c);
 *	canvas_release(&c);
 *
 * Rows and columns count from 0. Drawing outside is allowed and clipped, at any size down
 * to 1x1 and for negative places, so views need no checks. Every frame is drawn in full.
 * Text is valid UTF-8 in NFC; what else comes in is made harmless: see canvas_put().
 */
#ifndef TERM_CANVAS_H
#define TERM_CANVAS_H

#include "base/buf.h"
#include "term/style.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CANVAS_MAX 1000 /* rows and columns; more is cut */
#define GLYPH_TEXT 29

/* One place on the screen. A wide grapheme has columns 2 and is followed by its shadow: a
 * cell with len 0 and columns 0 that no one draws. The two are always written and erased
 * together. */
struct glyph {
	/* A whole grapheme with its marks, NUL ended; an empty place is one blank. */
	char text[GLYPH_TEXT];
	uint8_t len; /* bytes */
	uint8_t columns; /* 1, 2, or 0 for a shadow */
	uint8_t role; /* enum role */
};

struct canvas {
	int rows, cols; /* at least 1 */
	struct glyph *cells; /* owned; row by row */
	int cursor_row,
		cursor_col; /* always inside; on the focused thing, always visible */
};

enum box_kind {
	BOX_LIGHT, /* ┌─┐│└┘├┤ */
	BOX_DOUBLE, /* ╔═╗║╚╝╟╢ */
	BOX_ASCII, /* +-+|+-+++ */
	BOX_KINDS,
};

/* Sizes below 1 become 1. The canvas is clear. */
void canvas_init(struct canvas *canvas, int rows, int cols);
void canvas_release(struct canvas *canvas);
/* A clear canvas of another size; views draw it anew. */
void canvas_resize(struct canvas *canvas, int rows, int cols);
/* Blanks in ROLE_BODY, cursor at 0, 0. */
void canvas_clear(struct canvas *canvas);

/* Writes text and returns the column after it, also where it was clipped, so that pieces
 * can be chained. A wide grapheme that does not fit whole is shown as a blank. Controls
 * and invisible characters appear as in text_visible(): <U+202E>, <0xFF>. A tab and a
 * no-break space are one blank each, and a mark without a letter stands on a blank. Lines
 * are not broken here: text/wrap.h. */
int canvas_put(struct canvas *canvas, int row, int col, const char *text, enum role role);
int canvas_put_n(struct canvas *canvas, int row, int col, const char *text, size_t n,
		 enum role role);
/* Repeats a grapheme over `count` columns; NULL or "" is a blank. */
void canvas_fill(struct canvas *canvas, int row, int col, int count, const char *grapheme,
		 enum role role);
/* A frame of rows x cols; the inside is left alone. Too small for corners: nothing is
 * drawn. */
void canvas_box(struct canvas *canvas, int row, int col, int rows, int cols,
		enum box_kind kind, enum role role);
/* A rule across a box of that kind, joined to its sides: ├──┤ ╟──╢ +--+. */
void canvas_divide(struct canvas *canvas, int row, int col, int cols, enum box_kind kind,
		   enum role role);
/* Gives `cols` columns another role and leaves the text. */
void canvas_role(struct canvas *canvas, int row, int col, int cols, enum role role);
/* Where the cursor stands: on the first letter of the focused thing, since screen readers
 * and braille displays follow it. Places outside are moved to the nearest one inside. */
void canvas_cursor(struct canvas *canvas, int row, int col);

/* The cell, or NULL outside. */
const struct glyph *canvas_at(const struct canvas *canvas, int row, int col);
bool canvas_equal(const struct canvas *a, const struct canvas *b);
/* First row that holds a cell in a focus role (style.h), or -1. */
int canvas_focus_row(const struct canvas *canvas);
/* Is there a cell in a focus role on this row? */
bool canvas_row_has_focus(const struct canvas *canvas, int row);
/* Appends one row without trailing blanks and without a newline. */
void canvas_row_text(const struct canvas *canvas, int row, struct buf *out);
/* Is the text on the screen? Blanks of any length match one another and line ends, so
 * that a sentence is found however it is wrapped. */
bool canvas_has(const struct canvas *canvas, const char *text);
/* The golden form: every row without trailing blanks, then "cursor ROW,COL" from 0. A
 * frame whose focus is not on the cursor's row is a fault, and only then ", focus ROW"
 * follows: so tmux, which knows text and cursor but no roles, writes the same bytes. */
void canvas_dump(const struct canvas *canvas, struct buf *out);

#endif
