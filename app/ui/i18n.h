/* The door to gettext: the words of the program in another language.
 *
 * Vietnamese needs no catalogue, as it stands in the source. English comes from
 * locale/en.po, compiled to <folder>/en/LC_MESSAGES/kynangso.mo. */
#ifndef UI_I18N_H
#define UI_I18N_H

#include <stdbool.h>

/* "vi" or "en". False where the machine cannot; the words then stay Vietnamese. */
bool i18n_use(const char *lang, const char *folder);

#endif
