/* How fast text is sorted, searched, folded and wrapped, as ratios to something everybody knows,
 * so that the numbers mean the same on every machine. Not a test: nothing fails.
 *
 *	bench_text [COUNT]	names to work on, 100,000 without an argument
 *
 * With -DWITH_ICU and ICU's libraries it also measures ICU's Vietnamese collation.
 */
#include "base/mem.h"
#include "text/collate.h"
#include "text/column.h"
#include "text/fold.h"
#include "text/name.h"
#include "text/normal.h"
#include "text/wrap.h"

#include "../tools/syllables.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifdef WITH_ICU
#include <unicode/ucol.h>
#endif

#define ROUNDS 5

struct list {
	char **names;
	size_t count, bytes;
};

static struct list make_list(size_t count)
{
	struct list list = {xcalloc(count, sizeof(char *)), count, 0};
	for (size_t i = 0; i < count; i++) {
		struct buf name = BUF_INIT;
		person_add(&name, (uint32_t)i * 2654435761u);
		list.bytes += name.len;
		list.names[i] = buf_detach(&name);
	}
	return list;
}

static void free_list(struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		free(list->names[i]);
	free(list->names);
}

/* The best of some rounds in milliseconds: the least disturbed one. */
static double best(void (*work)(const struct list *), const struct list *list)
{
	double least = 1e9;
	for (int i = 0; i < ROUNDS; i++) {
		struct timespec from, to;
		timespec_get(&from, TIME_UTC);
		work(list);
		timespec_get(&to, TIME_UTC);
		double ms = (double)(to.tv_sec - from.tv_sec) * 1e3 +
			    (double)(to.tv_nsec - from.tv_nsec) / 1e6;
		least = ms < least ? ms : least;
	}
	return least;
}

/* ── sorting ─────────────────────────────────────────────────────────────────────────────── */

static int by_bytes(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	return strcmp(*x, *y);
}

static int by_text(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	return text_compare(*x, *y);
}

static int by_name(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	return name_compare(*x, *y);
}

static int by_locale(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	return strcoll(*x, *y);
}

static void sort_by(const struct list *list, int (*order)(const void *, const void *))
{
	char **copy = xcalloc(list->count, sizeof(*copy));
	memcpy(copy, list->names, list->count * sizeof(*copy));
	qsort(copy, list->count, sizeof(*copy), order);
	free(copy);
}

static void sort_bytes(const struct list *list)
{
	sort_by(list, by_bytes);
}

static void sort_text(const struct list *list)
{
	sort_by(list, by_text);
}

static void sort_name(const struct list *list)
{
	sort_by(list, by_name);
}

static void sort_locale(const struct list *list)
{
	sort_by(list, by_locale);
}

static void sort_keys(const struct list *list)
{
	char **keys = xcalloc(list->count, sizeof(*keys));
	struct buf key = BUF_INIT;
	for (size_t i = 0; i < list->count; i++) {
		name_sort_key(&key, list->names[i]);
		keys[i] = buf_detach(&key);
	}
	qsort(keys, list->count, sizeof(*keys), by_bytes);
	for (size_t i = 0; i < list->count; i++)
		free(keys[i]);
	free(keys);
}

#ifdef WITH_ICU
static UCollator *collator;

static int by_icu(const void *a, const void *b)
{
	char *const *x = a, *const *y = b;
	UErrorCode status = U_ZERO_ERROR;
	return (int)ucol_strcollUTF8(collator, *x, -1, *y, -1, &status);
}

static void sort_icu(const struct list *list)
{
	sort_by(list, by_icu);
}
#endif

/* ── one walk over all ───────────────────────────────────────────────────────────────────── */

static volatile size_t sink; /* keeps the work from being optimised away */

static void copy_all(const struct list *list)
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < list->count; i++) {
		buf_reset(&out);
		buf_adds(&out, list->names[i]);
		sink += out.len;
	}
	buf_release(&out);
}

