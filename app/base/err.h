/* What went wrong outside the program: a value with a message, passed up.
 *
 * A function that can fail takes `struct err *err` last and returns false, -1 or NULL after
 * filling it through err_set(). Only the edge prints: the command line to stderr, the screens
 * in their status line. The message is a whole sentence in the user's language that says what
 * happened, where, and what to do now.
 *
 * Faults in data have a place in a file and are diagnostics instead (base/diag.h).
 * Bugs and memory exhaustion go through die().
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include "base/mem.h"

#include <stdbool.h>

/* Kinds carry the exit status of sysexits.h, so the command line needs no second table. */
enum err_kind {
	ERR_NONE = 0,
	ERR_USAGE = 2, /* wrong options or arguments */
	ERR_DATA = 65, /* the input is wrong */
	ERR_NOINPUT = 66, /* a file is missing or cannot be read */
	ERR_NOUSER = 67, /* no such learner, or wrong password */
	ERR_UNAVAILABLE = 69, /* something needed is not there */
	ERR_SOFTWARE = 70, /* a bug of ours, noticed */
	ERR_OS = 71,
	ERR_CANTCREAT = 73, /* an output cannot be made */
	ERR_IO = 74,
	ERR_TEMPFAIL = 75, /* busy: try again */
	ERR_NOPERM = 77,
	ERR_CONFIG = 78,
};

struct err {
	enum err_kind kind;
	char text[600];
};

/* Fills err (which may be NULL) and returns false, for `return err_set(...)`.
 * Control characters in the message are made harmless. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
	PRINTF_LIKE(3, 4);
/* Puts "context: " before the message that is already there. Returns false. */
bool err_prefix(struct err *err, const char *context);

/* Runs before the process ends in die(); the screen uses it to put the terminal back. */
void die_hook(void (*restore)(void));
/* Ends the program with a message. For bugs and exhausted memory only. */
void die(const char *format, ...) PRINTF_LIKE(1, 2) __attribute__((noreturn));

#endif
