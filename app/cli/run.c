/* `kynangso run`: the terminal program, on a screen or, with --script, on a key file. */
#include "cli/cli.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "term/null.h"
#include "term/script.h"
#include "ui/app.h"
#include "ui/plain.h"
#include "ui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Minutes without a key until the program asks whether one is still there. */
#define IDLE_MINUTES 3

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

/* The terminal of this run; NULL with err and, for wrong usage, *status 2. */
static struct term *make_term(struct cli *cli, const struct arguments *args,
			      enum theme theme, struct buf *screens, int *status,
			      struct err *err)
{
	const char *script = argument(args, "script"), *size = argument(args, "size");
	*status = 0;
	if (!script && wants_plain(args))
		return term_locale(err) ? term_null_new() : NULL;
	if (!script) {
		struct term_settings settings = {
			.theme = theme,
			.guard_repeats = true,
		};
		return term_possible(err) ? term_curses_new(&settings) : NULL;
	}
	struct keyfile keys = {0};
	struct script_settings settings = {
		.out = screens,
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
	return keyfile_load(&keys, script, err) ? term_script_new(&keys, &settings)
						: NULL;
}

/* How the words of the course stay as they are typed: its glossary, where it is one plain word. */
static void keep_glossary(struct app *app, const char ***words)
{
	size_t count = 0, cap = 0;
	for (size_t i = 0; i < app->course->lesson_count; i++) {
		const struct lesson *lesson = app->course->lessons[i];
		for (size_t w = 0; w < lesson->word_count; w++) {
			ALLOC_GROW(*words, count + 1, cap);
			(*words)[count++] = lesson->words[w].word;
		}
	}
	app->typing.telex.keep = *words;
	app->typing.telex.keep_count = count;
}

static bool begin(struct app *app, struct cli *cli, const struct arguments *args,
		  struct err *err)
{
	struct err none = {0};
	app->clock = &cli->clock;
	app->course = cli_course(cli, err);
	app->region = app->course ? cli_region(cli, err) : NULL;
	if (!app->region || !secret_init(err))
		return false;
	app->findings = &cli->findings;
	app->content = cli_content(cli);
	app->folder = cli_data(cli, err);
	app->store = app->folder ? cli_store(cli, STORE_CREATE, err) : NULL;
	if (!app->store)
		return false;
	app->kiosk = argument(args, "kiosk") != NULL;
	app->usual_theme = app->theme;
	app->idle_seconds = IDLE_MINUTES * 60;
	app->address = ADDRESS_BAC;
	/* Over SSH the client has an input method of its own; on a bare console nobody has. */
	app->usual = getenv("SSH_CONNECTION") ? TELEX_OFF : TELEX_TELEX;
	app->typing.telex.method = app->usual;
	if (cli->clock.held)
		app->dice.state = (uint64_t)cli->clock.at;
	else
		secret_random(&app->dice.state, sizeof(app->dice.state));
	bool there = store_centre(app->store, &app->centre, &none);
	if (!there && none.kind != ERR_NONE) {
		*err = none;
		return false;
	}
	app_push(app, there ? view_who() : view_setup());
	return true;
}

int command_run(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct app app = {0};
	struct buf screens = BUF_INIT;
	struct err err = {0};
	const char **glossary = NULL;
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	/* Whether there can be a screen at all is asked before anything is made on the disk. */
	app.theme = argument(&args, "contrast") ? THEME_CONTRAST : THEME_NORMAL;
	app.term = make_term(cli, &args, app.theme, &screens, &status, &err);
	if (!app.term)
		return status ? status : cli_fail(cli, &err);
	canvas_init(&app.canvas, 1, 1);
	if (!begin(&app, cli, &args, &err) || !term_open(app.term, &err)) {
		status = cli_fail(cli, &err);
		goto out;
	}
	keep_glossary(&app, &glossary);
	if (!argument(&args, "script") && wants_plain(&args)) {
		app.idle_seconds = 0; /* nothing is timed there */
		app_run_plain(&app, cli->in, cli->out);
	} else {
		app_run(&app);
	}
	term_close(app.term);
	if (argument(&args, "script")) {
		fwrite(screens.data, 1, screens.len, cli->out);
		if (!term_script_result(app.term, &err))
			status = cli_fail(cli, &err);
		else
			status = EXIT_FINE;
	} else {
		status = EXIT_FINE;
	}
out:
	app_release(&app);
	term_free(app.term);
	free(glossary);
	buf_release(&screens);
	return status;
}
