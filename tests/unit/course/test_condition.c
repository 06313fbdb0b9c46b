/* Conditions: tables of good and bad ones, then random ones against a second, naive evaluator. */
#include "course/dice.h"
#include "course/practice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

int test_condition(void);

static const char *const names[] = {"a", "b", "lan_goi", "and_then"};
/* a is true, b is false; the balance is 5000000. */
static const struct practice_state given = {.vars = {1, 0, 7, -2}, .balance = 5000000};

static struct arena arena;

static int release(void **state)
{
	(void)state;
	arena_release(&arena);
	return 0;
}

static bool parse(struct condition *out, const char *text, size_t *at,
		  const char **message)
{
	return condition_parse(out, &arena, text, names, ARRAY_LEN(names), at, message);
}

static void good_ones(void **state)
{
	static const struct {
		const char *text;
		bool value;
	} cases[] = {
		{"a", true},
		{"b", false},
		{"true", true},
		{"false", false},
		{"0", false},
		{"7", true},
		{"not b", true},
		{"not not b", false},
		{"not not not b", true},
		{"a and b", false},
		{"a or b", true},
		{" \n a\tor  b ", true},
		/* and before or */
		{"a or b and b", true},
		{"(a or b) and b", false},
		{"b and b or a", true},
		{"b and (b or a)", false},
		/* not before and, after a comparison */
		{"not b and a", true},
		{"not (b and a)", true},
		{"not a and b", false},
		{"not (a and b)", true},
		{"not a == b", true},
		{"not lan_goi == 7", false},
		/* comparisons at, below and above the number */
		{"lan_goi == 7", true},
		{"lan_goi == 6", false},
		{"lan_goi != 7", false},
		{"lan_goi != 8", true},
		{"lan_goi < 7", false},
		{"lan_goi < 8", true},
		{"lan_goi <= 6", false},
		{"lan_goi <= 7", true},
		{"lan_goi > 7", false},
		{"lan_goi > 6", true},
		{"lan_goi >= 8", false},
		{"lan_goi >= 7", true},
		{"lan_goi>=7and a", true},
		{"7 == lan_goi", true},
		{"and_then == -2", true},
		{"and_then < -1", true},
		{"-3 < and_then", true},
		{"a == true", true},
		{"b == false", true},
		{"a != b", true},
		{"(a) == (b)", false},
		{"(a or b) == (b or a)", true},
		{"balance == 5000000", true},
		{"balance >= 5000001", false},
		{"balance", true},
		{"lan_goi == 999999999", false},
		{"((((((((((((a))))))))))))", true},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct condition condition;
		const char *message = "";
		size_t at = 0;
		if (!parse(&condition, cases[i].text, &at, &message))
			fail_msg("%s: %zu: %s", cases[i].text, at, message);
		assert_string_equal(condition.text, cases[i].text);
		if (condition_true(&condition, &given) != cases[i].value)
			fail_msg("%s is not %d", cases[i].text, cases[i].value);
	}
}

