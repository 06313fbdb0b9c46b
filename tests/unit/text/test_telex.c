/* Typing: the table of cases, every syllable in every order of keys, taking back, going on, and
 * what random keys may do. The spelling tables here are written a second time on purpose: a rime
 * lost from the engine's table must be missed by somebody. */
#include "text/telex.h"

#include "base/file.h"
#include "roll.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_telex(void);

static const struct telex_options telex = {.method = TELEX_TELEX};
static const struct telex_options telex_new = {.method = TELEX_TELEX,
					       .new_tone_style = true};
static const struct telex_options vni = {.method = TELEX_VNI};
static const struct telex_options vni_new = {.method = TELEX_VNI, .new_tone_style = true};
static const struct telex_options off = {.method = TELEX_OFF};

static const struct telex_options *options_named(const char *name)
{
	if (!strcmp(name, "telex"))
		return &telex;
	if (!strcmp(name, "telex_new"))
		return &telex_new;
	if (!strcmp(name, "vni"))
		return &vni;
	if (!strcmp(name, "off"))
		return &off;
	fail_msg("unknown method %s", name);
	return NULL;
}

/* In tables Backspace is written <BS>. */
static void add_keys(struct buf *keys, const char *s)
{
	while (*s) {
		bool back = !strncmp(s, "<BS>", 4);
		buf_addc(keys, back ? '\b' : *s);
		s += back ? 4 : 1;
	}
}

static void assert_gives(const struct telex_options *options, const char *written,
			 const char *expected)
{
	struct buf keys = BUF_INIT, out = BUF_INIT;

	add_keys(&keys, written);
	buf_adds(&out, "> ");
	telex_line(&out, keys.data, options);
	if (strcmp(out.data + 2, expected))
		fail_msg("%s gave %s, not %s", written, out.data + 2, expected);
	buf_release(&keys);
	buf_release(&out);
}

static void the_table_of_cases(void **state)
{
	struct buf file = BUF_INIT;
	struct err err = {0};
	size_t cases = 0;
	char *line, *rest;

	(void)state;
	if (!file_read("tests/data/telex_cases.tsv", 1 << 20, &file, &err))
		fail_msg("%s", err.text);
	strtok_r(file.data, "\n", &rest);
	while ((line = strtok_r(NULL, "\n", &rest))) {
		char *method = strsep(&line, "\t"), *keys = strsep(&line, "\t");
		assert_non_null(line);
		assert_gives(options_named(method), keys, line);
		cases++;
	}
	assert_int_equal(cases, 189);
	buf_release(&file);
}

