/* The form editor by its screens, on a copy of the pack of the content's tests. */
#include "tests.h"

#include "base/file.h"
#include "content/load.h"
#include "content/manuscript.h"
#include "term/script.h"
#include "ui/editor.h"
#include "ui/preview.h"
#include "ui/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct clock held = {.held = true, .at = 1000000000};
static struct app app;
static struct course course;
static struct diags findings;
static char folder[200], content[260], data[260], quiz[320], lesson[320];

/* ── the screen ── */

static void show(void)
{
	app_show(&app);
}

static void press(enum key_code code)
{
	struct key key = key_of(code);
	app_key(&app, &key);
	show();
}

static void type(const char *text)
{
	for (const char *c = text; *c;) {
		size_t n = 1;
		while (((unsigned char)c[n] & 0xc0) == 0x80)
			n++;
		struct key key = key_text(c, n);
		app_key(&app, &key);
		c += n;
	}
	show();
}

static bool has(const char *text)
{
	for (size_t i = 0; i < app.page.block_count; i++) {
		const struct block *b = &app.page.blocks[i];
		if ((b->text && strstr(b->text, text)) ||
		    (b->note && strstr(b->note, text)) ||
		    (b->fault && strstr(b->fault, text)))
			return true;
	}
	return strstr(app.status, text) != NULL || strstr(app.page.title, text) != NULL;
}

static void sees(const char *text)
{
	if (!has(text))
		fail_msg("“%s” is not on “%s” (%s)", text, app.page.title, app.status);
}

static void sees_not(const char *text)
{
	if (has(text))
		fail_msg("“%s” is on “%s”", text, app.page.title);
}

static void choose(const char *label)
{
	for (int i = 0; i < page_focusables(&app.page); i++) {
		if (!strstr(page_focused(&app.page, i)->text, label))
			continue;
		app_top(&app)->focus = i;
		app_top(&app)->follow = true;
		show();
		press(K_ENTER);
		return;
	}
	fail_msg("nothing to choose is called “%s” on “%s”", label, app.page.title);
}

/* In the field: all anew. */
static void write_anew(const char *text)
{
	app_top(&app)->focus = 0;
	show();
	press(K_CTRL_U);
	type(text);
}

/* ── begin and end ── */

static void copy(const char *name)
{
	struct buf bytes = BUF_INIT;
	struct err err = {0};
	char *from = path_join("tests/content/good", name);
	char *to = path_join(content, name);
	assert_true(file_read(from, 1000000, &bytes, &err));
	assert_true(file_write(to, bytes.data, bytes.len, 0644, true, &err));
	buf_release(&bytes);
	free(from);
	free(to);
}

static void begin(void)
{
	static const char *const files[] = {
		"lessons/course.yaml",       "lessons/framework.yaml",
		"lessons/facts.yaml",        "lessons/ids.lock",
		"lessons/mot/bai-mot.yaml",  "lessons/mot/bai-hai.yaml",
		"lessons/mot/bai-ba.yaml",   "lessons/mot/thuc-hanh-goi.yaml",
		"lessons/mot/tap-go.yaml",   "quizzes/kiem-tra-mot.yaml",
		"quizzes/kiem-tra-cuoi.yaml"};
	struct keyfile none = {0};
	struct script_settings settings = {.rows = 60, .cols = 100};
	struct err err = {0};
	const char *base = getenv("TMPDIR");
	snprintf(folder, sizeof(folder), "%s/bien-soan.XXXXXX", base ? base : "/tmp");
	assert_non_null(mkdtemp(folder));
	snprintf(content, sizeof(content), "%s/goi", folder);
	snprintf(data, sizeof(data), "%s/du-lieu", folder);
	snprintf(quiz, sizeof(quiz), "%s/quizzes/kiem-tra-mot.yaml", content);
	snprintf(lesson, sizeof(lesson), "%s/lessons/mot/bai-mot.yaml", content);
	char *lessons = path_join(content, "lessons/mot");
	char *quizzes = path_join(content, "quizzes");
	assert_true(folder_make(lessons, 0755, &err) && folder_make(quizzes, 0755, &err));
	free(lessons);
	free(quizzes);
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		copy(files[i]);
	assert_true(content_load(&course, &findings, content, &err));
	diags_sort(&findings);
	app = (struct app){.clock = &held,
			   .address = ADDRESS_BAC,
			   .course = &course,
			   .findings = &findings,
			   .folder = data,
			   .content = content};
	assert_true(keyfile_parse(&none, "none", "", 0, &err));
	app.store = store_open(NULL, STORE_CREATE, &held, &course, NULL, &err);
	assert_non_null(app.store);
	app.term = term_script_new(&none, &settings);
	canvas_init(&app.canvas, 1, 1);
	app_push(&app, view_browse());
	show();
}

