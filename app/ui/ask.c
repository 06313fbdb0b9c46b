#include "ui/ask.h"

#include "base/i18n.h"
#include "ui/phone.h"
#include "ui/practice.h"

#include <stdlib.h>
#include <string.h>

enum {
	ASK_FIELD = ASK_FIRST,
	ASK_DONE,
	ASK_UNDO,
	ASK_DO,
	ASK_PART = ASK_FIRST + 100, /* + index of option, item, pair, span */
	ASK_SIDE = ASK_FIRST + 300, /* + index of a right side */
};

static enum field_kind kind_of_field(const struct question *question)
{
	if (question->type == QUESTION_NUMBER)
		return FIELD_NUMBER;
	return answer_needs_marks(&question->accept) ? FIELD_TEXT : FIELD_PLAIN;
}

void asking_begin(struct asking *a, const struct sheet *sheet, const char *answer)
{
	*a = (struct asking){.sheet = sheet, .picking = -1};
	buf_init(&a->answer);
	buf_init(&a->done);
	field_init(&a->field, kind_of_field(sheet->question), 80);
	if (answer) {
		buf_adds(&a->answer, answer);
		field_set(&a->field, answer);
	}
}

void asking_release(struct asking *a)
{
	buf_release(&a->answer);
	buf_release(&a->done);
	free(a->run);
	a->run = NULL;
	field_release(&a->field);
	a->sheet = NULL;
}

void asking_again(struct asking *a)
{
	buf_reset(&a->answer);
	field_set(&a->field, "");
	a->marked = false;
	a->picking = -1;
}

void asking_mark(struct asking *a)
{
	a->mark = answer_mark(a->sheet->question, a->answer.data);
	a->marked = true;
}

const char *asking_how(const struct question *question)
{
	static const char *const how[QUESTION_TYPES] = {
		[QUESTION_SINGLE] =
			N_("Chọn một dòng rồi bấm Enter, hoặc bấm số của dòng đó."),
		[QUESTION_MULTIPLE] = N_(
			"Có thể chọn nhiều dòng. Bấm Enter để đánh dấu, rồi chọn “Trả lời”."),
		[QUESTION_ORDER] = N_(
			"Chọn lần lượt: việc làm trước chọn trước. Xong thì chọn “Trả lời”."),
		[QUESTION_MATCH] = N_(
			"Chọn một dòng bên trái, rồi chọn phần hợp với nó. Xong thì chọn “Trả lời”."),
		[QUESTION_TEXT] = N_(
			"Gõ câu trả lời rồi bấm Enter. Có dấu hay không dấu đều được, trừ khi câu hỏi dặn khác."),
		[QUESTION_NUMBER] = N_("Gõ số rồi bấm Enter."),
		[QUESTION_SPOT] = N_(
			"Đánh dấu những chỗ đáng ngờ trong tin nhắn, rồi chọn “Trả lời”."),
		[QUESTION_DO] = N_("Làm trên điện thoại mô phỏng."),
	};
	return _(how[question->type]);
}

/* ── showing ── */

/* The i-th shown part is this one of the question. */
static size_t part_at(const struct sheet *sheet, size_t i)
{
	return sheet->order && i < sheet->order_count ? sheet->order[i] : i;
}

static void draw_options(const struct asking *a, const struct app *app, struct page *page)
{
	const struct question *q = a->sheet->question;
	for (size_t i = 0; i < q->option_count; i++) {
		size_t at = part_at(a->sheet, i);
		const struct option *option = &q->options[at];
		page_item(page, ASK_PART + (int)at, app_prose(app, page, option->text));
		if (q->type == QUESTION_MULTIPLE)
			page_mark(page, answer_has(a->answer.data, option->id)
						? MARK_ON
						: MARK_OFF);
	}
}

static const struct option *option_by_id(const struct question *q, const char *id,
					 size_t n)
{
	for (size_t i = 0; i < q->option_count; i++)
		if (strlen(q->options[i].id) == n && !strncmp(q->options[i].id, id, n))
			return &q->options[i];
	return NULL;
}

