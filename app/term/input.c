#include "term/input.h"

#include "base/mem.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

#define ESC 0x1b
/* How long a thing may be incomplete. A mark comes in the same breath as its letter; the
 * rest of a sequence may be held up by the network; a paste whose end got lost must not
 * lock the keys. */
#define MARK_MS 8
#define SEQUENCE_MS 100
#define PASTE_MS 1000

void input_init(struct input *in, bool guard_repeats)
{
	*in = (struct input){.guard = guard_repeats, .enter_at = -INPUT_REPEAT_MS};
}

void input_reset(struct input *in)
{
	struct input fresh;
	input_init(&fresh, in->guard);
	fresh.enter_at = in->enter_at;
	*in = fresh;
}

static void put_key(struct input *in, struct key key)
{
	if (in->count == INPUT_QUEUE)
		return; /* the caller did not take them out; old keys first */
	in->queue[(in->first + in->count++) % INPUT_QUEUE] = key;
}

static void emit_text(struct input *in, const char *s, size_t n)
{
	char *nfc = text_nfc_n(s, n);
	if (!nfc)
		return;
	struct key key = key_text(nfc, strlen(nfc));
	key.pasted = in->pasting;
	put_key(in, key);
	free(nfc);
}

static void release_held(struct input *in)
{
	if (in->held_len > 0)
		emit_text(in, in->held, in->held_len);
	in->held_len = 0;
}

/* A key that is no text: what is held was typed before it. */
static void emit(struct input *in, enum key_code code)
{
	release_held(in);
	put_key(in, key_of(code));
}

/* A character joins the grapheme that is held, or pushes it out. */
static void take_character(struct input *in, uint32_t cp)
{
	char bytes[4];
	size_t n = utf8_encode(cp, bytes);
	if (in->alt) {
		in->alt = false;
		emit(in, K_OTHER);
		return;
	}
	if (text_is_forbidden(cp) || text_is_invisible(cp))
		return;
	if (text_is_space(cp)) {
		release_held(in);
		emit_text(in, " ", 1);
		return;
	}
	if (in->held_len + n > sizeof(in->held))
		release_held(in);
	size_t before = in->held_len;
	memcpy(in->held + before, bytes, n);
	in->held_len += n;
	if (before > 0 && text_grapheme(in->held, in->held_len) <= before) {
		in->held_len = before;
		release_held(in);
		memcpy(in->held, bytes, n);
		in->held_len = n;
	}
	if (cp < 0x80 && !text_is_letter(cp))
		release_held(in); /* no keyboard puts marks on digits */
}

static void drop_partial(struct input *in)
{
	if (in->utf8_have > 0 && !in->pasting)
		emit(in, K_OTHER);
	in->utf8_have = 0;
	in->alt = false;
}

