/* What makes a PIN or a password good enough, and recovery codes. Rules only: the cryptography
 * is in secret.c. */
#include "secret/secret.h"

#include "base/i18n.h"

#include <string.h>

/* ── PINs ────────────────────────────────────────────────────────────────────────────── */

/* 1111, 1212, 123123: the whole repeats its first 1 … n/2 digits. */
static bool repeats(const char *pin, size_t n)
{
	for (size_t period = 1; period <= n / 2; period++)
		if (n % period == 0 && !memcmp(pin, pin + period, n - period))
			return true;
	return false;
}

/* 123456, 2345, 9876: each digit one more, or one less, than the last. */
static bool runs(const char *pin, size_t n)
{
	int step = pin[1] - pin[0];

	if (step != 1 && step != -1)
		return false;
	for (size_t i = 2; i < n; i++)
		if (pin[i] - pin[i - 1] != step)
			return false;
	return true;
}

static bool contains_year(const char *pin, int birth_year)
{
	char year[5];

	if (birth_year < 1000 || birth_year > 9999)
		return false;
	for (int i = 3; i >= 0; i--, birth_year /= 10)
		year[i] = (char)('0' + birth_year % 10);
	year[4] = '\0';
	return strstr(pin, year) != NULL;
}

bool pin_acceptable(const char *pin, int birth_year, struct err *err)
{
	size_t n = strlen(pin);

	if (n < 4 || n > 6 || strspn(pin, "0123456789") != n)
		return err_set(err, ERR_DATA,
			       _("Mã PIN gồm từ 4 đến 6 chữ số. Hãy nhập lại."));
	if (repeats(pin, n))
		return err_set(
			err, ERR_DATA,
			_("Mã PIN này lặp đi lặp lại nên dễ đoán. Hãy chọn các chữ số "
			  "khác nhau."));
	if (runs(pin, n))
		return err_set(
			err, ERR_DATA,
			_("Mã PIN này là dãy số liền nhau nên dễ đoán. Hãy chọn mã "
			  "khác."));
	if (contains_year(pin, birth_year))
		return err_set(
			err, ERR_DATA,
			_("Mã PIN này có năm sinh nên người quen dễ đoán. Hãy chọn mã "
			  "khác."));
	return true;
}

/* ── passwords ───────────────────────────────────────────────────────────────────────── */

#define PASSWORD_MIN_CHARACTERS 8
/* Argon2id takes any length; this only stops a pasted document. */
#define PASSWORD_MAX_BYTES 512

/* Those that everybody tries first and that neither a run nor a repetition catches. */
static const char *const common_passwords[] = {
	"password",   "password1",  "password123", "passw0rd",   "qwertyui",
	"qwerty123",  "1q2w3e4r",   "1qaz2wsx",    "iloveyou",   "abcd1234",
	"abc12345",   "1234abcd",   "123456abc",   "a1234567",   "a12345678",
	"12345678a",  "123456789a", "admin123",    "admin1234",  "administrator",
	"matkhau1",   "matkhau123", "mậtkhẩu",     "mật khẩu",   "mat khau",
	"kynangso",   "kynangso1",  "kynangso123", "kỹ năng số", "ky nang so",
	"giangvien",  "giaovien",   "trungtam",    "hanoi123",   "hanoi2026",
	"vietnam123", "vietnam1",   "anhyeuem",    "emyeuanh",   "khongbiet",
	"11223344",   "12344321",   "87654321",    "147258369",  "0987654321",
};

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same_but_case(const char *a, const char *b)
{
	while (*a && lower(*a) == lower(*b)) {
		a++;
		b++;
	}
	return !*a && !*b;
}

static bool is_common(const char *password)
{
	size_t n = strlen(password);

	if (repeats(password, n) || runs(password, n))
		return true;
	/* 1234567890 goes on with 0 after 9. */
	if (!strcmp(password, "1234567890"))
		return true;
	for (size_t i = 0; i < ARRAY_LEN(common_passwords); i++)
		if (same_but_case(password, common_passwords[i]))
			return true;
	return false;
}

/* Characters of UTF-8: the bytes that do not continue another. */
static size_t characters(const char *s)
{
	size_t n = 0;

	for (; *s; s++)
		n += ((unsigned char)*s & 0xc0) != 0x80;
	return n;
}

bool password_acceptable(const char *password, struct err *err)
{
	for (const char *c = password; *c; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			return err_set(
				err, ERR_DATA,
				_("Mật khẩu có ký tự không gõ được từ bàn phím. Hãy "
				  "nhập lại."));
	if (characters(password) < PASSWORD_MIN_CHARACTERS)
		return err_set(
			err, ERR_DATA,
			_("Mật khẩu cần ít nhất 8 ký tự. Một câu ngắn, dễ nhớ là tốt "
			  "nhất."));
	if (strlen(password) > PASSWORD_MAX_BYTES)
		return err_set(
			err, ERR_DATA,
			_("Mật khẩu quá dài. Hãy chọn mật khẩu ngắn hơn 100 ký tự."));
	if (is_common(password))
		return err_set(
			err, ERR_DATA,
			_("Mật khẩu này nhiều người dùng nên dễ đoán. Hãy chọn mật khẩu "
			  "khác."));
	return true;
}

/* ── recovery codes ──────────────────────────────────────────────────────────────────── */

/* Without 0 O, 1 I L, and of each pair B 8, G 6, S 5, Z 2 only the digit. 20 of 27 letters are
 * 20 log2 27 = 95.1 bits. */
static const char code_letters[] = "23456789ACDEFHJKMNPQRTUVWXY";
#define CODE_LENGTH 20
#define CODE_GROUP 4

/* Writes letter i of a code, with the dash that comes before each further group. */
static char *put_letter(char *at, int i, char letter)
{
	if (i && i % CODE_GROUP == 0)
		*at++ = '-';
	*at++ = letter;
	return at;
}

void recovery_code(char out[RECOVERY_CODE_SIZE])
{
	char *at = out;

	memset(out, 0, RECOVERY_CODE_SIZE);
	for (int i = 0; i < CODE_LENGTH; i++)
		at = put_letter(
			at, i,
			code_letters[secret_random_below(sizeof(code_letters) - 1)]);
}

/* The letter of the alphabet that was meant; 0 if none was. */
static char meant(char typed)
{
	static const char read_as[][2] = {{'B', '8'}, {'G', '6'}, {'S', '5'}, {'Z', '2'}};
	char c = typed >= 'a' && typed <= 'z' ? (char)(typed - 'a' + 'A') : typed;

	for (size_t i = 0; i < ARRAY_LEN(read_as); i++)
		if (c == read_as[i][0])
			return read_as[i][1];
	return strchr(code_letters, c) ? c : '\0';
}

bool recovery_code_normalise(const char *typed, char out[RECOVERY_CODE_SIZE])
{
	char *at = out;
	int n = 0;

	memset(out, 0, RECOVERY_CODE_SIZE);
	for (; *typed; typed++) {
		if (strchr(" \t-", *typed))
			continue;
		char letter = meant(*typed);
		if (!letter || n == CODE_LENGTH)
			break;
		at = put_letter(at, n++, letter);
	}
	if (!*typed && n == CODE_LENGTH)
		return true;
	secret_wipe(out, RECOVERY_CODE_SIZE);
	return false;
}
