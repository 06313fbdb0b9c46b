/* The editor's pages for one value: words in a field, or one of a few. What is written is tried out
 * with every key, and what the checker finds stands below the field. */
#include "ui/editor.h"

#include "base/i18n.h"
#include "content/emit.h"
#include "content/load.h"
#include "course/course.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the loader allows where the table says nothing (content/value.c). */
#define LINE_MAX_CHARS 400
#define LINES_MAX_CHARS 6000

/* Where a value stands or will stand: struct target, kept. */
struct slot {
	char *path, *key;
	size_t index;
	bool fresh;
};

static struct slot slot_of(const struct target *target)
{
	return (struct slot){.path = xstrdup(target->path),
			     .key = target->key ? xstrdup(target->key) : NULL,
			     .index = target->index,
			     .fresh = target->fresh};
}

static void slot_release(struct slot *slot)
{
	free(slot->path);
	free(slot->key);
}

/* What is there now; NULL where it is new. */
static const struct node *slot_node(const struct editor *e, const struct slot *slot)
{
	return slot->fresh ? NULL : editor_node(e, slot->path);
}

struct write_view {
	struct view view;
	struct editor *e;
	struct slot at;
	struct form_field f;
	struct field input;
	char *before;
	char fault[FAULT_BYTES];
	char hint[120];
};

enum { WRITE_FIELD = 1, WRITE_KEEP, WRITE_UP, WRITE_DOWN, WRITE_DELETE };

/* ── the edit that these words mean ── */

static char *trimmed(const struct write_view *w)
{
	const char *text = field_text(&w->input);
	size_t n = strlen(text);
	while (n && (text[n - 1] == '\n' || text[n - 1] == ' '))
		n--;
	while (n && *text == '\n') {
		text++;
		n--;
	}
	return xstrndup(text, n);
}

static struct edit edit_of(const struct write_view *w, const char *text,
			   struct arena *arena)
{
	struct edit edit = {.kind = EDIT_SET,
			    .at = editor_node(w->e, w->at.path),
			    .text = text,
			    .word = w->f.word};
	bool lines = strchr(text, '\n') != NULL;
	/* A text of several lines ends in a line end, as all blocks do; one that is a block already
	 * keeps its own. */
	bool block = edit.at && edit.at->kind == NODE_SCALAR &&
		     (edit.at->style == STYLE_LITERAL || edit.at->style == STYLE_FOLDED);
	if (!w->at.fresh && lines && !block)
		edit.text = arena_printf(arena, "%s\n", text);
	if (!w->at.fresh)
		return edit;
	edit = (struct edit){.kind = EDIT_INSERT,
			     .at = edit.at,
			     .index = w->at.index,
			     .key = w->at.key,
			     .value = w->f.word ? emit_word(arena, text)
				      : lines   ? emit_prose(arena, text)
						: emit_text(arena, text)};
	return edit;
}

static char *path_after(const struct write_view *w)
{
	if (!w->at.fresh)
		return xstrdup(w->at.path);
	return w->at.key ? path_of(w->at.path, w->at.key)
			 : path_of_index(w->at.path, w->at.index);
}

/* ── trying it out ── */

/* The first finding about the value at `path` in this text. */
static void find_fault(struct write_view *w, const struct buf *text, const char *path)
{
	struct arena arena = {0};
	struct diags unused = {0}, findings = {0};
	struct document doc = {0};
	struct course course = {0};
	content_load_text(&course, &findings, w->e->text.path, text->data, text->len);
	diags_sort(&findings);
	const struct node *node = NULL;
	if (document_init(&doc, &arena, &unused, w->e->text.path, text->data,
			  text->len) &&
	    document_parse(&doc, &arena))
		node = node_at(doc.root, path);
	for (size_t i = 0; node && i < findings.count; i++) {
		const struct diag *d = &findings.items[i];
		size_t at = document_offset(&doc, d->at.line, d->at.col);
		size_t end = node->end > node->start ? node->end : node->start + 1;
		if (!d->at.line || at < node->start || at >= end)
			continue;
		snprintf(w->fault, sizeof(w->fault), "%s: %s", d->code, d->message);
		break;
	}
	diags_release(&unused);
	diags_release(&findings);
	course_release(&course);
	arena_release(&arena);
}

