/* Accounts of the staff, where the keys of tests/screens do not reach: passwords as they are typed,
 * an account that is closed from elsewhere while its owner sits here. */
#include "tests.h"

#include "secret/secret.h"
#include "term/script.h"
#include "ui/app.h"
#include "ui/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PASSWORD "hoc vui moi ngay"

struct office {
	struct clock clock;
	struct app app;
	struct buf screens;
	struct staff lan, hung;
};

static struct office w;

/* Lan manages, Hùng instructs; Lan is signed in and sits at the home of the staff. */
static int open_office(void **state)
{
	struct err err = {0};
	struct keyfile none = {0};
	struct script_settings settings = {.rows = 24, .cols = 80, .out = &w.screens};
	struct centre centre = {.name = "Nhà văn hóa Thử", .ward = "00070"};
	char code[RECOVERY_CODE_SIZE];

	(void)state;
	w = (struct office){.screens = BUF_INIT};
	settings.out = &w.screens;
	assert_true(secret_init(&err));
	w.clock = (struct clock){
		.held = true,
		.at = instant_of(day_of((struct date){2026, 11, 22}), 8, 0, 0)};
	w.app = (struct app){.clock = &w.clock, .address = ADDRESS_BAC};
	w.app.store = store_open(NULL, STORE_CREATE, &w.clock, NULL, NULL, &err);
	if (!w.app.store)
		fail_msg("%s", err.text);
	w.lan = (struct staff){.name = "Trần Thị Lan", .role = STAFF_ADMIN};
	assert_true(password_hash(PASSWORD, w.lan.password));
	assert_true(store_centre_make(w.app.store, &centre, &w.lan, &err));
	w.hung = (struct staff){.name = "Lê Văn Hùng"};
	assert_true(store_staff_add(w.app.store, &w.hung, PASSWORD, code, &err));
	assert_true(keyfile_parse(&none, "none", "", 0, &err));
	w.app.term = term_script_new(&none, &settings);
	assert_true(term_open(w.app.term, &err));
	canvas_init(&w.app.canvas, 1, 1);
	assert_true(store_staff(w.app.store, "tran thi lan", &w.lan, &err));
	app_push(&w.app, view_who());
	app_staff(&w.app, &w.lan);
	app_push(&w.app, view_staff());
	app_show(&w.app);
	return 0;
}

static int close_office(void **state)
{
	(void)state;
	app_release(&w.app);
	term_free(w.app.term);
	store_close(w.app.store);
	buf_release(&w.screens);
	return 0;
}

static void press(enum key_code code)
{
	struct key key = key_of(code);
	app_key(&w.app, &key);
	app_show(&w.app);
}

static void write(const char *text)
{
	for (; *text; text++) {
		struct key key = key_text(text, 1);
		app_key(&w.app, &key);
	}
	app_show(&w.app);
}

static bool shows(const char *text)
{
	struct buf screen = BUF_INIT;
	canvas_dump(&w.app.canvas, &screen);
	bool found = screen.data && strstr(screen.data, text);
	buf_release(&screen);
	return found;
}

static const char *top(void)
{
	return app_top(&w.app)->ops->name;
}

/* Typing with marks would make of "xuaan" another password than the one at another desk. */
static void a_password_is_what_was_typed(void **state)
{
	struct err err = {0};
	struct staff lan;

	(void)state;
	w.app.typing.telex.method = TELEX_TELEX;
	app_push(&w.app, view_account_password(&w.lan));
	app_show(&w.app);
	write(PASSWORD);
	assert_false(shows("hoc"));
	press(K_ENTER);
	write("mua xuaan veef");
	assert_false(shows("mua"));
	press(K_ENTER);
	write("mua xuaan veef");
	assert_false(shows("mua"));
	press(K_ENTER);
	assert_true(shows("mã cũ không dùng được nữa"));
	assert_true(store_staff(w.app.store, "tran thi lan", &lan, &err));
	assert_true(password_verify(lan.password, "mua xuaan veef"));
	/* A screen that locks now opens with the new one. */
	assert_string_equal(w.app.staff.password, lan.password);
	press(K_ENTER);
	assert_string_equal(top(), "staff");
}

