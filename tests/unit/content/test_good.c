/* The pack tests/content/good has one of everything and no finding at all; here is what must have
 * come out of it. */
#include "check.h"

#include "base/file.h"
#include "content/load.h"
#include "course/answer.h"
#include "course/practice.h"

#include <stdlib.h>
#include <string.h>

static struct course course;
static struct diags diags;

static int load(void **state)
{
	(void)state;
	return !content_load(&course, &diags, GOOD, NULL);
}

static int unload(void **state)
{
	(void)state;
	diags_release(&diags);
	course_release(&course);
	return 0;
}

static void nothing_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < diags.count; i++)
		print_message("%s:%d: %s %s\n", diags.items[i].at.file,
			      diags.items[i].at.line, diags.items[i].code,
			      diags.items[i].message);
	assert_int_equal(diags.count, 0);
}

static void the_course(void **state)
{
	(void)state;
	assert_string_equal(course.id, "khoa-thu");
	assert_int_equal(course.module_count, 2);
	const struct module *two = &course.modules[1];
	assert_string_equal(two->title, "Phần hai");
	assert_string_equal(two->needs.items[0], "mot");
	assert_null(two->quiz_id);
	assert_null(two->quiz);
	assert_string_equal(two->lessons[0]->id, "bai-ba");
	assert_ptr_equal(course.modules[0].quiz, course_quiz(&course, "kiem-tra-mot"));
	assert_int_equal(two->at.line, 7);
	assert_string_equal(two->at.file, GOOD "/lessons/course.yaml");
	assert_int_equal(course.completion.version, 2);
	assert_true(course.completion.lessons_required);
	assert_true(course.completion.quizzes_required);
	assert_string_equal(course.completion.exam_id, "kiem-tra-cuoi");
	assert_int_equal(course.completion.exam_percent, 75);
	assert_string_equal(course.completion.waive_reasons.items[0], "da-co-chung-nhan");
	/* Course order, not file order. */
	assert_int_equal(course.lesson_count, 3);
	assert_string_equal(course.lessons[0]->id, "bai-mot");
	assert_string_equal(course.lessons[1]->id, "bai-hai");
	assert_string_equal(course.lessons[2]->id, "bai-ba");
	assert_int_equal(course.exercise_count, 1);
	assert_string_equal(course.exercises[0].lines.items[1], "{ten}");
}

static void skills_and_facts(void **state)
{
	(void)state;
	assert_int_equal(course.skill_count, 2);
	assert_int_equal(course.skills[0].maps.count, 3);
	assert_string_equal(course.skills[0].maps.items[1], "cv-3139 1.2");
	assert_string_equal(course.skills[0].maps.items[2], "digcomp-3 1");
	assert_int_equal(course.skills[1].maps.count, 0);
	const struct fact *fact = course_fact(&course, "phi");
	assert_string_equal(fact->value, "0 đồng");
	assert_int_equal(fact->as_of.year * 10000 + fact->as_of.month * 100 +
				 fact->as_of.day,
			 20250228);
	assert_int_equal(fact->status, FACT_SINGLE_SOURCE);
	assert_null(fact->note);
	assert_int_equal(fact->at.line, 13);
	assert_string_equal(course_fact(&course, "so-khan-cap")->note, "Công an.");
	assert_string_equal(course.sources[0].url, "https://bao.example/1");
}

static void a_lesson(void **state)
{
	(void)state;
	const struct lesson *l = course_lesson(&course, "bai-mot");
	assert_string_equal(l->title, "Bài một: làm quen");
	assert_int_equal(l->minutes, 2);
	assert_int_equal(l->epoch, 1);
	assert_int_equal(course_lesson(&course, "bai-hai")->epoch, 2);
	assert_int_equal(l->objective_count, 2);
	assert_string_equal(l->objectives[1].id, "biet-goi");
	assert_string_equal(l->objectives[1].text, "Biết gọi số khẩn cấp");
	assert_string_equal(l->words[0].word, "màn hình");
	assert_string_equal(l->prepare, "Mỗi bàn một máy.");
	assert_string_equal(l->ask_class, "Ai đã từng bấm nhầm?");
	assert_string_equal(l->sources.items[0], "D1");
	assert_int_equal(l->remember.count, 6);
	assert_int_equal(l->needs.count, 0);
	assert_null(course_lesson(&course, "bai-hai")->prepare);
	assert_int_equal(l->at.line, 2);
}

