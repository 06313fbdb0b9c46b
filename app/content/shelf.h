/* A pack opened for the terminal program: outlines at once, lessons when they are asked for.
 *
 *	struct shelf *shelf = shelf_open(&settings, &err);
 *	struct course *course = shelf_course(shelf);	empty until shelf_begin()
 *	shelf_begin(shelf, &err);			somebody sits down: is it still so?
 *	while (nobody presses a key && shelf_step(shelf))
 *		;					of a large pack: the rest
 *	course = shelf_course(shelf);			it may be another one now
 *	course_open_lesson(course, id, &err);		course/course.h
 *	shelf_free(shelf);
 *
 * What makes the start fast is an index in the cache folder (content/index.h). Where it does not
 * hold any more, or there is none, the whole pack is read and checked, and it is made anew. What
 * is asked when:
 *
 *	shelf_open()	the same program, the same folders with the same entries, the same
 *			course.yaml, framework.yaml, facts.yaml: a few looks at the disk
 *	shelf_begin()	each file: its stamp, and its bytes where the stamp can't be trusted; of a
 *			very large pack the first ones, and the others by shelf_step()
 *	completion	all that is left of that (struct opener, certain())
 *	opening		the file is read then, and what is shown is what it says; where its bytes
 *			are not those the index knows, the whole pack is read anew first
 *
 * So no rule is judged and no lesson shown by an index that does not agree with the files; the
 * index only saves reading what nobody asks for. A folder where nothing can be written costs time,
 * no more.
 */
#ifndef CONTENT_SHELF_H
#define CONTENT_SHELF_H

#include "base/diag.h"
#include "base/err.h"
#include "course/course.h"

struct shelf;

struct shelf_settings {
	const char *root;
	const char
		*cache; /* a folder for the index, made if need be; NULL: none is kept */
	int64_t ahead; /* so many nanoseconds the clock is ahead: tests wait for nothing */
};

/* Settings are copied. NULL and err where there is no pack. */
struct shelf *shelf_open(const struct shelf_settings *settings, struct err *err);
/* The course as it was last found, with what it opens through opener. It may be another one after each
 * of the functions below and after opening; it stays good until the second shelf_begin() after
 * that. */
const struct course *shelf_course(const struct shelf *shelf);
/* Somebody sits down. Are the files as they were read? If not, or if the outlines were never read, they
 * are now. False and err if it can't be told: then the course is what it was. Nothing that was
 * opened before the last call may be in use any more. */
bool shelf_begin(struct shelf *shelf, struct err *err);
/* Compares some more files of a large pack, for less than a millisecond unless one has changed. False
 * when all have been. */
bool shelf_step(struct shelf *shelf);
/* The same as shelf_begin(), with all of the files. */
bool shelf_refresh(struct shelf *shelf, struct err *err);
/* How many findings the pack had when it was last read as a whole, facts grown old left out. */
size_t shelf_finding_count(const struct shelf *shelf);
/* What is wrong in the pack as it lies there now, sorted; facts older than a year before `today`,
 * too. Reads all of it. Good until the next call; empty where there is none. */
const struct diags *shelf_findings(struct shelf *shelf, int today);
/* How often the whole pack had to be read so far: for tests, and for measuring. */
int shelf_readings(const struct shelf *shelf);
void shelf_free(struct shelf *shelf); /* NULL is fine */

#endif
