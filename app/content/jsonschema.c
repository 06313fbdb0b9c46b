#include "content/jsonschema.h"

#include "base/err.h"
#include "base/i18n.h"
#include "content/pack.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── JSON ────────────────────────────────────────────────────────────────────────────── */

#define TABLES 40 /* of one kind; there are 20 */

struct writer {
	struct buf *out;
	int depth;
	bool first; /* nothing stands in the innermost braces yet */
	const struct table *tables[TABLES]; /* each is described once, under its name */
	char names[TABLES][40];
	size_t count, done;
};

static void put_string(struct buf *out, const char *text)
{
	buf_addc(out, '"');
	for (const char *s = text; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_addc(out, '\\');
		if ((unsigned char)*s < ' ')
			buf_printf(out, "\\u%04x", (unsigned)(unsigned char)*s);
		else
			buf_addc(out, *s);
	}
	buf_addc(out, '"');
}

static void new_line(struct writer *w)
{
	if (!w->first)
		buf_addc(w->out, ',');
	buf_addc(w->out, '\n');
	buf_pad(w->out, ' ', (size_t)w->depth * 2);
	w->first = false;
}

static void key(struct writer *w, const char *name)
{
	new_line(w);
	put_string(w->out, name);
	buf_adds(w->out, ": ");
}

static void begin(struct writer *w, char brace)
{
	buf_addc(w->out, brace);
	w->depth++;
	w->first = true;
}

static void end(struct writer *w, char brace)
{
	w->depth--;
	if (!w->first) {
		buf_addc(w->out, '\n');
		buf_pad(w->out, ' ', (size_t)w->depth * 2);
	}
	w->first = false;
	buf_addc(w->out, brace);
}

static void text_member(struct writer *w, const char *name, const char *text)
{
	key(w, name);
	put_string(w->out, text);
}

/* A member whose value is JSON already. */
static void member(struct writer *w, const char *name, const char *format, ...)
	PRINTF_LIKE(3, 4);
static void member(struct writer *w, const char *name, const char *format, ...)
{
	va_list args;
	key(w, name);
	va_start(args, format);
	buf_vprintf(w->out, format, args);
	va_end(args);
}

/* ── tables that are named ───────────────────────────────────────────────────────────── */

static bool name_taken(const struct writer *w, const char *name)
{
	for (size_t i = 0; i < w->count; i++)
		if (!strcmp(w->names[i], name))
			return true;
	return false;
}

/* The name of a table among the definitions: of the key that leads to it first. */
static const char *name_of(struct writer *w, const struct table *table, const char *by)
{
	for (size_t i = 0; i < w->count; i++)
		if (w->tables[i] == table)
			return w->names[i];
	if (w->count == TABLES)
		die("content/jsonschema.c: TABLES");
	char *name = w->names[w->count];
	snprintf(name, sizeof(w->names[0]), "%s", by);
	for (int n = 2; name_taken(w, name); n++)
		snprintf(name, sizeof(w->names[0]), "%.20s-%d", by, n);
	w->tables[w->count++] = table;
	return name;
}

static void refer(struct writer *w, const struct table *table, const char *by)
{
	char *path = xasprintf("#/definitions/%s", name_of(w, table, by));
	text_member(w, "$ref", path);
	free(path);
}

/* ── scalars ─────────────────────────────────────────────────────────────────────────── */

#define ID_PART "[a-z0-9]+(-[a-z0-9]+)*"
/* Blanks at the end do not count; so exactly as many characters as the checker counts. */
#define REST "[^ \\\\n][ \\\\n]*$"
#define DAY "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"

/* A value by its pattern. What looks like a number or a truth is a text, too. */
static void pattern(struct writer *w, const char *types, const char *words,
		    const char *format, ...) PRINTF_LIKE(4, 5);
static void pattern(struct writer *w, const char *types, const char *words,
		    const char *format, ...)
{
	va_list args;
	member(w, "type", "[%s]", types);
	key(w, "pattern");
	buf_addc(w->out, '"');
	va_start(args, format);
	buf_vprintf(w->out, format, args);
	va_end(args);
	buf_addc(w->out, '"');
	/* Editors would show the pattern itself. */
	if (words)
		text_member(w, "patternErrorMessage", words);
}

#define ANY_TEXT "\"string\", \"number\", \"boolean\""

static void put_text(struct writer *w, enum field_type type, long most)
{
	bool lines = type == FIELD_PROSE || type == FIELD_BLOCK;
	char *words = xasprintf(
		lines ? _("Viết chữ, nhiều nhất %ld ký tự; không để trống.")
		      : _("Viết một dòng, nhiều nhất %ld ký tự; không để trống."),
		most);
	pattern(w, ANY_TEXT, words,
		lines ? "^[\\\\s\\\\S]{0,%ld}" REST : "^[^\\\\n]{0,%ld}" REST, most - 1);
	free(words);
}

