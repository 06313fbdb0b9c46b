/* A workbook for Excel and LibreOffice: what offices hand in.
 *
 *	first sheet	title, headings that stay in sight, rows, total, notes
 *	second sheet	a bar for each place, where the table has one row a place
 *
 * Cells have their true kind: numbers can be added up, days are days, codes and all other
 * text are text cells, which keep their zeros and are never run as a formula, also not
 * after somebody has edited them (number format "@").
 *
 * The same table gives the same bytes: the day of making is the day of the report
 * (fact "on"), not today's. libxlsxwriter keeps one row in memory at a time
 * (constant_memory) and the sheets in temporary files, whose writing it does not check;
 * so the room for them is asked for first. It writes the workbook into memory of the
 * kernel (memfd) and not to the disk, as it would print its own words about a full disk.
 */
#include "base/i18n.h"
#include "report/format.h"
#include "text/column.h"
#include "text/number.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define SHEET_ROWS 1048576 /* what Excel can open */
#define SHEET_COLUMNS 16384
#define HEADER_ROW 2 /* below the title and an empty row */
#define MEASURED_ROWS 2000 /* so many decide how wide a column is */
#define WIDEST 46
#define BAR_ROWS 400 /* more bars than this are no picture */
#define BAR_PIXELS 20
/* A cell in a sheet's file, before it is packed; besides its text. */
#define BYTES_A_CELL 64

/* From top to bottom of the first sheet; a format for each kind of cell in each. */
enum part { PART_ROW, PART_TOTAL, PARTS };

struct sheet {
	const struct table *table;
	lxw_workbook *book;
	lxw_worksheet *sheet;
	const char *name;
	lxw_format *title, *heading, *note;
	lxw_format *cells[PARTS][CELL_REAL + 1], *hidden[PARTS];
	lxw_format *edges[PARTS][2]; /* percentages: less than 0,1 %, more than 99,9 % */
	lxw_error error; /* the first one */
};

static void keep_error(struct sheet *s, lxw_error error)
{
	if (!s->error)
		s->error = error;
}

/* ── formats ───────────────────────────────────────────────────────────────────────────── */

static const char *const number_formats[] = {
	[CELL_TEXT] = "@",       [CELL_INTEGER] = "#,##0", [CELL_DAY] = "dd/mm/yyyy",
	[CELL_PERCENT] = "0.0%", [CELL_CODE] = "@",        [CELL_REAL] = "General",
};

/* Words that a number is shown by: the same as rate_format() (text/number.h). */
static const char *const edge_formats[] = {"\"<0,1 %\"", "\">99,9 %\""};

static lxw_format *new_format(struct sheet *s, const char *number_format, bool bold)
{
	lxw_format *format = workbook_add_format(s->book);
	if (number_format)
		format_set_num_format(format, number_format);
	if (bold)
		format_set_bold(format);
	return format;
}

static void make_formats(struct sheet *s)
{
	s->title = new_format(s, NULL, true);
	format_set_font_size(s->title, 14);
	s->note = new_format(s, "@", false);
	s->heading = new_format(s, "@", true);
	format_set_text_wrap(s->heading);
	format_set_align(s->heading, LXW_ALIGN_CENTER);
	format_set_align(s->heading, LXW_ALIGN_VERTICAL_CENTER);
	format_set_bg_color(s->heading, 0xE7EEF5);
	format_set_border(s->heading, LXW_BORDER_THIN);
	for (int part = 0; part < PARTS; part++) {
		bool total = part == PART_TOTAL;
		for (size_t kind = 0; kind < ARRAY_LEN(number_formats); kind++) {
			s->cells[part][kind] = new_format(s, number_formats[kind], total);
			if (kind == CELL_TEXT)
				format_set_indent(s->cells[part][kind], 1);
			if (total)
				format_set_top(s->cells[part][kind], LXW_BORDER_THIN);
		}
		for (int edge = 0; edge < 2; edge++) {
			s->edges[part][edge] = new_format(s, edge_formats[edge], total);
			if (total)
				format_set_top(s->edges[part][edge], LXW_BORDER_THIN);
		}
		s->hidden[part] = new_format(s, "@", total);
		format_set_align(s->hidden[part], LXW_ALIGN_RIGHT);
	}
}

/* ── cells ─────────────────────────────────────────────────────────────────────────────── */

static void put_text(struct sheet *s, lxw_row_t row, lxw_col_t col, const char *text,
		     lxw_format *format)
{
	keep_error(s, worksheet_write_string(s->sheet, row, col, text, format));
}

static void put_number(struct sheet *s, lxw_row_t row, lxw_col_t col, double number,
		       lxw_format *format)
{
	keep_error(s, worksheet_write_number(s->sheet, row, col, number, format));
}

