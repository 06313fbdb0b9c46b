/* kynangso learners correct, withdraw, erase: what everybody may ask of the centre about
 * their own data (Law 91/2025/QH15; docs/privacy.md). */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/personal.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* ── correct ───────────────────────────────────────────────────────────────────────────── */

struct correcting {
	struct cli *cli;
	const struct arguments *args;
	struct centre centre;
	struct learner old;
	struct person person; /* as it will be */
	char representative[NAME_BYTES]; /* likewise */
	struct kept_id id;
	bool same_id; /* the id that was handed in is the one already kept */
};

static bool nothing_given(const struct arguments *args)
{
	for (int i = 0; i < PERSONAL_FIELDS; i++)
		if (argument(args, personal_option((enum personal_field)i)))
			return false;
	return !argument(args, "id-file") && !argument(args, "representative");
}

/* One fact as people read it; "–" where nothing is known. */
static void field_words(const struct person *person, enum personal_field field,
			const struct region *region, char *out, size_t size)
{
	char birth[16] = "";
	switch (field) {
	case PERSONAL_NAME:
		snprintf(out, size, "%s", person->name);
		return;
	case PERSONAL_BIRTH:
		birth_format(&person->birth, birth);
		snprintf(out, size, "%s", *birth ? birth : "–");
		return;
	case PERSONAL_SEX:
		snprintf(out, size, "%s", sex_word(person->sex));
		return;
	case PERSONAL_WARD:
		cli_ward_words(region, person->ward, out, size);
		return;
	default:
		snprintf(out, size, "%s", *person->phone ? person->phone : "–");
	}
}

/* Says what becomes of each fact that is not as it was; false where all are. */
static bool say_changes(const struct correcting *c)
{
	const char *const names[PERSONAL_FIELDS] = {
		[PERSONAL_NAME] = _("Họ tên"),      [PERSONAL_BIRTH] = _("Ngày sinh"),
		[PERSONAL_SEX] = _("Giới tính"),    [PERSONAL_WARD] = _("Nơi ở"),
		[PERSONAL_PHONE] = _("Điện thoại"),
	};
	bool any = false;
	for (int i = 0; i < PERSONAL_FIELDS; i++) {
		char before[NAME_BYTES], after[NAME_BYTES];
		enum personal_field field = (enum personal_field)i;
		field_words(&c->old.person, field, c->cli->region, before,
			    sizeof(before));
		field_words(&c->person, field, c->cli->region, after, sizeof(after));
		if (!strcmp(before, after))
			continue;
		cli_print(c->cli, "%s: %s → %s\n", names[i], before, after);
		any = true;
	}
	if (strcmp(c->representative, c->old.representative) != 0) {
		cli_print(c->cli, "%s: %s → %s\n", _("Người đại diện"),
			  *c->old.representative ? c->old.representative : "–",
			  *c->representative ? c->representative : "–");
		any = true;
	}
	if ((c->id.known || c->id.sealed.len) && !c->same_id) {
		cli_print(c->cli, "%s\n",
			  c->old.person.id_known ? _("Số định danh: đã thay số khác.")
						 : _("Số định danh: đã thêm."));
		any = true;
	}
	return any;
}

/* The id of somebody else stops the correction, as it stops adding; who is only very
 * alike is named. */
