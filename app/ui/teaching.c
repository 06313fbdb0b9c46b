/* What a lesson says to whoever teaches it: what people can do afterwards, what to prepare, what to
 * ask the class. Learners never see it, and nobody should have to open the form editor to read it
 * before a class.
 */
#include "ui/views.h"

#include "base/i18n.h"
#include "content/manuscript.h"

#include <stdlib.h>

struct teaching {
	struct view view;
	struct manuscript text; /* only read */
};

static bool has_words(const struct node *node)
{
	return node && node->kind == NODE_SCALAR && *node->text;
}

static void draw_note(const struct app *app, struct page *page, const char *heading,
		      const struct node *note)
{
	if (!has_words(note))
		return;
	page_heading(page, heading);
	app_text(app, page, note->text);
	page_gap(page);
}

static void teaching_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct node *root = ((const struct teaching *)view)->text.doc.root;
	const struct node *title = node_get(root, "title");
	const struct node *goals = node_get(root, "objectives");
	const struct node *teacher = node_get(root, "teacher");

	page_title(page, _("Cho giảng viên: %s"),
		   has_words(title) ? app_prose(app, page, title->text) : "");
	if (goals && goals->first)
		page_heading(page, _("Học xong bài này, người học làm được"));
	for (const struct node *n = goals ? goals->first : NULL; n; n = n->next)
		if (has_words(n))
			page_point(page, app_prose(app, page, n->text));
	page_gap(page);
	draw_note(app, page, _("Chuẩn bị trước buổi học"), node_get(teacher, "prepare"));
	draw_note(app, page, _("Hỏi cả lớp lúc mở đầu"), node_get(teacher, "ask_class"));
	page_key(page, "Esc", _("quay lại"));
}

/* There is nothing to choose: Enter goes back, as it does from any page that was read. */
static void teaching_choose(struct view *view, struct app *app, int id)
{
	(void)view, (void)id;
	app_pop(app);
}

static void teaching_free(struct view *view)
{
	manuscript_release(&((struct teaching *)view)->text);
}

static const struct view_ops teaching_ops = {
	.name = "teaching",
	.draw = teaching_draw,
	.choose = teaching_choose,
	.free = teaching_free,
	.help = N_(
		"Phần này chỉ giảng viên thấy: mục tiêu của bài, việc cần chuẩn bị, câu hỏi để mở đầu buổi học. Muốn sửa thì quay lại, chọn “Sửa”."),
};

struct view *view_teaching(const char *path, struct err *err)
{
	struct teaching *t = VIEW_NEW(struct teaching, &teaching_ops);

	if (manuscript_open(&t->text, path, err))
		return &t->view;
	free(t);
	return NULL;
}
