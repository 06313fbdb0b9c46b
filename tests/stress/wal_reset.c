/* Many processes on one database: writers, backups, and a second tool that runs doctor, recount and
 * checkpoints all at once. Afterwards the file must be sound and every acknowledged row there.
 *
 *	wal_reset [SECONDS [passive | truncate]]
 *
 * Below SQLite 3.51.3 one process with a PASSIVE checkpoint beside writers corrupts the file ("WAL
 * reset", docs/reliability.md). The program never runs one; with `passive` this test does, behind
 * its back, to show that it would notice: that run is expected to find damage. `truncate` is the same crowd on a rollback journal.
 */
#include "scene.h"

#include "store/db.h"

#include <signal.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <sys/wait.h>

enum { WRITERS = 4, HELPERS = 3 };

/* Shared by all processes. */
struct board {
	atomic_int stop;
	atomic_int
		acked[WRITERS]; /* how many sessions of this writer were acknowledged */
	atomic_int
		refused; /* calls that failed: busy is possible, but should not happen */
	atomic_int backups, recounts, checkpoints;
};

static struct board *board;
static char *folder;

static void session_name(char out[32], int writer, int n)
{
	snprintf(out, 32, "w%d-%06d", writer, n);
}

static void complain(const char *what, const struct err *err)
{
	if (atomic_fetch_add(&board->refused, 1) < 5)
		fprintf(stderr, "%s: %s\n", what, err->text);
}

static void write_on(int writer)
{
	struct store *store = scene_open(folder, STORE_OPEN);
	struct err err = {0};
	int64_t id = 0;
	char name[32];

	session_name(name, writer, 0);
	if (!scene_register(store, name, &id, &err))
		complain("register", &err);
	for (int n = 0; !board->stop; n++) {
		session_name(name, writer, n);
		if (!store_attended(store, id, name, &err)) {
			complain("attend", &err);
			n--;
			continue;
		}
		board->acked[writer] = n + 1;
		if (n % 50 == 49) /* a process that comes and goes */
			store_close(store), store = scene_open(folder, STORE_OPEN);
	}
	store_close(store);
}

static void back_up(void)
{
	struct store *store = scene_open(folder, STORE_OPEN);
	struct err err = {0};
	char *path = path_join(folder, "sao-luu.db");

	while (!board->stop) {
		if (store_backup(store, path, NULL, NULL, &err))
			board->backups++;
		else
			complain("backup", &err);
		unlink(path);
	}
	free(path);
	store_close(store);
}

static void look_after(void)
{
	while (!board->stop) {
		struct store *store = scene_open(folder, STORE_OPEN);
		struct err err = {0};
		struct buf report = BUF_INIT;
		bool sound, equal;
		if (!store_doctor(store, &report, &sound, &err) || !sound)
			complain(sound ? "doctor" : report.data, &err);
		if (!store_recount(store, true, &equal, &err) || !equal)
			complain("recount", &err);
		else
			board->recounts++;
		buf_release(&report);
		store_close(store);
	}
}

/* Called between a checkpoint's look at the header and its work: the window in which a writer may
 * begin the log anew. Sleeping here shows in seconds what otherwise takes many minutes. */
static int linger(sqlite3_file *file, sqlite3_int64 at, void *page)
{
	(void)file;
	(void)at;
	(void)page;
	usleep((useconds_t)(rand() % 1000));
	return SQLITE_OK;
}

static void widen(sqlite3 *db)
{
	static sqlite3_io_methods methods;
	sqlite3_file *file;

	sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &file);
	methods = *file->pMethods;
	methods.xUnfetch = linger;
	file->pMethods = &methods;
}

static void checkpoint_on(void)
{
	struct store *store = scene_open(folder, STORE_OPEN);
	struct err err = {0};

	widen(store->db);
	while (!board->stop) {
		if (store_checkpoint(store, &err))
			board->checkpoints++;
		else if (err.kind != ERR_TEMPFAIL) /* else somebody reads, as they may */
			complain("checkpoint", &err);
		usleep(500);
	}
	store_close(store);
}

