/* Values as YAML: one scalar in the plainest style that reads back the same, and whole new entries
 * of a list or mapping.
 *
 * What is to be written is a tree of struct node (content/yaml.h) that nobody parsed; only kind,
 * style, text, len, key and the children count. The style of a scalar says what it is:
 *
 *	STYLE_PLAIN	a word of the format (true, 8, an id): never quoted for looking like one
 *	STYLE_DOUBLE	a text: plain where that is safe for every YAML reader, else in quotes
 *	STYLE_LITERAL	a text of several lines: a | block, where blocks may stand
 */
#ifndef CONTENT_EMIT_H
#define CONTENT_EMIT_H

#include "base/buf.h"
#include "content/yaml.h"

/* How the file at hand is laid out. */
struct manner {
	const char *newline; /* "\n" or "\r\n" */
	int map_step, list_step; /* columns that nested entries stand to the right */
};

struct manner manner_of(const struct document *doc);

/* ── trees ── */
struct node *emit_word(struct arena *arena, const char *word);
struct node *emit_text(struct arena *arena, const char *text);
/* Ends in one newline, as a | block does. */
struct node *emit_prose(struct arena *arena, const char *text);
/* style: STYLE_BLOCK or STYLE_FLOW */
struct node *emit_collection(struct arena *arena, enum node_kind kind,
			     enum node_style style);
/* key: NULL in a sequence; copied. Returns the child. */
struct node *emit_add(struct arena *arena, struct node *parent, const char *key,
		      struct node *child);

/* ── writing ── */
/* Would a plain scalar say this text, and nothing else, to any YAML reader? `word`: it may look
 * like a number, a date or true. */
bool emit_plain_fits(const char *text, size_t n, bool flow, bool word);
/* On one line: plain, or in the quotes that are asked for (STYLE_SINGLE, STYLE_DOUBLE) or, with
 * STYLE_PLAIN, in those that need the least. */
void emit_line(struct buf *out, const char *text, size_t n, enum node_style style,
	       bool flow, bool word);
/* The lines of a block, each with its end, at `indent` columns; false where the text cannot be
 * said so. A folded block is broken at about 90 columns. A text that begins with a blank needs the
 * number of columns in the block's header. */
bool emit_block(struct buf *out, const char *text, size_t n, enum node_style style,
		int indent, const char *newline);
/* One entry of a collection ("key: value" or "- value") that stands at column `indent`, all its
 * lines with their ends; its first line without the indentation. */
void emit_entry(struct buf *out, const struct node *value, const char *key, int indent,
		const struct manner *manner);
/* The same inside [] or {}: no line ends. */
void emit_flow(struct buf *out, const struct node *value, const char *key);

#endif
