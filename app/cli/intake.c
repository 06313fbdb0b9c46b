#include "cli/intake.h"

#include "base/file.h"
#include "base/i18n.h"
#include "report/csv.h"
#include "secret/secret.h"
#include "text/clean.h"
#include "text/column.h"
#include "text/encoding.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

/* A hundred thousand rows of everything are 15 MB. */
#define INTAKE_BYTES ((size_t)128 * 1024 * 1024)
#define VALUE_COLUMNS 40 /* of a value that is quoted in a message */

/* ── the encoding ──────────────────────────────────────────────────────────────────────── */

static const char *option_of(enum encoding encoding)
{
	return encoding == ENCODING_TCVN3 ? "tcvn3"
	       : encoding == ENCODING_VNI ? "vni"
					  : "cp1258";
}

static bool find_encoding(const char *path, const char *wanted, const struct buf *raw,
			  enum encoding *encoding, struct err *err)
{
	struct encoding_guess guess = encoding_guess(raw->data, raw->len);
	*encoding = wanted ? encoding_named(wanted) : guess.encoding;
	if (wanted && *encoding == ENCODING_UNKNOWN)
		return err_set(
			err, ERR_USAGE,
			_("Không biết bảng mã “%s”. Dùng utf-8, utf-16, tcvn3, vni hoặc "
			  "cp1258."),
			wanted);
	if (wanted || guess.sure)
		return true;
	if (*encoding == ENCODING_UNKNOWN)
		return err_set(
			err, ERR_DATA,
			_("%s: không đọc được chữ trong tệp này. Hãy mở tệp trong bảng "
			  "tính và lưu lại dạng “CSV UTF-8”."),
			path);
	return err_set(
		err, ERR_DATA,
		_("%s: tệp có vẻ viết bằng %s (bảng mã cũ). Nếu đúng, thêm --encoding "
		  "%s; nếu không, lưu lại từ bảng tính dạng “CSV UTF-8”."),
		path, encoding_name(*encoding), option_of(*encoding));
}

static int line_at(const char *bytes, size_t at)
{
	int line = 1;
	for (size_t i = 0; i < at; i++)
		line += bytes[i] == '\n';
	return line;
}

static bool decode(struct intake *intake, const struct buf *raw, const char *wanted,
		   struct err *err)
{
	enum encoding encoding;
	size_t bad_at = 0;
	if (!find_encoding(intake->path, wanted, raw, &encoding, err))
		return false;
	if (text_convert(&intake->text, raw->data, raw->len, encoding, &bad_at))
		return true;
	return err_set(
		err, ERR_DATA,
		_("%s: dòng %d có byte không thuộc bảng mã %s. Hãy mở tệp trong bảng "
		  "tính và lưu lại dạng “CSV UTF-8”."),
		intake->path, line_at(raw->data, bad_at), encoding_name(encoding));
}

static bool read_text(struct intake *intake, const char *wanted, struct err *err)
{
	struct buf raw = BUF_INIT;
	bool ok = file_read(intake->path, INTAKE_BYTES, &raw, err) &&
		  decode(intake, &raw, wanted, err);
	if (raw.cap)
		secret_wipe(raw.data, raw.cap);
	buf_release(&raw);
	return ok;
}

/* ── the columns ───────────────────────────────────────────────────────────────────────── */

/* "Ngày sinh " → "ngay_sinh". */
static void name_fold(struct buf *out, const char *text)
{
	struct buf folded = BUF_INIT;
	text_fold(&folded, text);
	for (const char *p = folded.data; *p; p++) {
		if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9'))
			buf_addc(out, *p);
		else if (out->len && out->data[out->len - 1] != '_')
			buf_addc(out, '_');
	}
	while (out->len && out->data[out->len - 1] == '_')
		buf_truncate(out, out->len - 1);
	buf_release(&folded);
}

/* Equal but for the underscores: "hoten" is ho_ten. */
static bool same_name(const char *a, const char *b, size_t b_len)
{
	const char *end = b + b_len;
	for (;;) {
		a += strspn(a, "_");
		while (b < end && *b == '_')
			b++;
		if (!*a || b == end)
			return !*a && b == end;
		if (*a++ != *b++)
			return false;
	}
}

