/* The simulated phone: practice with consequences. The phone stands on the left, the coach beside it
 * (below it where the screen is narrow). Every action is kept at once; what happened is told before
 * any score, and there is always another try. */
#include "ui/practice.h"

#include "base/i18n.h"
#include "course/retrace.h"
#include "text/number.h"
#include "ui/device.h"
#include "ui/views.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct practice_view {
	struct view view;
	const struct practice *practice;
	struct practice_state state;
	struct strings
		done; /* actions since the start, owned: as practice_replay() reads them */
	size_t done_cap;
	struct phone_status status;
	struct buf said; /* what the last action led to */
	bool bad; /* ... and it was a slip */
	struct field fields[PRACTICE_ACTIONS]; /* of actions that are typed */
	struct practice_record record;
	struct practice_score score;
	struct buf *result; /* of a question; NULL in practice */
	char *run; /* the name its actions are kept under; NULL = not kept */
	bool fetched, briefed, ended;
	bool retelling; /* the story is read again, in the midst of it */
};

enum {
	PRACTICE_BEGIN = 200,
	PRACTICE_STORY,
	PRACTICE_HINT,
	PRACTICE_STEP_AGAIN,
	PRACTICE_AGAIN,
	PRACTICE_LEAVE
};

#define SLIPS_SHOWN 8
#define BACK_MOST 8 /* times Esc is pressed before it leads out */

/* "!redo", then the actions that stand, each after a tab: the way back to a step as one action. */
static const char redo[] = "!redo";

static const struct screen *screen_of(const struct practice_view *p)
{
	return &p->practice->screens[p->state.screen];
}

/* ── the list of actions ── */

static void forget(struct practice_view *p, size_t from)
{
	for (size_t i = from; i < p->done.count; i++)
		free((void *)(uintptr_t)p->done.items[i]);
	p->done.count = from < p->done.count ? from : p->done.count;
}

static void remember(struct practice_view *p, const char *action)
{
	ALLOC_GROW(p->done.items, p->done.count + 1, p->done_cap);
	p->done.items[p->done.count++] = xstrdup(action);
}

static void remember_redo(struct practice_view *p, const char *actions)
{
	forget(p, 0);
	while (*actions == '\t') {
		size_t n = strcspn(++actions, "\t");
		char *action = xstrndup(actions, n);
		remember(p, action);
		free(action);
		actions += n;
	}
}

static bool keep(struct practice_view *p, struct app *app, const char *action)
{
	struct err err = {0};
	if (!app->learner.id || !p->run)
		return true;
	if (store_practice_action(app->store, app->learner.id, p->run, screen_of(p)->id,
				  action, &err))
		return true;
	app_fail(app, &err);
	return false;
}

static enum field_kind kind_of_field(const struct action *action)
{
	if (action->secret)
		return FIELD_SECRET;
	return answer_needs_marks(&action->accept) ? FIELD_TEXT : FIELD_PLAIN;
}

static void clear_fields(struct practice_view *p)
{
	const struct screen *screen = screen_of(p);
	for (size_t i = 0; i < PRACTICE_ACTIONS; i++) {
		field_wipe(&p->fields[i]);
		if (i < screen->action_count)
			p->fields[i].kind = kind_of_field(&screen->actions[i]);
	}
	p->view.focus = p->view.scroll = 0;
	p->view.follow = false;
}

/* ── beginning, going on, ending ── */

static void say(struct practice_view *p, const struct app *app, const char *text)
{
	if (!text)
		return;
	if (p->said.len)
		buf_addc(&p->said, '\n');
	prose_expand(&p->said, text, app->course, app->address);
}

static void goals_met(const struct practice_view *p, struct buf *out)
{
	for (size_t i = 0; i < p->practice->goal_count; i++)
		if (p->score.met[i])
			buf_printf(out, "%s%s", out->len ? "," : "",
				   p->practice->goals[i].id);
}

static void check_end(struct practice_view *p, struct app *app)
{
	struct err err = {0};
	struct buf goals = BUF_INIT;
	enum ending ending = practice_ending(p->practice, &p->state);
	if (ending == ENDING_NONE || p->ended)
		return;
	p->ended = true;
	p->score = practice_score(p->practice, &p->state);
	goals_met(p, &goals);
	if (p->result) {
		buf_reset(p->result);
		buf_printf(p->result, "%d:%s", p->score.points, goals.data);
	} else if (app->learner.id &&
		   !store_practice_ended(app->store, app->learner.id, p->run,
					 ending_name(ending), p->score.points,
					 p->score.passed, goals.data, &err)) {
		app_fail(app, &err);
	}
	buf_release(&goals);
}

