#include "ui/preview_kind.h"

#include "base/i18n.h"
#include "course/answer.h"
#include "course/explore.h"
#include "course/paper.h"
#include "course/practice.h"
#include "ui/practice.h"
#include "ui/views.h"

#include <stdlib.h>

/* The order of options stays the same from one reload to the next. */
#define PREVIEW_SEED 1

/* ── a lesson ── */

static const char *lesson_title(const struct preview *p)
{
	return p->lesson->title;
}

/* The last part is what to remember. */
static int lesson_count(const struct preview *p)
{
	return (int)p->lesson->step_count + 1;
}

static const struct step *lesson_part(const struct preview *p, int part)
{
	return part < (int)p->lesson->step_count ? &p->lesson->steps[part] : NULL;
}

static const char *lesson_id(const struct preview *p, int part)
{
	const struct step *step = lesson_part(p, part);
	return step ? step->id : "recap";
}

static const char *lesson_words(const struct preview *p, int part)
{
	const struct step *step = lesson_part(p, part);
	if (!step)
		return _("Điều cần nhớ");
	if (step->title)
		return step->title;
	switch (step->kind) {
	case STEP_SAY:
	case STEP_QR:
		return step->say;
	case STEP_LIST:
		return step->list.count ? step->list.items[0] : "";
	case STEP_FIGURE:
		return step->alt;
	case STEP_CHECK:
		return step->check->ask;
	case STEP_PHONE:
		return step->caption ? step->caption : _("Màn hình điện thoại");
	case STEP_PRACTICE:
		return _("Bài thực hành");
	}
	return "";
}

static bool lesson_open(struct preview *p, int part, struct err *err)
{
	(void)err;
	app_push(p->app, view_lesson(p->lesson, part < 0 ? 0 : part));
	return true;
}

/* ── a quiz: all its questions in the order of the file, each marked at once ── */

static const char *quiz_title(const struct preview *p)
{
	return p->quiz->title;
}

static int quiz_count(const struct preview *p)
{
	return (int)p->quiz->question_count;
}

static const char *quiz_id(const struct preview *p, int part)
{
	return p->quiz->questions[part].id;
}

static const char *quiz_words(const struct preview *p, int part)
{
	return p->quiz->questions[part].ask;
}

void preview_take_all(struct preview *p)
{
	struct quiz *quiz = p->quiz;
	size_t n = quiz->question_count;
	quiz->mode = QUIZ_PRACTICE;
	quiz->from = (struct strings){0};
	quiz->draw_count = 0;
	quiz->always.items =
		arena_array(&p->course.arena, n, sizeof(*quiz->always.items));
	for (quiz->always.count = 0; quiz->always.count < n; quiz->always.count++)
		quiz->always.items[quiz->always.count] =
			quiz->questions[quiz->always.count].id;
	quiz->max_attempts = quiz->wait_seconds = 0;
}

static int by_place(const void *a, const void *b)
{
	const struct question *first = ((const struct sheet *)a)->question;
	const struct question *second = ((const struct sheet *)b)->question;
	return (first > second) - (first < second);
}

static bool close_attempt(struct preview *p, struct err *err)
{
	struct attempt attempt;
	struct outcome nothing = {0};
	bool completed;
	if (!store_attempt_open(p->store, p->learner, p->quiz->id, &attempt, err))
		return err->kind == ERR_NONE;
	bool ok = store_attempt_finish(p->store, attempt.id, &nothing, &completed, err);
	attempt_release(&attempt);
	return ok;
}

/* As if all before this one had been answered, and rightly. */
static bool answer_before(struct preview *p, int64_t attempt, const struct paper *paper,
			  int part, struct err *err)
{
	struct buf answer = BUF_INIT;
	bool ok = true;
	for (size_t i = 0; ok && (int)i < part && i < paper->count; i++) {
		buf_reset(&answer);
		answer_key(paper->sheets[i].question, &answer);
		ok = store_attempt_answer(p->store, attempt, i, &paper->sheets[i],
					  answer.data, err);
	}
	buf_release(&answer);
	return ok;
}

