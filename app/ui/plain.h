/* Line mode: the same views, one line after another, for terminals that cannot place a cursor, for
 * screen readers and braille, and for pipes. Nothing is redrawn, nothing is timed; an item is
 * chosen by its number. The end of the input is "save and leave". */
#ifndef UI_PLAIN_H
#define UI_PLAIN_H

#include "ui/app.h"

#include <stdio.h>

/* Runs until somebody leaves or the input ends. app->term is a term_null_new() (term/null.h). */
void app_run_plain(struct app *app, FILE *in, FILE *out);

#endif
