/* kynangso schema: what editors want to know of a kind of file. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "content/jsonschema.h"
#include "content/nearest.h"

#include <stdio.h>

static int unknown_kind(struct cli *cli, const char *typed)
{
	struct nearest nearest;
	struct buf known = BUF_INIT;
	nearest_init(&nearest, typed);
	for (size_t i = 0; jsonschema_kind(i); i++) {
		nearest_try(&nearest, jsonschema_kind(i));
		buf_printf(&known, i ? ", %s" : "%s", jsonschema_kind(i));
	}
	int status =
		nearest.best
			? cli_misused(cli,
				      _("Không có loại “%s”. Có phải ý bạn là “%s”?"),
				      typed, nearest.best)
			: cli_misused(cli, _("Không có loại “%s”. Chỉ có: %s."), typed,
				      known.data);
	buf_release(&known);
	return status;
}

int command_schema(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct buf out = BUF_INIT;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (argument(&args, "list")) {
		for (size_t i = 0; jsonschema_kind(i); i++)
			cli_print(cli, "%s\n", jsonschema_kind(i));
		status = EXIT_FINE;
	} else if (!args.count) {
		status = cli_misused(
			cli, _("Thiếu LOẠI của tệp, như: kynangso schema lesson"));
	} else if (jsonschema_write(&out, args.operands[0])) {
		fwrite(out.data, 1, out.len, cli->out);
		status = EXIT_FINE;
	} else {
		status = unknown_kind(cli, args.operands[0]);
	}
	buf_release(&out);
	return status;
}
