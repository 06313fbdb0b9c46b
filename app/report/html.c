/* The table as a web page: one file without anything from outside, to be opened in any
 * browser, mailed, and printed on A4.
 *
 * The table is the chart: each row draws its rate against the goal beside the number, so
 * that sorting moves both. Above it the totals, the bar of the whole, and, where the rows
 * are months, how the number grew. Colour never says anything alone.
 *
 * Its content security policy allows the one style and script of html_style.h and nothing
 * else: should a name ever slip through the escaping, it still could not run or load
 * anything.
 */
#include "base/i18n.h"
#include "report/format.h"
#include "report/html_style.h"
#include "text/number.h"
#include "text/utf8.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* More columns than this are printed on paper turned on its side. */
#define UPRIGHT_COLUMNS 8
#define FIGURES_MAX 8
/* Texts of more letters may wrap on a screen. */
#define LONG_TEXT 32

struct page {
	const struct table *table;
	struct buf *out;
	size_t *columns, count; /* those that say anything */
	int head; /* column that names the row, or -1 */
	int rate; /* column of the rate with a bar, or -1 */
	int64_t goal; /* in percent; 0: none is known */
};

/* Text and attribute values alike. Controls and signs that turn the direction of writing
 * have no business in either. */
static void put_text(struct buf *out, const char *text)
{
	for (uint32_t cp; (cp = utf8_next(&text));) {
		if (cp == '&')
			buf_adds(out, "&amp;");
		else if (cp == '<')
			buf_adds(out, "&lt;");
		else if (cp == '>')
			buf_adds(out, "&gt;");
		else if (cp == '"')
			buf_adds(out, "&quot;");
		else if (cp == '\'')
			buf_adds(out, "&#39;");
		else if (cp < ' ' || (cp >= 0x7f && cp < 0xa0) || cp == 0x200e ||
			 cp == 0x200f || (cp >= 0x202a && cp <= 0x202e) ||
			 (cp >= 0x2066 && cp <= 0x2069))
			utf8_add(out, UTF8_REPLACEMENT);
		else
			utf8_add(out, cp);
	}
}

static void put_cell(struct buf *out, enum cell_kind kind, const struct cell *cell)
{
	struct buf words = BUF_INIT;
	cell_format(kind, cell, &words);
	put_text(out, words.data);
	buf_release(&words);
}

static void put_parts(struct buf *out, const char *const *parts)
{
	for (; *parts; parts++)
		buf_adds(out, *parts);
}

static void put_head(const struct page *p)
{
	buf_printf(
		p->out,
		"<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
		"'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action "
		"'none'\">\n<meta name=\"viewport\" content=\"width=device-width, "
		"initial-scale=1\">\n<title>",
		/* TRANSLATORS: not words, but the code of your language: "en" */
		_("vi"), html_style_hash, html_script_hash);
	put_text(p->out, p->table->title ? p->table->title : _("Số liệu"));
	buf_adds(p->out, "</title>\n<style>");
	put_parts(p->out, html_style);
	buf_adds(p->out, "</style>\n</head>\n");
}

/* ── above the table ───────────────────────────────────────────────────────────────────── */

static void put_from(const struct page *p, const struct letterhead *letterhead)
{
	struct buf day = BUF_INIT;
	if (letterhead && letterhead->issuer && *letterhead->issuer) {
		buf_adds(p->out, "<p class=\"from\">");
		put_text(p->out, letterhead->issuer);
		if (letterhead->day) {
			day_format(&day, letterhead->day);
			buf_printf(p->out, " · %s", day.data);
		}
		buf_adds(p->out, "</p>\n");
	}
	buf_adds(p->out, "<h1>");
	put_text(p->out, p->table->title ? p->table->title : _("Số liệu"));
	buf_adds(p->out, "</h1>\n");
	buf_release(&day);
}

