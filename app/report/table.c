#include "report/table.h"

#include "base/err.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void table_release(struct table *table)
{
	free(table->columns);
	free(table->rows);
	free(table->facts);
	arena_release(&table->arena);
	*table = (struct table){0};
}

static const char *keep(struct table *table, const char *text)
{
	return text ? arena_strdup(&table->arena, text) : NULL;
}

static const char *keep_printed(struct table *table, const char *format, va_list args)
{
	char *text = NULL;
	if (vasprintf(&text, format, args) < 0)
		die("vasprintf");
	const char *kept = keep(table, text);
	free(text);
	return kept;
}

void table_title(struct table *table, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	table->title = keep_printed(table, format, args);
	va_end(args);
}

struct column *table_column(struct table *table, const char *name, const char *heading,
			    enum cell_kind kind)
{
	if (table->open)
		die("column %s after the first row", name);
	ALLOC_GROW(table->columns, table->column_count + 1, table->column_cap);
	struct column *column = &table->columns[table->column_count++];
	*column = (struct column){
		.name = keep(table, name),
		.heading = keep(table, heading),
		.kind = kind,
		.prefix = "",
	};
	return column;
}

static struct cell *begin(struct table *table)
{
	table->open =
		arena_array(&table->arena, table->column_count + 1, sizeof(*table->open));
	table->next = 0;
	return table->open;
}

void table_row(struct table *table)
{
	ALLOC_GROW(table->rows, table->row_count + 1, table->row_cap);
	table->rows[table->row_count++] = begin(table);
}

void table_total(struct table *table)
{
	table->total = begin(table);
}

static struct cell *next(struct table *table, enum cell_kind kind)
{
	if (!table->open || table->next >= table->column_count)
		die("a cell without a column");
	if (table->columns[table->next].kind != kind)
		die("wrong kind of cell in column %s", table->columns[table->next].name);
	struct cell *cell = &table->open[table->next++];
	cell->given = true;
	return cell;
}

void table_choice(struct table *table, const char *name, const char *words)
{
	struct cell *cell = next(table, CELL_TEXT);
	cell->given = name != NULL;
	cell->text = keep(table, name);
	cell->words = words && name && words != name ? keep(table, words) : cell->text;
}

void table_text(struct table *table, const char *text)
{
	table_choice(table, text, text);
}

void table_code(struct table *table, const char *code)
{
	struct cell *cell = next(table, CELL_CODE);
	cell->given = code != NULL;
	cell->text = cell->words = keep(table, code);
}

void table_integer(struct table *table, int64_t number)
{
	next(table, CELL_INTEGER)->number = number;
}

void table_day(struct table *table, int day)
{
	next(table, CELL_DAY)->number = day;
}

void table_permille(struct table *table, int64_t permille)
{
	next(table, CELL_PERCENT)->number = permille;
}

void table_rate(struct table *table, int64_t part, int64_t whole)
{
	struct buf plain = BUF_INIT, words = BUF_INIT;
	struct cell *cell = next(table, CELL_PERCENT);
	cell->number = rate_permille(part, whole);
	percent_format(&plain, cell->number, 1);
	rate_format(&words, part, whole);
	if (strcmp(plain.data, words.data) != 0) {
		cell->words = keep(table, words.data);
		cell->real = (double)part / (double)whole;
	}
	buf_release(&plain);
	buf_release(&words);
}

void table_real(struct table *table, double real, const char *words)
{
	struct cell *cell = next(table, CELL_REAL);
	cell->real = real;
	cell->words = keep(table, words);
}

void table_empty(struct table *table)
{
	if (!table->open || table->next >= table->column_count)
		die("a cell without a column");
	table->next++;
}

void cell_hide(struct cell *cell)
{
	*cell = (struct cell){.hidden = cell->given || cell->hidden};
}

void table_hidden(struct table *table)
{
	table_empty(table);
	table->open[table->next - 1].hidden = true;
}

static struct table_fact *fact_add(struct table *table, const char *name,
				   const char *heading, enum cell_kind kind)
{
	ALLOC_GROW(table->facts, table->fact_count + 1, table->fact_cap);
	struct table_fact *fact = &table->facts[table->fact_count++];
	*fact = (struct table_fact){
		.name = keep(table, name),
		.heading = keep(table, heading),
		.kind = kind,
		.cell.given = true,
	};
	return fact;
}

void table_fact_text(struct table *table, const char *name, const char *heading,
		     const char *text, const char *words)
{
	struct cell *cell = &fact_add(table, name, heading, CELL_TEXT)->cell;
	cell->text = keep(table, text);
	cell->words = keep(table, words);
}

void table_fact_integer(struct table *table, const char *name, const char *heading,
			int64_t number)
{
	fact_add(table, name, heading, CELL_INTEGER)->cell.number = number;
}

void table_fact_day(struct table *table, const char *name, const char *heading, int day)
{
	fact_add(table, name, heading, CELL_DAY)->cell.number = day;
}

void table_note(struct table *table, const char *heading, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	const char *text = keep_printed(table, format, args);
	va_end(args);
	struct cell *cell = &fact_add(table, NULL, heading, CELL_TEXT)->cell;
	cell->text = cell->words = text;
}

void cell_format(enum cell_kind kind, const struct cell *cell, struct buf *out)
{
	if (cell->hidden)
		buf_adds(out, HIDDEN_SIGN);
	if (!cell->given)
		return;
	switch (kind) {
	case CELL_TEXT:
	case CELL_CODE:
	case CELL_REAL:
		buf_adds(out, cell->words);
		break;
	case CELL_INTEGER:
		number_format(out, cell->number);
		break;
	case CELL_DAY:
		day_format(out, (int)cell->number);
		break;
	case CELL_PERCENT:
		if (cell->words)
			buf_adds(out, cell->words);
		else
			percent_format(out, cell->number, 1);
		break;
	}
}

bool cell_stands_right(enum cell_kind kind)
{
	return kind == CELL_INTEGER || kind == CELL_PERCENT || kind == CELL_REAL;
}

const struct table_fact *table_fact_named(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->fact_count; i++)
		if (table->facts[i].name && !strcmp(table->facts[i].name, name))
			return &table->facts[i];
	return NULL;
}

static bool tells(const struct cell *cell)
{
	return cell->hidden || (cell->given && !(cell->words && !*cell->words));
}

static bool column_tells(const struct table *table, size_t c)
{
	if (table->columns[c].detail)
		return false;
	if (!table->row_count || (table->total && tells(&table->total[c])))
		return true;
	for (size_t r = 0; r < table->row_count; r++)
		if (tells(&table->rows[r][c]))
			return true;
	return false;
}

size_t *table_telling_columns(const struct table *table, size_t *n)
{
	size_t *columns = xcalloc(table->column_count + 1, sizeof(*columns));
	*n = 0;
	for (size_t c = 0; c < table->column_count; c++)
		if (column_tells(table, c))
			columns[(*n)++] = c;
	return columns;
}

int table_column_named(const struct table *table, const char *name)
{
	for (size_t c = 0; c < table->column_count; c++)
		if (!strcmp(table->columns[c].name, name))
			return (int)c;
	return -1;
}
