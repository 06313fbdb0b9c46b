/* A new account, or a new password for one: a question a page, then the recovery code, once. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum change_step {
	ENTRY_PROVE, /* the password of whoever does it */
	ENTRY_NAME,
	ENTRY_ROLE,
	ENTRY_PASSWORD,
	ENTRY_AGAIN,
	ENTRY_CODE,
	ENTRY_STEPS
};

/* What comes before; the first is left by Esc. */
static const enum change_step before[][ENTRY_STEPS] = {
	{[ENTRY_PASSWORD] = ENTRY_PROVE, [ENTRY_AGAIN] = ENTRY_PASSWORD},
	{[ENTRY_ROLE] = ENTRY_NAME,
	 [ENTRY_PASSWORD] = ENTRY_ROLE,
	 [ENTRY_AGAIN] = ENTRY_PASSWORD},
};

struct change {
	struct view view;
	enum change_step first, step;
	bool adding; /* a new account, else another password */
	struct staff staff; /* without its secrets; id 0 until it is added */
	struct field fields[ENTRY_STEPS];
	char fault[FAULT_BYTES];
	char code[RECOVERY_CODE_SIZE];
};

enum { ENTRY_FIELD = 1, ENTRY_INSTRUCTOR, ENTRY_MANAGER, ENTRY_DONE };

static bool is_own(const struct change *c, const struct app *app)
{
	return c->staff.id == app->staff.id;
}

/* ── what is shown ─────────────────────────────────────────────────────────────────────── */

static void draw_code(const struct change *c, const struct app *app, struct page *page)
{
	page_heading(page, _("Mã dự phòng"));
	page_gap(page);
	if (is_own(c, app))
		page_text(
			page,
			_("Mật khẩu mới đã dùng được. Chép mã dự phòng mới này ra giấy "
			  "và cất kỹ: mã cũ không dùng được nữa. Mã chỉ hiện một lần."));
	else
		page_textf(page,
			   _("%s đăng nhập được ngay bằng mật khẩu vừa đặt. Mời người ấy "
			     "chép mã này ra giấy và cất kỹ, để dùng khi quên mật khẩu. "
			     "Mã chỉ hiện một lần."),
			   c->staff.name);
	page_gap(page);
	page_say(page, ROLE_STRONG, c->code);
	page_gap(page);
	page_numbering(page, false);
	page_item(page, ENTRY_DONE, _("Đã chép mã ra giấy"));
}

static void draw_role(const struct change *c, struct page *page)
{
	page_heading(page, arena_printf(&page->arena, _("%s làm việc gì ở đây?"),
					c->staff.name));
	page_gap(page);
	page_item(page, ENTRY_INSTRUCTOR,
		  _("Hướng dẫn: giúp học viên, xem và nộp số liệu, sửa bài"));
	page_item(page, ENTRY_MANAGER,
		  _("Quản lý: cũng thêm nhân viên, đặt chỉ tiêu, phần đầu báo cáo"));
}

static void draw_field(const struct change *c, const struct app *app, struct page *page)
{
	bool own = is_own(c, app);
	const char *const labels[ENTRY_STEPS] = {
		[ENTRY_PROVE] = own ? _("Mật khẩu đang dùng, hoặc mã dự phòng")
				    : _("Mật khẩu của chính người đang dùng máy"),
		[ENTRY_NAME] = _("Họ tên đồng nghiệp"),
		[ENTRY_PASSWORD] = own ? _("Mật khẩu mới")
				       : arena_printf(&page->arena, _("Mật khẩu của %s"),
						      c->staff.name),
		[ENTRY_AGAIN] = _("Gõ lại mật khẩu lần nữa"),
	};
	const char *const hints[ENTRY_STEPS] = {
		[ENTRY_PROVE] = _("Để chắc là đúng người đang ngồi ở đây."),
		[ENTRY_NAME] = _("Tên này đứng trong nhật ký: ai đã làm gì."),
		[ENTRY_PASSWORD] =
			own ? _("Ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất.")
			    : _("Mời người ấy tự gõ. Ít nhất 8 ký tự; một câu ngắn dễ nhớ "
				"là tốt nhất."),
		[ENTRY_AGAIN] = _("Để chắc là không gõ nhầm."),
	};

	page_numbering(page, false);
	page_field(page, ENTRY_FIELD, labels[c->step], &c->fields[c->step],
		   hints[c->step], *c->fault ? c->fault : NULL);
	if (c->step == ENTRY_NAME)
		page_field_tag(page, typing_tag(&app->typing));
}

