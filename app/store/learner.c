/* Learners: registering, correcting, finding, erasing. */
#include "store/db.h"

#include "base/i18n.h"
#include "secret/secret.h"
#include "text/fold.h"
#include "text/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── registering ───────────────────────────────────────────────────────────────────────── */

static void row_from(struct person_row *row, const struct registration *registration)
{
	*row = (struct person_row){.person = registration->person, .sealed = BUF_INIT};
	if (registration->id_token) {
		row->has_token = true;
		memcpy(row->token, registration->id_token, sizeof(row->token));
	}
	if (registration->id_sealed)
		buf_add(&row->sealed, registration->id_sealed,
			registration->id_sealed_size);
	memcpy(row->representative, registration->consent.representative,
	       sizeof(row->representative));
	secret_random(row->salt, sizeof(row->salt));
}

static void row_stamp(struct person_row *row, const struct event *event)
{
	row->tick = event->tick;
	row->device = event->device;
	row->seq = event->seq;
}

static bool declare(struct store *store, int64_t learner, int day, const char *basis,
		    struct err *err)
{
	return journal_append(store, EVENT_DECLARED, learner, NULL, "sds", err,
			      basis ? basis : "", day, store->actor);
}

static bool do_register(struct store *store, const struct registration *registration,
			struct person_row *row, int64_t *id, struct err *err)
{
	struct event event;
	char proof[2 * HASH_BYTES + 1];
	bool represented = *registration->consent.representative != '\0';

	person_proof(row, proof);
	if (!journal_append(store, EVENT_REGISTERED, 0, &event, "ss", err, proof,
			    store->actor))
		return false;
	*id = event.learner;
	row_stamp(row, &event);
	if (!id_near_save(store, *id, registration->near, err) ||
	    !person_save(store, *id, row, err) || !project_person(store, *id, err) ||
	    !journal_append(store, EVENT_CONSENTED, *id, NULL, "dsd", err,
			    (int)represented, store->actor,
			    registration->consent.text_version))
		return false;
	if (registration->pin && !store_learner_pin(store, *id, registration->pin, err))
		return false;
	return (!registration->declared || declare(store, *id, registration->declared_day,
						   registration->declared_basis, err)) &&
	       (!row->has_token || likeness_unite(store, *id, err));
}

/* Law 91/2025/QH15: for those under 16 a representative consents. */
static bool represented_enough(struct store *store, const struct birth *birth,
			       const char *representative, struct err *err)
{
	if (*representative || !consent_needs_representative(birth, store_day(store)))
		return true;
	return err_set(
		err, ERR_DATA,
		_("Theo ngày sinh, người này dưới 16 tuổi nên cần cha, mẹ hoặc người "
		  "giám hộ đồng ý. Hãy ghi họ tên người ấy."));
}

bool store_learner_register(struct store *store, const struct registration *registration,
			    int64_t *id, struct err *err)
{
	struct person_row row;

	*id = 0;
	if (!*registration->person.name)
		return err_set(err, ERR_DATA,
			       _("Học viên chưa có họ tên. Hãy ghi họ tên rồi lưu lại."));
	if (!represented_enough(store, &registration->person.birth,
				registration->consent.representative, err) ||
	    !tx_begin(store, err))
		return false;
	row_from(&row, registration);
	bool ok = tx_end(store, do_register(store, registration, &row, id, err), err);
	buf_release(&row.sealed);
	return ok;
}

/* ── correcting ────────────────────────────────────────────────────────────────────────── */

/* Names of what changed, alphabetically, as the journal keeps them: never the values. */
static void changed_fields(const struct person *a, const struct person *b, bool id,
			   bool representative, struct buf *out)
{
	const struct {
		bool changed;
		const char *name;
	} fields[] = {
		{a->birth.precision != b->birth.precision ||
			 a->birth.year != b->birth.year ||
			 a->birth.month != b->birth.month || a->birth.day != b->birth.day,
		 "birth"},
		{id, "id"},
		{strcmp(a->name, b->name) != 0, "name"},
		{strcmp(a->phone, b->phone) != 0, "phone"},
		{representative, "representative"},
		{a->sex != b->sex, "sex"},
		{strcmp(a->ward, b->ward) != 0, "ward"},
	};

	for (size_t i = 0; i < ARRAY_LEN(fields); i++) {
		if (fields[i].changed)
			buf_printf(out, "%s%s", out->len ? "," : "", fields[i].name);
	}
}

