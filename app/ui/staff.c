/* The staff's side: signing in, the people of the centre, the numbers, the content, a backup. */
#include "ui/views.h"

#include "base/file.h"
#include "base/i18n.h"
#include "secret/secret.h"
#include "ui/statistics.h"
#include "ui/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── signing in ── */

struct login {
	struct view view;
	struct field name, password;
	char fault[FAULT_BYTES];
};

enum { LOGIN_NAME = 1, LOGIN_PASSWORD };

static void login_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct login *l = (const struct login *)view;
	page_title(page, "%s", _("Nhân viên đăng nhập"));
	page_gap(page);
	page_field(page, LOGIN_NAME, _("Họ tên"), &l->name, _("Không dấu cũng được."),
		   NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	page_field(page, LOGIN_PASSWORD, _("Mật khẩu, hoặc mã dự phòng"), &l->password,
		   NULL, *l->fault ? l->fault : NULL);
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, _("Mũi tên"), _("ô khác"));
	page_key(page, "Esc", _("quay lại"));
}

static bool secret_fits(const struct staff *staff, const char *typed, bool *by_code)
{
	char code[RECOVERY_CODE_SIZE];
	if (password_verify(staff->password, typed))
		return true;
	*by_code = *staff->recovery && recovery_code_normalise(typed, code) &&
		   password_verify(staff->recovery, code);
	secret_wipe(code, sizeof(code));
	return *by_code;
}

/* The same words and about the same time for an unknown name and a wrong password. */
bool staff_prove(struct app *app, const char *name, const char *typed,
		 struct staff *staff, bool *by_code, char fault[FAULT_BYTES])
{
	struct err err = {0};
	char account[40];
	bool known = store_staff(app->store, name, staff, &err);
	snprintf(account, sizeof(account), "staff:%lld",
		 known ? (long long)staff->id : 0LL);
	*by_code = false;
	int wait = store_guard_wait(app->store, account);
	if (wait > 0) {
		snprintf(fault, FAULT_BYTES,
			 _("Đã gõ sai nhiều lần. Đợi %d giây rồi thử lại."), wait);
		return false;
	}
	if (!known)
		password_dummy_verify(typed);
	bool right = known && secret_fits(staff, typed, by_code);
	store_guard_note(app->store, account, right, &err);
	/* Only who knows the password learns that there is an account, and that it is closed. */
	if (!right)
		snprintf(fault, FAULT_BYTES, "%s",
			 app->staff.id ? _("Mật khẩu chưa đúng. Gõ lại nhé.")
				       : _("Tên hoặc mật khẩu chưa đúng. Gõ lại nhé."));
	else if (staff->closed)
		snprintf(fault, FAULT_BYTES, "%s",
			 _("Tài khoản này đã đóng. Muốn dùng lại, hãy nhờ người quản lý "
			   "mở lại."));
	return right && !staff->closed;
}

bool staff_refresh(struct app *app)
{
	struct staff staff;
	struct err err = {0};
	/* A preview has a store of its own, without accounts. */
	if (app->within)
		return true;
	bool there = store_staff(app->store, app->staff.name, &staff, &err) &&
		     staff.id == app->staff.id && !staff.closed;
	if (there)
		app->staff = staff;
	secret_wipe(&staff, sizeof(staff));
	/* A database that cannot be read just now sends nobody away. */
	return there || (err.kind != ERR_NONE && err.kind != ERR_NOUSER);
}

static void login_try(struct login *l, struct app *app)
{
	struct staff staff = {0};
	bool by_code;
	if (staff_prove(app, field_text(&l->name), field_text(&l->password), &staff,
			&by_code, l->fault)) {
		field_wipe(&l->password);
		app_staff(app, &staff);
		app_replace(app, view_staff());
		if (by_code)
			app_say(app, ROLE_STATUS, "%s",
				_("Vừa vào bằng mã dự phòng. Hãy đặt mật khẩu mới ở Tài "
				  "khoản nhân viên."));
	} else {
		field_wipe(&l->password);
	}
	secret_wipe(&staff, sizeof(staff));
}

