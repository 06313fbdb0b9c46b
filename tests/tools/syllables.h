/* Words to test with: the syllables of Vietnamese (onset × rime × tone) and names of people made
 * of common parts. Everything is NFC. */
#ifndef TESTS_TOOLS_SYLLABLES_H
#define TESTS_TOOLS_SYLLABLES_H

#include "base/buf.h"
#include "text/fold.h"

#include <stdint.h>
#include <string.h>

static const char *const syllable_onsets[] = {
	"",  "b",  "c",   "ch", "d", "đ",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m",
	"n", "ng", "ngh", "nh", "p", "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x",
};
static const char *const syllable_rimes[] = {
	"a",    "ac",   "ach", "ai",   "am",   "an",   "ang",  "anh",  "ao",   "ap",
	"at",   "au",   "ay",  "ăc",   "ăm",   "ăn",   "ăng",  "ăp",   "ăt",   "âc",
	"âm",   "ân",   "âng", "âp",   "ât",   "âu",   "ây",   "e",    "ec",   "em",
	"en",   "eng",  "eo",  "ep",   "et",   "ê",    "êch",  "ênh",  "êm",   "ên",
	"êp",   "êt",   "êu",  "i",    "ich",  "inh",  "im",   "in",   "ip",   "it",
	"iu",   "ia",   "iêc", "iêm",  "iên",  "iêng", "iêp",  "iêt",  "iêu",  "y",
	"yêm",  "yên",  "yêt", "yêu",  "o",    "oc",   "oi",   "om",   "on",   "ong",
	"op",   "ot",   "oa",  "oac",  "oach", "oai",  "oan",  "oang", "oanh", "oao",
	"oat",  "oay",  "oăn", "oăng", "oăt",  "oe",   "oen",  "oet",  "oong", "ô",
	"ôc",   "ôi",   "ôm",  "ôn",   "ông",  "ôp",   "ôt",   "ơ",    "ơi",   "ơm",
	"ơn",   "ơp",   "ơt",  "u",    "uc",   "ui",   "um",   "un",   "ung",  "up",
	"ut",   "ua",   "uân", "uât",  "uây",  "uê",   "uêch", "uôc",  "uôi",  "uôm",
	"uôn",  "uông", "uôt", "uơ",   "uy",   "uych", "uynh", "uyt",  "uya",  "uyên",
	"uyêt", "ư",    "ưc",  "ưi",   "ưm",   "ưn",   "ưng",  "ưt",   "ưu",   "ưa",
	"ươc",  "ươi",  "ươm", "ươn",  "ương", "ươp",  "ươt",  "ươu",
};
static const char *const syllable_tones[] = {"",       "\u0300", "\u0309",
					     "\u0303", "\u0301", "\u0323"};

#define SYLLABLE_COUNT                                                                   \
	(ARRAY_LEN(syllable_onsets) * ARRAY_LEN(syllable_rimes) *                        \
	 ARRAY_LEN(syllable_tones))

/* Appends syllable i of SYLLABLE_COUNT, tone in its place, lower case. */
static inline void syllable_add(struct buf *out, size_t i)
{
	size_t tone = i % 6, rime = i / 6 % ARRAY_LEN(syllable_rimes);
	size_t onset = i / 6 / ARRAY_LEN(syllable_rimes);
	struct buf word = BUF_INIT;
	buf_printf(&word, "%s%s", syllable_onsets[onset], syllable_rimes[rime]);
	/* The tone goes on the first vowel of the rime, wherever it belongs; text_fold_place()
	 * moves it. */
	struct buf toned = BUF_INIT;
	size_t first = strlen(syllable_onsets[onset]);
	size_t lead = (unsigned char)word.data[first] < 0x80   ? 1
		      : (unsigned char)word.data[first] < 0xe0 ? 2
							       : 3;
	buf_add(&toned, word.data, first + lead);
	buf_adds(&toned, syllable_tones[tone]);
	buf_adds(&toned, word.data + first + lead);
	text_fold_place(out, toned.data);
	buf_release(&word);
	buf_release(&toned);
}

static const char *const name_families[] = {
	"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ",   "Võ",    "Đặng",
	"Bùi",    "Đỗ",   "Hồ", "Ngô",  "Dương", "Lý",    "Đào",  "Đinh", "Lương", "Mai",
};
static const char *const name_middles[] = {
	"Thị",  "Văn",     "Thị Thu", "Thị Thanh", "Đức",  "Minh",     "Hữu",  "Ngọc",
	"Xuân", "Thị Kim", "Quang",   "Hồng",      "Công", "Thị Bích", "Đình",
};
static const char *const name_givens[] = {
	"An",   "Anh",    "Ánh",   "Ân",    "Bình", "Cường",  "Dung",  "Dũng",  "Duy",
	"Đạt",  "Đức",    "Giang", "Hà",    "Hải",  "Hạnh",   "Hằng",  "Hiền",  "Hoa",
	"Hòa",  "Hoà",    "Hóa",   "Hoàng", "Hồng", "Huệ",    "Hùng",  "Hương", "Khánh",
	"Lan",  "Liên",   "Linh",  "Loan",  "Long", "Mai",    "Mĩ",    "Mỹ",    "Nam",
	"Nga",  "Nguyệt", "Nhung", "Oanh",  "Phúc", "Phương", "Quang", "Quý",   "Sơn",
	"Tâm",  "Thảo",   "Thúy",  "Thuỷ",  "Tuấn", "Uyên",   "Vân",   "Việt",  "Vinh",
	"Xuân", "Yến",    "Ý",
};

/* Appends a name; `number` chooses it, and a further syllable makes large lists various. */
static inline void person_add(struct buf *out, uint32_t number)
{
	size_t a = number % ARRAY_LEN(name_families);
	size_t b = number / 7 % ARRAY_LEN(name_middles);
	size_t c = number / 11 % ARRAY_LEN(name_givens);
	buf_printf(out, "%s %s ", name_families[a], name_middles[b]);
	if (number % 3 == 0) {
		size_t at = out->len;
		syllable_add(out, number / 3 % SYLLABLE_COUNT);
		if ((unsigned char)out->data[at] < 0x80)
			out->data[at] = (char)(out->data[at] & ~0x20);
		buf_addc(out, ' ');
	}
	buf_adds(out, name_givens[c]);
}

#endif
