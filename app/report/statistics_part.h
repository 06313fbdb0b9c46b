/* How the tables of statistics are written: cells that keep the rule of small numbers, and which rows
 * there are. Used by report/statistics*.c only; everybody else sees report/statistics.h. */
#ifndef REPORT_STATISTICS_PART_H
#define REPORT_STATISTICS_PART_H

#include "report/statistics.h"
#include "report/table.h"

struct writing {
	const struct statistics *s;
	struct table *table;
	bool narrow;
	bool single; /* of one question or practice only */
};

/* A question or a practice, wherever it comes from. */
struct entry {
	size_t index;
	bool practice;
	int weight;
};

/* What is asked about, in the order of the file, or what needs a look first. The caller frees it. */
struct entry *writing_choose(const struct statistics *s, const struct statistics_of *of,
			     size_t *count);

/* Each the next cell of the row; not `given`: an empty one. */
void write_prose(const struct writing *w, const char *prose); /* NULL: empty */
/* The same, cut where the table is for eyes. */
#define WORDS_COLUMNS 40
void write_cut(const struct writing *w, const char *prose);
/* What stands on a screen; two cells where the table is for machines, its id before it. NULL: empty. */
void write_screen(const struct writing *w, const struct screen *screen);
/* "hơn một nửa"; "71 % (62–79 %)"; nothing where too few were there. */
void write_says(const struct writing *w, const struct portion *portion);
void write_share(const struct writing *w, double share, bool given);
void write_measure(const struct writing *w, double measure, bool given);
void write_count(const struct writing *w, int64_t count, bool given);
void write_flags(const struct writing *w, unsigned items, unsigned places);
/* Four cells, for machines: how many, their share and its interval; empty but in numbers. */
void write_portion_columns(struct table *t, const char *count, const char *heading);
void write_portion(const struct writing *w, const struct portion *portion);
/* Prose on one line, expanded. */
void write_line(const struct writing *w, const char *prose, struct buf *out);

/* Whole tables, but for title and notes. */
void write_choices(const struct writing *w, const struct statistics_of *of);
void write_screens(const struct writing *w, const struct statistics_of *of, bool actions);

#endif
