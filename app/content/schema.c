#include "content/schema.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/i18n.h"
#include "content/mend.h"
#include "content/nearest.h"
#include "course/course.h"
#include "text/column.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ID_BYTES 64
#define LINE_CHARS 400
#define PROSE_CHARS 6000
#define LIST_ITEMS 1000

/* ── origins ─────────────────────────────────────────────────────────────────────────── */

static size_t slot_of(const struct origins *o, const void *object)
{
	uint64_t x = (uint64_t)(uintptr_t)object;
	x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdull;
	size_t i = (size_t)(x ^ (x >> 29)) & (o->cap - 1);
	while (o->slots[i].object && o->slots[i].object != object)
		i = (i + 1) & (o->cap - 1);
	return i;
}

void origins_add(struct origins *origins, struct origin origin)
{
	if (origins->count * 2 >= origins->cap) {
		struct origins grown = {.cap = origins->cap ? origins->cap * 2 : 512};
		grown.slots = xcalloc(grown.cap, sizeof(*grown.slots));
		for (size_t i = 0; i < origins->cap; i++) {
			if (origins->slots[i].object)
				origins_add(&grown, origins->slots[i]);
		}
		free(origins->slots);
		*origins = grown;
	}
	size_t i = slot_of(origins, origin.object);
	origins->count += !origins->slots[i].object;
	origins->slots[i] = origin;
}

const struct origin *origins_find(const struct origins *origins, const void *object)
{
	if (!origins->cap)
		return NULL;
	const struct origin *found = &origins->slots[slot_of(origins, object)];
	return found->object ? found : NULL;
}

void origins_release(struct origins *origins)
{
	free(origins->slots);
	*origins = (struct origins){0};
}

/* ── what is wrong ───────────────────────────────────────────────────────────────────── */

/* Nothing more will be shown of this file: don't look for what might have been meant, which
 * costs time by the square of what is wrong. */
static bool tired(const struct reader *r)
{
	return r->doc->errors > DOCUMENT_FINDINGS;
}

/* A value as messages quote it: short. */
static const char *clip(struct reader *r, const char *text)
{
	struct buf out = BUF_INIT;
	text_ellipsis(&out, text, 40);
	const char *copy = arena_strdup(r->doc->arena, out.data);
	buf_release(&out);
	return copy;
}

static void add_names(struct buf *out, const char *const *names)
{
	for (size_t i = 0; names[i]; i++)
		buf_printf(out, i ? ", %s" : "%s", names[i]);
}

/* What a field wants, as a sentence. */
static void wanted(const struct field *f, struct buf *out)
{
	switch (f->type) {
	case FIELD_INT:
	case FIELD_YEAR:
		buf_printf(out, _("Hãy viết một số nguyên từ %ld đến %ld."), f->min,
			   f->max);
		break;
	case FIELD_NUMBER:
		buf_adds(out, _("Hãy viết một số, như 12 hay 0,5."));
		break;
	case FIELD_BOOL:
		buf_adds(out, _("Hãy viết true (có) hoặc false (không)."));
		break;
	case FIELD_PERCENT:
		buf_printf(out, _("Hãy viết phần trăm từ %ld%% đến %ld%%, như 80%%."),
			   f->min, f->max);
		break;
	case FIELD_SPAN:
		buf_adds(
			out,
			_("Hãy viết một khoảng thời gian như 30m, 24h hay 7d (phút, giờ, "
			  "ngày)."));
		break;
	case FIELD_DATE:
		buf_adds(out, _("Hãy viết một ngày có thật theo mẫu năm-tháng-ngày, như "
				"2026-11-22."));
		break;
	case FIELD_MONTH:
		buf_adds(out,
			 _("Hãy viết một tháng theo mẫu năm-tháng, như \"1961-09\"."));
		break;
	case FIELD_AGE:
		buf_adds(out, _("Hãy viết tuổi theo mẫu năm và tháng, như \"60y\" hay "
				"\"60y3m\"."));
		break;
	case FIELD_RETIRED:
		buf_adds(out, _("Hãy viết true, hoặc ngày ngừng dùng như 2026-11-22."));
		break;
	case FIELD_ENUM:
	case FIELD_NAME:
	case FIELD_FLAG: {
		struct buf names = BUF_INIT;
		add_names(&names, f->names);
		buf_printf(out, _("Chỉ dùng được: %s."), names.data);
		buf_release(&names);
		break;
	}
	case FIELD_STRINGS:
	case FIELD_LIST:
	case FIELD_EACH:
		buf_adds(out, _("Hãy viết một danh sách: mỗi ý một dòng, bắt đầu bằng "
				"dấu gạch."));
		break;
	case FIELD_TABLE:
	case FIELD_POINTER:
	case FIELD_MAP:
	case FIELD_GROUPS:
		buf_adds(out, _("Hãy viết các mục con, mỗi mục có tên và dấu hai chấm."));
		break;
	default:
		buf_adds(out, _("Hãy viết một câu chữ."));
	}
}

