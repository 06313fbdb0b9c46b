#include "history.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char *const words[] = {"Nguyễn", "Trần", "Thị", "Văn",  "Hòa",
				    "Hoa",    "Mỹ",   "Lan", "Hùng", "Đức"};
static const char *const wards[] = {"", "00004", "00070", "09817"};

struct scene {
	struct bench *bench;
	struct store *store;
	struct dice *dice;
	int64_t learner, other; /* two that exist, by chance the same */
	struct err err;
};

static int below(struct scene *scene, int n)
{
	return (int)dice_below(scene->dice, (uint32_t)n);
}

static struct person anybody(struct scene *scene)
{
	char name[60];

	snprintf(name, sizeof(name), "%s %s %s", words[below(scene, 10)],
		 words[below(scene, 10)], words[below(scene, 10)]);
	int precision = below(scene, 5);
	/* the ages around which people come in and go out are the interesting ones */
	int year = below(scene, 2) ? 1960 + below(scene, 10) : 2005 + below(scene, 10);
	struct person person = somebody(
		name, (enum sex)below(scene, 3), precision > 0 ? year : 0,
		precision > 1 ? 1 + below(scene, 12) : 0,
		precision > 2 ? 1 + below(scene, 28) : 0, wards[below(scene, 4)]);
	/* Some in a family, so that pairs look alike. */
	if (below(scene, 3) == 0)
		snprintf(person.phone, sizeof(person.phone), "091234567%d",
			 below(scene, 3));
	return person;
}

static bool enrols(struct scene *scene)
{
	struct registration registration = {.person = anybody(scene),
					    .consent = {1, "Trần Văn Cha"},
					    .declared = below(scene, 3) == 0,
					    .declared_day = NOON_DAY - below(scene, 900),
					    .declared_basis = "GCN"};
	uint8_t token[32] = {(uint8_t)below(scene, 40)};
	int64_t id;

	/* Some have an id, and some of them the same. */
	if (token[0] < 8)
		registration.id_token = token;
	return store_learner_register(scene->store, &registration, &id, &scene->err);
}

static bool corrects(struct scene *scene)
{
	const struct correction correction = {
		.person = anybody(scene),
		.representative = below(scene, 2) ? "Lê Thị Mẹ" : NULL,
	};
	return store_learner_amend(scene->store, scene->learner, &correction,
				   &scene->err);
}

static bool attends(struct scene *scene)
{
	return store_attended(scene->store, scene->learner,
			      below(scene, 2) ? "sang" : "chieu", &scene->err);
}

static bool enters(struct scene *scene)
{
	int today = day_of_instant(clock_now(&scene->bench->clock));

	return store_attended_on(scene->store, scene->learner,
				 below(scene, 2) ? "sang" : "chieu",
				 today - below(scene, 40), "Lan", &scene->err);
}

static bool takes_back(struct scene *scene)
{
	int today = day_of_instant(clock_now(&scene->bench->clock));

	return store_attended_void(scene->store, scene->learner,
				   below(scene, 2) ? "sang" : "chieu",
				   today - below(scene, 2), "Lan", &scene->err);
}

static bool steps(struct scene *scene)
{
	return store_step_reached(scene->store, scene->learner,
				  below(scene, 2) ? "goi" : "nhan",
				  below(scene, 2) ? "mo-dau" : "hoi", &scene->err);
}

static bool finishes_lesson(struct scene *scene)
{
	bool completed;
	return store_lesson_done(scene->store, scene->learner,
				 fixture_course()->lessons[below(scene, 2)], &completed,
				 &scene->err);
}

static bool checks(struct scene *scene)
{
	struct paper paper;

	paper_single(&paper, fixture_course()->lessons[0]->steps[1].check,
		     dice_next(scene->dice));
	bool ok = store_check_answered(scene->store, scene->learner, "goi",
				       &paper.sheets[0], below(scene, 2) ? "dung" : "sai",
				       &scene->err);
	paper_release(&paper);
	return ok;
}

