/* What the screens of statistics share: the view's struct, and the words and bars that keep the rule
 * of small numbers. Used by ui/statistics*.c only; everybody else sees ui/statistics.h. */
#ifndef UI_STATISTICS_PART_H
#define UI_STATISTICS_PART_H

#include "ui/statistics.h"

struct stats_view {
	struct view view;
	const struct statistics
		*s; /* own, or that of the view below; NULL: to be fetched */
	struct statistics own;
	const struct quiz *quiz; /* list: NULL = the checks of lessons */
	char *id; /* of the question or practice */
	int screen; /* of the practice */
};

/* Ids of items: a kind's first, and the index in the course or the survey. */
enum {
	STATS_BACK = 1,
	STATS_CHECKS,
	STATS_ITEM = 1000,
	STATS_QUIZ = 20000,
	STATS_PRACTICE = 30000
};

extern const struct view_ops question_statistics_ops, list_statistics_ops,
	practice_statistics_ops;

/* s NULL: fetches its own. id is copied. */
struct stats_view *stats_view(const struct view_ops *ops, const struct statistics *s,
			      const char *id);
/* Where nothing was fetched yet: what `of` names, NULL = everything. */
void stats_fetch(struct view *view, struct app *app, const struct statistics_of *of);
void stats_free(struct view *view);
/* Of a page that has nothing to choose but the way back. */
void stats_choose_back(struct view *view, struct app *app, int id);
void stats_draw_keys(struct page *page, const char *enter);

/* A copy that lives as long as the page; releases the text. */
const char *stats_kept(struct page *page, struct buf *text);
/* "mới 7 người làm, chưa đủ để nói gì", or by one of two formats: with people and words, with people,
 * share and interval. */
void stats_share_line(struct buf *out, const struct portion *portion, const char *words,
		      const char *numbers);
/* "55 trong 130 người (42 %)", "chừng một nửa trong 55 người"; NULL where nothing may be said. */
const char *stats_part_words(struct page *page, int64_t count, int64_t of);
/* The same in a sentence; nothing for nobody. */
void stats_draw_part(struct page *page, const char *format, int64_t count, int64_t of);
/* A bar only where a number may be said: a drawn share is a number, too. Its words are as wide as those
 * of the others beside it, or bars could not be compared. */
void stats_draw_share(struct page *page, int64_t count, int64_t of);
void stats_draw_flags(struct page *page, unsigned items, unsigned places);

#endif
