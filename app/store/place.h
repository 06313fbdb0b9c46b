/* What kind of file system a folder lies on. WAL needs shared memory between processes, which
 * network and user-space file systems do not give; FAT has no safe rename and odd syncs. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>

/* True for file systems known to be good for WAL; what is not known is not good. *name gets a
 * word for doctor: "ext4", "FUSE", or "?". */
bool place_is_local(const char *folder, const char **name);

/* A file that root has just made in the data folder of somebody else is theirs, as all others in it
 * are: an administrator who restores a backup or looks after a machine must not lock its owner out.
 * Does nothing for anybody else, and never follows a link or gives away what has another name. */
void place_hand_over(const char *folder, const char *path);

#endif