static void put_figure(const struct page *p, const char *heading, enum cell_kind kind,
		       const struct cell *cell)
{
	buf_adds(p->out, "<div><dt>");
	put_text(p->out, heading);
	buf_adds(p->out, "</dt><dd>");
	put_cell(p->out, kind, cell);
	buf_adds(p->out, "</dd></div>\n");
}

/* Where the foot has many numbers: those that are asked for first. */
static bool stands_above(const char *name)
{
	static const char *const names[] = {
		"population", "attended",  "completed",  "confirmed", "women",
		"sure",       "undecided", "cumulative", "rate",      "missing",
	};
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (!strcmp(names[i], name))
			return true;
	return false;
}

static bool is_figure(const struct table *t, size_t c)
{
	return t->total && t->total[c].given && cell_stands_right(t->columns[c].kind);
}

/* The numbers of the foot, large. */
static void put_figures(const struct page *p)
{
	const struct table *t = p->table;
	size_t n = 0;
	for (size_t c = 0; c < t->column_count; c++)
		n += is_figure(t, c);
	if (!n)
		return;
	buf_adds(p->out, "<dl class=\"figures\">\n");
	for (size_t c = 0; c < t->column_count; c++)
		if (is_figure(t, c) &&
		    (n <= FIGURES_MAX || stands_above(t->columns[c].name)))
			put_figure(p, t->columns[c].heading, t->columns[c].kind,
				   &t->total[c]);
	buf_adds(p->out, "</dl>\n");
}

static int64_t clamp(int64_t n, int64_t most)
{
	return n < 0 ? 0 : n > most ? most : n;
}

/* A bar of 1000 units, which are per mille; the mark, so many units wide, stands at the
 * goal. */
static void put_bar(const struct page *p, int64_t permille, int mark)
{
	buf_printf(p->out,
		   "<rect class=\"track\" width=\"1000\" height=\"10\"/>"
		   "<rect class=\"fill\" width=\"%" PRId64 "\" height=\"10\"/>",
		   clamp(permille, 1000));
	if (p->goal > 0)
		buf_printf(p->out,
			   "<rect class=\"mark\" x=\"%" PRId64
			   "\" width=\"%d\" height=\"10\"/>",
			   clamp(p->goal * 10 - mark / 2, 1000 - mark), mark);
	buf_adds(p->out, "</svg>");
}

static void put_whole(const struct page *p)
{
	const struct table *t = p->table;
	struct buf rate = BUF_INIT, words = BUF_INIT;
	if (p->rate < 0 || !t->total || !t->total[p->rate].given || p->goal <= 0)
		return;
	cell_format(CELL_PERCENT, &t->total[p->rate], &rate);
	/* TRANSLATORS: a percentage, and the goal in percent. */
	buf_printf(&words, _("Đã đạt %s; chỉ tiêu là %d %%."), rate.data, (int)p->goal);
	buf_adds(p->out, "<figure class=\"goal\"><svg viewBox=\"0 0 1000 10\" "
			 "preserveAspectRatio=\"none\" role=\"img\" aria-label=\"");
	put_text(p->out, words.data);
	buf_adds(p->out, "\">");
	put_bar(p, t->total[p->rate].number, 6);
	buf_adds(p->out, "\n<figcaption>");
	put_text(p->out, words.data);
	buf_adds(p->out, "</figcaption></figure>\n");
	buf_release(&rate);
	buf_release(&words);
}

/* ── how it grew: people there are at the end of each month ──────────────────────────────────────────────────────── */

#define STEP 64 /* units from month to month */
#define HEIGHT 180
#define MONTHS_MAX 600

struct month {
	const char *name, *words; /* "2026-11", "11/2026" */
	int64_t people;
};

static int month_compare(const void *x, const void *y)
{
	const struct month *a = x, *b = y;
	return strcmp(a->name, b->name);
}

