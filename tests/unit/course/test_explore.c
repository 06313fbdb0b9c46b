/* Every kind of trouble: the sound practice of the fixture has none, and bent in one place it has
 * exactly that one. Then practices made by dice, against a search too simple to be wrong. */
#include "course/explore.h"

#include "course/dice.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_explore(void);

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

/* ── one trouble each ──────────────────────────────────────────────────────────────────── */

static void bend_when(struct practice *p, const char *screen, const char *action,
		      const char *when)
{
	fixture_action(p, screen, action)->when = fixture_condition(&arena, p, when);
}

static void mended(struct practice *p)
{
	(void)p;
}

/* A counter that nothing stops. */
static void endless(struct practice *p)
{
	fixture_screen(p, "dang-noi")->after_steps = 0;
	bend_when(p, "dang-noi", "cho", NULL);
}

static void endless_money(struct practice *p)
{
	struct action *wait = fixture_action(p, "dang-noi", "cho");

	fixture_screen(p, "dang-noi")->after_steps = 0;
	wait->then = (struct consequence){.pay = 10, .to = -1};
}

static void link_leads_elsewhere(struct practice *p)
{
	fixture_action(p, "nhan-sms", "mo-link")->then.to = 3;
	p->path_count = 2;
}

static void never_offered(struct practice *p)
{
	bend_when(p, "trang-gia", "nhap-ma", "da_xem and not da_xem");
}

static void no_half_ending(struct practice *p)
{
	fixture_action(p, "sau-cup", "bo-di")->then.to = -1;
	p->path_count = 2;
}

static void trap(struct practice *p)
{
	fixture_action(p, "trang-gia", "nhap-ma")->then.to = -1;
	fixture_action(p, "trang-gia", "thoat")->then.to = -1;
	p->path_count = 2;
}

/* Only who has waited twice is caught, behind the screen where it looks harmless. */
static void trap_by_variable(struct practice *p)
{
	bend_when(p, "sau-cup", "bo-di", "lan_goi != 2");
	bend_when(p, "sau-cup", "go-so", "lan_goi != 2");
}

/* From the wrong number there is no way out. */
static void trap_by_typing(struct practice *p)
{
	struct action *action = fixture_action(p, "sau-cup", "go-so");

	action->wrong.effects = fixture_effect(&arena, 3, 9, false);
	action->wrong.effect_count = 1;
	bend_when(p, "sau-cup", "bo-di", "lan_goi != 9");
	bend_when(p, "sau-cup", "go-so", "lan_goi != 9");
	p->path_count = 2;
}

/* Behind the false page there is another screen without a way out: the page is the entrance. */
static void trap_of_two_screens(struct practice *p)
{
	fixture_action(p, "dang-noi", "doc-ma")->then.to = 7;
	fixture_action(p, "trang-gia", "thoat")->then.to = -1;
	fixture_action(p, "mat-tien", "khoa")->then.to = 5;
	fixture_action(p, "mat-tien", "lam-lai")->then.restart = false;
	fixture_action(p, "mat-tien", "lam-lai")->kind = ACTION_WAIT;
	fixture_action(p, "sau-cup", "bo-di")->then.to = 8;
	p->path_count = 0;
}

static void trap_at_once(struct practice *p)
{
	bend_when(p, "chuong-reo", "nghe", "lo_otp");
	bend_when(p, "chuong-reo", "tu-choi", "lo_otp");
	p->path_count = 0;
	p->screen_count = 1;
	p->decide.count = 0;
}

static void goal_never(struct practice *p)
{
	fixture_action(p, "sau-cup", "go-so")->then.effect_count = 0;
	p->path_count = 0;
}

static void goal_always(struct practice *p)
{
	p->goals[0].when = fixture_condition(&arena, p, "balance >= 0");
}

static void decision_at_the_start(struct practice *p)
{
	p->decide = fixture_strings(&arena, "chuong-reo", NULL);
}

static void no_decision(struct practice *p)
{
	p->decide.count = 0;
}