static void steps(void **state)
{
	(void)state;
	const struct lesson *l = course_lesson(&course, "bai-mot");
	static const enum step_kind kinds[] = {STEP_SAY,   STEP_LIST,  STEP_FIGURE,
					       STEP_PHONE, STEP_CHECK, STEP_CHECK};
	assert_int_equal(l->step_count, 6);
	for (size_t i = 0; i < l->step_count; i++)
		assert_int_equal(l->steps[i].kind, kinds[i]);
	assert_string_equal(l->steps[0].say,
			    "Chào {ban}. Hôm nay ta học cách xem màn hình.\n\n"
			    "Máy không hỏng vì một lần chạm nhầm.");
	assert_string_equal(l->steps[1].list.items[1], "Màn hình tối, máy vẫn chạy.");
	assert_string_equal(l->steps[1].caption, "Hai trạng thái của màn hình.");
	assert_null(l->steps[1].title);
	assert_string_equal(l->steps[2].say, "┌──────┐\n│  ○   │← nút\n└──────┘");
	assert_string_equal(l->steps[2].alt, "Một khung có nút tròn ở giữa.");
	const struct phone *phone = l->steps[3].phone;
	assert_int_equal(phone->app, PHONE_SMS);
	assert_string_equal(phone->at, "08:47");
	assert_string_equal(phone->buttons.items[0], "Trả lời");
	assert_null(phone->address);
	assert_string_equal(l->steps[4].check->id, "bai-mot/hoi-nhanh");
	assert_int_equal(l->steps[4].at.line, 31);
	assert_int_equal(l->steps[4].at.col, 5);
	assert_string_equal(l->steps[5].check->objective, "biet-goi");
}

static void a_quiz(void **state)
{
	(void)state;
	const struct quiz *q = course_quiz(&course, "kiem-tra-mot");
	assert_int_equal(q->mode, QUIZ_PRACTICE);
	assert_int_equal(q->draw_count, 2);
	assert_string_equal(q->draw[0].skill, "thu.doc");
	assert_null(q->draw[1].skill);
	assert_int_equal(q->draw[1].take, 2);
	assert_int_equal(q->pass_percent, 75);
	assert_string_equal(q->must.items[0], "so-khan");
	assert_int_equal(q->wait_seconds, 1800);
	assert_false(q->keep_best);
	const struct quiz *exam = course_quiz(&course, "kiem-tra-cuoi");
	assert_int_equal(exam->mode, QUIZ_EXAM);
	assert_true(exam->keep_best);
	assert_int_equal(exam->max_attempts, 3);
	assert_int_equal(exam->wait_seconds, 7 * 86400);
	assert_string_equal(exam->from.items[0], "kiem-tra-mot");
	/* The retired question is read and left out. */
	assert_int_equal(exam->question_count, 2);
	assert_null(course_question(&course, "cau-cu"));
}

static void questions(void **state)
{
	(void)state;
	const struct question *q = course_question(&course, "nut-nguon");
	assert_int_equal(q->type, QUESTION_SINGLE);
	assert_false(q->shuffle);
	assert_true(q->options[1].correct && !q->options[0].correct);
	assert_string_equal(q->options[0].why, "Nút này đổi tiếng to nhỏ.");
	assert_null(q->options[1].why);
	assert_int_equal(q->at.line, 11);
	q = course_question(&course, "ghep-nut");
	assert_true(q->shuffle);
	assert_string_equal(q->pairs[1].right, "Đổi tiếng to nhỏ");
	assert_int_equal(q->extra_right.count, 3);
	assert_int_equal(course_question(&course, "xep-viec")->score, SCORE_EXACT);
	assert_int_equal(course_question(&course, "bai-ba/hoi")->score, SCORE_PAIRS);
	assert_int_equal(course_question(&course, "chon-nhieu")->score, SCORE_EACH);
	q = course_question(&course, "so-con-lai");
	assert_true(q->number == 70000 * (int64_t)1000000);
	assert_true(q->tolerance == 500000);
	assert_string_equal(q->unit, "đồng");
	q = course_question(&course, "go-ten");
	assert_int_equal(q->compare.marks, COMPARE_PLACE);
	assert_string_equal(q->try_right.items[0], "Hoà");
	q = course_question(&course, "bai-hai/hoi");
	assert_int_equal(q->compare.marks, COMPARE_NONE);
	assert_int_equal(q->compare.typo, 1);
	assert_string_equal(q->near[0].hint, "Đây là lời lúc ra về.");
}

static void a_spot_message_loses_its_marks(void **state)
{
	(void)state;
	static const char *const texts[] = {"200.000 đ", "qua-tang.example", "Xin chào"};
	const struct question *q = course_question(&course, "tim-dau");
	assert_string_equal(q->message, "Chúc mừng! Hãy nộp 200.000 đ tại\n"
					"qua-tang.example hôm nay. Xin chào.");
	assert_string_equal(q->app, "sms");
	assert_string_equal(q->from, "Số lạ");
	assert_int_equal(q->span_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(q->spans[i].len, strlen(texts[i]));
		assert_memory_equal(q->message + q->spans[i].start, texts[i],
				    q->spans[i].len);
	}
	assert_true(q->spans[0].scam && q->spans[0].must);
	assert_true(q->spans[1].scam && !q->spans[1].must);
	assert_false(q->spans[2].scam);
	assert_int_equal(answer_mark(q, "phi,link").score, SCORE_FULL);
}