/* Where the actions done lead to; those that cannot be done (any more) are dropped. */
static void stand(struct practice_view *p)
{
	struct retrace r;
	retrace_begin(&r, p->practice, &p->done);
	while (retrace_next(&r))
		;
	forget(p, r.done);
	p->state = r.state;
	p->status = r.status;
	buf_reset(&p->said);
	p->bad = p->ended = false;
	clear_fields(p);
}

static void begin(struct practice_view *p)
{
	forget(p, 0);
	stand(p);
}

/* Where a power cut or a pause left it. */
static void take_up(struct practice_view *p, const struct strings *actions)
{
	forget(p, 0);
	for (size_t i = 0; i < actions->count; i++) {
		const char *action = actions->items[i];
		if (!strncmp(action, redo, strlen(redo)))
			remember_redo(p, action + strlen(redo));
		else
			remember(p, action);
	}
	stand(p);
	p->briefed = p->done.count > 0;
}

/* The step to go back to: the last key decision, or the screen before the last action. */
static size_t step_before(const struct practice_view *p)
{
	struct retrace r;
	size_t best = p->done.count ? p->done.count - 1 : 0;
	retrace_begin(&r, p->practice, &p->done);
	while (retrace_next(&r))
		if (strings_have(&p->practice->decide, r.screen->id))
			best = r.done - 1;
	return best;
}

static void again_from_step(struct practice_view *p, struct app *app)
{
	struct buf action = BUF_INIT;
	size_t n = step_before(p);
	buf_adds(&action, redo);
	for (size_t i = 0; i < n; i++)
		buf_printf(&action, "\t%s", p->done.items[i]);
	if (keep(p, app, action.data)) {
		forget(p, n);
		stand(p);
	}
	buf_release(&action);
}

/* ── doing ── */

static void act(struct practice_view *p, struct app *app, size_t index)
{
	const struct screen *screen = screen_of(p);
	const struct action *action = &screen->actions[index];
	bool typed = action->kind == ACTION_TYPE;
	const char *text = typed ? field_text(&p->fields[index]) : NULL;
	if (typed && !*text) {
		app_say(app, ROLE_STATUS, "%s", _("Gõ vào ô rồi bấm Enter."));
		return;
	}
	char *kept = typed ? xasprintf("%s=%s", action->id, text) : xstrdup(action->id);
	if (keep(p, app, kept)) {
		int before = p->state.screen;
		struct practice_result result =
			practice_act(p->practice, &p->state, index, text);
		remember(p, kept);
		buf_reset(&p->said);
		if (result.consequence)
			say(p, app, result.consequence->say);
		if (result.wrong && !result.consequence->say && p->state.screen == before)
			say(p, app, _("Chưa đúng, {ban} thử lại nhé."));
		if (result.after)
			say(p, app, result.after->say);
		p->bad = result.wrong ||
			 (result.consequence && result.consequence->pay > 0);
		if ((result.consequence && result.consequence->restart) ||
		    (result.after && result.after->restart))
			p->status = (struct phone_status){0};
		phone_status_note(&p->status, &screen_of(p)->show);
		if (p->state.screen != before || !result.wrong)
			clear_fields(p);
		else if (action->secret)
			/* Under dots nobody can find what to mend. */
			field_wipe(&p->fields[index]);
		check_end(p, app);
	}
	free(kept);
}

/* The button of this screen that the phone's own Back stands for, or -1. */
static int back_on(const struct practice *practice, const struct practice_state *state)
{
	static const char back[] = "Quay lại";
	const struct screen *screen = &practice->screens[state->screen];
	for (size_t i = 0; i < screen->action_count; i++) {
		const struct action *action = &screen->actions[i];
		if (action->kind != ACTION_TYPE &&
		    !strncmp(action->label, back, strlen(back)) &&
		    practice_offered(practice, state, i))
			return (int)i;
	}
	return -1;
}

/* Esc is Back where the screen has such a button; but however often it is pressed it must lead out of
 * the phone at last, so it never is on a way round in a circle. */
