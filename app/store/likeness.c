/* Pairs of records that may be one person: found by indexes, judged by course/likeness.h, kept
 * with their reasons. A pair is a function of the two rows of personal data, so the table can be
 * made anew at any time; whether it waits is one of the decisions and groups in the journal.
 *
 * Every change of a row looks at its candidates only: people of the same ward and birth year, of
 * the same birth date, of the same phone, of the same id. Signatures of names, held in the
 * indexes, rule most of them out before anything is read. */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

bool likeness_candidates(struct store *store, const struct person *person,
			 const uint8_t *token, struct ids *ids, struct err *err)
{
	uint64_t signature = name_signature(person->name);
	const struct birth *birth = &person->birth;
	int row;
	sqlite3_stmt *stmt =
		db_bind(store, STMT_CANDIDATES, "sdiddsb", person->ward, birth->year,
			(int64_t)signature, birth->month, birth->day, person->phone,
			token, token ? (size_t)HASH_BYTES : 0);

	while ((row = db_step(store, stmt, err)) > 0) {
		if (signatures_near(signature, (uint64_t)sqlite3_column_int64(stmt, 1)))
			ids_add(ids, sqlite3_column_int64(stmt, 0));
	}
	ids_sort(ids);
	return row == 0;
}

static enum id_relation compare_ids(const struct person_row *a,
				    const struct person_row *b, bool near)
{
	bool both = a->has_token && b->has_token;

	if (both && secret_equal(a->token, b->token, sizeof(a->token)))
		return IDS_AGREE;
	return near ? IDS_NEAR : both ? IDS_DIFFER : IDS_UNKNOWN;
}

static bool put_pair(struct store *store, int64_t learner, const struct person_row *row,
		     int64_t other, bool near, bool *put, struct err *err)
{
	struct person_row theirs;
	bool found;
	unsigned reasons;

	if (!person_load(store, other, &theirs, &found, err))
		return false;
	if (!found)
		return true;
	enum likeness likeness = person_likeness(
		&row->person, &theirs.person, compare_ids(row, &theirs, near), &reasons);
	buf_release(&theirs.sealed);
	if (likeness == LIKENESS_NONE)
		return true;
	*put = true;
	return db_run(store, STMT_LIKENESS_PUT, "iidd", err,
		      learner < other ? learner : other,
		      learner < other ? other : learner, (int)likeness, (int)reasons);
}

bool likeness_refresh(struct store *store, int64_t learner, const struct person_row *row,
		      struct err *err)
{
	const struct person *p = &row->person;
	struct ids ids = {0}, self = {0}, near = {0};
	bool put = false;
	bool ok = db_run(store, STMT_LIKENESS_DROP, "i", err, learner);

	store->torn |= ok && sqlite3_changes(store->db) > 0;
	ok = ok &&
	     db_run(store, STMT_TRAIT_PUT, "isdddis", err, learner, p->ward,
		    p->birth.year, p->birth.month, p->birth.day,
		    (int64_t)name_signature(p->name), p->phone) &&
	     likeness_candidates(store, p, row->has_token ? row->token : NULL, &ids,
				 err) &&
	     db_ids(store, STMT_ID_NEAR_OF, &near, "i", err, learner);

	for (size_t i = 0; i < near.count; i++)
		ids_add(&ids, near.items[i]);
	ids_sort(&ids);
	for (size_t i = 0; ok && i < ids.count; i++) {
		if (ids.items[i] != learner)
			ok = put_pair(store, learner, row, ids.items[i],
				      ids_has(&near, ids.items[i]), &put, err);
	}
	free(near.items);
	ids_add(&self, learner);
	ok = ok && (!put || likeness_waiting(store, &self, err));
	free(ids.items);
	free(self.items);
	return ok;
}

bool likeness_waiting(struct store *store, const struct ids *learners, struct err *err)
{
	for (size_t i = 0; i < learners->count; i++) {
		if (!db_run(store, STMT_LIKENESS_WAITING, "i", err, learners->items[i]))
			return false;
	}
	return true;
}

/* ── the same id ───────────────────────────────────────────────────────────────────────── */

#define REASON_BY_ID "same-id" /* in the journal, beside no name of staff */

static bool pairing_of(struct store *store, int64_t a, int64_t b, int64_t *state,
		       struct err *err)
{
	int64_t back;

	if (!db_int(store, STMT_PAIRING, -1, state, "ii", err, a, b) ||
	    !db_int(store, STMT_PAIRING, -1, &back, "ii", err, b, a))
		return false;
	if (back >= 0)
		*state = back;
	return true;
}

static bool unite_by_id(struct store *store, int64_t a, int64_t b,
			enum same_id_outcome *outcome, struct err *err)
{
	int64_t state;

	if (!pairing_of(store, a, b, &state, err))
		return false;
	*outcome = state == PAIR_SAME ? SAME_ID_ALREADY
		   : state >= 0       ? SAME_ID_DECIDED
				      : SAME_ID_UNITED;
	return *outcome != SAME_ID_UNITED ||
	       store_unite(store, a, b, REASON_BY_ID, "", err);
}

bool store_unite_by_id(struct store *store, int64_t a, int64_t b,
		       enum same_id_outcome *outcome, struct err *err)
{
	return tx_begin(store, err) &&
	       tx_end(store, unite_by_id(store, a, b, outcome, err), err);
}

