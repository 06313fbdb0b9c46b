/* Unicode's own facts: normal form, grapheme clusters, widths, classes, case.
 *
 * normal.c is the one door to libutf8proc. Nothing here depends on the locale: wcwidth() says
 * -1 for ạ in the C locale, and many machines have no Vietnamese locale.
 *
 * Inside the program text is valid UTF-8 in NFC, where every Vietnamese letter is one code
 * point and one column. In NFD terminals drop marks and the speech engine reads "Nguyễn" in
 * English, so each door (keyboard, YAML, CSV, command line) normalises.
 */
#ifndef TEXT_NORMAL_H
#define TEXT_NORMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* NFC of a string, for the caller to free; NULL if it is not valid UTF-8. */
char *text_nfc(const char *s);
/* The same of n bytes. A NUL among them ends up in the result: text_clean() refuses it. */
char *text_nfc_n(const char *s, size_t n);
/* False also where s is not valid UTF-8. Does not allocate when the answer is quick. */
bool text_is_nfc(const char *s);

/* Bytes of the first grapheme cluster (UAX #29): what a reader takes for one letter, and what
 * a cell of the screen holds. At least 1 when n > 0; a byte that is no UTF-8 stands alone. */
size_t text_grapheme(const char *s, size_t n);
/* Columns the first grapheme cluster of s takes: 0 (a control, a mark without a base), 1, or 2
 * (East Asian, emoji). A byte that is no UTF-8 takes 1, as it is shown as U+FFFD. */
int text_grapheme_columns(const char *s, size_t n);

/* Canonical decomposition of one code point in full (ậ → a, U+0323, U+0302): how many code
 * points, 1..4. One that has none is itself. */
size_t text_decompose(uint32_t cp, uint32_t out[4]);

/* General categories, as far as anybody here asks. */
enum text_class {
	CLASS_FORBIDDEN, /* Cc Cf Co Cs Cn, Zl Zp: never inside (text/clean.h) */
	CLASS_LETTER,
	CLASS_MARK,
	CLASS_NUMBER,
	CLASS_PUNCTUATION,
	CLASS_SYMBOL,
	CLASS_SPACE, /* Zs: space, no-break space, thin space … */
};

enum text_class text_class(uint32_t cp);
bool text_is_letter(uint32_t cp);
bool text_is_mark(uint32_t cp);
bool text_is_upper(uint32_t cp);
/* Spaces of any kind and the controls that act as one: tab, newline, carriage return. */
bool text_is_space(uint32_t cp);
/* Controls, format characters (bidi, zero width), private use, surrogates, unassigned, and the
 * line and paragraph separators U+2028, U+2029. Newline too: who allows it asks first. */
bool text_is_forbidden(uint32_t cp);
/* Takes no ink and no part in the text (U+200B, U+FEFF, fillers, variation selectors). Two
 * names that differ in such a character only would look the same. */
bool text_is_invisible(uint32_t cp);
/* What stands in H'Hen and O’Neil, as it is typed, set and taken for a letter. */
bool text_is_apostrophe(uint32_t cp);
uint32_t text_lower(uint32_t cp); /* itself where there is no other case */
uint32_t text_upper(uint32_t cp);

#endif
