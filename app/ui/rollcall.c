/* Roll call: which class meets, and who of the learners is here. What is marked is an event of its
 * own (store_attended()), and can be taken back by another; an earlier day's is written down or
 * corrected later by the same screen, and then it is kept who did so. */
#include "ui/views.h"

#include "base/i18n.h"
#include "text/clean.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PEOPLE_SHOWN 200
#define CLASS_LETTERS 40
#define RECENT 5
#define RECENT_SETTING                                                                   \
	"classes" /* names used on this machine, a line each, the last one first */
#define RECENT_BYTES 2048

/* ── who is here ── */

struct rollcall {
	struct view view;
	char *name; /* of the class */
	int day;
	bool past; /* not today's, as it was opened */
	struct field query;
	struct learner *found;
	size_t count;
	struct class_person *present;
	size_t present_count;
	int people; /* distinct ones among them */
	int erased; /* records among them that have no name any more */
	bool unread; /* looking failed: that is not "nobody" */
};

enum { ROLL_QUERY = 1, ROLL_FOUND };

static bool is_present(const struct rollcall *r, int64_t learner)
{
	for (size_t i = 0; i < r->present_count; i++) {
		if (r->present[i].learner == learner)
			return true;
	}
	return false;
}

static int distinct(const struct class_person *list, size_t count)
{
	int people = 0;
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (list[k].person != list[i].person)
			k++;
		people += k == i;
	}
	return people;
}

static bool read_present(struct rollcall *r, struct app *app, struct err *err)
{
	free(r->present);
	bool ok = store_class_people(app->store, r->name, r->day, r->day, &r->present,
				     &r->present_count, err);
	r->people = distinct(r->present, r->present_count);
	return ok;
}

/* Of an earlier day it is asked first who came: they stand above the others. */
static bool present_first(struct rollcall *r, struct app *app, struct err *err)
{
	struct learner *list = xcalloc(r->present_count + r->count + 1, sizeof(*list));
	size_t count = 0;
	r->erased = 0;
	for (size_t i = 0; i < r->present_count; i++) {
		struct err missing = {0};
		if (store_learner(app->store, r->present[i].learner, &list[count],
				  &missing))
			count++;
		else if (missing.kind == ERR_NOUSER)
			r->erased++;
		else {
			free(list);
			return err_set(err, missing.kind, "%s", missing.text);
		}
	}
	for (size_t i = 0; i < r->count; i++) {
		if (!is_present(r, r->found[i].id))
			list[count++] = r->found[i];
	}
	free(r->found);
	r->found = list;
	r->count = count;
	return true;
}

static bool look_for(struct rollcall *r, struct app *app, struct err *err)
{
	const char *text = field_text(&r->query);
	return read_present(r, app, err) &&
	       store_learner_find(app->store, text, PEOPLE_SHOWN, &r->found, &r->count,
				  err) &&
	       (!r->past || *text || present_first(r, app, err));
}

static void roll_search(struct rollcall *r, struct app *app)
{
	struct err err = {0};
	free(r->found);
	r->found = NULL;
	r->count = 0;
	r->unread = !look_for(r, app, &err);
	if (r->unread)
		app_say(app, ROLE_WRONG, "%s", err.text);
}

