#include "fixture.h"

#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

/* ── the region ────────────────────────────────────────────────────────────────────────── */

#define MONTH(month, year) ((year)*12 + (month)-1)
#define AGE(years, months) ((years)*12 + (months))
#define MEN(from, to, age)                                                               \
	{                                                                                \
		SEX_MALE, from, to, age                                                  \
	}
#define WOMEN(from, to, age)                                                             \
	{                                                                                \
		SEX_FEMALE, from, to, age                                                \
	}

static struct retirement_row rows[] = {
	MEN(INT_MIN, MONTH(12, 1960), AGE(60, 0)),
	MEN(MONTH(1, 1961), MONTH(9, 1961), AGE(60, 3)),
	MEN(MONTH(10, 1961), MONTH(6, 1962), AGE(60, 6)),
	MEN(MONTH(7, 1962), MONTH(3, 1963), AGE(60, 9)),
	MEN(MONTH(4, 1963), MONTH(12, 1963), AGE(61, 0)),
	MEN(MONTH(1, 1964), MONTH(9, 1964), AGE(61, 3)),
	MEN(MONTH(10, 1964), MONTH(6, 1965), AGE(61, 6)),
	MEN(MONTH(7, 1965), MONTH(3, 1966), AGE(61, 9)),
	MEN(MONTH(4, 1966), INT_MAX, AGE(62, 0)),
	WOMEN(INT_MIN, MONTH(12, 1965), AGE(55, 0)),
	WOMEN(MONTH(1, 1966), MONTH(8, 1966), AGE(55, 4)),
	WOMEN(MONTH(9, 1966), MONTH(4, 1967), AGE(55, 8)),
	WOMEN(MONTH(5, 1967), MONTH(12, 1967), AGE(56, 0)),
	WOMEN(MONTH(1, 1968), MONTH(8, 1968), AGE(56, 4)),
	WOMEN(MONTH(9, 1968), MONTH(4, 1969), AGE(56, 8)),
	WOMEN(MONTH(5, 1969), MONTH(12, 1969), AGE(57, 0)),
	WOMEN(MONTH(1, 1970), MONTH(8, 1970), AGE(57, 4)),
	WOMEN(MONTH(9, 1970), MONTH(4, 1971), AGE(57, 8)),
	WOMEN(MONTH(5, 1971), MONTH(12, 1971), AGE(58, 0)),
	WOMEN(MONTH(1, 1972), MONTH(8, 1972), AGE(58, 4)),
	WOMEN(MONTH(9, 1972), MONTH(4, 1973), AGE(58, 8)),
	WOMEN(MONTH(5, 1973), MONTH(12, 1973), AGE(59, 0)),
	WOMEN(MONTH(1, 1974), MONTH(8, 1974), AGE(59, 4)),
	WOMEN(MONTH(9, 1974), MONTH(4, 1975), AGE(59, 8)),
	WOMEN(MONTH(5, 1975), INT_MAX, AGE(60, 0)),
};

/* "Sơn Động" and "Sơn Đồng" differ in marks alone, "An Khánh" in its type alone. */
static struct ward wards[] = {
	{"00004", "Ba Đình", WARD_PHUONG, 65023},
	{"00070", "Hoàn Kiếm", WARD_PHUONG, 105301},
	{"00400", "Sơn Động", WARD_XA, 1},
	{"04000", "Sơn Đồng", WARD_XA, 2},
	{"09817", "An Khánh", WARD_XA, 3},
	{"09818", "An Khánh", WARD_PHUONG, 4},
	{"10003", "Hòa Xá", WARD_XA, 5},
	{"10004", "Xa La", WARD_PHUONG, 6},
	{"10005", "Phương Đình", WARD_XA, 7},
};

static struct city_goal goals[] = {
	{"lao-dong-2025", "Lao động 2025", DEFINITION_LAW, 70, 2025, "Nghị quyết 18",
	 NULL, false},
	{"nguoi-lon-2025", "Người lớn 2025", DEFINITION_18_UP, 80, 2025, "Kế hoạch", NULL,
	 false},
	{"nguoi-lon-2026", "Người lớn 2026", DEFINITION_18_UP, 100, 2026, "Kế hoạch",
	 NULL, false},
	{"lao-dong-2030", "Lao động 2030", DEFINITION_LAW, 90, 2030, "Nghị quyết 18",
	 NULL, true},
};

