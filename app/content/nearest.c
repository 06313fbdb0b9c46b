#include "content/nearest.h"

#include <string.h>

static int lower(char c)
{
	return c >= 'A' && c <= 'Z' ? c + 32 : (unsigned char)c;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

/* Optimal string alignment over three rows. */
int edit_distance(const char *a, const char *b, int most)
{
	int rows[3][NEAREST_BYTES + 1];
	int *old = rows[0], *last = rows[1], *now = rows[2];
	int n = (int)strlen(a), m = (int)strlen(b);
	if (n > NEAREST_BYTES || m > NEAREST_BYTES || n - m > most || m - n > most)
		return most + 1;
	for (int j = 0; j <= m; j++)
		old[j] = last[j] = j;
	for (int i = 1; i <= n; i++) {
		now[0] = i;
		for (int j = 1; j <= m; j++) {
			int same = lower(a[i - 1]) == lower(b[j - 1]);
			now[j] = least(last[j - 1] + !same,
				       least(last[j], now[j - 1]) + 1);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				now[j] = least(now[j], old[j - 2] + 1);
		}
		int *spare = old;
		old = last;
		last = now;
		now = spare;
	}
	return last[m] <= most ? last[m] : most + 1;
}

void nearest_init(struct nearest *nearest, const char *wanted)
{
	size_t n = strlen(wanted);
	/* Of two or three letters every other word is near. */
	int most = n < 3 ? 0 : n < 9 ? (int)n / 3 : 3;
	*nearest = (struct nearest){.wanted = wanted, .distance = most + 1};
}

void nearest_try(struct nearest *nearest, const char *candidate)
{
	int d = edit_distance(nearest->wanted, candidate, nearest->distance - 1);
	if (d < nearest->distance) {
		nearest->distance = d;
		nearest->best = candidate;
	}
}
