/* What changes the grade bytes and what does not: progress of learners hangs on it. */
#include "course/course.h"

#include "base/buf.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_question(void);

enum change { KEEPS_GRADE = 0, CHANGES_GRADE = 1, KEEPS_TEXT = 0, CHANGES_TEXT = 2 };

static void swap(void *a, void *b, size_t size)
{
	char kept[128];

	memcpy(kept, a, size);
	memcpy(a, b, size);
	memcpy(b, kept, size);
}

static void new_ask(struct question *q)
{
	q->ask = "Hỏi gì đấy?";
}

static void new_explain(struct question *q)
{
	q->explain = NULL;
}

static void new_why(struct question *q)
{
	q->options[0].why = "Lý do khác.";
}

static void new_option_text(struct question *q)
{
	q->options[1].text = "Chữ khác";
}

static void swap_options(struct question *q)
{
	swap(&q->options[0], &q->options[1], sizeof(*q->options));
}

static void rename_option(struct question *q)
{
	q->options[0].id = "khac";
}

static void fewer_options(struct question *q)
{
	q->option_count--;
}

static void other_correct(struct question *q)
{
	q->options[0].correct = !q->options[0].correct;
}

static void other_policy(struct question *q)
{
	q->score = q->score == SCORE_PAIRS ? SCORE_EXACT : SCORE_EACH;
}

static void other_skill_and_objective(struct question *q)
{
	q->objective = "muc-tieu";
	q->epoch = 7;
	q->at.line = 99;
	q->shuffle = !q->shuffle;
}

static void new_left(struct question *q)
{
	q->pairs[0].left = "Trúng xe máy";
}

static void new_right(struct question *q)
{
	q->pairs[3].right = "Vuốt từ trên xuống";
}

static void split_right(struct question *q)
{
	q->pairs[2].right = "Đáng ngờ";
}

static void swap_pairs(struct question *q)
{
	swap(&q->pairs[0], &q->pairs[3], sizeof(*q->pairs));
}

static void fewer_extras(struct question *q)
{
	q->extra_right.count--;
}

static void new_accept(struct question *q)
{
	q->accept.items[1] = "hỗ trợ";
}

static void fewer_accept(struct question *q)
{
	q->accept.count--;
}

static void swap_accept(struct question *q)
{
	swap(&q->accept.items[0], &q->accept.items[1], sizeof(*q->accept.items));
}

static void other_marks(struct question *q)
{
	q->compare.marks = COMPARE_NONE;
}

static void other_case(struct question *q)
{
	q->compare.case_matters = true;
}

static void other_spaces(struct question *q)
{
	q->compare.spaces_matter = true;
}

static void other_typo(struct question *q)
{
	q->compare.typo = 1;
}

static void other_hint(struct question *q)
{
	q->near[0].hint = "Gần đúng rồi.";
}

static void other_try(struct question *q)
{
	q->try_right.items[0] = "TRO NANG";
}

static void other_number(struct question *q)
{
	q->number++;
}

static void other_tolerance(struct question *q)
{
	q->tolerance = 1;
}

static void new_unit(struct question *q)
{
	q->unit = "giờ";
}

static void new_message(struct question *q)
{
	q->message = "CHUC MUNG! Nop phi tai qua.example truoc 11h.";
}

static void new_span_why(struct question *q)
{
	q->spans[3].why = "Hối thúc.";
}

static void other_scam(struct question *q)
{
	q->spans[0].scam = true;
}

static void other_must(struct question *q)
{
	q->spans[1].must = true;
}

static void swap_spans(struct question *q)
{
	swap(&q->spans[0], &q->spans[1], sizeof(*q->spans));
}

static void other_practice(struct question *q)
{
	q->practice = "khac";
}

static void fewer_goals(struct question *q)
{
	q->goals.count--;
}

static void swap_goals(struct question *q)
{
	swap(&q->goals.items[0], &q->goals.items[1], sizeof(*q->goals.items));
}

