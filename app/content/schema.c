#include "content/schema.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "content/mend.h"
#include "content/nearest.h"
#include "content/value.h"
#include "course/course.h"

#include <stdlib.h>
#include <string.h>

/* ── lists of texts ──────────────────────────────────────────────────────────────────── */

/* As many items as the field wants; false where they are too many to be looked at. */
static bool countable(struct reader *r, const struct field *f, const struct node *node)
{
	long n = (long)node->count, most = f->max ? f->max : LIST_ITEMS;
	if (n < f->min)
		node_report(r->doc, node, "E06",
			    _("Mục \"%s\" cần ít nhất %ld ý; ở đây có %ld."), f->name,
			    f->min, n);
	else if (n > most)
		node_report(r->doc, node, "E06",
			    _("Mục \"%s\" nhận nhiều nhất %ld ý; ở đây có %ld."), f->name,
			    most, n);
	return n <= LIST_ITEMS;
}

/* True when node is a sequence with as many items as the field wants. */
static bool sequence(struct reader *r, const struct field *f, const struct node *node)
{
	if (reader_broken(r, node))
		return false;
	if (node->kind != NODE_SEQUENCE) {
		const char *dash = node->kind == NODE_SCALAR && node->text[0] == '-'
					   ? r->doc->text + node->start
					   : NULL;
		if (dash && node->style == STYLE_PLAIN && dash[0] == '-') {
			struct diag *d =
				node_report(r->doc, node, "E03",
					    _("Sau dấu gạch đầu dòng phải có dấu cách."));
			diag_fix_replace(d, r->doc, node->start, node->start + 1, "- ");
			return false;
		}
		struct diag *d = value_report(r, f, node);
		if (node->kind == NODE_SCALAR && f->type == FIELD_STRINGS && node->len &&
		    node->len < 60 && node->style == STYLE_PLAIN) {
			char *list = xasprintf("[%s]", node->text);
			diag_fix_replace(d, r->doc, node->start, node->end, list);
			free(list);
		}
		return false;
	}
	return countable(r, f, node);
}

static void read_strings(struct reader *r, const struct field *f, const struct node *node,
			 char *slot)
{
	struct strings *out = (struct strings *)(void *)slot;
	if (!sequence(r, f, node))
		return;
	out->items = arena_array(r->arena, node->count, sizeof(*out->items));
	for (const struct node *n = node->first; n; n = n->next) {
		const char *text = value_text(r, f, f->item, n);
		if (text && (f->flags & FIELD_UNIQUE) && strings_have(out, text)) {
			diag_fix(node_report(
					 r->doc, n, "E10",
					 _("\"%s\" đã có trong mục \"%s\"; chỉ ghi một "
					   "lần."),
					 value_clip(r, text), f->name),
				 _("Xóa một trong hai."));
			text = NULL;
		}
		/* What was reported keeps its place, so that indices agree with the file. */
		out->items[out->count++] = text ? text : "";
	}
}

static bool read_mapping(struct reader *r, const struct table *t, const struct node *node,
			 void *target, bool keep);
static void put_fallbacks(const struct table *t, uint32_t bit, char *target);

/* ── nested mappings ─────────────────────────────────────────────────────────────────── */

static void read_table(struct reader *r, const struct field *f, const struct node *node,
		       char *slot)
{
	if (node->kind == NODE_MAPPING && !node->broken) {
		schema_read(r, f->table, node, slot);
		return;
	}
	if (!node->broken)
		value_report(r, f, node);
	put_fallbacks(f->table, 0, slot);
}

static void read_pointer(struct reader *r, const struct field *f, const struct node *node,
			 char *slot)
{
	void *target = arena_alloc(r->arena, f->table->size);
	*(void **)(void *)slot = target;
	read_table(r, f, node, target);
}

static void report_double(struct reader *r, const struct node *list,
			  const struct node *item)
{
	const struct node *id = reader_tired(r) ? NULL : node_get(item, "id");
	if (!id || id->kind != NODE_SCALAR || !*id->text)
		return;
	for (const struct node *n = list->first; n != item; n = n->next) {
		const struct node *other = node_get(n, "id");
		if (!other || other->kind != NODE_SCALAR || strcmp(other->text, id->text))
			continue;
		struct diag *d =
			node_report(r->doc, id, "E10", _("Mã \"%s\" đã dùng ở dòng %d."),
				    value_clip(r, id->text), other->line);
		char *fix = xasprintf("%s-2", id->text);
		diag_fix_replace(d, r->doc, id->start, id->end, fix);
		free(fix);
		return;
	}
}

