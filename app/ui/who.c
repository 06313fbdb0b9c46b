/* Who are you? A learner is found by initials or any part of the name, or registers. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A list of names on a shared screen tells who comes here: two letters first, few names, and the
 * birth year only (docs/reliability.md). */
#define LETTERS_FIRST 2
#define SHOWN 7

struct who {
	struct view view;
	struct field query;
	struct learner *found;
	size_t count;
	bool unread; /* looking failed: that is not "nobody" */
};

enum { WHO_QUERY = 1, WHO_NEW, WHO_STAFF, WHO_FOUND };

static void who_search(struct who *w, struct app *app)
{
	struct err err = {0};
	free(w->found);
	w->found = NULL;
	w->count = 0;
	w->unread = false;
	if (utf8_length(field_text(&w->query)) < LETTERS_FIRST)
		return;
	w->unread = !store_learner_find(app->store, field_text(&w->query), SHOWN + 1,
					&w->found, &w->count, &err);
	if (w->unread)
		app_say(app, ROLE_WRONG, "%s", err.text);
}

static void who_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct who *w = (const struct who *)view;
	page_title(page, _("Lớp học số – %s"), app->centre.name);
	page_gap(page);
	page_heading(page, app_prose(app, page, _("Chào {ban}! {Ban} tên là gì?")));
	page_gap(page);
	page_numbering(page, false);
	page_field(page, WHO_QUERY, _("Gõ tên, hoặc chữ cái đầu của họ tên"), &w->query,
		   _("Ví dụ: hoa, hoặc nth cho Nguyễn Thị Hoa. Không cần dấu."), NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	size_t shown = w->count < SHOWN ? w->count : SHOWN;
	for (size_t i = 0; i < shown; i++) {
		const struct person *person = &w->found[i].person;
		page_item(page, WHO_FOUND + (int)i, person->name);
		if (person->birth.year)
			page_note(page, arena_printf(&page->arena, _("sinh %d"),
						     person->birth.year));
	}
	if (w->count > SHOWN)
		page_say(page, ROLE_HINT, _("Còn người khác nữa: gõ thêm chữ."));
	/* Whoever is told that they are not here registers a second time. */
	if (w->unread)
		page_text(
			page,
			_("Máy chưa đọc được danh sách học viên. Đừng đăng ký lại: gọi nhân viên nhé."));
	else if (utf8_length(field_text(&w->query)) >= LETTERS_FIRST && !w->count)
		page_text(page, _("Chưa có ai tên như vậy ở đây."));
	page_item(page, WHO_NEW, _("Tôi mới đến lần đầu"));
	page_item(page, WHO_STAFF, _("Tôi là nhân viên"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	if (!app->kiosk)
		page_key(page, "F10", _("tắt"));
}

static void who_enter(struct app *app, const struct learner *learner)
{
	if (learner->has_pin) {
		app_push(app, view_pin(learner->id));
		return;
	}
	if (app_enter(app, learner->id))
		app_push(app, view_home());
}

static void who_choose(struct view *view, struct app *app, int id)
{
	struct who *w = (struct who *)view;
	if (id == WHO_NEW) {
		app_push(app, view_keyboard(field_text(&w->query)));
	} else if (id == WHO_STAFF) {
		app_push(app, view_staff_login());
	} else if (id == WHO_QUERY) {
		/* One name found: it is chosen next; Enter alone never takes somebody else's. */
		view->focus = 1;
		view->follow = true;
	} else if ((size_t)(id - WHO_FOUND) < w->count) {
		struct learner learner = w->found[id - WHO_FOUND];
		who_enter(app, &learner);
	}
}

static struct field *who_field(struct view *view, int id)
{
	(void)id;
	return &((struct who *)view)->query;
}

static void who_changed(struct view *view, struct app *app, int id)
{
	(void)id;
	who_search((struct who *)view, app);
}

static bool who_key(struct view *view, struct app *app, const struct key *key)
{
	if (view->focus == 0 || (key->code != K_TEXT && key->code != K_BACKSPACE) ||
	    !strcmp(key->text, "?") || !strcmp(key->text, " "))
		return false;
	view->focus = 0;
	field_key(&((struct who *)view)->query, key, &app->typing);
	who_search((struct who *)view, app);
	return true;
}

/* Coming back here, the search of the person before is gone. */
static void who_shown(struct view *view, struct app *app)
{
	struct who *w = (struct who *)view;
	if (!app->learner.id) {
		field_set(&w->query, "");
		view->focus = 0;
	}
	who_search(w, app);
}

static void who_back(struct view *view, struct app *app)
{
	struct who *w = (struct who *)view;
	field_set(&w->query, "");
	view->focus = 0;
	who_search(w, app);
}

static void who_free(struct view *view)
{
	struct who *w = (struct who *)view;
	field_release(&w->query);
	free(w->found);
}

static const struct view_ops who_ops = {
	.name = "who",
	.draw = who_draw,
	.choose = who_choose,
	.key = who_key,
	.field = who_field,
	.changed = who_changed,
	.shown = who_shown,
	.back = who_back,
	.free = who_free,
	.help = N_(
		"Gõ vài chữ của tên mình. Tên hiện ra ở dưới: bấm mũi tên xuống đến đúng tên và năm sinh, rồi bấm Enter. Nếu chưa học ở đây bao giờ, chọn “Tôi mới đến lần đầu”."),
	.lobby = true,
};

struct view *view_who(void)
{
	struct who *w = VIEW_NEW(struct who, &who_ops);
	field_init(&w->query, FIELD_SEARCH, 40);
	return &w->view;
}

/* ── the PIN of a learner who wanted one ── */

struct pin_view {
	struct view view;
	int64_t learner;
	struct field pin;
	char fault[FAULT_BYTES];
};

enum { PIN_FIELD = 1 };

static void pin_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct pin_view *p = (const struct pin_view *)view;
	page_title(page, "%s", _("Mã PIN"));
	page_gap(page);
	page_field(page, PIN_FIELD, app_prose(app, page, _("{Ban} gõ mã PIN của mình")),
		   &p->pin, _("Quên mã thì hỏi nhân viên: họ đặt lại được."), p->fault);
	page_key(page, "Enter", _("vào học"));
	page_key(page, "Esc", _("quay lại"));
}

static void pin_choose(struct view *view, struct app *app, int id)
{
	struct pin_view *p = (struct pin_view *)view;
	struct err err = {0};
	struct learner learner;
	char account[40];
	(void)id;
	snprintf(account, sizeof(account), "learner:%lld", (long long)p->learner);
	int wait = store_guard_wait(app->store, account);
	if (wait > 0) {
		struct buf span = BUF_INIT;
		span_format(&span, wait);
		snprintf(p->fault, sizeof(p->fault),
			 _("Đã gõ sai nhiều lần. Đợi %s rồi thử lại."), span.data);
		buf_release(&span);
		return;
	}
	if (!store_learner(app->store, p->learner, &learner, &err)) {
		app_fail(app, &err);
		return;
	}
	bool right = password_verify(learner.pin, field_text(&p->pin));
	field_wipe(&p->pin);
	store_guard_note(app->store, account, right, &err);
	if (!right) {
		snprintf(p->fault, sizeof(p->fault), "%s",
			 _("Chưa đúng mã. Gõ lại nhé."));
		return;
	}
	int64_t who = p->learner;
	if (app_enter(app, who))
		app_replace(app, view_home());
}

static struct field *pin_field(struct view *view, int id)
{
	(void)id;
	return &((struct pin_view *)view)->pin;
}

static void pin_free(struct view *view)
{
	field_release(&((struct pin_view *)view)->pin);
}

static const struct view_ops pin_ops = {
	.name = "pin",
	.draw = pin_draw,
	.choose = pin_choose,
	.field = pin_field,
	.free = pin_free,
	.help = N_(
		"Gõ mã PIN rồi bấm Enter. Mã hiện thành dấu chấm để người bên cạnh không đọc được."),
	.lobby = true,
};

struct view *view_pin(int64_t learner)
{
	struct pin_view *p = VIEW_NEW(struct pin_view, &pin_ops);
	p->learner = learner;
	field_init(&p->pin, FIELD_SECRET, 12);
	return &p->view;
}
