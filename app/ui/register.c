/* Registering in small steps: one question a screen, everything can be taken back with Esc, and
 * nothing is kept before the consent. */
#include "ui/views.h"

#include "base/i18n.h"
#include "course/region.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum register_step {
	REG_NAME,
	REG_BIRTH,
	REG_SEX,
	REG_WARD,
	REG_PHONE,
	REG_ID,
	REG_ALIKE, /* only when somebody like this is already there */
	REG_CONSENT,
	REG_GUARDIAN, /* only for those under CONSENT_AGE */
	REG_PIN,
	REG_STEPS
};

struct registering {
	struct view view;
	enum register_step step;
	struct person person;
	struct field fields[REG_STEPS]; /* those of steps that ask to write */
	const struct ward *ward;
	bool begun, choosing; /* the view of wards is above this one */
	char fault[FAULT_BYTES];
	char digits[CITIZEN_ID_DIGITS + 1];
	bool warned; /* the id's sex or year differs; said once, then accepted */
	bool refused; /* did not consent: nothing is kept, unless that was a slip */
	uint8_t token[32];
	struct near_ids near; /* records like this one whose id is one slip from it, */
	char near_to[CITIZEN_ID_DIGITS + 1]; /* from these digits: said once, too */
	struct lookalike *alike;
	size_t alike_count;
};

enum {
	REG_FIELD = 1,
	REG_SKIP,
	REG_MALE,
	REG_FEMALE,
	REG_NO_SEX,
	REG_CHOOSE_WARD,
	REG_WARD_GO_ON,
	REG_WARD_ELSEWHERE,
	REG_AGREE,
	REG_DISAGREE,
	REG_LEAVE,
	REG_ASK_AGAIN,
	REG_NOT_ME,
	REG_IS_ME = 100, /* + index */
};

static const char *typed(const struct registering *r, enum register_step step)
{
	return field_text(&r->fields[step]);
}

static bool complain(struct registering *r, const struct err *err)
{
	snprintf(r->fault, sizeof(r->fault), "%s", err->text);
	return false;
}

/* ── what each step takes; true = on to the next ── */

static bool take_name(struct registering *r, struct app *app)
{
	struct err err = {0};
	char *tidy = text_tidy(typed(r, REG_NAME));
	(void)app;
	bool ok = tidy && name_valid(tidy, &err);
	if (ok)
		snprintf(r->person.name, sizeof(r->person.name), "%s", tidy);
	else
		complain(r, &err);
	free(tidy);
	return ok;
}

static bool take_birth(struct registering *r, struct app *app)
{
	struct err err = {0};
	if (!birth_parse(typed(r, REG_BIRTH), clock_today(app->clock), &r->person.birth,
			 &err))
		return complain(r, &err);
	if (r->person.birth.precision != PRECISION_NONE)
		return true;
	snprintf(r->fault, sizeof(r->fault), "%s",
		 _("Gõ ngày sinh, ví dụ 5/1/1980. Chỉ nhớ năm thì gõ 1980."));
	return false;
}

static bool take_phone(struct registering *r, struct app *app)
{
	struct err err = {0};
	(void)app;
	r->person.phone[0] = '\0';
	if (!*typed(r, REG_PHONE) ||
	    phone_parse(typed(r, REG_PHONE), r->person.phone, &err))
		return true;
	return complain(r, &err);
}

static void warn_mismatch(struct registering *r, int mismatch)
{
	snprintf(
		r->fault, sizeof(r->fault), "%s",
		mismatch & ID_YEAR_DIFFERS
			? _("Năm sinh trong số này khác năm sinh vừa khai. Xem lại từng chữ số; nếu đúng rồi thì bấm Enter lần nữa.")
		: mismatch & ID_SEX_DIFFERS
			? _("Số này thường là của người giới tính khác. Xem lại từng chữ số; nếu đúng rồi thì bấm Enter lần nữa.")
			: _("Ba chữ số đầu không phải mã của tỉnh nào. Xem lại từng chữ số; nếu khai sinh ở nước ngoài thì bấm Enter lần nữa."));
}

