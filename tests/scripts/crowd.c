/* Fills a centre with people who have worked through its content, so that there is something to make
 * statistics of. The same arguments always give the same people.
 *
 *	crowd CONTENT DATA PEOPLE [SEED]	the centre must have been set up
 *
 * Everybody has an ability, which they show everywhere: who has more is right more often. But for a
 * question whose id begins with "nguoc", which the able ones get wrong. Of several wrong options the first
 * draws most, the last nobody. On the phone the able ones go a way that brings full marks, the others a
 * way that somebody wrote down as failing; some stop half-way, some of the harmed do it again.
 */
#include "base/clock.h"
#include "base/file.h"
#include "content/load.h"
#include "course/answer.h"
#include "course/dice.h"
#include "course/practice.h"
#include "course/retrace.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CITY "hanoi"

struct crowd {
	const struct course *course;
	struct store *store;
	struct clock clock;
	struct dice dice;
	struct err err;
};

static void must(struct crowd *crowd, bool done)
{
	if (done)
		return;
	fprintf(stderr, "crowd: %s\n", crowd->err.text);
	exit(1);
}

static int roll(struct crowd *crowd, int n)
{
	return (int)dice_below(&crowd->dice, (uint32_t)n);
}

/* ── answers ───────────────────────────────────────────────────────────────────────────── */

static const char *wrong_option(struct crowd *crowd, const struct question *q)
{
	const char *wrong[256];
	int n = 0;

	for (size_t i = 0; i < q->option_count; i++)
		if (!q->options[i].correct)
			wrong[n++] = q->options[i].id;
	if (n < 3 || roll(crowd, 5))
		return wrong[0];
	return wrong[1 + roll(crowd, n - 2)];
}

static char *wrong_answer(struct crowd *crowd, const struct question *q)
{
	switch (q->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		return xstrdup(wrong_option(crowd, q));
	case QUESTION_ORDER: {
		struct buf out = BUF_INIT;
		for (size_t i = q->option_count; i-- > 0;)
			buf_printf(&out, "%s%s", out.len ? "," : "", q->options[i].id);
		return buf_detach(&out);
	}
	case QUESTION_MATCH:
		return xasprintf("%s=%s,%s=%s", q->pairs[0].id, q->pairs[1].id,
				 q->pairs[1].id, q->pairs[0].id);
	case QUESTION_SPOT:
		return xstrdup(q->spans[0].id);
	case QUESTION_DO:
		return xasprintf("40:%s", q->goals.count > 1 ? q->goals.items[1] : "");
	default:
		return xstrdup(roll(crowd, 4) ? "không biết" : "quên mất rồi");
	}
}

static char *answer(struct crowd *crowd, const struct question *q, int ability)
{
	int chance = strncmp(q->id, "nguoc", 5) ? 25 + ability * 7 / 10
						: 40 - ability * 7 / 20;
	struct buf key = BUF_INIT;

	if (roll(crowd, 100) >= chance)
		return wrong_answer(crowd, q);
	answer_key(q, &key);
	return buf_detach(&key);
}

static void sit(struct crowd *crowd, int64_t learner, const struct quiz *quiz,
		int ability)
{
	struct paper paper;
	int64_t attempt;
	bool completed;

	paper_draw(&paper, crowd->course, quiz, dice_next(&crowd->dice), NULL);
	char **answers = xcalloc(paper.count + 1, sizeof(*answers));
	must(crowd,
	     store_attempt_start(crowd->store, learner, &paper, &attempt, &crowd->err));
	for (size_t i = 0; i < paper.count; i++) {
		if (!roll(crowd, 40))
			continue; /* left blank */
		answers[i] = answer(crowd, paper.sheets[i].question, ability);
		must(crowd,
		     store_attempt_answer(crowd->store, attempt, i, &paper.sheets[i],
					  answers[i], &crowd->err));
	}
	struct outcome outcome = paper_outcome(&paper, answers);
	must(crowd, store_attempt_finish(crowd->store, attempt, &outcome, &completed,
					 &crowd->err));
	for (size_t i = 0; i < paper.count; i++)
		free(answers[i]);
	free(answers);
	paper_release(&paper);
}