static bool put_id(struct person_row *row, const struct correction *c)
{
	const char *hint = c->person.id_hint;
	bool new_hint = *hint && strcmp(hint, row->person.id_hint) != 0;

	if (c->id_token) {
		row->has_token = true;
		memcpy(row->token, c->id_token, sizeof(row->token));
	}
	if (c->id_sealed) {
		buf_reset(&row->sealed);
		buf_add(&row->sealed, c->id_sealed, c->id_sealed_size);
	}
	if (new_hint)
		memcpy(row->person.id_hint, hint, sizeof(row->person.id_hint));
	return c->id_token || c->id_sealed || new_hint;
}

/* Who consents for a child is a new consent, too, which the journal shows. */
static bool put_representative(struct person_row *row, const char *name)
{
	bool changed = name && strcmp(name, row->representative) != 0;

	if (changed)
		snprintf(row->representative, sizeof(row->representative), "%s", name);
	return changed;
}

static bool no_such(int64_t id, struct err *err)
{
	return err_set(err, ERR_NOUSER, _("Không có học viên số %lld."), (long long)id);
}

static bool write_correction(struct store *store, int64_t id, struct person_row *row,
			     const char *fields, struct err *err)
{
	struct event event;
	char proof[2 * HASH_BYTES + 1];

	secret_random(row->salt, sizeof(row->salt));
	person_proof(row, proof);
	if (!journal_append(store, EVENT_CORRECTED, id, &event, "sss", err, fields, proof,
			    store->actor))
		return false;
	row_stamp(row, &event);
	return person_save(store, id, row, err) && project_person(store, id, err);
}

static bool do_correct(struct store *store, int64_t id, const struct correction *c,
		       struct person_row *row, struct err *err)
{
	struct buf fields = BUF_INIT;
	char hint[sizeof(row->person.id_hint)];
	bool found;

	if (!person_load(store, id, row, &found, err))
		return false;
	if (!found)
		return no_such(id, err);
	const struct birth before = row->person.birth;
	bool id_changed = put_id(row, c);
	bool representative = put_representative(row, c->representative);
	changed_fields(&row->person, &c->person, id_changed, representative, &fields);
	bool ok = true;
	if (fields.len) {
		memcpy(hint, row->person.id_hint, sizeof(hint));
		row->person = c->person;
		memcpy(row->person.id_hint, hint, sizeof(hint));
		/* A child stays one by the passing of time; what was accepted before is not
		 * refused for another field. */
		ok = (birth_compare(&before, &c->person.birth) == 0 && !representative) ||
		     represented_enough(store, &c->person.birth, row->representative,
					err);
		/* What was found of the old number holds no longer. */
		if (ok && c->id_token)
			ok = id_near_drop(store, id, err) &&
			     id_near_save(store, id, c->near, err);
		ok = ok && write_correction(store, id, row, fields.data, err);
		if (ok && representative && *row->representative &&
		    consent_needs_representative(&c->person.birth, store_day(store)))
			ok = journal_append(store, EVENT_CONSENTED, id, NULL, "dsd", err,
					    1, store->actor, CONSENT_ASKED);
		if (ok && c->id_token)
			ok = likeness_unite(store, id, err);
	}
	buf_release(&fields);
	return ok;
}

bool store_learner_amend(struct store *store, int64_t id, const struct correction *c,
			 struct err *err)
{
	struct person_row row = {.sealed = BUF_INIT};

	if (!*c->person.name)
		return err_set(err, ERR_DATA,
			       _("Học viên chưa có họ tên. Hãy ghi họ tên rồi lưu lại."));
	if (!tx_begin(store, err))
		return false;
	bool ok = tx_end(store, do_correct(store, id, c, &row, err), err);
	buf_release(&row.sealed);
	return ok;
}

bool store_learner_correct(struct store *store, int64_t id, const struct person *person,
			   const uint8_t *id_token, const void *id_sealed,
			   size_t id_sealed_size, struct err *err)
{
	const struct correction correction = {
		.person = *person,
		.id_token = id_token,
		.id_sealed = id_sealed,
		.id_sealed_size = id_sealed_size,
	};

	return store_learner_amend(store, id, &correction, err);
}

bool store_learner_pin(struct store *store, int64_t id, const char *pin, struct err *err)
{
	if (!tx_begin(store, err))
		return false;
	bool ok = pin && *pin ? db_run(store, STMT_PIN_PUT, "is", err, id, pin)
			      : db_run(store, STMT_PIN_DROP, "i", err, id);
	return tx_end(store, ok, err);
}

static bool do_declare(struct store *store, int64_t id, int day, const char *basis,
		       bool *changed, struct err *err)
{
	int64_t there;

	if (!db_int(store, STMT_DECLARED, 0, &there, "ids", err, id, day, basis))
		return false;
	*changed = !there;
	return there || declare(store, id, day, basis, err);
}