static bool quiz_open(struct preview *p, int part, struct err *err)
{
	struct paper paper;
	int64_t attempt;
	if (!close_attempt(p, err))
		return false;
	paper_draw(&paper, &p->course, p->quiz, PREVIEW_SEED, NULL);
	qsort(paper.sheets, paper.count, sizeof(*paper.sheets), by_place);
	bool ok = store_attempt_start(p->store, p->learner, &paper, &attempt, err) &&
		  answer_before(p, attempt, &paper, part, err);
	paper_release(&paper);
	if (ok)
		app_push(p->app, view_quiz(p->quiz));
	return ok;
}

/* ── a practice ── */

static const char *practice_title(const struct preview *p)
{
	return p->practice->title;
}

static int practice_count(const struct preview *p)
{
	return (int)p->practice->screen_count;
}

static const char *practice_id(const struct preview *p, int part)
{
	return p->practice->screens[part].id;
}

static const char *practice_words(const struct preview *p, int part)
{
	const struct screen *screen = &p->practice->screens[part];
	const char *texts[] = {screen->say, screen->show.title, screen->voice,
			       screen->show.text, screen->show.from};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (texts[i])
			return texts[i];
	return "";
}

/* The shortest beginning of one of the file's own paths that leads to this screen, for what the
 * author thought of says more there than the shortest way of all; *n is how many actions it has.
 * NULL where none does. */
static const struct try_path *way_to(const struct practice *practice, int screen,
				     size_t *n)
{
	const struct try_path *best = NULL;
	for (size_t i = 0; i < practice->path_count; i++) {
		struct strings part = practice->paths[i].actions;
		size_t all = part.count;
		for (part.count = 0; part.count <= all; part.count++) {
			struct practice_state state;
			practice_replay(practice, &part, &state);
			if (state.screen != screen || (best && part.count >= *n))
				continue;
			best = &practice->paths[i];
			*n = part.count;
		}
	}
	return best;
}

static bool forget_actions(struct preview *p, struct err *err)
{
	struct practice_record record;
	bool ok = store_practice(p->store, p->learner, p->practice->id, &record, err);
	if (ok && record.actions.count)
		ok = store_practice_ended(p->store, p->learner, p->practice->id,
					  ending_name(ENDING_HARMED), 0, false, "", err);
	practice_record_release(&record);
	return ok;
}

/* The view goes on where the store says the learner was. */
bool preview_practice_after(struct preview *p, const struct strings *actions,
			    struct err *err)
{
	bool ok = forget_actions(p, err);
	for (size_t i = 0; ok && i < actions->count; i++)
		ok = store_practice_action(p->store, p->learner, p->practice->id, "",
					   actions->items[i], err);
	if (ok)
		app_push(p->app, view_practice(p->practice));
	return ok;
}

static bool practice_open(struct preview *p, int part, struct err *err)
{
	struct strings actions = {0};
	struct arena arena = {0};
	const struct try_path *way =
		part >= 0 ? way_to(p->practice, part, &actions.count) : NULL;
	if (way)
		actions.items = way->actions.items;
	else if (part >= 0 && !practice_way(p->practice, (size_t)part, &arena, &actions))
		app_say(p->app, ROLE_STATUS, _("Chưa có đường nào tới màn hình “%s”."),
			practice_id(p, part));
	bool ok = preview_practice_after(p, &actions, err);
	arena_release(&arena);
	return ok;
}

/* ── a typing exercise ── */

static const char *typing_title(const struct preview *p)
{
	return p->exercise->title;
}

static int typing_count(const struct preview *p)
{
	return (int)p->exercise->lines.count;
}

static const char *typing_id(const struct preview *p, int part)
{
	(void)p, (void)part;
	return NULL;
}

static const char *typing_words(const struct preview *p, int part)
{
	return p->exercise->lines.items[part];
}

static bool typing_open(struct preview *p, int part, struct err *err)
{
	(void)err;
	app_push(p->app, view_drill(p->exercise, part));
	return true;
}

/* ── the table ── */

const struct preview_kind lesson_kind = {
	"lesson",     lesson_title, lesson_count,   lesson_id,
	lesson_words, lesson_open,  view_lesson_at,
};
const struct preview_kind quiz_kind = {
	"quiz", quiz_title, quiz_count, quiz_id, quiz_words, quiz_open, view_quiz_at,
};
const struct preview_kind practice_kind = {
	"practice",     practice_title, practice_count, practice_id,
	practice_words, practice_open,  NULL,
};
const struct preview_kind typing_kind = {
	"drill",      typing_title, typing_count,  typing_id,
	typing_words, typing_open,  view_drill_at,
};
