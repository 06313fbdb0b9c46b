/* The form editor's file: what is on the desk, what is wrong in it, saving and leaving. */
#include "ui/editor.h"

#include "base/file.h"
#include "base/i18n.h"
#include "content/copy.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "ui/preview.h"
#include "ui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A pack of so many lessons is judged as a whole after every change; in a larger one that would be
 * felt, so the file stands alone until it is saved. */
#define JUDGED_LESSONS 400

/* ── judging ── */

static void forget_judgement(struct editor *e)
{
	diags_release(&e->findings); /* before what they borrow their names from */
	course_release(&e->pack);
	diags_release(&e->unused);
	course_release(&e->now);
}

static void judge(struct editor *e)
{
	const struct buf *text = &e->text.text;
	struct err err = {0};
	forget_judgement(e);
	if (e->alone || !e->root ||
	    !content_load_bytes(&e->pack, &e->findings, e->root, e->text.path, text->data,
				text->len, &err))
		content_load_text(&e->pack, &e->findings, e->text.path, text->data,
				  text->len);
	diags_sort(&e->findings);
	content_load_text(&e->now, &e->unused, e->text.path, text->data, text->len);
}

static void publish(struct editor *e)
{
	struct diags unused = {0};
	course_release(&e->published);
	content_load_text(&e->published, &unused, e->text.path, e->text.disk.data,
			  e->text.disk.len);
	diags_release(&unused);
}

void editor_changed(struct editor *e, struct app *app)
{
	struct err err = {0};
	judge(e);
	if (!manuscript_keep_draft(&e->text, e->drafts, &err))
		app_say(app, ROLE_WRONG, "%s", err.text);
}

bool editor_and(struct editor *e, struct app *app, const struct edit *edit)
{
	struct err err = {0};
	if (manuscript_edit(&e->text, edit, &err))
		return true;
	app_fail(app, &err);
	return false;
}

bool editor_edit(struct editor *e, struct app *app, const struct edit *edit)
{
	manuscript_begin(&e->text);
	bool ok = editor_and(e, app, edit);
	if (ok)
		editor_changed(e, app);
	return ok;
}

const struct node *editor_node(const struct editor *e, const char *path)
{
	return node_at(e->text.doc.root, path);
}

/* ── findings and their places ── */

static bool ours(const struct editor *e, const struct diag *d)
{
	return d->at.file && !strcmp(d->at.file, e->text.path);
}

static bool covers(const struct node *node, size_t at)
{
	size_t start = node->key ? node->key->start : node->start;
	size_t end = node->end > start ? node->end : start + 1;
	return at >= start && at < end;
}

static size_t place_of(const struct editor *e, const struct diag *d)
{
	return document_offset(&e->text.doc, d->at.line, d->at.col);
}

/* A finding about a mapping as a whole stands where its first key does. */
static bool in_a_child(const struct node *node, size_t at)
{
	if (at == node->start && node->kind == NODE_MAPPING)
		return false;
	for (const struct node *n = node->first; n; n = n->next)
		if (covers(n, at))
			return true;
	return false;
}

void editor_findings(const struct editor *e, const struct node *parent,
		     const struct node *node, struct page *page)
{
	for (size_t i = 0; i < e->findings.count; i++) {
		const struct diag *d = &e->findings.items[i];
		size_t at = d->at.line ? place_of(e, d) : 0;
		bool whole = node == e->text.doc.root && (!d->at.line || !ours(e, d));
		bool above =
			parent && parent->kind == NODE_MAPPING && at == parent->start;
		if (!whole &&
		    (!ours(e, d) || above || !covers(node, at) || in_a_child(node, at)))
			continue;
		page_point(page,
			   arena_printf(&page->arena, "%s: %s", d->code, d->message));
		page_role(page, d->code[0] == 'E' ? ROLE_WRONG : ROLE_WARN);
	}
}

