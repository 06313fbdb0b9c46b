/* Which characters this terminal may be sent, decided without curses. Used by
 * term/curses.c. */
#ifndef TERM_LOCALE_H
#define TERM_LOCALE_H

#include <stdbool.h>

/* Does the environment (LC_ALL, LC_CTYPE, LANG in this order) promise UTF-8? It may name
 * a locale that this machine has not generated: the screen at the other end of SSH shows
 * UTF-8 all the same. */
bool locale_promises_utf8(void);
/* Takes the marks away in place (đ → d) if the environment does not promise UTF-8: better
 * plain letters than squares. */
void locale_plain(char *text);

#endif
