/* Fuzz target: any bytes as a CSV file that somebody hands in. Encoding, rows and cells are read;
 * reading comes to an end, a fault has a message, and what was read and is written again by our
 * own writer is read back the same, but for the apostrophe before formulas.
 */
#include "report/csv.h"
#include "report/csv_read.h"
#include "report/format.h"
#include "text/clean.h"
#include "text/encoding.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define MARK 3 /* bytes of the byte order mark */

static bool writable(const char *cell)
{
	return text_clean(cell, strlen(cell), false, NULL, NULL) && !csv_dangerous(cell);
}

/* One row as a table of its own, written and read back. */
static void write_and_read(const struct csv *row)
{
	struct table table = {0};
	struct buf out = BUF_INIT;
	struct csv csv;
	bool any = false;
	for (size_t i = 0; i < row->count; i++) {
		if (!writable(row->cells[i]))
			goto out;
		any |= row->cells[i][strspn(row->cells[i], " \t")] != '\0';
		table_column(&table, "c", "c", CELL_TEXT);
	}
	table_row(&table);
	for (size_t i = 0; i < row->count; i++)
		table_text(&table, row->cells[i]);
	report_csv.write(&table, &(struct report_options){0}, &out, NULL);
	csv_open(&csv, out.data + MARK, out.len - MARK);
	if (csv_next(&csv, NULL) != CSV_ROW || csv.count != row->count ||
	    csv_next(&csv, NULL) != (any ? CSV_ROW : CSV_END))
		abort();
	for (size_t i = 0; any && i < row->count; i++)
		if (strcmp(csv.cells[i], row->cells[i]) != 0)
			abort();
	csv_close(&csv);
out:
	buf_release(&out);
	table_release(&table);
}

static void read_all(const char *text, size_t n)
{
	struct csv csv;
	struct err err = {0};
	enum csv_result result;
	csv_open(&csv, text, n);
	while ((result = csv_next(&csv, &err)) == CSV_ROW)
		write_and_read(&csv);
	if ((result == CSV_FAULT) != (*err.text != '\0') ||
	    !utf8_valid(err.text, strlen(err.text), NULL))
		abort();
	csv_close(&csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	struct encoding_guess guess = encoding_guess(bytes, size);
	struct buf text = BUF_INIT;
	if (guess.encoding != ENCODING_UNKNOWN &&
	    text_convert(&text, bytes, size, guess.encoding, NULL)) {
		if (!utf8_valid(text.data, text.len, NULL))
			abort();
		read_all(text.data, text.len);
	}
	buf_release(&text);
	return 0;
}
