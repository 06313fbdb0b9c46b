#include "ui/preview.h"

#include "base/i18n.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "content/nearest.h"
#include "course/practice.h"
#include "text/column.h"
#include "ui/practice.h"
#include "ui/preview_kind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PART_COLUMNS 50

/* ── which kind it is ── */

static bool ours(const struct preview *p, const struct place *at)
{
	return at->file && !strcmp(at->file, p->path);
}

/* What the file has become in the course. A file with errors, or one that is no longer used, is
 * not in it. */
static void find_kind(struct preview *p)
{
	const struct course *course = &p->course;
	p->kind = NULL;
	p->lesson = NULL;
	p->quiz = NULL;
	p->practice = NULL;
	p->exercise = NULL;
	for (size_t i = 0; i < course->lesson_count; i++)
		if (ours(p, &course->lessons[i]->at))
			p->lesson = course->lessons[i];
	for (size_t i = 0; i < course->quiz_count; i++)
		if (ours(p, &course->quizzes[i]->at))
			p->quiz = course->quizzes[i];
	for (size_t i = 0; i < course->practice_count; i++)
		if (ours(p, &course->practices[i]->at))
			p->practice = course->practices[i];
	for (size_t i = 0; i < course->exercise_count; i++)
		if (ours(p, &course->exercises[i].at))
			p->exercise = &course->exercises[i];
	p->kind = p->lesson     ? &lesson_kind
		  : p->quiz     ? &quiz_kind
		  : p->practice ? &practice_kind
		  : p->exercise ? &typing_kind
				: NULL;
	if (p->quiz)
		preview_take_all(p);
}

/* -1 where there is none. */
static int find_part(const struct preview *p, const char *id)
{
	int count = p->kind->count(p);
	for (int i = 0; i < count; i++) {
		char number[12];
		const char *name = p->kind->id(p, i);
		snprintf(number, sizeof(number), "%d", i + 1);
		if (!strcmp(name ? name : number, id))
			return i;
	}
	return -1;
}

/* ── the view below all others: the parts of the file, or what is wrong in it ── */

struct preview_view {
	struct view view;
	struct preview *preview;
	struct before *before; /* what it lies on, or NULL */
};

enum { PREVIEW_START = 1, PREVIEW_PART };

static const char *file_name(const struct preview *p)
{
	const char *slash = strrchr(p->path, '/');
	return slash ? slash + 1 : p->path;
}

/* The line of the file with its caret and the mend as it would stand there, drawn as the checker
 * prints them; in words for ears and narrow screens. */
static void draw_source(const struct diag *d, struct page *page)
{
	struct buf text = BUF_INIT;
	diag_format(&text, d, true);
	const char *rest = text.data + strcspn(text.data, "\n");
	const char *line =
		d->source ? arena_printf(&page->arena, _("Dòng ấy: %s"), d->source)
			  : NULL;
	const char *mend = d->fix ? diag_mend_words(d, &page->arena) : NULL;
	const char *words = line && mend
				    ? arena_printf(&page->arena, "%s\n%s", line, mend)
			    : mend ? mend
				   : line;
	if (d->source && *rest)
		page_picture(page, arena_strdup(&page->arena, rest + 1), words);
	else if (words)
		page_text(page, words);
	buf_release(&text);
}

static void draw_findings(const struct preview *p, struct page *page, bool errors)
{
	for (size_t i = 0; i < p->findings.count; i++) {
		const struct diag *d = &p->findings.items[i];
		bool error = d->code[0] == 'E';
		if (error != errors)
			continue;
		page_gap(page);
		page_say(page, error ? ROLE_WRONG : ROLE_WARN,
			 d->at.line ? arena_printf(
					      &page->arena, _("Dòng %d, cột %d. %s: %s"),
					      d->at.line, d->at.col, d->code, d->message)
				    : arena_printf(&page->arena, "%s: %s", d->code,
						   d->message));
		draw_source(d, page);
	}
}

static void draw_errors(const struct preview *p, struct page *page)
{
	page_title(page, _("Xem thử: %s có lỗi"), file_name(p));
	page_gap(page);
	page_text(page, _("Sửa rồi lưu tệp: màn hình này tự mất khi hết lỗi."));
	draw_findings(p, page, true);
}

