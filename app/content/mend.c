#include "content/mend.h"

#include "base/buf.h"
#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define NOWHERE ((size_t)-1)
/* How far up to look for what a line belongs to. */
#define ROWS_UP 300
/* Lines longer than this are not rewritten. */
#define ROW_BYTES 2000

/* ── a line, taken apart ─────────────────────────────────────────────────────────────── */

/*	  - title: Bài một	indent 2, body 4, colon 9, value 11
 * Bytes of the line; the end of the text without trailing blanks is `len`. */
struct row {
	int line;
	const char *s;
	size_t len, indent, body;
	size_t colon; /* of the key, or NOWHERE: a list item, or the middle of a text */
	size_t value; /* where the value begins; the body if there is no key */
};

static bool blank_at(const struct row *row, size_t i)
{
	return i >= row->len || row->s[i] == ' ';
}

static bool one_of(const struct row *row, size_t i, const char *set)
{
	return i < row->len && strchr(set, row->s[i]);
}

static size_t skip_blanks(const struct row *row, size_t i)
{
	while (i < row->len && row->s[i] == ' ')
		i++;
	return i;
}

static struct row row_of(const struct document *doc, int line)
{
	struct row row = {.line = line, .colon = NOWHERE};
	row.s = document_line(doc, line, &row.len);
	while (row.len && row.s[row.len - 1] == ' ')
		row.len--;
	row.indent = row.body = skip_blanks(&row, 0);
	while (row.body < row.len && row.s[row.body] == '-' &&
	       blank_at(&row, row.body + 1))
		row.body = skip_blanks(&row, row.body + 1);
	row.value = row.body;
	if (row.body == row.len || one_of(&row, row.body, "\"'{[#|>"))
		return row;
	for (size_t i = row.body; i < row.len && row.colon == NOWHERE; i++) {
		if (row.s[i] == ':' && blank_at(&row, i + 1))
			row.colon = i;
	}
	if (row.colon != NOWHERE)
		row.value = skip_blanks(&row, row.colon + 1);
	return row;
}

static bool row_empty(const struct row *row)
{
	return row->indent >= row->len || row->s[row->indent] == '#';
}

static bool row_is_item(const struct row *row)
{
	return row->body > row->indent;
}

/* The nearest line above that has something on it; line 0 if none. */
static struct row row_before(const struct document *doc, int line)
{
	while (--line > 0) {
		struct row row = row_of(doc, line);
		if (!row_empty(&row))
			return row;
	}
	return (struct row){.s = "", .colon = NOWHERE};
}

static size_t row_at(const struct document *doc, const struct row *row, size_t byte)
{
	return (size_t)(row->s - doc->text) + byte;
}

/* Where a comment behind a value begins, else the end of the row. */
static size_t comment_start(const struct row *row, size_t from)
{
	for (size_t i = from; i + 1 < row->len; i++) {
		if (row->s[i] == ' ' && row->s[i + 1] == '#') {
			while (i > from && row->s[i - 1] == ' ')
				i--;
			return i;
		}
	}
	return row->len;
}

static size_t name_length(const struct row *row, size_t from)
{
	size_t i = from;
	while (one_of(row, i,
		      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
		      "0123456789_-."))
		i++;
	return i - from;
}

/* ── the case before us ──────────────────────────────────────────────────────────────── */

struct scene {
	struct document *doc;
	const struct trouble *t;
	struct row at, in,
		before; /* the line of the problem, of its context, and above */
	size_t byte; /* of the problem in its line */
};

static bool says(const char *text, const char *part)
{
	return text && strstr(text, part) != NULL;
}

static struct diag *report_row(const struct scene *c, const struct row *row, size_t byte,
			       const char *message)
{
	struct place at = document_place(c->doc, row_at(c->doc, row, byte));
	return document_report(c->doc, at.line, at.col, "E03", "%s", message);
}

/* The quotes somebody has put round a text already, though not as YAML wants them: curly ones of a
 * word processor, or straight ones with more of them inside. Returns how many bytes each takes. */
static size_t quoted_already(const char *s, size_t n, size_t *last)
{
	static const struct {
		const char *open, *close;
	} pairs[] = {{"\u201c", "\u201d"}, {"\u201d", "\u201d"}, {"\u2018", "\u2019"}};
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		*last = strlen(pairs[i].close);
		if (n > 2 * *last && !strncmp(s, pairs[i].open, *last) &&
		    !memcmp(s + n - *last, pairs[i].close, *last) &&
		    memmem(s + *last, n - *last, pairs[i].close, *last) == s + n - *last)
			return *last;
	}
	/* "Pin "yếu" rồi", but not "A" hay "B" */
	const char *inner = n > 2 && *s == '"' ? memchr(s + 1, '"', n - 2) : NULL;
	*last = 1;
	return inner && inner[-1] == ' ' && s[n - 1] == '"';
}

