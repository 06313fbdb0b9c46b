/* The editor's pages of a mapping (a step, a question, an option) and of a list of those. */
#include "ui/editor.h"

#include "base/date.h"
#include "base/i18n.h"
#include "content/emit.h"
#include "text/column.h"
#include "text/normal.h"
#include "text/utf8.h"
#include "ui/preview.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *path_of(const char *path, const char *child)
{
	return *path ? xasprintf("%s.%s", path, child) : xstrdup(child);
}

char *path_of_index(const char *path, size_t index)
{
	return *path ? xasprintf("%s.%zu", path, index) : xasprintf("%zu", index);
}

/* ── in words ── */

#define WORDS_COLUMNS 44

static const char *short_text(const char *text, struct page *page)
{
	struct buf line = BUF_INIT, out = BUF_INIT;
	for (const char *c = text; *c; c++)
		buf_addc(&line, *c == '\n' ? ' ' : *c);
	while (line.len && line.data[line.len - 1] == ' ')
		buf_truncate(&line, line.len - 1);
	text_ellipsis(&out, line.data, WORDS_COLUMNS);
	const char *kept = arena_strdup(&page->arena, out.data);
	buf_release(&line);
	buf_release(&out);
	return kept;
}

/* "skill: thu.doc, take: 1" of a mapping that has no words of its own. */
static const char *pairs_words(const struct node *node, struct page *page)
{
	struct buf text = BUF_INIT;
	for (const struct node *n = node->first; n; n = n->next)
		if (n->kind == NODE_SCALAR)
			buf_printf(&text, text.len ? ", %s: %s" : "%s: %s", n->key->text,
				   n->text);
	const char *words = short_text(text.data, page);
	buf_release(&text);
	return words;
}

const char *editor_words(const struct node *node, struct page *page)
{
	static const char *const telling[] = {"title", "ask",     "say", "text",
					      "left",  "word",    "alt", "caption",
					      "value", "practice"};
	static const char *const inner[] = {"check", "phone", "figure", "list"};
	if (!node)
		return "";
	if (node->kind == NODE_SCALAR)
		return short_text(node->text, page);
	for (size_t i = 0; i < ARRAY_LEN(telling); i++) {
		const struct node *n = node_get(node, telling[i]);
		if (n && n->kind == NODE_SCALAR)
			return short_text(n->text, page);
	}
	for (size_t i = 0; i < ARRAY_LEN(inner); i++)
		if (node_get(node, inner[i]))
			return editor_words(node_get(node, inner[i]), page);
	return node->kind == NODE_SEQUENCE ? editor_words(node->first, page)
					   : pairs_words(node, page);
}

/* "id: words" of an item, or its words. */
static const char *item_words(const struct node *node, struct page *page)
{
	const struct node *id = node_get(node, "id");
	const char *words = editor_words(node, page);
	if (node->key)
		return arena_printf(&page->arena, "%s: %s", node->key->text, words);
	if (id && id->kind == NODE_SCALAR)
		return arena_printf(&page->arena, "%s: %s", id->text, words);
	return *words ? words : _("(trống)");
}

/* Help that says what true means is a name for the whole. */
static const char *plain_help(const struct form_field *f)
{
	static const char truth[] = "true nếu ";
	const char *help = _(f->help);
	bool named = f->kind == FORM_BOOL && !strncmp(help, truth, strlen(truth));
	return named ? help + strlen(truth) : help;
}

const char *editor_label(const struct form_field *f, struct page *page)
{
	const char *help = plain_help(f), *rest = help;
	struct buf label = BUF_INIT;
	utf8_add(&label, text_upper(utf8_next(&rest)));
	buf_adds(&label, rest);
	const char *kept = arena_strdup(&page->arena, label.data);
	buf_release(&label);
	return kept;
}

