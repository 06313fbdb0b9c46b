/* Long work that can be watched and stopped. SQLite asks in the middle of a statement, loops of ours
 * say how far they are. */
#include "store/db.h"

/* Instructions of SQLite's machine between two questions: some milliseconds at most. */
#define INSTRUCTIONS 50000

static int ask(void *user)
{
	struct store *store = user;
	return !store->go_on(store->go_on_user, store->done, store->all);
}

void store_watch(struct store *store,
		 bool (*go_on)(void *user, int64_t done, int64_t all), void *user)
{
	store->go_on = go_on;
	store->go_on_user = user;
	store->done = store->all = 0;
	sqlite3_progress_handler(store->db, INSTRUCTIONS, go_on ? ask : NULL, store);
}

bool watch_step(struct store *store, int64_t done, int64_t all, struct err *err)
{
	store->done = done;
	store->all = all;
	if (!store->go_on || store->go_on(store->go_on_user, done, all))
		return true;
	return db_fail(store, SQLITE_INTERRUPT, err);
}
