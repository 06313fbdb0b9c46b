/* kynangso count: distinct people trained, towards the goal.
 * kynangso export: what is handed in for a period.
 *
 * They read the question; report/counts.h and report/results.h have the answers.
 */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "report/counts.h"
#include "report/published.h"
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

/* Two reports for outside may tell, when subtracted, what each of them hides. On a screen it is only
 * said; a file goes out. False where nothing shall be written. */
static bool may_go_out(struct cli *cli, const struct results_request *request,
		       const struct table *table, const struct arguments *args,
		       bool *clashes, struct err *err)
{
	struct clash clash;
	struct buf to = BUF_INIT, on = BUF_INIT;
	*clashes = false;
	cli_progress(cli, _("Đang so với các bản đã công bố…"));
	bool ok = published_compare(cli->store, request, table, &clash, err);
	cli_progress_end(cli);
	if (!ok)
		return false;
	if (!clash.cells)
		return true;
	day_format(&to, clash.to);
	day_format(&on, clash.on);
	/* TRANSLATORS: last day and day of writing of the earlier report, cells, one of them. */
	cli_say(cli,
		_("Lấy bản này trừ bản đến hết ngày %s, đã ghi để công bố ngày %s, thì ra "
		  "số từ 1 đến 4 người ở %zu ô, ví dụ %s."),
		to.data, on.data, clash.cells, clash.example);
	buf_release(&to);
	buf_release(&on);
	*clashes = argument(args, "output") && !argument(args, "despite");
	if (*clashes)
		cli_say(cli, _("Chưa ghi gì. Hãy chọn ngày cuối kỳ xa hơn, hoặc thêm "
			       "--despite nếu bản kia không ai đọc được."));
	return true;
}

static int put_results(struct cli *cli, const struct results_request *request,
		       const struct table *table, const struct arguments *args)
{
	struct err err = {0};
	bool clashes = false;
	if (request->outside && !may_go_out(cli, request, table, args, &clashes, &err))
		return fail(cli, &err);
	if (clashes)
		return EXIT_FINDINGS;
	int status = output_table(cli, args, table, MODE_PUBLIC);
	if (status == EXIT_FINE && request->outside && argument(args, "output") &&
	    !published_note(cli->store, request, &err))
		return fail(cli, &err);
	return status;
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
	status = ok ? put_results(cli, &request, &table, &args) : fail(cli, &err);
	table_release(&table);
	return status;
}
