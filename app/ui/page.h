/* A screen in words: what stands on it, in reading order, apart from how it is drawn.
 *
 * A view describes itself as a page: title, headings, text, items to choose, fields to fill,
 * pictures with their words. page_layout() breaks it into lines for any size from 40x15 up,
 * page_paint() draws those on a canvas. One model thus serves every size, and the line mode and
 * speech can read the same one aloud. Views never place anything by row and column.
 *
 * The page owns copies of all texts until the next page_reset().
 */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include "base/mem.h"
#include "term/canvas.h"
#include "ui/field.h"

#include <stdbool.h>
#include <stddef.h>

#define PAGE_MIN_ROWS 15
#define PAGE_MIN_COLS 40

enum block_kind {
	BLOCK_TEXT,
	BLOCK_GAP, /* an empty line; dropped where lines are scarce */
	BLOCK_ITEM, /* can be chosen */
	BLOCK_FIELD, /* can be written in */
	BLOCK_PICTURE, /* drawn as it is, or its words where it does not fit */
	BLOCK_BAR, /* progress */
	BLOCK_RULE,
	BLOCK_FRAME_TOP, /* a device's edge: what follows stands inside it */
	BLOCK_FRAME_RULE,
	BLOCK_FRAME_BOTTOM,
};

/* How much room there is for what is only pleasant. A page takes the first that it fits in;
 * short screens begin with SPACE_SMALL, so that they look alike from page to page. */
enum space {
	SPACE_FULL,
	SPACE_SMALL, /* drawings in their tight form */
	SPACE_NONE, /* and buttons without their edges */
};

enum item_mark {
	MARK_NONE,
	MARK_OFF, /* [ ] */
	MARK_ON, /* [x] */
};

/* A table on a page: its columns, and the rows that are blocks with cells. On narrow screens each
 * row takes two lines: the columns that are not `under`, and those that are. */
enum grid_kind {
	GRID_LEFT,
	GRID_RIGHT, /* numbers */
	GRID_BAR, /* takes what room is left */
};

struct grid_column {
	const char *heading; /* N_(); only on one-line rows */
	enum grid_kind kind;
	bool under;
};

#define GRID_COLUMNS 7

struct grid {
	struct grid_column columns[GRID_COLUMNS];
	int count;
	/* Made by page_layout(): */
	int widths[GRID_COLUMNS], tights[GRID_COLUMNS];
	int gap; /* between columns */
	bool laid, narrow;
};

/* How far something has come, in per mille: what is sure, what is possible, and where the goal
 * stands (-1: none). */
struct gauge {
	int sure, possible, mark;
};

struct grid_cell {
	const char *text, *tight; /* tight: on two-line rows */
	struct gauge gauge;
};

struct block {
	enum block_kind kind;
	enum role role;
	int id; /* what choosing it means to the view */
	/* The label of items and fields; the drawing of a picture; what stands in a frame's edge. */
	const char *text;
	/* Item: on the right; field: the hint below; all others: in words, for ears, or NULL. */
	const char *note;
	const char *tight; /* picture: drawn so where lines are scarce; NULL = the same */
	const char *left, *right; /* item, text: drawn between these; NULL = nothing */
	const char *fault; /* field: what is wrong with it, or NULL */
	const char *tag; /* field: "Telex", shown in its border, or NULL */
	const struct field *field;
	enum item_mark mark;
	int number; /* the digit that chooses it, 0 = none */
	int indent;
	int done, all; /* bar */
	bool gauged; /* a bar with a goal */
	struct gauge gauge;
	struct grid *grid; /* a row of this table; the text is its words */
	struct grid_cell *cells; /* grid->count of them; NULL: the headings */
	bool focusable;
	bool framed; /* stands inside a frame */
	bool beside; /* stands in the column at the side */
	bool spare; /* ... and gives way to what can be chosen */
	enum space airy; /* left out from here on; SPACE_FULL = never */
};

struct page_key {
	const char *key, *meaning;
};

struct page_line {
	const char *text;
	size_t len;
	int col; /* where it begins */
	int columns;
	int block; /* index, -1 for none */
	enum role role;
	const char *note; /* right-aligned on this line, or NULL */
	int cursor; /* column of the cursor if the block is focused, -1 = none on this line */
	bool field; /* a field's writing line */
	bool framed;
};

struct page {
	struct arena arena;
	const char *title; /* what this screen is */
	const char *owner; /* whose screen: name and birth year, in the title bar */
	const char *status;
	enum role status_role;
	struct block *blocks;
	size_t block_count, block_cap;
	struct page_key keys[8];
	size_t key_count;
	struct grid *grid; /* the table that rows are added to */
	int numbered; /* how many items have a digit so far */
	bool numbering; /* give digits to items */
	bool framing, besides, spares; /* for the blocks added now */
	/* Made by page_layout(): */
	struct page_line *lines;
	size_t line_count, line_cap;
	struct page_line *side; /* the column at the side, or the lines under the body */
	size_t side_count, side_cap;
	bool split; /* there is a column at the side */
	int rows, cols, top, height; /* the body: first row and how many */
	int status_rows; /* below the body */
	int focus, scroll; /* as clamped */
	bool focus_shown; /* the focused block is on the screen */
	int area; /* columns of a field of several lines, 0 = there was none */
};

