/* What people may ask about their data, and who is one person: the queue, moved work, deeds, dates,
 * and an erased row that a reader keeps in the log. */
#include "fixture.h"

#include "base/file.h"
#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_people(void);

static struct err err;

static int64_t with_id(struct store *store, const char *name, int day, uint8_t id)
{
	uint8_t token[32] = {id};
	struct registration registration = {
		.person = somebody(name, SEX_FEMALE, 1980, 1, day, "00004"),
		.consent = {.text_version = 1},
		.id_token = id ? token : NULL,
		.declared = true,
		.declared_day = NOON_DAY - 100 - day,
		.declared_basis = "GCN",
	};
	int64_t learner;

	assert_done(store_learner_register(store, &registration, &learner, &err));
	return learner;
}

static struct count_row city(struct store *store)
{
	struct count_query query = {.day = NOON_DAY, .trained = TRAINED_COMPLETED};
	struct count_row *rows, row = {0};
	size_t count;

	assert_done(store_count(store, &query, &rows, &count, &err));
	if (count)
		row = rows[0];
	free(rows);
	return row;
}

static void assert_city(struct store *store, int sure, int verified, int united)
{
	struct count_row row = city(store);

	assert_int_equal(row.sure, sure);
	assert_int_equal(row.verified, verified);
	assert_int_equal(row.united, united);
}

static void the_range_has_two_ends(void **state)
{
	struct bench bench;
	struct pair_counts counts;
	struct person_pair *pairs;
	struct pair_query query = {.state = PAIR_WAITING, .likeness = -1};
	size_t n;

	(void)state;
	bench_memory(&bench);
	int64_t a = with_id(bench.store, "Nguyễn Thị Hoa", 5, 0);
	int64_t b = with_id(bench.store, "Hoà Nguyễn Thị", 5, 0);
	with_id(bench.store, "Nguyễn Thị Hoe", 5, 0);
	with_id(bench.store, "Trần Thị Mai", 9, 1);
	assert_city(bench.store, 4, 1, 2);
	assert_done(store_pairs_waiting(bench.store, &counts, &err));
	assert_int_equal(counts.waiting, 3);
	assert_int_equal(counts.by_likeness[LIKENESS_POSSIBLE], 3);
	assert_done(store_pairs(bench.store, &query, &pairs, &n, &err));
	assert_int_equal(n, 3);
	assert_int_equal(pairs[0].first.id, a);
	assert_string_equal(pairs[0].first.person.name, "Nguyễn Thị Hoa");
	assert_true(pairs[0].reasons & REASON_SAME_BIRTH);
	free(pairs);
	/* Said to be two: the third still joins them until it is told from one. */
	assert_done(store_separate(bench.store, a, b, "Lan", &err));
	assert_city(bench.store, 4, 1, 2);
	assert_done(store_pair_undo(bench.store, a, b, "Lan", &err));
	assert_done(store_unite(bench.store, a, b, "", "Lan", &err));
	assert_city(bench.store, 3, 1, 2);
	query.state = PAIR_SAME;
	assert_done(store_pairs(bench.store, &query, &pairs, &n, &err));
	assert_int_equal(n, 1);
	assert_string_equal(pairs[0].staff, "Lan");
	assert_int_equal(pairs[0].at, START);
	free(pairs);
	bench_close(&bench);
}

static void the_same_id_is_one_person(void **state)
{
	struct bench bench;
	enum same_id_outcome outcome;

	(void)state;
	bench_memory(&bench);
	int64_t a = with_id(bench.store, "Nguyễn Thị Hoa", 5, 7);
	int64_t b = with_id(bench.store, "Trần Thị Mai", 9, 7);
	assert_city(bench.store, 1, 1, 1);
	/* A word of staff stands, whatever the numbers say. */
	assert_done(store_separate(bench.store, a, b, "Lan", &err));
	assert_city(bench.store, 2, 2, 2);
	assert_done(store_unite_same(bench.store, &err));
	assert_city(bench.store, 2, 2, 2);
	assert_done(store_unite_by_id(bench.store, a, b, &outcome, &err));
	assert_int_equal(outcome, SAME_ID_DECIDED);
	/* Taken back, it waits, and is not united by itself a second time. */
	assert_done(store_pair_undo(bench.store, a, b, "Lan", &err));
	assert_done(store_unite_same(bench.store, &err));
	assert_city(bench.store, 2, 2, 1);
	int64_t c = with_id(bench.store, "Lê Thị Bưởi", 11, 8);
	assert_done(store_unite_by_id(bench.store, a, c, &outcome, &err));
	assert_int_equal(outcome, SAME_ID_UNITED);
	assert_done(store_unite_by_id(bench.store, c, a, &outcome, &err));
	assert_int_equal(outcome, SAME_ID_ALREADY);
	bench_close(&bench);
}

/* ── work that landed on the wrong person ── */

static int completed_day(struct store *store, int64_t learner)
{
	struct learner got;

	assert_done(store_learner(store, learner, &got, &err));
	return got.completed ? got.completed_day : 0;
}

