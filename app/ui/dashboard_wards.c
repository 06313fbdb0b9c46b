/* The wards of the dashboard: all in one table, and one closer. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "text/fold.h"
#include "ui/work.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── all wards ── */

struct wards {
	struct view view;
	struct dashboard *board;
	struct field query;
	enum board_order order;
	const struct board_place **found; /* into the board */
	size_t count;
};

enum { WARDS_QUERY = 1, WARDS_ORDER, WARDS_FOUND = 10 };

static const char *order_words(enum board_order order)
{
	static const char *const words[BOARD_ORDERS] = {
		[ORDER_NAME] = N_("Xếp theo: tên"),
		[ORDER_RATE] = N_("Xếp theo: tỷ lệ, cao trước"),
		[ORDER_PEOPLE] = N_("Xếp theo: số người, nhiều trước"),
		[ORDER_DISTANCE] = N_("Xếp theo: còn thiếu, nhiều trước"),
	};
	return _(words[order]);
}

/* Those whose name or code fits, in the order chosen: while looking at rates nobody wants the best
 * fit first. */
static void search(struct wards *w)
{
	struct query query;
	const char *text = field_text(&w->query);
	size_t kept = 0;
	free(w->found);
	w->found = NULL;
	w->count = 0;
	if (!w->board->loaded)
		return;
	w->found = board_sorted(&w->board->board, w->order);
	query_init(&query, text);
	for (size_t i = 0; i < w->board->board.ward_count; i++) {
		const struct board_place *place = w->found[i];
		bool by_code = place->ward && *text &&
			       !strncmp(place->ward->code, text, strlen(text));
		if (by_code || query_match(&query, place->name) != FOUND_NOT)
			w->found[kept++] = place;
	}
	w->count = kept;
}

static const struct grid_column ward_columns[] = {
	{N_("Phường, xã"), GRID_LEFT, false}, {N_("Tiến độ"), GRID_BAR, false},
	{N_("Tỷ lệ"), GRID_RIGHT, false},     {N_("Đã học"), GRID_RIGHT, true},
	{N_("Số dân"), GRID_RIGHT, true},     {N_("Còn thiếu"), GRID_RIGHT, true},
};

static const char *distance_words(struct page *page, const struct board_place *place,
				  bool tight)
{
	int64_t distance = board_distance(place);
	if (distance < 0)
		return "–";
	if (distance == 0)
		return _("đã đạt");
	/* TRANSLATORS: people still missing. */
	return tight ? arena_printf(&page->arena, _("còn %s"),
				    number_words(page, distance))
		     : number_words(page, distance);
}

/* "1.234 (+5)": who is undecided stands beside. */
static const char *trained_words(struct page *page, const struct board_place *place)
{
	if (place->possible == place->sure)
		return number_words(page, place->sure);
	return arena_printf(&page->arena, "%s (+%s?)", number_words(page, place->sure),
			    number_words(page, place->possible - place->sure));
}

static void draw_ward(struct page *page, const struct board *board,
		      const struct board_place *place, int id)
{
	page_row(page, id, place_words(page, place));
	page_cell(page, place->name, NULL);
	page_cell_gauge(page, place_gauge(board, place));
	page_cell(page, rate_words(page, place), NULL);
	page_cell(page, trained_words(page, place), NULL);
	page_cell(page, population_words(page, place), NULL);
	page_cell(page, distance_words(page, place, false),
		  distance_words(page, place, true));
}

static void wards_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct wards *w = (const struct wards *)view;
	const struct board *board = &w->board->board;
	page_title(page, _("Phường, xã, %s"), day_words(page, board->request.day));
	page_numbering(page, false);
	page_field(page, WARDS_QUERY, _("Tìm (không dấu cũng được)"), &w->query, NULL,
		   NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_item(page, WARDS_ORDER, order_words(w->order));
	page_note(page, arena_printf(&page->arena, ntr("%zu nơi", "%zu nơi", w->count),
				     w->count));
	page_grid(page, ward_columns, ARRAY_LEN(ward_columns));
	for (size_t i = 0; i < w->count; i++)
		draw_ward(page, board, w->found[i], WARDS_FOUND + (int)i);
	if (!w->count)
		page_text(
			page,
			_("Không có phường, xã nào tên như vậy. Xóa bớt chữ rồi gõ lại."));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("xem, đổi cách xếp"));
	page_key(page, "Esc", _("quay lại"));
}

static void wards_choose(struct view *view, struct app *app, int id)
{
	struct wards *w = (struct wards *)view;
	size_t at = (size_t)(id - WARDS_FOUND);
	if (id == WARDS_QUERY) {
		/* Past the order, to the first place. */
		view->focus = w->count ? 2 : 1;
		view->follow = true;
	} else if (id == WARDS_ORDER) {
		w->order = (enum board_order)((w->order + 1) % BOARD_ORDERS);
		search(w);
	} else if (at < w->count) {
		const struct ward *ward = w->found[at]->ward;
		app_push(app, view_board_ward(w->board, ward ? ward->code : ""));
	}
}

