#include "content/exchange_part.h"

#include "base/i18n.h"
#include "content/schema.h"
#include "content/template.h"
#include "content/yaml.h"
#include "text/fold.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_LETTERS 40 /* of an id made of words */

/* ── what the readers share ────────────────────────────────────────────────────────────── */

bool exchange_open(struct exchange_reader *r, struct exchange *exchange,
		   struct diags *diags, const char *name, const void *bytes, size_t n)
{
	*r = (struct exchange_reader){.exchange = exchange, .first = exchange->count};
	char *copy = xmalloc(n + 1);
	memcpy(copy, bytes, n);
	for (size_t i = 0; i < n; i++)
		if (copy[i] == '\t')
			copy[i] = ' ';
	bool ok = document_init(&r->doc, &exchange->arena, diags,
				arena_strdup(&exchange->arena, name), copy, n);
	free(copy);
	r->failed = !ok || r->doc.errors;
	return !r->failed;
}

void exchange_fail(struct exchange_reader *r, size_t at, const char *code,
		   const char *format, ...)
{
	struct place place = document_place(&r->doc, at);
	va_list args;
	va_start(args, format);
	document_vreport(&r->doc, place.line, place.col, code, format, args);
	va_end(args);
	r->failed = true;
}

struct exchange_question *exchange_add(struct exchange_reader *r, size_t at)
{
	struct exchange *e = r->exchange;
	if (e->count == EXCHANGE_QUESTIONS) {
		exchange_fail(
			r, at, "E06",
			_("Một bài kiểm tra chứa nhiều nhất %d câu. Hãy chia tệp ra."),
			EXCHANGE_QUESTIONS);
		return NULL;
	}
	ALLOC_GROW(e->items, e->count + 1, e->cap);
	struct exchange_question *q = &e->items[e->count++];
	*q = (struct exchange_question){.at = document_place(&r->doc, at)};
	return q;
}

struct exchange_answer *exchange_answer(struct exchange_reader *r,
					struct exchange_question *q)
{
	if (q->answer_count == q->answer_cap) {
		size_t cap = q->answer_cap * 2 + 8;
		struct exchange_answer *grown =
			arena_array(&r->exchange->arena, cap, sizeof(*grown));
		if (q->answer_count)
			memcpy(grown, q->answers, q->answer_count * sizeof(*grown));
		q->answers = grown;
		q->answer_cap = cap;
	}
	return &q->answers[q->answer_count++];
}

void exchange_note(struct exchange_reader *r, struct exchange_question *q,
		   const char *format, ...)
{
	struct buf words = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&words, format, args);
	va_end(args);
	struct arena *arena = &r->exchange->arena;
	const char **items = arena_array(arena, q->notes.count + 1, sizeof(*items));
	for (size_t i = 0; i < q->notes.count; i++)
		items[i] = q->notes.items[i];
	items[q->notes.count++] = arena_strdup(arena, words.data);
	q->notes.items = items;
	buf_release(&words);
}

static bool name_taken(const struct exchange *e, const struct exchange_question *q,
		       const char *id)
{
	for (size_t i = 0; i < e->count; i++)
		if (&e->items[i] != q && e->items[i].id && !strcmp(e->items[i].id, id))
			return true;
	return false;
}

void exchange_name(struct exchange_reader *r, struct exchange_question *q,
		   const char *wanted)
{
	struct exchange *e = r->exchange;
	struct buf id = BUF_INIT;
	if (wanted && id_valid(wanted))
		buf_adds(&id, wanted);
	else if (wanted)
		template_id(&id, wanted, NAME_LETTERS);
	if (!id_valid(id.data)) {
		buf_reset(&id);
		buf_printf(&id, "cau-%zu", e->count);
	}
	size_t base = id.len;
	for (int n = 2; name_taken(e, q, id.data); n++) {
		buf_truncate(&id, base);
		buf_printf(&id, "-%d", n);
	}
	q->id = arena_strdup(&e->arena, id.data);
	buf_release(&id);
}

void exchange_release(struct exchange *exchange)
{
	free(exchange->items);
	arena_release(&exchange->arena);
	*exchange = (struct exchange){0};
}

/* ── our YAML ──────────────────────────────────────────────────────────────────────────── */

struct writer {
	const struct exchange *exchange;
	const struct exchange_header *header;
	struct buf *out;
};

