/* Something new for the editor: an item of a list (a question as the template has it, else what the
 * tables require), and a whole lesson, which the course then names. */
#include "ui/editor.h"

#include "base/file.h"
#include "base/i18n.h"
#include "content/emit.h"
#include "content/template.h"
#include "ui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── which kind of item ── */

/* What authors call what the format calls by a word. Others go by the help of their key, or by
 * their name. */
static const struct {
	const char *name, *words;
} variants[] = {
	{"single", N_("Chọn một câu đúng")},
	{"multiple", N_("Chọn nhiều câu đúng")},
	{"order", N_("Xếp theo thứ tự")},
	{"match", N_("Nối từng cặp")},
	{"text", N_("Gõ chữ")},
	{"number", N_("Gõ số")},
	{"spot", N_("Tìm chỗ đáng ngờ trong tin nhắn")},
	{"do", N_("Làm một bài thực hành")},
	{"say", N_("Lời giảng")},
	{"list", N_("Các ý, mỗi ý một dòng")},
	{"figure", N_("Hình vẽ bằng chữ")},
	{"phone", N_("Một màn hình điện thoại")},
	{"check", N_("Câu hỏi nhanh, không tính điểm")},
	{"practice", N_("Bài thực hành")},
};

static const char *variant_words(const struct table *table, const char *name)
{
	struct node nothing = {.kind = NODE_MAPPING};
	struct form_field f;
	for (size_t i = 0; i < ARRAY_LEN(variants); i++)
		if (!strcmp(variants[i].name, name))
			return _(variants[i].words);
	return form_field(table, &nothing, name, &f) ? _(f.help) : name;
}

struct variants_view {
	struct view view;
	struct editor *e;
	char *list;
	struct form_field f;
};

static void variants_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct variants_view *v = (const struct variants_view *)view;
	(void)app;
	page_title(page, _("Thêm %s: loại nào?"), form_noun(v->f.table));
	page_gap(page);
	for (size_t i = 0; form_variant(v->f.table, i); i++) {
		const char *name = form_variant(v->f.table, i);
		page_item(page, (int)i + 1, variant_words(v->f.table, name));
		page_note(page, name);
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("thêm"));
	page_key(page, "Esc", _("quay lại"));
}

static void variants_choose(struct view *view, struct app *app, int id)
{
	struct variants_view *v = (struct variants_view *)view;
	const char *name = form_variant(v->f.table, (size_t)(id - 1));
	app_pop(app); /* freed when the key is done */
	if (name)
		editor_add_item(v->e, app, v->list, &v->f, name);
}

static void variants_free(struct view *view)
{
	free(((struct variants_view *)view)->list);
}

static const struct view_ops variants_ops = {
	.name = "editor-variants",
	.draw = variants_draw,
	.choose = variants_choose,
	.free = variants_free,
	.help = N_("Chọn loại, rồi sửa chữ mẫu thành chữ của mình."),
};

struct view *editor_variants(struct editor *e, const char *list,
			     const struct form_field *f)
{
	struct variants_view *v = VIEW_NEW(struct variants_view, &variants_ops);
	v->e = e;
	v->list = xstrdup(list);
	v->f = *f;
	return &v->view;
}

/* ── an item ── */

static bool id_is_taken(const struct node *list, const char *id)
{
	for (const struct node *n = list->first; n; n = n->next) {
		const struct node *own = node_get(n, "id");
		if (own && own->kind == NODE_SCALAR && !strcmp(own->text, id))
			return true;
	}
	return false;
}

/* Questions are named after their quiz, as their ids must differ in the whole pack. */
static const char *new_id(const struct editor *e, const struct node *list,
			  const char *name, struct arena *arena)
{
	static const struct {
		const char *list, *stem;
	} stems[] = {{"steps", "buoc"},   {"questions", "cau"}, {"options", "y"},
		     {"items", "viec"},   {"pairs", "cap"},     {"spans", "cho"},
		     {"facts", "so-lieu"}};
	const char *stem = "moi", *id;
	for (size_t i = 0; i < ARRAY_LEN(stems); i++)
		if (!strcmp(stems[i].list, name))
			stem = stems[i].stem;
	const struct node *file = node_get(e->text.doc.root, "id");
	bool within = !strcmp(name, "questions") && file && file->kind == NODE_SCALAR;
	size_t n = list->count;
	do {
		n++;
		id = within ? arena_printf(arena, "%s-%s-%zu", file->text, stem, n)
			    : arena_printf(arena, "%s-%zu", stem, n);
	} while (id_is_taken(list, id));
	return id;
}

/* The skills that the item before asks for: the new one is most likely about the same. */
static const char *near_skill(const struct editor *e, const struct app *app,
			      const struct node *list)
{
	const struct node *skills = node_get(list->last, "skills");
	if (!skills || !skills->first)
		skills = node_get(e->text.doc.root, "skills");
	if (skills && skills->first && skills->first->kind == NODE_SCALAR)
		return skills->first->text;
	return app->course && app->course->skill_count ? app->course->skills[0].id : NULL;
}

