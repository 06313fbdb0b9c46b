/* Long work on the screen: it ends, it fails, it is stopped, and nothing of it stays. */
#include "tests.h"

#include "../store/fixture.h"
#include "term/script.h"
#include "ui/views.h"
#include "ui/work.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct bench bench;
	struct app app;
};

static struct err err;

static void switch_on(struct world *w, const char *keys)
{
	struct keyfile file = {0};
	const struct script_settings settings = {.rows = 24, .cols = 80};
	*w = (struct world){0};
	bench_memory(&w->bench);
	assert_true(keyfile_parse(&file, "keys", keys, strlen(keys), &err));
	w->app.store = w->bench.store;
	w->app.clock = &w->bench.clock;
	w->app.region = &fixture_region;
	w->app.term = term_script_new(&file, &settings);
	assert_true(term_open(w->app.term, &err));
	canvas_init(&w->app.canvas, 24, 80);
	app_push(&w->app, view_message("Trang", "Một trang."));
	for (int i = 0; i < 20; i++)
		enrol(w->bench.store, "Lê Văn Một", SEX_MALE, 1980 + i, 1, 1, "00004");
}

static void switch_off(struct world *w)
{
	app_release(&w->app);
	term_free(w->app.term);
	bench_close(&w->bench);
}

static bool recount(struct app *app, void *user, struct err *e)
{
	return store_recount(app->store, false, user, e);
}

static bool fail_always(struct app *app, void *user, struct err *e)
{
	(void)app, (void)user;
	return err_set(e, ERR_IO, "Đĩa hỏng.");
}

static void ends(void **state)
{
	struct world w;
	bool equal = false;
	(void)state;
	switch_on(&w, "key Down\nstop\n");
	/* The key comes first, so nothing stops the work. */
	assert_true(work_done(&w.app, "Đang đếm", recount, &equal));
	assert_true(equal);
	assert_string_equal(w.app.status, "");
	switch_off(&w);
}

static void stops_at_esc(void **state)
{
	struct world w;
	bool equal = false;
	uint8_t before[32], after[32];
	(void)state;
	switch_on(&w, "stop\nkey Down\n");
	assert_done(store_digest(w.bench.store, before, &err));
	assert_false(work_done(&w.app, "Đang đếm", recount, &equal));
	assert_non_null(strstr(w.app.status, "Đã dừng"));
	assert_done(store_digest(w.bench.store, after, &err));
	assert_memory_equal(before, after, sizeof(before));
	/* Once is enough: the same work runs through afterwards. */
	assert_true(work_done(&w.app, "Đang đếm", recount, &equal));
	switch_off(&w);
}

static void fails_with_a_page(void **state)
{
	struct world w;
	(void)state;
	switch_on(&w, "stop\n");
	assert_int_equal(work_run(&w.app, "Đang ghi", fail_always, NULL, &err),
			 WORK_FAILED);
	assert_string_equal(err.text, "Đĩa hỏng.");
	assert_int_equal(w.app.depth, 1);
	assert_false(work_done(&w.app, "Đang ghi", fail_always, NULL));
	assert_int_equal(w.app.depth, 2);
	switch_off(&w);
}

/* Nobody may believe that a stop was tried where no work ran long enough to be asked. */
static void a_stop_of_nothing_is_a_fault(void **state)
{
	struct world w;
	struct key key;
	struct err e = {0};
	(void)state;
	switch_on(&w, "stop\n");
	term_read(w.app.term, &key, -1);
	assert_int_equal(key.code, K_EOF);
	assert_false(term_script_result(w.app.term, &e));
	assert_non_null(strstr(e.text, "keys:1"));
	switch_off(&w);
}

int test_work(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends),
		cmocka_unit_test(stops_at_esc),
		cmocka_unit_test(fails_with_a_page),
		cmocka_unit_test(a_stop_of_nothing_is_a_fault),
	};
	return cmocka_run_group_tests_name("work", tests, NULL, NULL);
}
