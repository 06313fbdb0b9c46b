/* Files to begin with, whose comments explain every key. The templates are data (docs/templates/), so
 * that whoever teaches how to write can change them without a compiler. */
#ifndef CONTENT_TEMPLATE_H
#define CONTENT_TEMPLATE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>

/* Appends the template of a kind ("lesson") with everything filled in that a new file needs: id, a
 * skill that exists, the day (base/date.h). `roots` are the folders to look in, in order; NULL ones
 * are passed over. skill NULL: one that says what to write. */
bool template_write(const char *kind, const char *const *roots, size_t count,
		    const char *id, const char *skill, int today, struct buf *out,
		    struct err *err);

/* The first line of a template tells editors which schema is its own: in the pack, from the folder
 * where files of its kind lie. For a file at another path it is another; `path` need not be
 * there yet, its folder must. */
void template_move(struct buf *text, const char *kind, const char *const *roots,
		   size_t count, const char *path);

/* "Tin nhắn!" → "tin-nhan", of at most `most` letters (0: all); "" where nothing of it can stay. */
void template_id(struct buf *out, const char *text, size_t most);
/* "lessons/mot/bai.yaml:3" of the file in the pack that has the id already, also as a former one, or
 * NULL; the caller frees it. Files are read as text, so that it is found in files with errors. */
char *template_id_used(const char *root, const char *id);

#endif
