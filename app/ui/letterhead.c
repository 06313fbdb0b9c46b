/* What stands above and below a report that is handed in: five lines to look over. */
#include "report/letterhead.h"

#include "base/i18n.h"
#include "ui/views.h"

#include <stdio.h>
#include <string.h>

#define LETTERS 150

struct letterhead_view {
	struct view view;
	struct field fields[LETTERHEAD_WORDS];
	char fault[FAULT_BYTES];
};

#define SAVE (LETTERHEAD_WORDS + 1) /* the ids before it are fields, from 1 */

static const char *hint(size_t word)
{
	const char *name = letterhead_words[word].name;
	if (!strcmp(name, "parent"))
		return _("Để trống nếu không có.");
	if (!strcmp(name, "recipients"))
		return _("Cách nhau bằng dấu chấm phẩy: UBND Thành phố; Lưu: VT");
	return NULL;
}

static void draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct letterhead_view *l = (const struct letterhead_view *)view;
	page_title(page, "%s", _("Đầu và cuối báo cáo"));
	page_text(page,
		  _("Dùng cho mọi báo cáo in ra. Mục nào để trống thì báo cáo có dòng "
		    "chấm để điền tay."));
	page_numbering(page, false);
	for (size_t i = 0; i < LETTERHEAD_WORDS; i++) {
		page_field(page, (int)i + 1, _(letterhead_words[i].words), &l->fields[i],
			   hint(i), NULL);
		page_field_tag(page, typing_tag(&app->typing));
	}
	if (*l->fault)
		page_say(page, ROLE_WRONG, l->fault);
	page_gap(page);
	page_item(page, SAVE, _("Giữ lại"));
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, _("Mũi tên"), _("ô khác"));
	page_key(page, "Esc", _("quay lại"));
}

/* What is as usual is not kept, so that it follows the centre's name and ward. */
static const char *to_keep(const char *text, const char *usual)
{
	if (!strcmp(text, usual ? usual : ""))
		return "";
	return *text ? text : LETTERHEAD_NONE;
}

static bool keep(struct letterhead_view *l, struct app *app, struct err *err)
{
	struct arena arena = {0};
	struct letterhead usual;
	letterhead_usual(&usual, &arena, app->store, app->region, 0);
	bool ok = store_begin(app->store, err);
	for (size_t i = 0; ok && i < LETTERHEAD_WORDS; i++) {
		const char *text = field_text(&l->fields[i]);
		ok = letterhead_save(app->store, i,
				     to_keep(text, *letterhead_at(&usual, i)), err);
		if (!ok)
			store_rollback(app->store);
	}
	arena_release(&arena);
	return ok && store_commit(app->store, err);
}

static void choose(struct view *view, struct app *app, int id)
{
	struct letterhead_view *l = (struct letterhead_view *)view;
	struct err err = {0};
	if (id != SAVE) {
		view->focus++;
	} else if (keep(l, app, &err)) {
		app_pop(app);
		app_say(app, ROLE_RIGHT, "%s", _("Đã giữ cho mọi báo cáo."));
	} else {
		snprintf(l->fault, sizeof(l->fault), "%s", err.text);
	}
}

static struct field *field_of(struct view *view, int id)
{
	return &((struct letterhead_view *)view)->fields[id - 1];
}

static void release(struct view *view)
{
	for (size_t i = 0; i < LETTERHEAD_WORDS; i++)
		field_release(&((struct letterhead_view *)view)->fields[i]);
}

static const struct view_ops ops = {
	.name = "letterhead",
	.draw = draw,
	.choose = choose,
	.field = field_of,
	.free = release,
	.help = N_(
		"Báo cáo PDF và báo cáo bằng chữ trình bày theo Nghị định 30/2020. Lúc đầu "
		"chương trình lấy tên trung tâm, và phường, xã của trung tâm; sai thì sửa ở "
		"đây một lần.\n"
		"Số văn bản, chữ ký, dấu và họ tên người ký không bao giờ được in sẵn."),
};

struct view *view_letterhead(const struct app *app)
{
	struct letterhead_view *l = VIEW_NEW(struct letterhead_view, &ops);
	struct arena arena = {0};
	struct letterhead now;
	letterhead_load(&now, &arena, app->store, app->region, 0);
	for (size_t i = 0; i < LETTERHEAD_WORDS; i++) {
		const char *text = *letterhead_at(&now, i);
		field_init(&l->fields[i], FIELD_TEXT, LETTERS);
		field_set(&l->fields[i], text ? text : "");
	}
	arena_release(&arena);
	return &l->view;
}
