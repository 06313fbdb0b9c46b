/* What is taught, for staff: modules, their files, the parts of a file, each with what the checker
 * finds in it; from here a preview, the form editor, and how people did.
 *
 * Pages hold names and paths and look them up when they draw: the course is read anew whenever
 * something was saved.
 */
#include "ui/views.h"

#include "base/i18n.h"
#include "content/diagtext.h"
#include "content/manuscript.h"
#include "course/practice.h"
#include "ui/editor.h"
#include "ui/preview.h"
#include "ui/statistics.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── findings in numbers and words ── */

struct tally {
	size_t errors, warnings, advice;
};

static void tally_add(struct tally *t, const struct diag *d)
{
	t->errors += d->code[0] == 'E';
	t->warnings += d->code[0] == 'W';
	t->advice += d->code[0] == 'A';
}

static void tally_file(struct tally *t, const struct app *app, const char *path)
{
	for (size_t i = 0; app->findings && i < app->findings->count; i++) {
		const struct diag *d = &app->findings->items[i];
		if (d->at.file && !strcmp(d->at.file, path))
			tally_add(t, d);
	}
}

/* "1 lỗi, 2 cảnh báo, 1 góp ý": what there is of them; NULL for nothing. */
static const char *tally_words(const struct tally *t, struct page *page)
{
	struct buf text = BUF_INIT;
	if (t->errors)
		buf_printf(&text, _("%zu lỗi"), t->errors);
	if (t->warnings) {
		buf_adds(&text, text.len ? ", " : "");
		buf_printf(&text, _("%zu cảnh báo"), t->warnings);
	}
	if (t->advice) {
		buf_adds(&text, text.len ? ", " : "");
		buf_printf(&text, _("%zu góp ý"), t->advice);
	}
	const char *words = text.len ? arena_strdup(&page->arena, text.data) : NULL;
	buf_release(&text);
	return words;
}

/* "lessons/x.yaml": from the content's own folder. */
static const char *file_words(const struct app *app, const char *file)
{
	size_t n = app->content ? strlen(app->content) : 0;
	if (!n || strncmp(file, app->content, n) != 0)
		return file;
	return file + n + (file[n] == '/');
}

static void draw_finding(const struct diag *d, const char *where, struct page *page)
{
	page_say(page, d->code[0] == 'E' ? ROLE_WRONG : ROLE_WARN,
		 arena_printf(&page->arena, "%s%s: %s", where, d->code, d->message));
	if (d->fix)
		page_point(page, diag_mend_words(d, &page->arena));
}

/* F5 on any of these pages. */
static bool browse_key(struct view *view, struct app *app, const struct key *key)
{
	if (key->code != K_F5)
		return false;
	if (app_refresh(app)) {
		app_find(app);
		app_say(app, ROLE_STATUS, "%s", _("Đã đọc lại mọi bài."));
	}
	if (view->ops->shown)
		view->ops->shown(view, app);
	return true;
}

/* All files are looked over once; then after every change. */
static void browse_shown(struct view *view, struct app *app)
{
	(void)view;
	if (!app->findings)
		app_find(app);
}

static void browse_keys(struct page *page)
{
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
	page_key(page, "F5", _("đọc lại"));
}

/* ── the files ── */

struct entry {
	const char *title, *path; /* in the course, or owned by the list */
	const char *noun; /* N_() */
};

struct entries {
	struct entry *items;
	size_t count, cap;
};

static void entry_add(struct entries *list, const char *title, const char *path,
		      const char *noun)
{
	for (size_t i = 0; i < list->count; i++)
		if (!path || !strcmp(list->items[i].path, path))
			return;
	if (!path)
		return;
	ALLOC_GROW(list->items, list->count + 1, list->cap);
	list->items[list->count++] = (struct entry){title, path, noun};
}

static bool same_folder(const char *a, const char *b)
{
	const char *end = a ? strrchr(a, '/') : NULL;
	size_t n = end ? (size_t)(end - a) : 0;
	return end && b && !strncmp(a, b, n + 1) && !strchr(b + n + 1, '/');
}

