/* First start: which ward, what the centre is called, the first staff account, the recovery code. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum setup_step {
	SETUP_WELCOME,
	SETUP_WARD,
	SETUP_CENTRE,
	SETUP_STAFF,
	SETUP_PASSWORD,
	SETUP_AGAIN,
	SETUP_CODE,
	SETUP_STEPS
};

struct setup {
	struct view view;
	enum setup_step step;
	const struct ward *ward;
	struct field fields[SETUP_STEPS];
	char fault[FAULT_BYTES];
	char code[RECOVERY_CODE_SIZE];
};

enum { SETUP_FIELD = 1, SETUP_GO_ON, SETUP_OTHER_WARD };

struct step_words {
	const char *title, *label, *hint;
	enum field_kind kind;
	int max;
};

static const struct step_words words[SETUP_STEPS] = {
	[SETUP_CENTRE] =
		{N_("Tên trung tâm"), N_("Trung tâm, lớp học này tên là gì?"),
		 N_("Ví dụ: Nhà văn hóa Hàng Bạc. Tên này hiện trên đầu màn hình."),
		 FIELD_TEXT, 50},
	[SETUP_STAFF] = {N_("Nhân viên"), N_("Họ tên nhân viên quản lý máy này"),
			 N_("Người này đặt lại mã cho học viên và nộp số liệu."),
			 FIELD_TEXT, NAME_MAX_LETTERS},
	[SETUP_PASSWORD] = {N_("Mật khẩu"), N_("Mật khẩu của nhân viên"),
			    N_("Ít nhất 8 ký tự. Một câu ngắn dễ nhớ là tốt nhất."),
			    FIELD_SECRET, 64},
	[SETUP_AGAIN] = {N_("Mật khẩu"), N_("Gõ lại mật khẩu lần nữa"),
			 N_("Để chắc là không gõ nhầm."), FIELD_SECRET, 64},
};

static void setup_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct setup *s = (const struct setup *)view;
	const struct step_words *w = &words[s->step];
	page_title(page, "%s", _("Mở trung tâm mới"));
	page_gap(page);
	switch (s->step) {
	case SETUP_WELCOME:
		page_heading(page, _("Chào mừng đến với Kỹ Năng Số"));
		page_gap(page);
		page_text(
			page,
			_("Máy này chưa có lớp học nào. Bốn bước sau mất chưa đến một phút: chọn phường, đặt tên, tạo tài khoản nhân viên, ghi lại mã dự phòng."));
		page_gap(page);
		page_item(page, SETUP_GO_ON, _("Bắt đầu"));
		break;
	case SETUP_WARD: {
		char name[120];
		page_heading(page, _("Trung tâm ở phường, xã nào?"));
		page_gap(page);
		if (s->ward) {
			ward_format(s->ward, name, sizeof(name));
			page_item(page, SETUP_GO_ON,
				  arena_printf(&page->arena, _("Ở %s"), name));
		}
		page_item(page, SETUP_OTHER_WARD,
			  s->ward ? _("Chọn nơi khác") : _("Tìm phường, xã"));
		break;
	}
	case SETUP_CODE:
		page_heading(page, _("Mã dự phòng"));
		page_gap(page);
		page_text(
			page,
			_("Chép mã này ra giấy và cất kỹ. Khi quên mật khẩu, đăng nhập bằng mã này. Mã chỉ hiện một lần."));
		page_gap(page);
		page_say(page, ROLE_STRONG, s->code);
		page_gap(page);
		page_numbering(page, false);
		page_item(page, SETUP_GO_ON, _("Tôi đã chép mã ra giấy"));
		break;
	default:
		page_numbering(page, false);
		page_field(page, SETUP_FIELD, _(w->label), &s->fields[s->step],
			   _(w->hint), *s->fault ? s->fault : NULL);
		if (w->kind == FIELD_TEXT)
			page_field_tag(page, typing_tag(&app->typing));
	}
	page_key(page, "Enter", _("đi tiếp"));
	if (s->step != SETUP_CODE)
		page_key(page, "Esc", _("quay lại"));
	if (w->max && w->kind == FIELD_TEXT)
		page_key(page, "F4", _("kiểu gõ"));
	page_key(page, "F10", _("tắt"));
}

static void set_step(struct setup *s, enum setup_step step)
{
	s->step = step;
	s->fault[0] = '\0';
	s->view.focus = s->view.scroll = 0;
}

static bool complain(struct setup *s, const char *text)
{
	snprintf(s->fault, sizeof(s->fault), "%s", text);
	return false;
}

static bool setup_name(struct setup *s)
{
	struct err err = {0};
	char *tidy = text_tidy(field_text(&s->fields[s->step]));
	bool ok = tidy && *tidy;
	if (!ok)
		complain(s, _("Ô này còn trống. Gõ tên rồi bấm Enter."));
	else if (s->step == SETUP_STAFF && !name_valid(tidy, &err))
		ok = complain(s, err.text);
	if (ok)
		field_set(&s->fields[s->step], tidy);
	free(tidy);
	return ok;
}

static bool setup_password(struct setup *s)
{
	struct err err = {0};
	if (!password_acceptable(field_text(&s->fields[SETUP_PASSWORD]), &err))
		return complain(s, err.text);
	return true;
}

/* Everything is there: one transaction makes the centre. */
static bool setup_make(struct setup *s, struct app *app)
{
	struct err err = {0};
	struct centre centre = {0};
	struct staff staff = {.role = STAFF_ADMIN};
	const char *password = field_text(&s->fields[SETUP_PASSWORD]);
	if (strcmp(password, field_text(&s->fields[SETUP_AGAIN])) != 0) {
		field_wipe(&s->fields[SETUP_PASSWORD]);
		field_wipe(&s->fields[SETUP_AGAIN]);
		set_step(s, SETUP_PASSWORD);
		return complain(s, _("Hai lần gõ khác nhau. Gõ lại từ đầu nhé."));
	}
	recovery_code(s->code);
	snprintf(centre.name, sizeof(centre.name), "%s",
		 field_text(&s->fields[SETUP_CENTRE]));
	snprintf(centre.ward, sizeof(centre.ward), "%s", s->ward->code);
	secret_random(centre.id_salt, sizeof(centre.id_salt));
	snprintf(staff.name, sizeof(staff.name), "%s",
		 field_text(&s->fields[SETUP_STAFF]));
	bool ok = password_hash(password, staff.password) &&
		  password_hash(s->code, staff.recovery) &&
		  store_centre_make(app->store, &centre, &staff, &err) &&
		  store_centre(app->store, &app->centre, &err);
	field_wipe(&s->fields[SETUP_PASSWORD]);
	field_wipe(&s->fields[SETUP_AGAIN]);
	secret_wipe(&staff, sizeof(staff));
	if (!ok)
		app_fail(app, &err);
	return ok;
}