/* What the table leaves open. */
static const struct {
	const char *method, *keys, *text;
} cases[] = {
	/* marks */
	{"telex", "uow", "ươ"},
	{"telex", "nguoiw", "ngươi"},
	{"telex", "nguwoiw", "nguoiw"},
	{"telex", "huow", "huơ"},
	{"telex", "khuow", "khuơ"},
	{"telex", "thuown", "thươn"},
	{"telex", "thuowngf", "thường"},
	{"telex", "thuwow", "thươ"},
	{"telex", "thuoww", "thuow"},
	{"telex", "quowr", "quở"},
	{"telex", "quaw", "quă"},
	{"telex", "muonwo", "muôn"},
	{"telex", "muoonw", "mươn"},
	{"telex", "uuw", "ưu"},
	{"telex", "nhwng", "nhưng"},
	{"telex", "ngwowif", "người"},
	{"telex", "giwax", "giữa"},
	{"telex", "aaw", "ă"},
	{"telex", "ngoeo", "ngoeo"},
	{"telex", "toans", "toán"},
	{"vni", "u7oc5", "ược"},
	{"vni", "thuo73", "thuở"},
	{"vni", "thuo7ng", "thương"},
	{"vni", "duong9762", "đuồng"},
	{"vni", "mua7", "mưa"},
	{"vni", "o76", "ô"},
	{"vni", "a68", "ă"},
	/* undo */
	{"telex", "uoww", "uow"},
	{"telex", "dduongww", "đuongw"},
	{"telex", "nhwngw", "nhungw"},
	{"telex", "aaaa", "aaa"},
	{"telex", "aafa", "àa"},
	{"telex", "dooongd", "doongd"},
	{"telex", "gooongf", "goòng"},
	{"telex", "ddaayd", "dâyd"},
	{"telex", "Ww", "W"},
	{"telex", "www", "ww"},
	{"telex", "asss", "ass"},
	{"telex", "assa", "asa"},
	{"telex", "offf ", "off "},
	{"telex", "khoosngo", "khóngo"},
	{"telex", "khoongo ", "khongo "},
	{"telex", "khoosngo ", "khoosngo "},
	{"telex", "masatake ", "masatake "},
	{"telex", "gooongf ", "goòng "},
	{"telex", "ddaayd ", "ddaayd "},
	{"vni", "a66", "a6"},
	{"vni", "a661", "a61"},
	{"vni", "d99", "d9"},
	{"vni", "a11", "a1"},
	/* tones */
	{"telex", "hocf", "hocf"},
	{"telex", "hocj", "học"},
	{"telex", "hofc", "hòc"},
	{"telex", "hofc ", "hofc "},
	{"telex", "hofcj", "học"},
	{"telex", "asdf", "asdf"},
	{"telex", "z", "z"},
	{"telex", "az", "az"},
	{"vni", "a0", "a0"},
	/* case */
	{"telex", "dD", "đ"},
	{"telex", "aA", "â"},
	{"telex", "AaS", "Ấ"},
	{"telex", "NguyeenX", "Nguyễn"},
	{"telex", "TIEENGS", "TIẾNG"},
	/* spelling, at once and at the end of the word */
	{"telex", "windo", "windo"},
	{"telex", "win", "win"},
	{"telex", "wi", "ưi"},
	{"telex", "w ", "ư "},
	{"telex", "hieru", "hiẻu"},
	{"telex", "hieru ", "hieru "},
	{"telex", "hieru.", "hieru."},
	{"telex", "hieru2", "hieru2"},
	{"telex", "raw ", "raw "},
	{"telex", "aw aa ee aas ", "ă â ê ấ "},
	{"telex", "awn aan ", "ăn ân "},
	{"telex", "uaa lawcs aaw ", "uaa lắc ă "},
	{"vni", "a8 a6 a61 ", "ă â ấ "},
	{"telex", "H'Hen Niee ", "H'Hen Niê "},
	{"telex", "Y Sie Niee", "Y Sie Niê"},
	{"telex", "niee ", "niee "},

	{"telex", "ddc ", "đc "},
	{"telex", "ddtd", "đtd"},
	{"telex", "sddt", "sđt"},
	{"telex", "ddd", "dd"},
	{"telex", "add", "add"},
	{"telex", "quw", "quw"},
	{"telex", "qw", "qw"},
	{"vni", "d9t", "đt"},
	{"vni", "SD9T ", "SĐT "},
	{"vni", "a1b2", "a1b2"},
	{"vni", "lop5a1", "lop5a1"},
	{"vni", "12a5 a5", "12a5 ạ"},
	/* what is not typed by the engine */
	{"telex", "a1s", "a1s"},
	{"telex", "Mej, khoer; (quys)!", "Mẹ, khỏe; (quý)!"},
	{"telex", "", ""},
	{"off", "tieengs<BS> vieejt", "tieeng vieejt"},
	{"off", "ă<BS>â", "â"},
	/* taking back */
	{"telex", "<BS>", ""},
	{"telex", "a<BS><BS>b", "b"},
	{"telex", "duongwf<BS><BS>", "dườ"},
	{"telex", "duongwf<BS><BS><BS>", "dừ"},
	{"telex", "dduowng<BS><BS><BS>", "đư"},
	{"telex", "dduowng<BS><BS>cj", "được"},
	{"telex", "thuowng<BS><BS>", "thươ"},
	{"telex", "thuowng<BS><BS><BS>ng", "thưng"},
	{"telex", "tasf<BS>a", "ta"},
	{"telex", "quas<BS>a", "qua"},
	{"telex", "SDDT<BS>", "SĐ"},
	{"telex", "SDDT<BS><BS>", "S"},
	{"telex", "tesst<BS>", "tes"},
	{"telex", "tess<BS>s", "té"},
	{"telex", "aaa<BS>a", "â"},
	{"telex", "ww<BS>w", "ư"},
	{"telex", "win<BS>", "ưi"},
	{"telex", "windoe<BS>w", "window"},
	{"telex", "usew<BS>r ", "user "},
	{"telex", "hier<BS>s", "hí"},
	{"telex", "hieruu<BS> ", "hieru "},
	{"vni", "duong972<BS><BS>", "đườ"},
	{"vni", "lop5a<BS> ", "lọp "},
	/* taking back, then no syllable: the keys that are left are shown */
	{"telex", "poss<BS>z", "poz"},
	{"telex", "aaa<BS>z", "az"},
	{"telex", "nhwngw<BS>z", "nhwngz"},
	{"telex", "tuana<BS><BS>z", "tuz"},
	{"telex", "tuana<BS>a<BS>z", "tuaz"},
	{"telex", "uown<BS><BS>z", "uwz"},
	{"telex", "thuown<BS><BS>z", "thuwz"},
	{"telex", "thuow<BS>z", "thuz"},
	{"telex", "duwow<BS>z", "duwz"},
	{"telex", "nguwoi<BS><BS>z", "nguwz"},
	{"telex", "xin <BS>w", "xinw"},
	{"telex", "twoi<BS><BS><BS>za", "tza"},
	/* going on with a finished word */
	{"telex", "tieng <BS>s", "tiéng"},
	{"telex", "tieng <BS>se", "tiếng"},
	{"telex", "hoafn <BS><BS>", "hòa"},
	{"telex", "window <BS>s", "windows"},
	{"telex", "user <BS>s", "users"},
	{"telex", "Haf Nooi <BS>j", "Hà Nội"},
	{"telex", "dduowng <BS><BS><BS>cj", "được"},
	{"telex", "a, <BS><BS>s", "á"},
	{"telex", "thuowr <BS><BS>", "thủ"},
	/* letters that come with their marks */
	{"telex", "Nguyễn", "Nguyễn"},
	{"telex", "tiêngs", "tiếng"},
	{"telex", "nguowì", "ngươì"},
	{"telex", "àás", "àás"},
	{"telex", "viêt<BS>cj", "việc"},
	{"telex", "hoàn", "hoàn"},
	{"telex", "hoà<BS>e", "hòe"},
	{"telex", "thúơ", "thúơ"},
	{"telex", "tiếngs", "tiêngs"},
	{"vni", "café5", "café5"},
	{"telex", "süß<BS>", "sü"},
	{"telex", "đ<BS>", ""},
	{"vni", "tiêng1", "tiếng"},
	{"vni", "số1", "sô1"},
};

