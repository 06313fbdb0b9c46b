/* A tiny program on the real terminal, for tests/pty: shows every key it gets, newest
 * last, and writes it to a log. It leaves when the terminal goes, and in other ways on
 * request:
 *
 *	F5	the title "Bài 1"		F6	the next theme
 *	F7	wipe the screen			F8	abort()
 *	F9	die()				F10	end well
 *	F11	exit() without closing		F12	let half a second go by unread
 *
 *	echo [--mouse] [--guard] [--idle MS] LOG
 *	echo --script KEYFILE COLSxROWS	the same without a terminal
 */
#include "base/err.h"
#include "term/script.h"
#include "term/term.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct echo {
	struct term *term;
	struct canvas canvas;
	FILE *log;
	char lines[CANVAS_MAX][64]; /* a ring of what was pressed */
	int count;
	enum theme theme;
	int idle_ms;
};

static void draw(struct echo *e)
{
	int rows, cols;
	term_size(e->term, &rows, &cols);
	if (rows != e->canvas.rows || cols != e->canvas.cols)
		canvas_resize(&e->canvas, rows, cols);
	canvas_clear(&e->canvas);
	char title[80];
	snprintf(title, sizeof(title), " Phím: %d  %s  %dx%d", e->count,
		 theme_name(e->theme), cols, rows);
	canvas_fill(&e->canvas, 0, 0, cols, NULL, ROLE_TITLE);
	canvas_put(&e->canvas, 0, 0, title, ROLE_TITLE);
	canvas_box(&e->canvas, 1, 0, rows - 1, cols, BOX_LIGHT, ROLE_RULE);
	int room = rows > 3 ? rows - 3 : 0, first = e->count > room ? e->count - room : 0;
	for (int i = first; i < e->count; i++)
		canvas_put(&e->canvas, 2 + i - first, 2, e->lines[i % CANVAS_MAX],
			   i == e->count - 1 ? ROLE_FOCUS : ROLE_BODY);
	canvas_put(&e->canvas, rows - 1, 3, "Đường 漢 ậ Ỡ █░ ●▶", ROLE_WARN);
	canvas_cursor(&e->canvas, e->count ? 1 + e->count - first : 2, 2);
	term_show(e->term, &e->canvas);
}

static void note(struct echo *e, const struct key *key)
{
	char place[40] = "";
	if (key->code == K_CLICK)
		snprintf(place, sizeof(place), " %d,%d", key->row, key->col);
	char *line = e->lines[e->count % CANVAS_MAX];
	snprintf(line, sizeof(e->lines[0]), "%s%s%s", key->pasted ? "+" : "",
		 key_format(key), place);
	fprintf(e->log, "%s\n", line);
	fflush(e->log);
	if (key->code != K_IDLE)
		e->count++;
}

/* False: leave. */
static bool act(struct echo *e, enum key_code code)
{
	switch (code) {
	case K_F5:
		term_title(e->term, "Bài 1");
		return true;
	case K_F6:
		e->theme = (e->theme + 1) % THEME_COUNT;
		term_theme(e->term, e->theme);
		return true;
	case K_F7:
		term_wipe(e->term);
		return true;
	case K_F8:
		abort();
	case K_F9:
		die("hỏng rồi");
	case K_F11:
		exit(7);
	case K_F12:
		usleep(500 * 1000);
		return true;
	default:
		return code != K_F10 && code != K_EOF;
	}
}

static void run(struct echo *e)
{
	struct key key;
	canvas_init(&e->canvas, 1, 1);
	do {
		draw(e);
		term_read(e->term, &key, e->idle_ms);
		note(e, &key);
	} while (act(e, key.code));
	canvas_release(&e->canvas);
}

static int run_terminal(struct echo *e, const struct term_settings *settings)
{
	struct err err = {0};
	e->term = term_curses_new(settings);
	bool open = term_open(e->term, &err);
	if (open)
		run(e);
	else
		fprintf(stderr, "%s\n", err.text);
	term_free(e->term);
	return open ? 0 : (int)err.kind;
}

static int run_script(struct echo *e, const char *path, const char *size)
{
	struct err err = {0};
	struct keyfile keys = {0};
	struct buf out = BUF_INIT;
	struct script_settings settings = {.out = &out};
	sscanf(size, "%dx%d", &settings.cols, &settings.rows);
	bool fine = keyfile_load(&keys, path, &err);
	if (fine) {
		e->term = term_script_new(&keys, &settings);
		run(e);
		fine = term_script_result(e->term, &err);
		term_free(e->term);
	}
	fputs(out.data, stdout);
	if (!fine)
		fprintf(stderr, "%s\n", err.text);
	buf_release(&out);
	return fine ? 0 : (int)err.kind;
}

int main(int argc, char **argv)
{
	static struct echo e = {.idle_ms = -1};
	struct term_settings settings = {0};
	bool script = argc == 4 && strcmp(argv[1], "--script") == 0;
	int i = 1;
	for (; !script && i < argc - 1; i++) {
		if (strcmp(argv[i], "--mouse") == 0)
			settings.mouse = true;
		else if (strcmp(argv[i], "--guard") == 0)
			settings.guard_repeats = true;
		else if (strcmp(argv[i], "--idle") == 0)
			e.idle_ms = atoi(argv[++i]);
	}
	e.log = fopen(script ? "/dev/null" : i < argc ? argv[i] : "", "w");
	if (!e.log)
		return ERR_USAGE;
	int status =
		script ? run_script(&e, argv[2], argv[3]) : run_terminal(&e, &settings);
	fclose(e.log);
	return status;
}
