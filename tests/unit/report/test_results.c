#include "report/results.h"

#include "report/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../store/fixture.h"

int test_results(void);

static struct city_goal goals[] = {{.id = "ld",
				    .title = "70 %",
				    .definition = DEFINITION_LAW,
				    .percent = 70,
				    .year = 2030,
				    .source = "Nghị quyết"}};

static struct region region;

static void set_region(void)
{
	region = fixture_region;
	region.goals = goals;
	region.goal_count = ARRAY_LEN(goals);
	region.estimate_percent = 61;
	region.wards_source = "Quyết định 19";
	region.rule_source = "Nghị định 135";
}

static const struct cell *row_of(const struct table *t, const char *ward)
{
	for (size_t r = 0; r < t->row_count; r++)
		if (!strcmp(t->rows[r][0].text, ward))
			return t->rows[r];
	return NULL;
}

/* "total" is the row at the foot. */
static const struct cell *cell_at(const struct table *t, const char *ward,
				  const char *column)
{
	int c = table_column_named(t, column);
	const struct cell *row = strcmp(ward, "total") ? row_of(t, ward) : t->total;
	if (c < 0 || !row)
		fail_msg("no %s in %s", column, ward);
	return &row[c];
}

static int64_t number(const struct table *t, const char *ward, const char *column)
{
	const struct cell *cell = cell_at(t, ward, column);
	assert_true(cell->given);
	return cell->number;
}

static void declare(struct store *store, int64_t learner, int day)
{
	struct err err = {0};
	bool changed;
	assert_done(store_learner_declare(store, learner, day, "Sổ 1", &changed, &err));
}

static void make(struct table *t, struct store *store, struct results_request request)
{
	struct err err = {0};
	set_region();
	request.region = &region;
	*t = (struct table){0};
	assert_done(results_table(t, store, &request, &err));
}

/* Ba Đình: a woman of 46 this year, confirmed; a man of 30 last year; one of 12 and one
 * of 80. Hoàn Kiếm: somebody who only came three times; one born in 1969, sex and day not
 * known. Nowhere: a man of 20. */
static void fill(struct bench *bench)
{
	struct err err = {0};
	struct store *store = bench->store;
	int64_t hoa = enrol(store, "Hoa", SEX_FEMALE, 1980, 1, 5, "00004");
	int64_t binh = enrol(store, "Bình", SEX_MALE, 1996, 2, 0, "00004");
	int64_t be = enrol(store, "Bé", SEX_MALE, 2014, 2, 1, "00004");
	int64_t gia = enrol(store, "Già", SEX_FEMALE, 1946, 2, 1, "00004");
	int64_t dan = enrol(store, "Đan", SEX_MALE, 1990, 2, 1, "00070");
	int64_t an = enrol(store, "An", SEX_UNKNOWN, 1969, 0, 0, "00070");
	int64_t xa = enrol(store, "Xa", SEX_MALE, 2006, 2, 1, "");
	declare(store, hoa, NOON_DAY - 10);
	declare(store, binh, NOON_DAY - 400);
	declare(store, be, NOON_DAY - 10);
	declare(store, gia, NOON_DAY - 10);
	declare(store, an, NOON_DAY - 10);
	declare(store, xa, NOON_DAY - 20);
	assert_done(store_completion_confirm(store, hoa, "Lan", &err));
	assert_done(store_attended(store, dan, "sang", &err));
	assert_done(store_attended(store, dan, "chieu", &err));
	assert_done(store_attended(store, hoa, "sang", &err));
}

static const int year_begin = NOON_DAY - 325; /* 1 January 2026 */

