#include "text/encoding.h"

#include "text/letter.h"
#include "text/normal.h"
#include "text/utf8.h"

#include "../../tools/syllables.h"
#include "roll.h"

#include <iconv.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_encoding(void);

/* Old bytes are written down as everybody has seen them: as Latin-1 letters. */
static void add_latin1(struct buf *out, const char *seen)
{
	uint32_t cp;
	while ((cp = utf8_next(&seen))) {
		assert_in_range(cp, 1, 0xff);
		buf_addc(out, (char)cp);
	}
}

static void assert_converts(enum encoding from, const char *seen, const char *want)
{
	struct buf bytes = BUF_INIT, out = BUF_INIT;
	add_latin1(&bytes, seen);
	assert_true(text_convert(&out, bytes.data, bytes.len, from, NULL));
	assert_string_equal(out.data, want);
	buf_release(&bytes);
	buf_release(&out);
}

static const char motto[] =
	"Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc";
static const char small_letters[] =
	"àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ";

static void tcvn3_is_read(void **state)
{
	(void)state;
	assert_converts(ENCODING_TCVN3,
			"Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc",
			motto);
	assert_converts(ENCODING_TCVN3,
			"µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö"
			"÷øùúûüýþ",
			small_letters);
	assert_converts(ENCODING_TCVN3, "¡¢§£¤¥¦", "ĂÂĐÊÔƠƯ");
}

/* The capitals with tones are the fonts' business in TCVN3. */
static void capitals_of_tcvn3_are_guessed_by_their_word(void **state)
{
	(void)state;
	assert_converts(ENCODING_TCVN3, "NGUYÔN THÞ", "NGUYỄN THỊ");
	assert_converts(ENCODING_TCVN3, "§¹I HäC", "ĐẠI HỌC");
	assert_converts(ENCODING_TCVN3, "NguyÔn Mü §ç", "Nguyễn Mỹ Đỗ");
	assert_converts(ENCODING_TCVN3, "Hµ", "Hà");
	assert_converts(ENCODING_TCVN3, "§inh ¸i V©n,Nhµ ë", "Đinh Ái Vân,Nhà ở");
	assert_converts(ENCODING_TCVN3, "Ba §×nh ë Hµ Néi, quª ë §«ng Anh",
			"Ba Đình ở Hà Nội, quê ở Đông Anh");
	/* The neighbours in the cell tell what a word of one capital is. */
	assert_converts(ENCODING_TCVN3, "NGUYÔN THÞ Hµ,Hµ Néi", "NGUYỄN THỊ HÀ,Hà Nội");
	assert_converts(ENCODING_TCVN3, "Hµ THÞ ¸;Hµ", "HÀ THỊ Á;Hà");
	assert_converts(ENCODING_TCVN3, "Hµ Anh THPT,1", "Hà Anh THPT,1");
	assert_converts(ENCODING_TCVN3, "Hµ 1\tTHÞ X·", "Hà 1\tTHỊ XÃ");
	assert_converts(ENCODING_TCVN3, "1 TØNH,2", "1 TỈNH,2");
}

static void vni_is_read(void **state)
{
	(void)state;
	assert_converts(ENCODING_VNI,
			"Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - "
			"Haïnh phuùc",
			motto);
	assert_converts(ENCODING_VNI,
			"aøaûaõaùaïaêaèaúaüaéaëaâaàaåaãaáaäñeøeûeõeùeïeâeàeåeãeáeäìæóíò"
			"oøoûoõoùoïoâoàoåoãoáoäôôøôûôõôùôïuøuûuõuùuïööøöûöõöùöïyøyûyõyùî",
			small_letters);
	/* Capitals; also with the small mark byte, as some programs wrote them. */
	assert_converts(ENCODING_VNI, "NGUYEÃN THÒ ÑOÃ ÖÔÙC VÌ", "NGUYỄN THỊ ĐỖ ƯỚC VÌ");
	assert_converts(ENCODING_VNI, "NGUYEãN", "NGUYỄN");
	/* A mark that fits no letter before it means nothing. */
	struct buf out = BUF_INIT;
	size_t at = 0;
	assert_false(text_convert(&out, "ab\xf9", 3, ENCODING_VNI, &at));
	assert_int_equal(at, 2);
	assert_false(text_convert(&out, "e\xea", 2, ENCODING_VNI, &at)); /* ĕ */
	assert_int_equal(at, 1);
	assert_string_equal(out.data, "");
	buf_release(&out);
}

