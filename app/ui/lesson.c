/* A lesson, step by step. Every step reached is kept at once, so that after a power cut the
 * learner is offered this very step. */
#include "ui/views.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/number.h"
#include "ui/ask.h"
#include "ui/phone.h"
#include "ui/practice.h"

#include <stdlib.h>
#include <string.h>

struct lesson_view {
	struct view view;
	const struct lesson *lesson;
	int step; /* step_count = the recap */
	bool entered;
	struct paper paper; /* of the check on this step */
	struct asking asking;
};

enum { LESSON_NEXT = 1, LESSON_AGAIN, LESSON_PRACTICE };

static const struct step *step_of(const struct lesson_view *l)
{
	return l->step < (int)l->lesson->step_count ? &l->lesson->steps[l->step] : NULL;
}

static void close_check(struct lesson_view *l)
{
	if (l->asking.sheet)
		asking_release(&l->asking);
	paper_release(&l->paper);
	l->paper = (struct paper){0};
}

/* A step that cannot be kept is not entered: after a restart it would be gone. */
static bool keep_step(const struct lesson_view *l, struct app *app, int step)
{
	struct err err = {0};
	if (step >= (int)l->lesson->step_count || !app->learner.id ||
	    store_step_reached(app->store, app->learner.id, l->lesson->id,
			       l->lesson->steps[step].id, &err))
		return true;
	app_fail(app, &err);
	return false;
}

static void enter_step(struct lesson_view *l, struct app *app, int step)
{
	if (!keep_step(l, app, step))
		return;
	close_check(l);
	l->entered = true;
	l->step = step;
	l->view.focus = l->view.scroll = 0;
	l->view.follow = false;
	const struct step *now = step_of(l);
	if (now && now->kind == STEP_CHECK) {
		paper_single(&l->paper, now->check, dice_next(&app->dice));
		asking_begin(&l->asking, &l->paper.sheets[0], NULL);
	}
}

/* ── drawing ── */

static void draw_list(const struct app *app, struct page *page,
		      const struct strings *list)
{
	for (size_t i = 0; i < list->count; i++)
		page_point(page, app_prose(app, page, list->items[i]));
}

/* Facts change: the first page says how old they are. */
static void draw_as_of(const struct lesson_view *l, const struct app *app,
		       struct page *page)
{
	struct date oldest = {0};
	for (size_t i = 0; i < l->lesson->step_count; i++) {
		const struct step *step = &l->lesson->steps[i];
		const char *texts[] = {step->say, step->caption,
				       step->check ? step->check->explain : NULL};
		for (size_t t = 0; t < ARRAY_LEN(texts); t++) {
			struct date date;
			if (texts[t] && prose_as_of(texts[t], app->course, &date) &&
			    (!oldest.year || day_of(date) < day_of(oldest)))
				oldest = date;
		}
	}
	if (!oldest.year)
		return;
	struct buf text = BUF_INIT;
	date_format(&text, oldest);
	page_gap(page);
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena, _("Thông tin trong bài tính đến ngày %s."),
			      text.data));
	buf_release(&text);
}

static void draw_check(const struct lesson_view *l, const struct app *app,
		       struct page *page)
{
	asking_draw(&l->asking, app, page);
	if (!l->asking.marked)
		return;
	page_item(page, LESSON_NEXT, _("Đi tiếp"));
	if (!l->asking.mark.right)
		page_item(page, LESSON_AGAIN, _("Thử lại câu này"));
}

static void draw_practice(const struct step *step, const struct app *app,
			  struct page *page)
{
	const struct practice *practice = course_practice(app->course, step->practice);
	if (!practice)
		return;
	page_textf(page, _("Bây giờ tập trên điện thoại mô phỏng: %s."),
		   app_prose(app, page, practice->title));
	app_text(app, page, practice->brief);
	page_gap(page);
	page_item(page, LESSON_PRACTICE, _("Mở điện thoại mô phỏng"));
	page_item(page, LESSON_NEXT, _("Đi tiếp bài học"));
}

static void draw_step(const struct lesson_view *l, const struct step *step,
		      const struct app *app, struct page *page)
{
	if (step->title) {
		page_heading(page, app_prose(app, page, step->title));
		page_gap(page);
	}
	switch (step->kind) {
	case STEP_SAY:
		app_text(app, page, step->say);
		break;
	case STEP_LIST:
		draw_list(app, page, &step->list);
		break;
	case STEP_FIGURE:
		page_picture(page, step->say, app_prose(app, page, step->alt));
		break;
	case STEP_PHONE:
		phone_draw(step->phone, app, page);
		break;
	case STEP_CHECK:
		draw_check(l, app, page);
		break;
	case STEP_PRACTICE:
		draw_practice(step, app, page);
		break;
	case STEP_QR:
		page_text(page, step->say ? step->say : "");
		break;
	}
	if (step->caption) {
		page_gap(page);
		app_text(app, page, step->caption);
	}
	if (l->step == 0)
		draw_as_of(l, app, page);
}

