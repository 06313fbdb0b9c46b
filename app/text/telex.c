/* The rules are in telex.h. A key is tried as a tone, then as a mark, and is a letter if it can be
 * neither. "Can" always means that the word with it is still spelled like the beginning of a
 * syllable. */
#include "text/telex.h"

#include "text/syllable.h"
#include "text/utf8.h"

#include <string.h>

#define OWNER_TONE 0xff

/* ── what the keys mean ──────────────────────────────────────────────────────────────── */

/* Keys of the tones in the order of enum tone; the first one takes the tone away. */
static const char *const tone_keys[] = {
	[TELEX_OFF] = "",
	[TELEX_TELEX] = "zfrxsj",
	[TELEX_VNI] = "023415",
};

static const struct mark {
	enum telex_method method;
	char key;
	enum shape shape;
	const char *bases;
} marks[] = {
	{TELEX_TELEX, 'a', SHAPE_CIRCUMFLEX, "a"},
	{TELEX_TELEX, 'e', SHAPE_CIRCUMFLEX, "e"},
	{TELEX_TELEX, 'o', SHAPE_CIRCUMFLEX, "o"},
	{TELEX_TELEX, 'w', SHAPE_HORN, "ou"},
	{TELEX_TELEX, 'w', SHAPE_BREVE, "a"},
	{TELEX_TELEX, 'd', SHAPE_STROKE, "d"},
	{TELEX_VNI, '6', SHAPE_CIRCUMFLEX, "aeo"},
	{TELEX_VNI, '7', SHAPE_HORN, "ou"},
	{TELEX_VNI, '8', SHAPE_BREVE, "a"},
	{TELEX_VNI, '9', SHAPE_STROKE, "d"},
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
	return lower(c) >= 'a' && lower(c) <= 'z';
}

static bool belongs(char key, enum telex_method method)
{
	if (method == TELEX_OFF)
		return false;
	return is_letter(key) || (method == TELEX_VNI && key >= '0' && key <= '9');
}

/* The mark that `key` puts on the letter `base`; SHAPE_PLAIN if it does not. */
static enum shape mark_on(enum telex_method method, char key, char base)
{
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (marks[i].method == method && marks[i].key == lower(key) &&
		    strchr(marks[i].bases, base))
			return marks[i].shape;
	return SHAPE_PLAIN;
}

static bool is_mark(enum telex_method method, char key)
{
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (marks[i].method == method && marks[i].key == lower(key))
			return true;
	return false;
}

char telex_tone_key(enum telex_method method, enum tone tone)
{
	return method == TELEX_OFF ? '\0' : tone_keys[method][tone];
}

char telex_mark_key(enum telex_method method, struct letter letter)
{
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		if (marks[i].method == method && marks[i].shape == letter.shape &&
		    strchr(marks[i].bases, letter.base))
			return marks[i].key;
	return '\0';
}

/* ── the word as spelled ─────────────────────────────────────────────────────────────── */

static size_t plain_letters(const struct telex_word *word,
			    struct letter letters[TELEX_KEYS])
{
	for (size_t i = 0; i < word->letter_count; i++)
		letters[i] = word->letters[i].letter;
	return word->letter_count;
}

static enum spelling spelling(const struct telex_word *word)
{
	struct letter letters[TELEX_KEYS];

	return syllable_spelling(letters, plain_letters(word, letters));
}

static size_t onset(const struct telex_word *word)
{
	struct letter letters[TELEX_KEYS];

	return syllable_onset(letters, plain_letters(word, letters));
}

static bool tone_fits(const struct telex_word *word, enum tone tone)
{
	struct letter letters[TELEX_KEYS];

	return syllable_tone_fits(letters, plain_letters(word, letters), tone);
}

static bool can_be_syllable(const struct telex_word *word)
{
	enum spelling is = spelling(word);

	return is == SPELLING_BEGUN || is == SPELLING_COMPLETE;
}

static void render(struct telex_word *word, bool new_style)
{
	struct letter letters[TELEX_KEYS];
	size_t n = plain_letters(word, letters);
	char *at = word->text;

	if (word->as_typed) {
		memcpy(at, word->keys, word->key_count);
		at[word->key_count] = '\0';
		return;
	}
	if (word->tone != TONE_NGANG)
		letters[syllable_tone_place(letters, n, new_style)].tone = word->tone;
	for (size_t i = 0; i < n; i++) {
		uint32_t cp = letter_compose(letters[i]);
		/* Digits of VNI are no letters to letter_compose(). */
		at += utf8_encode(cp ? cp : (uint32_t)letters[i].base, at);
	}
	*at = '\0';
}