const char *editor_counts(const struct editor *e, const struct node *node,
			  struct page *page)
{
	int errors = 0, others = 0;
	for (size_t i = 0; i < e->findings.count; i++) {
		const struct diag *d = &e->findings.items[i];
		if (!ours(e, d) || !d->at.line || !covers(node, place_of(e, d)))
			continue;
		errors += d->code[0] == 'E';
		others += d->code[0] != 'E';
	}
	if (errors && others)
		return arena_printf(&page->arena, _("%d lỗi, %d chỗ nên xem"), errors,
				    others);
	if (errors)
		return arena_printf(&page->arena, _("%d lỗi"), errors);
	return others ? arena_printf(&page->arena, _("%d chỗ nên xem"), others) : NULL;
}

/* ── what becomes of marks ── */

static const struct question *question_in(const struct course *course, const char *id)
{
	return id ? course_question(course, id) : NULL;
}

enum marks { MARKS_NEW, MARKS_SAME, MARKS_TEXT, MARKS_OTHER };

static enum marks marks_of(const struct editor *e, const struct question *now)
{
	const struct question *old = question_in(&e->published, now->id);
	if (!old)
		return MARKS_NEW;
	if (memcmp(old->grade_digest, now->grade_digest, DIGEST_BYTES) != 0 ||
	    old->epoch != now->epoch)
		return MARKS_OTHER;
	return memcmp(old->text_digest, now->text_digest, DIGEST_BYTES) ? MARKS_TEXT
									: MARKS_SAME;
}

/* The question at this path of the file: of a quiz, or the check of a step. */
static const struct question *question_at(const struct editor *e, const char *path)
{
	const struct node *node = editor_node(e, path);
	const struct node *id = node_get(node, "id"), *lesson = NULL;
	char *up = xstrdup(path), *dot = strrchr(up, '.');
	const struct question *found = NULL;
	if (dot && !strcmp(dot, ".check")) {
		*dot = '\0';
		id = node_get(editor_node(e, up), "id");
		lesson = node_get(e->text.doc.root, "id");
	}
	if (id && id->kind == NODE_SCALAR && node_get(node, "type")) {
		char *name = lesson ? xasprintf("%s/%s", lesson->text ? lesson->text : "",
						id->text)
				    : xstrdup(id->text);
		found = question_in(&e->now, name);
		free(name);
	}
	free(up);
	return found;
}

const char *editor_mark_words(const struct editor *e, const char *path, enum role *role)
{
	const struct question *now = question_at(e, path);
	enum marks marks = now ? marks_of(e, now) : MARKS_NEW;
	*role = marks == MARKS_OTHER ? ROLE_WARN : ROLE_HINT;
	if (marks == MARKS_OTHER)
		return _(
			"Đáp án hoặc cách chấm đã khác bản đang dùng. Sau khi lưu, câu này được chấm theo cách mới và thống kê của nó tính lại từ đầu. Điểm người học đã có không đổi. Muốn mọi người học lại bài thì tăng mục epoch lên 1.");
	if (marks == MARKS_TEXT)
		return _(
			"Chỉ đổi lời: điểm, tiến độ và thống kê của câu này giữ nguyên.");
	return NULL;
}

static void count_remarked(const struct editor *e, const struct question *q,
			   size_t *count, struct buf *names)
{
	if (marks_of(e, q) != MARKS_OTHER)
		return;
	buf_printf(names, names->len ? ", %s" : "%s", q->id);
	++*count;
}

size_t editor_remarked(const struct editor *e, struct buf *names)
{
	const struct course *course = &e->now;
	size_t count = 0;
	for (size_t i = 0; i < course->quiz_count; i++)
		for (size_t k = 0; k < course->quizzes[i]->question_count; k++)
			count_remarked(e, &course->quizzes[i]->questions[k], &count,
				       names);
	for (size_t i = 0; i < course->lesson_count; i++)
		for (size_t k = 0; k < course->lessons[i]->step_count; k++)
			if (course->lessons[i]->steps[k].check)
				count_remarked(e, course->lessons[i]->steps[k].check,
					       &count, names);
	return count;
}

/* Ids that people may have met. */
static bool has_id(const struct node *node, const char *id)
{
	const struct node *own = node_get(node, "id");
	if (own && own->kind == NODE_SCALAR && !strcmp(own->text, id))
		return true;
	for (const struct node *n = node->first; n; n = n->next)
		if (has_id(n, id))
			return true;
	return false;
}

