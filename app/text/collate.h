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

/* <0, 0, >0. 0 means equal on all levels: canonically equivalent texts are equal. */
int text_compare(const char *a, const char *b);
/* Appends bytes whose order under memcmp() or strcmp() (none is 0) is that of text_compare():
 * for an ORDER BY in SQL, or for sorting many at once. About twice as long as the text. */
void text_sort_key(struct buf *out, const char *s);

/* The levels one by one, for orders made of several fields (text/name.h): appends the letters,
 * tones or cases of n bytes of s as non-zero bytes above COLLATE_END. */
enum collate_level { COLLATE_LETTERS, COLLATE_TONES, COLLATE_CASES };
#define COLLATE_END 1
void text_sort_level(struct buf *out, const char *s, size_t n, enum collate_level level);

#endif
