#include "cli/arguments.h"

#include "base/date.h"
#include "base/err.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/help.h"
#include "content/nearest.h"

#include <stdlib.h>
#include <string.h>

/* The rows of a command and the common ones, as one list. */
static const struct option_row *row_at(const struct command *command, int index)
{
	int own = 0;
	while (command->options[own].name)
		own++;
	return index < own ? &command->options[index] : &common_options[index - own];
}

static int row_count(const struct command *command)
{
	int n = 0;
	while (row_at(command, n)->name)
		n++;
	if (n > OPTIONS_MAX)
		die("too many options for %s", command->name);
	return n;
}

/* ── saying what is wrong ──────────────────────────────────────────────────────────────── */

static int unknown_option(struct cli *cli, const struct command *command,
			  const char *typed)
{
	struct nearest nearest;
	char *name = xstrdup(typed + strspn(typed, "-"));
	name[strcspn(name, "=")] = '\0';
	nearest_init(&nearest, name);
	for (int i = 0; row_at(command, i)->name; i++)
		nearest_try(&nearest, row_at(command, i)->name);
	int status =
		nearest.best
			? cli_misused(cli,
				      _("Không có lựa chọn %s. Có phải ý bạn là --%s?"),
				      typed, nearest.best)
			: cli_misused(cli, _("Không có lựa chọn %s."), typed);
	free(name);
	return status;
}

static int refused(struct cli *cli, const struct command *command,
		   enum option_fault fault, const char *typed, char letter)
{
	char word[] = {'-', letter, '\0'};
	if (letter)
		typed = word;
	if (fault == OPTION_NEEDS_VALUE)
		return cli_misused(cli, _("Lựa chọn %s cần một giá trị theo sau."),
				   typed);
	if (fault == OPTION_TAKES_NONE)
		return cli_misused(cli, _("Lựa chọn %s không nhận giá trị."), typed);
	return unknown_option(cli, command, typed);
}

static bool allowed(const struct option_row *row, const char *value, struct buf *choices)
{
	option_choices(row, choices);
	size_t n = strlen(value);
	for (const char *p = choices->data; *p;) {
		size_t len = strcspn(p, " ");
		if (len == n && !strncmp(p, value, n))
			return true;
		p += len + strspn(p + len, " ");
	}
	return !choices->len;
}

static int check_value(struct cli *cli, const struct option_row *row, const char *value)
{
	struct buf choices = BUF_INIT;
	int status = -1;
	if (row->value && !allowed(row, value, &choices))
		status = cli_misused(
			cli, _("--%s không nhận giá trị “%s”. Chọn một trong: %s."),
			row->name, value, choices.data);
	buf_release(&choices);
	return status;
}

static int check_operands(struct cli *cli, const struct arguments *args)
{
	const struct command *command = args->command;
	if (args->count < command->least)
		return cli_misused(cli, _("Lệnh này còn thiếu: %s."),
				   _(command->operands));
	if (command->most >= 0 && args->count > command->most)
		return cli_misused(cli, _("Thừa “%s”: lệnh này không nhận thêm."),
				   args->operands[command->most]);
	return -1;
}

/* ── the common options ────────────────────────────────────────────────────────────────── */

static bool hold_clock(struct cli *cli, const char *text)
{
	struct date date;
	int64_t at;
	if (instant_parse_iso(text, &at))
		cli->clock.at = at;
	else if (date_parse_iso(text, &date))
		cli->clock.at = instant_of(day_of(date), 8, 0, 0);
	else
		return false;
	cli->clock.held = true;
	return true;
}

/* What a script leaves of "$FOLDER" when that is unset would be the root of the disk. */
static int check_folder(struct cli *cli, const struct arguments *args, const char *name)
{
	const char *folder = argument(args, name);
	if (!folder || *folder)
		return -1;
	return cli_misused(cli, _("--%s đang trống. Hãy viết tên một thư mục theo sau."),
			   name);
}

static void replace(char **old, const char *text)
{
	if (!text)
		return;
	free(*old);
	*old = xstrdup(text);
}

static int take_common(struct cli *cli, const struct arguments *args)
{
	const char *now = argument(args, "now");
	if (argument(args, "help")) {
		help_command(cli->out, args->command);
		return EXIT_FINE;
	}
	if (argument(args, "version")) {
		help_version(cli->out);
		return EXIT_FINE;
	}
	int status = check_folder(cli, args, "data");
	if (status < 0)
		status = check_folder(cli, args, "content");
	if (status >= 0)
		return status;
	replace(&cli->data, argument(args, "data"));
	replace(&cli->content, argument(args, "content"));
	if (now && !hold_clock(cli, now))
		return cli_misused(
			cli,
			_("--now “%s” không phải là giờ. Viết như 2026-11-22T08:00 (giờ "
			  "Việt Nam)."),
			now);
	return -1;
}

int arguments_parse(struct arguments *args, struct cli *cli, int argc, char **argv)
{
	const struct option_row *rows[OPTIONS_MAX];
	const char *typed;
	enum option_fault fault;
	char letter;
	*args = (struct arguments){.command = cli->command};
	int count = row_count(cli->command);
	for (int i = 0; i < count; i++)
		rows[i] = row_at(cli->command, i);
	int first = options_read(rows, count, argc, argv, args->values, &fault, &typed,
				 &letter);
	if (fault != OPTION_FINE)
		return refused(cli, cli->command, fault, typed, letter);
	args->operands = argv + first;
	args->count = argc - first;
	int status = take_common(cli, args);
	for (int i = 0; status < 0 && i < count; i++)
		if (args->values[i])
			status = check_value(cli, rows[i], args->values[i]);
	return status < 0 ? check_operands(cli, args) : status;
}

const char *argument(const struct arguments *args, const char *name)
{
	for (int i = 0; row_at(args->command, i)->name; i++)
		if (!strcmp(row_at(args->command, i)->name, name))
			return args->values[i];
	die("%s has no option --%s", args->command->name, name);
}

/* ── finding the command among options ─────────────────────────────────────────────────── */

/* Before the command only the common options and those of `run` can stand. Does this one
 * take the next word as its value? */
static bool takes_next(const char *option)
{
	const struct command *run = command_named("run");
	size_t n = strlen(option);
	if (strncmp(option, "--", 2) != 0 || strchr(option, '='))
		return false;
	for (int i = 0; row_at(run, i)->name; i++) {
		const struct option_row *row = row_at(run, i);
		if (row->value && !strncmp(row->name, option + 2, n - 2))
			return true;
	}
	return false;
}

int command_word(int argc, char **argv, int from)
{
	for (int i = from; i < argc; i++) {
		if (!strcmp(argv[i], "--"))
			break;
		if (argv[i][0] != '-' || !argv[i][1])
			return i;
		if (takes_next(argv[i]))
			i++;
	}
	return argc;
}
