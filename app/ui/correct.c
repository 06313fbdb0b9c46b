/* Staff correct what is written about somebody: all facts on one page, judged when it is saved. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	FIX_NAME = 1,
	FIX_BIRTH,
	FIX_PHONE,
	FIX_REPRESENTATIVE,
	FIX_ID,
	FIX_FIELDS, /* those above are written in */
	FIX_SEX, /* and the two after it, by enum sex */
	FIX_WARD = FIX_SEX + 3,
	FIX_ELSEWHERE,
	FIX_SAVE,
	FIX_BACK,
};

struct correcting {
	struct view view;
	int64_t id;
	struct learner old;
	struct field fields[FIX_FIELDS];
	char faults[FIX_FIELDS][FAULT_BYTES];
	struct person person; /* as it will be */
	const struct ward *ward; /* just chosen, or NULL */
	bool warned; /* that the id contradicts the rest; the second time it is meant */
	bool warned_near; /* that it is nearly somebody else's; likewise */
};

/* ── what is shown ─────────────────────────────────────────────────────────────────────── */

static void draw_field(const struct correcting *c, struct page *page, int id,
		       const char *label, const char *hint)
{
	page_field(page, id, label, &c->fields[id], hint,
		   *c->faults[id] ? c->faults[id] : NULL);
}

static void draw_deadline(const struct app *app, struct page *page)
{
	struct buf day = BUF_INIT;
	day_format(&day, deadline_day(REQUEST_CORRECT, clock_today(app->clock)));
	page_textf(page,
		   _("Nếu hôm nay học viên yêu cầu thì phải sửa xong trước hết ngày %s."),
		   day.data);
	buf_release(&day);
}

static void draw_choices(const struct correcting *c, const struct app *app,
			 struct page *page)
{
	const struct ward *ward = region_ward(app->region, c->person.ward);
	char where[120];
	page_numbering(page, false);
	page_text(page, _("Giới tính"));
	for (int sex = SEX_UNKNOWN; sex <= SEX_FEMALE; sex++) {
		page_item(page, FIX_SEX + sex, sex_word((enum sex)sex));
		page_mark(page, c->person.sex == (enum sex)sex ? MARK_ON : MARK_OFF);
	}
	page_text(page, _("Nơi ở"));
	if (ward)
		ward_format(ward, where, sizeof(where));
	page_item(page, FIX_WARD,
		  ward ? arena_printf(&page->arena, _("Ở %s. Chọn nơi khác"), where)
		       : _("Chọn phường, xã của Hà Nội"));
	page_item(page, FIX_ELSEWHERE, _("Ở ngoài Hà Nội hoặc chưa rõ"));
	page_mark(page, ward ? MARK_OFF : MARK_ON);
}

static void correct_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct correcting *c = (const struct correcting *)view;
	char id[24];
	page_title(page, _("Sửa thông tin – %s"), c->old.person.name);
	draw_deadline(app, page);
	page_gap(page);
	draw_field(c, page, FIX_NAME, _("Họ tên"), NULL);
	page_field_tag(page, typing_tag(&app->typing));
	draw_field(c, page, FIX_BIRTH, _("Ngày sinh"),
		   _("Như 5/1/1980; chỉ biết tháng hoặc năm: 1/1980, 1980."));
	draw_choices(c, app, page);
	draw_field(c, page, FIX_PHONE, _("Điện thoại"), NULL);
	draw_field(c, page, FIX_REPRESENTATIVE, _("Người đại diện đã đồng ý"),
		   _("Cha, mẹ hoặc người giám hộ; chỉ cần khi học viên dưới 16 tuổi."));
	page_field_tag(page, typing_tag(&app->typing));
	citizen_id_mask(c->old.person.id_hint, id);
	draw_field(c, page, FIX_ID, _("Số định danh mới"),
		   *id ? arena_printf(&page->arena, _("Đang có %s. Để trống là giữ."), id)
		       : _("Để trống là không ghi."));
	page_gap(page);
	page_item(page, FIX_SAVE, _("Lưu lại"));
	page_item(page, FIX_BACK, _("Thôi, không sửa gì"));
	page_key(page, _("Mũi tên"), _("ô khác"));
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, "Esc", _("thôi"));
}

/* ── judging ───────────────────────────────────────────────────────────────────────────── */

static const char *typed(const struct correcting *c, int id)
{
	return field_text(&c->fields[id]);
}

static bool complain(struct correcting *c, int id, const char *text)
{
	snprintf(c->faults[id], sizeof(c->faults[id]), "%s", text);
	return false;
}

static bool take_name(struct correcting *c, int id, char out[NAME_BYTES], bool needed)
{
	struct err err = {0};
	char *tidy = text_tidy(typed(c, id));
	bool ok = tidy != NULL;
	*out = '\0';
	if (ok && (needed || *tidy))
		ok = name_valid(tidy, &err);
	if (ok && strlen(tidy) >= NAME_BYTES)
		ok = err_set(&err, ERR_DATA, _("Họ tên dài quá. Hãy viết ngắn lại."));
	if (ok)
		memcpy(out, tidy, strlen(tidy) + 1);
	free(tidy);
	return ok || complain(c, id, err.text);
}

