#include "content/document.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "text/clean.h"
#include "text/encoding.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A longer line is not shown with its finding: an editor goes there by line and column. */
#define LINE_SHOWN 2000
#define GUESS_BYTES ((size_t)16 * 1024)

/* ── places ──────────────────────────────────────────────────────────────────────────── */

/* A byte that begins a character. */
static bool begins(char c)
{
	return ((unsigned char)c & 0xc0) != 0x80;
}

struct place document_place(const struct document *doc, size_t offset)
{
	size_t low = 0, high = doc->line_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (doc->lines[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	int col = 1;
	for (size_t i = doc->lines[low]; i < offset && i < doc->len; i++)
		col += begins(doc->text[i]);
	/* An offset inside a character belongs to that character. */
	if (offset < doc->len && !begins(doc->text[offset]) && col > 1)
		col--;
	return (struct place){.file = doc->path, .line = (int)low + 1, .col = col};
}

const char *document_line(const struct document *doc, int line, size_t *len)
{
	*len = 0;
	if (line < 1 || (size_t)line > doc->line_count)
		return "";
	size_t start = doc->lines[line - 1];
	size_t end = (size_t)line < doc->line_count ? doc->lines[line] : doc->len;
	while (end > start && (doc->text[end - 1] == '\n' || doc->text[end - 1] == '\r'))
		end--;
	*len = end - start;
	return doc->text + start;
}

size_t document_offset(const struct document *doc, int line, int col)
{
	size_t len;
	const char *s = document_line(doc, line, &len);
	if (line < 1 || (size_t)line > doc->line_count)
		return doc->len;
	size_t i = 0;
	for (int seen = 1; i < len; i++) {
		if (!begins(s[i]))
			continue;
		if (seen++ == col)
			break;
	}
	return doc->lines[line - 1] + i;
}

/* ── findings ────────────────────────────────────────────────────────────────────────── */

static char *shown(const char *text)
{
	struct buf out = BUF_INIT;
	text_visible(&out, text);
	return buf_detach(&out);
}

static const char *original_line(const struct document *doc, int line, size_t *len)
{
	const struct original *o = doc->original;
	struct document was = *doc;
	if (!o)
		return document_line(doc, line, len);
	was.text = o->text;
	was.lines = (size_t *)(uintptr_t)o->lines;
	was.line_count = o->line_count;
	was.len = strlen(o->text);
	return document_line(&was, line, len);
}

static char *line_shown(const struct document *doc, int line)
{
	size_t len;
	const char *s = original_line(doc, line, &len);
	return len && len <= LINE_SHOWN ? xstrndup(s, len) : NULL;
}

static bool was_mended(const struct document *doc, int line)
{
	return doc->original && line > 0 && (size_t)line <= doc->line_count &&
	       doc->original->mended[line - 1];
}

/* The line begins a step, a question, a screen, or a key of the file. */
static bool begins_part(const struct document *doc, int line)
{
	size_t len;
	const char *s = document_line(doc, line, &len);
	size_t indent = strspn(s, " ");
	return indent < len && indent <= 2 && s[indent] != '#';
}

/* In a part that was mended, what is found may come from the mend; and what only the whole can
 * tell (E30 and on, W, A) is not asked of a file whose parts are guessed. */
static bool doubtful(const struct document *doc, int line, const char *code)
{
	if (!doc->original || line < 1 || (size_t)line > doc->line_count)
		return false;
	if (code[0] != 'E' || code[1] > '2')
		return true;
	if (strcmp(code, "E03") <= 0)
		return was_mended(doc, line);
	int first = line, last = line + 1;
	while (first > 1 && !begins_part(doc, first))
		first--;
	while ((size_t)last <= doc->line_count && !begins_part(doc, last))
		last++;
	for (int i = first; i < last; i++) {
		if (was_mended(doc, i))
			return true;
	}
	return false;
}

int document_original_line(const struct document *doc, int line)
{
	bool known = doc->original && line > 0 && (size_t)line <= doc->line_count;
	return known ? doc->original->from[line - 1] : line;
}

struct diag *document_vreport(struct document *doc, int line, int col, const char *code,
			      const char *format, va_list args)
{
	doc->errors += code[0] == 'E';
	doc->contradicted += !strcmp(code, "E23") || !strcmp(code, "E35");
	/* Counted apart: no error hides behind a hundred remarks. */
	bool error = code[0] == 'E';
	size_t *count = error ? &doc->findings : &doc->remarks;
	if (doc->quiet || *count > DOCUMENT_FINDINGS || doubtful(doc, line, code))
		return NULL;
	line = document_original_line(doc, line);
	struct place at = {doc->path, line, col};
	if ((*count)++ == DOCUMENT_FINDINGS) {
		diag_add(doc->diags, (struct place){doc->path, 0, 0},
			 error ? "E03" : code,
			 error ? _("Tệp này có hơn %d chỗ cần sửa. Hãy sửa những chỗ đã "
				   "nêu rồi kiểm tra lại.")
			       : _("Tệp này có hơn %d chỗ nên xem lại. Xem những chỗ đã "
				   "nêu rồi kiểm tra lại."),
			 DOCUMENT_FINDINGS);
		return NULL;
	}
	struct buf text = BUF_INIT;
	buf_vprintf(&text, format, args);
	char *message = shown(text.data);
	buf_release(&text);
	struct diag *d = diag_add(doc->diags, at, code, "%s", message);
	free(message);
	d->source = line_shown(doc, line);
	return d;
}

struct diag *document_report(struct document *doc, int line, int col, const char *code,
			     const char *format, ...)
{
	va_list args;
	va_start(args, format);
	struct diag *d = document_vreport(doc, line, col, code, format, args);
	va_end(args);
	return d;
}

static void set_fix(struct diag *diag, int line, const char *format, va_list args)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	buf_vprintf(&text, format, args);
	text_visible_block(&out, text.data);
	buf_release(&text);
	free(diag->fix);
	diag->fix = buf_detach(&out);
	diag->fix_line = line;
}

void diag_fix(struct diag *diag, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (diag)
		set_fix(diag, 0, format, args);
	va_end(args);
}

void diag_fix_line(struct diag *diag, const struct document *doc, int line,
		   const char *format, ...)
{
	va_list args;
	va_start(args, format);
	if (diag)
		set_fix(diag, document_original_line(doc, line), format, args);
	va_end(args);
}

void diag_fix_replace(struct diag *diag, const struct document *doc, size_t start,
		      size_t end, const char *replacement)
{
	size_t len;
	int line = document_place(doc, start).line;
	const char *s = document_line(doc, line, &len);
	size_t from = (size_t)(s - doc->text);
	if (!diag || end < start || end > from + len || len > LINE_SHOWN)
		return;
	diag_fix_line(diag, doc, line, "%.*s%s%.*s", (int)(start - from), s, replacement,
		      (int)(from + len - end), doc->text + end);
}

void yaml_quote(struct buf *out, const char *text, size_t n)
{
	bool both = memchr(text, '"', n) || memchr(text, '\\', n);
	if (both && !memchr(text, '\'', n)) {
		buf_addc(out, '\'');
		buf_add(out, text, n);
		buf_addc(out, '\'');
		return;
	}
	buf_addc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (text[i] == '"' || text[i] == '\\')
			buf_addc(out, '\\');
		buf_addc(out, text[i]);
	}
	buf_addc(out, '"');
}

