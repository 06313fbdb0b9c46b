#include "course/likeness.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "text/fold.h"
#include "text/name.h"

#include <stdlib.h>
#include <string.h>

/* ── names ─────────────────────────────────────────────────────────────────────────────── */

/* One letter more, less, other, or two neighbours swapped; equal texts too. */
static bool one_edit_apart(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	if (!*a && !*b)
		return true;
	if (*a && !strcmp(a + 1, b)) /* less */
		return true;
	if (*b && !strcmp(a, b + 1)) /* more */
		return true;
	if (!*a || !*b)
		return false;
	if (!strcmp(a + 1, b + 1)) /* other */
		return true;
	return a[1] && a[0] == b[1] && a[1] == b[0] && !strcmp(a + 2, b + 2);
}

#define WORDS_MOST 32

/* The words of a name without marks, in the order of the alphabet; cut in place. */
struct words {
	struct buf text;
	const char *items[WORDS_MOST];
	size_t count;
};

static void words_of(struct words *words, const char *name)
{
	*words = (struct words){.text = BUF_INIT};
	name_fold_sorted(&words->text, name);
	for (char *p = words->text.data; *p && words->count < WORDS_MOST;) {
		size_t n = strcspn(p, " ");
		words->items[words->count++] = p;
		p += n;
		if (*p)
			*p++ = '\0';
	}
}

static bool same_words(const struct words *a, const struct words *b)
{
	bool same = a->count == b->count && a->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = !strcmp(a->items[i], b->items[i]);
	return same;
}

/* Leaves out what both have; what remains of each is counted and the last of it kept. */
static void differences(const struct words *a, const struct words *b, const char *of_a[1],
			const char *of_b[1], size_t counts[2])
{
	size_t i = 0, k = 0;

	counts[0] = counts[1] = 0;
	while (i < a->count || k < b->count) {
		int order = i == a->count   ? 1
			    : k == b->count ? -1
					    : strcmp(a->items[i], b->items[k]);
		if (order < 0) {
			*of_a = a->items[i++];
			counts[0]++;
		} else if (order > 0) {
			*of_b = b->items[k++];
			counts[1]++;
		} else {
			i++;
			k++;
		}
	}
}

/* A space left out, or a letter in its place: one word here is two words there. */
static bool near_texts(const char *a, const char *b)
{
	struct buf of_a = BUF_INIT, of_b = BUF_INIT;

	text_fold(&of_a, a);
	text_fold(&of_b, b);
	bool near = one_edit_apart(of_a.data, of_b.data);
	buf_release(&of_a);
	buf_release(&of_b);
	return near;
}

/* The same words but one, and that one an edit apart; in whichever order, since an edit of the
 * first letter moves a word. */
static bool near_names(const struct words *a, const struct words *b, const char *name_a,
		       const char *name_b)
{
	const char *of_a = "", *of_b = "";
	size_t counts[2];

	differences(a, b, &of_a, &of_b, counts);
	if (counts[0] == 1 && counts[1] == 1)
		return one_edit_apart(of_a, of_b);
	return counts[0] + counts[1] == 3 && counts[0] && counts[1] &&
	       near_texts(name_a, name_b);
}

/* ── signatures ────────────────────────────────────────────────────────────────────────── */

#define SIGNATURE_WORDS 8
/* Of a name of more words than fit: near to all. */
#define SIGNATURE_ANY UINT64_MAX

/* FNV-1a folded to 1..254: 0 is no word, and eight times 255 is SIGNATURE_ANY. */
static uint8_t word_byte(const char *word)
{
	uint32_t hash = 0x811c9dc5u;

	for (; *word; word++)
		hash = (hash ^ (unsigned char)*word) * 0x01000193u;
	return (uint8_t)(1 + (hash ^ hash >> 15) % 254);
}

static int by_byte(const void *x, const void *y)
{
	return *(const uint8_t *)x - *(const uint8_t *)y;
}

uint64_t name_signature(const char *name)
{
	struct words words;
	uint8_t bytes[SIGNATURE_WORDS] = {0};
	uint64_t signature = 0;

	words_of(&words, name);
	size_t n = words.count;
	for (size_t i = 0; i < n && n <= SIGNATURE_WORDS; i++)
		bytes[i] = word_byte(words.items[i]);
	buf_release(&words.text);
	if (n > SIGNATURE_WORDS)
		return SIGNATURE_ANY;
	qsort(bytes, SIGNATURE_WORDS, 1, by_byte);
	for (int i = 0; i < SIGNATURE_WORDS; i++)
		signature = signature << 8 | bytes[i];
	return signature;
}