/* A number mistyped would be another person: what is one slip from that of somebody with this name is
 * asked about once. */
static bool looks_right(struct registering *r, struct app *app)
{
	struct err err = {0};
	if (app->centre.no_token || !strcmp(r->near_to, r->digits))
		return true;
	free(r->near.learners);
	memcpy(r->near_to, r->digits, sizeof(r->near_to));
	if (!store_id_near(app->store, &r->person, r->digits, 0, false, &r->near, &err)) {
		app_fail(app, &err);
		return true;
	}
	if (r->near.count)
		snprintf(
			r->fault, sizeof(r->fault), "%s",
			_("Số này gần giống số của một người cùng tên đã có ở đây: lệch một chữ số hoặc đảo hai chữ số. Nhìn lại thẻ; nếu đúng rồi thì bấm Enter lần nữa."));
	return !r->near.count;
}

static bool take_id(struct registering *r, struct app *app)
{
	struct err err = {0};
	r->person.id_known = false;
	r->person.id_hint[0] = '\0';
	if (!*typed(r, REG_ID))
		return true;
	if (!citizen_id_parse(typed(r, REG_ID), r->digits, &err))
		return complain(r, &err);
	int mismatch = citizen_id_mismatch(r->digits, r->person.sex, &r->person.birth);
	if (mismatch && !r->warned) {
		r->warned = true;
		warn_mismatch(r, mismatch);
		return false;
	}
	if (!app->centre.no_token &&
	    !id_token(r->digits, app->centre.id_salt, r->token)) {
		snprintf(r->fault, sizeof(r->fault), "%s",
			 _("Máy đang thiếu bộ nhớ. Thử lại nhé."));
		return false;
	}
	if (!looks_right(r, app))
		return false;
	r->person.id_known = true;
	snprintf(r->person.id_hint, sizeof(r->person.id_hint), "%.4s", r->digits);
	return true;
}

static bool take_guardian(struct registering *r, struct app *app)
{
	struct err err = {0};
	(void)app;
	return name_valid(typed(r, REG_GUARDIAN), &err) ? true : complain(r, &err);
}

static bool take_pin(struct registering *r, struct app *app)
{
	struct err err = {0};
	(void)app;
	if (!*typed(r, REG_PIN) ||
	    pin_acceptable(typed(r, REG_PIN), r->person.birth.year, &err))
		return true;
	return complain(r, &err);
}

/* ── moving between steps ── */

static bool too_young(const struct registering *r, const struct app *app)
{
	return consent_needs_representative(&r->person.birth, clock_today(app->clock));
}

static void look_for_alike(struct registering *r, struct app *app)
{
	struct err err = {0};
	free(r->alike);
	r->alike = NULL;
	r->alike_count = 0;
	if (!store_learner_alike(app->store, &r->person,
				 r->person.id_known ? r->token : NULL,
				 r->person.id_known ? &r->near : NULL, &r->alike,
				 &r->alike_count, &err))
		app_fail(app, &err);
}

static bool step_applies(struct registering *r, struct app *app, enum register_step step)
{
	if (step == REG_ALIKE) {
		look_for_alike(r, app);
		return r->alike_count > 0;
	}
	if (step == REG_GUARDIAN)
		return too_young(r, app);
	return true;
}

static void finish(struct registering *r, struct app *app);

static void go_to(struct registering *r, struct app *app, int by)
{
	int step = (int)r->step;
	do
		step += by;
	while (step > 0 && step < REG_STEPS &&
	       !step_applies(r, app, (enum register_step)step));
	r->fault[0] = '\0';
	r->view.focus = r->view.scroll = 0;
	if (step < 0) {
		app_pop(app);
	} else if (step == REG_STEPS) {
		finish(r, app);
	} else {
		r->step = (enum register_step)step;
		/* Sex and ward begin on what was chosen before. */
		if (r->step == REG_SEX)
			r->view.focus = r->person.sex == SEX_FEMALE ? 1 : 0;
	}
}

