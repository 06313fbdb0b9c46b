#include "report/wire.h"

#include "base/date.h"
#include "base/i18n.h"
#include "text/clean.h"
#include "text/normal.h"

#include <stdlib.h>
#include <string.h>

#define FIRST "kynangso-annex\t1"
#define TEXT_MAX 8192 /* bytes of a cell */
#define FACTS_MAX 200

/* Where the cells of a column stand is all that is left of its kind. */
static const struct {
	const char *name;
	enum cell_kind kind;
} sides[] = {{"left", CELL_TEXT}, {"right", CELL_REAL}, {"middle", CELL_CODE}};

static const char *side_of(enum cell_kind kind)
{
	if (cell_stands_right(kind))
		return "right";
	return kind == CELL_CODE || kind == CELL_DAY ? "middle" : "left";
}

/* The words of a letterhead, with their names. */
static const struct {
	const char *name;
	size_t at;
} words[] = {
	{"parent", offsetof(struct letterhead, parent)},
	{"issuer", offsetof(struct letterhead, issuer)},
	{"place", offsetof(struct letterhead, place)},
	{"signer", offsetof(struct letterhead, signer)},
	{"recipients", offsetof(struct letterhead, recipients)},
};

/* ── writing ───────────────────────────────────────────────────────────────────────────── */

static void put_field(struct buf *out, const char *text)
{
	buf_addc(out, '\t');
	for (; *text; text++)
		buf_addc(out, (unsigned char)*text < ' ' ? ' ' : *text);
}

static void put_cell(struct buf *out, enum cell_kind kind, const struct cell *cell)
{
	struct buf shown = BUF_INIT;
	cell_format(kind, cell, &shown);
	put_field(out, shown.data);
	buf_release(&shown);
}

/* What there is to read of a table. */
struct view {
	const struct table *table;
	size_t *columns, count;
};

static void put_row(struct buf *out, const char *what, const struct view *view,
		    const struct cell *row)
{
	buf_adds(out, what);
	for (size_t i = 0; i < view->count; i++) {
		size_t c = view->columns[i];
		put_cell(out, view->table->columns[c].kind, &row[c]);
	}
	buf_addc(out, '\n');
}

static void put_letterhead(struct buf *out, const struct letterhead *letterhead)
{
	char day[11];
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		const char *const *text =
			(const void *)((const char *)letterhead + words[i].at);
		if (!*text || !**text)
			continue;
		buf_adds(out, words[i].name);
		put_field(out, *text);
		buf_addc(out, '\n');
	}
	if (letterhead->day) {
		date_format_iso(date_of(letterhead->day), day);
		buf_printf(out, "day\t%s\n", day);
	}
}

void wire_write(const struct table *table, const struct letterhead *letterhead,
		struct buf *out)
{
	struct view view = {.table = table};
	view.columns = table_telling_columns(table, &view.count);
	buf_adds(out, FIRST "\n");
	if (letterhead)
		put_letterhead(out, letterhead);
	if (table->title) {
		buf_adds(out, "title");
		put_field(out, table->title);
		buf_addc(out, '\n');
	}
	for (size_t i = 0; i < view.count; i++) {
		const struct column *column = &table->columns[view.columns[i]];
		buf_printf(out, "column\t%s", side_of(column->kind));
		put_field(out, column->heading);
		buf_addc(out, '\n');
	}
	for (size_t r = 0; r < table->row_count; r++)
		put_row(out, "row", &view, table->rows[r]);
	if (table->total)
		put_row(out, "total", &view, table->total);
	for (size_t i = 0; i < table->fact_count; i++) {
		const struct table_fact *fact = &table->facts[i];
		buf_adds(out, "fact");
		put_field(out, fact->heading);
		put_cell(out, fact->kind, &fact->cell);
		buf_addc(out, '\n');
	}
	buf_adds(out, "end\n");
	free(view.columns);
}

/* ── reading ───────────────────────────────────────────────────────────────────────────── */

struct reader {
	struct table *table;
	struct letterhead *letterhead;
	struct err *err;
	size_t line; /* from 1 */
	char *fields[WIRE_COLUMNS_MAX + 2]; /* the first one says what the line is */
	size_t count;
	bool ended;
};

static bool wrong(struct reader *r, const char *what)
{
	return err_set(r->err, ERR_DATA,
		       _("Dữ liệu cho bản in hỏng ở dòng %zu: %s. Hãy xuất lại từ lệnh "
			 "kynangso."),
		       r->line, what);
}

static bool split(struct reader *r, char *line)
{
	for (r->count = 0; line; r->count++) {
		if (r->count == ARRAY_LEN(r->fields))
			return wrong(r, _("quá nhiều ô"));
		char *tab = strchr(line, '\t');
		if (tab)
			*tab = '\0';
		size_t n = strlen(line);
		if (n > TEXT_MAX)
			return wrong(r, _("một ô quá dài"));
		if (!text_is_nfc(line) || !text_clean(line, n, false, NULL, NULL))
			return wrong(r, _("một ô không phải chữ viết đúng chuẩn"));
		r->fields[r->count] = line;
		line = tab ? tab + 1 : NULL;
	}
	return true;
}

