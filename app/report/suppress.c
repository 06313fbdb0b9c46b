#include "report/suppress.h"

#include "base/err.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define MOST (SUPPRESS_LEAST - 1)
#define TOTAL_WEIGHT 40 /* a total is missed more than a ward */
/* So many moves are looked at to show cells again, then it is enough. */
#define PRUNE_BUDGET 40000000

/* One person more in some columns of a row and one less in others, so that all its sums
 * still hold. */
struct move {
	int8_t by[SUPPRESS_COLUMNS];
};

struct moves {
	struct move *items;
	size_t count, cap;
};

struct change {
	size_t cell;
	int by;
};

/* Another table: how it differs from the true one. */
struct witness {
	size_t cell; /* whose value is 1 or 4 there */
	int direction; /* -1 down to 1, +1 up to 4 */
	struct change *changes;
	size_t count;
};

struct plan {
	const struct suppress *s;
	size_t rows, columns; /* rows with the totals */
	struct moves moves[SUPPRESS_COLUMNS]; /* by a column that they raise by one */
	int *delta; /* of the witness being looked for, all 0 otherwise */
	size_t *touched; /* cells that it may have changed */
	size_t touched_count, touched_cap;
	struct witness *witnesses;
	size_t witness_count, witness_cap;
	size_t forbidden; /* a cell that must stay as it is, or SIZE_MAX */
	bool only_hidden; /* may a witness change cells that are shown? */
	int64_t looked; /* moves, for the budget */
};

/* ── moves within a row ────────────────────────────────────────────────────────────────── */

/* How far a sum is from holding after the move. */
static int imbalance(const struct suppress_sum *sum, const struct move *move)
{
	int left = -move->by[sum->whole];
	for (int i = 0; i < sum->part_count; i++)
		left += move->by[sum->parts[i]];
	return left;
}

static void find_moves(const struct suppress *s, struct move *move, struct moves *found);

static void try_repair(const struct suppress *s, struct move *move, int column, int by,
		       struct moves *found)
{
	if (move->by[column])
		return;
	move->by[column] = (int8_t)by;
	find_moves(s, move, found);
	move->by[column] = 0;
}

/* Repairs the first sum that does not hold, in every way there is; each column changes
 * once, so this ends. */
static void find_moves(const struct suppress *s, struct move *move, struct moves *found)
{
	for (size_t i = 0; i < s->sum_count; i++) {
		const struct suppress_sum *sum = &s->sums[i];
		int left = imbalance(sum, move);
		if (!left)
			continue;
		int by = left > 0 ? 1 : -1;
		try_repair(s, move, sum->whole, by, found);
		for (int k = 0; k < sum->part_count; k++)
			try_repair(s, move, sum->parts[k], -by, found);
		return;
	}
	ALLOC_GROW(found->items, found->count + 1, found->cap);
	found->items[found->count++] = *move;
}

/* ── what it costs ─────────────────────────────────────────────────────────────────────── */

static bool open_to_all(const struct plan *p, size_t cell)
{
	return p->s->columns[cell % p->columns].shown && !p->s->hidden[cell];
}

/* 0: nothing more is hidden by changing it; -1: it must not change. */
static int64_t cost_of(const struct plan *p, size_t cell)
{
	if (cell == p->forbidden)
		return -1;
	if (!open_to_all(p, cell) || p->delta[cell])
		return 0;
	if (p->only_hidden)
		return -1;
	int64_t cost = 100 * (int64_t)p->s->columns[cell % p->columns].weight;
	/* The larger a number, the more is lost; 0 says least. */
	for (int64_t value = p->s->values[cell]; value; value /= 2)
		cost++;
	return cell / p->columns == p->rows - 1 ? cost * TOTAL_WEIGHT : cost;
}

/* How often the move can be made in a row, at most `need` times; cost is added to *cost.
 * 0 where it cannot. */
