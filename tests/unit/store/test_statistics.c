/* Statistics: whose first answers count, and that nothing else does. The reference goes back to the
 * journal: its events as JSON, put together by SQL and by hand, without any projection but who is one
 * person. */
#include "history.h"

#include "store/db.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_statistics(void);

static struct err err;
static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* ── what the store says ───────────────────────────────────────────────────────────────── */

static void survey(struct store *store, struct survey *out)
{
	survey_init(out, fixture_course(), NULL);
	assert_done(store_survey(store, out, &err));
}

static struct item_stat stat_of(struct store *store, const char *question)
{
	struct survey all;
	struct item_stat stat;

	survey(store, &all);
	item_stat(&survey_item(&all, question)->item, fixture_course(), &arena, &stat);
	survey_release(&all);
	return stat;
}

/* The practice of history.c: one screen, where one taps or types. */
static const char *accepted[] = {"0912"};
static struct action actions[] = {
	{.id = "cham", .label = "Chạm", .then = {.to = -1}, .wrong = {.to = -1}},
	{.id = "go",
	 .label = "Gõ",
	 .kind = ACTION_TYPE,
	 .accept = {accepted, 1},
	 .then = {.to = -1},
	 .wrong = {.to = -1}},
};
static struct screen screens[] = {{.id = "nha",
				   .actions = actions,
				   .action_count = ARRAY_LEN(actions),
				   .after = {.to = -1}}};
static const struct practice practice = {
	.id = "goi-cho-con", .screens = screens, .screen_count = 1};

static void practised(struct store *store, struct practice_stat *stat)
{
	assert_done(store_practice_stat(store, &practice, stat, &err));
}

static void does(struct store *store, int64_t learner, const char *action)
{
	if (*action == '|')
		assert_done(store_practice_ended(store, learner, practice.id, "safe", 100,
						 true, "", &err));
	else
		assert_done(store_practice_action(store, learner, practice.id, "nha",
						  action, &err));
}

/* ── one by one ────────────────────────────────────────────────────────────────────────── */

static void papers_count_once_handed_in(void **state)
{
	struct bench bench;
	struct paper paper;
	bool completed;
	int64_t attempt;

	(void)state;
	bench_memory(&bench);
	int64_t id =
		enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 1, "00004");
	paper_draw(&paper, fixture_course(), fixture_course()->quizzes[0], 1, NULL);
	assert_done(store_attempt_start(bench.store, id, &paper, &attempt, &err));
	assert_done(store_attempt_answer(bench.store, attempt, 0, &paper.sheets[0], "sai",
					 &err));
	const char *first = paper.sheets[0].question->id;
	assert_int_equal(stat_of(bench.store, first).people, 0);
	/* changed before it was handed in: only the last answer is one */
	assert_done(store_attempt_answer(bench.store, attempt, 0, &paper.sheets[0],
					 "dung", &err));
	char *answers[4] = {(char *)(uintptr_t) "dung"};
	struct outcome outcome = paper_outcome(&paper, answers);
	assert_done(
		store_attempt_finish(bench.store, attempt, &outcome, &completed, &err));
	struct item_stat stat = stat_of(bench.store, first);
	assert_int_equal(stat.people, 1);
	assert_int_equal(stat.right.count, 1);
	stat = stat_of(bench.store, paper.sheets[1].question->id);
	assert_int_equal(stat.people, 0);
	assert_int_equal(stat.blank, 1);
	take_quiz(bench.store, id, 0, &completed);
	stat = stat_of(bench.store, first);
	assert_int_equal(stat.people, 1);
	assert_int_equal(stat.right.count, 1);
	paper_release(&paper);
	bench_close(&bench);
}

static void check_given_by(struct store *store, int64_t learner, const char *answer)
{
	struct paper paper;

	paper_single(&paper, fixture_course()->lessons[0]->steps[1].check, 1);
	assert_done(store_check_answered(store, learner, "goi", &paper.sheets[0], answer,
					 &err));
	paper_release(&paper);
}

static void assert_checked(struct store *store, int people, int right)
{
	struct item_stat stat = stat_of(store, "goi/hoi");

	assert_int_equal(stat.people, people);
	assert_int_equal(stat.right.count, right);
}