static bool is_called(const struct intake_column *column, const char *name)
{
	if (same_name(name, column->name, strlen(column->name)))
		return true;
	for (const char *p = column->others; *p;) {
		size_t n = strcspn(p, " ");
		if (same_name(name, p, n))
			return true;
		p += n + strspn(p + n, " ");
	}
	return false;
}

static int find_column(const struct intake *intake, const char *heading)
{
	struct buf name = BUF_INIT;
	int found = -1;
	name_fold(&name, heading);
	for (size_t i = 0; found < 0 && i < intake->column_count; i++)
		if (is_called(&intake->columns[i], name.data))
			found = (int)i;
	buf_release(&name);
	return found;
}

static void list_names(const struct intake *intake, struct buf *out)
{
	for (size_t i = 0; i < intake->column_count; i++)
		buf_printf(out, "%s%s", i ? ", " : "", intake->columns[i].name);
}

static bool missing_column(const struct intake *intake, const char *name, struct err *err)
{
	struct buf names = BUF_INIT;
	list_names(intake, &names);
	err_set(err, ERR_DATA,
		_("%s: dòng đầu không có cột %s. Dòng đầu phải là tên cột, trong số: "
		  "%s."),
		intake->path, name, names.data);
	buf_release(&names);
	return false;
}

static bool place_column(struct intake *intake, size_t i, struct err *err)
{
	struct buf shown = BUF_INIT;
	text_visible(&shown, intake->csv.cells[i]);
	int column = find_column(intake, intake->csv.cells[i]);
	bool twice = column >= 0 && intake->at[column] >= 0;
	if (twice)
		err_set(err, ERR_DATA, _("%s: có hai cột %s. Hãy bỏ bớt một cột."),
			intake->path, intake->columns[column].name);
	else if (column >= 0)
		intake->at[column] = (int)i;
	else if (*shown.data)
		intake_warn(intake, intake->csv.row, (int)i,
			    _("cột “%s” lạ, được bỏ qua."), shown.data);
	buf_release(&shown);
	return !twice;
}

static bool read_heading(struct intake *intake, struct err *err)
{
	enum csv_result result = csv_next(&intake->csv, err);
	if (result == CSV_FAULT)
		return err_prefix(err, intake->path);
	if (result == CSV_END)
		return err_set(err, ERR_DATA, _("%s: tệp không có dòng nào."),
			       intake->path);
	intake->width = intake->csv.count;
	for (size_t i = 0; i < intake->csv.count; i++)
		if (!place_column(intake, i, err))
			return false;
	for (size_t i = 0; i < intake->column_count; i++)
		if (intake->columns[i].required && intake->at[i] < 0)
			return missing_column(intake, intake->columns[i].name, err);
	return true;
}

bool intake_open(struct intake *intake, const char *path, const char *encoding,
		 const struct intake_column *columns, size_t n, struct err *err)
{
	*intake = (struct intake){
		.path = path, .text = BUF_INIT, .columns = columns, .column_count = n};
	if (n > INTAKE_COLUMNS)
		die("too many columns");
	for (size_t i = 0; i < n; i++)
		intake->at[i] = -1;
	if (!read_text(intake, encoding, err))
		return false;
	csv_open(&intake->csv, intake->text.data, intake->text.len);
	return read_heading(intake, err);
}

static void drop_cells(struct intake *intake)
{
	for (size_t i = 0; i < intake->column_count; i++) {
		if (intake->cells[i] && intake->columns[i].secret)
			secret_wipe(intake->cells[i], strlen(intake->cells[i]));
		free(intake->cells[i]);
		intake->cells[i] = NULL;
	}
}

void intake_close(struct intake *intake)
{
	drop_cells(intake);
	csv_close(&intake->csv);
	if (intake->text.cap)
		secret_wipe(intake->text.data, intake->text.cap);
	buf_release(&intake->text);
	for (size_t i = 0; i < intake->finding_count; i++)
		free(intake->findings[i].text);
	free(intake->findings);
	*intake = (struct intake){0};
}

/* ── rows ──────────────────────────────────────────────────────────────────────────────── */

