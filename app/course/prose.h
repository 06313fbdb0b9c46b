/* Prose as people read it: {fact.key} becomes the fact's value, {ban}/{Ban} the form of address.
 *
 * The form of address is a setting of the learner: bác, cô, chú, anh, chị, bạn. */
#ifndef COURSE_PROSE_H
#define COURSE_PROSE_H

#include "base/buf.h"
#include "course/course.h"

enum address {
	ADDRESS_BAN,
	ADDRESS_BAC,
	ADDRESS_CO,
	ADDRESS_CHU,
	ADDRESS_ANH,
	ADDRESS_CHI,
	ADDRESSES
};

const char *address_word(enum address address); /* "bác" */
const char *address_word_upper(enum address address); /* "Bác" */
const char *address_name(enum address address); /* "bac": for settings */
int address_parse(const char *name); /* -1 where unknown */

/* Appends the expanded prose. course may be NULL (facts stay as they are). Trailing newlines of a
 * YAML block are dropped. Unknown {things} stay as written: the checker has reported them. */
void prose_expand(struct buf *out, const char *prose, const struct course *course,
		  enum address address);
/* The oldest as_of of the facts named in this text, or false if it names none; course may be
 * NULL. */
bool prose_as_of(const char *prose, const struct course *course, struct date *as_of);

#endif