static void an_attempt_moves_and_comes_back(void **state)
{
	struct bench bench;
	bool completed, equal;
	int64_t *ids;
	size_t n;

	(void)state;
	bench_memory(&bench);
	struct store *store = bench.store;
	int64_t a = enrol(store, "Nguyễn Thị Hoa", SEX_FEMALE, 1980, 1, 5, "00004");
	int64_t b = enrol(store, "Trần Văn Bình", SEX_MALE, 1985, 2, 6, "00070");
	for (size_t i = 0; i < 2; i++) {
		assert_done(store_lesson_done(store, a, fixture_course()->lessons[i],
					      &completed, &err));
		assert_done(store_lesson_done(store, b, fixture_course()->lessons[i],
					      &completed, &err));
	}
	clock_advance(&bench.clock, 3 * SECONDS_PER_DAY);
	int64_t attempt = take_quiz(store, a, 4, &completed);
	assert_true(completed);
	assert_int_equal(completed_day(store, a), NOON_DAY + 3);
	clock_advance(&bench.clock, 4 * SECONDS_PER_DAY);
	/* It was Bình who sat there. His course was completed on the day he did it. */
	assert_refused(store_attempt_reassign(store, attempt, 99, "", "Lan", &err),
		       ERR_NOUSER, "99");
	assert_refused(store_attempt_reassign(store, 99, b, "", "Lan", &err), ERR_NOUSER,
		       "99");
	assert_done(store_attempt_reassign(store, attempt, b, "", "Lan", &err));
	assert_int_equal(completed_day(store, a), 0);
	assert_int_equal(completed_day(store, b), NOON_DAY + 3);
	assert_done(store_attempt_list(store, b, NULL, &ids, &n, &err));
	assert_int_equal(n, 1);
	free(ids);
	assert_done(store_recount(store, true, &equal, &err));
	assert_true(equal);
	/* No, it was hers: everything as it was, on her own day. */
	assert_done(store_attempt_reassign(store, attempt, a, "", "Lan", &err));
	assert_int_equal(completed_day(store, a), NOON_DAY + 3);
	assert_int_equal(completed_day(store, b), 0);
	assert_done(store_attempt_reassign(store, attempt, a, "", "Lan", &err));
	/* And once more his: the completion comes along again. */
	assert_done(store_attempt_reassign(store, attempt, b, "", "Lan", &err));
	assert_int_equal(completed_day(store, a), 0);
	assert_int_equal(completed_day(store, b), NOON_DAY + 3);
	assert_done(store_recount(store, true, &equal, &err));
	assert_true(equal);
	bench_close(&bench);
}

/* ── who did what ── */

static void deeds_have_no_names(void **state)
{
	struct bench bench;
	struct deed *deeds;
	size_t n;

	(void)state;
	bench_memory(&bench);
	struct store *store = bench.store;
	int64_t a = with_id(store, "Nguyễn Thị Hoa", 5, 0);
	int64_t b = with_id(store, "Trần Thị Mai", 9, 0);
	store_actor(store, "Cô Lan");
	struct learner learner;
	assert_done(store_learner(store, a, &learner, &err));
	learner.person.birth.day = 6;
	assert_done(
		store_learner_correct(store, a, &learner.person, NULL, NULL, 0, &err));
	assert_done(store_unite(store, a, b, "chị Hoa nói thế", "Cô Lan", &err));
	assert_done(store_note(store, "shown", b, "", &err));
	struct deed_query query = {.learner = b};
	assert_done(store_deeds(store, &query, &deeds, &n, &err));
	/* registered, consented, declared, united (from the other side), shown */
	assert_int_equal(n, 5);
	bool united = false;
	for (size_t i = 0; i < n; i++)
		united |= !strcmp(deeds[i].action, "united") && deeds[i].other == b &&
			  !strcmp(deeds[i].staff, "Cô Lan") && !*deeds[i].detail;
	assert_true(united);
	free(deeds);
	query = (struct deed_query){.learner = a, .limit = 2};
	assert_done(store_deeds(store, &query, &deeds, &n, &err));
	assert_int_equal(n, 2);
	assert_string_equal(deeds[1].action, "corrected");
	assert_string_equal(deeds[1].detail, "birth");
	free(deeds);
	bench_close(&bench);
}

/* ── how long ── */

