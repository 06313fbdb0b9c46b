#include "report/statistics.h"

#include "base/i18n.h"
#include "course/prose.h"
#include "course/statwords.h"
#include "report/table.h"

#include <stdlib.h>
#include <string.h>

/* ── gathering ─────────────────────────────────────────────────────────────────────────── */

static void strings_free(struct strings *list)
{
	for (size_t i = 0; i < list->count; i++)
		free((void *)(uintptr_t)list->items[i]);
	free(list->items);
}

static bool of_everything(const struct statistics_of *of)
{
	return !of || (!of->quiz && !of->lesson && !of->practice && !of->question);
}

static bool in_lesson(const struct lesson *lesson, const char *practice)
{
	for (size_t i = 0; i < lesson->step_count; i++)
		if (lesson->steps[i].practice &&
		    !strcmp(lesson->steps[i].practice, practice))
			return true;
	return false;
}

/* Questions all at once: of a person's answers to several quizzes the first one counts. */
static bool load_items(struct statistics *s, struct store *store, struct strings *lessons,
		       const struct statistics_of *of, struct err *err)
{
	if (of && of->practice)
		return true;
	if (of && of->lesson) {
		lessons->items = xreallocarray(lessons->items, lessons->count + 1,
					       sizeof(*lessons->items));
		lessons->items[lessons->count++] = xstrdup(of->lesson->id);
	}
	survey_init(&s->survey, s->course, lessons);
	bool ok = store_survey(store, &s->survey, err);
	s->items = xcalloc(s->survey.count + 1, sizeof(*s->items));
	for (size_t i = 0; i < s->survey.count; i++)
		item_stat(&s->survey.items[i].item, s->course, &s->items[i]);
	return ok;
}

static bool wants_practice(const struct statistics_of *of, const struct strings *begun,
			   const char *id)
{
	if (of && of->practice)
		return !strcmp(of->practice->id, id);
	return strings_have(begun, id) &&
	       (of_everything(of) || (of->lesson && in_lesson(of->lesson, id)));
}

static bool load_practice(struct statistics *s, struct store *store, size_t i,
			  struct err *err)
{
	const struct practice *whole =
		course_open_practice(s->course, s->course->practices[i]->id, NULL);

	return !whole || store_practice_stat(store, whole, &s->practices[i], err);
}

static bool load_practices(struct statistics *s, struct store *store,
			   const struct strings *begun, const struct statistics_of *of,
			   struct err *err)
{
	bool ok = true;

	s->practices = xcalloc(s->course->practice_count + 1, sizeof(*s->practices));
	for (size_t i = 0; i < s->course->practice_count; i++) {
		const struct practice *practice = s->course->practices[i];
		practice_stat_init(&s->practices[i], practice);
		if (ok && wants_practice(of, begun, practice->id))
			ok = load_practice(s, store, i, err);
	}
	return ok;
}

bool statistics_load(struct statistics *s, struct store *store,
		     const struct statistics_of *of, struct err *err)
{
	struct strings lessons = {0}, begun = {0};
	bool ok = store_touched(store, &lessons, &begun, err) &&
		  load_items(s, store, &lessons, of, err) &&
		  load_practices(s, store, &begun, of, err);

	s->loaded = true;
	strings_free(&lessons);
	strings_free(&begun);
	if (!ok)
		statistics_release(s);
	return ok;
}

void statistics_release(struct statistics *s)
{
	if (!s->loaded)
		return;
	for (size_t i = 0; s->items && i < s->survey.count; i++)
		item_stat_release(&s->items[i]);
	free(s->items);
	free(s->practices);
	survey_release(&s->survey);
	*s = (struct statistics){.course = s->course};
}

int statistics_weight(unsigned item_flags, unsigned place_flags)
{
	static const struct {
		unsigned item, place;
		int weight;
	} rows[] = {
		{FLAG_KEY, 0, 32},   {FLAG_BACKWARDS, 0, 16}, {FLAG_HARD, PLACE_FALL, 8},
		{0, PLACE_STUCK, 4}, {0, PLACE_WRONG, 3},     {FLAG_UNCHOSEN, 0, 2},
		{FLAG_EASY, 0, 1},
	};
	int weight = 0;

	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (item_flags & rows[i].item || place_flags & rows[i].place)
			weight += rows[i].weight;
	return weight;
}

