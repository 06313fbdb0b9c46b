#include "course/person.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "course/workage.h"
#include "text/fold.h"
#include "text/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── birth dates ───────────────────────────────────────────────────────────────────────── */

bool birth_range(const struct birth *birth, int *first, int *last)
{
	struct date from = {birth->year, 1, 1}, to = {birth->year, 12, 31};

	if (birth->precision == PRECISION_NONE)
		return false;
	if (birth->precision >= PRECISION_MONTH) {
		from.month = to.month = birth->month;
		to.day = month_days(birth->year, birth->month);
	}
	if (birth->precision == PRECISION_DAY)
		from.day = to.day = birth->day;
	*first = day_of(from);
	*last = day_of(to);
	return true;
}

static bool is_one_of(const char *folded, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(folded, *words))
			return true;
	return false;
}

bool birth_parse(const char *text, int today, struct birth *birth, struct err *err)
{
	static const char *const unknown[] = {"", "?", "-", "khong ro", "chua ro", NULL};
	struct buf folded = BUF_INIT;
	struct date date;
	int first, last;

	*birth = (struct birth){.precision = PRECISION_NONE};
	text_fold(&folded, text);
	bool none = is_one_of(folded.data, unknown);
	buf_release(&folded);
	if (none)
		return true;

	struct birth read = {.precision = PRECISION_NONE};
	if (!date_parse_people(text, &date, &read.precision, err))
		return false;
	read.year = date.year;
	read.month = read.precision >= PRECISION_MONTH ? date.month : 0;
	read.day = read.precision == PRECISION_DAY ? date.day : 0;
	if (read.year < 1900)
		/* TRANSLATORS: %d is a year. */
		return err_set(err, ERR_DATA,
			       _("Năm sinh %d xa quá. Hãy xem lại giấy tờ và gõ năm từ "
				 "1900 trở đi, ví dụ 5/1/1980."),
			       read.year);
	birth_range(&read, &first, &last);
	if (first > today)
		/* TRANSLATORS: %d is a year. */
		return err_set(
			err, ERR_DATA,
			_("Ngày sinh này chưa tới (năm %d). Hãy xem lại giấy tờ và gõ "
			  "lại, ví dụ 5/1/1980."),
			read.year);
	*birth = read;
	return true;
}

void birth_format(const struct birth *birth, char out[16])
{
	unsigned year = (unsigned)birth->year % 10000u;
	unsigned month = (unsigned)birth->month % 100u, day = (unsigned)birth->day % 100u;

	*out = '\0';
	if (birth->precision == PRECISION_YEAR)
		snprintf(out, 16, "%04u", year);
	else if (birth->precision == PRECISION_MONTH)
		snprintf(out, 16, "%02u/%04u", month, year);
	else if (birth->precision == PRECISION_DAY)
		snprintf(out, 16, "%02u/%02u/%04u", day, month, year);
}

static int sign(int a, int b)
{
	return (a > b) - (a < b);
}

int birth_compare(const struct birth *a, const struct birth *b)
{
	/* The parts beyond the precision are 0, so the less precise sorts first by itself. */
	if (a->year != b->year)
		return sign(a->year, b->year);
	if (a->month != b->month)
		return sign(a->month, b->month);
	return sign(a->day, b->day);
}

bool birth_compatible(const struct birth *a, const struct birth *b)
{
	int a_first, a_last, b_first, b_last;

	if (!birth_range(a, &a_first, &a_last) || !birth_range(b, &b_first, &b_last))
		return true;
	return a_first <= b_last && b_first <= a_last;
}

/* ── sex ───────────────────────────────────────────────────────────────────────────────── */

bool sex_parse(const char *text, enum sex *sex)
{
	static const char *const male[] = {"nam", "male", "m", NULL};
	static const char *const female[] = {"nu", "female", "f", NULL};
	static const char *const unknown[] = {"",         "?",       "-", "chua ro",
					      "khong ro", "unknown", NULL};
	static const struct {
		enum sex sex;
		const char *const *words;
	} table[] = {{SEX_MALE, male}, {SEX_FEMALE, female}, {SEX_UNKNOWN, unknown}};
	struct buf folded = BUF_INIT;
	bool known = false;

	text_fold(&folded, text);
	for (size_t i = 0; !known && i < ARRAY_LEN(table); i++) {
		known = is_one_of(folded.data, table[i].words);
		if (known)
			*sex = table[i].sex;
	}
	buf_release(&folded);
	return known;
}

