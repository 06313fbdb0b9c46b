#include "tests.h"

#include "base/diag.h"

static void sorts_and_drops_repetitions(void **state)
{
	struct diags list = {0};
	struct place late = {"b.yaml", 3, 1}, early = {"a.yaml", 9, 2},
		     right = {"b.yaml", 3, 7};
	(void)state;
	diag_add(&list, right, "W52", "câu dài %d từ", 30)->fix = xstrdup("tách câu");
	diag_add(&list, late, "E05", "không có khóa này");
	diag_add(&list, early, "A80", "thiếu phần ghi nhớ");
	diag_add(&list, late, "E05", "không có khóa này")->fix = xstrdup("lặp lại");
	assert_int_equal(list.errors, 2);
	diags_sort(&list);
	assert_int_equal(list.count, 3);
	assert_int_equal(list.errors, 1);
	assert_string_equal(list.items[0].code, "A80");
	assert_string_equal(list.items[1].code, "E05");
	assert_string_equal(list.items[2].message, "câu dài 30 từ");
	assert_string_equal(list.items[2].fix, "tách câu");
	diags_release(&list);
	assert_int_equal(list.count, 0);
}

static void whole_file_findings_sort_first(void **state)
{
	struct diags list = {0};
	(void)state;
	diags_sort(&list); /* empty */
	diag_add(&list, (struct place){"a.yaml", 1, 1}, "E03", "y");
	diag_add(&list, (struct place){"a.yaml", 0, 0}, "W65", "x");
	diag_add(&list, (struct place){NULL, 0, 0}, "E40", "z");
	diags_sort(&list);
	assert_string_equal(list.items[0].code, "E40");
	assert_string_equal(list.items[1].code, "W65");
	diags_release(&list);
}

int test_diag(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sorts_and_drops_repetitions),
		cmocka_unit_test(whole_file_findings_sort_first),
	};
	return cmocka_run_group_tests_name("diag", tests, NULL, NULL);
}
