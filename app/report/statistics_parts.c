/* Statistics by option, by phone screen, by action. */
#include "report/statistics_part.h"

#include "base/i18n.h"
#include "course/statwords.h"

#include <stdlib.h>

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
	write_portion_columns(t, "chosen", _("Số người chọn"));
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
			write_prose(w, choice->text);
		else
			table_text(w->table, choice->text);
		if (choice->right)
			table_choice(w->table, "key", _("đúng"));
		else
			table_choice(w->table, "wrong", _("sai"));
		write_says(w, &choice->taken);
		if (w->narrow)
			continue;
		table_integer(w->table, stat->people);
		write_portion(w, &choice->taken);
		write_share(w, choice->rest, numbers && choice->has_rest);
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

void write_choices(const struct writing *w, const struct statistics_of *of)
{
	size_t count;
	struct entry *entries = writing_choose(w->s, of, &count);

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
	if (!w->narrow)
		table_column(t, "screen", _("Mã màn hình"), CELL_TEXT);
	table_column(t, "reads", _("Màn hình"), CELL_TEXT);
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

	write_says(w, &portion);
}

static void put_label(const struct writing *w, const struct screen *screen, int action,
		      bool given)
{
	write_prose(w, given && action >= 0 ? screen->actions[action].label : NULL);
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
	write_screen(w, screen);
	table_integer(w->table, place->came);
	put_label(w, screen, first_choice(place), heard);
	put_part(w, place->slipped, doing);
	put_part(w, place->stopped, doing);
	put_part(w, place->hinted, doing);
	put_label(w, screen, place->worst, heard);
	write_flags(w, 0, place->flags);
	if (w->narrow)
		return;
	write_prose(w,
		    heard && place->worst >= 0
			    ? practice_action_says(&screen->actions[place->worst], false)
			    : NULL);
	write_count(w, place->slipped, numbers);
	write_count(w, place->harmed, numbers);
	write_count(w, place->stopped, numbers);
	write_count(w, place->hinted, numbers);
	write_count(w, place->hints, numbers);
	write_count(w, place->restarted, numbers);
	write_count(w, place->again, numbers);
}

static void action_columns(const struct writing *w)
{
	struct table *t = w->table;

	practice_column(w);
	if (!w->narrow)
		table_column(t, "screen", _("Mã màn hình"), CELL_TEXT);
	table_column(t, "reads", _("Màn hình"), CELL_TEXT);
	if (!w->narrow)
		table_column(t, "action", _("Mã nút"), CELL_TEXT);
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
		write_screen(w, screen);
		if (!w->narrow)
			table_text(w->table, screen->actions[i].id);
		write_prose(w, screen->actions[i].label);
		table_integer(w->table, place->came);
		put_part(w, place->first[i], place->came);
		put_part(w, place->slip[i], place->came);
		if (w->narrow)
			continue;
		write_count(w, place->first[i], numbers);
		write_count(w, place->first_wrong[i], numbers);
		write_count(w, place->slip[i], numbers);
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

void write_screens(const struct writing *w, const struct statistics_of *of, bool actions)
{
	size_t count;
	struct entry *entries = writing_choose(w->s, of, &count);

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
