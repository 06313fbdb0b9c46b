/* kynangso check --watch: beside an editor. Each save shows all findings anew, the first of them at
 * the top of a cleared screen. */
#include "cli/check.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/watch.h"
#include "cli/findings.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* Saving is often several steps: what follows within this time belongs to it. */
#define SETTLE_MS 120
/* Between two looks where the system cannot tell of changes. */
#define LOOK_MS 500
#define WATCHES 64 /* folders; the kernel allows 128 of a user */

struct watching {
	struct cli *cli;
	const struct arguments *args;
	struct watch watches[WATCHES];
	size_t count;
	bool screen; /* a person is looking: clear it, read single keys */
	bool keys; /* standard input is a terminal */
	struct termios before;
	sigset_t awake; /* the signals as they were; else they wait until ppoll() */
	int status;
};

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

/* ── what is watched ───────────────────────────────────────────────────────────────────── */

static void add_folder(struct watching *w, const char *folder)
{
	struct stat st;
	if (w->count < WATCHES && stat(folder, &st) == 0 && S_ISDIR(st.st_mode))
		watch_init_folder(&w->watches[w->count++], folder, ".yaml");
}

/* A folder of the pack, and the folders in it. */
static void add_tree(struct watching *w, const char *root, const char *name)
{
	char *path = path_join(root, name);
	add_folder(w, path);
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		char *inner = path_join(path, entry->d_name);
		if (entry->d_name[0] != '.' && path_inside(root, inner))
			add_folder(w, inner);
		free(inner);
	}
	if (folder)
		closedir(folder);
	free(path);
}

static void add_pack(struct watching *w, const char *root)
{
	add_folder(w, root);
	add_tree(w, root, "lessons");
	add_tree(w, root, "quizzes");
	add_tree(w, root, "locale");
}

static void add_path(struct watching *w, const char *path)
{
	struct stat st;
	bool folder = stat(path, &st) == 0 && S_ISDIR(st.st_mode);
	if (folder && check_is_pack(path))
		add_pack(w, path);
	else if (folder)
		add_folder(w, path);
	else if (w->count < WATCHES)
		watch_init(&w->watches[w->count++], path, ".yaml");
}

/* Anew for each round: folders come and go. A file is judged in its pack, so that counts, too. */
static void watches_open(struct watching *w)
{
	const char *pack = w->args->count ? cli_pack(w->cli) : cli_content(w->cli);
	for (int i = 0; i < w->args->count; i++)
		add_path(w, w->args->operands[i]);
	if (pack)
		add_pack(w, pack);
}

static void watches_close(struct watching *w)
{
	for (size_t i = 0; i < w->count; i++)
		watch_release(&w->watches[i]);
	w->count = 0;
}

static bool changed(struct watching *w)
{
	bool any = false;
	for (size_t i = 0; i < w->count; i++)
		any = watch_changed(&w->watches[i]) || any;
	return any;
}

/* ── waiting ───────────────────────────────────────────────────────────────────────────── */

/* Single keys, unseen; again after the program was stopped and went on. */
static void keys_raw(const struct watching *w)
{
	struct termios raw = w->before;
	if (!w->keys)
		return;
	raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
	raw.c_cc[VMIN] = 1;
	raw.c_cc[VTIME] = 0;
	tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

/* q leaves, and so does the end of a terminal that is gone. */
static bool key_leaves(void)
{
	char key;
	ssize_t n = read(STDIN_FILENO, &key, 1);
	return n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN) ||
	       (n == 1 && (key == 'q' || key == 'Q'));
}

/* Sleeps until something happens, at most so long; -1: for ever. False: leave. */
static bool sleep_a_while(struct watching *w, int most_ms)
{
	struct pollfd fds[WATCHES + 1];
	nfds_t n = 0;
	struct timespec time = {most_ms / 1000, most_ms % 1000 * 1000000L};
	fds[n++] = (struct pollfd){.fd = w->keys ? STDIN_FILENO : -1, .events = POLLIN};
	for (size_t i = 0; i < w->count; i++) {
		fds[n++] = (struct pollfd){.fd = w->watches[i].fd, .events = POLLIN};
		if (w->watches[i].fd < 0 && most_ms < 0) {
			most_ms = LOOK_MS;
			time = (struct timespec){0, LOOK_MS * 1000000L};
		}
	}
	keys_raw(w);
	/* Signals come in here and nowhere else. */
	int got = interrupted ? 0 : ppoll(fds, n, most_ms < 0 ? NULL : &time, &w->awake);
	if (interrupted)
		return false;
	return got <= 0 || !fds[0].revents || !key_leaves();
}

