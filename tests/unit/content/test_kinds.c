/* The tables and the structs they fill must not drift apart. */
#include "check.h"

#include "content/kinds.h"
#include "content/load.h"
#include "course/practice.h"

#include <string.h>

static void names_follow_the_enums(void **state)
{
	(void)state;
	for (int i = 0; i < QUESTION_TYPES; i++)
		assert_string_equal(question_types[i], question_type_name(i));
	assert_null(question_types[QUESTION_TYPES]);
	for (int i = 0; i < PHONE_APPS; i++)
		assert_string_equal(phone_apps[i], phone_app_name(i));
	assert_null(phone_apps[PHONE_APPS]);
	for (int i = NETWORK_MOBILE; i < NETWORKS; i++)
		assert_non_null(phone_networks[i - NETWORK_MOBILE]);
	assert_null(phone_networks[NETWORKS - NETWORK_MOBILE]);
	for (int i = ACTION_TAP; i <= ACTION_WAIT; i++)
		assert_string_equal(action_kinds[i], action_kind_name(i));
	assert_null(action_kinds[ACTION_WAIT + 1]);
	for (int i = ENDING_SAFE; i <= ENDING_HARMED; i++)
		assert_string_equal(ending_kinds[i - ENDING_SAFE], ending_name(i));
	assert_null(ending_kinds[ENDING_HARMED]);
}

static void check_table(const struct table *t, int depth);

static void check_field(const struct table *t, const struct field *f, int depth)
{
	bool named =
		f->type == FIELD_ENUM || f->type == FIELD_NAME || f->type == FIELD_FLAG;
	bool nested = f->type == FIELD_TABLE || f->type == FIELD_POINTER ||
		      f->type == FIELD_LIST || f->type == FIELD_EACH ||
		      f->type == FIELD_KEYED;
	bool ranged =
		f->type == FIELD_INT || f->type == FIELD_YEAR || f->type == FIELD_PERCENT;
	if (!f->help || !*f->help || named != (f->names != NULL) ||
	    nested != (f->table != NULL) || (ranged && f->max <= 0))
		fail_msg("%s.%s", t->noun, f->name);
	if ((f->type == FIELD_LIST || f->type == FIELD_MAP || f->type == FIELD_KEYED) &&
	    f->offset != NO_STORE && !f->count)
		fail_msg("%s.%s has no count", t->noun, f->name);
	if (f->only && (!t->discriminator || !table_field(t, t->discriminator)))
		fail_msg("%s.%s has nothing to go by", t->noun, f->name);
	if (f->table)
		check_table(f->table, depth + 1);
}

/* Two rows of one name must be for different kinds, or the second is never found. */
static void check_table(const struct table *t, int depth)
{
	assert_true(depth < 8);
	assert_true(*t->noun && t->count);
	for (size_t i = 0; i < t->count; i++) {
		check_field(t, &t->fields[i], depth);
		for (size_t k = 0; k < i; k++) {
			if (!strcmp(t->fields[i].name, t->fields[k].name) &&
			    (t->fields[i].only & t->fields[k].only ||
			     !t->fields[i].only || !t->fields[k].only))
				fail_msg("%s.%s twice", t->noun, t->fields[i].name);
		}
	}
}

static void tables_are_whole(void **state)
{
	(void)state;
	static const struct table *const roots[] = {
		&table_course, &table_framework, &table_facts,
		&table_lesson, &table_quiz,      &table_practice,
		&table_typing, &table_region,    &table_wards,
	};
	for (size_t i = 0; i < ARRAY_LEN(roots); i++) {
		check_table(roots[i], 0);
		assert_string_equal(roots[i]->fields[0].name, "kind");
		assert_string_equal(roots[i]->fields[1].name, "schema");
		assert_string_equal(roots[i]->fields[2].name, "id");
	}
}

static void ids_are_kebab_case(void **state)
{
	(void)state;
	static const char *const good[] = {"a", "noi-wifi", "k2", "2-buoc", "a-b-c"};
	static const char *const bad[] = {"",    "-a", "a-",  "a--b", "A",  "a_b",
					  "a b", "đ",  "a.b", "../a", "a/b"};
	for (size_t i = 0; i < ARRAY_LEN(good); i++)
		assert_true(id_valid(good[i]));
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_false(id_valid(bad[i]));
	char longest[66];
	memset(longest, 'a', sizeof(longest));
	longest[64] = '\0';
	assert_true(id_valid(longest));
	longest[64] = 'a';
	longest[65] = '\0';
	assert_false(id_valid(longest));
}

static void every_rule_has_its_words(void **state)
{
	(void)state;
	static const char *const needed[] = {
		"E01", "E02", "E03", "E04", "E05", "E06", "E07", "E10", "E11", "E12",
		"E20", "E21", "E22", "E23", "E24", "E30", "E31", "E32", "E33", "E34",
		"E35", "E36", "E37", "E40", "W50", "W51", "W60", "W53", "W61", "W63",
		"W64", "W52", "W54", "W55", "W56", "W57", "W58", "W59", "W62", "W65",
		"W66", "W67", "W68", "A80", "A81", "A82"};
	const char *code, *help;
	for (size_t k = 0; k < ARRAY_LEN(needed); k++) {
		bool found = false;
		for (size_t i = 0; (code = content_rule(i, &help)); i++) {
			assert_true(help && *help);
			found = found || !strcmp(code, needed[k]);
		}
		if (!found)
			fail_msg("no rule %s", needed[k]);
	}
}

int test_kinds(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_follow_the_enums),
		cmocka_unit_test(tables_are_whole),
		cmocka_unit_test(ids_are_kebab_case),
		cmocka_unit_test(every_rule_has_its_words),
	};
	return cmocka_run_group_tests_name("kinds", tests, NULL, NULL);
}
