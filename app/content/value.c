#include "content/value.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/i18n.h"
#include "content/mend.h"
#include "content/nearest.h"
#include "text/column.h"
#include "text/fold.h"
#include "text/normal.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── what is wrong ───────────────────────────────────────────────────────────────────── */

bool reader_tired(const struct reader *r)
{
	return r->doc->errors > DOCUMENT_FINDINGS;
}

bool reader_broken(struct reader *r, const struct node *node)
{
	r->doc->errors += node->broken;
	return node->broken;
}

const char *value_clip(struct reader *r, const char *text)
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
	case FIELD_KEYED:
	case FIELD_GROUPS:
		buf_adds(out, _("Hãy viết các mục con, mỗi mục có tên và dấu hai chấm."));
		break;
	default:
		buf_adds(out, _("Hãy viết một câu chữ."));
	}
}

bool field_has_text(enum field_type type)
{
	return type <= FIELD_BLOCK || type == FIELD_NAME;
}

/* "1 ngày", "30 phút": the letter that is meant. */
static char span_unit(const char *text)
{
	static const struct {
		const char *word;
		char unit;
	} units[] = {{"ng", 'd'}, {"gi", 'h'}, {"ph", 'm'}, {"day", 'd'},
		     {"h", 'h'},  {"d", 'd'},  {"m", 'm'}};
	const char *word = text + strspn(text, "0123456789 ");
	for (size_t i = 0; i < ARRAY_LEN(units); i++) {
		if (!strncmp(word, units[i].word, strlen(units[i].word)))
			return units[i].unit;
	}
	return 'h';
}

/* "500.000" and "500 000" are 500000 here. False where no number was written. */
static bool number_meant(const char *text, long *n)
{
	const char *s = text;
	if (*s < '0' || *s > '9')
		return false;
	*n = strtol(s, (char **)(uintptr_t)&s, 10);
	while ((*s == '.' || *s == ',' || *s == ' ') &&
	       strspn(s + 1, "0123456789") == 3 && *n < 1000000000) {
		*n = *n * 1000 + strtol(s + 1, NULL, 10);
		s += 4;
	}
	return true;
}

/* "ba", "mười phút": the number a word says, or 0. */
static long number_word(const char *text)
{
	static const char *const words[] = {"mot", "hai", "ba",  "bon",  "nam",
					    "sau", "bay", "tam", "chin", "muoi"};
	struct buf folded = BUF_INIT;
	long n = 0;
	text_fold(&folded, text);
	size_t len = folded.len ? strcspn(folded.data, " ") : 0;
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (len == strlen(words[i]) && !strncmp(folded.data, words[i], len))
			n = (long)i + 1;
	buf_release(&folded);
	return n;
}

/* "0.75" and "0,8" are shares of one. */
static long percent_meant(const char *text, long n)
{
	if (n > 1 || (text[1] != '.' && text[1] != ','))
		return n;
	long tens = text[2] >= '0' && text[2] <= '9' ? text[2] - '0' : 0;
	long ones = tens && text[3] >= '0' && text[3] <= '9' ? text[3] - '0' : 0;
	return n * 100 + tens * 10 + ones;
}

/* The nearest value that would do, where there is one to guess: the number that was written, held
 * within the limits. */
static void suggest_value(struct diag *d, struct reader *r, const struct field *f,
			  const struct node *node)
{
	char fix[32] = "";
	long n = f->fallback;
	bool numbered = number_meant(node->text, &n);
	if (!numbered && f->type == FIELD_INT && number_word(node->text))
		n = number_word(node->text);
	if (numbered && f->type == FIELD_PERCENT)
		n = percent_meant(node->text, n);
	n = n < f->min ? f->min : f->max && n > f->max ? f->max : n;
	if (f->type == FIELD_INT || f->type == FIELD_YEAR)
		snprintf(fix, sizeof(fix), "%ld", n);
	else if (f->type == FIELD_PERCENT)
		snprintf(fix, sizeof(fix), "%ld%%", n);
	else if (f->type == FIELD_SPAN && numbered && n > 0 && n < 1000)
		snprintf(fix, sizeof(fix), "%ld%c", n, span_unit(node->text));
	else if ((f->type == FIELD_NAME || f->type == FIELD_FLAG) && !f->names[1])
		snprintf(fix, sizeof(fix), "%s", f->names[0]);
	if (*fix)
		diag_fix_replace(d, r->doc, node->start, node->end, fix);
}

