/* What each person adds to the counts, and the sums of it.
 *
 * A person is in a count over one interval of days, so a count on any date is a sum of +1 and -1
 * up to that date. The sums are kept at three levels, so that a date reads the years before its
 * own, the months before its own, and the days of its month, and never more rows than wards
 * times sexes times (years + 11 + 31), however many people there are.
 *
 * The person is the first of the learners united; the days are the earliest of any of them. Each
 * fact (birth, sex, ward) is that of the first learner, in that order, who has it most precisely.
 */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* Raise when workage.h or the layout of the tally changes what is written for the same facts:
 * the tally is then made anew at the next start. */
#define TALLY_VERSION 1

enum level { LEVEL_YEAR, LEVEL_MONTH, LEVEL_DAY, LEVELS };

/* ── cells: changes collected in a hash table, written in one go ───────────────────────── */

struct cell {
	char ward[8];
	int32_t period;
	uint8_t used, reading, definition, level, sex;
	int64_t sure, possible;
};

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->period == b->period && a->reading == b->reading &&
	       a->definition == b->definition && a->level == b->level &&
	       a->sex == b->sex && !memcmp(a->ward, b->ward, sizeof(a->ward));
}

static size_t cell_hash(const struct cell *cell)
{
	uint64_t ward;

	memcpy(&ward, cell->ward, sizeof(ward));
	uint64_t h = ward * 0x9e3779b97f4a7c15u;
	h ^= (uint64_t)(uint32_t)cell->period << 16 | (uint64_t)cell->reading << 12 |
	     (uint64_t)cell->definition << 8 | (uint64_t)cell->level << 4 | cell->sex;
	h *= 0xff51afd7ed558ccdu;
	return (size_t)(h ^ h >> 32);
}

static struct cell *cell_at(struct cell *items, size_t cap, const struct cell *key)
{
	size_t i = cell_hash(key) & (cap - 1);

	while (items[i].used && !same_cell(&items[i], key))
		i = (i + 1) & (cap - 1);
	return &items[i];
}

static void cells_grow(struct cells *cells)
{
	size_t cap = cells->cap ? cells->cap * 2 : 256;
	struct cell *items = xcalloc(cap, sizeof(*items));

	for (size_t i = 0; i < cells->cap; i++) {
		if (cells->items[i].used)
			*cell_at(items, cap, &cells->items[i]) = cells->items[i];
	}
	free(cells->items);
	cells->items = items;
	cells->cap = cap;
}

static void cell_change(struct cells *cells, const struct cell *change)
{
	if ((cells->count + 1) * 2 > cells->cap)
		cells_grow(cells);
	struct cell *cell = cell_at(cells->items, cells->cap, change);
	if (!cell->used) {
		*cell = *change;
		cell->used = 1;
		cells->count++;
		return;
	}
	cell->sure += change->sure;
	cell->possible += change->possible;
}

void cells_release(struct cells *cells)
{
	free(cells->items);
	*cells = (struct cells){0};
}

static void change_on(struct cells *cells, struct cell change, int day)
{
	struct date date = date_of(day);
	const int32_t periods[LEVELS] = {date.year, date.year * 12 + date.month - 1, day};

	for (int level = 0; level < LEVELS; level++) {
		change.level = (uint8_t)level;
		change.period = periods[level];
		cell_change(cells, &change);
	}
}

static void span_change(struct cells *cells, struct cell change, struct span_days span)
{
	if (span.first > span.last)
		return;
	change_on(cells, change, span.first);
	if (span.last == DAY_NEVER)
		return;
	change.sure = -change.sure;
	change.possible = -change.possible;
	change_on(cells, change, span.last + 1);
}

void cells_add(struct cells *cells, const struct region *region,
	       const struct contribution *c, int sign)
{
	for (int definition = 0; definition < DEFINITIONS; definition++) {
		struct working_age age = workage_of(region, (enum definition)definition,
						    c->sex, &c->birth);
		for (int reading = 0; reading < TRAINED_READINGS; reading++) {
			if (c->days[reading] == DAY_NEVER)
				continue;
			struct cell change = {.reading = (uint8_t)reading,
					      .definition = (uint8_t)definition,
					      .sex = (uint8_t)c->sex};
			memcpy(change.ward, c->ward, sizeof(change.ward));
			change.sure = sign;
			span_change(cells, change, span_from(age.sure, c->days[reading]));
			change.sure = 0;
			change.possible = sign;
			span_change(cells, change,
				    span_from(age.possible, c->days[reading]));
		}
	}
}

