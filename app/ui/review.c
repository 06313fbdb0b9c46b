/* The review queue: records that may be one person, side by side with the reasons. Staff say whether
 * they are one, are two, or are to be looked at later; every decision can be taken back. */
#include "ui/views.h"

#include "base/i18n.h"
#include "course/likeness.h"
#include "text/fold.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

/* ── one pair ── */

struct pair_view {
	struct view view;
	enum pair_state state; /* of the list it was opened from */
	size_t skip; /* its place there */
	struct person_pair *pair; /* NULL: none is left */
};

enum { PAIR_UNITE = 1, PAIR_SEPARATE, PAIR_LATER, PAIR_UNDO };

static const char *birth_words(struct page *page, const struct birth *birth)
{
	char text[16];
	birth_format(birth, text);
	return *text ? arena_strdup(&page->arena, text) : _("chưa rõ");
}

static const char *where_words(struct page *page, const struct app *app, const char *code)
{
	char name[120];
	const struct ward *ward = region_ward(app->region, code);
	if (!ward)
		return _("chưa rõ");
	ward_format(ward, name, sizeof(name));
	return arena_strdup(&page->arena, name);
}

static const char *id_words(struct page *page, const struct person *person)
{
	char mask[24];
	citizen_id_mask(person->id_hint, mask);
	return !person->id_known ? _("chưa có")
	       : *mask           ? arena_strdup(&page->arena, mask)
				 : _("đã có (không hiện)");
}

static const char *done_words(struct page *page, const struct learner *learner)
{
	struct buf day = BUF_INIT;
	if (!learner->completed)
		return _("chưa hoàn thành");
	day_format(&day, learner->completed_day);
	const char *kept = arena_strdup(&page->arena, day.data);
	buf_release(&day);
	return kept;
}

static const struct grid_column pair_columns[] = {
	{N_("Điều"), GRID_LEFT, false},
	{N_("Hồ sơ thứ nhất"), GRID_RIGHT, false},
	{N_("Hồ sơ thứ hai"), GRID_RIGHT, true},
	{N_("So sánh"), GRID_RIGHT, false},
};

enum compared { SAME, OTHER_MARKS, NEARLY, DIFFERENT, NOT_COMPARED };

static void draw_fact(struct page *page, const char *label, const char *first,
		      const char *second, enum compared compared)
{
	static const char *const signs[] = {
		[SAME] = N_("giống"),
		[OTHER_MARKS] = N_("khác dấu"),
		[NEARLY] = N_("gần giống"),
		[DIFFERENT] = N_("khác"),
		[NOT_COMPARED] = N_("không so"),
	};
	/* TRANSLATORS: "Họ tên: Lê An và Lê Ân; giống." */
	page_row(page, 0,
		 arena_printf(&page->arena, _("%s: %s và %s; %s."), label, first, second,
			      _(signs[compared])));
	page_cell(page, label, NULL);
	page_cell(page, first, NULL);
	page_cell(page, second, NULL);
	page_cell(page, compared == NOT_COMPARED ? "" : _(signs[compared]), NULL);
}

/* What is not known on one side is evidence of nothing. */
static enum compared compare(bool known, bool same)
{
	return !known ? NOT_COMPARED : same ? SAME : DIFFERENT;
}

static bool same_folded(const char *a, const char *b,
			void (*fold)(struct buf *, const char *))
{
	struct buf x = BUF_INIT, y = BUF_INIT;
	fold(&x, a);
	fold(&y, b);
	bool same = !strcmp(x.data, y.data);
	buf_release(&x);
	buf_release(&y);
	return same;
}

/* Dũng and Dung may be one person of whom a list has lost the marks, or two. */
static enum compared compare_names(const char *a, const char *b)
{
	return same_folded(a, b, text_fold_place) ? SAME
	       : same_folded(a, b, text_fold)     ? OTHER_MARKS
						  : DIFFERENT;
}

static enum compared compare_ids(const struct person_pair *pair)
{
	bool known = pair->reasons & (REASON_SAME_ID | REASON_IDS_DIFFER);
	if (pair->reasons & REASON_NEAR_ID)
		return NEARLY;
	return compare(known, pair->reasons & REASON_SAME_ID);
}

