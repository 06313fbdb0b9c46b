/* Answers that are lists of ids: options chosen, items put in order, spans marked. */
#include "course/answer_kind.h"

#include "base/i18n.h"

#include <string.h>

/* ── options: single and multiple ──────────────────────────────────────────────────────── */

static size_t key_count(const struct question *q)
{
	size_t keys = 0;

	for (size_t i = 0; i < q->option_count; i++)
		keys += q->options[i].correct;
	return keys;
}

static struct mark mark_single(const struct question *q, const char *answer)
{
	struct picks picks;

	picks_read(&picks, q, answer);
	bool right = picks.sound && picks.count == 1 && q->options[picks.at[0]].correct;
	return mark_of(right ? SCORE_FULL : 0);
}

static struct mark mark_multiple(const struct question *q, const char *answer)
{
	struct picks picks;
	size_t keys = key_count(q), right = 0, wrong = 0;

	picks_read(&picks, q, answer);
	if (!picks.sound)
		return mark_of(0);
	for (size_t i = 0; i < picks.count; i++)
		*(q->options[picks.at[i]].correct ? &right : &wrong) += 1;
	if (right == keys && !wrong)
		return mark_of(SCORE_FULL);
	if (q->score != SCORE_EACH || right <= wrong)
		return mark_of(0);
	return mark_of(share(right - wrong, keys));
}

static bool complete_single(const struct question *q, const char *answer)
{
	struct picks picks;

	picks_read(&picks, q, answer);
	return picks.sound && picks.count == 1;
}

static bool complete_some(const struct question *q, const char *answer)
{
	struct picks picks;

	picks_read(&picks, q, answer);
	return picks.sound && picks.count > 0;
}

/* The author's reason for the one option chosen, right or wrong. */
static void reasons_single(const struct question *q, const char *answer, struct buf *out)
{
	struct picks picks;
	size_t start = out->len;

	picks_read(&picks, q, answer);
	if (!picks.sound || picks.count != 1 || !q->options[picks.at[0]].why)
		return;
	buf_adds(out, q->options[picks.at[0]].why);
	end_line(out, start);
}

/* One line about a part: a sentence with its text, then the author's reason. */
static void reason(struct buf *out, const char *sentence, const char *text, size_t len,
		   const char *why)
{
	size_t start = out->len;

	buf_printf(out, sentence, (int)len, text);
	if (why)
		buf_printf(out, " %s", why);
	end_line(out, start);
}

static void reasons_multiple(const struct question *q, const char *answer,
			     struct buf *out)
{
	struct picks picks;

	picks_read(&picks, q, answer);
	if (!picks.sound)
		return;
	for (size_t i = 0; i < part_count(q); i++) {
		const struct option *option = &q->options[i];
		if (picks.has[i] == option->correct)
			continue;
		/* TRANSLATORS: %.*s is the text of an option; the author's reason follows. */
		const char *sentence = option->correct
					       ? _("Còn thiếu “%.*s”.")
					       : _("“%.*s” chưa phải câu trả lời.");
		reason(out, sentence, option->text, strlen(option->text), option->why);
	}
}

static void readable_options(const struct question *q, const char *answer,
			     struct buf *out)
{
	struct picks picks;
	size_t start = out->len;

	picks_read(&picks, q, answer);
	for (size_t i = 0; picks.sound && i < picks.count; i++) {
		separate(out, start);
		buf_adds(out, q->options[picks.at[i]].text);
	}
}

static void key_options(const struct question *q, struct buf *out)
{
	struct picks picks = {.sound = true};

	for (size_t i = 0; i < part_count(q); i++)
		picks.has[i] = q->options[i].correct;
	picks_write(&picks, q, true, out);
}

static int guess_single(const struct question *q)
{
	return share(key_count(q), q->option_count);
}

/* Ways to mark some of n parts. */
static uint64_t subsets(size_t n)
{
	return n < 60 ? (UINT64_C(1) << n) - 1 : UINT64_MAX;
}

static int guess_multiple(const struct question *q)
{
	return chance(subsets(q->option_count));
}

const struct answer_kind answer_single = {
	.mark = mark_single,
	.complete = complete_single,
	.reasons = reasons_single,
	.readable = readable_options,
	.key = key_options,
	.guess = guess_single,
};

const struct answer_kind answer_multiple = {
	.mark = mark_multiple,
	.complete = complete_some,
	.reasons = reasons_multiple,
	.readable = readable_options,
	.key = key_options,
	.guess = guess_multiple,
};

/* ── items in order ────────────────────────────────────────────────────────────────────── */

/* Every item placed, each once. */
static bool order_read(struct picks *picks, const struct question *q, const char *answer)
{
	picks_read(picks, q, answer);
	return picks->sound && picks->count == part_count(q);
}

static struct mark mark_order(const struct question *q, const char *answer)
{
	struct picks picks;
	size_t good = 0, all = 0;