bool editor_id_is_known(const struct editor *e, const char *id)
{
	struct arena arena = {0};
	struct diags diags = {0};
	struct document doc = {0};
	bool known = document_init(&doc, &arena, &diags, e->text.path, e->text.disk.data,
				   e->text.disk.len) &&
		     document_parse(&doc, &arena) && doc.root && has_id(doc.root, id);
	diags_release(&diags);
	arena_release(&arena);
	return known;
}

/* ── a question with a few answers ── */

struct ask_view {
	struct view view;
	struct editor *e;
	char *title, *text;
	const char *const *answers; /* N_() */
	void (*chosen)(struct editor *e, struct app *app, int which);
};

static void ask_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct ask_view *a = (const struct ask_view *)view;
	(void)app;
	page_title(page, "%s", a->title);
	page_gap(page);
	page_text(page, a->text);
	page_gap(page);
	for (int i = 0; a->answers[i]; i++)
		page_item(page, i + 1, _(a->answers[i]));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

static void ask_choose(struct view *view, struct app *app, int id)
{
	struct ask_view *a = (struct ask_view *)view;
	struct editor *e = a->e;
	void (*chosen)(struct editor *, struct app *, int) = a->chosen;
	app_pop(app);
	chosen(e, app, id - 1);
}

static void ask_free(struct view *view)
{
	struct ask_view *a = (struct ask_view *)view;
	free(a->title);
	free(a->text);
}

static const struct view_ops ask_ops = {
	.name = "editor-ask",
	.draw = ask_draw,
	.choose = ask_choose,
	.free = ask_free,
	.help = N_("Chọn một dòng rồi bấm Enter. Esc quay lại mà không làm gì."),
};

struct view *editor_ask(struct editor *e, const char *title, const char *text,
			const char *const *answers,
			void (*chosen)(struct editor *e, struct app *app, int which))
{
	struct ask_view *a = VIEW_NEW(struct ask_view, &ask_ops);
	a->e = e;
	a->title = xstrdup(title);
	a->text = xstrdup(text);
	a->answers = answers;
	a->chosen = chosen;
	return &a->view;
}

/* ── saving ── */

struct editor_view {
	struct view view;
	struct editor e;
	bool asked; /* whether the draft is to be taken up */
	bool leaving; /* once it is saved */
};

/* The pages of the editor lie on the view of its file. */
static struct editor_view *file_view(struct app *app, const struct editor *e)
{
	for (int i = 0; i < app->depth; i++)
		if (!strcmp(app->stack[i]->ops->name, "editor") &&
		    &((struct editor_view *)app->stack[i])->e == e)
			return (struct editor_view *)app->stack[i];
	return NULL;
}

static void saved(struct editor *e, struct app *app)
{
	struct editor_view *v = file_view(app, e);
	manuscript_drop_draft(&e->text, e->drafts);
	publish(e);
	judge(e);
	bool read = app_refresh(app);
	if (read)
		app_find(app);
	if (v && v->leaving)
		app_pop(app);
	if (!read)
		return; /* said already */
	if (e->findings.errors)
		app_say(app, ROLE_WARN,
			_("Đã lưu %s. Tệp còn %zu lỗi: bài chưa mở được cho người học đến khi sửa hết."),
			e->name, e->findings.errors);
	else
		app_say(app, ROLE_RIGHT,
			_("Đã lưu %s. Người học thấy bản mới từ bây giờ."), e->name);
}

static void save(struct editor *e, struct app *app, bool force);

static void on_conflict(struct editor *e, struct app *app, int which)
{
	struct err err = {0};
	if (which == 0) {
		save(e, app, true);
	} else if (which == 1) {
		manuscript_drop_draft(&e->text, e->drafts);
		if (!manuscript_reload(&e->text, &err))
			app_fail(app, &err);
		publish(e);
		judge(e);
	}
}

