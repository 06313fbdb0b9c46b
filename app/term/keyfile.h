/* Key files: what a person does, as text. One command a line, "#" begins a comment line.
 *
 *	type Nguyễn Thị Hoa	write text, grapheme by grapheme
 *	key Enter Down F1 1	press keys by name (term/key.h) or by what they write
 *	paste 0912 345 678	the same text through the clipboard
 *	click 5 10		tap at row 5, column 10, from 0
 *	dump home		write the screen to the output under "── home 80x24 ──"
 *	resize 40x15		columns x rows
 *	wait 24h		let time go by: s, m, h or d; views that wait get K_IDLE
 *	stop			Esc in the midst of long work (after the key that began it)
 *	idle			only K_IDLE: the view's own timeout went by
 *	expect Chào cô Hoa	fail unless the screen holds this text (canvas_has())
 *	expect-not Sai		fail if it does
 *	until Kết quả Enter	press a key until the screen has it, at most 200 times
 *
 * Text runs to the end of the line. Put it in "double quotes" to keep blanks at its ends.
 * After the last line the terminal is gone (K_EOF). tests/pty/drive.sh plays the same
 * files in tmux, all but wait, idle and stop.
 */
#ifndef TERM_KEYFILE_H
#define TERM_KEYFILE_H

#include "base/err.h"
#include "base/mem.h"
#include "term/key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KEYFILE_MAX (1024 * 1024) /* bytes */
#define KEYFILE_UNTIL 200

enum keyfile_kind {
	STEP_TYPE,
	STEP_KEY,
	STEP_PASTE,
	STEP_CLICK,
	STEP_DUMP,
	STEP_RESIZE,
	STEP_WAIT,
	STEP_IDLE,
	STEP_EXPECT,
	STEP_EXPECT_NOT,
	STEP_UNTIL,
	STEP_STOP,
};

struct keyfile_step {
	enum keyfile_kind kind;
	int line; /* from 1 */
	const char
		*text; /* type, paste, expect, expect-not, until: NFC; dump: the label */
	struct key key; /* key, until, click (row and col) */
	int rows, cols; /* resize */
	int64_t seconds; /* wait */
};

struct keyfile {
	const char *name; /* for messages */
	struct keyfile_step *steps; /* a "key A B" line makes two */
	size_t count, cap;
	struct arena arena; /* owns name and texts */
};

/* Caller's storage, zeroed. A fault gives ERR_DATA and "NAME:LINE: what is wrong, what to
 * write"; the keyfile is released then. */
bool keyfile_parse(struct keyfile *file, const char *name, const char *text, size_t n,
		   struct err *err);
/* The same from a file; "-" is standard input. */
bool keyfile_load(struct keyfile *file, const char *path, struct err *err);
void keyfile_release(struct keyfile *file);

#endif
