/* Who did what with which record, for staff: without names of learners, the latest first. */
#include "ui/views.h"

#include "base/i18n.h"
#include "course/event.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

#define DEEDS_SHOWN 300

struct audit {
	struct view view;
	struct deed *deeds;
	size_t count, due;
};

enum { AUDIT_DEED = 1 };

static const char *deed_line(struct page *page, const struct deed *deed)
{
	struct buf line = BUF_INIT, details = BUF_INIT;
	instant_format(&line, deed->at);
	buf_printf(&line, " – %s: %s", *deed->staff ? deed->staff : _("chính học viên"),
		   deed_words(deed->action));
	deed_details(deed->action, deed->detail, &details);
	if (details.len)
		buf_printf(&line, " (%s)", details.data);
	buf_release(&details);
	const char *kept = arena_strdup(&page->arena, line.data);
	buf_release(&line);
	return kept;
}

static const char *whose(struct page *page, const struct deed *deed)
{
	if (deed->other)
		return arena_printf(&page->arena, _("hồ sơ %lld và %lld"),
				    (long long)deed->learner, (long long)deed->other);
	return deed->learner ? arena_printf(&page->arena, _("hồ sơ %lld"),
					    (long long)deed->learner)
			     : "";
}

static void audit_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct audit *a = (const struct audit *)view;
	(void)app;
	page_title(page, "%s", _("Ai đã làm gì với hồ sơ"));
	page_numbering(page, false);
	if (a->due)
		page_textf(
			page,
			_("Có %s hồ sơ đã đến hạn xem lại hoặc xóa. Danh sách: kynangso "
			  "learners due."),
			number_text((int64_t)a->due).s);
	page_text(page, _("Thời hạn khi học viên yêu cầu: trả lời trong 2 ngày làm việc, "
			  "sửa trong 10 ngày, ngừng dùng trong 15 ngày, xóa trong 20 "
			  "ngày."));
	page_gap(page);
	for (size_t i = 0; i < a->count; i++) {
		page_item(page, AUDIT_DEED + (int)i, deed_line(page, &a->deeds[i]));
		page_note(page, whose(page, &a->deeds[i]));
	}
	if (!a->count)
		page_text(page, _("Chưa có việc nào."));
	if (a->count == DEEDS_SHOWN)
		page_say(page, ROLE_HINT, _("Những việc trước đó: kynangso audit."));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở hồ sơ"));
	page_key(page, "Esc", _("quay lại"));
}

static void audit_shown(struct view *view, struct app *app)
{
	struct audit *a = (struct audit *)view;
	const struct deed_query query = {.limit = DEEDS_SHOWN};
	struct due *due;
	struct err err = {0};
	free(a->deeds);
	a->deeds = NULL;
	a->count = a->due = 0;
	if (!store_deeds(app->store, &query, &a->deeds, &a->count, &err) ||
	    !store_due(app->store, clock_today(app->clock), &due, &a->due, &err)) {
		app_fail(app, &err);
		return;
	}
	free(due);
}

static void audit_choose(struct view *view, struct app *app, int id)
{
	struct audit *a = (struct audit *)view;
	struct learner learner;
	size_t at = (size_t)(id - AUDIT_DEED);
	if (id < AUDIT_DEED || at >= a->count)
		return;
	if (a->deeds[at].learner &&
	    store_learner(app->store, a->deeds[at].learner, &learner, NULL))
		app_push(app, view_person(learner.id));
	else
		app_say(app, ROLE_HINT, "%s",
			_("Việc này không còn hồ sơ nào để mở: nó đã được xóa, hoặc là "
			  "việc chung."));
}

static void audit_free(struct view *view)
{
	free(((struct audit *)view)->deeds);
}

static const struct view_ops audit_ops = {
	.name = "audit",
	.draw = audit_draw,
	.choose = audit_choose,
	.shown = audit_shown,
	.free = audit_free,
	.help = N_("Việc mới nhất ở trên. Không có họ tên học viên, chỉ có số hồ sơ: bấm "
		   "Enter để mở hồ sơ ấy."),
};

struct view *view_audit(void)
{
	return view_new(&audit_ops, sizeof(struct audit));
}