static void save(struct editor *e, struct app *app, bool force)
{
	static const char *const answers[] = {N_("Giữ bản của tôi, ghi đè lên tệp"),
					      N_("Đọc lại tệp, bỏ những gì tôi vừa sửa"),
					      N_("Chưa lưu vội"), NULL};
	struct err err = {0};
	switch (manuscript_save(&e->text, force, &err)) {
	case SAVE_DONE:
		saved(e, app);
		break;
	case SAVE_FAILED:
		app_fail(app, &err);
		break;
	case SAVE_CONFLICT:
		app_push(
			app,
			editor_ask(
				e, _("Tệp đã đổi"),
				_("Trong lúc đang sửa, có người hoặc chương trình khác đã đổi hoặc xóa tệp này. Nếu ghi đè, những gì họ viết sẽ mất."),
				answers, on_conflict));
		break;
	}
}

static void on_remarked(struct editor *e, struct app *app, int which)
{
	if (which == 0)
		save(e, app, false);
}

static void ask_to_save(struct editor *e, struct app *app)
{
	static const char *const answers[] = {N_("Lưu, chấm theo cách mới"),
					      N_("Chưa lưu, xem lại đã"), NULL};
	struct buf names = BUF_INIT;
	size_t count = editor_remarked(e, &names);
	if (!manuscript_changed(&e->text)) {
		app_say(app, ROLE_STATUS, "%s", _("Không có gì mới để lưu."));
	} else if (count) {
		char *text = xasprintf(
			_("%zu câu hỏi đổi đáp án hoặc cách chấm: %s. Từ nay những câu ấy được chấm theo cách mới, thống kê tính lại từ đầu. Điểm người học đã có không đổi. Nếu chỉ định sửa lỗi chữ thì hãy xem lại."),
			count, names.data);
		app_push(app, editor_ask(e, _("Câu hỏi đổi cách chấm"), text, answers,
					 on_remarked));
		free(text);
	} else {
		save(e, app, false);
	}
	buf_release(&names);
}

/* ── undo ── */

/* A page of what is no longer there says so; the file's own page always is. */
static void undone(struct editor *e, struct app *app, bool did, const char *said)
{
	if (did)
		editor_changed(e, app);
	app_say(app, ROLE_STATUS, "%s", did ? said : _("Không còn gì để làm lại nữa."));
}

static void undo(struct editor *e, struct app *app)
{
	undone(e, app, manuscript_undo(&e->text), _("Đã hoàn tác một bước."));
}

bool editor_key(struct editor *e, struct app *app, const struct key *key)
{
	if (key->code != K_CTRL_Z)
		return false;
	undo(e, app);
	return true;
}

void editor_keys(struct page *page)
{
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
	page_key(page, "Ctrl-Z", _("hoàn tác"));
}

/* ── the page of the file ── */

enum { FILE_SAVE = 1, FILE_PREVIEW, FILE_UNDO, FILE_REDO, FILE_COPY };

static void draw_broken(const struct editor *e, struct page *page)
{
	if (e->text.doc.root && !e->findings.errors) {
		page_text(
			page,
			_("Tệp này không có ô để sửa ở đây. Hãy sửa bằng một trình soạn thảo văn bản."));
		return;
	}
	page_say(
		page, ROLE_WRONG,
		_("Tệp này viết sai đến mức chưa mở thành các ô để sửa được. Hãy sửa chỗ dưới đây bằng một trình soạn thảo văn bản, rồi mở lại."));
	for (size_t i = 0; i < e->findings.count; i++) {
		const struct diag *d = &e->findings.items[i];
		page_gap(page);
		page_say(page, ROLE_WRONG,
			 arena_printf(&page->arena, _("Dòng %d, cột %d. %s: %s"),
				      d->at.line, d->at.col, d->code, d->message));
		if (d->fix)
			page_point(page, diag_mend_words(d, &page->arena));
	}
}

static void draw_actions(const struct editor *e, struct page *page)
{
	bool changed = manuscript_changed(&e->text);
	if (e->readonly) {
		page_say(page, ROLE_WARN, e->why.text);
		if (e->root && e->drafts)
			page_item(page, FILE_COPY, _("Chép cả bộ bài ra chỗ sửa được"));
	} else {
		page_item(page, FILE_SAVE, _("Lưu tệp"));
		page_note(page, changed ? _("có chỗ chưa lưu") : _("chưa có gì mới"));
	}
	page_item(page, FILE_PREVIEW, _("Xem thử như người học"));
}