static void draw_part(const struct preview *p, const struct app *app, struct page *page,
		      int part)
{
	struct buf text = BUF_INIT, line = BUF_INIT;
	const char *id = p->kind->id(p, part);
	prose_expand(&text, p->kind->words(p, part), app->course, app->address);
	buf_truncate(&text, strcspn(text.data, "\n"));
	text_ellipsis(&line, text.data, PART_COLUMNS);
	page_item(page, PREVIEW_PART + part,
		  id ? arena_printf(&page->arena, "%s: %s", id, line.data)
		     : arena_strdup(&page->arena, line.data));
	buf_release(&text);
	buf_release(&line);
}

static void draw_parts(const struct preview *p, const struct app *app, struct page *page)
{
	int count = p->kind->count(p);
	page_title(page, _("Xem thử: %s"), app_prose(app, page, p->kind->title(p)));
	page_gap(page);
	page_item(page, PREVIEW_START, _("Xem từ đầu"));
	page_numbering(page, false);
	for (int i = 0; i < count; i++)
		draw_part(p, app, page, i);
	draw_findings(p, page, false);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
}

static void preview_draw(const struct view *view, const struct app *app,
			 struct page *page)
{
	const struct preview *p = ((const struct preview_view *)view)->preview;
	if (p->unread.kind) {
		page_title(page, _("Xem thử: chưa đọc được %s"), file_name(p));
		page_gap(page);
		page_say(page, ROLE_WRONG, p->unread.text);
	} else if (p->findings.errors) {
		draw_errors(p, page);
	} else if (p->kind) {
		draw_parts(p, app, page);
	} else {
		page_title(page, _("Xem thử: %s"), file_name(p));
		page_gap(page);
		page_text(
			page,
			_("Tệp này không có màn hình nào để xem. Xem thử được bài học (lesson), bài kiểm tra (quiz), bài thực hành (practice) và bài tập gõ (typing), trừ bài đã ghi retired."));
	}
	page_key(page, "F5", _("đọc lại tệp"));
	page_key(page, "Esc", _("thoát"));
	page_key(page, "F6", app->narrow ? _("cỡ rộng") : _("cỡ 40 cột"));
}

static void open_part(struct preview *p, int part)
{
	struct err err = {0};
	if (!p->app->learner.id && !app_enter(p->app, p->learner))
		return;
	if (!p->kind->open(p, part, &err))
		app_fail(p->app, &err);
}

static void preview_choose(struct view *view, struct app *app, int id)
{
	struct preview *p = ((struct preview_view *)view)->preview;
	(void)app;
	if (p->kind && id >= PREVIEW_START)
		open_part(p, id - PREVIEW_PART);
}

/* ── on top of a running program ── */

/* Who and what was there. */
struct before {
	struct preview preview;
	struct app *app;
	char *path;
	struct buf text;
	struct shelf *shelf;
	const struct course *course;
	const struct diags *findings;
	struct store *store;
	const char *content;
	struct learner learner;
	enum address address;
	struct typing typing;
	enum theme theme;
};

static void end_within(struct app *app)
{
	struct before *b = app->within;
	if (!b)
		return;
	app->within = NULL;
	app->end_within = NULL;
	app->previewing = app->narrow = false;
	app->shelf = b->shelf;
	app->course = b->course;
	app->findings = b->findings;
	app->store = b->store;
	app->content = b->content;
	app->learner = b->learner;
	app->address = b->address;
	app->typing = b->typing;
	record_release(&app->record);
	if (app->theme != b->theme)
		term_theme(app->term, app->theme = b->theme);
	app_name_owner(app);
}

static void leave(struct view *view, struct app *app)
{
	if (((struct preview_view *)view)->before) {
		end_within(app);
		app_pop(app);
	} else {
		app->quit = true;
	}
}

