/* The annex as plain text: 80 columns, or 132 or 190 where the table needs them (A4 turned
 * on its side, at 12 and 17 letters an inch), or as many as its numbers need.
 *
 * Texts wrap inside their column; numbers and words are never broken.
 */
#include "report/annex.h"

#include "base/date.h"
#include "base/i18n.h"
#include "report/format.h"
#include "text/column.h"
#include "text/normal.h"
#include "text/utf8.h"
#include "text/wrap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define GAP 2

static bool known(const char *text)
{
	return text && *text;
}

void annex_place_and_day(const struct letterhead *letterhead, struct buf *out)
{
	buf_printf(out, "%s, ",
		   letterhead && known(letterhead->place) ? letterhead->place : "………………");
	if (!letterhead || !letterhead->day) {
		buf_adds(out, "ngày …… tháng …… năm ………");
		return;
	}
	struct date date = date_of(letterhead->day);
	buf_printf(out,
		   date.month <= 2 ? "ngày %02d tháng %02d năm %d"
				   : "ngày %02d tháng %d năm %d",
		   date.day, date.month, date.year);
}

void annex_capitals(const char *text, struct buf *out)
{
	for (uint32_t cp; (cp = utf8_next(&text));)
		utf8_add(out, text_upper(cp));
}

bool annex_recipient(const struct letterhead *letterhead, const char **at,
		     struct buf *out)
{
	const char *all = letterhead && known(letterhead->recipients)
				  ? letterhead->recipients
				  : ANNEX_BLANK "; Lưu: VT";
	if (!*at)
		*at = all;
	*at += strspn(*at, "; ");
	if (!**at)
		return false;
	size_t n = strcspn(*at, ";");
	const char *next = *at + n + strspn(*at + n, "; ");
	while (n && ((*at)[n - 1] == ' ' || (*at)[n - 1] == '.'))
		n--;
	buf_printf(out, "- %.*s%s", (int)n, *at, *next ? ";" : ".");
	*at = next;
	return true;
}

void annex_note(const struct table_fact *fact, struct buf *out)
{
	buf_printf(out, "- %s: ", fact->heading);
	cell_format(fact->kind, &fact->cell, out);
}

/* ── how wide ──────────────────────────────────────────────────────────────────────────── */

static double wish(const struct annex_span *span, bool body)
{
	double wanted = (body ? span->body : span->most) - span->width;
	return wanted > 0 ? wanted : 0;
}

/* The small wishes first, so that few columns wrap; those that cannot be granted whole
 * share what is left in proportion. Whole units stay whole. */
static void grant(struct annex_span *spans, size_t count, double *room, bool body)
{
	double lacking = 0;
	for (;;) {
		struct annex_span *best = NULL;
		for (size_t c = 0; c < count; c++) {
			double wanted = wish(&spans[c], body);
			if (wanted > 0 && wanted <= *room &&
			    (!best || wanted < wish(best, body)))
				best = &spans[c];
		}
		if (!best)
			break;
		*room -= wish(best, body);
		best->width = body ? best->body : best->most;
	}
	for (size_t c = 0; c < count; c++)
		lacking += wish(&spans[c], body);
	for (size_t c = 0; c < count && lacking > 0; c++)
		spans[c].width +=
			(double)(int64_t)(*room * wish(&spans[c], body) / lacking);
	if (lacking > 0)
		*room = 0;
}

void annex_share(struct annex_span *spans, size_t count, double room)
{
	for (size_t c = 0; c < count; c++) {
		spans[c].width = spans[c].least;
		room -= spans[c].least;
	}
	if (room < 0)
		return;
	grant(spans, count, &room, true);
	grant(spans, count, &room, false);
}

/* The first column counts the rows. */
struct sheet {
	const struct table *table;
	const struct letterhead *letterhead;
	size_t count; /* columns: the one that counts the rows, and those of the table */
	size_t *shown; /* which those are */
	struct annex_span *columns;
	int paper; /* columns of a line */
	struct buf *out;
	struct buf *cells; /* of the row being written, one a column */
	struct wrap *wraps;
};

static int longest_word(const char *text)
{
	int most = 0;
	while (*text) {
		size_t n = strcspn(text, " \n");
		int columns = text_columns_n(text, n);
		most = columns > most ? columns : most;
		text += n + strspn(text + n, " \n");
	}
	return most;
}

enum part { PART_HEAD, PART_ROW, PART_TOTAL };

/* The text of each column; number: of the row, from 1. */
static void fill(struct sheet *s, enum part part, const struct cell *row, size_t number)
{
	for (size_t c = 0; c < s->count; c++)
		buf_reset(&s->cells[c]);
	if (part == PART_HEAD)
		buf_adds(&s->cells[0], ANNEX_INDEX);
	else if (part == PART_ROW)
		buf_printf(&s->cells[0], "%zu", number);
	for (size_t c = 1; c < s->count; c++) {
		size_t at = s->shown[c - 1];
		const struct column *column = &s->table->columns[at];
		if (part == PART_HEAD)
			buf_adds(&s->cells[c], column->heading);
		else
			cell_format(column->kind, &row[at], &s->cells[c]);
	}
}

