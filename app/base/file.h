/* Files and folders: reading with a limit, writing so that a power cut leaves the old file or
 * the new one, and where things live (XDG base directories). */
#ifndef BASE_FILE_H
#define BASE_FILE_H

#include "base/buf.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

/* Appends the whole file to `out`; a file over `limit` bytes is refused, "-" is standard input. */
bool file_read(const char *path, size_t limit, struct buf *out, struct err *err);
/* Writes to a temporary name beside it, syncs, renames, syncs the folder (and, as renaming alone
 * is not durable on FAT, the file system). The file gets `mode` (0600 for personal data).
 * An existing file is replaced only if `replace`. */
bool file_write(const char *path, const void *bytes, size_t n, unsigned mode,
		bool replace, struct err *err);
/* For what can be made again (caches): whole or not at all for whoever reads it meanwhile, but
 * after a power cut it may be anything. Quick, and silent about failing: the old file stays. */
bool file_put(const char *path, const void *bytes, size_t n, unsigned mode);
bool file_exists(const char *path);

struct file_part {
	const char *name; /* without a slash */
	const void *bytes;
	size_t n;
};

/* The same for a folder of a few files: all of them, whole, or nothing. With `replace` a folder
 * that is there gives way if it holds nothing but files of these names; anything else in it, or
 * a file of that name, is somebody's and stays. */
bool folder_write(const char *path, const struct file_part *parts, size_t count,
		  unsigned mode, bool replace, struct err *err);
/* mkdir -p; new folders get `mode`. */
bool folder_make(const char *path, unsigned mode, struct err *err);
/* Names of the entries of `path` that end in `suffix`, sorted by bytes; neither hidden ones nor
 * subfolders. The caller frees each name and the array. */
bool folder_list(const char *path, const char *suffix, char ***names, size_t *count,
		 struct err *err);
/* Does a path end up in a folder or below, all links followed? False where either is missing. */
bool path_under(const char *folder, const char *path);
/* False for a symbolic link that leads out of `folder`, or nowhere. What is no link itself is
 * inside where its own folder is: ask for that first. */
bool path_inside(const char *folder, const char *path);
char *path_folder(const char *path); /* "a/b" of "a/b/c", "." of "c"; malloc'ed */
char *path_join(const char *folder, const char *name); /* malloc'ed */

/* $XDG_DATA_HOME/kynangso or ~/.local/share/kynangso; NULL and err where there is no home. */
char *path_data(struct err *err);
/* $XDG_CACHE_HOME/kynangso or ~/.cache/kynangso: for what can be made again. NULL where there is no
 * home. */
char *path_cache(void);
/* The folder that holds lessons/, quizzes/ and locale/: $KYNANGSO_CONTENT, else that of the
 * source tree the running program was built in, else the installed one (`installed`). */
char *path_content(const char *installed);

#endif
