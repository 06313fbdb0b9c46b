/* A table before it has a form: what a report says, apart from how it is written.
 *
 * A query builds one table; the screen, the paper, CSV and JSON are written from that
 * same table, so they cannot disagree. Cells hold values (numbers, days), not their
 * spelling.
 *
 *	struct table t = {0};
 *	table_title(&t, "%s", _("Số người đã học"));
 *	table_column(&t, "ward", _("Mã"), CELL_CODE)->prefix = "VN-";
 *	table_column(&t, "sure", _("Chắc chắn"), CELL_INTEGER);
 *	table_row(&t);
 *	table_code(&t, "00004");
 *	table_integer(&t, 1250);
 *	...
 *	table_release(&t);
 *
 * Cells are added from left to right; what is not added stays empty. Every string is
 * copied into the table's arena, and must be valid NFC UTF-8 without control characters.
 */
#ifndef REPORT_TABLE_H
#define REPORT_TABLE_H

#include "base/buf.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum cell_kind {
	CELL_TEXT,
	CELL_INTEGER,
	CELL_DAY, /* base/date.h */
	CELL_PERCENT, /* in per mille: 705 is 70,5 % */
	CELL_CODE, /* digits that are a name, not a number: "00004" */
	CELL_REAL, /* a measure: machines get all its digits, people its words */
};

/* What stands for a hidden cell, in every form: in the tables of Viet Nam's statistics it
 * means "there is something, but no figure"; "-" would be none. */
#define HIDDEN_SIGN "…"

struct column {
	const char *name; /* for machines: ASCII, stable for ever */
	const char *heading; /* for people, in their language */
	enum cell_kind kind;
	/* Codes only: what is put before the digits where a spreadsheet would take them
	 * for a number and eat the zeros (report/csv.h); "" by default. */
	const char *prefix;
	/* Of use in a file that is worked with; on paper and pages it would only crowd out
	 * the others. */
	bool detail;
};

struct cell {
	bool given; /* false: nothing is known, which is not the same as 0 or "" */
	/* Known, but not told (report/suppress.h). Then not given either, and the number
	 * is gone from the table: a form that overlooks this flag gives nothing away. */
	bool hidden;
	const char *text; /* CELL_TEXT for machines, CELL_CODE */
	/* For people: CELL_REAL; CELL_TEXT, where it may be the same as the text; CELL_PERCENT, where
	 * the per mille alone would mislead (rate_format()), else NULL. */
	const char *words;
	double real; /* CELL_REAL; finite. CELL_PERCENT: the share, where `words` are given */
	int64_t number; /* the other kinds */
};

/* A fact about the whole table. Those with a name are part of every form; the others are
 * words for people and stand below the table only. */
struct table_fact {
	const char *name; /* as in struct column, or NULL */
	const char *heading;
	enum cell_kind kind;
	struct cell cell;
};

struct table {
	struct arena arena;
	const char *title; /* NULL: none */
	struct column *columns;
	size_t column_count, column_cap;
	struct cell **rows; /* each of column_count cells */
	size_t row_count, row_cap;
	struct cell *total; /* the row at the foot, or NULL */
	struct table_fact *facts;
	size_t fact_count, fact_cap;
	bool outside; /* may be shown to anybody: small cells are hidden */
	struct cell *open; /* the row being filled, */
	size_t next; /* and its next cell */
};

void table_release(struct table *table);
void table_title(struct table *table, const char *format, ...) PRINTF_LIKE(2, 3);
/* All columns come before the first row. Valid until the next one is added. */
struct column *table_column(struct table *table, const char *name, const char *heading,
			    enum cell_kind kind);
void table_row(struct table *table);
void table_total(struct table *table); /* begins the row at the foot */

/* The next cell of the row. Its kind must be the column's: anything else is a bug and
 * ends the program. NULL strings make an empty cell. */
void table_text(struct table *table, const char *text);
void table_choice(struct table *table, const char *name, const char *words);
void table_code(struct table *table, const char *code);
void table_integer(struct table *table, int64_t number);
void table_day(struct table *table, int day);
void table_permille(struct table *table, int64_t permille);
/* Part of a whole > 0, by the one rule of rate_format(): <0,1 % is not 0,0 %. */
void table_rate(struct table *table, int64_t part, int64_t whole);
/* words: the number as people read it, rounded to what it is worth: "0,31", "71 %". */
void table_real(struct table *table, double real, const char *words);
void table_empty(struct table *table);
void table_hidden(struct table *table); /* in a column of any kind */

void table_fact_text(struct table *table, const char *name, const char *heading,
		     const char *text, const char *words);
void table_fact_integer(struct table *table, const char *name, const char *heading,
			int64_t number);
void table_fact_day(struct table *table, const char *name, const char *heading, int day);
void table_note(struct table *table, const char *heading, const char *format, ...)
	PRINTF_LIKE(3, 4);

/* Hides a cell or fact that has been told already; an empty one stays empty. */
void cell_hide(struct cell *cell);

/* A cell as people read it: 1.234.567, 70,5 %, 05/11/2026; nothing where it is not given, the
 * sign where it is hidden. */
void cell_format(enum cell_kind kind, const struct cell *cell, struct buf *out);
/* Do such cells stand on the right, so that their digits are in line? */
bool cell_stands_right(enum cell_kind kind);
/* NULL where the table has no such column or fact. */
const struct table_fact *table_fact_named(const struct table *table, const char *name);
/* The columns that say anything in some row or in the total and are no details, for forms that
 * are read by people: an array to free, n long. All of them where there are no rows. */
size_t *table_telling_columns(const struct table *table, size_t *n);
/* -1 where there is none. */
int table_column_named(const struct table *table, const char *name);

#endif