static void draw_recap(const struct lesson_view *l, const struct app *app,
		       struct page *page)
{
	page_heading(page, _("Điều cần nhớ"));
	page_gap(page);
	draw_list(app, page, &l->lesson->recap);
	if (l->lesson->word_count) {
		page_gap(page);
		page_heading(page, _("Từ mới"));
		for (size_t i = 0; i < l->lesson->word_count; i++)
			page_point(page,
				   arena_printf(&page->arena, "%s: %s",
						l->lesson->words[i].word,
						app_prose(app, page,
							  l->lesson->words[i].means)));
	}
	page_gap(page);
	page_item(page, LESSON_NEXT, _("Xong bài này"));
}

static const char *enter_means(const struct lesson_view *l, const struct step *step)
{
	if (!step)
		return _("xong bài");
	if (step->kind == STEP_PRACTICE)
		return _("chọn");
	return step->kind == STEP_CHECK && !l->asking.marked ? _("trả lời")
							     : _("trang sau");
}

static void lesson_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct lesson_view *l = (const struct lesson_view *)view;
	const struct step *step = step_of(l);
	const char *title = app_prose(app, page, l->lesson->title);
	page_title(page, _("%s · trang %d trên %zu"), title, l->step + 1,
		   l->lesson->step_count + 1);
	page_gap(page);
	if (step)
		draw_step(l, step, app, page);
	else
		draw_recap(l, app, page);
	page_key(page, "Enter", enter_means(l, step));
	page_key(page, "Esc", l->step ? _("trang trước") : _("quay lại"));
	if (page_focusables(page) > 1)
		page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "F10", _("nghỉ"));
}

/* ── choosing ── */

static void finish_lesson(struct lesson_view *l, struct app *app)
{
	struct err err = {0};
	bool completed = false;
	if (app->learner.id && !store_lesson_done(app->store, app->learner.id, l->lesson,
						  &completed, &err)) {
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	if (completed)
		app_push(app, view_progress());
	else
		app_say(app, ROLE_RIGHT, _("Xong bài “%s”. Tốt lắm!"), l->lesson->title);
}

static void answer(struct lesson_view *l, struct app *app)
{
	struct err err = {0};
	if (app->learner.id &&
	    !store_check_answered(app->store, app->learner.id, l->lesson->id,
				  l->asking.sheet, l->asking.answer.data, &err)) {
		app_fail(app, &err);
		return;
	}
	asking_mark(&l->asking);
	l->view.focus = l->view.scroll = 0;
	l->view.follow = false;
}

static void lesson_choose(struct view *view, struct app *app, int id)
{
	struct lesson_view *l = (struct lesson_view *)view;
	const struct step *step = step_of(l);
	if (id == LESSON_PRACTICE) {
		const struct practice *practice = app_open_practice(app, step->practice);
		if (!practice)
			return;
		app_push(app, view_practice(practice));
		view->focus = 1; /* coming back, the way goes on */
	} else if (id == LESSON_AGAIN) {
		asking_again(&l->asking);
		view->focus = view->scroll = 0;
	} else if (id >= ASK_FIRST) {
		if (asking_choose(&l->asking, app, id))
			answer(l, app);
	} else if (!step) {
		finish_lesson(l, app);
	} else {
		enter_step(l, app, l->step + 1);
	}
}

static struct field *lesson_field(struct view *view, int id)
{
	return asking_field(&((struct lesson_view *)view)->asking, id);
}

static void lesson_back(struct view *view, struct app *app)
{
	struct lesson_view *l = (struct lesson_view *)view;
	if (l->asking.sheet && asking_back(&l->asking))
		return;
	if (l->step > 0)
		enter_step(l, app, l->step - 1);
	else
		app_pop(app);
}

static void lesson_shown(struct view *view, struct app *app)
{
	struct lesson_view *l = (struct lesson_view *)view;
	if (!l->entered)
		enter_step(l, app, l->step);
}

static void lesson_free(struct view *view)
{
	close_check((struct lesson_view *)view);
}

static const struct view_ops lesson_ops = {
	.name = "lesson",
	.draw = lesson_draw,
	.choose = lesson_choose,
	.field = lesson_field,
	.shown = lesson_shown,
	.back = lesson_back,
	.free = lesson_free,
	.help = N_(
		"Đọc xong một trang, bấm Enter để sang trang sau. Bấm Esc để xem lại trang trước. Trả lời chưa đúng cũng không sao: chương trình nói lý do, rồi {ban} thử lại. Chỗ đang học luôn được giữ."),
};

struct view *view_lesson(const struct lesson *lesson, int step)
{
	struct lesson_view *l = VIEW_NEW(struct lesson_view, &lesson_ops);
	l->lesson = lesson;
	l->step = step;
	return &l->view;
}

int view_lesson_at(const struct view *view)
{
	return ((const struct lesson_view *)view)->step;
}