/* Lessons are in outline here: a practice belongs where it lies. */
static void module_entries(struct entries *list, const struct course *course,
			   const struct module *module)
{
	const char *place = NULL;
	for (size_t i = 0; i < module->lesson_ids.count; i++) {
		const struct lesson *lesson = module->lessons[i];
		if (!lesson)
			continue;
		place = lesson->at.file;
		entry_add(list, lesson->title, lesson->at.file, N_("bài học"));
	}
	for (size_t i = 0; place && i < course->practice_count; i++)
		if (same_folder(place, course->practices[i]->at.file))
			entry_add(list, course->practices[i]->title,
				  course->practices[i]->at.file, N_("thực hành"));
	if (module->quiz)
		entry_add(list, module->quiz->title, module->quiz->at.file,
			  N_("kiểm tra"));
}

static void typing_entries(struct entries *list, const struct course *course)
{
	for (size_t i = 0; i < course->exercise_count; i++)
		entry_add(list, course->exercises[i].title, course->exercises[i].at.file,
			  N_("tập gõ"));
}

/* All that the modules do not lead to: the final exam, what nobody names. */
static void loose_entries(struct entries *list, const struct course *course)
{
	struct entries known = {0};
	for (size_t i = 0; i < course->module_count; i++)
		module_entries(&known, course, &course->modules[i]);
	size_t count = known.count;
	for (size_t i = 0; i < course->quiz_count; i++)
		entry_add(&known, course->quizzes[i]->title, course->quizzes[i]->at.file,
			  N_("kiểm tra"));
	for (size_t i = 0; i < course->lesson_count; i++)
		entry_add(&known, course->lessons[i]->title, course->lessons[i]->at.file,
			  N_("bài học"));
	for (size_t i = 0; i < course->practice_count; i++)
		entry_add(&known, course->practices[i]->title,
			  course->practices[i]->at.file, N_("thực hành"));
	for (size_t i = count; i < known.count; i++)
		entry_add(list, known.items[i].title, known.items[i].path,
			  known.items[i].noun);
	free(known.items);
}

/* Files with errors have left the course; their findings name them. */
static void broken_entries(struct entries *list, const struct app *app)
{
	for (size_t i = 0; app->findings && i < app->findings->count; i++) {
		const struct diag *d = &app->findings->items[i];
		if (d->code[0] == 'E' && d->at.file)
			entry_add(list, file_words(app, d->at.file), d->at.file,
				  N_("có lỗi"));
	}
}

static void tally_entries(struct tally *t, const struct app *app,
			  const struct entries *list)
{
	for (size_t i = 0; i < list->count; i++)
		tally_file(t, app, list->items[i].path);
}

/* ── the first page: modules ── */

enum {
	BROWSE_TYPING = 1,
	BROWSE_LOOSE,
	BROWSE_BROKEN,
	BROWSE_FACTS,
	BROWSE_FINDINGS,
	BROWSE_NEW,
	BROWSE_MODULE = 100
};

static void draw_group(const struct app *app, struct page *page, int id,
		       const char *title, struct entries *list)
{
	struct tally t = {0};
	tally_entries(&t, app, list);
	const char *words = tally_words(&t, page);
	if (list->count) {
		page_item(page, id, title);
		page_note(page,
			  words ? words
				: arena_printf(&page->arena, _("%zu tệp"), list->count));
	}
	free(list->items);
	*list = (struct entries){0};
}

static void browse_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct course *course = app->course;
	struct entries list = {0};
	struct tally all = {0};
	(void)view;
	page_title(page, "%s", _("Nội dung khóa học"));
	for (size_t i = 0; i < course->module_count; i++) {
		module_entries(&list, course, &course->modules[i]);
		draw_group(app, page, BROWSE_MODULE + (int)i, course->modules[i].title,
			   &list);
	}
	loose_entries(&list, course);
	draw_group(app, page, BROWSE_LOOSE, _("Ngoài các phần: bài thi, bài khác"),
		   &list);
	typing_entries(&list, course);
	draw_group(app, page, BROWSE_TYPING, _("Tập gõ"), &list);
	broken_entries(&list, app);
	draw_group(app, page, BROWSE_BROKEN, _("Tệp có lỗi, chưa dùng được"), &list);
	page_item(page, BROWSE_FACTS, _("Số liệu hay đổi trong bài"));
	for (size_t i = 0; app->findings && i < app->findings->count; i++)
		tally_add(&all, &app->findings->items[i]);
	page_item(page, BROWSE_FINDINGS, _("Mọi chỗ cần xem"));
	page_note(page,
		  tally_words(&all, page) ? tally_words(&all, page) : _("không có"));
	page_item(page, BROWSE_NEW, _("Viết bài học mới"));
	browse_keys(page);
}

