/* Asks ICU whether our order of words is its order. Built and run by compare-icu.sh.
 *
 *	compare_icu [WORDLIST...]
 *
 * Sorts every syllable, many names and the words of the lists (one a line) with text_compare()
 * and with ICU's "vi" collation and compares the two lists position by position; then compares
 * random pairs, equal ones included. Prints the first differences; exit status 1 if there are any.
 */
#include "base/file.h"
#include "text/collate.h"
#include "text/normal.h"

#include "syllables.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucol.h>
#include <unicode/uversion.h>

#define NAMES 100000
#define PAIRS 2000000
#define SHOWN 20

struct words {
	char **items;
	size_t count, cap;
};

static UCollator *collator; /* for qsort() */

static int by_icu(const char *a, const char *b)
{
	UErrorCode status = U_ZERO_ERROR;
	return (int)ucol_strcollUTF8(collator, a, -1, b, -1, &status);
}

static int compare_ours(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	int order = text_compare(*x, *y);
	return order ? order : strcmp(*x, *y);
}

static int compare_icu(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	int order = by_icu(*x, *y);
	return order ? order : strcmp(*x, *y);
}

static void add(struct words *words, char *word)
{
	ALLOC_GROW(words->items, words->count + 1, words->cap);
	words->items[words->count++] = word;
}

static void add_syllables(struct words *words)
{
	for (size_t i = 0; i < SYLLABLE_COUNT; i++) {
		struct buf b = BUF_INIT;
		syllable_add(&b, i);
		/* Some in capitals, so that the third level has its say. */
		if (i % 5 == 0 && (unsigned char)b.data[0] < 0x80)
			b.data[0] = (char)(b.data[0] & ~0x20);
		add(words, buf_detach(&b));
	}
	for (uint32_t i = 0; i < NAMES; i++) {
		struct buf b = BUF_INIT;
		person_add(&b, i * 2654435761u);
		add(words, buf_detach(&b));
	}
}

/* One word a line; what follows a slash (hunspell's flags) is left out. */
static bool add_list(struct words *words, const char *path)
{
	struct buf text = BUF_INIT;
	struct err err = {0};
	if (!file_read(path, 64u << 20, &text, &err)) {
		fprintf(stderr, "%s\n", err.text);
		return false;
	}
	char *rest = text.data, *line;
	while ((line = strsep(&rest, "\n"))) {
		line[strcspn(line, "/\r\t")] = '\0';
		char *word = *line ? text_nfc(line) : NULL;
		if (word)
			add(words, word);
	}
	buf_release(&text);
	return true;
}

static size_t compare_lists(const struct words *words)
{
	size_t size = words->count * sizeof(*words->items), wrong = 0;
	char **ours = xmalloc(size), **theirs = xmalloc(size);
	memcpy(ours, words->items, size);
	memcpy(theirs, words->items, size);
	qsort(ours, words->count, sizeof(*ours), compare_ours);
	qsort(theirs, words->count, sizeof(*theirs), compare_icu);
	for (size_t i = 0; i < words->count; i++)
		if (strcmp(ours[i], theirs[i]) != 0 && wrong++ < SHOWN)
			printf("%zu: ours %s, ICU %s\n", i, ours[i], theirs[i]);
	free(ours);
	free(theirs);
	return wrong;
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

static size_t compare_pairs(const struct words *words)
{
	size_t wrong = 0;
	uint64_t seed = 1;
	for (int i = 0; i < PAIRS; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		const char *a = words->items[(seed >> 40) % words->count];
		const char *b = words->items[(seed >> 16 & 0xffffff) % words->count];
		if (sign(text_compare(a, b)) != sign(by_icu(a, b)) && wrong++ < SHOWN)
			printf("%s and %s: ours %d, ICU %d\n", a, b, text_compare(a, b),
			       by_icu(a, b));
	}
	return wrong;
}

int main(int argc, char **argv)
{
	UErrorCode status = U_ZERO_ERROR;
	struct words words = {0};
	collator = ucol_open("vi", &status);
	if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) {
		printf("skipped: this ICU has no Vietnamese collation (%s)\n",
		       u_errorName(status));
		return 0;
	}
	add_syllables(&words);
	for (int i = 1; i < argc; i++)
		if (!add_list(&words, argv[i]))
			return 1;
	size_t wrong = compare_lists(&words), pairs = compare_pairs(&words);
	printf("ICU %s: %zu words, %zu at another place; %d pairs, %zu in another "
	       "order\n",
	       U_ICU_VERSION, words.count, wrong, PAIRS, pairs);
	for (size_t i = 0; i < words.count; i++)
		free(words.items[i]);
	free(words.items);
	ucol_close(collator);
	return wrong || pairs;
}