static const struct screen *screen_of(const struct practice *p, const char *id)
{
	for (size_t i = 0; i < p->screen_count; i++) {
		if (!strcmp(p->screens[i].id, id))
			return &p->screens[i];
	}
	fail_msg("no screen %s", id);
	return NULL;
}

static void a_practice(void **state)
{
	(void)state;
	const struct practice *p = course_practice(&course, "goi-la");
	assert_int_equal(course.practice_count, 1);
	assert_string_equal(p->title, "Cuộc gọi lạ");
	assert_string_equal(p->brief,
			    "Bác Tâm có 2 triệu đồng trong máy.\n"
			    "Có người lạ gọi cho bác. Phí tra cứu là {fact.phi}.");
	assert_string_equal(p->skills.items[0], "thu.doc");
	assert_string_equal(p->sources.items[0], "D1");
	assert_string_equal(p->owner, "Bác Tâm");
	assert_int_equal(p->minutes, 2);
	assert_int_equal(p->balance, 2000000);
	assert_int_equal(p->var_count, 3);
	assert_string_equal(p->vars[0], "lo_ma");
	assert_true(p->is_bool[0] && p->is_bool[1] && !p->is_bool[2]);
	assert_int_equal(p->screen_count, 8);
	assert_string_equal(p->screens[p->start].id, "reo");
	assert_int_equal(p->decide.count, 1);
	assert_int_equal(p->goal_count, 2);
	assert_int_equal(p->goals[0].points, 60);
	assert_true(p->goals[0].must && !p->goals[1].must);
	assert_string_equal(p->goals[1].when.text, "da_bao and balance >= 2000000");
	assert_int_equal(p->goals[1].when.count, 5);
	assert_int_equal(p->path_count, 3);
	assert_int_equal(p->paths[2].score, 0);
	assert_true(p->paths[2].fail && !p->paths[0].fail);
	assert_int_equal(p->at.line, 1);
	assert_int_equal(p->goals[1].at.line, 16);
	assert_int_equal(p->paths[1].at.line, 69);
}

static void screens(void **state)
{
	(void)state;
	const struct practice *p = course_practice(&course, "goi-la");
	const struct screen *s = screen_of(p, "reo");
	assert_ptr_equal(s, &p->screens[0]);
	assert_int_equal(s->app, PHONE_CALL);
	assert_int_equal(s->show.app, PHONE_CALL);
	assert_true(s->ring);
	assert_string_equal(s->show.from, "Số lạ");
	assert_string_equal(s->show.at, "08:47");
	assert_null(s->voice);
	assert_int_equal(s->ending, ENDING_NONE);
	assert_int_equal(s->after_steps, 0);
	assert_int_equal(s->after.to, -1);
	s = screen_of(p, "hop-tin");
	assert_int_equal(s->show.items.count, 2);
	s = screen_of(p, "dang-noi");
	assert_false(s->ring);
	assert_string_equal(s->voice, "Bác đọc mã cho tôi. Đừng nói với ai.");
	assert_string_equal(s->hints.items[1], "Ngân hàng không hỏi mã.");
	assert_int_equal(s->after_steps, 3);
	assert_string_equal(s->after.say, "Họ dập máy.");
	assert_string_equal(p->screens[s->after.to].id, "sau-cup");
	assert_int_equal(s->after.effects[0].var, 2);
	assert_int_equal(s->at.line, 33);
	assert_int_equal(s->at.col, 3);
	s = screen_of(p, "ket-xau");
	assert_int_equal(s->ending, ENDING_HARMED);
	assert_int_equal(s->debrief.count, 2);
	assert_string_equal(s->say, "Mất tiền rồi, nhưng đã khóa kịp.");
	assert_int_equal(screen_of(p, "ket-tot")->ending, ENDING_SAFE);
	assert_int_equal(screen_of(p, "ket-vua")->ending, ENDING_PARTIAL);
}

