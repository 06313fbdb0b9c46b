/* Looking things up, and names that are stored. */
#include "course/course.h"

#include "course/event.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_course(void);

static void finds_what_is_there(void **state)
{
	struct course course;

	(void)state;
	fixture_course(&course);
	assert_string_equal(course_lesson(&course, "noi-wifi")->title, "Nối Wi-Fi");
	assert_string_equal(course_quiz(&course, "kt-an-toan")->title,
			    "Kiểm tra: an toàn");
	assert_string_equal(course_module_of_lesson(&course, "tin-gia")->id, "an-toan");
	assert_string_equal(course_module_of_quiz(&course, "kt-dien-thoai")->id,
			    "dien-thoai");
	assert_string_equal(course_question(&course, "at-15")->id, "at-15");
	assert_string_equal(course_question(&course, "dt-0")->id, "dt-0");
	assert_ptr_equal(course_question(&course, "noi-wifi/hai"),
			 course_lesson(&course, "noi-wifi")->steps[1].check);
	assert_string_equal(course_fact(&course, "phi-ho-so")->value, "0 đồng");
	assert_string_equal(course_skill(&course, "an-toan.nhan-dien")->title,
			    "Nhận ra lừa đảo");
	course_release(&course);
}

static void finds_practices(void **state)
{
	struct course course;

	(void)state;
	fixture_course(&course);
	assert_null(course_practice(&course, "goi-gia-cong-an"));
	struct practice *list[] = {fixture_practice(&course.arena),
				   fixture_practice(&course.arena)};
	list[1]->id = "khac";
	course.practices = list;
	course.practice_count = 2;
	assert_ptr_equal(course_practice(&course, "goi-gia-cong-an"), list[0]);
	assert_ptr_equal(course_practice(&course, "khac"), list[1]);
	assert_null(course_practice(&course, "khac-nua"));
	assert_null(course_practice(&course, NULL));
	course_release(&course);
}

static void null_where_there_is_none(void **state)
{
	static const char *const ids[] = {"", "khong-co", "noi-wif", "noi-wifii", NULL};
	struct course course;

	(void)state;
	fixture_course(&course);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++) {
		assert_null(course_lesson(&course, ids[i]));
		assert_null(course_quiz(&course, ids[i]));
		assert_null(course_question(&course, ids[i]));
		assert_null(course_fact(&course, ids[i]));
		assert_null(course_skill(&course, ids[i]));
		assert_null(course_module_of_lesson(&course, ids[i]));
		assert_null(course_module_of_quiz(&course, ids[i]));
	}
	/* The exam belongs to no module. */
	assert_null(course_module_of_quiz(&course, "cuoi-khoa"));
	course_release(&course);
}

static void steps_by_place(void **state)
{
	struct course course;

	(void)state;
	fixture_course(&course);
	assert_int_equal(lesson_step(course.lessons[0], "mot"), 0);
	assert_int_equal(lesson_step(course.lessons[0], "ba"), 2);
	assert_int_equal(lesson_step(course.lessons[0], "bon"), -1);
	course_release(&course);
}

static void release_empties(void **state)
{
	static const struct course empty;
	struct course course;

	(void)state;
	fixture_course(&course);
	course_release(&course);
	assert_memory_equal(&course, &empty, sizeof(course));
	course_release(&course);
}

static void names_of_types(void **state)
{
	static const char *const types[] = {"single", "multiple", "order", "match",
					    "text",   "number",   "spot",  "do"};

	(void)state;
	assert_int_equal(ARRAY_LEN(types), QUESTION_TYPES);
	for (int i = 0; i < QUESTION_TYPES; i++) {
		assert_string_equal(question_type_name(i), types[i]);
		assert_int_equal(question_type_parse(types[i]), i);
	}
	assert_int_equal(question_type_parse("Single"), -1);
	assert_int_equal(question_type_parse(""), -1);
	assert_int_equal(question_type_parse(NULL), -1);
}