static void measure_row(struct sheet *s, enum part part, const struct cell *row,
			size_t number)
{
	fill(s, part, row, number);
	for (size_t c = 0; c < s->count; c++) {
		struct annex_span *span = &s->columns[c];
		double whole = text_columns(s->cells[c].data);
		span->least = fmax(span->least, longest_word(s->cells[c].data));
		span->most = fmax(span->most, whole);
		if (part == PART_ROW)
			span->body = fmax(span->body, whole);
	}
}

static void lay_out(struct sheet *s)
{
	static const int papers[] = {80, 132, 190};
	measure_row(s, PART_HEAD, NULL, 0);
	for (size_t r = 0; r < s->table->row_count; r++)
		measure_row(s, PART_ROW, s->table->rows[r], r + 1);
	if (s->table->total)
		measure_row(s, PART_TOTAL, s->table->total, 0);
	int gaps = GAP * ((int)s->count - 1), least = gaps;
	for (size_t c = 0; c < s->count; c++)
		least += (int)s->columns[c].least;
	s->paper = least;
	for (size_t i = 0; i < ARRAY_LEN(papers); i++)
		if (least <= papers[i]) {
			s->paper = papers[i];
			break;
		}
	annex_share(s->columns, s->count, s->paper - gaps);
}

/* ── lines ─────────────────────────────────────────────────────────────────────────────── */

static void end_line(struct buf *out)
{
	size_t n = out->len;
	while (n && out->data[n - 1] == ' ')
		n--;
	buf_truncate(out, n);
	buf_addc(out, '\n');
}

static void dashes(struct buf *out, int columns)
{
	for (int i = 0; i < columns; i++)
		buf_adds(out, "─");
}

/* A text in the middle of `width` columns, in lines of about the same length: as narrow as
 * it gets without taking a line more. */
static void centred(struct buf *out, const char *text, int width)
{
	struct wrap wrap;
	struct wrap_line line;
	int lines = wrap_count(text, width), narrow = width;
	while (lines > 1 && narrow > width / 4 && wrap_count(text, narrow - 1) == lines)
		narrow--;
	wrap_begin(&wrap, text, narrow);
	while (wrap_next(&wrap, &line)) {
		buf_pad(out, ' ', (size_t)(width - line.columns) / 2);
		buf_add(out, line.start, line.len);
		buf_addc(out, '\n');
	}
}

static void centred_rule(struct buf *out, int columns, int width)
{
	buf_pad(out, ' ', (size_t)(width - columns) / 2);
	dashes(out, columns);
	buf_addc(out, '\n');
}

/* Two blocks of lines side by side, the left one `width` wide. */
static void beside(struct buf *out, const struct buf *left, const struct buf *right,
		   int width)
{
	const char *l = left->data, *r = right->data;
	while (*l || *r) {
		size_t nl = strcspn(l, "\n"), nr = strcspn(r, "\n");
		buf_add(out, l, nl);
		int gap = width - text_columns_n(l, nl);
		buf_pad(out, ' ', (size_t)(gap > 0 ? gap : 0));
		buf_add(out, r, nr);
		end_line(out);
		l += nl + (l[nl] == '\n');
		r += nr + (r[nr] == '\n');
	}
}

/* ── the parts of the page ─────────────────────────────────────────────────────────────── */

static void put_capitals(struct buf *out, const char *text, int width)
{
	struct buf capitals = BUF_INIT;
	annex_capitals(text, &capitals);
	centred(out, capitals.data, width);
	buf_release(&capitals);
}

static void put_issuer(const struct sheet *s, struct buf *out, int width)
{
	const struct letterhead *l = s->letterhead;
	if (l && known(l->parent))
		put_capitals(out, l->parent, width);
	put_capitals(out, l && known(l->issuer) ? l->issuer : ANNEX_BLANK, width);
	centred_rule(out, width / 3, width);
	centred(out, ANNEX_NUMBER, width);
}

static void put_nation(const struct sheet *s, struct buf *out, int width)
{
	struct buf day = BUF_INIT;
	centred(out, ANNEX_NATION, width);
	centred(out, ANNEX_MOTTO, width);
	centred_rule(out, text_columns(ANNEX_MOTTO), width);
	annex_place_and_day(s->letterhead, &day);
	centred(out, day.data, width);
	buf_release(&day);
}

static void put_top(const struct sheet *s)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	int half = s->paper * 9 / 20;
	put_issuer(s, &left, half - 2);
	put_nation(s, &right, s->paper - half);
	beside(s->out, &left, &right, half);
	buf_addc(s->out, '\n');
	centred(s->out, ANNEX_KIND, s->paper);
	if (s->table->title) {
		centred(s->out, s->table->title, s->paper);
		centred_rule(s->out, s->paper / 5, s->paper);
	}
	buf_addc(s->out, '\n');
	buf_release(&left);
	buf_release(&right);
}

static int table_width(const struct sheet *s)
{
	int width = GAP * ((int)s->count - 1);
	for (size_t c = 0; c < s->count; c++)
		width += (int)s->columns[c].width;
	return width;
}