static bool has_text(enum field_type type)
{
	return type <= FIELD_BLOCK || type == FIELD_NAME;
}

static struct diag *report_value(struct reader *r, const struct field *f,
				 const struct node *node)
{
	struct buf want = BUF_INIT;
	wanted(f, &want);
	struct buf what = BUF_INIT;
	if (node->kind == NODE_SCALAR)
		buf_printf(&what, _("Mục \"%s\" không nhận giá trị \"%s\"."), f->name,
			   clip(r, node->text));
	else if (node->kind == NODE_SEQUENCE)
		buf_printf(&what, _("Mục \"%s\" không nhận một danh sách."), f->name);
	else
		buf_printf(&what, _("Mục \"%s\" không nhận các mục con."), f->name);
	struct diag *d = node_report(r->doc, node, "E06", "%s %s", what.data, want.data);
	if (d && node->style == STYLE_FLOW && has_text(f->type))
		mend_fix_quoted(d, r->doc, node->start, node->end);
	buf_release(&what);
	buf_release(&want);
	return d;
}

static struct diag *report_value_fix(struct reader *r, const struct field *f,
				     const struct node *node, const char *fix)
{
	struct diag *d = report_value(r, f, node);
	if (fix)
		diag_fix_replace(d, r->doc, node->start, node->end, fix);
	return d;
}

/* YAML made a mapping of what was meant as a sentence: "Chú ý: đừng bấm", or {ban} in front. */
static void report_mapping(struct reader *r, const struct field *f,
			   const struct node *node)
{
	const struct node *only = node->count == 1 ? node->first : NULL;
	if (!only || only->kind != NODE_SCALAR || only->broken) {
		report_value(r, f, node);
		return;
	}
	bool braces = r->doc->text[node->start] == '{';
	size_t start = braces ? node->start : only->key->start;
	size_t end = braces ? node->end : only->end;
	struct diag *d = node_report(r->doc, node, "E03",
				     braces ? _("Câu bắt đầu bằng dấu { có nghĩa riêng "
						"trong YAML. Hãy đặt cả câu "
						"trong ngoặc kép.")
					    : _("Dấu hai chấm ở giữa câu làm YAML hiểu "
						"thành tên một mục. Hãy đặt "
						"cả câu trong ngoặc kép."));
	if (d)
		mend_fix_quoted(d, r->doc, start, end);
}

/* The text of a scalar; NULL when it was reported. */
static const char *scalar(struct reader *r, const struct field *f,
			  const struct node *node)
{
	if (node->broken)
		return NULL;
	if (node->kind == NODE_MAPPING) {
		report_mapping(r, f, node);
		return NULL;
	}
	if (node->kind != NODE_SCALAR) {
		report_value(r, f, node);
		return NULL;
	}
	if (!node->text[strspn(node->text, " \n")]) {
		struct diag *d =
			node_report(r->doc, node, "E07", _("Mục \"%s\" để trống (%s)."),
				    f->name, f->help ? _(f->help) : "");
		diag_fix(d, _("Viết nội dung vào, hoặc xóa cả mục nếu không cần."));
		return NULL;
	}
	return node->text;
}

/* ── ids ─────────────────────────────────────────────────────────────────────────────── */

/* [a-z0-9]+ joined by '-' and, for skills, '.'; keys may have capitals and '_'. */
static bool shape_valid(const char *id, enum field_type type)
{
	bool open = true;
	for (const char *p = id; *p; p++) {
		bool letter = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9') ||
			      (type == FIELD_KEY && *p >= 'A' && *p <= 'Z');
		bool joint = *p == '-' || (*p == '.' && type == FIELD_SKILL);
		if (!letter && (!joint || open))
			return false;
		open = !letter;
	}
	return !open && strlen(id) <= ID_BYTES;
}

