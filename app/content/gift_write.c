/* GIFT, written so that Moodle reads it and gift_read() gets back every word. */
#include "base/i18n.h"
#include "content/document.h"
#include "content/exchange.h"
#include "course/prose.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct gift_writer {
	struct buf *out;
	const struct course *course;
	bool raw;
};

/* Escaped; line ends as \n, since an empty line would end the question. */
static void put_escaped(struct buf *out, const char *s)
{
	for (; *s; s++) {
		if (strchr("~=#{}:\\", *s))
			buf_addc(out, '\\');
		if (*s == '\n')
			buf_adds(out, "\\n");
		else
			buf_addc(out, *s);
	}
}

/* Prose, which may name facts. */
static void put_prose(struct gift_writer *w, const char *text)
{
	struct buf words = BUF_INIT;
	if (w->raw)
		buf_adds(&words, text);
	else
		prose_expand(&words, text, w->course, ADDRESS_BAN);
	while (words.len && words.data[words.len - 1] == '\n')
		buf_truncate(&words, words.len - 1);
	put_escaped(w->out, words.data);
	buf_release(&words);
}

/* ── what GIFT has no word for ─────────────────────────────────────────────────────────── */

/* A flow mapping of YAML on one line. */
struct extras {
	struct buf text;
};

static void key(struct extras *e, const char *name)
{
	buf_printf(&e->text, "%s%s: ", e->text.len ? ", " : "", name);
}

static void quoted(struct extras *e, const char *name, const char *value)
{
	if (!value)
		return;
	key(e, name);
	yaml_quote_line(&e->text, value);
}

static void plain(struct extras *e, const char *name, const char *value)
{
	key(e, name);
	buf_adds(&e->text, value);
}

static void listed(struct extras *e, const char *name, const struct strings *list)
{
	if (!list->count)
		return;
	key(e, name);
	for (size_t i = 0; i < list->count; i++) {
		buf_adds(&e->text, i ? ", " : "[");
		yaml_quote_line(&e->text, list->items[i]);
	}
	buf_addc(&e->text, ']');
}

static void add_ids(struct extras *e, const struct question *q)
{
	size_t count = q->pair_count ? q->pair_count : q->option_count;
	if (!count)
		return;
	key(e, "ids");
	for (size_t i = 0; i < count; i++) {
		buf_adds(&e->text, i ? ", " : "[");
		yaml_quote_line(&e->text,
				q->pair_count ? q->pairs[i].id : q->options[i].id);
	}
	buf_addc(&e->text, ']');
}

static void add_compare(struct extras *e, const struct compare *c)
{
	static const char *const marks[] = {"exact", "place", "none"};
	if (c->marks == COMPARE_PLACE && !c->case_matters && !c->spaces_matter &&
	    !c->typo)
		return;
	key(e, "compare");
	buf_printf(&e->text, "{marks: %s, case: %s, spaces: %s, typo: %d}",
		   marks[c->marks], c->case_matters ? "true" : "false",
		   c->spaces_matter ? "true" : "false", c->typo);
}

static void add_near(struct extras *e, const struct question *q)
{
	if (!q->near_count)
		return;
	key(e, "near");
	for (size_t i = 0; i < q->near_count; i++) {
		buf_adds(&e->text, i ? ", {text: " : "[{text: ");
		yaml_quote_line(&e->text, q->near[i].text);
		buf_adds(&e->text, ", hint: ");
		yaml_quote_line(&e->text, q->near[i].hint);
		buf_addc(&e->text, '}');
	}
	buf_addc(&e->text, ']');
}

static void add_try(struct extras *e, const struct question *q)
{
	struct extras inside = {BUF_INIT};
	listed(&inside, "right", &q->try_right);
	listed(&inside, "wrong", &q->try_wrong);
	if (inside.text.len) {
		key(e, "try");
		buf_printf(&e->text, "{%s}", inside.text.data);
	}
	buf_release(&inside.text);
}

static const struct span *span_at(const struct question *q, size_t start)
{
	for (size_t i = 0; i < q->span_count; i++)
		if (q->spans[i].start == start && q->spans[i].len)
			return &q->spans[i];
	return NULL;
}