/* At the end, so that what stands above does not move when they come and go. */
static void draw_undo(const struct editor *e, struct page *page)
{
	if (manuscript_can_undo(&e->text))
		page_item(page, FILE_UNDO, _("Hoàn tác bước vừa rồi"));
	if (manuscript_can_redo(&e->text))
		page_item(page, FILE_REDO, _("Làm lại bước đã hoàn tác"));
}

static void editor_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct editor *e = &((const struct editor_view *)view)->e;
	const struct table *table = manuscript_table(&e->text);
	struct buf text = BUF_INIT;
	(void)app;
	page_title(page, _("Sửa: %s"), e->name);
	if (!e->text.doc.root || !table) {
		draw_broken(e, page);
	} else {
		draw_actions(e, page);
		diags_summary(&text, &e->findings);
		page_say(page, e->findings.errors ? ROLE_WRONG : ROLE_HINT, text.data);
		editor_findings(e, NULL, e->text.doc.root, page);
		page_rule(page, form_noun(table));
		editor_draw_fields(e, e->text.doc.root, table, page);
		draw_undo(e, page);
	}
	editor_keys(page);
	buf_release(&text);
}

static void redo(struct editor *e, struct app *app)
{
	undone(e, app, manuscript_redo(&e->text), _("Đã làm lại một bước."));
}

static void preview(struct editor *e, struct app *app)
{
	struct err err = {0};
	if (!preview_within(app, e->text.path, &e->text.text, NULL, &err))
		app_fail(app, &err);
}

/* The installed pack stays as it is; the centre's own is found from the next start on. */
static void copy_pack(const struct editor *e, struct app *app)
{
	struct err err = {0};
	char *own = path_join(app->folder, CONTENT_OWN);
	if (content_copy(e->root, own, &err)) {
		char *text = xasprintf(
			_("Cả bộ bài đã được chép ra:\n%s\nTắt chương trình rồi mở lại: từ đó trung tâm dùng bộ bài này, và sửa được ngay tại đây. Khi cài bản mới, bài mới không tự vào bộ bài riêng; muốn lấy thì chép tệp sang."),
			own);
		app_push(app, view_message(_("Đã chép bộ bài"), text));
		free(text);
	} else {
		app_fail(app, &err);
	}
	free(own);
}

static void editor_choose(struct view *view, struct app *app, int id)
{
	struct editor *e = &((struct editor_view *)view)->e;
	const struct table *table = manuscript_table(&e->text);
	((struct editor_view *)view)->leaving = false;
	if (id == FILE_SAVE)
		ask_to_save(e, app);
	else if (id == FILE_PREVIEW)
		preview(e, app);
	else if (id == FILE_COPY)
		copy_pack(e, app);
	else if (id == FILE_UNDO)
		undo(e, app);
	else if (id == FILE_REDO)
		redo(e, app);
	else if (table)
		editor_open_field(e, app, "", table, id);
}

static void on_leaving(struct editor *e, struct app *app, int which)
{
	struct editor_view *v = file_view(app, e);
	if (which == 0) {
		v->leaving = true;
		ask_to_save(e, app);
	} else if (which == 1) {
		manuscript_drop_draft(&e->text, e->drafts);
		app_pop(app);
	}
}

static void editor_back(struct view *view, struct app *app)
{
	static const char *const answers[] = {N_("Lưu rồi ra"), N_("Bỏ những gì vừa sửa"),
					      N_("Ở lại sửa tiếp"), NULL};
	struct editor *e = &((struct editor_view *)view)->e;
	if (!manuscript_changed(&e->text)) {
		manuscript_drop_draft(&e->text, e->drafts);
		app_pop(app);
		return;
	}
	app_push(app,
		 editor_ask(e, _("Chưa lưu"), _("Có chỗ vừa sửa mà chưa lưu vào tệp."),
			    answers, on_leaving));
}

static bool file_key(struct view *view, struct app *app, const struct key *key)
{
	return editor_key(&((struct editor_view *)view)->e, app, key);
}