bool id_valid(const char *id)
{
	return shape_valid(id, FIELD_ID);
}

/* The id somebody most likely wanted: folded, with dashes. */
static void suggest_id(struct diag *d, struct reader *r, const struct node *node,
		       enum field_type type)
{
	struct buf id = BUF_INIT;
	bool dash = false;
	for (const char *p = node->text; *p;) {
		uint32_t cp = utf8_next(&p), parts[4];
		text_decompose(text_lower(cp), parts);
		cp = parts[0] == 0x111 ? 'd' : parts[0];
		bool keep = (cp >= 'a' && cp <= 'z') || (cp >= '0' && cp <= '9') ||
			    (cp == '.' && type == FIELD_SKILL);
		if (keep && dash && id.len)
			buf_addc(&id, '-');
		if (keep)
			utf8_add(&id, cp);
		dash = !keep;
	}
	if (shape_valid(id.data, type))
		diag_fix_replace(d, r->doc, node->start, node->end, id.data);
	buf_release(&id);
}

static bool check_id(struct reader *r, const struct node *node, enum field_type type)
{
	if (shape_valid(node->text, type))
		return true;
	struct diag *d = node_report(r->doc, node, "E10",
				     type == FIELD_SKILL
					     ? _("Mã \"%s\" không đúng mẫu: chỉ chữ "
						 "thường không dấu, chữ số, dấu "
						 "gạch nối, và dấu chấm giữa hai phần.")
					     : _("Mã \"%s\" không đúng mẫu: chỉ chữ "
						 "thường không dấu, chữ số và dấu "
						 "gạch nối, như noi-wifi."),
				     clip(r, node->text));
	suggest_id(d, r, node, type);
	return false;
}

/* ── texts ───────────────────────────────────────────────────────────────────────────── */

static bool is_prose(enum field_type type)
{
	return type == FIELD_TEXT || type == FIELD_PROSE;
}

/* " #" starts a comment, so "Bấm phím #1" loses its end without a word. A comment on purpose
 * stands two spaces away. */
static void warn_comment(struct reader *r, const struct node *node)
{
	const char *after = r->doc->text + node->end;
	if (node->style != STYLE_PLAIN || after[0] != ' ' || after[1] != '#')
		return;
	size_t len;
	const char *line = document_line(r->doc, node->line, &len);
	struct place at = document_place(r->doc, node->end + 1);
	struct diag *d = document_report(
		r->doc, at.line, at.col, "W68",
		_("Từ dấu # trở đi bị coi là ghi chú và không hiện ra cho người học."));
	size_t end = (size_t)(line - r->doc->text) + len;
	if (d && at.line == node->line)
		mend_fix_quoted(d, r->doc, node->start, end);
}

/* A text checked for its type, in the arena; NULL when it was reported. */
static const char *text_value(struct reader *r, const struct field *f,
			      enum field_type type, const struct node *node)
{
	const char *text = scalar(r, f, node);
	if (!text)
		return NULL;
	if (type == FIELD_ID || type == FIELD_SKILL || type == FIELD_KEY)
		return check_id(r, node, type) ? text : NULL;
	size_t n = strlen(text);
	while (n && (text[n - 1] == '\n' || text[n - 1] == ' '))
		n--;
	bool lines = type == FIELD_PROSE || type == FIELD_BLOCK;
	const char *newline = memchr(text, '\n', n);
	if (!lines && newline) {
		node_report_at(r->doc, node, (size_t)(newline - text) + 1, "E06",
			       _("Mục \"%s\" chỉ viết một dòng."), f->name);
		return NULL;
	}
	const char *copy = n == strlen(text) ? text : arena_strndup(r->arena, text, n);
	long most = f->max && type == f->type ? f->max : lines ? PROSE_CHARS : LINE_CHARS;
	long long have = (long long)utf8_length(copy);
	if (have > most) {
		struct diag *d =
			node_report(r->doc, node, "E06",
				    _("Mục \"%s\" dài %lld ký tự; nhiều nhất là %ld."),
				    f->name, have, most);
		diag_fix(d, _("Viết ngắn lại, hoặc chia làm nhiều phần."));
		return NULL;
	}
	if (is_prose(type)) {
		struct proses *p = r->proses;
		ALLOC_GROW(p->items, p->count + 1, p->cap);
		p->items[p->count++] =
			(struct prose){copy, node, r->doc, (f->flags & FIELD_STAFF) != 0};
	}
	if (is_prose(type) || type == FIELD_LINE)
		warn_comment(r, node);
	return copy;
}