static void seal_id(const struct registering *r, const struct app *app,
		    struct buf *sealed)
{
	static const uint8_t none[32];
	if (r->person.id_known && memcmp(app->centre.city_key, none, sizeof(none)) != 0)
		id_seal(app->centre.city_key, r->digits, sealed);
}

/* What was chosen while the questions were answered is this learner's from now on; that the engine
 * gave way to this client's own is not. */
static void keep_typing(struct app *app, int64_t id)
{
	struct err err = {0};
	if (app->typing_chosen &&
	    !store_setting_put(app->store, id, "typing", typing_name(&app->typing), &err))
		app_fail(app, &err);
}

static void finish(struct registering *r, struct app *app)
{
	struct err err = {0};
	struct buf sealed = BUF_INIT;
	char pin[PASSWORD_STORED_SIZE] = "";
	int64_t id = 0;
	if (*typed(r, REG_PIN) && !password_hash(typed(r, REG_PIN), pin)) {
		snprintf(r->fault, sizeof(r->fault), "%s",
			 _("Máy đang thiếu bộ nhớ. Thử lại nhé."));
		return;
	}
	seal_id(r, app, &sealed);
	struct registration registration = {
		.person = r->person,
		.consent = {.text_version = CONSENT_ASKED},
		.id_token = r->person.id_known && !app->centre.no_token ? r->token : NULL,
		.id_sealed = sealed.len ? sealed.data : NULL,
		.id_sealed_size = sealed.len,
		.near = r->person.id_known ? &r->near : NULL,
		.pin = *pin ? pin : NULL,
	};
	if (too_young(r, app))
		snprintf(registration.consent.representative,
			 sizeof(registration.consent.representative), "%s",
			 typed(r, REG_GUARDIAN));
	bool ok = store_learner_register(app->store, &registration, &id, &err);
	secret_wipe(r->digits, sizeof(r->digits));
	secret_wipe(r->near_to, sizeof(r->near_to));
	field_wipe(&r->fields[REG_PIN]);
	buf_release(&sealed);
	if (!ok) {
		app_fail(app, &err);
		return;
	}
	keep_typing(app, id);
	if (app_enter(app, id))
		app_replace(app, view_home());
}

static void take(struct registering *r, struct app *app)
{
	static bool (*const takes[REG_STEPS])(struct registering *, struct app *) = {
		[REG_NAME] = take_name,         [REG_BIRTH] = take_birth,
		[REG_PHONE] = take_phone,       [REG_ID] = take_id,
		[REG_GUARDIAN] = take_guardian, [REG_PIN] = take_pin,
	};
	r->fault[0] = '\0';
	if (takes[r->step](r, app))
		go_to(r, app, 1);
}

static void skip(struct registering *r, struct app *app)
{
	field_wipe(&r->fields[r->step]);
	r->fault[0] = '\0';
	take(r, app);
}

/* ── drawing ── */

struct step_words {
	const char *title, *label, *hint;
	bool optional;
	enum field_kind kind;
	int max; /* characters */
};

