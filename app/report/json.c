#include "report/json.h"

#include "base/date.h"
#include "base/i18n.h"
#include "report/format.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdlib.h>

void json_string(struct buf *out, const char *text)
{
	buf_addc(out, '"');
	for (uint32_t cp; (cp = utf8_next(&text));) {
		if (cp == '"' || cp == '\\')
			buf_printf(out, "\\%c", (char)cp);
		else if (cp == '\n')
			buf_adds(out, "\\n");
		else if (cp == '\t')
			buf_adds(out, "\\t");
		/* DEL and C1 are allowed in JSON, but steer a terminal that shows the
		 * file. */
		else if (cp < ' ' || (cp >= 0x7f && cp < 0xa0))
			buf_printf(out, "\\u%04x", (unsigned)cp);
		else
			utf8_add(out, cp);
	}
	buf_addc(out, '"');
}

void json_member(struct buf *out, const char *key, const char *text)
{
	json_string(out, key);
	buf_adds(out, ": ");
	if (text)
		json_string(out, text);
	else
		buf_adds(out, "null");
}

static void put_value(struct buf *out, enum cell_kind kind, const struct cell *cell)
{
	char day[11];
	if (!cell->given) {
		buf_adds(out, "null");
		return;
	}
	switch (kind) {
	case CELL_TEXT:
	case CELL_CODE:
		json_string(out, cell->text);
		break;
	case CELL_INTEGER:
		buf_printf(out, "%" PRId64, cell->number);
		break;
	case CELL_REAL:
		buf_printf(out, "%.15g", cell->real);
		break;
	case CELL_PERCENT:
		buf_printf(out, "%s%" PRId64 ".%" PRId64, cell->number < 0 ? "-" : "",
			   (int64_t)llabs(cell->number / 10),
			   (int64_t)llabs(cell->number % 10));
		break;
	case CELL_DAY:
		date_format_iso(date_of((int)cell->number), day);
		json_string(out, day);
		break;
	}
}

/* The columns whose cell is known and not told. */
static void put_hidden(const struct table *table, const struct cell *row, struct buf *out)
{
	bool any = false;
	for (size_t c = 0; c < table->column_count; c++) {
		if (!row[c].hidden)
			continue;
		buf_adds(out, any ? ", " : ", \"hidden\": [");
		json_string(out, table->columns[c].name);
		any = true;
	}
	if (any)
		buf_addc(out, ']');
}

static void put_key(struct buf *out, const char *key, bool *first)
{
	if (!*first)
		buf_adds(out, ", ");
	*first = false;
	json_string(out, key);
	buf_adds(out, ": ");
}

static void put_cells(const struct table *table, const struct cell *row, bool total,
		      struct buf *out)
{
	bool first = true;
	for (size_t c = 0; c < table->column_count; c++) {
		enum cell_kind kind = table->columns[c].kind;
		bool names = kind == CELL_TEXT || kind == CELL_CODE;
		if (total && names && !row[c].given)
			continue;
		put_key(out, table->columns[c].name, &first);
		put_value(out, kind, &row[c]);
	}
	put_hidden(table, row, out);
}

static void put_row(const struct table *table, const struct cell *row, bool total,
		    struct buf *out)
{
	buf_addc(out, '{');
	put_cells(table, row, total, out);
	buf_addc(out, '}');
}

static bool json_write(const struct table *table, const struct report_options *options,
		       struct buf *out, struct err *err)
{
	(void)options;
	(void)err;
	buf_adds(out, "{\n");
	for (size_t i = 0; i < table->fact_count; i++) {
		const struct table_fact *fact = &table->facts[i];
		if (!fact->name)
			continue;
		buf_adds(out, "  ");
		json_string(out, fact->name);
		buf_adds(out, ": ");
		put_value(out, fact->kind, &fact->cell);
		buf_adds(out, ",\n");
	}
	buf_adds(out, "  \"rows\": [");
	for (size_t r = 0; r < table->row_count; r++) {
		buf_adds(out, r ? ",\n    " : "\n    ");
		put_row(table, table->rows[r], false, out);
	}
	buf_adds(out, table->row_count ? "\n  ]" : "]");
	if (table->total) {
		buf_adds(out, ",\n  \"total\": ");
		put_row(table, table->total, true, out);
	}
	buf_adds(out, "\n}\n");
	return true;
}

const struct report_format report_json = {
	.name = "json",
	.extension = ".json",
	.words = N_("JSON cho chương trình khác đọc"),
	.write = json_write,
};

/* Every line says by itself what it counts, as a line of CSV does. */
static bool jsonl_write(const struct table *table, const struct report_options *options,
			struct buf *out, struct err *err)
{
	(void)options;
	(void)err;
	for (size_t r = 0; r < table->row_count; r++) {
		bool first = table->column_count == 0;
		buf_addc(out, '{');
		put_cells(table, table->rows[r], false, out);
		for (size_t i = 0; i < table->fact_count; i++) {
			const struct table_fact *fact = &table->facts[i];
			if (!fact->name)
				continue;
			put_key(out, fact->name, &first);
			put_value(out, fact->kind, &fact->cell);
		}
		buf_adds(out, "}\n");
	}
	return true;
}

const struct report_format report_jsonl = {
	.name = "jsonl",
	.extension = ".jsonl",
	.words = N_("JSON Lines, mỗi dòng một bản ghi, để kiểm tra và đối chiếu"),
	.write = jsonl_write,
};
