/* The cells that every table of statistics has: what is said of a portion, flags, counts. */
#include "report/statistics_part.h"

#include "base/i18n.h"
#include "course/prose.h"
#include "course/statwords.h"
#include "text/column.h"

void write_line(const struct writing *w, const char *prose, struct buf *out)
{
	prose_expand(out, prose, w->s->course, ADDRESS_BAN);
	for (char *p = out->data; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
}

void write_prose(const struct writing *w, const char *prose)
{
	struct buf out = BUF_INIT;

	if (prose)
		write_line(w, prose, &out);
	table_text(w->table, prose ? out.data : NULL);
	buf_release(&out);
}

void write_cut(const struct writing *w, const char *prose)
{
	struct buf line = BUF_INIT, out = BUF_INIT;

	if (prose)
		write_line(w, prose, &line);
	if (w->narrow)
		text_ellipsis(&out, line.data, WORDS_COLUMNS);
	else
		buf_adds(&out, line.data);
	table_text(w->table, prose ? out.data : NULL);
	buf_release(&line);
	buf_release(&out);
}

void write_screen(const struct writing *w, const struct screen *screen)
{
	struct buf reads = BUF_INIT;

	if (!w->narrow)
		table_text(w->table, screen ? screen->id : NULL);
	if (screen)
		screen_reads(screen, &reads);
	write_cut(w, screen ? reads.data : NULL);
	buf_release(&reads);
}

void write_says(const struct writing *w, const struct portion *portion)
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

void write_share(const struct writing *w, double share, bool given)
{
	struct buf out = BUF_INIT;

	share_say(&out, share);
	if (given)
		table_real(w->table, share, out.data);
	else
		table_empty(w->table);
	buf_release(&out);
}

void write_measure(const struct writing *w, double measure, bool given)
{
	struct buf out = BUF_INIT;

	measure_say(&out, measure);
	if (given)
		table_real(w->table, measure, out.data);
	else
		table_empty(w->table);
	buf_release(&out);
}

void write_count(const struct writing *w, int64_t count, bool given)
{
	if (given)
		table_integer(w->table, count);
	else
		table_empty(w->table);
}

void write_portion(const struct writing *w, const struct portion *portion)
{
	bool given = stat_voice(portion->of) == STAT_IN_NUMBERS;

	write_count(w, portion->count, given);
	write_share(w, portion->share, given);
	write_share(w, portion->low, given);
	write_share(w, portion->high, given);
}

void write_portion_columns(struct table *t, const char *count, const char *heading)
{
	table_column(t, count, heading, CELL_INTEGER);
	table_column(t, "share", _("Tỷ lệ"), CELL_REAL);
	table_column(t, "low", _("Ít nhất"), CELL_REAL);
	table_column(t, "high", _("Nhiều nhất"), CELL_REAL);
}

void write_flags(const struct writing *w, unsigned items, unsigned places)
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