static void each_column(void **state)
{
	(void)state;
	struct bench bench;
	struct table t;
	bench_memory(&bench);
	fill(&bench);
	make(&t, bench.store,
	     (struct results_request){
		     .from = year_begin, .to = NOON_DAY, .trained = TRAINED_COMPLETED});
	static const struct {
		const char *ward, *column;
		int64_t number;
	} expected[] = {
		{"00004", "population", 39664}, {"00004", "attended", 1},
		{"00004", "turns", 1},          {"00004", "completed", 1},
		{"00004", "confirmed", 1},      {"00004", "women", 1},
		{"00004", "age_25_34", 0},      {"00004", "age_45_54", 1},
		{"00004", "under", 1},          {"00004", "over", 1},
		{"00004", "undecided", 0},      {"00004", "cumulative", 2},
		{"00004", "missing", 27763},    {"00070", "attended", 1},
		{"00070", "turns", 2},          {"00070", "completed", 0},
		{"00070", "undecided", 1},      {"00070", "cumulative", 0},
		{"", "completed", 1},           {"", "women", 0},
		{"", "age_15_24", 1},           {"", "cumulative", 1},
		{"09817", "attended", 0},       {"total", "attended", 2},
		{"total", "turns", 3},          {"total", "completed", 2},
		{"total", "confirmed", 1},      {"total", "cumulative", 3},
		{"total", "under", 1},          {"total", "over", 1},
	};
	for (size_t i = 0; i < ARRAY_LEN(expected); i++)
		if (number(&t, expected[i].ward, expected[i].column) !=
		    expected[i].number)
			fail_msg("%s of %s: %lld", expected[i].column, expected[i].ward,
				 (long long)number(&t, expected[i].ward,
						   expected[i].column));
	assert_false(cell_at(&t, "", "population")->given);
	assert_int_equal(table_fact_named(&t, "range_low")->cell.number, 3);
	assert_int_equal(table_fact_named(&t, "range_high")->cell.number, 4);
	assert_int_equal(table_fact_named(&t, "pairs_waiting")->cell.number, 0);
	assert_string_equal(table_fact_named(&t, "rule")->cell.text, "nd-135-2020");
	assert_false(t.outside);
	table_release(&t);
	bench_close(&bench);
}

static void other_periods_and_readings(void **state)
{
	(void)state;
	struct bench bench;
	struct table t;
	bench_memory(&bench);
	fill(&bench);
	make(&t, bench.store,
	     (struct results_request){.to = NOON_DAY, .trained = TRAINED_COMPLETED});
	assert_int_equal(number(&t, "00004", "completed"), 2); /* since ever */
	assert_int_equal(number(&t, "00004", "age_25_34"), 1);
	assert_null(table_fact_named(&t, "from"));
	table_release(&t);
	make(&t, bench.store,
	     (struct results_request){.from = NOON_DAY - 15,
				      .to = NOON_DAY - 11,
				      .trained = TRAINED_COMPLETED});
	assert_int_equal(number(&t, "total", "completed"), 0);
	assert_int_equal(number(&t, "total", "attended"), 0);
	assert_int_equal(number(&t, "total", "cumulative"), 2);
	table_release(&t);
	make(&t, bench.store,
	     (struct results_request){
		     .from = year_begin, .to = NOON_DAY, .trained = TRAINED_ATTENDED});
	/* Who was trained elsewhere has attended, on that day. */
	assert_int_equal(number(&t, "00070", "first_attended"), 1);
	assert_int_equal(number(&t, "00004", "first_attended"), 1);
	assert_int_equal(number(&t, "00004", "cumulative"), 2);
	table_release(&t);
	make(&t, bench.store,
	     (struct results_request){.from = year_begin,
				      .to = NOON_DAY,
				      .definition = DEFINITION_18_UP,
				      .trained = TRAINED_CONFIRMED});
	assert_int_equal(number(&t, "total", "cumulative"), 1);
	assert_false(cell_at(&t, "total", "population")->given);
	assert_false(cell_at(&t, "total", "rate")->given);
	table_release(&t);
	bench_close(&bench);
}

