/* How fast practices are proved: every state of each, beside only copying as many states, so that
 * the figures of two machines can be compared. Not a test: nothing fails.
 *
 *	bench_explore [CONTENT]		the folder of lessons/, "." without an argument
 *
 * The last line but one is a practice as large as is allowed, three counters in one screen.
 */
#include "content/load.h"
#include "course/explore.h"
#include "text/column.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 9
#define COUNT_TO "27"

static double now_ms(void)
{
	struct timespec t;
	timespec_get(&t, TIME_UTC);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* The best of some rounds: the least disturbed one. */
static double prove_ms(const struct practice *practice, size_t *states)
{
	double least = 1e9;
	for (int i = 0; i < ROUNDS; i++) {
		struct exploration found;
		double from = now_ms();
		practice_explore(practice, &found);
		double ms = now_ms() - from;
		*states = found.states;
		exploration_release(&found);
		least = ms < least ? ms : least;
	}
	return least;
}

/* Of one state; measured over as many as a practice may have. */
static double copy_ms(void)
{
	struct practice_state *from = xcalloc(EXPLORE_STATES, sizeof(*from));
	struct practice_state *to = xcalloc(EXPLORE_STATES, sizeof(*to));
	double least = 1e9;
	for (int i = 0; i < ROUNDS; i++) {
		double begin = now_ms();
		for (size_t k = 0; k < EXPLORE_STATES; k++) {
			to[k] = from[k];
			/* One by one, as the search does. */
			__asm__ volatile("" ::: "memory");
		}
		double ms = now_ms() - begin;
		least = ms < least ? ms : least;
	}
	free(from);
	free(to);
	return least / EXPLORE_STATES;
}

static void row(const char *what, size_t states, double ms, double copy)
{
	struct buf label = BUF_INIT;
	text_pad(&label, what, 36);
	printf("  %s %7zu states %8.2f ms %6.1f million/s %6.1f x the copy\n", label.data,
	       states, ms, (double)states / ms / 1e3, ms / (copy * (double)states));
	buf_release(&label);
}

/* ── the largest ─────────────────────────────────────────────────────────────────────────── */

static struct condition condition_of(struct arena *arena, const struct practice *p,
				     const char *text)
{
	struct condition condition;
	const char *message;
	size_t at;
	if (!condition_parse(&condition, arena, text, p->vars, p->var_count, &at,
			     &message))
		abort();
	return condition;
}

static const struct practice *largest(struct arena *arena)
{
	static const char *const whens[] = {"a < " COUNT_TO, "b < " COUNT_TO,
					    "c < " COUNT_TO};
	static struct effect effects[] = {{0, 1, true}, {1, 1, true}, {2, 1, true}};
	static struct action actions[4];
	static struct screen screens[2];
	static struct goal goal = {.id = "g", .points = 100};
	static struct practice p = {
		.id = "lon-nhat",
		.vars = {"a", "b", "c"},
		.var_count = 3,
		.screens = screens,
		.screen_count = 2,
		.goals = &goal,
		.goal_count = 1,
	};
	goal.when = condition_of(arena, &p, "a == b");
	screens[0] = (struct screen){.id = "dem", .actions = actions, .action_count = 4};
	screens[1] = (struct screen){.id = "het", .ending = ENDING_SAFE};
	for (size_t i = 0; i < 3; i++)
		actions[i] = (struct action){
			.id = whens[i],
			.when = condition_of(arena, &p, whens[i]),
			.then = {.effects = &effects[i], .effect_count = 1, .to = -1},
		};
	actions[3] = (struct action){.id = "thoi", .then = {.to = 1}};
	return &p;
}

int main(int argc, char **argv)
{
	const char *root = argc > 1 ? argv[1] : ".";
	struct course course = {0};
	struct diags diags = {0};
	struct arena arena = {0};
	struct err err = {0};
	size_t states, all = 0;
	double sum = 0, copy = copy_ms();
	if (!content_load(&course, &diags, root, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return 1;
	}
	for (size_t i = 0; i < course.practice_count; i++) {
		double ms = prove_ms(course.practices[i], &states);
		row(course.practices[i]->id, states, ms, copy);
		sum += ms;
		all += states;
	}
	double ms = prove_ms(largest(&arena), &states);
	row("(the largest)", states, ms, copy);
	if (all)
		row("all that is shipped", all, sum, copy);
	arena_release(&arena);
	diags_release(&diags);
	course_release(&course);
	return 0;
}
