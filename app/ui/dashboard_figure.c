/* How many people of the age that is asked for live in a ward, or in the whole city: what rates are
 * made of. An administrator writes it down with its source and its day; every figure ever entered is
 * kept. Many at once come from a file: kynangso population import. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "course/workage.h"
#include "text/clean.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct figure_view {
	struct view view;
	struct dashboard *board;
	const struct ward *ward; /* NULL: the whole city */
	struct field people, source, day;
	char faults[4][FAULT_BYTES]; /* by the ids below */
};

enum { FIGURE_PEOPLE = 1, FIGURE_SOURCE, FIGURE_DAY, FIGURE_SAVE };

static const struct figure *figure_now(const struct figure_view *f)
{
	const struct board *board = &f->board->board;
	if (!f->ward)
		return board->city.figure;
	for (size_t i = 0; i < board->ward_count; i++)
		if (board->wards[i].ward == f->ward)
			return board->wards[i].figure;
	return NULL;
}

static void draw_now(const struct figure_view *f, struct page *page)
{
	const struct figure *figure = figure_now(f);
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena, _("Độ tuổi: %s."),
			      definition_words(f->board->board.request.definition)));
	if (!figure)
		page_text(page, _("Chưa có số nào cho độ tuổi này."));
	else if (*figure->entered_by)
		/* TRANSLATORS: number of people, source with its day, who entered it. */
		page_textf(page, _("Đang dùng: %s (%s), do %s nhập."),
			   number_words(page, figure->people), figure->source,
			   figure->entered_by);
	else
		page_textf(page, _("Đang dùng: %s (%s)."),
			   number_words(page, figure->people), figure->source);
}

static void figure_field(const struct figure_view *f, struct page *page, int id,
			 const char *label, const struct field *field, const char *hint)
{
	page_field(page, id, label, field, hint, *f->faults[id] ? f->faults[id] : NULL);
}

static void figure_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct figure_view *f = (const struct figure_view *)view;
	char name[120] = "";
	if (f->ward)
		ward_format(f->ward, name, sizeof(name));
	page_title(page, _("Số người: %s"), f->ward ? name : app->region->title);
	page_numbering(page, false);
	draw_now(f, page);
	page_gap(page);
	figure_field(f, page, FIGURE_PEOPLE, _("Số người trong độ tuổi"), &f->people,
		     NULL);
	figure_field(f, page, FIGURE_SOURCE, _("Nguồn: văn bản nào của cơ quan nào"),
		     &f->source, NULL);
	page_field_tag(page, typing_tag(&app->typing));
	figure_field(f, page, FIGURE_DAY, _("Ngày của số liệu"), &f->day,
		     _("Ví dụ 30/6/2026."));
	page_gap(page);
	page_item(page, FIGURE_SAVE, _("Lưu số này"));
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, _("Mũi tên"), _("ô khác"));
	page_key(page, "Esc", _("quay lại"));
}

static bool complain(struct figure_view *f, int id, const char *fault)
{
	snprintf(f->faults[id], sizeof(f->faults[id]), "%s", fault);
	return false;
}

static int64_t everybody(const struct region *region, const struct ward *ward)
{
	int64_t sum = 0;
	for (size_t i = 0; !ward && i < region->ward_count; i++)
		sum += region->wards[i].population;
	return ward ? ward->population : sum;
}

static bool take_people(struct figure_view *f, const struct app *app, int64_t *people)
{
	int64_t micro, most = everybody(app->region, f->ward);
	struct buf number = BUF_INIT;
	char fault[FAULT_BYTES];
	if (!number_parse(field_text(&f->people), &micro) || micro <= 0 ||
	    micro % NUMBER_MICRO)
		return complain(f, FIGURE_PEOPLE,
				_("Cần một số nguyên lớn hơn 0, ví dụ 39664."));
	*people = micro / NUMBER_MICRO;
	if (*people <= most)
		return true;
	number_format(&number, most);
	snprintf(fault, sizeof(fault),
		 _("Nhiều hơn tổng số dân mọi lứa tuổi, là %s. Hãy xem lại."),
		 number.data);
	buf_release(&number);
	return complain(f, FIGURE_PEOPLE, fault);
}

