/* The spelling of syllables, and where the tone goes. */
#include "text/syllable.h"

#include "base/mem.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_syllable(void);

/* Letters of a word; the tone it had comes back, and *place is the letter that had it. */
static size_t letters_of(const char *s, struct letter letters[64], enum tone *tone,
			 size_t *place)
{
	size_t n = 0;

	*tone = TONE_NGANG;
	while (*s) {
		uint32_t cp = utf8_next(&s);
		letters[n] = (struct letter){.base = (char)cp};
		letter_of(cp, &letters[n]);
		if (letters[n].tone != TONE_NGANG) {
			*tone = letters[n].tone;
			*place = n;
		}
		letters[n++].tone = TONE_NGANG;
	}
	return n;
}

static const struct {
	const char *word;
	enum spelling spelling;
} spellings[] = {
	{"", SPELLING_CONSONANTS},
	{"ngh", SPELLING_CONSONANTS},
	{"qu", SPELLING_CONSONANTS},
	{"SĐT", SPELLING_CONSONANTS},
	{"mp3", SPELLING_CONSONANTS},
	{"nghiêng", SPELLING_COMPLETE},
	{"NGHIÊNG", SPELLING_COMPLETE},
	{"nghieng", SPELLING_BEGUN},
	{"nghie", SPELLING_BEGUN},
	{"i", SPELLING_COMPLETE},
	{"gi", SPELLING_COMPLETE},
	{"gin", SPELLING_COMPLETE},
	{"gia", SPELLING_COMPLETE},
	{"giêng", SPELLING_COMPLETE},
	{"giêc", SPELLING_COMPLETE},
	{"giươ", SPELLING_BEGUN},
	{"giường", SPELLING_COMPLETE},
	{"quynh", SPELLING_COMPLETE},
	{"quyên", SPELLING_COMPLETE},
	{"kynh", SPELLING_IMPOSSIBLE},
	{"quơ", SPELLING_COMPLETE},
	{"quư", SPELLING_IMPOSSIBLE},
	{"qa", SPELLING_IMPOSSIBLE},
	{"qư", SPELLING_IMPOSSIBLE},
	{"khuya", SPELLING_COMPLETE},
	{"khuỷu", SPELLING_COMPLETE},
	{"đắk", SPELLING_COMPLETE},
	{"krông", SPELLING_COMPLETE},
	{"boong", SPELLING_COMPLETE},
	{"boo", SPELLING_BEGUN},
	{"đương", SPELLING_COMPLETE},
	{"duong", SPELLING_BEGUN},
	{"đươ", SPELLING_BEGUN},
	{"ă", SPELLING_BEGUN},
	{"ư", SPELLING_COMPLETE},
	{"ưa", SPELLING_COMPLETE},
	{"uă", SPELLING_IMPOSSIBLE},
	{"quăn", SPELLING_COMPLETE},
	{"wi", SPELLING_IMPOSSIBLE},
	{"ưi", SPELLING_COMPLETE},
	{"ưin", SPELLING_IMPOSSIBLE},
	{"zô", SPELLING_IMPOSSIBLE},
	{"a5", SPELLING_IMPOSSIBLE},
	{"5a", SPELLING_IMPOSSIBLE},
	{"ađ", SPELLING_IMPOSSIBLE},
	{"nghiêngg", SPELLING_IMPOSSIBLE},
	{"hôa", SPELLING_IMPOSSIBLE},
	{"hoă", SPELLING_BEGUN},
	{"bcdghklmnpqr", SPELLING_CONSONANTS},
	{"bcdghklmnpqrst", SPELLING_CONSONANTS},
	{"bcdghklmnpqrsta", SPELLING_IMPOSSIBLE},
	{"aaaaaaaaaaaaaaaaaa", SPELLING_IMPOSSIBLE},
};

static void knows_what_can_be_a_syllable(void **state)
{
	struct letter letters[64];
	enum tone tone;
	size_t place;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(spellings); i++) {
		size_t n = letters_of(spellings[i].word, letters, &tone, &place);
		enum spelling found = syllable_spelling(letters, n);
		if (found != spellings[i].spelling)
			fail_msg("%s: %d", spellings[i].word, (int)found);
	}
}