bool likeness_unite(struct store *store, int64_t learner, struct err *err)
{
	struct ids same = {0};
	bool said = false;
	bool ok = db_ids(store, STMT_SAME_TOKEN, &same, "i", err, learner);

	for (size_t i = 0; ok && !said && i < same.count; i++) {
		int64_t state;
		ok = pairing_of(store, learner, same.items[i], &state, err);
		said = state >= 0;
	}
	if (ok && !said && same.count)
		ok = store_unite(store, same.items[0], learner, REASON_BY_ID, "", err);
	free(same.items);
	return ok;
}

bool likeness_unite_all(struct store *store, struct err *err)
{
	struct ids ids = {0};
	bool ok = db_ids(store, STMT_SAME_TOKENS, &ids, "", err);

	for (size_t i = 0; ok && i < ids.count; i++)
		ok = likeness_unite(store, ids.items[i], err);
	free(ids.items);
	return ok;
}

bool store_unite_same(struct store *store, struct err *err)
{
	return tx_begin(store, err) && tx_end(store, likeness_unite_all(store, err), err);
}

/* ── the queue ─────────────────────────────────────────────────────────────────────────── */

/* A row of one of the STMT_PAIRS_…: the learners are loaded when the statement has ended. */
static bool read_pairs(struct store *store, sqlite3_stmt *stmt,
		       struct person_pair **pairs, size_t *count, struct err *err)
{
	size_t cap = 0;
	int row;

	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(*pairs, *count + 1, cap);
		struct person_pair *pair = &(*pairs)[(*count)++];
		*pair = (struct person_pair){
			.first.id = sqlite3_column_int64(stmt, 0),
			.second.id = sqlite3_column_int64(stmt, 1),
			.likeness = (enum likeness)sqlite3_column_int(stmt, 2),
			.reasons = (unsigned)sqlite3_column_int(stmt, 3),
			.state = (enum pair_state)sqlite3_column_int(stmt, 4),
			.at = sqlite3_column_int64(stmt, 6),
		};
		db_copy(stmt, 5, pair->staff, sizeof(pair->staff));
	}
	return row == 0;
}

static bool load_one(struct store *store, struct learner *learner, uint8_t token[32],
		     bool *has_token, struct err *err)
{
	struct person_row row;
	int64_t id = learner->id;
	bool found;

	*has_token = false;
	if (!person_load(store, id, &row, &found, err))
		return false;
	learner->id = 0;
	if (!found)
		return true;
	*has_token = row.has_token;
	memcpy(token, row.token, sizeof(row.token));
	buf_release(&row.sealed);
	return store_learner(store, id, learner, err);
}

/* Both records as they are today, and what they say about each other. */
static bool load_pair(struct store *store, struct person_pair *pair, struct err *err)
{
	uint8_t a[32], b[32];
	bool has_a, has_b;

	if (!load_one(store, &pair->first, a, &has_a, err) ||
	    !load_one(store, &pair->second, b, &has_b, err))
		return false;
	if (pair->state == PAIR_WAITING || !pair->first.id || !pair->second.id)
		return true;
	struct ids near = {0};
	bool ok = db_ids(store, STMT_ID_NEAR_OF, &near, "i", err, pair->first.id);
	enum id_relation relation =
		has_a && has_b ? (enum id_relation)secret_equal(a, b, sizeof(a))
			       : IDS_UNKNOWN;
	if (relation != IDS_AGREE && ids_has(&near, pair->second.id))
		relation = IDS_NEAR;
	pair->likeness = person_likeness(&pair->first.person, &pair->second.person,
					 relation, &pair->reasons);
	free(near.items);
	return ok;
}

static bool give_pairs(struct store *store, sqlite3_stmt *stmt,
		       struct person_pair **pairs, size_t *count, struct err *err)
{
	bool ok = read_pairs(store, stmt, pairs, count, err);

	for (size_t i = 0; ok && i < *count; i++)
		ok = load_pair(store, &(*pairs)[i], err);
	if (ok)
		return true;
	free(*pairs);
	*pairs = NULL;
	*count = 0;
	return false;
}

bool store_pairs(struct store *store, const struct pair_query *query,
		 struct person_pair **pairs, size_t *count, struct err *err)
{
	int64_t limit = query->limit ? (int64_t)query->limit : -1;
	bool began;

	*pairs = NULL;
	*count = 0;
	if (!read_begin(store, &began, err))
		return false;
	sqlite3_stmt *stmt =
		query->state == PAIR_WAITING
			? db_bind(store, STMT_PAIRS_WAITING, "dii", query->likeness,
				  limit, (int64_t)query->skip)
			: db_bind(store, STMT_PAIRS_DECIDED, "dii", (int)query->state,
				  limit, (int64_t)query->skip);
	bool ok = give_pairs(store, stmt, pairs, count, err);
	read_end(store, began);
	return ok;
}

bool store_pairs_of(struct store *store, int64_t learner, struct person_pair **pairs,
		    size_t *count, struct err *err)
{
	bool began;

	*pairs = NULL;
	*count = 0;
	if (!read_begin(store, &began, err))
		return false;
	bool ok = give_pairs(store, db_bind(store, STMT_PAIRS_OF, "i", learner), pairs,
			     count, err);
	read_end(store, began);
	return ok;
}

bool store_pairs_waiting(struct store *store, struct pair_counts *counts, struct err *err)
{
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_LIKENESS_COUNT, "");

	*counts = (struct pair_counts){0};
	while ((row = db_step(store, stmt, err)) > 0) {
		int level = sqlite3_column_int(stmt, 0);
		int64_t n = sqlite3_column_int64(stmt, 1);
		counts->waiting += n;
		if (level >= 0 && level < LIKENESSES)
			counts->by_likeness[level] = n;
	}
	return row == 0;
}
