/* Answers that are typed (text, number), and those that are done (a practice). */
#include "course/answer_kind.h"

#include "base/i18n.h"
#include "course/practice.h"
#include "text/fold.h"
#include "text/match.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static int guess_never(const struct question *q)
{
	(void)q;
	return 0;
}

static bool blank(const char *answer)
{
	return !answer[strspn(answer, " \t\n")];
}

static bool complete_typed(const struct question *q, const char *answer)
{
	(void)q;
	return !blank(answer);
}

static void no_reasons(const struct question *q, const char *answer, struct buf *out)
{
	(void)q;
	(void)answer;
	(void)out;
}

/* ── text ──────────────────────────────────────────────────────────────────────────────── */

static struct match_rules rules_of(const struct compare *compare)
{
	static const enum match_marks marks[] = {
		[COMPARE_EXACT] = MARKS_EXACT,
		[COMPARE_PLACE] = MARKS_PLACE,
		[COMPARE_NONE] = MARKS_NONE,
	};

	return (struct match_rules){
		.marks = marks[compare->marks],
		.case_matters = compare->case_matters,
		.spaces_matter = compare->spaces_matter,
		.typo = compare->typo,
	};
}

bool answer_accepted(const struct strings *accept, const struct compare *compare,
		     const char *typed)
{
	const struct match_rules rules = rules_of(compare);

	return typed && match_text(typed, (const char *const *)accept->items,
				   accept->count, NULL, 0, &rules)
				.right;
}

bool answer_needs_marks(const struct strings *accept)
{
	for (size_t i = 0; i < accept->count; i++) {
		const char *text = accept->items[i];
		int64_t amount;
		uint32_t cp;
		if (number_parse(text, &amount)) /* 45.000 đ: the unit is no word */
			continue;
		while ((cp = utf8_next(&text)))
			if (cp >= 0x80 && text_is_letter(cp))
				return true;
	}
	return false;
}

static struct mark mark_text(const struct question *q, const char *answer)
{
	const struct match_rules rules = rules_of(&q->compare);
	struct match_near *near = xcalloc(q->near_count + 1, sizeof(*near));

	for (size_t i = 0; i < q->near_count; i++)
		near[i] = (struct match_near){q->near[i].text, q->near[i].hint};
	struct match_result found =
		match_text(answer, (const char *const *)q->accept.items, q->accept.count,
			   near, q->near_count, &rules);
	free(near);
	struct mark mark = mark_of(found.right ? SCORE_FULL : 0);
	mark.proper = found.proper;
	mark.hint = found.hint;
	return mark;
}

static void readable_text(const struct question *q, const char *answer, struct buf *out)
{
	(void)q;
	buf_adds(out, answer);
}

static void key_text(const struct question *q, struct buf *out)
{
	if (q->accept.count)
		buf_adds(out, q->accept.items[0]);
}

const struct answer_kind answer_text = {
	.mark = mark_text,
	.complete = complete_typed,
	.reasons = no_reasons,
	.readable = readable_text,
	.key = key_text,
	.guess = guess_never,
};

/* ── number ────────────────────────────────────────────────────────────────────────────── */

static bool same_folded(const char *a, const char *b)
{
	struct buf left = BUF_INIT, right = BUF_INIT;

	text_fold(&left, a);
	text_fold(&right, b);
	bool same = !strcmp(left.data, right.data);
	buf_release(&left);
	buf_release(&right);
	return same;
}

/* "3 giờ" where the question asks for hours: the end of the answer that is the unit. */
static size_t unit_start(const char *answer, const char *unit)
{
	for (size_t i = 0; answer[i]; i++) {
		/* Not inside a character. */
		if (((unsigned char)answer[i] & 0xc0) == 0x80)
			continue;
		if (same_folded(answer + i, unit))
			return i;
	}
	return strlen(answer);
}

static bool number_read(const struct question *q, const char *answer, int64_t *micro)
{
	if (number_parse(answer, micro))
		return true;
	if (!q->unit)
		return false;
	char *bare = xstrndup(answer, unit_start(answer, q->unit));
	bool read = number_parse(bare, micro);
	free(bare);
	return read;
}

static struct mark mark_number(const struct question *q, const char *answer)
{
	int64_t value;

