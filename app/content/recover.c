#include "content/recover.h"

#include "base/buf.h"
#include "content/yaml.h"

#include <stdlib.h>
#include <string.h>

/* An honest file has one mistake, or the same one everywhere. */
#define ROUNDS 24

/* ── findings of a reading that failed ───────────────────────────────────────────────── */

static void drop(struct diag *d, struct diags *diags)
{
	diags->errors -= d->code[0] == 'E';
	free(d->message);
	free(d->fix);
	free(d->source);
}

/* Where a line of the file stands in the text as it is now; 0 where it has become two. */
static size_t line_now(const struct document *doc, int line)
{
	const struct original *o = doc->original;
	size_t found = o ? 0 : (size_t)line;
	for (size_t i = 0; o && i < doc->line_count; i++) {
		if (o->from[i] != line)
			continue;
		if (found)
			return 0;
		found = i + 1;
	}
	return found <= doc->line_count ? found : 0;
}

/* E01, E02, E03: what keeps a file from being read; E04 where a dash is missing. */
static bool stops(const struct diag *d)
{
	return d->code[0] == 'E' && d->code[1] == '0' && d->code[2] <= '4';
}

/* Of those since `from` only these stay; the others will be found again. */
static void keep_stops(struct document *doc, size_t from)
{
	struct diags *diags = doc->diags;
	size_t kept = from;
	for (size_t i = from; i < diags->count; i++) {
		if (stops(&diags->items[i]))
			diags->items[kept++] = diags->items[i];
		else
			drop(&diags->items[i], diags);
	}
	diags->count = kept;
}

static bool only_indents(const struct document *doc, const struct diag *d)
{
	size_t len;
	const char *was = document_line(doc, (int)line_now(doc, d->fix_line), &len);
	const char *fix = d->fix + strspn(d->fix, " ");
	size_t indent = 0;
	while (indent < len && was[indent] == ' ')
		indent++;
	return strlen(fix) == len - indent && !memcmp(fix, was + indent, len - indent);
}

static bool near_a_mend(const struct document *doc, size_t first, size_t from,
			const struct diag *d)
{
	for (size_t i = first; i < from; i++) {
		const struct diag *mended = &doc->diags->items[i];
		int away = d->at.line - mended->fix_line;
		if (mended->fix_line && away >= -1 && away <= 1)
			return true;
	}
	return false;
}

/* Right beside a mended line, one that cannot be read or stands askew: the mend was none. */
static bool drop_cascade(struct document *doc, size_t first, size_t from)
{
	struct diags *diags = doc->diags;
	size_t kept = from;
	for (size_t i = from; i < diags->count; i++) {
		struct diag *d = &diags->items[i];
		bool doubtful = stops(d) && (!d->fix_line || only_indents(doc, d));
		if (doubtful && near_a_mend(doc, first, from, d))
			drop(d, diags);
		else
			diags->items[kept++] = *d;
	}
	bool dropped = kept < diags->count;
	diags->count = kept;
	return dropped;
}

static void count_again(struct document *doc, size_t first)
{
	doc->errors = 0;
	for (size_t i = first; i < doc->diags->count; i++)
		doc->errors += doc->diags->items[i].code[0] == 'E';
	doc->findings = doc->errors;
	doc->remarks = doc->diags->count - first - doc->errors;
}

/* ── the text with a line replaced ───────────────────────────────────────────────────── */

static size_t count_lines(const char *text)
{
	size_t lines = 1;
	for (; (text = strchr(text, '\n')); text++)
		lines++;
	return lines;
}

static void remember(struct document *doc, size_t line, size_t lines)
{
	struct arena *arena = doc->arena;
	struct original *o = doc->original;
	size_t count = doc->line_count + lines - 1;
	int *from = arena_array(arena, count, sizeof(*from));
	bool *mended = arena_array(arena, count, sizeof(*mended));
	if (!o) {
		o = arena_alloc(arena, sizeof(*o));
		*o = (struct original){.text = doc->text,
				       .lines = doc->lines,
				       .line_count = doc->line_count};
	}
	for (size_t i = 0, was = 0; i < count; i++) {
		bool inside = i + 1 >= line && i + 1 < line + lines;
		from[i] = doc->original ? doc->original->from[was] : (int)was + 1;
		mended[i] = inside || (doc->original && doc->original->mended[was]);
		was += !inside || i + 2 == line + lines;
	}
	o->from = from;
	o->mended = mended;
	doc->original = o;
}

/* False where it would change nothing. */
static bool replace_line(struct document *doc, const struct diag *d)
{
	size_t line = line_now(doc, d->fix_line), len;
	const char *s = document_line(doc, (int)line, &len);
	if (!line || (strlen(d->fix) == len && !memcmp(s, d->fix, len)))
		return false;
	size_t start = (size_t)(s - doc->text);
	struct buf text = BUF_INIT;
	buf_add(&text, doc->text, start);
	buf_adds(&text, d->fix);
	buf_add(&text, s + len, doc->len - start - len);
	remember(doc, line, count_lines(d->fix));
	document_replace(doc, text.data, text.len);
	buf_release(&text);
	return true;
}

/* Two on one line are told of at once: the later line holds what mends the first. */
static void join_fixes(struct document *doc, size_t first, size_t from)
{
	struct diags *diags = doc->diags;
	size_t kept = from;
	for (size_t i = from; i < diags->count; i++) {
		struct diag *d = &diags->items[i], *before = NULL;
		for (size_t k = first; k < from && !before && d->fix_line; k++)
			if (diags->items[k].fix_line == d->fix_line)
				before = &diags->items[k];
		if (!before) {
			diags->items[kept++] = *d;
			continue;
		}
		free(before->fix);
		before->fix = d->fix;
		d->fix = NULL;
		drop(d, diags);
	}
	diags->count = kept;
}

static bool mend(struct document *doc, size_t first, size_t from)
{
	bool mended = false;
	for (size_t i = from; i < doc->diags->count; i++) {
		const struct diag *d = &doc->diags->items[i];
		mended = (stops(d) && d->fix_line && replace_line(doc, d)) || mended;
	}
	if (mended)
		join_fixes(doc, first, from);
	return mended;
}

/* ── reading ─────────────────────────────────────────────────────────────────────────── */

/* YAML reads a key twice where a dash is missing. */
static bool needs_mending(const struct document *doc, size_t from, bool read)
{
	for (size_t i = from; i < doc->diags->count; i++) {
		const struct diag *d = &doc->diags->items[i];
		if (!strcmp(d->code, "E04") && d->fix_line)
			return true;
	}
	return !read;
}

bool recover_parse(struct document *doc, struct arena *arena, struct arena *values,
		   struct diags *diags, const char *path, const void *bytes, size_t n)
{
	size_t first = diags->count, from = first;
	bool read = document_init(doc, arena, diags, path, bytes, n) &&
		    document_parse(doc, values);
	for (int round = 0; round < ROUNDS && needs_mending(doc, from, read); round++) {
		if (doc->quiet || !mend(doc, first, from))
			break;
		keep_stops(doc, first);
		count_again(doc, first);
		from = diags->count;
		doc->root = NULL;
		read = document_scan(doc) && document_parse(doc, values);
		if (!read && drop_cascade(doc, first, from))
			break;
	}
	return read;
}
