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

bool personal_sex(const char *text, enum sex *sex, struct err *err)
{
	return sex_parse(text, sex) ||
	       err_set(err, ERR_DATA, _("ghi “nam” hoặc “nữ”, hoặc để trống."));
}

bool personal_ward(const char *text, const struct region *region, char out[8],
		   struct err *err)
{
	*out = '\0';
	if (!*text)
		return true;
	const struct ward *ward = cli_ward(region, text, err);
	if (ward)
		snprintf(out, 8, "%s", ward->code);
	return ward != NULL;
}

/* Our own CSV writes numbers as tel:0912345678, so that the first 0 stays. */
bool personal_phone(const char *text, char out[PHONE_BYTES], struct err *err)
{
	return phone_parse(strncmp(text, PHONE_PREFIX, strlen(PHONE_PREFIX))
				   ? text
				   : text + strlen(PHONE_PREFIX),
			   out, err);
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
