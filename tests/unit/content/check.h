/* What all tests of this layer include: cmocka wants these first, in this order. */
#ifndef TESTS_CONTENT_CHECK_H
#define TESTS_CONTENT_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

int test_bad(void);
int test_diagtext(void);
int test_edit(void);
int test_exchange(void);
int test_form(void);
int test_good(void);
int test_kinds(void);
int test_manuscript(void);
int test_nearest(void);
int test_pack(void);
int test_practice(void);
int test_shelf(void);
int test_yaml(void);

/* A folder of the test's own: its path into `out` of `size` bytes. */
static inline bool own_folder(char *out, size_t size)
{
	const char *base = getenv("TMPDIR");
	snprintf(out, size, "%s/kynangso-XXXXXX", base && *base ? base : "/tmp");
	return mkdtemp(out);
}

#define GOOD "tests/content/good"
#define BAD "tests/content/bad"

#endif
