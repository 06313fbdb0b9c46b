/* The pace and the forecast: a table of histories, and an oracle that simply lives through the
 * days one after another instead of calculating. */
#include "course/pace.h"

#include "base/date.h"
#include "base/mem.h"
#include "course/goal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_pace(void);

#define M(year, month) ((year)*12 + (month)-1)
#define NEVER (-1)

static int on(int year, int month, int day)
{
	return day_of((struct date){year, month, day});
}

static const struct city_goal goal_2027 = {
	.definition = DEFINITION_LAW, .percent = 70, .year = 2027, .source = "A"};

/* 100 people a month, evenly, since 01/2026. */
static const struct pace_month even[] = {
	{M(2026, 1), 100, 100},    {M(2026, 2), 200, 200},    {M(2026, 3), 300, 300},
	{M(2026, 4), 400, 400},    {M(2026, 5), 500, 500},    {M(2026, 6), 600, 600},
	{M(2026, 7), 700, 700},    {M(2026, 8), 800, 800},    {M(2026, 9), 900, 900},
	{M(2026, 10), 1000, 1000}, {M(2026, 11), 1050, 1050},
};
static const struct pace_month still[] = {
	{M(2026, 6), 40, 40}, {M(2026, 7), 40, 40},  {M(2026, 8), 40, 40},
	{M(2026, 9), 40, 40}, {M(2026, 10), 40, 40}, {M(2026, 11), 40, 40},
};
/* Nobody new, and people retire. */
static const struct pace_month falling[] = {
	{M(2026, 6), 50, 50}, {M(2026, 7), 48, 48},  {M(2026, 8), 47, 47},
	{M(2026, 9), 45, 45}, {M(2026, 10), 41, 41}, {M(2026, 11), 40, 40},
};
static const struct pace_month short_[] = {
	{M(2026, 8), 10, 10}, {M(2026, 9), 20, 20}, {M(2026, 10), 30, 30}};
static const struct pace_month undecided[] = {
	{M(2026, 6), 100, 200}, {M(2026, 7), 200, 400},   {M(2026, 8), 300, 600},
	{M(2026, 9), 400, 800}, {M(2026, 10), 500, 1000}, {M(2026, 11), 550, 1100},
};
/* A registry is mended: the undecided become sure, and possible falls. */
static const struct pace_month mended[] = {
	{M(2026, 6), 10, 100}, {M(2026, 7), 20, 95},  {M(2026, 8), 30, 90},
	{M(2026, 9), 40, 85},  {M(2026, 10), 50, 80},
};
static const struct pace_month gap[] = {
	{M(2026, 5), 30, 30}, {M(2026, 9), 60, 60}, {M(2026, 10), 90, 90}};

#define SERIES(list) .months = (list), .count = ARRAY_LEN(list)

struct pace_case {
	const char *name;
	struct pace_question question;
	int months, first, last;
	enum pace_state sure, possible;
	int sure_month, possible_month;
	int64_t required;
};

