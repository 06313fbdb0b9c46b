/* Handing in: the numbers on the screen as a file. The same table and the same forms as `kynangso
 * count`; no names are in it. */
#include "ui/dashboard.h"

#include "base/file.h"
#include "base/i18n.h"
#include "report/counts.h"
#include "report/letterhead.h"
#include "report/published.h"
#include "report/results.h"
#include "report/save.h"
#include "text/number.h"
#include "ui/views.h"
#include "ui/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODE_PUBLIC 0644 /* sums only */

/* What is in a file: the whole report of a period, or the count on the day divided in some way. */
static const struct {
	const char *words, *name; /* the name is part of the file's */
	unsigned by; /* of the count; 0: the whole report */
} contents[] = {
	{N_("Nội dung: bảng nộp đầy đủ của một kỳ"), "bao-cao", 0},
	{N_("Nội dung: số người theo phường, xã"), "phuong-xa", BY_WARD},
	{N_("Nội dung: theo phường, xã và giới tính"), "phuong-xa-gioi-tinh",
	 BY_WARD | BY_SEX},
	{N_("Nội dung: theo phường, xã, giới tính và tuổi"), "phuong-xa-gioi-tinh-tuoi",
	 BY_WARD | BY_SEX | BY_AGE},
	{N_("Nội dung: theo tháng"), "thang", BY_MONTH},
	{N_("Nội dung: theo phường, xã và tháng"), "phuong-xa-thang", BY_WARD | BY_MONTH},
};

enum period { PERIOD_YEAR, PERIOD_QUARTER, PERIOD_MONTH, PERIOD_ALL, PERIODS };

struct export
{
	struct view view;
	struct dashboard *board;
	const struct ward *ward; /* NULL: all */
	size_t content;
	enum period period; /* of the whole report */
	bool outside; /* small numbers hidden, for people outside */
};

/* The first day of the period that holds the day asked. */
static int first_day(const struct export *e)
{
	struct date date = date_of(e->board->asked.day);
	if (e->period == PERIOD_ALL)
		return 0;
	if (e->period == PERIOD_YEAR)
		date.month = 1;
	else if (e->period == PERIOD_QUARTER)
		date.month -= (date.month - 1) % 3;
	date.day = 1;
	return day_of(date);
}

/* ── the file ── */

struct saving {
	struct view view;
	const struct export *from; /* below it on the stack */
	const struct report_format *format;
	const char *folder; /* where a name without a folder goes */
	struct field name;
	bool replace; /* what is there, as somebody has agreed */
	char fault[FAULT_BYTES];
};

enum { SAVE_NAME = 1, SAVE_NOW, SAVE_LETTERHEAD };

/* Where people look for their files; in a kiosk nobody may look around on the disk. */
static const char *usual_folder(const struct app *app)
{
	const char *home = getenv("HOME");
	return app->kiosk || !home || !*home ? app->folder : home;
}

static void propose(struct saving *s, const struct app *app)
{
	char day[11];
	date_format_iso(date_of(s->from->board->asked.day), day);
	char *name =
		xasprintf("so-nguoi-da-hoc-%s-%s%s%s%s", contents[s->from->content].name,
			  s->from->ward ? s->from->ward->code : "",
			  s->from->ward ? "-" : "", day, s->format->extension);
	field_set(&s->name, name);
	s->folder = usual_folder(app);
	free(name);
}

/* A name is one in the usual folder; with a slash it is a whole path. The caller frees it. */
static char *path_of(const struct saving *s)
{
	const char *name = field_text(&s->name);
	return strchr(name, '/') ? xstrdup(name) : path_join(s->folder, name);
}

/* Forms that carry a letterhead. */
static bool is_on_paper(const struct report_format *format)
{
	return format == &report_annex || format == &report_pdf || format == &report_html;
}

