/* Staff take a completion back by keys: nothing without a reason and a yes, and all of it again. */
#include "tests.h"

#include "../store/fixture.h"
#include "term/script.h"
#include "ui/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct bench bench;
	struct app app;
	int64_t learner;
};

static struct err err;

static void switch_on(struct world *w)
{
	struct keyfile none = {0};
	const struct script_settings settings = {.rows = 15, .cols = 40};
	bool changed;

	*w = (struct world){0};
	bench_memory(&w->bench);
	assert_true(keyfile_parse(&none, "none", "", 0, &err));
	w->app.store = w->bench.store;
	w->app.clock = &w->bench.clock;
	w->app.region = &fixture_region;
	w->app.course = fixture_course();
	strcpy(w->app.staff.name, "Lan");
	w->app.term = term_script_new(&none, &settings);
	assert_true(term_open(w->app.term, &err));
	canvas_init(&w->app.canvas, 15, 40);
	w->learner = enrol(w->bench.store, "Lê Thị Mai", SEX_FEMALE, 1981, 1, 1, "00004");
	assert_done(store_learner_declare(w->bench.store, w->learner, NOON_DAY - 50,
					  "GCN", &changed, &err));
	assert_done(store_completion_confirm(w->bench.store, w->learner, "Lan", &err));
	app_push(&w->app, view_finishes(w->learner, "Lê Thị Mai"));
	app_show(&w->app);
}

static void switch_off(struct world *w)
{
	app_release(&w->app);
	term_free(w->app.term);
	bench_close(&w->bench);
}

static void type(struct world *w, const char *text)
{
	for (const char *c = text; *c; c++) {
		struct key key = key_text(c, 1);
		app_key(&w->app, &key);
		app_show(&w->app);
	}
}

static void press(struct world *w, enum key_code code)
{
	struct key key = key_of(code);
	app_key(&w->app, &key);
	app_show(&w->app);
}

static int64_t counted(struct world *w, int day, enum trained trained)
{
	struct count_query query = {
		.day = day, .definition = DEFINITION_18_UP, .trained = trained};
	struct count_row *rows;
	size_t count;
	bool equal;

	assert_done(store_count(w->bench.store, &query, &rows, &count, &err));
	int64_t sure = count ? rows[0].sure : 0;
	free(rows);
	assert_done(store_recount(w->bench.store, true, &equal, &err));
	assert_true(equal);
	return sure;
}

static void assert_counts(struct world *w, int before, int then, int now, int confirmed)
{
	assert_int_equal(counted(w, NOON_DAY - 51, TRAINED_COMPLETED), before);
	assert_int_equal(counted(w, NOON_DAY - 50, TRAINED_COMPLETED), then);
	assert_int_equal(counted(w, NOON_DAY, TRAINED_COMPLETED), now);
	assert_int_equal(counted(w, NOON_DAY, TRAINED_CONFIRMED), confirmed);
}

static void asks_for_a_reason_and_a_yes(void **state)
{
	struct world w;

	(void)state;
	switch_on(&w);
	type(&w, "1");
	press(&w, K_ENTER); /* no reason yet: still here */
	assert_int_equal(w.app.depth, 2);
	type(&w, "nham");
	press(&w, K_ENTER);
	assert_int_equal(w.app.depth, 3);
	type(&w, "1"); /* no */
	assert_counts(&w, 0, 1, 1, 1);
	press(&w, K_ENTER);
	press(&w, K_ESC);
	press(&w, K_ESC);
	assert_int_equal(w.app.depth, 1);
	assert_counts(&w, 0, 1, 1, 1);
	switch_off(&w);
}

static void takes_back_and_counts_again(void **state)
{
	struct world w;

	(void)state;
	switch_on(&w);
	for (int round = 0; round < 2; round++) {
		type(&w, "1nham");
		press(&w, K_ENTER);
		type(&w, "2");
		assert_int_equal(w.app.depth, 1);
		assert_counts(&w, 0, 0, 0, 0);
		type(&w, "1"); /* again: no, then yes */
		type(&w, "1");
		assert_counts(&w, 0, 0, 0, 0);
		type(&w, "12");
		assert_counts(&w, 0, 1, 1, 1);
	}
	switch_off(&w);
}

static void takes_back_the_confirmation_alone(void **state)
{
	struct world w;

	(void)state;
	switch_on(&w);
	type(&w, "2nham ten");
	press(&w, K_ENTER);
	type(&w, "2");
	assert_counts(&w, 0, 1, 1, 0);
	/* There is none now: the second line leads back. */
	type(&w, "2");
	assert_int_equal(w.app.depth, 0);
	switch_off(&w);
}

/* Two at two places: the second is told why nothing is done. */
static void somebody_else_was_faster(void **state)
{
	struct world w;
	struct finish *list;
	size_t count;

	(void)state;
	switch_on(&w);
	type(&w, "1nham");
	press(&w, K_ENTER);
	assert_done(store_finishes(w.bench.store, w.learner, &list, &count, &err));
	assert_done(store_finish_change(w.bench.store, w.learner, list[0].id, FINISH_VOID,
					"x", "Mai", &err));
	free(list);
	type(&w, "2");
	assert_string_equal(w.app.page.title, "Chưa làm được");
	press(&w, K_ESC);
	assert_int_equal(w.app.depth, 1); /* the list, as it is now */
	assert_non_null(strstr(w.app.page.blocks[2].text, "Mai bỏ ngày"));
	assert_counts(&w, 0, 0, 0, 0);
	switch_off(&w);
}

int test_finishes(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(asks_for_a_reason_and_a_yes),
		cmocka_unit_test(takes_back_and_counts_again),
		cmocka_unit_test(takes_back_the_confirmation_alone),
		cmocka_unit_test(somebody_else_was_faster),
	};

	return cmocka_run_group_tests_name("finishes", tests, NULL, NULL);
}