static void login_choose(struct view *view, struct app *app, int id)
{
	if (id == LOGIN_NAME)
		view->focus = 1;
	else
		login_try((struct login *)view, app);
}

static struct field *login_field(struct view *view, int id)
{
	struct login *l = (struct login *)view;
	return id == LOGIN_NAME ? &l->name : &l->password;
}

static void login_free(struct view *view)
{
	struct login *l = (struct login *)view;
	field_release(&l->name);
	field_wipe(&l->password);
	field_release(&l->password);
}

static const struct view_ops login_ops = {
	.name = "staff-login",
	.draw = login_draw,
	.choose = login_choose,
	.field = login_field,
	.free = login_free,
	.help = N_("Chỗ này dành cho nhân viên. Học viên bấm Esc để quay lại."),
	.lobby = true,
};

struct view *view_staff_login(void)
{
	struct login *l = VIEW_NEW(struct login, &login_ops);
	field_init(&l->name, FIELD_TEXT, 60);
	field_init(&l->password, FIELD_SECRET, 64);
	return &l->view;
}

/* ── one learner ── */

struct person_view {
	struct view view;
	int64_t id;
	struct learner learner;
	struct record record;
	size_t finishes; /* completions ever, also those that count no more */
	bool voided; /* one of them was taken back */
	bool all_done; /* nothing is missing */
};

enum {
	PERSON_CONFIRM = 1,
	PERSON_CLEAR_PIN,
	PERSON_BACK,
	PERSON_CORRECT,
	PERSON_WITHDRAW,
	PERSON_ERASE,
	PERSON_WAIVE,
	PERSON_FINISHES
};

/* The law's days, of those who took their consent back. */
static void draw_withdrawn(const struct learner *learner, struct page *page)
{
	struct buf on = BUF_INIT, stop = BUF_INIT, erase = BUF_INIT;
	int day = day_of_instant(learner->withdrawn);
	day_format(&on, day);
	day_format(&stop, deadline_day(REQUEST_STOP, day));
	day_format(&erase, deadline_day(REQUEST_ERASE, day));
	page_gap(page);
	page_say(
		page, ROLE_WRONG,
		arena_printf(&page->arena,
			     _("Đã rút lại sự đồng ý ngày %s. Ngừng dùng thông tin trước "
			       "hết ngày %s; nếu yêu cầu xóa thì xóa trước hết ngày %s."),
			     on.data, stop.data, erase.data));
	buf_release(&on);
	buf_release(&stop);
	buf_release(&erase);
}

