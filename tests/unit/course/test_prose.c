#include "course/prose.h"

#include "fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

int test_prose(void);

static void expands(void **state)
{
	static const struct {
		const char *prose, *expected;
		enum address address;
	} cases[] = {
		{"Gọi {fact.tong-dai}.", "Gọi 1900 9095.", ADDRESS_BAN},
		{"{Ban} gọi {fact.tong-dai}, {ban} nhé.", "Bác gọi 1900 9095, bác nhé.",
		 ADDRESS_BAC},
		{"{ban}{ban}", "chúchú", ADDRESS_CHU},
		{"Phí {fact.phi-ho-so}{fact.tong-dai}", "Phí 0 đồng1900 9095",
		 ADDRESS_CO},
		{"{fact.khong-co} {gi-do} {} {BAN}", "{fact.khong-co} {gi-do} {} {BAN}",
		 ADDRESS_BAN},
		{"{", "{", ADDRESS_BAN},
		{"{ban", "{ban", ADDRESS_BAN},
		{"ban}", "ban}", ADDRESS_BAN},
		{"{{ban}}", "{anh}", ADDRESS_ANH},
		{"{x {ban}", "{x chị", ADDRESS_CHI},
		{"{ba\nn}", "{ba\nn}", ADDRESS_BAN},
		{"Hai dòng\nnày\n\n", "Hai dòng\nnày", ADDRESS_BAN},
		{"\n", "", ADDRESS_BAN},
		{"", "", ADDRESS_BAN},
	};
	struct course course;

	(void)state;
	fixture_course(&course);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct buf out = BUF_INIT;
		prose_expand(&out, cases[i].prose, &course, cases[i].address);
		assert_string_equal(out.data, cases[i].expected);
		buf_release(&out);
	}
	course_release(&course);
}

static void appends_and_keeps_what_was_there(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	buf_adds(&out, "Trước\n");
	prose_expand(&out, "\n", NULL, ADDRESS_BAN);
	assert_string_equal(out.data, "Trước\n");
	prose_expand(&out, "{fact.tong-dai} {ban}", NULL, ADDRESS_CO);
	assert_string_equal(out.data, "Trước\n{fact.tong-dai} cô");
	buf_release(&out);
}

static void very_long_key_stays(void **state)
{
	struct buf prose = BUF_INIT, out = BUF_INIT;
	struct course course;

	(void)state;
	fixture_course(&course);
	buf_adds(&prose, "{fact.");
	buf_pad(&prose, 'x', 5000);
	buf_adds(&prose, "} {ban}");
	prose_expand(&out, prose.data, &course, ADDRESS_BAN);
	assert_int_equal(out.len, prose.len - strlen("{ban}") + strlen("bạn"));
	buf_release(&prose);
	buf_release(&out);
	course_release(&course);
}

static void oldest_date(void **state)
{
	struct course course;
	struct date as_of = {0};

	(void)state;
	fixture_course(&course);
	assert_false(prose_as_of("Không có gì, {ban}.", &course, &as_of));
	assert_false(prose_as_of("{fact.khong-co}", &course, &as_of));
	assert_true(prose_as_of("{fact.tong-dai}", &course, &as_of));
	assert_int_equal(as_of.year, 2026);
	assert_true(prose_as_of("{fact.tong-dai} {fact.phi-ho-so}", &course, &as_of));
	assert_int_equal(as_of.year, 2025);
	assert_true(prose_as_of("{fact.phi-ho-so} {fact.tong-dai}", &course, &as_of));
	assert_int_equal(as_of.month, 11);
	assert_false(prose_as_of("{fact.tong-dai}", NULL, &as_of));
	course_release(&course);
}

static void addresses_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < ADDRESSES; i++) {
		assert_int_equal(address_parse(address_name(i)), i);
		assert_string_not_equal(address_word(i), address_word_upper(i));
	}
	assert_string_equal(address_word(ADDRESS_BAC), "bác");
	assert_string_equal(address_word_upper(ADDRESS_CHI), "Chị");
	assert_int_equal(address_parse("ong"), -1);
	assert_int_equal(address_parse(""), -1);
}

int test_prose(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expands),
		cmocka_unit_test(appends_and_keeps_what_was_there),
		cmocka_unit_test(very_long_key_stays),
		cmocka_unit_test(oldest_date),
		cmocka_unit_test(addresses_have_names),
	};

	return cmocka_run_group_tests_name("prose", tests, NULL, NULL);
}
