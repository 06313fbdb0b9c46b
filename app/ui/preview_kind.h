/* The four kinds of file that have screens, for preview. Parts are counted from 0. */
#ifndef UI_PREVIEW_KIND_H
#define UI_PREVIEW_KIND_H

#include "ui/preview.h"

struct preview_kind {
	const char *view; /* name of the view that shows it */
	const char *(*title)(const struct preview *);
	int (*count)(const struct preview *);
	/* As authors call it, NULL: by its number from 1. */
	const char *(*id)(const struct preview *, int part);
	const char *(*words)(const struct preview *, int part); /* prose */
	/* Pushes the view; -1: from the beginning. */
	bool (*open)(struct preview *, int part, struct err *);
	int (*at)(const struct view *); /* NULL: what was done tells */
};

extern const struct preview_kind lesson_kind, quiz_kind, practice_kind, typing_kind;

/* Makes a quiz ask all its questions and mark each at once. */
void preview_take_all(struct preview *preview);
/* A practice after these actions, as far as they can be done. */
bool preview_practice_after(struct preview *preview, const struct strings *actions,
			    struct err *err);

#endif
