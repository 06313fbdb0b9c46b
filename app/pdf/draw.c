#include "pdf/draw.h"

#include "base/date.h"
#include "base/i18n.h"
#include "text/utf8.h"

#include <cairo-pdf.h>
#include <math.h>
#include <pango/pangocairo.h>
#include <stdlib.h>
#include <string.h>

#define MM (72.0 / 25.4)
/* Annex I, I.1–4: A4; top and bottom 20–25 mm, left 30–35 mm, right 15–20 mm. */
#define A4_SHORT (210 * MM)
#define A4_LONG (297 * MM)
#define TOP (20 * MM)
#define BOTTOM (20 * MM)
#define LEFT (30 * MM)
#define RIGHT (15 * MM)
/* Sizes in points, Annex I, V: nation 12–13, motto and place 13–14, title 13–14. */
#define SIZE_NATION 12
#define SIZE_TEXT 13
#define SIZE_TABLE 11
#define SIZE_TABLE_READ 8
#define SIZE_TABLE_LEAST 6
#define SIZE_NOTE 11
#define SIZE_RECIPIENTS 12
#define SIZE_RECIPIENT 11
#define PAD 0.27 /* between the lines of the table and its text, by the size of type */
#define LINE 0.5

/* Every letter with a mark, in both cases, where a font is most likely to fail. */
#define LETTERS                                                                                                                                                                                             \
	"ăâđêôơưĂÂĐÊÔƠƯáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ" \
	"ÁÀẢÃẠẮẰẲẴẶẤẦẨẪẬÉÈẺẼẸẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌỐỒỔỖỘỚỜỞỠỢÚÙỦŨỤỨỪỬỮỰÝỲỶỸỴ"

enum style { PLAIN = 0, BOLD = 1, ITALIC = 2 };

/* The first column counts the rows. */
struct sheet {
	const struct table *table;
	const struct letterhead *letterhead;
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoLayout *layout; /* the one text being set */
	const char *family;
	double width, height; /* of the page */
	double y; /* where the next thing goes */
	int pages;
	size_t count; /* columns: one more than the table's */
	struct annex_span *spans;
	double *lefts; /* where they begin */
	double size; /* of the table's type */
};

static double inner(const struct sheet *s)
{
	return s->width - LEFT - RIGHT;
}

static double bottom(const struct sheet *s)
{
	return s->height - BOTTOM;
}

/* ── text ──────────────────────────────────────────────────────────────────────────────── */

static double text_height(const struct sheet *s)
{
	PangoRectangle box;
	pango_layout_get_extents(s->layout, NULL, &box);
	return (double)box.height / PANGO_SCALE;
}

