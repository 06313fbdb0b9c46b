/* Working age against the law itself, told in another way: Decree 135/2020/NĐ-CP, Art. 4 says that
 * in 2021 men retire at 60 years 3 months and women at 55 years 4 months, and that it grows by 3
 * and 4 months a year, up to 62 in 2028 and 60 in 2035. The oracle below lives through those
 * rules month by month and day by day; the code under test reads the annex's table. */
#include "course/workage.h"

#include "base/mem.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_workage(void);

static const struct region *const region = &fixture_region;

/* ── the oracle ────────────────────────────────────────────────────────────────────────── */

/* The calendar walked once, a day at a time, from 1/1/1900 on. */
#define CALENDAR_YEARS 250
static struct date calendar[CALENDAR_YEARS * 366];
static int calendar_first; /* day number of calendar[0] */
static int calendar_days;

static bool has_29_february(int year)
{
	return (year % 400 == 0) || (year % 100 != 0 && year % 4 == 0);
}

static struct date step(struct date d)
{
	bool long_month = d.month == 1 || d.month == 3 || d.month == 5 || d.month == 7 ||
			  d.month == 8 || d.month == 10 || d.month == 12;
	int days = long_month                ? 31
		   : d.month != 2            ? 30
		   : has_29_february(d.year) ? 29
					     : 28;

	if (++d.day <= days)
		return d;
	d.day = 1;
	if (++d.month <= 12)
		return d;
	d.month = 1;
	d.year++;
	return d;
}

static int make_calendar(void **state)
{
	struct date d = {1900, 1, 1};

	(void)state;
	calendar_first = -25567; /* 1/1/1900 lies 25,567 days before 1/1/1970 */
	for (calendar_days = 0; d.year < 1900 + CALENDAR_YEARS; d = step(d))
		calendar[calendar_days++] = d;
	return 0;
}

static struct date on(int day)
{
	return calendar[day - calendar_first];
}

static int years_old(struct date born, struct date today)
{
	bool had_birthday = today.month > born.month ||
			    (today.month == born.month && today.day >= born.day);
	return today.year - born.year - (had_birthday ? 0 : 1);
}

/* Months of age at which one retires in a given year. */
static int retirement_months(enum sex sex, int year)
{
	int from = sex == SEX_MALE ? 60 * 12 : 55 * 12;
	int most = sex == SEX_MALE ? 62 * 12 : 60 * 12;
	int yearly = sex == SEX_MALE ? 3 : 4;
	int grown = year < 2021 ? from : from + (year - 2020) * yearly;

	return grown < most ? grown : most;
}

/* The month (year * 12 + month - 1) in which somebody reaches the age in force at that time. */
static int retirement_month(enum sex sex, struct date born)
{
	int birth = born.year * 12 + born.month - 1, month = birth;

	while (month - birth < retirement_months(sex, month / 12))
		month++;
	return month;
}

static bool in_by_law(struct date born, int last_month, struct date today)
{
	return years_old(born, today) >= 15 &&
	       today.year * 12 + today.month - 1 <= last_month;
}

/* ── cases of docs/counting.md ─────────────────────────────────────────────────────────── */

static void counting_cases(void **state)
{
	static const struct {
		enum sex sex;
		int year, month;
		bool in;
	} cases[] = {
		{SEX_MALE, 1965, 5, true},    {SEX_MALE, 1965, 4, false},
		{SEX_FEMALE, 1969, 11, true}, {SEX_FEMALE, 1969, 10, false},
		{SEX_MALE, 1964, 9, false},
	};
	int today = day_of((struct date){2026, 11, 22});

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		for (int day = 1; day <= month_days(cases[i].year, cases[i].month);
		     day++) {
			struct span_days span = workage_exact(
				region, DEFINITION_LAW, cases[i].sex,
				(struct date){cases[i].year, cases[i].month, day});
			assert_int_equal(span_has(span, today), cases[i].in);
		}
}

