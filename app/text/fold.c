#include "text/fold.h"

#include "text/letter.h"
#include "text/normal.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ── one character ───────────────────────────────────────────────────────────────────────── */

/* Letters that Unicode does not take apart, and what people type for them. ƀ is Ê Đê. */
static const struct {
	uint32_t cp;
	char plain[3];
} foreign[] = {
	{0xdf, "ss"}, {0xe6, "ae"}, {0xf0, "d"},  {0xf8, "o"},   {0xfe, "th"},
	{0x127, "h"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}, {0x167, "t"},
	{0x180, "b"}, {0x19a, "l"}, {0x1dd, "e"},
};

/* The characters a lower-case character is without any mark: 0 (a mark itself), 1 or 2. */
static int plain_of(uint32_t cp, uint32_t out[2])
{
	struct letter letter;
	uint32_t parts[4];
	out[0] = cp;
	if (letter_of(cp, &letter))
		out[0] = (uint32_t)letter.base;
	if (out[0] < 0x80)
		return 1;
	if (text_is_mark(cp))
		return 0;
	if (text_decompose(cp, parts) > 1 && text_is_mark(parts[1]))
		out[0] = parts[0];
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
		if (foreign[i].cp != out[0])
			continue;
		out[0] = (uint32_t)foreign[i].plain[0];
		out[1] = (uint32_t)foreign[i].plain[1];
		return out[1] ? 2 : 1;
	}
	return 1;
}

/* The text itself where it is NFC already, as nearly all is; otherwise a copy, also in *owned. */
static const char *normal(const char *s, char **owned)
{
	*owned = text_is_nfc(s) ? NULL : text_nfc(s);
	return *owned ? *owned : s;
}

/* ── words ───────────────────────────────────────────────────────────────────────────────── */

static bool in_word(uint32_t cp)
{
	if (cp < 0x80)
		return letter_of(cp, NULL) || (cp >= '0' && cp <= '9');
	enum text_class class = text_class(cp);
	if (text_is_apostrophe(cp)) /* U+02BC is a letter to Unicode */
		return false;
	return class == CLASS_LETTER || class == CLASS_MARK || class == CLASS_NUMBER;
}

/* Takes the tone out of a word that has one. A word with two is none of the language
 * ("Hànội"): its tones stay where they are, and it is compared letter by letter. */
static void lift_tone(struct query_word *word)
{
	struct letter letter;
	int tones = 0;
	for (int i = 0; i < word->count; i++) {
		if (letter_of(word->letters[i], &letter) && letter.tone) {
			word->tone = (unsigned char)letter.tone;
			tones++;
		}
	}
	if (tones > 1)
		word->tone = TONE_NGANG;
	if (tones == 1)
		for (int i = 0; i < word->count; i++)
			word->letters[i] = letter_toneless(word->letters[i]);
}

static void word_add(struct query_word *word, uint32_t cp)
{
	uint32_t plain[2];
	cp = text_lower(cp);
	int count = plain_of(cp, plain);
	for (int i = 0; i < count && word->count < QUERY_LETTERS; i++) {
		word->letters[word->count] = cp;
		word->plain[word->count++] = plain[i];
	}
}

/* The next word of an NFC text at *s, which moves on. */
static bool next_word(const char **s, struct query_word *word)
{
	const char *ahead = *s;
	uint32_t cp;
	word->count = 0;
	word->tone = TONE_NGANG;
	while ((cp = utf8_next(&ahead))) {
		if (in_word(cp))
			word_add(word, cp);
		else if (word->count > 0)
			break;
		*s = ahead;
	}
	lift_tone(word);
	return word->count > 0;
}

int query_split(const char *text, struct query_word *words, int max)
{
	char *owned;
	int count = 0;
	text = normal(text, &owned);
	while (count < max && next_word(&text, &words[count]))
		count++;
	free(owned);
	return count;
}

void query_init(struct query *query, const char *text)
{
	query->count = query_split(text, query->words, QUERY_WORDS);
}

/* ── matching ────────────────────────────────────────────────────────────────────────────── */

static bool is_plain_vowel(uint32_t cp)
{
	return cp == 'a' || cp == 'e' || cp == 'i' || cp == 'o' || cp == 'u' || cp == 'y';
}

/* Whether the y that ends n plain letters may as well be written i: it is the only vowel (mỹ,
 * lý, kỹ), or follows qu (quý). Not tay, thúy, yêu. */
static bool ends_in_iy(const uint32_t *plain, int n)
{
	if (n < 2 || plain[n - 1] != 'y')
		return false;
	if (n == 3 && plain[0] == 'q' && plain[1] == 'u')
		return true;
	for (int i = 0; i < n - 1; i++)
		if (is_plain_vowel(plain[i]) || plain[i] < 'a' || plain[i] > 'z')
			return false;
	return true;
}

static bool same_but_iy(const struct query_word *a, const struct query_word *b)
{
	int n = a->count;
	if (n != b->count ||
	    memcmp(a->plain, b->plain, (size_t)(n - 1) * sizeof(*a->plain)))
		return false;
	return (ends_in_iy(a->plain, n) && b->plain[n - 1] == 'i') ||
	       (ends_in_iy(b->plain, n) && a->plain[n - 1] == 'i');
}

