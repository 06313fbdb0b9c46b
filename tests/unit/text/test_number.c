#include "text/number.h"

#include "roll.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void times_people_write_are_read(void **state)
{
	static const struct {
		const char *text;
		int minutes; /* -1: none */
	} cases[] = {
		{"8:30", 510},
		{"08:30", 510},
		{"8h30", 510},
		{"8H30", 510},
		{"8 h 30", 510},
		{"8g30", 510},
		{"8 giờ 30", 510},
		{"8 gio 30 phut", 510},
		{"8h30p", 510},
		{"8 giờ rưỡi", 510},
		{"8 giờ rưỡi sáng", 510},
		{"9 giờ kém 30", 510},
		{"8:30 AM", 510},
		{"8:30 SA", 510},
		{"8:05", 485},
		{"8h5", 485},
		{"8h", 480},
		{"8 giờ", 480},
		{"20h", 1200},
		{"8 giờ tối", 1200},
		{"20 giờ tối", 1200},
		{"8:00 PM", 1200},
		{"3 giờ chiều", 900},
		{"15h chiều", 900},
		{"12 giờ trưa", 720},
		{"11 giờ trưa", 660},
		{"1 giờ trưa", 780},
		{"12:30 PM", 750},
		{"12:30 CH", 750},
		{"12 giờ đêm", 0},
		{"12:05 AM", 5},
		{"2 giờ đêm", 120},
		{"11 giờ đêm", 1380},
		{"0h", 0},
		{"00:00", 0},
		{"23:59", 1439},
		{"0 giờ kém 5", 1435},
		{"8", -1},
		{"8 30", -1},
		{"8:3", -1},
		{"8:300", -1},
		{"8h60", -1},
		{"24:00", -1},
		{"25h", -1},
		{"100h", -1},
		{"8 giờ kém", -1},
		{"8 giờ chiều", -1},
		{"15 giờ sáng", -1},
		{"8 giờ tốt", -1},
		{"8h30x", -1},
		{"giờ", -1},
		{"", -1},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int minutes = -1;
		bool good = hour_parse(cases[i].text, &minutes);
		if (good != (cases[i].minutes >= 0) || minutes != cases[i].minutes)
			fail_msg("\"%s\": %d, not %d", cases[i].text, good ? minutes : -1,
				 cases[i].minutes);
	}
}

static void days_of_every_year_are_read(void **state)
{
	static const struct {
		const char *text;
		int day, month; /* 0: none */
	} cases[] = {
		{"2/9", 2, 9},
		{"02-09", 2, 9},
		{"30.4", 30, 4},
		{"29/2", 29, 2},
		{"ngày 1 tháng 5", 1, 5},
		{"1 thang 5", 1, 5},
		{"mùng 3 tháng 2", 3, 2},
		{"ngày mồng 10 tháng 3", 10, 3},
		{"30/2", 0, 0},
		{"0/5", 0, 0},
		{"5/13", 0, 0},
		{"2/9/1945", 0, 0},
		{"9/1945", 0, 0},
		{"tháng 5", 0, 0},
		{"tháng 5 ngày 1", 0, 0},
		{"5", 0, 0},
		{"", 0, 0},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int day = 0, month = 0;
		assert_int_equal(day_month_parse(cases[i].text, &day, &month),
				 cases[i].day > 0);
		assert_int_equal(day, cases[i].day);
		assert_int_equal(month, cases[i].month);
	}
}

int test_number(void);

static void expect(struct buf *b, const char *want)
{
	assert_string_equal(b->data, want);
	buf_reset(b);
}

