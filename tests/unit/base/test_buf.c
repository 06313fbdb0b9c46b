#include "tests.h"

#include "base/buf.h"

#include <stdlib.h>
#include <string.h>

static void always_ends_in_nul(void **state)
{
	struct buf b = BUF_INIT;
	(void)state;
	assert_string_equal(b.data, "");
	for (int i = 0; i < 1000; i++) {
		buf_addc(&b, (char)('a' + i % 26));
		assert_int_equal(strlen(b.data), i + 1);
	}
	buf_truncate(&b, 3);
	assert_string_equal(b.data, "abc");
	buf_truncate(&b, 10); /* longer than it is: nothing */
	assert_int_equal(b.len, 3);
	buf_reset(&b);
	assert_string_equal(b.data, "");
	buf_release(&b);
	assert_string_equal(b.data, "");
}

static void prints_and_pads(void **state)
{
	struct buf b = BUF_INIT;
	(void)state;
	buf_printf(&b, "%d người", 12);
	buf_pad(&b, '.', 3);
	buf_add(&b, "x\0y", 3);
	assert_int_equal(b.len, strlen("12 người...") + 3);
	assert_memory_equal(b.data, "12 người...x\0y", b.len + 1);
	buf_release(&b);
}

/* A long format must not be cut at the first guess of its size. */
static void prints_long_texts(void **state)
{
	struct buf b = BUF_INIT;
	char *word = malloc(5001);
	(void)state;
	memset(word, 'z', 5000);
	word[5000] = '\0';
	buf_printf(&b, "<%s>", word);
	assert_int_equal(b.len, 5002);
	assert_int_equal(b.data[5001], '>');
	free(word);
	buf_release(&b);
}

static void detaching_leaves_an_empty_buffer(void **state)
{
	struct buf b = BUF_INIT;
	(void)state;
	char *none = buf_detach(&b);
	assert_string_equal(none, "");
	buf_adds(&b, "một");
	char *text = buf_detach(&b);
	assert_string_equal(text, "một");
	assert_string_equal(b.data, "");
	buf_adds(&b, "hai");
	assert_string_equal(b.data, "hai");
	assert_string_equal(text, "một");
	free(none);
	free(text);
	buf_release(&b);
}

int test_buf(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(always_ends_in_nul),
		cmocka_unit_test(prints_and_pads),
		cmocka_unit_test(prints_long_texts),
		cmocka_unit_test(detaching_leaves_an_empty_buffer),
	};
	return cmocka_run_group_tests_name("buf", tests, NULL, NULL);
}
