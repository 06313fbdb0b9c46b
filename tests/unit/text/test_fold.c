#include "text/fold.h"

#include "text/letter.h"
#include "text/normal.h"
#include "text/utf8.h"

#include "roll.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_fold(void);

typedef void fold_function(struct buf *, const char *);

static void assert_form(fold_function *fold, const char *from, const char *to)
{
	struct buf b = BUF_INIT;
	buf_adds(&b, "> ");
	fold(&b, from);
	assert_string_equal(b.data + 2, to);
	buf_release(&b);
}

static void folding_takes_all_marks_away(void **state)
{
	(void)state;
	assert_form(text_fold, "Đường phố", "duong pho");
	assert_form(text_fold, "NGUYỄN  THỊ\u00a0Hoà ", "nguyen thi hoa");
	assert_form(text_fold, "Nguye\u0302\u0303n", "nguyen");
	assert_form(text_fold, "", "");
	assert_form(text_fold, " \t ", "");
	assert_form(text_fold, "Søren Müßig, Łódź, Æsir", "soren mussig, lodz, aesir");
	assert_form(text_fold, "H'Hen Niê, Kŏi Ƀ", "h'hen nie, koi b");
	assert_form(text_fold, "한국 中文 1/2", "한국 中文 1/2");
	assert_form(text_fold, "a\xff", "a\ufffd");
	assert_form(text_fold, "\u0301", "");
	assert_form(
		text_fold,
		"ÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬĐÈẺẼÉẸÊỀỂỄẾỆÌỈĨÍỊÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢÙỦŨÚỤƯỪỬỮỨỰỲỶỸÝỴ",
		"aaaaaaaaaaaaaaaaadeeeeeeeeeeeiiiiiooooooooooooooooouuuuuuuuuuuyyyyy");
}

static void tone_placement_old_and_new_is_one(void **state)
{
	(void)state;
	static const char *const same[][2] = {
		{"Hòa", "hoà"},       {"khỏe", "khoẻ"},   {"Thủy", "thuỷ"},
		{"ÚY LẠO", "uý lạo"}, {"tóan", "toán"},   {"hóac", "hoác"},
		{"lóai", "loái"},     {"qúy", "quý"},     {"qủa", "quả"},
		{"gìa", "già"},       {"gíêng", "giếng"}, {"mừơi", "mười"},
		{"thúơ", "thuớ"},     {"ngóeo", "ngoéo"}, {"Hòa, thủy;", "hoà, thuỷ;"},
		{"ho\u0300a", "hoà"},
	};
	for (size_t i = 0; i < ARRAY_LEN(same); i++) {
		assert_form(text_fold_place, same[i][0], same[i][1]);
		assert_form(text_fold_place, same[i][1], same[i][1]);
	}
}

static void tones_that_stand_right_do_not_move(void **state)
{
	(void)state;
	static const char *const right[] = {
		"của",   "mùa",   "kìa",  "gì",    "gìn",  "giặt",  "quốc",  "chuyện",
		"hoàng", "hoài",  "tuần", "người", "thuở", "khuỷu", "huỳnh", "goòng",
		"ý",     "nói",   "đĩa",  "được",  "ai",   "hànội", "đ",     "áo",
		"zalo",  "cafés", "số 5", "quý",   "xoáy",
	};
	for (size_t i = 0; i < ARRAY_LEN(right); i++)
		assert_form(text_fold_place, right[i], right[i]);
}

static void the_placed_form_is_lower_case_nfc_with_single_spaces(void **state)
{
	(void)state;
	assert_form(text_fold_place, "  Bấm \n Nút\u00a0ĐỎ ", "bấm nút đỏ");
	assert_form(text_fold_place, "a\u0323\u0302", "ậ");
	assert_form(text_fold_place, "", "");
	assert_form(text_fold_place, "x\xff y", "x\ufffd y");
	assert_form(text_fold_place, "ABCDEFGHIJKLMNÓP", "abcdefghijklmnóp");
	assert_form(text_fold_place, "Ünal", "ünal");
}

static void y_alone_is_i(void **state)
{
	(void)state;
	assert_form(text_fold_iy, "Mỹ Lý kỹ Vy", "mi li ki vi");
	assert_form(text_fold_iy, "quý, quỹ", "qui, qui");
	assert_form(text_fold_iy, "tay thúy yêu uy ý nguyên", "tay thuy yeu uy y nguyen");
	assert_form(text_fold_iy, "hy-vọng", "hi-vong");
	assert_form(text_fold_iy, "3y", "3y");
	assert_form(text_fold_iy, "", "");
}

