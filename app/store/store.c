/* Opening and closing, pragmas, transactions, checkpoints.
 *
 * Every process that writes takes the *gate* first (gate.h), a lock on a file of its own beside the
 * database. SQLite's own lock would do for correctness of writing, but not for checkpoints: below
 * 3.51.3 a TRUNCATE checkpoint that cannot get the write lock quietly becomes a PASSIVE one,
 * which is the one that corrupts (docs/reliability.md). Who holds the gate gets the write lock at
 * once, so a checkpoint behind the gate is never PASSIVE, and readers are waited for only briefly.
 */
#include "store/db.h"

#include "base/file.h"
#include "base/i18n.h"
#include "secret/secret.h"
#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define BUSY_MS 10000
/* How long a checkpoint waits for readers, while nobody can write. */
#define CHECKPOINT_MS 150
/* About 1 MB of WAL; after a checkpoint that readers prevented, as much again. */
#define WAL_PAGES 256

static const char readme[] =
	"Dữ liệu của Kỹ Năng Số nằm trong thư mục này.\n"
	"\n"
	"Xin ĐỪNG tự chép, dời hay xóa các tệp ở đây: bản chép lúc chương trình đang "
	"chạy sẽ\n"
	"thiếu hoặc hỏng dữ liệu. Để có bản sao lưu đúng, hãy chạy:\n"
	"\n"
	"\tkynangso backup TỆP\n"
	"\n"
	"Để khôi phục: kynangso restore TỆP\n";

/* ── the gate ──────────────────────────────────────────────────────────────────────────── */

static bool take(struct store *store, int ms, struct err *err)
{
	return gate_take(&store->gate, ms) || db_fail_at(NULL, SQLITE_BUSY, err);
}

/* ── checkpoints ───────────────────────────────────────────────────────────────────────── */

static int wal_grew(void *user, sqlite3 *db, const char *name, int pages)
{
	struct store *store = user;

	(void)db;
	(void)name;
	store->wal_pages = pages;
	if (pages < store->wal_tried) /* somebody else's checkpoint has been */
		store->wal_tried = 0;
	return SQLITE_OK;
}

/* Only behind the gate. Being prevented by a reader is no error: the next one will do it. */
static int checkpoint_now(struct store *store)
{
	sqlite3_busy_timeout(store->db, CHECKPOINT_MS);
	int code = sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
					     NULL, NULL);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	if (code == SQLITE_OK) {
		store->wal_pages = store->wal_tried = 0;
		if (erase_pending(store))
			sqlite3_exec(store->db,
				     "DELETE FROM meta WHERE key = 'erase_pending'", NULL,
				     NULL, NULL);
	} else
		store->wal_tried = store->wal_pages;
	return code;
}

bool store_checkpoint(struct store *store, struct err *err)
{
	if (!store->wal || store->mode == STORE_READ || store->depth)
		return true;
	if (!take(store, BUSY_MS, err))
		return false;
	int code = checkpoint_now(store);
	gate_give(&store->gate);
	if (code == SQLITE_OK)
		return true;
	if ((code & 0xff) != SQLITE_BUSY)
		return db_fail(store, code, err);
	return err_set(
		err, ERR_TEMPFAIL,
		_("Có cửa sổ khác đang đọc dữ liệu nên chưa dọn được tệp ghi tạm. Không "
		  "mất gì; chương trình sẽ tự dọn khi các cửa sổ ấy đóng lại."));
}

bool erase_pending(struct store *store)
{
	int64_t pending;

	return store->wal && meta_int(store, "erase_pending", 0, &pending, NULL) &&
	       pending;
}

void store_actor(struct store *store, const char *staff)
{
	snprintf(store->actor, sizeof(store->actor), "%s", staff ? staff : "");
}

/* ── transactions ──────────────────────────────────────────────────────────────────────── */

/* Written into a file that was moved or removed, an answer would be gone with this process. */
static bool still_there(struct store *store, struct err *err)
{
	int moved = 0;
	if (store->path)
		sqlite3_file_control(store->db, "main", SQLITE_FCNTL_HAS_MOVED, &moved);
	return !moved || db_fail_at(NULL, SQLITE_READONLY_DBMOVED, err);
}

