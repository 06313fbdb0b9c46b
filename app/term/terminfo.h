/* What the terminal's description says, asked without opening a screen. A file of its own
 * since <term.h> has a struct term, too, and a macro for every capability. */
#ifndef TERM_TERMINFO_H
#define TERM_TERMINFO_H

#include <stddef.h>

enum terminfo_verdict {
	TERMINFO_FINE,
	TERMINFO_UNKNOWN, /* no description, or only a generic one */
	TERMINFO_LINES, /* cannot place the cursor: line by line only */
};

/* Judges $TERM, which is set. */
enum terminfo_verdict terminfo_judge(const char *name);
/* While a screen is open: the bytes that put a terminal of `rows` rows back (attributes,
 * keypad, cursor, last line, other screen) from any state, to be sent by a signal
 * handler. Returns how many there are, at most size. */
size_t terminfo_farewell(int rows, char *out, size_t size);
/* While a screen is open: a capability that is plain bytes, such as "E3"; NULL if
 * missing. */
const char *terminfo_string(const char *name);

#endif
