/* The goals: which there are, who set which, and for administrators the choosing. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "course/goal.h"
#include "text/number.h"

#include <stdio.h>
#include <string.h>

/* ── one of the centre's own ── */

struct own_goal {
	struct view view;
	struct dashboard *board;
	struct field share, year, source;
	enum definition definition;
	char fault[FAULT_BYTES];
};

enum { OWN_SHARE = 1, OWN_YEAR, OWN_SOURCE, OWN_DEFINITION, OWN_SAVE };

static void own_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct own_goal *o = (const struct own_goal *)view;
	static const char *const whom[DEFINITIONS] = {
		[DEFINITION_LAW] = N_("Tính trên: độ tuổi lao động theo luật"),
		[DEFINITION_15_64] = N_("Tính trên: từ 15 đến 64 tuổi"),
		[DEFINITION_18_UP] = N_("Tính trên: từ 18 tuổi trở lên"),
	};
	page_title(page, "%s", _("Chỉ tiêu riêng"));
	page_numbering(page, false);
	page_field(page, OWN_SHARE, _("Phần trăm phải đạt"), &o->share, NULL, NULL);
	page_field(page, OWN_YEAR, _("Đến hết năm"), &o->year, NULL, NULL);
	page_field(page, OWN_SOURCE, _("Văn bản đặt chỉ tiêu, có ngày"), &o->source, NULL,
		   *o->fault ? o->fault : NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	page_item(page, OWN_DEFINITION, _(whom[o->definition]));
	page_item(page, OWN_SAVE, _("Giữ và dùng chỉ tiêu này"));
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, _("Mũi tên"), _("ô khác"));
	page_key(page, "Esc", _("quay lại"));
}

static int number_of(const struct field *field)
{
	int64_t micro;
	if (!number_parse(field_text(field), &micro) || micro < 0 ||
	    micro > (int64_t)9999 * NUMBER_MICRO || micro % NUMBER_MICRO)
		return 0;
	return (int)(micro / NUMBER_MICRO);
}

static void own_save(struct own_goal *o, struct app *app)
{
	struct err err = {0};
	const struct city_goal goal = {
		.definition = o->definition,
		.percent = number_of(&o->share),
		.year = number_of(&o->year),
		.source = field_text(&o->source),
	};
	if (!aim_set_own(app->store, &goal, app->staff.name, clock_today(app->clock),
			 &err)) {
		snprintf(o->fault, sizeof(o->fault), "%s", err.text);
		return;
	}
	o->board->asked.definition = o->definition;
	app_pop_to(app, "dashboard");
	app_say(app, ROLE_RIGHT, "%s", _("Đã giữ chỉ tiêu mới."));
}

static void own_choose(struct view *view, struct app *app, int id)
{
	struct own_goal *o = (struct own_goal *)view;
	if (id == OWN_DEFINITION)
		o->definition = (enum definition)((o->definition + 1) % DEFINITIONS);
	else if (id == OWN_SAVE)
		own_save(o, app);
	else
		view->focus++;
}

static struct field *own_field(struct view *view, int id)
{
	struct own_goal *o = (struct own_goal *)view;
	return id == OWN_SHARE ? &o->share : id == OWN_YEAR ? &o->year : &o->source;
}

static void own_free(struct view *view)
{
	struct own_goal *o = (struct own_goal *)view;
	field_release(&o->share);
	field_release(&o->year);
	field_release(&o->source);
}

static const struct view_ops own_ops = {
	.name = "own-goal",
	.draw = own_draw,
	.choose = own_choose,
	.field = own_field,
	.free = own_free,
	.help = N_(
		"Chỉ tiêu do một văn bản khác đặt. Phải ghi văn bản nào, ngày nào, vì báo cáo nêu nguồn của chỉ tiêu."),
};

static struct view *view_own_goal(struct dashboard *dashboard)
{
	struct own_goal *o = VIEW_NEW(struct own_goal, &own_ops);
	o->board = dashboard;
	field_init(&o->share, FIELD_NUMBER, 3);
	field_init(&o->year, FIELD_NUMBER, 4);
	field_init(&o->source, FIELD_TEXT, 90);
	return &o->view;
}

/* ── all goals ── */

struct goals {
	struct view view;
	struct dashboard *board;
	struct aim aim;
	bool known;
};

enum { GOALS_OWN = 1, GOALS_FIGURE, GOALS_BACK, GOALS_FIRST };