static void draw_facts(struct page *page, const struct app *app,
		       const struct person_pair *pair)
{
	const struct person *a = &pair->first.person, *b = &pair->second.person;
	page_grid(page, pair_columns, ARRAY_LEN(pair_columns));
	draw_fact(page, _("Họ tên"), a->name, b->name, compare_names(a->name, b->name));
	draw_fact(page, _("Ngày sinh"), birth_words(page, &a->birth),
		  birth_words(page, &b->birth),
		  compare(a->birth.precision && b->birth.precision,
			  birth_compatible(&a->birth, &b->birth)));
	draw_fact(page, _("Giới tính"), sex_word(a->sex), sex_word(b->sex),
		  compare(a->sex && b->sex, a->sex == b->sex));
	draw_fact(page, _("Nơi ở"), where_words(page, app, a->ward),
		  where_words(page, app, b->ward),
		  compare(*a->ward && *b->ward, !strcmp(a->ward, b->ward)));
	draw_fact(page, _("Điện thoại"), *a->phone ? a->phone : _("không có"),
		  *b->phone ? b->phone : _("không có"),
		  compare(*a->phone && *b->phone, !strcmp(a->phone, b->phone)));
	draw_fact(page, _("Số định danh"), id_words(page, a), id_words(page, b),
		  compare_ids(pair));
	draw_fact(page, _("Hoàn thành"), done_words(page, &pair->first),
		  done_words(page, &pair->second), NOT_COMPARED);
}

static void draw_decision(struct page *page, const struct person_pair *pair)
{
	const char *staff = *pair->staff ? pair->staff : _("máy, vì cùng số định danh");
	struct buf at = BUF_INIT;
	instant_format(&at, pair->at);
	if (pair->state == PAIR_SAME)
		/* TRANSLATORS: name of staff, time. */
		page_textf(page, _("Đã gộp làm một người: %s, %s."), staff, at.data);
	else
		page_textf(page, _("Đã ghi là hai người khác nhau: %s, %s."), staff,
			   at.data);
	buf_release(&at);
}

static void draw_choices(struct page *page, const struct person_pair *pair)
{
	if (pair->state == PAIR_WAITING) {
		page_item(page, PAIR_LATER, _("Để sau, xem cặp tiếp theo"));
		page_item(page, PAIR_UNITE, _("Là một người: gộp hai hồ sơ"));
		page_item(page, PAIR_SEPARATE, _("Là hai người khác nhau"));
		page_say(
			page, ROLE_HINT,
			_("Không có gì mất đi: quyết định nào cũng hoàn tác được ở mục “Đã quyết định”."));
		return;
	}
	page_item(page, PAIR_UNDO, _("Hoàn tác: đưa cặp này về hàng chờ"));
	if (pair->state == PAIR_SAME)
		page_item(page, PAIR_SEPARATE, _("Tách ra: là hai người khác nhau"));
	else
		page_item(page, PAIR_UNITE, _("Là một người: gộp hai hồ sơ"));
	page_item(page, PAIR_LATER, _("Xem cặp tiếp theo"));
}

static void pair_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct pair_view *p = (const struct pair_view *)view;
	struct buf reasons = BUF_INIT;
	page_title(page, "%s", _("Một người hay hai người?"));
	if (!p->pair) {
		page_text(page, _("Không còn cặp nào."));
		page_key(page, "Enter", _("quay lại"));
		return;
	}
	reasons_words(p->pair->reasons, &reasons);
	/* TRANSLATORS: "rất giống", "cùng họ tên; cùng ngày sinh". */
	page_textf(page, _("Mức: %s. Lý do: %s."), likeness_words(p->pair->likeness),
		   reasons.data);
	if (p->pair->state != PAIR_WAITING)
		draw_decision(page, p->pair);
	if (!p->pair->first.id || !p->pair->second.id)
		page_text(page, _("Một hồ sơ trong cặp này đã được xóa thông tin."));
	else
		draw_facts(page, app, p->pair);
	page_gap(page);
	draw_choices(page, p->pair);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&reasons);
}

