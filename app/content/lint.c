#include "content/lint.h"

#include "base/i18n.h"
#include "content/load.h"

static const struct rules *const sets[] = {&rules_question, &rules_screen,
					   &rules_practice, &rules_words,
					   &rules_course};

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
	{"E10", N_("mã đúng mẫu, không trùng")},
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