static void around_the_decision(struct practice *p)
{
	p->decide = fixture_strings(&arena, "dang-noi", NULL);
}

static void swap(struct action *a, struct action *b)
{
	struct action one = *a;

	*a = *b;
	*b = one;
}

static void first_is_best(struct practice *p)
{
	swap(fixture_action(p, "nhan-sms", "bo-qua"),
	     fixture_action(p, "nhan-sms", "keo"));
	swap(fixture_action(p, "chuong-reo", "tu-choi"),
	     fixture_action(p, "chuong-reo", "nghe"));
	swap(fixture_action(p, "sau-cup", "go-so"),
	     fixture_action(p, "sau-cup", "bo-di"));
	fixture_action(p, "sau-cup", "go-so")->kind = ACTION_TAP;
	p->path_count = 2;
}

/* The same, but the last of them must be typed. */
static void first_but_typed(struct practice *p)
{
	first_is_best(p);
	fixture_action(p, "sau-cup", "go-so")->kind = ACTION_TYPE;
}

static void one_goal_or_the_other(struct practice *p)
{
	p->goals[1].when = fixture_condition(&arena, p, "lo_otp");
	p->path_count = 0;
}

static void all_goals_only_harmed(struct practice *p)
{
	fixture_screen(p, "ket-tot")->ending = ENDING_HARMED;
	fixture_screen(p, "ket-tot")->debrief = fixture_screen(p, "ket-xau")->debrief;
}

static void broken_path(struct practice *p)
{
	p->paths[1].actions.items[1] = "doc";
}

static void path_ends_elsewhere(struct practice *p)
{
	p->paths[0].ending = "ket-vua";
}

static void path_does_not_end(struct practice *p)
{
	p->paths[2].actions.count--;
	p->paths[2].ending = "sau-cup";
}

static void path_scores_otherwise(struct practice *p)
{
	p->paths[2].score = 61;
}

static void path_passes(struct practice *p)
{
	p->paths[2].fail = true;
}

static void ninety_points(struct practice *p)
{
	p->goals[0].points = 50;
	p->path_count = 0;
}

static void no_debrief(struct practice *p)
{
	fixture_screen(p, "ket-xau")->debrief.count = 0;
}

static void decided_where_it_is_over(struct practice *p)
{
	p->decide = fixture_strings(&arena, "ket-tot", NULL);
}

static void after_too_late(struct practice *p)
{
	fixture_screen(p, "trang-gia")->after_steps = 2;
	fixture_screen(p, "trang-gia")->after =
		(struct consequence){.say = "Trang tự đóng.", .to = 3};
}

static void same_words(struct practice *p)
{
	fixture_action(p, "trang-gia", "thoat")->label = "Gửi";
	fixture_action(p, "trang-gia", "nhap-ma")->label = "Gửi";
}