const struct item_choice *statistics_lure(const struct item_stat *stat)
{
	const struct item_choice *lure = NULL;

	for (size_t i = 0; !stat->achieved && i < stat->choice_count; i++) {
		const struct item_choice *choice = &stat->choices[i];
		if (!choice->right && choice->taken.count &&
		    (!lure || choice->taken.count > lure->taken.count))
			lure = choice;
	}
	return lure;
}

/* ── cells ─────────────────────────────────────────────────────────────────────────────── */

struct writing {
	const struct statistics *s;
	struct table *table;
	bool narrow;
	bool single; /* of one question or practice only */
};

static void one_line(const struct writing *w, const char *prose, struct buf *out)
{
	prose_expand(out, prose, w->s->course, ADDRESS_BAN);
	for (char *p = out->data; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
}

static void put_prose(const struct writing *w, const char *prose)
{
	struct buf out = BUF_INIT;

	if (prose)
		one_line(w, prose, &out);
	table_text(w->table, prose ? out.data : NULL);
	buf_release(&out);
}

/* "hơn một nửa"; "71 % (62–79 %)"; nothing where too few were there. */
static void put_says(const struct writing *w, const struct portion *portion)
{
	struct buf out = BUF_INIT;

	portion_say(&out, portion);
	if (stat_voice(portion->of) == STAT_IN_NUMBERS) {
		buf_adds(&out, " (");
		interval_say(&out, portion);
		buf_addc(&out, ')');
	}
	table_text(w->table, stat_voice(portion->of) == STAT_SILENT ? NULL : out.data);
	buf_release(&out);
}

static void put_share(const struct writing *w, double share, bool given)
{
	struct buf out = BUF_INIT;

	share_say(&out, share);
	if (given)
		table_real(w->table, share, out.data);
	else
		table_empty(w->table);
	buf_release(&out);
}

static void put_measure(const struct writing *w, double measure, bool given)
{
	struct buf out = BUF_INIT;

	measure_say(&out, measure);
	if (given)
		table_real(w->table, measure, out.data);
	else
		table_empty(w->table);
	buf_release(&out);
}

static void put_count(const struct writing *w, int64_t count, bool given)
{
	if (given)
		table_integer(w->table, count);
	else
		table_empty(w->table);
}

static void put_portion(const struct writing *w, const struct portion *portion)
{
	bool given = stat_voice(portion->of) == STAT_IN_NUMBERS;

	put_count(w, portion->count, given);
	put_share(w, portion->share, given);
	put_share(w, portion->low, given);
	put_share(w, portion->high, given);
}

static void portion_columns(struct table *t, const char *count, const char *heading)
{
	table_column(t, count, heading, CELL_INTEGER);
	table_column(t, "share", _("Tỷ lệ"), CELL_REAL);
	table_column(t, "low", _("Ít nhất"), CELL_REAL);
	table_column(t, "high", _("Nhiều nhất"), CELL_REAL);
}

static void put_flags(const struct writing *w, unsigned items, unsigned places)
{
	struct buf names = BUF_INIT, words = BUF_INIT;

	flags_format(&names, items);
	flags_say(&words, items);
	places_format(&names, places);
	places_say(&words, places);
	table_choice(w->table, names.len ? names.data : NULL, words.data);
	buf_release(&names);
	buf_release(&words);
}

/* ── notes that every table has ────────────────────────────────────────────────────────── */

static void add_notes(struct table *t)
{
	table_note(
		t, _("Cách đếm"), "%s",
		_("mỗi người một lần, chỉ câu trả lời (hoặc lượt thực hành) đầu tiên, theo "
		  "đúng bản câu hỏi hiện nay"));
	table_note(
		t, _("Ít người"),
		_("dưới %d người thì không nói gì, dưới %d người thì chỉ nói bằng lời"),
		STAT_HIDDEN, STAT_WORDS);
}

/* ── one row an item ───────────────────────────────────────────────────────────────────── */

/* A question or a practice, wherever it comes from. */
struct entry {
	size_t index;
	bool practice;
	int weight;
};

/* Of a quiz, what is written in it or in those it draws from. */
static bool in_pool(const struct quiz *quiz, const struct quiz *written)
{
	return written &&
	       (!strcmp(quiz->id, written->id) || strings_have(&quiz->from, written->id));
}

static bool wanted_item(const struct statistics *s, const struct statistics_of *of,
			size_t i)
{
	const struct survey_item *item = &s->survey.items[i];

	if (of->quiz)
		return in_pool(of->quiz, item->quiz);
	if (of->lesson)
		return item->lesson && !strcmp(item->lesson->id, of->lesson->id);
	if (of->practice)
		return false;
	return of->question ? !strcmp(item->item.question->id, of->question->id)
			    : s->items[i].people > 0;
}

static bool wanted_practice(const struct statistics *s, const struct statistics_of *of,
			    size_t i)
{
	const struct practice *practice = s->course->practices[i];

	if (of->lesson)
		return in_lesson(of->lesson, practice->id);
	if (of->quiz || of->question)
		return false;
	return of->practice ? !strcmp(practice->id, of->practice->id)
			    : s->practices[i].people > 0;
}

/* What needs a look first; else as it was. */
static int compare_entries(const void *one, const void *two)
{
	const struct entry *a = one, *b = two;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	if (a->practice != b->practice)
		return a->practice ? 1 : -1;
	return (a->index > b->index) - (a->index < b->index);
}

static struct entry *choose(const struct statistics *s, const struct statistics_of *of,
			    size_t *count)
{
	size_t practices = s->course->practice_count;
	struct entry *out = xcalloc(s->survey.count + practices + 1, sizeof(*out));

	*count = 0;
	for (size_t i = 0; i < s->survey.count; i++)
		if (wanted_item(s, of, i))
			out[(*count)++] = (struct entry){
				i, false, statistics_weight(s->items[i].flags, 0)};
	for (size_t i = 0; i < practices; i++)
		if (wanted_practice(s, of, i))
			out[(*count)++] = (struct entry){
				i, true,
				statistics_weight(0,
						  practice_stat_flags(&s->practices[i]))};
	if (of_everything(of) && *count)
		qsort(out, *count, sizeof(*out), compare_entries);
	return out;
}

static void item_columns(const struct writing *w)
{
	struct table *t = w->table;

	table_column(t, "id", _("Mã"), CELL_TEXT);
	table_column(t, "kind", _("Loại"), CELL_TEXT);
	if (!w->narrow)
		table_column(t, "in", _("Trong bài"), CELL_TEXT);
	table_column(t, "people", _("Người"), CELL_INTEGER);
	table_column(t, "says", _("Làm đúng"), CELL_TEXT);
	table_column(t, "sorting", _("Phân biệt"), CELL_TEXT);
	table_column(t, "flags", _("Cần xem"), CELL_TEXT);
	table_column(t, "lure", _("Hay nhầm"), CELL_TEXT);
	if (w->narrow)
		return;
	portion_columns(t, "right", _("Số người đúng"));
	table_column(t, "mean", _("Điểm trung bình"), CELL_REAL);
	table_column(t, "guess", _("Đoán mò"), CELL_REAL);
	table_column(t, "corrected", _("Đúng, trừ đoán mò"), CELL_REAL);
	table_column(t, "discrimination", _("Độ phân biệt"), CELL_REAL);
	table_column(t, "blank", _("Bỏ trống"), CELL_INTEGER);
	table_column(t, "older", _("Chỉ bản cũ"), CELL_INTEGER);
}

/* "0,31 khá", or only the word where the number is not to be said. */
static void put_sorting(const struct writing *w, const struct item_stat *stat)
{
	struct buf out = BUF_INIT;

	if (stat_voice(stat->rest_people) == STAT_IN_NUMBERS) {
		measure_say(&out, stat->discrimination);
		buf_addc(&out, ' ');
	}
	buf_adds(&out, sorting_short(stat->sorting));
	table_choice(w->table,
		     stat->sorting == SORTING_UNKNOWN ? NULL
						      : sorting_name(stat->sorting),
		     out.data);
	buf_release(&out);
}

static void question_row(const struct writing *w, size_t i)
{
	const struct survey_item *item = &w->s->survey.items[i];
	const struct item_stat *stat = &w->s->items[i];
	const struct item_choice *lure = statistics_lure(stat);
	bool heard = stat_voice(stat->people) != STAT_SILENT;
	bool numbers = stat_voice(stat->people) == STAT_IN_NUMBERS;

	table_row(w->table);
	table_text(w->table, item->item.question->id);
	if (item->lesson)
		table_choice(w->table, "check", _("câu hỏi trong bài"));
	else
		table_choice(w->table, "question", _("câu kiểm tra"));
	if (!w->narrow)
		table_text(w->table, item->lesson ? item->lesson->id : item->quiz->id);
	table_integer(w->table, stat->people);
	put_says(w, &stat->right);
	put_sorting(w, stat);
	put_flags(w, stat->flags, 0);
	table_text(w->table, heard && lure ? *lure->id ? lure->id : lure->text : NULL);
	if (w->narrow)
		return;
	put_portion(w, &stat->right);
	put_share(w, stat->mean, numbers);
	put_share(w, stat->guess, true);
	put_share(w, stat->corrected, numbers);
	put_measure(w, stat->discrimination,
		    stat->has_discrimination &&
			    stat_voice(stat->rest_people) == STAT_IN_NUMBERS);
	table_integer(w->table, stat->blank);
	table_integer(w->table, stat->older);
}

static void practice_row(const struct writing *w, size_t i)
{
	const struct practice_stat *stat = &w->s->practices[i];
	struct portion passed = portion_of(stat->passed, stat->people);
	int worst = practice_stat_worst(stat);

	table_row(w->table);
	table_text(w->table, w->s->course->practices[i]->id);
	table_choice(w->table, "practice", _("thực hành"));
	if (!w->narrow)
		table_empty(w->table);
	table_integer(w->table, stat->people);
	put_says(w, &passed);
	table_empty(w->table);
	put_flags(w, 0, practice_stat_flags(stat));
	table_text(w->table, worst < 0 ? NULL : stat->practice->screens[worst].id);
	if (w->narrow)
		return;
	put_portion(w, &passed);
	for (int k = 0; k < 5; k++)
		table_empty(w->table);
	table_integer(w->table, stat->older);
}

/* What nobody has answered yet is not listed, but neither is it kept silent. Lessons that nobody has
 * answered a check of were not opened, so of checks nothing is known here. */
static void tell_untouched(const struct writing *w)
{
	const struct statistics *s = w->s;
	size_t untouched = 0;

	for (size_t i = 0; i < s->survey.count; i++)
		untouched += s->survey.items[i].quiz && s->items[i].people == 0;
	for (size_t i = 0; i < s->course->practice_count; i++)
		untouched += s->practices[i].people == 0;
	table_fact_integer(w->table, "untouched",
			   _("Câu kiểm tra và bài thực hành chưa ai làm"),
			   (int64_t)untouched);
}

static void items_table(const struct writing *w, const struct statistics_of *of)
{
	size_t count;
	struct entry *entries = choose(w->s, of, &count);

	item_columns(w);
	for (size_t i = 0; i < count; i++)
		if (entries[i].practice)
			practice_row(w, entries[i].index);
		else
			question_row(w, entries[i].index);
	if (of_everything(of))
		tell_untouched(w);
	free(entries);
}

/* ── one row an option ─────────────────────────────────────────────────────────────────── */

static void choice_columns(const struct writing *w)
{
	struct table *t = w->table;

	if (!w->narrow || !w->single)
		table_column(t, "question", _("Câu"), CELL_TEXT);
	table_column(t, "id", _("Mã"), CELL_TEXT);
	table_column(t, "text", _("Phương án"), CELL_TEXT);
	table_column(t, "key", _("Đáp án"), CELL_TEXT);
	table_column(t, "says", _("Bao nhiêu người"), CELL_TEXT);
	if (w->narrow)
		return;
	table_column(t, "people", _("Người"), CELL_INTEGER);
	portion_columns(t, "chosen", _("Số người chọn"));
	table_column(t, "rest", _("Điểm các câu khác"), CELL_REAL);
}

static void choice_rows(const struct writing *w, const struct item_stat *stat)
{
	bool numbers = stat_voice(stat->people) == STAT_IN_NUMBERS;

	for (size_t i = 0; i < stat->choice_count; i++) {
		const struct item_choice *choice = &stat->choices[i];
		table_row(w->table);
		if (!w->narrow || !w->single)
			table_text(w->table, stat->question->id);
		table_text(w->table, *choice->id ? choice->id : NULL);
		if (*choice->id)
			put_prose(w, choice->text);
		else
			table_text(w->table, choice->text);
		if (choice->right)
			table_choice(w->table, "key", _("đúng"));
		else
			table_choice(w->table, "wrong", _("sai"));
		put_says(w, &choice->taken);
		if (w->narrow)
			continue;
		table_integer(w->table, stat->people);
		put_portion(w, &choice->taken);
		put_share(w, choice->rest, numbers && choice->has_rest);
	}
}

/* Below the table of one question: what the whole of it says. */
static void tell_question(const struct writing *w, const struct item_stat *stat)
{
	struct table *t = w->table;
	struct buf says = BUF_INIT;

	table_fact_integer(t, "first_people", _("Số người trả lời lần đầu"),
			   stat->people);
	if (stat_voice(stat->people) == STAT_SILENT) {
		table_note(t, _("Làm đúng"), "%s", _("chưa đủ người để nói gì"));
		return;
	}
	portion_say(&says, &stat->right);
	if (stat_voice(stat->people) == STAT_IN_NUMBERS) {
		buf_adds(&says, " (");
		interval_say(&says, &stat->right);
		buf_addc(&says, ')');
	}
	table_note(t, _("Làm đúng"), "%s", says.data);
	if (stat_voice(stat->people) == STAT_IN_NUMBERS && stat->guess > 0) {
		buf_reset(&says);
		share_say(&says, stat->corrected);
		table_note(t, _("Làm đúng, trừ phần đoán mò"), "%s", says.data);
	}
	if (stat->sorting != SORTING_UNKNOWN)
		table_note(t, _("Phân biệt"), "%s", sorting_words(stat->sorting));
	for (unsigned flag = 1; flag < 1u << ITEM_FLAGS; flag *= 2)
		if (stat->flags & flag)
			table_note(t, _("Cần xem"), "%s. %s",
				   flag_words((enum item_flag)flag),
				   flag_advice((enum item_flag)flag));
	buf_release(&says);
}

static void choices_table(const struct writing *w, const struct statistics_of *of)
{
	size_t count;
	struct entry *entries = choose(w->s, of, &count);

	choice_columns(w);
	for (size_t i = 0; i < count; i++)
		if (!entries[i].practice)
			choice_rows(w, &w->s->items[entries[i].index]);
	if (of->question && count)
		tell_question(w, &w->s->items[entries[0].index]);
	free(entries);
}

/* ── one row a screen, or an action ────────────────────────────────────────────────────── */

static void practice_column(const struct writing *w)
{
	if (!w->narrow || !w->single)
		table_column(w->table, "practice", _("Bài"), CELL_TEXT);
}

static void put_practice(const struct writing *w, const struct practice_stat *stat)
{
	if (!w->narrow || !w->single)
		table_text(w->table, stat->practice->id);
}

static void screen_columns(const struct writing *w)
{
	struct table *t = w->table;

	practice_column(w);
	table_column(t, "screen", _("Màn hình"), CELL_TEXT);
	table_column(t, "people", _("Người tới"), CELL_INTEGER);
	table_column(t, "first", _("Hay bấm trước nhất"), CELL_TEXT);
	table_column(t, "slip_says", _("Vấp ở đây"), CELL_TEXT);
	table_column(t, "stop_says", _("Dừng ở đây"), CELL_TEXT);
	table_column(t, "hint_says", _("Xem gợi ý"), CELL_TEXT);
	table_column(t, "worst", _("Vấp vì bấm"), CELL_TEXT);
	table_column(t, "flags", _("Cần xem"), CELL_TEXT);
	if (w->narrow)
		return;
	table_column(t, "worst_says", _("Máy nói gì khi vấp"), CELL_TEXT);
	table_column(t, "slipped", _("Số người vấp"), CELL_INTEGER);
	table_column(t, "harmed", _("Vấp rồi bị hại"), CELL_INTEGER);
	table_column(t, "stopped", _("Số người dừng"), CELL_INTEGER);
	table_column(t, "hinted", _("Số người xem gợi ý"), CELL_INTEGER);
	table_column(t, "hints", _("Số gợi ý"), CELL_INTEGER);
	table_column(t, "restarted", _("Quay về đầu"), CELL_INTEGER);
	table_column(t, "again", _("Làm lại từ đây"), CELL_INTEGER);
}

static int first_choice(const struct screen_stat *place)
{
	int first = -1;

	for (int i = 0; i < PRACTICE_ACTIONS; i++)
		if (place->first[i] &&
		    (first < 0 || place->first[i] > place->first[first]))
			first = i;
	return first;
}

static void put_part(const struct writing *w, int64_t count, int64_t of)
{
	struct portion portion = portion_of(count, of);

	put_says(w, &portion);
}

static void put_label(const struct writing *w, const struct screen *screen, int action,
		      bool given)
{
	put_prose(w, given && action >= 0 ? screen->actions[action].label : NULL);
}

static void screen_row(const struct writing *w, const struct practice_stat *stat, int at)
{
	const struct screen *screen = &stat->practice->screens[at];
	const struct screen_stat *place = &stat->screens[at];
	bool heard = stat_voice(place->came) != STAT_SILENT;
	bool numbers = stat_voice(place->came) == STAT_IN_NUMBERS;
	/* At an ending there is nothing left to do. */
	int64_t doing = screen->ending == ENDING_NONE ? place->came : 0;

	table_row(w->table);
	put_practice(w, stat);
	table_text(w->table, screen->id);
	table_integer(w->table, place->came);
	put_label(w, screen, first_choice(place), heard);
	put_part(w, place->slipped, doing);
	put_part(w, place->stopped, doing);
	put_part(w, place->hinted, doing);
	put_label(w, screen, place->worst, heard);
	put_flags(w, 0, place->flags);
	if (w->narrow)
		return;
	put_prose(w, heard && place->worst >= 0
			     ? practice_action_says(&screen->actions[place->worst], false)
			     : NULL);
	put_count(w, place->slipped, numbers);
	put_count(w, place->harmed, numbers);
	put_count(w, place->stopped, numbers);
	put_count(w, place->hinted, numbers);
	put_count(w, place->hints, numbers);
	put_count(w, place->restarted, numbers);
	put_count(w, place->again, numbers);
}

static void action_columns(const struct writing *w)
{
	struct table *t = w->table;

	practice_column(w);
	table_column(t, "screen", _("Màn hình"), CELL_TEXT);
	table_column(t, "action", _("Nút"), CELL_TEXT);
	table_column(t, "label", _("Chữ trên nút"), CELL_TEXT);
	table_column(t, "people", _("Người tới"), CELL_INTEGER);
	table_column(t, "first_says", _("Bấm trước nhất"), CELL_TEXT);
	table_column(t, "slip_says", _("Vấp vì nút này"), CELL_TEXT);
	if (w->narrow)
		return;
	table_column(t, "first", _("Số người bấm trước nhất"), CELL_INTEGER);
	table_column(t, "first_wrong", _("Gõ chưa đúng"), CELL_INTEGER);
	table_column(t, "slips", _("Số người vấp"), CELL_INTEGER);
}

static void action_rows(const struct writing *w, const struct practice_stat *stat, int at)
{
	const struct screen *screen = &stat->practice->screens[at];
	const struct screen_stat *place = &stat->screens[at];
	bool numbers = stat_voice(place->came) == STAT_IN_NUMBERS;

	for (size_t i = 0; i < screen->action_count; i++) {
		table_row(w->table);
		put_practice(w, stat);
		table_text(w->table, screen->id);
		table_text(w->table, screen->actions[i].id);
		put_prose(w, screen->actions[i].label);
		table_integer(w->table, place->came);
		put_part(w, place->first[i], place->came);
		put_part(w, place->slip[i], place->came);
		if (w->narrow)
			continue;
		put_count(w, place->first[i], numbers);
		put_count(w, place->first_wrong[i], numbers);
		put_count(w, place->slip[i], numbers);
	}
}

static void tell_practice(const struct writing *w, const struct practice_stat *stat)
{
	static const struct {
		enum ending ending;
		const char *heading;
	} rows[] = {
		{ENDING_SAFE, N_("Lượt đầu kết thúc an toàn")},
		{ENDING_PARTIAL, N_("Lượt đầu được một phần")},
		{ENDING_HARMED, N_("Lượt đầu bị hại")},
		{ENDING_NONE, N_("Lượt đầu còn dở")},
	};

	table_fact_integer(w->table, "first_people", _("Số người làm lần đầu"),
			   stat->people);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
		struct portion portion =
			portion_of(stat->endings[rows[i].ending], stat->people);
		struct buf says = BUF_INIT;
		portion_say(&says, &portion);
		table_note(w->table, tr(rows[i].heading), "%s", says.data);
		buf_release(&says);
	}
	table_fact_integer(w->table, "older_people", _("Người làm bản cũ của bài"),
			   stat->older);
}

