#include "course/paper.h"

#include "course/answer.h"
#include "course/dice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── drawing ───────────────────────────────────────────────────────────────────────────── */

static void shuffle_indices(struct dice *dice, size_t *list, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = dice_below(dice, (uint32_t)i), kept = list[i - 1];
		list[i - 1] = list[j];
		list[j] = kept;
	}
}

size_t quiz_pool(const struct course *course, const struct quiz *quiz,
		 const struct question ***pool)
{
	size_t count = 0, cap = 0;

	*pool = NULL;
	/* The quiz itself may be none of the course: one that is being written. */
	for (size_t q = 0; q <= quiz->from.count; q++) {
		const struct strings before = {quiz->from.items, q ? q - 1 : 0};
		const char *id = q ? quiz->from.items[q - 1] : quiz->id;
		if (strings_have(&before, id) || (q && !strcmp(id, quiz->id)))
			continue;
		bool outline = quiz->question_count && !quiz->questions;
		const struct quiz *source =
			q || outline ? course_open_quiz(course, id, NULL) : quiz;
		if (!source)
			continue;
		ALLOC_GROW(*pool, count + source->question_count + 1, cap);
		for (size_t i = 0; i < source->question_count; i++)
			(*pool)[count++] = &source->questions[i];
	}
	return count;
}

#define FREE SIZE_MAX /* of a question: in no slot; of a slot: without a question */

/* A draw is a matching of slots ("one question of skill X") with questions. Filling slots one
 * after the other could leave a later rule short, because an earlier one took the only question
 * that fits both; so a full slot gives way where it can take another question instead (augmenting
 * paths, Kuhn 1955). That fills as many slots as can be filled at all. */
struct draw {
	const struct question **pool;
	size_t count;
	const char **skills; /* of each slot; NULL = any */
	size_t slots;
	size_t *slot_of; /* of each question */
	size_t *order; /* questions in the order they are tried, those not seen last time first */
	size_t fresh; /* how many of `order` were not seen */
	size_t usable; /* how many of `order` may be tried now */
	bool *visited; /* questions looked at while filling one slot */
};

static bool fits(const struct draw *draw, size_t slot, size_t question)
{
	const char *skill = draw->skills[slot];

	return !skill || strings_have(&draw->pool[question]->skills, skill);
}

static bool fill(struct draw *draw, size_t slot)
{
	for (size_t i = 0; i < draw->usable; i++) {
		size_t q = draw->order[i];
		if (draw->slot_of[q] == FREE && fits(draw, slot, q)) {
			draw->slot_of[q] = slot;
			return true;
		}
	}
	for (size_t i = 0; i < draw->usable; i++) {
		size_t q = draw->order[i];
		if (draw->visited[q] || !fits(draw, slot, q))
			continue;
		draw->visited[q] = true;
		if (fill(draw, draw->slot_of[q])) {
			draw->slot_of[q] = slot;
			return true;
		}
	}
	return false;
}

/* Fills what slots it can from the usable questions. A question once taken stays taken: filling
 * another slot only moves it. Each slot tries in an order of its own, so that every rule draws
 * evenly from what is left. */
static void fill_all(struct draw *draw, bool *full, struct dice *dice)
{
	for (size_t slot = 0; slot < draw->slots; slot++) {
		if (full[slot])
			continue;
		memset(draw->visited, 0, draw->count * sizeof(*draw->visited));
		shuffle_indices(dice, draw->order, draw->fresh);
		shuffle_indices(dice, draw->order + draw->fresh,
				draw->usable - draw->fresh);
		full[slot] = fill(draw, slot);
	}
}

static size_t pool_index(const struct draw *draw, const char *id)
{
	for (size_t i = 0; i < draw->count; i++)
		if (!strcmp(draw->pool[i]->id, id))
			return i;
	return FREE;
}

/* Lists the questions nobody gets anyway, those not seen last time first. Returns how many. */
static size_t list_questions(struct draw *draw, const bool *taken,
			     const struct strings *seen)
{
	size_t count = 0;

	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < draw->count; i++) {
			bool old = seen && strings_have(seen, draw->pool[i]->id);
			if (!taken[i] && old == (pass == 1))
				draw->order[count++] = i;
		}
		if (pass == 0)
			draw->fresh = count;
	}
	return count;
}

