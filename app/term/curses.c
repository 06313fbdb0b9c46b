/* The terminal through ncursesw: the one file that knows curses, wchar_t and terminfo.
 *
 * Input is read byte by byte with wgetch(), which answers function keys from 256 up and
 * bytes below: no letter can ever be mistaken for a key, as it happens with get_wch(),
 * where "ă" and KEY_UP are both 259. term/input.h makes keys of the bytes.
 */
#include "term/term.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "term/input.h"
#include "term/locale.h"
#include "term/terminfo.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#define NCURSES_NOMACROS 1
#include <curses.h>

#define ESCAPE_MS 25
#define ESCAPE_SSH_MS 50
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

struct curses_term {
	struct term base;
	struct term_settings settings;
	SCREEN *screen; /* NULL: not open */
	struct input input;
	attr_t attrs[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	int colours;
	bool frames; /* a driver wants "frame N" titles */
	unsigned long answered, announced; /* keys, and the N in the last title */
	int64_t looked; /* when the keyboard was last asked whether to stop */
	bool gone; /* the terminal; nothing more can be read */
};

/* ── giving the terminal back, whatever happens ────────────────────────────────────── */

/* What signal handlers and die() need, since they get no argument. Filled while a
 * terminal is open: the modes to go back to and the bytes that undo what we sent. */
static struct {
	volatile sig_atomic_t taken;
	struct termios modes;
	char bytes[512];
	size_t len;
} farewell;

static volatile sig_atomic_t leave_asked, continued;

static void write_all(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done <= 0)
			return; /* a terminal that is gone needs no farewell */
		bytes += done;
		n -= (size_t)done;
	}
}

/* Only calls that are safe in a signal handler. */
static void restore_terminal(void)
{
	if (!farewell.taken)
		return;
	farewell.taken = 0;
	write_all(farewell.bytes, farewell.len);
	tcsetattr(STDIN_FILENO, TCSANOW, &farewell.modes);
}

static void farewell_prepare(bool mouse)
{
	farewell.len = (size_t)snprintf(farewell.bytes, sizeof(farewell.bytes), "%s%s",
					PASTE_OFF, mouse ? MOUSE_OFF : "");
	farewell.len += terminfo_farewell(LINES, farewell.bytes + farewell.len,
					  sizeof(farewell.bytes) - farewell.len);
}

static void on_leave(int signal_number)
{
	(void)signal_number;
	leave_asked = 1;
}

static void on_continue(int signal_number)
{
	(void)signal_number;
	continued = 1;
}

static void on_crash(int signal_number)
{
	restore_terminal();
	raise(signal_number); /* SA_RESETHAND: this time it does what it always does */
}

struct handler {
	int signal;
	void (*act)(int);
	int flags;
	bool only_default; /* leave a handler that is already there (sanitizers) */
};

static const struct handler handlers[] = {
	{SIGHUP, on_leave, 0, false},
	{SIGTERM, on_leave, 0, false},
	{SIGINT, on_leave, 0, false}, /* raw mode makes Ctrl-C a key; this is kill -INT */
	{SIGCONT, on_continue, SA_RESTART, false},
	{SIGTSTP, SIG_IGN, 0, false},
	{SIGQUIT, on_crash, SA_RESETHAND | SA_NODEFER, true},
	{SIGSEGV, on_crash, SA_RESETHAND | SA_NODEFER, true},
	{SIGBUS, on_crash, SA_RESETHAND | SA_NODEFER, true},
	{SIGFPE, on_crash, SA_RESETHAND | SA_NODEFER, true},
	{SIGILL, on_crash, SA_RESETHAND | SA_NODEFER, true},
	{SIGABRT, on_crash, SA_RESETHAND | SA_NODEFER, true},
};

static struct sigaction old_actions[ARRAY_LEN(handlers)];

/* Before newterm(), which puts handlers of its own in place of the default ones. */
static void remember_handlers(void)
{
	for (size_t i = 0; i < ARRAY_LEN(handlers); i++)
		sigaction(handlers[i].signal, NULL, &old_actions[i]);
}

static void install_handlers(void)
{
	leave_asked = continued = 0;
	for (size_t i = 0; i < ARRAY_LEN(handlers); i++) {
		const struct handler *h = &handlers[i];
		struct sigaction action = {.sa_handler = h->act, .sa_flags = h->flags};
		sigemptyset(&action.sa_mask);
		if (!h->only_default || old_actions[i].sa_handler == SIG_DFL)
			sigaction(h->signal, &action, NULL);
	}
}

