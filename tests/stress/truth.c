/* The printed range, held against a city in which it is known who is who.
 *
 *	truth [SEEDS [RECORDS [SECOND]]]	200, 300 and 60 (of a thousand) without arguments
 *
 * For each seed a small city is registered (tests/tools/city.h), with people entered twice and the
 * slips of clerks; every other one is a centre's, nine tenths of whose people live in one ward, and
 * all have names as common as names are. Then each definition is asked on three days: does the true number of distinct
 * people who are trained and of working age, by the birth dates and sexes they really have, lie in
 * the range that is printed? That is from `united`, all pairs that wait being one person, to
 * `possible`, every record distinct and the undecided of working age. It must in 95 of 100 cities.
 * The number of people verified must be exact in all of them: who gave a number, counts once, if
 * what they know of their birth date leaves no doubt.
 *
 * A range may be honest and say nothing, so it must be less than a tenth of the people wide; and one
 * could be right by luck, other people's doubts making up for a pair that was missed, so of the
 * records made again 95 of 100 must be found, too.
 */
#include "../tools/city.h"
#include "content/load.h"
#include "report/results.h"

#include <stdlib.h>
#include <unistd.h>

#define SHARE 95 /* of a hundred */
#define REPORTS 5 /* cities whose report is read, too */

static const int days[] = {CITY_DAY - 400, CITY_DAY, CITY_DAY + 1000};
#define ASKED (DEFINITIONS * ARRAY_LEN(days))

static struct err err;
static size_t passed, failed;

static void must(bool done)
{
	if (done)
		return;
	fprintf(stderr, "%s\n", err.text);
	exit(1);
}

static void check(bool holds, const char *what)
{
	if (!holds)
		printf("not so: %s\n", what);
	passed += holds;
	failed += !holds;
}

/* ── the truth ─────────────────────────────────────────────────────────────────────────── */

struct soul {
	struct birth birth; /* in truth */
	enum sex sex;
	struct birth known; /* as it was told when the number was given */
	enum sex told;
	int day; /* trained; DAY_NEVER = not */
	int numbered; /* the same by the records with the number alone */
};

struct truth {
	struct soul *souls; /* by number */
	uint32_t *who; /* the number of each record; learner ids are from 1 */
	size_t *same; /* for records: another of the same person, known to be so */
	size_t records;
};

static bool of_age(const struct region *region, enum definition definition, enum sex sex,
		   struct birth birth, int day)
{
	struct date date = {birth.year, birth.month, birth.day};

	return span_has(workage_exact(region, definition, sex, date), day);
}

/* By every birth date and sex that the record allows, one after the other. */
static bool surely_of_age(const struct region *region, enum definition definition,
			  const struct soul *soul, int day)
{
	int first, last;

	if (!birth_range(&soul->known, &first, &last))
		return false;
	for (int born = first; born <= last; born++) {
		struct date date = date_of(born);
		struct birth birth = {PRECISION_DAY, date.year, date.month, date.day};
		for (enum sex sex = SEX_MALE; sex <= SEX_FEMALE; sex++) {
			if ((soul->told == SEX_UNKNOWN || soul->told == sex) &&
			    !of_age(region, definition, sex, birth, day))
				return false;
		}
	}
	return true;
}

static void count_souls(const struct truth *truth, const struct region *region,
			enum definition definition, int day, int64_t *all,
			int64_t *verified)
{
	*all = *verified = 0;
	for (size_t i = 0; i < truth->records; i++) {
		const struct soul *soul = &truth->souls[i];
		*all += soul->day <= day &&
			of_age(region, definition, soul->sex, soul->birth, day);
		*verified += soul->numbered <= day &&
			     surely_of_age(region, definition, soul, day);
	}
}

static void truth_open(struct truth *truth, size_t records)
{
	*truth = (struct truth){.souls = xcalloc(records, sizeof(*truth->souls)),
				.who = xcalloc(records, sizeof(*truth->who)),
				.same = xcalloc(records, sizeof(*truth->same)),
				.records = records};
	for (size_t i = 0; i < records; i++)
		truth->souls[i].day = truth->souls[i].numbered = DAY_NEVER;
}

static void truth_release(struct truth *truth)
{
	free(truth->souls);
	free(truth->who);
	free(truth->same);
}

