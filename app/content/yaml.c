#include "content/yaml.h"

#include "base/err.h"
#include "base/i18n.h"
#include "content/mend.h"
#include "text/clean.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

/* ── the tree ────────────────────────────────────────────────────────────────────────── */

uint32_t node_hash(const char *s)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	return hash;
}

static const struct node *find_key(const struct node *mapping, const char *key,
				   uint32_t hash)
{
	for (const struct node *n = mapping->first; n; n = n->next) {
		if (n->key->hash == hash && !strcmp(n->key->text, key))
			return n;
	}
	return NULL;
}

const struct node *node_get(const struct node *mapping, const char *key)
{
	if (!mapping || mapping->kind != NODE_MAPPING)
		return NULL;
	return find_key(mapping, key, node_hash(key));
}

const struct node *node_item(const struct node *node, size_t i)
{
	const struct node *n = node ? node->first : NULL;
	while (n && i--)
		n = n->next;
	return n;
}

struct diag *node_report(struct document *doc, const struct node *node, const char *code,
			 const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct diag *d = document_vreport(doc, node->line, node->col, code, format, args);
	va_end(args);
	return d;
}

struct diag *node_report_at(struct document *doc, const struct node *node, size_t at,
			    const char *code, const char *format, ...)
{
	struct place place = document_place(doc, node_source(doc, node, at));
	va_list args;
	va_start(args, format);
	struct diag *d = document_vreport(doc, place.line, place.col, code, format, args);
	va_end(args);
	return d;
}

/* ── from a value back to its source ─────────────────────────────────────────────────── */

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r';
}

static size_t hex_digits(char escape)
{
	return escape == 'x' ? 2 : escape == 'u' ? 4 : escape == 'U' ? 8 : 0;
}

/* The escape at s ("\" and what follows): how many bytes, and the character it stands for. */
static size_t read_escape(const char *s, size_t n, uint32_t *cp)
{
	static const char names[] = "0abtnvfre N_LP\"/\\";
	static const uint32_t values[] = {0,  7,   8,   9,    10,   11,  12,  13,  27,
					  32, 133, 160, 8232, 8233, '"', '/', '\\'};
	*cp = 0;
	if (n < 2)
		return n;
	size_t digits = hex_digits(s[1]);
	if (digits) {
		for (size_t i = 2; i < 2 + digits && i < n; i++)
			*cp = *cp * 16 + (uint32_t)(s[i] <= '9' ? s[i] - '0'
								: (s[i] | 32) - 'a' + 10);
		return 2 + digits < n ? 2 + digits : n;
	}
	const char *name = strchr(names, s[1]);
	*cp = name && *name ? values[name - names] : (uint32_t)(unsigned char)s[1];
	return 2;
}

/* One character of the source of a scalar: its bytes, and what it is in the value. A blank means
 * "maybe nothing": folding joins and drops them. */
static size_t read_source(const struct node *node, const char *s, size_t n, uint32_t *cp)
{
	if (node->style == STYLE_DOUBLE && *s == '\\') {
		if (n > 1 && (s[1] == '\n' || s[1] == '\r')) {
			*cp = ' ';
			return 1;
		}
		return read_escape(s, n, cp);
	}
	if (node->style == STYLE_SINGLE && n > 1 && s[0] == '\'' && s[1] == '\'') {
		*cp = '\'';
		return 2;
	}
	int bytes = utf8_decode(s, n, cp);
	return bytes < 1 ? 1 : (size_t)bytes;
}

static size_t content_start(const struct document *doc, const struct node *node)
{
	size_t i = node->start;
	if (node->style == STYLE_LITERAL || node->style == STYLE_FOLDED) {
		const char *eol = memchr(doc->text + i, '\n', doc->len - i);
		return eol ? (size_t)(eol - doc->text) + 1 : doc->len;
	}
	return i + (node->style == STYLE_SINGLE || node->style == STYLE_DOUBLE);
}

