#include "ui/app.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "ui/views.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── the stack ── */

void *view_new(const struct view_ops *ops, size_t size)
{
	struct view *view = xcalloc(1, size);
	view->ops = ops;
	return view;
}

struct view *app_top(const struct app *app)
{
	return app->depth ? app->stack[app->depth - 1] : NULL;
}

/* Without their first page nobody stays signed in. */
static void leave_failed(struct app *app)
{
	if (app->depth > 2) {
		app_pop(app);
		return;
	}
	app_staff(app, NULL);
	app_leave(app);
}

static void shown(struct app *app)
{
	struct view *top = app_top(app);
	const struct view *before = app->showing;
	if (!top)
		return;
	if (top->failed && app->depth > 1) {
		leave_failed(app);
		return;
	}
	app->showing = top;
	if (top->ops->shown)
		top->ops->shown(top, app);
	app->showing = before;
}

void app_push(struct app *app, struct view *view)
{
	if (app->depth == VIEW_STACK)
		die("view stack overflow at %s", view->ops->name);
	app->stack[app->depth++] = view;
	shown(app);
}

static void drop(struct app *app)
{
	if (!app->depth)
		return;
	if (app->leaving_count == VIEW_STACK)
		die("too many views left at once");
	app->leaving[app->leaving_count++] = app->stack[--app->depth];
}

void app_pop(struct app *app)
{
	drop(app);
	if (app->depth)
		shown(app);
	else
		app->quit = true;
}

void app_replace(struct app *app, struct view *view)
{
	drop(app);
	app_push(app, view);
}

void app_pop_to(struct app *app, const char *name)
{
	while (app->depth > 1 && strcmp(app_top(app)->ops->name, name))
		drop(app);
	shown(app);
}

static void view_free(struct view *view)
{
	if (view->ops->free)
		view->ops->free(view);
	free(view);
}

/* The uppermost first: it may show what a view below it owns. */
static void bury(struct app *app)
{
	for (int i = 0; i < app->leaving_count; i++)
		view_free(app->leaving[i]);
	app->leaving_count = 0;
}

void app_release(struct app *app)
{
	while (app->depth) {
		drop(app);
		bury(app);
	}
	bury(app);
	record_release(&app->record);
	page_release(&app->page);
	canvas_release(&app->canvas);
	secret_wipe(&app->staff, sizeof(app->staff));
}

/* ── saying ── */

void app_say(struct app *app, enum role role, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	vsnprintf(app->status, sizeof(app->status), format, args);
	va_end(args);
	app->status_role = role;
}

void app_fail(struct app *app, const struct err *err)
{
	struct view *top = app_top(app);
	if (top && top == app->showing)
		top->failed = true;
	app_push(app, view_message(_("Chưa làm được"), err->text));
}

const char *app_prose(const struct app *app, struct page *page, const char *prose)
{
	struct buf text = BUF_INIT;
	prose_expand(&text, prose, app->course, app->address);
	const char *kept = arena_strdup(&page->arena, text.data);
	buf_release(&text);
	return kept;
}

void app_text(const struct app *app, struct page *page, const char *prose)
{
	page_text(page, app_prose(app, page, prose));
}

static const struct {
	const char *name, *tag;
} methods[] = {
	[TELEX_OFF] = {"off", NULL},
	[TELEX_TELEX] = {"telex", "Telex"},
	[TELEX_VNI] = {"vni", "VNI"},
};

const char *typing_tag(const struct typing *typing)
{
	return methods[typing->telex.method].tag;
}

const char *typing_name(const struct typing *typing)
{
	return methods[typing->telex.method].name;
}

void typing_parse(const char *name, struct typing *typing)
{
	for (size_t i = 0; i < ARRAY_LEN(methods); i++)
		if (!strcmp(methods[i].name, name))
			typing->telex.method = (enum telex_method)i;
}

/* ── who is there ── */

void app_name_owner(struct app *app)
{
	const struct person *person = &app->learner.person;
	if (app->learner.id && person->birth.year)
		snprintf(app->owner, sizeof(app->owner), "%s, %d", person->name,
			 person->birth.year);
	else if (app->learner.id)
		snprintf(app->owner, sizeof(app->owner), "%s", person->name);
	else if (app->staff.id)
		snprintf(app->owner, sizeof(app->owner), "%s", app->staff.name);
	else
		app->owner[0] = '\0';
}

