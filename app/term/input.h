/* From what a terminal sends to keys: bytes of UTF-8, escape sequences, pastes, marks
 * that come after their letter. Pure: no terminal, no clock, so that tests and the fuzzer
 * can feed it.
 *
 * curses recognises the function keys that the terminal's description names; they come in
 * through input_key(). Everything else comes in byte by byte, since many terminals
 * (PuTTY, apps on phones) send other sequences than they promise. What nobody knows
 * becomes K_OTHER and never turns into an Esc with letters behind it, which would leave
 * the screen and type garbage.
 *
 *	input_byte(&in, c);
 *	while (input_next(&in, &key, now))
 *		...
 *	if nothing comes for input_patience(&in) ms: input_quiet(&in) and input_next()
 */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include "term/key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INPUT_QUEUE 8
/* A repeated Enter sooner than this is a finger that stays on the key. */
#define INPUT_REPEAT_MS 300

enum input_state {
	INPUT_PLAIN,
	INPUT_ESC, /* after ESC */
	INPUT_CSI, /* after ESC [ */
	INPUT_SS3, /* after ESC O */
	INPUT_SKIP, /* a fixed number of bytes to throw away */
	INPUT_STRING, /* an answer of the terminal (OSC, DCS): thrown away to its end */
};

struct input {
	struct key queue[INPUT_QUEUE];
	int first, count;
	enum input_state state;
	char params[16]; /* of the CSI sequence; what is longer is unknown anyway */
	int param_count;
	int skip;
	unsigned char utf8[4]; /* a character in progress */
	int utf8_have, utf8_want;
	bool alt; /* the character in progress came with Alt */
	char held[64]; /* a grapheme that a mark may still join */
	size_t held_len;
	bool pasting, paste_cr;
	bool guard; /* drop repeats of Enter */
	int64_t enter_at; /* clock_ticks() of the last Enter, or very long ago */
};

void input_init(struct input *in, bool guard_repeats);
/* Take out all keys (input_next()) after each of these. */
void input_byte(struct input *in, unsigned char byte);
void input_key(struct input *in, struct key key); /* recognised by someone else */
/* Milliseconds to wait for more before calling input_quiet(); -1: nothing is pending. */
int input_patience(const struct input *in);
void input_quiet(struct input *in);
/* The next key; false if there is none. now: clock_ticks(). */
bool input_next(struct input *in, struct key *key, int64_t now);
/* Forgets everything that is pending. */
void input_reset(struct input *in);

#endif
