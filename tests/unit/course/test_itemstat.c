/* The figures of a question: against tables, and against a reference that reckons otherwise: by the
 * definitions, in long double, from the answers as strings. */
#include "course/itemstat.h"

#include "course/answer.h"
#include "course/dice.h"
#include "course/statwords.h"
#include "fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_itemstat(void);

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define assert_near(a, b)                                                                \
	do {                                                                             \
		double a_ = (double)(a), b_ = (double)(b);                               \
		if (!(fabs(a_ - b_) <= 1e-9))                                            \
			fail_msg("%s:%d: %s is %.12f, not %.12f", __FILE__, __LINE__,    \
				 #a, a_, b_);                                            \
	} while (0)

/* ── the reference ─────────────────────────────────────────────────────────────────────── */

/* The ends of the interval are those true shares p at which the observed one lies exactly z standard
 * errors (of p) away: found by halving, not by the closed form. */
static long double wilson_end(long long count, long long of, bool upper)
{
	long double seen = (long double)count / of, z = 1.959963984540054L;
	long double near = seen, far = upper ? 1 : 0;

	for (int i = 0; i < 200; i++) {
		long double p = (near + far) / 2;
		if (fabsl(seen - p) < z * sqrtl(p * (1 - p) / of))
			near = p;
		else
			far = p;
	}
	return (near + far) / 2;
}

/* Pearson's r as the sum over all pairs of people: (xi - xj)(yi - yj), which needs no means. */
static bool pairwise_r(const long double *x, const long double *y, size_t n,
		       long double *r)
{
	long double xx = 0, yy = 0, xy = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < i; j++) {
			long double dx = x[i] - x[j], dy = y[i] - y[j];
			xx += dx * dx;
			yy += dy * dy;
			xy += dx * dy;
		}
	*r = xx > 0 && yy > 0 ? xy / sqrtl(xx * yy) : 0;
	return xx > 0 && yy > 0;
}

/* ── made-up people ────────────────────────────────────────────────────────────────────── */

struct person_made {
	char raw[40];
	int score, rest[12], rest_count;
};

enum shape { USUAL, ALL_RIGHT, ALL_WRONG, TIED_REST, ALONE, SOME_ALONE, SHAPES };

static int roll(struct dice *dice, int n)
{
	return (int)dice_below(dice, (uint32_t)n);
}

static void make_raw(struct dice *dice, const struct question *q, enum shape shape,
		     char raw[40])
{
	static const char *const typed[] = {"Cài đặt", "cai dat",  "mo may",
					    "MO MAY",  "cửa hàng", "xyz"};
	struct buf key = BUF_INIT;

	answer_key(q, &key);
	if (shape == ALL_RIGHT || (shape != ALL_WRONG && roll(dice, 3) == 0)) {
		snprintf(raw, 40, "%s", key.data);
	} else if (q->type == QUESTION_TEXT) {
		snprintf(raw, 40, "%s", typed[roll(dice, 6)]);
	} else {
		raw[0] = '\0';
		for (size_t i = 0; i < q->option_count; i++)
			if (roll(dice, 2)) {
				if (raw[0] && q->type == QUESTION_SINGLE)
					continue;
				strcat(raw, raw[0] ? "," : "");
				strcat(raw, q->options[i].id);
			}
		if (!raw[0])
			strcpy(raw, q->options[0].id);
		if (shape == ALL_WRONG)
			strcpy(raw, q->options[q->type == QUESTION_SINGLE ? 0 : 1].id);
	}
	buf_release(&key);
}

static void make_people(struct dice *dice, const struct question *q, enum shape shape,
			struct person_made *people, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct person_made *p = &people[i];
		memset(p, 0, sizeof(*p));
		make_raw(dice, q, shape, p->raw);
		p->score = answer_mark(q, p->raw).score;
		p->rest_count = shape == TIED_REST ? 2 : 1 + roll(dice, 12);
		if (shape == ALONE || (shape == SOME_ALONE && roll(dice, 2)))
			p->rest_count = 0;
		for (int k = 0; k < p->rest_count; k++)
			p->rest[k] = shape == TIED_REST ? 1000 * (k & 1)
				     : roll(dice, 3)    ? 1000 * roll(dice, 2)
							: roll(dice, 1001);
	}
}