static void remember(struct truth *truth, size_t record, const struct citizen *c)
{
	const struct registration *r = &c->registration;
	struct soul *soul = &truth->souls[c->number];

	truth->who[record] = c->number;
	truth->same[record] = record;
	soul->birth = c->birth;
	soul->sex = c->sex;
	if (r->declared_day < soul->day)
		soul->day = r->declared_day;
	if (!r->id_token)
		return;
	soul->known = r->person.birth;
	soul->told = r->person.sex;
	if (r->declared_day < soul->numbered)
		soul->numbered = r->declared_day;
}

/* ── what is found of those entered twice ──────────────────────────────────────────────── */

struct queue {
	size_t again, found; /* second records; those united, or waiting with another */
	size_t waiting, right; /* pairs; those that are one person */
};

static size_t root_of(const struct truth *truth, size_t record)
{
	while (truth->same[record] != record)
		record = truth->same[record];
	return record;
}

/* True where it was not known before. */
static bool join(struct truth *truth, size_t a, size_t b)
{
	a = root_of(truth, a);
	b = root_of(truth, b);
	truth->same[a > b ? a : b] = a > b ? b : a;
	return a != b;
}

static void look_through(struct truth *truth, struct store *store, enum pair_state state,
			 struct queue *queue)
{
	struct person_pair *pairs;
	size_t count;

	must(store_pairs(store, &(struct pair_query){.state = state, .likeness = -1},
			 &pairs, &count, &err));
	for (size_t i = 0; i < count; i++) {
		size_t a = (size_t)pairs[i].first.id - 1,
		       b = (size_t)pairs[i].second.id - 1;
		bool right = truth->who[a] == truth->who[b];
		queue->found += right && join(truth, a, b);
		queue->waiting += state == PAIR_WAITING;
		queue->right += state == PAIR_WAITING && right;
	}
	free(pairs);
}

/* ── one city ──────────────────────────────────────────────────────────────────────────── */

struct answers {
	const struct region *region;
	size_t cities, records;
	uint32_t second;
	struct {
		size_t inside, exact;
		int64_t width, people, below, above;
	} asked[ASKED];
	size_t printed; /* reports whose range is the store's */
	struct queue queue;
};

static void fill(struct store *store, struct truth *truth, const struct answers *answers,
		 uint64_t seed, struct queue *queue)
{
	struct city city;

	city_open(&city, answers->region, seed);
	city.again = answers->second;
	city.common = true;
	if (seed % 2) /* a centre's own people rather than those of a city */
		city.home =
			answers->region->wards[seed % answers->region->ward_count].code;
	must(store_begin(store, &err));
	for (size_t i = 0; i < truth->records; i++) {
		struct citizen c;
		int64_t id;
		city_next(&city, seed, &c);
		must(store_learner_register(store, &c.registration, &id, &err));
		remember(truth, (size_t)id - 1, &c);
		queue->again += c.again;
	}
	must(store_commit(store, &err));
}

static struct count_row ask(struct store *store, enum definition definition, int day)
{
	struct count_query query = {
		.day = day, .definition = definition, .trained = TRAINED_COMPLETED};
	struct count_row *rows, row = {0};
	size_t count;

	must(store_count(store, &query, &rows, &count, &err));
	if (count)
		row = rows[0];
	free(rows);
	return row;
}

static void compare(struct answers *answers, const struct truth *truth,
		    struct store *store, size_t which)
{
	enum definition definition = (enum definition)(which / ARRAY_LEN(days));
	int day = days[which % ARRAY_LEN(days)];
	struct count_row row = ask(store, definition, day);
	int64_t all, verified;

	count_souls(truth, answers->region, definition, day, &all, &verified);
	answers->asked[which].inside += row.united <= all && all <= row.possible;
	answers->asked[which].below += all < row.united;
	answers->asked[which].above += all > row.possible;
	answers->asked[which].exact += row.verified == verified;
	answers->asked[which].width += row.possible - row.united;
	answers->asked[which].people += all;
}

static int64_t fact(const struct table *table, const char *name)
{
	const struct table_fact *found = table_fact_named(table, name);

	return found ? found->cell.number : -1;
}