static void save_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct saving *s = (const struct saving *)view;
	if (*s->format->extension)
		page_title(page, _("Ghi ra tệp %s"), s->format->extension);
	else
		page_title(page, "%s", _("Ghi ra thư mục"));
	page_numbering(page, false);
	page_text(page, _(s->format->words));
	page_gap(page);
	page_textf(page, _("Thư mục: %s"), s->folder);
	page_field(page, SAVE_NAME, _("Tên tệp"), &s->name,
		   _("Giữ nguyên cũng được. Tệp đã có sẽ không bị ghi đè khi chưa hỏi."),
		   *s->fault ? s->fault : NULL);
	page_gap(page);
	page_item(page, SAVE_NOW, _("Ghi tệp"));
	if (is_on_paper(s->format) && app->staff.role == STAFF_ADMIN)
		page_item(page, SAVE_LETTERHEAD,
			  _("Sửa tên cơ quan, nơi lập, người ký, nơi nhận"));
	page_key(page, "Enter", _("ghi"));
	page_key(page, "Esc", _("quay lại"));
}

/* Forms for everybody to read come with their small numbers hidden. */
static bool hides(const struct export *e, const struct report_format *format)
{
	return e->outside || format->outside;
}

/* The work: count, then write; Esc stops it while it counts. */
struct writing {
	const struct saving *saving;
	const char *path;
	bool replace;
	bool despite; /* what can be worked out by subtracting, as somebody has agreed */
	struct clash clash; /* else nothing was written where it names cells */
};

static bool count_table(struct table *table, struct app *app, const struct export *e,
			struct err *err)
{
	const struct board_request *asked = &e->board->asked;
	const struct counts_request request = {
		.region = app->region,
		.query = {.day = asked->day,
			  .definition = asked->definition,
			  .trained = asked->trained,
			  .by = contents[e->content].by},
		.ward = e->ward,
	};
	return counts_table(table, app->store, &request, err);
}

static struct results_request request_of(const struct app *app, const struct export *e,
					 bool outside)
{
	const struct board_request *asked = &e->board->asked;
	return (struct results_request){
		.region = app->region,
		.from = first_day(e),
		.to = asked->day,
		.definition = asked->definition,
		.trained = asked->trained,
		.ward = e->ward,
		.outside = outside,
	};
}

/* For outside it is compared first with what went there before. */
static bool report_table(struct table *table, struct app *app, struct writing *w,
			 struct err *err)
{
	const struct export *e = w->saving->from;
	const struct results_request request =
		request_of(app, e, hides(e, w->saving->format));
	return results_table(table, app->store, &request, err) &&
	       (!request.outside || w->despite ||
		published_compare(app->store, &request, table, &w->clash, err));
}

static bool write_file(struct app *app, void *user, struct err *err)
{
	struct writing *w = user;
	const struct export *e = w->saving->from;
	const struct report_format *format = w->saving->format;
	struct arena arena = {0};
	struct letterhead letterhead = {0};
	struct table table = {0};
	letterhead_load(&letterhead, &arena, app->store, app->region,
			clock_today(app->clock));
	const struct report_options options = {.headings = true,
					       .letterhead = &letterhead};
	bool ok = contents[e->content].by ? count_table(&table, app, e, err)
					  : report_table(&table, app, w, err);
	ok = ok && (w->clash.cells || report_save(&table, format, &options, w->path,
						  MODE_PUBLIC, w->replace, err));
	table_release(&table);
	arena_release(&arena);
	return ok;
}

/* Who took numbers along belongs to what is remembered; that the note failed does not undo it. */
static void written(struct app *app, const struct saving *s, const char *path)
{
	struct err err = {0};
	const struct export *e = s->from;
	const struct results_request request = request_of(app, e, true);
	bool outside = !contents[e->content].by && hides(e, s->format);
	const char *name = strrchr(path, '/');
	char *text = xasprintf(_("Tệp nằm ở:\n%s\nTrong tệp chỉ có số, không có tên ai."),
			       path);
	bool noted =
		store_note(app->store, "exported", 0, name ? name + 1 : path, &err) &&
		(!outside || published_note(app->store, &request, &err));
	app_replace(app, view_message(_("Đã ghi xong"), text));
	if (!noted)
		app_say(app, ROLE_WRONG, "%s", err.text);
	free(text);
}