static void windows_1258_is_read(void **state)
{
	(void)state;
	assert_converts(ENCODING_CP1258,
			"Côòng hoÌa xaÞ hôòi chuÒ nghiÞa Viêòt Nam\n"
			"Ðôòc lâòp - Týò do - Haònh phuìc",
			motto);
	assert_converts(ENCODING_CP1258, "Ngu\u00fdÌ Õ õì þ", "Nguừ Ơ ớ ₫");
	assert_converts(ENCODING_CP1258,
			"\xc2\x93"
			"à é\xc2\x94"
			"\xc2\x85"
			"",
			"“à é”…");
	size_t at = 0;
	struct buf out = BUF_INIT;
	assert_false(text_convert(&out, "ab\x81", 3, ENCODING_CP1258, &at));
	assert_int_equal(at, 2);
	buf_release(&out);
}

/* Our tables against those of the C library, where it has them. */
static void tables_agree_with_iconv(void **state)
{
	(void)state;
	static const struct {
		enum encoding encoding;
		const char *name;
	} tables[] = {{ENCODING_TCVN3, "TCVN5712-1"}, {ENCODING_CP1258, "WINDOWS-1258"}};
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		iconv_t cd = iconv_open("UTF-8", tables[i].name);
		if (cd == (iconv_t)-1)
			skip();
		for (int byte = 0x80; byte <= 0xff; byte++) {
			/* A letter that takes no mark, so that iconv composes nothing. */
			char from[] = {'x', (char)byte, 'x'}, to[16] = "";
			char *in = from, *out = to;
			size_t in_left = 3, out_left = sizeof(to) - 1;
			iconv(cd, NULL, NULL, NULL, NULL);
			bool known =
				iconv(cd, &in, &in_left, &out, &out_left) != (size_t)-1;
			iconv(cd, NULL, NULL, &out, &out_left);
			struct buf ours = BUF_INIT;
			bool good =
				text_convert(&ours, from, 3, tables[i].encoding, NULL);
			if (good != known || (good && strcmp(ours.data, to) != 0))
				fail_msg("%s %02x: %s, iconv %s", tables[i].name,
					 (unsigned)byte, ours.data, to);
			buf_release(&ours);
		}
		iconv_close(cd);
	}
}

static void utf8_and_utf16_are_read(void **state)
{
	(void)state;
	static const struct {
		enum encoding from;
		const char *bytes;
		size_t n;
		const char *want; /* NULL: refused at `bad` */
		size_t bad;
	} cases[] = {
		{ENCODING_UTF8, "\xef\xbb\xbfHòa", 7, "Hòa", 0},
		{ENCODING_UTF8,
		 "Ho\xcc\x80"
		 "a",
		 5, "Hòa", 0},
		{ENCODING_UTF8, "", 0, "", 0},
		{ENCODING_UTF8, "a\xff", 2, NULL, 1},
		{ENCODING_UTF8, "a\0b", 3, NULL, 1},
		{ENCODING_UTF16LE, "\xff\xfeH\0\xf2\0", 6, "Hò", 0},
		{ENCODING_UTF16LE, "\xc7\x1e", 2, "ệ", 0},
		{ENCODING_UTF16BE, "\xfe\xff\0H\x1e\xc7", 6, "Hệ", 0},
		{ENCODING_UTF16BE, "\xd8\x3d\xde\x00", 4, "😀", 0},
		{ENCODING_UTF16LE, "\x3d\xd8\x00\xde", 4, "😀", 0},
		{ENCODING_UTF16LE, "H\0x", 3, NULL, 2}, /* half a unit */
		{ENCODING_UTF16BE, "\xd8\x3d", 2, NULL, 0}, /* half a pair */
		{ENCODING_UTF16BE, "\0a\xd8\x3d\0b", 6, NULL, 2},
		{ENCODING_UTF16BE, "\xde\x00\0b", 4, NULL, 0},
		{ENCODING_UTF16LE, "a\0\0\0", 4, NULL, 2},
		{ENCODING_UNKNOWN, "a", 1, NULL, 0},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = BUF_INIT;
		size_t bad = 99;
		buf_adds(&out, ">");
		bool good = text_convert(&out, cases[i].bytes, cases[i].n, cases[i].from,
					 &bad);
		if (good != (cases[i].want != NULL))
			fail_msg("case %zu: %d", i, good);
		assert_string_equal(out.data + 1, good ? cases[i].want : "");
		if (!good)
			assert_int_equal(bad, cases[i].bad);
		buf_release(&out);
	}
}

/* ── guessing ────────────────────────────────────────────────────────────────────────────── */

static struct encoding_guess guess_seen(const char *seen)
{
	struct buf bytes = BUF_INIT;
	add_latin1(&bytes, seen);
	struct encoding_guess guess = encoding_guess(bytes.data, bytes.len);
	buf_release(&bytes);
	return guess;
}

