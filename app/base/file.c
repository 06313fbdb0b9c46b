#include "base/file.h"

#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum err_kind kind_of_errno(int error, enum err_kind otherwise)
{
	switch (error) {
	case ENOENT:
		return ERR_NOINPUT;
	case EACCES:
	case EPERM:
	case EROFS:
		return ERR_NOPERM;
	default:
		return otherwise;
	}
}

/* strerror() speaks the locale's language at best; people here read Vietnamese, and need to know
 * what to do now. */
static const struct trouble {
	int error;
	const char *reason, *advice;
} troubles[] = {
	{ENOENT, N_("không tìm thấy"), N_("Hãy xem lại đường dẫn.")},
	{EACCES, N_("không được phép"),
	 N_("Hãy nhờ người quản trị máy cấp quyền, hoặc chọn chỗ khác.")},
	{EPERM, N_("không được phép"),
	 N_("Hãy nhờ người quản trị máy cấp quyền, hoặc chọn chỗ khác.")},
	{EROFS, N_("ổ đĩa chỉ cho đọc"), N_("Hãy chọn ổ đĩa khác.")},
	{ENOSPC, N_("ổ đĩa đã đầy"), N_("Hãy xóa bớt tệp không cần rồi làm lại.")},
	{EDQUOT, N_("ổ đĩa đã đầy"), N_("Hãy xóa bớt tệp không cần rồi làm lại.")},
	{EISDIR, N_("đây là một thư mục"), N_("Hãy chỉ đúng tên tệp.")},
	{ENOTDIR, N_("đường dẫn đi qua một tệp, không phải thư mục"),
	 N_("Hãy xem lại đường dẫn.")},
	{ELOOP, N_("đường dẫn đi vòng tròn"), N_("Hãy xem lại đường dẫn.")},
	{ENAMETOOLONG, N_("tên dài quá"), N_("Hãy đặt tên ngắn hơn.")},
	{EEXIST, N_("đã có tệp cùng tên"), N_("Hãy chọn tên khác.")},
	{EMFILE, N_("máy đang mở quá nhiều tệp"),
	 N_("Hãy đóng bớt chương trình rồi làm lại.")},
	{ENFILE, N_("máy đang mở quá nhiều tệp"),
	 N_("Hãy đóng bớt chương trình rồi làm lại.")},
	{EIO, N_("ổ đĩa đọc ghi bị lỗi"),
	 N_("Hãy thử ổ đĩa khác, và giữ kỹ bản sao lưu gần nhất.")},
};
static const struct trouble unexpected = {
	0, N_("lỗi của hệ điều hành"),
	N_("Hãy thử lại; nếu vẫn vậy, báo cho người quản trị máy.")};

static const struct trouble *trouble_of(int error)
{
	for (size_t i = 0; i < ARRAY_LEN(troubles); i++)
		if (troubles[i].error == error)
			return &troubles[i];
	return &unexpected;
}

static bool fail(struct err *err, const char *what, const char *path,
		 enum err_kind otherwise)
{
	int error = errno;
	const struct trouble *trouble = trouble_of(error);
	return err_set(err, kind_of_errno(error, otherwise), "%s %s: %s (%d). %s", what,
		       path, _(trouble->reason), error, _(trouble->advice));
}

bool file_read(const char *path, size_t limit, struct buf *out, struct err *err)
{
	bool ok = false;
	int fd = strcmp(path, "-") ? open(path, O_RDONLY | O_CLOEXEC) : STDIN_FILENO;
	if (fd < 0)
		return fail(err, _("Không mở được tệp"), path, ERR_NOINPUT);
	size_t got = 0;
	for (;;) {
		char chunk[16384];
		ssize_t n = read(fd, chunk, sizeof(chunk));
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0) {
			fail(err, _("Không đọc được tệp"), path, ERR_IO);
			goto out;
		}
		if (n == 0)
			break;
		got += (size_t)n;
		if (got > limit) {
			err_set(err, ERR_DATA, _("Tệp %s lớn quá: chỉ nhận tới %zu kB."),
				path, limit / 1024);
			goto out;
		}
		buf_add(out, chunk, (size_t)n);
	}
	ok = true;
out:
	if (fd != STDIN_FILENO)
		close(fd);
	return ok;
}