static void put_id(struct writer *w, enum field_type type)
{
	static const char *const patterns[] = {
		[FIELD_ID] = "^" ID_PART "$",
		[FIELD_SKILL] = "^" ID_PART "(\\\\." ID_PART ")*$",
		[FIELD_KEY] = "^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$",
	};
	const char *words =
		type == FIELD_SKILL ? _("Mã kỹ năng: các mã nối bằng dấu chấm, như "
					"an-toan.bao-ve-tai-khoan.")
		: type == FIELD_KEY
			? _("Mã ngắn: chữ không dấu, chữ số, dấu gạch nối, như D26.")
			: _("Mã: chữ thường không dấu, chữ số, dấu gạch nối, như noi-wifi.");
	pattern(w, "\"string\", \"integer\"", words, "%s", patterns[type]);
	member(w, "maxLength", "%d", ID_BYTES);
}

static void put_integer(struct writer *w, const struct field *f)
{
	if (f->min == f->max && f->min) {
		member(w, "enum", "[%ld, \"%ld\"]", f->min, f->min);
		return;
	}
	pattern(w, "\"integer\", \"string\"", _("Viết một số nguyên."), "^[0-9]{1,9}$");
	member(w, "minimum", "%ld", f->min);
	member(w, "maximum", "%ld", f->max);
}

static void put_names(struct writer *w, const struct field *f)
{
	key(w, "enum");
	begin(w, '[');
	for (size_t i = 0; f->names[i]; i++) {
		new_line(w);
		put_string(w->out, f->names[i]);
		if (strcmp(f->names[i], "true") && strcmp(f->names[i], "false"))
			continue;
		new_line(w);
		buf_adds(w->out, f->names[i]);
	}
	end(w, ']');
}

static void put_retired(struct writer *w)
{
	member(w, "anyOf",
	       "[{\"enum\": [true, \"true\"]}, {\"type\": \"string\", "
	       "\"pattern\": \"^" DAY "$\"}]");
}

static void put_scalar(struct writer *w, enum field_type type, const struct field *f)
{
	bool own = type == f->type;
	switch (type) {
	case FIELD_ID:
	case FIELD_SKILL:
	case FIELD_KEY:
		put_id(w, type);
		break;
	case FIELD_LINE:
	case FIELD_TEXT:
		put_text(w, type, own && f->max ? f->max : LINE_CHARS);
		break;
	case FIELD_PROSE:
	case FIELD_BLOCK:
		put_text(w, type, own && f->max ? f->max : PROSE_CHARS);
		break;
	case FIELD_INT:
	case FIELD_YEAR:
		put_integer(w, f);
		break;
	case FIELD_NUMBER:
		pattern(w, "\"number\", \"string\"", _("Viết một số, như 70000 hay 0.5."),
			"[0-9]");
		break;
	case FIELD_BOOL:
		member(w, "enum", "[true, false, \"true\", \"false\"]");
		break;
	case FIELD_PERCENT:
		pattern(w, "\"string\"", _("Viết phần trăm, như 80%."),
			f->min > 0 ? "^0*(100|[1-9][0-9]?)%%$"
				   : "^0*(100|[1-9]?[0-9])%%$");
		break;
	case FIELD_SPAN:
		pattern(w, "\"string\"", _("Viết phút, giờ hay ngày, như 30m, 24h, 7d."),
			"^[0-9]{1,9}[mhd]$");
		break;
	case FIELD_DATE:
		pattern(w, "\"string\"", _("Viết năm-tháng-ngày, như 2026-11-22."),
			"^" DAY "$");
		break;
	case FIELD_MONTH:
		pattern(w, "\"string\"", _("Viết năm-tháng, như \"1961-09\"."),
			"^0*(1[89][0-9]{2}|2[01][0-9]{2}|2200)-0*([1-9]|1[0-2])$");
		break;
	case FIELD_AGE:
		pattern(w, "\"string\"", _("Viết tuổi, như 60y hay \"60y3m\"."),
			"^0*([1-9][0-9]?|1[01][0-9])y(0*([0-9]|1[01])m)?$");
		break;
	case FIELD_ENUM:
	case FIELD_NAME:
	case FIELD_FLAG:
		put_names(w, f);
		break;
	case FIELD_RETIRED:
		put_retired(w);
		break;
	default:
		break;
	}
}

/* ── structures ──────────────────────────────────────────────────────────────────────── */

static void put_counts(struct writer *w, const struct field *f, const char *least,
		       const char *most)
{
	if (f->min)
		member(w, least, "%ld", f->min);
	member(w, most, "%ld", f->max ? f->max : LIST_ITEMS);
}

