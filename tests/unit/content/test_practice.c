/* What may not stand on a simulated phone (W60), text by text. */
#include "check.h"

#include "content/load.h"

#include <stdlib.h>
#include <string.h>

/* A small sound practice around one text. */
static const char form[] =
	"kind: practice\nschema: 1\nid: x\ntitle: X\nskills: [a.b]\nminutes: 1\n"
	"brief: \"%s\"\nphone: {owner: Bác Tâm}\nvars: {a: false}\nstart: m\ndecide: [m]\n"
	"goals: [{id: g, text: G, when: a, points: 100}]\n"
	"screens:\n"
	"  m:\n"
	"    app: home\n"
	"    actions:\n"
	"      - {id: k, label: Không, goto: s}\n"
	"      - {id: c, label: Có, set: {a: true}, goto: s}\n"
	"  s: {end: safe, say: Xong.}\n"
	"paths: [{do: [c], end: s, score: 100}]\n";

static const struct {
	const char *text;
	int col; /* of the finding in the brief's line, where the text begins at 9; 0: none */
} cases[] = {
	/* addresses */
	{"Vào dichvucong.gov.vn nhé.", 13},
	{"Vào DICHVUCONG.GOV.VN nhé.", 13},
	{"https://bit.ly/abc", 17},
	{"abc@gmail.com", 13},
	{"Xem qua-tang.xyz.", 13},
	{"Đuôi lạ.com", 16},
	{"a.com.vn", 9},
	{"Đuôi .gov.vn, gov.vn và .com.vn", 0},
	{"ngan-hang.example và cong-an.gov.example", 0},
	{"8.000.000 đ; 12.3; v.v.", 0},
	{"tin.apk, anh.jpg, tep.yaml", 0},
	{"Xong.Me ơi, top đây.", 0},
	{"com", 0},
	{"xong. vn", 0},
	/* names */
	{"Ngân hàng Vietcombank", 19},
	{"VIETCOMBANK: ma OTP", 9},
	{"vietcombank-vn.example", 9},
	{"Gọi Zalo.", 13},
	{"ZaloPay", 9},
	{"Zaloo, Vietcombanks, grabbing", 0},
	{"Momo", 9},
	{"mờ mờ", 0},
	{"Ví MB Bank", 12},
	{"Còn 20 MB", 0},
	{"(ACB)", 10},
	{"ACBX, acb, xACB", 0},
	{"Ngân hàng Thực Hành, Ví Thực Hành, mạng Sóng Xanh", 0},
};

static void only_what_is_made_up(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *text = xasprintf(form, cases[i].text);
		struct course course = {0};
		struct diags diags = {0};
		content_load_text(&course, &diags, "x.yaml", text, strlen(text));
		int col = 0;
		for (size_t k = 0; k < diags.count; k++) {
			assert_string_equal(diags.items[k].code, "W60");
			assert_int_equal(diags.items[k].at.line, 7);
			col = diags.items[k].at.col;
		}
		if (col != cases[i].col || diags.count > 1)
			fail_msg("%s: %d, not %d", cases[i].text, col, cases[i].col);
		diags_release(&diags);
		course_release(&course);
		free(text);
	}
}

int test_practice(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_what_is_made_up),
	};
	return cmocka_run_group_tests_name("practice", tests, NULL, NULL);
}
