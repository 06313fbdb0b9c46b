#include "base/diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct diag *diag_add(struct diags *list, struct place at, const char *code,
		      const char *format, ...)
{
	ALLOC_GROW(list->items, list->count + 1, list->cap);
	struct diag *d = &list->items[list->count++];
	*d = (struct diag){.at = at};
	snprintf(d->code, sizeof(d->code), "%s", code);
	va_list args;
	va_start(args, format);
	if (vasprintf(&d->message, format, args) < 0)
		d->message = xstrdup(format);
	va_end(args);
	list->errors += code[0] == 'E';
	return d;
}

static int by_place(const void *a_, const void *b_)
{
	const struct diag *a = a_, *b = b_;
	int order = strcmp(a->at.file ? a->at.file : "", b->at.file ? b->at.file : "");
	if (!order)
		order = (a->at.line > b->at.line) - (a->at.line < b->at.line);
	if (!order)
		order = (a->at.col > b->at.col) - (a->at.col < b->at.col);
	if (!order)
		order = strcmp(a->code, b->code);
	return order ? order : strcmp(a->message, b->message);
}

static void diag_release(struct diag *d)
{
	free(d->message);
	free(d->fix);
	free(d->source);
}

void diags_sort(struct diags *list)
{
	if (list->count < 2)
		return;
	qsort(list->items, list->count, sizeof(*list->items), by_place);
	size_t kept = 1;
	for (size_t i = 1; i < list->count; i++) {
		if (by_place(&list->items[kept - 1], &list->items[i])) {
			list->items[kept++] = list->items[i];
		} else {
			list->errors -= list->items[i].code[0] == 'E';
			diag_release(&list->items[i]);
		}
	}
	list->count = kept;
}

void diags_release(struct diags *list)
{
	for (size_t i = 0; i < list->count; i++)
		diag_release(&list->items[i]);
	free(list->items);
	*list = (struct diags){0};
}