static void gather(struct item *item, const struct person_made *people, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct item_answer answer = {.score = people[i].score,
					     .rest_count = people[i].rest_count,
					     .raw = people[i].raw};
		for (int k = 0; k < people[i].rest_count; k++)
			answer.rest += people[i].rest[k];
		item_add(item, &answer);
	}
}

/* Is `id` one of the words of "a,b"? */
static bool in_list(const char *list, const char *id)
{
	for (const char *at = list; (at = strstr(at, id)); at++) {
		char after = at[strlen(id)];
		if ((at == list || at[-1] == ',') && (!after || after == ','))
			return true;
	}
	return false;
}

static long double mean_rest(const struct person_made *p)
{
	long double sum = 0;

	for (int k = 0; k < p->rest_count; k++)
		sum += p->rest[k] / 1000.0L;
	return sum / p->rest_count;
}

static void compare_choices(const struct item_stat *stat,
			    const struct person_made *people, size_t n)
{
	for (size_t c = 0; c < stat->choice_count; c++) {
		const struct item_choice *choice = &stat->choices[c];
		long long taken = 0, with_rest = 0;
		long double rest = 0;
		for (size_t i = 0; i < n; i++) {
			if (!in_list(people[i].raw, choice->id))
				continue;
			taken++;
			if (people[i].rest_count) {
				with_rest++;
				rest += mean_rest(&people[i]);
			}
		}
		assert_int_equal(choice->taken.count, taken);
		assert_int_equal(choice->taken.of, n);
		assert_int_equal(choice->has_rest, with_rest > 0);
		if (with_rest)
			assert_near(choice->rest, rest / with_rest);
		if (n) {
			assert_near(choice->taken.low,
				    wilson_end(taken, (long long)n, false));
			assert_near(choice->taken.high,
				    wilson_end(taken, (long long)n, true));
		}
	}
}

static void compare(const struct item_stat *stat, const struct question *q,
		    const struct person_made *people, size_t n)
{
	long double *x = calloc(n + 1, sizeof(*x)), *y = calloc(n + 1, sizeof(*y));
	long double score = 0, r, guess = 0;
	long long right = 0;
	size_t pairs = 0;

	for (size_t i = 0; i < n; i++) {
		right += answer_mark(q, people[i].raw).right;
		score += people[i].score / 1000.0L;
		if (people[i].rest_count) {
			x[pairs] = people[i].score / 1000.0L;
			y[pairs++] = mean_rest(&people[i]);
		}
	}
	assert_int_equal(stat->people, n);
	assert_int_equal(stat->right.count, right);
	if (n) {
		assert_near(stat->right.share, (long double)right / n);
		assert_near(stat->right.low, wilson_end(right, (long long)n, false));
		assert_near(stat->right.high, wilson_end(right, (long long)n, true));
		assert_near(stat->mean, score / n);
	}
	if (q->type == QUESTION_SINGLE)
		guess = 1.0L / q->option_count;
	if (q->type == QUESTION_MULTIPLE)
		guess = 1.0L / (powl(2, q->option_count) - 1);
	assert_near(stat->guess, guess);
	if (n)
		assert_near(stat->corrected,
			    ((long double)right / n - guess) / (1 - guess));
	assert_int_equal(stat->rest_people, pairs);
	assert_int_equal(stat->has_discrimination, pairwise_r(x, y, pairs, &r));
	assert_near(stat->discrimination, r);
	if (q->type != QUESTION_TEXT)
		compare_choices(stat, people, n);
	free(x);
	free(y);
}

static const size_t sizes[] = {0, 1, 2, 3, 7, 19, 20, 21, 50, 99, 100, 101, 400};

static void equals_the_reference(void **state)
{
	static const enum question_type types[] = {QUESTION_SINGLE, QUESTION_MULTIPLE,
						   QUESTION_TEXT};
	struct dice dice;
	static struct person_made people[400];

	(void)state;
	dice = (struct dice){20261122};
	for (size_t t = 0; t < ARRAY_LEN(types); t++)
		for (int shape = 0; shape < SHAPES; shape++)
			for (size_t s = 0; s < ARRAY_LEN(sizes); s++) {
				struct question q = fixture_question(&arena, types[t]);
				struct item item = {.question = &q};
				struct item_stat stat;
				q.score = s & 1 ? SCORE_EACH : SCORE_ALL;
				make_people(&dice, &q, (enum shape)shape, people,
					    sizes[s]);
				gather(&item, people, sizes[s]);
				item_stat(&item, NULL, &arena, &stat);
				compare(&stat, &q, people, sizes[s]);
				item_release(&item);
			}
}

