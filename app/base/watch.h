/* Has a file been saved? For showing what somebody writes in an editor next door.
 *
 *	struct watch watch;
 *	watch_init(&watch, path, ".yaml");
 *	... wait until watch.fd can be read (with poll()), or look now and then:
 *	if (watch_changed(&watch))
 *		read it again
 *	watch_release(&watch);
 *
 * The folder is watched and not the file, as editors save by putting another file in its place.
 * Only what is complete counts: a file that was closed after writing, or renamed to this name.
 * What other machines write into a shared folder is not seen.
 */
#ifndef BASE_WATCH_H
#define BASE_WATCH_H

#include <stdbool.h>
#include <stdint.h>

struct watch {
	int fd; /* readable when something may have happened; -1: this system cannot tell, so
		 * looking now and then is all */
	char *path; /* owned */
	char *name,
		*target; /* of the file, and of what a link leads to (or NULL); owned */
	const char *suffix; /* of other files of the folder that count too; NULL: none */
	bool folder; /* watch_init_folder() */
	int64_t size, changed; /* as last seen, where fd is -1 */
};

/* Caller's storage. The file need not be there yet, its folder must. suffix is borrowed. */
void watch_init(struct watch *watch, const char *path, const char *suffix);
/* The same for a whole folder: any file of that suffix in it, also one that is taken away, and
 * subfolders that come and go. Its path may be ".". */
void watch_init_folder(struct watch *watch, const char *folder, const char *suffix);
/* Since the last time it was asked. Never waits. */
bool watch_changed(struct watch *watch);
void watch_release(struct watch *watch);

#endif
