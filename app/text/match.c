#include "text/match.h"

#include "text/letter.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/syllable.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Longer answers are compared, but slips in them are not looked for. */
#define TYPO_LENGTH 200

/* ── a text as it is compared ────────────────────────────────────────────────────────── */

struct form {
	uint32_t *cps;
	size_t count, cap;
};

static void form_add(struct form *form, uint32_t cp)
{
	ALLOC_GROW(form->cps, form->count + 1, form->cap);
	form->cps[form->count++] = cp;
}

/* What keyboards give for the signs that word processors put in their place. */
static uint32_t typed_sign(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char typed;
	} signs[] = {
		{0x2018, '\''}, {0x2019, '\''}, {0x201c, '"'}, {0x201d, '"'},
		{0x2010, '-'},  {0x2011, '-'},  {0x2013, '-'}, {0x2014, '-'},
	};

	for (size_t i = 0; i < ARRAY_LEN(signs); i++)
		if (signs[i].cp == cp)
			return (uint32_t)signs[i].typed;
	return cp;
}

static uint32_t without_marks(uint32_t cp)
{
	struct letter letter;
	uint32_t parts[4];

	if (letter_of(cp, &letter))
		return letter_compose(
			(struct letter){.base = letter.base, .upper = letter.upper});
	if (text_decompose(cp, parts) > 1 && text_is_mark(parts[1]))
		return parts[0];
	return cp;
}

/* Moves the only tone of a syllable to where the old style has it. */
static void place_tone(uint32_t *cps, size_t n)
{
	struct letter letters[16];
	enum tone tone = TONE_NGANG;
	size_t place;

	if (n > ARRAY_LEN(letters))
		return;
	for (size_t i = 0; i < n; i++) {
		letter_of(cps[i], &letters[i]);
		if (letters[i].tone != TONE_NGANG && tone != TONE_NGANG)
			return;
		if (letters[i].tone != TONE_NGANG)
			tone = letters[i].tone;
		letters[i].tone = TONE_NGANG;
	}
	place = syllable_tone_place(letters, n, false);
	if (place == n || syllable_spelling(letters, n) == SPELLING_IMPOSSIBLE)
		return;
	letters[place].tone = tone;
	for (size_t i = 0; i < n; i++)
		cps[i] = letter_compose(letters[i]);
}

static void place_tones(struct form *form)
{
	for (size_t from = 0, to; from < form->count; from = to + 1) {
		to = from;
		while (to < form->count && letter_of(form->cps[to], NULL))
			to++;
		place_tone(form->cps + from, to - from);
	}
}

/* `s` is NFC. */
static void form_init(struct form *form, const char *s, enum match_marks marks,
		      const struct match_rules *rules)
{
	uint32_t cp;
	bool space = false;

	*form = (struct form){0};
	while ((cp = utf8_next(&s))) {
		if (!rules->spaces_matter && text_is_space(cp)) {
			space = form->count > 0;
			continue;
		}
		if (space)
			form_add(form, ' ');
		space = false;
		cp = typed_sign(cp);
		if (!rules->case_matters)
			cp = text_lower(cp);
		form_add(form, marks == MARKS_NONE ? without_marks(cp) : cp);
	}
	if (marks == MARKS_PLACE)
		place_tones(form);
}

static void form_release(struct form *form)
{
	free(form->cps);
}

static bool same_form(const struct form *a, const struct form *b)
{
	return a->count == b->count &&
	       (!a->count || !memcmp(a->cps, b->cps, a->count * sizeof(*a->cps)));
}

/* ── numbers and dates ───────────────────────────────────────────────────────────────── */

/* 0912 and 007: the zero in front is part of it, so it is no quantity. */
static bool is_code(const char *s)
{
	s += strspn(s, " ");
	return s[0] == '0' && s[1] >= '0' && s[1] <= '9';
}

static bool same_number(const char *a, const char *b)
{
	int64_t left, right;

	return !is_code(a) && !is_code(b) && number_parse(a, &left) &&
	       number_parse(b, &right) && left == right;
}

static bool same_date(const char *a, const char *b)
{
	enum precision left, right;
	struct date one, two;

	return date_parse_people(a, &one, &left, NULL) &&
	       date_parse_people(b, &two, &right, NULL) && left == right &&
	       day_of(one) == day_of(two);
}

/* 2/9 and "ngày 2 tháng 9". What is accepted must be a day beyond doubt; 30.4 is one only beside
 * it. */