static void roll_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct rollcall *r = (const struct rollcall *)view;
	char birth[16];
	page_title(page, _("Điểm danh: %s"), r->name);
	page_numbering(page, false);
	if (r->past) {
		struct buf day = BUF_INIT;
		day_format(&day, r->day);
		page_textf(page, _("Có mặt ngày %s: %d người."), day.data, r->people);
		buf_release(&day);
	} else {
		page_textf(page, _("Có mặt hôm nay: %d người."), r->people);
	}
	if (r->erased)
		page_textf(page, _("Trong đó có %d hồ sơ đã được xóa thông tin."),
			   r->erased);
	page_field(page, ROLL_QUERY, _("Tìm theo tên hoặc chữ cái đầu"), &r->query, NULL,
		   NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	for (size_t i = 0; i < r->count; i++) {
		const struct learner *learner = &r->found[i];
		birth_format(&learner->person.birth, birth);
		page_item(page, ROLL_FOUND + (int)i, learner->person.name);
		page_mark(page, is_present(r, learner->id) ? MARK_ON : MARK_OFF);
		page_note(page, birth);
	}
	if (!r->count && !r->unread)
		page_text(
			page,
			_("Chưa có học viên nào như vậy. Người mới đến thì đăng ký trước, rồi điểm danh."));
	if (r->count >= PEOPLE_SHOWN)
		page_say(page, ROLE_HINT, _("Còn người khác nữa: gõ thêm chữ để tìm."));
	page_key(page, _("Dấu cách"), _("có mặt"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Esc", _("xong"));
}

static bool mark(const struct rollcall *r, struct app *app, int64_t learner, bool here,
		 struct err *err)
{
	const char *staff = app->staff.name;
	if (here)
		return store_attended_void(app->store, learner, r->name, r->day, staff,
					   err);
	if (r->past)
		return store_attended_on(app->store, learner, r->name, r->day, staff,
					 err);
	return store_attended(app->store, learner, r->name, err);
}

/* Marks, or takes the mark back. */
static void turn(struct rollcall *r, struct app *app, const struct learner *learner)
{
	struct err err = {0};
	bool here = is_present(r, learner->id);
	if (!here && learner->withdrawn) {
		app_say(app, ROLE_WRONG, "%s",
			_("Người này đã rút lại sự đồng ý, nên không ghi thêm gì về họ."));
		return;
	}
	/* Past midnight it is another day, and another session. */
	if (!r->past && r->day != store_day(app->store)) {
		app_say(app, ROLE_WRONG, "%s",
			_("Đã sang ngày mới. Bấm Esc rồi mở lại điểm danh."));
		return;
	}
	if (!mark(r, app, learner->id, here, &err) || !read_present(r, app, &err)) {
		app_fail(app, &err);
		return;
	}
	app_say(app, ROLE_RIGHT,
		here ? _("Đã bỏ dấu: %s không có mặt.") : _("Có mặt: %s."),
		learner->person.name);
}

static void roll_choose(struct view *view, struct app *app, int id)
{
	struct rollcall *r = (struct rollcall *)view;
	if (id == ROLL_QUERY) {
		view->focus = r->count ? 1 : 0;
		view->follow = true;
	} else if ((size_t)(id - ROLL_FOUND) < r->count) {
		turn(r, app, &r->found[id - ROLL_FOUND]);
	}
}

static struct field *roll_field(struct view *view, int id)
{
	(void)id;
	return &((struct rollcall *)view)->query;
}

static void roll_changed(struct view *view, struct app *app, int id)
{
	(void)id;
	roll_search((struct rollcall *)view, app);
}

/* Letters typed on the list go on in the field: one name after the other without going back up. */
static bool roll_key(struct view *view, struct app *app, const struct key *key)
{
	struct rollcall *r = (struct rollcall *)view;
	if (view->focus == 0 || (key->code != K_TEXT && key->code != K_BACKSPACE) ||
	    !strcmp(key->text, "?") || !strcmp(key->text, " "))
		return false;
	if (key->code == K_TEXT)
		field_set(&r->query, "");
	view->focus = 0;
	field_key(&r->query, key, &app->typing);
	roll_search(r, app);
	return true;
}

static void roll_shown(struct view *view, struct app *app)
{
	roll_search((struct rollcall *)view, app);
}

static void roll_free(struct view *view)
{
	struct rollcall *r = (struct rollcall *)view;
	field_release(&r->query);
	free(r->found);
	free(r->present);
	free(r->name);
}

static const struct view_ops roll_ops = {
	.name = "rollcall",
	.draw = roll_draw,
	.choose = roll_choose,
	.key = roll_key,
	.field = roll_field,
	.changed = roll_changed,
	.shown = roll_shown,
	.free = roll_free,
	.help = N_(
		"Đánh dấu ai có mặt: chọn người, bấm dấu cách hoặc Enter. Bấm lần nữa để bỏ dấu nếu nhầm.\n"
		"Gõ vài chữ của tên để tìm nhanh, rồi Enter để xuống danh sách. Gõ tiếp tên khác để tìm người sau.\n"
		"Buổi của ngày trước: người đã ghi có mặt đứng trên cùng. Ai ghi bù hay bỏ dấu đều được ghi lại ở trang “Ai đã làm gì với hồ sơ”.\n"
		"Mỗi dấu được lưu ngay. Xong thì bấm Esc."),
};

struct view *view_roll(const char *name, int day, bool past)
{
	struct rollcall *r = VIEW_NEW(struct rollcall, &roll_ops);
	r->name = xstrdup(name);
	r->day = day;
	r->past = past;
	field_init(&r->query, FIELD_SEARCH, 40);
	return &r->view;
}

/* ── which class ── */

struct classes {
	struct view view;
	char *names[RECENT + 1]; /* the last one used first, then the day's own */
	int count, used; /* used: those before the day's own */
	struct field other, day;
	char fault[200], day_fault[FAULT_BYTES];
};

enum { CLASS_OTHER = 1, CLASS_DAY, CLASS_FIRST };

static void classes_forget(struct classes *c)
{
	for (int i = 0; i < c->count; i++)
		free(c->names[i]);
	c->count = 0;
}

static void offer(struct classes *c, const char *name, size_t n)
{
	if (!n || c->count == RECENT + 1)
		return;
	for (int i = 0; i < c->count; i++) {
		if (!strncmp(c->names[i], name, n) && !c->names[i][n])
			return;
	}
	c->names[c->count++] = xasprintf("%.*s", (int)n, name);
}

/* The name of a class that meets on that day only, behind those used before. */
static void offer_own(struct classes *c, int day)
{
	struct buf own = BUF_INIT;
	while (c->count > c->used)
		free(c->names[--c->count]);
	buf_adds(&own, _("Lớp ngày "));
	day_format(&own, day);
	offer(c, own.data, own.len);
	buf_release(&own);
}

/* Which day is asked for; today where nothing is written. */
static bool take_day(struct classes *c, struct app *app, int *day)
{
	struct err err = {0};
	const char *text = field_text(&c->day);
	*day = store_day(app->store);
	*c->day_fault = '\0';
	if (*text && !roll_day(text, *day, day, &err))
		snprintf(c->day_fault, sizeof(c->day_fault), "%s", err.text);
	return !err.kind;
}

static void classes_shown(struct view *view, struct app *app)
{
	struct classes *c = (struct classes *)view;
	char recent[RECENT_BYTES];
	int day;
	classes_forget(c);
	store_setting(app->store, 0, RECENT_SETTING, recent, sizeof(recent));
	for (const char *line = recent; *line && c->count < RECENT;) {
		size_t n = strcspn(line, "\n");
		offer(c, line, n);
		line += n + (line[n] == '\n');
	}
	c->used = c->count;
	take_day(c, app, &day);
	offer_own(c, day);
}

static void classes_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct classes *c = (const struct classes *)view;
	page_title(page, "%s", _("Điểm danh: lớp nào?"));
	page_gap(page);
	for (int i = 0; i < c->count; i++)
		page_item(page, CLASS_FIRST + i, c->names[i]);
	page_gap(page);
	page_field(page, CLASS_OTHER, _("Lớp khác"), &c->other,
		   _("Ví dụ: Lớp sáng thứ Ba. Gõ xong bấm Enter."),
		   *c->fault ? c->fault : NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	page_field(
		page, CLASS_DAY, _("Buổi ngày nào"), &c->day,
		_("Để trống là hôm nay. Gõ ngày đã qua, ví dụ 15/11/2026, rồi Enter và chọn lớp, để xem, ghi bù hoặc sửa."),
		*c->day_fault ? c->day_fault : NULL);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("điểm danh lớp này"));
	page_key(page, "Esc", _("quay lại"));
}

/* To the front of the names that are offered; the day's own is offered anyway, and on no other day. */
static bool remember(struct classes *c, struct app *app, const char *name,
		     struct err *err)
{
	if (c->used < c->count && !strcmp(c->names[c->used], name))
		return true;
	struct buf names = BUF_INIT;
	int kept = 1;
	buf_adds(&names, name);
	for (int i = 0; i < c->used && kept < RECENT; i++) {
		if (strcmp(c->names[i], name) != 0) {
			buf_printf(&names, "\n%s", c->names[i]);
			kept++;
		}
	}
	bool ok = store_setting_put(app->store, 0, RECENT_SETTING, names.data, err);
	buf_release(&names);
	return ok;
}

static void open_class(struct classes *c, struct app *app, const char *name)
{
	struct err err = {0};
	int day;
	*c->fault = '\0';
	if (!take_day(c, app, &day)) {
		app_say(app, ROLE_WRONG, "%s", c->day_fault);
		return;
	}
	if (!remember(c, app, name, &err))
		app_fail(app, &err);
	else
		app_push(app, view_roll(name, day, day != store_day(app->store)));
}

/* Where lines are typed one after the other the day may well come first. */
static bool is_day(const char *text)
{
	enum precision precision;
	struct date date;
	struct err err = {0};
	return date_parse_people(text, &date, &precision, &err) &&
	       precision == PRECISION_DAY;
}

static void day_written(struct classes *c, struct app *app)
{
	int day;
	if (!take_day(c, app, &day))
		return;
	offer_own(c, day);
	c->view.focus = 0;
}

static void classes_choose(struct view *view, struct app *app, int id)
{
	struct classes *c = (struct classes *)view;
	if (id >= CLASS_FIRST && id - CLASS_FIRST < c->count) {
		open_class(c, app, c->names[id - CLASS_FIRST]);
		return;
	}
	if (id == CLASS_DAY) {
		day_written(c, app);
		return;
	}
	if (id != CLASS_OTHER)
		return;
	*c->fault = '\0';
	char *name = text_tidy(field_text(&c->other));
	if (name && !*name) {
		view->focus++; /* to the day */
	} else if (name && is_day(name)) {
		field_set(&c->day, name);
		field_set(&c->other, "");
		day_written(c, app);
	} else if (!name || !text_clean(name, strlen(name), false, NULL, NULL)) {
		snprintf(c->fault, sizeof(c->fault), "%s",
			 _("Hãy gõ tên lớp, ví dụ Lớp sáng thứ Ba."));
	} else {
		open_class(c, app, name);
		field_set(&c->other, "");
		view->focus = 0;
	}
	free(name);
}

static struct field *classes_field(struct view *view, int id)
{
	struct classes *c = (struct classes *)view;
	return id == CLASS_DAY ? &c->day : &c->other;
}

static void classes_free(struct view *view)
{
	struct classes *c = (struct classes *)view;
	classes_forget(c);
	field_release(&c->other);
	field_release(&c->day);
}

static const struct view_ops classes_ops = {
	.name = "rollcall-class",
	.draw = classes_draw,
	.choose = classes_choose,
	.field = classes_field,
	.shown = classes_shown,
	.free = classes_free,
	.help = N_(
		"Chọn lớp. Các lớp dùng gần đây nhất trên máy này đứng trước.\n"
		"Quên điểm danh hôm trước: gõ ngày ấy ở ô “Buổi ngày nào”, bấm Enter, rồi chọn lớp.\n"
		"Lớp họp nhiều buổi thì lần nào cũng chọn đúng một tên, để số buổi và số người được cộng vào lớp ấy."),
};

struct view *view_rollcall(void)
{
	struct classes *c = VIEW_NEW(struct classes, &classes_ops);
	field_init(&c->other, FIELD_TEXT, CLASS_LETTERS);
	field_init(&c->day, FIELD_DATE, 20);
	return &c->view;
}