static void remove_handlers(void)
{
	for (size_t i = 0; i < ARRAY_LEN(handlers); i++)
		sigaction(handlers[i].signal, &old_actions[i], NULL);
}

/* ── is a full screen possible? ────────────────────────────────────────────────────── */

static bool refuse(struct err *err, const char *why)
{
	err_set(err, ERR_CONFIG, "%s", why);
	if (err)
		locale_plain(err->text);
	return false;
}

static bool refuse_term(struct err *err, const char *format, const char *name)
{
	char *why = xasprintf(format, name);
	refuse(err, why);
	free(why);
	return false;
}

bool term_possible(struct err *err)
{
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return refuse(
			err,
			_("Chương trình cần màn hình và bàn phím, nhưng đang được nối "
			  "với tệp hoặc chương trình khác. Mở trong cửa sổ dòng lệnh, "
			  "hoặc chạy với --plain."));
	const char *name = getenv("TERM");
	if (!name || !*name)
		return refuse(err,
			      _("Chưa biết đây là loại màn hình nào vì biến TERM còn "
				"trống. Gõ \"export TERM=xterm-256color\" rồi mở lại, "
				"hoặc chạy với --plain."));
	switch (terminfo_judge(name)) {
	case TERMINFO_UNKNOWN:
		/* TRANSLATORS: %s is the value of the environment variable TERM. */
		return refuse_term(
			err,
			_("Máy này không biết loại màn hình \"%s\" (biến TERM). Gõ "
			  "\"export TERM=xterm-256color\" rồi mở lại, hoặc chạy với "
			  "--plain."),
			name);
	case TERMINFO_LINES:
		/* TRANSLATORS: %s is the value of the environment variable TERM. */
		return refuse_term(err,
				   _("Loại màn hình \"%s\" (biến TERM) không đặt được "
				     "con trỏ nên chỉ dùng được từng dòng: chạy với "
				     "--plain."),
				   name);
	case TERMINFO_FINE:
		break;
	}
	return term_locale(err);
}

/* ── opening and closing ───────────────────────────────────────────────────────────── */

static struct curses_term *self(struct term *t)
{
	return (struct curses_term *)t;
}

static const attr_t curses_attrs[] = {
	[0] = A_NORMAL,
	[ATTR_BOLD] = A_BOLD,
	[ATTR_UNDERLINE] = A_UNDERLINE,
	[ATTR_BOLD | ATTR_UNDERLINE] = A_BOLD | A_UNDERLINE,
	[ATTR_REVERSE] = A_REVERSE,
	[ATTR_REVERSE | ATTR_BOLD] = A_REVERSE | A_BOLD,
	[ATTR_REVERSE | ATTR_UNDERLINE] = A_REVERSE | A_UNDERLINE,
	[ATTR_REVERSE | ATTR_UNDERLINE | ATTR_BOLD] = A_REVERSE | A_UNDERLINE | A_BOLD,
};

static void curses_theme(struct term *t, enum theme theme)
{
	struct curses_term *c = self(t);
	c->settings.theme = theme;
	if (!c->screen)
		return;
	const char *no_color = getenv("NO_COLOR");
	theme = theme_effective(theme, c->colours, no_color && *no_color);
	for (int role = 0; role < ROLE_COUNT; role++) {
		struct style style = style_of((enum role)role, theme, c->colours);
		c->attrs[role] = curses_attrs[style.attrs];
		c->pairs[role] = 0;
		if (style.fg != COLOUR_DEFAULT && role + 1 < COLOR_PAIRS) {
			c->pairs[role] = (short)(role + 1);
			init_pair(c->pairs[role], style.fg, style.bg);
		}
	}
}

static int escape_ms(const struct term_settings *settings)
{
	if (settings->escape_ms > 0)
		return settings->escape_ms;
	return getenv("SSH_CONNECTION") ? ESCAPE_SSH_MS : ESCAPE_MS;
}

