#include "base/watch.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAVED (IN_CLOSE_WRITE | IN_MOVED_TO)
#define GONE (IN_DELETE | IN_MOVED_FROM)

static const char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? slash + 1 : path;
}

static bool watch_folder(struct watch *watch, const char *path)
{
	size_t n = (size_t)(name_of(path) - path);
	char *folder = n ? xstrndup(path, n) : xstrdup(".");
	bool ok = inotify_add_watch(watch->fd, folder, SAVED | IN_ONLYDIR) >= 0;
	free(folder);
	return ok;
}

/* Modified or replaced by something else, as far as a look can tell. */
static bool looks_other(struct watch *watch)
{
	struct stat st = {0};
	/* A file that is just being replaced is not there for a moment. */
	if (stat(watch->path, &st) != 0)
		return false;
	int64_t changed = (int64_t)st.st_mtim.tv_sec * 1000000000 + st.st_mtim.tv_nsec;
	bool other = changed != watch->changed || st.st_size != watch->size;
	watch->changed = changed;
	watch->size = st.st_size;
	return other;
}

void watch_init(struct watch *watch, const char *path, const char *suffix)
{
	*watch = (struct watch){.path = xstrdup(path), .suffix = suffix};
	watch->name = xstrdup(name_of(path));
	char *target = realpath(path, NULL);
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watch->fd >= 0 && !watch_folder(watch, path)) {
		close(watch->fd);
		watch->fd = -1;
	}
	/* A link: what it leads to may lie, and be saved, elsewhere. */
	if (target && watch->fd >= 0 && watch_folder(watch, target))
		watch->target = xstrdup(name_of(target));
	free(target);
	looks_other(watch);
}

void watch_init_folder(struct watch *watch, const char *folder, const char *suffix)
{
	*watch = (struct watch){.path = xstrdup(folder),
				.name = xstrdup(""),
				.suffix = suffix,
				.folder = true};
	watch->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	if (watch->fd >= 0 &&
	    inotify_add_watch(watch->fd, folder, SAVED | GONE | IN_CREATE | IN_ONLYDIR) <
		    0) {
		close(watch->fd);
		watch->fd = -1;
	}
	looks_other(watch);
}

static bool counts(const struct watch *watch, const struct inotify_event *event)
{
	if (event->mask & IN_Q_OVERFLOW || (watch->folder && event->mask & IN_ISDIR))
		return true;
	if (!(event->mask & (watch->folder ? SAVED | GONE : SAVED)) || !event->len)
		return false;
	size_t n = strlen(event->name), s = watch->suffix ? strlen(watch->suffix) : 0;
	/* Editors keep hidden drafts beside the file. */
	bool other = s && n > s && event->name[0] != '.' &&
		     !strcmp(event->name + n - s, watch->suffix);
	return other || !strcmp(event->name, watch->name) ||
	       (watch->target && !strcmp(event->name, watch->target));
}

bool watch_changed(struct watch *watch)
{
	alignas(struct inotify_event) char bytes[4096]; /* holds at least one event */
	bool changed = false;
	ssize_t n;
	if (watch->fd < 0)
		return looks_other(watch);
	while ((n = read(watch->fd, bytes, sizeof(bytes))) > 0)
		for (const char *p = bytes; p < bytes + n;) {
			const struct inotify_event *event = (const void *)p;
			changed = counts(watch, event) || changed;
			p += sizeof(*event) + event->len;
		}
	return changed;
}

void watch_release(struct watch *watch)
{
	if (watch->fd >= 0)
		close(watch->fd);
	free(watch->path);
	free(watch->name);
	free(watch->target);
	*watch = (struct watch){.fd = -1};
}
