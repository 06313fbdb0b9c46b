/* The rows of the tally: one a period, with all its changes in it.
 *
 * What changes on a day changes in some of the places, a place being a ward and a sex. Kept as a
 * row each, a date would read more rows the more people there are, up to ten thousand; so it reads
 * a row for each year, month and day before it, and never more. A page of the database is written
 * whole in any case, so one large row costs a writer hardly more than a small one.
 *
 * A row is sparse or dense, whichever is right for how many places change, and dense in numbers as
 * short as they may be: even in a city of millions a day's fit into a byte, and a count on a date
 * reads up to thirty days. The same facts give the same bytes.
 *
 *	0	sparse: for each place that changes three varints, how many places after the one
 *		before, sure, possible - sure (zigzag; seven bits a byte, lowest first)
 *	1 2 4	dense: for each place sure and possible, so many bytes each, in the machine's
 *		order of bytes (a database that has been on a machine of the other order is
 *		refused as broken and counted again)
 */
#include "store/db.h"

#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

/* A dense row begins with the bytes of a number. */
enum { ROW_SPARSE = 0 };

/* ── places ────────────────────────────────────────────────────────────────────────────── */

size_t tally_places(const struct region *region)
{
	return (region->ward_count + 1) * TALLY_SEXES;
}

size_t tally_place(const struct region *region, const char *ward, enum sex sex)
{
	const struct ward *found = region_ward(region, ward);
	size_t index = found ? (size_t)(found - region->wards) : region->ward_count;

	return index * TALLY_SEXES + (size_t)sex;
}

void tally_place_row(const struct region *region, size_t place, struct count_row *row)
{
	size_t index = place / TALLY_SEXES;

	*row = (struct count_row){.sex = (enum sex)(place % TALLY_SEXES), .age_band = -1};
	if (index < region->ward_count)
		strncpy(row->ward, region->wards[index].code, sizeof(row->ward) - 1);
}

/* ── changes, collected in a hash table ────────────────────────────────────────────────── */

static bool same_cell(const struct cell *a, const struct cell *b)
{
	return a->key == b->key && a->place == b->place;
}

