/* A strict reader of CSV that people hand in (RFC 4180), fed with UTF-8 without a byte
 * order mark (text/encoding.h).
 *
 * The separator is the one of , ; and tab that the first row has most of; a first line
 * "sep=;" as Excel writes it is obeyed. Lines end in LF, CRLF or CR. What could be read
 * in two ways is an error, never a guess: a quote inside an unquoted cell, anything after
 * a closing quote, a quote that is never closed.
 *
 * Rows and columns are those a person sees in a spreadsheet: row 1 is the first one, an
 * empty line is a row, a line end inside quotes is not; column 3 is "C".
 */
#ifndef REPORT_CSV_READ_H
#define REPORT_CSV_READ_H

#include "base/err.h"
#include "base/mem.h"

#include <stddef.h>

struct csv {
	const char *text; /* borrowed */
	size_t len, at;
	char separator;
	int row; /* the last one read */
	/* The cells of that row, as strings; until the next call. Bytes NUL are
	 * refused. */
	char **cells;
	size_t count;
	size_t cap;
	struct arena arena; /* of the row */
};

enum csv_result { CSV_ROW, CSV_END, CSV_FAULT };

/* Caller's storage. */
void csv_open(struct csv *csv, const char *text, size_t n);
void csv_close(struct csv *csv);
/* The next row that has anything in it. After CSV_FAULT (err says row, column and the
 * mend) reading cannot go on. */
enum csv_result csv_next(struct csv *csv, struct err *err);
/* "A" … "Z", "AA" … of columns counted from 0. */
void csv_column_name(size_t column, char out[8]);

#endif
