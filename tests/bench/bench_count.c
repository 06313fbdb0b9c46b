/* The headline of a city: completed people of working age in every ward, over ten thousand and over
 * two hundred thousand of them. It is read from sums, so it must hardly cost more.
 *
 *	bench_count [SMALL LARGE]	10000 200000 without arguments
 */
#include "bench.h"

#include "../stress/scene.h"

#include "../tools/syllables.h"
#include "course/dice.h"

#define ROUNDS 101
#define WARDS 126
#define DAY 20779 /* 2026-11-22 */

static struct err err;

static void must(bool done)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(1);
}

static void add_person(struct store *store, size_t i, struct dice *dice)
{
	struct registration r = {.consent = {.text_version = 1},
				 .declared = true,
				 .declared_basis = "GCN",
				 .declared_day = DAY - 1 - (int)dice_below(dice, 1000)};
	struct buf name = BUF_INIT;
	int64_t id;
	person_add(&name, (uint32_t)i * 2654435761u);
	snprintf(r.person.name, NAME_BYTES, "%s", name.data);
	buf_release(&name);
	r.person.sex = 1 + dice_below(dice, 2);
	r.person.birth = (struct birth){PRECISION_DAY, 1950 + (int)dice_below(dice, 55),
					1 + (int)dice_below(dice, 12),
					1 + (int)dice_below(dice, 28)};
	snprintf(r.person.ward, sizeof(r.person.ward), "%05u",
		 1 + dice_below(dice, WARDS));
	must(store_learner_register(store, &r, &id, &err));
}

/* In one transaction: what is measured is counting. */
static void fill(struct store *store, size_t from, size_t to, struct dice *dice)
{
	double start = bench_now();
	must(store_begin(store, &err));
	for (size_t i = from; i < to; i++)
		add_person(store, i, dice);
	must(store_commit(store, &err));
	printf("%zu people more: %.1f s\n", to - from, (bench_now() - start) / 1e3);
}

static double count(struct store *store, unsigned by, int64_t *sure)
{
	struct count_query query = {.day = DAY, .trained = TRAINED_COMPLETED, .by = by};
	double times[ROUNDS];
	for (int i = 0; i < ROUNDS; i++) {
		struct count_row *rows;
		size_t n;
		double start = bench_now();
		must(store_count(store, &query, &rows, &n, &err));
		times[i] = bench_now() - start;
		*sure = 0;
		for (size_t k = 0; k < n; k++)
			*sure += rows[k].sure;
		free(rows);
	}
	return bench_spread(times, ROUNDS).middle;
}

static const struct {
	const char *words;
	unsigned by;
} asked[] = {
	{"the headline, all wards", BY_WARD},
	{"by ward and sex", BY_WARD | BY_SEX},
	{"by month", BY_MONTH},
	{"one line for the city", 0},
};

static void measure(struct store *store, double *times)
{
	for (size_t i = 0; i < ARRAY_LEN(asked); i++) {
		int64_t sure;
		times[i] = count(store, asked[i].by, &sure);
		printf("  %-26s %7.2f ms, %lld people\n", asked[i].words, times[i],
		       (long long)sure);
	}
}

int main(int argc, char **argv)
{
	size_t few = argc > 2 ? strtoull(argv[1], NULL, 10) : 10000;
	size_t many = argc > 2 ? strtoull(argv[2], NULL, 10) : 200000;
	double before[ARRAY_LEN(asked)], after[ARRAY_LEN(asked)];
	struct dice dice = {1};
	char *folder = bench_folder();
	struct store *store = scene_open(folder, STORE_CREATE);
	fill(store, 0, few, &dice);
	measure(store, before);
	fill(store, few, many, &dice);
	measure(store, after);
	for (size_t i = 0; i < ARRAY_LEN(asked); i++)
		printf("%s: %.2f times the time for %.0f times the people\n",
		       asked[i].words, after[i] / before[i], (double)many / (double)few);
	store_close(store);
	scene_remove(folder);
	return 0;
}