/* The sums of all rows of a month, sorted; n gets how many. */
static struct month *months_of(const struct table *t, size_t at, size_t sum, size_t *n)
{
	struct month *months = xcalloc(t->row_count + 1, sizeof(*months));
	size_t count = 0;
	for (size_t r = 0; r < t->row_count; r++)
		if (t->rows[r][at].given)
			months[count++] = (struct month){
				.name = t->rows[r][at].text,
				.words = t->rows[r][at].words,
				.people = t->rows[r][sum].given ? t->rows[r][sum].number
								: 0,
			};
	qsort(months, count, sizeof(*months), month_compare);
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		if (*n && !strcmp(months[*n - 1].name, months[i].name))
			months[*n - 1].people += months[i].people;
		else
			months[(*n)++] = months[i];
	}
	return months;
}

static void put_label(struct buf *out, int x, int y, const char *words)
{
	buf_printf(out, "<text class=\"label\" x=\"%d\" y=\"%d\">", x, y);
	put_text(out, words);
	buf_adds(out, "</text>");
}

/* What was there a month before, and upon it what the month added. People also leave the
 * count, by age: then nothing is added. */
static void put_month(struct buf *out, const struct month *month, int64_t before,
		      int64_t most, int x)
{
	int64_t kept = before < month->people ? before : month->people;
	int low = (int)(kept * HEIGHT / most),
	    high = (int)(month->people * HEIGHT / most);
	struct buf number = BUF_INIT;
	number_format(&number, month->people);
	buf_printf(out,
		   "<rect class=\"before\" x=\"%d\" y=\"%d\" width=\"36\" height=\"%d\"/>"
		   "<rect class=\"fill\" x=\"%d\" y=\"%d\" width=\"36\" height=\"%d\"/>",
		   x + 14, 24 + HEIGHT - low, low, x + 14, 24 + HEIGHT - high,
		   high - low);
	put_label(out, x + STEP / 2, 18 + HEIGHT - high, number.data);
	put_label(out, x + STEP / 2, 44 + HEIGHT, month->words);
	buf_adds(out, "\n");
	buf_release(&number);
}

static void put_months(const struct page *p, const struct month *months, size_t n,
		       int64_t most)
{
	int width = (int)n * STEP;
	int64_t before = 0;
	buf_printf(p->out, "<h2>%s</h2>\n<figure><div class=\"scroll\" tabindex=\"0\" ",
		   _("Tăng theo tháng"));
	buf_printf(p->out, "role=\"region\" aria-label=\"%s\">",
		   _("Biểu đồ tăng theo tháng"));
	buf_printf(p->out,
		   "<svg width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
		   "aria-label=\"",
		   width, HEIGHT + 52, width, HEIGHT + 52);
	put_text(p->out, _("Số người đến hết từng tháng; các số cũng đứng trong bảng."));
	buf_adds(p->out, "\">\n");
	for (size_t i = 0; i < n; i++) {
		put_month(p->out, &months[i], before, most, (int)i * STEP);
		before = months[i].people;
	}
	buf_printf(p->out, "<path class=\"axis\" d=\"M0 %d.5H%d\"/></svg></div>\n",
		   HEIGHT + 24, width);
	buf_adds(
		p->out,
		"<figcaption><svg class=\"key\" aria-hidden=\"true\"><rect class=\"fill\" "
		"width=\"20\" height=\"20\"/></svg>");
	put_text(p->out, _("thêm trong tháng"));
	buf_adds(p->out,
		 " <span class=\"words\"><svg class=\"key\" aria-hidden=\"true\"><rect "
		 "class=\"before\" width=\"20\" height=\"20\"/></svg>");
	put_text(p->out, _("đã có từ trước; số trên cột là tính đến hết tháng"));
	buf_adds(p->out, "</span></figcaption></figure>\n");
}