static int room_for(const struct plan *p, size_t row, const struct move *move, int sign,
		    int need, int64_t *cost)
{
	for (size_t c = 0; c < p->columns; c++) {
		if (!move->by[c])
			continue;
		size_t cell = row * p->columns + c;
		int64_t one = cost_of(p, cell);
		if (one < 0)
			return 0;
		*cost += one;
		int64_t value = p->s->values[cell] + p->delta[cell];
		if (move->by[c] * sign < 0 && value < need)
			need = (int)value;
	}
	return need;
}

/* ── looking for a witness ─────────────────────────────────────────────────────────────── */

struct step {
	const struct move *move;
	size_t partner; /* the row that makes up for it */
	int sign, partner_sign, times;
	int64_t score;
};

/* Wards make up for each other; a ward and the totals go together. */
static void consider(struct plan *p, size_t row, size_t partner, const struct move *move,
		     int sign, int need, struct step *best)
{
	bool total = row == p->rows - 1 || partner == p->rows - 1;
	int partner_sign = total ? sign : -sign;
	int64_t cost = 0;
	p->looked++;
	int times = room_for(p, row, move, sign, need, &cost);
	if (times)
		times = room_for(p, partner, move, partner_sign, times, &cost);
	if (!times)
		return;
	int64_t score = cost * ((need + times - 1) / times);
	if (best->move &&
	    (score > best->score || (score == best->score && times <= best->times)))
		return;
	*best = (struct step){move, partner, sign, partner_sign, times, score};
}

static struct step best_step(struct plan *p, size_t cell, int sign, int need)
{
	struct step best = {0};
	size_t row = cell / p->columns;
	const struct moves *moves = &p->moves[cell % p->columns];
	for (size_t i = 0; i < moves->count; i++)
		for (size_t partner = 0; partner < p->rows; partner++) {
			if (partner != row)
				consider(p, row, partner, &moves->items[i], sign, need,
					 &best);
			if (best.move && !best.score && best.times == need)
				return best;
		}
	return best;
}

static void change_row(struct plan *p, size_t row, const struct move *move, int by)
{
	for (size_t c = 0; c < p->columns; c++) {
		if (!move->by[c])
			continue;
		size_t cell = row * p->columns + c;
		p->delta[cell] += move->by[c] * by;
		ALLOC_GROW(p->touched, p->touched_count + 1, p->touched_cap);
		p->touched[p->touched_count++] = cell;
	}
}

/* Takes what differs out of delta, which is all 0 again. */
static void keep_changes(struct plan *p, struct witness *witness)
{
	witness->changes = xcalloc(p->touched_count + 1, sizeof(*witness->changes));
	witness->count = 0;
	for (size_t i = 0; i < p->touched_count; i++) {
		size_t cell = p->touched[i];
		if (p->delta[cell])
			witness->changes[witness->count++] =
				(struct change){cell, p->delta[cell]};
		p->delta[cell] = 0;
	}
	p->touched_count = 0;
}

static bool find_witness(struct plan *p, struct witness *witness)
{
	int value = (int)p->s->values[witness->cell];
	int need = witness->direction > 0 ? MOST - value : value - 1;
	while (need) {
		struct step step = best_step(p, witness->cell, witness->direction, need);
		if (!step.move)
			break;
		change_row(p, witness->cell / p->columns, step.move,
			   step.sign * step.times);
		change_row(p, step.partner, step.move, step.partner_sign * step.times);
		need -= step.times;
	}
	keep_changes(p, witness);
	return need == 0;
}

/* ── the plan ──────────────────────────────────────────────────────────────────────────── */

static bool is_small(const struct plan *p, size_t cell)
{
	int64_t value = p->s->values[cell];
	return p->s->columns[cell % p->columns].people && value >= 1 &&
	       value < SUPPRESS_LEAST;
}

static bool protect(struct plan *p, size_t cell, int direction)
{
	ALLOC_GROW(p->witnesses, p->witness_count + 1, p->witness_cap);
	struct witness *witness = &p->witnesses[p->witness_count++];
	*witness = (struct witness){.cell = cell, .direction = direction};
	if (!find_witness(p, witness))
		return false;
	for (size_t i = 0; i < witness->count; i++)
		if (p->s->columns[witness->changes[i].cell % p->columns].shown)
			p->s->hidden[witness->changes[i].cell] = true;
	return true;
}

