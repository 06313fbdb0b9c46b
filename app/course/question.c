/* The canonical bytes of a question, over which content/ takes its two digests.
 *
 * Every field is "name=length:bytes\n": the length makes them unambiguous, whatever the texts
 * hold. Parts whose order in the file does not matter for marking are sorted by id, so moving an
 * option about keeps the digest. These bytes may never change for the same question: progress
 * of learners hangs on the digest. A new property gets a new field, written only where it is
 * set.
 */
#include "course/course.h"

#include "base/buf.h"
#include "course/practice.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void field(struct buf *out, const char *name, const char *value)
{
	if (value)
		buf_printf(out, "%s=%zu:%s\n", name, strlen(value), value);
}

static void field_number(struct buf *out, const char *name, int64_t value)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRId64, value);
	field(out, name, text);
}

static int compare_ids(const void *a, const void *b)
{
	const char *const *const *left = a;
	const char *const *const *right = b;

	return strcmp(**left, **right);
}

/* Pointers to the ids of `count` structs whose first member is the id, sorted by it. A pointer to
 * the id is a pointer to its struct. The caller frees the array. */
static const void **sorted(const void *parts, size_t count, size_t size)
{
	const void **list = xcalloc(count + 1, sizeof(*list));

	for (size_t i = 0; i < count; i++)
		list[i] = (const char *)parts + i * size;
	qsort(list, count, sizeof(*list), compare_ids);
	return list;
}

static void field_sorted(struct buf *out, const char *name, const struct strings *values)
{
	const void **list = sorted(values->items, values->count, sizeof(*values->items));

	for (size_t i = 0; i < values->count; i++)
		field(out, name, *(const char *const *)list[i]);
	free(list);
}

static void field_each(struct buf *out, const char *name, const struct strings *values)
{
	for (size_t i = 0; i < values->count; i++)
		field(out, name, values->items[i]);
}

/* ── what decides the marking ──────────────────────────────────────────────────────────── */

static void grade_choice(const struct question *q, struct buf *out)
{
	const void **list = sorted(q->options, q->option_count, sizeof(*q->options));

	if (q->type == QUESTION_MULTIPLE)
		field(out, "score", q->score == SCORE_EACH ? "each" : "all");
	for (size_t i = 0; i < q->option_count; i++) {
		const struct option *option = list[i];
		field(out, option->correct ? "key" : "option", option->id);
	}
	free(list);
}

static void grade_order(const struct question *q, struct buf *out)
{
	field(out, "score", q->score == SCORE_PAIRS ? "pairs" : "exact");
	for (size_t i = 0; i < q->option_count; i++)
		field(out, "item", q->options[i].id);
}

/* Two pairs may share a right side word for word ("thật", "giả"); then either is right, and that
 * decides the marking although the words do not. */
static const char *same_right(const struct question *q, const void **pairs,
			      const char *right)
{
	for (size_t i = 0; i < q->pair_count; i++) {
		const struct pair *pair = pairs[i];
		if (!strcmp(pair->right, right))
			return pair->id;
	}
	return NULL;
}

static void grade_match(const struct question *q, struct buf *out)
{
	const void **list = sorted(q->pairs, q->pair_count, sizeof(*q->pairs));

	for (size_t i = 0; i < q->pair_count; i++) {
		const struct pair *pair = list[i];
		const char *first = same_right(q, list, pair->right);
		field(out, "pair", pair->id);
		if (first != pair->id)
			field(out, "same", first);
	}
	field_number(out, "extras", (int64_t)q->extra_right.count);
	for (size_t i = 0; i < q->extra_right.count; i++)
		field(out, "extra-same", same_right(q, list, q->extra_right.items[i]));
	free(list);
}

static void grade_text(const struct question *q, struct buf *out)
{
	static const char *const marks[] = {"exact", "place", "none"};

	field_sorted(out, "accept", &q->accept);
	field(out, "marks", marks[q->compare.marks]);
	field(out, "case", q->compare.case_matters ? "matters" : "free");
	field(out, "spaces", q->compare.spaces_matter ? "matter" : "free");
	field_number(out, "typo", q->compare.typo);
}

static void grade_number(const struct question *q, struct buf *out)
{
	field_number(out, "number", q->number);
	field_number(out, "tolerance", q->tolerance);
}

static void grade_spot(const struct question *q, struct buf *out)
{
	const void **list = sorted(q->spans, q->span_count, sizeof(*q->spans));

	for (size_t i = 0; i < q->span_count; i++) {
		const struct span *span = list[i];
		const char *name = !span->scam ? "fine" : span->must ? "must" : "scam";
		field(out, name, span->id);
	}
	free(list);
}

static void grade_do(const struct question *q, struct buf *out)
{
	field(out, "practice", q->practice);
	field_sorted(out, "goal", &q->goals);
}

void question_grade_bytes(const struct question *question, struct buf *out)
{
	static void (*const grades[QUESTION_TYPES])(const struct question *,
						    struct buf *) = {
		[QUESTION_SINGLE] = grade_choice, [QUESTION_MULTIPLE] = grade_choice,
		[QUESTION_ORDER] = grade_order,   [QUESTION_MATCH] = grade_match,
		[QUESTION_TEXT] = grade_text,     [QUESTION_NUMBER] = grade_number,
		[QUESTION_SPOT] = grade_spot,     [QUESTION_DO] = grade_do,
	};

	field(out, "type", question_type_name(question->type));
	grades[question->type](question, out);
}

/* The order of goals decides nothing, nor how a condition is spaced. */
void practice_grade_bytes(const struct practice *practice, struct buf *out)
{
	const void **list =
		sorted(practice->goals, practice->goal_count, sizeof(*practice->goals));
	struct buf when = BUF_INIT;

	for (size_t i = 0; i < practice->goal_count; i++) {
		const struct goal *goal = list[i];
		field(out, goal->must ? "must" : "may", goal->id);
		field_number(out, "points", goal->points);
		buf_reset(&when);
		condition_polish(&goal->when, practice->vars, &when);
		field(out, "when", when.data);
	}
	buf_release(&when);
	free(list);
}

/* ── what people read ──────────────────────────────────────────────────────────────────── */

void question_text_bytes(const struct question *q, struct buf *out)
{
	field(out, "ask", q->ask);
	field(out, "explain", q->explain);
	for (size_t i = 0; i < q->option_count; i++) {
		field(out, "option", q->options[i].id);
		field(out, "text", q->options[i].text);
		field(out, "why", q->options[i].why);
	}
	for (size_t i = 0; i < q->pair_count; i++) {
		field(out, "pair", q->pairs[i].id);
		field(out, "left", q->pairs[i].left);
		field(out, "right", q->pairs[i].right);
	}
	field_each(out, "extra", &q->extra_right);
	/* The first accepted answer is the one that is shown. */
	field_each(out, "accept", &q->accept);
	for (size_t i = 0; i < q->near_count; i++) {
		field(out, "near", q->near[i].text);
		field(out, "hint", q->near[i].hint);
	}
	field(out, "unit", q->unit);
	field(out, "app", q->app);
	field(out, "from", q->from);
	field(out, "message", q->message);
	for (size_t i = 0; i < q->span_count; i++) {
		field(out, "span", q->spans[i].id);
		field_number(out, "start", (int64_t)q->spans[i].start);
		field_number(out, "len", (int64_t)q->spans[i].len);
		field(out, "why", q->spans[i].why);
	}
}
