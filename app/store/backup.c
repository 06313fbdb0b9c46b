/* Copies that can be relied upon, and putting one back.
 *
 * A file copied while the program runs is not a backup (rows missing, pages torn); SQLite's backup
 * interface gives one state of the database. The copy is a single file in rollback mode, so that
 * it needs nothing beside it and can be read from a stick that is write-protected.
 */
#include "store/db.h"

#include "base/file.h"
#include "base/i18n.h"
#include "store/place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PAGES_PER_STEP 256

/* ── checking a file ───────────────────────────────────────────────────────────────────── */

static bool leftover(const char *path, const char *suffix)
{
	struct stat st;
	char *name = xasprintf("%s%s", path, suffix);
	bool there = stat(name, &st) == 0 && st.st_size > 0;

	free(name);
	return there;
}

/* file: with what SQLite reads as part of the address escaped. */
static char *uri_of(const char *path)
{
	struct buf uri = BUF_INIT;

	buf_adds(&uri, "file:");
	for (const char *p = path; *p; p++) {
		if (strchr("?#%", *p))
			buf_printf(&uri, "%%%02X", (unsigned char)*p);
		else
			buf_addc(&uri, *p);
	}
	buf_adds(&uri, "?immutable=1");
	return buf_detach(&uri);
}

bool db_open_frozen(const char *path, sqlite3 **db, struct err *err)
{
	*db = NULL;
	if (leftover(path, "-wal") || leftover(path, "-journal"))
		return err_set(
			err, ERR_DATA,
			_("%s: bên cạnh còn tệp -wal hoặc -journal, nghĩa là tệp này "
			  "được "
			  "chép khi chương trình đang chạy và có thể thiếu dữ liệu. Hãy "
			  "dùng tệp do lệnh kynangso backup tạo ra."),
			path);
	char *uri = uri_of(path);
	bool ok = db_open(uri, SQLITE_OPEN_READONLY, db, err);
	free(uri);
	return ok;
}

/* The first finding of a pragma that says "ok" or nothing when all is well. */
static bool says_ok(sqlite3 *db, const char *pragma, char *first, size_t size)
{
	sqlite3_stmt *stmt;
	bool ok = false;

	first[0] = '\0';
	if (sqlite3_prepare_v2(db, pragma, -1, &stmt, NULL) != SQLITE_OK) {
		snprintf(first, size, "SQLite %d", sqlite3_extended_errcode(db));
		return false;
	}
	int code = sqlite3_step(stmt);
	if (code == SQLITE_DONE) {
		ok = true;
	} else if (code == SQLITE_ROW) {
		db_copy(stmt, 0, first, size);
		ok = !strcmp(first, "ok");
	} else {
		snprintf(first, size, "SQLite %d", code);
	}
	sqlite3_finalize(stmt);
	return ok;
}

bool database_sound(sqlite3 *db, char *first, size_t size)
{
	return says_ok(db, "PRAGMA integrity_check(1)", first, size) &&
	       says_ok(db, "PRAGMA foreign_key_check", first, size);
}

/* A sound database of ours, of a version we can read. */
static bool check_file(const char *path, struct err *err)
{
	int version, application;
	char first[200];
	sqlite3 *db;

	struct stat st;
	if (!file_exists(path))
		return err_set(err, ERR_NOINPUT, _("Không thấy tệp %s."), path);
	/* Neither a folder nor a pipe that nobody may ever write to. */
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return db_fail_at(path, SQLITE_NOTADB, err);
	if (!db_open_frozen(path, &db, err))
		return false;
	bool ok = false;
	if (!database_version(db, &version, &application))
		db_fail_at(path, sqlite3_extended_errcode(db), err);
	else if (application != DATABASE_ID || version < 1)
		db_fail_at(path, SQLITE_NOTADB, err);
	else if (version > migrations[migration_count - 1].version)
		err_set(err, ERR_CONFIG,
			_("%s do một bản Kỹ Năng Số mới hơn ghi (bản dữ liệu %d). Hãy "
			  "cập nhật "
			  "chương trình trước."),
			path, version);
	else if (!database_sound(db, first, sizeof(first)))
		err_set(err, ERR_DATA,
			_("%s: tệp bị hỏng (%s). Hãy dùng bản sao lưu khác."), path,
			first);
	else
		ok = true;
	sqlite3_close(db);
	return ok;
}

/* ── copying ───────────────────────────────────────────────────────────────────────────── */

typedef bool progress_function(void *user, int done, int all);

