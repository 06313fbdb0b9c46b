/* Taking in events and people of other databases, whichever way they come: merge.c reads them from
 * a folder; a bundle can be fed in the same way. All inside one transaction of the caller.
 *
 *	intake_device()		once for each device, then its events in order of seq
 *	intake_event()		...
 *	intake_person()		after all events
 *	intake_finish()		brings the projections up to date
 *
 * Each returns false with a sentence, and then nothing may be kept.
 */
#ifndef STORE_INTAKE_H
#define STORE_INTAKE_H

#include "store/db.h"

struct intake {
	struct store *store;
	const char *from; /* where it comes from, for messages */
	/* the device at hand: its chain as far as it has been checked */
	uint8_t device_id[DEVICE_BYTES];
	int64_t device, seq, tick;
	uint8_t hash[HASH_BYTES];
	struct ids touched; /* learners */
	int64_t added;
};

/* Whose events follow. intake->seq is what is already here, and intake->hash its hash. */
bool intake_device(struct intake *intake, const uint8_t id[DEVICE_BYTES],
		   struct err *err);
/* The hash of an event that is here; *found = false if it is not. For finding forks. */
bool intake_hash_here(struct intake *intake, int64_t seq, uint8_t hash[HASH_BYTES],
		      bool *found, struct err *err);
/* The next one, seq = intake->seq + 1. The learner is named by (device id, seq). */
bool intake_event(struct intake *intake, const struct event *event,
		  const uint8_t learner_device[DEVICE_BYTES], struct err *err);
/* A person's row as the event (device, seq: local numbers of this store) last set it. */
bool intake_person(struct intake *intake, int64_t learner, const struct person_row *row,
		   const uint8_t version_device[DEVICE_BYTES], struct err *err);
bool intake_finish(struct intake *intake, struct err *err);
void intake_release(struct intake *intake);

/* The local number of a learner known by (device id, seq), made if it is new. */
bool learner_number(struct store *store, const uint8_t device[DEVICE_BYTES], int64_t seq,
		    int64_t *learner, struct err *err);

#endif
