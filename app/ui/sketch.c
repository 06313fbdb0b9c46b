#include "ui/sketch.h"

#include "text/column.h"
#include "text/wrap.h"

#include <stdlib.h>

void sketch_rows(struct buf *out, const char *first, const char *rest, const char *text,
		 int width, const char *end)
{
	struct wrap wrap;
	struct wrap_line line;
	wrap_begin(&wrap, text, width);
	for (bool top = true; wrap_next(&wrap, &line); top = false) {
		buf_adds(out, top ? first : rest);
		buf_add(out, line.start, line.len);
		if (*end)
			buf_pad(out, ' ', (size_t)(width - line.columns));
		buf_printf(out, "%s\n", end);
	}
}

void sketch_shifted(struct buf *out, const char *text, int width, bool middle)
{
	struct wrap wrap;
	struct wrap_line line;
	wrap_begin(&wrap, text, width);
	while (wrap_next(&wrap, &line)) {
		int room = width - line.columns;
		buf_pad(out, ' ', (size_t)(middle ? room / 2 : room));
		buf_add(out, line.start, line.len);
		buf_addc(out, '\n');
	}
}

int sketch_widest(const char *text, int width)
{
	struct wrap wrap;
	struct wrap_line line;
	int most = 0;
	wrap_begin(&wrap, text, width);
	while (wrap_next(&wrap, &line))
		most = line.columns > most ? line.columns : most;
	return most;
}

static void dashes(struct buf *out, int count)
{
	for (int i = 0; i < count; i++)
		buf_adds(out, "─");
}

void sketch_edge(struct buf *out, const char *left, const char *label, const char *right,
		 int width)
{
	int room = width + 2 - text_columns(label);
	buf_adds(out, left);
	dashes(out, room / 2);
	buf_adds(out, label);
	dashes(out, room - room / 2);
	buf_printf(out, "%s\n", right);
}

void sketch_box(struct buf *out, const char *label, const char *text, int width)
{
	sketch_edge(out, "┌", label, "┐", width);
	sketch_rows(out, "│ ", "│ ", text, width, " │");
	sketch_edge(out, "└", "", "┘", width);
}

void sketch_pair(struct buf *out, const char *left, const char *right, int width)
{
	int room = width - text_columns(left) - text_columns(right);
	if (room < 2) {
		sketch_rows(out, "", "", left, width, "");
		sketch_shifted(out, right, width, false);
		return;
	}
	buf_adds(out, left);
	buf_pad(out, ' ', (size_t)room);
	buf_printf(out, "%s\n", right);
}

void sketch_field(struct buf *out, const char *label, const char *value, int width)
{
	int room = width - text_columns(label) - 4;
	if (text_columns(value) <= room) {
		buf_printf(out, "%s: [", label);
		text_pad(out, value, room);
		buf_adds(out, "]\n");
		return;
	}
	char *whole = xasprintf("%s:", label);
	sketch_rows(out, "", "", whole, width, "");
	sketch_rows(out, "[", "[", value, width - 2, "]");
	free(whole);
}