/* The message with its marks again. */
static void add_message(struct extras *e, const struct question *q)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; q->message[i];) {
		const struct span *span = span_at(q, i);
		size_t n = span ? span->len : 1;
		if (span)
			buf_printf(&text, "[[%s|", span->id);
		buf_add(&text, q->message + i, n);
		if (span)
			buf_adds(&text, "]]");
		i += n;
	}
	quoted(e, "message", text.data);
	buf_release(&text);
}

static void add_spot(struct extras *e, const struct question *q)
{
	if (q->type != QUESTION_SPOT)
		return;
	add_message(e, q);
	quoted(e, "from", q->from);
	quoted(e, "app", q->app);
	key(e, "spans");
	for (size_t i = 0; i < q->span_count; i++) {
		const struct span *s = &q->spans[i];
		buf_printf(&e->text,
			   "%s{id: %s, scam: %s, must: %s, why: ", i ? ", " : "[", s->id,
			   s->scam ? "true" : "false", s->must ? "true" : "false");
		yaml_quote_line(&e->text, s->why);
		buf_addc(&e->text, '}');
	}
	buf_addc(&e->text, ']');
}

static void put_extras(struct gift_writer *w, const struct question *q)
{
	struct extras e = {BUF_INIT};
	listed(&e, "skills", &q->skills);
	if (q->type == QUESTION_ORDER || q->type == QUESTION_SPOT)
		plain(&e, "type", question_type_name(q->type));
	add_ids(&e, q);
	if (q->type == QUESTION_MULTIPLE)
		plain(&e, "score", q->score == SCORE_EACH ? "each" : "all");
	if (q->type == QUESTION_ORDER)
		plain(&e, "score", q->score == SCORE_PAIRS ? "pairs" : "exact");
	if (!q->shuffle)
		plain(&e, "shuffle", "false");
	if (q->type == QUESTION_TEXT)
		add_compare(&e, &q->compare);
	add_near(&e, q);
	add_try(&e, q);
	quoted(&e, "unit", q->unit);
	add_spot(&e, q);
	if (q->epoch > 1) {
		key(&e, "epoch");
		buf_printf(&e.text, "%d", q->epoch);
	}
	buf_printf(w->out, "// kynangso: {%s}\n", e.text.data);
	buf_release(&e.text);
}

/* ── answers ───────────────────────────────────────────────────────────────────────────── */

static void put_feedback(struct gift_writer *w, const char *why)
{
	if (!why)
		return;
	buf_adds(w->out, "#");
	put_prose(w, why);
}

/* 100/n per cent, as Moodle writes thirds: 33.33333. */
static void put_weight(struct gift_writer *w, int sign, size_t n)
{
	char number[24];
	snprintf(number, sizeof(number), "%.5f", sign * 100.0 / (double)n);
	char *end = number + strlen(number);
	while (end[-1] == '0')
		*--end = '\0';
	if (end[-1] == '.')
		*--end = '\0';
	buf_printf(w->out, "%%%s%%", number);
}

static void put_options(struct gift_writer *w, const struct question *q)
{
	size_t rights = 0;
	for (size_t i = 0; i < q->option_count; i++)
		rights += q->options[i].correct;
	for (size_t i = 0; i < q->option_count; i++) {
		const struct option *o = &q->options[i];
		bool single = q->type == QUESTION_SINGLE;
		buf_adds(w->out, single && o->correct ? "\t=" : "\t~");
		if (!single && o->correct)
			put_weight(w, 1, rights);
		else if (!single)
			put_weight(w, -1, q->score == SCORE_EACH ? rights : 1);
		put_prose(w, o->text);
		put_feedback(w, o->why);
		buf_addc(w->out, '\n');
	}
}

static void put_order(struct gift_writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++) {
		buf_printf(w->out, "\t=%zu -> ", i + 1);
		put_prose(w, q->options[i].text);
		buf_addc(w->out, '\n');
	}
}