static const struct step_words words[REG_STEPS] = {
	[REG_NAME] = {N_("Họ và tên"), N_("Họ và tên của {ban} là gì?"),
		      N_("Viết đủ họ, đệm, tên. Ví dụ: Nguyễn Thị Hoa"), false,
		      FIELD_TEXT, NAME_MAX_LETTERS},
	[REG_BIRTH] =
		{N_("Ngày sinh"), N_("{Ban} sinh ngày nào?"),
		 N_("Ví dụ: 5/1/1980. Chỉ nhớ tháng thì gõ 1/1980, chỉ nhớ năm thì gõ 1980."),
		 false, FIELD_DATE, 30},
	[REG_SEX] = {N_("Giới tính"), N_("{Ban} là nam hay nữ?"), NULL, false,
		     FIELD_PLAIN, 0},
	[REG_WARD] = {N_("Nơi ở"), N_("{Ban} đang sống ở phường, xã nào?"), NULL, false,
		      FIELD_PLAIN, 0},
	[REG_PHONE] = {N_("Số điện thoại"),
		       N_("Số điện thoại của {ban} (không bắt buộc)"),
		       N_("Để trung tâm nhắn lịch học. Ví dụ: 0912 345 678"), true,
		       FIELD_DIGITS, 20},
	[REG_ID] =
		{N_("Số định danh"),
		 N_("Số định danh 12 chữ số trên thẻ căn cước (không bắt buộc)"),
		 N_("Để mỗi người chỉ được đếm một lần trong cả thành phố. Số này không được lưu nguyên: máy chỉ giữ một mã không đọc ngược lại được."),
		 true, FIELD_DIGITS, 20},
	[REG_ALIKE] = {N_("Có phải là {ban} không?"), NULL, NULL, false, FIELD_PLAIN, 0},
	[REG_CONSENT] = {N_("Đồng ý lưu thông tin"), NULL, NULL, false, FIELD_PLAIN, 0},
	[REG_GUARDIAN] = {N_("Người đại diện"),
			  N_("Họ tên cha, mẹ hoặc người giám hộ đồng ý cho học"),
			  N_("Người dưới 16 tuổi cần một người đại diện."), false,
			  FIELD_TEXT, NAME_MAX_LETTERS},
	[REG_PIN] =
		{N_("Mã PIN"), N_("Mã PIN để người khác không vào nhầm (không bắt buộc)"),
		 N_("4 đến 6 chữ số, dễ nhớ với {ban} nhưng khó đoán. Quên thì nhân viên đặt lại được."),
		 true, FIELD_SECRET, 6},
};

static void draw_step_field(const struct registering *r, const struct app *app,
			    struct page *page)
{
	const struct step_words *w = &words[r->step];
	page_numbering(page, false);
	page_field(page, REG_FIELD, app_prose(app, page, _(w->label)),
		   &r->fields[r->step], app_prose(app, page, _(w->hint)),
		   *r->fault ? r->fault : NULL);
	if (w->kind == FIELD_TEXT)
		page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	if (w->optional)
		page_item(page, REG_SKIP, _("Bỏ qua, không ghi"));
}

static void draw_sex(const struct app *app, struct page *page)
{
	page_heading(page, app_prose(app, page, _(words[REG_SEX].label)));
	page_gap(page);
	page_item(page, REG_MALE, _("Nam"));
	page_item(page, REG_FEMALE, _("Nữ"));
	page_item(page, REG_NO_SEX, _("Không ghi"));
}

static void draw_ward(const struct registering *r, const struct app *app,
		      struct page *page)
{
	char name[120];
	page_heading(page, app_prose(app, page, _(words[REG_WARD].label)));
	page_gap(page);
	if (r->ward) {
		ward_format(r->ward, name, sizeof(name));
		page_item(page, REG_WARD_GO_ON,
			  arena_printf(&page->arena, _("Ở %s"), name));
	}
	page_item(page, REG_CHOOSE_WARD,
		  r->ward ? _("Ở phường, xã khác của Hà Nội") : _("Tìm phường, xã"));
	page_item(page, REG_WARD_ELSEWHERE, _("Ở tỉnh, thành phố khác"));
}

static const char *alike_words(enum likeness likeness)
{
	switch (likeness) {
	case LIKENESS_SAME_ID:
		return _("cùng số định danh");
	case LIKENESS_PROBABLE:
		return _("cùng tên, ngày sinh và điện thoại");
	default:
		return _("tên và năm sinh gần giống");
	}
}

