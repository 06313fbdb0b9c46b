/* Reading on behind a mistake of writing.
 *
 * YAML ends where it is broken, so one forgotten quote would hide all that is wrong below it. Where
 * the finding says which line to write instead, that line is put in place, in memory only, and
 * the file is read once more: all mistakes are told of at once. What is found on a mended line
 * is kept back, as it may come from how it was mended; the file stays one with errors.
 */
#ifndef CONTENT_RECOVER_H
#define CONTENT_RECOVER_H

#include "content/document.h"

/* Takes the bytes in and parses them: document_init(), document_parse(), and both again with
 * what could be mended. False where doc->root stays NULL. */
bool recover_parse(struct document *doc, struct arena *arena, struct arena *values,
		   struct diags *diags, const char *path, const void *bytes, size_t n);

#endif
