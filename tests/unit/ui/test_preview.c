/* Preview: the place on the screen outlives what is done to the file. The pack is that of the
 * content's tests; the file that is written lies elsewhere and takes the place of one of its
 * files, as an author's draft does. */
#include "tests.h"

#include "base/file.h"
#include "course/practice.h"
#include "term/script.h"
#include "ui/practice.h"
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

#define PACK "tests/content/good"

static struct clock held = {.held = true, .at = 1000000000};
static struct app app;
static struct preview preview;
static char path[220];

/* ── the author ── */

static void write_draft(const char *text)
{
	struct err err = {0};
	assert_true(file_write(path, text, strlen(text), 0600, true, &err));
}

static void begin_draft(const char *of)
{
	struct buf text = BUF_INIT;
	struct err err = {0};
	char *file = path_join(PACK, of);
	assert_true(file_read(file, 100000, &text, &err));
	write_draft(text.data);
	buf_release(&text);
	free(file);
}

/* Puts `now` in place of the only `before`. */
static void edit(const char *before, const char *now)
{
	struct buf text = BUF_INIT, edited = BUF_INIT;
	struct err err = {0};
	assert_true(file_read(path, 100000, &text, &err));
	const char *at = strstr(text.data, before);
	assert_non_null(at);
	buf_add(&edited, text.data, (size_t)(at - text.data));
	buf_printf(&edited, "%s%s", now, at + strlen(before));
	write_draft(edited.data);
	buf_release(&text);
	buf_release(&edited);
}

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

static void save(void)
{
	preview_reload(&preview);
	show();
}

static bool on_screen(const char *text)
{
	return canvas_has(&app.canvas, text);
}

static void sees(const char *text)
{
	struct buf screen = BUF_INIT;
	if (on_screen(text))
		return;
	canvas_dump(&app.canvas, &screen);
	print_error("%s", screen.data);
	buf_release(&screen);
	fail_msg("“%s” is not on the screen", text);
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
	fail_msg("nothing to choose is called “%s”", label);
}

static bool try_open(const char *step, struct err *err)
{
	struct keyfile none = {0};
	struct script_settings settings = {.rows = 40, .cols = 100};
	app = (struct app){.clock = &held, .address = ADDRESS_BAC};
	assert_true(keyfile_parse(&none, "none", "", 0, err));
	app.term = term_script_new(&none, &settings);
	canvas_init(&app.canvas, 1, 1);
	preview = (struct preview){.app = &app, .root = PACK, .path = path};
	bool ok = preview_open(&preview, step, err);
	if (ok)
		show();
	return ok;
}

static void open_draft(const char *of, const char *step)
{
	struct err err = {0};
	begin_draft(of);
	if (!try_open(step, &err))
		fail_msg("%s", err.text);
}

static void close_preview(void)
{
	app_release(&app);
	term_free(app.term);
	preview_release(&preview);
}

/* ── lessons ── */

static void a_lesson_begins_at_its_first_step(void **state)
{
	(void)state;
	open_draft("lessons/mot/bai-mot.yaml", NULL);
	sees("trang 1 trên 7");
	sees("Máy không hỏng vì một lần chạm nhầm.");
	close_preview();
	open_draft("lessons/mot/bai-mot.yaml", "hoi-so");
	sees("trang 6 trên 7");
	close_preview();
	open_draft("lessons/mot/bai-mot.yaml", "recap");
	sees("Điều cần nhớ");
	close_preview();
}

static void a_lesson_stays_where_it_was(void **state)
{
	(void)state;
	open_draft("lessons/mot/bai-mot.yaml", NULL);
	press(K_ENTER);
	sees("Màn hình sáng.");
	edit("Màn hình sáng.", "Màn hình mờ.");
	save();
	sees("Màn hình mờ.");
	sees("trang 2 trên 7");
	sees("Đã đọc lại tệp.");
	/* A step more before it: the step stays, the page number does not. */
	edit("  - id: cac-y\n", "  - id: xen\n    say: Xen vào.\n  - id: cac-y\n");
	save();
	sees("Màn hình mờ.");
	sees("trang 3 trên 8");
	/* The step itself is gone: what comes now at its place. */
	edit("  - id: cac-y\n", "  - id: y-khac\n");
	save();
	sees("trang 3 trên 8");
	close_preview();
}

static void all_of_it_is_seen_on_40_columns(void **state)
{
	(void)state;
	open_draft("lessons/mot/bai-mot.yaml", "cac-y");
	assert_int_equal(app.page.cols, 100);
	press(K_F6);
	assert_int_equal(app.page.cols, 40);
	assert_int_equal(app.page.rows, 15);
	sees("cỡ nhỏ nhất");
	sees("Màn hình sáng.");
	press(K_ENTER);
	assert_int_equal(app.page.cols, 40);
	edit("Màn hình sáng.", "Màn hình mờ.");
	save();
	assert_int_equal(app.page.cols, 40);
	press(K_F6);
	assert_int_equal(app.page.cols, 100);
	close_preview();
}

