/* What is missing, in words, and where to go on. */
#include "course/completion.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_completion(void);

/* ── a learner's record ────────────────────────────────────────────────────────────────── */

static struct course course;
static struct record record;

static int make(void **state)
{
	(void)state;
	fixture_course(&course);
	record = (struct record){.lessons = calloc(8, sizeof(*record.lessons)),
				 .quizzes = calloc(8, sizeof(*record.quizzes))};
	return 0;
}

static int release(void **state)
{
	(void)state;
	record_release(&record);
	course_release(&course);
	return 0;
}

static struct lesson_record *lesson(const char *id)
{
	for (size_t i = 0; i < record.lesson_count; i++)
		if (!strcmp(record.lessons[i].lesson, id))
			return &record.lessons[i];
	struct lesson_record *own = &record.lessons[record.lesson_count++];
	*own = (struct lesson_record){
		.lesson = xstrdup(id), .step = xstrdup(""), .epoch = 1};
	return own;
}

static struct quiz_record *quiz(const char *id)
{
	for (size_t i = 0; i < record.quiz_count; i++)
		if (!strcmp(record.quizzes[i].quiz, id))
			return &record.quizzes[i];
	struct quiz_record *own = &record.quizzes[record.quiz_count++];
	*own = (struct quiz_record){.quiz = xstrdup(id)};
	return own;
}

static void did(const char *id)
{
	lesson(id)->done = true;
}

static void visited(const char *id, const char *step, int64_t at)
{
	struct lesson_record *own = lesson(id);
	free(own->step);
	own->step = xstrdup(step);
	own->at = at;
}

static void finished(const char *id, int percent, bool passed)
{
	struct quiz_record *own = quiz(id);
	own->finished++;
	own->last_percent = percent;
	if (percent > own->best_percent)
		own->best_percent = percent;
	own->passed = own->passed || passed;
}

static void did_all_but_exam(void)
{
	did("bat-may");
	did("noi-wifi");
	finished("kt-dien-thoai", 85, true);
	did("tin-gia");
	finished("kt-an-toan", 90, true);
}

static void assert_words(const char *expected)
{
	struct buf words = BUF_INIT;
	completion_words(&course, &record, &words);
	assert_string_equal(words.data, expected);
	buf_release(&words);
}

static size_t missing_count(void)
{
	struct missing *list;
	size_t count = completion_missing(&course, &record, &list);
	free(list);
	return count;
}

/* ── missing ───────────────────────────────────────────────────────────────────────────── */

static void everything_is_missing_at_first(void **state)
{
	static const struct {
		enum missing_kind kind;
		const char *id;
	} expected[] = {
		{MISSING_LESSON, "bat-may"},     {MISSING_LESSON, "noi-wifi"},
		{MISSING_QUIZ, "kt-dien-thoai"}, {MISSING_LESSON, "tin-gia"},
		{MISSING_QUIZ, "kt-an-toan"},    {MISSING_EXAM, "cuoi-khoa"},
	};
	struct missing *list;

	(void)state;
	assert_int_equal(completion_missing(&course, &record, &list),
			 ARRAY_LEN(expected));
	for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
		assert_int_equal(list[i].kind, expected[i].kind);
		assert_string_equal(list[i].id, expected[i].id);
		assert_true(strlen(list[i].title) > 5);
	}
	free(list);
}

/* A file that is broken today must not complete the course for somebody. */
static void broken_content_is_still_asked_for(void **state)
{
	(void)state;
	did_all_but_exam();
	finished("cuoi-khoa", 95, true);
	assert_int_equal(missing_count(), 0);
	course.modules[0].lessons[1] = NULL;
	assert_int_equal(missing_count(), 1);
	course.modules[1].quiz = NULL;
	assert_int_equal(missing_count(), 2);
}

static void rule_is_data(void **state)
{
	struct missing *list;

	(void)state;
	course.completion.lessons_required = false;
	assert_int_equal(missing_count(), 3);
	course.completion.quizzes_required = false;
	assert_int_equal(missing_count(), 1);
	course.completion.exam_id = NULL;
	assert_int_equal(completion_missing(&course, &record, &list), 0);
	free(list);
}

static void exam_needs_pass_and_percent(void **state)
{
	static const struct {
		int best, last;
		bool passed, keep_best, met;
	} cases[] = {
		{80, 80, true, true, true},     {79, 79, true, true, false},
		{100, 100, false, true, false}, /* a `must` question was wrong */
		{90, 60, true, true, true},     {90, 60, true, false, false},
		{90, 85, true, false, true},
	};

	(void)state;
	did_all_but_exam();
	finished("cuoi-khoa", 0, false);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		fixture_quiz(&course, "cuoi-khoa")->keep_best = cases[i].keep_best;
		*quiz("cuoi-khoa") = (struct quiz_record){.quiz = quiz("cuoi-khoa")->quiz,
							  .finished = 2,
							  .passed = cases[i].passed,
							  .best_percent = cases[i].best,
							  .last_percent = cases[i].last};
		assert_int_equal(missing_count() == 0, cases[i].met);
	}
}

