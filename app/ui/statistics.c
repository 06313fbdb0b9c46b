#include "ui/statistics.h"

#include "base/i18n.h"
#include "course/statwords.h"
#include "ui/device.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── what all of them have ── */

struct stats_view {
	struct view view;
	const struct statistics
		*s; /* own, or that of the view below; NULL: to be fetched */
	struct statistics own;
	const struct quiz *quiz; /* list: NULL = the checks of lessons */
	char *id; /* of the question or practice */
	int screen;
};

enum {
	STATS_BACK = 1,
	STATS_CHECKS,
	STATS_ITEM = 1000,
	STATS_QUIZ = 20000,
	STATS_PRACTICE = 30000
};

static void fetch(struct view *view, struct app *app, const struct statistics_of *of)
{
	struct stats_view *v = (struct stats_view *)view;
	struct err err = {0};
	if (v->s)
		return;
	v->own.course = app->course;
	if (statistics_load(&v->own, app->store, of, &err))
		v->s = &v->own;
	else
		app_fail(app, &err);
}

static void stats_free(struct view *view)
{
	struct stats_view *v = (struct stats_view *)view;
	statistics_release(&v->own);
	free(v->id);
}

static struct stats_view *stats_view(const struct view_ops *ops,
				     const struct statistics *s, const char *id)
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

static void share_line(struct buf *out, const struct portion *portion, const char *words,
		       const char *numbers)
{
	struct buf share = BUF_INIT, interval = BUF_INIT;
	switch (stat_voice(portion->of)) {
	case STAT_SILENT:
		too_few(out, portion->of);
		break;
	case STAT_IN_WORDS:
		buf_printf(out, words, (long long)portion->of, portion_words(portion));
		break;
	case STAT_IN_NUMBERS:
		share_say(&share, portion->share);
		interval_say(&interval, portion);
		buf_printf(out, numbers, (long long)portion->of, share.data,
			   interval.data);
		break;
	}
	buf_release(&share);
	buf_release(&interval);
}

void statistics_line(struct buf *out, const struct item_stat *stat)
{
	share_line(out, &stat->right,
		   /* TRANSLATORS: 65 người: hơn một nửa làm đúng */
		   _("%lld người: %s làm đúng"),
		   /* TRANSLATORS: 128 người: 64 % làm đúng (55–72 %) */
		   _("%lld người: %s làm đúng (%s)"));
}

void statistics_practice_line(struct buf *out, const struct practice_stat *stat)
{
	struct portion passed = portion_of(stat->passed, stat->people);
	share_line(out, &passed, _("%lld người: lần đầu %s đạt"),
		   _("%lld người: lần đầu %s đạt (%s)"));
}

static const char *kept(struct page *page, struct buf *text)
{
	const char *out = arena_strdup(&page->arena, text->data);
	buf_release(text);
	return out;
}

/* "55 trong 130 người (42 %)", "chừng một nửa trong 55 người"; NULL where nothing may be said. */
static const char *part_words(struct page *page, int64_t count, int64_t of)
{
	struct portion portion = portion_of(count, of);
	struct buf out = BUF_INIT;
	switch (stat_voice(of)) {
	case STAT_SILENT:
		buf_release(&out);
		return NULL;
	case STAT_IN_WORDS:
		buf_printf(&out, _("%s trong %lld người"), portion_words(&portion),
			   (long long)of);
		break;
	case STAT_IN_NUMBERS:
		buf_printf(&out, _("%lld trong %lld người ("), (long long)count,
			   (long long)of);
		share_say(&out, portion.share);
		buf_addc(&out, ')');
		break;
	}
	return kept(page, &out);
}

/* A bar only where a number may be said: a drawn share is a number, too. Its words are as wide as those
 * of the others beside it, or bars could not be compared. */