static void the_end_of_a_lesson_leads_to_its_parts(void **state)
{
	(void)state;
	open_draft("lessons/mot/bai-mot.yaml", "recap");
	edit("Nhấn nhanh nút nguồn để sáng màn hình.", "Nhấn nút nguồn.");
	save();
	sees("Nhấn nút nguồn.");
	press(K_ENTER);
	sees("Xem thử: Bài một: làm quen");
	sees("Xong bài");
	sees("hoi-nhanh: Nút nào làm màn hình sáng lên?");
	save();
	sees("Xem thử: Bài một: làm quen");
	choose("dien-thoai:");
	sees("trang 4 trên 7");
	close_preview();
}

static void errors_stand_in_place_of_the_screen(void **state)
{
	(void)state;
	open_draft("lessons/mot/bai-mot.yaml", "dien-thoai");
	sees("bác là 123456.");
	edit("caption: Hai trạng thái của màn hình.", "captoin: Hai: trạng thái.");
	save();
	sees("E03");
	sees("captoin: \"Hai: trạng thái.\"");
	assert_false(on_screen("123456"));
	edit("captoin: Hai: trạng thái.", "captoin: Hai trạng thái.");
	save();
	sees("Dòng 20, cột 5. E05");
	save();
	sees("E05");
	edit("captoin", "caption");
	save();
	sees("bác là 123456.");
	sees("trang 4 trên 7");
	assert_false(on_screen("E05"));
	/* From another place than where the error was found. */
	press(K_ENTER);
	sees("trang 5 trên 7");
	close_preview();
}

static void a_file_that_is_away_is_missed_only_so_long(void **state)
{
	char away[240];
	(void)state;
	open_draft("lessons/mot/bai-mot.yaml", "hinh");
	snprintf(away, sizeof(away), "%s.cat-di", path);
	assert_int_equal(rename(path, away), 0);
	save();
	sees("chưa đọc được");
	assert_int_equal(rename(away, path), 0);
	save();
	sees("trang 3 trên 7");
	close_preview();
}

/* ── quizzes ── */

static void a_quiz_asks_everything_in_order(void **state)
{
	(void)state;
	open_draft("quizzes/kiem-tra-mot.yaml", NULL);
	sees("Câu 1 trên 11");
	sees("Nút nào tắt màn hình?");
	choose("Nút nguồn");
	sees("Đúng");
	/* Saved while the verdict is read: the same question, to be tried again. */
	edit("Nút này đổi tiếng to nhỏ.}\n      - {id: nguon, text: Nút nguồn, correct: true}",
	     "Nút này đổi tiếng.}\n      - {id: nguon, text: Nút nguồn, correct: true}");
	save();
	sees("Câu 1 trên 11");
	choose("Nút âm lượng");
	sees("Nút này đổi tiếng.");
	close_preview();
	open_draft("quizzes/kiem-tra-mot.yaml", "go-ten");
	sees("Câu 7 trên 11");
	save();
	save();
	sees("Câu 7 trên 11");
	press(K_ESC);
	sees("Xem thử: Kiểm tra: phần một");
	choose("Xem từ đầu");
	sees("Câu 1 trên 11");
	close_preview();
}

static void an_exam_is_marked_at_once(void **state)
{
	(void)state;
	open_draft("quizzes/kiem-tra-cuoi.yaml", NULL);
	sees("Câu 1 trên 2");
	sees("Gõ số công an bằng chữ số.");
	for (const char *c = "113"; *c; c++) {
		struct key key = key_text(c, 1);
		app_key(&app, &key);
	}
	show();
	press(K_ENTER);
	sees("Đúng");
	sees("Câu sau");
	close_preview();
}

/* ── practices ── */

static void a_practice_goes_on(void **state)
{
	(void)state;
	open_draft("lessons/mot/thuc-hanh-goi.yaml", NULL);
	sees("Có người lạ gọi cho bác.");
	save();
	sees("Có người lạ gọi cho bác.");
	choose("Bắt đầu");
	choose("Nghe máy");
	edit("Bác đọc mã cho tôi.", "Bác đọc mã đi.");
	save();
	sees("Bác đọc mã đi.");
	choose("Cúp máy");
	choose("Thôi không báo nữa");
	sees("Lần sau nên báo cho ngân hàng.");
	/* An ending is a place, too. */
	edit("Lần sau nên báo cho ngân hàng.", "Lần sau gọi ngân hàng.");
	save();
	sees("Lần sau gọi ngân hàng.");
	save();
	sees("Lần sau gọi ngân hàng.");
	close_preview();
}

static void a_practice_opens_at_a_screen(void **state)
{
	(void)state;
	open_draft("lessons/mot/thuc-hanh-goi.yaml", "mat-tien");
	sees("Khóa tài khoản");
	save();
	sees("Khóa tài khoản");
	close_preview();
	open_draft("lessons/mot/thuc-hanh-goi.yaml", "ket-tot");
	sees("Giỏi lắm. Tiền còn nguyên.");
	close_preview();
}

