/* Learners: registering, finding, correcting, lookalikes, erasing. */
#include "fixture.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_learner(void);

static struct err err;
static const uint8_t token_a[32] = {1}, token_b[32] = {2};

static void registers_all_that_is_known(void **state)
{
	struct bench bench;
	struct learner got;
	struct registration registration = {
		.person = somebody("Nguyễn Thị Hòa", SEX_FEMALE, 1958, 3, 8, "00004"),
		.consent = {.text_version = 2, .representative = "Trần Văn Con"},
		.id_token = token_a,
		.id_sealed = "sealed\0bytes",
		.id_sealed_size = 12,
		.pin = "$argon2id$pin",
	};
	int64_t id;

	(void)state;
	bench_folder(&bench);
	memcpy(registration.person.phone, "0912345678", 11);
	memcpy(registration.person.id_hint, "123", 4);
	assert_done(store_learner_register(bench.store, &registration, &id, &err));
	bench_reopen(&bench);
	assert_done(store_learner(bench.store, id, &got, &err));
	registration.person.id_known = true;
	assert_memory_equal(&got.person, &registration.person, sizeof(got.person));
	assert_true(got.has_pin);
	assert_string_equal(got.pin, "$argon2id$pin");
	assert_false(got.completed);
	assert_int_equal(got.last_seen, START);
	assert_int_equal(got.consent, 2);
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM person WHERE id_sealed ="
					   " x'7365616c6564006279746573' AND"
					   " representative = 'Trần Văn Con'"),
			 1);
	assert_int_equal(ask(bench.folder,
			     "SELECT count(*) FROM event WHERE body ="
			     " '{\"represented\":1,\"staff\":\"\",\"text_version\":2}'"),
			 1);
	assert_refused(store_learner(bench.store, 99, &got, &err), ERR_NOUSER, "99");
	registration.person.name[0] = '\0';
	assert_refused(store_learner_register(bench.store, &registration, &id, &err),
		       ERR_DATA, "họ tên");
	bench_close(&bench);
}

static void the_journal_holds_nothing_personal(void **state)
{
	struct bench bench;
	struct registration registration = {
		.person = somebody("Quách Xuân Kỳ", SEX_MALE, 1971, 12, 30, "00070"),
		.consent = {.text_version = 1, .representative = "Zương Người"},
		.id_token = token_a,
		.pin = "$argon2id$secret",
		.declared = true,
		.declared_day = 20000,
		.declared_basis = "so-12",
	};
	static const char *const secrets[] = {"Quách",      "Kỳ",   "quach", "0987654321",
					      "789",        "1971", "Zương", "argon",
					      "0101010101", "00070"};
	int64_t id;

	(void)state;
	bench_folder(&bench);
	memcpy(registration.person.phone, "0987654321", 11);
	memcpy(registration.person.id_hint, "789", 4);
	assert_done(store_learner_register(bench.store, &registration, &id, &err));
	struct person person = registration.person;
	memcpy(person.phone, "0101010101", 11);
	assert_done(
		store_learner_correct(bench.store, id, &person, token_b, "s", 1, &err));
	finish_course(bench.store, id);
	for (size_t i = 0; i < ARRAY_LEN(secrets); i++) {
		char *sql = xasprintf("SELECT count(*) FROM event WHERE"
				      " instr(json_remove(body, '$.proof'), '%s')",
				      secrets[i]);
		if (ask(bench.folder, sql) != 0)
			fail_msg("%s stands in the journal", secrets[i]);
		free(sql);
	}
	assert_int_equal(ask(bench.folder, "SELECT count(*) FROM event WHERE body LIKE"
					   " '{\"fields\":\"id,phone\",\"proof\":\"%'"),
			 1);
	bench_close(&bench);
}

static void corrects_and_notes_which_fields(void **state)
{
	struct bench bench;
	struct learner got;
	struct person person;
	struct journal_stats before, after;

	(void)state;
	bench_memory(&bench);
	int64_t id = enrol(bench.store, "Nguyễn Thị Hoa", SEX_UNKNOWN, 1960, 0, 0, "");
	assert_done(store_learner(bench.store, id, &got, &err));
	person = got.person;
	assert_done(store_journal_stats(bench.store, &before, &err));
	assert_done(store_learner_correct(bench.store, id, &person, NULL, NULL, 0, &err));
	assert_done(store_journal_stats(bench.store, &after, &err));
	assert_int_equal(before.events, after.events); /* nothing was to correct */
	person = somebody("Nguyễn Thị Hòa", SEX_FEMALE, 1960, 5, 2, "00004");
	assert_done(
		store_learner_correct(bench.store, id, &person, token_a, "x", 1, &err));
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_true(got.person.id_known);
	got.person.id_known = false;
	assert_memory_equal(&got.person, &person, sizeof(person));
	/* without a token the number stays as it is */
	person.birth.day = 3;
	assert_done(store_learner_correct(bench.store, id, &person, NULL, NULL, 0, &err));
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_true(got.person.id_known);
	assert_int_equal(got.person.birth.day, 3);
	assert_refused(
		store_learner_correct(bench.store, 99, &person, NULL, NULL, 0, &err),
		ERR_NOUSER, "99");
	bool sound;
	assert_done(store_journal_verify(bench.store, &sound, &err));
	assert_true(sound);
	bench_close(&bench);
}