static void draw_share(struct page *page, int64_t count, int64_t of)
{
	struct portion portion = portion_of(count, of);
	int percent = (int)(portion.share * 100 + 0.5);
	char all[24];
	int digits = snprintf(all, sizeof(all), "%lld", (long long)of);
	switch (stat_voice(of)) {
	case STAT_SILENT:
		break;
	case STAT_IN_WORDS:
		page_say(page, ROLE_HINT, portion_words(&portion));
		break;
	case STAT_IN_NUMBERS:
		page_bar(page, percent, 100,
			 arena_printf(&page->arena, _("%3d %%  %*lld người"), percent,
				      digits, (long long)count));
		break;
	}
}

static void draw_flags(struct page *page, unsigned items, unsigned places)
{
	struct buf words = BUF_INIT;
	flags_say(&words, items);
	places_say(&words, places);
	if (words.len)
		page_say(page, ROLE_WARN,
			 arena_printf(&page->arena, _("Cần xem: %s."), words.data));
	buf_release(&words);
}

static void draw_keys(struct page *page, const char *enter)
{
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", enter);
	page_key(page, "Esc", _("quay lại"));
}

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
		draw_share(page, choice->taken.count, choice->taken.of);
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
				      _("%lld người bỏ trống câu này, không tính."),
				      (long long)stat->blank));
	if (stat->older)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("%lld người chỉ trả lời bản cũ của câu này, "
					"không tính."),
				      (long long)stat->older));
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
	page_say(page, ROLE_STRONG, kept(page, &line));
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
	draw_keys(page, _("quay lại"));
}

static void back_choose(struct view *view, struct app *app, int id)
{
	(void)view, (void)id;
	app_pop(app);
}

static void question_shown(struct view *view, struct app *app)
{
	const struct stats_view *v = (const struct stats_view *)view;
	struct statistics_of of = {0};
	if (!v->s)
		of.question = course_question(app->course, v->id);
	fetch(view, app, &of);
}

static const struct view_ops question_ops = {
	.name = "question-statistics",
	.draw = question_draw,
	.choose = back_choose,
	.shown = question_shown,
	.free = stats_free,
	.help = N_(
		"Mỗi người chỉ tính một lần: câu trả lời đầu tiên, trong bài đã nộp, theo đúng bản chấm hiện nay. Trong ngoặc là khoảng mà tỷ lệ thật hầu như chắc nằm trong đó.\n"
		"Dưới 20 người thì chưa nói gì; dưới 100 người thì chỉ nói bằng lời, vì con số lúc ấy dễ làm ta tin nhầm.\n"
		"Độ phân biệt cho biết người làm tốt các câu khác có hay đúng câu này không: từ 0,40 là tốt, dưới 0,20 là yếu, dưới 0 là ngược."),
};

struct view *view_question_statistics(const char *question)
{
	return &stats_view(&question_ops, NULL, question)->view;
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
		page_note(page, arena_printf(&page->arena, _("%lld người"),
					     (long long)stat->people));
		page_bar(page, percent, 100,
			 arena_printf(&page->arena, _("%3d %% làm đúng"), percent));
	} else {
		statistics_line(&line, stat);
		page_note(page, line.data);
	}
	draw_flags(page, stat->flags, 0);
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
		share_line(&line, &passed, _("%lld người nộp lần đầu: %s đạt"),
			   _("%lld người nộp lần đầu: %s đạt (%s)"));
		page_text(page, line.data);
	}
	buf_release(&line);
}

static bool is_listed(const struct stats_view *v, const struct survey_item *item)
{
	if (v->quiz)
		return item->quiz && !strcmp(item->quiz->id, v->quiz->id);
	return item->lesson && (!*v->id || !strcmp(item->lesson->id, v->id));
}

