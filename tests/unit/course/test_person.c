/* What people type and hand in about themselves, and who might be the same person. */
#include "course/likeness.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

int test_person(void);

/* 22/11/2026 */
static int today(void)
{
	return day_of((struct date){2026, 11, 22});
}

/* ── birth dates ───────────────────────────────────────────────────────────────────────── */

static void births_that_are_right(void **state)
{
	static const struct {
		const char *text, *formatted;
		enum precision precision;
	} cases[] = {
		{"5/1/1980", "05/01/1980", PRECISION_DAY},
		{"05/01/1980", "05/01/1980", PRECISION_DAY},
		{" 5-1-1980 ", "05/01/1980", PRECISION_DAY},
		{"5.1.1980", "05/01/1980", PRECISION_DAY},
		{"1980-01-05", "05/01/1980", PRECISION_DAY},
		{"ngày 5 tháng 1 năm 1980", "05/01/1980", PRECISION_DAY},
		{"29/2/2024", "29/02/2024", PRECISION_DAY},
		{"01/1980", "01/1980", PRECISION_MONTH},
		{"12/1980", "12/1980", PRECISION_MONTH},
		{"00/01/1980", "01/1980", PRECISION_MONTH},
		{"1980", "1980", PRECISION_YEAR},
		{"00/00/1980", "1980", PRECISION_YEAR},
		{"0/0/1980", "1980", PRECISION_YEAR},
		{" 1980 ", "1980", PRECISION_YEAR},
		{"1900", "1900", PRECISION_YEAR},
		{"2026", "2026", PRECISION_YEAR},
		{"22/11/2026", "22/11/2026", PRECISION_DAY},
		{"", "", PRECISION_NONE},
		{"   ", "", PRECISION_NONE},
		{"không rõ", "", PRECISION_NONE},
		{"Chưa rõ", "", PRECISION_NONE},
		{"?", "", PRECISION_NONE},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct birth birth, again;
		struct err err = {0};
		char formatted[16];
		if (!birth_parse(cases[i].text, today(), &birth, &err))
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		assert_int_equal(birth.precision, cases[i].precision);
		birth_format(&birth, formatted);
		assert_string_equal(formatted, cases[i].formatted);
		/* What is written is read back as the same. */
		assert_true(birth_parse(formatted, today(), &again, &err));
		assert_int_equal(birth_compare(&birth, &again), 0);
		assert_int_equal(again.precision, birth.precision);
	}
}

static void births_that_are_wrong(void **state)
{
	/* What the message must say, so that people know what to do. */
	static const struct {
		const char *text, *says;
	} cases[] = {
		{"1899", "1900"},
		{"5/1/1099", "1099"},
		{"23/11/2026", "chưa tới"},
		{"12/2026", "chưa tới"},
		{"2027", "chưa tới"},
		{"31/2/1980", ""},
		{"29/2/1981", ""},
		{"1/13/1980", ""},
		{"5/1/80", ""},
		{"hôm qua", ""},
		{"5/0/1980", ""},
		{"00/00/0000", ""},
		{"00/00", ""},
		{"000/01/1980", ""},
		{"0", ""},
		{"00", ""},
		{"-1980", ""},
		{"5/1/1980 hoặc 1981", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct birth birth;
		struct err err = {0};
		if (birth_parse(cases[i].text, today(), &birth, &err))
			fail_msg("\"%s\" was read", cases[i].text);
		assert_int_equal(birth.precision, PRECISION_NONE);
		assert_int_equal(err.kind, ERR_DATA);
		if (!strstr(err.text, cases[i].says) || strlen(err.text) < 20)
			fail_msg("\"%s\": %s", cases[i].text, err.text);
		assert_false(birth_parse(cases[i].text, today(), &birth, NULL));
	}
}

static void ranges(void **state)
{
	struct birth birth = {PRECISION_YEAR, 1980, 0, 0};
	int first, last;

	(void)state;
	assert_true(birth_range(&birth, &first, &last));
	assert_int_equal(first, day_of((struct date){1980, 1, 1}));
	assert_int_equal(last, day_of((struct date){1980, 12, 31}));
	birth = (struct birth){PRECISION_MONTH, 1980, 2, 0};
	assert_true(birth_range(&birth, &first, &last));
	assert_int_equal(first, day_of((struct date){1980, 2, 1}));
	assert_int_equal(last, day_of((struct date){1980, 2, 29}));
	birth = (struct birth){PRECISION_DAY, 1980, 2, 29};
	assert_true(birth_range(&birth, &first, &last));
	assert_int_equal(first, last);
	assert_int_equal(first, day_of((struct date){1980, 2, 29}));
	birth = (struct birth){.precision = PRECISION_NONE};
	assert_false(birth_range(&birth, &first, &last));
}

static const struct birth in_order[] = {
	{PRECISION_NONE, 0, 0, 0},     {PRECISION_YEAR, 1979, 0, 0},
	{PRECISION_YEAR, 1980, 0, 0},  {PRECISION_MONTH, 1980, 1, 0},
	{PRECISION_DAY, 1980, 1, 5},   {PRECISION_DAY, 1980, 1, 6},
	{PRECISION_MONTH, 1980, 2, 0}, {PRECISION_DAY, 1981, 1, 1},
};

static void births_are_ordered(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(in_order); i++)
		for (size_t j = 0; j < ARRAY_LEN(in_order); j++) {
			int order = birth_compare(&in_order[i], &in_order[j]);
			assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
		}
}