static void put_day(struct sheet *s, lxw_row_t row, lxw_col_t col, int day,
		    lxw_format *format)
{
	struct date date = date_of(day);
	lxw_datetime at = {.year = date.year, .month = date.month, .day = date.day};
	keep_error(s, worksheet_write_datetime(s->sheet, row, col, &at, format));
}

static void put_cell(struct sheet *s, lxw_row_t row, lxw_col_t col, enum cell_kind kind,
		     const struct cell *cell, enum part part)
{
	lxw_format *format = s->cells[part][kind];
	if (cell->hidden)
		put_text(s, row, col, HIDDEN_SIGN, s->hidden[part]);
	else if (!cell->given)
		worksheet_write_blank(s->sheet, row, col, format);
	else if (kind == CELL_TEXT || kind == CELL_CODE)
		put_text(s, row, col, cell->words, format);
	else if (kind == CELL_DAY)
		put_day(s, row, col, (int)cell->number, format);
	else if (kind == CELL_REAL)
		put_number(s, row, col, cell->real, format);
	else if (kind == CELL_PERCENT && cell->words)
		/* The number is the share itself; what is seen says <0,1 % or >99,9 %. */
		put_number(s, row, col, cell->real, s->edges[part][cell->real > 0.5]);
	else
		put_number(s, row, col,
			   (double)cell->number / (kind == CELL_PERCENT ? 1000 : 1),
			   format);
}

static void put_row(struct sheet *s, lxw_row_t at, const struct cell *row, enum part part)
{
	for (size_t c = 0; c < s->table->column_count; c++)
		put_cell(s, at, (lxw_col_t)c, s->table->columns[c].kind, &row[c], part);
}

/* ── columns ───────────────────────────────────────────────────────────────────────────── */

static void widen(const struct column *column, const struct cell *cell, int *width,
		  struct buf *scratch)
{
	buf_reset(scratch);
	cell_format(column->kind, cell, scratch);
	int columns = text_columns(scratch->data);
	if (columns > *width)
		*width = columns;
}

/* A heading breaks between its words. */
static int longest_word(const char *heading)
{
	int longest = 0;
	for (const char *p = heading; *p;) {
		size_t n = strcspn(p, " ");
		int columns = text_columns_n(p, n);
		if (columns > longest)
			longest = columns;
		p += n + (p[n] == ' ');
	}
	return longest;
}

static int column_width(const struct table *t, size_t c, struct buf *scratch)
{
	const struct column *column = &t->columns[c];
	size_t rows = t->row_count < MEASURED_ROWS ? t->row_count : MEASURED_ROWS;
	int width = longest_word(column->heading);
	/* Two lines of heading, three at most. */
	int half = (text_columns(column->heading) + 1) / 2;
	if (width < half)
		width = half;
	for (size_t r = 0; r < rows; r++)
		widen(column, &t->rows[r][c], &width, scratch);
	if (t->total)
		widen(column, &t->total[c], &width, scratch);
	return width < WIDEST ? width : WIDEST;
}

static void set_columns(struct sheet *s)
{
	struct buf scratch = BUF_INIT;
	for (size_t c = 0; c < s->table->column_count; c++)
		worksheet_set_column(s->sheet, (lxw_col_t)c, (lxw_col_t)c,
				     column_width(s->table, c, &scratch) + 2, NULL);
	buf_release(&scratch);
}

/* Excel marks digits in a text cell as a likely mistake; of codes they are none. */
static void allow_codes(struct sheet *s, lxw_row_t last)
{
	struct buf ranges = BUF_INIT;
	for (size_t c = 0; c < s->table->column_count; c++) {
		char range[LXW_MAX_CELL_RANGE_LENGTH];
		if (s->table->columns[c].kind != CELL_CODE)
			continue;
		lxw_rowcol_to_range(range, HEADER_ROW, (lxw_col_t)c, last, (lxw_col_t)c);
		buf_printf(&ranges, "%s%s", ranges.len ? " " : "", range);
	}
	if (ranges.len)
		worksheet_ignore_errors(s->sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
					ranges.data);
	buf_release(&ranges);
}

static int longest_heading(const struct table *t)
{
	int longest = 0;
	for (size_t c = 0; c < t->column_count; c++) {
		int columns = text_columns(t->columns[c].heading);
		longest = columns > longest ? columns : longest;
	}
	return longest;
}

/* ── the first sheet ───────────────────────────────────────────────────────────────────── */

/* What a column may be frozen behind: its code and its name. */
static lxw_col_t columns_in_sight(const struct table *t)
{
	return t->column_count > 3 && t->columns[0].kind == CELL_CODE ? 2 : 0;
}