/* The record with the higher number answered first: order is the journal's, not that of rows. */
static void united_people_answer_once(void **state)
{
	struct bench bench;
	struct practice_stat stat;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 1, "00004");
	int64_t b = enrol(bench.store, "Nguyễn T. Hoa", SEX_FEMALE, 1980, 1, 1, "00004");
	check_given_by(bench.store, b, "sai");
	check_given_by(bench.store, a, "dung");
	does(bench.store, b, "cham");
	does(bench.store, a, "go=1");
	does(bench.store, b, "go=0912");
	assert_checked(bench.store, 2, 1);
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_checked(bench.store, 1, 0);
	practised(bench.store, &stat);
	assert_int_equal(stat.people, 1);
	assert_int_equal(stat.screens[0].first[0], 1);
	assert_done(store_separate(bench.store, a, b, "Lan", &err));
	assert_checked(bench.store, 2, 1);
	practised(bench.store, &stat);
	assert_int_equal(stat.people, 2);
	assert_int_equal(stat.screens[0].first_wrong[1], 1);
	bench_close(&bench);
}

/* What an erased person did stays in the figures, as it stays in the counts, since nothing leads to
 * anybody; who withdraws leaves them. */
static void erased_stay_and_withdrawn_go(void **state)
{
	struct bench bench;
	struct practice_stat stat;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 1, "00004");
	int64_t b = enrol(bench.store, "Trần Văn Hùng", SEX_MALE, 1970, 1, 1, "00004");
	int64_t c = enrol(bench.store, "Trần V. Hùng", SEX_MALE, 1970, 1, 1, "00004");
	check_given_by(bench.store, a, "sai");
	check_given_by(bench.store, b, "dung");
	does(bench.store, a, "cham");
	does(bench.store, b, "cham");
	does(bench.store, c, "cham");
	assert_checked(bench.store, 2, 1);
	assert_done(store_learner_erase(bench.store, a, "Lan", &err));
	assert_checked(bench.store, 2, 1);
	practised(bench.store, &stat);
	assert_int_equal(stat.people, 3);
	/* also with all that was united with them */
	assert_done(store_unite(bench.store, b, c, "", "Lan", &err));
	assert_done(store_learner_withdraw(bench.store, c, &err));
	assert_checked(bench.store, 1, 0);
	practised(bench.store, &stat);
	assert_int_equal(stat.people, 1);
	bench_close(&bench);
}

static void only_todays_version_counts(void **state)
{
	struct bench bench;
	bool completed;
	/* The fixture is one copy for all tests; it is put back below. */
	uint8_t *grade = (uint8_t *)(uintptr_t)course_question(fixture_course(), "q1")
				 ->grade_digest;

	(void)state;
	bench_memory(&bench);
	int64_t a = enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 1, "00004");
	int64_t b = enrol(bench.store, "Trần Văn Hùng", SEX_MALE, 1970, 1, 1, "00004");
	take_quiz(bench.store, a, 4, &completed);
	take_quiz(bench.store, b, 4, &completed);
	grade[0] = 77;
	take_quiz(bench.store, a, 0, &completed);
	struct item_stat stat = stat_of(bench.store, "q1");
	assert_int_equal(stat.people, 1);
	assert_int_equal(stat.right.count, 0);
	assert_int_equal(stat.older, 1);
	grade[0] = 1;
	stat = stat_of(bench.store, "q1");
	assert_int_equal(stat.people, 2);
	assert_int_equal(stat.right.count, 2);
	assert_int_equal(stat.older, 0);
	bench_close(&bench);
}

static void first_runs_and_what_came_next(void **state)
{
	static const char *const runs[][6] = {
		{"cham", "|", "!redo", "go=1", NULL},
		{"cham", "go=1", "|", NULL},
		{"|", "go=1", "!redo\tcham", "cham", "|", NULL},
	};
	struct bench bench;
	struct practice_stat stat;

	(void)state;
	bench_folder(&bench);
	for (size_t i = 0; i < ARRAY_LEN(runs); i++) {
		int64_t id =
			enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 1, "");
		for (size_t k = 0; runs[i][k]; k++)
			does(bench.store, id, runs[i][k]);
	}
	practised(bench.store, &stat);
	assert_int_equal(stat.people, 3);
	assert_int_equal(stat.again, 2);
	assert_int_equal(stat.screens[0].first[0], 2);
	assert_int_equal(stat.screens[0].first_wrong[1], 1);
	/* no more is kept than that */
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM practice_run"),
			 3 + 3 + 2);
	bench_close(&bench);
}

/* ── the reference ─────────────────────────────────────────────────────────────────────── */

