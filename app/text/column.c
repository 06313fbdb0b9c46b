#include "text/column.h"

#include "text/normal.h"

#include <string.h>

#define ELLIPSIS "…"

int text_columns_n(const char *s, size_t n)
{
	int columns = 0;
	while (n > 0) {
		size_t len = text_grapheme(s, n);
		columns += text_grapheme_columns(s, len);
		s += len;
		n -= len;
	}
	return columns;
}

int text_columns(const char *s)
{
	return text_columns_n(s, strlen(s));
}

/* The prefix that fits, and how wide it is. */
static size_t fit(const char *s, int columns, int *taken)
{
	size_t n = strlen(s), at = 0;
	*taken = 0;
	while (at < n) {
		size_t len = text_grapheme(s + at, n - at);
		int wide = text_grapheme_columns(s + at, len);
		if (*taken + wide > columns)
			break;
		*taken += wide;
		at += len;
	}
	return at;
}

size_t text_fit(const char *s, int columns)
{
	int taken;
	return columns < 0 ? 0 : fit(s, columns, &taken);
}

/* Appends s or what of it fits before "…"; returns the columns that are left. */
static int add_fitting(struct buf *out, const char *s, int columns)
{
	int taken;
	if (columns <= 0)
		return 0;
	size_t len = fit(s, columns, &taken);
	if (!s[len]) {
		buf_add(out, s, len);
		return columns - taken;
	}
	len = fit(s, columns - 1, &taken);
	for (; len > 0 && s[len - 1] == ' '; len--)
		taken--;
	buf_add(out, s, len);
	buf_adds(out, ELLIPSIS);
	return columns - taken - 1;
}

void text_ellipsis(struct buf *out, const char *s, int columns)
{
	add_fitting(out, s, columns);
}

void text_pad(struct buf *out, const char *s, int columns)
{
	buf_pad(out, ' ', (size_t)add_fitting(out, s, columns));
}

/* The text is made apart first, as the spaces before it depend on its width. */
static void pad_before(struct buf *out, const char *s, int columns, int share)
{
	struct buf text = BUF_INIT;
	int left = add_fitting(&text, s, columns);
	int before = left / share;
	buf_pad(out, ' ', (size_t)before);
	buf_add(out, text.data, text.len);
	buf_pad(out, ' ', (size_t)(left - before));
	buf_release(&text);
}

void text_pad_right(struct buf *out, const char *s, int columns)
{
	pad_before(out, s, columns, 1);
}

void text_pad_center(struct buf *out, const char *s, int columns)
{
	pad_before(out, s, columns, 2);
}
