/* A CSV file that somebody hands in: its encoding, its columns by name, and everything
 * that is wrong in it, said all at once by row and column as a spreadsheet shows them.
 *
 *	intake_open(&intake, path, encoding, columns, n, &err)
 *	while ((result = intake_next(&intake, &err)) == CSV_ROW)
 *		... intake_cell(&intake, NAME) ... intake_error(&intake, NAME, ...)
 *	intake_report(&intake, cli);
 *
 * Column names may be written with or without marks, spaces and capitals, in any order.
 */
#ifndef CLI_INTAKE_H
#define CLI_INTAKE_H

#include "base/buf.h"
#include "cli/cli.h"
#include "report/csv_read.h"

#define INTAKE_COLUMNS 12

struct intake_column {
	const char *name; /* "ho_ten" */
	const char *others; /* further names, with spaces between: "ho_va_ten ten" */
	bool required; /* the file must have it */
	bool secret; /* what stands there is never shown, and wiped when it was read */
};

struct finding {
	int row;
	int column; /* index in the file; -1: the whole row */
	bool warning;
	char *text; /* owned */
};

struct intake {
	const char *path;
	struct buf text;
	struct csv csv;
	const struct intake_column *columns;
	size_t column_count;
	int at[INTAKE_COLUMNS]; /* where a column is in the file; -1: it is not */
	size_t width; /* of the first row */
	char *cells[INTAKE_COLUMNS]; /* tidy; of this row, owned */
	struct finding *findings;
	size_t finding_count, finding_cap;
	size_t errors;
};

/* encoding NULL: recognised; old 8-bit ones are then named and refused, since recognising
 * them is a guess. False with an error for the file as a whole. intake_close() either
 * way. */
bool intake_open(struct intake *intake, const char *path, const char *encoding,
		 const struct intake_column *columns, size_t n, struct err *err);
void intake_close(struct intake *intake);
enum csv_result intake_next(struct intake *intake, struct err *err);
/* What stands in a column, tidy; "" where there is nothing or no such column. */
const char *intake_cell(const struct intake *intake, size_t column);

/* Something wrong in this row, with the value and how to mend it; column -1: the row as a
 * whole. */
void intake_error(struct intake *intake, int column, const char *format, ...)
	PRINTF_LIKE(3, 4);
void intake_warn(struct intake *intake, int row, int column, const char *format, ...)
	PRINTF_LIKE(4, 5);
/* Says all findings on standard error, by row. */
void intake_report(struct intake *intake, struct cli *cli);

#endif
