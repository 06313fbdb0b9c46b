/* The rule for every door: which characters may come in, and how others are shown.
 *
 * YAML escapes ("\e[2J", "\u202E"), a pasted line or a CSV cell can carry characters that steer
 * a terminal, turn a line around or hide. Letters, marks (two at most on a base, after NFC),
 * numbers, punctuation, symbols and spaces come in; newline only in block fields. Controls,
 * format characters, private use, surrogates, unassigned and invisible ones do not.
 */
#ifndef TEXT_CLEAN_H
#define TEXT_CLEAN_H

#include "base/buf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CLEAN_NO_CHARACTER UINT32_MAX

/* Judges n bytes, normalised to NFC before. On false *bad_at is the offset of the first wrong
 * character and *bad_cp the character itself, or CLEAN_NO_CHARACTER where the bytes are no UTF-8
 * (both may be NULL). A mark without a base (at the start of a text or a line), or the third
 * one on a base, is wrong. */
bool text_clean(const char *s, size_t n, bool block, size_t *bad_at, uint32_t *bad_cp);

/* Appends s so that nothing in it can do harm or hide: what text_clean() refuses appears as
 * <U+202E>, bytes that are no UTF-8 as <0xFF>. For quoting other people's text in messages. A
 * newline becomes <U+000A>; the block variant keeps it. */
void text_visible(struct buf *out, const char *s);
void text_visible_block(struct buf *out, const char *s);

/* For names and other one-line fields: NFC, every kind of space (also tab and newline) to a
 * plain one, runs of them collapsed, ends trimmed, and the invisible passengers of copy and
 * paste dropped (zero width space, byte order mark, soft hyphen, direction marks that change
 * nothing in Latin text). The caller frees it; NULL if s is not valid UTF-8. What remains still
 * goes through text_clean(). */
char *text_tidy(const char *s);

#endif
