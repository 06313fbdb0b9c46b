/* Typing practice: find the keys, letters with marks, one's own name, common words. The next key is
 * marked on a picture of the keyboard; nothing is timed on the screen. */
#include "ui/views.h"

#include "base/i18n.h"
#include "course/typing.h"
#include "text/fold.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── one exercise ── */

struct drill_view {
	struct view view;
	const struct exercise *exercise;
	size_t line; /* lines.count = the result */
	char *target; /* the line, the learner's name put in */
	struct field field;
	struct typing_result result;
	int64_t begun; /* instant of the first key, 0 = none yet */
	bool introduced;
	bool kept; /* the result has been stored */
};

enum { DRILL_FIELD = 1, DRILL_BEGIN, DRILL_AGAIN, DRILL_LEAVE };

static char *line_of(const struct drill_view *d, const struct app *app)
{
	const char *line = d->exercise->lines.items[d->line];
	const char *mark = strstr(line, "{ten}");
	if (!mark)
		return xstrdup(line);
	const char *name = app->learner.id ? app->learner.person.name : "";
	struct buf keys = BUF_INIT;
	/* Some names hold what no keys give ("Êban" is no syllable). */
	if (!*name || (app->typing.telex.method != TELEX_OFF &&
		       !telex_keys(&keys, name, &app->typing.telex)))
		name = "Nguyễn Thị Mẫu";
	buf_release(&keys);
	return xasprintf("%.*s%s%s", (int)(mark - line), line, name,
			 mark + strlen("{ten}"));
}

/* The line, its tones where the engine will put them: else whoever is called Hoà could not finish. */
static char *target_of(const struct drill_view *d, const struct app *app)
{
	const struct telex_options *options = &app->typing.telex;
	char *line = line_of(d, app);
	struct buf keys = BUF_INIT, typed = BUF_INIT, as_is = BUF_INIT,
		   as_typed = BUF_INIT;
	if (options->method != TELEX_OFF && telex_keys(&keys, line, options)) {
		telex_line(&typed, keys.data, options);
		text_fold_place(&as_is, line);
		text_fold_place(&as_typed, typed.data);
		if (!strcmp(as_is.data, as_typed.data)) {
			free(line);
			line = xstrdup(typed.data);
		}
	}
	buf_release(&keys);
	buf_release(&typed);
	buf_release(&as_is);
	buf_release(&as_typed);
	return line;
}

static void begin_line(struct drill_view *d, const struct app *app, size_t line)
{
	d->line = line;
	free(d->target);
	d->target = line < d->exercise->lines.count ? target_of(d, app) : NULL;
	field_set(&d->field, "");
	d->view.focus = d->view.scroll = 0;
}

/* As it stands on the screen, the word not yet ended. */
static void shown(const struct drill_view *d, struct buf *out)
{
	int cursor;
	field_show(&d->field, out, &cursor);
}

static void draw_astray(enum drill state, struct page *page)
{
	if (state == DRILL_CASE)
		page_say(
			page, ROLE_WARN,
			_("Chữ hoa, chữ thường chưa đúng: bấm phím xóa lùi (←, phía trên Enter) rồi gõ lại. Chữ hoa thì giữ phím Shift."));
	else
		page_say(page, ROLE_WARN,
			 _("Lệch một chút: bấm phím xóa lùi (←, phía trên Enter)."));
}

/* "Bấm: e (ngón giữa trái)". */
static void draw_next_key(const char *next, struct page *page)
{
	char key = next[1] ? '\0' : next[0];
	const char *finger = key ? key_finger(key) : NULL;
	const char *name = key == ' ' ? _("phím cách (phím dài nhất)") : next;
	page_say(page, ROLE_HINT,
		 !finger ? arena_printf(&page->arena, _("Bấm: %s"), name)
		 : key >= 'A' && key <= 'Z'
			 ? arena_printf(&page->arena, _("Giữ phím Shift, bấm: %s (%s)"),
					name, finger)
			 : arena_printf(&page->arena, _("Bấm: %s (%s)"), name, finger));
}

static void draw_hint(const struct drill_view *d, const struct app *app,
		      struct page *page)
{
	struct buf text = BUF_INIT, next = BUF_INIT, picture = BUF_INIT;
	char keys[TELEX_KEYS + 1] = "", key = 0;
	const struct telex_word *word = &d->field.word;
	shown(d, &text);
	snprintf(keys, sizeof(keys), "%.*s", (int)word->key_count, word->keys);
	enum drill state = drill_check(d->target, text.data);
	drill_next(&next, d->target, text.data, word->adopted ? NULL : keys,
		   &app->typing.telex);
	if (next.len == 1)
		key = next.data[0];
	if (state == DRILL_GOING && next.len) {
		draw_next_key(next.data, page);
	} else if (state != DRILL_DONE) {
		key = '\b';
		draw_astray(state, page);
	} else {
		page_say(page, ROLE_RIGHT,
			 _("Đúng rồi! Bấm Enter (phím to ở bên phải)."));
	}
	keyboard_picture(&picture, key);
	page_gap(page);
	page_picture(page, picture.data, NULL);
	buf_release(&text);
	buf_release(&next);
	buf_release(&picture);
}

