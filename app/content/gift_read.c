/* GIFT, read strictly. A question is a block of lines without a blank one:
 *
 *	// [id:thu-do] [tag:dia-ly]
 *	::Thủ đô::[html]Thủ đô của Việt Nam là {=Hà Nội#Đúng. ~Huế#Đã từng là. ####Từ 1976.} nhỉ?
 *
 * Offsets are of the document's text; a slice is what lies between two of them, still with its
 * escapes. */
#include "content/exchange_part.h"

#include "base/i18n.h"
#include "content/yaml.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

struct slice {
	size_t start, end;
};

struct gift {
	struct exchange_reader r;
	struct exchange_question *question; /* being read */
	struct slice body; /* of the answers, between the braces */
	const char *wanted_id;
};

static const char *at(const struct gift *g, size_t offset)
{
	return g->r.doc.text + offset;
}

static bool is_empty(struct slice s)
{
	return s.start >= s.end;
}

static struct slice trim(const struct gift *g, struct slice s)
{
	while (!is_empty(s) && strchr(" \n\r", *at(g, s.start)))
		s.start++;
	while (!is_empty(s) && strchr(" \n\r", *at(g, s.end - 1)) &&
	       !(s.end - s.start > 1 && *at(g, s.end - 2) == '\\'))
		s.end--;
	return s;
}

/* The first place where one of the characters stands without a backslash, or s.end. */
static size_t find(const struct gift *g, struct slice s, const char *any)
{
	for (size_t i = s.start; i < s.end; i++) {
		if (*at(g, i) == '\\')
			i++;
		else if (strchr(any, *at(g, i)))
			return i;
	}
	return s.end;
}

static size_t find_text(const struct gift *g, struct slice s, const char *text)
{
	size_t n = strlen(text);
	for (size_t i = s.start; i + n <= s.end; i++) {
		if (*at(g, i) == '\\')
			i++;
		else if (!memcmp(at(g, i), text, n))
			return i;
	}
	return s.end;
}

static bool starts(const struct gift *g, struct slice s, const char *text)
{
	size_t n = strlen(text);
	return s.end - s.start >= n && !memcmp(at(g, s.start), text, n);
}

/* ── texts ─────────────────────────────────────────────────────────────────────────────── */

/* One character of a slice, escapes resolved. */
static size_t take(const struct gift *g, struct slice s, size_t i, struct buf *out)
{
	const char *c = at(g, i);
	if (*c != '\\' || i + 1 >= s.end) {
		buf_addc(out, *c);
		return 1;
	}
	if (c[1] == 'n')
		buf_addc(out, '\n');
	else if (strchr("~=#{}:\\", c[1]))
		buf_addc(out, c[1]);
	else
		buf_add(out, c, 2);
	return 2;
}

static const struct {
	const char *entity, *text;
} entities[] = {
	{"&lt;", "<"},   {"&gt;", ">"},   {"&quot;", "\""}, {"&#39;", "'"},
	{"&nbsp;", " "}, {"&apos;", "'"}, {"&amp;", "&"},
};

/* Tags that only dress the text; what else there is cannot be shown here. */
static bool is_dress(const char *tag, size_t n)
{
	static const char *const names[] = {"p",  "b",      "i",    "u",   "em",
					    "br", "strong", "span", "div", "small"};
	n -= n && tag[n - 1] == '/';
	size_t name = strcspn(tag, " />");
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (name <= n && strlen(names[i]) == name && !memcmp(tag, names[i], name))
			return true;
	return false;
}

/* Takes HTML off a text. False at a tag that carries a meaning: *bad gets its name. */
static bool undress(struct buf *text, struct buf *bad)
{
	struct buf out = BUF_INIT;
	const char *s = text->data;
	while (*s && !bad->len) {
		size_t i = 0, n = strcspn(s, ">");
		while (i < ARRAY_LEN(entities) &&
		       strncmp(s, entities[i].entity, strlen(entities[i].entity)) != 0)
			i++;
		if (i < ARRAY_LEN(entities)) {
			buf_adds(&out, entities[i].text);
			s += strlen(entities[i].entity);
		} else if (*s == '<' && s[n]) {
			const char *tag = s + 1 + (s[1] == '/');
			if (!is_dress(tag, n - (size_t)(tag - s)))
				buf_add(bad, tag, strcspn(tag, " />"));
			else if (!strncmp(tag, "br", 2) || !strncmp(s, "</p", 3))
				buf_addc(&out, '\n');
			s += n + 1;
		} else {
			buf_addc(&out, *s++);
		}
	}
	buf_release(text);
	*text = out;
	return !bad->len;
}