/* The same people in any order give the same bytes, not only nearly the same figures. */
static void order_does_not_matter(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_SINGLE);
	static struct person_made people[300];
	struct item_stat first, again;
	struct item item = {.question = &q}, other = {.question = &q};
	struct dice dice;

	(void)state;
	dice = (struct dice){7};
	make_people(&dice, &q, USUAL, people, ARRAY_LEN(people));
	gather(&item, people, ARRAY_LEN(people));
	item_stat(&item, NULL, &arena, &first);
	for (int round = 0; round < 20; round++) {
		for (size_t i = ARRAY_LEN(people); i-- > 1;) {
			size_t k = (size_t)roll(&dice, (int)i + 1);
			struct person_made swap = people[i];
			people[i] = people[k];
			people[k] = swap;
		}
		gather(&other, people, ARRAY_LEN(people));
		item_stat(&other, NULL, &arena, &again);
		assert_true(first.discrimination == again.discrimination);
		assert_true(first.mean == again.mean);
		for (size_t c = 0; c < first.choice_count; c++)
			assert_true(first.choices[c].rest == again.choices[c].rest);
		item_release(&other);
		other.question = &q;
	}
	item_release(&item);
}

/* ── tables ────────────────────────────────────────────────────────────────────────────── */

/* Printed to four places in R. G. Newcombe, "Two-sided confidence intervals for the single
 * proportion: comparison of seven methods", Statistics in Medicine 17 (1998), table I, method 3. */
static void wilson_intervals(void **state)
{
	static const struct {
		int count, of;
		double low, high;
	} rows[] = {
		{81, 263, 0.2553, 0.3662},
		{15, 148, 0.0624, 0.1605},
		{0, 20, 0, 0.1611},
		{1, 29, 0.0061, 0.1718},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct portion p = portion_of(rows[i].count, rows[i].of);
		assert_true(fabs(p.low - rows[i].low) < 0.00005);
		assert_true(fabs(p.high - rows[i].high) < 0.00005);
	}
	struct portion all = portion_of(20, 20), nobody = portion_of(0, 0);
	assert_true(all.high == 1 && fabs(all.low - (1 - 0.1611)) < 0.00005);
	assert_true(nobody.share == 0 && nobody.low == 0 && nobody.high == 1);
}

static void correlations(void **state)
{
	struct score_pair up[] = {{0, 0}, {1, 0.1}, {2, 0.2}};
	struct score_pair down[] = {{0, 1}, {1, 0.5}, {1, 0.5}, {2, 0}};
	struct score_pair flat[] = {{1, 1.0 / 3}, {0, 1.0 / 3}, {1, 1.0 / 3}};
	struct score_pair half[] = {{0, 0}, {0, 1}, {1, 1}};
	double r;

	(void)state;
	assert_true(correlation(up, 3, &r));
	assert_near(r, 1);
	assert_true(correlation(down, 4, &r));
	assert_near(r, -1);
	assert_false(correlation(flat, 3, &r));
	assert_true(r == 0);
	assert_true(correlation(half, 3, &r));
	assert_near(r, 0.5);
	assert_false(correlation(half, 1, &r));
	assert_false(correlation(NULL, 0, &r));
}

static void answer_many(struct item *item, int times, const char *raw, int64_t rest)
{
	struct item_answer answer = {.score = answer_mark(item->question, raw).score,
				     .rest = rest,
				     .rest_count = 10,
				     .raw = raw};
	for (int i = 0; i < times; i++)
		item_add(item, &answer);
}

