/* Edits of content files: the one thing changes, every other byte stays. */
#include "check.h"

#include "../../tools/random_edit.h"
#include "base/file.h"
#include "content/edit.h"
#include "content/emit.h"

#include <glob.h>

/* ── by example ── */

struct sample {
	struct parsed p;
	struct buf text;
};

static void begin(struct sample *s, const char *text)
{
	assert_true(parsed_from(&s->p, text, strlen(text)));
	buf_init(&s->text);
	buf_adds(&s->text, s->p.doc.text);
}

static void end(struct sample *s)
{
	parsed_release(&s->p);
	buf_release(&s->text);
}

static void becomes(const char *before, struct edit edit, const char *path,
		    const char *after)
{
	struct sample s;
	struct patch patch;
	struct err err = {0};
	begin(&s, before);
	edit.at = node_at(s.p.doc.root, path);
	assert_non_null(edit.at);
	if (!edit_make(&patch, &s.p.doc, &edit, &err))
		fail_msg("%s", err.text);
	assert_true(patch_apply(&patch, &s.text));
	assert_string_equal(s.text.data, after);
	assert_true(patch_revert(&patch, &s.text));
	assert_string_equal(s.text.data, s.p.doc.text);
	patch_release(&patch);
	end(&s);
}

static void set(const char *before, const char *path, const char *text, const char *after)
{
	becomes(before, (struct edit){.kind = EDIT_SET, .text = text}, path, after);
}

static void a_text_keeps_its_style(void **state)
{
	(void)state;
	set("a: một # hai\nb: x\n", "a", "ba", "a: ba # hai\nb: x\n");
	set("a: \"một\"\n", "a", "hai", "a: \"hai\"\n");
	set("a: 'một'\n", "a", "o'clock", "a: 'o''clock'\n");
	set("a:   'mot'   # ghi\n", "a", "mot hai", "a:   'mot hai'   # ghi\n");
	set("a: |\n  dòng mọt\n  dòng hai\n\n\nb: x\n", "a", "dòng một\ndòng hai",
	    "a: |\n  dòng một\n  dòng hai\n\n\nb: x\n");
	set("a: |-  # ghi\n     một\n     hai\nb: x\n", "a", "một\nhai\nba",
	    "a: |-  # ghi\n     một\n     hai\n     ba\nb: x\n");
	set("a: >\n  nối lại\n  thành mọt câu\n", "a", "nối lại thành một câu",
	    "a: >\n  nối lại\n  thành một câu\n");
	set("a: >\n  mot\n  hai\n", "a", "mot hai\nba", "a: >\n  mot hai\n\n  ba\n");
	set("a: \"một \\\n  hai\"\n", "a", "một hai ba", "a: \"một \\\n  hai ba\"\n");
}

static void a_text_is_quoted_when_it_must(void **state)
{
	(void)state;
	set("a: b\n", "a", "Chú ý: nhìn kỹ", "a: \"Chú ý: nhìn kỹ\"\n");
	set("a: b\n", "a", "no", "a: \"no\"\n");
	set("a: b\n", "a", "0912345678", "a: \"0912345678\"\n");
	set("a: b\n", "a", "12:30", "a: \"12:30\"\n");
	set("a: b\n", "a", "2026-11-22", "a: \"2026-11-22\"\n");
	set("a: b\n", "a", "phím #1", "a: \"phím #1\"\n");
	set("a: b\n", "a", "phím#1", "a: phím#1\n");
	set("a: b\n", "a", "\"Được\" ạ", "a: '\"Được\" ạ'\n");
	set("a: b\n", "a", "một, hai", "a: một, hai\n");
	set("a: {b: c}\n", "a.b", "một, hai", "a: {b: \"một, hai\"}\n");
	set("a: [b, c]\n", "a.1", "x]", "a: [b, \"x]\"]\n");
	set("a:\nb: x\n", "a", "chữ", "a: chữ\nb: x\n");
	set("- a\n-\n", "1", "b", "- a\n- b\n");
	set("a: b\n", "a", "", "a: \"\"\n");
	becomes("a: 8\n", (struct edit){.kind = EDIT_SET, .text = "9", .word = true}, "a",
		"a: 9\n");
}

