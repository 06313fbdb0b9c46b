#include "text/name.h"

#include "text/collate.h"

#include "../../tools/syllables.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_name(void);

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

static int compare_keys(const char *a, const char *b)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	name_sort_key(&left, a);
	name_sort_key(&right, b);
	assert_null(memchr(left.data, 0, left.len));
	int order = strcmp(left.data, right.data);
	buf_release(&left);
	buf_release(&right);
	return sign(order);
}

static void assert_list(const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			int want = (i > j) - (i < j);
			if (sign(name_compare(names[i], names[j])) != want)
				fail_msg("%s and %s", names[i], names[j]);
			if (compare_keys(names[i], names[j]) != want)
				fail_msg("keys of %s and %s", names[i], names[j]);
		}
	}
}

static void people_are_sorted_by_given_middle_family_name(void **state)
{
	(void)state;
	static const char *const names[] = {
		"",
		"An", /* a given name alone */
		"Nguyễn An",
		"Trần An",
		"Lê Minh An",
		"Nguyễn Thị An",
		"Bùi Văn An",
		"Đỗ Ngọc Ánh",
		"Nguyễn Thị Ân",
		"Phạm Văn Bình",
		"Trần Thị Dung",
		"Nguyễn Văn Dũng",
		"Lê Thị Đào",
		"Nguyễn Hoa",
		"Nguyễn Thị Hoa",
		"Nguyễn Thị Hoà",
		"Nguyễn Thị Hòa", /* the other placement: a neighbour */
		"Nguyễn Thị Thu Hòa",
		"Lê Văn Hoà",
		"Nguyễn Thị Hóa",
		"Nguyễn Thị Yến",
	};
	assert_list(names, ARRAY_LEN(names));
}

static void case_counts_last_of_all(void **state)
{
	(void)state;
	static const char *const names[] = {"nguyễn thị hoa", "Nguyễn Thị Hoa",
					    "NGUYỄN THỊ HOA", "trần thị hoa"};
	assert_list(names, ARRAY_LEN(names));
	assert_int_equal(name_compare("Nguyễn Thị Hòa", "Nguyễn Thị Hòa"), 0);
	assert_int_equal(name_compare(" Nguyễn  Hòa ", "Nguyễn Hòa"), 0);
}

static void keys_and_comparison_agree(void **state)
{
	(void)state;
	struct buf a = BUF_INIT, b = BUF_INIT;
	for (uint32_t i = 0; i < 20000; i++) {
		buf_reset(&a);
		buf_reset(&b);
		person_add(&a, i * 2654435761u);
		person_add(&b, i * 2246822519u + 7);
		assert_int_equal(sign(name_compare(a.data, b.data)),
				 compare_keys(a.data, b.data));
	}
	buf_release(&a);
	buf_release(&b);
}

static void assert_form(void (*form)(struct buf *, const char *), const char *name,
			const char *want)
{
	struct buf b = BUF_INIT;
	form(&b, name);
	assert_string_equal(b.data, want);
	buf_release(&b);
}

static void initials_have_no_marks(void **state)
{
	(void)state;
	assert_form(name_initials, "Nguyễn Thị Hòa", "nth");
	assert_form(name_initials, "Đặng Ân", "da");
	assert_form(name_initials, "H'Hen Niê", "hhn");
	assert_form(name_initials, "Y Ben Êban", "ybe");
	assert_form(name_initials, "", "");
	assert_form(name_initials, "Nguyễn Thị Hà (B)", "nthb");
}

static void the_form_for_duplicates_ignores_marks_order_and_signs(void **state)
{
	(void)state;
	assert_form(name_fold_sorted, "Nguyễn Thị Hòa", "hoa nguyen thi");
	assert_form(name_fold_sorted, "HOÀ NGUYỄN THỊ", "hoa nguyen thi");
	assert_form(name_fold_sorted, " nguyen  thi hoa.", "hoa nguyen thi");
	assert_form(name_fold_sorted, "H'Hen Niê", "h hen nie");
	assert_form(name_fold_sorted, "H Hen Nie", "h hen nie");
	assert_form(name_fold_sorted, "An Anh Ân", "an an anh");
	assert_form(name_fold_sorted, "", "");
}

