/* How a question does with those who answer it: item analysis from the first answers of many people
 * to one version of it (one grade digest, course/course.h).
 *
 *	struct item item = {.question = question};
 *	item_add(&item, &(struct item_answer){.score = 1000, .rest = 7500, .rest_count = 9, ...});
 *	...
 *	struct item_stat stat;
 *	item_stat(&item, course, &arena, &stat);
 *	item_release(&item);
 *
 * The figures, all as shares of 1, and where they come from:
 *
 * facility	the share of people whose answer was right: right / n, as course/answer.h means right.
 *		Beside it the mean score, which differs where a part of the points can be had.
 *
 * interval	95 % score interval of that share: E. B. Wilson, "Probable inference, the law of
 *		succession, and statistical inference", J. Amer. Statist. Assoc. 22 (1927) 209-212.
 *		It stays inside 0..1 and is honest for few people and for shares near 0 and 1, where the
 *		textbook's p +- 1.96 se is not: L. D. Brown, T. T. Cai, A. DasGupta, "Interval estimation
 *		for a binomial proportion", Statistical Science 16 (2001) 101-133.
 *
 * corrected	facility less what blind guessing gives, (p - g) / (1 - g): J. Diamond, W. Evans,
 *		"The correction for guessing", Review of Educational Research 43 (1973) 181-191. Below 0
 *		where people do worse than a coin. It supposes that whoever does not know chooses at
 *		random, which people seldom do; so it is a caution, not a mark.
 *
 * discrimination  the correlation (Pearson's r) between the score of this question and the mean score of
 *		the other questions on the same paper: without itself, as a question correlates with
 *		itself (S. Henrysson, "Correction of item-total correlations in item analysis",
 *		Psychometrika 28 (1963) 211-218). A question left blank counts 0 in the rest, as in the
 *		result. Papers are drawn, so the others are not the same for everybody: that noise pulls r
 *		towards 0, never away from it in the mean. There is none where all scores, or all rests,
 *		are equal. From 0.40 good, 0.30 fair, under 0.20 weak (R. L. Ebel, D. A. Frisbie,
 *		"Essentials of educational measurement", 5th ed. 1991, ch. 13).
 *
 * choices	how many chose each part; a wrong option that draws under 5 % works as none: T. M. Haladyna,
 *		S. M. Downing, "How many options is enough for a multiple-choice test item?",
 *		Educ. Psychol. Measurement 53 (1993) 999-1010.
 *
 * Nothing depends on the order in which people are added: the same people give the same bytes.
 *
 * Small numbers: under STAT_HIDDEN people nothing is said, under STAT_WORDS only words
 * (course/statwords.h); who shows a figure asks stat_voice() first.
 */
#ifndef COURSE_ITEMSTAT_H
#define COURSE_ITEMSTAT_H

#include "course/course.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STAT_HIDDEN 20
#define STAT_WORDS 100

enum stat_voice { STAT_SILENT, STAT_IN_WORDS, STAT_IN_NUMBERS };
enum stat_voice stat_voice(int64_t people);

#define WILSON_Z 1.959963984540054 /* the normal quantile of 0.975 */

/* So many of all, with its interval; of nobody: 0, and anything from 0 to 1. */
struct portion {
	int64_t count, of;
	double share, low, high;
};
struct portion portion_of(int64_t count, int64_t of);

/* Pearson's r of count pairs, sorted in place. False where one side does not vary or there are fewer
 * than two. */
struct score_pair {
	double x, y;
};
bool correlation(struct score_pair *pairs, size_t count, double *r);

/* ── gathering ── */

/* One person's first answer. */
struct item_answer {
	int score; /* 0..SCORE_FULL */
	int64_t rest; /* the sum of the scores of the other questions on the paper */
	int rest_count; /* how many they are; 0: it stood alone, as a lesson's check does */
	const char *raw; /* as course/answer.h has it; borrowed */
};

struct item_row {
	int score, rest_count;
	int64_t rest;
	bool right;
	uint64_t picks;
};

struct item {
	const struct question *question;
	struct item_row *rows; /* one a person */
	size_t count, cap;
	char **typed; /* text, number: what was typed wrongly, folded */
	size_t typed_count, typed_cap;
	int64_t blank; /* left empty on a paper that was handed in: no answer, so in no figure */
	int64_t older; /* people who answered another version only */
};

void item_add(struct item *item, const struct item_answer *answer);
void item_release(struct item *item);

/* ── what came out ── */

/* A part of the answer: an option, a marked span, an item in its place, a pair, a goal; or a wrong
 * answer that several people typed. */
struct item_choice {
	const char *id; /* "" of a typed answer */
	const char *text; /* prose, unexpanded */
	bool right; /* it belongs to the right answer */
	struct portion taken; /* of the people who answered */
	bool has_rest;
	double rest; /* how those who took it did on the rest of their papers, in the mean */
};

/* What was typed is shown only when so many people typed it: fewer might be known by it. */
#define TYPED_LEAST 5
#define TYPED_SHOWN 8

enum item_flag {
	/* Blind guessing does better; or many who do well elsewhere fail here while a wrong option
	 * draws more people than the right one; or more people typed one and the same wrong answer than
	 * a right one. */
	FLAG_KEY = 1,
	FLAG_BACKWARDS = 2, /* who does well elsewhere fails here */
	FLAG_UNCHOSEN = 4, /* a wrong option that surely draws under 5 % */
	FLAG_HARD = 8, /* surely fewer than half are right */
	FLAG_EASY = 16, /* surely more than 95 % are right */
};
#define ITEM_FLAGS 5

/* From worst to best; the last three only with numbers. */
enum item_sorting {
	SORTING_UNKNOWN, /* stands alone, or nothing varies, or too few people */
	SORTING_BACKWARDS, /* surely under 0 */
	SORTING_UNCLEAR, /* could be 0 */
	SORTING_FORWARDS, /* surely over 0, too few people to say how much */
	SORTING_WEAK, /* under 0.20 */
	SORTING_FAIR, /* under 0.40 */
	SORTING_GOOD,
};

struct item_stat {
	const struct question *question;
	int64_t people; /* n: first answers to this version */
	int64_t blank, older;
	struct portion right;
	double mean; /* of the scores */
	double guess, corrected;
	bool has_discrimination;
	double discrimination;
	int64_t rest_people; /* those it was made from */
	enum item_sorting sorting;
	/* In the file's order; typed ones by how many. Whether they are options to choose, or
	 * things to be achieved (order, match, do): `achieved`. */
	struct item_choice *choices;
	size_t choice_count;
	bool achieved;
	unsigned flags; /* enum item_flag; none under STAT_HIDDEN people */
};

/* course, for the words of a practice's goals, may be NULL. Sorts the item's rows; what the result
 * points to lies in the arena, the question or the course. */
void item_stat(struct item *item, const struct course *course, struct arena *arena,
	       struct item_stat *out);

/* How likely blind guessing is right. As answer_guess(), but not rounded where it is one of few. */
double item_guess(const struct question *question);

#endif