/* ── one key ─────────────────────────────────────────────────────────────────────────── */

static void append(struct telex_word *word, char key, size_t key_index)
{
	word->letters[word->letter_count] = (struct telex_letter){
		.letter = {.base = lower(key), .upper = lower(key) != key},
	};
	word->owner[key_index] = (unsigned char)word->letter_count++;
}

/* The key that took something away appears as a letter, and so does the rest of the word. */
static void literal_from_last(struct telex_word *word, size_t *from)
{
	*from = word->letter_count;
}

static bool try_tone(struct telex_word *word, char key, size_t key_index,
		     enum telex_method method)
{
	const char *at = strchr(tone_keys[method], lower(key));
	enum tone tone;

	if (!at || !can_be_syllable(word))
		return false;
	tone = (enum tone)(at - tone_keys[method]);
	if ((tone == TONE_NGANG && word->tone == TONE_NGANG) || !tone_fits(word, tone))
		return false;
	if (tone != word->tone) {
		word->tone = tone;
		word->owner[key_index] = OWNER_TONE;
		return true;
	}
	word->tone = TONE_NGANG;
	append(word, key, key_index);
	/* Backspace takes the letter together with the tone's key that it undid. */
	for (size_t i = 0; i < key_index; i++)
		if (word->owner[i] == OWNER_TONE)
			word->owner[i] = word->owner[key_index];
	literal_from_last(word, &word->literal_from);
	return true;
}

/* Gives `count` letters (1 or 2) from i on their marks if the word stays possible. */
static bool set_marks(struct telex_word *word, size_t i, size_t count,
		      const enum shape *shapes, size_t key_index)
{
	struct telex_letter before[2], *letters = word->letters + i;
	size_t owner = count;

	memcpy(before, letters, count * sizeof(before[0]));
	for (size_t j = 0; j < count; j++) {
		if (letters[j].letter.shape == shapes[j])
			continue;
		letters[j].letter.shape = shapes[j];
		letters[j].mark_key = (unsigned char)key_index;
		if (owner == count && shapes[j] != SHAPE_PLAIN)
			owner = j;
	}
	if (spelling(word) != SPELLING_IMPOSSIBLE) {
		/* Of two letters the first: its half of ươ stays when the second goes. */
		word->owner[key_index] = (unsigned char)(i + owner);
		return true;
	}
	memcpy(letters, before, count * sizeof(before[0]));
	return false;
}

static const enum shape both_horns[] = {SHAPE_HORN, SHAPE_HORN};
static const enum shape second_horn[] = {SHAPE_PLAIN, SHAPE_HORN};
static const enum shape u_circumflex[] = {SHAPE_PLAIN, SHAPE_CIRCUMFLEX};

/* Where u and o (with any marks) stand together in the rime; the letter count if nowhere. */
static size_t find_uo(const struct telex_word *word)
{
	for (size_t i = onset(word); i + 1 < word->letter_count; i++)
		if (word->letters[i].letter.base == 'u' &&
		    word->letters[i + 1].letter.base == 'o')
			return i;
	return word->letter_count;
}

/* thuở, huơ, khuơ: after these onsets the open syllable is uơ. */
static bool onset_takes_open_uo(const struct telex_word *word)
{
	const struct telex_letter *at = word->letters;
	size_t n = onset(word);

	if (n == 1)
		return at[0].letter.base == 'h';
	return n == 2 && at[1].letter.base == 'h' &&
	       (at[0].letter.base == 't' || at[0].letter.base == 'k');
}

/* uo + w: both get the horn, but for open uơ. */
static bool try_horns(struct telex_word *word, size_t key_index)
{
	size_t at = find_uo(word);
	const struct telex_letter *pair = word->letters + at;
	bool open = at + 2 == word->letter_count;

	if (at == word->letter_count || pair[1].letter.shape == SHAPE_HORN)
		return false;
	if (open && pair[0].letter.shape == SHAPE_PLAIN && onset_takes_open_uo(word))
		return set_marks(word, at, 2, second_horn, key_index);
	return set_marks(word, at, 2, both_horns, key_index);
}

static bool has_horned_uo(const struct telex_word *word)
{
	size_t at = find_uo(word);

	return at < word->letter_count &&
	       word->letters[at + 1].letter.shape == SHAPE_HORN;
}

/* ươ + o: the circumflex replaces both horns. */
static bool try_uo_circumflex(struct telex_word *word, size_t key_index)
{
	size_t at = find_uo(word);

	return at < word->letter_count &&
	       word->letters[at + 1].letter.shape != SHAPE_CIRCUMFLEX &&
	       set_marks(word, at, 2, u_circumflex, key_index);
}

