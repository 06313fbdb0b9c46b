/* Choosing one of the wards: type a few letters, without marks if you like. */
#include "ui/views.h"

#include "base/i18n.h"
#include "text/fold.h"

#include <stdlib.h>

#define SHOWN 9

struct ward_view {
	struct view view;
	const struct ward **chosen;
	char *title;
	struct field query;
	const struct ward *found[SHOWN];
	int count, more;
};

enum { WARD_QUERY = 1, WARD_FOUND };

struct ranked {
	const struct ward *ward;
	int rank;
};

static int by_rank(const void *a_, const void *b_)
{
	const struct ranked *a = a_, *b = b_;
	if (a->rank != b->rank)
		return b->rank - a->rank;
	return (a->ward > b->ward) - (a->ward < b->ward); /* the file's order */
}

static void ward_search(struct ward_view *w, const struct app *app)
{
	const struct region *region = app->region;
	struct ranked *ranked = xcalloc(region->ward_count + 1, sizeof(*ranked));
	size_t n = 0;
	struct query query;
	query_init(&query, field_text(&w->query));
	for (size_t i = 0; i < region->ward_count; i++) {
		int rank = (int)query_match(&query, region->wards[i].name);
		if (rank != FOUND_NOT)
			ranked[n++] = (struct ranked){&region->wards[i], rank};
	}
	qsort(ranked, n, sizeof(*ranked), by_rank);
	w->count = n < SHOWN ? (int)n : SHOWN;
	w->more = (int)n - w->count;
	for (int i = 0; i < w->count; i++)
		w->found[i] = ranked[i].ward;
	free(ranked);
}

static void ward_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct ward_view *w = (const struct ward_view *)view;
	page_title(page, "%s", w->title);
	page_numbering(page, false);
	page_field(page, WARD_QUERY,
		   _("Gõ vài chữ đầu của tên phường, xã (không dấu cũng được)"),
		   &w->query, NULL, NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	for (int i = 0; i < w->count; i++) {
		char name[120];
		ward_format(w->found[i], name, sizeof(name));
		page_item(page, WARD_FOUND + i, name);
	}
	if (!w->count)
		page_text(
			page,
			_("Không có phường, xã nào tên như vậy. Xóa bớt chữ rồi gõ lại."));
	else if (w->more)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("và %d nơi nữa: gõ thêm chữ để tìm"), w->more));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("lấy nơi này"));
	page_key(page, "Esc", _("quay lại"));
}

static void ward_choose(struct view *view, struct app *app, int id)
{
	struct ward_view *w = (struct ward_view *)view;
	int at = id == WARD_QUERY ? 0 : id - WARD_FOUND;
	/* Enter in an empty search must not choose the first of 126. */
	if (id == WARD_QUERY && (!*field_text(&w->query) || w->count > 1)) {
		if (w->count) {
			view->focus = 1;
			view->follow = true;
		}
		return;
	}
	if (at >= w->count)
		return;
	*w->chosen = w->found[at];
	app_pop(app);
}

static struct field *ward_field(struct view *view, int id)
{
	(void)id;
	return &((struct ward_view *)view)->query;
}

static void ward_changed(struct view *view, struct app *app, int id)
{
	(void)id;
	ward_search((struct ward_view *)view, app);
}

/* Writing goes on in the search wherever the focus is. */
static bool ward_key(struct view *view, struct app *app, const struct key *key)
{
	if (view->focus == 0 || (key->code != K_TEXT && key->code != K_BACKSPACE))
		return false;
	view->focus = 0;
	field_key(&((struct ward_view *)view)->query, key, &app->typing);
	ward_search((struct ward_view *)view, app);
	return true;
}

static void ward_shown(struct view *view, struct app *app)
{
	ward_search((struct ward_view *)view, app);
}

static void ward_free(struct view *view)
{
	struct ward_view *w = (struct ward_view *)view;
	field_release(&w->query);
	free(w->title);
}

static const struct view_ops ward_ops = {
	.name = "ward",
	.draw = ward_draw,
	.choose = ward_choose,
	.key = ward_key,
	.field = ward_field,
	.changed = ward_changed,
	.shown = ward_shown,
	.free = ward_free,
	.help = N_(
		"Gõ vài chữ đầu, ví dụ “ba d” để tìm Ba Đình. Bấm mũi tên xuống đến đúng tên, rồi bấm Enter."),
	.lobby = true,
};

struct view *view_ward(const struct ward **chosen, const char *title)
{
	struct ward_view *w = VIEW_NEW(struct ward_view, &ward_ops);
	w->chosen = chosen;
	w->title = xstrdup(title);
	field_init(&w->query, FIELD_SEARCH, 40);
	return &w->view;
}
