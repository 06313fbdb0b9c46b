/* Columns: how wide a text is on the screen, cut and padded to fit.
 *
 * Only whole graphemes are ever cut (text/normal.h), and a Vietnamese letter is one column.
 * Controls have no width here: clean or text_visible() foreign text first.
 */
#ifndef TEXT_COLUMN_H
#define TEXT_COLUMN_H

#include "base/buf.h"

#include <stddef.h>

int text_columns(const char *s);
int text_columns_n(const char *s, size_t n);
/* Bytes of the longest prefix of whole graphemes that is at most `columns` wide. */
size_t text_fit(const char *s, int columns);

/* Appends s in exactly `columns` columns: filled up with spaces, or cut with "…" at the end.
 * text_pad() has the text on the left, the others on the right and in the middle (the odd space
 * goes to the right). Nothing for columns <= 0. */
void text_pad(struct buf *out, const char *s, int columns);
void text_pad_right(struct buf *out, const char *s, int columns);
void text_pad_center(struct buf *out, const char *s, int columns);
/* Appends s in at most `columns` columns, cut with "…" where it is wider. */
void text_ellipsis(struct buf *out, const char *s, int columns);

#endif