static void consent_can_be_withdrawn(void **state)
{
	struct bench bench;
	struct learner got;
	bool equal;

	(void)state;
	bench_memory(&bench);
	int64_t id = enrol(bench.store, "Một", SEX_MALE, 1990, 1, 1, "");
	assert_done(store_learner_withdraw(bench.store, id, &err));
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_int_equal(got.consent, 1);
	assert_true(got.consented == START && got.withdrawn == START);
	assert_refused(store_learner_withdraw(bench.store, 99, &err), ERR_NOUSER, "99");
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	bench_close(&bench);
}

/* ── finding ── */

static const char *const names[] = {
	"Nguyễn Thị Hòa",     "Nguyễn Thị Hoa", "Nguyễn Văn Hùng",
	"Trần Thị Hoàng Yến", "Đặng Thùy Trâm", "Phạm Mỹ Linh",
	"Lê Quý Đôn",         "Nguyễn Thu Hà",  "Y-Bih H'Đơk",
};

/* The query and who comes first; NULL: nobody comes. */
static const struct {
	const char *query, *first;
} finds[] = {
	{"nth", "Nguyễn Thu Hà"},
	{"hòa", "Nguyễn Thị Hòa"},
	{"hoa", "Nguyễn Thị Hoa"},
	{"thi hoa", "Nguyễn Thị Hoa"},
	{"yen", "Trần Thị Hoàng Yến"},
	{"tthy", "Trần Thị Hoàng Yến"},
	{"dang", "Đặng Thùy Trâm"},
	{"đặng thuỳ", "Đặng Thùy Trâm"},
	{"mi linh", "Phạm Mỹ Linh"},
	{"my", "Phạm Mỹ Linh"},
	{"qui don", "Lê Quý Đôn"},
	{"QUÝ", "Lê Quý Đôn"},
	{"hdok", "Y-Bih H'Đơk"},
	{"h’dok", "Y-Bih H'Đơk"},
	{"bih", "Y-Bih H'Đơk"},
	{"zzz", NULL},
	{"hoa thi", NULL},
};

static void finds_by_initials_and_parts(void **state)
{
	struct bench bench;
	struct learner *found;
	size_t count;

	(void)state;
	bench_memory(&bench);
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		enrol(bench.store, names[i], SEX_UNKNOWN, 0, 0, 0, "");
	for (size_t i = 0; i < ARRAY_LEN(finds); i++) {
		assert_done(store_learner_find(bench.store, finds[i].query, 5, &found,
					       &count, &err));
		const char *first = count ? found[0].person.name : NULL;
		if (!first != !finds[i].first ||
		    (first && strcmp(first, finds[i].first) != 0))
			fail_msg("\"%s\" found %s, not %s", finds[i].query,
				 first ? first : "nobody",
				 finds[i].first ? finds[i].first : "nobody");
		free(found);
	}
	assert_done(store_learner_find(bench.store, "n", 2, &found, &count, &err));
	assert_int_equal(count, 2);
	free(found);
	bench_close(&bench);
}

static void shows_the_latest_when_nothing_is_asked(void **state)
{
	struct bench bench;
	struct learner *found;
	size_t count;
	int64_t ids[4];

	(void)state;
	bench_memory(&bench);
	for (int i = 0; i < 4; i++)
		ids[i] = enrol(bench.store, names[i], SEX_UNKNOWN, 0, 0, 0, "");
	clock_advance(&bench.clock,
		      -100); /* the order of events is not that of the clock */
	assert_done(store_attended(bench.store, ids[1], "sang", &err));
	assert_done(store_learner_find(bench.store, " %'", 3, &found, &count, &err));
	assert_int_equal(count, 3);
	assert_int_equal(found[0].id, ids[1]);
	assert_int_equal(found[0].last_seen, START - 100);
	assert_int_equal(found[1].id, ids[3]);
	assert_int_equal(found[2].id, ids[2]);
	free(found);
	bench_close(&bench);
}

