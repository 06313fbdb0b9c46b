#include "content/reference.h"

#include "base/err.h"
#include "base/i18n.h"
#include "content/load.h"
#include "content/pack.h"

#include <string.h>

#define TABLES 100 /* there are 40 */

/* ── how a value is written ──────────────────────────────────────────────────────────── */

/* What a value is called in the tables, and, where that is not plain, how it is written. */
static const struct {
	const char *name, *meaning;
} written[FIELD_TYPES] = {
	[FIELD_ID] = {N_("mã"), N_("chữ thường không dấu, chữ số, gạch nối: `noi-wifi`")},
	[FIELD_SKILL] = {N_("mã kỹ năng"),
			 N_("các mã nối bằng dấu chấm: `an-toan.bao-ve-tai-khoan`")},
	[FIELD_KEY] = {N_("mã ngắn"), N_("được viết hoa: `D26`")},
	[FIELD_LINE] = {N_("dòng chữ"), N_("một dòng, hiện đúng như viết")},
	[FIELD_TEXT] = {N_("câu"), N_("một dòng; dùng được `{ban}` và `{fact.mã}`")},
	[FIELD_PROSE] = {N_("đoạn văn"), N_("một hay nhiều dòng (viết sau dấu `|`); dùng "
					    "được `{ban}` và `{fact.mã}`")},
	[FIELD_BLOCK] = {N_("khối chữ"), N_("một hay nhiều dòng, hiện đúng như viết")},
	[FIELD_INT] = {N_("số nguyên"), NULL},
	[FIELD_YEAR] = {N_("năm"), NULL},
	[FIELD_NUMBER] = {N_("số"), N_("được có phần thập phân: `70000`, `0.5`")},
	[FIELD_BOOL] = {N_("có hay không"), N_("`true` hoặc `false`")},
	[FIELD_PERCENT] = {N_("phần trăm"), N_("`80%`")},
	[FIELD_SPAN] = {N_("khoảng thời gian"),
			N_("phút, giờ, ngày: `30m`, `24h`, `7d`")},
	[FIELD_DATE] = {N_("ngày"), N_("năm-tháng-ngày: `2026-11-22`")},
	[FIELD_MONTH] = {N_("tháng"), N_("năm-tháng: `\"1961-09\"`")},
	[FIELD_AGE] = {N_("tuổi"), N_("năm và tháng: `60y`, `\"60y3m\"`")},
	[FIELD_ENUM] = {N_("một trong"), NULL},
	[FIELD_NAME] = {N_("một trong"), NULL},
	[FIELD_FLAG] = {N_("một trong"), NULL},
	[FIELD_STRINGS] = {N_("danh sách"),
			   N_("`[một, hai]`, hoặc mỗi ý một dòng sau `- `")},
	[FIELD_TABLE] = {N_("các mục con"),
			 N_("`{mục: giá trị, mục: giá trị}`, hoặc mỗi mục "
			    "một dòng, thụt vào")},
	[FIELD_POINTER] = {N_("các mục con"), NULL},
	[FIELD_LIST] = {N_("danh sách"), NULL},
	[FIELD_EACH] = {N_("danh sách"), NULL},
	[FIELD_MAP] = {N_("mã và câu"), N_("mỗi dòng một mã, dấu hai chấm, rồi một câu")},
	[FIELD_KEYED] = {N_("mã và các mục con"),
			 N_("mỗi mã, dấu hai chấm, rồi các mục con")},
	[FIELD_GROUPS] = {N_("khung và các mã"), N_("`{tên-khung: [\"0.1\", \"1.2\"]}`")},
	[FIELD_FORMERLY] = {N_("mã hoặc danh sách mã"), NULL},
	[FIELD_RETIRED] = {N_("ngày hoặc `true`"), NULL},
	[FIELD_RAW] = {N_("riêng"), N_("xem lời giải thích")},
};

static bool is_number(enum field_type type)
{
	return type == FIELD_INT || type == FIELD_PERCENT || type == FIELD_YEAR;
}

static bool is_list(enum field_type type)
{
	return type == FIELD_STRINGS || type == FIELD_LIST || type == FIELD_EACH ||
	       type == FIELD_KEYED;
}

static void put_limits(struct buf *out, const struct field *f)
{
	bool list = is_list(f->type);
	if (f->min == f->max && f->min)
		buf_printf(out, list ? _(", đúng %ld ý") : _(", luôn là %ld"), f->min);
	else if (is_number(f->type) && (f->min || f->max))
		buf_printf(out, _(", từ %ld đến %ld"), f->min, f->max);
	else if (list && f->min && f->max)
		buf_printf(out, _(", từ %ld đến %ld ý"), f->min, f->max);
	else if (list && f->max)
		buf_printf(out, _(", nhiều nhất %ld ý"), f->max);
	else if (list && f->min)
		buf_printf(out, _(", ít nhất %ld ý"), f->min);
	else if (f->type <= FIELD_BLOCK && f->max)
		buf_printf(out, _(", nhiều nhất %ld ký tự"), f->max);
}

static void put_names(struct buf *out, const struct field *f)
{
	for (size_t i = 0; f->names && f->names[i]; i++)
		buf_printf(out, "%s `%s`", i ? "," : "", f->names[i]);
}