const struct region fixture_region = {
	.id = "hanoi",
	.title = "Thành phố Hà Nội",
	.wards = wards,
	.ward_count = ARRAY_LEN(wards),
	.goals = goals,
	.goal_count = ARRAY_LEN(goals),
	.from_age = 15,
	.rows = rows,
	.row_count = ARRAY_LEN(rows),
	.rule_version = "nd-135-2020",
};

/* ── questions ─────────────────────────────────────────────────────────────────────────── */

struct strings fixture_strings(struct arena *arena, ...)
{
	struct strings list = {.items = arena_array(arena, 16, sizeof(*list.items))};
	va_list args;

	va_start(args, arena);
	for (const char *item; (item = va_arg(args, const char *));)
		list.items[list.count++] = item;
	va_end(args);
	return list;
}

/* A copy of `count` things in the arena, so that a test may change it. */
static void *copy(struct arena *arena, const void *items, size_t count, size_t size)
{
	return memcpy(arena_array(arena, count, size), items, count * size);
}

#define COPY(field, count, ...)                                                          \
	do {                                                                             \
		__typeof__(*q.field) items_[] = __VA_ARGS__;                             \
		q.count = ARRAY_LEN(items_);                                             \
		q.field = copy(arena, items_, q.count, sizeof(*items_));                 \
	} while (0)

static void fill_choice(struct question *out, struct arena *arena, bool multiple)
{
	struct question q = *out;

	q.shuffle = true;
	if (multiple)
		COPY(options, option_count,
		     {{"co-chu", "Tăng cỡ chữ", "Chữ to dễ đọc.", true},
		      {"may-bay", "Chế độ máy bay", "Chế độ này chỉ ngắt sóng.", false},
		      {"phong-to", "Phóng to", NULL, true},
		      {"doc", "Đọc thành tiếng", NULL, true},
		      {"tat", "Tắt máy", NULL, false}});
	else
		COPY(options, option_count,
		     {{"doc", "Đọc mã cho họ", "Có mã là họ rút được tiền.", false},
		      {"cup", "Cúp máy", NULL, true},
		      {"hen", "Hẹn chiều gọi lại", "Kẻ gian sẽ gọi lại.", false}});
	*out = q;
}

static void fill_order(struct question *out, struct arena *arena)
{
	struct question q = *out;

	q.score = SCORE_PAIRS;
	COPY(options, option_count,
	     {{"mo", "Mở máy", NULL, false},
	      {"vao", "Vào kho", NULL, false},
	      {"tim", "Tìm tên", NULL, false},
	      {"cai", "Chạm cài đặt", "Chưa tìm thì chưa cài được.", false}});
	*out = q;
}

static void fill_match(struct question *out, struct arena *arena)
{
	struct question q = *out;

	COPY(pairs, pair_count,
	     {{"p1", "Trúng thưởng", "Giả"},
	      {"p2", "Hóa đơn điện", "Thật"},
	      {"p3", "Nộp phí nhận quà", "Giả"},
	      {"p4", "Xem thông báo", "Vuốt xuống"}});
	q.extra_right = fixture_strings(arena, "Chạm hai lần", "Tắt máy", NULL);
	*out = q;
}

static void fill_text(struct question *out, struct arena *arena)
{
	struct question q = *out;

	q.accept = fixture_strings(arena, "trợ năng", "hỗ trợ tiếp cận", NULL);
	COPY(near, near_count, {{"cỡ chữ", "Cỡ chữ nằm bên trong mục ấy."}});
	q.try_right = fixture_strings(arena, "tro nang", NULL);
	q.compare.marks = COMPARE_PLACE;
	*out = q;
}

