#include "report/results.h"

#include "base/i18n.h"
#include "course/pace.h"
#include "report/aim.h"
#include "report/counts.h"
#include "report/figures.h"
#include "report/suppress.h"
#include "report/wardorder.h"
#include "text/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define AGES 6 /* the bands of count_age_bands[], and unknown */
#define PACE_WINDOW 6 /* whole months that the pace is taken from */

enum measure {
	ATTENDED,
	TURNS,
	FIRST_ATTENDED,
	COMPLETED,
	CONFIRMED,
	WOMEN,
	AGE,
	AGE_UNKNOWN = AGE + AGES - 1,
	UNDER,
	OVER,
	UNDECIDED,
	CUMULATIVE,
	VERIFIED,
	SHOWN,
	/* What anybody can work out from those: */
	MEN = SHOWN, /* and of unknown sex */
	EARLIER, /* trained before the period */
	UNCONFIRMED,
	UNFINISHED,
	DECLARED, /* not verified */
	MORE_TURNS, /* than people */
	MEASURES
};

/* weight: how much it would be missed (report/suppress.h). */
static const struct {
	const char *name, *heading;
	int weight;
} measures[SHOWN] = {
	[ATTENDED] = {"attended", N_("Người dự học"), 4},
	[TURNS] = {"turns", N_("Lượt dự học"), 3},
	[FIRST_ATTENDED] = {"first_attended", N_("Dự học lần đầu"), 6},
	[COMPLETED] = {"completed", N_("Hoàn thành"), 6},
	[CONFIRMED] = {"confirmed", N_("Xác nhận"), 5},
	[WOMEN] = {"women", N_("Là nữ"), 3},
	[AGE] = {"age_15_24", N_("15–24 tuổi"), 2},
	[AGE + 1] = {"age_25_34", N_("25–34 tuổi"), 2},
	[AGE + 2] = {"age_35_44", N_("35–44 tuổi"), 2},
	[AGE + 3] = {"age_45_54", N_("45–54 tuổi"), 2},
	[AGE + 4] = {"age_55", N_("Từ 55 tuổi"), 2},
	[AGE_UNKNOWN] = {"age_unknown", N_("Chưa rõ tuổi"), 2},
	[UNDER] = {"under", N_("Dưới độ tuổi"), 2},
	[OVER] = {"over", N_("Trên độ tuổi"), 2},
	[UNDECIDED] = {"undecided", N_("Chưa rõ"), 2},
	[CUMULATIVE] = {"cumulative", N_("Lũy kế"), 20},
	[VERIFIED] = {"verified", N_("Có số định danh"), 3},
};

struct home {
	const struct ward *ward; /* NULL: nowhere known, or all */
	struct figure figure; /* people 0: none */
	int64_t counts[MEASURES];
	bool hidden[SHOWN];
	struct pace_month *months;
	size_t month_count, month_cap;
};

struct results {
	const struct results_request *request;
	struct store *store;
	struct table *table;
	struct figures figures;
	struct aim aim;
	const struct city_goal *goal; /* NULL: none fits the definition */
	int64_t united; /* of the city's cumulative: as if all pairs waiting were one person */
	int64_t pairs; /* that wait */
	struct home *homes; /* wards by name, then elsewhere; */
	size_t count; /* without: */
	struct home total; /* behind them in what is hidden */
	/* What the foot of the table shows: the city, or the only ward that was asked for. The
	 * others are counted all the same: what must be hidden of one ward depends on what can
	 * be read about all. */
	const struct home *foot;
};

static enum measure base_of(enum trained trained)
{
	static const enum measure bases[TRAINED_READINGS] = {
		[TRAINED_ATTENDED] = FIRST_ATTENDED,
		[TRAINED_COMPLETED] = COMPLETED,
		[TRAINED_CONFIRMED] = CONFIRMED,
	};
	return bases[trained];
}

static bool is_shown(const struct results *r, enum measure measure)
{
	return measure != FIRST_ATTENDED || r->request->trained == TRAINED_ATTENDED;
}

/* ── where people live ─────────────────────────────────────────────────────────────────── */

