/* Events: what happened, in the words of the journal. The journal is the truth; everything else
 * in the database but personal data is a projection that can be rebuilt from it.
 *
 * Names are stored, so a name is never reused for another meaning and none is ever removed.
 * Bodies are canonical JSON (keys in alphabetical order), written and read by store/ only.
 */
#ifndef COURSE_EVENT_H
#define COURSE_EVENT_H

#include "base/buf.h"

#include <stdint.h>

enum event_kind {
	EVENT_REGISTERED, /* a learner exists; who they are stands in the person table */
	EVENT_CONSENTED, /* {text_version, representative}: to the keeping of personal data */
	EVENT_WITHDRAWN, /* consent withdrawn */
	EVENT_CORRECTED, /* {fields}: personal data was corrected (values are not in the journal) */
	EVENT_ATTENDED, /* {session}: took part on that day, roll call or a session at the machine */
	EVENT_STEP_REACHED, /* {lesson, step} */
	EVENT_CHECK_ANSWERED, /* {lesson, question, grade, order, raw, readable, score} */
	EVENT_LESSON_DONE, /* {lesson, epoch} */
	EVENT_ATTEMPT_STARTED, /* {quiz, paper, mode} */
	EVENT_ANSWERED, /* {attempt, index, question, grade, order, raw, readable, score, rule} */
	EVENT_ATTEMPT_FINISHED, /* {attempt, quiz, percent, score, passed, abandoned} */
	EVENT_SATISFIED, /* {rule, evidence, day, supervised}: the completion rule is satisfied */
	EVENT_DECLARED, /* {day, basis}: trained before this program existed, by import */
	EVENT_CONFIRMED, /* {staff}: a staff member confirmed the completion in person */
	EVENT_WAIVED, /* {reason, staff}: part of the rule waived */
	/* {target, reason, staff}: an event no longer counts. A completion; or its confirmation; or
	 * the voiding of a completion, which then counts again from its own day. */
	EVENT_VOIDED,
	EVENT_REASSIGNED, /* {attempt, to, completion, reason, staff}: it was somebody else's */
	EVENT_UNITED, /* {other, reason, staff}: two records are one person */
	EVENT_SEPARATED, /* {other, staff}: they are not, after all */
	EVENT_ERASED, /* {contribution}: personal data removed for good; the count stays */
	EVENT_PRACTICE_ACTION, /* {practice, screen, action} */
	EVENT_PRACTICE_ENDED, /* {practice, ending, points, goals} */
	EVENT_TYPING_DONE, /* {exercise, keys, errors, seconds} */
	EVENT_REOPENED, /* {other, staff}: the last word about the two is taken back */
	EVENT_ATTENDANCE_VOIDED, /* {day, session, staff}: did not, after all */
	EVENT_ATTENDANCE_ENTERED, /* {day, session, staff}: took part on an earlier day */
	EVENT_KINDS
};

const char *event_name(enum event_kind kind); /* "answered" */
int event_parse(
	const char *name); /* -1 where unknown: kept, hashed and merged, not projected */

/* For people, of an event or of what store_note() noted: "sửa thông tin"; the name itself where it
 * is not known. */
const char *deed_words(const char *name);
/* The detail that is kept with a deed (store.h, struct deed), in words: "birth,ward" of what was
 * corrected is "ngày sinh, nơi ở". Appends; what it does not know stays as it is. */
void deed_details(const char *name, const char *detail, struct buf *out);

#endif