static void bad_ones(void **state)
{
	static const struct {
		const char *text;
		size_t at;
		const char *part; /* of the message */
	} cases[] = {
		{"", 0, "để trống"},
		{"  \n", 3, "để trống"},
		{"lo_otp", 0, "Không có biến"},
		{"a and lo_otp", 6, "Không có biến"},
		{"A", 0, "Không có biến"},
		{"lan-goi", 0, "Không có biến"},
		{"mã == 1", 0, "Không có biến"},
		{"a and", 5, "thiếu một vế"},
		{"not", 3, "thiếu một vế"},
		{"lan_goi <", 9, "thiếu một vế"},
		{"(", 1, "thiếu một vế"},
		{"and a", 0, "tên biến hay con số"},
		{"a or or b", 5, "tên biến hay con số"},
		{"a == not b", 5, "tên biến hay con số"},
		{"a and ()", 7, "tên biến hay con số"},
		{"< 3", 0, "tên biến hay con số"},
		{"a b", 2, "thiếu and, or"},
		{"a 3", 2, "thiếu and, or"},
		{"3a", 1, "thiếu and, or"},
		{"a not b", 2, "thiếu and, or"},
		{"(a b)", 3, "thiếu and, or"},
		{"a (b)", 2, "thiếu and, or"},
		{"a; b", 1, "thiếu and, or"},
		{"(a and b", 8, "Thiếu dấu đóng ngoặc"},
		{"a and b)", 7, "không có dấu ( đi trước"},
		{"0 < lan_goi < 3", 12, "chỉ so sánh hai vế"},
		{"a = 1", 2, "hai dấu: =="},
		{"a === 1", 4, "hai dấu: =="},
		{"a <> 1", 2, "là !="},
		{"a ≠ 1", 2, "là !="},
		{"a => 1", 2, "là >="},
		{"a ≥ 1", 2, "là >="},
		{"a =< 1", 2, "là <="},
		{"a ≤ 1", 2, "là <="},
		{"a && b", 2, "\"and\""},
		{"a & b", 2, "\"and\""},
		{"a và b", 2, "\"and\""},
		{"a AND b", 2, "\"and\""},
		{"a || b", 2, "\"or\""},
		{"a | b", 2, "\"or\""},
		{"a hoặc b", 2, "\"or\""},
		{"a OR b", 2, "\"or\""},
		{"!a", 0, "\"not\""},
		{"không a", 0, "\"not\""},
		{"NOT a", 0, "\"not\""},
		{"a == True", 5, "\"true\""},
		{"False", 0, "\"false\""},
		{"balance < 3.000.000", 11, "viết liền"},
		{"balance < 3,000", 11, "viết liền"},
		{"lan_goi + 1 == 3", 8, "không làm tính"},
		{"lan_goi -1 == 3", 8, "không làm tính"},
		{"lan_goi - 1 == 3", 8, "không làm tính"},
		{"lan_goi * 2", 8, "không làm tính"},
		{"lan_goi / 2", 8, "không làm tính"},
		{"lan_goi == 1234567890", 11, "9 chữ số"},
		{"lan_goi == -1234567890", 11, "9 chữ số"},
		{"((((((((((((((((((a))))))))))))))))))", 16, "lồng nhau"},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct condition condition;
		const char *message = NULL;
		size_t at = 99;
		if (parse(&condition, cases[i].text, &at, &message))
			fail_msg("%s is accepted", cases[i].text);
		if (at != cases[i].at || !strstr(message, cases[i].part))
			fail_msg("%s: %zu: %s", cases[i].text, at, message);
		/* What cannot be read hinders nobody. */
		assert_int_equal(condition.count, 0);
		assert_true(condition_true(&condition, &given));
	}
}

static void too_long(void **state)
{
	struct buf text = BUF_INIT;
	struct condition condition;
	const char *message = NULL;
	size_t at = 0;

	(void)state;
	/* n operands need n - 1 operators: 32 of them are 63 items. */
	buf_adds(&text, "b");
	for (int i = 1; i < 32; i++)
		buf_adds(&text, " or b");
	assert_true(parse(&condition, text.data, &at, &message));
	assert_int_equal(condition.count, 63);
	assert_false(condition_true(&condition, &given));
	/* Brackets side by side are not inside each other. */
	buf_reset(&text);
	for (int i = 0; i < 30; i++)
		buf_adds(&text, i ? " and (a)" : "(a)");
	assert_true(parse(&condition, text.data, &at, &message));
	buf_adds(&text, " and a and a and a");
	assert_false(parse(&condition, text.data, &at, &message));
	assert_non_null(strstr(message, "dài quá"));
	buf_release(&text);
}

static void one_spelling_for_one_meaning(void **state)
{
	static const char *const pairs[][2] = {
		{"not a and lan_goi<=3 or balance >0",
		 "a not lan_goi 3 <= and balance 0 > or"},
		{"( not (a) and (lan_goi <= 3) ) or (balance > 0)",
		 "a not lan_goi 3 <= and balance 0 > or"},
		{"not (a and b)", "a b and not"},
		{"a == true", "a 1 =="},
		{"a != -5", "a -5 !="},
		{"a < b", "a b <"},
		{"a >= b", "a b >="},
	};

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(pairs); i++) {
		struct condition condition;
		struct buf out = BUF_INIT;
		const char *message;
		size_t at;
		assert_true(parse(&condition, pairs[i][0], &at, &message));
		condition_polish(&condition, names, &out);
		assert_string_equal(out.data, pairs[i][1]);
		buf_release(&out);
	}
}

