/* Words for people: Vietnamese in the source, other languages from a catalogue.
 *
 *	_("Bấm Enter để đi tiếp.")		translated where it stands
 *	N_("Bấm Enter để đi tiếp.")		marked in a table, translated when shown
 *	ntr("%lu bài", "%lu bài", n)		by number (English needs two forms)
 *
 * The hook is process-wide, as a catalogue is. Every layer may mark its messages; only
 * ui/i18n.c knows gettext and installs itself here. Without it the Vietnamese is shown.
 * Whole sentences only, never glued from parts; a TRANSLATORS: comment above placeholders.
 */
#ifndef BASE_I18N_H
#define BASE_I18N_H

const char *tr(const char *vietnamese) __attribute__((format_arg(1)));
const char *ntr(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1))) __attribute__((format_arg(2)));
void tr_install(const char *(*one)(const char *),
		const char *(*counted)(const char *, const char *, unsigned long));

#define _(text) tr(text)
#define N_(text) (text)

#endif
