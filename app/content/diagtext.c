#include "content/diagtext.h"

#include "base/i18n.h"
#include "text/clean.h"
#include "text/column.h"
#include "text/utf8.h"
#include "text/wrap.h"

#include <stdlib.h>
#include <string.h>

/* Of a line wider than this only a window is shown, with the column at a third of it. */
#define SOURCE_COLUMNS 96
#define MARGIN 8 /* "   12 | " */

static void add_place(struct buf *out, const struct place *at)
{
	if (at->file)
		buf_printf(out, "%s:", at->file);
	if (at->line > 0)
		buf_printf(out, "%d:%d:", at->line, at->col);
	if (out->len)
		buf_addc(out, ' ');
}

/* Bytes of the first n characters. */
static size_t bytes_of(const char *s, int characters)
{
	const char *p = s;
	while (characters-- > 0 && *p)
		utf8_next(&p);
	return (size_t)(p - s);
}

/* The line made visible, and the column the caret stands in (from 0). */
static void make_visible(struct buf *out, const char *source, int col, int *caret)
{
	struct buf front = BUF_INIT;
	size_t n = bytes_of(source, col - 1);
	buf_add(&front, source, n);
	text_visible(out, front.data);
	*caret = text_columns(out->data);
	text_visible(out, source + n);
	/* A grapheme may join what the cut has parted: the whole line decides. */
	struct buf whole = BUF_INIT;
	text_visible(&whole, source);
	if (strcmp(whole.data, out->data)) {
		buf_reset(out);
		buf_add(out, whole.data, whole.len);
	}
	buf_release(&whole);
	buf_release(&front);
}

static void add_source(struct buf *out, const struct diag *diag, int columns)
{
	struct buf line = BUF_INIT;
	int caret, skip = 0;
	make_visible(&line, diag->source, diag->at.col, &caret);
	if (text_columns(line.data) > columns && caret > columns / 3 * 2)
		skip = caret - columns / 3;
	const char *shown = line.data + text_fit(line.data, skip);
	caret -= text_columns_n(line.data, (size_t)(shown - line.data));
	buf_printf(out, "%5d | %s", diag->at.line, skip ? "…" : "");
	text_ellipsis(out, shown, columns - (skip > 0));
	buf_adds(out, "\n      | ");
	buf_pad(out, ' ', (size_t)(caret + (skip > 0)));
	buf_adds(out, "^\n");
	buf_release(&line);
}

/* A text, its further lines behind `margin`. columns 0: as it is. */
static void add_wrapped(struct buf *out, const char *text, size_t n, const char *margin,
			int columns)
{
	struct wrap wrap;
	struct wrap_line line;
	char *copy = xstrndup(text, n);
	bool first = true;
	if (!columns || text_columns(copy) <= columns) {
		buf_add(out, text, n);
		buf_addc(out, '\n');
		free(copy);
		return;
	}
	wrap_begin(&wrap, copy, columns);
	for (; wrap_next(&wrap, &line); first = false) {
		buf_adds(out, first ? "" : margin);
		buf_add(out, line.start, line.len);
		buf_addc(out, '\n');
	}
	free(copy);
}

static void add_fix(struct buf *out, const struct diag *diag, bool with_source,
		    int columns)
{
	const char *line = diag->fix, *sign = with_source ? " | " : ": ";
	char *margin = xasprintf("     %s", with_source ? " | " : "  ");
	bool first = true;
	if (diag->fix_line && diag->fix_line != diag->at.line) {
		buf_printf(out, "%s%s", _("  sửa"), sign);
		/* TRANSLATORS: the line that is to be mended is not the one shown. */
		buf_printf(out, _("dòng %d:"), diag->fix_line);
		buf_addc(out, '\n');
		first = false;
	}
	for (; *line; first = false) {
		size_t n = strcspn(line, "\n");
		/* TRANSLATORS: five columns wide, before what to write instead. */
		buf_printf(out, "%s%s", first ? _("  sửa") : "     ", sign);
		add_wrapped(out, line, n, margin, columns ? columns - MARGIN : 0);
		line += n + (line[n] == '\n');
	}
	free(margin);
}

void diag_format_within(struct buf *out, const struct diag *diag, bool with_source,
			int columns)
{
	struct buf text = BUF_INIT, shown = BUF_INIT;
	int source_columns = columns && columns - MARGIN < SOURCE_COLUMNS
				     ? columns - MARGIN
				     : SOURCE_COLUMNS;
	add_place(&text, &diag->at);
	buf_printf(&text, "%s: %s", diag->code, diag->message);
	text_visible(&shown, text.data);
	add_wrapped(out, shown.data, shown.len, "  ", columns ? columns - 2 : 0);
	buf_release(&text);
	buf_release(&shown);
	bool source = with_source && diag->source && diag->at.line > 0 &&
		      diag->at.col > 0 && source_columns > MARGIN;
	if (source)
		add_source(out, diag, source_columns);
	if (diag->fix)
		add_fix(out, diag, source, columns);
}

void diag_format(struct buf *out, const struct diag *diag, bool with_source)
{
	diag_format_within(out, diag, with_source, 0);
}

const char *diag_mend_words(const struct diag *diag, struct arena *arena)
{
	if (diag->fix_line && diag->fix_line != diag->at.line)
		return arena_printf(arena, _("Sửa dòng %d: %s"), diag->fix_line,
				    diag->fix);
	return arena_printf(arena, _("Sửa: %s"), diag->fix);
}

void diags_summary(struct buf *out, const struct diags *diags)
{
	size_t warnings = 0, advice = 0;
	for (size_t i = 0; i < diags->count; i++) {
		warnings += diags->items[i].code[0] == 'W';
		advice += diags->items[i].code[0] == 'A';
	}
	if (!diags->count) {
		buf_adds(out, _("Không thấy chỗ nào cần sửa."));
		return;
	}
	buf_printf(out, ntr("%lu lỗi", "%lu lỗi", diags->errors),
		   (unsigned long)diags->errors);
	buf_adds(out, ", ");
	buf_printf(out, ntr("%lu cảnh báo", "%lu cảnh báo", warnings),
		   (unsigned long)warnings);
	buf_adds(out, ", ");
	buf_printf(out, ntr("%lu góp ý", "%lu góp ý", advice), (unsigned long)advice);
	buf_adds(out, ".");
}