static const struct {
	enum question_type type;
	void (*change)(struct question *);
	int effect;
} cases[] = {
	{QUESTION_SINGLE, new_ask, CHANGES_TEXT},
	{QUESTION_SINGLE, new_explain, CHANGES_TEXT},
	{QUESTION_SINGLE, new_why, CHANGES_TEXT},
	{QUESTION_SINGLE, new_option_text, CHANGES_TEXT},
	{QUESTION_SINGLE, swap_options, CHANGES_TEXT},
	{QUESTION_SINGLE, rename_option, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_SINGLE, fewer_options, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_SINGLE, other_correct, CHANGES_GRADE},
	{QUESTION_SINGLE, other_policy, KEEPS_GRADE},
	{QUESTION_SINGLE, other_skill_and_objective, KEEPS_GRADE},
	{QUESTION_MULTIPLE, new_why, CHANGES_TEXT},
	{QUESTION_MULTIPLE, swap_options, CHANGES_TEXT},
	{QUESTION_MULTIPLE, other_correct, CHANGES_GRADE},
	{QUESTION_MULTIPLE, other_policy, CHANGES_GRADE},
	{QUESTION_ORDER, new_option_text, CHANGES_TEXT},
	{QUESTION_ORDER, swap_options, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_ORDER, other_correct, KEEPS_GRADE},
	{QUESTION_ORDER, other_policy, CHANGES_GRADE},
	{QUESTION_MATCH, new_left, CHANGES_TEXT},
	{QUESTION_MATCH, new_right, CHANGES_TEXT},
	{QUESTION_MATCH, split_right, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_MATCH, swap_pairs, CHANGES_TEXT},
	{QUESTION_MATCH, fewer_extras, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_TEXT, new_ask, CHANGES_TEXT},
	{QUESTION_TEXT, new_accept, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_TEXT, fewer_accept, CHANGES_GRADE | CHANGES_TEXT},
	{QUESTION_TEXT, swap_accept, CHANGES_TEXT},
	{QUESTION_TEXT, other_marks, CHANGES_GRADE},
	{QUESTION_TEXT, other_case, CHANGES_GRADE},
	{QUESTION_TEXT, other_spaces, CHANGES_GRADE},
	{QUESTION_TEXT, other_typo, CHANGES_GRADE},
	{QUESTION_TEXT, other_hint, CHANGES_TEXT},
	{QUESTION_TEXT, other_try, KEEPS_GRADE},
	{QUESTION_NUMBER, other_number, CHANGES_GRADE},
	{QUESTION_NUMBER, other_tolerance, CHANGES_GRADE},
	{QUESTION_NUMBER, new_unit, CHANGES_TEXT},
	{QUESTION_SPOT, new_message, CHANGES_TEXT},
	{QUESTION_SPOT, new_span_why, CHANGES_TEXT},
	{QUESTION_SPOT, other_scam, CHANGES_GRADE},
	{QUESTION_SPOT, other_must, CHANGES_GRADE},
	{QUESTION_SPOT, swap_spans, CHANGES_TEXT},
	{QUESTION_DO, other_practice, CHANGES_GRADE},
	{QUESTION_DO, fewer_goals, CHANGES_GRADE},
	{QUESTION_DO, swap_goals, KEEPS_GRADE},
};

static bool same(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && !memcmp(a->data, b->data, a->len);
}

static void edits(void **state)
{
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf grade = BUF_INIT, text = BUF_INIT;
		struct buf new_grade = BUF_INIT, changed_text = BUF_INIT;
		struct question q = fixture_question(&arena, cases[i].type);

		question_grade_bytes(&q, &grade);
		question_text_bytes(&q, &text);
		cases[i].change(&q);
		question_grade_bytes(&q, &new_grade);
		question_text_bytes(&q, &changed_text);
		if (same(&grade, &new_grade) != !(cases[i].effect & CHANGES_GRADE))
			fail_msg("case %zu: grade bytes:\n%s\n%s", i, grade.data,
				 new_grade.data);
		if (same(&text, &changed_text) != !(cases[i].effect & CHANGES_TEXT))
			fail_msg("case %zu: text bytes:\n%s\n%s", i, text.data,
				 changed_text.data);
		buf_release(&grade);
		buf_release(&text);
		buf_release(&new_grade);
		buf_release(&changed_text);
	}
	arena_release(&arena);
}