static void last_day_counts(void **state)
{
	struct span_days span = workage_exact(region, DEFINITION_LAW, SEX_MALE,
					      (struct date){1965, 5, 20});

	(void)state;
	assert_int_equal(span.last, day_of((struct date){2026, 11, 30}));
	assert_true(span_has(span, day_of((struct date){2026, 11, 30})));
	assert_false(span_has(span, day_of((struct date){2026, 12, 1})));
}

/* With "age below this year's threshold" he would be in again in January 2026. */
static void nobody_comes_back(void **state)
{
	struct span_days span = workage_exact(region, DEFINITION_LAW, SEX_MALE,
					      (struct date){1964, 9, 15});

	(void)state;
	assert_true(span_has(span, day_of((struct date){2025, 12, 31})));
	assert_false(span_has(span, day_of((struct date){2026, 1, 1})));
}

static void leap_day_births(void **state)
{
	struct date born = {2008, 2, 29};
	struct span_days span = workage_exact(region, DEFINITION_LAW, SEX_FEMALE, born);

	(void)state;
	assert_int_equal(span.first, day_of((struct date){2023, 3, 1}));
	assert_false(span_has(span, day_of((struct date){2023, 2, 28})));
	/* 18 in the common year 2026, 65 in the common year 2073, 16 in the leap year 2024. */
	span = workage_exact(region, DEFINITION_18_UP, SEX_FEMALE, born);
	assert_int_equal(span.first, day_of((struct date){2026, 3, 1}));
	span = workage_exact(region, DEFINITION_15_64, SEX_FEMALE, born);
	assert_int_equal(span.last, day_of((struct date){2073, 2, 28}));
	assert_int_equal(age_on(born, day_of((struct date){2024, 2, 28})), 15);
	assert_int_equal(age_on(born, day_of((struct date){2024, 2, 29})), 16);
}

static void other_definitions(void **state)
{
	struct date born = {1980, 1, 5};
	struct span_days span = workage_exact(region, DEFINITION_15_64, SEX_MALE, born);

	(void)state;
	assert_int_equal(span.first, day_of((struct date){1995, 1, 5}));
	assert_int_equal(span.last, day_of((struct date){2045, 1, 4}));
	span = workage_exact(region, DEFINITION_18_UP, SEX_MALE, born);
	assert_int_equal(span.first, day_of((struct date){1998, 1, 5}));
	assert_int_equal(span.last, DAY_NEVER);
}

/* ── every birth day of 81 years ───────────────────────────────────────────────────────── */

static void compare_report_days(struct date born, enum sex sex, struct span_days span)
{
	int last_month = retirement_month(sex, born);

	for (int year = 2021; year <= 2040; year++)
		for (int month = 1; month <= 12; month++) {
			struct date first = {year, month, 1};
			struct date last = {year, month, month_days(year, month)};
			if (span_has(span, day_of(first)) !=
				    in_by_law(born, last_month, first) ||
			    span_has(span, day_of(last)) !=
				    in_by_law(born, last_month, last))
				fail_msg("sex %d born %d-%d-%d in %d/%d", sex, born.year,
					 born.month, born.day, month, year);
		}
	/* The very edges, which report days may not touch. */
	assert_true(in_by_law(born, last_month, on(span.first)));
	assert_false(in_by_law(born, last_month, on(span.first - 1)));
	assert_true(in_by_law(born, last_month, on(span.last)));
	assert_false(in_by_law(born, last_month, on(span.last + 1)));
}

static void every_birth_day_agrees_with_the_law(void **state)
{
	int births = 0;

	(void)state;
	for (int i = 0; i < calendar_days; i++) {
		struct date born = calendar[i];
		if (born.year < 1940 || born.year > 2020)
			continue;
		for (enum sex sex = SEX_MALE; sex <= SEX_FEMALE; sex++)
			compare_report_days(
				born, sex,
				workage_exact(region, DEFINITION_LAW, sex, born));
		births++;
	}
	assert_int_equal(births, 29586);
}

