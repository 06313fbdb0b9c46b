#include "content/form.h"

#include "base/i18n.h"
#include "content/emit.h"
#include "content/schema.h"

#include <string.h>

/* ── from rows to fields of a form ───────────────────────────────────────────────────── */

static const struct {
	enum form_kind kind;
	bool word;
} kinds[FIELD_TYPES] = {
	[FIELD_ID] = {FORM_WORD, true},       [FIELD_SKILL] = {FORM_WORD, true},
	[FIELD_KEY] = {FORM_WORD, true},      [FIELD_LINE] = {FORM_TEXT, false},
	[FIELD_TEXT] = {FORM_TEXT, false},    [FIELD_PROSE] = {FORM_LINES, false},
	[FIELD_BLOCK] = {FORM_LINES, false},  [FIELD_INT] = {FORM_WORD, true},
	[FIELD_YEAR] = {FORM_WORD, true},     [FIELD_NUMBER] = {FORM_WORD, true},
	[FIELD_BOOL] = {FORM_BOOL, true},     [FIELD_PERCENT] = {FORM_WORD, true},
	[FIELD_SPAN] = {FORM_WORD, true},     [FIELD_DATE] = {FORM_WORD, true},
	[FIELD_MONTH] = {FORM_WORD, false},   [FIELD_AGE] = {FORM_WORD, false},
	[FIELD_ENUM] = {FORM_CHOICE, true},   [FIELD_NAME] = {FORM_CHOICE, true},
	[FIELD_FLAG] = {FORM_CHOICE, true},   [FIELD_STRINGS] = {FORM_TEXTS, false},
	[FIELD_TABLE] = {FORM_PART, false},   [FIELD_POINTER] = {FORM_PART, false},
	[FIELD_LIST] = {FORM_LIST, false},    [FIELD_EACH] = {FORM_OTHER, false},
	[FIELD_MAP] = {FORM_PAIRS, false},    [FIELD_KEYED] = {FORM_KEYED, false},
	[FIELD_GROUPS] = {FORM_OTHER, false}, [FIELD_FORMERLY] = {FORM_OTHER, false},
	[FIELD_RETIRED] = {FORM_WORD, true},  [FIELD_RAW] = {FORM_OTHER, false},
};

static bool is_text(enum field_type type)
{
	return type >= FIELD_LINE && type <= FIELD_BLOCK;
}

static void describe(const struct field *f, struct form_field *out)
{
	*out = (struct form_field){
		.name = f->name,
		.help = f->help ? f->help : f->name,
		.kind = kinds[f->type].kind,
		.required = (f->flags & (FIELD_REQUIRED | FIELD_CHOICE)) != 0,
		.id = !strcmp(f->name, "id"),
		.word = kinds[f->type].word,
		.usual = f->fallback != 0,
		.min = f->min,
		.max = f->max,
		.names = f->names,
		.table = f->table,
	};
	if (f->type == FIELD_STRINGS)
		out->word = !is_text(f->item);
	/* Which kind of file this is and how it is written are no matter of choice. */
	if (!strcmp(f->name, "kind") || !strcmp(f->name, "schema"))
		out->kind = FORM_FIXED;
}

static const struct field *find(const struct table *t, const struct node *mapping,
				const char *key)
{
	for (size_t i = 0; i < t->count; i++)
		if (!strcmp(t->fields[i].name, key) &&
		    table_allows(t, &t->fields[i], mapping))
			return &t->fields[i];
	return NULL;
}

bool form_field(const struct table *t, const struct node *mapping, const char *key,
		struct form_field *out)
{
	const struct field *f = find(t, mapping, key);
	if (f)
		describe(f, out);
	return f != NULL;
}

static bool has_choice(const struct table *t, const struct node *mapping)
{
	for (size_t i = 0; i < t->count; i++)
		if ((t->fields[i].flags & FIELD_CHOICE) &&
		    node_get(mapping, t->fields[i].name))
			return true;
	return false;
}

bool form_missing(const struct table *t, const struct node *mapping, size_t i,
		  struct form_field *out)
{
	bool chosen = has_choice(t, mapping);
	for (size_t k = 0; k < t->count; k++) {
		const struct field *f = &t->fields[k];
		bool addable = !(f->flags & FIELD_LATER) &&
			       !(chosen && (f->flags & FIELD_CHOICE)) &&
			       kinds[f->type].kind != FORM_OTHER &&
			       kinds[f->type].kind != FORM_KEYED &&
			       table_allows(t, f, mapping) && !node_get(mapping, f->name);
		if (!addable || i--)
			continue;
		describe(f, out);
		return true;
	}
	return false;
}

static size_t row_of(const struct table *t, const struct node *mapping, const char *key)
{
	const struct field *f = find(t, mapping, key);
	return f ? (size_t)(f - t->fields) : t->count;
}

size_t form_index(const struct table *t, const struct node *mapping, const char *key)
{
	size_t row = row_of(t, mapping, key), index = 0, i = 0;
	for (const struct node *n = mapping->first; n; n = n->next) {
		i++;
		if (row_of(t, mapping, n->key->text) < row)
			index = i;
	}
	return index;
}

const char *form_variant(const struct table *t, size_t i)
{
	const struct field *by =
		t->discriminator ? table_field(t, t->discriminator) : NULL;
	if (by) {
		for (size_t k = 0; by->names[k]; k++)
			if (k == i)
				return by->names[k];
		return NULL;
	}
	for (size_t k = 0; k < t->count; k++) {
		const struct field *f = &t->fields[k];
		if ((f->flags & FIELD_CHOICE) && !(f->flags & FIELD_LATER) && !i--)
			return f->name;
	}
	return NULL;
}