static int copy_pages(sqlite3 *from, sqlite3 *to, progress_function *progress, void *user)
{
	sqlite3_backup *backup = sqlite3_backup_init(to, "main", from, "main");
	int code;

	if (!backup)
		return sqlite3_extended_errcode(to);
	do {
		code = sqlite3_backup_step(backup, PAGES_PER_STEP);
		int all = sqlite3_backup_pagecount(backup);
		int done = all - sqlite3_backup_remaining(backup);
		if ((code == SQLITE_OK || code == SQLITE_DONE) && progress &&
		    !progress(user, done, all))
			code = SQLITE_INTERRUPT;
	} while (code == SQLITE_OK);
	int finish = sqlite3_backup_finish(backup);
	return code == SQLITE_DONE ? finish : code;
}

/* A new file: no journal is needed, nobody knows the name yet, and it is synced at the end. */
static int open_copy(const char *path, sqlite3 **db)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

	*db = NULL;
	if (fd < 0)
		return errno == ENOSPC ? SQLITE_FULL : SQLITE_CANTOPEN;
	close(fd);
	int code = sqlite3_open_v2(path, db,
				   SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_exec(*db, "PRAGMA synchronous = OFF", NULL, NULL, NULL);
	return code;
}

static bool sync_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;

	if (fd >= 0)
		close(fd);
	return ok;
}

static void remove_all(const char *path)
{
	static const char *const suffixes[] = {"", "-journal", "-wal", "-shm"};

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++) {
		char *name = xasprintf("%s%s", path, suffixes[i]);
		unlink(name);
		free(name);
	}
}

/* The header of the copy says WAL if that of the source does: leave that mode, which makes it one
 * file that needs nothing beside it. */
static int leave_wal(sqlite3 *db)
{
	return sqlite3_exec(db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL);
}

/* The pages of `from` in a new file, synced; or no file at all. */
static bool copy_to(sqlite3 *from, const char *path, progress_function *progress,
		    void *user, struct err *err)
{
	sqlite3 *to;
	int code = open_copy(path, &to);
	bool made = to != NULL;

	if (code == SQLITE_OK)
		code = copy_pages(from, to, progress, user);
	if (code == SQLITE_OK)
		code = leave_wal(to);
	sqlite3_close(to);
	if (code == SQLITE_OK && !sync_file(path))
		code = SQLITE_IOERR_FSYNC;
	if (code == SQLITE_OK)
		return true;
	if (made)
		remove_all(path);
	return db_fail_at(path, code, err);
}

static bool sync_folder(const char *path)
{
	char *folder = xstrdup(path), *slash = strrchr(folder, '/');

	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	/* syncfs as well: on FAT the renamed file would otherwise be empty after a power cut. */
	bool ok = fd >= 0 && fsync(fd) == 0 && syncfs(fd) == 0;
	if (fd >= 0)
		close(fd);
	return ok;
}

/* The name appears at once and whole, and never takes the place of another file. */
static bool publish(const char *part, const char *path, struct err *err)
{
	bool placed = link(part, path) == 0 ? unlink(part) == 0
					    : errno != EEXIST && !file_exists(path) &&
						      rename(part, path) == 0;

	if (placed && sync_folder(path))
		return true;
	return db_fail_at(path, SQLITE_IOERR, err);
}

/* A copy is damaged because what was copied is. */
static bool copy_sound(const char *part, struct err *err)
{
	struct err why = {0};

	if (check_file(part, &why))
		return true;
	if (why.kind != ERR_DATA)
		return err_set(err, why.kind, "%s", why.text);
	return err_set(
		err, ERR_DATA,
		_("Dữ liệu đang dùng có chỗ hỏng nên chưa tạo bản sao lưu. Hãy xem "
		  "bằng kynangso doctor, rồi khôi phục bản sao lưu gần nhất: "
		  "kynangso restore TỆP."));
}

static bool make_backup(struct store *store, const char *part, const char *path,
			progress_function *progress, void *user, struct err *err)
{
	bool began;

	/* One read transaction around all steps: without it every commit of somebody else would
	 * make the copying begin anew. */
	if (!read_begin(store, &began, err))
		return false;
	int version, application;
	bool ok = database_version(store->db, &version, &application)
			  ? copy_to(store->db, part, progress, user, err)
			  : db_fail(store, sqlite3_extended_errcode(store->db), err);
	read_end(store, began);
	if (!ok)
		return false;
	if (copy_sound(part, err) && publish(part, path, err))
		return true;
	remove_all(part);
	return false;
}

static bool watched(void *user, int done, int all)
{
	struct store *store = user;
	return store->go_on(store->go_on_user, done, all);
}

bool store_backup(struct store *store, const char *path,
		  bool (*progress)(void *user, int done, int all), void *user,
		  struct err *err)
{
	if (!progress && store->go_on) {
		progress = watched;
		user = store;
	}
	if (file_exists(path))
		return err_set(err, ERR_CANTCREAT,
			       _("Đã có tệp %s. Hãy chọn tên khác: bản sao lưu không bao "
				 "giờ ghi "
				 "đè lên tệp cũ."),
			       path);
	if (store->depth)
		return err_set(
			err, ERR_USAGE,
			_("Đang có việc ghi dở nên chưa sao lưu được. Hãy thử lại."));
	char *part = xasprintf("%s.%ld.part", path, (long)getpid());
	bool ok = make_backup(store, part, path, progress, user, err);
	free(part);
	return ok;
}