static bool fetch_at(struct pair_view *p, struct app *app, struct err *err)
{
	const struct pair_query query = {
		.state = p->state, .likeness = -1, .limit = 1, .skip = p->skip};
	size_t count;
	free(p->pair);
	p->pair = NULL;
	if (!store_pairs(app->store, &query, &p->pair, &count, err))
		return false;
	if (!count) {
		free(p->pair);
		p->pair = NULL;
	}
	return true;
}

/* Behind the last one comes the first again. */
static bool fetch(struct pair_view *p, struct app *app)
{
	struct err err = {0};
	bool ok = fetch_at(p, app, &err);
	if (ok && !p->pair && p->skip) {
		p->skip = 0;
		ok = fetch_at(p, app, &err);
		if (ok && p->pair)
			app_say(app, ROLE_STATUS, "%s",
				_("Hết danh sách, trở lại cặp đầu tiên."));
	}
	if (!ok)
		app_fail(app, &err);
	return ok;
}

static bool unite(struct app *app, const struct person_pair *pair, struct err *err)
{
	struct buf reasons = BUF_INIT;
	reasons_names(pair->reasons, &reasons);
	bool ok = store_unite(app->store, pair->first.id, pair->second.id, reasons.data,
			      app->staff.name, err);
	buf_release(&reasons);
	return ok;
}

static bool decide(struct app *app, const struct person_pair *pair, int id,
		   struct err *err)
{
	switch (id) {
	case PAIR_UNITE:
		return unite(app, pair, err);
	case PAIR_SEPARATE:
		return store_separate(app->store, pair->first.id, pair->second.id,
				      app->staff.name, err);
	default:
		return store_pair_undo(app->store, pair->first.id, pair->second.id,
				       app->staff.name, err);
	}
}

static const char *said(int id)
{
	return id == PAIR_UNITE      ? _("Đã gộp làm một người.")
	       : id == PAIR_SEPARATE ? _("Đã ghi là hai người khác nhau.")
				     : _("Đã hoàn tác. Cặp này lại chờ xem.");
}

static void pair_choose(struct view *view, struct app *app, int id)
{
	struct pair_view *p = (struct pair_view *)view;
	struct err err = {0};
	if (!p->pair) {
		app_pop(app);
		return;
	}
	view->focus = 0;
	view->scroll = 0;
	if (id == PAIR_LATER) {
		p->skip++;
		fetch(p, app);
		return;
	}
	if (!decide(app, p->pair, id, &err)) {
		app_fail(app, &err);
		return;
	}
	if (!fetch(p, app))
		return;
	if (!p->pair)
		app_pop(app);
	app_say(app, ROLE_RIGHT, "%s", said(id));
}

static void pair_shown(struct view *view, struct app *app)
{
	fetch((struct pair_view *)view, app);
}

static void pair_free(struct view *view)
{
	free(((struct pair_view *)view)->pair);
}

static const struct view_ops pair_ops = {
	.name = "pair",
	.draw = pair_draw,
	.choose = pair_choose,
	.shown = pair_shown,
	.free = pair_free,
	.help = N_(
		"So hai hồ sơ từng dòng. Nếu chưa chắc thì chọn “Để sau”, hỏi lại học viên, rồi quyết định.\n"
		"Gộp: từ đó hai hồ sơ được đếm là một người, bài đã học của cả hai đều còn. Tách ra hoặc hoàn tác lúc nào cũng được, không mất gì."),
};

static struct view *view_pair(enum pair_state state, size_t skip)
{
	struct pair_view *p = VIEW_NEW(struct pair_view, &pair_ops);
	p->state = state;
	p->skip = skip;
	return &p->view;
}

/* ── the queue ── */

#define PAIRS_SHOWN 100

struct pairs {
	struct view view;
	enum pair_state state;
	struct person_pair *pairs;
	size_t count;
	struct pair_counts waiting;
};

enum { PAIRS_STATE = 1, PAIRS_FIRST };

