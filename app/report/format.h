/* The forms a table can take. A new one is a file with one `const struct report_format`
 * and a row in format.c; the command line, its help and the menus read that list. */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include "base/buf.h"
#include "base/err.h"
#include "report/table.h"

#include <stdbool.h>

struct report_options {
	bool headings; /* CSV: first row of headings for people, not of names */
	char separator; /* CSV: ',' ';' or '\t'; 0 = ',' */
};

struct report_format {
	const char *name; /* on the command line: "csv" */
	const char *extension; /* of a file: ".csv" */
	const char *words; /* N_(): what it is for, in a line */
	/* Appends the whole file. False with a message where that cannot be done. */
	bool (*write)(const struct table *table, const struct report_options *options,
		      struct buf *out, struct err *err);
};

extern const struct report_format report_text, report_csv, report_json;
/* All, the one for people at a terminal first; NULL at the end. */
extern const struct report_format *const report_formats[];

/* NULL where there is none. */
const struct report_format *report_format_named(const char *name);
/* By the extension of a file's name, in any case; NULL where none fits. */
const struct report_format *report_format_of_file(const char *path);

#endif