/* The first of a list lost its dash, and the others became the end of its text. */
static void suggest_dash(struct diag *d, struct reader *r, const struct node *node)
{
	size_t len, next_len;
	const char *line = document_line(r->doc, node->line, &len);
	const char *next = document_line(r->doc, node->line + 1, &next_len);
	size_t indent = strspn(line, " "), dash = strspn(next, " ");
	if (node->style == STYLE_PLAIN && indent + 1 == (size_t)node->col &&
	    dash + 1 < next_len && !strncmp(next + dash, "- ", 2))
		diag_fix_line(d, r->doc, node->line, "%.*s- %.*s", (int)dash, next,
			      (int)(len - indent), line + indent);
}

struct diag *value_report(struct reader *r, const struct field *f,
			  const struct node *node)
{
	struct buf want = BUF_INIT;
	wanted(f, &want);
	struct buf what = BUF_INIT;
	if (node->kind == NODE_SCALAR)
		buf_printf(&what, _("Mục \"%s\" không nhận giá trị \"%s\"."), f->name,
			   value_clip(r, node->text));
	else if (node->kind == NODE_SEQUENCE)
		buf_printf(&what, _("Mục \"%s\" không nhận một danh sách."), f->name);
	else
		buf_printf(&what, _("Mục \"%s\" không nhận các mục con."), f->name);
	struct diag *d = node_report(r->doc, node, "E06", "%s %s", what.data, want.data);
	if (d && node->style == STYLE_FLOW && field_has_text(f->type))
		mend_fix_quoted(d, r->doc, node->start, node->end);
	else if (d && node->kind == NODE_SCALAR)
		suggest_value(d, r, f, node);
	if (d && node->kind == NODE_SCALAR)
		suggest_dash(d, r, node);
	buf_release(&what);
	buf_release(&want);
	return d;
}

