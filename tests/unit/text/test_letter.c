#include "text/letter.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_letter(void);

/* The alphabet spelled out by hand, not by the table under test. */
static const char lower[] =
	"àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";
static const char upper[] =
	"ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ";

static void there_are_134_and_each_goes_there_and_back(void **state)
{
	(void)state;
	assert_int_equal(utf8_length(lower), 67);
	assert_int_equal(utf8_length(upper), 67);
	const char *small = lower, *capital = upper;
	uint32_t cp;
	while ((cp = utf8_next(&small))) {
		uint32_t big = utf8_next(&capital);
		struct letter one, other;
		assert_true(letter_of(cp, &one));
		assert_true(letter_of(big, &other));
		assert_int_equal(letter_compose(one), cp);
		assert_int_equal(letter_compose(other), big);
		assert_false(one.upper);
		assert_true(other.upper);
		other.upper = false;
		assert_int_equal(letter_compose(other), cp);
		assert_int_equal(text_lower(big), cp);
		assert_int_equal(text_upper(cp), big);
	}
}

static void nothing_else_is_a_letter_here(void **state)
{
	(void)state;
	int count = 0;
	for (uint32_t cp = 0; cp <= 0x10ffff; cp++)
		count += letter_of(cp, NULL);
	assert_int_equal(count, 52 + 134);
	assert_false(letter_of(0xfc, NULL)); /* ü */
}

/* The table against Unicode's own decomposition: base, shape and tone are what the marks say. */
static void the_table_agrees_with_unicode(void **state)
{
	(void)state;
	static const uint32_t tones[] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
	static const uint32_t shapes[] = {0, 0x306, 0x302, 0x31b};
	for (uint32_t cp = 0x80; cp < 0x2000; cp++) {
		struct letter letter;
		if (!letter_of(cp, &letter) || letter.shape == SHAPE_STROKE)
			continue;
		uint32_t parts[4];
		size_t n = text_decompose(cp, parts);
		assert_int_equal(text_lower(parts[0]), letter.base);
		assert_int_equal(text_is_upper(parts[0]), letter.upper);
		assert_int_equal(n, 1 + (letter.shape != 0) + (letter.tone != 0));
		bool tone = letter.tone == 0, shape = letter.shape == 0;
		for (size_t i = 1; i < n; i++) {
			tone |= parts[i] == tones[letter.tone];
			shape |= parts[i] == shapes[letter.shape];
		}
		if (!tone || !shape)
			fail_msg("U+%04X", cp);
	}
}

static void what_does_not_exist_composes_to_nothing(void **state)
{
	(void)state;
	assert_int_equal(
		letter_compose((struct letter){'b', SHAPE_PLAIN, TONE_SAC, false}), 0);
	assert_int_equal(
		letter_compose((struct letter){'e', SHAPE_BREVE, TONE_SAC, false}), 0);
	assert_int_equal(
		letter_compose((struct letter){'d', SHAPE_STROKE, TONE_SAC, false}), 0);
	assert_int_equal(letter_compose((struct letter){'d', SHAPE_STROKE, 0, true}),
			 0x110);
	assert_int_equal(letter_compose((struct letter){'b', SHAPE_PLAIN, 0, true}), 'B');
	assert_int_equal(letter_compose((struct letter){'?', SHAPE_PLAIN, 0, false}), 0);
}

static void the_tone_comes_off_and_the_shape_stays(void **state)
{
	(void)state;
	const char *from = "ậỨđxẠ?", *to = "âƯđxA?";
	uint32_t cp;
	while ((cp = utf8_next(&from)))
		assert_int_equal(letter_toneless(cp), utf8_next(&to));
	assert_int_equal(letter_toneless(0xfc), 0xfc);
}

static void vowels_are_twelve_letters_with_their_tones(void **state)
{
	(void)state;
	int count = 0;
	for (uint32_t cp = 0; cp < 0x2000; cp++)
		count += letter_is_vowel(cp);
	assert_int_equal(count, 12 * 6 * 2);
	assert_false(letter_is_vowel('w'));
	assert_false(letter_is_vowel(0x111));
}

int test_letter(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_are_134_and_each_goes_there_and_back),
		cmocka_unit_test(nothing_else_is_a_letter_here),
		cmocka_unit_test(the_table_agrees_with_unicode),
		cmocka_unit_test(what_does_not_exist_composes_to_nothing),
		cmocka_unit_test(the_tone_comes_off_and_the_shape_stays),
		cmocka_unit_test(vowels_are_twelve_letters_with_their_tones),
	};
	return cmocka_run_group_tests_name("text/letter", tests, NULL, NULL);
}
