#include "ui/i18n.h"

#include "base/i18n.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#define DOMAIN "kynangso"

/* gettext("") is the header of the catalogue. */
static const char *one(const char *vietnamese)
{
	return *vietnamese ? dgettext(DOMAIN, vietnamese) : vietnamese;
}

static const char *counted(const char *singular, const char *plural, unsigned long n)
{
	return dngettext(DOMAIN, singular, plural, n);
}

/* gettext translates nothing in the C locale, and a machine may have generated no other; C.UTF-8
 * is always there and is another to it. Only messages are touched: numbers and sorting are ours. */
bool i18n_use(const char *lang, const char *folder)
{
	if (!strcmp(lang, "vi")) {
		tr_install(NULL, NULL);
		return true;
	}
	if (setenv("LANGUAGE", lang, 1) != 0 || !setlocale(LC_MESSAGES, "C.UTF-8") ||
	    !bindtextdomain(DOMAIN, folder) || !bind_textdomain_codeset(DOMAIN, "UTF-8"))
		return false;
	tr_install(one, counted);
	return true;
}