struct template_doc {
	struct arena arena;
	struct diags diags;
	struct document doc;
};

static bool read_quiz_template(struct template_doc *t, const struct editor *e,
			       const struct app *app, const char *id, const char *skill)
{
	char *came_with = path_content(KYNANGSO_SHARE);
	const char *roots[] = {e->root, came_with, KYNANGSO_SHARE};
	struct buf text = BUF_INIT;
	struct err err = {0};
	*t = (struct template_doc){0};
	bool ok = template_write("quiz", roots, ARRAY_LEN(roots), id, skill,
				 clock_today(app->clock), &text, &err) &&
		  document_init(&t->doc, &t->arena, &t->diags, "quiz.yaml", text.data,
				text.len) &&
		  document_parse(&t->doc, &t->arena);
	buf_release(&text);
	free(came_with);
	return ok && t->doc.root;
}

/* The template's own question of that type, under another id; NULL where it has none. */
static struct node *question_from(struct template_doc *t, const char *type,
				  const char *id)
{
	const struct node *questions = node_get(t->doc.root, "questions");
	for (struct node *n = questions ? questions->first : NULL; n; n = n->next) {
		const struct node *has = node_get(n, "type");
		const struct node *old = node_get(n, "id");
		if (!has || !old || strcmp(has->text, type) != 0)
			continue;
		struct node *named = n->first;
		while (named && strcmp(named->key->text, "id") != 0)
			named = named->next;
		if (named) {
			named->text = arena_strdup(&t->arena, id);
			named->len = strlen(id);
		}
		n->next = NULL;
		return n;
	}
	return NULL;
}

void editor_add_item(struct editor *e, struct app *app, const char *list,
		     const struct form_field *f, const char *variant)
{
	const struct node *node = editor_node(e, list);
	struct arena arena = {0};
	struct template_doc t = {0};
	if (!node)
		return;
	const char *id = new_id(e, node, f->name, &arena);
	const char *skill = near_skill(e, app, node);
	enum node_style style =
		node->last && node->last->style == STYLE_FLOW ? STYLE_FLOW : STYLE_BLOCK;
	bool question = !strcmp(f->name, "questions") && variant;
	struct node *value = NULL;
	if (question && read_quiz_template(&t, e, app, id, skill ? skill : "nhom.a"))
		value = question_from(&t, variant, id);
	if (!value)
		value = form_blank_item(&arena, f->table, style, id, variant, skill);
	struct edit add = {
		.kind = EDIT_INSERT, .at = node, .index = node->count, .value = value};
	char *path = path_of_index(list, add.index);
	if (editor_edit(e, app, &add)) {
		app_push(app, editor_part(e, path, f->table));
		app_say(app, ROLE_STATUS, "%s",
			_("Đã thêm ở cuối. Sửa chữ mẫu thành chữ của mình nhé."));
	}
	free(path);
	diags_release(&t.diags);
	arena_release(&t.arena);
	arena_release(&arena);
}

/* ── a lesson ── */

struct lesson_new {
	struct view view;
	struct field title;
	int module; /* of the course */
	char fault[FAULT_BYTES];
};

enum { NEW_TITLE = 1, NEW_MAKE, NEW_MODULE = 10 };