static void put_trend(const struct page *p)
{
	int at = table_column_named(p->table, "month");
	int sum = table_column_named(p->table, "sure");
	int64_t most = 0;
	size_t n;
	if (at < 0 || sum < 0 || p->table->columns[at].kind != CELL_TEXT ||
	    p->table->columns[sum].kind != CELL_INTEGER)
		return;
	struct month *months = months_of(p->table, (size_t)at, (size_t)sum, &n);
	for (size_t i = 0; i < n; i++)
		most = months[i].people > most ? months[i].people : most;
	if (n > 1 && n <= MONTHS_MAX && most > 0)
		put_months(p, months, n, most);
	free(months);
}

/* ── the table ─────────────────────────────────────────────────────────────────────────── */

static void put_headings(const struct page *p)
{
	buf_adds(p->out, "<thead>\n<tr>");
	for (size_t i = 0; i < p->count; i++) {
		const struct column *column = &p->table->columns[p->columns[i]];
		buf_printf(p->out, "<th scope=\"col\"%s>",
			   cell_stands_right(column->kind) ? " class=\"n\""
			   : (int)p->columns[i] == p->head ? " class=\"head\""
							   : "");
		put_text(p->out, column->heading);
		buf_adds(p->out, "</th>");
	}
	buf_adds(p->out, "</tr>\n</thead>\n");
}

/* What the script sorts by, where that is not what people read. */
static void put_value(struct buf *out, enum cell_kind kind, const struct cell *cell)
{
	if (kind == CELL_CODE || (kind == CELL_TEXT && !cell->given))
		return;
	/* What is hidden goes with what is not known, whatever sign stands for it. */
	if (!cell->given)
		buf_adds(out, cell->hidden ? " data-v=\"\"" : "");
	else if (kind == CELL_REAL)
		buf_printf(out, " data-v=\"%.9g\"", cell->real);
	else if (kind != CELL_TEXT)
		buf_printf(out, " data-v=\"%" PRId64 "\"", cell->number);
	/* "2026-11" for 11/2026 */
	else if (cell->text != cell->words && strlen(cell->text) <= 16) {
		buf_adds(out, " data-v=\"");
		put_text(out, cell->text);
		buf_adds(out, "\"");
	}
}

static const char *class_of(enum cell_kind kind, const struct cell *cell)
{
	if (cell_stands_right(kind))
		return " class=\"n\"";
	return cell->given && cell->words && utf8_length(cell->words) > LONG_TEXT
		       ? " class=\"long\""
		       : "";
}

static void put_row(const struct page *p, const struct cell *row, bool total)
{
	buf_adds(p->out, "<tr>");
	for (size_t i = 0; i < p->count; i++) {
		size_t c = p->columns[i];
		enum cell_kind kind = p->table->columns[c].kind;
		const char *tag = (int)c == p->head ? "th" : "td";
		buf_printf(p->out, "<%s%s%s", tag,
			   (int)c == p->head ? " scope=\"row\"" : "",
			   class_of(kind, &row[c]));
		if (!total)
			put_value(p->out, kind, &row[c]);
		buf_adds(p->out, ">");
		if ((int)c == p->rate && row[c].given) {
			buf_adds(p->out,
				 "<svg class=\"bar\" viewBox=\"0 0 1000 10\" "
				 "preserveAspectRatio=\"none\" aria-hidden=\"true\">");
			put_bar(p, row[c].number, 24);
			buf_addc(p->out, ' ');
		}
		if ((int)c == p->rate) {
			buf_adds(p->out, "<span class=\"rate\">");
			put_cell(p->out, kind, &row[c]);
			buf_adds(p->out, "</span>");
		} else {
			put_cell(p->out, kind, &row[c]);
		}
		buf_printf(p->out, "</%s>", tag);
	}
	buf_adds(p->out, "</tr>\n");
}