static void draw_alike(const struct registering *r, const struct app *app,
		       struct page *page)
{
	app_text(
		app, page,
		_("Ở đây đã có người rất giống {ban}. Nếu đúng là {ban}, chọn tên đó để học tiếp chỗ cũ."));
	page_gap(page);
	for (size_t i = 0; i < r->alike_count && i < 5; i++) {
		const struct person *person = &r->alike[i].learner.person;
		char birth[16];
		birth_format(&person->birth, birth);
		page_item(page, REG_IS_ME + (int)i,
			  arena_printf(&page->arena, _("Đúng là tôi: %s, %s"),
				       person->name, birth));
		page_note(page, alike_words(r->alike[i].likeness));
	}
	page_item(page, REG_NOT_ME, _("Không phải tôi, đăng ký mới"));
}

static void draw_consent(const struct app *app, struct page *page)
{
	app_text(
		app, page,
		_("{Ban} có đồng ý để trung tâm lưu họ tên, ngày sinh, giới tính, nơi ở, số điện thoại, số định danh (đã mã hóa) và kết quả học của {ban}, chỉ để dạy học và đếm số người đã học không?"));
	page_gap(page);
	app_text(
		app, page,
		_("{Ban} có thể xem, sửa, rút lại hoặc xóa bất cứ lúc nào: hỏi nhân viên. (Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15)"));
	page_gap(page);
	page_item(page, REG_DISAGREE, _("Không đồng ý"));
	page_item(page, REG_AGREE, _("Tôi đồng ý"));
}

/* Enter pressed once too often must not cost all that was written. */
static void draw_refused(const struct app *app, struct page *page)
{
	page_title(page, "%s", _("Không lưu gì cả"));
	page_gap(page);
	app_text(
		app, page,
		_("Trung tâm không giữ thông tin nào của {ban}. Muốn học thử, {ban} hỏi nhân viên ngồi cùng."));
	page_gap(page);
	page_item(page, REG_LEAVE, _("Đúng, không lưu gì"));
	page_item(page, REG_ASK_AGAIN, _("Tôi bấm nhầm, xin hỏi lại"));
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, "Esc", _("quay lại"));
	page_key(page, _("Mũi tên"), _("chọn"));
}

/* The steps everybody goes through; the others come only for some. */
#define STEPS_ASKED (REG_STEPS - 2)

static int steps_done(const struct registering *r)
{
	return (int)r->step - (r->step > REG_ALIKE) - (r->step > REG_GUARDIAN);
}

static void register_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct registering *r = (const struct registering *)view;
	if (r->refused) {
		draw_refused(app, page);
		return;
	}
	page_title(page, _("Đăng ký – %s"),
		   app_prose(app, page, _(words[r->step].title)));
	page_gap(page);
	switch (r->step) {
	case REG_SEX:
		draw_sex(app, page);
		break;
	case REG_WARD:
		draw_ward(r, app, page);
		break;
	case REG_ALIKE:
		draw_alike(r, app, page);
		break;
	case REG_CONSENT:
		draw_consent(app, page);
		break;
	default:
		draw_step_field(r, app, page);
	}
	if (r->step != REG_ALIKE && r->step != REG_CONSENT) {
		page_gap(page);
		page_bar(page, steps_done(r), STEPS_ASKED, NULL);
	}
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, "Esc", _("quay lại"));
	if (page_focusables(page) > 1)
		page_key(page, _("Mũi tên"), _("chọn"));
	if (words[r->step].max && words[r->step].kind == FIELD_TEXT)
		page_key(page, "F4", _("kiểu gõ"));
}

/* ── choosing ── */

static void choose_alike(struct registering *r, struct app *app, size_t index)
{
	if (index >= r->alike_count)
		return;
	struct learner learner = r->alike[index].learner;
	if (learner.has_pin)
		app_replace(app, view_pin(learner.id));
	else if (app_enter(app, learner.id))
		app_replace(app, view_home());
}

