#ifndef TESTS_UNIT_BASE_TESTS_H
#define TESTS_UNIT_BASE_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

int test_buf(void);
int test_date(void);
int test_diag(void);
int test_err(void);
int test_file(void);
int test_mem(void);
int test_watch(void);

#endif
