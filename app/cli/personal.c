#include "cli/personal.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/name.h"

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
	if (!id_token(digits, centre->id_salt, id->token))
		return err_set(err, ERR_OS, _("Máy đang thiếu bộ nhớ. Hãy thử lại."));
	if (memcmp(centre->city_key, no_key, sizeof(no_key)) != 0 &&
	    !id_seal(centre->city_key, digits, &id->sealed))
		return err_set(err, ERR_CONFIG,
			       _("Khóa của thành phố trong máy này không dùng được."));
	id->known = person->id_known = true;
	snprintf(person->id_hint, sizeof(person->id_hint), "%.4s", digits);
	return true;
}

void kept_id_release(struct kept_id *id)
{
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
