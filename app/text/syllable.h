/* The spelling of a Vietnamese syllable: onset + rime, and the vowel that carries the tone.
 *
 *	nghiêng = ngh + iêng		quý = qu + y		già = gi + a, but gì = g + ì
 *
 * Letters are given without their tone (enum tone TONE_NGANG); case does not matter. The typing
 * engine asks after every key, so an unmarked letter also stands for a marked one: "tieng" may
 * still become "tiêng".
 */
#ifndef TEXT_SYLLABLE_H
#define TEXT_SYLLABLE_H

#include "text/letter.h"

#include <stdbool.h>
#include <stddef.h>

enum spelling {
	SPELLING_CONSONANTS, /* no vowel (yet): "ngh", "qu", "SĐT", "" */
	SPELLING_IMPOSSIBLE, /* has a vowel, and no syllable begins so: "wi", "goog" */
	SPELLING_BEGUN, /* more letters or marks are needed: "tie", "hiêu" typed "hieu" */
	SPELLING_COMPLETE,
};

enum spelling syllable_spelling(const struct letter *letters, size_t n);
/* Letters before the rime: 3 of "nghiêng", 2 of "quý" and "già", 1 of "gì"; n without a vowel. */
size_t syllable_onset(const struct letter *letters, size_t n);

/* Which letter carries the tone; n where there is no vowel. A marked vowel wins (of ươ the ơ),
 * of three vowels the middle one, of two the second before a final consonant and else the
 * first: hòa, khỏe, thủy. The new style of school books (decision 1989/QĐ-BGDĐT, art. 8) puts
 * it on the second of open oa, oe, uy: hoà, khoẻ, thuỷ. */
size_t syllable_tone_place(const struct letter *letters, size_t n, bool new_style);
/* Before final p t c ch k only sắc and nặng are spoken; ngang is allowed as not yet typed. */
bool syllable_tone_fits(const struct letter *letters, size_t n, enum tone tone);

#endif
