/* Kỹ Năng Số: a map of the program.
 *
 *	main.c		picks a command
 *	cli/		the commands: options, exit codes, what is printed where
 *	ui/		what people see: views, described as pages and laid out
 *	sync/		bundles between centres and the city
 *	report/		tables as text, CSV, JSON
 *	term/		the screen as data, shown by curses or played from a script
 *	store/		the journal of what happened, and what follows from it, in SQLite
 *	content/	lessons and quizzes as instructors write them, in YAML
 *	course/		what a course, a person, a completion, working age *is*: no I/O
 *	secret/		passwords, sealed numbers, hashes
 *	text/		Vietnamese: letters, sorting, searching, typing
 *	base/		memory, errors, days, files
 *
 * A folder uses only folders further down (docs/architecture.md). Start reading with
 * cli/command.c, the table of commands, or ui/app.h, the program on the screen.
 */
#include "cli/cli.h"

int main(int argc, char **argv)
{
	return cli_main(argc, argv);
}
