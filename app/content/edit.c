#include "content/edit.h"

#include "base/i18n.h"
#include "content/emit.h"
#include "text/column.h"
#include "text/normal.h"

#include <stdlib.h>
#include <string.h>

/* ── patches ─────────────────────────────────────────────────────────────────────────── */

static bool replace(struct buf *text, size_t at, const char *old, size_t old_len,
		    const char *new, size_t new_len)
{
	if (at > text->len || old_len > text->len - at ||
	    memcmp(text->data + at, old, old_len) != 0)
		return false;
	struct buf tail = BUF_INIT;
	buf_add(&tail, text->data + at + old_len, text->len - at - old_len);
	buf_truncate(text, at);
	buf_add(text, new, new_len);
	buf_add(text, tail.data, tail.len);
	buf_release(&tail);
	return true;
}

bool patch_apply(const struct patch *p, struct buf *text)
{
	return replace(text, p->at, p->before, p->before_len, p->after, p->after_len);
}

bool patch_revert(const struct patch *p, struct buf *text)
{
	return replace(text, p->at, p->after, p->after_len, p->before, p->before_len);
}

void patch_release(struct patch *p)
{
	free(p->before);
	free(p->after);
	*p = (struct patch){0};
}

const struct node *node_at(const struct node *node, const char *path)
{
	while (node && *path) {
		size_t n = strcspn(path, ".");
		const struct node *child = node->first;
		if (node->kind == NODE_SEQUENCE) {
			char *end;
			unsigned long i = strtoul(path, &end, 10);
			child = end == path + n ? node_item(node, i) : NULL;
		} else {
			while (child && (child->key->len != n ||
					 memcmp(child->key->text, path, n) != 0))
				child = child->next;
		}
		node = child;
		path += n + (path[n] == '.');
	}
	return node;
}

/* ── what was meant ──────────────────────────────────────────────────────────────────── */

static bool same_text(const struct node *a, const struct node *b)
{
	return a->len == b->len && !memcmp(a->text, b->text, a->len);
}

static bool same_key(const struct node *a, const struct node *b)
{
	return !a->key || !b->key ? !a->key && !b->key : same_text(a->key, b->key);
}

/* `styles`: what nobody touched is written as before, too. */
static bool same_value(const struct node *a, const struct node *b, bool styles)
{
	if (a->kind != b->kind || a->count != b->count ||
	    (styles && a->style != b->style))
		return false;
	if (a->kind == NODE_SCALAR)
		return same_text(a, b);
	const struct node *m = b->first;
	for (const struct node *n = a->first; n; n = n->next, m = m->next)
		if (!same_key(n, m) || !same_value(n, m, styles))
			return false;
	return true;
}

struct trial {
	const struct document *doc;
	const struct edit *edit;
	const char *text; /* EDIT_SET: with its line ends */
	struct manner manner;
};

/* The child of the edited collection that must stand at `i` afterwards. */
static const struct node *meant_child(const struct edit *e, size_t i)
{
	if (e->kind == EDIT_INSERT)
		return i == e->index ? e->value : node_item(e->at, i - (i > e->index));
	if (e->kind == EDIT_DELETE)
		return node_item(e->at, i + (i >= e->index));
	if (i == e->to)
		return node_item(e->at, e->index);
	size_t k = i - (i > e->to); /* its place without the one that moved */
	return node_item(e->at, k + (k >= e->index));
}

static bool as_meant(const struct trial *t, const struct node *old,
		     const struct node *new);

static bool edited_as_meant(const struct trial *t, const struct node *new)
{
	const struct edit *e = t->edit;
	const struct node *old = e->at;
	if (e->kind == EDIT_SET)
		return new->kind == NODE_SCALAR &&new->len == strlen(t->text) &&
		       !memcmp(new->text, t->text, new->len);
	size_t count = old->count + (e->kind == EDIT_INSERT) - (e->kind == EDIT_DELETE);
	if (new->kind != old->kind || new->count != count)
		return false;
	const struct node *n = new->first;
	for (size_t i = 0; i < count; i++, n = n->next) {
		const struct node *want = meant_child(e, i);
		bool made = want == e->value;
		if (made && (e->key ? !n->key || strcmp(n->key->text, e->key) != 0
				    : n->key != NULL))
			return false;
		if ((!made && !same_key(want, n)) || !same_value(want, n, !made))
			return false;
	}
	return true;
}

