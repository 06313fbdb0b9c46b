#include "text/syllable.h"

#include <string.h>

/* Inside this file a letter is one byte: itself, or a digit where it is a marked vowel, D for đ.
 * 1 ă, 2 â, 3 ê, 4 ô, 5 ơ, 6 ư. */
#define SYLLABLE_MAX 12 /* "nghiêng" has 7; a longer word is no syllable */

static char code_of(struct letter letter)
{
	if (letter.base < 'a' || letter.base > 'z')
		return '?'; /* VNI: a digit that marks nothing */
	switch (letter.shape) {
	case SHAPE_PLAIN:
		return letter.base;
	case SHAPE_BREVE:
		return '1';
	case SHAPE_CIRCUMFLEX:
		return letter.base == 'a' ? '2' : letter.base == 'e' ? '3' : '4';
	case SHAPE_HORN:
		return letter.base == 'o' ? '5' : '6';
	case SHAPE_STROKE:
		return 'D';
	}
	return letter.base;
}

/* Both lists: words that end in a space each. */
static const char onsets[] =
	"b c ch d D g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x ";

static const char rimes[] =
	"a ac ach ai am an ang anh ao ap at au ay ak "
	"1c 1m 1n 1ng 1p 1t 1k 2c 2m 2n 2ng 2p 2t 2u 2y "
	"e ec em en eng eo ep et ek 3 3ch 3nh 3m 3n 3p 3t 3u 3k "
	"i ich inh im in ip it iu ia i3c i3m i3n i3ng i3p i3t i3u "
	"y y3m y3n y3ng y3t y3u "
	"o oc oi om on ong op ot ok oong ooc "
	"oa oac oach oai oam oan oang oanh oao oap oat oay o1c o1m o1n o1ng o1t "
	"oe oen oeo oet oem "
	"4 4c 4i 4m 4n 4ng 4p 4t 4k 5 5i 5m 5n 5p 5t "
	"u uc ui um un ung up ut uk ua u2n u2ng u2t u2y u3 u3ch u3nh "
	"u4c u4i u4m u4n u4ng u4t u5 "
	"uy uych uynh uyt uyn uyp uya uyu uy3n uy3t "
	"6 6c 6i 6m 6n 6ng 6t 6u 6a 65c 65i 65m 65n 65ng 65p 65t 65u ";

/* After qu the vowel y stands where other onsets have uy. */
static const char rimes_after_qu[] = "ynh ych yt yn yp ya yu ";

static bool is_vowel(char code)
{
	return strchr("aeiouy123456", code) != NULL;
}

static const char *next_in(const char *list)
{
	while (*list != ' ')
		list++;
	return list + 1;
}

static bool is_onset(const char *codes, size_t n)
{
	for (const char *word = onsets; *word; word = next_in(word))
		if (!strncmp(word, codes, n) && word[n] == ' ')
			return true;
	return n == 0;
}

/* May the typed letter still become that of the rime? */
static bool stands_for(char typed, char wanted)
{
	static const char plain_of[] = "aaeoou"; /* of 1 … 6 */

	return typed == wanted ||
	       (wanted >= '1' && wanted <= '6' && typed == plain_of[wanted - '1']);
}

static enum spelling against(const char *typed, const char *rime)
{
	bool marked = true;

	for (; *typed; typed++, rime++) {
		if (!stands_for(*typed, *rime))
			return SPELLING_IMPOSSIBLE;
		marked = marked && *typed == *rime;
	}
	return marked && *rime == ' ' ? SPELLING_COMPLETE : SPELLING_BEGUN;
}

static enum spelling best_of(const char *typed, const char *list)
{
	enum spelling best = SPELLING_IMPOSSIBLE;

	for (; *list && best != SPELLING_COMPLETE; list = next_in(list)) {
		enum spelling found = against(typed, list);
		if (found > best)
			best = found;
	}
	return best;
}

static enum spelling spelling_of(const char *codes, size_t onset)
{
	enum spelling best = SPELLING_IMPOSSIBLE, after_qu;

