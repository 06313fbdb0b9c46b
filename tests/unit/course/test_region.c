#include "course/region.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_region(void);

static void by_code(void **state)
{
	(void)state;
	assert_string_equal(region_ward(&fixture_region, "00070")->name, "Hoàn Kiếm");
	assert_null(region_ward(&fixture_region, "70"));
	assert_null(region_ward(&fixture_region, ""));
	assert_null(region_ward(&fixture_region, NULL));
}

static void as_people_write_it(void **state)
{
	/* code NULL: nobody can say which ward is meant. */
	static const struct {
		const char *text, *code;
	} cases[] = {
		{"00004", "00004"},
		{" 00004 ", "00004"},
		{"4", "00004"}, /* what a spreadsheet makes of it */
		{"400", "00400"},
		{"4000", "04000"},
		{"0004", "00004"},
		{"00", NULL},
		{"5", NULL},
		{"000004", NULL},
		{"123456789012345678901234567890", NULL},
		{"Ba Đình", "00004"},
		{"ba dinh", "00004"},
		{"  BA   ĐÌNH ", "00004"},
		{"Phường Ba Đình", "00004"},
		{"phuong ba dinh", "00004"},
		{"P. Ba Đình", "00004"},
		{"p.ba dinh", "00004"},
		{"P Ba Đình", "00004"},
		{"Xã Ba Đình", NULL}, /* it is no commune */
		{"Hoan Kiem", "00070"},
		{"Sơn Động", "00400"},
		{"Sơn Đồng", "04000"},
		{"son dong", NULL}, /* two of them */
		{"xã Sơn Đồng", "04000"},
		{"xa son dong", NULL},
		{"An Khánh", NULL}, /* a commune and a ward */
		{"xã An Khánh", "09817"},
		{"Phường An Khánh", "09818"},
		{"x. an khanh", "09817"},
		{"Hoà Xá", "10003"}, /* the tone on the other vowel */
		{"Xa La", "10004"},
		{"Phường Xa La", "10004"},
		{"Xã La", "10004"},
		{"phuong dinh", "10005"},
		{"Phương Đình", "10005"},
		{"xã Phương Đình", "10005"},
		{"Ba", NULL},
		{"Ba Đình 2", NULL},
		{"phường", NULL},
		{"", NULL},
		{"Phường ", NULL},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const struct ward *ward =
			region_ward_find(&fixture_region, cases[i].text);
		const char *found = ward ? ward->code : "none";
		const char *expected = cases[i].code ? cases[i].code : "none";
		if (strcmp(found, expected) != 0)
			fail_msg("\"%s\": found %s, expected %s", cases[i].text, found,
				 expected);
	}
}

static void in_words(void **state)
{
	char text[64], cut[12];

	(void)state;
	ward_format(region_ward(&fixture_region, "00004"), text, sizeof(text));
	assert_string_equal(text, "phường Ba Đình");
	ward_format(region_ward(&fixture_region, "10003"), text, sizeof(text));
	assert_string_equal(text, "xã Hòa Xá");
	ward_format(region_ward(&fixture_region, "00004"), cut, sizeof(cut));
	assert_int_equal(strlen(cut), sizeof(cut) - 1);
}

static void release_empties(void **state)
{
	static const struct region empty;
	struct region region = {.goal_count = 1};

	(void)state;
	region.title = arena_strdup(&region.arena, "Hà Nội");
	region_release(&region);
	assert_memory_equal(&region, &empty, sizeof(region));
}

int test_region(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(by_code),
		cmocka_unit_test(as_people_write_it),
		cmocka_unit_test(in_words),
		cmocka_unit_test(release_empties),
	};

	return cmocka_run_group_tests_name("region", tests, NULL, NULL);
}
