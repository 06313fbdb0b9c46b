#include "content/template.h"

#include "base/date.h"
#include "base/file.h"
#include "base/i18n.h"
#include "text/fold.h"
#include "text/number.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

#define TEMPLATE_BYTES 65536

/* ── ids ─────────────────────────────────────────────────────────────────────────────── */

void template_id(struct buf *out, const char *text, size_t most)
{
	struct buf folded = BUF_INIT;
	bool gap = false;
	text_fold(&folded, text);
	for (const char *c = folded.data; *c && (!most || out->len < most); c++) {
		bool keep = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
		if (keep && gap && out->len)
			buf_addc(out, '-');
		if (keep)
			buf_addc(out, *c);
		gap = !keep;
	}
	buf_release(&folded);
}

/* The line of a file that says "id: ID" or "formerly: ID"; 0 where none does. Read as text, so
 * that it is found in files with errors and in those no longer used. */
static int line_with_id(const char *text, const char *id)
{
	static const char *const keys[] = {"id:", "formerly:"};
	size_t n = strlen(id);
	for (int line = 1; *text; line++) {
		for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
			size_t key = strlen(keys[i]);
			if (strncmp(text, keys[i], key) != 0)
				continue;
			const char *value = text + key + strspn(text + key, " \"'");
			if (!strncmp(value, id, n) && strcspn(value, " \"'#\r\n") == n)
				return line;
		}
		text += strcspn(text, "\n");
		text += *text == '\n';
	}
	return 0;
}

/* "lessons/mot/bai.yaml:3" of the file that has the id already, or NULL; caller frees. */
static char *used_in_folder(const char *root, const char *folder, const char *id)
{
	char *path = path_join(root, folder), **names = NULL, *found = NULL;
	size_t count = 0;
	folder_list(path, ".yaml", &names, &count, NULL);
	for (size_t i = 0; i < count; i++) {
		char *file = path_join(path, names[i]);
		struct buf text = BUF_INIT;
		int line = file_read(file, 1 << 20, &text, NULL)
				   ? line_with_id(text.data, id)
				   : 0;
		if (line && !found)
			found = xasprintf("%s/%s:%d", folder, names[i], line);
		buf_release(&text);
		free(file);
		free(names[i]);
	}
	free(names);
	free(path);
	return found;
}

char *template_id_used(const char *root, const char *id)
{
	char *found = used_in_folder(root, "quizzes", id);
	if (!found)
		found = used_in_folder(root, "lessons", id);
	char *path = path_join(root, "lessons");
	DIR *lessons = opendir(path);
	for (struct dirent *entry; !found && lessons && (entry = readdir(lessons));) {
		if (entry->d_name[0] == '.')
			continue;
		char *folder = path_join("lessons", entry->d_name);
		found = used_in_folder(root, folder, id);
		free(folder);
	}
	if (lessons)
		closedir(lessons);
	free(path);
	return found;
}

/* ── the text ────────────────────────────────────────────────────────────────────────── */

static bool read_template(const char *kind, const char *const *roots, size_t count,
			  struct buf *out, struct err *err)
{
	char *name = xasprintf("docs/templates/%s.yaml", kind);
	bool found = false, ok = false;
	for (size_t i = 0; i < count && !found; i++) {
		if (!roots[i])
			continue;
		char *path = path_join(roots[i], name);
		found = file_exists(path);
		ok = found && file_read(path, TEMPLATE_BYTES, out, err);
		free(path);
	}
	if (!found)
		err_set(err, ERR_NOINPUT,
			_("Không thấy tệp mẫu %s trong %s. Hãy cài lại chương trình, "
			  "hoặc chép một bài có sẵn rồi đổi id."),
			name, count ? roots[count - 1] : "");
	free(name);
	return ok;
}

/* ── the schema ──────────────────────────────────────────────────────────────────────── */

#define MODELINE "# yaml-language-server: $schema="

/* "../../docs/schemas/lesson.json", as many folders up. */
static char *schema_above(const char *kind, size_t folders)
{
	struct buf out = BUF_INIT;
	while (folders--)
		buf_adds(&out, "../");
	buf_printf(&out, "docs/schemas/%s.json", kind);
	return buf_detach(&out);
}