static int back_button(const struct practice_view *p)
{
	struct practice_state state = p->state;
	int first = back_on(p->practice, &state);
	for (int i = 0, back = first; i < BACK_MOST; i++) {
		if (back < 0)
			return first;
		practice_act(p->practice, &state, (size_t)back, NULL);
		back = back_on(p->practice, &state);
	}
	return -1;
}

static void hint(struct practice_view *p, struct app *app)
{
	if (p->state.hint_here >= (int)screen_of(p)->hints.count) {
		app_say(app, ROLE_STATUS, "%s", _("Chỗ này không còn gợi ý nào nữa."));
		return;
	}
	if (!keep(p, app, "?hint"))
		return;
	remember(p, "?hint");
	practice_hint(p->practice, &p->state);
	/* What was said before has been read; it would take the hint's place. */
	buf_reset(&p->said);
}

/* ── drawing ── */

static void draw_controls(const struct practice_view *p, const struct app *app,
			  const struct device *device, struct page *page)
{
	const struct screen *screen = screen_of(p);
	device_controls(page);
	for (size_t i = 0; i < screen->action_count; i++) {
		const struct action *action = &screen->actions[i];
		if (!practice_offered(p->practice, &p->state, i))
			continue;
		const char *label = app_prose(app, page, action->label);
		if (action->kind == ACTION_TYPE) {
			page_field(page, (int)i, label, &p->fields[i], NULL, NULL);
			if (p->fields[i].kind == FIELD_TEXT)
				page_field_tag(page, typing_tag(&app->typing));
		} else {
			device_control(device, page, (int)i, label);
		}
	}
}

/* A field in which marks are typed is on the screen. */
static bool types_marks(const struct practice_view *p)
{
	const struct screen *screen = screen_of(p);
	for (size_t i = 0; i < screen->action_count; i++) {
		if (screen->actions[i].kind == ACTION_TYPE &&
		    p->fields[i].kind == FIELD_TEXT &&
		    practice_offered(p->practice, &p->state, i))
			return true;
	}
	return false;
}

static void draw_phone(const struct practice_view *p, const struct app *app,
		       struct page *page)
{
	const struct screen *screen = screen_of(p);
	struct device device = {
		.show = &screen->show,
		.voice = screen->voice,
		.ring = screen->ring,
		.status = p->status,
		.owner = p->practice->owner,
		.soft = back_button(p) < 0 ? _("Tạm dừng: Esc") : _("Quay lại: Esc"),
		.has_balance = true,
		.balance = p->state.balance,
	};
	device_open(&device, app, page);
	draw_controls(p, app, &device, page);
	device_close(&device, page);
	page_numbering(page, false);
	/* Names and numbers stand there that nobody should have to keep in mind. */
	page_item(page, PRACTICE_STORY, _("Đọc lại câu chuyện"));
	/* It stays when all have been seen: one who presses twice shall not press what is next to it. */
	if (screen->hints.count)
		page_item(page, PRACTICE_HINT,
			  p->state.hint_here < (int)screen->hints.count
				  ? arena_printf(&page->arena,
						 _("Xem gợi ý (bớt %d điểm)"), HINT_COST)
				  : _("Đã xem hết gợi ý ở đây"));
}

/* What the focus is on, in words, for ears as well as eyes. */
static void draw_where(const struct practice_view *p, const struct app *app,
		       struct page *page)
{
	const struct block *block = page_focused(page, p->view.focus);
	if (!block || block->id >= PRACTICE_BEGIN)
		return;
	const struct action *action = &screen_of(p)->actions[block->id];
	page_say(page, ROLE_HINT,
		 arena_printf(&page->arena,
			      action->kind == ACTION_TYPE ? _("Đang ở ô: %s")
							  : _("Đang ở: %s"),
			      app_prose(app, page, action->label)));
}

/* Not which goals are met: that would give away what was right. */
static void draw_steps(const struct practice_view *p, struct page *page)
{
	int steps = 0;
	for (size_t i = 0; i < p->done.count; i++)
		steps += p->done.items[i][0] != '?';
	if (steps)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena, _("Đã làm %d bước."), steps));
}

