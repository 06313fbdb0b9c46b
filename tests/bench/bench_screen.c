/* The program in a terminal of its own: how long until its first screen stands, beside a minimal
 * ncurses program that opens the screen and prints one line; how many bytes a key sends; and what it
 * does while nobody does anything, which must be nothing.
 *
 *	bench_screen [RUNS]	21 starts of each without an argument
 *
 * Both tell that they wait for a key through the window title (KYNANGSO_FRAME_TITLE); the bytes of
 * that title are not counted.
 */
#include "bench.h"

#include "base/buf.h"
#include "base/file.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define NCURSES_NOMACROS 1
#include <curses.h>

#define IDLE_SECONDS 5
#define PATIENCE_MS 20000

/* ── the minimal program ───────────────────────────────────────────────────────────────── */

static int minimal(void)
{
	if (!newterm(NULL, stdout, stdin))
		return 1;
	raw();
	noecho();
	keypad(stdscr, TRUE);
	mvaddstr(0, 0, "Kỹ Năng Số");
	refresh();
	fputs("\033]2;frame 0\033\\", stdout);
	fflush(stdout);
	getch();
	endwin();
	return 0;
}

/* ── a program in a terminal ───────────────────────────────────────────────────────────── */

struct session {
	pid_t pid;
	int terminal;
	struct buf got; /* since the last frame, with the title that ended it */
	int frame;
};

static void begin(struct session *s, char *const argv[])
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	*s = (struct session){.got = BUF_INIT};
	s->pid = forkpty(&s->terminal, NULL, NULL, &size);
	if (s->pid < 0)
		exit(1);
	if (s->pid == 0) {
		execv(argv[0], argv);
		_exit(127);
	}
}

/* Reads what comes within ms; false: nothing came. */
static bool listen_for(struct session *s, int ms)
{
	char bytes[16384];
	struct pollfd terminal = {.fd = s->terminal, .events = POLLIN};
	if (poll(&terminal, 1, ms) <= 0)
		return false;
	ssize_t n = read(s->terminal, bytes, sizeof(bytes));
	if (n <= 0)
		return false;
	buf_add(&s->got, bytes, (size_t)n);
	return true;
}

/* Until the frame after so many keys more stands; how many bytes that took, without the title. */
static size_t frame(struct session *s, int keys)
{
	char title[40];
	s->frame += keys;
	int n = snprintf(title, sizeof(title), "\033]2;frame %d\033\\", s->frame);
	while (!strstr(s->got.data, title)) {
		if (listen_for(s, PATIENCE_MS))
			continue;
		fprintf(stderr, "no frame %d; last came: %s\n", s->frame, s->got.data);
		exit(1);
	}
	size_t bytes = s->got.len - (size_t)n * (keys > 1 ? (size_t)keys : 1);
	buf_reset(&s->got);
	return bytes;
}

static void press(struct session *s, const char *keys)
{
	if (write(s->terminal, keys, strlen(keys)) < 0)
		exit(1);
}

static size_t cost(struct session *s, const char *key)
{
	press(s, key);
	return frame(s, 1);
}

static void end(struct session *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	close(s->terminal);
	buf_release(&s->got);
}

/* ── starting ──────────────────────────────────────────────────────────────────────────── */

static double start_time(char *const argv[], size_t *bytes)
{
	struct session s;
	double start = bench_now();
	begin(&s, argv);
	*bytes = frame(&s, 0);
	double took = bench_now() - start;
	end(&s);
	return took;
}

static void starts(char *const program[], char *const bare[], size_t runs)
{
	double *ours = xcalloc(runs, sizeof(*ours)),
	       *theirs = xcalloc(runs, sizeof(*ours));
	size_t bytes, bare_bytes;
	start_time(program, &bytes); /* once for the disk's cache */
	start_time(bare, &bare_bytes);
	for (size_t i = 0; i < runs; i++) {
		ours[i] = start_time(program, &bytes);
		theirs[i] = start_time(bare, &bare_bytes);
	}
	struct spread own = bench_spread(ours, runs), other = bench_spread(theirs, runs);
	printf("start to first screen: %.1f ms (99 %%: %.1f), %zu bytes\n", own.middle,
	       own.slow, bytes);
	printf("minimal ncurses:       %.1f ms (99 %%: %.1f), %zu bytes\n", other.middle,
	       other.slow, bare_bytes);
	printf("ratio:                 %.1f\n", own.middle / other.middle);
	free(ours);
	free(theirs);
}

/* ── keys ──────────────────────────────────────────────────────────────────────────────── */

/* Clock ticks used so far, and how often it was waked. */
static void consumed(pid_t pid, unsigned long *ticks, unsigned long *wakes)
{
	struct buf text = BUF_INIT;
	char *path = xasprintf("/proc/%d/stat", (int)pid);
	unsigned long user = 0, kernel = 0;
	file_read(path, 4096, &text, NULL);
	const char *after = strrchr(text.data, ')');
	if (after)
		sscanf(after + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
		       &user, &kernel);
	*ticks = user + kernel;
	free(path);
	path = xasprintf("/proc/%d/status", (int)pid);
	buf_reset(&text);
	file_read(path, 16384, &text, NULL);
	after = strstr(text.data, "\nvoluntary_ctxt_switches:");
	*wakes = after ? strtoul(strchr(after, ':') + 1, NULL, 10) : 0;
	free(path);
	buf_release(&text);
}