static bool begins(struct scene *scene)
{
	struct paper paper;
	int64_t id;

	paper_draw(&paper, fixture_course(), fixture_course()->quizzes[0],
		   dice_next(scene->dice), NULL);
	bool ok = store_attempt_start(scene->store, scene->learner, &paper, &id,
				      &scene->err);
	paper_release(&paper);
	return ok;
}

static bool answers(struct scene *scene)
{
	struct attempt attempt;

	if (!store_attempt_open(scene->store, scene->learner, "kt", &attempt,
				&scene->err))
		return scene->err.kind == ERR_NONE;
	bool ok = true;
	for (int i = below(scene, 5); ok && i > 0; i--) {
		size_t at = (size_t)below(scene, (int)attempt.paper.count);
		ok = store_attempt_answer(scene->store, attempt.id, at,
					  &attempt.paper.sheets[at],
					  below(scene, 5) ? "dung" : "sai", &scene->err);
	}
	attempt_release(&attempt);
	return ok;
}

static bool hands_in(struct scene *scene)
{
	struct attempt attempt;
	bool completed;

	if (!store_attempt_open(scene->store, scene->learner, "kt", &attempt,
				&scene->err))
		return scene->err.kind == ERR_NONE;
	struct outcome outcome = paper_outcome(&attempt.paper, attempt.answers);
	bool ok = store_attempt_finish(scene->store, attempt.id, &outcome, &completed,
				       &scene->err);
	attempt_release(&attempt);
	return ok;
}

static bool passes(struct scene *scene)
{
	begins(scene);
	for (int i = 0; i < 6; i++)
		answers(scene);
	scene->err = (struct err){0};
	return hands_in(scene);
}

static bool practises(struct scene *scene)
{
	static const char *const names[] = {"goi-cho-con", "quet-ma"};
	const char *practice = names[below(scene, 2)];

	if (below(scene, 3))
		return store_practice_action(scene->store, scene->learner, practice,
					     "nha", below(scene, 2) ? "cham" : "go=0912",
					     &scene->err);
	return store_practice_ended(scene->store, scene->learner, practice, "safe",
				    below(scene, 101), below(scene, 2), "g1,g2",
				    &scene->err);
}

static bool types(struct scene *scene)
{
	struct typing_result result = {below(scene, 200), below(scene, 9),
				       below(scene, 90)};

	return store_typing_done(scene->store, scene->learner, "hang-phim-giua", &result,
				 &scene->err);
}

static bool declares(struct scene *scene)
{
	bool changed;
	return store_learner_declare(scene->store, scene->learner,
				     NOON_DAY - below(scene, 900), "GCN", &changed,
				     &scene->err);
}

static bool confirms(struct scene *scene)
{
	return store_completion_confirm(scene->store, scene->learner, "Lan", &scene->err);
}

static bool voids(struct scene *scene)
{
	return store_completion_void(scene->store, scene->learner, "nhầm", "Lan",
				     &scene->err);
}

/* One completion of theirs is taken back, no longer confirmed, or counted again. */
static bool changes_finish(struct scene *scene)
{
	struct finish *list;
	size_t count;

	if (!store_finishes(scene->store, scene->learner, &list, &count, &scene->err))
		return false;
	bool ok = !count || store_finish_change(scene->store, scene->learner,
						list[below(scene, (int)count)].id,
						(enum finish_change)below(scene, 3),
						"nhầm", "Lan", &scene->err);
	free(list);
	return ok;
}

static bool waives(struct scene *scene)
{
	return store_completion_waive(scene->store, scene->learner, "danh-gia-truc-tiep",
				      "Lan", &scene->err);
}

static bool moves(struct scene *scene)
{
	int64_t *ids;
	size_t count;

	if (!store_attempt_list(scene->store, scene->learner, NULL, &ids, &count,
				&scene->err))
		return false;
	bool ok = !count ||
		  store_attempt_reassign(scene->store, ids[below(scene, (int)count)],
					 scene->other, "", "Lan", &scene->err);
	free(ids);
	return ok;
}

