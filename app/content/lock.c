#include "content/lock.h"

#include "base/file.h"
#include "base/i18n.h"
#include "content/nearest.h"
#include "text/clean.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Of a pack of 10,000 lessons; anything larger is no lock. */
#define LOCK_BYTES ((size_t)32 * 1024 * 1024)

enum kind {
	KIND_COURSE,
	KIND_LESSON,
	KIND_MODULE,
	KIND_PRACTICE,
	KIND_QUESTION,
	KIND_QUIZ,
	KIND_SKILL,
	KIND_STEP,
	KIND_TYPING,
	KINDS
};

/* In alphabetical order, as the lines are. `all`: how people call it. `list`: where in the file of
 * its owner it stands. */
static const struct {
	const char *name, *all, *list;
	enum file_kind file; /* FILE_KINDS where it is no file of its own */
	enum file_kind owner;
} kinds[KINDS] = {
	[KIND_COURSE] = {"course", N_("khóa học"), "", FILE_COURSE, FILE_COURSE},
	[KIND_LESSON] = {"lesson", N_("bài học"), "", FILE_LESSON, FILE_LESSON},
	[KIND_MODULE] = {"module", N_("phần"), "modules", FILE_KINDS, FILE_COURSE},
	[KIND_PRACTICE] = {"practice", N_("bài thực hành"), "", FILE_PRACTICE,
			   FILE_PRACTICE},
	[KIND_QUESTION] = {"question", N_("câu hỏi"), "questions", FILE_KINDS, FILE_QUIZ},
	[KIND_QUIZ] = {"quiz", N_("bài kiểm tra"), "", FILE_QUIZ, FILE_QUIZ},
	[KIND_SKILL] = {"skill", N_("kỹ năng"), "groups", FILE_KINDS, FILE_FRAMEWORK},
	[KIND_STEP] = {"step", N_("bước"), "steps", FILE_KINDS, FILE_LESSON},
	[KIND_TYPING] = {"typing", N_("bài tập gõ"), "", FILE_TYPING, FILE_TYPING},
};

static bool is_file(enum kind kind)
{
	return kinds[kind].file != FILE_KINDS;
}

/* An id of the pack or a line of the lock. */
struct entry {
	enum kind kind;
	const char *name; /* with the owner in front: "bai-mot/mo-dau" */
	const char
		*key; /* what must be unique: the tail of name for questions, else name */
	bool retired;
	bool former; /* an earlier name, which `formerly` keeps */
	int line; /* in the lock */
	/* In the pack: */
	struct file *file;
	const struct node *node; /* its id */
};

struct entries {
	struct entry *items; /* owned */
	size_t count, cap;
};

struct lock {
	struct pack *pack;
	const char *path; /* as shown */
	struct buf bytes; /* the old lock; its lines are cut apart in it */
	struct document doc; /* the same for showing lines */
	struct entries old, now;
	bool blind[FILE_KINDS]; /* a file of that kind cannot be read */
	size_t vanished; /* told of */
	bool own_only;
};

static void add(struct entries *entries, struct entry entry)
{
	const char *slash = strrchr(entry.name, '/');
	entry.key = entry.kind == KIND_QUESTION && slash ? slash + 1 : entry.name;
	ALLOC_GROW(entries->items, entries->count + 1, entries->cap);
	entries->items[entries->count++] = entry;
}

static int by_key(const void *a_, const void *b_)
{
	const struct entry *a = a_, *b = b_;
	int order = strcmp(a->key, b->key);
	if (!order)
		order = (a->kind > b->kind) - (a->kind < b->kind);
	if (!order)
		order = a->former - b->former;
	return order ? order : a->retired - b->retired;
}

static void sort(struct entries *entries)
{
	if (entries->count)
		qsort(entries->items, entries->count, sizeof(*entries->items), by_key);
}