static void old_files_are_recognised(void **state)
{
	(void)state;
	static const struct {
		const char *seen;
		enum encoding encoding;
	} files[] = {
		{"ho_ten,phuong\r\nNguyÔn ThÞ Hßa,Ba §×nh\r\n", ENCODING_TCVN3},
		{"ho_ten,phuong\r\nNguyeãn Thò Hoøa,Ba Ñình\r\n", ENCODING_VNI},
		{"ho_ten,phuong\r\nNguyêÞn Thiò HoÌa,Ba ÐiÌnh\r\n", ENCODING_CP1258},
		{"TRÇN V¡N S¥N", ENCODING_TCVN3},
		{"TRAÀN VAÊN SÔN", ENCODING_VNI},
		{"Lª §øc", ENCODING_TCVN3},
		{"Leâ Ñöùc", ENCODING_VNI},
		/* Not of the language. */
		{"le café déjà vu, élève brûlé", ENCODING_UNKNOWN},
		{"Müller, Größe, Straße, über, schön", ENCODING_UNKNOWN},
		{"\xc2\x80"
		 "\xc2\x81"
		 "\u00ff\u00fe\xc2\x80"
		 "",
		 ENCODING_UNKNOWN},
	};
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct encoding_guess guess = guess_seen(files[i].seen);
		if (guess.encoding != files[i].encoding)
			fail_msg("%s: %s", files[i].seen, encoding_name(guess.encoding));
		assert_false(guess.sure);
		assert_int_equal(guess.mark, 0);
		assert_true(guess.words_good <= guess.words);
	}
}

static void unicode_is_recognised(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t n;
		struct encoding_guess want;
	} cases[] = {
		{"", 0, {ENCODING_UTF8, true, 0, 0, 0}},
		{"a,b\n", 4, {ENCODING_UTF8, true, 0, 0, 0}},
		{"Hòa", 4, {ENCODING_UTF8, true, 0, 0, 0}},
		{"\xef\xbb\xbfHòa", 7, {ENCODING_UTF8, true, 3, 0, 0}},
		{"\xff\xfeH\0", 4, {ENCODING_UTF16LE, true, 2, 0, 0}},
		{"\xfe\xff\0H", 4, {ENCODING_UTF16BE, true, 2, 0, 0}},
		{"H\0\xf2\0a\0,\0", 8, {ENCODING_UTF16LE, false, 0, 0, 0}},
		{"\0H\0\xf2\0a\0,", 8, {ENCODING_UTF16BE, false, 0, 0, 0}},
		{"H\0\xf2\0a\0,", 7, {ENCODING_UNKNOWN, false, 0, 0, 0}},
		{"a\0\0b", 4, {ENCODING_UNKNOWN, false, 0, 0, 0}},
		/* One byte broken: still UTF-8, so that converting can name the byte. */
		{"Nguyễn Thị Hòa ở Đống Đa\xff", 36, {ENCODING_UTF8, false, 0, 0, 0}},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct encoding_guess guess = encoding_guess(cases[i].bytes, cases[i].n);
		const struct encoding_guess *want = &cases[i].want;
		if (guess.encoding != want->encoding || guess.sure != want->sure ||
		    guess.mark != want->mark || guess.words != want->words ||
		    guess.words_good != want->words_good)
			fail_msg("case %zu: %s, %d, %zu", i,
				 encoding_name(guess.encoding), guess.sure, guess.mark);
	}
}

/* The bytes of each letter, found by asking the converter for every one or two bytes. */
struct encoder {
	uint32_t cp[200];
	char bytes[200][3];
	size_t count;
};

static void learn(struct encoder *e, enum encoding encoding)
{
	e->count = 0;
	for (int one = 0x20; one <= 0xff; one++) {
		for (int two = 0x7f; two <= 0xff; two++) {
			char bytes[3] = {(char)one, two > 0x7f ? (char)two : '\0', '\0'};
			struct buf out = BUF_INIT;
			const char *s = out.data;
			if (text_convert(&out, bytes, strlen(bytes), encoding, NULL)) {
				s = out.data;
				uint32_t cp = utf8_next(&s);
				bool known =
					*s != '\0' || cp < 0x80 || !letter_of(cp, NULL);
				for (size_t i = 0; i < e->count && !known; i++)
					known = e->cp[i] == cp;
				if (!known) {
					e->cp[e->count] = cp;
					memcpy(e->bytes[e->count++], bytes, 3);
				}
			}
			buf_release(&out);
		}
	}
	assert_int_equal(e->count, 134);
}