static size_t slots_of(const struct quiz *quiz, size_t most, const char ***skills)
{
	size_t slots = 0;

	*skills = xcalloc(quiz->draw_count * most + 1, sizeof(**skills));
	for (size_t r = 0; r < quiz->draw_count; r++)
		for (int i = 0; i < quiz->draw[r].take && (size_t)i < most; i++)
			(*skills)[slots++] = quiz->draw[r].skill;
	return slots;
}

/* Which questions, as flags over the pool. */
static void choose(struct draw *draw, const struct quiz *quiz, const struct strings *seen,
		   struct dice *dice, bool *taken)
{
	for (size_t i = 0; i < quiz->always.count; i++) {
		size_t q = pool_index(draw, quiz->always.items[i]);
		if (q != FREE)
			taken[q] = true;
	}
	draw->slots = slots_of(quiz, draw->count, &draw->skills);
	draw->slot_of = xcalloc(draw->count + 1, sizeof(*draw->slot_of));
	draw->order = xcalloc(draw->count + 1, sizeof(*draw->order));
	draw->visited = xcalloc(draw->count + 1, sizeof(*draw->visited));
	bool *full = xcalloc(draw->slots + 1, sizeof(*full));
	for (size_t i = 0; i < draw->count; i++)
		draw->slot_of[i] = FREE;

	size_t all = list_questions(draw, taken, seen);
	draw->usable = draw->fresh;
	fill_all(draw, full, dice);
	draw->usable = all;
	fill_all(draw, full, dice);
	for (size_t i = 0; i < draw->count; i++)
		taken[i] = taken[i] || draw->slot_of[i] != FREE;

	free(draw->skills);
	free(draw->slot_of);
	free(draw->order);
	free(draw->visited);
	free(full);
}

/* ── the order of the parts ────────────────────────────────────────────────────────────── */

/* How many parts of a question are shown in an order of their own. */
static size_t parts_of(const struct question *question)
{
	size_t count = 0;

	if (question->type == QUESTION_MATCH)
		count = question->pair_count + question->extra_right.count;
	else if (question->type == QUESTION_SINGLE ||
		 question->type == QUESTION_MULTIPLE || question->type == QUESTION_ORDER)
		count = question->option_count;
	return count <= UINT8_MAX ? count : UINT8_MAX;
}

/* As written, these would show their own answer. */
static bool answers_itself(const struct question *question)
{
	return question->type == QUESTION_ORDER || question->type == QUESTION_MATCH;
}

static bool as_written(const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->order_count; i++)
		if (sheet->order[i] != i)
			return false;
	return true;
}

static void sheet_init(struct sheet *sheet, const struct question *question)
{
	*sheet = (struct sheet){.question = question, .order_count = parts_of(question)};
	sheet->order = xcalloc(sheet->order_count + 1, 1);
	for (size_t i = 0; i < sheet->order_count; i++)
		sheet->order[i] = (uint8_t)i;
}

static void sheet_shuffle(struct sheet *sheet, struct dice *dice)
{
	bool mixed = answers_itself(sheet->question);

	if (sheet->order_count < 2 || (!mixed && !sheet->question->shuffle))
		return;
	do {
		dice_shuffle(dice, sheet->order, sheet->order_count);
	} while (mixed && as_written(sheet));
}

void paper_draw(struct paper *paper, const struct course *course, const struct quiz *quiz,
		uint64_t seed, const struct strings *seen)
{
	struct dice dice = {seed};
	struct draw draw = {0};

	draw.count = quiz_pool(course, quiz, &draw.pool);
	bool *taken = xcalloc(draw.count + 1, sizeof(*taken));
	size_t *order = xcalloc(draw.count + 1, sizeof(*order)), count = 0;
	choose(&draw, quiz, seen, &dice, taken);
	for (size_t i = 0; i < draw.count; i++)
		if (taken[i])
			order[count++] = i;
	shuffle_indices(&dice, order, count);

	*paper = (struct paper){.quiz = quiz, .count = count};
	paper->sheets = xcalloc(count + 1, sizeof(*paper->sheets));
	for (size_t i = 0; i < count; i++) {
		sheet_init(&paper->sheets[i], draw.pool[order[i]]);
		sheet_shuffle(&paper->sheets[i], &dice);
	}
	free(order);
	free(taken);
	free(draw.pool);
}

void paper_single(struct paper *paper, const struct question *question, uint64_t seed)
{
	struct dice dice = {seed};

	*paper = (struct paper){.count = 1};
	paper->sheets = xcalloc(1, sizeof(*paper->sheets));
	sheet_init(paper->sheets, question);
	sheet_shuffle(paper->sheets, &dice);
}