/* Blanks are matched loosely: all between two characters of the value are the same gap. */
static bool is_gap(uint32_t cp)
{
	return cp == ' ' || cp == '\n' || cp == '\r';
}

size_t node_source(const struct document *doc, const struct node *node, size_t at)
{
	if (node->kind != NODE_SCALAR || at > node->len)
		return node->start;
	size_t i = 0, j = content_start(doc, node);
	for (;;) {
		uint32_t want = 0, have = 0;
		size_t step = 1;
		while (i < at && is_blank(node->text[i]))
			i++;
		if (i == at && is_blank(node->text[i]))
			return j < node->end ? j : node->start;
		while (j < node->end) {
			step = read_source(node, doc->text + j, node->end - j, &have);
			if (!is_gap(have))
				break;
			j += step;
		}
		if (j >= node->end)
			return at == node->len ? node->end : node->start;
		if (i >= at)
			return j;
		int bytes = utf8_decode(node->text + i, node->len - i, &want);
		if (bytes < 1 || want != have)
			return node
				->start; /* normalised: the source has other characters */
		i += (size_t)bytes;
		j += step;
	}
}

/* ── cleaning values ─────────────────────────────────────────────────────────────────── */

/* In a file of plain characters only an escape can bring in others. */
static bool surely_clean(const struct document *doc, const struct node *node)
{
	return doc->plain &&
	       (node->style != STYLE_DOUBLE ||
		!memchr(doc->text + node->start, '\\', node->end - node->start));
}

static void normalise(struct document *doc, struct node *node, struct arena *values)
{
	size_t at = 0;
	while (at < node->len) {
		size_t n = text_grapheme(node->text + at, node->len - at);
		char *one = xstrndup(node->text + at, n);
		bool fine = text_is_nfc(one);
		free(one);
		if (!fine)
			break;
		at += n;
	}
	char *nfc = text_nfc_n(node->text, node->len);
	if (!nfc)
		return;
	struct diag *d = node_report_at(doc, node, at, "W50",
					_("Chữ ở đây có dấu gõ rời (Unicode tổ hợp). "
					  "Chương trình tự ghép lại, nhưng "
					  "tìm kiếm trong tệp sẽ không thấy."));
	size_t len;
	int number = document_place(doc, node_source(doc, node, at)).line;
	const char *line = document_line(doc, number, &len);
	char *copy = xstrndup(line, len), *fixed = text_nfc(copy);
	if (fixed)
		diag_fix_line(d, doc, number, "%s", fixed);
	free(fixed);
	free(copy);
	node->text = arena_strdup(values, nfc);
	node->len = strlen(nfc);
	free(nfc);
}

/* Where the character stands that text_clean() refused. In a normalised value offsets are off,
 * so its first occurrence in the source serves. */
static size_t refused_source(const struct document *doc, const struct node *node,
			     size_t bad_at, uint32_t bad)
{
	size_t at = node_source(doc, node, bad_at);
	if (at != node->start)
		return at;
	for (size_t j = content_start(doc, node); j < node->end;) {
		uint32_t cp = 0;
		size_t step = read_source(node, doc->text + j, node->end - j, &cp);
		if (cp == bad)
			return j;
		j += step;
	}
	return at;
}

static void report_refused(struct document *doc, const struct node *node, size_t bad_at,
			   uint32_t bad)
{
	size_t at = refused_source(doc, node, bad_at, bad);
	struct place place = document_place(doc, at);
	if (text_is_mark(bad)) {
		struct diag *d = document_report(doc, place.line, place.col, "E01",
						 _("Dấu <U+%04X> ở đây không đứng trên "
						   "chữ nào, hoặc chữ có quá hai "
						   "dấu."),
						 (unsigned)bad);
		diag_fix(d, _("Xóa chữ này rồi gõ lại."));
		return;
	}
	/* A raw one has been reported by the look over the bytes. */
	if (doc->text[at] != '\\')
		return;
	uint32_t cp;
	size_t n = read_escape(doc->text + at, node->end - at, &cp);
	struct diag *d = document_report(doc, place.line, place.col, "E01",
					 _("Ở đây có ký tự không thấy được <U+%04X>. Ký "
					   "tự này có thể làm hỏng hoặc "
					   "làm sai chữ trên màn hình."),
					 (unsigned)bad);
	diag_fix_replace(d, doc, at, at + n, "");
}

