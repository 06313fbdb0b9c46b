/* The classes of this centre, and the people of one: who is counted, who is not, and why. Names stand
 * only here, on the staff's own screen, and in no report. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "text/fold.h"
#include "ui/views.h"
#include "ui/work.h"

#include <stdlib.h>
#include <string.h>

/* ── the people of one class ── */

struct pupil {
	struct class_person attended;
	struct learner learner;
	struct learner_standing standing;
};

struct class_view {
	struct view view;
	struct dashboard *board;
	char *name;
	struct pupil *pupils; /* one a person */
	size_t count;
	int64_t erased, counted;
	bool loaded;
};

enum { CLASS_MEETINGS = 1, PUPIL_FIRST };

static void pupils_clear(struct class_view *v)
{
	free(v->pupils);
	v->pupils = NULL;
	v->count = 0;
	v->erased = v->counted = 0;
}

/* A person once, though several of their records may have been marked. */
static bool seen_before(const struct class_person *list, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (list[k].person == list[i].person)
			return true;
	}
	return false;
}

/* What counts is the record that stands for the person. */
static bool add_pupil(struct class_view *v, struct app *app,
		      const struct class_person *attended, struct err *err)
{
	const struct board_request *asked = &v->board->asked;
	const struct count_query query = {.day = asked->day,
					  .definition = asked->definition,
					  .trained = asked->trained};
	struct pupil *pupil = &v->pupils[v->count];
	struct err missing = {0};
	pupil->attended = *attended;
	if (!store_standing(app->store, attended->person, &query, &pupil->standing, err))
		return false;
	v->counted += pupil->standing.kind == STANDING_COUNTED;
	if (store_learner(app->store, attended->learner, &pupil->learner, &missing))
		v->count++;
	else if (missing.kind == ERR_NOUSER)
		v->erased++;
	else
		return err_set(err, missing.kind, "%s", missing.text);
	return true;
}

static bool fetch_pupils(struct app *app, void *user, struct err *err)
{
	struct class_view *v = user;
	struct class_person *list;
	size_t count;
	bool ok = true;
	pupils_clear(v);
	if (!store_class_people(app->store, v->name, 0, v->board->asked.day, &list,
				&count, err))
		return false;
	v->pupils = xcalloc(count + 1, sizeof(*v->pupils));
	for (size_t i = 0; ok && i < count; i++)
		ok = seen_before(list, i) || add_pupil(v, app, &list[i], err);
	free(list);
	return ok;
}

static void class_shown(struct view *view, struct app *app)
{
	struct class_view *v = (struct class_view *)view;
	v->loaded = work_done(app, _("Đang xem lớp học"), fetch_pupils, v);
}

static void class_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct class_view *v = (const struct class_view *)view;
	(void)app;
	page_title(page, "%s", v->name);
	page_numbering(page, false);
	if (v->loaded)
		page_textf(page, _("%s người đã dự lớp này, %s người được tính (%s)."),
			   number_words(page, (int64_t)v->count + v->erased),
			   number_words(page, v->counted),
			   reading_words(v->board->asked.trained));
	page_gap(page);
	page_item(page, CLASS_MEETINGS, _("Các buổi của lớp: ai có mặt, ghi bù, sửa"));
	for (size_t i = 0; i < v->count; i++) {
		const struct pupil *pupil = &v->pupils[i];
		char birth[16];
		birth_format(&pupil->learner.person.birth, birth);
		page_item(page, PUPIL_FIRST + (int)i,
			  arena_printf(&page->arena, "%s  %s", pupil->learner.person.name,
				       birth));
		page_note(page, standing_words(page, &pupil->standing));
	}
	if (v->erased)
		page_textf(page, _("Và %s người đã được xóa thông tin."),
			   number_words(page, v->erased));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("xem"));
	page_key(page, "Esc", _("quay lại"));
}

static void class_choose(struct view *view, struct app *app, int id)
{
	const struct class_view *v = (const struct class_view *)view;
	size_t at = (size_t)(id - PUPIL_FIRST);
	if (id == CLASS_MEETINGS)
		app_push(app, view_meetings(v->name));
	else if (id >= PUPIL_FIRST && at < v->count)
		app_push(app, view_person(v->pupils[at].attended.learner));
}

static void class_free(struct view *view)
{
	struct class_view *v = (struct class_view *)view;
	pupils_clear(v);
	free(v->name);
}

static const struct view_ops class_ops = {
	.name = "board-class",
	.draw = class_draw,
	.choose = class_choose,
	.shown = class_shown,
	.free = class_free,
	.help = N_(
		"Mỗi người đã được điểm danh ở lớp này, kèm lý do được tính hay chưa. Mở một người để xem họ còn thiếu gì.\n"
		"Dòng đầu mở các buổi: ngày nào ai có mặt, ghi bù buổi quên điểm danh, sửa buổi ghi nhầm.\n"
		"Tên chỉ hiện trên màn hình này. Tệp số liệu để nộp không có tên ai."),
};

static struct view *view_class(struct dashboard *dashboard, const char *name)
{
	struct class_view *v = VIEW_NEW(struct class_view, &class_ops);
	v->board = dashboard;
	v->name = xstrdup(name);
	return &v->view;
}