static void fill_spot(struct question *out, struct arena *arena)
{
	struct question q = *out;

	q.message = "CHUC MUNG! Nop phi tai qua.example truoc 10h.";
	q.from = "+84 59 xxx 0187";
	q.app = "sms";
	COPY(spans, span_count,
	     {{"mung", 0, 10, false, false, "Chỉ là lời chào."},
	      {"phi", 11, 7, true, false, "Trúng thưởng không phải nộp tiền."},
	      {"link", 23, 11, true, true, "Đường dẫn lạ."},
	      {"han", 35, 9, true, false, NULL}});
	*out = q;
}

static void fill_do(struct question *out, struct arena *arena)
{
	out->practice = "goi-gia-cong-an";
	out->goals = fixture_strings(arena, "khong-lo-ma", "bao-nguoi-than", NULL);
}

struct question fixture_question(struct arena *arena, enum question_type type)
{
	struct question q = {.id = "cau-hoi",
			     .type = type,
			     .ask = "Hỏi gì đây?",
			     .explain = "Lời giải thích."};

	if (type == QUESTION_SINGLE || type == QUESTION_MULTIPLE)
		fill_choice(&q, arena, type == QUESTION_MULTIPLE);
	else if (type == QUESTION_ORDER)
		fill_order(&q, arena);
	else if (type == QUESTION_MATCH)
		fill_match(&q, arena);
	else if (type == QUESTION_TEXT)
		fill_text(&q, arena);
	else if (type == QUESTION_SPOT)
		fill_spot(&q, arena);
	else if (type == QUESTION_DO)
		fill_do(&q, arena);
	else
		q.number = 6000000;
	return q;
}

/* ── the course ────────────────────────────────────────────────────────────────────────── */

static const char *const skills[] = {"dien-thoai.cu-chi", "dien-thoai.ket-noi",
				     "an-toan.nhan-dien"};

/* Question i has skill i mod 3, every fourth one also the next skill; every fifth is an order
 * question, every seventh a match, the rest are single. */
static void fill_quiz(struct arena *arena, struct quiz *quiz, const char *prefix,
		      size_t count)
{
	quiz->question_count = count;
	quiz->questions = arena_array(arena, count, sizeof(*quiz->questions));
	for (size_t i = 0; i < count; i++) {
		enum question_type type = i % 5 == 4   ? QUESTION_ORDER
					  : i % 7 == 6 ? QUESTION_MATCH
						       : QUESTION_SINGLE;
		struct question *q = &quiz->questions[i];
		*q = fixture_question(arena, type);
		q->id = arena_printf(arena, "%s-%zu", prefix, i);
		q->skills = i % 4 == 3 ? fixture_strings(arena, skills[i % 3],
							 skills[(i + 1) % 3], NULL)
				       : fixture_strings(arena, skills[i % 3], NULL);
	}
}

static struct lesson *make_lesson(struct arena *arena, const char *id, const char *title)
{
	struct lesson *lesson = arena_alloc(arena, sizeof(*lesson));

	*lesson = (struct lesson){.id = id, .title = title, .epoch = 1, .step_count = 3};
	lesson->steps = arena_array(arena, 3, sizeof(*lesson->steps));
	lesson->steps[0] = (struct step){.id = "mot", .kind = STEP_SAY, .say = "Chào."};
	lesson->steps[1] = (struct step){.id = "hai", .kind = STEP_CHECK};
	lesson->steps[2] = (struct step){.id = "ba", .kind = STEP_SAY, .say = "Hết."};
	lesson->steps[1].check = arena_alloc(arena, sizeof(struct question));
	*lesson->steps[1].check = fixture_question(arena, QUESTION_SINGLE);
	lesson->steps[1].check->id = arena_printf(arena, "%s/hai", id);
	return lesson;
}

static struct quiz *make_quiz(struct arena *arena, const char *id, const char *title,
			      const char *prefix, size_t count)
{
	struct quiz *quiz = arena_alloc(arena, sizeof(*quiz));

	*quiz = (struct quiz){
		.id = id, .title = title, .pass_percent = 80, .keep_best = true};
	fill_quiz(arena, quiz, prefix, count);
	return quiz;
}