static void read_text(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	const char *text = text_value(r, f, f->type, node);
	if (text)
		*(const char **)(void *)slot = text;
}

/* ── numbers ─────────────────────────────────────────────────────────────────────────── */

/* Digits with an end; -1 for anything else. */
static long digits(const char *s, const char **end)
{
	long n = 0;
	const char *p = s;
	while (*p >= '0' && *p <= '9' && p - s < 9)
		n = n * 10 + (*p++ - '0');
	*end = p;
	return p == s ? -1 : n;
}

static long parse_suffixed(const char *text, char suffix)
{
	const char *end;
	long n = digits(text, &end);
	return n >= 0 && *end == suffix && (!suffix || !end[1]) ? n : -1;
}

static void read_int(struct reader *r, const struct field *f, const struct node *node,
		     char *slot)
{
	const char *text = scalar(r, f, node);
	if (!text)
		return;
	bool percent = f->type == FIELD_PERCENT;
	long n = parse_suffixed(text, percent ? '%' : '\0');
	if (n >= f->min && n <= f->max) {
		*(int *)(void *)slot = (int)n;
		return;
	}
	char fix[24] = "";
	if (percent && parse_suffixed(text, '\0') > 0)
		snprintf(fix, sizeof(fix), "%.8s%%", text);
	report_value_fix(r, f, node, *fix ? fix : NULL);
}

static void read_number(struct reader *r, const struct field *f, const struct node *node,
			char *slot)
{
	const char *text = scalar(r, f, node);
	if (text && !number_parse(text, (int64_t *)(void *)slot))
		report_value(r, f, node);
}

static void read_bool(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	static const char *const yes[] = {"yes", "on", "đúng", "có", "True", "TRUE"};
	static const char *const no[] = {"no", "off", "sai", "không", "False", "FALSE"};
	const char *text = scalar(r, f, node), *fix = NULL;
	if (!text)
		return;
	bool truth = !strcmp(text, "true");
	if (truth || !strcmp(text, "false")) {
		*(bool *)(void *)slot = truth;
		return;
	}
	for (size_t i = 0; i < ARRAY_LEN(yes); i++) {
		fix = strcmp(text, yes[i]) ? fix : "true";
		fix = strcmp(text, no[i]) ? fix : "false";
	}
	report_value_fix(r, f, node, fix);
}

static void read_span(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	const char *text = scalar(r, f, node), *end;
	if (!text)
		return;
	long n = digits(text, &end);
	long unit = *end == 'm'   ? 60
		    : *end == 'h' ? 3600
		    : *end == 'd' ? SECONDS_PER_DAY
				  : 0;
	if (n < 0 || !unit || end[1] || n > 366L * SECONDS_PER_DAY / unit)
		report_value(r, f, node);
	else
		*(int *)(void *)slot = (int)(n * unit);
}

static void read_date(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	const char *text = scalar(r, f, node);
	if (!text || date_parse_iso(text, (struct date *)(void *)slot))
		return;
	struct date date;
	enum precision precision;
	char iso[11] = "";
	if (date_parse_people(text, &date, &precision, NULL) &&
	    precision == PRECISION_DAY)
		date_format_iso(date, iso);
	report_value_fix(r, f, node, *iso ? iso : NULL);
}

static void read_month(struct reader *r, const struct field *f, const struct node *node,
		       char *slot)
{
	const char *text = scalar(r, f, node), *end;
	if (!text)
		return;
	long year = digits(text, &end);
	long month = *end == '-' ? digits(end + 1, &end) : -1;
	if (year < 1800 || year > 2200 || month < 1 || month > 12 || *end)
		report_value(r, f, node);
	else
		*(int *)(void *)slot = (int)(year * 12 + month - 1);
}

