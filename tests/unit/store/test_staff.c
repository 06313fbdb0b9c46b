/* The centre, staff, wrong passwords, settings. */
#include "fixture.h"
#include "secret/secret.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
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

/* The deeds noted under a name, the last first, as "who:whom who:whom". */
static const char *noted(struct bench *bench, const char *action)
{
	static char text[400];
	struct deed *deeds;
	size_t count, len = 0;

	assert_done(store_noted(bench->store, action, 10, &deeds, &count, &err));
	text[0] = '\0';
	for (size_t i = 0; i < count; i++)
		len += (size_t)snprintf(text + len, sizeof(text) - len, "%s%s:%s",
					i ? " " : "", deeds[i].staff, deeds[i].detail);
	free(deeds);
	return text;
}

static void adds_a_colleague(void **state)
{
	struct bench bench;
	struct staff first = {.name = "Lan", .role = STAFF_ADMIN, .password = "x"};
	struct staff hung = {.name = "Trần Hùng"}, got;
	char code[RECOVERY_CODE_SIZE];

	(void)state;
	bench_folder(&bench);
	assert_done(store_centre_make(bench.store, &centre, &first, &err));
	store_actor(bench.store, "Lan");
	assert_refused(store_staff_add(bench.store, &hung, "ngan", code, &err), ERR_DATA,
		       "8 ký tự");
	assert_string_equal(code, "");
	assert_done(store_staff_add(bench.store, &hung, "mua xuan ve", code, &err));
	assert_int_not_equal(hung.id, 0);
	bench_reopen(&bench);
	assert_done(store_staff(bench.store, "tran hung", &got, &err));
	assert_true(password_verify(got.password, "mua xuan ve"));
	assert_true(password_verify(got.recovery, code));
	assert_false(password_verify(got.password, code));
	assert_int_equal(got.role, STAFF_INSTRUCTOR);
	assert_false(got.closed);
	assert_string_equal(noted(&bench, "staff-added"), "Lan:Trần Hùng");

	/* The name is taken: nothing changes, nothing is noted, no code is given away. */
	struct staff again = {.name = "TRẦN HÙNG"};
	assert_refused(store_staff_add(bench.store, &again, "mua thu toi", code, &err),
		       ERR_DATA, "TRẦN HÙNG");
	assert_string_equal(code, "");
	assert_int_equal(again.id, 0);
	assert_done(store_staff_allow(bench.store, hung.id, got.role, true, &err));
	assert_refused(store_staff_add(bench.store, &again, "mua thu toi", code, &err),
		       ERR_DATA, "mở lại");
	assert_string_equal(noted(&bench, "staff-added"), "Lan:Trần Hùng");
	bench_close(&bench);
}

static void sets_a_new_password(void **state)
{
	struct bench bench;
	struct staff first = {.name = "Lan", .role = STAFF_ADMIN, .password = "x"}, got;
	char code[RECOVERY_CODE_SIZE], newer[RECOVERY_CODE_SIZE];

	(void)state;
	bench_folder(&bench);
	assert_done(store_centre_make(bench.store, &centre, &first, &err));
	assert_done(store_staff_password(bench.store, 1, "mua xuan ve", code, &err));
	store_actor(bench.store, "Lan");
	for (int i = 0; i < 9; i++)
		assert_done(store_guard_note(bench.store, "staff:1", false, &err));
	assert_true(store_guard_wait(bench.store, "staff:1") > 0);
	assert_refused(store_staff_password(bench.store, 1, "12345678", newer, &err),
		       ERR_DATA, "dễ đoán");
	assert_true(store_guard_wait(bench.store, "staff:1") > 0);
	assert_done(store_staff_password(bench.store, 1, "mua thu toi", newer, &err));
	assert_int_equal(store_guard_wait(bench.store, "staff:1"), 0);
	assert_done(store_staff(bench.store, "lan", &got, &err));
	assert_true(password_verify(got.password, "mua thu toi"));
	assert_false(password_verify(got.password, "mua xuan ve"));
	assert_true(password_verify(got.recovery, newer));
	assert_false(password_verify(got.recovery, code));
	assert_int_equal(got.role, STAFF_ADMIN);
	assert_string_equal(noted(&bench, "staff-password"), "Lan:Lan :Lan");
	assert_refused(store_staff_password(bench.store, 9, "mua dong ay", code, &err),
		       ERR_NOUSER, "9");
	assert_string_equal(code, "");
	bench_close(&bench);
}

static void closes_and_opens_accounts(void **state)
{
	struct bench bench;
	struct staff first = {.name = "Lan", .role = STAFF_ADMIN, .password = "x"}, got;
	struct staff hung = {.name = "Hùng"};
	char code[RECOVERY_CODE_SIZE];

	(void)state;
	bench_folder(&bench);
	assert_done(store_centre_make(bench.store, &centre, &first, &err));
	store_actor(bench.store, "Lan");
	assert_refused(store_staff_allow(bench.store, 1, STAFF_ADMIN, true, &err),
		       ERR_DATA, "Lan");
	assert_refused(store_staff_allow(bench.store, 1, STAFF_INSTRUCTOR, false, &err),
		       ERR_DATA, "duy nhất");
	assert_done(store_staff_add(bench.store, &hung, "mua xuan ve", code, &err));
	/* Somebody who manages nothing is not enough. */
	assert_refused(store_staff_allow(bench.store, 1, STAFF_ADMIN, true, &err),
		       ERR_DATA, "duy nhất");
	assert_done(store_staff(bench.store, "lan", &got, &err));
	assert_false(got.closed);
	assert_int_equal(got.role, STAFF_ADMIN);
	assert_string_equal(noted(&bench, "staff-closed"), "");

	assert_done(store_staff_allow(bench.store, hung.id, STAFF_ADMIN, false, &err));
	assert_done(store_staff_allow(bench.store, 1, STAFF_ADMIN, true, &err));
	assert_done(store_staff_allow(bench.store, 1, STAFF_ADMIN, true, &err));
	assert_string_equal(noted(&bench, "staff-manager"), "Lan:Hùng");
	assert_string_equal(noted(&bench, "staff-closed"), "Lan:Lan");
	bench_reopen(&bench);
	store_actor(bench.store, "Lan");
	assert_done(store_staff(bench.store, "lan", &got, &err));
	assert_true(got.closed);
	/* Now Hùng is the last, and a closed manager does not count. */
	assert_refused(store_staff_allow(bench.store, hung.id, STAFF_ADMIN, true, &err),
		       ERR_DATA, "Hùng");
	/* Writing the rest of an account does not open it. */
	got.closed = false;
	assert_done(store_staff_put(bench.store, &got, &err));
	assert_done(store_staff(bench.store, "lan", &got, &err));
	assert_true(got.closed);
	assert_done(store_staff_allow(bench.store, 1, STAFF_INSTRUCTOR, false, &err));
	assert_done(store_staff(bench.store, "lan", &got, &err));
	assert_false(got.closed);
	assert_string_equal(noted(&bench, "staff-opened"), "Lan:Lan");
	assert_string_equal(noted(&bench, "staff-instructor"), "Lan:Lan");
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
		cmocka_unit_test(adds_a_colleague),
		cmocka_unit_test(sets_a_new_password),
		cmocka_unit_test(closes_and_opens_accounts),
		cmocka_unit_test(slows_down_guessing),
		cmocka_unit_test(a_clock_set_back_never_lengthens_the_wait),
		cmocka_unit_test(keeps_settings),
	};

	return cmocka_run_group_tests_name("staff", tests, NULL, NULL);
}
