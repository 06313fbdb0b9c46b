/* kynangso learners attend: a mark in the roll of a class, or one taken back. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/personal.h"
#include "text/clean.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define CLASS_LETTERS 40 /* as on the screen */

static bool take_class(const struct arguments *args, char **name, struct err *err)
{
	*name = tidy_argument(args, "class", err);
	if (!*name)
		return false;
	if (!**name || utf8_length(*name) > CLASS_LETTERS ||
	    !text_clean(*name, strlen(*name), false, NULL, NULL))
		return err_set(err, ERR_USAGE,
			       _("Nêu tên lớp bằng --class, ví dụ --class \"Lớp sáng thứ "
				 "Ba\"."));
	return true;
}

static bool take_day(struct cli *cli, const struct arguments *args, int *day,
		     struct err *err)
{
	const char *on = argument(args, "on");
	*day = store_day(cli->store);
	return !on || cli_day(on, day, err) || cli_wrong_value(err, "--on");
}

static bool mark(struct cli *cli, int64_t learner, const char *name, int day, bool absent,
		 struct err *err)
{
	const char *who = cli_user();
	struct learner known;
	if (!store_learner(cli->store, learner, &known, err))
		return false;
	if (absent)
		return store_attended_void(cli->store, learner, name, day, who, err);
	if (known.withdrawn)
		return err_set(
			err, ERR_DATA,
			_("Người này đã rút lại sự đồng ý, nên không ghi thêm gì về "
			  "họ."));
	if (day == store_day(cli->store))
		return store_attended(cli->store, learner, name, err);
	return store_attended_on(cli->store, learner, name, day, who, err);
}

int command_learners_attend(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct buf words = BUF_INIT;
	char *name = NULL;
	int64_t id;
	int day = 0;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!learner_argument(cli, &args, &id))
		return ERR_USAGE;
	bool absent = argument(&args, "absent") != NULL;
	bool ok = cli_open(cli, STORE_OPEN, &err) && take_class(&args, &name, &err) &&
		  take_day(cli, &args, &day, &err) &&
		  mark(cli, id, name, day, absent, &err);
	if (ok) {
		day_format(&words, day);
		/* TRANSLATORS: number of the record, class, day. */
		cli_print(cli,
			  absent ? _("Hồ sơ số %lld: không có mặt ở %s ngày %s.\n")
				 : _("Hồ sơ số %lld: có mặt ở %s ngày %s.\n"),
			  (long long)id, name, words.data);
		status = EXIT_FINE;
	} else {
		status = err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					       : cli_fail(cli, &err);
	}
	buf_release(&words);
	free(name);
	return status;
}
