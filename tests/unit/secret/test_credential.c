/* Which PINs and passwords are refused and in which words; recovery codes. */
#include "secret/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_credential(void);

static const struct {
	const char *pin;
	int birth_year;
	const char *says; /* part of the reason; NULL: accepted */
} pins[] = {
	{"2580", 1958, NULL},
	{"13579", 1958, NULL},
	{"704183", 1958, NULL},
	{"0000", 1958, "lặp"},
	{"000000", 0, "lặp"},
	{"7777", 0, "lặp"},
	{"55555", 0, "lặp"},
	{"1212", 0, "lặp"},
	{"123123", 0, "lặp"},
	{"121212", 0, "lặp"},
	{"12121", 0, NULL},
	{"1221", 0, NULL},
	{"1234", 0, "liền nhau"},
	{"12345", 0, "liền nhau"},
	{"123456", 0, "liền nhau"},
	{"0123", 0, "liền nhau"},
	{"6789", 0, "liền nhau"},
	{"654321", 0, "liền nhau"},
	{"1235", 0, NULL},
	{"8901", 0, NULL},
	{"1958", 1958, "năm sinh"},
	{"195800", 1958, "năm sinh"},
	{"051958", 1958, "năm sinh"},
	{"1958", 1959, NULL},
	{"1958", 0, NULL},
	{"0195", 195, NULL},
	{"9580", 19580, NULL},
	{"", 0, "4 đến 6"},
	{"258", 0, "4 đến 6"},
	{"2580147", 0, "4 đến 6"},
	{"25a0", 0, "4 đến 6"},
	{"258 ", 0, "4 đến 6"},
	{"-258", 0, "4 đến 6"},
};

static void judges_pins(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pins); i++) {
		struct err err = {0};
		bool accepted = pin_acceptable(pins[i].pin, pins[i].birth_year, &err);
		if (accepted != !pins[i].says)
			fail_msg("PIN %s (%d): %s", pins[i].pin, pins[i].birth_year,
				 accepted ? "accepted" : err.text);
		if (pins[i].says && !strstr(err.text, pins[i].says))
			fail_msg("PIN %s: %s", pins[i].pin, err.text);
		assert_int_equal(err.kind, pins[i].says ? ERR_DATA : ERR_NONE);
	}
}

static const struct {
	const char *password, *says;
} passwords[] = {
	{"con meo treo cay cau", NULL},
	{"Hoa-hue_19", NULL},
	{"mèo ăn cá", NULL},
	{"ăâđêôơưạ", NULL},
	{"ăâđêôơư", "8 ký tự"},
	{"", "8 ký tự"},
	{"abc1234", "8 ký tự"},
	{"12345678", "dễ đoán"},
	{"1234567890", "dễ đoán"},
	{"87654321", "dễ đoán"},
	{"abcdefgh", "dễ đoán"},
	{"11111111", "dễ đoán"},
	{"abcdabcd", "dễ đoán"},
	{"password", "dễ đoán"},
	{"PassWord123", "dễ đoán"},
	{"matkhau123", "dễ đoán"},
	{"Mật khẩu", "dễ đoán"},
	{"kynangso", "dễ đoán"},
	{"matkhau1234x", NULL},
	{"abc\tdef gh", "bàn phím"},
	{"abcdefg\x7f", "bàn phím"},
};

static void judges_passwords(void **state)
{
	char longest[600];
	struct err err = {0};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(passwords); i++) {
		err = (struct err){0};
		bool accepted = password_acceptable(passwords[i].password, &err);
		if (accepted != !passwords[i].says)
			fail_msg("%s: %s", passwords[i].password,
				 accepted ? "accepted" : err.text);
		if (passwords[i].says && !strstr(err.text, passwords[i].says))
			fail_msg("%s: %s", passwords[i].password, err.text);
	}
	for (size_t i = 0; i < sizeof(longest); i++)
		longest[i] = (char)('a' + i * i % 23);
	longest[512] = '\0';
	assert_true(password_acceptable(longest, &err));
	longest[512] = 'x';
	longest[513] = '\0';
	assert_false(password_acceptable(longest, &err));
	assert_non_null(strstr(err.text, "quá dài"));
	assert_false(password_acceptable("ngắn", NULL));
}

static void codes_are_well_formed(void **state)
{
	static const char letters[] = "23456789ACDEFHJKMNPQRTUVWXY";
	size_t seen[27] = {0};

	(void)state;
	for (int round = 0; round < 2000; round++) {
		char code[RECOVERY_CODE_SIZE], same[RECOVERY_CODE_SIZE];
		recovery_code(code);
		assert_int_equal(strlen(code), 24);
		for (int i = 0; i < 24; i++) {
			if (i % 5 == 4) {
				assert_int_equal(code[i], '-');
				continue;
			}
			const char *at = strchr(letters, code[i]);
			assert_non_null(at);
			seen[at - letters]++;
		}
		assert_true(recovery_code_normalise(code, same));
		assert_string_equal(same, code);
	}
	/* 40,000 letters: each is expected 1,481 times, ± 6 standard deviations of 38. */
	for (size_t i = 0; i < ARRAY_LEN(seen); i++)
		assert_in_range(seen[i], 1254, 1708);
}

static const struct {
	const char *typed, *code; /* NULL: refused */
} codes[] = {
	{"7KQM-XR4T-2345-AC8E-YYYY", "7KQM-XR4T-2345-AC8E-YYYY"},
	{"7kqmxr4t2345ac8eyyyy", "7KQM-XR4T-2345-AC8E-YYYY"},
	{"  7kqm xr4t\t2345 - ac8e yyyy ", "7KQM-XR4T-2345-AC8E-YYYY"},
	{"7-k-q-m-xr4t2345ac8eyyyy-", "7KQM-XR4T-2345-AC8E-YYYY"},
	{"7KQM-XR4T-Z34S-ACBE-ggyy", "7KQM-XR4T-2345-AC8E-66YY"},
	{"", NULL},
	{"----", NULL},
	{"7KQM-XR4T-2345-AC8E-YYY", NULL},
	{"7KQM-XR4T-2345-AC8E-YYYYY", NULL},
	{"7KQM-XR4T-2345-AC8E-YYYY-7KQM-XR4T-2345-AC8E-YYYY-7KQM-XR4T-2345-AC8E-YYYY",
	 NULL},
	{"7KQM-XR4T-2345-AC8E-YYY0", NULL},
	{"7KQM-XR4T-2345-AC8E-YYYI", NULL},
	{"7KQM-XR4T-2345-AC8E-YYY!", NULL},
	{"7KQM-XR4T-2345-AC8E-YYYđ", NULL},
};

static void reads_typed_codes(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		char out[RECOVERY_CODE_SIZE] = "x";
		bool good = recovery_code_normalise(codes[i].typed, out);
		if (good != (codes[i].code != NULL))
			fail_msg("\"%s\" gave \"%s\"", codes[i].typed, out);
		assert_string_equal(out, codes[i].code ? codes[i].code : "");
	}
}

int test_credential(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(judges_pins),
		cmocka_unit_test(judges_passwords),
		cmocka_unit_test(codes_are_well_formed),
		cmocka_unit_test(reads_typed_codes),
	};

	return cmocka_run_group_tests_name("credential", tests, NULL, NULL);
}
