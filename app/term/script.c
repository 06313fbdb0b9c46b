#include "term/script.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/normal.h"

#include <stdlib.h>
#include <string.h>

struct script_term {
	struct term base;
	struct keyfile keys;
	struct script_settings settings;
	size_t next; /* step */
	const char *typing; /* rest of a type or paste step; NULL: none */
	bool pasting;
	int presses; /* of the until step that is running */
	int rows, cols;
	struct canvas frame; /* rows 0 before the first */
	char *title;
	bool failed;
	struct err err;
};

static struct script_term *self(struct term *t)
{
	return (struct script_term *)t;
}

/* ── output ────────────────────────────────────────────────────────────────────────── */

static void dump(struct script_term *s, const char *label)
{
	struct buf *out = s->settings.out;
	if (!out || !s->frame.rows)
		return;
	buf_printf(out, "── %s%s%dx%d ──\n", label, *label ? " " : "", s->frame.cols,
		   s->frame.rows);
	canvas_dump(&s->frame, out);
	if (s->settings.flush)
		s->settings.flush(s->settings.context, out);
}

/* Ends the script: the screen for whoever mends it, the reason for the exit status. */
static void fail(struct script_term *s, const struct keyfile_step *step,
		 const char *format, ...) PRINTF_LIKE(3, 4);
static void fail(struct script_term *s, const struct keyfile_step *step,
		 const char *format, ...)
{
	struct buf why = BUF_INIT;
	va_list args;
	va_start(args, format);
	buf_vprintf(&why, format, args);
	va_end(args);
	char *place = xasprintf("%s:%d", s->keys.name, step->line);
	err_set(&s->err, ERR_DATA, "%s: %s", place, why.data);
	s->failed = true;
	dump(s, place);
	free(place);
	buf_release(&why);
}

/* ── steps: each says whether it made a key ────────────────────────────────────────── */

static bool has(const struct script_term *s, const struct keyfile_step *step)
{
	return s->frame.rows && canvas_has(&s->frame, step->text);
}

static bool do_text(struct script_term *s, const struct keyfile_step *step,
		    struct key *key, int timeout_ms)
{
	(void)key, (void)timeout_ms;
	s->typing = step->text;
	s->pasting = step->kind == STEP_PASTE;
	s->next++;
	return false;
}

static bool do_key(struct script_term *s, const struct keyfile_step *step,
		   struct key *key, int timeout_ms)
{
	(void)timeout_ms;
	*key = step->key;
	s->next++;
	return true;
}

static bool do_dump(struct script_term *s, const struct keyfile_step *step,
		    struct key *key, int timeout_ms)
{
	(void)key, (void)timeout_ms;
	dump(s, step->text);
	s->next++;
	return false;
}

static bool do_resize(struct script_term *s, const struct keyfile_step *step,
		      struct key *key, int timeout_ms)
{
	(void)timeout_ms;
	s->rows = step->rows;
	s->cols = step->cols;
	s->next++;
	*key = key_of(K_RESIZE);
	return true;
}

static bool do_wait(struct script_term *s, const struct keyfile_step *step,
		    struct key *key, int timeout_ms)
{
	if (!s->settings.wait) {
		fail(s, step,
		     _("không chờ được vì đồng hồ đang chạy thật. Thêm --now để giữ đồng "
		       "hồ."));
		return false;
	}
	s->settings.wait(s->settings.context, step->seconds);
	s->next++;
	*key = key_of(K_IDLE);
	return timeout_ms >= 0 && step->seconds * 1000 >= timeout_ms;
}

static bool do_idle(struct script_term *s, const struct keyfile_step *step,
		    struct key *key, int timeout_ms)
{
	if (timeout_ms < 0) {
		fail(s, step,
		     _("màn hình này không hẹn giờ nên lệnh idle vô ích ở đây."));
		return false;
	}
	s->next++;
	*key = key_of(K_IDLE);
	return true;
}

/* Long work would have asked for it before the next key is read. */
static bool do_stop(struct script_term *s, const struct keyfile_step *step,
		    struct key *key, int timeout_ms)
{
	(void)key, (void)timeout_ms;
	fail(s, step, _("không có việc dài nào đang chạy để dừng."));
	return false;
}

static bool do_expect(struct script_term *s, const struct keyfile_step *step,
		      struct key *key, int timeout_ms)
{
	(void)key, (void)timeout_ms;
	bool wanted = step->kind == STEP_EXPECT;
	if (has(s, step) == wanted)
		s->next++;
	else if (wanted)
		fail(s, step, _("màn hình không có chữ \"%s\"."), step->text);
	else
		fail(s, step, _("màn hình có chữ \"%s\", lẽ ra không được có."),
		     step->text);
	return false;
}