static void numbers_are_written_the_vietnamese_way(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	static const struct {
		int64_t n;
		const char *want;
	} cases[] = {
		{0, "0"},
		{7, "7"},
		{999, "999"},
		{1000, "1.000"},
		{-1000, "-1.000"},
		{12345, "12.345"},
		{1234567, "1.234.567"},
		{INT64_MAX, "9.223.372.036.854.775.807"},
		{INT64_MIN, "-9.223.372.036.854.775.808"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		number_format(&b, cases[i].n);
		expect(&b, cases[i].want);
	}
	decimal_format(&b, 12345, 1);
	expect(&b, "1.234,5");
	decimal_format(&b, 5, 2);
	expect(&b, "0,05");
	decimal_format(&b, -5, 1);
	expect(&b, "-0,5");
	decimal_format(&b, 1000000, 6);
	expect(&b, "1,000000");
	assert_string_equal(number_text(1234567).s, "1.234.567");
	assert_string_equal(number_text(-1000).s, "-1.000");
	assert_string_equal(number_text(INT64_MIN).s, "-9.223.372.036.854.775.808");
	percent_format(&b, 705, 1);
	expect(&b, "70,5\u00a0%");
	percent_format(&b, 70, 0);
	expect(&b, "70\u00a0%");
	money_format(&b, 1250000);
	expect(&b, "1.250.000\u00a0đ");
	buf_release(&b);
}

/* Nobody who has begun is told 0,0 %, and 100,0 % is all of them. */
static void shares_are_not_rounded_away(void **state)
{
	static const struct {
		int64_t part, whole, permille;
		const char *words;
	} cases[] = {
		{0, 39664, 0, "0,0\u00a0%"},
		{1, 39664, 0, "<0,1\u00a0%"},
		{19, 39664, 0, "<0,1\u00a0%"},
		{20, 39664, 1, "0,1\u00a0%"},
		{705, 1000, 705, "70,5\u00a0%"},
		{9994, 10000, 999, "99,9\u00a0%"},
		{9995, 10000, 999, ">99,9\u00a0%"},
		{39663, 39664, 999, ">99,9\u00a0%"},
		{39664, 39664, 1000, "100,0\u00a0%"},
		{40000, 39664, 1008, "100,8\u00a0%"},
		{1, 1, 1000, "100,0\u00a0%"},
	};
	struct buf b = BUF_INIT;
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_int_equal(rate_permille(cases[i].part, cases[i].whole),
				 cases[i].permille);
		rate_format(&b, cases[i].part, cases[i].whole);
		expect(&b, cases[i].words);
	}
	buf_release(&b);
}

static void days_and_hours_are_written_the_vietnamese_way(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	date_format(&b, (struct date){2026, 11, 5});
	expect(&b, "05/11/2026");
	day_format(&b, 0);
	expect(&b, "01/01/1970");
	month_format(&b, 2026, 3);
	expect(&b, "03/2026");
	hour_format(&b, 8, 5);
	expect(&b, "08:05");
	hour_format_words(&b, 8, 30);
	expect(&b, "8 giờ 30");
	hour_format_words(&b, 14, 0);
	expect(&b, "14 giờ");
	hour_format_words(&b, 8, 5);
	expect(&b, "8 giờ 05");
	instant_format(&b, instant_of(day_of((struct date){2026, 11, 22}), 8, 30, 59));
	expect(&b, "08:30 22/11/2026");
	instant_format(&b, -1); /* 06:59:59 on 1 January 1970 in Viet Nam */
	expect(&b, "06:59 01/01/1970");
	span_format(&b, 0);
	expect(&b, "0 giây");
	span_format(&b, 59);
	expect(&b, "59 giây");
	span_format(&b, 12 * 60 + 30);
	expect(&b, "12 phút");
	span_format(&b, 7200);
	expect(&b, "2 giờ");
	span_format(&b, 7500);
	expect(&b, "2 giờ 5 phút");
	span_format(&b, 3 * 86400 + 5000);
	expect(&b, "3 ngày");
	span_format(&b, -5);
	expect(&b, "0 giây");
	buf_release(&b);
}

#define WHOLE(n) ((int64_t)(n)*NUMBER_MICRO)