static size_t cell_hash(const struct cell *cell)
{
	uint64_t h =
		((uint64_t)cell->key ^ (uint64_t)cell->place << 52) * 0xff51afd7ed558ccdu;

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

void cells_change(struct cells *cells, const struct cell *change)
{
	if ((cells->count + 1) * 2 > cells->cap)
		cells_grow(cells);
	struct cell *cell = cell_at(cells->items, cells->cap, change);
	if (!cell->used) {
		*cell = *change;
		cell->used = true;
		cells->count++;
		return;
	}
	cell->sum.sure += change->sum.sure;
	cell->sum.possible += change->sum.possible;
}

void cells_release(struct cells *cells)
{
	free(cells->items);
	*cells = (struct cells){0};
}

void cells_join(struct cells *outer, struct cells *inner, bool ok)
{
	/* Most often the first that the outer one gets: nothing to copy. */
	if (ok && !outer->cap) {
		*outer = *inner;
		*inner = (struct cells){0};
		return;
	}
	for (size_t i = 0; ok && i < inner->cap; i++) {
		if (inner->items[i].used)
			cells_change(outer, &inner->items[i]);
	}
	cells_release(inner);
}

bool tally_settle(struct store *store, struct err *err)
{
	return cells_flush(store, &store->changes[store->depth], err);
}

int64_t tally_key(int reading, int definition, enum level level, int32_t period)
{
	int64_t kind = (reading * DEFINITIONS + definition) * LEVELS + (int)level;

	return kind << 32 | (uint32_t)((int64_t)period - INT32_MIN);
}

/* ── reading ───────────────────────────────────────────────────────────────────────────── */

static bool get_varint(const uint8_t **at, const uint8_t *end, int64_t *n)
{
	uint64_t z = 0;

	for (int shift = 0; *at < end && shift < 64; shift += 7) {
		uint8_t byte = *(*at)++;
		z |= (uint64_t)(byte & 127) << shift;
		if (byte < 128) {
			*n = (int64_t)(z >> 1) ^ -(int64_t)(z & 1);
			return true;
		}
	}
	return false;
}

static bool add_sparse(const uint8_t *at, const uint8_t *end, struct tally_sum *sums,
		       size_t places)
{
	int64_t place = -1, step, sure, more;

	while (at < end) {
		if (!get_varint(&at, end, &step) || !get_varint(&at, end, &sure) ||
		    !get_varint(&at, end, &more) || step < 1 ||
		    step >= (int64_t)places - place)
			return false;
		place += step;
		sums[place].sure = (int32_t)(sums[place].sure + sure);
		sums[place].possible = (int32_t)(sums[place].possible + sure + more);
	}
	return true;
}

/* Many at a time: compilers make a few instructions of that. A headline spends most of its time
 * here. */
#define LANES 16

#define ADD_DENSE(name, number)                                                          \
	static void name(const uint8_t *from, uint32_t *sum, size_t count)               \
	{                                                                                \
		number more[LANES];                                                      \
		size_t i = 0;                                                            \
		for (; i + LANES <= count; i += LANES) {                                 \
			memcpy(more, from + i * sizeof(number), sizeof(more));           \
			for (int k = 0; k < LANES; k++)                                  \
				sum[i + (size_t)k] += (uint32_t)more[k];                 \
		}                                                                        \
		memcpy(more, from + i * sizeof(number), (count - i) * sizeof(number));   \
		for (int k = 0; i < count; i++, k++)                                     \
			sum[i] += (uint32_t)more[k];                                     \
	}

ADD_DENSE(add_bytes, int8_t)
ADD_DENSE(add_shorts, int16_t)
ADD_DENSE(add_words, int32_t)

static bool add_dense(const uint8_t *row, size_t n, struct tally_sum *sums, size_t places)
{
	size_t count = places * 2;
	uint32_t *sum = (uint32_t *)(void *)sums; /* signed and unsigned add alike */

	if (n != 1 + count * *row)
		return false;
	switch (*row) {
	case sizeof(int8_t):
		add_bytes(row + 1, sum, count);
		return true;
	case sizeof(int16_t):
		add_shorts(row + 1, sum, count);
		return true;
	case sizeof(int32_t):
		add_words(row + 1, sum, count);
		return true;
	default:
		return false;
	}
}

bool tally_add_row(sqlite3_stmt *stmt, int column, struct tally_sum *sums, size_t places,
		   struct err *err)
{
	const uint8_t *row = sqlite3_column_blob(stmt, column);
	int n = sqlite3_column_bytes(stmt, column);

	if (n > 0 && *row == ROW_SPARSE && add_sparse(row + 1, row + n, sums, places))
		return true;
	if (n > 0 && *row != ROW_SPARSE && add_dense(row, (size_t)n, sums, places))
		return true;
	return err_set(
		err, ERR_DATA,
		_("Bảng đếm bị hỏng. Nhật ký vẫn còn: hãy chạy kynangso recount để đếm "
		  "lại."));
}

/* ── writing ───────────────────────────────────────────────────────────────────────────── */

static void put_varint(struct buf *out, int64_t n)
{
	uint64_t z = (uint64_t)n << 1 ^ (uint64_t)(n >> 63);

	for (; z >= 128; z >>= 7)
		buf_addc(out, (char)(z | 128));
	buf_addc(out, (char)z);
}

static bool is_nothing(const struct tally_sum *sum)
{
	return !sum->sure && !sum->possible;
}

static void put_sparse(struct buf *out, const struct tally_sum *sums, size_t places)
{
	int64_t last = -1;

	buf_addc(out, ROW_SPARSE);
	for (size_t i = 0; i < places; i++) {
		if (is_nothing(&sums[i]))
			continue;
		put_varint(out, (int64_t)i - last);
		put_varint(out, sums[i].sure);
		put_varint(out, sums[i].possible - sums[i].sure);
		last = (int64_t)i;
	}
}

/* Bytes of the shortest number that holds any of them. */
static size_t width_of(const struct tally_sum *sums, size_t places)
{
	int32_t low = 0, high = 0;

	for (size_t i = 0; i < places; i++) {
		const int32_t pair[2] = {sums[i].sure, sums[i].possible};
		for (int k = 0; k < 2; k++) {
			low = pair[k] < low ? pair[k] : low;
			high = pair[k] > high ? pair[k] : high;
		}
	}
	if (low >= INT8_MIN && high <= INT8_MAX)
		return sizeof(int8_t);
	return low >= INT16_MIN && high <= INT16_MAX ? sizeof(int16_t) : sizeof(int32_t);
}

static void put_number(struct buf *out, int32_t n, size_t width)
{
	const int16_t two = (int16_t)n;
	const int8_t one = (int8_t)n;

	buf_add(out,
		width == sizeof(one)   ? (const void *)&one
		: width == sizeof(two) ? (const void *)&two
				       : &n,
		width);
}

static void put_dense(struct buf *out, const struct tally_sum *sums, size_t places)
{
	size_t width = width_of(sums, places);

	buf_addc(out, (char)width);
	for (size_t i = 0; i < places; i++) {
		put_number(out, sums[i].sure, width);
		put_number(out, sums[i].possible, width);
	}
}

/* Nothing for a period in which nothing changes. */
static void put_row(struct buf *out, const struct tally_sum *sums, size_t places)
{
	size_t filled = 0;

	for (size_t i = 0; i < places; i++)
		filled += !is_nothing(&sums[i]);
	/* At this point both are about as long, and dense is ten times as fast to add. */
	if (filled > places / 4)
		put_dense(out, sums, places);
	else if (filled)
		put_sparse(out, sums, places);
}

static int by_key(const void *x, const void *y)
{
	const struct cell *a = x, *b = y;

	return (a->key > b->key) - (a->key < b->key);
}

/* n changes of one period. `sums` is room for all places, and `row` for the bytes. */
static bool write_row(struct store *store, const struct cell *changes, size_t n,
		      struct tally_sum *sums, struct buf *row, struct err *err)
{
	size_t places = tally_places(store->region);
	sqlite3_stmt *stmt = db_bind(store, STMT_TALLY_ROW, "i", changes->key);
	int step = db_step(store, stmt, err);

	memset(sums, 0, places * sizeof(*sums));
	bool ok = step == 0 || (step > 0 && tally_add_row(stmt, 0, sums, places, err));
	if (step > 0)
		db_end(stmt);
	for (size_t i = 0; i < n; i++) {
		sums[changes[i].place].sure += changes[i].sum.sure;
		sums[changes[i].place].possible += changes[i].sum.possible;
	}
	buf_reset(row);
	put_row(row, sums, places);
	if (ok && row->len)
		return db_run(store, STMT_TALLY_PUT, "ib", err, changes->key, row->data,
			      row->len);
	return ok && db_run(store, STMT_TALLY_DROP, "i", err, changes->key);
}

bool cells_flush(struct store *store, struct cells *cells, struct err *err)
{
	struct tally_sum *sums = NULL;
	struct buf row = BUF_INIT;
	size_t n = 0, end;
	bool ok = true;

	for (size_t i = 0; i < cells->cap; i++) {
		if (cells->items[i].used)
			cells->items[n++] = cells->items[i];
	}
	/* In the order of the table, so that pages are written once. */
	if (n) {
		qsort(cells->items, n, sizeof(*cells->items), by_key);
		sums = xcalloc(tally_places(store->region), sizeof(*sums));
	}
	for (size_t i = 0; ok && i < n; i = end) {
		for (end = i + 1; end < n; end++)
			if (cells->items[end].key != cells->items[i].key)
				break;
		ok = write_row(store, &cells->items[i], end - i, sums, &row, err);
	}
	free(sums);
	buf_release(&row);
	cells_release(cells);
	return ok;
}
