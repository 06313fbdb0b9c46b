#include "ui/work.h"

#include "base/i18n.h"
#include "text/number.h"

#define PATIENCE_MS 500
#define REFRESH_MS 200

struct work {
	struct app *app;
	const char *title;
	int64_t began, shown; /* clock_ticks(); shown 0: not yet */
	bool stopped;
};

static void show(struct work *w, int64_t done, int64_t all)
{
	struct page page = {0};
	struct app *app = w->app;
	struct buf words = BUF_INIT;
	page_reset(&page);
	page_title(&page, "%s", w->title);
	page_gap(&page);
	if (all > 0) {
		int permille = (int)(done * 1000 / all);
		percent_format(&words, permille / 10, 0);
		page_gauge(&page, (struct gauge){permille, permille, -1}, words.data,
			   words.data);
	} else {
		page_text(&page, _("Xin đợi một chút."));
	}
	page_gap(&page);
	page_say(&page, ROLE_HINT,
		 _("Bấm Esc để dừng. Dừng giữa chừng thì không có gì thay đổi."));
	page_key(&page, "Esc", _("dừng"));
	page.owner = *app->owner ? app->owner : NULL;
	page_layout(&page, app->canvas.rows, app->canvas.cols, 0, 0, false);
	page_paint(&page, &app->canvas);
	term_show(app->term, &app->canvas);
	buf_release(&words);
	page_release(&page);
}

static bool go_on(void *user, int64_t done, int64_t all)
{
	struct work *w = user;
	if (w->stopped || term_stopped(w->app->term)) {
		w->stopped = true;
		return false;
	}
	int64_t now = clock_ticks();
	if (now - w->began >= PATIENCE_MS && now - w->shown >= REFRESH_MS) {
		w->shown = now;
		show(w, done, all);
	}
	return true;
}

enum work_end work_run(struct app *app, const char *title,
		       bool (*work)(struct app *app, void *user, struct err *err),
		       void *user, struct err *err)
{
	struct work w = {.app = app, .title = title, .began = clock_ticks()};
	store_watch(app->store, go_on, &w);
	bool ok = work(app, user, err);
	store_watch(app->store, NULL, NULL);
	return ok ? WORK_DONE : w.stopped ? WORK_STOPPED : WORK_FAILED;
}

bool work_done(struct app *app, const char *title,
	       bool (*work)(struct app *app, void *user, struct err *err), void *user)
{
	struct err err = {0};
	enum work_end end = work_run(app, title, work, user, &err);
	if (end == WORK_STOPPED)
		app_say(app, ROLE_STATUS, "%s", _("Đã dừng. Không có gì thay đổi."));
	else if (end == WORK_FAILED)
		app_fail(app, &err);
	return end == WORK_DONE;
}
