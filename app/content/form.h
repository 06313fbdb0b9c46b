/* The schema as a form: what a mapping holds and may hold, said in the words of somebody who fills
 * it in. Made from the tables that the checker reads by (content/schema.h), so that a new key stands
 * in the editor by itself.
 */
#ifndef CONTENT_FORM_H
#define CONTENT_FORM_H

#include "content/yaml.h"

struct table;

enum form_kind {
	FORM_TEXT, /* one line of text */
	FORM_LINES, /* several */
	FORM_WORD, /* an id, a number, a date: written as it is */
	FORM_CHOICE, /* one of names */
	FORM_BOOL,
	FORM_TEXTS, /* a list of texts or, with `word`, of ids */
	FORM_PAIRS, /* id: text */
	FORM_PART, /* a mapping by `table` */
	FORM_LIST, /* a list of those */
	FORM_KEYED, /* the same by name: id: mapping */
	FORM_FIXED, /* not to be changed: kind, schema */
	FORM_OTHER, /* what only an editor of texts can change */
};

struct form_field {
	const char *name; /* the key */
	const char *help; /* a line, N_(); never NULL */
	enum form_kind kind;
	bool required; /* once it is there it stays, though another choice may be possible */
	bool id; /* "id" itself: not to be changed once people have met it */
	bool word; /* in the file it is no text (struct edit) */
	bool usual; /* FORM_BOOL: what holds where it is absent */
	long min,
		max; /* texts: characters; lists: how many; words: the range; 0: no limit */
	const char *const *names; /* FORM_CHOICE: ends in NULL */
	const struct table *table; /* FORM_PART, FORM_LIST, FORM_KEYED */
};

/* What `key` is in this mapping; false where the table has no such key. */
bool form_field(const struct table *table, const struct node *mapping, const char *key,
		struct form_field *field);
/* The i-th key that is not there and may be added; false past the last. Of keys that exclude each
 * other all are named while none is there. */
bool form_missing(const struct table *table, const struct node *mapping, size_t i,
		  struct form_field *field);
/* Which child of the mapping a new key becomes: in the order of the table. */
size_t form_index(const struct table *table, const struct node *mapping, const char *key);

/* What there is a choice of when one of these is begun: types of a question, contents of a step.
 * NULL past the last, and where there is nothing to choose. */
const char *form_variant(const struct table *table, size_t i);
/* "câu hỏi": translated. */
const char *form_noun(const struct table *table);

/* A new value with all that is required, its words saying what to write. id: of a mapping that
 * wants one; variant: as form_variant() names it; skill: one that exists; each may be NULL. */
struct node *form_blank(struct arena *arena, const struct form_field *field,
			const char *id);
struct node *form_blank_item(struct arena *arena, const struct table *table,
			     enum node_style style, const char *id, const char *variant,
			     const char *skill);

#endif