static void draw_goal(struct page *page, const struct city_goal *goal, int id,
		      bool chosen, bool may_choose)
{
	struct buf words = BUF_INIT;
	goal_words(goal, &words);
	if (may_choose) {
		page_item(page, id, words.data);
		page_mark(page, chosen ? MARK_ON : MARK_OFF);
	} else {
		page_say(page, chosen ? ROLE_STRONG : ROLE_BODY,
			 chosen ? arena_printf(&page->arena, _("Đang dùng: %s"),
					       words.data)
				: words.data);
	}
	page_point(page, goal->title);
	page_role(page, ROLE_HINT);
	page_point(page, arena_printf(&page->arena, _("Nguồn: %s"), goal->source));
	page_role(page, ROLE_HINT);
	if (goal->open && goal->note) {
		page_point(page, goal->note);
		page_role(page, ROLE_HINT);
	}
	buf_release(&words);
}

static void goals_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct goals *g = (const struct goals *)view;
	const struct region *region = app->region;
	bool may = app->staff.role == STAFF_ADMIN;
	page_title(page, "%s", _("Chỉ tiêu"));
	if (*g->aim.set_by)
		page_textf(page, _("Người chọn: %s, ngày %s."), g->aim.set_by,
			   day_words(page, g->aim.set_on));
	else
		page_text(page, _("Chưa ai chọn, nên dùng chỉ tiêu đầu tiên."));
	if (!may)
		page_say(page, ROLE_HINT, _("Chỉ quản trị viên đổi được chỉ tiêu."));
	page_gap(page);
	for (size_t i = 0; i < region->goal_count; i++)
		draw_goal(page, &region->goals[i], GOALS_FIRST + (int)i,
			  g->known && !strcmp(region->goals[i].id, g->aim.goal.id), may);
	if (g->known && !strcmp(g->aim.goal.id, GOAL_OWN))
		draw_goal(page, &g->aim.goal, GOALS_OWN, true, may);
	page_gap(page);
	if (may)
		page_item(page, GOALS_OWN, _("Đặt chỉ tiêu riêng, theo văn bản khác"));
	if (may)
		page_item(page, GOALS_FIGURE,
			  _("Nhập số người trong độ tuổi của cả thành phố"));
	page_item(page, GOALS_BACK, _("Quay lại"));
	page_key(page, _("Mũi tên"), _("chọn"));
	if (may)
		page_key(page, "Enter", _("dùng chỉ tiêu này"));
	page_key(page, "Esc", _("quay lại"));
}

static void goals_choose(struct view *view, struct app *app, int id)
{
	struct goals *g = (struct goals *)view;
	struct err err = {0};
	size_t at = (size_t)(id - GOALS_FIRST);
	if (id == GOALS_BACK || app->staff.role != STAFF_ADMIN) {
		app_pop(app);
		return;
	}
	if (id == GOALS_OWN) {
		app_push(app, view_own_goal(g->board));
		return;
	}
	if (id == GOALS_FIGURE) {
		app_push(app, view_figure(g->board, NULL));
		return;
	}
	if (at >= app->region->goal_count)
		return;
	const struct city_goal *goal = &app->region->goals[at];
	if (!aim_choose(app->store, app->region, goal->id, app->staff.name,
			clock_today(app->clock), &err)) {
		app_fail(app, &err);
		return;
	}
	g->board->asked.definition = goal->definition;
	app_pop(app);
	app_say(app, ROLE_RIGHT, "%s", _("Đã đổi chỉ tiêu."));
}

static void goals_shown(struct view *view, struct app *app)
{
	struct goals *g = (struct goals *)view;
	g->known = aim_load(&g->aim, app->store, app->region);
}

static const struct view_ops goals_ops = {
	.name = "goals",
	.draw = goals_draw,
	.choose = goals_choose,
	.shown = goals_shown,
	.help = N_(
		"Số người đã học được so với chỉ tiêu đang dùng. Mỗi chỉ tiêu có văn bản đặt ra nó.\n"
		"Chỉ tiêu năm 2030 có hai cách hiểu vì văn bản không nói rõ; quản trị viên chọn một, hoặc đặt chỉ tiêu riêng khi có văn bản mới."),
};

struct view *view_goals(struct dashboard *dashboard)
{
	struct goals *g = VIEW_NEW(struct goals, &goals_ops);
	g->board = dashboard;
	return &g->view;
}