static const char *value_words(const struct node *n, const struct form_field *f,
			       struct page *page)
{
	bool named = f->kind == FORM_BOOL && plain_help(f) != _(f->help);
	if (n->kind == NODE_SCALAR && named)
		return !strcmp(n->text, "true")    ? _("có")
		       : !strcmp(n->text, "false") ? _("không")
						   : n->text;
	if (n->kind == NODE_SCALAR)
		return short_text(n->text, page);
	if (f->kind == FORM_PART)
		return editor_words(n, page);
	return arena_printf(&page->arena, _("%zu mục"), n->count);
}

/* ── the fields of a mapping ── */

static void draw_counts(const struct editor *e, const struct node *node,
			struct page *page)
{
	const char *counts = editor_counts(e, node, page);
	if (!counts)
		return;
	page_point(page, counts);
	page_role(page, ROLE_WARN);
}

void editor_draw_fields(const struct editor *e, const struct node *node,
			const struct table *table, struct page *page)
{
	int id = EDITOR_FIELDS;
	struct form_field f;
	page_numbering(page, false);
	for (const struct node *n = node->first; n; n = n->next, id++) {
		bool known = form_field(table, node, n->key->text, &f);
		if (known && f.kind == FORM_FIXED)
			continue; /* nobody chooses it */
		const char *label =
			known ? editor_label(&f, page)
			      : arena_printf(&page->arena, _("Mục lạ: %s"), n->key->text);
		page_item(page, id, label);
		page_note(page, known ? value_words(n, &f, page) : editor_words(n, page));
		if (n->kind == NODE_SCALAR)
			editor_findings(e, node, n, page);
		else
			draw_counts(e, n, page);
	}
	if (!e->readonly && form_missing(table, node, 0, &f))
		page_item(page, EDITOR_MORE, _("Thêm mục khác…"));
}

static bool fits(const struct node *n, enum form_kind kind)
{
	switch (kind) {
	case FORM_TEXTS:
	case FORM_LIST:
		return n->kind == NODE_SEQUENCE;
	case FORM_PAIRS:
	case FORM_KEYED:
	case FORM_PART:
		return n->kind == NODE_MAPPING;
	default:
		return n->kind == NODE_SCALAR;
	}
}

/* Why this cannot be changed here; NULL: it can. */
static const char *unchangeable(const struct editor *e, const struct node *n,
				const struct form_field *f)
{
	if (e->readonly)
		return _(
			"Tệp này chỉ xem được, vì người dùng này không được ghi vào đó.");
	if (f->kind == FORM_FIXED)
		return _("Mục này giữ nguyên: chương trình dựa vào nó để đọc tệp.");
	if (f->id && n->kind == NODE_SCALAR && editor_id_is_known(e, n->text))
		return _(
			"Mã không đổi được nữa: tiến độ của người học gắn với mã này. Tên và lời thì đổi thoải mái.");
	if (f->kind == FORM_OTHER || !fits(n, f->kind))
		return _("Mục này phải sửa bằng một trình soạn thảo văn bản.");
	return NULL;
}

static struct view *page_for(struct editor *e, const char *path,
			     const struct form_field *f)
{
	struct target target = {.path = path};
	switch (f->kind) {
	case FORM_CHOICE:
	case FORM_BOOL:
		return editor_pick(e, &target, f);
	case FORM_PART:
		return editor_part(e, path, f->table);
	case FORM_TEXTS:
	case FORM_PAIRS:
	case FORM_KEYED:
	case FORM_LIST:
		return editor_list(e, path, f);
	default:
		return editor_write(e, &target, f);
	}
}

/* Walks the tables along the path, as the tree is walked. */
struct view *editor_page(struct editor *e, const char *path)
{
	const struct table *table = manuscript_table(&e->text);
	const struct node *node = e->text.doc.root;
	struct form_field f = {.kind = FORM_PART, .table = table};
	for (const char *rest = path; *rest && node && f.table;) {
		char step[64] = "";
		size_t n = strcspn(rest, ".");
		memcpy(step, rest, n < sizeof(step) ? n : sizeof(step) - 1);
		bool named = node->kind == NODE_MAPPING && f.kind == FORM_PART;
		if (named && !form_field(f.table, node, step, &f))
			return NULL;
		if (!named)
			f.kind = FORM_PART;
		node = node_at(node, step);
		rest += n + (rest[n] == '.');
	}
	if (!node || !f.table || f.kind == FORM_OTHER || !fits(node, f.kind))
		return NULL;
	return page_for(e, path, &f);
}

