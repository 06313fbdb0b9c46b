/* The dashboard's numbers: places, denominators, goals, orders, and one ward closer. */
#include "report/board.h"

#include "../store/fixture.h"
#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_board(void);

static struct err err;

static struct city_goal goals[] = {
	{"lao-dong", "Lao động", DEFINITION_LAW, 70, 2025, "Nghị quyết", NULL, false},
	{"nguoi-lon", "Người lớn", DEFINITION_18_UP, 100, 2026, "Kế hoạch", NULL, false},
	{"sau-nay", "Sau này", DEFINITION_LAW, 90, 2030, "Nghị quyết", NULL, true},
};

static struct region region;

/* Each test has a store and a board of its own. */
static struct bench bench;
static struct board b;

static int open_bench(void **state)
{
	(void)state;
	bench_memory(&bench);
	return 0;
}

static int close_bench(void **state)
{
	(void)state;
	board_release(&b);
	bench_close(&bench);
	return 0;
}

static int prepare(void **state)
{
	(void)state;
	region = fixture_region;
	region.goals = goals;
	region.goal_count = ARRAY_LEN(goals);
	region.estimate_percent = 60;
	region.wards_source = "Một quyết định";
	return 0;
}

static int day(int year, int month, int of_month)
{
	return day_of((struct date){year, month, of_month});
}

static void train(struct store *store, enum sex sex, int year, const char *ward,
		  int since)
{
	int64_t id = enrol(store, "Nguyễn Văn Người", sex, year, 6, 15, ward);
	bool changed;
	assert_done(store_learner_declare(store, id, since, "GCN", &changed, &err));
}

static void enter(struct store *store, const char *ward, int64_t people)
{
	struct population p = {.people = people,
			       .source = "Công an phường",
			       .day = day(2026, 6, 30),
			       .entered_by = "Lan"};
	snprintf(p.ward, sizeof(p.ward), "%s", ward);
	assert_done(store_population_put(store, &p, &err));
}

/* An Khánh: nobody, of an estimate; Ba Đình 3 of 4 (one undecided besides); Hoàn Kiếm 2 of 20. */
static void fill(struct store *store)
{
	enter(store, "00004", 4);
	enter(store, "00070", 20);
	train(store, SEX_FEMALE, 1990, "00004", day(2026, 3, 1));
	train(store, SEX_MALE, 2000, "00004", day(2026, 6, 1));
	train(store, SEX_FEMALE, 1980, "00004", day(2026, 9, 1));
	train(store, SEX_UNKNOWN, 1968, "00004", day(2026, 9, 1));
	train(store, SEX_MALE, 1975, "00070", day(2026, 2, 1));
	train(store, SEX_MALE, 2005, "00070", day(2026, 11, 1));
	train(store, SEX_MALE, 1930, "00070", day(2026, 11, 1)); /* long retired */
}

static const struct board_request usual = {
	.region = &region,
	.definition = DEFINITION_LAW,
	.trained = TRAINED_COMPLETED,
	.window = 6,
};

static struct board_request on(int day)
{
	struct board_request request = usual;
	request.day = day;
	return request;
}

static const struct board_place *ward_named(const char *name)
{
	for (size_t i = 0; i < b.ward_count; i++)
		if (!strcmp(b.wards[i].name, name))
			return &b.wards[i];
	return NULL;
}

static void load_usual(void)
{
	struct board_request request = on(day(2026, 11, 22));
	fill(bench.store);
	assert_done(board_load(&b, bench.store, &request, &err));
}

static void the_city_and_its_wards(void **state)
{
	(void)state;
	load_usual();
	assert_int_equal(b.ward_count, 3); /* everybody lives somewhere */
	assert_string_equal(b.wards[0].name, "An Khánh");
	assert_int_equal(b.city.sure, 5);
	assert_int_equal(b.city.possible, 6);
	const struct board_place *ba_dinh = ward_named("Ba Đình");
	assert_int_equal(ba_dinh->sure, 3);
	assert_int_equal(ba_dinh->possible, 4);
	assert_true(ba_dinh->figure->entered);
	assert_int_equal(board_permille(ba_dinh, ba_dinh->sure), 750);
	assert_int_equal(ba_dinh->needed, 3);
	assert_int_equal(board_distance(ba_dinh), 0);
	const struct board_place *hoan_kiem = ward_named("Hoàn Kiếm");
	assert_int_equal(hoan_kiem->sure, 2);
	assert_int_equal(board_permille(hoan_kiem, 2), 100);
	assert_int_equal(board_distance(hoan_kiem), 12);
	const struct board_place *an_khanh = ward_named("An Khánh");
	assert_false(an_khanh->figure->entered);
	assert_int_equal(an_khanh->figure->people, 61282); /* 60 % of 102.136 */
	assert_true(b.city.figure->partly);
	assert_int_equal(b.city.figure->people, 61282 + 24);
	assert_int_equal(board_distance(&b.city), (61306 * 70 + 99) / 100 - 5);
	assert_string_equal(b.goal->id, "lao-dong");
	/* From 3/2026 on: the first month with anybody is 2/2026. */
	assert_int_equal(b.trend.count, 10);
	assert_int_equal(b.trend.months[0].sure, 1);
	assert_int_equal(b.trend.months[9].possible, 6);
	assert_int_equal(b.trend.pace.months, 6);
	assert_int_equal(b.trend.pace.sure.gained, 2);
	assert_int_equal(b.trend.pace.sure.state, PACE_FAR);
}

