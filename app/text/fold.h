/* Folding and searching: what counts as the same word for somebody who types without marks.
 *
 * Three forms of a text, each NFC, lower case, spaces collapsed and trimmed:
 *	placed	 marks kept, but the tone of each syllable where the 1989 school style puts it, so
 *		 òa = oà, úy = uý. Laws print "Thủy", school books "Thuỷ" (decision
 *		 1989/QĐ-BGDĐT, art. 8): both are right.
 *	folded	 without any mark: Đường → duong. Also ø ł ß æ of foreign names.
 *	iy	 folded, and y as the only vowel of its syllable is i: Mỹ = Mĩ, quý = quí.
 */
#ifndef TEXT_FOLD_H
#define TEXT_FOLD_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Each appends to out. Input may be in any normal form; bytes that are no UTF-8 become U+FFFD. */
void text_fold(struct buf *out, const char *s);
void text_fold_place(struct buf *out, const char *s);
void text_fold_iy(struct buf *out, const char *s);

/* How well a text answers a query, worst to best. */
enum found {
	FOUND_NOT,
	FOUND_IY, /* only with y = i: "mi" finds Mỹ */
	FOUND_FOLDED, /* only without marks: "hóa" finds Hòa */
	FOUND_MARKED, /* every mark typed is there: "hoa", "hô" find Hòa, Hồ */
	FOUND_EXACT, /* letter for letter, but for case and tone placement */
};

/* Query words are matched in order with the beginnings of words of the text, so the list
 * narrows while somebody types: "ba d" finds "Ba Đình". An empty query finds everything,
 * FOUND_EXACT. Words are letters and digits; all else separates. */
enum found text_search(const char *text, const char *query);

/* The same for one query and many texts. A word holds its letters without their tone, and the
 * tone apart: that is how òa = oà costs nothing. */
#define QUERY_WORDS 12
#define QUERY_LETTERS 24
struct query_word {
	uint32_t letters[QUERY_LETTERS]; /* lower case, toneless */
	uint32_t plain[QUERY_LETTERS]; /* lower case, no marks at all */
	int count;
	unsigned char tone; /* enum tone */
};

/* Words beyond QUERY_WORDS and letters beyond QUERY_LETTERS are left out of account. */
struct query {
	struct query_word words[QUERY_WORDS];
	int count;
};

void query_init(struct query *query, const char *text);
enum found query_match(const struct query *query, const char *text);
/* The words of any text, as query_match() sees them; returns how many (at most max). */
int query_split(const char *text, struct query_word *words, int max);
/* How well one word of a text begins with one word of a query. */
enum found query_word_match(const struct query_word *query,
			    const struct query_word *word);

#endif
