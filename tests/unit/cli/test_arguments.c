#include "cli/arguments.h"

#include "base/date.h"
#include "base/err.h"
#include "speaker.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_arguments(void);

#define WORDS_MAX 12

/* "count --on 2026-11-22" cut at its spaces. */
struct words {
	char text[200];
	char *argv[WORDS_MAX + 1];
	int argc;
};

static void cut(struct words *words, const char *line)
{
	words->argc = 0;
	snprintf(words->text, sizeof(words->text), "%s", line);
	for (char *save, *word = strtok_r(words->text, " ", &save); word;
	     word = strtok_r(NULL, " ", &save)) {
		assert_true(words->argc < WORDS_MAX);
		words->argv[words->argc++] = word;
	}
	words->argv[words->argc] = NULL;
}

static int parse(struct speaker *s, struct words *words, struct arguments *args,
		 const char *command, const char *line)
{
	speaker_init(s, command);
	cut(words, line);
	int status = arguments_parse(args, &s->cli, words->argc, words->argv);
	speaker_flush(s);
	return status;
}

static void options_and_operands_in_any_order(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"check a.yaml --format json b.yaml --errors-only --data /d",
		"check --data=/d -f json --errors-only a.yaml b.yaml",
		"check --err -fjson --data /d -- a.yaml b.yaml",
	};
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct speaker s;
		struct words words;
		struct arguments args;
		assert_int_equal(parse(&s, &words, &args, "check", lines[i]), -1);
		assert_string_equal(argument(&args, "format"), "json");
		assert_string_equal(argument(&args, "errors-only"), "");
		assert_null(argument(&args, "lang"));
		assert_string_equal(s.cli.data, "/d");
		assert_int_equal(args.count, 2);
		assert_string_equal(args.operands[0], "a.yaml");
		assert_string_equal(args.operands[1], "b.yaml");
		assert_string_equal(s.messages, "");
		speaker_release(&s);
	}
}

static void behind_two_dashes_all_are_operands(void **state)
{
	(void)state;
	struct speaker s;
	struct words words;
	struct arguments args;
	assert_int_equal(parse(&s, &words, &args, "check", "check -- --format -x"), -1);
	assert_int_equal(args.count, 2);
	assert_string_equal(args.operands[0], "--format");
	assert_null(argument(&args, "format"));
	speaker_release(&s);
}

static void the_last_of_two_counts(void **state)
{
	(void)state;
	struct speaker s;
	struct words words;
	struct arguments args;
	assert_int_equal(
		parse(&s, &words, &args, "count", "count --format csv --format json"),
		-1);
	assert_string_equal(argument(&args, "format"), "json");
	speaker_release(&s);
}

static void wrong_usage_is_said_and_gives_2(void **state)
{
	(void)state;
	static const struct {
		const char *command, *line, *said;
	} cases[] = {
		{"count", "count --onn 1",
		 "Không có lựa chọn --onn. Có phải ý bạn là --on?"},
		{"count", "count --zzzzzz=1", "Không có lựa chọn --zzzzzz=1."},
		{"count", "count -z", "Không có lựa chọn -z."},
		{"count", "count --on", "Lựa chọn --on cần một giá trị"},
		{"count", "count -f", "Lựa chọn -f cần một giá trị"},
		{"count", "count --force=1", "Lựa chọn --force=1 không nhận giá trị."},
		{"count", "count --format xml",
		 "--format không nhận giá trị “xml”. Chọn một trong: table csv json "},
		{"count", "count --format tab", "--format không nhận giá trị “tab”"},
		{"count", "count --sep ,;", "--sep không nhận giá trị “,;”"},
		{"count", "count 2026", "Thừa “2026”"},
		{"backup", "backup", "Lệnh này còn thiếu: TỆP."},
		{"backup", "backup a b", "Thừa “b”"},
		{"backup", "backup a --lang fr", "--lang không nhận giá trị “fr”"},
		{"backup", "backup a --now hom-nay", "--now “hom-nay” không phải là giờ"},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct speaker s;
		struct words words;
		struct arguments args;
		assert_int_equal(
			parse(&s, &words, &args, cases[i].command, cases[i].line), 2);
		if (!strstr(s.messages, cases[i].said))
			assert_string_equal(s.messages, cases[i].said);
		assert_non_null(strstr(s.messages, " --help\n"));
		assert_string_equal(s.out, "");
		speaker_release(&s);
	}
}