bool mend_quotes_around(const char *text, size_t n)
{
	size_t last;
	return n && text[0] != '"' && quoted_already(text, n, &last);
}

void mend_fix_quoted(struct diag *diag, const struct document *doc, size_t start,
		     size_t end)
{
	struct buf quoted = BUF_INIT;
	size_t last, first = quoted_already(doc->text + start, end - start, &last);
	if (!first)
		last = 0;
	yaml_quote(&quoted, doc->text + start + first, end - start - first - last);
	diag_fix_replace(diag, doc, start, end, quoted.data);
	buf_release(&quoted);
}

static bool quote(const struct scene *c, const struct row *row, size_t from, size_t to,
		  size_t report_at, const char *message)
{
	while (to > from && row->s[to - 1] == ' ')
		to--;
	struct diag *d = report_row(c, row, report_at, message);
	mend_fix_quoted(d, c->doc, row_at(c->doc, row, from), row_at(c->doc, row, to));
	return true;
}

static bool insert(const struct scene *c, const struct row *row, size_t at,
		   const char *what, size_t report_at, const char *message)
{
	struct diag *d = report_row(c, row, report_at, message);
	size_t offset = row_at(c->doc, row, at);
	diag_fix_replace(d, c->doc, offset, offset, what);
	return true;
}

static bool indent_to(const struct scene *c, const struct row *row, size_t indent,
		      const char *message)
{
	struct diag *d = report_row(c, row, row->indent, message);
	diag_fix_line(d, c->doc, row->line, "%*s%.*s", (int)indent, "",
		      (int)(row->len - row->indent), row->s + row->indent);
	return true;
}

static const char *colon_words(void)
{
	return _(
		"Dấu hai chấm ở giữa câu làm YAML hiểu thành tên một mục. Hãy đặt cả câu "
		"trong ngoặc kép.");
}

static const char *comma_words(void)
{
	return _("Trong dấu { }, giữa hai mục phải có dấu phẩy.");
}

static const char *indent_words(void)
{
	return _("Dòng này thụt vào không khớp với các dòng khác: các mục cùng bậc phải "
		 "thẳng cột.");
}

static const char *special_words(void)
{
	return _("Câu bắt đầu bằng dấu này có nghĩa riêng trong YAML. Hãy đặt cả câu "
		 "trong "
		 "ngoặc kép.");
}

/* Inside brackets: a comma, and then a key. */
static bool key_follows(const struct row *row, size_t comma)
{
	size_t i = skip_blanks(row, comma + 1), n = name_length(row, i);
	return n && i + n < row->len && row->s[i + n] == ':' && blank_at(row, i + n + 1);
}

/* ── causes, the surest first: each reports and returns true, or passes ──────────────── */

static bool quote_not_closed(const struct scene *c)
{
	const struct trouble *t = c->t;
	int line = 0, col = 0;
	if (says(t->context, "quoted scalar") && says(t->problem, "end of stream")) {
		line = t->context_line;
		col = t->context_col;
	} else if (t->quote_line && t->quote_end_line == t->line &&
		   !says(t->context, "quoted scalar")) {
		line = t->quote_line;
		col = t->quote_col;
	}
	if (!line)
		return false;
	struct row row = row_of(c->doc, line);
	size_t start = document_offset(c->doc, line, col) - row_at(c->doc, &row, 0);
	/* A list or mapping on one line ends behind the quote. */
	size_t end = row.len, comma = start + 1;
	if (one_of(&row, row.value, "{[") && row.value < start) {
		while (comma < end && !(row.s[comma] == ',' && key_follows(&row, comma)))
			comma++;
		end = comma;
		while (end > start + 1 && one_of(&row, end - 1, "]}, "))
			end--;
	}
	return insert(c, &row, end, row.s[start] == '\'' ? "'" : "\"", start,
		      _("Dấu ngoặc mở ở đây mà không thấy dấu đóng."));
}