/* "[html]" and its like in front of a text; whether it is HTML. */
static bool take_format(const struct gift *g, struct slice *s)
{
	static const char *const formats[] = {"[html]", "[markdown]", "[plain]",
					      "[moodle]"};
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (starts(g, *s, formats[i])) {
			s->start += strlen(formats[i]);
			*s = trim(g, *s);
			return i == 0;
		}
	return false;
}

/* Blanks at the ends of lines go, empty lines at both ends, too; with one_line all that
 * is white becomes one blank. */
static char *tidy(struct gift *g, const char *text, bool one_line)
{
	struct buf out = BUF_INIT;
	bool gap = false, line = false;
	for (; *text; text++) {
		if (strchr(" \n\r", *text)) {
			gap = true;
			line |= *text == '\n';
			continue;
		}
		if (gap && out.len)
			buf_addc(&out, line && !one_line ? '\n' : ' ');
		gap = line = false;
		buf_addc(&out, *text);
	}
	char *kept = arena_strdup(&g->r.exchange->arena, out.data);
	buf_release(&out);
	return kept;
}

/* A slice as text in the arena; "" with an error where it cannot be text. */
static const char *read_text(struct gift *g, struct slice s, bool one_line)
{
	struct buf text = BUF_INIT, bad = BUF_INIT;
	s = trim(g, s);
	size_t start = s.start;
	bool html = take_format(g, &s);
	for (size_t i = s.start; i < s.end;)
		i += take(g, s, i, &text);
	if (html && !undress(&text, &bad))
		exchange_fail(&g->r, start, "E06",
			      _("Không mang theo được thẻ HTML <%s>. Viết lại bằng chữ "
				"thường, hoặc bỏ thẻ đi."),
			      bad.data);
	const char *kept = tidy(g, text.data, one_line);
	buf_release(&text);
	buf_release(&bad);
	return kept;
}

/* ── answers ───────────────────────────────────────────────────────────────────────────── */

/* "%50%" in front of an answer. False where it is malformed. */
static bool take_weight(struct gift *g, struct slice *s, int *weight)
{
	if (is_empty(*s) || *at(g, s->start) != '%')
		return true;
	char *end;
	double value = strtod(at(g, s->start) + 1, &end);
	if (*end != '%' || end >= at(g, s->end) || value < -100 || value > 100) {
		exchange_fail(
			&g->r, s->start, "E06",
			_("Trọng số phải là số từ -100 đến 100 giữa hai dấu %%, như "
			  "%%50%%."));
		return false;
	}
	*weight = (int)(value * 1000 + (value < 0 ? -0.5 : 0.5));
	s->start = (size_t)(end + 1 - g->r.doc.text);
	return true;
}

/* One answer: what follows `=` or `~`, up to the next. */
static struct exchange_answer *read_answer(struct gift *g, struct slice s, char mark,
					   bool match)
{
	int weight = mark == '=' ? 100000 : 0;
	if (!take_weight(g, &s, &weight))
		return NULL;
	size_t hash = find(g, s, "#");
	struct slice text = {s.start, hash}, feedback = {hash + 1, s.end};
	size_t arrow = match ? find_text(g, text, "->") : text.end;
	struct exchange_answer a = {.weight = weight};
	if (match && arrow == text.end) {
		exchange_fail(&g->r, s.start, "E03",
			      _("Câu nối cặp: mỗi vế phải viết =vế trái -> vế phải."));
		return NULL;
	}
	if (match)
		a.right = read_text(g, (struct slice){arrow + 2, text.end}, true);
	text.end = arrow;
	a.text = read_text(g, text, true);
	if (hash < s.end && !is_empty(trim(g, feedback)))
		a.feedback = read_text(g, feedback, true);
	if (!*a.text && !match) {
		exchange_fail(&g->r, s.start, "E07", _("Câu trả lời này còn trống."));
		return NULL;
	}
	struct exchange_answer *kept = exchange_answer(&g->r, g->question);
	*kept = a;
	return kept;
}