/* Every event with its place in the order of all, and for the attempt's events that attempt. */
#define TOLD                                                                              \
	"WITH o AS (SELECT e.*, printf('%020d%s%020d', e.tick, hex(d.id), e.seq) AS pos," \
	" json_extract(e.body, '$.attempt') AS ref FROM event e"                          \
	" JOIN device d ON d.number = e.device),"                                         \
	" told AS (SELECT o.*, CASE WHEN instr(ref, ':') THEN (SELECT number FROM device" \
	"  WHERE lower(hex(id)) = substr(ref, 1, 32)) ELSE device END AS ad,"             \
	" CAST(substr(ref, instr(ref, ':') + 1) AS INTEGER) AS an FROM o),"               \
	" sat AS (SELECT s.device AS ad, s.seq AS an, s.learner, s.pos,"                  \
	"  length(s.body) - length(replace(s.body, '\\n', ' ')) AS lines,"                \
	"  (SELECT min(f.pos) FROM told f WHERE f.kind = 'attempt_finished'"              \
	"   AND f.ad = s.device AND f.an = s.seq AND f.learner = s.learner) AS done"      \
	"  FROM o s WHERE s.kind = 'attempt_started'),"                                   \
	" last AS (SELECT sat.ad, sat.an, sat.learner, sat.lines, sat.done,"              \
	"  json_extract(t.body, '$.question') AS question,"                               \
	"  json_extract(t.body, '$.grade') AS grade,"                                     \
	"  json_extract(t.body, '$.score') AS score, max(t.pos)"                          \
	"  FROM sat JOIN told t ON t.kind = 'answered' AND t.ad = sat.ad"                 \
	"   AND t.an = sat.an AND t.learner = sat.learner AND t.pos > sat.pos"            \
	"   AND t.pos < sat.done GROUP BY sat.ad, sat.an, question),"                     \
	" whole AS (SELECT last.*, s.person, substr(done, 1, 20) AS tick,"                \
	"  sum(score) OVER (PARTITION BY ad, an) - score AS rest,"                        \
	"  (SELECT hex(id) FROM device WHERE number = ad) AS did"                         \
	"  FROM last JOIN learner_state s ON s.learner = ifnull((SELECT l.id FROM told m" \
	"   JOIN learner l ON l.seq = CAST(substr(json_extract(m.body, '$.to'),"          \
	"     instr(json_extract(m.body, '$.to'), ':') + 1) AS INTEGER)"                  \
	"    AND l.device = iif(instr(json_extract(m.body, '$.to'), ':'),"                \
	"     (SELECT number FROM device WHERE lower(hex(id)) ="                          \
	"      substr(json_extract(m.body, '$.to'), 1, 32)), m.device)"                   \
	"   WHERE m.kind = 'reassigned' AND m.ad = last.ad AND m.an = last.an"            \
	"    AND m.learner = last.learner ORDER BY m.pos DESC LIMIT 1), last.learner)"    \
	"  WHERE s.person NOT IN (" GONE ")),"                                            \
	" one AS (SELECT *, row_number() OVER (PARTITION BY person, question, grade"      \
	"  ORDER BY tick, did, an) AS nth FROM whole) "

/* Who took their consent back, and did not give it again. Needs `o`. */
#define GONE                                                                             \
	"SELECT w.person FROM learner_state w JOIN o x ON x.learner = w.learner"         \
	" WHERE x.kind = 'withdrawn' AND NOT EXISTS (SELECT 1 FROM o y"                  \
	"  WHERE y.learner = x.learner AND y.kind = 'consented' AND y.pos > x.pos)"

struct reference {
	int64_t *rows; /* score, rest, lines - 1 */
	size_t count, cap;
};

static void ask_reference(struct store *store, const char *question,
			  struct reference *out)
{
	static const char sql[] =
		TOLD "SELECT score, rest, lines - 1 FROM one"
		     " WHERE nth = 1 AND question = ? ORDER BY score, rest, lines";
	sqlite3_stmt *stmt;

	*out = (struct reference){0};
	if (sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s", sqlite3_errmsg(store->db));
	sqlite3_bind_text(stmt, 1, question, -1, SQLITE_STATIC);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		ALLOC_GROW(out->rows, 3 * (out->count + 1), out->cap);
		for (int i = 0; i < 3; i++)
			out->rows[3 * out->count + (size_t)i] =
				sqlite3_column_int64(stmt, i);
		out->count++;
	}
	sqlite3_finalize(stmt);
}

/* Pearson's r from sums of powers, in long double. */
static bool plain_r(const struct reference *ref, long double *r)
{
	long double n = (long double)ref->count, x = 0, y = 0, xx = 0, yy = 0, xy = 0;

	for (size_t i = 0; i < ref->count; i++) {
		const int64_t *row = &ref->rows[3 * i];
		long double a = (long double)row[0];
		long double b = (long double)row[1] / (long double)row[2];
		x += a;
		y += b;
		xx += a * a;
		yy += b * b;
		xy += a * b;
	}
	long double vx = n * xx - x * x, vy = n * yy - y * y;
	if (ref->count < 2 || vx < 1e-6L || vy < 1e-6L)
		return false;
	*r = (n * xy - x * y) / sqrtl(vx) / sqrtl(vy);
	return true;
}