static bool text_behind_block_sign(const struct scene *c)
{
	const struct row *row = &c->at;
	if (!says(c->t->context, "block scalar") || row->value >= row->len)
		return false;
	struct diag *d =
		report_row(c, row, row->value,
			   _("Sau dấu | hoặc > phải xuống dòng rồi mới viết chữ."));
	size_t text = row->value + 1;
	while (one_of(row, text, "|>+-0123456789 "))
		text++;
	diag_fix_line(d, c->doc, row->line, "%.*s\n%*s%.*s", (int)(row->value + 1),
		      row->s, (int)row->body + 2, "", (int)(row->len - text),
		      row->s + text);
	return true;
}

static bool bad_escape(const struct scene *c)
{
	if (!says(c->t->problem, "escape character") &&
	    !says(c->t->problem, "hexdecimal number") &&
	    !says(c->t->problem, "character escape code"))
		return false;
	size_t at = c->byte;
	while (at > 0 && c->at.s[at] != '\\')
		at--;
	return insert(
		c, &c->at, at, "\\", at,
		_("Trong ngoặc kép, dấu \\ có nghĩa riêng. Muốn có dấu \\ thì viết hai "
		  "lần."));
}

/* A line that cannot stand inside brackets: the next item, or a key not deeper than they are. */
static bool leaves_brackets(const struct row *row, const struct row *opener)
{
	return row_is_item(row) ||
	       (row->colon != NOWHERE && row->indent <= opener->indent);
}

static bool bracket_not_closed(const struct scene *c)
{
	if (!says(c->t->context, "parsing a flow"))
		return false;
	size_t open = document_offset(c->doc, c->t->context_line, c->t->context_col);
	bool at_end = c->at.len == 0 && (size_t)c->t->line >= c->doc->line_count;
	if (c->at.line == c->in.line || (!at_end && !leaves_brackets(&c->at, &c->in)))
		return false;
	bool square = c->doc->text[open] == '[';
	struct row last = row_before(c->doc, c->at.line);
	if (last.line < c->in.line)
		last = c->in;
	struct diag *d =
		report_row(c, &c->in, open - row_at(c->doc, &c->in, 0),
			   square ? _("Dấu [ mở ở đây mà không thấy dấu ] đóng.")
				  : _("Dấu { mở ở đây mà không thấy dấu } đóng."));
	diag_fix_line(d, c->doc, last.line, "%.*s%s", (int)last.len, last.s,
		      square ? "]" : "}");
	return true;
}

/* Inside brackets: where the entry that holds byte `at` begins. */
static size_t entry_start(const struct row *row, size_t from, size_t at)
{
	size_t start = from;
	int depth = 0;
	char quoted = 0;
	for (size_t i = from; i < at && i < row->len; i++) {
		char c = row->s[i];
		if (quoted) {
			i += c == '\\' && quoted == '"';
			quoted = c == quoted ? 0 : quoted;
		} else if ((c == '"' || c == '\'') &&
			   (!i || one_of(row, i - 1, " ,[{"))) {
			quoted = c;
		} else if (c == '{' || c == '[') {
			depth++;
		} else if (c == '}' || c == ']') {
			depth--;
		} else if (c == ',' && depth <= 0) {
			start = i + 1;
		}
	}
	return skip_blanks(row, start);
}

/* Where a text inside brackets ends: at the next key (in a list: the next comma), at a comma that ends
 * the line, or at the closing bracket. */
static size_t entry_end(const struct row *row, size_t from, bool list)
{
	int depth = 0;
	for (size_t i = from; i < row->len; i++) {
		char c = row->s[i];
		if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && depth-- == 0)
			return i;
		else if (c == ',' && depth == 0 &&
			 (list || i + 1 == row->len || key_follows(row, i)))
			return i;
	}
	return row->len;
}

/* "{id: mot scam: true}": the word before the colon is a key elsewhere in the file, in brackets. */
static bool comma_missing(const struct scene *c, const struct row *row, size_t value)
{
	size_t word = c->byte;
	while (word > value && one_of(row, word - 1, "abcdefghijklmnopqrstuvwxyz_"))
		word--;
	if (word == c->byte || word <= value + 1 || row->s[word - 1] != ' ')
		return false;
	char *first = xasprintf("{%.*s: ", (int)(c->byte - word), row->s + word);
	char *later = xasprintf(", %.*s: ", (int)(c->byte - word), row->s + word);
	bool key = strstr(c->doc->text, first) || strstr(c->doc->text, later);
	free(first);
	free(later);
	size_t end = word;
	while (end > value && row->s[end - 1] == ' ')
		end--;
	if (!key)
		return false;
	if (row->s[end - 1] != ';')
		return insert(c, row, end, ",", end, comma_words());
	struct diag *d = report_row(c, row, end - 1, comma_words());
	size_t at = row_at(c->doc, row, end - 1);
	diag_fix_replace(d, c->doc, at, at + 1, ",");
	return true;
}

