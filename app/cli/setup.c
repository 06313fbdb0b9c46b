/* kynangso setup: a centre without a terminal, for whoever prepares many machines. */
#include "base/file.h"
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/line.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"

#include <stdlib.h>
#include <string.h>

static const char *const needed[] = {"ward", "name", "staff", "password-file"};

static int missing(struct cli *cli, const struct arguments *args)
{
	for (size_t i = 0; i < ARRAY_LEN(needed); i++)
		if (!argument(args, needed[i]))
			return cli_misused(
				cli,
				_("Còn thiếu --%s. Muốn được hỏi từng bước thì gõ: "
				  "kynangso"),
				needed[i]);
	return -1;
}

static bool take_name(const char *text, bool person, char *out, struct err *err)
{
	char *tidy = text_tidy(text);
	bool ok = tidy && *tidy && strlen(tidy) < NAME_BYTES &&
		  text_clean(tidy, strlen(tidy), false, NULL, NULL);
	if (!ok)
		err_set(err, ERR_DATA,
			_("Tên trống, dài quá hoặc có ký tự lạ. Hãy viết tên bằng chữ "
			  "thường."));
	else if (person)
		ok = name_valid(tidy, err);
	if (ok)
		snprintf(out, NAME_BYTES, "%s", tidy);
	free(tidy);
	return ok;
}

static bool take_password(const char *path, struct staff *staff, char *code,
			  struct err *err)
{
	char *password = password_read(path, err);
	if (!password)
		return false;
	recovery_code(code);
	bool ok = (password_hash(password, staff->password) &&
		   password_hash(code, staff->recovery)) ||
		  err_set(err, ERR_OS, _("Máy đang thiếu bộ nhớ. Hãy thử lại."));
	line_free(password);
	return ok;
}

static bool no_centre_yet(struct cli *cli, struct err *err)
{
	struct centre centre;
	struct err none = {0};
	const char *folder = cli_data(cli, err);
	if (!folder || !cli_region(cli, err))
		return false;
	if (!store_exists(folder))
		return true;
	if (!cli_store(cli, STORE_OPEN, err))
		return false;
	if (store_centre(cli->store, &centre, &none))
		return err_set(
			err, ERR_CANTCREAT,
			_("Ở %s đã có trung tâm “%s” rồi nên không mở lại. Muốn mở "
			  "trung tâm khác thì chọn thư mục khác bằng --data."),
			folder, centre.name);
	if (none.kind)
		*err = none;
	return !none.kind;
}

static bool make(struct cli *cli, const struct arguments *args, char *code,
		 struct err *err)
{
	struct centre centre = {0};
	struct staff staff = {.role = STAFF_ADMIN};
	const struct ward *ward = NULL;
	/* What can be wrong with the options is said before a folder is made. */
	bool ok = no_centre_yet(cli, err) && secret_init(err) &&
		  (ward = cli_ward(cli->region, argument(args, "ward"), err)) &&
		  take_name(argument(args, "name"), false, centre.name, err) &&
		  take_name(argument(args, "staff"), true, staff.name, err) &&
		  take_password(argument(args, "password-file"), &staff, code, err);
	if (ok) {
		snprintf(centre.ward, sizeof(centre.ward), "%s", ward->code);
		secret_random(centre.id_salt, sizeof(centre.id_salt));
		ok = cli_store(cli, STORE_CREATE, err) &&
		     store_centre_make(cli->store, &centre, &staff, err);
	}
	secret_wipe(&staff, sizeof(staff));
	return ok;
}

int command_setup(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	char code[RECOVERY_CODE_SIZE] = "";
	int status = arguments_parse(&args, cli, argc, argv);
	if (status < 0)
		status = missing(cli, &args);
	if (status >= 0)
		return status;
	if (!make(cli, &args, code, &err))
		return cli_fail(cli, &err);
	cli_print(cli, "%s\n", code);
	cli_say(cli,
		_("Đã mở trung tâm. Dòng trên là mã dự phòng, chỉ hiện một lần: chép ra "
		  "giấy và cất kỹ. Quên mật khẩu thì đăng nhập bằng mã này."));
	secret_wipe(code, sizeof(code));
	return EXIT_FINE;
}