	if (!order_read(&picks, q, answer))
		return mark_of(0);
	for (size_t i = 0; i < picks.count; i++)
		for (size_t j = i + 1; j < picks.count; j++, all++)
			good += picks.at[i] < picks.at[j];
	if (good < all && q->score != SCORE_PAIRS)
		return mark_of(0);
	return mark_of(share(good, all));
}

static bool complete_order(const struct question *q, const char *answer)
{
	struct picks picks;

	return order_read(&picks, q, answer);
}

/* The first place where the order turns, and what the author says about items that came too
 * early: more would be a wall of words. */
static void reasons_order(const struct question *q, const char *answer, struct buf *out)
{
	struct picks picks;
	size_t start = out->len;

	if (!order_read(&picks, q, answer))
		return;
	for (size_t i = 0; i + 1 < picks.count; i++) {
		const struct option *late = &q->options[picks.at[i]];
		const struct option *early = &q->options[picks.at[i + 1]];
		if (late < early)
			continue;
		/* TRANSLATORS: two steps of a task. */
		buf_printf(out, _("“%s” đi trước “%s”."), early->text, late->text);
		if (late->why)
			buf_printf(out, " %s", late->why);
		end_line(out, start);
		return;
	}
}

static void readable_order(const struct question *q, const char *answer, struct buf *out)
{
	struct picks picks;
	size_t start = out->len;

	picks_read(&picks, q, answer);
	for (size_t i = 0; picks.sound && i < picks.count; i++) {
		separate(out, start);
		buf_printf(out, "%zu. %s", i + 1, q->options[picks.at[i]].text);
	}
}

static void key_order(const struct question *q, struct buf *out)
{
	struct picks picks = {.sound = true};

	for (size_t i = 0; i < part_count(q); i++)
		picks.has[i] = true;
	picks_write(&picks, q, true, out);
}

static int guess_order(const struct question *q)
{
	uint64_t ways = 1;

	for (size_t i = 2; i <= q->option_count && ways <= SCORE_FULL; i++)
		ways *= i;
	return chance(ways);
}

const struct answer_kind answer_order = {
	.mark = mark_order,
	.complete = complete_order,
	.reasons = reasons_order,
	.readable = readable_order,
	.key = key_order,
	.guess = guess_order,
};

/* ── spans of a message ────────────────────────────────────────────────────────────────── */

static size_t scam_count(const struct question *q)
{
	size_t scams = 0;

	for (size_t i = 0; i < q->span_count; i++)
		scams += q->spans[i].scam;
	return scams;
}

static struct mark mark_spot(const struct question *q, const char *answer)
{
	struct picks picks;
	size_t hits = 0, alarms = 0;

	picks_read(&picks, q, answer);
	if (!picks.sound)
		return mark_of(0);
	for (size_t i = 0; i < part_count(q); i++) {
		const struct span *span = &q->spans[i];
		hits += picks.has[i] && span->scam;
		alarms += picks.has[i] && !span->scam;
	}
	if (alarms && hits <= alarms)
		return mark_of(0);
	/* Full score is every scam found and no alarm, so every `must` span is found too. */
	return mark_of(share(hits - alarms, scam_count(q)));
}

/* A message without any scam is answered by marking nothing. */
static bool complete_spot(const struct question *q, const char *answer)
{
	struct picks picks;

	picks_read(&picks, q, answer);
	return picks.sound && (picks.count > 0 || !scam_count(q));
}

static void reasons_spot(const struct question *q, const char *answer, struct buf *out)
{
	struct picks picks;

	picks_read(&picks, q, answer);
	if (!picks.sound)
		return;
	for (size_t i = 0; i < part_count(q); i++) {
		const struct span *span = &q->spans[i];
		if (picks.has[i] == span->scam)
			continue;
		/* TRANSLATORS: %.*s is a piece of a message; the author's reason follows. */
		const char *sentence = span->scam ? _("Còn sót “%.*s”.")
						  : _("“%.*s” không phải dấu hiệu lừa.");
		reason(out, sentence, q->message + span->start, span->len, span->why);
	}
}

static void readable_spot(const struct question *q, const char *answer, struct buf *out)
{
	struct picks picks;
	size_t start = out->len;

	picks_read(&picks, q, answer);
	for (size_t i = 0; picks.sound && i < picks.count; i++) {
		const struct span *span = &q->spans[picks.at[i]];
		separate(out, start);
		buf_printf(out, "“%.*s”", (int)span->len, q->message + span->start);
	}
}

static void key_spot(const struct question *q, struct buf *out)
{
	struct picks picks = {.sound = true};

	for (size_t i = 0; i < part_count(q); i++)
		picks.has[i] = q->spans[i].scam;
	picks_write(&picks, q, true, out);
}

static int guess_spot(const struct question *q)
{
	return chance(subsets(q->span_count));
}

const struct answer_kind answer_spot = {
	.mark = mark_spot,
	.complete = complete_spot,
	.reasons = reasons_spot,
	.readable = readable_spot,
	.key = key_spot,
	.guess = guess_spot,
};
