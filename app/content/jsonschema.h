/* The tables of content/kinds.h as JSON Schemas (draft-07), for editors that speak of a file while it
 * is written: completion, help on each key, and what is wrong at once.
 *
 *	struct buf out = BUF_INIT;
 *	if (!jsonschema_write(&out, "lesson"))
 *		...			no such kind
 *
 * A schema says what a single file shows by its shape: E05, E06, E07 and the shape of ids (E10). It
 * refuses no file the checker takes; `kynangso check` finds more. Scalars are typed there by what
 * a key wants, and in an editor by how they look (YAML 1.2), so a text may look like a number, and
 * a number may stand in quotes.
 */
#ifndef CONTENT_JSONSCHEMA_H
#define CONTENT_JSONSCHEMA_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the schema of a kind of file; false where it is none. */
bool jsonschema_write(struct buf *out, const char *kind);
/* The kinds there are; NULL past the last. */
const char *jsonschema_kind(size_t i);

#endif
