/* UTF-8: bytes to code points and back (RFC 3629, strict).
 *
 * Bytes, characters and columns are three different numbers: this header counts bytes and
 * characters (code points); columns are text/column.h, what a reader calls a letter is a
 * grapheme (text/normal.h).
 */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define UTF8_REPLACEMENT 0xfffd

/* Reads one code point from at most n bytes of s. Returns how many bytes it took, or -1 if
 * they are no UTF-8: overlong forms, surrogates, above U+10FFFF, cut off, or n is 0. *cp is
 * left alone then. A NUL byte is a character like any other here (1 byte, U+0000). */
int utf8_decode(const char *s, size_t n, uint32_t *cp);
/* Writes cp to out and returns the number of bytes, 1..4; 0 for surrogates and beyond. */
size_t utf8_encode(uint32_t cp, char out[4]);
/* Appends cp; what cannot be encoded becomes U+FFFD. */
void utf8_add(struct buf *out, uint32_t cp);

/* *bad_at (may be NULL) gets the offset of the first byte that is wrong. */
bool utf8_valid(const char *s, size_t n, size_t *bad_at);
/* Characters of a string; each byte that is no UTF-8 counts as one. */
size_t utf8_length(const char *s);
/* Walks a NUL-terminated string: the character at *s, which moves on; 0 at the end, where it
 * stays. A byte that is no UTF-8 reads as U+FFFD. */
uint32_t utf8_next(const char **s);

#endif