static void put_pairs(struct gift_writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->pair_count; i++) {
		buf_adds(w->out, "\t=");
		put_prose(w, q->pairs[i].left);
		buf_adds(w->out, " -> ");
		put_prose(w, q->pairs[i].right);
		buf_addc(w->out, '\n');
	}
	for (size_t i = 0; i < q->extra_right.count; i++) {
		buf_adds(w->out, "\t= -> ");
		put_prose(w, q->extra_right.items[i]);
		buf_addc(w->out, '\n');
	}
}

static void put_accept(struct gift_writer *w, const struct question *q)
{
	for (size_t i = 0; i < q->accept.count; i++) {
		buf_adds(w->out, "\t=");
		put_escaped(w->out, q->accept.items[i]);
		buf_addc(w->out, '\n');
	}
}

static void put_micro(struct gift_writer *w, int64_t micro)
{
	char digits[40];
	snprintf(digits, sizeof(digits), "%s%lld.%06lld", micro < 0 ? "-" : "",
		 llabs((long long)micro / NUMBER_MICRO),
		 llabs((long long)micro % NUMBER_MICRO));
	char *end = digits + strlen(digits);
	while (end[-1] == '0')
		*--end = '\0';
	if (end[-1] == '.')
		*--end = '\0';
	buf_adds(w->out, digits);
}

static void put_number(struct gift_writer *w, const struct question *q)
{
	buf_adds(w->out, "\t#");
	put_micro(w, q->number);
	buf_addc(w->out, ':');
	put_micro(w, q->tolerance);
	buf_addc(w->out, '\n');
}

/* The parts of the message to choose from: right ones weigh their share. */
static void put_spans(struct gift_writer *w, const struct question *q)
{
	size_t scams = 0;
	for (size_t i = 0; i < q->span_count; i++)
		scams += q->spans[i].scam;
	for (size_t i = 0; i < q->span_count; i++) {
		const struct span *s = &q->spans[i];
		char *part = xstrndup(q->message + s->start, s->len);
		buf_adds(w->out, "\t~");
		put_weight(w, s->scam ? 1 : -1, scams ? scams : 1);
		put_escaped(w->out, part);
		put_feedback(w, s->why);
		buf_addc(w->out, '\n');
		free(part);
	}
}

typedef void put_function(struct gift_writer *w, const struct question *q);
static put_function *const put_answers[QUESTION_TYPES] = {
	[QUESTION_SINGLE] = put_options, [QUESTION_MULTIPLE] = put_options,
	[QUESTION_ORDER] = put_order,    [QUESTION_MATCH] = put_pairs,
	[QUESTION_TEXT] = put_accept,    [QUESTION_NUMBER] = put_number,
	[QUESTION_SPOT] = put_spans,
};

static void put_question(struct gift_writer *w, const struct question *q)
{
	buf_printf(w->out, "// [id:%s]", q->id);
	for (size_t i = 0; i < q->skills.count; i++)
		buf_printf(w->out, " [tag:%s]", q->skills.items[i]);
	buf_addc(w->out, '\n');
	put_extras(w, q);
	buf_printf(w->out, "::%s::[plain]", q->id);
	put_prose(w, q->ask);
	if (q->type == QUESTION_SPOT && !w->raw) {
		buf_adds(w->out, "\\n");
		put_escaped(w->out, q->message);
	}
	buf_adds(w->out, " {\n");
	put_answers[q->type](w, q);
	if (q->explain) {
		buf_adds(w->out, "\t####");
		put_prose(w, q->explain);
		buf_addc(w->out, '\n');
	}
	buf_adds(w->out, "}\n\n");
}

size_t gift_write(struct buf *out, const struct course *course, const struct quiz *quiz,
		  bool raw)
{
	struct gift_writer w = {out, course, raw};
	size_t left_out = 0;
	buf_printf(out, "// %s\n\n$CATEGORY: %s\n\n", quiz->title, quiz->id);
	for (size_t i = 0; i < quiz->question_count; i++) {
		const struct question *q = &quiz->questions[i];
		if (put_answers[q->type]) {
			put_question(&w, q);
			continue;
		}
		buf_printf(out,
			   _("// Câu %s làm trên điện thoại mô phỏng: GIFT không có "
			     "loại câu này.\n\n"),
			   q->id);
		left_out++;
	}
	return left_out;
}
