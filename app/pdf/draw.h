/* The annex as a PDF of A4 pages: the layout of Decree 30/2020/NĐ-CP, Annex I, in sizes
 * and margins as it gives them, set in Times New Roman or what stands in for it.
 *
 * Upright where the table's longest words and numbers fit, else turned on its side; only
 * where even that is too narrow does the type become smaller. The head of the table
 * stands on every page, rows are never cut, and pages from the second on are numbered.
 * Nothing depends on the clock: the same table and letterhead give the same bytes.
 */
#ifndef PDF_DRAW_H
#define PDF_DRAW_H

#include "base/buf.h"
#include "base/err.h"
#include "report/annex.h"
#include "report/table.h"

#include <stdbool.h>

/* Appends the file. ERR_UNAVAILABLE where the machine has no font with Vietnamese
 * letters. */
bool draw_annex(const struct table *table, const struct letterhead *letterhead,
		struct buf *out, struct err *err);

#endif
