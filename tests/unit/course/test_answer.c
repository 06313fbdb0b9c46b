/* Marking: a table of answers for each type, then what must hold for any string at all. */
#include "course/answer.h"

#include "course/dice.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

int test_answer(void);

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* ── marks ─────────────────────────────────────────────────────────────────────────────── */

/* What a case changes of the fixture's question. */
static void as_is(struct question *q)
{
	(void)q;
}

static void each(struct question *q)
{
	q->score = SCORE_EACH;
}

static void exact(struct question *q)
{
	q->score = SCORE_EXACT;
}

static void no_scam(struct question *q)
{
	for (size_t i = 0; i < q->span_count; i++)
		q->spans[i].scam = false;
}

static void about_pi(struct question *q)
{
	q->number = 3140000;
	q->tolerance = 10000;
	q->unit = "giờ";
}

static void largest(struct question *q)
{
	q->number = INT64_MIN;
	q->tolerance = -5;
}

static void twelve_extras(struct question *q)
{
	q->extra_right = fixture_strings(&arena, "a", "b", "c", "d", "e", "f", "g", "h",
					 "i", "Vuốt xuống", "l", "m", NULL);
}

static void all_scam(struct question *q)
{
	q->spans[0].scam = true;
}

static void no_marks(struct question *q)
{
	q->compare.marks = COMPARE_NONE;
	q->compare.typo = 1;
}

