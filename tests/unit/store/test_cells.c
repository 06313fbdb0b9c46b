/* The rows of the tally: whatever the sums are, they are read back as they were written, in as few
 * bytes as hold them. */
#include "fixture.h"

#include "course/dice.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_cells(void);

static struct err err;

#define KEY tally_key(SERIES_ALL, DEFINITION_LAW, LEVEL_DAY, 20779)

static void change(struct store *store, size_t place, int32_t sure, int32_t possible)
{
	cells_change(&store->changes[store->depth],
		     &(struct cell){KEY, (uint16_t)place, false, {sure, possible}});
}

/* Reads the row into `sums` and gives its length; 0: there is none. */
static size_t read_row(struct store *store, struct tally_sum *sums)
{
	size_t places = tally_places(store->region), length;
	sqlite3_stmt *stmt = db_bind(store, STMT_TALLY_ROW, "i", KEY);

	memset(sums, 0, places * sizeof(*sums));
	if (db_step(store, stmt, &err) == 0)
		return 0;
	assert_done(tally_add_row(stmt, 0, sums, places, &err));
	length = (size_t)sqlite3_column_bytes(stmt, 0);
	db_end(stmt);
	return length;
}

static void numbers_are_as_short_as_they_may_be(void **state)
{
	static const struct {
		int32_t sure, possible;
		size_t width;
	} cases[] = {
		{1, 2, 1},
		{127, -128, 1},
		{1, 128, 2},
		{-129, 0, 2},
		{INT16_MAX, INT16_MIN, 2},
		{INT16_MAX + 1, 5, 4},
		{0, INT16_MIN - 1, 4},
		{5000000, -5000000, 4},
		{INT32_MAX - 1, INT32_MIN + 2, 4},
	};
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	struct store *store = bench.store;
	size_t places = tally_places(store->region);
	struct tally_sum *sums = xcalloc(places, sizeof(*sums));
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t odd = i * 5 % places;
		assert_done(tx_begin(store, &err));
		for (size_t place = 0; place < places; place++)
			change(store, place, -1, (int32_t)(place % 3));
		change(store, odd, cases[i].sure + 1,
		       cases[i].possible - (int32_t)(odd % 3));
		assert_done(tally_settle(store, &err));
		assert_int_equal(read_row(store, sums), 1 + 2 * cases[i].width * places);
		for (size_t place = 0; place < places; place++) {
			assert_int_equal(sums[place].sure,
					 place == odd ? cases[i].sure : -1);
			assert_int_equal(sums[place].possible,
					 place == odd ? cases[i].possible
						      : (int32_t)(place % 3));
		}
		tx_end(store, false, NULL);
	}
	free(sums);
	bench_close(&bench);
}

static void rows_hold_what_was_added(void **state)
{
	static const int32_t sizes[] = {2, 100, 400, 60000, 100000000};
	struct dice dice = {11};
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	struct store *store = bench.store;
	size_t places = tally_places(store->region);
	struct tally_sum *sums = xcalloc(places, sizeof(*sums));
	struct tally_sum *true_sums = xcalloc(places, sizeof(*sums));
	assert_done(tx_begin(store, &err));
	for (int round = 0; round < 2000; round++) {
		int32_t size = sizes[dice_below(&dice, ARRAY_LEN(sizes))];
		size_t touched = dice_below(&dice, round % 2 ? 3 : (uint32_t)places * 2);
		for (size_t i = 0; i < touched; i++) {
			size_t place = dice_below(&dice, (uint32_t)places);
			/* Towards the number drawn, so that sums also shrink again. */
			int32_t sure = (int32_t)dice_below(&dice, (uint32_t)size) -
				       size / 2 - true_sums[place].sure;
			int32_t possible =
				(int32_t)dice_below(&dice, 3) - true_sums[place].possible;
			change(store, place, sure, possible);
			true_sums[place].sure += sure;
			true_sums[place].possible += possible;
		}
		assert_done(tally_settle(store, &err));
		read_row(store, sums);
		assert_memory_equal(sums, true_sums, places * sizeof(*sums));
	}
	/* Nothing is left of what is taken back. */
	for (size_t place = 0; place < places; place++)
		change(store, place, -true_sums[place].sure, -true_sums[place].possible);
	assert_done(tally_settle(store, &err));
	assert_int_equal(read_row(store, sums), 0);
	tx_end(store, false, NULL);
	free(true_sums);
	free(sums);
	bench_close(&bench);
}

int test_cells(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_as_short_as_they_may_be),
		cmocka_unit_test(rows_hold_what_was_added),
	};

	return cmocka_run_group_tests_name("cells", tests, NULL, NULL);
}