	if (!number_read(q, answer, &value))
		return mark_of(0);
	/* As unsigned: the difference of two 64-bit numbers may need the 65th bit. */
	uint64_t apart = value > q->number ? (uint64_t)value - (uint64_t)q->number
					   : (uint64_t)q->number - (uint64_t)value;
	uint64_t allowed = q->tolerance > 0 ? (uint64_t)q->tolerance : 0;
	return mark_of(apart <= allowed ? SCORE_FULL : 0);
}

static void reasons_number(const struct question *q, const char *answer, struct buf *out)
{
	int64_t value;
	size_t start = out->len;

	if (blank(answer) || number_read(q, answer, &value))
		return;
	buf_adds(out,
		 _("Máy chưa đọc ra số trong câu trả lời này. Hãy gõ bằng chữ số, ví dụ "
		   "1.250.000."));
	end_line(out, start);
}

/* The least decimals that say the number, 0..6. */
static int decimals_of(int64_t micro)
{
	int decimals = 6;

	while (decimals > 0 && micro % 10 == 0) {
		micro /= 10;
		decimals--;
	}
	return decimals;
}

static int64_t in_decimals(int64_t micro, int decimals)
{
	for (int i = decimals; i < 6; i++)
		micro /= 10;
	return micro;
}

static void add_unit(const struct question *q, struct buf *out)
{
	if (q->unit)
		buf_printf(out, "\u00a0%s", q->unit);
}

static void readable_number(const struct question *q, const char *answer, struct buf *out)
{
	int64_t value;

	if (!number_read(q, answer, &value)) {
		buf_adds(out, answer);
		return;
	}
	int decimals = decimals_of(value);
	decimal_format(out, in_decimals(value, decimals), decimals);
	add_unit(q, out);
}

/* Plain digits and a comma. Never three decimals, which read as thousands. */
static void key_number(const struct question *q, struct buf *out)
{
	int decimals = decimals_of(q->number);
	uint64_t size = q->number < 0 ? 0 - (uint64_t)q->number : (uint64_t)q->number;

	if (decimals == 3)
		decimals = 4;
	buf_printf(out, "%s%" PRIu64, q->number < 0 ? "-" : "", size / NUMBER_MICRO);
	if (decimals)
		buf_printf(out, ",%0*" PRId64, decimals,
			   in_decimals((int64_t)(size % NUMBER_MICRO), decimals));
}

const struct answer_kind answer_number = {
	.mark = mark_number,
	.complete = complete_typed,
	.reasons = reasons_number,
	.readable = readable_number,
	.key = key_number,
	.guess = guess_never,
};

/* ── do ────────────────────────────────────────────────────────────────────────────────── */

/* "70:mo,gui": points and the goals met. False where it is something else. */
static bool done_read(const struct question *q, const char *answer, int *points,
		      struct picks *goals)
{
	size_t digits = strspn(answer, "0123456789");

	if (digits < 1 || digits > 3 || answer[digits] != ':')
		return false;
	*points = atoi(answer);
	picks_read(goals, q, answer + digits + 1);
	return goals->sound && *points <= 100;
}

static struct mark mark_do(const struct question *q, const char *answer)
{
	struct picks goals;
	int points;

	if (!done_read(q, answer, &points, &goals))
		return mark_of(0);
	struct mark mark = mark_of(points * SCORE_FULL / 100);
	/* A hint costs points, but who met every goal with one has done it right. */
	mark.right = points >= PRACTICE_PASS && goals.count == part_count(q);
	return mark;
}

static bool complete_do(const struct question *q, const char *answer)
{
	struct picks goals;
	int points;

	return done_read(q, answer, &points, &goals);
}

static void readable_do(const struct question *q, const char *answer, struct buf *out)
{
	struct picks goals;
	int points;

	if (!done_read(q, answer, &points, &goals))
		return;
	/* TRANSLATORS: points of a practice, then how many of its goals were met. */
	buf_printf(out, _("%d điểm, đạt %zu trên %zu mục tiêu"), points, goals.count,
		   part_count(q));
}

static void key_do(const struct question *q, struct buf *out)
{
	struct picks goals = {.sound = true};

	for (size_t i = 0; i < part_count(q); i++)
		goals.has[i] = true;
	buf_adds(out, "100:");
	picks_write(&goals, q, true, out);
}

const struct answer_kind answer_do = {
	.mark = mark_do,
	.complete = complete_do,
	.reasons = no_reasons,
	.readable = readable_do,
	.key = key_do,
	.guess = guess_never,
};
