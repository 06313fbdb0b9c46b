#include "course/itemstat.h"

#include "base/buf.h"
#include "course/answer.h"
#include "course/practice.h"
#include "text/fold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define PICKS_MAX 64

enum stat_voice stat_voice(int64_t people)
{
	if (people < STAT_HIDDEN)
		return STAT_SILENT;
	return people < STAT_WORDS ? STAT_IN_WORDS : STAT_IN_NUMBERS;
}

/* ── figures ───────────────────────────────────────────────────────────────────────────── */

struct portion portion_of(int64_t count, int64_t of)
{
	struct portion out = {.count = count, .of = of, .high = 1};
	double n = (double)of, zz = WILSON_Z * WILSON_Z;

	if (of <= 0)
		return out;
	out.share = (double)count / n;
	double middle = (out.share + zz / (2 * n)) / (1 + zz / n);
	double half = WILSON_Z / (1 + zz / n) *
		      sqrt(out.share * (1 - out.share) / n + zz / (4 * n * n));
	/* Where everybody or nobody is, the end is exact; rounding must not take it away. */
	out.low = count == 0 ? 0 : middle - half;
	out.high = count == of ? 1 : middle + half;
	return out;
}

static int compare_pairs(const void *one, const void *two)
{
	const struct score_pair *a = one, *b = two;

	if (a->x != b->x)
		return a->x < b->x ? -1 : 1;
	return (a->y > b->y) - (a->y < b->y);
}

/* Twice over the pairs: sums of squares of large numbers would lose what is asked for. In sorted
 * order, so that the last digit does not depend on who came first. */
bool correlation(struct score_pair *pairs, size_t count, double *r)
{
	double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
	bool flat_x = true, flat_y = true;

	*r = 0;
	if (count)
		qsort(pairs, count, sizeof(*pairs), compare_pairs);
	for (size_t i = 0; i < count; i++) {
		flat_x = flat_x && pairs[i].x == pairs[0].x;
		flat_y = flat_y && pairs[i].y == pairs[0].y;
		x += pairs[i].x;
		y += pairs[i].y;
	}
	if (flat_x || flat_y)
		return false;
	x /= (double)count;
	y /= (double)count;
	for (size_t i = 0; i < count; i++) {
		double dx = pairs[i].x - x, dy = pairs[i].y - y;
		xx += dx * dx;
		yy += dy * dy;
		xy += dx * dy;
	}
	*r = xy / (sqrt(xx) * sqrt(yy));
	*r = *r > 1 ? 1 : *r < -1 ? -1 : *r;
	return true;
}

static double ways(size_t n)
{
	double all = 1;

	for (size_t i = 2; i <= n; i++)
		all *= (double)i;
	return all;
}

static double subsets(size_t n)
{
	double all = 1;

	for (size_t i = 0; i < n; i++)
		all *= 2;
	return all - 1;
}

double item_guess(const struct question *q)
{
	size_t keys = 0;

	switch (q->type) {
	case QUESTION_SINGLE:
		for (size_t i = 0; i < q->option_count; i++)
			keys += q->options[i].correct;
		return q->option_count ? (double)keys / (double)q->option_count : 0;
	case QUESTION_MULTIPLE:
		return q->option_count ? 1 / subsets(q->option_count) : 0;
	case QUESTION_SPOT:
		return q->span_count ? 1 / subsets(q->span_count) : 0;
	case QUESTION_ORDER:
		return 1 / ways(q->option_count);
	default:
		return (double)answer_guess(q) / SCORE_FULL;
	}
}

/* ── gathering ─────────────────────────────────────────────────────────────────────────── */

static uint64_t bit(size_t part)
{
	return part < PICKS_MAX ? UINT64_C(1) << part : 0;
}

static uint64_t picked_options(const struct question *q, const char *raw)
{
	uint64_t picks = 0;

	for (size_t i = 0; i < q->option_count; i++)
		picks |= answer_has(raw, q->options[i].id) ? bit(i) : 0;
	return picks;
}