/* Marks the rightmost letter that can take it. */
static bool try_mark_on_one(struct telex_word *word, char key, size_t key_index,
			    enum telex_method method)
{
	/* Without a vowel nothing checks the spelling: only dd side by side is đ ("SĐT"). */
	size_t first = spelling(word) == SPELLING_CONSONANTS && word->letter_count
			       ? word->letter_count - 1
			       : 0;

	for (size_t i = word->letter_count; i-- > first;) {
		struct letter letter = word->letters[i].letter;
		enum shape shape = mark_on(method, key, letter.base);
		if (shape != SHAPE_PLAIN && shape != letter.shape &&
		    set_marks(word, i, 1, &shape, key_index))
			return true;
	}
	return false;
}

/* Takes the mark of letter i away again. */
static void unmark(struct telex_word *word, size_t i, unsigned char new_owner)
{
	struct telex_letter *letter = &word->letters[i];

	if (letter->letter.shape == SHAPE_PLAIN)
		return;
	letter->letter.shape = SHAPE_PLAIN;
	if (!letter->lone)
		word->owner[letter->mark_key] = new_owner;
	letter->lone = false;
}

static bool try_undo_mark(struct telex_word *word, char key, size_t key_index,
			  enum telex_method method)
{
	size_t i = word->letter_count;
	size_t first = spelling(word) == SPELLING_CONSONANTS && i ? i - 1 : 0;
	enum shape shape = SHAPE_PLAIN;
	unsigned char added = (unsigned char)word->letter_count;

	while (i > first && shape == SHAPE_PLAIN) {
		i--;
		shape = mark_on(method, key, word->letters[i].letter.base);
		if (word->letters[i].letter.shape != shape)
			shape = SHAPE_PLAIN;
	}
	if (shape == SHAPE_PLAIN)
		return false;
	if (word->letters[i].lone && i + 1 == word->letter_count) {
		/* ww: the w that was ư is a w. */
		word->letters[i].lone = false;
		word->letters[i].letter.base = 'w';
		word->letters[i].letter.shape = SHAPE_PLAIN;
		word->owner[key_index] = (unsigned char)i;
	} else {
		if (i == find_uo(word) + 1 && shape == SHAPE_HORN)
			unmark(word, i - 1, added);
		unmark(word, i, added);
		append(word, key, key_index);
	}
	literal_from_last(word, shape == SHAPE_CIRCUMFLEX ? &word->unmarked_from
							  : &word->literal_from);
	return true;
}

/* A lone w where a vowel may start. */
static bool try_lone_w(struct telex_word *word, char key, size_t key_index)
{
	size_t n = word->letter_count;

	append(word, key, key_index);
	word->letters[n].letter.base = 'u';
	word->letters[n].letter.shape = SHAPE_HORN;
	word->letters[n].mark_key = (unsigned char)key_index;
	word->letters[n].lone = true;
	if (can_be_syllable(word))
		return true;
	word->letter_count--;
	return false;
}

static bool try_mark(struct telex_word *word, char key, size_t key_index,
		     enum telex_method method)
{
	if (!is_mark(method, key))
		return false;
	if (mark_on(method, key, 'u') == SHAPE_HORN) {
		if (try_horns(word, key_index))
			return true;
		/* In thuơ the u could still take one, but it is the repetition that counts. */
		if (has_horned_uo(word))
			return try_undo_mark(word, key, key_index, method);
	}
	if (try_mark_on_one(word, key, key_index, method))
		return true;
	if (mark_on(method, key, 'o') == SHAPE_CIRCUMFLEX &&
	    try_uo_circumflex(word, key_index))
		return true;
	if (try_undo_mark(word, key, key_index, method))
		return true;
	return lower(key) == 'w' && try_lone_w(word, key, key_index);
}

/* ưo and uơ become ươ as soon as a letter follows: thuở, but thương. */
static void join_uo(struct telex_word *word)
{
	size_t at = find_uo(word);
	struct telex_letter *pair = word->letters + at;
	unsigned char key;

	if (at + 2 >= word->letter_count ||
	    (pair[0].letter.shape == SHAPE_HORN) == (pair[1].letter.shape == SHAPE_HORN))
		return;
	key = pair[0].letter.shape == SHAPE_HORN ? pair[0].mark_key : pair[1].mark_key;
	/* The key of one horn now gives both; with the first letter it outlives Backspace. */
	if (set_marks(word, at, 2, both_horns, key))
		word->owner[key] = (unsigned char)at;
}

