/* How many distinct people, on a date: sums over the tally, and for age bands a walk over the
 * contributions. */
#include "store/db.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

static const char *const readings[TRAINED_READINGS] = {
	[TRAINED_ATTENDED] = "attended",
	[TRAINED_COMPLETED] = "completed",
	[TRAINED_CONFIRMED] = "confirmed",
};

const char *trained_name(enum trained trained)
{
	return readings[trained];
}

int trained_parse(const char *name)
{
	for (int i = 0; i < TRAINED_READINGS; i++) {
		if (!strcmp(readings[i], name))
			return i;
	}
	return -1;
}

/* The last one ends where working age ends; by the definition 18+ it has no end. */
const char *const count_age_bands[] = {"15-24", "25-34", "35-44", "45-54", "55+", NULL};

static int band_of(int age)
{
	return age < 25 ? 0 : age < 35 ? 1 : age < 45 ? 2 : age < 55 ? 3 : 4;
}

bool bands_turn(const struct birth *birth, int from, int to)
{
	static const int turns[] = {25, 35, 45, 55};

	for (size_t i = 0; i < ARRAY_LEN(turns); i++) {
		int year = birth->year + turns[i];
		int first = day_of((struct date){year, birth->month, 1});
		int last = first + month_days(year, birth->month) - 1;
		if (first <= to && last >= from)
			return true;
	}
	return false;
}

/* ── sums by what was asked ────────────────────────────────────────────────────────────── */

/* Kept in the order of the answer, found by bisection: there are a few hundred at most, or a few
 * thousand with months, and they come in order. */
struct sums {
	const struct count_query *query;
	struct count_row *rows;
	size_t count, cap, last;
};

int count_row_compare(const struct count_row *a, const struct count_row *b)
{
	int ward = strcmp(a->ward, b->ward);

	if (ward)
		return ward;
	if (a->sex != b->sex)
		return a->sex < b->sex ? -1 : 1;
	if (a->age_band != b->age_band)
		return a->age_band < b->age_band ? -1 : 1;
	return a->month < b->month ? -1 : a->month > b->month;
}