static bool value_in_brackets(const struct scene *c)
{
	if (!says(c->t->context, "flow ") &&
	    !says(c->t->problem, "cannot start any token"))
		return false;
	const struct row *row = &c->at;
	size_t from = row->body;
	bool list = false;
	if (says(c->t->context, "flow ") && c->in.line == row->line) {
		size_t open =
			document_offset(c->doc, c->t->context_line, c->t->context_col);
		list = c->doc->text[open] == '[';
		from = open - row_at(c->doc, row, 0) + 1;
	} else if (says(c->t->context, "flow ") && row->colon != NOWHERE) {
		from = row->body; /* brackets that were opened further up */
	} else if (one_of(row, row->value, "{[")) {
		list = row->s[row->value] == '[';
		from = row->value + 1;
	} else {
		return false;
	}
	size_t start = entry_start(row, from, c->byte), name = name_length(row, start);
	size_t value = start;
	if (!list && name && row->s[start + name] == ':' &&
	    blank_at(row, start + name + 1))
		value = skip_blanks(row, start + name + 1);
	const char *closing =
		row->s[value] == '"' && value + 1 < row->len
			? memchr(row->s + value + 1, '"', row->len - value - 1)
			: NULL;
	size_t behind = closing ? (size_t)(closing - row->s) + 1 : 0;
	if (behind && one_of(row, behind, " ") && key_follows(row, behind))
		return insert(c, row, behind, ",", behind, comma_words());
	size_t end = entry_end(row, value, list);
	if (value >= end || end <= value + 1)
		return false;
	bool colon = c->byte > value && one_of(row, c->byte, ":");
	if (colon && !list && value > start && comma_missing(c, row, value))
		return true;
	return quote(c, row, value, end, colon ? c->byte : value,
		     colon ? colon_words() : special_words());
}

/* A key whose value is a sentence and no list: "title: - Chào nhau". */
static bool holds_text(const struct row *row)
{
	static const char *const keys[] = {"title", "ask",     "caption", "why",
					   "say",   "explain", "label",   "text"};
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		if (row->colon - row->body == strlen(keys[i]) &&
		    !strncmp(row->s + row->body, keys[i], strlen(keys[i])))
			return true;
	return false;
}

static bool list_behind_colon(const struct scene *c)
{
	const struct row *row = &c->at;
	if (!says(c->t->problem, "block sequence entries") || row->colon == NOWHERE)
		return false;
	if (holds_text(row))
		return quote(c, row, row->value, comment_start(row, row->value),
			     row->value, special_words());
	struct diag *d = report_row(
		c, row, row->value,
		_("Danh sách phải xuống dòng: mỗi mục một dòng, bắt đầu bằng dấu "
		  "gạch."));
	diag_fix_line(d, c->doc, row->line, "%.*s\n%*s%.*s", (int)(row->colon + 1),
		      row->s, (int)row->body + 2, "", (int)(row->len - row->value),
		      row->s + row->value);
	return true;
}

/* "- id: a, text: b" and "- (id: a, text: b)": an option without its braces. */
static bool braces_lost(const struct scene *c)
{
	const struct row *row = &c->at;
	size_t from = row->body, to = comment_start(row, from), keys = 0;
	if (!says(c->t->problem, "mapping values") || !row_is_item(row))
		return false;
	if (one_of(row, from, "(") && one_of(row, to - 1, ")")) {
		from++;
		to--;
	}
	size_t first = name_length(row, from);
	if (!first || row->s[from + first] != ':' || !blank_at(row, from + first + 1))
		return false;
	for (size_t i = from; i < to; i++)
		keys += row->s[i] == ',' && key_follows(row, i);
	if (!keys)
		return false;
	struct diag *d = report_row(c, row, row->body,
				    _("Nhiều mục trên một dòng phải nằm trong dấu { }."));
	diag_fix_line(d, c->doc, row->line, "%.*s{%.*s}", (int)row->body, row->s,
		      (int)(to - from), row->s + from);
	return true;
}

static bool colon_in_text(const struct scene *c)
{
	const struct row *row = &c->at;
	if (!says(c->t->problem, "mapping values") || row->colon == NOWHERE ||
	    c->byte <= row->colon)
		return false;
	/* "Kiểm tra" is no key of ours: then the text begins at the body. */
	bool key = name_length(row, row->body) == row->colon - row->body;
	size_t from = key ? row->value : row->body;
	return quote(c, row, from, comment_start(row, from), c->byte, colon_words());
}

