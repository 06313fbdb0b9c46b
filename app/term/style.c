#include "term/style.h"

#include "base/mem.h"

#include <string.h>

#define BLACK COLOUR_BLACK
#define RED COLOUR_RED
#define GREEN COLOUR_GREEN
#define BLUE COLOUR_BLUE
#define CYAN COLOUR_CYAN
#define WHITE COLOUR_WHITE
#define HI_GREEN COLOUR_BRIGHT_GREEN
#define HI_YELLOW COLOUR_BRIGHT_YELLOW
#define HI_CYAN COLOUR_BRIGHT_CYAN
#define HI_WHITE COLOUR_BRIGHT_WHITE
#define BOLD ATTR_BOLD
#define UNDERLINE ATTR_UNDERLINE
#define REVERSE ATTR_REVERSE

/* Bold is never put on black letters: where bold means bright (Linux console) they would
 * turn grey. `dull` is for eight colours and must be readable whether bold brightens or
 * not. */
struct look {
	struct style normal, dull, contrast, light;
	uint8_t mono;
};

#define PAIR(fg, bg, attrs)                                                              \
	{                                                                                \
		fg, bg, attrs                                                            \
	}

/* clang-format off */
static const struct look looks[ROLE_COUNT] = {
	/* role, normal, eight colours, contrast, light, mono */
	[ROLE_BODY] = {PAIR(WHITE, BLACK, 0), PAIR(WHITE, BLACK, 0),
		PAIR(HI_WHITE, BLACK, 0), PAIR(BLACK, WHITE, 0), 0},
	[ROLE_STRONG] = {PAIR(HI_WHITE, BLACK, BOLD), PAIR(WHITE, BLACK, BOLD),
		PAIR(HI_WHITE, BLACK, BOLD), PAIR(BLACK, WHITE, UNDERLINE), BOLD},
	[ROLE_TITLE] = {PAIR(HI_WHITE, BLUE, BOLD), PAIR(WHITE, BLUE, BOLD),
		PAIR(BLACK, WHITE, 0), PAIR(WHITE, BLACK, 0), REVERSE},
	[ROLE_RULE] = {PAIR(CYAN, BLACK, 0), PAIR(CYAN, BLACK, 0),
		PAIR(HI_WHITE, BLACK, 0), PAIR(BLACK, WHITE, 0), 0},
	[ROLE_HEADING] = {PAIR(HI_CYAN, BLACK, BOLD), PAIR(CYAN, BLACK, BOLD),
		PAIR(HI_WHITE, BLACK, BOLD), PAIR(BLACK, WHITE, UNDERLINE), BOLD},
	[ROLE_FOCUS] = {PAIR(BLACK, WHITE, 0), PAIR(BLACK, WHITE, 0),
		PAIR(BLACK, WHITE, 0), PAIR(WHITE, BLACK, 0), BOLD | REVERSE},
	[ROLE_HINT] = {PAIR(CYAN, BLACK, 0), PAIR(CYAN, BLACK, 0),
		PAIR(HI_WHITE, BLACK, 0), PAIR(BLACK, WHITE, 0), 0},
	[ROLE_RIGHT] = {PAIR(HI_GREEN, BLACK, BOLD), PAIR(GREEN, BLACK, BOLD),
		PAIR(HI_WHITE, BLACK, BOLD), PAIR(BLACK, WHITE, UNDERLINE), BOLD},
	[ROLE_WRONG] = {PAIR(HI_WHITE, RED, BOLD), PAIR(BLACK, CYAN, 0),
		PAIR(BLACK, WHITE, 0), PAIR(WHITE, BLACK, 0), BOLD | UNDERLINE},
	[ROLE_WARN] = {PAIR(HI_YELLOW, BLACK, BOLD), PAIR(WHITE, BLACK, BOLD),
		PAIR(HI_WHITE, BLACK, BOLD | UNDERLINE), PAIR(BLACK, WHITE, UNDERLINE),
		BOLD},
	[ROLE_FIELD] = {PAIR(WHITE, BLACK, UNDERLINE), PAIR(WHITE, BLACK, UNDERLINE),
		PAIR(HI_WHITE, BLACK, UNDERLINE), PAIR(BLACK, WHITE, UNDERLINE),
		UNDERLINE},
	[ROLE_FIELD_FOCUS] = {PAIR(BLACK, WHITE, 0), PAIR(BLACK, WHITE, 0),
		PAIR(BLACK, WHITE, 0), PAIR(WHITE, BLACK, 0), REVERSE},
	[ROLE_KEYS] = {PAIR(HI_WHITE, BLUE, 0), PAIR(WHITE, BLUE, BOLD),
		PAIR(BLACK, WHITE, 0), PAIR(WHITE, BLACK, 0), REVERSE},
	[ROLE_STATUS] = {PAIR(BLACK, CYAN, 0), PAIR(BLACK, CYAN, 0),
		PAIR(HI_WHITE, BLACK, BOLD), PAIR(BLACK, WHITE, UNDERLINE), BOLD},
	[ROLE_DISABLED] = {PAIR(WHITE, BLACK, 0), PAIR(WHITE, BLACK, 0),
		PAIR(HI_WHITE, BLACK, 0), PAIR(BLACK, WHITE, 0), 0},
	[ROLE_BAR] = {PAIR(HI_GREEN, BLACK, 0), PAIR(GREEN, BLACK, 0),
		PAIR(HI_WHITE, BLACK, 0), PAIR(BLACK, WHITE, 0), 0},
	[ROLE_PHONE] = {PAIR(CYAN, BLACK, 0), PAIR(CYAN, BLACK, 0),
		PAIR(HI_WHITE, BLACK, 0), PAIR(BLACK, WHITE, 0), 0},
	[ROLE_PHONE_BAR] = {PAIR(BLACK, CYAN, 0), PAIR(BLACK, CYAN, 0),
		PAIR(BLACK, WHITE, 0), PAIR(WHITE, BLACK, 0), REVERSE},
};
/* clang-format on */