static const struct {
	void (*bend)(struct practice *p);
	enum trouble_kind kind; /* TROUBLES: none */
	size_t index, action;
	const char *way;
} cases[] = {
	{mended, TROUBLES, 0, 0, NULL},
	{first_but_typed, TROUBLES, 0, 0, NULL},
	{decision_at_the_start, TROUBLES, 0, 0, NULL},
	{no_decision, TROUBLES, 0, 0, NULL},
	{endless, TROUBLE_TOO_MANY, 3, 0, NULL},
	{endless_money, TROUBLE_TOO_MANY, 4, 0, NULL},
	{link_leads_elsewhere, TROUBLE_SCREEN_UNREACHED, 5, 0, NULL},
	{never_offered, TROUBLE_ACTION_UNREACHED, 5, 0, NULL},
	{no_half_ending, TROUBLE_ENDING_UNREACHED, 7, 0, NULL},
	{trap, TROUBLE_TRAP, 5, 0, "tu-choi > keo > mo-link"},
	{trap_by_variable, TROUBLE_TRAP, 3, 0, "nghe > cho > cho > cup"},
	{trap_by_typing, TROUBLE_TRAP, 3, 0, "nghe > cup > go-so=?"},
	{trap_of_two_screens, TROUBLE_TRAP, 5, 0, "tu-choi > keo > mo-link"},
	{goal_never, TROUBLE_GOAL_NEVER, 1, 0, NULL},
	{goal_always, TROUBLE_GOAL_ALWAYS, 0, 0, NULL},
	{around_the_decision, TROUBLE_FULL_MARKS_SKIP, 0, 0,
	 "tu-choi > bo-qua > go-so=0000 1234 5678"},
	{first_is_best, TROUBLE_FULL_MARKS_TRIVIAL, 0, 0, "tu-choi > bo-qua > go-so"},
	{one_goal_or_the_other, TROUBLE_NO_FULL_MARKS, 0, 0, NULL},
	{all_goals_only_harmed, TROUBLE_NO_FULL_MARKS, 0, 0, NULL},
	{broken_path, TROUBLE_PATH_BROKEN, 1, 1, NULL},
	{path_ends_elsewhere, TROUBLE_PATH_DIFFERS, 0, 0, NULL},
	{path_does_not_end, TROUBLE_PATH_DIFFERS, 2, 0, NULL},
	{path_scores_otherwise, TROUBLE_PATH_DIFFERS, 2, 0, NULL},
	{path_passes, TROUBLE_PATH_DIFFERS, 2, 0, NULL},
	{decided_where_it_is_over, TROUBLE_NO_DECISION, 0, 0, NULL},
	{after_too_late, TROUBLE_AFTER_UNREACHED, 5, 0, NULL},
	{same_words, TROUBLE_SAME_LABEL, 5, 1, NULL},
	{ninety_points, TROUBLE_POINTS, 0, 0, NULL},
	{no_debrief, TROUBLE_NO_WAY_BACK, 8, 0, NULL},
};

static const struct trouble *find(const struct exploration *found,
				  const struct trouble *trouble)
{
	for (size_t i = 0; i < found->count; i++)
		if (found->troubles[i].kind == trouble->kind &&
		    found->troubles[i].index == trouble->index &&
		    found->troubles[i].action == trouble->action)
			return &found->troubles[i];
	return NULL;
}

/* "nghe > go-so=?" as replay wants it. */
static struct strings way_of(const char *text)
{
	struct strings way = {arena_array(&arena, 64, sizeof(char *)), 0};

	while (*text) {
		const char *end = strstr(text, " > ");
		size_t len = end ? (size_t)(end - text) : strlen(text);
		way.items[way.count++] = arena_strndup(&arena, text, len);
		text += end ? len + 3 : len;
	}
	return way;
}

static void way_leads_there(const struct practice *p, const struct trouble *trouble)
{
	struct strings way = way_of(trouble->way);
	struct practice_state s;

	assert_int_equal(practice_replay(p, &way, &s), way.count);
	if (trouble->kind == TROUBLE_TRAP) {
		assert_int_equal(s.screen, trouble->index);
	} else {
		assert_int_equal(practice_score(p, &s).points, 100);
		assert_true(practice_score(p, &s).passed);
	}
}

/* "4 5 0 nghe > cup" for each trouble. */
static void tell(const struct exploration *found, struct buf *out)
{
	for (size_t i = 0; i < found->count; i++) {
		const struct trouble *t = &found->troubles[i];
		buf_printf(out, "%d %zu %zu %s\n", (int)t->kind, t->index, t->action,
			   t->way ? t->way : "-");
	}
}

static void one_bend_one_trouble(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct practice *p = fixture_practice(&arena);
		struct buf told = BUF_INIT, expect = BUF_INIT;
		struct exploration found;
		if (cases[i].kind != TROUBLES)
			buf_printf(&expect, "%d %zu %zu %s\n", (int)cases[i].kind,
				   cases[i].index, cases[i].action,
				   cases[i].way ? cases[i].way : "-");
		cases[i].bend(p);
		practice_explore(p, &found);
		tell(&found, &told);
		assert_string_equal(told.data, expect.data);
		if (found.count && found.troubles[0].way)
			way_leads_there(p, &found.troubles[0]);
		exploration_release(&found);
		buf_release(&expect);
		buf_release(&told);
	}
}

