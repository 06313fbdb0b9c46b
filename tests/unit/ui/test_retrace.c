/* A practice done again, action by action, and the view that shows what it has cost. */
#include "tests.h"

#include "course/retrace.h"
#include "ui/practice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* ── a practice ──
 * A call asks for a code (giving it away costs money, and more when one stays on the line), a bill is
 * to be paid, and the settings lie three screens deep behind "Quay lại". */

enum { LOST, PAID_BILL, VARS };
enum { CALL, BILL, SETTINGS, DEEPER, LOOP, GOOD, BAD, SCREENS };

static struct effect lost = {LOST, 1, false}, bill_paid = {PAID_BILL, 1, false};

#define STAY .to = -1

static struct action call_actions[] = {
	{.id = "doc-ma",
	 .label = "Đọc mã",
	 .then = {.say = "Có mã, kẻ gian lấy 3 triệu.",
		  .effects = &lost,
		  .effect_count = 1,
		  .pay = 3000000,
		  STAY}},
	{.id = "giu-may", .label = "Giữ máy", .then = {.say = "Họ lại giục.", STAY}},
	{.id = "cup", .label = "Cúp máy", .then = {.to = BILL}},
};
static const char *accepted[] = {"150000"};
static struct action bill_actions[] = {
	{.id = "tra", .label = "Trả tiền điện", .then = {.pay = 150000, .to = SETTINGS}},
	{.id = "tra-thua",
	 .label = "Trả một triệu",
	 .then = {.pay = 1000000, .to = SETTINGS}},
	{.id = "tra-het",
	 .label = "Trả rồi chép biên lai",
	 .then = {.effects = &bill_paid,
		  .effect_count = 1,
		  .pay = 150000,
		  .to = SETTINGS}},
	{.id = "go",
	 .label = "Gõ số tiền",
	 .kind = ACTION_TYPE,
	 .accept = {accepted, 1},
	 .then = {.pay = 150000, .to = SETTINGS},
	 .wrong = {.say = "Gõ nhầm một số không.", .pay = 1500000, STAY}},
	{.id = "lai", .label = "Bắt đầu lại", .then = {.restart = true, STAY}},
};
static struct action settings_actions[] = {
	{.id = "sau", .label = "Mở mục trong", .then = {.to = DEEPER}},
	{.id = "vong", .label = "Đi vòng", .then = {.to = LOOP}},
	{.id = "xong", .label = "Xong", .then = {.to = GOOD}},
	{.id = "hong", .label = "Hỏng", .then = {.to = BAD}},
};
static struct action deeper_actions[] = {
	{.id = "quay-lai", .label = "Quay lại", .then = {.to = SETTINGS}},
	{.id = "lung", .label = "Quay lưng ra cửa sổ", .then = {STAY}},
};
static struct action loop_actions[] = {
	{.id = "quay-lai", .label = "Quay lại", .then = {.say = "Vẫn ở đây.", STAY}},
	{.id = "ra", .label = "Ra", .then = {.to = SETTINGS}},
};

static const char *hints[] = {"Đừng đọc mã."};
static struct screen screens[SCREENS] = {
	[CALL] = {.id = "goi",
		  .app = PHONE_CALL,
		  .show = {.app = PHONE_CALL,
			   .from = "09xx",
			   .at = "08:47",
			   .battery = 30},
		  .actions = call_actions,
		  .action_count = ARRAY_LEN(call_actions),
		  .hints = {hints, 1},
		  .after_steps = 3,
		  .after = {.say = "Trong lúc giữ máy, mất thêm 1 triệu.",
			    .pay = 1000000,
			    .to = BILL}},
	[BILL] = {.id = "hoa-don",
		  .app = PHONE_BANK,
		  .show = {.app = PHONE_BANK},
		  .actions = bill_actions,
		  .action_count = ARRAY_LEN(bill_actions)},
	[SETTINGS] = {.id = "cai-dat",
		      .app = PHONE_SETTINGS,
		      .show = {.app = PHONE_SETTINGS,
			       .at = "09:00",
			       .network = NETWORK_WIFI},
		      .actions = settings_actions,
		      .action_count = ARRAY_LEN(settings_actions)},
	[DEEPER] = {.id = "muc-trong",
		    .app = PHONE_SETTINGS,
		    .show = {.app = PHONE_SETTINGS},
		    .actions = deeper_actions,
		    .action_count = ARRAY_LEN(deeper_actions)},
	[LOOP] = {.id = "vong-tron",
		  .app = PHONE_SETTINGS,
		  .show = {.app = PHONE_SETTINGS},
		  .actions = loop_actions,
		  .action_count = ARRAY_LEN(loop_actions)},
	[GOOD] = {.id = "ket-tot", .ending = ENDING_SAFE, .say = "Xong rồi."},
	[BAD] = {.id = "ket-xau", .ending = ENDING_HARMED, .say = "Hỏng rồi."},
};