bool store_learner_declare(struct store *store, int64_t id, int day, const char *basis,
			   bool *changed, struct err *err)
{
	*changed = false;
	if (!tx_begin(store, err))
		return false;
	bool ok = do_declare(store, id, day, basis ? basis : "", changed, err);
	ok = tx_end(store, ok, err);
	*changed = ok && *changed;
	return ok;
}

bool store_learner_declared(struct store *store, int64_t id, int *day, char *basis,
			    size_t size, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_DECLARED_FIRST, "i", id);
	int row = db_step(store, stmt, err);

	*day = 0;
	*basis = '\0';
	if (row <= 0)
		return row == 0;
	*day = sqlite3_column_int(stmt, 0);
	db_copy(stmt, 1, basis, size);
	db_end(stmt);
	return true;
}

static bool do_withdraw(struct store *store, int64_t id, struct err *err)
{
	struct person_row row;
	bool found;

	if (!person_load(store, id, &row, &found, err))
		return false;
	if (!found)
		return no_such(id, err);
	buf_release(&row.sealed);
	return journal_append(store, EVENT_WITHDRAWN, id, NULL, "s", err, store->actor);
}

bool store_learner_withdraw(struct store *store, int64_t id, struct err *err)
{
	return tx_begin(store, err) && tx_end(store, do_withdraw(store, id, err), err);
}

/* ── erasing ───────────────────────────────────────────────────────────────────────────── */

/* As little as counting needs: month, sex and ward. The day goes as well, unless a count that has
 * been could be another without it: of somebody whose 15th, 18th or 65th birthday, or the one that
 * leads into another age band, lies in a month since their training; or of somebody with other
 * records, one of which would then know better and take this one's place in those counts. */
static bool erased_birth(struct store *store, int64_t id, struct birth *birth,
			 struct err *err)
{
	struct contribution c;
	int64_t person;
	bool counted;

	if (birth->precision != PRECISION_DAY)
		return true;
	if (!db_int(store, STMT_PERSON_OF, id, &person, "i", err, id) ||
	    !contribution_of(store, &person, 1, &c, &counted, err))
		return false;
	struct ids group = {0};
	bool ok = db_ids(store, STMT_GROUP, &group, "i", err, id);
	size_t records = group.count;
	free(group.items);
	if (!ok)
		return false;
	if (counted && records > 1)
		return true;
	struct birth month = {PRECISION_MONTH, birth->year, birth->month, 0};
	int from = c.days[TRAINED_ATTENDED], to = store_day(store);
	if (!counted || !store->region ||
	    (workage_alike(store->region, birth, &month, from, to) &&
	     !bands_turn(birth, from, to)))
		*birth = month;
	return true;
}

static bool do_erase(struct store *store, int64_t id, const char *staff, struct err *err)
{
	struct person_row row;
	bool found;

	if (!person_load(store, id, &row, &found, err))
		return false;
	if (!found)
		return no_such(id, err);
	struct birth birth = row.person.birth;
	buf_release(&row.sealed);
	/* From here to the next checkpoint the row stands in the log as it was. */
	return (!store->wal || meta_put_int(store, "erase_pending", 1, err)) &&
	       erased_birth(store, id, &birth, err) &&
	       journal_append(store, EVENT_ERASED, id, NULL, "ddddsdsd", err, birth.day,
			      birth.month, (int)birth.precision, (int)row.person.sex,
			      staff, (int)row.person.id_known, row.person.ward,
			      birth.year);
}

bool store_learner_erase(struct store *store, int64_t id, const char *staff,
			 struct err *err)
{
	struct err kept = {0};

	if (!tx_begin(store, err))
		return false;
	if (!tx_end(store, do_erase(store, id, staff, err), err))
		return false;
	/* Out of the log as well. Where a reader prevents it, the next who can does it, and
	 * store_erase_pending() says so until then. */
	if (!store->depth && !store_checkpoint(store, &kept) && kept.kind != ERR_TEMPFAIL)
		return err_set(err, kept.kind, "%s", kept.text);
	return true;
}

bool store_erase_pending(struct store *store)
{
	return erase_pending(store);
}

/* ── reading ───────────────────────────────────────────────────────────────────────────── */

