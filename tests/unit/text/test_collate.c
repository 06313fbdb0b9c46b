#include "text/collate.h"

#include "text/utf8.h"

#include "../../tools/syllables.h"
#include "roll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_collate(void);

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* The keys, compared as SQL and memcmp would. */
static int compare_keys(const char *a, const char *b)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	text_sort_key(&left, a);
	text_sort_key(&right, b);
	assert_null(memchr(left.data, 0, left.len));
	int order = strcmp(left.data, right.data);
	buf_release(&left);
	buf_release(&right);
	return sign(order);
}

/* In ICU 72's order ("vi"), frozen; tests/tools/compare-icu.sh asks ICU itself. */
static const char *const frozen[] = {
	"",       " ",      "-",      "'",   "(",   "12 a",    "12a",     "2",
	"20",     "a",      "A",      "à",   "À",   "ả",       "ã",       "á",
	"ạ",      "a b",    "ab",     "ai",  "an",  "an toàn", "An Toàn", "anh",
	"ào",     "ăm",     "ăn",     "Ăn",  "ẵng", "ậm",      "ân",      "ẩn",
	"ấn",     "Ấn",     "bà",     "bá",  "bạ",  "ca",      "cha",     "co",
	"da",     "dz",     "đa",     "Đa",  "đà",  "đào",     "em",      "ém",
	"en",     "ê",      "ế",      "fa",  "ga",  "gi",      "hoa",     "Hoa",
	"hoà",    "hoả",    "hoá",    "hòa", "họa", "hoàn",    "i",       "j",
	"khi",    "lạ",     "mĩ",     "my",  "mỹ",  "na",      "nga",     "nguyên",
	"Nguyên", "nguyễn", "Nguyễn", "o",   "ò",   "oa",      "ô",       "ổ",
	"ôi",     "ơ",      "ớ",      "ơi",  "pha", "quý",     "ra",      "sa",
	"ta",     "tha",    "thi",    "thị", "tra", "u",       "ù",       "ui",
	"ư",      "ử",      "ưa",     "va",  "w",   "xa",      "y",       "ỳ",
	"ý",      "yên",    "z",
};

static void words_stand_in_the_order_of_the_dictionary(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(frozen); i++) {
		for (size_t j = 0; j < ARRAY_LEN(frozen); j++) {
			int want = (i > j) - (i < j);
			int got = sign(text_compare(frozen[i], frozen[j]));
			if (got != want)
				fail_msg("%s and %s: %d", frozen[i], frozen[j], got);
			if (compare_keys(frozen[i], frozen[j]) != want)
				fail_msg("keys of %s and %s", frozen[i], frozen[j]);
		}
	}
}

static void assert_order(const char *a, const char *b, int want)
{
	assert_int_equal(sign(text_compare(a, b)), want);
	assert_int_equal(sign(text_compare(b, a)), -want);
	assert_int_equal(compare_keys(a, b), want);
}

static void letters_count_before_tones_and_tones_before_case(void **state)
{
	(void)state;
	assert_order("Hòa", "hoàn", -1); /* the n decides, not the tone before it */
	assert_order("hòa b", "hoa c", -1);
	assert_order("HOA", "hòa", -1);
	assert_order("hoa", "HOA", -1);
	assert_order("hoA", "hOa", -1);
	assert_order("bá bà", "bà bá", 1); /* the first tone that differs */
}