static struct goal goals[] = {
	{.id = "giu-ma", .text = "Giữ kín mã", .points = 60, .must = true},
	{.id = "tra-dien", .text = "Có biên lai tiền điện", .points = 40},
};
static const char *full[] = {"cup", "tra", "xong"};
static const char *no_longer[] = {"da-bo", "xong"};
static struct try_path paths[] = {
	{.actions = {full, 3}, .ending = "ket-tot", .score = 100},
	{.actions = {no_longer, 2}, .ending = "ket-tot", .score = 100},
};

static struct practice practice = {
	.id = "thu",
	.title = "Thử",
	.brief = "Làm thử.",
	.owner = "Bác Tâm",
	.balance = 8000000,
	.vars = {"lo_ma", "da_tra"},
	.is_bool = {true, true},
	.var_count = VARS,
	.goals = goals,
	.goal_count = ARRAY_LEN(goals),
	.screens = screens,
	.screen_count = SCREENS,
	.paths = paths,
	.path_count = ARRAY_LEN(paths),
};

static struct arena arena;
static struct app app;
static struct page page;
static struct view *view;

static void condition(struct condition *out, const char *text)
{
	size_t at;
	const char *message;
	assert_true(condition_parse(out, &arena, text, practice.vars, practice.var_count,
				    &at, &message));
}

static int set_up(void **state)
{
	(void)state;
	condition(&goals[0].when, "not lo_ma");
	condition(&goals[1].when, "da_tra");
	for (size_t i = 0; i < SCREENS; i++)
		for (size_t a = 0; a < screens[i].action_count; a++) {
			condition(&screens[i].actions[a].when, "true");
			if (screens[i].actions[a].kind != ACTION_TYPE)
				screens[i].actions[a].wrong.to = -1;
		}
	app = (struct app){.address = ADDRESS_BAC};
	view = view_practice(&practice);
	app_push(&app, view);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	app_release(&app);
	page_release(&page);
	arena_release(&arena);
	return 0;
}

/* ── retracing ── */

#define ACTIONS(...)                                                                     \
	&(const struct strings)                                                          \
	{                                                                                \
		(const char *[]){__VA_ARGS__},                                           \
			ARRAY_LEN(((const char *[]){__VA_ARGS__}))                       \
	}

static void it_sees_every_step(void **state)
{
	struct retrace r;
	(void)state;
	retrace_begin(&r, &practice,
		      ACTIONS("?hint", "doc-ma", "cup", "go=99", "tra", "?"));
	assert_string_equal(r.status.at, "08:47");
	assert_true(retrace_next(&r));
	assert_null(r.action);
	assert_int_equal(r.state.hints, 1);
	assert_true(retrace_next(&r));
	assert_string_equal(r.action->id, "doc-ma");
	assert_int_equal(r.before.balance - r.state.balance, 3000000);
	assert_true(retrace_next(&r));
	assert_ptr_equal(r.screen, &screens[CALL]);
	assert_int_equal(r.state.screen, BILL);
	assert_true(retrace_next(&r));
	assert_true(r.result.wrong);
	assert_string_equal(r.status.at, "08:47");
	assert_int_equal(r.status.network, NETWORK_UNSAID);
	assert_true(retrace_next(&r));
	assert_string_equal(r.status.at, "09:00");
	assert_int_equal(r.status.network, NETWORK_WIFI);
	assert_int_equal(r.status.battery, 30);
	assert_false(retrace_next(&r));
	assert_int_equal(r.done, 5);
}

