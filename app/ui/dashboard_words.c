/* What the screens of the dashboard say in common. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "course/goal.h"
#include "course/workage.h"
#include "text/number.h"

#include <string.h>

/* ── numbers ── */

static const char *kept(struct page *page, struct buf *text)
{
	const char *words = arena_strdup(&page->arena, text->data);
	buf_release(text);
	return words;
}

const char *number_words(struct page *page, int64_t number)
{
	struct buf text = BUF_INIT;
	number_format(&text, number);
	return kept(page, &text);
}

const char *rate_words(struct page *page, const struct board_place *place)
{
	struct buf text = BUF_INIT;
	if (!place->figure)
		return "–";
	rate_format(&text, place->sure, place->figure->people);
	return kept(page, &text);
}

const char *population_words(struct page *page, const struct board_place *place)
{
	struct buf text = BUF_INIT;
	if (!place->figure)
		return "–";
	if (!place->figure->entered)
		buf_addc(&text, '~');
	number_format(&text, place->figure->people);
	return kept(page, &text);
}

const char *day_words(struct page *page, int day)
{
	struct buf text = BUF_INIT;
	day_format(&text, day);
	return kept(page, &text);
}

const char *month_words(struct page *page, int month)
{
	struct buf text = BUF_INIT;
	month_format(&text, month / 12, month % 12 + 1);
	return kept(page, &text);
}

const char *reading_words(enum trained trained)
{
	static const char *const words[TRAINED_READINGS] = {
		[TRAINED_ATTENDED] = N_("đã dự học ít nhất một buổi"),
		[TRAINED_COMPLETED] = N_("đã hoàn thành khóa học"),
		[TRAINED_CONFIRMED] = N_("đã hoàn thành và được xác nhận"),
	};
	return _(words[trained]);
}

struct gauge place_gauge(const struct board *board, const struct board_place *place)
{
	return (struct gauge){
		.sure = board_permille(place, place->sure),
		.possible = board_permille(place, place->possible),
		.mark = board->goal && place->figure ? board->goal->percent * 10 : -1,
	};
}

/* ── a place in one sentence, for ears ── */

static const char *place_name(struct page *page, const struct board_place *place)
{
	char name[120];
	if (!place->ward)
		return place->name;
	ward_format(place->ward, name, sizeof(name));
	return arena_strdup(&page->arena, name);
}

/* "5.215.959 (một phần ước lượng)" */
static const char *population_said(struct page *page, const struct board_place *place)
{
	const char *people = number_words(page, place->figure->people);
	if (place->figure->entered)
		return people;
	return arena_printf(&page->arena,
			    place->figure->partly ? _("%s (một phần ước lượng)")
						  : _("%s (ước lượng)"),
			    people);
}

const char *place_words(struct page *page, const struct board_place *place)
{
	struct buf text = BUF_INIT;
	int64_t distance = board_distance(place);
	/* TRANSLATORS: name of a place, number of people. */
	buf_printf(&text, _("%s: %s người chắc chắn."), place_name(page, place),
		   number_words(page, place->sure));
	buf_addc(&text, ' ');
	if (place->possible > place->sure) {
		buf_printf(&text, _("Chưa rõ: %s người."),
			   number_words(page, place->possible - place->sure));
		buf_addc(&text, ' ');
	}
	if (place->figure)
		/* TRANSLATORS: number of people, percentage. */
		buf_printf(&text, _("Số dân trong độ tuổi: %s; được %s."),
			   population_said(page, place), rate_words(page, place));
	else
		buf_adds(&text, _("Chưa có số dân để so."));
	buf_addc(&text, ' ');
	if (distance > 0)
		buf_printf(&text, _("Còn thiếu %s người."), number_words(page, distance));
	else if (distance == 0)
		buf_adds(&text, _("Đã đạt chỉ tiêu."));
	return kept(page, &text);
}

/* ── the headline ── */

/* What the number leaves open. */
static void draw_range(struct page *page, const struct board *board,
		       const struct board_place *place)
{
	if (place->possible > place->sure)
		page_textf(
			page,
			_("Thêm %s người chưa rõ ngày sinh hoặc giới tính: nhiều nhất là %s người."),
			number_words(page, place->possible - place->sure),
			number_words(page, place->possible));
	if (board->pairs.waiting && place->united < place->sure)
		page_textf(
			page,
			_("Nếu mọi cặp hồ sơ đang chờ xem đều là một người thì ít nhất là %s người."),
			number_words(page, place->united));
}

void draw_verified(struct page *page, const struct board_place *place)
{
	if (place->sure > 0)
		page_say(
			page, ROLE_HINT,
			arena_printf(
				&page->arena,
				_("Có số định danh: %s người; %s người còn lại theo khai báo."),
				number_words(page, place->verified),
				number_words(page, place->sure - place->verified)));
}

static void draw_goal(struct page *page, const struct board *board,
		      const struct board_place *place)
{
	struct buf goal = BUF_INIT;
	int64_t distance = board_distance(place);
	if (!board->goal) {
		page_text(page, _("Không có chỉ tiêu cho cách tính này."));
		return;
	}
	goal_words(board->goal, &goal);
	if (distance < 0)
		/* TRANSLATORS: the goal, in words. */
		page_textf(page, _("Chỉ tiêu: %s."), goal.data);
	else if (distance == 0)
		page_textf(page, _("Chỉ tiêu: %s. Đã đạt."), goal.data);
	else
		page_textf(page, _("Chỉ tiêu: %s. Còn thiếu %s người."), goal.data,
			   number_words(page, distance));
	buf_release(&goal);
}

