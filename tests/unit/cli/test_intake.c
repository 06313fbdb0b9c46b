#include "cli/intake.h"

#include "base/file.h"
#include "speaker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

int test_intake(void);

enum { NAME, BIRTH, ID, COLUMNS };

static const struct intake_column columns[COLUMNS] = {
	[NAME] = {"ho_ten", "ho_va_ten ten_hoc_vien", true, false},
	[BIRTH] = {"ngay_sinh", "", false, false},
	[ID] = {"so_dinh_danh", "cccd", false, true},
};

struct handed {
	char path[200];
	struct intake intake;
	struct err err;
	bool opened;
};

static void give(struct handed *g, const void *bytes, size_t n, const char *encoding)
{
	const char *base = getenv("TMPDIR");
	snprintf(g->path, sizeof(g->path), "%s/intake-%ld.csv", base ? base : "/tmp",
		 (long)getpid());
	g->err = (struct err){0};
	assert_true(file_write(g->path, bytes, n, 0600, true, &g->err));
	g->opened = intake_open(&g->intake, g->path, encoding, columns, COLUMNS, &g->err);
}

static void give_text(struct handed *g, const char *text)
{
	give(g, text, strlen(text), NULL);
}

static void take_back(struct handed *g)
{
	intake_close(&g->intake);
	unlink(g->path);
}

static void assert_next(struct handed *g, const char *name, const char *birth)
{
	assert_int_equal(intake_next(&g->intake, &g->err), CSV_ROW);
	assert_string_equal(intake_cell(&g->intake, NAME), name);
	assert_string_equal(intake_cell(&g->intake, BIRTH), birth);
}

static void columns_in_any_order_and_spelling(void **state)
{
	(void)state;
	static const char *const headings[] = {
		"ngay_sinh,ho_ten",
		"Ngày sinh,Họ tên",
		"NGÀY SINH ,  họ  tên",
		"NgàySinh,Họ và tên",
		"\xef\xbb\xbfngay_sinh,hoten",
		"Nga\u0300y sinh,Tên học viên",
		"\"Ngày, sinh\",\"HỌ-TÊN\"",
	};
	for (size_t i = 0; i < ARRAY_LEN(headings); i++) {
		struct handed g;
		char text[200];
		snprintf(text, sizeof(text), "%s\n1980, Hoa \n", headings[i]);
		give_text(&g, text);
		assert_string_equal(g.err.text, "");
		assert_true(g.opened);
		assert_next(&g, "Hoa", "1980");
		assert_int_equal(intake_next(&g.intake, &g.err), CSV_END);
		assert_int_equal(g.intake.finding_count, 0);
		take_back(&g);
	}
}

static void assert_refused(const char *text, const char *why)
{
	struct handed g;
	give_text(&g, text);
	assert_false(g.opened);
	assert_int_equal(g.err.kind, ERR_DATA);
	if (!strstr(g.err.text, why))
		assert_string_equal(g.err.text, why);
	take_back(&g);
}

static void files_that_cannot_be_read(void **state)
{
	(void)state;
	assert_refused("", "không có dòng nào");
	assert_refused("ngay_sinh,ghi_chu\n1980,x\n", "không có cột ho_ten");
	assert_refused("Nguyễn Thị Hoa,1980\n", "không có cột ho_ten");
	assert_refused("ho_ten,cccd,CCCD\n", "có hai cột so_dinh_danh");
	assert_refused("ho_ten,\"x\n", "Dòng 1, cột B");
	struct handed g = {0};
	struct err err = {0};
	assert_false(
		intake_open(&g.intake, "no/such/file.csv", NULL, columns, COLUMNS, &err));
	assert_int_equal(err.kind, ERR_NOINPUT);
	intake_close(&g.intake);
}