/* width < 0: as wide as it is. Returns the height. */
static double set_text(struct sheet *s, const char *text, double size, enum style style,
		       double width, PangoAlignment alignment)
{
	PangoFontDescription *font = pango_font_description_new();
	pango_font_description_set_family_static(font, s->family);
	pango_font_description_set_size(font, (int)(size * PANGO_SCALE));
	pango_font_description_set_weight(font, style & BOLD ? PANGO_WEIGHT_BOLD
							     : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(font, style & ITALIC ? PANGO_STYLE_ITALIC
							      : PANGO_STYLE_NORMAL);
	pango_layout_set_font_description(s->layout, font);
	pango_font_description_free(font);
	pango_layout_set_wrap(s->layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_width(s->layout, width < 0 ? -1 : (int)(width * PANGO_SCALE));
	pango_layout_set_height(s->layout, -1);
	pango_layout_set_ellipsize(s->layout, PANGO_ELLIPSIZE_NONE);
	pango_layout_set_indent(s->layout, 0);
	pango_layout_set_alignment(s->layout, alignment);
	pango_layout_set_text(s->layout, text, -1);
	return text_height(s);
}

static double text_width(const struct sheet *s)
{
	PangoRectangle box;
	pango_layout_get_extents(s->layout, NULL, &box);
	return (double)box.width / PANGO_SCALE;
}

/* The text last set. */
static void show(struct sheet *s, double x, double y)
{
	cairo_move_to(s->cr, x, y);
	pango_cairo_show_layout(s->cr, s->layout);
}

static void rule(struct sheet *s, double x, double y, double length)
{
	cairo_set_line_width(s->cr, 0.75);
	cairo_move_to(s->cr, x, y);
	cairo_rel_line_to(s->cr, length, 0);
	cairo_stroke(s->cr);
}

/* ── pages ─────────────────────────────────────────────────────────────────────────────── */

/* Numbers stand in the middle of the upper margin, from the second page on (Annex I,
 * II.9… “số trang văn bản”). */
static void begin_page(struct sheet *s)
{
	char number[16];
	s->pages++;
	s->y = TOP;
	if (s->pages == 1)
		return;
	cairo_show_page(s->cr);
	snprintf(number, sizeof(number), "%d", s->pages);
	set_text(s, number, SIZE_TEXT, PLAIN, inner(s), PANGO_ALIGN_CENTER);
	show(s, LEFT, TOP / 2);
}

/* ── above the table ───────────────────────────────────────────────────────────────────── */

/* A centred text in lines of about the same length: as narrow as it gets without taking a
 * line more. Returns its height. */
static double set_balanced(struct sheet *s, const char *text, double size,
			   enum style style, double width)
{
	double height = set_text(s, text, size, style, width, PANGO_ALIGN_CENTER);
	double least = width / 4;
	int lines = pango_layout_get_line_count(s->layout);
	for (double w = width - 4; lines > 1 && w > least; w -= 4) {
		pango_layout_set_width(s->layout, (int)(w * PANGO_SCALE));
		if (pango_layout_get_line_count(s->layout) > lines) {
			pango_layout_set_width(s->layout, (int)((w + 4) * PANGO_SCALE));
			break;
		}
	}
	return height;
}

/* A centred block at x, y; returns where the next one goes. */
static double block(struct sheet *s, const char *text, double size, enum style style,
		    double x, double y, double width)
{
	double height = set_balanced(s, text, size, style, width);
	int set = pango_layout_get_width(s->layout);
	show(s, x + (width - (double)set / PANGO_SCALE) / 2, y);
	return y + height;
}

static double capitals(struct sheet *s, const char *text, enum style style, double x,
		       double y, double width)
{
	struct buf up = BUF_INIT;
	annex_capitals(text, &up);
	y = block(s, up.data, SIZE_NATION, style, x, y, width);
	buf_release(&up);
	return y;
}

static const char *or_blank(const char *text)
{
	return text && *text ? text : ANNEX_BLANK;
}

static double put_issuer(struct sheet *s, double x, double width)
{
	const struct letterhead *l = s->letterhead;
	double y = TOP;
	if (l->parent && *l->parent)
		y = capitals(s, l->parent, PLAIN, x, y, width);
	y = capitals(s, or_blank(l->issuer), BOLD, x, y, width);
	/* A third to a half as long as the line above it. */
	double length = fmin(text_width(s), width) * 0.4;
	rule(s, x + (width - length) / 2, y + 2, length);
	return block(s, ANNEX_NUMBER, SIZE_TEXT, PLAIN, x, y + 6, width);
}

static double put_nation(struct sheet *s, double x, double width)
{
	struct buf day = BUF_INIT;
	double y = block(s, ANNEX_NATION, SIZE_NATION, BOLD, x, TOP, width);
	y = block(s, ANNEX_MOTTO, SIZE_TEXT, BOLD, x, y, width);
	set_text(s, ANNEX_MOTTO, SIZE_TEXT, BOLD, -1, PANGO_ALIGN_LEFT);
	double length = text_width(s);
	rule(s, x + (width - length) / 2, y + 2, length);
	annex_place_and_day(s->letterhead, &day);
	y = block(s, day.data, SIZE_TEXT, ITALIC, x, y + 6, width);
	buf_release(&day);
	return y;
}

static void put_top(struct sheet *s)
{
	/* The nation's name takes its line whole. */
	double right = fmax(inner(s) * 0.55, 285), left = inner(s) - right;
	double below = put_issuer(s, LEFT, left - 6);
	s->y = fmax(below, put_nation(s, LEFT + left, right)) + 18;
	s->y = block(s, ANNEX_KIND, SIZE_TEXT + 1, BOLD, LEFT, s->y, inner(s));
	if (s->table->title) {
		s->y = block(s, s->table->title, SIZE_TEXT + 1, BOLD, LEFT, s->y,
			     inner(s));
		double length = inner(s) * 0.2;
		rule(s, LEFT + (inner(s) - length) / 2, s->y + 5, length);
	}
	s->y += 18;
}

/* ── the table ─────────────────────────────────────────────────────────────────────────── */

enum part { PART_HEAD, PART_ROW, PART_TOTAL };

static enum style style_of(enum part part)
{
	return part == PART_ROW ? PLAIN : BOLD;
}

static void cell_text(const struct sheet *s, enum part part, const struct cell *row,
		      size_t number, size_t c, struct buf *out)
{
	buf_reset(out);
	if (c == 0 && part == PART_HEAD)
		buf_adds(out, ANNEX_INDEX);
	else if (c == 0 && part == PART_ROW)
		buf_printf(out, "%zu", number);
	else if (c > 0 && part == PART_HEAD)
		buf_adds(out, s->table->columns[c - 1].heading);
	else if (c > 0)
		cell_format(s->table->columns[c - 1].kind, &row[c - 1], out);
}

static PangoAlignment alignment_of(const struct sheet *s, enum part part, size_t c)
{
	if (part == PART_HEAD || c == 0)
		return PANGO_ALIGN_CENTER;
	enum cell_kind kind = s->table->columns[c - 1].kind;
	if (kind == CELL_CODE || kind == CELL_DAY)
		return PANGO_ALIGN_CENTER;
	return cell_stands_right(kind) ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

static double pad(const struct sheet *s)
{
	return PAD * s->size;
}

static void widen(const struct sheet *s, double *most, double width)
{
	*most = fmax(*most, width + 2 * pad(s));
}

/* Whole, and word by word. */
static void measure_cell(struct sheet *s, struct annex_span *span, const char *text,
			 enum part part)
{
	enum style style = style_of(part);
	set_text(s, text, s->size, style, -1, PANGO_ALIGN_LEFT);
	double whole = text_width(s);
	widen(s, &span->most, whole);
	if (part == PART_ROW)
		widen(s, &span->body, whole);
	if (!strchr(text, ' ')) {
		widen(s, &span->least, whole);
		return;
	}
	while (*text) {
		size_t n = strcspn(text, " ");
		char *word = xstrndup(text, n);
		set_text(s, word, s->size, style, -1, PANGO_ALIGN_LEFT);
		widen(s, &span->least, text_width(s));
		free(word);
		text += n + strspn(text + n, " ");
	}
}

static void measure_row(struct sheet *s, enum part part, const struct cell *row,
			size_t number, struct buf *scratch)
{
	for (size_t c = 0; c < s->count; c++) {
		cell_text(s, part, row, number, c, scratch);
		measure_cell(s, &s->spans[c], scratch->data, part);
	}
}

static void measure(struct sheet *s)
{
	struct buf scratch = BUF_INIT;
	memset(s->spans, 0, s->count * sizeof(*s->spans));
	measure_row(s, PART_HEAD, NULL, 0, &scratch);
	for (size_t r = 0; r < s->table->row_count; r++)
		measure_row(s, PART_ROW, s->table->rows[r], r + 1, &scratch);
	if (s->table->total)
		measure_row(s, PART_TOTAL, s->table->total, 0, &scratch);
	buf_release(&scratch);
}

/* Wider than its words need looks lost: at most by a third. Where not even the longest
 * words fit, all shrink alike, and words break. */
static void share(struct sheet *s)
{
	double used = 0, x = LEFT;
	annex_share(s->spans, s->count, inner(s));
	for (size_t c = 0; c < s->count; c++)
		used += s->spans[c].width;
	double scale = fmin(inner(s) / used, 4.0 / 3);
	x += (inner(s) - used * scale) / 2;
	for (size_t c = 0; c < s->count; c++) {
		s->spans[c].width *= scale;
		s->lefts[c] = x;
		x += s->spans[c].width;
	}
}

/* Of the whole table: with rows on one line each, or with every text wrapped. */
static double needed(const struct sheet *s, bool rows)
{
	double sum = 0;
	for (size_t c = 0; c < s->count; c++)
		sum += rows ? fmax(s->spans[c].body, s->spans[c].least)
			    : s->spans[c].least;
	return sum;
}

/* Smaller type, until it fits. Hardly ever more than once: letters are not quite in
 * proportion to their size. */
static void shrink(struct sheet *s, bool rows, double least)
{
	while (needed(s, rows) > inner(s) && s->size > least) {
		double fitting = floor(8 * s->size * inner(s) / needed(s, rows)) / 8;
		s->size = fmax(least, fmin(fitting, s->size - 0.125));
		measure(s);
	}
}

/* Upright, on its side, then smaller; where it is small anyway, a little more, if then no
 * row wraps. */
static void choose_page(struct sheet *s)
{
	s->size = SIZE_TABLE;
	s->width = A4_SHORT;
	s->height = A4_LONG;
	measure(s);
	if (needed(s, false) > inner(s)) {
		s->width = A4_LONG;
		s->height = A4_SHORT;
		bool rows = needed(s, true) * SIZE_TABLE_READ <= inner(s) * s->size;
		shrink(s, rows, SIZE_TABLE_LEAST);
	}
	share(s);
	cairo_pdf_surface_set_size(s->surface, s->width, s->height);
}

/* Sets the text of a cell; returns its height. One that is taller than a page is cut
 * there, with an ellipsis: no figure is, only a text that nobody meant to be printed. */
static double set_cell(struct sheet *s, enum part part, const struct cell *row,
		       size_t number, size_t c, struct buf *scratch)
{
	double most = (bottom(s) - TOP) / 2, height;
	cell_text(s, part, row, number, c, scratch);
	height = set_text(s, scratch->data, s->size, style_of(part),
			  s->spans[c].width - 2 * pad(s), alignment_of(s, part, c));
	if (height <= most)
		return height;
	pango_layout_set_height(s->layout, (int)(most * PANGO_SCALE));
	pango_layout_set_ellipsize(s->layout, PANGO_ELLIPSIZE_END);
	return most;
}

static double row_height(struct sheet *s, enum part part, const struct cell *row,
			 size_t number, struct buf *scratch)
{
	double height = 0;
	for (size_t c = 0; c < s->count; c++)
		height = fmax(height, set_cell(s, part, row, number, c, scratch));
	return height + 2 * pad(s) - 2;
}

static void put_row(struct sheet *s, enum part part, const struct cell *row,
		    size_t number, struct buf *scratch)
{
	double height = row_height(s, part, row, number, scratch);
	for (size_t c = 0; c < s->count; c++) {
		const struct annex_span *span = &s->spans[c];
		double own = set_cell(s, part, row, number, c, scratch);
		double y = s->y + (height - own) / 2;
		show(s, s->lefts[c] + pad(s), y);
		cairo_rectangle(s->cr, s->lefts[c], s->y, span->width, height);
	}
	cairo_set_line_width(s->cr, LINE);
	cairo_stroke(s->cr);
	s->y += height;
}

static void put_head(struct sheet *s, struct buf *scratch)
{
	put_row(s, PART_HEAD, NULL, 0, scratch);
}

/* A row whole on one page, below the table's head. */
static void next_row(struct sheet *s, enum part part, const struct cell *row,
		     size_t number, struct buf *scratch)
{
	if (s->y + row_height(s, part, row, number, scratch) > bottom(s)) {
		begin_page(s);
		put_head(s, scratch);
	}
	put_row(s, part, row, number, scratch);
}

static void put_table(struct sheet *s)
{
	struct buf scratch = BUF_INIT;
	put_head(s, &scratch);
	for (size_t r = 0; r < s->table->row_count; r++)
		next_row(s, PART_ROW, s->table->rows[r], r + 1, &scratch);
	if (s->table->total)
		next_row(s, PART_TOTAL, s->table->total, 0, &scratch);
	buf_release(&scratch);
}

/* ── below the table ───────────────────────────────────────────────────────────────────── */

/* Returns the height of the list; drawn where `y` says, or only measured. */
static double put_recipients(struct sheet *s, double width, double y, bool draw)
{
	struct buf item = BUF_INIT;
	double at_y = y;
	at_y += set_text(s, ANNEX_RECIPIENTS, SIZE_RECIPIENTS, BOLD | ITALIC, width,
			 PANGO_ALIGN_LEFT);
	if (draw)
		show(s, LEFT, y);
	for (const char *at = NULL; annex_recipient(s->letterhead, &at, &item);) {
		double height = set_text(s, item.data, SIZE_RECIPIENT, PLAIN, width,
					 PANGO_ALIGN_LEFT);
		if (draw)
			show(s, LEFT, at_y);
		at_y += height;
		buf_reset(&item);
	}
	buf_release(&item);
	return at_y - y;
}

#define ROOM 110 /* for signature, seal and name */

static double bottom_height(struct sheet *s)
{
	double list = put_recipients(s, inner(s) / 2, 0, false);
	return fmin(fmax(list, ROOM), bottom(s) - TOP) + 14;
}

/* What wraps stands under its words, not under the dash. */
static double set_note(struct sheet *s, const char *note)
{
	set_text(s, note, SIZE_NOTE, PLAIN, inner(s), PANGO_ALIGN_LEFT);
	pango_layout_set_indent(s->layout, -6 * PANGO_SCALE);
	return text_height(s);
}

/* `more` must fit below it on the same page. */
static void put_note(struct sheet *s, const char *note, double more)
{
	double height = set_note(s, note);
	if (s->y + height + more > bottom(s)) {
		begin_page(s);
		set_note(s, note);
	}
	show(s, LEFT, s->y);
	s->y += height + 2;
}

/* The last one goes with the signature, which must not stand on a page alone. */
static void put_notes(struct sheet *s)
{
	const struct table *t = s->table;
	struct buf note = BUF_INIT;
	s->y += 10;
	if (t->fact_count) {
		double height = set_text(s, ANNEX_NOTES, SIZE_NOTE, BOLD | ITALIC,
					 inner(s), PANGO_ALIGN_LEFT);
		if (s->y + 3 * height > bottom(s)) {
			begin_page(s);
			set_text(s, ANNEX_NOTES, SIZE_NOTE, BOLD | ITALIC, inner(s),
				 PANGO_ALIGN_LEFT);
		}
		show(s, LEFT, s->y);
		s->y += height + 2;
	}
	for (size_t i = 0; i < t->fact_count; i++) {
		buf_reset(&note);
		annex_note(&t->facts[i], &note);
		put_note(s, note.data, i + 1 == t->fact_count ? bottom_height(s) : 0);
	}
	buf_release(&note);
}

/* Who receives it, and room for signature, seal and name: never apart from each other. */
static void put_bottom(struct sheet *s)
{
	double half = inner(s) / 2, room = 110;
	double height =
		fmin(fmax(put_recipients(s, half, 0, false), room), bottom(s) - TOP);
	s->y += 14;
	if (s->y + height > bottom(s))
		begin_page(s);
	put_recipients(s, half, s->y, true);
	capitals(s, or_blank(s->letterhead->signer), BOLD, LEFT + half, s->y, half);
}

/* ── the file ──────────────────────────────────────────────────────────────────────────── */

static cairo_status_t keep(void *closure, const unsigned char *bytes, unsigned int n)
{
	buf_add(closure, bytes, n);
	return CAIRO_STATUS_SUCCESS;
}

/* The date of the document, not of the clock, so that the same report is the same file. */
static void put_metadata(struct sheet *s)
{
	char day[11], instant[32];
	/* A file without a date gets that of the clock from cairo. */
	date_format_iso(date_of(s->letterhead->day), day);
	snprintf(instant, sizeof(instant), "%sT00:00:00+07:00", day);
	cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_CREATE_DATE,
				       instant);
	cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_MOD_DATE, instant);
	cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_CREATOR,
				       "kynangso " KYNANGSO_VERSION);
	if (s->table->title)
		cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_TITLE,
					       s->table->title);
	if (s->letterhead->issuer)
		cairo_pdf_surface_set_metadata(s->surface, CAIRO_PDF_METADATA_AUTHOR,
					       s->letterhead->issuer);
}