const char *sex_word(enum sex sex)
{
	static const char *const words[] = {N_("chưa rõ"), N_("nam"), N_("nữ")};

	return _(words[sex]);
}

const char *sex_name(enum sex sex)
{
	static const char *const names[] = {"unknown", "male", "female"};

	return names[sex];
}

/* ── numbers with separators ───────────────────────────────────────────────────────────── */

/* Copies the digits, leaving out what people put between them. Returns how many there are, which
 * may be more than fit; -1 where there is something else. */
static int digits_of(const char *text, const char *between, char *out, int size)
{
	int count = 0;

	for (; *text; text++) {
		if (!strncmp(text, "\u00a0", 2)) {
			text++;
			continue;
		}
		if (strchr(between, *text))
			continue;
		if (*text < '0' || *text > '9')
			return -1;
		if (count < size - 1)
			out[count] = *text;
		count++;
	}
	out[count < size ? count : size - 1] = '\0';
	return count;
}

/* The digits without the country code, with the 0 it replaces or a spreadsheet has eaten. False
 * where they are neither a mobile number (10 digits) nor a land line's (11). */
static bool phone_national(const char *digits, char out[PHONE_BYTES])
{
	size_t count = strlen(digits);
	char first = *digits;
	bool mobile = first && strchr("35789", first), land = first == '2';

	*out = '\0';
	if ((count == 9 && mobile) || (count == 10 && land)) {
		*out = '0';
		memcpy(out + 1, digits, count + 1);
		return true;
	}
	mobile = count == 10 && first == '0' && strchr("35789", digits[1]);
	land = count == 11 && first == '0' && digits[1] == '2';
	if (mobile || land)
		memcpy(out, digits, count + 1);
	return mobile || land;
}

bool phone_parse(const char *text, char out[PHONE_BYTES], struct err *err)
{
	char digits[32], *number = digits;
	bool abroad = text[strspn(text, " \t")] == '+';

	*out = '\0';
	if (abroad)
		text += strspn(text, " \t") + 1;
	int count = digits_of(text, " \t.-()", digits, (int)sizeof(digits));
	if (count < 0)
		return err_set(
			err, ERR_DATA,
			_("Số điện thoại có ký tự lạ. Hãy chỉ gõ chữ số, mỗi ô một "
			  "số, ví dụ 0912 345 678."));
	if (count == 0 && !abroad)
		return true;
	if (!abroad && !strncmp(digits, "00", 2)) {
		abroad = true;
		number += 2;
	}
	bool home = !strncmp(number, "84", 2);
	if (abroad && !home)
		return err_set(
			err, ERR_DATA,
			_("Đây là số điện thoại nước ngoài. Hãy gõ một số ở Việt Nam, "
			  "ví dụ 0912 345 678, hoặc để trống."));
	if (abroad || (home && (count == 11 || count == 12)))
		number += 2;
	if (phone_national(number, out))
		return true;
	if (count == 11 && !strncmp(number, "01", 2))
		return err_set(
			err, ERR_DATA,
			_("Số di động 11 chữ số đã đổi thành 10 chữ số từ năm 2018. Hãy "
			  "hỏi lại số mới, ví dụ 0912 345 678."));
	/* TRANSLATORS: %d counts digits. */
	return err_set(
		err, ERR_DATA,
		_("Số điện thoại có %d chữ số và chưa đúng. Số di động có 10 chữ số, bắt "
		  "đầu bằng 03, 05, 07, 08 hoặc 09; số máy bàn có 11 chữ số, bắt đầu "
		  "bằng 02. Hãy xem lại từng chữ số."),
		count);
}

/* ── the personal id ───────────────────────────────────────────────────────────────────── */

bool citizen_id_parse(const char *text, char digits[CITIZEN_ID_DIGITS + 1],
		      struct err *err)
{
	char read[32];
	int count = digits_of(text, " \t.-", read, (int)sizeof(read));