static void person_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct person_view *p = (const struct person_view *)view;
	const struct person *person = &p->learner.person;
	const struct ward *ward = region_ward(app->region, person->ward);
	struct buf words = BUF_INIT;
	char birth[16], where[120] = "", id[24];
	birth_format(&person->birth, birth);
	citizen_id_mask(person->id_hint, id);
	if (ward)
		ward_format(ward, where, sizeof(where));
	page_title(page, "%s", person->name);
	page_gap(page);
	page_textf(page, _("Sinh: %s. Giới tính: %s. Nơi ở: %s."), birth,
		   sex_word(person->sex), ward ? where : _("ngoài Hà Nội hoặc chưa rõ"));
	page_textf(page, _("Số định danh: %s. Mã PIN: %s."),
		   *id                ? id
		   : person->id_known ? _("đã có (không hiện)")
				      : _("chưa có"),
		   p->learner.has_pin ? _("có") : _("không"));
	page_gap(page);
	if (p->record.completed) {
		buf_adds(&words, _("Đã hoàn thành khóa học ngày "));
		day_format(&words, p->learner.completed_day);
		buf_addc(&words, '.');
		page_say(page, ROLE_RIGHT, words.data);
	} else {
		if (p->voided)
			page_say(
				page, ROLE_WRONG,
				_("Lần hoàn thành đã ghi bị bỏ, nên người này không được tính. "
				  "Xem vì sao, hoặc tính lại, ở “Các lần hoàn thành”."));
		completion_words(app->course, &p->record, &words);
		if (!p->voided || !p->all_done)
			app_text(app, page, words.data);
	}
	if (p->learner.withdrawn)
		draw_withdrawn(&p->learner, page);
	page_gap(page);
	page_item(page, PERSON_BACK, _("Quay lại danh sách"));
	if (p->record.completed)
		page_item(page, PERSON_CONFIRM,
			  _("Xác nhận trực tiếp: đúng là người này đã học"));
	else if (!p->learner.withdrawn && completion_defined(app->course))
		page_item(page, PERSON_WAIVE, _("Miễn phần còn thiếu: đã làm được rồi"));
	if (p->finishes)
		page_item(page, PERSON_FINISHES,
			  _("Các lần hoàn thành: xem, bỏ lần ghi nhầm"));
	if (p->learner.has_pin)
		page_item(page, PERSON_CLEAR_PIN, _("Bỏ mã PIN (học viên quên mã)"));
	page_item(page, PERSON_CORRECT, _("Sửa thông tin"));
	if (!p->learner.withdrawn)
		page_item(page, PERSON_WITHDRAW, _("Người này rút lại sự đồng ý"));
	page_item(page, PERSON_ERASE, _("Xóa thông tin của người này"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&words);
}

static bool read_finishes(struct person_view *p, struct app *app, struct err *err)
{
	struct finish *list;
	struct missing *missing;
	if (!store_finishes(app->store, p->id, &list, &p->finishes, err))
		return false;
	p->voided = false;
	for (size_t i = 0; i < p->finishes; i++)
		p->voided |= list[i].state == FINISH_VOIDED;
	free(list);
	p->all_done = completion_missing(app->course, &p->record, &missing) == 0;
	free(missing);
	return true;
}

static void person_shown(struct view *view, struct app *app)
{
	struct person_view *p = (struct person_view *)view;
	struct err err = {0};
	record_release(&p->record);
	if (!store_learner(app->store, p->id, &p->learner, &err) ||
	    !store_record(app->store, p->id, &p->record, &err) ||
	    !read_finishes(p, app, &err))
		app_fail(app, &err);
}

/* `user` is the view of the person, which lies under the question. */
static void withdraw(struct app *app, void *user)
{
	struct err err = {0};
	if (store_learner_withdraw(app->store, ((struct person_view *)user)->id, &err))
		app_say(app, ROLE_RIGHT, "%s", _("Đã ghi: người này rút lại sự đồng ý."));
	else
		app_fail(app, &err);
	((struct view *)user)->focus = 0;
	person_shown(user, app);
}

/* Copies that this program keeps in its own folder, and a log that a reader keeps. */
static void say_leftovers(struct app *app)
{
	struct err err = {0};
	struct buf text = BUF_INIT;
	char **names;
	size_t count;
	if (!store_old_copies(app->store, &names, &count, &err)) {
		app_fail(app, &err);
		return;
	}
	if (count)
		buf_printf(&text,
			   _("Các tệp này trong %s vẫn còn người vừa xóa. Hãy hủy "
			     "chúng, rồi sao lưu lại:\n"),
			   app->folder);
	for (size_t i = 0; i < count; i++) {
		buf_printf(&text, "%s\n", names[i]);
		free(names[i]);
	}
	free(names);
	if (store_erase_pending(app->store))
		buf_adds(&text,
			 _("Có cửa sổ khác đang đọc dữ liệu, nên tệp ghi tạm còn giữ "
			   "thông tin cũ. Hãy đóng các cửa sổ ấy: chương trình sẽ "
			   "tự dọn."));
	if (text.len)
		app_push(app, view_message(_("Còn bản cũ"), text.data));
	buf_release(&text);
}

