/* Is a typed answer right? For quiz questions of type `text`; docs/content-format.md has the
 * author's side (`accept`, `compare`, `near`).
 *
 * Marks are compared at three levels, from strict to lenient:
 *	exact	equal after NFC
 *	place	the tone may sit on the other vowel: hoà = hòa, thuỷ = thủy (the default of
 *		questions: laws and school books differ, and both are right)
 *	none	marks are ignored, đ = d
 * An answer that is right only at a more lenient level than exact, or with a forgiven slip, is
 * right, and `proper` says how it is written.
 *
 * Case, and runs of spaces, count only where the rules say so. Except with MARKS_EXACT, a number
 * may be written with other separators (1.250.000 = 1250000 = "1 250 000"), also in front of its
 * unit (2,5 kg = 2.5kg), a date in another way (5/11/2026 = 05-11-2026, 2/9 = "ngày 2 tháng 9"), so
 * may a time (8h30 = 08:30), digits in other groups (0912 345 678 = 0912345678 = +84 912 345 678),
 * and a full stop (! ?) at the end of one side only is no mistake.
 */
#ifndef TEXT_MATCH_H
#define TEXT_MATCH_H

#include <stdbool.h>
#include <stddef.h>

enum match_marks { MARKS_EXACT, MARKS_PLACE, MARKS_NONE };

struct match_rules {
	enum match_marks marks; /* the most lenient level that is right */
	bool case_matters;
	bool spaces_matter; /* else runs of any spaces are one, and none at the ends */
	/* Slips forgiven: a letter missing, too many or wrong, or two neighbours swapped. Never
	 * in addresses (with . / @ or :), nor in digits, nor so many that half the letters or
	 * more are wrong. */
	int typo;
};

/* From worst to best. */
enum match_level {
	MATCH_NOT,
	MATCH_TYPO,
	MATCH_UNMARKED,
	MATCH_PLACED,
	MATCH_EXACT, /* also the same number or date, written in another way */
};

/* A wrong answer that people often give, and what to tell them. */
struct match_near {
	const char *text, *hint;
};

struct match_result {
	bool right;
	enum match_level level;
	const char *
		proper; /* the accepted spelling if level is below MATCH_EXACT, else NULL */
	const char *hint; /* of a wrong answer: from `near`, or NULL */
};

/* The best over all accepted answers, the first of equals. The answer may be in any normal form;
 * one that is no UTF-8 is wrong. A hint never changes what is right: `near` is asked last, at
 * any level of marks and with the rules' case and spaces, without slips. Strings of the result
 * are those given. */
struct match_result match_text(const char *answer, const char *const *accept,
			       size_t accept_count, const struct match_near *near,
			       size_t near_count, const struct match_rules *rules);
/* One pair: for the checker, which asks whether accepted answers collide. */
enum match_level match_level(const char *answer, const char *accepted,
			     const struct match_rules *rules);

#endif
