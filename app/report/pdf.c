/* The annex as PDF, drawn by kynangso-pdf: a program of its own, so that the one that
 * learners use needs no drawing libraries and no fonts.
 *
 * It is started from a known place, without a shell, without our environment and without
 * our open files; it gets the table (report/wire.h) on its standard input and gives the
 * PDF on its standard output. What it says on standard error is passed on when it fails.
 */
#include "base/file.h"
#include "base/i18n.h"
#include "report/format.h"
#include "report/wire.h"
#include "text/clean.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "kynangso-pdf"
#define PDF_MAX (256 << 20)
#define WORDS_MAX 4096 /* of its error messages */

/* Beside the running program, as in a build; as installed, seen from the running program;
 * where this build would be installed. NULL: at none of these. */
static char *find_program(void)
{
	static const char *const beside[] = {PROGRAM, "../libexec/kynangso/" PROGRAM};
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	char *slash = n > 0 ? memrchr(self, '/', (size_t)n) : NULL;
	if (slash) {
		*slash = '\0';
		for (size_t i = 0; i < ARRAY_LEN(beside); i++) {
			char *path = path_join(self, beside[i]);
			if (!access(path, X_OK))
				return path;
			free(path);
		}
	}
	return access(KYNANGSO_LIBEXEC "/" PROGRAM, X_OK)
		       ? NULL
		       : xstrdup(KYNANGSO_LIBEXEC "/" PROGRAM);
}

/* The ends of the three pipes: ours, and those of the program. */
struct pipes {
	int in[2], out[2], words[2];
};

static void shut(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void shut_all(struct pipes *p)
{
	for (int i = 0; i < 2; i++) {
		shut(&p->in[i]);
		shut(&p->out[i]);
		shut(&p->words[i]);
	}
}

/* Above standard error: the copies made for the program must not meet each other. */
static bool make_pipe(int ends[2])
{
	int plain[2];
	if (pipe2(plain, O_CLOEXEC))
		return false;
	for (int i = 0; i < 2; i++) {
		ends[i] = fcntl(plain[i], F_DUPFD_CLOEXEC, 3);
		close(plain[i]);
	}
	return ends[0] >= 0 && ends[1] >= 0;
}

static bool make_pipes(struct pipes *p)
{
	*p = (struct pipes){{-1, -1}, {-1, -1}, {-1, -1}};
	return make_pipe(p->in) && make_pipe(p->out) && make_pipe(p->words) &&
	       !fcntl(p->in[1], F_SETFL, O_NONBLOCK);
}

static bool start(const char *program, struct pipes *p, pid_t *pid)
{
	char name[] = PROGRAM, path[] = "PATH=/usr/bin:/bin", lang[] = "LC_ALL=C.UTF-8";
	char home[] = "HOME=/nonexistent"; /* nobody's own fonts and settings */
	char *argv[] = {name, NULL}, *environment[] = {path, lang, home, NULL};
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t how;
	sigset_t none, pipe;
	sigemptyset(&none);
	sigemptyset(&pipe);
	sigaddset(&pipe, SIGPIPE);
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&how);
	posix_spawn_file_actions_adddup2(&actions, p->in[0], 0);
	posix_spawn_file_actions_adddup2(&actions, p->out[1], 1);
	posix_spawn_file_actions_adddup2(&actions, p->words[1], 2);
	posix_spawn_file_actions_addclosefrom_np(&actions, 3);
	posix_spawnattr_setsigmask(&how, &none);
	posix_spawnattr_setsigdefault(&how, &pipe);
	posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
	int failed = posix_spawn(pid, program, &actions, &how, argv, environment);
	posix_spawnattr_destroy(&how);
	posix_spawn_file_actions_destroy(&actions);
	shut(&p->in[0]);
	shut(&p->out[1]);
	shut(&p->words[1]);
	errno = failed;
	return !failed;
}

/* Reads what is there into `out`; closes the end when it is finished or too much. */
static bool take(int *fd, struct buf *out, size_t most)
{
	char bytes[65536];
	ssize_t n = read(*fd, bytes, sizeof(bytes));
	if (n < 0 && errno == EINTR)
		return true;
	if (n <= 0) {
		shut(fd);
		return n == 0;
	}
	if (out->len + (size_t)n > most)
		return false;
	buf_add(out, bytes, (size_t)n);
	return true;
}

