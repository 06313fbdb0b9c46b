/* What the screens of statistics share: fetching, sentences, bars, flags. */
#include "ui/statistics_part.h"

#include "base/i18n.h"
#include "course/statwords.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── the view ── */

struct fetching {
	struct statistics *into;
	const struct statistics_of *of;
};

static bool fetch(struct app *app, void *user, struct err *err)
{
	struct fetching *f = user;
	return statistics_load(f->into, app->store, f->of, err);
}

enum work_end stats_read(struct statistics *s, struct app *app,
			 const struct statistics_of *of, struct err *err)
{
	struct fetching f = {s, of};
	s->course = app->course;
	return work_run(app, _("Đang đọc các câu trả lời"), fetch, &f, err);
}

/* Whoever stops it wants to go back: half of the answers say nothing. */
void stats_fetch(struct view *view, struct app *app, const struct statistics_of *of)
{
	struct stats_view *v = (struct stats_view *)view;
	struct err err = {0};
	if (v->s)
		return;
	switch (stats_read(&v->own, app, of, &err)) {
	case WORK_DONE:
		v->s = &v->own;
		return;
	case WORK_STOPPED:
		app_say(app, ROLE_STATUS, "%s", _("Đã dừng trước khi đọc xong."));
		app_pop(app);
		return;
	case WORK_FAILED:
		app_fail(app, &err);
	}
}

void stats_free(struct view *view)
{
	struct stats_view *v = (struct stats_view *)view;
	statistics_release(&v->own);
	free(v->id);
}

struct stats_view *stats_view(const struct view_ops *ops, const struct statistics *s,
			      const char *id)
{
	struct stats_view *v = VIEW_NEW(struct stats_view, ops);
	v->s = s;
	v->id = xstrdup(id);
	return v;
}

const struct item_stat *question_statistics(const struct statistics *s,
					    const char *question)
{
	const struct survey_item *item = survey_item(&s->survey, question);
	return item ? &s->items[item - s->survey.items] : NULL;
}

const struct practice_stat *practice_statistics(const struct statistics *s,
						const char *practice)
{
	for (size_t i = 0; i < s->course->practice_count; i++)
		if (!strcmp(s->course->practices[i]->id, practice))
			return &s->practices[i];
	return NULL;
}

/* ── words ── */

static void too_few(struct buf *out, int64_t people)
{
	if (people)
		buf_printf(out, _("mới %lld người làm, chưa đủ để nói gì"),
			   (long long)people);
	else
		buf_adds(out, _("chưa ai làm"));
}

void stats_share_line(struct buf *out, const struct portion *portion, const char *words,
		      const char *numbers)
{
	struct buf share = BUF_INIT, interval = BUF_INIT;
	switch (stat_voice(portion->of)) {
	case STAT_SILENT:
		too_few(out, portion->of);
		break;
	case STAT_IN_WORDS:
		buf_printf(out, words, number_text(portion->of).s,
			   portion_words(portion));
		break;
	case STAT_IN_NUMBERS:
		share_say(&share, portion->share);
		interval_say(&interval, portion);
		buf_printf(out, numbers, number_text(portion->of).s, share.data,
			   interval.data);
		break;
	}
	buf_release(&share);
	buf_release(&interval);
}

void statistics_line(struct buf *out, const struct item_stat *stat)
{
	stats_share_line(out, &stat->right,
			 /* TRANSLATORS: 65 người: hơn một nửa làm đúng */
			 _("%s người: %s làm đúng"),
			 /* TRANSLATORS: 128 người: 64 % làm đúng (55–72 %) */
			 _("%s người: %s làm đúng (%s)"));
}

void statistics_practice_line(struct buf *out, const struct practice_stat *stat)
{
	struct portion passed = portion_of(stat->passed, stat->people);
	stats_share_line(out, &passed, _("%s người: lần đầu %s đạt"),
			 _("%s người: lần đầu %s đạt (%s)"));
}

const char *stats_kept(struct page *page, struct buf *text)
{
	const char *out = arena_strdup(&page->arena, text->data);
	buf_release(text);
	return out;
}

const char *stats_part_words(struct page *page, int64_t count, int64_t of)
{
	struct portion portion = portion_of(count, of);
	struct buf out = BUF_INIT;
	switch (stat_voice(of)) {
	case STAT_SILENT:
		buf_release(&out);
		return NULL;
	case STAT_IN_WORDS:
		buf_printf(&out, _("%s trong %s người"), portion_words(&portion),
			   number_text(of).s);
		break;
	case STAT_IN_NUMBERS:
		buf_printf(&out, _("%s trong %s người ("), number_text(count).s,
			   number_text(of).s);
		share_say(&out, portion.share);
		buf_addc(&out, ')');
		break;
	}
	return stats_kept(page, &out);
}

void stats_draw_share(struct page *page, int64_t count, int64_t of)
{
	struct portion portion = portion_of(count, of);
	int percent = (int)(portion.share * 100 + 0.5);
	int digits = (int)strlen(number_text(of).s);
	switch (stat_voice(of)) {
	case STAT_SILENT:
		break;
	case STAT_IN_WORDS:
		page_say(page, ROLE_HINT, portion_words(&portion));
		break;
	case STAT_IN_NUMBERS:
		page_bar(page, percent, 100,
			 arena_printf(&page->arena, _("%3d %%  %*s người"), percent,
				      digits, number_text(count).s));
		break;
	}
}

void stats_draw_flags(struct page *page, unsigned items, unsigned places)
{
	struct buf words = BUF_INIT;
	flags_say(&words, items);
	places_say(&words, places);
	if (words.len)
		page_say(page, ROLE_WARN,
			 arena_printf(&page->arena, _("Cần xem: %s."), words.data));
	buf_release(&words);
}

void stats_draw_keys(struct page *page, const char *enter)
{
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", enter);
	page_key(page, "Esc", _("quay lại"));
}

void stats_draw_part(struct page *page, const char *format, int64_t count, int64_t of)
{
	const char *words = count ? stats_part_words(page, count, of) : NULL;
	if (words)
		page_textf(page, format, words);
}

void stats_choose_back(struct view *view, struct app *app, int id)
{
	(void)view, (void)id;
	app_pop(app);
}
