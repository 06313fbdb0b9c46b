/* The terminal behind one table of functions, with two backends: curses (a person in
 * front of a screen) and script (a key file in, screens out; term/script.h).
 *
 *	struct term *term = term_curses_new(&(struct term_settings){0});
 *	if (!term_open(term, &err)) ...
 *	for (;;) {
 *		draw(&canvas);
 *		term_show(term, &canvas);
 *		term_read(term, &key, 60 * 1000);
 *		...
 *	}
 *	term_free(term);
 *
 * A program has at most one curses terminal, as curses and signals are process-wide.
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "base/err.h"
#include "term/canvas.h"
#include "term/key.h"
#include "term/style.h"

#include <stdbool.h>

struct term;

struct term_ops {
	/* Takes the screen over. Once, before everything below. */
	bool (*open)(struct term *, struct err *);
	void (*size)(struct term *, int *rows, int *cols);
	/* Shows a frame: only what changed is sent, nothing if nothing did. */
	void (*show)(struct term *, const struct canvas *);
	/* Waits for one key, at most timeout_ms (-1: for ever), which gives K_IDLE. */
	void (*read)(struct term *, struct key *, int timeout_ms);
	/* Other colours from the next frame on. */
	void (*theme)(struct term *, enum theme);
	/* Window title, for terminals that have one. */
	void (*title)(struct term *, const char *);
	void (*bell)(struct term *);
	/* Removes every trace from screen and scrollback: one learner leaves, another
	 * comes. The next show() draws in full. */
	void (*wipe)(struct term *);
	/* Throws away keys that were pressed but not read yet: they were meant for the
	 * last screen. Scripts keep theirs. */
	void (*flush)(struct term *);
	/* Does somebody want the long work that goes on to stop (Esc, Ctrl-C)? Never waits; other
	 * keys pressed meanwhile are thrown away. May be asked very often. */
	bool (*stopped)(struct term *);
	/* Gives the screen back. May be called twice. */
	void (*close)(struct term *);
	/* Closes if need be and frees. */
	void (*free)(struct term *);
};

struct term {
	const struct term_ops *ops; /* backends put their own fields after it */
};

static inline bool term_open(struct term *t, struct err *err)
{
	return t->ops->open(t, err);
}
static inline void term_size(struct term *t, int *rows, int *cols)
{
	t->ops->size(t, rows, cols);
}
static inline void term_show(struct term *t, const struct canvas *canvas)
{
	t->ops->show(t, canvas);
}
static inline void term_read(struct term *t, struct key *key, int timeout_ms)
{
	t->ops->read(t, key, timeout_ms);
}
static inline void term_theme(struct term *t, enum theme theme)
{
	t->ops->theme(t, theme);
}
static inline void term_title(struct term *t, const char *title)
{
	t->ops->title(t, title);
}
static inline void term_bell(struct term *t)
{
	t->ops->bell(t);
}
static inline void term_wipe(struct term *t)
{
	t->ops->wipe(t);
}
static inline void term_flush(struct term *t)
{
	t->ops->flush(t);
}
static inline bool term_stopped(struct term *t)
{
	return t->ops->stopped(t);
}

static inline void term_close(struct term *t)
{
	t->ops->close(t);
}
static inline void term_free(struct term *t) /* NULL is fine */
{
	if (t)
		t->ops->free(t);
}

struct term_settings {
	enum theme theme;
	/* Clicks and taps become K_CLICK; it takes the terminal's own text selection
	 * away. */
	bool mouse;
	/* A held Enter is one Enter: repeats within 300 ms are dropped. Off under a test
	 * driver ($KYNANGSO_FRAME_TITLE), whose keys come faster than any finger. */
	bool guard_repeats;
	int escape_ms; /* how long an Esc may be the start of a key; 0: 25, over SSH 50 */
};

/* The full-screen terminal on standard input and output. Settings are copied;
 * all that can fail is left to term_open().
 *
 * When $KYNANGSO_FRAME_TITLE is set and not empty, term_read() sets the window title to
 * "frame N" before it waits, N being the number of keys answered so far (K_IDLE not
 * counted): a test driver waits for it instead of sleeping (tests/pty/drive.sh). */
struct term *term_curses_new(const struct term_settings *settings);

/* Can there be a full screen at all? False and, in err, the reason and what to do
 * (ERR_CONFIG): standard input or output is no terminal, TERM is unset, unknown or cannot
 * place the cursor, no UTF-8 locale exists. The caller then goes on with --plain or
 * stops. The words are put in ASCII (unaccented) where the environment promises no
 * UTF-8. */
bool term_possible(struct err *err);
/* Sets LC_CTYPE, and nothing else, to the environment's locale, or to C.UTF-8 or
 * en_US.UTF-8 if that is missing or not UTF-8. term_possible() and term_open() do it by
 * themselves. */
bool term_locale(struct err *err);

#endif
