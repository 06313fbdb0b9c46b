/* One question with its options; the questions of a quiz or of lessons. */
#include "ui/statistics_part.h"

#include "base/i18n.h"
#include "course/statwords.h"
#include "text/number.h"

#include <string.h>

/* ── one question ── */

/* The sign of how it should be, in words: colour and place may not be seen. */
static const char *choice_words(struct page *page, const struct app *app,
				const struct item_stat *stat,
				const struct item_choice *choice)
{
	/* What somebody typed is no prose of ours. */
	if (!*choice->id)
		return arena_printf(&page->arena, "“%s”", choice->text);
	const char *text = app_prose(app, page, choice->text);
	if (stat->achieved)
		return text;
	return arena_printf(&page->arena, choice->right ? _("%s (đúng)") : _("%s (sai)"),
			    text);
}

static void draw_choices(const struct item_stat *stat, const struct app *app,
			 struct page *page)
{
	bool typed = stat->question->type == QUESTION_TEXT ||
		     stat->question->type == QUESTION_NUMBER;
	if (typed)
		page_heading(page, _("Những câu gõ chưa đúng hay gặp"));
	else
		page_heading(page, stat->achieved
					   ? _("Bao nhiêu người làm được từng phần")
					   : _("Bao nhiêu người chọn từng câu"));
	for (size_t i = 0; i < stat->choice_count; i++) {
		const struct item_choice *choice = &stat->choices[i];
		page_text(page, choice_words(page, app, stat, choice));
		stats_draw_share(page, choice->taken.count, choice->taken.of);
	}
	if (typed && !stat->choice_count)
		page_textf(page, _("Chưa có câu sai nào được %d người gõ giống nhau."),
			   TYPED_LEAST);
}

static void draw_sorting(const struct item_stat *stat, struct page *page)
{
	struct buf measure = BUF_INIT;
	if (stat->sorting == SORTING_UNKNOWN)
		return;
	measure_say(&measure, stat->discrimination);
	if (stat_voice(stat->rest_people) == STAT_IN_NUMBERS)
		page_textf(page, _("%s Độ phân biệt: %s."), sorting_words(stat->sorting),
			   measure.data);
	else
		page_text(page, sorting_words(stat->sorting));
	buf_release(&measure);
}

static void draw_advice(const struct item_stat *stat, struct page *page)
{
	for (unsigned flag = 1; flag < 1u << ITEM_FLAGS; flag *= 2) {
		if (!(stat->flags & flag))
			continue;
		page_gap(page);
		page_say(page, ROLE_WARN,
			 arena_printf(&page->arena, _("Cần xem: %s."),
				      flag_words((enum item_flag)flag)));
		page_text(page, flag_advice((enum item_flag)flag));
	}
}

static void draw_left_out(const struct item_stat *stat, struct page *page)
{
	if (stat->blank)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("%s người bỏ trống câu này, không tính."),
				      number_text(stat->blank).s));
	if (stat->older)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("%s người chỉ trả lời bản cũ của câu này, "
					"không tính."),
				      number_text(stat->older).s));
}

static void question_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct stats_view *v = (const struct stats_view *)view;
	const struct item_stat *stat = v->s ? question_statistics(v->s, v->id) : NULL;
	struct buf line = BUF_INIT;
	page_title(page, "%s", _("Thống kê một câu hỏi"));
	page_gap(page);
	if (!stat)
		return;
	app_text(app, page, stat->question->ask);
	page_gap(page);
	statistics_line(&line, stat);
	page_say(page, ROLE_STRONG, stats_kept(page, &line));
	if (stat_voice(stat->people) == STAT_IN_NUMBERS && stat->guess > 0) {
		struct buf share = BUF_INIT;
		share_say(&share, stat->corrected);
		page_textf(page, _("Trừ phần có thể do đoán mò, còn %s."), share.data);
		buf_release(&share);
	}
	if (stat_voice(stat->people) != STAT_SILENT) {
		draw_sorting(stat, page);
		page_gap(page);
		draw_choices(stat, app, page);
	}
	draw_advice(stat, page);
	page_gap(page);
	draw_left_out(stat, page);
	page_item(page, STATS_BACK, _("Quay lại"));
	stats_draw_keys(page, _("quay lại"));
}

static void question_shown(struct view *view, struct app *app)
{
	const struct stats_view *v = (const struct stats_view *)view;
	struct statistics_of of = {0};
	if (!v->s)
		of.question = course_question(app->course, v->id);
	stats_fetch(view, app, &of);
}

