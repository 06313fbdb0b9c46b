#include "report/format.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

int test_xlsx(void);

/* What stands inside is looked at with LibreOffice (tests/scripts/export.sh). */

static const struct report_options plain = {0};

static void the_same_table_gives_the_same_bytes(void **state)
{
	(void)state;
	struct buf first = BUF_INIT, second = BUF_INIT;
	sample_write(&report_xlsx, &plain, &first);
	sample_write(&report_xlsx, &plain, &second);
	assert_int_equal(first.len, second.len);
	assert_memory_equal(first.data, second.data, first.len);
	assert_memory_equal(first.data, "PK\3\4", 4);
	buf_release(&first);
	buf_release(&second);
}

static void any_table_can_be_written(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	struct err err = {0};
	assert_true(report_xlsx.write(&t, &plain, &out, &err)); /* nothing at all */
	table_note(&t, "Chỉ một dòng", "%s", "=1+1");
	assert_true(report_xlsx.write(&t, &plain, &out, &err));
	table_column(&t, "real", "Đo", CELL_REAL);
	table_column(&t, "n", "Số", CELL_INTEGER);
	assert_true(report_xlsx.write(&t, &plain, &out, &err)); /* no rows */
	table_row(&t);
	table_real(&t, 0.1, "0,1");
	table_integer(&t, -5);
	table_row(&t);
	table_hidden(&t);
	assert_true(report_xlsx.write(&t, &plain, &out, &err));
	buf_release(&out);
	table_release(&t);
}

/* The library does not look whether its temporary files could be written. */
static void a_bad_temporary_folder_is_said(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT;
	struct err err = {0};
	const char *before = getenv("TMPDIR");
	char *kept = before ? xstrdup(before) : NULL;
	sample_table(&t);
	setenv("TMPDIR", "/khong/co", 1);
	assert_false(report_xlsx.write(&t, &plain, &out, &err));
	assert_int_equal(err.kind, ERR_CANTCREAT);
	assert_non_null(strstr(err.text, "/khong/co"));
	assert_int_equal(out.len, 0);
	if (kept)
		setenv("TMPDIR", kept, 1);
	else
		unsetenv("TMPDIR");
	free(kept);
	table_release(&t);
	buf_release(&out);
}

static const struct buf *part(const struct report_folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (!strcmp(folder->parts[i].name, name))
			return &folder->parts[i].bytes;
	fail_msg("no %s", name);
	return NULL;
}

static void a_package_is_three_files(void **state)
{
	(void)state;
	struct table t;
	struct report_folder folder = {0};
	struct err err = {0};
	sample_table(&t);
	assert_false(report_datapackage.fill(&t, &plain, &folder, &err));
	assert_int_equal(folder.count, 0);
	t.outside = true;
	cell_hide(&t.rows[0][3]);
	cell_hide(&t.rows[2][3]); /* was empty, and stays so */
	assert_true(report_datapackage.fill(&t, &plain, &folder, &err));
	assert_int_equal(folder.count, 3);
	assert_string_equal(part(&folder, "data.csv")->data,
			    "ward,name,sex,population,rate_permille,last,on,definition,"
			    "goal\r\n"
			    "VN-00004,Ba Đình,female,…,705,2026-01-05,2026-11-22,law,70"
			    "\r\n"
			    "VN-10120,\"'=1+1, \"\"Ô Chợ Dừa\"\"\",unknown,0,4,,"
			    "2026-11-22,law,70\r\n"
			    ",,,,,,2026-11-22,law,70\r\n");
	assert_non_null(strstr(part(&folder, "total.csv")->data, "Toàn thành phố"));
	/* Written last: whoever sees it sees all. */
	assert_string_equal(folder.parts[2].name, "datapackage.json");
	const char *json = folder.parts[2].bytes.data;
	assert_non_null(strstr(json, "\"name\": \"kynangso-2026-11-22\""));
	assert_non_null(strstr(json, "\"missingValues\": [\"\", \"…\"]"));
	assert_non_null(strstr(json, "{\"name\": \"rate_permille\", \"title\": "
				     "\"Tỷ lệ (‰)\", \"type\": \"integer\"}"));
	report_folder_release(&folder);
	table_release(&t);
}

int test_xlsx(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_table_gives_the_same_bytes),
		cmocka_unit_test(any_table_can_be_written),
		cmocka_unit_test(a_bad_temporary_folder_is_said),
		cmocka_unit_test(a_package_is_three_files),
	};
	return cmocka_run_group_tests_name("xlsx", tests, NULL, NULL);
}
