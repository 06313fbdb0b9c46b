/* Changing a content file as a careful person would: one thing, and nothing else.
 *
 * An edit names a node of a parsed document and what is to become of it. What comes back is a
 * patch: so many bytes at one place replaced by others. All other bytes stay: comments, order,
 * blank lines, quotes, line ends. There is no second parser: places come from the marks of
 * content/yaml.h, and every patch is tried out before it is handed over. The patched text is parsed
 * and compared with the tree that was meant; where they differ, or where it no longer is YAML, the
 * edit is refused and nothing has happened.
 */
#ifndef CONTENT_EDIT_H
#define CONTENT_EDIT_H

#include "base/buf.h"
#include "base/err.h"
#include "content/yaml.h"

enum edit_kind {
	EDIT_SET, /* the scalar `at` gets `text` */
	EDIT_INSERT, /* `value` (content/emit.h) becomes child `index` of `at`, under `key` */
	EDIT_DELETE, /* child `index` of `at` goes, with the comments that belong to it */
	EDIT_MOVE, /* child `index` of the sequence `at` becomes its child `to` */
};

struct edit {
	enum edit_kind kind;
	const struct node *at; /* of the document that is being edited */
	/* EDIT_SET: line ends at the end of a block stay as they were, so the text needs none. A new
	 * text is written in the style of the old one, or, where that cannot say it, in the
	 * plainest that can. */
	const char *text;
	bool word; /* EDIT_SET: a number, true, an id: not to be quoted for looking like one */
	size_t index, to;
	const char *key; /* EDIT_INSERT into a mapping */
	const struct node *value;
};

/* Bytes of document.text (so without a byte order mark); both texts are owned. */
struct patch {
	size_t at;
	char *before, *after;
	size_t before_len, after_len;
};

/* False (and err) where the edit is refused; the patch is then empty. */
bool edit_make(struct patch *patch, const struct document *doc, const struct edit *edit,
	       struct err *err);
/* Applies it, or takes it back. False, and nothing changed, where the bytes at that place are not
 * those that the patch was made for. */
bool patch_apply(const struct patch *patch, struct buf *text);
bool patch_revert(const struct patch *patch, struct buf *text);
void patch_release(struct patch *patch);

/* The node at "steps.2.check.options.0.text": keys and indices from 0. "" is the node itself.
 * NULL where there is none. Keys with a dot in them cannot be named. */
const struct node *node_at(const struct node *root, const char *path);

#endif