/* Where a description says less, or other than, what its terminals send. */
static void correct_keys(void)
{
	define_key("\033[Z", KEY_BTAB); /* linux names it kcbt2 */
	define_key("\032", 0); /* linux takes Ctrl-Z for a suspend key */
	/* The number pad writes numbers; vt100 takes it for F5 to F10, xterm for Home and
	 * its like, which have sequences of their own. */
	for (char c = 'j'; c <= 'y'; c++) {
		char sequence[] = {'\033', 'O', c, '\0'};
		define_key(sequence, 0);
	}
}

static void set_modes(struct curses_term *c)
{
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	correct_keys();
	wtimeout(stdscr, 0);
	curs_set(1);
	if (c->settings.mouse) {
		mousemask(BUTTON1_PRESSED | BUTTON1_CLICKED, NULL);
		mouseinterval(0);
	}
	c->colours = 0;
	if (has_colors() && start_color() == OK) {
		use_default_colors();
		c->colours = COLORS;
	}
}

static bool curses_open(struct term *t, struct err *err)
{
	struct curses_term *c = self(t);
	if (c->screen)
		return true;
	if (!term_possible(err))
		return false;
	tcgetattr(STDIN_FILENO, &farewell.modes);
	/* The window's own size: with these, curses would stand still on a resize. */
	unsetenv("LINES");
	unsetenv("COLUMNS");
	set_escdelay(escape_ms(&c->settings));
	remember_handlers();
	c->screen = newterm(NULL, stdout, stdin);
	if (!c->screen)
		return refuse(err, _("Không mở được màn hình đầy đủ. Chạy với --plain."));
	install_handlers();
	set_modes(c);
	farewell_prepare(c->settings.mouse);
	farewell.taken = 1;
	die_hook(restore_terminal);
	curses_theme(t, c->settings.theme);
	input_init(&c->input, c->settings.guard_repeats && !c->frames);
	write_all(PASTE_ON, strlen(PASTE_ON));
	return true;
}

static void curses_close(struct term *t)
{
	struct curses_term *c = self(t);
	if (!c->screen)
		return;
	write_all(PASTE_OFF, strlen(PASTE_OFF));
	if (c->settings.mouse)
		mousemask(0, NULL);
	endwin();
	farewell.taken = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &farewell.modes);
	die_hook(NULL);
	delscreen(c->screen);
	c->screen = NULL;
	remove_handlers();
}

static void curses_free(struct term *t)
{
	curses_close(t);
	free(t);
}

/* At exit() without a close. */
static void on_exit_restore(void)
{
	restore_terminal();
}

/* ── output ────────────────────────────────────────────────────────────────────────── */

static void curses_size(struct term *t, int *rows, int *cols)
{
	(void)t;
	*rows = LINES;
	*cols = COLS;
}

/* The code points of a cell as curses wants them: a base and at most CCHARW_MAX - 1
 * marks. A base whose width this machine's libc does not know or sees otherwise would
 * shift the rest of the row: a question mark is honest. */
static void wide_text(const struct glyph *cell, wchar_t out[CCHARW_MAX + 1])
{
	int n = 0;
	for (const char *p = cell->text; *p && n < CCHARW_MAX; n++) {
		wchar_t wc = (wchar_t)utf8_next(&p);
		if (n > 0 && wcwidth(wc) != 0)
			break; /* a joined emoji: its first part stands for it */
		out[n] = wc;
	}
	if (wcwidth(out[0]) != cell->columns)
		out[0] = L'?', n = 1;
	out[n] = L'\0';
}

static void show_cell(struct curses_term *c, int row, int col, const struct glyph *cell)
{
	wchar_t text[CCHARW_MAX + 1];
	cchar_t shown;
	wide_text(cell, text);
	setcchar(&shown, text, c->attrs[cell->role], c->pairs[cell->role], NULL);
	/* ERR in the last corner only says that the cursor could not go on. */
	mvadd_wch(row, col, &shown);
}

static void curses_show(struct term *t, const struct canvas *canvas)
{
	struct curses_term *c = self(t);
	if (!c->screen)
		return;
	int rows = canvas->rows < LINES ? canvas->rows : LINES;
	int cols = canvas->cols < COLS ? canvas->cols : COLS;
	erase();
	for (int row = 0; row < rows; row++)
		for (int col = 0; col < cols; col++) {
			const struct glyph *cell = canvas_at(canvas, row, col);
			if (cell->columns > 0 && col + cell->columns <= cols)
				show_cell(c, row, col, cell);
		}
	int row = canvas->cursor_row < rows ? canvas->cursor_row : rows - 1;
	int col = canvas->cursor_col < cols ? canvas->cursor_col : cols - 1;
	move(row, col); /* last: screen readers follow it */
	refresh();
}

