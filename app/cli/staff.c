/* kynangso staff: who signs in at this centre. Like all commands these ask for no password of staff:
 * who may open the file may act, and the audit names the machine's account. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/line.h"
#include "cli/output.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"

#include <stdlib.h>
#include <string.h>

/* ── list ──────────────────────────────────────────────────────────────────────────────── */

static void list_columns(struct table *t)
{
	table_title(t, "%s", _("Tài khoản nhân viên"));
	table_column(t, "name", _("Họ tên"), CELL_TEXT);
	table_column(t, "role", _("Quyền"), CELL_TEXT);
	table_column(t, "account", _("Tài khoản"), CELL_TEXT);
}

static void list_row(struct table *t, const struct staff *staff)
{
	bool manager = staff->role == STAFF_ADMIN;
	table_row(t);
	table_text(t, staff->name);
	table_choice(t, manager ? "manager" : "instructor",
		     manager ? _("quản lý") : _("hướng dẫn"));
	table_choice(t, staff->closed ? "closed" : "open",
		     staff->closed ? _("đã đóng") : _("đang mở"));
}

int command_staff_list(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct table table = {0};
	struct staff *staff = NULL;
	size_t count = 0;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!cli_store(cli, STORE_OPEN, &err) ||
	    !store_staff_list(cli->store, &staff, &count, &err))
		return cli_fail(cli, &err);
	list_columns(&table);
	for (size_t i = 0; i < count; i++)
		list_row(&table, &staff[i]);
	if (count)
		secret_wipe(staff, count * sizeof(*staff));
	free(staff);
	status = output_table(cli, &args, &table, MODE_PRIVATE);
	table_release(&table);
	return status;
}

/* ── a password ────────────────────────────────────────────────────────────────────────── */

static char *take_password(const struct arguments *args, struct err *err)
{
	const char *path = argument(args, "password-file");
	if (path)
		return password_read(path, err);
	err_set(err, ERR_USAGE, _("Còn thiếu --password-file."));
	return NULL;
}

static int fail(struct cli *cli, const struct err *err)
{
	return err->kind == ERR_USAGE ? cli_misused(cli, "%s", err->text)
				      : cli_fail(cli, err);
}

/* The code alone on standard output, as setup prints it. */
static int give_code(struct cli *cli, char code[RECOVERY_CODE_SIZE], const char *name)
{
	cli_print(cli, "%s\n", code);
	cli_say(cli,
		_("%s đăng nhập được bằng mật khẩu này. Dòng trên là mã dự phòng của "
		  "người ấy, chỉ hiện một lần: chép ra giấy và cất kỹ."),
		name);
	secret_wipe(code, RECOVERY_CODE_SIZE);
	return EXIT_FINE;
}

static bool take_name(const char *text, char out[NAME_BYTES], struct err *err)
{
	char *tidy = text_tidy(text);
	bool ok = (tidy && *tidy && strlen(tidy) < NAME_BYTES) ||
		  err_set(err, ERR_DATA,
			  _("Tên trống, dài quá hoặc có ký tự lạ. Hãy viết tên bằng chữ "
			    "thường."));
	ok = ok && name_valid(tidy, err);
	if (ok)
		memcpy(out, tidy, strlen(tidy) + 1);
	free(tidy);
	return ok;
}

static enum staff_role role_asked(const struct arguments *args, enum staff_role otherwise)
{
	const char *role = argument(args, "role");
	if (!role)
		return otherwise;
	return !strcmp(role, "manager") ? STAFF_ADMIN : STAFF_INSTRUCTOR;
}

/* For somebody new, or who is there. */
static int give_password(struct cli *cli, int argc, char **argv, bool adding)
{
	struct arguments args;
	struct err err = {0};
	struct staff staff = {0};
	char code[RECOVERY_CODE_SIZE] = "", *password = NULL;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (adding)
		staff.role = role_asked(&args, STAFF_INSTRUCTOR);
	bool ok = (!adding || take_name(args.operands[0], staff.name, &err)) &&
		  (password = take_password(&args, &err)) &&
		  cli_store(cli, STORE_OPEN, &err);
	if (ok && adding)
		ok = store_staff_add(cli->store, &staff, password, code, &err);
	else if (ok)
		ok = store_staff(cli->store, args.operands[0], &staff, &err) &&
		     store_staff_password(cli->store, staff.id, password, code, &err);
	line_free(password);
	status = ok ? give_code(cli, code, staff.name) : fail(cli, &err);
	if (ok && staff.closed)
		cli_say(cli, _("Tài khoản này đang đóng. Muốn mở: kynangso staff open."));
	secret_wipe(&staff, sizeof(staff));
	return status;
}

int command_staff_add(struct cli *cli, int argc, char **argv)
{
	return give_password(cli, argc, argv, true);
}

int command_staff_password(struct cli *cli, int argc, char **argv)
{
	return give_password(cli, argc, argv, false);
}

/* ── closing and opening ───────────────────────────────────────────────────────────────── */

static int allow(struct cli *cli, int argc, char **argv, bool closed)
{
	struct arguments args;
	struct err err = {0};
	struct staff staff = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	enum staff_role role = STAFF_INSTRUCTOR;
	bool ok = cli_store(cli, STORE_OPEN, &err) &&
		  store_staff(cli->store, args.operands[0], &staff, &err);
	if (ok) {
		role = closed ? staff.role : role_asked(&args, staff.role);
		ok = store_staff_allow(cli->store, staff.id, role, closed, &err);
	}
	if (ok)
		cli_print(
			cli,
			closed ? _("Tài khoản của %s đã đóng: không đăng nhập được nữa.\n")
			: role == STAFF_ADMIN
				? _("Tài khoản của %s đang mở, có quyền quản lý.\n")
				: _("Tài khoản của %s đang mở, không có quyền quản lý.\n"),
			staff.name);
	secret_wipe(&staff, sizeof(staff));
	return ok ? EXIT_FINE : cli_fail(cli, &err);
}

int command_staff_close(struct cli *cli, int argc, char **argv)
{
	return allow(cli, argc, argv, true);
}

int command_staff_open(struct cli *cli, int argc, char **argv)
{
	return allow(cli, argc, argv, false);
}