static bool space_behind_colon(const struct scene *c)
{
	const struct row *row =
		says(c->t->problem, "mapping values") ? &c->before : &c->in;
	if (!row->line || row->colon != NOWHERE ||
	    (!says(c->t->problem, "mapping values") &&
	     !says(c->t->problem, "could not find expected ':'")))
		return false;
	size_t colon = row->body + name_length(row, row->body);
	if (colon == row->body || colon >= row->len || row->s[colon] != ':' ||
	    row->s[colon + 1] == '/')
		return false;
	struct diag *d =
		report_row(c, row, colon, _("Sau dấu hai chấm phải có dấu cách."));
	size_t value = colon + 1;
	while (!strncmp(row->s + value, "\u00a0", 2) && value < row->len)
		value += 2;
	diag_fix_line(d, c->doc, row->line, "%.*s %.*s", (int)(colon + 1), row->s,
		      (int)(row->len - value), row->s + value);
	return true;
}

static bool space_behind_dash(const struct scene *c)
{
	const struct row *rows[] = {&c->in, &c->at, &c->before};
	if (says(c->t->context, "flow") || says(c->t->context, "quoted"))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct row *row = rows[i];
		if (!row->line || row->indent + 1 >= row->len ||
		    row->s[row->indent] != '-' || one_of(row, row->indent + 1, " -"))
			continue;
		return insert(c, row, row->indent + 1, " ", row->indent,
			      _("Sau dấu gạch đầu dòng phải có dấu cách."));
	}
	return false;
}

/* {a: b}} */
static bool bracket_too_many(const struct scene *c)
{
	if (!one_of(&c->at, c->byte, "]}") || says(c->t->context, "parsing a flow"))
		return false;
	struct diag *d =
		report_row(c, &c->at, c->byte,
			   _("Dấu ngoặc đóng này thừa: không có dấu mở nào ứng với nó."));
	size_t at = row_at(c->doc, &c->at, c->byte);
	diag_fix_replace(d, c->doc, at, at + 1, "");
	return true;
}

/* A value that begins with a quote, a bracket or a sign and goes on behind it. */
static bool special_beginning(const struct scene *c)
{
	const struct row *row = &c->at;
	if (!one_of(row, row->value, "\"'{[*&!%@`,]}?|>") || c->byte < row->value)
		return false;
	if (row_is_item(row) == 0 && row->colon == NOWHERE)
		return false;
	return quote(c, row, row->value, comment_start(row, row->value), row->value,
		     special_words());
}

static bool ends_in_block_sign(const struct row *row)
{
	size_t i = row->len;
	while (i > row->value + 1 && one_of(row, i - 1, "+-0123456789"))
		i--;
	return i == row->value + 1 && one_of(row, i - 1, "|>");
}

/* Text of a `|` block that is less indented than the block's first line. */
static bool block_text_too_far_left(const struct scene *c)
{
	bool plain = says(c->t->problem, "could not find expected ':'");
	const struct row *row = plain ? &c->in : &c->at;
	if (!plain && !says(c->t->problem, "did not find expected key") &&
	    !says(c->t->problem, "'-' indicator"))
		return false;
	/* What is no key and no item, below a block, is text of that block however far left. */
	size_t least = row->indent + 1;
	if (row->colon == NOWHERE && !row_is_item(row))
		least = row_before(c->doc, row->line).indent;
	for (int line = row->line - 1, up = 0; line > 0 && up < ROWS_UP; line--, up++) {
		struct row above = row_of(c->doc, line);
		if (above.indent >= above.len || above.indent >= least)
			continue;
		if (!ends_in_block_sign(&above) || line + 1 == row->line)
			return false;
		struct row first = row_of(c->doc, line + 1);
		return indent_to(
			c, row, first.indent,
			_("Dòng chữ này thụt vào ít hơn dòng đầu của đoạn, nên bị "
			  "rơi ra ngoài đoạn."));
	}
	return false;
}

/* The indentation among the lines above that this line most likely meant. */
static size_t likely_indent(const struct document *doc, const struct row *row)
{
	size_t best = NOWHERE, distance = NOWHERE, lowest = NOWHERE;
	for (int line = row->line - 1, up = 0; line > 0 && up < ROWS_UP; line--, up++) {
		struct row above = row_of(doc, line);
		if (row_empty(&above) || above.indent >= lowest)
			continue;
		lowest = above.indent;
		size_t there = row_is_item(row) ? above.indent : above.body;
		if (row_is_item(row) != row_is_item(&above) && row_is_item(row))
			continue;
		size_t away =
			there > row->indent ? there - row->indent : row->indent - there;
		if (away && away < distance) {
			distance = away;
			best = there;
		}
	}
	return best;
}

