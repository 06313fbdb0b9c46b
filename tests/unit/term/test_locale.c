/* Which words an environment can show. */
#include "term/locale.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_locale(void);

static void set(const char *name, const char *value)
{
	if (value)
		setenv(name, value, 1);
	else
		unsetenv(name);
}

struct promise {
	const char *all, *ctype, *lang;
	bool utf8;
};

static const struct promise promises[] = {
	{NULL, NULL, NULL, false},
	{NULL, NULL, "C", false},
	{NULL, NULL, "C.UTF-8", true},
	{NULL, NULL, "vi_VN.utf8", true},
	{NULL, NULL, "vi_VN", false},
	{NULL, "vi_VN.UTF-8", "C", true},
	{"POSIX", "vi_VN.UTF-8", "C.UTF-8", false},
	{"", "", "en_US.UTF-8", true},
};

static void reads_the_environment(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(promises); i++) {
		set("LC_ALL", promises[i].all);
		set("LC_CTYPE", promises[i].ctype);
		set("LANG", promises[i].lang);
		assert_int_equal(locale_promises_utf8(), promises[i].utf8);
	}
}

static void takes_marks_away(void **state)
{
	(void)state;
	char text[] = "Đường Nguyễn Huệ: ổ đĩa… 5 ₫";
	set("LC_ALL", "C.UTF-8");
	locale_plain(text);
	assert_string_equal(text, "Đường Nguyễn Huệ: ổ đĩa… 5 ₫");
	set("LC_ALL", "C");
	locale_plain(text);
	assert_string_equal(text, "Duong Nguyen Hue: o dia? 5 ?");
	char decomposed[] = "e\u0302\u0301";
	locale_plain(decomposed);
	assert_string_equal(decomposed, "e");
	set("LC_ALL", NULL);
}

int test_locale(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_environment),
		cmocka_unit_test(takes_marks_away),
	};
	return cmocka_run_group_tests_name("locale", tests, NULL, NULL);
}
