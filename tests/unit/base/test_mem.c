#include "tests.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void arena_is_zeroed_and_aligned(void **state)
{
	struct arena arena = {0};
	(void)state;
	for (size_t size = 1; size < 40000; size = size * 3 / 2 + 1) {
		unsigned char *p = arena_alloc(&arena, size);
		assert_int_equal((uintptr_t)p % alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		memset(p, 0xff, size);
	}
	arena_release(&arena);
	assert_null(arena.head);
	assert_int_equal(arena.used, 0);
}

static void arena_keeps_strings_apart(void **state)
{
	struct arena arena = {0};
	(void)state;
	char *a = arena_strdup(&arena, "Hoà");
	char *b = arena_strndup(&arena, "Hoà Bình", 4);
	char *c = arena_printf(&arena, "%s-%d", a, 7);
	a[0] = 'h';
	assert_string_equal(b, "Hoà");
	assert_string_equal(c, "Hoà-7");
	arena_release(&arena);
}

static void arrays_grow(void **state)
{
	int *list = NULL;
	size_t cap = 0;
	(void)state;
	for (int i = 0; i < 10000; i++) {
		ALLOC_GROW(list, (size_t)i + 1, cap);
		list[i] = i;
	}
	for (int i = 0; i < 10000; i++)
		assert_int_equal(list[i], i);
	assert_true(cap >= 10000 && cap < 20000);
	free(list);
}

int test_mem(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_is_zeroed_and_aligned),
		cmocka_unit_test(arena_keeps_strings_apart),
		cmocka_unit_test(arrays_grow),
	};
	return cmocka_run_group_tests_name("mem", tests, NULL, NULL);
}