/* What the last action led to is heard before the screen it led to. */
static void draw_said(const struct practice_view *p, const struct app *app,
		      struct page *page)
{
	const struct screen *screen = screen_of(p);
	page_beside(page, true);
	if (p->said.len) {
		page_say(page, p->bad ? ROLE_WARN : ROLE_STRONG, p->said.data);
		page_gap(page);
	}
	/* The newest first: on a narrow screen there may be no room for all. */
	for (int i = p->state.hint_here; i-- > 0;)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena, _("Gợi ý: %s"),
				      app_prose(app, page, screen->hints.items[i])));
	page_beside(page, false);
}

static void draw_coach(const struct practice_view *p, const struct app *app,
		       struct page *page)
{
	page_beside_spare(page, true);
	draw_where(p, app, page);
	draw_steps(p, page);
	page_gap(page);
	page_heading(page, _("Việc cần làm"));
	for (size_t i = 0; i < p->practice->goal_count; i++)
		page_point(page, app_prose(app, page, p->practice->goals[i].text));
	page_beside_spare(page, false);
}

static void draw_brief(const struct practice_view *p, const struct app *app,
		       struct page *page)
{
	page_gap(page);
	app_text(app, page, p->practice->brief);
	page_gap(page);
	page_text(page,
		  _("Đây là điện thoại mô phỏng: bấm gì cũng không mất tiền thật."));
	page_gap(page);
	if (p->retelling) {
		page_item(page, PRACTICE_BEGIN, _("Làm tiếp"));
		page_key(page, "Enter", _("làm tiếp"));
		return;
	}
	page_item(page, PRACTICE_BEGIN, _("Bắt đầu"));
	page_item(page, PRACTICE_LEAVE, _("Để lúc khác"));
	page_key(page, "Enter", _("bắt đầu"));
	page_key(page, "Esc", _("quay lại"));
}

/* Where nothing was said: what it has cost. */
static void tell_loss(const struct slip *slip, const struct app *app, struct page *page,
		      struct buf *out)
{
	struct buf money = BUF_INIT;
	money_format(&money, slip->paid);
	if (slip->paid > 0)
		buf_printf(out, _("%s đã đi."), money.data);
	if (slip->lost) {
		if (out->len)
			buf_addc(out, ' ');
		buf_printf(out, _("Từ đây chưa đạt: %s."),
			   app_prose(app, page, slip->lost->text));
	}
	buf_release(&money);
}

/* Where one was caught, and what was said about it. */
static void draw_slips(const struct practice_view *p, const struct app *app,
		       struct page *page)
{
	struct slip slips[SLIPS_SHOWN];
	size_t count = retrace_slips(p->practice, &p->done, slips, ARRAY_LEN(slips));
	if (!count)
		return;
	page_gap(page);
	page_heading(page, _("Chỗ đã vấp"));
	for (size_t i = 0; i < count; i++) {
		const struct slip *slip = &slips[i];
		struct buf said = BUF_INIT;
		if (slip->said)
			buf_adds(&said, app_prose(app, page, slip->said));
		else
			tell_loss(slip, app, page, &said);
		page_point(page, arena_printf(&page->arena, "“%s”: %s",
					      app_prose(app, page, slip->action->label),
					      said.data));
		buf_release(&said);
	}
}

