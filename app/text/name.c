#include "text/name.h"

#include "base/i18n.h"
#include "text/clean.h"
#include "text/collate.h"
#include "text/letter.h"
#include "text/normal.h"
#include "text/telex.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* More words than any name of NAME_MAX_LETTERS has. */
#define NAME_WORDS 32

/* ── order ───────────────────────────────────────────────────────────────────────────────── */

struct span {
	const char *start;
	size_t len;
};

/* In the order in which they count. A name of one word is a given name. */
enum { PART_GIVEN, PART_MIDDLE, PART_FAMILY, PART_COUNT };

static void split(const char *name, struct span parts[PART_COUNT])
{
	while (*name == ' ')
		name++;
	size_t n = strlen(name), family = 0;
	while (n > 0 && name[n - 1] == ' ')
		n--;
	size_t given = n;
	while (given > 0 && name[given - 1] != ' ')
		given--;
	if (given > 0)
		family = strcspn(name, " ");
	size_t middle = family, middle_end = given;
	while (middle < given && name[middle] == ' ')
		middle++;
	while (middle_end > middle && name[middle_end - 1] == ' ')
		middle_end--;
	parts[PART_GIVEN] = (struct span){name + given, n - given};
	parts[PART_MIDDLE] = (struct span){name + middle, middle_end - middle};
	parts[PART_FAMILY] = (struct span){name, family};
}

int name_compare(const char *a, const char *b)
{
	struct span left[PART_COUNT], right[PART_COUNT];
	int tones = 0, cases = 0;
	split(a, left);
	split(b, right);
	for (int i = 0; i < PART_COUNT; i++) {
		struct collation c = text_collate(left[i].start, left[i].len,
						  right[i].start, right[i].len);
		if (c.letters || c.words)
			return c.letters ? c.letters : c.words;
		tones = tones ? tones : c.tones;
		cases = cases ? cases : c.cases;
	}
	return tones ? tones : cases;
}

static void add_level(struct buf *out, struct span part, enum collate_level level)
{
	text_sort_level(out, part.start, part.len, level);
	buf_addc(out, COLLATE_END);
}

void name_sort_key(struct buf *out, const char *name)
{
	struct span parts[PART_COUNT];
	split(name, parts);
	for (int i = 0; i < PART_COUNT; i++) {
		add_level(out, parts[i], COLLATE_LETTERS);
		add_level(out, parts[i], COLLATE_WORDS);
	}
	for (int i = 0; i < PART_COUNT; i++)
		add_level(out, parts[i], COLLATE_TONES);
	for (int i = 0; i < PART_COUNT; i++)
		add_level(out, parts[i], COLLATE_CASES);
}

/* ── forms ───────────────────────────────────────────────────────────────────────────────── */

void name_initials(struct buf *out, const char *name)
{
	struct query_word words[NAME_WORDS];
	int count = query_split(name, words, NAME_WORDS);
	for (int i = 0; i < count; i++)
		utf8_add(out, words[i].plain[0]);
}

static int compare_plain(const void *a, const void *b)
{
	const struct query_word *x = a, *y = b;
	for (int i = 0; i < x->count && i < y->count; i++)
		if (x->plain[i] != y->plain[i])
			return x->plain[i] < y->plain[i] ? -1 : 1;
	return x->count - y->count;
}

void name_fold_sorted(struct buf *out, const char *name)
{
	struct query_word words[NAME_WORDS];
	int count = query_split(name, words, NAME_WORDS);
	qsort(words, (size_t)count, sizeof(*words), compare_plain);
	for (int i = 0; i < count; i++) {
		if (i > 0)
			buf_addc(out, ' ');
		for (int k = 0; k < words[i].count; k++)
			utf8_add(out, words[i].plain[k]);
	}
}

/* ── type-ahead ──────────────────────────────────────────────────────────────────────────── */

