#include "report/suppress.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_suppress(void);

#define ROWS_MOST 140
#define CELLS_MOST (ROWS_MOST * SUPPRESS_COLUMNS)

/* ── tables at random ──────────────────────────────────────────────────────────────────── */

static uint64_t seed;

static unsigned dice(unsigned n)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(seed >> 33) % n;
}

/* What is handed in (report/results.c): attended, turns, completed, confirmed, women, six
 * ages, under, over, undecided, cumulative; then what follows from them. */
enum {
	ATTENDED,
	TURNS,
	COMPLETED,
	CONFIRMED,
	WOMEN,
	AGES,
	UNDER = AGES + 6,
	OVER,
	UNDECIDED,
	CUMULATIVE,
	MEN,
	EARLIER,
	UNCONFIRMED,
	MORE_TURNS,
	HANDED_IN
};

static const struct suppress_column handed_in[HANDED_IN] = {
	[ATTENDED] = {true, true, 4},     [TURNS] = {true, true, 3},
	[COMPLETED] = {true, true, 6},    [CONFIRMED] = {true, true, 4},
	[WOMEN] = {true, true, 3},        [AGES] = {true, true, 2},
	[AGES + 1] = {true, true, 2},     [AGES + 2] = {true, true, 2},
	[AGES + 3] = {true, true, 2},     [AGES + 4] = {true, true, 2},
	[AGES + 5] = {true, true, 2},     [UNDER] = {true, true, 2},
	[OVER] = {true, true, 2},         [UNDECIDED] = {true, true, 2},
	[CUMULATIVE] = {true, true, 9},   [MEN] = {false, true, 1},
	[EARLIER] = {false, true, 1},     [UNCONFIRMED] = {false, true, 1},
	[MORE_TURNS] = {false, false, 1},
};

static const struct suppress_sum handed_in_sums[] = {
	{COMPLETED, {WOMEN, MEN}, 2},
	{COMPLETED, {AGES, AGES + 1, AGES + 2, AGES + 3, AGES + 4, AGES + 5}, 6},
	{CUMULATIVE, {COMPLETED, EARLIER}, 2},
	{CUMULATIVE, {CONFIRMED, UNCONFIRMED}, 2},
	{TURNS, {ATTENDED, MORE_TURNS}, 2},
};

/* All, women, men, each shown; as in a table by sex. */
static const struct suppress_column by_sex[] = {
	{true, true, 3}, {true, true, 2}, {true, true, 2}};
static const struct suppress_sum by_sex_sums[] = {{0, {1, 2}, 2}};

/* A measure that is held in another one, and that in a third. */
static const struct suppress_column nested[] = {{true, true, 3},
						{true, true, 2},
						{true, true, 1},
						{false, true, 1},
						{false, true, 1}};
static const struct suppress_sum nested_sums[] = {{0, {1, 3}, 2}, {1, {2, 4}, 2}};

struct sample {
	struct suppress s;
	int64_t values[CELLS_MOST];
	bool hidden[CELLS_MOST];
};

static void begin(struct sample *t, const struct suppress_column *columns, size_t n,
		  const struct suppress_sum *sums, size_t sum_count, size_t rows)
{
	memset(t->values, 0, sizeof(t->values));
	t->s = (struct suppress){columns, n, sums, sum_count, t->values, rows, t->hidden};
}

static int64_t *cell(struct sample *t, size_t row, size_t column)
{
	return &t->values[row * t->s.column_count + column];
}

static void add_totals(struct sample *t)
{
	for (size_t r = 0; r < t->s.row_count; r++)
		for (size_t c = 0; c < t->s.column_count; c++)
			*cell(t, t->s.row_count, c) += *cell(t, r, c);
}

/* From nobody to many, most of them where small counts are. */
static unsigned crowd(void)
{
	static const unsigned sizes[] = {1, 3, 6, 12, 30, 90, 400};
	return dice(sizes[dice(7)]);
}