static void actions(void **state)
{
	(void)state;
	const struct practice *p = course_practice(&course, "goi-la");
	const struct action *a = screen_of(p, "reo")->actions;
	assert_int_equal(a[0].kind, ACTION_TAP);
	assert_int_equal(a[0].when.count, 0);
	assert_string_equal(p->screens[a[0].then.to].id, "dang-noi");
	assert_int_equal(a[1].kind, ACTION_SWIPE);
	assert_int_equal(a[1].at.line, 23);
	a = screen_of(p, "hop-tin")->actions;
	assert_int_equal(a[0].kind, ACTION_SCROLL);
	assert_int_equal(a[0].then.to, -1);
	assert_string_equal(a[0].then.say, "Không có gì mới.");
	assert_true(a[1].then.restart);
	a = screen_of(p, "dang-noi")->actions;
	assert_int_equal(a[0].then.pay, 1500000);
	assert_int_equal(a[0].then.effect_count, 1);
	assert_true(a[0].then.effects[0].var == 0 && a[0].then.effects[0].value == 1 &&
		    !a[0].then.effects[0].add);
	assert_int_equal(a[1].kind, ACTION_WAIT);
	assert_string_equal(a[1].when.text, "lan_cho < 3");
	assert_true(a[1].then.effects[0].var == 2 && a[1].then.effects[0].value == 1 &&
		    a[1].then.effects[0].add);
	a = screen_of(p, "sau-cup")->actions;
	assert_int_equal(a[1].kind, ACTION_TYPE);
	assert_int_equal(a[1].accept.count, 2);
	assert_int_equal(a[1].compare.marks, COMPARE_NONE);
	assert_true(a[1].secret && !a[0].secret);
	assert_string_equal(a[1].wrong.say, "Số này chưa khớp.");
	assert_int_equal(a[1].wrong.to, -1);
	assert_int_equal(a[1].wrong.effects[0].var, 2);
	assert_false(a[1].wrong.effects[0].add);
}

static void a_practice_is_a_step_and_a_question(void **state)
{
	(void)state;
	const struct lesson *l = course_lesson(&course, "bai-ba");
	assert_int_equal(l->steps[2].kind, STEP_PRACTICE);
	assert_string_equal(l->steps[2].practice, "goi-la");
	const struct question *q = course_question(&course, "goi-thu");
	assert_int_equal(q->type, QUESTION_DO);
	assert_string_equal(q->practice, "goi-la");
	assert_int_equal(q->goals.count, 2);
	assert_int_equal(answer_mark(q, "100:giu-ma,bao-tin").score, SCORE_FULL);
}

/* ── digests ── */

struct digests {
	uint8_t grade[DIGEST_BYTES], text[DIGEST_BYTES];
};

static struct digests digests_of(const char *options, const char *ask)
{
	static const char form[] =
		"kind: quiz\nschema: 1\nid: x\ntitle: X\nmode: exam\n"
		"always: [a]\nquestions:\n  - id: a\n    type: single\n"
		"    skills: [b.c]\n    ask: %s\n    options: [%s]\n";
	char *text = xasprintf(form, ask, options);
	struct course c = {0};
	struct diags d = {0};
	content_load_text(&c, &d, "x.yaml", text, strlen(text));
	assert_int_equal(d.errors, 0);
	const struct question *q = course_question(&c, "a");
	struct digests out;
	memcpy(out.grade, q->grade_digest, DIGEST_BYTES);
	memcpy(out.text, q->text_digest, DIGEST_BYTES);
	diags_release(&d);
	course_release(&c);
	free(text);
	return out;
}

static void a_typo_fix_keeps_the_grade_digest(void **state)
{
	(void)state;
	const char *options =
		"{id: m, text: Một, correct: true}, {id: h, text: Hai, why: Sai.}";
	const char *spelt =
		"{id: m, text: Mốt, correct: true}, {id: h, text: Hai, why: Sai.}";
	const char *other =
		"{id: m, text: Một, why: Sai.}, {id: h, text: Hai, correct: true}";
	struct digests a = digests_of(options, "Chọn di"),
		       b = digests_of(options, "Chọn đi");
	struct digests c = digests_of(spelt, "Chọn đi"), d = digests_of(other, "Chọn đi");
	assert_memory_equal(a.grade, b.grade, DIGEST_BYTES);
	assert_memory_not_equal(a.text, b.text, DIGEST_BYTES);
	assert_memory_equal(b.grade, c.grade, DIGEST_BYTES);
	assert_memory_not_equal(b.text, c.text, DIGEST_BYTES);
	assert_memory_not_equal(b.grade, d.grade, DIGEST_BYTES);
}

int test_good(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_found),
		cmocka_unit_test(the_course),
		cmocka_unit_test(skills_and_facts),
		cmocka_unit_test(a_lesson),
		cmocka_unit_test(steps),
		cmocka_unit_test(a_quiz),
		cmocka_unit_test(questions),
		cmocka_unit_test(a_spot_message_loses_its_marks),
		cmocka_unit_test(a_practice),
		cmocka_unit_test(screens),
		cmocka_unit_test(actions),
		cmocka_unit_test(a_practice_is_a_step_and_a_question),
		cmocka_unit_test(a_typo_fix_keeps_the_grade_digest),
	};
	return cmocka_run_group_tests_name("good pack", tests, load, unload);
}