static void end(void)
{
	char *command = xasprintf("rm -rf '%s'", folder);
	app_release(&app);
	store_close(app.store);
	term_free(app.term);
	diags_release(&findings);
	course_release(&course);
	assert_int_equal(system(command), 0);
	free(command);
}

static void edit_file(const char *path)
{
	struct err err = {0};
	struct view *view = view_editor(&app, path, &err);
	if (!view)
		fail_msg("%s", err.text);
	app_push(&app, view);
	show();
}

static char *text_of(const char *path)
{
	struct buf bytes = BUF_INIT;
	assert_true(file_read(path, 1000000, &bytes, NULL));
	return buf_detach(&bytes);
}

static void file_has(const char *path, const char *text)
{
	char *bytes = text_of(path);
	if (!strstr(bytes, text)) {
		fprintf(stderr, "%s", bytes);
		fail_msg("“%s” is not in %s", text, path);
	}
	free(bytes);
}

/* ── what is asked of it ── */

static void a_slip_of_the_pen_costs_nobody_anything(void **state)
{
	(void)state;
	begin();
	edit_file(quiz);
	choose("Các câu hỏi");
	choose("nut-nguon");
	choose("Câu hỏi");
	write_anew("Nút nào làm tối màn hình?");
	press(K_TAB);
	press(K_ENTER);
	sees("Chỉ đổi lời");
	press(K_ESC);
	press(K_ESC);
	choose("Lưu tệp");
	sees("Đã lưu quizzes/kiem-tra-mot.yaml");
	file_has(quiz, "    ask: Nút nào làm tối màn hình?\n");
	end();
}

static void another_answer_is_asked_about(void **state)
{
	char *before;
	(void)state;
	begin();
	before = text_of(quiz);
	edit_file(quiz);
	choose("Các câu hỏi");
	choose("nut-nguon");
	choose("Các lựa chọn");
	choose("am: ");
	choose("Đây là đáp án đúng");
	press(K_ESC);
	press(K_ESC);
	sees("Đáp án hoặc cách chấm đã khác");
	press(K_ESC);
	press(K_ESC);
	choose("Lưu tệp");
	sees("nut-nguon");
	choose("Chưa lưu");
	char *now = text_of(quiz);
	assert_string_equal(before, now);
	free(now);
	/* One step, though it touched two options. */
	press(K_CTRL_Z);
	sees("chưa có gì mới");
	end();
	free(before);
}

static void faults_stand_where_they_are(void **state)
{
	(void)state;
	begin();
	edit_file(lesson);
	sees_not("E06");
	choose("Bài học hết mấy phút");
	write_anew("nhiều");
	sees("E06");
	press(K_ENTER);
	sees("1 lỗi");
	sees("E06: Mục \"minutes\"");
	/* A reference that leads nowhere is judged in the pack. */
	press(K_CTRL_Z);
	choose("ôn lại");
	choose("Thêm một ý");
	write_anew("khong-co-cau-nay");
	press(K_ENTER);
	sees("E11");
	press(K_ESC);
	press(K_CTRL_Z);
	sees_not("E11");
	end();
}

static void ids_people_have_met_stay(void **state)
{
	(void)state;
	begin();
	edit_file(quiz);
	choose("Mã riêng");
	sees("Mã không đổi được nữa");
	choose("Các câu hỏi");
	choose("so-khan");
	choose("Mã câu hỏi");
	sees("Mã không đổi được nữa");
	press(K_ESC);
	choose("Thêm câu hỏi");
	choose("Gõ số");
	choose("Mã câu hỏi");
	write_anew("ma-moi");
	press(K_ENTER);
	sees("ma-moi");
	end();
}

static void another_hand_is_asked_about(void **state)
{
	struct err err = {0};
	(void)state;
	begin();
	edit_file(lesson);
	choose("Tên bài");
	write_anew("Tên của tôi");
	press(K_ENTER);
	char *text = text_of(lesson);
	char *other = xasprintf("%s# người khác\n", text);
	assert_true(file_write(lesson, other, strlen(other), 0644, true, &err));
	choose("Lưu tệp");
	sees("Tệp đã đổi");
	choose("Chưa lưu vội");
	file_has(lesson, "# người khác");
	choose("Lưu tệp");
	choose("Đọc lại tệp");
	sees("Bài một: làm quen");
	sees("chưa có gì mới");
	choose("Tên bài");
	write_anew("Tên của tôi");
	press(K_ENTER);
	assert_true(file_write(lesson, text, strlen(text), 0644, true, &err));
	choose("Lưu tệp");
	choose("ghi đè");
	file_has(lesson, "title: \"Tên của tôi\"\n");
	free(text);
	free(other);
	end();
}

