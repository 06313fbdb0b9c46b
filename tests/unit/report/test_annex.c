#include "report/annex.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/column.h"

#include "sample.h"

int test_annex(void);

static const struct letterhead letterhead = {
	.parent = "Ủy ban nhân dân phường Hoàn Kiếm",
	.issuer = "Nhà văn hóa Hàng Bạc",
	.place = "Hoàn Kiếm",
	.signer = "Chủ tịch",
	.recipients = "UBND thành phố; Phòng Văn hóa - Xã hội;Lưu: VT.",
	.day = 20458, /* 05/01/2026 */
};

static void a_whole_page(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_annex, &(struct report_options){.letterhead = &letterhead},
		     &out);
	assert_string_equal(
		out.data,
		" ỦY BAN NHÂN DÂN PHƯỜNG HOÀN KIẾM        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
		"       NHÀ VĂN HÓA HÀNG BẠC                 Độc lập - Tự do - Hạnh phúc\n"
		"           ───────────                      ───────────────────────────\n"
		"            Số: ……/……                   Hoàn Kiếm, ngày 05 tháng 01 năm 2026\n"
		"\n"
		"                                    BÁO CÁO\n"
		"                         Số người đã học đến 22/11/2026\n"
		"                                ────────────────\n"
		"\n"
		"    ───────────────────────────────────────────────────────────────────────\n"
		"    TT  Mã     Phường, xã         Giới tính     Dân số    Tỷ lệ  Gần nhất\n"
		"    ───────────────────────────────────────────────────────────────────────\n"
		"     1  00004  Ba Đình            nữ         1.234.567   70,5\u00a0%  05/01/2026\n"
		"     2  10120  =1+1, \"Ô Chợ Dừa\"  chưa rõ            0    0,4\u00a0%\n"
		"     3\n"
		"    ───────────────────────────────────────────────────────────────────────\n"
		"               Toàn thành phố                1.234.567  100,0\u00a0%\n"
		"    ───────────────────────────────────────────────────────────────────────\n"
		"\n"
		"Ghi chú:\n"
		"- Ngày: 22/11/2026\n"
		"- Định nghĩa: theo luật\n"
		"- Chỉ tiêu (%): 70\n"
		"- Còn chờ xem: 3 cặp\n"
		"\n"
		"Nơi nhận:                                               CHỦ TỊCH\n"
		"- UBND thành phố;\n"
		"- Phòng Văn hóa - Xã hội;\n"
		"- Lưu: VT.\n"
		"\n"
		"\n"
		"\n"
		"\n"
		"\n");
	buf_release(&out);
}

static void what_is_not_known_is_dotted(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	sample_write(&report_annex, &(struct report_options){0}, &out);
	assert_non_null(strstr(out.data, "………………, ngày …… tháng …… năm ………\n"));
	assert_non_null(strstr(out.data, "- ………………………………;\n- Lưu: VT.\n"));
	assert_null(strstr(out.data, "(null)"));
	buf_release(&out);
}

static void assert_day(struct date date, const char *want)
{
	struct buf out = BUF_INIT;
	struct letterhead l = {.place = "Hà Nội", .day = day_of(date)};
	annex_place_and_day(&l, &out);
	assert_string_equal(out.data, want);
	buf_release(&out);
}

/* Decree 30/2020, Annex I, II.4.b: a zero before days under 10 and the months 1 and 2. */
static void zeros_where_the_decree_wants_them(void **state)
{
	(void)state;
	assert_day((struct date){2026, 1, 5}, "Hà Nội, ngày 05 tháng 01 năm 2026");
	assert_day((struct date){2026, 2, 10}, "Hà Nội, ngày 10 tháng 02 năm 2026");
	assert_day((struct date){2026, 3, 9}, "Hà Nội, ngày 09 tháng 3 năm 2026");
	assert_day((struct date){2026, 12, 31}, "Hà Nội, ngày 31 tháng 12 năm 2026");
}

static void assert_recipients(const char *all, const char *want)
{
	struct letterhead l = {.recipients = all};
	struct buf out = BUF_INIT;
	for (const char *at = NULL; annex_recipient(&l, &at, &out);)
		buf_addc(&out, '|');
	assert_string_equal(out.data, want);
	buf_release(&out);
}

