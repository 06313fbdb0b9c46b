/* The terminal that is not there: keys come from a key file (term/keyfile.h), screens go
 * to a buffer. `run --script` and the tests of the screens use it; the program behind
 * cannot tell the difference.
 */
#ifndef TERM_SCRIPT_H
#define TERM_SCRIPT_H

#include "base/buf.h"
#include "base/err.h"
#include "term/keyfile.h"
#include "term/term.h"

#include <stdbool.h>
#include <stdint.h>

struct script_settings {
	int rows, cols; /* 0: 24 x 80 */
	/* Receives dumps and the screen of a failed expectation; borrowed, may be
	 * NULL. */
	struct buf *out;
	/* Called by `wait`: moves the clock on. May be NULL: then wait is refused. */
	void (*wait)(void *context, int64_t seconds);
	void *context;
	/* Called when `out` has got a whole dump, to write it away; may be NULL. */
	void (*flush)(void *context, struct buf *out);
};

/* Takes over what is in *keys (which is empty afterwards). */
struct term *term_script_new(struct keyfile *keys,
			     const struct script_settings *settings);
/* How it went: false and the reason (file:line, what was expected) if an expectation
 * failed or a step could not be done. From then on read() has answered K_EOF only, so the
 * program leaves. Ask before term_free(). */
bool term_script_result(const struct term *term, struct err *err);
/* The last frame shown, for tests; NULL before the first. */
const struct canvas *term_script_frame(const struct term *term);
/* The last title, or "". */
const char *term_script_title(const struct term *term);

#endif
