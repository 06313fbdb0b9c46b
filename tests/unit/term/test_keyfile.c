/* Key files: every command, and for every mistake its line and its reason. */
#include "term/keyfile.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_keyfile(void);

static bool parse(struct keyfile *file, const char *text, struct err *err)
{
	*file = (struct keyfile){0};
	return keyfile_parse(file, "keys", text, strlen(text), err);
}

static void reads_every_command(void **state)
{
	(void)state;
	static const char text[] = "\xef\xbb\xbf# a comment\r\n"
				   "\n"
				   "  type Nguye\u0302\u0303n Thị Hoa  \r\n"
				   "key Down  Enter 1\n"
				   "paste \" 09 \"\n"
				   "type \"\"\"\n"
				   "click 5 10\n"
				   "dump\n"
				   "dump trang nhà\n"
				   "resize 40x15\n"
				   "wait 24h\n"
				   "wait 30s\n"
				   "wait 7d\n"
				   "wait 2m\n"
				   "idle\n"
				   "expect\tChào # cô\n"
				   "expect-not Sai\n"
				   "until Kết quả  Enter";
	struct keyfile file;
	struct err err = {0};
	assert_true(parse(&file, text, &err));
	assert_int_equal(file.count, 18);
	const struct keyfile_step *s = file.steps;
	assert_int_equal(s[0].kind, STEP_TYPE);
	assert_int_equal(s[0].line, 3);
	assert_string_equal(s[0].text, "Nguyễn Thị Hoa");
	assert_int_equal(s[1].key.code, K_DOWN);
	assert_int_equal(s[2].key.code, K_ENTER);
	assert_int_equal(s[3].key.code, K_TEXT);
	assert_int_equal(s[3].line, 4);
	assert_int_equal(s[4].kind, STEP_PASTE);
	assert_string_equal(s[4].text, " 09 ");
	assert_string_equal(s[5].text, "\"");
	assert_int_equal(s[6].key.code, K_CLICK);
	assert_int_equal(s[6].key.row, 5);
	assert_int_equal(s[6].key.col, 10);
	assert_string_equal(s[7].text, "");
	assert_string_equal(s[8].text, "trang nhà");
	assert_int_equal(s[9].rows, 15);
	assert_int_equal(s[9].cols, 40);
	assert_int_equal(s[10].seconds, 86400);
	assert_int_equal(s[11].seconds, 30);
	assert_int_equal(s[12].seconds, 7 * 86400);
	assert_int_equal(s[13].seconds, 120);
	assert_int_equal(s[14].kind, STEP_IDLE);
	assert_string_equal(s[15].text, "Chào # cô");
	assert_int_equal(s[16].kind, STEP_EXPECT_NOT);
	assert_string_equal(s[17].text, "Kết quả");
	assert_int_equal(s[17].key.code, K_ENTER);
	assert_int_equal(s[17].line, 18);
	keyfile_release(&file);
}

static void reads_nothing(void **state)
{
	(void)state;
	struct keyfile file;
	assert_true(parse(&file, "", NULL));
	assert_int_equal(file.count, 0);
	keyfile_release(&file);
	assert_true(parse(&file, "\n\n#\n", NULL));
	assert_int_equal(file.count, 0);
	keyfile_release(&file);
}

struct mistake {
	const char *text, *place, *says;
};

static const struct mistake mistakes[] = {
	{"key Enter\nkeys Enter\n", "keys:2: ", "không có lệnh \"keys\""},
	{"Type a", "keys:1: ", "không có lệnh"},
	{"\n\ntype", "keys:3: ", "thiếu chữ"},
	{"type \"\"", "keys:1: ", "thiếu chữ"},
	{"type a\x01z", "keys:1: ", "<U+0001>"},
	{"type a\u202e", "keys:1: ", "<U+202E>"},
	{"type a\tb", "keys:1: ", "không gõ được"},
	{"key", "keys:1: ", "thiếu tên phím"},
	{"key Enter Entre", "keys:1: ", "\"Entre\""},
	{"key Ctrl-Q", "keys:1: ", "\"Ctrl-Q\""},
	{"key Resize", "keys:1: ", "\"Resize\""},
	{"click 5", "keys:1: ", "click 5 10"},
	{"click -1 3", "keys:1: ", "click 5 10"},
	{"click 1 2 3", "keys:1: ", "click 5 10"},
	{"resize 80", "keys:1: ", "resize 40x15"},
	{"resize 0x15", "keys:1: ", "resize 40x15"},
	{"resize 80x1001", "keys:1: ", "resize 40x15"},
	{"resize 80x24x", "keys:1: ", "resize 40x15"},
	{"wait", "keys:1: ", "wait 24h"},
	{"wait 5", "keys:1: ", "wait 24h"},
	{"wait 5w", "keys:1: ", "wait 24h"},
	{"wait 0s", "keys:1: ", "wait 24h"},
	{"wait -1d", "keys:1: ", "wait 24h"},
	{"wait 3661d", "keys:1: ", "wait 24h"},
	{"wait 999999999d", "keys:1: ", "wait 24h"},
	{"idle 5", "keys:1: ", "một mình"},
	{"expect", "keys:1: ", "thiếu chữ"},
	{"until Enter", "keys:1: ", "until Kết quả Enter"},
	{"until Kết quả", "keys:1: ", "\"quả\""},
	{"until \"\" Enter", "keys:1: ", "thiếu chữ"},
	{"key Enter\ntype a\xff\n", "keys:2: ", "UTF-8"},
};

static void tells_mistakes(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(mistakes); i++) {
		struct keyfile file;
		struct err err = {0};
		assert_false(parse(&file, mistakes[i].text, &err));
		assert_int_equal(err.kind, ERR_DATA);
		assert_int_equal(
			strncmp(err.text, mistakes[i].place, strlen(mistakes[i].place)),
			0);
		assert_non_null(strstr(err.text, mistakes[i].says));
		assert_null(file.steps);
	}
}

static void refuses_nul(void **state)
{
	(void)state;
	struct keyfile file = {0};
	struct err err = {0};
	assert_false(keyfile_parse(&file, "keys", "idle\ntype a\0b\n", 14, &err));
	assert_int_equal(strncmp(err.text, "keys:2:", 7), 0);
	/* the earlier of two faults is told */
	assert_false(keyfile_parse(&file, "keys", "a\0\n\xff", 4, &err));
	assert_int_equal(strncmp(err.text, "keys:1:", 7), 0);
	assert_false(keyfile_parse(&file, "keys", "\xff\n\0", 3, &err));
	assert_int_equal(strncmp(err.text, "keys:1:", 7), 0);
}

static void loads_no_missing_file(void **state)
{
	(void)state;
	struct keyfile file = {0};
	struct err err = {0};
	assert_false(keyfile_load(&file, "/nonexistent/keys", &err));
	assert_int_equal(err.kind, ERR_NOINPUT);
}

int test_keyfile(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_every_command),   cmocka_unit_test(reads_nothing),
		cmocka_unit_test(tells_mistakes),        cmocka_unit_test(refuses_nul),
		cmocka_unit_test(loads_no_missing_file),
	};
	return cmocka_run_group_tests_name("keyfile", tests, NULL, NULL);
}
