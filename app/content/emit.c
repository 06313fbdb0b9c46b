#include "content/emit.h"

#include "text/column.h"

#include <string.h>

/* ── the manner of a file ────────────────────────────────────────────────────────────── */

/* The first nested block of a kind tells how far the author goes to the right. */
static int step_of(const struct node *node, int column, enum node_kind kind)
{
	for (const struct node *n = node->first; n; n = n->next) {
		if (n->kind == kind && n->style == STYLE_BLOCK && n->key &&
		    n->key->line < n->line)
			return n->col - column;
		int found = n->style == STYLE_BLOCK ? step_of(n, n->col, kind) : -1;
		if (found >= 0)
			return found;
	}
	return -1;
}

struct manner manner_of(const struct document *doc)
{
	struct manner manner = {"\n", 2, 2};
	const char *end = memchr(doc->text, '\n', doc->len);
	if (end && end > doc->text && end[-1] == '\r')
		manner.newline = "\r\n";
	if (!doc->root)
		return manner;
	int map = step_of(doc->root, doc->root->col, NODE_MAPPING);
	int list = step_of(doc->root, doc->root->col, NODE_SEQUENCE);
	manner.map_step = map > 0 ? map : 2;
	manner.list_step = list >= 0 ? list : 2;
	return manner;
}

/* ── trees ───────────────────────────────────────────────────────────────────────────── */

static struct node *new_scalar(struct arena *arena, const char *text,
			       enum node_style style)
{
	struct node *node = arena_alloc(arena, sizeof(*node));
	node->kind = NODE_SCALAR;
	node->style = style;
	node->text = arena_strdup(arena, text);
	node->len = strlen(text);
	return node;
}

struct node *emit_word(struct arena *arena, const char *word)
{
	return new_scalar(arena, word, STYLE_PLAIN);
}

struct node *emit_text(struct arena *arena, const char *text)
{
	return new_scalar(arena, text, STYLE_DOUBLE);
}

struct node *emit_prose(struct arena *arena, const char *text)
{
	size_t n = strlen(text);
	while (n && text[n - 1] == '\n')
		n--;
	return new_scalar(arena, arena_printf(arena, "%.*s\n", (int)n, text),
			  STYLE_LITERAL);
}

struct node *emit_collection(struct arena *arena, enum node_kind kind,
			     enum node_style style)
{
	struct node *node = arena_alloc(arena, sizeof(*node));
	node->kind = kind;
	node->style = style;
	return node;
}

struct node *emit_add(struct arena *arena, struct node *parent, const char *key,
		      struct node *child)
{
	child->key = key ? emit_word(arena, key) : NULL;
	if (key)
		child->key->hash = node_hash(key);
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	parent->count++;
	return child;
}

/* ── one line ────────────────────────────────────────────────────────────────────────── */

static bool only(const char *text, size_t n, const char *allowed)
{
	for (size_t i = 0; i < n; i++)
		if (!text[i] || !strchr(allowed, text[i]))
			return false;
	return true;
}

/* What YAML 1.1 readers take for something else than a text: numbers, dates, times, truth. */
static bool looks_typed(const char *text, size_t n)
{
	static const char *const words[] = {"~",    "null", "true", "false", "yes",
					    "no",   "on",   "off",  "y",     "n",
					    ".inf", ".nan", "=",    "<<"};
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strlen(words[i]) != n)
			continue;
		size_t k = 0;
		while (k < n && (text[k] | (text[k] >= 'A' && text[k] <= 'Z' ? 32 : 0)) ==
					words[i][k])
			k++;
		if (k == n)
			return true;
	}
	if (!only(text, 1, "+-.0123456789"))
		return false;
	return only(text, n, "0123456789_.,:+-TtZz ") ||
	       only(text, n, "0123456789_.+-eE") ||
	       only(text, n, "0123456789abcdefABCDEFxXoO_+-") ||
	       (n == 5 && only(text + 1, 4, ".infINFaA"));
}

static bool plain_start(const char *text, size_t n, bool flow)
{
	if (strchr(" \t#&*!|>'\"%@`,[]{}", text[0]))
		return false;
	if (strchr("-?:", text[0]))
		return n > 1 && text[1] != ' ' && !(flow && strchr(",[]{}:", text[1]));
	return true;
}

bool emit_plain_fits(const char *text, size_t n, bool flow, bool word)
{
	if (!n || memchr(text, '\n', n) || text[n - 1] == ' ' || text[n - 1] == ':' ||
	    !plain_start(text, n, flow))
		return false;
	if (n >= 3 && (!strncmp(text, "---", 3) || !strncmp(text, "...", 3)))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (flow && strchr(",[]{}", text[i]))
			return false;
		if (text[i] == ':' && (text[i + 1] == ' ' || flow))
			return false;
		if (text[i] == '#' && i && text[i - 1] == ' ')
			return false;
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7f)
			return false;
	}
	return word || !looks_typed(text, n);
}

static void add_double(struct buf *out, const char *text, size_t n)
{
	buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\n') {
			buf_adds(out, "\\n");
			continue;
		}
		if (text[i] == '"' || text[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, text[i]);
	}
	buf_addc(out, '"');
}

static void add_single(struct buf *out, const char *text, size_t n)
{
	buf_addc(out, '\'');
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '\'')
			buf_addc(out, '\'');
		buf_addc(out, text[i]);
	}
	buf_addc(out, '\'');
}