enum found query_word_match(const struct query_word *query, const struct query_word *word)
{
	int n = query->count;
	if (n > word->count)
		return FOUND_NOT;
	if (memcmp(query->plain, word->plain, (size_t)n * sizeof(*query->plain)) != 0)
		return same_but_iy(query, word) ? FOUND_IY : FOUND_NOT;
	enum found found = query->tone == word->tone ? FOUND_EXACT : FOUND_MARKED;
	if (query->tone != TONE_NGANG && query->tone != word->tone)
		return FOUND_FOLDED;
	for (int i = 0; i < n; i++) {
		if (query->letters[i] == word->letters[i])
			continue;
		if (query->letters[i] != query->plain[i])
			return FOUND_FOLDED;
		found = FOUND_MARKED;
	}
	return found;
}

/* One walk over the text; each level keeps its own place in the query, and takes the first word
 * that is good enough, which never spoils a later one. */
enum found query_match(const struct query *query, const char *text)
{
	int next[FOUND_EXACT + 1] = {0};
	struct query_word word;
	char *owned;
	if (query->count == 0)
		return FOUND_EXACT;
	text = normal(text, &owned);
	while (next[FOUND_EXACT] < query->count && next_word(&text, &word)) {
		for (int level = FOUND_IY; level <= FOUND_EXACT; level++) {
			int at = next[level];
			if (at < query->count &&
			    (int)query_word_match(&query->words[at], &word) >= level)
				next[level]++;
		}
	}
	free(owned);
	for (int level = FOUND_EXACT; level > FOUND_NOT; level--)
		if (next[level] == query->count)
			return (enum found)level;
	return FOUND_NOT;
}

enum found text_search(const char *text, const char *query)
{
	struct query made;
	query_init(&made, query);
	return query_match(&made, text);
}

/* ── forms of a whole text ───────────────────────────────────────────────────────────────── */

/* Puts the space that is due between two words. `from` is where our own output begins. */
static void add_gap(struct buf *out, size_t from, bool *due)
{
	if (*due && out->len > from)
		buf_addc(out, ' ');
	*due = false;
}

void text_fold(struct buf *out, const char *s)
{
	char *owned;
	size_t from = out->len;
	bool due = false;
	uint32_t cp, plain[2];
	s = normal(s, &owned);
	while ((cp = utf8_next(&s))) {
		if (text_is_space(cp)) {
			due = true;
			continue;
		}
		int count = plain_of(text_lower(cp), plain);
		if (count > 0)
			add_gap(out, from, &due);
		for (int i = 0; i < count; i++)
			utf8_add(out, plain[i]);
	}
	free(owned);
}

void text_fold_iy(struct buf *out, const char *s)
{
	struct buf folded = BUF_INIT;
	text_fold(&folded, s);
	uint32_t word[QUERY_LETTERS];
	int n = 0;
	for (const char *at = folded.data, *next = at;; at = next) {
		uint32_t cp = utf8_next(&next);
		if (cp && in_word(cp)) {
			if (n < QUERY_LETTERS)
				word[n] = cp;
			n++;
		} else {
			if (n <= QUERY_LETTERS && ends_in_iy(word, n))
				out->data[out->len - 1] = 'i';
			n = 0;
		}
		if (!cp)
			break;
		buf_add(out, at, (size_t)(next - at));
	}
	buf_release(&folded);
}

/* ── tone placement ──────────────────────────────────────────────────────────────────────── */

#define SYLLABLE_MAX 10

/* Moves the only tone of n letters to its place. What cannot be one syllable, as it has two tones
 * or vowels apart, stays as it is. */
static void place_tone(struct letter *letters, size_t n)
{
	size_t at = n, first = syllable_onset(letters, n), end = first;
	for (size_t i = 0; i < n; i++) {
		if (letters[i].tone == TONE_NGANG)
			continue;
		if (at < n)
			return;
		at = i;
	}
	while (end < n && is_plain_vowel((uint32_t)letters[end].base))
		end++;
	for (size_t i = end; i < n; i++)
		if (is_plain_vowel((uint32_t)letters[i].base))
			return;
	if (at == n || end == first || end - first > 3)
		return;
	enum tone tone = letters[at].tone;
	letters[at].tone = TONE_NGANG;
	size_t to = syllable_tone_place(letters, n, true);
	letters[to < n ? to : at].tone = tone;
}

/* Appends the word of `n` bytes at s, in lower case and with its tone in its place. */
static void add_placed(struct buf *out, const char *s, size_t n)
{
	struct letter word[SYLLABLE_MAX];
	size_t start = out->len, count = 0;
	bool ours = true;
	for (const char *end = s + n; s < end;) {
		uint32_t cp = text_lower(utf8_next(&s));
		utf8_add(out, cp);
		ours = ours && count < SYLLABLE_MAX && letter_of(cp, &word[count++]);
	}
	if (!ours)
		return;
	place_tone(word, count);
	buf_truncate(out, start);
	for (size_t i = 0; i < count; i++)
		utf8_add(out, letter_compose(word[i]));
}

void text_fold_place(struct buf *out, const char *s)
{
	char *owned;
	size_t from = out->len;
	bool due = false;
	s = normal(s, &owned);
	while (*s) {
		const char *after = s, *end = s;
		uint32_t cp = utf8_next(&after);
		if (text_is_space(cp)) {
			due = true;
			s = after;
			continue;
		}
		add_gap(out, from, &due);
		while (cp && in_word(cp)) {
			end = after;
			cp = utf8_next(&after);
		}
		if (end > s) {
			add_placed(out, s, (size_t)(end - s));
			s = end;
		} else {
			utf8_add(out, text_lower(cp));
			s = after;
		}
	}
	free(owned);
}