static void add_person(struct sample *t, size_t r)
{
	bool now = dice(4) > 0, confirmed = dice(3) > 0;
	++*cell(t, r, CUMULATIVE);
	++*cell(t, r, confirmed ? CONFIRMED : UNCONFIRMED);
	++*cell(t, r, now ? COMPLETED : EARLIER);
	if (!now)
		return;
	++*cell(t, r, dice(3) ? WOMEN : MEN);
	++*cell(t, r, AGES + dice(6) % (1 + dice(6)));
}

static void random_handed_in(struct sample *t, size_t rows)
{
	begin(t, handed_in, HANDED_IN, handed_in_sums, 5, rows);
	for (size_t r = 0; r < rows; r++) {
		for (unsigned i = crowd(); i; i--)
			add_person(t, r);
		*cell(t, r, ATTENDED) = crowd();
		*cell(t, r, MORE_TURNS) = *cell(t, r, ATTENDED) ? crowd() : 0;
		*cell(t, r, TURNS) = *cell(t, r, ATTENDED) + *cell(t, r, MORE_TURNS);
		for (size_t c = UNDER; c <= UNDECIDED; c++)
			*cell(t, r, c) = crowd();
	}
	add_totals(t);
}

static void random_by_sex(struct sample *t, size_t rows)
{
	begin(t, by_sex, 3, by_sex_sums, 1, rows);
	for (size_t r = 0; r < rows; r++) {
		*cell(t, r, 1) = crowd();
		*cell(t, r, 2) = crowd();
		*cell(t, r, 0) = *cell(t, r, 1) + *cell(t, r, 2);
	}
	add_totals(t);
}

static void random_nested(struct sample *t, size_t rows)
{
	begin(t, nested, 5, nested_sums, 2, rows);
	for (size_t r = 0; r < rows; r++) {
		*cell(t, r, 2) = crowd();
		*cell(t, r, 4) = crowd();
		*cell(t, r, 1) = *cell(t, r, 2) + *cell(t, r, 4);
		*cell(t, r, 3) = crowd();
		*cell(t, r, 0) = *cell(t, r, 1) + *cell(t, r, 3);
	}
	add_totals(t);
}

/* ── somebody who wants to know ────────────────────────────────────────────────────────── */

/* Knows what is shown, every sum, and that counts are whole and not negative. Works with
 * bounds: each sum narrows its members until nothing changes, then one is guessed. Shares
 * nothing with the way the plan is made. */
struct equation {
	size_t whole, parts[ROWS_MOST];
	size_t count;
};

struct bounds {
	int64_t low, high;
};

struct reader {
	const struct sample *t;
	struct equation *equations;
	size_t count, cells;
	long guesses; /* left */
};

static void add_equation(struct reader *r, struct equation equation)
{
	r->equations = xreallocarray(r->equations, r->count + 1, sizeof(equation));
	r->equations[r->count++] = equation;
}

static void know_sums(struct reader *r)
{
	const struct suppress *s = &r->t->s;
	for (size_t row = 0; row <= s->row_count; row++)
		for (size_t i = 0; i < s->sum_count; i++) {
			struct equation e = {.whole = row * s->column_count +
						      (size_t)s->sums[i].whole,
					     .count = (size_t)s->sums[i].part_count};
			for (size_t k = 0; k < e.count; k++)
				e.parts[k] = row * s->column_count +
					     (size_t)s->sums[i].parts[k];
			add_equation(r, e);
		}
	for (size_t c = 0; c < s->column_count; c++) {
		struct equation e = {.whole = s->row_count * s->column_count + c,
				     .count = s->row_count};
		for (size_t row = 0; row < s->row_count; row++)
			e.parts[row] = row * s->column_count + c;
		add_equation(r, e);
	}
}

static bool narrow(struct bounds *b, size_t i, int64_t low, int64_t high, bool *changed)
{
	if (low > b[i].low) {
		b[i].low = low;
		*changed = true;
	}
	if (high < b[i].high) {
		b[i].high = high;
		*changed = true;
	}
	return b[i].low <= b[i].high;
}