static bool do_until(struct script_term *s, const struct keyfile_step *step,
		     struct key *key, int timeout_ms)
{
	(void)timeout_ms;
	bool found = has(s, step);
	if (!found && s->presses < KEYFILE_UNTIL) {
		s->presses++;
		*key = step->key;
		return true;
	}
	if (found)
		s->next++;
	else
		fail(s, step,
		     _("đã bấm phím %s %d lần mà màn hình vẫn không có chữ \"%s\"."),
		     key_format(&step->key), s->presses, step->text);
	s->presses = 0;
	return false;
}

typedef bool do_step(struct script_term *, const struct keyfile_step *, struct key *,
		     int timeout_ms);

static do_step *const doers[] = {
	[STEP_TYPE] = do_text,         [STEP_KEY] = do_key,     [STEP_PASTE] = do_text,
	[STEP_CLICK] = do_key,         [STEP_DUMP] = do_dump,   [STEP_RESIZE] = do_resize,
	[STEP_WAIT] = do_wait,         [STEP_IDLE] = do_idle,   [STEP_EXPECT] = do_expect,
	[STEP_EXPECT_NOT] = do_expect, [STEP_UNTIL] = do_until, [STEP_STOP] = do_stop,
};

/* The next grapheme of what is being typed. */
static bool type_on(struct script_term *s, struct key *key)
{
	if (!s->typing || !*s->typing)
		return false;
	size_t n = text_grapheme(s->typing, strlen(s->typing));
	*key = key_text(s->typing, n);
	key->pasted = s->pasting;
	s->typing += n;
	return true;
}

static void script_read(struct term *t, struct key *key, int timeout_ms)
{
	struct script_term *s = self(t);
	while (!s->failed) {
		if (type_on(s, key))
			return;
		if (s->next == s->keys.count)
			break;
		const struct keyfile_step *step = &s->keys.steps[s->next];
		if (doers[step->kind](s, step, key, timeout_ms))
			return;
	}
	*key = key_of(K_EOF);
}

/* ── the rest of the table ─────────────────────────────────────────────────────────── */

static bool script_open(struct term *t, struct err *err)
{
	(void)t, (void)err;
	return true;
}

static void script_size(struct term *t, int *rows, int *cols)
{
	*rows = self(t)->rows;
	*cols = self(t)->cols;
}

static void script_show(struct term *t, const struct canvas *canvas)
{
	struct script_term *s = self(t);
	if (s->frame.rows != canvas->rows || s->frame.cols != canvas->cols)
		canvas_resize(&s->frame, canvas->rows, canvas->cols);
	size_t count = (size_t)canvas->rows * canvas->cols;
	memcpy(s->frame.cells, canvas->cells, count * sizeof(struct glyph));
	s->frame.cursor_row = canvas->cursor_row;
	s->frame.cursor_col = canvas->cursor_col;
}

static void script_theme(struct term *t, enum theme theme)
{
	(void)t, (void)theme;
}

static void script_title(struct term *t, const char *title)
{
	struct script_term *s = self(t);
	free(s->title);
	s->title = xstrdup(title);
}

static void script_nothing(struct term *t)
{
	(void)t;
}

/* Only where the next step says so: how often it is asked depends on the machine. */
static bool script_stopped(struct term *t)
{
	struct script_term *s = self(t);
	if (s->failed || s->next == s->keys.count || (s->typing && *s->typing) ||
	    s->keys.steps[s->next].kind != STEP_STOP)
		return false;
	s->next++;
	return true;
}

static void script_free(struct term *t)
{
	struct script_term *s = self(t);
	keyfile_release(&s->keys);
	canvas_release(&s->frame);
	free(s->title);
	free(s);
}

static const struct term_ops script_ops = {
	.open = script_open,
	.size = script_size,
	.show = script_show,
	.read = script_read,
	.theme = script_theme,
	.title = script_title,
	.bell = script_nothing,
	.wipe = script_nothing,
	.flush = script_nothing,
	.stopped = script_stopped,
	.close = script_nothing,
	.free = script_free,
};

struct term *term_script_new(struct keyfile *keys, const struct script_settings *settings)
{
	struct script_term *s = xcalloc(1, sizeof(*s));
	s->base.ops = &script_ops;
	s->keys = *keys;
	*keys = (struct keyfile){0};
	s->settings = *settings;
	s->rows = settings->rows > 0 ? settings->rows : 24;
	s->cols = settings->cols > 0 ? settings->cols : 80;
	s->title = xstrdup("");
	return &s->base;
}

bool term_script_result(const struct term *term, struct err *err)
{
	const struct script_term *s = (const struct script_term *)term;
	if (s->failed && err)
		*err = s->err;
	return !s->failed;
}

const struct canvas *term_script_frame(const struct term *term)
{
	const struct script_term *s = (const struct script_term *)term;
	return s->frame.rows ? &s->frame : NULL;
}

const char *term_script_title(const struct term *term)
{
	return ((const struct script_term *)term)->title;
}
