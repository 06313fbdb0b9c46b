#include "text/clean.h"

#include "text/normal.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* What came before the character in question: marks need a base, and take two at most (the
 * language needs one beyond its precomposed letters in no word; two leave room for others). */
struct stack {
	bool base;
	int marks;
};

/* Whether cp may come in after what the stack remembers, which is brought up to date. */
static bool welcome(struct stack *stack, uint32_t cp, bool block)
{
	if (cp == '\n' && block) {
		stack->base = false;
		return true;
	}
	enum text_class class = text_class(cp);
	if (class == CLASS_MARK) {
		if (!stack->base || stack->marks == 2 || text_is_invisible(cp))
			return false;
		stack->marks++;
		return true;
	}
	*stack = (struct stack){.base = true};
	return class != CLASS_FORBIDDEN && !text_is_invisible(cp);
}

bool text_clean(const char *s, size_t n, bool block, size_t *bad_at, uint32_t *bad_cp)
{
	struct stack stack = {0};
	for (size_t i = 0; i < n;) {
		uint32_t cp = CLEAN_NO_CHARACTER;
		int used = utf8_decode(s + i, n - i, &cp);
		if (used < 0 || !welcome(&stack, cp, block)) {
			if (bad_at)
				*bad_at = i;
			if (bad_cp)
				*bad_cp = cp;
			return false;
		}
		i += (size_t)used;
	}
	return true;
}

static void make_visible(struct buf *out, const char *s, bool block)
{
	struct stack stack = {0};
	for (size_t n = strlen(s); n > 0;) {
		uint32_t cp;
		int used = utf8_decode(s, n, &cp);
		if (used < 0) {
			buf_printf(out, "<0x%02X>", (unsigned)(unsigned char)*s);
			stack = (struct stack){.base = true};
			used = 1;
		} else if (welcome(&stack, cp, block)) {
			buf_add(out, s, (size_t)used);
		} else {
			buf_printf(out, "<U+%04X>", (unsigned)cp);
		}
		s += used;
		n -= (size_t)used;
	}
}

void text_visible(struct buf *out, const char *s)
{
	make_visible(out, s, false);
}

void text_visible_block(struct buf *out, const char *s)
{
	make_visible(out, s, true);
}

/* What comes along when text is copied from a web page, a telephone's contacts or Word, and
 * changes nothing that a reader of Vietnamese sees. U+202E, which turns letters around, and the
 * tag characters, which hide whole words, are left for text_clean() to refuse. */
static bool passenger(uint32_t cp)
{
	static const uint32_t ranges[][2] = {
		{0xad, 0xad}, /* soft hyphen */
		{0x200b, 0x200f}, /* zero width space, joiners, direction marks */
		{0x202a, 0x202d}, /* embeddings, as around telephone numbers */
		{0x2060, 0x2064}, /* word joiner and invisible operators */
		{0x2066, 0x2069}, /* isolates */
		{0xfe0e, 0xfe0f}, /* text or picture style of a symbol */
		{0xfeff, 0xfeff}, /* byte order mark */
	};
	for (size_t i = 0; i < ARRAY_LEN(ranges); i++)
		if (cp >= ranges[i][0] && cp <= ranges[i][1])
			return true;
	return false;
}

static bool gap(uint32_t cp)
{
	return text_is_space(cp) || cp == 0x85 || cp == 0x2028 || cp == 0x2029;
}

char *text_tidy(const char *s)
{
	size_t n = strlen(s);
	if (!utf8_valid(s, n, NULL))
		return NULL;
	struct buf out = BUF_INIT;
	bool waiting = false; /* a space, written once a character follows */
	uint32_t cp;
	while ((cp = utf8_next(&s))) {
		if (passenger(cp))
			continue;
		if (gap(cp)) {
			waiting = out.len > 0;
			continue;
		}
		if (waiting)
			buf_addc(&out, ' ');
		waiting = false;
		utf8_add(&out, cp);
	}
	char *normal = text_nfc_n(out.data, out.len);
	buf_release(&out);
	return normal;
}