static void choose_ward(struct registering *r, struct app *app, int id)
{
	if (id == REG_CHOOSE_WARD) {
		r->ward = NULL;
		r->choosing = true;
		app_push(app, view_ward(&r->ward, _("Đăng ký – Nơi ở")));
		return;
	}
	if (id == REG_WARD_ELSEWHERE)
		r->ward = NULL;
	snprintf(r->person.ward, sizeof(r->person.ward), "%s",
		 r->ward ? r->ward->code : "");
	go_to(r, app, 1);
}

static void register_choose(struct view *view, struct app *app, int id)
{
	struct registering *r = (struct registering *)view;
	if (r->step == REG_ALIKE && id >= REG_IS_ME) {
		choose_alike(r, app, (size_t)(id - REG_IS_ME));
		return;
	}
	switch (id) {
	case REG_FIELD:
		take(r, app);
		break;
	case REG_SKIP:
		skip(r, app);
		break;
	case REG_MALE:
	case REG_FEMALE:
	case REG_NO_SEX:
		r->person.sex = id == REG_MALE     ? SEX_MALE
				: id == REG_FEMALE ? SEX_FEMALE
						   : SEX_UNKNOWN;
		go_to(r, app, 1);
		break;
	case REG_CHOOSE_WARD:
	case REG_WARD_GO_ON:
	case REG_WARD_ELSEWHERE:
		choose_ward(r, app, id);
		break;
	case REG_DISAGREE:
	case REG_ASK_AGAIN:
		r->refused = id == REG_DISAGREE;
		r->view.focus = r->view.scroll = 0;
		break;
	case REG_LEAVE:
		app_pop(app);
		break;
	case REG_AGREE:
	case REG_NOT_ME:
		go_to(r, app, 1);
		break;
	}
}

static struct field *register_field(struct view *view, int id)
{
	(void)id;
	struct registering *r = (struct registering *)view;
	return &r->fields[r->step];
}

static void register_changed(struct view *view, struct app *app, int id)
{
	struct registering *r = (struct registering *)view;
	(void)app, (void)id;
	r->fault[0] = '\0';
	r->warned = false;
}

/* The ward was chosen in the view above: take it at once. */
static void register_shown(struct view *view, struct app *app)
{
	struct registering *r = (struct registering *)view;
	/* Most people live where the centre is. */
	if (!r->begun)
		r->ward = region_ward(app->region, app->centre.ward);
	r->begun = true;
	if (r->choosing && r->ward)
		choose_ward(r, app, REG_WARD_GO_ON);
	r->choosing = false;
}

static void register_back(struct view *view, struct app *app)
{
	struct registering *r = (struct registering *)view;
	if (r->refused)
		register_choose(view, app, REG_ASK_AGAIN);
	else
		go_to(r, app, -1);
}

static void register_free(struct view *view)
{
	struct registering *r = (struct registering *)view;
	for (int i = 0; i < REG_STEPS; i++) {
		field_wipe(&r->fields[i]);
		field_release(&r->fields[i]);
	}
	secret_wipe(r->digits, sizeof(r->digits));
	secret_wipe(r->near_to, sizeof(r->near_to));
	free(r->near.learners);
	free(r->alike);
}

static const struct view_ops register_ops = {
	.name = "register",
	.draw = register_draw,
	.choose = register_choose,
	.field = register_field,
	.changed = register_changed,
	.shown = register_shown,
	.back = register_back,
	.free = register_free,
	.help = N_(
		"Mỗi màn hình hỏi một điều. Gõ xong bấm Enter. Gõ nhầm thì bấm phím xóa lùi (mũi tên dài, phía trên phím Enter). Bấm Esc để quay lại câu trước. Chưa có gì được lưu cho đến khi {ban} đồng ý."),
	.lobby = true,
};

struct view *view_register(const char *name)
{
	struct registering *r = VIEW_NEW(struct registering, &register_ops);
	for (int i = 0; i < REG_STEPS; i++)
		field_init(&r->fields[i], words[i].kind, words[i].max);
	/* A search by initials is no name yet. */
	if (strchr(name, ' '))
		field_set(&r->fields[REG_NAME], name);
	return &r->view;
}
