/* kynangso learners void: each completion of somebody, and taking one back. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/personal.h"
#include "course/finish.h"

#include <stdlib.h>
#include <string.h>

struct voiding {
	struct cli *cli;
	const struct arguments *args;
	struct learner learner;
	struct finish *list;
	size_t count, at;
	enum finish_change change;
};

/* ── the list ──────────────────────────────────────────────────────────────────────────── */

static void finish_row(struct table *t, const struct finish *f, size_t nth)
{
	struct buf words = BUF_INIT, state = BUF_INIT;

	finish_source_words(f, &words);
	finish_state_words(f, &state);
	table_row(t);
	table_integer(t, (int64_t)nth);
	table_day(t, f->day);
	table_choice(t, finish_how_name(f->how), words.data);
	table_choice(t, finish_state_name(f->state), state.data);
	if (f->confirmed)
		table_day(t, f->confirmed);
	else
		table_empty(t);
	buf_release(&words);
	buf_release(&state);
}

static int list_all(const struct voiding *v)
{
	struct table table = {0};

	table_title(&table, _("Các lần hoàn thành – %s"), v->learner.person.name);
	table_column(&table, "nth", _("Thứ"), CELL_INTEGER);
	table_column(&table, "day", _("Ngày"), CELL_DAY);
	table_column(&table, "how", _("Từ đâu"), CELL_TEXT);
	table_column(&table, "state", _("Có tính không"), CELL_TEXT);
	table_column(&table, "confirmed", _("Xác nhận"), CELL_DAY);
	for (size_t i = 0; i < v->count; i++)
		finish_row(&table, &v->list[i], i + 1);
	int status = output_table(v->cli, v->args, &table, MODE_PRIVATE);
	table_release(&table);
	return status;
}

/* ── one of them ───────────────────────────────────────────────────────────────────────── */

static bool can_be(const struct finish *f, enum finish_change change)
{
	if (change == FINISH_RESTORE)
		return f->state == FINISH_VOIDED;
	return f->state == FINISH_STANDS && (change == FINISH_VOID || f->confirmed != 0);
}

/* The one that is named; without a name, the only one there is to change. */
static bool which(struct voiding *v, struct err *err)
{
	const char *text = argument(v->args, "which");
	size_t fit = 0;

	if (text) {
		char *end;
		long nth = strtol(text, &end, 10);
		if (*end || nth < 1 || (size_t)nth > v->count)
			return err_set(
				err, ERR_DATA,
				_("Không có lần hoàn thành thứ “%s”. Xem bằng: kynangso "
				  "learners void %lld."),
				text, (long long)v->learner.id);
		v->at = (size_t)nth - 1;
		return true;
	}
	for (size_t i = v->count; i-- > 0;) {
		if (can_be(&v->list[i], v->change)) {
			v->at = i;
			fit++;
		}
	}
	if (fit == 1)
		return true;
	return err_set(err, ERR_DATA,
		       fit ? _("Người này có nhiều lần như vậy. Nêu lần thứ mấy bằng "
			       "--which; xem bằng: kynangso learners void %lld.")
			   : _("Người này không có lần hoàn thành nào như vậy. Xem bằng: "
			       "kynangso learners void %lld."),
		       (long long)v->learner.id);
}

static void say_change(const struct voiding *v)
{
	struct buf words = BUF_INIT;

	finish_words(&v->list[v->at], &words);
	cli_print(v->cli, _("Hồ sơ số %lld, %s\n"), (long long)v->learner.id, words.data);
	buf_reset(&words);
	finish_change_words(v->list, v->count, v->at, v->change, &words);
	cli_print(v->cli, "%s\n", words.data);
	buf_release(&words);
}

static void say_done(const struct voiding *v)
{
	if (v->change == FINISH_RESTORE)
		cli_print(v->cli, "%s", _("Đã tính lại.\n"));
	else if (v->change == FINISH_UNCONFIRM)
		cli_print(
			v->cli, "%s",
			_("Đã bỏ xác nhận. Xác nhận lại được trên màn hình của nhân viên.\n"));
	else
		cli_print(v->cli,
			  _("Đã bỏ. Tính lại: kynangso learners void %lld --which %zu "
			    "--restore\n"),
			  (long long)v->learner.id, v->at + 1);
}

static bool change_one(struct voiding *v, struct err *err)
{
	const char *reason = argument(v->args, "reason");
	char why[REASON_BYTES];

	if (v->change != FINISH_RESTORE && !reason)
		return err_set(err, ERR_USAGE, _("Còn thiếu --reason."));
	/* What is wrong with it is said before anything else, also in a dry run. */
	if ((reason && *reason && !finish_reason(reason, why, err)) || !which(v, err))
		return false;
	if (!can_be(&v->list[v->at], v->change) || !argument(v->args, "dry-run")) {
		if (!store_finish_change(v->cli->store, v->learner.id, v->list[v->at].id,
					 v->change, reason ? reason : "", cli_user(),
					 err))
			return false;
		say_change(v);
		say_done(v);
		return true;
	}
	say_change(v);
	cli_print(v->cli, "%s", _("Chưa đổi gì. Làm thật thì bỏ --dry-run.\n"));
	return true;
}

static int run_void(struct voiding *v, int64_t id)
{
	struct err err = {0};
	bool confirmation = argument(v->args, "confirmation"),
	     restore = argument(v->args, "restore");

	if (confirmation && restore)
		return cli_misused(v->cli, "%s",
				   _("Chỉ dùng một trong --confirmation và --restore."));
	v->change = confirmation ? FINISH_UNCONFIRM
		    : restore    ? FINISH_RESTORE
				 : FINISH_VOID;
	if (!cli_open(v->cli, STORE_OPEN, &err) ||
	    !store_learner(v->cli->store, id, &v->learner, &err) ||
	    !store_finishes(v->cli->store, id, &v->list, &v->count, &err))
		return cli_fail(v->cli, &err);
	if (!confirmation && !restore && !argument(v->args, "reason") &&
	    !argument(v->args, "which") && !argument(v->args, "dry-run"))
		return list_all(v);
	if (change_one(v, &err))
		return EXIT_FINE;
	return err.kind == ERR_USAGE ? cli_misused(v->cli, "%s", err.text)
				     : cli_fail(v->cli, &err);
}

int command_learners_void(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct voiding v = {.cli = cli, .args = &args};
	int64_t id;
	int status = arguments_parse(&args, cli, argc, argv);

	if (status >= 0)
		return status;
	if (!learner_argument(cli, &args, &id))
		return ERR_USAGE;
	status = run_void(&v, id);
	free(v.list);
	return status;
}