static void open_child(struct editor *e, struct app *app, const char *path,
		       const struct node *n, const struct form_field *f)
{
	bool whole = f->kind == FORM_PART || f->kind == FORM_LIST ||
		     f->kind == FORM_TEXTS || f->kind == FORM_PAIRS ||
		     f->kind == FORM_KEYED;
	const char *why = unchangeable(e, n, f);
	if (why && !(whole && e->readonly && fits(n, f->kind))) {
		app_say(app, ROLE_STATUS, "%s", why);
		return;
	}
	char *child = path_of(path, n->key->text);
	app_push(app, page_for(e, child, f));
	free(child);
}

char *path_above(const char *path, size_t *index)
{
	const char *dot = strrchr(path, '.');
	*index = (size_t)strtoul(dot ? dot + 1 : path, NULL, 10);
	return dot ? xstrndup(path, (size_t)(dot - path)) : xstrdup("");
}

bool editor_drop(struct editor *e, struct app *app, const char *path)
{
	size_t unused;
	char *above = path_above(path, &unused);
	const struct node *around = editor_node(e, above);
	const struct node *node = editor_node(e, path);
	struct edit edit = {.kind = EDIT_DELETE, .at = around};
	free(above);
	while (around && node && node_item(around, edit.index) != node)
		edit.index++;
	if (!around || !node || !editor_edit(e, app, &edit))
		return false;
	app_say(app, ROLE_STATUS, "%s", _("Đã xóa. Bấm Ctrl-Z nếu muốn lấy lại."));
	return true;
}

void editor_open_field(struct editor *e, struct app *app, const char *path,
		       const struct table *table, int id)
{
	const struct node *node = editor_node(e, path);
	const struct node *n = node_item(node, (size_t)(id - EDITOR_FIELDS));
	struct form_field f;
	if (id == EDITOR_MORE)
		app_push(app, editor_more(e, path, table));
	else if (id >= EDITOR_FIELDS && n && form_field(table, node, n->key->text, &f))
		open_child(e, app, path, n, &f);
	else if (id >= EDITOR_FIELDS && n)
		app_say(app, ROLE_STATUS, "%s",
			_("Mục này không có trong cách viết bài. Sửa tên hoặc xóa nó bằng một trình soạn thảo văn bản."));
}

/* ── the page of a mapping ── */

struct part_view {
	struct view view;
	struct editor *e;
	char *path;
	const struct table *table;
};

enum { PART_UP = 1, PART_DOWN, PART_DELETE, PART_RIGHT, PART_PREVIEW };

/* The list that holds the node at this path, or NULL; *index gets its place there. */
static const struct node *list_around(const struct editor *e, const char *path,
				      size_t *index)
{
	char *list = path_above(path, index);
	const struct node *node = editor_node(e, list);
	free(list);
	return node && node->kind == NODE_SEQUENCE ? node : NULL;
}

/* An option of a question that wants exactly one right answer. */
static bool is_single_option(const struct editor *e, const char *path)
{
	size_t unused;
	char *list = path_above(path, &unused), *dot = strrchr(list, '.');
	char *question = path_above(list, &unused);
	const struct node *type = node_get(editor_node(e, question), "type");
	bool is = dot && !strcmp(dot, ".options") && type && type->kind == NODE_SCALAR &&
		  !strcmp(type->text, "single");
	free(list);
	free(question);
	return is;
}

static bool is_right(const struct node *option)
{
	const struct node *correct = node_get(option, "correct");
	return correct && correct->kind == NODE_SCALAR && !strcmp(correct->text, "true");
}

