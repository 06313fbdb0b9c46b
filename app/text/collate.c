#include "text/collate.h"

#include "text/letter.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A text is read as elements: a letter (or sign, or digit) with the marks that hang on it. */
struct element {
	uint32_t letter; /* weight of the first level, see below */
	uint32_t marks; /* weights of the second, first mark in the top byte; 0: none */
	bool upper;
};

struct reader {
	const char *at, *end;
	uint32_t pending; /* the second letter of ß, æ, œ; 0: none */
};

/* ── weights ─────────────────────────────────────────────────────────────────────────────── */

/* First level, one byte: signs, digits, letters; two lead bytes for everything else, whose code
 * point follows. All above COLLATE_END. */
enum {
	WEIGHT_SIGN = 0x02,
	WEIGHT_OTHER_SIGN = 0x6f,
	WEIGHT_DIGIT = 0x70,
	WEIGHT_LETTER = 0x80, /* four for each of a–z: plain and its shapes */
	WEIGHT_OTHER_LETTER = 0xe8,
};

/* The signs in the order of the Unicode collation (CLDR root). */
static const uint32_t signs[] = {
	' ',  '_',  '-',    0x2013, 0x2014, ',',    ';',    ':',  '!',    0xa1,   '?',
	0xbf, '.',  0x2026, 0xb7,   '\'',   0x2018, 0x2019, '"',  0x201c, 0x201d, 0xab,
	0xbb, '(',  ')',    '[',    ']',    '{',    '}',    0xa7, 0xb6,   '@',    '*',
	'/',  '\\', '&',    '#',    '%',    0x2022, '`',    0xb4, '^',    0xaf,   0xa8,
	0xb8, 0xb0, 0xa9,   0xae,   '+',    0xb1,   0xf7,   0xd7, '<',    '=',    '>',
	0xac, '|',  0xa6,   '~',    0xa4,   0xa2,   '$',    0xa3, 0xa5,   0x20ab, 0x20ac,
};

/* Second level, one byte a mark: the tones of enum tone, then others in ICU's order. A base
 * letter itself counts WEIGHT_BASE, lower than any mark. */
enum { WEIGHT_BASE = 2, WEIGHT_OTHER_MARK = 0x20 };

static const uint32_t mark_order[] = {
	0x300, 0x309, 0x303, 0x301, 0x323, /* huyền hỏi ngã sắc nặng */
	0x306, 0x302, 0x30c, 0x30a, 0x308, 0x30b, 0x307, 0x338, 0x327, 0x328, 0x304,
};

/* Third level. */
enum { WEIGHT_LOWER = 2, WEIGHT_UPPER = 3 };

/* Letters of others that sort with one or two of ours. */
static const struct {
	uint32_t cp;
	char letters[3];
} foreign[] = {
	{0xdf, "ss"}, {0xe6, "ae"}, {0x153, "oe"}, {0xf0, "d"},
	{0x127, "h"}, {0x142, "l"}, {0xf8, "o"},
};
#define WEIGHT_FOREIGN 0x1f

static uint32_t weight_of_letter(struct letter letter)
{
	uint32_t shape = letter.shape == SHAPE_STROKE ? 1 : letter.shape;
	return WEIGHT_LETTER + (uint32_t)(letter.base - 'a') * 4 + shape;
}

static uint32_t weight_of_sign(uint32_t cp)
{
	if (cp >= '0' && cp <= '9')
		return WEIGHT_DIGIT + cp - '0';
	if (cp > 0xff && text_class(cp) == CLASS_SPACE)
		cp = ' ';
	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		if (signs[i] == cp)
			return WEIGHT_SIGN + (uint32_t)i;
	return 0;
}

static uint32_t weight_of_mark(uint32_t cp)
{
	for (size_t i = 0; i < ARRAY_LEN(mark_order); i++)
		if (mark_order[i] == cp)
			return WEIGHT_BASE + 1 + (uint32_t)i;
	return WEIGHT_OTHER_MARK;
}

/* ── reading ─────────────────────────────────────────────────────────────────────────────── */

static uint32_t next_char(struct reader *r)
{
	uint32_t cp;
	int used = utf8_decode(r->at, (size_t)(r->end - r->at), &cp);
	r->at += used < 0 ? 1 : used;
	return used < 0 ? UTF8_REPLACEMENT : cp;
}

/* Whether a combining mark of U+0300..036F comes next. Text in NFC has none after a letter of
 * ours, so one look at a byte must do. */