static void more_cases(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_gives(options_named(cases[i].method), cases[i].keys,
			     cases[i].text);
}

static void the_glossary_stays_as_typed(void **state)
{
	static const char *const keep[] = {"momo",  "virus", "post",
					   "test",  "pass",  "Messenger",
					   "mp3",   "Wi-Fi", "mã passcode (6 số)",
					   ".apks", "sử",    "4G, 5G"};
	struct telex_options with = telex;

	(void)state;
	assert_gives(&telex, "momo post test ", "môm pót tét ");
	with.keep = keep;
	with.keep_count = ARRAY_LEN(keep);
	assert_gives(&with, "momo virus, post.test ", "momo virus, post.test ");
	assert_gives(&with, "MoMo POST messenger ", "MoMo POST messenger ");
	assert_gives(&with, "pass passs ", "pass pass ");
	assert_gives(&with, "posts tess mom ", "pots tes mom ");
	/* Each word of several, and no part of one. */
	assert_gives(&with, "wi-fi WiFi ", "wi-fi WiFi ");
	assert_gives(&telex, "wi-fi ", "ưi-fi ");
	assert_gives(&with, "passcode apks ", "passcode apks ");
	assert_gives(&with, "maf sur soos ma mas s ", "mà sủ số ma má s ");
	assert_gives(&with, "momo", "môm");
	assert_gives(&with, "postt<BS> ", "post ");
	with.method = TELEX_VNI;
	assert_gives(&with, "mp3 a1 ", "mp3 á ");
}