static bool read_answers(struct gift *g, bool match)
{
	struct slice rest = g->body;
	while (!is_empty(rest)) {
		char mark = *at(g, rest.start);
		if (mark != '=' && mark != '~') {
			exchange_fail(
				&g->r, rest.start, "E03",
				_("Trước mỗi câu trả lời phải có dấu = (đúng) hoặc ~ "
				  "(sai)."));
			return false;
		}
		struct slice one = {rest.start + 1, rest.end};
		one.end = find(g, one, "=~");
		if (!read_answer(g, one, mark, match))
			return false;
		rest.start = one.end;
	}
	return true;
}

/* ── types ─────────────────────────────────────────────────────────────────────────────── */

static size_t count_full(const struct exchange_question *q)
{
	size_t n = 0;
	for (size_t i = 0; i < q->answer_count; i++)
		n += q->answers[i].weight == 100000;
	return n;
}

/* Are the weights those of our "each": +100/k for each right one, -100/k or nothing for a
 * wrong one? */
static bool weights_are_each(const struct exchange_question *q)
{
	int rights = 0, first = 0;
	for (size_t i = 0; i < q->answer_count; i++)
		rights += q->answers[i].weight > 0;
	for (size_t i = 0; i < q->answer_count; i++) {
		int w = q->answers[i].weight;
		first = first || w <= 0 ? first : w;
		if (w > 0 && abs(w - 100000 / rights) > 100)
			return false;
		if (w <= 0 && abs(w + 100000 / rights) > 100)
			return false;
	}
	return rights > 0;
}

static void read_multiple(struct gift *g)
{
	struct exchange_question *q = g->question;
	size_t rights = 0;
	q->type = QUESTION_MULTIPLE;
	for (size_t i = 0; i < q->answer_count; i++)
		rights += q->answers[i].weight > 0;
	if (!rights || rights == q->answer_count)
		exchange_fail(&g->r, g->body.start, "E20",
			      rights ? _("Mọi lựa chọn đều đúng. Phải có ít nhất một lựa "
					 "chọn sai.")
				     : _("Chưa có lựa chọn nào đúng: đặt dấu = trước lựa "
					 "chọn đúng."));
	else if (!weights_are_each(q) && !node_get(q->extras, "score"))
		exchange_note(&g->r, q,
			      _("Trọng số trong GIFT khác cách chấm ở đây: mỗi ý đúng "
				"được một phần, mỗi ý sai trừ một phần."));
}

static void read_single(struct gift *g)
{
	struct exchange_question *q = g->question;
	q->type = QUESTION_SINGLE;
	if (count_full(q) != 1) {
		exchange_fail(
			&g->r, g->body.start, "E20",
			_("Câu chọn một phải có đúng một dấu =. Nhiều đáp án đúng thì "
			  "viết trọng số, như ~%%50%%."));
		return;
	}
	for (size_t i = 0; i < q->answer_count; i++) {
		struct exchange_answer *a = &q->answers[i];
		if (a->weight == 100000 || a->weight == 0)
			continue;
		exchange_note(&g->r, q,
			      _("GIFT cho “%s” một phần điểm. Ở đây câu chọn một chỉ có "
				"đúng hoặc sai."),
			      a->text);
		a->weight = 0;
	}
}

static void read_choice(struct gift *g)
{
	struct exchange_question *q = g->question;
	if (!read_answers(g, false))
		return;
	if (q->answer_count < 2)
		exchange_fail(&g->r, g->body.start, "E07",
			      _("Câu chọn phải có ít nhất hai lựa chọn."));
	else if (count_full(q))
		read_single(g);
	else
		read_multiple(g);
}

static void read_match(struct gift *g)
{
	struct exchange_question *q = g->question;
	const struct node *type = node_get(q->extras, "type");
	q->type = QUESTION_MATCH;
	if (!read_answers(g, true))
		return;
	if (q->answer_count < 2)
		exchange_fail(&g->r, g->body.start, "E07",
			      _("Câu nối cặp phải có ít nhất hai cặp."));
	if (type && type->kind == NODE_SCALAR && !strcmp(type->text, "order"))
		q->type = QUESTION_ORDER;
}

