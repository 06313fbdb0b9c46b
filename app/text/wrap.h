/* Wrapping: a text into lines of at most so many columns, greedily, between syllables.
 *
 *	struct wrap wrap;
 *	struct wrap_line line;
 *	wrap_begin(&wrap, text, 40);
 *	while (wrap_next(&wrap, &line))
 *		draw(line.start, line.len);
 *
 * Vietnamese separates syllables by spaces, so U+0020 is the one place to break; U+00A0 keeps
 * "5 000 đ" together. A token wider than a line is broken between graphemes. A newline ends a
 * line: "" has no line, "a" and "a\n" one, "a\n\n" two; empty lines are kept. Spaces at the end
 * of a line are dropped, and those where a long line was broken; an indent at the start of a
 * source line stays, unless the first token would not fit behind it.
 *
 * No line is ever wider than asked for. On one column, where a wide character cannot be shown,
 * a line "?" stands for it, so the reader sees that something is there.
 */
#ifndef TEXT_WRAP_H
#define TEXT_WRAP_H

#include <stdbool.h>
#include <stddef.h>

struct wrap_line {
	const char *start; /* inside the text, or the "?" above; not NUL-terminated */
	size_t len; /* bytes */
	int columns;
	size_t at; /* offset in the text of the first byte the line stands for */
};

/* The iterator; the text is borrowed until the last wrap_next(). It takes time by the length of
 * the text, whatever the tokens. */
struct wrap {
	const char *text, *at;
	const char *line_end; /* the newline or end of the source line `at` is in */
	int columns;
};

/* columns < 1 counts as 1. */
void wrap_begin(struct wrap *wrap, const char *text, int columns);
bool wrap_next(struct wrap *wrap, struct wrap_line *line);
int wrap_count(const char *text, int columns);

#endif