static const struct {
	enum question_type type;
	void (*change)(struct question *);
	const char *answer;
	int score;
	bool complete;
} marks[] = {
	{QUESTION_SINGLE, as_is, "cup", 1000, true},
	{QUESTION_SINGLE, as_is, "doc", 0, true},
	{QUESTION_SINGLE, as_is, "", 0, false},
	{QUESTION_SINGLE, as_is, NULL, 0, false},
	{QUESTION_SINGLE, as_is, "cup,doc", 0, false},
	{QUESTION_SINGLE, as_is, "cup,", 0, false},
	{QUESTION_SINGLE, as_is, ",cup", 0, false},
	{QUESTION_SINGLE, as_is, "cu", 0, false},
	{QUESTION_SINGLE, as_is, "cupp", 0, false},
	{QUESTION_SINGLE, as_is, "CUP", 0, false},
	{QUESTION_SINGLE, as_is, "cup cup", 0, false},

	{QUESTION_MULTIPLE, as_is, "co-chu,phong-to,doc", 1000, true},
	{QUESTION_MULTIPLE, as_is, "doc,co-chu,phong-to", 1000, true},
	{QUESTION_MULTIPLE, as_is, "co-chu,phong-to", 0, true},
	{QUESTION_MULTIPLE, as_is, "co-chu,may-bay,phong-to,doc", 0, true},
	{QUESTION_MULTIPLE, as_is, "", 0, false},
	{QUESTION_MULTIPLE, as_is, "co-chu,co-chu,phong-to,doc", 0, false},
	{QUESTION_MULTIPLE, as_is, "co-chu,phong-to,doc,la", 0, false},
	{QUESTION_MULTIPLE, each, "co-chu,phong-to,doc", 1000, true},
	{QUESTION_MULTIPLE, each, "co-chu,phong-to", 666, true},
	{QUESTION_MULTIPLE, each, "co-chu", 333, true},
	{QUESTION_MULTIPLE, each, "co-chu,may-bay,phong-to,doc", 666, true},
	{QUESTION_MULTIPLE, each, "co-chu,may-bay,phong-to,doc,tat", 333, true},
	{QUESTION_MULTIPLE, each, "co-chu,may-bay", 0, true},
	{QUESTION_MULTIPLE, each, "may-bay,tat", 0, true},
	{QUESTION_MULTIPLE, each, "co-chu,may-bay,tat", 0, true},

	{QUESTION_ORDER, as_is, "mo,vao,tim,cai", 1000, true},
	{QUESTION_ORDER, as_is, "vao,mo,tim,cai", 833, true},
	{QUESTION_ORDER, as_is, "cai,mo,vao,tim", 500, true},
	{QUESTION_ORDER, as_is, "cai,tim,vao,mo", 0, true},
	{QUESTION_ORDER, as_is, "mo,vao,tim", 0, false},
	{QUESTION_ORDER, as_is, "mo,vao,tim,tim", 0, false},
	{QUESTION_ORDER, as_is, "mo,vao,tim,cai,mo", 0, false},
	{QUESTION_ORDER, as_is, "", 0, false},
	{QUESTION_ORDER, exact, "mo,vao,tim,cai", 1000, true},
	{QUESTION_ORDER, exact, "vao,mo,tim,cai", 0, true},

	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=p4", 1000, true},
	{QUESTION_MATCH, as_is, "p4=p4,p3=p3,p2=p2,p1=p1", 1000, true},
	/* p1 and p3 share their words: either is right. */
	{QUESTION_MATCH, as_is, "p1=p3,p2=p2,p3=p1,p4=p4", 1000, true},
	{QUESTION_MATCH, as_is, "p1=p2,p2=p1,p3=p3,p4=p4", 500, true},
	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=+1", 750, true},
	{QUESTION_MATCH, as_is, "p1=+1,p2=+2,p3=p4,p4=p3", 0, true},
	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=", 750, false},
	{QUESTION_MATCH, as_is, "p1=p1", 250, false},
	{QUESTION_MATCH, as_is, "p1=,p2=,p3=,p4=", 0, false},
	{QUESTION_MATCH, as_is, "", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=+3", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=+0", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=+", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,p2=p2,p3=p3,p4=+01", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,p1=p1,p2=p2,p3=p3,p4=p4", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,p2,p3=p3", 0, false},
	{QUESTION_MATCH, as_is, "p1==p1", 0, false},
	{QUESTION_MATCH, as_is, "=p1", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1=p1", 0, false},
	{QUESTION_MATCH, as_is, "p1=p1,", 0, false},

	/* The tenth extra side has the right words, too. */
	{QUESTION_MATCH, twelve_extras, "p1=p1,p2=p2,p3=p3,p4=+10", 1000, true},
	{QUESTION_MATCH, twelve_extras, "p1=p1,p2=p2,p3=p3,p4=+12", 750, true},
	{QUESTION_MATCH, twelve_extras, "p1=p1,p2=p2,p3=p3,p4=+13", 0, false},

	{QUESTION_TEXT, as_is, "trợ năng", 1000, true},
	{QUESTION_TEXT, as_is, " Trợ  NĂNG ", 1000, true},
	{QUESTION_TEXT, as_is, "tro nang", 0, true},
	{QUESTION_TEXT, as_is, "hỗ trợ tiếp cận", 1000, true},
	{QUESTION_TEXT, as_is, "cỡ chữ", 0, true},
	{QUESTION_TEXT, as_is, "", 0, false},
	{QUESTION_TEXT, as_is, "   ", 0, false},
	{QUESTION_TEXT, as_is, "\xff\xfe", 0, true},
	{QUESTION_TEXT, no_marks, "tro nang", 1000, true},
	{QUESTION_TEXT, no_marks, "tro nnag", 1000, true},

	{QUESTION_NUMBER, as_is, "6", 1000, true},
	{QUESTION_NUMBER, as_is, "6,0", 1000, true},
	{QUESTION_NUMBER, as_is, "6,000001", 0, true},
	{QUESTION_NUMBER, as_is, "-6", 0, true},
	{QUESTION_NUMBER, as_is, "sáu", 0, true},
	{QUESTION_NUMBER, as_is, "", 0, false},
	{QUESTION_NUMBER, as_is, "6 giờ", 0, true}, /* no unit was asked for */
	{QUESTION_NUMBER, about_pi, "3,14", 1000, true},
	{QUESTION_NUMBER, about_pi, "3.15", 1000, true},
	{QUESTION_NUMBER, about_pi, "3,13", 1000, true},
	{QUESTION_NUMBER, about_pi, "3,150001", 0, true},
	{QUESTION_NUMBER, about_pi, "3,129999", 0, true},
	{QUESTION_NUMBER, about_pi, "3,14 giờ", 1000, true},
	{QUESTION_NUMBER, about_pi, "3,14 gio", 1000, true},
	{QUESTION_NUMBER, about_pi, "3,14giờ", 1000, true},
	{QUESTION_NUMBER, about_pi, "giờ", 0, true},
	{QUESTION_NUMBER, about_pi, "bốn", 0, true},
	{QUESTION_NUMBER, about_pi, "bốn giờ", 0, true},
	{QUESTION_NUMBER, about_pi, "3,14 giờ rưỡi", 0, true},
	{QUESTION_NUMBER, largest, "9000000000000", 0, true},

	{QUESTION_SPOT, as_is, "phi,link,han", 1000, true},
	{QUESTION_SPOT, as_is, "han,link,phi", 1000, true},
	{QUESTION_SPOT, as_is, "phi,link", 666, true},
	{QUESTION_SPOT, as_is, "phi,han", 666, true},
	{QUESTION_SPOT, as_is, "mung,phi,link,han", 666, true},
	{QUESTION_SPOT, as_is, "mung,phi,link", 333, true},
	{QUESTION_SPOT, as_is, "mung,phi", 0, true},
	{QUESTION_SPOT, as_is, "mung", 0, true},
	{QUESTION_SPOT, as_is, "", 0, false},
	{QUESTION_SPOT, as_is, "phi,phi,link,han", 0, false},
	{QUESTION_SPOT, all_scam, "mung,phi,link,han", 1000, true},
	{QUESTION_SPOT, all_scam, "phi,link,han", 750, true},
	{QUESTION_SPOT, no_scam, "", 1000, true},
	{QUESTION_SPOT, no_scam, "mung", 0, true},

	{QUESTION_DO, as_is, "100:khong-lo-ma,bao-nguoi-than", 1000, true},
	{QUESTION_DO, as_is, "70:khong-lo-ma", 700, true},
	{QUESTION_DO, as_is, "0:", 0, true},
	{QUESTION_DO, as_is, "101:", 0, false},
	{QUESTION_DO, as_is, "1000:", 0, false},
	{QUESTION_DO, as_is, "-1:", 0, false},
	{QUESTION_DO, as_is, "100", 0, false},
	{QUESTION_DO, as_is, ":", 0, false},
	{QUESTION_DO, as_is, "100:la", 0, false},
	{QUESTION_DO, as_is, "", 0, false},
};

static void marking(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		struct question q = fixture_question(&arena, marks[i].type);
		marks[i].change(&q);
		struct mark mark = answer_mark(&q, marks[i].answer);
		bool complete = answer_complete(&q, marks[i].answer);
		if (mark.score != marks[i].score || complete != marks[i].complete ||
		    mark.right != (marks[i].score == SCORE_FULL))
			fail_msg("%s \"%s\": score %d right %d complete %d",
				 question_type_name(q.type),
				 marks[i].answer ? marks[i].answer : "(null)", mark.score,
				 mark.right, complete);
	}
}

