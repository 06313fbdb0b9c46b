#include "text/encoding.h"

#include "text/letter.h"
#include "text/normal.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ── the 8-bit encodings ─────────────────────────────────────────────────────────────────── */

/* Bytes 80..FF of TCVN 5712:1993 (VN1). TCVN3 or ABC is the part of it from A0 without the
 * capitals that bear tones: its fonts have a capital shape for each small letter instead. The
 * five marks by themselves are combining characters. */
static const char tcvn[] = "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
			   "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
			   "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
			   "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
			   "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
			   "éẹềểễếệìỉỄẾỒĩíịò"
			   "Ổỏõóọồổỗốộờởỡớợù"
			   "ỖủũúụừửữứựỳỷỹýỵỐ";

/* Bytes 80..9F of the Windows code pages; "?" stands for no character. */
static const char windows[] = "€?‚ƒ„…†‡ˆ‰?‹Œ???"
			      "?‘’“”•–—˜™?›œ??Ÿ";

/* Where Windows-1258 differs from Latin-1: tones come behind their letter, in Unicode too. */
static const struct {
	unsigned char byte;
	uint16_t cp;
} windows_1258[] = {
	{0xc3, 0x102}, {0xcc, 0x300}, {0xd0, 0x110}, {0xd2, 0x309},  {0xd5, 0x1a0},
	{0xdd, 0x1af}, {0xde, 0x303}, {0xe3, 0x103}, {0xec, 0x301},  {0xf0, 0x111},
	{0xf2, 0x323}, {0xf5, 0x1a1}, {0xfd, 0x1b0}, {0xfe, 0x20ab},
};

/* VNI-Windows writes most letters as a base and a byte for its marks. The capitals of these
 * bytes are 20 hex lower. */
static const struct {
	unsigned char byte;
	enum shape shape;
	enum tone tone;
} vni_marks[] = {
	{0xf8, SHAPE_PLAIN, TONE_HUYEN},      {0xfb, SHAPE_PLAIN, TONE_HOI},
	{0xf5, SHAPE_PLAIN, TONE_NGA},        {0xf9, SHAPE_PLAIN, TONE_SAC},
	{0xef, SHAPE_PLAIN, TONE_NANG},       {0xea, SHAPE_BREVE, TONE_NGANG},
	{0xe8, SHAPE_BREVE, TONE_HUYEN},      {0xfa, SHAPE_BREVE, TONE_HOI},
	{0xfc, SHAPE_BREVE, TONE_NGA},        {0xe9, SHAPE_BREVE, TONE_SAC},
	{0xeb, SHAPE_BREVE, TONE_NANG},       {0xe2, SHAPE_CIRCUMFLEX, TONE_NGANG},
	{0xe0, SHAPE_CIRCUMFLEX, TONE_HUYEN}, {0xe5, SHAPE_CIRCUMFLEX, TONE_HOI},
	{0xe3, SHAPE_CIRCUMFLEX, TONE_NGA},   {0xe1, SHAPE_CIRCUMFLEX, TONE_SAC},
	{0xe4, SHAPE_CIRCUMFLEX, TONE_NANG},
};

/* Letters that are one byte in VNI-Windows. */
static const struct {
	unsigned char byte;
	struct letter letter;
} vni_letters[] = {
	{0xf1, {'d', SHAPE_STROKE, TONE_NGANG, false}},
	{0xf4, {'o', SHAPE_HORN, TONE_NGANG, false}},
	{0xf6, {'u', SHAPE_HORN, TONE_NGANG, false}},
	{0xec, {'i', SHAPE_PLAIN, TONE_HUYEN, false}},
	{0xe6, {'i', SHAPE_PLAIN, TONE_HOI, false}},
	{0xf3, {'i', SHAPE_PLAIN, TONE_NGA, false}},
	{0xed, {'i', SHAPE_PLAIN, TONE_SAC, false}},
	{0xf2, {'i', SHAPE_PLAIN, TONE_NANG, false}},
	{0xee, {'y', SHAPE_PLAIN, TONE_NANG, false}},
};