static void births_that_may_be_one(void **state)
{
	/* In the order of in_order: '1' where both may be the same date. */
	static const char *const may[] = {
		"11111111", "11000000", "10111110", "10111100",
		"10111000", "10110100", "10100010", "10000001",
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(in_order); i++)
		for (size_t j = 0; j < ARRAY_LEN(in_order); j++)
			if (birth_compatible(&in_order[i], &in_order[j]) !=
			    (may[i][j] == '1'))
				fail_msg("births %zu and %zu", i, j);
}

/* ── sex ───────────────────────────────────────────────────────────────────────────────── */

static void sexes(void **state)
{
	static const struct {
		const char *text;
		int sex; /* -1: refused */
	} cases[] = {
		{"nam", SEX_MALE},
		{"Nam ", SEX_MALE},
		{"NAM", SEX_MALE},
		{"m", SEX_MALE},
		{"male", SEX_MALE},
		{"nữ", SEX_FEMALE},
		{"Nữ", SEX_FEMALE},
		{"NỮ", SEX_FEMALE},
		{"nu", SEX_FEMALE},
		{"f", SEX_FEMALE},
		{"Female", SEX_FEMALE},
		{"nu\u031b\u0303", SEX_FEMALE},
		{"", SEX_UNKNOWN},
		{" ", SEX_UNKNOWN},
		{"chưa rõ", SEX_UNKNOWN},
		{"unknown", SEX_UNKNOWN},
		{"x", -1},
		{"nam nữ", -1},
		{"1", -1},
		{"na", -1},
		{"namm", -1},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		enum sex sex = 77;
		bool known = sex_parse(cases[i].text, &sex);
		if (known != (cases[i].sex >= 0) || (known && (int)sex != cases[i].sex))
			fail_msg("\"%s\"", cases[i].text);
	}
}

static void sex_names_read_back(void **state)
{
	(void)state;
	for (enum sex sex = SEX_UNKNOWN; sex <= SEX_FEMALE; sex++) {
		enum sex again = 77;
		assert_true(sex_parse(sex_name(sex), &again));
		assert_int_equal(again, sex);
		assert_true(sex_parse(sex_word(sex), &again));
		assert_int_equal(again, sex);
	}
	assert_string_equal(sex_word(SEX_FEMALE), "nữ");
	assert_string_equal(sex_name(SEX_FEMALE), "female");
}

/* ── telephones ────────────────────────────────────────────────────────────────────────── */