static bool load_learner(struct store *store, int64_t id, struct learner *learner,
			 bool *found, struct err *err)
{
	struct person_row row;

	*learner = (struct learner){.id = id};
	if (!person_load(store, id, &row, found, err))
		return false;
	if (!*found)
		return true;
	learner->person = row.person;
	learner->id_token = row.has_token;
	learner->id_sealed = row.sealed.len > 0;
	memcpy(learner->representative, row.representative,
	       sizeof(learner->representative));
	buf_release(&row.sealed);
	sqlite3_stmt *stmt = db_bind(store, STMT_LEARNER, "i", id);
	int step = db_step(store, stmt, err);
	if (step <= 0)
		return step == 0;
	learner->last_seen = sqlite3_column_int64(stmt, 0);
	learner->consent = sqlite3_column_int(stmt, 1);
	db_copy(stmt, 2, learner->pin, sizeof(learner->pin));
	learner->has_pin = *learner->pin != '\0';
	learner->consented = sqlite3_column_int64(stmt, 3);
	learner->withdrawn = sqlite3_column_int64(stmt, 4);
	learner->completed = sqlite3_column_type(stmt, 5) != SQLITE_NULL;
	learner->completed_day = sqlite3_column_int(stmt, 5);
	db_end(stmt);
	return true;
}

bool store_learner(struct store *store, int64_t id, struct learner *learner,
		   struct err *err)
{
	bool found = false, began;

	if (!read_begin(store, &began, err))
		return false;
	bool ok = load_learner(store, id, learner, &found, err);
	read_end(store, began);
	return ok && !found ? no_such(id, err) : ok;
}

static bool load_list(struct store *store, const int64_t *ids, size_t n,
		      struct learner **learners, size_t *count, struct err *err)
{
	*learners = xcalloc(n ? n : 1, sizeof(**learners));
	*count = 0;
	for (size_t i = 0; i < n; i++) {
		bool found;
		if (!load_learner(store, ids[i], &(*learners)[*count], &found, err)) {
			free(*learners);
			*learners = NULL;
			*count = 0;
			return false;
		}
		*count += found;
	}
	return true;
}

bool store_learner_each(struct store *store,
			bool (*each)(void *user, const struct learner *), void *user,
			struct err *err)
{
	struct ids ids = {0};
	struct learner learner;
	/* Numbers first, so that the callback may ask and change what it likes. */
	bool ok = db_ids(store, STMT_LEARNERS_BY_NAME, &ids, "", err), found,
	     go_on = true;

	for (size_t i = 0; ok && go_on && i < ids.count; i++) {
		ok = load_learner(store, ids.items[i], &learner, &found, err);
		if (ok && found)
			go_on = each(user, &learner);
	}
	free(ids.items);
	return ok;
}

/* ── finding ───────────────────────────────────────────────────────────────────────────── */

struct hit {
	int64_t id;
	int rank;
	char *key; /* among equals: by name; owned */
};

/* The best `limit` of all that were offered. Up to twice as many are held and then the worse half
 * is dropped, so that a query that fits half of a hundred thousand names sorts only a few. */
struct best {
	struct hit *hits;
	size_t count, cap, limit;
	bool full; /* limit have been found: hits[limit - 1] is what must be beaten */
};

static int better_first(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;

	if (a->rank != b->rank)
		return a->rank > b->rank ? -1 : 1;
	int name = strcmp(a->key, b->key);
	return name ? name : a->id < b->id ? -1 : a->id > b->id;
}

static void best_sort(struct best *best)
{
	if (best->count)
		qsort(best->hits, best->count, sizeof(*best->hits), better_first);
	for (; best->count > best->limit; best->count--)
		free(best->hits[best->count - 1].key);
	best->full = best->count == best->limit;
}

static void best_offer(struct best *best, struct hit hit)
{
	if (!best->limit ||
	    (best->full && better_first(&hit, &best->hits[best->limit - 1]) > 0))
		return;
	ALLOC_GROW(best->hits, best->count + 1, best->cap);
	hit.key = xstrdup(hit.key);
	best->hits[best->count++] = hit;
	if (best->count >= 2 * best->limit)
		best_sort(best);
}

#define FIND_WORDS 4

/* The words of the query as the search table has them: with a space before, and as initials. */
static size_t query_words(const char *query, struct buf words[FIND_WORDS])
{
	struct buf folded = BUF_INIT;
	size_t n = 0;

	search_fold(&folded, query);
	for (char *save, *word = strtok_r(folded.data, " ", &save);
	     word && n < FIND_WORDS; word = strtok_r(NULL, " ", &save)) {
		buf_printf(&words[n++], " %s", word);
	}
	buf_release(&folded);
	return n;
}

static bool find_hits(struct store *store, const char *text, const struct query *query,
		      struct best *best, struct err *err)
{
	struct buf words[FIND_WORDS] = {BUF_INIT, BUF_INIT, BUF_INIT, BUF_INIT};
	char key[4096];
	int row;