static void make_homes(struct results *r)
{
	const struct region *region = r->request->region;
	const struct ward **wards = wards_by_name(region);
	r->homes = xcalloc(region->ward_count + 1, sizeof(*r->homes));
	r->foot = &r->total;
	for (size_t i = 0; i < region->ward_count; i++) {
		struct home *home = &r->homes[r->count++];
		home->ward = wards[i];
		const struct figure *figure = figures_of(&r->figures, wards[i]->code);
		if (figure)
			home->figure = *figure;
		if (r->request->ward && !strcmp(r->request->ward->code, wards[i]->code))
			r->foot = home;
	}
	free(wards);
	r->count++; /* elsewhere */
	r->total.figure = figures_total(&r->figures);
}

static struct home *home_of(struct results *r, const char *code)
{
	for (size_t i = 0; i < r->count; i++)
		if (!strcmp(r->homes[i].ward ? r->homes[i].ward->code : "", code))
			return &r->homes[i];
	/* A ward that the region no longer has. */
	return &r->homes[r->count - 1];
}

/* ── what the store says ───────────────────────────────────────────────────────────────── */

static struct count_query query_of(const struct results *r, enum trained trained,
				   unsigned by, bool in_period)
{
	return (struct count_query){
		.day = r->request->to,
		.definition = r->request->definition,
		.trained = trained,
		.by = BY_WARD | by,
		.from = in_period ? r->request->from : 0,
	};
}

typedef void taking(struct results *r, struct home *home, const struct count_row *row);

static void take_completed(struct results *r, struct home *home,
			   const struct count_row *row)
{
	(void)r;
	home->counts[COMPLETED] += row->sure;
}

static void take_confirmed(struct results *r, struct home *home,
			   const struct count_row *row)
{
	(void)r;
	home->counts[CONFIRMED] += row->sure;
}

static void take_people(struct results *r, struct home *home, const struct count_row *row)
{
	home->counts[base_of(r->request->trained)] += row->sure;
	home->counts[row->sex == SEX_FEMALE ? WOMEN : MEN] += row->sure;
	home->counts[row->age_band < 0 ? AGE_UNKNOWN : AGE + row->age_band] += row->sure;
}

static void take_cumulative(struct results *r, struct home *home,
			    const struct count_row *row)
{
	r->united += row->united;
	home->counts[VERIFIED] += row->verified;
	home->counts[CUMULATIVE] += row->sure;
	home->counts[UNDECIDED] += row->possible - row->sure;
}

static void take_month(struct results *r, struct home *home, const struct count_row *row)
{
	(void)r;
	size_t n = home->month_count;
	if (n && home->months[n - 1].month == row->month) {
		home->months[n - 1].sure += row->sure;
		home->months[n - 1].possible += row->possible;
		return;
	}
	ALLOC_GROW(home->months, n + 1, home->month_cap);
	home->months[home->month_count++] =
		(struct pace_month){row->month, row->sure, row->possible};
}