static void phones_that_are_right(void **state)
{
	static const char *const cases[][2] = {
		{"0912345678", "0912345678"},
		{"0912 345 678", "0912345678"},
		{"0912.345.678", "0912345678"},
		{"091-234-5678", "0912345678"},
		{"+84912345678", "0912345678"},
		{" +84 912 345 678 ", "0912345678"},
		{"+84 (0) 912 345 678", "0912345678"},
		{"84912345678", "0912345678"},
		{"0084912345678", "0912345678"},
		{"912345678", "0912345678"}, /* the 0 lost in a spreadsheet */
		{"0841234567",
		 "0841234567"}, /* 084 is a mobile prefix, not the country */
		{"841234567", "0841234567"},
		{"84841234567", "0841234567"},
		{"0321234567", "0321234567"},
		{"0561234567", "0561234567"},
		{"0701234567", "0701234567"},
		{"02438251234", "02438251234"},
		{"(024) 3825 1234", "02438251234"},
		{"+84 24 3825 1234", "02438251234"},
		{"842438251234", "02438251234"},
		{"2438251234", "02438251234"},
		{"0912\u00a0345\u00a0678", "0912345678"},
		{"", ""},
		{"  ", ""},
		{"-", ""},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char phone[PHONE_BYTES], again[PHONE_BYTES];
		struct err err = {0};
		if (!phone_parse(cases[i][0], phone, &err))
			fail_msg("\"%s\": %s", cases[i][0], err.text);
		assert_string_equal(phone, cases[i][1]);
		assert_true(phone_parse(phone, again, &err));
		assert_string_equal(again, phone);
	}
}

static void phones_that_are_wrong(void **state)
{
	static const char *const cases[][2] = {
		{"091234567", "9 chữ số"},
		{"09123456789", "11 chữ số"},
		{"0412345678", "03, 05, 07, 08"},
		{"0612345678", "03, 05, 07, 08"},
		{"0123456789", "03, 05, 07, 08"},
		{"01631234567", "năm 2018"}, /* a mobile of before */
		{"+841631234567", "Hãy"},
		{"0243825123", "10 chữ số"},
		{"+1 202 555 0100", "nước ngoài"},
		{"001 202 555 0100", "nước ngoài"},
		{"+", "nước ngoài"},
		{"0912345678 hoặc 0987654321", "mỗi ô một số"},
		{"0912345678/0987654321", "mỗi ô một số"},
		{"09123456O8", "ký tự lạ"}, /* the letter O */
		{"1900", "4 chữ số"},
		{"113", "3 chữ số"},
		{"12345678901234567890123456789012345678901234567890", "50 chữ số"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char phone[PHONE_BYTES] = "x";
		struct err err = {0};
		if (phone_parse(cases[i][0], phone, &err))
			fail_msg("\"%s\" was read", cases[i][0]);
		assert_string_equal(phone, "");
		assert_int_equal(err.kind, ERR_DATA);
		if (!strstr(err.text, cases[i][1]))
			fail_msg("\"%s\": %s", cases[i][0], err.text);
	}
}

/* ── the personal id ───────────────────────────────────────────────────────────────────── */

static void ids_that_are_right(void **state)
{
	static const char *const cases[] = {
		"001080012345",     "001 080 012 345", "001.080.012.345",
		" 0010 8001 2345 ", "001-080-012-345", "001\u00a0080\u00a0012\u00a0345",
	};
	char digits[CITIZEN_ID_DIGITS + 1];
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		assert_true(citizen_id_parse(cases[i], digits, &err));
		assert_string_equal(digits, "001080012345");
	}
	assert_true(citizen_id_parse("096303999999", digits, &err));
}

