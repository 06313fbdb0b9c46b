#include "cli/personal.h"

#include "base/i18n.h"
#include "cli/line.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/name.h"

#include <stdlib.h>
#include <string.h>

bool personal_name(const char *text, char out[NAME_BYTES], struct err *err)
{
	if (!*text)
		return err_set(err, ERR_DATA,
			       _("chưa có họ tên. Hãy ghi đủ họ, đệm, tên."));
	if (!name_valid(text, err))
		return false;
	if (strlen(text) >= NAME_BYTES)
		return err_set(err, ERR_DATA, _("họ tên dài quá. Hãy viết ngắn lại."));
	memcpy(out, text, strlen(text) + 1);
	return true;
}

static bool take_ward(struct person *person, const char *text,
		      const struct region *region, struct err *err)
{
	const struct ward *ward = *text ? cli_ward(region, text, err) : NULL;
	snprintf(person->ward, sizeof(person->ward), "%s", ward ? ward->code : "");
	return ward || !*text;
}

/* Our own CSV writes numbers as tel:0912345678, so that the first 0 stays. */
static bool take_phone(struct person *person, const char *text, struct err *err)
{
	size_t prefix = strlen(PHONE_PREFIX);
	if (!strncmp(text, PHONE_PREFIX, prefix))
		text += prefix;
	return phone_parse(text, person->phone, err);
}

bool personal_take(struct person *person, enum personal_field field, const char *text,
		   const struct region *region, int today, struct err *err)
{
	switch (field) {
	case PERSONAL_NAME:
		return personal_name(text, person->name, err);
	case PERSONAL_BIRTH:
		return birth_parse(text, today, &person->birth, err);
	case PERSONAL_SEX:
		return sex_parse(text, &person->sex) ||
		       err_set(err, ERR_DATA, _("ghi “nam” hoặc “nữ”, hoặc để trống."));
	case PERSONAL_WARD:
		return take_ward(person, text, region, err);
	default:
		return take_phone(person, text, err);
	}
}

bool kept_id_make(struct kept_id *id, struct person *person, const struct centre *centre,
		  const char *digits, struct err *err)
{
	static const uint8_t no_key[sizeof(centre->city_key)];
	id->known = !centre->no_token;
	if (id->known && !id_token(digits, centre->id_salt, id->token))
		return err_set(err, ERR_OS, _("Máy đang thiếu bộ nhớ. Hãy thử lại."));
	if (memcmp(centre->city_key, no_key, sizeof(no_key)) != 0 &&
	    !id_seal(centre->city_key, digits, &id->sealed))
		return err_set(err, ERR_CONFIG,
			       _("Khóa của thành phố trong máy này không dùng được."));
	person->id_known = id->known || id->sealed.len;
	if (person->id_known)
		snprintf(person->id_hint, sizeof(person->id_hint), "%.4s", digits);
	return true;
}

bool kept_id_near(struct kept_id *id, struct store *store, const struct person *person,
		  const char *digits, int64_t self, bool earlier, struct err *err)
{
	free(id->near.learners);
	id->near = (struct near_ids){0};
	return !id->known ||
	       store_id_near(store, person, digits, self, earlier, &id->near, err);
}

void kept_id_release(struct kept_id *id)
{
	free(id->near.learners);
	id->near = (struct near_ids){0};
	buf_release(&id->sealed);
	secret_wipe(id->token, sizeof(id->token));
	id->known = false;
}

const char *mismatch_words(int mismatch)
{
	if (mismatch & ID_YEAR_DIFFERS)
		return _("năm sinh trong số định danh khác ngày sinh. Hãy xem lại cả "
			 "hai.");
	if (mismatch & ID_SEX_DIFFERS)
		return _("số định danh thường là của người giới tính khác. Hãy xem lại.");
	if (mismatch & ID_PLACE_UNKNOWN)
		return _("ba chữ số đầu của số định danh không phải mã của tỉnh nào. Hãy "
			 "xem lại trên thẻ; đăng ký khai sinh ở nước ngoài thì đúng.");
	return NULL;
}

void personal_words(const struct person *person, const struct region *region,
		    struct buf *out)
{
	char birth[16], ward[120];
	birth_format(&person->birth, birth);
	cli_ward_words(region, person->ward, ward, sizeof(ward));
	buf_adds(out, sex_word(person->sex));
	if (*birth)
		buf_printf(out, _(", sinh %s"), birth);
	buf_printf(out, ", %s", ward);
}