static struct view *view_group(int group);
static struct view *view_facts(void);

static void browse_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	if (id == BROWSE_FACTS)
		app_push(app, view_facts());
	else if (id == BROWSE_FINDINGS)
		app_push(app, view_findings());
	else if (id == BROWSE_NEW)
		app_push(app, view_lesson_new(0));
	else
		app_push(app, view_group(id));
}

static const struct view_ops browse_ops = {
	.name = "browse",
	.draw = browse_draw,
	.shown = browse_shown,
	.choose = browse_choose,
	.key = browse_key,
	.help = N_(
		"Mở một phần để xem từng bài: chỗ cần sửa, xem thử như người học, sửa ngay tại đây.\nLỗi (E) phải sửa thì bài mới mở được; cảnh báo (W) nên sửa; góp ý (A) tùy người viết.\nF5 đọc lại mọi tệp."),
};

struct view *view_browse(void)
{
	return view_new(&browse_ops, sizeof(struct view));
}

/* ── the files of a module ── */

struct group_view {
	struct view view;
	int group; /* as on the page before */
};

static void group_entries(const struct group_view *g, const struct app *app,
			  struct entries *list)
{
	const struct course *course = app->course;
	size_t module = (size_t)(g->group - BROWSE_MODULE);
	if (g->group == BROWSE_TYPING)
		typing_entries(list, course);
	else if (g->group == BROWSE_LOOSE)
		loose_entries(list, course);
	else if (g->group == BROWSE_BROKEN)
		broken_entries(list, app);
	else if (g->group >= BROWSE_MODULE && module < course->module_count)
		module_entries(list, course, &course->modules[module]);
}

static const char *group_title(const struct group_view *g, const struct app *app)
{
	size_t module = (size_t)(g->group - BROWSE_MODULE);
	if (g->group >= BROWSE_MODULE && module < app->course->module_count)
		return app->course->modules[module].title;
	return g->group == BROWSE_TYPING   ? _("Tập gõ")
	       : g->group == BROWSE_BROKEN ? _("Tệp có lỗi, chưa dùng được")
					   : _("Ngoài các phần");
}

static void group_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct group_view *g = (const struct group_view *)view;
	struct entries list = {0};
	group_entries(g, app, &list);
	page_title(page, "%s", group_title(g, app));
	page_numbering(page, false);
	if (!list.count)
		page_text(page, _("Ở đây không còn tệp nào."));
	for (size_t i = 0; i < list.count; i++) {
		struct tally t = {0};
		tally_file(&t, app, list.items[i].path);
		page_item(page, EDITOR_FIELDS + (int)i,
			  app_prose(app, page, list.items[i].title));
		page_note(page, tally_words(&t, page) ? tally_words(&t, page)
						      : _(list.items[i].noun));
	}
	if (g->group >= BROWSE_MODULE)
		page_item(page, BROWSE_NEW, _("Thêm bài học mới vào phần này"));
	browse_keys(page);
	free(list.items);
}

static void group_choose(struct view *view, struct app *app, int id)
{
	struct group_view *g = (struct group_view *)view;
	struct entries list = {0};
	struct err err = {0};
	group_entries(g, app, &list);
	size_t i = (size_t)(id - EDITOR_FIELDS);
	struct view *file = NULL;
	if (id == BROWSE_NEW)
		app_push(app, view_lesson_new(g->group - BROWSE_MODULE));
	else if (id >= EDITOR_FIELDS && i < list.count)
		file = view_content_file(app, list.items[i].path, &err);
	if (file)
		app_push(app, file);
	else if (err.kind != ERR_NONE)
		app_fail(app, &err);
	free(list.items);
}