bool signatures_near(uint64_t a, uint64_t b)
{
	int extra_a = 0, extra_b = 0;

	if (a == b || a == SIGNATURE_ANY || b == SIGNATURE_ANY)
		return a != 0;
	/* Bytes ascend from the top; the smaller of two that differ is in one of them only. */
	for (int i = 0, k = 0; i < SIGNATURE_WORDS || k < SIGNATURE_WORDS;) {
		int x = i < SIGNATURE_WORDS ? (int)(a >> (56 - 8 * i) & 0xff) : 256;
		int y = k < SIGNATURE_WORDS ? (int)(b >> (56 - 8 * k) & 0xff) : 256;
		extra_a += x < y;
		extra_b += y < x;
		i += x <= y;
		k += y <= x;
	}
	return extra_a <= 2 && extra_b <= 2 && extra_a + extra_b <= 3;
}

/* ── the ladder ────────────────────────────────────────────────────────────────────────── */

static bool same_last_four(const struct person *a, const struct person *b)
{
	size_t m = strlen(a->phone), n = strlen(b->phone);

	return m >= 4 && n >= 4 && !strcmp(a->phone + m - 4, b->phone + n - 4);
}

static unsigned name_reasons(const struct person *a, const struct person *b)
{
	struct words of_a, of_b;
	unsigned reasons = 0;

	words_of(&of_a, a->name);
	words_of(&of_b, b->name);
	if (same_words(&of_a, &of_b))
		reasons = REASON_SAME_NAME;
	else if (near_names(&of_a, &of_b, a->name, b->name))
		reasons = REASON_NEAR_NAME;
	buf_release(&of_a.text);
	buf_release(&of_b.text);
	return reasons;
}

static unsigned birth_reasons(const struct birth *a, const struct birth *b)
{
	unsigned reasons = 0;

	if (a->precision == PRECISION_NONE || b->precision == PRECISION_NONE)
		return 0;
	if (a->precision == PRECISION_DAY && b->precision == PRECISION_DAY &&
	    birth_compare(a, b) == 0)
		reasons |= REASON_SAME_BIRTH;
	if (abs(a->year - b->year) <= 1)
		reasons |= REASON_NEAR_YEAR;
	if (!birth_compatible(a, b))
		reasons |= REASON_BIRTHS_DIFFER;
	return reasons;
}

static unsigned reasons_of(const struct person *a, const struct person *b, int ids_equal)
{
	unsigned reasons = name_reasons(a, b) | birth_reasons(&a->birth, &b->birth);

	if (*a->ward && !strcmp(a->ward, b->ward))
		reasons |= REASON_SAME_WARD;
	if (same_last_four(a, b))
		reasons |= REASON_LAST_FOUR;
	if (*a->phone && !strcmp(a->phone, b->phone))
		reasons |= REASON_SAME_PHONE;
	if (ids_equal == IDS_AGREE)
		reasons |= REASON_SAME_ID;
	if (ids_equal == IDS_DIFFER)
		reasons |= REASON_IDS_DIFFER;
	if (ids_equal == IDS_NEAR)
		reasons |= REASON_NEAR_ID;
	if (a->sex != SEX_UNKNOWN && b->sex != SEX_UNKNOWN && a->sex != b->sex)
		reasons |= REASON_SEXES_DIFFER;
	return reasons;
}

/* The table of the header, a row a rung: all of `with`, none of `without`. */
static const struct {
	unsigned with, without;
	enum likeness likeness;
} ladder[] = {
	{REASON_SAME_NAME | REASON_SAME_BIRTH | REASON_LAST_FOUR, 0, LIKENESS_PROBABLE},
	{REASON_NEAR_ID | REASON_SAME_NAME, REASON_BIRTHS_DIFFER, LIKENESS_PROBABLE},
	{REASON_NEAR_ID | REASON_SAME_NAME | REASON_NEAR_YEAR, 0, LIKENESS_POSSIBLE},
	{REASON_NEAR_ID | REASON_NEAR_NAME, REASON_BIRTHS_DIFFER, LIKENESS_POSSIBLE},
	{REASON_SAME_NAME | REASON_NEAR_YEAR | REASON_SAME_WARD, 0, LIKENESS_POSSIBLE},
	{REASON_SAME_NAME | REASON_SAME_BIRTH, 0, LIKENESS_POSSIBLE},
	{REASON_SAME_NAME | REASON_SAME_PHONE, REASON_BIRTHS_DIFFER, LIKENESS_POSSIBLE},
	{REASON_SAME_NAME | REASON_SAME_PHONE | REASON_NEAR_YEAR, 0, LIKENESS_POSSIBLE},
	{REASON_NEAR_NAME | REASON_SAME_BIRTH, 0, LIKENESS_POSSIBLE},
	{REASON_NEAR_NAME | REASON_NEAR_YEAR | REASON_SAME_WARD, REASON_BIRTHS_DIFFER,
	 LIKENESS_POSSIBLE},
	{REASON_NEAR_NAME | REASON_NEAR_YEAR | REASON_SAME_PHONE, 0, LIKENESS_POSSIBLE},
};