static void lesson_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct lesson_new *l = (const struct lesson_new *)view;
	page_title(page, "%s", _("Bài học mới"));
	page_numbering(page, false);
	page_field(page, NEW_TITLE, _("Tên bài, ngắn gọn"), &l->title, NULL,
		   *l->fault ? l->fault : NULL);
	page_field_tag(page, typing_tag(&app->typing));
	page_gap(page);
	page_text(page, _("Bài nằm trong phần nào?"));
	for (size_t i = 0; i < app->course->module_count; i++) {
		page_item(page, NEW_MODULE + (int)i, app->course->modules[i].title);
		page_mark(page, (int)i == l->module ? MARK_ON : MARK_OFF);
	}
	page_gap(page);
	page_item(page, NEW_MAKE, _("Tạo bài từ mẫu"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

/* Where the module's other lessons lie; else a folder of its name. */
static char *folder_of(const struct app *app, const struct module *module)
{
	for (size_t i = 0; i < module->lesson_ids.count; i++) {
		const struct lesson *lesson = module->lessons[i];
		const char *slash =
			lesson && lesson->at.file ? strrchr(lesson->at.file, '/') : NULL;
		if (slash)
			return xstrndup(lesson->at.file,
					(size_t)(slash - lesson->at.file));
	}
	return xasprintf("%s/lessons/%s", app->content, module->id);
}

static char *free_id(const char *root, const char *title)
{
	struct buf id = BUF_INIT;
	template_id(&id, title, 48);
	size_t stem = id.len;
	char *where = NULL;
	for (int n = 2; stem && (where = template_id_used(root, id.data)); n++) {
		free(where);
		buf_truncate(&id, stem);
		buf_printf(&id, "-%d", n);
	}
	return buf_detach(&id);
}

/* The template under its new title. */
static bool write_lesson(struct app *app, const char *path, const char *id,
			 const char *title, struct err *err)
{
	char *came_with = path_content(KYNANGSO_SHARE);
	const char *roots[] = {app->content, came_with, KYNANGSO_SHARE};
	struct buf text = BUF_INIT;
	struct manuscript m;
	const char *skill = app->course->skill_count ? app->course->skills[0].id : NULL;
	bool ok = template_write("lesson", roots, ARRAY_LEN(roots), id, skill,
				 clock_today(app->clock), &text, err) &&
		  file_write(path, text.data, text.len, 0644, false, err);
	if (ok && (ok = manuscript_open(&m, path, err))) {
		struct edit edit = {.kind = EDIT_SET,
				    .at = node_at(m.doc.root, "title"),
				    .text = title};
		ok = manuscript_edit(&m, &edit, err) &&
		     manuscript_save(&m, false, err) == SAVE_DONE;
		manuscript_release(&m);
	}
	buf_release(&text);
	free(came_with);
	return ok;
}

/* lessons/course.yaml names it at the end of its module. */
static bool name_in_course(const struct app *app, const struct module *module,
			   const char *id, struct err *err)
{
	char *path = path_join(app->content, "lessons/course.yaml");
	struct arena arena = {0};
	struct manuscript m;
	bool ok = manuscript_open(&m, path, err);
	free(path);
	if (!ok)
		return false;
	const struct node *modules = node_at(m.doc.root, "modules");
	const struct node *n = modules ? modules->first : NULL;
	while (n && (!node_get(n, "id") || !node_get(n, "id")->text ||
		     strcmp(node_get(n, "id")->text, module->id) != 0))
		n = n->next;
	const struct node *lessons = node_get(n, "lessons");
	struct edit edit = {.kind = EDIT_INSERT,
			    .at = lessons,
			    .index = lessons ? lessons->count : 0,
			    .value = emit_word(&arena, id)};
	ok = manuscript_edit(&m, &edit, err) &&
	     manuscript_save(&m, false, err) == SAVE_DONE;
	manuscript_release(&m);
	arena_release(&arena);
	return ok;
}

static void make_lesson(struct lesson_new *l, struct app *app)
{
	struct err err = {0};
	const struct module *module = &app->course->modules[l->module];
	char *id = free_id(app->content, field_text(&l->title));
	*l->fault = '\0';
	if (!*id) {
		snprintf(l->fault, sizeof(l->fault), "%s",
			 _("Gõ tên bài bằng chữ trước đã."));
		free(id);
		return;
	}
	char *folder = folder_of(app, module);
	char *path = xasprintf("%s/%s.yaml", folder, id);
	bool ok = folder_make(folder, 0755, &err) &&
		  write_lesson(app, path, id, field_text(&l->title), &err) &&
		  name_in_course(app, module, id, &err);
	if (ok) {
		app_refresh(app);
		app_find(app);
	}
	struct view *editor = ok ? view_editor(app, path, &err) : NULL;
	if (editor) {
		app_replace(app, editor);
		app_say(app, ROLE_RIGHT, _("Đã tạo bài %s từ mẫu. Sửa từng mục nhé."),
			id);
	} else {
		snprintf(l->fault, sizeof(l->fault), "%s", err.text);
	}
	free(path);
	free(folder);
	free(id);
}

static void lesson_choose(struct view *view, struct app *app, int id)
{
	struct lesson_new *l = (struct lesson_new *)view;
	if (id == NEW_TITLE)
		view->focus = 1;
	else if (id == NEW_MAKE && app->course->module_count)
		make_lesson(l, app);
	else if (id >= NEW_MODULE)
		l->module = id - NEW_MODULE;
}

static struct field *lesson_field(struct view *view, int id)
{
	(void)id;
	return &((struct lesson_new *)view)->title;
}

static void lesson_free(struct view *view)
{
	field_release(&((struct lesson_new *)view)->title);
}

static const struct view_ops lesson_new_ops = {
	.name = "lesson-new",
	.draw = lesson_draw,
	.choose = lesson_choose,
	.field = lesson_field,
	.free = lesson_free,
	.help = N_(
		"Gõ tên bài, chọn phần, rồi chọn “Tạo bài từ mẫu”. Chương trình tự đặt mã và tên tệp, và ghi bài vào cuối phần ấy."),
};

struct view *view_lesson_new(int module)
{
	struct lesson_new *l = VIEW_NEW(struct lesson_new, &lesson_new_ops);
	field_init(&l->title, FIELD_TEXT, 70);
	l->module = module;
	return &l->view;
}
