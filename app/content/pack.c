#include "content/pack.h"

#include "base/i18n.h"
#include "content/nearest.h"
#include "content/recover.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name;
	const struct table *table;
} kinds[FILE_KINDS] = {
	[FILE_COURSE] = {"course", &table_course},
	[FILE_FRAMEWORK] = {"framework", &table_framework},
	[FILE_FACTS] = {"facts", &table_facts},
	[FILE_LESSON] = {"lesson", &table_lesson},
	[FILE_QUIZ] = {"quiz", &table_quiz},
	[FILE_PRACTICE] = {"practice", &table_practice},
	[FILE_TYPING] = {"typing", &table_typing},
	[FILE_REGION] = {"region", &table_region},
	[FILE_WARDS] = {"wards", &table_wards},
};

const char *kind_name(enum file_kind kind)
{
	return kinds[kind].name;
}

const struct table *kind_table(enum file_kind kind)
{
	return kinds[kind].table;
}

static enum file_kind kind_named(const char *name)
{
	enum file_kind kind = 0;
	while (kind < FILE_KINDS && strcmp(kinds[kind].name, name))
		kind++;
	return kind;
}

const struct table *pack_table(const char *kind)
{
	enum file_kind found = kind_named(kind);
	return found < FILE_KINDS ? kinds[found].table : NULL;
}

/* ── reading one file ────────────────────────────────────────────────────────────────── */

/* "id: noi-wifi" at the start of a line: enough to know which file it is that cannot be read. */
static const char *line_value(const struct document *doc, struct arena *arena,
			      const char *key)
{
	size_t n = strlen(key), most = doc->line_count < 20 ? doc->line_count : 20;
	for (size_t i = 1; i <= most; i++) {
		size_t len;
		const char *line = document_line(doc, (int)i, &len);
		if (len < n + 2 || strncmp(line, key, n) || line[n] != ':')
			continue;
		size_t start = n + 1 + strspn(line + n + 1, " \"'");
		size_t size = strcspn(line + start, " \"'\r\n#");
		return arena_strndup(arena, line + start, size);
	}
	return "";
}

static void report_kind(struct document *doc, const struct node *kind)
{
	struct nearest nearest;
	nearest_init(&nearest, kind->text);
	for (size_t i = 0; i < FILE_KINDS; i++)
		nearest_try(&nearest, kinds[i].name);
	struct diag *d =
		node_report(doc, kind, "E06",
			    _("\"%s\" không phải là một loại tệp. Chỉ dùng được: "
			      "course, framework, facts, lesson, quiz, practice, "
			      "typing, region, wards."),
			    kind->text);
	if (nearest.best)
		diag_fix_replace(d, doc, kind->start, kind->end, nearest.best);
}

/* What it most likely is, by what it holds; on top, or where "Kind" stands. */
static void fix_kind(struct diag *d, struct document *doc, const struct node *root)
{
	static const char *const tells[FILE_KINDS] = {
		[FILE_COURSE] = "modules",   [FILE_FRAMEWORK] = "groups",
		[FILE_FACTS] = "facts",      [FILE_QUIZ] = "questions",
		[FILE_PRACTICE] = "screens", [FILE_TYPING] = "lines",
	};
	enum file_kind kind = FILE_LESSON;
	for (enum file_kind k = 0; k < FILE_KINDS; k++)
		if (tells[k] && node_get(root, tells[k]))
			kind = k;
	for (const struct node *n = root->first; n; n = n->next) {
		if (edit_distance(n->key->text, "kind", 1) > 1)
			continue;
		char *whole = xasprintf("kind: %s", kinds[kind].name);
		bool empty = !strcmp(n->key->text, "kind");
		diag_fix_replace(d, doc, n->key->start, empty ? n->end : n->key->end,
				 empty ? whole : "kind");
		free(whole);
		return;
	}
	size_t len;
	const char *line = document_line(doc, root->line, &len);
	diag_fix_line(d, doc, root->line, "kind: %s\n%.*s", kinds[kind].name, (int)len,
		      line);
}

/* The file's kind; FILE_KINDS when that was reported. */
static enum file_kind kind_of(struct document *doc)
{
	const struct node *root = doc->root, *kind;
	if (!root || (root->kind == NODE_SCALAR && !root->len)) {
		diag_fix(document_report(doc, 0, 0, "E07", _("Tệp này trống.")),
			 "kind: lesson");
		return FILE_KINDS;
	}
	if (root->kind != NODE_MAPPING) {
		diag_fix(node_report(
				 doc, root, "E06",
				 _("Tệp phải bắt đầu bằng các mục kind, schema và id.")),
			 "kind: lesson");
		return FILE_KINDS;
	}
	kind = node_get(root, "kind");
	if (!kind || kind->kind != NODE_SCALAR || !*kind->text) {
		struct diag *d = node_report(
			doc, root, "E07", _("Thiếu mục \"kind\": đây là loại tệp gì?"));
		fix_kind(d, doc, root);
		return FILE_KINDS;
	}
	enum file_kind found = kind_named(kind->text);
	if (found == FILE_KINDS)
		report_kind(doc, kind);
	return found;
}

static void read_object(struct pack *pack, struct file *file)
{
	const struct table *table = kinds[file->kind].table;
	struct reader reader = {.doc = &file->doc,
				.arena = pack->values,
				.origins = &pack->origins,
				.proses = &pack->proses};
	file->object = arena_alloc(pack->values, table->size);
	schema_read(&reader, table, file->doc.root, file->object);
	file->retired = node_get(file->doc.root, "retired") != NULL;
}

