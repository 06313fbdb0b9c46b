#include "report/csv_read.h"

#include "base/buf.h"
#include "base/i18n.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char separators[] = {',', ';', '\t'};

/* Counts each separator in the first row, outside quotes. */
static char separator_of(const char *text, size_t n)
{
	size_t seen[ARRAY_LEN(separators)] = {0}, best = 0;
	bool quoted = false;
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '"')
			quoted = !quoted;
		else if (!quoted && (text[i] == '\n' || text[i] == '\r'))
			break;
		for (size_t s = 0; !quoted && s < ARRAY_LEN(separators); s++)
			seen[s] += text[i] == separators[s];
	}
	for (size_t s = 1; s < ARRAY_LEN(separators); s++)
		if (seen[s] > seen[best])
			best = s;
	return separators[best];
}

static bool ends_line(const struct csv *csv)
{
	return csv->at >= csv->len || csv->text[csv->at] == '\n' ||
	       csv->text[csv->at] == '\r';
}

static void skip_line_end(struct csv *csv)
{
	if (csv->at < csv->len && csv->text[csv->at] == '\r')
		csv->at++;
	else if (csv->at < csv->len) {
		csv->at++;
		return;
	}
	if (csv->at < csv->len && csv->text[csv->at] == '\n')
		csv->at++;
}

void csv_open(struct csv *csv, const char *text, size_t n)
{
	*csv = (struct csv){.text = text, .len = n};
	if (n >= 5 && !strncmp(text, "sep=", 4) && strchr(",;\t", text[4])) {
		csv->separator = text[4];
		csv->at = 5;
		if (ends_line(csv)) {
			skip_line_end(csv);
			csv->row = 1;
			return;
		}
		csv->at = 0;
	}
	/* Empty lines may stand before the first row. */
	size_t first = 0;
	while (first < n && (text[first] == '\n' || text[first] == '\r'))
		first++;
	csv->separator = separator_of(text + first, n - first);
}

void csv_close(struct csv *csv)
{
	free(csv->cells);
	arena_release(&csv->arena);
	*csv = (struct csv){0};
}

void csv_column_name(size_t column, char out[8])
{
	char letters[8];
	size_t n = 0;
	for (column++; column && n < sizeof(letters) - 1; column = (column - 1) / 26)
		letters[n++] = (char)('A' + (column - 1) % 26);
	for (size_t i = 0; i < n; i++)
		out[i] = letters[n - 1 - i];
	out[n] = '\0';
}

static enum csv_result fault(const struct csv *csv, struct err *err, const char *what)
{
	char column[8];
	csv_column_name(csv->count, column);
	/* TRANSLATORS: row number, column letter, what is wrong there. */
	err_set(err, ERR_DATA, _("Dòng %d, cột %s: %s"), csv->row, column, what);
	return CSV_FAULT;
}

static void cell_end(struct csv *csv, const char *bytes, size_t n)
{
	ALLOC_GROW(csv->cells, csv->count + 1, csv->cap);
	csv->cells[csv->count++] = arena_strndup(&csv->arena, bytes, n);
}

/* at stands behind the opening quote, and then behind the closing one. */
static enum csv_result read_quoted(struct csv *csv, struct err *err)
{
	struct buf cell = BUF_INIT;
	enum csv_result result = CSV_ROW;
	for (;; csv->at++) {
		if (csv->at >= csv->len) {
			result = fault(
				csv, err,
				_("dấu nháy kép mở ở ô này mà không đóng. Thêm dấu \" ở "
				  "cuối ô, rồi lưu lại."));
			break;
		}
		char c = csv->text[csv->at];
		if (c == '"' && csv->at + 1 < csv->len && csv->text[csv->at + 1] == '"')
			csv->at++;
		else if (c == '"')
			break;
		buf_addc(&cell, c);
	}
	csv->at++;
	if (result == CSV_ROW && !ends_line(csv) && csv->text[csv->at] != csv->separator)
		result = fault(
			csv, err,
			_("có chữ đứng sau dấu nháy kép đóng. Bỏ phần thừa, hoặc viết "
			  "hai dấu \"\" nếu muốn có dấu nháy trong ô."));
	if (result == CSV_ROW && memchr(cell.data, '\0', cell.len))
		result = fault(
			csv, err,
			_("có ký tự rỗng (NUL). Hãy lưu lại tệp từ bảng tính dưới dạng "
			  "CSV UTF-8."));
	if (result == CSV_ROW)
		cell_end(csv, cell.data, cell.len);
	buf_release(&cell);
	return result;
}

static enum csv_result read_plain(struct csv *csv, struct err *err)
{
	size_t from = csv->at;
	for (; !ends_line(csv) && csv->text[csv->at] != csv->separator; csv->at++) {
		char c = csv->text[csv->at];
		if (c == '"')
			return fault(
				csv, err,
				_("có dấu nháy kép giữa ô. Đặt cả ô trong dấu nháy kép "
				  "và viết dấu nháy bên trong hai lần: \"\"."));
		if (!c)
			return fault(
				csv, err,
				_("có ký tự rỗng (NUL). Hãy lưu lại tệp từ bảng tính "
				  "dưới dạng CSV UTF-8."));
	}
	cell_end(csv, csv->text + from, csv->at - from);
	return CSV_ROW;
}

static enum csv_result read_row(struct csv *csv, struct err *err)
{
	arena_release(&csv->arena);
	csv->count = 0;
	csv->row++;
	for (;;) {
		enum csv_result result = CSV_ROW;
		if (csv->at < csv->len && csv->text[csv->at] == '"') {
			csv->at++;
			result = read_quoted(csv, err);
		} else {
			result = read_plain(csv, err);
		}
		if (result != CSV_ROW)
			return result;
		if (ends_line(csv))
			break;
		csv->at++; /* the separator */
	}
	skip_line_end(csv);
	return CSV_ROW;
}

static bool row_is_empty(const struct csv *csv)
{
	for (size_t i = 0; i < csv->count; i++)
		if (csv->cells[i][strspn(csv->cells[i], " \t")])
			return false;
	return true;
}

enum csv_result csv_next(struct csv *csv, struct err *err)
{
	while (csv->at < csv->len) {
		enum csv_result result = read_row(csv, err);
		if (result != CSV_ROW || !row_is_empty(csv))
			return result;
	}
	return CSV_END;
}