/* Two records that may be one person: the range says so, and outside a small one does not. */
static void pairs_that_wait(void **state)
{
	(void)state;
	struct bench bench;
	struct table t;
	bench_memory(&bench);
	for (int i = 0; i < 2; i++)
		declare(bench.store,
			enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980 + i, 0, 0,
			      "00004"),
			NOON_DAY - 10);
	struct results_request request = {
		.from = year_begin, .to = NOON_DAY, .trained = TRAINED_COMPLETED};
	make(&t, bench.store, request);
	assert_int_equal(table_fact_named(&t, "range_low")->cell.number, 1);
	assert_int_equal(table_fact_named(&t, "range_high")->cell.number, 2);
	assert_int_equal(table_fact_named(&t, "pairs_waiting")->cell.number, 1);
	assert_int_equal(number(&t, "00004", "verified"), 0);
	table_release(&t);
	request.outside = true;
	make(&t, bench.store, request);
	assert_true(table_fact_named(&t, "range_low")->cell.hidden);
	assert_true(table_fact_named(&t, "pairs_waiting")->cell.hidden);
	table_release(&t);
	bench_close(&bench);
}

static void one_ward_alone(void **state)
{
	(void)state;
	struct bench bench;
	struct table t;
	bench_memory(&bench);
	fill(&bench);
	make(&t, bench.store,
	     (struct results_request){.from = year_begin,
				      .to = NOON_DAY,
				      .trained = TRAINED_COMPLETED,
				      .ward = &fixture_region.wards[0]});
	assert_int_equal(t.row_count, 1);
	assert_int_equal(number(&t, "total", "cumulative"), 2);
	assert_int_equal(number(&t, "total", "attended"), 1);
	table_release(&t);
	bench_close(&bench);
}

/* No form of the table for outside has a small number anywhere; those above 4 are there. */
static void outside_small_numbers_are_gone(void **state)
{
	(void)state;
	struct bench bench;
	struct table t;
	bench_memory(&bench);
	fill(&bench);
	for (int i = 0; i < 30; i++) {
		char name[32];
		snprintf(name, sizeof(name), "Người %d", i);
		declare(bench.store,
			enrol(bench.store, name, i % 2 ? SEX_MALE : SEX_FEMALE, 1970 + i,
			      1, 1, i % 3 ? "00070" : "09817"),
			NOON_DAY - 30 - i);
	}
	make(&t, bench.store,
	     (struct results_request){.from = year_begin,
				      .to = NOON_DAY,
				      .trained = TRAINED_COMPLETED,
				      .outside = true});
	assert_true(t.outside);
	size_t hidden = 0, told = 0;
	for (size_t r = 0; r <= t.row_count; r++)
		for (size_t c = 5; c < t.column_count; c++) {
			const struct cell *row = r < t.row_count ? t.rows[r] : t.total;
			assert_false(row[c].given && row[c].hidden);
			hidden += row[c].hidden;
			if (!row[c].given || t.columns[c].kind != CELL_INTEGER)
				continue;
			assert_true(row[c].number == 0 || row[c].number >= 5);
			told += row[c].number >= 5;
		}
	assert_true(hidden > 10);
	assert_true(told > 5);
	assert_true(cell_at(&t, "00004", "cumulative")->hidden);
	assert_true(cell_at(&t, "00004", "rate")->hidden);
	assert_true(cell_at(&t, "00004", "missing")->hidden);
	assert_int_equal(table_column_named(&t, "reached"), -1);
	/* The sum of two numbers of the city's row, so hidden with either of them. */
	const struct cell *city = cell_at(&t, "total", "cumulative");
	const struct cell *undecided = cell_at(&t, "total", "undecided");
	const struct cell *high = &table_fact_named(&t, "range_high")->cell;
	assert_int_equal(high->hidden, city->hidden || undecided->hidden);
	if (!high->hidden)
		assert_int_equal(high->number, city->number + undecided->number);
	table_release(&t);
	bench_close(&bench);
}