/* Word processors turn quotes and spaces into other characters; readers do not see which, but
 * search, speech and typed answers do. */
static const struct {
	const char *bytes, *instead;
} typography[] = {
	{"\u201c", "\""}, {"\u201d", "\""}, {"\u2018", "'"},
	{"\u2019", "'"},  {"\u00a0", " "},
};

static void plain_typography(struct buf *out, const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		size_t k = 0;
		while (k < ARRAY_LEN(typography) &&
		       strncmp(s + i, typography[k].bytes, strlen(typography[k].bytes)))
			k++;
		if (k < ARRAY_LEN(typography)) {
			buf_adds(out, typography[k].instead);
			i += strlen(typography[k].bytes);
		} else {
			buf_addc(out, s[i++]);
		}
	}
}

/* In a block the line changes; elsewhere the quotes may need quoting themselves. */
static void fix_typography(struct diag *diag, const struct document *doc,
			   const struct node *node, size_t at)
{
	struct buf plain = BUF_INIT, quoted = BUF_INIT;
	if (node->style == STYLE_LITERAL || node->style == STYLE_FOLDED) {
		size_t len;
		int number = document_place(doc, at).line;
		const char *line = document_line(doc, number, &len);
		plain_typography(&plain, line, len);
		diag_fix_line(diag, doc, number, "%s", plain.data);
	} else if (node->style == STYLE_PLAIN &&
		   !strstr(node->text, typography[0].bytes) !=
			   !strstr(node->text, typography[1].bytes)) {
		; /* A comma or colon has cut it: that is told of, and mended as a whole. */
	} else if (mend_quotes_around(node->text, node->len)) {
		mend_fix_quoted(diag, doc, node->start, node->end);
	} else {
		plain_typography(&plain, node->text, node->len);
		if (node->style != STYLE_PLAIN || strchr("\"'", plain.data[0]))
			yaml_quote(&quoted, plain.data, plain.len);
		diag_fix_replace(diag, doc, node->start, node->end,
				 quoted.len ? quoted.data : plain.data);
	}
	buf_release(&plain);
	buf_release(&quoted);
}

static void warn_typography(struct document *doc, const struct node *node)
{
	for (size_t i = 0; i < ARRAY_LEN(typography); i++) {
		const char *found = strstr(node->text, typography[i].bytes);
		if (!found)
			continue;
		size_t at = (size_t)(found - node->text);
		struct diag *d = node_report_at(
			doc, node, at, "W50",
			*typography[i].instead == ' ' ? _("Dấu cách ở đây là dấu cách "
							  "không ngắt (U+00A0), thường "
							  "do sao chép từ nơi khác.")
						      : _("Dấu ngoặc ở đây là ngoặc cong "
							  "của trình soạn văn bản. "
							  "Hãy dùng ngoặc thẳng."));
		fix_typography(d, doc, node, node_source(doc, node, at));
		return;
	}
}

static void clean(struct document *doc, struct node *node, struct arena *values)
{
	if (surely_clean(doc, node))
		return;
	bool whole = strlen(node->text) == node->len;
	if (whole && !text_is_nfc(node->text))
		normalise(doc, node, values);
	size_t bad_at;
	uint32_t bad;
	if (text_clean(node->text, node->len, true, &bad_at, &bad)) {
		warn_typography(doc, node);
		return;
	}
	report_refused(doc, node, bad_at, bad);
	/* Nothing is to be found in it that its author does not see. */
	node->broken = true;
	struct buf out = BUF_INIT;
	text_visible_block(&out, node->text);
	node->text = arena_strdup(values, out.data);
	node->len = out.len;
	buf_release(&out);
}

