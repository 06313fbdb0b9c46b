/* Who may write next. Every process that writes takes the *gate* first, a lock on a file of its own
 * beside the database (store.c says why SQLite's own lock does not do).
 *
 * Whoever comes waits in a *queue*: a second lock on the same file, which is held only until the
 * gate is had. So nobody who has just written can go through again while others stand there, and
 * in a class that answers all at once nobody is left to wait for seconds.
 *
 * Locks cannot be waited for with a limit, so they are asked for again and again, with naps in
 * between; a *bell* cuts the nap short. The bells are hints and nothing else: when one is missed, or
 * where a process that would have rung was killed, the nap ends by itself. Both locks end with the
 * process that holds them.
 */
#ifndef STORE_GATE_H
#define STORE_GATE_H

#include <stdbool.h>
#include <stdint.h>

struct gate {
	int file; /* of the locks, or -1: there is no gate, and everybody may pass */
	const uint32_t *bells; /* NULL: none, and naps are short instead */
	bool queue;
};

/* Takes over `file` (may be -1). `marker` is a file that all who have this database open share and
 * whose first eight bytes never change; it is not kept. Without a queue (other file systems than
 * local ones, where the two kinds of lock may be one) who comes first is a matter of luck. */
void gate_init(struct gate *gate, int file);
void gate_queue(struct gate *gate, int marker);
void gate_release(struct gate *gate);

/* False: somebody held it for so long. */
bool gate_take(const struct gate *gate, int ms);
void gate_give(const struct gate *gate);

void nap(int ms);

#endif