/* ── every syllable in every order ───────────────────────────────────────────────────── */

static const char *const all_onsets[] = {"",   "b",   "c",  "ch", "d",  "đ",  "g", "gh",
					 "gi", "h",   "k",  "kh", "kr", "l",  "m", "n",
					 "ng", "ngh", "nh", "p",  "ph", "qu", "r", "s",
					 "t",  "th",  "tr", "v",  "x"};

/* Where the tone goes without any rule: old place, new place, then rimes. */
static const struct {
	unsigned char old_place, new_place;
	const char *rimes;
} all_rimes[] = {
	{0, 0, "a ac ach ai am an ang anh ao ap at au ay ak"},
	{0, 0, "ăc ăm ăn ăng ăp ăt ăk âc âm ân âng âp ât âu ây"},
	{0, 0, "e ec em en eng eo ep et ek ê êch ênh êm ên êp êt êu êk"},
	{0, 0, "i ich inh im in ip it iu ia y"},
	{1, 1, "iêc iêm iên iêng iêp iêt iêu yêm yên yêng yêt yêu"},
	{0, 0, "o oc oi om on ong op ot ok ô ôc ôi ôm ôn ông ôp ôt ôk ơ ơi ơm ơn ơp ơt"},
	{0, 1, "oa oe uy"},
	{1, 1, "oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt"},
	{1, 1, "oen oeo oet oem oong ooc"},
	{0, 0, "u uc ui um un ung up ut uk ua"},
	{1, 1, "uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ"},
	{1, 1, "uych uynh uyt uyn uyp uya uyu"},
	{2, 2, "uyên uyêt"},
	{0, 0, "ư ưc ưi ưm ưn ưng ưt ưu ưa"},
	{1, 1, "ươc ươi ươm ươn ương ươp ươt ươu"},
	{0, 0, "ynh ych yt yn yp ya yu"}, /* after qu only */
};

/* Combinations that are spelled otherwise, so that keys cannot mean them. */
static bool is_written(const char *onset, const char *rime, bool last_row)
{
	if (!strcmp(onset, "qu"))
		return *rime != 'u' && strncmp(rime, "ư", 2) != 0 &&
		       strncmp(rime, "oo", 2) != 0;
	if (last_row)
		return false;
	if (!strcmp(rime, "uơ"))
		return !strcmp(onset, "h") || !strcmp(onset, "th") ||
		       !strcmp(onset, "kh");
	/* g + ia is read as gi + a; gi + i is written gi. */
	if (!strcmp(onset, "g"))
		return strcmp(rime, "ia") && strcmp(rime, "iu");
	if (!strcmp(onset, "gi"))
		return *rime != 'i' && *rime != 'y';
	return true;
}

struct syllable {
	struct letter letters[10];
	size_t count, onset;
	size_t place; /* of the tone */
	enum tone tone;
};

static void add_letters(struct syllable *s, const char *text)
{
	while (*text)
		assert_true(letter_of(utf8_next(&text), &s->letters[s->count++]));
}

static bool is_vowel_letter(struct letter letter)
{
	return strchr("aeiouy", letter.base) != NULL;
}

enum order {
	ORDER_INLINE, /* duwowngf */
	ORDER_ONE_KEY, /* duowngf */
	ORDER_MARKS_LAST, /* duongwf */
	ORDER_TONE_FIRST, /* duongfw */
	ORDER_TONE_AT_VOWEL, /* duwowfng */
	ORDER_COUNT,
};

static bool is_horned_pair(const struct syllable *s, size_t i)
{
	return i + 1 < s->count && s->letters[i].base == 'u' &&
	       s->letters[i].shape == SHAPE_HORN && s->letters[i + 1].base == 'o' &&
	       s->letters[i + 1].shape == SHAPE_HORN;
}

/* The keys of the letters, with the marks where the order wants them; marks that come last are
 * collected. */
static void put_letters(struct buf *keys, struct buf *marks, const struct syllable *s,
			enum order order, enum telex_method method)
{
	bool later = order == ORDER_MARKS_LAST || order == ORDER_TONE_FIRST;
	bool undoes = false;