void page_reset(struct page *page);
void page_release(struct page *page);

/* ── describing ── */
void page_title(struct page *page, const char *format, ...) PRINTF_LIKE(2, 3);
void page_heading(struct page *page, const char *text);
void page_text(struct page *page, const char *text);
void page_textf(struct page *page, const char *format, ...) PRINTF_LIKE(2, 3);
void page_say(struct page *page, enum role role, const char *text);
void page_point(struct page *page, const char *text); /* "• text", indented */
void page_gap(struct page *page);
void page_rule(struct page *page, const char *label); /* label NULL = a plain line */
/* Items answer to arrows and Enter, and, while numbering is on (the default), to their digit. */
void page_item(struct page *page, int id, const char *label);
void page_note(struct page *page, const char *note); /* to the item just added */
void page_mark(struct page *page, enum item_mark mark); /* likewise */
void page_numbering(struct page *page, bool on);
void page_field(struct page *page, int id, const char *label, const struct field *field,
		const char *hint, const char *fault);
void page_field_tag(struct page *page, const char *tag); /* to the field just added */
void page_picture(struct page *page, const char *drawing, const char *in_words);
/* To the picture just added: drawn so from SPACE_SMALL on; "" = not at all. */
void page_tight(struct page *page, const char *drawing);
/* To the block just added. */
void page_role(struct page *page, enum role role);
void page_airy(struct page *page, enum space space); /* left out from here on */
/* To the item or text just added: drawn as a button between two signs, "[" and "]", as wide as
 * there is room; plainly at SPACE_NONE. */
void page_button(struct page *page, const char *left, const char *right);
void page_words(struct page *page, const char *words); /* of a text, for ears */
/* "[████░░░░] 4 trên 10"; words replace the numbers where given. */
void page_bar(struct page *page, int done, int all, const char *words);
/* A bar with a goal on it: "[███▒▒░░░│░░] 31,5 %"; label is drawn behind it, words are for ears. */
void page_gauge(struct page *page, struct gauge gauge, const char *label,
		const char *words);
/* Begins a table with its headings; the columns are copied. What follows are its rows: each is
 * an item to choose (id) or only text (id 0), with whole sentences for ears, and its cells from left
 * to right: page_cell() and, in a column of bars, page_cell_gauge(). tight NULL = the same. */
void page_grid(struct page *page, const struct grid_column *columns, int count);
void page_row(struct page *page, int id, const char *words);
void page_cell(struct page *page, const char *text, const char *tight);
void page_cell_gauge(struct page *page, struct gauge gauge);
/* A device is drawn around the blocks in between: its frame is FRAME_COLUMNS wide, of which
 * FRAME_INSIDE are left. Items in it are its controls. Something may stand in the upper and the
 * lower edge (FRAME_LABEL columns, cut beyond), with words for ears; NULL = nothing. */
#define FRAME_COLUMNS 36
#define FRAME_INSIDE (FRAME_COLUMNS - 4)
#define FRAME_LABEL (FRAME_COLUMNS - 4)
void page_frame(struct page *page, const char *label, const char *words);
void page_frame_rule(struct page *page);
void page_frame_end(struct page *page, const char *label, const char *words);
/* What is added from now on stands beside the rest, until it is switched off; where there is no room
 * (under 76 columns) its first lines stay at the bottom of the screen. Text only. For ears it comes
 * in the order it was added. */
void page_beside(struct page *page, bool on);
/* The same for what is only good to know: under a narrow body it gives way where the first thing to
 * choose would not fit, and never takes more than a few lines. */
void page_beside_spare(struct page *page, bool on);
/* The bottom line: which keys work now. The most important first; what does not fit is left out,
 * but F1 never is. */
void page_key(struct page *page, const char *key, const char *meaning);

/* ── asking ── */
int page_focusables(const struct page *page);
/* The block that is the n-th focusable one, or NULL. */
const struct block *page_focused(const struct page *page, int n);
/* Which focusable has this digit, or -1. */
int page_by_number(const struct page *page, int number);
/* Which focusable stands on a row of the screen, or -1. */
int page_by_row(const struct page *page, int row);
/* Of a tap: what stands beside a device is no part of what is on it. */
int page_by_place(const struct page *page, int row, int col);
/* True on the lower edge of a device that says what its key does. */
bool page_soft_key(const struct page *page, int row, int col);
/* Is there more text below or above what is shown? */
bool page_more_below(const struct page *page);
bool page_more_above(const struct page *page);

/* ── drawing ── */
/* Breaks the page into lines; focus is clamped, and scroll is clamped and, when `follow`, moved so
 * that the focused block is on the screen. */
void page_layout(struct page *page, int rows, int cols, int focus, int scroll,
		 bool follow);
void page_paint(const struct page *page, struct canvas *canvas);

#endif
