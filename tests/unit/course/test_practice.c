/* A practice done by hand, and by dice. */
#include "course/practice.h"

#include "course/dice.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

int test_practice(void);

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static const char *here(const struct practice *p, const struct practice_state *s)
{
	return p->screens[s->screen].id;
}

/* Does the action of that id, which must be offered. */
static struct practice_result act(const struct practice *p, struct practice_state *s,
				  const char *id, const char *typed)
{
	const struct screen *screen = &p->screens[s->screen];

	for (size_t i = 0; i < screen->action_count; i++)
		if (!strcmp(screen->actions[i].id, id)) {
			struct practice_result result = practice_act(p, s, i, typed);
			assert_non_null(result.consequence);
			return result;
		}
	fail_msg("no %s on %s", id, screen->id);
	return (struct practice_result){0};
}

/* ── actions ───────────────────────────────────────────────────────────────────────────── */

static void it_starts_at_the_start(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	p->start = 2;
	p->initial[3] = 5;
	memset(&s, 0xff, sizeof(s));
	practice_start(p, &s);
	assert_string_equal(here(p, &s), "nhan-sms");
	assert_int_equal(s.balance, 8000000);
	assert_int_equal(s.vars[0], 0);
	assert_int_equal(s.vars[3], 5);
	assert_int_equal(s.steps, 0);
	assert_int_equal(s.hints, 0);
	assert_int_equal(practice_ending(p, &s), ENDING_NONE);
}

static void a_mistake_costs_and_is_remembered(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	struct practice_result result = act(p, &s, "doc-ma", NULL);
	assert_false(result.wrong);
	assert_null(result.after);
	assert_int_equal(result.consequence->pay, 3000000);
	assert_string_equal(here(p, &s), "mat-tien");
	assert_int_equal(s.vars[0], true);
	assert_int_equal(s.balance, 5000000);
	act(p, &s, "khoa", NULL);
	assert_int_equal(practice_ending(p, &s), ENDING_HARMED);
	assert_false(practice_offered(p, &s, 0));
}

static void money_ends_at_nothing(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	fixture_action(p, "dang-noi", "doc-ma")->then.pay = 2000000000;
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	act(p, &s, "doc-ma", NULL);
	assert_int_equal(s.balance, 0);
}

static void what_is_not_offered_changes_nothing(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	struct practice_state s, before;

	(void)state;
	practice_start(p, &s);
	act(p, &s, "tu-choi", NULL);
	before = s;
	assert_false(practice_offered(p, &s, 1)); /* mo-link, before da_xem */
	assert_null(practice_act(p, &s, 1, NULL).consequence);
	assert_null(practice_act(p, &s, 3, NULL).consequence);
	assert_null(practice_act(p, &s, (size_t)-1, NULL).consequence);
	assert_memory_equal(&s, &before, sizeof(s));
	act(p, &s, "keo", NULL);
	assert_true(practice_offered(p, &s, 1));
}

static void typing_is_compared(void **state)
{
	static const struct {
		const char *typed;
		bool right;
	} cases[] = {
		{"0000 1234 5678", true},
		{"000012345678", true},
		{" 0000  12345678 ", true},
		{"0000 1234 5679", false},
		{"0000 1234 567", false},
		{"", false},
		{NULL, false},
	};
	const struct practice *p = fixture_practice(&arena);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct practice_state s;
		practice_start(p, &s);
		act(p, &s, "tu-choi", NULL);
		act(p, &s, "bo-qua", NULL);
		struct practice_result result = act(p, &s, "go-so", cases[i].typed);
		assert_int_equal(result.wrong, !cases[i].right);
		assert_string_equal(here(p, &s), cases[i].right ? "ket-tot" : "sau-cup");
		assert_int_equal(s.vars[1], cases[i].right);
		if (result.wrong)
			assert_string_equal(result.consequence->say, "Số này chưa khớp.");
	}
}

static void a_wrong_answer_has_its_own_way(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct action *action = fixture_action(p, "sau-cup", "go-so");
	struct practice_state s;

	(void)state;
	action->wrong =
		(struct consequence){.effects = fixture_effect(&arena, 3, 9, false),
				     .effect_count = 1,
				     .to = 2};
	practice_start(p, &s);
	act(p, &s, "tu-choi", NULL);
	act(p, &s, "bo-qua", NULL);
	act(p, &s, "go-so", "1");
	assert_string_equal(here(p, &s), "nhan-sms");
	assert_int_equal(s.vars[3], 9);
	assert_int_equal(s.vars[1], 0);
}