static bool same_day_of_year(const char *a, const char *b)
{
	int day, month, wanted_day, wanted_month;

	return !strchr(a, ',') && !strpbrk(b, ".,-") &&
	       day_month_parse(b, &wanted_day, &wanted_month) &&
	       day_month_parse(a, &day, &month) && day == wanted_day &&
	       month == wanted_month;
}

static bool same_hour(const char *a, const char *b)
{
	int left, right;

	return hour_parse(a, &left) && hour_parse(b, &right) && left == right;
}

/* The digits of a code or telephone number, grouped in whichever way; 0 if it is none. Viet Nam's
 * +84 stands for the 0 in front. */
static size_t digits_of(const char *s, char digits[32])
{
	size_t n = 0;

	s += strspn(s, " (");
	if (!strncmp(s, "+84", 3)) {
		digits[n++] = '0';
		s += 3;
		s += strspn(s, " .-(0)");
	}
	for (; *s; s++) {
		if (strchr(" .-()", *s))
			continue;
		if (*s < '0' || *s > '9' || n == 31)
			return 0;
		digits[n++] = *s;
	}
	digits[n] = '\0';
	return n;
}

/* 19001234 could be a number, "1900 1234" is none: of many digits either is a code. */
#define CODE_DIGITS 7

static bool same_code(const char *a, const char *b)
{
	char left[32], right[32];
	size_t n = digits_of(b, right);
	int64_t number;

	if (!n || !digits_of(a, left) || strcmp(left, right) != 0)
		return false;
	return right[0] == '0' || (n >= CODE_DIGITS && (!number_parse(a, &number) ||
							!number_parse(b, &number)));
}

static bool same_value(const char *answer, const char *accepted)
{
	if (!strpbrk(accepted, "0123456789"))
		return false;
	return same_number(answer, accepted) || same_date(answer, accepted) ||
	       same_day_of_year(answer, accepted) || same_hour(answer, accepted) ||
	       same_code(answer, accepted);
}

/* ── slips ───────────────────────────────────────────────────────────────────────────── */

static size_t letters_in(const struct form *form)
{
	size_t n = 0;

	for (size_t i = 0; i < form->count; i++)
		n += text_is_letter(form->cps[i]);
	return n;
}

/* What a slip of the finger may touch. A wrong digit is another number. */
static bool can_slip(uint32_t cp, const struct match_rules *rules)
{
	return text_is_letter(cp) || (cp == ' ' && !rules->spaces_matter);
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* One row of the table of distances: from the first i characters of a to all beginnings of b.
 * Rows i-1 and i-2 are given. */
static void distance_row(int *row, const int *above, const int *above_that, size_t i,
			 const struct form *a, const struct form *b,
			 const struct match_rules *rules)
{
	const int never = TYPO_LENGTH * 4;
	const uint32_t *x = a->cps + i - 1;
	bool x_slips = can_slip(*x, rules);

	row[0] = x_slips ? above[0] + 1 : never;
	for (size_t j = 1; j <= b->count; j++) {
		const uint32_t *y = b->cps + j - 1;
		bool y_slips = can_slip(*y, rules);
		int best = *x == *y ? above[j - 1] : never;

		if (x_slips)
			best = least(best, above[j] + 1);
		if (y_slips)
			best = least(best, row[j - 1] + 1);
		if (x_slips && y_slips)
			best = least(best, above[j - 1] + 1);
		if (x_slips && y_slips && i > 1 && j > 1 && x[0] == y[-1] &&
		    x[-1] == y[0])
			best = least(best, above_that[j - 2] + 1);
		row[j] = least(best, never);
	}
}

/* Damerau-Levenshtein distance where no letter is touched twice. */
static int distance(const struct form *a, const struct form *b,
		    const struct match_rules *rules)
{
	int rows[3][TYPO_LENGTH + 1];

	rows[0][0] = 0;
	for (size_t j = 1; j <= b->count; j++)
		rows[0][j] = can_slip(b->cps[j - 1], rules) ? rows[0][j - 1] + 1
							    : TYPO_LENGTH * 4;
	for (size_t i = 1; i <= a->count; i++)
		distance_row(rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3], i, a, b,
			     rules);
	return rows[a->count % 3][b->count];
}

static bool slipped(const struct form *answer, const struct form *accepted,
		    const char *accepted_text, const struct match_rules *rules)
{
	int found;

	if (rules->typo < 1 || strpbrk(accepted_text, "./@:") ||
	    answer->count > TYPO_LENGTH || accepted->count > TYPO_LENGTH)
		return false;
	found = distance(answer, accepted, rules);
	return found <= rules->typo && (size_t)found * 2 < letters_in(accepted);
}

/* ── one answer against one that is accepted ─────────────────────────────────────────── */