struct listing {
	struct buf names;
	size_t limit;
	struct store *store;
};

static bool list_one(void *user, const struct learner *learner)
{
	struct listing *listing = user;
	struct err local;

	buf_printf(&listing->names, "%s\n", learner->person.name);
	/* the callback may write, and even list again */
	assert_true(store_attended(listing->store, learner->id, "diem danh", &local));
	return --listing->limit > 0;
}

static void lists_in_the_order_of_names(void **state)
{
	struct bench bench;
	struct listing listing = {.names = BUF_INIT, .limit = 5};

	(void)state;
	bench_memory(&bench);
	listing.store = bench.store;
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		enrol(bench.store, names[i], SEX_UNKNOWN, 0, 0, 0, "");
	assert_done(store_learner_each(bench.store, list_one, &listing, &err));
	assert_string_equal(listing.names.data, "Lê Quý Đôn\nY-Bih H'Đơk\nNguyễn Thu Hà\n"
						"Nguyễn Thị Hoa\nNguyễn Thị Hòa\n");
	buf_release(&listing.names);
	bench_close(&bench);
}

/* ── lookalikes ── */

static void finds_who_might_be_the_same(void **state)
{
	struct bench bench;
	struct lookalike *found;
	size_t count;
	struct registration registration = {
		.person = somebody("Trần Văn Khác", SEX_MALE, 1950, 1, 1, ""),
		.id_token = token_a,
	};
	int64_t by_id;

	(void)state;
	bench_memory(&bench);
	assert_done(store_learner_register(bench.store, &registration, &by_id, &err));
	int64_t same =
		enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1958, 3, 8, "00004");
	struct person twin = somebody("NGUYEN THI HOA", SEX_FEMALE, 1958, 3, 8, "");
	memcpy(twin.phone, "0912345678", 11);
	int64_t probable;
	registration = (struct registration){.person = twin};
	assert_done(store_learner_register(bench.store, &registration, &probable, &err));
	int64_t near =
		enrol(bench.store, "Nguyễn Thị Hoan", SEX_FEMALE, 1958, 0, 0, "00004");
	enrol(bench.store, "Nguyễn Thị Hoan", SEX_FEMALE, 1958, 0, 0, "00070");
	enrol(bench.store, "Lê Thị Mai", SEX_FEMALE, 1958, 3, 8, "00004");

	struct person asked = somebody("Nguyễn Thị Hoà", SEX_FEMALE, 1958, 3, 8, "00004");
	memcpy(asked.phone, "0912345678", 11);
	assert_done(store_learner_alike(bench.store, &asked, token_a, NULL, &found,
					&count, &err));
	assert_int_equal(count, 4);
	assert_int_equal(found[0].likeness, LIKENESS_SAME_ID);
	assert_int_equal(found[0].learner.id, by_id);
	assert_int_equal(found[1].likeness, LIKENESS_PROBABLE);
	assert_int_equal(found[1].learner.id, probable);
	assert_string_equal(found[1].learner.person.name, "NGUYEN THI HOA");
	assert_int_equal(found[2].likeness, LIKENESS_POSSIBLE);
	assert_int_equal(found[2].learner.id, same);
	assert_int_equal(found[3].learner.id, near);
	free(found);
	assert_done(store_learner_alike(bench.store, &asked, token_b, NULL, &found,
					&count, &err));
	assert_int_equal(count, 3);
	free(found);
	asked = somebody("Không Giống Ai", SEX_UNKNOWN, 0, 0, 0, "");
	assert_done(store_learner_alike(bench.store, &asked, NULL, NULL, &found, &count,
					&err));
	assert_int_equal(count, 0);
	free(found);
	bench_close(&bench);
}

/* ── what is written once ── */

static void the_same_again_changes_nothing(void **state)
{
	struct bench bench;
	struct journal_stats stats;
	bool changed;

	(void)state;
	bench_memory(&bench);
	int64_t id = enrol(bench.store, "Một", SEX_MALE, 1990, 1, 1, "");
	assert_done(
		store_learner_declare(bench.store, id, 20100, "so-7", &changed, &err));
	assert_true(changed);
	assert_done(
		store_learner_declare(bench.store, id, 20100, "so-7", &changed, &err));
	assert_false(changed);
	assert_done(
		store_learner_declare(bench.store, id, 20100, "so-8", &changed, &err));
	assert_true(changed);
	for (int i = 0; i < 3; i++)
		assert_done(store_attended(bench.store, id, "sang", &err));
	assert_done(store_attended(bench.store, id, "chieu", &err));
	assert_done(store_journal_stats(bench.store, &stats, &err));
	assert_int_equal(stats.events, 2 + 2 + 2);
	assert_refused(store_learner_declare(bench.store, 9, 20100, "", &changed, &err),
		       ERR_NOUSER, "9");
	assert_false(changed);
	bench_close(&bench);
}

