/* A power cut, simulated: a VFS that writes down what SQLite asks of the disk, and a replay that
 * makes every state a disk may be in when the power goes.
 *
 * What has been synced is there. What has been written since may be there or not, in any mixture
 * of 512-byte sectors, some of them garbled. A new file is in its folder once the folder was
 * synced: os_unix does that with the first sync of a new journal or log, and where it deletes
 * with syncDir. A file deleted and made again is another file: bytes never mix.
 * Shared memory (-shm) does not survive and is not kept.
 */
#ifndef TESTS_STRESS_OPLOG_H
#define TESTS_STRESS_OPLOG_H

#include "base/mem.h"
#include "course/dice.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SECTOR = 512, NAMES = 3 };
static const char *const oplog_names[NAMES] = {"kynangso.db", "kynangso.db-wal",
					       "kynangso.db-journal"};

enum op_kind { OP_CREATE, OP_DELETE, OP_WRITE, OP_TRUNCATE, OP_SYNC, OP_ACK };

struct disk_op {
	enum op_kind kind;
	int name, inode; /* which of the three; which file of that name */
	bool folder; /* OP_SYNC, OP_DELETE: the folder is synced as well */
	int64_t at; /* OP_WRITE: offset; OP_TRUNCATE: size; OP_ACK: what was acknowledged */
	size_t n;
	uint8_t *bytes;
};

/* ── the log ───────────────────────────────────────────────────────────────────────────── */

static struct {
	char *folder; /* only files in it are logged; NULL = none */
	struct disk_op *ops;
	size_t count, cap;
	int inodes; /* handed out so far */
	int inode[NAMES]; /* under each name now, -1 = none */
} oplog;

static struct disk_op *oplog_add(enum op_kind kind, int name)
{
	ALLOC_GROW(oplog.ops, oplog.count + 1, oplog.cap);
	struct disk_op *op = &oplog.ops[oplog.count++];
	*op = (struct disk_op){.kind = kind, .name = name, .inode = -1};
	if (name >= 0)
		op->inode = oplog.inode[name];
	return op;
}

static void oplog_ack(int64_t what)
{
	oplog_add(OP_ACK, -1)->at = what;
}

static int oplog_name(const char *path)
{
	size_t n = oplog.folder ? strlen(oplog.folder) : 0;

	if (!n || !path || strncmp(path, oplog.folder, n) != 0 || path[n] != '/')
		return -1;
	for (int i = 0; i < NAMES; i++) {
		if (!strcmp(path + n + 1, oplog_names[i]))
			return i;
	}
	return -1;
}

static void oplog_clear(void)
{
	for (size_t i = 0; i < oplog.count; i++)
		free(oplog.ops[i].bytes);
	free(oplog.ops);
	oplog.ops = NULL;
	oplog.count = oplog.cap = 0;
}

/* ── the VFS ───────────────────────────────────────────────────────────────────────────── */

