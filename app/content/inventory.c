#include "content/inventory.h"

#include "base/file.h"
#include "secret/secret.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)
/* The coarsest clock of a file system is FAT's: two seconds. */
#define SETTLED (2 * SECOND)

static int64_t nanoseconds(struct timespec t)
{
	return (int64_t)t.tv_sec * SECOND + t.tv_nsec;
}

int64_t inventory_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return nanoseconds(now);
}

static void take_at(struct stamp *stamp, int folder, const char *path)
{
	struct stat st;
	*stamp = (struct stamp){0};
	if (fstatat(folder, path, &st, 0) != 0 ||
	    !(S_ISREG(st.st_mode) || S_ISDIR(st.st_mode)))
		return;
	*stamp = (struct stamp){
		.device = (int64_t)st.st_dev,
		.inode = (int64_t)st.st_ino,
		.size = (int64_t)st.st_size,
		.modified = nanoseconds(st.st_mtim),
		.changed = nanoseconds(st.st_ctim),
	};
}

void stamp_take(struct stamp *stamp, const char *path)
{
	take_at(stamp, AT_FDCWD, path);
}

void beside_release(struct beside *beside)
{
	if (beside->path && beside->fd >= 0)
		close(beside->fd);
	*beside = (struct beside){0};
}

/* The way to ten thousand files is long; to the next one from the last it is short. */
static void take_beside(struct stamp *stamp, struct beside *beside, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t len = slash ? (size_t)(slash - path) : 0;
	if (!len) {
		stamp_take(stamp, path);
		return;
	}
	if (!beside->path || beside->len != len || memcmp(beside->path, path, len)) {
		char *folder = xstrndup(path, len);
		beside_release(beside);
		*beside = (struct beside){path, len,
					  open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC)};
		free(folder);
	}
	if (beside->fd < 0)
		stamp_take(stamp, path);
	else
		take_at(stamp, beside->fd, slash + 1);
}

bool stamp_same(const struct stamp *a, const struct stamp *b)
{
	return a->device == b->device && a->inode == b->inode && a->size == b->size &&
	       a->modified == b->modified && a->changed == b->changed;
}

/* Nothing at all is settled: whatever comes has a stamp. A time to come was written by a wrong
 * clock, and may come again. */
static bool settled(const struct stamp *stamp, int64_t now)
{
	int64_t last =
		stamp->modified > stamp->changed ? stamp->modified : stamp->changed;
	return !stamp->inode || last + SETTLED < now;
}

struct listed *inventory_file(struct inventory *inventory, const char *path)
{
	ALLOC_GROW(inventory->files, inventory->file_count + 1, inventory->file_cap);
	struct listed *listed = &inventory->files[inventory->file_count++];
	*listed = (struct listed){.path = arena_strdup(inventory->arena, path),
				  .kind = FILE_KINDS,
				  .id = "",
				  .plain = true};
	stamp_take(&listed->stamp, path);
	listed->settled = settled(&listed->stamp, inventory->now);
	return listed;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* What is called a file of the pack, and is not there: a link to a disk that is not. */
static bool astray(DIR *folder, const char *name)
{
	struct stat st;
	size_t n = strlen(name);
	return n > 5 && !strcmp(name + n - 5, ".yaml") &&
	       fstatat(dirfd(folder), name, &st, 0) != 0;
}

static bool is_folder(DIR *folder, const struct dirent *entry)
{
	struct stat st;
	return entry->d_type == DT_DIR ||
	       (entry->d_type != DT_REG &&
		fstatat(dirfd(folder), entry->d_name, &st, 0) == 0 &&
		S_ISDIR(st.st_mode));
}

/* The digest of all names in a folder but hidden ones; into `inventory`, where there is one, goes
 * what leads nowhere. */
static void digest_names(struct listed_folder *folder, struct inventory *inventory)
{
	char **names = NULL;
	size_t count = 0, cap = 0;
	struct buf all = BUF_INIT;
	uint8_t hash[HASH_SIZE];
	DIR *open = opendir(folder->path);
	for (struct dirent *entry; open && (entry = readdir(open));) {
		if (entry->d_name[0] == '.')
			continue;
		ALLOC_GROW(names, count + 1, cap);
		names[count++] =
			xasprintf(is_folder(open, entry) ? "%s/" : "%s", entry->d_name);
		if (!inventory || !astray(open, entry->d_name))
			continue;
		char *path = path_join(folder->path, entry->d_name);
		inventory_file(inventory, path);
		free(path);
	}
	if (open)
		closedir(open);
	if (count)
		qsort(names, count, sizeof(*names), by_text);
	for (size_t i = 0; i < count; i++) {
		buf_add(&all, names[i], strlen(names[i]) + 1);
		free(names[i]);
	}
	secret_hash(hash, all.data, all.len);
	memcpy(folder->digest, hash, DIGEST_BYTES);
	buf_release(&all);
	free(names);
}

void inventory_folder(struct inventory *inventory, const char *path)
{
	ALLOC_GROW(inventory->folders, inventory->folder_count + 1,
		   inventory->folder_cap);
	struct listed_folder *folder = &inventory->folders[inventory->folder_count++];
	*folder = (struct listed_folder){.path = arena_strdup(inventory->arena, path)};
	stamp_take(&folder->stamp, path);
	folder->settled = settled(&folder->stamp, inventory->now);
	digest_names(folder, inventory);
}

void inventory_digest(struct listed *listed, const struct buf *bytes)
{
	uint8_t hash[HASH_SIZE];
	secret_hash(hash, bytes->data, bytes->len);
	memcpy(listed->digest, hash, DIGEST_BYTES);
}

bool inventory_read(const char *path, struct buf *bytes, struct err *err)
{
	/* One byte more than allowed is enough for the document to say that it is too large. */
	return file_read(path, DOCUMENT_BYTES + 3, bytes, err) ||
	       bytes->len >= DOCUMENT_BYTES;
}

bool listed_holds(struct listed *listed, int64_t now, struct beside *beside,
		  bool *restamped)
{
	struct listed found = *listed;
	struct buf bytes = BUF_INIT;
	static const uint8_t unread[DIGEST_BYTES];

	take_beside(&found.stamp, beside, listed->path);
	bool same = stamp_same(&found.stamp, &listed->stamp);
	if ((same && listed->settled) || (!found.stamp.inode && !listed->stamp.inode))
		return true;
	if (!found.stamp.inode || !listed->stamp.inode)
		return false;
	/* What was not read then is not read now: it may lie outside the pack. */
	if (!memcmp(listed->digest, unread, DIGEST_BYTES))
		return same;
	memcpy(found.digest, unread, DIGEST_BYTES);
	if (inventory_read(listed->path, &bytes, NULL))
		inventory_digest(&found, &bytes);
	buf_release(&bytes);
	if (memcmp(found.digest, listed->digest, DIGEST_BYTES) != 0)
		return false;
	found.settled = settled(&found.stamp, now);
	*restamped = *restamped || !same || found.settled != listed->settled;
	*listed = found;
	return true;
}

bool folder_holds(struct listed_folder *folder, int64_t now, bool *restamped)
{
	struct listed_folder found = *folder;
	stamp_take(&found.stamp, folder->path);
	bool same = stamp_same(&found.stamp, &folder->stamp);
	if (same && folder->settled)
		return true;
	digest_names(&found, NULL);
	if (memcmp(found.digest, folder->digest, DIGEST_BYTES) != 0 ||
	    !found.stamp.inode != !folder->stamp.inode)
		return false;
	found.settled = settled(&found.stamp, now);
	*restamped = *restamped || !same || found.settled != folder->settled;
	*folder = found;
	return true;
}
