/* What the program hands to kynangso-pdf: a table and its letterhead as lines of text, so
 * that the drawing libraries stay out of the program that learners use.
 *
 *	kynangso-annex <tab> 1
 *	issuer <tab> Nhà văn hóa Hàng Bạc	also parent, place, signer, recipients, day
 *	title <tab> …
 *	column <tab> right <tab> Dân số		left, right, middle
 *	row <tab> 00004 <tab> Ba Đình <tab> 39.664
 *	total <tab> …
 *	fact <tab> Tính đến hết ngày <tab> 22/11/2026
 *	end
 *
 * Only what people read is handed over, and as they read it. The reader takes nothing on
 * trust: it refuses what is not clean text, too large, in the wrong order, or cut off.
 */
#ifndef REPORT_WIRE_H
#define REPORT_WIRE_H

#include "base/err.h"
#include "report/annex.h"
#include "report/table.h"

#include <stdbool.h>
#include <stddef.h>

/* Beyond this nobody prints, and the paper would be no help. */
#define WIRE_ROWS_MAX 20000
#define WIRE_COLUMNS_MAX 40
#define WIRE_BYTES_MAX (32 << 20)

void wire_write(const struct table *table, const struct letterhead *letterhead,
		struct buf *out);
/* Fills an empty table, which the caller releases also on failure; the letterhead's
 * strings live in its arena. err (ERR_DATA) names the line. */
bool wire_read(const char *text, size_t n, struct table *table,
	       struct letterhead *letterhead, struct err *err);

#endif
