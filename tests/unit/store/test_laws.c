/* Laws of counting, on random histories: what is kept (the tally, with both ends of its range), what
 * a recount makes of the journal, and what the naive walk below makes of it are the same.
 *
 * The walk knows nothing of projections, statements or sums: it reads the journal from its first
 * event to its last, keeps a few arrays, compares everybody with everybody, and counts by asking
 * each person. On a difference the shortest beginning of the history that shows it is told, act by
 * act, with its seed. SEEDS=5000 runs more of them, SEED=17 begins there. */
#include "history.h"

#include "store/db.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_laws(void);

static struct err err;

/* ── the naive walk ────────────────────────────────────────────────────────────────────── */

struct walked_finish {
	int64_t device, seq;
	int day, confirmed; /* DAY_NEVER = not */
	bool voided, moved;
};

/* The scenes know two sessions. */
struct presence {
	int day;
	bool morning;
};

struct life {
	int64_t id;
	bool registered, known; /* known: has a row of personal data */
	struct person person;
	uint8_t token[32];
	bool has_token, has_id;
	struct presence presences[256];
	int presence_count;
	struct walked_finish finishes[64];
	int finish_count;
};

/* The last word about two. */
struct verdict {
	int64_t a, b;
	int state;
};

struct world {
	struct store *store;
	struct life lives[2000];
	int count;
	struct verdict words[4000];
	int word_count;
	int root[2000]; /* of whoever is one person */
};

static struct life *life_of(struct world *w, int64_t id)
{
	for (int i = 0; i < w->count; i++) {
		if (w->lives[i].id == id)
			return &w->lives[i];
	}
	assert_true(w->count < 2000);
	struct life *life = &w->lives[w->count++];
	*life = (struct life){.id = id};
	return life;
}

/* "17" or "<hex>:17" in some body; -1 where there is nothing. */
static int64_t query(struct world *w, const char *sql, int64_t device, int64_t seq,
		     const char *field)
{
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(w->store->db, sql, -1, &stmt, NULL),
			 SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, device);
	sqlite3_bind_int64(stmt, 2, seq);
	sqlite3_bind_text(stmt, 3, field, -1, SQLITE_STATIC);
	int64_t value = sqlite3_step(stmt) == SQLITE_ROW &&
					sqlite3_column_type(stmt, 0) != SQLITE_NULL
				? sqlite3_column_int64(stmt, 0)
				: -1;
	sqlite3_finalize(stmt);
	return value;
}

static void refer(struct world *w, const sqlite3_stmt *unused, int64_t device,
		  int64_t seq, const char *field, int64_t *of, int64_t *at)
{
	static const char number[] =
		"SELECT CASE WHEN instr(r, ':') THEN (SELECT number FROM device WHERE"
		" lower(hex(id)) = substr(r, 1, 32)) ELSE device END FROM (SELECT device,"
		" json_extract(body, '$.' || ?3) AS r FROM event WHERE device = ?1 AND"
		" seq = ?2) WHERE r <> ''";
	static const char count[] =
		"SELECT CAST(substr(r, instr(r, ':') + 1) AS INTEGER) FROM (SELECT"
		" json_extract(body, '$.' || ?3) AS r FROM event WHERE device = ?1 AND"
		" seq = ?2) WHERE r <> ''";

	(void)unused;
	*of = query(w, number, device, seq, field);
	*at = query(w, count, device, seq, field);
}

static int64_t learner_at(struct world *w, int64_t device, int64_t seq)
{
	return query(w, "SELECT id FROM learner WHERE device = ?1 AND seq = ?2", device,
		     seq, "");
}

static int field(struct world *w, int64_t device, int64_t seq, const char *name)
{
	int64_t n = query(w,
			  "SELECT json_extract(body, '$.' || ?3) FROM event"
			  " WHERE device = ?1 AND seq = ?2",
			  device, seq, name);
	return n < 0 ? 0 : (int)n;
}

static int plain_day(int64_t at)
{
	int64_t day = (at + 7 * 3600) / 86400;
	return day < 20454 ? 20454 : (int)day;
}

static struct walked_finish *finish_of(struct life *life, int64_t device, int64_t seq)
{
	for (int i = 0; i < life->finish_count; i++) {
		if (life->finishes[i].device == device && life->finishes[i].seq == seq)
			return &life->finishes[i];
	}
	return NULL;
}

