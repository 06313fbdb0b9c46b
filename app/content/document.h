/* One content file as it lies on the disk: its bytes, its lines, and what was found in it.
 *
 * Everything that is reported about a file goes through document_report(), so that each finding
 * carries its place, the line of the file, and a message that cannot steer a terminal.
 * Lines and columns count from 1, columns in characters; offsets are bytes of `text`.
 */
#ifndef CONTENT_DOCUMENT_H
#define CONTENT_DOCUMENT_H

#include "base/diag.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/* Limits before anything is parsed. An honest lesson has 7 kB, the biggest quiz bank 40 kB. */
#define DOCUMENT_BYTES ((size_t)256 * 1024)
#define DOCUMENT_FINDINGS 100

struct node;

/* What a document was before mistakes of writing were mended in memory (content/recover.h). Its
 * findings are about this. */
struct original {
	const char *text;
	const size_t *lines;
	size_t line_count;
	/* For each line of the mended text: the line here it stands for, and whether it differs. */
	int *from;
	bool *mended;
};

struct document {
	struct arena *arena; /* borrowed: text, lines and nodes live in it */
	struct diags *diags; /* borrowed */
	const char *path; /* as shown; lives at least as long as the findings */
	const char *text; /* without a byte order mark; ends in NUL */
	size_t len;
	size_t *lines; /* offset of each line's first byte */
	size_t line_count;
	struct node *root; /* content/yaml.h; NULL until parsed */
	struct original *original; /* NULL: the text is the file's */
	bool plain; /* holds only characters that are clean and NFC in any company */
	bool quiet; /* count errors, report nothing: another file is being checked */
	size_t findings, errors; /* E: told of; and all there were */
	size_t remarks; /* W and A told of */
	size_t contradicted; /* of the errors: an example of the author's says otherwise */
};

/* Copies the bytes, finds the lines and looks for what no value may hold: bytes that are no
 * UTF-8 (E01), control and invisible characters (E01), tabs (E02), directives (E03). False if
 * it makes no sense to parse the rest. */
bool document_init(struct document *doc, struct arena *arena, struct diags *diags,
		   const char *path, const void *bytes, size_t n);

/* Puts another text in place (content/recover.h), and looks it over without a word: false if it makes
 * no sense to parse it. */
void document_replace(struct document *doc, const char *text, size_t n);
bool document_scan(struct document *doc);

/* A place from an offset, and back. */
struct place document_place(const struct document *doc, size_t offset);
/* The line of the file that a line of the (mended) text stands for. */
int document_original_line(const struct document *doc, int line);
size_t document_offset(const struct document *doc, int line, int col);
/* The bytes of a line without its line end; *len gets how many. "" beyond the last line. */
const char *document_line(const struct document *doc, int line, size_t *len);

/* Adds a finding; NULL when the file has had enough of them or is quiet, or it is doubtful
 * because of what was mended there (what follows from a mistake is no second one). The pointer is good until the next
 * finding. */
struct diag *document_report(struct document *doc, int line, int col, const char *code,
			     const char *format, ...) PRINTF_LIKE(5, 6);
struct diag *document_vreport(struct document *doc, int line, int col, const char *code,
			      const char *format, va_list args);

/* What to write instead. diag may be NULL. */
void diag_fix(struct diag *diag, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same: a line of the file (or more of them, between '\n') in place of this one. */
void diag_fix_line(struct diag *diag, const struct document *doc, int line,
		   const char *format, ...) PRINTF_LIKE(4, 5);
/* The same: the line with bytes [start, end) of the file replaced. Nothing if they do not lie on
 * one line, or the line is too long to be shown. */
void diag_fix_replace(struct diag *diag, const struct document *doc, size_t start,
		      size_t end, const char *replacement);

/* Appends text as a YAML scalar in quotes that need the least escaping. */
struct buf;
void yaml_quote(struct buf *out, const char *text, size_t n);
/* The same in double quotes on one line, whatever the text: line ends become \n. */
void yaml_quote_line(struct buf *out, const char *text);

#endif
