/* Random but repeatable lives of a centre, for tests of laws. */
#ifndef TESTS_STORE_HISTORY_H
#define TESTS_STORE_HISTORY_H

#include "course/dice.h"
#include "fixture.h"

#include <stdio.h>

/* Does `steps` random things: registers, teaches, examines, declares, confirms, voids, takes voids back, unites,
 * separates, corrects, erases; the clock goes on and sometimes back. What is refused must be
 * refused for a reason of the data. */
/* Where set, a line for every act: whom it was about, and why it was refused. */
extern FILE *history_told;

void history(struct bench *bench, struct dice *dice, int steps);

#endif
