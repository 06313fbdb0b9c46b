/* What many people did with a question or a practice, as it is needed for statistics. The figures
 * themselves are reckoned in course/: nothing is kept of them here, so they can't be out of date. */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* ── papers and checks ─────────────────────────────────────────────────────────────────── */

static void given_release(struct given *given, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free((void *)(uintptr_t)given[i].question);
		free((void *)(uintptr_t)given[i].grade);
		free((void *)(uintptr_t)given[i].raw);
	}
}

static bool read_answers(struct store *store, int64_t attempt, struct sitting *sitting,
			 size_t *cap, struct err *err)
{
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_SITTING_ANSWERS, "i", attempt);

	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(sitting->answers, sitting->count + 1, *cap);
		sitting->answers[sitting->count++] = (struct given){
			.question = xstrdup(db_text(stmt, 0)),
			.grade = xstrdup(db_text(stmt, 1)),
			.raw = xstrdup(db_text(stmt, 2)),
			.score = sqlite3_column_int(stmt, 3),
		};
	}
	return row == 0;
}

static bool read_sittings(struct store *store, struct survey *survey, struct err *err)
{
	struct given *answers = NULL;
	size_t cap = 0;
	int row;
	bool ok = true;
	sqlite3_stmt *stmt = db_bind(store, STMT_SITTINGS, "");

	while (ok && (row = db_step(store, stmt, err)) > 0) {
		struct sitting sitting = {
			.person = sqlite3_column_int64(stmt, 1),
			.quiz = db_text(stmt, 2),
			.paper = db_text(stmt, 3),
			.passed = sqlite3_column_int(stmt, 4) != 0,
			.answers = answers,
		};
		ok = read_answers(store, sqlite3_column_int64(stmt, 0), &sitting, &cap,
				  err);
		answers = sitting.answers;
		if (ok)
			survey_sitting(survey, &sitting);
		else
			db_end(stmt);
		given_release(answers, sitting.count);
	}
	free(answers);
	return ok && row == 0;
}

static bool read_checks(struct store *store, struct survey *survey, struct err *err)
{
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_CHECKS_FIRST, "");

	while ((row = db_step(store, stmt, err)) > 0) {
		struct given given = {
			.question = db_text(stmt, 1),
			.grade = db_text(stmt, 2),
			.raw = db_text(stmt, 3),
			.score = sqlite3_column_int(stmt, 4),
		};
		survey_check(survey, sqlite3_column_int64(stmt, 0), &given);
	}
	return row == 0;
}

bool store_survey(struct store *store, struct survey *survey, struct err *err)
{
	bool began;

	if (!read_begin(store, &began, err))
		return false;
	bool ok = read_sittings(store, survey, err) && read_checks(store, survey, err);
	read_end(store, began);
	return ok;
}

static bool read_names(struct store *store, enum statement id, struct strings *out,
		       struct err *err)
{
	size_t cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, id, "");

	*out = (struct strings){0};
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(out->items, out->count + 1, cap);
		out->items[out->count++] = xstrdup(db_text(stmt, 0));
	}
	return row == 0;
}

bool store_touched(struct store *store, struct strings *lessons,
		   struct strings *practices, struct err *err)
{
	*practices = (struct strings){0};
	return read_names(store, STMT_LESSONS_CHECKED, lessons, err) &&
	       read_names(store, STMT_PRACTICES_BEGUN, practices, err);
}

/* ── practices ─────────────────────────────────────────────────────────────────────────── */

/* What one learner did, with copies of all texts. */
struct gathering {
	struct run_event *events;
	size_t count, cap;
	int64_t person, learner; /* 0: nobody yet */
};

static void gathering_clear(struct gathering *g)
{
	for (size_t i = 0; i < g->count; i++) {
		free((void *)(uintptr_t)g->events[i].screen);
		free((void *)(uintptr_t)g->events[i].action);
	}
	g->count = 0;
}

static void hand_over(struct gathering *g, struct practice_stat *stat)
{
	struct run run = {g->events, g->count};

	if (g->count)
		practice_stat_add(stat, &run);
	gathering_clear(g);
}

static void gather(struct gathering *g, sqlite3_stmt *stmt)
{
	ALLOC_GROW(g->events, g->count + 1, g->cap);
	g->events[g->count++] = (struct run_event){
		.ended = sqlite3_column_int(stmt, 2) != 0,
		.screen = xstrdup(db_text(stmt, 3)),
		.action = xstrdup(db_text(stmt, 4)),
	};
}

static bool read_runs(struct store *store, struct practice_stat *stat, struct err *err)
{
	struct gathering g = {0};
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_RUNS, "s", stat->practice->id);

	while ((row = db_step(store, stmt, err)) > 0) {
		int64_t person = sqlite3_column_int64(stmt, 0);
		int64_t learner = sqlite3_column_int64(stmt, 1);
		if (person != g.person) {
			hand_over(&g, stat);
			g.person = person;
			g.learner = learner;
		}
		/* Of a person's records the one that began first comes first: the others are not
		 * their first run. */
		if (learner == g.learner)
			gather(&g, stmt);
	}
	hand_over(&g, stat);
	free(g.events);
	return row == 0;
}

bool store_practice_stat(struct store *store, const struct practice *practice,
			 struct practice_stat *stat, struct err *err)
{
	practice_stat_init(stat, practice);
	if (!read_runs(store, stat, err))
		return false;
	practice_stat_finish(stat);
	return true;
}