/* Any text, each form of it twice: nothing changes, and placed folds to the same as the text. */
static void forms_of_forms_are_themselves(void **state)
{
	(void)state;
	static const char alphabet[] =
		"aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằặầậèệìịòộờợùựỳỵ"
		"AĐÊƠƯ  '-,1\u0301\u0323";
	fold_function *const forms[] = {text_fold, text_fold_place, text_fold_iy};
	uint64_t seed = 11;
	for (int round = 0; round < 20000; round++) {
		struct buf text = BUF_INIT;
		for (uint32_t n = roll_below(&seed, 14); n > 0; n--) {
			const char *s = alphabet;
			uint32_t skip =
				roll_below(&seed, (uint32_t)utf8_length(alphabet));
			for (; skip > 0; skip--)
				utf8_next(&s);
			utf8_add(&text, utf8_next(&s));
		}
		for (size_t f = 0; f < ARRAY_LEN(forms); f++) {
			struct buf once = BUF_INIT, twice = BUF_INIT;
			forms[f](&once, text.data);
			forms[f](&twice, once.data);
			assert_string_equal(once.data, twice.data);
			assert_true(text_is_nfc(once.data));
			buf_release(&once);
			buf_release(&twice);
		}
		struct buf placed = BUF_INIT, one = BUF_INIT, other = BUF_INIT;
		text_fold_place(&placed, text.data);
		text_fold(&one, placed.data);
		text_fold(&other, text.data);
		assert_string_equal(one.data, other.data);
		buf_release(&placed);
		buf_release(&one);
		buf_release(&other);
		buf_release(&text);
	}
}

static void every_character_folds_once_and_for_all(void **state)
{
	(void)state;
	for (uint32_t cp = 1; cp < 0x20000; cp++) {
		struct buf text = BUF_INIT, once = BUF_INIT, twice = BUF_INIT;
		utf8_add(&text, cp);
		text_fold(&once, text.data);
		text_fold(&twice, once.data);
		if (strcmp(once.data, twice.data) != 0 || !text_is_nfc(once.data))
			fail_msg("U+%04X: %s, %s", cp, once.data, twice.data);
		buf_release(&text);
		buf_release(&once);
		buf_release(&twice);
	}
}

static void search_ranks_by_how_well_marks_match(void **state)
{
	(void)state;
	static const struct {
		const char *text, *query;
		enum found found;
	} cases[] = {
		{"Nguyễn Thị Hòa", "Nguyễn Thị Hòa", FOUND_EXACT},
		{"Nguyễn Thị Hòa", "nguyễn thị hoà",
		 FOUND_EXACT}, /* the other placement */
		{"Nguyễn Thị Hòa", "nguyen thi hoa", FOUND_MARKED},
		{"Nguyễn Thị Hòa", "nguyễn thi hoa", FOUND_MARKED},
		{"Nguyễn Thị Hòa", "hoa", FOUND_MARKED},
		{"Nguyễn Thị Hoa", "hoa", FOUND_EXACT},
		{"Nguyễn Thị Hoa", "hòa", FOUND_FOLDED},
		{"Nguyễn Thị Hóa", "hòa", FOUND_FOLDED},
		{"Hồ Xuân Hương", "hô", FOUND_MARKED}, /* the tone is typed last */
		{"Hồ Xuân Hương", "hơ", FOUND_FOLDED},
		{"Hồ Xuân Hương", "hồ x", FOUND_EXACT},
		{"Đặng", "dang", FOUND_MARKED},
		{"Đặng", "đang", FOUND_MARKED},
		{"Dạng", "đang", FOUND_FOLDED},
		{"Trần Thị Mỹ", "mi", FOUND_IY},
		{"Trần Thị Mĩ", "mỹ", FOUND_IY},
		{"Phú Quý", "qui", FOUND_IY},
		{"Trần Minh", "my", FOUND_NOT}, /* y is i in whole words only */
		{"Tay", "tai", FOUND_NOT},
		{"Nguyễn Thị Hòa", "thị nguyễn", FOUND_NOT}, /* in order */
		{"Nguyễn Thị Hòa", "guyen", FOUND_NOT}, /* beginnings only */
		{"Nguyễn Thị Hòa", "nguyen hoa", FOUND_MARKED}, /* with a gap */
		{"Nguyễn Thị Hòa", "hoan", FOUND_NOT},
		{"Hoàn", "hòa", FOUND_EXACT}, /* on the way to hoàn */
		{"Phường Ba Đình", "ba d", FOUND_MARKED},
		{"Phường Ba Đình", "", FOUND_EXACT},
		{"Phường Ba Đình", " - ", FOUND_EXACT},
		{"", "a", FOUND_NOT},
		{"", "", FOUND_EXACT},
		{"dịch vụ công (VNeID)", "vneid", FOUND_EXACT},
		{"H'Hen Niê", "hen nie", FOUND_MARKED},
		{"H\u2019Hen Niê", "h'hen", FOUND_EXACT},
		{"Hànội", "hànội", FOUND_EXACT},
		{"Hànội", "hanoi", FOUND_MARKED},
		{"Hànội", "hán", FOUND_FOLDED},
		{"Ho\u0300a", "hoà", FOUND_EXACT},
		{"Bước 12", "12", FOUND_EXACT},
		{"Bước 12", "1", FOUND_EXACT},
		{"Straße", "strass", FOUND_MARKED},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		enum found found = text_search(cases[i].text, cases[i].query);
		if (found != cases[i].found)
			fail_msg("\"%s\" in \"%s\": %d, not %d", cases[i].query,
				 cases[i].text, (int)found, (int)cases[i].found);
	}
}