static void a_text_of_more_lines_becomes_a_block(void **state)
{
	(void)state;
	set("steps:\n  - say: một\n    id: x\n", "steps.0.say", "một\nhai\n",
	    "steps:\n  - say: |\n      một\n      hai\n    id: x\n");
	set("- một\n- hai\n", "0", "a\nb\n", "- |\n  a\n  b\n- hai\n");
	set("steps:\n  - say: một\n", "steps.0.say", "  /\\\n /  \\\n",
	    "steps:\n  - say: |2\n        /\\\n       /  \\\n");
	set("a: |2\n     x\n", "a", "   y\n  z", "a: |2\n     y\n    z\n");
	set("{a: b}\n", "a", "một\nhai", "{a: \"một\\nhai\"}\n");
}

static void line_ends_of_windows_stay(void **state)
{
	(void)state;
	set("\xef\xbb\xbf"
	    "a: b\r\nc: |\r\n  d\r\n",
	    "c", "d\ne", "a: b\r\nc: |\r\n  d\r\n  e\r\n");
	struct arena arena = {0};
	becomes("a:\r\n  - b\r\n",
		(struct edit){
			.kind = EDIT_INSERT, .index = 1, .value = emit_text(&arena, "c")},
		"a", "a:\r\n  - b\r\n  - c\r\n");
	arena_release(&arena);
}

static const char lesson[] = "# đầu tệp\n"
			     "steps:\n"
			     "  # về một\n"
			     "  - id: mot # ghi\n"
			     "    say: |\n"
			     "      Chào.\n"
			     "    # hết một\n"
			     "\n"
			     "  - id: hai\n"
			     "    list: [a, b]\n"
			     "\n"
			     "  # về ba\n"
			     "  - {id: ba}\n"
			     "# cuối\n"
			     "recap: [x]\n";

static void entries_come_and_go(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct node *step = emit_collection(&arena, NODE_MAPPING, STYLE_BLOCK);
	emit_add(&arena, step, "id", emit_word(&arena, "moi"));
	emit_add(&arena, step, "say", emit_prose(&arena, "Một.\nHai."));
	struct edit insert = {.kind = EDIT_INSERT, .index = 1, .value = step};
	becomes(lesson, insert, "steps",
		"# đầu tệp\nsteps:\n  # về một\n  - id: mot # ghi\n    say: |\n      "
		"Chào.\n    # hết một\n\n  - id: moi\n    say: |\n      Một.\n      "
		"Hai.\n\n  - id: hai\n    list: [a, b]\n\n  # về ba\n  - {id: ba}\n# "
		"cuối\nrecap: [x]\n");
	struct edit remove = {.kind = EDIT_DELETE, .index = 0};
	becomes(lesson, remove, "steps",
		"# đầu tệp\nsteps:\n  - id: hai\n    list: [a, b]\n\n  # về ba\n  - {id: "
		"ba}\n# cuối\nrecap: [x]\n");
	struct edit move = {.kind = EDIT_MOVE, .index = 2, .to = 0};
	becomes(lesson, move, "steps",
		"# đầu tệp\nsteps:\n  # về ba\n  - {id: ba}\n\n  # về một\n  - id: mot # "
		"ghi\n    say: |\n      Chào.\n    # hết một\n\n  - id: hai\n    list: "
		"[a, b]\n# cuối\nrecap: [x]\n");
	arena_release(&arena);
}

static void entries_of_a_line_come_and_go(void **state)
{
	(void)state;
	struct arena arena = {0};
	struct edit insert = {
		.kind = EDIT_INSERT, .index = 2, .value = emit_text(&arena, "c, d")};
	becomes("a: [x,  y] # z\n", insert, "a", "a: [x,  y,  \"c, d\"] # z\n");
	insert.index = 0;
	becomes("a: []\nb: 1\n", insert, "a", "a:\n  - c, d\nb: 1\n");
	becomes("a: {b: []}\n", insert, "a.b", "a: {b: [\"c, d\"]}\n");
	struct edit key = {.kind = EDIT_INSERT,
			   .index = 1,
			   .key = "why",
			   .value = emit_text(&arena, "Vì: thế")};
	becomes("- {id: a, text: b}\n", key, "0",
		"- {id: a, why: \"Vì: thế\", text: b}\n");
	becomes("- id: a\n  text: b\n", key, "0",
		"- id: a\n  why: \"Vì: thế\"\n  text: b\n");
	struct edit remove = {.kind = EDIT_DELETE, .index = 0};
	becomes("- id: a\n  text: b\n", remove, "0", "- text: b\n");
	becomes("a: [x, y]\n", remove, "a", "a: [y]\n");
	becomes("a:\n  - x\nb: 1\n", remove, "a", "a: []\nb: 1\n");
	becomes("a: {x: 1, y: 2}\n", remove, "a", "a: {y: 2}\n");
	struct edit last = {.kind = EDIT_DELETE, .index = 1};
	becomes("a: 1\nb:\n  - 2", last, "", "a: 1\n");
	struct edit move = {.kind = EDIT_MOVE, .index = 0, .to = 2};
	becomes("[a,  b, c]\n", move, "", "[b,  c, a]\n");
	becomes("- a\n- b\n- c", move, "", "- b\n- c\n- a");
	arena_release(&arena);
}

