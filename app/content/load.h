/* From YAML files to a struct course or struct region, with everything that is wrong in them.
 *
 *	struct course course = {0};
 *	struct diags diags = {0};
 *	if (!content_load(&course, &diags, root, &err))
 *		...				no content there at all
 *	diags_sort(&diags);			errors, warnings and advice of all files
 *	...
 *	diags_release(&diags);			before the course: places borrow its file names
 *	course_release(&course);
 *
 * A file with errors does not stop the others, and one mistake is one finding. What is sound can be
 * used: a lesson or quiz whose file has errors of its own is left out, and what lists it says so (E11)
 * where those errors are not told of beside it; references that lead
 * nowhere are reported and dropped, except in module.lesson_ids, whose lesson is then NULL.
 *
 * No path is ever read from content, and only regular files of the folders named here are opened.
 */
#ifndef CONTENT_LOAD_H
#define CONTENT_LOAD_H

#include "base/buf.h"
#include "base/diag.h"
#include "base/err.h"
#include "course/course.h"
#include "course/region.h"

#include <stdbool.h>

/* The whole pack: <root>/lessons/{course,framework,facts}.yaml, lessons/<module>/<file>.yaml,
 * quizzes/<file>.yaml. A retired lesson, quiz or question is left out. False (and err) only where there is no lessons/course.yaml or it cannot be
 * opened. `course` is zeroed by the caller. */
bool content_load(struct course *course, struct diags *diags, const char *root,
		  struct err *err);

/* The same for the start of the program: looks for errors only, not for what could be better (W, A),
 * which takes a third of the time. */
bool content_open(struct course *course, struct diags *diags, const char *root,
		  struct err *err);

/* One file, for preview and for checking while it is written; "-" is standard input. With a root
 * the file is judged inside that pack, in the place of the file that it is (the same path, or the
 * same kind and id), and only its own findings are given. With root NULL it stands alone:
 * references out of it are not judged. The course has the file's lesson, quiz or practice either
 * way, if it is sound; alone, also a practice that reads well and whose proof fails (E31 to E37),
 * so that its map can be drawn. False where the file cannot be opened. */
bool content_load_file(struct course *course, struct diags *diags, const char *root,
		       const char *path, struct err *err);

/* For trying the examples that authors write (`try`, `paths`): one file as above, or the whole pack
 * with path NULL, errors only; and what its examples contradict (E23, E35) is in the course like
 * what is sound, so that the others can be tried, too. */
bool content_load_examples(struct course *course, struct diags *diags, const char *root,
			   const char *path, struct err *err);

/* The same for a file that is being written and lies, or will lie, at `path`: what counts is these
 * n bytes. */
bool content_load_bytes(struct course *course, struct diags *diags, const char *root,
			const char *path, const void *bytes, size_t n, struct err *err);

/* One file by itself, for n bytes in memory that are called `name` in findings. */
void content_load_text(struct course *course, struct diags *diags, const char *name,
		       const void *bytes, size_t n);

/* The text of <root>/lessons/ids.lock as it should be with what the pack holds now
 * (content/lock.h); *added gets how many ids are new in it. Judges nothing. */
bool content_lock(struct buf *out, size_t *added, const char *root, struct err *err);

/* <root>/locale/<city>/region.yaml and wards.yaml. False where a file is missing; with errors in
 * diags the region is what could be read of it. */
bool content_load_region(struct region *region, struct diags *diags, const char *root,
			 const char *city, struct err *err);

/* W67: facts that were last checked more than a year before `today` (base/date.h). Apart from
 * content_load(), which knows no clock. */
void content_check_facts(const struct course *course, struct diags *diags, int today);

/* Every rule of the checker with its code and one line of help, in order: for the handbook.
 * Returns NULL past the last; *help is untranslated (N_). */
const char *content_rule(size_t i, const char **help);

/* The codes, each once: E, W, A, and by number. Returns how many. */
#define CODES_MAX 100
size_t content_codes(const char *codes[CODES_MAX]);
/* Appends what all rules of a code ask for, in the user's language, joined by "; ". */
void content_code_help(struct buf *out, const char *code);

#endif
