/* Typing practice: whoever presses the key that is marked gets to the end of every line, in every way
 * of typing; and every other order of keys that the engine allows is led to the end as well. */
#include "tests.h"

#include "content/load.h"
#include "course/typing.h"
#include "ui/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void shown(const struct field *f, struct buf *out)
{
	int cursor;
	buf_reset(out);
	field_show(f, out, &cursor);
}

/* Presses what is marked until nothing is; false if it takes too long or goes astray. */
static bool follow(struct field *f, const char *target, const struct typing *typing)
{
	struct buf text = BUF_INIT, next = BUF_INIT;
	bool done = false;
	for (int presses = 0; presses < 400; presses++) {
		char keys[TELEX_KEYS + 1];
		shown(f, &text);
		enum drill state = drill_check(target, text.data);
		done = state == DRILL_DONE;
		if (done)
			break;
		snprintf(keys, sizeof(keys), "%.*s", (int)f->word.key_count,
			 f->word.keys);
		buf_reset(&next);
		drill_next(&next, target, text.data, f->word.adopted ? NULL : keys,
			   &typing->telex);
		struct key key =
			next.len ? key_text(next.data, next.len) : key_of(K_BACKSPACE);
		key.pasted = typing->telex.method == TELEX_OFF;
		field_key(f, &key, typing);
	}
	done = done && !strcmp(field_text(f), target);
	buf_release(&text);
	buf_release(&next);
	return done;
}

static const enum telex_method methods[] = {TELEX_OFF, TELEX_TELEX, TELEX_VNI};

static void marked_keys_give_every_shipped_line(void **state)
{
	struct course course = {0};
	struct diags diags = {0};
	struct err err = {0};
	const char *root = getenv("KYNANGSO_CONTENT");
	int lines = 0;
	(void)state;
	assert_true(content_load(&course, &diags, root ? root : ".", &err));
	for (size_t m = 0; m < ARRAY_LEN(methods); m++) {
		const struct typing typing = {.telex = {.method = methods[m]}};
		for (size_t i = 0; i < course.exercise_count; i++) {
			const struct strings *list = &course.exercises[i].lines;
			for (size_t l = 0; l < list->count; l++) {
				struct field f;
				if (strstr(list->items[l], "{ten}"))
					continue;
				field_init(&f, FIELD_TEXT, 120);
				if (!follow(&f, list->items[l], &typing))
					fail_msg("%s: “%s” became “%s”",
						 course.exercises[i].id, list->items[l],
						 field_text(&f));
				field_release(&f);
				lines++;
			}
		}
	}
	assert_true(lines > 60);
	course_release(&course);
	diags_release(&diags);
}

static void names_can_be_typed(void **state)
{
	static const char *const names[] = {
		"Nguyễn Thị Hòa", "Đỗ Đức Đường", "Lê Quốc Khuyến", "Phạm Ngọc Ánh",
		"Vũ Thùy Dương",  "Trần Quý Mão", "Giàng A Pao",    "Hoàng Thị Khuê",
	};
	(void)state;
	for (size_t m = 0; m < ARRAY_LEN(methods); m++) {
		const struct typing typing = {.telex = {.method = methods[m]}};
		for (size_t i = 0; i < ARRAY_LEN(names); i++) {
			struct field f;
			field_init(&f, FIELD_TEXT, 120);
			if (!follow(&f, names[i], &typing))
				fail_msg("“%s” became “%s”", names[i], field_text(&f));
			field_release(&f);
		}
	}
}

/* The marks at the end, the tone before the mark, a slip in between. */
static void other_orders_are_led_on(void **state)
{
	static const struct {
		const char *begun, *target;
	} cases[] = {
		{"tieng", "tiếng Việt"},
		{"tiengs", "tiếng Việt"},
		{"tiesng", "tiếng Việt"},
		{"duong", "đường"},
		{"duongw", "đường"},
		{"khoe", "khỏe"},
		{"khoer", "khỏe"},
		{"mej", "mẹ"},
		{"mex", "mẹ"},
		{"xyz", "mẹ"},
		{"me khoe", "mẹ khỏe"},
	};
	const struct typing typing = {.telex = {.method = TELEX_TELEX}};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		struct field f;
		field_init(&f, FIELD_TEXT, 120);
		for (const char *p = cases[i].begun; *p; p++) {
			struct key key = key_text(p, 1);
			field_key(&f, &key, &typing);
		}
		if (!follow(&f, cases[i].target, &typing))
			fail_msg("%s → “%s” became “%s”", cases[i].begun, cases[i].target,
				 field_text(&f));
		field_release(&f);
	}
}

static void what_is_right_so_far(void **state)
{
	static const struct {
		const char *target, *shown;
		enum drill state;
	} cases[] = {
		{"mẹ khỏe", "", DRILL_GOING},
		{"mẹ khỏe", "m", DRILL_GOING},
		{"mẹ khỏe", "me", DRILL_GOING},
		{"mẹ khỏe", "mẹ ", DRILL_GOING},
		{"mẹ khỏe", "me ", DRILL_ASTRAY},
		{"mẹ khỏe", "mẹ khoe", DRILL_GOING},
		{"mẹ khỏe", "mẹ khỏe", DRILL_DONE},
		{"mẹ khỏe", "mẹ khỏee", DRILL_ASTRAY},
		{"mẹ khỏe", "n", DRILL_ASTRAY},
		{"mẹ khỏe", "mẹ  ", DRILL_ASTRAY},
		{"mẹ khỏe", "mẹ khỏe ", DRILL_ASTRAY},
		{"la", "lab", DRILL_ASTRAY},
		{"Đình Lê", "d", DRILL_CASE},
		{"Đình Lê", "D", DRILL_GOING},
		{"Đình Lê", "DI", DRILL_CASE},
		{"Đình Lê", "Đình l", DRILL_CASE},
		{"Đình Lê", "đình L", DRILL_ASTRAY},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		if (drill_check(cases[i].target, cases[i].shown) != cases[i].state)
			fail_msg("“%s” of “%s”", cases[i].shown, cases[i].target);
}

static void results_are_kind_to_small_numbers(void **state)
{
	const struct typing_result none = {0},
				   some = {.keys = 30, .errors = 3, .seconds = 60};
	(void)state;
	assert_int_equal(typing_accuracy(&none), 0);
	assert_int_equal(typing_speed(&none), 0);
	assert_int_equal(typing_accuracy(&some), 90);
	assert_int_equal(typing_speed(&some), 30);
}

static void picture_marks_one_key(void **state)
{
	(void)state;
	for (const char *key = "qaz1/; \b"; *key; key++) {
		struct buf picture = BUF_INIT;
		keyboard_picture(&picture, *key);
		const char *mark = strchr(picture.data, '[');
		assert_non_null(mark);
		assert_null(strchr(mark + 1, '['));
		buf_release(&picture);
	}
	struct buf picture = BUF_INIT;
	keyboard_picture(&picture, 'Q');
	assert_non_null(strstr(picture.data, "[q]"));
	assert_non_null(strstr(picture.data, "[Shift]"));
	buf_release(&picture);
	assert_null(key_finger('\b'));
	assert_non_null(key_finger('Q'));
}

int test_drill(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marked_keys_give_every_shipped_line),
		cmocka_unit_test(names_can_be_typed),
		cmocka_unit_test(other_orders_are_led_on),
		cmocka_unit_test(what_is_right_so_far),
		cmocka_unit_test(results_are_kind_to_small_numbers),
		cmocka_unit_test(picture_marks_one_key),
	};
	return cmocka_run_group_tests_name("drill", tests, NULL, NULL);
}
