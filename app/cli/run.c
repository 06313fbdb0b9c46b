/* `kynangso run`: the terminal program, on a screen or, with --script, on a key file. */
#include "cli/session.h"

#include "ui/plain.h"
#include "ui/views.h"

/* Minutes without a key until the program asks whether one is still there. */
#define IDLE_MINUTES 3

static bool begin(struct app *app, struct cli *cli, const struct arguments *args,
		  struct err *err)
{
	struct err none = {0};
	app->shelf = cli_shelf(cli, err);
	app->region = app->shelf ? cli_region(cli, err) : NULL;
	if (!app->region)
		return false;
	app->course = cli->course = shelf_course(app->shelf);
	app->content = cli_content(cli);
	app->folder = cli_data(cli, err);
	app->store = app->folder ? cli_store(cli, STORE_CREATE, err) : NULL;
	if (!app->store)
		return false;
	app->kiosk = argument(args, "kiosk") != NULL;
	app->idle_seconds = IDLE_MINUTES * 60;
	store_actor(app->store, ""); /* until staff sign in */
	bool there = store_centre(app->store, &app->centre, &none);
	if (!there && none.kind != ERR_NONE) {
		*err = none;
		return false;
	}
	app_push(app, there ? view_who() : view_setup());
	return true;
}

static void go(struct session *session)
{
	struct app *app = &session->app;
	if (!session->plain) {
		app_run(app);
		return;
	}
	app->idle_seconds = 0; /* nothing is timed there */
	app_run_plain(app, session->cli->in, session->cli->out);
}

int command_run(struct cli *cli, int argc, char **argv)
{
	struct arguments args;
	struct session session;
	struct err err = {0};
	int status = arguments_parse(&args, cli, argc, argv);
	if (status >= 0)
		return status;
	status = session_init(&session, cli, &args);
	if (status < 0) {
		if (begin(&session.app, cli, &args, &err) &&
		    session_open(&session, &err)) {
			go(&session);
			status = session_close(&session);
		} else {
			status = cli_fail(cli, &err);
		}
	}
	session_release(&session);
	return status;
}
