/* The people of this centre: who is counted, who is not, and why. Names stand only here, on the
 * staff's own screen, and in no report. */
#include "ui/dashboard.h"

#include "base/i18n.h"
#include "ui/views.h"
#include "ui/work.h"

#include <stdlib.h>
#include <string.h>

#define PEOPLE_SHOWN 100

struct counted_person {
	struct learner learner;
	struct learner_standing standing;
};

struct people {
	struct view view;
	struct dashboard *board;
	struct field query;
	struct counted_person *found;
	size_t count;
	bool unread, more;
	int64_t totals[STANDINGS];
	bool counted; /* the totals are there */
	int only; /* enum standing_kind, or -1: all */
	const struct ward *ward; /* only those who live there; NULL: all */
};

enum { PEOPLE_QUERY = 1, PEOPLE_ONLY, PEOPLE_FOUND };

/* ── words ── */

static const char *kind_words(int kind)
{
	static const char *const words[STANDINGS] = {
		[STANDING_COUNTED] = N_("được tính"),
		[STANDING_UNDECIDED] = N_("chưa rõ: thiếu ngày sinh hoặc giới tính"),
		[STANDING_UNITED] = N_("đã gộp vào hồ sơ khác"),
		[STANDING_UNTRAINED] = N_("chưa học xong"),
		[STANDING_VOIDED] = N_("lần hoàn thành đã bị bỏ"),
		[STANDING_LATER] = N_("học sau ngày đang xem"),
		[STANDING_YOUNG] = N_("chưa đủ tuổi"),
		[STANDING_OVER] = N_("đã qua độ tuổi"),
	};
	return kind < 0 ? _("tất cả") : _(words[kind]);
}

const char *standing_words(struct page *page, const struct learner_standing *s)
{
	if (s->kind == STANDING_COUNTED)
		/* TRANSLATORS: a date. */
		return arena_printf(&page->arena, _("được tính từ %s"),
				    day_words(page, s->turn));
	if (s->kind == STANDING_YOUNG)
		return arena_printf(&page->arena, _("chưa đủ tuổi, đủ từ %s"),
				    day_words(page, s->turn));
	if (s->kind == STANDING_OVER && s->turn > DAY_FIRST)
		return arena_printf(&page->arena, _("qua độ tuổi, hết %s"),
				    day_words(page, s->turn));
	if (s->kind == STANDING_LATER)
		return arena_printf(&page->arena, _("học xong %s, sau ngày đang xem"),
				    day_words(page, s->day));
	return kind_words((int)s->kind);
}

/* ── finding ── */

static bool add(struct people *p, struct app *app, const struct learner *learner,
		size_t *cap, struct err *err)
{
	struct learner_standing standing;
	if (!store_standing(app->store, learner->id,
			    &(struct count_query){
				    .day = p->board->asked.day,
				    .definition = p->board->asked.definition,
				    .trained = p->board->asked.trained,
			    },
			    &standing, err))
		return false;
	if (p->only >= 0 && (int)standing.kind != p->only)
		return true;
	ALLOC_GROW(p->found, p->count + 1, *cap);
	p->found[p->count++] = (struct counted_person){*learner, standing};
	return true;
}

/* Of one kind, or one ward, only a part is shown, so more are looked at. */
#define PEOPLE_LOOKED_AT 5000

static bool fetch(struct app *app, void *user, struct err *err)
{
	struct people *p = user;
	struct learner *list;
	size_t count, cap = 0;
	size_t limit = p->only < 0 && !p->ward ? PEOPLE_SHOWN : PEOPLE_LOOKED_AT;
	bool ok = true;
	free(p->found);
	p->found = NULL;
	p->count = 0;
	if (!store_learner_find(app->store, field_text(&p->query), limit, &list, &count,
				err))
		return false;
	for (size_t i = 0; ok && i < count && p->count < PEOPLE_SHOWN; i++)
		if (!p->ward || !strcmp(list[i].person.ward, p->ward->code))
			ok = add(p, app, &list[i], &cap, err);
	p->more = count == limit || p->count == PEOPLE_SHOWN;
	free(list);
	return ok;
}

static void search(struct people *p, struct app *app)
{
	struct err err = {0};
	p->unread = work_run(app, _("Đang tìm"), fetch, p, &err) != WORK_DONE;
	if (p->unread)
		app_say(app, ROLE_WRONG, "%s", err.text);
}

