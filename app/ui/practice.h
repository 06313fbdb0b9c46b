/* Views of the simulated phone. */
#ifndef UI_PRACTICE_H
#define UI_PRACTICE_H

#include "course/practice.h"
#include "ui/app.h"

/* Goes on where the learner left it. */
struct view *view_practice(const struct practice *practice);
/* A question that is done: one run, no way back, and the answer "points:goal,goal" in `result`
 * (borrowed, must outlive the view) once it has ended. Its actions are kept under the name of the
 * run (copied), so that a power cut or Esc is no second try; NULL: they are not kept. */
struct view *view_practice_once(const struct practice *practice, const char *run,
				struct buf *result);
/* What has been done in it since the start, as practice_replay() takes it; borrowed until the next
 * key. */
const struct strings *view_practice_done(const struct view *view);
/* All practices of the course. */
struct view *view_practices(void);

#endif