/* Terminals whose title can be set; on others the bytes might be printed. */
static bool has_title(void)
{
	static const char *const names[] = {"xterm",     "tmux",  "screen", "rxvt",
					    "alacritty", "foot",  "vte",    "gnome",
					    "konsole",   "putty", "st-"};
	const char *name = getenv("TERM");
	for (size_t i = 0; name && i < ARRAY_LEN(names); i++)
		if (strncmp(name, names[i], strlen(names[i])) == 0)
			return true;
	return false;
}

static void send_title(const char *title)
{
	struct buf out = BUF_INIT;
	buf_adds(&out, "\033]2;");
	text_visible(&out, title);
	buf_adds(&out, "\033\\");
	write_all(out.data, out.len);
	buf_release(&out);
}

static void curses_title(struct term *t, const char *title)
{
	struct curses_term *c = self(t);
	if (c->screen && !c->frames && has_title())
		send_title(title);
}

static void curses_bell(struct term *t)
{
	if (self(t)->screen)
		beep();
}

static void curses_wipe(struct term *t)
{
	struct curses_term *c = self(t);
	if (!c->screen)
		return;
	clear();
	refresh();
	const char *scrollback = terminfo_string("E3");
	if (scrollback)
		write_all(scrollback, strlen(scrollback));
	clearok(curscr, TRUE);
}

/* ── input ─────────────────────────────────────────────────────────────────────────── */

struct code_pair {
	int curses;
	enum key_code code;
};

static const struct code_pair codes[] = {
	{KEY_ENTER, K_ENTER}, {KEY_BTAB, K_BACKTAB}, {KEY_BACKSPACE, K_BACKSPACE},
	{KEY_DC, K_DELETE},   {KEY_IC, K_INSERT},    {KEY_UP, K_UP},
	{KEY_DOWN, K_DOWN},   {KEY_LEFT, K_LEFT},    {KEY_RIGHT, K_RIGHT},
	{KEY_PPAGE, K_PGUP},  {KEY_NPAGE, K_PGDN},   {KEY_HOME, K_HOME},
	{KEY_FIND, K_HOME}, /* what VT220 and the Linux console call them */
	{KEY_END, K_END},     {KEY_SELECT, K_END},   {KEY_RESIZE, K_RESIZE},
};

static struct key translate(int code)
{
	if (code == KEY_MOUSE) {
		MEVENT event;
		mmask_t down = BUTTON1_PRESSED | BUTTON1_CLICKED;
		if (getmouse(&event) != OK || !(event.bstate & down))
			return key_of(K_NONE);
		return (struct key){.code = K_CLICK, .row = event.y, .col = event.x};
	}
	if (code > KEY_F(0) && code <= KEY_F(12))
		return key_of((enum key_code)(K_F1 + code - KEY_F(1)));
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (codes[i].curses == code)
			return key_of(codes[i].code);
	return key_of(K_OTHER);
}

/* One byte or function key, if there is one. */
static bool feed(struct curses_term *c)
{
	int code = wgetch(stdscr);
	if (code == ERR)
		return false;
	if (code < 0x100) {
		input_byte(&c->input, (unsigned char)code);
	} else {
		struct key key = translate(code);
		if (key.code != K_NONE)
			input_key(&c->input, key);
	}
	return true;
}

/* Sleeps until something can be read, a signal comes or the time is up, which gives
 * false. Signals are blocked outside, so none is missed between looking and sleeping. */
static bool wait_for_input(struct curses_term *c, int ms, const sigset_t *unblocked)
{
	struct pollfd terminal = {.fd = STDIN_FILENO, .events = POLLIN};
	struct timespec limit = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
	int ready = ppoll(&terminal, 1, ms < 0 ? NULL : &limit, unblocked);
	if (ready <= 0)
		return ready < 0;
	/* Readable, but nothing to read: the other end was closed. */
	if (!feed(c) && !feed(c))
		c->gone = terminal.revents != POLLIN || !isatty(STDIN_FILENO);
	if (terminal.revents & (POLLERR | POLLNVAL))
		c->gone = true;
	return true;
}