static void raised_epoch_asks_again(void **state)
{
	(void)state;
	did("bat-may");
	assert_true(record_lesson_done(&record, course.lessons[0]));
	fixture_lesson(&course, "bat-may")->epoch = 2;
	assert_false(record_lesson_done(&record, course.lessons[0]));
	lesson("bat-may")->epoch = 2;
	assert_true(record_lesson_done(&record, course.lessons[0]));
	assert_null(record_lesson(&record, "noi-wifi"));
	assert_null(record_quiz(&record, "cuoi-khoa"));
}

/* ── words ─────────────────────────────────────────────────────────────────────────────── */

static void words_at_first(void **state)
{
	(void)state;
	assert_words(
		"Còn 3 bài học: “Bật và tắt máy”, “Nối Wi-Fi” và “Tin thật hay giả”.\n"
		"Còn 2 bài kiểm tra: “Kiểm tra: điện thoại” và “Kiểm tra: an toàn”.\n"
		"Sau cùng là “Kiểm tra cuối khóa”, cần đạt từ 80\u00a0%.");
}

static void words_near_the_end(void **state)
{
	(void)state;
	did("bat-may");
	did("tin-gia");
	finished("kt-dien-thoai", 85, true);
	finished("kt-an-toan", 85, true);
	finished("cuoi-khoa", 70, false);
	assert_words(
		"Còn 1 bài học: “Nối Wi-Fi”.\n“Kiểm tra cuối khóa” cần đạt từ 80\u00a0%, "
		"mới được 70\u00a0%. Ôn lại một chút rồi làm lại nhé.");
	did("noi-wifi");
	finished("cuoi-khoa", 90, false);
	assert_words("“Kiểm tra cuối khóa” đã đủ điểm, chỉ còn câu bắt buộc phải trả lời "
		     "đúng. "
		     "Ôn lại câu ấy rồi làm lại nhé.");
	finished("cuoi-khoa", 95, true);
	assert_words("Đã làm xong tất cả, không còn thiếu gì. Xin chúc mừng!");
}

static void words_after_completion_stands(void **state)
{
	(void)state;
	did_all_but_exam();
	finished("cuoi-khoa", 95, true);
	record.completed = true;
	assert_words("Đã làm xong tất cả, không còn thiếu gì. Xin chúc mừng!");
	fixture_lesson(&course, "bat-may")->epoch = 2;
	assert_words("Khóa học đã hoàn thành và được ghi nhận. Từ đó tới nay có thêm bài "
		     "mới, học "
		     "hay không là tùy ý.\nCòn 1 bài học: “Bật và tắt máy”.");
}

/* A module of n lessons that nobody has done. */
static void grow(size_t n)
{
	struct module *module = &course.modules[0];

	module->lessons = arena_array(&course.arena, n, sizeof(*module->lessons));
	module->lesson_ids.items =
		arena_array(&course.arena, n, sizeof(*module->lesson_ids.items));
	module->lesson_ids.count = n;
	for (size_t i = 0; i < n; i++) {
		struct lesson *one = arena_alloc(&course.arena, sizeof(*one));
		one->id = arena_printf(&course.arena, "bai-%zu", i + 1);
		one->title = arena_printf(&course.arena, "B%zu", i + 1);
		module->lessons[i] = one;
		module->lesson_ids.items[i] = one->id;
	}
	course.module_count = 1;
	course.completion.quizzes_required = false;
	course.completion.exam_id = NULL;
}

static void words_name_a_handful(void **state)
{
	(void)state;
	grow(4);
	assert_words("Còn 4 bài học: “B1”, “B2”, “B3” và “B4”.");
	grow(5);
	assert_words("Còn 5 bài học: “B1”, “B2”, “B3”, “B4” và “B5”.");
	grow(6);
	assert_words("Còn 6 bài học: “B1”, “B2”, “B3”, “B4” và 2 bài nữa.");
	grow(30);
	assert_words("Còn 30 bài học: “B1”, “B2”, “B3”, “B4” và 26 bài nữa.");
}

static void words_append(void **state)
{
	struct buf words = BUF_INIT;

	(void)state;
	grow(1);
	buf_adds(&words, "Trước. ");
	completion_words(&course, &record, &words);
	assert_string_equal(words.data, "Trước. Còn 1 bài học: “B1”.");
	buf_release(&words);
}