void paper_release(struct paper *paper)
{
	for (size_t i = 0; i < paper->count; i++)
		free(paper->sheets[i].order);
	free(paper->sheets);
	memset(paper, 0, sizeof(*paper));
}

/* ── keeping ───────────────────────────────────────────────────────────────────────────── */

void paper_format(const struct paper *paper, struct buf *out)
{
	for (size_t i = 0; i < paper->count; i++) {
		const struct sheet *sheet = &paper->sheets[i];
		buf_adds(out, sheet->question->id);
		for (size_t j = 0; j < sheet->order_count; j++)
			buf_printf(out, "%c%d", j ? ',' : ' ', sheet->order[j]);
		buf_addc(out, '\n');
	}
}

/* Puts the parts in the stored order. Where the question has got other parts since, those that
 * are known keep their order, new ones come last, and numbers beyond are left out. */
static void order_parse(struct sheet *sheet, const char *text, const char *end)
{
	bool placed[UINT8_MAX + 1] = {false};
	size_t count = 0;

	for (; text < end; text += text < end) {
		const char *digits = text;
		unsigned part = 0;
		for (; text < end && *text >= '0' && *text <= '9'; text++)
			part = part < 1000 ? part * 10 + (unsigned)(*text - '0') : part;
		if (text > digits && part < sheet->order_count && !placed[part]) {
			placed[part] = true;
			sheet->order[count++] = (uint8_t)part;
		}
	}
	for (size_t i = 0; i < sheet->order_count; i++)
		if (!placed[i])
			sheet->order[count++] = (uint8_t)i;
	if (count > 1 && answers_itself(sheet->question) && as_written(sheet)) {
		/* Damaged, since nobody draws this: the first goes last. */
		memmove(sheet->order, sheet->order + 1, count - 1);
		sheet->order[count - 1] = 0;
	}
}

static const struct question *pool_find(const struct question **pool, size_t count,
					const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(pool[i]->id, id))
			return pool[i];
	return NULL;
}

size_t paper_parse(struct paper *paper, const struct course *course,
		   const struct quiz *quiz, const char *text)
{
	const struct question **pool = NULL;
	size_t pooled = quiz ? quiz_pool(course, quiz, &pool) : 0, lost = 0, cap = 0;

	*paper = (struct paper){.quiz = quiz};
	while (*text) {
		size_t line = strcspn(text, "\n");
		size_t n = strcspn(text, " \n");
		char *id = xstrndup(text, n);
		const struct question *question = pool_find(pool, pooled, id);
		if (!question)
			question = course_question(course, id);
		if (question) {
			ALLOC_GROW(paper->sheets, paper->count + 1, cap);
			struct sheet *sheet = &paper->sheets[paper->count++];
			sheet_init(sheet, question);
			order_parse(sheet, text + n + (n < line), text + line);
		} else {
			lost += n > 0;
		}
		free(id);
		text += line + (text[line] == '\n');
	}
	free(pool);
	return lost;
}

/* ── the result ────────────────────────────────────────────────────────────────────────── */

struct outcome paper_outcome(const struct paper *paper, char *const *answers)
{
	const struct quiz *quiz = paper->quiz;
	struct outcome outcome = {.asked = (int)paper->count, .must_met = true};
	int64_t sum = 0;

	for (size_t i = 0; i < paper->count; i++) {
		const struct question *question = paper->sheets[i].question;
		struct mark mark = answer_mark(question, answers[i]);
		sum += mark.score;
		outcome.right += mark.right;
		if (quiz && !mark.right && strings_have(&quiz->must, question->id))
			outcome.must_met = false;
	}
	if (!paper->count)
		return outcome;
	outcome.score = (int)(sum / outcome.asked);
	outcome.percent = (int)(sum * 100 / ((int64_t)outcome.asked * SCORE_FULL));
	outcome.passed =
		outcome.must_met && outcome.percent >= (quiz ? quiz->pass_percent : 100);
	return outcome;
}

enum attempt_leave quiz_leave(const struct quiz *quiz, int finished, int64_t last,
			      int64_t now, int64_t *next)
{
	*next = now;
	if (quiz->max_attempts > 0 && finished >= quiz->max_attempts)
		return ATTEMPT_NO_MORE;
	/* An end in the future was written by a clock that has been put right since. When it
	 * really was nobody knows, and waiting for that day could take years. */
	if (finished <= 0 || now < last || now - last >= quiz->wait_seconds)
		return ATTEMPT_ALLOWED;
	*next = last + quiz->wait_seconds;
	return ATTEMPT_WAIT;
}