static bool write_all(int fd, const char *bytes, size_t n)
{
	while (n) {
		ssize_t done = write(fd, bytes, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes += done;
		n -= (size_t)done;
	}
	return true;
}

static bool sync_folder_of(const char *path)
{
	char *folder = xstrdup(path);
	char *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0 && syncfs(fd) == 0;
	close(fd);
	return ok;
}

bool file_write(const char *path, const void *bytes, size_t n, unsigned mode,
		bool replace, struct err *err)
{
	char *temporary = xasprintf("%s.%ld.tmp", path, (long)getpid());
	bool ok = false;
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
		      mode);
	if (fd < 0) {
		fail(err, _("Không ghi được tệp"), path, ERR_CANTCREAT);
		goto out;
	}
	if (!write_all(fd, bytes, n) || fsync(fd) != 0) {
		fail(err, _("Không ghi được tệp"), path, ERR_IO);
		close(fd);
		unlink(temporary);
		goto out;
	}
	close(fd);
	/* link() fails where the name exists, rename() replaces; FAT has no link(), so there
	 * we look first. */
	bool placed = replace ? rename(temporary, path) == 0
		      : link(temporary, path) == 0
			      ? unlink(temporary) == 0
			      : errno != EEXIST && !file_exists(path) &&
					rename(temporary, path) == 0;
	if (!placed) {
		if (!replace && file_exists(path))
			errno = EEXIST;
		fail(err, _("Không ghi được tệp"), path, ERR_CANTCREAT);
		unlink(temporary);
		goto out;
	}
	ok = sync_folder_of(path);
	if (!ok)
		fail(err, _("Không ghi chắc được xuống đĩa tệp"), path, ERR_IO);
out:
	free(temporary);
	return ok;
}

bool path_under(const char *folder, const char *path)
{
	char *root = realpath(folder, NULL), *target = realpath(path, NULL);
	size_t n = root ? strlen(root) : 0;
	bool inside = root && target && !strncmp(root, target, n) &&
		      (n == 1 || !target[n] || target[n] == '/');
	free(root);
	free(target);
	return inside;
}

bool path_inside(const char *folder, const char *path)
{
	struct stat st;
	if (lstat(path, &st) != 0 || !S_ISLNK(st.st_mode))
		return true;
	return path_under(folder, path);
}

char *path_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	if (!slash)
		return xstrdup(".");
	return slash == path ? xstrdup("/") : xstrndup(path, (size_t)(slash - path));
}

bool file_put(const char *path, const void *bytes, size_t n, unsigned mode)
{
	char *temporary = xasprintf("%s.%ld.tmp", path, (long)getpid());
	int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW,
		      mode);
	bool ok = fd >= 0 && write_all(fd, bytes, n);
	if (fd >= 0)
		ok = close(fd) == 0 && ok;
	ok = ok && rename(temporary, path) == 0;
	if (!ok && fd >= 0)
		unlink(temporary);
	free(temporary);
	return ok;
}

bool file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool folder_make(const char *path, unsigned mode, struct err *err)
{
	char *copy = xstrdup(path);
	bool ok = true;
	for (char *p = copy + 1; ok && *p; p++) {
		if (*p != '/')
			continue;
		*p = '\0';
		ok = mkdir(copy, mode) == 0 || errno == EEXIST;
		*p = '/';
	}
	struct stat st;
	ok = ok && (mkdir(copy, mode) == 0 || errno == EEXIST);
	if (ok && stat(copy, &st) == 0 && !S_ISDIR(st.st_mode)) {
		errno = ENOTDIR;
		ok = false;
	}
	free(copy);
	return ok ? true : fail(err, _("Không tạo được thư mục"), path, ERR_CANTCREAT);
}

/* ── a folder of files, all or nothing ──────────────────────────────────────────────────── */

static bool is_part(const struct file_part *parts, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(parts[i].name, name))
			return true;
	return false;
}

static bool write_part(int folder, const struct file_part *part, unsigned mode)
{
	int fd = openat(folder, part->name,
			O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode);
	if (fd < 0)
		return false;
	bool ok = write_all(fd, part->bytes, part->n) && fsync(fd) == 0;
	int error = errno;
	close(fd);
	errno = error;
	return ok;
}

/* Leaves errno as it was. */
static void remove_parts(const char *path, const struct file_part *parts, size_t count)
{
	int error = errno;
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	for (size_t i = 0; fd >= 0 && i < count; i++)
		unlinkat(fd, parts[i].name, 0);
	if (fd >= 0)
		close(fd);
	rmdir(path);
	errno = error;
}

static bool make_parts(const char *path, const struct file_part *parts, size_t count,
		       unsigned mode)
{
	if (mkdir(path, 0700) != 0 && errno != EEXIST)
		return false;
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
	bool ok = fd >= 0;
	for (size_t i = 0; ok && i < count; i++)
		ok = write_part(fd, &parts[i], mode);
	/* Whoever may read the files may look into the folder. */
	ok = ok && fchmod(fd, mode | (mode & 0444) >> 2) == 0 && fsync(fd) == 0;
	int error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return ok;
}

/* Nothing in the folder but files of these names? */
static bool holds_only(const char *path, const struct file_part *parts, size_t count,
		       struct err *err)
{
	DIR *folder = opendir(path);
	bool ok = folder != NULL;
	if (!folder)
		return fail(err, _("Không mở được thư mục"), path, ERR_CANTCREAT);
	for (struct dirent *entry; ok && (entry = readdir(folder));)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
		    !is_part(parts, count, entry->d_name))
			ok = err_set(
				err, ERR_CANTCREAT,
				_("Không ghi đè thư mục %s, vì trong đó còn có %s. Hãy "
				  "chọn tên khác."),
				path, entry->d_name);
	closedir(folder);
	return ok;
}

