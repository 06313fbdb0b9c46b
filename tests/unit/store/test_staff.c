/* The centre, staff, wrong passwords, settings. */
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_staff(void);

static struct err err;

static const struct centre centre = {.name = "Trung tâm Ba Đình",
				     .ward = "00004",
				     .id_salt = {1, 2, 3},
				     .city_key = {4, 5, 6}};

static void makes_a_centre_once(void **state)
{
	struct bench bench;
	struct centre got;
	struct staff first = {
		.name = "Cô Lan", .role = STAFF_ADMIN, .password = "$argon2id"};
	struct staff staff;

	(void)state;
	bench_folder(&bench);
	err.kind = ERR_IO;
	assert_false(store_centre(bench.store, &got, &err));
	assert_int_equal(err.kind, ERR_NONE);
	assert_done(store_centre_make(bench.store, &centre, &first, &err));
	assert_refused(store_centre_make(bench.store, &centre, &first, &err),
		       ERR_CANTCREAT, "Trung tâm Ba Đình");
	bench_reopen(&bench);
	assert_done(store_centre(bench.store, &got, &err));
	assert_memory_equal(&got, &centre, sizeof(got));
	assert_done(store_staff(bench.store, "co lan", &staff, &err));
	assert_string_equal(staff.name, "Cô Lan");
	assert_int_equal(staff.role, STAFF_ADMIN);
	assert_done(store_centre_key(bench.store, (const uint8_t[32]){7}, &err));
	assert_done(store_centre(bench.store, &got, &err));
	assert_int_equal(got.city_key[0], 7);
	bench_close(&bench);
}

/* If the first account cannot be made there must be no centre that nobody can enter. */
static void makes_centre_and_staff_together(void **state)
{
	struct bench bench;
	struct centre got;
	struct staff nameless = {.name = "", .role = STAFF_ADMIN};

	(void)state;
	bench_memory(&bench);
	assert_refused(store_centre_make(bench.store, &centre, &nameless, &err), ERR_DATA,
		       "tên");
	assert_false(store_centre(bench.store, &got, &err));
	bench_close(&bench);
}

static void keeps_staff(void **state)
{
	struct bench bench;
	struct staff lan = {.name = "Lê Thị Lan", .password = "p1", .recovery = "r1"};
	struct staff again = {.name = "LÊ THỊ LÀN"}, other = {.name = "Trần Hùng"}, got;
	struct staff *list;
	size_t count;

	(void)state;
	bench_memory(&bench);
	assert_done(store_staff_put(bench.store, &lan, &err));
	assert_int_not_equal(lan.id, 0);
	assert_refused(store_staff_put(bench.store, &again, &err), ERR_DATA,
		       "LÊ THỊ LÀN");
	assert_int_equal(again.id, 0);
	assert_done(store_staff_put(bench.store, &other, &err));
	memcpy(lan.password, "p2", 3);
	lan.role = STAFF_ADMIN;
	assert_done(store_staff_put(bench.store, &lan, &err));
	assert_done(store_staff(bench.store, "  lê  thị  LAN ", &got, &err));
	assert_int_equal(got.id, lan.id);
	assert_string_equal(got.password, "p2");
	assert_string_equal(got.recovery, "r1");
	assert_refused(store_staff(bench.store, "Nguyễn Văn Không", &got, &err),
		       ERR_NOUSER, "Nguyễn Văn Không");
	got = (struct staff){.id = 99, .name = "Ai"};
	assert_refused(store_staff_put(bench.store, &got, &err), ERR_NOUSER, "99");
	assert_done(store_staff_list(bench.store, &list, &count, &err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].name, "Lê Thị Lan");
	assert_string_equal(list[1].name, "Trần Hùng");
	free(list);
	bench_close(&bench);
}

/* After the n-th wrong try in a row one waits so many seconds. */
static const int waits[] = {0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900};

static void slows_down_guessing(void **state)
{
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	for (int n = 0; n < (int)ARRAY_LEN(waits); n++) {
		assert_int_equal(store_guard_wait(bench.store, "learner:17"), waits[n]);
		assert_int_equal(store_guard_wait(bench.store, "learner:18"), 0);
		clock_advance(&bench.clock, waits[n]);
		assert_int_equal(store_guard_wait(bench.store, "learner:17"), 0);
		assert_done(store_guard_note(bench.store, "learner:17", false, &err));
	}
	bench_reopen(&bench); /* a restart forgets nothing */
	assert_int_equal(store_guard_wait(bench.store, "learner:17"), 900);
	clock_advance(&bench.clock, 899);
	assert_int_equal(store_guard_wait(bench.store, "learner:17"), 1);
	assert_done(store_guard_note(bench.store, "learner:17", true, &err));
	assert_int_equal(store_guard_wait(bench.store, "learner:17"), 0);
	assert_done(store_guard_note(bench.store, "learner:17", false, &err));
	assert_int_equal(store_guard_wait(bench.store, "learner:17"), 0);
	bench_close(&bench);
}

static void a_clock_set_back_never_lengthens_the_wait(void **state)
{
	struct bench bench;

	(void)state;
	bench_folder(&bench);
	for (int i = 0; i < 30; i++)
		assert_done(store_guard_note(bench.store, "staff:1", false, &err));
	clock_advance(&bench.clock, -10LL * 365 * SECONDS_PER_DAY);
	assert_int_equal(store_guard_wait(bench.store, "staff:1"), 900);
	clock_advance(&bench.clock, 600);
	assert_int_equal(store_guard_wait(bench.store, "staff:1"), 300);
	bench_reopen(&bench);
	clock_advance(&bench.clock, 300);
	assert_int_equal(store_guard_wait(bench.store, "staff:1"), 0);
	/* nor does it give more tries than the one that is due */
	assert_done(store_guard_note(bench.store, "staff:1", false, &err));
	assert_int_equal(store_guard_wait(bench.store, "staff:1"), 900);
	bench_close(&bench);
}

static void keeps_settings(void **state)
{
	struct bench bench;
	char value[32], cut[5];

	(void)state;
	bench_folder(&bench);
	store_setting(bench.store, 0, "goal", value, sizeof(value));
	assert_string_equal(value, "");
	assert_done(store_setting_put(bench.store, 0, "goal", "70", &err));
	assert_done(store_setting_put(bench.store, 3, "goal", "cô", &err));
	bench_reopen(&bench);
	store_setting(bench.store, 0, "goal", value, sizeof(value));
	assert_string_equal(value, "70");
	assert_done(store_setting_put(bench.store, 0, "goal", "tiếng Việt", &err));
	store_setting(bench.store, 0, "goal", cut, sizeof(cut));
	assert_string_equal(cut, "ti"); /* not half of ế */
	assert_done(store_setting_put(bench.store, 0, "goal", "", &err));
	store_setting(bench.store, 0, "goal", value, sizeof(value));
	assert_string_equal(value, "");
	store_setting(bench.store, 3, "goal", value, sizeof(value));
	assert_string_equal(value, "cô");
	bench_close(&bench);
}

int test_staff(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_a_centre_once),
		cmocka_unit_test(makes_centre_and_staff_together),
		cmocka_unit_test(keeps_staff),
		cmocka_unit_test(slows_down_guessing),
		cmocka_unit_test(a_clock_set_back_never_lengthens_the_wait),
		cmocka_unit_test(keeps_settings),
	};

	return cmocka_run_group_tests_name("staff", tests, NULL, NULL);
}
