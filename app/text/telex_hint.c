/* The way back: which keys give a text. Nothing here knows the rules of typing; keys are proposed
 * and the engine is asked whether they give the word. */
#include "text/telex.h"

#include "text/utf8.h"

#include <string.h>

/* How the keys of a letter are put together. */
enum manner {
	MANNER_SHORT, /* uow for ươ; the tone last */
	MANNER_INLINE, /* uwow for ươ; the tone last */
	MANNER_DOUBLED, /* a key that would change something is pressed twice */
	MANNER_COUNT,
};

static char in_case(char c, bool upper)
{
	return upper && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

struct word {
	const char *text; /* with its marks, NUL-terminated */
	struct letter letters[TELEX_KEYS];
	size_t count;
	enum tone tone;
	bool shouted; /* all capitals: so are the keys of marks and tones */
};

/* Splits the word; false if a letter or its tones cannot be typed. */
static bool split(struct word *word, const char *text)
{
	struct letter letter;
	size_t capitals = 0;

	*word = (struct word){.text = text};
	while (*text) {
		uint32_t cp = utf8_next(&text);
		if (word->count == TELEX_KEYS)
			return false;
		letter = (struct letter){.base = (char)cp};
		if (!letter_of(cp, &letter) && !(cp >= '0' && cp <= '9'))
			return false;
		if (letter.tone != TONE_NGANG) {
			if (word->tone != TONE_NGANG)
				return false;
			word->tone = letter.tone;
		}
		letter.tone = TONE_NGANG;
		capitals += letter.upper;
		word->letters[word->count++] = letter;
	}
	word->shouted = word->count > 1 && capitals == word->count;
	return true;
}

static void add_letter(struct buf *keys, const struct word *word, size_t i,
		       enum manner manner, enum telex_method method)
{
	struct letter letter = word->letters[i];
	bool horn_follows = i + 1 < word->count && letter.base == 'u' &&
			    word->letters[i + 1].base == 'o' &&
			    word->letters[i + 1].shape == SHAPE_HORN;

	buf_addc(keys, in_case(letter.base, letter.upper));
	if (letter.shape == SHAPE_PLAIN || (manner == MANNER_SHORT && horn_follows))
		return;
	buf_addc(keys, in_case(telex_mark_key(method, letter), word->shouted));
}

/* What the keys look like before the word ends. */
static bool shows(const struct buf *keys, const char *text,
		  const struct telex_options *options)
{
	struct buf got = BUF_INIT;
	bool same;

	telex_line(&got, keys->data, options);
	same = !strcmp(got.data, text);
	buf_release(&got);
	return same;
}

static bool gives(const struct buf *keys, const char *text,
		  const struct telex_options *options)
{
	struct telex_word word = {0};
	struct buf got = BUF_INIT;
	bool same = true;

	for (const char *key = keys->data; *key; key++)
		same = same && telex_key(&word, *key, options);
	telex_end(&word, options, &got);
	same = same && !strcmp(got.data, text);
	buf_release(&got);
	return same;
}

/* Presses a key again where once does not leave the letters as they are wanted so far. */
static void double_last(struct buf *keys, const struct word *word, size_t count,
			const struct telex_options *options)
{
	struct buf wanted = BUF_INIT;

	for (size_t i = 0; i < count; i++) {
		uint32_t cp = letter_compose(word->letters[i]);
		utf8_add(&wanted, cp ? cp : (uint32_t)word->letters[i].base);
	}
	if (!shows(keys, wanted.data, options))
		buf_addc(keys, keys->data[keys->len - 1]);
	buf_release(&wanted);
}

static void propose(struct buf *keys, const struct word *word, enum manner manner,
		    const struct telex_options *options)
{
	buf_reset(keys);
	for (size_t i = 0; i < word->count; i++) {
		add_letter(keys, word, i, manner, options->method);
		if (manner == MANNER_DOUBLED)
			double_last(keys, word, i + 1, options);
	}
	if (word->tone != TONE_NGANG)
		buf_addc(keys, in_case(telex_tone_key(options->method, word->tone),
				       word->shouted));
}

/* Keys for one word; false if none of the manners gives it. A text may be written in the other
 * tone style than the one that is set: its keys are the same. */
static bool word_keys(struct buf *keys, const char *text,
		      const struct telex_options *options)
{
	struct telex_options other = *options;
	struct word word;

	other.new_tone_style = !options->new_tone_style;
	if (!split(&word, text))
		return false;
	for (enum manner manner = 0; manner < MANNER_COUNT; manner++) {
		propose(keys, &word, manner, options);
		if (gives(keys, text, options) || gives(keys, text, &other))
			return true;
	}
	return false;
}

/* Is the character part of a word, as the engine sees it or could be asked to give it? */
static bool in_word(uint32_t cp, enum telex_method method)
{
	return letter_of(cp, NULL) || (method == TELEX_VNI && cp >= '0' && cp <= '9');
}

/* Reads the next word, or the next single character that is in none. */
static void next_piece(const char **text, enum telex_method method, struct buf *piece)
{
	const char *at = *text, *next = at;
	bool word = in_word(utf8_next(&next), method);

	while (word && *next) {
		const char *after = next;
		if (!in_word(utf8_next(&after), method))
			break;
		next = after;
	}
	buf_reset(piece);
	buf_add(piece, at, (size_t)(next - at));
	*text = next;
}

static void add_spaced(struct buf *out, const char *s, size_t from)
{
	while (*s) {
		const char *at = s;
		utf8_next(&s);
		if (out->len > from)
			buf_addc(out, ' ');
		buf_add(out, at, (size_t)(s - at));
	}
}

static bool is_ascii(const char *s)
{
	while (*s && (unsigned char)*s < 0x80)
		s++;
	return !*s;
}

/* Keys for a word or for a character that is in none. */
static bool piece_keys(struct buf *keys, const char *piece,
		       const struct telex_options *options)
{
	const char *at = piece;
	bool word =
		options->method != TELEX_OFF && in_word(utf8_next(&at), options->method);

	if (word && word_keys(keys, piece, options))
		return true;
	buf_reset(keys);
	buf_adds(keys, piece);
	return !word && is_ascii(piece);
}

static bool keys_of(struct buf *out, const char *text,
		    const struct telex_options *options, bool spaced)
{
	struct buf piece = BUF_INIT, keys = BUF_INIT;
	size_t from = out->len;
	bool all = true;

	while (*text) {
		next_piece(&text, options->method, &piece);
		all = piece_keys(&keys, piece.data, options) && all;
		if (!spaced)
			buf_adds(out, keys.data);
		else if (strcmp(keys.data, " "))
			add_spaced(out, keys.data, from);
		else
			buf_addc(out, ' ');
	}
	buf_release(&piece);
	buf_release(&keys);
	return all;
}

bool telex_keys(struct buf *out, const char *text, const struct telex_options *options)
{
	return keys_of(out, text, options, false);
}

void telex_hint(struct buf *out, const char *text, const struct telex_options *options)
{
	keys_of(out, text, options, true);
}