/* Words that YAML programs read as something else than text. */
static bool is_word_of_yaml(const char *s)
{
	static const char *const words[] = {"true", "false", "null", "yes", "no",
					    "on",   "off",   "y",    "n"};
	struct buf folded = BUF_INIT;
	bool found = false;
	text_fold(&folded, s);
	for (size_t i = 0; i < ARRAY_LEN(words) && !found; i++)
		found = !strcmp(folded.data, words[i]);
	buf_release(&folded);
	return found;
}

/* May it stand without quotes inside { }? */
static bool is_plain(const char *s)
{
	unsigned char first = (unsigned char)*s;
	size_t n = strlen(s);
	bool letter = first >= 0x80 || (first >= 'A' && first <= 'Z') ||
		      (first >= 'a' && first <= 'z');
	return letter && s[n - 1] != ' ' && !strpbrk(s, ":#,[]{}\"'\\\n\r") &&
	       !is_word_of_yaml(s);
}

static void put_scalar(struct buf *out, const char *s)
{
	if (is_plain(s))
		buf_adds(out, s);
	else
		yaml_quote_line(out, s);
}

static void put_node(struct buf *out, const struct node *node)
{
	static const char *const open[] = {"", "[", "{"}, *const shut[] = {"", "]", "}"};
	if (node->kind == NODE_SCALAR) {
		if (node->style == STYLE_PLAIN)
			buf_adds(out, node->text);
		else
			put_scalar(out, node->text);
		return;
	}
	buf_adds(out, open[node->kind]);
	for (const struct node *n = node->first; n; n = n->next) {
		if (n != node->first)
			buf_adds(out, ", ");
		if (n->key)
			buf_printf(out, "%s: ", n->key->text);
		put_node(out, n);
	}
	buf_adds(out, shut[node->kind]);
}

static void put_line(struct writer *w, const char *key, const char *text)
{
	buf_printf(w->out, "    %s: ", key);
	put_scalar(w->out, text);
	buf_addc(w->out, '\n');
}

/* Prose: a block where it has several lines. */
static void put_prose(struct writer *w, const char *key, const char *text)
{
	if (!strchr(text, '\n')) {
		put_line(w, key, text);
		return;
	}
	buf_printf(w->out, "    %s: |\n", key);
	while (*text) {
		size_t n = strcspn(text, "\n");
		if (n)
			buf_pad(w->out, ' ', 6);
		buf_add(w->out, text, n);
		buf_addc(w->out, '\n');
		text += n + (text[n] == '\n');
	}
}

/* The id of the i-th option: as our export wrote it, or a letter. */
static void put_option_id(struct writer *w, const struct exchange_question *q, size_t i)
{
	const struct node *ids = node_get(q->extras, "ids"), *id = node_item(ids, i);
	if (id && id->kind == NODE_SCALAR)
		put_scalar(w->out, id->text);
	else
		buf_printf(w->out, "\"%c\"", (char)('a' + i % 26));
}

static void put_options(struct writer *w, const struct exchange_question *q)
{
	bool order = q->type == QUESTION_ORDER;
	buf_adds(w->out, order ? "    items:\n" : "    options:\n");
	for (size_t i = 0; i < q->answer_count; i++) {
		const struct exchange_answer *a = &q->answers[i];
		buf_adds(w->out, "      - {id: ");
		put_option_id(w, q, i);
		buf_adds(w->out, ", text: ");
		put_scalar(w->out, order ? a->right : a->text);
		if (!order && a->weight > 0)
			buf_adds(w->out, ", correct: true");
		if (!order && a->feedback) {
			buf_adds(w->out, ", why: ");
			put_scalar(w->out, a->feedback);
		}
		buf_adds(w->out, "}\n");
	}
}

static void put_pairs(struct writer *w, const struct exchange_question *q)
{
	size_t extra = 0;
	buf_adds(w->out, "    pairs:\n");
	for (size_t i = 0; i < q->answer_count; i++) {
		const struct exchange_answer *a = &q->answers[i];
		extra += !*a->text;
		if (!*a->text)
			continue;
		buf_adds(w->out, "      - {id: ");
		put_option_id(w, q, i);
		buf_adds(w->out, ", left: ");
		put_scalar(w->out, a->text);
		buf_adds(w->out, ", right: ");
		put_scalar(w->out, a->right);
		buf_adds(w->out, "}\n");
	}
	if (!extra)
		return;
	buf_adds(w->out, "    extra_right:\n");
	for (size_t i = 0; i < q->answer_count; i++) {
		if (*q->answers[i].text)
			continue;
		buf_adds(w->out, "      - ");
		put_scalar(w->out, q->answers[i].right);
		buf_addc(w->out, '\n');
	}
}

