/* What terminals send, and the keys it must become. */
#include "term/input.h"

#include "base/buf.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_input(void);

static void take_keys(struct input *in, int64_t now, struct buf *out)
{
	struct key key;
	while (input_next(in, &key, now)) {
		assert_int_not_equal(key.code, K_NONE);
		if (out->len > 0)
			buf_addc(out, ' ');
		buf_printf(out, "%s%s%s", key.pasted ? "+" : "", key.line_end ? "/" : "",
			   key_format(&key));
	}
}

static void settle(struct input *in, struct buf *out)
{
	for (int i = 0; i < 4 && input_patience(in) >= 0; i++) {
		input_quiet(in);
		take_keys(in, 0, out);
	}
	assert_int_equal(input_patience(in), -1);
}

/* Keys as names with blanks between them; "+" marks what was pasted, "/" a line
 * end in it. */
static void feed(struct input *in, const char *bytes, size_t n, struct buf *out)
{
	for (size_t i = 0; i < n; i++) {
		input_byte(in, (unsigned char)bytes[i]);
		take_keys(in, 0, out);
	}
}

struct input_case {
	const char *bytes, *keys;
};

#define PASTE(text) "\033[200~" text "\033[201~"

static const struct input_case cases[] = {
	{"", ""},
	{"abc", "a b c"},
	{" 1", "Space 1"},
	/* the letters whose code points are curses' key codes */
	{"ăâđêôơư", "ă â đ ê ô ơ ư"},
	{"ĂĐŨũĩĨ", "Ă Đ Ũ ũ ĩ Ĩ"},
	{PASTE("ăđĐ ũ"), "+ă +đ +Đ +Space +ũ"},
	/* decomposed typing and pasting */
	{"e\u0302\u0301", "ế"},
	{"a\u0323\u0302 o\u031b\u0301n", "ậ Space ớ n"},
	{"u\u031b\u031b", "ư\u031b"},
	{PASTE("Nguye\u0302\u0303n"), "+N +g +u +y +ễ +n"},
	{"\u0301", "\u0301"}, /* a keyboard that sends the tone on its own */
	{"1\u0301", "1 \u0301"},
	/* controls */
	{"\r\n", "Enter Enter"},
	{"\t\x7f\x08", "Tab Backspace Backspace"},
	{"\x03\x0c\x15\x17\x1a", "Ctrl-C Ctrl-L Ctrl-U Ctrl-W Ctrl-Z"},
	{"\x01\x13", "Other Other"},
	/* Esc */
	{"\033", "Esc"},
	{"\033\033", "Esc Esc"},
	{"\033\r", "Esc Enter"},
	{"\033\t", "Shift-Tab"},
	{"\033x1", "Other 1"}, /* Alt-x */
	{"\033ăb", "Other b"},
	/* sequences terminfo did not promise */
	{"\033[A\033[B\033[C\033[D", "Up Down Right Left"},
	{"\033OA\033OB\033OH\033OF", "Up Down Home End"},
	{"\033[H\033[F\033[1~\033[4~\033[7~\033[8~", "Home End Home End Home End"},
	{"\033[3~\033[5~\033[6~\033[Z", "Delete PgUp PgDn Shift-Tab"},
	{"\033[11~\033[15~\033[24~\033OP\033[[A\033[[E", "F1 F5 F12 F1 F1 F5"},
	{"\033Op\033Oy\033OM\033Ok", "0 9 Enter +"},
	/* modified keys, and keys from the future */
	{"\033[1;5A", "Other"},
	{"\033[27;5;13~x", "Other x"},
	{"\033[97;5u\033[99999999999999999999~", "Other Other"},
	{"\033[?1;2$y", ""},
	/* the terminal's own news */
	{"\033[I\033[O\033[24;80R\033[?64;1c", ""},
	{"\033]10;rgb:ff/ff/ff\007a\033]0;x\033\\b", "a b"},
	{"\033[M !!a", "a"},
	/* broken off */
	{"\033[", ""},
	{"\033[1;\rx", "Enter x"},
	{"\033[1\033[B", "Down"},
	{"\033O\r", "Enter"},
	/* bytes that are no UTF-8 */
	{"\xff", "Other"},
	{"a\xe1\xbbz", "a Other z"},
	{"\xc3\r", "Other Enter"},
	{"\xed\xa0\x80", "Other"},
	{"\xe1\xbb", "Other"},
	/* what hides or steers is not typed */
	{"\u200b\u202e\xc2\x85\ufeff", ""},
	{"\u00a0", "Space"},
	/* pastes: text only */
	{PASTE("a\nb\tc"), "+a +/Space +b +Space +c"},
	{PASTE("a\r\nb\r\rc"), "+a +/Space +b +/Space +/Space +c"},
	{PASTE("\033[Ax\033OPy\x03\033z"), "+x +y +z"},
	{PASTE(""), ""},
	{PASTE("x") "y\r", "+x y Enter"},
	{"\033[200~abc", "+a +b +c"}, /* its end got lost; then all is well again */
	{"\033[201~a", "a"},
};

static void makes_keys(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct input in;
		struct buf out = BUF_INIT;
		input_init(&in, false);
		feed(&in, cases[i].bytes, strlen(cases[i].bytes), &out);
		settle(&in, &out);
		assert_string_equal(out.data, cases[i].keys);
		buf_release(&out);
	}
}

