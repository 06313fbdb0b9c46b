#include "ui/statistics.h"

#include "base/i18n.h"
#include "course/statwords.h"
#include "text/number.h"
#include "ui/statistics_part.h"

#include <string.h>

/* ── the overview ── */

#define FIRST_SHOWN 5

struct urgent {
	int weight;
	size_t index;
	bool practice;
};

static void take_in(struct urgent *list, size_t *count, struct urgent one)
{
	size_t at = *count;
	if (!one.weight)
		return;
	while (at && list[at - 1].weight < one.weight)
		at--;
	if (at == FIRST_SHOWN)
		return;
	*count += *count < FIRST_SHOWN;
	memmove(&list[at + 1], &list[at], (*count - 1 - at) * sizeof(*list));
	list[at] = one;
}

static size_t most_urgent(const struct statistics *s, struct urgent list[FIRST_SHOWN])
{
	size_t count = 0;
	for (size_t i = 0; i < s->survey.count; i++)
		take_in(list, &count,
			(struct urgent){statistics_weight(s->items[i].flags, 0), i,
					false});
	for (size_t i = 0; i < s->course->practice_count; i++)
		take_in(list, &count,
			(struct urgent){statistics_weight(
						0, practice_stat_flags(&s->practices[i])),
					i, true});
	return count;
}

static void draw_urgent(const struct statistics *s, const struct app *app,
			struct page *page)
{
	struct urgent list[FIRST_SHOWN];
	size_t count = most_urgent(s, list);
	if (!count)
		return;
	page_heading(page, _("Nên xem trước"));
	for (size_t i = 0; i < count; i++) {
		size_t at = list[i].index;
		struct buf words = BUF_INIT;
		if (list[i].practice) {
			page_item(page, STATS_PRACTICE + (int)at,
				  app_prose(app, page, s->course->practices[at]->title));
			places_say(&words, practice_stat_flags(&s->practices[at]));
		} else {
			page_item(page, STATS_ITEM + (int)at,
				  app_prose(app, page, s->items[at].question->ask));
			flags_say(&words, s->items[at].flags);
		}
		page_note(page, words.data);
		buf_release(&words);
	}
	page_gap(page);
}

static void draw_quizzes(const struct statistics *s, const struct app *app,
			 struct page *page)
{
	page_heading(page, _("Bài kiểm tra"));
	for (size_t i = 0; i < s->course->quiz_count; i++) {
		const struct survey_quiz *quiz = &s->survey.quizzes[i];
		page_item(page, STATS_QUIZ + (int)i,
			  app_prose(app, page, quiz->quiz->title));
		page_note(page, arena_printf(&page->arena, _("%s người"),
					     number_text(quiz->people).s));
	}
	page_item(page, STATS_CHECKS, _("Câu hỏi trong bài học"));
}

static void draw_practices(const struct statistics *s, const struct app *app,
			   struct page *page)
{
	page_gap(page);
	page_heading(page, _("Thực hành: mọi người vấp ở đâu"));
	for (size_t i = 0; i < s->course->practice_count; i++) {
		page_item(page, STATS_PRACTICE + (int)i,
			  app_prose(app, page, s->course->practices[i]->title));
		page_note(page, arena_printf(&page->arena, _("%s người"),
					     number_text(s->practices[i].people).s));
	}
}

static void overview_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct stats_view *v = (const struct stats_view *)view;
	page_title(page, "%s", _("Thống kê"));
	page_gap(page);
	page_numbering(page, false);
	if (!v->s)
		return;
	draw_urgent(v->s, app, page);
	draw_quizzes(v->s, app, page);
	draw_practices(v->s, app, page);
	stats_draw_keys(page, _("mở"));
}

static void overview_choose(struct view *view, struct app *app, int id)
{
	struct stats_view *v = (struct stats_view *)view;
	const struct course *course = v->s->course;
	struct stats_view *next;
	if (id >= STATS_PRACTICE) {
		next = stats_view(&practice_statistics_ops, v->s,
				  course->practices[id - STATS_PRACTICE]->id);
	} else if (id >= STATS_QUIZ || id == STATS_CHECKS) {
		next = stats_view(&list_statistics_ops, v->s, "");
		next->quiz = id == STATS_CHECKS ? NULL : course->quizzes[id - STATS_QUIZ];
	} else {
		next = stats_view(&question_statistics_ops, v->s,
				  v->s->items[id - STATS_ITEM].question->id);
	}
	app_push(app, &next->view);
}

static void overview_shown(struct view *view, struct app *app)
{
	stats_fetch(view, app, NULL);
}

static const struct view_ops overview_ops = {
	.name = "statistics",
	.draw = overview_draw,
	.choose = overview_choose,
	.shown = overview_shown,
	.free = stats_free,
	.help = N_(
		"Câu hỏi và bài thực hành cần xem lại đứng trên cùng. Mở một bài để xem từng câu, mở một bài thực hành để xem mọi người vấp ở màn hình nào. Lệnh kynangso stats cho cùng những số này để lưu lại."),
};

struct view *view_statistics(void)
{
	return &stats_view(&overview_ops, NULL, "")->view;
}
