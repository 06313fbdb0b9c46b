/* "Did you mean …?": the known name that is least different from a wrong one. */
#ifndef CONTENT_NEAREST_H
#define CONTENT_NEAREST_H

#include <stddef.h>

/* Collects candidates one by one: nearest_init(), nearest_try() for each, then best. */
#define NEAREST_BYTES 64

struct nearest {
	const char *wanted; /* borrowed */
	const char *best; /* the candidate, or NULL while none is near enough */
	const char *translations[4]; /* what a Vietnamese word stands for; NULL: no more */
	int distance;
};

/* A Vietnamese word for the candidate ("bài học": lesson) is as near as can be. Else near enough is a third of the letters, at most 3 edits (insert, delete, replace, swap); of words
 * with one or two letters none is. */
void nearest_init(struct nearest *nearest, const char *wanted);
void nearest_try(struct nearest *nearest, const char *candidate);

/* Edits between two texts up to NEAREST_BYTES, bytes without regard to case; more than `most`
 * is reported as most + 1. */
int edit_distance(const char *a, const char *b, int most);

#endif