/* ── building ────────────────────────────────────────────────────────────────────────── */

struct builder {
	struct document *doc;
	struct arena *values;
	yaml_parser_t parser;
	struct node *open[YAML_DEPTH]; /* collections being filled */
	struct node *keys[YAML_DEPTH]; /* of the mapping at that depth: the key waiting */
	bool doubled[YAML_DEPTH]; /* that key was there before: drop the value */
	size_t depth, nodes, documents;
	/* The last place turned into an offset: events come in the order of the file. */
	size_t cursor;
	int cursor_line, cursor_col;
	struct node *quoted; /* the last quoted scalar */
	int quoted_end;
	int special; /* the line of the last anchor, alias or tag */
	bool failed;
};

static size_t offset_of(struct builder *b, const yaml_mark_t *mark)
{
	const struct document *doc = b->doc;
	int line = (int)mark->line + 1, col = (int)mark->column + 1;
	if ((size_t)line > doc->line_count)
		return doc->len;
	if (line != b->cursor_line || col < b->cursor_col) {
		b->cursor = doc->lines[line - 1];
		b->cursor_line = line;
		b->cursor_col = 1;
	}
	size_t i = b->cursor;
	while (b->cursor_col < col && i < doc->len && doc->text[i] != '\n') {
		i++;
		while (i < doc->len && ((unsigned char)doc->text[i] & 0xc0) == 0x80)
			i++;
		b->cursor_col++;
	}
	return b->cursor = i;
}

static struct node *node_new(struct builder *b, enum node_kind kind,
			     enum node_style style, const yaml_event_t *event)
{
	struct node *node = arena_alloc(b->doc->arena, sizeof(*node));
	node->kind = kind;
	node->style = style;
	node->line = (int)event->start_mark.line + 1;
	node->col = (int)event->start_mark.column + 1;
	node->start = offset_of(b, &event->start_mark);
	node->end = offset_of(b, &event->end_mark);
	return node;
}

static bool refuse(struct builder *b, const struct node *node, const char *why,
		   const char *fix)
{
	diag_fix(node_report(b->doc, node, "E03", "%s", why), "%s", fix);
	b->failed = true;
	return false;
}

/* The first key of an item once more, on a line of its own: a dash is missing before it. */
static void fix_dash(struct builder *b, struct diag *d, const struct node *mapping,
		     const struct node *key)
{
	const struct document *doc = b->doc;
	const struct node *list = b->depth > 1 ? b->open[b->depth - 2] : NULL;
	size_t len;
	const char *line = document_line(doc, key->line, &len);
	size_t indent = strspn(line, " ");
	if (!list || list->kind != NODE_SEQUENCE || list->style != STYLE_BLOCK ||
	    mapping->style != STYLE_BLOCK ||
	    strcmp(mapping->first->key->text, key->text) ||
	    indent + 1 != (size_t)key->col || indent < 2)
		return;
	diag_fix_line(d, doc, key->line, "%.*s- %.*s", (int)(indent - 2), line,
		      (int)(len - indent), line + indent);
}

static bool add_key(struct builder *b, struct node *key)
{
	struct node *mapping = b->open[b->depth - 1];
	if (key->kind != NODE_SCALAR)
		return refuse(b, key,
			      _("Chỗ này phải là tên một mục, không phải dấu ngoặc."),
			      _("Nếu là chữ của bài, đặt cả câu trong ngoặc kép."));
	key->hash = node_hash(key->text);
	const struct node *before = find_key(mapping, key->text, key->hash);
	if (before) {
		struct diag *d = node_report(
			b->doc, key, "E04",
			_("Mục \"%s\" đã có ở dòng %d; mỗi mục chỉ viết một lần."),
			key->text, before->key->line);
		diag_fix(d, _("Xóa một trong hai, hoặc đổi tên mục này."));
		fix_dash(b, d, mapping, key);
	}
	b->doubled[b->depth - 1] = before != NULL;
	b->keys[b->depth - 1] = key;
	return true;
}

