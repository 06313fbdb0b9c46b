/* What is told about the program, all of it from the table of commands. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include "cli/command.h"

#include <stdio.h>

void help_program(FILE *out); /* all commands */
void help_group(FILE *out, const char *group); /* "learners": its commands */
void help_command(FILE *out, const struct command *command);
void help_version(FILE *out);
void help_man(FILE *out); /* roff, for man(1) */
void help_completion(FILE *out); /* for bash */

#endif