static void every_kind_is_shown(void **state)
{
	bool shown[TROUBLES + 1] = {false};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		shown[cases[i].kind] = true;
	for (size_t i = 0; i < TROUBLES; i++)
		if (!shown[i])
			fail_msg("no practice shows trouble %zu", i);
}

/* With no way on from the first screen everything else would follow; one sentence is enough. */
static void a_trap_at_the_start(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct exploration found;

	(void)state;
	trap_at_once(p);
	practice_explore(p, &found);
	assert_int_equal(found.states, 1);
	assert_int_equal(found.count, 3); /* two actions, the trap */
	assert_int_equal(found.troubles[2].kind, TROUBLE_TRAP);
	assert_string_equal(found.troubles[2].way, "");
	exploration_release(&found);
}

/* There is a way to every screen of a sound practice, and who goes it stands there. */
static void a_way_to_every_screen(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct practice_state there;
	struct strings way;

	(void)state;
	p->path_count = 0;
	for (size_t i = 0; i < p->screen_count; i++) {
		assert_true(practice_way(p, i, &arena, &way));
		assert_int_equal(practice_replay(p, &way, &there), way.count);
		assert_int_equal(there.screen, i);
		assert_true(i != (size_t)p->start || way.count == 0);
	}
	no_half_ending(p);
	bool all = true;
	for (size_t i = 0; i < p->screen_count; i++)
		all = practice_way(p, i, &arena, &way) && all;
	assert_false(all);
}

/* The limit itself: a counter up to 49,999 with one other screen is 50,000 states. */
static void the_limit_is_exact(void **state)
{
	static const struct {
		const char *when;
		bool fits;
	} limits[] = {{"lan_goi < 49997", true}, {"lan_goi < 49998", false}};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
		struct practice *p = fixture_practice(&arena);
		struct exploration found;
		struct screen *ring = fixture_screen(p, "chuong-reo");
		/* ring: count up or end; two endings of other variables */
		struct action *count = &ring->actions[0], *end = &ring->actions[1];
		count->when = fixture_condition(&arena, p, limits[i].when);
		count->then = (struct consequence){
			.effects = fixture_effect(&arena, 3, 1, true),
			.effect_count = 1,
			.to = -1};
		end->then = (struct consequence){
			.effects = fixture_effect(&arena, 3, 0, false),
			.effect_count = 1,
			.to = 8};
		ring->actions[2] = (struct action){
			.id = "khac", .then = {.to = 7}, .wrong = {.to = -1}};
		ring->actions[2].when = fixture_condition(&arena, p, "lan_goi == 0");
		ring->action_count = 3;
		practice_explore(p, &found);
		/* 49,998 values, and an ending each. */
		assert_int_equal(found.states, EXPLORE_STATES);
		assert_int_equal(found.troubles[0].kind == TROUBLE_TOO_MANY,
				 !limits[i].fits);
		exploration_release(&found);
	}
}

/* A way of 30 actions is shown with its middle left out. */
static void long_ways_are_cut(void **state)
{
	struct practice *p = fixture_practice(&arena);
	struct exploration found;

	(void)state;
	fixture_screen(p, "dang-noi")->after_steps = 0;
	bend_when(p, "dang-noi", "cho", "lan_goi < 30");
	bend_when(p, "sau-cup", "bo-di", "lan_goi < 29");
	bend_when(p, "sau-cup", "go-so", "lan_goi < 29");
	practice_explore(p, &found);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.troubles[0].kind, TROUBLE_TRAP);
	assert_string_equal(
		found.troubles[0].way,
		"nghe > cho > cho > cho > cho > cho > cho > cho > cho > cho > "
		"cho > cho > cho > cho > cho > cho > cho > cho > cho > cho > "
		"… > cho > cho > cho > cup");
	exploration_release(&found);
}

