#include "cli/findings.h"

#include "base/i18n.h"
#include "content/diagtext.h"
#include "content/load.h"
#include "report/json.h"

#include <stdlib.h>
#include <string.h>

static bool wanted(const struct diag *diag, bool errors_only)
{
	return !errors_only || diag->code[0] == 'E';
}

/* ── for people ────────────────────────────────────────────────────────────────────────── */

static void end_line(struct buf *out)
{
	if (out->len && out->data[out->len - 1] != '\n')
		buf_addc(out, '\n');
}

static void put_text(struct buf *out, const struct diags *diags, bool errors_only)
{
	for (size_t i = 0; i < diags->count; i++)
		if (wanted(&diags->items[i], errors_only))
			diag_format(out, &diags->items[i], true);
	diags_summary(out, diags);
	end_line(out);
}

static int lines_of(const char *text)
{
	int lines = 0;
	for (; (text = strchr(text, '\n')); text++)
		lines++;
	return lines;
}

struct room {
	int lines, columns; /* lines: still free */
	bool endless;
	size_t shown, left; /* findings */
};

/* One line is kept for the sum, one for what is left out. */
static void fit_one(struct buf *out, struct room *room, const struct diag *diag)
{
	struct buf one = BUF_INIT;
	diag_format_within(&one, diag, true, room->columns);
	int lines = lines_of(one.data);
	if (room->endless ||
	    (!room->left && (!room->shown || lines <= room->lines - 2))) {
		buf_add(out, one.data, one.len);
		room->lines -= lines;
		room->shown++;
	} else {
		room->left++;
	}
	buf_release(&one);
}

void findings_fit(struct buf *out, const struct diags *diags, bool errors_only, int lines,
		  int columns)
{
	struct room room = {.lines = lines, .columns = columns, .endless = !lines};
	for (int errors = 1; errors >= errors_only; errors--) {
		for (size_t i = 0; i < diags->count; i++) {
			if ((diags->items[i].code[0] == 'E') == (errors == 1))
				fit_one(out, &room, &diags->items[i]);
		}
	}
	if (room.left) {
		buf_printf(out, ntr("… và %lu chỗ nữa.", "… và %lu chỗ nữa.", room.left),
			   (unsigned long)room.left);
		buf_addc(out, '\n');
	}
	if (!diags->errors)
		buf_adds(out, _("Không thấy lỗi."));
	if (!diags->errors && diags->count)
		buf_addc(out, ' ');
	if (diags->errors || diags->count)
		diags_summary(out, diags);
	end_line(out);
}

/* ── for scripts ───────────────────────────────────────────────────────────────────────── */

static void put_finding(struct buf *out, const struct diag *diag)
{
	buf_adds(out, "    {");
	json_member(out, "file", diag->at.file);
	buf_printf(out, ", \"line\": %d, \"col\": %d, ", diag->at.line, diag->at.col);
	json_member(out, "code", diag->code);
	buf_adds(out, ", ");
	json_member(out, "message", diag->message);
	buf_adds(out, ", ");
	json_member(out, "fix", diag->fix);
	/* The line to put the fix in place of; nothing where it is advice in words. */
	if (diag->fix_line)
		buf_printf(out, ", \"replaces\": %d", diag->fix_line);
	buf_addc(out, '}');
}

static void put_json(struct buf *out, const struct diags *diags, bool errors_only)
{
	size_t of_kind[128] = {0}, shown = 0;
	buf_adds(out, "{\n  \"findings\": [");
	for (size_t i = 0; i < diags->count; i++) {
		of_kind[diags->items[i].code[0] & 0x7f]++;
		if (!wanted(&diags->items[i], errors_only))
			continue;
		buf_adds(out, shown++ ? ",\n" : "\n");
		put_finding(out, &diags->items[i]);
	}
	buf_printf(
		out,
		"%s],\n  \"errors\": %zu,\n  \"warnings\": %zu,\n  \"advice\": %zu\n}\n",
		shown ? "\n  " : "", of_kind['E'], of_kind['W'], of_kind['A']);
}

/* ── for editors ───────────────────────────────────────────────────────────────────────── */

static const char *level_of(const char *code)
{
	return code[0] == 'E' ? "error" : code[0] == 'W' ? "warning" : "note";
}

static void put_rule(struct buf *out, const char *code)
{
	struct buf text = BUF_INIT;
	content_code_help(&text, code);
	buf_printf(out, "            {\"id\": \"%s\", \"shortDescription\": {", code);
	json_member(out, "text", text.data);
	buf_printf(out, "}, \"defaultConfiguration\": {\"level\": \"%s\"}}",
		   level_of(code));
	buf_release(&text);
}

