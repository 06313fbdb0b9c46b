/* Every role in every theme is readable: only colour pairs whose contrast was
 * computed. */
#include "term/style.h"

#include "base/mem.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

int test_style(void);

struct pair {
	int fg, bg;
};

/* docs/screens.md: at least 5:1 on the worst of five palettes. */
static const struct pair safe[] = {
	{COLOUR_BRIGHT_WHITE, COLOUR_BLACK}, {COLOUR_WHITE, COLOUR_BLACK},
	{COLOUR_BLACK, COLOUR_WHITE},        {COLOUR_BRIGHT_YELLOW, COLOUR_BLACK},
	{COLOUR_BRIGHT_CYAN, COLOUR_BLACK},  {COLOUR_BRIGHT_GREEN, COLOUR_BLACK},
	{COLOUR_BRIGHT_WHITE, COLOUR_BLUE},  {COLOUR_CYAN, COLOUR_BLACK},
	{COLOUR_BLACK, COLOUR_CYAN},         {COLOUR_GREEN, COLOUR_BLACK},
	{COLOUR_BLACK, COLOUR_GREEN},        {COLOUR_WHITE, COLOUR_BLUE},
	{COLOUR_BRIGHT_WHITE, COLOUR_RED},
};

static const int depths[] = {-1, 0, 8, 16, 88, 256};

static bool is_safe(struct style style)
{
	for (size_t i = 0; i < ARRAY_LEN(safe); i++)
		if (safe[i].fg == style.fg && safe[i].bg == style.bg)
			return true;
	return false;
}

static void uses_safe_pairs(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_QR_DARK; role++)
		for (int theme = 0; theme < THEME_COUNT; theme++)
			for (size_t i = 0; i < ARRAY_LEN(depths); i++) {
				struct style style = style_of(role, theme, depths[i]);
				bool mono = theme == THEME_MONO || depths[i] < 8;
				if (mono)
					assert_int_equal(style.fg, COLOUR_DEFAULT);
				else
					assert_true(is_safe(style));
				assert_int_equal(style.fg == COLOUR_DEFAULT,
						 style.bg == COLOUR_DEFAULT);
			}
}

/* With eight colours bright is only bold: a pair must be safe without it, and bold black
 * would be grey. */
static void trusts_no_bright_on_eight(void **state)
{
	(void)state;
	for (int role = 0; role < ROLE_COUNT; role++)
		for (int theme = 0; theme < THEME_COUNT; theme++) {
			struct style style = style_of(role, theme, 8);
			assert_true(style.fg < 8 && style.bg < 8);
			if (style.fg == COLOUR_BLACK)
				assert_false(style.attrs & ATTR_BOLD);
		}
}

static bool same(struct style a, struct style b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attrs == b.attrs;
}

static void shows_focus_everywhere(void **state)
{
	(void)state;
	static const enum role others[] = {ROLE_BODY,    ROLE_STRONG, ROLE_HINT,
					   ROLE_FIELD,   ROLE_RIGHT,  ROLE_WARN,
					   ROLE_DISABLED};
	for (int theme = 0; theme < THEME_COUNT; theme++)
		for (size_t d = 0; d < ARRAY_LEN(depths); d++)
			for (size_t i = 0; i < ARRAY_LEN(others); i++) {
				struct style other =
					style_of(others[i], theme, depths[d]);
				assert_false(same(style_of(ROLE_FOCUS, theme, depths[d]),
						  other));
				assert_false(
					same(style_of(ROLE_FIELD_FOCUS, theme, depths[d]),
					     other));
			}
}

static void keeps_codes_black_and_white(void **state)
{
	(void)state;
	for (int theme = 0; theme < THEME_COUNT; theme++) {
		struct style dark = style_of(ROLE_QR_DARK, theme, 256);
		struct style light = style_of(ROLE_QR_LIGHT, theme, 256);
		assert_int_equal(dark.bg, 16);
		assert_int_equal(dark.fg, 231);
		assert_int_equal(light.bg, 231);
		assert_int_equal(light.fg, 16);
		assert_int_equal(style_of(ROLE_QR_DARK, theme, 8).bg, COLOUR_BLACK);
		assert_int_equal(style_of(ROLE_QR_LIGHT, theme, 8).bg, COLOUR_WHITE);
		assert_int_equal(style_of(ROLE_QR_DARK, theme, 0).attrs, 0);
		assert_int_equal(style_of(ROLE_QR_LIGHT, theme, 0).attrs, ATTR_REVERSE);
	}
}

static void chooses_mono(void **state)
{
	(void)state;
	assert_int_equal(theme_effective(THEME_NORMAL, 256, false), THEME_NORMAL);
	assert_int_equal(theme_effective(THEME_CONTRAST, 8, false), THEME_CONTRAST);
	assert_int_equal(theme_effective(THEME_NORMAL, 256, true), THEME_MONO);
	assert_int_equal(theme_effective(THEME_LIGHT, -1, false), THEME_MONO);
	assert_int_equal(theme_effective((enum theme)99, 256, false), THEME_MONO);
}

static void names_themes(void **state)
{
	(void)state;
	for (int i = 0; i < THEME_COUNT; i++) {
		enum theme theme = THEME_COUNT;
		assert_true(theme_parse(theme_name((enum theme)i), &theme));
		assert_int_equal(theme, i);
	}
	enum theme theme = THEME_LIGHT;
	assert_false(theme_parse("pink", &theme));
	assert_int_equal(theme, THEME_LIGHT);
	assert_null(theme_name(THEME_COUNT));
}

int test_style(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(uses_safe_pairs),
		cmocka_unit_test(trusts_no_bright_on_eight),
		cmocka_unit_test(shows_focus_everywhere),
		cmocka_unit_test(keeps_codes_black_and_white),
		cmocka_unit_test(chooses_mono),
		cmocka_unit_test(names_themes),
	};
	return cmocka_run_group_tests_name("style", tests, NULL, NULL);
}