static void read_typed(struct gift *g)
{
	struct exchange_question *q = g->question;
	size_t kept = 0;
	q->type = QUESTION_TEXT;
	if (!read_answers(g, false))
		return;
	for (size_t i = 0; i < q->answer_count; i++) {
		struct exchange_answer a = q->answers[i];
		if (!strcmp(a.text, "*") && a.weight <= 0) {
			if (a.feedback)
				exchange_note(&g->r, q, _("GIFT nói khi trả lời sai: %s"),
					      a.feedback);
			continue;
		}
		if (strchr(a.text, '*'))
			exchange_fail(&g->r, g->body.start, "E06",
				      _("Dấu * (chữ gì cũng được) không dùng được ở đây. "
					"Viết rõ từng câu trả lời."));
		if (a.weight < 100000)
			exchange_note(&g->r, q,
				      _("GIFT cho “%s” một phần điểm. Ở đây là câu gần "
					"đúng: chưa có điểm, có lời gợi ý."),
				      a.text);
		else if (a.feedback)
			exchange_note(&g->r, q, _("GIFT nói khi trả lời “%s”: %s"),
				      a.text, a.feedback);
		q->answers[kept++] = a;
	}
	q->answer_count = kept;
	if (!count_full(q))
		exchange_fail(&g->r, g->body.start, "E07",
			      _("Chưa có câu trả lời nào được trọn điểm."));
}

/* A number as programs write it, in millionths: a dot is always the decimal point, unlike
 * in number_parse(), for which 3.141 is three thousand. */
static bool micro_parse(const char *s, int64_t *micro)
{
	bool minus;
	int64_t n = 0;
	int decimals = -1;
	while (*s == ' ')
		s++;
	minus = *s == '-';
	s += *s == '-' || *s == '+';
	const char *digits = s;
	for (; (*s >= '0' && *s <= '9') || (*s == '.' && decimals < 0); s++) {
		if (*s == '.') {
			decimals = 0;
			continue;
		}
		if (n > INT64_MAX / 100000000 || decimals == 6)
			return false;
		n = n * 10 + (*s - '0');
		decimals += decimals >= 0;
	}
	bool some = s > digits + (decimals >= 0);
	while (*s == ' ')
		s++;
	for (int i = decimals < 0 ? 0 : decimals; i < 6; i++)
		n *= 10;
	*micro = minus ? -n : n;
	return some && !*s;
}

/* "1822:2", "3.141..3.142", "5" */
static bool read_range(struct gift *g, struct slice s, int64_t *number,
		       int64_t *tolerance)
{
	char *text = xstrndup(at(g, s.start), s.end - s.start), *second;
	bool ok;
	*tolerance = 0;
	if ((second = strstr(text, ".."))) {
		int64_t high = 0;
		*second = '\0';
		ok = micro_parse(text, number) && micro_parse(second + 2, &high) &&
		     high >= *number;
		*tolerance = (high - *number) / 2;
		*number += *tolerance;
	} else {
		second = strchr(text, ':');
		if (second)
			*second = '\0';
		ok = micro_parse(text, number) &&
		     (!second || (micro_parse(second + 1, tolerance) && *tolerance >= 0));
	}
	free(text);
	if (!ok)
		exchange_fail(&g->r, s.start, "E06",
			      _("Đáp số phải viết như 12, 12:0.5 (được sai 0,5) hoặc "
				"11.5..12.5."));
	return ok;
}

/* "#3:2" or "#=1822:0 #đúng =%50%1822:2" */
static void read_number(struct gift *g)
{
	struct exchange_question *q = g->question;
	struct slice s = trim(g, (struct slice){g->body.start + 1, g->body.end});
	bool listed = !is_empty(s) && *at(g, s.start) == '=', found = false;
	q->type = QUESTION_NUMBER;
	while (!is_empty(s)) {
		struct slice one = {s.start + listed, s.end};
		int weight = 100000;
		one.end = listed ? find(g, one, "=~") : s.end;
		s.start = one.end;
		if (!take_weight(g, &one, &weight))
			return;
		size_t hash = find(g, one, "#~");
		struct slice feedback = trim(g, (struct slice){hash + 1, one.end});
		one = trim(g, (struct slice){one.start, hash});
		int64_t number, tolerance;
		if (!read_range(g, one, &number, &tolerance))
			return;
		if (weight < 100000 || found) {
			exchange_note(&g->r, q,
				      _("GIFT còn nhận một đáp số khác cho %d %% điểm; ở "
					"đây chỉ giữ đáp số đầu."),
				      weight / 1000);
			continue;
		}
		found = true;
		q->number = number;
		q->tolerance = tolerance;
		if (hash < s.end && !is_empty(feedback) && *at(g, feedback.start) != '#')
			q->explain = read_text(g, feedback, true);
	}
	if (!found)
		exchange_fail(&g->r, g->body.start, "E07",
			      _("Chưa có đáp số nào được trọn điểm."));
}

