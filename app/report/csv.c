#include "report/csv.h"

#include "base/date.h"
#include "base/i18n.h"
#include "report/format.h"

#include <inttypes.h>
#include <string.h>

#define MARK "\xef\xbb\xbf" /* U+FEFF */
#define PERMILLE "_permille"

/* OWASP's list (CSV injection), and the full-width forms that East Asian versions of
 * Excel take for the same signs. */
static const char *const beginnings[] = {"=",
					 "+",
					 "-",
					 "@",
					 "\t",
					 "\r",
					 "\n",
					 "\xef\xbc\x9d",
					 "\xef\xbc\x8b",
					 "\xef\xbc\x8d",
					 "\xef\xbc\xa0"};

bool csv_dangerous(const char *text)
{
	for (size_t i = 0; i < ARRAY_LEN(beginnings); i++)
		if (!strncmp(text, beginnings[i], strlen(beginnings[i])))
			return true;
	return false;
}

/* Is it written with an apostrophe before it? */
static bool is_marked(const char *text)
{
	return csv_dangerous(text + strspn(text, "'"));
}

const char *csv_unmarked(const char *text)
{
	return *text == '\'' && is_marked(text) ? text + 1 : text;
}

size_t csv_dangerous_cells(const struct table *table)
{
	size_t n = 0;
	for (size_t r = 0; r < table->row_count; r++)
		for (size_t c = 0; c < table->column_count; c++) {
			const struct cell *cell = &table->rows[r][c];
			if (cell->given && table->columns[c].kind == CELL_TEXT)
				n += csv_dangerous(cell->text);
		}
	return n;
}

static void put_quoted(struct buf *out, const char *text, char separator)
{
	const char special[] = {'"', '\r', '\n', ',', ';', '\t', separator, '\0'};
	size_t n = strlen(text);
	bool plain =
		!strpbrk(text, special) && (!n || (text[0] != ' ' && text[n - 1] != ' '));
	if (plain) {
		buf_add(out, text, n);
		return;
	}
	buf_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			buf_addc(out, '"');
		buf_addc(out, *text);
	}
	buf_addc(out, '"');
}

static void put_text(struct buf *out, const char *text, char separator)
{
	if (!is_marked(text)) {
		put_quoted(out, text, separator);
		return;
	}
	struct buf safe = BUF_INIT;
	buf_printf(&safe, "'%s", text);
	put_quoted(out, safe.data, separator);
	buf_release(&safe);
}

static void put_cell(struct buf *out, enum cell_kind kind, const char *prefix,
		     const struct cell *cell, char separator)
{
	char day[11];
	if (cell->hidden)
		buf_adds(out, HIDDEN_SIGN);
	if (!cell->given)
		return;
	switch (kind) {
	case CELL_TEXT:
		put_text(out, cell->text, separator);
		break;
	case CELL_CODE:
		if (*cell->text)
			buf_adds(out, prefix);
		put_quoted(out, cell->text, separator);
		break;
	case CELL_REAL:
		buf_printf(out, "%.15g", cell->real);
		break;
	case CELL_INTEGER:
	case CELL_PERCENT:
		buf_printf(out, "%" PRId64, cell->number);
		break;
	case CELL_DAY:
		date_format_iso(date_of((int)cell->number), day);
		buf_adds(out, day);
		break;
	}
}

void csv_column(const char *name, enum cell_kind kind, struct buf *out)
{
	buf_adds(out, name);
	if (kind == CELL_PERCENT)
		buf_adds(out, PERMILLE);
}

static void put_name(struct buf *out, const struct report_options *options,
		     const char *name, const char *heading, enum cell_kind kind)
{
	struct buf text = BUF_INIT;
	if (!options->headings)
		csv_column(name, kind, &text);
	else
		buf_printf(&text, kind == CELL_PERCENT ? "%s (‰)" : "%s", heading);
	put_text(out, text.data, options->separator);
	buf_release(&text);
}

void csv_names(const struct table *table, const struct report_options *options,
	       struct buf *out)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct column *column = &table->columns[c];
		if (c)
			buf_addc(out, options->separator);
		put_name(out, options, column->name, column->heading, column->kind);
	}
	for (size_t i = 0; i < table->fact_count; i++) {
		const struct table_fact *fact = &table->facts[i];
		if (!fact->name)
			continue;
		buf_addc(out, options->separator);
		put_name(out, options, fact->name, fact->heading, fact->kind);
	}
	buf_adds(out, "\r\n");
}

static void put_row(const struct table *table, const struct cell *row, char separator,
		    struct buf *out)
{
	for (size_t c = 0; c < table->column_count; c++) {
		const struct column *column = &table->columns[c];
		if (c)
			buf_addc(out, separator);
		put_cell(out, column->kind, column->prefix, &row[c], separator);
	}
	for (size_t i = 0; i < table->fact_count; i++) {
		const struct table_fact *fact = &table->facts[i];
		if (!fact->name)
			continue;
		buf_addc(out, separator);
		put_cell(out, fact->kind, "", &fact->cell, separator);
	}
	buf_adds(out, "\r\n");
}

void csv_rows(const struct table *table, struct cell *const *rows, size_t count,
	      const struct report_options *options, struct buf *out)
{
	for (size_t r = 0; r < count; r++)
		put_row(table, rows[r], options->separator, out);
}

static bool csv_write(const struct table *table, const struct report_options *options,
		      struct buf *out, struct err *err)
{
	struct report_options o = *options;
	(void)err;
	if (!o.separator)
		o.separator = ',';
	buf_adds(out, MARK);
	csv_names(table, &o, out);
	csv_rows(table, table->rows, table->row_count, &o, out);
	return true;
}

const struct report_format report_csv = {
	.name = "csv",
	.extension = ".csv",
	.words = N_("CSV cho máy và bảng tính, bảng mã UTF-8"),
	.write = csv_write,
};