static lxw_row_t put_rows(struct sheet *s)
{
	const struct table *t = s->table;
	lxw_row_t at = HEADER_ROW;
	if (t->title)
		put_text(s, 0, 0, t->title, s->title);
	if (!t->column_count)
		return at;
	/* Not every program makes room by itself for a heading that is broken. */
	worksheet_set_row(s->sheet, at, longest_heading(t) > 6 ? 48 : 18, NULL);
	for (size_t c = 0; c < t->column_count; c++)
		put_text(s, at, (lxw_col_t)c, t->columns[c].heading, s->heading);
	for (size_t r = 0; r < t->row_count; r++)
		put_row(s, ++at, t->rows[r], PART_ROW);
	worksheet_autofilter(s->sheet, HEADER_ROW, 0, at,
			     (lxw_col_t)(t->column_count - 1));
	worksheet_freeze_panes(s->sheet, HEADER_ROW + 1, columns_in_sight(t));
	worksheet_repeat_rows(s->sheet, HEADER_ROW, HEADER_ROW);
	allow_codes(s, at);
	if (t->total)
		put_row(s, ++at, t->total, PART_TOTAL);
	return at + 1;
}

static void put_facts(struct sheet *s, lxw_row_t at)
{
	struct buf line = BUF_INIT;
	for (size_t i = 0; i < s->table->fact_count; i++) {
		const struct table_fact *fact = &s->table->facts[i];
		buf_reset(&line);
		buf_printf(&line, "%s: ", fact->heading);
		cell_format(fact->kind, &fact->cell, &line);
		put_text(s, ++at, 0, line.data, s->note);
	}
	buf_release(&line);
}

static void put_table(struct sheet *s)
{
	s->name = _("Số liệu");
	s->sheet = workbook_add_worksheet(s->book, s->name);
	lxw_row_t below = put_rows(s);
	put_facts(s, below);
	set_columns(s);
	worksheet_set_landscape(s->sheet);
	worksheet_set_paper(s->sheet, 9); /* A4 */
	worksheet_fit_to_pages(s->sheet, 1, 0);
	worksheet_set_footer(s->sheet, "&C&P/&N");
}

/* ── the second sheet ──────────────────────────────────────────────────────────────────── */

/* One row a place, and a number to draw: the rate if any is known, else people. */
static int drawn_column(const struct table *t)
{
	static const char *const apart[] = {"sex", "age", "month"};
	static const char *const drawn[] = {"rate", "cumulative", "sure"};
	if (table_column_named(t, "ward") != 0 || table_column_named(t, "name") != 1 ||
	    t->row_count < 2 || t->row_count > BAR_ROWS)
		return -1;
	for (size_t i = 0; i < ARRAY_LEN(apart); i++)
		if (table_column_named(t, apart[i]) >= 0)
			return -1;
	for (size_t i = 0; i < ARRAY_LEN(drawn); i++) {
		int c = table_column_named(t, drawn[i]);
		for (size_t r = 0; c >= 0 && r < t->row_count; r++)
			if (t->rows[r][c].given)
				return c;
	}
	return -1;
}

static lxw_chart *make_bars(struct sheet *s, int column)
{
	lxw_row_t first = HEADER_ROW + 1,
		  last = HEADER_ROW + (lxw_row_t)s->table->row_count;
	lxw_col_t values = (lxw_col_t)column;
	lxw_chart *chart = workbook_add_chart(s->book, LXW_CHART_BAR);
	lxw_chart_series *bars = chart_add_series(chart, NULL, NULL);
	lxw_chart_line none = {.none = LXW_TRUE};
	lxw_chart_font small = {.size = 8};
	enum cell_kind kind = s->table->columns[column].kind;
	chart_series_set_categories(bars, s->name, first, 1, last, 1);
	chart_series_set_values(bars, s->name, first, values, last, values);
	chart_series_set_name(bars, s->table->columns[column].heading);
	chart_title_set_name(chart, s->table->columns[column].heading);
	chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
	/* The first row on top, and every name written. */
	chart_axis_set_interval_unit(chart->y_axis, 1);
	chart_axis_set_num_font(chart->y_axis, &small);
	chart_axis_set_line(chart->y_axis, &none);
	chart_axis_set_reverse(chart->y_axis);
	chart_axis_set_min(chart->x_axis, 0);
	chart_axis_set_num_format(chart->x_axis, number_formats[kind]);
	chart_axis_major_gridlines_set_visible(chart->x_axis, LXW_FALSE);
	chart_set_series_gap(chart, 40);
	chart_series_set_labels(bars);
	chart_series_set_labels_font(bars, &small);
	return chart;
}

