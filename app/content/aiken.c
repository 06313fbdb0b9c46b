/* Aiken: one line that asks, lines "A. …" or "A) …", and "ANSWER: A". */
#include "content/exchange_part.h"

#include "base/i18n.h"

#include <string.h>

struct aiken {
	struct exchange_reader r;
	struct exchange_question *question; /* NULL between two */
	size_t start; /* of the question */
	struct buf ask;
};

/* "B. chữ" or "B) chữ": which letter, or -1. */
static int option_letter(const char *line, size_t n)
{
	bool is = n >= 3 && line[0] >= 'A' && line[0] <= 'Z' &&
		  (line[1] == '.' || line[1] == ')') && line[2] == ' ';
	return is ? line[0] - 'A' : -1;
}

static const char *keep(struct aiken *a, const char *text, size_t n)
{
	while (n && *text == ' ')
		text++, n--;
	while (n && text[n - 1] == ' ')
		n--;
	return arena_strndup(&a->r.exchange->arena, text, n);
}

static void read_option(struct aiken *a, size_t at, const char *line, size_t n)
{
	struct exchange_question *q = a->question;
	int letter = option_letter(line, n);
	if (!a->ask.len) {
		exchange_fail(&a->r, at, "E07", _("Trước các lựa chọn phải có câu hỏi."));
		return;
	}
	if (letter != (int)q->answer_count) {
		exchange_fail(
			&a->r, at, "E03",
			_("Lựa chọn này phải mang chữ %c: các chữ đi liền nhau từ A."),
			(char)('A' + q->answer_count % 26));
		return;
	}
	const char *text = keep(a, line + 3, n - 3);
	if (!*text)
		exchange_fail(&a->r, at, "E07", _("Lựa chọn này còn trống."));
	*exchange_answer(&a->r, q) = (struct exchange_answer){.text = text};
}

static void end_question(struct aiken *a)
{
	a->question->ask = keep(a, a->ask.data, a->ask.len);
	exchange_name(&a->r, a->question, NULL);
	a->question = NULL;
	buf_reset(&a->ask);
}

static void read_key(struct aiken *a, size_t at, const char *line, size_t n)
{
	struct exchange_question *q = a->question;
	const char *key = line + strlen("ANSWER:");
	while (key < line + n && *key == ' ')
		key++;
	size_t index = key < line + n ? (size_t)(*key - 'A') : (size_t)-1;
	if (q->answer_count < 2)
		exchange_fail(&a->r, at, "E07",
			      _("Trước ANSWER phải có ít nhất hai lựa chọn, từ A."));
	else if (index >= q->answer_count || key + 1 != line + n)
		exchange_fail(&a->r, (size_t)(key - a->r.doc.text), "E20",
			      _("ANSWER phải là một chữ từ A đến %c."),
			      (char)('A' + q->answer_count - 1));
	else
		q->answers[index].weight = 100000;
	end_question(a);
}

static bool is_key(const char *line, size_t n)
{
	return n >= 7 && !memcmp(line, "ANSWER:", 7);
}

static void read_line(struct aiken *a, size_t at, const char *line, size_t n)
{
	while (n && (line[n - 1] == ' ' || line[n - 1] == '\r'))
		n--;
	if (!n)
		return;
	if (!a->question) {
		a->question = exchange_add(&a->r, at);
		a->start = at;
	}
	if (!a->question)
		return;
	if (is_key(line, n))
		read_key(a, at, line, n);
	else if (option_letter(line, n) >= 0)
		read_option(a, at, line, n);
	else if (a->ask.len)
		exchange_fail(
			&a->r, at, "E03",
			a->question->answer_count
				? _("Thiếu dòng ANSWER: trước câu này.")
				: _("Câu hỏi chỉ được một dòng; lựa chọn viết “A. …” "
				    "hoặc “A) …”."));
	else
		buf_add(&a->ask, line, n);
}

bool aiken_read(struct exchange *exchange, struct diags *diags, const char *name,
		const void *bytes, size_t n)
{
	struct aiken a = {.ask = BUF_INIT};
	if (!exchange_open(&a.r, exchange, diags, name, bytes, n))
		return false;
	for (int line = 1; line <= (int)a.r.doc.line_count; line++) {
		size_t length;
		const char *text = document_line(&a.r.doc, line, &length);
		read_line(&a, document_offset(&a.r.doc, line, 1), text, length);
	}
	if (a.question) {
		exchange_fail(&a.r, a.start, "E07",
			      _("Câu này chưa có dòng ANSWER: chữ của đáp án đúng."));
		end_question(&a);
	}
	buf_release(&a.ask);
	return !a.r.failed;
}
