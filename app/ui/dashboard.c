/* The first screen of the dashboard, and how its question is changed. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "course/goal.h"
#include "text/number.h"
#include "ui/views.h"
#include "ui/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── asking ── */

static bool load(struct app *app, void *user, struct err *err)
{
	struct dashboard *d = user;
	struct aim aim;
	/* The first question is the one the goal was set for. */
	if (!d->asked.region && aim_load(&aim, app->store, app->region))
		d->asked.definition = aim.goal.definition;
	d->asked.region = app->region;
	return board_load(&d->board, app->store, &d->asked, err);
}

bool dashboard_load(struct dashboard *d, struct app *app)
{
	if (d->today)
		d->asked.day = clock_today(app->clock);
	d->loaded = work_done(app, _("Đang đếm"), load, d);
	return d->loaded;
}

/* ── the first screen ── */

enum {
	BOARD_WARDS = 1,
	BOARD_MONTHS,
	BOARD_PEOPLE,
	BOARD_CLASSES,
	BOARD_EXPORT,
	BOARD_LOOK,
	BOARD_GOAL,
	BOARD_REVIEW,
	BOARD_RECOUNT,
};

static void draw_items(struct page *page, const struct app *app,
		       const struct dashboard *d)
{
	page_item(page, BOARD_WARDS, _("Từng phường, xã"));
	page_item(page, BOARD_MONTHS, _("Từng tháng, nhịp độ và dự báo"));
	page_item(page, BOARD_PEOPLE, _("Người của trung tâm: ai được tính, ai chưa"));
	page_item(page, BOARD_CLASSES, _("Từng lớp: ai đã học, ai được tính"));
	page_item(page, BOARD_EXPORT, _("Ghi số liệu ra tệp để nộp"));
	page_item(page, BOARD_LOOK, _("Đổi ngày, độ tuổi, mức học"));
	page_item(page, BOARD_GOAL,
		  app->staff.role == STAFF_ADMIN ? _("Xem và đổi chỉ tiêu")
						 : _("Xem các chỉ tiêu"));
	page_item(page, BOARD_REVIEW, _("Hồ sơ có thể trùng: một người hay hai người?"));
	if (d->loaded && d->board.pairs.waiting)
		page_note(page, arena_printf(&page->arena, _("%s cặp chờ xem"),
					     number_words(page, d->board.pairs.waiting)));
	page_item(page, BOARD_RECOUNT, _("Đếm lại từ đầu theo nhật ký, để đối chiếu"));
}

static void board_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct dashboard *d = (const struct dashboard *)view;
	const struct board *b = &d->board;
	struct buf words = BUF_INIT;
	page_title(page, _("Chỉ tiêu, hết %s"), day_words(page, d->asked.day));
	if (d->loaded) {
		page_heading(page, b->city.name);
		draw_headline(page, b, &b->city);
		if (!b->trend.pace.months && b->trend.pace.needed) {
			pace_words(&b->trend.pace, &words);
			buf_addc(&words, ' ');
		}
		forecast_words(&b->trend.pace, b->goal, &words);
		page_text(page, words.data);
	}
	page_gap(page);
	draw_items(page, app, d);
	if (d->loaded) {
		page_gap(page);
		draw_sources(page, app, b);
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&words);
}

static bool recount(struct app *app, void *user, struct err *err)
{
	return store_recount(app->store, false, user, err);
}

/* Also the way out where the rule about ages has changed and nothing can be counted. */
static void do_recount(struct dashboard *d, struct app *app)
{
	bool equal = true;
	if (!work_done(app, _("Đang đếm lại theo nhật ký"), recount, &equal))
		return;
	if (dashboard_load(d, app))
		app_say(app, ROLE_RIGHT, "%s",
			equal ? _("Đã đếm lại theo nhật ký: khớp từng số.")
			      : _("Số đếm trước đó bị lệch; nay đã đếm lại theo nhật ký."));
}

