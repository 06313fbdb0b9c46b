/* The learner's home, the modules with their progress, and what is still missing. */
#include "ui/views.h"

#include "base/i18n.h"
#include "text/number.h"
#include "ui/practice.h"

#include <stdlib.h>
#include <string.h>

enum { HOME_GO_ON = 1, HOME_COURSE, HOME_PRACTICE, HOME_TYPING, HOME_PROGRESS };

static void lessons_done(const struct app *app, int *done, int *all)
{
	*done = *all = 0;
	for (size_t i = 0; i < app->course->module_count; i++) {
		int d, a;
		module_progress(&app->course->modules[i], &app->record, &d, &a);
		*done += d;
		*all += a;
	}
}

/* "Học tiếp: Nối Wi-Fi" and "trang 3 trên 8". */
static void draw_go_on(const struct app *app, struct page *page)
{
	struct next next = course_next(app->course, &app->record);
	if (next.kind == NEXT_LESSON) {
		bool begun = next.step > 0;
		page_item(page, HOME_GO_ON,
			  arena_printf(&page->arena,
				       begun ? _("Học tiếp: %s") : _("Học bài mới: %s"),
				       app_prose(app, page, next.lesson->title)));
		if (begun)
			page_note(page, arena_printf(&page->arena, _("trang %d trên %zu"),
						     next.step + 1,
						     next.lesson->step_count + 1));
	} else if (next.kind == NEXT_QUIZ) {
		const struct quiz_record *record =
			record_quiz(&app->record, next.quiz->id);
		page_item(page, HOME_GO_ON,
			  arena_printf(&page->arena,
				       record && record->open ? _("Làm tiếp: %s")
							      : _("Làm bài: %s"),
				       app_prose(app, page, next.quiz->title)));
	} else {
		page_item(page, HOME_GO_ON, _("Xem lại các bài đã học"));
	}
}

static void home_draw(const struct view *view, const struct app *app, struct page *page)
{
	int done, all;
	(void)view;
	page_title(page, _("Lớp học số – %s"), app->centre.name);
	page_gap(page);
	page_heading(page, app_prose(app, page, _("Hôm nay {ban} muốn học gì?")));
	page_gap(page);
	draw_go_on(app, page);
	page_item(page, HOME_COURSE, _("Chọn bài học"));
	if (app->course->practice_count)
		page_item(page, HOME_PRACTICE, _("Thực hành trên điện thoại mô phỏng"));
	if (app->course->exercise_count)
		page_item(page, HOME_TYPING, _("Tập gõ chữ tiếng Việt"));
	page_item(page, HOME_PROGRESS, app_prose(app, page, _("Tiến độ của {ban}")));
	page_gap(page);
	lessons_done(app, &done, &all);
	page_bar(
		page, done, all,
		arena_printf(&page->arena, _("đã xong %d trên %d phần việc"), done, all));
	if (app->record.completed) {
		page_gap(page);
		page_say(page, ROLE_RIGHT,
			 app_prose(app, page,
				   _("{Ban} đã hoàn thành khóa học. Chúc mừng {ban}!")));
	} else {
		page_gap(page);
		page_say(
			page, ROLE_HINT,
			_("Nhắc: không đọc mã OTP (mã xác nhận gửi về máy) cho bất kỳ ai."));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "F10", _("nghỉ"));
	page_key(page, "F3", _("màu, xưng hô"));
}

/* At the step where somebody stopped, or at the first. */
static void open_lesson(struct app *app, const struct lesson *outline, bool begun)
{
	const struct lesson *lesson = app_open_lesson(app, outline->id);
	if (!lesson)
		return;
	const struct lesson_record *record = record_lesson(&app->record, lesson->id);
	int step = begun && record ? lesson_step(lesson, record->step) : 0;
	app_push(app, view_lesson(lesson, step < 0 ? 0 : step));
}

static void open_quiz(struct app *app, const struct quiz *outline)
{
	const struct quiz *quiz = app_open_quiz(app, outline->id);
	if (quiz)
		app_push(app, view_quiz(quiz));
}

static void go_on(struct app *app)
{
	struct next next = course_next(app->course, &app->record);
	if (next.kind == NEXT_LESSON)
		open_lesson(app, next.lesson, next.step > 0);
	else if (next.kind == NEXT_QUIZ)
		open_quiz(app, next.quiz);
	else
		app_push(app, view_course());
}

