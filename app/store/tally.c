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
#define TALLY_VERSION 3

/* One kind of change of one person. */
struct change {
	struct cells *cells;
	int reading, definition;
	struct cell cell;
};

static void change_on(struct change *change, int sure, int possible, int day)
{
	struct date date = date_of(day);
	const int32_t periods[LEVELS] = {date.year, date.year * 12 + date.month - 1, day};

	change->cell.sum = (struct tally_sum){sure, possible};
	for (int level = 0; level < LEVELS; level++) {
		change->cell.key = tally_key(change->reading, change->definition,
					     (enum level)level, periods[level]);
		cells_change(change->cells, &change->cell);
	}
}

static void span_change(struct change *change, int sure, int possible,
			struct span_days span)
{
	if (span.first > span.last)
		return;
	change_on(change, sure, possible, span.first);
	if (span.last != DAY_NEVER)
		change_on(change, -sure, -possible, span.last + 1);
}

static bool same_span(struct span_days a, struct span_days b)
{
	return a.first == b.first && a.last == b.last;
}

void cells_add_series(struct cells *cells, const struct region *region,
		      const struct contribution *c, enum series series, int sign)
{
	struct change change = {.cells = cells};

	change.cell.place = (uint16_t)tally_place(region, c->ward, c->sex);
	for (int definition = 0; definition < DEFINITIONS; definition++) {
		struct working_age age = workage_of(region, (enum definition)definition,
						    c->sex, &c->birth);
		change.definition = definition;
		for (int reading = 0; reading < TRAINED_READINGS; reading++) {
			if (c->days[reading] == DAY_NEVER)
				continue;
			change.reading = (int)series + reading;
			struct span_days sure = span_from(age.sure, c->days[reading]);
			struct span_days possible =
				span_from(age.possible, c->days[reading]);
			if (same_span(sure, possible)) {
				span_change(&change, sign, sign, sure);
				continue;
			}
			span_change(&change, sign, 0, sure);
			span_change(&change, 0, sign, possible);
		}
	}
}

void cells_add(struct cells *cells, const struct region *region,
	       const struct contribution *c, int sign)
{
	cells_add_series(cells, region, c, SERIES_ALL, sign);
	if (c->verified)
		cells_add_series(cells, region, c, SERIES_VERIFIED, sign);
}

/* ── one person ────────────────────────────────────────────────────────────────────────── */

void contribution_read(sqlite3_stmt *stmt, struct contribution *c)
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
	c->verified = sqlite3_column_int(stmt, 9);
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
	sum->verified |= one->verified;
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

/* What one learner brings to their person; key is their place in the order of all. */
struct part {
	uint8_t device[DEVICE_BYTES];
	int64_t seq;
	struct contribution contribution;
};

static int first_first(const void *x, const void *y)
{
	const struct part *a = x, *b = y;
	int device = memcmp(a->device, b->device, DEVICE_BYTES);

	return device ? device : a->seq < b->seq ? -1 : a->seq > b->seq;
}

struct parts {
	struct part *items;
	size_t count, cap;
};

static bool parts_of(struct store *store, int64_t person, struct parts *parts,
		     struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTION_NOW, "i", person);
	int row;

	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(parts->items, parts->count + 1, parts->cap);
		struct part *part = &parts->items[parts->count++];
		contribution_read(stmt, &part->contribution);
		memcpy(part->device, sqlite3_column_blob(stmt, 10), DEVICE_BYTES);
		part->seq = sqlite3_column_int64(stmt, 11);
	}
	return row == 0;
}

bool contribution_of(struct store *store, const int64_t *persons, size_t count,
		     struct contribution *sum, bool *any, struct err *err)
{
	struct parts parts = {0};
	bool ok = true;

	*sum = (struct contribution){.days = {DAY_NEVER, DAY_NEVER, DAY_NEVER}};
	for (size_t i = 0; ok && i < count; i++)
		ok = parts_of(store, persons[i], &parts, err);
	if (parts.count > 1)
		qsort(parts.items, parts.count, sizeof(*parts.items), first_first);
	for (size_t i = 0; i < parts.count; i++)
		join(sum, &parts.items[i].contribution);
	free(parts.items);
	nest(sum);
	*any = sum->days[TRAINED_ATTENDED] != DAY_NEVER;
	return ok;
}

bool contribution_kept(struct store *store, int64_t person, struct contribution *kept,
		       bool *any, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTION, "i", person);
	int row = db_step(store, stmt, err);

	*any = row > 0;
	if (row > 0) {
		contribution_read(stmt, kept);
		db_end(stmt);
	}
	return row >= 0;
}

static bool same_contribution(const struct contribution *a, const struct contribution *b)
{
	return !strcmp(a->ward, b->ward) && a->sex == b->sex &&
	       a->birth.precision == b->birth.precision &&
	       a->birth.year == b->birth.year && a->birth.month == b->birth.month &&
	       a->birth.day == b->birth.day && a->verified == b->verified &&
	       !memcmp(a->days, b->days, sizeof(a->days));
}

bool person_refresh(struct store *store, int64_t person, struct err *err)
{
	struct cells *cells = &store->changes[store->depth];
	struct contribution now, kept;
	bool counted, was;

	if (!cluster_dissolve(store, person, err) ||
	    !contribution_of(store, &person, 1, &now, &counted, err) ||
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
	return db_run(store, STMT_CONTRIBUTION_PUT, "isddddddddd", err, person, now.ward,
		      (int)now.sex, (int)now.birth.precision, now.birth.year,
		      now.birth.month, now.birth.day, now.days[0], now.days[1],
		      now.days[2], (int)now.verified);
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
	/* Places are numbered in the order of the wards. */
	for (size_t i = 0; i < region->ward_count; i++)
		hash_add(&hash, region->wards[i].code, strlen(region->wards[i].code) + 1);
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

	cells_release(&store->changes[store->depth]);
	if (!db_exec(store, "DELETE FROM tally", err))
		return false;
	sqlite3_stmt *stmt = db_bind(store, STMT_CONTRIBUTIONS, "");
	while ((row = db_step(store, stmt, err)) > 0) {
		contribution_read(stmt, &c);
		cells_add(&cells, store->region, &c, 1);
	}
	bool ok = row == 0 && clusters_again(store, &cells, err) &&
		  cells_flush(store, &cells, err) &&
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
	    !tally_settle(store, err) || !projection_digest(store, after, err))
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
	if (!tally_settle(store, err) || !tx_begin(store, err))
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
