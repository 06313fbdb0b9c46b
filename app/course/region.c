#include "course/region.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const struct ward *region_ward(const struct region *region, const char *code)
{
	for (size_t i = 0; code && i < region->ward_count; i++)
		if (!strcmp(region->wards[i].code, code))
			return &region->wards[i];
	return NULL;
}

/* Spreadsheets take 00004 for a number and hand in 4. */
static const struct ward *by_short_code(const struct region *region, const char *digits)
{
	size_t n = strlen(digits);

	for (size_t i = 0; i < region->ward_count; i++) {
		const char *code = region->wards[i].code;
		size_t zeros = strspn(code, "0"), all = strlen(code);
		if (n <= all && n >= all - zeros && !strcmp(code + (all - n), digits))
			return &region->wards[i];
	}
	return NULL;
}

/* What people put before a name, folded, and the type it says; longest first. */
static const struct {
	const char *word;
	enum ward_type type;
} type_words[] = {
	{"phuong ", WARD_PHUONG}, {"xa ", WARD_XA},    {"p. ", WARD_PHUONG},
	{"x. ", WARD_XA},         {"p.", WARD_PHUONG}, {"x.", WARD_XA},
	{"p ", WARD_PHUONG},      {"x ", WARD_XA},
};

/* Bytes of the type word at the start of a folded name; *type is -1 where there is none. */
static size_t type_word(const char *folded, int *type)
{
	*type = -1;
	for (size_t i = 0; i < ARRAY_LEN(type_words); i++) {
		size_t n = strlen(type_words[i].word);
		if (!strncmp(folded, type_words[i].word, n) && folded[n]) {
			*type = (int)type_words[i].type;
			return n;
		}
	}
	return 0;
}

/* Compares names folded by `fold`; a name that begins with a type word must have that type.
 * Returns how many wards are called so, *found being the last of them. */
static int count_named(const struct region *region, const char *text,
		       void (*fold)(struct buf *, const char *),
		       const struct ward **found)
{
	struct buf plain = BUF_INIT, wanted = BUF_INIT, name = BUF_INIT;
	int count = 0, type;

	fold(&wanted, text);
	/* A type word holds no marks that matter, so it is looked for in the folded text, and
	 * cut from the wanted one by its letters. */
	text_fold(&plain, text);
	const char *rest = wanted.data;
	if (type_word(plain.data, &type)) {
		rest += strcspn(rest, " .");
		rest += strspn(rest, " .");
	}
	for (size_t i = 0; i < region->ward_count; i++) {
		const struct ward *ward = &region->wards[i];
		buf_reset(&name);
		fold(&name, ward->name);
		bool whole = !strcmp(name.data, wanted.data);
		bool typed = type == (int)ward->type && !strcmp(name.data, rest);
		if (whole || typed) {
			*found = ward;
			count++;
		}
	}
	buf_release(&plain);
	buf_release(&wanted);
	buf_release(&name);
	return count;
}

const struct ward *region_ward_find(const struct region *region, const char *text)
{
	const struct ward *found = NULL;
	size_t spaces = strspn(text, " \t");
	size_t digits = strspn(text + spaces, "0123456789");

	if (digits && !text[spaces + digits + strspn(text + spaces + digits, " \t")]) {
		char code[8] = "";
		if (digits < sizeof(code))
			memcpy(code, text + spaces, digits);
		return *code ? by_short_code(region, code) : NULL;
	}
	/* With marks first: two names may differ in their marks alone. */
	if (count_named(region, text, text_fold_place, &found) == 1)
		return found;
	return count_named(region, text, text_fold, &found) == 1 ? found : NULL;
}

void ward_format(const struct ward *ward, char *out, size_t size)
{
	/* TRANSLATORS: %s is the name of a ward (phường) or commune (xã). */
	snprintf(out, size, ward->type == WARD_XA ? _("xã %s") : _("phường %s"),
		 ward->name);
}

void region_release(struct region *region)
{
	arena_release(&region->arena);
	memset(region, 0, sizeof(*region));
}
