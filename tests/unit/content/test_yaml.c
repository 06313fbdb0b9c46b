/* The tree: places, styles, the way back from a value to its source, and the limits that keep a
 * hostile file from taking time. */
#include "check.h"

#include "base/buf.h"
#include "content/load.h"
#include "content/yaml.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct fixture {
	struct arena arena;
	struct diags diags;
	struct document doc;
	bool ok;
};

static void parse_n(struct fixture *f, const char *text, size_t n)
{
	*f = (struct fixture){0};
	f->ok = document_init(&f->doc, &f->arena, &f->diags, "x.yaml", text, n) &&
		document_parse(&f->doc, &f->arena);
}

static void parse(struct fixture *f, const char *text)
{
	parse_n(f, text, strlen(text));
}

static void release(struct fixture *f)
{
	diags_release(&f->diags);
	arena_release(&f->arena);
}

static void assert_place(const struct node *n, int line, int col)
{
	assert_non_null(n);
	assert_int_equal(n->line, line);
	assert_int_equal(n->col, col);
}

static void nodes_have_places_and_styles(void **state)
{
	(void)state;
	struct fixture f;
	parse(&f, "# đầu\n"
		  "tiêu: Bài một\n"
		  "danh: [một, \"hai\", 'ba']\n"
		  "khối:\n"
		  "  - {a: đỏ, b: xanh}\n"
		  "  - |\n"
		  "    dòng một\n"
		  "    dòng hai\n"
		  "  - >\n"
		  "    nối\n"
		  "    lại\n");
	assert_true(f.ok);
	const struct node *list = node_get(f.doc.root, "danh");
	assert_string_equal(node_get(f.doc.root, "tiêu")->text, "Bài một");
	assert_place(node_get(f.doc.root, "tiêu"), 2, 7);
	assert_place(list, 3, 7);
	assert_int_equal(list->style, STYLE_FLOW);
	assert_int_equal(list->count, 3);
	assert_place(node_item(list, 1), 3, 13);
	assert_int_equal(node_item(list, 0)->style, STYLE_PLAIN);
	assert_int_equal(node_item(list, 1)->style, STYLE_DOUBLE);
	assert_int_equal(node_item(list, 2)->style, STYLE_SINGLE);
	assert_null(node_item(list, 3));
	const struct node *blocks = node_get(f.doc.root, "khối");
	assert_int_equal(blocks->style, STYLE_BLOCK);
	assert_place(node_get(node_item(blocks, 0), "b"), 5, 16);
	assert_place(node_get(node_item(blocks, 0), "b")->key, 5, 13);
	assert_string_equal(node_item(blocks, 1)->text, "dòng một\ndòng hai\n");
	assert_int_equal(node_item(blocks, 1)->style, STYLE_LITERAL);
	assert_string_equal(node_item(blocks, 2)->text, "nối lại\n");
	assert_int_equal(node_item(blocks, 2)->style, STYLE_FOLDED);
	assert_null(node_get(f.doc.root, "không có"));
	assert_null(node_get(NULL, "a"));
	assert_null(node_get(list, "a"));
	release(&f);
}

static void scalars_stay_what_was_written(void **state)
{
	(void)state;
	static const char *const as_they_are[] = {
		"no", "12:30", "0912345678", "1e3", "~", "null", "0x1F", "2026-11-22"};
	for (size_t i = 0; i < ARRAY_LEN(as_they_are); i++) {
		struct fixture f;
		char *text = xasprintf("a: %s\n", as_they_are[i]);
		parse(&f, text);
		assert_true(f.ok);
		assert_string_equal(node_get(f.doc.root, "a")->text, as_they_are[i]);
		release(&f);
		free(text);
	}
}

static void mark_and_line_ends_of_windows(void **state)
{
	(void)state;
	struct fixture f;
	parse(&f, "\xef\xbb\xbf"
		  "a: một\r\nb: |\r\n  hai\r\n  ba\r\nc: bốn\r\n");
	assert_true(f.ok);
	assert_int_equal(f.diags.count, 0);
	assert_place(node_get(f.doc.root, "a"), 1, 4);
	assert_string_equal(node_get(f.doc.root, "b")->text, "hai\nba\n");
	assert_place(node_get(f.doc.root, "c"), 5, 4);
	size_t len;
	assert_memory_equal(document_line(&f.doc, 1, &len), "a: một", 8);
	assert_int_equal(len, 8);
	release(&f);
}

static void a_first_document_mark_is_fine(void **state)
{
	(void)state;
	struct fixture f;
	parse(&f, "---\na: b\n...\n");
	assert_true(f.ok);
	assert_int_equal(f.diags.count, 0);
	release(&f);
}

/* ── from value to source ── */