void yaml_quote_line(struct buf *out, const char *text)
{
	buf_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_addc(out, '\\');
		if (*text == '\n')
			buf_adds(out, "\\n");
		else
			buf_addc(out, *text);
	}
	buf_addc(out, '"');
}

/* ── looking over the bytes ──────────────────────────────────────────────────────────── */

static void find_lines(struct document *doc)
{
	const char *end = doc->text + doc->len;
	size_t count = 1;
	for (const char *s = doc->text; (s = memchr(s, '\n', (size_t)(end - s))); s++)
		count++;
	doc->lines = arena_array(doc->arena, count, sizeof(*doc->lines));
	doc->lines[doc->line_count++] = 0;
	for (const char *s = doc->text; (s = memchr(s, '\n', (size_t)(end - s))); s++)
		doc->lines[doc->line_count++] = (size_t)(s - doc->text) + 1;
}

static bool report_encoding(struct document *doc, size_t bad_at)
{
	struct place at = document_place(doc, bad_at);
	/* A few pages around it are enough to tell; more would take a tenth of a second. */
	size_t from = bad_at > GUESS_BYTES / 2 ? bad_at - GUESS_BYTES / 2 : 0;
	size_t n = doc->len - from < GUESS_BYTES ? doc->len - from : GUESS_BYTES;
	struct encoding_guess guess = encoding_guess(doc->text + from, n);
	if (guess.encoding != ENCODING_UNKNOWN && guess.encoding != ENCODING_UTF8) {
		struct diag *d = document_report(
			doc, at.line, at.col, "E01",
			_("Tệp này không phải UTF-8: có vẻ được lưu theo bảng mã %s."),
			encoding_name(guess.encoding));
		diag_fix(d, _("Mở tệp trong trình soạn thảo, chọn Lưu thành (Save As), "
			      "bảng mã "
			      "UTF-8."));
		return false;
	}
	struct diag *d = document_report(
		doc, at.line, at.col, "E01",
		_("Ở đây có byte 0x%02X không phải là chữ trong bảng mã UTF-8."),
		(unsigned)(unsigned char)doc->text[bad_at]);
	/* The line holds the bad byte itself; showing it would only spoil the screen. */
	if (d) {
		char *visible = d->source ? shown(d->source) : NULL;
		free(d->source);
		d->source = visible;
	}
	diag_fix(d, _("Xóa chữ ở chỗ này rồi gõ lại; lưu tệp theo bảng mã UTF-8."));
	return false;
}

