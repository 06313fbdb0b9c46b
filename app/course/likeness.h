/* One person, once: how sure we are that two records are one person, and why.
 *
 * The identity ladder of docs/counting.md. Nothing here unites anybody: what is below SAME_ID
 * is only ever put before a member of staff, with its reasons.
 *
 *	SAME_ID		the personal ids agree
 *	PROBABLE	same name (folded, words sorted), same full birth date, same last four
 *			digits of the phone
 *	POSSIBLE	same folded name, and one of: birth years at most 1 apart in the same
 *			ward; the same full birth date; the same whole phone, births not at
 *			odds or years at most 1 apart
 *			or names one edit apart, and one of: the same full birth date; birth
 *			years at most 1 apart with the same whole phone; the same in the same
 *			ward, births not at odds
 *
 *			or ids one slip apart (a digit other, two neighbours swapped) and the same
 *			folded name: births not at odds make it PROBABLE, years at most 1
 *			apart POSSIBLE; with a name one edit apart, births not at odds
 *
 * Where the ids are known and differ otherwise, or the sexes, the evidence counts one step less: a digit
 * or a box may be mistyped, but nobody is called one person against it. For names one edit apart
 * ward and year alone would not do: hundreds are born in a ward in a year, and Lan and Lam are
 * neighbours. A phone will do, even where day and month are at odds: they are easily swapped,
 * while of a family who share it few are a year apart. An unknown ward, phone or birth year is
 * evidence of nothing.
 */
#ifndef COURSE_LIKENESS_H
#define COURSE_LIKENESS_H

#include "course/person.h"

enum likeness {
	LIKENESS_NONE,
	LIKENESS_POSSIBLE,
	LIKENESS_PROBABLE,
	LIKENESS_SAME_ID,
	LIKENESSES
};

/* What speaks for one person, and what against, or'ed. Stored: numbers are never reused. */
enum likeness_reason {
	REASON_SAME_ID = 1,
	REASON_SAME_NAME = 2, /* folded, words in any order */
	REASON_NEAR_NAME = 4, /* one edit apart */
	REASON_SAME_BIRTH = 8, /* both to the day */
	REASON_NEAR_YEAR = 16, /* birth years at most 1 apart */
	REASON_SAME_WARD = 32,
	REASON_LAST_FOUR = 64, /* of the phone */
	REASON_SAME_PHONE = 128,
	REASON_IDS_DIFFER = 256, /* against, from here on */
	REASON_SEXES_DIFFER = 512,
	REASON_BIRTHS_DIFFER = 1024,
	REASON_NEAR_ID = 2048, /* one slip apart; again for */
};

/* Two ids. Tokens tell only whether they are equal: that two are near is known only where somebody
 * held one of them in clear (store.h, store_id_near()). */
enum id_relation { IDS_UNKNOWN = -1, IDS_DIFFER, IDS_AGREE, IDS_NEAR };

/* ids_equal: an enum id_relation. reasons may be NULL; all that
 * holds is named, also where it comes to nothing. */
enum likeness person_likeness(const struct person *a, const struct person *b,
			      int ids_equal, unsigned *reasons);
/* The level as a machine name: "same-id", "probable", "possible", "none". */
const char *likeness_name(enum likeness likeness);
int likeness_parse(const char *name); /* -1 where unknown */
/* A line for people: "rất giống". */
const char *likeness_words(enum likeness likeness);
/* "cùng họ tên; cùng ngày sinh; nhưng khác giới tính": whole words, joined by "; ". */
void reasons_words(unsigned reasons, struct buf *out);
/* "same-name,same-birth" for machines. */
void reasons_names(unsigned reasons, struct buf *out);

/* The words of a name in 64 bits, their order and marks left out, so that candidates can be
 * told by numbers alone. Two names that are the same, or one edit apart, always have signatures
 * that are near; most others have not. 0 is a name without words. */
uint64_t name_signature(const char *name);
bool signatures_near(uint64_t a, uint64_t b);

#endif