static void put_chart(struct sheet *s)
{
	int column = drawn_column(s->table);
	if (column < 0)
		return;
	lxw_worksheet *sheet = workbook_add_worksheet(s->book, _("Biểu đồ"));
	lxw_chart *chart = make_bars(s, column);
	/* The size of a chart is a factor of 480 by 288 pixels. */
	double pixels = 120.0 + BAR_PIXELS * (double)s->table->row_count;
	lxw_chart_options options = {.x_scale = 1.7, .y_scale = pixels / 288};
	keep_error(s, worksheet_insert_chart_opt(sheet, 0, 0, chart, &options));
	worksheet_set_paper(sheet, 9);
	worksheet_fit_to_pages(sheet, 1, 0);
}

/* ── the file ──────────────────────────────────────────────────────────────────────────── */

static const char *temporary_folder(void)
{
	const char *folder = getenv("TMPDIR");
	return folder && *folder ? folder : "/tmp";
}

/* How large the sheet is before it is packed, at most. */
static double sheet_bytes(const struct table *t)
{
	double bytes = 262144;
	for (size_t r = 0; r < t->row_count; r++)
		for (size_t c = 0; c < t->column_count; c++) {
			const struct cell *cell = &t->rows[r][c];
			bytes += BYTES_A_CELL;
			if (cell->given && cell->words)
				bytes += (double)strlen(cell->words);
		}
	return bytes;
}

static bool has_room(const struct table *t, struct err *err)
{
	const char *folder = temporary_folder();
	struct statvfs disk;
	double need = sheet_bytes(t);
	if (statvfs(folder, &disk) != 0 || access(folder, W_OK | X_OK) != 0)
		return err_set(
			err, ERR_CANTCREAT,
			_("Không ghi được vào thư mục tạm %s. Hãy đặt biến TMPDIR là một "
			  "thư mục ghi được."),
			folder);
	if ((double)disk.f_bavail * (double)disk.f_frsize >= need)
		return true;
	return err_set(err, ERR_IO,
		       _("Thư mục tạm %s cần còn trống %s kB để làm tệp Excel. Hãy xóa "
			 "bớt tệp không cần, hoặc đặt biến TMPDIR là thư mục khác."),
		       folder, number_text((int64_t)(need / 1024)).s);
}

static bool fits_sheet(const struct table *t, struct err *err)
{
	if (t->row_count + t->fact_count + HEADER_ROW + 4 <= SHEET_ROWS &&
	    t->column_count <= SHEET_COLUMNS)
		return true;
	return err_set(err, ERR_DATA,
		       _("Bảng có %zu dòng, Excel chỉ mở được chừng một triệu. Hãy dùng "
			 "dạng csv."),
		       t->row_count);
}

static void set_properties(struct sheet *s)
{
	const struct table_fact *on = table_fact_named(s->table, "on");
	int day = on && on->kind == CELL_DAY ? (int)on->cell.number : 0;
	char *title = xstrdup(s->table->title ? s->table->title : "");
	lxw_doc_properties properties = {
		.title = title,
		/* 0 would be now. */
		.created = (time_t)instant_of(day, 12, 0, 0),
	};
	workbook_set_properties(s->book, &properties);
	free(title);
}

static lxw_error make_book(const struct table *table, const char *path)
{
	lxw_workbook_options options = {
		.constant_memory = LXW_TRUE,
		.tmpdir = (char *)(uintptr_t)temporary_folder(),
	};
	struct sheet s = {.table = table, .book = workbook_new_opt(path, &options)};
	if (!s.book)
		return LXW_ERROR_MEMORY_MALLOC_FAILED;
	set_properties(&s);
	make_formats(&s);
	put_table(&s);
	put_chart(&s);
	keep_error(&s, workbook_close(s.book));
	return s.error;
}

static bool take_bytes(int fd, struct buf *out)
{
	char chunk[65536];
	ssize_t n;
	if (lseek(fd, 0, SEEK_SET) != 0)
		return false;
	while ((n = read(fd, chunk, sizeof(chunk))) > 0)
		buf_add(out, chunk, (size_t)n);
	return n == 0;
}

static bool xlsx_write(const struct table *table, const struct report_options *options,
		       struct buf *out, struct err *err)
{
	char path[40];
	(void)options;
	if (!fits_sheet(table, err) || !has_room(table, err))
		return false;
	int fd = memfd_create("xlsx", MFD_CLOEXEC);
	if (fd < 0)
		return err_set(err, ERR_OS, _("Không đủ bộ nhớ để làm tệp Excel."));
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	lxw_error error = make_book(table, path);
	bool ok = !error && take_bytes(fd, out);
	close(fd);
	return ok || err_set(err, ERR_IO, _("Không làm được tệp Excel (%s)."),
			     error ? lxw_strerror(error) : path);
}

const struct report_format report_xlsx = {
	.name = "xlsx",
	.extension = ".xlsx",
	.words = N_("bảng tính Excel, có biểu đồ; mở được bằng LibreOffice"),
	.write = xlsx_write,
	.binary = true,
};