/* A code is read by a camera: pure black and white where the terminal has fixed ones (the
 * first sixteen colours of 256 are often re-themed), never swapped. */
static struct style style_of_qr(bool light, int colours)
{
	if (colours < 8)
		return (struct style)PAIR(COLOUR_DEFAULT, COLOUR_DEFAULT,
					  light ? REVERSE : 0);
	int16_t black = colours >= 256 ? 16 : BLACK, white = colours >= 256 ? 231 : WHITE;
	return light ? (struct style)PAIR(black, white, 0)
		     : (struct style)PAIR(white, black, 0);
}

static struct style without_bright(struct style style)
{
	if (style.fg == HI_WHITE) {
		style.fg = WHITE;
		style.attrs |= BOLD;
	}
	return style;
}

struct style style_of(enum role role, enum theme theme, int colours)
{
	if (role == ROLE_QR_DARK || role == ROLE_QR_LIGHT)
		return style_of_qr(role == ROLE_QR_LIGHT, colours);
	if ((unsigned)role >= ROLE_COUNT)
		role = ROLE_BODY;
	const struct look *look = &looks[role];
	switch (theme_effective(theme, colours, false)) {
	case THEME_CONTRAST:
		return colours < 16 ? without_bright(look->contrast) : look->contrast;
	case THEME_LIGHT:
		return look->light;
	case THEME_NORMAL:
		return colours < 16 ? look->dull : look->normal;
	default:
		return (struct style)PAIR(COLOUR_DEFAULT, COLOUR_DEFAULT, look->mono);
	}
}

enum theme theme_effective(enum theme theme, int colours, bool no_color)
{
	bool known = (unsigned)theme < THEME_COUNT;
	return no_color || colours < 8 || !known ? THEME_MONO : theme;
}

static const char *const theme_names[THEME_COUNT] = {
	[THEME_NORMAL] = "normal",
	[THEME_CONTRAST] = "contrast",
	[THEME_LIGHT] = "light",
	[THEME_MONO] = "mono",
};

const char *theme_name(enum theme theme)
{
	return (unsigned)theme < THEME_COUNT ? theme_names[theme] : NULL;
}

bool theme_parse(const char *name, enum theme *theme)
{
	for (size_t i = 0; i < ARRAY_LEN(theme_names); i++)
		if (strcmp(name, theme_names[i]) == 0) {
			*theme = (enum theme)i;
			return true;
		}
	return false;
}

bool role_is_focus(enum role role)
{
	return role == ROLE_FOCUS || role == ROLE_FIELD_FOCUS;
}
