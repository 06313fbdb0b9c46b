/* Commands and their options, as one table (command.c) that feeds the running of them,
 * `--help`, the manual page and the shell's completion. A command is a row here and a
 * function.
 *
 * Words for people are marked N_() in the table and translated where they are shown.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>

struct cli;

struct option_row {
	const char *name; /* "on" for --on; NULL ends a list */
	char letter; /* 'o' for -o, or 0 */
	const char *value; /* N_("NGÀY"); NULL: the option takes none */
	const char *help; /* N_(): one or two sentences */
	/* The only values allowed, with spaces between; "@formats" stands for those of
	 * report/format.h. NULL: anything. */
	const char *choices;
};

struct command {
	const char *name; /* "count", or two words: "learners list" */
	const char *summary; /* N_(): one line, begins with a verb, no full stop */
	const char *operands; /* N_(): "[TỆP]…", or "" */
	int least, most; /* how many of them; most -1 = any number */
	const struct option_row *options;
	const char
		*manual; /* N_(): more, paragraphs separated by newlines; may be NULL */
	/* argv[0] is the command, the options common to all are still inside. Returns the
	 * exit status. */
	int (*run)(struct cli *cli, int argc, char **argv);
};

extern const struct command commands[]; /* name NULL at the end */
extern const struct option_row common_options[]; /* of all commands */

const struct command *command_named(const char *name);
/* Is this the first of the two words of some command? "learners" */
bool command_is_group(const char *name);
/* The values an option allows, with spaces between; nothing where any will do. */
void option_choices(const struct option_row *option, struct buf *out);

/* ── the commands ──────────────────────────────────────────────────────────────────────── */

int command_run(struct cli *cli, int argc, char **argv);
int command_setup(struct cli *cli, int argc, char **argv);
int command_staff_list(struct cli *cli, int argc, char **argv);
int command_staff_add(struct cli *cli, int argc, char **argv);
int command_staff_password(struct cli *cli, int argc, char **argv);
int command_staff_close(struct cli *cli, int argc, char **argv);
int command_staff_open(struct cli *cli, int argc, char **argv);
int command_check(struct cli *cli, int argc, char **argv);
int command_new(struct cli *cli, int argc, char **argv);
int command_preview(struct cli *cli, int argc, char **argv);
int command_test(struct cli *cli, int argc, char **argv);
int command_map(struct cli *cli, int argc, char **argv);
int command_schema(struct cli *cli, int argc, char **argv);
int command_type(struct cli *cli, int argc, char **argv);
int command_learners_list(struct cli *cli, int argc, char **argv);
int command_learners_show(struct cli *cli, int argc, char **argv);
int command_learners_add(struct cli *cli, int argc, char **argv);
int command_learners_correct(struct cli *cli, int argc, char **argv);
int command_learners_withdraw(struct cli *cli, int argc, char **argv);
int command_learners_erase(struct cli *cli, int argc, char **argv);
int command_learners_export(struct cli *cli, int argc, char **argv);
int command_learners_pairs(struct cli *cli, int argc, char **argv);
int command_learners_unite(struct cli *cli, int argc, char **argv);
int command_learners_separate(struct cli *cli, int argc, char **argv);
int command_learners_undo(struct cli *cli, int argc, char **argv);
int command_learners_move(struct cli *cli, int argc, char **argv);
int command_learners_due(struct cli *cli, int argc, char **argv);
int command_learners_void(struct cli *cli, int argc, char **argv);
int command_learners_attend(struct cli *cli, int argc, char **argv);
int command_learners_keep(struct cli *cli, int argc, char **argv);
int command_audit(struct cli *cli, int argc, char **argv);
int command_seal_keygen(struct cli *cli, int argc, char **argv);
int command_seal_key(struct cli *cli, int argc, char **argv);
int command_seal_token(struct cli *cli, int argc, char **argv);
int command_seal_open(struct cli *cli, int argc, char **argv);
int command_learners_import(struct cli *cli, int argc, char **argv);
int command_stats(struct cli *cli, int argc, char **argv);
int command_count(struct cli *cli, int argc, char **argv);
int command_export(struct cli *cli, int argc, char **argv);
int command_goal_list(struct cli *cli, int argc, char **argv);
int command_goal_set(struct cli *cli, int argc, char **argv);
int command_population_list(struct cli *cli, int argc, char **argv);
int command_population_export(struct cli *cli, int argc, char **argv);
int command_population_import(struct cli *cli, int argc, char **argv);
int command_letterhead(struct cli *cli, int argc, char **argv);
int command_recount(struct cli *cli, int argc, char **argv);
int command_diff(struct cli *cli, int argc, char **argv);
int command_import_gift(struct cli *cli, int argc, char **argv);
int command_import_aiken(struct cli *cli, int argc, char **argv);
int command_export_gift(struct cli *cli, int argc, char **argv);
int command_backup(struct cli *cli, int argc, char **argv);
int command_restore(struct cli *cli, int argc, char **argv);
int command_doctor(struct cli *cli, int argc, char **argv);
int command_help(struct cli *cli, int argc, char **argv);

#endif