static void change_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct change *c = (const struct change *)view;

	if (c->adding)
		page_title(page, "%s", _("Thêm một đồng nghiệp"));
	else if (is_own(c, app))
		page_title(page, "%s", _("Đổi mật khẩu của mình"));
	else
		page_title(page, _("Đặt mật khẩu mới – %s"), c->staff.name);
	page_gap(page);
	if (c->step == ENTRY_CODE)
		draw_code(c, app, page);
	else if (c->step == ENTRY_ROLE)
		draw_role(c, page);
	else
		draw_field(c, app, page);
	page_key(page, "Enter", _("đi tiếp"));
	if (c->step != ENTRY_CODE)
		page_key(page, "Esc", _("quay lại"));
	if (c->step == ENTRY_NAME)
		page_key(page, "F4", _("kiểu gõ"));
}

/* ── what is done ──────────────────────────────────────────────────────────────────────── */

static void set_step(struct change *c, enum change_step step)
{
	c->step = step;
	c->fault[0] = '\0';
	c->view.focus = c->view.scroll = 0;
}

static bool complain(struct change *c, const char *text)
{
	snprintf(c->fault, sizeof(c->fault), "%s", text);
	return false;
}

static bool prove(struct change *c, struct app *app)
{
	struct staff staff = {0};
	bool by_code;
	/* A recovery code is for whoever forgot their own password, not for others'. */
	bool right =
		staff_prove(app, app->staff.name, field_text(&c->fields[ENTRY_PROVE]),
			    &staff, &by_code, c->fault);

	field_wipe(&c->fields[ENTRY_PROVE]);
	if (right && by_code && !is_own(c, app))
		right = complain(c, _("Ở đây cần mật khẩu, không phải mã dự phòng."));
	secret_wipe(&staff, sizeof(staff));
	return right;
}

static bool take_name(struct change *c, struct app *app)
{
	struct staff there;
	struct err err = {0};
	char *tidy = text_tidy(field_text(&c->fields[ENTRY_NAME]));
	bool ok = tidy && *tidy;

	if (!ok)
		complain(c, _("Ô này còn trống. Gõ tên rồi bấm Enter."));
	else if (!name_valid(tidy, &err))
		ok = complain(c, err.text);
	else if (strlen(tidy) >= sizeof(c->staff.name))
		ok = complain(c, _("Họ tên dài quá. Hãy viết ngắn lại."));
	else if (store_staff(app->store, tidy, &there, &err)) {
		snprintf(c->fault, sizeof(c->fault),
			 there.closed ? _("%s đã có tài khoản, hiện đang đóng. Hãy chọn "
					  "tên ấy trong danh sách để mở lại.")
				      : _("Đã có nhân viên tên %s. Hãy thêm tên đệm hoặc "
					  "số để phân biệt."),
			 there.name);
		secret_wipe(&there, sizeof(there));
		ok = false;
	}
	if (ok)
		snprintf(c->staff.name, sizeof(c->staff.name), "%s", tidy);
	free(tidy);
	return ok;
}

static bool take_password(struct change *c)
{
	struct err err = {0};

	return password_acceptable(field_text(&c->fields[ENTRY_PASSWORD]), &err) ||
	       complain(c, err.text);
}