static void names_of_apps(void **state)
{
	static const char *const apps[] = {"home",    "call",   "sms",      "chat",
					   "browser", "store",  "settings", "bank",
					   "qr-scan", "portal", "id",       "health",
					   "camera",  "form",   "alert"};

	(void)state;
	assert_int_equal(ARRAY_LEN(apps), PHONE_APPS);
	for (int i = 0; i < PHONE_APPS; i++) {
		assert_string_equal(phone_app_name(i), apps[i]);
		assert_int_equal(phone_app_parse(apps[i]), i);
	}
	assert_int_equal(phone_app_parse("qr_scan"), -1);
}

/* The names stand in journals that are merged years later: this list only ever grows. */
static void names_of_events_stay(void **state)
{
	static const char *const names[] = {"registered",
					    "consented",
					    "withdrawn",
					    "corrected",
					    "attended",
					    "step_reached",
					    "check_answered",
					    "lesson_done",
					    "attempt_started",
					    "answered",
					    "attempt_finished",
					    "satisfied",
					    "declared",
					    "confirmed",
					    "waived",
					    "voided",
					    "reassigned",
					    "united",
					    "separated",
					    "erased",
					    "practice_action",
					    "practice_ended",
					    "typing_done",
					    "reopened",
					    "attendance_voided",
					    "attendance_entered"};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		assert_int_equal(event_parse(names[i]), i);
		assert_string_equal(event_name((enum event_kind)i), names[i]);
	}
	for (int i = 0; i < EVENT_KINDS; i++)
		assert_int_equal(event_parse(event_name((enum event_kind)i)), i);
	assert_int_equal(event_parse("unheard_of"), -1);
	assert_int_equal(event_parse(""), -1);
}

/* Whoever reads the audit reads words, not what the journal keeps. */
static void details_are_words(void **state)
{
	static const struct {
		const char *name, *detail, *words;
	} cases[] = {
		{"corrected", "birth,id,representative,ward",
		 "ngày sinh, số định danh, người đại diện, nơi ở"},
		{"corrected", "name", "họ tên"},
		{"corrected", "shoes,sex", "shoes, giới tính"},
		{"consented", "1", "bản 1 của lời hỏi"},
		{"consented", "0,representative",
		 "do nhân viên nhập theo nhiệm vụ, người đại diện đồng ý thay"},
		{"attendance_entered", "20779,Lớp sáng, thứ Ba",
		 "22/11/2026, Lớp sáng, thứ Ba"},
		{"attendance_voided", "", ""},
		{"retention", "24", "24 tháng sau lần cuối"},
		{"retention", "31/12/2027", "đến hết ngày 31/12/2027"},
		{"retention", "", "như mọi hồ sơ"},
		{"id-token", "off", "tắt"},
		{"published", "2026-01-01 2026-11-22 law completed 00004",
		 "từ 01/01/2026 đến hết 22/11/2026; độ tuổi lao động theo luật; "
		 "người hoàn thành; phường, xã mã 00004"},
		{"published", "- 2026-11-22 18+ attended -",
		 "đến hết 22/11/2026; từ 18 tuổi trở lên; người đã dự học"},
		{"published", "", ""},
		{"backup", "sao-luu-1.db", "sao-luu-1.db"},
		{"confirmed", "", ""},
	};
	struct buf words = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		buf_reset(&words);
		deed_details(cases[i].name, cases[i].detail, &words);
		assert_string_equal(words.data, cases[i].words);
	}
	buf_release(&words);
}

int test_course(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(details_are_words),
		cmocka_unit_test(finds_what_is_there),
		cmocka_unit_test(finds_practices),
		cmocka_unit_test(null_where_there_is_none),
		cmocka_unit_test(steps_by_place),
		cmocka_unit_test(release_empties),
		cmocka_unit_test(names_of_types),
		cmocka_unit_test(names_of_apps),
		cmocka_unit_test(names_of_events_stay),
	};

	return cmocka_run_group_tests_name("course", tests, NULL, NULL);
}