/* "options:" and what stands first below it, which all that follow do not agree with: the first
 * is the wrong one. */
static bool first_is_wrong(const struct scene *c)
{
	const struct row *row = &c->at;
	struct row first = {.colon = NOWHERE}, above = c->before;
	for (int up = 0; above.line && up < ROWS_UP && above.indent + 2 >= row->indent;
	     up++) {
		if (above.colon != NOWHERE && above.value >= above.len &&
		    above.indent < row->indent && first.line)
			break;
		first = above;
		above = row_before(c->doc, above.line);
	}
	bool opener = above.line && above.colon != NOWHERE && above.value >= above.len;
	if (!opener || !first.line || row->indent != above.body + 2)
		return false;
	if (!row_is_item(&first) && first.colon == NOWHERE && row_is_item(row)) {
		struct diag *d = report_row(
			c, &first, first.indent,
			_("Thiếu dấu gạch đầu dòng: các dòng sau đều là mục của danh "
			  "sách."));
		diag_fix_line(d, c->doc, first.line, "%.*s- %.*s", (int)row->indent,
			      row->s, (int)(first.len - first.indent),
			      first.s + first.indent);
		return true;
	}
	if (row_is_item(&first) != row_is_item(row) || first.indent == row->indent)
		return false;
	return indent_to(c, &first, row->indent, indent_words());
}

/* "id:" in the column of the dashes of the items above. */
static bool dash_lost(const struct scene *c)
{
	const struct row *row = &c->at;
	struct row above = c->before;
	for (int up = 0; above.line && up < ROWS_UP && above.indent > row->indent; up++)
		above = row_before(c->doc, above.line);
	size_t name = name_length(row, row->body);
	if (row_is_item(row) || row->colon == NOWHERE || !row_is_item(&above) ||
	    above.indent != row->indent || !name ||
	    strncmp(above.s + above.body, row->s + row->body, name + 1) != 0)
		return false;
	struct diag *d = report_row(c, row, row->indent,
				    _("Thiếu dấu gạch đầu dòng: các dòng trên đều là mục "
				      "của danh sách."));
	diag_fix_line(d, c->doc, row->line, "%.*s- %.*s", (int)row->indent, row->s,
		      (int)(row->len - row->indent), row->s + row->indent);
	return true;
}

static bool wrong_indent(const struct scene *c)
{
	const struct row *row = &c->at;
	if ((!says(c->t->problem, "did not find expected key") &&
	     !says(c->t->problem, "'-' indicator") &&
	     !says(c->t->problem, "mapping values")) ||
	    row_empty(row) || c->byte < row->indent)
		return false;
	if (row->colon == NOWHERE && !row_is_item(row))
		return false;
	if (dash_lost(c) || first_is_wrong(c))
		return true;
	size_t indent = likely_indent(c->doc, row);
	if (indent != NOWHERE)
		return indent_to(c, row, indent, indent_words());
	report_row(c, row, row->indent, indent_words());
	return true;
}

/* Bytes of a sign that stands for a dash in other programs: "• Cất máy", "– Cất máy". */
static size_t bullet(const struct row *row)
{
	static const char *const signs[] = {"*",      "+",      "\u2022",
					    "\u2013", "\u2014", "\u00b7",
					    "\u25cf", "\u25e6", "\u2212"};
	size_t digits = row->indent;
	while (one_of(row, digits, "0123456789"))
		digits++;
	if (digits > row->indent && one_of(row, digits, ".)") &&
	    one_of(row, digits + 1, " "))
		return digits + 1 - row->indent;
	for (size_t i = 0; i < ARRAY_LEN(signs); i++) {
		size_t n = strlen(signs[i]);
		if (row->len > row->indent + n &&
		    !strncmp(row->s + row->indent, signs[i], n) &&
		    (row->s[row->indent + n] == ' ' || n > 1))
			return n;
	}
	return 0;
}

static bool other_bullet(const struct scene *c)
{
	const struct row *rows[] = {&c->at, &c->in, &c->before};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct row *row = rows[i];
		size_t n = row->line ? bullet(row) : 0;
		if (!n || says(c->t->context, "flow") || says(c->t->context, "quoted"))
			continue;
		struct diag *d =
			report_row(c, row, row->indent,
				   _("Mục của danh sách bắt đầu bằng dấu gạch thường (-) "
				     "và dấu cách."));
		size_t text = skip_blanks(row, row->indent + n);
		diag_fix_line(d, c->doc, row->line, "%.*s- %.*s", (int)row->indent,
			      row->s, (int)(row->len - text), row->s + text);
		return true;
	}
	return false;
}