static void others_are_changed_with_a_password_and_no_code(void **state)
{
	struct err err = {0};
	struct staff hung;
	char code[RECOVERY_CODE_SIZE];

	(void)state;
	assert_true(store_staff_password(w.app.store, w.lan.id, PASSWORD, code, &err));
	app_push(&w.app, view_account_password(&w.hung));
	app_show(&w.app);
	write(code);
	press(K_ENTER);
	assert_true(shows("không phải mã dự phòng"));
	write("khong phai the");
	press(K_ENTER);
	assert_true(shows("Mật khẩu chưa đúng"));
	assert_true(store_staff(w.app.store, "le van hung", &hung, &err));
	assert_true(password_verify(hung.password, PASSWORD));
	/* One's own is what the code is for. */
	app_replace(&w.app, view_account_password(&w.lan));
	app_show(&w.app);
	write(code);
	press(K_ENTER);
	assert_true(shows("Mật khẩu mới"));
}

/* From the command line, say, while she sits here. */
static void who_is_closed_meanwhile_leaves(void **state)
{
	struct err err = {0};

	(void)state;
	assert_true(store_staff_allow(w.app.store, w.hung.id, STAFF_ADMIN, false, &err));
	app_push(&w.app, view_accounts());
	app_show(&w.app);
	assert_true(store_staff_allow(w.app.store, w.lan.id, STAFF_ADMIN, true, &err));
	press(K_ENTER);
	assert_string_equal(top(), "who");
	assert_int_equal(w.app.staff.id, 0);
}

static void a_locked_screen_does_not_open_for_a_closed_account(void **state)
{
	struct err err = {0};

	(void)state;
	assert_true(store_staff_allow(w.app.store, w.hung.id, STAFF_ADMIN, false, &err));
	app_push(&w.app, view_locked());
	app_show(&w.app);
	assert_true(store_staff_allow(w.app.store, w.lan.id, STAFF_ADMIN, true, &err));
	write(PASSWORD);
	press(K_ENTER);
	assert_string_equal(top(), "who");
	assert_int_equal(w.app.staff.id, 0);
}

/* While staff look at a lesson as learners see it, the store is another (ui/preview.h). */
static void a_locked_preview_opens_again(void **state)
{
	struct err err = {0};
	struct store *centre = w.app.store;

	(void)state;
	w.app.store = store_open(NULL, STORE_CREATE, &w.clock, NULL, NULL, &err);
	assert_non_null(w.app.store);
	w.app.within = &w;
	app_push(&w.app, view_locked());
	app_show(&w.app);
	write(PASSWORD);
	press(K_ENTER);
	assert_string_equal(top(), "staff");
	assert_int_equal(w.app.staff.id, w.lan.id);
	w.app.within = NULL;
	store_close(w.app.store);
	w.app.store = centre;
}

static void managing_ends_where_it_was_taken_away(void **state)
{
	struct err err = {0};

	(void)state;
	assert_true(store_staff_allow(w.app.store, w.hung.id, STAFF_ADMIN, false, &err));
	app_push(&w.app, view_accounts());
	app_show(&w.app);
	assert_true(
		store_staff_allow(w.app.store, w.lan.id, STAFF_INSTRUCTOR, false, &err));
	press(K_DOWN); /* "Thêm một đồng nghiệp" still stands there */
	press(K_ENTER);
	assert_string_equal(top(), "accounts");
	assert_true(shows("Chỉ người quản lý"));
	assert_false(shows("Thêm một đồng nghiệp"));
}

int test_accounts(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, open_office, close_office)
	static const struct CMUnitTest tests[] = {
		CASE(a_password_is_what_was_typed),
		CASE(others_are_changed_with_a_password_and_no_code),
		CASE(who_is_closed_meanwhile_leaves),
		CASE(a_locked_screen_does_not_open_for_a_closed_account),
		CASE(a_locked_preview_opens_again),
		CASE(managing_ends_where_it_was_taken_away),
	};
#undef CASE

	return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