	/* Once ooo has undone ô, no mark is taken any more: then đ has to come in its place. */
	for (size_t i = 1; i < s->count && method == TELEX_TELEX; i++)
		undoes = undoes ||
			 (s->letters[i].base == 'o' && s->letters[i - 1].base == 'o');
	for (size_t i = 0; i < s->count; i++) {
		struct letter letter = s->letters[i];
		buf_addc(keys, letter.base);
		/* Of oo the first o would take the second for its mark. */
		if (method == TELEX_TELEX && i && letter.base == 'o' &&
		    s->letters[i - 1].base == 'o')
			buf_addc(keys, 'o');
		bool one_for_both = order != ORDER_INLINE &&
				    order != ORDER_TONE_AT_VOWEL && is_horned_pair(s, i);
		if (letter.shape != SHAPE_PLAIN && !one_for_both)
			buf_addc(later && !undoes ? marks : keys,
				 telex_mark_key(method, letter));
		if (order == ORDER_TONE_AT_VOWEL && s->tone != TONE_NGANG &&
		    i >= s->onset && is_vowel_letter(letter) &&
		    (i + 1 == s->count || !is_vowel_letter(s->letters[i + 1])))
			buf_addc(keys, telex_tone_key(method, s->tone));
	}
}

static void put_keys(struct buf *keys, const struct syllable *s, enum order order,
		     enum telex_method method)
{
	struct buf marks = BUF_INIT;

	buf_reset(keys);
	put_letters(keys, &marks, s, order, method);
	if (order == ORDER_MARKS_LAST)
		buf_adds(keys, marks.data);
	if (order != ORDER_TONE_AT_VOWEL && s->tone != TONE_NGANG)
		buf_addc(keys, telex_tone_key(method, s->tone));
	if (order == ORDER_TONE_FIRST)
		buf_adds(keys, marks.data);
	buf_release(&marks);
}

static void put_text(struct buf *text, const struct syllable *s)
{
	buf_reset(text);
	for (size_t i = 0; i < s->count; i++) {
		struct letter letter = s->letters[i];
		if (i == s->place)
			letter.tone = s->tone;
		utf8_add(text, letter_compose(letter));
	}
}

/* Types it in each order; with the end of the word, so that spelling has its last say. */
static void assert_typed(const struct syllable *s, const struct telex_options *options)
{
	struct buf keys = BUF_INIT, text = BUF_INIT, got = BUF_INIT;

	put_text(&text, s);
	for (enum order order = 0; order < ORDER_COUNT; order++) {
		struct telex_word word = {0};
		put_keys(&keys, s, order, options->method);
		for (const char *key = keys.data; *key; key++)
			assert_true(telex_key(&word, *key, options));
		if (strcmp(telex_text(&word), text.data))
			fail_msg("%s gave %s, not %s", keys.data, telex_text(&word),
				 text.data);
		buf_reset(&got);
		telex_end(&word, options, &got);
		assert_string_equal(got.data, text.data);
	}
	buf_release(&keys);
	buf_release(&text);
	buf_release(&got);
}

static bool ends_in_stop(const char *rime)
{
	size_t n = strlen(rime);

	return strchr("cptk", rime[n - 1]) || (n > 1 && !strcmp(rime + n - 2, "ch"));
}

/* All tones of one spelling, in both methods and, where they differ, both styles. */
static size_t type_all_tones(const char *onset, const char *rime, size_t row)
{
	size_t typed = 0;

	for (enum tone tone = TONE_NGANG; tone <= TONE_NANG; tone++) {
		struct syllable s = {.tone = tone};
		if (ends_in_stop(rime) && tone != TONE_SAC && tone != TONE_NANG)
			continue;
		add_letters(&s, onset);
		s.onset = s.count;
		s.place = s.count + all_rimes[row].old_place;
		add_letters(&s, rime);
		assert_typed(&s, &telex);
		assert_typed(&s, &vni);
		typed++;
		if (all_rimes[row].old_place == all_rimes[row].new_place &&
		    tone != TONE_NGA)
			continue;
		s.place = s.onset + all_rimes[row].new_place;
		assert_typed(&s, &telex_new);
		assert_typed(&s, &vni_new);
	}
	return typed;
}