static int by_key(const void *x, const void *y)
{
	const struct cell *a = x, *b = y;

#define COMPARE(field)                                                                   \
	if (a->field != b->field)                                                        \
	return a->field < b->field ? -1 : 1
	COMPARE(reading);
	COMPARE(definition);
	COMPARE(level);
	COMPARE(period);
	int ward = memcmp(a->ward, b->ward, sizeof(a->ward));
	if (ward)
		return ward;
	COMPARE(sex);
#undef COMPARE
	return 0;
}

/* A cell that comes to nothing is removed, so that the rows depend on what is true now and not
 * on what has been. */
static bool cell_write(struct store *store, const struct cell *cell, struct err *err)
{
	if (!cell->sure && !cell->possible)
		return true;
	if (!db_run(store, STMT_TALLY_ADD, "ddddsdii", err, (int)cell->reading,
		    (int)cell->definition, (int)cell->level, (int)cell->period,
		    cell->ward, (int)cell->sex, cell->sure, cell->possible))
		return false;
	return db_run(store, STMT_TALLY_DROP_ZERO, "ddddsd", err, (int)cell->reading,
		      (int)cell->definition, (int)cell->level, (int)cell->period,
		      cell->ward, (int)cell->sex);
}

bool cells_flush(struct store *store, struct cells *cells, struct err *err)
{
	size_t n = 0;
	bool ok = true;

	for (size_t i = 0; i < cells->cap; i++) {
		if (cells->items[i].used)
			cells->items[n++] = cells->items[i];
	}
	/* In the order of the table, so that pages are written once. */
	if (n)
		qsort(cells->items, n, sizeof(*cells->items), by_key);
	for (size_t i = 0; ok && i < n; i++)
		ok = cell_write(store, &cells->items[i], err);
	cells_release(cells);
	return ok;
}

/* ── one person ────────────────────────────────────────────────────────────────────────── */

static void read_contribution(sqlite3_stmt *stmt, struct contribution *c)
{
	*c = (struct contribution){
		.sex = (enum sex)sqlite3_column_int(stmt, 1),
		.birth = {.precision = (enum precision)sqlite3_column_int(stmt, 2),
			  .year = sqlite3_column_int(stmt, 3),
			  .month = sqlite3_column_int(stmt, 4),
			  .day = sqlite3_column_int(stmt, 5)},
	};
	db_copy(stmt, 0, c->ward, sizeof(c->ward));
	for (int i = 0; i < TRAINED_READINGS; i++)
		c->days[i] = sqlite3_column_int(stmt, 6 + i);
}

/* Rows come in the order of the group, first learner first. */
static void join(struct contribution *sum, const struct contribution *one)
{
	if (one->birth.precision > sum->birth.precision)
		sum->birth = one->birth;
	if (sum->sex == SEX_UNKNOWN)
		sum->sex = one->sex;
	if (!*sum->ward)
		memcpy(sum->ward, one->ward, sizeof(sum->ward));
	for (int i = 0; i < TRAINED_READINGS; i++) {
		if (one->days[i] < sum->days[i])
			sum->days[i] = one->days[i];
	}
}

/* Whoever completed has attended, and whoever was confirmed has completed. */
static void nest(struct contribution *c)
{
	int *days = c->days;

	if (days[TRAINED_COMPLETED] < days[TRAINED_ATTENDED])
		days[TRAINED_ATTENDED] = days[TRAINED_COMPLETED];
	if (days[TRAINED_CONFIRMED] < days[TRAINED_COMPLETED])
		days[TRAINED_CONFIRMED] = days[TRAINED_COMPLETED];
}

static bool contribution_now(struct store *store, int64_t person,
			     struct contribution *sum, bool *any, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTION_NOW, "i", person);
	int row;

	*sum = (struct contribution){.days = {DAY_NEVER, DAY_NEVER, DAY_NEVER}};
	while ((row = db_step(store, stmt, err)) > 0) {
		struct contribution one;
		read_contribution(stmt, &one);
		join(sum, &one);
	}
	nest(sum);
	*any = sum->days[TRAINED_ATTENDED] != DAY_NEVER;
	return row == 0;
}

static bool contribution_kept(struct store *store, int64_t person,
			      struct contribution *kept, bool *any, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTION, "i", person);
	int row = db_step(store, stmt, err);

	*any = row > 0;
	if (row > 0) {
		read_contribution(stmt, kept);
		db_end(stmt);
	}
	return row >= 0;
}