static void try_out(struct write_view *w)
{
	struct arena arena = {0};
	struct patch patch = {0};
	struct err err = {0};
	struct buf text = BUF_INIT;
	char *words = trimmed(w), *path = path_after(w);
	*w->fault = '\0';
	struct edit edit = edit_of(w, words, &arena);
	if (*words && edit.at) {
		buf_add(&text, w->e->text.text.data, w->e->text.text.len);
		if (!edit_make(&patch, &w->e->text.doc, &edit, &err))
			snprintf(w->fault, sizeof(w->fault), "%s", err.text);
		else if (patch_apply(&patch, &text))
			find_fault(w, &text, path);
	}
	patch_release(&patch);
	free(words);
	free(path);
	buf_release(&text);
	arena_release(&arena);
}

/* ── keeping it ── */

static bool is_changed(const struct write_view *w)
{
	return strcmp(field_text(&w->input), w->before) != 0;
}

/* True when the page can be left. */
static bool keep(struct write_view *w, struct app *app)
{
	struct arena arena = {0};
	char *words = trimmed(w);
	bool done = true;
	if (!is_changed(w) && !(w->at.fresh && *words)) {
		free(words);
		return true;
	}
	if (*words) {
		struct edit edit = edit_of(w, words, &arena);
		done = edit.at && editor_edit(w->e, app, &edit);
	} else if (w->at.fresh) {
		done = true;
	} else if (w->f.required) {
		snprintf(w->fault, sizeof(w->fault), "%s",
			 _("Mục này phải có chữ. Gõ vào, hoặc bấm Esc để giữ như cũ."));
		done = false;
	} else {
		done = editor_drop(w->e, app, w->at.path);
	}
	if (done) {
		free(w->before);
		w->before = xstrdup(field_text(&w->input));
	}
	free(words);
	arena_release(&arena);
	return done;
}

/* ── the page ── */

static bool in_list(const struct write_view *w, size_t *index, size_t *count)
{
	char *parent = path_above(w->at.path, index);
	const struct node *around = editor_node(w->e, parent);
	bool list = !w->at.fresh && around && around->kind == NODE_SEQUENCE;
	*count = around ? around->count : 0;
	free(parent);
	return list;
}

static void write_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct write_view *w = (const struct write_view *)view;
	size_t index, count;
	page_title(page, "%s", editor_label(&w->f, page));
	page_numbering(page, false);
	page_field(page, WRITE_FIELD, "", &w->input, *w->hint ? w->hint : NULL,
		   *w->fault ? w->fault : NULL);
	if (w->input.kind == FIELD_TEXT)
		page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	page_item(page, WRITE_KEEP, _("Giữ lại"));
	if (in_list(w, &index, &count)) {
		if (index)
			page_item(page, WRITE_UP, _("Đưa lên trước"));
		if (index + 1 < count)
			page_item(page, WRITE_DOWN, _("Đưa xuống sau"));
	}
	if (!w->at.fresh && !w->f.required)
		page_item(page, WRITE_DELETE, _("Xóa mục này"));
	page_key(page, w->input.lines ? "Tab" : "Enter",
		 w->input.lines ? _("xong, đến “Giữ lại”") : _("giữ lại"));
	page_key(page, "Esc", _("quay lại"));
	page_key(page, "F4", _("kiểu gõ"));
}

static void move_value(struct write_view *w, struct app *app, int by)
{
	size_t index;
	char *parent = path_above(w->at.path, &index);
	if (keep(w, app)) {
		struct edit edit = {.kind = EDIT_MOVE,
				    .at = editor_node(w->e, parent),
				    .index = index,
				    .to = by < 0 ? index - 1 : index + 1};
		if (edit.at && editor_edit(w->e, app, &edit)) {
			free(w->at.path);
			w->at.path = path_of_index(parent, edit.to);
			app_say(app, ROLE_STATUS, _("Bây giờ đứng thứ %zu."),
				edit.to + 1);
		}
	}
	free(parent);
}