/* A converter reads one character from at most n > 0 bytes: how many it took, or 0. */
typedef size_t read_function(const unsigned char *s, size_t n, uint32_t *cp);

/* Character `at` of a row of them. */
static uint32_t nth(const char *row, int at)
{
	while (at-- > 0)
		utf8_next(&row);
	return utf8_next(&row);
}

static size_t read_tcvn(const unsigned char *s, size_t n, uint32_t *cp)
{
	(void)n;
	*cp = s[0] < 0x80 ? s[0] : nth(tcvn, s[0] - 0x80);
	return 1;
}

static size_t read_windows(const unsigned char *s, size_t n, uint32_t *cp)
{
	(void)n;
	*cp = s[0];
	if (s[0] >= 0x80 && s[0] < 0xa0)
		*cp = nth(windows, s[0] - 0x80);
	return s[0] < 0x80 || *cp != '?';
}

static size_t read_1258(const unsigned char *s, size_t n, uint32_t *cp)
{
	size_t used = read_windows(s, n, cp);
	for (size_t i = 0; i < ARRAY_LEN(windows_1258); i++)
		if (windows_1258[i].byte == s[0])
			*cp = windows_1258[i].cp;
	return used;
}

/* The letter with what the mark byte says, or 0 where there is no such letter. */
static uint32_t vni_marked(struct letter letter, unsigned char mark)
{
	unsigned char lower = mark >= 0xc0 && mark < 0xe0 ? mark + 0x20 : mark;
	for (size_t i = 0; i < ARRAY_LEN(vni_marks); i++) {
		if (vni_marks[i].byte != lower || letter.tone != TONE_NGANG)
			continue;
		if (vni_marks[i].shape != SHAPE_PLAIN && letter.shape != SHAPE_PLAIN)
			return 0;
		if (vni_marks[i].shape != SHAPE_PLAIN)
			letter.shape = vni_marks[i].shape;
		letter.tone = vni_marks[i].tone;
		return letter_compose(letter);
	}
	return 0;
}

static size_t read_vni(const unsigned char *s, size_t n, uint32_t *cp)
{
	struct letter letter = {.base = 0};
	unsigned char lower = s[0] >= 0xc0 && s[0] < 0xe0 ? s[0] + 0x20 : s[0];
	for (size_t i = 0; i < ARRAY_LEN(vni_letters); i++) {
		if (vni_letters[i].byte == lower) {
			letter = vni_letters[i].letter;
			letter.upper = lower != s[0];
		}
	}
	if (!letter.base && (s[0] >= 0xc0 || !letter_of(s[0], &letter)))
		return s[0] < 0xc0 ? read_windows(s, n, cp) : 0;
	*cp = letter_compose(letter);
	uint32_t marked = n > 1 && s[1] >= 0xc0 ? vni_marked(letter, s[1]) : 0;
	if (!marked)
		return 1;
	*cp = marked;
	return 2;
}

/* ── UTF ─────────────────────────────────────────────────────────────────────────────────── */

static size_t read_utf8(const unsigned char *s, size_t n, uint32_t *cp)
{
	int used = utf8_decode((const char *)s, n, cp);
	return used < 0 ? 0 : (size_t)used;
}

static size_t read_utf16(const unsigned char *s, size_t n, uint32_t *cp, bool big)
{
	if (n < 2)
		return 0;
	uint32_t unit = (uint32_t)s[big ? 0 : 1] << 8 | s[big ? 1 : 0];
	*cp = unit;
	if (unit < 0xd800 || unit > 0xdfff)
		return 2;
	if (unit >= 0xdc00 || n < 4)
		return 0;
	uint32_t low = (uint32_t)s[big ? 2 : 3] << 8 | s[big ? 3 : 2];
	if (low < 0xdc00 || low > 0xdfff)
		return 0;
	*cp = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
	return 4;
}

static size_t read_utf16le(const unsigned char *s, size_t n, uint32_t *cp)
{
	return read_utf16(s, n, cp, false);
}

static size_t read_utf16be(const unsigned char *s, size_t n, uint32_t *cp)
{
	return read_utf16(s, n, cp, true);
}