static uint64_t picked_spans(const struct question *q, const char *raw)
{
	uint64_t picks = 0;

	for (size_t i = 0; i < q->span_count; i++)
		picks |= answer_has(raw, q->spans[i].id) ? bit(i) : 0;
	return picks;
}

/* Items that stand in their own place. */
static uint64_t placed_items(const struct question *q, const char *raw)
{
	uint64_t picks = 0;

	for (size_t i = 0; i < q->option_count && *raw; i++) {
		size_t n = strcspn(raw, ",");
		const char *id = q->options[i].id;
		if (strlen(id) == n && !memcmp(id, raw, n))
			picks |= bit(i);
		raw += n + (raw[n] == ',');
	}
	return picks;
}

static uint64_t joined_pairs(const struct question *q, const char *raw)
{
	uint64_t picks = 0;

	for (size_t i = 0; i < q->pair_count; i++) {
		int side = answer_side(q, raw, q->pairs[i].id);
		if (side >= 0 && (size_t)side < q->pair_count &&
		    !strcmp(q->pairs[side].right, q->pairs[i].right))
			picks |= bit(i);
	}
	return picks;
}

static uint64_t met_goals(const struct question *q, const char *raw)
{
	const char *goals = strchr(raw, ':');
	uint64_t picks = 0;

	for (size_t i = 0; goals && i < q->goals.count; i++)
		picks |= answer_has(goals + 1, q->goals.items[i]) ? bit(i) : 0;
	return picks;
}

static uint64_t picks_of(const struct question *q, const char *raw)
{
	switch (q->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		return picked_options(q, raw);
	case QUESTION_SPOT:
		return picked_spans(q, raw);
	case QUESTION_ORDER:
		return placed_items(q, raw);
	case QUESTION_MATCH:
		return joined_pairs(q, raw);
	case QUESTION_DO:
		return met_goals(q, raw);
	default:
		return 0;
	}
}

static bool typed(const struct question *q)
{
	return q->type == QUESTION_TEXT || q->type == QUESTION_NUMBER;
}

static void keep_typed(struct item *item, const char *raw)
{
	struct buf folded = BUF_INIT;

	text_fold_place(&folded, raw);
	ALLOC_GROW(item->typed, item->typed_count + 1, item->typed_cap);
	item->typed[item->typed_count++] = xstrdup(folded.data);
	buf_release(&folded);
}

void item_add(struct item *item, const struct item_answer *answer)
{
	const struct question *q = item->question;
	const char *raw = answer->raw ? answer->raw : "";

	ALLOC_GROW(item->rows, item->count + 1, item->cap);
	item->rows[item->count++] = (struct item_row){
		.score = answer->score,
		/* A hint costs points of a practice, and is no mistake. */
		.right = q->type == QUESTION_DO ? answer_mark(q, raw).right
						: answer->score == SCORE_FULL,
		.rest = answer->rest,
		.rest_count = answer->rest_count,
		.picks = picks_of(q, raw),
	};
	if (typed(q) && answer->score < SCORE_FULL)
		keep_typed(item, raw);
}

void item_release(struct item *item)
{
	for (size_t i = 0; i < item->typed_count; i++)
		free(item->typed[i]);
	free(item->typed);
	free(item->rows);
	*item = (struct item){0};
}

/* ── the parts ─────────────────────────────────────────────────────────────────────────── */

static int compare_rows(const void *one, const void *two)
{
	const struct item_row *a = one, *b = two;

	if (a->score != b->score)
		return a->score < b->score ? -1 : 1;
	if (a->rest != b->rest)
		return a->rest < b->rest ? -1 : 1;
	if (a->rest_count != b->rest_count)
		return a->rest_count < b->rest_count ? -1 : 1;
	if (a->right != b->right)
		return b->right ? -1 : 1;
	return (a->picks > b->picks) - (a->picks < b->picks);
}

static double rest_of(const struct item_row *row)
{
	return (double)row->rest / ((double)row->rest_count * SCORE_FULL);
}