static void variables_stop_somewhere(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct action *wait = fixture_action(p, "dang-noi", "cho");
	struct practice_state s;

	(void)state;
	wait->when = (struct condition){0};
	fixture_screen(p, "dang-noi")->after_steps = 0;
	wait->then.effects->value = 999999;
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	for (int i = 0; i < 3000; i++)
		act(p, &s, "cho", NULL);
	assert_int_equal(s.vars[3], PRACTICE_MOST);
	wait->then.effects->value = -999999;
	for (int i = 0; i < 3000; i++)
		act(p, &s, "cho", NULL);
	assert_int_equal(s.vars[3], -PRACTICE_MOST);
}

static void it_goes_on_by_itself_once(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct screen *talk = fixture_screen(p, "dang-noi");
	struct practice_state s;

	(void)state;
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	assert_null(act(p, &s, "cho", NULL).after);
	assert_null(act(p, &s, "cho", NULL).after);
	assert_int_equal(s.steps, 2);
	struct practice_result result = act(p, &s, "cho", NULL);
	assert_ptr_equal(result.after, &talk->after);
	assert_string_equal(here(p, &s), "sau-cup");
	assert_int_equal(s.steps, 0);

	/* An `after` that stays on the screen happens once a visit. */
	talk->after.to = -1;
	talk->after.pay = 1000;
	fixture_action(p, "dang-noi", "cho")->when = (struct condition){0};
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	for (int i = 1; i <= 10; i++)
		assert_int_equal(act(p, &s, "cho", NULL).after != NULL, i == 3);
	assert_int_equal(s.balance, 8000000 - 1000);
	assert_int_equal(s.steps, 3);
}

static void who_leaves_in_time_is_not_sent_on(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	act(p, &s, "cho", NULL);
	act(p, &s, "cho", NULL);
	/* The third action, but it leads elsewhere. */
	assert_null(act(p, &s, "doc-ma", NULL).after);
	assert_string_equal(here(p, &s), "mat-tien");
}

static void going_to_the_same_screen_enters_it(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	fixture_action(p, "dang-noi", "cho")->then.to = 1;
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	act(p, &s, "cho", NULL);
	assert_string_equal(here(p, &s), "dang-noi");
	assert_int_equal(s.steps, 0);
}

static void restart_gives_everything_back_but_hints(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	struct practice_state s, fresh;

	(void)state;
	practice_start(p, &fresh);
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	assert_non_null(practice_hint(p, &s));
	act(p, &s, "cho", NULL);
	act(p, &s, "doc-ma", NULL);
	act(p, &s, "lam-lai", NULL);
	assert_int_equal(s.screen, fresh.screen);
	assert_int_equal(s.balance, fresh.balance);
	assert_int_equal(s.steps, 0);
	assert_memory_equal(s.vars, fresh.vars, sizeof(s.vars));
	assert_int_equal(s.hints, 1);
}

/* What else stands beside `restart` is undone by it, and nothing follows by itself. */
static void restart_is_all_that_happens(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct consequence *cup = &fixture_action(p, "dang-noi", "cup")->then;
	struct practice_state s, fresh;

	(void)state;
	*cup = (struct consequence){.effects = fixture_effect(&arena, 1, true, false),
				    .effect_count = 1,
				    .pay = 1000,
				    .to = -1,
				    .restart = true};
	practice_start(p, &fresh);
	practice_start(p, &s);
	act(p, &s, "nghe", NULL);
	act(p, &s, "cho", NULL);
	act(p, &s, "cho", NULL);
	assert_null(act(p, &s, "cup", NULL).after);
	assert_memory_equal(&s, &fresh, sizeof(s));
}

/* ── hints and score ───────────────────────────────────────────────────────────────────── */

static void a_hint_is_paid_once(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	practice_start(p, &s);
	assert_null(practice_hint(p, &s));
	act(p, &s, "nghe", NULL);
	assert_string_equal(practice_hint(p, &s),
			    "Công an không làm việc qua điện thoại.");
	assert_int_equal(s.hint_here, 1);
	act(p, &s, "doc-ma", NULL);
	assert_int_equal(s.hint_here, 0);
	act(p, &s, "lam-lai", NULL);
	act(p, &s, "nghe", NULL);
	/* The first is still there. */
	assert_int_equal(s.hint_here, 1);
	assert_string_equal(practice_hint(p, &s), "Ai cần mã của bác?");
	assert_null(practice_hint(p, &s));
	assert_int_equal(s.hints, 2);
	assert_int_equal(s.hint_here, 2);
}

static struct practice_score score_of(struct practice *p, struct strings way,
				      struct practice_state *s)
{
	assert_int_equal(practice_replay(p, &way, s), way.count);
	return practice_score(p, s);
}