static size_t row_place(const struct sums *sums, const struct count_row *key)
{
	size_t low = 0, high = sums->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (count_row_compare(&sums->rows[middle], key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void sums_add(struct sums *sums, struct count_row row)
{
	unsigned by = sums->query->by;

	if (sums->query->ward && strcmp(row.ward, sums->query->ward) != 0)
		return;
	if (!(by & BY_WARD))
		row.ward[0] = '\0';
	if (!(by & BY_SEX))
		row.sex = SEX_UNKNOWN;
	if (!(by & BY_AGE))
		row.age_band = -1;
	if (!(by & BY_MONTH))
		row.month = 0;
	/* The same row again, or the next, nearly always. */
	size_t at = sums->last;
	if (at < sums->count && count_row_compare(&sums->rows[at], &row) < 0)
		at++;
	if (at >= sums->count || count_row_compare(&sums->rows[at], &row) != 0)
		at = row_place(sums, &row);
	sums->last = at;
	if (at < sums->count && !count_row_compare(&sums->rows[at], &row)) {
		sums->rows[at].sure += row.sure;
		sums->rows[at].possible += row.possible;
		sums->rows[at].verified += row.verified;
		sums->rows[at].united += row.united;
		return;
	}
	ALLOC_GROW(sums->rows, sums->count + 1, sums->cap);
	memmove(&sums->rows[at + 1], &sums->rows[at],
		(sums->count - at) * sizeof(*sums->rows));
	sums->rows[at] = row;
	sums->count++;
}

static void sums_tidy(struct sums *sums)
{
	size_t kept = 0;

	for (size_t i = 0; i < sums->count; i++) {
		const struct count_row *row = &sums->rows[i];
		if (row->sure || row->possible || row->verified || row->united)
			sums->rows[kept++] = sums->rows[i];
	}
	sums->count = kept;
}

/* ── from the tally ────────────────────────────────────────────────────────────────────── */

static int month_of(int day)
{
	struct date date = date_of(day);
	return date.year * 12 + date.month - 1;
}

/* What is read of the tally for an answer: */
enum part { PART_ALL, PART_VERIFIED, PART_UNITED, PARTS };

static const enum series series_of[PARTS] = {
	[PART_ALL] = SERIES_ALL,
	[PART_VERIFIED] = SERIES_VERIFIED,
	[PART_UNITED] = SERIES_UNITED,
};

/* The rows of one of them. */
struct track {
	const struct count_query *query;
	enum part part;
};

static sqlite3_stmt *rows_between(struct store *store, const struct track *track,
				  enum level level, int from, int to)
{
	const struct count_query *query = track->query;
	int reading = (int)series_of[track->part] + (int)query->trained;
	int definition = (int)query->definition;

	return db_bind(store, STMT_TALLY, "ii",
		       tally_key(reading, definition, level, from),
		       tally_key(reading, definition, level, to));
}

/* One sum a place; the caller frees it. */
static struct tally_sum *places_new(struct store *store)
{
	return xcalloc(tally_places(store->region), sizeof(struct tally_sum));
}

static bool add_periods(struct store *store, const struct track *track,
			struct tally_sum *places, enum level level, int from, int to,
			struct err *err)
{
	if (from > to)
		return true;
	sqlite3_stmt *stmt = rows_between(store, track, level, from, to);
	size_t count = tally_places(store->region);
	bool ok = true;
	int step = 0;

	while (ok && (step = db_step(store, stmt, err)) > 0)
		ok = tally_add_row(stmt, 0, places, count, err);
	if (!ok)
		db_end(stmt);
	return ok && step == 0;
}

/* One sum a place of each part; NULL: not read. */
struct places {
	struct tally_sum *of[PARTS];
};

static struct tally_sum sum_at(const struct places *places, enum part part, size_t place)
{
	return places->of[part] ? places->of[part][place] : (struct tally_sum){0};
}

static void add_place(struct count_row *row, const struct places *places, size_t place)
{
	struct tally_sum all = sum_at(places, PART_ALL, place);

	row->sure += all.sure;
	row->possible += all.possible;
	row->verified += sum_at(places, PART_VERIFIED, place).sure;
	/* All as they are, and the corrections. */
	row->united += all.sure + sum_at(places, PART_UNITED, place).sure;
}

/* The places as rows of the answer; month 0 where months are not asked. The sexes of a ward are
 * neighbours, and one row where they are not asked. */
static void close_places(struct store *store, const struct places *places,
			 struct sums *sums, int month)
{
	size_t count = tally_places(store->region);
	size_t step = sums->query->by & BY_SEX ? 1 : TALLY_SEXES;

	for (size_t i = 0; i < count; i += step) {
		struct count_row row;
		tally_place_row(store->region, i, &row);
		row.month = month;
		for (size_t k = 0; k < step; k++)
			add_place(&row, places, i + k);
		if (row.sure || row.possible || row.verified || row.united)
			sums_add(sums, row);
	}
}

/* The years before, the months before in its year, the days of its month. */
static bool read_until(struct store *store, const struct track *track,
		       struct tally_sum *places, struct err *err)
{
	int last = track->query->day, month = month_of(last), year = month / 12;
	int first = day_of((struct date){year, month % 12 + 1, 1});

	return add_periods(store, track, places, LEVEL_YEAR, INT32_MIN, year - 1, err) &&
	       add_periods(store, track, places, LEVEL_MONTH, year * 12, month - 1,
			   err) &&
	       add_periods(store, track, places, LEVEL_DAY, first, last, err);
}

/* Month by month: the sums as they stand at the end of each are rows of the answer. */
static bool add_whole_months(struct store *store, struct sums *answer,
			     const struct track *track, struct places *places, int last,
			     struct err *err)
{
	sqlite3_stmt *stmt = rows_between(store, track, LEVEL_MONTH, INT32_MIN, last - 1);
	size_t count = tally_places(store->region);
	int month = INT32_MIN, step = 0;
	bool ok = true;

	while (ok && (step = db_step(store, stmt, err)) > 0) {
		int next = (int)(sqlite3_column_int64(stmt, 1) + INT32_MIN);
		for (; month != INT32_MIN && month < next; month++)
			close_places(store, places, answer, month);
		month = next;
		ok = tally_add_row(stmt, 0, places->of[track->part], count, err);
	}
	if (!ok)
		db_end(stmt);
	for (; month != INT32_MIN && month < last; month++)
		close_places(store, places, answer, month);
	return ok && step == 0;
}

/* The last month ends on the day asked. The parts meet in the rows of the answer. */
static bool add_months(struct store *store, struct sums *answer, enum part part,
		       struct err *err)
{
	const struct count_query *query = answer->query;
	const struct track track = {query, part};
	int last = month_of(query->day);
	int first = day_of((struct date){last / 12, last % 12 + 1, 1});
	struct places places = {0};

	places.of[part] = places_new(store);
	bool ok = add_whole_months(store, answer, &track, &places, last, err) &&
		  add_periods(store, &track, places.of[part], LEVEL_DAY, first,
			      query->day, err);
	if (ok)
		close_places(store, &places, answer, last);
	free(places.of[part]);
	return ok;
}

static bool add_day(struct store *store, struct sums *answer, struct err *err)
{
	struct places places;
	bool ok = true;

	for (enum part part = 0; part < PARTS; part++) {
		const struct track track = {answer->query, part};
		places.of[part] = places_new(store);
		ok = ok && read_until(store, &track, places.of[part], err);
	}
	if (ok)
		close_places(store, &places, answer, 0);
	for (enum part part = 0; part < PARTS; part++)
		free(places.of[part]);
	return ok;
}

static bool add_tally(struct store *store, struct sums *answer, struct err *err)
{
	bool ok = true;

	if (!(answer->query->by & BY_MONTH))
		return add_day(store, answer, err);
	for (enum part part = 0; ok && part < PARTS; part++)
		ok = add_months(store, answer, part, err);
	return ok;
}

/* ── from the contributions, where age is asked ────────────────────────────────────────── */

struct counted {
	char ward[8];
	enum sex sex;
	struct birth birth;
	int day; /* trained */
	bool verified;
	struct working_age age;
};

/* Which columns a row of people goes into: */
enum role {
	ROLE_PERSON, /* all */
	ROLE_CLUSTER, /* counted in `united` alone: */
	ROLE_PART, /* taken out of it */
};

/* By the first and the last day the birth may be; -1 where they fall into different bands. */
static int band_on(const struct birth *birth, int day)
{
	int first, last;

	if (!birth_range(birth, &first, &last))
		return -1;
	int oldest = band_of(age_on(date_of(first), day));
	int youngest = band_of(age_on(date_of(last), day));
	return oldest == youngest ? oldest : -1;
}

/* Sums by place, band and month: differences from the month before while people are added, then
 * summed up. People change their band a few times in a life, so each costs a few additions,
 * however many months are asked for. */
struct grid {
	struct store *store;
	const struct count_query *query;
	int first, months; /* the first month, and how many */
	struct grid_sum {
		int64_t sure, possible, verified, united;
	} * cells; /* [place][band + 1][month] */
};

#define BANDS ((int)ARRAY_LEN(count_age_bands)) /* -1 has a place of its own, NULL too */

static bool grid_begin(struct grid *grid, struct store *store,
		       const struct count_query *query, struct err *err)
{
	int64_t earliest;
	int last = month_of(query->day);

	*grid = (struct grid){.store = store, .query = query, .first = last};
	if (query->by & BY_MONTH) {
		if (!db_int(store, STMT_CONTRIBUTION_FIRST, query->day, &earliest, "",
			    err))
			return false;
		if (earliest < query->day)
			grid->first = month_of((int)earliest);
	}
	grid->months = last - grid->first + 1;
	grid->cells = xcalloc(tally_places(store->region) * BANDS * (size_t)grid->months,
			      sizeof(*grid->cells));
	return true;
}

static struct grid_sum *grid_at(const struct grid *grid, size_t place, int band)
{
	return &grid->cells[(place * BANDS + (size_t)(band + 1)) * (size_t)grid->months];
}

/* The day of a month that is asked about: its last, or the last day of all. */
static int asked_day(const struct grid *grid, int month)
{
	struct date date = {month / 12, month % 12 + 1, 0};
	if (month == month_of(grid->query->day))
		return grid->query->day;
	date.day = month_days(date.year, date.month);
	return day_of(date);
}

/* The next day on which one of these ages is reached; DAY_NEVER after the last. */
static int next_birthday(int born, int day)
{
	static const int ages[] = {25, 35, 45, 55};
	struct date birth = date_of(born);

	for (size_t i = 0; i < ARRAY_LEN(ages); i++) {
		struct date date = {birth.year + ages[i], birth.month, birth.day};
		int days = month_days(date.year, date.month), over = date.day - days;
		date.day = over > 0 ? days : date.day;
		int reached = day_of(date) + (over > 0); /* 29/2: on 1/3 */
		if (reached > day)
			return reached;
	}
	return DAY_NEVER;
}

/* The first day after `day` on which anything about the person's count may change. */
static int next_change(const struct counted *one, int day)
{
	int next = DAY_NEVER, first, last;
	int days[6] = {one->age.sure.first,
		       one->age.sure.last == DAY_NEVER ? DAY_NEVER
						       : one->age.sure.last + 1,
		       one->age.possible.first,
		       one->age.possible.last == DAY_NEVER ? DAY_NEVER
							   : one->age.possible.last + 1,
		       DAY_NEVER,
		       DAY_NEVER};

	if (birth_range(&one->birth, &first, &last)) {
		days[4] = next_birthday(first, day);
		days[5] = next_birthday(last, day);
	}
	for (size_t i = 0; i < ARRAY_LEN(days); i++) {
		if (days[i] > day && days[i] < next)
			next = days[i];
	}
	return next;
}

/* What one counts for on a day. */
static struct grid_sum sum_on(const struct counted *one, enum role role, int day)
{
	int sure = span_has(one->age.sure, day);

	if (role == ROLE_PART)
		return (struct grid_sum){.united = -sure};
	if (role == ROLE_CLUSTER)
		return (struct grid_sum){.united = sure};
	return (struct grid_sum){.sure = sure,
				 .possible = span_has(one->age.possible, day),
				 .verified = sure && one->verified,
				 .united = sure};
}

static void grid_add(struct grid_sum *sum, const struct grid_sum *more, int sign)
{
	sum->sure += sign * more->sure;
	sum->possible += sign * more->possible;
	sum->verified += sign * more->verified;
	sum->united += sign * more->united;
}

/* The first month whose count may be another than this one's, or the end. */
static int next_month(const struct grid *grid, const struct counted *one, int month)
{
	int change = next_change(one, asked_day(grid, month));
	int end = grid->first + grid->months;
	int next = change == DAY_NEVER ? end : month_of(change);

	/* Within the last month, a change may lie behind the day asked. */
	return next > end ? end : next > month ? next : month + 1;
}

static void count_one(struct grid *grid, struct counted *one, enum role role)
{
	size_t place = tally_place(grid->store->region, one->ward, one->sex);
	int end = grid->first + grid->months, month = month_of(one->day), next;

	one->age.sure = span_from(one->age.sure, one->day);
	one->age.possible = span_from(one->age.possible, one->day);
	for (month = month > grid->first ? month : grid->first; month < end;
	     month = next) {
		int day = asked_day(grid, month);
		struct grid_sum sum = sum_on(one, role, day);
		next = next_month(grid, one, month);
		if (!sum.possible && !sum.united)
			continue;
		struct grid_sum *cells = grid_at(grid, place, band_on(&one->birth, day));
		grid_add(&cells[month - grid->first], &sum, 1);
		if (next < end)
			grid_add(&cells[next - grid->first], &sum, -1);
	}
}

static void close_band(const struct grid *grid, const struct grid_sum *cells,
		       struct count_row row, struct sums *sums)
{
	struct grid_sum sum = {0};

	for (int m = 0; m < grid->months; m++) {
		grid_add(&sum, &cells[m], 1);
		row.month = grid->first + m;
		row.sure = sum.sure;
		row.possible = sum.possible;
		row.verified = sum.verified;
		row.united = sum.united;
		if (sum.possible || sum.united)
			sums_add(sums, row);
	}
}

/* Sums the differences up, and hands out what there is. */
static void grid_close(struct grid *grid, struct sums *sums)
{
	for (size_t place = 0; place < tally_places(grid->store->region); place++) {
		struct count_row row;
		tally_place_row(grid->store->region, place, &row);
		for (row.age_band = -1; row.age_band < BANDS - 1; row.age_band++)
			close_band(grid, grid_at(grid, place, row.age_band), row, sums);
	}
	free(grid->cells);
}

static void read_counted(sqlite3_stmt *stmt, enum trained trained, struct counted *one)
{
	*one = (struct counted){
		.sex = (enum sex)sqlite3_column_int(stmt, 1),
		.birth = {(enum precision)sqlite3_column_int(stmt, 2),
			  sqlite3_column_int(stmt, 3), sqlite3_column_int(stmt, 4),
			  sqlite3_column_int(stmt, 5)},
		.day = sqlite3_column_int(stmt, 6 + (int)trained),
		.verified = sqlite3_column_int(stmt, 9),
	};
	db_copy(stmt, 0, one->ward, sizeof(one->ward));
}

static bool add_role(struct grid *grid, enum statement id, enum role role,
		     struct err *err)
{
	const struct count_query *query = grid->query;
	sqlite3_stmt *stmt = db_bind(grid->store, id, "");
	int step;

	while ((step = db_step(grid->store, stmt, err)) > 0) {
		struct counted one;
		read_counted(stmt, query->trained, &one);
		if (one.day > query->day || (query->from && one.day < query->from))
			continue;
		one.age = workage_of(grid->store->region, query->definition, one.sex,
				     &one.birth);
		count_one(grid, &one, role);
	}
	return step == 0;
}

static bool add_people(struct store *store, struct sums *sums, struct err *err)
{
	struct grid grid;

	if (!grid_begin(&grid, store, sums->query, err))
		return false;
	bool ok = add_role(&grid, STMT_CONTRIBUTIONS, ROLE_PERSON, err) &&
		  add_role(&grid, STMT_CLUSTER_SUMS, ROLE_CLUSTER, err) &&
		  add_role(&grid, STMT_CLUSTER_PARTS, ROLE_PART, err);
	grid_close(&grid, sums);
	return ok;
}

/* ── the question ──────────────────────────────────────────────────────────────────────── */

static bool can_count(struct store *store, struct err *err)
{
	bool fresh;

	if (!store->region)
		return err_set(
			err, ERR_CONFIG,
			_("Chưa có bảng tuổi lao động của thành phố nên không đếm được. "
			  "Hãy kiểm tra thư mục nội dung (--content)."));
	if ((store->depth && !tally_settle(store, err)) ||
	    !tally_fresh(store, &fresh, err))
		return false;
	if (fresh)
		return true;
	return err_set(
		err, ERR_CONFIG,
		_("Quy tắc tuổi lao động đã đổi từ lần đếm trước. Hãy chạy: kynangso "
		  "recount."));
}

bool store_count(struct store *store, const struct count_query *query,
		 struct count_row **rows, size_t *count, struct err *err)
{
	struct sums sums = {.query = query};
	bool began;

	*rows = NULL;
	*count = 0;
	if (!read_begin(store, &began, err))
		return false;
	bool ok = can_count(store, err) &&
		  (query->by & BY_AGE || query->from ? add_people(store, &sums, err)
						     : add_tally(store, &sums, err));
	read_end(store, began);
	if (!ok) {
		free(sums.rows);
		return false;
	}
	sums_tidy(&sums);
	*rows = sums.rows;
	*count = sums.count;
	return true;
}

/* ── who is outside ────────────────────────────────────────────────────────────────────── */

/* `sure` of the sums stands for those too young, `possible` for those too old. */
static bool add_outside(struct store *store, struct sums *sums, struct err *err)
{
	const struct count_query *query = sums->query;
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTIONS, "");
	int step;

	while ((step = db_step(store, stmt, err)) > 0) {
		struct counted one;
		read_counted(stmt, query->trained, &one);
		struct span_days span =
			workage_of(store->region, query->definition, one.sex, &one.birth)
				.possible;
		if (one.day > query->day || span_has(span, query->day))
			continue;
		struct count_row row = {.sex = one.sex,
					.sure = query->day < span.first,
					.possible = query->day >= span.first};
		memcpy(row.ward, one.ward, sizeof(row.ward));
		sums_add(sums, row);
	}
	return step == 0;
}

bool store_count_outside(struct store *store, const struct count_query *query,
			 struct outside_row **rows, size_t *count, struct err *err)
{
	struct count_query asked = *query;
	struct sums sums = {.query = &asked};
	bool began;

	*rows = NULL;
	*count = 0;
	asked.by &= BY_WARD | BY_SEX;
	if (!read_begin(store, &began, err))
		return false;
	bool ok = can_count(store, err) && add_outside(store, &sums, err);
	read_end(store, began);
	if (ok && sums.count) {
		*rows = xcalloc(sums.count, sizeof(**rows));
		for (; *count < sums.count; ++*count) {
			const struct count_row *sum = &sums.rows[*count];
			(*rows)[*count] = (struct outside_row){.sex = sum->sex,
							       .under = sum->sure,
							       .over = sum->possible};
			memcpy((*rows)[*count].ward, sum->ward, sizeof(sum->ward));
		}
	}
	free(sums.rows);
	return ok;
}

bool store_turns(struct store *store, int first_day, int last_day,
		 struct turns_row **rows, size_t *count, struct err *err)
{
	size_t cap = 0;
	int step;
	sqlite3_stmt *stmt = db_bind(store, STMT_TURNS, "dd", first_day, last_day);

	*rows = NULL;
	*count = 0;
	while ((step = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*rows, *count + 1, cap);
		struct turns_row *row = &(*rows)[(*count)++];
		*row = (struct turns_row){.turns = sqlite3_column_int64(stmt, 1),
					  .people = sqlite3_column_int64(stmt, 2)};
		db_copy(stmt, 0, row->ward, sizeof(row->ward));
	}
	if (step == 0)
		return true;
	free(*rows);
	*rows = NULL;
	*count = 0;
	return false;
}
