#include "report/format.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

const struct report_format *const report_formats[] = {
	&report_text,  &report_csv, &report_json,  &report_xlsx,        &report_html,
	&report_annex, &report_pdf, &report_jsonl, &report_datapackage, NULL,
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
		if (*report_formats[i]->extension &&
		    !strcasecmp(report_formats[i]->extension, dot))
			return report_formats[i];
	return NULL;
}

struct buf *report_folder_add(struct report_folder *folder, const char *name)
{
	ALLOC_GROW(folder->parts, folder->count + 1, folder->cap);
	struct report_part *part = &folder->parts[folder->count++];
	part->name = xstrdup(name);
	buf_init(&part->bytes);
	return &part->bytes;
}

void report_folder_release(struct report_folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		free(folder->parts[i].name);
		buf_release(&folder->parts[i].bytes);
	}
	free(folder->parts);
	*folder = (struct report_folder){0};
}
