#include "report/published.h"

#include "base/date.h"
#include "base/i18n.h"
#include "course/workage.h"
#include "report/suppress.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ACTION "published" /* course/event.c says it in words */
#define NOTES_MOST 500 /* are looked through for different ones */
#define NEAR_DAYS 31 /* within them next to nobody comes into another age band */

/* ── remembering ───────────────────────────────────────────────────────────────────────── */

/* "2026-01-01 2026-11-22 law completed 00004": first day or -, last day, ward or -. */
static void note_of(const struct results_request *r, char *out, size_t size)
{
	char from[11] = "-", to[11];
	if (r->from)
		date_format_iso(date_of(r->from), from);
	date_format_iso(date_of(r->to), to);
	snprintf(out, size, "%s %s %s %s %s", from, to, definition_name(r->definition),
		 trained_name(r->trained), r->ward ? r->ward->code : "-");
}

static bool read_day(const char *text, int *day)
{
	struct date date;
	*day = 0;
	if (!strcmp(text, "-"))
		return true;
	if (!date_parse_iso(text, &date))
		return false;
	*day = day_of(date);
	return true;
}

/* False for what no note is: an older or newer program may write others. */
static bool read_note(const char *note, const struct results_request *like,
		      struct results_request *r)
{
	char from[16], to[16], definition[16], trained[16], ward[16];
	*r = *like;
	if (sscanf(note, "%15s %15s %15s %15s %15s", from, to, definition, trained,
		   ward) != 5 ||
	    !read_day(from, &r->from) || !read_day(to, &r->to) || !r->to)
		return false;
	int by = definition_parse(definition), reading = trained_parse(trained);
	r->definition = (enum definition)by;
	r->trained = (enum trained)reading;
	r->ward = strcmp(ward, "-") != 0 ? region_ward(like->region, ward) : NULL;
	r->outside = true;
	return by >= 0 && reading >= 0 && (r->ward || !strcmp(ward, "-"));
}

bool published_note(struct store *store, const struct results_request *request,
		    struct err *err)
{
	char note[120];
	note_of(request, note, sizeof(note));
	return store_note(store, ACTION, 0, note, err);
}

/* ── comparing ─────────────────────────────────────────────────────────────────────────── */

static bool holds(const struct results_request *a, const struct results_request *b)
{
	return a->from <= b->from && a->to >= b->to;
}

/* Adults and working age overlap: what remains when one is subtracted is no group of people. */
static bool comparable(const struct results_request *a, const struct results_request *b)
{
	bool adults = a->definition == DEFINITION_18_UP;
	bool adults_too = b->definition == DEFINITION_18_UP;
	bool places = !a->ward || !b->ward || a->ward == b->ward;
	return adults == adults_too && places;
}

/* Columns of people of which the wider report holds those of the narrower one. */
static bool column_counts(const char *name, bool nested, bool near)
{
	static const char *const whole[] = {"cumulative", "verified"};
	static const char *const period[] = {"attended", "first_attended", "completed",
					     "confirmed", "women"};
	for (size_t i = 0; i < ARRAY_LEN(whole); i++)
		if (!strcmp(whole[i], name))
			return true;
	for (size_t i = 0; nested && i < ARRAY_LEN(period); i++)
		if (!strcmp(period[i], name))
			return true;
	return nested && near && !strncmp(name, "age_", 4);
}

struct comparing {
	const struct table *now, *then;
	bool nested, near;
	struct clash *clash;
};

static void compare_cells(struct comparing *c, const struct cell *now,
			  const struct cell *then)
{
	for (size_t i = 0; i < c->now->column_count; i++) {
		const struct column *column = &c->now->columns[i];
		int at = table_column_named(c->then, column->name);
		if (at < 0 || !column_counts(column->name, c->nested, c->near) ||
		    !now[i].given || !then[at].given)
			continue;
		int64_t gap = llabs(now[i].number - then[at].number);
		if (gap == 0 || gap >= SUPPRESS_LEAST)
			continue;
		if (!c->clash->cells++)
			snprintf(c->clash->example, sizeof(c->clash->example), "%s, %s",
				 now[1].words, column->heading);
	}
}

/* Rows are found by the code of their ward; people of no ward have "". */
static const struct cell *row_of(const struct table *table, const char *code)
{
	for (size_t i = 0; i < table->row_count; i++)
		if (table->rows[i][0].given && !strcmp(table->rows[i][0].text, code))
			return table->rows[i];
	return NULL;
}

static void compare_tables(struct comparing *c, bool totals)
{
	for (size_t i = 0; i < c->now->row_count; i++) {
		const struct cell *row = c->now->rows[i];
		const struct cell *other =
			row[0].given ? row_of(c->then, row[0].text) : NULL;
		if (other)
			compare_cells(c, row, other);
	}
	if (totals && c->now->total && c->then->total)
		compare_cells(c, c->now->total, c->then->total);
}

static bool compare_with(struct store *store, const struct results_request *request,
			 const struct results_request *earlier, const struct table *table,
			 struct clash *clash, struct err *err)
{
	struct table then = {0};
	struct comparing c = {
		.now = table,
		.then = &then,
		.nested = holds(request, earlier) || holds(earlier, request),
		.near = abs(request->to - earlier->to) <= NEAR_DAYS,
		.clash = clash,
	};
	bool ok = results_table(&then, store, earlier, err);
	if (ok)
		compare_tables(&c, request->ward == earlier->ward);
	if (clash->cells)
		clash->to = earlier->to;
	table_release(&then);
	return ok;
}

/* ── all that was handed out ───────────────────────────────────────────────────────────── */

struct notes {
	const struct deed *items[PUBLISHED_MOST];
	size_t count;
};

/* The latest first; the same report again is one. */
static void add_note(struct notes *notes, const struct deed *deed, const char *own)
{
	if (!strcmp(deed->detail, own) || notes->count == PUBLISHED_MOST)
		return;
	for (size_t i = 0; i < notes->count; i++)
		if (!strcmp(notes->items[i]->detail, deed->detail))
			return;
	notes->items[notes->count++] = deed;
}

bool published_compare(struct store *store, const struct results_request *request,
		       const struct table *table, struct clash *clash, struct err *err)
{
	struct deed *deeds;
	struct notes notes = {.count = 0};
	size_t count;
	char own[120];
	*clash = (struct clash){0};
	if (!store_noted(store, ACTION, NOTES_MOST, &deeds, &count, err))
		return false;
	note_of(request, own, sizeof(own));
	for (size_t i = 0; i < count; i++)
		add_note(&notes, &deeds[i], own);
	bool ok = true;
	for (size_t i = 0; ok && !clash->cells && i < notes.count; i++) {
		struct results_request earlier;
		if (!read_note(notes.items[i]->detail, request, &earlier) ||
		    !comparable(request, &earlier))
			continue;
		ok = compare_with(store, request, &earlier, table, clash, err);
		clash->on = day_of_instant(notes.items[i]->at);
	}
	free(deeds);
	return ok;
}