/* RFC 3986: what may not stand in a path is %XX; an absolute one gets its scheme. */
static void put_uri(struct buf *out, const char *path)
{
	struct buf uri = BUF_INIT;
	buf_adds(&uri, path[0] == '/' ? "file://" : "");
	for (const unsigned char *s = (const unsigned char *)path; *s; s++) {
		bool plain = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
			     (*s >= '0' && *s <= '9') || strchr("-._~/", *s);
		buf_printf(&uri, plain ? "%c" : "%%%02X", *s);
	}
	json_member(out, "uri", uri.data);
	buf_release(&uri);
}

static void put_region(struct buf *out, const struct diag *diag)
{
	buf_printf(out, ", \"region\": {\"startLine\": %d", diag->at.line);
	if (diag->at.col > 0)
		buf_printf(out, ", \"startColumn\": %d", diag->at.col);
	if (diag->source) {
		buf_adds(out, ", \"snippet\": {");
		json_member(out, "text", diag->source);
		buf_addc(out, '}');
	}
	buf_addc(out, '}');
}

/* What an editor can do by itself. A region without an end column goes to the end of the line
 * (SARIF 2.1.0, 3.30.8). */
static void put_mend(struct buf *out, const struct diag *diag)
{
	buf_adds(out, ",\n         \"fixes\": [{\"description\": {");
	json_member(out, "text", _("Viết dòng này như đã gợi ý."));
	buf_adds(out, "}, \"artifactChanges\": [{\"artifactLocation\": {");
	put_uri(out, diag->at.file ? diag->at.file : "");
	buf_printf(out,
		   "}, \"replacements\": [{\"deletedRegion\": {\"startLine\": %d, "
		   "\"startColumn\": 1}, \"insertedContent\": {",
		   diag->fix_line);
	json_member(out, "text", diag->fix);
	buf_adds(out, "}}]}]}]");
}

static void put_result(struct buf *out, const struct diag *diag, size_t rule)
{
	struct buf text = BUF_INIT;
	buf_adds(&text, diag->message);
	if (diag->fix)
		buf_printf(&text, "\n%s %s", _("Sửa:"), diag->fix);
	buf_printf(out,
		   "        {\"ruleId\": \"%s\", \"ruleIndex\": %zu, \"level\": \"%s\", ",
		   diag->code, rule, level_of(diag->code));
	buf_adds(out, "\"message\": {");
	json_member(out, "text", text.data);
	buf_adds(out, "},\n         \"locations\": [{\"physicalLocation\": "
		      "{\"artifactLocation\": {");
	put_uri(out, diag->at.file ? diag->at.file : "");
	buf_addc(out, '}');
	if (diag->at.line > 0)
		put_region(out, diag);
	buf_adds(out, "}}]");
	if (diag->fix_line)
		put_mend(out, diag);
	buf_addc(out, '}');
	buf_release(&text);
}

static void put_sarif(struct buf *out, const struct diags *diags, bool errors_only)
{
	const char *codes[CODES_MAX];
	size_t count = content_codes(codes), shown = 0;
	buf_adds(out,
		 "{\n  \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\",\n"
		 "  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n"
		 "      \"tool\": {\n        \"driver\": {\n"
		 "          \"name\": \"kynangso\",\n");
	buf_printf(out, "          \"version\": \"%s\",\n          \"rules\": [\n",
		   KYNANGSO_VERSION);
	for (size_t i = 0; i < count; i++) {
		put_rule(out, codes[i]);
		buf_adds(out, i + 1 < count ? ",\n" : "\n");
	}
	buf_adds(out,
		 "          ]\n        }\n      },\n"
		 "      \"columnKind\": \"unicodeCodePoints\",\n      \"results\": [");
	for (size_t i = 0; i < diags->count; i++) {
		const struct diag *diag = &diags->items[i];
		size_t rule = 0;
		if (!wanted(diag, errors_only))
			continue;
		while (rule + 1 < count && strcmp(codes[rule], diag->code) != 0)
			rule++;
		buf_adds(out, shown++ ? ",\n" : "\n");
		put_result(out, diag, rule);
	}
	buf_printf(out, "%s]\n    }\n  ]\n}\n", shown ? "\n      " : "");
}

/* ── all of them ───────────────────────────────────────────────────────────────────────── */

static const struct {
	const char *name;
	void (*put)(struct buf *, const struct diags *, bool errors_only);
} formats[] = {{"text", put_text}, {"json", put_json}, {"sarif", put_sarif}};

void findings_format(struct buf *out, const char *format, const struct diags *diags,
		     bool errors_only)
{
	size_t i = ARRAY_LEN(formats) - 1;
	while (i && (!format || strcmp(formats[i].name, format) != 0))
		i--;
	formats[i].put(out, diags, errors_only);
}