static bool narrow_by(struct bounds *b, const struct equation *e, bool *changed)
{
	int64_t low = 0, high = 0;
	for (size_t k = 0; k < e->count; k++) {
		low += b[e->parts[k]].low;
		high += b[e->parts[k]].high;
	}
	if (!narrow(b, e->whole, low, high, changed))
		return false;
	for (size_t k = 0; k < e->count; k++) {
		size_t i = e->parts[k];
		if (!narrow(b, i, b[e->whole].low - (high - b[i].high),
			    b[e->whole].high - (low - b[i].low), changed))
			return false;
		/* The others' bounds of this round stay valid, only wider. */
	}
	return true;
}

static bool narrow_all(const struct reader *r, struct bounds *b)
{
	bool changed = true;
	while (changed) {
		changed = false;
		for (size_t i = 0; i < r->count; i++)
			if (!narrow_by(b, &r->equations[i], &changed))
				return false;
	}
	return true;
}

/* Is there a whole table within these bounds? Guesses near what is true, which only makes
 * it faster to find one. */
static bool possible(struct reader *r, const struct bounds *from)
{
	struct bounds *b = xcalloc(r->cells, sizeof(*b));
	memcpy(b, from, r->cells * sizeof(*b));
	bool found = false;
	size_t open = SIZE_MAX;
	if (!narrow_all(r, b))
		goto out;
	for (size_t i = 0; i < r->cells; i++)
		if (b[i].low < b[i].high &&
		    (open == SIZE_MAX ||
		     b[i].high - b[i].low < b[open].high - b[open].low))
			open = i;
	if (open == SIZE_MAX) {
		found = true;
		goto out;
	}
	int64_t low = b[open].low, high = b[open].high, near = r->t->values[open];
	near = near < low ? low : near > high ? high : near;
	for (int64_t far = 0; !found && far <= high - low; far++)
		for (int side = 0; !found && side < 1 + (far > 0); side++) {
			int64_t guess = side ? near - far : near + far;
			if (guess < low || guess > high)
				continue;
			if (--r->guesses < 0)
				goto out;
			b[open].low = b[open].high = guess;
			found = possible(r, b);
		}
out:
	free(b);
	return found;
}

static bool is_known(const struct sample *t, size_t i)
{
	return t->s.columns[i % t->s.column_count].shown && !t->hidden[i];
}

static void know_cells(const struct reader *r, struct bounds *b)
{
	int64_t most = 0;
	for (size_t i = 0; i < r->cells; i++)
		if (r->t->values[i] > most)
			most = r->t->values[i];
	for (size_t i = 0; i < r->cells; i++) {
		b[i].low = is_known(r->t, i) ? r->t->values[i] : 0;
		b[i].high = is_known(r->t, i) ? r->t->values[i] : 4 * most + 100;
	}
}

static bool may_be(struct reader *r, const struct bounds *known, size_t i, int64_t value)
{
	struct bounds *b = xcalloc(r->cells, sizeof(*b));
	memcpy(b, known, r->cells * sizeof(*b));
	bool fine = value >= b[i].low && value <= b[i].high;
	b[i].low = b[i].high = value;
	r->guesses = 20000;
	fine = fine && possible(r, b);
	if (r->guesses < 0)
		fail_msg("the reader of cell %zu lost their way", i);
	free(b);
	return fine;
}

static bool may_be_all(struct reader *r, const struct bounds *known, size_t i)
{
	for (int64_t value = 1; value < SUPPRESS_LEAST; value++)
		if (!may_be(r, known, i, value))
			return false;
	return true;
}

static bool is_small(const struct sample *t, size_t i)
{
	return t->s.columns[i % t->s.column_count].people && t->values[i] >= 1 &&
	       t->values[i] < SUPPRESS_LEAST;
}

