#include "cli/help.h"

#include "speaker.h"
#include "text/column.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_help(void);

static void each_command_is_told_about(void **state)
{
	(void)state;
	struct speaker s;
	speaker_init(&s, NULL);
	help_program(s.cli.out);
	help_man(s.cli.out);
	speaker_flush(&s);
	for (const struct command *c = commands; c->name; c++) {
		char line[80];
		snprintf(line, sizeof(line), "\n  %s ", c->name);
		assert_non_null(strstr(s.out, line));
		snprintf(line, sizeof(line), "\n.SS \"%s", c->name);
		assert_non_null(strstr(s.out, line));
		assert_true(*c->summary && c->run);
	}
	speaker_release(&s);
}

/* The table is right in itself: names are unique, groups stand together. */
static void names_are_unique(void **state)
{
	(void)state;
	for (const struct command *a = commands; a->name; a++) {
		assert_ptr_equal(command_named(a->name), a);
		for (const struct option_row *x = a->options; x->name; x++) {
			for (const struct option_row *y = x + 1; y->name; y++) {
				assert_string_not_equal(x->name, y->name);
				assert_true(!x->letter || x->letter != y->letter);
			}
			for (const struct option_row *y = common_options; y->name; y++) {
				assert_string_not_equal(x->name, y->name);
				assert_true(!x->letter || x->letter != y->letter);
			}
			for (const char *p = x->name; *p; p++)
				assert_true(islower((unsigned char)*p) || *p == '-');
		}
	}
	assert_true(command_is_group("learners"));
	assert_false(command_is_group("learn"));
	assert_false(command_is_group("count"));
	assert_null(command_named("learners"));
}

static void assert_narrow(const char *text)
{
	char *copy = strdup(text);
	for (char *save, *line = strtok_r(copy, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save))
		if (text_columns(line) > 80)
			assert_string_equal(line, "at most 80 columns");
	free(copy);
}

static void help_fits_on_a_screen(void **state)
{
	(void)state;
	struct speaker s;
	speaker_init(&s, NULL);
	help_program(s.cli.out);
	help_group(s.cli.out, "learners");
	for (const struct command *c = commands; c->name; c++)
		help_command(s.cli.out, c);
	speaker_flush(&s);
	assert_narrow(s.out);
	speaker_release(&s);
}

/* Whatever stands in the table: no line of the page is taken for a request of roff, and a
 * dash that is typed is no hyphen. */
static void the_manual_page_is_sound_roff(void **state)
{
	(void)state;
	static const char *const requests[] = {".TH ", ".SH ", ".SS ", ".TP",
					       ".PP",  ".B ",  ".nh",  ".ad "};
	struct speaker s;
	speaker_init(&s, NULL);
	help_man(s.cli.out);
	speaker_flush(&s);
	assert_non_null(strstr(s.out, "\\-\\-definition"));
	char *copy = strdup(s.out);
	for (char *save, *line = strtok_r(copy, "\n", &save); line;
	     line = strtok_r(NULL, "\n", &save)) {
		bool known = *line != '.' && *line != '\'';
		for (size_t i = 0; !known && i < ARRAY_LEN(requests); i++)
			known = !strncmp(line, requests[i], strlen(requests[i]));
		if (!known)
			assert_string_equal(line, "a request");
		if (*line != '.' && strstr(line, " --"))
			assert_string_equal(line, "dashes as \\-");
	}
	free(copy);
	speaker_release(&s);
}

static void completion_knows_words_and_values(void **state)
{
	(void)state;
	static const char *const parts[] = {
		"learners) words=\"list show pairs unite ",
		"population) words=\"list export import\"",
		"\"count\"*) [[ $current == -* ]] && words=\" --on --definition",
		"\"count\"*\" --format\") words=\"table csv json ",
		"\"type\"*\" --method\") words=\"telex vni\"",
		"\"\"*\" --lang\") words=\"vi en\"",
		"complete -o default -F _kynangso kynangso\n",
	};
	struct speaker s;
	speaker_init(&s, NULL);
	help_completion(s.cli.out);
	speaker_flush(&s);
	for (size_t i = 0; i < ARRAY_LEN(parts); i++)
		if (!strstr(s.out, parts[i]))
			assert_string_equal(s.out, parts[i]);
	speaker_release(&s);
}

int test_help(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_command_is_told_about),
		cmocka_unit_test(names_are_unique),
		cmocka_unit_test(help_fits_on_a_screen),
		cmocka_unit_test(the_manual_page_is_sound_roff),
		cmocka_unit_test(completion_knows_words_and_values),
	};
	return cmocka_run_group_tests_name("help", tests, NULL, NULL);
}
