#include "report/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

int test_table(void);

#define NBSP "\xc2\xa0"

static void columns_for_people(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_text, &(struct report_options){0}, &out);
	assert_string_equal(
		out.data,
		"Số người đã học đến 22/11/2026\n"
		"\n"
		"Mã     Phường, xã         Giới tính     Dân số    Tỷ lệ  Gần nhất\n"
		"─────  ─────────────────  ─────────  ─────────  ───────  ──────────\n"
		"00004  Ba Đình            nữ         1.234.567   70,5" NBSP
		"%  05/01/2026\n"
		"10120  =1+1, \"Ô Chợ Dừa\"  chưa rõ            0    0,4" NBSP "%\n"
		"\n"
		"─────  ─────────────────  ─────────  ─────────  ───────  ──────────\n"
		"       Toàn thành phố                1.234.567  100,0" NBSP "%\n"
		"\n"
		"Ngày: 22/11/2026\n"
		"Định nghĩa: theo luật\n"
		"Chỉ tiêu (%): 70\n"
		"Còn chờ xem: 3 cặp\n");
	buf_release(&out);
}

static void nothing_is_cut(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	char name[301];
	memset(name, 'x', 300);
	name[300] = '\0';
	table_column(&t, "name", "Tên", CELL_TEXT);
	table_row(&t);
	table_text(&t, name);
	report_text.write(&t, &(struct report_options){0}, &out, NULL);
	assert_non_null(strstr(out.data, name));
	buf_release(&out);
	table_release(&t);
}

static void only_facts(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_note(&t, "Tên", "Hoa");
	report_text.write(&t, &(struct report_options){0}, &out, NULL);
	assert_string_equal(out.data, "Tên: Hoa\n");
	buf_release(&out);
	table_release(&t);
}

static void formats_are_found_by_name_and_file(void **state)
{
	(void)state;
	assert_ptr_equal(report_format_named("csv"), &report_csv);
	assert_ptr_equal(report_format_named("json"), &report_json);
	assert_ptr_equal(report_format_named("table"), &report_text);
	assert_null(report_format_named("CSV"));
	assert_null(report_format_named(""));
	assert_ptr_equal(report_format_of_file("so-lieu.CSV"), &report_csv);
	assert_ptr_equal(report_format_of_file("a.b/x.json"), &report_json);
	assert_ptr_equal(report_format_of_file("bang.txt"), &report_text);
	assert_null(report_format_of_file("bang"));
	assert_null(report_format_of_file("bang.ods"));
	for (size_t i = 0; report_formats[i]; i++) {
		assert_ptr_equal(report_format_named(report_formats[i]->name),
				 report_formats[i]);
		/* A folder has no ending. */
		assert_int_equal(report_formats[i]->extension[0],
				 report_formats[i]->fill ? '\0' : '.');
		assert_true(!report_formats[i]->fill != !report_formats[i]->write);
	}
}

int test_table(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_for_people),
		cmocka_unit_test(nothing_is_cut),
		cmocka_unit_test(only_facts),
		cmocka_unit_test(formats_are_found_by_name_and_file),
	};
	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
