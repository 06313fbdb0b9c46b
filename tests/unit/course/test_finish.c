/* What is told of a completion, and of what taking it back changes. */
#include "course/finish.h"

#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

int test_finish(void);

static int on(int year, int month, int day)
{
	return day_of((struct date){year, month, day});
}

static void assert_words(const struct finish *list, size_t count, size_t at,
			 enum finish_change change, const char *has, const char *lacks)
{
	struct buf words = BUF_INIT;

	finish_change_words(list, count, at, change, &words);
	if (!strstr(words.data, has) || (lacks && strstr(words.data, lacks)))
		fail_msg("“%s” in: %s", has, words.data);
	buf_release(&words);
}

static void says_where_it_comes_from(void **state)
{
	struct finish f = {.how = FINISH_DECLARED, .basis = "GCN 12"};
	struct buf words = BUF_INIT;

	(void)state;
	f.day = on(2026, 3, 10);
	finish_words(&f, &words);
	assert_string_equal(words.data,
			    "10/03/2026: đã học trước đây, theo giấy tờ: GCN 12");
	buf_reset(&words);
	finish_state_words(&f, &words);
	assert_string_equal(words.data, "đang được tính, chưa ai xác nhận");
	f.state = FINISH_VOIDED;
	f.voided_at = instant_of(on(2026, 11, 22), 8, 0, 0);
	strcpy(f.voided_by, "Trần Thị Lan");
	strcpy(f.reason, "nhầm người");
	buf_reset(&words);
	finish_state_words(&f, &words);
	assert_string_equal(words.data, "không tính: Trần Thị Lan bỏ ngày 22/11/2026, vì "
					"“nhầm người”");
	buf_release(&words);
}

static void says_what_the_counts_do(void **state)
{
	struct finish list[3] = {{.id = 1}, {.id = 2}, {.id = 3}};

	(void)state;
	list[0].day = on(2026, 3, 10);
	list[1].day = on(2026, 5, 1);
	list[2].day = on(2026, 7, 1);
	assert_words(list, 1, 0, FINISH_VOID, "10/03/2026 và mọi ngày sau bớt đi một",
		     NULL);
	assert_words(list, 3, 0, FINISH_VOID,
		     "của ngày 10/03/2026 đến trước ngày 01/05/2026 bớt đi một",
		     "mọi ngày sau");
	assert_words(list, 3, 1, FINISH_VOID,
		     "ngày 10/03/2026, nên số người đã hoàn thành "
		     "không đổi",
		     "bớt đi");
	/* One that does not count holds nobody. */
	list[1].state = FINISH_VOIDED;
	assert_words(list, 3, 0, FINISH_VOID, "đến trước ngày 01/07/2026 bớt đi một",
		     NULL);
	list[2].state = FINISH_MOVED;
	assert_words(list, 3, 0, FINISH_VOID, "10/03/2026 và mọi ngày sau bớt đi một",
		     NULL);
	assert_words(list, 3, 1, FINISH_RESTORE, "đã được tính từ ngày 10/03/2026", NULL);
	list[0].state = FINISH_VOIDED;
	assert_words(list, 3, 1, FINISH_RESTORE, "từ đúng ngày 01/05/2026 như cũ", NULL);
	assert_words(list, 3, 2, FINISH_UNCONFIRM, "vẫn được tính là đã hoàn thành",
		     "bớt đi");
}

static void a_reason_is_a_line_of_words(void **state)
{
	static const char *const bad[] = {"", "   ", "\t\n", "nhầm\001người"};
	char reason[REASON_BYTES], longest[3 * REASON_LETTERS + 8] = "";
	struct err err;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
		err = (struct err){0};
		assert_false(finish_reason(bad[i], reason, &err));
		assert_int_equal(err.kind, ERR_USAGE);
		assert_string_equal(reason, "");
	}
	assert_false(finish_reason("nh\xff", reason, &err));
	assert_true(finish_reason("  nhầm \n người ", reason, &err));
	assert_string_equal(reason, "nhầm người");
	for (int i = 0; i < REASON_LETTERS; i++)
		strcat(longest, "ậ");
	assert_true(finish_reason(longest, reason, &err));
	assert_string_equal(reason, longest);
	strcat(longest, "ậ");
	assert_false(finish_reason(longest, reason, &err));
}

int test_finish(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_where_it_comes_from),
		cmocka_unit_test(says_what_the_counts_do),
		cmocka_unit_test(a_reason_is_a_line_of_words),
	};

	return cmocka_run_group_tests_name("finish", tests, NULL, NULL);
}
