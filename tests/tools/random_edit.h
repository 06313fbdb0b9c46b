/* Random edits of content files, and what must hold of each: for the unit tests (shipped files) and
 * the fuzzer (any bytes). The checks here know nothing of how content/edit.c works: they flatten
 * the document before and after into lines "path=text" and compare those. */
#ifndef TESTS_RANDOM_EDIT_H
#define TESTS_RANDOM_EDIT_H

#include "base/buf.h"
#include "content/edit.h"
#include "content/emit.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct dice_of_edits {
	uint64_t state;
};

static inline uint32_t roll(struct dice_of_edits *d, uint32_t n)
{
	d->state = d->state * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(d->state >> 33) % (n ? n : 1);
}

struct parsed {
	struct arena arena;
	struct diags diags;
	struct document doc;
};

static inline bool parsed_from(struct parsed *p, const char *bytes, size_t n)
{
	*p = (struct parsed){0};
	return document_init(&p->doc, &p->arena, &p->diags, "x.yaml", bytes, n) &&
	       document_parse(&p->doc, &p->arena) && p->doc.root;
}

static inline void parsed_release(struct parsed *p)
{
	diags_release(&p->diags);
	arena_release(&p->arena);
}

/* A place by child numbers, which need no key to be sayable. */
struct trail {
	size_t at[YAML_DEPTH + 1];
	size_t depth;
};

static inline const struct node *follow(const struct node *root,
					const struct trail *trail)
{
	for (size_t i = 0; root && i < trail->depth; i++)
		root = node_item(root, trail->at[i]);
	return root;
}

/* `gone`: "path=" lines below this node are left out. */
static inline void flatten(const struct node *node, const struct node *gone,
			   const char *path, struct buf *out)
{
	if (node == gone)
		return;
	char *here = xasprintf("%s/%s", path, node->key ? node->key->text : "-");
	if (node->kind == NODE_SCALAR)
		buf_printf(out, "%s=%d:%s\n", here, (int)node->style, node->text);
	else
		buf_printf(out, "%s:%d\n", here, (int)node->kind);
	for (const struct node *n = node->first; n; n = n->next)
		flatten(n, gone, here, out);
	free(here);
}

static inline size_t comments_in(const char *text, size_t len)
{
	size_t count = 0;
	for (size_t i = 0; i < len;) {
		size_t k = i;
		while (k < len && text[k] == ' ')
			k++;
		count += k < len && text[k] == '#';
		const char *end = memchr(text + i, '\n', len - i);
		i = end ? (size_t)(end - text) + 1 : len;
	}
	return count;
}

static const char *const edit_texts[] = {
	"Một câu bình thường.",
	"no",
	"12:30",
	"0912 345 678",
	"Chú ý: đừng bấm",
	"Bấm phím #1, rồi phím # nữa",
	"- gạch đầu dòng",
	"\"Ngoặc kép\" ở đầu",
	"Anh nói: \"được\" và 'không'",
	"*sao* & ! | > % @ `",
	"{ban} ơi, [mở] ra",
	"2026-11-22",
	"null",
	"",
	"~",
	"dòng một\ndòng hai",
	"dòng một\n\ndòng ba\n",
	"đoạn dài hơn một dòng đoạn dài hơn một dòng đoạn dài hơn một dòng đoạn dài hơn một dòng nữa",
	"C:\\thư mục\\tệp",
	"#đầu",
	"cuối:",
	"...",
	"--- a",
	"a,b",
	"?",
	": x",
	"true",
	"0x1F",
	"1e3",
	"ờ",
};

static inline const char *some_text(struct dice_of_edits *d, const struct node *old,
				    struct arena *arena)
{
	/* Half the time a slip of the pen in what is there. */
	if (old && old->len > 2 && roll(d, 2)) {
		char *text = arena_strdup(arena, old->text);
		size_t at = roll(d, (uint32_t)old->len);
		while (at && ((unsigned char)text[at] & 0xc0) == 0x80)
			at--;
		if ((unsigned char)text[at] < 0x80 && text[at] != '\n' && text[at] != ' ')
			text[at] = (char)('a' + roll(d, 26));
		if (text[at] == ' ' || !roll(d, 3))
			return arena_printf(arena, "%.*s%s%s", (int)at, text,
					    roll(d, 2) ? "x" : "thêm chữ ", text + at);
		return text;
	}
	return edit_texts[roll(d, ARRAY_LEN(edit_texts))];
}

