/* Where people fall: runs through the fixture's practice, counted; and what must hold for any runs. */
#include "course/practicestat.h"

#include "course/dice.h"
#include "course/retrace.h"
#include "course/statwords.h"
#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void a_screen_is_named_by_what_is_read(void **state)
{
	static const char *item = "Ví giấy tờ";
	const struct {
		struct screen screen;
		const char *reads;
	} cases[] = {
		{{.id = "x", .show = {.title = "Gửi tiền", .from = "Lan"}}, "Gửi tiền"},
		{{.id = "x", .show = {.from = "Lan", .text = "Chào bác.\nCháu đây.\n"}},
		 "Lan: Chào bác. Cháu đây."},
		{{.id = "x", .show = {.title = "Xóa hết?", .text = "Ảnh sẽ mất."}},
		 "Xóa hết? Ảnh sẽ mất."},
		{{.id = "x", .voice = "Đọc mã đi!"}, "Đọc mã đi!"},
		{{.id = "x", .show = {.address = "a.example", .items = {&item, 1}}},
		 "a.example: Ví giấy tờ"},
		{{.id = "x", .ending = ENDING_SAFE, .say = "Giỏi lắm."}, "Giỏi lắm."},
		{{.id = "trong-tron"}, "trong-tron"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = BUF_INIT;
		screen_reads(&cases[i].screen, &out);
		assert_string_equal(out.data, cases[i].reads);
		buf_release(&out);
	}
}

int test_practicestat(void);

static struct arena arena;
static struct practice *practice;
static struct practice_stat stat;

static int begin(void **state)
{
	(void)state;
	practice = fixture_practice(&arena);
	practice_stat_init(&stat, practice);
	return 0;
}

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

#define EVENTS 80

/* "chuong-reo:nghe dang-noi:cup |": screens with actions, "|" an ending. "_" stands for a tab. */
static void add(int times, const char *text)
{
	struct run_event events[EVENTS];
	struct run run = {events, 0};
	char *copy = xstrdup(text), *more = copy;

	for (char *word; (word = strsep(&more, " "));) {
		if (!*word)
			continue;
		struct run_event *event = &events[run.count++];
		*event = (struct run_event){.ended = *word == '|'};
		if (event->ended)
			continue;
		event->screen = strsep(&word, ":");
		for (char *tab; (tab = strchr(word, '_'));)
			*tab = '\t';
		event->action = word;
	}
	practice_stat_add(&stat, &run, times);
	free(copy);
}

static const struct screen_stat *at(const char *screen)
{
	return &stat.screens[fixture_screen(practice, screen) - practice->screens];
}

static size_t action_of(const char *screen, const char *action)
{
	return (size_t)(fixture_action(practice, screen, action) -
			fixture_screen(practice, screen)->actions);
}

static void counts_people_and_first_choices(void **state)
{
	(void)state;
	add(3,
	    "chuong-reo:nghe dang-noi:cup sau-cup:go-so=0000 sau-cup:go-so=000012345678 |");
	add(2, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa |");
	add(1, "chuong-reo:tu-choi nhan-sms:keo nhan-sms:bo-qua");
	practice_stat_finish(&stat);
	assert_int_equal(stat.people, 6);
	assert_int_equal(stat.endings[ENDING_SAFE], 3);
	assert_int_equal(stat.endings[ENDING_HARMED], 2);
	assert_int_equal(stat.endings[ENDING_NONE], 1);
	assert_int_equal(stat.passed, 3);
	assert_int_equal(stat.older + stat.again, 0);
	assert_int_equal(at("chuong-reo")->came, 6);
	assert_int_equal(at("chuong-reo")->first[0], 5);
	assert_int_equal(at("chuong-reo")->first[1], 1);
	assert_int_equal(at("dang-noi")->came, 5);
	assert_int_equal(at("sau-cup")->came, 4);
	assert_int_equal(at("sau-cup")->first[action_of("sau-cup", "go-so")], 3);
	assert_int_equal(at("sau-cup")->first_wrong[action_of("sau-cup", "go-so")], 3);
	/* on the message they first scrolled: what came next there is no first choice */
	assert_int_equal(at("nhan-sms")->first[action_of("nhan-sms", "keo")], 1);
	assert_int_equal(at("nhan-sms")->first[action_of("nhan-sms", "bo-qua")], 0);
	assert_int_equal(at("sau-cup")->stopped, 1);
	assert_int_equal(at("ket-tot")->came, 3);
	assert_int_equal(at("ket-tot")->stopped, 0);
}

static void finds_where_they_slip(void **state)
{
	(void)state;
	add(4, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa |");
	add(1, "chuong-reo:nghe dang-noi:doc-ma mat-tien:lam-lai chuong-reo:nghe "
	       "dang-noi:cup sau-cup:bo-di |");
	add(2, "chuong-reo:tu-choi nhan-sms:keo nhan-sms:mo-link trang-gia:nhap-ma");
	practice_stat_finish(&stat);
	assert_int_equal(at("dang-noi")->slipped, 5);
	assert_int_equal(at("dang-noi")->harmed, 4);
	assert_int_equal(at("dang-noi")->slip[action_of("dang-noi", "doc-ma")], 5);
	assert_int_equal(at("dang-noi")->worst, action_of("dang-noi", "doc-ma"));
	/* who starts again within the run came by twice, and is one person */
	assert_int_equal(at("dang-noi")->came, 5);
	assert_int_equal(at("mat-tien")->restarted, 1);
	assert_int_equal(at("trang-gia")->slipped, 2);
	assert_int_equal(at("trang-gia")->harmed, 0);
	assert_int_equal(at("mat-tien")->stopped, 2);
	assert_int_equal(at("chuong-reo")->worst, -1);
}

static void counts_hints(void **state)
{
	(void)state;
	add(2, "chuong-reo:nghe dang-noi:?hint dang-noi:?hint dang-noi:cup");
	add(1, "chuong-reo:nghe dang-noi:cho dang-noi:?hint");
	practice_stat_finish(&stat);
	assert_int_equal(at("dang-noi")->hinted, 3);
	assert_int_equal(at("dang-noi")->hints, 5);
	assert_int_equal(at("dang-noi")->first[action_of("dang-noi", "cup")], 2);
	assert_int_equal(at("dang-noi")->first[action_of("dang-noi", "cho")], 1);
	assert_int_equal(at("dang-noi")->stopped, 1);
}

/* What comes after the first ending changes nothing but `again`. */
static void only_the_first_run_counts(void **state)
{
	(void)state;
	add(1, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa | ket-xau:!redo_nghe "
	       "dang-noi:cup sau-cup:go-so=000012345678 |");
	add(1, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa | ket-xau:!redo "
	       "chuong-reo:tu-choi |");
	add(1, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa | chuong-reo:nghe");
	/* the plug was pulled before the ending was kept */
	add(1,
	    "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa ket-xau:!redo_nghe dang-noi:cup");
	add(1, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa |");
	practice_stat_finish(&stat);
	assert_int_equal(stat.people, 5);
	assert_int_equal(stat.endings[ENDING_HARMED], 5);
	assert_int_equal(stat.again, 4);
	assert_int_equal(at("dang-noi")->again, 2);
	assert_int_equal(at("chuong-reo")->again, 2);
	assert_int_equal(at("dang-noi")->slipped, 5);
	assert_int_equal(at("sau-cup")->came, 0);
	assert_int_equal(at("ket-tot")->came, 0);
}

/* What cannot be done in the practice as it is now, or leads elsewhere, was done in another version. */
static void other_versions_are_apart(void **state)
{
	(void)state;
	add(1, "chuong-reo:nghe dang-noi:hat |");
	add(1, "chuong-reo:nghe chuong-reo:cup |");
	add(1, "nhan-sms:keo");
	add(1, "chuong-reo:?hint");
	add(1, "chuong-reo:nghe dang-noi:cup |");
	practice_stat_finish(&stat);
	assert_int_equal(stat.older, 4);
	assert_int_equal(stat.people, 1);
	assert_int_equal(at("dang-noi")->came, 1);
	/* nothing done at all is nobody */
	add(1, "|");
	add(1, "chuong-reo:!redo");
	assert_int_equal(stat.people, 1);
	assert_int_equal(stat.older, 4);
}

static void in_the_order_people_meet_them(void **state)
{
	static const char *const order[] = {"chuong-reo", "dang-noi",  "nhan-sms",
					    "sau-cup",    "trang-gia", "ket-vua"};

	(void)state;
	add(1, "chuong-reo:nghe dang-noi:cup sau-cup:bo-di |");
	add(1, "chuong-reo:tu-choi nhan-sms:keo nhan-sms:mo-link trang-gia:thoat");
	practice_stat_finish(&stat);
	assert_int_equal(stat.ordered, ARRAY_LEN(order));
	for (size_t i = 0; i < ARRAY_LEN(order); i++)
		assert_string_equal(practice->screens[stat.order[i]].id, order[i]);
}

static void flags(void **state)
{
	(void)state;
	add(19, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa |");
	practice_stat_finish(&stat);
	assert_int_equal(practice_stat_flags(&stat), 0);
	assert_int_equal(practice_stat_worst(&stat), -1);
	add(40, "chuong-reo:nghe dang-noi:doc-ma mat-tien:khoa |");
	add(20, "chuong-reo:nghe dang-noi:cup sau-cup:go-so=1");
	stat.ordered = 0;
	practice_stat_finish(&stat);
	assert_int_equal(at("dang-noi")->flags, PLACE_FALL);
	assert_int_equal(at("sau-cup")->flags, PLACE_STUCK | PLACE_WRONG);
	assert_int_equal(practice_stat_flags(&stat),
			 PLACE_FALL | PLACE_STUCK | PLACE_WRONG);
	assert_string_equal(practice->screens[practice_stat_worst(&stat)].id, "dang-noi");
	struct buf out = BUF_INIT;
	places_say(&out, at("sau-cup")->flags);
	buf_addc(&out, '|');
	places_format(&out, at("sau-cup")->flags);
	assert_string_equal(
		out.data,
		"nhiều người dừng ở đây, quá nửa gõ chưa đúng|stuck,typed-wrong");
	buf_release(&out);
}

/* ── any runs ──────────────────────────────────────────────────────────────────────────── */

static int roll(struct dice *dice, size_t n)
{
	return (int)dice_below(dice, (uint32_t)n);
}

/* A walk that somebody could have taken; returns the words of it. */
static char *walk(struct dice *dice)
{
	struct practice_state state;
	struct buf out = BUF_INIT;

	practice_start(practice, &state);
	for (int i = 1 + roll(dice, 14); i > 0; i--) {
		const struct screen *screen = &practice->screens[state.screen];
		if (screen->ending != ENDING_NONE) {
			buf_adds(&out, "| ");
			break;
		}
		if (!roll(dice, 6) && practice_hint(practice, &state)) {
			buf_printf(&out, "%s:?hint ", screen->id);
			continue;
		}
		size_t action = (size_t)roll(dice, screen->action_count);
		bool typed = screen->actions[action].kind == ACTION_TYPE;
		const char *text = roll(dice, 2) ? "000012345678" : "1";
		if (!practice_offered(practice, &state, action))
			continue;
		practice_act(practice, &state, action, typed ? text : NULL);
		buf_printf(&out, "%s:%s%s%s ", screen->id, screen->actions[action].id,
			   typed ? "=" : "", typed ? text : "");
	}
	return buf_detach(&out);
}

/* Counted over from the walks as text: who came by, who chose what first, who stopped. */
static void recount(char **walks, size_t n)
{
	for (size_t s = 0; s < practice->screen_count; s++) {
		const struct screen *screen = &practice->screens[s];
		long came = 0, first[PRACTICE_ACTIONS] = {0}, hints = 0;
		char *mark = xasprintf("%s:", screen->id);
		for (size_t i = 0; i < n; i++) {
			const char *here = NULL;
			for (const char *p = walks[i]; (p = strstr(p, mark)); p++) {
				bool hint = p[strlen(mark)] == '?';
				hints += hint;
				here = here || hint ? here : p + strlen(mark);
				came += p == strstr(walks[i], mark);
			}
			for (size_t a = 0; here && a < screen->action_count; a++) {
				const char *id = screen->actions[a].id;
				size_t len = strlen(id);
				first[a] += !strncmp(here, id, len) &&
					    (here[len] == ' ' || here[len] == '=');
			}
		}
		free(mark);
		const struct screen_stat *place = &stat.screens[s];
		/* who stands there without having done anything has come, too */
		assert_true(place->came >= came);
		assert_int_equal(place->hints, hints);
		for (size_t a = 0; a < screen->action_count; a++) {
			assert_int_equal(place->first[a], first[a]);
			assert_true(place->first_wrong[a] <= place->first[a]);
			assert_true(place->slip[a] <= place->slipped);
		}
		assert_true(place->slipped <= place->came &&
			    place->harmed <= place->slipped &&
			    place->stopped <= place->came &&
			    place->hinted <= place->came);
	}
}

static void any_runs_add_up(void **state)
{
	struct dice dice = {20261122};
	char *walks[200];
	int64_t people = 0, stopped = 0;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(walks); i++) {
		walks[i] = walk(&dice);
		people += strchr(walks[i], ':') != NULL;
		add(1, walks[i]);
	}
	practice_stat_finish(&stat);
	assert_int_equal(stat.older, 0);
	assert_int_equal(stat.people, people);
	assert_int_equal(stat.screens[practice->start].came, people);
	for (size_t s = 0; s < practice->screen_count; s++)
		stopped += stat.screens[s].stopped;
	assert_int_equal(stopped, stat.endings[ENDING_NONE]);
	assert_int_equal(stat.endings[ENDING_NONE] + stat.endings[ENDING_SAFE] +
				 stat.endings[ENDING_PARTIAL] +
				 stat.endings[ENDING_HARMED],
			 people);
	recount(walks, ARRAY_LEN(walks));
	for (size_t i = 0; i < ARRAY_LEN(walks); i++)
		free(walks[i]);
}

int test_practicestat(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_screen_is_named_by_what_is_read),
		cmocka_unit_test_setup(counts_people_and_first_choices, begin),
		cmocka_unit_test_setup(finds_where_they_slip, begin),
		cmocka_unit_test_setup(counts_hints, begin),
		cmocka_unit_test_setup(only_the_first_run_counts, begin),
		cmocka_unit_test_setup(other_versions_are_apart, begin),
		cmocka_unit_test_setup(in_the_order_people_meet_them, begin),
		cmocka_unit_test_setup(flags, begin),
		cmocka_unit_test_setup(any_runs_add_up, begin),
	};
	return cmocka_run_group_tests_name("practicestat", tests, NULL, release);
}