static void numbers_people_write_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int64_t micro;
	} cases[] = {
		{"0", 0},
		{"05", WHOLE(5)},
		{"1250000", WHOLE(1250000)},
		{"1.250.000", WHOLE(1250000)},
		{"1,250,000", WHOLE(1250000)},
		{"1 250 000", WHOLE(1250000)},
		{"1\u00a0250\u2009000", WHOLE(1250000)},
		{"1'250'000", WHOLE(1250000)},
		{"1\u2019250\u2019000", WHOLE(1250000)},
		{"70,5", 70500000},
		{"70.5", 70500000},
		{"1.250,5", 1250500000},
		{"1,250.5", 1250500000},
		{"1 250,5", 1250500000},
		{"1.250.000,25", WHOLE(1250000) + 250000},
		{"1.250,125", 1250125000}, /* the dot groups: the comma cannot */
		{"3,141593", 3141593},
		{"-5", -WHOLE(5)},
		{"\u22125,5", -5500000},
		{"+5", WHOLE(5)},
		{"  42 ", WHOLE(42)},
		/* One separator, three digits: thousands … */
		{"1.250", WHOLE(1250)},
		{"1,250", WHOLE(1250)},
		{"65,023", WHOLE(65023)},
		{"125.000", WHOLE(125000)},
		/* … but decimals where thousands cannot be meant. */
		{"0,125", 125000},
		{"0.125", 125000},
		{"1250,125", 1250125000},
		{"12,345 %", 12345000},
		{"70.125%", 70125000},
		{"70,5 %", 70500000},
		{"70,5\u00a0%", 70500000},
		{"1.250.000 đ", WHOLE(1250000)},
		{"1.250.000đ", WHOLE(1250000)},
		{"500000 đồng", WHOLE(500000)},
		{"500.000 VNĐ", WHOLE(500000)},
		{"500.000 vnd", WHOLE(500000)},
		{"50000d", WHOLE(50000)},
		{"50.000₫", WHOLE(50000)},
		{"500k", WHOLE(500000)},
		{"500K", WHOLE(500000)},
		{"1,5k", WHOLE(1500)},
		{"5 nghìn", WHOLE(5000)},
		{"5 ngàn đồng", WHOLE(5000)},
		{"1tr", WHOLE(1000000)},
		{"1 triệu", WHOLE(1000000)},
		{"1 TRIỆU", WHOLE(1000000)},
		{"1,5 triệu", WHOLE(1500000)},
		{"1.5tr", WHOLE(1500000)},
		{"2 tỷ", WHOLE(2000000000)},
		{"2 tỉ đồng", WHOLE(2000000000)},
		{"1.250 tỷ", WHOLE(1250000000000)},
		{"0,125 tỷ", WHOLE(125000000)},
		{"9223372036854", WHOLE(9223372036854)},
		{"1tr2", WHOLE(1200000)},
		{"1tr250", WHOLE(1250000)},
		{"1 tr 25", WHOLE(1250000)},
		{"1tr250k", WHOLE(1250000)},
		{"1 triệu 250 nghìn", WHOLE(1250000)},
		{"1 triệu 250 ngàn đồng", WHOLE(1250000)},
		{"1 triệu 5 nghìn", WHOLE(1005000)},
		{"2 triệu rưỡi", WHOLE(2500000)},
		{"2 tỷ rưỡi đồng", WHOLE(2500000000)},
		{"2 tỉ 300 triệu", WHOLE(2300000000)},
		{"2 tỷ 300 triệu 50 nghìn", WHOLE(2300050000)},
		{"1k5", WHOLE(1500)},
		{"12 nghìn rưỡi", WHOLE(12500)},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		int64_t micro = -77;
		if (!number_parse(cases[i].text, &micro) || micro != cases[i].micro)
			fail_msg("%s: %" PRId64, cases[i].text, micro);
	}
}

static void what_is_no_number_or_two_is_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
		"",
		" ",
		"-",
		"+",
		"đ",
		"%",
		".",
		",",
		"abc",
		"5a",
		"a5",
		"5 người",
		"1tr2500",
		"1tr 2 tr",
		"1 nghìn 2 triệu",
		"1 triệu 1000 nghìn",
		"1tr2 nghìn tỷ",
		"1 triệu rưỡi 5",
		"1 triệu rưỡi %",
		"1 triệu 5 %",
		"1 triệu -5",
		"1,5 triệu rưỡi",
		"rưỡi",
		"5 rưỡi",
		"1k5k",
		"1k2500",
		"5 %%",
		"5 triệu %",
		"5 đ triệu",
		"k",
		"1..5",
		"1,,5",
		"1.2.3",
		"1,2,3",
		"12 34",
		"1 25",
		"1250 000",
		"1.25.000",
		"1.2500.000",
		".5",
		",5",
		"5.",
		"5,",
		"1.250.00",
		"0.125.000",
		"1,250.000,5",
		"1.250,00,5",
		"1 250.000",
		"1'250,000",
		"01.250",
		"0912.345.678",
		"1,250 triệu",
		"1,250k",
		"3,1415926",
		"--5",
		"5-",
		"1e5",
		"0x10",
		"½",
		"9223372036855",
		"99999999999999999999",
		"9300 tỷ",
		"1.250,000.5",
		"5\xff",
		"1/2",
		"1 . 5",
		"1 ,5",
		"0000000000000000000000000000000000000000000000000000000000000001",
	};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		int64_t micro = -77;
		if (number_parse(texts[i], &micro))
			fail_msg("%s: %" PRId64, texts[i], micro);
		assert_int_equal(micro, -77);
	}
}

