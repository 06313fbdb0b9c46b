/* kynangso learners export: the learners as a file that `learners import` reads, to take
 * them to another machine. Imported where they came from, it changes nothing.
 *
 * Names leave the centre only this way, and only if whoever asks says so. What cannot leave:
 * the id numbers (nobody can read them any more), what was done at the machine (bundles
 * carry that), and those who have withdrawn their consent.
 */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/personal.h"
#include "secret/secret.h"
#include "text/number.h"

#define BASIS_BYTES 500

struct leaving {
	struct cli *cli;
	struct table table;
	size_t withdrawn; /* who stay */
	struct err *err;
};

static void add_columns(struct table *t)
{
	table_column(t, "ho_ten", _("Họ tên"), CELL_TEXT);
	table_column(t, "ngay_sinh", _("Ngày sinh"), CELL_TEXT);
	table_column(t, "gioi_tinh", _("Giới tính"), CELL_TEXT);
	table_column(t, "phuong_xa", _("Nơi ở"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "dien_thoai", _("Điện thoại"), CELL_CODE)->prefix = PHONE_PREFIX;
	table_column(t, "ngay_hoan_thanh", _("Đã học từ trước"), CELL_DAY);
	table_column(t, "can_cu", _("Căn cứ"), CELL_TEXT);
	table_column(t, "nguoi_dai_dien", _("Người đại diện"), CELL_TEXT);
}

static void add_sex(struct table *t, enum sex sex)
{
	/* Words of the file, in whatever language the program speaks. */
	static const char *const words[] = {
		[SEX_UNKNOWN] = NULL,
		[SEX_MALE] = "nam",
		[SEX_FEMALE] = "nữ",
	};
	table_text(t, words[sex]);
}

static bool add_learner(void *user, const struct learner *learner)
{
	struct leaving *leaving = user;
	struct table *t = &leaving->table;
	const struct person *p = &learner->person;
	char birth[16], words[16], basis[BASIS_BYTES];
	int day;
	if (learner->withdrawn) {
		leaving->withdrawn++;
		return true;
	}
	if (!store_learner_declared(leaving->cli->store, learner->id, &day, basis,
				    sizeof(basis), leaving->err))
		return false;
	birth_iso(&p->birth, birth);
	birth_format(&p->birth, words);
	table_row(t);
	table_text(t, p->name);
	table_choice(t, *birth ? birth : NULL, words);
	add_sex(t, p->sex);
	table_code(t, *p->ward ? p->ward : NULL);
	table_code(t, *p->phone ? p->phone : NULL);
	if (day)
		table_day(t, day);
	else
		table_empty(t);
	table_text(t, day ? basis : NULL);
	table_text(t, *learner->representative ? learner->representative : NULL);
	return true;
}

static void warn(struct cli *cli, const struct leaving *leaving)
{
	cli_say(cli,
		_("Bản này có họ tên, ngày sinh, điện thoại của %s người. Chỉ trao cho "
		  "người có trách nhiệm, và xóa ngay khi dùng xong."),
		number_text((int64_t)leaving->table.row_count).s);
	if (leaving->withdrawn)
		cli_say(cli, _("Để lại %s người đã rút lại sự đồng ý."),
			number_text((int64_t)leaving->withdrawn).s);
}

int command_learners_export(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct leaving leaving = {.cli = cli, .err = &err};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!argument(&args, "with-names"))
		return cli_misused(
			cli,
			_("Tệp này có họ tên, ngày sinh, điện thoại của mọi học viên. Nếu "
			  "thật sự cần thì thêm --with-names. Chỉ cần số liệu thì dùng: "
			  "kynangso export."));
	add_columns(&leaving.table);
	bool ok = cli_open(cli, STORE_OPEN, &err) &&
		  store_learner_each(cli->store, add_learner, &leaving, &err) &&
		  !err.kind;
	ok = ok && personal_note_leaving(cli, &args, &err);
	status = ok ? output_table(cli, &args, &leaving.table, MODE_PRIVATE)
		    : cli_fail(cli, &err);
	if (status == EXIT_FINE)
		warn(cli, &leaving);
	table_release(&leaving.table);
	return status;
}
