#include "report/format.h"

#include <string.h>
#include <strings.h>

const struct report_format *const report_formats[] = {
	&report_text,
	&report_csv,
	&report_json,
	NULL,
};

const struct report_format *report_format_named(const char *name)
{
	for (size_t i = 0; report_formats[i]; i++)
		if (!strcmp(report_formats[i]->name, name))
			return report_formats[i];
	return NULL;
}

const struct report_format *report_format_of_file(const char *path)
{
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot && report_formats[i]; i++)
		if (!strcasecmp(report_formats[i]->extension, dot))
			return report_formats[i];
	return NULL;
}