static bool begin_outermost(struct store *store, struct err *err)
{
	if (store->mode == STORE_READ)
		return err_set(err, ERR_NOPERM,
			       _("Dữ liệu đang được mở chỉ để đọc nên không ghi được."));
	if (store->reading) /* from within a callback of a backup */
		return err_set(
			err, ERR_USAGE,
			_("Đang sao lưu nên chưa ghi được. Hãy chờ sao lưu xong."));
	if (!still_there(store, err) || !take(store, BUSY_MS, err))
		return false;
	int code = sqlite3_exec(store->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
	if (code != SQLITE_OK) {
		gate_give(&store->gate);
		return db_fail(store, code, err);
	}
	store->depth = 1;
	store->spoiled = store->appended = false;
	return true;
}

bool tx_begin(struct store *store, struct err *err)
{
	if (store->depth == 0)
		return begin_outermost(store, err);
	if (store->spoiled)
		return err_set(
			err, ERR_IO,
			_("Một bước trước đó không lưu được nên cả việc này đã được hủy. "
			  "Hãy làm lại từ đầu."));
	if (store->depth + 1 == TX_DEPTH)
		die("transactions are nested too deeply");
	if (!db_exec(store, "SAVEPOINT inner", err))
		return false;
	store->depth++;
	return true;
}

/* Enough to be worth writing them together, and no burden on the memory. */
#define CHANGES_MAX 100000

static bool end_inner(struct store *store, bool ok, struct err *err)
{
	store->depth--;
	struct cells *outer = &store->changes[store->depth];
	cells_join(outer, outer + 1, ok);
	if (store->spoiled || sqlite3_get_autocommit(store->db)) {
		store->spoiled = true;
		return ok ? db_fail_at(NULL, SQLITE_IOERR, err) : false;
	}
	if (!ok)
		sqlite3_exec(store->db, "ROLLBACK TO inner", NULL, NULL, NULL);
	int code = sqlite3_exec(store->db, "RELEASE inner", NULL, NULL, NULL);
	if (ok && code != SQLITE_OK)
		return db_fail(store, code, err);
	if (!ok || outer->count < CHANGES_MAX)
		return ok;
	store->spoiled = !tally_settle(store, err); /* too late to take back just this */
	return !store->spoiled;
}

static bool commit(struct store *store, struct err *err)
{
	if (store->spoiled)
		return db_fail_at(NULL, SQLITE_IOERR, err);
	if (!tally_settle(store, err))
		return false;
	int code = sqlite3_exec(store->db, "COMMIT", NULL, NULL, NULL);
	return code == SQLITE_OK ? true : db_fail(store, code, err);
}

bool tx_end(struct store *store, bool ok, struct err *err)
{
	if (store->depth > 1)
		return end_inner(store, ok, err);
	ok = ok && commit(store, err);
	if (!ok && !sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	cells_release(&store->changes[store->depth]);
	store->depth = 0;
	store->spoiled = false;
	if (ok && store->appended)
		device_mark(store);
	if (ok && store->wal &&
	    (store->wal_pages - store->wal_tried > WAL_PAGES ||
	     (store->wal_tried && erase_pending(store))))
		checkpoint_now(store);
	gate_give(&store->gate);
	return ok;
}

bool store_begin(struct store *store, struct err *err)
{
	return tx_begin(store, err);
}

bool store_commit(struct store *store, struct err *err)
{
	if (!store->depth)
		return true;
	return tx_end(store, true, err);
}

void store_rollback(struct store *store)
{
	if (store->depth)
		tx_end(store, false, NULL);
}

bool read_begin(struct store *store, bool *began, struct err *err)
{
	*began = false;
	if (store->depth || store->reading)
		return true;
	if (!db_exec(store, "BEGIN", err))
		return false;
	*began = store->reading = true;
	return true;
}

void read_end(struct store *store, bool began)
{
	if (!began)
		return;
	sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store->reading = false;
}

/* ── opening ───────────────────────────────────────────────────────────────────────────── */

/* Pages are read once and kept, up to this: counting a city again reads each many times, and with
 * SQLite's 2 MiB half of its time went into that. A centre's whole file is smaller. */
#define CACHE_KIB "65536"

bool db_open(const char *path, int flags, sqlite3 **db, struct err *err)
{
	static const char pragmas[] = "PRAGMA foreign_keys = ON;"
				      "PRAGMA trusted_schema = OFF;"
				      "PRAGMA secure_delete = ON;"
				      "PRAGMA temp_store = MEMORY;"
				      "PRAGMA cache_size = -" CACHE_KIB ";"
				      "PRAGMA cell_size_check = ON;"
				      "PRAGMA synchronous = FULL;"
				      "PRAGMA wal_autocheckpoint = 0;";
	int code = sqlite3_open_v2(path, db,
				   flags | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI, NULL);

	if (code == SQLITE_OK) {
		sqlite3_busy_timeout(*db, BUSY_MS);
		/* Closing the last connection would run a PASSIVE checkpoint. */
		sqlite3_db_config(*db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		sqlite3_db_config(*db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		code = sqlite3_exec(*db, pragmas, NULL, NULL, NULL);
	}
	if (code == SQLITE_OK)
		return true;
	db_fail_at(path, code, err);
	sqlite3_close(*db);
	*db = NULL;
	return false;
}

/* SQLite makes the file with the umask; ours is for this user only, and so are its helpers. */
static bool make_file(const char *path, struct err *err)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0 && errno != EEXIST)
		return db_fail_at(path,
				  errno == EACCES || errno == EROFS ? SQLITE_PERM
								    : SQLITE_CANTOPEN,
				  err);
	if (fd >= 0)
		close(fd);
	return true;
}

static bool make_folder(struct store *store, struct err *err)
{
	if (!folder_make(store->folder, 0700, err) || !make_file(store->path, err))
		return false;
	place_hand_over(store->folder, store->path);
	char *path = path_join(store->folder, "DOC-TOI.txt");
	if (!file_exists(path))
		file_write(path, readme, sizeof(readme) - 1, 0600, false, NULL);
	place_hand_over(store->folder, path);
	free(path);
	return true;
}

static int open_beside(struct store *store, const char *name, int flags)
{
	char *path = path_join(store->folder, name);
	int fd = open(path, flags | O_CLOEXEC | O_NOFOLLOW, 0600), why = errno;
	if (fd >= 0 && flags & O_CREAT)
		place_hand_over(store->folder, path);
	free(path);
	errno = why;
	return fd;
}

/* A lock that this user may not touch is no reason to write without one: others would not wait, and
 * a checkpoint beside them can damage the file. Who cannot write needs none. */
static bool make_gate(struct store *store, int flags, struct err *err)
{
	gate_init(&store->gate, open_beside(store, "kynangso.lock", flags));
	if (store->gate.file >= 0)
		return true;
	int code = errno == ENOSPC || errno == EDQUOT  ? SQLITE_FULL
		   : errno == EACCES || errno == EPERM ? SQLITE_PERM
						       : SQLITE_CANTOPEN;
	if (access(store->path, W_OK) != 0)
		return true;
	char *path = path_join(store->folder, "kynangso.lock");
	db_fail_at(path, code, err);
	free(path);
	return false;
}

/* While the database is open its marker file is locked, shared, so that a restore can tell. */
static bool be_present(struct store *store, struct err *err)
{
	int64_t until = clock_ticks() + BUSY_MS;
	int flags = store->mode == STORE_READ ? O_RDONLY : O_RDWR | O_CREAT;

	if (store->mode != STORE_READ && !make_gate(store, flags, err))
		return false;
	store->marker = open_beside(store, "device", flags);
	while (store->marker >= 0 && flock(store->marker, LOCK_SH | LOCK_NB) != 0 &&
	       errno == EWOULDBLOCK) {
		if (clock_ticks() >= until)
			return db_fail_at(NULL, SQLITE_BUSY, err);
		nap(10);
	}
	return true;
}

static bool has_bytes(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && st.st_size > 0;
}

/* An empty file would be taken for a first start, and what is left of the old one (its log) be
 * thrown away by it. The marker is read first: it never runs ahead of the database. */
static bool not_lost(struct store *store, struct err *err)
{
	if (has_bytes(store->path) || !device_remembers(store))
		return true;
	return err_set(err, ERR_DATA,
		       _("Ở %s đã từng có dữ liệu, nhưng tệp kynangso.db nay trống hoặc "
			 "đã mất. Chưa có gì bị ghi đè. Hãy khôi phục bản sao lưu: "
			 "kynangso restore TỆP, hoặc chọn thư mục khác bằng --data."),
		       store->folder);
}

static bool first_read(struct store *store)
{
	int version, application;
	return database_version(store->db, &version, &application);
}

static bool open_file(struct store *store, struct err *err)
{
	int flags =
		store->mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;

	if (db_open(store->path, flags, &store->db, err)) {
		if (first_read(store))
			return true;
		db_fail_at(store->path, sqlite3_extended_errcode(store->db), err);
	}
	/* On a medium that cannot be written to no log can be made: there SQLite must be told
	 * that nobody else writes. */
	if (store->mode != STORE_READ || access(store->folder, W_OK) == 0)
		return false;
	sqlite3_close(store->db);
	store->db = NULL;
	return db_open_frozen(store->path, &store->db, err) &&
	       (first_read(store) ||
		db_fail_at(store->path, sqlite3_extended_errcode(store->db), err));
}

static bool journal_mode(struct store *store, const char *mode, char got[16],
			 struct err *err)
{
	char sql[48];
	sqlite3_stmt *stmt;

	snprintf(sql, sizeof(sql), "PRAGMA journal_mode = %s", mode);
	int code = sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL);
	got[0] = '\0';
	if (code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		db_copy(stmt, 0, got, 16);
		code = SQLITE_OK;
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_OK ? true : db_fail(store, code, err);
}

static bool set_journal(struct store *store, struct err *err)
{
	char got[16];
	bool local = place_is_local(store->folder, &store->file_system);

	if (store->mode == STORE_READ)
		return true;
	/* SQLite does not wait where somebody reads while the mode changes; that is only at a
	 * first start, and does not last. */
	for (int tries = 0;; tries++) {
		struct err local_err = {0};
		if (journal_mode(store, local ? "WAL" : "TRUNCATE", got, &local_err))
			break;
		if (local_err.kind != ERR_TEMPFAIL || tries * 20 > BUSY_MS)
			return err_set(err, local_err.kind, "%s", local_err.text);
		nap(20);
	}
	/* Where others have it open the change is refused; then it stays what it was. */
	store->wal = !strcmp(got, "wal");
	if (store->wal)
		gate_queue(&store->gate, store->marker);
	if (!store->wal && strcmp(got, "truncate") &&
	    !journal_mode(store, "TRUNCATE", got, err))
		return false;
	sqlite3_wal_hook(store->db, wal_grew, store);
	return true;
}

/* Somebody else's SQLite file, or none at all. */
static bool is_ours(struct store *store, struct err *err)
{
	int version, application;
	sqlite3_stmt *stmt = NULL;

	/* Whether it is empty is asked first: the other way round, another process at its first
	 * start could fill it between the two questions. */
	bool empty = sqlite3_prepare_v2(store->db, "SELECT 1 FROM sqlite_schema", -1,
					&stmt, NULL) == SQLITE_OK &&
		     sqlite3_step(stmt) == SQLITE_DONE;
	sqlite3_finalize(stmt);
	if (!database_version(store->db, &version, &application))
		return db_fail_at(store->path, sqlite3_extended_errcode(store->db), err);
	if (application == DATABASE_ID || (empty && store->mode != STORE_READ))
		return true;
	return db_fail_at(store->path, SQLITE_NOTADB, err);
}

/* A person who learns must not find out at the first answer that nothing can be kept. */
static bool may_write(struct store *store, struct err *err)
{
	return store->mode != STORE_CREATE || sqlite3_db_readonly(store->db, NULL) != 1 ||
	       db_fail_at(store->path, SQLITE_READONLY, err);
}

/* A folder that this user may not look into is no folder without data. */
static bool is_there(struct store *store, struct err *err)
{
	if (access(store->path, F_OK) == 0)
		return true;
	if (errno == EACCES)
		return db_fail_at(store->path, SQLITE_PERM, err);
	return err_set(err, ERR_NOINPUT,
		       _("Không thấy dữ liệu ở %s. Hãy chạy: kynangso setup, "
			 "hoặc chỉ đúng thư mục bằng --data."),
		       store->folder);
}

static bool open_parts(struct store *store, struct err *err)
{
	if (!store->path) {
		if (!db_open(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
			     &store->db, err))
			return false;
		store->file_system = "";
	} else {
		if (store->mode == STORE_CREATE && !make_folder(store, err))
			return false;
		if (!is_there(store, err) || !be_present(store, err) ||
		    !not_lost(store, err) || !open_file(store, err) ||
		    !may_write(store, err) || !is_ours(store, err))
			return false;
		if (!take(store, BUSY_MS, err))
			return false;
		bool set = set_journal(store, err);
		gate_give(&store->gate);
		if (!set)
			return false;
	}
	bool fresh;
	/* Another process may just have migrated. SQLite sees that when it steps, not when it
	 * prepares: a look at the schema makes it read it again. */
	return migrate(store, migrations, migration_count, err) &&
	       db_exec(store, "SELECT 1 FROM sqlite_schema LIMIT 1", err) &&
	       now_register(store, err) && db_prepare(store, err) &&
	       device_settle(store, err) && project_renew(store, err) &&
	       (store->mode == STORE_READ || !store->region ||
		(tally_fresh(store, &fresh, err) &&
		 (fresh || tally_rebuild(store, err))));
}

struct store *store_open(const char *folder, enum store_mode mode,
			 const struct clock *clock, const struct course *course,
			 const struct region *region, struct err *err)
{
	struct store *store = xcalloc(1, sizeof(*store));

	store->mode = mode;
	store->clock = clock;
	store->course = course;
	store->region = region;
	gate_init(&store->gate, -1);
	store->marker = -1;
	if (folder) {
		store->folder = xstrdup(folder);
		store->path = path_join(folder, DATABASE_NAME);
	}
	if (secret_init(err) && open_parts(store, err)) {
		if (store->mode != STORE_READ && erase_pending(store))
			store_checkpoint(store, NULL);
		return store;
	}
	store_close(store);
	return NULL;
}

void store_use_course(struct store *store, const struct course *course)
{
	store->course = course;
}

static bool erase_unfinished(struct store *store)
{
	return store->mode != STORE_READ && store->statements[STMT_META] &&
	       erase_pending(store);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	store_rollback(store);
	if (store->db && (store->wal_pages || erase_unfinished(store)) &&
	    take(store, CHECKPOINT_MS, NULL)) {
		checkpoint_now(store);
		gate_give(&store->gate);
	}
	for (int id = 0; id < STATEMENTS; id++)
		sqlite3_finalize(store->statements[id]);
	sqlite3_close(store->db);
	gate_release(&store->gate);
	if (store->marker >= 0)
		close(store->marker);
	free(store->loose.items);
	free(store->joined.items);
	free(store->folder);
	free(store->path);
	free(store);
}

bool store_lost(const char *folder, struct err *err)
{
	char *path = path_join(folder, DATABASE_NAME), *copy = xstrdup(folder);
	struct store store = {.folder = copy, .path = path, .marker = -1};

	store.marker = open_beside(&store, "device", O_RDONLY | O_NONBLOCK);
	bool lost = !not_lost(&store, err);
	if (store.marker >= 0)
		close(store.marker);
	free(copy);
	free(path);
	return lost;
}

bool store_exists(const char *folder)
{
	char *path = path_join(folder, DATABASE_NAME);
	bool exists = has_bytes(path) || errno == EACCES; /* opening it says why */

	free(path);
	return exists;
}

/* ── meta ──────────────────────────────────────────────────────────────────────────────── */

bool meta_int(struct store *store, const char *key, int64_t missing, int64_t *value,
	      struct err *err)
{
	return db_int(store, STMT_META, missing, value, "s", err, key);
}

bool meta_put_int(struct store *store, const char *key, int64_t value, struct err *err)
{
	return db_run(store, STMT_META_PUT, "si", err, key, value);
}