static void read_list(struct reader *r, const struct field *f, const struct node *node,
		      char *slot, size_t *count)
{
	if (!sequence(r, f, node))
		return;
	size_t size = f->table->size;
	char *items = arena_array(r->arena, node->count, size);
	*(void **)(void *)slot = items;
	*count = 0;
	for (const struct node *n = node->first; n; n = n->next) {
		if (f->flags & FIELD_UNIQUE)
			report_double(r, node, n);
		/* What is no longer in use is checked, and left out. */
		bool retired = node_get(n, "retired") != NULL;
		char *item =
			retired ? arena_alloc(r->arena, size) : items + *count * size;
		read_table(r, f, n, item);
		*count += !retired;
	}
}

/* One mapping after the other into the same struct: none may put back its defaults over what
 * another has set, so they are set once, in front. */
static void read_each(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	if (!sequence(r, f, node))
		return;
	for (const struct node *n = node->first; n; n = n->next) {
		if (n->kind == NODE_MAPPING)
			read_mapping(r, f->table, n, slot, n != node->first);
		else if (!n->broken)
			value_report(r, f, n);
	}
}

static void read_map(struct reader *r, const struct field *f, const struct node *node,
		     char *slot, size_t *count)
{
	struct pair_of_texts {
		const char *id, *text;
	} * items;
	if (reader_broken(r, node))
		return;
	if (node->kind != NODE_MAPPING) {
		value_report(r, f, node);
		return;
	}
	items = arena_array(r->arena, node->count, sizeof(*items));
	*(void **)(void *)slot = items;
	for (const struct node *n = node->first; n; n = n->next) {
		value_check_id(r, n->key, FIELD_ID);
		const char *text = value_text(r, f, f->item, n);
		items[*count].id = arena_strdup(r->arena, n->key->text);
		items[(*count)++].text = text ? text : "";
	}
}

static void read_keyed(struct reader *r, const struct field *f, const struct node *node,
		       char *slot, size_t *count)
{
	size_t size = f->table->size;
	if (reader_broken(r, node))
		return;
	if (node->kind != NODE_MAPPING) {
		value_report(r, f, node);
		return;
	}
	if (!countable(r, f, node))
		return;
	char *items = arena_array(r->arena, node->count, size);
	*(void **)(void *)slot = items;
	for (const struct node *n = node->first; n; n = n->next) {
		char *item = items + (*count)++ * size;
		value_check_id(r, n->key, FIELD_ID);
		read_table(r, f, n, item);
		*(const char **)(void *)item = arena_strdup(r->arena, n->key->text);
	}
}

static void read_groups(struct reader *r, const struct field *f, const struct node *node,
			char *slot)
{
	struct strings *out = (struct strings *)(void *)slot;
	if (reader_broken(r, node))
		return;
	if (node->kind != NODE_MAPPING) {
		value_report(r, f, node);
		return;
	}
	size_t all = 0;
	for (const struct node *n = node->first; n; n = n->next)
		all += n->count;
	out->items = arena_array(r->arena, all, sizeof(*out->items));
	for (const struct node *n = node->first; n; n = n->next) {
		value_check_id(r, n->key, FIELD_KEY);
		if (!sequence(r, f, n))
			continue;
		for (const struct node *m = n->first; m; m = m->next) {
			const char *text = value_text(r, f, FIELD_LINE, m);
			if (text)
				out->items[out->count++] = arena_printf(
					r->arena, "%s %s", n->key->text, text);
		}
	}
}

static void read_raw(struct reader *r, const struct field *f, const struct node *node,
		     char *slot)
{
	(void)r;
	(void)f;
	(void)node;
	(void)slot;
}

/* ── one mapping ─────────────────────────────────────────────────────────────────────── */

static void (*const structures[FIELD_TYPES])(struct reader *, const struct field *,
					     const struct node *, char *) = {
	[FIELD_STRINGS] = read_strings, [FIELD_TABLE] = read_table,
	[FIELD_POINTER] = read_pointer, [FIELD_EACH] = read_each,
	[FIELD_GROUPS] = read_groups,   [FIELD_RAW] = read_raw,
};