static void say(struct world *w, int64_t a, int64_t b, int state)
{
	for (int i = 0; i < w->word_count; i++) {
		struct verdict *word = &w->words[i];
		if ((word->a == a && word->b == b) || (word->a == b && word->b == a)) {
			word->state = state;
			return;
		}
	}
	assert_true(w->word_count < 4000);
	w->words[w->word_count++] = (struct verdict){a, b, state};
}

static void forget(struct world *w, struct life *life, int64_t device, int64_t seq)
{
	static const char ward[] = "SELECT json_extract(body, '$.ward') FROM event"
				   " WHERE device = ?1 AND seq = ?2";
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(w->store->db, ward, -1, &stmt, NULL),
			 SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, device);
	sqlite3_bind_int64(stmt, 2, seq);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	life->person = (struct person){
		.birth = {(enum precision)field(w, device, seq, "precision"),
			  field(w, device, seq, "year"), field(w, device, seq, "month"),
			  field(w, device, seq, "day")},
		.sex = (enum sex)field(w, device, seq, "sex"),
	};
	snprintf(life->person.ward, sizeof(life->person.ward), "%s",
		 (const char *)sqlite3_column_text(stmt, 0));
	life->has_id = field(w, device, seq, "verified") != 0;
	life->known = life->has_token = false;
	sqlite3_finalize(stmt);
}

static bool morning(struct world *w, int64_t device, int64_t seq)
{
	return query(w,
		     "SELECT json_extract(body, '$.' || ?3) = 'sang' FROM event"
		     " WHERE device = ?1 AND seq = ?2",
		     device, seq, "session") == 1;
}

static void absent(struct life *life, int day, bool morning)
{
	for (int i = 0; i < life->presence_count; i++) {
		struct presence *p = &life->presences[i];
		if (p->day == day && p->morning == morning)
			p->day = DAY_NEVER;
	}
}

static int first_presence(const struct life *life)
{
	int first = DAY_NEVER;
	for (int i = 0; i < life->presence_count; i++) {
		if (life->presences[i].day < first)
			first = life->presences[i].day;
	}
	return first;
}

/* A completion, its confirmation, or a voiding of it. */
static void taken_back(struct world *w, struct life *life, int64_t device, int64_t seq)
{
	static const char confirms[] = "SELECT kind = 'confirmed' FROM event"
				       " WHERE device = ?1 AND seq = ?2 AND ?3 = ''";
	int64_t of, where, under, there;

	refer(w, NULL, device, seq, "target", &of, &where);
	struct walked_finish *finish = finish_of(life, of, where);
	if (finish) {
		finish->voided = true;
		return;
	}
	bool confirmation = query(w, confirms, of, where, "") == 1;
	refer(w, NULL, of, where, "target", &under, &there);
	finish = finish_of(life, under, there);
	if (finish && confirmation)
		finish->confirmed = DAY_NEVER;
	else if (finish)
		finish->voided = false;
}

static void live(struct world *w, const char *kind, int64_t id, int64_t device,
		 int64_t seq, int64_t at)
{
	struct life *life = life_of(w, id);
	int64_t of, where;

	if (!strcmp(kind, "registered")) {
		life->registered = true;
	} else if (!strcmp(kind, "attended")) {
		assert_true(life->presence_count < 256);
		life->presences[life->presence_count++] =
			(struct presence){plain_day(at), morning(w, device, seq)};
	} else if (!strcmp(kind, "attendance_entered")) {
		assert_true(life->presence_count < 256);
		life->presences[life->presence_count++] = (struct presence){
			(int)field(w, device, seq, "day"), morning(w, device, seq)};
	} else if (!strcmp(kind, "attendance_voided")) {
		absent(life, field(w, device, seq, "day"), morning(w, device, seq));
	} else if (!strcmp(kind, "satisfied") || !strcmp(kind, "declared")) {
		assert_true(life->finish_count < 64);
		life->finishes[life->finish_count++] = (struct walked_finish){
			device,    seq,   field(w, device, seq, "day"),
			DAY_NEVER, false, false};
	} else if (!strcmp(kind, "confirmed")) {
		refer(w, NULL, device, seq, "target", &of, &where);
		struct walked_finish *finish = finish_of(life, of, where);
		if (finish && plain_day(at) < finish->confirmed)
			finish->confirmed = plain_day(at);
	} else if (!strcmp(kind, "voided")) {
		taken_back(w, life, device, seq);
	} else if (!strcmp(kind, "reassigned")) {
		refer(w, NULL, device, seq, "completion", &of, &where);
		struct walked_finish *finish = finish_of(life, of, where);
		refer(w, NULL, device, seq, "to", &of, &where);
		if (finish)
			finish->moved = learner_at(w, of, where) != id;
	} else if (!strcmp(kind, "united") || !strcmp(kind, "separated") ||
		   !strcmp(kind, "reopened")) {
		refer(w, NULL, device, seq, "other", &of, &where);
		say(w, id, learner_at(w, of, where),
		    *kind == 'u'   ? 1
		    : *kind == 's' ? 0
				   : 2);
	} else if (!strcmp(kind, "erased")) {
		forget(w, life, device, seq);
	}
}