static inline struct node *some_value(struct dice_of_edits *d, struct arena *arena)
{
	const char *text = edit_texts[roll(d, ARRAY_LEN(edit_texts))];
	switch (roll(d, 4)) {
	case 0:
		return emit_word(arena, "true");
	case 1:
		return *text ? emit_prose(arena, text) : emit_text(arena, text);
	case 2:
		return emit_text(arena, text);
	}
	struct node *map = emit_collection(arena, NODE_MAPPING,
					   roll(d, 2) ? STYLE_FLOW : STYLE_BLOCK);
	emit_add(arena, map, "id", emit_word(arena, "cai-moi"));
	emit_add(arena, map, "text", emit_text(arena, text));
	struct node *list = emit_collection(arena, NODE_SEQUENCE,
					    roll(d, 2) ? STYLE_FLOW : STYLE_BLOCK);
	emit_add(arena, list, NULL, emit_text(arena, "một"));
	emit_add(arena, list, NULL, emit_text(arena, text));
	emit_add(arena, map, "list", list);
	return map;
}

#define EDIT_MUST(condition, what)                                                       \
	do {                                                                             \
		if (!(condition)) {                                                      \
			fprintf(stderr, "random edit: %s\n", what);                      \
			return false;                                                    \
		}                                                                        \
	} while (0)

struct edits_tally {
	size_t tried, refused;
};

static inline bool check_values(const struct parsed *old, const struct parsed *new,
				const struct edit *e, const struct trail *trail)
{
	struct buf was = BUF_INIT, is = BUF_INIT;
	const struct node *at = follow(new->doc.root, trail);
	bool ok = at != NULL;
	if (ok && e->kind == EDIT_SET) {
		size_t n = strlen(e->text), m = at->len;
		while (n && e->text[n - 1] == '\n')
			n--;
		while (m && at->text[m - 1] == '\n')
			m--;
		ok = n == m && !memcmp(at->text, e->text, n);
		flatten(old->doc.root, e->at, "", &was);
		flatten(new->doc.root, at, "", &is);
	} else if (ok && e->kind == EDIT_INSERT) {
		flatten(old->doc.root, NULL, "", &was);
		flatten(new->doc.root, node_item(at, e->index), "", &is);
	} else if (ok && e->kind == EDIT_DELETE) {
		flatten(old->doc.root, node_item(e->at, e->index), "", &was);
		flatten(new->doc.root, NULL, "", &is);
	} else if (ok) {
		flatten(old->doc.root, node_item(e->at, e->index), "", &was);
		flatten(new->doc.root, node_item(at, e->to), "", &is);
		struct buf one = BUF_INIT, two = BUF_INIT;
		flatten(node_item(e->at, e->index), NULL, "", &one);
		flatten(node_item(at, e->to), NULL, "", &two);
		ok = !strcmp(one.data, two.data);
		buf_release(&one);
		buf_release(&two);
	}
	ok = ok && was.len == is.len && !memcmp(was.data, is.data, was.len);
	if (!ok)
		fprintf(stderr, "── was\n%s── is\n%s", was.data, is.data);
	buf_release(&was);
	buf_release(&is);
	return ok;
}

/* What undoes it by another edit: after an insertion a deletion, after a move the way back. */
static inline bool check_inverse(const struct parsed *old, const struct parsed *new,
				 const struct edit *e, const struct trail *trail)
{
	struct edit back = {.at = follow(new->doc.root, trail)};
	struct patch patch;
	struct buf text = BUF_INIT;
	if (e->kind == EDIT_INSERT && e->at->count) {
		back.kind = EDIT_DELETE;
		back.index = e->index;
	} else if (e->kind == EDIT_MOVE) {
		back.kind = EDIT_MOVE;
		back.index = e->to;
		back.to = e->index;
	} else {
		return true;
	}
	buf_add(&text, new->doc.text, new->doc.len);
	bool ok = edit_make(&patch, &new->doc, &back, NULL);
	ok = ok && patch_apply(&patch, &text) && text.len == old->doc.len &&
	     !memcmp(text.data, old->doc.text, text.len);
	if (!ok)
		fprintf(stderr, "── before\n%s\n── there\n%s\n── and back\n%s\n",
			old->doc.text, new->doc.text, text.data);
	buf_release(&text);
	patch_release(&patch);
	return ok;
}

