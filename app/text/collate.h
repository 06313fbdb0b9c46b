/* The Vietnamese order of words, as in dictionaries and in ICU's "vi" collation.
 *
 * Three levels: the letters a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z;
 * then the tones ngang huyền hỏi ngã sắc nặng, from the first syllable on; then lower before
 * upper case. Spaces come before punctuation, that before digits, those before letters. glibc's
 * vi_VN takes ấ for a with a tone and is not used; no locale is.
 */
#ifndef TEXT_COLLATE_H
#define TEXT_COLLATE_H

#include "base/buf.h"

#include <stddef.h>

/* <0, 0, >0. 0 means equal on all levels: canonically equivalent texts are equal. */
int text_compare(const char *a, const char *b);
/* Appends bytes whose order under memcmp() or strcmp() (none is 0) is that of text_compare():
 * for an ORDER BY in SQL, or for sorting many at once. Two to three times as long as the text. */
void text_sort_key(struct buf *out, const char *s);

/* The levels one by one, for orders made of several fields (text/name.h). Between letters and
 * tones stands a level of our own: the tone of each word wherever it is written, so that Hòa and
 * Hoà are neighbours and come before Hoá. */
struct collation {
	int letters; /* each <0, 0, >0; the others mean something only if letters is 0 */
	int words, tones, cases;
};
struct collation text_collate(const char *a, size_t a_bytes, const char *b,
			      size_t b_bytes);

enum collate_level { COLLATE_LETTERS, COLLATE_WORDS, COLLATE_TONES, COLLATE_CASES };
#define COLLATE_END 1 /* goes behind a level; every byte of a level is greater */
/* Appends one level of the sort key of n bytes. */
void text_sort_level(struct buf *out, const char *s, size_t n, enum collate_level level);

#endif
