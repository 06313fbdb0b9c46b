/* ids.lock: every id that was ever shipped, so that none vanishes and none is used twice (E10).
 *
 * Results hang on ids. So `kynangso check --lock` writes down all there are before a pack is handed
 * out, one a line, sorted, in a file that goes with the pack:
 *
 *	lesson noi-wifi-va-4g
 *	question kiem-tra-dien-thoai/so-khan
 *	step noi-wifi-va-4g/mang-bac-tam
 *	typing tap-go-cu retired
 *
 * Kinds: course, module, skill, lesson, step, practice, typing, quiz, question. In front of "/"
 * stands where it was found; a question may move to another quiz, as its id is unique by itself,
 * and a step may not. What an id meant it may no longer mean: one that is retired, or was given up
 * by `formerly`, is not given again, nor one of a lesson to a quiz. Retired ones may leave their
 * files; the line stays.
 */
#ifndef CONTENT_LOCK_H
#define CONTENT_LOCK_H

#include "content/pack.h"

#include <stdbool.h>

/* Judges the ids of the pack against the lock at `path`, if there is one: E10, or E03 for a line
 * that is none. Findings without a place in a file of the pack stand at the line of the lock;
 * they are left out with `own_only`, when a single file is judged. */
void pack_judge_lock(struct pack *pack, const char *path, bool own_only);

/* The lock as it should be: what the old one has, and all ids there are now. *added: how many of
 * them are new, or newly retired. */
struct buf;
void pack_write_lock(struct pack *pack, const char *path, struct buf *out, size_t *added);

#endif