static void list_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct stats_view *v = (const struct stats_view *)view;
	const struct lesson *only = *v->id ? course_lesson(app->course, v->id) : NULL;
	page_title(page, _("Thống kê · %s"),
		   v->quiz ? app_prose(app, page, v->quiz->title)
		   : only  ? app_prose(app, page, only->title)
			   : _("Câu hỏi trong bài học"));
	page_gap(page);
	page_numbering(page, false);
	if (!v->s)
		return;
	draw_quiz_line(v, page);
	const struct lesson *lesson = only;
	size_t shown = 0;
	for (size_t i = 0; i < v->s->survey.count; i++) {
		const struct survey_item *item = &v->s->survey.items[i];
		if (!is_listed(v, item))
			continue;
		shown++;
		if (item->lesson && !only && item->lesson != lesson) {
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
	draw_keys(page, _("xem câu ấy"));
}

static void list_choose(struct view *view, struct app *app, int id)
{
	struct stats_view *v = (struct stats_view *)view;
	size_t i = (size_t)(id - STATS_ITEM);
	if (id < STATS_ITEM)
		app_pop(app);
	else if (v->s && i < v->s->survey.count)
		app_push(app,
			 &stats_view(&question_ops, v->s, v->s->items[i].question->id)
				  ->view);
}

static void list_shown(struct view *view, struct app *app)
{
	const struct stats_view *v = (const struct stats_view *)view;
	struct statistics_of of = {.quiz = v->quiz};
	if (!v->s && *v->id)
		of.lesson = course_open_lesson(app->course, v->id, NULL);
	fetch(view, app, &of);
}

static const struct view_ops list_ops = {
	.name = "quiz-statistics",
	.draw = list_draw,
	.choose = list_choose,
	.shown = list_shown,
	.free = stats_free,
	.help = N_(
		"Mỗi câu một vạch: bao nhiêu người làm đúng ngay lần đầu. Chọn một câu để xem từng phương án được bao nhiêu người chọn, và nên sửa gì."),
};

/* ── one phone screen of a practice ── */

static const char *screen_words(struct page *page, const struct app *app,
				const struct screen *screen)
{
	const char *name = screen->show.title  ? screen->show.title
			   : screen->show.from ? screen->show.from
			   : screen->ending    ? screen->say
					       : NULL;
	const char *kind =
		screen->ending == ENDING_SAFE      ? _("Kết thúc an toàn")
		: screen->ending == ENDING_PARTIAL ? _("Kết thúc được một phần")
		: screen->ending == ENDING_HARMED  ? _("Kết thúc bị hại")
						   : device_app_words(screen->app);
	if (!name || screen->ending != ENDING_NONE)
		return arena_printf(&page->arena, "%s (%s)", kind, screen->id);
	return arena_printf(&page->arena, "%s: %s (%s)", kind, app_prose(app, page, name),
			    screen->id);
}

static void draw_action(const struct screen_stat *place, size_t i,
			const struct action *action, const struct app *app,
			struct page *page)
{
	const char *slips = part_words(page, place->slip[i], place->came);
	const char *says = practice_action_says(action, false);
	page_gap(page);
	page_say(page, ROLE_STRONG,
		 arena_printf(&page->arena, "“%s”", app_prose(app, page, action->label)));
	draw_share(page, place->first[i], place->came);
	if (place->first_wrong[i] && stat_voice(place->came) != STAT_SILENT)
		page_textf(page, _("Lần đầu gõ chưa đúng: %s."),
			   part_words(page, place->first_wrong[i], place->came));
	if (!place->slip[i] || !slips)
		return;
	page_say(page, ROLE_WARN,
		 arena_printf(&page->arena, _("Vấp vì nút này: %s."), slips));
	if (says)
		page_textf(page, _("Máy nói: %s"), app_prose(app, page, says));
}

static void draw_part(struct page *page, const char *format, int64_t count, int64_t of)
{
	const char *words = count ? part_words(page, count, of) : NULL;
	if (words)
		page_textf(page, format, words);
}

static void screen_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct stats_view *v = (const struct stats_view *)view;
	const struct practice_stat *stat = v->s ? practice_statistics(v->s, v->id) : NULL;
	page_title(page, "%s", _("Một màn hình thực hành"));
	page_gap(page);
	if (!stat)
		return;
	const struct screen *screen = &stat->practice->screens[v->screen];
	const struct screen_stat *place = &stat->screens[v->screen];
	page_heading(page, screen_words(page, app, screen));
	page_textf(page, _("%lld người đã tới đây trong lượt đầu của họ."),
		   (long long)place->came);
	if (stat_voice(place->came) == STAT_SILENT)
		page_text(page, _("Chưa đủ người để nói gì hơn."));
	draw_part(page, _("Vấp ở đây: %s."), place->slipped, place->came);
	draw_part(page, _("Vấp ở đây rồi bị hại: %s."), place->harmed, place->came);
	draw_part(page, _("Xem gợi ý: %s."), place->hinted, place->came);
	draw_part(page, _("Dừng ở đây, chưa làm tiếp: %s."), place->stopped, place->came);
	draw_part(page, _("Từ đây quay về đầu: %s."), place->restarted, place->came);
	draw_part(page, _("Xong rồi làm lại từ đây: %s."), place->again, place->came);
	draw_flags(page, 0, place->flags);
	if (screen->action_count && stat_voice(place->came) != STAT_SILENT) {
		page_gap(page);
		page_heading(page, _("Bấm gì trước nhất"));
	}
	for (size_t i = 0; i < screen->action_count; i++)
		draw_action(place, i, &screen->actions[i], app, page);
	page_gap(page);
	page_item(page, STATS_BACK, _("Quay lại"));
	draw_keys(page, _("quay lại"));
}

