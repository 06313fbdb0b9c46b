/* What the measuring programs share: a clock, the middle of many times, folders on the disk. */
#ifndef TESTS_BENCH_BENCH_H
#define TESTS_BENCH_BENCH_H

#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* Milliseconds of a clock that never runs backwards. */
static inline double bench_now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static inline int bench_by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

struct spread {
	double middle, slow, worst; /* of all; the slowest of a hundred; the slowest */
	double mean;
};

/* Sorts the times. */
static inline struct spread bench_spread(double *times, size_t n)
{
	double sum = 0;
	qsort(times, n, sizeof(*times), bench_by_size);
	for (size_t i = 0; i < n; i++)
		sum += times[i];
	return (struct spread){times[n / 2], times[n - 1 - n / 100], times[n - 1],
			       sum / (double)n};
}

/* A new folder on a disk, not in memory: $TMPDIR or /var/tmp. The caller frees and removes it. */
static inline char *bench_folder(void)
{
	const char *base = getenv("TMPDIR");
	char *path =
		xasprintf("%s/kynangso-bench-XXXXXX", base && *base ? base : "/var/tmp");
	if (!mkdtemp(path)) {
		perror(path);
		exit(1);
	}
	return path;
}

#endif