const struct view_ops question_statistics_ops = {
	.name = "question-statistics",
	.draw = question_draw,
	.choose = stats_choose_back,
	.shown = question_shown,
	.free = stats_free,
	.help = N_(
		"Mỗi người chỉ tính một lần: câu trả lời đầu tiên, trong bài đã nộp, theo đúng bản chấm hiện nay. Trong ngoặc là khoảng mà tỷ lệ thật hầu như chắc nằm trong đó.\n"
		"Dưới 20 người thì chưa nói gì; dưới 100 người thì chỉ nói bằng lời, vì con số lúc ấy dễ làm ta tin nhầm.\n"
		"Độ phân biệt cho biết người làm tốt các câu khác có hay đúng câu này không: từ 0,40 là tốt, dưới 0,20 là yếu, dưới 0 là ngược."),
};

struct view *view_question_statistics(const char *question)
{
	return &stats_view(&question_statistics_ops, NULL, question)->view;
}

/* ── the questions of a quiz, or the checks of all lessons ── */

static void draw_question(const struct stats_view *v, size_t i, const struct app *app,
			  struct page *page)
{
	const struct item_stat *stat = &v->s->items[i];
	int percent = (int)(stat->right.share * 100 + 0.5);
	struct buf line = BUF_INIT;
	page_item(page, STATS_ITEM + (int)i, app_prose(app, page, stat->question->ask));
	if (stat_voice(stat->people) == STAT_IN_NUMBERS) {
		page_note(page, arena_printf(&page->arena, _("%s người"),
					     number_text(stat->people).s));
		page_bar(page, percent, 100,
			 arena_printf(&page->arena, _("%3d %% làm đúng"), percent));
	} else {
		statistics_line(&line, stat);
		page_note(page, line.data);
	}
	stats_draw_flags(page, stat->flags, 0);
	buf_release(&line);
}

static void draw_quiz_line(const struct stats_view *v, struct page *page)
{
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < v->s->course->quiz_count; i++) {
		const struct survey_quiz *quiz = &v->s->survey.quizzes[i];
		if (quiz->quiz != v->quiz)
			continue;
		struct portion passed = portion_of(quiz->passed, quiz->people);
		stats_share_line(&line, &passed, _("%s người nộp lần đầu: %s đạt"),
				 _("%s người nộp lần đầu: %s đạt (%s)"));
		page_text(page, line.data);
	}
	buf_release(&line);
}

static bool is_listed(const struct stats_view *v, const struct survey_item *item)
{
	if (v->quiz)
		return item->quiz && !strcmp(item->quiz->id, v->quiz->id);
	return item->lesson;
}

static void list_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct stats_view *v = (const struct stats_view *)view;
	page_title(page, _("Thống kê · %s"),
		   v->quiz ? app_prose(app, page, v->quiz->title)
			   : _("Câu hỏi trong bài học"));
	page_gap(page);
	page_numbering(page, false);
	draw_quiz_line(v, page);
	const struct lesson *lesson = NULL;
	size_t shown = 0;
	for (size_t i = 0; i < v->s->survey.count; i++) {
		const struct survey_item *item = &v->s->survey.items[i];
		if (!is_listed(v, item))
			continue;
		shown++;
		if (item->lesson && item->lesson != lesson) {
			lesson = item->lesson;
			page_gap(page);
			page_heading(page, app_prose(app, page, lesson->title));
		}
		draw_question(v, i, app, page);
	}
	if (!shown)
		page_text(page, _("Ở đây chưa có câu hỏi nào được trả lời."));
	if (v->quiz && v->quiz->from.count)
		page_text(
			page,
			_("Bài này còn lấy câu của các bài khác; xem các câu ấy ở bài của chúng."));
	stats_draw_keys(page, _("xem câu ấy"));
}

static void list_choose(struct view *view, struct app *app, int id)
{
	struct stats_view *v = (struct stats_view *)view;
	size_t i = (size_t)(id - STATS_ITEM);
	if (id < STATS_ITEM)
		app_pop(app);
	else if (i < v->s->survey.count)
		app_push(app, &stats_view(&question_statistics_ops, v->s,
					  v->s->items[i].question->id)
				       ->view);
}

const struct view_ops list_statistics_ops = {
	.name = "quiz-statistics",
	.draw = list_draw,
	.choose = list_choose,
	.free = stats_free,
	.help = N_(
		"Mỗi câu một vạch: bao nhiêu người làm đúng ngay lần đầu. Chọn một câu để xem từng phương án được bao nhiêu người chọn, và nên sửa gì."),
};
