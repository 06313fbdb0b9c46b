#include "content/manuscript.h"

#include "base/file.h"
#include "base/i18n.h"
#include "content/pack.h"
#include "secret/secret.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ── the text and its tree ───────────────────────────────────────────────────────────── */

static void forget_tree(struct manuscript *m)
{
	diags_release(&m->diags);
	arena_release(&m->arena);
	m->doc = (struct document){0};
}

static void grow_tree(struct manuscript *m)
{
	forget_tree(m);
	if (!document_init(&m->doc, &m->arena, &m->diags, m->path, m->text.data,
			   m->text.len) ||
	    !document_parse(&m->doc, &m->arena))
		m->doc.root = NULL;
}

static const char mark[] = "\xef\xbb\xbf";

static bool read_disk(const char *path, struct buf *out, bool *marked, struct err *err)
{
	struct buf bytes = BUF_INIT;
	bool ok = file_read(path, DOCUMENT_BYTES + 3, &bytes, err);
	if (ok) {
		*marked = bytes.len >= 3 && !memcmp(bytes.data, mark, 3);
		buf_reset(out);
		buf_add(out, bytes.data + (*marked ? 3 : 0),
			bytes.len - (*marked ? 3 : 0));
	}
	buf_release(&bytes);
	return ok;
}

static void drop_changes(struct manuscript *m, size_t from)
{
	while (m->count > from)
		patch_release(&m->changes[--m->count].patch);
	if (m->now > m->count)
		m->now = m->count;
}

bool manuscript_reload(struct manuscript *m, struct err *err)
{
	if (!read_disk(m->path, &m->disk, &m->mark, err))
		return false;
	buf_reset(&m->text);
	buf_add(&m->text, m->disk.data, m->disk.len);
	drop_changes(m, 0);
	grow_tree(m);
	return true;
}

bool manuscript_open(struct manuscript *m, const char *path, struct err *err)
{
	struct stat st;
	*m = (struct manuscript){
		.path = xstrdup(path), .disk = BUF_INIT, .text = BUF_INIT, .mode = 0644};
	if (stat(path, &st) == 0)
		m->mode = (unsigned)st.st_mode & 07777;
	if (manuscript_reload(m, err))
		return true;
	manuscript_release(m);
	return false;
}

void manuscript_release(struct manuscript *m)
{
	drop_changes(m, 0);
	free(m->changes);
	forget_tree(m);
	buf_release(&m->disk);
	buf_release(&m->text);
	free(m->path);
	*m = (struct manuscript){.disk = BUF_INIT, .text = BUF_INIT};
}

const struct table *manuscript_table(const struct manuscript *m)
{
	const struct node *kind = node_get(m->doc.root, "kind");
	return kind && kind->kind == NODE_SCALAR ? pack_table(kind->text) : NULL;
}

/* ── changes ─────────────────────────────────────────────────────────────────────────── */

void manuscript_begin(struct manuscript *m)
{
	m->step++;
}

static void add_change(struct manuscript *m, struct patch patch)
{
	drop_changes(m, m->now);
	ALLOC_GROW(m->changes, m->count + 1, m->cap);
	m->changes[m->count++] = (struct change){patch, m->step};
	m->now = m->count;
	patch_apply(&patch, &m->text);
	grow_tree(m);
}

bool manuscript_edit(struct manuscript *m, const struct edit *edit, struct err *err)
{
	struct patch patch;
	if (!edit_make(&patch, &m->doc, edit, err))
		return false;
	add_change(m, patch);
	return true;
}

void manuscript_replace(struct manuscript *m, const char *text, size_t n)
{
	add_change(m, (struct patch){.before = xstrndup(m->text.data, m->text.len),
				     .before_len = m->text.len,
				     .after = xstrndup(text, n),
				     .after_len = n});
}

bool manuscript_can_undo(const struct manuscript *m)
{
	return m->now > 0;
}

bool manuscript_can_redo(const struct manuscript *m)
{
	return m->now < m->count;
}

bool manuscript_undo(struct manuscript *m)
{
	if (!m->now)
		return false;
	int step = m->changes[m->now - 1].step;
	while (m->now && m->changes[m->now - 1].step == step)
		patch_revert(&m->changes[--m->now].patch, &m->text);
	grow_tree(m);
	return true;
}

bool manuscript_redo(struct manuscript *m)
{
	if (m->now == m->count)
		return false;
	int step = m->changes[m->now].step;
	while (m->now < m->count && m->changes[m->now].step == step)
		patch_apply(&m->changes[m->now++].patch, &m->text);
	grow_tree(m);
	return true;
}

static bool same_bytes(const struct buf *a, const struct buf *b)
{
	return a->len == b->len && !memcmp(a->data, b->data, a->len);
}

bool manuscript_changed(const struct manuscript *m)
{
	return !same_bytes(&m->text, &m->disk);
}