/* How many cells tell more than they may: a small count that cannot be each of 1 to 4, or any
 * hidden one that can only be what it is. Every `step`th is looked at. */
static size_t leaks(const struct sample *t, size_t step)
{
	struct reader r = {.t = t, .cells = (t->s.row_count + 1) * t->s.column_count};
	struct bounds *known = xcalloc(r.cells, sizeof(*known));
	size_t count = 0;
	know_sums(&r);
	know_cells(&r, known);
	assert_true(narrow_all(&r, known));
	for (size_t i = dice((unsigned)step); i < r.cells; i += step) {
		if (is_small(t, i))
			count += is_known(t, i) || !may_be_all(&r, known, i);
		else if (!is_known(t, i) && t->s.columns[i % t->s.column_count].shown)
			count += !may_be(&r, known, i, t->values[i] + 1) &&
				 !(t->values[i] &&
				   may_be(&r, known, i, t->values[i] - 1)) &&
				 known[i].low == known[i].high;
	}
	free(known);
	free(r.equations);
	return count;
}

static size_t cell_count(const struct sample *t)
{
	return (t->s.row_count + 1) * t->s.column_count;
}

static size_t hidden_count(const struct sample *t)
{
	size_t count = 0;
	for (size_t i = 0; i < cell_count(t); i++)
		count += t->hidden[i];
	return count;
}

static size_t small_count(const struct sample *t)
{
	size_t count = 0;
	for (size_t i = 0; i < cell_count(t); i++)
		count += t->hidden[i] && is_small(t, i);
	return count;
}

/* ── tests ─────────────────────────────────────────────────────────────────────────────── */

static struct sample sample;

typedef void (*shape)(struct sample *t, size_t rows);
static const shape shapes[] = {random_handed_in, random_by_sex, random_nested};

static void nothing_small_can_be_worked_out(void **state)
{
	size_t hidden = 0, small = 0;
	(void)state;
	for (unsigned round = 0; round < 1500; round++) {
		seed = round;
		shapes[round % 3](&sample, 1 + dice(6));
		assert_true(suppress_plan(&sample.s));
		size_t found = leaks(&sample, 1);
		if (found)
			fail_msg("round %u: %zu cells leak", round, found);
		hidden += hidden_count(&sample);
		small += small_count(&sample);
	}
	/* There was something to hide, and not everything was. */
	assert_true(small > 6000);
	assert_true(hidden < 3 * small);
}

/* The reader can find out: with small cells hidden only, they find nearly every table out, and
 * nearly every further cell of a plan is needed: shown again, something leaks. */
static void the_reader_is_no_fool(void **state)
{
	size_t found_out = 0, tables = 0, needed = 0, further = 0;
	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		seed = 7000 + round;
		shapes[round % 3](&sample, 2 + dice(4));
		suppress_plan(&sample.s);
		static bool plan[CELLS_MOST];
		size_t before = hidden_count(&sample), cells = cell_count(&sample);
		memcpy(plan, sample.hidden, cells);
		for (size_t i = 0; i < cells; i++) {
			if (!plan[i] || is_small(&sample, i))
				continue;
			sample.hidden[i] = false;
			needed += leaks(&sample, 1) > 0;
			sample.hidden[i] = true;
			further++;
		}
		for (size_t i = 0; i < cells; i++)
			sample.hidden[i] = plan[i] && is_small(&sample, i);
		if (hidden_count(&sample) == before)
			continue;
		tables++;
		found_out += leaks(&sample, 1) > 0;
	}
	assert_true(tables > 100);
	assert_true(found_out * 100 >= tables * 99);
	assert_true(further > 500);
	assert_true(needed * 100 >= further * 80);
}

static void a_whole_city(void **state)
{
	(void)state;
	seed = 126;
	random_handed_in(&sample, 127);
	assert_true(suppress_plan(&sample.s));
	assert_int_equal(leaks(&sample, 97), 0);
	/* The city's own figures are large, and stay. */
	for (size_t c = 0; c <= CUMULATIVE; c++)
		assert_false(sample.hidden[127 * HANDED_IN + c]);
}

