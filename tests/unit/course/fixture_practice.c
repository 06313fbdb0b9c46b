/* A practice without troubles: a caller who says he is from the police, a message that follows, a
 * repair after the mistake. Built anew each time, so that a test can bend it. */
#include "fixture.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Screens, in the order of the file. */
enum { RING, TALK, MESSAGE, AFTER_CALL, LOST, FAKE, GOOD, HALF, BAD, SCREENS };

struct builder {
	struct arena *arena;
	struct practice *practice;
};

struct condition fixture_condition(struct arena *arena, const struct practice *practice,
				   const char *text)
{
	struct condition condition = {0};
	const char *message = NULL;
	size_t at = 0;

	if (text && !condition_parse(&condition, arena, text, practice->vars,
				     practice->var_count, &at, &message))
		fail_msg("%s: %zu: %s", text, at, message);
	return condition;
}

struct effect *fixture_effect(struct arena *arena, int var, int value, bool add)
{
	struct effect *effect = arena_alloc(arena, sizeof(*effect));

	*effect = (struct effect){var, value, add};
	return effect;
}

static struct consequence go(int to)
{
	return (struct consequence){.to = to};
}

static struct consequence going(struct builder *b, int to, int var, int value, bool add)
{
	return (struct consequence){
		.effects = fixture_effect(b->arena, var, value, add),
		.effect_count = 1,
		.to = to,
	};
}

static struct action *add_action(struct builder *b, int screen, const char *id,
				 struct consequence then)
{
	struct screen *s = &b->practice->screens[screen];

	if (!s->actions)
		s->actions = arena_array(b->arena, PRACTICE_ACTIONS, sizeof(*s->actions));
	struct action *action = &s->actions[s->action_count++];
	*action =
		(struct action){.id = id, .label = id, .then = then, .wrong = {.to = -1}};
	return action;
}

static void add_screens(struct builder *b)
{
	static const struct {
		const char *id;
		enum phone_app app;
		enum ending ending;
	} screens[SCREENS] = {
		[RING] = {"chuong-reo", PHONE_CALL, ENDING_NONE},
		[TALK] = {"dang-noi", PHONE_CALL, ENDING_NONE},
		[MESSAGE] = {"nhan-sms", PHONE_SMS, ENDING_NONE},
		[AFTER_CALL] = {"sau-cup", PHONE_HOME, ENDING_NONE},
		[LOST] = {"mat-tien", PHONE_BANK, ENDING_NONE},
		[FAKE] = {"trang-gia", PHONE_BROWSER, ENDING_NONE},
		[GOOD] = {"ket-tot", PHONE_HOME, ENDING_SAFE},
		[HALF] = {"ket-vua", PHONE_HOME, ENDING_PARTIAL},
		[BAD] = {"ket-xau", PHONE_HOME, ENDING_HARMED},
	};
	struct practice *p = b->practice;

	p->screens = arena_array(b->arena, SCREENS, sizeof(*p->screens));
	p->screen_count = SCREENS;
	for (size_t i = 0; i < SCREENS; i++)
		p->screens[i] = (struct screen){.id = screens[i].id,
						.app = screens[i].app,
						.after = {.to = -1},
						.ending = screens[i].ending};
	p->screens[BAD].debrief = fixture_strings(
		b->arena, "Mã OTP đã bị đọc cho người lạ.", "Gọi ngân hàng ngay.", NULL);
	p->screens[TALK].hints =
		fixture_strings(b->arena, "Công an không làm việc qua điện thoại.",
				"Ai cần mã của bác?", NULL);
	p->screens[AFTER_CALL].hints = fixture_strings(b->arena, "Số ở sau thẻ.", NULL);
	p->screens[TALK].after_steps = 3;
	p->screens[TALK].after = go(AFTER_CALL);
}