static void scores(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state s;
	struct practice_score score;

	(void)state;
	score = score_of(p, p->paths[0].actions, &s);
	assert_int_equal(score.points, 100);
	assert_true(score.passed && score.met[0] && score.met[1]);

	score = score_of(p, p->paths[1].actions, &s);
	assert_int_equal(score.points, 0);
	assert_false(score.passed || score.met[0] || score.met[1]);

	/* Sixty points in a partial ending are just enough; a hint takes them below. */
	score = score_of(p, p->paths[2].actions, &s);
	assert_int_equal(score.points, 60);
	assert_true(score.passed && score.met[0] && !score.met[1]);
	score = score_of(
		p, fixture_strings(&arena, "nghe", "?hint", "cup", "bo-di", NULL), &s);
	assert_int_equal(score.points, 55);
	assert_false(score.passed);
	score = score_of(p,
			 fixture_strings(&arena, "nghe", "?hint", "?hint", "cup", "?hint",
					 "go-so=000012345678", NULL),
			 &s);
	assert_int_equal(score.points, 85);
	assert_true(score.passed);
}

static void a_must_is_a_must(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	p->goals[1].must = true;
	assert_false(score_of(p, p->paths[2].actions, &s).passed);
	assert_true(score_of(p, p->paths[0].actions, &s).passed);
}

static void nobody_passes_in_the_middle_or_harmed(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	practice_start(p, &s);
	assert_int_equal(practice_score(p, &s).points, 60);
	assert_false(practice_score(p, &s).passed);
	fixture_screen(p, "ket-tot")->ending = ENDING_HARMED;
	struct practice_score score = score_of(p, p->paths[0].actions, &s);
	assert_int_equal(score.points, 100);
	assert_false(score.passed);
}

static void points_end_at_nothing(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	struct practice_state s;

	(void)state;
	practice_start(p, &s);
	s.hints = 50;
	assert_int_equal(practice_score(p, &s).points, 0);
}

/* ── replay ────────────────────────────────────────────────────────────────────────────── */

static void replay_stops_where_it_cannot_go_on(void **state)
{
	static const struct {
		const char *way[6];
		size_t done;
		const char *screen;
	} cases[] = {
		{{NULL}, 0, "chuong-reo"},
		{{"nghe", "cup", "bo-di"}, 3, "ket-vua"},
		{{"nghe", "cup", "bo-di", "nghe"}, 3, "ket-vua"},
		{{"cup"}, 0, "chuong-reo"},
		{{"nghe", "nghe"}, 1, "dang-noi"},
		{{"ngh"}, 0, "chuong-reo"},
		{{"nghee"}, 0, "chuong-reo"},
		{{""}, 0, "chuong-reo"},
		{{"=", "nghe"}, 0, "chuong-reo"},
		{{"?hint"}, 0, "chuong-reo"},
		{{"nghe", "?hint", "?hint", "?hint"}, 3, "dang-noi"},
		{{"tu-choi", "mo-link"}, 1, "nhan-sms"},
		{{"tu-choi", "keo", "mo-link"}, 3, "trang-gia"},
		{{"tu-choi", "bo-qua", "go-so"}, 3, "sau-cup"},
		{{"tu-choi", "bo-qua", "go-so="}, 3, "sau-cup"},
		{{"tu-choi", "bo-qua", "go-so=0000=1234"}, 3, "sau-cup"},
		{{"tu-choi", "bo-qua", "go-so=0000 12345678"}, 3, "ket-tot"},
		{{"nghe", "cho", "cho", "cho", "cup"}, 4, "sau-cup"},
	};
	const struct practice *p = fixture_practice(&arena);

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		const char *items[6];
		struct strings way = {items, 0};
		struct practice_state s;
		while (way.count < 6 && cases[i].way[way.count]) {
			items[way.count] = cases[i].way[way.count];
			way.count++;
		}
		assert_int_equal(practice_replay(p, &way, &s), cases[i].done);
		assert_string_equal(here(p, &s), cases[i].screen);
	}
}

/* ── dice ──────────────────────────────────────────────────────────────────────────────── */

static const char *const typing[] = {"0000 1234 5678", "1", "", NULL};

/* One thing at random, written down as replay reads it; false where nothing is left to do. */
static bool random_act(const struct practice *p, struct practice_state *s,
		       struct dice *dice, const char **done)
{
	const struct screen *screen = &p->screens[s->screen];

