#include "tests.h"

#include "base/clock.h"
#include "base/date.h"

#include <string.h>
#include <time.h>

/* Against the C library, every day from 1600 to 2200. */
static void agrees_with_the_c_library(void **state)
{
	(void)state;
	for (int day = -135140; day <= 84006; day++) {
		time_t t = (time_t)day * SECONDS_PER_DAY;
		struct tm tm;
		gmtime_r(&t, &tm);
		struct date d = date_of(day);
		if (d.year != tm.tm_year + 1900 || d.month != tm.tm_mon + 1 ||
		    d.day != tm.tm_mday || day_of(d) != day)
			fail_msg("day %d is %d-%d-%d", day, d.year, d.month, d.day);
	}
}

static void knows_leap_years(void **state)
{
	(void)state;
	assert_int_equal(month_days(2000, 2), 29);
	assert_int_equal(month_days(1900, 2), 28);
	assert_int_equal(month_days(2024, 2), 29);
	assert_int_equal(month_days(2026, 2), 28);
	assert_true(date_valid((struct date){2024, 2, 29}));
	assert_false(date_valid((struct date){2026, 2, 29}));
	assert_false(date_valid((struct date){2026, 13, 1}));
	assert_false(date_valid((struct date){2026, 0, 1}));
	assert_false(date_valid((struct date){0, 1, 1}));
}

/* Midnight in Viet Nam is 17:00 UTC of the day before. */
static void day_turns_at_vietnamese_midnight(void **state)
{
	int64_t midnight = instant_of(day_of((struct date){2026, 11, 22}), 0, 0, 0);
	(void)state;
	assert_int_equal(midnight % SECONDS_PER_DAY, 17 * 3600);
	assert_int_equal(day_of_instant(midnight) - day_of_instant(midnight - 1), 1);
	assert_int_equal(day_of_instant(instant_of(-5, 0, 0, 0)), -5);
	assert_int_equal(day_of_instant(instant_of(-5, 23, 59, 59)), -5);
}

static void reads_iso(void **state)
{
	static const char *const wrong[] = {
		"",           "2026-11-2",   "2026-13-01", "2026-02-29",  "2026/11/22",
		" 026-11-22", "2026-11-22 ", "22-11-2026", "2026-11-22T", "+026-11-22",
		"2026-11--1",
	};
	static const char *const wrong_instants[] = {
		"2026-11-22",       "2026-11-22T8:00",  "2026-11-22T24:00",
		"2026-11-22T08:60", "2026-11-22 08:00", "2026-11-22T08:00:61",
		"2026-11-22T08-00",
	};
	struct date d;
	int64_t t;
	(void)state;
	assert_true(date_parse_iso("2026-11-22", &d));
	assert_int_equal(d.year * 10000 + d.month * 100 + d.day, 20261122);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(date_parse_iso(wrong[i], &d));
	for (size_t i = 0; i < sizeof(wrong_instants) / sizeof(*wrong_instants); i++)
		assert_false(instant_parse_iso(wrong_instants[i], &t));
	assert_true(instant_parse_iso("2026-11-22T08:00", &t));
	assert_int_equal(t, instant_of(day_of((struct date){2026, 11, 22}), 8, 0, 0));
}

static void writes_what_it_reads(void **state)
{
	char text[20];
	int64_t t;
	(void)state;
	assert_true(instant_parse_iso("2038-01-19T10:14:08", &t));
	assert_int_equal(t, INT64_C(2147483648)); /* past 32 bits */
	instant_format_iso(t, text);
	assert_string_equal(text, "2038-01-19T10:14:08");
}

static void held_clock_moves_only_when_told(void **state)
{
	struct clock clock = {.held = true, .at = 1000}, real = {0};
	(void)state;
	assert_int_equal(clock_now(&clock), 1000);
	clock_advance(&clock, 60);
	assert_int_equal(clock_now(&clock), 1060);
	clock_advance(&real, 1000000);
	assert_true(clock_now(&real) - time(NULL) < 10);
}

int test_date(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_c_library),
		cmocka_unit_test(knows_leap_years),
		cmocka_unit_test(day_turns_at_vietnamese_midnight),
		cmocka_unit_test(reads_iso),
		cmocka_unit_test(writes_what_it_reads),
		cmocka_unit_test(held_clock_moves_only_when_told),
	};
	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