static void put_item(struct writer *w, const char *name, enum field_type type,
		     const struct field *f)
{
	key(w, name);
	begin(w, '{');
	put_scalar(w, type, f);
	end(w, '}');
}

static void put_table_item(struct writer *w, const char *name, const struct field *f)
{
	key(w, name);
	begin(w, '{');
	refer(w, f->table, f->name);
	end(w, '}');
}

static void put_array(struct writer *w, const struct field *f)
{
	member(w, "type", "\"array\"");
	if (f->table)
		put_table_item(w, "items", f);
	else
		put_item(w, "items", f->item, f);
	put_counts(w, f, "minItems", "maxItems");
	if (!f->table && (f->flags & FIELD_UNIQUE))
		member(w, "uniqueItems", "true");
}

static void put_mapping(struct writer *w, const struct field *f, enum field_type name)
{
	member(w, "type", "\"object\"");
	put_item(w, "propertyNames", name, f);
	if (f->table)
		put_table_item(w, "additionalProperties", f);
	else if (f->type == FIELD_MAP)
		put_item(w, "additionalProperties", f->item, f);
	if (f->type == FIELD_KEYED)
		put_counts(w, f, "minProperties", "maxProperties");
}

static void put_groups(struct writer *w, const struct field *f)
{
	static const struct field texts = {.type = FIELD_STRINGS, .item = FIELD_LINE};
	put_mapping(w, f, FIELD_KEY);
	key(w, "additionalProperties");
	begin(w, '{');
	put_array(w, &texts);
	end(w, '}');
}

/* One id, or a list of them. */
static void put_formerly(struct writer *w, const struct field *f)
{
	key(w, "anyOf");
	begin(w, '[');
	new_line(w);
	begin(w, '{');
	put_scalar(w, FIELD_ID, f);
	end(w, '}');
	new_line(w);
	begin(w, '{');
	member(w, "type", "\"array\"");
	put_item(w, "items", FIELD_ID, f);
	end(w, '}');
	end(w, ']');
}

static void put_value(struct writer *w, const struct field *f)
{
	switch (f->type) {
	case FIELD_STRINGS:
	case FIELD_LIST:
	case FIELD_EACH:
		put_array(w, f);
		break;
	case FIELD_MAP:
	case FIELD_KEYED:
		put_mapping(w, f, FIELD_ID);
		break;
	case FIELD_GROUPS:
		put_groups(w, f);
		break;
	case FIELD_FORMERLY:
		put_formerly(w, f);
		break;
	default:
		put_scalar(w, f->type, f);
	}
}

static void put_default(struct writer *w, const struct field *f)
{
	if (f->flags & (FIELD_REQUIRED | FIELD_CHOICE))
		return;
	if (f->type == FIELD_BOOL)
		member(w, "default", f->fallback ? "true" : "false");
	else if (f->type == FIELD_INT && f->fallback > 0)
		member(w, "default", "%ld", f->fallback);
	else if (f->type == FIELD_ENUM && f->fallback >= f->min)
		member(w, "default", "\"%s\"", f->names[f->fallback - f->min]);
	else if (f->type == FIELD_FLAG && f->names[1])
		member(w, "default", "\"%s\"", f->names[f->fallback ? 0 : 1]);
}

static void put_field(struct writer *w, const struct field *f, bool help)
{
	begin(w, '{');
	if (help && f->help)
		text_member(w, "description", _(f->help));
	if (f->flags & FIELD_LATER) {
		member(w, "not", "{}");
	} else if (f->type == FIELD_TABLE || f->type == FIELD_POINTER) {
		/* What stands beside $ref is not looked at in draft-07. */
		key(w, "allOf");
		begin(w, '[');
		new_line(w);
		begin(w, '{');
		refer(w, f->table, f->name);
		end(w, '}');
		end(w, ']');
	} else if (f->type == FIELD_RAW && f->json) {
		member(w, "allOf", "[%s]", f->json);
	} else {
		put_value(w, f);
		put_default(w, f);
	}
	end(w, '}');
}

/* ── a mapping ───────────────────────────────────────────────────────────────────────── */

/* The same key may mean one thing for one kind and another for the next. */
static size_t rows_named(const struct table *t, const char *name)
{
	size_t n = 0;
	for (size_t i = 0; i < t->count; i++)
		n += !strcmp(t->fields[i].name, name);
	return n;
}

static void put_properties(struct writer *w, const struct table *t)
{
	key(w, "properties");
	begin(w, '{');
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		if (rows_named(t, f->name) == 1) {
			key(w, f->name);
			put_field(w, f, true);
		} else if (table_field(t, f->name) == f) {
			/* Which of them counts is said below, for each kind. */
			key(w, f->name);
			begin(w, '{');
			if (f->help)
				text_member(w, "description", _(f->help));
			end(w, '}');
		}
	}
	end(w, '}');
}

