#include "ui/field.h"

#include "secret/secret.h"
#include "text/clean.h"
#include "text/column.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

void field_init(struct field *f, enum field_kind kind, int max)
{
	*f = (struct field){.kind = kind, .max = max};
	buf_init(&f->before);
	buf_init(&f->after);
	buf_init(&f->text);
}

void field_release(struct field *f)
{
	buf_release(&f->before);
	buf_release(&f->after);
	buf_release(&f->text);
}

static void wipe(struct buf *b)
{
	if (b->cap)
		secret_wipe(b->data, b->cap);
	buf_reset(b);
}

void field_wipe(struct field *f)
{
	wipe(&f->before);
	wipe(&f->after);
	wipe(&f->text);
	secret_wipe(&f->word, sizeof(f->word));
}

void field_set(struct field *f, const char *text)
{
	field_wipe(f);
	buf_adds(&f->before, text);
	buf_adds(&f->text, text);
}

const char *field_text(const struct field *f)
{
	return f->text.data;
}

/* A word that was adopted from the text before it has no keys of its own. */
static bool in_word(const struct telex_word *word)
{
	return *telex_text(word) != '\0';
}

static bool begins_with_letter(const char *text)
{
	return text_is_letter(utf8_next(&text));
}

/* Ends the word where `next` follows it. In front of letters it is a part of a word, and whether a
 * part can be a syllable says nothing: "hiê" is none, with the u behind the cursor it is. */
static void end_word(const struct field *f, struct telex_word *word,
		     const struct telex_options *options, const char *next,
		     struct buf *out)
{
	if (f->kind == FIELD_SEARCH || begins_with_letter(next))
		telex_flush(word, out);
	else
		telex_end(word, options, out);
}

bool field_in_vietnamese(const struct field *f)
{
	return f->kind == FIELD_TEXT || f->kind == FIELD_SEARCH;
}

static bool has_engine(const struct field *f, const struct telex_options *options)
{
	return field_in_vietnamese(f) && options->method != TELEX_OFF;
}

/* The text as it would be with the word ended here. */
static void join(struct field *f, const struct telex_options *options)
{
	struct telex_word word = f->word;
	wipe(&f->text);
	buf_add(&f->text, f->before.data, f->before.len);
	if (in_word(&word))
		end_word(f, &word, options, f->after.data, &f->text);
	buf_add(&f->text, f->after.data, f->after.len);
}

static void settle(struct field *f, const struct telex_options *options, const char *next)
{
	if (in_word(&f->word))
		end_word(f, &f->word, options, next, &f->before);
}

static size_t last_grapheme(const struct buf *b)
{
	size_t at = 0, last = 0;
	while (at < b->len) {
		last = at;
		at += text_grapheme(b->data + at, b->len - at);
	}
	return last;
}

static void move_left(struct field *f)
{
	if (!f->before.len)
		return;
	size_t at = last_grapheme(&f->before);
	struct buf tail = BUF_INIT;
	buf_adds(&tail, f->before.data + at);
	buf_add(&tail, f->after.data, f->after.len);
	wipe(&f->after);
	buf_release(&f->after);
	f->after = tail;
	buf_truncate(&f->before, at);
}

static void drop_first(struct buf *b)
{
	size_t n = text_grapheme(b->data, b->len);
	memmove(b->data, b->data + n, b->len - n + 1);
	b->len -= n;
}

static void move_right(struct field *f)
{
	if (!f->after.len)
		return;
	buf_add(&f->before, f->after.data, text_grapheme(f->after.data, f->after.len));
	drop_first(&f->after);
}

/* Some keyboards send a tone mark as a stroke of its own: it joins the letter before it. */
static void add(struct field *f, const char *text)
{
	buf_adds(&f->before, text);
	char *nfc = text_nfc(f->before.data);
	if (nfc && strcmp(nfc, f->before.data) != 0) {
		buf_reset(&f->before);
		buf_adds(&f->before, nfc);
	}
	free(nfc);
}

