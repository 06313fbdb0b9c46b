/* Joining left and right sides: "p1=p1,p2=p3,p3=+1". A side is an index into the right sides of
 * the pairs, then the extra ones. */
#include "course/answer_kind.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#define NO_SIDE (-1)

/* The side beside each left. Unsound: not of the form, or a left that comes twice. */
struct sides {
	int at[PARTS_MAX];
	bool sound;
};

static size_t side_count(const struct question *q)
{
	return part_count(q) + q->extra_right.count;
}

static const char *side_text(const struct question *q, size_t side)
{
	size_t pairs = part_count(q);

	return side < pairs ? q->pairs[side].right : q->extra_right.items[side - pairs];
}

/* "+2" is the second extra side; false where it is something else. */
static bool extra_read(const struct question *q, const char *text, size_t len, int *side)
{
	size_t number = 0;

	if (len < 2 || len > 4 || text[0] != '+' || text[1] == '0')
		return false;
	for (size_t i = 1; i < len; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (size_t)(text[i] - '0');
	}
	*side = (int)(part_count(q) + number - 1);
	return number <= q->extra_right.count;
}

static bool side_read(const struct question *q, const char *text, size_t len, int *side)
{
	*side = NO_SIDE;
	if (len == 0 || extra_read(q, text, len, side))
		return true;
	*side = part_index(q, text, len);
	return *side >= 0;
}

static void sides_read(struct sides *sides, const struct question *q, const char *answer)
{
	bool seen[PARTS_MAX] = {false};
	const char *rest = *answer ? answer : NULL, *item;
	size_t len;

	sides->sound = true;
	for (size_t i = 0; i < PARTS_MAX; i++)
		sides->at[i] = NO_SIDE;
	while (list_next(&rest, &item, &len)) {
		const char *equals = memchr(item, '=', len);
		size_t left_len = equals ? (size_t)(equals - item) : len;
		int left = part_index(q, item, left_len), side;
		if (!equals || left < 0 || seen[left] ||
		    !side_read(q, equals + 1, len - left_len - 1, &side)) {
			sides->sound = false;
			return;
		}
		seen[left] = true;
		sides->at[left] = side;
	}
}

static void sides_write(const struct sides *sides, const struct question *q,
			struct buf *out)
{
	size_t pairs = part_count(q);

	for (size_t i = 0; i < pairs; i++) {
		buf_printf(out, "%s%s=", i ? "," : "", q->pairs[i].id);
		if (sides->at[i] == NO_SIDE)
			continue;
		size_t side = (size_t)sides->at[i];
		if (side < pairs)
			buf_adds(out, q->pairs[side].id);
		else
			buf_printf(out, "+%zu", side - pairs + 1);
	}
}

/* Right is who chose the right words: two pairs may share them. */
static bool side_right(const struct question *q, const struct sides *sides, size_t left)
{
	int side = sides->at[left];

	return side != NO_SIDE &&
	       !strcmp(side_text(q, (size_t)side), q->pairs[left].right);
}

static struct mark mark_match(const struct question *q, const char *answer)
{
	struct sides sides;
	size_t right = 0;

	sides_read(&sides, q, answer);
	if (!sides.sound)
		return mark_of(0);
	for (size_t i = 0; i < part_count(q); i++)
		right += side_right(q, &sides, i);
	return mark_of(share(right, part_count(q)));
}

static bool complete_match(const struct question *q, const char *answer)
{
	struct sides sides;

	sides_read(&sides, q, answer);
	for (size_t i = 0; sides.sound && i < part_count(q); i++)
		if (sides.at[i] == NO_SIDE)
			return false;
	return sides.sound;
}

static void reasons_match(const struct question *q, const char *answer, struct buf *out)
{
	struct sides sides;

	sides_read(&sides, q, answer);
	if (!sides.sound)
		return;
	for (size_t i = 0; i < part_count(q); i++) {
		size_t start = out->len;
		if (side_right(q, &sides, i))
			continue;
		/* TRANSLATORS: the left and the right side of a pair. */
		buf_printf(out, _("“%s” đi với “%s”."), q->pairs[i].left,
			   q->pairs[i].right);
		end_line(out, start);
	}
}

static void readable_match(const struct question *q, const char *answer, struct buf *out)
{
	struct sides sides;
	size_t start = out->len;

	sides_read(&sides, q, answer);
	for (size_t i = 0; sides.sound && i < part_count(q); i++) {
		int side = sides.at[i];
		separate(out, start);
		buf_printf(out, "%s → %s", q->pairs[i].left,
			   side == NO_SIDE ? "…" : side_text(q, (size_t)side));
	}
}

static void key_match(const struct question *q, struct buf *out)
{
	struct sides sides = {.sound = true};

	for (size_t i = 0; i < part_count(q); i++)
		sides.at[i] = (int)i;
	sides_write(&sides, q, out);
}

/* Every side is used at most once, so blind joining draws without putting back; equal words may
 * stand in for each other. */
static int guess_match(const struct question *q)
{
	uint64_t ways = 1, good = 1;
	size_t pairs = part_count(q), sides = side_count(q);

	for (size_t i = 0; i < pairs && ways / good <= SCORE_FULL && ways < UINT32_MAX;
	     i++) {
		size_t alike = 0, before = 0;
		for (size_t j = 0; j < sides; j++)
			alike += !strcmp(side_text(q, j), q->pairs[i].right);
		for (size_t j = 0; j < i; j++)
			before += !strcmp(q->pairs[j].right, q->pairs[i].right);
		ways *= sides - i;
		good *= alike - before;
	}
	return (int)(SCORE_FULL * good / ways);
}

const struct answer_kind answer_match = {
	.mark = mark_match,
	.complete = complete_match,
	.reasons = reasons_match,
	.readable = readable_match,
	.key = key_match,
	.guess = guess_match,
};

/* ── building ──────────────────────────────────────────────────────────────────────────── */

int answer_side(const struct question *question, const char *answer, const char *left)
{
	struct sides sides;
	int part = part_index(question, left, strlen(left));

	sides_read(&sides, question, answer ? answer : "");
	return part < 0 || !sides.sound ? NO_SIDE : sides.at[part];
}

void answer_set_side(const struct question *question, struct buf *answer,
		     const char *left, int side)
{
	struct sides sides;
	int part = part_index(question, left, strlen(left));

	if (part < 0 || side < NO_SIDE || side >= (int)side_count(question))
		return;
	sides_read(&sides, question, answer->data);
	for (size_t i = 0; i < part_count(question); i++)
		if (!sides.sound || sides.at[i] == side)
			sides.at[i] = NO_SIDE;
	sides.at[part] = side;
	buf_reset(answer);
	sides_write(&sides, question, answer);
}