static void doing_is_right_by_its_goals(void **state)
{
	static const struct {
		const char *answer;
		int score;
		bool right;
	} cases[] = {
		{"100:khong-lo-ma,bao-nguoi-than", 1000, true},
		{"95:khong-lo-ma,bao-nguoi-than", 950, true}, /* one hint */
		{"60:bao-nguoi-than,khong-lo-ma", 600, true},
		{"59:khong-lo-ma,bao-nguoi-than", 590, false}, /* not passed */
		{"100:khong-lo-ma", 1000, false}, /* a goal was missed */
		{"100:", 1000, false},
	};
	struct question q = fixture_question(&arena, QUESTION_DO);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct mark mark = answer_mark(&q, cases[i].answer);
		assert_int_equal(mark.score, cases[i].score);
		assert_int_equal(mark.right, cases[i].right);
	}
}

static void weaker_match_shows_spelling(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_TEXT);

	(void)state;
	no_marks(&q);
	assert_null(answer_mark(&q, "trợ năng").proper);
	assert_ptr_equal(answer_mark(&q, "tro nang").proper, q.accept.items[0]);
	assert_ptr_equal(answer_mark(&q, "hỗ trợ tiếp cậm").proper, q.accept.items[1]);
}

static void near_answer_gives_hint(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_TEXT);

	(void)state;
	assert_ptr_equal(answer_mark(&q, "co chu").hint, q.near[0].hint);
	assert_null(answer_mark(&q, "wifi").hint);
	/* A hint never makes a right answer wrong. */
	q.near[0].text = "trợ năng";
	assert_true(answer_mark(&q, "trợ năng").right);
	assert_null(answer_mark(&q, "trợ năng").hint);
}

