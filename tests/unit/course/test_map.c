/* Practices drawn as text and for dot(1). */
#include "course/explore.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

int test_map(void);

static struct arena arena;
static struct buf out;

static int begin(void **state)
{
	(void)state;
	buf_init(&out);
	return 0;
}

static int release(void **state)
{
	(void)state;
	buf_release(&out);
	arena_release(&arena);
	return 0;
}

static void whole_map(void **state)
{
	struct practice *p = fixture_practice(&arena);

	(void)state;
	fixture_action(p, "chuong-reo", "nghe")->label = "Nghe máy";
	practice_map(p, &out);
	assert_string_equal(
		out.data,
		"Cuộc gọi lạ tự xưng công an (goi-gia-cong-an)\n"
		"6 màn hình, 14 việc làm được, 3 kết thúc, 30 trạng thái\n"
		"\n"
		"chuong-reo (call), bắt đầu ở đây   ← mat-tien\n"
		"  nghe          → dang-noi    Nghe máy\n"
		"  tu-choi       → nhan-sms    tu-choi\n"
		"\n"
		"dang-noi (call), chỗ quyết định   ← chuong-reo\n"
		"  doc-ma        → mat-tien    doc-ma  [lo_otp = true; trừ 3.000.000 đ]\n"
		"  cho             ở lại       cho  [khi lan_goi < 3; lan_goi + 1]\n"
		"  cup           → sau-cup     cup\n"
		"  (sau 3 việc)  → sau-cup\n"
		"\n"
		"nhan-sms (sms), chỗ quyết định   ← chuong-reo\n"
		"  keo             ở lại       keo  [da_xem = true]\n"
		"  mo-link       → trang-gia   mo-link  [khi da_xem and balance > 0]\n"
		"  bo-qua        → sau-cup     bo-qua\n"
		"\n"
		"sau-cup (home)   ← dang-noi, nhan-sms, trang-gia\n"
		"  bo-di         → ket-vua     bo-di\n"
		"  go-so         → ket-tot     go-so  [da_bao = true]\n"
		"  (gõ sai)        ở lại\n"
		"\n"
		"mat-tien (bank)   ← dang-noi, trang-gia\n"
		"  khoa          → ket-xau     khoa\n"
		"  lam-lai       → chuong-reo  lam-lai  (làm lại từ đầu)\n"
		"\n"
		"trang-gia (browser)   ← nhan-sms\n"
		"  nhap-ma       → mat-tien    nhap-ma  [lo_otp = true]\n"
		"  thoat         → sau-cup     thoat\n"
		"\n"
		"ket-tot  KẾT THÚC: an toàn   ← sau-cup\n"
		"\n"
		"ket-vua  KẾT THÚC: được một phần   ← sau-cup\n"
		"\n"
		"ket-xau  KẾT THÚC: bị hại   ← mat-tien\n");
}

static void what_nobody_reaches_is_marked(void **state)
{
	struct practice *p = fixture_practice(&arena);

	(void)state;
	fixture_action(p, "nhan-sms", "mo-link")->then.to = 3;
	fixture_action(p, "sau-cup", "bo-di")->then.to = 6;
	practice_map(p, &out);
	assert_non_null(strstr(out.data, "\ntrang-gia (browser), KHÔNG TỚI ĐƯỢC\n"));
	assert_non_null(
		strstr(out.data, "\nket-vua  KẾT THÚC: được một phần, KHÔNG TỚI ĐƯỢC\n"));
}

static void effects_of_all_kinds(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct action *wait = fixture_action(p, "dang-noi", "cho");

	(void)state;
	wait->then.effects = arena_array(&arena, 3, sizeof(struct effect));
	wait->then.effects[0] = (struct effect){0, false, false};
	wait->then.effects[1] = (struct effect){3, -2, true};
	wait->then.effects[2] = (struct effect){3, 4, false};
	wait->then.effect_count = 3;
	wait->then.to = 1; /* to itself: nobody comes from elsewhere */
	fixture_action(p, "sau-cup", "go-so")->wrong.pay = 500;
	practice_map(p, &out);
	assert_non_null(strstr(out.data, "chỗ quyết định   ← chuong-reo\n  doc-ma"));
	assert_non_null(
		strstr(out.data,
		       "[khi lan_goi < 3; lo_otp = false; lan_goi - 2; lan_goi = 4]\n"));
	assert_non_null(strstr(out.data, "(gõ sai)        ở lại       [trừ 500 đ]\n"));
}

static void dot(void **state)
{
	struct practice *p = fixture_practice(&arena);

	(void)state;
	p->title = "Tin \"lạ\" \\ thật";
	fixture_action(p, "chuong-reo", "nghe")->label = "Bấm \"Nghe\"";
	p->screen_count = 4;
	fixture_screen(p, "sau-cup")->ending = ENDING_HARMED;
	fixture_screen(p, "sau-cup")->action_count = 0;
	fixture_screen(p, "nhan-sms")->action_count = 1;
	fixture_action(p, "dang-noi", "doc-ma")->kind = ACTION_TYPE;
	fixture_action(p, "dang-noi", "doc-ma")->then.to = 3;
	practice_dot(p, &out);
	assert_string_equal(
		out.data,
		"digraph \"goi-gia-cong-an\" {\n"
		"\tlabel=\"Tin \\\"lạ\\\" \\\\ thật\";\n"
		"\tnode [shape=box];\n"
		"\t\"chuong-reo\" [label=\"chuong-reo\\ncall\", peripheries=2];\n"
		"\t\"dang-noi\" [label=\"dang-noi\\ncall\", shape=diamond];\n"
		"\t\"nhan-sms\" [label=\"nhan-sms\\nsms\", shape=diamond];\n"
		"\t\"sau-cup\" [label=\"sau-cup\\nKẾT THÚC: bị hại\", shape=octagon, "
		"style=bold];\n"
		"\t\"chuong-reo\" -> \"dang-noi\" [label=\"Bấm \\\"Nghe\\\"\"];\n"
		"\t\"chuong-reo\" -> \"nhan-sms\" [label=\"tu-choi\"];\n"
		"\t\"dang-noi\" -> \"sau-cup\" [label=\"doc-ma\"];\n"
		"\t\"dang-noi\" -> \"dang-noi\" [label=\"(gõ sai)\", style=dashed];\n"
		"\t\"dang-noi\" -> \"dang-noi\" [label=\"cho\"];\n"
		"\t\"dang-noi\" -> \"sau-cup\" [label=\"cup\"];\n"
		"\t\"dang-noi\" -> \"sau-cup\" [label=\"(sau 3 việc)\", style=dashed];\n"
		"\t\"nhan-sms\" -> \"nhan-sms\" [label=\"keo\"];\n"
		"}\n");
}

int test_map(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_map, begin, release),
		cmocka_unit_test_setup_teardown(what_nobody_reaches_is_marked, begin,
						release),
		cmocka_unit_test_setup_teardown(effects_of_all_kinds, begin, release),
		cmocka_unit_test_setup_teardown(dot, begin, release),
	};

	return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
