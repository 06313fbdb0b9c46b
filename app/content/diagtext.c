#include "content/diagtext.h"

#include "base/i18n.h"
#include "text/clean.h"
#include "text/column.h"
#include "text/utf8.h"

#include <string.h>

/* Of a line wider than this only a window is shown, with the column at a third of it. */
#define SOURCE_COLUMNS 96

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

static void add_source(struct buf *out, const struct diag *diag)
{
	struct buf line = BUF_INIT;
	int caret, skip = 0;
	make_visible(&line, diag->source, diag->at.col, &caret);
	if (text_columns(line.data) > SOURCE_COLUMNS && caret > SOURCE_COLUMNS / 3 * 2)
		skip = caret - SOURCE_COLUMNS / 3;
	const char *shown = line.data + text_fit(line.data, skip);
	caret -= text_columns_n(line.data, (size_t)(shown - line.data));
	buf_printf(out, "%5d | %s", diag->at.line, skip ? "…" : "");
	text_ellipsis(out, shown, SOURCE_COLUMNS - (skip > 0));
	buf_adds(out, "\n      | ");
	buf_pad(out, ' ', (size_t)(caret + (skip > 0)));
	buf_adds(out, "^\n");
	buf_release(&line);
}

static void add_fix(struct buf *out, const struct diag *diag, bool with_source)
{
	const char *line = diag->fix;
	for (bool first = true; *line; first = false) {
		size_t n = strcspn(line, "\n");
		/* TRANSLATORS: five columns wide, before what to write instead. */
		buf_printf(out, "%s", first ? _("  sửa") : "     ");
		buf_printf(out, with_source ? " | %.*s\n" : ": %.*s\n", (int)n, line);
		line += n + (line[n] == '\n');
	}
}

void diag_format(struct buf *out, const struct diag *diag, bool with_source)
{
	struct buf text = BUF_INIT;
	add_place(&text, &diag->at);
	buf_printf(&text, "%s: %s", diag->code, diag->message);
	text_visible(out, text.data);
	buf_addc(out, '\n');
	buf_release(&text);
	bool source =
		with_source && diag->source && diag->at.line > 0 && diag->at.col > 0;
	if (source)
		add_source(out, diag);
	if (diag->fix)
		add_fix(out, diag, source);
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