static const char *state_words(enum pair_state state)
{
	static const char *const words[] = {
		[PAIR_WAITING] = N_("Đang xem: cặp chờ quyết định"),
		[PAIR_SAME] = N_("Đang xem: đã quyết định, một người"),
		[PAIR_DIFFERENT] = N_("Đang xem: đã quyết định, hai người"),
	};
	return _(words[state]);
}

static const char *name_words(const struct learner *learner)
{
	return learner->id ? learner->person.name : _("(đã xóa)");
}

static void draw_pair(struct page *page, const struct person_pair *pair, int id)
{
	const struct birth *a = &pair->first.person.birth,
			   *b = &pair->second.person.birth;
	/* TRANSLATORS: name, year or date of birth; name, year or date of birth. */
	page_item(page, id,
		  arena_printf(&page->arena, _("%s (%s) và %s (%s)"),
			       name_words(&pair->first), birth_words(page, a),
			       name_words(&pair->second), birth_words(page, b)));
	page_note(page, likeness_words(pair->likeness));
}

static void pairs_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct pairs *p = (const struct pairs *)view;
	struct buf waiting = BUF_INIT;
	(void)app;
	number_format(&waiting, p->waiting.waiting);
	page_title(page, "%s", _("Hồ sơ có thể trùng"));
	if (p->waiting.waiting)
		page_textf(page, _("%s cặp đang chờ quyết định. Cặp giống nhất ở trên."),
			   waiting.data);
	else
		page_text(page, _("Không còn cặp nào chờ quyết định."));
	page_numbering(page, false);
	page_item(page, PAIRS_STATE, state_words(p->state));
	page_gap(page);
	for (size_t i = 0; i < p->count; i++)
		draw_pair(page, &p->pairs[i], PAIRS_FIRST + (int)i);
	if (!p->count)
		page_text(page, _("Không có cặp nào ở đây."));
	if (p->count == PAIRS_SHOWN)
		page_say(page, ROLE_HINT, _("Còn nữa: xem xong các cặp này sẽ thấy."));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("xem kỹ"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&waiting);
}

static void pairs_fetch(struct pairs *p, struct app *app)
{
	struct err err = {0};
	const struct pair_query query = {
		.state = p->state, .likeness = -1, .limit = PAIRS_SHOWN};
	free(p->pairs);
	p->pairs = NULL;
	p->count = 0;
	if (!store_pairs(app->store, &query, &p->pairs, &p->count, &err) ||
	    !store_pairs_waiting(app->store, &p->waiting, &err))
		app_fail(app, &err);
}

static void pairs_choose(struct view *view, struct app *app, int id)
{
	static const enum pair_state next[] = {
		[PAIR_WAITING] = PAIR_SAME,
		[PAIR_SAME] = PAIR_DIFFERENT,
		[PAIR_DIFFERENT] = PAIR_WAITING,
	};
	struct pairs *p = (struct pairs *)view;
	size_t at = (size_t)(id - PAIRS_FIRST);
	if (id == PAIRS_STATE) {
		p->state = next[p->state];
		pairs_fetch(p, app);
	} else if (at < p->count) {
		app_push(app, view_pair(p->state, at));
	}
}

static void pairs_shown(struct view *view, struct app *app)
{
	pairs_fetch((struct pairs *)view, app);
}

static void pairs_free(struct view *view)
{
	free(((struct pairs *)view)->pairs);
}

static const struct view_ops pairs_ops = {
	.name = "pairs",
	.draw = pairs_draw,
	.choose = pairs_choose,
	.shown = pairs_shown,
	.free = pairs_free,
	.help = N_(
		"Máy chỉ nêu những hồ sơ có thể là một người; quyết định là của nhân viên. Trừ khi cùng số định danh, máy không bao giờ tự gộp.\n"
		"Bấm Enter ở dòng “Đang xem” để xem những cặp đã quyết định và hoàn tác."),
};

struct view *view_pairs(void)
{
	struct pairs *p = VIEW_NEW(struct pairs, &pairs_ops);
	p->state = PAIR_WAITING;
	return &p->view;
}
