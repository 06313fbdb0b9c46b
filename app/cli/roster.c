#include "cli/roster.h"

#include "base/buf.h"
#include "text/fold.h"
#include "text/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHAIN_NAME, CHAIN_BIRTH, CHAIN_TOKEN };

void roster_release(struct roster *roster)
{
	free(roster->entries);
	free(roster->by_name.heads);
	free(roster->by_birth.heads);
	free(roster->by_token.heads);
	arena_release(&roster->arena);
	*roster = (struct roster){0};
}

/* ── the indexes ───────────────────────────────────────────────────────────────────────── */

/* FNV-1a, 64 bits. */
static uint64_t hash_bytes(uint64_t hash, const void *data, size_t n)
{
	const unsigned char *p = data;
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ p[i]) * 0x100000001b3u;
	return hash;
}

static const uint64_t hash_start = 0xcbf29ce484222325u;

static uint64_t name_hash(const char *sorted)
{
	return hash_bytes(hash_start, sorted, strlen(sorted));
}

/* Names one letter apart are looked for by the full birth date only; the store finds the rest. */
static uint64_t birth_hash(const struct birth *birth)
{
	const int parts[] = {birth->year, birth->month, birth->day};
	return hash_bytes(hash_start, parts, sizeof(parts));
}

static uint64_t token_hash(const uint8_t *token)
{
	return hash_bytes(hash_start, token, TOKEN_BYTES);
}

static bool indexed_by_birth(const struct birth *birth)
{
	return birth->precision == PRECISION_DAY;
}

static void chain(struct roster *roster, struct roster_index *index, int which,
		  uint64_t hash, size_t at)
{
	uint32_t *head = &index->heads[(hash ^ hash >> 32) & (index->size - 1)];
	roster->entries[at].next[which] = *head;
	*head = (uint32_t)at + 1;
}

static void chain_all(struct roster *roster, size_t at)
{
	struct roster_entry *entry = &roster->entries[at];
	chain(roster, &roster->by_name, CHAIN_NAME, name_hash(entry->sorted), at);
	if (indexed_by_birth(&entry->birth))
		chain(roster, &roster->by_birth, CHAIN_BIRTH, birth_hash(&entry->birth),
		      at);
	if (entry->token)
		chain(roster, &roster->by_token, CHAIN_TOKEN, token_hash(entry->token),
		      at);
}

static void index_resize(struct roster_index *index, size_t size)
{
	free(index->heads);
	index->heads = xcalloc(size, sizeof(*index->heads));
	index->size = size;
}

static void grow(struct roster *roster)
{
	size_t size = roster->by_name.size ? roster->by_name.size * 2 : 1024;
	index_resize(&roster->by_name, size);
	index_resize(&roster->by_birth, size);
	index_resize(&roster->by_token, size);
	for (size_t i = 0; i < roster->count; i++)
		chain_all(roster, i);
}

static const struct roster_entry *first(const struct roster *roster,
					const struct roster_index *index, uint64_t hash)
{
	uint32_t head =
		index->size ? index->heads[(hash ^ hash >> 32) & (index->size - 1)] : 0;
	return head ? &roster->entries[head - 1] : NULL;
}

static const struct roster_entry *following(const struct roster *roster,
					    const struct roster_entry *entry, int which)
{
	uint32_t next = entry->next[which];
	return next ? &roster->entries[next - 1] : NULL;
}

/* ── adding ────────────────────────────────────────────────────────────────────────────── */

static const char *folded(struct roster *roster, void (*fold)(struct buf *, const char *),
			  const char *name)
{
	struct buf text = BUF_INIT;
	fold(&text, name);
	const char *kept = arena_strdup(&roster->arena, text.data);
	buf_release(&text);
	return kept;
}

void roster_add(struct roster *roster, const struct person *person, const uint8_t *token,
		int64_t learner, size_t row)
{
	if (roster->count >= roster->by_name.size)
		grow(roster);
	ALLOC_GROW(roster->entries, roster->count + 1, roster->cap);
	struct roster_entry *entry = &roster->entries[roster->count];
	*entry = (struct roster_entry){
		.learner = learner,
		.row = row,
		.name = arena_strdup(&roster->arena, person->name),
		.placed = folded(roster, text_fold_place, person->name),
		.sorted = folded(roster, name_fold_sorted, person->name),
		.birth = person->birth,
		.sex = person->sex,
		.id_known = person->id_known || token,
	};
	memcpy(entry->ward, person->ward, sizeof(entry->ward));
	memcpy(entry->phone, person->phone, sizeof(entry->phone));
	if (token) {
		uint8_t *kept = arena_alloc(&roster->arena, TOKEN_BYTES);
		memcpy(kept, token, TOKEN_BYTES);
		entry->token = kept;
	}
	chain_all(roster, roster->count++);
}