/* ── one table for all ───────────────────────────────────────────────────────────────────── */

static const struct {
	const char *name; /* for people */
	const char *aliases; /* on the command line, besides name; each between spaces */
	const char *mark; /* byte order mark */
	read_function *read;
} encodings[] = {
	[ENCODING_UNKNOWN] = {"?", " ", "", NULL},
	[ENCODING_UTF8] = {"UTF-8", " utf8 ", "\xef\xbb\xbf", read_utf8},
	[ENCODING_UTF16LE] = {"UTF-16LE", " utf16 utf-16 utf16le unicode ", "\xff\xfe",
			      read_utf16le},
	[ENCODING_UTF16BE] = {"UTF-16BE", " utf16be ", "\xfe\xff", read_utf16be},
	[ENCODING_TCVN3] = {"TCVN3 (ABC)", " tcvn3 tcvn abc tcvn5712 tcvn5712-1 ", "",
			    read_tcvn},
	[ENCODING_VNI] = {"VNI-Windows", " vni vni-win ", "", read_vni},
	[ENCODING_CP1258] = {"Windows-1258", " cp1258 windows1258 1258 ", "", read_1258},
};

const char *encoding_name(enum encoding encoding)
{
	return encodings[encoding].name;
}

enum encoding encoding_named(const char *name)
{
	size_t n = strlen(name);
	for (size_t i = ENCODING_UTF8; i < ARRAY_LEN(encodings); i++) {
		if (strcasecmp(encodings[i].name, name) == 0)
			return (enum encoding)i;
		const char *at = encodings[i].aliases;
		while ((at = strchr(at, ' ')) && *++at)
			if (n > 0 && strncasecmp(at, name, n) == 0 && at[n] == ' ')
				return (enum encoding)i;
	}
	return ENCODING_UNKNOWN;
}

static size_t mark_of(enum encoding encoding, const char *bytes, size_t n)
{
	size_t len = strlen(encodings[encoding].mark);
	return n >= len && memcmp(bytes, encodings[encoding].mark, len) == 0 ? len : 0;
}

/* ── converting ──────────────────────────────────────────────────────────────────────────── */

/* Appends the characters as UTF-8, in whatever normal form they come. */
static bool decode(struct buf *out, const char *bytes, size_t n, enum encoding from,
		   size_t *bad_at)
{
	const unsigned char *s = (const unsigned char *)bytes;
	read_function *read = encodings[from].read;
	for (size_t i = mark_of(from, bytes, n); i < n;) {
		uint32_t cp;
		size_t used = read ? read(s + i, n - i, &cp) : 0;
		if (used == 0 || cp == 0) {
			if (bad_at)
				*bad_at = i;
			return false;
		}
		utf8_add(out, cp);
		i += used;
	}
	return true;
}

static bool in_word(uint32_t cp)
{
	return letter_of(cp, NULL) || text_is_mark(cp);
}

/* A file in TCVN3 writes NGUYỄN as NGUYễN and leaves the rest to a font of capitals. */
enum shouting {
	SHOUTING_NOT, /* a small letter of ASCII: Nguyễn */
	SHOUTING_MAYBE, /* Hà, but also HÀ */
	SHOUTING_SURELY, /* NGUYễN, THị: two capitals or more, and nothing against it */
};

static enum shouting shouting(const char *word, const char *end)
{
	int capitals = 0;
	while (word < end) {
		uint32_t cp = utf8_next(&word);
		if (cp >= 'a' && cp <= 'z')
			return SHOUTING_NOT;
		capitals += text_is_upper(cp);
	}
	return capitals > 1 ? SHOUTING_SURELY : SHOUTING_MAYBE;
}

/* The next word from *at on, and where it ends; NULL if none begins before `end`. */
static const char *find_word(const char **at, const char *end)
{
	const char *word = NULL;
	for (const char *next = *at; *at < end; *at = next) {
		bool inside = in_word(utf8_next(&next));
		if (inside && !word)
			word = *at;
		if (!inside && word)
			break;
	}
	return word;
}