static void read_field(struct reader *r, const struct field *f, const struct node *node,
		       char *target)
{
	reader_broken(r, node);
	/* What is checked and not kept still needs somewhere to go. */
	size_t room = f->table && f->table->size > 64 ? f->table->size : 64, nothing = 0;
	char *slot = f->offset == NO_STORE ? arena_alloc(r->doc->arena, room)
					   : target + f->offset;
	bool counted =
		f->type == FIELD_LIST || f->type == FIELD_MAP || f->type == FIELD_KEYED;
	size_t *count = !counted || f->offset == NO_STORE
				? &nothing
				: (size_t *)(void *)(target + f->count);
	if (f->flags & FIELD_LATER)
		diag_fix(node_report(r->doc, node->key ? node->key : node, "E06",
				     _("Mục \"%s\" chưa dùng được trong bản này."),
				     f->name),
			 _("Bỏ mục này cho đến khi có bản mới."));
	if (f->type == FIELD_LIST)
		read_list(r, f, node, slot, count);
	else if (f->type == FIELD_MAP)
		read_map(r, f, node, slot, count);
	else if (f->type == FIELD_KEYED)
		read_keyed(r, f, node, slot, count);
	else if (!value_read(r, f, node, slot))
		structures[f->type](r, f, node, slot);
}

static void put_fallback(const struct field *f, char *target)
{
	char *slot = target + f->offset;
	switch (f->type) {
	case FIELD_TABLE: /* absent as a whole, its numbers still have their defaults */
		for (size_t i = 0; i < f->table->count; i++) {
			const struct field *sub = &f->table->fields[i];
			if (sub->offset != NO_STORE && !field_has_text(sub->type))
				put_fallback(sub, slot);
		}
		break;
	case FIELD_ID:
	case FIELD_SKILL:
	case FIELD_KEY:
	case FIELD_LINE:
	case FIELD_TEXT:
	case FIELD_PROSE:
	case FIELD_BLOCK:
	case FIELD_NAME:
		if (f->flags & FIELD_REQUIRED)
			*(const char **)(void *)slot = "";
		break;
	case FIELD_BOOL:
	case FIELD_FLAG:
		*(bool *)(void *)slot = f->fallback != 0;
		break;
	case FIELD_INT:
	case FIELD_YEAR:
	case FIELD_PERCENT:
	case FIELD_SPAN:
	case FIELD_MONTH:
	case FIELD_AGE:
	case FIELD_ENUM:
		*(int *)(void *)slot = (int)f->fallback;
		break;
	default:
		break;
	}
}

/* What a struct holds before anything is read: no required text is NULL. */
static void put_fallbacks(const struct table *t, uint32_t bit, char *target)
{
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		/* Of several rows with one name, the one for this kind decides. */
		if (f->offset != NO_STORE && (!bit || !f->only || (f->only & bit)))
			put_fallback(f, target);
	}
}

/* The bit of the discriminator's value, or 0 where it is missing or unknown. */
static uint32_t kind_bit(const struct table *t, const struct node *node)
{
	const struct node *value =
		t->discriminator ? node_get(node, t->discriminator) : NULL;
	const struct field *f = value ? table_field(t, t->discriminator) : NULL;
	int i = f && value->kind == NODE_SCALAR ? value_name_index(f->names, value->text)
						: -1;
	return i < 0 ? 0 : 1u << i;
}

static bool allowed(const struct field *f, uint32_t bit)
{
	return !f->only || !bit || (f->only & bit);
}

bool table_allows(const struct table *table, const struct field *field,
		  const struct node *mapping)
{
	return allowed(field, kind_bit(table, mapping));
}

const struct field *table_field(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->count; i++) {
		if (!strcmp(table->fields[i].name, name))
			return &table->fields[i];
	}
	return NULL;
}

static const struct field *find_field(const struct table *t, const char *name,
				      uint32_t bit)
{
	for (size_t i = 0; i < t->count; i++) {
		if (!strcmp(t->fields[i].name, name) && allowed(&t->fields[i], bit))
			return &t->fields[i];
	}
	return NULL;
}

