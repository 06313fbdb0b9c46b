#include "report/format.h"
#include "report/html_style.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "sample.h"

int test_html(void);

static size_t count_of(const char *text, const char *what)
{
	size_t n = 0;
	for (; (text = strstr(text, what)); text++)
		n++;
	return n;
}

static void assert_has(const struct buf *out, const char *what)
{
	if (!strstr(out->data, what))
		fail_msg("lacks: %s", what);
}

static void the_parts_of_a_page(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	struct letterhead l = {.issuer = "Nhà văn hóa", .day = 20458};
	sample_write(&report_html, &(struct report_options){.letterhead = &l}, &out);
	assert_has(&out, "<!doctype html>\n<html lang=\"vi\">");
	assert_has(&out, "<title>Số người đã học đến 22/11/2026</title>");
	assert_has(&out, "<p class=\"from\">Nhà văn hóa · 05/01/2026</p>");
	assert_has(&out, "<h1>Số người đã học đến 22/11/2026</h1>");
	assert_has(&out, "<caption id=\"caption\">Bảng chi tiết, 3 dòng</caption>");
	assert_has(&out, "<thead>\n<tr><th scope=\"col\">Mã</th>"
			 "<th scope=\"col\" class=\"head\">Phường, xã</th>");
	assert_has(&out, "<tr><td>00004</td><th scope=\"row\">Ba Đình</th>"
			 "<td data-v=\"female\">nữ</td>"
			 "<td class=\"n\" data-v=\"1234567\">1.234.567</td>"
			 "<td class=\"n\" data-v=\"705\"><svg class=\"bar\"");
	assert_has(&out, "<td data-v=\"20458\">05/01/2026</td>");
	assert_has(&out, "<tfoot>\n<tr><td></td><th scope=\"row\">Toàn thành phố</th>");
	assert_has(&out, "<dt>Còn chờ xem</dt><dd>3 cặp</dd>");
	assert_has(&out, "<div><dt>Dân số</dt><dd>1.234.567</dd></div>");
	assert_has(&out, "aria-label=\"Đã đạt 100,0\u00a0%; chỉ tiêu là 70 %.\"");
	assert_int_equal(count_of(out.data, "<tr>"), 5);
	assert_int_equal(count_of(out.data, "<tr>"), count_of(out.data, "</tr>"));
	/* One of each, and nothing from elsewhere. */
	assert_int_equal(count_of(out.data, "<script"), 1);
	assert_int_equal(count_of(out.data, "<style"), 1);
	assert_null(strstr(out.data, "http:"));
	assert_null(strstr(out.data, "https:"));
	assert_null(strstr(out.data, " style="));
	buf_release(&out);
}

static void bars_stay_inside(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "rate", "Tỷ lệ", CELL_PERCENT);
	table_fact_integer(&t, "goal", "Chỉ tiêu", 70);
	const int64_t rates[] = {-5, 0, 345, 1000, 2500};
	for (size_t i = 0; i < ARRAY_LEN(rates); i++) {
		table_row(&t);
		table_permille(&t, rates[i]);
	}
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	assert_int_equal(count_of(out.data, "class=\"fill\" width=\"0\""), 2);
	assert_int_equal(count_of(out.data, "class=\"fill\" width=\"345\""), 1);
	assert_int_equal(count_of(out.data, "class=\"fill\" width=\"1000\""), 2);
	assert_int_equal(count_of(out.data, "class=\"mark\" x=\"688\""), 5);
	assert_has(&out, "250,0\u00a0%");
	table_release(&t);
	buf_release(&out);
}

/* Somebody else's text in every place where a text can stand. */
static void hostile_texts_stay_texts(void **state)
{
	(void)state;
	const char *evil = "\"><script>alert('x')</script><img src=x onerror=a&b>"
			   "</title></style>\x1b\u202e";
	const char *safe = "&quot;&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"
			   "&lt;img src=x onerror=a&amp;b&gt;&lt;/title&gt;&lt;/style&gt;"
			   "\ufffd\ufffd";
	struct table t = {0};
	struct buf out = BUF_INIT;
	struct letterhead l = {.issuer = evil};
	table_title(&t, "%s", evil);
	table_column(&t, "a", evil, CELL_TEXT);
	table_column(&t, "b", evil, CELL_CODE);
	table_column(&t, "month", evil, CELL_TEXT);
	table_column(&t, "sure", evil, CELL_INTEGER);
	for (int i = 0; i < 2; i++) {
		table_row(&t);
		table_text(&t, evil);
		table_code(&t, evil);
		table_choice(&t, i ? "\"'<b" : "\"'<a", evil);
		table_integer(&t, i + 1);
	}
	table_total(&t);
	table_text(&t, evil);
	table_empty(&t);
	table_empty(&t);
	table_integer(&t, 3);
	table_fact_text(&t, "f", evil, "x", evil);
	assert_true(report_html.write(&t, &(struct report_options){.letterhead = &l},
				      &out, NULL));
	assert_null(strstr(out.data, "<img"));
	assert_null(strstr(out.data, "alert('"));
	assert_null(strstr(out.data, "\x1b"));
	assert_null(strstr(out.data, "\u202e"));
	assert_int_equal(count_of(out.data, "<script"), 1);
	assert_int_equal(count_of(out.data, "</style"), 1);
	assert_has(&out, "data-v=\"&quot;&#39;&lt;a\"");
	/* Title twice, sender, headings 4 and one figure, rows 3 each, trend 2, total,
	 * fact 2. */
	assert_int_equal(count_of(out.data, safe), 2 + 1 + 5 + 6 + 2 + 1 + 2);
	table_release(&t);
	buf_release(&out);
}