static void every_birth_day_agrees_by_age(void **state)
{
	(void)state;
	for (int i = 0; i < calendar_days; i++) {
		struct date born = calendar[i];
		if (born.year < 1940 || born.year > 2020)
			continue;
		struct span_days span =
			workage_exact(region, DEFINITION_15_64, SEX_MALE, born);
		struct span_days adults =
			workage_exact(region, DEFINITION_18_UP, SEX_FEMALE, born);
		assert_int_equal(years_old(born, on(span.first)), 15);
		assert_int_equal(years_old(born, on(span.first - 1)), 14);
		assert_int_equal(years_old(born, on(span.last)), 64);
		assert_int_equal(years_old(born, on(span.last + 1)), 65);
		assert_int_equal(years_old(born, on(adults.first)), 18);
		assert_int_equal(years_old(born, on(adults.first - 1)), 17);
		assert_int_equal(age_on(born, span.last), 64);
		assert_int_equal(age_on(born, span.last + 1), 65);
	}
}

static void table_has_no_gap(void **state)
{
	(void)state;
	for (enum sex sex = SEX_MALE; sex <= SEX_FEMALE; sex++)
		for (int month = 1900 * 12; month < 2100 * 12; month++) {
			int rows = 0;
			for (size_t i = 0; i < region->row_count; i++)
				rows += region->rows[i].sex == sex &&
					region->rows[i].born_from <= month &&
					month <= region->rows[i].born_to;
			assert_int_equal(rows, 1);
		}
}

/* ── births that are not fully known ───────────────────────────────────────────────────── */

/* Every date the record allows, one by one. The union must be one interval without a hole. */
static void compare_with_all(enum definition definition, enum sex sex, struct birth birth)
{
	struct working_age ages = workage_of(region, definition, sex, &birth);
	struct span_days common = {DAY_FIRST, DAY_NEVER},
			 covered = {DAY_NEVER, DAY_FIRST};
	int last_first = DAY_FIRST, first_last = DAY_NEVER;

	for (int i = 0; i < calendar_days; i++) {
		struct date born = calendar[i];
		if (born.year != birth.year ||
		    (birth.month && born.month != birth.month) ||
		    (birth.day && born.day != birth.day))
			continue;
		for (enum sex each = SEX_MALE; each <= SEX_FEMALE; each++) {
			if (sex != SEX_UNKNOWN && sex != each)
				continue;
			struct span_days one =
				workage_exact(region, definition, each, born);
			if (one.first > common.first)
				common.first = one.first;
			if (one.last < common.last)
				common.last = one.last;
			if (one.first < covered.first)
				covered.first = one.first;
			if (one.last > covered.last)
				covered.last = one.last;
			last_first = one.first > last_first ? one.first : last_first;
			first_last = one.last < first_last ? one.last : first_last;
		}
	}
	assert_true(last_first - 1 <= first_last); /* no hole */
	assert_int_equal(ages.sure.first, common.first);
	assert_int_equal(ages.sure.last, common.last);
	assert_int_equal(ages.possible.first, covered.first);
	assert_int_equal(ages.possible.last, covered.last);
}

static void imprecise_births_are_bounded(void **state)
{
	(void)state;
	for (enum definition d = 0; d < DEFINITIONS; d++)
		for (enum sex sex = SEX_UNKNOWN; sex <= SEX_FEMALE; sex++)
			for (int year = 1955; year <= 1980;
			     year += d == DEFINITION_LAW ? 1 : 8) {
				struct birth birth = {PRECISION_YEAR, year, 0, 0};
				compare_with_all(d, sex, birth);
				birth = (struct birth){PRECISION_MONTH, year,
						       year % 12 + 1, 0};
				compare_with_all(d, sex, birth);
				birth = (struct birth){PRECISION_DAY, year, 2, 28};
				compare_with_all(d, sex, birth);
			}
}

/* What the law says of every birth day on one report day, kept so that a record can ask about all
 * the days it allows: bit 1 a man of that day is in, bit 2 a woman. */
#define FIRST_YEAR 1940
#define LAST_YEAR 2020
static unsigned char by_law[LAST_YEAR - FIRST_YEAR + 1][13][32];
static int retires[3][LAST_YEAR - FIRST_YEAR + 1][13]; /* by sex, year, month of birth */