static bool mark_follows(const struct reader *r)
{
	return r->at + 1 < r->end &&
	       ((unsigned char)r->at[0] == 0xcc ||
		((unsigned char)r->at[0] == 0xcd && (unsigned char)r->at[1] < 0xb0));
}

/* Four marks are remembered, of an element or a word; more say nothing in any language. */
static void push_mark(uint32_t *marks, uint32_t weight)
{
	for (int shift = 24; shift >= 0; shift -= 8) {
		if (!(*marks >> shift & 0xff)) {
			*marks |= weight << shift;
			return;
		}
	}
}

static void add_mark(struct element *e, uint32_t weight)
{
	push_mark(&e->marks, weight);
}

static void push_marks(uint32_t *marks, uint32_t more)
{
	for (; more; more <<= 8)
		push_mark(marks, more >> 24);
}

/* A combining mark behind a letter: â may come as a and U+0302. */
static void take_mark(struct element *e, struct letter *letter, uint32_t mark)
{
	static const uint32_t shapes[] = {
		[SHAPE_BREVE] = 0x306, [SHAPE_CIRCUMFLEX] = 0x302, [SHAPE_HORN] = 0x31b};
	for (enum shape shape = SHAPE_BREVE; shape <= SHAPE_HORN; shape++) {
		struct letter shaped = {.base = letter->base, .shape = shape};
		if (mark == shapes[shape] && !letter->shape && letter_compose(shaped)) {
			letter->shape = shape;
			return;
		}
	}
	add_mark(e, weight_of_mark(mark));
}

/* A character beyond the letters of the language. Fills `letter` and returns true if it sorts
 * with one of them, else gives `e` a weight of its own. */
static bool take_other(struct reader *r, struct element *e, struct letter *letter,
		       uint32_t cp)
{
	uint32_t parts[4], lower = text_lower(cp);
	if (cp == ' ') { /* by far the most frequent */
		e->letter = (uint32_t)WEIGHT_SIGN << 24;
		return false;
	}
	for (size_t i = 0; i < ARRAY_LEN(foreign); i++) {
		if (foreign[i].cp != lower)
			continue;
		*letter = (struct letter){.base = foreign[i].letters[0]};
		letter->upper = lower != cp;
		r->pending = (uint32_t)foreign[i].letters[1];
		add_mark(e, WEIGHT_FOREIGN);
		return true;
	}
	size_t count = text_decompose(cp, parts);
	if (count > 1 && letter_of(parts[0], letter)) {
		for (size_t i = 1; i < count; i++)
			take_mark(e, letter, parts[i]);
		return true;
	}
	uint32_t sign = weight_of_sign(cp);
	bool other = text_class(cp) == CLASS_LETTER || text_class(cp) == CLASS_NUMBER;
	e->upper = lower != cp;
	e->letter = sign    ? sign << 24
		    : other ? (uint32_t)WEIGHT_OTHER_LETTER << 24 | lower
			    : (uint32_t)WEIGHT_OTHER_SIGN << 24 | lower;
	return false;
}

/* The general case of next_element(): anything but a letter of ASCII by itself. */
static bool read_element(struct reader *r, struct element *e)
{
	struct letter letter = {0};
	*e = (struct element){0};
	if (r->pending) {
		letter_of(r->pending, &letter);
		e->letter = weight_of_letter(letter) << 24;
		r->pending = 0;
		return true;
	}
	if (r->at >= r->end)
		return false;
	uint32_t cp = next_char(r);
	bool ours = letter_of(cp, &letter);
	if (ours && letter.tone)
		add_mark(e, WEIGHT_BASE + letter.tone);
	else if (!ours)
		ours = take_other(r, e, &letter, cp);
	while (mark_follows(r))
		take_mark(e, &letter, next_char(r));
	if (ours) {
		e->letter = weight_of_letter(letter) << 24;
		e->upper = letter.upper;
	}
	return true;
}

/* Two of three characters of a name are letters of ASCII: sorting takes half the time with a
 * short way for them. */
static inline bool next_element(struct reader *r, struct element *e)
{
	if (r->at >= r->end || r->pending)
		return read_element(r, e);
	unsigned char c = (unsigned char)*r->at, lower = c | 0x20;
	if (lower < 'a' || lower > 'z' ||
	    (r->at + 1 < r->end && (r->at[1] & 0xfe) == 0xcc))
		return read_element(r, e);
	r->at++;
	e->letter = (uint32_t)(WEIGHT_LETTER + (lower - 'a') * 4) << 24;
	e->marks = 0;
	e->upper = c != lower;
	return true;
}