enum likeness person_likeness(const struct person *a, const struct person *b,
			      int ids_equal, unsigned *reasons)
{
	unsigned all = reasons_of(a, b, ids_equal);
	enum likeness likeness = LIKENESS_NONE;

	if (reasons)
		*reasons = all;
	if (all & REASON_SAME_ID)
		return LIKENESS_SAME_ID;
	for (size_t i = 0; !likeness && i < ARRAY_LEN(ladder); i++) {
		if ((all & ladder[i].with) == ladder[i].with &&
		    !(all & ladder[i].without))
			likeness = ladder[i].likeness;
	}
	if (likeness && all & (REASON_IDS_DIFFER | REASON_SEXES_DIFFER))
		likeness--;
	return likeness;
}

/* ── words ─────────────────────────────────────────────────────────────────────────────── */

static const struct {
	const char *name, *words;
} levels[LIKENESSES] = {
	[LIKENESS_NONE] = {"none", N_("không giống")},
	[LIKENESS_POSSIBLE] = {"possible", N_("hơi giống")},
	[LIKENESS_PROBABLE] = {"probable", N_("rất giống")},
	[LIKENESS_SAME_ID] = {"same-id", N_("cùng số định danh")},
};

const char *likeness_name(enum likeness likeness)
{
	return levels[likeness].name;
}

int likeness_parse(const char *name)
{
	for (int i = 0; i < LIKENESSES; i++) {
		if (!strcmp(levels[i].name, name))
			return i;
	}
	return -1;
}

const char *likeness_words(enum likeness likeness)
{
	return _(levels[likeness].words);
}

/* In the order in which people weigh them. `unless` names what says the same and more. */
static const struct {
	unsigned reason, unless;
	const char *name, *words;
} reason_table[] = {
	{REASON_SAME_ID, 0, "same-id", N_("cùng số định danh")},
	{REASON_NEAR_ID, 0, "near-id",
	 N_("số định danh chỉ lệch một chữ số hoặc đảo hai chữ số cạnh nhau")},
	{REASON_SAME_NAME, 0, "same-name", N_("cùng họ tên")},
	{REASON_NEAR_NAME, 0, "near-name", N_("họ tên lệch một chữ cái")},
	{REASON_SAME_BIRTH, 0, "same-birth", N_("cùng ngày sinh")},
	{REASON_NEAR_YEAR, REASON_SAME_BIRTH, "near-year",
	 N_("năm sinh bằng nhau hoặc lệch một năm")},
	{REASON_SAME_WARD, 0, "same-ward", N_("cùng nơi ở")},
	{REASON_SAME_PHONE, 0, "same-phone", N_("cùng số điện thoại")},
	{REASON_LAST_FOUR, REASON_SAME_PHONE, "last-four",
	 N_("cùng bốn số cuối điện thoại")},
	{REASON_IDS_DIFFER, 0, "ids-differ", N_("nhưng khác số định danh")},
	{REASON_SEXES_DIFFER, 0, "sexes-differ", N_("nhưng khác giới tính")},
	{REASON_BIRTHS_DIFFER, 0, "births-differ", N_("nhưng khác ngày sinh")},
};

static void list_reasons(unsigned reasons, bool names, struct buf *out)
{
	bool any = false;

	for (size_t i = 0; i < ARRAY_LEN(reason_table); i++) {
		if (!(reasons & reason_table[i].reason) ||
		    reasons & reason_table[i].unless)
			continue;
		if (any)
			buf_adds(out, names ? "," : "; ");
		buf_adds(out, names ? reason_table[i].name : _(reason_table[i].words));
		any = true;
	}
}

void reasons_words(unsigned reasons, struct buf *out)
{
	list_reasons(reasons, false, out);
}

void reasons_names(unsigned reasons, struct buf *out)
{
	list_reasons(reasons, true, out);
}