static bool as_meant(const struct trial *t, const struct node *old,
		     const struct node *new)
{
	if (old == t->edit->at)
		return edited_as_meant(t, new);
	if (old->kind != new->kind || old->style != new->style ||
	    old->count != new->count)
		return false;
	if (old->kind == NODE_SCALAR)
		return same_text(old, new);
	const struct node *m = new->first;
	for (const struct node *n = old->first; n; n = n->next, m = m->next)
		if (!same_key(n, m) || !as_meant(t, n, m))
			return false;
	return true;
}

/* Replaces [start, end), reads the result, and keeps it where it is what was meant. */
static bool try_splice(const struct trial *t, size_t start, size_t end, const char *text,
		       size_t len, struct patch *patch)
{
	const struct document *doc = t->doc;
	struct arena arena = {0};
	struct diags diags = {0};
	struct document result = {0};
	struct buf all = BUF_INIT;
	if (end < start || end > doc->len)
		return false;
	buf_add(&all, doc->text, start);
	buf_add(&all, text, len);
	buf_add(&all, doc->text + end, doc->len - end);
	bool ok = document_init(&result, &arena, &diags, doc->path, all.data, all.len) &&
		  document_parse(&result, &arena) && result.root &&
		  result.errors <= doc->errors && as_meant(t, doc->root, result.root);
	if (ok)
		*patch = (struct patch){
			.at = start,
			.before = xstrndup(doc->text + start, end - start),
			.after = xstrndup(text, len),
			.before_len = end - start,
			.after_len = len,
		};
	buf_release(&all);
	diags_release(&diags);
	arena_release(&arena);
	return ok;
}

static bool try_text(const struct trial *t, size_t start, size_t end,
		     const struct buf *text, struct patch *patch)
{
	return try_splice(t, start, end, text->data, text->len, patch);
}

/* ── lines ───────────────────────────────────────────────────────────────────────────── */

