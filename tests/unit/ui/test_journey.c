/* The main job from one end to the other, on the shipped content: a learner goes through every
 * lesson, answers every question, passes the quizzes and the exam, and is counted once. The program
 * is closed and opened again all along the way, as if the plug had been pulled. */
#include "tests.h"

#include "content/load.h"
#include "course/answer.h"
#include "course/practice.h"
#include "term/script.h"
#include "text/number.h"
#include "ui/app.h"
#include "ui/ask.h"
#include "ui/practice.h"
#include "ui/views.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct world {
	struct course course;
	struct region region;
	struct diags diags;
	struct clock clock;
	char folder[200];
	int64_t learner;
	int rows, cols;
	struct app app;
	struct buf screens;
};

static struct world w;

/* ── the machine ── */

static void switch_on(void)
{
	struct err err = {0};
	struct keyfile none = {0};
	struct script_settings settings = {
		.rows = w.rows, .cols = w.cols, .out = &w.screens};
	w.app = (struct app){
		.clock = &w.clock,
		.course = &w.course,
		.region = &w.region,
		.folder = w.folder,
		.address = ADDRESS_BAC,
	};
	w.app.dice.state = (uint64_t)w.clock.at;
	w.app.store =
		store_open(w.folder, STORE_CREATE, &w.clock, &w.course, &w.region, &err);
	if (!w.app.store)
		fail_msg("%s", err.text);
	assert_true(keyfile_parse(&none, "none", "", 0, &err));
	w.app.term = term_script_new(&none, &settings);
	assert_true(term_open(w.app.term, &err));
	canvas_init(&w.app.canvas, 1, 1);
}

static void pull_the_plug(void)
{
	app_release(&w.app);
	term_free(w.app.term);
	store_close(w.app.store);
}

static void come_in(void)
{
	struct err err = {0};
	assert_true(store_centre(w.app.store, &w.app.centre, &err));
	assert_true(app_enter(&w.app, w.learner));
	app_push(&w.app, view_who());
	app_push(&w.app, view_home());
	w.app.typing.telex.method = TELEX_OFF;
	app_show(&w.app);
}

static void register_learner(void)
{
	struct err err = {0};
	struct centre centre = {.name = "Nhà văn hóa Thử", .ward = "00070"};
	struct staff staff = {
		.name = "Trần Văn Thử", .role = STAFF_ADMIN, .password = "x"};
	struct registration registration = {
		.person = {.name = "Nguyễn Thị Mẫu",
			   .birth = {PRECISION_DAY, 1980, 5, 1},
			   .sex = SEX_FEMALE,
			   .ward = "00004"},
		.consent = {.text_version = 1},
	};
	assert_true(store_centre_make(w.app.store, &centre, &staff, &err));
	assert_true(store_learner_register(w.app.store, &registration, &w.learner, &err));
}

static void press(enum key_code code)
{
	struct key key = key_of(code);
	app_key(&w.app, &key);
	app_show(&w.app);
	w.clock.at += 5;
}

static void write(const char *text)
{
	while (*text) {
		size_t n = 1;
		while ((text[n] & 0xc0) == 0x80)
			n++;
		struct key key = key_text(text, n);
		key.pasted = true;
		app_key(&w.app, &key);
		text += n;
	}
	app_show(&w.app);
}

/* ── finding one's way on the page ── */

static bool on_page(const char *text)
{
	for (size_t i = 0; i < w.app.page.block_count; i++)
		if (w.app.page.blocks[i].text && !strcmp(w.app.page.blocks[i].text, text))
			return true;
	return false;
}

static void choose(const char *label, size_t n)
{
	for (int i = 0; i < page_focusables(&w.app.page); i++) {
		const struct block *block = page_focused(&w.app.page, i);
		if (strncmp(block->text, label, n) != 0)
			continue;
		app_top(&w.app)->focus = i;
		app_top(&w.app)->follow = true;
		app_show(&w.app);
		press(K_ENTER);
		return;
	}
	struct buf screen = BUF_INIT;
	canvas_dump(&w.app.canvas, &screen);
	print_error("%s", screen.data);
	buf_release(&screen);
	fail_msg("no item “%s” in %s", label, app_top(&w.app)->ops->name);
}

static void choose_whole(const char *label)
{
	choose(label, strlen(label) + 1);
}