static void every_syllable_in_every_order(void **state)
{
	size_t typed = 0;

	(void)state;
	for (size_t row = 0; row < ARRAY_LEN(all_rimes); row++) {
		char *rimes = xstrdup(all_rimes[row].rimes), *rest = rimes, *rime;
		while ((rime = strsep(&rest, " ")))
			for (size_t i = 0; i < ARRAY_LEN(all_onsets); i++)
				if (is_written(all_onsets[i], rime,
					       row + 1 == ARRAY_LEN(all_rimes)))
					typed += type_all_tones(all_onsets[i], rime, row);
		free(rimes);
	}
	assert_in_range(typed, 17052, 30000);
}

/* ── random keys ─────────────────────────────────────────────────────────────────────── */

static char random_key(uint64_t *seed)
{
	static const char likely[] =
		"aaeeoouuiyywwddnngghhtcmpssffrrxxjjzbklqv  1234567890ADEW";

	if (roll_below(seed, 30) == 0)
		return '\b';
	if (roll_below(seed, 40) == 0)
		return (char)(' ' + roll_below(seed, 95));
	return likely[roll_below(seed, sizeof(likely) - 1)];
}

static void random_keys_do_no_harm(void **state)
{
	static const struct telex_options *const all[] = {&telex, &telex_new, &vni, &off};
	uint64_t seed = 20260429;
	struct buf out = BUF_INIT;
	char keys[200];

	(void)state;
	for (int round = 0; round < 40000; round++) {
		size_t n = roll_below(&seed, round % 50 ? 14 : sizeof(keys) - 1);
		for (size_t i = 0; i < n; i++)
			keys[i] = random_key(&seed);
		keys[n] = '\0';
		buf_reset(&out);
		telex_line(&out, keys, all[round % 4]);
		if (!utf8_valid(out.data, out.len, NULL) || !text_is_nfc(out.data))
			fail_msg("not NFC: %s gave %s", keys, out.data);
		if (utf8_length(out.data) > n)
			fail_msg("longer: %s gave %s", keys, out.data);
	}
	buf_release(&out);
}

/* The field with its three parts shows what the whole line gives. */
static void a_field_shows_what_the_line_gives(void **state)
{
	uint64_t seed = 7;
	char keys[40];

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct buf before = BUF_INIT, line = BUF_INIT;
		struct telex_word word = {0};
		size_t n = roll_below(&seed, sizeof(keys) - 1);
		for (size_t i = 0; i < n; i++) {
			char key = keys[i] = random_key(&seed);
			telex_adopt(&word, &telex, &before);
			if (key == '\b') {
				if (!telex_backspace(&word, &telex) && before.len)
					buf_truncate(&before, before.len - 1);
			} else if (!telex_key(&word, key, &telex)) {
				telex_end(&word, &telex, &before);
				buf_addc(&before, key);
			}
		}
		keys[n] = '\0';
		telex_line(&line, keys, &telex);
		buf_adds(&before, telex_text(&word));
		if (strcmp(before.data, line.data))
			fail_msg("%s: %s, but %s", keys, before.data, line.data);
		buf_release(&before);
		buf_release(&line);
	}
}

