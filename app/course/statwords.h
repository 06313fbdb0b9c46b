/* Words of statistics, the same on the screen, in tables and on paper: what is said instead of a
 * number where few people answered, and what a flag means. All are translated already, and static. */
#ifndef COURSE_STATWORDS_H
#define COURSE_STATWORDS_H

#include "base/buf.h"
#include "course/itemstat.h"
#include "course/practicestat.h"

/* A share in words that its interval bears out: "hơn một nửa" only where it surely is more than one
 * half. Fits before a verb: "gần như tất cả làm đúng". */
const char *portion_words(const struct portion *portion);
/* Appends what may be said of so many people: nothing but "–" under STAT_HIDDEN, words under
 * STAT_WORDS, else "71 %". */
void portion_say(struct buf *out, const struct portion *portion);
/* Appends "71 %", always; -0.4 is "0 %", as people cannot do worse than not at all. */
void share_say(struct buf *out, double share);
/* Appends "62–79 %". */
void interval_say(struct buf *out, const struct portion *portion);
/* Appends "0,31", "−0,05". */
void measure_say(struct buf *out, double measure);

/* How the question tells apart, one sentence; "" where nothing can be said. */
const char *sorting_words(enum item_sorting sorting);
const char *sorting_short(enum item_sorting sorting); /* "khá" */
const char *sorting_name(enum item_sorting sorting); /* for machines: "fair" */

/* One flag: short ("có thể sai đáp án"), and what to do now. */
const char *flag_words(enum item_flag flag);
const char *flag_advice(enum item_flag flag);
/* All that are set, with commas between: words for people, names for machines. */
void flags_say(struct buf *out, unsigned flags);
void flags_format(struct buf *out, unsigned flags);

/* The same of a practice's screens: enum place_flag. */
void places_say(struct buf *out, unsigned flags);
void places_format(struct buf *out, unsigned flags);

#endif