static void fold_with(const struct list *list, void (*fold)(struct buf *, const char *))
{
	struct buf out = BUF_INIT;
	for (size_t i = 0; i < list->count; i++) {
		buf_reset(&out);
		fold(&out, list->names[i]);
		sink += out.len;
	}
	buf_release(&out);
}

static void fold_all(const struct list *list)
{
	fold_with(list, text_fold);
}

static void place_all(const struct list *list)
{
	fold_with(list, text_fold_place);
}

static void normalise_all(const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sink += text_is_nfc(list->names[i]);
}

static void measure_all(const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sink += (size_t)text_columns(list->names[i]);
}

static void wrap_all(const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sink += (size_t)wrap_count(list->names[i], 12);
}

static void search_with(const struct list *list, const char *text)
{
	struct query query;
	query_init(&query, text);
	for (size_t i = 0; i < list->count; i++)
		sink += (size_t)name_rank(list->names[i], &query);
}

static void search_initials(const struct list *list)
{
	search_with(list, "nth");
}

static void search_words(const struct list *list)
{
	search_with(list, "thi hoa");
}

static void find_bytes(const struct list *list)
{
	for (size_t i = 0; i < list->count; i++)
		sink += strstr(list->names[i], "Hoa") != NULL;
}

/* ── the table ───────────────────────────────────────────────────────────────────────────── */

struct row {
	const char *what;
	void (*work)(const struct list *);
};

/* The first row is the measure of the others. */
static void show(const char *title, const struct list *list, const struct row *rows,
		 size_t count)
{
	double unit = best(rows[0].work, list);
	printf("%s\n", title);
	for (size_t i = 0; i < count; i++) {
		double ms = i == 0 ? unit : best(rows[i].work, list);
		printf("  ");
		struct buf label = BUF_INIT;
		text_pad(&label, rows[i].what, 44);
		printf("%s %8.1f ms %6.1f x %7.1f million/s\n", label.data, ms, ms / unit,
		       (double)list->count / ms / 1e3);
		buf_release(&label);
	}
}

int main(int argc, char **argv)
{
	size_t count = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
	struct list list = make_list(count ? count : 1);
	printf("%zu names, %.1f bytes each\n", list.count,
	       (double)list.bytes / (double)list.count);
	struct row sorts[8] = {
		{"qsort by strcmp", sort_bytes},
		{"qsort by text_compare", sort_text},
		{"qsort by name_compare", sort_name},
		{"name_sort_key of all, qsort by strcmp", sort_keys},
	};
	size_t sort_count = 4;
	if (setlocale(LC_COLLATE, "vi_VN.UTF-8"))
		sorts[sort_count++] =
			(struct row){"qsort by strcoll, vi_VN", sort_locale};
	else
		printf("glibc's vi_VN: not installed\n");
#ifdef WITH_ICU
	UErrorCode status = U_ZERO_ERROR;
	collator = ucol_open("vi", &status);
	sorts[sort_count++] = (struct row){"qsort by ICU, vi", sort_icu};
#else
	printf("ICU: not built in\n");
#endif
	show("sorting", &list, sorts, sort_count);
	static const struct row walks[] = {
		{"copy (memcpy)", copy_all},   {"text_is_nfc", normalise_all},
		{"text_columns", measure_all}, {"wrap_count, 12 columns", wrap_all},
		{"text_fold", fold_all},       {"text_fold_place", place_all},
	};
	show("every name once", &list, walks, ARRAY_LEN(walks));
	static const struct row searches[] = {
		{"strstr", find_bytes},
		{"name_rank, \"nth\"", search_initials},
		{"name_rank, \"thi hoa\"", search_words},
	};
	show("searching all names", &list, searches, ARRAY_LEN(searches));
#ifdef WITH_ICU
	ucol_close(collator);
#endif
	free_list(&list);
	return 0;
}
