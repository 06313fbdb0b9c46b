/* Ids one slip apart. A look-up token tells only whether two ids are equal, so a number mistyped
 * would be another verified person for ever. While a number is in clear, where it is typed or
 * imported, each number one slip from it has a token that can be compared with those kept: some 18 ms
 * each, so only where somebody is there who is like this person in other things. What was found is
 * kept as a pair of records, with their personal data, and nothing of the number. */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* Somebody like this person, with another id. */
struct rival {
	int64_t learner;
	char hint[8]; /* the first digits of their id */
	uint8_t token[32];
};

struct rivals {
	struct rival *items;
	size_t count, cap;
};

static bool add_rival(struct store *store, struct rivals *rivals,
		      const struct person *person, int64_t learner, struct err *err)
{
	struct person_row row;
	bool found;
	unsigned reasons;

	if (!person_load(store, learner, &row, &found, err))
		return false;
	/* Of the same name and a neighbouring year there are many in a ward, and each costs tokens;
	 * births at odds make a typing error of the number unlikely. */
	if (found && row.has_token &&
	    person_likeness(person, &row.person, IDS_NEAR, &reasons) != LIKENESS_NONE &&
	    !(reasons & REASON_BIRTHS_DIFFER)) {
		ALLOC_GROW(rivals->items, rivals->count + 1, rivals->cap);
		struct rival *rival = &rivals->items[rivals->count++];
		rival->learner = learner;
		memcpy(rival->hint, row.person.id_hint, sizeof(rival->hint));
		memcpy(rival->token, row.token, sizeof(rival->token));
	}
	if (found)
		buf_release(&row.sealed);
	return true;
}

static bool find_rivals(struct store *store, struct rivals *rivals,
			const struct person *person, int64_t self, bool earlier,
			struct err *err)
{
	struct ids ids = {0};
	bool ok = likeness_candidates(store, person, NULL, &ids, err);

	for (size_t i = 0; ok && i < ids.count; i++) {
		if (ids.items[i] != self && !(earlier && self && ids.items[i] > self))
			ok = add_rival(store, rivals, person, ids.items[i], err);
	}
	free(ids.items);
	return ok;
}

/* A slip is worth its token only where somebody's id begins like it. */
static bool begins_like(const struct rivals *rivals, const char *slip)
{
	for (size_t i = 0; i < rivals->count; i++) {
		const char *hint = rivals->items[i].hint;
		if (!strncmp(slip, hint, strlen(hint)))
			return true;
	}
	return false;
}

static void take_slip(const struct rivals *rivals, const uint8_t *token,
		      struct near_ids *near)
{
	for (size_t i = 0; i < rivals->count; i++) {
		if (secret_equal(rivals->items[i].token, token, 32))
			near->learners[near->count++] = rivals->items[i].learner;
	}
}

static bool compare_slips(const struct rivals *rivals, const char *digits,
			  const uint8_t *salt, struct near_ids *near, struct err *err)
{
	char slips[CITIZEN_ID_SLIPS][CITIZEN_ID_DIGITS + 1];
	uint8_t token[32];
	size_t count = citizen_id_slips(digits, slips);
	bool ok = true;

	/* Each rival has one id, so is found once at most. */
	near->learners = xcalloc(rivals->count + 1, sizeof(*near->learners));
	for (size_t i = 0; ok && i < count && near->count < rivals->count; i++) {
		if (!begins_like(rivals, slips[i]))
			continue;
		ok = id_token(slips[i], salt, token);
		near->tokens++;
		if (ok)
			take_slip(rivals, token, near);
	}
	secret_wipe(slips, sizeof(slips));
	secret_wipe(token, sizeof(token));
	return ok || err_set(err, ERR_OS, _("Máy đang thiếu bộ nhớ. Hãy thử lại."));
}

bool store_id_near(struct store *store, const struct person *person, const char *digits,
		   int64_t self, bool earlier, struct near_ids *near, struct err *err)
{
	struct rivals rivals = {0};
	struct centre centre;

	*near = (struct near_ids){0};
	if (!store_centre(store, &centre, err))
		return err->kind == ERR_NONE;
	bool ok = find_rivals(store, &rivals, person, self, earlier, err) &&
		  (!rivals.count ||
		   compare_slips(&rivals, digits, centre.id_salt, near, err));
	if (rivals.items)
		secret_wipe(rivals.items, rivals.count * sizeof(*rivals.items));
	free(rivals.items);
	return ok;
}

bool id_near_save(struct store *store, int64_t learner, const struct near_ids *near,
		  struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && near && i < near->count; i++) {
		int64_t other = near->learners[i];
		ok = db_run(store, STMT_ID_NEAR_PUT, "ii", err,
			    learner < other ? learner : other,
			    learner < other ? other : learner);
	}
	return ok;
}

bool id_near_drop(struct store *store, int64_t learner, struct err *err)
{
	return db_run(store, STMT_ID_NEAR_DROP, "i", err, learner);
}

static bool do_put(struct store *store, int64_t a, int64_t b, bool *put, struct err *err)
{
	struct person_row first, second;
	bool has_first, has_second = false;
	int64_t other[] = {b};
	const struct near_ids near = {.learners = other, .count = 1};

	if (!person_load(store, a, &first, &has_first, err) ||
	    !person_load(store, b, &second, &has_second, err))
		return false;
	bool ok = true;
	*put = has_first && has_second &&
	       person_likeness(&first.person, &second.person, IDS_NEAR, NULL) !=
		       LIKENESS_NONE;
	if (*put)
		ok = id_near_save(store, a, &near, err) &&
		     likeness_refresh(store, a, &first, err) &&
		     project_person(store, a, err);
	buf_release(&first.sealed);
	buf_release(&second.sealed);
	return ok;
}

bool store_id_near_put(struct store *store, int64_t a, int64_t b, bool *put,
		       struct err *err)
{
	*put = false;
	return tx_begin(store, err) && tx_end(store, do_put(store, a, b, put, err), err);
}
