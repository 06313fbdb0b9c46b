/* A quiz: what awaits, the questions, the result in words, and reading one's answers again. */
#include "ui/views.h"

#include "base/i18n.h"
#include "text/number.h"
#include "ui/ask.h"

#include <stdlib.h>
#include <string.h>

struct quiz_view {
	struct view view;
	const struct quiz *quiz;
	struct attempt attempt; /* id 0 = not begun */
	size_t at; /* which sheet; count = the overview of an exam */
	struct asking asking;
	bool fetched;
};

enum { QUIZ_BEGIN = 1, QUIZ_BACK, QUIZ_NEXT, QUIZ_HAND_IN, QUIZ_SHEET = 100 };

static bool is_exam(const struct quiz_view *q)
{
	return q->quiz->mode == QUIZ_EXAM;
}

static void open_sheet(struct quiz_view *q, size_t at)
{
	if (q->asking.sheet)
		asking_release(&q->asking);
	q->at = at;
	q->view.focus = q->view.scroll = 0;
	q->view.follow = false;
	if (at >= q->attempt.paper.count)
		return;
	const struct sheet *sheet = &q->attempt.paper.sheets[at];
	asking_begin(&q->asking, sheet, is_exam(q) ? q->attempt.answers[at] : NULL);
	if (sheet->question->practice)
		/* Of this attempt, on whatever machine it goes on. */
		q->asking.run = xasprintf("%s@%s/%lld", sheet->question->practice,
					  q->quiz->id, (long long)q->attempt.started);
}

/* The first sheet without an answer. */
static size_t first_open(const struct quiz_view *q)
{
	size_t i = 0;
	while (i < q->attempt.paper.count && q->attempt.answers[i])
		i++;
	return i;
}

/* ── before it begins ── */

static int planned(const struct quiz *quiz)
{
	int n = (int)quiz->always.count;
	for (size_t i = 0; i < quiz->draw_count; i++)
		n += quiz->draw[i].take;
	return n;
}

static enum attempt_leave leave(const struct quiz *quiz, const struct app *app,
				int64_t *next)
{
	const struct quiz_record *record = record_quiz(&app->record, quiz->id);
	return quiz_leave(quiz, record ? record->finished : 0, record ? record->last : 0,
			  clock_now(app->clock), next);
}

/* Why not now, where another attempt may not begin; false where it may. */
static bool draw_no_leave(const struct quiz *quiz, const struct app *app,
			  struct page *page)
{
	int64_t next;
	switch (leave(quiz, app, &next)) {
	case ATTEMPT_ALLOWED:
		return false;
	case ATTEMPT_WAIT: {
		struct buf when = BUF_INIT;
		instant_format(&when, next);
		page_say(
			page, ROLE_WARN,
			arena_printf(
				&page->arena,
				_("Có thể làm lại từ %s. Trong lúc đợi, nên học lại bài."),
				when.data));
		buf_release(&when);
		return true;
	}
	case ATTEMPT_NO_MORE:
		app_text(
			app, page,
			_("{Ban} đã làm hết số lần. Hỏi nhân viên: họ có thể đánh giá trực tiếp."));
		return true;
	}
	return false;
}

static void draw_terms(const struct quiz_view *q, const struct app *app,
		       struct page *page)
{
	const struct quiz *quiz = q->quiz;
	const struct quiz_record *record = record_quiz(&app->record, quiz->id);
	page_textf(page, _("Bài này có khoảng %d câu. Đúng từ %d %% là đạt."),
		   planned(quiz), quiz->pass_percent);
	app_text(
		app, page,
		is_exam(q)
			? _("Làm xong tất cả rồi mới biết kết quả. {Ban} có thể quay lại sửa câu đã làm. Không tính giờ.")
			: _("Mỗi câu trả lời xong là biết đúng hay chưa. Không tính giờ."));
	if (quiz->max_attempts)
		page_textf(page, _("Được làm %d lần, đã làm %d lần."), quiz->max_attempts,
			   record ? record->finished : 0);
	if (record && record->finished)
		page_textf(page, _("Kết quả tốt nhất: %d %%."), record->best_percent);
}

static void draw_intro(const struct quiz_view *q, const struct app *app,
		       struct page *page)
{
	page_heading(page, app_prose(app, page, q->quiz->title));
	page_gap(page);
	if (is_exam(q))
		page_textf(page, _("Người làm bài: %s"), app->owner);
	draw_terms(q, app, page);
	page_gap(page);
	if (!draw_no_leave(q->quiz, app, page))
		page_item(page, QUIZ_BEGIN,
			  is_exam(q) ? _("Đúng là tôi, bắt đầu làm bài")
				     : _("Bắt đầu làm bài"));
	page_item(page, QUIZ_BACK, _("Chưa làm bây giờ, quay lại"));
}

