/* The form editor, inside: one file on the desk (content/manuscript.h), judged anew after every
 * change, and the pages that show parts of it. Pages hold paths (content/edit.h), never nodes: a
 * change makes the tree anew. view_editor() in ui/views.h is what others open.
 *
 *	editor.c	the file: opening, saving, leaving, drafts
 *	editor_part.c	a mapping and a list: what is there, more, less, up and down
 *	editor_write.c	one value: words, or one of a few
 *	editor_new.c	something new: a question, a step, a whole lesson
 */
#ifndef UI_EDITOR_H
#define UI_EDITOR_H

#include "content/form.h"
#include "content/manuscript.h"
#include "course/course.h"
#include "ui/app.h"

struct editor {
	struct manuscript text;
	char *name; /* of the file as shown; owned */
	const char *root; /* of the pack, NULL: the file stands alone; borrowed */
	char *drafts; /* folder of what is not saved; NULL: none is kept; owned */
	bool readonly;
	struct err why; /* it is */
	/* Of the text as it is now; in the order of the file. Their names belong to `pack`. */
	struct diags findings;
	struct course pack;
	/* The file by itself, as it is now and as it lies on the disk: what decides marks. */
	struct course now, published;
	struct diags unused; /* of those two */
	bool alone; /* the pack is too large to be judged after every change */
};

/* ── the file ── */

/* Opens the editor on a file, at a part of it ("steps.2"; "" is all of it). */
bool editor_open(struct app *app, const char *path, const char *part, struct err *err);

/* Judges the text and keeps a draft, after it has changed. */
void editor_changed(struct editor *e, struct app *app);
/* One step of one edit; false when it was refused, which the screen then says. */
bool editor_edit(struct editor *e, struct app *app, const struct edit *edit);
/* The same without a new step, for steps of several edits, which end in editor_changed(). */
bool editor_and(struct editor *e, struct app *app, const struct edit *edit);
const struct node *editor_node(const struct editor *e, const char *path);
/* Does this id already stand in the file on the disk? */
bool editor_id_is_known(const struct editor *e, const char *id);
/* Ctrl-Z and F5, for every page of the editor: true if it was one of them. */
bool editor_key(struct editor *e, struct app *app, const struct key *key);
/* The bottom line of all pages. */
void editor_keys(struct page *page);

/* The findings about a node itself and none of its children. parent: what it stands in, whose own
 * findings have the place of its first key; NULL for those. */
void editor_findings(const struct editor *e, const struct node *parent,
		     const struct node *node, struct page *page);
/* "1 lỗi, 2 cảnh báo" of a node and all below it, in the page's memory; NULL: none. */
const char *editor_counts(const struct editor *e, const struct node *node,
			  struct page *page);

/* What an edit does to the marks of a question, in words; NULL where it is none or is new. Says
 * nothing while the file has errors. */
const char *editor_mark_words(const struct editor *e, const char *path, enum role *role);
/* How many questions are marked in another way than on the disk; names gets their ids. */
size_t editor_remarked(const struct editor *e, struct buf *names);

/* ── pages ── */

/* A short text of what a node holds: a title, a question, the text of an option. */
const char *editor_words(const struct node *node, struct page *page);
/* What a key is, as the beginning of a line. */
const char *editor_label(const struct form_field *f, struct page *page);
/* The fields of a mapping as items; ids from EDITOR_FIELDS up are children. */
#define EDITOR_FIELDS 100
#define EDITOR_MORE 50
void editor_draw_fields(const struct editor *e, const struct node *node,
			const struct table *table, struct page *page);
/* Opens the child behind such an item. */
void editor_open_field(struct editor *e, struct app *app, const char *path,
		       const struct table *table, int id);

/* Takes the value at this path out of what it stands in, and says so. */
bool editor_drop(struct editor *e, struct app *app, const char *path);
/* "steps.2.say": "steps.2" (malloc'ed); *index gets the number at the end, or 0. */
char *path_above(const char *path, size_t *index);

/* The page for what stands at this path, whatever it is; NULL where nothing can be opened. */
struct view *editor_page(struct editor *e, const char *path);
struct view *editor_part(struct editor *e, const char *path, const struct table *table);
struct view *editor_list(struct editor *e, const char *path, const struct form_field *f);
struct view *editor_more(struct editor *e, const char *path, const struct table *table);
/* Which kind of a new item; then it is there, and open. */
struct view *editor_variants(struct editor *e, const char *list,
			     const struct form_field *f);
void editor_add_item(struct editor *e, struct app *app, const char *list,
		     const struct form_field *f, const char *variant);

/* Where a value stands or will stand. */
struct target {
	const char *path; /* of the value; of the collection where it is new */
	const char *key; /* new in a mapping */
	size_t index; /* new: its place */
	bool fresh; /* new */
};
struct view *editor_write(struct editor *e, const struct target *target,
			  const struct form_field *f);
struct view *editor_pick(struct editor *e, const struct target *target,
			 const struct form_field *f);

/* A question with a few answers; `chosen` gets which, after the page was left. */
struct view *editor_ask(struct editor *e, const char *title, const char *text,
			const char *const *answers,
			void (*chosen)(struct editor *e, struct app *app, int which));

char *path_of(const char *path, const char *child); /* joined by a dot; malloc'ed */
char *path_of_index(const char *path, size_t index);

#endif