/* The id of a step or question of the file itself, which has a screen; else NULL. */
static const char *screen_id(const struct editor *e, const char *path)
{
	const char *dot = strchr(path, '.');
	const struct node *id = node_get(editor_node(e, path), "id");
	bool part = dot && !strchr(dot + 1, '.') &&
		    (!strncmp(path, "steps.", 6) || !strncmp(path, "questions.", 10));
	return part && id && id->kind == NODE_SCALAR ? id->text : NULL;
}

static void draw_item_actions(const struct part_view *p, struct page *page)
{
	size_t index;
	const struct node *list = list_around(p->e, p->path, &index);
	if (screen_id(p->e, p->path))
		page_item(page, PART_PREVIEW, _("Xem thử từ đây"));
	if (p->e->readonly)
		return;
	if (list && is_single_option(p->e, p->path) &&
	    !is_right(editor_node(p->e, p->path)))
		page_item(page, PART_RIGHT, _("Đây là đáp án đúng"));
	if (list && index > 0)
		page_item(page, PART_UP, _("Đưa lên trước"));
	if (list && index + 1 < list->count)
		page_item(page, PART_DOWN, _("Đưa xuống sau"));
	page_item(page, PART_DELETE,
		  arena_printf(&page->arena, _("Xóa %s này"), form_noun(p->table)));
}

static void part_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct part_view *p = (const struct part_view *)view;
	const struct node *node = editor_node(p->e, p->path);
	const struct node *id = node_get(node, "id");
	enum role role;
	(void)app;
	page_title(page, id && id->kind == NODE_SCALAR ? _("Sửa %s: %s") : _("Sửa %s"),
		   form_noun(p->table), id && id->kind == NODE_SCALAR ? id->text : "");
	if (!node || node->kind != NODE_MAPPING) {
		page_text(page, _("Phần này không còn nữa. Bấm Esc để quay lại."));
		page_key(page, "Esc", _("quay lại"));
		return;
	}
	const char *marks = editor_mark_words(p->e, p->path, &role);
	if (marks)
		page_say(page, role, marks);
	editor_findings(p->e, NULL, node, page);
	editor_draw_fields(p->e, node, p->table, page);
	page_rule(page, NULL);
	draw_item_actions(p, page);
	editor_keys(page);
}

static void move_item(struct part_view *p, struct app *app, int by)
{
	size_t index;
	char *list = path_above(p->path, &index);
	struct edit edit = {.kind = EDIT_MOVE,
			    .at = editor_node(p->e, list),
			    .index = index,
			    .to = by < 0 ? index - 1 : index + 1};
	if (edit.at && editor_edit(p->e, app, &edit)) {
		free(p->path);
		p->path = path_of_index(list, edit.to);
		app_say(app, ROLE_STATUS, _("Bây giờ đứng thứ %zu trên %zu."),
			edit.to + 1, editor_node(p->e, list)->count);
	}
	free(list);
}

/* One right answer: this one, and no other. */
static void make_right(struct editor *e, struct app *app, const char *path,
		       const struct table *table)
{
	struct arena arena = {0};
	size_t index, count = 0;
	char *list = path_above(path, &index);
	bool ok = true;
	manuscript_begin(&e->text);
	const struct node *options = editor_node(e, list);
	count = options ? options->count : 0;
	for (size_t i = 0; ok && i < count; i++) {
		const struct node *option = node_item(editor_node(e, list), i);
		const struct node *correct = node_get(option, "correct");
		size_t at = 0;
		while (correct && node_item(option, at) != correct)
			at++;
		struct edit drop = {.kind = EDIT_DELETE, .at = option, .index = at};
		struct edit set = {
			.kind = EDIT_SET, .at = correct, .text = "true", .word = true};
		struct edit add = {.kind = EDIT_INSERT,
				   .at = option,
				   .key = "correct",
				   .value = emit_word(&arena, "true")};
		if (i != index && correct) {
			ok = editor_and(e, app, &drop);
		} else if (i == index && correct) {
			ok = editor_and(e, app, &set);
		} else if (i == index) {
			add.index = form_index(table, option, "correct");
			ok = editor_and(e, app, &add);
		}
	}
	editor_changed(e, app);
	if (ok)
		app_say(app, ROLE_STATUS, "%s", _("Đã đặt làm đáp án đúng duy nhất."));
	free(list);
	arena_release(&arena);
}

