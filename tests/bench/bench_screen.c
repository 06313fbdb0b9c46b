/* The program in a terminal of its own: how long until its first screen stands, beside a minimal
 * ncurses program that opens the screen and prints one line; how many bytes a key sends; and what it
 * does while nobody does anything, which must be nothing.
 *
 *	bench_screen [RUNS]	21 starts of each without an argument
 *
 * Both tell that they wait for a key through the window title (KYNANGSO_FRAME_TITLE); the bytes of
 * that title are not counted.
 */
#include "session.h"

#define NCURSES_NOMACROS 1
#include <curses.h>

#define IDLE_SECONDS 5

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

/* ── starting ──────────────────────────────────────────────────────────────────────────── */

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