static void ask_law(struct date today)
{
	for (int i = 0; i < calendar_days; i++) {
		struct date b = calendar[i];
		if (b.year < FIRST_YEAR || b.year > LAST_YEAR)
			continue;
		int year = b.year - FIRST_YEAR;
		by_law[year][b.month][b.day] =
			(unsigned char)(in_by_law(b, retires[SEX_MALE][year][b.month],
						  today) |
					in_by_law(b, retires[SEX_FEMALE][year][b.month],
						  today)
						<< 1);
	}
}

/* Of all days from the first month to the last: some bit anywhere, or one missing. */
static void ask_records(int year, int first, int last, bool some[3], bool all[3])
{
	unsigned any = 0, every = 3;

	for (int month = first; month <= last; month++) {
		for (int day = 1; day <= month_days(year + FIRST_YEAR, month); day++) {
			any |= by_law[year][month][day];
			every &= by_law[year][month][day];
		}
	}
	some[SEX_UNKNOWN] = any != 0;
	all[SEX_UNKNOWN] = every == 3;
	for (int sex = SEX_MALE; sex <= SEX_FEMALE; sex++) {
		some[sex] = any >> (sex - 1) & 1;
		all[sex] = every >> (sex - 1) & 1;
	}
}

static struct working_age records[LAST_YEAR - FIRST_YEAR + 1][13][3];

static void compare_records(int year, int month, int today)
{
	bool some[3], all[3];

	ask_records(year, month ? month : 1, month ? month : 12, some, all);
	for (int sex = SEX_UNKNOWN; sex <= SEX_FEMALE; sex++) {
		const struct working_age *ages = &records[year][month][sex];
		if (span_has(ages->sure, today) != all[sex] ||
		    span_has(ages->possible, today) != some[sex])
			fail_msg("sex %d born %d/%d on day %d", sex, month,
				 year + FIRST_YEAR, today);
	}
}

static void prepare_records(void)
{
	for (int year = 0; year <= LAST_YEAR - FIRST_YEAR; year++) {
		for (int month = 0; month <= 12; month++) {
			struct birth birth = {month ? PRECISION_MONTH : PRECISION_YEAR,
					      year + FIRST_YEAR, month, 0};
			for (int sex = SEX_UNKNOWN; sex <= SEX_FEMALE; sex++)
				records[year][month][sex] = workage_of(
					region, DEFINITION_LAW, (enum sex)sex, &birth);
			for (int sex = SEX_MALE; month && sex <= SEX_FEMALE; sex++)
				retires[sex][year][month] = retirement_month(
					(enum sex)sex,
					(struct date){birth.year, month, 1});
		}
	}
}

/* Every month and year of birth, every sex and none, on the first, the last and a changing day of
 * every report month: asked of the law itself, birth day by birth day. */
static void every_record_agrees_with_the_law(void **state)
{
	struct working_age none = workage_of(region, DEFINITION_LAW, SEX_MALE,
					     &(struct birth){.precision = 0});

	(void)state;
	prepare_records();
	for (int i = 0; i < 20 * 12 * 3; i++) {
		int year = 2021 + i / 36, month = i / 3 % 12 + 1;
		const int days[] = {1, month_days(year, month), 2 + i * 7 % 26};
		struct date today = {year, month, days[i % 3]};
		ask_law(today);
		for (int born = 0; born <= LAST_YEAR - FIRST_YEAR; born++)
			for (int part = 0; part <= 12; part++)
				compare_records(born, part, day_of(today));
		assert_false(span_has(none.sure, day_of(today)));
		assert_true(span_has(none.possible, day_of(today)));
	}
}

static void year_only_in_dates(void **state)
{
	struct birth birth = {PRECISION_YEAR, 1965, 0, 0};
	struct working_age men = workage_of(region, DEFINITION_LAW, SEX_MALE, &birth);
	struct working_age all = workage_of(region, DEFINITION_LAW, SEX_UNKNOWN, &birth);

	(void)state;
	/* Born 1/1965 he leaves at the end of 7/2026, born 12/1965 at the end of 9/2027. */
	assert_int_equal(men.sure.last, day_of((struct date){2026, 7, 31}));
	assert_int_equal(men.possible.last, day_of((struct date){2027, 9, 30}));
	assert_int_equal(men.sure.first, day_of((struct date){1980, 12, 31}));
	assert_int_equal(men.possible.first, day_of((struct date){1980, 1, 1}));
	/* A woman born 1/1965 left at the end of 1/2020. */
	assert_int_equal(all.sure.last, day_of((struct date){2020, 1, 31}));
	assert_int_equal(all.possible.last, men.possible.last);
}