/* Of the fixture: "cup" is right, "doc" and "hen" are wrong. */
static void flags(void **state)
{
	static const struct {
		int cup, cup_rest, doc, doc_rest, hen, hen_rest;
		unsigned flags;
		enum item_sorting sorting;
	} rows[] = {
		/* too few to say anything, whatever it looks like */
		{0, 0, 10, 9000, 9, 100, 0, SORTING_UNKNOWN},
		{80, 8000, 70, 5000, 50, 5000, FLAG_HARD, SORTING_GOOD},
		{130, 8000, 40, 5000, 30, 5000, 0, SORTING_GOOD},
		{15, 8000, 7, 5000, 8, 5000, 0, SORTING_FORWARDS},
		{15, 5000, 12, 6000, 12, 4000, 0, SORTING_UNCLEAR},
		/* the good ones choose the wrong answer, and most do: the key is in doubt */
		{60, 4000, 130, 8000, 10, 5000, FLAG_KEY | FLAG_BACKWARDS | FLAG_HARD,
		 SORTING_BACKWARDS},
		/* the good ones fail, but most are right: no doubt about the key */
		{110, 4000, 80, 8000, 30, 5000, FLAG_BACKWARDS, SORTING_BACKWARDS},
		/* worse than guessing */
		{5, 5000, 55, 4000, 40, 4000, FLAG_KEY | FLAG_HARD, SORTING_GOOD},
		{150, 5000, 0, 0, 50, 5000, FLAG_UNCHOSEN, SORTING_UNKNOWN},
		{71, 5000, 0, 0, 1, 5000, 0, SORTING_UNKNOWN},
		{70, 5000, 0, 0, 3, 5000, FLAG_UNCHOSEN, SORTING_UNKNOWN},
		{200, 5000, 1, 5000, 1, 5000, FLAG_UNCHOSEN | FLAG_EASY, SORTING_UNKNOWN},
	};

	(void)state;
	struct question q = fixture_question(&arena, QUESTION_SINGLE);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct item item = {.question = &q};
		struct item_stat stat;
		answer_many(&item, rows[i].cup, "cup", rows[i].cup_rest);
		answer_many(&item, rows[i].doc, "doc", rows[i].doc_rest);
		answer_many(&item, rows[i].hen, "hen", rows[i].hen_rest);
		item_stat(&item, NULL, &arena, &stat);
		if (stat.flags != rows[i].flags || stat.sorting != rows[i].sorting)
			fail_msg("row %zu: flags %u, sorting %d, r %f", i, stat.flags,
				 stat.sorting, stat.discrimination);
		item_release(&item);
	}
}

static const struct item_choice *choice(const struct item_stat *stat, const char *id)
{
	for (size_t i = 0; i < stat->choice_count; i++)
		if (!strcmp(stat->choices[i].id, id))
			return &stat->choices[i];
	fail_msg("no choice %s", id);
	return NULL;
}

/* What counts as taken, by type. */
static void parts_of_each_type(void **state)
{
	static const struct {
		enum question_type type;
		const char *raw;
		const char *taken, *left; /* ids, with commas */
		bool achieved;
	} rows[] = {
		{QUESTION_SINGLE, "cup", "cup", "doc,hen", false},
		{QUESTION_MULTIPLE, "doc,co-chu", "co-chu,doc", "may-bay,tat", false},
		{QUESTION_MULTIPLE, "", "", "co-chu,may-bay,phong-to", false},
		{QUESTION_ORDER, "mo,tim,vao,cai", "mo,cai", "vao,tim", true},
		{QUESTION_ORDER, "mo", "mo", "vao,tim,cai", true},
		{QUESTION_MATCH, "p1=p3,p2=p2,p3=+1,p4=", "p1,p2", "p3,p4", true},
		{QUESTION_SPOT, "phi,mung", "phi,mung", "link,han", false},
		{QUESTION_SINGLE, "khong-co", "", "cup,doc,hen", false},
		{QUESTION_MATCH, "hong", "", "p1,p2,p3,p4", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct question q = fixture_question(&arena, rows[i].type);
		struct item item = {.question = &q};
		struct item_stat stat;
		char ids[80], *more = ids;
		answer_many(&item, 3, rows[i].raw, 0);
		item_stat(&item, NULL, &arena, &stat);
		assert_int_equal(stat.achieved, rows[i].achieved);
		snprintf(ids, sizeof(ids), "%s", rows[i].taken);
		for (char *id; *ids && (id = strsep(&more, ","));)
			assert_int_equal(choice(&stat, id)->taken.count, 3);
		more = ids;
		snprintf(ids, sizeof(ids), "%s", rows[i].left);
		for (char *id; (id = strsep(&more, ","));)
			assert_int_equal(choice(&stat, id)->taken.count, 0);
		item_release(&item);
	}
}

static void words_of_parts(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_SPOT);
	struct item item = {.question = &q};
	struct item_stat stat;

	(void)state;
	item_stat(&item, NULL, &arena, &stat);
	assert_memory_equal(choice(&stat, "mung")->text, q.message, 10);
	assert_int_equal(strlen(choice(&stat, "mung")->text), 10);
	assert_false(choice(&stat, "mung")->right);
	assert_true(choice(&stat, "link")->right);

	q = fixture_question(&arena, QUESTION_MATCH);
	item_stat(&item, NULL, &arena, &stat);
	assert_string_equal(choice(&stat, "p2")->text, "Hóa đơn điện → Thật");
}