static void changes_and_drops_a_pin(void **state)
{
	struct bench bench;
	struct learner got;

	(void)state;
	bench_memory(&bench);
	int64_t id = enrol(bench.store, "Một", SEX_MALE, 1990, 1, 1, "");
	assert_done(store_learner_pin(bench.store, id, "$a", &err));
	assert_done(store_learner_pin(bench.store, id, "$b", &err));
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_string_equal(got.pin, "$b");
	assert_done(store_learner_pin(bench.store, id, NULL, &err));
	assert_done(store_learner(bench.store, id, &got, &err));
	assert_false(got.has_pin);
	assert_false(store_learner_pin(bench.store, 99, "$b", &err));
	bench_close(&bench);
}

/* ── erasing ── */

static bool file_has(const char *folder, const char *name, const char *needle)
{
	struct buf bytes = BUF_INIT;
	char *path = path_join(folder, name);

	assert_done(file_read(path, (size_t)1 << 30, &bytes, &err));
	bool has = memmem(bytes.data, bytes.len, needle, strlen(needle)) != NULL;
	free(path);
	buf_release(&bytes);
	return has;
}

static void erases_every_trace(void **state)
{
	struct bench bench;
	struct learner got;
	struct registration registration = {
		.person = somebody("Quách Xuân Kỳ", SEX_MALE, 1971, 12, 30, "00070"),
		.consent = {.text_version = 1, .representative = "Zương Người"},
		.pin = "$argon2id$vet",
		.declared = true,
		.declared_day = 20600,
	};
	int64_t id;

	(void)state;
	bench_folder(&bench);
	memcpy(registration.person.phone, "0987654321", 11);
	enrol(bench.store, "Nguyễn Thị Hòa", SEX_FEMALE, 1958, 3, 8, "00004");
	assert_done(store_learner_register(bench.store, &registration, &id, &err));
	assert_done(
		store_setting_put(bench.store, id, "address", "xưng-hô-bí-mật", &err));
	assert_true(file_has(bench.folder, "kynangso.db-wal", "Xuân"));
	assert_done(store_learner_erase(bench.store, id, "Cô Lan", &err));
	assert_false(file_has(bench.folder, "kynangso.db-wal", "Xuân")); /* at once */
	assert_refused(store_learner(bench.store, id, &got, &err), ERR_NOUSER, "");
	assert_refused(store_learner_erase(bench.store, id, "Cô Lan", &err), ERR_NOUSER,
		       "");
	bool equal;
	assert_done(store_recount(bench.store, true, &equal, &err));
	assert_true(equal);
	struct count_row *rows;
	size_t count;
	struct count_query query = {
		.day = NOON_DAY, .trained = TRAINED_COMPLETED, .by = BY_WARD};
	assert_done(store_count(bench.store, &query, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_string_equal(rows[0].ward, "00070");
	assert_int_equal(rows[0].sure, 1);
	free(rows);
	store_close(bench.store);
	bench.store = NULL;
	static const char *const traces[] = {"Xuân",  "xuan",     "quach",  "0987654321",
					     "Zương", "argon2id", "xưng-hô"};
	for (size_t i = 0; i < ARRAY_LEN(traces); i++) {
		if (file_has(bench.folder, "kynangso.db", traces[i]) ||
		    file_has(bench.folder, "kynangso.db-wal", traces[i]))
			fail_msg("%s can still be read", traces[i]);
	}
	bench_close(&bench);
}

int test_learner(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(registers_all_that_is_known),
		cmocka_unit_test(the_journal_holds_nothing_personal),
		cmocka_unit_test(corrects_and_notes_which_fields),
		cmocka_unit_test(consent_can_be_withdrawn),
		cmocka_unit_test(finds_by_initials_and_parts),
		cmocka_unit_test(shows_the_latest_when_nothing_is_asked),
		cmocka_unit_test(lists_in_the_order_of_names),
		cmocka_unit_test(finds_who_might_be_the_same),
		cmocka_unit_test(the_same_again_changes_nothing),
		cmocka_unit_test(changes_and_drops_a_pin),
		cmocka_unit_test(erases_every_trace),
	};

	return cmocka_run_group_tests_name("learner", tests, NULL, NULL);
}
