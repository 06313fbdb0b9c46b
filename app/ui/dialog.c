/* The small views that every other one needs: help, a message, a question, leaving, idling. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── a message ── */

struct message {
	struct view view;
	char *title, *text;
};

static void message_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct message *m = (const struct message *)view;
	page_title(page, "%s", m->title);
	page_gap(page);
	app_text(app, page, m->text);
	page_key(page, "Enter", _("đi tiếp"));
}

static void message_choose(struct view *view, struct app *app, int id)
{
	(void)view, (void)id;
	app_pop(app);
}

static void message_free(struct view *view)
{
	struct message *m = (struct message *)view;
	free(m->title);
	free(m->text);
}

static const struct view_ops message_ops = {
	.name = "message",
	.draw = message_draw,
	.choose = message_choose,
	.free = message_free,
	.help = N_("Đọc xong, bấm Enter để đi tiếp."),
};

struct view *view_message(const char *title, const char *text)
{
	struct message *m = VIEW_NEW(struct message, &message_ops);
	m->title = xstrdup(title);
	m->text = xstrdup(text);
	return &m->view;
}

/* ── a question before something that cannot be taken back ── */

struct confirm {
	struct view view;
	char *title, *text, *agree;
	void (*yes)(struct app *app, void *user);
	void *user;
};

enum { CONFIRM_NO = 1, CONFIRM_YES };

static void confirm_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct confirm *c = (const struct confirm *)view;
	page_title(page, "%s", c->title);
	page_gap(page);
	app_text(app, page, c->text);
	page_gap(page);
	page_item(page, CONFIRM_NO, _("Không, quay lại"));
	page_item(page, CONFIRM_YES, c->agree);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

static void confirm_choose(struct view *view, struct app *app, int id)
{
	struct confirm *c = (struct confirm *)view;
	app_pop(app);
	if (id == CONFIRM_YES)
		c->yes(app, c->user);
}

static void confirm_free(struct view *view)
{
	struct confirm *c = (struct confirm *)view;
	free(c->title);
	free(c->text);
	free(c->agree);
}

static const struct view_ops confirm_ops = {
	.name = "confirm",
	.draw = confirm_draw,
	.choose = confirm_choose,
	.free = confirm_free,
	.help = N_(
		"Chương trình hỏi lại trước khi làm. Chọn một dòng rồi bấm Enter. Bấm Esc là không làm gì."),
};

struct view *view_confirm(const char *title, const char *text, const char *agree,
			  void (*yes)(struct app *app, void *user), void *user)
{
	struct confirm *c = VIEW_NEW(struct confirm, &confirm_ops);
	c->title = xstrdup(title);
	c->text = xstrdup(text);
	c->agree = xstrdup(agree);
	c->yes = yes;
	c->user = user;
	return &c->view;
}

/* ── help ── */

struct help {
	struct view view;
	const char *text;
	bool writing;
};

enum { HELP_DISPLAY = 1, HELP_TYPING, HELP_BACK, HELP_QUIT };

/* How to type marks, for whom it was never written down. */
static void draw_typing(const struct app *app, struct page *page)
{
	static const char example[] = "Nguyễn Thị Hòa";
	struct buf keys = BUF_INIT;
	telex_keys(&keys, example, &app->typing.telex);
	page_gap(page);
	/* TRANSLATORS: %s are keys, then the name they give. */
	page_textf(
		page,
		app->typing.telex.method == TELEX_VNI
			? _("Gõ dấu kiểu VNI: a6 e6 o6 ra â ê ô, o7 u7 ra ơ ư, a8 ra ă, d9 ra đ; rồi 1 sắc, 2 huyền, 3 hỏi, 4 ngã, 5 nặng, 0 bỏ dấu. Ví dụ: %s ra %s. Muốn đúng chữ số ấy thì gõ nó hai lần: a11 ra a1.")
			: _("Gõ dấu kiểu Telex: aa ee oo ra â ê ô, ow uw ra ơ ư, aw ra ă, dd ra đ; rồi s sắc, f huyền, r hỏi, x ngã, j nặng, z bỏ dấu. Ví dụ: %s ra %s. Muốn đúng chữ cái ấy thì gõ nó hai lần: tesst ra test."),
		keys.data, example);
	buf_release(&keys);
}