/* "title： Máy", "minutes = 3": another sign where the colon should be. */
static bool other_colon(const struct scene *c)
{
	static const char *const signs[] = {"\uff1a", "=", "\ufe55", "\u2236"};
	const struct row *rows[] = {&c->in, &c->at, &c->before};
	for (size_t k = 0; k < ARRAY_LEN(rows) * ARRAY_LEN(signs); k++) {
		const struct row *row = rows[k / ARRAY_LEN(signs)];
		const char *sign = signs[k % ARRAY_LEN(signs)];
		size_t name = row->line ? name_length(row, row->body) : 0;
		size_t at = skip_blanks(row, row->body + name);
		if (!name || at >= row->len || row->colon != NOWHERE ||
		    strncmp(row->s + at, sign, strlen(sign)) != 0)
			continue;
		struct diag *d = report_row(
			c, row, at,
			_("Sau tên mục phải là dấu hai chấm thường (:) và dấu cách."));
		size_t value = skip_blanks(row, at + strlen(sign));
		diag_fix_line(d, c->doc, row->line, "%.*s: %.*s", (int)(row->body + name),
			      row->s, (int)(row->len - value), row->s + value);
		return true;
	}
	return false;
}

/* Blanks that look like others: a page on the net, or a word processor, has them. */
static bool other_blanks(const struct scene *c)
{
	static const char nbsp[] = "\u00a0";
	const struct row *rows[] = {&c->at, &c->before, &c->in};
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		const struct row *row = rows[i];
		size_t text = row->indent, columns = row->indent;
		while (row->line && text < row->len) {
			size_t n = row->s[text] == ' ' ? 1 : sizeof(nbsp) - 1;
			if (n > 1 && strncmp(row->s + text, nbsp, n) != 0)
				break;
			text += n;
			columns++;
		}
		if (text == row->indent || text >= row->len)
			continue;
		struct diag *d =
			report_row(c, row, row->indent,
				   _("Dòng này thụt vào bằng dấu cách không ngắt "
				     "(U+00A0). YAML chỉ nhận dấu cách thường."));
		diag_fix_line(d, c->doc, row->line, "%*s%.*s", (int)columns, "",
			      (int)(row->len - text), row->s + text);
		return true;
	}
	return false;
}

/* Lines of prose under a key, and no | that would say so. */
static bool block_sign_missing(const struct scene *c)
{
	bool plain = says(c->t->problem, "could not find expected ':'");
	const struct row *row = plain ? &c->in : &c->at;
	struct row above = row_before(c->doc, row->line);
	if (says(c->t->context, "flow") || says(c->t->context, "quoted") ||
	    row_is_item(row) || name_length(row, row->body) == row->colon - row->body)
		return false;
	for (int up = 0; above.line && up < ROWS_UP; up++) {
		bool key = above.colon != NOWHERE &&
			   name_length(&above, above.body) == above.colon - above.body;
		if (above.indent < row->indent && key && above.value >= above.len) {
			struct diag *d = report_row(
				c, &above, above.colon,
				_("Đoạn văn nhiều dòng phải có dấu | sau tên mục."));
			diag_fix_line(d, c->doc, above.line, "%.*s |", (int)above.len,
				      above.s);
			return true;
		}
		if (above.indent < row->indent || row_is_item(&above))
			return false;
		above = row_before(c->doc, above.line);
	}
	return false;
}

/* The line above is an item, this one stands right below its dash. */
static bool dash_missing(const struct scene *c)
{
	const struct row *row = &c->in;
	struct row above = row_before(c->doc, row->line);
	if (!says(c->t->problem, "could not find expected ':'") || row_is_item(row) ||
	    !above.line || !row_is_item(&above) || above.indent != row->indent)
		return false;
	struct diag *d = report_row(
		c, row, row->indent,
		_("Thiếu dấu gạch đầu dòng: các dòng trên đều là mục của danh sách."));
	diag_fix_line(d, c->doc, row->line, "%.*s- %.*s", (int)row->indent, row->s,
		      (int)(row->len - row->indent), row->s + row->indent);
	return true;
}

