/* What the checker found, in the forms of `kynangso check --format`.
 *
 *	text	for people: place, sentence, the line with a caret, the mend
 *	json	for scripts: {"findings": [{file, line, col, code, message, fix}], errors, …}
 *	sarif	for editors and code hosts: SARIF 2.1.0 (OASIS, 27 March 2020), with every rule of the
 *		checker; columns count Unicode code points, and a file is named as it was given
 */
#ifndef CLI_FINDINGS_H
#define CLI_FINDINGS_H

#include "base/buf.h"
#include "base/diag.h"

#include <stdbool.h>

/* Appends all of them, sorted as they come; of an unknown format (or NULL) the text. */
void findings_format(struct buf *out, const char *format, const struct diags *diags,
		     bool errors_only);
/* Text that fits a window: errors before all else, then as many as there is room for, and how many
 * more there are. Ends with the sum, or that there is no error. lines 0: there is room for all;
 * columns 0: lines may be as long as they are. */
void findings_fit(struct buf *out, const struct diags *diags, bool errors_only, int lines,
		  int columns);

#endif