/* In the file it stays, so that what people did with it can still be read. */
static void retire(struct part_view *p, struct app *app)
{
	struct arena arena = {0};
	const struct node *node = editor_node(p->e, p->path);
	char today[11];
	date_format_iso(date_of(clock_today(app->clock)), today);
	struct edit edit = {.kind = EDIT_INSERT,
			    .at = node,
			    .key = "retired",
			    .index = form_index(p->table, node, "retired")};
	edit.value = emit_word(&arena, today);
	if (editor_edit(p->e, app, &edit))
		app_say(app, ROLE_STATUS, "%s",
			_("Đã ghi là ngừng dùng từ hôm nay. Người học không gặp nữa."));
	arena_release(&arena);
}

static void on_delete(struct editor *e, struct app *app, int which)
{
	struct part_view *p = (struct part_view *)app_top(app);
	if (which == 0)
		retire(p, app);
	else if (which == 1 && editor_drop(e, app, p->path))
		app_pop(app);
}

/* What people may have answered had better stay, out of use. */
static bool better_retired(const struct part_view *p)
{
	const struct node *node = editor_node(p->e, p->path), *id = node_get(node, "id");
	struct form_field f;
	return id && id->kind == NODE_SCALAR && editor_id_is_known(p->e, id->text) &&
	       form_field(p->table, node, "retired", &f) && !node_get(node, "retired");
}

/* Leaves the page only when it is gone. */
static void delete_part(struct part_view *p, struct app *app)
{
	static const char *const answers[] = {N_("Ngừng dùng, giữ trong tệp"),
					      N_("Xóa hẳn khỏi tệp"), N_("Thôi"), NULL};
	size_t index;
	const struct node *list = list_around(p->e, p->path, &index);
	if (list && list->count == 1)
		app_say(app, ROLE_STATUS,
			_("Đây là %s duy nhất. Thêm cái khác trước rồi hãy xóa."),
			form_noun(p->table));
	else if (better_retired(p))
		app_push(
			app,
			editor_ask(
				p->e, _("Xóa hay ngừng dùng?"),
				_("Có thể đã có người học hay trả lời phần này. Ngừng dùng thì người học không gặp nữa, mà kết quả cũ vẫn đọc được. Xóa hẳn thì chỗ kiểm tra bài sẽ nhắc là mã này biến mất."),
				answers, on_delete));
	else if (editor_drop(p->e, app, p->path))
		app_pop(app);
}

static void preview_part(struct editor *e, struct app *app, const char *path)
{
	struct err err = {0};
	const char *id = screen_id(e, path);
	if (id && !preview_within(app, e->text.path, &e->text.text, id, &err))
		app_fail(app, &err);
}

static void part_choose(struct view *view, struct app *app, int id)
{
	struct part_view *p = (struct part_view *)view;
	if (!editor_node(p->e, p->path))
		app_pop(app);
	else if (id == PART_UP || id == PART_DOWN)
		move_item(p, app, id == PART_UP ? -1 : 1);
	else if (id == PART_DELETE)
		delete_part(p, app);
	else if (id == PART_PREVIEW)
		preview_part(p->e, app, p->path);
	else if (id == PART_RIGHT)
		make_right(p->e, app, p->path, p->table);
	else
		editor_open_field(p->e, app, p->path, p->table, id);
}

static bool part_key(struct view *view, struct app *app, const struct key *key)
{
	return editor_key(((struct part_view *)view)->e, app, key);
}

static void part_free(struct view *view)
{
	free(((struct part_view *)view)->path);
}

static const struct view_ops part_ops = {
	.name = "editor-part",
	.draw = part_draw,
	.choose = part_choose,
	.key = part_key,
	.free = part_free,
	.help = N_(
		"Mỗi dòng là một mục: mở ra để sửa. “Thêm mục khác” cho những mục chưa có.\nCtrl-Z hoàn tác từng bước. Esc quay lại; việc đã sửa vẫn còn, và chỉ vào tệp khi chọn “Lưu tệp”."),
};