/* What happened first, then the points. */
static void draw_ended(const struct practice_view *p, const struct app *app,
		       struct page *page)
{
	const struct screen *screen = screen_of(p);
	enum ending ending = practice_ending(p->practice, &p->state);
	page_gap(page);
	if (p->said.len) {
		page_text(page, p->said.data);
		page_gap(page);
	}
	page_say(page, ending == ENDING_SAFE ? ROLE_RIGHT : ROLE_WARN,
		 app_prose(app, page, screen->say ? screen->say : ""));
	for (size_t i = 0; i < screen->debrief.count; i++)
		page_point(page, app_prose(app, page, screen->debrief.items[i]));
	draw_slips(p, app, page);
	page_gap(page);
	for (size_t i = 0; i < p->practice->goal_count; i++)
		page_textf(page, "%s %s", p->score.met[i] ? "[x]" : "[ ]",
			   app_prose(app, page, p->practice->goals[i].text));
	page_textf(page, _("Được %d trên 100 điểm."), p->score.points);
	page_gap(page);
	if (p->result) {
		page_item(page, PRACTICE_LEAVE, _("Quay lại bài kiểm tra"));
	} else if (p->score.points < 100) {
		page_item(page, PRACTICE_STEP_AGAIN, _("Làm lại từ bước quyết định"));
		page_item(page, PRACTICE_AGAIN, _("Làm lại từ đầu"));
		page_item(page, PRACTICE_LEAVE, _("Thôi, đi tiếp"));
	} else {
		page_item(page, PRACTICE_LEAVE, _("Đi tiếp"));
		page_item(page, PRACTICE_AGAIN, _("Làm lại từ đầu"));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
}

static void practice_draw(const struct view *view, const struct app *app,
			  struct page *page)
{
	const struct practice_view *p = (const struct practice_view *)view;
	page_title(page, _("Thực hành: %s"), app_prose(app, page, p->practice->title));
	if (!p->briefed || p->retelling) {
		draw_brief(p, app, page);
	} else if (p->ended) {
		draw_ended(p, app, page);
	} else {
		draw_said(p, app, page);
		draw_phone(p, app, page);
		draw_coach(p, app, page);
		page_key(page, _("Mũi tên"), _("chọn"));
		page_key(page, "Enter", _("bấm"));
		page_key(page, "Esc", back_button(p) < 0 ? _("tạm dừng") : _("quay lại"));
		if (types_marks(p))
			page_key(page, "F4", _("kiểu gõ"));
	}
}

/* ── choosing ── */

static void retell(struct practice_view *p, bool on)
{
	p->retelling = on;
	p->view.focus = p->view.scroll = 0;
	p->view.follow = false;
}

static void practice_choose(struct view *view, struct app *app, int id)
{
	struct practice_view *p = (struct practice_view *)view;
	switch (id) {
	case PRACTICE_BEGIN:
		p->briefed = true;
		/* What was being typed when the story was asked for is there still. */
		if (!p->retelling)
			clear_fields(p);
		retell(p, false);
		break;
	case PRACTICE_STORY:
		retell(p, true);
		break;
	case PRACTICE_HINT:
		hint(p, app);
		break;
	case PRACTICE_STEP_AGAIN:
		again_from_step(p, app);
		break;
	case PRACTICE_AGAIN:
		if (keep(p, app, redo))
			begin(p);
		break;
	case PRACTICE_LEAVE:
		app_pop(app);
		break;
	default:
		act(p, app, (size_t)id);
	}
}

static struct field *practice_field(struct view *view, int id)
{
	struct practice_view *p = (struct practice_view *)view;
	return id < PRACTICE_ACTIONS ? &p->fields[id] : NULL;
}

static void practice_shown(struct view *view, struct app *app)
{
	struct practice_view *p = (struct practice_view *)view;
	struct err err = {0};
	if (p->fetched)
		return;
	p->fetched = true;
	if (!app->learner.id || !p->run)
		return;
	if (!store_practice(app->store, app->learner.id, p->run, &p->record, &err)) {
		app_fail(app, &err);
		return;
	}
	take_up(p, &p->record.actions);
	/* The plug may have been pulled between the last action and the keeping of its ending. */
	check_end(p, app);
}

static void practice_back(struct view *view, struct app *app)
{
	struct practice_view *p = (struct practice_view *)view;
	int back = p->briefed && !p->ended ? back_button(p) : -1;
	if (p->retelling) {
		retell(p, false);
		return;
	}
	if (back >= 0) {
		act(p, app, (size_t)back);
		return;
	}
	if (p->briefed && !p->ended && p->run)
		app_say(app, ROLE_STATUS, "%s",
			_("Chỗ đang thực hành được giữ. Lần sau làm tiếp."));
	app_pop(app);
}

static void practice_free(struct view *view)
{
	struct practice_view *p = (struct practice_view *)view;
	forget(p, 0);
	free(p->run);
	free(p->done.items);
	buf_release(&p->said);
	practice_record_release(&p->record);
	for (size_t i = 0; i < PRACTICE_ACTIONS; i++)
		field_release(&p->fields[i]);
}

static const struct view_ops practice_ops = {
	.name = "practice",
	.draw = practice_draw,
	.choose = practice_choose,
	.field = practice_field,
	.shown = practice_shown,
	.back = practice_back,
	.free = practice_free,
	.help = N_(
		"Đây là một chiếc điện thoại giả để tập. Mũi tên đi từ nút này sang nút khác, Enter là bấm. Esc là nút Quay lại của máy; không có nút ấy thì Esc tạm dừng. Bấm nhầm thì chương trình nói điều gì đã xảy ra và cách sửa, rồi {ban} làm lại. Không có gì là thật."),
};

struct view *view_practice(const struct practice *practice)
{
	return view_practice_once(practice, practice->id, NULL);
}

struct view *view_practice_once(const struct practice *practice, const char *run,
				struct buf *result)
{
	struct practice_view *p = VIEW_NEW(struct practice_view, &practice_ops);
	p->practice = practice;
	p->result = result;
	p->run = run ? xstrdup(run) : NULL;
	buf_init(&p->said);
	for (size_t i = 0; i < PRACTICE_ACTIONS; i++)
		field_init(&p->fields[i], FIELD_TEXT, 60);
	stand(p);
	return &p->view;
}

const struct strings *view_practice_done(const struct view *view)
{
	return &((const struct practice_view *)view)->done;
}

/* ── the list ── */

struct standing {
	int times, best_points;
	bool open;
};

struct practices_view {
	struct view view;
	struct standing *standings; /* one per practice of the course */
};

/* Practices lie in the folder of their module: lessons/<module>/. */
static bool in_module(const struct practice *practice, const struct module *module)
{
	char *folder = xasprintf("/%s/", module->id);
	bool in = practice->at.file && strstr(practice->at.file, folder);
	free(folder);
	return in;
}

static void draw_standing(const struct practices_view *l, const struct app *app,
			  struct page *page, size_t i)
{
	const struct practice *practice = app->course->practices[i];
	const struct standing *standing = &l->standings[i];
	page_item(page, (int)i + 1, app_prose(app, page, practice->title));
	if (standing->open)
		page_note(page, _("đang làm"));
	else if (standing->times)
		page_note(page, arena_printf(&page->arena, _("%d điểm"),
					     standing->best_points));
	else
		page_note(page, arena_printf(&page->arena, _("khoảng %d phút"),
					     practice->minutes));
}

static void practices_draw(const struct view *view, const struct app *app,
			   struct page *page)
{
	const struct practices_view *l = (const struct practices_view *)view;
	const struct course *course = app->course;
	bool *shown = xcalloc(course->practice_count, sizeof(*shown));
	page_title(page, "%s", _("Thực hành"));
	for (size_t m = 0; m < course->module_count; m++) {
		page_gap(page);
		page_heading(page, app_prose(app, page, course->modules[m].title));
		for (size_t i = 0; i < course->practice_count; i++) {
			if (shown[i] ||
			    !in_module(course->practices[i], &course->modules[m]))
				continue;
			shown[i] = true;
			draw_standing(l, app, page, i);
		}
	}
	for (size_t i = 0; i < course->practice_count; i++)
		if (!shown[i])
			draw_standing(l, app, page, i);
	free(shown);
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("mở"));
	page_key(page, "Esc", _("quay lại"));
}