static void choose_ward(struct setup *s, struct app *app)
{
	s->ward = NULL;
	app_push(app, view_ward(&s->ward, _("Trung tâm ở phường, xã nào?")));
}

static void setup_choose(struct view *view, struct app *app, int id)
{
	struct setup *s = (struct setup *)view;
	bool ok = true;
	switch (s->step) {
	case SETUP_WARD:
		if (id == SETUP_OTHER_WARD || !s->ward) {
			choose_ward(s, app);
			return;
		}
		break;
	case SETUP_CENTRE:
	case SETUP_STAFF:
		ok = setup_name(s);
		break;
	case SETUP_PASSWORD:
		ok = setup_password(s);
		break;
	case SETUP_AGAIN:
		ok = setup_make(s, app);
		break;
	case SETUP_CODE:
		secret_wipe(s->code, sizeof(s->code));
		app_replace(app, view_who());
		return;
	default:
		break;
	}
	if (ok)
		set_step(s, (enum setup_step)(s->step + 1));
	/* Nothing else can be done there: the first letters typed are searched for. */
	if (s->step == SETUP_WARD && !s->ward)
		choose_ward(s, app);
}

static struct field *setup_field(struct view *view, int id)
{
	struct setup *s = (struct setup *)view;
	(void)id;
	return &s->fields[s->step];
}

static void setup_changed(struct view *view, struct app *app, int id)
{
	(void)app, (void)id;
	((struct setup *)view)->fault[0] = '\0';
}

static void setup_shown(struct view *view, struct app *app)
{
	struct setup *s = (struct setup *)view;
	(void)app;
	if (s->step == SETUP_WARD && s->ward)
		set_step(s, SETUP_CENTRE);
}

static void setup_back(struct view *view, struct app *app)
{
	struct setup *s = (struct setup *)view;
	if (s->step == SETUP_CODE || s->step == SETUP_WELCOME)
		app_say(app, ROLE_STATUS, "%s", _("Bấm Enter để đi tiếp."));
	else
		set_step(s, (enum setup_step)(s->step - 1));
}

static void setup_free(struct view *view)
{
	struct setup *s = (struct setup *)view;
	for (int i = 0; i < SETUP_STEPS; i++) {
		field_wipe(&s->fields[i]);
		field_release(&s->fields[i]);
	}
	secret_wipe(s->code, sizeof(s->code));
}

static const struct view_ops setup_ops = {
	.name = "setup",
	.draw = setup_draw,
	.choose = setup_choose,
	.field = setup_field,
	.changed = setup_changed,
	.shown = setup_shown,
	.back = setup_back,
	.free = setup_free,
	.help = N_(
		"Mỗi màn hình hỏi một điều. Gõ xong bấm Enter. Bấm Esc để sửa câu trước. Đồng nghiệp được thêm sau, trong trang nhân viên, mục Tài khoản nhân viên."),
	.lobby = true,
};

struct view *view_setup(void)
{
	struct setup *s = VIEW_NEW(struct setup, &setup_ops);
	for (int i = 0; i < SETUP_STEPS; i++)
		field_init(&s->fields[i], words[i].kind, words[i].max);
	return &s->view;
}