static void erase_person(struct app *app, void *user)
{
	struct err err = {0};
	if (!store_learner_erase(app->store, ((struct person_view *)user)->id,
				 app->staff.name, &err)) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	app_say(app, ROLE_RIGHT, "%s", _("Đã xóa thông tin của người này."));
	say_leftovers(app);
}

static void confirm_person(struct app *app, void *user)
{
	struct err err = {0};
	if (store_completion_confirm(app->store, ((struct person_view *)user)->id,
				     app->staff.name, &err))
		app_say(app, ROLE_RIGHT, "%s", _("Đã xác nhận."));
	else
		app_fail(app, &err);
	person_shown(user, app);
}

static void ask_confirm(struct person_view *p, struct app *app)
{
	app_push(
		app,
		view_confirm(
			_("Xác nhận đã học"),
			arena_printf(
				&app->page.arena,
				_("Ghi rằng nhân viên đã gặp %s và biết chắc người này đã học. Từ đó người này được tính là đã xác nhận trong số liệu. Ghi nhầm thì bỏ được ở “Các lần hoàn thành”."),
				p->learner.person.name),
			_("Đúng, xác nhận"), confirm_person, p));
}

static void ask_withdraw(struct person_view *p, struct app *app)
{
	app_push(
		app,
		view_confirm(
			_("Rút lại sự đồng ý"),
			_("Từ nay trung tâm không dùng thông tin của người này nữa. Theo luật: dừng xử lý trong 15 ngày, xóa trong 20 ngày nếu người này yêu cầu."),
			_("Ghi là đã rút lại"), withdraw, p));
}

static void ask_erase(struct person_view *p, struct app *app)
{
	app_push(
		app,
		view_confirm(
			_("Xóa thông tin"),
			arena_printf(
				&app->page.arena,
				_("Xóa họ tên, ngày sinh, điện thoại, số định danh và mã PIN của %s. Xóa rồi không lấy lại được. Số người đã học trước nay vẫn giữ nguyên. Các bản sao lưu cũ vẫn còn thông tin này: hãy tự hủy."),
				p->learner.person.name),
			_("Xóa hẳn"), erase_person, p));
}

static void clear_pin(struct person_view *p, struct app *app)
{
	struct err err = {0};
	if (!store_learner_pin(app->store, p->id, NULL, &err) ||
	    !store_note(app->store, "pin-cleared", p->id, "", &err)) {
		app_fail(app, &err);
		return;
	}
	app_say(app, ROLE_RIGHT, "%s", _("Đã bỏ mã PIN."));
	person_shown(&p->view, app);
}

static void person_choose(struct view *view, struct app *app, int id)
{
	struct person_view *p = (struct person_view *)view;
	switch (id) {
	case PERSON_BACK:
		app_pop(app);
		break;
	case PERSON_CORRECT:
		app_push(app, view_correct(&p->learner));
		break;
	case PERSON_FINISHES:
		app_push(app, view_finishes(p->id, p->learner.person.name));
		break;
	case PERSON_WAIVE:
		app_push(app, view_waive(p->id, p->learner.person.name));
		break;
	case PERSON_CONFIRM:
		ask_confirm(p, app);
		break;
	case PERSON_WITHDRAW:
		ask_withdraw(p, app);
		break;
	case PERSON_ERASE:
		ask_erase(p, app);
		break;
	case PERSON_CLEAR_PIN:
		clear_pin(p, app);
		break;
	default:
		break;
	}
}

static void person_free(struct view *view)
{
	record_release(&((struct person_view *)view)->record);
}

static const struct view_ops person_ops = {
	.name = "person",
	.draw = person_draw,
	.choose = person_choose,
	.shown = person_shown,
	.free = person_free,
	.help = N_(
		"Thông tin và kết quả học của một người. Số định danh không bao giờ hiện ra."),
};