static bool no_key(const struct scene *c)
{
	if (!says(c->t->problem, "could not find expected ':'"))
		return false;
	struct diag *d =
		report_row(c, &c->in, c->in.indent,
			   _("Dòng này không có tên mục và dấu hai chấm, cũng không phải "
			     "phần tiếp của dòng trên."));
	diag_fix(d,
		 _("Nếu là chữ của dòng trên, hãy thụt vào sâu hơn; nếu là mục mới, viết "
		   "theo mẫu: tên: chữ."));
	return true;
}

/* What is left, in the library's order of likelihood. */
static bool translated(const struct scene *c)
{
	static const struct {
		const char *problem, *words;
	} table[] = {
		{"end of stream",
		 N_("Tệp kết thúc giữa chừng: còn dấu ngoặc chưa đóng.")},
		{"',' or ']'", N_("Trong dấu [ ], giữa hai mục phải có dấu phẩy.")},
		{"',' or '}'", N_("Trong dấu { }, giữa hai mục phải có dấu phẩy.")},
		{"mapping values", N_("Ở đây không thể có dấu hai chấm.")},
		{"mapping keys", N_("Ở đây không thể có dấu hỏi đứng riêng.")},
		{"block sequence entries", N_("Ở đây không thể có dấu gạch đầu dòng.")},
		{"'-' indicator", N_("Ở đây danh sách phải có dấu gạch đầu dòng.")},
		{"did not find expected key",
		 N_("Ở đây phải là tên một mục, hoặc thụt vào "
		    "chưa đúng.")},
		{"cannot start any token", N_("Câu không thể bắt đầu bằng dấu này.")},
		{"node content", N_("Ở đây phải có chữ.")},
		{"document", N_("Dấu --- hoặc ... ở đây không đúng chỗ.")},
		{"indentation", N_("Dòng này thụt vào không đúng.")},
	};
	const char *words = N_("Chỗ này không đúng cách viết YAML.");
	for (size_t i = 0; i < ARRAY_LEN(table); i++) {
		if (says(c->t->problem, table[i].problem)) {
			words = table[i].words;
			break;
		}
	}
	diag_fix(document_report(c->doc, c->t->line, c->t->col, "E03", "%s", tr(words)),
		 _("So với một bài học đang dùng được, hoặc đặt câu chữ trong ngoặc "
		   "kép."));
	return true;
}

static struct scene scene_of(struct document *doc, const struct trouble *t)
{
	struct scene c = {.doc = doc, .t = t};
	c.at = row_of(doc, t->line);
	c.in = row_of(doc, t->context_line ? t->context_line : t->line);
	c.before = row_before(doc, t->line);
	c.byte = document_offset(doc, t->line, t->col) - row_at(doc, &c.at, 0);
	if ((size_t)t->line > doc->line_count)
		c.byte = 0;
	return c;
}

void mend_report(struct document *doc, const struct trouble *trouble)
{
	static bool (*const causes[])(const struct scene *) = {
		quote_not_closed,
		text_behind_block_sign,
		bad_escape,
		bracket_not_closed,
		value_in_brackets,
		list_behind_colon,
		other_blanks,
		braces_lost,
		colon_in_text,
		space_behind_colon,
		space_behind_dash,
		other_bullet,
		other_colon,
		bracket_too_many,
		special_beginning,
		block_sign_missing,
		block_text_too_far_left,
		wrong_indent,
		dash_missing,
		no_key,
		translated,
	};
	struct scene c = scene_of(doc, trouble);
	for (size_t i = 0; i < ARRAY_LEN(causes); i++) {
		if (causes[i](&c))
			return;
	}
}

/* The innermost bracket that is open at a byte, or 0. Quotes are left out of account. */
static char open_bracket(const struct row *row, size_t at)
{
	int depth = 0;
	for (size_t i = at; i-- > row->body;) {
		depth += one_of(row, i, "]}") - (one_of(row, i, "[{") != 0);
		if (depth < 0)
			return row->s[i];
	}
	return 0;
}

void mend_report_special(struct document *doc, int line, int col, const char *what)
{
	struct trouble t = {.problem = "", .line = line, .col = col};
	struct scene c = scene_of(doc, &t);
	const struct row *row = &c.at;
	struct diag *d = report_row(&c, row, c.byte, what);
	if (!d || row->len > ROW_BYTES)
		return;
	char bracket = open_bracket(row, c.byte);
	size_t end = bracket ? entry_end(row, c.byte, bracket == '[')
			     : comment_start(row, c.byte);
	while (end > c.byte && row->s[end - 1] == ' ')
		end--;
	mend_fix_quoted(d, doc, row_at(doc, row, c.byte), row_at(doc, row, end));
}