/* Bytes of a character by its first one; 0 for a byte that cannot be first. */
static int utf8_length_of(unsigned char lead)
{
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

static void take_byte(struct input *in, unsigned char byte)
{
	if (in->utf8_have > 0 && (byte & 0xc0) != 0x80)
		drop_partial(in);
	if (in->utf8_have == 0) {
		in->utf8_want = utf8_length_of(byte);
		if (in->utf8_want == 0) { /* a stray byte */
			if (!in->pasting)
				emit(in, K_OTHER);
			return;
		}
	}
	in->utf8[in->utf8_have++] = byte;
	if (in->utf8_have < in->utf8_want)
		return;
	uint32_t cp;
	char bytes[4];
	memcpy(bytes, in->utf8, sizeof(bytes));
	if (utf8_decode(bytes, (size_t)in->utf8_have, &cp) != in->utf8_have) {
		drop_partial(in);
		return;
	}
	in->utf8_have = 0;
	take_character(in, cp);
}

static enum key_code control_key(unsigned char byte)
{
	switch (byte) {
	case '\r':
	case '\n':
		return K_ENTER;
	case '\t':
		return K_TAB;
	case 0x08: /* which of the two Backspace sends is a setting of the terminal */
	case 0x7f:
		return K_BACKSPACE;
	case 'C' - 0x40:
		return K_CTRL_C;
	case 'L' - 0x40:
		return K_CTRL_L;
	case 'U' - 0x40:
		return K_CTRL_U;
	case 'W' - 0x40:
		return K_CTRL_W;
	case 'Z' - 0x40:
		return K_CTRL_Z;
	default:
		return K_OTHER;
	}
}

static void take_control(struct input *in, unsigned char byte)
{
	drop_partial(in);
	release_held(in);
	if (!in->pasting) {
		emit(in, control_key(byte));
		return;
	}
	bool second_half = byte == '\n' && in->paste_cr;
	if ((byte == '\r' || byte == '\n' || byte == '\t') && !second_half) {
		struct key key = key_text(" ", 1);
		key.pasted = true;
		key.line_end = byte != '\t';
		put_key(in, key);
	}
	in->paste_cr = byte == '\r';
}

/* ── escape sequences ──────────────────────────────────────────────────────────────── */

struct sequence {
	const char *params;
	char final;
	enum key_code code;
};

/* What terminals send when they do not send what terminfo says: xterm's normal mode,
 * VT220, rxvt, PuTTY. An empty list of parameters also stands for "1". */
static const struct sequence csi_keys[] = {
	{"", 'A', K_UP},      {"", 'B', K_DOWN},  {"", 'C', K_RIGHT},
	{"", 'D', K_LEFT},    {"", 'H', K_HOME},  {"", 'F', K_END},
	{"", 'Z', K_BACKTAB}, {"1", '~', K_HOME}, {"2", '~', K_INSERT},
	{"3", '~', K_DELETE}, {"4", '~', K_END},  {"5", '~', K_PGUP},
	{"6", '~', K_PGDN},   {"7", '~', K_HOME}, {"8", '~', K_END},
	{"11", '~', K_F1},    {"12", '~', K_F2},  {"13", '~', K_F3},
	{"14", '~', K_F4},    {"15", '~', K_F5},  {"17", '~', K_F6},
	{"18", '~', K_F7},    {"19", '~', K_F8},  {"20", '~', K_F9},
	{"21", '~', K_F10},   {"23", '~', K_F11}, {"24", '~', K_F12},
	{"[", 'A', K_F1},     {"[", 'B', K_F2},   {"[", 'C', K_F3},
	{"[", 'D', K_F4},     {"[", 'E', K_F5}, /* Linux console: ESC [ [ A */
};

static const struct sequence ss3_keys[] = {
	{"", 'A', K_UP},   {"", 'B', K_DOWN}, {"", 'C', K_RIGHT}, {"", 'D', K_LEFT},
	{"", 'H', K_HOME}, {"", 'F', K_END},  {"", 'P', K_F1},    {"", 'Q', K_F2},
	{"", 'R', K_F3},   {"", 'S', K_F4},   {"", 'M', K_ENTER}, {"", 'I', K_TAB},
};

static enum key_code find_sequence(const struct sequence *table, size_t n,
				   const char *params, char final)
{
	for (size_t i = 0; i < n; i++)
		if (table[i].final == final && strcmp(table[i].params, params) == 0)
			return table[i].code;
	return K_OTHER;
}

/* Answers of the terminal to questions somebody asked, and news of the window's focus. */
static bool is_report(char final)
{
	return strchr("IORcnty", final) != NULL;
}

static void end_csi(struct input *in, char final)
{
	in->state = INPUT_PLAIN;
	if (final == '~' && strcmp(in->params, "200") == 0) {
		release_held(in);
		in->pasting = true;
		in->paste_cr = false;
	} else if (final == '~' && strcmp(in->params, "201") == 0) {
		drop_partial(in);
		release_held(in);
		in->pasting = false;
	} else if (final == 'M' && in->param_count == 0) {
		in->state = INPUT_SKIP; /* a mouse left on by another program */
		in->skip = 3;
	} else if (!in->pasting && !is_report(final)) {
		emit(in, find_sequence(csi_keys, ARRAY_LEN(csi_keys), in->params, final));
	}
}

static void take_csi(struct input *in, unsigned char byte)
{
	bool console_f_key = byte == '[' && in->param_count == 0;
	if ((byte >= 0x20 && byte < 0x40) || console_f_key) {
		if (in->param_count < (int)sizeof(in->params) - 1)
			in->params[in->param_count++] = (char)byte;
	} else if (byte >= 0x40 && byte < 0x7f) {
		in->params[in->param_count] = '\0';
		end_csi(in, (char)byte);
	} else {
		in->state = INPUT_PLAIN; /* broken off: the byte stands for itself */
		input_byte(in, byte);
	}
}

static void take_ss3(struct input *in, unsigned char byte)
{
	in->state = INPUT_PLAIN;
	if (byte < 0x20 || byte >= 0x7f) {
		input_byte(in, byte);
		return;
	}
	if (in->pasting)
		return;
	if (byte >= 'j' && byte <= 'y') { /* the number pad of a VT100 */
		emit_text(in, &"*+,-./0123456789"[byte - 'j'], 1);
		return;
	}
	emit(in, find_sequence(ss3_keys, ARRAY_LEN(ss3_keys), "", (char)byte));
}

static void after_esc(struct input *in, unsigned char byte)
{
	in->state = INPUT_PLAIN;
	in->param_count = 0;
	if (byte == '[') {
		in->state = INPUT_CSI;
	} else if (byte == 'O') {
		in->state = INPUT_SS3;
	} else if (strchr("]P_^X", byte) && byte) {
		in->state = INPUT_STRING;
	} else if (in->pasting) {
		input_byte(in, byte);
	} else if (byte == '\t') {
		emit(in, K_BACKTAB); /* the Linux console */
	} else if (byte < 0x20 || byte == 0x7f) {
		emit(in, K_ESC);
		input_byte(in, byte);
	} else {
		in->alt = true; /* Alt and a letter: known to nobody here */
		take_byte(in, byte);
	}
}

static void take_string(struct input *in, unsigned char byte)
{
	if (byte == 0x07)
		in->state = INPUT_PLAIN;
	else if (byte == ESC) { /* ESC \ ends it */
		in->state = INPUT_SKIP;
		in->skip = 1;
	}
}

void input_byte(struct input *in, unsigned char byte)
{
	switch (in->state) {
	case INPUT_ESC:
		after_esc(in, byte);
		return;
	case INPUT_CSI:
		take_csi(in, byte);
		return;
	case INPUT_SS3:
		take_ss3(in, byte);
		return;
	case INPUT_STRING:
		take_string(in, byte);
		return;
	case INPUT_SKIP:
		if (--in->skip <= 0)
			in->state = INPUT_PLAIN;
		return;
	case INPUT_PLAIN:
		break;
	}
	if (byte == ESC) {
		drop_partial(in);
		release_held(in);
		in->state = INPUT_ESC;
	} else if (byte < 0x20 || byte == 0x7f) {
		take_control(in, byte);
	} else {
		in->paste_cr = false;
		take_byte(in, byte);
	}
}

/* Nothing more will come of what is pending. */
static void settle(struct input *in)
{
	drop_partial(in);
	release_held(in);
	if (in->state == INPUT_ESC && !in->pasting)
		emit(in, K_ESC);
	in->state = INPUT_PLAIN;
}

void input_key(struct input *in, struct key key)
{
	settle(in);
	if (!in->pasting || key.code == K_RESIZE)
		put_key(in, key);
}

int input_patience(const struct input *in)
{
	if (in->state == INPUT_ESC && !in->pasting)
		return 0; /* curses has waited already */
	if (in->state != INPUT_PLAIN || in->utf8_have > 0)
		return SEQUENCE_MS;
	if (in->held_len > 0)
		return MARK_MS;
	return in->pasting ? PASTE_MS : -1;
}

void input_quiet(struct input *in)
{
	bool nothing =
		in->state == INPUT_PLAIN && in->utf8_have == 0 && in->held_len == 0;
	settle(in);
	if (nothing)
		in->pasting = false;
}

bool input_next(struct input *in, struct key *key, int64_t now)
{
	while (in->count > 0) {
		*key = in->queue[in->first];
		in->first = (in->first + 1) % INPUT_QUEUE;
		in->count--;
		if (key->code != K_ENTER || !in->guard)
			return true;
		bool repeated = now - in->enter_at < INPUT_REPEAT_MS;
		in->enter_at = now;
		if (!repeated)
			return true;
	}
	return false;
}
