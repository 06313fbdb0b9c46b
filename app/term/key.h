/* A key as the program knows it: what a person pressed, not what a terminal sent.
 *
 * Both ends of the terminal seam speak this language: curses and key files produce it,
 * views consume it. Our codes are called K_.. because curses defines KEY_.. as macros,
 * and they never share an integer with a character: "ă" is U+0103 = 259 = curses' KEY_UP,
 * and a program that keeps both in one int turns a pasted "đ" into F9.
 */
#ifndef TERM_KEY_H
#define TERM_KEY_H

#include <stdbool.h>
#include <stddef.h>

enum key_code {
	K_NONE, /* no key: what a zeroed struct says; read() never answers it */
	K_TEXT, /* something to write: key.text */
	K_ENTER,
	K_ESC,
	K_TAB,
	K_BACKTAB,
	K_BACKSPACE,
	K_DELETE,
	K_INSERT,
	K_UP,
	K_DOWN,
	K_LEFT,
	K_RIGHT,
	K_PGUP,
	K_PGDN,
	K_HOME,
	K_END,
	K_F1, /* K_F1 + n - 1 is Fn, 1..12 */
	K_F2,
	K_F3,
	K_F4,
	K_F5,
	K_F6,
	K_F7,
	K_F8,
	K_F9,
	K_F10,
	K_F11,
	K_F12,
	K_CTRL_C, /* raw mode: asks "Thoát?", never kills */
	K_CTRL_L, /* the next frame will be sent in full */
	K_CTRL_U, /* empty the field */
	K_CTRL_W, /* remove the last word */
	K_CTRL_Z, /* a key like any other: there is no shell to go to */
	K_OTHER, /* a key without a name here: say "phím này không dùng ở đây" */
	K_CLICK, /* main mouse button or a tap at key.row, key.col */
	K_RESIZE, /* the window has another size: ask term_size() */
	K_IDLE, /* the timeout given to term_read() went by */
	K_EOF, /* terminal gone, SIGHUP, SIGTERM, key file at its end: save and leave */
	K_COUNT,
};

struct key {
	enum key_code code;
	/* K_TEXT: one grapheme, valid UTF-8 in NFC, without control characters (a blank
	 * is " "). Some keyboards send a tone mark as a stroke of its own, long after its
	 * letter: then the mark arrives alone, so a field joins, then normalises
	 * (text/normal.h). */
	char text[32];
	bool pasted; /* K_TEXT from a paste: no commands, no Telex; newlines are blanks ... */
	bool line_end; /* ... and say so, for who writes in several lines */
	int row, col; /* K_CLICK, from 0 */
};

/* A key by code, and a K_TEXT key; text longer than fits is cut at a code point. */
struct key key_of(enum key_code code);
struct key key_text(const char *grapheme, size_t n);

/* The name in key files and goldens: "Enter", "Shift-Tab", "PgUp", "F10", "Ctrl-C",
 * "Space"; for other text the text itself. Lives as long as *key. */
const char *key_format(const struct key *key);
/* The reverse, upper and lower case alike, plus every single grapheme ("1", "đ").
 * False if it is no key; K_NONE, K_OTHER and what is not a key press have no name to
 * parse. */
bool key_parse(const char *name, struct key *key);
/* What to call it when talking to the learner: "mũi tên lên", "phím xóa lùi", "F1",
 * "a". */
const char *key_label(const struct key *key);

#endif