void draw_headline(struct page *page, const struct board *board,
		   const struct board_place *place)
{
	if (place->figure)
		page_gauge(page, place_gauge(board, place), rate_words(page, place),
			   place_words(page, place));
	if (place->figure)
		/* TRANSLATORS: people, "completed the course", "39.664" or "39.664 (an estimate)". */
		page_textf(page, _("%s người trong độ tuổi %s, trên %s."),
			   number_words(page, place->sure),
			   reading_words(board->request.trained),
			   population_said(page, place));
	else
		page_textf(page, _("%s người trong độ tuổi %s. Chưa có số dân để so."),
			   number_words(page, place->sure),
			   reading_words(board->request.trained));
	if (!place->figure && board->request.definition != DEFINITION_LAW)
		page_say(
			page, ROLE_HINT,
			_("Chưa ai nhập số người theo độ tuổi này, nên chưa có tỷ lệ. Quản trị viên nhập ở trang “Xem và đổi chỉ tiêu”, hoặc ở trang của từng phường, xã."));
	if (place->figure && place->sure > place->figure->people)
		page_say(
			page, ROLE_WARN,
			_("Số người đã học nhiều hơn số dân. Hãy xem lại số dân của nơi này."));
	draw_range(page, board, place);
	draw_goal(page, board, place);
}

/* ── months ── */

static const struct grid_column month_columns[] = {
	{N_("Tháng"), GRID_LEFT, false},
	{N_("Tiến độ"), GRID_BAR, false},
	{N_("Số người"), GRID_RIGHT, false},
	{N_("Tăng"), GRID_RIGHT, false},
};

static const char *gain_words(struct page *page, int64_t gain)
{
	return arena_printf(&page->arena, "%s%s", gain > 0 ? "+" : "",
			    number_words(page, gain));
}

static const char *month_sentence(struct page *page, const struct pace_month *m,
				  int64_t gain)
{
	const char *open =
		m->possible > m->sure
			? arena_printf(&page->arena, _(", chưa rõ %s"),
				       number_words(page, m->possible - m->sure))
			: "";
	/* TRANSLATORS: month, people, "…, 3 undecided" or nothing, people. */
	return arena_printf(&page->arena,
			    gain < 0 ? _("Tháng %s: %s người%s, giảm %s.")
				     : _("Tháng %s: %s người%s, tăng %s."),
			    month_words(page, m->month), number_words(page, m->sure),
			    open, number_words(page, gain < 0 ? -gain : gain));
}

static int64_t highest(const struct pace_month *months, size_t count)
{
	int64_t most = 1;
	for (size_t i = 0; i < count; i++)
		if (months[i].possible > most)
			most = months[i].possible;
	return most;
}

static void draw_month(struct page *page, const struct pace_month *m, int64_t before,
		       int64_t most)
{
	int64_t gain = m->sure - before;
	page_row(page, 0, month_sentence(page, m, gain));
	page_cell(page, month_words(page, m->month), NULL);
	page_cell_gauge(page, (struct gauge){(int)(m->sure * 1000 / most),
					     (int)(m->possible * 1000 / most), -1});
	page_cell(page, number_words(page, m->sure), NULL);
	page_cell(page, gain_words(page, gain), NULL);
}

static void draw_pace(struct page *page, const struct board *board,
		      const struct pace *pace)
{
	struct buf text = BUF_INIT;
	pace_words(pace, &text);
	page_text(page, text.data);
	buf_reset(&text);
	forecast_words(pace, board->goal, &text);
	page_text(page, text.data);
	if (*forecast_assumption(pace))
		page_say(page, ROLE_HINT, forecast_assumption(pace));
	page_gap(page);
	buf_release(&text);
}

void draw_months(struct page *page, const struct board *board, const struct trend *trend)
{
	const struct pace_month *months = trend->months;
	int64_t most = highest(months, trend->count);
	draw_pace(page, board, &trend->pace);
	if (!trend->count) {
		page_text(page, _("Chưa có tháng nào có người được tính."));
		return;
	}
	page_grid(page, month_columns, ARRAY_LEN(month_columns));
	for (size_t i = trend->count; i-- > 0;)
		draw_month(page, &months[i], i ? months[i - 1].sure : 0, most);
	page_gap(page);
	page_say(
		page, ROLE_HINT,
		arena_printf(
			&page->arena,
			_("Thanh dài nhất là %s người. Tháng trên cùng tính đến hết ngày %s."),
			number_words(page, most), day_words(page, board->request.day)));
}

/* ── sources ── */

void draw_sources(struct page *page, const struct app *app, const struct board *board)
{
	const struct region *region = app->region;
	page_rule(page, _("Cách tính và nguồn"));
	page_words(page, _("Cách tính và nguồn"));
	draw_verified(page, &board->city);
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena, _("Độ tuổi: %s."),
			      definition_words(board->request.definition)));
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena, _("Quy tắc tuổi: %s (%s)."),
			      region->rule_version, region->rule_source));
	if (board->city.figure)
		page_say(page, ROLE_HINT,
			 arena_printf(
				 &page->arena,
				 _("Số dân trong độ tuổi: %s. Dấu ~ là số ước lượng."),
				 board->city.figure->source));
	if (board->goal)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena, _("Nguồn của chỉ tiêu: %s."),
				      board->goal->source));
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena, _("Tổng số dân và mã phường, xã: %s."),
			      region->wards_source));
}