static void load_manners(struct app *app)
{
	char value[32];
	store_setting(app->store, app->learner.id, "address", value, sizeof(value));
	int address = address_parse(value);
	if (address < 0) {
		store_setting(app->store, 0, "address", value, sizeof(value));
		address = address_parse(value);
	}
	app->address = address < 0 ? ADDRESS_BAC : (enum address)address;
	/* Who has chosen nothing yet goes on as they typed their name. */
	if (!app->learner.id) {
		app->typing.telex.method = app->usual;
		app->typing_chosen = false;
	}
	store_setting(app->store, app->learner.id, "typing", value, sizeof(value));
	typing_parse(value, &app->typing);
	store_setting(app->store, app->learner.id, "tones", value, sizeof(value));
	app->typing.telex.new_tone_style = !strcmp(value, "new");
	/* The colours somebody chose are theirs too; the machine's own come back after them. */
	enum theme theme = app->usual_theme;
	store_setting(app->store, app->learner.id, "theme", value, sizeof(value));
	theme_parse(value, &theme);
	if (theme != app->theme)
		term_theme(app->term, app->theme = theme);
}

/* The words of the course stay as they are typed: those of its glossary that are plain ASCII. */
void app_words(struct app *app)
{
	const struct strings *glossary = &app->course->glossary;
	app->typing.telex.keep = glossary->items;
	app->typing.telex.keep_count = glossary->count;
}

/* The course may be another one since it was last asked for. */
static void follow_course(struct app *app)
{
	const struct course *now = shelf_course(app->shelf);
	app->findings = now == app->course ? app->findings : NULL;
	app->course = now;
	store_use_course(app->store, now);
	app_words(app);
}

/* While nobody presses a key the rest of a very large pack is compared. True: somebody has. */
static bool compare_content(struct app *app, struct key *key)
{
	*key = (struct key){.code = K_IDLE};
	if (!app->shelf)
		return false;
	while (key->code == K_IDLE && shelf_step(app->shelf))
		term_read(app->term, key, 0);
	if (shelf_course(app->shelf) != app->course) {
		follow_course(app);
		app_reload(app);
		app_show(app);
	}
	return key->code != K_IDLE;
}

static bool take_content(struct app *app, bool all)
{
	struct err err = {0};
	if (!app->shelf)
		return true;
	bool ok = all ? shelf_refresh(app->shelf, &err) : shelf_begin(app->shelf, &err);
	follow_course(app);
	/* What cannot be read now was read before, or there is nothing to show. */
	if (!ok && !app->course->lesson_count)
		app_fail(app, &err);
	return ok || app->course->lesson_count;
}

bool app_refresh(struct app *app)
{
	return take_content(app, true);
}

void app_find(struct app *app)
{
	if (app->shelf)
		app->findings = shelf_findings(app->shelf, clock_today(app->clock));
}

size_t app_finding_count(const struct app *app)
{
	if (app->findings)
		return app->findings->count;
	return app->shelf ? shelf_finding_count(app->shelf) : 0;
}

bool app_enter(struct app *app, int64_t id)
{
	struct err err = {0};
	struct learner learner;
	if (!app->learner.id && !take_content(app, false))
		return false;
	if (!store_learner(app->store, id, &learner, &err)) {
		app_fail(app, &err);
		return false;
	}
	app->learner = learner;
	load_manners(app);
	app_name_owner(app);
	return app_reload(app);
}

bool app_reload(struct app *app)
{
	struct err err = {0};
	record_release(&app->record);
	if (!app->learner.id)
		return true;
	if (store_record(app->store, app->learner.id, &app->record, &err))
		return true;
	app_fail(app, &err);
	return false;
}

const struct lesson *app_open_lesson(struct app *app, const char *id)
{
	struct err err = {0};
	const struct lesson *lesson = course_open_lesson(app->course, id, &err);
	if (!lesson)
		app_say(app, ROLE_WRONG, "%s", err.text);
	return lesson;
}

const struct quiz *app_open_quiz(struct app *app, const char *id)
{
	struct err err = {0};
	const struct quiz *quiz = course_open_quiz(app->course, id, &err);
	if (!quiz)
		app_say(app, ROLE_WRONG, "%s", err.text);
	return quiz;
}