static void the_same_twice(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct practice *p = fixture_practice(&arena);
		struct buf first = BUF_INIT, second = BUF_INIT;
		struct exploration one, two;
		cases[i].bend(p);
		practice_explore(p, &one);
		practice_explore(p, &two);
		tell(&one, &first);
		tell(&two, &second);
		assert_int_equal(one.states, two.states);
		assert_string_equal(first.data, second.data);
		exploration_release(&one);
		exploration_release(&two);
		buf_release(&first);
		buf_release(&second);
	}
}

/* ── practices made by dice ────────────────────────────────────────────────────────────── */

#define NAIVE_STATES 3000

/* All states by looking each one up in a list, and what leads where. */
struct naive {
	struct practice_state states[NAIVE_STATES];
	size_t count;
	bool ends[NAIVE_STATES], open[NAIVE_STATES];
	bool offered[PRACTICE_SCREENS][PRACTICE_ACTIONS];
};

static size_t naive_find(struct naive *n, const struct practice_state *s)
{
	size_t i = 0;

	while (i < n->count && memcmp(&n->states[i], s, sizeof(*s)) != 0)
		i++;
	if (i == n->count && n->count < NAIVE_STATES)
		n->states[n->count++] = *s;
	return i;
}

static size_t naive_try(const struct practice *p, struct naive *n, size_t i,
			size_t action, const char *typed)
{
	struct practice_state s = n->states[i];

	if (!practice_act(p, &s, action, typed).consequence)
		return i;
	n->offered[n->states[i].screen][action] = true;
	return naive_find(n, &s);
}

static void naive_explore(const struct practice *p, struct naive *n)
{
	bool more = true;

	memset(n, 0, sizeof(*n));
	practice_start(p, &n->states[0]);
	n->count = 1;
	for (size_t i = 0; i < n->count; i++) {
		n->ends[i] = n->open[i] =
			practice_ending(p, &n->states[i]) != ENDING_NONE;
		for (size_t k = 0; k < PRACTICE_ACTIONS; k++) {
			naive_try(p, n, i, k, "đúng");
			naive_try(p, n, i, k, "sai");
		}
	}
	while (more) {
		more = false;
		for (size_t i = 0; i < n->count; i++)
			for (size_t k = 0; k < PRACTICE_ACTIONS && !n->open[i]; k++) {
				n->open[i] = n->open[naive_try(p, n, i, k, "đúng")] ||
					     n->open[naive_try(p, n, i, k, "sai")];
				more = more || n->open[i];
			}
	}
}

static struct consequence random_consequence(struct dice *dice, int screens)
{
	struct consequence then = {.to = -1};

	if (dice_below(dice, 3))
		then.to = (int)dice_below(dice, (uint32_t)screens);
	if (!dice_below(dice, 12))
		then.restart = true;
	if (!dice_below(dice, 6))
		then.pay = 3;
	if (dice_below(dice, 2)) {
		int var = (int)dice_below(dice, 3);
		then.effects =
			fixture_effect(&arena, var, (int)dice_below(dice, 3) - 1, false);
		then.effect_count = 1;
	}
	return then;
}

static struct practice *random_practice(struct dice *dice)
{
	static const char *const whens[] = {NULL,          NULL,         "x",
					    "not y",       "z > 0",      "x == y",
					    "balance > 3", "x and z < 0"};
	static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
	struct practice *p = arena_alloc(&arena, sizeof(*p));
	int screens = 4 + (int)dice_below(dice, 6);