/* Does the family itself have every letter? Taking a few of them from another font looks
 * like a ransom note; Liberation 1 is such a one. */
static bool has_letters(PangoContext *context, const char *family)
{
	PangoFontDescription *wanted = pango_font_description_new();
	bool all = true;
	pango_font_description_set_family(wanted, family);
	pango_font_description_set_absolute_size(wanted, SIZE_TEXT * PANGO_SCALE);
	PangoFont *font = pango_context_load_font(context, wanted);
	const char *letters = LETTERS;
	for (uint32_t cp; font && all && (cp = utf8_next(&letters));)
		all = pango_font_has_char(font, cp);
	pango_font_description_free(wanted);
	if (!font)
		return false;
	g_object_unref(font);
	return all;
}

/* The decree's Times New Roman or its twin; else another with serifs; else what there
 * is. */
static bool choose_font(struct sheet *s, struct err *err)
{
	static const char *const families[] = {
		"Times New Roman", "Liberation Serif", "Tinos", "FreeSerif",
		"Noto Serif",      "DejaVu Serif",     "serif", "sans",
	};
	PangoContext *context = pango_layout_get_context(s->layout);
	for (size_t i = 0; i < ARRAY_LEN(families); i++)
		if (has_letters(context, families[i])) {
			s->family = families[i];
			return true;
		}
	return err_set(
		err, ERR_UNAVAILABLE, "%s",
		_("máy này chưa có phông chữ đủ dấu tiếng Việt; hãy nhờ người quản "
		  "trị máy cài gói fonts-liberation2"));
}