static void draw_order(const struct asking *a, const struct app *app, struct page *page)
{
	const struct question *q = a->sheet->question;
	int place = 0;
	for (const char *p = a->answer.data; *p;) {
		size_t n = strcspn(p, ",");
		const struct option *item = option_by_id(q, p, n);
		if (item)
			page_textf(page, _("Thứ %d: %s"), ++place,
				   app_prose(app, page, item->text));
		p += n + (p[n] == ',');
	}
	if (place && place < (int)q->option_count)
		page_say(page, ROLE_HINT, _("Tiếp theo là việc nào?"));
	for (size_t i = 0; i < q->option_count; i++) {
		const struct option *item = &q->options[part_at(a->sheet, i)];
		if (!answer_has(a->answer.data, item->id))
			page_item(page, ASK_PART + (int)part_at(a->sheet, i),
				  app_prose(app, page, item->text));
	}
	if (place == (int)q->option_count)
		page_item(page, ASK_DONE, _("Trả lời theo thứ tự này"));
	if (place)
		page_item(page, ASK_UNDO, _("Bỏ việc vừa xếp"));
}

static const char *side_text(const struct question *q, int side)
{
	size_t i = (size_t)side;
	return i < q->pair_count ? q->pairs[i].right
				 : q->extra_right.items[i - q->pair_count];
}

static void draw_sides(const struct asking *a, const struct app *app, struct page *page)
{
	const struct question *q = a->sheet->question;
	page_textf(page, _("“%s” hợp với phần nào?"),
		   app_prose(app, page, q->pairs[a->picking].left));
	for (size_t i = 0; i < q->pair_count + q->extra_right.count; i++) {
		int side = (int)part_at(a->sheet, i);
		page_item(page, ASK_SIDE + side,
			  app_prose(app, page, side_text(q, side)));
	}
}

static void draw_match(const struct asking *a, const struct app *app, struct page *page)
{
	const struct question *q = a->sheet->question;
	if (a->picking >= 0) {
		draw_sides(a, app, page);
		return;
	}
	for (size_t i = 0; i < q->pair_count; i++) {
		int side = answer_side(q, a->answer.data, q->pairs[i].id);
		const char *left = app_prose(app, page, q->pairs[i].left);
		const char *right =
			side < 0 ? "…" : app_prose(app, page, side_text(q, side));
		page_item(page, ASK_PART + (int)i,
			  arena_printf(&page->arena, "%s → %s", left, right));
	}
	if (answer_complete(q, a->answer.data))
		page_item(page, ASK_DONE, _("Trả lời"));
}

/* The message with a number before each marked part, so that the list below can name them. */
static const char *numbered_message(const struct question *q, struct page *page)
{
	struct buf text = BUF_INIT;
	size_t at = 0;
	for (size_t i = 0; i < q->span_count; i++) {
		const struct span *span = &q->spans[i];
		buf_add(&text, q->message + at, span->start - at);
		buf_printf(&text, "[%zu: %.*s]", i + 1, (int)span->len,
			   q->message + span->start);
		at = span->start + span->len;
	}
	buf_adds(&text, q->message + at);
	const char *kept = arena_strdup(&page->arena, text.data);
	buf_release(&text);
	return kept;
}

static void draw_spot(const struct asking *a, struct page *page)
{
	const struct question *q = a->sheet->question;
	struct phone phone = {.app = PHONE_SMS, .from = q->from};
	int app = q->app ? phone_app_parse(q->app) : -1;
	if (app >= 0)
		phone.app = (enum phone_app)app;
	phone.text = numbered_message(q, page);
	phone_draw(&phone, NULL, page);
	for (size_t i = 0; i < q->span_count; i++) {
		const struct span *span = &q->spans[i];
		page_item(
			page, ASK_PART + (int)i,
			arena_strndup(&page->arena, q->message + span->start, span->len));
		page_mark(page,
			  answer_has(a->answer.data, span->id) ? MARK_ON : MARK_OFF);
	}
}

