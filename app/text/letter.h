/* The letters of Vietnamese: what a code point is made of, and the way back.
 *
 * Written Vietnamese has 29 letters (a ă â b c d đ e ê … ư v x y) and five tone marks on the
 * vowels. Unicode has every combination as one code point: 134 beyond ASCII. Folding, sorting,
 * search and Telex all ask the same question of a letter, and this table answers it:
 *
 *	ậ = base 'a', SHAPE_CIRCUMFLEX, TONE_NANG, lower		đ = base 'd', SHAPE_STROKE
 */
#ifndef TEXT_LETTER_H
#define TEXT_LETTER_H

#include <stdbool.h>
#include <stdint.h>

/* In the order of dictionaries and of the Vietnamese collation. */
enum tone {
	TONE_NGANG, /* level: no mark */
	TONE_HUYEN, /* grave */
	TONE_HOI, /* hook above */
	TONE_NGA, /* tilde */
	TONE_SAC, /* acute */
	TONE_NANG, /* dot below */
};

/* The mark that makes another letter of it. */
enum shape {
	SHAPE_PLAIN,
	SHAPE_BREVE, /* ă */
	SHAPE_CIRCUMFLEX, /* â ê ô */
	SHAPE_HORN, /* ơ ư */
	SHAPE_STROKE, /* đ */
};

struct letter {
	char base; /* 'a'..'z', lower case */
	enum shape shape;
	enum tone tone;
	bool upper;
};

/* True for a–z, A–Z and the 134 letters; *letter (may be NULL) is filled then. é is e with
 * TONE_SAC; ü, ñ, ç and their like are no letters here. */
bool letter_of(uint32_t cp, struct letter *letter);
/* The code point of a letter, or 0 where there is none (b with a tone, ĕ). */
uint32_t letter_compose(struct letter letter);
/* The same letter without its tone: ậ → â. Other code points come back as they are. */
uint32_t letter_toneless(uint32_t cp);
/* a ă â e ê i o ô ơ u ư y with any tone, either case. */
bool letter_is_vowel(uint32_t cp);

#endif
