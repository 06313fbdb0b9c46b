/* Scalars by the type their field has: texts, ids, numbers, dates, choices. Each reader stores what
 * it understood and reports the rest (E03, E06, E07, E10, W68) with what to write instead.
 */
#ifndef CONTENT_VALUE_H
#define CONTENT_VALUE_H

#include "content/schema.h"

/* Reads a field of a scalar type into its slot; false if the type is none of those. */
bool value_read(struct reader *r, const struct field *f, const struct node *node,
		char *slot);

/* The text of a scalar; NULL when that was reported. */
const char *value_scalar(struct reader *r, const struct field *f,
			 const struct node *node);
/* A text of a given type, checked, in the reader's arena; NULL when that was reported. */
const char *value_text(struct reader *r, const struct field *f, enum field_type type,
		       const struct node *node);
bool value_check_id(struct reader *r, const struct node *node, enum field_type type);

/* E06: this is not what the field wants. */
struct diag *value_report(struct reader *r, const struct field *f,
			  const struct node *node);
/* A value as messages quote it: short. */
const char *value_clip(struct reader *r, const char *text);
/* The index of a text among names that end in NULL; -1 where it is none. */
int value_name_index(const char *const *names, const char *text);

/* Is the field stored as const char *? */
bool field_has_text(enum field_type type);
/* Nothing more will be shown of this file: don't look for what might have been meant, which
 * costs time by the square of what is wrong. */
bool reader_tired(const struct reader *r);
/* It was reported when it was parsed, and is left out: whatever holds it is not sound. */
bool reader_broken(struct reader *r, const struct node *node);

#endif