/* Where it really lies, of the first root that has it; NULL: none has. */
static char *schema_path(const char *kind, const char *const *roots, size_t count)
{
	char *name = schema_above(kind, 0), *found = NULL;
	for (size_t i = 0; i < count && !found; i++) {
		char *path = roots[i] ? path_join(roots[i], name) : NULL;
		found = path ? realpath(path, NULL) : NULL;
		free(path);
	}
	free(name);
	return found;
}

/* How many folders a real path lies below another; -1: it does not. */
static int folders_below(const char *folder, const char *root)
{
	size_t n = strlen(root);
	int below = 0;
	if (strncmp(folder, root, n) != 0 || (folder[n] && folder[n] != '/'))
		return -1;
	for (const char *c = folder + n; *c; c++)
		below += *c == '/' && c[1];
	return below;
}

/* The schema as a file in `folder` names it, a real path: over the folders of its pack if it lies in the
 * pack and that has schemas; else by its full path. */
static char *schema_from(const char *kind, const char *const *roots, size_t count,
			 const char *folder)
{
	char *root = count && roots[0] ? realpath(roots[0], NULL) : NULL;
	char *whole = schema_path(kind, roots, count), *near = NULL;
	int below = root && folder ? folders_below(folder, root) : -1;
	if (below >= 0 && whole && folders_below(whole, root) >= 0)
		near = schema_above(kind, (size_t)below);
	free(root);
	if (!near && whole)
		return whole;
	free(whole);
	return near ? near : schema_above(kind, 0);
}

/* Quizzes lie one folder below the pack, all others that begin from a template two. */
static char *schema_in_pack(const char *kind, const char *const *roots, size_t count)
{
	char *root = count && roots[0] ? realpath(roots[0], NULL) : NULL;
	char *folder =
		root ? xasprintf(!strcmp(kind, "quiz") ? "%s/q" : "%s/l/m", root) : NULL;
	char *schema = schema_from(kind, roots, count, folder);
	free(folder);
	free(root);
	return schema;
}

void template_move(struct buf *text, const char *kind, const char *const *roots,
		   size_t count, const char *path)
{
	size_t n = strlen(MODELINE);
	if (strncmp(text->data, MODELINE, n) != 0)
		return;
	char *folder = path_folder(path), *real = realpath(folder, NULL);
	char *schema = schema_from(kind, roots, count, real);
	struct buf out = BUF_INIT;
	buf_printf(&out, MODELINE "%s%s", schema,
		   text->data + n + strcspn(text->data + n, "\n"));
	buf_release(text);
	*text = out;
	free(schema);
	free(real);
	free(folder);
}

/* ── filling in ──────────────────────────────────────────────────────────────────────── */

struct filling {
	const char *mark, *text;
};

static void fill_in(struct buf *out, const char *template, const struct filling *fillings,
		    size_t count)
{
	while (*template) {
		size_t i = 0, n = 0;
		for (; i < count; i++) {
			n = strlen(fillings[i].mark);
			if (!strncmp(template, fillings[i].mark, n))
				break;
		}
		if (i < count)
			buf_adds(out, fillings[i].text);
		else
			buf_addc(out, *template);
		template += i < count ? n : 1;
	}
}

bool template_write(const char *kind, const char *const *roots, size_t count,
		    const char *id, const char *skill, int today, struct buf *out,
		    struct err *err)
{
	struct buf template = BUF_INIT, date = BUF_INIT;
	bool ok = read_template(kind, roots, count, &template, err);
	char *schema = schema_in_pack(kind, roots, count);
	day_format(&date, today);
	const struct filling fillings[] = {{"@SCHEMA@", schema},
					   {"@ID@", id},
					   {"@SKILL@", skill ? skill : "nhom.ky-nang"},
					   {"@DATE@", date.data}};
	if (ok)
		fill_in(out, template.data, fillings, ARRAY_LEN(fillings));
	free(schema);
	buf_release(&date);
	buf_release(&template);
	return ok;
}
