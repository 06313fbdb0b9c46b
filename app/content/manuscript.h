/* A content file on somebody's desk: read once, changed by edits (content/edit.h), with undo and
 * redo over all of them, and written back so that a power cut leaves the old file or the new one.
 *
 *	struct manuscript m;
 *	if (!manuscript_open(&m, path, &err))
 *		...
 *	manuscript_begin(&m);			what follows is undone in one go
 *	if (!manuscript_edit(&m, &edit, &err))
 *		...				nothing has happened
 *	manuscript_save(&m, false, &err);
 *	manuscript_release(&m);
 *
 * The tree (m.doc.root) is made anew by every change: hold paths (node_at()), not nodes.
 */
#ifndef CONTENT_MANUSCRIPT_H
#define CONTENT_MANUSCRIPT_H

#include "content/edit.h"

struct table; /* content/form.h */

enum saved {
	SAVE_DONE,
	SAVE_FAILED, /* err says why */
	SAVE_CONFLICT, /* somebody else has changed the file since it was read */
};

struct change {
	struct patch patch;
	int step; /* all of one step are undone together */
};

struct manuscript {
	char *path; /* owned, as it was given */
	struct buf disk; /* the file as it was last read or written, without the mark */
	struct buf text; /* as it is now */
	bool mark; /* begins with a byte order mark */
	unsigned mode; /* of the file, kept */
	/* Of text; root NULL while it is no YAML. Never a finding: content/load.h judges. */
	struct document doc;
	struct arena arena;
	struct diags diags;
	struct change *changes; /* owned */
	size_t count, cap;
	size_t now; /* so many are in the text; the rest was undone */
	int step;
};

/* Caller's storage. False where the file cannot be read. A file that is no YAML opens, and has no
 * tree. */
bool manuscript_open(struct manuscript *m, const char *path, struct err *err);
void manuscript_release(struct manuscript *m);

/* The table of its kind (content/form.h), or NULL. */
const struct table *manuscript_table(const struct manuscript *m);

/* A new step begins: the edits from here on belong together. */
void manuscript_begin(struct manuscript *m);
/* Forgets what was undone. */
bool manuscript_edit(struct manuscript *m, const struct edit *edit, struct err *err);
/* All of the text at once: a draft that is taken up again. */
void manuscript_replace(struct manuscript *m, const char *text, size_t n);
/* One step; false where there is none. */
bool manuscript_undo(struct manuscript *m);
bool manuscript_redo(struct manuscript *m);
bool manuscript_can_undo(const struct manuscript *m);
bool manuscript_can_redo(const struct manuscript *m);
/* Is the text another one than on the disk? */
bool manuscript_changed(const struct manuscript *m);

/* Can the file be replaced? False and err say that not, and why. */
bool manuscript_writable(const struct manuscript *m, struct err *err);
/* `force`: also over what somebody else has written meanwhile. */
enum saved manuscript_save(struct manuscript *m, bool force, struct err *err);
/* Reads the file again; all changes are dropped. */
bool manuscript_reload(struct manuscript *m, struct err *err);

/* ── drafts: what was not saved, beside the data and not beside the content ── */

/* Keeps the text as a draft in `folder` (made if need be), or removes the draft where there is
 * nothing to save. A folder that is NULL keeps none. */
bool manuscript_keep_draft(const struct manuscript *m, const char *folder,
			   struct err *err);
/* The draft of this file: false where there is none that differs from the file. *same: the file is
 * still the one the draft was begun on. */
bool manuscript_find_draft(const struct manuscript *m, const char *folder,
			   struct buf *text, bool *same);
void manuscript_drop_draft(const struct manuscript *m, const char *folder);

#endif
