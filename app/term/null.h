/* A terminal that shows nothing and reads nothing, for line mode: the views run as ever, and
 * ui/plain.h does the talking. */
#ifndef TERM_NULL_H
#define TERM_NULL_H

#include "term/term.h"

struct term *term_null_new(void);

#endif