struct logged_file {
	sqlite3_file base;
	int name;
	bool fresh; /* the folder is synced with its first sync */
	sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;

#define REAL(file) (((struct logged_file *)(file))->real)
#define NAME(file) (((struct logged_file *)(file))->name)

static int log_close(sqlite3_file *file)
{
	return REAL(file)->pMethods->xClose(REAL(file));
}

static int log_read(sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
	return REAL(file)->pMethods->xRead(REAL(file), out, n, at);
}

static int log_write(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
	if (NAME(file) >= 0) {
		struct disk_op *op = oplog_add(OP_WRITE, NAME(file));
		op->at = at;
		op->n = (size_t)n;
		op->bytes = xmalloc((size_t)n);
		memcpy(op->bytes, bytes, (size_t)n);
	}
	return REAL(file)->pMethods->xWrite(REAL(file), bytes, n, at);
}

static int log_truncate(sqlite3_file *file, sqlite3_int64 size)
{
	if (NAME(file) >= 0)
		oplog_add(OP_TRUNCATE, NAME(file))->at = size;
	return REAL(file)->pMethods->xTruncate(REAL(file), size);
}

static int log_sync(sqlite3_file *file, int flags)
{
	struct logged_file *own = (struct logged_file *)file;

	if (own->name >= 0) {
		oplog_add(OP_SYNC, own->name)->folder = own->fresh;
		own->fresh = false;
	}
	return own->real->pMethods->xSync(own->real, flags);
}

static int log_size(sqlite3_file *file, sqlite3_int64 *size)
{
	return REAL(file)->pMethods->xFileSize(REAL(file), size);
}

static int log_lock(sqlite3_file *file, int level)
{
	return REAL(file)->pMethods->xLock(REAL(file), level);
}

static int log_unlock(sqlite3_file *file, int level)
{
	return REAL(file)->pMethods->xUnlock(REAL(file), level);
}

static int log_reserved(sqlite3_file *file, int *out)
{
	return REAL(file)->pMethods->xCheckReservedLock(REAL(file), out);
}

static int log_control(sqlite3_file *file, int op, void *arg)
{
	return REAL(file)->pMethods->xFileControl(REAL(file), op, arg);
}

static int log_sector(sqlite3_file *file)
{
	return REAL(file)->pMethods->xSectorSize(REAL(file));
}

static int log_traits(sqlite3_file *file)
{
	return REAL(file)->pMethods->xDeviceCharacteristics(REAL(file));
}

static int log_shm_map(sqlite3_file *file, int page, int size, int extend,
		       void volatile **out)
{
	return REAL(file)->pMethods->xShmMap(REAL(file), page, size, extend, out);
}

static int log_shm_lock(sqlite3_file *file, int offset, int n, int flags)
{
	return REAL(file)->pMethods->xShmLock(REAL(file), offset, n, flags);
}

static void log_shm_barrier(sqlite3_file *file)
{
	REAL(file)->pMethods->xShmBarrier(REAL(file));
}

static int log_shm_unmap(sqlite3_file *file, int delete)
{
	return REAL(file)->pMethods->xShmUnmap(REAL(file), delete);
}

static const sqlite3_io_methods log_methods = {
	.iVersion = 2,
	.xClose = log_close,
	.xRead = log_read,
	.xWrite = log_write,
	.xTruncate = log_truncate,
	.xSync = log_sync,
	.xFileSize = log_size,
	.xLock = log_lock,
	.xUnlock = log_unlock,
	.xCheckReservedLock = log_reserved,
	.xFileControl = log_control,
	.xSectorSize = log_sector,
	.xDeviceCharacteristics = log_traits,
	.xShmMap = log_shm_map,
	.xShmLock = log_shm_lock,
	.xShmBarrier = log_shm_barrier,
	.xShmUnmap = log_shm_unmap,
};

static int log_open(sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags,
		    int *out)
{
	struct logged_file *own = (struct logged_file *)file;
	int name = oplog_name(path);
	bool was = name < 0 || access(path, F_OK) == 0;

	(void)vfs;
	own->real = (sqlite3_file *)(own + 1);
	own->name = name;
	int code = real_vfs->xOpen(real_vfs, path, own->real, flags, out);
	own->base.pMethods = own->real->pMethods ? &log_methods : NULL;
	if (code != SQLITE_OK || name < 0)
		return code;
	if (!was || oplog.inode[name] < 0) {
		oplog.inode[name] = oplog.inodes++;
		oplog_add(OP_CREATE, name);
		own->fresh = name > 0;
	}
	return code;
}

static int log_delete(sqlite3_vfs *vfs, const char *path, int sync_folder)
{
	int name = oplog_name(path);

	(void)vfs;
	int code = real_vfs->xDelete(real_vfs, path, sync_folder);
	if (code == SQLITE_OK && name >= 0) {
		oplog_add(OP_DELETE, name)->folder = sync_folder != 0;
		oplog.inode[name] = -1;
	}
	return code;
}

static void oplog_register(void)
{
	static sqlite3_vfs vfs;

	real_vfs = sqlite3_vfs_find(NULL);
	vfs = *real_vfs;
	vfs.zName = "oplog";
	vfs.szOsFile = (int)sizeof(struct logged_file) + real_vfs->szOsFile;
	vfs.xOpen = log_open;
	vfs.xDelete = log_delete;
	sqlite3_vfs_register(&vfs, 1);
}

/* ── the disk, as the log goes on ──────────────────────────────────────────────────────── */

struct content {
	uint8_t *bytes;
	size_t size;
};

struct file_state {
	struct content safe; /* as of the last sync */
	size_t *pending; /* ops since */
	size_t count, cap;
};

struct disk {
	struct file_state *files; /* by inode */
	int file_count;
	int safe[NAMES]; /* inode each name has in the folder as last synced, -1 = none */
	int now[NAMES];
	int64_t acked;
};

static void content_resize(struct content *content, size_t size)
{
	content->bytes = xrealloc(content->bytes, size ? size : 1);
	if (size > content->size)
		memset(content->bytes + content->size, 0, size - content->size);
	content->size = size;
}

static void content_write(struct content *content, size_t at, const uint8_t *bytes,
			  size_t n)
{
	if (at + n > content->size)
		content_resize(content, at + n);
	memcpy(content->bytes + at, bytes, n);
}

static void content_apply(struct content *content, const struct disk_op *op)
{
	if (op->kind == OP_WRITE)
		content_write(content, (size_t)op->at, op->bytes, op->n);
	else
		content_resize(content, (size_t)op->at);
}

static struct file_state *disk_file(struct disk *disk, int inode)
{
	while (disk->file_count <= inode) {
		disk->files = xreallocarray(disk->files, (size_t)disk->file_count + 1,
					    sizeof(*disk->files));
		disk->files[disk->file_count++] = (struct file_state){0};
	}
	return &disk->files[inode];
}

static void disk_sync(struct file_state *file)
{
	for (size_t i = 0; i < file->count; i++)
		content_apply(&file->safe, &oplog.ops[file->pending[i]]);
	file->count = 0;
}

/* `no_sync`: a mutant disk that takes syncs of the log for granted. */
static void disk_step(struct disk *disk, size_t at, bool no_sync)
{
	const struct disk_op *op = &oplog.ops[at];

	switch (op->kind) {
	case OP_CREATE:
		disk_file(disk, op->inode);
		disk->now[op->name] = op->inode;
		return;
	case OP_DELETE:
		disk->now[op->name] = -1;
		break;
	case OP_WRITE:
	case OP_TRUNCATE: {
		struct file_state *file = disk_file(disk, op->inode);
		ALLOC_GROW(file->pending, file->count + 1, file->cap);
		file->pending[file->count++] = at;
		return;
	}
	case OP_SYNC:
		if (!no_sync || op->name == 0)
			disk_sync(disk_file(disk, op->inode));
		break;
	case OP_ACK:
		disk->acked = op->at;
		return;
	}
	if (op->folder)
		memcpy(disk->safe, disk->now, sizeof(disk->safe));
}

static void disk_init(struct disk *disk)
{
	*disk = (struct disk){0};
	for (int i = 0; i < NAMES; i++)
		disk->safe[i] = disk->now[i] = -1;
}

static void disk_release(struct disk *disk)
{
	for (int i = 0; i < disk->file_count; i++) {
		free(disk->files[i].safe.bytes);
		free(disk->files[i].pending);
	}
	free(disk->files);
}

/* ── what may be found after the power comes back ──────────────────────────────────────── */

enum damage { DAMAGE_NOTHING_WRITTEN, DAMAGE_ALL_WRITTEN, DAMAGE_MIXED };

/* Some sectors of a write, now and then a garbled one. */
static void write_some(struct content *content, const struct disk_op *op,
		       struct dice *dice)
{
	for (size_t done = 0; done < op->n;) {
		size_t at = (size_t)op->at + done, n = SECTOR - at % SECTOR;
		n = n < op->n - done ? n : op->n - done;
		uint32_t fate = dice_below(dice, 20);
		if (fate < 10)
			content_write(content, at, op->bytes + done, n);
		if (fate == 0)
			for (size_t i = 0; i < n; i++)
				content->bytes[at + i] ^= (uint8_t)dice_next(dice);
		done += n;
	}
}

static struct content file_image(const struct file_state *file, enum damage damage,
				 struct dice *dice)
{
	struct content image = {0};