struct search {
	const struct query *query;
	const struct query_word *words; /* of the name */
	int count;
	int steps; /* done so far */
};

/* What is known of the words matched so far. */
struct match {
	enum found found; /* the worst of them */
	bool initials, whole, given;
};

/* Five answers by weight: the higher bits decide first. */
static int score(struct match m)
{
	int marks = m.found < FOUND_MARKED ? (int)m.found : (int)FOUND_MARKED;
	return marks << 4 | !m.initials << 3 | m.whole << 2 | m.given << 1 |
	       (m.found == FOUND_EXACT);
}

/* Whether the letters of one query word are the first letters of words that follow each other;
 * *taken gets how many. */
static enum found plain_initials(const struct query_word *query,
				 const struct query_word *words, int count, int *taken)
{
	enum found found = FOUND_MARKED;
	if (query->count < 2 || query->count > count)
		return FOUND_NOT;
	for (int i = 0; i < query->count; i++) {
		if (query->plain[i] != words[i].plain[0])
			return FOUND_NOT;
		if (query->letters[i] != query->plain[i] &&
		    query->letters[i] != words[i].letters[0])
			found = FOUND_FOLDED;
	}
	*taken = query->count;
	return found;
}

/* Whoever types the initials "has" in Telex sees "há": the key of the tone was meant as a letter. It was
 * pressed somewhere behind the vowel. */
static enum found toned_initials(const struct query_word *query,
				 const struct query_word *words, int count, int *taken)
{
	struct query_word meant = *query;
	uint32_t key = (uint32_t)telex_tone_key(TELEX_TELEX, (enum tone)query->tone);
	int vowel = 0;
	if (query->count >= QUERY_LETTERS)
		return FOUND_NOT;
	while (vowel < query->count && !letter_is_vowel(query->plain[vowel]))
		vowel++;
	meant.count++;
	for (int at = query->count; at > vowel; at--) {
		meant.letters[at] = meant.plain[at] = key;
		if (plain_initials(&meant, words, count, taken))
			return FOUND_FOLDED;
		meant.letters[at] = meant.letters[at - 1];
		meant.plain[at] = meant.plain[at - 1];
	}
	return FOUND_NOT;
}

static enum found initials_match(const struct query_word *query,
				 const struct query_word *words, int count, int *taken)
{
	if (query->tone == TONE_NGANG)
		return plain_initials(query, words, count, taken);
	return toned_initials(query, words, count, taken);
}

static enum found worse(enum found a, enum found b)
{
	return a < b ? a : b;
}

/* The best score of query words from `at` on among name words from `from` on. A name and a query of
 * many equal words would be tried in every combination: nobody's name takes so many steps. */
#define SEARCH_STEPS 2000

static int best(struct search *s, int at, int from, struct match so_far)
{
	int top = 0;
	if (at == s->query->count)
		return score(so_far);
	if (++s->steps > SEARCH_STEPS)
		return 0;
	const struct query_word *word = &s->query->words[at];
	for (int i = from; i < s->count; i++) {
		struct match match = so_far;
		int value = 0;
		enum found found = query_word_match(word, &s->words[i]);
		if (found) {
			match.found = worse(so_far.found, found);
			match.whole = so_far.whole && word->count == s->words[i].count;
			match.given = so_far.given || i == s->count - 1;
			value = best(s, at + 1, i + 1, match);
			top = value > top ? value : top;
		}
		int taken = 0;
		found = initials_match(word, &s->words[i], s->count - i, &taken);
		if (found) {
			int after = i + taken;
			match.found = worse(so_far.found, found);
			match.whole = false;
			match.initials = true;
			match.given = so_far.given || after == s->count;
			value = best(s, at + 1, after, match);
			top = value > top ? value : top;
		}
	}
	return top;
}