static bool take_source(struct figure_view *f, char *source, size_t size)
{
	char *tidy = text_tidy(field_text(&f->source));
	bool ok = tidy && *tidy && strlen(tidy) < size &&
		  text_clean(tidy, strlen(tidy), false, NULL, NULL);
	if (ok)
		snprintf(source, size, "%s", tidy);
	free(tidy);
	return ok ||
	       complain(f, FIGURE_SOURCE,
			_("Ghi văn bản nào cho số này, vì báo cáo phải nêu nguồn."));
}

static bool take_day(struct figure_view *f, const struct app *app, int *day)
{
	enum precision precision;
	struct date date;
	struct err err = {0};
	if (!date_parse_people(field_text(&f->day), &date, &precision, &err))
		return complain(f, FIGURE_DAY, err.text);
	*day = day_of(date);
	if (precision != PRECISION_DAY)
		return complain(f, FIGURE_DAY,
				_("Viết đủ ngày, tháng, năm, ví dụ 30/6/2026."));
	if (*day > clock_today(app->clock))
		return complain(f, FIGURE_DAY,
				_("Ngày này chưa tới. Ghi ngày của số liệu."));
	return true;
}

static void go_to_fault(struct figure_view *f)
{
	for (int id = FIGURE_DAY; id >= FIGURE_PEOPLE; id--)
		if (*f->faults[id])
			f->view.focus = (size_t)id - FIGURE_PEOPLE;
	f->view.follow = true;
}

static void figure_save(struct figure_view *f, struct app *app)
{
	struct err err = {0};
	struct population p = {.definition = f->board->board.request.definition};
	memset(f->faults, 0, sizeof(f->faults));
	bool ok = take_people(f, app, &p.people);
	ok = take_source(f, p.source, sizeof(p.source)) && ok;
	ok = take_day(f, app, &p.day) && ok;
	if (!ok) {
		go_to_fault(f);
		return;
	}
	if (f->ward)
		snprintf(p.ward, sizeof(p.ward), "%s", f->ward->code);
	snprintf(p.entered_by, sizeof(p.entered_by), "%s", app->staff.name);
	if (!store_population_put(app->store, &p, &err)) {
		app_fail(app, &err);
		return;
	}
	/* The views below show what this one has changed. */
	if (!dashboard_load(f->board, app))
		return;
	app_pop(app);
	app_say(app, ROLE_RIGHT, "%s", _("Đã lưu số người, kèm nguồn và ngày."));
}

static void figure_choose(struct view *view, struct app *app, int id)
{
	if (id == FIGURE_SAVE)
		figure_save((struct figure_view *)view, app);
	else
		view->focus++;
}

static struct field *figure_written(struct view *view, int id)
{
	struct figure_view *f = (struct figure_view *)view;
	return id == FIGURE_PEOPLE   ? &f->people
	       : id == FIGURE_SOURCE ? &f->source
				     : &f->day;
}

static void figure_changed(struct view *view, struct app *app, int id)
{
	(void)app;
	*((struct figure_view *)view)->faults[id] = '\0';
}

static void figure_free(struct view *view)
{
	struct figure_view *f = (struct figure_view *)view;
	field_release(&f->people);
	field_release(&f->source);
	field_release(&f->day);
}

static const struct view_ops figure_ops = {
	.name = "figure",
	.draw = figure_draw,
	.choose = figure_choose,
	.field = figure_written,
	.changed = figure_changed,
	.free = figure_free,
	.help = N_(
		"Số người trong độ tuổi đang xem, để tính tỷ lệ. Không cơ quan nào công bố số này theo phường, xã, nên phải ghi lấy từ đâu và của ngày nào.\n"
		"Số mới không xóa số cũ: ngày nào thì lấy số mới nhất tính đến ngày ấy. Muốn đổi độ tuổi thì quay ra “Đổi ngày, độ tuổi, mức học”.\n"
		"Nhập nhiều nơi một lúc: kynangso population import."),
};

struct view *view_figure(struct dashboard *dashboard, const struct ward *ward)
{
	struct figure_view *f = VIEW_NEW(struct figure_view, &figure_ops);
	f->board = dashboard;
	f->ward = ward;
	field_init(&f->people, FIELD_NUMBER, 12);
	field_init(&f->source, FIELD_TEXT, 90);
	field_init(&f->day, FIELD_DATE, 20);
	return &f->view;
}