static void home_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	switch (id) {
	case HOME_GO_ON:
		go_on(app);
		break;
	case HOME_COURSE:
		app_push(app, view_course());
		break;
	case HOME_PRACTICE:
		app_push(app, view_practices());
		break;
	case HOME_TYPING:
		app_push(app, view_typing());
		break;
	case HOME_PROGRESS:
		app_push(app, view_progress());
		break;
	}
}

static void home_shown(struct view *view, struct app *app)
{
	(void)view;
	app_reload(app);
}

static void home_back(struct view *view, struct app *app)
{
	(void)view;
	app_push(app, view_quit());
}

static const struct view_ops home_ops = {
	.name = "home",
	.draw = home_draw,
	.choose = home_choose,
	.shown = home_shown,
	.back = home_back,
	.help = N_(
		"Đây là trang chính. Dòng đầu đưa {ban} đến đúng chỗ đang học. Chọn dòng khác bằng mũi tên hoặc bấm số của dòng."),
};

struct view *view_home(void)
{
	return view_new(&home_ops, sizeof(struct view));
}

/* ── modules ── */

static void course_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct course *course = app->course;
	(void)view;
	page_title(page, "%s", app_prose(app, page, course->title));
	page_gap(page);
	for (size_t i = 0; i < course->module_count; i++) {
		const struct module *module = &course->modules[i];
		int done, all;
		module_progress(module, &app->record, &done, &all);
		page_item(page, (int)i + 1, app_prose(app, page, module->title));
		if (module_locked_by(course, module, &app->record))
			page_note(page, _("chưa mở"));
		else
			page_note(page, arena_printf(&page->arena, _("xong %d trên %d"),
						     done, all));
	}
	const struct quiz *exam =
		course->completion.exam_id
			? course_quiz(course, course->completion.exam_id)
			: NULL;
	if (exam) {
		const struct quiz_record *record = record_quiz(&app->record, exam->id);
		page_item(page, 100, app_prose(app, page, exam->title));
		page_note(page, record && record->passed ? _("đã đạt")
				: record && record->open ? _("đang làm")
							 : _("chưa làm"));
	}
	if (!course->module_count)
		page_text(
			page,
			_("Danh sách bài học đang được sửa nên chưa mở được. Những gì đã học vẫn còn nguyên. Hỏi nhân viên nhé."));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
}

static void course_choose(struct view *view, struct app *app, int id)
{
	const struct course *course = app->course;
	(void)view;
	if (id == 100) {
		open_quiz(app, course_quiz(course, course->completion.exam_id));
		return;
	}
	/* Of a course whose file is broken nothing may be left to choose. */
	if (id < 1 || (size_t)id > course->module_count)
		return;
	const struct module *module = &course->modules[id - 1];
	const char *needed = module_locked_by(course, module, &app->record);
	if (needed)
		app_say(app, ROLE_STATUS, _("Phần này mở sau khi học xong phần “%s”."),
			needed);
	else
		app_push(app, view_module(module));
}

static const struct view_ops course_ops = {
	.name = "course",
	.draw = course_draw,
	.choose = course_choose,
	.help = N_(
		"Khóa học có nhiều phần. Mỗi phần gồm các bài học ngắn và một bài kiểm tra. Phần “chưa mở” sẽ mở khi học xong phần trước nó."),
};

struct view *view_course(void)
{
	return view_new(&course_ops, sizeof(struct view));
}

/* ── the lessons of a module ── */

struct module_view {
	struct view view;
	const struct module *module;
};

static void lesson_note(const struct app *app, struct page *page,
			const struct lesson *lesson)
{
	const struct lesson_record *record = record_lesson(&app->record, lesson->id);
	if (record_lesson_done(&app->record, lesson))
		page_note(page, _("đã xong"));
	else if (record && *record->step && lesson_step(lesson, record->step) > 0)
		page_note(page, arena_printf(&page->arena, _("trang %d trên %zu"),
					     lesson_step(lesson, record->step) + 1,
					     lesson->step_count + 1));
	else
		page_note(page, arena_printf(&page->arena, _("khoảng %d phút"),
					     lesson->minutes));
}

/* Lessons whose files are broken: nobody should look for them in vain. */
static void draw_broken(struct page *page, size_t count)
{
	unsigned long n = (unsigned long)count;
	if (!n)
		return;
	page_gap(page);
	page_say(page, ROLE_HINT,
		 arena_printf(
			 &page->arena,
			 ntr("%lu bài đang được sửa nên chưa mở được. Hỏi nhân viên nhé.",
			     "%lu bài đang được sửa nên chưa mở được. Hỏi nhân viên nhé.",
			     n),
			 n));
}