static void compare_question(struct survey *all, struct store *store, const char *id)
{
	struct item *item = &survey_item(all, id)->item;
	struct reference ref;
	struct item_stat stat;
	long double r = 0;
	int64_t right = 0;

	ask_reference(store, id, &ref);
	item_stat(item, NULL, &arena, &stat); /* sorts the rows */
	assert_int_equal(item->count, ref.count);
	for (size_t i = 0; i < ref.count; i++) {
		assert_int_equal(item->rows[i].score, ref.rows[3 * i]);
		assert_int_equal(item->rows[i].rest, ref.rows[3 * i + 1]);
		assert_int_equal(item->rows[i].rest_count, ref.rows[3 * i + 2]);
		right += ref.rows[3 * i] == SCORE_FULL;
	}
	assert_int_equal(stat.right.count, right);
	assert_int_equal(stat.has_discrimination, plain_r(&ref, &r));
	assert_true(fabsl((long double)stat.discrimination - r) < 1e-9L);
	free(ref.rows);
}

/* Checks likewise: the first event of each person. */
static int64_t check_reference(struct store *store, int score)
{
	static const char sql[] =
		"WITH o AS (SELECT e.*, printf('%020d%s%020d', e.tick, hex(d.id), e.seq)"
		" AS pos FROM event e JOIN device d ON d.number = e.device)"
		"SELECT count(*) FROM (SELECT json_extract(e.body, '$.score') AS score,"
		" row_number() OVER (PARTITION BY s.person ORDER BY e.tick, d.id, e.seq) AS n"
		" FROM event e JOIN device d ON d.number = e.device"
		" JOIN learner_state s ON s.learner = e.learner"
		" WHERE e.kind = 'check_answered' AND s.person NOT IN (" GONE "))"
		" WHERE n = 1 AND score >= ?";
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), SQLITE_OK);
	sqlite3_bind_int(stmt, 1, score);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	int64_t count = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return count;
}

static void compare_questions(struct store *store)
{
	static const char *const ids[] = {"q1", "q2", "q3", "q4"};
	struct survey all;

	survey(store, &all);
	for (size_t i = 0; i < ARRAY_LEN(ids); i++)
		compare_question(&all, store, ids[i]);
	struct item_stat stat;
	item_stat(&survey_item(&all, "goi/hoi")->item, NULL, &arena, &stat);
	assert_int_equal(stat.people, check_reference(store, 0));
	assert_int_equal(stat.right.count, check_reference(store, SCORE_FULL));
	survey_release(&all);
}

/* Walks over the journal's events of the practice, person by person, in their order. */
static void compare_runs(struct store *store)
{
	static const char sql[] =
		"WITH o AS (SELECT e.*, printf('%020d%s%020d', e.tick, hex(d.id), e.seq)"
		" AS pos FROM event e JOIN device d ON d.number = e.device)"
		"SELECT s.person, e.learner, e.kind = 'practice_ended',"
		" json_extract(e.body, '$.action') FROM event e"
		" JOIN device d ON d.number = e.device"
		" JOIN learner_state s ON s.learner = e.learner"
		" WHERE s.person NOT IN (" GONE ")"
		" AND e.kind IN ('practice_action', 'practice_ended')"
		" AND json_extract(e.body, '$.practice') = 'goi-cho-con'"
		" ORDER BY s.person, e.tick, d.id, e.seq";
	struct practice_stat stat;
	sqlite3_stmt *stmt;
	int64_t people = 0, taps = 0, again = 0, person = 0, learner = 0;
	bool ended = false, after = false;

	assert_int_equal(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		int64_t whose = sqlite3_column_int64(stmt, 0);
		int64_t who = sqlite3_column_int64(stmt, 1);
		bool end = sqlite3_column_int(stmt, 2) != 0;
		if (whose != person && !end) {
			person = whose;
			learner = who;
			ended = after = false;
			people++;
			taps += !strcmp((const char *)sqlite3_column_text(stmt, 3),
					"cham");
		} else if (whose == person && who == learner) {
			again += ended && !after && !end;
			after = after || (ended && !end);
			ended = ended || end;
		}
	}
	sqlite3_finalize(stmt);
	practised(store, &stat);
	assert_int_equal(stat.older, 0);
	assert_int_equal(stat.people, people);
	assert_int_equal(stat.again, again);
	assert_int_equal(stat.screens[0].first[0], taps);
	assert_int_equal(stat.screens[0].first[1], people - taps);
}