static void months_table(struct table *t, const int64_t *sums, size_t n)
{
	*t = (struct table){0};
	table_column(t, "ward", "Mã", CELL_CODE);
	table_column(t, "month", "Tháng", CELL_TEXT);
	table_column(t, "sure", "Đã học", CELL_INTEGER);
	for (int ward = 0; ward < 2; ward++)
		for (size_t i = 0; i < n; i++) {
			char name[32], words[32];
			snprintf(name, sizeof(name), "2026-%02zu", i + 1);
			snprintf(words, sizeof(words), "%02zu/2026", i + 1);
			table_row(t);
			table_code(t, ward ? "00004" : "00008");
			table_choice(t, name, words);
			table_integer(t, sums[i]);
		}
}

/* Each month is the state at its end, summed over wards: 20, 60, 50 here. */
static void months_show_what_they_added(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT;
	months_table(&t, (const int64_t[]){10, 30, 25}, 3);
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	assert_has(&out, "<h2>Tăng theo tháng</h2>");
	/* 180 units are 60 people. */
	assert_has(&out,
		   "<rect class=\"before\" x=\"14\" y=\"204\" width=\"36\" "
		   "height=\"0\"/><rect class=\"fill\" x=\"14\" y=\"144\" width=\"36\" "
		   "height=\"60\"/>");
	assert_has(&out,
		   "<rect class=\"before\" x=\"78\" y=\"144\" width=\"36\" "
		   "height=\"60\"/><rect class=\"fill\" x=\"78\" y=\"24\" width=\"36\" "
		   "height=\"120\"/>");
	/* Fewer than before: nothing added. */
	assert_has(&out, "<rect class=\"before\" x=\"142\" y=\"54\" width=\"36\" "
			 "height=\"150\"/><rect class=\"fill\" x=\"142\" y=\"54\" "
			 "width=\"36\" height=\"0\"/>");
	assert_has(&out, ">60</text>");
	buf_release(&out);
	table_release(&t);
}

static void no_trend_without_two_months_or_people(void **state)
{
	(void)state;
	struct table t;
	struct buf out = BUF_INIT;
	months_table(&t, (const int64_t[]){10}, 1);
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	table_release(&t);
	months_table(&t, (const int64_t[]){0, 0}, 2);
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	table_release(&t);
	assert_null(strstr(out.data, "Tăng theo tháng"));
	buf_release(&out);
}

static void columns_that_say_nothing_are_left_out(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "a", "Có", CELL_TEXT);
	table_column(&t, "b", "Không", CELL_INTEGER);
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	assert_has(&out, ">Không</th>");
	table_row(&t);
	table_text(&t, "x");
	buf_reset(&out);
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	assert_has(&out, ">Có</th>");
	assert_null(strstr(out.data, ">Không</th>"));
	table_release(&t);
	buf_release(&out);
}

/* What the script sorts by: numbers, not their spelling; nothing where none is told. */
static void values_are_numbers(void **state)
{
	(void)state;
	struct table t = {0};
	struct buf out = BUF_INIT;
	table_column(&t, "a", "A", CELL_REAL);
	table_column(&t, "b", "B", CELL_INTEGER);
	table_row(&t);
	table_real(&t, 0.125, "0,13");
	table_integer(&t, 3);
	t.rows[0][1].given = false;
	t.rows[0][1].hidden = true;
	assert_true(report_html.write(&t, &(struct report_options){0}, &out, NULL));
	assert_has(&out, "<td class=\"n\" data-v=\"0.125\">0,13</td>"
			 "<td class=\"n\" data-v=\"\">" HIDDEN_SIGN "</td>");
	table_release(&t);
	buf_release(&out);
}

int test_html(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_parts_of_a_page),
		cmocka_unit_test(bars_stay_inside),
		cmocka_unit_test(hostile_texts_stay_texts),
		cmocka_unit_test(months_show_what_they_added),
		cmocka_unit_test(no_trend_without_two_months_or_people),
		cmocka_unit_test(columns_that_say_nothing_are_left_out),
		cmocka_unit_test(values_are_numbers),
	};
	return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