/* ── drafts ── */

static void on_draft(struct editor *e, struct app *app, int which)
{
	struct buf text = BUF_INIT;
	bool same;
	if (which == 1) {
		manuscript_drop_draft(&e->text, e->drafts);
	} else if (manuscript_find_draft(&e->text, e->drafts, &text, &same)) {
		manuscript_begin(&e->text);
		manuscript_replace(&e->text, text.data, text.len);
		editor_changed(e, app);
		app_say(app, ROLE_STATUS, "%s",
			_("Đã lấy lại bản chưa lưu. Nhớ chọn “Lưu tệp”."));
	}
	buf_release(&text);
}

static void editor_shown(struct view *view, struct app *app)
{
	static const char *const answers[] = {N_("Sửa tiếp bản chưa lưu"),
					      N_("Bỏ bản ấy, dùng tệp đang có"), NULL};
	struct editor_view *v = (struct editor_view *)view;
	struct buf text = BUF_INIT;
	bool same = false;
	if (v->asked)
		return;
	v->asked = true;
	if (!v->e.readonly &&
	    manuscript_find_draft(&v->e.text, v->e.drafts, &text, &same))
		app_push(
			app,
			editor_ask(
				&v->e, _("Còn bản chưa lưu"),
				same ? _("Lần trước có chỗ đã sửa mà chưa lưu vào tệp này (mất điện, hoặc máy bị khóa). Chương trình vẫn giữ.")
				     : _("Lần trước có chỗ đã sửa mà chưa lưu. Từ lúc ấy tệp đã được đổi ở nơi khác: nếu lấy bản chưa lưu, những đổi ấy sẽ mất khi lưu."),
				answers, on_draft));
	buf_release(&text);
}

static void editor_free(struct view *view)
{
	struct editor *e = &((struct editor_view *)view)->e;
	forget_judgement(e);
	course_release(&e->published);
	manuscript_release(&e->text);
	free(e->name);
	free(e->drafts);
}

static const struct view_ops editor_ops = {
	.name = "editor",
	.draw = editor_draw,
	.choose = editor_choose,
	.key = file_key,
	.shown = editor_shown,
	.back = editor_back,
	.free = editor_free,
	.help = N_(
		"Mỗi dòng là một mục của bài: mở ra để sửa. Chỗ sai hiện ngay dưới mục ấy.\nChỉ chỗ được sửa mới đổi trong tệp: ghi chú, thứ tự và cách trình bày của phần còn lại giữ nguyên.\nCtrl-Z hoàn tác từng bước, bao nhiêu bước cũng được. Chưa chọn “Lưu tệp” thì tệp chưa đổi; nếu mất điện, lần sau mở lại sẽ được hỏi có lấy bản chưa lưu không."),
};

static const char *shown_name(const struct app *app, const char *path)
{
	size_t n = app->content ? strlen(app->content) : 0;
	if (!n || strncmp(path, app->content, n) != 0)
		return path;
	return path + n + (path[n] == '/');
}

struct view *view_editor(struct app *app, const char *path, struct err *err)
{
	struct editor_view *v = VIEW_NEW(struct editor_view, &editor_ops);
	struct editor *e = &v->e;
	if (!manuscript_open(&e->text, path, err)) {
		free(v);
		return NULL;
	}
	e->name = xstrdup(shown_name(app, path));
	e->root = app->content;
	e->drafts = app->folder ? path_join(app->folder, "ban-nhap") : NULL;
	e->alone = app->course && app->course->lesson_count > JUDGED_LESSONS;
	e->readonly = !manuscript_writable(&e->text, &e->why);
	publish(e);
	judge(e);
	return &v->view;
}

bool editor_open(struct app *app, const char *path, const char *part, struct err *err)
{
	struct view *file = view_editor(app, path, err);
	if (!file)
		return false;
	app_push(app, file);
	/* A draft is asked about first. */
	struct view *page = app_top(app) == file && *part
				    ? editor_page(&((struct editor_view *)file)->e, part)
				    : NULL;
	if (page)
		app_push(app, page);
	return true;
}
