/* Which answers are right, at which level, and what is said about them. */
#include "text/match.h"

#include "base/mem.h"
#include "roll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_match(void);

static const struct {
	const char *accepted, *answer;
	enum match_level exact, place, none; /* under each rule */
} marks[] = {
	{"hòa", "hòa", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"hòa", "hoà", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"hoà", "hòa", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"hòa", "hoa", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"hòa", "họa", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"hòa", "hoạ", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"hòa", "hoá", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"hòa", "hò a", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"hòa", "hỏ", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"thủy", "thuỷ", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"khỏe", "khoẻ", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"quý", "qúy", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"giếng", "gíêng", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"mười", "mừơi", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"toán", "tóan", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"quả", "qủa", MATCH_NOT, MATCH_PLACED, MATCH_PLACED},
	{"quý", "quí", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"đường", "duong", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"đường", "đương", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"duong", "đường", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"đường", "dường", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"Hà Nội", "Hà Nội", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "hà nội", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "HÀ NỘI", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "  Hà   Nội ", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "Hà\u00a0Nội", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "HaNoi", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"Hà Nội", "Ha noi", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"Hà Nội", "Ha\u0300 No\u0323\u0302i", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "Hà Nội.", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"Hà Nội", "Ha noi!", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"Cúp máy.", "cúp máy", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"Cúp máy.", "cup máy!", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"Cúp máy.", "", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"Hà Nội", "Hà Nội,", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"Hà Nội", "", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"Hà Nội", ".", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{".", ".", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{".", "", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"?", "!", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"Tin “thật”", "tin \"thật\"", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"café", "cáfe", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"café", "cafe", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"Müller", "muller", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"Hànội", "Hanội", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"dichvucong.gov.vn", "DichVuCong.gov.vn", MATCH_EXACT, MATCH_EXACT, MATCH_EXACT},
	{"dichvucong.gov.vn", "dichvucong.gov.vn.", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"dichvucong.gov.vn", "dichvucong.com.vn", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	/* numbers, dates, codes */
	{"1.250.000", "1250000", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"1250000", "1,250,000", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"200.000 đ", "200 nghìn", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"200.000 đ", "200.001 đ", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"8,5", "8.5", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"8,5", "85", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"12", "12.", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"05/11/2026", "5-11-2026", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"05/11/2026", "ngày 5 tháng 11 năm 2026", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"05/11/2026", "2026-11-05", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"05/11/2026", "5/11/2026.", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"05/11/2026", "11/5/2026", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"05/11/2026", "11/2026", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"11/2026", "tháng 11 năm 2026", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"2026", "năm 2026", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"2026", "1/2026", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"0912345678", "0912 345 678", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"0912 345 678", "0912.345.678", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"0912345678", "912345678", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"0912345678", "0912345679", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"0912345678", "+84 912 345 678", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"0912345678", "+84 (0) 912-345-678", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"+84 24 3825 1234", "(024) 3825 1234", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"0912345678", "(+84) 912345678", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"2,5 kg", "2.5kg", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"5.000 người", "5000 người", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"5.000 người", "5000 nguoi", MATCH_NOT, MATCH_NOT, MATCH_UNMARKED},
	{"7 ngày", "7ngày", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"7 ngày", "7", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"7 ngày", "8 ngày", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"2,5 kg", "25 kg", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"2,5 kg", "2,5 km", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"50 %", "50 phần trăm", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"0912345678", "+85 912 345 678", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"19001234", "1900 1234", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"1800 1091", "18001091", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"1900 1234", "1900 1235", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"123.456.78", "1.23", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"1234567,8", "12345678", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"1234,5678", "12345678", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"1234.5678", "12345678", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	/* days without a year, times of day */
	{"2/9", "02/09", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"2/9", "ngày 2 tháng 9", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"2/9", "mùng 2 tháng 9.", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"30/4", "30-4", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"30/4", "30.4", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"ngày 30 tháng 4", "30/04", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"30/4", "4/30", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"2/9", "9/2", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"2/9", "2/9/1945", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"31/4", "31-4", MATCH_NOT, MATCH_NOT, MATCH_NOT}, /* there is none */
	{"1,5", "1/5", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"1.5", "1/5", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"08:30", "8h30", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"8h30", "8 giờ rưỡi", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"15:00", "3 giờ chiều", MATCH_NOT, MATCH_EXACT, MATCH_EXACT},
	{"8h30", "8h03", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"8h30", "830", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"8 giờ", "8", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"8", "8 giờ", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"12", "012", MATCH_NOT, MATCH_NOT, MATCH_NOT},
	{"113", "114", MATCH_NOT, MATCH_NOT, MATCH_NOT},
};

static void assert_level(const char *accepted, const char *answer,
			 const struct match_rules *rules, enum match_level expected)
{
	enum match_level found = match_level(answer, accepted, rules);

	if (found != expected)
		fail_msg("\"%s\" for \"%s\" (marks %d, typo %d): level %d, not %d",
			 answer, accepted, (int)rules->marks, rules->typo, (int)found,
			 (int)expected);
}

static void compares_marks_at_three_levels(void **state)
{
	(void)state;
	assert_true(ARRAY_LEN(marks) >= 60);
	for (size_t i = 0; i < ARRAY_LEN(marks); i++) {
		struct match_rules rules = {.marks = MARKS_EXACT};
		assert_level(marks[i].accepted, marks[i].answer, &rules, marks[i].exact);
		rules.marks = MARKS_PLACE;
		assert_level(marks[i].accepted, marks[i].answer, &rules, marks[i].place);
		rules.marks = MARKS_NONE;
		assert_level(marks[i].accepted, marks[i].answer, &rules, marks[i].none);
	}
}

static void case_and_spaces_count_where_asked(void **state)
{
	struct match_rules rules = {.marks = MARKS_PLACE, .case_matters = true};

	(void)state;
	assert_level("Hòa", "Hòa", &rules, MATCH_EXACT);
	assert_level("Hòa", "Hoà", &rules, MATCH_PLACED);
	assert_level("Hòa", "hòa", &rules, MATCH_NOT);
	assert_level("ĐT", "đt", &rules, MATCH_NOT);
	rules.marks = MARKS_NONE;
	assert_level("Đường", "Duong", &rules, MATCH_UNMARKED);
	assert_level("Đường", "duong", &rules, MATCH_NOT);
	rules = (struct match_rules){.marks = MARKS_PLACE, .spaces_matter = true};
	assert_level("Hà Nội", "hà nội", &rules, MATCH_EXACT);
	assert_level("Hà Nội", "hà  nội", &rules, MATCH_NOT);
	assert_level("Hà Nội", " hà nội", &rules, MATCH_NOT);
	assert_level("Hà Nội", "hà\tnội", &rules, MATCH_NOT);
}

static const struct {
	const char *accepted, *answer;
	int typo; /* the least that forgives; 9: none does */
} slips[] = {
	{"mật khẩu", "mật khẩu", 0},
	{"mật khẩu", "mật khẩ", 1},
	{"mật khẩu", "mật khẩuu", 1},
	{"mật khẩu", "mật khẫu", 1},
	{"mật khẩu", "mật khấu", 1},
	{"mật khẩu", "mật kẩhu", 1},
	{"mật khẩu", "mậtkhẩu", 1},
	{"mật khẩu", "mậ tkhẩu", 1},
	{"mật khẩu", "mất khấu", 2},
	{"mật khẩu", "mat khau", 2},
	{"mật khẩu", "mt khẩ", 2},
	{"mật khẩu", "ma khau", 9},
	{"mật khẩu", "tin nhắn", 9},
	{"đăng nhập", "đăng nhâp", 1},
	{"OTP", "OPT", 1},
	{"OTP", "OTTP", 1},
	{"OTP", "PTO", 9}, /* two slips of three letters are no slip */
	{"má", "mà", 9},
	{"a", "b", 9},
	{"a", "", 9},
	{"số 5 Hàng Bạc", "số 6 Hàng Bạc", 9},
	{"số 5 Hàng Bạc", "số 5 Hàng Bác", 1},
	{"số 5 Hàng Bạc", "số 55 Hàng Bạc", 9},
	{"số 5 Hàng Bạc", "số Hàng Bạc", 9},
	{"113", "114", 9},
	{"1.250.000", "1.250.00", 9},
	{"kynangso.example", "kynagnso.example", 9},
	{"a@thu.example", "b@thu.example", 9},
	{"https://vidu", "http://vidu", 9},
	{"lúc 8:30", "lục 8:30", 9},
	{"Có", "Có", 0},
	{"không", "khong", 1},
};

static void forgives_slips_of_the_finger(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(slips); i++)
		for (int typo = 0; typo <= 2; typo++) {
			struct match_rules rules = {.marks = MARKS_PLACE, .typo = typo};
			enum match_level expected = slips[i].typo == 0      ? MATCH_EXACT
						    : typo >= slips[i].typo ? MATCH_TYPO
									    : MATCH_NOT;
			assert_level(slips[i].accepted, slips[i].answer, &rules,
				     expected);
		}
}

static void slips_and_marks_go_together(void **state)
{
	struct match_rules rules = {.marks = MARKS_NONE, .typo = 1};

	(void)state;
	assert_level("mật khẩu", "mat khua", &rules, MATCH_TYPO);
	assert_level("mật khẩu", "mat khau", &rules, MATCH_UNMARKED);
	assert_level("thủy điện", "thuỷ điện", &rules, MATCH_PLACED);
	rules.spaces_matter = true;
	assert_level("mật khẩu", "matkhau", &rules, MATCH_NOT);
	rules = (struct match_rules){
		.marks = MARKS_PLACE, .typo = 1, .case_matters = true};
	assert_level("Zalo", "zalo", &rules, MATCH_TYPO);
	rules.marks = MARKS_EXACT;
	assert_level("Zalo", "Zallo", &rules, MATCH_TYPO);
}

static void shows_the_proper_spelling(void **state)
{
	static const char *const accept[] = {"hoa mai", "thủy tiên", "Thuỷ Tiên"};
	static const struct {
		const char *answer;
		enum match_level level;
		int proper; /* index of accept, or -1 */
	} cases[] = {
		{"hoa mai", MATCH_EXACT, -1},     {"HOA MAI", MATCH_EXACT, -1},
		{"hóa mai", MATCH_UNMARKED, 0},   {"thủy tiên", MATCH_EXACT, -1},
		{"thuỷ tiên", MATCH_EXACT, -1},   {"thuy tien", MATCH_UNMARKED, 1},
		{"thúy tiên", MATCH_UNMARKED, 1}, {"thuyr tien", MATCH_TYPO, 1},
		{"hoa đào", MATCH_NOT, -1},
	};
	struct match_rules rules = {.marks = MARKS_NONE, .typo = 1};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct match_result result = match_text(
			cases[i].answer, accept, ARRAY_LEN(accept), NULL, 0, &rules);
		assert_int_equal(result.level, cases[i].level);
		assert_int_equal(result.right, cases[i].level != MATCH_NOT);
		assert_ptr_equal(result.proper,
				 cases[i].proper < 0 ? NULL : accept[cases[i].proper]);
		assert_null(result.hint);
	}
}

static void gives_hints_for_near_answers(void **state)
{
	static const char *const accept[] = {"mã OTP"};
	static const struct match_near near[] = {
		{"mật khẩu", "Gần đúng: mã này chỉ dùng một lần."},
		{"mat khau", "Bạn gõ thêm dấu nhé."},
		{"ma OTP", "không bao giờ được hỏi khi dấu không tính"},
	};
	struct match_rules rules = {.marks = MARKS_NONE};
	struct match_result result;

	(void)state;
	result = match_text("Mật khẩu", accept, 1, near, 3, &rules);
	assert_false(result.right);
	assert_string_equal(result.hint, near[0].hint);
	result = match_text("mat khau", accept, 1, near, 3, &rules);
	assert_string_equal(result.hint, near[1].hint);
	result = match_text("mât khâu", accept, 1, near, 3, &rules);
	assert_string_equal(result.hint, near[0].hint);
	result = match_text("tên", accept, 1, near, 3, &rules);
	assert_null(result.hint);
	/* A hint never makes a right answer wrong. */
	result = match_text("ma OTP", accept, 1, near, 3, &rules);
	assert_true(result.right);
	assert_null(result.hint);
	rules.marks = MARKS_PLACE;
	result = match_text("ma OTP", accept, 1, near, 3, &rules);
	assert_false(result.right);
	assert_string_equal(result.hint, near[2].hint);
	/* Hints forgive no slips, though the rules do. */
	rules.typo = 2;
	result = match_text("mật khẩuu", accept, 1, near, 3, &rules);
	assert_null(result.hint);
}

static void nothing_accepted_or_no_utf8_is_wrong(void **state)
{
	static const char *const accept[] = {"hoa"};
	struct match_rules rules = {.marks = MARKS_NONE, .typo = 2};

	(void)state;
	assert_false(match_text("hoa", NULL, 0, NULL, 0, &rules).right);
	assert_false(match_text("ho\xff", accept, 1, NULL, 0, &rules).right);
	assert_false(match_text("\xff", accept, 1, NULL, 0, &rules).right);
}

static void long_answers_are_compared_without_slips(void **state)
{
	struct match_rules rules = {.marks = MARKS_PLACE, .typo = 1};
	char a[302], b[302];

	(void)state;
	memset(a, 'a', sizeof(a));
	memset(b, 'a', sizeof(b));
	a[200] = b[200] = '\0';
	b[100] = 'b';
	assert_level(a, b, &rules, MATCH_TYPO);
	a[200] = b[200] = 'a';
	a[301] = b[301] = '\0';
	assert_level(a, b, &rules, MATCH_NOT);
	b[100] = 'a';
	assert_level(a, b, &rules, MATCH_EXACT);
}

/* The distance against the plain recursive definition, on short random words. */
static int plain_distance(const char *a, int n, const char *b, int m)
{
	int best, other;

	if (n == 0 || m == 0)
		return n + m;
	best = plain_distance(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	other = plain_distance(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = plain_distance(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = plain_distance(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void counts_slips_as_the_definition_does(void **state)
{
	uint64_t seed = 1989;
	char a[8], b[8];

	(void)state;
	for (int round = 0; round < 3000; round++) {
		int n = 5 + (int)roll_below(&seed, 2), m = 3 + (int)roll_below(&seed, 4);
		for (int i = 0; i < n; i++)
			a[i] = (char)('b' + roll_below(&seed, 3));
		for (int i = 0; i < m; i++)
			b[i] = (char)('b' + roll_below(&seed, 3));
		a[n] = b[m] = '\0';
		int slipped = plain_distance(a, n, b, m);
		struct match_rules rules = {.marks = MARKS_EXACT, .typo = 2};
		assert_level(a, b, &rules,
			     slipped == 0   ? MATCH_EXACT
			     : slipped <= 2 ? MATCH_TYPO
					    : MATCH_NOT);
	}
}

int test_match(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_marks_at_three_levels),
		cmocka_unit_test(case_and_spaces_count_where_asked),
		cmocka_unit_test(forgives_slips_of_the_finger),
		cmocka_unit_test(slips_and_marks_go_together),
		cmocka_unit_test(shows_the_proper_spelling),
		cmocka_unit_test(gives_hints_for_near_answers),
		cmocka_unit_test(nothing_accepted_or_no_utf8_is_wrong),
		cmocka_unit_test(long_answers_are_compared_without_slips),
		cmocka_unit_test(counts_slips_as_the_definition_does),
	};

	return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
