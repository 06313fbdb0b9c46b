#include "content/lint.h"

#include "base/i18n.h"
#include "content/load.h"

#include <stdlib.h>
#include <string.h>

static const struct rules *const sets[] = {&rules_question, &rules_screen,
					   &rules_practice, &rules_words, &rules_course};

static void on_question(struct pack *pack, const struct rule *rule,
			const struct question *question)
{
	if (rule->question && pack_sound(pack, question))
		rule->question(pack, question);
}

static void on_lesson(struct pack *pack, const struct rule *rule,
		      const struct lesson *lesson)
{
	for (size_t i = 0; i < lesson->step_count; i++) {
		if (lesson->steps[i].check)
			on_question(pack, rule, lesson->steps[i].check);
	}
	if (rule->lesson && pack_sound(pack, lesson))
		rule->lesson(pack, lesson);
}

static void on_quiz(struct pack *pack, const struct rule *rule, const struct quiz *quiz)
{
	for (size_t i = 0; i < quiz->question_count; i++)
		on_question(pack, rule, &quiz->questions[i]);
	if (rule->quiz && pack_sound(pack, quiz))
		rule->quiz(pack, quiz);
}

static void run_on_files(struct pack *pack, const struct rule *rule)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		if (!file->object)
			continue;
		if (file->kind == FILE_LESSON)
			on_lesson(pack, rule, file->object);
		else if (file->kind == FILE_QUIZ)
			on_quiz(pack, rule, file->object);
		else if (file->kind == FILE_PRACTICE && rule->practice &&
			 pack_sound(pack, file->object))
			rule->practice(pack, file->object);
	}
	for (size_t i = 0; rule->prose && i < pack->proses.count; i++)
		rule->prose(pack, &pack->proses.items[i]);
}

static bool wanted(const struct pack *pack, const struct rule *rule)
{
	return !pack->errors_only || rule->code[0] == 'E';
}

void lint_files(struct pack *pack)
{
	for (size_t s = 0; s < ARRAY_LEN(sets); s++) {
		for (size_t i = 0; i < sets[s]->count; i++) {
			if (wanted(pack, &sets[s]->items[i]))
				run_on_files(pack, &sets[s]->items[i]);
		}
	}
}

static void run_on_course(struct pack *pack, const struct rule *rule)
{
	const struct course *course = pack->course;
	for (size_t i = 0; rule->pool && i < course->quiz_count; i++)
		rule->pool(pack, course->quizzes[i]);
	if (rule->course)
		rule->course(pack, course);
}

void lint_course(struct pack *pack)
{
	for (size_t s = 0; s < ARRAY_LEN(sets); s++) {
		for (size_t i = 0; i < sets[s]->count; i++) {
			if (wanted(pack, &sets[s]->items[i]))
				run_on_course(pack, &sets[s]->items[i]);
		}
	}
}

/* What is found while reading, which no rule of a table stands for. */
static const struct {
	char code[4];
	const char *help;
} reading[] = {
	{"E01", N_("chữ đúng bảng mã UTF-8, không có ký tự ẩn")},
	{"E02", N_("thụt vào bằng dấu cách, không bằng Tab")},
	{"E03", N_("đúng cách viết YAML")},
	{"E04", N_("mỗi mục viết một lần")},
	{"E05", N_("không có mục lạ")},
	{"E06", N_("giá trị đúng kiểu, trong khoảng cho phép")},
	{"E07", N_("không thiếu mục bắt buộc")},
	{"E10",
	 N_("mã đúng mẫu, không trùng; mã đã phát hành không mất đi, không dùng lại cho "
	    "thứ khác")},
	{"E11", N_("mã được nhắc tới thì phải có")},
	{"E12", N_("không cần nhau thành vòng")},
	{"E30", N_("màn hình được nhắc tới thì phải có")},
	{"E33", N_("mỗi việc trên một màn hình có mã riêng")},
	{"W50", N_("dấu gõ liền, ngoặc và dấu cách thẳng thường")},
	{"W67", N_("số liệu được xem lại mỗi năm")},
	{"W68", N_("không mất chữ sau dấu #")},
};

const char *content_rule(size_t i, const char **help)
{
	if (i < ARRAY_LEN(reading)) {
		*help = reading[i].help;
		return reading[i].code;
	}
	i -= ARRAY_LEN(reading);
	for (size_t s = 0; s < ARRAY_LEN(sets); i -= sets[s++]->count) {
		if (i < sets[s]->count) {
			*help = sets[s]->items[i].help;
			return sets[s]->items[i].code;
		}
	}
	return NULL;
}

/* Errors, warnings, advice. */
static int by_weight(const void *a_, const void *b_)
{
	static const char kinds[] = "EWA";
	const char *a = *(const char *const *)a_, *b = *(const char *const *)b_;
	long order = strchr(kinds, *a) - strchr(kinds, *b);
	return order ? (order > 0) - (order < 0) : strcmp(a, b);
}

size_t content_codes(const char *codes[CODES_MAX])
{
	const char *code, *help;
	size_t count = 0;
	for (size_t i = 0; (code = content_rule(i, &help)); i++) {
		size_t k = 0;
		while (k < count && strcmp(codes[k], code) != 0)
			k++;
		if (k == count && count < CODES_MAX)
			codes[count++] = code;
	}
	qsort(codes, count, sizeof(*codes), by_weight);
	return count;
}

void content_code_help(struct buf *out, const char *code)
{
	const char *each, *help, *earlier;
	size_t said = 0;
	for (size_t i = 0; (each = content_rule(i, &help)); i++) {
		bool again = false;
		for (size_t k = 0; k < i; k++) {
			const char *other = content_rule(k, &earlier);
			again = again || (!strcmp(other, code) && !strcmp(earlier, help));
		}
		if (!strcmp(each, code) && !again)
			buf_printf(out, said++ ? "; %s" : "%s", _(help));
	}
}