static void help_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct help *h = (const struct help *)view;
	page_title(page, "%s", _("Giúp"));
	if (h->text) {
		app_text(app, page, _(h->text));
		page_gap(page);
	}
	/* Staff erase and confirm people: to them it must not be said. */
	page_text(
		page,
		app->staff.id
			? _("Phím mũi tên lên, xuống: chọn dòng. Phím Enter (to nhất, bên phải): đồng ý, đi tiếp. Phím Esc (góc trên bên trái): quay lại.")
			: _("Phím mũi tên lên, xuống: chọn dòng. Phím Enter (to nhất, bên phải): đồng ý, đi tiếp. Phím Esc (góc trên bên trái): quay lại. Bấm nhầm không hỏng gì cả."));
	/* In line mode there are no arrows to press. */
	page_note(
		page,
		_("Gõ số của dòng rồi bấm Enter. Gõ 0 là quay lại, gõ ? là trang này. Ở chỗ hỏi chữ thì viết dấu = trước số."));
	page_gap(page);
	page_item(page, HELP_BACK, _("Quay lại chỗ đang làm"));
	page_item(page, HELP_DISPLAY, _("Màu sắc và cách xưng hô (phím F3)"));
	page_item(page, HELP_TYPING, _("Đổi kiểu gõ chữ Việt (phím F4)"));
	page_note(page,
		  typing_tag(&app->typing) ? typing_tag(&app->typing) : _("đang tắt"));
	page_item(page, HELP_QUIT, _("Nghỉ, thoát ra (phím F10)"));
	if (h->writing && app->typing.telex.method != TELEX_OFF)
		draw_typing(app, page);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
}

static void help_choose(struct view *view, struct app *app, int id)
{
	struct key key = key_of(id == HELP_TYPING ? K_F4 : K_F10);
	(void)view;
	switch (id) {
	case HELP_DISPLAY:
		app_replace(app, view_display());
		break;
	case HELP_TYPING:
		app_key(app, &key);
		break;
	case HELP_QUIT:
		app_pop(app);
		app_key(app, &key);
		break;
	default:
		app_pop(app);
	}
}

static const struct view_ops help_ops = {
	.name = "help",
	.draw = help_draw,
	.choose = help_choose,
};

struct view *view_help(const char *text, bool writing)
{
	struct help *h = VIEW_NEW(struct help, &help_ops);
	h->text = text;
	h->writing = writing;
	return &h->view;
}

/* ── leaving ── */

enum { QUIT_STAY = 1, QUIT_OTHER, QUIT_LEAVE };

static void quit_draw(const struct view *view, const struct app *app, struct page *page)
{
	(void)view;
	page_title(page, "%s", _("Nghỉ?"));
	page_gap(page);
	app_text(
		app, page,
		app->learner.id
			? _("Mọi câu trả lời của {ban} đã được giữ. Lần sau {ban} học tiếp đúng chỗ này.")
			: _("Mọi thứ đã được giữ."));
	page_gap(page);
	page_item(page, QUIT_STAY, _("Ở lại, làm tiếp"));
	if (app->learner.id || app->staff.id)
		page_item(page, QUIT_OTHER, _("Nghỉ, để người khác dùng máy"));
	page_item(page, QUIT_LEAVE, _("Tắt chương trình"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("ở lại"));
}

static void quit_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	if (id == QUIT_LEAVE) {
		app->quit = true;
	} else if (id == QUIT_OTHER) {
		app_staff(app, NULL);
		app_leave(app);
	} else {
		app_pop(app);
	}
}

static const struct view_ops quit_ops = {
	.name = "quit",
	.draw = quit_draw,
	.choose = quit_choose,
	.help = N_("Chọn “Ở lại” nếu bấm nhầm. Không có gì bị mất."),
};

struct view *view_quit(void)
{
	return view_new(&quit_ops, sizeof(struct view));
}

/* ── nobody touches the keyboard ── */