static bool changes_cell(const struct witness *witness, size_t cell)
{
	for (size_t i = 0; i < witness->count; i++)
		if (witness->changes[i].cell == cell)
			return true;
	return false;
}

/* Can every witness do without changing this cell? Then they do. */
static bool show_again(struct plan *p, size_t cell)
{
	struct witness *others = xcalloc(p->witness_count + 1, sizeof(*others));
	bool fine = true;
	p->forbidden = cell;
	for (size_t i = 0; fine && i < p->witness_count; i++) {
		if (!changes_cell(&p->witnesses[i], cell))
			continue;
		others[i] = p->witnesses[i];
		fine = find_witness(p, &others[i]);
	}
	for (size_t i = 0; i < p->witness_count; i++) {
		if (!others[i].changes)
			continue;
		if (!fine) {
			free(others[i].changes);
			continue;
		}
		free(p->witnesses[i].changes);
		p->witnesses[i] = others[i];
	}
	free(others);
	p->forbidden = SIZE_MAX;
	return fine;
}

/* From the end: the totals first, which are missed most. Again and again, since a witness
 * that takes another way may leave a further cell unneeded. */
static void prune(struct plan *p)
{
	size_t cells = p->rows * p->columns;
	bool any = true;
	p->only_hidden = true;
	p->looked = 0;
	while (any) {
		any = false;
		for (size_t cell = cells; cell-- && p->looked < PRUNE_BUDGET;)
			if (p->s->hidden[cell] && !is_small(p, cell) &&
			    show_again(p, cell)) {
				p->s->hidden[cell] = false;
				any = true;
			}
	}
}

static void must_add_up(const struct plan *p)
{
	for (size_t r = 0; r < p->rows; r++)
		for (size_t i = 0; i < p->s->sum_count; i++) {
			const struct suppress_sum *sum = &p->s->sums[i];
			const int64_t *row = &p->s->values[r * p->columns];
			int64_t left = row[sum->whole];
			for (int k = 0; k < sum->part_count; k++)
				left -= row[sum->parts[k]];
			if (left)
				die("row %zu does not add up by %lld", r,
				    (long long)left);
		}
	for (size_t c = 0; c < p->columns; c++) {
		int64_t left = p->s->values[(p->rows - 1) * p->columns + c];
		for (size_t r = 0; r + 1 < p->rows; r++)
			left -= p->s->values[r * p->columns + c];
		if (left)
			die("column %zu does not add up by %lld", c, (long long)left);
	}
}

static void plan_release(struct plan *p)
{
	for (size_t c = 0; c < p->columns; c++)
		free(p->moves[c].items);
	for (size_t i = 0; i < p->witness_count; i++)
		free(p->witnesses[i].changes);
	free(p->witnesses);
	free(p->touched);
	free(p->delta);
}

bool suppress_plan(const struct suppress *s)
{
	struct plan p = {.s = s,
			 .rows = s->row_count + 1,
			 .columns = s->column_count,
			 .forbidden = SIZE_MAX};
	size_t cells = p.rows * p.columns;
	bool fine = true;
	if (s->column_count > SUPPRESS_COLUMNS)
		die("more than %d columns", SUPPRESS_COLUMNS);
	must_add_up(&p);
	p.delta = xcalloc(cells + 1, sizeof(*p.delta));
	for (size_t c = 0; c < p.columns; c++) {
		struct move move = {{0}};
		move.by[c] = 1;
		find_moves(s, &move, &p.moves[c]);
	}
	for (size_t cell = 0; cell < cells; cell++)
		s->hidden[cell] =
			s->columns[cell % p.columns].shown && is_small(&p, cell);
	for (size_t cell = 0; fine && cell < cells; cell++)
		if (is_small(&p, cell))
			fine = protect(&p, cell, 1) && protect(&p, cell, -1);
	if (fine)
		prune(&p);
	for (size_t cell = 0; !fine && cell < cells; cell++)
		s->hidden[cell] = s->columns[cell % p.columns].shown;
	plan_release(&p);
	return fine;
}