/* What we write for people, we read, whatever the number. */
static void written_numbers_are_read_back(void **state)
{
	(void)state;
	uint64_t seed = 9;
	struct buf b = BUF_INIT;
	for (int i = 0; i < 50000; i++) {
		int64_t n = (int64_t)roll(&seed) << roll_below(&seed, 12);
		int64_t value = roll_below(&seed, 2) ? n : -n, micro;
		n = value;
		buf_reset(&b);
		number_format(&b, value);
		assert_true(number_parse(b.data, &micro));
		assert_true(micro == n * NUMBER_MICRO);
		buf_reset(&b);
		money_format(&b, value);
		assert_true(number_parse(b.data, &micro));
		assert_true(micro == n * NUMBER_MICRO);
		buf_reset(&b);
		decimal_format(&b, value, 2);
		assert_true(number_parse(b.data, &micro));
		assert_true(micro == n * (NUMBER_MICRO / 100));
	}
	buf_release(&b);
}

static void dates_people_write_are_read(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		struct date date;
		enum precision precision;
	} cases[] = {
		{"5/1/1980", {1980, 1, 5}, PRECISION_DAY},
		{"05/01/1980", {1980, 1, 5}, PRECISION_DAY},
		{"05-01-1980", {1980, 1, 5}, PRECISION_DAY},
		{"5.1.1980", {1980, 1, 5}, PRECISION_DAY},
		{"5 1 1980", {1980, 1, 5}, PRECISION_DAY},
		{" 5 / 1 / 1980 ", {1980, 1, 5}, PRECISION_DAY},
		{"05011980", {1980, 1, 5}, PRECISION_DAY},
		{"ngày 5 tháng 1 năm 1980", {1980, 1, 5}, PRECISION_DAY},
		{"NGÀY 05 THÁNG 01 NĂM 1980", {1980, 1, 5}, PRECISION_DAY},
		{"ngay 5 thang 1 nam 1980", {1980, 1, 5}, PRECISION_DAY},
		{"5 thg 1, 1980", {1980, 1, 5}, PRECISION_DAY},
		{"ngày 5/1/1980", {1980, 1, 5}, PRECISION_DAY},
		{"1980-01-05", {1980, 1, 5}, PRECISION_DAY},
		{"1980/1/5", {1980, 1, 5}, PRECISION_DAY},
		{"19800105", {1980, 1, 5}, PRECISION_DAY},
		{"1980-01-05 00:00:00", {1980, 1, 5}, PRECISION_DAY},
		{"1980-01-05T00:00:00", {1980, 1, 5}, PRECISION_DAY},
		{"05/01/1980 0:00", {1980, 1, 5}, PRECISION_DAY},
		{"29/2/1980", {1980, 2, 29}, PRECISION_DAY},
		{"31/12/2199", {2199, 12, 31}, PRECISION_DAY},
		{"20112010", {2010, 11, 20}, PRECISION_DAY},
		{"20101120", {2010, 11, 20}, PRECISION_DAY},
		{"19121912", {1912, 12, 19}, PRECISION_DAY},
		{"01/1980", {1980, 1, 1}, PRECISION_MONTH},
		{"1-1980", {1980, 1, 1}, PRECISION_MONTH},
		{"tháng 1 năm 1980", {1980, 1, 1}, PRECISION_MONTH},
		{"tháng 1/1980", {1980, 1, 1}, PRECISION_MONTH},
		{"1980-01", {1980, 1, 1}, PRECISION_MONTH},
		{"1980-01-XX", {1980, 1, 1}, PRECISION_MONTH},
		{"1980-XX-XX", {1980, 1, 1}, PRECISION_YEAR},
		{"1980", {1980, 1, 1}, PRECISION_YEAR},
		{"năm 1980", {1980, 1, 1}, PRECISION_YEAR},
		{"1800", {1800, 1, 1}, PRECISION_YEAR},
		{"00/00/1980", {1980, 1, 1}, PRECISION_YEAR},
		{"00/03/1980", {1980, 3, 1}, PRECISION_MONTH},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date d = {0};
		enum precision precision = PRECISION_NONE;
		struct err err = {0};
		if (!date_parse_people(cases[i].text, &d, &precision, &err))
			fail_msg("%s: %s", cases[i].text, err.text);
		if (memcmp(&d, &cases[i].date, sizeof(d)) != 0 ||
		    precision != cases[i].precision)
			fail_msg("%s: %d-%d-%d, %d", cases[i].text, d.year, d.month,
				 d.day, (int)precision);
	}
}

