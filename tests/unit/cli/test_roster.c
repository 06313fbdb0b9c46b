#include "cli/roster.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_roster(void);

static struct person person(const char *name, int year, int month, int day, enum sex sex,
			    const char *ward, const char *phone)
{
	struct person p = {.sex = sex};
	p.birth = (struct birth){day     ? PRECISION_DAY
				 : month ? PRECISION_MONTH
				 : year  ? PRECISION_YEAR
					 : PRECISION_NONE,
				 year, month, day};
	snprintf(p.name, sizeof(p.name), "%s", name);
	snprintf(p.ward, sizeof(p.ward), "%s", ward);
	snprintf(p.phone, sizeof(p.phone), "%s", phone);
	return p;
}

static struct person hoa(void)
{
	return person("Nguyễn Thị Hòa", 1980, 1, 5, SEX_FEMALE, "00004", "0912345678");
}

static void the_same_record_is_the_same_person(void **state)
{
	(void)state;
	struct roster roster = {0};
	struct person p = hoa();
	assert_null(roster_same(&roster, &p, NULL));
	roster_add(&roster, &p, NULL, 7, 0);
	const struct roster_entry *same = roster_same(&roster, &p, NULL);
	assert_non_null(same);
	assert_int_equal(same->learner, 7);
	/* Capitals and the place of the tone are spelling. */
	p = person("NGUYỄN THỊ HOÀ", 1980, 1, 5, SEX_FEMALE, "00004", "0912345678");
	assert_non_null(roster_same(&roster, &p, NULL));
	roster_release(&roster);
}

static void any_other_fact_is_another_person(void **state)
{
	(void)state;
	struct roster roster = {0};
	struct person p = hoa();
	roster_add(&roster, &p, NULL, 7, 0);
	const struct person others[] = {
		person("Nguyễn Thị Hoa", 1980, 1, 5, SEX_FEMALE, "00004", "0912345678"),
		person("Hòa Nguyễn Thị", 1980, 1, 5, SEX_FEMALE, "00004", "0912345678"),
		person("Nguyễn Thị Hòa", 1980, 1, 6, SEX_FEMALE, "00004", "0912345678"),
		person("Nguyễn Thị Hòa", 1980, 1, 0, SEX_FEMALE, "00004", "0912345678"),
		person("Nguyễn Thị Hòa", 0, 0, 0, SEX_FEMALE, "00004", "0912345678"),
		person("Nguyễn Thị Hòa", 1980, 1, 5, SEX_UNKNOWN, "00004", "0912345678"),
		person("Nguyễn Thị Hòa", 1980, 1, 5, SEX_FEMALE, "00008", "0912345678"),
		person("Nguyễn Thị Hòa", 1980, 1, 5, SEX_FEMALE, "", "0912345678"),
		person("Nguyễn Thị Hòa", 1980, 1, 5, SEX_FEMALE, "00004", ""),
	};
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		assert_null(roster_same(&roster, &others[i], NULL));
	roster_release(&roster);
}

static void ids_decide(void **state)
{
	(void)state;
	static const uint8_t one[TOKEN_BYTES] = {1}, two[TOKEN_BYTES] = {2};
	struct roster roster = {0};
	struct person p = hoa();
	struct person other = person("Trần Văn Bình", 1950, 0, 0, SEX_MALE, "", "");
	roster_add(&roster, &p, one, 0, 3);
	/* The same id, whatever the rest says. */
	const struct roster_entry *same = roster_same(&roster, &other, one);
	assert_non_null(same);
	assert_int_equal(same->row, 3);
	assert_null(roster_same(&roster, &other, two));
	/* Another id, however much is equal; none says nothing. */
	assert_null(roster_same(&roster, &p, two));
	assert_non_null(roster_same(&roster, &p, NULL));
	/* A learner whose id is known to the store alone: the store would have said
	 * so. */
	struct roster there = {0};
	p.id_known = true;
	roster_add(&there, &p, NULL, 9, 0);
	assert_null(roster_same(&there, &p, one));
	p.id_known = false;
	assert_non_null(roster_same(&there, &p, NULL));
	roster_release(&there);
	roster_release(&roster);
}

static void assert_alike(const struct person *p, enum likeness want)
{
	struct roster roster = {0};
	struct person h = hoa();
	enum likeness likeness;
	roster_add(&roster, &h, NULL, 7, 0);
	const struct roster_entry *found = roster_alike(&roster, p, NULL, &likeness);
	assert_int_equal(likeness, want);
	assert_true((found != NULL) == (want != LIKENESS_NONE));
	roster_release(&roster);
}

static void the_alike_are_found(void **state)
{
	(void)state;
	const struct {
		struct person p;
		enum likeness likeness;
	} cases[] = {
		{person("NGUYEN THI HOA", 1980, 1, 5, SEX_FEMALE, "", "0983335678"),
		 LIKENESS_PROBABLE},
		{person("Hoa Nguyễn Thị", 1981, 0, 0, SEX_FEMALE, "00004", ""),
		 LIKENESS_POSSIBLE},
		{person("Nguyễn Thị Hoan", 1980, 1, 5, SEX_FEMALE, "00004", ""),
		 LIKENESS_POSSIBLE},
		{person("Nguyễn Thị Hoan", 1980, 1, 6, SEX_FEMALE, "00004", ""),
		 LIKENESS_NONE},
		{person("Nguyễn Thị Hoa", 1990, 1, 5, SEX_FEMALE, "00004", "0983330000"),
		 LIKENESS_NONE},
		{person("Trần Văn Bình", 1980, 1, 5, SEX_FEMALE, "00004", "0912345678"),
		 LIKENESS_NONE},
	};
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		assert_alike(&cases[i].p, cases[i].likeness);
}

/* The indexes find whom a look at everybody finds, also after they have grown. */
static void all_are_found_again(void **state)
{
	(void)state;
	struct roster roster = {0};
	for (int i = 0; i < 5000; i++) {
		char name[64], phone[PHONE_BYTES];
		uint8_t token[TOKEN_BYTES] = {0};
		snprintf(name, sizeof(name), "Nguyễn Thị %c%c", 'a' + i % 26,
			 'a' + i / 26 % 26);
		snprintf(phone, sizeof(phone), "09%08d", i);
		memcpy(token, &i, sizeof(i));
		struct person p =
			person(name, 1950 + i % 50, 1, 1, SEX_FEMALE, "00004", phone);
		assert_null(roster_same(&roster, &p, NULL));
		roster_add(&roster, &p, i % 2 ? token : NULL, i + 1, 0);
	}
	for (int i = 0; i < 5000; i++) {
		const struct roster_entry *entry = &roster.entries[i];
		struct person p = person(entry->name, entry->birth.year, 1, 1, SEX_FEMALE,
					 "00004", entry->phone);
		assert_int_equal(roster_same(&roster, &p, NULL)->learner, i + 1);
		if (entry->token)
			assert_int_equal(roster_same(&roster, &p, entry->token)->learner,
					 i + 1);
	}
	roster_release(&roster);
}

int test_roster(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_record_is_the_same_person),
		cmocka_unit_test(any_other_fact_is_another_person),
		cmocka_unit_test(ids_decide),
		cmocka_unit_test(the_alike_are_found),
		cmocka_unit_test(all_are_found_again),
	};
	return cmocka_run_group_tests_name("roster", tests, NULL, NULL);
}