static void begin(struct quiz_view *q, struct app *app)
{
	struct err err = {0};
	struct paper paper = {0};
	struct strings seen = {0};
	char **ids = NULL;
	size_t count = 0;
	int64_t id;
	if (!store_questions_seen(app->store, app->learner.id, q->quiz->id, &ids, &count,
				  &err))
		goto fail;
	seen.items = xcalloc(count, sizeof(*seen.items));
	for (; seen.count < count; seen.count++)
		seen.items[seen.count] = ids[seen.count];
	paper_draw(&paper, app->course, q->quiz, dice_next(&app->dice), &seen);
	if (!store_attempt_start(app->store, app->learner.id, &paper, &id, &err) ||
	    !store_attempt(app->store, id, &q->attempt, &err))
		goto fail;
	open_sheet(q, 0);
	goto out;
fail:
	app_fail(app, &err);
out:
	for (size_t i = 0; i < count; i++)
		free(ids[i]);
	free(ids);
	free(seen.items);
	paper_release(&paper);
}

/* ── the questions ── */

static void draw_sheet(const struct quiz_view *q, const struct app *app,
		       struct page *page)
{
	page_title(page, _("Câu %zu trên %zu · %s"), q->at + 1, q->attempt.paper.count,
		   app_prose(app, page, q->quiz->title));
	asking_draw(&q->asking, app, page);
	if (q->asking.marked)
		page_item(page, QUIZ_NEXT,
			  q->at + 1 < q->attempt.paper.count ? _("Câu sau")
							     : _("Xem kết quả"));
	page_key(page, "Enter", q->asking.marked ? _("câu sau") : _("trả lời"));
	if (page_focusables(page) > 1)
		page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Esc", is_exam(q) && q->at ? _("câu trước") : _("tạm dừng"));
	page_key(page, "F10", _("nghỉ"));
}

static void draw_overview(const struct quiz_view *q, const struct app *app,
			  struct page *page)
{
	size_t open = 0;
	for (size_t i = 0; i < q->attempt.paper.count; i++)
		open += !q->attempt.answers[i];
	page_title(page, _("Nộp bài · %s"), app_prose(app, page, q->quiz->title));
	page_gap(page);
	if (open)
		page_textf(page,
			   _("Còn %zu câu chưa trả lời. Câu bỏ trống tính là chưa đúng."),
			   open);
	else
		app_text(app, page,
			 _("{Ban} đã trả lời hết. Xem lại câu nào thì chọn câu đó."));
	page_gap(page);
	page_numbering(page, false);
	page_item(page, QUIZ_HAND_IN, _("Nộp bài và xem kết quả"));
	for (size_t i = 0; i < q->attempt.paper.count; i++) {
		const char *ask =
			app_prose(app, page, q->attempt.paper.sheets[i].question->ask);
		page_item(page, QUIZ_SHEET + (int)i,
			  arena_printf(&page->arena, _("Câu %zu. %s"), i + 1, ask));
		if (!q->attempt.answers[i])
			page_note(page, _("chưa trả lời"));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	page_key(page, "Esc", _("câu trước"));
}

static void quiz_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct quiz_view *q = (const struct quiz_view *)view;
	if (!q->attempt.id) {
		page_title(page, "%s", app_prose(app, page, q->quiz->title));
		page_gap(page);
		draw_intro(q, app, page);
		page_key(page, _("Mũi tên"), _("chọn"));
		page_key(page, "Enter", _("đồng ý"));
		page_key(page, "Esc", _("quay lại"));
	} else if (q->at < q->attempt.paper.count) {
		draw_sheet(q, app, page);
	} else {
		draw_overview(q, app, page);
	}
}

/* ── answering ── */

static void hand_in(struct quiz_view *q, struct app *app)
{
	struct err err = {0};
	bool completed = false;
	struct outcome outcome = paper_outcome(&q->attempt.paper, q->attempt.answers);
	int64_t id = q->attempt.id;
	if (!store_attempt_finish(app->store, id, &outcome, &completed, &err)) {
		app_fail(app, &err);
		return;
	}
	app_replace(app, view_result(id, completed));
}