/* ── asking ────────────────────────────────────────────────────────────────────────────── */

/* 1 the ids agree, 0 they differ, -1 one is missing or not known here. An id in the store
 * that is the file's would have been found by its token before. */
static int ids_equal(const struct roster_entry *entry, const uint8_t *token)
{
	if (!token || !entry->id_known)
		return -1;
	return entry->token && !memcmp(entry->token, token, TOKEN_BYTES);
}

static bool same_record(const struct roster_entry *entry, const struct person *person,
			const char *placed, const uint8_t *token)
{
	return entry->birth.precision == person->birth.precision &&
	       birth_compare(&entry->birth, &person->birth) == 0 &&
	       entry->sex == person->sex && !strcmp(entry->ward, person->ward) &&
	       !strcmp(entry->phone, person->phone) && !strcmp(entry->placed, placed) &&
	       ids_equal(entry, token) != 0;
}

static const struct roster_entry *same_token(const struct roster *roster,
					     const uint8_t *token)
{
	const struct roster_entry *entry =
		first(roster, &roster->by_token, token_hash(token));
	while (entry && memcmp(entry->token, token, TOKEN_BYTES) != 0)
		entry = following(roster, entry, CHAIN_TOKEN);
	return entry;
}

const struct roster_entry *roster_same(const struct roster *roster,
				       const struct person *person, const uint8_t *token)
{
	struct buf placed = BUF_INIT, sorted = BUF_INIT;
	const struct roster_entry *entry = token ? same_token(roster, token) : NULL;
	if (entry)
		return entry;
	text_fold_place(&placed, person->name);
	name_fold_sorted(&sorted, person->name);
	entry = first(roster, &roster->by_name, name_hash(sorted.data));
	while (entry && !same_record(entry, person, placed.data, token))
		entry = following(roster, entry, CHAIN_NAME);
	buf_release(&placed);
	buf_release(&sorted);
	return entry;
}

/* person_likeness() folds names, which costs; most of a common name's bearers are ruled
 * out by numbers alone. */
static bool worth_judging(const struct roster_entry *entry, const struct person *person)
{
	bool ward = *person->ward && !strcmp(entry->ward, person->ward);
	bool year = abs(entry->birth.year - person->birth.year) <= 1;
	size_t m = strlen(entry->phone), n = strlen(person->phone);
	bool phone = m >= 4 && n >= 4 &&
		     !memcmp(entry->phone + m - 4, person->phone + n - 4, 4);
	bool birth = indexed_by_birth(&person->birth) &&
		     entry->birth.precision == PRECISION_DAY &&
		     birth_compare(&entry->birth, &person->birth) == 0;
	return (ward && year) || phone || birth;
}

static void person_of(const struct roster_entry *entry, struct person *person)
{
	*person = (struct person){.birth = entry->birth, .sex = entry->sex};
	snprintf(person->name, sizeof(person->name), "%s", entry->name);
	memcpy(person->ward, entry->ward, sizeof(person->ward));
	memcpy(person->phone, entry->phone, sizeof(person->phone));
}

struct search {
	const struct person *person;
	const uint8_t *token;
	const struct roster_entry *best;
	enum likeness likeness;
};

static void judge_chain(const struct roster *roster, const struct roster_entry *entry,
			int which, struct search *search)
{
	struct person other;
	for (; entry; entry = following(roster, entry, which)) {
		if (!worth_judging(entry, search->person))
			continue;
		person_of(entry, &other);
		enum likeness likeness = person_likeness(
			search->person, &other, ids_equal(entry, search->token), NULL);
		if (likeness > search->likeness) {
			search->likeness = likeness;
			search->best = entry;
		}
	}
}

const struct roster_entry *roster_alike(const struct roster *roster,
					const struct person *person, const uint8_t *token,
					enum likeness *likeness)
{
	struct search search = {.person = person, .token = token};
	struct buf sorted = BUF_INIT;
	name_fold_sorted(&sorted, person->name);
	judge_chain(roster, first(roster, &roster->by_name, name_hash(sorted.data)),
		    CHAIN_NAME, &search);
	if (search.likeness < LIKENESS_PROBABLE && indexed_by_birth(&person->birth))
		judge_chain(roster,
			    first(roster, &roster->by_birth, birth_hash(&person->birth)),
			    CHAIN_BIRTH, &search);
	buf_release(&sorted);
	*likeness = search.likeness;
	return search.best;
}