static void add_choice(struct item_stat *out, const struct item *item, const char *id,
		       const char *text, bool right)
{
	size_t part = out->choice_count;
	struct item_choice *choice = &out->choices[out->choice_count++];
	int64_t taken = 0, with_rest = 0;
	double rest = 0;

	for (size_t i = 0; i < item->count; i++) {
		const struct item_row *row = &item->rows[i];
		if (!(row->picks & bit(part)))
			continue;
		taken++;
		if (row->rest_count) {
			with_rest++;
			rest += rest_of(row);
		}
	}
	*choice = (struct item_choice){
		.id = id,
		.text = text,
		.right = right,
		.taken = portion_of(taken, (int64_t)item->count),
		.has_rest = with_rest > 0,
		.rest = with_rest ? rest / (double)with_rest : 0,
	};
}

static const char *goal_text(const struct question *q, const struct course *course,
			     const char *id)
{
	const struct practice *practice =
		course ? course_open_practice(course, q->practice, NULL) : NULL;

	for (size_t i = 0; practice && i < practice->goal_count; i++)
		if (!strcmp(practice->goals[i].id, id))
			return practice->goals[i].text;
	return id;
}

static size_t part_room(const struct question *q)
{
	return q->option_count + q->span_count + q->pair_count + q->goals.count;
}

static void add_parts(struct item_stat *out, const struct item *item,
		      const struct course *course, struct arena *arena)
{
	const struct question *q = item->question;
	bool order = q->type == QUESTION_ORDER;

	out->choices =
		arena_array(arena, part_room(q) + TYPED_SHOWN, sizeof(*out->choices));
	out->achieved = order || q->type == QUESTION_MATCH || q->type == QUESTION_DO;
	for (size_t i = 0; i < q->option_count; i++)
		add_choice(out, item, q->options[i].id, q->options[i].text,
			   order || q->options[i].correct);
	for (size_t i = 0; i < q->span_count; i++)
		add_choice(out, item, q->spans[i].id,
			   arena_strndup(arena, q->message + q->spans[i].start,
					 q->spans[i].len),
			   q->spans[i].scam);
	for (size_t i = 0; i < q->pair_count; i++)
		add_choice(out, item, q->pairs[i].id,
			   arena_printf(arena, "%s → %s", q->pairs[i].left,
					q->pairs[i].right),
			   true);
	for (size_t i = 0; i < q->goals.count; i++)
		add_choice(out, item, q->goals.items[i],
			   goal_text(q, course, q->goals.items[i]), true);
}

/* ── what was typed ────────────────────────────────────────────────────────────────────── */

static int compare_texts(const void *one, const void *two)
{
	return strcmp(*(char *const *)one, *(char *const *)two);
}

/* More people first; the rest as they were, which is by text. */
static void place_typed(struct item_stat *out, const char *text, int64_t count,
			struct arena *arena)
{
	size_t at = out->choice_count;

	while (at && out->choices[at - 1].taken.count < count)
		at--;
	if (at >= TYPED_SHOWN)
		return;
	if (out->choice_count < TYPED_SHOWN)
		out->choice_count++;
	memmove(&out->choices[at + 1], &out->choices[at],
		(out->choice_count - 1 - at) * sizeof(*out->choices));
	out->choices[at] = (struct item_choice){
		.id = "",
		.text = arena_strdup(arena, text),
		.taken = portion_of(count, out->people),
	};
}

static void add_typed(struct item_stat *out, struct item *item, struct arena *arena)
{
	size_t n = item->typed_count;

	if (n)
		qsort(item->typed, n, sizeof(*item->typed), compare_texts);
	for (size_t i = 0, next; i < n; i = next) {
		for (next = i + 1; next < n; next++)
			if (strcmp(item->typed[next], item->typed[i]) != 0)
				break;
		if (next - i >= TYPED_LEAST)
			place_typed(out, item->typed[i], (int64_t)(next - i), arena);
	}
}

/* ── judging ───────────────────────────────────────────────────────────────────────────── */

/* Is r further from 0 than chance explains? The usual t of a correlation, held against the normal
 * quantile: with STAT_HIDDEN people and more the difference is small. */
