/* GIFT and Aiken: what is read, what is refused and where, and that nothing is lost. */
#include "check.h"

#include "content/exchange.h"
#include "content/load.h"

#include "base/buf.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef bool read_function(struct exchange *exchange, struct diags *diags,
			   const char *name, const void *bytes, size_t n);

struct reading {
	struct exchange exchange;
	struct diags diags, made;
	struct buf yaml;
	struct course course;
};

/* Reads, writes our YAML, reads that. */
static void begin(struct reading *r, read_function *read, const char *text)
{
	const struct exchange_header header = {"thu", "Thử", "nhom.ky-nang"};
	*r = (struct reading){.yaml = BUF_INIT};
	if (!read(&r->exchange, &r->diags, "thu.txt", text, strlen(text)))
		return;
	exchange_yaml(&r->exchange, &header, &r->yaml, NULL);
	content_load_text(&r->course, &r->made, "thu.yaml", r->yaml.data, r->yaml.len);
	for (size_t i = 0; i < r->made.count; i++)
		if (r->made.items[i].code[0] == 'E')
			fail_msg("%s:%d: %s\n%s", r->made.items[i].code,
				 r->made.items[i].at.line, r->made.items[i].message,
				 r->yaml.data);
}

static void end(struct reading *r)
{
	diags_release(&r->diags);
	diags_release(&r->made);
	course_release(&r->course);
	exchange_release(&r->exchange);
	buf_release(&r->yaml);
}

/* A question as one line: type, ask, answers with their marks and reasons. */
static void show(struct buf *out, const struct question *q)
{
	buf_printf(out, "%s|%s", question_type_name(q->type), q->ask);
	for (size_t i = 0; i < q->option_count; i++) {
		const struct option *o = &q->options[i];
		buf_printf(out, "|%s%s", o->correct ? "=" : "~", o->text);
		if (o->why)
			buf_printf(out, "#%s", o->why);
	}
	for (size_t i = 0; i < q->pair_count; i++)
		buf_printf(out, "|%s->%s", q->pairs[i].left, q->pairs[i].right);
	for (size_t i = 0; i < q->extra_right.count; i++)
		buf_printf(out, "|->%s", q->extra_right.items[i]);
	for (size_t i = 0; i < q->accept.count; i++)
		buf_printf(out, "|=%s", q->accept.items[i]);
	for (size_t i = 0; i < q->near_count; i++)
		buf_printf(out, "|?%s#%s", q->near[i].text, q->near[i].hint);
	if (q->type == QUESTION_NUMBER)
		buf_printf(out, "|%lld:%lld", (long long)q->number,
			   (long long)q->tolerance);
	if (q->explain)
		buf_printf(out, "|!%s", q->explain);
}

static const struct {
	const char *gift, *question;
} read_cases[] = {
	{"Thủ đô nước ta?{~Huế =Hà Nội ~Đà Nẵng}",
	 "single|Thủ đô nước ta?|~Huế|=Hà Nội|~Đà Nẵng"},
	{"Thủ đô là {~Huế#Xưa kia. =Hà Nội#Đúng rồi.} của nước ta.",
	 "single|Thủ đô là …… của nước ta.|~Huế#Xưa kia.|=Hà Nội#Đúng rồi."},
	{"Hai cộng hai là {=bốn =4}.", "text|Hai cộng hai là …….|=bốn|=4"},
	{"Mặt trời mọc ở phía đông.{T}", "single|Mặt trời mọc ở phía đông.|=Đúng|~Sai"},
	{"Cá biết bay.{FALSE#Cá bơi.#Phải.\n####Cũng có loài lướt trên nước.}",
	 "single|Cá biết bay.|~Đúng#Cá bơi.|=Sai#Phải.|!Cũng có loài lướt trên nước."},
	{"Nối lại. {\n\t=Lào -> Viêng Chăn\n\t=Nhật -> Tokyo\n\t= -> Seoul\n}",
	 "match|Nối lại.|Lào->Viêng Chăn|Nhật->Tokyo|->Seoul"},
	{"Năm nào?{#1945}", "number|Năm nào?|1945000000:0"},
	{"Số pi?{#3.1415:0.0005}.", "number|Số pi?|3141500:500"},
	{"Số pi?{#3.141..3.142}", "number|Số pi?|3141500:500"},
	{"Năm?{#\n\t=1822:0 #Đúng.\n\t=%50%1822:2 #Gần.\n}",
	 "number|Năm?|1822000000:0|!Đúng."},
	{"Ai?{~%-50%Không ai ~%50%Lan ~%50%Hoa ~%-50%Mai}",
	 "multiple|Ai?|~Không ai|=Lan|=Hoa|~Mai"},
	{"Ở đâu?{=Nam#Đúng =%75%Nm#Sai chữ. =%0%*#Sai}", "text|Ở đâu?|=Nam|?Nm#Sai chữ."},
	{"Bằng 5? {\n ~ \\= 2 + 2\n = \\= 2 + 3\n}", "single|Bằng 5?|~= 2 + 2|== 2 + 3"},
	{"Dấu nào? {~ \\~ # \\~ à. = \\\\ # Phải.}", "single|Dấu nào?|~~#~ à.|=\\#Phải."},
	{"::Tên::[html]Chọn <b>một</b> &lt;chữ&gt;.{=a ~b}",
	 "single|Chọn một <chữ>.|=a|~b"},
	{"Dòng một\\nDòng hai {=a ~b}", "single|Dòng một\nDòng hai|=a|~b"},
	{"Có hay không?{=Yes ~No}", "single|Có hay không?|=Yes|~No"},
	{"Viết {=no}", "text|Viết|=no"},
};