static void encode(struct buf *out, const struct encoder *e, const char *s)
{
	uint32_t cp;
	while ((cp = utf8_next(&s))) {
		size_t i = 0;
		while (i < e->count && e->cp[i] != cp)
			i++;
		if (i < e->count)
			buf_adds(out, e->bytes[i]);
		else
			buf_addc(out, (char)cp);
	}
}

static void lists_of_people_are_recognised_and_come_back(void **state)
{
	(void)state;
	uint64_t seed = 21;
	for (int e = ENCODING_TCVN3; e <= ENCODING_CP1258; e++) {
		struct encoder encoder;
		learn(&encoder, (enum encoding)e);
		for (int round = 0; round < 200; round++) {
			struct buf text = BUF_INIT, bytes = BUF_INIT, back = BUF_INIT;
			for (int lines = 1 + round % 9; lines > 0; lines--) {
				person_add(&text, roll(&seed));
				buf_adds(&text, ",nam\r\n");
			}
			encode(&bytes, &encoder, text.data);
			struct encoding_guess guess =
				encoding_guess(bytes.data, bytes.len);
			if ((int)guess.encoding != e)
				fail_msg("%s taken for %s: %s",
					 encoding_name((enum encoding)e),
					 encoding_name(guess.encoding), text.data);
			assert_true(text_convert(&back, bytes.data, bytes.len,
						 (enum encoding)e, NULL));
			assert_string_equal(back.data, text.data);
			buf_release(&text);
			buf_release(&bytes);
			buf_release(&back);
		}
	}
}

static void any_bytes_are_guessed_and_converted_without_harm(void **state)
{
	(void)state;
	uint64_t seed = 5;
	for (int round = 0; round < 3000; round++) {
		char bytes[64];
		size_t n = roll_below(&seed, sizeof(bytes));
		for (size_t i = 0; i < n; i++)
			bytes[i] = (char)roll_below(&seed, 256);
		/* A copy of just that size lets the sanitiser see a byte too far. */
		char *exact = xmalloc(n + !n);
		memcpy(exact, bytes, n);
		encoding_guess(exact, n);
		for (int e = ENCODING_UNKNOWN; e <= ENCODING_CP1258; e++) {
			struct buf out = BUF_INIT;
			size_t bad = n;
			if (text_convert(&out, exact, n, (enum encoding)e, &bad))
				assert_true(text_is_nfc(out.data));
			else
				assert_in_range(bad, 0, n - 1);
			buf_release(&out);
		}
		free(exact);
	}
}

static void encodings_have_names(void **state)
{
	(void)state;
	assert_string_equal(encoding_name(ENCODING_TCVN3), "TCVN3 (ABC)");
	for (int e = ENCODING_UTF8; e <= ENCODING_CP1258; e++)
		assert_int_equal(encoding_named(encoding_name((enum encoding)e)), e);
	assert_int_equal(encoding_named("tcvn3"), ENCODING_TCVN3);
	assert_int_equal(encoding_named("ABC"), ENCODING_TCVN3);
	assert_int_equal(encoding_named("vni"), ENCODING_VNI);
	assert_int_equal(encoding_named("CP1258"), ENCODING_CP1258);
	assert_int_equal(encoding_named("utf-16"), ENCODING_UTF16LE);
	assert_int_equal(encoding_named("utf8"), ENCODING_UTF8);
	assert_int_equal(encoding_named(""), ENCODING_UNKNOWN);
	assert_int_equal(encoding_named("?"), ENCODING_UNKNOWN);
	assert_int_equal(encoding_named("tcvn"), ENCODING_TCVN3);
	assert_int_equal(encoding_named("tcv"), ENCODING_UNKNOWN);
	assert_int_equal(encoding_named("vni "), ENCODING_UNKNOWN);
}

int test_encoding(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tcvn3_is_read),
		cmocka_unit_test(capitals_of_tcvn3_are_guessed_by_their_word),
		cmocka_unit_test(vni_is_read),
		cmocka_unit_test(windows_1258_is_read),
		cmocka_unit_test(tables_agree_with_iconv),
		cmocka_unit_test(utf8_and_utf16_are_read),
		cmocka_unit_test(old_files_are_recognised),
		cmocka_unit_test(unicode_is_recognised),
		cmocka_unit_test(lists_of_people_are_recognised_and_come_back),
		cmocka_unit_test(any_bytes_are_guessed_and_converted_without_harm),
		cmocka_unit_test(encodings_have_names),
	};
	return cmocka_run_group_tests_name("text/encoding", tests, NULL, NULL);
}