/* Until something was saved, and nothing more came for a moment. False: leave. */
static bool wait_for_change(struct watching *w)
{
	bool seen = false;
	while (!seen) {
		if (!sleep_a_while(w, -1))
			return false;
		seen = changed(w);
	}
	for (int rounds = 0; rounds < 20 && seen; rounds++) {
		if (!sleep_a_while(w, SETTLE_MS))
			return false;
		seen = changed(w);
	}
	return true;
}

/* ── one round ─────────────────────────────────────────────────────────────────────────── */

static void window_size(const struct watching *w, int *lines, int *columns)
{
	struct winsize size;
	bool known = ioctl(fileno(w->cli->out), TIOCGWINSZ, &size) == 0 && size.ws_row &&
		     size.ws_col;
	*lines = known ? size.ws_row : 24;
	*columns = known ? size.ws_col : 80;
}

static void show(struct watching *w, const struct diags *diags)
{
	struct buf out = BUF_INIT;
	char time[20];
	bool errors_only = argument(w->args, "errors-only") != NULL;
	instant_format_iso(clock_now(&w->cli->clock), time);
	if (w->screen)
		buf_adds(&out, "\033[H\033[2J\033[3J");
	/* TRANSLATORS: a time of the day. */
	buf_printf(&out, _("── Kiểm tra lúc %s ──\n"), time + 11);
	if (w->screen) {
		int lines, columns;
		window_size(w, &lines, &columns);
		/* The first and the last line are ours. */
		findings_fit(&out, diags, errors_only, lines > 6 ? lines - 2 : 4,
			     columns);
		/* TRANSLATORS: at most 39 columns. */
		buf_adds(&out, _("Lưu tệp thì xem lại. Thôi: phím q."));
	} else {
		findings_fit(&out, diags, errors_only, 0, 0);
	}
	fwrite(out.data, 1, out.len, w->cli->out);
	fflush(w->cli->out);
	buf_release(&out);
}

/* A file that is just being replaced is not there for a moment: that is told, and waited for. */
static void round_once(struct watching *w)
{
	struct checking checking = {.cli = w->cli};
	struct err err = {0};
	if (check_all(&checking, w->args->operands, w->args->count, &err)) {
		show(w, &checking.diags);
		w->status = checking.diags.errors ? EXIT_FINDINGS : EXIT_FINE;
	} else {
		if (w->screen)
			cli_print(w->cli, "\033[H\033[2J\033[3J");
		fflush(w->cli->out);
		w->status = cli_fail(w->cli, &err);
	}
	checking_release(&checking);
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

static void signals_hold(struct watching *w, struct sigaction old[2])
{
	struct sigaction action = {.sa_handler = on_signal};
	sigset_t both;
	sigemptyset(&both);
	sigaddset(&both, SIGINT);
	sigaddset(&both, SIGTERM);
	sigprocmask(SIG_BLOCK, &both, &w->awake);
	sigaction(SIGINT, &action, &old[0]);
	sigaction(SIGTERM, &action, &old[1]);
}

static void signals_release(const struct watching *w, const struct sigaction old[2])
{
	sigaction(SIGINT, &old[0], NULL);
	sigaction(SIGTERM, &old[1], NULL);
	sigprocmask(SIG_SETMASK, &w->awake, NULL);
}

int check_watching(struct cli *cli, const struct arguments *args)
{
	struct watching w = {.cli = cli, .args = args};
	struct sigaction old[2];
	const char *term = getenv("TERM");
	for (int i = 0; i < args->count; i++)
		if (!strcmp(args->operands[i], "-"))
			return cli_misused(cli,
					   _("--watch cần tệp hoặc thư mục trên đĩa, "
					     "để đọc lại mỗi lần lưu."));
	w.screen = isatty(fileno(cli->out)) && term && strcmp(term, "dumb") != 0;
	w.keys = isatty(STDIN_FILENO) && tcgetattr(STDIN_FILENO, &w.before) == 0;
	interrupted = 0;
	signals_hold(&w, old);
	do {
		watches_close(&w);
		watches_open(&w);
		round_once(&w);
	} while (wait_for_change(&w));
	watches_close(&w);
	if (w.keys)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &w.before);
	if (w.screen)
		cli_print(cli, "\n");
	signals_release(&w, old);
	return w.status;
}