/* What stands for it where it is left out, if that is not simply nothing. */
static void put_default(struct buf *out, const struct field *f)
{
	if (f->flags & FIELD_REQUIRED)
		return;
	if (is_number(f->type) && f->fallback > 0)
		buf_printf(out,
			   f->type == FIELD_PERCENT ? _("; không ghi là %ld%%")
						    : _("; không ghi là %ld"),
			   f->fallback);
	else if (f->type == FIELD_BOOL)
		buf_printf(out, _("; không ghi là %s"), f->fallback ? "true" : "false");
	else if (f->type == FIELD_FLAG && f->names[1])
		buf_printf(out, _("; không ghi là %s"), f->names[f->fallback ? 0 : 1]);
	else if (f->type == FIELD_ENUM && f->fallback >= f->min &&
		 !(f->flags & FIELD_CHOICE))
		buf_printf(out, _("; không ghi là %s"), f->names[f->fallback - f->min]);
}

/* A bar would end the cell of a table. */
static void put_cell(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '|')
			buf_addc(out, '\\');
		buf_addc(out, *text);
	}
}

/* ── a mapping ───────────────────────────────────────────────────────────────────────── */

struct chapter {
	struct buf *out;
	const struct table *told[TABLES];
	const char *names[TABLES]; /* the keys they stand behind */
	size_t count, done;
};

/* The number of a mapping, which is told of behind what names it first, and once. */
static size_t number_of(struct chapter *c, const struct table *table, const char *name)
{
	size_t i = 0;
	while (i < c->count && c->told[i] != table)
		i++;
	if (i == TABLES)
		die("content/reference.c: TABLES");
	if (i == c->count) {
		c->told[i] = table;
		c->names[c->count++] = name;
	}
	return i + 1;
}

static void put_way(struct chapter *c, const struct field *f)
{
	struct buf *out = c->out;
	buf_adds(out, _(written[f->type].name));
	put_names(out, f);
	if (f->type == FIELD_STRINGS)
		buf_printf(out, " %s", _(written[f->item].name));
	if (f->table)
		/* TRANSLATORS: a link to what the mapping holds: "[bước](#bang-3)". */
		buf_printf(out, ": [%s](#bang-%zu)", _(f->table->noun),
			   number_of(c, f->table, f->name));
	put_limits(out, f);
	put_default(out, f);
}

/* "chỉ khi type là single, multiple" */
static void put_only(struct buf *out, const struct table *t, const struct field *f)
{
	const struct field *by = f->only ? table_field(t, t->discriminator) : NULL;
	bool first = true;
	if (!by)
		return;
	buf_printf(out, _(" Chỉ khi `%s` là"), by->name);
	for (int i = 0; by->names[i]; i++) {
		if (!(f->only >> i & 1))
			continue;
		buf_printf(out, "%s `%s`", first ? "" : ",", by->names[i]);
		first = false;
	}
	buf_addc(out, '.');
}

static const char *needed(const struct field *f)
{
	if (f->flags & FIELD_LATER)
		return _("chưa dùng được");
	if (f->flags & FIELD_CHOICE)
		return _("một trong số này");
	return f->flags & FIELD_REQUIRED ? _("có") : "";
}

static void put_table(struct chapter *c, const struct table *t)
{
	struct buf *out = c->out;
	buf_printf(out, "| %s | %s | %s | %s |\n|---|---|---|---|\n", _("mục"),
		   _("bắt buộc"), _("viết thế nào"), _("ý nghĩa"));
	for (size_t i = 0; i < t->count; i++) {
		const struct field *f = &t->fields[i];
		buf_printf(out, "| `%s` | %s | ", f->name, needed(f));
		put_way(c, f);
		buf_adds(out, " | ");
		put_cell(out, f->help ? _(f->help) : "");
		buf_addc(out, '.');
		put_only(out, t, f);
		buf_adds(out, " |\n");
	}
	buf_addc(out, '\n');
}

/* ── all of it ───────────────────────────────────────────────────────────────────────── */

static const struct {
	const char *kind;
	const struct table *table;
} kinds[] = {
	{"lesson", &table_lesson}, {"practice", &table_practice},
	{"typing", &table_typing}, {"quiz", &table_quiz},
	{"course", &table_course}, {"framework", &table_framework},
	{"facts", &table_facts},   {"region", &table_region},
	{"wards", &table_wards},
};

static void put_values(struct buf *out)
{
	buf_printf(out, "| %s | %s |\n|---|---|\n", _("giá trị"), _("viết thế nào"));
	for (size_t i = 0; i < FIELD_TYPES; i++) {
		if (!written[i].meaning)
			continue;
		buf_printf(out, "| %s | ", _(written[i].name));
		put_cell(out, _(written[i].meaning));
		buf_adds(out, " |\n");
	}
	buf_addc(out, '\n');
}

void reference_kinds(struct buf *out)
{
	struct chapter c = {.out = out};
	buf_printf(out, "## %s\n\n", _("Cách viết giá trị"));
	put_values(out);
	for (size_t i = 0; i < ARRAY_LEN(kinds); i++) {
		/* TRANSLATORS: the kind of file in words, then as it is written. */
		buf_printf(out, "## `kind: %s` – %s\n\n", kinds[i].kind,
			   _(kinds[i].table->noun));
		put_table(&c, kinds[i].table);
		for (; c.done < c.count; c.done++) {
			/* Two mappings may have one name, so each has a number to be found by. */
			buf_printf(out, "<a id=\"bang-%zu\"></a>\n\n### `%s`: %s\n\n",
				   c.done + 1, c.names[c.done], _(c.told[c.done]->noun));
			put_table(&c, c.told[c.done]);
		}
	}
}

void reference_codes(struct buf *out)
{
	const char *codes[CODES_MAX];
	size_t count = content_codes(codes);
	buf_printf(out, "| %s | %s |\n|---|---|\n", _("mã"), _("phải thế nào"));
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "| %s | ", codes[i]);
		content_code_help(out, codes[i]);
		buf_adds(out, " |\n");
	}
}