/* ── tabs ────────────────────────────────────────────────────────────────────────────── */

/* How far up to look for what a line belongs to. */
#define LINES_UP 60

/* A line's beginning: how many tabs are in it, where the text is, and its column with a dash. */
struct margin {
	size_t tabs, text, body, len;
	const char *s;
};

static struct margin margin_of(const struct document *doc, int line)
{
	struct margin m = {0};
	m.s = document_line(doc, line, &m.len);
	while (m.text < m.len && (m.s[m.text] == ' ' || m.s[m.text] == '\t'))
		m.tabs += m.s[m.text++] == '\t';
	m.body = m.text;
	while (m.body + 1 < m.len && m.s[m.body] == '-' && m.s[m.body + 1] == ' ')
		m.body += 2;
	return m;
}

static int line_above(const struct document *doc, int line)
{
	while (--line > 0) {
		struct margin m = margin_of(doc, line);
		if (m.text < m.len)
			return line;
	}
	return 0;
}

/* "steps:", "say: |": what follows stands deeper. */
static bool opens(const struct margin *m)
{
	size_t end = m->len;
	while (end > m->text && m->s[end - 1] == ' ')
		end--;
	return end > m->text && strchr(":|>", m->s[end - 1]);
}

/* "title:": it stands where other keys or items do, not in a text. */
static bool has_key(const struct margin *m)
{
	size_t i = m->body;
	while (i < m->len && ((m->s[i] >= 'a' && m->s[i] <= 'z') || m->s[i] == '_'))
		i++;
	return i > m->body && i < m->len && m->s[i] == ':';
}

/* Behind a text: the column of the items or keys above that is nearest to two columns a tab. */
static size_t nearest_column(const struct document *doc, int line, const struct margin *m,
			     bool item)
{
	size_t want = m->tabs * 2, best = want, distance = SIZE_MAX;
	for (int up = 0; up < LINES_UP && (line = line_above(doc, line)) > 0; up++) {
		struct margin a = margin_of(doc, line);
		size_t column = item ? a.text : a.body;
		size_t away = column > want ? column - want : want - column;
		if (a.tabs || (item ? a.body == a.text : !has_key(&a)) ||
		    away >= distance)
			continue;
		best = column;
		distance = away;
	}
	return best;
}

/* The column a line that is indented with tabs was meant to begin in: as the lines above say, since
 * nobody knows how wide a tab looked. */
static size_t meant_indent(const struct document *doc, int line, int up)
{
	struct margin m = margin_of(doc, line);
	if (!m.tabs)
		return m.text;
	int above = up < LINES_UP ? line_above(doc, line) : 0;
	if (!above)
		return m.tabs * 2;
	struct margin a = margin_of(doc, above);
	size_t column = meant_indent(doc, above, up + 1);
	bool item = m.body > m.text, item_above = a.body > a.text;
	if (opens(&a))
		return column + (a.body - a.text) + 2;
	bool text_above = !item_above && !has_key(&a);
	if (!a.tabs && text_above && (item || has_key(&m)))
		return nearest_column(doc, line, &m, item);
	if (a.tabs == m.tabs || !a.tabs)
		return item_above && !item ? column + (a.body - a.text) : column;
	if (a.tabs < m.tabs)
		return column + (a.body - a.text);
	while ((above = line_above(doc, above)) > 0 && up++ < LINES_UP) {
		a = margin_of(doc, above);
		if (a.tabs && a.tabs <= m.tabs)
			return meant_indent(doc, above, up + 1);
	}
	return m.tabs * 2;
}

