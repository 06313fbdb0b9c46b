/* A Data Package (Frictionless, version 1: specs.frictionlessdata.io): the city's open
 * data.
 *
 *	datapackage.json	what it is, when, by which rules, and the kind of each column
 *	data.csv		a row a ward
 *	total.csv		the city, in the same columns
 *
 * The CSV is that of report/csv.h but without a byte order mark, since the readers of
 * such packages take it for part of the first name. Hidden cells stand as "…", which the
 * schema declares a missing value. Anybody may read it, so it takes only tables whose
 * small cells are hidden. Under which licence the city opens its data is for the city to
 * add.
 */
#include "base/date.h"
#include "base/i18n.h"
#include "report/csv.h"
#include "report/format.h"
#include "report/json.h"

#include <stdio.h>

static const char *const field_types[] = {
	[CELL_TEXT] = "string",     [CELL_INTEGER] = "integer", [CELL_DAY] = "date",
	[CELL_PERCENT] = "integer", [CELL_CODE] = "string",     [CELL_REAL] = "number",
};

static void put_field(struct buf *out, const char *name, const char *heading,
		      enum cell_kind kind, bool first)
{
	struct buf field = BUF_INIT;
	csv_column(name, kind, &field);
	buf_adds(out, first ? "\n          {" : ",\n          {");
	json_member(out, "name", field.data);
	buf_adds(out, ", ");
	buf_reset(&field);
	buf_printf(&field, kind == CELL_PERCENT ? "%s (‰)" : "%s", heading);
	json_member(out, "title", field.data);
	buf_adds(out, ", ");
	json_member(out, "type", field_types[kind]);
	buf_addc(out, '}');
	buf_release(&field);
}

static void put_schema(const struct table *table, struct buf *out)
{
	buf_adds(out, "      \"schema\": {\n        \"fields\": [");
	for (size_t c = 0; c < table->column_count; c++)
		put_field(out, table->columns[c].name, table->columns[c].heading,
			  table->columns[c].kind, c == 0);
	for (size_t i = 0; i < table->fact_count; i++)
		if (table->facts[i].name)
			put_field(out, table->facts[i].name, table->facts[i].heading,
				  table->facts[i].kind, false);
	buf_adds(out, "\n        ],\n        \"missingValues\": [\"\", \"" HIDDEN_SIGN
		      "\"]\n      }\n");
}

static void put_resource(const struct table *table, const char *name, const char *title,
			 size_t bytes, struct buf *out)
{
	char path[40];
	snprintf(path, sizeof(path), "%s.csv", name);
	buf_adds(out, "    {\n      ");
	json_member(out, "name", name);
	buf_adds(out, ",\n      ");
	json_member(out, "path", path);
	buf_adds(out, ",\n      ");
	json_member(out, "title", title);
	buf_printf(out,
		   ",\n      \"profile\": \"tabular-data-resource\","
		   "\n      \"format\": \"csv\",\n      \"mediatype\": \"text/csv\","
		   "\n      \"encoding\": \"utf-8\",\n      \"bytes\": %zu,\n"
		   "      \"dialect\": {\"delimiter\": \",\", \"lineTerminator\": "
		   "\"\\r\\n\", \"doubleQuote\": true, \"header\": true},\n",
		   bytes);
	put_schema(table, out);
	buf_adds(out, "    }");
}

/* What stands below the table on paper. */
static void put_description(const struct table *table, struct buf *out)
{
	struct buf text = BUF_INIT;
	for (size_t i = 0; i < table->fact_count; i++) {
		const struct table_fact *fact = &table->facts[i];
		buf_printf(&text, "%s%s: ", i ? "\n" : "", fact->heading);
		cell_format(fact->kind, &fact->cell, &text);
	}
	json_member(out, "description", text.data);
	buf_release(&text);
}

static void put_package(const struct table *table, size_t rows, size_t total,
			struct buf *out)
{
	const struct table_fact *on = table_fact_named(table, "on");
	int day = on && on->kind == CELL_DAY ? (int)on->cell.number : 0;
	char iso[11], name[40];
	date_format_iso(date_of(day), iso);
	snprintf(name, sizeof(name), "kynangso-%s", iso);
	buf_adds(out, "{\n  \"profile\": \"tabular-data-package\",\n  ");
	json_member(out, "name", name);
	buf_adds(out, ",\n  ");
	json_member(out, "title", table->title ? table->title : name);
	buf_adds(out, ",\n  ");
	put_description(table, out);
	/* The end of that day in Viet Nam: the report's own time, so that the same
	 * report is the same file. */
	buf_printf(out, ",\n  \"created\": \"%sT16:59:59Z\",\n  \"resources\": [\n", iso);
	put_resource(table, "data", _("Từng phường, xã"), rows, out);
	if (table->total) {
		buf_adds(out, ",\n");
		put_resource(table, "total", _("Toàn thành phố"), total, out);
	}
	buf_adds(out, "\n  ]\n}\n");
}

static size_t put_csv(const struct table *table, struct cell *const *rows, size_t count,
		      struct buf *out)
{
	const struct report_options options = {.separator = ','};
	csv_names(table, &options, out);
	csv_rows(table, rows, count, &options, out);
	return out->len;
}

static bool package_fill(const struct table *table, const struct report_options *options,
			 struct report_folder *folder, struct err *err)
{
	(void)options;
	if (!table->outside)
		return err_set(err, ERR_SOFTWARE,
			       _("Bảng này chưa che các số nhỏ nên không công bố được."));
	size_t total = 0, rows = put_csv(table, table->rows, table->row_count,
					 report_folder_add(folder, "data.csv"));
	if (table->total)
		total = put_csv(table, &table->total, 1,
				report_folder_add(folder, "total.csv"));
	put_package(table, rows, total, report_folder_add(folder, "datapackage.json"));
	return true;
}

const struct report_format report_datapackage = {
	.name = "datapackage",
	.extension = "",
	.words = N_("thư mục dữ liệu mở (Data Package), các số nhỏ được che"),
	.fill = package_fill,
	.outside = true,
};