static void write_choose(struct view *view, struct app *app, int id)
{
	struct write_view *w = (struct write_view *)view;
	if (id == WRITE_UP || id == WRITE_DOWN) {
		move_value(w, app, id == WRITE_UP ? -1 : 1);
	} else if (id == WRITE_DELETE) {
		field_set(&w->input, w->before);
		if (editor_drop(w->e, app, w->at.path))
			app_pop(app);
	} else if (keep(w, app)) {
		app_pop(app);
	}
}

static struct field *write_field(struct view *view, int id)
{
	(void)id;
	return &((struct write_view *)view)->input;
}

static void write_changed(struct view *view, struct app *app, int id)
{
	(void)app, (void)id;
	try_out((struct write_view *)view);
}

/* Back to the words as they were; then the steps before them. */
static bool write_key(struct view *view, struct app *app, const struct key *key)
{
	struct write_view *w = (struct write_view *)view;
	if (key->code != K_CTRL_Z)
		return false;
	if (is_changed(w)) {
		field_set(&w->input, w->before);
		try_out(w);
		app_say(app, ROLE_STATUS, "%s", _("Đã lấy lại chữ như lúc mở."));
		return true;
	}
	app_pop(app);
	return editor_key(w->e, app, key);
}

static void on_leaving(struct editor *e, struct app *app, int which)
{
	struct view *top = app_top(app);
	(void)e;
	if (which == 0)
		write_choose(top, app, WRITE_KEEP);
	else if (which == 1) {
		struct write_view *w = (struct write_view *)top;
		field_set(&w->input, w->before);
		app_pop(app);
	}
}

static void write_back(struct view *view, struct app *app)
{
	static const char *const answers[] = {N_("Giữ lại chữ vừa gõ"),
					      N_("Bỏ, giữ như cũ"), N_("Gõ tiếp"), NULL};
	struct write_view *w = (struct write_view *)view;
	if (is_changed(w))
		app_push(app, editor_ask(w->e, _("Giữ chữ vừa gõ?"),
					 _("Chữ trong ô đã khác lúc mở."), answers,
					 on_leaving));
	else
		app_pop(app);
}

/* The machine was locked, or the line broke: what was typed goes into the draft. */
static void write_free(struct view *view)
{
	struct write_view *w = (struct write_view *)view;
	struct arena arena = {0};
	char *words = trimmed(w);
	if (is_changed(w) && *words) {
		struct edit edit = edit_of(w, words, &arena);
		manuscript_begin(&w->e->text);
		if (edit.at && manuscript_edit(&w->e->text, &edit, NULL))
			manuscript_keep_draft(&w->e->text, w->e->drafts, NULL);
	}
	free(words);
	arena_release(&arena);
	field_release(&w->input);
	slot_release(&w->at);
	free(w->before);
}

static const struct view_ops write_ops = {
	.name = "editor-write",
	.draw = write_draw,
	.choose = write_choose,
	.key = write_key,
	.field = write_field,
	.changed = write_changed,
	.back = write_back,
	.free = write_free,
	.help = N_(
		"Gõ chữ vào ô. Chỗ chưa ổn hiện ngay dưới ô.\nTrong ô nhiều dòng, Enter xuống dòng, mũi tên đi trong chữ, Tab ra khỏi ô để chọn “Giữ lại”.\nCtrl-Z lấy lại chữ như lúc mở. F4 đổi kiểu gõ."),
};

static enum field_kind input_kind(const struct form_field *f)
{
	return f->word || f->kind == FORM_WORD ? FIELD_PLAIN : FIELD_TEXT;
}