static enum match_level level_of(enum match_marks marks)
{
	static const enum match_level levels[] = {
		[MARKS_EXACT] = MATCH_EXACT,
		[MARKS_PLACE] = MATCH_PLACED,
		[MARKS_NONE] = MATCH_UNMARKED,
	};

	return levels[marks];
}

/* Both are NFC. */
static enum match_level compare(const char *answer, const char *accepted,
				const struct match_rules *rules)
{
	enum match_level level = MATCH_NOT;

	for (enum match_marks marks = MARKS_EXACT; marks <= rules->marks && !level;
	     marks++) {
		struct form left, right;
		form_init(&left, answer, marks, rules);
		form_init(&right, accepted, marks, rules);
		if (same_form(&left, &right))
			level = level_of(marks);
		else if (marks == rules->marks && slipped(&left, &right, accepted, rules))
			level = MATCH_TYPO;
		form_release(&left);
		form_release(&right);
	}
	return level;
}

/* "2,5 kg" and 2.5kg: the numbers are the same, and the words behind them match. */
static enum match_level same_measure(const char *answer, const char *accepted,
				     const struct match_rules *rules)
{
	static const char figures[] = "0123456789., ";
	size_t n = strspn(answer, figures), m = strspn(accepted, figures);
	enum match_level level = MATCH_NOT;
	char *left, *right;

	if (rules->spaces_matter || !n || !m || !answer[n] || !accepted[m])
		return MATCH_NOT;
	left = xstrndup(answer, n);
	right = xstrndup(accepted, m);
	if (same_number(left, right))
		level = compare(answer + n, accepted + m, rules);
	free(left);
	free(right);
	return level == MATCH_TYPO ? MATCH_NOT : level;
}

/* A copy without the full stop and the like that close a sentence, for the caller to free; a text
 * that is nothing else stays. */
static char *without_stop(const char *s)
{
	size_t n = strlen(s), end = n;

	while (end > 0 && strchr(".!? ", s[end - 1]))
		end--;
	return xstrndup(s, end ? end : n);
}

/* Both are NFC. */
static enum match_level judge_plainly(const char *answer, const char *accepted,
				      const struct match_rules *rules)
{
	enum match_level level = compare(answer, accepted, rules);

	if (level != MATCH_EXACT && rules->marks != MARKS_EXACT &&
	    same_value(answer, accepted))
		return MATCH_EXACT;
	if (level == MATCH_NOT && rules->marks != MARKS_EXACT)
		return same_measure(answer, accepted, rules);
	return level;
}

/* The same, but for a full stop on one side only. */
static enum match_level judge(const char *answer, const char *accepted,
			      const struct match_rules *rules)
{
	enum match_level level = judge_plainly(answer, accepted, rules), stopped;
	char *left, *right;

	if (level == MATCH_EXACT || rules->marks == MARKS_EXACT)
		return level;
	left = without_stop(answer);
	right = without_stop(accepted);
	stopped = judge_plainly(left, right, rules);
	free(left);
	free(right);
	return stopped > level ? stopped : level;
}

enum match_level match_level(const char *answer, const char *accepted,
			     const struct match_rules *rules)
{
	char *left = text_nfc(answer), *right = text_nfc(accepted);
	enum match_level level = left && right ? judge(left, right, rules) : MATCH_NOT;

	free(left);
	free(right);
	return level;
}

/* The hint of the most alike of the near answers. */
static const char *find_hint(const char *answer, const struct match_near *near,
			     size_t count, const struct match_rules *rules)
{
	struct match_rules lenient = *rules;
	enum match_level best = MATCH_NOT;
	const char *hint = NULL;

	lenient.marks = MARKS_NONE;
	lenient.typo = 0;
	for (size_t i = 0; i < count; i++) {
		enum match_level level = match_level(answer, near[i].text, &lenient);
		if (level > best) {
			best = level;
			hint = near[i].hint;
		}
	}
	return hint;
}

struct match_result match_text(const char *answer, const char *const *accept,
			       size_t accept_count, const struct match_near *near,
			       size_t near_count, const struct match_rules *rules)
{
	struct match_result result = {.level = MATCH_NOT};

	for (size_t i = 0; i < accept_count && result.level < MATCH_EXACT; i++) {
		enum match_level level = match_level(answer, accept[i], rules);
		if (level > result.level) {
			result.level = level;
			result.proper = level < MATCH_EXACT ? accept[i] : NULL;
		}
	}
	result.right = result.level != MATCH_NOT;
	if (!result.right)
		result.hint = find_hint(answer, near, near_count, rules);
	return result;
}