static void put_accept(struct writer *w, const struct exchange_question *q)
{
	bool near = false;
	buf_adds(w->out, "    accept:\n");
	for (size_t i = 0; i < q->answer_count; i++) {
		near |= q->answers[i].weight < 100000;
		if (q->answers[i].weight < 100000)
			continue;
		buf_adds(w->out, "      - ");
		put_scalar(w->out, q->answers[i].text);
		buf_addc(w->out, '\n');
	}
	if (!near)
		return;
	buf_adds(w->out, "    near:\n");
	for (size_t i = 0; i < q->answer_count; i++) {
		const struct exchange_answer *a = &q->answers[i];
		if (a->weight == 100000)
			continue;
		buf_adds(w->out, "      - {text: ");
		put_scalar(w->out, a->text);
		buf_adds(w->out, ", hint: ");
		put_scalar(w->out, a->feedback
					   ? a->feedback
					   : _("Gần đúng rồi. Xem lại từng chữ nhé."));
		buf_adds(w->out, "}\n");
	}
}

static void put_number(struct writer *w, const char *key, int64_t micro)
{
	char digits[40];
	snprintf(digits, sizeof(digits), "%s%lld.%06lld", micro < 0 ? "-" : "",
		 (long long)llabs(micro / NUMBER_MICRO),
		 (long long)llabs(micro % NUMBER_MICRO));
	char *end = digits + strlen(digits);
	while (end[-1] == '0')
		*--end = '\0';
	if (end[-1] == '.')
		*--end = '\0';
	buf_printf(w->out, "    %s: %s\n", key, digits);
}

/* Keys of ours that stand in a comment of the file; what they hold is judged with the rest. */
static void put_extras(struct writer *w, const struct exchange_question *q)
{
	static const char *const keys[] = {"score", "shuffle", "compare", "near",
					   "try",   "unit",    "message", "from",
					   "app",   "spans",   "explain", "epoch"};
	for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
		const struct node *value = node_get(q->extras, keys[i]);
		if (!value)
			continue;
		buf_printf(w->out, "    %s: ", keys[i]);
		put_node(w->out, value);
		buf_addc(w->out, '\n');
	}
}

static void put_answers(struct writer *w, const struct exchange_question *q)
{
	switch (q->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
	case QUESTION_ORDER:
		put_options(w, q);
		break;
	case QUESTION_MATCH:
		put_pairs(w, q);
		break;
	case QUESTION_TEXT:
		put_accept(w, q);
		break;
	case QUESTION_NUMBER:
		put_number(w, "answer", q->number);
		if (q->tolerance)
			put_number(w, "tolerance", q->tolerance);
		break;
	default:
		break; /* spot: all of it is in the extras */
	}
}

static void put_skills(struct writer *w, const struct exchange_question *q)
{
	const struct node *skills = node_get(q->extras, "skills");
	buf_adds(w->out, "    skills: ");
	if (skills)
		put_node(w->out, skills);
	else
		buf_printf(w->out, "[%s]", w->header->skill);
	buf_addc(w->out, '\n');
}

static void put_question(struct writer *w, const struct exchange_question *q)
{
	for (size_t i = 0; i < q->notes.count; i++)
		buf_printf(w->out, "  # %s\n", q->notes.items[i]);
	buf_printf(w->out, "  - id: %s\n    type: %s\n", q->id,
		   question_type_name(q->type));
	put_skills(w, q);
	put_prose(w, "ask", q->ask);
	if (q->type == QUESTION_MULTIPLE && !node_get(q->extras, "score"))
		buf_adds(w->out, "    score: each\n");
	put_answers(w, q);
	put_extras(w, q);
	if (q->explain)
		put_prose(w, "explain", q->explain);
}

static int lines_of(const struct buf *out)
{
	int lines = 1;
	for (size_t i = 0; i < out->len; i++)
		lines += out->data[i] == '\n';
	return lines;
}

void exchange_yaml(const struct exchange *exchange, const struct exchange_header *header,
		   struct buf *out, int *lines)
{
	struct writer w = {exchange, header, out};
	buf_printf(out, "kind: quiz\nschema: 1\nid: %s\ntitle: ", header->id);
	put_scalar(out, header->title);
	buf_printf(out,
		   "\nmode: practice\ndraw: [{any: true, take: %zu}]\n"
		   "pass: {score: 80%%}\nquestions:\n",
		   exchange->count < 10 ? exchange->count : 10);
	for (size_t i = 0; i < exchange->count; i++) {
		if (lines)
			lines[i] = lines_of(out);
		put_question(&w, &exchange->items[i]);
	}
}
