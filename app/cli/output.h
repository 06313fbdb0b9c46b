/* How a table leaves the program: the options --format, --output, --force, --sep and
 * --headers. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/cli.h"
#include "report/format.h"
#include "report/table.h"

#define MODE_PRIVATE 0600 /* names of people */
#define MODE_PUBLIC 0644 /* sums only */

/* The form that --format names, else the one of the --output file, else text. */
const struct report_format *output_format(const struct arguments *args);
/* Writes the table as asked, over a file only with --force or after asking somebody at the
 * terminal; returns the exit status. Cells of a CSV file that had to be
 * made harmless are counted on standard error. */
int output_table(struct cli *cli, const struct arguments *args, const struct table *table,
		 unsigned mode);

#endif