static bool belongs(const struct field *f, const char *text)
{
	static const char *const allowed[] = {
		[FIELD_DIGITS] = "0123456789 .+-()",
	};
	uint32_t cp;
	size_t bad;
	if (!text_clean(text, strlen(text), false, &bad, &cp) && strlen(text) > 2)
		return false;
	if (f->kind == FIELD_DIGITS)
		return !text[1] && strchr(allowed[FIELD_DIGITS], text[0]);
	return true;
}

static void write(struct field *f, const struct key *key,
		  const struct telex_options *options)
{
	bool engine = has_engine(f, options) && !key->pasted;
	if (engine && key->text[0] && !key->text[1]) {
		telex_adopt(&f->word, options, &f->before);
		if (telex_key(&f->word, key->text[0], options))
			return;
	}
	settle(f, options, key->text);
	if (!key->pasted && (unsigned char)key->text[0] >= 0x80)
		f->composed = true;
	add(f, key->text);
}

/* A key that would make the text too long changes nothing. */
static void write_within(struct field *f, const struct key *key,
			 const struct telex_options *options)
{
	struct telex_word word = f->word;
	struct buf before = BUF_INIT;
	buf_add(&before, f->before.data, f->before.len);
	write(f, key, options);
	join(f, options);
	if (utf8_length(f->text.data) > (size_t)f->max) {
		f->overflow = true;
		f->word = word;
		wipe(&f->before);
		buf_add(&f->before, before.data, before.len);
	}
	wipe(&before);
	buf_release(&before);
}

static void backspace(struct field *f, const struct telex_options *options)
{
	if (has_engine(f, options)) {
		telex_adopt(&f->word, options, &f->before);
		if (telex_backspace(&f->word, options))
			return;
	}
	settle(f, options, f->after.data);
	buf_truncate(&f->before, last_grapheme(&f->before));
}

static void drop_word(struct field *f)
{
	size_t at = f->before.len;
	while (at && strchr(" \n", f->before.data[at - 1]))
		at--;
	while (at && !strchr(" \n", f->before.data[at - 1]))
		at--;
	buf_truncate(&f->before, at);
}

/* ── several lines ── */

static void drop_to_line_start(struct field *f)
{
	while (f->before.len && f->before.data[f->before.len - 1] != '\n')
		buf_truncate(&f->before, f->before.len - 1);
}

/* As many of n bytes as are at most so wide. */
static size_t fit_n(const char *text, size_t n, int columns)
{
	size_t fits = text_fit(text, columns);
	return fits < n ? fits : n;
}

size_t field_row(const char *text, int columns)
{
	size_t eol = strcspn(text, "\n");
	size_t fits = columns > 0 ? fit_n(text, eol, columns) : eol;
	if (fits == eol)
		return eol + (text[eol] == '\n');
	if (text[fits] == ' ')
		return fits + 1;
	for (size_t i = fits; i > 0; i--)
		if (text[i - 1] == ' ')
			return i;
	return fits ? fits : text_grapheme(text, eol);
}

/* The rows of the whole text around the cursor: where the one with the cursor begins, and the one
 * before it. */
struct rows {
	size_t above, here, end;
	bool first, last;
};

static struct rows rows_around(const struct field *f, const char *all, size_t cursor)
{
	struct rows r = {.first = true};
	for (size_t at = 0;;) {
		size_t n = field_row(all + at, f->columns);
		bool open = all[at + n] || (n && all[at + n - 1] == '\n');
		if (cursor < at + n || !open || !n) {
			r.here = at;
			r.end = at + n;
			r.last = !open;
			return r;
		}
		r.above = at;
		r.first = false;
		at += n;
	}
}

static void put_cursor(struct field *f, const char *all, size_t at)
{
	struct buf before = BUF_INIT, after = BUF_INIT;
	buf_add(&before, all, at);
	buf_adds(&after, all + at);
	buf_release(&f->before);
	buf_release(&f->after);
	f->before = before;
	f->after = after;
}