static void learn(struct crowd *crowd, int64_t learner, const struct lesson *lesson,
		  int ability)
{
	for (size_t i = 0; i < lesson->step_count; i++) {
		struct paper paper;
		const struct question *check = lesson->steps[i].check;
		if (!check)
			continue;
		char *given = answer(crowd, check, ability);
		paper_single(&paper, check, 1);
		must(crowd, store_check_answered(crowd->store, learner, lesson->id,
						 &paper.sheets[0], given, &crowd->err));
		paper_release(&paper);
		free(given);
	}
}

/* ── the phone ─────────────────────────────────────────────────────────────────────────── */

static const struct try_path *choose_path(struct crowd *crowd, const struct practice *p,
					  bool well)
{
	const struct try_path *fit[64];
	int n = 0;

	for (size_t i = 0; i < p->path_count && n < 64; i++)
		if (well ? p->paths[i].score == 100 : p->paths[i].fail)
			fit[n++] = &p->paths[i];
	if (n)
		return fit[roll(crowd, n)];
	return p->path_count ? &p->paths[0] : NULL;
}

static void run(struct crowd *crowd, int64_t learner, const struct practice *p,
		const struct try_path *path, int steps)
{
	struct retrace r;

	retrace_begin(&r, p, &path->actions);
	while (steps-- > 0 && retrace_next(&r))
		must(crowd,
		     store_practice_action(crowd->store, learner, p->id, r.screen->id,
					   path->actions.items[r.done - 1], &crowd->err));
	enum ending ending = practice_ending(p, &r.state);
	if (ending == ENDING_NONE)
		return;
	struct practice_score score = practice_score(p, &r.state);
	must(crowd,
	     store_practice_ended(crowd->store, learner, p->id, ending_name(ending),
				  score.points, score.passed, "", &crowd->err));
	if (ending != ENDING_HARMED || !roll(crowd, 3))
		return;
	must(crowd,
	     store_practice_action(crowd->store, learner, p->id,
				   p->screens[r.state.screen].id, "!redo", &crowd->err));
	run(crowd, learner, p, choose_path(crowd, p, true), 99);
}

static void practise(struct crowd *crowd, int64_t learner, const struct practice *p,
		     int ability)
{
	const struct try_path *path =
		choose_path(crowd, p, roll(crowd, 100) < 15 + ability * 7 / 10);

	if (path)
		run(crowd, learner, p, path, roll(crowd, 6) ? 99 : 2);
}

/* ── people ────────────────────────────────────────────────────────────────────────────── */

static void live(struct crowd *crowd, int number)
{
	struct registration registration = {.consent = {.text_version = 1}};
	int ability = roll(crowd, 101);
	int64_t id;

	snprintf(registration.person.name, NAME_BYTES, "Nguyễn Thị Hoa %d", number);
	registration.person.birth =
		(struct birth){.precision = PRECISION_YEAR, .year = 1950 + number % 50};
	must(crowd,
	     store_learner_register(crowd->store, &registration, &id, &crowd->err));
	for (size_t i = 0; i < crowd->course->lesson_count; i++)
		learn(crowd, id, crowd->course->lessons[i], ability);
	for (size_t i = 0; i < crowd->course->practice_count; i++)
		practise(crowd, id, crowd->course->practices[i], ability);
	for (size_t i = 0; i < crowd->course->quiz_count; i++)
		sit(crowd, id, crowd->course->quizzes[i], ability);
	clock_advance(&crowd->clock, 60);
}

int main(int argc, char **argv)
{
	struct course course = {0};
	struct region region = {0};
	struct diags diags = {0};
	struct crowd crowd = {.course = &course,
			      .clock = {true, 1793764800}} /* 2026-11-04 */;

	if (argc < 4) {
		fprintf(stderr, "usage: crowd CONTENT DATA PEOPLE [SEED]\n");
		return 2;
	}
	crowd.dice.state = argc > 4 ? strtoull(argv[4], NULL, 10) : 1;
	must(&crowd, content_load(&course, &diags, argv[1], &crowd.err));
	must(&crowd, content_load_region(&region, &diags, argv[1], CITY, &crowd.err));
	crowd.store = store_open(argv[2], STORE_OPEN, &crowd.clock, &course, &region,
				 &crowd.err);
	must(&crowd, crowd.store != NULL);
	must(&crowd, store_begin(crowd.store, &crowd.err));
	for (int i = 1; i <= atoi(argv[3]); i++)
		live(&crowd, i);
	must(&crowd, store_commit(crowd.store, &crowd.err));
	store_close(crowd.store);
	diags_release(&diags);
	region_release(&region);
	course_release(&course);
	return 0;
}