static void draw_typed(const struct asking *a, const struct app *app, struct page *page)
{
	const struct question *q = a->sheet->question;
	page_numbering(page, false);
	page_field(page, ASK_FIELD,
		   q->unit ? arena_printf(&page->arena, _("Trả lời (%s)"), q->unit)
			   : _("Trả lời"),
		   &a->field, NULL, NULL);
	if (a->field.kind == FIELD_TEXT)
		page_field_tag(page, typing_tag(&app->typing));
}

static void draw_do(const struct asking *a, const struct app *app, struct page *page)
{
	const struct practice *practice =
		course_practice(app->course, a->sheet->question->practice);
	if (!practice)
		return;
	app_text(app, page, practice->brief);
	page_gap(page);
	/* It is done once; who comes back to it only goes on. */
	if (a->answer.len)
		page_item(page, ASK_DONE, _("Câu này đã làm xong, đi tiếp"));
	else
		page_item(page, ASK_DO, _("Mở điện thoại mô phỏng, làm một lần"));
}

static void draw_parts(const struct asking *a, const struct app *app, struct page *page)
{
	switch (a->sheet->question->type) {
	case QUESTION_SINGLE:
		draw_options(a, app, page);
		break;
	case QUESTION_MULTIPLE:
		draw_options(a, app, page);
		page_item(page, ASK_DONE, _("Trả lời"));
		break;
	case QUESTION_ORDER:
		draw_order(a, app, page);
		break;
	case QUESTION_MATCH:
		draw_match(a, app, page);
		break;
	case QUESTION_SPOT:
		draw_spot(a, page);
		page_item(page, ASK_DONE, _("Trả lời"));
		break;
	case QUESTION_TEXT:
	case QUESTION_NUMBER:
		draw_typed(a, app, page);
		break;
	case QUESTION_DO:
		draw_do(a, app, page);
		break;
	case QUESTION_TYPES:
		break;
	}
}

static void draw_lines(const struct app *app, struct page *page, const char *lines)
{
	for (const char *p = lines; *p;) {
		size_t n = strcspn(p, "\n");
		if (n) {
			const char *line = arena_strndup(&page->arena, p, n);
			page_point(page, app_prose(app, page, line));
		}
		p += n + (p[n] == '\n');
	}
}

static void draw_labelled(const struct app *app, struct page *page, const char *label,
			  const char *text)
{
	page_textf(page, "%s %s", label, app_prose(app, page, text));
}

static void draw_verdict(const struct asking *a, const struct app *app, struct page *page)
{
	const struct question *q = a->sheet->question;
	struct buf text = BUF_INIT;
	answer_readable(q, a->answer.data, &text);
	draw_labelled(app, page, app_prose(app, page, _("{Ban} trả lời:")), text.data);
	page_gap(page);
	if (a->mark.right)
		page_say(page, ROLE_RIGHT, _("Đúng rồi."));
	else if (a->mark.score > 0)
		page_say(page, ROLE_WARN, _("Đúng một phần."));
	else
		page_say(page, ROLE_WRONG, _("Chưa đúng. Không sao, ta cùng xem lý do."));
	if (a->mark.proper)
		page_textf(page, _("Viết cho chuẩn: %s"), a->mark.proper);
	if (a->mark.hint)
		app_text(app, page, a->mark.hint);
	buf_reset(&text);
	answer_reasons(q, a->answer.data, &text);
	draw_lines(app, page, text.data);
	if (!a->mark.right) {
		buf_reset(&text);
		answer_right(q, &text);
		draw_labelled(app, page, _("Câu trả lời đúng:"), text.data);
	}
	buf_release(&text);
}

void asking_draw(const struct asking *a, const struct app *app, struct page *page)
{
	app_text(app, page, a->sheet->question->ask);
	page_gap(page);
	if (a->marked) {
		draw_verdict(a, app, page);
		page_gap(page);
	} else {
		draw_parts(a, app, page);
	}
}