static void draw(struct sheet *s)
{
	choose_page(s);
	put_metadata(s);
	begin_page(s);
	put_top(s);
	if (s->table->column_count)
		put_table(s);
	put_notes(s);
	put_bottom(s);
	cairo_show_page(s->cr);
}

bool draw_annex(const struct table *table, const struct letterhead *letterhead,
		struct buf *out, struct err *err)
{
	struct sheet s = {
		.table = table,
		.letterhead = letterhead,
		.count = table->column_count + 1,
	};
	s.surface = cairo_pdf_surface_create_for_stream(keep, out, A4_SHORT, A4_LONG);
	s.cr = cairo_create(s.surface);
	s.layout = pango_cairo_create_layout(s.cr);
	pango_cairo_context_set_resolution(pango_layout_get_context(s.layout), 72);
	pango_context_set_round_glyph_positions(pango_layout_get_context(s.layout),
						FALSE);
	pango_context_set_language(pango_layout_get_context(s.layout),
				   pango_language_from_string("vi"));
	s.spans = xcalloc(s.count, sizeof(*s.spans));
	s.lefts = xcalloc(s.count, sizeof(*s.lefts));
	bool ok = choose_font(&s, err);
	if (ok)
		draw(&s);
	cairo_surface_finish(s.surface);
	cairo_status_t status = cairo_status(s.cr);
	if (!status)
		status = cairo_surface_status(s.surface);
	g_object_unref(s.layout);
	cairo_destroy(s.cr);
	cairo_surface_destroy(s.surface);
	free(s.spans);
	free(s.lefts);
	if (ok && status)
		return err_set(err, ERR_SOFTWARE, _("việc vẽ bị lỗi: %s"),
			       cairo_status_to_string(status));
	return ok;
}

/* Fontconfig and Pango keep fonts until the end of the process, and a thread of Pango's may
 * still be looking at them then, so they cannot be given back. A leak checker, which asks
 * these two, is to look at our own memory only. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\nleak:libpango\nleak:libglib\nleak:libcairo\n";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
	return "print_suppressions=0";
}