static const struct view_ops group_ops = {
	.name = "browse-group",
	.draw = group_draw,
	.shown = browse_shown,
	.choose = group_choose,
	.key = browse_key,
	.help = N_("Mỗi dòng là một bài. Mở ra để xem chỗ cần sửa, xem thử, hoặc sửa."),
};

static struct view *view_group(int group)
{
	struct group_view *g = VIEW_NEW(struct group_view, &group_ops);
	g->group = group;
	return &g->view;
}

/* ── one file ── */

struct file_view {
	struct view view;
	char *path;
	struct manuscript text; /* for its parts; only read */
};

enum { FILE_PREVIEW = 1, FILE_EDIT, FILE_FINDINGS, FILE_STATISTICS, FILE_TEACHING };

/* The key under which the parts of each kind of file stand. */
static const struct {
	const char *kind, *parts;
} part_lists[] = {
	{"lesson", "steps"},
	{"quiz", "questions"},
	{"practice", "screens"},
	{"typing", "lines"},
};

static const struct node *parts_of_file(const struct file_view *f)
{
	const struct node *kind = node_get(f->text.doc.root, "kind");
	for (size_t i = 0; kind && kind->kind == NODE_SCALAR && i < ARRAY_LEN(part_lists);
	     i++)
		if (!strcmp(part_lists[i].kind, kind->text))
			return node_get(f->text.doc.root, part_lists[i].parts);
	return NULL;
}

static bool is_kind(const struct file_view *f, const char *name)
{
	const struct node *kind = node_get(f->text.doc.root, "kind");
	return kind && kind->kind == NODE_SCALAR && !strcmp(kind->text, name);
}

static void tally_node(struct tally *t, const struct app *app, const struct file_view *f,
		       const struct node *node)
{
	size_t start = node->key ? node->key->start : node->start;
	for (size_t i = 0; app->findings && i < app->findings->count; i++) {
		const struct diag *d = &app->findings->items[i];
		if (!d->at.file || strcmp(d->at.file, f->path) != 0 || !d->at.line)
			continue;
		size_t at = document_offset(&f->text.doc, d->at.line, d->at.col);
		if (at >= start && at < (node->end > start ? node->end : start + 1))
			tally_add(t, d);
	}
}

static const char *part_words(const struct node *n, struct page *page)
{
	const struct node *id = n->key ? n->key : node_get(n, "id");
	const char *words = editor_words(n, page);
	return id && id->kind == NODE_SCALAR
		       ? arena_printf(&page->arena, "%s: %s", id->text, words)
		       : words;
}

static void draw_file_parts(const struct file_view *f, const struct app *app,
			    struct page *page)
{
	const struct node *parts = parts_of_file(f);
	int id = EDITOR_FIELDS;
	page_numbering(page, false);
	if (parts && parts->first)
		page_rule(page, _("từng phần"));
	for (const struct node *n = parts ? parts->first : NULL; n; n = n->next, id++) {
		struct tally t = {0};
		tally_node(&t, app, f, n);
		page_item(page, id, part_words(n, page));
		page_note(page, tally_words(&t, page));
	}
}

static void file_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct file_view *f = (const struct file_view *)view;
	const struct node *title = node_get(f->text.doc.root, "title");
	struct tally t = {0};
	tally_file(&t, app, f->path);
	const char *words = tally_words(&t, page);
	page_title(page, "%s",
		   title && title->kind == NODE_SCALAR ? app_prose(app, page, title->text)
						       : file_words(app, f->path));
	page_say(page, ROLE_HINT, file_words(app, f->path));
	page_item(page, FILE_PREVIEW, _("Xem thử như người học"));
	page_item(page, FILE_EDIT, _("Sửa"));
	page_item(page, FILE_FINDINGS, _("Chỗ cần xem trong tệp này"));
	page_note(page, words ? words : _("không có"));
	if (is_kind(f, "practice"))
		page_item(page, FILE_STATISTICS, _("Người học làm ra sao"));
	if (is_kind(f, "lesson"))
		page_item(page, FILE_TEACHING,
			  _("Cho giảng viên: mục tiêu, chuẩn bị, hỏi lớp"));
	draw_file_parts(f, app, page);
	browse_keys(page);
}

