/* The dashboard towards the goal: what its screens share.
 *
 * The first screen owns what was asked and the answer (report/board.h); the others stand above it on
 * the stack and borrow both. When the question changes there, `board` is loaded anew and the
 * screens below fetch again when they are shown.
 */
#ifndef UI_DASHBOARD_H
#define UI_DASHBOARD_H

#include "report/board.h"
#include "ui/app.h"

struct dashboard {
	struct view view;
	struct board_request asked;
	struct board board;
	bool today; /* the day follows the clock */
	bool loaded;
};

/* Asks again. False, with a page that says why, where it cannot be counted. */
bool dashboard_load(struct dashboard *dashboard, struct app *app);

struct view *view_look(struct dashboard *dashboard); /* day, definition, reading */
struct view *view_goals(struct dashboard *dashboard);
struct view *view_wards(struct dashboard *dashboard);
struct view *view_board_ward(struct dashboard *dashboard, const char *code);
struct view *view_months(struct dashboard *dashboard); /* of the city */
/* ward NULL: all of them. */
struct view *view_people_counted(struct dashboard *dashboard, const struct ward *ward);
struct view *view_classes(struct dashboard *dashboard); /* and the people of each */
/* How many people there are, to be written down; ward NULL: in the whole city. */
struct view *view_figure(struct dashboard *dashboard, const struct ward *ward);
struct view *view_export(struct dashboard *dashboard, const struct ward *ward);

/* ── words; all are kept by the page ── */

const char *number_words(struct page *page, int64_t number);
/* "12,3 %", "<0,1 %", or "–" where it cannot be said. */
const char *rate_words(struct page *page, const struct board_place *place);
/* "~39.664" where it is an estimate, "–" where there is none. */
const char *population_words(struct page *page, const struct board_place *place);
const char *day_words(struct page *page, int day);
const char *month_words(struct page *page, int month);
/* The goal's mark is on the bar if a goal fits what was asked. */
struct gauge place_gauge(const struct board *board, const struct board_place *place);
/* "Phường Ba Đình: chắc chắn 12 người, chưa rõ 3 người, trên 39.664 người (ước lượng), đạt 0,0 %, còn
 * thiếu 27.753 người." */
const char *place_words(struct page *page, const struct board_place *place);
/* The headline of a place: bar, numbers, range, goal. */
void draw_headline(struct page *page, const struct board *board,
		   const struct board_place *place);
/* How many of them have a personal id, and how many are only declared. */
void draw_verified(struct page *page, const struct board_place *place);
/* By month, the last one first, and the pace with its assumption. */
void draw_months(struct page *page, const struct board *board, const struct trend *trend);
/* What the numbers mean, and where the denominators come from. */
void draw_sources(struct page *page, const struct app *app, const struct board *board);
const char *standing_words(struct page *page, const struct learner_standing *standing);
const char *reading_words(enum trained trained); /* "đã hoàn thành khóa học" */

#endif
