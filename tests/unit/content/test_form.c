/* The schema as a form: every key of the tables can be seen and added, and what begins blank is sound
 * in its shape. */
#include "check.h"

#include "base/file.h"
#include "content/emit.h"
#include "content/form.h"
#include "content/load.h"
#include "content/manuscript.h"
#include "content/pack.h"
#include "content/template.h"

#include <stdlib.h>
#include <string.h>

static const struct field *first_row(const struct table *t, const char *name)
{
	return table_field(t, name);
}

static void every_key_has_words(void **state)
{
	static const char *const kinds[] = {"lesson", "quiz", "typing", "facts"};
	(void)state;
	for (size_t k = 0; k < ARRAY_LEN(kinds); k++) {
		const struct table *t = pack_table(kinds[k]);
		struct node none = {.kind = NODE_MAPPING};
		struct form_field f;
		assert_non_null(t);
		for (size_t i = 0; i < t->count; i++) {
			assert_true(form_field(t, &none, t->fields[i].name, &f));
			assert_non_null(f.help);
			if (f.kind == FORM_LIST || f.kind == FORM_PART)
				assert_non_null(f.table);
			if (f.kind == FORM_CHOICE)
				assert_non_null(f.names[0]);
		}
		assert_false(form_field(t, &none, "khong-co", &f));
	}
	assert_null(pack_table("chuyen"));
}

static void choices_exclude_each_other(void **state)
{
	const struct table *steps = first_row(pack_table("lesson"), "steps")->table;
	struct arena arena = {0};
	struct form_field f;
	struct node *step = emit_collection(&arena, NODE_MAPPING, STYLE_BLOCK);
	int choices = 0;
	(void)state;
	for (size_t i = 0; form_missing(steps, step, i, &f); i++)
		choices += !strcmp(f.name, "say") || !strcmp(f.name, "check");
	assert_int_equal(choices, 2);
	emit_add(&arena, step, "say", emit_text(&arena, "x"));
	for (size_t i = 0; form_missing(steps, step, i, &f); i++) {
		assert_string_not_equal(f.name, "say");
		assert_string_not_equal(f.name, "check");
	}
	/* In the order of the table: the id first, the caption last. */
	assert_int_equal(form_index(steps, step, "id"), 0);
	assert_int_equal(form_index(steps, step, "caption"), 1);
	arena_release(&arena);
}

/* Puts an item into a file's list and counts findings about its shape. */
static void is_sound(const char *path, const char *list, const char *variant)
{
	struct manuscript m;
	struct err err = {0};
	struct arena arena = {0};
	struct course course = {0};
	struct diags findings = {0};
	assert_true(manuscript_open(&m, path, &err));
	const struct table *table = first_row(manuscript_table(&m), list)->table;
	const struct node *node = node_get(m.doc.root, list);
	struct edit add = {.kind = EDIT_INSERT, .at = node, .index = node->count};
	add.value = form_blank_item(&arena, table, STYLE_BLOCK, "cai-moi", variant,
				    "thu.doc");
	if (!manuscript_edit(&m, &add, &err))
		fail_msg("%s %s: %s", list, variant, err.text);
	content_load_text(&course, &findings, path, m.text.data, m.text.len);
	for (size_t i = 0; i < findings.count; i++) {
		const char *code = findings.items[i].code;
		if (!strcmp(code, "E03") || !strcmp(code, "E05") ||
		    !strcmp(code, "E06") || !strcmp(code, "E07"))
			fail_msg("%s %s: %d: %s %s\n%s", list, variant,
				 findings.items[i].at.line, code,
				 findings.items[i].message, m.text.data);
	}
	diags_release(&findings);
	course_release(&course);
	arena_release(&arena);
	manuscript_release(&m);
}

static void what_begins_blank_is_sound(void **state)
{
	static const struct {
		const char *path, *list;
	} lists[] = {{GOOD "/quizzes/kiem-tra-mot.yaml", "questions"},
		     {GOOD "/lessons/mot/bai-mot.yaml", "steps"},
		     {GOOD "/lessons/mot/bai-mot.yaml", "words"},
		     {GOOD "/lessons/facts.yaml", "sources"}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
		struct manuscript m;
		struct err err = {0};
		assert_true(manuscript_open(&m, lists[i].path, &err));
		const struct table *t =
			first_row(manuscript_table(&m), lists[i].list)->table;
		const char *variant = form_variant(t, 0);
		manuscript_release(&m);
		if (!variant)
			is_sound(lists[i].path, lists[i].list, NULL);
		for (size_t k = 0; variant && form_variant(t, k); k++)
			is_sound(lists[i].path, lists[i].list, form_variant(t, k));
	}
}

static void a_template_is_filled_in(void **state)
{
	static const char *const roots[] = {NULL, "/khong/co", "."};
	struct buf out = BUF_INIT;
	struct err err = {0};
	(void)state;
	assert_true(template_write("lesson", roots, ARRAY_LEN(roots), "bai-x", "a.b",
				   20000, &out, &err));
	assert_non_null(strstr(out.data, "\nid: bai-x\n"));
	assert_non_null(strstr(out.data, "skills: [a.b]"));
	assert_null(strchr(out.data, '@'));
	buf_reset(&out);
	assert_false(template_write("lesson", roots, 2, "x", NULL, 0, &out, &err));
	assert_false(template_write("chuyen", roots, 3, "x", NULL, 0, &out, &err));
	buf_reset(&out);
	template_id(&out, "Tin nhắn thật, hay giả?", 0);
	assert_string_equal(out.data, "tin-nhan-that-hay-gia");
	buf_release(&out);
	char *where = template_id_used(GOOD, "bai-dau-tien");
	assert_string_equal(where, "lessons/mot/bai-mot.yaml:57");
	free(where);
	assert_null(template_id_used(GOOD, "khong-co"));
}

int test_form(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_has_words),
		cmocka_unit_test(choices_exclude_each_other),
		cmocka_unit_test(what_begins_blank_is_sound),
		cmocka_unit_test(a_template_is_filled_in),
	};
	return cmocka_run_group_tests_name("form", tests, NULL, NULL);
}