/* The words level: what differs in tone placement only is a neighbour. */
static void a_tone_counts_for_its_word_wherever_it_stands(void **state)
{
	(void)state;
	static const struct {
		const char *a, *b;
		int words;
	} cases[] = {
		{"Hòa", "Hoà", 0},        {"Hòa", "Hoá", -1},
		{"Hoà", "Hóa", -1},       {"Hoa", "Hòa", -1},
		{"hoà an", "hòa án", -1}, {"ba hòa", "bà hoà", -1},
		{"bạ hòa", "bà hoá", 1},  {"a", "a", 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *a = cases[i].a, *b = cases[i].b;
		struct collation c = text_collate(a, strlen(a), b, strlen(b));
		struct buf left = BUF_INIT, right = BUF_INIT;
		assert_int_equal(c.letters, 0);
		assert_int_equal(sign(c.words), cases[i].words);
		text_sort_level(&left, a, strlen(a), COLLATE_WORDS);
		text_sort_level(&right, b, strlen(b), COLLATE_WORDS);
		assert_int_equal(sign(strcmp(left.data, right.data)), cases[i].words);
		buf_release(&left);
		buf_release(&right);
	}
}

static void spellings_of_the_same_text_are_equal(void **state)
{
	(void)state;
	assert_order("ậ", "a\u0323\u0302", 0);
	assert_order("ậ", "a\u0302\u0323", 0);
	assert_order("ớ", "o\u031b\u0301", 0);
	assert_order("Nguyễn", "Nguye\u0302\u0303n", 0);
	assert_order("ü", "u\u0308", 0);
	assert_order("a b", "a\u2009b", 0);
}

static void foreign_letters_stand_with_their_likeness(void **state)
{
	(void)state;
	static const char *const order[] = {
		"aero", "Ærø",   "afa",  "da",    "dà", "đa",  "lodz", "Łódź",
		"loe",  "mue",   "muf",  "Müf",   "oe", "œ",   "of",   "sos",
		"Søs",  "weiss", "Weiß", "weisz", "zz", "Бог", "中",
	};
	for (size_t i = 1; i < ARRAY_LEN(order); i++)
		assert_order(order[i - 1], order[i], -1);
	/* Signs without a place of their own come before digits, letters after z. */
	assert_order("★", "1", -1);
	assert_order("~", "★", -1);
	assert_order("z", "я", -1);
	assert_order("\xff", "a", -1);
	assert_order("\u0301", "a", -1);
}

static void any_texts_have_one_order(void **state)
{
	(void)state;
	static const char alphabet[] = "aàăằâđdeêoôơuưứyZÁ "
				       "-'1ßæł\u0301\u0302\u0308中🙂\u00a0";
	uint32_t letters[64];
	size_t count = 0;
	for (const char *s = alphabet; *s; count++)
		letters[count] = utf8_next(&s);
	enum { TEXTS = 120 };
	char *texts[TEXTS];
	uint64_t seed = 3;
	for (int i = 0; i < TEXTS; i++) {
		struct buf b = BUF_INIT;
		for (uint32_t n = roll_below(&seed, 7); n > 0; n--)
			utf8_add(&b, letters[roll_below(&seed, (uint32_t)count)]);
		texts[i] = buf_detach(&b);
	}
	signed char order[TEXTS][TEXTS];
	for (int i = 0; i < TEXTS; i++)
		for (int j = 0; j < TEXTS; j++) {
			order[i][j] = (signed char)sign(text_compare(texts[i], texts[j]));
			assert_int_equal(order[i][j], compare_keys(texts[i], texts[j]));
		}
	for (int i = 0; i < TEXTS; i++)
		for (int j = 0; j < TEXTS; j++) {
			assert_int_equal(order[i][j], -order[j][i]);
			for (int k = 0; k < TEXTS; k++)
				if (order[i][j] <= 0 && order[j][k] <= 0)
					assert_true(order[i][k] <= 0);
		}
	for (int i = 0; i < TEXTS; i++)
		free(texts[i]);
}

/* Every syllable with a tone follows the same one with the tone before it, and all of them come
 * before the next longer word. */
static void the_six_tones_follow_each_other_in_every_syllable(void **state)
{
	(void)state;
	struct buf before = BUF_INIT, after = BUF_INIT;
	for (size_t i = 0; i + 1 < SYLLABLE_COUNT; i++) {
		buf_reset(&before);
		buf_reset(&after);
		syllable_add(&before, i);
		if (i % 6 == 5) {
			syllable_add(&after, i - 5);
			buf_adds(&after, " a");
		} else {
			syllable_add(&after, i + 1);
		}
		if (text_compare(before.data, after.data) >= 0)
			fail_msg("%s, %s", before.data, after.data);
	}
	buf_release(&before);
	buf_release(&after);
}

static void keys_are_not_long(void **state)
{
	(void)state;
	struct buf key = BUF_INIT;
	for (uint32_t i = 0; i < 1000; i++) {
		struct buf name = BUF_INIT;
		person_add(&name, i * 7919);
		buf_reset(&key);
		text_sort_key(&key, name.data);
		assert_in_range(key.len, name.len, 3 * name.len);
		buf_release(&name);
	}
	buf_release(&key);
}

int test_collate(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_stand_in_the_order_of_the_dictionary),
		cmocka_unit_test(letters_count_before_tones_and_tones_before_case),
		cmocka_unit_test(a_tone_counts_for_its_word_wherever_it_stands),
		cmocka_unit_test(spellings_of_the_same_text_are_equal),
		cmocka_unit_test(foreign_letters_stand_with_their_likeness),
		cmocka_unit_test(any_texts_have_one_order),
		cmocka_unit_test(the_six_tones_follow_each_other_in_every_syllable),
		cmocka_unit_test(keys_are_not_long),
	};
	return cmocka_run_group_tests_name("text/collate", tests, NULL, NULL);
}
