/* The meetings of one class: on which days it met and how many came. One opened is its roll, where
 * names stand and can be corrected; a day that was forgotten is entered the same way. */
#include "ui/views.h"

#include "base/i18n.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>

struct meetings {
	struct view view;
	char *name; /* of the class */
	struct class_meeting *list;
	size_t count;
	struct field day;
	char fault[FAULT_BYTES];
};

enum { MEETING_DAY = 1, MEETING_FIRST };

bool roll_day(const char *text, int today, int *day, struct err *err)
{
	enum precision precision;
	struct date date;
	if (!date_parse_people(text, &date, &precision, err))
		return false;
	if (precision != PRECISION_DAY)
		return err_set(err, ERR_DATA,
			       _("Viết đủ ngày, tháng, năm, ví dụ 15/11/2026."));
	*day = day_of(date);
	if (*day > today)
		return err_set(err, ERR_DATA,
			       _("Ngày này chưa tới. Gõ hôm nay hoặc một ngày đã qua."));
	if (*day < ROLL_FIRST_DAY)
		return err_set(
			err, ERR_DATA,
			_("Ngày này lâu quá rồi. Gõ một ngày từ năm 2020 đến nay."));
	return true;
}

static void meetings_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct meetings *m = (const struct meetings *)view;
	struct buf day = BUF_INIT;
	(void)app;
	page_title(page, _("Các buổi: %s"), m->name);
	page_numbering(page, false);
	for (size_t i = 0; i < m->count; i++) {
		buf_reset(&day);
		day_format(&day, m->list[i].day);
		page_item(page, MEETING_FIRST + (int)i, day.data);
		page_note(page, arena_printf(&page->arena, _("%s người"),
					     number_text(m->list[i].people).s));
	}
	if (!m->count)
		page_text(page, _("Chưa có buổi nào được điểm danh."));
	page_gap(page);
	page_field(page, MEETING_DAY, _("Buổi của ngày khác"), &m->day,
		   _("Ví dụ 15/11/2026. Gõ xong bấm Enter để ghi bù."),
		   *m->fault ? m->fault : NULL);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&day);
}

static void meetings_shown(struct view *view, struct app *app)
{
	struct meetings *m = (struct meetings *)view;
	struct err err = {0};
	free(m->list);
	if (!store_meetings(app->store, m->name, &m->list, &m->count, &err))
		app_fail(app, &err);
}

static void open_day(const struct meetings *m, struct app *app, int day)
{
	app_push(app, view_roll(m->name, day, day != store_day(app->store)));
}

static void meetings_choose(struct view *view, struct app *app, int id)
{
	struct meetings *m = (struct meetings *)view;
	struct err err = {0};
	int day;
	*m->fault = '\0';
	if (id >= MEETING_FIRST && (size_t)(id - MEETING_FIRST) < m->count) {
		open_day(m, app, m->list[id - MEETING_FIRST].day);
	} else if (id == MEETING_DAY &&
		   roll_day(field_text(&m->day), store_day(app->store), &day, &err)) {
		field_set(&m->day, "");
		open_day(m, app, day);
	} else {
		snprintf(m->fault, sizeof(m->fault), "%s", err.text);
	}
}

static struct field *meetings_field(struct view *view, int id)
{
	(void)id;
	return &((struct meetings *)view)->day;
}

static void meetings_free(struct view *view)
{
	struct meetings *m = (struct meetings *)view;
	field_release(&m->day);
	free(m->list);
	free(m->name);
}

static const struct view_ops meetings_ops = {
	.name = "meetings",
	.draw = meetings_draw,
	.choose = meetings_choose,
	.field = meetings_field,
	.shown = meetings_shown,
	.free = meetings_free,
	.help = N_(
		"Các ngày lớp này đã họp, buổi gần nhất đứng trước, và có bao nhiêu người. Bấm Enter ở một buổi để xem ai có mặt, thêm người bị quên hoặc bỏ người ghi nhầm.\n"
		"Quên điểm danh cả buổi: gõ ngày ấy vào ô dưới cùng. Số đếm của những ngày đã qua đổi theo, và ai sửa thì được ghi lại."),
};

struct view *view_meetings(const char *name)
{
	struct meetings *m = VIEW_NEW(struct meetings, &meetings_ops);
	m->name = xstrdup(name);
	field_init(&m->day, FIELD_DATE, 20);
	return &m->view;
}