static const struct view_ops screen_ops = {
	.name = "screen-statistics",
	.draw = screen_draw,
	.choose = back_choose,
	.free = stats_free,
	.help = N_(
		"Mỗi người chỉ tính lượt thực hành đầu tiên. Vấp là làm một việc khiến mất tiền, hoặc không còn đạt được một việc cần làm. Vạch cho biết bao nhiêu người bấm nút ấy trước nhất khi vừa tới màn hình này."),
};

/* ── a practice: where people fall ── */

static void draw_endings(const struct practice_stat *stat, struct page *page)
{
	struct buf line = BUF_INIT;
	statistics_practice_line(&line, stat);
	page_say(page, ROLE_STRONG, kept(page, &line));
	draw_part(page, _("Kết thúc an toàn: %s."), stat->endings[ENDING_SAFE],
		  stat->people);
	draw_part(page, _("Kết thúc được một phần: %s."), stat->endings[ENDING_PARTIAL],
		  stat->people);
	draw_part(page, _("Bị hại: %s."), stat->endings[ENDING_HARMED], stat->people);
	draw_part(page, _("Còn dở: %s."), stat->endings[ENDING_NONE], stat->people);
	draw_part(page, _("Xong rồi làm lại: %s."), stat->again, stat->people);
	if (stat->older)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("%lld người làm bản cũ của bài này, không tính."),
				      (long long)stat->older));
}

static void draw_fall(const struct practice_stat *stat, int at, const struct app *app,
		      struct page *page)
{
	const struct screen *screen = &stat->practice->screens[at];
	const struct screen_stat *place = &stat->screens[at];
	page_item(page, STATS_ITEM + at, screen_words(page, app, screen));
	page_note(page, arena_printf(&page->arena, _("%lld người tới"),
				     (long long)place->came));
	draw_part(page, _("Vấp ở đây: %s."), place->slipped, place->came);
	if (place->worst >= 0 && stat_voice(place->came) != STAT_SILENT) {
		const struct action *action = &screen->actions[place->worst];
		const char *says = practice_action_says(action, false);
		const char *label = app_prose(app, page, action->label);
		if (says)
			page_textf(page, _("Hay bấm nhầm “%s”: %s"), label,
				   app_prose(app, page, says));
		else
			page_textf(page, _("Hay bấm nhầm “%s”."), label);
	}
	draw_part(page, _("Dừng ở đây: %s."), place->stopped, place->came);
	draw_flags(page, 0, place->flags);
}