static void none_is_always_true(void **state)
{
	const struct condition none = {0};

	(void)state;
	assert_true(condition_true(&none, &given));
}

/* ── random ones ───────────────────────────────────────────────────────────────────────── */

/* Writes a random condition and gives its value: a second evaluator that knows no precedence,
 * since every part it writes has the strength it needs or stands in brackets. */
static int write_any(struct dice *dice, int depth, struct buf *out);

static int write_operand(struct dice *dice, int depth, struct buf *out)
{
	static const char *const signs[] = {"==", "!=", "<", "<=", ">", ">="};
	uint32_t which = dice_below(dice, depth > 0 ? 6 : 4);

	if (which < 3) {
		uint32_t var = dice_below(dice, ARRAY_LEN(names));
		buf_adds(out, names[var]);
		if (which < 2)
			return given.vars[var] != 0;
		uint32_t sign = dice_below(dice, ARRAY_LEN(signs));
		int n = (int)dice_below(dice, 12) - 3, v = given.vars[var];
		const bool values[] = {v == n, v != n, v<n, v <= n, v> n, v >= n};
		buf_printf(out, " %s %d", signs[sign], n);
		return values[sign];
	}
	if (which == 3) {
		bool value = dice_below(dice, 2);
		buf_adds(out, value ? "true" : "false");
		return value;
	}
	if (which == 4) {
		buf_adds(out, "not ");
		return !write_operand(dice, depth - 1, out);
	}
	buf_addc(out, '(');
	int value = write_any(dice, depth - 1, out);
	buf_addc(out, ')');
	return value;
}

/* A sum of products: "x and y or z". */
static int write_any(struct dice *dice, int depth, struct buf *out)
{
	int sum = 0;

	for (uint32_t terms = 1 + dice_below(dice, 2); terms-- > 0;) {
		int product = 1;
		for (uint32_t factors = 1 + dice_below(dice, 2); factors-- > 0;) {
			product &= write_operand(dice, depth, out);
			buf_adds(out, factors ? " and " : "");
		}
		sum |= product;
		buf_adds(out, terms ? " or " : "");
	}
	return sum;
}

static void random_ones_have_their_value(void **state)
{
	struct dice dice = {20261122};
	struct buf text = BUF_INIT;
	size_t read = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct condition condition;
		const char *message;
		size_t at;
		buf_reset(&text);
		bool value = write_any(&dice, 3, &text);
		if (!parse(&condition, text.data, &at, &message)) {
			/* Only for their length. */
			assert_non_null(strstr(message, "dài quá"));
			continue;
		}
		read++;
		if (condition_true(&condition, &given) != value)
			fail_msg("%s is not %d", text.data, value);
	}
	assert_in_range(read, 15000, 20000);
	buf_release(&text);
}

static void any_text_is_survived(void **state)
{
	static const char *const parts[] = {
		"a", "b",  "and", "or", "not", "(", ")",  "==",   "<", "-1",        "3",
		" ", "\n", "≤",   "!",  ".",   "=", "đã", "\xff", "_", "9999999999"};
	struct dice dice = {7};
	struct buf text = BUF_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct condition condition;
		const char *message = NULL;
		size_t at = 0;
		buf_reset(&text);
		for (uint32_t n = dice_below(&dice, 60); n-- > 0;) {
			buf_adds(&text, parts[dice_below(&dice, ARRAY_LEN(parts))]);
			buf_adds(&text, dice_below(&dice, 3) ? " " : "");
		}
		if (parse(&condition, text.data, &at, &message)) {
			condition_true(&condition, &given);
			continue;
		}
		assert_in_range(at, 0, text.len);
		assert_non_null(message);
	}
	buf_release(&text);
}

int test_condition(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(good_ones, release),
		cmocka_unit_test_teardown(bad_ones, release),
		cmocka_unit_test_teardown(too_long, release),
		cmocka_unit_test_teardown(one_spelling_for_one_meaning, release),
		cmocka_unit_test(none_is_always_true),
		cmocka_unit_test_teardown(random_ones_have_their_value, release),
		cmocka_unit_test_teardown(any_text_is_survived, release),
	};

	return cmocka_run_group_tests_name("condition", tests, NULL, NULL);
}