static void read_age(struct reader *r, const struct field *f, const struct node *node,
		     char *slot)
{
	const char *text = scalar(r, f, node), *end;
	if (!text)
		return;
	long years = digits(text, &end), months = 0;
	bool ok = years > 0 && years < 120 && *end == 'y';
	if (ok && *++end) {
		months = digits(end, &end);
		ok = months >= 0 && months < 12 && *end == 'm' && !end[1];
	}
	if (ok)
		*(int *)(void *)slot = (int)(years * 12 + months);
	else
		report_value(r, f, node);
}

/* ── choices ─────────────────────────────────────────────────────────────────────────── */

static int name_index(const char *const *names, const char *text)
{
	for (int i = 0; names[i]; i++) {
		if (!strcmp(names[i], text))
			return i;
	}
	return -1;
}

static int choice_value(struct reader *r, const struct field *f, const struct node *node)
{
	const char *text = scalar(r, f, node);
	if (!text)
		return -1;
	int i = name_index(f->names, text);
	if (i >= 0)
		return i;
	struct nearest nearest;
	nearest_init(&nearest, text);
	for (size_t k = 0; f->names[k]; k++)
		nearest_try(&nearest, f->names[k]);
	report_value_fix(r, f, node, nearest.best);
	return -1;
}

static void read_choice(struct reader *r, const struct field *f, const struct node *node,
			char *slot)
{
	int i = choice_value(r, f, node);
	if (i < 0)
		return;
	if (f->type == FIELD_FLAG)
		*(bool *)(void *)slot = i == 0;
	else if (f->type == FIELD_NAME)
		*(const char **)(void *)slot = f->names[i];
	else
		*(int *)(void *)slot = (int)f->min + i;
}

/* ── lists of texts ──────────────────────────────────────────────────────────────────── */

/* True when node is a sequence with as many items as the field wants. */
static bool sequence(struct reader *r, const struct field *f, const struct node *node)
{
	if (node->broken)
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
		struct diag *d = report_value(r, f, node);
		if (node->kind == NODE_SCALAR && f->type == FIELD_STRINGS && node->len &&
		    node->len < 60 && node->style == STYLE_PLAIN) {
			char *list = xasprintf("[%s]", node->text);
			diag_fix_replace(d, r->doc, node->start, node->end, list);
			free(list);
		}
		return false;
	}
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

