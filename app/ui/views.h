/* All views, by what they are for. Each is made on the heap, handed to app_push() and freed by the
 * stack. Arguments are borrowed for as long as the view lives unless it says otherwise. */
#ifndef UI_VIEWS_H
#define UI_VIEWS_H

#include "ui/app.h"

/* Everywhere */
/* text: of the view that F1 was pressed on; may be NULL. writing: in a field for Vietnamese. */
struct view *view_help(const char *text, bool writing);
struct view *view_display(void);
struct view *view_quit(void);
struct view *view_message(const char *title, const char *text); /* copies */
/* Asks before something that cannot be taken back; `yes` runs when they agree. */
struct view *view_confirm(const char *title, const char *text, const char *agree,
			  void (*yes)(struct app *app, void *user), void *user);
struct view *view_still_here(void);
struct view *view_locked(void);
/* Type-ahead over the wards; *chosen gets the ward before the view pops. */
struct view *view_ward(const struct ward **chosen, const char *title);

/* Coming in */
struct view *view_setup(void); /* first start of a centre */
struct view *view_who(void);
struct view *view_register(const char *name); /* copies; may be "" */
struct view *view_pin(int64_t learner); /* asks, then enters */
struct view *
view_keyboard(const char *name); /* the first keys ever, then view_register(name) */

/* Learning */
struct view *view_home(void);
struct view *view_course(void); /* modules */
struct view *view_module(const struct module *module);
struct view *view_lesson(const struct lesson *lesson, int step);
struct view *view_quiz(const struct quiz *quiz); /* what awaits, then the questions */
struct view *view_drill(const struct exercise *exercise, int line); /* -1: introduction */
/* Where one of these three stands: step (step_count: the recap), question (-1: not begun, as many
 * as there are: the overview), line (-1: introduction, as many as there are: the result). */
int view_lesson_at(const struct view *view);
int view_quiz_at(const struct view *view);
int view_drill_at(const struct view *view);
struct view *view_result(int64_t attempt, bool completed);
struct view *view_review(int64_t attempt);
struct view *view_progress(void);
struct view *view_typing(void);

/* Staff */
struct view *view_staff_login(void);
struct view *view_staff(void);
/* Is this the password of that account, or its recovery code (by_code)? With the delays of
 * store_guard_wait() after wrong ones. False, and why in fault, also where the account is closed.
 * *staff is as it is stored; wipe it. */
bool staff_prove(struct app *app, const char *name, const char *typed,
		 struct staff *staff, bool *by_code, char fault[FAULT_BYTES]);
/* Who is signed in, as their account is now. False where it has been closed: they must leave. */
bool staff_refresh(struct app *app);
/* The accounts of the staff; whoever is signed in changes their own, who manages all of them. */
struct view *view_accounts(void);
struct view *view_account_new(void);
struct view *view_account_password(const struct staff *staff); /* copies name and id */
struct view *view_person(int64_t learner);
struct view *view_rollcall(void); /* which class, then who is here today */
/* The roll of a class on a day; past: not today's, so that what changes is entered later. */
struct view *view_roll(const char *name, int day, bool past);
struct view *view_meetings(const char *name); /* of a class: copies */
/* The day of a roll as somebody wrote it: `today` or before. */
bool roll_day(const char *text, int today, int *day, struct err *err);
struct view *view_correct(const struct learner *learner); /* copies */
struct view *view_waive(int64_t learner, const char *name); /* copies */
/* The person's completions, and taking one back. */
struct view *view_finishes(int64_t learner, const char *name); /* copies */
struct view *view_audit(void); /* who did what */
struct view *view_pairs(void); /* records that may be one person */
struct view *view_letterhead(const struct app *app); /* of reports on paper */
struct view *view_dashboard(void); /* towards the goal: ui/dashboard.h */
/* Lessons, quizzes and all that belongs to them; what is wrong in them; from here the editor. */
struct view *view_browse(void);
struct view *view_findings(void); /* of all files */
struct view *view_lesson_new(int module); /* of the course, from 0 */
/* One content file by its path, which is copied; NULL and err where it cannot be read. */
struct view *view_content_file(struct app *app, const char *path, struct err *err);
/* What a lesson says to its teacher; NULL where the file cannot be read. */
struct view *view_teaching(const char *path, struct err *err);
/* The form editor on it. */
struct view *view_editor(struct app *app, const char *path, struct err *err);

#endif
