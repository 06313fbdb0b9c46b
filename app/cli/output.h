/* How a table leaves the program: the options --format, --output, --force, --sep and
 * --headers. */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

#include "cli/cli.h"
#include "report/table.h"

#define MODE_PRIVATE 0600 /* names of people */
#define MODE_PUBLIC 0644 /* sums only */

/* Writes the table as asked; returns the exit status. Cells of a CSV file that had to be
 * made harmless are counted on standard error. */
int output_table(struct cli *cli, const struct arguments *args, const struct table *table,
		 unsigned mode);

#endif