const char *intake_cell(const struct intake *intake, size_t column)
{
	return intake->cells[column] ? intake->cells[column] : "";
}

static void take_cell(struct intake *intake, size_t column)
{
	char *raw = intake->csv.cells[intake->at[column]];
	intake->cells[column] = text_tidy(csv_unmarked(raw));
	if (intake->columns[column].secret)
		secret_wipe(raw, strlen(raw));
	const char *tidy = intake_cell(intake, column);
	if (!text_clean(tidy, strlen(tidy), false, NULL, NULL))
		intake_error(intake, (int)column,
			     _("có ký tự không nhìn thấy được. Hãy xóa ô và gõ lại."));
}

enum csv_result intake_next(struct intake *intake, struct err *err)
{
	drop_cells(intake);
	enum csv_result result = csv_next(&intake->csv, err);
	if (result == CSV_FAULT)
		err_prefix(err, intake->path);
	if (result != CSV_ROW)
		return result;
	/* Spreadsheets leave out empty cells at the end of a row, never add any. */
	for (size_t i = intake->width; i < intake->csv.count; i++)
		if (*intake->csv.cells[i]) {
			intake_error(
				intake, -1,
				_("dòng này có %zu ô, nhiều hơn %zu cột của dòng đầu. Ô "
				  "có dấu ngăn bên trong phải đặt trong dấu nháy kép."),
				intake->csv.count, intake->width);
			break;
		}
	for (size_t i = 0; i < intake->column_count; i++)
		if (intake->at[i] >= 0 && (size_t)intake->at[i] < intake->csv.count)
			take_cell(intake, i);
	return CSV_ROW;
}

/* ── findings ──────────────────────────────────────────────────────────────────────────── */

static struct finding *add_finding(struct intake *intake, int row, int column)
{
	ALLOC_GROW(intake->findings, intake->finding_count + 1, intake->finding_cap);
	struct finding *finding = &intake->findings[intake->finding_count++];
	*finding = (struct finding){.row = row, .column = column};
	return finding;
}

/* The value is shown as it stands in the file, so that it can be found there. */
static void add_value(struct intake *intake, size_t column, struct buf *out)
{
	const char *value = intake_cell(intake, column);
	buf_adds(out, intake->columns[column].name);
	if (!intake->columns[column].secret && *value) {
		struct buf shown = BUF_INIT;
		text_visible(&shown, value);
		buf_adds(out, " “");
		text_ellipsis(out, shown.data, VALUE_COLUMNS);
		buf_adds(out, "”");
		buf_release(&shown);
	}
	buf_adds(out, ": ");
}

void intake_error(struct intake *intake, int column, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	int at = column >= 0 ? intake->at[column] : -1;
	if (column >= 0)
		add_value(intake, (size_t)column, &text);
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	add_finding(intake, intake->csv.row, at)->text = buf_detach(&text);
	intake->errors++;
}

void intake_warn(struct intake *intake, int row, int column, const char *format, ...)
{
	struct buf text = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&text, format, args);
	va_end(args);
	struct finding *finding = add_finding(intake, row, column);
	finding->warning = true;
	finding->text = buf_detach(&text);
}

static int by_place(const void *x, const void *y)
{
	const struct finding *a = x, *b = y;
	if (a->row != b->row)
		return a->row < b->row ? -1 : 1;
	if (a->column != b->column)
		return a->column < b->column ? -1 : 1;
	return strcmp(a->text, b->text);
}

void intake_report(struct intake *intake, struct cli *cli)
{
	if (intake->finding_count)
		qsort(intake->findings, intake->finding_count, sizeof(*intake->findings),
		      by_place);
	for (size_t i = 0; i < intake->finding_count; i++) {
		const struct finding *finding = &intake->findings[i];
		char column[8] = "";
		if (finding->column >= 0)
			csv_column_name((size_t)finding->column, column);
		/* TRANSLATORS: file, row, ", column C" or nothing, "note: " or nothing,
		 * text. */
		cli_line(cli, _("%s: dòng %d%s%s: %s%s"), intake->path, finding->row,
			 *column ? _(", cột ") : "", column,
			 finding->warning ? _("lưu ý: ") : "", finding->text);
	}
}