static void holds_a_letter_briefly(void **state)
{
	(void)state;
	struct input in;
	struct buf out = BUF_INIT;
	input_init(&in, false);
	feed(&in, "a", 1, &out);
	assert_string_equal(out.data, "");
	assert_in_range(input_patience(&in), 1, 20);
	feed(&in, "1", 1, &out); /* no mark can come any more */
	assert_string_equal(out.data, "a 1");
	assert_int_equal(input_patience(&in), -1);
	/* curses has waited for the rest of an Esc already */
	feed(&in, "\033", 1, &out);
	assert_int_equal(input_patience(&in), 0);
	buf_release(&out);
}

static void takes_recognised_keys(void **state)
{
	(void)state;
	struct input in;
	struct buf out = BUF_INIT;
	input_init(&in, false);
	feed(&in, "a", 1, &out);
	input_key(&in, key_of(K_UP)); /* the letter comes first */
	take_keys(&in, 0, &out);
	feed(&in, "\033", 1, &out);
	input_key(&in, key_of(K_DOWN));
	take_keys(&in, 0, &out);
	assert_string_equal(out.data, "a Up Esc Down");
	/* inside a paste it is part of the text, and the paste goes on */
	buf_reset(&out);
	feed(&in, "\033[200~", 6, &out);
	input_key(&in, key_of(K_F9));
	input_key(&in, key_of(K_RESIZE));
	feed(&in, "1\033[201~", 7, &out);
	take_keys(&in, 0, &out);
	assert_string_equal(out.data, "Resize +1");
	buf_release(&out);
}

static void ends_a_lost_paste(void **state)
{
	(void)state;
	struct input in;
	struct buf out = BUF_INIT;
	input_init(&in, false);
	feed(&in, "\033[200~ab", 8, &out);
	input_quiet(&in); /* the letter that was held */
	take_keys(&in, 0, &out);
	feed(&in, "c\r", 2, &out);
	assert_string_equal(out.data, "+a +b +c +/Space");
	assert_in_range(input_patience(&in), 500, 2000);
	input_quiet(&in);
	feed(&in, "\r", 1, &out);
	assert_string_equal(out.data, "+a +b +c +/Space Enter");
	buf_release(&out);
}

static bool enter_at(struct input *in, int64_t now)
{
	struct key key;
	input_byte(in, '\r');
	return input_next(in, &key, now);
}

static void drops_a_held_enter(void **state)
{
	(void)state;
	struct input in;
	input_init(&in, true);
	assert_true(enter_at(&in, 0));
	assert_false(enter_at(&in, 40));
	for (int64_t t = 80; t < 3000; t += 40) /* as long as it is held */
		assert_false(enter_at(&in, t));
	assert_true(enter_at(&in, 2960 + INPUT_REPEAT_MS));
	struct key key;
	input_byte(&in, '\t');
	input_byte(&in, '\t'); /* only Enter */
	assert_true(input_next(&in, &key, 5000) && input_next(&in, &key, 5000));
	/* not asked for: every Enter counts */
	input_init(&in, false);
	assert_true(enter_at(&in, 0) && enter_at(&in, 1));
}

static void forgets(void **state)
{
	(void)state;
	struct input in;
	struct buf out = BUF_INIT;
	input_init(&in, true);
	assert_true(enter_at(&in, 1000));
	feed(&in, "\033[200~a", 7, &out);
	input_reset(&in);
	assert_int_equal(input_patience(&in), -1);
	assert_false(enter_at(&in, 1100)); /* still the same held Enter */
	assert_string_equal(out.data, "");
	buf_release(&out);
}

/* Whatever comes in: keys out are sound, and it always settles. */
static void survives_anything(void **state)
{
	(void)state;
	static const char *const bits[] = {"\033", "[",  "O",      "200~", "201~", "1;5A",
					   "ế",    "e",  "\u0302", "\xe1", "\xbb", "\r",
					   "]",    "\\", "M",      "~"};
	unsigned seed = 11;
	struct input in;
	input_init(&in, false);
	for (int i = 0; i < 200000; i++) {
		seed = seed * 1664525u + 1013904223u;
		const char *bit = bits[(seed >> 8) % ARRAY_LEN(bits)];
		struct key key;
		for (; *bit; bit++) {
			input_byte(&in, (unsigned char)*bit);
			assert_true(in.count < INPUT_QUEUE);
			while (input_next(&in, &key, 0))
				if (key.code == K_TEXT) {
					assert_true(key.text[0] != '\0');
					assert_true(text_is_nfc(key.text));
				}
		}
		if ((seed >> 20) % 50 == 0) {
			input_quiet(&in);
			while (input_next(&in, &key, 0))
				;
		}
	}
}

int test_input(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_keys),
		cmocka_unit_test(holds_a_letter_briefly),
		cmocka_unit_test(takes_recognised_keys),
		cmocka_unit_test(ends_a_lost_paste),
		cmocka_unit_test(drops_a_held_enter),
		cmocka_unit_test(forgets),
		cmocka_unit_test(survives_anything),
	};
	return cmocka_run_group_tests_name("input", tests, NULL, NULL);
}