/* ── from the command line ─────────────────────────────────────────────────────────────── */

bool learner_argument(struct cli *cli, const struct arguments *args, int64_t *id)
{
	char *end;
	*id = strtoll(args->operands[0], &end, 10);
	if (!*end && *id > 0)
		return true;
	cli_misused(cli, _("“%s” không phải là số của học viên."), args->operands[0]);
	return false;
}

char *tidy_argument(const struct arguments *args, const char *name, struct err *err)
{
	const char *value = argument(args, name);
	char *tidy = text_tidy(value ? value : "");
	if (!tidy)
		err_set(err, ERR_DATA, _("chữ không phải UTF-8."));
	return tidy;
}

const char *personal_option(enum personal_field field)
{
	static const char *const options[PERSONAL_FIELDS] = {
		[PERSONAL_NAME] = "name",   [PERSONAL_BIRTH] = "birth",
		[PERSONAL_SEX] = "sex",     [PERSONAL_WARD] = "ward",
		[PERSONAL_PHONE] = "phone",
	};
	return options[field];
}

bool personal_arguments(struct person *person, const struct arguments *args,
			struct cli *cli, struct err *err)
{
	for (int i = 0; i < PERSONAL_FIELDS; i++) {
		enum personal_field field = (enum personal_field)i;
		char context[32];
		if (!argument(args, personal_option(field)))
			continue;
		char *text = tidy_argument(args, personal_option(field), err);
		bool ok = text && personal_take(person, field, text, cli->region,
						clock_today(&cli->clock), err);
		free(text);
		snprintf(context, sizeof(context), "--%s", personal_option(field));
		if (!ok)
			return err_prefix(err, context);
	}
	return true;
}

/* A number mistyped would be another person, with proof. */
static void say_near(struct cli *cli, const struct near_ids *near)
{
	for (size_t i = 0; i < near->count; i++)
		cli_say(cli,
			_("Số này chỉ lệch một chữ số, hoặc đảo hai chữ số cạnh nhau, so "
			  "với số của học viên số %lld, cũng giống về họ tên. Hãy xem lại "
			  "thẻ; hai hồ sơ sẽ chờ nhân viên xem."),
			(long long)near->learners[i]);
}

bool kept_id_argument(struct kept_id *id, struct person *person, int64_t self,
		      const struct centre *centre, const struct arguments *args,
		      struct cli *cli, struct err *err)
{
	const char *path = argument(args, "id-file");
	char digits[CITIZEN_ID_DIGITS + 1];
	if (!path)
		return true;
	char *line = line_read(path, err);
	bool ok = line && citizen_id_parse(line, digits, err) &&
		  kept_id_make(id, person, centre, digits, err) &&
		  kept_id_near(id, cli->store, person, digits, self, false, err);
	if (ok)
		say_near(cli, &id->near);
	const char *words = ok ? mismatch_words(citizen_id_mismatch(digits, person->sex,
								    &person->birth))
			       : NULL;
	if (words)
		cli_say(cli, "%s", words);
	line_free(line);
	secret_wipe(digits, sizeof(digits));
	return ok;
}

void personal_say_alike(struct cli *cli, const struct lookalike *alike)
{
	struct buf words = BUF_INIT;
	personal_words(&alike->learner.person, cli->region, &words);
	/* TRANSLATORS: how alike, number of the learner, name, "female, born …, ward". */
	cli_say(cli, _("Đã có người %s: học viên số %lld, %s (%s)."),
		likeness_words(alike->likeness), (long long)alike->learner.id,
		alike->learner.person.name, words.data);
	buf_release(&words);
}

void birth_iso(const struct birth *birth, char out[16])
{
	static const char *const forms[] = {
		[PRECISION_NONE] = "",
		[PRECISION_YEAR] = "%04d-XX-XX",
		[PRECISION_MONTH] = "%04d-%02d-XX",
		[PRECISION_DAY] = "%04d-%02d-%02d",
	};
	snprintf(out, 16, forms[birth->precision], birth->year % 10000,
		 birth->month % 100, birth->day % 100);
}

bool personal_note_leaving(struct cli *cli, const struct arguments *args, struct err *err)
{
	const char *output = argument(args, "output");
	if (!output)
		output = "-";
	/* Without the folders, whose names may tell more than they should. */
	const char *slash = strrchr(output, '/');
	return store_note(cli->store, "listed", 0, slash ? slash + 1 : output, err);
}