static const char *prose(const char *text)
{
	static struct buf out = BUF_INIT;
	static char *kept;
	buf_reset(&out);
	prose_expand(&out, text, &w.course, w.app.address);
	free(kept);
	kept = xstrdup(out.data);
	buf_release(&out);
	return kept;
}

static bool on_page_begins(const char *text, size_t n)
{
	for (size_t i = 0; i < w.app.page.block_count; i++)
		if (w.app.page.blocks[i].text &&
		    !strncmp(w.app.page.blocks[i].text, text, n))
			return true;
	return false;
}

static bool shows(const struct question *q)
{
	if (!on_page(prose(q->ask)))
		return false;
	for (size_t i = 0; i < q->pair_count; i++) {
		char *left = xasprintf("%s → ", prose(q->pairs[i].left));
		bool there = on_page_begins(left, strlen(left));
		free(left);
		if (!there)
			return false;
	}
	for (size_t i = 0; i < q->span_count; i++)
		if (!on_page_begins(q->message + q->spans[i].start, q->spans[i].len))
			return false;
	for (size_t i = 0; i < q->option_count; i++)
		if (!on_page(prose(q->options[i].text)))
			return false;
	return true;
}

static const struct question *question_on_page(bool lesson)
{
	for (size_t i = 0; lesson && i < w.course.lesson_count; i++)
		for (size_t s = 0; s < w.course.lessons[i]->step_count; s++) {
			const struct question *q = w.course.lessons[i]->steps[s].check;
			if (q && shows(q))
				return q;
		}
	for (size_t i = 0; !lesson && i < w.course.quiz_count; i++)
		for (size_t s = 0; s < w.course.quizzes[i]->question_count; s++)
			if (shows(&w.course.quizzes[i]->questions[s]))
				return &w.course.quizzes[i]->questions[s];
	return NULL;
}

/* ── knowing the answers ── */

static void answer_options(const struct question *q)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (q->options[i].correct)
			choose_whole(prose(q->options[i].text));
	if (q->type == QUESTION_MULTIPLE)
		choose_whole("Trả lời");
}

static void answer_match_pairs(const struct question *q)
{
	for (size_t i = 0; i < q->pair_count; i++) {
		char *left = xasprintf("%s → ", prose(q->pairs[i].left));
		choose(left, strlen(left));
		choose_whole(prose(q->pairs[i].right));
		free(left);
	}
	choose_whole("Trả lời");
}

static void answer_spans(const struct question *q)
{
	for (size_t i = 0; i < q->span_count; i++) {
		if (!q->spans[i].scam)
			continue;
		char *text = xstrndup(q->message + q->spans[i].start, q->spans[i].len);
		choose_whole(text);
		free(text);
	}
	choose_whole("Trả lời");
}

static void answer_typed(const struct question *q)
{
	struct buf key = BUF_INIT;
	answer_key(q, &key);
	write(key.data);
	press(K_ENTER);
	buf_release(&key);
}

static void do_question(const struct question *q);

static void answer(const struct question *q)
{
	switch (q->type) {
	case QUESTION_SINGLE:
	case QUESTION_MULTIPLE:
		answer_options(q);
		break;
	case QUESTION_ORDER:
		for (size_t i = 0; i < q->option_count; i++)
			choose_whole(prose(q->options[i].text));
		choose_whole("Trả lời theo thứ tự này");
		break;
	case QUESTION_MATCH:
		answer_match_pairs(q);
		break;
	case QUESTION_SPOT:
		answer_spans(q);
		break;
	case QUESTION_DO:
		do_question(q);
		break;
	default:
		answer_typed(q);
	}
}

/* ── the way ── */

/* One thing a learner does; the number of questions answered. */
static int act(void)
{
	const char *name = app_top(&w.app)->ops->name;
	bool lesson = !strcmp(name, "lesson");
	bool asks = lesson || !strcmp(name, "quiz");
	bool judged = on_page("Đúng rồi.") || on_page("Đúng một phần.") ||
		      on_page("Chưa đúng. Không sao, ta cùng xem lý do.");
	const struct question *q = asks && !judged ? question_on_page(lesson) : NULL;
	if (on_page("Đi tiếp bài học")) {
		choose_whole("Đi tiếp bài học");
		return 0;
	}
	if (!strcmp(name, "message"))
		fail_msg("%s", w.app.page.blocks[1].text);
	if (q && page_focusables(&w.app.page)) {
		answer(q);
		if (on_page("Chưa đúng. Không sao, ta cùng xem lý do."))
			fail_msg("%s: marked wrong", q->id);
		return 1;
	}
	press(K_ENTER);
	return 0;
}

