/* kynangso learners list, add. */
#include "base/i18n.h"
#include "cli/cli.h"
#include "cli/output.h"
#include "cli/personal.h"
#include "course/answer.h"
#include "course/prose.h"
#include "course/workage.h"
#include "report/format.h"
#include "secret/secret.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define FIND_MOST 100000

/* ── list ──────────────────────────────────────────────────────────────────────────────── */

struct listing {
	const struct region *region;
	struct table table;
};

static bool list_learner(void *user, const struct learner *learner)
{
	struct listing *listing = user;
	struct table *t = &listing->table;
	const struct person *p = &learner->person;
	const struct ward *ward = region_ward(listing->region, p->ward);
	char iso[16], words[16];
	birth_iso(&p->birth, iso);
	birth_format(&p->birth, words);
	table_row(t);
	table_integer(t, learner->id);
	table_text(t, p->name);
	table_choice(t, *iso ? iso : NULL, words);
	table_choice(t, sex_name(p->sex), sex_word(p->sex));
	table_code(t, *p->ward ? p->ward : NULL);
	table_text(t, ward ? ward->name : NULL);
	table_code(t, *p->phone ? p->phone : NULL);
	if (learner->completed)
		table_day(t, learner->completed_day);
	else
		table_empty(t);
	return true;
}

static void list_columns(struct table *t)
{
	table_column(t, "id", _("Số"), CELL_INTEGER);
	table_column(t, "name", _("Họ tên"), CELL_TEXT);
	table_column(t, "birth", _("Ngày sinh"), CELL_TEXT);
	table_column(t, "sex", _("Giới tính"), CELL_TEXT);
	table_column(t, "ward", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "ward_name", _("Nơi ở"), CELL_TEXT);
	table_column(t, "phone", _("Điện thoại"), CELL_CODE)->prefix = PHONE_PREFIX;
	table_column(t, "completed", _("Hoàn thành"), CELL_DAY);
}

static bool list_found(struct store *store, const char *query, struct listing *listing,
		       struct err *err)
{
	struct learner *found;
	size_t count;
	size_t bad;
	if (!query)
		return store_learner_each(store, list_learner, listing, err);
	/* What cannot be read asks for nothing, and nothing would be everybody. */
	if (!utf8_valid(query, strlen(query), &bad))
		return err_set(err, ERR_DATA,
			       _("Chữ để tìm không phải UTF-8 (từ byte thứ %zu). Hãy gõ lại."),
			       bad + 1);
	if (!store_learner_find(store, query, FIND_MOST, &found, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		list_learner(listing, &found[i]);
	free(found);
	return true;
}

int command_learners_list(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct err err = {0};
	struct listing listing = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (cli_open(cli, STORE_OPEN, &err)) {
		listing.region = cli->region;
		list_columns(&listing.table);
	}
	if (!err.kind &&
	    list_found(cli->store, args.count ? args.operands[0] : NULL, &listing,
		       &err) &&
	    /* Only shown, it has not left. */
	    (!argument(&args, "output") || personal_note_leaving(cli, &args, &err))) {
		size_t n = listing.table.row_count;
		table_note(&listing.table, _("Tất cả"),
			   ntr("%s học viên", "%s học viên", n),
			   number_text((int64_t)n).s);
		/* Names that leave the program are noted. */
		status = argument(&args, "output") &&
					 !store_note(cli->store, "listed", 0, "", &err)
				 ? cli_fail(cli, &err)
				 : output_table(cli, &args, &listing.table, MODE_PRIVATE);
	} else {
		status = cli_fail(cli, &err);
	}
	table_release(&listing.table);
	return status;
}

/* ── add ───────────────────────────────────────────────────────────────────────────────── */

struct adding {
	struct cli *cli;
	const struct arguments *args;
	struct centre centre;
	struct registration registration;
	struct kept_id id;
};

static bool add_id(struct adding *a, struct err *err)
{
	if (!kept_id_argument(&a->id, &a->registration.person, 0, &a->centre, a->args,
			      a->cli, err))
		return false;
	a->registration.id_token = a->id.known ? a->id.token : NULL;
	a->registration.id_sealed = a->id.sealed.len ? a->id.sealed.data : NULL;
	a->registration.id_sealed_size = a->id.sealed.len;
	a->registration.near = &a->id.near;
	return true;
}

/* Who may be under age is asked for a representative, too. */
static bool may_be_child(const struct adding *a)
{
	return consent_needs_representative(&a->registration.person.birth,
					    clock_today(&a->cli->clock));
}

static bool add_consent(struct adding *a, struct err *err)
{
	struct consent *consent = &a->registration.consent;
	char *name = tidy_argument(a->args, "representative", err);
	bool ok = name != NULL;
	consent->text_version = CONSENT_ASKED;
	if (ok && !argument(a->args, "consent"))
		ok = err_set(
			err, ERR_USAGE,
			_("Cần sự đồng ý của người học trước khi lưu thông tin. Khi đã "
			  "hỏi và họ đồng ý thì thêm --consent."));
	else if (ok && may_be_child(a) && !*name)
		ok = err_set(
			err, ERR_DATA,
			_("Người dưới 16 tuổi cần cha, mẹ hoặc người giám hộ đồng ý. "
			  "Thêm --representative HỌ-TÊN."));
	else if (ok && *name)
		ok = personal_name(name, consent->representative, err);
	free(name);
	return ok;
}

/* The same id is the same person; somebody very alike is a question for staff. */
static bool nobody_like_them(struct adding *a, bool *found_one, struct err *err)
{
	struct lookalike *found;
	size_t count;
	enum likeness most = LIKENESS_NONE;
	if (!store_learner_alike(a->cli->store, &a->registration.person,
				 a->registration.id_token, a->registration.near, &found,
				 &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		personal_say_alike(a->cli, &found[i]);
		if (found[i].likeness > most)
			most = found[i].likeness;
	}
	free(found);
	*found_one = most == LIKENESS_SAME_ID ||
		     (most == LIKENESS_PROBABLE && !argument(a->args, "another"));
	return true;
}

static int add(struct adding *a)
{
	struct err err = {0};
	struct cli *cli = a->cli;
	int64_t id;
	bool found_one = false;
	bool ok = cli_open(cli, STORE_OPEN, &err) && cli_centre(cli, &a->centre, &err) &&
		  personal_arguments(&a->registration.person, a->args, cli, &err) &&
		  add_consent(a, &err) && add_id(a, &err) &&
		  nobody_like_them(a, &found_one, &err);
	if (ok && found_one) {
		cli_say(cli,
			_("Chưa thêm ai. Nếu đúng là người khác thì thêm --another."));
		return EXIT_FINDINGS;
	}
	if (!ok || !store_learner_register(cli->store, &a->registration, &id, &err))
		return err.kind == ERR_USAGE ? cli_misused(cli, "%s", err.text)
					     : cli_fail(cli, &err);
	cli_print(cli, _("Đã thêm học viên số %lld.\n"), (long long)id);
	return EXIT_FINE;
}

int command_learners_add(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct adding adding = {.cli = cli, .args = &args, .id = KEPT_ID_INIT};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!argument(&args, "name"))
		return cli_misused(cli, _("Còn thiếu --name."));
	status = add(&adding);
	kept_id_release(&adding.id);
	return status;
}
