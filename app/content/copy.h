/* A pack of one's own: where the installed one cannot be written to, it is copied to where it can. */
#ifndef CONTENT_COPY_H
#define CONTENT_COPY_H

#include "base/err.h"

#include <stdbool.h>

/* Under this name in the data folder the program looks for a pack before it takes the installed one. */
#define CONTENT_OWN "noi-dung"

/* Copies lessons, quizzes, places and templates from one pack to a folder that must not be there yet.
 * It is there whole or not at all: it gets its name when everything is in it. Links are not
 * followed out of the pack, and what is no regular file is passed over. */
bool content_copy(const char *from, const char *to, struct err *err);

#endif