static const struct pace_case cases[] = {
	{"even growth",
	 {.sure = 1073, .possible = 1073, .population = 2000, .window = 6, SERIES(even)},
	 6,
	 M(2026, 5),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FORECAST,
	 M(2027, 3),
	 M(2027, 3),
	 25},
	{"a window longer than the data",
	 {.sure = 1073, .possible = 1073, .population = 2000, .window = 24, SERIES(even)},
	 9,
	 M(2026, 2),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FORECAST,
	 M(2027, 3),
	 M(2027, 3),
	 25},
	{"a window too short is widened",
	 {.sure = 1073, .possible = 1073, .population = 2000, .window = 1, SERIES(even)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FORECAST,
	 M(2027, 3),
	 M(2027, 3),
	 25},
	{"reached",
	 {.sure = 1400, .possible = 1400, .population = 2000, .window = 6, SERIES(even)},
	 6,
	 M(2026, 5),
	 M(2026, 10),
	 PACE_REACHED,
	 PACE_REACHED,
	 0,
	 0,
	 0},
	{"one short of it",
	 {.sure = 1399, .possible = 1399, .population = 2000, .window = 6, SERIES(even)},
	 6,
	 M(2026, 5),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FORECAST,
	 M(2026, 11),
	 M(2026, 11),
	 1},
	{"nobody knows the population",
	 {.sure = 1073, .possible = 1073, .window = 6, SERIES(even)},
	 6,
	 M(2026, 5),
	 M(2026, 10),
	 PACE_NO_GOAL,
	 PACE_NO_GOAL,
	 0,
	 0,
	 0},
	{"nobody was ever trained",
	 {.population = 2000, .window = 6},
	 0,
	 0,
	 0,
	 PACE_TOO_SHORT,
	 PACE_TOO_SHORT,
	 0,
	 0,
	 106},
	{"two months are too few",
	 {.sure = 35, .possible = 35, .population = 2000, .window = 6, SERIES(short_)},
	 0,
	 0,
	 0,
	 PACE_TOO_SHORT,
	 PACE_TOO_SHORT,
	 0,
	 0,
	 103},
	{"reached within two months",
	 {.sure = 35, .possible = 35, .population = 50, .window = 6, SERIES(short_)},
	 0,
	 0,
	 0,
	 PACE_REACHED,
	 PACE_REACHED,
	 0,
	 0,
	 0},
	{"standing still",
	 {.sure = 40, .possible = 40, .population = 2000, .window = 3, SERIES(still)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_STILL,
	 PACE_STILL,
	 0,
	 0,
	 103},
	{"falling",
	 {.sure = 40, .possible = 40, .population = 2000, .window = 3, SERIES(falling)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_FALLING,
	 PACE_FALLING,
	 0,
	 0,
	 103},
	{"two months for two ends of the range",
	 {.sure = 573,
	  .possible = 1146,
	  .population = 2000,
	  .window = 3,
	  SERIES(undecided)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FORECAST,
	 M(2027, 8),
	 M(2027, 1),
	 63},
	{"possibly reached",
	 {.sure = 573,
	  .possible = 1400,
	  .population = 2000,
	  .window = 3,
	  SERIES(undecided)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_REACHED,
	 M(2027, 8),
	 0,
	 63},
	{"the undecided become sure",
	 {.sure = 55, .possible = 77, .population = 200, .window = 3, SERIES(mended)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FALLING,
	 M(2027, 8),
	 0,
	 7},
	{"beyond every horizon",
	 {.sure = 1073,
	  .possible = 1073,
	  .population = 5372589,
	  .window = 6,
	  SERIES(even)},
	 6,
	 M(2026, 5),
	 M(2026, 10),
	 PACE_FAR,
	 PACE_FAR,
	 0,
	 0,
	 283261},
	{"months with nobody in them",
	 {.sure = 95, .possible = 95, .population = 200, .window = 3, SERIES(gap)},
	 3,
	 M(2026, 8),
	 M(2026, 10),
	 PACE_FORECAST,
	 PACE_FORECAST,
	 M(2027, 1),
	 M(2027, 1),
	 4},
};

static void a_table_of_histories(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct pace_case *c = &cases[i];
		struct pace_question q = c->question;
		q.day = on(2026, 11, 22);
		q.goal = &goal_2027;
		struct pace p = pace_of(&q);
		if (p.months != c->months || p.first != c->first || p.last != c->last ||
		    p.sure.state != c->sure || p.possible.state != c->possible ||
		    p.sure.month != c->sure_month ||
		    p.possible.month != c->possible_month || p.required != c->required)
			fail_msg(
				"%s: %d months %d-%d, states %d %d, reached %d/%d %d/%d, "
				"%lld a month",
				c->name, p.months, p.first, p.last, p.sure.state,
				p.possible.state, p.sure.month / 12,
				p.sure.month % 12 + 1, p.possible.month / 12,
				p.possible.month % 12 + 1, (long long)p.required);
	}
}

static struct pace_question of_even_growth(void)
{
	return (struct pace_question){.sure = 1050,
				      .possible = 1050,
				      .population = 2000,
				      .goal = &goal_2027,
				      .window = 3,
				      SERIES(even)};
}

static void the_last_day_makes_a_month_whole(void **state)
{
	struct pace_question q = of_even_growth();
	(void)state;
	q.day = on(2026, 11, 29);
	assert_int_equal(pace_of(&q).last, M(2026, 10));
	q.day = on(2026, 11, 30);
	assert_int_equal(pace_of(&q).last, M(2026, 11));
	/* January: the month before is of the year before. */
	q.day = on(2027, 1, 5);
	assert_int_equal(pace_of(&q).last, M(2026, 12));
}

static void after_the_year(void **state)
{
	struct pace_question q = of_even_growth();
	(void)state;
	q.day = on(2027, 12, 30);
	assert_false(pace_of(&q).over);
	q.day = on(2027, 12, 31);
	assert_true(pace_of(&q).over);
	assert_int_equal(pace_of(&q).required, 0);
	q.goal = NULL;
	assert_int_equal(pace_of(&q).sure.state, PACE_NO_GOAL);
	assert_false(pace_of(&q).over);
}

/* Lives on day by day: `gained` people come in `months` months, so in a month of so many days each
 * day brings gained / (months * days) of a person; to stay in whole numbers all is counted in
 * 1 / (months * 27720000) of a person. A month keeps the length of the first one. */
static int live_on(int day, int64_t missing, int64_t gained, int months)
{
	struct date now = date_of(day);
	int length = month_days(now.year, now.month), month = M(now.year, now.month);
	int64_t left = missing * months * length;
	for (int of_month = now.day; left > 0;) {
		if (++of_month > length) {
			of_month = 1;
			month++;
		}
		left -= gained;
	}
	return month;
}

static void as_if_lived_through(void **state)
{
	(void)state;
	unsigned roll = 12345;
	for (int i = 0; i < 3000; i++) {
		roll = roll * 1103515245u + 12345u;
		int day = on(2026, 1, 1) + (int)(roll >> 8) % 1500;
		int months = 3 + (int)(roll >> 5) % 10;
		roll = roll * 1103515245u + 12345u;
		int64_t gained = 1 + (roll >> 7) % 400, missing = 1 + (roll >> 16) % 900;
		struct date date = date_of(day);
		int last = M(date.year, date.month);
		if (date.day != month_days(date.year, date.month))
			last--;
		const struct pace_month list[] = {{last - months, 1000, 1000},
						  {last, 1000 + gained, 1000 + gained}};
		struct city_goal all = {.percent = 100, .year = 2100};
		struct pace_question q = {.day = day,
					  .sure = 5000,
					  .possible = 5000,
					  .population = 5000 + missing,
					  .goal = &all,
					  .window = months,
					  SERIES(list)};
		struct pace p = pace_of(&q);
		if (p.sure.state == PACE_FAR) {
			assert_true(missing * months > gained * PACE_HORIZON);
			continue;
		}
		assert_int_equal(p.sure.state, PACE_FORECAST);
		assert_int_equal(p.sure.month, live_on(day, missing, gained, months));
	}
}

/* ── words ── */

static const struct {
	const char *name; /* of a case above */
	const char *pace, *forecast;
} sentences[] = {
	{"even growth",
	 "Trong 6 tháng trọn, từ 05/2026 đến 10/2026, số người được tính tăng 600, trung "
	 "bình 100 người mỗi tháng.",
	 "Cứ nhịp này thì đạt chỉ tiêu trong tháng 03/2027. Muốn kịp hết năm 2027 thì mỗi "
	 "tháng cần thêm 25 người."},
	{"reached", NULL, "Đã đạt chỉ tiêu."},
	{"nobody knows the population", NULL,
	 "Chưa có số dân để so, nên chưa nói được bao giờ đạt chỉ tiêu."},
	{"two months are too few",
	 "Mới có 2 tháng trọn để so nên chưa nói được nhịp độ: cần ít nhất 3 tháng.",
	 "Vì vậy chưa nói được bao giờ đạt chỉ tiêu. Muốn kịp hết năm 2027 thì mỗi tháng "
	 "cần thêm 103 người."},
	{"standing still",
	 "Trong 3 tháng trọn, từ 08/2026 đến 10/2026, số người được tính không tăng.",
	 "Không có thêm ai, nên cứ thế này thì không đạt chỉ tiêu. Muốn kịp hết năm 2027 "
	 "thì mỗi tháng cần thêm 103 người."},
	{"falling",
	 "Trong 3 tháng trọn, từ 08/2026 đến 10/2026, số người được tính giảm 7: người rời "
	 "độ tuổi nhiều hơn người mới học.",
	 "Số người được tính đang giảm, nên cứ thế này thì không đạt chỉ tiêu. Muốn kịp "
	 "hết năm 2027 thì mỗi tháng cần thêm 103 người."},
	{"two months for two ends of the range", NULL,
	 "Cứ nhịp này thì đạt chỉ tiêu trong khoảng từ tháng 01/2027 đến tháng 08/2027, "
	 "tùy người chưa rõ có được tính hay không. Muốn kịp hết năm 2027 thì mỗi tháng "
	 "cần thêm 63 người."},
	{"possibly reached", NULL,
	 "Có thể đã đạt chỉ tiêu: còn tùy những người chưa rõ. Nếu không ai trong số họ "
	 "được tính thì đạt trong tháng 08/2027. Muốn kịp hết năm 2027 thì mỗi tháng cần "
	 "thêm 63 người."},
	{"the undecided become sure", NULL,
	 "Sớm nhất là tháng 08/2027, nhưng còn tùy những người chưa rõ có được tính hay "
	 "không. Muốn kịp hết năm 2027 thì mỗi tháng cần thêm 7 người."},
	{"beyond every horizon", NULL,
	 "Cứ nhịp này thì hơn 50 năm nữa mới đạt chỉ tiêu: cần học nhanh hơn nhiều. Muốn "
	 "kịp hết năm 2027 thì mỗi tháng cần thêm 283.261 người."},
};

static void in_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(sentences); i++) {
		const struct pace_case *c = cases;
		struct buf pace = BUF_INIT, forecast = BUF_INIT;
		while (strcmp(c->name, sentences[i].name) != 0)
			c++;
		struct pace_question q = c->question;
		q.day = on(2026, 11, 22);
		q.goal = &goal_2027;
		struct pace p = pace_of(&q);
		pace_words(&p, &pace);
		forecast_words(&p, q.goal, &forecast);
		if (sentences[i].pace)
			assert_string_equal(pace.data, sentences[i].pace);
		assert_string_equal(forecast.data, sentences[i].forecast);
		/* A forecast never stands without what it takes for granted. */
		bool drawn = p.sure.state == PACE_FORECAST ||
			     p.possible.state == PACE_FORECAST;
		assert_int_equal(*forecast_assumption(&p) != '\0', drawn);
		buf_release(&pace);
		buf_release(&forecast);
	}
}

int test_pace(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_of_histories),
		cmocka_unit_test(the_last_day_makes_a_month_whole),
		cmocka_unit_test(after_the_year),
		cmocka_unit_test(as_if_lived_through),
		cmocka_unit_test(in_words),
	};

	return cmocka_run_group_tests_name("pace", tests, NULL, NULL);
}