/* It stands where practice_replay() stands, also where it cannot go on. */
static void it_agrees_with_the_replay(void **state)
{
	static const struct strings *lists[3];
	(void)state;
	lists[0] = ACTIONS("giu-may", "giu-may", "giu-may", "lai", "cup");
	lists[1] = ACTIONS("?hint", "?hint", "cup");
	lists[2] = ACTIONS("cup", "tra", "sau", "quay-lai", "khong-co");
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		struct practice_state replayed;
		struct retrace r;
		size_t done = practice_replay(&practice, lists[i], &replayed);
		retrace_begin(&r, &practice, lists[i]);
		while (retrace_next(&r))
			;
		assert_int_equal(r.done, done);
		assert_memory_equal(&r.state, &replayed, sizeof(replayed));
	}
}

static void a_clock_does_not_run_back(void **state)
{
	static const struct {
		const char *from, *to, *shown;
	} cases[] = {
		{NULL, "08:10", "08:10"},      {"08:10", "07:55", "08:10"},
		{"08:10", "08:10", "08:10"},   {"08:10", "08:11", "08:11"},
		{"20:05", "07:10", "07:10"},   {"08:10", "Tối qua", "Tối qua"},
		{"Tối qua", "08:10", "08:10"}, {"08:10", "", ""},
		{"08:10", "7:55", "7:55"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct phone_status status = {.at = cases[i].from};
		const struct phone show = {.at = cases[i].to};
		phone_status_note(&status, &show);
		assert_string_equal(status.at, cases[i].shown);
	}
}

static size_t slips(const struct strings *actions, struct slip *out)
{
	return retrace_slips(&practice, actions, out, 8);
}

static void a_lost_goal_is_a_slip(void **state)
{
	struct slip s[8];
	(void)state;
	assert_int_equal(slips(ACTIONS("doc-ma", "doc-ma", "cup"), s), 1);
	assert_string_equal(s[0].action->id, "doc-ma");
	assert_string_equal(s[0].said, "Có mã, kẻ gian lấy 3 triệu.");
	assert_string_equal(s[0].lost->id, "giu-ma");
	assert_int_equal(s[0].paid, 3000000);
}

static void what_comes_later_is_told_with_it(void **state)
{
	struct slip s[8];
	(void)state;
	assert_int_equal(slips(ACTIONS("giu-may", "giu-may", "giu-may"), s), 1);
	assert_string_equal(s[0].action->id, "giu-may");
	assert_string_equal(s[0].said, "Trong lúc giữ máy, mất thêm 1 triệu.");
	assert_null(s[0].lost);
}

static void only_money_for_nothing_is_a_slip(void **state)
{
	struct slip s[8];
	(void)state;
	/* On the way to full marks; for a goal; for nothing. */
	assert_int_equal(slips(ACTIONS("cup", "tra"), s), 0);
	assert_int_equal(slips(ACTIONS("cup", "tra-het"), s), 0);
	assert_int_equal(slips(ACTIONS("cup", "tra-thua"), s), 1);
	assert_null(s[0].said);
	assert_int_equal(s[0].paid, 1000000);
	assert_int_equal(slips(ACTIONS("cup", "go=1500000"), s), 1);
	assert_string_equal(s[0].said, "Gõ nhầm một số không.");
}

/* To begin anew is none, though what had been reached is gone. */
static void starting_over_is_no_slip(void **state)
{
	struct slip s[8];
	(void)state;
	assert_int_equal(slips(ACTIONS("cup", "tra-het", "xong"), s), 0);
	screens[SETTINGS].actions = bill_actions;
	assert_int_equal(slips(ACTIONS("cup", "tra-het", "lai"), s), 0);
	screens[SETTINGS].actions = settings_actions;
}

static void no_more_than_there_is_room_for(void **state)
{
	struct slip s[2];
	(void)state;
	const struct strings *list = ACTIONS("doc-ma", "cup", "go=1", "tra-thua");
	assert_int_equal(retrace_slips(&practice, list, s, 2), 2);
	assert_string_equal(s[1].action->id, "go");
}

/* ── the view ── */

static void draw(void)
{
	page_reset(&page);
	view->ops->draw(view, &app, &page);
}

static bool shows(const char *text)
{
	draw();
	for (size_t i = 0; i < page.block_count; i++)
		if (page.blocks[i].text && strstr(page.blocks[i].text, text))
			return true;
	return false;
}

static void choose(const char *label)
{
	draw();
	for (size_t i = 0; i < page.block_count; i++)
		if (page.blocks[i].focusable && !strcmp(page.blocks[i].text, label)) {
			view->ops->choose(view, &app, page.blocks[i].id);
			return;
		}
	fail_msg("nothing to choose: %s", label);
}

static void escape(void)
{
	view->ops->back(view, &app);
}

static void steps_are_counted(void **state)
{
	(void)state;
	choose("Bắt đầu");
	assert_false(shows("Đã làm"));
	choose("Xem gợi ý (bớt 5 điểm)");
	assert_false(shows("Đã làm"));
	choose("Đọc mã");
	assert_true(shows("Đã làm 1 bước."));
	choose("Cúp máy");
	assert_true(shows("Đã làm 2 bước."));
	/* The coach keeps to itself which goals are met. */
	assert_false(shows("[x]"));
	assert_false(shows("[ ]"));
}

static void the_clock_does_not_run_back(void **state)
{
	(void)state;
	choose("Bắt đầu");
	choose("Cúp máy");
	assert_true(shows(" 08:47 "));
	choose("Trả tiền điện");
	assert_true(shows(" 09:00 "));
	choose("Mở mục trong");
	assert_true(shows(" 09:00 "));
	choose("Quay lại");
	choose("Hỏng");
	choose("Làm lại từ đầu");
	assert_true(shows(" 08:47 "));
}

static void escape_is_the_phones_own_back(void **state)
{
	(void)state;
	choose("Bắt đầu");
	choose("Cúp máy");
	choose("Trả tiền điện");
	choose("Mở mục trong");
	assert_true(shows("Quay lại: Esc"));
	escape();
	assert_true(shows("Tạm dừng: Esc"));
	assert_true(shows("Đi vòng"));
	assert_true(shows("Đã làm 4 bước."));
	escape();
	assert_true(app.quit);
}

/* Where Back leads nowhere Esc leads out: nobody is held. */
static void escape_leads_out_of_a_circle(void **state)
{
	(void)state;
	choose("Bắt đầu");
	choose("Cúp máy");
	choose("Trả tiền điện");
	choose("Đi vòng");
	assert_true(shows("Tạm dừng: Esc"));
	escape();
	assert_true(app.quit);
}

/* Under a phone of 40 columns there is room for three lines: they are the hint's. */
static void a_hint_takes_the_place_of_what_was_said(void **state)
{
	(void)state;
	choose("Bắt đầu");
	choose("Giữ máy");
	assert_true(shows("Họ lại giục."));
	choose("Xem gợi ý (bớt 5 điểm)");
	assert_true(shows("Gợi ý: Đừng đọc mã."));
	assert_false(shows("Họ lại giục."));
	/* That was all: nothing more is offered, and nothing more it costs. */
	assert_false(shows("Xem gợi ý (bớt 5 điểm)"));
	choose("Đã xem hết gợi ý ở đây");
	assert_true(shows("Đã làm 1 bước."));
}

/* What it says about names and numbers need not be kept in mind; and reading is no step. */
static void the_story_can_be_read_again(void **state)
{
	(void)state;
	choose("Bắt đầu");
	choose("Cúp máy");
	assert_false(shows("Làm thử."));
	field_set(view->ops->field(view, 3), "15");
	for (int i = 0; i < 2; i++) {
		choose("Đọc lại câu chuyện");
		assert_true(shows("Làm thử."));
		assert_false(shows("Bắt đầu"));
		if (i)
			escape();
		else
			choose("Làm tiếp");
		assert_false(app.quit);
		assert_true(shows("Đã làm 1 bước."));
		assert_string_equal(field_text(view->ops->field(view, 3)), "15");
	}
}

/* Nobody can mend what stands there as dots; what can be read can be mended. */
static void a_wrong_secret_is_typed_anew(void **state)
{
	struct field *field;
	(void)state;
	choose("Bắt đầu");
	choose("Cúp máy");
	for (int secret = 0; secret < 2; secret++) {
		bill_actions[3].secret = secret;
		field = view->ops->field(view, 3);
		field_set(field, "1500000");
		choose("Gõ số tiền");
		assert_true(shows("Gõ nhầm một số không."));
		assert_string_equal(field_text(field), secret ? "" : "1500000");
	}
	bill_actions[3].secret = false;
}

/* For ears the order of the page is the order of things: first what has happened, then where one is
 * now. */
static void what_happened_is_told_first(void **state)
{
	size_t said = 0, phone = 0, goal = 0;
	(void)state;
	choose("Bắt đầu");
	choose("Đọc mã");
	draw();
	for (size_t i = 0; i < page.block_count; i++) {
		const struct block *b = &page.blocks[i];
		if (b->kind == BLOCK_FRAME_TOP)
			phone = i + 1;
		else if (b->text && strstr(b->text, "kẻ gian lấy 3 triệu"))
			said = i + 1;
		else if (b->text && !strcmp(b->text, "Giữ kín mã"))
			goal = i + 1;
	}
	assert_true(said && said < phone && phone < goal);
}

static void the_end_names_the_slips(void **state)
{
	(void)state;
	choose("Bắt đầu");
	choose("Đọc mã");
	choose("Cúp máy");
	choose("Trả một triệu");
	assert_false(shows("Chỗ đã vấp"));
	choose("Hỏng");
	assert_true(shows("Chỗ đã vấp"));
	assert_true(shows("“Đọc mã”: Có mã, kẻ gian lấy 3 triệu."));
	assert_true(shows("“Trả một triệu”: 1.000.000\xC2\xA0đ đã đi."));
	assert_false(shows("“Cúp máy”"));
	choose("Làm lại từ đầu");
	choose("Cúp máy");
	choose("Trả rồi chép biên lai");
	choose("Xong");
	assert_true(shows("Được 100 trên 100 điểm."));
	assert_false(shows("Chỗ đã vấp"));
}

/* Where nothing was said it is told what is not reached any more. */
static void the_end_tells_what_was_lost(void **state)
{
	(void)state;
	const char *said = call_actions[0].then.say;
	call_actions[0].then.say = NULL;
	choose("Bắt đầu");
	choose("Đọc mã");
	choose("Cúp máy");
	choose("Trả tiền điện");
	choose("Hỏng");
	assert_true(shows(
		"“Đọc mã”: 3.000.000\xC2\xA0đ đã đi. Từ đây chưa đạt: Giữ kín mã."));
	call_actions[0].then.say = said;
}

int test_retrace(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_sees_every_step, set_up, tear_down),
		cmocka_unit_test_setup_teardown(it_agrees_with_the_replay, set_up,
						tear_down),
		cmocka_unit_test(a_clock_does_not_run_back),
		cmocka_unit_test_setup_teardown(a_lost_goal_is_a_slip, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_comes_later_is_told_with_it, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(only_money_for_nothing_is_a_slip, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(starting_over_is_no_slip, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(no_more_than_there_is_room_for, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(steps_are_counted, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_clock_does_not_run_back, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(escape_is_the_phones_own_back, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(escape_leads_out_of_a_circle, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_hint_takes_the_place_of_what_was_said,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_story_can_be_read_again, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_wrong_secret_is_typed_anew, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_happened_is_told_first, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_end_names_the_slips, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(the_end_tells_what_was_lost, set_up,
						tear_down),
	};
	return cmocka_run_group_tests_name("retrace", tests, NULL, NULL);
}