static void file_shown(struct view *view, struct app *app)
{
	struct file_view *f = (struct file_view *)view;
	struct err err = {0};
	browse_shown(view, app);
	if (!manuscript_reload(&f->text, &err))
		app_fail(app, &err);
}

/* part: where in the file; "" for all of it. */
static void open_editor(struct app *app, const char *path, const char *part)
{
	struct err err = {0};
	if (!editor_open(app, path, part, &err))
		app_fail(app, &err);
}

static void open_preview(struct app *app, const char *path, const char *part)
{
	struct err err = {0};
	if (!preview_within(app, path, NULL, part, &err))
		app_fail(app, &err);
}

static void open_teaching(struct app *app, const char *path)
{
	struct err err = {0};
	struct view *view = view_teaching(path, &err);
	if (view)
		app_push(app, view);
	else
		app_fail(app, &err);
}

static struct view *view_content_part(struct file_view *file, size_t index);

static void open_practice_statistics(const struct file_view *f, struct app *app)
{
	const struct node *id = node_get(f->text.doc.root, "id");
	if (id && id->kind == NODE_SCALAR)
		app_push(app, view_practice_statistics(id->text));
}

/* ── one part of it ── */

struct content_part {
	struct view view;
	struct file_view *file; /* which lies below */
	size_t index;
	char *line; /* how people answered, in one line; NULL: it is no question */
	char *question; /* its id in the course, or NULL */
};

enum { PART_PREVIEW = 1, PART_EDIT, PART_STATISTICS };

static const struct node *part_node(const struct content_part *p)
{
	return node_item(parts_of_file(p->file), p->index);
}

/* A question of a quiz, or a step that checks. */
static char *question_name(const struct content_part *p)
{
	const struct node *root = p->file->text.doc.root, *node = part_node(p);
	const struct node *id = node_get(node, "id"), *file = node_get(root, "id");
	if (!id || id->kind != NODE_SCALAR || !file || file->kind != NODE_SCALAR)
		return NULL;
	if (is_kind(p->file, "quiz"))
		return xstrdup(id->text);
	return node_get(node, "check") ? xasprintf("%s/%s", file->text, id->text) : NULL;
}

static void part_shown(struct view *view, struct app *app)
{
	struct content_part *p = (struct content_part *)view;
	struct statistics s = {0};
	struct statistics_of of = {0};
	struct err err = {0};
	struct buf line = BUF_INIT;
	free(p->question);
	free(p->line);
	p->line = NULL;
	p->question = NULL;
	if (!manuscript_reload(&p->file->text, &err)) {
		app_fail(app, &err);
		return;
	}
	p->question = question_name(p);
	if (p->question)
		of.question = course_question(app->course, p->question);
	/* Stopped with Esc, the question is shown without its line. */
	if (of.question && app->store && stats_read(&s, app, &of, &err) == WORK_DONE) {
		const struct item_stat *stat = question_statistics(&s, p->question);
		if (stat)
			statistics_line(&line, stat);
		statistics_release(&s);
	}
	p->line = line.len ? xstrdup(line.data) : NULL;
	buf_release(&line);
}

static void part_findings(const struct content_part *p, const struct app *app,
			  const struct node *node, struct page *page)
{
	size_t start = node->key ? node->key->start : node->start;
	for (size_t i = 0; app->findings && i < app->findings->count; i++) {
		const struct diag *d = &app->findings->items[i];
		if (!d->at.file || strcmp(d->at.file, p->file->path) != 0 || !d->at.line)
			continue;
		size_t at = document_offset(&p->file->text.doc, d->at.line, d->at.col);
		if (at >= start && at < (node->end > start ? node->end : start + 1))
			draw_finding(
				d, arena_printf(&page->arena, _("Dòng %d. "), d->at.line),
				page);
	}
}