static void records_are_due(void **state)
{
	struct bench bench;
	struct due *due, one;
	size_t n;

	(void)state;
	bench_memory(&bench);
	struct store *store = bench.store;
	int64_t a = with_id(store, "Nguyễn Thị Hoa", 5, 0);
	int64_t b = with_id(store, "Trần Thị Mai", 9, 0);
	assert_done(store_due_of(store, a, &one, &err));
	assert_int_equal(one.day, day_of((struct date){2031, 11, 22}));
	assert_done(store_keep_months(store, 3, &err));
	assert_done(store_due_of(store, a, &one, &err));
	assert_int_equal(one.day, day_of((struct date){2027, 2, 22}));
	assert_done(store_keep_until(store, a, NOON_DAY - 1, &err));
	assert_done(store_learner_withdraw(store, b, &err));
	assert_done(store_due(store, NOON_DAY + 14, &due, &n, &err));
	assert_int_equal(n, 1);
	assert_int_equal(due[0].learner, a);
	free(due);
	assert_done(store_due(store, NOON_DAY + 15, &due, &n, &err));
	assert_int_equal(n, 2);
	assert_int_equal(due[1].reason, DUE_WITHDRAWN);
	free(due);
	struct buf report = BUF_INIT;
	bool sound;
	assert_done(store_doctor(store, &report, &sound, &err));
	assert_true(sound); /* a duty, and no fault of the data */
	assert_non_null(strstr(report.data, "Có 1 hồ sơ đã đến hạn"));
	buf_release(&report);
	assert_refused(store_keep_until(store, 99, NOON_DAY, &err), ERR_NOUSER, "99");
	/* A Friday: Monday and Tuesday follow. */
	int friday = day_of((struct date){2026, 11, 20});
	assert_int_equal(deadline_day(REQUEST_ANSWER, friday), friday + 4);
	assert_int_equal(deadline_day(REQUEST_ANSWER, friday + 1), friday + 4);
	assert_int_equal(deadline_day(REQUEST_CORRECT, friday), friday + 10);
	assert_int_equal(deadline_day(REQUEST_STOP, friday), friday + 15);
	assert_int_equal(deadline_day(REQUEST_ERASE, friday), friday + 20);
	bench_close(&bench);
}

static void children_need_somebody(void **state)
{
	struct bench bench;
	struct registration child = {
		.person = somebody("Lê Văn Con", SEX_MALE, 2015, 1, 1, "00004"),
		.consent = {.text_version = 1},
	};
	struct learner got;
	int64_t id;

	(void)state;
	bench_memory(&bench);
	assert_refused(store_learner_register(bench.store, &child, &id, &err), ERR_DATA,
		       "dưới 16 tuổi");
	strcpy(child.consent.representative, "Lê Văn Cha");
	assert_done(store_learner_register(bench.store, &child, &id, &err));
	struct correction correction = {.person = child.person, .representative = ""};
	assert_refused(store_learner_amend(bench.store, id, &correction, &err), ERR_DATA,
		       "dưới 16 tuổi");
	int64_t grown = enrol(bench.store, "Lê Thị Lớn", SEX_FEMALE, 1990, 1, 1, "");
	correction = (struct correction){.person = child.person};
	assert_refused(store_learner_amend(bench.store, grown, &correction, &err),
		       ERR_DATA, "dưới 16 tuổi");
	correction.representative = "Lê Văn Cha";
	assert_done(store_learner_amend(bench.store, grown, &correction, &err));
	assert_done(store_learner(bench.store, grown, &got, &err));
	assert_string_equal(got.representative, "Lê Văn Cha");
	bench_close(&bench);
}

/* ── erasing while somebody reads ── */

static bool log_has(const char *folder, const char *text)
{
	struct buf bytes = BUF_INIT;
	char *path = path_join(folder, "kynangso.db-wal");
	bool has = file_read(path, 1 << 28, &bytes, NULL) && bytes.len &&
		   memmem(bytes.data, bytes.len, text, strlen(text));

	free(path);
	buf_release(&bytes);
	return has;
}

static void a_reader_cannot_keep_an_erased_row_unseen(void **state)
{
	struct bench bench;
	struct buf report = BUF_INIT;
	bool began, sound;

	(void)state;
	bench_folder(&bench);
	int64_t id = with_id(bench.store, "Quách Xuân Kỳ", 5, 0);
	struct store *reader = store_open(bench.folder, STORE_OPEN, &bench.clock,
					  fixture_course(), &fixture_region, &err);
	assert_done(read_begin(reader, &began, &err));
	assert_city(reader, 1, 0, 1);
	assert_done(store_learner_erase(bench.store, id, "Lan", &err));
	assert_true(log_has(bench.folder, "Xuân"));
	assert_true(store_erase_pending(bench.store));
	assert_refused(store_checkpoint(bench.store, &err), ERR_TEMPFAIL, "đang đọc");
	assert_done(store_doctor(bench.store, &report, &sound, &err));
	assert_false(sound);
	assert_non_null(strstr(report.data, "tệp ghi tạm"));
	read_end(reader, began);
	store_close(reader);
	/* Whatever is done next brings it out. */
	enrol(bench.store, "Ai Khác", SEX_MALE, 1990, 1, 1, "");
	assert_false(store_erase_pending(bench.store));
	assert_false(log_has(bench.folder, "Xuân"));
	buf_release(&report);
	bench_close(&bench);
}

int test_people(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_range_has_two_ends),
		cmocka_unit_test(the_same_id_is_one_person),
		cmocka_unit_test(an_attempt_moves_and_comes_back),
		cmocka_unit_test(deeds_have_no_names),
		cmocka_unit_test(records_are_due),
		cmocka_unit_test(children_need_somebody),
		cmocka_unit_test(a_reader_cannot_keep_an_erased_row_unseen),
	};

	return cmocka_run_group_tests_name("people", tests, NULL, NULL);
}
