/* Handing in: the numbers on the screen as a file. The same tables and the same forms as `kynangso
 * export` and `kynangso count`; no names are in them. */
#include "ui/dashboard.h"

#include "base/file.h"
#include "base/i18n.h"
#include "report/counts.h"
#include "report/letterhead.h"
#include "report/results.h"
#include "report/save.h"
#include "ui/views.h"
#include "ui/work.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MODE_PUBLIC 0644 /* sums only */

enum content { CONTENT_RESULTS, CONTENT_OUTSIDE, CONTENT_COUNTS };

/* What is in a file, and for counts what it is divided by. */
static const struct {
	const char *words, *name; /* the name is part of the file's */
	enum content content;
	unsigned by;
} divisions[] = {
	{N_("Kết quả từ đầu năm, đủ các cột để nộp"), "ket-qua", CONTENT_RESULTS, 0},
	{N_("Bản để công bố: che các số từ 1 đến 4 người"), "cong-bo", CONTENT_OUTSIDE,
	 0},
	{N_("Chia theo: phường, xã"), "phuong-xa", CONTENT_COUNTS, BY_WARD},
	{N_("Chia theo: phường, xã và giới tính"), "phuong-xa-gioi-tinh", CONTENT_COUNTS,
	 BY_WARD | BY_SEX},
	{N_("Chia theo: phường, xã, giới tính và tuổi"), "phuong-xa-gioi-tinh-tuoi",
	 CONTENT_COUNTS, BY_WARD | BY_SEX | BY_AGE},
	{N_("Chia theo: tháng"), "thang", CONTENT_COUNTS, BY_MONTH},
	{N_("Chia theo: phường, xã và tháng"), "phuong-xa-thang", CONTENT_COUNTS,
	 BY_WARD | BY_MONTH},
};

struct export
{
	struct view view;
	struct dashboard *board;
	const struct ward *ward; /* NULL: all */
	size_t division;
};

/* ── the file ── */

struct saving {
	struct view view;
	const struct export *from; /* below it on the stack */
	const struct report_format *format;
	size_t division;
	struct field path;
	char fault[FAULT_BYTES];
};

enum { SAVE_PATH = 1, SAVE_NOW };

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
	char *name = xasprintf("so-nguoi-da-hoc-%s-%s%s%s%s", divisions[s->division].name,
			       s->from->ward ? s->from->ward->code : "",
			       s->from->ward ? "-" : "", day, s->format->extension);
	char *path = path_join(usual_folder(app), name);
	field_set(&s->path, path);
	free(path);
	free(name);
}

static void save_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct saving *s = (const struct saving *)view;
	(void)app;
	page_title(page, _("Ghi ra tệp: %s"), s->format->name);
	page_numbering(page, false);
	page_text(page, _(s->format->words));
	page_gap(page);
	page_field(page, SAVE_PATH, _("Tên tệp và thư mục"), &s->path,
		   _("Giữ nguyên cũng được. Tệp đã có sẽ không bị ghi đè khi chưa hỏi."),
		   *s->fault ? s->fault : NULL);
	page_gap(page);
	page_item(page, SAVE_NOW, _("Ghi tệp"));
	page_key(page, "Enter", _("ghi"));
	page_key(page, "Esc", _("quay lại"));
}

/* The work: count, then write; Esc stops it while it counts. */
struct writing {
	const struct saving *saving;
	bool replace;
};

static bool count_people(struct table *table, struct app *app, const struct saving *s,
			 struct err *err)
{
	const struct board_request *asked = &s->from->board->asked;
	const struct counts_request request = {
		.region = app->region,
		.query = {.day = asked->day,
			  .definition = asked->definition,
			  .trained = asked->trained,
			  .by = divisions[s->division].by},
		.ward = s->from->ward,
	};
	return counts_table(table, app->store, &request, err);
}

static bool gather_results(struct table *table, struct app *app, const struct saving *s,
			   struct err *err)
{
	const struct board_request *asked = &s->from->board->asked;
	const struct results_request request = {
		.region = app->region,
		.from = day_of((struct date){date_of(asked->day).year, 1, 1}),
		.to = asked->day,
		.definition = asked->definition,
		.trained = asked->trained,
		.ward = s->from->ward,
		.outside = divisions[s->division].content == CONTENT_OUTSIDE,
	};
	return results_table(table, app->store, &request, err);
}

