#include "course/workage.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *words;
} definitions[DEFINITIONS] = {
	[DEFINITION_LAW] =
		{"law", N_("độ tuổi lao động theo luật: từ đủ 15 tuổi đến hết tháng đủ "
			   "tuổi nghỉ hưu theo Nghị định 135/2020/NĐ-CP")},
	[DEFINITION_15_64] = {"15-64", N_("từ đủ 15 tuổi đến hết 64 tuổi")},
	[DEFINITION_18_UP] = {"18+", N_("từ đủ 18 tuổi trở lên")},
};

const char *definition_name(enum definition definition)
{
	return definitions[definition].name;
}

int definition_parse(const char *name)
{
	for (int i = 0; i < DEFINITIONS; i++)
		if (!strcmp(definitions[i].name, name))
			return i;
	return -1;
}

const char *definition_words(enum definition definition)
{
	return _(definitions[definition].words);
}

static const struct span_days nobody = {.first = 0, .last = -1};

/* The day somebody completes so many years. A 29 February that a year lacks falls on 1 March:
 * the year of life is complete only when the day before has passed. */
static int birthday(struct date birth, int years)
{
	struct date day = {birth.year + years, birth.month, birth.day};

	if (day.day > month_days(day.year, day.month)) {
		day.month++;
		day.day = 1;
	}
	return day_of(day);
}

/* Months are counted as in the table: year * 12 + month - 1. */
static int month_index(struct date date)
{
	return date.year * 12 + date.month - 1;
}

static int month_last_day(int index)
{
	int year = index / 12, month = index % 12 + 1;

	return day_of((struct date){year, month, month_days(year, month)});
}

static const struct retirement_row *row_of(const struct region *region, enum sex sex,
					   int born)
{
	for (size_t i = 0; i < region->row_count; i++) {
		const struct retirement_row *row = &region->rows[i];
		if (row->sex == sex && row->born_from <= born && born <= row->born_to)
			return row;
	}
	return NULL;
}

struct span_days workage_exact(const struct region *region, enum definition definition,
			       enum sex sex, struct date birth)
{
	if (definition == DEFINITION_18_UP)
		return (struct span_days){birthday(birth, 18), DAY_NEVER};
	if (definition == DEFINITION_15_64)
		return (struct span_days){birthday(birth, 15), birthday(birth, 65) - 1};

	const struct retirement_row *row = row_of(region, sex, month_index(birth));
	if (!row)
		return nobody;
	return (struct span_days){birthday(birth, region->from_age),
				  month_last_day(month_index(birth) + row->months)};
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* Takes one more possible birth into account: `sure` shrinks to what is common, `possible`
 * grows to what any of them covers. */
static void take(struct working_age *ages, struct span_days one)
{
	if (one.first > one.last) {
		ages->sure = nobody;
		return;
	}
	ages->sure.first = most(ages->sure.first, one.first);
	ages->sure.last = least(ages->sure.last, one.last);
	ages->possible.first = least(ages->possible.first, one.first);
	ages->possible.last = most(ages->possible.last, one.last);
}

/* The births [first, last] of one sex. Within a month a later birth never begins or ends working
 * age earlier, so the first and the last day of each month stand for all days between; that no
 * such order is assumed from month to month leaves the table free.
 *
 * `possible` may be written as one interval because the union has no hole: working age lasts
 * decades, and the intervals of two neighbouring birth days, or of the two sexes, begin at most
 * two days apart. */
static void take_births(struct working_age *ages, const struct region *region,
			enum definition definition, enum sex sex, int first, int last)
{
	for (int day = first; day <= last;) {
		int month_end = least(last, month_last_day(month_index(date_of(day))));
		take(ages, workage_exact(region, definition, sex, date_of(day)));
		take(ages, workage_exact(region, definition, sex, date_of(month_end)));
		day = month_end + 1;
	}
}

struct working_age workage_of(const struct region *region, enum definition definition,
			      enum sex sex, const struct birth *birth)
{
	struct working_age ages = {.sure = {DAY_FIRST, DAY_NEVER},
				   .possible = {DAY_NEVER, DAY_FIRST}};
	int first, last;

	if (!birth_range(birth, &first, &last))
		return (struct working_age){.sure = nobody,
					    .possible = {DAY_FIRST, DAY_NEVER}};
	for (enum sex each = SEX_MALE; each <= SEX_FEMALE; each++)
		if (sex == each || sex == SEX_UNKNOWN)
			take_births(&ages, region, definition, each, first, last);
	if (ages.sure.first > ages.sure.last)
		ages.sure = nobody;
	if (ages.possible.first > ages.possible.last)
		ages.possible = nobody;
	return ages;
}

static bool same_within(struct span_days a, struct span_days b, int from, int to)
{
	a = span_from((struct span_days){a.first, least(a.last, to)}, from);
	b = span_from((struct span_days){b.first, least(b.last, to)}, from);
	return a.first == b.first && a.last == b.last;
}

bool workage_alike(const struct region *region, const struct birth *a,
		   const struct birth *b, int from, int to)
{
	bool alike = true;

	for (int definition = 0; alike && definition < DEFINITIONS; definition++) {
		for (enum sex sex = SEX_UNKNOWN; alike && sex <= SEX_FEMALE; sex++) {
			struct working_age x =
				workage_of(region, (enum definition)definition, sex, a);
			struct working_age y =
				workage_of(region, (enum definition)definition, sex, b);
			alike = same_within(x.sure, y.sure, from, to) &&
				same_within(x.possible, y.possible, from, to);
		}
	}
	return alike;
}

bool span_has(struct span_days span, int day)
{
	return span.first <= day && day <= span.last;
}

struct span_days span_from(struct span_days span, int day)
{
	span.first = most(span.first, day);
	return span.first <= span.last ? span : nobody;
}

int age_on(struct date birth, int day)
{
	int years = date_of(day).year - birth.year;

	return birthday(birth, years) <= day ? years : years - 1;
}