/* Takes one key; word->key_count already counts it. */
static void feed(struct telex_word *word, size_t key_index, enum telex_method method)
{
	char key = word->keys[key_index];

	if (word->as_typed)
		return;
	if (!word->literal_from) {
		if (try_tone(word, key, key_index, method))
			return;
		if (!word->unmarked_from && try_mark(word, key, key_index, method))
			return;
	}
	append(word, key, key_index);
	if (!word->literal_from && !word->unmarked_from)
		join_uo(word);
	if (!word->literal_from && !word->unmarked_from && !word->adopted)
		word->as_typed = spelling(word) == SPELLING_IMPOSSIBLE;
}

const char *telex_text(const struct telex_word *word)
{
	return word->text;
}

bool telex_key(struct telex_word *word, char key, const struct telex_options *options)
{
	if (!belongs(key, options->method) || word->key_count == TELEX_KEYS ||
	    word->letter_count == TELEX_KEYS)
		return false;
	word->keys[word->key_count++] = key;
	feed(word, word->key_count - 1, options->method);
	render(word, options->new_tone_style);
	return true;
}

/* ── taking back ─────────────────────────────────────────────────────────────────────── */

static void clear(struct telex_word *word)
{
	*word = (struct telex_word){0};
}

static void remove_keys_of(struct telex_word *word, unsigned char owner)
{
	size_t kept = 0;

	for (size_t i = 0; i < word->key_count; i++) {
		if (word->owner[i] == owner)
			continue;
		for (size_t j = 0; j < word->letter_count; j++)
			if (word->letters[j].mark_key == i)
				word->letters[j].mark_key = (unsigned char)kept;
		word->keys[kept] = word->keys[i];
		word->owner[kept++] = word->owner[i];
	}
	word->key_count = kept;
}

static void remove_last_letter(struct telex_word *word)
{
	word->letter_count--;
	remove_keys_of(word, (unsigned char)word->letter_count);
	if (spelling(word) == SPELLING_CONSONANTS) {
		word->tone = TONE_NGANG;
		remove_keys_of(word, OWNER_TONE);
	}
	/* With the letter that an undo left, the undo is forgotten. */
	if (word->letter_count < word->literal_from)
		word->literal_from = 0;
	if (word->letter_count < word->unmarked_from)
		word->unmarked_from = 0;
}

/* A word shown as typed loses its last key; what is left may be a syllable again. */
static void remove_last_key(struct telex_word *word, enum telex_method method)
{
	struct telex_word shorter = {.key_count = word->key_count - 1};

	memcpy(shorter.keys, word->keys, shorter.key_count);
	for (size_t i = 0; i < shorter.key_count; i++)
		feed(&shorter, i, method);
	*word = shorter;
}

bool telex_backspace(struct telex_word *word, const struct telex_options *options)
{
	if (!*word->text)
		return false;
	if (word->as_typed)
		remove_last_key(word, options->method);
	else
		remove_last_letter(word);
	if (word->as_typed || word->letter_count)
		render(word, options->new_tone_style);
	else
		clear(word);
	return true;
}

/* ── the end of a word, and a new beginning ──────────────────────────────────────────── */

/* Letters with marks belong to a word, too, and are in no keys. */
static bool in_kept_word(char c)
{
	return is_letter(c) || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

static bool same_word(const char *keys, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++)
		if (lower(keys[i]) != lower(word[i])) /* also where it has ended */
			return false;
	return !in_kept_word(word[n]);
}

/* One of the words of "Wi-Fi", "mã passcode"? */
static bool has_word(const char *keep, const char *keys, size_t n)
{
	while (*keep) {
		if (same_word(keys, n, keep))
			return true;
		while (in_kept_word(*keep))
			keep++;
		while (*keep && !in_kept_word(*keep))
			keep++;
	}
	return false;
}

static bool has_marks(const struct telex_word *word)
{
	for (size_t i = 0; i < word->letter_count; i++)
		if (word->letters[i].letter.shape != SHAPE_PLAIN)
			return true;
	return word->tone != TONE_NGANG;
}

/* Niê, Siê: iê ends no Vietnamese syllable, but names of the Ê Đê. */
static bool ends_like_name(const struct telex_word *word)
{
	size_t n = word->letter_count;
	const struct telex_letter *last = word->letters + n;

	return n > 2 && word->letters[0].letter.upper && last[-2].letter.base == 'i' &&
	       last[-1].letter.base == 'e' && last[-1].letter.shape == SHAPE_CIRCUMFLEX;
}

