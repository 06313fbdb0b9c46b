/* Typing Vietnamese on a plain keyboard, by Telex or VNI, where no input method exists: the bare
 * console, an SSH session, a kiosk.
 *
 *	Telex	tieengs vieejt	dduowngf	hoaf	VNI	tie6ng1 vie65t	d9uo7ng2	hoa2
 *
 * A word is a run of ASCII letters (VNI: and digits). Its keys are kept and the text follows from
 * them, so a mark or tone may be typed anywhere later in the word:
 *
 *	marks	aa ee oo → â ê ô, aw ow uw → ă ơ ư, uow → ươ, dd → đ, w → ư; VNI 6 7 8 9
 *	tones	s f r x j, z takes it away; VNI 1 2 3 4 5, 0
 *	undo	the same key again: the mark goes and the key appears (aaa → aa, tesst → test);
 *		the rest of the word is literal, after aa ee oo (VNI 6) only without marks
 *	spelling	what can be no syllable (text/syllable.h) is shown as typed, at once
 *			("window") or, if it stays incomplete, at the end of the word ("user").
 *			After an undo only if a mark is left: "test" stays, "máta" does not
 *
 * A mark goes to the rightmost vowel of its kind with which the word can still be a syllable; of
 * uo both letters take the horn, but open after h, kh, th only the o (thuở, then thương).
 *
 * For fields with Vietnamese text only: never for passwords, numbers, user names, addresses.
 */
#ifndef TEXT_TELEX_H
#define TEXT_TELEX_H

#include "base/buf.h"
#include "text/letter.h"

#include <stdbool.h>
#include <stddef.h>

enum telex_method {
	TELEX_OFF, /* keys are letters */
	TELEX_TELEX,
	TELEX_VNI,
};

struct telex_options {
	enum telex_method method;
	bool new_tone_style; /* hoà, thuỷ instead of hòa, thủy */
	/* Words that stay as typed though they could be syllables: "post", "momo"; of several words
	 * ("Wi-Fi", "mã passcode") each that is plain ASCII. Any case; borrowed. The course's
	 * glossary. */
	const char *const *keep;
	size_t keep_count;
};

/* ── a text field ────────────────────────────────────────────────────────────────────── */

/* The word being typed. A field holds (text before, word, text after):
 *
 *	key	telex_adopt(&word, …, &before), and if !telex_key(&word, key, …):
 *		telex_end(&word, …, &before), then the key itself into before
 *	Backspace	telex_adopt(&word, …, &before), and if !telex_backspace(&word, …): the
 *		last letter of before goes
 *	the cursor leaves, Enter	telex_end(&word, …, &before)
 *
 * All zero is an empty word; it owns nothing. Keys beyond TELEX_KEYS start a new word. */
#define TELEX_KEYS 48

struct telex_letter {
	struct letter letter; /* without its tone, which the word has */
	unsigned char mark_key; /* index of the key that gave the mark, or TELEX_KEYS */
	bool lone; /* an ư that came from w alone */
};

struct telex_word {
	char keys[TELEX_KEYS]; /* as typed, for showing them again */
	/* The letter each key belongs to, for Backspace; one more for letters without a key. */
	unsigned char owner[TELEX_KEYS + 1];
	struct telex_letter letters[TELEX_KEYS];
	size_t key_count, letter_count;
	enum tone tone;
	/* After an undo: letters from here on are taken as they are, or (marks) only without
	 * marks. 0: no undo; else index + 1. */
	size_t literal_from, unmarked_from;
	bool as_typed; /* no syllable: the keys are shown */
	bool adopted; /* its keys are not known */
	char text[3 * TELEX_KEYS + 1];
};

/* What the word looks like now; "" when it is empty. Valid until the next call. */
const char *telex_text(const struct telex_word *word);
/* False if the key does not belong to the word: no letter of the method, or the word is full. */
bool telex_key(struct telex_word *word, char key, const struct telex_options *options);
/* Takes the last letter with its marks; the tone stays if a vowel is left. False if the word is
 * empty. */
bool telex_backspace(struct telex_word *word, const struct telex_options *options);
/* The end of the word (space, Enter): appends its final text and empties it. */
void telex_end(struct telex_word *word, const struct telex_options *options,
	       struct buf *out);
/* The word goes on behind the cursor, or with a letter that comes with its marks: appends it as it
 * looks, without judging half of it, and empties it. */
void telex_flush(struct telex_word *word, struct buf *out);
/* If the word is empty: goes on with the word that `before` ends in, so that a tone can be added
 * after a space was taken back or where the cursor was put. False if there is none, or it cannot
 * be typed on (too long, two tones). */
bool telex_adopt(struct telex_word *word, const struct telex_options *options,
		 struct buf *before);

/* ── whole lines, and the way back ───────────────────────────────────────────────────── */

/* Appends what `keys` give. Backspace is 0x08 or 0x7f; other bytes, and letters that have their
 * marks already, go through. The end of the line is not the end of its last word: "aw" is ă, not
 * yet an impossible word. */
void telex_line(struct buf *out, const char *keys, const struct telex_options *options);

/* Appends keys that give `text`: "Mẹ khỏe" → "Mej khoer". False if some letter cannot be typed
 * (ü, or a word like "số1" in VNI); such words stand there as they are. */
bool telex_keys(struct buf *out, const char *text, const struct telex_options *options);
/* The same for reading: one space between keys, two between words: "M e j  k h o e r". */
void telex_hint(struct buf *out, const char *text, const struct telex_options *options);

/* The key of a tone and of a mark, lower case; 0 for TELEX_OFF and for letters without one. The
 * key of TONE_NGANG takes a tone away. */
char telex_tone_key(enum telex_method method, enum tone tone);
char telex_mark_key(enum telex_method method, struct letter letter);

#endif
