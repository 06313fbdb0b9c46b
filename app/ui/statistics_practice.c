/* A practice and where people fall in it; one of its screens. */
#include "ui/statistics_part.h"

#include "base/i18n.h"
#include "course/statwords.h"
#include "text/column.h"
#include "text/number.h"
#include "ui/device.h"

/* ── one phone screen of a practice ── */

#define READS_COLUMNS 46 /* beside how many came there */

static const char *kind_words(const struct screen *screen)
{
	return screen->ending == ENDING_SAFE      ? _("Kết thúc an toàn")
	       : screen->ending == ENDING_PARTIAL ? _("Kết thúc được một phần")
	       : screen->ending == ENDING_HARMED  ? _("Kết thúc bị hại")
						  : device_app_words(screen->app);
}

/* "Tin nhắn · Ngân hàng Thực Hành: Quý khách vừa…" */
static const char *screen_words(struct page *page, const struct app *app,
				const struct screen *screen, int columns)
{
	struct buf reads = BUF_INIT, out = BUF_INIT;
	screen_reads(screen, &reads);
	buf_printf(&out, "%s · ", kind_words(screen));
	if (columns)
		text_ellipsis(&out, app_prose(app, page, reads.data),
			      columns - text_columns(out.data));
	else
		buf_adds(&out, app_prose(app, page, reads.data));
	buf_release(&reads);
	return stats_kept(page, &out);
}

static void draw_action(const struct screen_stat *place, size_t i,
			const struct action *action, const struct app *app,
			struct page *page)
{
	const char *slips = stats_part_words(page, place->slip[i], place->came);
	const char *says = practice_action_says(action, false);
	page_gap(page);
	page_say(page, ROLE_STRONG,
		 arena_printf(&page->arena, "“%s”", app_prose(app, page, action->label)));
	stats_draw_share(page, place->first[i], place->came);
	if (place->first_wrong[i] && stat_voice(place->came) != STAT_SILENT)
		page_textf(page, _("Lần đầu gõ chưa đúng: %s."),
			   stats_part_words(page, place->first_wrong[i], place->came));
	if (!place->slip[i] || !slips)
		return;
	page_say(page, ROLE_WARN,
		 arena_printf(&page->arena, _("Vấp vì nút này: %s."), slips));
	if (says)
		page_textf(page, _("Máy nói: %s"), app_prose(app, page, says));
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
	page_heading(page, screen_words(page, app, screen, 0));
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena, _("Mã màn hình trong tệp: %s."), screen->id));
	page_textf(page, _("%s người đã tới đây trong lượt đầu của họ."),
		   number_text(place->came).s);
	if (stat_voice(place->came) == STAT_SILENT)
		page_text(page, _("Chưa đủ người để nói gì hơn."));
	stats_draw_part(page, _("Vấp ở đây: %s."), place->slipped, place->came);
	stats_draw_part(page, _("Vấp ở đây rồi bị hại: %s."), place->harmed, place->came);
	stats_draw_part(page, _("Xem gợi ý: %s."), place->hinted, place->came);
	stats_draw_part(page, _("Dừng ở đây, chưa làm tiếp: %s."), place->stopped,
			place->came);
	stats_draw_part(page, _("Từ đây quay về đầu: %s."), place->restarted,
			place->came);
	stats_draw_part(page, _("Xong rồi làm lại từ đây: %s."), place->again,
			place->came);
	stats_draw_flags(page, 0, place->flags);
	if (screen->action_count && stat_voice(place->came) != STAT_SILENT) {
		page_gap(page);
		page_heading(page, _("Bấm gì trước nhất"));
	}
	for (size_t i = 0; i < screen->action_count; i++)
		draw_action(place, i, &screen->actions[i], app, page);
	page_gap(page);
	page_item(page, STATS_BACK, _("Quay lại"));
	stats_draw_keys(page, _("quay lại"));
}

static const struct view_ops screen_ops = {
	.name = "screen-statistics",
	.draw = screen_draw,
	.choose = stats_choose_back,
	.free = stats_free,
	.help = N_(
		"Mỗi người chỉ tính lượt thực hành đầu tiên. Vấp là làm một việc khiến mất tiền, hoặc không còn đạt được một việc cần làm. Vạch cho biết bao nhiêu người bấm nút ấy trước nhất khi vừa tới màn hình này."),
};

/* ── a practice: where people fall ── */

static void draw_endings(const struct practice_stat *stat, struct page *page)
{
	struct buf line = BUF_INIT;
	statistics_practice_line(&line, stat);
	page_say(page, ROLE_STRONG, stats_kept(page, &line));
	stats_draw_part(page, _("Kết thúc an toàn: %s."), stat->endings[ENDING_SAFE],
			stat->people);
	stats_draw_part(page, _("Kết thúc được một phần: %s."),
			stat->endings[ENDING_PARTIAL], stat->people);
	stats_draw_part(page, _("Bị hại: %s."), stat->endings[ENDING_HARMED],
			stat->people);
	stats_draw_part(page, _("Còn dở: %s."), stat->endings[ENDING_NONE], stat->people);
	stats_draw_part(page, _("Xong rồi làm lại: %s."), stat->again, stat->people);
	if (stat->older)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("%s người làm bản cũ của bài này, không tính."),
				      number_text(stat->older).s));
}

static void draw_fall(const struct practice_stat *stat, int at, const struct app *app,
		      struct page *page)
{
	const struct screen *screen = &stat->practice->screens[at];
	const struct screen_stat *place = &stat->screens[at];
	page_item(page, STATS_ITEM + at, screen_words(page, app, screen, READS_COLUMNS));
	page_note(page, arena_printf(&page->arena, _("%s người tới"),
				     number_text(place->came).s));
	stats_draw_part(page, _("Vấp ở đây: %s."), place->slipped, place->came);
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
	stats_draw_part(page, _("Dừng ở đây: %s."), place->stopped, place->came);
	stats_draw_flags(page, 0, place->flags);
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
	stats_draw_keys(page, _("xem màn hình ấy"));
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
	stats_fetch(view, app, &of);
}

const struct view_ops practice_statistics_ops = {
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
	return &stats_view(&practice_statistics_ops, NULL, practice)->view;
}