	if (screen->ending)
		return false;
	if (!dice_below(dice, 8)) {
		*done = "?hint";
		return practice_hint(p, s) || random_act(p, s, dice, done);
	}
	size_t number = dice_below(dice, (uint32_t)screen->action_count);
	const struct action *action = &screen->actions[number];
	const char *typed =
		action->kind == ACTION_TYPE ? typing[dice_below(dice, 4)] : NULL;
	if (!practice_act(p, s, number, typed).consequence)
		return random_act(p, s, dice, done);
	*done = typed ? arena_printf(&arena, "%s=%s", action->id, typed) : action->id;
	return true;
}

static void sound(const struct practice *p, const struct practice_state *s)
{
	struct practice_score score = practice_score(p, s);

	assert_in_range(s->screen, 0, p->screen_count - 1);
	assert_in_range(s->balance, 0, p->balance);
	assert_in_range(s->steps, 0, p->screens[s->screen].after_steps);
	assert_int_equal(s->hint_here, s->shown[s->screen]);
	assert_in_range(s->vars[3], 0, 3);
	assert_in_range(score.points, 0, 100);
	assert_true(!score.passed || practice_ending(p, s) != ENDING_NONE);
	int shown = 0;
	for (size_t i = 0; i < p->screen_count; i++)
		shown += s->shown[i];
	assert_int_equal(s->hints, shown);
}

/* What was done at random gives the same again, action by action and as a whole. */
static void the_same_actions_give_the_same(void **state)
{
	const struct practice *p = fixture_practice(&arena);
	const char *items[40];
	size_t ended[4] = {0};

	(void)state;
	for (uint64_t seed = 0; seed < 3000; seed++) {
		struct dice dice = {seed};
		struct strings way = {items, 0};
		struct practice_state s, again;
		practice_start(p, &s);
		while (way.count < ARRAY_LEN(items) &&
		       random_act(p, &s, &dice, &items[way.count])) {
			way.count++;
			sound(p, &s);
		}
		ended[practice_ending(p, &s)]++;
		assert_int_equal(practice_replay(p, &way, &again), way.count);
		assert_memory_equal(&s, &again, sizeof(s));
	}
	/* The dice have been everywhere. */
	for (size_t i = ENDING_SAFE; i <= ENDING_HARMED; i++)
		assert_in_range(ended[i], 100, 3000);
}

/* ── names ─────────────────────────────────────────────────────────────────────────────── */

static void names_and_back(void **state)
{
	(void)state;
	for (int i = ACTION_TAP; i <= ACTION_WAIT; i++)
		assert_int_equal(action_kind_parse(action_kind_name(i)), i);
	for (int i = ENDING_SAFE; i <= ENDING_HARMED; i++)
		assert_int_equal(ending_parse(ending_name(i)), i);
	assert_string_equal(action_kind_name(ACTION_TYPE), "type");
	assert_string_equal(ending_name(ENDING_HARMED), "harmed");
	assert_int_equal(ending_parse(""), -1);
	assert_int_equal(ending_parse(NULL), -1);
	assert_int_equal(action_kind_parse("Tap"), -1);
}

int test_practice(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(it_starts_at_the_start, release),
		cmocka_unit_test_teardown(a_mistake_costs_and_is_remembered, release),
		cmocka_unit_test_teardown(money_ends_at_nothing, release),
		cmocka_unit_test_teardown(what_is_not_offered_changes_nothing, release),
		cmocka_unit_test_teardown(typing_is_compared, release),
		cmocka_unit_test_teardown(a_wrong_answer_has_its_own_way, release),
		cmocka_unit_test_teardown(variables_stop_somewhere, release),
		cmocka_unit_test_teardown(it_goes_on_by_itself_once, release),
		cmocka_unit_test_teardown(who_leaves_in_time_is_not_sent_on, release),
		cmocka_unit_test_teardown(going_to_the_same_screen_enters_it, release),
		cmocka_unit_test_teardown(restart_gives_everything_back_but_hints,
					  release),
		cmocka_unit_test_teardown(restart_is_all_that_happens, release),
		cmocka_unit_test_teardown(a_hint_is_paid_once, release),
		cmocka_unit_test_teardown(scores, release),
		cmocka_unit_test_teardown(a_must_is_a_must, release),
		cmocka_unit_test_teardown(nobody_passes_in_the_middle_or_harmed, release),
		cmocka_unit_test_teardown(points_end_at_nothing, release),
		cmocka_unit_test_teardown(replay_stops_where_it_cannot_go_on, release),
		cmocka_unit_test_teardown(the_same_actions_give_the_same, release),
		cmocka_unit_test(names_and_back),
	};

	return cmocka_run_group_tests_name("practice", tests, NULL, NULL);
}
