/* The door to getopt_long(): apart, as its header has a struct option of its own. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

#define OPTIONS_MAX 32

/* What was wrong with an option, and as it was typed. */
enum option_fault { OPTION_FINE, OPTION_UNKNOWN, OPTION_NEEDS_VALUE, OPTION_TAKES_NONE };

/* Fills values[i] for rows[i] (count of them, at most OPTIONS_MAX): the value, or "" for
 * one that takes none; others are left alone. argv is reordered, operands last; returns
 * the index of the first. On a fault *typed is the word it stood in, and *letter the
 * letter if it was a short one, else 0. */
int options_read(const struct option_row *const *rows, int count, int argc, char **argv,
		 const char **values, enum option_fault *fault, const char **typed,
		 char *letter);

#endif