/* ── words ─────────────────────────────────────────────────────────────────────────────── */

static const struct {
	enum question_type type;
	const char *answer, *readable, *reasons; /* reasons before `explain` */
} words[] = {
	{QUESTION_SINGLE, "doc", "Đọc mã cho họ", "Có mã là họ rút được tiền.\n"},
	{QUESTION_SINGLE, "cup", "Cúp máy", ""},
	{QUESTION_SINGLE, "", "chưa trả lời", ""},
	{QUESTION_SINGLE, NULL, "chưa trả lời", ""},
	{QUESTION_SINGLE, "la", "la", ""},
	{QUESTION_MULTIPLE, "co-chu,may-bay", "Tăng cỡ chữ; Chế độ máy bay",
	 "“Chế độ máy bay” chưa phải câu trả lời. Chế độ này chỉ ngắt sóng.\n"
	 "Còn thiếu “Phóng to”.\nCòn thiếu “Đọc thành tiếng”.\n"},
	{QUESTION_MULTIPLE, "phong-to,doc", "Phóng to; Đọc thành tiếng",
	 "Còn thiếu “Tăng cỡ chữ”. Chữ to dễ đọc.\n"},
	{QUESTION_MULTIPLE, "co-chu,phong-to,doc",
	 "Tăng cỡ chữ; Phóng to; Đọc thành tiếng", ""},
	{QUESTION_ORDER, "mo,vao,tim,cai",
	 "1. Mở máy; 2. Vào kho; 3. Tìm tên; 4. Chạm cài đặt", ""},
	{QUESTION_ORDER, "mo,vao,cai,tim",
	 "1. Mở máy; 2. Vào kho; 3. Chạm cài đặt; 4. Tìm tên",
	 "“Tìm tên” đi trước “Chạm cài đặt”. Chưa tìm thì chưa cài được.\n"},
	{QUESTION_ORDER, "vao,mo,cai,tim",
	 "1. Vào kho; 2. Mở máy; 3. Chạm cài đặt; 4. Tìm tên",
	 "“Mở máy” đi trước “Vào kho”.\n"},
	{QUESTION_MATCH, "p1=p1,p2=+1,p3=,p4=p4",
	 "Trúng thưởng → Giả; Hóa đơn điện → Chạm hai lần; Nộp phí nhận quà → …; "
	 "Xem thông báo → Vuốt xuống",
	 "“Hóa đơn điện” đi với “Thật”.\n“Nộp phí nhận quà” đi với “Giả”.\n"},
	{QUESTION_TEXT, "cỡ chữ", "cỡ chữ", ""},
	{QUESTION_NUMBER, "6000", "6.000", ""},
	{QUESTION_NUMBER, "6,50", "6,5", ""},
	{QUESTION_NUMBER, "sáu", "sáu",
	 "Máy chưa đọc ra số trong câu trả lời này. Hãy gõ bằng chữ số, ví dụ "
	 "1.250.000.\n"},
	{QUESTION_SPOT, "mung,link,han", "“CHUC MUNG!”; “qua.example”; “truoc 10h”",
	 "“CHUC MUNG!” không phải dấu hiệu lừa. Chỉ là lời chào.\n"
	 "Còn sót “Nop phi”. Trúng thưởng không phải nộp tiền.\n"},
	{QUESTION_DO, "70:khong-lo-ma", "70 điểm, đạt 1 trên 2 mục tiêu", ""},
};

