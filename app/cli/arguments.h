/* What was typed behind a command, understood by its row in the table (command.h).
 *
 *	struct arguments args;
 *	int status = arguments_parse(&args, cli, argc, argv);
 *	if (status >= 0)
 *		return status;
 *	const char *on = argument(&args, "on");
 *
 * Options may stand before or after the operands, be shortened while they are unique, and
 * end at "--". The options common to all commands have been carried over into `cli` then.
 */
#ifndef CLI_ARGUMENTS_H
#define CLI_ARGUMENTS_H

#include "cli/options.h"

struct arguments {
	const struct command *command;
	const char *values[OPTIONS_MAX]; /* by row: the command's, then the common ones */
	char **operands; /* points into argv, which is reordered */
	int count;
};

/* Returns -1 to go on; otherwise the command ends with that status: help was asked for
 * and shown, or something is wrong and was said. */
int arguments_parse(struct arguments *args, struct cli *cli, int argc, char **argv);
/* The value of an option, "" for one that takes none, NULL where it was not given. A name
 * that is not in the table is a bug. Given twice, the last counts. */
const char *argument(const struct arguments *args, const char *name);

/* Where the command stands in argv: index of the next word that is no option and no value
 * of one, from `from` on; argc if there is none. */
int command_word(int argc, char **argv, int from);

#endif