const struct practice *app_open_practice(struct app *app, const char *id)
{
	struct err err = {0};
	const struct practice *practice = course_open_practice(app->course, id, &err);
	if (!practice)
		app_say(app, ROLE_WRONG, "%s", err.text);
	return practice;
}

void app_leave(struct app *app)
{
	if (app->end_within)
		app->end_within(app);
	app->learner = (struct learner){0};
	record_release(&app->record);
	load_manners(app);
	app_name_owner(app);
	term_wipe(app->term);
	app_pop_to(app, "who");
}

void app_staff(struct app *app, const struct staff *staff)
{
	secret_wipe(&app->staff, sizeof(app->staff));
	if (staff)
		app->staff = *staff;
	if (app->store)
		store_actor(app->store, staff ? staff->name : "");
	if (staff)
		app_refresh(app);
	app_name_owner(app);
}

/* ── showing ── */

/* Around a small screen on a large one: to its right and below it. */
static void draw_edge(struct canvas *canvas, int rows, int cols)
{
	for (int row = 0; row < rows; row++)
		canvas_put(canvas, row, cols, "│", ROLE_RULE);
	for (int col = 0; col < cols; col++)
		canvas_put(canvas, rows, col, "─", ROLE_RULE);
	canvas_put(canvas, rows, cols, "┘", ROLE_RULE);
}

/* The narrowest screen that learners have: a phone over SSH, large print. */
static void switch_width(struct app *app)
{
	app->narrow = !app->narrow;
	app_top(app)->follow = true;
	if (app->narrow)
		app_say(app, ROLE_STATUS,
			_("Đang xem ở cỡ nhỏ nhất, %d cột, %d dòng. F6: như cũ."),
			PAGE_MIN_COLS, PAGE_MIN_ROWS);
}

void app_show(struct app *app)
{
	struct view *view = app_top(app);
	int rows, cols;
	if (!view)
		return;
	term_size(app->term, &rows, &cols);
	if (rows != app->canvas.rows || cols != app->canvas.cols) {
		canvas_resize(&app->canvas, rows, cols);
		view->follow = true;
	}
	page_reset(&app->page);
	view->ops->draw(view, app, &app->page);
	app->page.owner = *app->owner ? app->owner : NULL;
	app->page.status = *app->status ? app->status : NULL;
	app->page.status_role = app->status_role;
	if (app->narrow) {
		rows = rows < PAGE_MIN_ROWS ? rows : PAGE_MIN_ROWS;
		cols = cols < PAGE_MIN_COLS ? cols : PAGE_MIN_COLS;
	}
	page_layout(&app->page, rows, cols, view->focus, view->scroll, view->follow);
	view->focus = app->page.focus < 0 ? 0 : app->page.focus;
	view->scroll = app->page.scroll;
	page_paint(&app->page, &app->canvas);
	if (app->narrow)
		draw_edge(&app->canvas, rows, cols);
	term_show(app->term, &app->canvas);
}

/* ── keys that mean the same everywhere ── */

static const struct block *focused(const struct app *app, const struct view *view)
{
	return page_focused(&app->page, view->focus);
}

static void move_focus(struct app *app, struct view *view, int by)
{
	int n = page_focusables(&app->page);
	int to = view->focus + by;
	/* What stands between here and the next item is read first. */
	if (n && !app->page.focus_shown && !view->follow) {
		view->scroll += by * (app->page.height > 6 ? app->page.height / 2 : 3);
		return;
	}
	if (to >= 0 && to < n) {
		view->focus = to;
		view->follow = true;
		return;
	}
	view->follow = false;
	view->scroll += by;
}

static void turn_page(struct app *app, struct view *view, int by)
{
	view->follow = false;
	view->scroll += by * (app->page.height > 2 ? app->page.height - 1 : 1);
}

static void choose(struct app *app, struct view *view)
{
	const struct block *block = focused(app, view);
	/* An Enter before the end of the text was read shows the rest first. */
	if (block && !app->page.focus_shown) {
		view->follow = true;
		return;
	}
	if (!block && page_more_below(&app->page)) {
		turn_page(app, view, 1);
		return;
	}
	if (view->ops->choose)
		view->ops->choose(view, app, block ? block->id : CHOOSE_NEXT);
}

