#include "check.h"

#include "content/diagtext.h"

#include <string.h>

static void assert_text(struct diag diag, bool with_source, const char *expected)
{
	struct buf out = BUF_INIT;
	memcpy(diag.code, "E05", 4);
	diag_format(&out, &diag, with_source);
	assert_string_equal(out.data, expected);
	buf_release(&out);
}

static char message[] = "Sai rồi.";

/* A bracket that is closed two lines further down. */
static void a_mend_elsewhere_names_its_line(void **state)
{
	(void)state;
	char source[] = "phone: {app: sms,", fix[] = "  text: Con}";
	struct diag diag = {{"a.yaml", 6, 8}, "", message, fix, source, 8};
	struct arena arena = {0};
	assert_text(diag, true,
		    "a.yaml:6:8: E05: Sai rồi.\n"
		    "    6 | phone: {app: sms,\n"
		    "      |        ^\n"
		    "  sửa | dòng 8:\n"
		    "      |   text: Con}\n");
	assert_string_equal(diag_mend_words(&diag, &arena), "Sửa dòng 8:   text: Con}");
	diag.fix_line = 6;
	assert_string_equal(diag_mend_words(&diag, &arena), "Sửa:   text: Con}");
	arena_release(&arena);
}

static void caret_stands_under_the_column(void **state)
{
	(void)state;
	char source[] = "tiêu đề: Bài", fix[] = "title: Bài";
	assert_text((struct diag){{"a.yaml", 12, 10}, "", message, fix, source, 0}, true,
		    "a.yaml:12:10: E05: Sai rồi.\n"
		    "   12 | tiêu đề: Bài\n"
		    "      |          ^\n"
		    "  sửa | title: Bài\n");
	assert_text((struct diag){{"a.yaml", 12, 10}, "", message, fix, source, 0}, false,
		    "a.yaml:12:10: E05: Sai rồi.\n"
		    "  sửa: title: Bài\n");
	assert_text((struct diag){{"a.yaml", 1, 1}, "", message, NULL, source, 0}, true,
		    "a.yaml:1:1: E05: Sai rồi.\n"
		    "    1 | tiêu đề: Bài\n"
		    "      | ^\n");
}

static void wide_and_combining_letters_are_counted_in_columns(void **state)
{
	(void)state;
	/* a + mark: two characters, one column; 漢: one character, two columns. */
	char source[] = "a\u0301 漢 x";
	assert_text((struct diag){{"a", 1, 6}, "", message, NULL, source, 0}, true,
		    "a:1:6: E05: Sai rồi.\n"
		    "    1 | a\u0301 漢 x\n"
		    "      |      ^\n");
}

static void what_hides_is_shown(void **state)
{
	(void)state;
	char source[] = "a\u202e\tb", fix[] = "a\nb";
	assert_text((struct diag){{"x\x1b", 1, 4}, "", message, fix, source, 0}, true,
		    "x<U+001B>:1:4: E05: Sai rồi.\n"
		    "    1 | a<U+202E><U+0009>b\n"
		    "      |                  ^\n"
		    "  sửa | a\n"
		    "      | b\n");
}

static void of_a_long_line_the_part_around_is_shown(void **state)
{
	(void)state;
	char source[401];
	memset(source, 'a', 400);
	source[400] = '\0';
	source[299] = 'B';
	struct diag diag = {{"a", 1, 300}, "E05", message, NULL, source, 0};
	struct buf out = BUF_INIT;
	diag_format(&out, &diag, true);
	const char *line = strstr(out.data, "| ") + 2, *next = strchr(line, '\n') + 1;
	const char *caret = strstr(next, "| ") + 2;
	/* The letter under the caret; the "…" in front is three bytes and one column. */
	assert_int_equal(line[strcspn(caret, "^") + 2], 'B');
	assert_true(next - line < 110);
	buf_release(&out);
}

static void a_whole_file_has_no_place(void **state)
{
	(void)state;
	char fix[] = "kind: lesson";
	assert_text((struct diag){{"a.yaml", 0, 0}, "", message, fix, NULL, 0}, true,
		    "a.yaml: E05: Sai rồi.\n"
		    "  sửa: kind: lesson\n");
}

static void the_summary_counts(void **state)
{
	(void)state;
	struct diags diags = {0};
	struct buf out = BUF_INIT;
	diags_summary(&out, &diags);
	assert_string_equal(out.data, "Không thấy chỗ nào cần sửa.");
	buf_reset(&out);
	struct place at = {"a", 1, 1};
	diag_add(&diags, at, "E05", "x.");
	diag_add(&diags, at, "W50", "x.");
	diag_add(&diags, at, "W51", "x.");
	diag_add(&diags, at, "A80", "x.");
	diags_summary(&out, &diags);
	assert_string_equal(out.data, "1 lỗi, 2 cảnh báo, 1 góp ý.");
	buf_release(&out);
	diags_release(&diags);
}

int test_diagtext(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_mend_elsewhere_names_its_line),
		cmocka_unit_test(caret_stands_under_the_column),
		cmocka_unit_test(wide_and_combining_letters_are_counted_in_columns),
		cmocka_unit_test(what_hides_is_shown),
		cmocka_unit_test(of_a_long_line_the_part_around_is_shown),
		cmocka_unit_test(a_whole_file_has_no_place),
		cmocka_unit_test(the_summary_counts),
	};
	return cmocka_run_group_tests_name("diagtext", tests, NULL, NULL);
}
