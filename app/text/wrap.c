#include "text/wrap.h"

#include "text/normal.h"

#include <string.h>

static const char *end_of_line(const char *at)
{
	return at + strcspn(at, "\n");
}

void wrap_begin(struct wrap *wrap, const char *text, int columns)
{
	*wrap = (struct wrap){
		.text = text,
		.at = text,
		.line_end = end_of_line(text),
		.columns = columns < 1 ? 1 : columns,
	};
}

static const char *skip_spaces(const char *at, const char *end)
{
	while (at < end && *at == ' ')
		at++;
	return at;
}

/* The end of the token at `at` and its width in *wide, or NULL once it is over `limit`. */
static const char *measure(const char *at, const char *end, int limit, int *wide)
{
	*wide = 0;
	while (at < end && *at != ' ') {
		size_t len = text_grapheme(at, (size_t)(end - at));
		*wide += text_grapheme_columns(at, len);
		if (*wide > limit)
			return NULL;
		at += len;
	}
	return at;
}

/* Takes as many whole tokens as fit behind what `line` has, with the spaces before each.
 * Returns where they end. */
static const char *take_tokens(struct wrap_line *line, int columns, const char *at,
			       const char *end)
{
	for (;;) {
		const char *token = skip_spaces(at, end);
		ptrdiff_t room = columns - line->columns - (token - at);
		if (token == end || room < 1)
			return at;
		int wide;
		const char *after = measure(token, end, (int)room, &wide);
		if (!after)
			return at;
		line->columns += (int)(token - at) + wide;
		at = after;
	}
}

/* Takes as much as fits of a token that is wider than a line. */
static const char *take_part(struct wrap_line *line, int columns, const char *at,
			     const char *end)
{
	const char *start = at;
	while (at < end) {
		size_t len = text_grapheme(at, (size_t)(end - at));
		int wide = text_grapheme_columns(at, len);
		if (line->columns + wide > columns)
			break;
		line->columns += wide;
		at += len;
	}
	if (at > start)
		return at;
	line->start = "?";
	line->len = 1;
	line->columns = 1;
	return at + text_grapheme(at, (size_t)(end - at));
}

bool wrap_next(struct wrap *wrap, struct wrap_line *line)
{
	if (!*wrap->at)
		return false;
	const char *end = wrap->line_end;
	const char *start = wrap->at, *token = skip_spaces(start, end);
	*line = (struct wrap_line){0};
	const char *at = take_tokens(line, wrap->columns, start, end);
	if (at == start && token < end) {
		/* Not even the first token fits: give up the indent, then the token. */
		start = token;
		at = take_tokens(line, wrap->columns, start, end);
		if (at == start)
			at = take_part(line, wrap->columns, start, end);
	}
	line->at = (size_t)(start - wrap->text);
	if (!line->start) {
		line->start = start;
		line->len = (size_t)(at - start);
	}
	wrap->at = skip_spaces(at, end);
	if (wrap->at == end && *end == '\n') {
		wrap->at = end + 1;
		wrap->line_end = end_of_line(wrap->at);
	}
	return true;
}

int wrap_count(const char *text, int columns)
{
	struct wrap wrap;
	struct wrap_line line;
	int count = 0;
	wrap_begin(&wrap, text, columns);
	while (wrap_next(&wrap, &line))
		count++;
	return count;
}
