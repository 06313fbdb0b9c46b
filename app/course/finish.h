/* What stands behind "has completed the course": each completion of a person that was ever written
 * down, how it came about, whether it still counts, and what changes when staff take it back or
 * count it again. Values and words only; store_finishes() reads them.
 */
#ifndef COURSE_FINISH_H
#define COURSE_FINISH_H

#include "base/buf.h"
#include "base/err.h"
#include "course/person.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define REASON_BYTES 400
#define REASON_LETTERS 120

enum finish_how {
	FINISH_LEARNED, /* the rule was satisfied at the machine */
	FINISH_WAIVED, /* staff waived what was missing */
	FINISH_DECLARED, /* before this program, by a paper */
};

enum finish_state {
	FINISH_STANDS,
	FINISH_VOIDED, /* taken back by staff: they can count it again */
	FINISH_MOVED, /* went with an attempt that was somebody else's; comes back with it only */
};

struct finish {
	int64_t id; /* for the store; of this database */
	int64_t learner; /* the record it stands on, of several that are one person */
	enum finish_how how;
	enum finish_state state;
	int day;
	char basis[200]; /* of FINISH_DECLARED: the paper */
	int confirmed; /* day, 0 = not */
	char confirmed_by[NAME_BYTES];
	/* Of FINISH_VOIDED: */
	int64_t voided_at;
	char voided_by[NAME_BYTES], reason[REASON_BYTES];
	int64_t confirmation, voiding; /* the events of both, 0 = none; for the store */
};

enum finish_change {
	FINISH_VOID, /* it no longer counts */
	FINISH_UNCONFIRM, /* it counts on, but nobody has confirmed it */
	FINISH_RESTORE, /* counts again, from its own day */
};

const char *finish_how_name(enum finish_how how); /* "learned": for machines */
const char *finish_state_name(enum finish_state state); /* "stands" */
/* "học xong khóa học": where it comes from. Appends, as all below. */
void finish_source_words(const struct finish *finish, struct buf *out);
/* "22/11/2026: học xong khóa học" */
void finish_words(const struct finish *finish, struct buf *out);
/* "đang được tính; Trần Thị Lan xác nhận 23/11/2026" */
void finish_state_words(const struct finish *finish, struct buf *out);
/* What the counts do when this is done to list[at], the list being all of one person; what stays; and
 * how it is undone: whole sentences. */
void finish_change_words(const struct finish *list, size_t count, size_t at,
			 enum finish_change change, struct buf *out);
/* A reason that somebody typed: tidied, not empty, not too long, without control characters. */
bool finish_reason(const char *text, char out[REASON_BYTES], struct err *err);

#endif