static void ids_that_are_wrong(void **state)
{
	static const char *const cases[][2] = {
		{"", "12 chữ số"},
		{"012345678", "chứng minh nhân dân cũ"},
		{"1080012345", "số 0 ở đầu"},
		{"01080012345", "số 0 ở đầu"},
		{"0010800123456", "13"},
		{"00108001234", "11"},
		{"000080012345", "mã tỉnh"},
		{"001480012345", "thứ tư"},
		{"001980012345", "thứ tư"},
		{"00108001234X", "chữ số"},
		{"001080012345\n", "chữ số"},
		{"1.08001E+09", "chữ số"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char digits[CITIZEN_ID_DIGITS + 1] = "x";
		struct err err = {0};
		if (citizen_id_parse(cases[i][0], digits, &err))
			fail_msg("\"%s\" was read", cases[i][0]);
		assert_string_equal(digits, "");
		if (!strstr(err.text, cases[i][1]))
			fail_msg("\"%s\": %s", cases[i][0], err.text);
		/* Messages end up in logs. */
		assert_null(strstr(err.text, "80012345"));
		assert_null(strstr(err.text, "12345678"));
	}
}

static void every_province_code(void **state)
{
	char text[32], digits[CITIZEN_ID_DIGITS + 1];

	(void)state;
	int provinces = 0;
	const struct birth unknown = {PRECISION_NONE, 0, 0, 0};
	for (int place = 0; place < 1000; place++) {
		snprintf(text, sizeof(text), "%03d080012345", place);
		/* Births registered abroad have the code of a country: that warns only. */
		assert_int_equal(citizen_id_parse(text, digits, NULL), place > 0);
		if (place)
			provinces += citizen_id_mismatch(digits, SEX_UNKNOWN, &unknown) ==
				     ID_AGREES;
	}
	assert_int_equal(provinces, 63);
	assert_int_equal(citizen_id_mismatch("001080012345", SEX_UNKNOWN, &unknown),
			 ID_AGREES); /* Hà Nội */
	assert_int_equal(citizen_id_mismatch("079080012345", SEX_UNKNOWN, &unknown),
			 ID_AGREES); /* Thành phố Hồ Chí Minh */
	assert_int_equal(citizen_id_mismatch("003080012345", SEX_UNKNOWN, &unknown),
			 ID_PLACE_UNKNOWN);
	assert_int_equal(citizen_id_mismatch("100180012345", SEX_MALE, &unknown),
			 ID_PLACE_UNKNOWN | ID_SEX_DIFFERS);
}

static bool one_slip(const char *a, const char *b)
{
	int differ[CITIZEN_ID_DIGITS], n = 0;
	for (int i = 0; i < CITIZEN_ID_DIGITS; i++) {
		if (a[i] != b[i])
			differ[n++] = i;
	}
	return n == 1 || (n == 2 && differ[1] == differ[0] + 1 &&
			  a[differ[0]] == b[differ[1]] && a[differ[1]] == b[differ[0]]);
}

/* All numbers one slip away that can be read, each once, and no other. */
static void ids_one_slip_away(void **state)
{
	static char slips[CITIZEN_ID_SLIPS][CITIZEN_ID_DIGITS + 1];
	static const char id[] = "001080012345";
	char digits[CITIZEN_ID_DIGITS + 1];
	size_t n = citizen_id_slips(id, slips);
	int swaps = 0;

	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_true(one_slip(id, slips[i]));
		assert_true(citizen_id_parse(slips[i], digits, NULL));
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(slips[k], slips[i]);
		/* And back: whoever comes second finds the first. */
		static char back[CITIZEN_ID_SLIPS][CITIZEN_ID_DIGITS + 1];
		size_t m = citizen_id_slips(slips[i], back), found = 0;
		for (size_t k = 0; k < m; k++)
			found += !strcmp(back[k], id);
		assert_int_equal(found, 1);
		swaps += slips[i][10] == '5' && slips[i][11] == '4';
	}
	/* 9 other digits at 12 places, but "000" and 6 centuries that will not be; of 11 pairs of
	 * neighbours two are equal, one makes 000 and one such a century. */
	assert_int_equal(n, 9 * 12 - 1 - 6 + 7);
	assert_int_equal(swaps, 1);
}