static bool empty_plain(const struct node *n)
{
	return n && n->kind == NODE_SCALAR && !n->len && n->style == STYLE_PLAIN;
}

/* {id: a, text: Nhìn kỹ, rồi bấm}: the comma ended the text. `before` is the entry in front. */
static bool comma_in_text(struct reader *r, const struct table *t, const struct node *map,
			  const struct node *before, const struct node *entry)
{
	if (map->style != STYLE_FLOW || !empty_plain(entry) || !before)
		return false;
	if (empty_plain(before) && !table_field(t, before->key->text))
		return true; /* part of the same text, told of already */
	if (before->kind != NODE_SCALAR || before->style != STYLE_PLAIN)
		return false;
	const struct node *last = entry;
	while (last->next && empty_plain(last->next) &&
	       !table_field(t, last->next->key->text))
		last = last->next;
	struct diag *d = node_report(r->doc, entry->key, "E03",
				     _("Dấu phẩy ở giữa câu làm YAML tách câu thành hai "
				       "mục. Hãy đặt cả câu trong "
				       "ngoặc kép."));
	if (d)
		mend_fix_quoted(d, r->doc, before->start, last->key->end);
	return true;
}

/* {buttons: Bật, Để sau}: a list without its brackets. Told of once, with all there is. */
static bool list_in_braces(struct reader *r, const struct table *t,
			   const struct node *map, const struct field *f,
			   const struct node *entry)
{
	const struct node *last = entry;
	if (map->style != STYLE_FLOW || f->type != FIELD_STRINGS ||
	    entry->kind != NODE_SCALAR || entry->style != STYLE_PLAIN)
		return false;
	while (last->next && empty_plain(last->next) &&
	       !table_field(t, last->next->key->text)) {
		last = last->next;
		last->key->broken = true;
	}
	if (last == entry)
		return false;
	struct diag *d = value_report(r, f, entry);
	size_t end = last->key->end;
	char *all = xasprintf("[%.*s]", (int)(end - entry->start),
			      r->doc->text + entry->start);
	if (d)
		diag_fix_replace(d, r->doc, entry->start, end, all);
	free(all);
	return true;
}

/* {text:b}: YAML takes all of it for a key. */
static bool glued_colon(struct reader *r, const struct node *entry)
{
	const struct node *key = entry->key;
	const char *colon = key->style == STYLE_PLAIN ? strchr(key->text, ':') : NULL;
	if (!colon || !empty_plain(entry) || colon[1] == '/')
		return false;
	size_t at = key->start + (size_t)(colon - key->text);
	struct place place = document_place(r->doc, at);
	struct diag *d = document_report(r->doc, place.line, place.col, "E03",
					 _("Sau dấu hai chấm phải có dấu cách."));
	diag_fix_replace(d, r->doc, at + 1, at + 1, " ");
	return true;
}

/* The field a wrong key most likely means, or NULL. */
static const struct field *meant_field(const struct table *t, uint32_t bit,
				       const char *key)
{
	char name[NEAREST_BYTES] = "";
	size_t n = strcspn(key, ":");
	if (n >= sizeof(name))
		return NULL;
	memcpy(name, key, n);
	struct nearest nearest;
	nearest_init(&nearest, name);
	for (size_t i = 0; i < t->count; i++) {
		if (allowed(&t->fields[i], bit))
			nearest_try(&nearest, t->fields[i].name);
	}
	return nearest.best ? find_field(t, nearest.best, bit) : NULL;
}

/* A key of another kind of question. */
static void report_other_kind(struct reader *r, const struct table *t, uint32_t bit,
			      const struct node *key)
{
	const struct field *by = table_field(t, t->discriminator);
	int i = 0;
	while (!(bit >> i & 1))
		i++;
	diag_fix(node_report(r->doc, key, "E05",
			     _("Mục \"%s\" không dùng cho %s loại %s."), key->text,
			     _(t->noun), by->names[i]),
		 _("Xóa mục này, hoặc đổi %s."), t->discriminator);
}