static void recipients_end_as_they_should(void **state)
{
	(void)state;
	assert_recipients("Lưu: VT", "- Lưu: VT.|");
	assert_recipients("A;B ; C.", "- A;|- B;|- C.|");
	assert_recipients(" ;A;; ;", "- A.|");
	assert_recipients("", "- ………………………………;|- Lưu: VT.|");
	assert_recipients(";", "");
}

static void widths_are_shared(void **state)
{
	(void)state;
	struct annex_span spans[] = {
		{.least = 3, .body = 3, .most = 3},
		{.least = 5, .body = 20, .most = 20},
		{.least = 4, .body = 4, .most = 9},
		{.least = 6, .body = 16, .most = 16},
	};
	/* Enough for all. */
	annex_share(spans, 4, 100);
	assert_true(spans[0].width == 3 && spans[1].width == 20 && spans[2].width == 9 &&
		    spans[3].width == 16);
	/* Rows before headings, small wishes before large ones. */
	annex_share(spans, 4, 43);
	assert_true(spans[1].width == 20 && spans[2].width == 4 && spans[3].width == 16);
	annex_share(spans, 4, 30);
	assert_true(spans[1].width == 7 && spans[2].width == 4 && spans[3].width == 16);
	/* Never less than the longest word. */
	annex_share(spans, 4, 10);
	assert_true(spans[0].width == 3 && spans[1].width == 5 && spans[3].width == 6);
}

static int widest(const char *text)
{
	int most = 0;
	while (*text) {
		size_t n = strcspn(text, "\n");
		int columns = text_columns_n(text, n);
		most = columns > most ? columns : most;
		text += n + (text[n] == '\n');
	}
	return most;
}

static void write_columns(size_t count, const char *heading, const char *text,
			  struct buf *out)
{
	struct table t = {0};
	table_title(&t, "%s", text);
	for (size_t i = 0; i < count; i++)
		table_column(&t, "c", heading, CELL_TEXT);
	table_row(&t);
	for (size_t i = 0; i < count; i++)
		table_text(&t, text);
	table_note(&t, heading, "%s", text);
	struct letterhead l = {.issuer = text,
			       .parent = text,
			       .signer = text,
			       .place = text,
			       .recipients = text};
	assert_true(report_annex.write(&t, &(struct report_options){.letterhead = &l},
				       out, NULL));
	table_release(&t);
}

/* However long the texts: nothing sticks out, and nothing is lost. */
static void long_texts_wrap_inside_the_paper(void **state)
{
	(void)state;
	struct buf text = BUF_INIT;
	for (int i = 0; i < 40; i++)
		buf_printf(&text, "%sphường", i ? " " : "");
	for (size_t columns = 1; columns <= 12; columns++) {
		struct buf out = BUF_INIT;
		size_t found = 0;
		write_columns(columns, "Tên đơn vị", text.data, &out);
		assert_in_range(widest(out.data), 70, columns <= 8 ? 80 : 132);
		for (const char *at = out.data; (at = strstr(at, "phường")); at++)
			found++;
		assert_int_equal(found,
				 (columns + 4) * 40); /* title, note, place, recipient */
		buf_release(&out);
	}
	buf_release(&text);
}

static void a_table_without_rows(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "n", "Số", CELL_INTEGER);
	assert_true(report_annex.write(&t, &(struct report_options){0}, &out, NULL));
	assert_non_null(strstr(out.data, "TT  Số\n"));
	buf_release(&out);
	table_release(&t);
}

int test_annex(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_whole_page),
		cmocka_unit_test(what_is_not_known_is_dotted),
		cmocka_unit_test(zeros_where_the_decree_wants_them),
		cmocka_unit_test(recipients_end_as_they_should),
		cmocka_unit_test(widths_are_shared),
		cmocka_unit_test(long_texts_wrap_inside_the_paper),
		cmocka_unit_test(a_table_without_rows),
	};
	return cmocka_run_group_tests_name("annex", tests, NULL, NULL);
}
