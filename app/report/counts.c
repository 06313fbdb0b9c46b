#include "report/counts.h"

#include "base/i18n.h"
#include "report/aim.h"
#include "report/figures.h"
#include "report/trend.h"
#include "report/wardorder.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct counting {
	struct store *store;
	const struct region *region;
	struct count_query query;
	const struct ward *ward; /* only this one; NULL = all */
	struct count_row *rows;
	size_t row_count;
	struct count_row total;
	struct pair_counts pairs; /* of the whole city */
	int64_t elsewhere; /* of the total: ward not known, or outside the city */
	struct figures figures;
	struct figure city;
	struct aim aim;
	const struct city_goal *goal; /* NULL: none fits the definition */
	struct trend trend;
	struct table *table;
	/* What rows are made of; a single empty value where it was not asked for. */
	const struct ward **wards; /* NULL inside: people of no ward */
	size_t ward_count;
	enum sex sexes[3];
	size_t sex_count;
	int bands[16];
	size_t band_count;
	int first_month, last_month;
};

/* ── what the store says ───────────────────────────────────────────────────────────────── */

static bool fetch_total(struct counting *c, struct err *err)
{
	struct count_query query = c->query;
	struct count_row *rows;
	size_t count;
	query.by = BY_WARD;
	if (!store_count(c->store, &query, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		c->total.sure += rows[i].sure;
		c->total.possible += rows[i].possible;
		c->total.united += rows[i].united;
		if (!*rows[i].ward)
			c->elsewhere += rows[i].possible;
	}
	free(rows);
	return true;
}

static bool fetch(struct counting *c, struct err *err)
{
	return fetch_total(c, err) && store_pairs_waiting(c->store, &c->pairs, err) &&
	       store_count(c->store, &c->query, &c->rows, &c->row_count, err) &&
	       figures_load(&c->figures, c->store, c->region, c->query.definition,
			    c->query.day, err);
}

/* The goal itself is a setting; which of the city's fits depends on what is asked. */
static void find_goal(struct counting *c)
{
	const struct city_goal *chosen =
		aim_load(&c->aim, c->store, c->region) ? &c->aim.goal : NULL;
	c->goal = goal_for(c->region, chosen, c->query.definition, c->query.day);
}

static const struct figure *city_figure(const struct counting *c)
{
	return c->city.people > 0 ? &c->city : NULL;
}

/* What there is to divide by, if anything: a figure of the same definition. */
static const struct figure *whole_figure(struct counting *c)
{
	c->city = figures_total(&c->figures);
	return c->ward ? figures_of(&c->figures, c->ward->code) : city_figure(c);
}

static bool fetch_trend(struct counting *c, struct err *err)
{
	const struct figure *figure = whole_figure(c);
	const struct trend_request request = {
		.query = c->query,
		.sure = c->total.sure,
		.possible = c->total.possible,
		.population = figure ? figure->people : 0,
		.goal = c->goal,
		.window = TREND_WINDOW,
	};
	return trend_load(&c->trend, c->store, &request, err);
}

/* ── which rows there are ──────────────────────────────────────────────────────────────── */

static bool asked(const struct counting *c, enum count_by by)
{
	return c->query.by & by;
}

static void list_wards(struct counting *c)
{
	if (!asked(c, BY_WARD) || c->ward) {
		c->wards = xcalloc(1, sizeof(*c->wards));
		c->wards[0] = c->ward;
		c->ward_count = 1;
		return;
	}
	c->wards = wards_by_name(c->region);
	/* The array has room for one more, NULL: people of no ward, if there are any. */
	c->ward_count = c->region->ward_count + (c->elsewhere > 0);
}

static void list_sexes(struct counting *c)
{
	bool unknown = false;
	c->sex_count = 0;
	if (asked(c, BY_SEX)) {
		c->sexes[c->sex_count++] = SEX_MALE;
		c->sexes[c->sex_count++] = SEX_FEMALE;
		for (size_t i = 0; i < c->row_count; i++)
			unknown |= c->rows[i].sex == SEX_UNKNOWN;
	}
	if (unknown || !c->sex_count)
		c->sexes[c->sex_count++] = SEX_UNKNOWN;
}

static void list_bands(struct counting *c)
{
	bool unknown = false;
	c->band_count = 0;
	for (int i = 0; asked(c, BY_AGE) && count_age_bands[i]; i++)
		c->bands[c->band_count++] = i;
	for (size_t i = 0; asked(c, BY_AGE) && i < c->row_count; i++)
		unknown |= c->rows[i].age_band < 0;
	if (unknown || !c->band_count)
		c->bands[c->band_count++] = -1;
}

/* From the first month with anybody to the one asked. */
static void list_months(struct counting *c)
{
	struct date date = date_of(c->query.day);
	if (!asked(c, BY_MONTH)) {
		c->first_month = c->last_month = 0;
		return;
	}
	c->first_month = c->last_month = date.year * 12 + date.month - 1;
	for (size_t i = 0; i < c->row_count; i++)
		if (c->rows[i].month < c->first_month)
			c->first_month = c->rows[i].month;
}

static int row_compare(const void *a, const void *b)
{
	return count_row_compare(a, b);
}

static struct count_row find_row(const struct counting *c, struct count_row key)
{
	const struct count_row *row = c->row_count
					      ? bsearch(&key, c->rows, c->row_count,
							sizeof(*c->rows), row_compare)
					      : NULL;
	return row ? *row : key;
}

/* ── the table ─────────────────────────────────────────────────────────────────────────── */

static const char *title(enum trained trained)
{
	static const char *const titles[TRAINED_READINGS] = {
		[TRAINED_ATTENDED] = N_("Số người đã dự học"),
		[TRAINED_COMPLETED] = N_("Số người đã hoàn thành khóa học"),
		[TRAINED_CONFIRMED] = N_("Số người đã được xác nhận hoàn thành"),
	};
	return _(titles[trained]);
}

const char *trained_words(enum trained trained)
{
	static const char *const words[TRAINED_READINGS] = {
		[TRAINED_ATTENDED] = N_("đã dự ít nhất một buổi"),
		[TRAINED_COMPLETED] = N_("đã hoàn thành khóa học"),
		[TRAINED_CONFIRMED] = N_("đã hoàn thành và được nhân viên xác nhận"),
	};
	return _(words[trained]);
}

static void add_columns(const struct counting *c, struct table *t)
{
	table_column(t, "ward", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "name", _("Phường, xã"), CELL_TEXT);
	if (asked(c, BY_SEX))
		table_column(t, "sex", _("Giới tính"), CELL_TEXT);
	if (asked(c, BY_AGE))
		table_column(t, "age", _("Tuổi"), CELL_TEXT);
	if (asked(c, BY_MONTH))
		table_column(t, "month", _("Tháng"), CELL_TEXT);
	table_column(t, "population", _("Dân số"), CELL_INTEGER);
	table_column(t, "population_source", _("Nguồn"), CELL_TEXT);
	table_column(t, "sure", _("Đã học"), CELL_INTEGER);
	table_column(t, "undecided", _("Chưa rõ"), CELL_INTEGER);
	table_column(t, "rate", _("Tỷ lệ"), CELL_PERCENT);
}

static void add_month(struct table *t, int month)
{
	struct buf words = BUF_INIT;
	char name[16];
	snprintf(name, sizeof(name), "%04d-%02d", month / 12, month % 12 + 1);
	month_format(&words, month / 12, month % 12 + 1);
	table_choice(t, name, words.data);
	buf_release(&words);
}

/* figure NULL: there is no number to divide by. */
static void add_numbers(struct table *t, const struct figure *figure,
			const struct count_row *row)
{
	if (figure) {
		table_integer(t, figure->people);
		table_choice(t, figure->source, figure->words);
	} else {
		table_empty(t);
		table_empty(t);
	}
	table_integer(t, row->sure);
	table_integer(t, row->possible - row->sure);
	if (figure && figure->people > 0)
		table_rate(t, row->sure, figure->people);
	else
		table_empty(t);
}

/* Figures are of everybody of the definition: they fit no sex, no band. */
static bool has_denominator(const struct counting *c)
{
	return !asked(c, BY_SEX) && !asked(c, BY_AGE);
}

static void add_place(const struct counting *c, struct table *t, const struct ward *ward)
{
	if (ward) {
		table_code(t, ward->code);
		table_text(t, ward->name);
	} else if (asked(c, BY_WARD)) {
		table_code(t, "");
		table_text(t, _("Nơi khác hoặc chưa rõ"));
	} else {
		table_code(t, NULL);
		table_text(t, c->region->title);
	}
}

static void add_row(struct counting *c, const struct ward *ward, enum sex sex, int band,
		    int month)
{
	struct table *t = c->table;
	struct count_row key = {.sex = sex, .age_band = band, .month = month};
	if (ward && asked(c, BY_WARD))
		snprintf(key.ward, sizeof(key.ward), "%s", ward->code);
	struct count_row row = find_row(c, key);
	const struct figure *figure = ward ? figures_of(&c->figures, ward->code)
				      : !asked(c, BY_WARD) ? city_figure(c)
							   : NULL;
	table_row(t);
	add_place(c, t, ward);
	if (asked(c, BY_SEX))
		table_choice(t, sex_name(sex), sex_word(sex));
	if (asked(c, BY_AGE))
		table_choice(t, band < 0 ? "unknown" : count_age_bands[band],
			     band < 0 ? _("chưa rõ") : count_age_bands[band]);
	if (asked(c, BY_MONTH))
		add_month(t, month);
	add_numbers(t, has_denominator(c) ? figure : NULL, &row);
}

static void add_rows(struct counting *c)
{
	for (size_t w = 0; w < c->ward_count; w++)
		for (size_t s = 0; s < c->sex_count; s++)
			for (size_t b = 0; b < c->band_count; b++)
				for (int m = c->first_month; m <= c->last_month; m++)
					add_row(c, c->wards[w], c->sexes[s], c->bands[b],
						m);
}

static void add_total(struct counting *c, const struct figure *figure)
{
	struct table *t = c->table;
	table_total(t);
	table_empty(t);
	table_text(t, c->ward ? c->ward->name : c->region->title);
	for (unsigned by = BY_SEX; by <= BY_MONTH; by *= 2)
		if (c->query.by & by)
			table_empty(t);
	add_numbers(t, figure, &c->total);
}

/* ── what stands below ─────────────────────────────────────────────────────────────────── */

static void add_facts(struct counting *c)
{
	struct table *t = c->table;
	table_fact_day(t, "on", _("Tính đến hết ngày"), c->query.day);
	table_fact_text(t, "definition", _("Độ tuổi"),
			definition_name(c->query.definition),
			_(definition_words(c->query.definition)));
	table_fact_text(t, "trained", _("Người được đếm"), trained_name(c->query.trained),
			trained_words(c->query.trained));
	if (c->goal)
		table_fact_integer(t, "goal", _("Chỉ tiêu (%)"), c->goal->percent);
}

static void note_range(struct counting *c)
{
	struct buf from = BUF_INIT, to = BUF_INIT;
	number_format(&from, c->total.sure);
	number_format(&to, c->total.possible);
	if (c->total.possible > c->total.sure)
		table_note(c->table, _("Khoảng"),
			   _("từ %s đến %s người; phần chênh là người chưa rõ ngày sinh "
			     "hoặc giới tính"),
			   from.data, to.data);
	buf_release(&from);
	buf_release(&to);
}

/* Of a single ward nothing is said: the two of a pair may live in different ones. */
static void note_pairs(struct counting *c)
{
	struct buf pairs = BUF_INIT, people = BUF_INIT;
	number_format(&pairs, c->pairs.waiting);
	number_format(&people, c->total.united);
	if (!c->ward && c->pairs.waiting)
		table_note(
			c->table, _("Chờ xem lại"),
			_("%s cặp hồ sơ có thể là một người; nếu đúng cả thì đã học là "
			  "%s người"),
			pairs.data, people.data);
	else if (!c->ward)
		table_note(c->table, _("Chờ xem lại"), "%s",
			   _("không có cặp hồ sơ nào có thể là một người"));
	buf_release(&pairs);
	buf_release(&people);
}

static void note_goal(struct counting *c)
{
	struct buf words = BUF_INIT;
	goal_words(c->goal, &words);
	table_note(c->table, _("Chỉ tiêu"), "%s (%s)", words.data, c->goal->source);
	buf_release(&words);
}

static void note_distance(struct counting *c, const struct figure *figure)
{
	struct buf people = BUF_INIT;
	int64_t needed = goal_needed(c->goal, figure->people) - c->total.sure;
	number_format(&people, needed);
	if (needed > 0)
		table_note(c->table, _("Còn thiếu"), _("%s người nữa thì đạt chỉ tiêu"),
			   people.data);
	else
		table_note(c->table, _("Còn thiếu"), "%s", _("không: đã đạt chỉ tiêu"));
	buf_release(&people);
}

/* Of the pace, and of when the goal is reached if it stays so; nothing where there is no goal to
 * reach. */
static void note_pace(struct counting *c)
{
	const struct pace *pace = &c->trend.pace;
	const char *assumption = forecast_assumption(pace);
	struct buf words = BUF_INIT;
	pace_words(pace, &words);
	table_note(c->table, _("Nhịp độ"), "%s", words.data);
	buf_reset(&words);
	forecast_words(pace, c->goal, &words);
	if (*assumption)
		buf_printf(&words, " %s", assumption);
	table_note(c->table, _("Dự báo"), "%s", words.data);
	buf_release(&words);
}

static void add_notes(struct counting *c, const struct figure *figure)
{
	struct table *t = c->table;
	table_note(t, _("Quy tắc tuổi"), "%s (%s)", c->region->rule_version,
		   c->region->rule_source);
	if (figure)
		table_note(t, _("Dân số trong độ tuổi"), "%s", figure->source);
	else
		figures_missing(&c->figures, !c->ward, t);
	table_note(t, _("Tổng số dân và mã phường, xã"), "%s", c->region->wards_source);
	note_range(c);
	note_pairs(c);
	if (c->goal)
		note_goal(c);
	if (figure && c->goal) {
		note_distance(c, figure);
		note_pace(c);
	}
	if (c->elsewhere) {
		struct buf people = BUF_INIT;
		number_format(&people, c->elsewhere);
		table_note(
			t, _("Nơi khác hoặc chưa rõ"),
			_("%s người trong tổng chưa rõ phường, xã hoặc sống ngoài thành "
			  "phố"),
			people.data);
		buf_release(&people);
	}
}

static void build(struct counting *c)
{
	struct buf day = BUF_INIT;
	day_format(&day, c->query.day);
	/* TRANSLATORS: "People who completed the course", a date. */
	table_title(c->table, _("%s, tính đến hết ngày %s"), title(c->query.trained),
		    day.data);
	buf_release(&day);
	list_wards(c);
	list_sexes(c);
	list_bands(c);
	list_months(c);
	add_columns(c, c->table);
	add_rows(c);
	const struct figure *figure = whole_figure(c);
	add_total(c, figure);
	add_facts(c);
	add_notes(c, figure);
}

bool counts_table(struct table *table, struct store *store,
		  const struct counts_request *request, struct err *err)
{
	struct counting c = {
		.store = store,
		.region = request->region,
		.query = request->query,
		.ward = request->ward,
		.table = table,
	};
	c.query.ward = c.ward ? c.ward->code : NULL;
	bool fine = fetch(&c, err);
	find_goal(&c);
	fine = fine && fetch_trend(&c, err);
	if (fine)
		build(&c);
	trend_release(&c.trend);
	free(c.rows);
	free(c.wards);
	figures_release(&c.figures);
	return fine;
}
