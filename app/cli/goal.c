/* kynangso goal: which goal the counts of this centre are held against, and who said so. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "course/workage.h"
#include "report/aim.h"
#include "text/clean.h"
#include "text/normal.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ── list ──────────────────────────────────────────────────────────────────────────────── */

static const char *const ages[DEFINITIONS] = {
	[DEFINITION_LAW] = N_("theo luật"),
	[DEFINITION_15_64] = N_("15 đến 64"),
	[DEFINITION_18_UP] = N_("từ 18"),
};

static void add_goal(struct table *t, const struct city_goal *goal, bool chosen)
{
	char year[16];
	snprintf(year, sizeof(year), "%d", goal->year);
	table_row(t);
	table_text(t, goal->id);
	table_choice(t, chosen ? "yes" : "no", chosen ? _("đang dùng") : "");
	table_permille(t, goal->percent * 10);
	table_text(t, year);
	table_choice(t, definition_name(goal->definition), _(ages[goal->definition]));
	table_text(t, goal->title);
	table_text(t, goal->source);
	table_choice(t, goal->open ? "open" : "stated",
		     goal->open ? _("một cách hiểu") : _("nói rõ"));
}

/* Notes have lines; what stands below a table has none. */
static void add_note(struct table *t, const struct city_goal *goal)
{
	char *note = text_tidy(goal->note);
	table_note(t, goal->id, "%s", note ? note : "");
	free(note);
}

static void build(struct table *t, const struct region *region, const struct aim *aim)
{
	table_title(t, "%s", _("Các chỉ tiêu"));
	table_column(t, "goal", _("Mã"), CELL_TEXT);
	table_column(t, "chosen", _("Chọn"), CELL_TEXT);
	table_column(t, "share", _("Tỷ lệ"), CELL_PERCENT);
	/* 2025 and not 2.025. */
	table_column(t, "by", _("Hết năm"), CELL_TEXT);
	table_column(t, "definition", _("Độ tuổi"), CELL_TEXT);
	table_column(t, "title", _("Chỉ tiêu"), CELL_TEXT);
	table_column(t, "source", _("Nguồn"), CELL_TEXT);
	table_column(t, "wording", _("Văn bản"), CELL_TEXT);
	for (size_t i = 0; i < region->goal_count; i++)
		add_goal(t, &region->goals[i],
			 !strcmp(region->goals[i].id, aim->goal.id));
	if (!strcmp(aim->goal.id, GOAL_OWN))
		add_goal(t, &aim->goal, true);
	if (*aim->set_by)
		table_note(t, _("Người chọn"), "%s", aim->set_by);
	for (size_t i = 0; i < region->goal_count; i++)
		if (region->goals[i].note)
			add_note(t, &region->goals[i]);
}

int command_goal_list(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct aim aim;
	struct table table = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!cli_open(cli, STORE_OPEN, &err))
		return cli_fail(cli, &err);
	aim_load(&aim, cli->store, cli->region);
	build(&table, cli->region, &aim);
	status = output_table(cli, &args, &table, MODE_PUBLIC);
	table_release(&table);
	return status;
}

/* ── set ───────────────────────────────────────────────────────────────────────────────── */

static bool whole_number(const char *text, int *number)
{
	char *end;
	long n = strtol(text, &end, 10);
	*number = (int)n;
	return end != text && !*end && n >= 0 && n <= 9999;
}

static bool own(const struct arguments *args, struct city_goal *goal, struct err *err)
{
	const char *share = argument(args, "share"), *by = argument(args, "by");
	const char *definition = argument(args, "definition");
	if (!share || !by || !argument(args, "source"))
		return err_set(err, ERR_USAGE,
			       _("Nêu mã của một chỉ tiêu đang có (goal list), hoặc đặt "
				 "chỉ tiêu riêng bằng --share, --by và --source."));
	if (!whole_number(share, &goal->percent) || !whole_number(by, &goal->year))
		return err_set(err, ERR_USAGE,
			       _("--share và --by là số nguyên, ví dụ --share 75 --by "
				 "2028."));
	goal->definition = definition ? (enum definition)definition_parse(definition)
				      : DEFINITION_LAW;
	return true;
}

/* In NFC and without control characters, as all that is kept. */
static bool set_own(struct cli *cli, const struct arguments *args, const char *who,
		    struct err *err)
{
	struct city_goal goal = {0};
	char *source = NULL;
	bool ok = own(args, &goal, err);
	if (ok) {
		source = text_tidy(argument(args, "source"));
		ok = source && text_clean(source, strlen(source), false, NULL, NULL);
		if (!ok)
			err_set(err, ERR_DATA,
				_("Nguồn có ký tự lạ. Hãy viết bằng chữ thường."));
	}
	goal.source = source;
	ok = ok && aim_set_own(cli->store, &goal, who, clock_today(&cli->clock), err);
	free(source);
	return ok;
}

static bool set(struct cli *cli, const struct arguments *args, struct err *err)
{
	const struct passwd *user = getpwuid(getuid());
	const char *who = user ? user->pw_name : "";
	if (!args->count)
		return set_own(cli, args, who, err);
	return aim_choose(cli->store, cli->region, args->operands[0], who,
			  clock_today(&cli->clock), err);
}

int command_goal_set(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct aim aim;
	struct buf words = BUF_INIT;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!cli_open(cli, STORE_OPEN, &err) || !set(cli, &args, &err))
		return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					     : cli_fail(cli, &err);
	aim_load(&aim, cli->store, cli->region);
	goal_words(&aim.goal, &words);
	cli_print(cli, _("Từ nay tính theo chỉ tiêu: %s (%s).\n"), words.data,
		  aim.goal.source);
	/* count asks of the law's working age unless told otherwise. */
	if (aim.goal.definition != DEFINITION_LAW)
		cli_print(
			cli,
			_("Đếm theo độ tuổi của chỉ tiêu này: kynangso count --definition %s\n"),
			definition_name(aim.goal.definition));
	buf_release(&words);
	return EXIT_FINE;
}