static void id_mismatches(void **state)
{
	static const struct {
		const char *digits;
		enum sex sex;
		struct birth birth;
		int differs;
	} cases[] = {
		{"001080012345", SEX_MALE, {PRECISION_DAY, 1980, 1, 5}, ID_AGREES},
		{"001180012345", SEX_FEMALE, {PRECISION_YEAR, 1980, 0, 0}, ID_AGREES},
		{"001205012345", SEX_MALE, {PRECISION_YEAR, 2005, 0, 0}, ID_AGREES},
		{"001305012345", SEX_FEMALE, {PRECISION_MONTH, 2005, 7, 0}, ID_AGREES},
		{"001080012345", SEX_FEMALE, {PRECISION_DAY, 1980, 1, 5}, ID_SEX_DIFFERS},
		{"001080012345", SEX_MALE, {PRECISION_DAY, 1981, 1, 5}, ID_YEAR_DIFFERS},
		{"001305012345",
		 SEX_FEMALE,
		 {PRECISION_YEAR, 1905, 0, 0},
		 ID_YEAR_DIFFERS},
		{"001305012345",
		 SEX_MALE,
		 {PRECISION_YEAR, 1905, 0, 0},
		 ID_SEX_DIFFERS | ID_YEAR_DIFFERS},
		{"001080012345", SEX_UNKNOWN, {PRECISION_NONE, 0, 0, 0}, ID_AGREES},
		{"001080012345",
		 SEX_UNKNOWN,
		 {PRECISION_YEAR, 1990, 0, 0},
		 ID_YEAR_DIFFERS},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(citizen_id_mismatch(cases[i].digits, cases[i].sex,
						     &cases[i].birth),
				 cases[i].differs);
}

static void id_is_masked(void **state)
{
	char mask[24];

	(void)state;
	citizen_id_mask("001080012345", mask);
	assert_string_equal(mask, "0010 xxxx xxxx");
	citizen_id_mask("0010", mask);
	assert_string_equal(mask, "0010 xxxx xxxx");
	citizen_id_mask("", mask);
	assert_string_equal(mask, "");
}

/* ── one person, once ──────────────────────────────────────────────────────────────────── */

static struct person hoa(void)
{
	return (struct person){.name = "Nguyễn Thị Hòa",
			       .birth = {PRECISION_DAY, 1980, 1, 5},
			       .sex = SEX_FEMALE,
			       .ward = "00004",
			       .phone = "0912345678"};
}

static struct person lan(void)
{
	struct person lan = hoa();
	strcpy(lan.name, "Nguyễn Thị Lan");
	return lan;
}

/* Both ways round, since a pair has no first. */
static void assert_like(const struct person *a, const struct person *b, int ids,
			enum likeness expected)
{
	assert_int_equal(person_likeness(a, b, ids, NULL), expected);
	assert_int_equal(person_likeness(b, a, ids, NULL), expected);
}

static void same_id_is_one_person(void **state)
{
	struct person a = hoa(), b = {.name = "Trần Văn Tám", .sex = SEX_MALE};

	(void)state;
	assert_like(&a, &b, 1, LIKENESS_SAME_ID);
	assert_like(&a, &b, -1, LIKENESS_NONE);
}

static void probable_needs_name_date_and_phone(void **state)
{
	struct person a = hoa(), b = hoa();

	(void)state;
	assert_like(&a, &b, -1, LIKENESS_PROBABLE);
	strcpy(b.name, "HOA NGUYEN THI"); /* words sorted, no marks */
	strcpy(b.phone, "0987775678"); /* the last four agree */
	strcpy(b.ward, ""); /* moved away */
	assert_like(&a, &b, -1, LIKENESS_PROBABLE);

	strcpy(b.phone, "0912345679");
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE); /* moved, with another phone */
	b = hoa();
	*b.phone = '\0';
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE); /* same ward, same year */
	struct person c = b;
	assert_like(&b, &c, -1, LIKENESS_POSSIBLE); /* two without phones do not agree */
	b = hoa();
	b.birth.day = 6;
	strcpy(b.ward, "00070");
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE); /* one phone, and the same year */
	strcpy(b.phone, "0987775678");
	assert_like(&a, &b, -1, LIKENESS_NONE);
	b = hoa();
	b.birth = (struct birth){PRECISION_YEAR, 1980, 0, 0};
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE);
}

static void possible_by_year_and_ward(void **state)
{
	struct person a = hoa(), b = hoa();

	(void)state;
	*a.phone = *b.phone = '\0';
	for (int year = 1977; year <= 1983; year++) {
		b.birth = (struct birth){PRECISION_YEAR, year, 0, 0};
		assert_like(&a, &b, -1,
			    year >= 1979 && year <= 1981 ? LIKENESS_POSSIBLE
							 : LIKENESS_NONE);
	}
	b = a;
	b.birth.day++;
	strcpy(b.ward, "00070");
	assert_like(&a, &b, -1, LIKENESS_NONE);
	b.birth = a.birth = (struct birth){PRECISION_MONTH, 1980, 1, 0};
	assert_like(&a, &b, -1, LIKENESS_NONE);
	/* An unknown ward or birth is evidence of nothing. */
	*b.ward = '\0';
	assert_like(&a, &b, -1, LIKENESS_NONE);
	struct person c = b;
	assert_like(&b, &c, -1, LIKENESS_NONE);
	b = a;
	b.birth = (struct birth){.precision = PRECISION_NONE};
	assert_like(&a, &b, -1, LIKENESS_NONE);
}

