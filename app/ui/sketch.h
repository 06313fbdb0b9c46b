/* Drawing with letters: the few shapes that the simulated phone is made of (ui/device.h), as lines of
 * text in a buffer. Widths are columns; whatever the text, no line is wider than asked for.
 */
#ifndef UI_SKETCH_H
#define UI_SKETCH_H

#include "base/buf.h"

#include <stdbool.h>

/* Wrapped to `width`: the first line after `first`, the others after `rest` (both come on top of the
 * width); filled up where there is an `end` to stand behind them. */
void sketch_rows(struct buf *out, const char *first, const char *rest, const char *text,
		 int width, const char *end);
/* Wrapped, each line in the middle or at the right edge. */
void sketch_shifted(struct buf *out, const char *text, int width, bool middle);
/* The longest line of the text when it is wrapped to `width`. */
int sketch_widest(const char *text, int width);

/* Of a box with `width` columns of text; its edges take SKETCH_BOX more. */
#define SKETCH_BOX 4
void sketch_edge(struct buf *out, const char *left, const char *label, const char *right,
		 int width); /* "┌──── ! ────┐" */
void sketch_box(struct buf *out, const char *label, const char *text, int width);
/* What is on the left and what is on the right, on one line or on two. */
void sketch_pair(struct buf *out, const char *left, const char *right, int width);
/* "Họ tên: [Nguyễn Thị Tâm     ]", the box under the label where both are too long. */
void sketch_field(struct buf *out, const char *label, const char *value, int width);

#endif
