/* The accounts of the staff. Everybody sees who has one and changes their own password; who manages
 * the centre adds colleagues, helps who forgot the password, and closes the account of somebody who
 * left: what they did stays in the audit under their name. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>

struct accounts {
	struct view view;
	struct staff *staff;
	size_t count;
};

enum { ACCOUNTS_OWN = 1, ACCOUNTS_ADD, ACCOUNTS_STAFF };

static const char *role_word(const struct staff *staff)
{
	return staff->role == STAFF_ADMIN ? _("quản lý") : _("hướng dẫn");
}

static bool manages(const struct app *app)
{
	return app->staff.role == STAFF_ADMIN;
}

static void wipe_list(struct accounts *a)
{
	if (a->staff)
		secret_wipe(a->staff, a->count * sizeof(*a->staff));
	free(a->staff);
	a->staff = NULL;
	a->count = 0;
}

static const char *state_words(const struct app *app, struct page *page,
			       const struct staff *staff)
{
	if (staff->closed)
		return _("đã đóng");
	if (staff->id == app->staff.id)
		return arena_printf(&page->arena, _("%s, đang dùng máy"),
				    role_word(staff));
	return role_word(staff);
}

static void accounts_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct accounts *a = (const struct accounts *)view;

	page_title(page, "%s", _("Tài khoản nhân viên"));
	page_gap(page);
	page_item(page, ACCOUNTS_OWN, _("Đổi mật khẩu của mình"));
	if (manages(app))
		page_item(page, ACCOUNTS_ADD, _("Thêm một đồng nghiệp"));
	page_gap(page);
	page_text(page, manages(app) ? _("Ai có tài khoản ở đây (chọn để đặt lại mật "
					 "khẩu, đóng, mở):")
				     : _("Ai có tài khoản ở đây:"));
	for (size_t i = 0; i < a->count; i++) {
		page_item(page, ACCOUNTS_STAFF + (int)i, a->staff[i].name);
		page_note(page, state_words(app, page, &a->staff[i]));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
}

/* Closed meanwhile, from elsewhere: whoever sits here is no longer staff. */
static void leave(struct app *app)
{
	app_staff(app, NULL);
	app_leave(app);
}

static void accounts_shown(struct view *view, struct app *app)
{
	struct accounts *a = (struct accounts *)view;
	struct err err = {0};

	wipe_list(a);
	if (!store_staff_list(app->store, &a->staff, &a->count, &err))
		app_fail(app, &err);
}

/* ── one account ───────────────────────────────────────────────────────────────────────── */

struct account {
	struct view view;
	struct staff staff; /* without its secrets */
};

enum { ACCOUNT_BACK = 1, ACCOUNT_PASSWORD, ACCOUNT_ROLE, ACCOUNT_CLOSE, ACCOUNT_OPEN };