static bool add_node(struct builder *b, struct node *node)
{
	if (++b->nodes > YAML_NODES)
		return refuse(b, node,
			      _("Tệp này có quá nhiều mục; bài học không dài đến thế."),
			      _("Chia thành nhiều tệp nhỏ hơn."));
	if (!b->depth) {
		b->doc->root = node;
		return true;
	}
	struct node *parent = b->open[b->depth - 1];
	if (parent->kind == NODE_MAPPING) {
		if (!b->keys[b->depth - 1])
			return add_key(b, node);
		node->key = b->keys[b->depth - 1];
		b->keys[b->depth - 1] = NULL;
		if (b->doubled[b->depth - 1])
			return true;
		if (parent->count >= YAML_KEYS)
			return refuse(b, node->key, _("Có quá nhiều mục ở một chỗ."),
				      _("Chia thành nhiều tệp nhỏ hơn."));
	}
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	parent->count++;
	return true;
}

/* Anchors, aliases and tags: in a lesson they are an unquoted *word*, & or ! by accident. */
static void report_special(struct builder *b, const yaml_mark_t *mark)
{
	b->special = (int)mark->line + 1;
	mend_report_special(
		b->doc, (int)mark->line + 1, (int)mark->column + 1,
		_("Chữ bắt đầu bằng *, & hay ! có nghĩa riêng trong YAML, tệp bài "
		  "học không dùng."));
}

static bool on_scalar(struct builder *b, const yaml_event_t *event)
{
	static const enum node_style styles[] = {
		[YAML_PLAIN_SCALAR_STYLE] = STYLE_PLAIN,
		[YAML_SINGLE_QUOTED_SCALAR_STYLE] = STYLE_SINGLE,
		[YAML_DOUBLE_QUOTED_SCALAR_STYLE] = STYLE_DOUBLE,
		[YAML_LITERAL_SCALAR_STYLE] = STYLE_LITERAL,
		[YAML_FOLDED_SCALAR_STYLE] = STYLE_FOLDED,
	};
	struct node *node =
		node_new(b, NODE_SCALAR, styles[event->data.scalar.style], event);
	bool key = b->depth && b->open[b->depth - 1]->kind == NODE_MAPPING &&
		   !b->keys[b->depth - 1];
	struct arena *arena = key ? b->doc->arena : b->values;
	node->len = event->data.scalar.length;
	char *text = arena_alloc(arena, node->len + 1);
	memcpy(text, event->data.scalar.value, node->len);
	node->text = text;
	if (event->data.scalar.anchor || event->data.scalar.tag) {
		report_special(b, &event->start_mark);
		node->broken = true;
	}
	if (node->style == STYLE_SINGLE || node->style == STYLE_DOUBLE) {
		b->quoted = node;
		b->quoted_end = (int)event->end_mark.line + 1;
	}
	clean(b->doc, node, arena);
	return add_node(b, node);
}

static bool on_alias(struct builder *b, const yaml_event_t *event)
{
	struct node *node = node_new(b, NODE_SCALAR, STYLE_PLAIN, event);
	report_special(b, &event->start_mark);
	node->broken = true;
	node->text = "";
	return add_node(b, node);
}

static bool open_node(struct builder *b, struct node *node, bool special)
{
	if (b->depth == YAML_DEPTH)
		return refuse(
			b, node,
			_("Các mục lồng vào nhau quá sâu; bài học không sâu đến thế."),
			_("Kiểm tra lại các dấu ngoặc [ và { ở dòng này."));
	if (special) {
		mend_report_special(
			b->doc, node->line, node->col,
			_("Dấu & và ! trước một danh sách có nghĩa riêng trong "
			  "YAML, tệp bài học không dùng."));
		node->broken = true;
	}
	if (!add_node(b, node))
		return false;
	b->open[b->depth] = node;
	b->keys[b->depth] = NULL;
	b->depth++;
	return true;
}

