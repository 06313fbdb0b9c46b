/* The running program: what is open, who is there, and the stack of views.
 *
 * One struct app is made by the command line and passed down; there are no hidden globals. A view
 * is a thin thing: it describes itself as a page (ui/page.h), and says what choosing something
 * means. Moving the focus, scrolling, digits, mouse, help, leaving and idling are the same
 * everywhere and stand here, in app.c.
 */
#ifndef UI_APP_H
#define UI_APP_H

#include "base/clock.h"
#include "base/diag.h"
#include "content/shelf.h"
#include "course/dice.h"
#include "course/prose.h"
#include "course/region.h"
#include "store/store.h"
#include "term/term.h"
#include "ui/page.h"

struct app;
struct view;

/* What a page without items answers to Enter with. */
#define CHOOSE_NEXT 0

/* A complaint beside a field: as long as a message of base/err.h. */
#define FAULT_BYTES sizeof(((struct err *)0)->text)

struct view_ops {
	const char *name;
	/* Describes the view. Must not change anything: the compiler keeps it pure. */
	void (*draw)(const struct view *view, const struct app *app, struct page *page);
	/* Enter on the item or field `id`; CHOOSE_NEXT where there is nothing to choose. */
	void (*choose)(struct view *view, struct app *app, int id);
	/* May be NULL, as may all below. Sees keys before the common meanings: true = handled. */
	bool (*key)(struct view *view, struct app *app, const struct key *key);
	/* The field behind a BLOCK_FIELD's id, for writing. */
	struct field *(*field)(struct view *view, int id);
	/* A field's text has changed: search as one types. */
	void (*changed)(struct view *view, struct app *app, int id);
	/* The view is on top again, or for the first time: fetch what it shows. */
	void (*shown)(struct view *view, struct app *app);
	/* Esc. Without it the view is popped. */
	void (*back)(struct view *view, struct app *app);
	void (*free)(struct view *view);
	/* What F1 says: N_() whole sentences, paragraphs separated by newlines. */
	const char *help;
	/* Leaving needs no question and idling does not lock (pages before anybody is there). */
	bool lobby;
};

/* Put first into every view's struct. */
struct view {
	const struct view_ops *ops;
	int focus; /* which focusable */
	int scroll;
	bool follow; /* keep the focus on the screen, after it moved */
	bool failed; /* shown() failed: it leaves together with the message about it */
};

#define VIEW_STACK 24

struct app {
	struct clock *clock;
	struct store *store;
	struct shelf *shelf; /* where the course comes from; NULL: it stays as it is */
	const struct course *course; /* in outline: app_open_lesson() */
	const struct region *region;
	const struct diags *findings; /* of the content, for staff; NULL: app_find() */
	const char *folder; /* of the data: backups go there */
	const char *content; /* the folder findings are named from; may be NULL */
	struct term *term;
	struct canvas canvas;
	struct page page; /* as last shown */
	struct view *stack[VIEW_STACK];
	int depth;
	const struct view *showing; /* whose shown() is running, or NULL */
	struct view *leaving[VIEW_STACK]; /* popped, freed when the key is done */
	int leaving_count;
	struct learner learner; /* id 0: nobody */
	struct staff staff; /* id 0: nobody */
	struct record record; /* of the learner; app_reload() */
	struct centre centre;
	enum address address;
	struct typing typing;
	bool typing_chosen; /* by hand, since the one before left */
	enum telex_method usual; /* for those who have not chosen: off over SSH */
	enum theme theme, usual_theme;
	char status[300];
	enum role status_role;
	struct dice dice; /* for drawing papers */
	/* A preview lies on top (ui/preview.h), with a course and a learner of its own: what puts back
	 * those of the program. Called before anybody else is there. NULL: none does. */
	void *within;
	void (*end_within)(struct app *app);
	bool previewing; /* F6 shows everything in the smallest size there is, and back */
	bool narrow; /* it does now */
	bool kiosk; /* no way out */
	bool quit;
	int idle_seconds; /* until the question whether one is still there; 0 = never */
	char owner[NAME_BYTES + 16]; /* of the title bar */
};

/* Runs until somebody leaves or the terminal is gone. The first view has been pushed. */
void app_run(struct app *app);
void app_release(struct app *app);
/* One key, for tests and for app_run(). */
void app_key(struct app *app, const struct key *key);
void app_show(struct app *app);

void *view_new(const struct view_ops *ops, size_t size); /* zeroed, focus first */
#define VIEW_NEW(type, ops) ((type *)view_new((ops), sizeof(type)))
void app_push(struct app *app, struct view *view);
void app_pop(struct app *app);
void app_replace(struct app *app, struct view *view); /* pop, then push */
/* Pops down to (and not including) the view with this name; to the bottom if it is not there. */
void app_pop_to(struct app *app, const char *name);
struct view *app_top(const struct app *app);

/* The status line: said once, gone with the next key. */
void app_say(struct app *app, enum role role, const char *format, ...) PRINTF_LIKE(3, 4);
/* Something could not be kept or read: a page of its own with the reason. Out of shown() the view
 * itself leaves after that page, or it would fail again for as long as the disk does. */
void app_fail(struct app *app, const struct err *err);

/* Somebody is there now: their record, form of address, way of typing. */
bool app_enter(struct app *app, int64_t learner);
void app_leave(struct app *app); /* nobody is; the screen is wiped */
bool app_reload(
	struct app *app); /* the learner and the record, after something was done */
void app_staff(struct app *app, const struct staff *staff); /* NULL = they left */
/* Whose name stands in the title bar, after learner or staff were put there by hand. */
void app_name_owner(struct app *app);

/* The content as it lies there now, read anew where it has changed. What was opened before may still be
 * shown until the next but one sits down. False where there is none. */
bool app_refresh(struct app *app);
/* What is wrong in the content, all of it looked over now, in app->findings. */
void app_find(struct app *app);
/* How many findings there are, as far as that is known without looking. */
size_t app_finding_count(const struct app *app);

/* The whole of what a list shows (course/course.h); NULL where it cannot be had: said already. */
const struct lesson *app_open_lesson(struct app *app, const char *id);
const struct quiz *app_open_quiz(struct app *app, const char *id);
const struct practice *app_open_practice(struct app *app, const char *id);

/* Words of the course's glossary are left as they are typed; when it is another course. */
void app_words(struct app *app);

/* {ban} and {fact.x} expanded, kept until the page's next reset. */
const char *app_prose(const struct app *app, struct page *page, const char *prose);
void app_text(const struct app *app, struct page *page, const char *prose);

/* "Telex", "VNI" or NULL when the engine is off: for the border of a text field. */
const char *typing_tag(const struct typing *typing);
/* "telex", "vni", "off": for settings. Unknown names change nothing. */
const char *typing_name(const struct typing *typing);
void typing_parse(const char *name, struct typing *typing);

#endif