static int64_t people(enum definition definition, const char *ward)
{
	struct err err = {0};
	struct count_row *rows = NULL;
	size_t count = 0;
	int64_t sure = 0;
	struct count_query query = {.day = clock_today(&w.clock),
				    .definition = definition,
				    .trained = TRAINED_COMPLETED,
				    .by = BY_WARD,
				    .ward = ward};
	assert_true(store_count(w.app.store, &query, &rows, &count, &err));
	for (size_t i = 0; i < count; i++)
		sure += rows[i].sure;
	free(rows);
	return sure;
}

static void travel(int rows, int cols)
{
	int answered = 0, restarts = 0;
	w.rows = rows;
	w.cols = cols;
	assert_true(instant_parse_iso("2026-11-22T08:00", &w.clock.at));
	w.clock.held = true;
	switch_on();
	register_learner();
	come_in();
	for (int i = 1; i < 6000 && !w.app.record.completed; i++) {
		answered += act();
		if (i % 37)
			continue;
		struct next before = course_next(&w.course, &w.app.record);
		app_reload(&w.app);
		before = course_next(&w.course, &w.app.record);
		pull_the_plug();
		switch_on();
		come_in();
		struct next after = course_next(&w.course, &w.app.record);
		assert_int_equal(before.kind, after.kind);
		assert_ptr_equal(before.lesson, after.lesson);
		assert_ptr_equal(before.quiz, after.quiz);
		if (before.kind == NEXT_LESSON)
			assert_int_equal(before.step, after.step);
		restarts++;
	}
	if (!w.app.record.completed) {
		struct buf screen = BUF_INIT;
		canvas_dump(&w.app.canvas, &screen);
		print_error("%s", screen.data);
		buf_release(&screen);
	}
	assert_true(w.app.record.completed);
	assert_true(answered > 80);
	assert_true(restarts > 5);
	assert_int_equal(people(DEFINITION_LAW, NULL), 1);
	assert_int_equal(people(DEFINITION_LAW, "00004"), 1);
	assert_int_equal(people(DEFINITION_LAW, "00070"), 0);
	pull_the_plug();
}

/* ── the simulated phone ── */

static void do_action(const struct practice *practice, const struct strings *before,
		      const char *step)
{
	struct practice_state state;
	size_t n = strcspn(step, "=");
	if (!strcmp(step, "?hint")) {
		choose("Xem gợi ý", strlen("Xem gợi ý"));
		return;
	}
	practice_replay(practice, before, &state);
	const struct screen *screen = &practice->screens[state.screen];
	for (size_t i = 0; i < screen->action_count; i++) {
		const struct action *action = &screen->actions[i];
		if (strlen(action->id) != n || strncmp(action->id, step, n) != 0)
			continue;
		for (int f = 0; f < page_focusables(&w.app.page); f++)
			if (page_focused(&w.app.page, f)->id == (int)i)
				app_top(&w.app)->focus = f;
		app_top(&w.app)->follow = true;
		app_show(&w.app);
		if (step[n]) {
			press(K_CTRL_U); /* what was wrong before is still there to be mended */
			write(step + n + 1);
		}
		press(K_ENTER);
		return;
	}
	fail_msg("%s: no action %s on %s", practice->id, step, screen->id);
}

static const struct try_path *best_path(const struct practice *practice)
{
	const struct try_path *path = practice->paths;
	while (path->score != 100)
		path++;
	return path;
}

static const struct quiz *quiz_being_done(void)
{
	struct err err = {0};
	for (size_t i = 0; i < w.course.quiz_count; i++) {
		struct attempt attempt = {0};
		const struct quiz *quiz = w.course.quizzes[i];
		if (!store_attempt_open(w.app.store, w.learner, quiz->id, &attempt, &err))
			continue;
		attempt_release(&attempt);
		return quiz;
	}
	fail_msg("no quiz is being done");
	return NULL;
}

/* A question that is done: the plug pulled half way is no second try, and who comes back to it when it
 * is done goes on from there. */