static void part_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct content_part *p = (const struct content_part *)view;
	const struct node *node = part_node(p);
	if (!node) {
		page_title(page, "%s", file_words(app, p->file->path));
		page_text(page, _("Phần này không còn nữa. Bấm Esc để quay lại."));
		return;
	}
	page_title(page, "%s", part_words(node, page));
	page_item(page, PART_PREVIEW, _("Xem thử từ đây"));
	page_item(page, PART_EDIT, _("Sửa phần này"));
	if (p->question) {
		page_item(page, PART_STATISTICS, _("Người học trả lời ra sao"));
		if (p->line)
			page_say(page, ROLE_HINT,
				 arena_printf(&page->arena, "     %s", p->line));
	}
	page_gap(page);
	part_findings(p, app, node, page);
	browse_keys(page);
}

static void part_choose(struct view *view, struct app *app, int id)
{
	struct content_part *p = (struct content_part *)view;
	const struct node *node = part_node(p), *parts = parts_of_file(p->file);
	const struct node *name = node && node->key ? node->key : node_get(node, "id");
	bool named = name && name->kind == NODE_SCALAR;
	char number[24];
	snprintf(number, sizeof(number), "%zu", p->index + 1);
	if (!node) {
		app_pop(app);
	} else if (id == PART_PREVIEW) {
		open_preview(app, p->file->path, named ? name->text : number);
	} else if (id == PART_EDIT) {
		char *path = node->key ? path_of(parts->key->text, node->key->text)
				       : path_of_index(parts->key->text, p->index);
		open_editor(app, p->file->path, path);
		free(path);
	} else if (id == PART_STATISTICS && p->question) {
		app_push(app, view_question_statistics(p->question));
	}
}

static void part_free(struct view *view)
{
	free(((struct content_part *)view)->line);
	free(((struct content_part *)view)->question);
}

static const struct view_ops part_ops = {
	.name = "browse-part",
	.draw = part_draw,
	.choose = part_choose,
	.shown = part_shown,
	.key = browse_key,
	.free = part_free,
	.help = N_(
		"Một phần của bài: xem thử đúng màn hình ấy, sửa, hoặc xem người học trả lời ra sao. Chỗ cần xem của phần này ghi ở dưới."),
};

static struct view *view_content_part(struct file_view *file, size_t index)
{
	struct content_part *p = VIEW_NEW(struct content_part, &part_ops);
	p->file = file;
	p->index = index;
	return &p->view;
}

static struct view *view_file_findings(const char *path);

static void file_choose(struct view *view, struct app *app, int id)
{
	struct file_view *f = (struct file_view *)view;
	const struct node *parts = parts_of_file(f);
	const struct node *n = node_item(parts, (size_t)(id - EDITOR_FIELDS));
	if (id == FILE_PREVIEW) {
		open_preview(app, f->path, NULL);
	} else if (id == FILE_EDIT) {
		open_editor(app, f->path, "");
	} else if (id == FILE_FINDINGS) {
		app_push(app, view_file_findings(f->path));
	} else if (id == FILE_STATISTICS) {
		open_practice_statistics(f, app);
	} else if (id == FILE_TEACHING) {
		open_teaching(app, f->path);
	} else if (id >= EDITOR_FIELDS && n) {
		app_push(app, view_content_part(f, (size_t)(id - EDITOR_FIELDS)));
	}
}

static void file_free(struct view *view)
{
	struct file_view *f = (struct file_view *)view;
	manuscript_release(&f->text);
	free(f->path);
}

static const struct view_ops file_ops = {
	.name = "browse-file",
	.draw = file_draw,
	.choose = file_choose,
	.shown = file_shown,
	.key = browse_key,
	.free = file_free,
	.help = N_(
		"Xem thử: đúng các màn hình người học thấy, trả lời thử thoải mái, không có gì được giữ. Sửa: từng mục của bài, chỗ sai hiện ngay bên dưới. Chọn một phần để xem thử từ phần ấy."),
};