static void words_for_answers(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		struct question q = fixture_question(&arena, words[i].type);
		struct buf readable = BUF_INIT, reasons = BUF_INIT, expected = BUF_INIT;
		answer_readable(&q, words[i].answer, &readable);
		assert_string_equal(readable.data, words[i].readable);
		answer_reasons(&q, words[i].answer, &reasons);
		buf_printf(&expected, "%sLời giải thích.\n", words[i].reasons);
		assert_string_equal(reasons.data, expected.data);

		buf_reset(&reasons);
		q.explain = NULL;
		answer_reasons(&q, words[i].answer, &reasons);
		assert_string_equal(reasons.data, words[i].reasons);
		buf_release(&readable);
		buf_release(&reasons);
		buf_release(&expected);
	}
}

/* A block of YAML has newlines inside and at its end; a reason is one line. */
static void reasons_are_lines(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_SINGLE);
	struct buf reasons = BUF_INIT;

	(void)state;
	q.options[0].why = "Một\nhai.\n";
	q.explain = "Ba\nbốn.\n";
	answer_reasons(&q, "doc", &reasons);
	assert_string_equal(reasons.data, "Một hai.\nBa bốn.\n");
	buf_release(&reasons);
}

static void right_answers(void **state)
{
	static const struct {
		enum question_type type;
		const char *key, *right;
	} expected[] = {
		{QUESTION_SINGLE, "cup", "Cúp máy"},
		{QUESTION_MULTIPLE, "co-chu,phong-to,doc",
		 "Tăng cỡ chữ; Phóng to; Đọc thành tiếng"},
		{QUESTION_ORDER, "mo,vao,tim,cai",
		 "1. Mở máy; 2. Vào kho; 3. Tìm tên; 4. Chạm cài đặt"},
		{QUESTION_MATCH, "p1=p1,p2=p2,p3=p3,p4=p4",
		 "Trúng thưởng → Giả; Hóa đơn điện → Thật; Nộp phí nhận quà → Giả; "
		 "Xem thông báo → Vuốt xuống"},
		{QUESTION_TEXT, "trợ năng", "trợ năng"},
		{QUESTION_NUMBER, "6", "6"},
		{QUESTION_SPOT, "phi,link,han", "“Nop phi”; “qua.example”; “truoc 10h”"},
		{QUESTION_DO, "100:khong-lo-ma,bao-nguoi-than",
		 "100 điểm, đạt 2 trên 2 mục tiêu"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
		struct question q = fixture_question(&arena, expected[i].type);
		struct buf key = BUF_INIT, right = BUF_INIT;
		answer_key(&q, &key);
		assert_string_equal(key.data, expected[i].key);
		assert_true(answer_mark(&q, key.data).right);
		assert_true(answer_complete(&q, key.data));
		answer_right(&q, &right);
		assert_string_equal(right.data, expected[i].right);
		buf_release(&key);
		buf_release(&right);
	}
}

static void every_span_may_be_a_scam(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_SPOT);
	struct buf key = BUF_INIT;

	(void)state;
	all_scam(&q);
	answer_key(&q, &key);
	assert_string_equal(key.data, "mung,phi,link,han");
	buf_release(&key);
}

static void nothing_suspicious_is_an_answer(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_SPOT);
	struct buf right = BUF_INIT, readable = BUF_INIT;

	(void)state;
	no_scam(&q);
	answer_right(&q, &right);
	answer_readable(&q, "", &readable);
	assert_string_equal(right.data, "không có chỗ nào đáng ngờ");
	assert_string_equal(readable.data, right.data);
	buf_release(&right);
	buf_release(&readable);
}

/* The key of a number question must be read back as that very number: three decimals would be
 * thousands in Viet Nam. */
