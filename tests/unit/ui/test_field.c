#include "tests.h"

#include "text/utf8.h"
#include "ui/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct typing telex = {.telex = {.method = TELEX_TELEX}};
static const struct typing off = {.telex = {.method = TELEX_OFF}};

static void press(struct field *f, enum key_code code, const struct typing *typing)
{
	struct key key = key_of(code);
	field_key(f, &key, typing);
}

/* '<' is Backspace, '{' Left, '}' Right. */
static void type(struct field *f, const char *keys, const struct typing *typing)
{
	for (const char *p = keys; *p; p++) {
		struct key key = *p == '<'   ? key_of(K_BACKSPACE)
				 : *p == '{' ? key_of(K_LEFT)
				 : *p == '}' ? key_of(K_RIGHT)
					     : key_text(p, 1);
		field_key(f, &key, typing);
	}
}

static void paste(struct field *f, const char *letter, const struct typing *typing)
{
	struct key key = key_text(letter, strlen(letter));
	key.pasted = true;
	field_key(f, &key, typing);
}

struct typed {
	const char *keys, *text;
};

/* "hiê" is on the way to hiếu: "hiee" would find nobody. */
static void a_search_judges_no_word(void **state)
{
	static const struct typed cases[] = {
		{"hiee", "hiê"},    {"hieesu", "hiếu"}, {"dduwo", "đưo"},
		{"dduwo ", "đưo "}, {"windo", "windo"}, {"hieeu<", "hiê"},
		{"nth", "nth"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct field f;
		field_init(&f, FIELD_SEARCH, 60);
		type(&f, cases[i].keys, &telex);
		assert_string_equal(field_text(&f), cases[i].text);
		field_release(&f);
	}
}

static void telex_in_a_text_field(void **state)
{
	static const struct typed cases[] = {
		{"Nguyeenx Thij Hoaf", "Nguyễn Thị Hòa"},
		{"hoaf<e", "hòe"}, /* the tone stays while a vowel is left */
		{"hoa f", "hoa f"},
		{"hoa <f", "hòa"}, /* a space taken back: the word goes on */
		{"thij{{x", "txhị"}, /* the cursor inside: a new word begins there */
		{"ab{{}c", "acb"},
		{"u{hiee", "hiêu"}, /* in front of a letter a half word is not judged */
		{"u{hiee}", "hiêu"},
		{"u{hiee ", "hiee u"}, /* but where it ends */
		{"user ", "user "},
		{"a<<<b", "b"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct field f;
		field_init(&f, FIELD_TEXT, 60);
		type(&f, cases[i].keys, &telex);
		assert_string_equal(field_text(&f), cases[i].text);
		field_release(&f);
	}
}

/* Out of a word processor, into a lesson's text and into its title. */
static void a_paste_keeps_its_lines_where_there_are_lines(void **state)
{
	(void)state;
	for (int lines = 0; lines < 2; lines++) {
		struct field f;
		field_init(&f, FIELD_TEXT, 60);
		f.lines = lines;
		struct key end = key_text(" ", 1);
		end.pasted = end.line_end = true;
		paste(&f, "a", &telex);
		field_key(&f, &end, &telex);
		paste(&f, "s", &telex);
		assert_string_equal(field_text(&f), lines ? "a\ns" : "a s");
		field_release(&f);
	}
}

static void engine_keeps_out_of_other_fields(void **state)
{
	static const enum field_kind kinds[] = {FIELD_PLAIN, FIELD_SECRET, FIELD_DATE,
						FIELD_NUMBER};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		struct field f;
		field_init(&f, kinds[i], 60);
		type(&f, "aas1", &telex);
		assert_string_equal(field_text(&f), "aas1");
		field_release(&f);
	}
}

static void paste_goes_in_untouched(void **state)
{
	struct field f;
	(void)state;
	field_init(&f, FIELD_TEXT, 60);
	paste(&f, "a", &telex);
	paste(&f, "a", &telex);
	paste(&f, "s", &telex);
	paste(&f, "đ", &telex);
	assert_string_equal(field_text(&f), "aasđ");
	assert_false(f.composed);
	field_release(&f);
}

static void composed_letters_are_noticed(void **state)
{
	struct field f;
	struct key key = key_text("ễ", strlen("ễ"));
	(void)state;
	field_init(&f, FIELD_TEXT, 60);
	field_key(&f, &key, &telex);
	assert_true(f.composed);
	assert_string_equal(field_text(&f), "ễ");
	field_release(&f);
}

/* Letters with their marks among plain ones, the engine on: nothing gets lost between the words. */
static void composed_names_keep_their_spaces(void **state)
{
	static const char *const names[] = {"Lê Thị Mơ", "Đỗ Ánh", "ơ a ư b", "số 5 ngõ"};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct field f;
		field_init(&f, FIELD_TEXT, 60);
		for (const char *p = names[i]; *p;) {
			size_t n = 1;
			while ((p[n] & 0xc0) == 0x80)
				n++;
			struct key key = key_text(p, n);
			field_key(&f, &key, &telex);
			p += n;
		}
		assert_string_equal(field_text(&f), names[i]);
		press(&f, K_HOME, &telex);
		press(&f, K_END, &telex);
		press(&f, K_BACKSPACE, &telex);
		assert_int_equal(strncmp(field_text(&f), names[i], strlen(names[i]) - 4),
				 0);
		field_release(&f);
	}
}