static void add_actions(struct builder *b)
{
	const struct practice *p = b->practice;
	struct action *action;

	add_action(b, RING, "nghe", go(TALK));
	add_action(b, RING, "tu-choi", go(MESSAGE));

	action = add_action(b, TALK, "doc-ma", going(b, LOST, 0, true, false));
	action->then.pay = 3000000;
	action = add_action(b, TALK, "cho", going(b, -1, 3, 1, true));
	action->kind = ACTION_WAIT;
	action->when = fixture_condition(b->arena, p, "lan_goi < 3");
	add_action(b, TALK, "cup", go(AFTER_CALL));

	add_action(b, MESSAGE, "keo", going(b, -1, 2, true, false))->kind = ACTION_SCROLL;
	action = add_action(b, MESSAGE, "mo-link", go(FAKE));
	action->when = fixture_condition(b->arena, p, "da_xem and balance > 0");
	add_action(b, MESSAGE, "bo-qua", go(AFTER_CALL));

	add_action(b, AFTER_CALL, "bo-di", go(HALF));
	action = add_action(b, AFTER_CALL, "go-so", going(b, GOOD, 1, true, false));
	action->kind = ACTION_TYPE;
	action->accept = fixture_strings(b->arena, "0000 1234 5678", NULL);
	action->compare.marks = COMPARE_NONE;
	action->wrong.say = "Số này chưa khớp.";

	add_action(b, LOST, "khoa", go(BAD));
	add_action(b, LOST, "lam-lai", (struct consequence){.to = -1, .restart = true});

	add_action(b, FAKE, "nhap-ma", going(b, LOST, 0, true, false));
	add_action(b, FAKE, "thoat", go(AFTER_CALL));
}

static void add_path(struct builder *b, struct strings actions, const char *ending,
		     int score, bool fail)
{
	b->practice->paths[b->practice->path_count++] = (struct try_path){
		.actions = actions, .ending = ending, .score = score, .fail = fail};
}

static void add_rest(struct builder *b)
{
	struct practice *p = b->practice;

	p->goals = arena_array(b->arena, 2, sizeof(*p->goals));
	p->goal_count = 2;
	p->goals[0] = (struct goal){.id = "khong-lo-ma",
				    .when = fixture_condition(b->arena, p, "not lo_otp"),
				    .points = 60,
				    .must = true};
	p->goals[1] = (struct goal){.id = "bao-nguoi-than",
				    .when = fixture_condition(b->arena, p, "da_bao"),
				    .points = 40};
	p->decide = fixture_strings(b->arena, "dang-noi", "nhan-sms", NULL);
	p->paths = arena_array(b->arena, 3, sizeof(*p->paths));
	add_path(b, fixture_strings(b->arena, "nghe", "cup", "go-so=000012345678", NULL),
		 "ket-tot", 100, false);
	add_path(b, fixture_strings(b->arena, "nghe", "doc-ma", "khoa", NULL), "ket-xau",
		 -1, true);
	add_path(b,
		 fixture_strings(b->arena, "tu-choi", "keo", "mo-link", "thoat",
				 "go-so=1", "bo-di", NULL),
		 "ket-vua", 60, false);
}

struct practice *fixture_practice(struct arena *arena)
{
	static const char *const names[] = {"lo_otp", "da_bao", "da_xem", "lan_goi"};
	struct practice *p = arena_alloc(arena, sizeof(*p));
	struct builder b = {arena, p};

	p->id = "goi-gia-cong-an";
	p->title = "Cuộc gọi lạ tự xưng công an";
	p->balance = 8000000;
	memcpy(p->vars, names, sizeof(names));
	p->var_count = ARRAY_LEN(names);
	for (size_t i = 0; i < 3; i++)
		p->is_bool[i] = true;
	add_screens(&b);
	add_actions(&b);
	add_rest(&b);
	return p;
}

struct screen *fixture_screen(struct practice *practice, const char *id)
{
	for (size_t i = 0; i < practice->screen_count; i++)
		if (!strcmp(practice->screens[i].id, id))
			return &practice->screens[i];
	fail_msg("no screen %s", id);
	return NULL;
}

struct action *fixture_action(struct practice *practice, const char *screen,
			      const char *id)
{
	struct screen *s = fixture_screen(practice, screen);

	for (size_t i = 0; i < s->action_count; i++)
		if (!strcmp(s->actions[i].id, id))
			return &s->actions[i];
	fail_msg("no action %s on %s", id, screen);
	return NULL;
}