static int rank(const char *name, const struct query *query)
{
	struct query_word words[NAME_WORDS];
	struct search search = {
		.query = query,
		.words = words,
		.count = query_split(name, words, NAME_WORDS),
	};
	struct match none = {.found = FOUND_EXACT, .whole = true};
	return best(&search, 0, 0, none);
}

bool name_join(struct buf *out, const char *name)
{
	bool any = false;
	for (const char *at = name; *at;) {
		const char *from = at;
		if (text_is_apostrophe(utf8_next(&at)))
			any = true;
		else
			buf_add(out, from, (size_t)(at - from));
	}
	return any;
}

int name_rank(const char *name, const struct query *query)
{
	struct buf joined = BUF_INIT;
	int best = rank(name, query);
	if (name_join(&joined, name)) {
		int other = rank(joined.data, query);
		best = other > best ? other : best;
	}
	buf_release(&joined);
	return best;
}

bool name_matches(const char *name, const char *query)
{
	struct query made;
	query_init(&made, query);
	return name_rank(name, &made) > 0;
}

/* ── what may be kept ────────────────────────────────────────────────────────────────────── */

static bool latin_letter(uint32_t cp)
{
	if (letter_of(cp, NULL))
		return true;
	return ((cp >= 0xc0 && cp < 0x250) || (cp >= 0x1e00 && cp < 0x1f00)) &&
	       text_is_letter(cp);
}

/* The apostrophes of H'Hen and K’Brôi, typed, typographic, and as a letter. */
static bool name_character(uint32_t cp)
{
	return latin_letter(cp) || cp == ' ' || text_is_apostrophe(cp) || cp == '-' ||
	       cp == '.' || (cp >= 0x300 && cp < 0x370);
}

static bool refuse_character(struct err *err, const char *at, size_t n, bool first)
{
	struct buf shown = BUF_INIT;
	char *one = xstrndup(at, text_grapheme(at, n));
	text_visible(&shown, one);
	if (first)
		err_set(err, ERR_DATA,
			_("Tên không thể bắt đầu bằng “%s”. Hãy bắt đầu bằng một chữ "
			  "cái, "
			  "ví dụ Nguyễn Thị Hòa."),
			shown.data);
	else
		err_set(err, ERR_DATA,
			_("Trong tên có “%s”. Tên chỉ gồm chữ cái như trên giấy tờ, dấu "
			  "cách, "
			  "dấu nháy, gạch nối và dấu chấm: hãy xóa ký tự ấy."),
			shown.data);
	free(one);
	buf_release(&shown);
	return false;
}

bool name_valid(const char *name, struct err *err)
{
	size_t n = strlen(name), bad;
	uint32_t cp;
	if (n == 0)
		return err_set(err, ERR_DATA,
			       _("Chưa có tên. Hãy gõ họ và tên, ví dụ Nguyễn Thị Hòa."));
	if (!text_clean(name, n, false, &bad, NULL))
		return refuse_character(err, name + bad, n - bad, bad == 0);
	const char *at = name, *before = name;
	for (; (cp = utf8_next(&at)); before = at) {
		bool first = before == name;
		if (first ? !latin_letter(cp) : !name_character(cp))
			return refuse_character(err, before, n - (size_t)(before - name),
						first);
		if (cp == ' ' && (*at == ' ' || *at == '\0'))
			return err_set(
				err, ERR_DATA,
				_("Tên thừa dấu cách. Giữa hai chữ chỉ để một dấu cách, "
				  "cuối tên không để dấu cách."));
	}
	size_t letters = utf8_length(name);
	if (letters > NAME_MAX_LETTERS)
		return err_set(
			err, ERR_DATA,
			_("Tên dài %zu ký tự, nhiều nhất là %d. Hãy viết gọn lại."),
			letters, NAME_MAX_LETTERS);
	if (!text_is_nfc(name))
		return err_set(err, ERR_DATA,
			       _("Dấu trong tên chưa ở dạng dựng sẵn. Hãy gõ lại tên."));
	return true;
}