/* What the program never does. */
static void checkpoint_passively(void)
{
	sqlite3 *db;
	char *path = path_join(folder, "kynangso.db");

	sqlite3_open(path, &db);
	sqlite3_exec(db, "PRAGMA wal_autocheckpoint = 0; SELECT * FROM meta", NULL, NULL,
		     NULL);
	widen(db);
	while (!board->stop) {
		sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL,
					  NULL);
		usleep((useconds_t)(rand() % 500));
	}
	sqlite3_close(db);
	free(path);
}

static pid_t start(void (*work)(void))
{
	pid_t child = fork();

	if (child == 0) {
		work();
		_exit(0);
	}
	return child;
}

static int missing(struct store *store)
{
	int lost = 0;

	for (int w = 0; w < WRITERS; w++) {
		char name[32];
		struct learner *found;
		size_t count;
		struct err err = {0};
		session_name(name, w, 0);
		if (!store_learner_find(store, name, 1, &found, &count, &err) || !count) {
			fprintf(stderr, "writer %d is gone: %s\n", w, err.text);
			return atomic_load(&board->acked[w]);
		}
		free(found);
	}
	sqlite3 *db;
	sqlite3_stmt *stmt;
	char *path = path_join(folder, "kynangso.db");
	sqlite3_open(path, &db);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_exec(db,
		     "CREATE TEMP TABLE s AS SELECT session FROM attendance;"
		     "CREATE INDEX temp.s_session ON s (session)",
		     NULL, NULL, NULL);
	sqlite3_prepare_v2(db, "SELECT 1 FROM temp.s WHERE session = ?", -1, &stmt, NULL);
	for (int w = 0; w < WRITERS; w++) {
		for (int n = 0; n < board->acked[w]; n++) {
			char name[32];
			session_name(name, w, n);
			sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
			lost += sqlite3_step(stmt) != SQLITE_ROW;
			sqlite3_reset(stmt);
		}
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	free(path);
	return lost;
}

static bool judge(void)
{
	struct err err = {0};
	struct buf report = BUF_INIT;
	bool sound = false, equal = false;
	int acked = 0;
	struct store *store = store_open(folder, STORE_OPEN, &scene_clock, &scene_course,
					 &scene_region, &err);

	for (int w = 0; w < WRITERS; w++)
		acked += board->acked[w];
	bool ok = store && store_doctor(store, &report, &sound, &err) && sound &&
		  store_recount(store, true, &equal, &err) && equal;
	int lost = ok ? missing(store) : -1;
	if (!ok)
		fprintf(stderr, "%s%s\n", report.data, err.text);
	printf("%d acknowledged, %d lost, %d refused; %d backups, %d recounts, %d "
	       "checkpoints; SQLite %s\n",
	       acked, lost, board->refused, board->backups, board->recounts,
	       board->checkpoints, sqlite3_libversion());
	store_close(store);
	buf_release(&report);
	return ok && lost == 0 && board->refused == 0 && acked > 0 &&
	       board->backups > 0 && board->recounts > 0 && board->checkpoints > 0;
}

int main(int argc, char **argv)
{
	int seconds = argc > 1 ? atoi(argv[1]) : 5, children = 0;
	bool passive = argc > 2 && !strcmp(argv[2], "passive");
	scene_remote = argc > 2 && !strcmp(argv[2], "truncate");
	pid_t pids[WRITERS + HELPERS + 1];

	board = mmap(NULL, sizeof(*board), PROT_READ | PROT_WRITE,
		     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	folder = scene_folder();
	store_close(scene_open(folder, STORE_CREATE));
	for (int w = 0; w < WRITERS; w++) {
		pids[children] = fork();
		if (pids[children++] == 0) {
			write_on(w);
			_exit(0);
		}
	}
	/* Readers hold up the reset of the log, so the damage shows best without them. */
	pids[children++] = start(passive ? checkpoint_passively : back_up);
	if (!passive) {
		pids[children++] = start(look_after);
		pids[children++] = start(checkpoint_on);
	}
	sleep((unsigned)seconds);
	board->stop = 1;
	int died = 0;
	for (int i = 0; i < children; i++) {
		int status;
		waitpid(pids[i], &status, 0);
		died += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	}
	bool good = judge() && !died;
	if (passive)
		good = !good; /* the damage was noticed */
	else
		good = good && board->backups > 0 && board->recounts > 0;
	printf("%d passed, %d failed\n", good, !good);
	scene_remove(folder);
	return !good;
}