/* "T", "FALSE#khi sai#khi đúng" */
static bool read_true_false(struct gift *g)
{
	static const struct {
		const char *word;
		bool truth;
	} words[] = {{"TRUE", true}, {"FALSE", false}, {"T", true}, {"F", false}};
	struct slice s = g->body;
	size_t hash = find(g, s, "#"), i = 0;
	struct slice word = trim(g, (struct slice){s.start, hash});
	while (i < ARRAY_LEN(words) && (strlen(words[i].word) != word.end - word.start ||
					!starts(g, word, words[i].word)))
		i++;
	if (i == ARRAY_LEN(words))
		return false;
	struct exchange_question *q = g->question;
	q->type = QUESTION_SINGLE;
	struct slice wrong = {hash + 1, s.end}, right = {s.end, s.end};
	if (hash < s.end) {
		wrong.end = find(g, wrong, "#");
		right.start = wrong.end + (wrong.end < s.end);
	}
	for (int truth = 1; truth >= 0; truth--) {
		bool correct = truth == words[i].truth;
		struct slice said = correct ? right : wrong;
		*exchange_answer(&g->r, q) = (struct exchange_answer){
			.text = truth ? _("Đúng") : _("Sai"),
			.weight = correct ? 100000 : 0,
			.feedback = !is_empty(trim(g, said)) ? read_text(g, said, true)
							     : NULL,
		};
	}
	return true;
}

static bool has_unescaped(const struct gift *g, char c)
{
	char any[2] = {c, '\0'};
	return find(g, g->body, any) < g->body.end;
}

static void read_body(struct gift *g)
{
	const struct node *type = node_get(g->question->extras, "type");
	size_t general = find_text(g, g->body, "####");
	if (general < g->body.end) {
		struct slice said = {general + 4, g->body.end};
		g->question->explain = read_text(g, said, false);
		g->body = trim(g, (struct slice){g->body.start, general});
	}
	if (type && type->kind == NODE_SCALAR && !strcmp(type->text, "spot"))
		g->question->type = QUESTION_SPOT; /* the extras say it all */
	else if (is_empty(g->body))
		exchange_fail(&g->r, g->body.start, "E06",
			      _("Câu tự luận không chấm bằng máy được. Bỏ câu này, hoặc "
				"viết thành câu chọn hay câu gõ chữ."));
	else if (*at(g, g->body.start) == '#')
		read_number(g);
	else if (has_unescaped(g, '~'))
		read_choice(g);
	else if (has_unescaped(g, '=') && find_text(g, g->body, "->") < g->body.end)
		read_match(g);
	else if (has_unescaped(g, '='))
		read_typed(g);
	else if (!read_true_false(g))
		exchange_fail(&g->r, g->body.start, "E03",
			      _("Không hiểu phần trả lời: cần =đúng ~sai, =câu trả lời, "
				"#số, hoặc TRUE, FALSE."));
}

/* ── questions ─────────────────────────────────────────────────────────────────────────── */

/* A sentence with the answers inside: a gap stands in their place, except behind a
 * question mark. */
static const char *with_gap(struct gift *g, const char *before, const char *after)
{
	size_t n = strlen(before);
	if (n && before[n - 1] == '?')
		return before;
	return arena_printf(&g->r.exchange->arena, "%s ……%s%s", before,
			    strchr(".,;:!?", *after) ? "" : " ", after);
}