static bool fetch(struct results *r, struct count_query query, taking *take,
		  struct err *err)
{
	struct count_row *rows;
	size_t count;
	if (!store_count(r->store, &query, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		take(r, home_of(r, rows[i].ward), &rows[i]);
	free(rows);
	return true;
}

static bool fetch_outside(struct results *r, struct err *err)
{
	struct count_query query = query_of(r, r->request->trained, 0, false);
	struct outside_row *rows;
	size_t count;
	if (!store_count_outside(r->store, &query, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct home *home = home_of(r, rows[i].ward);
		home->counts[UNDER] += rows[i].under;
		home->counts[OVER] += rows[i].over;
	}
	free(rows);
	return true;
}

static bool fetch_turns(struct results *r, struct err *err)
{
	struct turns_row *rows;
	size_t count;
	int from = r->request->from ? r->request->from : DAY_FIRST;
	if (!store_turns(r->store, from, r->request->to, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct home *home = home_of(r, rows[i].ward);
		home->counts[ATTENDED] += rows[i].people;
		home->counts[TURNS] += rows[i].turns;
	}
	free(rows);
	return true;
}

/* Months go straight to the city, too: a ward may lack one that the city has. */
static bool fetch_months(struct results *r, struct err *err)
{
	enum trained trained = r->request->trained;
	struct count_query city = query_of(r, trained, BY_MONTH, false);
	struct count_row *rows;
	size_t count;
	city.by = BY_MONTH;
	if (!fetch(r, query_of(r, trained, BY_MONTH, false), take_month, err) ||
	    !store_count(r->store, &city, &rows, &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		take_month(r, &r->total, &rows[i]);
	free(rows);
	return true;
}

static bool fetch_pairs(struct results *r, struct err *err)
{
	struct pair_counts counts;
	if (!store_pairs_waiting(r->store, &counts, err))
		return false;
	r->pairs = counts.waiting;
	return true;
}

/* Each question with a period walks over all people; the column of the reading asked for
 * comes out of the one by sex and age. */
static bool fetch_all(struct results *r, struct err *err)
{
	enum trained trained = r->request->trained;
	return (trained == TRAINED_COMPLETED ||
		fetch(r, query_of(r, TRAINED_COMPLETED, 0, true), take_completed, err)) &&
	       (trained == TRAINED_CONFIRMED ||
		fetch(r, query_of(r, TRAINED_CONFIRMED, 0, true), take_confirmed, err)) &&
	       fetch(r, query_of(r, trained, BY_SEX | BY_AGE, true), take_people, err) &&
	       fetch(r, query_of(r, trained, 0, false), take_cumulative, err) &&
	       fetch_outside(r, err) && fetch_turns(r, err) && fetch_months(r, err) &&
	       fetch_pairs(r, err);
}

static void derive(struct results *r)
{
	enum measure base = base_of(r->request->trained);
	for (size_t i = 0; i < r->count; i++) {
		int64_t *counts = r->homes[i].counts;
		counts[EARLIER] = counts[CUMULATIVE] - counts[base];
		counts[UNCONFIRMED] = counts[CUMULATIVE] - counts[CONFIRMED];
		counts[UNFINISHED] = counts[CUMULATIVE] - counts[COMPLETED];
		counts[DECLARED] = counts[CUMULATIVE] - counts[VERIFIED];
		counts[MORE_TURNS] = counts[TURNS] - counts[ATTENDED];
		for (int m = 0; m < MEASURES; m++)
			r->total.counts[m] += counts[m];
	}
}

/* The row of people from nowhere is there only if there is anybody. */
static void drop_elsewhere(struct results *r)
{
	const struct home *elsewhere = &r->homes[r->count - 1];
	for (int m = 0; m < SHOWN; m++)
		if (elsewhere->counts[m])
			return;
	r->count--;
}

/* ── what must not be told outside ─────────────────────────────────────────────────────── */

static void describe(const struct results *r,
		     struct suppress_column columns[static MEASURES])
{
	for (int m = 0; m < MEASURES; m++)
		columns[m] = (struct suppress_column){
			.shown = m < SHOWN && is_shown(r, (enum measure)m),
			.people = m != MORE_TURNS,
			.weight = m < SHOWN ? measures[m].weight : 1,
		};
}

static bool none_negative(const struct results *r, enum measure measure)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->homes[i].counts[measure] < 0)
			return false;
	return true;
}

/* CUMULATIVE or TURNS holds `part`; the rest of it is `rest`. */
static void add_sum(const struct results *r, struct suppress_sum *sums, size_t *count,
		    enum measure whole, enum measure part, enum measure rest)
{
	if (none_negative(r, rest))
		sums[(*count)++] = (struct suppress_sum){whole, {part, rest}, 2};
}

#define SUMS_MOST 7

static size_t relate(const struct results *r, struct suppress_sum sums[static SUMS_MOST])
{
	enum trained trained = r->request->trained;
	enum measure base = base_of(trained);
	size_t count = 0;
	sums[count++] = (struct suppress_sum){base, {WOMEN, MEN}, 2};
	sums[count] = (struct suppress_sum){.whole = base, .part_count = AGES};
	for (int i = 0; i < AGES; i++)
		sums[count].parts[i] = AGE + i;
	count++;
	add_sum(r, sums, &count, TURNS, ATTENDED, MORE_TURNS);
	add_sum(r, sums, &count, CUMULATIVE, base, EARLIER);
	add_sum(r, sums, &count, CUMULATIVE, VERIFIED, DECLARED);
	if (trained == TRAINED_ATTENDED)
		add_sum(r, sums, &count, CUMULATIVE, COMPLETED, UNFINISHED);
	if (trained != TRAINED_CONFIRMED)
		add_sum(r, sums, &count, CUMULATIVE, CONFIRMED, UNCONFIRMED);
	return count;
}

/* What no sum holds is nobody's secret: it cannot be worked out. */
static void clear_unrelated(const struct suppress_sum *sums, size_t count,
			    struct suppress_column columns[static MEASURES])
{
	for (int m = SHOWN; m < MEASURES; m++) {
		bool related = false;
		for (size_t i = 0; i < count; i++)
			for (int k = 0; k < sums[i].part_count; k++)
				related |= sums[i].parts[k] == m;
		columns[m].people = columns[m].people && related;
	}
}

static void hide(struct results *r)
{
	struct suppress_column columns[MEASURES];
	struct suppress_sum sums[SUMS_MOST];
	size_t n = r->count + 1;
	int64_t *values = xcalloc(n * MEASURES, sizeof(*values));
	bool *hidden = xcalloc(n * MEASURES, sizeof(*hidden));
	describe(r, columns);
	size_t sum_count = relate(r, sums);
	clear_unrelated(sums, sum_count, columns);
	for (size_t i = 0; i < n; i++)
		memcpy(&values[i * MEASURES],
		       i < r->count ? r->homes[i].counts : r->total.counts,
		       sizeof(r->total.counts));
	suppress_plan(&(struct suppress){columns, MEASURES, sums, sum_count, values,
					 r->count, hidden});
	for (size_t i = 0; i < n; i++)
		memcpy(i < r->count ? r->homes[i].hidden : r->total.hidden,
		       &hidden[i * MEASURES], SHOWN * sizeof(*hidden));
	free(values);
	free(hidden);
}

/* ── the table ─────────────────────────────────────────────────────────────────────────── */

static bool is_detail(const struct results *r, enum measure measure)
{
	return measure == VERIFIED ||
	       (measure == AGE_UNKNOWN && !r->total.counts[measure]);
}

static void add_columns(struct results *r)
{
	struct table *t = r->table;
	table_column(t, "ward", _("Mã"), CELL_CODE)->prefix = WARD_PREFIX;
	table_column(t, "name", _("Phường, xã"), CELL_TEXT);
	table_column(t, "population", _("Dân số"), CELL_INTEGER);
	/* On paper the footer says it. */
	table_column(t, "population_source", _("Nguồn"), CELL_TEXT)->detail = true;
	table_column(t, "population_on", _("Ngày số liệu"), CELL_DAY)->detail = true;
	for (int m = 0; m < SHOWN; m++)
		if (is_shown(r, (enum measure)m))
			table_column(t, measures[m].name, _(measures[m].heading),
				     CELL_INTEGER)
				->detail = is_detail(r, (enum measure)m);
	table_column(t, "rate", _("Tỷ lệ"), CELL_PERCENT);
	table_column(t, "missing", _("Còn thiếu"), CELL_INTEGER);
	if (!r->request->outside)
		table_column(t, "reached", _("Tháng đạt chỉ tiêu"), CELL_TEXT);
}

static void add_population(struct table *t, const struct figure *figure)
{
	if (!figure->people) {
		table_empty(t);
		table_empty(t);
		table_empty(t);
		return;
	}
	table_integer(t, figure->people);
	table_choice(t, figure->source, figure->words);
	if (figure->entered && figure->day)
		table_day(t, figure->day);
	else
		table_empty(t);
}

static int64_t missing_of(const struct results *r, const struct home *home)
{
	int64_t missing =
		goal_needed(r->goal, home->figure.people) - home->counts[CUMULATIVE];
	return missing > 0 ? missing : 0;
}

static void add_distance(struct results *r, const struct home *home)
{
	struct table *t = r->table;
	int64_t people = home->figure.people;
	if (!people) {
		table_empty(t);
		table_empty(t);
	} else if (home->hidden[CUMULATIVE]) {
		table_hidden(t);
		table_hidden(t);
	} else {
		table_rate(t, home->counts[CUMULATIVE], people);
		if (r->goal)
			table_integer(t, missing_of(r, home));
		else
			table_empty(t);
	}
}

static struct pace pace_at(const struct results *r, const struct home *home)
{
	return pace_of(&(struct pace_question){
		.day = r->request->to,
		.sure = home->counts[CUMULATIVE],
		.possible = home->counts[CUMULATIVE] + home->counts[UNDECIDED],
		.population = home->figure.people,
		.goal = r->goal,
		.window = PACE_WINDOW,
		.months = home->months,
		.count = home->month_count,
	});
}

/* For the sure ones; only where the goal is reached or there is a forecast. */
static void add_reached(struct results *r, const struct home *home)
{
	struct pace pace = pace_at(r, home);
	struct buf words = BUF_INIT;
	char name[16];
	if (pace.sure.state == PACE_REACHED) {
		table_choice(r->table, "reached", _("đã đạt"));
	} else if (pace.sure.state == PACE_FORECAST) {
		int year = pace.sure.month / 12, month = pace.sure.month % 12 + 1;
		snprintf(name, sizeof(name), "%04d-%02d", year, month);
		month_format(&words, year, month);
		table_choice(r->table, name, words.data);
	} else {
		table_empty(r->table);
	}
	buf_release(&words);
}

static void add_home(struct results *r, const struct home *home)
{
	struct table *t = r->table;
	add_population(t, &home->figure);
	for (int m = 0; m < SHOWN; m++) {
		if (!is_shown(r, (enum measure)m))
			continue;
		if (home->hidden[m])
			table_hidden(t);
		else
			table_integer(t, home->counts[m]);
	}
	add_distance(r, home);
	if (!r->request->outside)
		add_reached(r, home);
}

static void add_rows(struct results *r)
{
	struct table *t = r->table;
	for (size_t i = 0; i < r->count; i++) {
		const struct ward *ward = r->homes[i].ward;
		if (r->foot != &r->total && r->foot != &r->homes[i])
			continue;
		table_row(t);
		table_code(t, ward ? ward->code : "");
		table_text(t, ward ? ward->name : _("Nơi khác hoặc chưa rõ"));
		add_home(r, &r->homes[i]);
	}
	table_total(t);
	table_empty(t);
	table_text(t,
		   r->request->ward ? r->request->ward->name : r->request->region->title);
	add_home(r, r->foot);
}

/* ── what stands below ─────────────────────────────────────────────────────────────────── */

static void add_title(struct results *r)
{
	struct buf from = BUF_INIT, to = BUF_INIT;
	if (r->request->from)
		day_format(&from, r->request->from);
	day_format(&to, r->request->to);
	if (r->request->from)
		table_title(r->table,
			    _("Kết quả phổ cập kỹ năng số từ ngày %s đến hết ngày %s"),
			    from.data, to.data);
	else
		table_title(r->table, _("Kết quả phổ cập kỹ năng số đến hết ngày %s"),
			    to.data);
	buf_release(&from);
	buf_release(&to);
}

/* A number that follows from cells of the city's row; hidden with any of them. */
static void fact_number(struct results *r, const char *name, const char *heading,
			int64_t number, bool hidden)
{
	table_fact_integer(r->table, name, heading, number);
	if (hidden)
		cell_hide(&r->table->facts[r->table->fact_count - 1].cell);
}

static bool is_few(int64_t number)
{
	return number != 0 && llabs(number) < SUPPRESS_LEAST;
}

/* How far the city's number may be from the truth; of a single ward nothing is said, as the two
 * of a pair may live in different ones. */
static void add_range(struct results *r)
{
	const bool *hidden = r->total.hidden;
	int64_t sure = r->total.counts[CUMULATIVE];
	/* The number of pairs, and what they make of the count, are small counts, too. */
	bool few = r->request->outside && (is_few(r->pairs) || is_few(sure - r->united));
	fact_number(r, "range_low", _("Lũy kế, ít nhất"), r->united,
		    hidden[CUMULATIVE] || few);
	/* With those undecided, who would otherwise be told by subtracting. */
	fact_number(r, "range_high", _("Lũy kế, nhiều nhất"),
		    sure + r->total.counts[UNDECIDED],
		    hidden[CUMULATIVE] || hidden[UNDECIDED]);
	fact_number(r, "pairs_waiting", _("Cặp hồ sơ có thể là một người, chờ xem"),
		    r->pairs, few);
}

static void add_facts(struct results *r)
{
	struct table *t = r->table;
	const struct results_request *q = r->request;
	if (q->from)
		table_fact_day(t, "from", _("Từ ngày"), q->from);
	table_fact_day(t, "on", _("Tính đến hết ngày"), q->to);
	table_fact_text(t, "definition", _("Độ tuổi"), definition_name(q->definition),
			definition_words(q->definition));
	char *rule =
		xasprintf("%s (%s)", q->region->rule_version, q->region->rule_source);
	table_fact_text(t, "rule", _("Quy tắc tuổi"), q->region->rule_version, rule);
	free(rule);
	table_fact_text(t, "trained", _("Người được đếm"), trained_name(q->trained),
			trained_words(q->trained));
	const struct figure *figure = &r->foot->figure;
	if (figure->people)
		table_fact_text(t, "population_basis", _("Dân số trong độ tuổi"),
				figure->source, figure->source);
	if (r->foot == &r->total)
		add_range(r);
	if (r->goal)
		table_fact_integer(t, "goal", _("Chỉ tiêu (%)"), r->goal->percent);
}

static void note_goal(struct results *r)
{
	struct buf words = BUF_INIT;
	if (!r->goal)
		return;
	goal_words(r->goal, &words);
	table_note(r->table, _("Chỉ tiêu"), "%s (%s)", words.data, r->goal->source);
	buf_release(&words);
}

static void note_pace(struct results *r)
{
	struct pace pace = pace_at(r, r->foot);
	struct buf words = BUF_INIT;
	if (!r->goal || !r->foot->figure.people)
		return;
	pace_words(&pace, &words);
	buf_addc(&words, ' ');
	forecast_words(&pace, r->goal, &words);
	const char *assumption = forecast_assumption(&pace);
	table_note(r->table, _("Tốc độ"), "%s%s%s", words.data, *assumption ? " " : "",
		   assumption);
	buf_release(&words);
}

static void add_notes(struct results *r)
{
	struct table *t = r->table;
	if (!r->foot->figure.people)
		figures_missing(&r->figures, r->foot == &r->total, t);
	table_note(t, _("Tổng số dân và mã phường, xã"), "%s",
		   r->request->region->wards_source);
	note_goal(r);
	table_note(t, _("Cách đọc"), "%s",
		   _("người dự học, hoàn thành, được xác nhận, giới tính và nhóm tuổi "
		     "là của kỳ báo cáo; ngoài độ tuổi, chưa rõ và lũy kế là đến ngày "
		     "cuối kỳ"));
	if (r->request->outside)
		table_note(t, HIDDEN_SIGN, "%s",
			   _("có số liệu nhưng không nêu: từ 1 đến 4 người, hoặc số có "
			     "thể dùng để tính ngược ra số ấy"));
	else
		note_pace(r);
}

static void build(struct results *r)
{
	derive(r);
	drop_elsewhere(r);
	if (r->request->outside)
		hide(r);
	add_title(r);
	add_columns(r);
	add_rows(r);
	add_facts(r);
	add_notes(r);
	r->table->outside = r->request->outside;
}

bool results_table(struct table *table, struct store *store,
		   const struct results_request *request, struct err *err)
{
	struct results r = {.request = request, .store = store, .table = table};
	const struct city_goal *chosen =
		aim_load(&r.aim, store, request->region) ? &r.aim.goal : NULL;
	r.goal = goal_for(request->region, chosen, request->definition, request->to);
	bool fine = figures_load(&r.figures, store, request->region, request->definition,
				 request->to, err);
	if (fine) {
		make_homes(&r);
		fine = fetch_all(&r, err);
	}
	if (fine)
		build(&r);
	for (size_t i = 0; r.homes && i <= request->region->ward_count; i++)
		free(r.homes[i].months);
	free(r.total.months);
	free(r.homes);
	figures_release(&r.figures);
	return fine;
}
