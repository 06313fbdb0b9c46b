/* kynangso audit, learners due, learners keep: who did what, and what is kept how long. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/personal.h"
#include "course/event.h"

#include <stdlib.h>
#include <string.h>

/* ── audit ─────────────────────────────────────────────────────────────────────────────── */

static bool read_range(const struct arguments *args, struct deed_query *query,
		       struct err *err)
{
	const char *from = argument(args, "from"), *to = argument(args, "to");
	int day;
	if (from) {
		if (!cli_day(from, &day, err))
			return cli_wrong_value(err, "--from");
		query->from = instant_of(day, 0, 0, 0);
	}
	if (to) {
		if (!cli_day(to, &day, err))
			return cli_wrong_value(err, "--to");
		query->until = instant_of(day + 1, 0, 0, 0);
	}
	return true;
}

static void deed_columns(struct table *t)
{
	table_title(t, "%s", _("Nhật ký việc đã làm với hồ sơ"));
	table_column(t, "time", _("Lúc"), CELL_TEXT);
	table_column(t, "staff", _("Ai"), CELL_TEXT);
	table_column(t, "action", _("Việc"), CELL_TEXT);
	table_column(t, "learner", _("Hồ sơ số"), CELL_INTEGER);
	table_column(t, "other", _("Hồ sơ kia"), CELL_INTEGER);
	table_column(t, "detail", _("Chi tiết"), CELL_TEXT);
}

static void number_or_nothing(struct table *t, int64_t number)
{
	if (number)
		table_integer(t, number);
	else
		table_empty(t);
}

static void deed_row(struct table *t, const struct deed *deed)
{
	char iso[20];
	struct buf words = BUF_INIT;
	instant_format_iso(deed->at, iso);
	instant_format(&words, deed->at);
	table_row(t);
	table_choice(t, iso, words.data);
	table_choice(t, deed->staff, *deed->staff ? deed->staff : _("chính học viên"));
	table_choice(t, deed->action, deed_words(deed->action));
	number_or_nothing(t, deed->learner);
	number_or_nothing(t, deed->other);
	buf_reset(&words);
	deed_details(deed->action, deed->detail, &words);
	table_choice(t, words.len ? deed->detail : NULL, words.data);
	buf_release(&words);
}

int command_audit(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct deed_query query = {0};
	struct deed *deeds = NULL;
	struct table table = {0};
	size_t count = 0;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (args.count && !learner_argument(cli, &args, &query.learner))
		return ERR_USAGE;
	if (!read_range(&args, &query, &err))
		return cli_misused(cli, "%s", err.text);
	if (!cli_store(cli, STORE_OPEN, &err) ||
	    !store_deeds(cli->store, &query, &deeds, &count, &err))
		return cli_fail(cli, &err);
	deed_columns(&table);
	for (size_t i = 0; i < count; i++)
		deed_row(&table, &deeds[i]);
	free(deeds);
	status = output_table(cli, &args, &table, MODE_PRIVATE);
	table_release(&table);
	return status;
}

/* ── how long ──────────────────────────────────────────────────────────────────────────── */

static bool due_rows(struct cli *cli, struct table *t, int today, struct err *err)
{
	struct due *due;
	size_t count;
	if (!store_due(cli->store, today, &due, &count, err))
		return false;
	bool ok = true;
	for (size_t i = 0; ok && i < count; i++) {
		struct learner learner;
		ok = store_learner(cli->store, due[i].learner, &learner, err);
		if (!ok)
			break;
		table_row(t);
		table_integer(t, due[i].learner);
		table_text(t, learner.person.name);
		table_day(t, due[i].day);
		table_choice(t,
			     due[i].reason == DUE_WITHDRAWN ? "withdrawn" : "retention",
			     due[i].reason == DUE_WITHDRAWN ? _("đã rút lại sự đồng ý")
							    : _("hết thời hạn lưu"));
		if (learner.last_seen)
			table_day(t, day_of_instant(learner.last_seen));
		else
			table_empty(t);
	}
	free(due);
	return ok;
}

static bool set_months(struct cli *cli, const char *text, struct err *err)
{
	char *end;
	long months = strtol(text, &end, 10);
	if (*end || months < 1 || months > 1200)
		return err_set(err, ERR_USAGE,
			       _("--months cần một số tháng từ 1 đến 1200."));
	return store_keep_months(cli->store, (int)months, err) &&
	       store_note(cli->store, "retention", 0, text, err);
}

int command_learners_due(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct table table = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *months = argument(&args, "months");
	if (!cli_store(cli, STORE_OPEN, &err))
		return cli_fail(cli, &err);
	if (months && !set_months(cli, months, &err))
		return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					     : cli_fail(cli, &err);
	table_title(&table, "%s", _("Hồ sơ đã đến hạn xem lại hoặc xóa"));
	table_column(&table, "learner", _("Số"), CELL_INTEGER);
	table_column(&table, "name", _("Họ tên"), CELL_TEXT);
	table_column(&table, "due", _("Hạn"), CELL_DAY);
	table_column(&table, "reason", _("Vì sao"), CELL_TEXT);
	table_column(&table, "last_seen", _("Lần cuối"), CELL_DAY);
	bool ok = due_rows(cli, &table, clock_today(&cli->clock), &err);
	table_fact_integer(&table, "months", _("Số tháng lưu sau lần cuối"),
			   store_kept_months(cli->store));
	size_t n = table.row_count;
	status =
		ok ? output_table(cli, &args, &table, MODE_PRIVATE) : cli_fail(cli, &err);
	table_release(&table);
	return status ? status : n ? EXIT_FINDINGS : EXIT_FINE;
}

int command_learners_keep(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct due due;
	struct buf words = BUF_INIT;
	int64_t id;
	int day = 0;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *until = argument(&args, "until");
	if (!learner_argument(cli, &args, &id))
		return ERR_USAGE;
	if (until && !cli_day(until, &day, &err)) {
		cli_wrong_value(&err, "--until");
		return cli_misused(cli, "%s", err.text);
	}
	if (!cli_store(cli, STORE_OPEN, &err) ||
	    !store_keep_until(cli->store, id, day, &err) ||
	    !store_note(cli->store, "retention", id, until, &err) ||
	    !store_due_of(cli->store, id, &due, &err))
		return cli_fail(cli, &err);
	day_format(&words, due.day);
	cli_print(cli, _("Hồ sơ số %lld được lưu đến hết ngày %s.\n"), (long long)id,
		  words.data);
	buf_release(&words);
	return EXIT_FINE;
}