struct view *view_person(int64_t id)
{
	struct person_view *p = VIEW_NEW(struct person_view, &person_ops);
	p->id = id;
	return &p->view;
}

/* ── the people of the centre ── */

#define PEOPLE_SHOWN 200

struct people {
	struct view view;
	struct field query;
	struct learner *found;
	size_t count;
	bool unread; /* looking failed: that is not "nobody" */
};

enum { PEOPLE_QUERY = 1, PEOPLE_ROLLCALL, PEOPLE_FOUND };

static void people_search(struct people *p, struct app *app)
{
	struct err err = {0};
	free(p->found);
	p->found = NULL;
	p->count = 0;
	p->unread = !store_learner_find(app->store, field_text(&p->query), PEOPLE_SHOWN,
					&p->found, &p->count, &err);
	if (p->unread)
		app_say(app, ROLE_WRONG, "%s", err.text);
}

/* Whoever has typed a name goes down to that person, not to the roll call. */
static bool is_searching(const struct people *p)
{
	return *field_text(&p->query);
}

static void people_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct people *p = (const struct people *)view;
	page_title(page, "%s", _("Học viên"));
	page_numbering(page, false);
	page_field(page, PEOPLE_QUERY, _("Tìm theo tên hoặc chữ cái đầu"), &p->query,
		   NULL, NULL);
	page_field_tag(page, typing_tag(&app->typing));
	if (!is_searching(p))
		page_item(page, PEOPLE_ROLLCALL, _("Điểm danh một buổi học"));
	page_gap(page);
	for (size_t i = 0; i < p->count; i++) {
		const struct learner *learner = &p->found[i];
		page_item(page, PEOPLE_FOUND + (int)i, learner->person.name);
		page_note(page,
			  arena_printf(&page->arena, "%d  %s", learner->person.birth.year,
				       learner->completed ? _("hoàn thành")
							  : _("đang học")));
	}
	if (!p->count && !p->unread)
		page_text(page, _("Chưa có học viên nào như vậy."));
	if (p->count == PEOPLE_SHOWN)
		page_say(page, ROLE_HINT, _("Còn người khác nữa: gõ thêm chữ để tìm."));
	if (is_searching(p)) {
		page_gap(page);
		page_item(page, PEOPLE_ROLLCALL, _("Điểm danh một buổi học"));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("xem"));
	page_key(page, "Esc", _("quay lại"));
}

static void people_choose(struct view *view, struct app *app, int id)
{
	struct people *p = (struct people *)view;
	if (id == PEOPLE_QUERY) {
		view->focus = p->count && !is_searching(p) ? 2 : 1;
		view->follow = true;
	} else if (id == PEOPLE_ROLLCALL)
		app_push(app, view_rollcall());
	else if ((size_t)(id - PEOPLE_FOUND) < p->count)
		app_push(app, view_person(p->found[id - PEOPLE_FOUND].id));
}

static struct field *people_field(struct view *view, int id)
{
	(void)id;
	return &((struct people *)view)->query;
}

static void people_changed(struct view *view, struct app *app, int id)
{
	(void)id;
	people_search((struct people *)view, app);
}

static void people_shown(struct view *view, struct app *app)
{
	people_search((struct people *)view, app);
}

static void people_free(struct view *view)
{
	struct people *p = (struct people *)view;
	field_release(&p->query);
	free(p->found);
}

static const struct view_ops people_ops = {
	.name = "people",
	.draw = people_draw,
	.choose = people_choose,
	.field = people_field,
	.changed = people_changed,
	.shown = people_shown,
	.free = people_free,
	.help = N_(
		"Gõ tên để tìm. Mở một người để xem họ còn thiếu gì, bỏ mã PIN khi họ quên, hoặc xác nhận họ đã học."),
};

