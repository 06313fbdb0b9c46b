/* A small program played from key files: what it is given, what comes out, how it
 * fails. */
#include "term/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_script(void);

/* Shows the keys it got, one a line, newest last; waits at most `timeout`. */
struct toy {
	struct term *term;
	struct canvas canvas;
	struct buf log;
	int keys, timeout;
	int64_t waited;
	int flushed;
};

static void toy_wait(void *context, int64_t seconds)
{
	((struct toy *)context)->waited += seconds;
}

static void toy_flush(void *context, struct buf *out)
{
	(void)out;
	((struct toy *)context)->flushed++;
}

static void toy_draw(struct toy *toy, const struct key *key)
{
	int rows, cols;
	term_size(toy->term, &rows, &cols);
	canvas_resize(&toy->canvas, rows, cols);
	char line[60];
	snprintf(line, sizeof(line), "%d %s%s", toy->keys, key_format(key),
		 key->pasted ? "+" : "");
	canvas_put(&toy->canvas, 0, 0, line, ROLE_FOCUS);
	canvas_cursor(&toy->canvas, 0, 2);
	term_show(toy->term, &toy->canvas);
}

static void toy_run(struct toy *toy)
{
	struct key key = key_of(K_NONE);
	struct err err = {0};
	assert_true(term_open(toy->term, &err));
	canvas_init(&toy->canvas, 1, 1);
	while (key.code != K_EOF) {
		toy_draw(toy, &key);
		term_read(toy->term, &key, toy->timeout);
		toy->keys++;
		buf_printf(&toy->log, "%s%s%s", toy->log.len ? " " : "",
			   key.pasted ? "+" : "", key_format(&key));
		assert_true(toy->keys < 1000);
	}
	canvas_release(&toy->canvas);
}

static struct toy play(const char *text, struct script_settings settings, struct buf *out)
{
	static struct toy toy;
	toy = (struct toy){.log = BUF_INIT, .timeout = settings.rows < 0 ? 60000 : -1};
	struct keyfile keys = {0};
	struct err err = {0};
	assert_true(keyfile_parse(&keys, "keys", text, strlen(text), &err));
	settings.out = out;
	settings.context = &toy;
	toy.term = term_script_new(&keys, &settings);
	assert_null(keys.steps);
	toy_run(&toy);
	return toy;
}

static void toy_end(struct toy *toy)
{
	term_free(toy->term);
	buf_release(&toy->log);
}

#define SMALL ((struct script_settings){.rows = 2, .cols = 20, .wait = toy_wait})

static void gives_every_key(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	struct toy toy =
		play("type Mẹ ơ\nkey Enter F1\npaste đ1\nclick 1 2\nresize 30x3\n", SMALL,
		     &out);
	assert_string_equal(toy.log.data, "M ẹ Space ơ Enter F1 +đ +1 Click Resize Eof");
	assert_true(term_script_result(toy.term, NULL));
	assert_string_equal(out.data, "");
	assert_int_equal(term_script_frame(toy.term)->cols, 30);
	toy_end(&toy);
	buf_release(&out);
}

static void dumps_frames(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	struct script_settings settings = SMALL;
	settings.flush = toy_flush;
	struct toy toy =
		play("dump đầu\nkey Down\ndump\nresize 9x1\ndump nhỏ\n", settings, &out);
	assert_string_equal(out.data, "── đầu 20x2 ──\n0 None\n\ncursor 0,2\n"
				      "── 20x2 ──\n1 Down\n\ncursor 0,2\n"
				      "── nhỏ 9x1 ──\n2 Resize\ncursor 0,2\n");
	assert_int_equal(toy.flushed, 3);
	toy_end(&toy);
	buf_release(&out);
}

static void has_a_normal_size(void **state)
{
	(void)state;
	struct buf out = BUF_INIT;
	struct toy toy = play("dump\n", (struct script_settings){0}, &out);
	assert_memory_equal(out.data, "── 80x24 ──\n", strlen("── 80x24 ──\n"));
	toy_end(&toy);
	buf_release(&out);
}

