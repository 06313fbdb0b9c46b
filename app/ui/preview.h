/* One file as learners will see it, while it is being written: the real views, a learner who does
 * not exist, and a database in memory. Nothing is kept.
 *
 *	struct preview preview = {.app = &app, .root = root, .path = path};
 *	if (preview_open(&preview, step, &err))
 *		... show app, give it keys; when the file was saved: preview_reload(&preview) ...
 *	app_release(&app);
 *	preview_release(&preview);
 *
 * At the bottom of the stack lies a list of the file's parts, or, while the file has errors, those
 * in place of any other screen. A reload leads back to the part that was on the screen, also when
 * errors came in between.
 */
#ifndef UI_PREVIEW_H
#define UI_PREVIEW_H

#include "ui/app.h"

struct preview_kind;

struct preview {
	/* Given. The app has clock, terminal and manners; course, store and learner are put into it
	 * here. */
	struct app *app;
	const char *root; /* of the pack the file is judged in; NULL: it stands alone */
	const char *path;
	const struct buf
		*text; /* what counts instead of the file's bytes; NULL: the file */
	/* Its own. */
	struct course course;
	struct diags findings;
	struct err unread; /* the file cannot be opened; ERR_NONE: it can */
	struct store *store;
	int64_t learner;
	const struct preview_kind *kind; /* NULL: nothing can be shown */
	const struct lesson *lesson; /* by kind; the others NULL */
	struct quiz *quiz;
	const struct practice *practice;
	const struct exercise *exercise;
	/* What was on the screen when a file without errors was last there. */
	bool inside; /* a part, not the list */
	int at; /* which, -1: the beginning */
	char *part; /* its id, owned; NULL if it has none */
	struct strings done; /* the actions of a practice, owned */
};

/* Reads the file and shows the step, question, screen (of a practice) or line called `step`, the
 * first one where that is NULL. False when the file is sound and has no such step. */
bool preview_open(struct preview *preview, const char *step, struct err *err);
/* The same for a program that runs: the preview lies on top of what is on the screen, and when it is
 * left, all is as before: course, store, who is there. text is copied; NULL: the file counts. */
bool preview_within(struct app *app, const char *path, const struct buf *text,
		    const char *step, struct err *err);
void preview_reload(struct preview *preview);
void preview_release(struct preview *preview);

#endif