static void resume(struct curses_term *c)
{
	continued = 0;
	endwin();
	refresh();
	clearok(curscr, TRUE);
	refresh();
	write_all(PASTE_ON, strlen(PASTE_ON));
	input_reset(&c->input);
}

static void announce_frame(struct curses_term *c)
{
	if (!c->frames || c->announced == c->answered)
		return;
	char title[40];
	snprintf(title, sizeof(title), "frame %lu", c->answered);
	send_title(title);
	c->announced = c->answered;
}

static int sooner(int a, int b)
{
	return a < 0 ? b : b < 0 ? a : a < b ? a : b;
}

/* Until there is a key, the end, or the deadline (clock_ticks(), -1: none). */
static struct key next_key(struct curses_term *c, int64_t deadline,
			   const sigset_t *unblocked)
{
	struct key key;
	for (;;) {
		if (input_next(&c->input, &key, clock_ticks()))
			return key;
		if (leave_asked || c->gone)
			return key_of(K_EOF);
		if (continued)
			resume(c);
		if (feed(c))
			continue;
		int64_t left = deadline < 0 ? -1 : deadline - clock_ticks();
		if (deadline >= 0 && left <= 0)
			return key_of(K_IDLE);
		int patience = input_patience(&c->input);
		if (!wait_for_input(c, sooner(patience, (int)left), unblocked) &&
		    patience >= 0)
			input_quiet(&c->input);
	}
}

static void block_signals(sigset_t *before)
{
	static const int numbers[] = {SIGHUP, SIGTERM, SIGINT, SIGCONT, SIGWINCH};
	sigset_t set;
	sigemptyset(&set);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		sigaddset(&set, numbers[i]);
	sigprocmask(SIG_BLOCK, &set, before);
}

static void curses_read(struct term *t, struct key *key, int timeout_ms)
{
	struct curses_term *c = self(t);
	*key = key_of(K_EOF);
	if (!c->screen)
		return;
	announce_frame(c);
	sigset_t before;
	block_signals(&before);
	int64_t deadline = timeout_ms < 0 ? -1 : clock_ticks() + timeout_ms;
	*key = next_key(c, deadline, &before);
	sigprocmask(SIG_SETMASK, &before, NULL); /* children must not inherit the mask */
	if (key->code != K_IDLE)
		c->answered++;
	if (key->code == K_RESIZE || key->code == K_CTRL_L)
		clearok(curscr, TRUE);
}

static void curses_flush(struct term *t)
{
	struct curses_term *c = self(t);
	if (!c->screen || c->frames)
		return;
	flushinp();
	input_reset(&c->input);
}

/* Between two looks at the keyboard while long work goes on. */
#define STOP_MS 50

static bool curses_stopped(struct term *t)
{
	struct curses_term *c = self(t);
	int64_t now = clock_ticks();
	if (!c->screen || now - c->looked < STOP_MS)
		return false;
	c->looked = now;
	sigset_t before;
	block_signals(&before);
	struct key key;
	do {
		key = next_key(c, now, &before);
		/* A lone Esc shows itself only when nothing has followed for a moment. */
		if (key.code == K_IDLE && input_patience(&c->input) >= 0)
			key = next_key(c, clock_ticks() + STOP_MS, &before);
	} while (key.code != K_IDLE && key.code != K_EOF && key.code != K_ESC &&
		 key.code != K_CTRL_C);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return key.code != K_IDLE;
}

static const struct term_ops curses_ops = {
	.open = curses_open,
	.size = curses_size,
	.show = curses_show,
	.read = curses_read,
	.theme = curses_theme,
	.title = curses_title,
	.bell = curses_bell,
	.wipe = curses_wipe,
	.flush = curses_flush,
	.stopped = curses_stopped,
	.close = curses_close,
	.free = curses_free,
};

struct term *term_curses_new(const struct term_settings *settings)
{
	static bool registered;
	if (!registered)
		atexit(on_exit_restore);
	registered = true;
	struct curses_term *c = xcalloc(1, sizeof(*c));
	c->base.ops = &curses_ops;
	c->settings = *settings;
	const char *frames = getenv("KYNANGSO_FRAME_TITLE");
	c->frames = frames && *frames;
	c->announced = (unsigned long)-1;
	return &c->base;
}
