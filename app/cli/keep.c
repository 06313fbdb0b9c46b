/* kynangso backup, restore, recount: keeping the data, and proving it. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "text/number.h"

#include <string.h>

static bool show_progress(void *user, int done, int all)
{
	cli_progress(user, _("Đã chép %d trong %d trang…"), done, all);
	return true;
}

/* Where somebody keeps copies is their own business. */
static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

int command_backup(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *path = args.operands[0];
	if (!cli_store(cli, STORE_OPEN, &err))
		return cli_fail(cli, &err);
	bool ok = store_backup(cli->store, path, show_progress, cli, &err);
	cli_progress_end(cli);
	if (!ok || !store_note(cli->store, "backup", 0, last_part(path), &err))
		return cli_fail(cli, &err);
	cli_print(cli, _("Đã sao lưu vào %s và mở thử: tệp tốt.\n"), path);
	return EXIT_FINE;
}

int command_restore(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	const char *folder = cli_data(cli, &err);
	if (!folder)
		return cli_fail(cli, &err);
	bool had = store_exists(folder);
	if (!store_restore(folder, args.operands[0], &cli->clock, &err))
		return cli_fail(cli, &err);
	cli_print(cli, _("Đã khôi phục từ %s.\n"), args.operands[0]);
	if (had)
		cli_print(cli,
			  _("Dữ liệu trước đó vẫn còn trong %s, tệp "
			    "kynangso.db.before-restore-….\n"),
			  folder);
	return EXIT_FINE;
}

static bool show_recount(void *user, int64_t done, int64_t all)
{
	if (all > 0)
		cli_progress(user, _("Đã đếm lại %s trong %s hồ sơ…"),
			     number_text(done).s, number_text(all).s);
	return true;
}

int command_recount(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	bool equal = true;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	bool verify = argument(&args, "verify") != NULL;
	if (!cli_open(cli, STORE_OPEN, &err))
		return cli_fail(cli, &err);
	store_watch(cli->store, show_recount, cli);
	bool ok = store_recount(cli->store, verify, &equal, &err);
	cli_progress_end(cli);
	if (!ok)
		return cli_fail(cli, &err);
	if (equal)
		cli_print(cli, _("Đếm lại theo nhật ký: khớp từng số.\n"));
	else if (verify)
		cli_print(
			cli,
			_("Đếm lại theo nhật ký: LỆCH. Chạy kynangso recount để sửa, và "
			  "báo cho người phụ trách.\n"));
	else
		cli_print(cli,
			  _("Số đếm trước đó bị lệch; nay đã đếm lại theo nhật ký.\n"));
	return equal || !verify ? EXIT_FINE : EXIT_FINDINGS;
}