static void answer(struct quiz_view *q, struct app *app)
{
	struct err err = {0};
	const char *text = q->asking.answer.data;
	if (!store_attempt_answer(app->store, q->attempt.id, q->at, q->asking.sheet, text,
				  &err)) {
		app_fail(app, &err);
		return;
	}
	free(q->attempt.answers[q->at]);
	q->attempt.answers[q->at] = xstrdup(text);
	if (is_exam(q)) {
		open_sheet(q, q->at + 1);
		return;
	}
	asking_mark(&q->asking);
	q->view.focus = q->view.scroll = 0;
	q->view.follow = false;
}

static void quiz_choose(struct view *view, struct app *app, int id)
{
	struct quiz_view *q = (struct quiz_view *)view;
	if (id >= ASK_FIRST) {
		if (asking_choose(&q->asking, app, id))
			answer(q, app);
	} else if (id >= QUIZ_SHEET) {
		open_sheet(q, (size_t)(id - QUIZ_SHEET));
	} else if (id == QUIZ_BEGIN) {
		begin(q, app);
	} else if (id == QUIZ_BACK) {
		app_pop(app);
	} else if (id == QUIZ_HAND_IN) {
		hand_in(q, app);
	} else if (id == QUIZ_NEXT) {
		size_t next = first_open(q);
		if (next < q->attempt.paper.count)
			open_sheet(q, next);
		else
			hand_in(q, app);
	}
}

static struct field *quiz_field(struct view *view, int id)
{
	return asking_field(&((struct quiz_view *)view)->asking, id);
}

static void quiz_back(struct view *view, struct app *app)
{
	struct quiz_view *q = (struct quiz_view *)view;
	if (q->asking.sheet && asking_back(&q->asking))
		return;
	if (q->attempt.id && is_exam(q) && q->at > 0) {
		open_sheet(q, q->at - 1);
		return;
	}
	if (q->attempt.id)
		app_say(app, ROLE_STATUS, "%s",
			_("Bài đang làm được giữ. Lần sau làm tiếp từ câu này."));
	app_pop(app);
}

/* An attempt that a power cut or a pause left open goes on where it was. */
static void quiz_shown(struct view *view, struct app *app)
{
	struct quiz_view *q = (struct quiz_view *)view;
	struct err err = {0};
	app_reload(app);
	if (asking_returned(&q->asking) && !q->attempt.answers[q->at])
		answer(q, app);
	if (q->fetched)
		return;
	q->fetched = true;
	if (store_attempt_open(app->store, app->learner.id, q->quiz->id, &q->attempt,
			       &err))
		open_sheet(q, first_open(q));
	else if (err.kind != ERR_NONE)
		app_fail(app, &err);
}

static void quiz_free(struct view *view)
{
	struct quiz_view *q = (struct quiz_view *)view;
	if (q->asking.sheet)
		asking_release(&q->asking);
	attempt_release(&q->attempt);
}

static const struct view_ops quiz_ops = {
	.name = "quiz",
	.draw = quiz_draw,
	.choose = quiz_choose,
	.field = quiz_field,
	.shown = quiz_shown,
	.back = quiz_back,
	.free = quiz_free,
	.help = N_(
		"Đọc câu hỏi, chọn câu trả lời rồi bấm Enter. Không tính giờ: cứ thong thả. Mỗi câu trả lời được giữ ngay, mất điện cũng không mất."),
};

struct view *view_quiz(const struct quiz *quiz)
{
	struct quiz_view *q = VIEW_NEW(struct quiz_view, &quiz_ops);
	q->quiz = quiz;
	return &q->view;
}

int view_quiz_at(const struct view *view)
{
	const struct quiz_view *q = (const struct quiz_view *)view;
	return q->attempt.id ? (int)q->at : -1;
}

/* ── the result ── */

struct result_view {
	struct view view;
	int64_t id;
	bool completed;
	struct attempt attempt;
	struct outcome outcome;
};

enum { RESULT_GO_ON = 1, RESULT_REVIEW };

/* Must-questions that were missed, by name: these decide even at 95 %. */
static void draw_missed_must(const struct result_view *r, const struct quiz *quiz,
			     const struct app *app, struct page *page)
{
	for (size_t i = 0; i < r->attempt.paper.count; i++) {
		const struct question *question = r->attempt.paper.sheets[i].question;
		const char *given = r->attempt.answers[i];
		if (strings_have(&quiz->must, question->id) &&
		    !(given && answer_mark(question, given).right))
			page_point(page, app_prose(app, page, question->ask));
	}
}