static bool undoes(struct scene *scene)
{
	return store_pair_undo(scene->store, scene->learner, scene->other, "Lan",
			       &scene->err);
}

static bool withdraws(struct scene *scene)
{
	return store_learner_withdraw(scene->store, scene->learner, &scene->err);
}

static bool unites(struct scene *scene)
{
	return store_unite(scene->store, scene->learner, scene->other, "", "Lan",
			   &scene->err);
}

static bool separates(struct scene *scene)
{
	return store_separate(scene->store, scene->learner, scene->other, "Lan",
			      &scene->err);
}

static bool erases(struct scene *scene)
{
	return store_learner_erase(scene->store, scene->learner, "Lan", &scene->err);
}

static bool waits(struct scene *scene)
{
	clock_advance(&scene->bench->clock, below(scene, 40) * SECONDS_PER_DAY);
	if (below(scene, 4) == 0)
		clock_advance(&scene->bench->clock, -below(scene, 60) * SECONDS_PER_DAY);
	return true;
}

FILE *history_told;

static const struct {
	bool (*act)(struct scene *scene);
	int weight;
	const char *name;
} acts[] = {
	{enrols, 6, "enrols"},
	{corrects, 3, "corrects"},
	{attends, 4, "attends"},
	{steps, 3, "steps"},
	{finishes_lesson, 6, "finishes_lesson"},
	{checks, 1, "checks"},
	{begins, 2, "begins"},
	{answers, 3, "answers"},
	{hands_in, 2, "hands_in"},
	{passes, 3, "passes"},
	{practises, 3, "practises"},
	{types, 1, "types"},
	{declares, 2, "declares"},
	{confirms, 3, "confirms"},
	{voids, 1, "voids"},
	{waives, 1, "waives"},
	{unites, 3, "unites"},
	{separates, 2, "separates"},
	{erases, 1, "erases"},
	{waits, 5, "waits"},
	{moves, 3, "moves"},
	{undoes, 2, "undoes"},
	{withdraws, 1, "withdraws"},
	{takes_back, 3, "takes_back"},
	{enters, 3, "enters"},
	{changes_finish, 4, "changes_finish"},
};

/* One of the latest few but those whose data were erased: then lives meet. */
static int64_t pick(struct scene *scene)
{
	struct learner *learners;
	size_t count;
	struct err local;

	assert_true(store_learner_find(scene->store, "", 12, &learners, &count, &local));
	int64_t id = count ? learners[below(scene, (int)count)].id : 0;
	free(learners);
	return id;
}

static void act(struct scene *scene)
{
	int all = 0, drawn;
	size_t i = 0;

	for (size_t k = 0; k < ARRAY_LEN(acts); k++)
		all += acts[k].weight;
	for (drawn = below(scene, all); drawn >= acts[i].weight; i++)
		drawn -= acts[i].weight;
	scene->err = (struct err){0};
	bool done = acts[i].act(scene);
	if (history_told)
		fprintf(history_told, "  %s %lld %lld%s%s\n", acts[i].name,
			(long long)scene->learner, (long long)scene->other,
			done ? "" : ": ", done ? "" : scene->err.text);
	if (!done && scene->err.kind != ERR_DATA && scene->err.kind != ERR_USAGE &&
	    scene->err.kind != ERR_NOUSER)
		fail_msg("%s: %s", acts[i].name, scene->err.text);
}

void history(struct bench *bench, struct dice *dice, int count)
{
	struct scene scene = {.bench = bench, .store = bench->store, .dice = dice};

	while (count-- > 0) {
		scene.learner = pick(&scene);
		scene.other = pick(&scene);
		if (scene.learner)
			act(&scene);
		else
			assert_true(enrols(&scene));
	}
}