static bool check_alike(struct correcting *c, bool *taken, struct err *err)
{
	struct lookalike *found;
	size_t count;
	if (!store_learner_alike(c->cli->store, &c->person,
				 c->id.known ? c->id.token : NULL, &c->id.near, &found,
				 &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		bool same = found[i].likeness == LIKENESS_SAME_ID;
		if (found[i].learner.id == c->old.id) {
			c->same_id |= same;
			continue;
		}
		*taken |= same;
		if (found[i].likeness >= LIKENESS_PROBABLE)
			personal_say_alike(c->cli, &found[i]);
	}
	free(found);
	return true;
}

static bool write_correction(struct correcting *c, struct err *err)
{
	/* The same id again is news only where it brings the sealed copy for the city. */
	const bool sealed = c->id.sealed.len > 0;
	const struct correction correction = {
		.person = c->person,
		.representative = c->representative,
		.id_token = c->id.known && !c->same_id ? c->id.token : NULL,
		.id_sealed = sealed ? c->id.sealed.data : NULL,
		.id_sealed_size = c->id.sealed.len,
		.near = &c->id.near,
	};
	return store_learner_amend(c->cli->store, c->old.id, &correction, err);
}

static bool take_representative(struct correcting *c, struct err *err)
{
	memcpy(c->representative, c->old.representative, sizeof(c->representative));
	static const char option[] = "--representative";
	if (!argument(c->args, "representative"))
		return true;
	char *tidy = tidy_argument(c->args, "representative", err);
	*c->representative = '\0';
	bool ok = tidy && (!*tidy || personal_name(tidy, c->representative, err));
	free(tidy);
	return ok || err_prefix(err, option);
}

static int correct(struct correcting *c, int64_t id)
{
	struct err err = {0};
	struct cli *cli = c->cli;
	bool taken = false;
	bool ok = cli_open(cli, STORE_OPEN, &err) && cli_centre(cli, &c->centre, &err) &&
		  store_learner(cli->store, id, &c->old, &err);
	c->person = c->old.person;
	ok = ok && personal_arguments(&c->person, c->args, cli, &err) &&
	     kept_id_argument(&c->id, &c->person, id, &c->centre, c->args, cli, &err) &&
	     take_representative(c, &err) && check_alike(c, &taken, &err);
	if (ok && taken) {
		cli_say(cli, _("Chưa sửa gì: số định danh này là của học viên khác. Hãy "
			       "xem lại số."));
		return EXIT_FINDINGS;
	}
	if (!ok || !write_correction(c, &err))
		return cli_fail(cli, &err);
	if (!say_changes(c)) {
		cli_print(cli,
			  _("Không có gì khác trước: hồ sơ học viên số %lld giữ "
			    "nguyên.\n"),
			  (long long)id);
		return EXIT_FINE;
	}
	cli_print(cli, _("Đã sửa học viên số %lld.\n"), (long long)id);
	return EXIT_FINE;
}

int command_learners_correct(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct correcting correcting = {.cli = cli, .args = &args, .id = KEPT_ID_INIT};
	int64_t id;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!learner_argument(cli, &args, &id))
		return ERR_USAGE;
	if (nothing_given(&args))
		return cli_misused(
			cli, _("Chưa nói sửa gì. Thêm --name, --birth, --sex, "
			       "--ward, --phone, --id-file hoặc --representative."));
	status = correct(&correcting, id);
	kept_id_release(&correcting.id);
	secret_wipe(&correcting.old, sizeof(correcting.old));
	secret_wipe(&correcting.person, sizeof(correcting.person));
	return status;
}

/* ── whose right it is ─────────────────────────────────────────────────────────────────── */

/* The learner whose number was given, in the opened store. -1 to go on, else the exit status. */
static int find_learner(struct cli *cli, int argc, char **argv, struct arguments *args,
			struct learner *learner)
{
	struct err err = {0};
	int64_t id;
	int status = arguments_parse(args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!learner_argument(cli, args, &id))
		return ERR_USAGE;
	if (!cli_open(cli, STORE_OPEN, &err) ||
	    !store_learner(cli->store, id, learner, &err))
		return cli_fail(cli, &err);
	return -1;
}