/* Rows of personal data are no events; whoever is erased has none. */
static void know_people(struct world *w)
{
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(w->store->db, "SELECT learner FROM person",
					    -1, &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		struct life *life = life_of(w, sqlite3_column_int64(stmt, 0));
		struct person_row row;
		bool found;
		assert_true(person_load(w->store, life->id, &row, &found, &err));
		life->person = row.person;
		life->known = true;
		life->has_token = row.has_token;
		life->has_id = row.has_token || row.sealed.len;
		memcpy(life->token, row.token, sizeof(life->token));
		buf_release(&row.sealed);
	}
	sqlite3_finalize(stmt);
}

/* Lives come in the order of their registration anywhere: (device id, seq). */
static void read_journal(struct world *w)
{
	static const char people[] =
		"SELECT l.id FROM learner l JOIN device d ON d.number = l.device"
		" ORDER BY d.id, l.seq";
	static const char events[] =
		"SELECT e.kind, e.learner, e.device, e.seq, e.at FROM event e"
		" JOIN device d ON d.number = e.device ORDER BY e.tick, d.id, e.seq";
	sqlite3_stmt *stmt;

	assert_int_equal(sqlite3_prepare_v2(w->store->db, people, -1, &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		life_of(w, sqlite3_column_int64(stmt, 0));
	sqlite3_finalize(stmt);
	assert_int_equal(sqlite3_prepare_v2(w->store->db, events, -1, &stmt, NULL),
			 SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW)
		live(w, (const char *)sqlite3_column_text(stmt, 0),
		     sqlite3_column_int64(stmt, 1), sqlite3_column_int64(stmt, 2),
		     sqlite3_column_int64(stmt, 3), sqlite3_column_int64(stmt, 4));
	sqlite3_finalize(stmt);
	know_people(w);
}

/* ── who is whom ───────────────────────────────────────────────────────────────────────── */

static void join(struct world *w, int a, int b)
{
	int from = w->root[a] > w->root[b] ? w->root[a] : w->root[b];
	int to = w->root[a] > w->root[b] ? w->root[b] : w->root[a];

	for (int i = 0; i < w->count; i++) {
		if (w->root[i] == from)
			w->root[i] = to;
	}
}

static int place(const struct world *w, int64_t id)
{
	for (int i = 0; i < w->count; i++) {
		if (w->lives[i].id == id)
			return i;
	}
	return -1;
}

static void unite_decided(struct world *w)
{
	for (int i = 0; i < w->count; i++)
		w->root[i] = i;
	for (int i = 0; i < w->word_count; i++) {
		if (w->words[i].state == 1)
			join(w, place(w, w->words[i].a), place(w, w->words[i].b));
	}
}

static bool decided(const struct world *w, int64_t a, int64_t b)
{
	for (int i = 0; i < w->word_count; i++) {
		const struct verdict *word = &w->words[i];
		if (word->state != 2 &&
		    ((word->a == a && word->b == b) || (word->a == b && word->b == a)))
			return true;
	}
	return false;
}

/* Everybody against everybody; returns how many pairs wait. */
static int unite_waiting(struct world *w)
{
	int *before = xmalloc(sizeof(w->root)), pairs = 0;

	memcpy(before, w->root, sizeof(w->root));
	for (int i = 0; i < w->count; i++) {
		for (int k = 0; k < i; k++) {
			const struct life *a = &w->lives[i], *b = &w->lives[k];
			if (!a->known || !b->known || before[i] == before[k] ||
			    decided(w, a->id, b->id))
				continue;
			int ids = a->has_token && b->has_token
					  ? !memcmp(a->token, b->token, 32)
					  : -1;
			if (!person_likeness(&a->person, &b->person, ids, NULL))
				continue;
			join(w, i, k);
			pairs++;
		}
	}
	free(before);
	return pairs;
}

/* ── counting one by one ───────────────────────────────────────────────────────────────── */

struct whole {
	struct person person;
	bool verified;
	int days[TRAINED_READINGS];
};

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

static void add_life(struct whole *whole, const struct life *life)
{
	const struct person *p = &life->person;

	if (p->birth.precision > whole->person.birth.precision)
		whole->person.birth = p->birth;
	if (whole->person.sex == SEX_UNKNOWN)
		whole->person.sex = p->sex;
	if (!*whole->person.ward)
		memcpy(whole->person.ward, p->ward, sizeof(p->ward));
	whole->verified |= life->has_id;
	whole->days[0] = least(whole->days[0], first_presence(life));
	for (int i = 0; i < life->finish_count; i++) {
		const struct walked_finish *f = &life->finishes[i];
		if (f->voided || f->moved)
			continue;
		whole->days[0] = least(whole->days[0], f->day);
		whole->days[1] = least(whole->days[1], f->day);
		if (f->confirmed != DAY_NEVER)
			whole->days[2] =
				least(whole->days[2], most(f->day, f->confirmed));
	}
}

static struct whole whole_of(const struct world *w, int root)
{
	struct whole whole = {.days = {DAY_NEVER, DAY_NEVER, DAY_NEVER}};

	for (int i = 0; i < w->count; i++) {
		if (w->root[i] == root && w->lives[i].registered)
			add_life(&whole, &w->lives[i]);
	}
	return whole;
}

static struct count_row *row_for(struct count_row *rows, size_t *count,
				 const struct person *person)
{
	for (size_t i = 0; i < *count; i++) {
		if (!strcmp(rows[i].ward, person->ward) && rows[i].sex == person->sex)
			return &rows[i];
	}
	struct count_row *row = &rows[(*count)++];
	*row = (struct count_row){.sex = person->sex, .age_band = -1};
	memcpy(row->ward, person->ward, sizeof(row->ward));
	return row;
}

static void walk(const struct world *w, const struct count_query *q, bool united,
		 struct count_row *rows, size_t *count)
{
	for (int i = 0; i < w->count; i++) {
		if (w->root[i] != i)
			continue;
		struct whole whole = whole_of(w, i);
		if (whole.days[q->trained] > q->day)
			continue;
		struct working_age age =
			workage_of(&fixture_region, q->definition, whole.person.sex,
				   &whole.person.birth);
		struct count_row *row = row_for(rows, count, &whole.person);
		bool sure = span_has(age.sure, q->day);
		if (united) {
			row->united += sure;
			continue;
		}
		row->sure += sure;
		row->verified += sure && whole.verified;
		row->possible += span_has(age.possible, q->day);
	}
}

/* ── comparing ─────────────────────────────────────────────────────────────────────────── */

static bool same_rows(const struct count_row *naive, size_t n,
		      const struct count_row *kept, size_t m)
{
	int64_t left = 0;

	for (size_t i = 0; i < n; i++)
		left += naive[i].sure + naive[i].possible + naive[i].verified +
			naive[i].united;
	for (size_t k = 0; k < m; k++) {
		const struct count_row *a = &kept[k], *b = NULL;
		for (size_t i = 0; i < n && !b; i++)
			if (!strcmp(naive[i].ward, a->ward) && naive[i].sex == a->sex)
				b = &naive[i];
		if (!b || a->sure != b->sure || a->possible != b->possible ||
		    a->verified != b->verified || a->united != b->united)
			return false;
		left -= a->sure + a->possible + a->verified + a->united;
	}
	return left == 0;
}

/* Does the kept count say what the walk says? The walk is made once for all days and readings. */
static bool counts_agree(struct store *store, struct dice *dice)
{
	struct world *w = xcalloc(1, sizeof(*w)), *alike = xmalloc(sizeof(*alike));
	struct pair_counts waiting;
	bool same = true;

	w->store = store;
	read_journal(w);
	unite_decided(w);
	*alike = *w;
	int pairs = unite_waiting(alike);
	assert_done(store_pairs_waiting(store, &waiting, &err));
	same = waiting.waiting == pairs;
	for (int i = 0; same && i < 9; i++) {
		struct count_query q = {
			.day = NOON_DAY + (int)dice_below(dice, 4000) - 1500,
			.definition = (enum definition)(i % DEFINITIONS),
			.trained = (enum trained)(i / DEFINITIONS),
			.by = BY_WARD | BY_SEX,
		};
		struct count_row naive[200], *kept;
		size_t n = 0, m;
		walk(w, &q, false, naive, &n);
		walk(alike, &q, true, naive, &n);
		assert_done(store_count(store, &q, &kept, &m, &err));
		same = same_rows(naive, n, kept, m);
		free(kept);
	}
	free(w);
	free(alike);
	return same;
}

static bool lawful(struct store *store, uint64_t seed)
{
	struct dice days = {seed * 31 + 7};
	bool equal;

	assert_done(store_recount(store, true, &equal, &err));
	return equal && counts_agree(store, &days);
}

/* Lives it again, looking after every act, and tells the shortest history that breaks a law. */
static void tell(uint64_t seed, int steps)
{
	struct bench bench;
	struct dice dice = {seed};
	char *told = NULL;
	size_t size;
	int i = 0;

	bench_memory(&bench);
	history_told = open_memstream(&told, &size);
	for (; i < steps; i++) {
		history(&bench, &dice, 1);
		if (!lawful(bench.store, seed))
			break;
	}
	fclose(history_told);
	history_told = NULL;
	bench_close(&bench);
	print_error("seed %llu, broken after act %d of\n%s", (unsigned long long)seed,
		    i + 1, told);
	free(told);
	fail();
}

static uint64_t number(const char *name, uint64_t otherwise)
{
	const char *text = getenv(name);
	return text ? strtoull(text, NULL, 10) : otherwise;
}

#define ROUNDS 5
#define STEPS 14

static void tally_is_recount_is_walk(void **state)
{
	uint64_t first = number("SEED", 1), seeds = number("SEEDS", 60);

	(void)state;
	for (uint64_t s = first; s < first + seeds; s++) {
		struct bench bench;
		struct dice dice = {s};
		bench_memory(&bench);
		for (int round = 1; round <= ROUNDS; round++) {
			history(&bench, &dice, STEPS);
			if (!lawful(bench.store, s))
				tell(s, round * STEPS);
		}
		bench_close(&bench);
	}
}

/* Two machines, merged either way and again: the same counts, of one history. */
static void merged_counts_agree(void **state)
{
	uint64_t first = number("SEED", 1);

	(void)state;
	for (uint64_t s = first; s < first + 4; s++) {
		struct bench a, b;
		struct dice dice = {s * 1001};
		uint8_t left[32], right[32];
		int64_t added;
		bench_folder(&a);
		bench_folder(&b);
		for (int round = 0; round < 3; round++) {
			history(&a, &dice, 25);
			history(&b, &dice, 25);
			assert_done(store_merge(a.store, b.folder, &added, &err));
			assert_done(store_merge(b.store, a.folder, &added, &err));
			assert_done(store_merge(a.store, b.folder, &added, &err));
			if (!lawful(a.store, s) || !lawful(b.store, s))
				fail_msg("seed %llu, round %d", (unsigned long long)s,
					 round);
			assert_done(store_digest(a.store, left, &err));
			assert_done(store_digest(b.store, right, &err));
			assert_memory_equal(left, right, sizeof(left));
		}
		bench_close(&a);
		bench_close(&b);
	}
}

/* ── what undoing leaves ───────────────────────────────────────────────────────────────── */

/* All that is counted, on some days, and the pairs that wait. */
static void snapshot(struct store *store, struct buf *out)
{
	struct pair_counts pairs;

	for (int i = 0; i < 27; i++) {
		struct count_query q = {
			.day = NOON_DAY - 900 + i % 3 * 800,
			.definition = (enum definition)(i / 3 % 3),
			.trained = (enum trained)(i / 9),
			.by = BY_WARD | BY_SEX,
		};
		struct count_row *rows;
		size_t count;
		assert_done(store_count(store, &q, &rows, &count, &err));
		for (size_t k = 0; k < count; k++)
			buf_printf(out, "%d %s %d %lld %lld %lld %lld\n", i, rows[k].ward,
				   (int)rows[k].sex, (long long)rows[k].sure,
				   (long long)rows[k].possible,
				   (long long)rows[k].verified,
				   (long long)rows[k].united);
		free(rows);
	}
	assert_done(store_pairs_waiting(store, &pairs, &err));
	buf_printf(out, "%lld waiting\n", (long long)pairs.waiting);
}

static int64_t somebodys(struct store *store, struct dice *dice)
{
	struct learner *learners;
	size_t count;

	assert_done(store_learner_find(store, "", 30, &learners, &count, &err));
	int64_t id = count ? learners[dice_below(dice, (uint32_t)count)].id : 0;
	free(learners);
	return id;
}

static bool is_one(struct store *store, int64_t a, int64_t b)
{
	struct ids group = {0};
	bool one = false;

	assert_done(db_ids(store, STMT_GROUP, &group, "i", &err, a));
	for (size_t i = 0; i < group.count; i++)
		one |= group.items[i] == b;
	free(group.items);
	return one;
}

static int state_of(struct store *store, int64_t a, int64_t b)
{
	struct person_pair *pairs;
	size_t count;
	int state = PAIR_WAITING;

	assert_done(store_pairs_of(store, a, &pairs, &count, &err));
	for (size_t i = 0; i < count; i++)
		if (pairs[i].first.id == b || pairs[i].second.id == b)
			state = (int)pairs[i].state;
	free(pairs);
	return state;
}

static void assert_restored(struct store *store, const struct buf *before, uint64_t seed,
			    const char *what)
{
	struct buf after = BUF_INIT;

	snapshot(store, &after);
	if (strcmp(before->data, after.data) != 0)
		fail_msg("seed %llu, %s:\n%s\nbecame\n%s", (unsigned long long)seed, what,
			 before->data, after.data);
	buf_release(&after);
}

/* Uniting may complete the course, which is a new fact and stays; so nobody here is halfway. */
static void decisions_are_undone_without_loss(void **state)
{
	uint64_t first = number("SEED", 1);

	(void)state;
	for (uint64_t s = first; s < first + 25; s++) {
		struct bench bench;
		struct dice dice = {s * 7919};
		bench_memory(&bench);
		history(&bench, &dice, 80);
		for (int i = 0; i < 6; i++) {
			struct store *store = bench.store;
			struct buf before = BUF_INIT;
			int64_t a = somebodys(store, &dice), b = somebodys(store, &dice);
			struct learner one, two;
			if (a == b || !a || is_one(store, a, b) ||
			    state_of(store, a, b) != PAIR_WAITING)
				continue;
			assert_done(store_learner(store, a, &one, &err));
			assert_done(store_learner(store, b, &two, &err));
			snapshot(store, &before);
			assert_done(store_separate(store, a, b, "Lan", &err));
			assert_done(store_pair_undo(store, b, a, "Lan", &err));
			assert_restored(store, &before, s, "not the same, undone");
			if (one.completed || two.completed) {
				assert_done(store_unite(store, a, b, "", "Lan", &err));
				assert_true(is_one(store, a, b));
				assert_done(store_pair_undo(store, a, b, "Lan", &err));
				assert_restored(store, &before, s, "the same, undone");
			}
			buf_release(&before);
		}
		bench_close(&bench);
	}
}

/* Whoever is erased stays in every count that has been. */
static void past_counts_outlive_erasing(void **state)
{
	uint64_t first = number("SEED", 1);

	(void)state;
	for (uint64_t s = first; s < first + 25; s++) {
		struct bench bench;
		struct dice dice = {s * 104729};
		bench_memory(&bench);
		history(&bench, &dice, 70);
		for (int i = 0; i < 4; i++) {
			struct count_row *rows[2];
			size_t counts[2];
			int64_t id = somebodys(bench.store, &dice);
			int today = clock_today(&bench.clock);
			struct count_query q = {
				.day = today - (int)dice_below(&dice, 900),
				.definition =
					(enum definition)dice_below(&dice, DEFINITIONS),
				.trained =
					(enum trained)dice_below(&dice, TRAINED_READINGS),
				.by = BY_WARD | BY_SEX | BY_AGE,
			};
			if (!id)
				continue;
			assert_done(
				store_count(bench.store, &q, &rows[0], &counts[0], &err));
			assert_done(store_learner_erase(bench.store, id, "Lan", &err));
			assert_done(
				store_count(bench.store, &q, &rows[1], &counts[1], &err));
			assert_int_equal(counts[0], counts[1]);
			for (size_t k = 0; k < counts[0]; k++) {
				assert_int_equal(rows[0][k].sure, rows[1][k].sure);
				assert_int_equal(rows[0][k].possible,
						 rows[1][k].possible);
				assert_int_equal(rows[0][k].verified,
						 rows[1][k].verified);
			}
			free(rows[0]);
			free(rows[1]);
		}
		bench_close(&bench);
	}
}

int test_laws(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(tally_is_recount_is_walk),
		cmocka_unit_test(merged_counts_agree),
		cmocka_unit_test(decisions_are_undone_without_loss),
		cmocka_unit_test(past_counts_outlive_erasing),
	};

	return cmocka_run_group_tests_name("laws", tests, NULL, NULL);
}