static size_t line_start(const struct document *doc, size_t at)
{
	size_t low = 0, high = doc->line_count;
	while (high - low > 1) {
		size_t middle = (low + high) / 2;
		if (doc->lines[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return doc->lines[low];
}

/* Behind the line's end. */
static size_t next_line(const struct document *doc, size_t at)
{
	const char *end = memchr(doc->text + at, '\n', doc->len - at);
	return end ? (size_t)(end - doc->text) + 1 : doc->len;
}

static size_t indent_of(const struct document *doc, size_t line)
{
	size_t i = line;
	while (i < doc->len && doc->text[i] == ' ')
		i++;
	return i - line;
}

static bool blank_line(const struct document *doc, size_t line)
{
	char c = doc->text[line + indent_of(doc, line)];
	return c == '\n' || c == '\r' || c == '\0';
}

static bool comment_line(const struct document *doc, size_t line)
{
	return doc->text[line + indent_of(doc, line)] == '#';
}

static bool only_blanks(const struct document *doc, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (!strchr(" \r\n", doc->text[i]))
			return false;
	return true;
}

/* ── setting a scalar ────────────────────────────────────────────────────────────────── */

static bool is_block_scalar(const struct node *n)
{
	return n->kind == NODE_SCALAR &&
	       (n->style == STYLE_LITERAL || n->style == STYLE_FOLDED);
}

/* libyaml ends a block behind the empty lines that follow it; with "|+" they belong to it. */
static size_t block_scalar_end(const struct document *doc, const struct node *n)
{
	size_t end = n->end;
	const char *header = doc->text + n->start;
	if (memchr(header, '+', strcspn(header, "#\n")))
		return end;
	while (end > n->start && line_start(doc, end - 1) > n->start &&
	       blank_line(doc, line_start(doc, end - 1)))
		end = line_start(doc, end - 1);
	return end;
}

/* Behind the last byte that belongs to a value. */
static size_t value_end(const struct document *doc, const struct node *n)
{
	if (n->kind == NODE_SCALAR)
		return is_block_scalar(n) ? block_scalar_end(doc, n) : n->end;
	return n->style == STYLE_FLOW || !n->last ? n->end : value_end(doc, n->last);
}

static bool contains(const struct node *parent, const struct node *node, bool *flow)
{
	if (parent == node)
		return true;
	for (const struct node *n = parent->first; n; n = n->next) {
		if (contains(n, node, flow)) {
			*flow = *flow || parent->style == STYLE_FLOW;
			return true;
		}
	}
	return false;
}

static bool is_letter_start(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

/* The bytes both texts begin and end with, not cutting a letter or anything it is joined to. */
static void common_ends(const struct node *old, const char *text, size_t *head,
			size_t *tail)
{
	size_t n = strlen(text), most = old->len < n ? old->len : n, i = 0, k = 0;
	while (i < most && old->text[i] == text[i])
		i++;
	while (i && (!is_letter_start(old->text[i]) || !is_letter_start(text[i])))
		i--;
	while (k < most - i && old->text[old->len - k - 1] == text[n - k - 1])
		k++;
	while (k && !is_letter_start(text[n - k]))
		k--;
	*head = i;
	*tail = k;
}

/* Only what differs, in the midst of the old source: the least change there is. */
static bool set_within(const struct trial *t, struct patch *patch)
{
	const struct node *old = t->edit->at;
	size_t head, tail, n = strlen(t->text);
	struct buf middle = BUF_INIT;
	common_ends(old, t->text, &head, &tail);
	const char *text = t->text + head;
	size_t len = n - head - tail;
	if (!old->len || memchr(text, '\n', len))
		return false;
	size_t start = node_source(t->doc, old, head);
	size_t end = node_source(t->doc, old, old->len - tail);
	for (size_t i = 0; i < len; i++) {
		bool escape = old->style == STYLE_DOUBLE && strchr("\"\\", text[i]);
		if (escape)
			buf_addc(&middle, '\\');
		if (old->style == STYLE_SINGLE && text[i] == '\'')
			buf_addc(&middle, '\'');
		buf_addc(&middle, text[i]);
	}
	bool ok = start >= old->start && end <= old->end;
	if (ok && old->style == STYLE_FOLDED) {
		/* A line that grows too long is better broken anew. */
		size_t from = line_start(t->doc, start), to = next_line(t->doc, end);
		int columns = text_columns_n(t->doc->text + from, to - from) +
			      text_columns_n(middle.data, middle.len);
		ok = columns <= 100;
	}
	ok = ok && try_text(t, start, end, &middle, patch);
	buf_release(&middle);
	return ok;
}

/* Columns of the block's lines now. */
static int block_indent(const struct document *doc, const struct node *n)
{
	for (size_t line = next_line(doc, n->start); line < n->end;
	     line = next_line(doc, line))
		if (!blank_line(doc, line))
			return (int)(indent_of(doc, line) - strspn(n->text, " "));
	return (int)indent_of(doc, line_start(doc, n->start)) + 2;
}

/* The same header, all lines anew. */
static bool set_block(const struct trial *t, struct patch *patch)
{
	const struct node *old = t->edit->at;
	size_t start = next_line(t->doc, old->start);
	struct buf text = BUF_INIT;
	const char *header = t->doc->text + old->start;
	bool counted = strcspn(header, "123456789") < strcspn(header, "#\r\n");
	bool ok = is_block_scalar(old) && (counted || t->text[0] != ' ') &&
		  emit_block(&text, t->text, strlen(t->text), old->style,
			     block_indent(t->doc, old), t->manner.newline) &&
		  try_text(t, start, block_scalar_end(t->doc, old), &text, patch);
	buf_release(&text);
	return ok;
}

/* A text that has got several lines becomes a block. */
static bool set_new_block(const struct trial *t, struct patch *patch)
{
	const struct node *old = t->edit->at;
	size_t n = strlen(t->text), line = line_start(t->doc, old->start);
	size_t entry = line + indent_of(t->doc, line);
	/* Behind the dashes that stand before the entry on the same line. */
	while (t->doc->text[entry] == '-' && t->doc->text[entry + 1] == ' ')
		entry += 2;
	if (old->key && old->key->start >= line)
		entry = old->key->start;
	struct buf text = BUF_INIT;
	bool ok = false;
	if (memchr(t->text, '\n', n) && !is_block_scalar(old)) {
		const char *gap = t->doc->text[old->start - 1] == ' ' ? "" : " ";
		int indent = (int)(entry - line) + (old->key ? t->manner.map_step : 0);
		buf_printf(&text, "%s|", gap);
		if (t->text[0] == ' ')
			buf_printf(&text, "%d", old->key ? t->manner.map_step : 2);
		buf_printf(&text, "%s%s", t->text[n - 1] == '\n' ? "" : "-",
			   t->manner.newline);
		ok = old->start && emit_block(&text, t->text, n, STYLE_LITERAL, indent,
					      t->manner.newline);
		size_t end = old->end;
		/* The line's own end comes after what stands there. */
		if (ok && only_blanks(t->doc, end, next_line(t->doc, end)))
			end = next_line(t->doc, end);
		ok = ok && try_text(t, old->start, end, &text, patch);
	}
	buf_release(&text);
	return ok;
}

static bool set_line(const struct trial *t, enum node_style style, bool flow,
		     struct patch *patch)
{
	const struct node *old = t->edit->at;
	struct buf text = BUF_INIT;
	size_t end = value_end(t->doc, old);
	if (old->start == old->end && old->start && t->doc->text[old->start - 1] != ' ')
		buf_addc(&text, ' ');
	emit_line(&text, t->text, strlen(t->text), style, flow, t->edit->word);
	if (is_block_scalar(old) && end > old->start && t->doc->text[end - 1] == '\n')
		buf_adds(&text, t->manner.newline);
	bool ok = try_text(t, old->start, end, &text, patch);
	buf_release(&text);
	return ok;
}

static bool make_set(struct trial *t, struct patch *patch)
{
	const struct node *old = t->edit->at;
	struct buf text = BUF_INIT;
	bool flow = false;
	if (!contains(t->doc->root, old, &flow))
		return false;
	buf_adds(&text, t->edit->text);
	if (is_block_scalar(old) && *t->edit->text) {
		size_t ends = 0;
		while (text.len && text.data[text.len - 1] == '\n')
			buf_truncate(&text, text.len - 1);
		while (ends < old->len && old->text[old->len - 1 - ends] == '\n')
			ends++;
		buf_pad(&text, '\n', ends);
	}
	t->text = text.data;
	bool lines = document_place(t->doc, old->end).line > old->line;
	bool quoted = old->style == STYLE_SINGLE || old->style == STYLE_DOUBLE;
	bool ok = ((lines || quoted) && set_within(t, patch)) || set_block(t, patch) ||
		  (!flow && set_new_block(t, patch)) ||
		  (quoted && set_line(t, old->style, flow, patch)) ||
		  set_line(t, STYLE_PLAIN, flow, patch) ||
		  set_line(t, STYLE_DOUBLE, flow, patch);
	buf_release(&text);
	return ok;
}

/* ── the parts of a collection ───────────────────────────────────────────────────────── */

struct part {
	size_t start, end;
};

struct parts {
	struct part *items;
	size_t count;
	int column; /* where entries stand, from 0; block */
	bool loose; /* block: the first entry stands behind something on its line */
};

/* The dash of a child of a block sequence. */
static size_t dash_of(const struct document *doc, const struct node *list,
		      const struct node *child)
{
	size_t column = list->start - line_start(doc, list->start);
	for (size_t line = line_start(doc, child->start);;
	     line = line_start(doc, line - 1)) {
		size_t at = line + column;
		if (at < child->start && at >= list->start && doc->text[at] == '-' &&
		    only_blanks(doc, at + 1, at + 2))
			return at;
		if (line <= list->start)
			return list->start;
	}
}

static size_t entry_start(const struct document *doc, const struct node *list,
			  const struct node *child)
{
	if (child->key)
		return child->key->start;
	return list->style == STYLE_FLOW ? child->start : dash_of(doc, list, child);
}

/* Comments right above an entry speak of it. */
static size_t with_comments_above(const struct document *doc, size_t line, size_t from)
{
	while (line > from) {
		size_t above = line_start(doc, line - 1);
		if (above < from || !comment_line(doc, above))
			break;
		line = above;
	}
	return line;
}

/* Those right below it that stand further in are its own, too. */
static size_t with_comments_below(const struct document *doc, size_t line, size_t column)
{
	while (line < doc->len && comment_line(doc, line) &&
	       indent_of(doc, line) > column)
		line = next_line(doc, line);
	return line;
}

static struct part block_part(const struct document *doc, const struct node *list,
			      const struct node *child, size_t from, size_t column)
{
	size_t start = entry_start(doc, list, child), end = value_end(doc, child);
	size_t line = line_start(doc, start);
	if (end < start)
		end = start;
	bool whole = end > 0 && doc->text[end - 1] == '\n' && is_block_scalar(child);
	for (const struct node *n = child; !whole && n->last; n = n->last)
		whole = is_block_scalar(n->last) && doc->text[end - 1] == '\n';
	if (!whole)
		end = next_line(doc, end);
	if (indent_of(doc, line) == start - line)
		start = with_comments_above(doc, line, from);
	return (struct part){start, with_comments_below(doc, end, column)};
}

static struct parts parts_of(const struct document *doc, const struct node *list)
{
	struct parts parts = {.count = list->count};
	parts.items = xcalloc(list->count + 1, sizeof(*parts.items));
	if (!list->first)
		return parts;
	size_t first = entry_start(doc, list, list->first), i = 0;
	size_t line = line_start(doc, first), from = 0;
	parts.column = (int)(first - line);
	parts.loose = indent_of(doc, line) != first - line;
	for (const struct node *n = list->first; n; n = n->next, i++) {
		if (list->style == STYLE_FLOW)
			parts.items[i] = (struct part){entry_start(doc, list, n),
						       value_end(doc, n)};
		else
			parts.items[i] =
				block_part(doc, list, n, from, (size_t)parts.column);
		if (parts.items[i].end < parts.items[i].start)
			parts.items[i].end = parts.items[i].start;
		from = parts.items[i].end;
	}
	return parts;
}

/* What stands between two parts: empty lines, or ", ". */
static struct part between(const struct parts *p, size_t i)
{
	return (struct part){p->items[i].end, p->items[i + 1].start};
}

/* A gap to copy for a new entry at `index`: the one that is there, else the last one. */
static struct part model_gap(const struct parts *p, size_t index)
{
	size_t i = index ? index - 1 : 0;
	if (p->count < 2)
		return (struct part){0};
	return between(p, i + 1 < p->count ? i : p->count - 2);
}

static void add_part(struct buf *out, const struct document *doc, struct part part)
{
	if (part.end > part.start)
		buf_add(out, doc->text + part.start, part.end - part.start);
}

static void end_line(struct buf *out, const struct manner *manner)
{
	if (out->len && out->data[out->len - 1] != '\n')
		buf_adds(out, manner->newline);
}

static void drop_line_end(struct buf *out)
{
	if (out->len && out->data[out->len - 1] == '\n')
		buf_truncate(out, out->len - 1);
	if (out->len && out->data[out->len - 1] == '\r')
		buf_truncate(out, out->len - 1);
}

/* ── inserting ───────────────────────────────────────────────────────────────────────── */

/* The first entry of an empty [] or {}, or of a key with nothing. */
static bool insert_first(const struct trial *t, struct patch *patch)
{
	const struct edit *e = t->edit;
	const struct node *list = e->at;
	struct buf text = BUF_INIT;
	bool flow = false, ok = false;
	contains(t->doc->root, list, &flow);
	flow = flow && list->key == NULL;
	size_t end = next_line(t->doc, list->end), line = line_start(t->doc, list->start);
	bool alone = list->key && list->key->start >= line && end > list->end &&
		     only_blanks(t->doc, list->end, end);
	if (!flow && alone && e->value->style != STYLE_FLOW) {
		size_t column = list->key->start - line;
		size_t indent = column + (size_t)(e->key ? t->manner.map_step
							 : t->manner.list_step);
		buf_adds(&text, t->manner.newline);
		buf_pad(&text, ' ', indent);
		emit_entry(&text, e->value, e->key, (int)indent, &t->manner);
		size_t start = list->start;
		while (start > line && t->doc->text[start - 1] == ' ')
			start--;
		ok = try_text(t, start, end, &text, patch);
		buf_reset(&text);
	}
	if (!ok) {
		buf_addc(&text, e->key ? '{' : '[');
		emit_flow(&text, e->value, e->key);
		buf_addc(&text, e->key ? '}' : ']');
		ok = try_text(t, list->start, list->end, &text, patch);
	}
	buf_release(&text);
	return ok;
}

static bool insert_flow(const struct trial *t, const struct parts *p, struct patch *patch)
{
	const struct edit *e = t->edit;
	struct buf text = BUF_INIT, new = BUF_INIT;
	struct part gap = model_gap(p, e->index);
	emit_flow(&new, e->value, e->key);
	bool copy = gap.end > gap.start &&
		    !memchr(t->doc->text + gap.start, '#', gap.end - gap.start);
	if (e->index)
		copy ? add_part(&text, t->doc, gap) : buf_adds(&text, ", ");
	buf_adds(&text, new.data);
	if (!e->index)
		copy ? add_part(&text, t->doc, gap) : buf_adds(&text, ", ");
	size_t at = e->index ? p->items[e->index - 1].end : p->items[0].start;
	bool ok = try_text(t, at, at, &text, patch);
	buf_release(&text);
	buf_release(&new);
	return ok;
}

static bool insert_block(const struct trial *t, const struct parts *p, bool gaps,
			 struct patch *patch)
{
	const struct edit *e = t->edit;
	const struct document *doc = t->doc;
	struct buf text = BUF_INIT;
	struct part gap = model_gap(p, e->index);
	bool spaced = gaps && gap.end > gap.start && only_blanks(doc, gap.start, gap.end);
	size_t at = e->index ? p->items[e->index - 1].end : p->items[0].start;
	bool behind = !e->index && p->loose; /* behind a dash: the line begins already */
	if (e->index && at && doc->text[at - 1] != '\n')
		buf_adds(&text, t->manner.newline);
	if (e->index && spaced)
		add_part(&text, doc, gap);
	if (!behind)
		buf_pad(&text, ' ', (size_t)p->column);
	emit_entry(&text, e->value, e->key, p->column, &t->manner);
	if (!e->index && spaced)
		add_part(&text, doc, gap);
	if (behind)
		buf_pad(&text, ' ', (size_t)p->column);
	if (e->index && at && doc->text[at - 1] != '\n')
		drop_line_end(&text);
	bool ok = try_text(t, at, at, &text, patch);
	buf_release(&text);
	return ok;
}

static bool make_insert(const struct trial *t, struct patch *patch)
{
	const struct node *list = t->edit->at;
	if (t->edit->index > list->count)
		return false;
	if (!list->count)
		return insert_first(t, patch);
	struct parts parts = parts_of(t->doc, list);
	bool ok = list->style == STYLE_FLOW
			  ? insert_flow(t, &parts, patch)
			  : insert_block(t, &parts, true, patch) ||
				    insert_block(t, &parts, false, patch);
	free(parts.items);
	return ok;
}

/* ── deleting ────────────────────────────────────────────────────────────────────────── */

/* The only entry: [] or {} stays. */
static bool delete_last(const struct trial *t, struct patch *patch)
{
	const struct node *list = t->edit->at;
	const char *empty = list->kind == NODE_MAPPING ? "{}" : "[]";
	if (list->style == STYLE_FLOW)
		return try_splice(t, list->start, list->end, empty, 2, patch);
	if (!list->key)
		return false;
	const char *colon =
		memchr(t->doc->text + list->key->end, ':', t->doc->len - list->key->end);
	struct buf text = BUF_INIT;
	size_t start = colon ? (size_t)(colon - t->doc->text) + 1 : 0;
	size_t end = value_end(t->doc, list);
	buf_printf(&text, " %s", empty);
	if (end && t->doc->text[end - 1] == '\n')
		buf_adds(&text, t->manner.newline);
	bool ok = colon && try_text(t, start, end, &text, patch);
	buf_release(&text);
	return ok;
}

static bool delete_range(const struct trial *t, size_t start, size_t end,
			 struct patch *patch)
{
	return try_splice(t, start, end, "", 0, patch);
}

static bool make_delete(const struct trial *t, struct patch *patch)
{
	const struct node *list = t->edit->at;
	size_t i = t->edit->index;
	if (i >= list->count)
		return false;
	if (list->count == 1)
		return delete_last(t, patch);
	struct parts p = parts_of(t->doc, list);
	struct part gap = between(&p, i ? i - 1 : 0);
	bool flow = list->style == STYLE_FLOW, ok = false;
	bool clear = !memchr(t->doc->text + gap.start, '#',
			     gap.end > gap.start ? gap.end - gap.start : 0);
	if (i && clear)
		ok = delete_range(t, p.items[i - 1].end, p.items[i].end, patch);
	else if (!i && p.loose && !flow)
		ok = only_blanks(t->doc, p.items[0].end, p.items[1].start) &&
		     delete_range(t, p.items[0].start,
				  entry_start(t->doc, list, node_item(list, 1)), patch);
	else if (!i && clear)
		ok = delete_range(t, p.items[0].start, p.items[1].start, patch);
	/* Comments in between stay. */
	if (!ok && !flow)
		ok = delete_range(t, p.items[i].start, p.items[i].end, patch);
	free(p.items);
	return ok;
}

/* ── moving ──────────────────────────────────────────────────────────────────────────── */

/* The parts change places, what stands between them stays where it was. */
static bool make_move(const struct trial *t, struct patch *patch)
{
	const struct edit *e = t->edit;
	const struct node *list = e->at;
	if (e->index >= list->count || e->to >= list->count || e->index == e->to)
		return false;
	struct parts p = parts_of(t->doc, list);
	struct buf text = BUF_INIT;
	size_t low = e->index < e->to ? e->index : e->to;
	size_t high = e->index < e->to ? e->to : e->index;
	bool block = list->style != STYLE_FLOW;
	size_t end = p.items[high].end;
	bool open = block && end && t->doc->text[end - 1] != '\n';
	for (size_t i = low; i <= high; i++) {
		size_t from = i == e->to ? e->index : e->index < e->to ? i + 1 : i - 1;
		add_part(&text, t->doc, p.items[from]);
		if (block)
			end_line(&text, &t->manner);
		if (i < high)
			add_part(&text, t->doc, between(&p, i));
	}
	if (open)
		drop_line_end(&text);
	bool ok = !(block && p.loose && !low) &&
		  try_text(t, p.items[low].start, end, &text, patch);
	buf_release(&text);
	free(p.items);
	return ok;
}

/* ── the door ────────────────────────────────────────────────────────────────────────── */

static bool make(struct trial *t, struct patch *patch)
{
	switch (t->edit->kind) {
	case EDIT_SET:
		return t->edit->at->kind == NODE_SCALAR && make_set(t, patch);
	case EDIT_INSERT:
		return make_insert(t, patch);
	case EDIT_DELETE:
		return make_delete(t, patch);
	case EDIT_MOVE:
		return make_move(t, patch);
	}
	return false;
}

bool edit_make(struct patch *patch, const struct document *doc, const struct edit *edit,
	       struct err *err)
{
	struct trial trial = {.doc = doc, .edit = edit, .manner = manner_of(doc)};
	*patch = (struct patch){0};
	if (doc->root && edit->at && make(&trial, patch))
		return true;
	return err_set(err, ERR_DATA,
		       _("Chưa sửa được ở dòng %d mà giữ nguyên phần còn lại của tệp. "
			 "Không có gì bị đổi. Hãy sửa chỗ này bằng một trình soạn thảo "
			 "văn bản."),
		       edit->at ? edit->at->line : 1);
}