static void any_part_or_the_initials_find_a_name(void **state)
{
	(void)state;
	static const struct {
		const char *name, *query;
		bool matches;
	} cases[] = {
		{"Nguyễn Thị Hoa", "nth", true},
		{"Nguyễn Thị Hoa", "hoa", true},
		{"Nguyễn Thị Hoa", "thi hoa", true},
		{"Nguyễn Thị Hoa", "nguyen h", true},
		{"Nguyễn Thị Hoa", "NTH", true},
		{"Nguyễn Thị Hoa", "nt", true},
		{"Nguyễn Thị Hoa", "th", true},
		{"Nguyễn Thị Hoa", "nt hoa", true},
		{"Nguyễn Thị Hoa", "nguyen th", true},
		{"Nguyễn Thị Hoa", "n t h", true},
		{"Nguyễn Thị Hoa", "", true},
		{"Nguyễn Thị Hoa", "nh", false}, /* initials of neighbours only */
		{"Nguyễn Thị Hoa", "nthx", false},
		{"Nguyễn Thị Hoa", "hoa thi", false},
		{"Nguyễn Thị Hoa", "oa", false},
		{"Nguyễn Thị Hoa", "nth hoa", false}, /* Hoa is used up */
		{"Đặng Văn Đạt", "dvd", true},
		{"Đặng Văn Đạt", "đvđ", true},
		{"Đặng Văn Đạt", "đvd", true},
		{"Dương Văn Đạt", "đvđ", true}, /* found, but behind the Đặngs */
		{"Trần Thị Mỹ", "mi", true},
		{"Hoàng Anh Sơn", "há", true}, /* "has" in Telex */
		{"Nguyễn Ánh Xuân", "nã", true},
		{"Lê Anh Sơn Nam", "lán", true}, /* "lasn" */
		{"Hoàng Anh Nam", "há", false},
		{"Hoàng Sơn Anh", "há", false}, /* "hsa" has no tone */
		{"H’Hen Niê", "h'hen", true},
		{"H'Hen Niê", "h’hen n", true},
		{"H\u02bcHen Niê", "h'hen", true},
		{"H’Hen Niê", "hhen", true},
		{"H’Hen Niê", "hen nie", true},
		{"K'Sor H'Nhi", "ksor hnhi", true},
		{"K'Sor H'Nhi", "ksor nhi", false}, /* one way or the other */
		{"Jean-Paul O'Neil", "oneil", true},
		{"Jean-Paul O'Neil", "neil", true},
		{"Công Tằng Tôn Nữ Thị Bạch Tuyết Nguyệt Ánh Hồng Phương Anh", "anh",
		 true},
		{"Công Tằng Tôn Nữ Thị Bạch Tuyết Nguyệt Ánh Hồng Phương Anh",
		 "cttnt anh", true},
		{"Công Tằng Tôn Nữ Thị Bạch Tuyết Nguyệt Ánh Hồng Phương Anh", "hpa",
		 true},
		{"", "a", false},
		{"", "", true},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (name_matches(cases[i].name, cases[i].query) != cases[i].matches)
			fail_msg("\"%s\" and \"%s\"", cases[i].name, cases[i].query);
}

/* Each list is in the order in which the query should offer it. */
static void better_matches_come_first(void **state)
{
	(void)state;
	static const struct {
		const char *query, *names[6];
	} lists[] = {
		{"hoa",
		 {"Nguyễn Thị Hoa", "Nguyễn Thị Hòa", "Hoa Văn Nam", "Hòa Văn Nam",
		  "Nguyễn Thị Hoan", "Nguyễn Thị Hoàng"}},
		{"hòa", {"Nguyễn Thị Hoà", "Lê Hoàn", "Nguyễn Thị Hoa"}},
		{"th", {"Trần Thị", "Nguyễn Thị Lan", "Trần Hoa", "Trần Hoa Lan"}},
		{"đvđ", {"Đặng Văn Đạt", "Dương Văn Đạt"}},
		{"mi", {"Lê Mi", "Lê Minh", "Lê Mỹ"}},
		{"nguyễn thị", {"Nguyễn Thị", "Nguyễn Thị Lan", "Nguyễn Thi"}},
	};
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		struct query query;
		int before = 1000;
		query_init(&query, lists[i].query);
		for (size_t k = 0; k < 6 && lists[i].names[k]; k++) {
			int rank = name_rank(lists[i].names[k], &query);
			if (rank <= 0 || rank >= before)
				fail_msg("%s: %s has %d after %d", lists[i].query,
					 lists[i].names[k], rank, before);
			before = rank;
		}
	}
}

