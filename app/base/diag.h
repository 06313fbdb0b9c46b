/* Diagnostics: what is wrong in content, where, and how to mend it.
 *
 * The loader and the checker collect all findings of a run into one list; the edge sorts and
 * shows them (`kynangso check`, the instructor's screen, the start when content is broken).
 * Codes are those of docs/content-format.md: E.. errors, W.. warnings, A.. advice.
 */
#ifndef BASE_DIAG_H
#define BASE_DIAG_H

#include "base/mem.h"

#include <stddef.h>

/* A place in a source file. Lines and columns count from 1; columns count characters, not bytes.
 * file is borrowed from whoever owns the content (the course's arena). 0 means "the whole file". */
struct place {
	const char *file;
	int line, col;
};

struct diag {
	struct place at;
	char code[4]; /* "E05" */
	char *message; /* owned; whole sentence, no control characters */
	char *fix; /* owned; what to write instead, or NULL */
	char *source; /* owned; the line of the file, for showing, or NULL */
	int fix_line; /* the line that `fix` stands in place of; 0: fix is advice in words */
};

struct diags {
	struct diag *items;
	size_t count, cap;
	size_t errors; /* how many of them are E.. */
};

/* Adds a finding and returns it, so that fix and source (xstrdup'ed) can be attached. */
struct diag *diag_add(struct diags *list, struct place at, const char *code,
		      const char *format, ...) PRINTF_LIKE(4, 5);
/* By file, line, column, code. Exact repetitions are dropped. */
void diags_sort(struct diags *list);
void diags_release(struct diags *list);

#endif