/* The place in the row [from, end) that stands `columns` from its left. */
static size_t place_in_row(const char *all, size_t from, size_t end, int columns)
{
	size_t n = end - from;
	while (n && (all[from + n - 1] == '\n'))
		n--;
	return from + fit_n(all + from, n, columns);
}

static bool move_row(struct field *f, enum key_code code)
{
	char *all = xasprintf("%s%s", f->before.data, f->after.data);
	size_t cursor = f->before.len;
	struct rows r = rows_around(f, all, cursor);
	int column = text_columns_n(all + r.here, cursor - r.here);
	bool moved = true;
	if (code == K_HOME)
		put_cursor(f, all, r.here);
	else if (code == K_END)
		put_cursor(f, all, r.last ? strlen(all) : r.end - 1);
	else if (code == K_UP && !r.first)
		put_cursor(f, all, place_in_row(all, r.above, r.here, column));
	else if (code == K_DOWN && !r.last)
		put_cursor(f, all,
			   place_in_row(all, r.end,
					r.end + field_row(all + r.end, f->columns),
					column));
	else
		moved = false;
	free(all);
	return moved;
}

static void break_line(struct field *f)
{
	if (utf8_length(f->text.data) + 1 > (size_t)f->max)
		f->overflow = true;
	else
		buf_addc(&f->before, '\n');
}

/* True if it was for the text; up in the first row and down in the last lead out of it. */
static bool lines_key(struct field *f, enum key_code code,
		      const struct telex_options *options)
{
	if (!f->lines || (code != K_ENTER && code != K_UP && code != K_DOWN &&
			  code != K_HOME && code != K_END))
		return false;
	bool used = true;
	settle(f, options, f->after.data);
	if (code == K_ENTER)
		break_line(f);
	else
		used = move_row(f, code);
	join(f, options);
	return used;
}

bool field_key(struct field *f, const struct key *key, const struct typing *typing)
{
	const struct telex_options *options = &typing->telex;
	f->wrote = f->overflow = f->refused = f->composed = false;
	/* A pasted text keeps its lines where there is room for lines. */
	bool line_end = key->code == K_TEXT && key->line_end && f->lines;
	if (lines_key(f, line_end ? K_ENTER : key->code, options))
		return true;
	if (key->code == K_TEXT) {
		if (belongs(f, key->text))
			write_within(f, key, options);
		else
			f->refused = true;
		f->wrote = !f->refused && !f->overflow;
		join(f, options);
		return true;
	}
	if (key->code == K_BACKSPACE) {
		backspace(f, options);
		join(f, options);
		return true;
	}
	switch (key->code) {
	case K_DELETE:
	case K_LEFT:
	case K_RIGHT:
	case K_HOME:
	case K_END:
	case K_CTRL_U:
	case K_CTRL_W:
		break;
	default:
		return false;
	}
	settle(f, options, f->after.data);
	if (key->code == K_DELETE && f->after.len)
		drop_first(&f->after);
	if (key->code == K_LEFT)
		move_left(f);
	if (key->code == K_RIGHT)
		move_right(f);
	while (key->code == K_HOME && f->before.len)
		move_left(f);
	while (key->code == K_END && f->after.len)
		move_right(f);
	if (key->code == K_CTRL_W)
		drop_word(f);
	if (key->code == K_CTRL_U && f->lines)
		drop_to_line_start(f);
	else if (key->code == K_CTRL_U)
		field_wipe(f);
	join(f, options);
	return true;
}

static void show_part(const struct field *f, const char *text, struct buf *out)
{
	if (f->kind != FIELD_SECRET) {
		buf_adds(out, text);
		return;
	}
	for (size_t i = utf8_length(text); i > 0; i--)
		buf_adds(out, "•");
}

void field_show(const struct field *f, struct buf *out, int *cursor)
{
	show_part(f, f->before.data, out);
	if (in_word(&f->word))
		show_part(f, telex_text(&f->word), out);
	*cursor = text_columns(out->data);
	show_part(f, f->after.data, out);
}