static bool write_it(struct change *c, struct app *app)
{
	struct err err = {0};
	const char *password = field_text(&c->fields[ENTRY_PASSWORD]);
	bool same = !strcmp(password, field_text(&c->fields[ENTRY_AGAIN]));
	bool ok = same && (!c->adding ? store_staff_password(app->store, c->staff.id,
							     password, c->code, &err)
				      : store_staff_add(app->store, &c->staff, password,
							c->code, &err));

	field_wipe(&c->fields[ENTRY_PASSWORD]);
	field_wipe(&c->fields[ENTRY_AGAIN]);
	secret_wipe(c->staff.password, sizeof(c->staff.password));
	secret_wipe(c->staff.recovery, sizeof(c->staff.recovery));
	if (ok && is_own(c, app))
		staff_refresh(app);
	if (ok)
		return true;
	set_step(c, ENTRY_PASSWORD);
	if (!same)
		return complain(c, _("Hai lần gõ khác nhau. Gõ lại từ đầu nhé."));
	app_fail(app, &err);
	return false;
}

static void change_choose(struct view *view, struct app *app, int id)
{
	struct change *c = (struct change *)view;
	bool ok = true;

	switch (c->step) {
	case ENTRY_PROVE:
		ok = prove(c, app);
		break;
	case ENTRY_NAME:
		ok = take_name(c, app);
		break;
	case ENTRY_ROLE:
		ok = id == ENTRY_INSTRUCTOR || id == ENTRY_MANAGER;
		c->staff.role = id == ENTRY_MANAGER ? STAFF_ADMIN : STAFF_INSTRUCTOR;
		break;
	case ENTRY_PASSWORD:
		ok = take_password(c);
		break;
	case ENTRY_AGAIN:
		ok = write_it(c, app);
		break;
	default:
		secret_wipe(c->code, sizeof(c->code));
		app_pop(app);
		return;
	}
	if (ok)
		set_step(c, c->step == ENTRY_PROVE ? ENTRY_PASSWORD
						   : (enum change_step)(c->step + 1));
}

static struct field *change_field(struct view *view, int id)
{
	struct change *c = (struct change *)view;

	(void)id;
	return &c->fields[c->step];
}

static void change_changed(struct view *view, struct app *app, int id)
{
	(void)app, (void)id;
	((struct change *)view)->fault[0] = '\0';
}

static void change_back(struct view *view, struct app *app)
{
	struct change *c = (struct change *)view;

	if (c->step == ENTRY_CODE) {
		app_say(app, ROLE_STATUS, "%s", _("Bấm Enter để đi tiếp."));
		return;
	}
	if (c->step != c->first) {
		field_wipe(&c->fields[ENTRY_AGAIN]);
		set_step(c, before[c->adding][c->step]);
		return;
	}
	app_pop(app);
}

static void change_free(struct view *view)
{
	struct change *c = (struct change *)view;

	for (int i = 0; i < ENTRY_STEPS; i++) {
		field_wipe(&c->fields[i]);
		field_release(&c->fields[i]);
	}
	secret_wipe(c->code, sizeof(c->code));
}

static const struct view_ops change_ops = {
	.name = "account-change",
	.draw = change_draw,
	.choose = change_choose,
	.field = change_field,
	.changed = change_changed,
	.back = change_back,
	.free = change_free,
	.help = N_(
		"Mỗi màn hình hỏi một điều. Mật khẩu không hiện ra: mỗi ký tự là một chấm, và chữ gõ vào giữ nguyên, không thêm dấu. Bấm Esc để sửa câu trước.\n"
		"Cuối cùng hiện một mã dự phòng, chỉ một lần: chép ra giấy, để dùng khi quên mật khẩu."),
};

static struct view *view_change(enum change_step first)
{
	struct change *c = VIEW_NEW(struct change, &change_ops);

	for (int i = 0; i < ENTRY_STEPS; i++)
		field_init(&c->fields[i], i == ENTRY_NAME ? FIELD_TEXT : FIELD_SECRET,
			   i == ENTRY_NAME ? NAME_MAX_LETTERS : 64);
	c->first = c->step = first;
	c->adding = first == ENTRY_NAME;
	return &c->view;
}

struct view *view_account_new(void)
{
	return view_change(ENTRY_NAME);
}

struct view *view_account_password(const struct staff *staff)
{
	struct view *view = view_change(ENTRY_PROVE);
	struct change *c = (struct change *)view;

	c->staff.id = staff->id;
	c->staff.role = staff->role;
	memcpy(c->staff.name, staff->name, sizeof(c->staff.name));
	return view;
}
