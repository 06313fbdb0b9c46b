/* Who is counted and who is not, and why; and long work that is watched. */
#include "history.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_standing(void);

static struct err err;

static int day(int year, int month, int of_month)
{
	return day_of((struct date){year, month, of_month});
}

static int64_t declared(struct store *store, struct person person, int since)
{
	struct registration r = {
		.person = person,
		.consent = {.text_version = 1, .representative = "Lê Văn Cha"},
		.declared = true,
		.declared_day = since,
		.declared_basis = "GCN",
	};
	int64_t id;
	assert_done(store_learner_register(store, &r, &id, &err));
	return id;
}

static struct person born(enum sex sex, enum precision precision, int year, int month,
			  int of_month)
{
	struct person p = somebody("Lê Thị Một", sex, year, month, of_month, "00004");
	p.birth = (struct birth){precision, year, precision > PRECISION_YEAR ? month : 0,
				 precision > PRECISION_MONTH ? of_month : 0};
	return p;
}

static void each_reason(void **state)
{
	const int since = day(2026, 3, 10), asked = day(2026, 11, 22);
	const struct {
		struct person person;
		int since, asked;
		enum definition definition;
		enum standing_kind kind;
		int turn; /* 0: not looked at */
	} cases[] = {
		{born(SEX_MALE, PRECISION_DAY, 1980, 1, 5), since, asked, DEFINITION_LAW,
		 STANDING_COUNTED, since},
		/* 15 on 1/9/2026: counted from then on, not from the training. */
		{born(SEX_MALE, PRECISION_DAY, 2011, 9, 1), since, asked, DEFINITION_LAW,
		 STANDING_COUNTED, day(2026, 9, 1)},
		{born(SEX_MALE, PRECISION_DAY, 2012, 9, 1), since, asked, DEFINITION_LAW,
		 STANDING_YOUNG, day(2027, 9, 1)},
		{born(SEX_MALE, PRECISION_DAY, 2009, 1, 1), since, asked,
		 DEFINITION_18_UP, STANDING_YOUNG, day(2027, 1, 1)},
		{born(SEX_MALE, PRECISION_DAY, 1965, 4, 30), since, asked, DEFINITION_LAW,
		 STANDING_OVER, day(2026, 10, 31)},
		{born(SEX_MALE, PRECISION_DAY, 1965, 5, 1), since, asked, DEFINITION_LAW,
		 STANDING_COUNTED, since},
		{born(SEX_MALE, PRECISION_DAY, 1961, 4, 30), since, asked,
		 DEFINITION_15_64, STANDING_OVER, day(2026, 4, 29)},
		/* By the sex that is not known one would be in and one out. */
		{born(SEX_UNKNOWN, PRECISION_DAY, 1968, 1, 1), since, asked,
		 DEFINITION_LAW, STANDING_UNDECIDED, 0},
		{born(SEX_MALE, PRECISION_YEAR, 1965, 0, 0), since, asked, DEFINITION_LAW,
		 STANDING_UNDECIDED, 0},
		{born(SEX_MALE, PRECISION_NONE, 0, 0, 0), since, asked, DEFINITION_LAW,
		 STANDING_UNDECIDED, 0},
		{born(SEX_MALE, PRECISION_DAY, 1980, 1, 5), since, since, DEFINITION_LAW,
		 STANDING_COUNTED, since},
		{born(SEX_MALE, PRECISION_DAY, 1980, 1, 5), since, since - 1,
		 DEFINITION_LAW, STANDING_LATER, 0},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct bench bench;
		struct learner_standing s;
		int64_t counts[STANDINGS];
		const struct count_query query = {.day = cases[i].asked,
						  .definition = cases[i].definition,
						  .trained = TRAINED_COMPLETED};
		bench_memory(&bench);
		int64_t id = declared(bench.store, cases[i].person, cases[i].since);
		assert_done(store_standing(bench.store, id, &query, &s, &err));
		if (s.kind != cases[i].kind || (cases[i].turn && s.turn != cases[i].turn))
			fail_msg("case %zu: %d, turn %d", i, s.kind, s.turn);
		assert_int_equal(s.day, cases[i].since);
		assert_int_equal(s.same, id);
		assert_done(store_standings(bench.store, &query, counts, &err));
		for (int k = 0; k < STANDINGS; k++)
			assert_int_equal(counts[k], k == (int)cases[i].kind);
		bench_close(&bench);
	}
}

static enum standing_kind kind_of(struct bench *bench, int64_t id, enum trained trained)
{
	struct learner_standing s;
	const struct count_query query = {.day = NOON_DAY, .trained = trained};
	assert_done(store_standing(bench->store, id, &query, &s, &err));
	return s.kind;
}

