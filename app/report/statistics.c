#include "report/statistics.h"

#include "base/i18n.h"
#include "course/statwords.h"
#include "report/statistics_part.h"

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
		item_stat(&s->survey.items[i].item, s->course, &s->arena, &s->items[i]);
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
	arena_release(&s->arena);
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

struct entry *writing_choose(const struct statistics *s, const struct statistics_of *of,
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
	if (!w->narrow)
		table_column(t, "lure", _("Mã hay nhầm"), CELL_TEXT);
	table_column(t, "lure_reads", _("Hay nhầm"), CELL_TEXT);
	if (w->narrow)
		return;
	write_portion_columns(t, "right", _("Số người đúng"));
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
	write_says(w, &stat->right);
	put_sorting(w, stat);
	write_flags(w, stat->flags, 0);
	lure = heard ? lure : NULL;
	if (!w->narrow)
		table_text(w->table, lure ? *lure->id ? lure->id : lure->text : NULL);
	if (lure && !*lure->id)
		table_text(w->table, lure->text);
	else
		write_cut(w, lure ? lure->text : NULL);
	if (w->narrow)
		return;
	write_portion(w, &stat->right);
	write_share(w, stat->mean, numbers);
	write_share(w, stat->guess, true);
	write_share(w, stat->corrected, numbers);
	write_measure(w, stat->discrimination,
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
	write_says(w, &passed);
	table_empty(w->table);
	write_flags(w, 0, practice_stat_flags(stat));
	write_screen(w, worst < 0 ? NULL : &stat->practice->screens[worst]);
	if (w->narrow)
		return;
	write_portion(w, &passed);
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
	struct entry *entries = writing_choose(w->s, of, &count);

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
		write_line(w, prose, &out);
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
		write_screens(&w, of, true);
	else if (of->practice)
		write_screens(&w, of, false);
	else
		write_choices(&w, of);
	add_notes(table);
}