static void every_choice_is_accepted(void **state)
{
	(void)state;
	static const char *const lines[] = {
		"count --format table",  "count --format csv", "count --format json",
		"count --sep ,",         "count --sep ;",      "count --sep tab",
		"count --headers ascii", "count --headers vi", "count --definition 18+",
	};
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct speaker s;
		struct words words;
		struct arguments args;
		assert_int_equal(parse(&s, &words, &args, "count", lines[i]), -1);
		speaker_release(&s);
	}
}

static void arguments_cannot_steer_the_terminal(void **state)
{
	(void)state;
	struct speaker s;
	struct words words;
	struct arguments args;
	assert_int_equal(parse(&s, &words, &args, "count", "count --\x1b[2J"), 2);
	assert_null(strchr(s.messages, '\x1b'));
	assert_non_null(strstr(s.messages, "<U+001B>[2J"));
	speaker_release(&s);
}

static void help_and_version_end_the_command(void **state)
{
	(void)state;
	static const char *const lines[] = {"count --help", "count -h", "count --version",
					    "count 1 2 3 --help"};
	for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
		struct speaker s;
		struct words words;
		struct arguments args;
		assert_int_equal(parse(&s, &words, &args, "count", lines[i]), 0);
		assert_true(s.out_size > 0);
		assert_string_equal(s.messages, "");
		speaker_release(&s);
	}
}

static void now_holds_the_clock_in_vietnamese_time(void **state)
{
	(void)state;
	static const struct {
		const char *line;
		int hour, minute;
	} cases[] = {{"count --now 2026-11-22T23:30", 23, 30},
		     {"count --now 2026-11-22", 8, 0}};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct speaker s;
		struct words words;
		struct arguments args;
		assert_int_equal(parse(&s, &words, &args, "count", cases[i].line), -1);
		int64_t want = instant_of(day_of((struct date){2026, 11, 22}),
					  cases[i].hour, cases[i].minute, 0);
		assert_true(s.cli.clock.held);
		assert_int_equal(clock_now(&s.cli.clock), want);
		speaker_release(&s);
	}
}

static int word_of(const char *line, int from)
{
	struct words words;
	cut(&words, line);
	return command_word(words.argc, words.argv, from);
}

static void the_command_is_found_among_options(void **state)
{
	(void)state;
	assert_int_equal(word_of("kynangso count", 1), 1);
	assert_int_equal(word_of("kynangso --data /d count", 1), 3);
	assert_int_equal(word_of("kynangso --data=/d count", 1), 2);
	assert_int_equal(word_of("kynangso --plain count", 1), 2);
	assert_int_equal(word_of("kynangso --lang en --now 2026-11-22 count", 1), 5);
	assert_int_equal(word_of("kynangso learners --data list list", 2), 4);
	assert_int_equal(word_of("kynangso --plain", 1), 2);
	assert_int_equal(word_of("kynangso -- count", 1), 3);
	assert_int_equal(word_of("kynangso", 1), 1);
}

int test_arguments(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(options_and_operands_in_any_order),
		cmocka_unit_test(behind_two_dashes_all_are_operands),
		cmocka_unit_test(the_last_of_two_counts),
		cmocka_unit_test(wrong_usage_is_said_and_gives_2),
		cmocka_unit_test(every_choice_is_accepted),
		cmocka_unit_test(arguments_cannot_steer_the_terminal),
		cmocka_unit_test(help_and_version_end_the_command),
		cmocka_unit_test(now_holds_the_clock_in_vietnamese_time),
		cmocka_unit_test(the_command_is_found_among_options),
	};
	return cmocka_run_group_tests_name("arguments", tests, NULL, NULL);
}
