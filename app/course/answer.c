#include "course/answer.h"

#include "base/i18n.h"
#include "course/answer_kind.h"

#include <stdlib.h>
#include <string.h>

static const struct answer_kind *const kinds[QUESTION_TYPES] = {
	[QUESTION_SINGLE] = &answer_single, [QUESTION_MULTIPLE] = &answer_multiple,
	[QUESTION_ORDER] = &answer_order,   [QUESTION_MATCH] = &answer_match,
	[QUESTION_TEXT] = &answer_text,     [QUESTION_NUMBER] = &answer_number,
	[QUESTION_SPOT] = &answer_spot,     [QUESTION_DO] = &answer_do,
};

struct mark answer_mark(const struct question *question, const char *answer)
{
	return answer ? kinds[question->type]->mark(question, answer) : mark_of(0);
}

bool answer_complete(const struct question *question, const char *answer)
{
	return answer && kinds[question->type]->complete(question, answer);
}

void answer_reasons(const struct question *question, const char *answer, struct buf *out)
{
	kinds[question->type]->reasons(question, answer ? answer : "", out);
	if (question->explain) {
		size_t start = out->len;
		buf_adds(out, question->explain);
		end_line(out, start);
	}
}

void answer_readable(const struct question *question, const char *answer, struct buf *out)
{
	size_t start = out->len;

	if (answer && *answer)
		kinds[question->type]->readable(question, answer, out);
	else if (answer_complete(question, answer))
		buf_adds(out, _("không có chỗ nào đáng ngờ"));
	if (out->len == start)
		buf_adds(out, answer && *answer ? answer : _("chưa trả lời"));
}

void answer_key(const struct question *question, struct buf *out)
{
	kinds[question->type]->key(question, out);
}

void answer_right(const struct question *question, struct buf *out)
{
	struct buf key = BUF_INIT;

	answer_key(question, &key);
	if (key.len)
		kinds[question->type]->readable(question, key.data, out);
	else if (question->type == QUESTION_SPOT)
		buf_adds(out, _("không có chỗ nào đáng ngờ"));
	buf_release(&key);
}

int answer_guess(const struct question *question)
{
	return kinds[question->type]->guess(question);
}

/* ── parts by id ───────────────────────────────────────────────────────────────────────── */

size_t part_count(const struct question *q)
{
	size_t count = q->type == QUESTION_MATCH  ? q->pair_count
		       : q->type == QUESTION_SPOT ? q->span_count
		       : q->type == QUESTION_DO   ? q->goals.count
						  : q->option_count;
	return count < PARTS_MAX ? count : PARTS_MAX;
}

const char *part_id(const struct question *q, size_t part)
{
	switch (q->type) {
	case QUESTION_MATCH:
		return q->pairs[part].id;
	case QUESTION_SPOT:
		return q->spans[part].id;
	case QUESTION_DO:
		return q->goals.items[part];
	default:
		return q->options[part].id;
	}
}

int part_index(const struct question *q, const char *id, size_t len)
{
	for (size_t i = 0; i < part_count(q); i++) {
		const char *own = part_id(q, i);
		if (!strncmp(own, id, len) && !own[len])
			return (int)i;
	}
	return -1;
}

bool list_next(const char **rest, const char **item, size_t *len)
{
	if (!*rest)
		return false;
	*item = *rest;
	*len = strcspn(*rest, ",");
	*rest = (*rest)[*len] ? *rest + *len + 1 : NULL;
	return true;
}

void picks_read(struct picks *picks, const struct question *q, const char *answer)
{
	const char *rest = *answer ? answer : NULL, *item;
	size_t len;

	*picks = (struct picks){.sound = true};
	while (list_next(&rest, &item, &len)) {
		int part = part_index(q, item, len);
		if (part < 0 || picks->has[part]) {
			picks->sound = false;
			return;
		}
		picks->has[part] = true;
		picks->at[picks->count++] = (uint8_t)part;
	}
}

void picks_write(const struct picks *picks, const struct question *q, bool file_order,
		 struct buf *out)
{
	size_t start = out->len;
	size_t count = file_order ? part_count(q) : picks->count;

	for (size_t i = 0; i < count; i++) {
		size_t part = file_order ? i : picks->at[i];
		if (!picks->has[part])
			continue;
		if (out->len > start)
			buf_addc(out, ',');
		buf_adds(out, part_id(q, part));
	}
}

/* ── marks and words ───────────────────────────────────────────────────────────────────── */

struct mark mark_of(int score)
{
	return (struct mark){.score = score, .right = score == SCORE_FULL};
}

int share(size_t part, size_t whole)
{
	return whole ? (int)((uint64_t)SCORE_FULL * part / whole) : SCORE_FULL;
}

int chance(uint64_t ways)
{
	return ways ? (int)(SCORE_FULL / ways) : SCORE_FULL;
}

void separate(struct buf *out, size_t start)
{
	if (out->len > start)
		buf_adds(out, "; ");
}

void end_line(struct buf *out, size_t start)
{
	while (out->len > start && out->data[out->len - 1] == '\n')
		buf_truncate(out, out->len - 1);
	/* A reason is one line: a block of several becomes one paragraph. */
	for (size_t i = start; i < out->len; i++)
		if (out->data[i] == '\n')
			out->data[i] = ' ';
	if (out->len > start)
		buf_addc(out, '\n');
}

/* ── building ──────────────────────────────────────────────────────────────────────────── */

static size_t item_length(const char *item)
{
	return strcspn(item, ",");
}

bool answer_has(const char *answer, const char *id)
{
	size_t n = strlen(id);

	while (answer && *answer) {
		size_t len = item_length(answer);
		if (len == n && !strncmp(answer, id, n))
			return true;
		answer += len + (answer[len] == ',');
	}
	return false;
}

void answer_toggle(const struct question *question, struct buf *answer, const char *id)
{
	int part = part_index(question, id, strlen(id));
	bool single = question->type == QUESTION_SINGLE;
	bool order = question->type == QUESTION_ORDER;
	struct picks old, new = {.sound = true};

	if (part < 0)
		return;
	picks_read(&old, question, answer->data);
	for (size_t i = 0; i < old.count && !single; i++)
		if (old.at[i] != part) {
			new.at[new.count++] = old.at[i];
			new.has[old.at[i]] = true;
		}
	if (single || !old.has[part]) {
		new.at[new.count++] = (uint8_t)part;
		new.has[part] = true;
	}
	buf_reset(answer);
	picks_write(&new, question, !order, answer);
}