static void ask_despite(struct saving *s, struct app *app, const struct clash *clash);

static void save(struct saving *s, struct app *app, bool replace, bool despite)
{
	struct err err = {0};
	char *path = path_of(s);
	struct writing writing = {
		.saving = s, .path = path, .replace = replace, .despite = despite};
	s->replace = replace;
	switch (work_run(app, _("Đang đếm và ghi tệp"), write_file, &writing, &err)) {
	case WORK_DONE:
		if (writing.clash.cells)
			ask_despite(s, app, &writing.clash);
		else
			written(app, s, path);
		break;
	case WORK_STOPPED:
		app_say(app, ROLE_STATUS, "%s", _("Đã dừng. Chưa ghi tệp nào."));
		break;
	case WORK_FAILED:
		snprintf(s->fault, sizeof(s->fault), "%s", err.text);
		break;
	}
	free(path);
}

/* `user` is the view of the file, which is on top again when this runs. */
static void write_over(struct app *app, void *user)
{
	save(user, app, true, false);
}

static void write_despite(struct app *app, void *user)
{
	struct saving *s = user;
	save(s, app, s->replace, true);
}

/* Two reports for outside may tell, when subtracted, what each of them hides. */
static void ask_despite(struct saving *s, struct app *app, const struct clash *clash)
{
	struct buf to = BUF_INIT, on = BUF_INIT;
	day_format(&to, clash->to);
	day_format(&on, clash->on);
	char *text = xasprintf(
		/* TRANSLATORS: last day and day of writing of the earlier report, cells, one of them. */
		_("Lấy bản này trừ bản đến hết ngày %s, đã ghi để công bố ngày %s, thì ra số từ 1 đến 4 người ở %zu ô, ví dụ %s.\nChưa ghi gì. Nên chọn một ngày xa hơn. Chỉ ghi nếu bản kia không ai ở ngoài đọc được."),
		to.data, on.data, clash->cells, clash->example);
	app_push(app, view_confirm(_("Lộ số nhỏ"), text, _("Vẫn ghi"), write_despite, s));
	buf_release(&to);
	buf_release(&on);
	free(text);
}

static bool acceptable(struct saving *s, const struct app *app)
{
	const char *name = field_text(&s->name);
	*s->fault = '\0';
	if (!*name)
		snprintf(s->fault, sizeof(s->fault), "%s", _("Cần một tên tệp."));
	else if (app->kiosk && strchr(name, '/'))
		snprintf(
			s->fault, sizeof(s->fault), "%s",
			_("Máy dùng chung chỉ ghi vào thư mục của trung tâm: bỏ dấu / trong tên."));
	return !*s->fault;
}

static void save_choose(struct view *view, struct app *app, int id)
{
	struct saving *s = (struct saving *)view;
	if (id == SAVE_LETTERHEAD) {
		app_push(app, view_letterhead(app));
		return;
	}
	if (!acceptable(s, app))
		return;
	char *path = path_of(s);
	if (!file_exists(path)) {
		save(s, app, false, false);
	} else {
		char *text = xasprintf(_("Đã có tệp %s. Ghi đè thì nội dung cũ mất hẳn."),
				       path);
		app_push(app,
			 view_confirm(_("Tệp đã có"), text, _("Ghi đè"), write_over, s));
		free(text);
	}
	free(path);
}

static struct field *save_field(struct view *view, int id)
{
	(void)id;
	return &((struct saving *)view)->name;
}

static void save_free(struct view *view)
{
	field_release(&((struct saving *)view)->name);
}