static void draw_line(const struct drill_view *d, const struct app *app,
		      struct page *page)
{
	struct buf hint = BUF_INIT;
	page_textf(page, _("Dòng %zu trên %zu. Gõ theo dòng này:"), d->line + 1,
		   d->exercise->lines.count);
	page_gap(page);
	page_say(page, ROLE_STRONG, d->target);
	if (app->typing.telex.method != TELEX_OFF) {
		telex_hint(&hint, d->target, &app->typing.telex);
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena, _("Gõ: %s"), hint.data));
	}
	page_field(page, DRILL_FIELD, "", &d->field, NULL, NULL);
	page_field_tag(page, typing_tag(&app->typing));
	draw_hint(d, app, page);
	buf_release(&hint);
	page_key(page, "Enter", _("dòng sau"));
	page_key(page, "Esc", _("nghỉ tập"));
	page_key(page, "F4", _("kiểu gõ"));
}

static void draw_result(const struct drill_view *d, const struct app *app,
			struct page *page)
{
	if (d->result.keys) {
		page_say(page, ROLE_RIGHT,
			 app_prose(app, page, _("{Ban} đã gõ xong. Tốt lắm!")));
		page_gap(page);
		page_textf(page, _("Đúng %d %% số phím."), typing_accuracy(&d->result));
	} else {
		page_text(page,
			  app_prose(app, page,
				    _("{Ban} đã xem hết các dòng mà chưa gõ phím nào.")));
	}
	if (typing_speed(&d->result))
		page_textf(
			page,
			_("Khoảng %d phím mỗi phút. Không cần nhanh: gõ đúng rồi sẽ nhanh dần."),
			typing_speed(&d->result));
	page_gap(page);
	page_item(page, DRILL_LEAVE, _("Xong"));
	page_item(page, DRILL_AGAIN, _("Tập lại bài này"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
}

static void drill_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct drill_view *d = (const struct drill_view *)view;
	page_title(page, _("Tập gõ · %s"), app_prose(app, page, d->exercise->title));
	if (!d->introduced) {
		page_gap(page);
		app_text(app, page, d->exercise->say);
		page_gap(page);
		page_item(page, DRILL_BEGIN, _("Bắt đầu tập"));
		page_key(page, "Enter", _("bắt đầu"));
		page_key(page, "Esc", _("quay lại"));
	} else if (d->target) {
		draw_line(d, app, page);
	} else {
		draw_result(d, app, page);
	}
}

static void finish(struct drill_view *d, struct app *app)
{
	struct err err = {0};
	d->result.seconds = d->begun ? (int)(clock_now(app->clock) - d->begun) : 0;
	/* Whoever only looked at the lines has not practised. */
	if (app->learner.id && !d->kept && d->result.keys &&
	    !store_typing_done(app->store, app->learner.id, d->exercise->id, &d->result,
			       &err))
		app_fail(app, &err);
	d->kept = true;
}

static void next_line(struct drill_view *d, struct app *app)
{
	if (strcmp(field_text(&d->field), d->target) != 0) {
		app_say(app, ROLE_STATUS, "%s",
			_("Dòng này chưa xong. Muốn bỏ qua dòng này, bấm phím mũi tên xuống."));
		return;
	}
	begin_line(d, app, d->line + 1);
	if (!d->target)
		finish(d, app);
}

static void drill_choose(struct view *view, struct app *app, int id)
{
	struct drill_view *d = (struct drill_view *)view;
	switch (id) {
	case DRILL_BEGIN:
		d->introduced = true;
		break;
	case DRILL_FIELD:
		next_line(d, app);
		break;
	case DRILL_AGAIN:
		d->result = (struct typing_result){0};
		d->begun = 0;
		d->kept = false;
		begin_line(d, app, 0);
		break;
	default:
		app_pop(app);
	}
}

static bool drill_key(struct view *view, struct app *app, const struct key *key)
{
	struct drill_view *d = (struct drill_view *)view;
	if (!d->introduced || !d->target || key->code != K_DOWN)
		return false;
	begin_line(d, app, d->line + 1);
	if (!d->target)
		finish(d, app);
	return true;
}

/* Counts every key that writes, and those after which the line is not right; taking back is no
 * error. */
static void drill_changed(struct view *view, struct app *app, int id)
{
	struct drill_view *d = (struct drill_view *)view;
	struct buf text = BUF_INIT;
	(void)id;
	if (!d->begun)
		d->begun = clock_now(app->clock);
	shown(d, &text);
	if (d->field.wrote) {
		enum drill state = drill_check(d->target, text.data);
		d->result.keys++;
		d->result.errors += state == DRILL_ASTRAY || state == DRILL_CASE;
	}
	buf_release(&text);
}

static struct field *drill_field(struct view *view, int id)
{
	(void)id;
	return &((struct drill_view *)view)->field;
}

static void drill_shown(struct view *view, struct app *app)
{
	struct drill_view *d = (struct drill_view *)view;
	if (!d->target && d->line < d->exercise->lines.count) {
		begin_line(d, app, d->line);
	} else if (d->target) {
		/* The way of typing may have been changed meanwhile. */
		free(d->target);
		d->target = target_of(d, app);
	}
}

static void drill_free(struct view *view)
{
	struct drill_view *d = (struct drill_view *)view;
	field_release(&d->field);
	free(d->target);
}

static const struct view_ops drill_ops = {
	.name = "drill",
	.draw = drill_draw,
	.choose = drill_choose,
	.key = drill_key,
	.field = drill_field,
	.changed = drill_changed,
	.shown = drill_shown,
	.free = drill_free,
	.help = N_(
		"Nhìn dòng chữ đậm, gõ lại giống như vậy. Phím cần bấm được đóng khung trong hình bàn phím. Gõ nhầm thì bấm phím xóa lùi. Xong một dòng thì bấm Enter."),
};

struct view *view_drill(const struct exercise *exercise, int line)
{
	struct drill_view *d = VIEW_NEW(struct drill_view, &drill_ops);
	d->exercise = exercise;
	d->introduced = line >= 0;
	d->line = line > 0 ? (size_t)line : 0;
	field_init(&d->field, FIELD_TEXT, 120);
	return &d->view;
}

int view_drill_at(const struct view *view)
{
	const struct drill_view *d = (const struct drill_view *)view;
	return d->introduced ? (int)d->line : -1;
}

/* ── the list ── */

struct typing_view {
	struct view view;
	struct typing_record *records; /* one per exercise of the course */
};

static void typing_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct typing_view *t = (const struct typing_view *)view;
	page_title(page, "%s", _("Tập gõ"));
	page_gap(page);
	if (app->typing.telex.method == TELEX_OFF)
		page_say(page, ROLE_HINT,
			 _("Bộ gõ đang tắt. Bấm F4 để tập gõ Telex hoặc VNI."));
	else
		page_textf(page, _("Kiểu gõ đang dùng: %s. Bấm F4 để đổi."),
			   typing_tag(&app->typing));
	page_gap(page);
	for (size_t i = 0; i < app->course->exercise_count; i++) {
		const struct exercise *exercise = &app->course->exercises[i];
		page_item(page, (int)i + 1, app_prose(app, page, exercise->title));
		if (t->records && t->records[i].times)
			page_note(page, arena_printf(&page->arena,
						     _("đã tập %d lần, đúng %d %%"),
						     t->records[i].times,
						     t->records[i].best_accuracy));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("tập"));
	page_key(page, "F4", _("kiểu gõ"));
	page_key(page, "Esc", _("quay lại"));
}

