/* Staff say that somebody has the skills though not all of the course was done at this machine: who
 * sat all their exams, or comes with a paper. What is missing is waived, with one of the reasons
 * that the course allows.
 */
#include "ui/views.h"

#include "base/i18n.h"
#include "course/course.h"

#include <stdlib.h>
#include <string.h>

struct waive_view {
	struct view view;
	int64_t learner;
	char *name;
	const char *reason; /* the one being asked about; of the course or of words[] */
};

enum { WAIVE_BACK = 1, WAIVE_REASON };

/* A course may have reasons of its own: those are shown as they are written there. */
static const struct {
	const char *id, *words;
} words[] = {
	{"danh-gia-truc-tiep", N_("Nhân viên đã đánh giá trực tiếp, thấy làm được")},
	{"da-co-chung-nhan", N_("Đã có giấy chứng nhận từ trước")},
};

static const char *reason_words(const char *id)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (!strcmp(words[i].id, id))
			return _(words[i].words);
	return id;
}

/* A course that names no reasons takes any. */
static const char *reason_at(const struct app *app, size_t i)
{
	const struct strings *allowed = &app->course->completion.waive_reasons;

	if (!allowed->count)
		return i ? NULL : words[0].id;
	return i < allowed->count ? allowed->items[i] : NULL;
}

static void waive_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct waive_view *w = (const struct waive_view *)view;
	const char *reason;

	page_title(page, "%s", w->name);
	page_textf(page,
		   _("Ghi rằng %s đã đủ kỹ năng, dù chưa làm hết các bài trên máy này. "
		     "Phần còn thiếu được miễn, và người này hoàn thành khóa học từ hôm "
		     "nay."),
		   w->name);
	page_gap(page);
	page_heading(page, _("Vì sao?"));
	for (size_t i = 0; (reason = reason_at(app, i)); i++)
		page_item(page, WAIVE_REASON + (int)i, reason_words(reason));
	page_item(page, WAIVE_BACK, _("Thôi, quay lại"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

/* `user` is the view, which lies under the question. */
static void waive_now(struct app *app, void *user)
{
	const struct waive_view *w = user;
	struct err err = {0};

	if (!store_completion_waive(app->store, w->learner, w->reason, app->staff.name,
				    &err)) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	app_say(app, ROLE_RIGHT, "%s", _("Đã ghi: người này hoàn thành khóa học."));
}

static void waive_choose(struct view *view, struct app *app, int id)
{
	struct waive_view *w = (struct waive_view *)view;

	w->reason =
		id >= WAIVE_REASON ? reason_at(app, (size_t)(id - WAIVE_REASON)) : NULL;
	if (!w->reason) {
		app_pop(app);
		return;
	}
	app_push(
		app,
		view_confirm(
			_("Miễn phần còn thiếu"),
			arena_printf(
				&app->page.arena,
				_("Miễn phần còn thiếu cho %s, vì: “%s”. Tên nhân viên và lý do được ghi lại mãi mãi. Ghi nhầm thì bỏ được ở “Các lần hoàn thành” của người này."),
				w->name, reason_words(w->reason)),
			_("Đúng, ghi là đã hoàn thành"), waive_now, w));
}

static void waive_free(struct view *view)
{
	free(((struct waive_view *)view)->name);
}

static const struct view_ops waive_ops = {
	.name = "waive",
	.draw = waive_draw,
	.choose = waive_choose,
	.free = waive_free,
	.help = N_(
		"Dùng khi học viên đã thi hết số lần, hoặc có giấy chứng nhận từ nơi khác, mà nhân viên biết chắc họ làm được. Chọn lý do, rồi chương trình hỏi lại một lần."),
};

struct view *view_waive(int64_t learner, const char *name)
{
	struct waive_view *w = VIEW_NEW(struct waive_view, &waive_ops);

	w->learner = learner;
	w->name = xstrdup(name);
	return &w->view;
}