static void along_a_life(void **state)
{
	struct bench bench;
	struct learner_standing s;
	const struct count_query query = {.day = NOON_DAY, .trained = TRAINED_COMPLETED};
	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Lê Thị Một", SEX_FEMALE, 1990, 1, 1, "00004");
	int64_t b = enrol(bench.store, "Lê Thị Một", SEX_FEMALE, 1990, 1, 1, "00008");
	assert_int_equal(kind_of(&bench, a, TRAINED_COMPLETED), STANDING_UNTRAINED);
	assert_done(store_attended(bench.store, a, "1", &err));
	assert_int_equal(kind_of(&bench, a, TRAINED_ATTENDED), STANDING_COUNTED);
	assert_int_equal(kind_of(&bench, a, TRAINED_COMPLETED), STANDING_UNTRAINED);
	assert_true(finish_course(bench.store, a));
	assert_int_equal(kind_of(&bench, a, TRAINED_COMPLETED), STANDING_COUNTED);
	assert_int_equal(kind_of(&bench, a, TRAINED_CONFIRMED), STANDING_UNTRAINED);
	assert_done(store_completion_confirm(bench.store, a, "Lan", &err));
	assert_int_equal(kind_of(&bench, a, TRAINED_CONFIRMED), STANDING_COUNTED);

	assert_done(store_unite(bench.store, a, b, "same-name", "Lan", &err));
	assert_done(store_standing(bench.store, b, &query, &s, &err));
	assert_int_equal(s.kind, STANDING_UNITED);
	assert_int_equal(s.same, a);
	assert_int_equal(kind_of(&bench, a, TRAINED_COMPLETED), STANDING_COUNTED);
	assert_done(store_separate(bench.store, a, b, "Lan", &err));
	assert_int_equal(kind_of(&bench, b, TRAINED_COMPLETED), STANDING_UNTRAINED);

	assert_done(store_completion_void(bench.store, a, "nhầm người", "Lan", &err));
	assert_int_equal(kind_of(&bench, a, TRAINED_COMPLETED), STANDING_VOIDED);
	assert_refused(store_standing(bench.store, 999, &query, &s, &err), ERR_NOUSER,
		       "999");
	bench_close(&bench);
}

/* Whatever happens: who stands as counted is who is counted. */
static void agrees_with_the_count(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct bench bench;
		struct dice dice = {.state = seed};
		bench_memory(&bench);
		history(&bench, &dice, 250);
		for (int i = 0; i < TRAINED_READINGS * DEFINITIONS; i++) {
			const struct count_query query = {
				.day = NOON_DAY + (int)seed * 40,
				.definition = (enum definition)(i % DEFINITIONS),
				.trained = (enum trained)(i / DEFINITIONS)};
			int64_t counts[STANDINGS], sure = 0, possible = 0;
			struct count_row *rows;
			size_t n;
			assert_done(store_count(bench.store, &query, &rows, &n, &err));
			for (size_t k = 0; k < n; k++) {
				sure += rows[k].sure;
				possible += rows[k].possible;
			}
			free(rows);
			assert_done(store_standings(bench.store, &query, counts, &err));
			assert_int_equal(counts[STANDING_COUNTED], sure);
			assert_int_equal(counts[STANDING_UNDECIDED], possible - sure);
		}
		bench_close(&bench);
	}
}

/* ── watching ── */

struct watcher {
	int asked, stop_at; /* stop_at 0: never */
	int64_t last, all;
};

static bool look_on(void *user, int64_t done, int64_t all)
{
	struct watcher *w = user;
	w->asked++;
	assert_true(done >= w->last || all == 0);
	assert_true(done <= all || all == 0);
	w->last = done;
	w->all = all > w->all ? all : w->all;
	return !w->stop_at || w->asked < w->stop_at;
}

static void is_watched_and_stopped(void **state)
{
	struct bench bench;
	struct dice dice = {.state = 5};
	struct watcher to_the_end = {0};
	uint8_t before[32], after[32];
	bool equal = false;
	(void)state;
	bench_folder(&bench);
	history(&bench, &dice, 150);
	assert_done(store_digest(bench.store, before, &err));
	store_watch(bench.store, look_on, &to_the_end);
	assert_done(store_recount(bench.store, false, &equal, &err));
	assert_true(equal);
	assert_true(to_the_end.asked > 3 && to_the_end.all > 3);
	/* Stopped at any point, it has changed nothing, and the store goes on working. */
	for (int stop_at = 1; stop_at <= to_the_end.asked; stop_at += 3) {
		struct watcher w = {.stop_at = stop_at};
		store_watch(bench.store, look_on, &w);
		assert_refused(store_recount(bench.store, false, &equal, &err),
			       ERR_TEMPFAIL, "dừng");
		store_watch(bench.store, NULL, NULL);
		assert_done(store_digest(bench.store, after, &err));
		assert_memory_equal(before, after, sizeof(before));
	}
	struct watcher nobody = {0};
	store_watch(bench.store, look_on, &nobody);
	store_watch(bench.store, NULL, NULL);
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	assert_int_equal(nobody.asked, 0);
	bench_close(&bench);
}

static void a_backup_is_watched(void **state)
{
	struct bench bench;
	struct watcher stops = {.stop_at = 1}, looks = {0};
	(void)state;
	bench_folder(&bench);
	enrol(bench.store, "Lê Thị Một", SEX_FEMALE, 1990, 1, 1, "00004");
	char *path = path_join(bench.folder, "copy.db");
	store_watch(bench.store, look_on, &stops);
	assert_refused(store_backup(bench.store, path, NULL, NULL, &err), ERR_TEMPFAIL,
		       "dừng");
	assert_false(file_exists(path));
	store_watch(bench.store, look_on, &looks);
	assert_done(store_backup(bench.store, path, NULL, NULL, &err));
	assert_true(looks.asked > 0 && looks.all > 0);
	assert_true(file_exists(path));
	free(path);
	bench_close(&bench);
}

int test_standing(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_reason),
		cmocka_unit_test(along_a_life),
		cmocka_unit_test(agrees_with_the_count),
		cmocka_unit_test(is_watched_and_stopped),
		cmocka_unit_test(a_backup_is_watched),
	};

	return cmocka_run_group_tests_name("standing", tests, NULL, NULL);
}