/* Title, sentence, braces; what follows the braces belongs to the sentence. */
static void read_question(struct gift *g, struct slice s)
{
	if (starts(g, s, "::")) {
		struct slice title = {s.start + 2, s.end};
		title.end = find_text(g, title, "::");
		if (title.end == s.end) {
			exchange_fail(
				&g->r, s.start, "E03",
				_("Tên câu hỏi phải đóng lại bằng ::, như ::Tên::"));
			return;
		}
		if (!g->wanted_id)
			g->wanted_id = read_text(g, title, true);
		s = trim(g, (struct slice){title.end + 2, s.end});
	}
	size_t open = find(g, s, "{"), stray = find(g, s, "}");
	struct slice inside = {open + 1, s.end};
	size_t shut = open < s.end ? find(g, inside, "}") : s.end;
	if (stray < open || open == s.end || shut == s.end) {
		exchange_fail(&g->r,
			      stray < open    ? stray
			      : open == s.end ? s.start
					      : open,
			      "E03",
			      stray < open
				      ? _("Dấu } này không có dấu { mở. Nếu là chữ thì "
					  "viết \\}.")
			      : open == s.end
				      ? _("Đoạn này không có phần trả lời { … }. Thiếu "
					  "dòng trống trước câu sau, hay chỉ là lời dẫn?")
				      : _("Dấu { này chưa có dấu } đóng. Giữa câu không "
					  "được có dòng trống."));
		return;
	}
	inside.end = shut;
	size_t again = find(g, (struct slice){open + 1, shut}, "{");
	if (again < shut) {
		exchange_fail(&g->r, again, "E03",
			      _("Dấu { thứ hai trong một câu. Nếu là chữ thì viết \\{."));
		return;
	}
	g->body = trim(g, inside);
	struct slice before = trim(g, (struct slice){s.start, open});
	struct slice after = trim(g, (struct slice){shut + 1, s.end});
	const char *ask = read_text(g, before, false);
	bool more = !is_empty(after) && !starts(g, after, "\";");
	if (more)
		ask = with_gap(g, ask, read_text(g, after, false));
	if (!*ask)
		exchange_fail(&g->r, s.start, "E07", _("Câu này chưa có lời hỏi."));
	g->question->ask = ask;
	read_body(g);
}

/* What a comment says in front of a question: [id:…], and our own "kynangso: {…}". */
static void read_comment(struct gift *g, struct slice line, const struct node **extras)
{
	static const char ours[] = "kynangso:";
	struct slice s = trim(g, (struct slice){line.start + 2, line.end});
	size_t id = find_text(g, s, "[id:");
	if (id < s.end) {
		size_t end = find(g, (struct slice){id, s.end}, "]");
		g->wanted_id =
			arena_strndup(&g->r.exchange->arena, at(g, id + 4), end - id - 4);
	}
	if (!starts(g, s, ours))
		return;
	struct diags diags = {0};
	struct document *doc = arena_alloc(&g->r.exchange->arena, sizeof(*doc));
	size_t start = s.start + strlen(ours);
	bool ok = document_init(doc, &g->r.exchange->arena, &diags, g->r.doc.path,
				at(g, start), s.end - start) &&
		  document_parse(doc, &g->r.exchange->arena) && !diags.errors &&
		  doc->root && doc->root->kind == NODE_MAPPING;
	diags_release(&diags);
	if (ok)
		*extras = doc->root;
	else
		exchange_fail(&g->r, line.start, "E03",
			      _("Dòng // kynangso: không đọc được. Xóa dòng này đi, hoặc "
				"xuất lại từ chương trình."));
}

static struct slice line_at(const struct gift *g, size_t start, size_t end)
{
	const char *nl = memchr(at(g, start), '\n', end - start);
	return (struct slice){start, nl ? (size_t)(nl - g->r.doc.text) : end};
}

/* One block of lines. */
static void read_block(struct gift *g, struct slice block)
{
	const struct node *extras = NULL;
	g->wanted_id = NULL;
	while (!is_empty(block)) {
		struct slice line = line_at(g, block.start, block.end);
		struct slice text = trim(g, line);
		if (starts(g, text, "//"))
			read_comment(g, text, &extras);
		else if (!is_empty(text) && !starts(g, text, "$CATEGORY:"))
			break;
		block.start = line.end + (line.end < block.end);
	}
	block = trim(g, block);
	if (is_empty(block))
		return;
	g->question = exchange_add(&g->r, block.start);
	if (!g->question)
		return;
	g->question->extras = extras;
	read_question(g, block);
	exchange_name(&g->r, g->question, g->wanted_id);
}

bool gift_read(struct exchange *exchange, struct diags *diags, const char *name,
	       const void *bytes, size_t n)
{
	struct gift g = {0};
	if (!exchange_open(&g.r, exchange, diags, name, bytes, n))
		return false;
	size_t end = g.r.doc.len, start = 0, i = 0;
	while (i < end) {
		struct slice line = line_at(&g, i, end);
		bool blank = is_empty(trim(&g, line));
		i = line.end + (line.end < end);
		if (!blank && i < end)
			continue;
		read_block(&g, (struct slice){start, i});
		start = i;
	}
	return !g.r.failed;
}