/* ── restoring ─────────────────────────────────────────────────────────────────────────── */

struct restore {
	char *path, *fresh,
		*kept; /* the database, the new one, what is kept of the old */
	int presence; /* locked while nobody else has the database open */
};

static bool alone(const char *folder, struct restore *restore, struct err *err)
{
	char *name = path_join(folder, "device");

	restore->presence = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	free(name);
	if (restore->presence < 0)
		return db_fail_at(folder, SQLITE_PERM, err);
	if (flock(restore->presence, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK)
		return true;
	return err_set(
		err, ERR_TEMPFAIL,
		_("Chương trình đang mở ở một cửa sổ khác nên chưa khôi phục được. Hãy "
		  "đóng hết rồi làm lại."));
}

static bool copy_backup(const char *backup, const char *fresh, struct err *err)
{
	sqlite3 *from;

	remove_all(fresh);
	if (!db_open_frozen(backup, &from, err))
		return false;
	bool ok = copy_to(from, fresh, NULL, NULL, err);
	sqlite3_close(from);
	return ok && check_file(fresh, err);
}

/* Brings what lies in the log into the file, if the old database still can be opened. */
static void settle_old(const char *path)
{
	sqlite3 *db;
	int version, application;

	if (!db_open(path, SQLITE_OPEN_READWRITE, &db, NULL))
		return;
	if (database_version(db, &version, &application))
		sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
					  NULL);
	sqlite3_close(db);
}

/* A log or journal that stays beside the new file would be played into it. */
static bool put_aside(const struct restore *restore, const char *suffix)
{
	char *from = xasprintf("%s%s", restore->path, suffix);
	char *to = xasprintf("%s%s", restore->kept, suffix);
	struct stat st;
	bool ok = stat(from, &st) != 0 ||
		  (st.st_size > 0 ? rename(from, to) : unlink(from)) == 0;

	free(from);
	free(to);
	return ok;
}

/* At every moment of this a power cut leaves the old database or the new one under the name. */
static bool swap(const struct restore *restore, struct err *err)
{
	static const char note[] = "kynangso-device restore\n";
	char *shm = xasprintf("%s-shm", restore->path);
	bool had = file_exists(restore->path);

	if (had)
		settle_old(restore->path);
	/* Whoever opens next takes a new device id: the old one may have gone on. */
	bool ok = ftruncate(restore->presence, 0) == 0 &&
		  pwrite(restore->presence, note, sizeof(note) - 1, 0) > 0 &&
		  fsync(restore->presence) == 0;
	if (ok && had)
		ok = link(restore->path, restore->kept) == 0 ||
		     (errno != EEXIST && rename(restore->path, restore->kept) == 0);
	ok = ok && put_aside(restore, "-wal") && put_aside(restore, "-journal") &&
	     (unlink(shm) == 0 || errno == ENOENT) && sync_folder(restore->path) &&
	     rename(restore->fresh, restore->path) == 0 && sync_folder(restore->path);
	free(shm);
	return ok ? true : db_fail_at(restore->path, SQLITE_IOERR, err);
}

static bool do_restore(const char *folder, const char *backup, struct restore *restore,
		       struct err *err)
{
	if (!check_file(backup, err) || !folder_make(folder, 0700, err) ||
	    !alone(folder, restore, err) || !copy_backup(backup, restore->fresh, err))
		return false;
	place_hand_over(folder, restore->fresh);
	return swap(restore, err);
}

bool store_restore(const char *folder, const char *backup, const struct clock *clock,
		   struct err *err)
{
	char now[20];
	struct restore restore = {.path = path_join(folder, DATABASE_NAME),
				  .presence = -1};

	instant_format_iso(clock_now(clock), now);
	for (char *p = now; *p; p++)
		*p = *p == ':' ? '-' : *p;
	restore.fresh = xasprintf("%s.restoring", restore.path);
	restore.kept = xasprintf("%s.before-restore-%s", restore.path, now);
	bool ok = do_restore(folder, backup, &restore, err);
	if (!ok && restore.presence >= 0)
		remove_all(restore.fresh);
	if (restore.presence >= 0)
		close(restore.presence);
	free(restore.path);
	free(restore.fresh);
	free(restore.kept);
	/* Opening migrates an older backup and takes the new device id. */
	struct store *store =
		ok ? store_open(folder, STORE_OPEN, clock, NULL, NULL, err) : NULL;
	store_close(store);
	return store != NULL;
}