static void do_question(const struct question *q)
{
	static const char open[] = "Mở điện thoại mô phỏng, làm một lần";
	const struct practice *practice = course_practice(&w.course, q->practice);
	const struct try_path *path = best_path(practice);
	struct strings done = {path->actions.items, 0};
	const struct quiz *quiz = quiz_being_done();
	choose_whole(open);
	choose_whole("Bắt đầu");
	for (; done.count < path->actions.count; done.count++) {
		if (done.count == path->actions.count / 2) {
			pull_the_plug();
			switch_on();
			come_in();
			app_push(&w.app, view_quiz(quiz));
			app_show(&w.app);
			choose_whole(open);
			assert_false(on_page("Bắt đầu"));
		}
		do_action(practice, &done, path->actions.items[done.count]);
	}
	choose_whole("Quay lại bài kiểm tra");
	press(K_ESC);
	assert_false(on_page(open));
	choose_whole("Câu này đã làm xong, đi tiếp");
}

/* Every path an author wrote down, on the real screens: the same ending and the same points, and the
 * plug pulled half way changes nothing. */
static void walk_path(const struct practice *practice, const struct try_path *path)
{
	struct strings done = {path->actions.items, 0};
	app_push(&w.app, view_practice(practice));
	app_show(&w.app);
	if (on_page("Bắt đầu"))
		choose_whole("Bắt đầu");
	else
		fail_msg("%s does not begin", practice->id);
	for (; done.count < path->actions.count; done.count++) {
		if (done.count == path->actions.count / 2 && done.count) {
			pull_the_plug();
			switch_on();
			come_in();
			app_push(&w.app, view_practice(practice));
			app_show(&w.app);
		}
		do_action(practice, &done, path->actions.items[done.count]);
	}
	if (path->score >= 0) {
		char *points = xasprintf("Được %d trên 100 điểm.", path->score);
		if (!on_page(points)) {
			struct buf screen = BUF_INIT;
			canvas_dump(&w.app.canvas, &screen);
			print_error("%s\n%s", points, screen.data);
			buf_release(&screen);
			fail_msg("%s: other points", practice->id);
		}
		free(points);
	}
	choose_whole(on_page("Đi tiếp") ? "Đi tiếp" : "Thôi, đi tiếp");
}

static void walk_paths(int rows, int cols)
{
	int walked = 0;
	w.rows = rows;
	w.cols = cols;
	assert_true(instant_parse_iso("2026-11-22T08:00", &w.clock.at));
	w.clock.held = true;
	switch_on();
	register_learner();
	come_in();
	for (size_t i = 0; i < w.course.practice_count; i++)
		for (size_t p = 0; p < w.course.practices[i]->path_count; p++, walked++)
			walk_path(w.course.practices[i],
				  &w.course.practices[i]->paths[p]);
	assert_true(walked >= 3 * (int)w.course.practice_count);
	pull_the_plug();
}

static void practices_on_a_normal_screen(void **state)
{
	(void)state;
	walk_paths(24, 80);
}

static void practices_on_a_small_screen(void **state)
{
	(void)state;
	walk_paths(15, 40);
}

static int set_up(void **state)
{
	struct err err = {0};
	const char *base = getenv("TMPDIR"), *root = getenv("KYNANGSO_CONTENT");
	(void)state;
	w = (struct world){.screens = BUF_INIT};
	snprintf(w.folder, sizeof(w.folder), "%s/journey-XXXXXX", base ? base : "/tmp");
	return mkdtemp(w.folder) &&
			       content_load(&w.course, &w.diags, root ? root : ".",
					    &err) &&
			       content_load_region(&w.region, &w.diags, root ? root : ".",
						   "hanoi", &err)
		       ? 0
		       : -1;
}

static int tear_down(void **state)
{
	char command[240];
	(void)state;
	course_release(&w.course);
	region_release(&w.region);
	diags_release(&w.diags);
	buf_release(&w.screens);
	snprintf(command, sizeof(command), "rm -rf '%s'", w.folder);
	return system(command);
}

static void on_a_normal_screen(void **state)
{
	(void)state;
	travel(24, 80);
}

static void on_a_small_screen(void **state)
{
	(void)state;
	travel(15, 40);
}

int test_journey(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(on_a_normal_screen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(on_a_small_screen, set_up, tear_down),
		cmocka_unit_test_setup_teardown(practices_on_a_normal_screen, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(practices_on_a_small_screen, set_up,
						tear_down),
	};
	return cmocka_run_group_tests_name("journey", tests, NULL, NULL);
}