static void some_people(struct bench *bench, int count)
{
	static const char *const wards[] = {"00004", "00070", "00070", "09817", ""};
	uint64_t seed = 11;
	for (int i = 0; i < count; i++) {
		char name[16];
		struct err err = {0};
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		unsigned roll = (unsigned)(seed >> 33);
		snprintf(name, sizeof(name), "Người %c%c", 'A' + i % 26, 'A' + i / 26);
		int64_t id = enrol(bench->store, name, (enum sex)(roll % 11 % 3),
				   1950 + (int)(roll % 58), roll % 7 ? 1 : 0,
				   roll % 7 && roll % 5 ? 1 : 0, wards[roll % 5]);
		if (roll % 4)
			declare(bench->store, id, NOON_DAY - (int)(roll % 700));
		if (roll % 4 && roll % 3)
			assert_done(
				store_completion_confirm(bench->store, id, "Lan", &err));
		for (unsigned k = 0; k < roll % 3; k++)
			assert_done(
				store_attended(bench->store, id, k ? "a" : "b", &err));
	}
}

/* What must add up in each row and at the foot, by whatever is asked. */
static void assert_sums(const struct table *t, const char *base)
{
	static const char *const ages[] = {"age_15_24", "age_25_34", "age_35_44",
					   "age_45_54", "age_55",    "age_unknown"};
	for (size_t r = 0; r <= t->row_count; r++) {
		const char *ward = r < t->row_count ? t->rows[r][0].text : "total";
		int64_t sum = 0, all = number(t, ward, base);
		for (size_t i = 0; i < ARRAY_LEN(ages); i++)
			sum += number(t, ward, ages[i]);
		assert_int_equal(sum, all);
		assert_true(number(t, ward, "women") <= all);
		assert_true(all <= number(t, ward, "cumulative"));
		assert_true(number(t, ward, "verified") <= number(t, ward, "cumulative"));
		assert_true(number(t, ward, "attended") <= number(t, ward, "turns"));
	}
	for (size_t c = 5; c < t->column_count; c++) {
		int64_t sum = 0;
		if (t->columns[c].kind != CELL_INTEGER ||
		    !strcmp(t->columns[c].name, "missing"))
			continue;
		for (size_t r = 0; r < t->row_count; r++)
			sum += t->rows[r][c].number;
		assert_int_equal(sum, t->total[c].number);
	}
}

/* One ward alone hides what it hides among the others: else the two tables together would
 * tell what neither does. */
static void assert_same_alone(struct bench *bench, const struct table *city,
			      struct results_request request, const struct ward *ward)
{
	struct table alone;
	request.ward = ward;
	make(&alone, bench->store, request);
	const struct cell *row = row_of(city, ward->code);
	assert_int_equal(alone.row_count, 1);
	for (size_t c = 0; c < city->column_count; c++) {
		assert_int_equal(alone.rows[0][c].hidden, row[c].hidden);
		assert_int_equal(alone.rows[0][c].number, row[c].number);
		assert_int_equal(alone.total[c].hidden, row[c].hidden);
	}
	table_release(&alone);
}

static void all_that_can_be_asked_adds_up(void **state)
{
	(void)state;
	struct bench bench;
	struct table t;
	bench_memory(&bench);
	some_people(&bench, 250);
	static const char *const bases[] = {"first_attended", "completed", "confirmed"};
	for (int i = 0; i < TRAINED_READINGS * DEFINITIONS * 2; i++) {
		struct results_request request = {
			.from = i % 2 ? year_begin : 0,
			.to = NOON_DAY,
			.trained = (enum trained)(i / 2 % TRAINED_READINGS),
			.definition = (enum definition)(i / 2 / TRAINED_READINGS),
		};
		make(&t, bench.store, request);
		assert_sums(&t, bases[request.trained]);
		table_release(&t);
		request.outside = true;
		make(&t, bench.store, request);
		for (size_t w = 0; w < fixture_region.ward_count; w++)
			assert_same_alone(&bench, &t, request, &fixture_region.wards[w]);
		table_release(&t);
	}
	bench_close(&bench);
}

int test_results(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_column),
		cmocka_unit_test(other_periods_and_readings),
		cmocka_unit_test(pairs_that_wait),
		cmocka_unit_test(one_ward_alone),
		cmocka_unit_test(outside_small_numbers_are_gone),
		cmocka_unit_test(all_that_can_be_asked_adds_up),
	};
	return cmocka_run_group_tests_name("results", tests, NULL, NULL);
}