static bool stays_as_typed(const struct telex_word *word,
			   const struct telex_options *options)
{
	enum spelling is = spelling(word);

	if (word->adopted)
		return false;
	for (size_t i = 0; i < options->keep_count; i++)
		if (has_word(options->keep[i], word->keys, word->key_count))
			return true;
	/* ă and â alone are no syllables, but letters that people write about. */
	if (is == SPELLING_CONSONANTS || word->letter_count == 1)
		return false;
	/* An undo says that these letters are meant ("pass"), but half a mark is not: máta. */
	if ((word->literal_from || word->unmarked_from) && !has_marks(word))
		return false;
	if (is == SPELLING_BEGUN && ends_like_name(word))
		return false;
	return is != SPELLING_COMPLETE || !tone_fits(word, word->tone);
}

void telex_end(struct telex_word *word, const struct telex_options *options,
	       struct buf *out)
{
	if (stays_as_typed(word, options))
		buf_add(out, word->keys, word->key_count);
	else
		buf_adds(out, word->text);
	clear(word);
}

void telex_flush(struct telex_word *word, struct buf *out)
{
	buf_adds(out, word->text);
	clear(word);
}

/* Where the last character of s[0..n) begins. */
static size_t last_character(const char *s, size_t n)
{
	while (n > 0 && ((unsigned char)s[--n] & 0xc0) == 0x80)
		;
	return n;
}

/* Letters of the finished text become those of the word; false for too many. Of two tones the
 * last is taken, which telex_adopt() notices. */
static bool take_letters(struct telex_word *word, const char *s, size_t n)
{
	while (n > 0) {
		uint32_t cp;
		int size = utf8_decode(s, n, &cp);
		struct letter letter = {.base = *s};

		if (word->letter_count == TELEX_KEYS)
			return false;
		if (size > 1 || is_letter(*s))
			letter_of(cp, &letter);
		if (letter.tone != TONE_NGANG)
			word->tone = letter.tone;
		letter.tone = TONE_NGANG;
		word->letters[word->letter_count++] =
			(struct telex_letter){.letter = letter, .mark_key = TELEX_KEYS};
		s += size;
		n -= (size_t)size;
	}
	return true;
}

/* Where the run of letters begins that s[0..n) ends in. */
static size_t last_word(const char *s, size_t n, enum telex_method method)
{
	while (n > 0) {
		size_t at = last_character(s, n);
		uint32_t cp;
		bool whole = utf8_decode(s + at, n - at, &cp) == (int)(n - at);

		if (!whole ||
		    !(cp < 0x80 ? belongs((char)cp, method) : letter_of(cp, NULL)))
			break;
		n = at;
	}
	return n;
}

bool telex_adopt(struct telex_word *word, const struct telex_options *options,
		 struct buf *before)
{
	size_t from = last_word(before->data, before->len, options->method);
	struct telex_word adopted = {.adopted = true};

	if (*word->text || from == before->len || options->method == TELEX_OFF ||
	    !take_letters(&adopted, before->data + from, before->len - from))
		return false;
	if (adopted.tone != TONE_NGANG && spelling(&adopted) == SPELLING_CONSONANTS)
		return false;
	/* A tone elsewhere than in Vietnamese ("café") would move with the next key, and one of
	 * two would be lost. */
	render(&adopted, false);
	if (strcmp(adopted.text, before->data + from)) {
		render(&adopted, true);
		if (strcmp(adopted.text, before->data + from))
			return false;
	}
	*word = adopted;
	buf_truncate(before, from);
	return true;
}

/* ── lines ───────────────────────────────────────────────────────────────────────────── */

static void line_backspace(struct telex_word *word, const struct telex_options *options,
			   struct buf *line)
{
	telex_adopt(word, options, line);
	if (!telex_backspace(word, options))
		buf_truncate(line, last_character(line->data, line->len));
}

void telex_line(struct buf *out, const char *keys, const struct telex_options *options)
{
	struct telex_word word = {0};
	struct buf line = BUF_INIT;

	for (; *keys; keys++) {
		if (*keys == '\b' || *keys == 0x7f) {
			line_backspace(&word, options, &line);
			continue;
		}
		if (belongs(*keys, options->method))
			telex_adopt(&word, options, &line);
		if (telex_key(&word, *keys, options))
			continue;
		/* A letter that comes with its marks goes on with the word. */
		if ((unsigned char)*keys >= 0x80)
			telex_flush(&word, &line);
		else
			telex_end(&word, options, &line);
		buf_addc(&line, *keys);
	}
	telex_flush(&word, &line);
	buf_add(out, line.data, line.len);
	buf_release(&line);
}
