/* Names of people.
 *
 * A Vietnamese name is family name, middle names, given name: Nguyễn Thị Hòa is Ms Hòa. Lists
 * of people are sorted by given name, then middle names, then family name. Names are kept as
 * text_tidy() (text/clean.h) leaves them, and are expected so here.
 */
#ifndef TEXT_NAME_H
#define TEXT_NAME_H

#include "base/buf.h"
#include "base/err.h"
#include "text/fold.h"

#include <stdbool.h>

#define NAME_MAX_LETTERS 60

/* Given, middle, family; each by letters, then by the tones of its words wherever they are
 * written (Hòa = Hoà); what is left, tone placement and case, decides last. */
int name_compare(const char *a, const char *b);
/* Bytes (none is 0) that sort under memcmp() or strcmp() as name_compare() does. */
void name_sort_key(struct buf *out, const char *name);
/* First letters without marks: Nguyễn Thị Hòa → "nth". */
void name_initials(struct buf *out, const char *name);
/* Without marks, words sorted, one space between: the same for Hoà Nguyễn Thị and NGUYEN THI
 * HOA. For finding people entered twice, never for uniting them unasked. */
void name_fold_sorted(struct buf *out, const char *name);

/* Appends the name without its apostrophes, as many type it: K'Sor → KSor. False if it has none. */
bool name_join(struct buf *out, const char *name);

/* Type-ahead: each word of the query is the beginning of a word of the name ("thi hoa",
 * "nguyen h") or the initials of some that follow each other ("nth", "nt hoa"), in order. What
 * stands behind an apostrophe is a word ("hen" finds H'Hen), and so is all of it ("hhen"). */
bool name_matches(const char *name, const char *query);
/* The same with a number to sort by: 0 for no match, more for better. What counts, in this
 * order: all marks typed are there; words rather than initials; whole words rather than
 * beginnings; the given name rather than others; letter for letter. An empty query matches. */
int name_rank(const char *name, const struct query *query);

/* A name that may be kept: Latin letters (as on identity papers), spaces, apostrophe, hyphen,
 * dot; begins with a letter, so that no spreadsheet takes it for a formula; at most
 * NAME_MAX_LETTERS characters; tidy. err says what is wrong and what to write. */
bool name_valid(const char *name, struct err *err);

#endif
