/* A table to a place: a file, a folder, or a stream. One way for the command line and the
 * screens, so that both are equally careful: all of it is there or nothing of it is, also
 * after a power cut, and what was there stays unless somebody said otherwise.
 */
#ifndef REPORT_SAVE_H
#define REPORT_SAVE_H

#include "report/format.h"

#include <stdbool.h>
#include <stdio.h>

/* Writes to `path`; the file gets `mode` (base/file.h). Something that is there already is
 * an error (ERR_CANTCREAT) unless `replace`. */
bool report_save(const struct table *table, const struct report_format *format,
		 const struct report_options *options, const char *path, unsigned mode,
		 bool replace, struct err *err);
/* Writes to a stream. Refused (ERR_USAGE): a form that is a folder, and one that is not
 * text where the stream is a terminal. Whether all of it arrived is for whoever flushes
 * the stream to ask. */
bool report_print(const struct table *table, const struct report_format *format,
		  const struct report_options *options, FILE *out, struct err *err);

#endif