static void what_was_typed_outlives_a_cut(void **state)
{
	(void)state;
	begin();
	edit_file(lesson);
	choose("Tên bài");
	write_anew("Gõ dở");
	/* The line breaks in the middle of a word that nobody kept yet. */
	while (app.depth > 1) {
		app_pop(&app);
		struct key nothing = key_of(K_RESIZE);
		app_key(&app, &nothing);
	}
	show();
	edit_file(lesson);
	sees("Còn bản chưa lưu");
	choose("Sửa tiếp");
	sees("Gõ dở");
	choose("Lưu tệp");
	file_has(lesson, "title: \"Gõ dở\"\n");
	press(K_ESC);
	edit_file(lesson);
	sees_not("Còn bản chưa lưu");
	end();
}

static void a_preview_gives_back_what_was_there(void **state)
{
	(void)state;
	begin();
	edit_file(lesson);
	choose("Tên bài");
	write_anew("Tên mới chưa lưu");
	press(K_ENTER);
	choose("Các bước");
	choose("cac-y");
	choose("Xem thử từ đây");
	sees("Màn hình sáng.");
	assert_ptr_not_equal(app.course, &course);
	assert_non_null(app.within);
	press(K_ESC);
	press(K_ESC);
	sees("Xem thử: Tên mới chưa lưu");
	press(K_F5);
	sees("Đã đọc lại tệp.");
	press(K_ESC);
	sees("Sửa bước: cac-y");
	assert_ptr_equal(app.course, &course);
	assert_ptr_equal(app.findings, &findings);
	assert_null(app.within);
	assert_int_equal(app.learner.id, 0);
	/* Whoever leaves from inside leaves nothing behind. */
	choose("Xem thử từ đây");
	app_leave(&app);
	assert_ptr_equal(app.course, &course);
	assert_null(app.within);
	end();
}

static void parts_come_go_and_move(void **state)
{
	(void)state;
	begin();
	edit_file(lesson);
	choose("Các bước");
	choose("cac-y");
	choose("Đưa lên trước");
	sees("Bây giờ đứng thứ 1 trên 6");
	choose("Xóa bước này");
	choose("Xóa hẳn");
	sees_not("cac-y");
	press(K_CTRL_Z);
	sees("cac-y");
	choose("Thêm bước");
	choose("Lời giảng");
	choose("Lời giảng");
	write_anew("Một dòng.");
	press(K_ENTER);
	type("Hai dòng.");
	press(K_TAB);
	press(K_ENTER);
	choose("Thêm mục khác");
	choose("Tên bước");
	type("Thêm vào");
	press(K_ENTER);
	press(K_ESC);
	press(K_ESC);
	choose("Mục tiêu");
	choose("Thêm một ý");
	type("Một mục tiêu nữa");
	press(K_ENTER);
	press(K_ESC);
	choose("Lưu tệp");
	file_has(lesson, "steps:\n  - id: cac-y\n");
	file_has(lesson, "  - id: buoc-7\n    title: Thêm vào\n    say: |\n      Một "
			 "dòng.\n      Hai dòng.\nrecap:\n");
	file_has(lesson, "  biet-goi: Biết gọi số khẩn cấp\n  y-3: Một mục tiêu nữa\n");
	file_has(lesson, "# A lesson with every kind of step;");
	end();
}

static void what_people_met_is_better_retired(void **state)
{
	(void)state;
	begin();
	edit_file(quiz);
	choose("Rút mấy câu");
	sees("skill: thu.doc, take: 1");
	press(K_ESC);
	choose("Các câu hỏi");
	choose("ghep-phim");
	choose("Xóa câu hỏi này");
	sees("Xóa hay ngừng dùng?");
	choose("Thôi");
	choose("Xóa câu hỏi này");
	choose("Ngừng dùng");
	sees("2001-09-09");
	press(K_CTRL_Z);
	choose("Xóa câu hỏi này");
	choose("Xóa hẳn");
	sees_not("ghep-phim");
	/* Nobody has met what is new. */
	choose("Thêm câu hỏi");
	choose("Gõ chữ");
	choose("Xóa câu hỏi này");
	sees("Các câu hỏi");
	end();
}

