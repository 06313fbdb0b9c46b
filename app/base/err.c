#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A message may quote a file name or a cell of somebody's CSV: no byte of it may steer the
 * terminal. Bytes from 0x80 up belong to UTF-8 letters, except the C1 controls C2 80..9F. */
static void defuse(char *s)
{
	for (unsigned char *p = (unsigned char *)s; *p; p++) {
		if (*p < ' ' || *p == 0x7f)
			*p = '?';
		else if (*p == 0xc2 && p[1] >= 0x80 && p[1] < 0xa0)
			p[0] = p[1] = '?';
	}
}

/* A text cut by the size of its field must not end in half a letter. */
static void trim_partial(char *s)
{
	size_t n = strlen(s), back = 0;
	while (back < 4 && back < n && ((unsigned char)s[n - 1 - back] & 0xc0) == 0x80)
		back++;
	if (back < n && (unsigned char)s[n - 1 - back] >= 0xc0) {
		unsigned char lead = (unsigned char)s[n - 1 - back];
		size_t want = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
		if (back < want)
			s[n - 1 - back] = '\0';
	}
}

bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
{
	if (!err)
		return false;
	/* The arguments may point into err->text itself. */
	char text[sizeof(err->text)];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	trim_partial(text);
	defuse(text);
	memcpy(err->text, text, sizeof(text));
	err->kind = kind;
	return false;
}

bool err_prefix(struct err *err, const char *context)
{
	return err ? err_set(err, err->kind, "%s: %s", context, err->text) : false;
}

static void (*restore_terminal)(void);

void die_hook(void (*restore)(void))
{
	restore_terminal = restore;
}

void die(const char *format, ...)
{
	if (restore_terminal)
		restore_terminal();
	char text[600];
	va_list args;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	defuse(text);
	fprintf(stderr, "kynangso: %s\n", text);
	exit(ERR_SOFTWARE);
}