static void go_back(struct app *app, struct view *view)
{
	if (view->ops->back)
		view->ops->back(view, app);
	else if (app->depth > 1)
		app_pop(app);
}

static void ask_to_leave(struct app *app, struct view *view)
{
	if (app->kiosk)
		app_say(app, ROLE_STATUS, _("Máy này luôn để mở. Bấm Esc để quay lại."));
	else if (!strcmp(view->ops->name, "quit"))
		app_pop(app);
	else
		app_push(app, view_quit());
}

static void switch_typing(struct app *app)
{
	static const char *const said[] = {
		[TELEX_OFF] = N_("Đã tắt bộ gõ. Chữ hiện đúng như phím bấm."),
		[TELEX_TELEX] = N_("Kiểu gõ Telex: aa = â, s = sắc, f = huyền."),
		[TELEX_VNI] = N_("Kiểu gõ VNI: a6 = â, 1 = sắc, 2 = huyền."),
	};
	struct err err = {0};
	app->typing.telex.method = app->typing.telex.method == TELEX_TELEX ? TELEX_VNI
				   : app->typing.telex.method == TELEX_VNI ? TELEX_OFF
									   : TELEX_TELEX;
	app->typing_chosen = true;
	app_say(app, ROLE_STATUS, "%s", _(said[app->typing.telex.method]));
	if (app->learner.id && !store_setting_put(app->store, app->learner.id, "typing",
						  typing_name(&app->typing), &err))
		app_fail(app, &err);
}

static void unknown_key(struct app *app, const struct key *key)
{
	app_say(app, ROLE_STATUS,
		_("Không dùng “%s” ở đây. Dòng dưới cùng ghi các phím đang dùng."),
		key_label(key));
}

static void open_help(struct app *app, const struct view *view)
{
	const struct block *block = focused(app, view);
	app_push(app,
		 view_help(view->ops->help, block && block->kind == BLOCK_FIELD &&
						    field_in_vietnamese(block->field)));
}

/* Digits choose; 9 opens more where there is no ninth item, for keyboards without F-keys. */
static bool digit(struct app *app, struct view *view, const struct key *key)
{
	if (key->code != K_TEXT || key->pasted || key->text[1] || key->text[0] < '1' ||
	    key->text[0] > '9')
		return false;
	int n = page_by_number(&app->page, key->text[0] - '0');
	if (n < 0 && key->text[0] == '9' && strcmp(view->ops->name, "help")) {
		open_help(app, view);
		return true;
	}
	if (n < 0)
		return false;
	view->focus = n;
	view->follow = true;
	view->ops->choose(view, app, page_focused(&app->page, n)->id);
	return true;
}

static bool letter(struct app *app, struct view *view, const struct key *key)
{
	const struct block *block = focused(app, view);
	if (key->code != K_TEXT || key->pasted)
		return false;
	if (!strcmp(key->text, " ")) {
		if (block && block->mark)
			choose(app, view);
		else if (!page_more_below(&app->page))
			choose(app, view);
		else
			turn_page(app, view, 1);
		return true;
	}
	if (!strcmp(key->text, "?") && strcmp(view->ops->name, "help")) {
		open_help(app, view);
		return true;
	}
	if (!strcmp(key->text, "q")) {
		ask_to_leave(app, view);
		return true;
	}
	return digit(app, view, key);
}

static void click(struct app *app, struct view *view, const struct key *key)
{
	int n = page_by_place(&app->page, key->row, key->col);
	if (page_soft_key(&app->page, key->row, key->col))
		go_back(app, view);
	if (n < 0)
		return;
	view->focus = n;
	view->follow = true;
	if (page_focused(&app->page, n)->kind == BLOCK_ITEM)
		choose(app, view);
}