static void equals_the_journal(void **state)
{
	static const int steps[] = {0, 30, 300, 1500};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(steps); i++) {
		struct bench bench;
		struct dice dice = {i + 5};
		bench_memory(&bench);
		history(&bench, &dice, steps[i]);
		compare_questions(bench.store);
		compare_runs(bench.store);
		bench_close(&bench);
	}
}

/* ── laws ──────────────────────────────────────────────────────────────────────────────── */

static void assert_alike(struct store *one, struct store *two)
{
	struct survey a, b;
	struct practice_stat runs, others;

	survey(one, &a);
	survey(two, &b);
	for (size_t i = 0; i < a.count; i++) {
		struct item_stat x, y;
		item_stat(&a.items[i].item, NULL, &arena, &x);
		item_stat(&b.items[i].item, NULL, &arena, &y);
		assert_int_equal(x.people, y.people);
		assert_int_equal(x.blank, y.blank);
		assert_int_equal(x.right.count, y.right.count);
		/* to the last bit, not nearly */
		assert_true(x.mean == y.mean && x.discrimination == y.discrimination);
		assert_int_equal(x.flags, y.flags);
	}
	survey_release(&a);
	survey_release(&b);
	practised(one, &runs);
	practised(two, &others);
	assert_memory_equal(&runs, &others, sizeof(runs));
}

/* Two centres with their own people and later the same ones, united here and there. */
static void merging_in_any_order_gives_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct bench a, b, ab, ba;
		struct dice dice = {seed * 31};
		int64_t added;
		bench_folder(&a);
		bench_folder(&b);
		bench_folder(&ab);
		bench_folder(&ba);
		history(&a, &dice, 150);
		assert_done(store_merge(b.store, a.folder, &added, &err));
		history(&a, &dice, 150);
		history(&b, &dice, 200);
		assert_done(store_merge(ab.store, a.folder, &added, &err));
		assert_done(store_merge(ab.store, b.folder, &added, &err));
		assert_done(store_merge(ba.store, b.folder, &added, &err));
		assert_done(store_merge(ba.store, a.folder, &added, &err));
		assert_alike(ab.store, ba.store);
		compare_questions(ab.store);
		compare_runs(ab.store);
		assert_done(store_merge(ab.store, a.folder, &added, &err));
		assert_int_equal(added, 0);
		assert_alike(ab.store, ba.store);
		bench_close(&a);
		bench_close(&b);
		bench_close(&ab);
		bench_close(&ba);
	}
}

static void a_recount_changes_nothing(void **state)
{
	struct bench bench, again;
	struct dice dice = {99};
	int64_t added;
	bool equal;

	(void)state;
	bench_folder(&bench);
	bench_folder(&again);
	history(&bench, &dice, 400);
	assert_done(store_merge(again.store, bench.folder, &added, &err));
	assert_done(store_recount(bench.store, false, &equal, &err));
	assert_alike(bench.store, again.store);
	bench_close(&bench);
	bench_close(&again);
}

/* An older database gets the table filled as live writing would have filled it. */
static void an_upgrade_finds_the_first_runs(void **state)
{
	struct bench bench;
	struct dice dice = {7};
	bool equal;

	(void)state;
	bench_folder(&bench);
	history(&bench, &dice, 700);
	int64_t a = enrol(bench.store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 1, "");
	const char *const run[] = {"cham", "!redo", "go=1", "|", "cham"};
	for (size_t i = 0; i < ARRAY_LEN(run); i++)
		does(bench.store, a, run[i]);
	int64_t rows = ask(bench.folder, "SELECT count(*) FROM practice_run");
	assert_true(rows > 10);
	store_close(bench.store);
	bench.store = NULL;
	as_version_2(bench.folder);
	meddle(bench.folder, "DROP TABLE practice_run; PRAGMA user_version = 1");
	bench_reopen(&bench);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM practice_run"), rows);
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	compare_runs(bench.store);
	bench_close(&bench);
}

int test_statistics(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(papers_count_once_handed_in),
		cmocka_unit_test(united_people_answer_once),
		cmocka_unit_test(erased_stay_and_withdrawn_go),
		cmocka_unit_test(only_todays_version_counts),
		cmocka_unit_test(first_runs_and_what_came_next),
		cmocka_unit_test(equals_the_journal),
		cmocka_unit_test(merging_in_any_order_gives_the_same),
		cmocka_unit_test(a_recount_changes_nothing),
		cmocka_unit_test(an_upgrade_finds_the_first_runs),
	};

	return cmocka_run_group_tests_name("statistics", tests, NULL, release);
}