static void a_full_word_ends(void **state)
{
	struct telex_word word = {0};
	struct buf out = BUF_INIT, keys = BUF_INIT;

	(void)state;
	for (int i = 0; i < TELEX_KEYS; i++)
		assert_true(telex_key(&word, 'b', &telex));
	assert_false(telex_key(&word, 'b', &telex));
	assert_int_equal(strlen(telex_text(&word)), TELEX_KEYS);
	telex_end(&word, &telex, &out);
	assert_string_equal(telex_text(&word), "");
	assert_int_equal(out.len, TELEX_KEYS);
	assert_false(telex_backspace(&word, &telex));
	/* Three bytes a letter is the most a word can need. */
	for (int i = 0; i < 3 * TELEX_KEYS; i++)
		buf_adds(&keys, "ww");
	buf_reset(&out);
	telex_line(&out, keys.data, &telex);
	assert_true(utf8_length(out.data) <= keys.len);
	buf_reset(&keys);
	for (int i = 0; i < TELEX_KEYS; i++)
		buf_adds(&keys, "ự");
	assert_false(telex_adopt(&word, &telex, &keys));
	buf_reset(&keys);
	for (int i = 0; i < TELEX_KEYS; i++)
		buf_adds(&keys, "ư");
	assert_true(telex_adopt(&word, &telex, &keys));
	assert_int_equal(strlen(telex_text(&word)), 2 * TELEX_KEYS);
	assert_int_equal(keys.len, 0);
	assert_false(telex_key(&word, 'a', &telex));
	buf_release(&out);
	buf_release(&keys);
}

/* ── the way back ────────────────────────────────────────────────────────────────────── */

static const struct {
	const char *method, *text, *keys;
	bool all;
} hints[] = {
	{"telex", "Mẹ", "Mej", true},
	{"telex", "Mẹ khỏe", "Mej khoer", true},
	{"telex", "khoẻ", "khoer", true},
	{"telex", "đường thuở Thương", "dduowngf thuowr Thuowng", true},
	{"telex", "ĐƯỜNG Đ", "DDUOWNGF Dd", true},
	{"telex", "Ư", "Uw", true},
	{"telex", "pass test boong goòng", "passs tesst booong gooongf", true},
	{"telex", "window, user!", "window, user!", true},
	{"telex", "Messenger", "Messsenger", true},
	{"telex", "Đắk Lắk", "Ddawks Lawks", true},
	{"telex", "SĐT 0912", "SDDT 0912", true},
	{"telex", "café", "café", false},
	{"telex", "số một…", "soos mootj…", false},
	{"telex", "", "", true},
	{"vni", "Mẹ khỏe", "Me5 khoe3", true},
	{"vni", "đường 12 ngõ 5", "d9uo7ng2 12 ngo4 5", true},
	{"vni", "số1", "số1", false},
	{"off", "me khoe", "me khoe", true},
	{"off", "mẹ", "mẹ", false},
};

static void finds_the_keys_of_a_text(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(hints); i++) {
		struct buf keys = BUF_INIT;
		bool all =
			telex_keys(&keys, hints[i].text, options_named(hints[i].method));
		assert_string_equal(keys.data, hints[i].keys);
		assert_int_equal(all, hints[i].all);
		buf_release(&keys);
	}
}

static void writes_hints_for_reading(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	buf_adds(&out, "Gõ: ");
	telex_hint(&out, "Mẹ khỏe.", &telex);
	assert_string_equal(out.data, "Gõ: M e j  k h o e r .");
	buf_reset(&out);
	telex_hint(&out, "Mẹ", &vni);
	assert_string_equal(out.data, "M e 5");
	buf_reset(&out);
	telex_hint(&out, "mẹ", &off);
	assert_string_equal(out.data, "m ẹ");
	buf_release(&out);
}

static void the_keys_of_a_glossary_word_are_its_letters(void **state)
{
	static const char *const keep[] = {"test"};
	struct telex_options with = telex;
	struct buf keys = BUF_INIT;

	(void)state;
	with.keep = keep;
	with.keep_count = 1;
	assert_true(telex_keys(&keys, "Test tesst", &with));
	assert_string_equal(keys.data, "Test tessst");
	buf_release(&keys);
}

int test_telex(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_table_of_cases),
		cmocka_unit_test(more_cases),
		cmocka_unit_test(the_glossary_stays_as_typed),
		cmocka_unit_test(every_syllable_in_every_order),
		cmocka_unit_test(random_keys_do_no_harm),
		cmocka_unit_test(a_field_shows_what_the_line_gives),
		cmocka_unit_test(a_full_word_ends),
		cmocka_unit_test(finds_the_keys_of_a_text),
		cmocka_unit_test(writes_hints_for_reading),
		cmocka_unit_test(the_keys_of_a_glossary_word_are_its_letters),
	};

	return cmocka_run_group_tests_name("telex", tests, NULL, NULL);
}
