#include "report/csv_read.h"

#include "base/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_csv_read(void);

/* The whole text as "row:cell|cell" lines, "!" and the message at a fault. */
static void assert_read(const char *text, size_t n, const char *want)
{
	struct csv csv;
	struct err err = {0};
	struct buf got = BUF_INIT;
	enum csv_result result;
	csv_open(&csv, text, n);
	while ((result = csv_next(&csv, &err)) == CSV_ROW) {
		buf_printf(&got, "%d:", csv.row);
		for (size_t i = 0; i < csv.count; i++)
			buf_printf(&got, "%s%s", i ? "|" : "", csv.cells[i]);
		buf_addc(&got, '\n');
	}
	if (result == CSV_FAULT) {
		assert_int_equal(err.kind, ERR_DATA);
		buf_printf(&got, "!%s", err.text);
	}
	csv_close(&csv);
	if (strncmp(got.data, want, strlen(want)) != 0)
		assert_string_equal(got.data, want);
	if (!strchr(want, '!'))
		assert_string_equal(got.data, want);
	buf_release(&got);
}

static void assert_text(const char *text, const char *want)
{
	assert_read(text, strlen(text), want);
}

static void rows_and_cells(void **state)
{
	(void)state;
	assert_text("", "");
	assert_text("a", "1:a\n");
	assert_text("a,b\nc,d\n", "1:a|b\n2:c|d\n");
	assert_text("a,b\r\nc,d", "1:a|b\n2:c|d\n");
	assert_text("a,b\rc,d\r", "1:a|b\n2:c|d\n");
	assert_text("a,\n,b", "1:a|\n2:|b\n");
	assert_text("a,b,", "1:a|b|\n");
	assert_text("Họ tên, Ngày sinh \n", "1:Họ tên| Ngày sinh \n");
}

static void empty_lines_are_counted_but_not_given(void **state)
{
	(void)state;
	assert_text("\n\na,b\n\n , \nc,d\n\n", "3:a|b\n6:c|d\n");
	assert_text("a,b\r\n\r\nc,d", "1:a|b\n3:c|d\n");
	assert_text("\n \n,,\n", "");
}

static void quotes(void **state)
{
	(void)state;
	assert_text("\"a,b\",\"c\"\"d\"\n", "1:a,b|c\"d\n");
	assert_text("\"\",\"\"\"\"\nx,y", "1:|\"\n2:x|y\n");
	assert_text("\"hai\r\ndòng\",b\nc,d", "1:hai\r\ndòng|b\n2:c|d\n");
	assert_text("a,\"b\"", "1:a|b\n");
}

static void the_separator_is_found(void **state)
{
	(void)state;
	assert_text("a;b;c,d\n1;2;3,5\n", "1:a|b|c,d\n2:1|2|3,5\n");
	assert_text("a\tb\n1;2\t3,4\n", "1:a|b\n2:1;2|3,4\n");
	assert_text("\"a;;;;\",b\n", "1:a;;;;|b\n");
	assert_text("\r\na;b\n", "2:a|b\n");
	assert_text("sep=;\r\na,b;c\n", "2:a,b|c\n");
	assert_text("sep=\t\na\n", "2:a\n");
	assert_text("sep=,b;c;d\n", "1:sep=,b|c|d\n");
}

static void what_is_unclear_is_a_fault_with_its_place(void **state)
{
	(void)state;
	assert_text("a,b\nc,d \"e\"\n", "1:a|b\n!Dòng 2, cột B: có dấu nháy kép giữa ô.");
	assert_text("a,b\n\"c\"d,e\n", "1:a|b\n!Dòng 2, cột A: có chữ đứng sau");
	assert_text("a,b\n\"c\n\n\nd,e\n", "1:a|b\n!Dòng 2, cột A: dấu nháy kép mở");
	assert_text("\"", "!Dòng 1, cột A: dấu nháy kép mở");
	assert_text("a,b,\"", "!Dòng 1, cột C: dấu nháy kép mở");
	assert_read("a,b\nx\0y,z\n", 10, "1:a|b\n!Dòng 2, cột A: có ký tự rỗng");
	assert_read("\"x\0y\"\n", 6, "!Dòng 1, cột A: có ký tự rỗng");
}

static void columns_are_named_as_in_a_spreadsheet(void **state)
{
	(void)state;
	static const struct {
		size_t column;
		const char *name;
	} cases[] = {{0, "A"},   {25, "Z"},   {26, "AA"},   {51, "AZ"},
		     {52, "BA"}, {701, "ZZ"}, {702, "AAA"}, {16383, "XFD"}};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		char name[8];
		csv_column_name(cases[i].column, name);
		assert_string_equal(name, cases[i].name);
	}
}

/* Whatever the bytes: an end or a fault, no crash and no endless loop. */
static void any_bytes_come_to_an_end(void **state)
{
	(void)state;
	static const char letters[] = "a,;\t\"\r\n\0\xc3";
	unsigned seed = 1;
	for (int round = 0; round < 5000; round++) {
		char text[24];
		size_t n = (size_t)round % sizeof(text);
		for (size_t i = 0; i < n; i++) {
			seed = seed * 1103515245 + 12345;
			text[i] = letters[(seed >> 16) % (sizeof(letters) - 1)];
		}
		struct csv csv;
		struct err err = {0};
		int rows = 0;
		csv_open(&csv, text, n);
		while (csv_next(&csv, &err) == CSV_ROW) {
			assert_true(csv.count >= 1);
			assert_true(++rows <= 24);
		}
		csv_close(&csv);
	}
}

int test_csv_read(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_and_cells),
		cmocka_unit_test(empty_lines_are_counted_but_not_given),
		cmocka_unit_test(quotes),
		cmocka_unit_test(the_separator_is_found),
		cmocka_unit_test(what_is_unclear_is_a_fault_with_its_place),
		cmocka_unit_test(columns_are_named_as_in_a_spreadsheet),
		cmocka_unit_test(any_bytes_come_to_an_end),
	};
	return cmocka_run_group_tests_name("csv_read", tests, NULL, NULL);
}