static struct diag *value_report_fix(struct reader *r, const struct field *f,
				     const struct node *node, const char *fix)
{
	struct diag *d = value_report(r, f, node);
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
		value_report(r, f, node);
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

const char *value_scalar(struct reader *r, const struct field *f, const struct node *node)
{
	if (reader_broken(r, node))
		return NULL;
	if (node->kind == NODE_MAPPING) {
		report_mapping(r, f, node);
		return NULL;
	}
	if (node->kind != NODE_SCALAR) {
		value_report(r, f, node);
		return NULL;
	}
	if (!node->text[strspn(node->text, " \n")]) {
		struct diag *d =
			node_report(r->doc, node, "E07", _("Mục \"%s\" để trống (%s)."),
				    f->name, f->help ? _(f->help) : "");
		diag_fix(d, _("Viết nội dung vào, hoặc xóa cả mục nếu không cần."));
		if (f->type == FIELD_BOOL && node->key) {
			char *whole = xasprintf("%s: true", f->name);
			diag_fix_replace(d, r->doc, node->key->start, node->end, whole);
			free(whole);
		}
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
	/* "dien-thoai/noi-wifi.yaml": the file was named. */
	const char *name = strrchr(node->text, '/');
	name = name && type != FIELD_SKILL && name[1] ? name + 1 : node->text;
	const char *ending = strstr(name, ".yaml");
	const char *end = ending && !ending[5] ? ending : name + strlen(name);
	for (const char *p = name; p < end;) {
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

bool value_check_id(struct reader *r, const struct node *node, enum field_type type)
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
				     value_clip(r, node->text));
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

const char *value_text(struct reader *r, const struct field *f, enum field_type type,
		       const struct node *node)
{
	const char *text = value_scalar(r, f, node);
	if (!text)
		return NULL;
	if (type == FIELD_ID || type == FIELD_SKILL || type == FIELD_KEY)
		return value_check_id(r, node, type) ? text : NULL;
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
		p->items[p->count++] = (struct prose){copy, node, r->doc, f};
	}
	if (is_prose(type) || type == FIELD_LINE)
		warn_comment(r, node);
	return copy;
}

static void read_text(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	const char *text = value_text(r, f, f->type, node);
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
	const char *text = value_scalar(r, f, node);
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
	value_report_fix(r, f, node, *fix ? fix : NULL);
}

static void read_number(struct reader *r, const struct field *f, const struct node *node,
			char *slot)
{
	const char *text = value_scalar(r, f, node);
	if (text && !number_parse(text, (int64_t *)(void *)slot))
		value_report(r, f, node);
}

static void read_bool(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	static const char *const yes[] = {"yes", "on", "đúng", "có", "True", "TRUE"};
	static const char *const no[] = {"no", "off", "sai", "không", "False", "FALSE"};
	const char *text = value_scalar(r, f, node), *fix = NULL;
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
	value_report_fix(r, f, node, fix);
}

static void read_span(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	const char *text = value_scalar(r, f, node), *end;
	if (!text)
		return;
	long n = digits(text, &end);
	long unit = *end == 'm'   ? 60
		    : *end == 'h' ? 3600
		    : *end == 'd' ? SECONDS_PER_DAY
				  : 0;
	if (n < 0 || !unit || end[1] || n > 366L * SECONDS_PER_DAY / unit)
		value_report(r, f, node);
	else
		*(int *)(void *)slot = (int)(n * unit);
}

static void read_date(struct reader *r, const struct field *f, const struct node *node,
		      char *slot)
{
	const char *text = value_scalar(r, f, node);
	if (!text || date_parse_iso(text, (struct date *)(void *)slot))
		return;
	struct date date;
	enum precision precision;
	char iso[11] = "";
	if (date_parse_people(text, &date, &precision, NULL) &&
	    precision == PRECISION_DAY)
		date_format_iso(date, iso);
	value_report_fix(r, f, node, *iso ? iso : NULL);
}

static void read_month(struct reader *r, const struct field *f, const struct node *node,
		       char *slot)
{
	const char *text = value_scalar(r, f, node), *end;
	if (!text)
		return;
	long year = digits(text, &end);
	long month = *end == '-' ? digits(end + 1, &end) : -1;
	if (year < 1800 || year > 2200 || month < 1 || month > 12 || *end)
		value_report(r, f, node);
	else
		*(int *)(void *)slot = (int)(year * 12 + month - 1);
}

static void read_age(struct reader *r, const struct field *f, const struct node *node,
		     char *slot)
{
	const char *text = value_scalar(r, f, node), *end;
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
		value_report(r, f, node);
}

/* ── choices ─────────────────────────────────────────────────────────────────────────── */

int value_name_index(const char *const *names, const char *text)
{
	for (int i = 0; names[i]; i++) {
		if (!strcmp(names[i], text))
			return i;
	}
	return -1;
}

static int choice_value(struct reader *r, const struct field *f, const struct node *node)
{
	const char *text = value_scalar(r, f, node);
	if (!text)
		return -1;
	int i = value_name_index(f->names, text);
	if (i >= 0)
		return i;
	struct nearest nearest;
	nearest_init(&nearest, text);
	for (size_t k = 0; f->names[k]; k++)
		nearest_try(&nearest, f->names[k]);
	value_report_fix(r, f, node, nearest.best);
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

/* ── names of the past ───────────────────────────────────────────────────────────────── */

static void read_formerly(struct reader *r, const struct field *f,
			  const struct node *node, char *slot)
{
	(void)slot;
	if (node->kind != NODE_SEQUENCE) {
		value_text(r, f, FIELD_ID, node);
		return;
	}
	for (const struct node *n = node->first; n; n = n->next)
		value_text(r, f, FIELD_ID, n);
}

static void read_retired(struct reader *r, const struct field *f, const struct node *node,
			 char *slot)
{
	(void)slot;
	struct date date;
	const char *text = value_scalar(r, f, node);
	if (text && strcmp(text, "true") && !date_parse_iso(text, &date))
		value_report_fix(r, f, node, NULL);
}

/* ── by type ─────────────────────────────────────────────────────────────────────────── */

static void (*const readers[FIELD_TYPES])(struct reader *, const struct field *,
					  const struct node *, char *) = {
	[FIELD_ID] = read_text,         [FIELD_SKILL] = read_text,
	[FIELD_KEY] = read_text,        [FIELD_LINE] = read_text,
	[FIELD_TEXT] = read_text,       [FIELD_PROSE] = read_text,
	[FIELD_BLOCK] = read_text,      [FIELD_INT] = read_int,
	[FIELD_YEAR] = read_int,        [FIELD_PERCENT] = read_int,
	[FIELD_NUMBER] = read_number,   [FIELD_BOOL] = read_bool,
	[FIELD_SPAN] = read_span,       [FIELD_DATE] = read_date,
	[FIELD_MONTH] = read_month,     [FIELD_AGE] = read_age,
	[FIELD_ENUM] = read_choice,     [FIELD_NAME] = read_choice,
	[FIELD_FLAG] = read_choice,     [FIELD_FORMERLY] = read_formerly,
	[FIELD_RETIRED] = read_retired,
};

bool value_read(struct reader *r, const struct field *f, const struct node *node,
		char *slot)
{
	if (!readers[f->type])
		return false;
	readers[f->type](r, f, node, slot);
	return true;
}