static void account_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct staff *staff = &((const struct account *)view)->staff;
	bool own = staff->id == app->staff.id;

	page_title(page, "%s", staff->name);
	page_gap(page);
	page_text(page,
		  staff->closed ? _("Tài khoản đã đóng: không đăng nhập được. Những việc "
				    "người này đã làm vẫn ghi tên trong nhật ký.")
		  : staff->role == STAFF_ADMIN
			  ? _("Quản lý: làm được mọi việc của nhân viên, thêm nhân viên, "
			      "đặt chỉ tiêu.")
			  : _("Hướng dẫn: giúp học viên, xem và nộp số liệu, sửa bài."));
	page_gap(page);
	page_item(page, ACCOUNT_BACK, _("Quay lại danh sách"));
	if (staff->closed) {
		page_item(page, ACCOUNT_OPEN, _("Mở lại tài khoản này"));
	} else {
		page_item(page, ACCOUNT_PASSWORD,
			  own ? _("Đổi mật khẩu của mình")
			      : _("Đặt mật khẩu mới: người này quên mật khẩu"));
		page_item(page, ACCOUNT_ROLE,
			  staff->role == STAFF_ADMIN ? _("Bỏ quyền quản lý")
						     : _("Giao quyền quản lý"));
		page_item(page, ACCOUNT_CLOSE,
			  own ? _("Đóng tài khoản của mình: tôi nghỉ làm")
			      : _("Đóng tài khoản: người này nghỉ làm"));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

static void allow(struct account *a, struct app *app, enum staff_role role, bool closed,
		  const char *done)
{
	struct err err = {0};

	if (!store_staff_allow(app->store, a->staff.id, role, closed, &err)) {
		app_fail(app, &err);
		return;
	}
	a->staff.role = role;
	a->staff.closed = closed;
	a->view.focus = 0;
	if (!staff_refresh(app)) {
		leave(app);
		return;
	}
	/* Who gave the managing away has nothing more to choose here. */
	if (!manages(app))
		app_pop(app);
	app_say(app, ROLE_RIGHT, "%s", done);
}

/* `user` is the view of the account, which lies under the question. */
static void close_it(struct app *app, void *user)
{
	struct account *a = user;

	allow(a, app, a->staff.role, true, _("Đã đóng tài khoản này."));
}

static void change_role(struct app *app, void *user)
{
	struct account *a = user;
	bool manager = a->staff.role == STAFF_ADMIN;

	allow(a, app, manager ? STAFF_INSTRUCTOR : STAFF_ADMIN, false,
	      manager ? _("Đã bỏ quyền quản lý.") : _("Đã giao quyền quản lý."));
}

static void ask_close(struct account *a, struct app *app)
{
	bool own = a->staff.id == app->staff.id;

	app_push(
		app,
		view_confirm(
			_("Đóng tài khoản"),
			own ? _("Đóng rồi thì ra khỏi trang nhân viên ngay, và không đăng nhập được nữa cho đến khi người quản lý khác mở lại. Những việc đã làm vẫn ghi tên trong nhật ký.")
			    : arena_printf(
				      &app->page.arena,
				      _("%s sẽ không đăng nhập được nữa. Những việc người này đã làm vẫn ghi tên trong nhật ký. Tài khoản mở lại được."),
				      a->staff.name),
			_("Đóng tài khoản"), close_it, a));
}

static void ask_role(struct account *a, struct app *app)
{
	bool manager = a->staff.role == STAFF_ADMIN;

	app_push(
		app,
		view_confirm(
			a->staff.name,
			manager ? _("Bỏ quyền quản lý: từ nay người này không thêm nhân viên, không đặt chỉ tiêu và phần đầu báo cáo được nữa.")
				: _("Giao quyền quản lý: từ nay người này thêm nhân viên, đặt lại mật khẩu và đóng tài khoản của người khác, đặt chỉ tiêu và phần đầu báo cáo được."),
			manager ? _("Bỏ quyền quản lý") : _("Giao quyền quản lý"),
			change_role, a));
}

static void account_choose(struct view *view, struct app *app, int id)
{
	struct account *a = (struct account *)view;

	switch (id) {
	case ACCOUNT_BACK:
		app_pop(app);
		break;
	case ACCOUNT_PASSWORD:
		app_push(app, view_account_password(&a->staff));
		break;
	case ACCOUNT_ROLE:
		ask_role(a, app);
		break;
	case ACCOUNT_CLOSE:
		ask_close(a, app);
		break;
	case ACCOUNT_OPEN:
		allow(a, app, a->staff.role, false, _("Đã mở lại tài khoản này."));
		break;
	}
}

static const struct view_ops account_ops = {
	.name = "account",
	.draw = account_draw,
	.choose = account_choose,
	.help = N_(
		"Tài khoản của một nhân viên. Người nghỉ làm thì đóng tài khoản: không xóa gì, và mở lại được. Phải luôn còn một người quản lý có tài khoản mở.\n"
		"Mỗi việc ở đây đều được ghi vào nhật ký: ai làm, lúc nào."),
};

static struct view *view_account(const struct staff *staff)
{
	struct account *a = VIEW_NEW(struct account, &account_ops);

	a->staff = *staff;
	secret_wipe(a->staff.password, sizeof(a->staff.password));
	secret_wipe(a->staff.recovery, sizeof(a->staff.recovery));
	return &a->view;
}

/* ── the list ──────────────────────────────────────────────────────────────────────────── */

static void accounts_choose(struct view *view, struct app *app, int id)
{
	struct accounts *a = (struct accounts *)view;
	size_t at = (size_t)(id - ACCOUNTS_STAFF);

	if (!staff_refresh(app))
		leave(app);
	else if (id == ACCOUNTS_OWN)
		app_push(app, view_account_password(&app->staff));
	else if (!manages(app))
		app_say(app, ROLE_HINT, "%s",
			_("Chỉ người quản lý thêm, đặt lại và đóng được tài khoản."));
	else if (id == ACCOUNTS_ADD)
		app_push(app, view_account_new());
	else if (id >= ACCOUNTS_STAFF && at < a->count)
		app_push(app, view_account(&a->staff[at]));
}

static void accounts_free(struct view *view)
{
	wipe_list((struct accounts *)view);
}

static const struct view_ops accounts_ops = {
	.name = "accounts",
	.draw = accounts_draw,
	.choose = accounts_choose,
	.shown = accounts_shown,
	.free = accounts_free,
	.help = N_(
		"Mỗi nhân viên một tài khoản riêng, vì nhật ký ghi ai đã làm gì. Người quản lý thêm đồng nghiệp, đặt mật khẩu mới cho người quên, và đóng tài khoản của người nghỉ làm."),
};

struct view *view_accounts(void)
{
	return view_new(&accounts_ops, sizeof(struct accounts));
}