static void questions_are_read(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(read_cases); i++) {
		struct reading r;
		struct buf got = BUF_INIT;
		begin(&r, gift_read, read_cases[i].gift);
		if (r.diags.count)
			fail_msg("%s: %s", read_cases[i].gift, r.diags.items[0].message);
		assert_int_equal(r.course.quiz_count, 1);
		assert_int_equal(r.course.quizzes[0]->question_count, 1);
		show(&got, &r.course.quizzes[0]->questions[0]);
		assert_string_equal(got.data, read_cases[i].question);
		buf_release(&got);
		end(&r);
	}
}

static const struct {
	read_function *read;
	const char *text;
	int line, col;
	const char *code;
} refused[] = {
	{gift_read, "Kể về bạn. {}", 1, 13, "E06"},
	{gift_read, "// gì đó\n\nMột.{T}\n\nChỉ là lời dẫn.", 5, 1, "E03"},
	{gift_read, "Thiếu đóng {=a ~b", 1, 12, "E03"},
	{gift_read, "Một {=a\n\n~b}", 1, 5, "E03"},
	{gift_read, "Thừa } đây {=a ~b}", 1, 6, "E03"},
	{gift_read, "Hai {=a {~b}", 1, 9, "E03"},
	{gift_read, "::Tên chưa đóng\nHỏi? {T}", 1, 1, "E03"},
	{gift_read, "Hỏi?{=a =b ~c}", 1, 6, "E20"},
	{gift_read, "Hỏi?{~a ~b}", 1, 6, "E20"},
	{gift_read, "Hỏi?{~%50%a ~%50%b}", 1, 6, "E20"},
	{gift_read, "Hỏi?{=a ~%x%b}", 1, 10, "E06"},
	{gift_read, "Hỏi?{=a ~%150%b}", 1, 10, "E06"},
	{gift_read, "Hỏi?{=a ~}", 1, 10, "E07"},
	{gift_read, "Hỏi?{=a -> b\n=c}", 2, 2, "E03"},
	{gift_read, "Hỏi?{#ba}", 1, 7, "E06"},
	{gift_read, "Hỏi?{#5:-1}", 1, 7, "E06"},
	{gift_read, "Hỏi?{xin chào}", 1, 6, "E03"},
	{gift_read, "Hỏi?{=a*}", 1, 6, "E06"},
	{gift_read, "[html]Xem <img src=x> {=a ~b}", 1, 1, "E06"},
	{gift_read, "{=a ~b}", 1, 1, "E07"},
	{gift_read, "// kynangso: {a: [}\nHỏi?{T}", 1, 1, "E03"},
	{gift_read, "Hỏi?{=a ~b\x01}", 1, 11, "E01"},
	{aiken_read, "Hỏi?\nA. một\nB. hai", 1, 1, "E07"},
	{aiken_read, "Hỏi?\nA. một\nC. hai\nANSWER: A", 3, 1, "E03"},
	{aiken_read, "Hỏi?\nA. một\nB. hai\nANSWER: C", 4, 9, "E20"},
	{aiken_read, "Hỏi?\nhai dòng\nA. một\nB. hai\nANSWER: A", 2, 1, "E03"},
	{aiken_read, "Hỏi?\nA. một\nANSWER: A", 3, 1, "E07"},
	{aiken_read, "A. một\nB. hai\nANSWER: A", 1, 1, "E07"},
};

static void mistakes_have_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
		struct reading r;
		begin(&r, refused[i].read, refused[i].text);
		if (!r.diags.count)
			fail_msg("accepted: %s", refused[i].text);
		const struct diag *d = &r.diags.items[0];
		if (strcmp(d->code, refused[i].code) != 0 ||
		    d->at.line != refused[i].line || d->at.col != refused[i].col)
			fail_msg("%s\ngot %d:%d %s %s", refused[i].text, d->at.line,
				 d->at.col, d->code, d->message);
		end(&r);
	}
}