/* Also where none of the file's own paths leads. */
static void a_practice_opens_at_any_screen(void **state)
{
	(void)state;
	struct err err = {0};
	begin_draft("lessons/mot/thuc-hanh-goi.yaml");
	edit("  - {do: [nghe, doc-ma, khoa], end: ket-xau, score: 0, fail: true}\n", "");
	if (!try_open("mat-tien", &err))
		fail_msg("%s", err.text);
	sees("Khóa tài khoản");
	close_preview();
}

/* Between the last action and the keeping of its ending there is time for a plug to be pulled. */
static void an_ending_that_was_not_kept_is_one_all_the_same(void **state)
{
	struct practice_record record;
	struct err err = {0};
	const char *actions[] = {"nghe", "cup", "thoi"};
	(void)state;
	open_draft("lessons/mot/thuc-hanh-goi.yaml", NULL);
	press(K_ESC);
	for (size_t i = 0; i < ARRAY_LEN(actions); i++)
		assert_true(store_practice_action(app.store, app.learner.id, "goi-la", "",
						  actions[i], &err));
	app_push(&app, view_practice(course_practice(app.course, "goi-la")));
	show();
	sees("Làm lại từ đầu");
	assert_true(store_practice(app.store, app.learner.id, "goi-la", &record, &err));
	assert_int_equal(record.times, 1);
	assert_int_equal(record.best_points, 60);
	assert_int_equal(record.actions.count, 0);
	practice_record_release(&record);
	close_preview();
}

/* ── typing, and what has no screen ── */

static void an_exercise_stays_on_its_line(void **state)
{
	(void)state;
	open_draft("lessons/mot/tap-go.yaml", NULL);
	sees("Gõ theo dòng ở dưới.");
	close_preview();
	open_draft("lessons/mot/tap-go.yaml", "2");
	sees("Dòng 2 trên 2");
	sees("Nguyễn Thị Mẫu");
	save();
	sees("Dòng 2 trên 2");
	close_preview();
}

static void what_has_no_screen_says_so(void **state)
{
	(void)state;
	open_draft("lessons/facts.yaml", NULL);
	sees("Tệp này không có màn hình nào để xem.");
	begin_draft("lessons/mot/bai-hai.yaml");
	save();
	sees("trang 1 trên 3");
	close_preview();
}

static void a_wrong_step_is_refused(void **state)
{
	struct err err = {0};
	(void)state;
	begin_draft("lessons/mot/bai-mot.yaml");
	assert_false(try_open("dien-thoia", &err));
	assert_int_equal(err.kind, ERR_USAGE);
	assert_non_null(strstr(err.text, "“dien-thoai”"));
	close_preview();
	unlink(path);
	assert_false(try_open(NULL, &err));
	assert_int_equal(err.kind, ERR_NOINPUT);
	close_preview();
}

/* A file with errors may get its step later. */
static void a_step_may_come_later(void **state)
{
	struct err err = {0};
	(void)state;
	begin_draft("lessons/mot/bai-mot.yaml");
	edit("id: dien-thoai\n", "id: Điện thoại\n");
	assert_true(try_open("dien-thoai", &err));
	sees("E10");
	edit("id: Điện thoại\n", "id: dien-thoai\n");
	save();
	sees("trang 4 trên 7");
	close_preview();
}

static int make_draft(void **state)
{
	static char folder[200];
	const char *base = getenv("TMPDIR");
	(void)state;
	snprintf(folder, sizeof(folder), "%s/preview-test-XXXXXX", base ? base : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/nhap.yaml", folder);
	return 0;
}

static int remove_draft(void **state)
{
	(void)state;
	unlink(path);
	*strrchr(path, '/') = '\0';
	return rmdir(path);
}

int test_preview(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lesson_begins_at_its_first_step),
		cmocka_unit_test(a_lesson_stays_where_it_was),
		cmocka_unit_test(all_of_it_is_seen_on_40_columns),
		cmocka_unit_test(the_end_of_a_lesson_leads_to_its_parts),
		cmocka_unit_test(errors_stand_in_place_of_the_screen),
		cmocka_unit_test(a_file_that_is_away_is_missed_only_so_long),
		cmocka_unit_test(a_quiz_asks_everything_in_order),
		cmocka_unit_test(an_exam_is_marked_at_once),
		cmocka_unit_test(a_practice_goes_on),
		cmocka_unit_test(a_practice_opens_at_a_screen),
		cmocka_unit_test(a_practice_opens_at_any_screen),
		cmocka_unit_test(an_ending_that_was_not_kept_is_one_all_the_same),
		cmocka_unit_test(an_exercise_stays_on_its_line),
		cmocka_unit_test(what_has_no_screen_says_so),
		cmocka_unit_test(a_wrong_step_is_refused),
		cmocka_unit_test(a_step_may_come_later),
	};
	return cmocka_run_group_tests_name("preview", tests, make_draft, remove_draft);
}