struct view *editor_part(struct editor *e, const char *path, const struct table *table)
{
	struct part_view *p = VIEW_NEW(struct part_view, &part_ops);
	p->e = e;
	p->path = xstrdup(path);
	p->table = table;
	return &p->view;
}

/* ── the page of a list ── */

struct list_view {
	struct view view;
	struct editor *e;
	char *path;
	struct form_field field; /* its words are static */
};

enum { LIST_ADD = 1 };

static bool full(const struct list_view *l, const struct node *node)
{
	return l->field.max > 0 && (long)node->count >= l->field.max;
}

static const char *add_words(const struct list_view *l, struct page *page)
{
	if (l->field.kind == FORM_LIST)
		return arena_printf(&page->arena, _("Thêm %s"),
				    form_noun(l->field.table));
	return _("Thêm một ý");
}

static void list_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct list_view *l = (const struct list_view *)view;
	const struct node *node = editor_node(l->e, l->path);
	int id = EDITOR_FIELDS;
	(void)app;
	page_title(page, "%s", editor_label(&l->field, page));
	page_numbering(page, false);
	if (!node || !node->first)
		page_text(page, _("Chưa có gì ở đây."));
	else
		editor_findings(l->e, NULL, node, page);
	for (const struct node *n = node ? node->first : NULL; n; n = n->next, id++) {
		page_item(page, id, item_words(n, page));
		if (is_right(n))
			page_note(page, _("đúng"));
		if (n->kind == NODE_SCALAR)
			editor_findings(l->e, node, n, page);
		else
			draw_counts(l->e, n, page);
	}
	if (node && !l->e->readonly && !full(l, node) && l->field.kind != FORM_KEYED)
		page_item(page, LIST_ADD, add_words(l, page));
	editor_keys(page);
}

/* "Kể được ba dấu hiệu" → an id of its own is asked of nobody. */
static void add_words_item(struct list_view *l, struct app *app, const struct node *node)
{
	char key[24];
	struct target target = {.path = l->path, .index = node->count, .fresh = true};
	struct form_field text = l->field;
	text.kind = l->field.word ? FORM_WORD : FORM_TEXT;
	text.min = text.max = 0;
	text.required = true;
	text.id = false;
	if (l->field.kind == FORM_PAIRS) {
		size_t n = node->count;
		do
			snprintf(key, sizeof(key), "y-%zu", ++n);
		while (node_get(node, key));
		target.key = key;
	}
	app_push(app, editor_write(l->e, &target, &text));
}

static void open_item(struct list_view *l, struct app *app, const struct node *n,
		      size_t index)
{
	struct form_field text = l->field;
	char *path =
		n->key ? path_of(l->path, n->key->text) : path_of_index(l->path, index);
	text.kind = l->field.word ? FORM_WORD : FORM_TEXT;
	text.min = text.max = 0;
	text.required = false;
	text.id = false;
	bool parts = l->field.kind == FORM_LIST || l->field.kind == FORM_KEYED;
	if (parts && n->kind == NODE_MAPPING)
		app_push(app, editor_part(l->e, path, l->field.table));
	else if (!parts && n->kind == NODE_SCALAR && !l->e->readonly)
		app_push(app, editor_write(l->e, &(struct target){.path = path}, &text));
	else
		app_say(app, ROLE_STATUS, "%s", _("Mục này không sửa được ở đây."));
	free(path);
}

static void list_choose(struct view *view, struct app *app, int id)
{
	struct list_view *l = (struct list_view *)view;
	const struct node *node = editor_node(l->e, l->path);
	const struct node *n = node_item(node, (size_t)(id - EDITOR_FIELDS));
	if (!node)
		app_pop(app);
	else if (id >= EDITOR_FIELDS && n)
		open_item(l, app, n, (size_t)(id - EDITOR_FIELDS));
	else if (id == LIST_ADD && l->field.kind != FORM_LIST)
		add_words_item(l, app, node);
	else if (id == LIST_ADD && form_variant(l->field.table, 0))
		app_push(app, editor_variants(l->e, l->path, &l->field));
	else if (id == LIST_ADD)
		editor_add_item(l->e, app, l->path, &l->field, NULL);
}