static bool close_node(struct builder *b, const yaml_event_t *event)
{
	b->open[--b->depth]->end = offset_of(b, &event->end_mark);
	return true;
}

static bool on_document(struct builder *b, const yaml_event_t *event)
{
	if (++b->documents == 1)
		return true;
	diag_fix(document_report(
			 b->doc, (int)event->start_mark.line + 1,
			 (int)event->start_mark.column + 1, "E03",
			 _("Một tệp chỉ chứa một bài. Dấu --- mở ra một bài thứ hai.")),
		 _("Xóa dòng ---, hoặc chuyển phần sau sang tệp khác."));
	b->failed = true;
	return false;
}

static bool on_event(struct builder *b, const yaml_event_t *event)
{
	if (b->doc->errors > DOCUMENT_FINDINGS) {
		b->failed = true;
		return false;
	}
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return on_document(b, event);
	case YAML_SCALAR_EVENT:
		return on_scalar(b, event);
	case YAML_ALIAS_EVENT:
		return on_alias(b, event);
	case YAML_SEQUENCE_START_EVENT:
		return open_node(b,
				 node_new(b, NODE_SEQUENCE,
					  event->data.sequence_start.style ==
							  YAML_FLOW_SEQUENCE_STYLE
						  ? STYLE_FLOW
						  : STYLE_BLOCK,
					  event),
				 event->data.sequence_start.anchor ||
					 event->data.sequence_start.tag);
	case YAML_MAPPING_START_EVENT:
		return open_node(b,
				 node_new(b, NODE_MAPPING,
					  event->data.mapping_start.style ==
							  YAML_FLOW_MAPPING_STYLE
						  ? STYLE_FLOW
						  : STYLE_BLOCK,
					  event),
				 event->data.mapping_start.anchor ||
					 event->data.mapping_start.tag);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return close_node(b, event);
	default:
		return true;
	}
}

static void report_problem(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	struct trouble trouble = {
		.problem = p->problem ? p->problem : "",
		.context = p->context,
		.line = (int)p->problem_mark.line + 1,
		.col = (int)p->problem_mark.column + 1,
		.context_line = p->context ? (int)p->context_mark.line + 1 : 0,
		.context_col = p->context ? (int)p->context_mark.column + 1 : 0,
	};
	/* The reader (bytes it does not take) knows only an offset. */
	if (p->error == YAML_READER_ERROR) {
		struct place at = document_place(b->doc, p->problem_offset);
		trouble.line = at.line;
		trouble.col = at.col;
	}
	if (b->quoted && b->quoted_end > b->quoted->line) {
		trouble.quote_line = b->quoted->line;
		trouble.quote_col = b->quoted->col;
		trouble.quote_end_line = b->quoted_end;
	}
	b->failed = true;
	/* "*Quan trọng* lắm" is an alias, and then an error because of it. */
	if (b->special != trouble.line)
		mend_report(b->doc, &trouble);
}

bool document_parse(struct document *doc, struct arena *values)
{
	struct builder b = {.doc = doc, .values = values};
	if (!yaml_parser_initialize(&b.parser))
		die("Máy hết bộ nhớ. Những gì đã làm vẫn được giữ.");
	yaml_parser_set_encoding(&b.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b.parser, (const unsigned char *)doc->text,
				     doc->len);
	for (bool more = true; more;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&b.parser, &event)) {
			report_problem(&b);
			break;
		}
		more = event.type != YAML_STREAM_END_EVENT && on_event(&b, &event);
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&b.parser);
	if (b.failed)
		doc->root = NULL;
	return !b.failed;
}