/* ── all classes ── */

struct classes {
	struct view view;
	struct dashboard *board;
	struct field query;
	struct class_row *rows;
	size_t count;
	size_t *found; /* indexes of those that fit what was typed */
	size_t found_count;
	bool loaded;
};

enum { CLASSES_QUERY = 1, CLASSES_FOUND };

static const struct grid_column class_columns[] = {
	{N_("Lớp"), GRID_LEFT, false},        {N_("Buổi gần nhất"), GRID_RIGHT, false},
	{N_("Số buổi"), GRID_RIGHT, true},    {N_("Người dự"), GRID_RIGHT, true},
	{N_("Hoàn thành"), GRID_RIGHT, true},
};

static void classes_search(struct classes *c)
{
	struct query query;
	query_init(&query, field_text(&c->query));
	free(c->found);
	c->found = xcalloc(c->count + 1, sizeof(*c->found));
	c->found_count = 0;
	for (size_t i = 0; i < c->count; i++) {
		if (query_match(&query, c->rows[i].name) != FOUND_NOT)
			c->found[c->found_count++] = i;
	}
}

static bool fetch_classes(struct app *app, void *user, struct err *err)
{
	struct classes *c = user;
	classes_release(c->rows, c->count);
	return store_classes(app->store, c->board->asked.day, &c->rows, &c->count, err);
}

static void draw_class(struct page *page, const struct class_row *row, int id)
{
	const char *day = day_words(page, row->last);
	const char *meetings = number_words(page, row->meetings);
	const char *people = number_words(page, row->people);
	const char *completed = number_words(page, row->completed);
	page_row(
		page, id,
		arena_printf(
			&page->arena,
			_("%s: buổi gần nhất %s, %s buổi, %s người dự, %s người đã hoàn thành khóa học."),
			row->name, day, meetings, people, completed));
	page_cell(page, row->name, NULL);
	page_cell(page, day, NULL);
	page_cell(page, meetings, arena_printf(&page->arena, _("%s buổi"), meetings));
	page_cell(page, people, arena_printf(&page->arena, _("%s người"), people));
	page_cell(page, completed, arena_printf(&page->arena, _("%s xong"), completed));
}

static void classes_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct classes *c = (const struct classes *)view;
	page_title(page, _("Từng lớp, hết %s"), day_words(page, c->board->asked.day));
	page_numbering(page, false);
	if (c->loaded && !c->count)
		page_text(
			page,
			_("Chưa có lớp nào được điểm danh đến ngày này. Điểm danh ở trang Học viên, mục “Điểm danh một buổi học”."));
	if (c->count) {
		page_field(page, CLASSES_QUERY, _("Tìm lớp (không dấu cũng được)"),
			   &c->query, NULL, NULL);
		page_field_tag(page, typing_tag(&app->typing));
		page_grid(page, class_columns, ARRAY_LEN(class_columns));
		for (size_t i = 0; i < c->found_count; i++)
			draw_class(page, &c->rows[c->found[i]], CLASSES_FOUND + (int)i);
		if (!c->found_count)
			page_text(page, _("Không có lớp nào tên như vậy."));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("xem lớp"));
	page_key(page, "Esc", _("quay lại"));
}

static void classes_choose(struct view *view, struct app *app, int id)
{
	struct classes *c = (struct classes *)view;
	size_t at = (size_t)(id - CLASSES_FOUND);
	if (id == CLASSES_QUERY) {
		view->focus = c->found_count ? 1 : 0;
		view->follow = true;
	} else if (id >= CLASSES_FOUND && at < c->found_count) {
		app_push(app, view_class(c->board, c->rows[c->found[at]].name));
	}
}

static struct field *classes_field(struct view *view, int id)
{
	(void)id;
	return &((struct classes *)view)->query;
}

static void classes_changed(struct view *view, struct app *app, int id)
{
	(void)app, (void)id;
	classes_search((struct classes *)view);
}

static void classes_shown(struct view *view, struct app *app)
{
	struct classes *c = (struct classes *)view;
	c->loaded = work_done(app, _("Đang xem các lớp"), fetch_classes, c);
	classes_search(c);
}

static void classes_free(struct view *view)
{
	struct classes *c = (struct classes *)view;
	field_release(&c->query);
	classes_release(c->rows, c->count);
	free(c->found);
}

static const struct view_ops classes_ops = {
	.name = "board-classes",
	.draw = classes_draw,
	.choose = classes_choose,
	.field = classes_field,
	.changed = classes_changed,
	.shown = classes_shown,
	.free = classes_free,
	.help = N_(
		"Mỗi dòng là một lớp đã được điểm danh: lớp họp gần đây nhất đứng trước. Bấm Enter ở một lớp để xem từng người.\n"
		"Mỗi người chỉ đếm một lần trong một lớp, dù dự nhiều buổi. Người dự nhiều lớp có mặt ở từng lớp, nên không cộng các lớp lại thành tổng số người."),
};

struct view *view_classes(struct dashboard *dashboard)
{
	struct classes *c = VIEW_NEW(struct classes, &classes_ops);
	c->board = dashboard;
	field_init(&c->query, FIELD_SEARCH, 40);
	return &c->view;
}