static void practice_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct stats_view *v = (const struct stats_view *)view;
	const struct practice_stat *stat = v->s ? practice_statistics(v->s, v->id) : NULL;
	page_title(page, _("Thống kê · %s"),
		   stat ? app_prose(app, page, stat->practice->title) : "");
	page_gap(page);
	page_numbering(page, false);
	if (!stat)
		return;
	draw_endings(stat, page);
	if (stat->ordered) {
		page_gap(page);
		page_heading(page, _("Từng màn hình, theo thứ tự mọi người gặp"));
	}
	for (size_t i = 0; i < stat->ordered; i++)
		draw_fall(stat, stat->order[i], app, page);
	page_gap(page);
	page_item(page, STATS_BACK, _("Quay lại"));
	draw_keys(page, _("xem màn hình ấy"));
}

static void practice_choose(struct view *view, struct app *app, int id)
{
	struct stats_view *v = (struct stats_view *)view;
	if (id < STATS_ITEM) {
		app_pop(app);
		return;
	}
	struct stats_view *next = stats_view(&screen_ops, v->s, v->id);
	next->screen = id - STATS_ITEM;
	app_push(app, &next->view);
}

static void practice_shown(struct view *view, struct app *app)
{
	const struct stats_view *v = (const struct stats_view *)view;
	struct statistics_of of = {0};
	if (!v->s)
		of.practice = course_practice(app->course, v->id);
	fetch(view, app, &of);
}

static const struct view_ops practice_ops = {
	.name = "practice-statistics",
	.draw = practice_draw,
	.choose = practice_choose,
	.shown = practice_shown,
	.free = stats_free,
	.help = N_(
		"Chỗ nào nhiều người vấp là chỗ cần dạy kỹ hơn trên lớp. Mỗi người chỉ tính lượt đầu tiên: làm lại thì ai cũng khá hơn. Chọn một màn hình để xem mọi người bấm gì trước nhất."),
};

struct view *view_practice_statistics(const char *practice)
{
	return &stats_view(&practice_ops, NULL, practice)->view;
}

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
		page_note(page, arena_printf(&page->arena, _("%lld người"),
					     (long long)quiz->people));
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
		page_note(page, arena_printf(&page->arena, _("%lld người"),
					     (long long)s->practices[i].people));
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
	draw_keys(page, _("mở"));
}

static void overview_choose(struct view *view, struct app *app, int id)
{
	struct stats_view *v = (struct stats_view *)view;
	const struct course *course = v->s->course;
	struct stats_view *next;
	if (id >= STATS_PRACTICE) {
		next = stats_view(&practice_ops, v->s,
				  course->practices[id - STATS_PRACTICE]->id);
	} else if (id >= STATS_QUIZ || id == STATS_CHECKS) {
		next = stats_view(&list_ops, v->s, "");
		next->quiz = id == STATS_CHECKS ? NULL : course->quizzes[id - STATS_QUIZ];
	} else {
		next = stats_view(&question_ops, v->s,
				  v->s->items[id - STATS_ITEM].question->id);
	}
	app_push(app, &next->view);
}

static void overview_shown(struct view *view, struct app *app)
{
	fetch(view, app, NULL);
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

struct view *view_statistics_of(const struct app *app, const char *id)
{
	struct stats_view *list = NULL;
	if (course_practice(app->course, id))
		return view_practice_statistics(id);
	if (course_quiz(app->course, id)) {
		list = stats_view(&list_ops, NULL, "");
		list->quiz = course_quiz(app->course, id);
	} else if (course_lesson(app->course, id)) {
		list = stats_view(&list_ops, NULL, id);
	} else if (course_question(app->course, id)) {
		return view_question_statistics(id);
	}
	return list ? &list->view : NULL;
}