/* Every way of matching equal words would be some millions of ways. */
static void many_equal_words_are_no_trap(void **state)
{
	(void)state;
	struct query query;
	query_init(&query, "a a a a a a a a a a a b");
	for (int i = 0; i < 1000; i++)
		assert_int_equal(
			name_rank("A A A A A A A A A A A A A A A A A A A A", &query), 0);
}

static void names_that_may_be_kept(void **state)
{
	(void)state;
	static const char *const good[] = {
		"Hòa",
		"Nguyễn Thị Hòa",
		"H'Hen Niê",
		"H\u2019Hen Niê",
		"K\u02bcBrôi",
		"Y Ben Êban",
		"Jean-Pierre",
		"Nguyễn Văn A.",
		"Søren Müller",
		"nguyễn thị hòa",
		"A",
		"Công Tằng Tôn Nữ Thị Hoàng Phương Công Tằng Tôn Nữ Hoàng Anh",
	};
	for (size_t i = 0; i < ARRAY_LEN(good); i++) {
		struct err err = {0};
		if (!name_valid(good[i], &err))
			fail_msg("%s: %s", good[i], err.text);
	}
}

static void names_that_may_not_and_why(void **state)
{
	(void)state;
	static const struct {
		const char *name, *says;
	} bad[] = {
		{"", "Chưa có tên"},
		{"=HYPERLINK()", "bắt đầu bằng “=”"},
		{"+84912", "bắt đầu bằng “+”"},
		{"-Hoa", "bắt đầu bằng “-”"},
		{"@Hoa", "bắt đầu bằng “@”"},
		{"'Hoa", "bắt đầu bằng “'”"},
		{" Hoa", "bắt đầu bằng “ ”"},
		{"\tHoa", "bắt đầu bằng “<U+0009>”"},
		{"5 Hoa", "bắt đầu bằng “5”"},
		{"Hoa 2", "có “2”"},
		{"Hoa\xff", "có “<0xFF>”"},
		{"Hoa\u202e", "có “<U+202E>”"},
		{"Hoa\nLan", "có “<U+000A>”"},
		{"Hoa😀", "có “😀”"},
		{"Nguyễn Аnna", "có “А”"}, /* a Cyrillic А */
		{"Nguyễn  Hoa", "thừa dấu cách"},
		{"Hoa ", "thừa dấu cách"},
		{"Nguye\u0302\u0303n", "dựng sẵn"},
		{"Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
		 "61 ký tự"},
	};
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		struct err err = {0};
		if (name_valid(bad[i].name, &err))
			fail_msg("case %zu", i);
		if (!strstr(err.text, bad[i].says))
			fail_msg("case %zu: %s", i, err.text);
		assert_int_equal(err.kind, ERR_DATA);
		assert_false(name_valid(bad[i].name, NULL));
	}
}

int test_name(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_are_sorted_by_given_middle_family_name),
		cmocka_unit_test(case_counts_last_of_all),
		cmocka_unit_test(keys_and_comparison_agree),
		cmocka_unit_test(initials_have_no_marks),
		cmocka_unit_test(the_form_for_duplicates_ignores_marks_order_and_signs),
		cmocka_unit_test(any_part_or_the_initials_find_a_name),
		cmocka_unit_test(better_matches_come_first),
		cmocka_unit_test(many_equal_words_are_no_trap),
		cmocka_unit_test(names_that_may_be_kept),
		cmocka_unit_test(names_that_may_not_and_why),
	};
	return cmocka_run_group_tests_name("text/name", tests, NULL, NULL);
}