static void put_hints(const struct page *p)
{
	buf_adds(p->out, "<p role=\"status\" id=\"said\" data-hint=\"");
	put_text(p->out, _("Bấm vào tên một cột để xếp bảng theo cột ấy."));
	/* TRANSLATORS: {} is the heading of a column. */
	buf_adds(p->out, "\" data-up=\"");
	put_text(p->out, _("Bảng đang xếp theo cột “{}”, tăng dần."));
	buf_adds(p->out, "\" data-down=\"");
	/* TRANSLATORS: {} is the heading of a column. */
	put_text(p->out, _("Bảng đang xếp theo cột “{}”, giảm dần."));
	buf_adds(p->out, "\"></p>\n");
}

static void put_table(const struct page *p)
{
	const struct table *t = p->table;
	struct buf rows = BUF_INIT;
	number_format(&rows, (int64_t)t->row_count);
	buf_adds(p->out,
		 "<div class=\"scroll table\" role=\"region\" tabindex=\"0\" "
		 "aria-labelledby=\"caption\">\n<table>\n<caption id=\"caption\">");
	/* TRANSLATORS: a number of rows. */
	buf_printf(p->out, _("Bảng chi tiết, %s dòng"), rows.data);
	buf_adds(p->out, "</caption>\n");
	put_headings(p);
	buf_adds(p->out, "<tbody>\n");
	for (size_t r = 0; r < t->row_count; r++)
		put_row(p, t->rows[r], false);
	buf_adds(p->out, "</tbody>\n");
	if (t->total) {
		buf_adds(p->out, "<tfoot>\n");
		put_row(p, t->total, true);
		buf_adds(p->out, "</tfoot>\n");
	}
	buf_adds(p->out, "</table>\n</div>\n");
	put_hints(p);
	buf_release(&rows);
}

static void put_facts(const struct page *p)
{
	if (!p->table->fact_count)
		return;
	buf_printf(p->out, "<footer>\n<h2>%s</h2>\n<dl>\n", _("Căn cứ của số liệu"));
	for (size_t i = 0; i < p->table->fact_count; i++) {
		const struct table_fact *fact = &p->table->facts[i];
		buf_adds(p->out, "<dt>");
		put_text(p->out, fact->heading);
		buf_adds(p->out, "</dt><dd>");
		put_cell(p->out, fact->kind, &fact->cell);
		buf_adds(p->out, "</dd>\n");
	}
	buf_adds(p->out, "</dl>\n</footer>\n");
}

static int first_text(const struct table *t)
{
	for (size_t c = 0; c < t->column_count; c++)
		if (t->columns[c].kind == CELL_TEXT)
			return (int)c;
	return -1;
}

static bool html_write(const struct table *table, const struct report_options *options,
		       struct buf *out, struct err *err)
{
	const struct table_fact *goal = table_fact_named(table, "goal");
	struct page p = {
		.table = table,
		.out = out,
		.head = first_text(table),
		.rate = table_column_named(table, "rate"),
		.goal = goal && goal->kind == CELL_INTEGER ? goal->cell.number : 0,
	};
	(void)err;
	p.columns = table_telling_columns(table, &p.count);
	if (p.rate >= 0 && table->columns[p.rate].kind != CELL_PERCENT)
		p.rate = -1;
	put_head(&p);
	buf_printf(out, "<body%s>\n<main>\n",
		   p.count > UPRIGHT_COLUMNS ? " class=\"wide\"" : "");
	put_from(&p, options->letterhead);
	put_figures(&p);
	put_whole(&p);
	put_trend(&p);
	if (table->column_count)
		put_table(&p);
	buf_adds(out, "</main>\n");
	put_facts(&p);
	buf_adds(out, "<script>");
	put_parts(out, html_script);
	buf_adds(out, "</script>\n</body>\n</html>\n");
	free(p.columns);
	return true;
}

const struct report_format report_html = {
	.name = "html",
	.extension = ".html",
	.words = N_("trang web một tệp, mở bằng trình duyệt, in được ra A4"),
	.write = html_write,
};