static void still_here_draw(const struct view *view, const struct app *app,
			    struct page *page)
{
	(void)view;
	page_title(page, "%s", app_prose(app, page, _("{Ban} còn ở đây không?")));
	page_gap(page);
	app_text(
		app, page,
		_("{Ban} bấm phím bất kỳ để học tiếp. Một phút nữa màn hình sẽ tạm khóa. Không có gì bị mất."));
	page_key(page, _("Phím bất kỳ"), _("học tiếp"));
}

static bool still_here_key(struct view *view, struct app *app, const struct key *key)
{
	(void)view, (void)key;
	app_pop(app);
	return true;
}

static const struct view_ops still_here_ops = {
	.name = "still-here",
	.draw = still_here_draw,
	.key = still_here_key,
};

struct view *view_still_here(void)
{
	return view_new(&still_here_ops, sizeof(struct view));
}

/* ── locked: the state stays, another person can come ── */

struct locked {
	struct view view;
	struct field pin;
	char fault[FAULT_BYTES];
};

enum { LOCKED_PIN = 1, LOCKED_GO_ON, LOCKED_OTHER };

/* Whom the screen belongs to; their secret as stored, or "" when none was chosen. */
static const char *locked_secret(const struct app *app)
{
	return app->learner.id && !app->within ? app->learner.pin : app->staff.password;
}

static void locked_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct locked *l = (const struct locked *)view;
	page_title(page, "%s", _("Màn hình tạm khóa"));
	page_gap(page);
	page_textf(page, _("Máy đang giữ chỗ cho: %s"), app->owner);
	page_gap(page);
	page_numbering(page, !*locked_secret(app));
	if (*locked_secret(app))
		page_field(page, LOCKED_PIN, _("Mật khẩu hoặc mã PIN"), &l->pin, NULL,
			   l->fault);
	else
		page_item(page, LOCKED_GO_ON, _("Đúng là tôi, học tiếp"));
	page_item(page, LOCKED_OTHER, _("Tôi là người khác"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
}

static void locked_choose(struct view *view, struct app *app, int id);

static void locked_unlock(struct locked *l, struct app *app)
{
	char account[40];
	struct err err = {0};
	bool learner = app->learner.id && !app->within;
	snprintf(account, sizeof(account), "%s:%lld", learner ? "learner" : "staff",
		 (long long)(learner ? app->learner.id : app->staff.id));
	int wait = store_guard_wait(app->store, account);
	if (wait > 0) {
		snprintf(l->fault, sizeof(l->fault), _("Đợi %d giây rồi thử lại."), wait);
		return;
	}
	if (!learner && !staff_refresh(app)) {
		locked_choose(&l->view, app, LOCKED_OTHER);
		return;
	}
	bool right = password_verify(locked_secret(app), field_text(&l->pin));
	field_wipe(&l->pin);
	store_guard_note(app->store, account, right, &err);
	if (right)
		app_pop(app);
	else
		snprintf(l->fault, sizeof(l->fault), "%s", _("Chưa đúng. Gõ lại nhé."));
}

static void locked_choose(struct view *view, struct app *app, int id)
{
	if (id == LOCKED_PIN) {
		locked_unlock((struct locked *)view, app);
	} else if (id == LOCKED_GO_ON) {
		app_pop(app);
	} else {
		app_staff(app, NULL);
		app_leave(app);
	}
}

static struct field *locked_field(struct view *view, int id)
{
	(void)id;
	return &((struct locked *)view)->pin;
}

static void locked_back(struct view *view, struct app *app)
{
	(void)view;
	app_say(app, ROLE_STATUS, "%s", _("Chọn một dòng rồi bấm Enter."));
}

static void locked_free(struct view *view)
{
	field_release(&((struct locked *)view)->pin);
}

static const struct view_ops locked_ops = {
	.name = "locked",
	.draw = locked_draw,
	.choose = locked_choose,
	.field = locked_field,
	.back = locked_back,
	.free = locked_free,
	.help = N_("Màn hình khóa vì lâu không ai bấm phím. Chỗ đang học vẫn được giữ."),
};

struct view *view_locked(void)
{
	struct locked *l = VIEW_NEW(struct locked, &locked_ops);
	field_init(&l->pin, FIELD_SECRET, 64);
	return &l->view;
}