/* Nothing was kept that leaving could lose. */
static bool preview_key(struct view *view, struct app *app, const struct key *key)
{
	struct preview_view *p = (struct preview_view *)view;
	bool out = key->code == K_F10 || key->code == K_CTRL_C ||
		   (key->code == K_TEXT && !strcmp(key->text, "q"));
	if (p->before && key->code == K_F5) {
		preview_reload(p->preview);
		return true;
	}
	if (out)
		leave(view, app);
	return out;
}

static void preview_free(struct view *view)
{
	struct before *b = ((struct preview_view *)view)->before;
	if (!b)
		return;
	if (b->app->within == b)
		end_within(b->app);
	preview_release(&b->preview);
	buf_release(&b->text);
	free(b->path);
	free(b);
}

#define HELP                                                                             \
	N_("Đây là bài {ban} đang viết, đúng như người học sẽ thấy. Mỗi lần lưu tệp, bài được đọc lại và mở đúng chỗ đang xem. Phím F5 đọc lại ngay (ở chế độ từng dòng thì gõ r). Phím F6 đổi qua lại giữa cả màn hình và cỡ nhỏ nhất, 40 cột. Trả lời thử thoải mái: không có gì được giữ.")

static const struct view_ops preview_ops = {
	.name = "preview",
	.draw = preview_draw,
	.choose = preview_choose,
	.key = preview_key,
	.back = leave,
	.free = preview_free,
	.help = HELP,
	.lobby = true,
};

/* Whoever is signed in below must not be left open. */
static const struct view_ops within_ops = {
	.name = "preview",
	.draw = preview_draw,
	.choose = preview_choose,
	.key = preview_key,
	.back = leave,
	.free = preview_free,
	.help = HELP,
};

/* ── reading ── */

static void forget_done(struct preview *p)
{
	for (size_t i = 0; i < p->done.count; i++)
		free((void *)(uintptr_t)p->done.items[i]);
	free(p->done.items);
	p->done = (struct strings){0};
}

static void note_done(struct preview *p, const struct strings *done)
{
	forget_done(p);
	p->done.items = xcalloc(done->count, sizeof(*p->done.items));
	for (; p->done.count < done->count; p->done.count++)
		p->done.items[p->done.count] = xstrdup(done->items[p->done.count]);
}

/* The view that shows the part, NULL while the list is there. */
static const struct view *above_preview(const struct app *app)
{
	for (int i = 0; i + 1 < app->depth; i++)
		if (!strcmp(app->stack[i]->ops->name, preview_ops.name))
			return app->stack[i + 1];
	return NULL;
}

/* Where the author is looking. While the list of errors was there nobody was anywhere. */
static void note_place(struct preview *p)
{
	const struct app *app = p->app;
	const struct view *view = above_preview(app);
	if (!p->kind)
		return;
	p->inside = view && !strcmp(view->ops->name, p->kind->view);
	if (!p->inside)
		return;
	p->at = p->kind->at ? p->kind->at(view) : -1;
	if (p->kind == &practice_kind)
		note_done(p, view_practice_done(view));
	bool named = p->at >= 0 && p->at < p->kind->count(p) && p->kind->id(p, p->at);
	free(p->part);
	p->part = named ? xstrdup(p->kind->id(p, p->at)) : NULL;
}

/* The same part, also when others were put before it; else what stands at its place now. */
static void back_to_place(struct preview *p)
{
	struct err err = {0};
	int count = p->kind->count(p), at = p->part ? find_part(p, p->part) : p->at;
	if (at < 0)
		at = p->at;
	if (at >= count)
		at = count - 1;
	if (p->kind != &practice_kind || p->part)
		open_part(p, at);
	else if (!preview_practice_after(p, &p->done,
					 &err)) /* as far as they can be done again */
		app_fail(p->app, &err);
}

static void read_file(struct preview *p)
{
	struct course course = {0};
	struct diags findings = {0};
	struct err err = {0};
	if (p->text)
		content_load_bytes(&course, &findings, p->root, p->path, p->text->data,
				   p->text->len, &err);
	else
		content_load_file(&course, &findings, p->root, p->path, &err);
	diags_sort(&findings);
	/* In this order: findings borrow the names of files. */
	diags_release(&p->findings);
	course_release(&p->course);
	p->course = course;
	p->findings = findings;
	p->unread = err;
	find_kind(p);
}