static void number_keys_read_back(void **state)
{
	static const int64_t numbers[] = {0,          1,
					  -1,         1000000,
					  1125000,    -1125000,
					  125000,     1250000000,
					  1250500000, 1250125000,
					  -3140000,   999999,
					  6100000,    9000000000000000000,
					  1001000};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
		struct question q = fixture_question(&arena, QUESTION_NUMBER);
		struct buf key = BUF_INIT;
		q.number = numbers[i];
		answer_key(&q, &key);
		if (!answer_mark(&q, key.data).right)
			fail_msg("%lld: \"%s\"", (long long)numbers[i], key.data);
		buf_release(&key);
	}
}

static void unit_is_shown(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_NUMBER);
	struct buf right = BUF_INIT;

	(void)state;
	about_pi(&q);
	answer_right(&q, &right);
	assert_string_equal(right.data, "3,14\u00a0giờ");
	buf_release(&right);
}

static void guessing(void **state)
{
	static const int expected[QUESTION_TYPES] = {
		[QUESTION_SINGLE] = 333, /* 1 of 3 */
		[QUESTION_MULTIPLE] = 32, /* 1 of 31 */
		[QUESTION_ORDER] = 41, /* 1 of 24 */
		[QUESTION_MATCH] = 5, /* 2 of 6 * 5 * 4 * 3 */
		[QUESTION_SPOT] = 66, /* 1 of 15 */
	};

	(void)state;
	for (int type = 0; type < QUESTION_TYPES; type++) {
		struct question q = fixture_question(&arena, type);
		assert_int_equal(answer_guess(&q), expected[type]);
	}
}

/* What guessing finds by trying, against what answer_guess() reckons. */
static void guessing_agrees_with_trying(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_MATCH);
	struct dice dice = {11};
	int hits = 0, tries = 200000;

	(void)state;
	q.pair_count = 3;
	q.extra_right.count = 1;
	for (int i = 0; i < tries; i++) {
		uint8_t sides[4] = {0, 1, 2, 3};
		static const char *const names[] = {"p1", "p2", "p3", "+1"};
		char answer[32];
		dice_shuffle(&dice, sides, 4);
		snprintf(answer, sizeof(answer), "p1=%s,p2=%s,p3=%s", names[sides[0]],
			 names[sides[1]], names[sides[2]]);
		hits += answer_mark(&q, answer).right;
	}
	assert_int_equal(answer_guess(&q), 83); /* 2 of 24 */
	assert_in_range(hits, tries * 81 / 1000, tries * 86 / 1000);
}

/* ── building ──────────────────────────────────────────────────────────────────────────── */

static void toggling(void **state)
{
	struct question multiple = fixture_question(&arena, QUESTION_MULTIPLE);
	struct question order = fixture_question(&arena, QUESTION_ORDER);
	struct question single = fixture_question(&arena, QUESTION_SINGLE);
	struct buf answer = BUF_INIT;

	(void)state;
	answer_toggle(&multiple, &answer, "doc");
	answer_toggle(&multiple, &answer, "co-chu");
	assert_string_equal(answer.data, "co-chu,doc"); /* the file's order */
	answer_toggle(&multiple, &answer, "khong-co");
	assert_string_equal(answer.data, "co-chu,doc");
	answer_toggle(&multiple, &answer, "doc");
	answer_toggle(&multiple, &answer, "co-chu");
	assert_string_equal(answer.data, "");

	answer_toggle(&order, &answer, "tim");
	answer_toggle(&order, &answer, "mo");
	answer_toggle(&order, &answer, "cai");
	assert_string_equal(answer.data, "tim,mo,cai"); /* the learner's order */
	answer_toggle(&order, &answer, "mo");
	assert_string_equal(answer.data, "tim,cai");

	buf_reset(&answer);
	answer_toggle(&single, &answer, "doc");
	answer_toggle(&single, &answer, "cup");
	assert_string_equal(answer.data, "cup");
	answer_toggle(&single, &answer, "cup");
	assert_string_equal(answer.data, "cup");
	buf_release(&answer);
}

static void having(void **state)
{
	(void)state;
	assert_true(answer_has("a,bc,d", "bc"));
	assert_true(answer_has("a", "a"));
	assert_false(answer_has("a,bc,d", "b"));
	assert_false(answer_has("a,bc,d", "bcd"));
	assert_false(answer_has("", "a"));
	assert_false(answer_has(NULL, "a"));
	assert_false(answer_has("abc", "bc"));
}

