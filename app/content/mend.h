/* Syntax errors as a person can mend them: what libyaml says about a place, turned into what
 * most likely happened and the line as it should be.
 *
 * The library names the place where it gave up, which is often behind the mistake. The causes
 * are looked for in the order of how surely they are recognised; the last one translates the
 * library's own words.
 */
#ifndef CONTENT_MEND_H
#define CONTENT_MEND_H

#include "content/document.h"

struct trouble {
	const char *problem, *context; /* the library's words; context may be NULL */
	int line, col; /* where it gave up */
	int context_line, context_col; /* what it was reading then; 0 = unknown */
	/* The last quoted scalar, if it went over more than one line; else 0. */
	int quote_line, quote_col, quote_end_line;
};

/* Reports E03. */
void mend_report(struct document *doc, const struct trouble *trouble);

/* Reports E03 for a value that begins with a character YAML keeps for itself (* & ! …), and
 * offers the line with that value in quotes. `what` is a sentence. */
void mend_report_special(struct document *doc, int line, int col, const char *what);

/* A text in curly quotes that were meant as YAML's own. */
bool mend_quotes_around(const char *text, size_t n);

/* For content/schema.h: bytes [start, end) are what an author meant as one value; the finding
 * gets the line with it in quotes. */
void mend_fix_quoted(struct diag *diag, const struct document *doc, size_t start,
		     size_t end);

#endif