static void dates_that_cannot_be_are_refused_with_the_reason(void **state)
{
	(void)state;
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"", "Chưa có ngày"},
		{"   ", "Chưa có ngày"},
		{"31/2/1980", "Không có ngày 31/02/1980: tháng ấy chỉ có 29 ngày"},
		{"29/2/1981", "tháng ấy chỉ có 28 ngày"},
		{"29/02/1900", "tháng ấy chỉ có 28 ngày"},
		{"31/4/1980", "tháng ấy chỉ có 30 ngày"},
		{"32/1/1980", "tháng ấy chỉ có 31 ngày"},
		{"1/25/1980", "có phải 25/01/1980"}, /* the American way */
		{"1980-25-12", "có phải 25/12/1980"},
		{"5/13/1980", "có phải 13/05/1980"},
		{"13/1980", "Không có tháng 13"},
		{"40/40/1980", "Không có tháng 40"},
		{"5/0/1980", "Có ngày 5 mà không có tháng"},
		{"5/1/80", "thiếu năm"},
		{"5/1", "thiếu năm"},
		{"5 tháng 1", "thiếu năm"},
		{"5/1/0980", "Năm 980 không thể đúng"},
		{"1/1/1799", "Năm 1799 không thể đúng"},
		{"2200", "Năm 2200 không thể đúng"},
		{"32131980", "Không có tháng 13"},
		{"80", "không phải là ngày"},
		{"198", "không phải là ngày"},
		{"19800", "không phải là ngày"},
		{"29226", "không phải là ngày"}, /* a serial number of Excel */
		{"abc", "không phải là ngày"},
		{"5//1/1980", "không phải là ngày"},
		{"/5/1/1980", "không phải là ngày"},
		{"5/1/1980/", "không phải là ngày"},
		{"5/1/1980 sáng", "không phải là ngày"},
		{"5/1/2/1980", "không phải là ngày"},
		{"005/1/1980", "không phải là ngày"},
		{"5/001/1980", "không phải là ngày"},
		{"tháng 5 ngày 1 năm 1980", "không phải là ngày"},
		{"1980-1-1980", "không phải là ngày"},
		{"ngày tháng năm", "không phải là ngày"},
		{"-5/1/1980", "không phải là ngày"},
		{"5/1/1980\x1b[2J", "1980<U+001B>[2J” không phải là ngày"},
		{"123456789", "không phải là ngày"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct date d = {1, 2, 3};
		enum precision precision = PRECISION_NONE;
		struct err err = {0};
		if (date_parse_people(cases[i].text, &d, &precision, &err))
			fail_msg("%s: %d-%d-%d", cases[i].text, d.year, d.month, d.day);
		if (!strstr(err.text, cases[i].says))
			fail_msg("%s: %s", cases[i].text, err.text);
		assert_int_equal(d.year, 1);
		assert_int_equal(precision, PRECISION_NONE);
		assert_false(date_parse_people(cases[i].text, &d, &precision, NULL));
	}
}

static void every_day_we_write_is_read_back(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	for (int day = day_of((struct date){1890, 1, 1}); day < 60000; day++) {
		struct date d;
		enum precision precision;
		char iso[11], compact[9];
		day_format(&b, day);
		assert_true(date_parse_people(b.data, &d, &precision, NULL));
		assert_int_equal(day_of(d), day);
		assert_int_equal(precision, PRECISION_DAY);
		buf_reset(&b);
		date_format_iso(d, iso);
		assert_true(date_parse_people(iso, &d, &precision, NULL));
		assert_int_equal(day_of(d), day);
		memcpy(compact, iso, 4);
		memcpy(compact + 4, iso + 5, 2);
		memcpy(compact + 6, iso + 8, 3);
		assert_true(date_parse_people(compact, &d, &precision, NULL));
		assert_int_equal(day_of(d), day);
	}
	buf_release(&b);
}

int test_number(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_written_the_vietnamese_way),
		cmocka_unit_test(shares_are_not_rounded_away),
		cmocka_unit_test(days_and_hours_are_written_the_vietnamese_way),
		cmocka_unit_test(numbers_people_write_are_read),
		cmocka_unit_test(what_is_no_number_or_two_is_refused),
		cmocka_unit_test(written_numbers_are_read_back),
		cmocka_unit_test(dates_people_write_are_read),
		cmocka_unit_test(days_of_every_year_are_read),
		cmocka_unit_test(times_people_write_are_read),
		cmocka_unit_test(dates_that_cannot_be_are_refused_with_the_reason),
		cmocka_unit_test(every_day_we_write_is_read_back),
	};
	return cmocka_run_group_tests_name("text/number", tests, NULL, NULL);
}