static void large_counts_are_shown(void **state)
{
	(void)state;
	begin(&sample, by_sex, 3, by_sex_sums, 1, 3);
	for (size_t r = 0; r < 3; r++) {
		*cell(&sample, r, 1) = 40 + (int64_t)r;
		*cell(&sample, r, 2) = r == 1 ? 0 : 30;
		*cell(&sample, r, 0) = *cell(&sample, r, 1) + *cell(&sample, r, 2);
	}
	add_totals(&sample);
	assert_true(suppress_plan(&sample.s));
	assert_int_equal(hidden_count(&sample), 0);
}

/* One small count in a table of two directions takes three cells with it and no more. */
static void few_cells_are_hidden(void **state)
{
	(void)state;
	begin(&sample, by_sex, 3, by_sex_sums, 1, 3);
	static const int64_t women[] = {3, 50, 60}, men[] = {70, 80, 90};
	for (size_t r = 0; r < 3; r++) {
		*cell(&sample, r, 1) = women[r];
		*cell(&sample, r, 2) = men[r];
		*cell(&sample, r, 0) = women[r] + men[r];
	}
	add_totals(&sample);
	assert_true(suppress_plan(&sample.s));
	assert_int_equal(hidden_count(&sample), 4);
	assert_true(sample.hidden[1]);
	assert_true(sample.hidden[2]);
	assert_int_equal(leaks(&sample, 1), 0);
}

/* Men are not in the table; whoever has all and women has them. */
static void what_follows_is_protected_too(void **state)
{
	(void)state;
	begin(&sample, handed_in, HANDED_IN, handed_in_sums, 5, 2);
	for (size_t r = 0; r < 2; r++) {
		*cell(&sample, r, CUMULATIVE) = *cell(&sample, r, COMPLETED) = 100;
		*cell(&sample, r, CONFIRMED) = 100;
		*cell(&sample, r, AGES) = *cell(&sample, r, AGES + 1) = 50;
		*cell(&sample, r, MEN) = r ? 40 : 2;
		*cell(&sample, r, WOMEN) = 100 - *cell(&sample, r, MEN);
	}
	add_totals(&sample);
	assert_true(suppress_plan(&sample.s));
	assert_true(sample.hidden[WOMEN]);
	assert_true(sample.hidden[HANDED_IN + WOMEN]);
	assert_int_equal(hidden_count(&sample), 2);
}

/* With one ward the city is that ward: hidden in both. */
static void one_ward_hides_the_city(void **state)
{
	(void)state;
	begin(&sample, by_sex, 3, by_sex_sums, 1, 1);
	*cell(&sample, 0, 0) = 10;
	*cell(&sample, 0, 1) = 2;
	*cell(&sample, 0, 2) = 8;
	add_totals(&sample);
	assert_true(suppress_plan(&sample.s));
	assert_true(sample.hidden[1]);
	assert_true(sample.hidden[4]);
	assert_int_equal(leaks(&sample, 1), 0);
}

static void nothing_at_all(void **state)
{
	(void)state;
	begin(&sample, by_sex, 3, by_sex_sums, 1, 0);
	assert_true(suppress_plan(&sample.s));
	assert_int_equal(hidden_count(&sample), 0);
}

int test_suppress(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_small_can_be_worked_out),
		cmocka_unit_test(the_reader_is_no_fool),
		cmocka_unit_test(a_whole_city),
		cmocka_unit_test(large_counts_are_shown),
		cmocka_unit_test(few_cells_are_hidden),
		cmocka_unit_test(what_follows_is_protected_too),
		cmocka_unit_test(one_ward_hides_the_city),
		cmocka_unit_test(nothing_at_all),
	};
	return cmocka_run_group_tests_name("suppress", tests, NULL, NULL);
}