/* The line with its tabs as spaces: leading ones as far as the lines above ask, others one. */
static void fix_tabs(struct diag *diag, const struct document *doc, int number)
{
	struct margin m = margin_of(doc, number);
	if (!diag || m.len > LINE_SHOWN)
		return;
	struct buf out = BUF_INIT;
	buf_pad(&out, ' ', meant_indent(doc, number, 0));
	for (size_t i = m.text; i < m.len; i++)
		buf_addc(&out, m.s[i] == '\t' ? ' ' : m.s[i]);
	diag_fix_line(diag, doc, number, "%s", out.data);
	buf_release(&out);
}

/* One finding a line is enough for tabs. Always fatal: libyaml places them wrongly. */
static void report_tab(struct document *doc, size_t offset)
{
	struct place at = document_place(doc, offset);
	size_t len;
	const char *line = document_line(doc, at.line, &len);
	size_t indent = strspn(line, " \t");
	bool leading = offset < (size_t)(line - doc->text) + indent;
	struct diag *d = document_report(
		doc, at.line, at.col, leading ? "E02" : "E01",
		leading ? _("Dòng này thụt vào bằng phím Tab. YAML chỉ nhận dấu cách.")
			: _("Ở đây có dấu Tab. Trong tệp bài học chỉ dùng dấu cách."));
	fix_tabs(d, doc, at.line);
}

/* A line that begins with a blank of word processors and pages on the net. */
static void report_blank(struct document *doc, size_t offset)
{
	static const char nbsp[] = "\u00a0";
	struct place at = document_place(doc, offset);
	struct diag *d = document_report(doc, at.line, at.col, "E02",
					 _("Dòng này thụt vào bằng dấu cách không ngắt "
					   "(U+00A0). YAML chỉ nhận dấu cách thường."));
	size_t len, i = 0, columns = 0;
	const char *line = document_line(doc, at.line, &len);
	while (i < len && (line[i] == ' ' || !strncmp(line + i, nbsp, 2))) {
		i += line[i] == ' ' ? 1 : 2;
		columns++;
	}
	if (len <= LINE_SHOWN)
		diag_fix_line(d, doc, at.line, "%*s%.*s", (int)columns, "",
			      (int)(len - i), line + i);
}

static void report_character(struct document *doc, size_t offset, size_t n, uint32_t cp)
{
	struct place at = document_place(doc, offset);
	if (cp == '\r') {
		diag_fix(document_report(doc, at.line, at.col, "E01",
					 _("Tệp này xuống dòng theo kiểu máy Mac đời cũ "
					   "(CR), nên cả tệp thành một dòng.")),
			 _("Trong trình soạn thảo chọn kiểu xuống dòng Unix (LF), rồi "
			   "lưu lại."));
		return;
	}
	struct diag *d = document_report(doc, at.line, at.col, "E01",
					 _("Ở đây có ký tự không thấy được <U+%04X>. Ký "
					   "tự này có thể làm hỏng hoặc "
					   "làm sai chữ trên màn hình."),
					 (unsigned)cp);
	diag_fix_replace(d, doc, offset, offset + n, "");
}

/* Bytes of the character at s where it surely is a letter, sign or line of a drawing that is
 * clean and NFC by itself: nearly all there is in a lesson. 0: look closer. */
static size_t surely_fine(const unsigned char *s)
{
	if ((s[0] >= ' ' && s[0] < 0x7f) || s[0] == '\n')
		return 1;
	if (s[0] >= 0xc3 && s[0] <= 0xc8) /* U+00C0..U+023F */
		return s[1] >= 0x80 && s[1] < 0xc0 ? 2 : 0;
	if (s[0] == 0xe1) /* U+1EA0..U+1EF9 */
		return (s[1] == 0xba && s[2] >= 0xa0 && s[2] < 0xc0) ||
				       (s[1] == 0xbb && s[2] >= 0x80 && s[2] < 0xba)
			       ? 3
			       : 0;
	if (s[0] == 0xe2) /* U+2500..U+257F, U+2190..U+2193, … */
		return ((s[1] == 0x94 || s[1] == 0x95) && s[2] >= 0x80 && s[2] < 0xc0) ||
				       (s[1] == 0x86 && s[2] >= 0x90 && s[2] < 0x94) ||
				       (s[1] == 0x80 && s[2] == 0xa6)
			       ? 3
			       : 0;
	return 0;
}