static void report_unknown(struct reader *r, const struct table *t, uint32_t bit,
			   const struct node *key)
{
	if (table_field(t, key->text)) {
		report_other_kind(r, t, bit, key);
		return;
	}
	struct diag *d =
		node_report(r->doc, key, "E05", _("\"%s\" không phải là một mục của %s."),
			    value_clip(r, key->text), _(t->noun));
	const struct field *meant = d ? meant_field(t, bit, key->text) : NULL;
	if (meant) {
		diag_fix_replace(d, r->doc, key->start, key->end, meant->name);
		return;
	}
	struct buf known = BUF_INIT;
	for (size_t i = 0; i < t->count; i++) {
		if (allowed(&t->fields[i], bit))
			buf_printf(&known, known.len ? ", %s" : "%s", t->fields[i].name);
	}
	diag_fix(d, _("Các mục dùng được: %s."), known.data);
	buf_release(&known);
}

/* Is a key that is not there the one that a misspelt key means? One finding is enough then. */
static bool misspelt(const struct reader *r, const struct table *t, uint32_t bit,
		     const struct node *node, const struct field *f)
{
	if (reader_tired(r))
		return false;
	for (const struct node *n = node->first; n; n = n->next) {
		if (!find_field(t, n->key->text, bit) &&
		    meant_field(t, bit, n->key->text) == f)
			return true;
	}
	return false;
}

static void report_missing(struct reader *r, const struct table *t, const struct field *f,
			   const struct node *node)
{
	struct diag *d =
		node_report(r->doc, node, "E07", _("Thiếu mục \"%s\" của %s (%s)."),
			    f->name, _(t->noun), f->help ? _(f->help) : f->name);
	diag_fix(d,
		 node->style == STYLE_FLOW ? _("Thêm vào trong dấu { }: %s: …")
					   : _("Thêm một dòng: %s: …"),
		 f->name);
}

/* Exactly one of the choices. */
static void check_choice(struct reader *r, const struct table *t, const struct node *node,
			 char *target)
{
	const struct node *found = NULL;
	struct buf names = BUF_INIT;
	bool near = false;
	for (size_t i = 0, index = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		if (!(f->flags & FIELD_CHOICE))
			continue;
		near = near || misspelt(r, t, 0, node, f);
		buf_printf(&names, names.len ? ", %s" : "%s", f->name);
		const struct node *n = node_get(node, f->name);
		if (n && found) {
			diag_fix(node_report(r->doc, n->key, "E06",
					     _("Đã có \"%s\" thì không có thêm \"%s\"."),
					     found->key->text, f->name),
				 _("Tách làm hai, mỗi cái một thứ."));
		} else if (n) {
			found = n;
			if (t->choice != NO_STORE)
				*(int *)(void *)(target + t->choice) = (int)index;
		}
		index++;
	}
	if (!names.len || found || near) {
		buf_release(&names);
		return;
	}
	diag_fix(node_report(
			 r->doc, node, "E07",
			 _("Thiếu nội dung của %s: phải có đúng một trong các mục %s."),
			 _(t->noun), names.data),
		 _("Thêm một trong các mục ấy."));
	buf_release(&names);
}

static bool read_mapping(struct reader *r, const struct table *t, const struct node *node,
			 void *target, bool keep)
{
	size_t before = r->doc->errors;
	uint32_t bit = kind_bit(t, node);
	if (!keep)
		put_fallbacks(t, bit, target);
	for (const struct node *n = node->first, *last = NULL; n; last = n, n = n->next) {
		const struct field *f = find_field(t, n->key->text, bit);
		if (f && list_in_braces(r, t, node, f, n))
			continue;
		if (f)
			read_field(r, f, n, target);
		else if (!n->broken && !n->key->broken && !glued_colon(r, n) &&
			 !comma_in_text(r, t, node, last, n))
			report_unknown(r, t, bit, n->key);
	}
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		bool due = (f->flags & FIELD_REQUIRED) && (!f->only || (f->only & bit));
		if (due && !node_get(node, f->name) && !misspelt(r, t, bit, node, f))
			report_missing(r, t, f, node);
	}
	check_choice(r, t, node, target);
	if (t->finish)
		t->finish(r, node, target);
	bool sound = r->doc->errors == before;
	if (t->size)
		origins_add(r->origins, (struct origin){target, node, r->doc, sound});
	return sound;
}

bool schema_read(struct reader *r, const struct table *t, const struct node *node,
		 void *target)
{
	return read_mapping(r, t, node, target, false);
}