/* ── answering ── */

static void append_part(struct buf *answer, const char *id)
{
	if (answer->len)
		buf_addc(answer, ',');
	buf_adds(answer, id);
}

static void drop_last_part(struct buf *answer)
{
	const char *comma = strrchr(answer->data, ',');
	buf_truncate(answer, comma ? (size_t)(comma - answer->data) : 0);
}

static bool finish(struct asking *a, struct app *app)
{
	if (answer_complete(a->sheet->question, a->answer.data))
		return true;
	app_say(app, ROLE_STATUS, "%s", asking_how(a->sheet->question));
	return false;
}

static bool choose_part(struct asking *a, struct app *app, size_t part)
{
	const struct question *q = a->sheet->question;
	switch (q->type) {
	case QUESTION_SINGLE:
		buf_reset(&a->answer);
		buf_adds(&a->answer, q->options[part].id);
		return true;
	case QUESTION_MULTIPLE:
		answer_toggle(q, &a->answer, q->options[part].id);
		return false;
	case QUESTION_ORDER:
		append_part(&a->answer, q->options[part].id);
		app_top(app)->focus = 0;
		return false;
	case QUESTION_MATCH:
		a->picking = (int)part;
		app_top(app)->focus = 0;
		return false;
	case QUESTION_SPOT:
		answer_toggle(q, &a->answer, q->spans[part].id);
		return false;
	default:
		return false;
	}
}

/* After a partner was chosen the focus goes to the next left side without one. */
static void choose_side(struct asking *a, struct app *app, int side)
{
	const struct question *q = a->sheet->question;
	answer_set_side(q, &a->answer, q->pairs[a->picking].id, side);
	a->picking = -1;
	size_t next = 0;
	while (next < q->pair_count &&
	       answer_side(q, a->answer.data, q->pairs[next].id) >= 0)
		next++;
	app_top(app)->focus = (int)next;
}

bool asking_choose(struct asking *a, struct app *app, int id)
{
	if (a->marked)
		return false;
	if (id == ASK_FIELD) {
		buf_reset(&a->answer);
		buf_adds(&a->answer, field_text(&a->field));
		return finish(a, app);
	}
	if (id == ASK_DO) {
		/* The answer is there when the practice's view has gone: asking_returned(). */
		const struct practice *practice =
			app_open_practice(app, a->sheet->question->practice);
		buf_reset(&a->done);
		if (practice)
			app_push(app, view_practice_once(practice, a->run, &a->done));
		return false;
	}
	if (id == ASK_DONE)
		return finish(a, app);
	if (id == ASK_UNDO)
		drop_last_part(&a->answer);
	else if (id >= ASK_SIDE && a->picking >= 0)
		choose_side(a, app, id - ASK_SIDE);
	else if (id >= ASK_PART)
		return choose_part(a, app, (size_t)(id - ASK_PART));
	return false;
}

/* Of all goals met the answer names those the question asks for. */
bool asking_returned(struct asking *a)
{
	if (!a->sheet || a->marked || !a->done.len)
		return false;
	const struct strings *goals = &a->sheet->question->goals;
	const char *colon = strchr(a->done.data, ':'), *sep = ":";
	buf_reset(&a->answer);
	buf_add(&a->answer, a->done.data, (size_t)(colon - a->done.data));
	for (size_t i = 0; i < goals->count; i++) {
		if (!answer_has(colon + 1, goals->items[i]))
			continue;
		buf_printf(&a->answer, "%s%s", sep, goals->items[i]);
		sep = ",";
	}
	if (*sep == ':')
		buf_addc(&a->answer, ':');
	buf_reset(&a->done);
	return answer_complete(a->sheet->question, a->answer.data);
}

bool asking_back(struct asking *a)
{
	if (a->picking < 0)
		return false;
	a->picking = -1;
	return true;
}

struct field *asking_field(struct asking *a, int id)
{
	return id == ASK_FIELD ? &a->field : NULL;
}