	content_resize(&image, file->safe.size);
	if (file->safe.size)
		memcpy(image.bytes, file->safe.bytes, file->safe.size);
	for (size_t i = 0; damage != DAMAGE_NOTHING_WRITTEN && i < file->count; i++) {
		const struct disk_op *op = &oplog.ops[file->pending[i]];
		if (damage == DAMAGE_ALL_WRITTEN)
			content_apply(&image, op);
		else if (op->kind == OP_WRITE)
			write_some(&image, op, dice);
		else if (dice_below(dice, 2))
			content_apply(&image, op);
	}
	return image;
}

static void put_file(const char *folder, const char *name, const struct content *content)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if (!content) {
		unlink(path);
		return;
	}
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	if (fd < 0 ||
	    write(fd, content->bytes, content->size) != (ssize_t)content->size) {
		perror(path);
		exit(1);
	}
	close(fd);
}

/* Writes the three files as they may be found, into a folder that has no -shm. */
static void disk_image(const struct disk *disk, enum damage damage, struct dice *dice,
		       const char *folder)
{
	for (int name = 0; name < NAMES; name++) {
		bool now = damage == DAMAGE_ALL_WRITTEN ||
			   (damage == DAMAGE_MIXED && dice_below(dice, 2));
		int inode = now ? disk->now[name] : disk->safe[name];
		if (inode < 0) {
			put_file(folder, oplog_names[name], NULL);
			continue;
		}
		struct content image = file_image(&disk->files[inode], damage, dice);
		put_file(folder, oplog_names[name], &image);
		free(image.bytes);
	}
	put_file(folder, "kynangso.db-shm", NULL);
	put_file(folder, "device", NULL);
}

#endif