static void common_key(struct app *app, struct view *view, const struct key *key)
{
	switch (key->code) {
	case K_UP:
	case K_BACKTAB:
		move_focus(app, view, -1);
		break;
	case K_DOWN:
	case K_TAB:
		move_focus(app, view, 1);
		break;
	case K_PGUP:
		turn_page(app, view, -1);
		break;
	case K_PGDN:
		turn_page(app, view, 1);
		break;
	case K_HOME:
		view->focus = view->scroll = 0;
		view->follow = true;
		break;
	case K_END:
		view->focus = page_focusables(&app->page) - 1;
		view->scroll = (int)app->page.line_count;
		view->follow = view->focus >= 0;
		break;
	case K_ENTER:
	case K_RIGHT:
		choose(app, view);
		break;
	case K_ESC:
	case K_LEFT:
	case K_BACKSPACE:
		go_back(app, view);
		break;
	case K_F1:
		if (strcmp(view->ops->name, "help"))
			open_help(app, view);
		else
			app_pop(app);
		break;
	case K_F3:
		if (strcmp(view->ops->name, "display"))
			app_push(app, view_display());
		break;
	case K_F4:
		switch_typing(app);
		break;
	case K_F6:
		if (app->previewing)
			switch_width(app);
		else
			unknown_key(app, key);
		break;
	case K_F5:
	case K_CTRL_L:
		break; /* the backend has drawn everything anew */
	case K_F10:
	case K_CTRL_C:
		ask_to_leave(app, view);
		break;
	case K_CLICK:
		click(app, view, key);
		break;
	default:
		if (!letter(app, view, key))
			unknown_key(app, key);
	}
}

/* A key for the field that has the focus. */
static bool write_key(struct app *app, struct view *view, const struct key *key)
{
	const struct block *block = focused(app, view);
	if (!block || block->kind != BLOCK_FIELD || !view->ops->field)
		return false;
	struct field *field = view->ops->field(view, block->id);
	if (field && field->lines)
		field->columns = app->page.area;
	if (!field || !field_key(field, key, &app->typing))
		return false;
	view->follow = true;
	if (field->overflow)
		app_say(app, ROLE_STATUS, "%s", _("Ô này đã đầy."));
	if (field->refused)
		app_say(app, ROLE_STATUS, "%s", _("Ô này không nhận ký tự đó."));
	if (field->composed && app->typing.telex.method) {
		/* Both would compose the same keys. */
		app->typing.telex.method = TELEX_OFF;
		app_say(app, ROLE_STATUS, "%s",
			_("Máy đã tự gõ được dấu, nên bộ gõ của chương trình tắt. Bấm F4 để bật lại."));
	}
	if (view->ops->changed)
		view->ops->changed(view, app, block->id);
	return true;
}

static void idle(struct app *app, struct view *view)
{
	if (!app->idle_seconds || view->ops->lobby ||
	    (!app->learner.id && !app->staff.id))
		return;
	if (!strcmp(view->ops->name, "still-here"))
		app_replace(app, view_locked());
	else if (strcmp(view->ops->name, "locked"))
		app_push(app, view_still_here());
}

/* In a window where nothing can be read nothing is answered either. */
static bool is_blind(const struct app *app, const struct key *key)
{
	const struct page *page = &app->page;
	bool small = page->rows > 0 &&
		     (page->rows < PAGE_MIN_ROWS || page->cols < PAGE_MIN_COLS);
	return small && key->code != K_EOF && key->code != K_IDLE &&
	       key->code != K_RESIZE;
}

void app_key(struct app *app, const struct key *key)
{
	struct view *view = app_top(app);
	if (!view || is_blind(app, key))
		return;
	if (key->code != K_RESIZE && key->code != K_IDLE)
		app->status[0] = '\0';
	if (key->code == K_EOF)
		app->quit = true;
	else if (key->code == K_IDLE)
		idle(app, view);
	else if (key->code != K_RESIZE && !write_key(app, view, key) &&
		 !(view->ops->key && view->ops->key(view, app, key)))
		common_key(app, view, key);
	/* Keys pressed while the last screen was still there were meant for it. */
	if (app_top(app) != view)
		term_flush(app->term);
	bury(app);
}

static int patience(const struct app *app)
{
	const struct view *view = app_top(app);
	if (!app->idle_seconds || view->ops->lobby)
		return -1;
	return !strcmp(view->ops->name, "still-here") ? 60 * 1000
						      : app->idle_seconds * 1000;
}

void app_run(struct app *app)
{
	struct key key;
	while (!app->quit && app->depth) {
		app_show(app);
		if (!compare_content(app, &key))
			term_read(app->term, &key, patience(app));
		app_key(app, &key);
	}
}