/* ái may be Ái: there is no capital for a vowel with a tone. "ở" stands between names, and is none. */
static bool lost_capital(const char *word, const char *end)
{
	static const char between[] = "ở";
	size_t n = (size_t)(end - word);
	struct letter letter;
	if (n == strlen(between) && !memcmp(word, between, n))
		return false;
	return letter_of(utf8_next(&word), &letter) && !letter.upper &&
	       letter.tone != TONE_NGANG;
}

/* What the words of a cell say of each other. */
struct cell {
	int shouted, spoken; /* surely capitals; surely not */
	int named, small; /* begin with a capital; with a small letter that had one */
};

static struct cell read_cell(const char *at, const char *end)
{
	struct cell cell = {0};
	for (const char *word; (word = find_word(&at, end));) {
		const char *first = word;
		bool capital = text_is_upper(utf8_next(&first));
		enum shouting is = shouting(word, at);
		cell.shouted += is == SHOUTING_SURELY;
		cell.spoken += is == SHOUTING_NOT;
		cell.named += capital;
		cell.small += !capital && !lost_capital(word, at);
	}
	return cell;
}

/* How many letters of a word are meant as capitals: all of HÀ in LÊ THỊ HÀ, not in "Xã Hà"; the first
 * of Ái in Đinh Ái Vân. */
static int to_raise(struct cell cell, const char *word, const char *end)
{
	enum shouting is = shouting(word, end);
	if (is == SHOUTING_SURELY ||
	    (is == SHOUTING_MAYBE && cell.shouted && !cell.spoken))
		return INT_MAX;
	return lost_capital(word, end) && cell.named > 1 && !cell.small;
}

static void add_raised(struct buf *out, const char *from, const char *end)
{
	struct cell cell = read_cell(from, end);
	const char *at = from;
	for (const char *word; (word = find_word(&at, end)); from = at) {
		int raise = to_raise(cell, word, at);
		buf_add(out, from, (size_t)(word - from));
		for (int i = 0; word < at; i++) {
			uint32_t cp = utf8_next(&word);
			utf8_add(out, i < raise ? text_upper(cp) : cp);
		}
	}
	buf_add(out, from, (size_t)(end - from));
}

static void raise_capitals(struct buf *text)
{
	static const char separators[] = ",;\t\r\n\"";
	struct buf out = BUF_INIT;
	for (const char *cell = text->data; *cell;) {
		const char *end = cell + strcspn(cell, separators);
		add_raised(&out, cell, end);
		buf_add(&out, end, strspn(end, separators));
		cell = end + strspn(end, separators);
	}
	buf_release(text);
	*text = out;
}

bool text_convert(struct buf *out, const char *bytes, size_t n, enum encoding from,
		  size_t *bad_at)
{
	struct buf raw = BUF_INIT;
	bool good = decode(&raw, bytes, n, from, bad_at);
	if (good) {
		if (from == ENCODING_TCVN3)
			raise_capitals(&raw);
		char *normal = text_nfc_n(raw.data, raw.len);
		buf_adds(out, normal);
		free(normal);
	}
	buf_release(&raw);
	return good;
}

/* ── guessing ────────────────────────────────────────────────────────────────────────────── */

#define SAMPLE (256u << 10)
#define WORD_LETTERS 12

/* Whether a text reads as one syllable of the language with its marks, between any signs. */
static bool is_syllable(const char *text)
{
	struct letter letters[WORD_LETTERS];
	enum tone tone = TONE_NGANG;
	size_t n = 0, tones = 0, place = 0;
	const char *at = text;
	uint32_t cp;
	while ((cp = utf8_next(&at))) {
		if (n == WORD_LETTERS)
			return false;
		if (!letter_of(cp, &letters[n])) {
			if (text_is_letter(cp) || text_is_mark(cp) || n > 0)
				break;
			continue;
		}
		if (letters[n].tone) {
			tone = letters[n].tone;
			letters[n].tone = TONE_NGANG;
			place = n;
			tones++;
		}
		n++;
	}
	for (; cp; cp = utf8_next(&at))
		if (in_word(cp) || text_is_letter(cp))
			return false;
	/* A tone on the wrong vowel is the best sign of the wrong encoding. */
	if (tones > 0 && place != syllable_tone_place(letters, n, false) &&
	    place != syllable_tone_place(letters, n, true))
		return false;
	return tones <= 1 && syllable_spelling(letters, n) == SPELLING_COMPLETE &&
	       syllable_tone_fits(letters, n, tone);
}