/* What libyaml refuses or takes for a line end of its own: no parsing then. */
static bool stops_parsing(uint32_t cp)
{
	return cp < 0xa0 || cp == 0x2028 || cp == 0x2029 || cp == 0xfeff || cp > 0xfffd;
}

static size_t line_end(const struct document *doc, size_t from)
{
	const char *end = memchr(doc->text + from, '\n', doc->len - from);
	return end ? (size_t)(end - doc->text) : doc->len;
}

/* Looks at the character at i, which is none of the sure ones; returns its bytes, or 0 when the
 * rest of the file tells nothing more. *tabs: those before this offset have been told of. */
static size_t look_closer(struct document *doc, size_t i, size_t *tabs, bool *ok)
{
	char c = doc->text[i];
	if (c == '\r' && doc->text[i + 1] == '\n')
		return 1;
	if (c == '\t') {
		if (i >= *tabs) {
			report_tab(doc, i);
			*tabs = line_end(doc, i);
		}
		*ok = false;
		return 1;
	}
	doc->plain = false;
	uint32_t cp = 0;
	int n = utf8_decode(doc->text + i, doc->len - i, &cp);
	if (n < 1 || !cp) {
		*ok = report_encoding(doc, i);
		return 0;
	}
	if (cp == 0xa0 && (!i || doc->text[i - 1] == '\n')) {
		report_blank(doc, i);
		*ok = false;
	}
	if (cp == '\r') {
		report_character(doc, i, (size_t)n, cp);
		*ok = false;
		return 0;
	}
	if (text_is_forbidden(cp)) {
		report_character(doc, i, (size_t)n, cp);
		*ok = *ok && !stops_parsing(cp);
	}
	return (size_t)n;
}

static bool scan_characters(struct document *doc)
{
	bool ok = true;
	size_t tabs = 0, n;
	doc->plain = true;
	for (size_t i = 0; i < doc->len; i += n) {
		while (doc->text[i] >= ' ' && doc->text[i] < 0x7f)
			i++;
		if (i == doc->len)
			break;
		n = surely_fine((const unsigned char *)doc->text + i);
		if (!n)
			n = look_closer(doc, i, &tabs, &ok);
		if (!n)
			return false;
		if (doc->errors > DOCUMENT_FINDINGS)
			return false;
	}
	return ok;
}

/* 60,000 %TAG lines cost libyaml seconds inside one call, and no lesson needs a directive. */
static bool scan_directives(struct document *doc)
{
	for (size_t i = 0; i < doc->line_count; i++) {
		if (doc->text[doc->lines[i]] != '%')
			continue;
		struct diag *d = document_report(doc, (int)i + 1, 1, "E03",
						 _("Dòng bắt đầu bằng %% là chỉ thị "
						   "YAML; tệp bài học không dùng."));
		diag_fix(d,
			 _("Xóa dòng này. Nếu là chữ của bài, hãy thụt vào và đặt trong "
			   "ngoặc kép."));
		return false;
	}
	return true;
}

void document_replace(struct document *doc, const char *text, size_t n)
{
	char *copy = arena_alloc(doc->arena, n + 1);
	if (n)
		memcpy(copy, text, n);
	doc->text = copy;
	doc->len = n;
	doc->line_count = 0;
	find_lines(doc);
}

bool document_scan(struct document *doc)
{
	size_t errors = doc->errors;
	bool quiet = doc->quiet;
	doc->quiet = true;
	bool ok = scan_characters(doc);
	ok = scan_directives(doc) && ok;
	doc->quiet = quiet;
	doc->errors = errors;
	return ok;
}

bool document_init(struct document *doc, struct arena *arena, struct diags *diags,
		   const char *path, const void *bytes, size_t n)
{
	bool quiet = doc->quiet;
	*doc = (struct document){
		.arena = arena, .diags = diags, .path = path, .quiet = quiet};
	const char *text = bytes;
	if (n >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		text += 3;
		n -= 3;
	}
	bool large = n > DOCUMENT_BYTES;
	if (large)
		n = 0;
	document_replace(doc, text, n);
	if (large) {
		struct diag *d = document_report(
			doc, 0, 0, "E03", _("Tệp này lớn quá: chỉ nhận tới %zu kB."),
			DOCUMENT_BYTES / 1024);
		diag_fix(d, _("Chia thành nhiều tệp nhỏ hơn."));
		return false;
	}
	bool ok = scan_characters(doc);
	return scan_directives(doc) && ok;
}
