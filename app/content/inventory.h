/* What lies on the disk as a pack: its folders and files, as they were when they were read.
 *
 * A later start asks whether all is still as it was, which costs one look a file and not its
 * reading. Times alone cannot tell: a file may be written twice within one tick of the disk's
 * clock, to the same size. So a stamp is *settled*, and believed, only if it was old already when
 * it was taken; what is not settled is compared by its bytes. A stamp is taken before the bytes
 * are read: what is written in between makes it wrong, never wrongly right.
 */
#ifndef CONTENT_INVENTORY_H
#define CONTENT_INVENTORY_H

#include "base/buf.h"
#include "content/pack.h"

/* All 0: nothing is there. Times in nanoseconds. */
struct stamp {
	int64_t device, inode, size, modified, changed;
};

struct listed {
	const char *path; /* as findings show it */
	struct stamp stamp;
	bool settled;
	uint8_t digest[DIGEST_BYTES]; /* of its bytes; 0 where they were not read */
	enum file_kind kind; /* FILE_KINDS: none of a pack */
	const char *id; /* "" if it has none */
	/* The file alone gives what the course has of it: nothing was taken out because it leads
	 * nowhere. */
	bool plain;
};

struct listed_folder {
	const char *path;
	struct stamp stamp;
	bool settled;
	uint8_t digest[DIGEST_BYTES]; /* of the names in it */
};

struct inventory {
	struct arena *arena; /* borrowed: all paths, ids and lists */
	int64_t now; /* when it is made, in nanoseconds */
	struct listed *files;
	size_t file_count, file_cap;
	struct listed_folder *folders;
	size_t folder_count, folder_cap;
};

/* The machine's time, for inventory.now: never a clock that is held by a test's --now. */
int64_t inventory_now(void);
void stamp_take(struct stamp *stamp, const char *path);
bool stamp_same(const struct stamp *a, const struct stamp *b);

/* Before its bytes are read. The pointer is good until the next one. */
struct listed *inventory_file(struct inventory *inventory, const char *path);
/* Before its files are. Notes those, too, that have a name and cannot be found behind it. */
void inventory_folder(struct inventory *inventory, const char *path);
void inventory_digest(struct listed *listed, const struct buf *bytes);

/* As many bytes of a file as a pack may have in one; false where it cannot be read. */
bool inventory_read(const char *path, struct buf *bytes, struct err *err);

/* The folder of the file that was looked at last, as the next one mostly lies beside it. Zeroed by the
 * caller, and beside_release()d. */
struct beside {
	const char *path;
	size_t len;
	int fd;
};
void beside_release(struct beside *beside);

/* Has the file the bytes, the folder the names, that it had? *restamped is set where that is so, and it
 * got another or a settled stamp. */
bool listed_holds(struct listed *listed, int64_t now, struct beside *beside,
		  bool *restamped);
bool folder_holds(struct listed_folder *folder, int64_t now, bool *restamped);

/* content_load() that notes what it reads. */
bool content_load_listed(struct course *course, struct diags *diags, const char *root,
			 struct inventory *inventory, struct err *err);

#endif
