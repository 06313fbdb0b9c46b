/* Typing practice: what is right so far, and which key comes next. Pure functions over the line to
 * type and what stands on the screen, so that any order of keys that leads there is right: a
 * tone may come at once or at the end of the word, as the engine allows (text/telex.h).
 */
#ifndef COURSE_TYPING_H
#define COURSE_TYPING_H

#include "base/buf.h"
#include "text/telex.h"

#include <stdbool.h>
#include <stdint.h>

enum drill {
	DRILL_GOING, /* right so far */
	DRILL_ASTRAY, /* something must be taken back */
	DRILL_CASE, /* the same, for it should be a capital, or should not */
	DRILL_DONE,
};

/* `shown` is what the field shows now. Marks may still be missing in the word being typed, and
 * nowhere else. */
enum drill drill_check(const char *target, const char *shown);

/* What to press now. keys: the raw keys of the word being typed, NULL or "" if they are not known. Appends
 * one character ("e", " "), or nothing if Backspace is the way on or the line is done. With the
 * engine off it is the next letter itself. */
void drill_next(struct buf *out, const char *target, const char *shown, const char *keys,
		const struct telex_options *options);

/* Which finger, in words ("ngón trỏ trái"); NULL for keys without one. */
const char *key_finger(char key);

/* The keyboard with the next key in brackets: " q w[e]r t ...". 37 columns, 5 rows; key ' ' marks
 * the space bar, '\b' Backspace, a capital Shift as well, 0 none. */
void keyboard_picture(struct buf *out, char key);

/* How an exercise went. */
struct typing_result {
	int keys, errors; /* pressed in all, and those that led astray */
	int seconds;
};
int typing_accuracy(const struct typing_result *result); /* percent, floor; no keys: 0 */
int typing_speed(const struct typing_result *result); /* keys a minute; no time: 0 */

#endif