static void screens_table(const struct writing *w, const struct statistics_of *of,
			  bool actions)
{
	size_t count;
	struct entry *entries = choose(w->s, of, &count);

	if (actions)
		action_columns(w);
	else
		screen_columns(w);
	for (size_t i = 0; i < count; i++) {
		const struct practice_stat *stat = &w->s->practices[entries[i].index];
		for (size_t k = 0; entries[i].practice && k < stat->ordered; k++)
			if (actions)
				action_rows(w, stat, stat->order[k]);
			else
				screen_row(w, stat, stat->order[k]);
	}
	if (of->practice && count)
		tell_practice(w, &w->s->practices[entries[0].index]);
	free(entries);
}

/* ── which ─────────────────────────────────────────────────────────────────────────────── */

static void put_title(const struct writing *w, const struct statistics_of *of)
{
	struct buf out = BUF_INIT;
	const char *prose = of->quiz       ? of->quiz->title
			    : of->lesson   ? of->lesson->title
			    : of->practice ? of->practice->title
			    : of->question ? of->question->ask
					   : NULL;

	if (prose)
		one_line(w, prose, &out);
	if (prose)
		table_title(w->table, _("Thống kê: %s"), out.data);
	else
		table_title(w->table, "%s", _("Thống kê câu hỏi và bài thực hành"));
	buf_release(&out);
}

void statistics_table(const struct statistics *s, const struct statistics_of *of,
		      enum statistics_by by, bool narrow, struct table *table)
{
	struct writing w = {s, table, narrow, of->question || of->practice};

	put_title(&w, of);
	if (by == BY_ITEM)
		items_table(&w, of);
	else if (by == BY_ACTION)
		screens_table(&w, of, true);
	else if (of->practice)
		screens_table(&w, of, false);
	else
		choices_table(&w, of);
	add_notes(table);
}