	query_words(text, words);
	/* A leading space finds beginnings of words, without it initials anywhere. */
	sqlite3_stmt *stmt = db_bind(store, STMT_FIND, "ssssssss", words[0].data,
				     words[0].len ? words[0].data + 1 : "", words[1].data,
				     words[1].len ? words[1].data + 1 : "", words[2].data,
				     words[2].len ? words[2].data + 1 : "", words[3].data,
				     words[3].len ? words[3].data + 1 : "");
	while ((row = db_step(store, stmt, err)) > 0) {
		struct hit hit = {sqlite3_column_int64(stmt, 0),
				  name_rank(db_text(stmt, 1), query), key};
		if (hit.rank <= 0)
			continue;
		db_copy(stmt, 2, key, sizeof(key));
		best_offer(best, hit);
	}
	for (int i = 0; i < FIND_WORDS; i++)
		buf_release(&words[i]);
	return row == 0;
}

static bool find_ids(struct store *store, const char *text, size_t limit, struct ids *ids,
		     struct err *err)
{
	struct best best = {.limit = limit};
	struct query query = {.count = 0};

	if (text)
		query_init(&query, text);
	if (!query.count)
		return db_ids(store, STMT_LEARNERS_LATEST, ids, "i", err, (int64_t)limit);
	bool ok = find_hits(store, text, &query, &best, err);
	best_sort(&best);
	for (size_t i = 0; i < best.count; i++) {
		ids_add(ids, best.hits[i].id);
		free(best.hits[i].key);
	}
	free(best.hits);
	return ok;
}

bool store_learner_find(struct store *store, const char *query, size_t limit,
			struct learner **learners, size_t *count, struct err *err)
{
	struct ids ids = {0};
	bool began;

	*learners = NULL;
	*count = 0;
	if (!read_begin(store, &began, err))
		return false;
	bool ok = find_ids(store, query, limit, &ids, err) &&
		  load_list(store, ids.items, ids.count, learners, count, err);
	read_end(store, began);
	free(ids.items);
	return ok;
}

/* ── who might be the same ─────────────────────────────────────────────────────────────── */

static int tokens_equal(const struct person_row *row, const uint8_t *token)
{
	if (!row->has_token || !token)
		return -1;
	return secret_equal(row->token, token, sizeof(row->token));
}

static int likelier_first(const void *x, const void *y)
{
	const struct lookalike *a = x, *b = y;

	if (a->likeness != b->likeness)
		return a->likeness > b->likeness ? -1 : 1;
	return a->learner.id < b->learner.id ? -1 : a->learner.id > b->learner.id;
}

static bool is_near(const struct near_ids *near, int64_t learner)
{
	for (size_t i = 0; near && i < near->count; i++) {
		if (near->learners[i] == learner)
			return true;
	}
	return false;
}

static bool judge(struct store *store, const struct ids *ids, const struct person *person,
		  const uint8_t *token, const struct near_ids *near,
		  struct lookalike **found, size_t *count, struct err *err)
{
	size_t cap = 0;

	for (size_t i = 0; i < ids->count; i++) {
		struct person_row row;
		bool there;
		if (!person_load(store, ids->items[i], &row, &there, err))
			return false;
		if (!there)
			continue;
		enum likeness likeness = person_likeness(
			person, &row.person,
			is_near(near, ids->items[i]) ? IDS_NEAR
						     : tokens_equal(&row, token),
			NULL);
		buf_release(&row.sealed);
		if (likeness == LIKENESS_NONE)
			continue;
		ALLOC_GROW(*found, *count + 1, cap);
		struct lookalike *next = &(*found)[(*count)++];
		next->likeness = likeness;
		if (!load_learner(store, ids->items[i], &next->learner, &there, err))
			return false;
	}
	if (*count)
		qsort(*found, *count, sizeof(**found), likelier_first);
	return true;
}

bool store_learner_alike(struct store *store, const struct person *person,
			 const uint8_t *id_token, const struct near_ids *near,
			 struct lookalike **found, size_t *count, struct err *err)
{
	struct ids ids = {0};
	bool began;

	*found = NULL;
	*count = 0;
	if (!read_begin(store, &began, err))
		return false;
	bool ok = likeness_candidates(store, person, id_token, &ids, err) &&
		  judge(store, &ids, person, id_token, near, found, count, err);
	read_end(store, began);
	free(ids.items);
	if (!ok) {
		free(*found);
		*found = NULL;
		*count = 0;
	}
	return ok;
}