static void practices_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	if (id < 1 || (size_t)id > app->course->practice_count)
		return;
	const struct practice *practice =
		app_open_practice(app, app->course->practices[id - 1]->id);
	if (practice)
		app_push(app, view_practice(practice));
}

static void practices_shown(struct view *view, struct app *app)
{
	struct practices_view *l = (struct practices_view *)view;
	struct err err = {0};
	if (!l->standings)
		l->standings =
			xcalloc(app->course->practice_count, sizeof(*l->standings));
	for (size_t i = 0; app->learner.id && i < app->course->practice_count; i++) {
		struct practice_record record;
		if (!store_practice(app->store, app->learner.id,
				    app->course->practices[i]->id, &record, &err)) {
			app_say(app, ROLE_WRONG, "%s", err.text);
			return;
		}
		l->standings[i] = (struct standing){record.times, record.best_points,
						    record.actions.count > 0};
		practice_record_release(&record);
	}
}

static void practices_free(struct view *view)
{
	free(((struct practices_view *)view)->standings);
}

static const struct view_ops practices_ops = {
	.name = "practices",
	.draw = practices_draw,
	.choose = practices_choose,
	.shown = practices_shown,
	.free = practices_free,
	.help = N_(
		"Mỗi bài là một tình huống trên điện thoại giả. Làm sai không mất gì: cứ thử cho biết."),
};

struct view *view_practices(void)
{
	return view_new(&practices_ops, sizeof(struct practices_view));
}
