/* What is typed or handed in about one person, field by field: judged, and put into the
 * record. */
#ifndef CLI_PERSONAL_H
#define CLI_PERSONAL_H

#include "cli/cli.h"

/* What stands before phone numbers in CSV, so that no spreadsheet takes the first 0
 * away. */
#define PHONE_PREFIX "tel:"

/* The facts that are written down about a person, but for the id. */
enum personal_field {
	PERSONAL_NAME,
	PERSONAL_BIRTH,
	PERSONAL_SEX,
	PERSONAL_WARD,
	PERSONAL_PHONE,
	PERSONAL_FIELDS
};

/* Judges tidy text (text_tidy()) and puts it into the record. False where it is wrong:
 * err says what, and how to mend it. */
bool personal_take(struct person *person, enum personal_field field, const char *text,
		   const struct region *region, int today, struct err *err);
bool personal_name(const char *text, char out[NAME_BYTES], struct err *err);

/* What is kept of a 12-digit id: never the digits. */
struct kept_id {
	bool known;
	uint8_t token[32];
	struct buf sealed; /* empty while the centre has no city key */
};

#define KEPT_ID_INIT                                                                     \
	{                                                                                \
		.sealed = BUF_INIT                                                       \
	}

/* Takes about 18 ms. Sets the person's hint too. False where memory is short. */
bool kept_id_make(struct kept_id *id, struct person *person, const struct centre *centre,
		  const char *digits, struct err *err);
void kept_id_release(struct kept_id *id);
/* Words for citizen_id_mismatch(), or NULL where all agrees. */
const char *mismatch_words(int mismatch);
/* "nam, sinh 05/01/1980, phường Ba Đình" */
void personal_words(const struct person *person, const struct region *region,
		    struct buf *out);

#endif