/* A hint costs points of a practice, but who met the goals is right. */
static void doing_is_right_by_its_goals(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_DO);
	struct item item = {.question = &q};
	struct item_stat stat;
	struct buf key = BUF_INIT;

	(void)state;
	answer_key(&q, &key);
	char *hinted = xasprintf("90%s", strchr(key.data, ':'));
	answer_many(&item, 2, key.data, 0);
	answer_many(&item, 1, hinted, 0);
	answer_many(&item, 1, "0:", 0);
	item_stat(&item, NULL, &arena, &stat);
	assert_int_equal(stat.right.count, 3);
	assert_near(stat.mean, (1 + 1 + 0.9) / 4);
	for (size_t i = 0; i < stat.choice_count; i++)
		assert_int_equal(stat.choices[i].taken.count, 3);
	assert_int_equal(stat.choice_count, q.goals.count);
	free(hinted);
	buf_release(&key);
	item_release(&item);
}

/* Wrong answers that fewer than five people typed are nobody's business; marks and case are kept
 * apart from what only differs in where the tone stands. */
static void typed_answers(void **state)
{
	struct question q = fixture_question(&arena, QUESTION_TEXT);
	struct item item = {.question = &q};
	struct item_stat stat;

	(void)state;
	answer_many(&item, 4, "Nguyễn Thị Hoa", 0);
	answer_many(&item, 3, "mở máy", 0);
	answer_many(&item, 3, "  MỞ  máy", 0);
	answer_many(&item, 5, "hoà mạng", 0);
	answer_many(&item, 2, "Hòa mạng", 0);
	answer_many(&item, 10, q.accept.items[0], 0);
	item_stat(&item, NULL, &arena, &stat);
	assert_int_equal(stat.people, 27);
	assert_int_equal(stat.right.count, 10);
	assert_int_equal(stat.choice_count, 2);
	assert_int_equal(stat.choices[0].taken.count, 7);
	assert_int_equal(stat.choices[1].taken.count, 6);
	assert_string_equal(stat.choices[1].text, "mở máy");
	/* one wrong answer more often than all right ones: an accepted one may be missing */
	answer_many(&item, 60, "mở máy", 0);
	item_stat(&item, NULL, &arena, &stat);
	assert_true(stat.flags & FLAG_KEY);
	assert_int_equal(stat.choices[0].taken.count, 66);
	/* only so many are listed, those of most people */
	for (int i = 0; i < 20; i++) {
		char text[20];
		snprintf(text, sizeof(text), "lạ %02d", i);
		answer_many(&item, 5 + i, text, 0);
	}
	item_stat(&item, NULL, &arena, &stat);
	assert_int_equal(stat.choice_count, TYPED_SHOWN);
	assert_string_equal(stat.choices[1].text, "lạ 19");
	assert_string_equal(stat.choices[7].text, "lạ 13");
	item_release(&item);
}

static void guesses(void **state)
{
	(void)state;
	struct question q = fixture_question(&arena, QUESTION_SINGLE);
	assert_near(item_guess(&q), 1.0L / 3);
	q = fixture_question(&arena, QUESTION_MULTIPLE);
	assert_near(item_guess(&q), 1.0L / 31);
	q = fixture_question(&arena, QUESTION_ORDER);
	assert_near(item_guess(&q), 1.0L / 24);
	q = fixture_question(&arena, QUESTION_SPOT);
	assert_near(item_guess(&q), 1.0L / 15);
	q = fixture_question(&arena, QUESTION_NUMBER);
	assert_near(item_guess(&q), 0);
	q = fixture_question(&arena, QUESTION_TEXT);
	assert_near(item_guess(&q), 0);
	/* never far from the rounded one that the checker uses */
	for (int type = 0; type < QUESTION_TYPES; type++) {
		q = fixture_question(&arena, (enum question_type)type);
		assert_true(fabs(item_guess(&q) - answer_guess(&q) / 1000.0) < 0.001);
	}
}