static void read_strings(struct reader *r, const struct field *f, const struct node *node,
			 char *slot)
{
	struct strings *out = (struct strings *)(void *)slot;
	if (!sequence(r, f, node))
		return;
	out->items = arena_array(r->arena, node->count, sizeof(*out->items));
	for (const struct node *n = node->first; n; n = n->next) {
		const char *text = text_value(r, f, f->item, n);
		if (text && (f->flags & FIELD_UNIQUE) && strings_have(out, text)) {
			diag_fix(node_report(
					 r->doc, n, "E10",
					 _("\"%s\" đã có trong mục \"%s\"; chỉ ghi một "
					   "lần."),
					 clip(r, text), f->name),
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
		report_value(r, f, node);
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
	const struct node *id = tired(r) ? NULL : node_get(item, "id");
	if (!id || id->kind != NODE_SCALAR || !*id->text)
		return;
	for (const struct node *n = list->first; n != item; n = n->next) {
		const struct node *other = node_get(n, "id");
		if (!other || other->kind != NODE_SCALAR || strcmp(other->text, id->text))
			continue;
		struct diag *d =
			node_report(r->doc, id, "E10", _("Mã \"%s\" đã dùng ở dòng %d."),
				    clip(r, id->text), other->line);
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
			report_value(r, f, n);
	}
}

static void read_map(struct reader *r, const struct field *f, const struct node *node,
		     char *slot, size_t *count)
{
	struct pair_of_texts {
		const char *id, *text;
	} * items;
	if (node->broken)
		return;
	if (node->kind != NODE_MAPPING) {
		report_value(r, f, node);
		return;
	}
	items = arena_array(r->arena, node->count, sizeof(*items));
	*(void **)(void *)slot = items;
	for (const struct node *n = node->first; n; n = n->next) {
		check_id(r, n->key, FIELD_ID);
		const char *text = text_value(r, f, f->item, n);
		items[*count].id = arena_strdup(r->arena, n->key->text);
		items[(*count)++].text = text ? text : "";
	}
}

static void read_groups(struct reader *r, const struct field *f, const struct node *node,
			char *slot)
{
	struct strings *out = (struct strings *)(void *)slot;
	if (node->broken)
		return;
	if (node->kind != NODE_MAPPING) {
		report_value(r, f, node);
		return;
	}
	size_t all = 0;
	for (const struct node *n = node->first; n; n = n->next)
		all += n->count;
	out->items = arena_array(r->arena, all, sizeof(*out->items));
	for (const struct node *n = node->first; n; n = n->next) {
		check_id(r, n->key, FIELD_KEY);
		if (!sequence(r, f, n))
			continue;
		for (const struct node *m = n->first; m; m = m->next) {
			const char *text = text_value(r, f, FIELD_LINE, m);
			if (text)
				out->items[out->count++] = arena_printf(
					r->arena, "%s %s", n->key->text, text);
		}
	}
}

/* ── names of the past ───────────────────────────────────────────────────────────────── */

static void read_formerly(struct reader *r, const struct field *f,
			  const struct node *node, char *slot)
{
	(void)slot;
	if (node->kind != NODE_SEQUENCE) {
		text_value(r, f, FIELD_ID, node);
		return;
	}
	for (const struct node *n = node->first; n; n = n->next)
		text_value(r, f, FIELD_ID, n);
}

static void read_retired(struct reader *r, const struct field *f, const struct node *node,
			 char *slot)
{
	(void)slot;
	struct date date;
	const char *text = scalar(r, f, node);
	if (text && strcmp(text, "true") && !date_parse_iso(text, &date))
		report_value_fix(r, f, node, NULL);
}

/* ── one mapping ─────────────────────────────────────────────────────────────────────── */

/* Fields that need no count. */
static void (*const readers[FIELD_TYPES])(struct reader *, const struct field *,
					  const struct node *, char *) = {
	[FIELD_ID] = read_text,           [FIELD_SKILL] = read_text,
	[FIELD_KEY] = read_text,          [FIELD_LINE] = read_text,
	[FIELD_TEXT] = read_text,         [FIELD_PROSE] = read_text,
	[FIELD_BLOCK] = read_text,        [FIELD_INT] = read_int,
	[FIELD_YEAR] = read_int,          [FIELD_PERCENT] = read_int,
	[FIELD_NUMBER] = read_number,     [FIELD_BOOL] = read_bool,
	[FIELD_SPAN] = read_span,         [FIELD_DATE] = read_date,
	[FIELD_MONTH] = read_month,       [FIELD_AGE] = read_age,
	[FIELD_ENUM] = read_choice,       [FIELD_NAME] = read_choice,
	[FIELD_FLAG] = read_choice,       [FIELD_STRINGS] = read_strings,
	[FIELD_TABLE] = read_table,       [FIELD_POINTER] = read_pointer,
	[FIELD_EACH] = read_each,         [FIELD_GROUPS] = read_groups,
	[FIELD_FORMERLY] = read_formerly, [FIELD_RETIRED] = read_retired,
};

static void read_field(struct reader *r, const struct field *f, const struct node *node,
		       char *target)
{
	/* What is checked and not kept still needs somewhere to go. */
	size_t room = f->table && f->table->size > 64 ? f->table->size : 64, nothing = 0;
	char *slot = f->offset == NO_STORE ? arena_alloc(r->doc->arena, room)
					   : target + f->offset;
	bool counted = f->type == FIELD_LIST || f->type == FIELD_MAP;
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
	else
		readers[f->type](r, f, node, slot);
}

static void put_fallback(const struct field *f, char *target)
{
	char *slot = target + f->offset;
	switch (f->type) {
	case FIELD_TABLE: /* absent as a whole, its numbers still have their defaults */
		for (size_t i = 0; i < f->table->count; i++) {
			const struct field *sub = &f->table->fields[i];
			if (sub->offset != NO_STORE && !has_text(sub->type))
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
	int i = f && value->kind == NODE_SCALAR ? name_index(f->names, value->text) : -1;
	return i < 0 ? 0 : 1u << i;
}

static bool allowed(const struct field *f, uint32_t bit)
{
	return !f->only || !bit || (f->only & bit);
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
			    clip(r, key->text), _(t->noun));
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
	if (tired(r))
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