/* FAT and old kernels cannot be told to leave what is there, so there we look first. */
static bool name_folder(const char *temporary, const char *path)
{
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	if (file_exists(path)) {
		errno = EEXIST;
		return false;
	}
	return rename(temporary, path) == 0;
}

static bool exchange_folder(const char *temporary, const char *path,
			    const struct file_part *parts, size_t count)
{
	if (renameat2(AT_FDCWD, temporary, AT_FDCWD, path, RENAME_EXCHANGE) == 0) {
		remove_parts(temporary, parts, count);
		return true;
	}
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	remove_parts(path, parts, count);
	return rename(temporary, path) == 0;
}

static bool place_folder(const char *temporary, const char *path,
			 const struct file_part *parts, size_t count, bool replace,
			 struct err *err)
{
	bool there = file_exists(path);
	if (there && replace && !holds_only(path, parts, count, err))
		return false;
	if (there && replace ? !exchange_folder(temporary, path, parts, count)
			     : !name_folder(temporary, path))
		return fail(err, _("Không ghi được thư mục"), path, ERR_CANTCREAT);
	if (!sync_folder_of(path))
		return fail(err, _("Không ghi chắc được xuống đĩa thư mục"), path,
			    ERR_IO);
	return true;
}

bool folder_write(const char *path, const struct file_part *parts, size_t count,
		  unsigned mode, bool replace, struct err *err)
{
	size_t n = strlen(path);
	while (n > 1 && path[n - 1] == '/')
		n--;
	char *name = xstrndup(path, n);
	char *temporary = xasprintf("%s.%ld.tmp", name, (long)getpid());
	bool ok = make_parts(temporary, parts, count, mode);
	if (!ok)
		fail(err, _("Không ghi được thư mục"), name,
		     errno == ENOSPC ? ERR_IO : ERR_CANTCREAT);
	ok = ok && place_folder(temporary, name, parts, count, replace, err);
	if (!ok)
		remove_parts(temporary, parts, count);
	free(temporary);
	free(name);
	return ok;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool ends_with(const char *name, const char *suffix)
{
	size_t n = strlen(name), s = strlen(suffix);
	return n >= s && !strcmp(name + n - s, suffix);
}

bool folder_list(const char *path, const char *suffix, char ***names, size_t *count,
		 struct err *err)
{
	*names = NULL;
	*count = 0;
	DIR *folder = opendir(path);
	if (!folder)
		return fail(err, _("Không mở được thư mục"), path, ERR_NOINPUT);
	size_t cap = 0;
	for (struct dirent *entry; (entry = readdir(folder));) {
		struct stat st;
		if (entry->d_name[0] == '.' || !ends_with(entry->d_name, suffix) ||
		    fstatat(dirfd(folder), entry->d_name, &st, 0) != 0 ||
		    S_ISDIR(st.st_mode))
			continue;
		ALLOC_GROW(*names, *count + 1, cap);
		(*names)[(*count)++] = xstrdup(entry->d_name);
	}
	closedir(folder);
	if (*count)
		qsort(*names, *count, sizeof(**names), by_name);
	return true;
}

char *path_join(const char *folder, const char *name)
{
	size_t n = strlen(folder);
	return xasprintf(n && folder[n - 1] == '/' ? "%s%s" : "%s/%s", folder, name);
}

char *path_data(struct err *err)
{
	const char *xdg = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	if (xdg && xdg[0] == '/')
		return path_join(xdg, "kynangso");
	if (home && home[0] == '/')
		return path_join(home, ".local/share/kynangso");
	err_set(err, ERR_CONFIG,
		_("Không biết thư mục nhà ở đâu (biến HOME trống). Hãy thêm: --data "
		  "THƯ-MỤC."));
	return NULL;
}

char *path_cache(void)
{
	const char *xdg = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
	if (xdg && xdg[0] == '/')
		return path_join(xdg, "kynangso");
	return home && home[0] == '/' ? path_join(home, ".cache/kynangso") : NULL;
}

char *path_content(const char *installed)
{
	const char *chosen = getenv("KYNANGSO_CONTENT");
	if (chosen && *chosen)
		return xstrdup(chosen);
	char self[4096];
	ssize_t n = readlink("/proc/self/exe", self, sizeof(self) - 1);
	if (n > 0) {
		/* build/<variant>/kynangso: the tree is two folders up. */
		self[n] = '\0';
		for (int up = 0; up < 3; up++) {
			char *slash = strrchr(self, '/');
			if (!slash || slash == self)
				return xstrdup(installed);
			*slash = '\0';
		}
		char *course = path_join(self, "lessons/course.yaml");
		bool here = file_exists(course);
		free(course);
		if (here)
			return xstrdup(self);
	}
	return xstrdup(installed);
}