static bool total(struct app *app, void *user, struct err *err)
{
	struct people *p = user;
	const struct count_query query = {
		.day = p->board->asked.day,
		.definition = p->board->asked.definition,
		.trained = p->board->asked.trained,
	};
	return store_standings(app->store, &query, p->totals, err);
}

/* ── the screen ── */

static void draw_totals(struct page *page, const struct people *p)
{
	page_gap(page);
	page_rule(page, _("Mọi hồ sơ ở đây"));
	page_words(page, _("Mọi hồ sơ ở đây"));
	for (int i = 0; p->counted && i < STANDINGS; i++)
		if (p->totals[i])
			page_point(page,
				   arena_printf(&page->arena, "%s: %s", kind_words(i),
						number_words(page, p->totals[i])));
}

static void people_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct people *p = (const struct people *)view;
	page_title(page, _("Ai được tính, %s"), day_words(page, p->board->asked.day));
	page_numbering(page, false);
	if (p->ward) {
		char name[120];
		ward_format(p->ward, name, sizeof(name));
		page_textf(page, _("Chỉ người sống ở %s."), name);
	}
	page_field(page, PEOPLE_QUERY, _("Tìm theo tên hoặc chữ cái đầu"), &p->query,
		   NULL, NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_item(page, PEOPLE_ONLY,
		  arena_printf(&page->arena, _("Chỉ xem: %s"), kind_words(p->only)));
	page_gap(page);
	for (size_t i = 0; i < p->count; i++) {
		const struct counted_person *one = &p->found[i];
		char birth[16];
		birth_format(&one->learner.person.birth, birth);
		page_item(page, PEOPLE_FOUND + (int)i,
			  arena_printf(&page->arena, "%s  %s", one->learner.person.name,
				       birth));
		page_note(page, standing_words(page, &one->standing));
	}
	if (!p->count && !p->unread)
		page_text(page, _("Không có ai như vậy."));
	if (p->more)
		page_say(page, ROLE_HINT, _("Còn người khác nữa: gõ thêm chữ để tìm."));
	if (!p->ward)
		draw_totals(page, p);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("xem"));
	page_key(page, "Esc", _("quay lại"));
}

static void people_choose(struct view *view, struct app *app, int id)
{
	struct people *p = (struct people *)view;
	size_t at = (size_t)(id - PEOPLE_FOUND);
	if (id == PEOPLE_QUERY) {
		view->focus = p->count ? 2 : 1;
		view->follow = true;
	} else if (id == PEOPLE_ONLY) {
		/* On to the next kind that there is. */
		do
			p->only = p->only + 1 == STANDINGS ? -1 : p->only + 1;
		while (p->only >= 0 && p->counted && !p->totals[p->only]);
		search(p, app);
	} else if (at < p->count) {
		app_push(app, view_person(p->found[at].learner.id));
	}
}

static struct field *people_field(struct view *view, int id)
{
	(void)id;
	return &((struct people *)view)->query;
}

static void people_changed(struct view *view, struct app *app, int id)
{
	(void)id;
	search((struct people *)view, app);
}

static void people_shown(struct view *view, struct app *app)
{
	struct people *p = (struct people *)view;
	if (!p->ward)
		p->counted = work_done(app, _("Đang xem mọi hồ sơ"), total, p);
	search(p, app);
}

static void people_free(struct view *view)
{
	struct people *p = (struct people *)view;
	field_release(&p->query);
	free(p->found);
}

static const struct view_ops people_ops = {
	.name = "board-people",
	.draw = people_draw,
	.choose = people_choose,
	.field = people_field,
	.changed = people_changed,
	.shown = people_shown,
	.free = people_free,
	.help = N_(
		"Mỗi người kèm lý do được tính hay chưa. Mở một người để xem họ còn thiếu gì.\n"
		"Tên chỉ hiện trên màn hình này. Tệp số liệu để nộp không có tên ai."),
};

struct view *view_people_counted(struct dashboard *dashboard, const struct ward *ward)
{
	struct people *p = VIEW_NEW(struct people, &people_ops);
	p->board = dashboard;
	p->only = -1;
	p->ward = ward;
	field_init(&p->query, FIELD_SEARCH, 40);
	return &p->view;
}
