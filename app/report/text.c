/* The table in columns, for a terminal and for paper.
 *
 * Every column is as wide as its widest cell, and nothing is cut: a number that lost a
 * digit is worse than a line that wraps. Numbers stand on the right, so that their digits
 * are in line.
 */
#include "base/i18n.h"
#include "report/format.h"
#include "text/column.h"

#include <stdlib.h>

#define GAP 2

static void widen(const struct table *table, const struct cell *row, int *widths,
		  struct buf *scratch)
{
	for (size_t c = 0; c < table->column_count; c++) {
		buf_reset(scratch);
		cell_format(table->columns[c].kind, &row[c], scratch);
		int columns = text_columns(scratch->data);
		if (columns > widths[c])
			widths[c] = columns;
	}
}

static int *measure(const struct table *table, struct buf *scratch)
{
	int *widths = xcalloc(table->column_count + 1, sizeof(*widths));
	for (size_t c = 0; c < table->column_count; c++)
		widths[c] = text_columns(table->columns[c].heading);
	for (size_t r = 0; r < table->row_count; r++)
		widen(table, table->rows[r], widths, scratch);
	if (table->total)
		widen(table, table->total, widths, scratch);
	return widths;
}

static void put(struct buf *out, const char *text, int width, enum cell_kind kind)
{
	if (cell_stands_right(kind))
		text_pad_right(out, text, width);
	else
		text_pad(out, text, width);
}

static void end_line(struct buf *out)
{
	size_t n = out->len;
	while (n && out->data[n - 1] == ' ')
		n--;
	buf_truncate(out, n);
	buf_addc(out, '\n');
}

/* row NULL: the headings. */
static void put_row(const struct table *table, const struct cell *row, const int *widths,
		    struct buf *out, struct buf *scratch)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct column *column = &table->columns[c];
		buf_reset(scratch);
		if (row)
			cell_format(column->kind, &row[c], scratch);
		else
			buf_adds(scratch, column->heading);
		put(out, scratch->data, widths[c], column->kind);
		if (c + 1 < table->column_count)
			buf_pad(out, ' ', GAP);
	}
	end_line(out);
}

static void put_rule(const struct table *table, const int *widths, struct buf *out)
{
	for (size_t c = 0; c < table->column_count; c++) {
		for (int i = 0; i < widths[c]; i++)
			buf_adds(out, "─");
		if (c + 1 < table->column_count)
			buf_pad(out, ' ', GAP);
	}
	end_line(out);
}

static void put_facts(const struct table *table, struct buf *out)
{
	if (table->fact_count && table->column_count)
		buf_addc(out, '\n');
	for (size_t i = 0; i < table->fact_count; i++) {
		const struct table_fact *fact = &table->facts[i];
		buf_printf(out, "%s: ", fact->heading);
		cell_format(fact->kind, &fact->cell, out);
		buf_addc(out, '\n');
	}
}

static bool text_write(const struct table *table, const struct report_options *options,
		       struct buf *out, struct err *err)
{
	struct buf scratch = BUF_INIT;
	int *widths = measure(table, &scratch);
	(void)options;
	(void)err;
	if (table->title)
		buf_printf(out, "%s\n\n", table->title);
	if (table->column_count) {
		put_row(table, NULL, widths, out, &scratch);
		put_rule(table, widths, out);
	}
	for (size_t r = 0; r < table->row_count; r++)
		put_row(table, table->rows[r], widths, out, &scratch);
	if (table->total) {
		put_rule(table, widths, out);
		put_row(table, table->total, widths, out, &scratch);
	}
	put_facts(table, out);
	free(widths);
	buf_release(&scratch);
	return true;
}

const struct report_format report_text = {
	.name = "table",
	.extension = ".txt",
	.words = N_("bảng chữ, để xem trên màn hình và in ra giấy"),
	.write = text_write,
};
