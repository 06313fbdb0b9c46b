/* Fuzz target: any bytes as a content file. Nothing may crash, leak, or take long; every finding
 * must be showable. With libFuzzer:
 *
 *	clang -fsanitize=fuzzer,address,undefined … tests/fuzz/fuzz_yaml.c …
 *
 * or with any compiler and tests/fuzz/driver.c, which changes the files it is given.
 */
#include "content/diagtext.h"
#include "content/load.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What reaches a screen is valid UTF-8 without controls but the line ends. */
static void assert_showable(const struct buf *text)
{
	if (!utf8_valid(text->data, text->len, NULL))
		abort();
	for (size_t i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->data[i];
		if ((c < ' ' && c != '\n') || c == 0x7f ||
		    (c == 0xc2 && (unsigned char)text->data[i + 1] < 0xa0))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct course course = {0};
	struct diags diags = {0};
	struct buf text = BUF_INIT;
	content_load_text(&course, &diags, "fuzz.yaml", data, size);
	diags_sort(&diags);
	for (size_t i = 0; i < diags.count; i++) {
		diag_format(&text, &diags.items[i], true);
		assert_showable(&text);
		buf_reset(&text);
	}
	/* Without an error something must have come out, unless it is no lesson or quiz. */
	for (size_t i = 0; i < course.lesson_count; i++) {
		if (!course.lessons[i] || !course.lessons[i]->step_count)
			abort();
	}
	buf_release(&text);
	diags_release(&diags);
	course_release(&course);
	return 0;
}