static void joining(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_MATCH);
	struct buf answer = BUF_INIT;

	(void)state;
	answer_set_side(&q, &answer, "p2", 0);
	assert_string_equal(answer.data, "p1=,p2=p1,p3=,p4=");
	answer_set_side(&q, &answer, "p4", 5);
	assert_string_equal(answer.data, "p1=,p2=p1,p3=,p4=+2");
	assert_int_equal(answer_side(&q, answer.data, "p2"), 0);
	assert_int_equal(answer_side(&q, answer.data, "p4"), 5);
	assert_int_equal(answer_side(&q, answer.data, "p1"), -1);
	assert_int_equal(answer_side(&q, answer.data, "p9"), -1);
	answer_set_side(&q, &answer, "p3", 4);
	assert_string_equal(answer.data, "p1=,p2=p1,p3=+1,p4=+2");
	answer_set_side(&q, &answer, "p3", -1);
	/* A side stands at one place only. */
	answer_set_side(&q, &answer, "p1", 5);
	assert_string_equal(answer.data, "p1=+2,p2=p1,p3=,p4=");
	answer_set_side(&q, &answer, "p2", -1);
	assert_string_equal(answer.data, "p1=+2,p2=,p3=,p4=");
	/* Sides and lefts there are not change nothing. */
	answer_set_side(&q, &answer, "p1", 6);
	answer_set_side(&q, &answer, "p1", -2);
	answer_set_side(&q, &answer, "p9", 1);
	assert_string_equal(answer.data, "p1=+2,p2=,p3=,p4=");
	/* A damaged answer is begun anew. */
	buf_adds(&answer, ",x");
	assert_int_equal(answer_side(&q, answer.data, "p1"), -1);
	answer_set_side(&q, &answer, "p3", 2);
	assert_string_equal(answer.data, "p1=,p2=,p3=p3,p4=");
	assert_int_equal(answer_side(&q, NULL, "p3"), -1);
	buf_release(&answer);
}

/* ── any string at all ─────────────────────────────────────────────────────────────────── */

/* Pieces from which strings are made that look almost right. */
static const char *const pieces[] = {
	",",      "=",   "+",    "+1",          "+2",
	":",      "100", "7",    "cup",         "doc",
	"hen",    "mo",  "vao",  "tim",         "cai",
	"p1",     "p2",  "p3",   "p4",          "co-chu",
	"tat",    "phi", "link", "han",         "mung",
	"trợ",    " ",   "năng", "6",           ".",
	"-",      "\n",  "\xff", "\xe1\xba",    "e\u0301",
	"\u202e", "%s",  "%n",   "khong-lo-ma", "bao-nguoi-than",
};

static void random_answer(struct dice *dice, struct buf *out)
{
	int count = (int)dice_below(dice, 12);

	buf_reset(out);
	for (int i = 0; i < count; i++) {
		if (dice_below(dice, 10) == 0)
			buf_addc(out, (char)(1 + dice_below(dice, 255)));
		else
			buf_adds(out, pieces[dice_below(dice, ARRAY_LEN(pieces))]);
	}
}

static void check_any(const struct question *q, const char *answer, struct buf *out)
{
	struct mark mark = answer_mark(q, answer);

	assert_in_range(mark.score, 0, SCORE_FULL);
	if (mark.right && q->type != QUESTION_DO)
		assert_int_equal(mark.score, SCORE_FULL);
	/* Nothing scores that is not an answer, but for match, where a part counts. */
	if (!answer_complete(q, answer) && q->type != QUESTION_MATCH)
		assert_int_equal(mark.score, 0);
	buf_reset(out);
	answer_readable(q, answer, out);
	assert_true(out->len > 0);
	buf_reset(out);
	answer_reasons(q, answer, out);
	assert_int_equal(out->data[out->len - 1], '\n');
	/* Building on rubbish ends in something sound. */
	buf_reset(out);
	buf_adds(out, answer);
	if (q->option_count) {
		answer_toggle(q, out, q->options[0].id);
		if (q->type != QUESTION_ORDER && out->len)
			assert_true(answer_complete(q, out->data));
	}
	if (q->type == QUESTION_MATCH) {
		answer_set_side(q, out, "p1", 1);
		assert_int_equal(answer_side(q, out->data, "p1"), 1);
	}
}