static void people_of_no_ward(void **state)
{
	struct board_request request = on(day(2026, 11, 22));
	(void)state;
	train(bench.store, SEX_MALE, 1990, "", day(2026, 3, 1));
	assert_done(board_load(&b, bench.store, &request, &err));
	assert_int_equal(b.ward_count, 4);
	assert_null(b.wards[3].ward);
	assert_int_equal(b.wards[3].sure, 1);
	assert_int_equal(board_permille(&b.wards[3], 1), -1);
	assert_int_equal(board_distance(&b.wards[3]), -1);
	assert_int_equal(b.city.sure, 1);
}

/* Figures are of working age by law: by another definition nothing is divided by them. */
static void other_questions(void **state)
{
	struct board_request request = on(day(2026, 11, 22));
	(void)state;
	fill(bench.store);
	request.definition = DEFINITION_18_UP;
	assert_done(board_load(&b, bench.store, &request, &err));
	assert_int_equal(b.city.sure, 7);
	assert_null(b.city.figure);
	assert_int_equal(board_permille(&b.city, 7), -1);
	assert_int_equal(b.trend.pace.sure.state, PACE_NO_GOAL);
	assert_string_equal(b.goal->id, "nguoi-lon");
	request = on(day(2026, 2, 15));
	assert_done(board_load(&b, bench.store, &request, &err));
	assert_int_equal(b.city.sure, 1);
	/* Before the figures were entered there are only estimates. */
	assert_false(b.city.figure->entered || b.city.figure->partly);
	request.trained = TRAINED_CONFIRMED;
	assert_done(board_load(&b, bench.store, &request, &err));
	assert_int_equal(b.city.possible, 0);
	assert_int_equal(b.trend.count, 0);
	assert_int_equal(b.trend.pace.sure.state, PACE_TOO_SHORT);
}

static void the_goal_is_a_setting(void **state)
{
	struct board_request request = on(day(2026, 11, 22));
	(void)state;
	fill(bench.store);
	assert_done(
		aim_choose(bench.store, &region, "sau-nay", "Lan", request.day, &err));
	assert_done(board_load(&b, bench.store, &request, &err));
	assert_string_equal(b.goal->id, "sau-nay");
	assert_string_equal(b.aim.set_by, "Lan");
	assert_int_equal(b.aim.set_on, request.day);
	assert_int_equal(ward_named("Ba Đình")->needed, 4);
	assert_refused(aim_choose(bench.store, &region, "khong-co", "Lan", 0, &err),
		       ERR_DATA, "lao-dong, nguoi-lon, sau-nay");
	const struct city_goal own = {.definition = DEFINITION_LAW,
				      .percent = 50,
				      .year = 2028,
				      .source = "Công văn 5"};
	assert_done(aim_set_own(bench.store, &own, "Hoa", request.day, &err));
	assert_done(board_load(&b, bench.store, &request, &err));
	assert_int_equal(b.goal->percent, 50);
	assert_string_equal(b.goal->source, "Công văn 5");
	assert_int_equal(ward_named("Ba Đình")->needed, 2);
}

static void orders(void **state)
{
	static const char *const wanted[BOARD_ORDERS][3] = {
		[ORDER_NAME] = {"An Khánh", "Ba Đình", "Hoàn Kiếm"},
		[ORDER_RATE] = {"Ba Đình", "Hoàn Kiếm", "An Khánh"},
		[ORDER_PEOPLE] = {"Ba Đình", "Hoàn Kiếm", "An Khánh"},
		[ORDER_DISTANCE] = {"An Khánh", "Hoàn Kiếm", "Ba Đình"},
	};
	(void)state;
	load_usual();
	for (int by = 0; by < BOARD_ORDERS; by++) {
		const struct board_place **list = board_sorted(&b, (enum board_order)by);
		for (size_t i = 0; i < 3; i++)
			assert_string_equal(list[i]->name, wanted[by][i]);
		free(list);
	}
}

/* Ties keep the order of names; what cannot be said comes last, whatever is asked. */
static void orders_of_equals(void **state)
{
	struct board_request request = on(day(2026, 11, 22));
	(void)state;
	train(bench.store, SEX_MALE, 1990, "", day(2026, 3, 1));
	assert_done(board_load(&b, bench.store, &request, &err));
	const struct board_place **list = board_sorted(&b, ORDER_RATE);
	assert_string_equal(list[0]->name, "An Khánh");
	assert_string_equal(list[2]->name, "Hoàn Kiếm");
	assert_null(list[3]->ward);
	free(list);
	list = board_sorted(&b, ORDER_DISTANCE);
	assert_null(list[3]->ward);
	free(list);
}

