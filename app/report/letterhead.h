/* The letterhead of a centre: what it has been told to write above and below a report that
 * is handed in, and otherwise what is known: its own name, and its ward as the body above
 * it and as the place. Who signs is nobody's guess and stays blank.
 */
#ifndef REPORT_LETTERHEAD_H
#define REPORT_LETTERHEAD_H

#include "course/region.h"
#include "report/annex.h"
#include "store/store.h"

#include <stdbool.h>

/* The words of a letterhead, as one table for settings, options and lists. */
struct letterhead_word {
	const char *name; /* of the option; the setting is "letterhead.<name>" */
	const char *words; /* N_(): what it is */
	size_t at; /* a const char * in struct letterhead */
};

#define LETTERHEAD_WORDS 5
extern const struct letterhead_word letterhead_words[LETTERHEAD_WORDS];
/* A setting of just this leaves the place blank, also where something is known. */
#define LETTERHEAD_NONE "-"

const char **letterhead_at(struct letterhead *letterhead, size_t word);
/* What is known of the centre and its ward, whatever has been set; strings live in the
 * arena. Before there is a centre all stays blank but the day. */
void letterhead_usual(struct letterhead *letterhead, struct arena *arena,
		      struct store *store, const struct region *region, int day);
/* The same with what has been set. */
void letterhead_load(struct letterhead *letterhead, struct arena *arena,
		     struct store *store, const struct region *region, int day);
/* Keeps one word for the centre; "" forgets what was kept. */
bool letterhead_save(struct store *store, size_t word, const char *text, struct err *err);

#endif
