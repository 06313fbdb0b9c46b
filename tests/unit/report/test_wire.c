#include "report/wire.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

int test_wire(void);

static const char sample[] =
	"kynangso-annex\t1\n"
	"parent\tUBND phường\n"
	"issuer\tNhà văn hóa\n"
	"place\tHoàn Kiếm\n"
	"signer\tChủ tịch\n"
	"recipients\tLưu: VT\n"
	"day\t2026-01-05\n"
	"title\tSố người đã học đến 22/11/2026\n"
	"column\tmiddle\tMã\n"
	"column\tleft\tPhường, xã\n"
	"column\tleft\tGiới tính\n"
	"column\tright\tDân số\n"
	"column\tright\tTỷ lệ\n"
	"column\tmiddle\tGần nhất\n"
	"row\t00004\tBa Đình\tnữ\t1.234.567\t70,5\u00a0%\t05/01/2026\n"
	"row\t10120\t=1+1, \"Ô Chợ Dừa\"\tchưa rõ\t0\t0,4\u00a0%\t\n"
	"row\t\t\t\t\t\t\n"
	"total\t\tToàn thành phố\t\t1.234.567\t100,0\u00a0%\t\n"
	"fact\tNgày\t22/11/2026\n"
	"fact\tĐịnh nghĩa\ttheo luật\n"
	"fact\tChỉ tiêu (%)\t70\n"
	"fact\tCòn chờ xem\t3 cặp\n"
	"end\n";

static bool reads(const char *text, size_t n, struct err *err)
{
	struct table t = {0};
	struct letterhead l;
	bool ok = wire_read(text, n, &t, &l, err);
	table_release(&t);
	return ok;
}

static void a_table_as_lines(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT;
	struct letterhead l = {"UBND phường", "Nhà văn hóa", "Hoàn Kiếm",
			       "Chủ tịch",    "Lưu: VT",     20458};
	sample_table(&t);
	wire_write(&t, &l, &out);
	assert_string_equal(out.data, sample);
	table_release(&t);
	buf_release(&out);
}

static void what_is_read_is_what_was_written(void **state)
{
	(void)state;
	struct table t = {0};
	struct letterhead l;
	struct err err = {0};
	struct buf out = BUF_INIT;
	assert_true(wire_read(sample, strlen(sample), &t, &l, &err));
	assert_string_equal(l.issuer, "Nhà văn hóa");
	assert_int_equal(l.day, 20458);
	assert_int_equal(t.row_count, 3);
	assert_true(cell_stands_right(t.columns[3].kind));
	wire_write(&t, &l, &out);
	assert_string_equal(out.data, sample);
	table_release(&t);
	buf_release(&out);
}

/* A pipe that broke: no beginning of it is taken for the whole. */
static void every_beginning_is_refused(void **state)
{
	(void)state;
	for (size_t n = 0; n < strlen(sample); n++) {
		struct err err = {0};
		assert_false(reads(sample, n, &err));
		assert_int_equal(err.kind, ERR_DATA);
	}
}

static void faults_name_their_line(void **state)
{
	(void)state;
#define HEAD "kynangso-annex\t1\n"
#define COLUMN "column\tleft\tA\n"
	static const struct {
		const char *text;
		int line;
	} cases[] = {
		{"", 0},
		{"kynangso-annex\t2\nend\n", 1},
		{"{\"on\": 1}\n", 1},
		{HEAD "nonsense\tx\nend\n", 2},
		{HEAD "\nend\n", 2},
		{HEAD "end\nend\n", 3},
		{HEAD "end\tx\n", 2},
		{HEAD "title\tA\ntitle\tB\nend\n", 3},
		{HEAD "title\nend\n", 2},
		{HEAD "issuer\tA\nissuer\tB\nend\n", 3},
		{HEAD "issuer\tA\tB\nend\n", 2},
		{HEAD "day\t2026-02-30\nend\n", 2},
		{HEAD "day\t22/11/2026\nend\n", 2},
		{HEAD "column\tup\tA\nend\n", 2},
		{HEAD "column\tleft\nend\n", 2},
		{HEAD COLUMN "row\tx\ty\nend\n", 3},
		{HEAD COLUMN "row\nend\n", 3},
		{HEAD COLUMN "row\tx\n" COLUMN "end\n", 4},
		{HEAD COLUMN "total\tx\nrow\tx\nend\n", 4},
		{HEAD COLUMN "total\tx\ntotal\tx\nend\n", 4},
		{HEAD COLUMN "fact\tx\ty\nrow\tx\nend\n", 4},
		{HEAD "fact\tx\nend\n", 2},
		/* A control, a direction mark, bytes that are no UTF-8, letters taken
		 * apart. */
		{HEAD "title\ta\x1b[2J\nend\n", 2},
		{HEAD "title\ta\r\nend\n", 2},
		{HEAD "title\ta\u202e\nend\n", 2},
		{HEAD "title\t\xff\nend\n", 2},
		{HEAD "title\ta\u0301\nend\n", 2},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct err err = {0};
		char line[32];
		snprintf(line, sizeof(line), "dòng %d:", cases[i].line);
		if (reads(cases[i].text, strlen(cases[i].text), &err))
			fail_msg("accepted: %s", cases[i].text);
		if (cases[i].line && !strstr(err.text, line))
			fail_msg("%s says: %s", cases[i].text, err.text);
	}
	assert_false(reads(HEAD "end\n\0", strlen(HEAD) + 5, &(struct err){0}));
}

static void limits_hold(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	buf_adds(&text, HEAD "title\t");
	buf_pad(&text, 'a', 9000);
	buf_adds(&text, "\nend\n");
	assert_false(reads(text.data, text.len, NULL));
	buf_reset(&text);
	buf_adds(&text, HEAD);
	for (int i = 0; i < WIRE_COLUMNS_MAX; i++)
		buf_adds(&text, COLUMN);
	buf_adds(&text, "row");
	buf_pad(&text, '\t', WIRE_COLUMNS_MAX);
	buf_adds(&text, "\nend\n");
	assert_true(reads(text.data, text.len, NULL));
	buf_truncate(&text, text.len - 5);
	buf_adds(&text, "\t\t\t\t\t\t\t\t\t\t\t\t\nend\n");
	assert_false(reads(text.data, text.len, NULL));
	buf_reset(&text);
	buf_adds(&text, HEAD COLUMN);
	for (int i = 0; i < WIRE_ROWS_MAX; i++)
		buf_adds(&text, "row\tx\n");
	buf_adds(&text, "end\n");
	assert_true(reads(text.data, text.len, NULL));
	buf_truncate(&text, text.len - 4);
	buf_adds(&text, "row\tx\nend\n");
	assert_false(reads(text.data, text.len, NULL));
	buf_release(&text);
}

/* What our own tables should not hold still makes lines that are one line each. */
static void line_ends_cannot_make_lines(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_title(&t, "%s", "a\nend\nb\tc");
	wire_write(&t, NULL, &out);
	assert_string_equal(out.data, HEAD "title\ta end b c\nend\n");
	table_release(&t);
	buf_release(&out);
}

int test_wire(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_as_lines),
		cmocka_unit_test(what_is_read_is_what_was_written),
		cmocka_unit_test(every_beginning_is_refused),
		cmocka_unit_test(faults_name_their_line),
		cmocka_unit_test(limits_hold),
		cmocka_unit_test(line_ends_cannot_make_lines),
	};
	return cmocka_run_group_tests_name("wire", tests, NULL, NULL);
}