/* What is handed in says the same. */
static void read_report(struct answers *answers, struct store *store)
{
	struct count_row row = ask(store, DEFINITION_LAW, CITY_DAY);
	struct table table = {0};

	must(results_table(&table, store,
			   &(struct results_request){.region = answers->region,
						     .to = CITY_DAY,
						     .definition = DEFINITION_LAW,
						     .trained = TRAINED_COMPLETED},
			   &err));
	answers->printed += fact(&table, "range_low") == row.united &&
			    fact(&table, "range_high") == row.possible;
	table_release(&table);
}

static void live(struct answers *answers, uint64_t seed)
{
	const struct clock clock = {true, instant_of(CITY_DAY, 9, 0, 0)};
	struct truth truth;
	struct store *store =
		store_open(NULL, STORE_CREATE, &clock, NULL, answers->region, &err);

	must(store != NULL);
	truth_open(&truth, answers->records);
	fill(store, &truth, answers, seed, &answers->queue);
	for (size_t i = 0; i < ASKED; i++)
		compare(answers, &truth, store, i);
	if (answers->cities++ < REPORTS)
		read_report(answers, store);
	look_through(&truth, store, PAIR_SAME, &answers->queue);
	look_through(&truth, store, PAIR_WAITING, &answers->queue);
	truth_release(&truth);
	store_close(store);
}

/* ── all of them ───────────────────────────────────────────────────────────────────────── */

static void judge(const struct answers *a)
{
	size_t worst = a->cities, exact = a->cities;
	int64_t width = 0, people = 0;

	for (size_t i = 0; i < ASKED; i++) {
		struct date date = date_of(days[i % ARRAY_LEN(days)]);
		size_t inside = a->asked[i].inside;
		printf("%-6s %d-%02d-%02d: %5.1f %% inside (%lld below, %lld above), "
		       "verified exact %5.1f %%; %.1f people, the range is %.1f wide\n",
		       definition_name((enum definition)(i / ARRAY_LEN(days))), date.year,
		       date.month, date.day, (double)inside * 100 / (double)a->cities,
		       (long long)a->asked[i].below, (long long)a->asked[i].above,
		       (double)a->asked[i].exact * 100 / (double)a->cities,
		       (double)a->asked[i].people / (double)a->cities,
		       (double)a->asked[i].width / (double)a->cities);
		check(inside * 100 >= a->cities * SHARE, "the truth lies in the range");
		check(a->asked[i].width * 10 < a->asked[i].people, "the range is narrow");
		check(a->asked[i].exact == a->cities, "who is verified is counted once");
		worst = inside < worst ? inside : worst;
		exact = a->asked[i].exact < exact ? a->asked[i].exact : exact;
		width += a->asked[i].width;
		people += a->asked[i].people;
	}
	check(a->printed == (a->cities < REPORTS ? a->cities : REPORTS),
	      "the report prints the range of the store");
	check(a->queue.found * 100 >= a->queue.again * SHARE,
	      "those entered twice are found");
	printf("%zu of %zu second records found; %zu of %zu pairs waiting are one "
	       "person\n",
	       a->queue.found, a->queue.again, a->queue.right, a->queue.waiting);
	printf("%zu cities: the truth in the range in %.1f %% or more, the range %.1f %% "
	       "wide, verified exact in %.1f %%\n",
	       a->cities, (double)worst * 100 / (double)a->cities,
	       (double)width * 100 / (double)people,
	       (double)exact * 100 / (double)a->cities);
}

int main(int argc, char **argv)
{
	size_t seeds = argc > 1 ? strtoull(argv[1], NULL, 10) : 200;
	struct region region = {0};
	struct diags diags = {0};
	struct answers answers = {
		.region = &region,
		.records = argc > 2 ? strtoull(argv[2], NULL, 10) : 300,
		.second = argc > 3 ? (uint32_t)strtoul(argv[3], NULL, 10) : 60,
	};

	/* run from the root of the tree, or from here */
	must(content_load_region(&region, &diags,
				 access("locale/hanoi", R_OK) == 0 ? "." : "../..",
				 "hanoi", &err));
	for (size_t seed = 1; seed <= seeds; seed++)
		live(&answers, seed);
	judge(&answers);
	diags_release(&diags);
	region_release(&region);
	printf("%zu passed, %zu failed\n", passed, failed);
	return failed > 0;
}