static bool take_facts(struct correcting *c, struct app *app,
		       char representative[NAME_BYTES])
{
	struct err err = {0};
	bool ok = take_name(c, FIX_NAME, c->person.name, true);
	if (!birth_parse(typed(c, FIX_BIRTH), clock_today(app->clock), &c->person.birth,
			 &err))
		ok = complain(c, FIX_BIRTH, err.text);
	if (!phone_parse(typed(c, FIX_PHONE), c->person.phone, &err))
		ok = complain(c, FIX_PHONE, err.text);
	return take_name(c, FIX_REPRESENTATIVE, representative, false) && ok;
}

/* What is kept of a new id. */
struct new_id {
	uint8_t token[32];
	bool has_token;
	struct buf sealed;
	struct near_ids near; /* whose id is one slip from it */
};

/* A number mistyped would be another person. False where that was said just now. */
static bool looks_right(struct correcting *c, struct app *app, const char *digits,
			struct new_id *id)
{
	struct err err = {0};
	char fault[FAULT_BYTES];
	if (!id->has_token)
		return true;
	if (!store_id_near(app->store, &c->person, digits, c->id, false, &id->near, &err))
		return complain(c, FIX_ID, err.text);
	if (!id->near.count || c->warned_near)
		return true;
	c->warned_near = true;
	snprintf(fault, sizeof(fault),
		 _("Số này gần giống số của hồ sơ %lld, cùng tên: lệch một chữ số hoặc "
		   "đảo hai chữ số. Hãy xem lại thẻ; nếu đúng thế thì chọn Lưu lại lần "
		   "nữa."),
		 (long long)id->near.learners[0]);
	return complain(c, FIX_ID, fault);
}

static bool take_id(struct correcting *c, struct app *app, struct new_id *id)
{
	static const uint8_t none[sizeof(app->centre.city_key)];
	struct err err = {0};
	char digits[CITIZEN_ID_DIGITS + 1];
	if (!*typed(c, FIX_ID))
		return true;
	if (!citizen_id_parse(typed(c, FIX_ID), digits, &err))
		return complain(c, FIX_ID, err.text);
	bool doubt = citizen_id_mismatch(digits, c->person.sex, &c->person.birth);
	bool ok = !doubt || c->warned;
	if (!ok) {
		c->warned = true;
		complain(c, FIX_ID,
			 _("Số này không hợp với năm sinh hoặc giới tính đã ghi, hoặc mã "
			   "tỉnh lạ. Hãy xem lại thẻ; nếu đúng thế thì chọn Lưu lại lần "
			   "nữa."));
	} else {
		id->has_token = !app->centre.no_token;
		if (id->has_token && !id_token(digits, app->centre.id_salt, id->token))
			ok = complain(c, FIX_ID,
				      _("Máy đang thiếu bộ nhớ. Thử lại nhé."));
		if (memcmp(app->centre.city_key, none, sizeof(none)) != 0)
			id_seal(app->centre.city_key, digits, &id->sealed);
		if (id->has_token || id->sealed.len)
			snprintf(c->person.id_hint, sizeof(c->person.id_hint), "%.4s",
				 digits);
		ok = ok && looks_right(c, app, digits, id);
	}
	secret_wipe(digits, sizeof(digits));
	return ok;
}

/* The same number on another record is a question, not a correction. */
static bool id_is_free(struct correcting *c, struct app *app, const struct new_id *id,
		       struct err *err)
{
	struct lookalike *found;
	size_t count;
	bool taken = false;
	if (!id->has_token)
		return true;
	if (!store_learner_alike(app->store, &c->person, id->token, NULL, &found, &count,
				 err))
		return false;
	for (size_t i = 0; i < count; i++)
		taken |= found[i].likeness == LIKENESS_SAME_ID &&
			 found[i].learner.id != c->id;
	free(found);
	return !taken ||
	       complain(c, FIX_ID,
			_("Số này là của một hồ sơ khác. Nếu là cùng một người, "
			  "hãy gộp hai hồ sơ."));
}

/* ── saving ────────────────────────────────────────────────────────────────────────────── */

static void go_to_fault(struct correcting *c)
{
	/* In the order of the page: sexes and wards stand after the date of birth. */
	static const int places[FIX_FIELDS] = {
		[FIX_NAME] = 0,           [FIX_BIRTH] = 1, [FIX_PHONE] = 7,
		[FIX_REPRESENTATIVE] = 8, [FIX_ID] = 9,
	};
	for (int i = FIX_FIELDS - 1; i >= FIX_NAME; i--) {
		if (*c->faults[i])
			c->view.focus = places[i];
	}
	c->view.follow = true;
}

