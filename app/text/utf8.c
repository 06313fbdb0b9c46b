#include "text/utf8.h"

static bool continues(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

int utf8_decode(const char *s, size_t n, uint32_t *cp)
{
	if (n == 0)
		return -1;
	unsigned char lead = (unsigned char)s[0];
	if (lead < 0x80) {
		*cp = lead;
		return 1;
	}
	/* C0 and C1 could only begin overlong forms, F5.. only what lies beyond U+10FFFF. */
	if (lead < 0xc2 || lead > 0xf4)
		return -1;
	size_t len = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (n < len)
		return -1;
	uint32_t value = lead & (0x7fu >> len);
	for (size_t i = 1; i < len; i++) {
		if (!continues(s[i]))
			return -1;
		value = value << 6 | ((unsigned char)s[i] & 0x3fu);
	}
	if ((len == 3 && value < 0x800) || (len == 4 && value < 0x10000))
		return -1;
	if (value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
		return -1;
	*cp = value;
	return (int)len;
}

size_t utf8_encode(uint32_t cp, char out[4])
{
	if (cp > 0x10ffff || (cp >= 0xd800 && cp <= 0xdfff))
		return 0;
	if (cp < 0x80) {
		out[0] = (char)cp;
		return 1;
	}
	size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (size_t i = len - 1; i > 0; i--, cp >>= 6)
		out[i] = (char)(0x80 | (cp & 0x3f));
	out[0] = (char)((0xf00u >> len & 0xffu) | cp);
	return len;
}

void utf8_add(struct buf *out, uint32_t cp)
{
	char bytes[4];
	size_t n = utf8_encode(cp, bytes);
	if (n == 0)
		n = utf8_encode(UTF8_REPLACEMENT, bytes);
	buf_add(out, bytes, n);
}

bool utf8_valid(const char *s, size_t n, size_t *bad_at)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int used = utf8_decode(s + i, n - i, &cp);
		if (used < 0) {
			if (bad_at)
				*bad_at = i;
			return false;
		}
		i += (size_t)used;
	}
	return true;
}

/* How many bytes of a NUL-terminated string may be looked at: a cut sequence must not reach
 * over the end. */
static size_t window(const char *s)
{
	size_t n = 0;
	while (n < 4 && s[n])
		n++;
	return n;
}

uint32_t utf8_next(const char **s)
{
	uint32_t cp = UTF8_REPLACEMENT;
	unsigned char lead = (unsigned char)**s;
	if (lead == 0)
		return 0;
	if (lead < 0x80) {
		++*s;
		return lead;
	}
	int used = utf8_decode(*s, window(*s), &cp);
	*s += used < 0 ? 1 : used;
	return cp;
}

size_t utf8_length(const char *s)
{
	size_t count = 0;
	while (utf8_next(&s))
		count++;
	return count;
}