static void aiken_is_read(void **state)
{
	(void)state;
	struct reading r;
	struct buf got = BUF_INIT;
	begin(&r, aiken_read,
	      "Nút nào tắt máy?\r\nA) Nút nguồn\r\nB. Nút tiếng\r\nANSWER: A\r\n\r\n"
	      "Câu hai\nA. có\nB. không\nC. tùy\nANSWER:  C\n");
	assert_int_equal(r.diags.count, 0);
	assert_int_equal(r.exchange.count, 2);
	show(&got, &r.course.quizzes[0]->questions[0]);
	assert_string_equal(got.data, "single|Nút nào tắt máy?|=Nút nguồn|~Nút tiếng");
	buf_reset(&got);
	show(&got, &r.course.quizzes[0]->questions[1]);
	assert_string_equal(got.data, "single|Câu hai|~có|~không|=tùy");
	buf_release(&got);
	end(&r);
}

static void ids_come_from_the_file(void **state)
{
	(void)state;
	struct reading r;
	begin(&r, gift_read,
	      "// [id:cau-mot] [tag:x]\nA?{T}\n\n::Thủ đô: ở đâu?::B?{T}\n\n"
	      "::Thủ đô ở đâu::C?{T}\n\nD?{T}");
	static const char *const want[] = {"cau-mot", "thu-do-o-dau", "thu-do-o-dau-2",
					   "cau-4"};
	assert_int_equal(r.exchange.count, ARRAY_LEN(want));
	for (size_t i = 0; i < ARRAY_LEN(want); i++)
		assert_string_equal(r.exchange.items[i].id, want[i]);
	end(&r);
}

/* What our marking does not have is told to the author, not dropped. */
static void losses_are_noted(void **state)
{
	(void)state;
	struct reading r;
	begin(&r, gift_read, "Hỏi?{~sai ~%50%nửa =đúng}\n\nHỏi?{~%30%a ~%70%b ~c}");
	assert_non_null(strstr(r.yaml.data, "# GIFT cho “nửa” một phần điểm."));
	assert_non_null(strstr(r.yaml.data, "# Trọng số trong GIFT khác"));
	end(&r);
}

/* Every question we ship comes back with its marking and its words. */
static void our_quizzes_come_back(void **state)
{
	(void)state;
	struct course course = {0};
	struct diags diags = {0};
	struct err err = {0};
	size_t seen = 0;
	assert_true(content_load(&course, &diags, ".", &err));
	for (size_t i = 0; i < course.quiz_count; i++) {
		const struct quiz *quiz = course.quizzes[i];
		struct buf gift = BUF_INIT;
		struct reading r;
		size_t left_out = gift_write(&gift, &course, quiz, true);
		begin(&r, gift_read, gift.data);
		if (r.diags.count)
			fail_msg("%s:%d: %s", quiz->id, r.diags.items[0].at.line,
				 r.diags.items[0].message);
		const struct quiz *back = r.course.quizzes[0];
		assert_int_equal(back->question_count + left_out, quiz->question_count);
		for (size_t j = 0, k = 0; j < quiz->question_count; j++) {
			const struct question *q = &quiz->questions[j];
			if (q->type == QUESTION_DO)
				continue;
			const struct question *b = &back->questions[k++];
			assert_string_equal(b->id, q->id);
			if (memcmp(b->grade_digest, q->grade_digest, DIGEST_BYTES) != 0 ||
			    memcmp(b->text_digest, q->text_digest, DIGEST_BYTES) != 0)
				fail_msg("%s came back changed:\n%s", q->id, r.yaml.data);
			assert_int_equal(b->skills.count, q->skills.count);
			seen++;
		}
		end(&r);
		buf_release(&gift);
	}
	assert_true(seen > 80);
	diags_release(&diags);
	course_release(&course);
}

/* For others, facts and forms of address are words. */
static void placeholders_are_expanded(void **state)
{
	(void)state;
	struct course course = {0};
	struct diags diags = {0};
	struct err err = {0};
	assert_true(content_load(&course, &diags, ".", &err));
	for (size_t i = 0; i < course.quiz_count; i++) {
		struct buf gift = BUF_INIT;
		struct exchange exchange = {0};
		struct diags found = {0};
		gift_write(&gift, &course, course.quizzes[i], false);
		assert_null(strstr(gift.data, "\\{ban\\}"));
		assert_null(strstr(gift.data, "\\{fact."));
		assert_true(gift_read(&exchange, &found, "x", gift.data, gift.len));
		diags_release(&found);
		exchange_release(&exchange);
		buf_release(&gift);
	}
	diags_release(&diags);
	course_release(&course);
}

int test_exchange(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(questions_are_read),
		cmocka_unit_test(mistakes_have_their_place),
		cmocka_unit_test(aiken_is_read),
		cmocka_unit_test(ids_come_from_the_file),
		cmocka_unit_test(losses_are_noted),
		cmocka_unit_test(our_quizzes_come_back),
		cmocka_unit_test(placeholders_are_expanded),
	};
	return cmocka_run_group_tests_name("exchange", tests, NULL, NULL);
}
