/* A line to write in: name, date, phone, password, an answer; or several lines.
 *
 * A field owns its text (NFC, no control characters). The typing engine (text/telex.h) works only
 * in FIELD_TEXT and only while the method is not off: never in passwords, PINs, phone numbers,
 * ids, dates, numbers or addresses. Pasted text goes in untouched; its line ends
 * are blanks but in a field of several lines.
 */
#ifndef UI_FIELD_H
#define UI_FIELD_H

#include "base/buf.h"
#include "term/key.h"
#include "text/telex.h"

#include <stdbool.h>

enum field_kind {
	FIELD_TEXT, /* Vietnamese: the typing engine may help */
	FIELD_SEARCH, /* the same for looking up as one types: no word is judged, nothing is taken
		       * back to its keys while more letters are to come */
	FIELD_PLAIN, /* as typed: addresses, codes */
	FIELD_SECRET, /* as typed, shown as dots */
	FIELD_DIGITS, /* digits, spaces, dots, plus: phone, id */
	FIELD_DATE, /* digits, slashes, dots, dashes, letters of "tháng" */
	FIELD_NUMBER,
};

struct field {
	enum field_kind kind;
	int max; /* characters */
	/* Several lines: Enter begins a new one, up and down move inside. The text is broken at
	 * `columns`, which the page tells before each key (0: not broken). */
	bool lines;
	int columns;
	/* The text around the cursor: what is settled, the word being typed, what follows. */
	struct buf before, after;
	struct telex_word word;
	struct buf text; /* all of it, as it would be with the word ended */
	bool wrote; /* the last key was text, and was taken */
	bool overflow; /* the last key did not fit */
	bool refused; /* the last key cannot stand in this kind of field */
	bool composed; /* a letter came with its marks: the client has an input method */
};

/* How the keyboard is read: F4 changes it, remembered per learner. */
struct typing {
	struct telex_options telex;
};

void field_init(struct field *field, enum field_kind kind, int max);
void field_release(struct field *field);
void field_set(struct field *field, const char *text); /* cursor at the end */
const char *field_text(const struct field *field);
/* Wipes and empties a secret. */
void field_wipe(struct field *field);

/* The typing engine helps here, if it is on. */
bool field_in_vietnamese(const struct field *field);
/* True if the key was for the field (it changed the text or moved inside it, or has no meaning
 * here but must not reach the view, such as a letter in a field of digits). */
bool field_key(struct field *field, const struct key *key, const struct typing *typing);
/* The bytes of the first row of `text` as it is broken on the screen, with the blank or line end
 * behind it. */
size_t field_row(const char *text, int columns);
/* What is shown: dots for secrets. *cursor gets the columns before the cursor. */
void field_show(const struct field *field, struct buf *out, int *cursor);

#endif