	*digits = '\0';
	if (count < 0)
		return err_set(
			err, ERR_DATA,
			_("Số định danh chỉ gồm chữ số. Hãy gõ lại 12 chữ số in trên "
			  "thẻ căn cước."));
	if (count == 9)
		return err_set(
			err, ERR_DATA,
			_("Đây là số chứng minh nhân dân cũ, có 9 chữ số. Hãy gõ số "
			  "định danh 12 chữ số in trên thẻ căn cước, hoặc để trống."));
	if (count == 10 || count == 11)
		/* TRANSLATORS: %d counts digits, 10 or 11. */
		return err_set(
			err, ERR_DATA,
			_("Số định danh có 12 chữ số, ở đây chỉ có %d. Nếu số này lấy từ "
			  "bảng tính, các số 0 ở đầu có thể đã mất. Hãy xem lại trên "
			  "thẻ."),
			count);
	if (count != CITIZEN_ID_DIGITS)
		/* TRANSLATORS: %d counts digits. */
		return err_set(
			err, ERR_DATA,
			_("Số định danh có 12 chữ số, ở đây có %d. Hãy gõ lại số in trên "
			  "thẻ căn cước, hoặc để trống."),
			count);
	int place = (read[0] - '0') * 100 + (read[1] - '0') * 10 + (read[2] - '0');
	if (place == 0)
		return err_set(
			err, ERR_DATA,
			_("Ba chữ số đầu của số định danh là mã tỉnh, không thể là "
			  "000. Hãy xem lại ba chữ số ấy trên thẻ căn cước."));
	if (read[3] > '3')
		return err_set(err, ERR_DATA,
			       _("Chữ số thứ tư của số định danh chỉ là 0, 1, 2 hoặc 3. "
				 "Hãy xem lại "
				 "chữ số ấy trên thẻ căn cước."));
	memcpy(digits, read, CITIZEN_ID_DIGITS + 1);
	return true;
}

static bool is_province(const char *digits)
{
	/* 96 numbers, 63 provinces: a hole tells a slip. */
	static const unsigned char codes[] = {
		1,  2,  4,  6,  8,  10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25,
		26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48,
		49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75,
		77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96};
	int code = (digits[0] - '0') * 100 + (digits[1] - '0') * 10 + (digits[2] - '0');

	for (size_t i = 0; i < ARRAY_LEN(codes); i++) {
		if (codes[i] == code)
			return true;
	}
	return false;
}

int citizen_id_mismatch(const char *digits, enum sex sex, const struct birth *birth)
{
	int century = digits[3] - '0';
	int year = 1900 + century / 2 * 100 + (digits[4] - '0') * 10 + (digits[5] - '0');
	enum sex says = century % 2 ? SEX_FEMALE : SEX_MALE;
	int differs = ID_AGREES;

	if (sex != SEX_UNKNOWN && sex != says)
		differs |= ID_SEX_DIFFERS;
	if (birth->precision != PRECISION_NONE && birth->year != year)
		differs |= ID_YEAR_DIFFERS;
	if (!is_province(digits))
		differs |= ID_PLACE_UNKNOWN;
	return differs;
}

static void put_slip(const char *digits, int at, char first, char second,
		     char slips[][CITIZEN_ID_DIGITS + 1], size_t *count)
{
	char *slip = slips[*count];

	memcpy(slip, digits, CITIZEN_ID_DIGITS + 1);
	slip[at] = first;
	if (second)
		slip[at + 1] = second;
	*count += slip[3] <= '3' && strncmp(slip, "000", 3) != 0;
}

size_t citizen_id_slips(const char *digits,
			char slips[CITIZEN_ID_SLIPS][CITIZEN_ID_DIGITS + 1])
{
	size_t count = 0;

	for (int at = 0; at < CITIZEN_ID_DIGITS; at++) {
		for (char digit = '0'; digit <= '9'; digit++) {
			if (digit != digits[at])
				put_slip(digits, at, digit, '\0', slips, &count);
		}
		if (at + 1 < CITIZEN_ID_DIGITS && digits[at] != digits[at + 1])
			put_slip(digits, at, digits[at + 1], digits[at], slips, &count);
	}
	return count;
}

void citizen_id_mask(const char *digits, char out[24])
{
	*out = '\0';
	if (*digits)
		snprintf(out, 24, "%.4s xxxx xxxx", digits);
}

/* ── consent ───────────────────────────────────────────────────────────────────────────── */

bool consent_needs_representative(const struct birth *birth, int today)
{
	int first, last;

	return birth_range(birth, &first, &last) &&
	       age_on(date_of(last), today) < CONSENT_AGE;
}