/* Written with the tone where it belongs: both styles, the old one, the new one. */
static const char *const placed_both[] = {
	"á",     "quá",  "già",   "gì",   "giếng", "tiếng", "mía",   "mùa",
	"cửa",   "mái",  "toán",  "hoàn", "ngoài", "ngoéo", "khuỷu", "khuỵa",
	"huỳnh", "quý",  "quỳnh", "lưỡi", "rượu",  "thuở",  "cừu",   "goòng",
	"quyển", "yếu",  "kiến",  "tuấn", "thuế",  "oản",   "thuận", "hoặc",
	"loét",  "suýt", "tía",   "núi",  "cáo",   "quẩy",  "giữa",  "GIÀ",
};
static const char *const placed_old[] = {"hòa", "khỏe", "thủy", "ủy", "HÒA", "lóa"};
static const char *const placed_new[] = {"hoà", "khoẻ", "thuỷ", "uỷ", "HOÀ", "loá"};

static void assert_places(const char *const *words, size_t count, bool new_style)
{
	struct letter letters[64];
	enum tone tone;
	size_t place = 0;

	for (size_t i = 0; i < count; i++) {
		size_t n = letters_of(words[i], letters, &tone, &place);
		if (tone == TONE_NGANG)
			fail_msg("%s has no tone", words[i]);
		size_t found = syllable_tone_place(letters, n, new_style);
		if (found != place)
			fail_msg("%s: letter %zu", words[i], found);
	}
}

static void puts_tones_in_their_place(void **state)
{
	struct letter letters[64];
	enum tone tone;
	size_t place, n;

	(void)state;
	assert_places(placed_both, ARRAY_LEN(placed_both), false);
	assert_places(placed_both, ARRAY_LEN(placed_both), true);
	assert_places(placed_old, ARRAY_LEN(placed_old), false);
	assert_places(placed_new, ARRAY_LEN(placed_new), true);
	n = letters_of("ngh", letters, &tone, &place);
	assert_int_equal(syllable_tone_place(letters, n, false), n);
	assert_int_equal(syllable_tone_place(letters, 0, false), 0);
}

static void finds_the_onset(void **state)
{
	static const struct {
		const char *word;
		size_t onset;
	} cases[] = {
		{"nghiêng", 3}, {"quý", 2}, {"già", 2}, {"gì", 1}, {"gìn", 1},
		{"ăn", 0},      {"ngh", 3}, {"qu", 2},  {"", 0},   {"trstrstrstrstr", 14},
		{"tqu", 2}};
	struct letter letters[64];
	enum tone tone;
	size_t place;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		size_t n = letters_of(cases[i].word, letters, &tone, &place);
		if (syllable_onset(letters, n) != cases[i].onset)
			fail_msg("%s: %zu", cases[i].word, syllable_onset(letters, n));
	}
}

static void stops_take_two_tones(void **state)
{
	static const char *const stops[] = {"hoc", "hoch", "hop", "hot", "đăk"};
	static const char *const others[] = {"hong", "hon", "ho", "hoa", "honh", "tho"};
	struct letter letters[64];
	enum tone tone;
	size_t place;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(stops); i++) {
		size_t n = letters_of(stops[i], letters, &tone, &place);
		for (tone = TONE_NGANG; tone <= TONE_NANG; tone++)
			assert_int_equal(syllable_tone_fits(letters, n, tone),
					 tone == TONE_NGANG || tone == TONE_SAC ||
						 tone == TONE_NANG);
	}
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		size_t n = letters_of(others[i], letters, &tone, &place);
		for (tone = TONE_NGANG; tone <= TONE_NANG; tone++)
			assert_true(syllable_tone_fits(letters, n, tone));
	}
}

int test_syllable(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_what_can_be_a_syllable),
		cmocka_unit_test(puts_tones_in_their_place),
		cmocka_unit_test(finds_the_onset),
		cmocka_unit_test(stops_take_two_tones),
	};

	return cmocka_run_group_tests_name("syllable", tests, NULL, NULL);
}
