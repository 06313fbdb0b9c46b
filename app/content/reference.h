/* The reference for authors, written from the very tables and rules that the checker judges by: what
 * each kind of file may hold, how each value is written and within what limits, and what each code
 * asks for. docs/tham-khao.md is made of it (make reference). */
#ifndef CONTENT_REFERENCE_H
#define CONTENT_REFERENCE_H

#include "base/buf.h"

/* Appends Markdown: a chapter for each kind of file, each mapping inside it once. */
void reference_kinds(struct buf *out);
/* Appends a table of all codes in order, with what must hold. */
void reference_codes(struct buf *out);

#endif
