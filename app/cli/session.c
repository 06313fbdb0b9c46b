#include "cli/session.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "term/null.h"
#include "term/script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool parse_size(const char *text, int *rows, int *cols)
{
	char end;
	return sscanf(text, "%dx%d%c", cols, rows, &end) == 2 && *rows >= 1 &&
	       *cols >= 1 && *rows <= CANVAS_MAX && *cols <= CANVAS_MAX;
}

static void script_wait(void *context, int64_t seconds)
{
	clock_advance(context, seconds);
}

/* One line after another: asked for, or by what screen readers set for all programs. */
static bool wants_plain(const struct arguments *args)
{
	const char *accessible = getenv("ACCESSIBLE");
	return argument(args, "plain") || argument(args, "screen-reader") ||
	       (accessible && *accessible && strcmp(accessible, "0") != 0);
}

/* The terminal of a key file; NULL with err and, for wrong usage, *status 2. */
static struct term *script_term(struct session *session, const struct arguments *args,
				int *status, struct err *err)
{
	struct cli *cli = session->cli;
	const char *size = argument(args, "size");
	struct keyfile keys = {0};
	struct script_settings settings = {
		.out = &session->screens,
		.wait = cli->clock.held ? script_wait : NULL,
		.context = &cli->clock,
	};
	if (size && !parse_size(size, &settings.rows, &settings.cols)) {
		*status = cli_misused(
			cli,
			_("Kích thước phải có dạng 80x24 (cột x dòng), không phải “%s”."),
			size);
		return NULL;
	}
	return keyfile_load(&keys, argument(args, "script"), err)
		       ? term_script_new(&keys, &settings)
		       : NULL;
}

static struct term *screen_term(enum theme theme, struct err *err)
{
	/* A tap on a phone that is at the other end of SSH comes as a click. */
	struct term_settings settings = {
		.theme = theme, .mouse = true, .guard_repeats = true};
	return term_possible(err) ? term_curses_new(&settings) : NULL;
}

/* How somebody sits down at this machine before anything is known of them. */
static void settle(struct app *app, struct cli *cli)
{
	app->clock = &cli->clock;
	app->usual_theme = app->theme;
	app->address = ADDRESS_BAC;
	/* Over SSH the client has an input method of its own; on a bare console nobody has. */
	app->usual = getenv("SSH_CONNECTION") ? TELEX_OFF : TELEX_TELEX;
	app->typing.telex.method = app->usual;
	if (cli->clock.held)
		app->dice.state = (uint64_t)cli->clock.at;
	else
		secret_random(&app->dice.state, sizeof(app->dice.state));
}

int session_init(struct session *session, struct cli *cli, const struct arguments *args)
{
	struct err err = {0};
	int status = 0;
	*session = (struct session){.cli = cli, .screens = BUF_INIT};
	struct app *app = &session->app;
	canvas_init(&app->canvas, 1, 1);
	app->theme = argument(args, "contrast") ? THEME_CONTRAST : THEME_NORMAL;
	session->scripted = argument(args, "script") != NULL;
	session->plain = !session->scripted && wants_plain(args);
	if (session->scripted)
		app->term = script_term(session, args, &status, &err);
	else if (session->plain)
		app->term = term_locale(&err) ? term_null_new() : NULL;
	else
		app->term = screen_term(app->theme, &err);
	if (!app->term)
		return status ? status : cli_fail(cli, &err);
	if (!secret_init(&err))
		return cli_fail(cli, &err);
	settle(app, cli);
	return -1;
}

bool session_open(struct session *session, struct err *err)
{
	app_words(&session->app);
	return term_open(session->app.term, err);
}

int session_close(struct session *session)
{
	struct err err = {0};
	const struct term *term = session->app.term;
	term_close(session->app.term);
	if (!session->scripted)
		return EXIT_FINE;
	fwrite(session->screens.data, 1, session->screens.len, session->cli->out);
	return term_script_result(term, &err) ? EXIT_FINE : cli_fail(session->cli, &err);
}

void session_release(struct session *session)
{
	struct term *term = session->app.term;
	app_release(&session->app);
	term_free(term);
	buf_release(&session->screens);
}