static void rows_may_be_short_but_not_long(void **state)
{
	(void)state;
	struct handed g;
	give_text(&g, "ho_ten;ngay_sinh;x\nHoa\nLan;1970;;\nMai;1971;x;thừa\n");
	assert_next(&g, "Hoa", "");
	assert_next(&g, "Lan", "1970");
	assert_int_equal(g.intake.errors, 0);
	assert_next(&g, "Mai", "1971");
	assert_int_equal(g.intake.errors, 1);
	take_back(&g);
}

static void findings_are_sorted_and_show_their_place(void **state)
{
	(void)state;
	struct handed g;
	struct speaker s;
	give_text(&g, "ho_ten,ghi chú,cccd\nHoa,x,001180012345\n");
	speaker_init(&s, NULL);
	assert_int_equal(intake_next(&g.intake, &g.err), CSV_ROW);
	intake_error(&g.intake, ID, "%s", "số này sai.");
	intake_error(&g.intake, -1, "%s", "cả dòng.");
	intake_report(&g.intake, &s.cli);
	speaker_flush(&s);
	char want[1000];
	snprintf(want, sizeof(want),
		 "%s: dòng 1, cột B: lưu ý: cột “ghi chú” lạ, được bỏ qua.\n"
		 "%s: dòng 2: cả dòng.\n"
		 "%s: dòng 2, cột C: so_dinh_danh: số này sai.\n",
		 g.path, g.path, g.path);
	assert_string_equal(s.messages, want);
	assert_int_equal(g.intake.errors, 2);
	speaker_release(&s);
	take_back(&g);
}

/* A control character that text_tidy() does not drop is an error with its cell. */
static void invisible_characters_are_refused(void **state)
{
	(void)state;
	struct handed g;
	give_text(&g, "ho_ten\nHoa\x1b[2J\n");
	assert_int_equal(intake_next(&g.intake, &g.err), CSV_ROW);
	assert_int_equal(g.intake.errors, 1);
	assert_non_null(strstr(g.intake.findings[0].text, "“Hoa<U+001B>[2J”"));
	take_back(&g);
}

static void encodings(void **state)
{
	(void)state;
	static const char utf16[] = "\xff\xfeh\0o\0_\0t\0e\0n\0\n\0H\0\xd3\x1e\0\0";
	struct handed g;
	give(&g, utf16, 20, NULL);
	assert_true(g.opened);
	assert_next(&g, "Hồ", "");
	take_back(&g);
	/* "Nguyễn Thị Hòa, Trần Đức" in TCVN3: named, and read when asked for. */
	static const char tcvn3[] = "ho_ten\nNguy\xd4n Th\xde H\xdf"
				    "a\nTr\xc7n \xa7\xf8"
				    "c\n";
	give(&g, tcvn3, sizeof(tcvn3) - 1, NULL);
	assert_false(g.opened);
	assert_non_null(strstr(g.err.text, "--encoding tcvn3"));
	take_back(&g);
	give(&g, tcvn3, sizeof(tcvn3) - 1, "tcvn3");
	assert_true(g.opened);
	assert_next(&g, "Nguyễn Thị Hòa", "");
	take_back(&g);
	give(&g, "ho_ten\nHoa\n", 11, "ebcdic");
	assert_false(g.opened);
	assert_int_equal(g.err.kind, ERR_USAGE);
	take_back(&g);
	give(&g, "ho_ten\nHoa\xff\xfe\xff\n", 14, "utf-8");
	assert_false(g.opened);
	assert_non_null(strstr(g.err.text, "dòng 2"));
	take_back(&g);
}

int test_intake(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_in_any_order_and_spelling),
		cmocka_unit_test(files_that_cannot_be_read),
		cmocka_unit_test(rows_may_be_short_but_not_long),
		cmocka_unit_test(findings_are_sorted_and_show_their_place),
		cmocka_unit_test(invisible_characters_are_refused),
		cmocka_unit_test(encodings),
	};
	return cmocka_run_group_tests_name("intake", tests, NULL, NULL);
}
