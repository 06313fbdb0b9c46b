/* What the screen costs: the time to the first stable screen beside a minimal curses program in the
 * same run, the bytes a key sends, bytes and processor time while nobody does anything. Not a
 * test: nothing fails.
 *
 *	bench_screen [CONTENT]		the folder of lessons/, "." without an argument
 *
 * The program tells in-band, by the window title "frame N", when it has answered N keys.
 */
#include <curses.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define ROUNDS 15
#define IDLE_SECONDS 3

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* ── the program at the other end of a terminal ── */

struct session {
	pid_t child;
	int fd;
	int frames; /* titles seen */
	size_t bytes; /* sent by it, but for the titles */
	char tail[32];
	size_t tail_len;
};

static struct session start(char *const argv[])
{
	struct session s = {0};
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	s.child = forkpty(&s.fd, NULL, NULL, &size);
	if (s.child == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("KYNANGSO_FRAME_TITLE", "1", 1);
		execv(argv[0], argv);
		_exit(127);
	}
	return s;
}

/* "ESC ] 2 ; frame N ESC \\" */
static void take(struct session *s, const char *bytes, size_t n)
{
	static const char title[] = "\033]2;frame ";
	for (size_t i = 0; i < n; i++) {
		s->bytes++;
		if (s->tail_len < strlen(title)) {
			s->tail[s->tail_len++] = bytes[i];
			while (s->tail_len && strncmp(s->tail, title, s->tail_len) != 0)
				memmove(s->tail, s->tail + 1, --s->tail_len);
			continue;
		}
		/* Inside a title: its bytes are not ours to count. */
		s->tail_len++;
		if (bytes[i] == '\\') {
			s->bytes -= s->tail_len;
			s->tail_len = 0;
			s->frames++;
		}
	}
}

/* Reads until so many frames have been seen, or for so long. False at its end. */
static bool wait_for(struct session *s, int frames, double ms)
{
	double end = now() + ms;
	while (s->frames < frames || !frames) {
		struct pollfd p = {.fd = s->fd, .events = POLLIN};
		double left = end - now();
		char bytes[8192];
		if (left <= 0)
			return frames == 0;
		if (poll(&p, 1, (int)left + 1) <= 0)
			continue;
		ssize_t n = read(s->fd, bytes, sizeof(bytes));
		if (n <= 0)
			return false;
		take(s, bytes, (size_t)n);
	}
	return true;
}

static void stop(struct session *s)
{
	kill(s->child, SIGKILL);
	close(s->fd);
	waitpid(s->child, NULL, 0);
}

static long cpu_ticks(pid_t pid)
{
	char path[64], line[1024];
	long user = 0, system = 0;
	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "r");
	if (f && fgets(line, sizeof(line), f)) {
		const char *p = strrchr(line, ')');
		if (p)
			sscanf(p + 1,
			       " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld %ld",
			       &user, &system);
	}
	if (f)
		fclose(f);
	return user + system;
}

/* ── what is measured ── */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double first_screen(char *const argv[])
{
	double times[ROUNDS];
	for (int i = 0; i < ROUNDS; i++) {
		double begin = now();
		struct session s = start(argv);
		if (!wait_for(&s, 1, 20000)) {
			fprintf(stderr, "%s shows nothing\n", argv[0]);
			exit(1);
		}
		times[i] = now() - begin;
		stop(&s);
	}
	qsort(times, ROUNDS, sizeof(*times), by_size);
	return times[ROUNDS / 2];
}

static size_t key_cost(struct session *s, const char *key, int times)
{
	size_t before = s->bytes;
	for (int i = 0; i < times; i++) {
		if (write(s->fd, key, strlen(key)) < 0 ||
		    !wait_for(s, s->frames + 1, 5000))
			exit(1);
	}
	return (s->bytes - before) / (size_t)times;
}

static int minimal(void)
{
	initscr();
	keypad(stdscr, TRUE);
	addstr("Hello");
	refresh();
	fputs("\033]2;frame 0\033\\", stdout);
	fflush(stdout);
	getch();
	endwin();
	return 0;
}

/* A centre to open, in a folder of its own. */
static void prepare(const char *program, const char *data, const char *content)
{
	char command[3 * 4096];
	snprintf(
		command, sizeof(command),
		"printf 'mat khau de do\\n' | '%s' setup --data '%s' --content '%s' --ward 00070"
		" --name 'Lop do' --staff 'Nguoi Do' --password-file - >/dev/null 2>&1",
		program, data, content);
	if (system(command) != 0) {
		fputs("cannot set up a centre\n", stderr);
		exit(1);
	}
}

static void measure_keys(char *const argv[])
{
	struct session s = start(argv);
	wait_for(&s, 1, 20000);
	printf("first screen                 %6zu bytes\n", s.bytes);
	size_t down = key_cost(&s, "\033[B", 1);
	size_t up = key_cost(&s, "\033[A", 1);
	printf("arrow key                    %6zu bytes (down), %zu (up)\n", down, up);
	printf("letter typed                 %6zu bytes\n", key_cost(&s, "a", 8));
	size_t bytes = s.bytes;
	long ticks = cpu_ticks(s.child);
	wait_for(&s, 0, IDLE_SECONDS * 1000.0);
	printf("idle for %d s                 %6zu bytes, %ld ticks of %ld a second\n",
	       IDLE_SECONDS, s.bytes - bytes, cpu_ticks(s.child) - ticks,
	       sysconf(_SC_CLK_TCK));
	stop(&s);
}

int main(int argc, char **argv)
{
	char data[] = "/tmp/bench-screen-XXXXXX", program[4096], command[128];
	const char *content = argc > 1 ? argv[1] : ".";
	if (argc > 1 && !strcmp(argv[1], "--minimal"))
		return minimal();
	ssize_t n = readlink("/proc/self/exe", program, sizeof(program) - 1);
	if (n < 0 || !mkdtemp(data))
		return 1;
	program[n] = '\0';
	char *self = strdup(program);
	/* build/<variant>/tests/bench/bench_screen */
	for (int up = 0; up < 3; up++)
		*strrchr(program, '/') = '\0';
	strcat(program, "/kynangso");
	prepare(program, data, content);
	static char option[] = "--minimal";
	char *small[] = {self, option, NULL};
	static char run[] = "run", data_option[] = "--data",
		    content_option[] = "--content";
	char *whole[] = {program,
			 run,
			 data_option,
			 data,
			 content_option,
			 (char *)(uintptr_t)content,
			 NULL};
	double least = first_screen(small), ours = first_screen(whole);
	printf("start to the first screen    %6.1f ms, %.1f times a minimal curses program (%.1f ms)\n",
	       ours, ours / least, least);
	measure_keys(whole);
	snprintf(command, sizeof(command), "rm -rf '%s'", data);
	free(self);
	return system(command);
}