static bool write_file(struct app *app, void *user, struct err *err)
{
	const struct writing *w = user;
	const struct saving *s = w->saving;
	struct arena arena = {0};
	struct letterhead letterhead;
	struct table table = {0};
	letterhead_load(&letterhead, &arena, app->store, app->region,
			clock_today(app->clock));
	const struct report_options options = {.headings = true,
					       .letterhead = &letterhead};
	bool ok = (divisions[s->division].content == CONTENT_COUNTS
			   ? count_people(&table, app, s, err)
			   : gather_results(&table, app, s, err)) &&
		  report_save(&table, s->format, &options, field_text(&s->path),
			      MODE_PUBLIC, w->replace, err);
	table_release(&table);
	arena_release(&arena);
	return ok;
}

static void save(struct saving *s, struct app *app, bool replace)
{
	struct writing writing = {s, replace};
	struct err err = {0};
	enum work_end end =
		work_run(app, _("Đang đếm và ghi tệp"), write_file, &writing, &err);
	if (end == WORK_STOPPED) {
		app_say(app, ROLE_STATUS, "%s", _("Đã dừng. Chưa ghi tệp nào."));
	} else if (end == WORK_FAILED) {
		snprintf(s->fault, sizeof(s->fault), "%s", err.text);
	} else {
		char *text = xasprintf(
			_("Tệp nằm ở:\n%s\nTrong tệp chỉ có số, không có tên ai."),
			field_text(&s->path));
		app_replace(app, view_message(_("Đã ghi xong"), text));
		free(text);
	}
}

/* `user` is the view of the file, which is on top again when this runs. */
static void write_over(struct app *app, void *user)
{
	save(user, app, true);
}

static void save_choose(struct view *view, struct app *app, int id)
{
	struct saving *s = (struct saving *)view;
	const char *path = field_text(&s->path);
	(void)id;
	*s->fault = '\0';
	if (!*path) {
		snprintf(s->fault, sizeof(s->fault), "%s", _("Cần một tên tệp."));
		return;
	}
	if (!file_exists(path)) {
		save(s, app, false);
		return;
	}
	char *text = xasprintf(_("Đã có tệp %s. Ghi đè thì nội dung cũ mất hẳn."), path);
	app_push(app, view_confirm(_("Tệp đã có"), text, _("Ghi đè"), write_over, s));
	free(text);
}

static struct field *save_field(struct view *view, int id)
{
	(void)id;
	return &((struct saving *)view)->path;
}

static void save_free(struct view *view)
{
	field_release(&((struct saving *)view)->path);
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

static size_t division_outside(void)
{
	size_t i = 0;
	while (divisions[i].content != CONTENT_OUTSIDE)
		i++;
	return i;
}

static struct view *view_save(const struct export *from,
			      const struct report_format *format, const struct app *app)
{
	struct saving *s = VIEW_NEW(struct saving, &save_ops);
	s->from = from;
	s->format = format;
	/* Some forms are for everybody to read, whatever was chosen. */
	s->division = format->outside ? division_outside() : from->division;
	field_init(&s->path, FIELD_PLAIN, 240);
	propose(s, app);
	return &s->view;
}

/* ── which form ── */

enum { EXPORT_DIVISION = 1, EXPORT_FORMAT };

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
	page_item(page, EXPORT_DIVISION, _(divisions[e->division].words));
	page_gap(page);
	page_text(page, _("Chọn dạng tệp:"));
	for (size_t i = 0; report_formats[i]; i++) {
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
	if (id == EXPORT_DIVISION)
		e->division = (e->division + 1) % ARRAY_LEN(divisions);
	else
		app_push(app, view_save(e, report_formats[id - EXPORT_FORMAT], app));
}

static const struct view_ops export_ops = {
	.name = "export",
	.draw = export_draw,
	.choose = export_choose,
	.help = N_(
		"Các tệp đều ghi cùng những số trên màn hình, kèm cách tính và nguồn. Kết quả là của kỳ từ ngày 1 tháng 1; "
		"muốn kỳ khác thì dùng lệnh kynangso export.\n"
		"Bản để công bố có dấu … thay cho số từ 1 đến 4 người, và thay cho những số mà lấy tổng trừ đi sẽ lộ ra chúng."),
};

struct view *view_export(struct dashboard *dashboard, const struct ward *ward)
{
	struct export *e = VIEW_NEW(struct export, &export_ops);
	e->board = dashboard;
	e->ward = ward;
	return &e->view;
}
