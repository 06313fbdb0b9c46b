/* Long work: a page that says how far it is, and Esc to stop it.
 *
 * The work is calls of the store. Nothing is shown in the first
 * half second, so that what is quick does not flicker. In line mode it simply runs.
 */
#ifndef UI_WORK_H
#define UI_WORK_H

#include "ui/app.h"

enum work_end {
	WORK_DONE,
	WORK_STOPPED, /* by Esc: nothing has changed */
	WORK_FAILED, /* err says why */
};

/* `title` is what is being done: "Đang đếm lại theo nhật ký". */
enum work_end work_run(struct app *app, const char *title,
		       bool (*work)(struct app *app, void *user, struct err *err),
		       void *user, struct err *err);
/* The same, and what is to be said when it did not end well is said or shown. True: done. */
bool work_done(struct app *app, const char *title,
	       bool (*work)(struct app *app, void *user, struct err *err), void *user);

#endif