/* The first entry of that key, of any kind; the others follow. NULL where there is none. */
static const struct entry *find_key(const struct entries *entries, const char *key)
{
	size_t low = 0, high = entries->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(entries->items[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < entries->count && !strcmp(entries->items[low].key, key)
		       ? &entries->items[low]
		       : NULL;
}

static const struct entry *next_key(const struct entries *entries,
				    const struct entry *entry)
{
	const struct entry *next = entry + 1;
	return next < entries->items + entries->count && !strcmp(next->key, entry->key)
		       ? next
		       : NULL;
}

static const struct entry *find(const struct entries *entries, enum kind kind,
				const char *key)
{
	const struct entry *e = find_key(entries, key);
	while (e && e->kind != kind)
		e = next_key(entries, e);
	return e;
}

/* ── the ids of the pack ─────────────────────────────────────────────────────────────── */

/* What stands in one mapping: its id, and the names it had before. */
struct found {
	enum kind kind;
	struct file *file;
	const char *owner; /* of steps and questions; "" for others */
	bool retired;
};

static const char *full_name(struct lock *l, const char *owner, const char *id)
{
	return *owner ? arena_printf(&l->pack->scratch, "%s/%s", owner, id) : id;
}

static void add_former(struct lock *l, const struct found *at, const struct node *node)
{
	if (node->kind == NODE_SCALAR && *node->text)
		add(&l->now, (struct entry){.kind = at->kind,
					    .name = full_name(l, at->owner, node->text),
					    .former = true,
					    .file = at->file,
					    .node = node});
	for (const struct node *n = node->first; n; n = n->next)
		add_former(l, at, n);
}

static void add_mapping(struct lock *l, const struct found *at, const struct node *map)
{
	const struct node *id = node_get(map, "id"), *old = node_get(map, "formerly");
	if (!id || id->kind != NODE_SCALAR || !*id->text)
		return;
	add(&l->now, (struct entry){.kind = at->kind,
				    .name = full_name(l, at->owner, id->text),
				    .retired = at->retired || node_get(map, "retired"),
				    .file = at->file,
				    .node = id});
	if (old)
		add_former(l, at, old);
}

static void add_list(struct lock *l, struct found at, const struct node *list)
{
	for (const struct node *n = list ? list->first : NULL; n; n = n->next)
		add_mapping(l, &at, n);
}

/* A lesson that has a new name carries its steps along: "cu/mo-dau" is "moi/mo-dau" now. */
static void add_moved(struct lock *l, const struct found *at, const struct node *old,
		      const struct node *list)
{
	struct found moved = *at;
	if (old->kind == NODE_SCALAR && *old->text) {
		moved.owner = old->text;
		for (const struct node *n = list ? list->first : NULL; n; n = n->next) {
			const struct node *id = node_get(n, "id");
			const struct node *former = node_get(n, "formerly");
			if (id)
				add_former(l, &moved, id);
			if (former)
				add_former(l, &moved, former);
		}
	}
	for (const struct node *n = old->first; n; n = n->next)
		add_moved(l, at, n, list);
}

static void add_file(struct lock *l, struct file *file)
{
	const struct node *root = file->doc.root, *id = node_get(root, "id");
	if (!root || file->kind == FILE_KINDS) {
		for (size_t i = 0; i < FILE_KINDS; i++)
			l->blind[i] |= file->kind == i || file->kind == FILE_KINDS;
		return;
	}
	/* Parts of it are guessed (content/recover.h): one may be missing because of that. */
	if (file->doc.original)
		l->blind[file->kind] = true;
	for (enum kind kind = 0; kind < KINDS; kind++) {
		struct found at = {kind, file, "", file->retired};
		if (is_file(kind) && kinds[kind].file == file->kind)
			add_mapping(l, &at, root);
	}
	const char *own = id && id->kind == NODE_SCALAR ? id->text : "";
	if (file->kind == FILE_LESSON) {
		struct found at = {KIND_STEP, file, own, file->retired};
		const struct node *former = node_get(root, "formerly");
		add_list(l, at, node_get(root, "steps"));
		if (former)
			add_moved(l, &at, former, node_get(root, "steps"));
	} else if (file->kind == FILE_QUIZ) {
		add_list(l, (struct found){KIND_QUESTION, file, own, file->retired},
			 node_get(root, "questions"));
	} else if (file->kind == FILE_COURSE) {
		add_list(l, (struct found){KIND_MODULE, file, "", false},
			 node_get(root, "modules"));
	} else if (file->kind == FILE_FRAMEWORK) {
		const struct node *groups = node_get(root, "groups");
		for (const struct node *g = groups ? groups->first : NULL; g; g = g->next)
			add_list(l, (struct found){KIND_SKILL, file, "", false},
				 node_get(g, "skills"));
	}
}

/* ── the old lock ────────────────────────────────────────────────────────────────────── */

static struct diag *at_line(struct lock *l, int line, const char *code,
			    const char *message)
{
	if (l->own_only)
		return NULL;
	return document_report(&l->doc, line, 1, code, "%s", message);
}

static bool is_name(const char *name)
{
	size_t n = strlen(name);
	return n && n < 200 &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-./") == n;
}

/* "kind name" or "kind name retired". */
static bool read_line(struct lock *l, char *line, int number)
{
	char *rest = NULL, *kind = strtok_r(line, " \r", &rest);
	char *name = strtok_r(NULL, " \r", &rest), *state = strtok_r(NULL, " \r", &rest);
	if (!kind || *kind == '#')
		return true;
	struct entry entry = {.kind = 0, .name = name, .line = number};
	while (entry.kind < KINDS && strcmp(kinds[entry.kind].name, kind) != 0)
		entry.kind++;
	entry.retired = state && !strcmp(state, "retired");
	if (entry.kind == KINDS || !name || !is_name(name) || (state && !entry.retired) ||
	    strtok_r(NULL, " \r", &rest))
		return false;
	add(&l->old, entry);
	return true;
}

static void read_lock(struct lock *l)
{
	char *next = l->bytes.data;
	for (int number = 1; next; number++) {
		char *line = next;
		next = strchr(line, '\n');
		if (next)
			*next++ = '\0';
		if (!read_line(l, line, number))
			diag_fix(at_line(l, number, "E03",
					 _("Dòng này không phải là một mã đã khóa.")),
				 _("Lấy lại ids.lock của lần phát hành trước; đừng sửa "
				   "tệp này bằng tay."));
	}
}

static bool lock_open(struct lock *l, struct pack *pack, const char *path)
{
	*l = (struct lock){.pack = pack, .path = path, .bytes = BUF_INIT};
	bool there = file_exists(path) && file_read(path, LOCK_BYTES, &l->bytes, NULL) &&
		     utf8_valid(l->bytes.data, l->bytes.len, NULL) &&
		     !memchr(l->bytes.data, '\0', l->bytes.len);
	for (size_t i = 0; i < pack->file_count; i++)
		add_file(l, pack->files[i]);
	sort(&l->now);
	return there;
}

/* Lines of the lock are shown as those of any file: a copy, since reading cuts them apart. */
static void lock_show(struct lock *l)
{
	char *copy = arena_strndup(&l->pack->scratch, l->bytes.data, l->bytes.len);
	l->doc = (struct document){.arena = &l->pack->scratch,
				   .diags = l->pack->diags,
				   .path = arena_strdup(l->pack->values, l->path),
				   .text = copy,
				   .len = l->bytes.len};
	size_t count = 1;
	for (const char *s = copy; (s = strchr(s, '\n')); s++)
		count++;
	l->doc.lines = arena_array(&l->pack->scratch, count, sizeof(*l->doc.lines));
	l->doc.lines[l->doc.line_count++] = 0;
	for (const char *s = copy; (s = strchr(s, '\n')); s++)
		l->doc.lines[l->doc.line_count++] = (size_t)(s - copy) + 1;
}

static void lock_release(struct lock *l)
{
	buf_release(&l->bytes);
	free(l->old.items);
	free(l->now.items);
}

/* ── none vanishes ───────────────────────────────────────────────────────────────────── */

static size_t owner_length(const char *name)
{
	const char *slash = strchr(name, '/');
	return slash ? (size_t)(slash - name) : 0;
}

/* The file in which an id stood; of several with one id, the one being written. */
static struct file *owner_of(const struct lock *l, const struct entry *e)
{
	size_t n = owner_length(e->name);
	struct file *found = NULL;
	for (size_t i = 0; i < l->pack->file_count; i++) {
		struct file *file = l->pack->files[i];
		bool same =
			!n || (strlen(file->id) == n && !memcmp(file->id, e->name, n));
		if (file->kind == kinds[e->kind].owner && same &&
		    (!found || found->doc.quiet))
			found = file;
	}
	return found;
}

static bool still_there(const struct lock *l, const struct entry *e)
{
	return find(&l->now, e->kind, e->key) != NULL;
}

/* Its owner is told of instead: with it, all it holds comes back. */
static bool owner_is_gone(const struct lock *l, const struct entry *e)
{
	enum kind kind = e->kind == KIND_STEP ? KIND_LESSON : KIND_QUIZ;
	size_t n = owner_length(e->name);
	if (!n)
		return false;
	char *owner = xstrndup(e->name, n);
	const struct entry *now = find(&l->now, kind, owner);
	const struct entry *old = find(&l->old, kind, owner);
	free(owner);
	return !now || (old && old->retired);
}

/* Of the ids that are not locked yet, the one that may be this one's new name: the nearest, or the
 * only one there is. */
static const struct entry *new_name(const struct lock *l, const struct entry *e,
				    struct file *owner)
{
	const struct entry *best = NULL, *only = NULL;
	struct nearest nearest;
	size_t count = 0;
	nearest_init(&nearest, e->key);
	for (size_t i = 0; i < l->now.count; i++) {
		const struct entry *now = &l->now.items[i];
		if (now->kind != e->kind || now->former ||
		    (owner && now->file != owner) || find(&l->old, now->kind, now->key))
			continue;
		nearest_try(&nearest, now->key);
		best = nearest.best == now->key ? now : best;
		only = now;
		count++;
	}
	return best ? best : count == 1 ? only : NULL;
}

static const char *tail(const char *name)
{
	const char *slash = strrchr(name, '/');
	return slash ? slash + 1 : name;
}

/* The new id with the old one beside it, as it stands in the file. */
static void fix_formerly(struct diag *d, const struct entry *heir, const char *old)
{
	const struct document *doc = &heir->file->doc;
	const struct node *node = heir->node, *key = node->key;
	size_t len, at;
	const char *line = document_line(doc, node->line, &len);
	if (!key || key->line != node->line) {
		diag_fix(d, "id: %s\nformerly: %s", tail(heir->name), old);
		return;
	}
	at = (size_t)(doc->text + key->start - line);
	if (strspn(line, " -") < at) {
		char *both = xasprintf("%s, formerly: %s", node->text, old);
		diag_fix_replace(d, doc, node->start, node->end, both);
		free(both);
	} else {
		diag_fix_line(d, doc, node->line, "%.*s\n%*sformerly: %s", (int)len, line,
			      (int)at, "", old);
	}
}

static void report_vanished(struct lock *l, const struct entry *e)
{
	/* The lock of another pack: nobody reads as many, and each is compared with all. */
	bool many = l->vanished++ > DOCUMENT_FINDINGS;
	struct file *owner = is_file(e->kind) || many ? NULL : owner_of(l, e);
	const struct entry *heir = many ? NULL : new_name(l, e, owner);
	const char *id = tail(e->name);
	char *message =
		xasprintf(_("Mã %s \"%s\" đã phát hành mà nay không còn. Kết quả của "
			    "người học gắn với mã này."),
			  _(kinds[e->kind].all), id);
	struct diag *d;
	if (heir) {
		d = node_report(&heir->file->doc, heir->node, "E10", "%s", message);
		fix_formerly(d, heir, id);
	} else if (owner) {
		const struct node *list = node_get(owner->doc.root, kinds[e->kind].list);
		d = list ? node_report(&owner->doc, list->key ? list->key : list, "E10",
				       "%s", message)
			 : NULL;
		diag_fix(
			d,
			_("Đặt lại mục ấy và thêm retired: true. Nếu chỉ đổi mã thì thêm "
			  "formerly: %s vào mục mang mã mới."),
			id);
	} else {
		d = at_line(l, e->line, "E10", message);
		diag_fix(
			d,
			_("Đặt lại tệp ấy và thêm retired: true. Nếu chỉ đổi mã thì thêm "
			  "formerly: %s vào tệp mang mã mới."),
			id);
	}
	free(message);
}

/* ── none is given twice ─────────────────────────────────────────────────────────────── */

static struct diag *report_reused(const struct entry *now, const char *message)
{
	struct diag *d =
		node_report(&now->file->doc, now->node, "E10", message, tail(now->name));
	diag_fix(d, _("Đặt một mã mới, chưa dùng bao giờ."));
	return d;
}

/* The lock's line for something else of that name, which is no longer there; files share their
 * names. Where both are there, content/refer.c has told of two with one id. */
static const struct entry *other_meaning(const struct lock *l, const struct entry *now)
{
	const struct entry *e = is_file(now->kind) ? find_key(&l->old, now->key) : NULL;
	while (e && (!is_file(e->kind) || e->kind == now->kind || still_there(l, e)))
		e = next_key(&l->old, e);
	return e;
}

static void judge_reuse(struct lock *l, const struct entry *now)
{
	const struct entry *old = find(&l->old, now->kind, now->key);
	if (now->former || now->retired)
		return;
	if (old && old->retired)
		report_reused(now,
			      _("Mã \"%s\" đã ngừng dùng từ lần phát hành trước, không "
				"dùng lại cho bài khác được."));
	else if (!old && other_meaning(l, now))
		report_reused(now,
			      _("Mã \"%s\" đã phát hành cho một loại khác, không dùng "
				"lại được."));
	for (const struct entry *e = find_key(&l->now, now->key); e;
	     e = next_key(&l->now, e)) {
		bool rival =
			e->kind == now->kind || (is_file(e->kind) && is_file(now->kind));
		if (rival && e->former && e->node != now->node)
			report_reused(now,
				      _("Mã \"%s\" là mã cũ của mục khác (formerly), "
					"không dùng lại được."));
	}
}

/* What left its file after it was locked as retired is still known as that. */
static void note_given_up(struct lock *l)
{
	struct strings *out = &l->pack->given_up;

	if (!l->old.count)
		return;
	out->items = arena_array(&l->pack->scratch, l->old.count, sizeof(*out->items));
	for (size_t i = 0; i < l->old.count; i++) {
		const struct entry *e = &l->old.items[i];
		bool item = e->kind == KIND_QUESTION ||
			    (is_file(e->kind) && e->kind != KIND_COURSE);
		if (e->retired && item)
			out->items[out->count++] =
				arena_strdup(&l->pack->scratch, e->key);
	}
}

void pack_judge_lock(struct pack *pack, const char *path, bool own_only)
{
	struct lock l;
	bool there = lock_open(&l, pack, path);
	l.own_only = own_only;
	if (there) {
		lock_show(&l);
		read_lock(&l);
		sort(&l.old);
		note_given_up(&l);
	} else if (file_exists(path) && !own_only) {
		struct place at = {.file = arena_strdup(pack->values, path)};
		diag_fix(diag_add(pack->diags, at, "E01", "%s",
				  _("Không đọc được danh sách các mã đã phát hành.")),
			 _("Lấy lại ids.lock của lần phát hành trước."));
	}
	for (size_t i = 0; i < l.now.count; i++)
		judge_reuse(&l, &l.now.items[i]);
	for (size_t i = 0; i < l.old.count; i++) {
		const struct entry *e = &l.old.items[i];
		const struct entry *other = find_key(&l.now, e->key);
		bool taken = is_file(e->kind) && other && is_file(other->kind);
		if (!e->retired && !taken && !still_there(&l, e) &&
		    !l.blind[kinds[e->kind].owner] && !owner_is_gone(&l, e))
			report_vanished(&l, e);
	}
	lock_release(&l);
}

/* ── writing it ──────────────────────────────────────────────────────────────────────── */

static int by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Of an id that is in the old lock and here, what is here counts: it may have been retired, or
 * moved. With a lesson or quiz that is retired, so is what it held. */
static char *line_of(const struct lock *l, const struct entry *e, bool *changed)
{
	const struct entry *old = e->line ? e : find(&l->old, e->kind, e->key);
	const struct entry *now = e->line ? find(&l->now, e->kind, e->key) : e;
	bool retired = (old && old->retired) || (now && now->retired && !now->former);
	if (!now && owner_is_gone(l, e))
		retired = true;
	const char *name = now && !now->former ? now->name : e->name;
	*changed = !old || old->retired != retired;
	return xasprintf("%s %s%s\n", kinds[e->kind].name, name,
			 retired ? " retired" : "");
}

void pack_write_lock(struct pack *pack, const char *path, struct buf *out, size_t *added)
{
	struct lock l;
	if (lock_open(&l, pack, path)) {
		lock_show(&l);
		l.own_only = true;
		read_lock(&l);
		sort(&l.old);
	}
	char **lines = xcalloc(l.old.count + l.now.count + 1, sizeof(*lines));
	size_t count = 0;
	bool changed;
	*added = 0;
	for (size_t i = 0; i < l.old.count; i++, *added += changed)
		lines[count++] = line_of(&l, &l.old.items[i], &changed);
	for (size_t i = 0; i < l.now.count; i++) {
		const struct entry *now = &l.now.items[i];
		/* A former name that was never locked was never shipped. */
		if (now->former || find(&l.old, now->kind, now->key))
			continue;
		lines[count++] = line_of(&l, now, &changed);
		*added += changed;
	}
	qsort(lines, count, sizeof(*lines), by_line);
	buf_printf(out, "# %s\n",
		   _("Các mã đã phát hành. Lệnh \"kynangso check --lock\" viết tệp này; "
		     "đừng sửa bằng tay."));
	for (size_t i = 0; i < count; i++) {
		if (!i || strcmp(lines[i], lines[i - 1]) != 0)
			buf_adds(out, lines[i]);
	}
	for (size_t i = 0; i < count; i++)
		free(lines[i]);
	free(lines);
	lock_release(&l);
}
