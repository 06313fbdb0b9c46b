/* How long the store takes: registering, an answer on the disk, type-ahead over many names, who is
 * alike, the headline on any date, recounting. Not a test: nothing fails.
 *
 *	bench_store [LEARNERS]	20,000 without an argument
 */
#include "../stress/scene.h"

#include "../tools/syllables.h"
#include "course/dice.h"

#include <time.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct err err;

static void must(bool done)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(1);
}

static void fill(struct store *store, size_t count, struct dice *dice)
{
	double start = now();

	must(store_begin(store, &err));
	for (size_t i = 0; i < count; i++) {
		struct registration r = {.consent = {.text_version = 1},
					 .declared = true,
					 .declared_basis = "GCN",
					 .declared_day =
						 19500 + (int)dice_below(dice, 1200)};
		struct buf name = BUF_INIT;
		int64_t id;
		person_add(&name, (uint32_t)i * 2654435761u);
		snprintf(r.person.name, NAME_BYTES, "%s", name.data);
		buf_release(&name);
		r.person.sex = 1 + dice_below(dice, 2);
		r.person.birth = (struct birth){
			PRECISION_DAY, 1950 + (int)dice_below(dice, 55),
			1 + (int)dice_below(dice, 12), 1 + (int)dice_below(dice, 28)};
		snprintf(r.person.ward, sizeof(r.person.ward), "%05u",
			 1 + dice_below(dice, 126));
		must(store_learner_register(store, &r, &id, &err));
	}
	must(store_commit(store, &err));
	printf("%zu learners registered and declared: %.0f µs each\n", count,
	       (now() - start) * 1e3 / (double)count);
}

static void answers(struct store *store)
{
	double start = now();

	for (int i = 0; i < 200; i++)
		must(store_step_reached(store, 1 + i, "goi", "mo-dau", &err));
	printf("a step, durable when said: %.2f ms\n", (now() - start) / 200);
}

static void find(struct store *store, const char *query)
{
	struct learner *found;
	size_t count;
	double start = now();

	must(store_learner_find(store, query, 10, &found, &count, &err));
	printf("find %-12s %.1f ms, first: %s\n", query, now() - start,
	       count ? found[0].person.name : "-");
	free(found);
}

static void alike(struct store *store)
{
	struct learner learner;
	struct lookalike *found;
	size_t count;

	must(store_learner(store, 7, &learner, &err));
	double start = now();
	must(store_learner_alike(store, &learner.person, NULL, NULL, &found, &count, &err));
	printf("alike: %.1f ms, %zu found\n", now() - start, count);
	free(found);
}

static void count(struct store *store, unsigned by, const char *what)
{
	struct count_query query = {.day = 20779, .trained = TRAINED_COMPLETED, .by = by};
	struct count_row *rows;
	size_t rows_count;
	double start = now();

	must(store_count(store, &query, &rows, &rows_count, &err));
	printf("count by %-14s %.2f ms, %zu rows\n", what, now() - start, rows_count);
	free(rows);
}

int main(int argc, char **argv)
{
	size_t people = argc > 1 ? strtoull(argv[1], NULL, 10) : 20000;
	static const char *const queries[] = {"nth", "nguyen", "hoa", "thi hoa", "n", ""};
	struct dice dice = {1};
	char *folder = scene_folder();
	struct store *store = scene_open(folder, STORE_CREATE);
	bool equal;

	fill(store, people, &dice);
	answers(store);
	for (size_t i = 0; i < ARRAY_LEN(queries); i++)
		find(store, queries[i]);
	alike(store);
	count(store, 0, "nothing");
	count(store, BY_WARD, "ward");
	count(store, BY_WARD | BY_SEX, "ward and sex");
	count(store, BY_MONTH, "month");
	count(store, BY_WARD | BY_MONTH, "ward and month");
	count(store, BY_AGE, "age");
	double start = now();
	must(store_recount(store, true, &equal, &err));
	printf("recount, to prove it: %.1f s, %s\n", (now() - start) / 1e3,
	       equal ? "equal" : "NOT EQUAL");
	store_close(store);
	scene_remove(folder);
	return 0;
}