static void typing_choose(struct view *view, struct app *app, int id)
{
	(void)view;
	if (id >= 1 && (size_t)id <= app->course->exercise_count)
		app_push(app, view_drill(&app->course->exercises[id - 1], -1));
}

static void typing_shown(struct view *view, struct app *app)
{
	struct typing_view *t = (struct typing_view *)view;
	struct err err = {0};
	if (!t->records)
		t->records = xcalloc(app->course->exercise_count, sizeof(*t->records));
	for (size_t i = 0; app->learner.id && i < app->course->exercise_count; i++)
		if (!store_typing_record(app->store, app->learner.id,
					 app->course->exercises[i].id, &t->records[i],
					 &err))
			app_say(app, ROLE_WRONG, "%s", err.text);
}

static void typing_free(struct view *view)
{
	free(((struct typing_view *)view)->records);
}

static const struct view_ops typing_ops = {
	.name = "typing",
	.draw = typing_draw,
	.choose = typing_choose,
	.shown = typing_shown,
	.free = typing_free,
	.help = N_(
		"Tập từ trên xuống: tìm phím, chữ có dấu, tên của mình, rồi những từ hay dùng. Tập bao nhiêu lần cũng được."),
};

struct view *view_typing(void)
{
	return view_new(&typing_ops, sizeof(struct typing_view));
}
