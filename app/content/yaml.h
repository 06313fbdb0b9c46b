/* YAML into a small tree of our own, with a place for every node.
 *
 * The one door to libyaml. It gives an event pass with limits, since the library has none of its
 * own: without them 100 kB of `[` take 11 seconds. Refused beside what is no YAML: anchors,
 * aliases, tags, directives, further documents (all E03) and keys given twice (E04). Scalars
 * stay text: what `no`, `12:30` or `0912…` mean is for content/schema.h to say.
 *
 * Values are NFC and clean (text/clean.h): what an escape such as "\u202E" smuggles in is E01
 * at its place.
 */
#ifndef CONTENT_YAML_H
#define CONTENT_YAML_H

#include "content/document.h"

#include <stdint.h>

#define YAML_DEPTH 12
#define YAML_NODES 20000
#define YAML_KEYS 1000 /* in one mapping */

enum node_kind { NODE_SCALAR, NODE_SEQUENCE, NODE_MAPPING };
enum node_style {
	STYLE_PLAIN, /* scalars: without quotes */
	STYLE_SINGLE,
	STYLE_DOUBLE,
	STYLE_LITERAL, /* | */
	STYLE_FOLDED, /* > */
	STYLE_BLOCK, /* collections: by indentation */
	STYLE_FLOW, /* in [] or {} */
};

struct node {
	enum node_kind kind;
	enum node_style style;
	bool broken; /* reported already: whoever reads it says nothing more */
	int line, col;
	size_t start, end; /* bytes of the file it takes */
	const char *text; /* scalar: NFC, clean, may hold '\n'; NULL for collections */
	size_t len;
	struct node *key; /* of a value in a mapping: the node of its key; else NULL */
	struct node *first, *last, *next; /* children in the order of the file */
	size_t count; /* children */
	uint32_t hash; /* of a key's text */
};

/* Fills doc->root. Values live in `values` (keys and nodes in doc->arena). False when the file
 * is no YAML we accept: reported, and root is NULL. */
bool document_parse(struct document *doc, struct arena *values);

/* What a key's hash has to be, for trees that are made (content/emit.h). */
uint32_t node_hash(const char *text);
/* The value of a key, or NULL. `mapping` may be NULL or another kind. */
const struct node *node_get(const struct node *mapping, const char *key);
/* The i-th child, or NULL. */
const struct node *node_item(const struct node *node, size_t i);

/* Where in the file byte `at` of a scalar's text stands: through quotes, escapes, folding and
 * indentation. The scalar's start where that cannot be told. */
size_t node_source(const struct document *doc, const struct node *node, size_t at);

/* document_report() at a node. */
struct diag *node_report(struct document *doc, const struct node *node, const char *code,
			 const char *format, ...) PRINTF_LIKE(4, 5);
/* The same at byte `at` of a scalar's text. */
struct diag *node_report_at(struct document *doc, const struct node *node, size_t at,
			    const char *code, const char *format, ...) PRINTF_LIKE(5, 6);

#endif
