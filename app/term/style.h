/* How things look, by what they mean. Views name a role; the theme decides on colours.
 *
 * Every colour pair comes from a list whose contrast was computed on the palettes of the
 * Linux console, xterm, PuTTY, GNOME and Windows, worst case (docs/screens.md): at
 * least 5:1. Never dim (invisible on VGA text with a Vietnamese font), never blinking.
 * Colour is never the only carrier: a focused row also has ">" and the cursor, a verdict
 * also has its word.
 */
#ifndef TERM_STYLE_H
#define TERM_STYLE_H

#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_BODY, /* 0: what canvas_clear() leaves */
	ROLE_STRONG, /* a word that matters in the text */
	ROLE_TITLE, /* the bar at the top */
	ROLE_RULE, /* lines and frames */
	ROLE_HEADING,
	ROLE_FOCUS, /* the chosen row, button or control */
	ROLE_HINT, /* side remarks, "Gợi ý" */
	ROLE_RIGHT, /* "Đúng rồi" */
	ROLE_WRONG, /* "Chưa đúng", faults */
	ROLE_WARN, /* dangers: scams, deleting */
	ROLE_FIELD, /* a place to write in, not focused */
	ROLE_FIELD_FOCUS, /* the one being written in; counts as focus */
	ROLE_KEYS, /* the bottom line: which keys work now */
	ROLE_STATUS, /* the status line */
	ROLE_DISABLED, /* cannot be chosen; the text says why */
	ROLE_BAR, /* the filled part of a progress bar, charts */
	ROLE_PHONE, /* the frame of the simulated phone */
	ROLE_PHONE_BAR, /* its top line */
	/* QR codes: always black and white, whatever the theme and NO_COLOR. Paint " " in
	 * QR_DARK for dark, " " in QR_LIGHT for light, "▀" or "▄" in QR_DARK for light
	 * above or below. */
	ROLE_QR_DARK,
	ROLE_QR_LIGHT,
	ROLE_COUNT,
};

enum theme {
	THEME_NORMAL,
	THEME_CONTRAST, /* bright white on black */
	THEME_LIGHT, /* black on white */
	THEME_MONO, /* no colours: bold, underline and reverse only */
	THEME_COUNT,
};

/* The sixteen colours in the order of ANSI; curses' own names are macros. */
enum colour {
	COLOUR_DEFAULT = -1, /* whatever the terminal has */
	COLOUR_BLACK,
	COLOUR_RED,
	COLOUR_GREEN,
	COLOUR_YELLOW,
	COLOUR_BLUE,
	COLOUR_MAGENTA,
	COLOUR_CYAN,
	COLOUR_WHITE,
	COLOUR_BRIGHT_BLACK,
	COLOUR_BRIGHT_RED,
	COLOUR_BRIGHT_GREEN,
	COLOUR_BRIGHT_YELLOW,
	COLOUR_BRIGHT_BLUE,
	COLOUR_BRIGHT_MAGENTA,
	COLOUR_BRIGHT_CYAN,
	COLOUR_BRIGHT_WHITE,
};

#define ATTR_BOLD 1
#define ATTR_UNDERLINE 2
#define ATTR_REVERSE 4

struct style {
	/* enum colour, both default or neither; QR codes also 16 and 231 of 256. */
	int16_t fg, bg;
	uint8_t attrs; /* ATTR_.. */
};

/* The look of a role on a terminal with so many colours (tput colors: -1 or 0 for none).
 * With fewer than 16 no bright colour is named, as "bright" is then only bold, which may
 * be lost. */
struct style style_of(enum role role, enum theme theme, int colours);
/* The theme that is really used: NO_COLOR and a terminal without colours make it mono. */
enum theme theme_effective(enum theme theme, int colours, bool no_color);
/* "normal", "contrast", "light", "mono": for options and settings. NULL or false if
 * unknown. */
const char *theme_name(enum theme theme);
bool theme_parse(const char *name, enum theme *theme);
/* Is this one of the two roles that say "you are here"? */
bool role_is_focus(enum role role);

#endif
