#include "term/key.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct key_info {
	const char *name;
	const char *label; /* Vietnamese, to be translated; NULL: the name says it */
	bool pressed; /* a person can press it: key files may name it */
};

static const struct key_info infos[K_COUNT] = {
	[K_NONE] = {"None", NULL, false},
	[K_TEXT] = {"Text", NULL, false},
	[K_ENTER] = {"Enter", N_("phím Enter"), true},
	[K_ESC] = {"Esc", N_("phím Esc"), true},
	[K_TAB] = {"Tab", N_("phím Tab"), true},
	[K_BACKTAB] = {"Shift-Tab", N_("phím Shift và Tab"), true},
	[K_BACKSPACE] = {"Backspace", N_("phím xóa lùi (Backspace)"), true},
	[K_DELETE] = {"Delete", N_("phím xóa (Delete)"), true},
	[K_INSERT] = {"Insert", N_("phím Insert"), true},
	[K_UP] = {"Up", N_("mũi tên lên"), true},
	[K_DOWN] = {"Down", N_("mũi tên xuống"), true},
	[K_LEFT] = {"Left", N_("mũi tên sang trái"), true},
	[K_RIGHT] = {"Right", N_("mũi tên sang phải"), true},
	[K_PGUP] = {"PgUp", N_("phím lật trang lên (Page Up)"), true},
	[K_PGDN] = {"PgDn", N_("phím lật trang xuống (Page Down)"), true},
	[K_HOME] = {"Home", N_("phím về đầu (Home)"), true},
	[K_END] = {"End", N_("phím về cuối (End)"), true},
	[K_F1] = {"F1", NULL, true},
	[K_F2] = {"F2", NULL, true},
	[K_F3] = {"F3", NULL, true},
	[K_F4] = {"F4", NULL, true},
	[K_F5] = {"F5", NULL, true},
	[K_F6] = {"F6", NULL, true},
	[K_F7] = {"F7", NULL, true},
	[K_F8] = {"F8", NULL, true},
	[K_F9] = {"F9", NULL, true},
	[K_F10] = {"F10", NULL, true},
	[K_F11] = {"F11", NULL, true},
	[K_F12] = {"F12", NULL, true},
	[K_CTRL_C] = {"Ctrl-C", N_("phím Ctrl và C"), true},
	[K_CTRL_L] = {"Ctrl-L", N_("phím Ctrl và L"), true},
	[K_CTRL_U] = {"Ctrl-U", N_("phím Ctrl và U"), true},
	[K_CTRL_W] = {"Ctrl-W", N_("phím Ctrl và W"), true},
	[K_CTRL_Z] = {"Ctrl-Z", N_("phím Ctrl và Z"), true},
	[K_OTHER] = {"Other", N_("một phím khác"), false},
	[K_CLICK] = {"Click", N_("nút chuột"), false},
	[K_RESIZE] = {"Resize", NULL, false},
	[K_IDLE] = {"Idle", NULL, false},
	[K_EOF] = {"Eof", NULL, false},
};

struct key key_of(enum key_code code)
{
	return (struct key){.code = code};
}

struct key key_text(const char *grapheme, size_t n)
{
	struct key key = {.code = K_TEXT};
	size_t len = 0;
	while (len < n) {
		uint32_t cp;
		int bytes = utf8_decode(grapheme + len, n - len, &cp);
		if (bytes < 1 || len + (size_t)bytes >= sizeof(key.text))
			break;
		len += (size_t)bytes;
	}
	memcpy(key.text, grapheme, len);
	return key;
}

static const struct key_info *info_of(const struct key *key)
{
	return &infos[(unsigned)key->code < K_COUNT ? key->code : K_NONE];
}

const char *key_format(const struct key *key)
{
	if (key->code != K_TEXT)
		return info_of(key)->name;
	return strcmp(key->text, " ") == 0 ? "Space" : key->text;
}

const char *key_label(const struct key *key)
{
	if (key->code == K_TEXT)
		return strcmp(key->text, " ") == 0 ? _("phím cách") : key->text;
	const struct key_info *info = info_of(key);
	return info->label ? tr(info->label) : info->name;
}

static bool parse_text(const char *name, struct key *key)
{
	char *nfc = text_nfc(name);
	if (!nfc)
		return false;
	size_t n = strlen(nfc);
	uint32_t cp;
	bool one = n > 0 && text_grapheme(nfc, n) == n && n < sizeof(key->text) &&
		   utf8_decode(nfc, n, &cp) > 0 && !text_is_forbidden(cp);
	if (one)
		*key = key_text(nfc, n);
	free(nfc);
	return one;
}

bool key_parse(const char *name, struct key *key)
{
	for (size_t i = 0; i < ARRAY_LEN(infos); i++)
		if (infos[i].pressed && strcasecmp(name, infos[i].name) == 0) {
			*key = key_of((enum key_code)i);
			return true;
		}
	if (strcasecmp(name, "Space") == 0) {
		*key = key_text(" ", 1);
		return true;
	}
	return parse_text(name, key);
}
