/* The forms a table can take. A new one is a file with one `const struct report_format`
 * and a row in format.c; the command line, its help and the menus read that list.
 *
 * Nothing is written to a disk here: a form is bytes, or a few files of bytes that belong
 * into one folder. Where they go, and that a power cut leaves the old or the new, is
 * report/save.h.
 */
#ifndef REPORT_FORMAT_H
#define REPORT_FORMAT_H

#include "base/buf.h"
#include "base/err.h"
#include "report/annex.h"
#include "report/table.h"

#include <stdbool.h>

struct report_options {
	bool headings; /* CSV: first row of headings for people, not of names */
	char separator; /* CSV: ',' ';' or '\t'; 0 = ',' */
	/* Annex and PDF: who hands it in; NULL leaves those places blank. */
	const struct letterhead *letterhead;
};

/* The files of a form that is a folder, in the order they are written. */
struct report_part {
	char *name; /* owned */
	struct buf bytes;
};

struct report_folder {
	struct report_part *parts;
	size_t count, cap;
};

/* A further file, empty; valid until the next one is added. */
struct buf *report_folder_add(struct report_folder *folder, const char *name);
void report_folder_release(struct report_folder *folder);

struct report_format {
	const char *name; /* on the command line: "csv" */
	const char *extension; /* of a file: ".csv"; of a folder: "" */
	const char *words; /* N_(): what it is for, in a line */
	/* Appends the whole file. False with a message where that cannot be done. */
	bool (*write)(const struct table *table, const struct report_options *options,
		      struct buf *out, struct err *err);
	/* Instead of write: adds all files of a folder. */
	bool (*fill)(const struct table *table, const struct report_options *options,
		     struct report_folder *folder, struct err *err);
	bool binary; /* nothing for a terminal to show */
	/* For readers outside: takes only tables whose small cells are hidden
	 * (report/suppress.h). */
	bool outside;
};

extern const struct report_format report_text, report_csv, report_json, report_xlsx,
	report_html, report_annex, report_pdf, report_jsonl, report_datapackage;
/* All, the one for people at a terminal first; NULL at the end. */
extern const struct report_format *const report_formats[];

/* NULL where there is none. */
const struct report_format *report_format_named(const char *name);
/* By the extension of a file's name, in any case; NULL where none fits. */
const struct report_format *report_format_of_file(const char *path);

#endif