static bool required(const struct field *f, uint32_t bit)
{
	return (f->flags & FIELD_REQUIRED) && (bit ? f->only & bit : !f->only);
}

static void put_required(struct writer *w, const struct table *t, uint32_t bit)
{
	bool any = false;
	for (size_t i = 0; i < t->count; i++)
		any = any || required(&t->fields[i], bit);
	if (!any)
		return;
	key(w, "required");
	begin(w, '[');
	for (size_t i = 0; i < t->count; i++) {
		if (!required(&t->fields[i], bit))
			continue;
		new_line(w);
		put_string(w->out, t->fields[i].name);
	}
	end(w, ']');
}

/* What a key is for one value of the discriminator; false: nothing, it must not be there. */
static void put_variant_keys(struct writer *w, const struct table *t, uint32_t bit)
{
	key(w, "properties");
	begin(w, '{');
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		const struct field *own = NULL;
		if (!f->only || table_field(t, f->name) != f)
			continue;
		for (size_t k = i; k < t->count; k++)
			if (!strcmp(t->fields[k].name, f->name) &&
			    (t->fields[k].only & bit))
				own = &t->fields[k];
		if (!own)
			member(w, f->name, "false");
		else if (rows_named(t, f->name) > 1) {
			key(w, f->name);
			put_field(w, own, true);
		}
	}
	end(w, '}');
}

static void put_variant(struct writer *w, const struct table *t, const struct field *by,
			size_t i)
{
	new_line(w);
	begin(w, '{');
	member(w, "if",
	       "{\"properties\": {\"%s\": {\"const\": \"%s\"}}, \"required\": [\"%s\"]}",
	       by->name, by->names[i], by->name);
	key(w, "then");
	begin(w, '{');
	put_required(w, t, 1u << i);
	put_variant_keys(w, t, 1u << i);
	end(w, '}');
	end(w, '}');
}

static bool has_choice(const struct table *t)
{
	for (size_t i = 0; i < t->count; i++)
		if (t->fields[i].flags & FIELD_CHOICE)
			return true;
	return false;
}

/* Exactly one of them. */
static void put_choice(struct writer *w, const struct table *t)
{
	if (!has_choice(t))
		return;
	key(w, "oneOf");
	begin(w, '[');
	for (size_t i = 0; i < t->count; i++) {
		if (!(t->fields[i].flags & FIELD_CHOICE))
			continue;
		new_line(w);
		buf_printf(w->out, "{\"required\": [\"%s\"]}", t->fields[i].name);
	}
	end(w, ']');
}

static void put_further(struct writer *w, const struct table *t)
{
	const struct field *by =
		t->discriminator ? table_field(t, t->discriminator) : NULL;
	if (!by && !t->further)
		return;
	key(w, "allOf");
	begin(w, '[');
	for (size_t i = 0; by && by->names[i]; i++)
		put_variant(w, t, by, i);
	if (t->further) {
		new_line(w);
		buf_adds(w->out, t->further);
	}
	end(w, ']');
}

static void put_table(struct writer *w, const struct table *t)
{
	member(w, "type", "\"object\"");
	put_required(w, t, 0);
	put_properties(w, t);
	member(w, "additionalProperties", "false");
	put_choice(w, t);
	put_further(w, t);
}

/* ── a kind of file ──────────────────────────────────────────────────────────────────── */

const char *jsonschema_kind(size_t i)
{
	return i < FILE_KINDS ? kind_name((enum file_kind)i) : NULL;
}

static const struct table *table_of(const char *kind)
{
	for (size_t i = 0; i < FILE_KINDS; i++)
		if (!strcmp(kind_name((enum file_kind)i), kind))
			return kind_table((enum file_kind)i);
	return NULL;
}

bool jsonschema_write(struct buf *out, const char *kind)
{
	const struct table *table = table_of(kind);
	struct writer w = {.out = out};
	if (!table)
		return false;
	begin(&w, '{');
	text_member(&w, "$schema", "http://json-schema.org/draft-07/schema#");
	text_member(&w, "title", _(table->noun));
	put_table(&w, table);
	key(&w, "definitions");
	begin(&w, '{');
	for (; w.done < w.count; w.done++) {
		key(&w, w.names[w.done]);
		begin(&w, '{');
		text_member(&w, "title", _(w.tables[w.done]->noun));
		put_table(&w, w.tables[w.done]);
		end(&w, '}');
	}
	end(&w, '}');
	end(&w, '}');
	buf_addc(out, '\n');
	return true;
}
