#include "content/copy.h"

#include "base/file.h"
#include "base/i18n.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define COPY_DEPTH 6
#define COPY_BYTES                                                                       \
	((size_t)16 * 1024 * 1024) /* a file; the largest are tables of wards */

static bool copy_file(const char *from, const char *to, struct err *err)
{
	struct buf bytes = BUF_INIT;
	bool ok = file_read(from, COPY_BYTES, &bytes, err) &&
		  file_write(to, bytes.data, bytes.len, 0644, false, err);
	buf_release(&bytes);
	return ok;
}

static bool copy_folder(const char *from, const char *to, int depth, struct err *err);

static bool copy_entry(const char *from, const char *to, int depth, struct err *err)
{
	struct stat st;
	if (lstat(from, &st) != 0)
		return true;
	if (S_ISDIR(st.st_mode))
		return depth >= COPY_DEPTH || copy_folder(from, to, depth + 1, err);
	return !S_ISREG(st.st_mode) || copy_file(from, to, err);
}

static bool copy_folder(const char *from, const char *to, int depth, struct err *err)
{
	DIR *folder = opendir(from);
	bool ok = folder_make(to, 0755, err);
	for (struct dirent *entry; ok && folder && (entry = readdir(folder));) {
		if (entry->d_name[0] == '.')
			continue;
		char *source = path_join(from, entry->d_name);
		char *target = path_join(to, entry->d_name);
		ok = copy_entry(source, target, depth, err);
		free(source);
		free(target);
	}
	if (folder)
		closedir(folder);
	return ok;
}

/* What a broken copy has left. */
static void remove_folder(const char *path, int depth)
{
	DIR *folder = opendir(path);
	for (struct dirent *entry; folder && (entry = readdir(folder));) {
		struct stat st;
		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		char *inner = path_join(path, entry->d_name);
		if (lstat(inner, &st) == 0 && S_ISDIR(st.st_mode) &&
		    depth < COPY_DEPTH + 2)
			remove_folder(inner, depth + 1);
		else
			unlink(inner);
		free(inner);
	}
	if (folder)
		closedir(folder);
	rmdir(path);
}

bool content_copy(const char *from, const char *to, struct err *err)
{
	static const char *const parts[] = {"lessons", "quizzes", "locale",
					    "docs/templates"};
	if (file_exists(to))
		return err_set(
			err, ERR_CANTCREAT,
			_("Đã có một bộ bài ở %s. Hãy mở bộ ấy ra sửa, hoặc đổi tên "
			  "thư mục rồi làm lại."),
			to);
	char *begun = xasprintf("%s.dang-chep", to);
	bool ok = true;
	remove_folder(begun, 0);
	for (size_t i = 0; ok && i < ARRAY_LEN(parts); i++) {
		char *source = path_join(from, parts[i]);
		char *target = path_join(begun, parts[i]);
		ok = !file_exists(source) || copy_folder(source, target, 0, err);
		free(source);
		free(target);
	}
	if (ok && rename(begun, to) != 0)
		ok = err_set(err, ERR_CANTCREAT, _("Không tạo được thư mục %s: %s."), to,
			     strerror(errno));
	if (!ok)
		remove_folder(begun, 0);
	free(begun);
	return ok;
}
