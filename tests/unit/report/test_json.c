#include "report/json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#include "sample.h"

int test_json(void);

static void the_whole_table(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_json, &(struct report_options){0}, &out);
	assert_string_equal(
		out.data,
		"{\n"
		"  \"on\": \"2026-11-22\",\n"
		"  \"definition\": \"law\",\n"
		"  \"goal\": 70,\n"
		"  \"rows\": [\n"
		"    {\"ward\": \"00004\", \"name\": \"Ba Đình\", \"sex\": \"female\", "
		"\"population\": 1234567, \"rate\": 70.5, \"last\": \"2026-01-05\"},\n"
		"    {\"ward\": \"10120\", \"name\": \"=1+1, \\\"Ô Chợ Dừa\\\"\", "
		"\"sex\": \"unknown\", \"population\": 0, \"rate\": 0.4, "
		"\"last\": null},\n"
		"    {\"ward\": \"\", \"name\": null, \"sex\": null, \"population\": "
		"null, "
		"\"rate\": null, \"last\": null}\n"
		"  ],\n"
		"  \"total\": {\"name\": \"Toàn thành phố\", \"population\": 1234567, "
		"\"rate\": 100.0, \"last\": null}\n"
		"}\n");
	buf_release(&out);
}

static void an_empty_table(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "n", "n", CELL_INTEGER);
	assert_true(report_json.write(&t, &(struct report_options){0}, &out, NULL));
	assert_string_equal(out.data, "{\n  \"rows\": []\n}\n");
	buf_release(&out);
	table_release(&t);
}

static void negative_percentages(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "n", "n", CELL_PERCENT);
	table_row(&t);
	table_permille(&t, -5);
	assert_true(report_json.write(&t, &(struct report_options){0}, &out, NULL));
	assert_string_equal(out.data, "{\n  \"rows\": [\n    {\"n\": -0.5}\n  ]\n}\n");
	buf_release(&out);
	table_release(&t);
}

/* Every form writes the same measure: whole for machines, in its words for people. */
static void measures(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	const struct report_options none = {0};
	table_column(&t, "r", "Số", CELL_REAL);
	table_row(&t);
	table_real(&t, 1.0 / 3, "0,33");
	table_row(&t);
	table_real(&t, -0.5, "−0,50");
	table_row(&t);
	table_empty(&t);
	assert_true(report_json.write(&t, &none, &out, NULL));
	assert_string_equal(out.data,
			    "{\n  \"rows\": [\n    {\"r\": 0.333333333333333},\n"
			    "    {\"r\": -0.5},\n    {\"r\": null}\n  ]\n}\n");
	buf_reset(&out);
	assert_true(report_csv.write(&t, &none, &out, NULL));
	assert_string_equal(out.data + 3, "r\r\n0.333333333333333\r\n-0.5\r\n\r\n");
	buf_reset(&out);
	assert_true(report_text.write(&t, &none, &out, NULL));
	assert_string_equal(out.data, "   Số\n─────\n 0,33\n−0,50\n\n");
	buf_release(&out);
	table_release(&t);
}

static void assert_string(const char *text, const char *want)
{
	struct buf out = BUF_INIT;
	json_string(&out, text);
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void strings_are_escaped(void **state)
{
	(void)state;
	assert_string("", "\"\"");
	assert_string("Đường \"Láng\"", "\"Đường \\\"Láng\\\"\"");
	assert_string("a\\b/c", "\"a\\\\b/c\"");
	assert_string("a\nb\tc\r\x01", "\"a\\nb\\tc\\u000d\\u0001\"");
	assert_string("\x1b[2J\x7f\xc2\x9b", "\"\\u001b[2J\\u007f\\u009b\"");
	assert_string("a\xff", "\"a\xef\xbf\xbd\"");
	struct buf out = BUF_INIT;
	json_member(&out, "fix", NULL);
	buf_addc(&out, ' ');
	json_member(&out, "file", "a");
	assert_string_equal(out.data, "\"fix\": null \"file\": \"a\"");
	buf_release(&out);
}

static void hidden_cells_are_named(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "women", "Nữ", CELL_INTEGER);
	table_column(&t, "men", "Nam", CELL_INTEGER);
	table_column(&t, "rate", "Tỷ lệ", CELL_PERCENT);
	table_row(&t);
	table_hidden(&t);
	table_integer(&t, 12);
	table_hidden(&t);
	assert_true(report_jsonl.write(&t, &(struct report_options){0}, &out, NULL));
	assert_string_equal(out.data, "{\"women\": null, \"men\": 12, \"rate\": null, "
				      "\"hidden\": [\"women\", \"rate\"]}\n");
	buf_reset(&out);
	assert_true(report_csv.write(&t, &(struct report_options){0}, &out, NULL));
	assert_string_equal(out.data,
			    "\xef\xbb\xbfwomen,men,rate_permille\r\n…,12,…\r\n");
	buf_release(&out);
	table_release(&t);
}

static void a_line_says_all_by_itself(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_jsonl, &(struct report_options){0}, &out);
	assert_string_equal(
		out.data,
		"{\"ward\": \"00004\", \"name\": \"Ba Đình\", \"sex\": \"female\", "
		"\"population\": 1234567, \"rate\": 70.5, \"last\": \"2026-01-05\", "
		"\"on\": \"2026-11-22\", \"definition\": \"law\", \"goal\": 70}\n"
		"{\"ward\": \"10120\", \"name\": \"=1+1, \\\"Ô Chợ Dừa\\\"\", \"sex\": "
		"\"unknown\", \"population\": 0, \"rate\": 0.4, \"last\": null, "
		"\"on\": \"2026-11-22\", \"definition\": \"law\", \"goal\": 70}\n"
		"{\"ward\": \"\", \"name\": null, \"sex\": null, \"population\": null, "
		"\"rate\": null, \"last\": null, \"on\": \"2026-11-22\", "
		"\"definition\": \"law\", \"goal\": 70}\n");
	buf_release(&out);
}

int test_json(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_table),
		cmocka_unit_test(an_empty_table),
		cmocka_unit_test(negative_percentages),
		cmocka_unit_test(measures),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(hidden_cells_are_named),
		cmocka_unit_test(a_line_says_all_by_itself),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
