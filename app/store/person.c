/* Personal data: one row a learner, in a table of its own, so that erasing a person leaves the
 * journal and the counts as they are. */
#include "store/db.h"

#include "secret/secret.h"
#include "text/fold.h"
#include "text/name.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool person_load(struct store *store, int64_t learner, struct person_row *row,
		 bool *found, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_PERSON, "i", learner);
	int step = db_step(store, stmt, err);

	*row = (struct person_row){.sealed = BUF_INIT};
	*found = step > 0;
	if (step <= 0)
		return step == 0;
	struct person *person = &row->person;
	db_copy(stmt, 0, person->name, sizeof(person->name));
	person->birth = (struct birth){
		(enum precision)sqlite3_column_int(stmt, 1), sqlite3_column_int(stmt, 2),
		sqlite3_column_int(stmt, 3), sqlite3_column_int(stmt, 4)};
	person->sex = (enum sex)sqlite3_column_int(stmt, 5);
	db_copy(stmt, 6, person->ward, sizeof(person->ward));
	db_copy(stmt, 7, person->phone, sizeof(person->phone));
	db_copy(stmt, 8, person->id_hint, sizeof(person->id_hint));
	row->has_token = sqlite3_column_bytes(stmt, 9) == sizeof(row->token);
	if (row->has_token)
		memcpy(row->token, sqlite3_column_blob(stmt, 9), sizeof(row->token));
	if (sqlite3_column_bytes(stmt, 10))
		buf_add(&row->sealed, sqlite3_column_blob(stmt, 10),
			(size_t)sqlite3_column_bytes(stmt, 10));
	person->id_known = row->has_token || row->sealed.len;
	db_copy(stmt, 11, row->representative, sizeof(row->representative));
	memcpy(row->salt, sqlite3_column_blob(stmt, 12), SALT_BYTES);
	row->tick = sqlite3_column_int64(stmt, 13);
	row->device = sqlite3_column_int64(stmt, 14);
	row->seq = sqlite3_column_int64(stmt, 15);
	db_end(stmt);
	return true;
}

bool person_save(struct store *store, int64_t learner, const struct person_row *row,
		 struct err *err)
{
	const struct person *p = &row->person;

	return db_run(store, STMT_PERSON_PUT, "isdddddsssbbsbiii", err, learner, p->name,
		      (int)p->birth.precision, p->birth.year, p->birth.month,
		      p->birth.day, (int)p->sex, p->ward, p->phone, p->id_hint,
		      row->has_token ? row->token : NULL, sizeof(row->token),
		      row->sealed.len ? row->sealed.data : NULL, row->sealed.len,
		      row->representative, row->salt, (size_t)SALT_BYTES, row->tick,
		      row->device, row->seq) &&
	       person_derive(store, learner, row, err);
}

bool person_derive(struct store *store, int64_t learner, const struct person_row *row,
		   struct err *err)
{
	return search_save(store, learner, row->person.name, err) &&
	       likeness_refresh(store, learner, row, err);
}

/* ── the proof ─────────────────────────────────────────────────────────────────────────── */

static void add_part(struct hash *hash, const void *bytes, size_t n)
{
	uint8_t size[4];

	for (int i = 0; i < 4; i++)
		size[i] = (uint8_t)(n >> (24 - 8 * i));
	hash_add(hash, size, sizeof(size));
	hash_add(hash, bytes, n);
}

static void add_text(struct hash *hash, const char *text)
{
	add_part(hash, text, strlen(text));
}

void person_proof(const struct person_row *row, char hex[2 * HASH_BYTES + 1])
{
	const struct person *p = &row->person;
	struct hash hash;
	uint8_t out[HASH_BYTES];
	char facts[80];

	snprintf(facts, sizeof(facts), "%d %d %d %d %d", (int)p->birth.precision,
		 p->birth.year, p->birth.month, p->birth.day, (int)p->sex);
	hash_init(&hash);
	add_text(&hash, "kynangso person 1");
	add_part(&hash, row->salt, SALT_BYTES);
	add_text(&hash, p->name);
	add_text(&hash, facts);
	add_text(&hash, p->ward);
	add_text(&hash, p->phone);
	add_text(&hash, p->id_hint);
	add_part(&hash, row->token, row->has_token ? sizeof(row->token) : 0);
	add_part(&hash, row->sealed.data, row->sealed.len);
	add_text(&hash, row->representative);
	hash_end(&hash, out);
	secret_hex(hex, out, sizeof(out));
}

/* ── as names are searched ─────────────────────────────────────────────────────────────── */

/* Without marks, y as i, and only letters, digits and single spaces. This finds more than is
 * meant (words may lie anywhere); text/name.h then judges and ranks what was found. */
void search_fold(struct buf *out, const char *text)
{
	struct buf folded = BUF_INIT;

	text_fold(&folded, text);
	for (const char *p = folded.data, *next = p; *p; p = next) {
		uint32_t cp = utf8_next(&next);
		bool letter =
			cp < 0x80 ? (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9')
				  : !text_is_apostrophe(cp);
		if (letter && cp == 'y')
			buf_addc(out, 'i');
		else if (letter)
			buf_add(out, p, (size_t)(next - p));
		else if (out->len && out->data[out->len - 1] != ' ')
			buf_addc(out, ' ');
	}
	buf_release(&folded);
}

bool search_save(struct store *store, int64_t learner, const char *name, struct err *err)
{
	struct buf folded = BUF_INIT, initials = BUF_INIT, plain = BUF_INIT;
	struct buf sorted = BUF_INIT, key = BUF_INIT, joined = BUF_INIT;

	buf_addc(&folded, ' ');
	search_fold(&folded, name);
	if (name_join(&joined, name)) {
		buf_addc(&folded, ' ');
		search_fold(&folded, joined.data);
	}
	name_initials(&plain, name);
	search_fold(&initials, plain.data);
	name_fold_sorted(&sorted, name);
	name_sort_key(&key, name);
	bool ok = db_run(store, STMT_SEARCH_PUT, "isssb", err, learner, folded.data,
			 initials.data, sorted.data, key.data, key.len);
	buf_release(&joined);
	buf_release(&folded);
	buf_release(&initials);
	buf_release(&plain);
	buf_release(&sorted);
	buf_release(&key);
	return ok;
}