static void assert_source(const char *text, const char *needle, int line, int col)
{
	struct fixture f;
	parse(&f, text);
	assert_true(f.ok);
	const struct node *n = node_get(f.doc.root, "a");
	const char *found = strstr(n->text, needle);
	assert_non_null(found);
	struct place at =
		document_place(&f.doc, node_source(&f.doc, n, (size_t)(found - n->text)));
	if (at.line != line || at.col != col)
		fail_msg("%s in %s: %d:%d, expected %d:%d", needle, text, at.line, at.col,
			 line, col);
	release(&f);
}

static void values_know_their_source(void **state)
{
	(void)state;
	assert_source("a: một hai ba\n", "ba", 1, 12);
	assert_source("a: \"một \\u0061 hai\"\n", "a hai", 1, 9);
	assert_source("a: \"một \\\"x\\\" hai\"\n", "hai", 1, 15);
	assert_source("a: 'đừng ''bấm'' nhé'\n", "nhé", 1, 18);
	assert_source("a: |\n  một\n\n  hai ba\n", "ba", 4, 7);
	assert_source("a: |\n    thụt\n      sâu ạ\n", "ạ", 3, 11);
	assert_source("a: >\n  một\n  hai\n\n  ba bốn\n", "bốn", 5, 6);
	assert_source("a: một\n  hai\n  ba\n", "ba", 3, 3);
	assert_source("a: \"một\n  hai\\\n  ba\"\n", "ba", 3, 3);
	assert_source("a: |-\n  một { hai\n", "{", 2, 7);
}

static void offsets_and_places_agree(void **state)
{
	(void)state;
	struct fixture f;
	parse(&f, "a: Tiếng Việt\nbê: đây ạ\n");
	for (size_t i = 0; i < f.doc.len; i++) {
		if (((unsigned char)f.doc.text[i] & 0xc0) == 0x80 ||
		    f.doc.text[i] == '\n')
			continue;
		struct place at = document_place(&f.doc, i);
		assert_int_equal(document_offset(&f.doc, at.line, at.col), i);
	}
	assert_int_equal(document_offset(&f.doc, 99, 1), f.doc.len);
	release(&f);
}

/* ── limits ── */

static void repeat(struct buf *out, const char *what, size_t n)
{
	while (n--)
		buf_adds(out, what);
}

static void depth_is_limited(void **state)
{
	(void)state;
	for (size_t depth = YAML_DEPTH - 1; depth <= YAML_DEPTH; depth++) {
		struct fixture f;
		struct buf b = BUF_INIT;
		buf_adds(&b, "a: ");
		repeat(&b, "[", depth);
		repeat(&b, "]", depth);
		parse_n(&f, b.data, b.len);
		assert_int_equal(f.ok, depth < YAML_DEPTH);
		assert_int_equal(f.diags.count, depth == YAML_DEPTH);
		release(&f);
		buf_release(&b);
	}
}

static void size_is_limited(void **state)
{
	(void)state;
	for (size_t extra = 0; extra < 2; extra++) {
		struct fixture f;
		struct buf b = BUF_INIT;
		buf_adds(&b, "a: b\n#");
		buf_pad(&b, 'x', DOCUMENT_BYTES - b.len + extra);
		parse_n(&f, b.data, b.len);
		assert_int_equal(f.ok, extra == 0);
		assert_int_equal(f.diags.count, extra);
		assert_int_equal(extra ? f.diags.items[0].at.line : 0, 0);
		release(&f);
		buf_release(&b);
	}
}

/* No measure of speed, which is for benchmarks: what is refused at once takes milliseconds even
 * under sanitizers, and what libyaml alone makes of these takes many seconds to for ever. CPU
 * time, since the machine may be busy. */
#define HANGS_MS 4000

static void assert_no_hang(const char *what, const char *text, size_t n)
{
	struct course course = {0};
	struct diags diags = {0};
	clock_t before = clock();
	content_load_text(&course, &diags, "bomb.yaml", text, n);
	double ms = (double)(clock() - before) * 1000 / CLOCKS_PER_SEC;
	if (ms > HANGS_MS)
		fail_msg("%s: %.1f ms", what, ms);
	if (!diags.errors || diags.count > DOCUMENT_FINDINGS + 1)
		fail_msg("%s: %zu findings", what, diags.count);
	diags_release(&diags);
	course_release(&course);
}

static void bomb(const char *head, const char *part, size_t times, const char *tail)
{
	struct buf b = BUF_INIT;
	buf_adds(&b, head);
	repeat(&b, part, times);
	buf_adds(&b, tail);
	assert_no_hang(part, b.data, b.len);
	buf_release(&b);
}