	/* The u of qu is not followed by another u or ư. */
	if (!is_onset(codes, onset) || (codes[0] == 'q' && strchr("u6", codes[onset])))
		return best;
	best = best_of(codes + onset, rimes);
	if (codes[0] != 'q' || best == SPELLING_COMPLETE)
		return best;
	after_qu = best_of(codes + onset, rimes_after_qu);
	return after_qu > best ? after_qu : best;
}

/* The u of qu is part of the onset, and so is the i of gi before another vowel. */
static size_t onset_of(const char *codes, size_t n)
{
	size_t onset = 0;

	while (onset < n && !is_vowel(codes[onset]))
		onset++;
	if (onset != 1 || n < 2)
		return onset;
	if (codes[0] == 'q' && codes[1] == 'u')
		return 2;
	if (codes[0] == 'g' && codes[1] == 'i' && n > 2 && is_vowel(codes[2]))
		return 2;
	return onset;
}

/* Fills codes, which end in NUL; false if the word is too long for a syllable. */
static bool encode(const struct letter *letters, size_t n, char codes[SYLLABLE_MAX + 1])
{
	if (n > SYLLABLE_MAX)
		return false;
	for (size_t i = 0; i < n; i++)
		codes[i] = code_of(letters[i]);
	codes[n] = '\0';
	return true;
}

enum spelling syllable_spelling(const struct letter *letters, size_t n)
{
	char codes[SYLLABLE_MAX + 1];
	enum spelling as_gi, as_g;
	size_t onset;

	if (syllable_onset(letters, n) == n)
		return SPELLING_CONSONANTS;
	if (!encode(letters, n, codes))
		return SPELLING_IMPOSSIBLE;
	onset = onset_of(codes, n);
	as_gi = spelling_of(codes, onset);
	if (codes[0] != 'g' || onset != 2)
		return as_gi;
	/* "giêng" is gi + êng to the ear, but only g + iêng is in the table of rimes. */
	as_g = spelling_of(codes, 1);
	return as_g > as_gi ? as_g : as_gi;
}

size_t syllable_onset(const struct letter *letters, size_t n)
{
	size_t onset = 0, seen = n < SYLLABLE_MAX ? n : SYLLABLE_MAX;
	char codes[SYLLABLE_MAX + 1];

	encode(letters, seen, codes);
	onset = onset_of(codes, seen);
	while (onset >= SYLLABLE_MAX && onset < n && !is_vowel(code_of(letters[onset])))
		onset++;
	return onset;
}

/* The vowels after the onset. */
static size_t vowels_end(const struct letter *letters, size_t n, size_t at)
{
	while (at < n && is_vowel(code_of(letters[at])))
		at++;
	return at;
}

/* Open oa, oe, uy: the three that old and new style treat differently. */
static bool moves_in_new_style(struct letter first, struct letter second)
{
	return (first.base == 'o' && (second.base == 'a' || second.base == 'e')) ||
	       (first.base == 'u' && second.base == 'y');
}

size_t syllable_tone_place(const struct letter *letters, size_t n, bool new_style)
{
	size_t first = syllable_onset(letters, n);
	size_t end = vowels_end(letters, n, first);

	if (first == end)
		return n;
	for (size_t i = end; i-- > first;)
		if (letters[i].shape != SHAPE_PLAIN)
			return i;
	if (end - first > 2)
		return first + 1;
	if (end - first == 2 &&
	    (end < n ||
	     (new_style && moves_in_new_style(letters[first], letters[first + 1]))))
		return first + 1;
	return first;
}

bool syllable_tone_fits(const struct letter *letters, size_t n, enum tone tone)
{
	size_t final = vowels_end(letters, n, syllable_onset(letters, n));
	bool stop = false;

	if (final + 1 == n)
		stop = strchr("cptk", letters[final].base) != NULL;
	else if (final + 2 == n)
		stop = letters[final].base == 'c' && letters[final + 1].base == 'h';
	return !stop || tone == TONE_NGANG || tone == TONE_SAC || tone == TONE_NANG;
}