struct view *editor_write(struct editor *e, const struct target *target,
			  const struct form_field *f)
{
	struct write_view *w = VIEW_NEW(struct write_view, &write_ops);
	const struct node *node = target->fresh ? NULL : editor_node(e, target->path);
	bool lines = f->kind == FORM_LINES;
	int max = lines ? LINES_MAX_CHARS : LINE_MAX_CHARS;
	if (f->max > 0 && f->kind != FORM_WORD)
		max = (int)f->max;
	w->e = e;
	w->at = slot_of(target);
	w->f = *f;
	field_init(&w->input, input_kind(f), max);
	char *text = xstrdup(node && node->kind == NODE_SCALAR ? node->text : "");
	size_t n = strlen(text);
	while (n && text[n - 1] == '\n')
		text[--n] = '\0';
	w->input.lines = lines || strchr(text, '\n');
	field_set(&w->input, text);
	w->before = text;
	if (f->kind == FORM_WORD && f->max > f->min)
		snprintf(w->hint, sizeof(w->hint), _("Từ %ld đến %ld."), f->min, f->max);
	else if (f->max > 0)
		snprintf(w->hint, sizeof(w->hint), _("Nhiều nhất %ld ký tự."), f->max);
	if (!target->fresh)
		try_out(w);
	return &w->view;
}

/* ── one of a few ── */

struct pick_view {
	struct view view;
	struct editor *e;
	struct slot at;
	struct form_field f;
};

enum { PICK_DROP = 1, PICK_FIRST = 10 };

static const char *const truths[] = {"true", "false", NULL};

static const char *const *names_of(const struct pick_view *p)
{
	return p->f.kind == FORM_BOOL ? truths : p->f.names;
}

static void pick_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct pick_view *p = (const struct pick_view *)view;
	const struct node *node = slot_node(p->e, &p->at);
	const char *const *names = names_of(p);
	const char *label = editor_label(&p->f, page);
	/* "false nếu …": the words speak of the word. */
	bool raw = p->f.kind != FORM_BOOL || strstr(_(p->f.help), "false");
	(void)app;
	page_title(page, "%s", p->f.name);
	page_text(page, label);
	page_gap(page);
	for (int i = 0; names[i]; i++) {
		bool on = node && node->kind == NODE_SCALAR &&
			  !strcmp(node->text, names[i]);
		page_item(page, PICK_FIRST + i,
			  raw ? names[i]
			  : i ? _("Không")
			      : _("Có"));
		page_mark(page, on ? MARK_ON : MARK_OFF);
	}
	if (!p->at.fresh && !p->f.required)
		page_item(page, PICK_DROP, _("Bỏ mục này, để như thường lệ"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

static bool put_word(struct pick_view *p, struct app *app, const char *word)
{
	struct arena arena = {0};
	struct edit edit = {.kind = EDIT_SET,
			    .at = editor_node(p->e, p->at.path),
			    .text = word,
			    .word = true};
	if (p->at.fresh)
		edit = (struct edit){.kind = EDIT_INSERT,
				     .at = edit.at,
				     .index = p->at.index,
				     .key = p->at.key,
				     .value = emit_word(&arena, word)};
	bool ok = edit.at && editor_edit(p->e, app, &edit);
	arena_release(&arena);
	return ok;
}

static void pick_choose(struct view *view, struct app *app, int id)
{
	struct pick_view *p = (struct pick_view *)view;
	const struct node *node = slot_node(p->e, &p->at);
	const char *word = id >= PICK_FIRST ? names_of(p)[id - PICK_FIRST] : NULL;
	bool done = true;
	if (!word)
		done = editor_drop(p->e, app, p->at.path);
	else if (!node || node->kind != NODE_SCALAR || strcmp(node->text, word) != 0)
		done = put_word(p, app, word);
	if (done)
		app_pop(app);
}

static bool pick_key(struct view *view, struct app *app, const struct key *key)
{
	return editor_key(((struct pick_view *)view)->e, app, key);
}

static void pick_free(struct view *view)
{
	slot_release(&((struct pick_view *)view)->at);
}

static const struct view_ops pick_ops = {
	.name = "editor-pick",
	.draw = pick_draw,
	.choose = pick_choose,
	.key = pick_key,
	.free = pick_free,
	.help = N_("Chọn một dòng rồi bấm Enter. Ctrl-Z hoàn tác."),
};

struct view *editor_pick(struct editor *e, const struct target *target,
			 const struct form_field *f)
{
	struct pick_view *p = VIEW_NEW(struct pick_view, &pick_ops);
	p->e = e;
	p->at = slot_of(target);
	p->f = *f;
	return &p->view;
}