static const struct view_ops save_ops = {
	.name = "save",
	.draw = save_draw,
	.choose = save_choose,
	.field = save_field,
	.free = save_free,
	.help = N_(
		"Bấm Enter để ghi vào tệp đã ghi sẵn tên, hoặc sửa tên trước. Mất điện giữa chừng thì tệp cũ vẫn còn nguyên.\n"
		"Muốn mang đi nộp thì chép tệp sang USB."),
};

static struct view *view_save(const struct export *from,
			      const struct report_format *format, const struct app *app)
{
	struct saving *s = VIEW_NEW(struct saving, &save_ops);
	s->from = from;
	s->format = format;
	field_init(&s->name, FIELD_PLAIN, 200);
	propose(s, app);
	return &s->view;
}

/* ── which form ── */

enum { EXPORT_CONTENT = 1, EXPORT_PERIOD, EXPORT_OUTSIDE, EXPORT_FORMAT };

static const char *period_words(enum period period)
{
	static const char *const words[PERIODS] = {
		[PERIOD_YEAR] = N_("Kỳ báo cáo: từ đầu năm"),
		[PERIOD_QUARTER] = N_("Kỳ báo cáo: từ đầu quý"),
		[PERIOD_MONTH] = N_("Kỳ báo cáo: từ đầu tháng"),
		[PERIOD_ALL] = N_("Kỳ báo cáo: từ trước đến nay"),
	};
	return _(words[period]);
}

static void draw_what(struct page *page, const struct export *e)
{
	page_item(page, EXPORT_CONTENT, _(contents[e->content].words));
	if (contents[e->content].by)
		return;
	page_item(page, EXPORT_PERIOD, period_words(e->period));
	page_item(page, EXPORT_OUTSIDE, _("Che số nhỏ dưới 5, để gửi ra ngoài"));
	page_mark(page, e->outside ? MARK_ON : MARK_OFF);
}

static void export_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct export *e = (const struct export *)view;
	char name[120] = "";
	(void)app;
	if (e->ward)
		ward_format(e->ward, name, sizeof(name));
	page_title(page, "%s", _("Ghi số liệu ra tệp"));
	page_textf(page, _("Số người %s, hết ngày %s."),
		   reading_words(e->board->asked.trained),
		   day_words(page, e->board->asked.day));
	if (e->ward)
		page_textf(page, _("Chỉ người sống ở %s."), name);
	page_gap(page);
	page_numbering(page, false);
	draw_what(page, e);
	page_gap(page);
	page_text(page, _("Chọn dạng tệp:"));
	page_numbering(page, true);
	for (size_t i = 0; report_formats[i]; i++) {
		/* What everybody may read is made of the whole report only. */
		if (report_formats[i]->outside && contents[e->content].by)
			continue;
		page_item(page, EXPORT_FORMAT + (int)i, _(report_formats[i]->words));
		page_note(page, report_formats[i]->name);
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

static void export_choose(struct view *view, struct app *app, int id)
{
	struct export *e = (struct export *)view;
	switch (id) {
	case EXPORT_CONTENT:
		e->content = (e->content + 1) % ARRAY_LEN(contents);
		break;
	case EXPORT_PERIOD:
		e->period = (enum period)((e->period + 1) % PERIODS);
		break;
	case EXPORT_OUTSIDE:
		e->outside = !e->outside;
		break;
	default:
		app_push(app, view_save(e, report_formats[id - EXPORT_FORMAT], app));
	}
}

static const struct view_ops export_ops = {
	.name = "export",
	.draw = export_draw,
	.choose = export_choose,
	.help = N_(
		"Các tệp đều ghi cùng những số trên màn hình, kèm cách tính và nguồn. Lệnh kynangso export và kynangso count cho cùng những tệp này."),
};

struct view *view_export(struct dashboard *dashboard, const struct ward *ward)
{
	struct export *e = VIEW_NEW(struct export, &export_ops);
	e->board = dashboard;
	e->ward = ward;
	return &e->view;
}