static void possible_by_whole_phone(void **state)
{
	struct person a = hoa(), b = hoa();

	(void)state;
	*b.ward = '\0';
	b.birth = (struct birth){.precision = PRECISION_NONE};
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE);
	b.birth = (struct birth){PRECISION_YEAR, 1979, 0, 0};
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE); /* the age of the lunar year */
	b.birth.year = 1978;
	assert_like(&a, &b, -1, LIKENESS_NONE);
	b.birth = (struct birth){PRECISION_DAY, 1980, 5, 1};
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE); /* day and month swapped */
	strcpy(b.phone, "0987775678");
	assert_like(&a, &b, -1, LIKENESS_NONE);
}

/* A number that is one slip from another is no number that differs: with the name it is likely the
 * same one, mistyped. */
static void ids_one_slip_apart(void **state)
{
	struct person a = hoa(), b = hoa();

	(void)state;
	strcpy(b.ward, "00070");
	*b.phone = '\0';
	assert_like(&a, &b, IDS_DIFFER, LIKENESS_NONE);
	assert_like(&a, &b, IDS_NEAR, LIKENESS_PROBABLE);
	b.birth = (struct birth){.precision = PRECISION_NONE};
	assert_like(&a, &b, IDS_NEAR, LIKENESS_PROBABLE);
	b.birth = (struct birth){PRECISION_YEAR, 1981, 0, 0};
	assert_like(&a, &b, IDS_NEAR, LIKENESS_POSSIBLE);
	b.birth.year = 1985; /* another, by chance */
	assert_like(&a, &b, IDS_NEAR, LIKENESS_NONE);
	b = a;
	strcpy(b.name, "Nguyễn Thị Hoe");
	assert_like(&a, &b, IDS_NEAR, LIKENESS_POSSIBLE);
	strcpy(b.name, "Trần Văn Bình"); /* numbers given one after the other */
	assert_like(&a, &b, IDS_NEAR, LIKENESS_NONE);
}

static void possible_by_one_edit(void **state)
{
	static const struct {
		const char *name;
		bool near;
	} cases[] = {
		{"Nguyễn Thị Lam", true},  {"Nguyễn Thị Lanh", true},
		{"Nguyễn Thị La", true},   {"Nguyễn Thị Aln", true},
		{"Nguyễn Thị Lna", true},  {"Nguyễn Thị Van", true},
		{"Nguyen Thj Lan", true},  {"NguyễnThị Lan", true},
		{"Nguyễn Thị Nal", false}, {"Nguyễn Lan", false},
		{"Nguyễn Thị Hoa", false}, {"Trần Thị Lan", false},
	};
	struct person a = lan();

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct person b = lan();
		strcpy(b.name, cases[i].name);
		if (person_likeness(&a, &b, -1, NULL) !=
		    (cases[i].near ? LIKENESS_POSSIBLE : LIKENESS_NONE))
			fail_msg("%s", cases[i].name);
		assert_like(&a, &b, -1, person_likeness(&a, &b, -1, NULL));
		/* Hundreds are born in a ward in a year: the dates must not be at odds, */
		b.birth.day = 6;
		*b.phone = '\0';
		assert_like(&a, &b, -1, LIKENESS_NONE);
		strcpy(b.phone, a.phone); /* but few of them share a phone. */
		assert_like(&a, &b, -1,
			    cases[i].near ? LIKENESS_POSSIBLE : LIKENESS_NONE);
		b.birth = (struct birth){PRECISION_YEAR, 1980, 0, 0};
		assert_like(&a, &b, -1,
			    cases[i].near ? LIKENESS_POSSIBLE : LIKENESS_NONE);
		b.birth.year = 1981;
		assert_like(&a, &b, -1,
			    cases[i].near ? LIKENESS_POSSIBLE : LIKENESS_NONE);
		*b.phone = '\0';
		assert_like(&a, &b, -1, LIKENESS_NONE);
		strcpy(b.phone, a.phone);
		b.birth.year = 1982;
		assert_like(&a, &b, -1, LIKENESS_NONE);
		b.birth.year = 1980;
		strcpy(b.ward, "00070");
		assert_like(&a, &b, -1,
			    cases[i].near ? LIKENESS_POSSIBLE : LIKENESS_NONE);
		strcpy(b.phone,
		       "0999999999"); /* without the phone nothing speaks for it */
		assert_like(&a, &b, -1, LIKENESS_NONE);
		b.birth = a.birth; /* to the day: wherever they live */
		assert_like(&a, &b, -1,
			    cases[i].near ? LIKENESS_POSSIBLE : LIKENESS_NONE);
	}
}