static bool same_contribution(const struct contribution *a, const struct contribution *b)
{
	return !strcmp(a->ward, b->ward) && a->sex == b->sex &&
	       a->birth.precision == b->birth.precision &&
	       a->birth.year == b->birth.year && a->birth.month == b->birth.month &&
	       a->birth.day == b->birth.day && !memcmp(a->days, b->days, sizeof(a->days));
}

bool person_refresh(struct store *store, int64_t person, struct cells *cells,
		    struct err *err)
{
	struct contribution now, kept;
	bool counted, was;

	if (!contribution_now(store, person, &now, &counted, err) ||
	    !contribution_kept(store, person, &kept, &was, err))
		return false;
	if (counted == was && (!counted || same_contribution(&now, &kept)))
		return true;
	if (store->region) {
		if (was)
			cells_add(cells, store->region, &kept, -1);
		if (counted)
			cells_add(cells, store->region, &now, 1);
	} else if (!meta_put_int(store, "tally_rule", 0, err)) {
		return false; /* 0 fits no rule: the next start with a region makes it anew */
	}
	if (!counted)
		return db_run(store, STMT_CONTRIBUTION_DROP, "i", err, person);
	return db_run(store, STMT_CONTRIBUTION_PUT, "isdddddddd", err, person, now.ward,
		      (int)now.sex, (int)now.birth.precision, now.birth.year,
		      now.birth.month, now.birth.day, now.days[0], now.days[1],
		      now.days[2]);
}

/* ── the whole ─────────────────────────────────────────────────────────────────────────── */

/* A number for the rule by which the tally was made; never 0. */
static int64_t tally_rule(const struct region *region)
{
	struct hash hash;
	uint8_t out[HASH_BYTES];
	int64_t rule;
	const int head[] = {TALLY_VERSION, region->from_age};

	hash_init(&hash);
	hash_add(&hash, head, sizeof(head));
	for (size_t i = 0; i < region->row_count; i++) {
		const struct retirement_row *row = &region->rows[i];
		const int parts[] = {(int)row->sex, row->born_from, row->born_to,
				     row->months};
		hash_add(&hash, parts, sizeof(parts));
	}
	hash_end(&hash, out);
	memcpy(&rule, out, sizeof(rule));
	return (rule & INT64_MAX) | 1;
}

bool tally_fresh(struct store *store, bool *fresh, struct err *err)
{
	int64_t rule;

	if (!meta_int(store, "tally_rule", 0, &rule, err))
		return false;
	*fresh = store->region && rule == tally_rule(store->region);
	return true;
}

static bool rebuild(struct store *store, struct err *err)
{
	struct cells cells = {0};
	struct contribution c;
	int row;

	if (!db_exec(store, "DELETE FROM tally", err))
		return false;
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTIONS, "");
	while ((row = db_step(store, stmt, err)) > 0) {
		read_contribution(stmt, &c);
		cells_add(&cells, store->region, &c, 1);
	}
	bool ok = row == 0 && cells_flush(store, &cells, err) &&
		  meta_put_int(store, "tally_rule", tally_rule(store->region), err);
	cells_release(&cells);
	return ok;
}

bool tally_rebuild(struct store *store, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	return tx_end(store, rebuild(store, err), err);
}

static bool recount(struct store *store, bool *equal, struct err *err)
{
	uint8_t before[HASH_BYTES], after[HASH_BYTES];

	if (!projection_digest(store, before, err) || !project_all(store, err) ||
	    !projection_digest(store, after, err))
		return false;
	*equal = !memcmp(before, after, HASH_BYTES);
	return meta_put_int(store, "tally_rule", tally_rule(store->region), err);
}

bool store_recount(struct store *store, bool verify, bool *equal, struct err *err)
{
	bool same = false;

	if (!store->region)
		return err_set(
			err, ERR_CONFIG,
			_("Chưa có bảng tuổi lao động của thành phố nên không đếm lại "
			  "được. Hãy kiểm tra thư mục nội dung (--content)."));
	if (!tx_begin(store, err))
		return false;
	bool ok = recount(store, &same, err);
	if (equal)
		*equal = ok && same;
	/* Proving is counting again and taking it back. */
	if (ok && verify) {
		tx_end(store, false, NULL);
		return true;
	}
	return tx_end(store, ok, err);
}
