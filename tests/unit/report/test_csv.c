#include "report/csv.h"

#include "report/csv_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

int test_csv(void);

#define MARK "\xef\xbb\xbf"

static void a_file_for_machines(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_csv, &(struct report_options){0}, &out);
	assert_string_equal(out.data,
			    MARK "ward,name,sex,population,rate_permille,last,on,"
				 "definition,goal\r\n"
				 "VN-00004,Ba Đình,female,1234567,705,2026-01-05,"
				 "2026-11-22,law,70\r\n"
				 "VN-10120,\"'=1+1, \"\"Ô Chợ Dừa\"\"\",unknown,0,4,,"
				 "2026-11-22,law,70\r\n"
				 ",,,,,,2026-11-22,law,70\r\n");
	buf_release(&out);
}

static void headings_for_people_and_another_separator(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_csv,
		     &(struct report_options){.headings = true, .separator = ';'}, &out);
	assert_memory_equal(
		out.data,
		MARK "Mã;\"Phường, xã\";Giới tính;Dân số;Tỷ lệ (‰);Gần nhất;Ngày;"
		     "Định nghĩa;Chỉ tiêu (%)\r\nVN-00004;Ba Đình;",
		strlen(MARK "Mã;\"Phường, xã\";Giới tính;Dân số;Tỷ lệ (‰);Gần nhất;Ngày;"
			    "Định nghĩa;Chỉ tiêu (%)\r\nVN-00004;Ba Đình;"));
	buf_release(&out);
}

static void formulas_are_made_harmless(void **state)
{
	(void)state;
	static const char *const dangerous[] = {"=1",   "+84",  "-1",   "@SUM",
						"\t=1", "\r=1", "\n=1", "＝1",
						"＋1",  "－1",  "＠a"};
	static const char *const harmless[] = {"",    "1",   "a=1", "Ba Đình",
					       "'=1", " =1", "/",   "（1"};
	for (size_t i = 0; i < ARRAY_LEN(dangerous); i++)
		assert_true(csv_dangerous(dangerous[i]));
	for (size_t i = 0; i < ARRAY_LEN(harmless); i++)
		assert_false(csv_dangerous(harmless[i]));
	struct table t;
	sample_table(&t);
	assert_int_equal(csv_dangerous_cells(&t), 1);
	table_release(&t);
}

static void what_was_made_harmless_is_itself_again(void **state)
{
	(void)state;
	static const char *const texts[] = {"=1+1", "'=1", "''=1", "+84", "@a",  "'a",
					    "a'=1", "",    "'",    "1",   "＝1", "Ô"};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
		struct table t = {0};
		struct buf out = BUF_INIT;
		struct csv csv;
		table_column(&t, "a", "a", CELL_TEXT);
		table_column(&t, "b", "b", CELL_TEXT);
		table_row(&t);
		table_text(&t, texts[i]);
		table_text(&t, "x");
		report_csv.write(&t, &(struct report_options){0}, &out, NULL);
		csv_open(&csv, out.data + 3, out.len - 3);
		assert_int_equal(csv_next(&csv, NULL), CSV_ROW);
		assert_int_equal(csv_next(&csv, NULL), CSV_ROW);
		assert_false(csv_dangerous(csv.cells[0]));
		assert_string_equal(csv_unmarked(csv.cells[0]), texts[i]);
		csv_close(&csv);
		buf_release(&out);
		table_release(&t);
	}
}

/* Negative numbers are numbers, and begin with a minus all the same. */
static void numbers_are_left_alone(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "n", "n", CELL_INTEGER);
	table_row(&t);
	table_integer(&t, -5);
	assert_true(report_csv.write(&t, &(struct report_options){0}, &out, NULL));
	assert_string_equal(out.data, MARK "n\r\n-5\r\n");
	assert_int_equal(csv_dangerous_cells(&t), 0);
	buf_release(&out);
	table_release(&t);
}

/* Any text that is written is read back, but for the apostrophe before formulas. */
static void what_is_written_is_read_back(void **state)
{
	(void)state;
	static const char letters[] = "a,;\t\"\r\n =";
	unsigned seed = 7;
	for (int round = 0; round < 2000; round++) {
		struct table t = {0};
		struct buf out = BUF_INIT;
		char texts[2][8];
		char separator = ",;\t"[round % 3];
		table_column(&t, "a", "a", CELL_TEXT);
		table_column(&t, "b", "b", CELL_TEXT);
		table_row(&t);
		for (int i = 0; i < 2; i++) {
			size_t n = 1 + (seed >> 8) % 6;
			for (size_t k = 0; k < n; k++) {
				seed = seed * 1103515245 + 12345;
				texts[i][k] =
					letters[(seed >> 16) % (sizeof(letters) - 1)];
			}
			texts[i][0] = 'x';
			texts[i][n] = '\0';
			table_text(&t, texts[i]);
		}
		report_csv.write(&t, &(struct report_options){.separator = separator},
				 &out, NULL);
		struct csv csv;
		csv_open(&csv, out.data + 3, out.len - 3);
		assert_int_equal(csv.separator, separator);
		assert_int_equal(csv_next(&csv, NULL), CSV_ROW);
		assert_int_equal(csv_next(&csv, NULL), CSV_ROW);
		assert_int_equal(csv.count, 2);
		assert_string_equal(csv.cells[0], texts[0]);
		assert_string_equal(csv.cells[1], texts[1]);
		assert_int_equal(csv_next(&csv, NULL), CSV_END);
		csv_close(&csv);
		buf_release(&out);
		table_release(&t);
	}
}

int test_csv(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_for_machines),
		cmocka_unit_test(headings_for_people_and_another_separator),
		cmocka_unit_test(formulas_are_made_harmless),
		cmocka_unit_test(what_was_made_harmless_is_itself_again),
		cmocka_unit_test(numbers_are_left_alone),
		cmocka_unit_test(what_is_written_is_read_back),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