const char *form_noun(const struct table *t)
{
	return _(t->noun);
}

/* ── something to begin with ─────────────────────────────────────────────────────────── */

/* "(chữ người học thấy, y-2)": what is to be written, plainly no sentence, and no two alike. */
static const char *hint(struct arena *arena, const char *help, const char *id)
{
	return id ? arena_printf(arena, "(%s, %s)", _(help), id)
		  : arena_printf(arena, "(%s)", _(help));
}

struct blank {
	struct arena *arena;
	const char *id, *variant, *skill;
};

static struct node *blank_value(const struct blank *b, const struct field *f);

static struct node *blank_mapping(const struct blank *b, const struct table *t,
				  enum node_style style)
{
	struct node *map = emit_collection(b->arena, NODE_MAPPING, style);
	if (t->discriminator)
		emit_add(b->arena, map, t->discriminator,
			 emit_word(b->arena,
				   b->variant
					   ? b->variant
					   : table_field(t, t->discriminator)->names[0]));
	struct node *by = map->first;
	bool chosen = false;
	/* In the order of the table, the discriminator at its place there. */
	map->first = map->last = NULL;
	map->count = 0;
	struct node kind = {.kind = NODE_MAPPING, .first = by, .last = by};
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		bool choice = (f->flags & FIELD_CHOICE) && !(f->flags & FIELD_LATER);
		bool this = choice && !chosen &&
			    (!b->variant || !strcmp(b->variant, f->name));
		chosen = chosen || this;
		if (!table_allows(t, f, &kind) || (choice && !this) ||
		    (!choice && !(f->flags & FIELD_REQUIRED)))
			continue;
		if (by && !strcmp(f->name, t->discriminator))
			emit_add(b->arena, map, f->name, by);
		else
			emit_add(b->arena, map, f->name, blank_value(b, f));
	}
	return map;
}

static struct node *blank_list(const struct blank *b, const struct field *f)
{
	bool items = f->type == FIELD_LIST;
	struct node *list = emit_collection(b->arena, NODE_SEQUENCE,
					    items ? STYLE_BLOCK : STYLE_FLOW);
	long n = f->min > 1 ? f->min : 1;
	for (long i = 0; i < n; i++) {
		struct blank one = {.arena = b->arena, .skill = b->skill};
		one.id = arena_printf(b->arena, "moi-%ld", i + 1);
		struct field item = {.name = f->name, .help = f->help, .type = f->item};
		struct node *value = items ? blank_mapping(&one, f->table, STYLE_FLOW)
					   : blank_value(&one, &item);
		/* A choice begins with a right answer, so that it can be tried at once. */
		if (items && !i && table_field(f->table, "correct"))
			emit_add(b->arena, value, "correct", emit_word(b->arena, "true"));
		emit_add(b->arena, list, NULL, value);
	}
	return list;
}

static struct node *blank_value(const struct blank *b, const struct field *f)
{
	struct arena *arena = b->arena;
	/* What is inside has no kind of its own to be asked for. */
	struct blank inner = {.arena = arena, .id = b->id, .skill = b->skill};
	switch (f->type) {
	case FIELD_ID:
		return emit_word(arena, b->id ? b->id : "moi");
	case FIELD_SKILL:
		return emit_word(arena, b->skill ? b->skill : "nhom.ky-nang");
	case FIELD_KEY:
		return emit_word(arena, "D1");
	case FIELD_INT:
	case FIELD_YEAR:
		return emit_word(arena, arena_printf(arena, "%ld", f->min));
	case FIELD_NUMBER:
		return emit_word(arena, "0");
	case FIELD_BOOL:
		return emit_word(arena, f->fallback ? "true" : "false");
	case FIELD_PERCENT:
		return emit_word(arena, "80%");
	case FIELD_SPAN:
		return emit_word(arena, "24h");
	case FIELD_ENUM:
	case FIELD_NAME:
	case FIELD_FLAG:
		return emit_word(arena, f->names[0]);
	case FIELD_STRINGS:
	case FIELD_LIST:
		return blank_list(&inner, f);
	case FIELD_TABLE:
	case FIELD_POINTER:
		return blank_mapping(&inner, f->table, STYLE_BLOCK);
	case FIELD_MAP: {
		struct node *map = emit_collection(arena, NODE_MAPPING, STYLE_BLOCK);
		emit_add(arena, map, "moi-1",
			 emit_text(arena, hint(arena, f->help, b->id)));
		return map;
	}
	case FIELD_PROSE:
	case FIELD_BLOCK:
		return emit_text(arena, hint(arena, f->help, b->id));
	default:
		return emit_text(arena, hint(arena, f->help, b->id));
	}
}

struct node *form_blank(struct arena *arena, const struct form_field *field,
			const char *id)
{
	struct blank b = {.arena = arena, .id = id};
	switch (field->kind) {
	case FORM_PART:
		return blank_mapping(&b, field->table, STYLE_BLOCK);
	case FORM_LIST:
	case FORM_TEXTS:
		return emit_collection(arena, NODE_SEQUENCE, STYLE_FLOW);
	case FORM_PAIRS:
		return emit_collection(arena, NODE_MAPPING, STYLE_FLOW);
	case FORM_CHOICE:
		return emit_word(arena, field->names[0]);
	case FORM_BOOL:
		return emit_word(arena, field->usual ? "false" : "true");
	default:
		return emit_text(arena, hint(arena, field->help, NULL));
	}
}

struct node *form_blank_item(struct arena *arena, const struct table *table,
			     enum node_style style, const char *id, const char *variant,
			     const char *skill)
{
	struct blank b = {.arena = arena, .id = id, .variant = variant, .skill = skill};
	return blank_mapping(&b, table, style);
}