static void read_cell(struct reader *r, enum cell_kind kind, const char *text)
{
	if (!*text)
		table_empty(r->table);
	else if (kind == CELL_TEXT)
		table_text(r->table, text);
	else if (kind == CELL_CODE)
		table_code(r->table, text);
	else
		table_real(r->table, 0, text);
}

static bool read_cells(struct reader *r)
{
	if (r->count != r->table->column_count + 1)
		return wrong(r, _("số ô khác số cột"));
	for (size_t c = 0; c < r->table->column_count; c++)
		read_cell(r, r->table->columns[c].kind, r->fields[c + 1]);
	return true;
}

static bool read_row(struct reader *r)
{
	if (r->table->total || r->table->fact_count)
		return wrong(r, _("dòng này đứng sai chỗ"));
	if (r->table->row_count == WIRE_ROWS_MAX)
		return wrong(r, _("quá nhiều dòng để in"));
	table_row(r->table);
	return read_cells(r);
}

static bool read_total(struct reader *r)
{
	if (r->table->total || r->table->fact_count)
		return wrong(r, _("dòng này đứng sai chỗ"));
	table_total(r->table);
	return read_cells(r);
}

static bool read_column(struct reader *r)
{
	if (r->table->row_count || r->table->total || r->table->fact_count)
		return wrong(r, _("dòng này đứng sai chỗ"));
	if (r->table->column_count == WIRE_COLUMNS_MAX)
		return wrong(r, _("quá nhiều cột"));
	for (size_t i = 0; r->count == 3 && i < ARRAY_LEN(sides); i++)
		if (!strcmp(sides[i].name, r->fields[1])) {
			table_column(r->table, "", r->fields[2], sides[i].kind);
			return true;
		}
	return wrong(r, _("không có loại cột này"));
}

static bool read_fact(struct reader *r)
{
	if (r->count != 3 || r->table->fact_count == FACTS_MAX)
		return wrong(r, _("số ô khác số cột"));
	table_fact_text(r->table, NULL, r->fields[1], r->fields[2], r->fields[2]);
	return true;
}

static bool read_title(struct reader *r)
{
	if (r->count != 2 || r->table->title)
		return wrong(r, _("dòng này đứng sai chỗ"));
	table_title(r->table, "%s", r->fields[1]);
	return true;
}

static bool read_day(struct reader *r)
{
	struct date date;
	if (r->count != 2 || r->letterhead->day || !date_parse_iso(r->fields[1], &date))
		return wrong(r, _("không phải ngày"));
	r->letterhead->day = day_of(date);
	return true;
}

static bool read_end(struct reader *r)
{
	r->ended = true;
	return r->count == 1 || wrong(r, _("số ô khác số cột"));
}

static bool read_words(struct reader *r)
{
	for (size_t i = 0; i < ARRAY_LEN(words); i++) {
		if (strcmp(words[i].name, r->fields[0]) != 0)
			continue;
		const char **text = (void *)((char *)r->letterhead + words[i].at);
		if (r->count != 2 || *text)
			return wrong(r, _("dòng này đứng sai chỗ"));
		*text = arena_strdup(&r->table->arena, r->fields[1]);
		return true;
	}
	return wrong(r, _("không biết loại dòng này"));
}

static bool read_line(struct reader *r, char *line)
{
	static const struct {
		const char *name;
		bool (*read)(struct reader *r);
	} lines[] = {
		{"row", read_row},   {"total", read_total}, {"column", read_column},
		{"fact", read_fact}, {"title", read_title}, {"day", read_day},
		{"end", read_end},
	};
	r->line++;
	if (r->line == 1)
		return !strcmp(line, FIRST) ||
		       wrong(r, _("không phải dữ liệu của bản in"));
	if (r->ended)
		return wrong(r, _("còn chữ sau dòng cuối"));
	if (!split(r, line))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		if (!strcmp(lines[i].name, r->fields[0]))
			return lines[i].read(r);
	return read_words(r);
}

bool wire_read(const char *text, size_t n, struct table *table,
	       struct letterhead *letterhead, struct err *err)
{
	struct reader r = {.table = table, .letterhead = letterhead, .err = err};
	*letterhead = (struct letterhead){0};
	if (n > WIRE_BYTES_MAX || memchr(text, '\0', n))
		return wrong(&r, _("không phải dữ liệu của bản in"));
	char *copy = xstrndup(text, n);
	bool ok = true;
	char *line = copy;
	while (ok && *line) {
		char *newline = strchr(line, '\n');
		if (!newline) {
			ok = wrong(&r, _("dòng cuối bị cụt"));
			break;
		}
		*newline = '\0';
		ok = read_line(&r, line);
		line = newline + 1;
	}
	if (ok && !r.ended)
		ok = wrong(&r, _("thiếu dòng cuối"));
	free(copy);
	return ok;
}