static void rates_never_round_up_to_all(void **state)
{
	struct figure figure = {.people = 100000};
	struct board_place place = {.figure = &figure};
	static const struct {
		int64_t people;
		int permille;
	} cases[] = {{0, 0},         {49, 0},        {50, 1},
		     {70449, 704},   {70450, 705},   {99999, 999},
		     {100000, 1000}, {123456, 1235}, {5000000, 9999}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(board_permille(&place, cases[i].people),
				 cases[i].permille);
}

static void enter_adults(const char *ward, int64_t people)
{
	struct population p = {.definition = DEFINITION_18_UP,
			       .people = people,
			       .source = "Chi cục Thống kê",
			       .day = day(2026, 6, 30),
			       .entered_by = "Lan"};
	snprintf(p.ward, sizeof(p.ward), "%s", ward);
	assert_done(store_population_put(bench.store, &p, &err));
}

/* A rate stands where the people of the same definition are known, and nowhere else. */
static void a_figure_is_of_one_definition(void **state)
{
	struct board_request adults = usual;
	(void)state;
	adults.day = day(2026, 11, 22);
	adults.definition = DEFINITION_18_UP;
	fill(bench.store);
	assert_done(board_load(&b, bench.store, &adults, &err));
	assert_null(b.city.figure);
	assert_null(ward_named("Ba Đình")->figure);
	enter_adults("00004", 10);
	assert_done(board_load(&b, bench.store, &adults, &err));
	assert_int_equal(ward_named("Ba Đình")->figure->people, 10);
	assert_null(ward_named("Hoàn Kiếm")->figure);
	assert_null(b.city.figure); /* nobody knows the others: no estimate of adults */
	enter_adults("", 500);
	assert_done(board_load(&b, bench.store, &adults, &err));
	assert_int_equal(b.city.figure->people, 500);
	assert_true(b.city.figure->whole);
	assert_true(board_permille(&b.city, b.city.sure) > 0);
	enter_adults("00070", 20);
	enter_adults("09817", 30);
	assert_done(board_load(&b, bench.store, &adults, &err));
	assert_int_equal(b.city.figure->people, 60); /* all wards: columns add up */
	assert_false(b.city.figure->whole);
	/* And the law's are still the law's. */
	adults.definition = DEFINITION_LAW;
	assert_done(board_load(&b, bench.store, &adults, &err));
	assert_int_equal(ward_named("Ba Đình")->figure->people, 4);
}

static void one_ward(void **state)
{
	struct board_ward w = {0};
	(void)state;
	load_usual();
	assert_done(board_ward_load(&w, &b, bench.store, ward_named("Ba Đình"), &err));
	assert_int_equal(w.sexes[0].sure, 1); /* men */
	assert_int_equal(w.sexes[1].sure, 2);
	assert_int_equal(w.sexes[2].sure, 0);
	assert_int_equal(w.sexes[2].possible, 1);
	int64_t sure = 0, possible = 0;
	for (size_t i = 0; i < w.band_count; i++) {
		sure += w.bands[i].sure;
		possible += w.bands[i].possible;
	}
	assert_int_equal(sure, 3);
	assert_int_equal(possible, 4);
	assert_int_equal(w.bands[1].sure, 1); /* 25-34: the one born in 2000 */
	/* Its own months, not the city's. */
	assert_int_equal(w.trend.count, 9);
	assert_int_equal(w.trend.months[0].month, 2026 * 12 + 2);
	assert_int_equal(w.trend.months[8].sure, 3);
	assert_int_equal(w.trend.pace.sure.state, PACE_REACHED);
	board_ward_release(&w);
}

int test_board(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_city_and_its_wards, open_bench,
						close_bench),
		cmocka_unit_test_setup_teardown(people_of_no_ward, open_bench,
						close_bench),
		cmocka_unit_test_setup_teardown(other_questions, open_bench, close_bench),
		cmocka_unit_test_setup_teardown(the_goal_is_a_setting, open_bench,
						close_bench),
		cmocka_unit_test_setup_teardown(orders, open_bench, close_bench),
		cmocka_unit_test_setup_teardown(orders_of_equals, open_bench,
						close_bench),
		cmocka_unit_test_setup_teardown(a_figure_is_of_one_definition, open_bench,
						close_bench),
		cmocka_unit_test_setup_teardown(rates_never_round_up_to_all, open_bench,
						close_bench),
		cmocka_unit_test_setup_teardown(one_ward, open_bench, close_bench),
	};
	return cmocka_run_group_tests_name("board", tests, prepare, NULL);
}