/* A keyboard that sends the mark as a stroke of its own: NFC all the same. */
static void lone_marks_join(void **state)
{
	struct field f;
	struct key mark = key_text("\xcc\xa3", 2); /* combining dot below */
	(void)state;
	field_init(&f, FIELD_TEXT, 60);
	type(&f, "a", &off);
	field_key(&f, &mark, &off);
	assert_string_equal(field_text(&f), "ạ");
	press(&f, K_BACKSPACE, &off);
	assert_string_equal(field_text(&f), "");
	field_release(&f);
}

static void digits_only(void **state)
{
	struct field f;
	(void)state;
	field_init(&f, FIELD_DIGITS, 12);
	type(&f, "09a1", &telex);
	assert_string_equal(field_text(&f), "091");
	type(&f, "x", &telex);
	assert_true(f.refused);
	field_release(&f);
}

static void full_field_keeps_its_text(void **state)
{
	struct field f;
	(void)state;
	field_init(&f, FIELD_TEXT, 4);
	type(&f, "hoaf", &telex); /* three letters */
	type(&f, "nx", &telex); /* n fits, x is a tone */
	assert_string_equal(field_text(&f), "hoãn");
	type(&f, "g", &telex);
	assert_true(f.overflow);
	assert_string_equal(field_text(&f), "hoãn");
	field_release(&f);
}

static void secret_shows_dots(void **state)
{
	struct field f;
	struct buf out = BUF_INIT;
	int cursor = 0;
	(void)state;
	field_init(&f, FIELD_SECRET, 20);
	type(&f, "abc{", &telex);
	field_show(&f, &out, &cursor);
	assert_string_equal(out.data, "•••");
	assert_int_equal(cursor, 2);
	field_wipe(&f);
	assert_string_equal(field_text(&f), "");
	buf_release(&out);
	field_release(&f);
}

static void whole_line_keys(void **state)
{
	struct field f;
	(void)state;
	field_init(&f, FIELD_TEXT, 60);
	type(&f, "xin chaof cacs", &telex);
	press(&f, K_CTRL_W, &telex);
	assert_string_equal(field_text(&f), "xin chào ");
	press(&f, K_HOME, &telex);
	type(&f, "A ", &telex);
	assert_string_equal(field_text(&f), "A xin chào ");
	press(&f, K_DELETE, &telex);
	assert_string_equal(field_text(&f), "A in chào ");
	press(&f, K_END, &telex);
	type(&f, "e", &telex);
	assert_string_equal(field_text(&f), "A in chào e");
	press(&f, K_CTRL_U, &telex);
	assert_string_equal(field_text(&f), "");
	field_release(&f);
}

static void lines_begin_and_are_walked(void **state)
{
	struct field f;
	(void)state;
	field_init(&f, FIELD_TEXT, 40);
	f.lines = true;
	f.columns = 10;
	type(&f, "mootj", &telex);
	press(&f, K_ENTER, &telex);
	type(&f, "hai ba boons nawm saus", &telex);
	assert_string_equal(field_text(&f), "một\nhai ba bốn năm sáu");
	/* Up along the rows of the screen: "hai ba bốn", "năm sáu". */
	press(&f, K_UP, &telex);
	type(&f, "x", &telex);
	assert_string_equal(field_text(&f), "một\nhai ba xbốn năm sáu");
	press(&f, K_HOME, &telex);
	type(&f, "y", &telex);
	assert_string_equal(field_text(&f), "một\nhai ba yxbốn năm sáu");
	press(&f, K_CTRL_U, &telex); /* of this line only, back to its beginning */
	assert_string_equal(field_text(&f), "một\nxbốn năm sáu");
	struct key up = key_of(K_UP), down = key_of(K_DOWN);
	assert_true(field_key(&f, &up, &telex));
	assert_false(field_key(&f, &up, &telex)); /* leads out of the field */
	press(&f, K_END, &telex);
	press(&f, K_DELETE, &telex);
	assert_string_equal(field_text(&f), "mộtxbốn năm sáu");
	while (field_key(&f, &down, &telex))
		;
	press(&f, K_END, &telex);
	type(&f, "!", &telex);
	assert_string_equal(field_text(&f), "mộtxbốn năm sáu!");
	for (int i = 0; i < 40; i++)
		press(&f, K_ENTER, &telex);
	assert_true(f.overflow);
	assert_int_equal(utf8_length(field_text(&f)), 40);
	field_release(&f);
}

/* The rows are the whole text, one behind the other, and none is empty but the last. */
static void rows_lose_nothing(void **state)
{
	static const char *const texts[] = {
		"",           "a",           "a\n",
		"\n\na",      "một hai  ba", "dài-không-có-dấu-cách-nào-cả",
		"x y\n\n z ", "  thụt vào"};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		for (int columns = 0; columns < 12; columns++) {
			const char *p = texts[i];
			while (*p) {
				size_t n = field_row(p, columns);
				assert_true(n > 0 && n <= strlen(p));
				p += n;
			}
		}
}

int test_field(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_begin_and_are_walked),
		cmocka_unit_test(rows_lose_nothing),
		cmocka_unit_test(telex_in_a_text_field),
		cmocka_unit_test(a_paste_keeps_its_lines_where_there_are_lines),
		cmocka_unit_test(a_search_judges_no_word),
		cmocka_unit_test(engine_keeps_out_of_other_fields),
		cmocka_unit_test(paste_goes_in_untouched),
		cmocka_unit_test(composed_letters_are_noticed),
		cmocka_unit_test(composed_names_keep_their_spaces),
		cmocka_unit_test(lone_marks_join),
		cmocka_unit_test(digits_only),
		cmocka_unit_test(full_field_keeps_its_text),
		cmocka_unit_test(secret_shows_dots),
		cmocka_unit_test(whole_line_keys),
	};
	return cmocka_run_group_tests_name("field", tests, NULL, NULL);
}
