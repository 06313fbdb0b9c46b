/* Views of the simulated phone. */
#ifndef UI_PRACTICE_H
#define UI_PRACTICE_H

#include "course/practice.h"
#include "ui/app.h"

/* Goes on where the learner left it. With `result` (borrowed, must outlive the view) it is an exam's
 * question: one run, no way back, and the answer "points:goal,goal" in it once it has ended. */
struct view *view_practice(const struct practice *practice, struct buf *result);
/* What has been done in it since the start, as practice_replay() takes it; borrowed until the next
 * key. */
const struct strings *view_practice_done(const struct view *view);
/* All practices of the course. */
struct view *view_practices(void);

#endif