static void bombs_are_refused_at_once(void **state)
{
	(void)state;
	const char *lesson = "kind: lesson\nschema: 1\nid: x\n";
	bomb("", "[", 100000, "");
	bomb("", "[", 1000000, "");
	bomb("", "{a: ", 50000, "");
	bomb("", "- ", 100000, "");
	bomb("", "? ", 100000, "");
	bomb("", "a:\n ", 30000, "");
	bomb("", "%TAG !a! b\n", 20000, "");
	bomb("a: ", "&a ", 50000, "");
	bomb("a: [", "*a,", 50000, "]");
	bomb("a: [", "&a1 x,", 40000, "]");
	bomb("a: ", "!!str ", 30000, "");
	bomb("", "\t", 200000, "");
	bomb("", "\ta", 100000, "");
	bomb("", "\t\n", 100000, "");
	bomb("a: ", "\u202e", 80000, "");
	bomb("a: \"", "\\u202e", 40000, "\"");
	bomb("a: \"", "a\u0301", 80000, "\"");
	bomb("a: ", "\xff", 200000, "");
	bomb("a: |\n  ", "x", 1000000, "");
	bomb("a: ", "x ", 120000, "");
	bomb("a: [", "x,", 120000, "]");
	bomb("", "a: b\n", 50000, "");
	bomb("", "---\n", 60000, "");
	bomb("a: \"", "\n", 250000, "");
	bomb("a: '", "''", 120000, "");
	bomb("{", "a,", 100000, "}");
	bomb(lesson, "kind: lesson\n", 15000, "");
	bomb("kind: quiz\nschema: 1\nid: x\nquestions: [", "{id: a},", 6000, "]");
	bomb("kind: quiz\nschema: 1\nid: x\nalways: [", "a,", 19000, "]");
	bomb("kind: lesson\nschema: 1\nid: x\nrecap: [", "{ban} {x},", 9000, "]");
	bomb("kind: lesson\nschema: 1\nid: x\nrecap: [\"", "{x} ", 60000, "\"]");
}

/* Each name stands for ten of the one before: 10 GB, were they filled in. */
static void a_billion_laughs_are_none(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	buf_adds(&b, "kind: lesson\nschema: 1\nid: x\na0: &a0 ha\n");
	for (int i = 1; i < 10; i++) {
		buf_printf(&b, "a%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			buf_printf(&b, "*a%d,", i - 1);
		buf_adds(&b, "]\n");
	}
	struct course course = {0};
	struct diags diags = {0};
	content_load_text(&course, &diags, "x.yaml", b.data, b.len);
	assert_int_equal(diags.items[0].at.line, 4);
	assert_string_equal(diags.items[0].code, "E03");
	assert_true(course.arena.used < 100000);
	assert_no_hang("laughs", b.data, b.len);
	diags_release(&diags);
	course_release(&course);
	buf_release(&b);
}

/* Thousands of different unknown keys: nothing may be compared with everything for ever. */
static void strange_keys_are_quick(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	buf_adds(&b, "kind: quiz\nschema: 1\nid: x\nquestions:\n");
	for (int q = 0; q < 9; q++) {
		buf_printf(&b, "  - id: q%d\n", q);
		for (int i = 0; i < 990; i++)
			buf_printf(&b, "    titel%d: a\n", i);
	}
	assert_no_hang("strange keys", b.data, b.len);
	buf_release(&b);
}

/* A file with a thousand mistakes says a hundred of them, and that there are more. */
static void findings_are_limited(void **state)
{
	(void)state;
	struct buf b = BUF_INIT;
	struct course course = {0};
	struct diags diags = {0};
	buf_adds(&b, "kind: lesson\nschema: 1\nid: x\n");
	for (int i = 0; i < 900; i++)
		buf_printf(&b, "zzzzzzzzz%d: a\n", i);
	content_load_text(&course, &diags, "x.yaml", b.data, b.len);
	diags_sort(&diags);
	assert_int_equal(diags.count, DOCUMENT_FINDINGS + 1);
	assert_int_equal(diags.items[0].at.line, 0);
	assert_non_null(strstr(diags.items[0].message, "100"));
	diags_release(&diags);
	course_release(&course);
	buf_release(&b);
}

int test_yaml(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nodes_have_places_and_styles),
		cmocka_unit_test(scalars_stay_what_was_written),
		cmocka_unit_test(mark_and_line_ends_of_windows),
		cmocka_unit_test(a_first_document_mark_is_fine),
		cmocka_unit_test(values_know_their_source),
		cmocka_unit_test(offsets_and_places_agree),
		cmocka_unit_test(depth_is_limited),
		cmocka_unit_test(size_is_limited),
		cmocka_unit_test(bombs_are_refused_at_once),
		cmocka_unit_test(strange_keys_are_quick),
		cmocka_unit_test(a_billion_laughs_are_none),
		cmocka_unit_test(findings_are_limited),
	};
	return cmocka_run_group_tests_name("yaml", tests, NULL, NULL);
}
