#include "base/i18n.h"

#include <stddef.h>

static const char *(*translate)(const char *);
static const char *(*translate_counted)(const char *, const char *, unsigned long);

const char *tr(const char *vietnamese)
{
	return translate ? translate(vietnamese) : vietnamese;
}

const char *ntr(const char *one, const char *many, unsigned long n)
{
	if (translate_counted)
		return translate_counted(one, many, n);
	return n == 1 ? one : many;
}

void tr_install(const char *(*one)(const char *),
		const char *(*counted)(const char *, const char *, unsigned long))
{
	translate = one;
	translate_counted = counted;
}
