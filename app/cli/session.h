/* What `run` and `preview` have in common: the terminal they talk through, chosen by their options
 * (SCREEN_OPTIONS of command.c), and the app around it.
 *
 *	struct session s;
 *	int status = session_init(&s, cli, &args);
 *	if (status < 0) {
 *		... fill s.app, push the first view ...
 *		if (session_open(&s, &err)) {
 *			... go on until s.app.quit ...
 *			status = session_close(&s);
 *		} else {
 *			status = cli_fail(cli, &err);
 *		}
 *	}
 *	session_release(&s);
 */
#ifndef CLI_SESSION_H
#define CLI_SESSION_H

#include "cli/cli.h"
#include "ui/app.h"

#include <stdbool.h>

struct session {
	struct cli *cli;
	struct app app; /* with clock, terminal, colours, way of typing and dice */
	bool plain; /* line mode: ui/plain.h */
	bool scripted; /* keys come from a file */
	struct buf screens; /* what the script dumps */
};

/* Chooses the terminal: whether there can be a screen at all is asked before anything is made on
 * the disk. Returns -1 to go on, or the exit status when it has said what is wrong. */
int session_init(struct session *session, struct cli *cli, const struct arguments *args);
bool session_open(struct session *session, struct err *err);
/* Gives the terminal back, prints the screens of a script. Returns the exit status. */
int session_close(struct session *session);
/* Frees all, the views too. */
void session_release(struct session *session);

#endif