static void draw_outcome(const struct result_view *r, const struct app *app,
			 struct page *page)
{
	const struct quiz *quiz = course_quiz(app->course, r->attempt.quiz);
	page_textf(page, _("Đúng %d trên %d câu, được %d %%."), r->outcome.right,
		   r->outcome.asked, r->outcome.percent);
	if (r->attempt.passed) {
		page_say(page, ROLE_RIGHT,
			 app_prose(app, page, _("Đạt rồi! Chúc mừng {ban}.")));
		return;
	}
	if (!quiz)
		return;
	if (r->outcome.percent < quiz->pass_percent)
		page_textf(page, _("Lần này chưa đạt: cần từ %d %%."),
			   quiz->pass_percent);
	else
		page_text(page, _("Điểm đã đủ, nhưng lần này chưa đạt."));
	if (!r->outcome.must_met) {
		page_text(
			page,
			_("Những câu sau nhất định phải đúng, vì liên quan đến an toàn:"));
		draw_missed_must(r, quiz, app, page);
	}
	if (!draw_no_leave(quiz, app, page))
		page_text(page, _("Xem lại bài rồi làm lại nhé."));
}

static void result_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct result_view *r = (const struct result_view *)view;
	struct buf words = BUF_INIT;
	page_title(page, "%s", _("Kết quả"));
	page_gap(page);
	draw_outcome(r, app, page);
	page_gap(page);
	if (r->completed) {
		page_say(
			page, ROLE_RIGHT,
			app_prose(
				app, page,
				_("{Ban} đã hoàn thành cả khóa học! Trung tâm đã ghi nhận.")));
	} else if (!app->record.completed) {
		completion_words(app->course, &app->record, &words);
		app_text(app, page, words.data);
	}
	page_gap(page);
	page_item(page, RESULT_GO_ON, _("Đi tiếp"));
	page_item(page, RESULT_REVIEW, _("Xem lại từng câu và lý do"));
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", _("đồng ý"));
	buf_release(&words);
}

static void result_choose(struct view *view, struct app *app, int id)
{
	if (id == RESULT_REVIEW)
		app_push(app, view_review(((struct result_view *)view)->id));
	else
		app_pop(app);
}

static void result_shown(struct view *view, struct app *app)
{
	struct result_view *r = (struct result_view *)view;
	struct err err = {0};
	app_reload(app);
	attempt_release(&r->attempt);
	if (!store_attempt(app->store, r->id, &r->attempt, &err)) {
		app_fail(app, &err);
		return;
	}
	r->outcome = paper_outcome(&r->attempt.paper, r->attempt.answers);
}

static void result_free(struct view *view)
{
	attempt_release(&((struct result_view *)view)->attempt);
}

static const struct view_ops result_ops = {
	.name = "result",
	.draw = result_draw,
	.choose = result_choose,
	.shown = result_shown,
	.free = result_free,
	.help = N_("Kết quả đã được giữ. Xem lại từng câu giúp nhớ lâu hơn."),
};

struct view *view_result(int64_t attempt, bool completed)
{
	struct result_view *r = VIEW_NEW(struct result_view, &result_ops);
	r->id = attempt;
	r->completed = completed;
	return &r->view;
}

/* ── reading one's answers again ── */

struct review_view {
	struct view view;
	int64_t id; /* 0 = choose which attempt */
	int64_t *ids;
	size_t count;
	struct attempt *attempts; /* for the list */
	struct attempt attempt;
	int sheet; /* -1 = the list of questions */
	struct asking asking;
};

static void draw_attempts(const struct review_view *r, const struct app *app,
			  struct page *page)
{
	page_title(page, "%s", app_prose(app, page, _("Các bài {ban} đã làm")));
	page_gap(page);
	for (size_t i = 0; i < r->count; i++) {
		const struct attempt *attempt = &r->attempts[i];
		const struct quiz *quiz = course_quiz(app->course, attempt->quiz);
		struct buf when = BUF_INIT;
		day_format(&when, day_of_instant(attempt->finished));
		page_item(page, (int)i + 1,
			  quiz ? app_prose(app, page, quiz->title) : attempt->quiz);
		page_note(page, arena_printf(&page->arena, _("%d %%, ngày %s"),
					     attempt->percent, when.data));
		buf_release(&when);
	}
}

static void draw_questions(const struct review_view *r, const struct app *app,
			   struct page *page)
{
	page_title(page, "%s", _("Xem lại từng câu"));
	page_gap(page);
	page_numbering(page, false);
	for (size_t i = 0; i < r->attempt.paper.count; i++) {
		const struct question *question = r->attempt.paper.sheets[i].question;
		const char *given = r->attempt.answers[i];
		page_item(page, (int)i + 1,
			  arena_printf(&page->arena, _("Câu %zu. %s"), i + 1,
				       app_prose(app, page, question->ask)));
		page_note(page, !given                               ? _("bỏ trống")
				: answer_mark(question, given).right ? _("đúng")
								     : _("chưa đúng"));
	}
	if (r->attempt.lost)
		page_say(page, ROLE_HINT,
			 arena_printf(&page->arena,
				      _("%zu câu nay không còn trong khóa học."),
				      r->attempt.lost));
}

