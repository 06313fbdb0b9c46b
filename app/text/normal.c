#include "text/normal.h"

#include "base/err.h"
#include "base/mem.h"
#include "text/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

static const utf8proc_property_t *property(uint32_t cp)
{
	return utf8proc_get_property((utf8proc_int32_t)cp);
}

/* ── normal form ─────────────────────────────────────────────────────────────────────────── */

/* Code points before the first mark, and Latin Extended Additional with the Vietnamese letters.
 * In a text of these alone nothing composes, so it is NFC as it stands, and nothing printable
 * joins the letter before it. */
static bool plain(uint32_t cp)
{
	return cp < 0x300 || (cp >= 0x1e00 && cp < 0x1f00);
}

/* Whether n bytes are valid and made of such code points only. */
static bool quickly_nfc(const char *s, size_t n)
{
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int used = utf8_decode(s + i, n - i, &cp);
		if (used < 0 || !plain(cp))
			return false;
		i += (size_t)used;
	}
	return true;
}

char *text_nfc_n(const char *s, size_t n)
{
	if (quickly_nfc(s, n)) {
		char *copy = xmalloc(n + 1);
		memcpy(copy, s, n);
		copy[n] = '\0';
		return copy;
	}
	utf8proc_uint8_t *out = NULL;
	utf8proc_ssize_t made =
		utf8proc_map((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)n, &out,
			     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (made == UTF8PROC_ERROR_NOMEM)
		die("out of memory");
	return made < 0 ? NULL : (char *)out;
}

char *text_nfc(const char *s)
{
	return text_nfc_n(s, strlen(s));
}

bool text_is_nfc(const char *s)
{
	size_t n = strlen(s);
	if (quickly_nfc(s, n))
		return true;
	char *normal = text_nfc_n(s, n);
	bool same = normal && strcmp(normal, s) == 0;
	free(normal);
	return same;
}

size_t text_decompose(uint32_t cp, uint32_t out[4])
{
	utf8proc_int32_t parts[4];
	int bound = 0;
	utf8proc_ssize_t count = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 4,
							 UTF8PROC_DECOMPOSE, &bound);
	if (count < 1 || count > 4) {
		out[0] = cp;
		return 1;
	}
	for (utf8proc_ssize_t i = 0; i < count; i++)
		out[i] = (uint32_t)parts[i];
	return (size_t)count;
}

/* ── graphemes ───────────────────────────────────────────────────────────────────────────── */

size_t text_grapheme(const char *s, size_t n)
{
	uint32_t before, after;
	int used = utf8_decode(s, n, &before);
	if (used < 0)
		return n > 0 ? 1 : 0;
	size_t len = (size_t)used;
	utf8proc_int32_t state = 0;
	while (len < n && (used = utf8_decode(s + len, n - len, &after)) > 0) {
		bool plainly = plain(before) && plain(after) && after >= ' ';
		if (plainly ||
		    utf8proc_grapheme_break_stateful((utf8proc_int32_t)before,
						     (utf8proc_int32_t)after, &state))
			break;
		len += (size_t)used;
		before = after;
	}
	return len;
}

/* Where utf8proc and terminals (wcwidth of glibc, ncurses, xterm) differ, terminals are right:
 * spacing marks as in Khmer take a cell, the later letters of a Hangul syllable none. */
static int columns_of(uint32_t cp)
{
	if (cp >= 0x20 && cp < 0x7f)
		return 1;
	if ((cp >= 0x1160 && cp < 0x1200) || (cp >= 0xd7b0 && cp < 0xd800))
		return 0;
	const utf8proc_property_t *p = property(cp);
	return p->category == UTF8PROC_CATEGORY_MC ? 1 : p->charwidth;
}

/* Widths add up: two regional indicators of 1 make a flag of 2, marks add nothing. A cluster of
 * several wide characters (a family emoji) is meant to be drawn as one of them. */
int text_grapheme_columns(const char *s, size_t n)
{
	size_t len = text_grapheme(s, n);
	int columns = 0;
	for (size_t i = 0; i < len;) {
		uint32_t cp;
		int used = utf8_decode(s + i, len - i, &cp);
		if (used < 0)
			return 1;
		columns += columns_of(cp);
		i += (size_t)used;
	}
	return columns > 2 ? 2 : columns;
}

/* ── classes and case ────────────────────────────────────────────────────────────────────── */

enum text_class text_class(uint32_t cp)
{
	static const unsigned char classes[] = {
		[UTF8PROC_CATEGORY_LU] = CLASS_LETTER,
		[UTF8PROC_CATEGORY_LL] = CLASS_LETTER,
		[UTF8PROC_CATEGORY_LT] = CLASS_LETTER,
		[UTF8PROC_CATEGORY_LM] = CLASS_LETTER,
		[UTF8PROC_CATEGORY_LO] = CLASS_LETTER,
		[UTF8PROC_CATEGORY_MN] = CLASS_MARK,
		[UTF8PROC_CATEGORY_MC] = CLASS_MARK,
		[UTF8PROC_CATEGORY_ME] = CLASS_MARK,
		[UTF8PROC_CATEGORY_ND] = CLASS_NUMBER,
		[UTF8PROC_CATEGORY_NL] = CLASS_NUMBER,
		[UTF8PROC_CATEGORY_NO] = CLASS_NUMBER,
		[UTF8PROC_CATEGORY_PC] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_PD] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_PS] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_PE] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_PI] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_PF] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_PO] = CLASS_PUNCTUATION,
		[UTF8PROC_CATEGORY_SM] = CLASS_SYMBOL,
		[UTF8PROC_CATEGORY_SC] = CLASS_SYMBOL,
		[UTF8PROC_CATEGORY_SK] = CLASS_SYMBOL,
		[UTF8PROC_CATEGORY_SO] = CLASS_SYMBOL,
		[UTF8PROC_CATEGORY_ZS] = CLASS_SPACE,
	};
	int category = property(cp)->category;
	bool known = category >= 0 && (size_t)category < ARRAY_LEN(classes);
	return known ? classes[category] : CLASS_FORBIDDEN;
}

bool text_is_letter(uint32_t cp)
{
	return text_class(cp) == CLASS_LETTER;
}

bool text_is_mark(uint32_t cp)
{
	return cp >= 0x300 && text_class(cp) == CLASS_MARK;
}

bool text_is_upper(uint32_t cp)
{
	return property(cp)->category == UTF8PROC_CATEGORY_LU;
}

bool text_is_space(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return text_class(cp) == CLASS_SPACE;
}

bool text_is_forbidden(uint32_t cp)
{
	return text_class(cp) == CLASS_FORBIDDEN;
}

bool text_is_invisible(uint32_t cp)
{
	/* The braille blank has no ink either, though Unicode does not call it ignorable. */
	return cp == 0x2800 || property(cp)->ignorable;
}

bool text_is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2bc;
}

uint32_t text_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z' ? cp | 0x20 : cp;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
}

uint32_t text_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z' ? cp & ~0x20u : cp;
	return (uint32_t)utf8proc_toupper((utf8proc_int32_t)cp);
}