static void a_practice_can_be_mended(void **state)
{
	char practice[330];
	(void)state;
	begin();
	snprintf(practice, sizeof(practice), "%s/lessons/mot/thuc-hanh-goi.yaml",
		 content);
	struct err err = {0};
	assert_true(editor_open(&app, practice, "screens", &err));
	show();
	press(K_ENTER);
	sees("Sửa màn hình");
	press(K_ESC);
	press(K_ESC);
	choose("Tên");
	write_anew("Cuộc gọi rất lạ");
	press(K_ENTER);
	choose("Lưu tệp");
	file_has(practice, "title: Cuộc gọi rất lạ\n");
	end();
}

static void leaving_unsaved_asks(void **state)
{
	(void)state;
	begin();
	edit_file(lesson);
	press(K_ESC);
	sees("Nội dung khóa học");
	edit_file(lesson);
	choose("Tên bài");
	write_anew("x");
	press(K_ESC);
	sees("Giữ chữ vừa gõ?");
	choose("Bỏ, giữ như cũ");
	sees("Bài một: làm quen");
	choose("Tên bài");
	write_anew("x");
	press(K_ESC);
	choose("Giữ lại chữ vừa gõ");
	press(K_ESC);
	sees("Chưa lưu");
	choose("Ở lại");
	press(K_ESC);
	choose("Bỏ những gì");
	sees("Nội dung khóa học");
	file_has(lesson, "title: \"Bài một: làm quen\"");
	edit_file(lesson);
	sees_not("Còn bản chưa lưu");
	end();
}

static void a_broken_file_says_where(void **state)
{
	static const char broken[] =
		"kind: lesson\nschema: 1\nid: bai-mot\ntitle: \"mở\n";
	struct err err = {0};
	(void)state;
	begin();
	assert_true(file_write(lesson, broken, strlen(broken), 0644, true, &err));
	edit_file(lesson);
	sees("Dòng 4");
	press(K_ENTER);
	press(K_ESC);
	sees("Nội dung khóa học");
	end();
}

/* Any keys at all: nothing may crash, and whatever is saved is YAML. */
static void any_keys_do_no_harm(void **state)
{
	static const enum key_code codes[] = {
		K_ENTER, K_ENTER, K_ENTER, K_DOWN, K_DOWN,   K_DOWN, K_UP,
		K_ESC,   K_TAB,   K_HOME,  K_END,  K_CTRL_Z, K_F5,   K_BACKSPACE};
	static const char *const texts[] = {"a", "ờ", ": ", "1", "3", "#", "\"", " "};
	uint64_t dice = 5;
	(void)state;
	begin();
	for (int i = 0; i < 4000; i++) {
		dice = dice * 6364136223846793005u + 1442695040888963407u;
		unsigned n = (unsigned)(dice >> 40);
		if (app.depth < 2)
			edit_file(n % 2 ? quiz : lesson);
		struct key key = key_of(codes[n / 4 % ARRAY_LEN(codes)]);
		if (n % 4 == 0)
			key = key_text(texts[n / 4 % ARRAY_LEN(texts)],
				       strlen(texts[n / 4 % ARRAY_LEN(texts)]));
		app_key(&app, &key);
		app.quit = false;
		show();
	}
	const char *paths[] = {quiz, lesson};
	for (size_t i = 0; i < ARRAY_LEN(paths); i++) {
		struct manuscript m;
		struct err err = {0};
		assert_true(manuscript_open(&m, paths[i], &err));
		assert_non_null(m.doc.root);
		manuscript_release(&m);
	}
	end();
}

int test_editor(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_slip_of_the_pen_costs_nobody_anything),
		cmocka_unit_test(another_answer_is_asked_about),
		cmocka_unit_test(faults_stand_where_they_are),
		cmocka_unit_test(ids_people_have_met_stay),
		cmocka_unit_test(another_hand_is_asked_about),
		cmocka_unit_test(what_was_typed_outlives_a_cut),
		cmocka_unit_test(a_preview_gives_back_what_was_there),
		cmocka_unit_test(parts_come_go_and_move),
		cmocka_unit_test(what_people_met_is_better_retired),
		cmocka_unit_test(a_practice_can_be_mended),
		cmocka_unit_test(leaving_unsaved_asks),
		cmocka_unit_test(a_broken_file_says_where),
		cmocka_unit_test(any_keys_do_no_harm),
	};
	return cmocka_run_group_tests_name("editor", tests, NULL, NULL);
}
