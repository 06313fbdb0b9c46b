/* Everybody who is known, for finding out whether somebody in a file is already among
 * them.
 *
 * Two questions, and only the first lets the machine act:
 *	the same	same id, or same name letter for letter (capitals and the place of
 *			a tone aside), birth, sex, ward, phone, and not two unlike ids
 *	alike		what person_likeness() calls probable or possible: only said
 * Marks count in the first: Tuấn and Tuân may be twins with one phone in the house.
 */
#ifndef CLI_ROSTER_H
#define CLI_ROSTER_H

#include "base/mem.h"
#include "course/likeness.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TOKEN_BYTES 32

struct roster_entry {
	int64_t learner; /* number in the store, or 0: */
	size_t row; /* from the file, in this place of it */
	const char *name, *placed, *sorted; /* in the arena */
	struct birth birth;
	enum sex sex;
	char ward[8], phone[PHONE_BYTES];
	bool id_known; /* has an id; */
	const uint8_t *token; /* and which, if it came from the file */
	uint32_t next[3]; /* in the chain of each index, + 1 */
};

/* A hash table of chains through the entries. */
struct roster_index {
	uint32_t *heads;
	size_t size; /* a power of two */
};

struct roster {
	struct arena arena;
	struct roster_entry *entries;
	size_t count, cap;
	struct roster_index by_name, by_birth, by_token;
};

/* Caller's storage, zeroed. */
void roster_release(struct roster *roster);
/* token: 32 bytes or NULL; copied. learner 0: `row` says where it came from. */
void roster_add(struct roster *roster, const struct person *person, const uint8_t *token,
		int64_t learner, size_t row);
/* NULL where there is nobody. Valid until the next roster_add(). */
const struct roster_entry *roster_same(const struct roster *roster,
				       const struct person *person, const uint8_t *token);
const struct roster_entry *roster_alike(const struct roster *roster,
					const struct person *person, const uint8_t *token,
					enum likeness *likeness);

#endif
