/* What kind of file system a folder lies on. WAL needs shared memory between processes, which
 * network and user-space file systems do not give; FAT has no safe rename and odd syncs. */
#ifndef STORE_PLACE_H
#define STORE_PLACE_H

#include <stdbool.h>

/* True for file systems known to be good for WAL; what is not known is not good. *name gets a
 * word for doctor: "ext4", "FUSE", or "?". */
bool place_is_local(const char *folder, const char **name);

#endif