struct file *pack_add(struct pack *pack, const char *path, const void *bytes, size_t n,
		      bool quiet)
{
	struct file *file = arena_alloc(&pack->scratch, sizeof(*file));
	ALLOC_GROW(pack->files, pack->file_count + 1, pack->file_cap);
	file->order = pack->file_count;
	pack->files[pack->file_count++] = file;
	struct document *doc = &file->doc;
	doc->quiet = quiet;
	path = arena_strdup(pack->values, path);
	file->kind = FILE_KINDS;
	if (recover_parse(doc, &pack->scratch, pack->values, pack->diags, path, bytes,
			  n)) {
		file->kind = kind_of(doc);
		if (file->kind != FILE_KINDS)
			read_object(pack, file);
		/* What others lean on is not guessed. */
		if (doc->original && file->kind <= FILE_FACTS)
			file->object = NULL;
	} else {
		file->kind = kind_named(line_value(doc, &pack->scratch, "kind"));
	}
	file->id = line_value(doc, &pack->scratch, "id");
	return file;
}

struct file *pack_file(const struct pack *pack, enum file_kind kind)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		if (pack->files[i]->kind == kind)
			return pack->files[i];
	}
	return NULL;
}

static int by_id(const void *x, const void *y)
{
	const struct file *a = *(struct file *const *)x, *b = *(struct file *const *)y;
	int order = strcmp(a->id, b->id);
	return order ? order : (a->order > b->order) - (a->order < b->order);
}

void pack_index(struct pack *pack)
{
	free(pack->by_id);
	pack->indexed = pack->file_count;
	pack->by_id = xcalloc(pack->indexed, sizeof(struct file *));
	for (size_t i = 0; i < pack->indexed; i++) {
		pack->by_id[i] = pack->files[i];
		pack->files[i]->order = i;
	}
	qsort(pack->by_id, pack->indexed, sizeof(*pack->by_id), by_id);
}

/* Where the files of an id, from an order on, begin in by_id. */
static size_t first_from(const struct pack *pack, const char *id, size_t order)
{
	struct file wanted = {.id = id, .order = order}, *key = &wanted;
	size_t low = 0, high = pack->indexed;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (by_id(&pack->by_id[middle], &key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct file *named_from(const struct pack *pack, enum file_kind kind,
			       const char *id, size_t order)
{
	bool indexed = pack->by_id && pack->indexed == pack->file_count;
	struct file **files = indexed ? pack->by_id : pack->files;
	size_t from = indexed ? first_from(pack, id, order) : order;
	for (size_t i = from; i < pack->file_count; i++) {
		bool same = !strcmp(files[i]->id, id);
		if (same && files[i]->kind == kind)
			return files[i];
		if (indexed && !same)
			break;
	}
	return NULL;
}

struct file *pack_named(const struct pack *pack, enum file_kind kind, const char *id)
{
	return named_from(pack, kind, id, 0);
}

struct file *pack_named_next(const struct pack *pack, const struct file *file)
{
	return named_from(pack, file->kind, file->id, file->order + 1);
}

void pack_release(struct pack *pack)
{
	free(pack->files);
	free(pack->by_id);
	free(pack->proses.items);
	origins_release(&pack->origins);
	arena_release(&pack->scratch);
	*pack = (struct pack){0};
}

/* ── pointing at things ──────────────────────────────────────────────────────────────── */

const struct node *pack_node(const struct pack *pack, const void *object, const char *key,
			     int item, struct document **doc)
{
	const struct origin *origin = origins_find(&pack->origins, object);
	*doc = origin ? origin->doc : NULL;
	const struct node *node = origin ? origin->node : NULL;
	while (key && *key && node) {
		char part[32] = "";
		size_t n = strcspn(key, ".");
		memcpy(part, key, n < sizeof(part) ? n : sizeof(part) - 1);
		const struct node *inner = node->kind == NODE_SEQUENCE
						   ? node_item(node, (size_t)atoi(part))
						   : node_get(node, part);
		if (!inner)
			return node;
		node = inner;
		key += n + (key[n] == '.');
	}
	const struct node *child = item >= 0 ? node_item(node, (size_t)item) : NULL;
	return child ? child : node;
}

struct place pack_place(const struct pack *pack, const void *object)
{
	struct document *doc;
	const struct node *node = pack_node(pack, object, NULL, -1, &doc);
	return node ? (struct place){doc->path, node->line, node->col}
		    : (struct place){0};
}

bool pack_sound(const struct pack *pack, const void *object)
{
	const struct origin *origin = origins_find(&pack->origins, object);
	return origin && origin->sound;
}

const struct completion_rule *pack_completion(const struct pack *pack)
{
	const struct file *file = pack_file(pack, FILE_COURSE);
	const struct course *course = file ? file->object : NULL;
	return course ? &course->completion : NULL;
}

struct diag *pack_report(struct pack *pack, const void *object, const char *key, int item,
			 const char *code, const char *format, ...)
{
	struct document *doc;
	const struct node *node = pack_node(pack, object, key, item, &doc);
	if (!node)
		return NULL;
	va_list args;
	va_start(args, format);
	struct diag *d = document_vreport(doc, node->line, node->col, code, format, args);
	va_end(args);
	return d;
}

void pack_fix(struct diag *diag, const struct pack *pack, const void *object,
	      const char *key, int item, const char *text)
{
	struct document *doc;
	const struct node *node = pack_node(pack, object, key, item, &doc);
	if (node && node->kind == NODE_SCALAR)
		diag_fix_replace(diag, doc, node->start, node->end, text);
}
