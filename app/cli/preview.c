/* kynangso preview: the real screens on one file, read again whenever it is saved. */
#include "ui/preview.h"

#include "base/file.h"
#include "base/i18n.h"
#include "base/watch.h"
#include "cli/session.h"
#include "ui/plain.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Between two looks whether the file was saved, while nobody presses a key. */
#define LOOK_MS 200

/* ── on a screen ───────────────────────────────────────────────────────────────────────── */

static void reload(struct session *session, struct preview *preview)
{
	preview_reload(preview);
	app_words(&session->app);
}

static void go_on_screen(struct session *session, struct preview *preview,
			 struct watch *watch)
{
	struct app *app = &session->app;
	bool changed = true;
	while (!app->quit && app->depth) {
		struct key key;
		if (changed)
			app_show(app);
		term_read(app->term, &key, LOOK_MS);
		changed = key.code != K_IDLE;
		if (watch_changed(watch) || key.code == K_F5) {
			reload(session, preview);
			changed = true;
		}
		if (key.code != K_IDLE && key.code != K_F5)
			app_key(app, &key);
	}
}

/* ── line after line ───────────────────────────────────────────────────────────────────── */

/* The input of line mode, which ends for it where the file has to be read again: before the line
 * "r", or as soon as the file was saved, even in the middle of waiting. */
struct lines {
	const struct app *app;
	struct watch *watch;
	int fd;
	struct buf read; /* and not handed on yet */
	bool within; /* a line that is longer than the reader takes at once */
	bool ended, reload;
};

/* Where something is to be typed a sign stands before what is none of it (ui/plain.c). */
static bool asks_for_reload(const struct lines *l, const char *line, size_t n)
{
	bool field = false;
	for (size_t i = 0; i < l->app->page.block_count; i++)
		field = field || l->app->page.blocks[i].kind == BLOCK_FIELD;
	if (n && line[n - 1] == '\r')
		n--;
	return (n == 1 && line[0] == 'r' && !field) ||
	       (n == 2 && !strncmp(line, "=r", 2));
}

/* Waits until there is a whole line, or the rest before the end. False: the file was saved. */
static bool read_line(struct lines *l)
{
	while (!l->ended && !(l->read.len && memchr(l->read.data, '\n', l->read.len))) {
		char bytes[512];
		struct pollfd fds[] = {{.fd = l->fd, .events = POLLIN},
				       {.fd = l->watch->fd, .events = POLLIN}};
		/* Signals end the program as ever: only a stop and go comes back here. */
		if (poll(fds, ARRAY_LEN(fds), l->watch->fd < 0 ? LOOK_MS : -1) < 0 &&
		    errno != EINTR)
			l->ended = true;
		if (watch_changed(l->watch))
			return false;
		if (!(fds[0].revents & (POLLIN | POLLHUP | POLLERR)))
			continue;
		ssize_t n = read(l->fd, bytes, sizeof(bytes));
		if (n > 0)
			buf_add(&l->read, bytes, (size_t)n);
		else if (n == 0 || errno != EINTR)
			l->ended = true;
	}
	return true;
}

static ssize_t hand_on(void *cookie, char *out, size_t size)
{
	struct lines *l = cookie;
	if (!read_line(l)) {
		l->reload = true;
		return 0;
	}
	const char *end = l->read.len ? memchr(l->read.data, '\n', l->read.len) : NULL;
	size_t line = end ? (size_t)(end - l->read.data) + 1 : l->read.len;
	size_t n = line < size ? line : size;
	l->reload = end && !l->within && asks_for_reload(l, l->read.data, line - 1);
	if (l->reload)
		n = line;
	else
		memcpy(out, l->read.data, n);
	l->within = n < line;
	memmove(l->read.data, l->read.data + n, l->read.len - n);
	buf_truncate(&l->read, l->read.len - n);
	return l->reload ? 0 : (ssize_t)n;
}

static bool go_by_lines(struct session *session, struct preview *preview,
			struct watch *watch, struct err *err)
{
	struct lines lines = {.app = &session->app,
			      .watch = watch,
			      .fd = fileno(session->cli->in),
			      .read = BUF_INIT};
	cookie_io_functions_t functions = {.read = hand_on};
	FILE *in = fopencookie(&lines, "r", functions);
	if (!in)
		return err_set(err, ERR_OS, _("Không đọc được bàn phím: %s."),
			       strerror(errno));
	do {
		if (lines.reload)
			reload(session, preview);
		lines.reload = false;
		clearerr(in);
		app_run_plain(&session->app, in, session->cli->out);
	} while (lines.reload && !session->app.quit);
	fclose(in);
	buf_release(&lines.read);
	return true;
}

/* ── the command ───────────────────────────────────────────────────────────────────────── */

/* FILE#step; a file may have a "#" in its name, too. */
static char *split_step(const char *operand, const char **step)
{
	const char *sign = strrchr(operand, '#');
	*step = NULL;
	if (!sign || file_exists(operand))
		return xstrdup(operand);
	if (sign[1])
		*step = sign + 1;
	return xstrndup(operand, (size_t)(sign - operand));
}

static bool show(struct session *session, struct preview *preview, const char *step,
		 struct err *err)
{
	struct watch watch;
	bool ok = false;
	watch_init(&watch, preview->path, ".yaml");
	if (preview_open(preview, step, err) && session_open(session, err)) {
		if (session->plain) {
			ok = go_by_lines(session, preview, &watch, err);
		} else {
			go_on_screen(session, preview, &watch);
			ok = true;
		}
	}
	watch_release(&watch);
	return ok;
}

int command_preview(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct session session;
	struct err err = {0};
	const char *step;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	if (!strcmp(args.operands[0], "-"))
		return cli_misused(cli, _("Xem thử cần một tệp trên đĩa, để đọc lại mỗi "
					  "lần lưu."));
	char *path = split_step(args.operands[0], &step);
	status = session_init(&session, cli, &args);
	struct preview preview = {
		.app = &session.app, .root = cli_pack(cli), .path = path};
	if (status < 0)
		status = show(&session, &preview, step, &err) ? session_close(&session)
							      : cli_fail(cli, &err);
	session_release(&session);
	preview_release(&preview);
	free(path);
	return status;
}
