#include "term/locale.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "term/term.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool locale_promises_utf8(void)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
	}
	return false;
}

void locale_plain(char *text)
{
	if (locale_promises_utf8())
		return;
	char *out = text;
	for (const char *p = text; *p;) {
		uint32_t cp = utf8_next(&p), parts[4];
		text_decompose(cp, parts);
		/* The stroke of đ is no mark that decomposes; dashes and quotes stay
		 * clear. */
		if (cp == 0x111 || cp == 0x110)
			*out++ = cp == 0x111 ? 'd' : 'D';
		else if (parts[0] < 0x80)
			*out++ = (char)parts[0];
		else if (!text_is_mark(parts[0]))
			*out++ = '?';
	}
	*out = '\0';
}

/* Only LC_CTYPE: LC_ALL under vi_VN writes 4,2 for 4.2 and breaks every CSV and JSON. A
 * machine reached over SSH often lacks the locale its visitor names; C.UTF-8 is always in
 * Debian. */
bool term_locale(struct err *err)
{
	static const char *const names[] = {"", "C.UTF-8", "en_US.UTF-8"};
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (setlocale(LC_CTYPE, names[i]) &&
		    strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
			return true;
	err_set(err, ERR_CONFIG,
		_("Máy này thiếu bộ chữ UTF-8 nên không hiện được tiếng Việt. Nhờ người "
		  "quản trị máy chạy \"apt install locales\", rồi mở lại chương trình; "
		  "hoặc chạy với --plain."));
	if (err)
		locale_plain(err->text);
	return false;
}