static void say_summary(struct preview *p)
{
	struct buf text = BUF_INIT;
	diags_summary(&text, &p->findings);
	if (p->unread.kind == ERR_NONE)
		app_say(p->app, p->findings.errors ? ROLE_WRONG : ROLE_STATUS,
			_("Đã đọc lại tệp. %s"), text.data);
	buf_release(&text);
}

void preview_reload(struct preview *p)
{
	struct key nothing = key_of(K_RESIZE);
	note_place(p);
	/* No view may outlive the course it shows. */
	app_pop_to(p->app, preview_ops.name);
	app_key(p->app, &nothing);
	read_file(p);
	say_summary(p);
	if (p->kind && p->inside)
		back_to_place(p);
}

static bool register_learner(struct preview *p, struct err *err)
{
	struct registration registration = {
		.person = {.name = "Nguyễn Thị Mẫu",
			   .birth = {.precision = PRECISION_YEAR, .year = 1960}},
		.consent = {.text_version = CONSENT_ASKED},
	};
	return store_learner_register(p->store, &registration, &p->learner, err);
}

static bool no_such_step(const struct preview *p, const char *step, struct err *err)
{
	struct nearest nearest;
	nearest_init(&nearest, step);
	for (int i = 0; i < p->kind->count(p); i++)
		if (p->kind->id(p, i))
			nearest_try(&nearest, p->kind->id(p, i));
	if (nearest.best)
		return err_set(err, ERR_USAGE,
			       _("%s không có bước “%s”. Có phải ý bạn là “%s”?"),
			       p->path, step, nearest.best);
	return err_set(
		err, ERR_USAGE,
		_("%s không có bước “%s”. Bỏ phần sau dấu # để xem danh sách các bước."),
		p->path, step);
}

static bool show(struct preview *p, const char *step, struct before *before,
		 struct err *err)
{
	struct app *app = p->app;
	p->at = -1;
	p->inside = true;
	p->part = step ? xstrdup(step) : NULL;
	p->store = store_open(NULL, STORE_CREATE, app->clock, &p->course, NULL, err);
	if (!p->store || !register_learner(p, err))
		return false;
	app->previewing = true;
	app->course = &p->course;
	app->store = p->store;
	app->findings = &p->findings;
	app->content = p->root;
	read_file(p);
	if (p->unread.kind != ERR_NONE) {
		*err = p->unread;
		return false;
	}
	if (p->kind && step && find_part(p, step) < 0)
		return no_such_step(p, step, err);
	if (!app_enter(app, p->learner))
		return false;
	struct preview_view *view =
		VIEW_NEW(struct preview_view, before ? &within_ops : &preview_ops);
	view->preview = p;
	view->before = before;
	app_push(app, &view->view);
	if (p->kind)
		back_to_place(p);
	return true;
}

bool preview_open(struct preview *p, const char *step, struct err *err)
{
	return show(p, step, NULL, err);
}

bool preview_within(struct app *app, const char *path, const struct buf *text,
		    const char *step, struct err *err)
{
	struct before *b = xcalloc(1, sizeof(*b));
	*b = (struct before){
		.app = app,
		.path = xstrdup(path),
		.text = BUF_INIT,
		.shelf = app->shelf,
		.course = app->course,
		.findings = app->findings,
		.store = app->store,
		.content = app->content,
		.learner = app->learner,
		.address = app->address,
		.typing = app->typing,
		.theme = app->theme,
	};
	if (text)
		buf_add(&b->text, text->data, text->len);
	b->preview = (struct preview){.app = app,
				      .root = app->content,
				      .path = b->path,
				      .text = text ? &b->text : NULL};
	app->within = b;
	app->end_within = end_within;
	app->shelf = NULL;
	if (show(&b->preview, step, b, err))
		return true;
	end_within(app);
	preview_release(&b->preview);
	buf_release(&b->text);
	free(b->path);
	free(b);
	return false;
}

void preview_release(struct preview *p)
{
	store_close(p->store);
	diags_release(&p->findings);
	course_release(&p->course);
	forget_done(p);
	free(p->part);
}