static void make_module(struct course *course, const char *id, const char *title,
			struct quiz *quiz, struct lesson **lessons, size_t count)
{
	struct module *module = &course->modules[course->module_count++];

	*module = (struct module){.id = id,
				  .title = title,
				  .lessons = lessons,
				  .quiz = quiz,
				  .quiz_id = quiz->id};
	module->lesson_ids.items =
		arena_array(&course->arena, count, sizeof(*module->lesson_ids.items));
	for (size_t i = 0; i < count; i++)
		module->lesson_ids.items[module->lesson_ids.count++] = lessons[i]->id;
}

static struct draw_rule exam_draw[] = {{"an-toan.nhan-dien", 3}, {NULL, 4}};
static struct fact facts[] = {
	{.id = "tong-dai", .value = "1900 9095", .as_of = {2026, 3, 2}},
	{.id = "phi-ho-so", .value = "0 đồng", .as_of = {2025, 11, 27}},
};
static struct skill course_skills[] = {
	{.id = "dien-thoai.cu-chi", .title = "Cử chỉ"},
	{.id = "an-toan.nhan-dien", .title = "Nhận ra lừa đảo"},
};

void fixture_course(struct course *course)
{
	struct arena *arena = &course->arena;

	*course = (struct course){.id = "co-ban", .title = "Kỹ năng số cơ bản"};
	course->lesson_count = course->quiz_count = 3;
	course->lessons = arena_array(arena, 3, sizeof(struct lesson *));
	course->lessons[0] = make_lesson(arena, "bat-may", "Bật và tắt máy");
	course->lessons[1] = make_lesson(arena, "noi-wifi", "Nối Wi-Fi");
	course->lessons[2] = make_lesson(arena, "tin-gia", "Tin thật hay giả");
	course->lessons[2]->needs = fixture_strings(arena, "bat-may", NULL);
	course->quizzes = arena_array(arena, 3, sizeof(struct quiz *));
	course->quizzes[0] =
		make_quiz(arena, "kt-dien-thoai", "Kiểm tra: điện thoại", "dt", 24);
	course->quizzes[1] =
		make_quiz(arena, "kt-an-toan", "Kiểm tra: an toàn", "at", 16);
	course->quizzes[2] = make_quiz(arena, "cuoi-khoa", "Kiểm tra cuối khóa", "ck", 6);

	struct quiz *exam = course->quizzes[2];
	exam->mode = QUIZ_EXAM;
	exam->from = fixture_strings(arena, "kt-dien-thoai", "kt-an-toan", NULL);
	exam->always = fixture_strings(arena, "ck-0", NULL);
	exam->must = exam->always;
	exam->draw = exam_draw;
	exam->draw_count = ARRAY_LEN(exam_draw);

	course->modules = arena_array(arena, 2, sizeof(*course->modules));
	make_module(course, "dien-thoai", "Điện thoại", course->quizzes[0],
		    course->lessons, 2);
	make_module(course, "an-toan", "An toàn trên mạng", course->quizzes[1],
		    course->lessons + 2, 1);
	course->modules[1].needs = fixture_strings(arena, "dien-thoai", NULL);
	course->completion = (struct completion_rule){.version = 1,
						      .lessons_required = true,
						      .quizzes_required = true,
						      .exam_id = "cuoi-khoa",
						      .exam_percent = 80};
	course->facts = facts;
	course->fact_count = ARRAY_LEN(facts);
	course->skills = course_skills;
	course->skill_count = ARRAY_LEN(course_skills);
}

struct quiz *fixture_quiz(struct course *course, const char *id)
{
	for (size_t i = 0; i < course->quiz_count; i++)
		if (!strcmp(course->quizzes[i]->id, id))
			return course->quizzes[i];
	return NULL;
}

struct lesson *fixture_lesson(struct course *course, const char *id)
{
	for (size_t i = 0; i < course->lesson_count; i++)
		if (!strcmp(course->lessons[i]->id, id))
			return course->lessons[i];
	return NULL;
}