static bool list_key(struct view *view, struct app *app, const struct key *key)
{
	return editor_key(((struct list_view *)view)->e, app, key);
}

static void list_free(struct view *view)
{
	free(((struct list_view *)view)->path);
}

static const struct view_ops list_ops = {
	.name = "editor-list",
	.draw = list_draw,
	.choose = list_choose,
	.key = list_key,
	.free = list_free,
	.help = N_(
		"Mở một dòng để sửa, đổi chỗ hay xóa. Dòng cuối thêm một cái mới.\nCtrl-Z hoàn tác từng bước."),
};

struct view *editor_list(struct editor *e, const char *path, const struct form_field *f)
{
	struct list_view *l = VIEW_NEW(struct list_view, &list_ops);
	l->e = e;
	l->path = xstrdup(path);
	l->field = *f;
	return &l->view;
}

/* ── what could be added to a mapping ── */

struct more_view {
	struct view view;
	struct editor *e;
	char *path;
	const struct table *table;
};

static void more_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct more_view *m = (const struct more_view *)view;
	const struct node *node = editor_node(m->e, m->path);
	struct form_field f;
	(void)app;
	page_title(page, _("Thêm vào %s"), form_noun(m->table));
	for (size_t i = 0; node && form_missing(m->table, node, i, &f); i++) {
		page_item(page, EDITOR_FIELDS + (int)i, editor_label(&f, page));
		page_note(page, f.name);
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("thêm"));
	page_key(page, "Esc", _("quay lại"));
}

/* What is written in one go is asked for; what has parts begins empty, and is filled then. */
static void more_choose(struct view *view, struct app *app, int id)
{
	struct more_view *m = (struct more_view *)view;
	struct editor *e = m->e;
	const struct node *node = editor_node(e, m->path);
	struct form_field f;
	if (!node || id < EDITOR_FIELDS ||
	    !form_missing(m->table, node, (size_t)(id - EDITOR_FIELDS), &f)) {
		app_pop(app);
		return;
	}
	struct arena arena = {0};
	struct target target = {.path = m->path,
				.key = f.name,
				.index = form_index(m->table, node, f.name),
				.fresh = true};
	if (f.kind == FORM_BOOL || f.kind == FORM_CHOICE) {
		app_replace(app, editor_pick(e, &target, &f));
	} else if (f.kind == FORM_TEXT || f.kind == FORM_LINES || f.kind == FORM_WORD) {
		app_replace(app, editor_write(e, &target, &f));
	} else {
		struct edit add = {.kind = EDIT_INSERT,
				   .at = node,
				   .index = target.index,
				   .key = f.name,
				   .value = form_blank(&arena, &f, "moi")};
		char *path = path_of(m->path, f.name);
		if (editor_edit(e, app, &add))
			app_replace(app, page_for(e, path, &f));
		free(path);
	}
	arena_release(&arena);
}

static bool more_key(struct view *view, struct app *app, const struct key *key)
{
	return editor_key(((struct more_view *)view)->e, app, key);
}

static void more_free(struct view *view)
{
	free(((struct more_view *)view)->path);
}

static const struct view_ops more_ops = {
	.name = "editor-more",
	.draw = more_draw,
	.choose = more_choose,
	.key = more_key,
	.free = more_free,
	.help = N_("Đây là những mục chưa có. Chọn một mục để thêm vào và viết."),
};

struct view *editor_more(struct editor *e, const char *path, const struct table *table)
{
	struct more_view *m = VIEW_NEW(struct more_view, &more_ops);
	m->e = e;
	m->path = xstrdup(path);
	m->table = table;
	return &m->view;
}
