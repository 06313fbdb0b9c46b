/* CSV for machines and careful people (RFC 4180): UTF-8 with a byte order mark, since
 * Excel reads UTF-8 reliably only so; CRLF; a first row of stable ASCII names.
 *
 * Spreadsheets read cells, not types, so what they would spoil is never written:
 *	decimals	only whole numbers. A percentage is in per mille, its column
 *			"<name>_permille"
 *	dates		only ISO, 2026-11-22
 *	codes		with their prefix, VN-00004: bare 00004 becomes 4, and ="00004" is
 *			a formula
 *	formulas	a text that begins with = + - @ (or their wide forms), a tab or CR
 *			gets an apostrophe before it, as quotes do not stop a spreadsheet;
 *			so does one that begins with such an apostrophe, so that whoever
 *			reads it back knows which are ours
 *
 * Rows only: the total is left out, as a machine adds up by itself and would count it
 * twice. Facts with a name become columns behind the others, the same in each row, so
 * that the file still says what it counts when it is torn from its letter.
 */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H

#include "report/format.h"
#include "report/table.h"

#include <stdbool.h>

/* Would a spreadsheet take this text for a formula? */
bool csv_dangerous(const char *text);
/* The text as it was before it got an apostrophe: the same, or one byte further. */
const char *csv_unmarked(const char *text);
/* How many cells of the table get an apostrophe: to be told to whoever asked for the
 * file. */
size_t csv_dangerous_cells(const struct table *table);

/* The parts of a file, for forms that contain CSV: the row of names, the rows given, and
 * the name of one column. No byte order mark; options->separator is set. */
void csv_names(const struct table *table, const struct report_options *options,
	       struct buf *out);
void csv_rows(const struct table *table, struct cell *const *rows, size_t count,
	      const struct report_options *options, struct buf *out);
void csv_column(const char *name, enum cell_kind kind, struct buf *out);

#endif