/* The better level must not be missed because a worse match came first. */
static void the_best_of_several_places_counts(void **state)
{
	(void)state;
	assert_int_equal(text_search("hóa hoa", "hoa"), FOUND_EXACT);
	assert_int_equal(text_search("thi hoa thị hòa", "thị hòa"), FOUND_EXACT);
	assert_int_equal(text_search("my mi", "mi"), FOUND_EXACT);
}

/* While a word is typed letter by letter, the entry that is meant never leaves the list. */
static void typing_on_never_loses_the_entry(void **state)
{
	(void)state;
	static const char *const keys[] = {
		"n",      "ng",     "ngu",      "nguy",      "nguye",      "nguyê",
		"nguyên", "nguyễn", "nguyễn t", "nguyễn th", "nguyễn thi", "nguyễn thị"};
	for (size_t i = 0; i < ARRAY_LEN(keys); i++)
		assert_true(text_search("Nguyễn Thị Hòa", keys[i]) >= FOUND_MARKED);
}

static void too_much_is_left_out_of_account(void **state)
{
	(void)state;
	struct query query;
	query_init(&query, "a b c d e f g h i k l m n o p q");
	assert_int_equal(query.count, QUERY_WORDS);
	assert_int_equal(query_match(&query, "a b c d e f g h i k l m"), FOUND_EXACT);
	query_init(&query, "nghiêngnghiêngnghiêngnghiêngnghiêng");
	assert_int_equal(query.count, 1);
	assert_int_equal(query.words[0].count, QUERY_LETTERS);
	/* ß is two letters: only the first has room. */
	query_init(&query, "abcdefghijklmnopqrstuvwß");
	assert_int_equal(query.words[0].count, QUERY_LETTERS);
}

static void words_hold_letters_and_tone_apart(void **state)
{
	(void)state;
	struct query_word words[3];
	assert_int_equal(query_split("Đặng, Thuỷ 5!", words, 3), 3);
	assert_int_equal(words[0].count, 4);
	assert_int_equal(words[0].letters[0], 0x111);
	assert_int_equal(words[0].letters[1], 0x103);
	assert_int_equal(words[0].plain[0], 'd');
	assert_int_equal(words[0].tone, TONE_NANG);
	assert_int_equal(words[1].letters[3], 'y');
	assert_int_equal(words[1].tone, TONE_HOI);
	assert_int_equal(words[2].plain[0], '5');
	assert_int_equal(query_split("a b c d", words, 3), 3);
	assert_int_equal(query_split("...", words, 3), 0);
}

int test_fold(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(folding_takes_all_marks_away),
		cmocka_unit_test(tone_placement_old_and_new_is_one),
		cmocka_unit_test(tones_that_stand_right_do_not_move),
		cmocka_unit_test(the_placed_form_is_lower_case_nfc_with_single_spaces),
		cmocka_unit_test(y_alone_is_i),
		cmocka_unit_test(forms_of_forms_are_themselves),
		cmocka_unit_test(every_character_folds_once_and_for_all),
		cmocka_unit_test(search_ranks_by_how_well_marks_match),
		cmocka_unit_test(the_best_of_several_places_counts),
		cmocka_unit_test(typing_on_never_loses_the_entry),
		cmocka_unit_test(too_much_is_left_out_of_account),
		cmocka_unit_test(words_hold_letters_and_tone_apart),
	};
	return cmocka_run_group_tests_name("text/fold", tests, NULL, NULL);
}