static void rubbish_never_crashes(void **state)
{
	struct dice dice = {2026};
	struct buf answer = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (int type = 0; type < QUESTION_TYPES; type++) {
		struct question q = fixture_question(&arena, type);
		for (int i = 0; i < 5000; i++) {
			q.score = dice_below(&dice, 4);
			random_answer(&dice, &answer);
			check_any(&q, answer.data, &out);
		}
	}
	buf_release(&answer);
	buf_release(&out);
}

/* Questions without parts come from broken content, which the checker reports; they must still
 * not bring the program down. */
static void empty_questions_never_crash(void **state)
{
	static const char *const answers[] = {"", "a", "a,b", "a=b", "1:", "6"};
	struct buf out = BUF_INIT;

	(void)state;
	for (int type = 0; type < QUESTION_TYPES; type++) {
		struct question q = {.id = "trong", .type = type, .ask = ""};
		for (size_t i = 0; i < ARRAY_LEN(answers); i++) {
			struct mark mark = answer_mark(&q, answers[i]);
			assert_in_range(mark.score, 0, SCORE_FULL);
			answer_complete(&q, answers[i]);
			answer_readable(&q, answers[i], &out);
			answer_reasons(&q, answers[i], &out);
			answer_toggle(&q, &out, answers[i]);
			answer_set_side(&q, &out, answers[i], 0);
		}
		answer_key(&q, &out);
		answer_right(&q, &out);
		assert_in_range(answer_guess(&q), 0, SCORE_FULL);
	}
	buf_release(&out);
}

static void only_words_with_marks_need_the_engine(void **state)
{
	static const struct {
		const char *accept[3];
		bool needs;
	} cases[] = {
		{{"hồ sơ", "mã hồ sơ"}, true},
		{{"OTP", "mã OTP"}, true},
		{{"2", "hai", "hai bản"}, true},
		{{"12 ngõ 34"}, true},
		{{"đ"}, true},
		{{".gov.vn", "dichvucong.gov.vn"}, false},
		{{"HoaSua2026"}, false},
		{{"0000 1234 5678"}, false},
		{{"12/03/1958"}, false},
		{{"45000", "45.000 đ", "45 nghìn"}, false},
		{{"tin “that”"}, false}, /* quotation marks are no letters */
		{{NULL}, false},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *items[3] = {cases[i].accept[0], cases[i].accept[1],
					cases[i].accept[2]};
		struct strings accept = {.items = items};
		while (accept.count < 3 && items[accept.count])
			accept.count++;
		assert_int_equal(answer_needs_marks(&accept), cases[i].needs);
	}
}

int test_answer(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marking),
		cmocka_unit_test(doing_is_right_by_its_goals),
		cmocka_unit_test(weaker_match_shows_spelling),
		cmocka_unit_test(near_answer_gives_hint),
		cmocka_unit_test(words_for_answers),
		cmocka_unit_test(reasons_are_lines),
		cmocka_unit_test(right_answers),
		cmocka_unit_test(every_span_may_be_a_scam),
		cmocka_unit_test(nothing_suspicious_is_an_answer),
		cmocka_unit_test(number_keys_read_back),
		cmocka_unit_test(unit_is_shown),
		cmocka_unit_test(only_words_with_marks_need_the_engine),
		cmocka_unit_test(guessing),
		cmocka_unit_test(guessing_agrees_with_trying),
		cmocka_unit_test(toggling),
		cmocka_unit_test(having),
		cmocka_unit_test(joining),
		cmocka_unit_test(rubbish_never_crashes),
		cmocka_unit_test(empty_questions_never_crash),
	};

	return cmocka_run_group_tests_name("answer", tests, NULL, release);
}
