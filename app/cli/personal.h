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
	bool known; /* there is a token: the centre has not turned it off */
	uint8_t token[32];
	struct buf sealed; /* empty while the centre has no city key */
	struct near_ids
		near; /* whose id is one slip from it; looked for by kept_id_near() */
};

#define KEPT_ID_INIT                                                                     \
	{                                                                                \
		.sealed = BUF_INIT                                                       \
	}

/* Takes about 18 ms. Sets the person's hint too. False where memory is short. */
bool kept_id_make(struct kept_id *id, struct person *person, const struct centre *centre,
		  const char *digits, struct err *err);
/* Looks for records like this person whose id is one slip from the digits. */
bool kept_id_near(struct kept_id *id, struct store *store, const struct person *person,
		  const char *digits, int64_t self, bool earlier, struct err *err);
void kept_id_release(struct kept_id *id);
/* Words for citizen_id_mismatch(), or NULL where all agrees. */
const char *mismatch_words(int mismatch);
/* "nam, sinh 05/01/1980, phường Ba Đình" */
void personal_words(const struct person *person, const struct region *region,
		    struct buf *out);

/* ── from the command line ─────────────────────────────────────────────────────────────── */

/* The first operand as the number of a learner; false where it is none, which was said. */
bool learner_argument(struct cli *cli, const struct arguments *args, int64_t *id);
/* The value of an option, tidy; "" where it was not given. The caller frees it; NULL with
 * an error where it is not UTF-8. */
char *tidy_argument(const struct arguments *args, const char *name, struct err *err);
/* The option that gives a fact: "name" for --name. */
const char *personal_option(enum personal_field field);
/* Takes every fact whose option was given; the others stay as they are. The region must
 * be open. An error begins with the option. */
bool personal_arguments(struct person *person, const struct arguments *args,
			struct cli *cli, struct err *err);
/* Takes the id that --id-file names, if it was given, and says where it contradicts the
 * other facts. Release the id either way. */
bool kept_id_argument(struct kept_id *id, struct person *person, int64_t self,
		      const struct centre *centre, const struct arguments *args,
		      struct cli *cli, struct err *err);
/* Says who is like the one in hand, and how much. */
void personal_say_alike(struct cli *cli, const struct lookalike *alike);

/* Notes that a list with names leaves (store_note()): to the --output file, or to whatever
 * standard output is, which is "-" and may be a file, too. Before it happens: a file that left unnoted would be worse than a note without a file. */
bool personal_note_leaving(struct cli *cli, const struct arguments *args,
			   struct err *err);

/* Birth dates known in part, as ISO 8601-2 writes them: a bare 1980-01 becomes a day in a
 * spreadsheet. "" where nothing is known. */
void birth_iso(const struct birth *birth, char out[16]);

#endif
