/* kynangso count: distinct people trained, towards the goal.
 *
 * Reads the question; report/counts.h has the answer.
 */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "report/counts.h"

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

static bool wrong_value(struct err *err, const char *option)
{
	err->kind = ERR_USAGE;
	return err_prefix(err, option);
}

static bool ask(struct cli *cli, struct counts_request *r, const struct arguments *args,
		struct err *err)
{
	const char *on = argument(args, "on"), *by = argument(args, "by");
	const char *definition = argument(args, "definition");
	const char *trained = argument(args, "trained"), *ward = argument(args, "ward");
	r->query.day = clock_today(&cli->clock);
	if (on && !cli_day(on, &r->query.day, err))
		return wrong_value(err, "--on");
	if (!parse_by(by ? by : "ward", &r->query.by, err))
		return false;
	r->query.definition = definition ? (enum definition)definition_parse(definition)
					 : DEFINITION_LAW;
	r->query.trained =
		trained ? (enum trained)trained_parse(trained) : TRAINED_COMPLETED;
	r->region = cli_region(cli, err);
	if (r->region && ward)
		r->ward = cli_ward(r->region, ward, err);
	if (r->region && ward && !r->ward)
		return wrong_value(err, "--ward");
	return r->region != NULL;
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
	if (ask(cli, &request, &args, &err) && cli_store(cli, STORE_OPEN, &err) &&
	    counts_table(&table, cli->store, &request, &err))
		status = output_table(cli, &args, &table, MODE_PUBLIC);
	else
		status = err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					       : cli_fail(cli, &err);
	table_release(&table);
	return status;
}