/* Days to be kept, of what was asked today. */
static void say_deadlines(struct cli *cli, int64_t id)
{
	struct buf stop = BUF_INIT, erase = BUF_INIT;
	int today = clock_today(&cli->clock);
	day_format(&stop, deadline_day(REQUEST_STOP, today));
	day_format(&erase, deadline_day(REQUEST_ERASE, today));
	cli_print(
		cli,
		_("Hồ sơ vẫn còn, chương trình không tự xóa. Theo luật, trung tâm phải "
		  "ngừng dùng thông tin của người này trước hết ngày %s (15 ngày), và nếu "
		  "họ yêu cầu thì xóa trước hết ngày %s (20 ngày): kynangso learners "
		  "erase %lld. Số người đã học trước nay vẫn giữ nguyên.\n"),
		stop.data, erase.data, (long long)id);
	buf_release(&stop);
	buf_release(&erase);
}

/* ── withdraw ──────────────────────────────────────────────────────────────────────────── */

int command_learners_withdraw(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct learner learner;
	int status = find_learner(cli, argc, argv, &args, &learner);
	if (status >= 0)
		return status;
	const int64_t id = learner.id;
	if (!store_learner_withdraw(cli->store, id, &err))
		return cli_fail(cli, &err);
	cli_print(cli, _("Đã ghi: học viên số %lld, %s, rút lại sự đồng ý.\n"),
		  (long long)id, learner.person.name);
	say_deadlines(cli, id);
	secret_wipe(&learner, sizeof(learner));
	return EXIT_FINE;
}

/* ── erase ─────────────────────────────────────────────────────────────────────────────── */

/* Whom --yes would erase, and what that means. */
static void ask_first(struct cli *cli, const struct learner *learner)
{
	const struct person *p = &learner->person;
	if (p->birth.precision == PRECISION_NONE)
		cli_say(cli, _("Sẽ xóa học viên số %lld: %s, chưa rõ năm sinh."),
			(long long)learner->id, p->name);
	else
		cli_say(cli, _("Sẽ xóa học viên số %lld: %s, sinh năm %d."),
			(long long)learner->id, p->name, p->birth.year);
	cli_line(
		cli, "%s",
		_("Họ tên, ngày sinh, điện thoại, số định danh, người đại diện và mã PIN "
		  "bị xóa hẳn, không lấy lại được. Số người đã học trước nay vẫn giữ "
		  "nguyên."));
	cli_line(cli, "%s",
		 _("Chưa xóa gì. Nếu đúng là người này thì chạy lại, thêm --yes."));
}

static bool erase(struct cli *cli, int64_t id, struct err *err)
{
	return store_learner_erase(cli->store, id, cli_user(), err);
}

/* What this program itself keeps of the past is named, file by file. */
static int say_leftovers(struct cli *cli)
{
	struct err err = {0};
	char **names;
	size_t count;
	if (!store_old_copies(cli->store, &names, &count, &err))
		return cli_fail(cli, &err);
	for (size_t i = 0; i < count; i++) {
		cli_print(cli, _("  %s/%s\n"), cli->data, names[i]);
		free(names[i]);
	}
	free(names);
	if (store_erase_pending(cli->store))
		cli_say(cli, _("Có cửa sổ khác đang đọc dữ liệu, nên tệp ghi tạm còn giữ "
			       "thông tin cũ. Hãy đóng các cửa sổ ấy: chương trình sẽ tự "
			       "dọn, và kynangso doctor cho biết khi đã sạch."));
	return EXIT_FINE;
}

int command_learners_erase(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct learner learner;
	int status = find_learner(cli, argc, argv, &args, &learner);
	if (status >= 0)
		return status;
	const int64_t id = learner.id;
	if (!argument(&args, "yes"))
		ask_first(cli, &learner);
	secret_wipe(&learner, sizeof(learner));
	if (!argument(&args, "yes"))
		return ERR_USAGE;
	if (!erase(cli, id, &err))
		return cli_fail(cli, &err);
	cli_print(
		cli,
		_("Đã xóa thông tin của học viên số %lld. Số người đã học vẫn giữ nguyên.\n"
		  "Bản sao lưu làm trước đây vẫn còn người này: hãy hủy và sao lưu lại.\n"),
		(long long)id);
	return say_leftovers(cli);
}