static struct view *view_people(void)
{
	struct people *p = VIEW_NEW(struct people, &people_ops);
	field_init(&p->query, FIELD_SEARCH, 40);
	return &p->view;
}

/* ── the staff's home ── */

enum {
	STAFF_PEOPLE = 1,
	STAFF_NUMBERS,
	STAFF_CONTENT,
	STAFF_STATISTICS,
	STAFF_BACKUP,
	STAFF_AUDIT,
	STAFF_ACCOUNTS,
	STAFF_LEAVE
};

static void staff_draw(const struct view *view, const struct app *app, struct page *page)
{
	(void)view;
	page_title(page, _("Nhân viên – %s"), app->centre.name);
	page_gap(page);
	page_item(page, STAFF_PEOPLE, _("Học viên: tìm người, điểm danh, bỏ mã PIN"));
	page_item(page, STAFF_NUMBERS,
		  _("Số liệu: tiến tới chỉ tiêu, ghi ra tệp để nộp"));
	page_item(page, STAFF_CONTENT, _("Nội dung: xem, kiểm tra, sửa bài"));
	if (app_finding_count(app))
		page_note(page, arena_printf(&page->arena, _("%zu chỗ cần xem"),
					     app_finding_count(app)));
	page_item(page, STAFF_STATISTICS,
		  _("Thống kê: câu nào khó, mọi người vấp ở đâu"));
	page_item(page, STAFF_BACKUP, _("Sao lưu dữ liệu"));
	page_item(page, STAFF_AUDIT, _("Ai đã làm gì với hồ sơ, khi nào"));
	page_item(page, STAFF_ACCOUNTS,
		  _("Tài khoản nhân viên: đổi mật khẩu, thêm người"));
	page_item(page, STAFF_LEAVE, _("Xong, trả máy cho học viên"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "F10", _("nghỉ"));
}

static bool copy(struct app *app, void *path, struct err *err)
{
	return store_backup(app->store, path, NULL, NULL, err) &&
	       store_note(app->store, "backup", 0, strrchr(path, '/') + 1, err);
}

static void backup(struct app *app)
{
	char when[20];
	instant_format_iso(clock_now(app->clock), when);
	for (char *p = when; *p; p++)
		if (*p == ':')
			*p = '-';
	char *path = xasprintf("%s/sao-luu-%s.db", app->folder, when);
	if (work_done(app, _("Đang sao lưu"), copy, path)) {
		char *text = xasprintf(
			_("Đã sao lưu và kiểm tra lại bản sao. Bản sao nằm ở:\n%s\nHãy chép nó sang một ổ khác và cất kỹ: trong đó có thông tin của học viên."),
			path);
		app_push(app, view_message(_("Sao lưu xong"), text));
		free(text);
	}
	free(path);
}

static void staff_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	switch (id) {
	case STAFF_PEOPLE:
		app_push(app, view_people());
		break;
	case STAFF_NUMBERS:
		app_push(app, view_dashboard());
		break;
	case STAFF_CONTENT:
		app_push(app, view_browse());
		break;
	case STAFF_STATISTICS:
		app_push(app, view_statistics());
		break;
	case STAFF_BACKUP:
		backup(app);
		break;
	case STAFF_AUDIT:
		app_push(app, view_audit());
		break;
	case STAFF_ACCOUNTS:
		app_push(app, view_accounts());
		break;
	case STAFF_LEAVE:
		app_staff(app, NULL);
		app_leave(app);
		break;
	}
}

static void staff_back(struct view *view, struct app *app)
{
	(void)view;
	app_push(app, view_quit());
}

static const struct view_ops staff_ops = {
	.name = "staff",
	.draw = staff_draw,
	.choose = staff_choose,
	.back = staff_back,
	.help = N_("Trang của nhân viên. Xong việc nhớ chọn “Trả máy cho học viên”."),
};

struct view *view_staff(void)
{
	return view_new(&staff_ops, sizeof(struct view));
}