static void what_cannot_be_said_is_refused(void **state)
{
	(void)state;
	struct sample s;
	struct patch patch;
	struct err err = {0};
	begin(&s, "a: b\nc: [d]\n");
	struct edit set_list = {
		.kind = EDIT_SET, .at = node_at(s.p.doc.root, "c"), .text = "x"};
	assert_false(edit_make(&patch, &s.p.doc, &set_list, &err));
	assert_non_null(strstr(err.text, "dòng 2"));
	struct edit control = {
		.kind = EDIT_SET, .at = node_at(s.p.doc.root, "a"), .text = "x\x1b[2J"};
	assert_false(edit_make(&patch, &s.p.doc, &control, &err));
	struct arena arena = {0};
	struct edit twice = {.kind = EDIT_INSERT,
			     .at = s.p.doc.root,
			     .index = 1,
			     .key = "c",
			     .value = emit_text(&arena, "x")};
	assert_false(edit_make(&patch, &s.p.doc, &twice, &err));
	assert_null(node_at(s.p.doc.root, "c.4"));
	assert_null(node_at(s.p.doc.root, "x"));
	arena_release(&arena);
	end(&s);
}

/* ── by chance ── */

static const char *const shipped[] = {"lessons/*.yaml",         "lessons/*/*.yaml",
				      "quizzes/*.yaml",         "docs/templates/*.yaml",
				      GOOD "/lessons/*/*.yaml", GOOD "/quizzes/*.yaml"};

static void edit_file(const char *path, struct dice_of_edits *dice,
		      struct edits_tally *tally, bool windows)
{
	struct buf bytes = BUF_INIT, text = BUF_INIT;
	assert_true(file_read(path, DOCUMENT_BYTES, &bytes, NULL));
	for (size_t i = 0; i < bytes.len; i++) {
		if (windows && bytes.data[i] == '\n')
			buf_addc(&text, '\r');
		buf_addc(&text, bytes.data[i]);
	}
	for (int i = 0; i < 6; i++) {
		struct buf next = BUF_INIT;
		if (!random_edit(dice, text.data, text.len, true, &next, tally))
			fail_msg("%s", path);
		buf_release(&text);
		text = next;
	}
	buf_release(&bytes);
	buf_release(&text);
}

static void any_edit_of_what_is_shipped(void **state)
{
	(void)state;
	struct edits_tally tally = {0};
	struct dice_of_edits dice = {20261122};
	glob_t files = {0};
	for (size_t i = 0; i < ARRAY_LEN(shipped); i++)
		glob(shipped[i], i ? GLOB_APPEND : 0, NULL, &files);
	assert_true(files.gl_pathc > 50);
	for (int round = 0; round < 4; round++)
		for (size_t i = 0; i < files.gl_pathc; i++)
			edit_file(files.gl_pathv[i], &dice, &tally, round == 3);
	globfree(&files);
	/* Refusing everything would be safe, too. */
	assert_true(tally.tried > 1000);
	if (tally.refused * 50 > tally.tried)
		fail_msg("%zu of %zu edits refused", tally.refused, tally.tried);
}

int test_edit(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_keeps_its_style),
		cmocka_unit_test(a_text_is_quoted_when_it_must),
		cmocka_unit_test(a_text_of_more_lines_becomes_a_block),
		cmocka_unit_test(line_ends_of_windows_stay),
		cmocka_unit_test(entries_come_and_go),
		cmocka_unit_test(entries_of_a_line_come_and_go),
		cmocka_unit_test(what_cannot_be_said_is_refused),
		cmocka_unit_test(any_edit_of_what_is_shipped),
	};
	return cmocka_run_group_tests_name("edit", tests, NULL, NULL);
}
