/* Screens of statistics for staff: what to mend first, a quiz and its questions, one question, a
 * practice and where people fall in it. They say what `kynangso stats` says (report/statistics.h),
 * by the same rule of small numbers.
 *
 * Whoever shows a question elsewhere can put its line beside it, and open its page:
 *
 *	struct statistics s = {0};
 *	stats_read(&s, app, NULL, &err);
 *	statistics_line(&line, question_statistics(&s, id));
 *	app_push(app, view_question_statistics(id));
 */
#ifndef UI_STATISTICS_H
#define UI_STATISTICS_H

#include "report/statistics.h"
#include "ui/app.h"
#include "ui/work.h"

struct view *view_statistics(void);
/* statistics_load() for a screen: many answers take a while, so it says how far it is, and Esc stops it.
 * s is zeroed by the caller, and to be released where it is done. */
enum work_end stats_read(struct statistics *s, struct app *app,
			 const struct statistics_of *of, struct err *err);
/* Ids of the course, a check's being "<lesson>/<step>"; copied. They fetch what they show. */
struct view *view_question_statistics(const char *question);
struct view *view_practice_statistics(const char *practice);

/* NULL where the course has no such question or practice. */
const struct item_stat *question_statistics(const struct statistics *s,
					    const char *question);
const struct practice_stat *practice_statistics(const struct statistics *s,
						const char *practice);
/* Appends one line: "128 người: 64 % làm đúng (55–72 %)", "65 người: hơn một nửa làm đúng", "mới 7
 * người làm, chưa đủ để nói gì". Flags are not in it: flags_say(). */
void statistics_line(struct buf *out, const struct item_stat *stat);
void statistics_practice_line(struct buf *out, const struct practice_stat *stat);

#endif
