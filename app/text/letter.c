#include "text/letter.h"

#include "base/mem.h"

#include <stddef.h>

/* Every vowel of the language in lower case with its tones: ngang huyền hỏi ngã sắc nặng. */
#define VOWELS(ROW)                                                                      \
	ROW('a', SHAPE_PLAIN, 0x61, 0xe0, 0x1ea3, 0xe3, 0xe1, 0x1ea1)                    \
	ROW('a', SHAPE_BREVE, 0x103, 0x1eb1, 0x1eb3, 0x1eb5, 0x1eaf, 0x1eb7)             \
	ROW('a', SHAPE_CIRCUMFLEX, 0xe2, 0x1ea7, 0x1ea9, 0x1eab, 0x1ea5, 0x1ead)         \
	ROW('e', SHAPE_PLAIN, 0x65, 0xe8, 0x1ebb, 0x1ebd, 0xe9, 0x1eb9)                  \
	ROW('e', SHAPE_CIRCUMFLEX, 0xea, 0x1ec1, 0x1ec3, 0x1ec5, 0x1ebf, 0x1ec7)         \
	ROW('i', SHAPE_PLAIN, 0x69, 0xec, 0x1ec9, 0x129, 0xed, 0x1ecb)                   \
	ROW('o', SHAPE_PLAIN, 0x6f, 0xf2, 0x1ecf, 0xf5, 0xf3, 0x1ecd)                    \
	ROW('o', SHAPE_CIRCUMFLEX, 0xf4, 0x1ed3, 0x1ed5, 0x1ed7, 0x1ed1, 0x1ed9)         \
	ROW('o', SHAPE_HORN, 0x1a1, 0x1edd, 0x1edf, 0x1ee1, 0x1edb, 0x1ee3)              \
	ROW('u', SHAPE_PLAIN, 0x75, 0xf9, 0x1ee7, 0x169, 0xfa, 0x1ee5)                   \
	ROW('u', SHAPE_HORN, 0x1b0, 0x1eeb, 0x1eed, 0x1eef, 0x1ee9, 0x1ef1)              \
	ROW('y', SHAPE_PLAIN, 0x79, 0x1ef3, 0x1ef7, 0x1ef9, 0xfd, 0x1ef5)

static const struct vowel {
	char base;
	enum shape shape;
	uint16_t tones[6];
} vowels[] = {
#define ROW(base, shape, ...) {base, shape, {__VA_ARGS__}},
	VOWELS(ROW)
#undef ROW
};

/* The way back, by code point: the letters stand in U+0000..01FF and U+1E00..1EFF. A number
 * holds base, shape, tone and case; 0 is no letter. */
#define SLOT(cp) ((cp) < 0x200 ? (cp) : (cp)-0x1e00 + 0x200)
#define UPPER(cp) ((cp) < 0x100 ? (cp)-0x20 : (cp)-1) /* true of all 67 */
#define PACK(base, shape, tone) ((base) | (shape) << 8 | (tone) << 11)
#define PACKED_UPPER (1 << 14)
#define BOTH(cp, packed)                                                                 \
	[SLOT(cp)] = (packed), [SLOT(UPPER(cp))] = (packed) | PACKED_UPPER

static const uint16_t letters[0x300] = {
#define ROW(base, shape, ngang, huyen, hoi, nga, sac, nang)                              \
	BOTH(ngang, PACK(base, shape, TONE_NGANG)),                                      \
		BOTH(huyen, PACK(base, shape, TONE_HUYEN)),                              \
		BOTH(hoi, PACK(base, shape, TONE_HOI)),                                  \
		BOTH(nga, PACK(base, shape, TONE_NGA)),                                  \
		BOTH(sac, PACK(base, shape, TONE_SAC)),                                  \
		BOTH(nang, PACK(base, shape, TONE_NANG)),
	VOWELS(ROW)
#undef ROW
		BOTH(0x111, PACK('d', SHAPE_STROKE, TONE_NGANG)),
};

static uint16_t packed_of(uint32_t cp)
{
	if (cp < 0x80) {
		uint32_t lower = cp | 0x20;
		if (lower < 'a' || lower > 'z')
			return 0;
		return (uint16_t)(lower | (lower != cp ? PACKED_UPPER : 0));
	}
	if (cp < 0x200 || (cp >= 0x1e00 && cp < 0x1f00))
		return letters[SLOT(cp)];
	return 0;
}

bool letter_of(uint32_t cp, struct letter *letter)
{
	uint16_t packed = packed_of(cp);
	if (!packed)
		return false;
	if (letter)
		*letter = (struct letter){
			.base = (char)(packed & 0xff),
			.shape = packed >> 8 & 7,
			.tone = packed >> 11 & 7,
			.upper = packed & PACKED_UPPER,
		};
	return true;
}

uint32_t letter_compose(struct letter letter)
{
	uint32_t cp = 0;
	for (size_t i = 0; i < ARRAY_LEN(vowels); i++)
		if (vowels[i].base == letter.base && vowels[i].shape == letter.shape)
			cp = vowels[i].tones[letter.tone];
	if (!cp && letter.tone == TONE_NGANG) {
		if (letter.base == 'd' && letter.shape == SHAPE_STROKE)
			cp = 0x111;
		else if (letter.base >= 'a' && letter.base <= 'z' && !letter.shape)
			cp = (uint32_t)letter.base;
	}
	return cp && letter.upper ? UPPER(cp) : cp;
}

uint32_t letter_toneless(uint32_t cp)
{
	struct letter letter;
	if (!letter_of(cp, &letter) || letter.tone == TONE_NGANG)
		return cp;
	letter.tone = TONE_NGANG;
	return letter_compose(letter);
}

bool letter_is_vowel(uint32_t cp)
{
	struct letter letter;
	if (!letter_of(cp, &letter))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(vowels); i++)
		if (vowels[i].base == letter.base)
			return true;
	return false;
}