static void evidence_is_frozen_words(void **state)
{
	struct buf evidence = BUF_INIT;

	(void)state;
	did_all_but_exam();
	finished("cuoi-khoa", 95, true);
	finished("cuoi-khoa", 60, false);
	did("khong-con"); /* a lesson that left the course */
	completion_evidence(&course, &record, &evidence);
	assert_string_equal(evidence.data,
			    "rule 1\nlesson bat-may epoch 1\n"
			    "lesson noi-wifi epoch 1\nquiz kt-dien-thoai 85%\n"
			    "lesson tin-gia epoch 1\nquiz kt-an-toan 90%\n"
			    "exam cuoi-khoa 95%\n");
	buf_reset(&evidence);
	record_release(&record);
	completion_evidence(&course, &record, &evidence);
	assert_string_equal(evidence.data, "rule 1\n");
	buf_release(&evidence);
}

/* ── where to go on ────────────────────────────────────────────────────────────────────── */

static void assert_next_lesson(const char *id, int step)
{
	struct next next = course_next(&course, &record);
	assert_int_equal(next.kind, NEXT_LESSON);
	assert_string_equal(next.lesson->id, id);
	assert_int_equal(next.step, step);
}

static void assert_next_quiz(const char *id)
{
	struct next next = course_next(&course, &record);
	assert_int_equal(next.kind, NEXT_QUIZ);
	assert_string_equal(next.quiz->id, id);
}

static void from_the_first_lesson_to_the_exam(void **state)
{
	(void)state;
	assert_next_lesson("bat-may", 0);
	did("bat-may");
	assert_next_lesson("noi-wifi", 0);
	did("noi-wifi");
	assert_next_quiz("kt-dien-thoai");
	finished("kt-dien-thoai", 60, false);
	assert_next_quiz("kt-dien-thoai"); /* until it is passed */
	finished("kt-dien-thoai", 85, true);
	assert_next_lesson("tin-gia", 0);
	did("tin-gia");
	assert_next_quiz("kt-an-toan");
	finished("kt-an-toan", 90, true);
	assert_next_quiz("cuoi-khoa");
	finished("cuoi-khoa", 70, false);
	assert_next_quiz("cuoi-khoa");
	finished("cuoi-khoa", 85, true);
	assert_int_equal(course_next(&course, &record).kind, NEXT_NOTHING);
}

static void open_things_come_first(void **state)
{
	(void)state;
	visited("noi-wifi", "ba", 2000);
	assert_next_lesson("noi-wifi", 2);
	visited("bat-may", "hai", 3000); /* visited later */
	assert_next_lesson("bat-may", 1);
	visited("noi-wifi", "khong-con", 4000); /* the step was taken out */
	assert_next_lesson("noi-wifi", 0);
	quiz("kt-dien-thoai")->open = true;
	assert_next_quiz("kt-dien-thoai");
	quiz("kt-dien-thoai")->open = false;
	did("noi-wifi");
	did("bat-may");
	finished("kt-dien-thoai", 85, true);
	assert_next_lesson("tin-gia", 0);
}

static void gone_content_leads_nowhere(void **state)
{
	(void)state;
	visited("khong-con", "mot", 9000);
	quiz("khong-con")->open = true;
	assert_next_lesson("bat-may", 0);
}

static void locked_modules_are_skipped(void **state)
{
	(void)state;
	visited("tin-gia", "hai", 9000); /* open, but its module is locked */
	assert_next_lesson("bat-may", 0);
	/* The first module cannot be finished now: no exam before all is done. */
	did("bat-may");
	did("noi-wifi");
	fixture_quiz(&course, "kt-dien-thoai")->max_attempts = 1;
	finished("kt-dien-thoai", 50, false);
	assert_int_equal(course_next(&course, &record).kind, NEXT_NOTHING);
}

static void needs_of_a_lesson_come_before_it(void **state)
{
	(void)state;
	fixture_lesson(&course, "bat-may")->needs =
		fixture_strings(&course.arena, "noi-wifi", NULL);
	assert_next_lesson("noi-wifi", 0);
	did("noi-wifi");
	assert_next_lesson("bat-may", 0);
}

static void loop_of_needs_ends(void **state)
{
	(void)state;
	fixture_lesson(&course, "bat-may")->needs =
		fixture_strings(&course.arena, "noi-wifi", NULL);
	fixture_lesson(&course, "noi-wifi")->needs =
		fixture_strings(&course.arena, "bat-may", NULL);
	assert_int_equal(course_next(&course, &record).kind, NEXT_LESSON);
}