/* ── comparing ───────────────────────────────────────────────────────────────────────────── */

static int order(uint32_t a, uint32_t b)
{
	return (a > b) - (a < b);
}

static bool in_word(const struct element *e)
{
	return e->letter >> 24 >= WEIGHT_LETTER;
}

/* Equal words at the start decide nothing on any level: how many bytes of them there are. The
 * space before the first word that differs is left, as a mark may hang on it. */
static size_t common(const char *a, size_t a_bytes, const char *b, size_t b_bytes)
{
	size_t n = a_bytes < b_bytes ? a_bytes : b_bytes, i = 0;
	while (i < n && a[i] == b[i])
		i++;
	if (i == a_bytes && i == b_bytes)
		return i;
	while (i > 0 && a[i - 1] != ' ')
		i--;
	return i > 0 ? i - 1 : 0;
}

struct collation text_collate(const char *a, size_t a_bytes, const char *b,
			      size_t b_bytes)
{
	size_t same = common(a, a_bytes, b, b_bytes);
	struct reader left = {a + same, a + a_bytes, 0};
	struct reader right = {b + same, b + b_bytes, 0};
	struct collation result = {0};
	uint32_t word_a = 0, word_b = 0;
	for (;;) {
		struct element x, y;
		bool more = next_element(&left, &x), too = next_element(&right, &y);
		if (!more || !too || x.letter != y.letter) {
			result.letters =
				more && too ? order(x.letter, y.letter) : more - too;
			if (!result.words)
				result.words = order(word_a, word_b);
			return result;
		}
		if (!result.tones)
			result.tones = order(x.marks, y.marks);
		if (!result.cases)
			result.cases = x.upper - y.upper;
		push_marks(&word_a, x.marks);
		push_marks(&word_b, y.marks);
		if (!in_word(&x)) {
			if (!result.words)
				result.words = order(word_a, word_b);
			word_a = word_b = 0;
		}
	}
}

int text_compare(const char *a, const char *b)
{
	struct collation c = text_collate(a, strlen(a), b, strlen(b));
	return c.letters ? c.letters : c.tones ? c.tones : c.cases;
}

/* ── keys ────────────────────────────────────────────────────────────────────────────────── */

static void add_letter(struct buf *out, const struct element *e)
{
	buf_addc(out, (char)(e->letter >> 24));
	uint32_t cp = e->letter & 0xffffff;
	if (cp == 0)
		return;
	/* 21 bits in three bytes, none of them 0 or COLLATE_END. */
	for (int shift = 14; shift >= 0; shift -= 7)
		buf_addc(out, (char)((cp >> shift & 0x7f) + 2));
}

static void add_marks(struct buf *out, uint32_t packed)
{
	for (; packed; packed <<= 8)
		buf_addc(out, (char)(packed >> 24));
}

/* Levels are compared only where all before are equal, so their tails of "nothing special" say
 * nothing that the end does not, and are cut off: most names have no third level left. */
void text_sort_level(struct buf *out, const char *s, size_t n, enum collate_level level)
{
	struct reader reader = {s, s + n, 0};
	struct element e;
	size_t from = out->len;
	uint32_t word = 0;
	while (next_element(&reader, &e)) {
		switch (level) {
		case COLLATE_LETTERS:
			add_letter(out, &e);
			break;
		case COLLATE_WORDS:
			push_marks(&word, e.marks);
			if (in_word(&e))
				break;
			add_marks(out, word);
			buf_addc(out, WEIGHT_BASE);
			word = 0;
			break;
		case COLLATE_TONES:
			buf_addc(out, WEIGHT_BASE);
			add_marks(out, e.marks);
			break;
		case COLLATE_CASES:
			buf_addc(out, e.upper ? WEIGHT_UPPER : WEIGHT_LOWER);
			break;
		}
	}
	add_marks(out, word);
	while (level != COLLATE_LETTERS && out->len > from &&
	       out->data[out->len - 1] == WEIGHT_BASE)
		buf_truncate(out, out->len - 1);
}

void text_sort_key(struct buf *out, const char *s)
{
	size_t n = strlen(s);
	text_sort_level(out, s, n, COLLATE_LETTERS);
	buf_addc(out, COLLATE_END);
	text_sort_level(out, s, n, COLLATE_TONES);
	buf_addc(out, COLLATE_END);
	text_sort_level(out, s, n, COLLATE_CASES);
}