static struct field *wards_field(struct view *view, int id)
{
	(void)id;
	return &((struct wards *)view)->query;
}

static void wards_changed(struct view *view, struct app *app, int id)
{
	(void)app, (void)id;
	search((struct wards *)view);
}

/* Writing goes on in the search wherever the focus is. */
static bool wards_key(struct view *view, struct app *app, const struct key *key)
{
	struct wards *w = (struct wards *)view;
	bool writes = key->code == K_TEXT && strcmp(key->text, " ") != 0 &&
		      strcmp(key->text, "?") != 0;
	if (view->focus == 0 || (!writes && key->code != K_BACKSPACE))
		return false;
	view->focus = 0;
	view->follow = true;
	field_key(&w->query, key, &app->typing);
	search(w);
	return true;
}

static void wards_shown(struct view *view, struct app *app)
{
	(void)app;
	search((struct wards *)view);
}

static void wards_free(struct view *view)
{
	struct wards *w = (struct wards *)view;
	field_release(&w->query);
	free(w->found);
}

static const struct view_ops wards_ops = {
	.name = "board-wards",
	.draw = wards_draw,
	.choose = wards_choose,
	.key = wards_key,
	.field = wards_field,
	.changed = wards_changed,
	.shown = wards_shown,
	.free = wards_free,
	.help = N_(
		"Gõ vài chữ để tìm phường, xã. Bấm Enter ở dòng “Xếp theo” để đổi thứ tự. Bấm Enter ở một phường, xã để xem kỹ.\n"
		"Trên thanh: phần đặc là chắc chắn, phần sọc là chưa rõ, vạch đứng là chỉ tiêu. Dấu ~ là số ước lượng. (+3?) là còn 3 người chưa rõ ngày sinh hoặc giới tính."),
};

struct view *view_wards(struct dashboard *dashboard)
{
	struct wards *w = VIEW_NEW(struct wards, &wards_ops);
	w->board = dashboard;
	field_init(&w->query, FIELD_SEARCH, 40);
	return &w->view;
}

/* ── one ward ── */

struct ward_view {
	struct view view;
	struct dashboard *board;
	char code[8]; /* "" = no ward */
	struct board_ward ward;
	bool loaded;
};

enum { WARD_PEOPLE = 1, WARD_EXPORT, WARD_FIGURE, WARD_BACK };

static const struct board_place *place_now(const struct ward_view *v)
{
	const struct board *board = &v->board->board;
	for (size_t i = 0; i < board->ward_count; i++) {
		const struct ward *ward = board->wards[i].ward;
		if (!strcmp(ward ? ward->code : "", v->code))
			return &board->wards[i];
	}
	return NULL;
}

static const struct grid_column part_columns[] = {
	{N_("Nhóm"), GRID_LEFT, false},
	{N_("Phần"), GRID_BAR, false},
	{N_("Chắc chắn"), GRID_RIGHT, false},
	{N_("Chưa rõ"), GRID_RIGHT, false},
};

static void draw_part(struct page *page, const char *name, const struct board_part *part,
		      int64_t all)
{
	int64_t open = part->possible - part->sure;
	if (all < 1)
		all = 1;
	/* TRANSLATORS: group of people, people, people. */
	page_row(page, 0,
		 arena_printf(&page->arena,
			      _("%s: chắc chắn %s người, chưa rõ %s người."), name,
			      number_words(page, part->sure), number_words(page, open)));
	page_cell(page, name, NULL);
	page_cell_gauge(page, (struct gauge){(int)(part->sure * 1000 / all),
					     (int)(part->possible * 1000 / all), -1});
	page_cell(page, number_words(page, part->sure), NULL);
	page_cell(page, number_words(page, open), NULL);
}

static void draw_parts(struct page *page, const struct ward_view *v, int64_t all)
{
	const struct board_ward *w = &v->ward;
	page_heading(page, _("Theo giới tính"));
	page_grid(page, part_columns, ARRAY_LEN(part_columns));
	for (size_t i = 0; i < ARRAY_LEN(w->sexes); i++)
		if (w->sexes[i].sex != SEX_UNKNOWN || w->sexes[i].possible)
			draw_part(page, sex_word(w->sexes[i].sex), &w->sexes[i], all);
	page_gap(page);
	page_heading(page, _("Theo tuổi"));
	page_grid(page, part_columns, ARRAY_LEN(part_columns));
	for (size_t i = 0; i < w->band_count; i++)
		draw_part(page,
			  w->bands[i].band < 0 ? _("chưa rõ")
					       : count_age_bands[w->bands[i].band],
			  &w->bands[i], all);
	page_gap(page);
}