static void review_draw(const struct view *view, const struct app *app, struct page *page)
{
	const struct review_view *r = (const struct review_view *)view;
	if (!r->id) {
		draw_attempts(r, app, page);
	} else if (r->sheet < 0) {
		draw_questions(r, app, page);
	} else {
		page_title(page, _("Xem lại câu %d trên %zu"), r->sheet + 1,
			   r->attempt.paper.count);
		page_gap(page);
		asking_draw(&r->asking, app, page);
		page_item(page, 1,
			  r->sheet + 1 < (int)r->attempt.paper.count ? _("Câu sau")
								     : _("Xong"));
	}
	page_key(page, _("Mũi tên"), _("chọn"));
	page_key(page, "Enter", r->sheet >= 0 ? _("câu sau") : _("xem"));
	page_key(page, "Esc", _("quay lại"));
}

static void review_sheet(struct review_view *r, int sheet)
{
	if (r->asking.sheet)
		asking_release(&r->asking);
	r->asking = (struct asking){0};
	r->view.focus = sheet < 0 && r->sheet > 0 ? r->sheet : 0;
	r->view.scroll = 0;
	r->view.follow = sheet < 0;
	r->sheet = sheet;
	if (sheet < 0)
		return;
	const char *given = r->attempt.answers[sheet];
	asking_begin(&r->asking, &r->attempt.paper.sheets[sheet], given ? given : "");
	asking_mark(&r->asking);
}

static void review_attempt(struct review_view *r, struct app *app, int64_t id)
{
	struct err err = {0};
	attempt_release(&r->attempt);
	r->sheet = -1;
	r->view.focus = r->view.scroll = 0;
	if (store_attempt(app->store, id, &r->attempt, &err))
		r->id = id;
	else
		app_fail(app, &err);
}

static void review_choose(struct view *view, struct app *app, int id)
{
	struct review_view *r = (struct review_view *)view;
	if (!r->id) {
		if (id > 0 && (size_t)id <= r->count)
			review_attempt(r, app, r->ids[id - 1]);
	} else if (r->sheet >= 0) {
		int next = r->sheet + 1;
		review_sheet(r, next < (int)r->attempt.paper.count ? next : -1);
	} else if (id > 0 && (size_t)id <= r->attempt.paper.count) {
		review_sheet(r, id - 1);
	}
}

static void review_back(struct view *view, struct app *app)
{
	struct review_view *r = (struct review_view *)view;
	if (r->sheet >= 0) {
		review_sheet(r, -1);
	} else if (r->id && r->count) {
		r->id = 0;
		view->focus = view->scroll = 0;
	} else {
		app_pop(app);
	}
}

static void review_list(struct review_view *r, struct app *app)
{
	struct err err = {0};
	if (!store_attempt_list(app->store, app->learner.id, NULL, &r->ids, &r->count,
				&err)) {
		app_fail(app, &err);
		return;
	}
	r->attempts = xcalloc(r->count, sizeof(*r->attempts));
	for (size_t i = 0; i < r->count; i++)
		store_attempt(app->store, r->ids[i], &r->attempts[i], &err);
}

static void review_shown(struct view *view, struct app *app)
{
	struct review_view *r = (struct review_view *)view;
	if (!r->id && !r->attempts)
		review_list(r, app);
	else if (r->id && !r->attempt.id)
		review_attempt(r, app, r->id);
}

static void review_free(struct view *view)
{
	struct review_view *r = (struct review_view *)view;
	for (size_t i = 0; r->attempts && i < r->count; i++)
		attempt_release(&r->attempts[i]);
	free(r->attempts);
	free(r->ids);
	if (r->asking.sheet)
		asking_release(&r->asking);
	attempt_release(&r->attempt);
}

static const struct view_ops review_ops = {
	.name = "review",
	.draw = review_draw,
	.choose = review_choose,
	.shown = review_shown,
	.back = review_back,
	.free = review_free,
	.help = N_("Chọn một câu để xem {ban} đã trả lời gì, câu đúng là gì và vì sao."),
};

struct view *view_review(int64_t attempt)
{
	struct review_view *r = VIEW_NEW(struct review_view, &review_ops);
	r->id = attempt;
	r->sheet = -1;
	return &r->view;
}