static void idle(struct session *s)
{
	unsigned long before, after, waked, wakes;
	double start = bench_now();
	size_t bytes = 0;
	consumed(s->pid, &before, &waked);
	for (double left; (left = IDLE_SECONDS * 1e3 - (bench_now() - start)) > 0;)
		if (listen_for(s, (int)left + 1))
			bytes = s->got.len;
	consumed(s->pid, &after, &wakes);
	printf("idle for %d s: %zu bytes, %lu ticks, waked %lu times\n", IDLE_SECONDS,
	       bytes, after - before, wakes - waked);
}

/* The mean of some keys, pressed one after another. */
static void mean(struct session *s, const char *words, const char *const *keys, size_t n)
{
	size_t all = 0, most = 0;
	double start = bench_now();
	for (size_t i = 0; i < n; i++) {
		size_t bytes = cost(s, keys[i]);
		all += bytes;
		most = bytes > most ? bytes : most;
	}
	printf("%-22s %5.0f bytes, at most %zu; %.2f ms\n", words,
	       (double)all / (double)n, most, (bench_now() - start) / (double)n);
}

#define DOWN "\033OB"
#define UP "\033OA"
#define ESCAPE "\033"

static void keys(char *const program[])
{
	static const char *const letters[] = {"n", "g", "u", "y", "e", "e", "n", "x"};
	static const char *const arrows[] = {DOWN, DOWN, UP, UP, DOWN, DOWN, UP, UP};
	static const char *const pages[] = {"\r", "\r", "\r", ESCAPE, ESCAPE, ESCAPE};
	static const char *const moves[] = {DOWN, DOWN, UP, UP};
	static const char *const actions[] = {"\r", "\r"};
	struct session s;
	begin(&s, program);
	frame(&s, 0);
	idle(&s);
	mean(&s, "a letter typed", letters, ARRAY_LEN(letters));
	cost(&s, "\025");
	press(&s, "nth");
	frame(&s, 3);
	cost(&s, DOWN);
	printf("%-22s %5zu bytes\n", "the learner's home", cost(&s, "\r"));
	mean(&s, "an arrow", arrows, ARRAY_LEN(arrows));
	cost(&s, "1");
	mean(&s, "a page of a lesson", pages, ARRAY_LEN(pages));
	idle(&s);
	cost(&s, ESCAPE);
	cost(&s, "3"); /* practices */
	cost(&s, "1");
	printf("%-22s %5zu bytes\n", "a phone opened", cost(&s, "\r"));
	mean(&s, "an arrow on the phone", moves, ARRAY_LEN(moves));
	mean(&s, "an action on the phone", actions, ARRAY_LEN(actions));
	end(&s);
}

/* ── together ──────────────────────────────────────────────────────────────────────────── */

/* build/<variant>/tests/bench/bench_screen: the program lies two folders up. */
static char *program_beside(char self[4096])
{
	ssize_t n = readlink("/proc/self/exe", self, 4095);
	if (n <= 0)
		exit(1);
	self[n] = '\0';
	char *folder = xstrdup(self);
	for (int up = 0; up < 3; up++)
		*strrchr(folder, '/') = '\0';
	char *program = path_join(folder, "kynangso");
	free(folder);
	return program;
}

static void prepare(const char *program, const char *data)
{
	char *command = xasprintf(
		"printf 'hoc vui moi ngay\\n' | '%s' setup --data '%s' --ward 00070"
		" --name 'Nhà văn hóa' --staff 'Trần Thị Lan' --password-file - >/dev/null 2>&1"
		" && '%s' learners add --data '%s' --name 'Nguyễn Thị Hoa' --birth 1980"
		" --consent >/dev/null",
		program, data, program, data);
	if (system(command) != 0) {
		fprintf(stderr, "no centre could be made in %s\n", data);
		exit(1);
	}
	free(command);
}

int main(int argc, char **argv)
{
	char self[4096];
	if (argc > 1 && !strcmp(argv[1], "--minimal"))
		return minimal();
	size_t runs = argc > 1 ? strtoull(argv[1], NULL, 10) : 21;
	if (runs < 1)
		return 2;
	char *program = program_beside(self), *data = bench_folder();
	char run[] = "run", option[] = "--data", bare[] = "--minimal";
	char *const ours[] = {program, run, option, data, NULL};
	char *const theirs[] = {self, bare, NULL};
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("KYNANGSO_FRAME_TITLE", "1", 1);
	unsetenv("NO_COLOR");
	unsetenv("SSH_CONNECTION");
	unsetenv("ACCESSIBLE");
	prepare(program, data);
	starts(ours, theirs, runs);
	keys(ours);
	char *command = xasprintf("rm -rf '%s'", data);
	int status = system(command);
	free(command);
	free(program);
	free(data);
	return status != 0;
}