static bool write_it(struct correcting *c, struct app *app, const struct new_id *id,
		     const char *representative)
{
	struct err err = {0};
	const struct correction correction = {
		.person = c->person,
		.representative = representative,
		.id_token = id->has_token ? id->token : NULL,
		.id_sealed = id->sealed.len ? id->sealed.data : NULL,
		.id_sealed_size = id->sealed.len,
		.near = &id->near,
	};
	if (store_learner_amend(app->store, c->id, &correction, &err))
		return true;
	if (err.kind == ERR_DATA)
		complain(c, FIX_REPRESENTATIVE, err.text);
	else
		app_fail(app, &err);
	return false;
}

static void save(struct correcting *c, struct app *app)
{
	struct new_id id = {.sealed = BUF_INIT};
	struct err err = {0};
	char representative[NAME_BYTES];
	memset(c->faults, 0, sizeof(c->faults));
	bool ok = take_facts(c, app, representative);
	ok = take_id(c, app, &id) && ok && id_is_free(c, app, &id, &err) &&
	     write_it(c, app, &id, representative);
	buf_release(&id.sealed);
	free(id.near.learners);
	secret_wipe(id.token, sizeof(id.token));
	if (err.kind) {
		app_fail(app, &err);
	} else if (ok) {
		app_pop(app);
		app_say(app, ROLE_RIGHT, "%s", _("Đã sửa thông tin."));
	} else {
		go_to_fault(c);
	}
}

static void correct_choose(struct view *view, struct app *app, int id)
{
	struct correcting *c = (struct correcting *)view;
	if (id < FIX_FIELDS) {
		view->focus++;
	} else if (id < FIX_WARD) {
		c->person.sex = (enum sex)(id - FIX_SEX);
	} else if (id == FIX_WARD) {
		app_push(app, view_ward(&c->ward, _("Sửa thông tin – Nơi ở")));
	} else if (id == FIX_ELSEWHERE) {
		*c->person.ward = '\0';
	} else if (id == FIX_SAVE) {
		save(c, app);
	} else {
		app_pop(app);
	}
}

static struct field *correct_field(struct view *view, int id)
{
	return &((struct correcting *)view)->fields[id];
}

static void correct_changed(struct view *view, struct app *app, int id)
{
	(void)app;
	((struct correcting *)view)->faults[id][0] = '\0';
}

static void correct_shown(struct view *view, struct app *app)
{
	struct correcting *c = (struct correcting *)view;
	(void)app;
	if (c->ward)
		snprintf(c->person.ward, sizeof(c->person.ward), "%s", c->ward->code);
	c->ward = NULL;
}

static void correct_free(struct view *view)
{
	struct correcting *c = (struct correcting *)view;
	field_wipe(&c->fields[FIX_ID]);
	for (int i = FIX_NAME; i < FIX_FIELDS; i++)
		field_release(&c->fields[i]);
	secret_wipe(&c->old, sizeof(c->old));
	secret_wipe(&c->person, sizeof(c->person));
}

static const struct view_ops correct_ops = {
	.name = "correct",
	.draw = correct_draw,
	.choose = correct_choose,
	.field = correct_field,
	.changed = correct_changed,
	.shown = correct_shown,
	.free = correct_free,
	.help = N_(
		"Sửa điều đã ghi sai về một người. Ô nào được sửa thì mới đổi. "
		"Nhật ký ghi ai sửa mục nào, không ghi nội dung.\n"
		"Số định danh không bao giờ hiện đủ: gõ số mới nếu số cũ sai, để trống "
		"nếu không đổi."),
};

struct view *view_correct(const struct learner *learner)
{
	static const struct {
		enum field_kind kind;
		int max;
	} kinds[FIX_FIELDS] = {
		[FIX_NAME] = {FIELD_TEXT, NAME_MAX_LETTERS},
		[FIX_BIRTH] = {FIELD_DATE, 20},
		[FIX_PHONE] = {FIELD_DIGITS, 20},
		[FIX_REPRESENTATIVE] = {FIELD_TEXT, NAME_MAX_LETTERS},
		[FIX_ID] = {FIELD_DIGITS, 20},
	};
	struct correcting *c = VIEW_NEW(struct correcting, &correct_ops);
	char birth[16];
	c->id = learner->id;
	c->old = *learner;
	c->person = learner->person;
	for (int i = FIX_NAME; i < FIX_FIELDS; i++)
		field_init(&c->fields[i], kinds[i].kind, kinds[i].max);
	birth_format(&learner->person.birth, birth);
	field_set(&c->fields[FIX_NAME], learner->person.name);
	field_set(&c->fields[FIX_BIRTH], birth);
	field_set(&c->fields[FIX_PHONE], learner->person.phone);
	field_set(&c->fields[FIX_REPRESENTATIVE], learner->representative);
	return &c->view;
}