static bool surely(double r, int64_t n)
{
	double unexplained = 1 - r * r;

	if (n < STAT_HIDDEN)
		return false;
	return unexplained <= 0 ||
	       r * r * (double)(n - 2) > WILSON_Z * WILSON_Z * unexplained;
}

static enum item_sorting sorting_of(const struct item_stat *s)
{
	if (!s->has_discrimination || stat_voice(s->rest_people) == STAT_SILENT)
		return SORTING_UNKNOWN;
	if (!surely(s->discrimination, s->rest_people))
		return SORTING_UNCLEAR;
	if (s->discrimination < 0)
		return SORTING_BACKWARDS;
	if (stat_voice(s->rest_people) == STAT_IN_WORDS)
		return SORTING_FORWARDS;
	if (s->discrimination < 0.20)
		return SORTING_WEAK;
	return s->discrimination < 0.40 ? SORTING_FAIR : SORTING_GOOD;
}

/* Does a wrong choice draw more people than the right answer does? */
static bool outdone(const struct item_stat *s)
{
	for (size_t i = 0; i < s->choice_count; i++)
		if (!s->choices[i].right && s->choices[i].taken.count > s->right.count)
			return true;
	return false;
}

static bool key_in_doubt(const struct item_stat *s)
{
	if (s->guess > 0 && s->right.high < s->guess)
		return true;
	if (typed(s->question))
		return s->choice_count && s->choices[0].taken.low > s->right.high;
	return s->question->type == QUESTION_SINGLE && s->sorting == SORTING_BACKWARDS &&
	       outdone(s);
}

static bool unchosen(const struct item_stat *s)
{
	if (s->achieved)
		return false;
	for (size_t i = 0; i < s->choice_count; i++)
		if (!s->choices[i].right && s->choices[i].taken.high < 0.05)
			return true;
	return false;
}

static unsigned flags_of(const struct item_stat *s)
{
	if (stat_voice(s->people) == STAT_SILENT)
		return 0;
	return (key_in_doubt(s) ? FLAG_KEY : 0u) |
	       (s->sorting == SORTING_BACKWARDS ? FLAG_BACKWARDS : 0u) |
	       (unchosen(s) ? FLAG_UNCHOSEN : 0u) |
	       (s->right.high < 0.5 ? FLAG_HARD : 0u) |
	       (s->right.low > 0.95 ? FLAG_EASY : 0u);
}

/* ── all of it ─────────────────────────────────────────────────────────────────────────── */

static void discriminate(const struct item *item, struct item_stat *out)
{
	struct score_pair *pairs = xcalloc(item->count + 1, sizeof(*pairs));
	size_t n = 0;

	for (size_t i = 0; i < item->count; i++)
		if (item->rows[i].rest_count)
			pairs[n++] = (struct score_pair){(double)item->rows[i].score /
								 SCORE_FULL,
							 rest_of(&item->rows[i])};
	out->rest_people = (int64_t)n;
	out->has_discrimination = correlation(pairs, n, &out->discrimination);
	free(pairs);
}

void item_stat(struct item *item, const struct course *course, struct arena *arena,
	       struct item_stat *out)
{
	int64_t right = 0, score = 0;

	*out = (struct item_stat){
		.question = item->question,
		.people = (int64_t)item->count,
		.blank = item->blank,
		.older = item->older,
		.guess = item_guess(item->question),
	};
	if (item->count)
		qsort(item->rows, item->count, sizeof(*item->rows), compare_rows);
	for (size_t i = 0; i < item->count; i++) {
		right += item->rows[i].right;
		score += item->rows[i].score;
	}
	out->right = portion_of(right, out->people);
	out->mean = item->count ? (double)score / ((double)item->count * SCORE_FULL) : 0;
	out->corrected =
		out->guess < 1 ? (out->right.share - out->guess) / (1 - out->guess) : 0;
	discriminate(item, out);
	out->sorting = sorting_of(out);
	add_parts(out, item, course, arena);
	add_typed(out, item, arena);
	out->flags = flags_of(out);
}