void emit_line(struct buf *out, const char *text, size_t n, enum node_style style,
	       bool flow, bool word)
{
	bool lines = memchr(text, '\n', n) != NULL;
	if (style == STYLE_PLAIN && emit_plain_fits(text, n, flow, word))
		buf_add(out, text, n);
	else if (style == STYLE_SINGLE && !lines)
		add_single(out, text, n);
	else if (style == STYLE_DOUBLE || lines)
		add_double(out, text, n);
	else
		yaml_quote(out, text, n);
}

/* ── blocks ──────────────────────────────────────────────────────────────────────────── */

#define FOLD_COLUMNS 90

/* A line of a folded block, broken at single blanks. */
static void add_folded(struct buf *out, const char *line, size_t n, int indent,
		       const char *newline)
{
	int room = FOLD_COLUMNS - indent > 30 ? FOLD_COLUMNS - indent : 30;
	while (n) {
		size_t take = n, space = 0;
		for (size_t i = 1; i + 1 < n; i++) {
			if (line[i] != ' ' || line[i - 1] == ' ' || line[i + 1] == ' ')
				continue;
			if (space && text_columns_n(line, i) > room)
				break;
			space = i;
		}
		if (space && text_columns_n(line, n) > room)
			take = space;
		buf_pad(out, ' ', (size_t)indent);
		buf_add(out, line, take);
		buf_adds(out, newline);
		n -= take + (take < n);
		line += take + 1;
	}
}

bool emit_block(struct buf *out, const char *text, size_t n, enum node_style style,
		int indent, const char *newline)
{
	bool folded = style == STYLE_FOLDED;
	while (n && text[n - 1] == '\n')
		n--;
	if (!n || text[0] == '\n')
		return false;
	for (const char *s = text, *end = text + n; s <= end;) {
		const char *eol = memchr(s, '\n', (size_t)(end - s));
		size_t len = eol ? (size_t)(eol - s) : (size_t)(end - s);
		if (folded && len && (s[0] == ' ' || s[len - 1] == ' '))
			return false;
		if (len && folded) {
			add_folded(out, s, len, indent, newline);
		} else if (len) {
			buf_pad(out, ' ', (size_t)indent);
			buf_add(out, s, len);
			buf_adds(out, newline);
		} else {
			buf_adds(out, newline);
		}
		/* Between two folded lines of text a line end is an empty line. */
		if (folded && len && eol)
			buf_adds(out, newline);
		s += len + 1;
	}
	return true;
}

/* ── entries ─────────────────────────────────────────────────────────────────────────── */

static void add_flow_value(struct buf *out, const struct node *value)
{
	if (value->kind == NODE_SCALAR) {
		emit_line(out, value->text, value->len, STYLE_PLAIN, true,
			  value->style == STYLE_PLAIN);
		return;
	}
	bool map = value->kind == NODE_MAPPING;
	buf_addc(out, map ? '{' : '[');
	for (const struct node *n = value->first; n; n = n->next) {
		if (n != value->first)
			buf_adds(out, ", ");
		emit_flow(out, n, map ? n->key->text : NULL);
	}
	buf_addc(out, map ? '}' : ']');
}

static void add_key(struct buf *out, const char *key, bool flow)
{
	emit_line(out, key, strlen(key), STYLE_PLAIN, flow, true);
	buf_addc(out, ':');
}

void emit_flow(struct buf *out, const struct node *value, const char *key)
{
	if (key) {
		add_key(out, key, true);
		buf_addc(out, ' ');
	}
	add_flow_value(out, value);
}

static void add_scalar(struct buf *out, const struct node *value, int entry, int step,
		       const struct manner *manner)
{
	int indent = entry + step;
	struct buf block = BUF_INIT;
	bool lines = memchr(value->text, '\n', value->len) != NULL;
	if (value->style == STYLE_LITERAL && lines &&
	    emit_block(&block, value->text, value->len, STYLE_LITERAL, indent,
		       manner->newline)) {
		buf_adds(out, " |");
		/* Where the text itself begins with blanks, how many are the block's. */
		if (value->text[0] == ' ')
			buf_printf(out, "%d", step);
		buf_printf(out, "%s%s%s", value->text[value->len - 1] == '\n' ? "" : "-",
			   manner->newline, block.data);
	} else {
		buf_addc(out, ' ');
		emit_line(out, value->text, value->len, STYLE_PLAIN, false,
			  value->style == STYLE_PLAIN);
		buf_adds(out, manner->newline);
	}
	buf_release(&block);
}

/* The entries of a block, each on a line of its own but, after a dash, the first. */
static void add_entries(struct buf *out, const struct node *value, int indent,
			bool inline_first, const struct manner *manner)
{
	for (const struct node *n = value->first; n; n = n->next) {
		if (n == value->first && inline_first)
			buf_addc(out, ' ');
		else
			buf_pad(out, ' ', (size_t)indent);
		emit_entry(out, n, n->key ? n->key->text : NULL, indent, manner);
	}
}

void emit_entry(struct buf *out, const struct node *value, const char *key, int indent,
		const struct manner *manner)
{
	if (key)
		add_key(out, key, false);
	else
		buf_addc(out, '-');
	if (value->kind == NODE_SCALAR) {
		add_scalar(out, value, indent, key ? manner->map_step : 2, manner);
		return;
	}
	if (value->style == STYLE_FLOW || !value->first) {
		buf_addc(out, ' ');
		add_flow_value(out, value);
		buf_adds(out, manner->newline);
		return;
	}
	if (!key) {
		add_entries(out, value, indent + 2, true, manner);
		return;
	}
	bool map = value->kind == NODE_MAPPING;
	buf_adds(out, manner->newline);
	add_entries(out, value, indent + (map ? manner->map_step : manner->list_step),
		    false, manner);
}