static void ward_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct ward_view *v = (const struct ward_view *)view;
	const struct board *board = &v->board->board;
	const struct board_place *place = place_now(v);
	char name[120] = "";
	if (!place)
		return;
	if (place->ward)
		ward_format(place->ward, name, sizeof(name));
	name[0] = (char)toupper((unsigned char)name[0]); /* "phường": a title begins so */
	page_title(page, "%s", place->ward ? name : place->name);
	draw_headline(page, board, place);
	if (place->figure)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena, _("Số dân trong độ tuổi: %s."),
				      place->figure->source));
	draw_verified(page, place);
	page_gap(page);
	if (place->ward) {
		page_item(page, WARD_PEOPLE, _("Người của trung tâm sống ở đây"));
		page_item(page, WARD_EXPORT, _("Ghi số liệu của nơi này ra tệp"));
		if (app->staff.role == STAFF_ADMIN)
			page_item(page, WARD_FIGURE,
				  _("Nhập số người trong độ tuổi ở đây"));
	}
	page_item(page, WARD_BACK, _("Quay lại danh sách"));
	page_gap(page);
	if (v->loaded) {
		draw_parts(page, v, place->possible);
		page_heading(page, _("Theo tháng"));
		draw_months(page, board, &v->ward.trend);
	} else {
		page_text(page,
			  _("Đã dừng trước khi đếm xong theo giới tính, tuổi và tháng."));
	}
	page_key(page, _("Mũi tên"), _("xem tiếp"));
	page_key(page, "Enter", _("chọn"));
	page_key(page, "Esc", _("quay lại"));
}

static void ward_choose(struct view *view, struct app *app, int id)
{
	struct ward_view *v = (struct ward_view *)view;
	const struct board_place *place = place_now(v);
	if (id == WARD_PEOPLE && place && place->ward)
		app_push(app, view_people_counted(v->board, place->ward));
	else if (id == WARD_EXPORT && place && place->ward)
		app_push(app, view_export(v->board, place->ward));
	else if (id == WARD_FIGURE && place && place->ward)
		app_push(app, view_figure(v->board, place->ward));
	else
		app_pop(app);
}

static bool load(struct app *app, void *user, struct err *err)
{
	struct ward_view *v = user;
	const struct board_place *place = place_now(v);
	return !place ||
	       board_ward_load(&v->ward, &v->board->board, app->store, place, err);
}

static void ward_shown(struct view *view, struct app *app)
{
	struct ward_view *v = (struct ward_view *)view;
	if (!v->loaded)
		v->loaded = work_done(app, _("Đang đếm theo giới tính, tuổi và tháng"),
				      load, v);
}

static void ward_free(struct view *view)
{
	board_ward_release(&((struct ward_view *)view)->ward);
}

static const struct view_ops ward_ops = {
	.name = "board-ward",
	.draw = ward_draw,
	.choose = ward_choose,
	.shown = ward_shown,
	.free = ward_free,
	.help = N_(
		"Người sống ở nơi này và đã học, chia theo giới tính, tuổi và tháng. Chưa rõ là người thiếu ngày sinh hoặc giới tính nên chưa chắc trong độ tuổi.\n"
		"Tên người không hiện ở đây: xem ở “Người của trung tâm”."),
};

struct view *view_board_ward(struct dashboard *dashboard, const char *code)
{
	struct ward_view *v = VIEW_NEW(struct ward_view, &ward_ops);
	v->board = dashboard;
	snprintf(v->code, sizeof(v->code), "%s", code);
	return &v->view;
}

/* ── the city by month ── */

struct months {
	struct view view;
	struct dashboard *board;
};

static void months_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct board *b = &((const struct months *)view)->board->board;
	(void)app;
	page_title(page, "%s", _("Từng tháng và dự báo"));
	draw_months(page, b, &b->trend);
	page_key(page, "Enter", _("xem tiếp, rồi quay lại"));
	page_key(page, "Esc", _("quay lại"));
}

static void months_choose(struct view *view, struct app *app, int id)
{
	(void)view, (void)id;
	app_pop(app);
}

static const struct view_ops months_ops = {
	.name = "board-months",
	.draw = months_draw,
	.choose = months_choose,
	.help = N_(
		"Số người được tính vào cuối mỗi tháng. Số tăng của một tháng đã trừ người đến tuổi nghỉ hưu, nên có thể giảm.\n"
		"Nhịp độ tính trên các tháng trọn gần nhất; đổi số tháng ở “Đổi ngày, độ tuổi, mức học”."),
};

struct view *view_months(struct dashboard *dashboard)
{
	struct months *m = VIEW_NEW(struct months, &months_ops);
	m->board = dashboard;
	return &m->view;
}