static void quizzes_that_need_not_be_passed(void **state)
{
	(void)state;
	course.completion.quizzes_required = false;
	course.modules[1].needs.count = 0;
	did("bat-may");
	did("noi-wifi");
	assert_next_quiz("kt-dien-thoai"); /* offered once */
	finished("kt-dien-thoai", 50, false);
	assert_next_lesson("tin-gia", 0);
}

static void exam_without_attempts_left(void **state)
{
	(void)state;
	did_all_but_exam();
	fixture_quiz(&course, "cuoi-khoa")->max_attempts = 2;
	finished("cuoi-khoa", 50, false);
	assert_next_quiz("cuoi-khoa");
	finished("cuoi-khoa", 50, false);
	assert_int_equal(course_next(&course, &record).kind, NEXT_NOTHING);
}

static void new_lesson_after_completion(void **state)
{
	(void)state;
	did_all_but_exam();
	finished("cuoi-khoa", 95, true);
	record.completed = true;
	fixture_lesson(&course, "noi-wifi")->epoch = 2;
	assert_next_lesson("noi-wifi", 0);
}

static void locks_name_what_is_needed(void **state)
{
	(void)state;
	assert_null(module_locked_by(&course, &course.modules[0], &record));
	assert_string_equal(module_locked_by(&course, &course.modules[1], &record),
			    "Điện thoại");
	assert_string_equal(lesson_locked_by(&course, course.lessons[2], &record),
			    "Điện thoại");
	assert_null(lesson_locked_by(&course, course.lessons[0], &record));
	course.modules[1].needs.count = 0;
	assert_string_equal(lesson_locked_by(&course, course.lessons[2], &record),
			    "Bật và tắt máy");
	did("bat-may");
	assert_null(lesson_locked_by(&course, course.lessons[2], &record));
	course.modules[1].needs.count = 1;
	did("noi-wifi");
	assert_non_null(module_locked_by(&course, &course.modules[1], &record));
	finished("kt-dien-thoai", 85, true);
	assert_null(module_locked_by(&course, &course.modules[1], &record));
}

static void progress_counts_the_quiz_as_one(void **state)
{
	int done, all;

	(void)state;
	module_progress(&course.modules[0], &record, &done, &all);
	assert_int_equal(done, 0);
	assert_int_equal(all, 3);
	did("noi-wifi");
	finished("kt-dien-thoai", 85, true);
	module_progress(&course.modules[0], &record, &done, &all);
	assert_int_equal(done, 2);
	course.modules[0].quiz = NULL;
	module_progress(&course.modules[0], &record, &done, &all);
	assert_int_equal(done, 1);
	assert_int_equal(all, 2);
}

/* As after a broken course.yaml: no rule, no module. */
static void a_rule_that_was_not_read_is_met_by_nobody(void **state)
{
	struct buf words = BUF_INIT;

	(void)state;
	assert_true(completion_defined(&course));
	course.completion = (struct completion_rule){0};
	course.module_count = 0;
	assert_false(completion_defined(&course));
	completion_words(&course, &record, &words);
	assert_non_null(strstr(words.data, "đang được sửa"));
	assert_null(strstr(words.data, "chúc mừng"));
	buf_release(&words);
}

#define WITH_RECORD(test) cmocka_unit_test_setup_teardown(test, make, release)

int test_completion(void)
{
	const struct CMUnitTest tests[] = {
		WITH_RECORD(everything_is_missing_at_first),
		WITH_RECORD(broken_content_is_still_asked_for),
		WITH_RECORD(a_rule_that_was_not_read_is_met_by_nobody),
		WITH_RECORD(rule_is_data),
		WITH_RECORD(exam_needs_pass_and_percent),
		WITH_RECORD(raised_epoch_asks_again),
		WITH_RECORD(words_at_first),
		WITH_RECORD(words_near_the_end),
		WITH_RECORD(words_after_completion_stands),
		WITH_RECORD(words_name_a_handful),
		WITH_RECORD(words_append),
		WITH_RECORD(evidence_is_frozen_words),
		WITH_RECORD(from_the_first_lesson_to_the_exam),
		WITH_RECORD(open_things_come_first),
		WITH_RECORD(gone_content_leads_nowhere),
		WITH_RECORD(locked_modules_are_skipped),
		WITH_RECORD(needs_of_a_lesson_come_before_it),
		WITH_RECORD(loop_of_needs_ends),
		WITH_RECORD(quizzes_that_need_not_be_passed),
		WITH_RECORD(exam_without_attempts_left),
		WITH_RECORD(new_lesson_after_completion),
		WITH_RECORD(locks_name_what_is_needed),
		WITH_RECORD(progress_counts_the_quiz_as_one),
	};

	return cmocka_run_group_tests_name("completion", tests, NULL, NULL);
}