static void fails_expectations(void **state)
{
	(void)state;
	struct err err = {0};
	struct buf out = BUF_INIT;
	struct toy toy =
		play("key Up\nexpect 1 Up\nexpect-not Down\n\nexpect Sai\nkey Up\n",
		     SMALL, &out);
	assert_string_equal(toy.log.data, "Up Eof"); /* nothing after the failure */
	assert_false(term_script_result(toy.term, &err));
	assert_int_equal(err.kind, ERR_DATA);
	assert_string_equal(err.text, "keys:5: màn hình không có chữ \"Sai\".");
	assert_string_equal(out.data, "── keys:5 20x2 ──\n1 Up\n\ncursor 0,2\n");
	toy_end(&toy);
	buf_reset(&out);
	toy = play("key Up\nexpect-not Up\n", SMALL, &out);
	assert_false(term_script_result(toy.term, &err));
	assert_non_null(strstr(err.text, "keys:2: màn hình có chữ \"Up\""));
	toy_end(&toy);
	buf_release(&out);
}

static void presses_until(void **state)
{
	(void)state;
	struct err err = {0};
	struct buf out = BUF_INIT;
	struct toy toy =
		play("until 3 Down Down\nkey Up\nuntil 4 Up Enter\n", SMALL, &out);
	assert_string_equal(toy.log.data, "Down Down Down Up Eof");
	assert_true(term_script_result(toy.term, &err));
	toy_end(&toy);
	toy = play("until Không Enter\n", SMALL, &out);
	assert_int_equal(toy.keys, KEYFILE_UNTIL + 1);
	assert_false(term_script_result(toy.term, &err));
	assert_string_equal(err.text, "keys:1: đã bấm phím Enter 200 lần mà màn hình vẫn "
				      "không có chữ \"Không\".");
	toy_end(&toy);
	buf_release(&out);
}

static void lets_time_pass(void **state)
{
	(void)state;
	struct err err = {0};
	struct buf out = BUF_INIT;
	/* a view that waits for ever sees no time go by */
	struct toy toy = play("wait 24h\nkey Up\n", SMALL, &out);
	assert_string_equal(toy.log.data, "Up Eof");
	assert_int_equal(toy.waited, 86400);
	toy_end(&toy);
	/* one that waits a minute does, unless it was shorter */
	struct script_settings settings = SMALL;
	settings.rows = -1;
	toy = play("wait 59s\nwait 1m\nidle\n", settings, &out);
	assert_string_equal(toy.log.data, "Idle Idle Eof");
	assert_int_equal(toy.waited, 119);
	toy_end(&toy);
	toy = play("idle\n", SMALL, &out);
	assert_false(term_script_result(toy.term, &err));
	assert_non_null(strstr(err.text, "keys:1: màn hình này không hẹn giờ"));
	toy_end(&toy);
	settings.wait = NULL;
	toy = play("wait 1s\n", settings, &out);
	assert_false(term_script_result(toy.term, &err));
	assert_non_null(strstr(err.text, "--now"));
	toy_end(&toy);
	buf_release(&out);
}

static void keeps_the_title(void **state)
{
	(void)state;
	struct keyfile keys = {0};
	struct term *term = term_script_new(&keys, &(struct script_settings){0});
	assert_string_equal(term_script_title(term), "");
	term_title(term, "Bài 1");
	term_title(term, "Bài 2");
	term_bell(term);
	term_wipe(term);
	term_flush(term);
	term_theme(term, THEME_LIGHT);
	assert_string_equal(term_script_title(term), "Bài 2");
	assert_null(term_script_frame(term));
	term_close(term);
	term_free(term);
	term_free(NULL);
}

int test_script(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_every_key),   cmocka_unit_test(dumps_frames),
		cmocka_unit_test(has_a_normal_size), cmocka_unit_test(fails_expectations),
		cmocka_unit_test(presses_until),     cmocka_unit_test(lets_time_pass),
		cmocka_unit_test(keeps_the_title),
	};
	return cmocka_run_group_tests_name("script", tests, NULL, NULL);
}
