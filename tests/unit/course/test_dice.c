#include "course/dice.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_dice(void);

/* The first numbers of SplitMix64 for seed 1234567, as published on Rosetta Code for comparing
 * implementations. Papers are drawn from these: they may never change. */
static void known_numbers(void **state)
{
	static const uint64_t expected[] = {6457827717110365317u, 3203168211198807973u,
					    9817491932198370423u, 4593380528125082431u,
					    16408922859458223821u};
	struct dice dice = {1234567};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(expected); i++)
		assert_true(dice_next(&dice) == expected[i]);
}

static void below_stays_below(void **state)
{
	static const uint32_t limits[] = {1, 2, 3, 7, 255, 1000000, UINT32_MAX};
	struct dice dice = {1};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		for (int n = 0; n < 1000; n++)
			assert_true(dice_below(&dice, limits[i]) < limits[i]);
}

/* 60,000 throws of a six-sided die: each side 10,000 times, give or take five standard deviations
 * (5 * sqrt(60000 * 1/6 * 5/6) = 456). */
static void below_is_fair(void **state)
{
	struct dice dice = {2026};
	int sides[6] = {0};

	(void)state;
	for (int i = 0; i < 60000; i++)
		sides[dice_below(&dice, 6)]++;
	for (int i = 0; i < 6; i++)
		assert_in_range(sides[i], 10000 - 456, 10000 + 456);
}

/* n is three quarters of 2^32: taking the upper half of the product without throwing again would
 * give numbers divisible by three twice as often as the others. */
static void below_has_no_modulo_bias(void **state)
{
	struct dice dice = {3};
	int thirds[3] = {0};

	(void)state;
	for (int i = 0; i < 60000; i++)
		thirds[dice_below(&dice, 3221225472u) % 3]++;
	for (int i = 0; i < 3; i++)
		assert_in_range(thirds[i], 20000 - 600, 20000 + 600);
}

static void shuffle_keeps_everything(void **state)
{
	struct dice dice = {5};
	uint8_t order[255];

	(void)state;
	for (size_t i = 0; i < sizeof(order); i++)
		order[i] = (uint8_t)i;
	dice_shuffle(&dice, order, sizeof(order));
	int seen[256] = {0}, moved = 0;
	for (size_t i = 0; i < sizeof(order); i++) {
		seen[order[i]]++;
		moved += order[i] != i;
	}
	for (size_t i = 0; i < sizeof(order); i++)
		assert_int_equal(seen[i], 1);
	assert_true(moved > 200);
	dice_shuffle(&dice, order, 0);
	dice_shuffle(&dice, order, 1);
}

/* All six orders of three things come equally often. */
static void shuffle_is_fair(void **state)
{
	struct dice dice = {7};
	int orders[3][3] = {{0}};

	(void)state;
	for (int i = 0; i < 60000; i++) {
		uint8_t order[3] = {0, 1, 2};
		dice_shuffle(&dice, order, 3);
		orders[order[0]][order[1]]++;
	}
	for (int a = 0; a < 3; a++)
		for (int b = 0; b < 3; b++) {
			if (a != b)
				assert_in_range(orders[a][b], 10000 - 456, 10000 + 456);
		}
}

int test_dice(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_numbers),
		cmocka_unit_test(below_stays_below),
		cmocka_unit_test(below_is_fair),
		cmocka_unit_test(below_has_no_modulo_bias),
		cmocka_unit_test(shuffle_keeps_everything),
		cmocka_unit_test(shuffle_is_fair),
	};

	return cmocka_run_group_tests_name("dice", tests, NULL, NULL);
}