static void put_cell(const struct sheet *s, size_t c, const struct wrap_line *line)
{
	int free = (int)s->columns[c].width - (line ? line->columns : 0), before = 0;
	if (c == 0 || cell_stands_right(s->table->columns[s->shown[c - 1]].kind))
		before = free;
	buf_pad(s->out, ' ', (size_t)before);
	if (line)
		buf_add(s->out, line->start, line->len);
	buf_pad(s->out, ' ', (size_t)(free - before));
}

/* Headings stand on the line above their column, other cells on the first of their row. */
static void put_row(struct sheet *s, enum part part, const struct cell *row,
		    size_t number)
{
	int lines = 1, indent = (s->paper - table_width(s)) / 2;
	fill(s, part, row, number);
	for (size_t c = 0; c < s->count; c++) {
		int n = wrap_count(s->cells[c].data, (int)s->columns[c].width);
		lines = n > lines ? n : lines;
	}
	for (size_t c = 0; c < s->count; c++)
		wrap_begin(&s->wraps[c], s->cells[c].data, (int)s->columns[c].width);
	for (int i = 0; i < lines; i++) {
		buf_pad(s->out, ' ', (size_t)indent);
		for (size_t c = 0; c < s->count; c++) {
			struct wrap_line line;
			int n = wrap_count(s->cells[c].data, (int)s->columns[c].width);
			bool waits = part == PART_HEAD && i < lines - n;
			bool any = !waits && wrap_next(&s->wraps[c], &line);
			put_cell(s, c, any ? &line : NULL);
			buf_pad(s->out, ' ', c + 1 < s->count ? GAP : 0);
		}
		end_line(s->out);
	}
}

static void put_rule(const struct sheet *s)
{
	centred_rule(s->out, table_width(s), s->paper);
}

static void put_table(struct sheet *s)
{
	put_rule(s);
	put_row(s, PART_HEAD, NULL, 0);
	put_rule(s);
	for (size_t r = 0; r < s->table->row_count; r++)
		put_row(s, PART_ROW, s->table->rows[r], r + 1);
	if (s->table->total) {
		put_rule(s);
		put_row(s, PART_TOTAL, s->table->total, 0);
	}
	put_rule(s);
}

/* A list item: what wraps stands under its words, not under the dash. */
static void put_item(struct buf *out, const char *text, int width)
{
	struct wrap wrap;
	struct wrap_line line;
	wrap_begin(&wrap, text + 2, width - 2);
	for (bool first = true; wrap_next(&wrap, &line); first = false) {
		buf_adds(out, first ? "- " : "  ");
		buf_add(out, line.start, line.len);
		buf_addc(out, '\n');
	}
}

static void put_notes(const struct sheet *s)
{
	struct buf note = BUF_INIT;
	if (s->table->fact_count)
		buf_adds(s->out, "\n" ANNEX_NOTES "\n");
	for (size_t i = 0; i < s->table->fact_count; i++) {
		buf_reset(&note);
		annex_note(&s->table->facts[i], &note);
		put_item(s->out, note.data, s->paper);
	}
	buf_release(&note);
}

static void put_bottom(const struct sheet *s)
{
	struct buf left = BUF_INIT, right = BUF_INIT, item = BUF_INIT;
	int half = s->paper / 2;
	const char *signer = s->letterhead && known(s->letterhead->signer)
				     ? s->letterhead->signer
				     : NULL;
	buf_adds(&left, ANNEX_RECIPIENTS "\n");
	for (const char *at = NULL; annex_recipient(s->letterhead, &at, &item);) {
		put_item(&left, item.data, half - 2);
		buf_reset(&item);
	}
	put_capitals(&right, signer ? signer : ANNEX_BLANK, s->paper - half);
	buf_addc(s->out, '\n');
	beside(s->out, &left, &right, half);
	/* Room for signature, seal and name. */
	buf_adds(s->out, "\n\n\n\n\n");
	buf_release(&left);
	buf_release(&right);
	buf_release(&item);
}

static bool annex_write(const struct table *table, const struct report_options *options,
			struct buf *out, struct err *err)
{
	struct sheet s = {
		.table = table,
		.letterhead = options->letterhead,
		.out = out,
	};
	(void)err;
	s.shown = table_telling_columns(table, &s.count);
	s.count++;
	s.columns = xcalloc(s.count, sizeof(*s.columns));
	s.wraps = xcalloc(s.count, sizeof(*s.wraps));
	s.cells = xcalloc(s.count, sizeof(*s.cells));
	for (size_t c = 0; c < s.count; c++)
		buf_init(&s.cells[c]);
	lay_out(&s);
	put_top(&s);
	if (table->column_count)
		put_table(&s);
	put_notes(&s);
	put_bottom(&s);
	for (size_t c = 0; c < s.count; c++)
		buf_release(&s.cells[c]);
	free(s.cells);
	free(s.wraps);
	free(s.columns);
	free(s.shown);
	return true;
}

const struct report_format report_annex = {
	.name = "text",
	.extension = ".txt",
	.words = N_("báo cáo bằng chữ để in và ký, trình bày theo Nghị định 30/2020"),
	.write = annex_write,
};