static void contradiction_counts_one_step_less(void **state)
{
	struct person a = hoa(), b = hoa();

	(void)state;
	assert_like(&a, &b, 0, LIKENESS_POSSIBLE);
	b.sex = SEX_MALE;
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE);
	b.sex = SEX_UNKNOWN;
	assert_like(&a, &b, -1, LIKENESS_PROBABLE);
	strcpy(b.phone, "0999999999");
	assert_like(&a, &b, -1, LIKENESS_POSSIBLE);
	assert_like(&a, &b, 0, LIKENESS_NONE);
	b.sex = SEX_MALE;
	assert_like(&a, &b, -1, LIKENESS_NONE);
	assert_like(&a, &b, 1, LIKENESS_SAME_ID);
}

static void erased_people_are_like_nobody(void **state)
{
	struct person a = hoa(), b = hoa();

	(void)state;
	*a.name = *b.name = '\0';
	assert_like(&a, &b, -1, LIKENESS_NONE);
}

/* Turned 16 yesterday or today: no; tomorrow, or perhaps tomorrow: yes. */
static void the_young_need_a_representative(void **state)
{
	static const struct {
		struct birth birth;
		bool needed;
	} cases[] = {
		{{PRECISION_DAY, 2010, 11, 22}, false},
		{{PRECISION_DAY, 2010, 11, 23}, true},
		{{PRECISION_MONTH, 2010, 10, 0}, false},
		{{PRECISION_MONTH, 2010, 11, 0}, true},
		{{PRECISION_YEAR, 2009, 0, 0}, false},
		{{PRECISION_YEAR, 2010, 0, 0}, true},
		{{PRECISION_NONE, 0, 0, 0}, false},
	};
	int today = day_of((struct date){2026, 11, 22});

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_int_equal(consent_needs_representative(&cases[i].birth, today),
				 cases[i].needed);
}

int test_person(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_young_need_a_representative),
		cmocka_unit_test(births_that_are_right),
		cmocka_unit_test(births_that_are_wrong),
		cmocka_unit_test(ranges),
		cmocka_unit_test(births_are_ordered),
		cmocka_unit_test(births_that_may_be_one),
		cmocka_unit_test(sexes),
		cmocka_unit_test(sex_names_read_back),
		cmocka_unit_test(phones_that_are_right),
		cmocka_unit_test(phones_that_are_wrong),
		cmocka_unit_test(ids_that_are_right),
		cmocka_unit_test(ids_that_are_wrong),
		cmocka_unit_test(every_province_code),
		cmocka_unit_test(ids_one_slip_away),
		cmocka_unit_test(id_mismatches),
		cmocka_unit_test(id_is_masked),
		cmocka_unit_test(same_id_is_one_person),
		cmocka_unit_test(probable_needs_name_date_and_phone),
		cmocka_unit_test(possible_by_year_and_ward),
		cmocka_unit_test(possible_by_whole_phone),
		cmocka_unit_test(ids_one_slip_apart),
		cmocka_unit_test(possible_by_one_edit),
		cmocka_unit_test(contradiction_counts_one_step_less),
		cmocka_unit_test(erased_people_are_like_nobody),
	};

	return cmocka_run_group_tests_name("person", tests, NULL, NULL);
}