static inline bool check_edit(const struct parsed *old, const struct edit *e,
			      const struct trail *trail, bool inverse,
			      struct patch *patch, struct buf *text)
{
	struct parsed new;
	EDIT_MUST(patch_apply(patch, text), "the patch does not fit");
	EDIT_MUST(patch_revert(patch, text) && text->len == old->doc.len &&
			  !memcmp(text->data, old->doc.text, text->len),
		  "undo does not give the same bytes");
	patch_apply(patch, text);
	EDIT_MUST(text->len == old->doc.len - patch->before_len + patch->after_len,
		  "length");
	if (e->kind != EDIT_DELETE)
		EDIT_MUST(comments_in(text->data, text->len) >=
					  comments_in(old->doc.text, old->doc.len) ||
				  e->kind == EDIT_SET,
			  "a comment is lost");
	bool ok = parsed_from(&new, text->data, text->len);
	ok = ok && check_values(old, &new, e, trail);
	if (ok && inverse)
		ok = check_inverse(old, &new, e, trail);
	parsed_release(&new);
	EDIT_MUST(ok, "not what was meant");
	return true;
}

/* One random edit of n bytes. False: something that must hold does not. `inverse`: also what must
 * hold of files that people have written (comments and all in ordinary places). `out` gets the text
 * after the edit, or the same where it was refused. */
static inline bool random_edit(struct dice_of_edits *d, const char *bytes, size_t n,
			       bool inverse, struct buf *out, struct edits_tally *tally)
{
	struct parsed old;
	struct patch patch = {0};
	struct trail trail = {0};
	bool ok = true;
	if (!parsed_from(&old, bytes, n)) {
		parsed_release(&old);
		return true;
	}
	const struct node *node = old.doc.root;
	while (node->first && trail.depth < YAML_DEPTH &&
	       (!trail.depth || roll(d, 5) || node->style == STYLE_BLOCK)) {
		if (trail.depth && !roll(d, 4))
			break;
		size_t i = roll(d, (uint32_t)node->count);
		trail.at[trail.depth++] = i;
		node = node_item(node, i);
	}
	struct edit e = {.at = node};
	struct arena arena = {0};
	if (node->kind == NODE_SCALAR) {
		e.kind = EDIT_SET;
		e.text = some_text(d, node, &arena);
		e.word = !roll(d, 4);
	} else {
		e.kind = (enum edit_kind)(EDIT_INSERT + roll(d, 3));
		if (e.kind == EDIT_MOVE && node->count < 2)
			e.kind = EDIT_INSERT;
		e.index = roll(d, (uint32_t)node->count + (e.kind == EDIT_INSERT));
		e.to = roll(d, (uint32_t)node->count);
		if (e.kind == EDIT_MOVE && e.to == e.index)
			e.to = (e.index + 1) % node->count;
		if (e.kind == EDIT_DELETE && !node->count)
			e.kind = EDIT_INSERT;
		if (e.kind == EDIT_INSERT) {
			e.value = some_value(d, &arena);
			e.key = node->kind == NODE_MAPPING ? "mới-thêm" : NULL;
		}
	}
	tally->tried++;
	buf_add(out, old.doc.text, old.doc.len);
	if (edit_make(&patch, &old.doc, &e, NULL))
		ok = check_edit(&old, &e, &trail, inverse, &patch, out);
	else
		tally->refused++;
	if (getenv("EDIT_TRACE") && !patch.after)
		fprintf(stderr,
			"refused: kind %d line %d style %d index %zu count %zu text %s\n",
			e.kind, node->line, node->style, e.index, node->count,
			e.text ? e.text : "");
	if (!ok)
		fprintf(stderr, "kind %d at line %d col %d, index %zu to %zu, text %s\n",
			e.kind, node->line, node->col, e.index, e.to,
			e.text ? e.text : "-");
	patch_release(&patch);
	arena_release(&arena);
	parsed_release(&old);
	return ok;
}

#endif