static void nothing_known(void **state)
{
	struct birth birth = {.precision = PRECISION_NONE};

	(void)state;
	for (enum definition d = 0; d < DEFINITIONS; d++) {
		struct working_age ages = workage_of(region, d, SEX_FEMALE, &birth);
		assert_true(ages.sure.first > ages.sure.last);
		assert_int_equal(ages.possible.first, DAY_FIRST);
		assert_int_equal(ages.possible.last, DAY_NEVER);
	}
}

/* A table that has no row for a month puts nobody in working age by mistake. */
static void gap_in_table_is_nobody(void **state)
{
	struct region holey = *region;
	struct birth birth = {PRECISION_YEAR, 1980, 0, 0};

	(void)state;
	holey.row_count = 1; /* men born until 12/1960 */
	struct span_days span = workage_exact(&holey, DEFINITION_LAW, SEX_MALE,
					      (struct date){1980, 1, 5});
	assert_true(span.first > span.last);
	struct working_age ages = workage_of(&holey, DEFINITION_LAW, SEX_MALE, &birth);
	assert_true(ages.sure.first > ages.sure.last);
	assert_true(ages.possible.first > ages.possible.last);
	/* A man of 1960 is covered, a woman is not: possible, never sure. */
	birth.year = 1960;
	ages = workage_of(&holey, DEFINITION_LAW, SEX_UNKNOWN, &birth);
	assert_true(ages.sure.first > ages.sure.last);
	assert_int_equal(ages.possible.first, day_of((struct date){1975, 1, 1}));
}

/* ── spans and names ───────────────────────────────────────────────────────────────────── */

static void spans(void **state)
{
	struct span_days span = {10, 20}, open = {10, DAY_NEVER};

	(void)state;
	assert_false(span_has(span, 9));
	assert_true(span_has(span, 10));
	assert_true(span_has(span, 20));
	assert_false(span_has(span, 21));
	assert_int_equal(span_from(span, 5).first, 10);
	assert_int_equal(span_from(span, 15).first, 15);
	assert_int_equal(span_from(span, 20).last, 20);
	assert_int_equal(span_from(span, 21).first, 0);
	assert_int_equal(span_from(span, 21).last, -1);
	assert_int_equal(span_from(open, 1000000).last, DAY_NEVER);
}

static void earliest_day(void **state)
{
	(void)state;
	assert_int_equal(DAY_FIRST, day_of((struct date){1, 1, 1}));
}

static void definition_names(void **state)
{
	(void)state;
	for (int d = 0; d < DEFINITIONS; d++) {
		assert_int_equal(definition_parse(definition_name(d)), d);
		assert_true(strlen(definition_words(d)) > 10);
	}
	assert_string_equal(definition_name(DEFINITION_15_64), "15-64");
	assert_int_equal(definition_parse("LAW"), -1);
	assert_int_equal(definition_parse(""), -1);
}

int test_workage(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counting_cases),
		cmocka_unit_test(last_day_counts),
		cmocka_unit_test(nobody_comes_back),
		cmocka_unit_test(leap_day_births),
		cmocka_unit_test(other_definitions),
		cmocka_unit_test(every_birth_day_agrees_with_the_law),
		cmocka_unit_test(every_birth_day_agrees_by_age),
		cmocka_unit_test(table_has_no_gap),
		cmocka_unit_test(imprecise_births_are_bounded),
		cmocka_unit_test(every_record_agrees_with_the_law),
		cmocka_unit_test(year_only_in_dates),
		cmocka_unit_test(nothing_known),
		cmocka_unit_test(gap_in_table_is_nobody),
		cmocka_unit_test(spans),
		cmocka_unit_test(earliest_day),
		cmocka_unit_test(definition_names),
	};

	return cmocka_run_group_tests_name("workage", tests, make_calendar, NULL);
}
