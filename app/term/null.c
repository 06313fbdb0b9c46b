#include "term/null.h"

#include <stdlib.h>

static bool null_open(struct term *t, struct err *err)
{
	(void)t, (void)err;
	return true;
}

static void null_size(struct term *t, int *rows, int *cols)
{
	(void)t;
	*rows = 24;
	*cols = 80;
}

static void null_show(struct term *t, const struct canvas *canvas)
{
	(void)t, (void)canvas;
}

static void null_read(struct term *t, struct key *key, int timeout_ms)
{
	(void)t, (void)timeout_ms;
	*key = key_of(K_EOF);
}

static void null_theme(struct term *t, enum theme theme)
{
	(void)t, (void)theme;
}

static void null_title(struct term *t, const char *title)
{
	(void)t, (void)title;
}

static void null_quiet(struct term *t)
{
	(void)t;
}

static bool null_stopped(struct term *t)
{
	(void)t;
	return false;
}

static void null_free(struct term *t)
{
	free(t);
}

static const struct term_ops null_ops = {
	.open = null_open,
	.size = null_size,
	.show = null_show,
	.read = null_read,
	.theme = null_theme,
	.title = null_title,
	.bell = null_quiet,
	.wipe = null_quiet,
	.flush = null_quiet,
	.stopped = null_stopped,
	.close = null_quiet,
	.free = null_free,
};

struct term *term_null_new(void)
{
	struct term *t = xcalloc(1, sizeof(*t));
	t->ops = &null_ops;
	return t;
}