static void module_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct module *module = ((const struct module_view *)view)->module;
	page_title(page, "%s", app_prose(app, page, module->title));
	page_gap(page);
	size_t sound = 0;
	for (size_t i = 0; i < module->lesson_ids.count; i++) {
		const struct lesson *lesson = module->lessons[i];
		if (!lesson)
			continue;
		sound++;
		page_item(page, (int)i + 1, app_prose(app, page, lesson->title));
		lesson_note(app, page, lesson);
	}
	if (module->quiz) {
		const struct quiz_record *record =
			record_quiz(&app->record, module->quiz->id);
		page_item(page, 100, app_prose(app, page, module->quiz->title));
		page_note(page, record && record->passed ? _("đã đạt")
				: record && record->open ? _("đang làm")
							 : _("chưa làm"));
	}
	draw_broken(page, module->lesson_ids.count - sound);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
}

static void module_choose(struct view *view, struct app *app, int id)
{
	const struct module *module = ((struct module_view *)view)->module;
	if (id == 100) {
		open_quiz(app, module->quiz);
		return;
	}
	if (id < 1 || (size_t)id > module->lesson_ids.count)
		return;
	const struct lesson *lesson = module->lessons[id - 1];
	if (lesson)
		open_lesson(app, lesson, !record_lesson_done(&app->record, lesson));
}

static void module_shown(struct view *view, struct app *app)
{
	(void)view;
	app_reload(app);
}

static const struct view_ops module_ops = {
	.name = "module",
	.draw = module_draw,
	.choose = module_choose,
	.shown = module_shown,
	.help = N_(
		"Chọn một bài rồi bấm Enter. Học theo thứ tự từ trên xuống thì dễ hơn, nhưng không bắt buộc."),
};

struct view *view_module(const struct module *module)
{
	struct module_view *m = VIEW_NEW(struct module_view, &module_ops);
	m->module = module;
	return &m->view;
}

/* ── progress: what is done, what is still missing, in words ── */

enum { PROGRESS_BACK = 1, PROGRESS_REVIEW };

static bool has_reviews(const struct app *app)
{
	for (size_t i = 0; i < app->record.quiz_count; i++)
		if (app->record.quizzes[i].finished)
			return true;
	return false;
}

static void draw_completed(const struct app *app, struct page *page)
{
	struct buf day = BUF_INIT;
	day_format(&day, app->learner.completed_day);
	page_say(page, ROLE_RIGHT,
		 arena_printf(
			 &page->arena,
			 app_prose(app, page, _("{Ban} đã hoàn thành khóa học ngày %s.")),
			 day.data));
	buf_release(&day);
}

static void progress_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	struct buf words = BUF_INIT;
	(void)view;
	page_title(page, "%s", app_prose(app, page, _("Tiến độ của {ban}")));
	page_gap(page);
	for (size_t i = 0; i < app->course->module_count; i++) {
		const struct module *module = &app->course->modules[i];
		int done, all;
		module_progress(module, &app->record, &done, &all);
		page_text(page, app_prose(app, page, module->title));
		page_bar(page, done, all, NULL);
	}
	page_gap(page);
	if (app->record.completed) {
		draw_completed(app, page);
	} else {
		completion_words(app->course, &app->record, &words);
		app_text(app, page, words.data);
	}
	buf_release(&words);
	page_gap(page);
	page_item(page, PROGRESS_BACK, _("Quay lại"));
	if (has_reviews(app))
		page_item(page, PROGRESS_REVIEW, _("Xem lại các bài kiểm tra đã làm"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("quay lại"));
}

static void progress_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	if (id == PROGRESS_REVIEW)
		app_push(app, view_review(0));
	else
		app_pop(app);
}

static void progress_shown(struct view *view, struct app *app)
{
	(void)view;
	if (app->learner.id)
		app_enter(app, app->learner.id);
}

static const struct view_ops progress_ops = {
	.name = "progress",
	.draw = progress_draw,
	.choose = progress_choose,
	.shown = progress_shown,
	.help = N_(
		"Ở đây ghi {ban} đã học được bao nhiêu và còn thiếu gì để hoàn thành khóa học."),
};

struct view *view_progress(void)
{
	return view_new(&progress_ops, sizeof(struct view));
}