/* ── saving ──────────────────────────────────────────────────────────────────────────── */

/* Where the bytes lie: behind a link the link stays. The caller frees it. */
static char *real_path(const struct manuscript *m)
{
	char *real = realpath(m->path, NULL);
	return real ? real : xstrdup(m->path);
}

bool manuscript_writable(const struct manuscript *m, struct err *err)
{
	char *path = real_path(m), *folder = xstrdup(path), *slash = strrchr(folder, '/');
	if (slash)
		slash[slash == folder] = '\0';
	/* A new file takes the place of the old one, so the folder decides, too. */
	bool ok = access(path, W_OK) == 0 && access(slash ? folder : ".", W_OK) == 0;
	if (!ok)
		err_set(err, ERR_NOPERM,
			_("Người dùng này không được ghi vào %s, nên chỉ xem được."),
			path);
	free(folder);
	free(path);
	return ok;
}

enum saved manuscript_save(struct manuscript *m, bool force, struct err *err)
{
	struct buf now = BUF_INIT;
	bool marked = false;
	bool there = read_disk(m->path, &now, &marked, NULL);
	bool foreign = !there || marked != m->mark || !same_bytes(&now, &m->disk);
	buf_release(&now);
	if (foreign && !force)
		return SAVE_CONFLICT;
	if (!manuscript_writable(m, err) && file_exists(m->path))
		return SAVE_FAILED;
	struct buf bytes = BUF_INIT;
	char *path = real_path(m);
	buf_adds(&bytes, m->mark ? mark : "");
	buf_add(&bytes, m->text.data, m->text.len);
	bool ok = file_write(path, bytes.data, bytes.len, m->mode, true, err);
	/* The mode a new file is made with passes through the umask; that of the old one stays. */
	if (ok && chmod(path, m->mode) != 0 && errno == EPERM)
		errno = 0;
	free(path);
	buf_release(&bytes);
	if (!ok)
		return SAVE_FAILED;
	buf_reset(&m->disk);
	buf_add(&m->disk, m->text.data, m->text.len);
	return SAVE_DONE;
}

/* ── drafts ──────────────────────────────────────────────────────────────────────────── */

/* A draft is the file's path on a line, the hash of what it was begun on, and the text. */
static char *draft_path(const struct manuscript *m, const char *folder)
{
	uint8_t hash[HASH_SIZE];
	char hex[2 * 8 + 1], *real = real_path(m);
	secret_hash(hash, real, strlen(real));
	secret_hex(hex, hash, 8);
	free(real);
	return xasprintf("%s/%s.draft", folder, hex);
}

static void hash_of_disk(const struct manuscript *m, char hex[2 * HASH_SIZE + 1])
{
	uint8_t hash[HASH_SIZE];
	secret_hash(hash, m->disk.data, m->disk.len);
	secret_hex(hex, hash, HASH_SIZE);
}

bool manuscript_keep_draft(const struct manuscript *m, const char *folder,
			   struct err *err)
{
	char hex[2 * HASH_SIZE + 1];
	if (!folder)
		return true;
	if (!manuscript_changed(m)) {
		manuscript_drop_draft(m, folder);
		return true;
	}
	struct buf bytes = BUF_INIT;
	char *path = draft_path(m, folder);
	hash_of_disk(m, hex);
	buf_printf(&bytes, "%s\n%s\n", m->path, hex);
	buf_add(&bytes, m->text.data, m->text.len);
	bool ok = folder_make(folder, 0700, err) &&
		  file_write(path, bytes.data, bytes.len, 0600, true, err);
	buf_release(&bytes);
	free(path);
	return ok;
}

bool manuscript_find_draft(const struct manuscript *m, const char *folder,
			   struct buf *text, bool *same)
{
	char hex[2 * HASH_SIZE + 1];
	struct buf bytes = BUF_INIT;
	char *path = folder ? draft_path(m, folder) : NULL;
	bool found = path && file_exists(path) &&
		     file_read(path, DOCUMENT_BYTES + PATH_MAX, &bytes, NULL);
	const char *first = found ? strchr(bytes.data, '\n') : NULL;
	const char *second = first ? strchr(first + 1, '\n') : NULL;
	hash_of_disk(m, hex);
	if (second) {
		size_t at = (size_t)(second + 1 - bytes.data);
		*same = (size_t)(second - first) == strlen(hex) + 1 &&
			!memcmp(first + 1, hex, strlen(hex));
		buf_add(text, bytes.data + at, bytes.len - at);
	}
	bool differs = second && !same_bytes(text, &m->disk);
	buf_release(&bytes);
	free(path);
	return differs;
}

void manuscript_drop_draft(const struct manuscript *m, const char *folder)
{
	if (!folder)
		return;
	char *path = draft_path(m, folder);
	unlink(path);
	free(path);
}
