/* One run from the command line: what is open, and how it talks.
 *
 * Results go to standard output, everything else to standard error in the user's
 * language. The exit status is 0, 1 (something was found that should not be), 2 (wrong
 * usage), or the kind of error of base/err.h, which are the numbers of sysexits.h.
 *
 * Content and database are opened when a command first asks for them; cli_release()
 * closes all.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "base/clock.h"
#include "base/diag.h"
#include "base/err.h"
#include "cli/arguments.h"
#include "content/shelf.h"
#include "course/course.h"
#include "course/region.h"
#include "store/store.h"

#include <stdio.h>

/* The city whose wards and ages are used: a folder of locale/. */
#define CLI_CITY "hanoi"

enum { EXIT_FINE = 0, EXIT_FINDINGS = 1 };

struct cli {
	struct clock clock; /* held by --now, for tests and demonstrations */
	char *data; /* folder of the database; NULL until cli_data() */
	char *content; /* of lessons/, quizzes/, locale/; NULL until cli_content() */
	const char *lang;
	FILE *in, *out, *messages;
	const struct command *command; /* the one that runs; NULL before */
	struct shelf *shelf; /* the content; NULL until cli_shelf() */
	const struct course *course; /* of the shelf; NULL until cli_course() */
	struct diags findings; /* of the region */
	struct region *region; /* NULL until cli_region() */
	struct store *store; /* NULL until cli_store() */
};

/* The whole program but for main(). */
int cli_main(int argc, char **argv);

void cli_init(struct cli *cli); /* standard input, output and error */
void cli_release(struct cli *cli);
/* Finds the command in argv and runs it. */
int cli_dispatch(struct cli *cli, int argc, char **argv);
/* What was written must have arrived: a full disk behind `> file` is an error. */
int cli_finish(struct cli *cli, int status);

/* ── what a command needs; each may be asked again ─────────────────────────────────────── */

/* NULL with an error where no home folder is known. */
const char *cli_data(struct cli *cli, struct err *err);
/* --content, $KYNANGSO_CONTENT, the centre's own pack (content/copy.h), or what came with the program. */
const char *cli_content(struct cli *cli);
/* The content as the pack in which a single file is judged; NULL where no course lies there. */
const char *cli_pack(struct cli *cli);
/* The content, opened as content/shelf.h does; NULL only where nothing can be learned from it, and
 * err says so. */
struct shelf *cli_shelf(struct cli *cli, struct err *err);
/* The course as it is now, as far as it could be read. */
const struct course *cli_course(struct cli *cli, struct err *err);
const struct region *cli_region(struct cli *cli, struct err *err);
/* Opens the centre's database with the course and region that have been asked for before;
 * counting and registering need the region. Not existing is an error that says how to set
 * up a centre, unless the mode is STORE_CREATE. */
struct store *cli_store(struct cli *cli, enum store_mode mode, struct err *err);
/* The region, the store and the centre in it: what most commands begin with. */
struct store *cli_open(struct cli *cli, enum store_mode mode, struct err *err);

/* The name of the account that runs this, which stands for staff on the command line; "" where it
 * has none. Valid until the next call. */
const char *cli_user(void);

/* Who we are; false with an error also where no centre has been set up in the open
 * store. */
bool cli_centre(struct cli *cli, struct centre *centre, struct err *err);

/* ── talking ───────────────────────────────────────────────────────────────────────────── */

void cli_print(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* A line on standard error, after the program's name. */
void cli_say(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* The same without the name. */
void cli_line(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* Says the error; returns its exit status. */
int cli_fail(struct cli *cli, const struct err *err);
/* Says what is wrong with how the command was called, and where to read more; returns
 * 2. */
int cli_misused(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
/* One line that is written over itself while long work goes on; only where somebody is
 * looking. */
void cli_progress(struct cli *cli, const char *format, ...) PRINTF_LIKE(2, 3);
void cli_progress_end(struct cli *cli);

/* A day as --on and the like take it: 22/11/2026 or 2026-11-22. */
bool cli_day(const char *text, int *day, struct err *err);
/* The error is about the value of this option ("--on") and the caller's: false. */
bool cli_wrong_value(struct err *err, const char *option);
/* A ward as --ward takes it: code (also with the prefix of our CSV files) or name. */
const struct ward *cli_ward(const struct region *region, const char *text,
			    struct err *err);
/* "phường Ba Đình"; words for "" (outside the city, or not known). */
void cli_ward_words(const struct region *region, const char *code, char *out,
		    size_t size);

#endif