static void board_choose(struct view *view, struct app *app, int id)
{
	struct dashboard *d = (struct dashboard *)view;
	if (id == BOARD_RECOUNT) {
		do_recount(d, app);
		return;
	}
	if (id == BOARD_LOOK) {
		app_push(app, view_look(d));
		return;
	}
	if (id == BOARD_REVIEW) {
		app_push(app, view_pairs());
		return;
	}
	if (!d->loaded && !dashboard_load(d, app))
		return;
	switch (id) {
	case BOARD_WARDS:
		app_push(app, view_wards(d));
		break;
	case BOARD_MONTHS:
		app_push(app, view_months(d));
		break;
	case BOARD_PEOPLE:
		app_push(app, view_people_counted(d, NULL));
		break;
	case BOARD_CLASSES:
		app_push(app, view_classes(d));
		break;
	case BOARD_EXPORT:
		app_push(app, view_export(d, NULL));
		break;
	case BOARD_GOAL:
		app_push(app, view_goals(d));
		break;
	}
}

/* A message about a failure must not take the screen along: counting again is offered here. */
static void board_shown(struct view *view, struct app *app)
{
	struct dashboard *d = (struct dashboard *)view;
	struct err err = {0};
	if (d->today)
		d->asked.day = clock_today(app->clock);
	switch (work_run(app, _("Đang đếm"), load, d, &err)) {
	case WORK_DONE:
		d->loaded = true;
		return;
	case WORK_STOPPED:
		d->loaded = false;
		app_say(app, ROLE_STATUS, "%s", _("Đã dừng trước khi đếm xong."));
		return;
	case WORK_FAILED:
		d->loaded = false;
		app_say(app, ROLE_WRONG, "%s", err.text);
	}
}

static void board_free(struct view *view)
{
	board_release(&((struct dashboard *)view)->board);
}

static const struct view_ops board_ops = {
	.name = "dashboard",
	.draw = board_draw,
	.choose = board_choose,
	.shown = board_shown,
	.free = board_free,
	.help = N_(
		"Mỗi người chỉ được đếm một lần trong cả thành phố, ở phường, xã nơi họ sống.\n"
		"Trên thanh: phần đặc là người chắc chắn được tính, phần sọc là người chưa rõ, vạch đứng là chỉ tiêu.\n"
		"Dấu ~ trước một số nghĩa là số ước lượng, vì chưa ai nhập số dân của nơi đó.\n"
		"Lệnh kynangso count cho cùng những số này."),
};

struct view *view_dashboard(void)
{
	struct dashboard *d = VIEW_NEW(struct dashboard, &board_ops);
	d->today = true;
	d->asked = (struct board_request){
		.definition = DEFINITION_LAW,
		.trained = TRAINED_COMPLETED,
		.window = TREND_WINDOW,
	};
	return &d->view;
}

/* ── the question ── */

struct look {
	struct view view;
	struct dashboard *board;
	struct field day;
	char fault[FAULT_BYTES];
};

enum { LOOK_DAY = 1, LOOK_DEFINITION, LOOK_TRAINED, LOOK_WINDOW, LOOK_DONE };

static const char *age_words(enum definition definition)
{
	static const char *const words[DEFINITIONS] = {
		[DEFINITION_LAW] = N_("độ tuổi lao động theo luật"),
		[DEFINITION_15_64] = N_("từ 15 đến 64 tuổi"),
		[DEFINITION_18_UP] = N_("từ 18 tuổi trở lên"),
	};
	return _(words[definition]);
}