/* A program that stops reading has failed; its status says so. */
static void give(int *fd, const struct buf *in, size_t *given)
{
	ssize_t n = write(*fd, in->data + *given, in->len - *given);
	if (n > 0)
		*given += (size_t)n;
	if (*given == in->len || (n < 0 && errno != EAGAIN && errno != EINTR))
		shut(fd);
}

static bool talk(struct pipes *p, const struct buf *in, struct buf *out,
		 struct buf *words)
{
	size_t given = 0;
	bool ok = true;
	while (ok && (p->out[0] >= 0 || p->words[0] >= 0)) {
		struct pollfd fds[] = {
			{p->in[1], POLLOUT, 0},
			{p->out[0], POLLIN, 0},
			{p->words[0], POLLIN, 0},
		};
		if (poll(fds, ARRAY_LEN(fds), -1) < 0) {
			ok = errno == EINTR;
			continue;
		}
		if (fds[0].revents)
			give(&p->in[1], in, &given);
		if (fds[1].revents)
			ok = take(&p->out[0], out, PDF_MAX);
		if (ok && fds[2].revents)
			ok = take(&p->words[0], words, WORDS_MAX);
	}
	return ok;
}

static int wait_for(pid_t pid)
{
	int status = 0;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Writing to a program that has ended must not end us. */
static int run(const char *program, const struct buf *in, struct buf *out,
	       struct buf *words)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	struct pipes pipes;
	pid_t pid;
	int status = -1;
	if (!make_pipes(&pipes)) {
		buf_adds(words, strerror(errno));
		shut_all(&pipes);
		return -1;
	}
	sigaction(SIGPIPE, &ignore, &before);
	if (start(program, &pipes, &pid)) {
		bool ok = talk(&pipes, in, out, words);
		shut_all(&pipes);
		status = wait_for(pid);
		status = ok ? status : -1;
	} else {
		buf_adds(words, strerror(errno));
	}
	shut_all(&pipes);
	sigaction(SIGPIPE, &before, NULL);
	return status;
}

/* Its statuses are those of base/err.h, unless it was ended from outside. */
static bool failed(int status, const struct buf *words, struct err *err)
{
	struct buf shown = BUF_INIT;
	size_t n = words->len;
	while (n && strchr(" .\n", words->data[n - 1]))
		n--;
	char *said = xstrndup(words->data, n);
	text_visible(&shown, n ? said : "?");
	err_set(err,
		status >= ERR_DATA && status <= ERR_CONFIG ? (enum err_kind)status
							   : ERR_SOFTWARE,
		_("Chương trình làm PDF không làm được: %s. Có thể dùng --format html rồi "
		  "in ra PDF bằng trình duyệt."),
		shown.data);
	free(said);
	buf_release(&shown);
	return false;
}

static bool pdf_write(const struct table *table, const struct report_options *options,
		      struct buf *out, struct err *err)
{
	struct buf in = BUF_INIT, words = BUF_INIT;
	size_t begin = out->len;
	if (table->row_count > WIRE_ROWS_MAX || table->column_count > WIRE_COLUMNS_MAX)
		return err_set(
			err, ERR_DATA,
			_("Bảng có %zu dòng, %zu cột: quá lớn để in thành PDF. Hãy "
			  "dùng --format csv, hoặc chọn một phường, một cách chia "
			  "ngắn hơn."),
			table->row_count, table->column_count);
	char *program = find_program();
	if (!program)
		return err_set(
			err, ERR_UNAVAILABLE,
			_("Máy này chưa có chương trình làm PDF (kynangso-pdf). Hãy nhờ "
			  "người quản trị máy cài lại kynangso với gói libpango-1.0-0, "
			  "hoặc dùng --format html rồi in ra PDF bằng trình duyệt."));
	wire_write(table, options->letterhead, &in);
	int status = run(program, &in, out, &words);
	bool ok = status == 0 && out->len > begin;
	if (!ok) {
		buf_truncate(out, begin);
		failed(status, &words, err);
	}
	free(program);
	buf_release(&in);
	buf_release(&words);
	return ok;
}

const struct report_format report_pdf = {
	.name = "pdf",
	.extension = ".pdf",
	.words = N_("báo cáo PDF để in và ký, trình bày theo Nghị định 30/2020"),
	.binary = true,
	.write = pdf_write,
};
