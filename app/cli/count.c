/* kynangso count: distinct people trained, towards the goal.
 * kynangso export: what is handed in for a period.
 *
 * They read the question; report/counts.h and report/results.h have the answers.
 */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "report/counts.h"
#include "report/results.h"

#include <string.h>

static const struct {
	const char *name;
	unsigned by;
} bys[] = {
	{"ward", BY_WARD},   {"sex", BY_SEX}, {"age", BY_AGE},
	{"month", BY_MONTH}, {"none", 0},
};

static bool parse_by(const char *text, unsigned *by, struct err *err)
{
	*by = 0;
	for (const char *p = text;;) {
		size_t n = strcspn(p, ","), i = 0;
		while (i < ARRAY_LEN(bys) &&
		       (strlen(bys[i].name) != n || strncmp(bys[i].name, p, n) != 0))
			i++;
		if (i == ARRAY_LEN(bys))
			return err_set(
				err, ERR_USAGE,
				_("--by không biết chia theo “%.*s”. Dùng ward, sex, "
				  "age, month, nối bằng dấu phẩy, hoặc none."),
				(int)n, p);
		*by |= bys[i].by;
		if (!p[n])
			return true;
		p += n + 1;
	}
}

/* What both commands ask: whom, when, where. by is left alone. */
static bool ask(struct cli *cli, struct counts_request *r, const struct arguments *args,
		struct err *err)
{
	const char *on = argument(args, "on"), *ward = argument(args, "ward");
	const char *definition = argument(args, "definition");
	const char *trained = argument(args, "trained");
	r->query.day = clock_today(&cli->clock);
	if (on && !cli_day(on, &r->query.day, err))
		return cli_wrong_value(err, "--on");
	if (r->query.day > clock_today(&cli->clock))
		cli_say(cli,
			_("Ngày %s chưa tới. Số này tính như thể từ nay không có ai học thêm."),
			on);
	r->query.definition = definition ? (enum definition)definition_parse(definition)
					 : DEFINITION_LAW;
	r->query.trained =
		trained ? (enum trained)trained_parse(trained) : TRAINED_COMPLETED;
	r->region = cli_region(cli, err);
	if (r->region && ward)
		r->ward = cli_ward(r->region, ward, err);
	if (r->region && ward && !r->ward)
		return cli_wrong_value(err, "--ward");
	return r->region != NULL;
}

static int fail(struct cli *cli, const struct err *err)
{
	return err->kind == ERR_USAGE ? cli_misused(cli, "%s", err->text)
				      : cli_fail(cli, err);
}

int command_count(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct counts_request request = {0};
	struct table table = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *by = argument(&args, "by");
	if (parse_by(by ? by : "ward", &request.query.by, &err) &&
	    ask(cli, &request, &args, &err) && cli_store(cli, STORE_OPEN, &err) &&
	    counts_table(&table, cli->store, &request, &err))
		status = output_table(cli, &args, &table, MODE_PUBLIC);
	else
		status = fail(cli, &err);
	table_release(&table);
	return status;
}

/* ── export ────────────────────────────────────────────────────────────────────────────── */

/* The year of the last day, unless something else is said: reports are for a year, or for
 * a part of it that the reader names. */
static bool ask_from(int to, int *from, const struct arguments *args, struct err *err)
{
	const char *text = argument(args, "from");
	if (!text) {
		*from = day_of((struct date){date_of(to).year, 1, 1});
		return true;
	}
	*from = 0;
	if (!strcmp(text, "all"))
		return true;
	if (!cli_day(text, from, err))
		return cli_wrong_value(err, "--from");
	if (*from > to)
		return err_set(err, ERR_USAGE,
			       _("--from sau cả ngày cuối của kỳ báo cáo (--on)."));
	/* Nobody was trained in this before 1970. */
	if (*from < 0)
		*from = 0;
	return true;
}

static bool ask_results(struct cli *cli, struct results_request *r,
			const struct arguments *args, struct err *err)
{
	struct counts_request counts = {0};
	if (!ask(cli, &counts, args, err) ||
	    !ask_from(counts.query.day, &r->from, args, err))
		return false;
	r->region = counts.region;
	r->to = counts.query.day;
	r->definition = counts.query.definition;
	r->trained = counts.query.trained;
	r->ward = counts.ward;
	r->outside = argument(args, "outside") || output_format(args)->outside;
	return true;
}

int command_export(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct results_request request = {0};
	struct table table = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	bool ok = ask_results(cli, &request, &args, &err) &&
		  cli_store(cli, STORE_OPEN, &err);
	if (ok)
		cli_progress(cli, _("Đang đếm…"));
	ok = ok && results_table(&table, cli->store, &request, &err);
	cli_progress_end(cli);
	status = ok ? output_table(cli, &args, &table, MODE_PUBLIC) : fail(cli, &err);
	table_release(&table);
	return status;
}