/* ── words ─────────────────────────────────────────────────────────────────────────────── */

static void small_numbers(void **state)
{
	static const struct {
		int count, of;
		const char *said;
	} rows[] = {
		{0, 0, "–"},
		{19, 19, "–"},
		{20, 20, "tất cả"},
		{0, 20, "chưa ai"},
		{97, 99, "gần như tất cả"},
		{70, 99, "hơn một nửa"},
		{50, 99, "chừng một nửa"},
		{11, 20, "chừng một nửa"},
		{30, 99, "chưa tới một nửa"},
		{5, 99, "rất ít người"},
		{100, 100, "100 %"},
		{333, 1000, "33 %"},
		{1, 1000, "0 %"},
		{995, 1000, "100 %"},
		{5, 1000, "1 %"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct portion p = portion_of(rows[i].count, rows[i].of);
		struct buf out = BUF_INIT;
		portion_say(&out, &p);
		/* a no-break space before the sign */
		for (char *nbsp; (nbsp = strstr(out.data, "\xc2\xa0"));) {
			*nbsp = ' ';
			memmove(nbsp + 1, nbsp + 2, strlen(nbsp + 2) + 1);
		}
		assert_string_equal(out.data, rows[i].said);
		buf_release(&out);
	}
}

/* Words claim no more than the interval bears out. */
static void words_are_borne_out(void **state)
{
	(void)state;
	for (int of = 20; of < 100; of++)
		for (int count = 0; count <= of; count++) {
			struct portion p = portion_of(count, of);
			const char *words = portion_words(&p);
			if (!strcmp(words, "hơn một nửa"))
				assert_true(wilson_end(count, of, false) > 0.4999L);
			if (!strcmp(words, "chưa tới một nửa"))
				assert_true(wilson_end(count, of, true) < 0.5001L);
			if (!strcmp(words, "chừng một nửa"))
				assert_true(wilson_end(count, of, false) < 0.5001L &&
					    wilson_end(count, of, true) > 0.4999L);
		}
}

static void measures_in_words(void **state)
{
	static const struct {
		double value;
		const char *said;
	} rows[] = {{0.314, "0,31"},  {0.315001, "0,32"}, {-0.051, "−0,05"},
		    {-0.004, "0,00"}, {1, "1,00"},        {-1, "−1,00"}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct buf out = BUF_INIT;
		measure_say(&out, rows[i].value);
		assert_string_equal(out.data, rows[i].said);
		buf_release(&out);
	}
	struct buf out = BUF_INIT;
	flags_say(&out, FLAG_KEY | FLAG_UNCHOSEN);
	buf_addc(&out, '|');
	flags_format(&out, FLAG_KEY | FLAG_UNCHOSEN);
	buf_addc(&out, '|');
	flags_say(&out, 0);
	assert_string_equal(out.data,
			    "có thể sai đáp án, phương án sai ít ai chọn|key,unchosen|");
	buf_release(&out);
	for (unsigned flag = 1; flag < 1u << ITEM_FLAGS; flag *= 2) {
		assert_true(*flag_words((enum item_flag)flag) != '\0');
		assert_true(*flag_advice((enum item_flag)flag) != '\0');
	}
}

int test_itemstat(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equals_the_reference),
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(wilson_intervals),
		cmocka_unit_test(correlations),
		cmocka_unit_test(flags),
		cmocka_unit_test(parts_of_each_type),
		cmocka_unit_test(words_of_parts),
		cmocka_unit_test(doing_is_right_by_its_goals),
		cmocka_unit_test(typed_answers),
		cmocka_unit_test(guesses),
		cmocka_unit_test(small_numbers),
		cmocka_unit_test(words_are_borne_out),
		cmocka_unit_test(measures_in_words),
	};
	return cmocka_run_group_tests_name("itemstat", tests, NULL, release);
}
