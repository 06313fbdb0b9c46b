/* A person as the centre knows them, and the 12-digit personal id.
 *
 * Names for people to read; the parsing of what people type or hand in as CSV. The id's clear
 * digits live only in the caller's memory while it is typed: the store gets a token and a
 * sealed copy (secret/secret.h), never the digits.
 */
#ifndef COURSE_PERSON_H
#define COURSE_PERSON_H

#include "base/date.h"
#include "base/err.h"
#include "text/number.h"

#include <stdbool.h>
#include <stdint.h>

enum sex { SEX_UNKNOWN, SEX_MALE, SEX_FEMALE };

/* What is known of a birth date (enum precision of text/number.h: PRECISION_NONE, _YEAR, _MONTH,
 * _DAY); the parts beyond the precision are 0. */
struct birth {
	enum precision precision;
	int year, month, day;
};

#define NAME_BYTES 256
#define PHONE_BYTES 16

struct person {
	char name[NAME_BYTES]; /* NFC, tidy */
	struct birth birth;
	enum sex sex;
	char ward
		[8]; /* 5-digit code of the ward of residence, "" = unknown or outside the city */
	char phone[PHONE_BYTES]; /* digits "0912345678", "" = none */
	/* The first four digits of the id, for citizen_id_mask(); "" = no id. They say province,
	 * century and sex, which the record holds anyway. The last digits are never kept: with
	 * three of them a stolen token could be guessed in seconds. */
	char id_hint[8];
	bool id_known; /* a token or sealed id is kept */
};

/* First and last day the birth date may be, as base/date.h days. False for PRECISION_NONE. */
bool birth_range(const struct birth *birth, int *first, int *last);
/* "5/1/1980", "01/1980", "1980" as people write it (text/number.h), "00/00/1980" as some papers
 * have it; "" and "không rõ" are PRECISION_NONE. err says what is wrong and how to mend it; today
 * is for refusing births in the future, and years before 1900 are refused too. */
bool birth_parse(const char *text, int today, struct birth *birth, struct err *err);
/* "05/01/1980", "01/1980", "1980", "" */
void birth_format(const struct birth *birth, char out[16]);
/* By date; of two in the same year or month the less precise comes first, unknown before all. */
int birth_compare(const struct birth *a, const struct birth *b);
/* Could both describe the same birth date? */
bool birth_compatible(const struct birth *a, const struct birth *b);

/* "nam", "nữ", "nu", "Nam ", "m", "f", "", "chưa rõ" → sex; false if it is something else. */
bool sex_parse(const char *text, enum sex *sex);
const char *sex_word(enum sex sex); /* "nam", "nữ", "chưa rõ" */
const char *sex_name(enum sex sex); /* "male", "female", "unknown": machine name */

/* Vietnamese phone numbers: +84/84/0, spaces and dots; 10 digits for mobiles, 11 for land lines.
 * A first 0 that a spreadsheet has eaten is put back. "" gives "". */
bool phone_parse(const char *text, char out[PHONE_BYTES], struct err *err);

/* The 12-digit personal id, Decree 137/2015 (structure in docs/counting.md): 3 digits place,
 * 1 century and sex, 2 year, 6 random; no check digit. Spaces, dots and hyphens between digits
 * are dropped; refused are other lengths (9: the old card), the place 000, and
 * centuries beyond the 21st. "" is refused too: ask only where there is something. The message
 * never repeats the digits, since messages end up in logs. */
#define CITIZEN_ID_DIGITS 12
bool citizen_id_parse(const char *text, char digits[CITIZEN_ID_DIGITS + 1],
		      struct err *err);
/* What of the id contradicts the record, or'ed. It warns and never blocks. Unknown parts agree. The
 * place is none of the 63 provinces of Circular 07/2016/TT-BCA, appendix 1: a slip, or a birth
 * registered abroad, for which there are codes of countries (Decree 137/2015, article 13). */
enum id_mismatch {
	ID_AGREES = 0,
	ID_SEX_DIFFERS = 1,
	ID_YEAR_DIFFERS = 2,
	ID_PLACE_UNKNOWN = 4
};
int citizen_id_mismatch(const char *digits, enum sex sex, const struct birth *birth);
/* The numbers that are one slip from this one (a digit other, or two neighbours swapped), and could
 * be somebody's. In clear: the caller wipes them. Returns how many. */
#define CITIZEN_ID_SLIPS (9 * CITIZEN_ID_DIGITS + CITIZEN_ID_DIGITS - 1)
size_t citizen_id_slips(const char *digits,
			char slips[CITIZEN_ID_SLIPS][CITIZEN_ID_DIGITS + 1]);
/* "0010 xxxx xxxx" of all digits or of id_hint; "" of "". */
void citizen_id_mask(const char *digits, char out[24]);

/* Consent to the keeping of personal data (Law 91/2025/QH15): which text was agreed to, and whether
 * somebody is, or may be, so young that a representative must agree. */
enum consent_version {
	CONSENT_IMPORTED, /* by staff from the centre's lists: nobody was asked by this program */
	CONSENT_ASKED, /* the sentence on the screen of registration */
};
#define CONSENT_AGE 16
bool consent_needs_representative(const struct birth *birth, int today);

#endif
