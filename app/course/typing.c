#include "course/typing.h"

#include "base/i18n.h"
#include "text/fold.h"
#include "text/normal.h"
#include "text/utf8.h"

#include <string.h>

/* The word of `text` that begins at `at`. */
static size_t word_length(const char *text)
{
	return strcspn(text, " ");
}

static size_t last_word(const char *text)
{
	const char *space = strrchr(text, ' ');
	return space ? (size_t)(space - text) + 1 : 0;
}

static bool fold_is_prefix(const char *part, const char *word, size_t word_len)
{
	struct buf a = BUF_INIT, b = BUF_INIT, copy = BUF_INIT;
	buf_add(&copy, word, word_len);
	text_fold(&a, part);
	text_fold(&b, copy.data);
	bool prefix = a.len <= b.len && !memcmp(a.data, b.data, a.len);
	buf_release(&a);
	buf_release(&b);
	buf_release(&copy);
	return prefix;
}

/* A small letter where a capital should be, or the other way round. */
static bool same_case(const char *part, const char *word)
{
	for (uint32_t a, b; (a = utf8_next(&part)) && (b = utf8_next(&word));)
		if (text_is_upper(a) != text_is_upper(b))
			return false;
	return true;
}

enum drill drill_check(const char *target, const char *shown)
{
	if (!strcmp(target, shown))
		return DRILL_DONE;
	size_t at = last_word(shown);
	if (at > strlen(target) || strncmp(target, shown, at) != 0)
		return DRILL_ASTRAY;
	size_t len = word_length(target + at);
	if (!fold_is_prefix(shown + at, target + at, len))
		return DRILL_ASTRAY;
	return same_case(shown + at, target + at) ? DRILL_GOING : DRILL_CASE;
}

/* How much of the word is there already: letter by letter its mark and its tone count apart, so
 * that every key which is of use is seen to be. */
static int marks_right(const char *text, const char *word)
{
	int right = 0;
	for (uint32_t a, b; (a = utf8_next(&text)) && (b = utf8_next(&word));) {
		struct letter is, should;
		if (!letter_of(a, &is) || !letter_of(b, &should))
			right += a == b;
		else if (is.base == should.base)
			right +=
				1 + (is.shape == should.shape) + (is.tone == should.tone);
	}
	return right;
}

/* The word was typed in another order than the hint's: the key of those the word needs that puts
 * most right; 0 if none helps. */
static char mending_key(const char *keys, const char *canonical, const char *part,
			const char *word, const struct telex_options *options)
{
	int most = marks_right(part, word);
	char best = 0;
	for (const char *k = canonical; *k; k++) {
		struct buf typed = BUF_INIT, text = BUF_INIT;
		buf_printf(&typed, "%s%c", keys, *k);
		telex_line(&text, typed.data, options);
		int right = marks_right(text.data, word);
		if (right > most && fold_is_prefix(text.data, word, strlen(word))) {
			most = right;
			best = *k;
		}
		buf_release(&typed);
		buf_release(&text);
	}
	return best;
}

static void next_in_word(struct buf *out, const char *word, size_t len, const char *part,
			 const char *known, const struct telex_options *options)
{
	struct buf target = BUF_INIT, canonical = BUF_INIT, keys = BUF_INIT;
	buf_add(&target, word, len);
	telex_keys(&canonical, target.data, options);
	if (known && *known)
		buf_adds(&keys, known);
	else
		telex_keys(&keys, part, options);
	char key = 0;
	if (canonical.len > keys.len && !memcmp(canonical.data, keys.data, keys.len))
		key = canonical.data[keys.len];
	else
		key = mending_key(keys.data, canonical.data, part, target.data, options);
	if (!key && strlen(part) < len) {
		/* Letters are still missing: the next one of the word, without its marks. */
		struct buf a = BUF_INIT, b = BUF_INIT;
		text_fold(&a, part);
		text_fold(&b, target.data);
		if (b.len > a.len)
			key = b.data[a.len];
		buf_release(&a);
		buf_release(&b);
	}
	if (key)
		buf_addc(out, key);
	buf_release(&target);
	buf_release(&canonical);
	buf_release(&keys);
}

void drill_next(struct buf *out, const char *target, const char *shown, const char *keys,
		const struct telex_options *options)
{
	if (drill_check(target, shown) != DRILL_GOING)
		return;
	size_t at = last_word(shown);
	const char *word = target + at;
	size_t len = word_length(word);
	if (strlen(shown + at) == len && !strncmp(shown + at, word, len)) {
		if (word[len])
			buf_addc(out, ' ');
		return;
	}
	if (options->method != TELEX_OFF) {
		next_in_word(out, word, len, shown + at, keys, options);
		return;
	}
	size_t same = strlen(shown + at);
	if (!strncmp(word, shown + at, same))
		buf_add(out, word + same, text_grapheme(word + same, len - same));
}

/* ── the keyboard ── */

static const char *const rows[] = {"1234567890", "qwertyuiop", "asdfghjkl;",
				   "zxcvbnm,./"};

/* Touch typing's columns, from the left little finger; the index fingers have two each. */
static const char *const fingers[] = {
	N_("ngón út trái"),  N_("ngón áp út trái"), N_("ngón giữa trái"),
	N_("ngón trỏ trái"), N_("ngón trỏ trái"),   N_("ngón trỏ phải"),
	N_("ngón trỏ phải"), N_("ngón giữa phải"),  N_("ngón áp út phải"),
	N_("ngón út phải"),
};

const char *key_finger(char key)
{
	if (key >= 'A' && key <= 'Z')
		key = (char)(key - 'A' + 'a');
	if (key == ' ')
		return _("ngón cái");
	for (size_t r = 0; key && r < ARRAY_LEN(rows); r++) {
		const char *at = strchr(rows[r], key);
		if (at)
			return _(fingers[at - rows[r]]);
	}
	return NULL;
}

void keyboard_picture(struct buf *out, char key)
{
	bool shift = key >= 'A' && key <= 'Z';
	if (shift)
		key = (char)(key - 'A' + 'a');
	for (size_t r = 0; r < ARRAY_LEN(rows); r++) {
		if (r + 1 == ARRAY_LEN(rows))
			buf_adds(out, shift ? "[Shift]" : " Shift ");
		else
			buf_pad(out, ' ', r + strlen("Shift") - 1);
		for (const char *k = rows[r]; *k; k++)
			buf_printf(out, *k == key ? "[%c]" : " %c ", *k);
		if (r == 0)
			buf_adds(out, key == '\b' ? "[←]" : " ← ");
		buf_addc(out, '\n');
	}
	buf_printf(out, "           %s\n",
		   key == ' ' ? "[═══════════════]" : " ───────────────");
}

int typing_accuracy(const struct typing_result *result)
{
	return result->keys > 0 ? (result->keys - result->errors) * 100 / result->keys
				: 0;
}

int typing_speed(const struct typing_result *result)
{
	return result->seconds > 0 ? (int)((int64_t)result->keys * 60 / result->seconds)
				   : 0;
}