static void look_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct look *l = (const struct look *)view;
	const struct board_request *asked = &l->board->asked;
	page_title(page, "%s", _("Đếm thế nào"));
	page_numbering(page, false);
	page_field(page, LOOK_DAY, _("Tính đến hết ngày"), &l->day,
		   _("Ví dụ 30/6/2026. Để trống là hôm nay. Gõ xong bấm Enter."),
		   *l->fault ? l->fault : NULL);
	page_gap(page);
	page_item(page, LOOK_DEFINITION,
		  arena_printf(&page->arena, _("Độ tuổi: %s"),
			       age_words(asked->definition)));
	page_item(page, LOOK_TRAINED,
		  arena_printf(&page->arena, _("Đếm người: %s"),
			       reading_words(asked->trained)));
	page_item(page, LOOK_WINDOW,
		  arena_printf(&page->arena, _("Nhịp độ: theo %d tháng gần nhất"),
			       asked->window));
	page_item(page, LOOK_DONE, _("Xong, xem số liệu"));
	page_gap(page);
	page_say(
		page, ROLE_HINT,
		_("Bấm Enter ở một dòng để đổi. Đổi ở đây chỉ là để xem, không sửa dữ liệu nào."));
	if (asked->day > clock_today(app->clock))
		page_say(
			page, ROLE_HINT,
			_("Ngày này chưa tới. Số này tính như thể từ nay không có ai học thêm."));
	if (asked->definition != DEFINITION_LAW)
		page_say(page, ROLE_HINT,
			 _("Chỉ có tỷ lệ ở nơi đã nhập số người theo đúng độ tuổi này."));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đổi"));
	page_key(page, "Esc", _("quay lại"));
}

/* An empty field is today, and stays today tomorrow. */
static bool take_day(struct look *l, struct app *app)
{
	struct dashboard *d = l->board;
	enum precision precision;
	struct date date;
	struct err err = {0};
	const char *text = field_text(&l->day);
	*l->fault = '\0';
	d->today = !*text;
	if (d->today) {
		d->asked.day = clock_today(app->clock);
		return true;
	}
	if (date_parse_people(text, &date, &precision, &err) &&
	    precision != PRECISION_DAY)
		err_set(&err, ERR_DATA, _("Viết đủ ngày, tháng, năm, ví dụ 30/6/2026."));
	if (err.kind) {
		snprintf(l->fault, sizeof(l->fault), "%s", err.text);
		return false;
	}
	d->asked.day = day_of(date);
	return true;
}

static void look_choose(struct view *view, struct app *app, int id)
{
	struct look *l = (struct look *)view;
	struct board_request *asked = &l->board->asked;
	switch (id) {
	case LOOK_DAY:
		if (take_day(l, app))
			view->focus = 1;
		break;
	case LOOK_DEFINITION:
		asked->definition =
			(enum definition)((asked->definition + 1) % DEFINITIONS);
		break;
	case LOOK_TRAINED:
		asked->trained = (enum trained)((asked->trained + 1) % TRAINED_READINGS);
		break;
	case LOOK_WINDOW:
		asked->window = asked->window >= 12 ? 3 : asked->window * 2;
		break;
	case LOOK_DONE:
		if (take_day(l, app))
			app_pop(app);
		else
			view->focus = 0;
		break;
	}
}

static struct field *look_field(struct view *view, int id)
{
	(void)id;
	return &((struct look *)view)->day;
}

/* What was typed counts also for those who leave by Esc; what is no date is not taken. */
static void look_back(struct view *view, struct app *app)
{
	struct look *l = (struct look *)view;
	if (!take_day(l, app)) {
		l->board->today = true;
		app_say(app, ROLE_STATUS, "%s",
			_("Ngày vừa gõ chưa đúng nên lấy ngày hôm nay."));
	}
	app_pop(app);
}

static void look_free(struct view *view)
{
	field_release(&((struct look *)view)->day);
}

static const struct view_ops look_ops = {
	.name = "look",
	.draw = look_draw,
	.choose = look_choose,
	.field = look_field,
	.back = look_back,
	.free = look_free,
	.help = N_(
		"Ở đây chọn cách đếm để xem: đến hết ngày nào, ai trong độ tuổi, thế nào là đã học.\n"
		"Đã dự học: có mặt ít nhất một buổi. Đã hoàn thành: đạt yêu cầu của khóa học. Đã xác nhận: nhân viên đã gặp và xác nhận."),
};

struct view *view_look(struct dashboard *dashboard)
{
	struct look *l = VIEW_NEW(struct look, &look_ops);
	struct buf day = BUF_INIT;
	l->board = dashboard;
	field_init(&l->day, FIELD_DATE, 20);
	if (!dashboard->today) {
		day_format(&day, dashboard->asked.day);
		field_set(&l->day, day.data);
	}
	buf_release(&day);
	return &l->view;
}