	p->vars[0] = "x", p->vars[1] = "y", p->vars[2] = "z";
	p->var_count = 3;
	p->balance = 10;
	p->screen_count = (size_t)screens;
	p->screens = arena_array(&arena, p->screen_count, sizeof(*p->screens));
	for (int i = 0; i < screens; i++) {
		struct screen *s = &p->screens[i];
		s->id = ids[i];
		if (i && !dice_below(dice, 5)) {
			s->ending = (enum ending)(1 + dice_below(dice, 3));
			continue;
		}
		s->after.to = -1;
		if (!dice_below(dice, 4)) {
			s->after_steps = 1 + (int)dice_below(dice, 3);
			s->after = random_consequence(dice, screens);
		}
		s->actions = arena_array(&arena, 4, sizeof(*s->actions));
		s->action_count = 2 + dice_below(dice, 3);
		for (size_t k = 0; k < s->action_count; k++) {
			struct action *a = &s->actions[k];
			a->id = ids[k];
			a->then = random_consequence(dice, screens);
			a->wrong = random_consequence(dice, screens);
			a->when = fixture_condition(
				&arena, p, whens[dice_below(dice, ARRAY_LEN(whens))]);
			if (!dice_below(dice, 5))
				a->kind = ACTION_TYPE;
			a->accept = fixture_strings(&arena, "đúng", NULL);
		}
	}
	return p;
}

static void agrees(const struct practice *p, const struct naive *n,
		   const struct exploration *found)
{
	bool seen[PRACTICE_SCREENS] = {false}, trapped = false;

	for (size_t i = 0; i < n->count; i++) {
		seen[n->states[i].screen] = true;
		trapped = trapped || !n->open[i];
	}
	for (size_t i = 0; i < p->screen_count; i++) {
		struct trouble lost = {.kind = p->screens[i].ending
						       ? TROUBLE_ENDING_UNREACHED
						       : TROUBLE_SCREEN_UNREACHED,
				       .index = i};
		assert_int_equal(find(found, &lost) != NULL, !seen[i]);
		for (size_t k = 0; k < p->screens[i].action_count; k++) {
			struct trouble never = {TROUBLE_ACTION_UNREACHED, i, k, NULL};
			assert_int_equal(find(found, &never) != NULL,
					 seen[i] && !n->offered[i][k]);
		}
	}
	for (size_t i = 0; i < found->count; i++) {
		const struct trouble *t = &found->troubles[i];
		if (t->kind != TROUBLE_TRAP)
			continue;
		/* The way leads to one of the states that reach no ending. */
		struct strings way = way_of(t->way);
		struct practice_state s;
		struct naive *all = (struct naive *)(uintptr_t)n;
		assert_int_equal(practice_replay(p, &way, &s), way.count);
		assert_int_equal(s.screen, t->index);
		assert_false(n->open[naive_find(all, &s)]);
		trapped = false;
	}
	assert_false(trapped);
}

static void agrees_with_a_simple_search(void **state)
{
	struct naive *n = xmalloc(sizeof(*n));
	size_t compared = 0, trapped = 0, states = 0;

	(void)state;
	for (uint64_t seed = 0; seed < 400; seed++) {
		struct dice dice = {seed};
		struct practice *p = random_practice(&dice);
		struct exploration found;
		naive_explore(p, n);
		practice_explore(p, &found);
		assert_in_range(n->count, 1, NAIVE_STATES - 1);
		assert_int_equal(found.states, n->count);
		agrees(p, n, &found);
		compared++;
		states += n->count;
		for (size_t i = 0; i < found.count; i++)
			trapped += found.troubles[i].kind == TROUBLE_TRAP;
		exploration_release(&found);
		arena_release(&arena);
	}
	/* The dice have made something worth comparing. */
	assert_in_range(compared, 400, 400);
	assert_in_range(trapped, 100, 4000);
	assert_in_range(states, 8000, 400000);
	free(n);
}

int test_explore(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(one_bend_one_trouble, release),
		cmocka_unit_test(every_kind_is_shown),
		cmocka_unit_test_teardown(a_trap_at_the_start, release),
		cmocka_unit_test_teardown(a_way_to_every_screen, release),
		cmocka_unit_test_teardown(the_limit_is_exact, release),
		cmocka_unit_test_teardown(long_ways_are_cut, release),
		cmocka_unit_test_teardown(the_same_twice, release),
		cmocka_unit_test_teardown(agrees_with_a_simple_search, release),
	};

	return cmocka_run_group_tests_name("explore", tests, NULL, NULL);
}