/* Whether the n bytes read as a syllable in that encoding. */
static bool reads_as(const char *bytes, size_t n, enum encoding encoding)
{
	struct buf word = BUF_INIT;
	bool good = decode(&word, bytes, n, encoding, NULL);
	if (good) {
		char *normal = text_nfc_n(word.data, word.len);
		good = is_syllable(normal);
		free(normal);
	}
	buf_release(&word);
	return good;
}

static bool word_byte(char c)
{
	return (unsigned char)c >= 0x80 || letter_of((unsigned char)c, NULL);
}

/* Reads every word with a byte beyond ASCII in each of the 8-bit encodings; the one in which
 * most are syllables wins, if more than half are. */
static void guess_legacy(struct encoding_guess *guess, const char *bytes, size_t n)
{
	size_t good[ENCODING_CP1258 + 1] = {0};
	for (size_t at = 0, end; at < n; at = end + 1) {
		bool high = false;
		for (end = at; end < n && word_byte(bytes[end]); end++)
			high |= (unsigned char)bytes[end] >= 0x80;
		if (!high)
			continue;
		guess->words++;
		for (int e = ENCODING_TCVN3; e <= ENCODING_CP1258; e++)
			good[e] += reads_as(bytes + at, end - at, (enum encoding)e);
	}
	int best = ENCODING_TCVN3;
	for (int e = ENCODING_VNI; e <= ENCODING_CP1258; e++)
		if (good[e] > good[best])
			best = e;
	guess->words_good = good[best];
	if (good[best] * 2 > guess->words)
		guess->encoding = (enum encoding)best;
}

/* UTF-16 without a mark: every other byte of its ASCII part is 0. */
static enum encoding guess_wide(const char *bytes, size_t n)
{
	size_t even = 0, odd = 0;
	for (size_t i = 0; i + 1 < n; i += 2) {
		even += bytes[i] == '\0';
		odd += bytes[i + 1] == '\0';
	}
	if (n % 2 != 0 || even + odd < n / 10)
		return ENCODING_UNKNOWN;
	if (even == 0)
		return ENCODING_UTF16LE;
	return odd == 0 ? ENCODING_UTF16BE : ENCODING_UNKNOWN;
}

/* UTF-8 with some bytes broken: what else has lead and continuation bytes in such order? */
static bool mostly_utf8(const char *bytes, size_t n)
{
	size_t good = 0, bad = 0;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int used = utf8_decode(bytes + i, n - i, &cp);
		good += used > 1;
		bad += used < 0;
		i += used < 0 ? 1 : (size_t)used;
	}
	return good > bad * 4;
}

struct encoding_guess encoding_guess(const char *bytes, size_t n)
{
	struct encoding_guess guess = {.encoding = ENCODING_UNKNOWN};
	for (int e = ENCODING_UTF8; e <= ENCODING_UTF16BE; e++) {
		size_t mark = mark_of((enum encoding)e, bytes, n);
		if (mark > 0)
			return (struct encoding_guess){
				.encoding = (enum encoding)e, .sure = true, .mark = mark};
	}
	size_t seen = n < SAMPLE ? n : SAMPLE;
	if (memchr(bytes, '\0', seen)) {
		guess.encoding = guess_wide(bytes, seen);
	} else if (utf8_valid(bytes, n, NULL)) {
		guess.encoding = ENCODING_UTF8;
		guess.sure = true;
	} else if (mostly_utf8(bytes, n)) {
		guess.encoding = ENCODING_UTF8;
	} else {
		guess_legacy(&guess, bytes, seen);
	}
	return guess;
}
