/* A program in a terminal of its own, driven by keys; it tells through the window title that it
 * waits for one (KYNANGSO_FRAME_TITLE). */
#ifndef TESTS_BENCH_SESSION_H
#define TESTS_BENCH_SESSION_H

#include "bench.h"

#include "base/buf.h"
#include "base/file.h"

#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#define PATIENCE_MS 120000

struct session {
	pid_t pid;
	int terminal;
	struct buf got; /* since the last frame, with the title that ended it */
	int frame;
};

static inline void begin(struct session *s, char *const argv[])
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
static inline bool listen_for(struct session *s, int ms)
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
static inline size_t frame(struct session *s, int keys)
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

static inline void press(struct session *s, const char *keys)
{
	if (write(s->terminal, keys, strlen(keys)) < 0)
		exit(1);
}

static inline size_t cost(struct session *s, const char *key)
{
	press(s, key);
	return frame(s, 1);
}

static inline void end(struct session *s)
{
	kill(s->pid, SIGKILL);
	waitpid(s->pid, NULL, 0);
	close(s->terminal);
	buf_release(&s->got);
}

static inline double start_time(char *const argv[], size_t *bytes)
{
	struct session s;
	double start = bench_now();
	begin(&s, argv);
	*bytes = frame(&s, 0);
	double took = bench_now() - start;
	end(&s);
	return took;
}

/* build/<variant>/tests/bench/…: the program lies two folders up. */
static inline char *program_beside(char self[4096])
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

/* A centre with one learner. */
static inline void prepare(const char *program, const char *data)
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

#endif
