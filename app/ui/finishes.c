/* Each completion of one person, and taking one back: somebody was given another's, a list named
 * the wrong one, a confirmation went to the wrong name. What was taken back stands in the same list
 * and can be counted again. */
#include "ui/views.h"

#include "base/i18n.h"
#include "course/finish.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── taking one back ── */

struct take_back {
	struct view view;
	int64_t learner;
	char *name;
	struct finish finish;
	enum finish_change change;
	char *outcome; /* what the counts will do */
	struct field reason;
	char why[REASON_BYTES], fault[FAULT_BYTES];
};

enum { TAKE_REASON = 1, TAKE_NOW, TAKE_BACK };

static const char *change_title(enum finish_change change)
{
	return change == FINISH_UNCONFIRM ? _("Bỏ xác nhận") : _("Bỏ lần hoàn thành");
}

static void take_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct take_back *t = (const struct take_back *)view;
	struct buf words = BUF_INIT;

	finish_words(&t->finish, &words);
	page_title(page, "%s", change_title(t->change));
	page_textf(page, "%s – %s", t->name, words.data);
	page_gap(page);
	page_field(page, TAKE_REASON, _("Vì sao?"), &t->reason,
		   _("Được giữ mãi, nên đừng ghi họ tên. Ví dụ: nhầm người."),
		   *t->fault ? t->fault : NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	page_item(page, TAKE_NOW,
		  t->change == FINISH_UNCONFIRM ? _("Bỏ xác nhận này…")
						: _("Bỏ lần hoàn thành này…"));
	page_item(page, TAKE_BACK, _("Thôi, quay lại"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đi tiếp"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&words);
}

/* `user` is the view, which lies under the question. */
static void take_now(struct app *app, void *user)
{
	struct take_back *t = user;
	struct err err = {0};
	bool confirmation = t->change == FINISH_UNCONFIRM;

	if (!store_finish_change(app->store, t->learner, t->finish.id, t->change, t->why,
				 app->staff.name, &err)) {
		/* Done elsewhere meanwhile: nothing is left to be asked here. */
		if (err.kind == ERR_DATA)
			app_pop(app);
		app_fail(app, &err);
		return;
	}
	app_pop(app);
	app_say(app, ROLE_RIGHT, "%s",
		confirmation
			? _("Đã bỏ xác nhận. Xác nhận lại được ở trang của người này.")
			: _("Đã bỏ. Bỏ nhầm thì chọn lại dòng ấy để tính lại."));
}

static void take_choose(struct view *view, struct app *app, int id)
{
	struct take_back *t = (struct take_back *)view;
	struct err err = {0};
	struct buf words = BUF_INIT;

	if (id == TAKE_BACK) {
		app_pop(app);
		return;
	}
	*t->fault = '\0';
	if (!finish_reason(field_text(&t->reason), t->why, &err)) {
		snprintf(t->fault, sizeof(t->fault), "%s", err.text);
		view->focus = 0;
		return;
	}
	finish_words(&t->finish, &words);
	/* TRANSLATORS: a name, what it is about, the reason, what will change. */
	char *text = xasprintf(_("%s – %s\nVì: “%s”\n%s"), t->name, words.data, t->why,
			       t->outcome);
	app_push(app, view_confirm(change_title(t->change), text,
				   t->change == FINISH_UNCONFIRM
					   ? _("Đúng, bỏ xác nhận này")
					   : _("Đúng, bỏ lần hoàn thành này"),
				   take_now, t));
	free(text);
	buf_release(&words);
}

static struct field *take_field(struct view *view, int id)
{
	(void)id;
	return &((struct take_back *)view)->reason;
}

static void take_free(struct view *view)
{
	struct take_back *t = (struct take_back *)view;
	field_release(&t->reason);
	free(t->outcome);
	free(t->name);
}

static const struct view_ops take_ops = {
	.name = "take-back",
	.draw = take_draw,
	.choose = take_choose,
	.field = take_field,
	.free = take_free,
	.help = N_(
		"Gõ lý do bằng vài chữ, rồi Enter. Chương trình nói rõ số người thay đổi ra sao và hỏi lại một lần trước khi bỏ."),
};

static struct view *view_take_back(int64_t learner, const char *name,
				   const struct finish *finish, enum finish_change change,
				   const char *outcome)
{
	struct take_back *t = VIEW_NEW(struct take_back, &take_ops);

	t->learner = learner;
	t->name = xstrdup(name);
	t->finish = *finish;
	t->change = change;
	t->outcome = xstrdup(outcome);
	field_init(&t->reason, FIELD_TEXT, REASON_LETTERS);
	return &t->view;
}

/* ── all of them ── */

struct finishes {
	struct view view;
	int64_t learner;
	char *name;
	struct finish *list;
	size_t count;
	size_t chosen; /* the one being asked about */
};

/* Each has two places: itself, and its confirmation. */
enum { FINISHES_BACK = 1, FINISHES_FIRST };

static void finishes_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct finishes *f = (const struct finishes *)view;
	struct buf words = BUF_INIT;
	bool comes_back = false;

	(void)app;
	page_title(page, _("Các lần hoàn thành – %s"), f->name);
	for (size_t i = 0; i < f->count; i++) {
		const struct finish *finish = &f->list[i];
		int id = FINISHES_FIRST + 2 * (int)i;
		page_gap(page);
		buf_reset(&words);
		finish_words(finish, &words);
		page_heading(page, words.data);
		buf_reset(&words);
		finish_state_words(finish, &words);
		page_text(page, words.data);
		if (finish->state == FINISH_VOIDED) {
			page_item(page, id, _("Tính lại lần này, từ đúng ngày cũ"));
			comes_back = true;
		}
		if (finish->state != FINISH_STANDS)
			continue;
		page_item(page, id, _("Bỏ lần này, vì ghi nhầm"));
		if (finish->confirmed)
			page_item(page, id + 1, _("Chỉ bỏ xác nhận, vì nhầm người"));
	}
	if (!f->count)
		page_text(page, _("Người này chưa hoàn thành lần nào."));
	page_gap(page);
	if (comes_back)
		page_say(
			page, ROLE_HINT,
			_("Học xong thêm một bài mà vẫn đủ điều kiện thì tự được tính, từ "
			  "ngày ấy."));
	page_item(page, FINISHES_BACK, _("Quay lại"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
	buf_release(&words);
}

static void finishes_shown(struct view *view, struct app *app)
{
	struct finishes *f = (struct finishes *)view;
	struct err err = {0};

	free(f->list);
	if (!store_finishes(app->store, f->learner, &f->list, &f->count, &err))
		app_fail(app, &err);
}

static void restore_now(struct app *app, void *user)
{
	struct finishes *f = user;
	struct err err = {0};

	if (store_finish_change(app->store, f->learner, f->list[f->chosen].id,
				FINISH_RESTORE, "", app->staff.name, &err))
		app_say(app, ROLE_RIGHT, "%s", _("Lần này lại được tính như cũ."));
	else
		app_fail(app, &err);
	finishes_shown(&f->view, app);
}

static void finishes_choose(struct view *view, struct app *app, int id)
{
	struct finishes *f = (struct finishes *)view;
	struct buf words = BUF_INIT;
	bool confirmation = (id - FINISHES_FIRST) % 2;

	f->chosen = (size_t)(id - FINISHES_FIRST) / 2;
	if (id < FINISHES_FIRST || f->chosen >= f->count) {
		app_pop(app);
		return;
	}
	const struct finish *finish = &f->list[f->chosen];
	enum finish_change change = finish->state == FINISH_VOIDED ? FINISH_RESTORE
				    : confirmation                 ? FINISH_UNCONFIRM
								   : FINISH_VOID;
	if (change == FINISH_RESTORE) {
		buf_printf(&words, "%s – ", f->name);
		finish_words(finish, &words);
		buf_addc(&words, '\n');
	}
	finish_change_words(f->list, f->count, f->chosen, change, &words);
	if (change == FINISH_RESTORE)
		app_push(app, view_confirm(_("Tính lại lần hoàn thành"), words.data,
					   _("Đúng, tính lại"), restore_now, f));
	else
		app_push(app,
			 view_take_back(f->learner, f->name, finish, change, words.data));
	buf_release(&words);
}

static void finishes_free(struct view *view)
{
	struct finishes *f = (struct finishes *)view;
	free(f->list);
	free(f->name);
}

static const struct view_ops finishes_ops = {
	.name = "finishes",
	.draw = finishes_draw,
	.choose = finishes_choose,
	.shown = finishes_shown,
	.free = finishes_free,
	.help = N_(
		"Mỗi lần người này hoàn thành khóa học, từ đâu mà có, và có đang được tính không.\n"
		"Lần ghi nhầm thì bỏ được, có lý do. Không bài học hay điểm nào bị xóa. Bỏ rồi vẫn tính lại được ngay tại đây, từ đúng ngày cũ.\n"
		"Sau khi bỏ, nếu người này học xong thêm một bài mà vẫn đủ điều kiện, thì chương trình tự ghi một lần hoàn thành mới từ ngày ấy."),
};

struct view *view_finishes(int64_t learner, const char *name)
{
	struct finishes *f = VIEW_NEW(struct finishes, &finishes_ops);

	f->learner = learner;
	f->name = xstrdup(name);
	return &f->view;
}