struct view *view_content_file(struct app *app, const char *path, struct err *err)
{
	struct file_view *f = VIEW_NEW(struct file_view, &file_ops);
	(void)app;
	if (!manuscript_open(&f->text, path, err)) {
		free(f);
		return NULL;
	}
	f->path = xstrdup(path);
	return &f->view;
}

/* ── what was found ── */

struct findings_view {
	struct view view;
	char *path; /* NULL: of all files */
};

static bool is_shown(const struct findings_view *f, const struct diag *d)
{
	return !f->path || (d->at.file && !strcmp(d->at.file, f->path));
}

static void findings_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct findings_view *f = (const struct findings_view *)view;
	size_t count = app->findings ? app->findings->count : 0, shown = 0;
	page_title(page, "%s", _("Kiểm tra bài"));
	page_numbering(page, false);
	for (size_t i = 0; i < count; i++) {
		const struct diag *d = &app->findings->items[i];
		if (!is_shown(f, d))
			continue;
		shown++;
		page_item(page, EDITOR_FIELDS + (int)i,
			  d->at.line
				  ? arena_printf(&page->arena, _("%s, dòng %d, cột %d"),
						 file_words(app, d->at.file), d->at.line,
						 d->at.col)
				  : file_words(app, d->at.file));
		draw_finding(d, "", page);
	}
	if (!shown)
		page_say(page, ROLE_RIGHT, _("Mọi thứ đều ổn."));
	browse_keys(page);
}

static void findings_choose(struct view *view, struct app *app, int id)
{
	size_t i = (size_t)(id - EDITOR_FIELDS);
	(void)view;
	if (id >= EDITOR_FIELDS && app->findings && i < app->findings->count)
		open_editor(app, app->findings->items[i].at.file, "");
}

static void findings_free(struct view *view)
{
	free(((struct findings_view *)view)->path);
}

static const struct view_ops findings_ops = {
	.name = "findings",
	.draw = findings_draw,
	.shown = browse_shown,
	.choose = findings_choose,
	.key = browse_key,
	.free = findings_free,
	.help = N_(
		"Mỗi dòng là một chỗ cần xem: tệp, dòng, lý do, cách sửa. Mở một dòng để sửa tệp ấy. Lệnh kynangso check cho cùng danh sách này."),
};

struct view *view_findings(void)
{
	return view_new(&findings_ops, sizeof(struct findings_view));
}

static struct view *view_file_findings(const char *path)
{
	struct findings_view *f = VIEW_NEW(struct findings_view, &findings_ops);
	f->path = xstrdup(path);
	return &f->view;
}

/* ── facts ── */

static void facts_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct course *course = app->course;
	(void)view;
	page_title(page, "%s", _("Số liệu hay đổi"));
	page_text(
		page,
		_("Bài viết {fact.mã} là lấy số từ đây: sửa một chỗ, mọi bài đổi theo."));
	page_numbering(page, false);
	for (size_t i = 0; i < course->fact_count; i++) {
		const struct fact *fact = &course->facts[i];
		page_item(page, EDITOR_FIELDS + (int)i,
			  arena_printf(&page->arena, "%s: %s", fact->id, fact->value));
		page_note(page, arena_printf(&page->arena, "%d/%d/%d", fact->as_of.day,
					     fact->as_of.month, fact->as_of.year));
	}
	browse_keys(page);
}

static void facts_choose(struct view *view, struct app *app, int id)
{
	size_t i = (size_t)(id - EDITOR_FIELDS);
	(void)view;
	if (id >= EDITOR_FIELDS && i < app->course->fact_count)
		open_editor(app, app->course->facts[i].at.file, "");
}

static const struct view_ops facts_ops = {
	.name = "facts",
	.draw = facts_draw,
	.choose = facts_choose,
	.key = browse_key,
	.help = N_(
		"Mỗi dòng là một số liệu có thể đổi theo thời gian, với ngày kiểm tra gần nhất. Mở một dòng để sửa tệp số liệu: giá trị, ngày, nguồn."),
};

static struct view *view_facts(void)
{
	return view_new(&facts_ops, sizeof(struct view));
}