/* Stored digests are made of exactly these bytes. */
static void bytes_stay(void **state)
{
	static const struct {
		enum question_type type;
		const char *bytes;
	} expected[] = {
		{QUESTION_SINGLE,
		 "type=6:single\nkey=3:cup\noption=3:doc\noption=3:hen\n"},
		{QUESTION_MULTIPLE,
		 "type=8:multiple\nscore=3:all\nkey=6:co-chu\nkey=3:doc\n"
		 "option=7:may-bay\nkey=8:phong-to\noption=3:tat\n"},
		{QUESTION_ORDER, "type=5:order\nscore=5:pairs\nitem=2:mo\nitem=3:vao\n"
				 "item=3:tim\nitem=3:cai\n"},
		{QUESTION_MATCH,
		 "type=5:match\npair=2:p1\npair=2:p2\npair=2:p3\nsame=2:p1\n"
		 "pair=2:p4\nextras=1:2\n"},
		{QUESTION_TEXT,
		 "type=4:text\naccept=23:hỗ trợ tiếp cận\naccept=11:trợ năng\n"
		 "marks=5:place\ncase=4:free\nspaces=4:free\ntypo=1:0\n"},
		{QUESTION_NUMBER, "type=6:number\nnumber=7:6000000\ntolerance=1:0\n"},
		{QUESTION_SPOT,
		 "type=4:spot\nscam=3:han\nmust=4:link\nfine=4:mung\nscam=3:phi\n"},
		{QUESTION_DO, "type=2:do\npractice=15:goi-gia-cong-an\n"
			      "goal=14:bao-nguoi-than\ngoal=11:khong-lo-ma\n"},
	};
	struct arena arena = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(expected); i++) {
		struct buf grade = BUF_INIT;
		struct question q = fixture_question(&arena, expected[i].type);
		question_grade_bytes(&q, &grade);
		assert_string_equal(grade.data, expected[i].bytes);
		buf_release(&grade);
	}
	arena_release(&arena);
}

/* Texts that imitate the framing do not make two questions alike. */
static void framing_is_unambiguous(void **state)
{
	struct arena arena = {0};
	struct question one = fixture_question(&arena, QUESTION_TEXT);
	struct question two = fixture_question(&arena, QUESTION_TEXT);
	struct buf a = BUF_INIT, b = BUF_INIT;

	(void)state;
	one.accept = fixture_strings(&arena, "a", "b", NULL);
	two.accept = fixture_strings(&arena, "a\naccept=1:b", NULL);
	question_grade_bytes(&one, &a);
	question_grade_bytes(&two, &b);
	assert_false(same(&a, &b));
	buf_reset(&a);
	buf_reset(&b);
	one.ask = "x\nexplain=1:y";
	one.explain = NULL;
	two = one;
	two.ask = "x";
	two.explain = "y";
	question_text_bytes(&one, &a);
	question_text_bytes(&two, &b);
	assert_false(same(&a, &b));
	buf_release(&a);
	buf_release(&b);
	arena_release(&arena);
}

/* ── practices ─────────────────────────────────────────────────────────────────────────── */

static void as_it_is(struct practice *p)
{
	(void)p;
}

static void other_words(struct practice *p)
{
	p->title = "Tên khác";
	p->goals[0].text = "Nói cách khác";
	p->screens[0].actions[0].label = "Nhấc máy";
	p->paths[0].score = -1;
}

static void goals_swapped(struct practice *p)
{
	swap(&p->goals[0], &p->goals[1], sizeof(*p->goals));
}

static void goal_renamed(struct practice *p)
{
	p->goals[1].id = "bao";
}

static void goal_worth_more(struct practice *p)
{
	p->goals[0].points++;
}

static void goal_not_needed(struct practice *p)
{
	p->goals[0].must = false;
}

static void goal_of_another_variable(struct practice *p)
{
	p->goals[1].when.items[0].value = 0;
}

static void goal_always_met(struct practice *p)
{
	p->goals[1].when.count = 0;
}

static void goal_fewer(struct practice *p)
{
	p->goal_count--;
}

static void practice_bytes(void **state)
{
	static const struct {
		void (*change)(struct practice *p);
		bool changes;
	} bends[] = {
		{as_it_is, false},
		{other_words, false},
		{goals_swapped, false},
		{goal_renamed, true},
		{goal_worth_more, true},
		{goal_not_needed, true},
		{goal_of_another_variable, true},
		{goal_always_met, true},
		{goal_fewer, true},
	};
	struct buf before = BUF_INIT, after = BUF_INIT;
	struct arena arena = {0};

	(void)state;
	practice_grade_bytes(fixture_practice(&arena), &before);
	assert_string_equal(before.data, "may=14:bao-nguoi-than\n"
					 "points=2:40\n"
					 "when=6:da_bao\n"
					 "must=11:khong-lo-ma\n"
					 "points=2:60\n"
					 "when=10:lo_otp not\n");
	for (size_t i = 0; i < ARRAY_LEN(bends); i++) {
		struct practice *p = fixture_practice(&arena);
		bends[i].change(p);
		buf_reset(&after);
		practice_grade_bytes(p, &after);
		if (same(&before, &after) == bends[i].changes)
			fail_msg("case %zu: %s", i, after.data);
	}
	buf_release(&before);
	buf_release(&after);
	arena_release(&arena);
}

int test_question(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(edits),
		cmocka_unit_test(bytes_stay),
		cmocka_unit_test(framing_is_unambiguous),
		cmocka_unit_test(practice_bytes),
	};

	return cmocka_run_group_tests_name("question", tests, NULL, NULL);
}
