/* Memory: allocation that never returns NULL, growing arrays, and arenas.
 *
 * Running out of memory cannot be mended by a caller that is drawing a screen, so these
 * functions end the program through die() (base/err.h), which first puts the terminal back.
 * Everything that was acknowledged is already in the database by then.
 *
 * Lifetimes come before pointers: a course lives in one arena and is released in one go;
 * single objects use xmalloc() and free().
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))

void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
/* count * size with the overflow checked. */
void *xreallocarray(void *old, size_t count, size_t size);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
char *xasprintf(const char *format, ...) PRINTF_LIKE(1, 2);

/* Makes room for `need` elements in the array `ptr`, whose capacity is `cap`. */
#define ALLOC_GROW(ptr, need, cap)                                                       \
	do {                                                                             \
		if ((size_t)(need) > (size_t)(cap)) {                                    \
			size_t grown_ = (size_t)(cap)*3 / 2 + 8;                         \
			if (grown_ < (size_t)(need))                                     \
				grown_ = (size_t)(need);                                 \
			(ptr) = xreallocarray((ptr), grown_, sizeof(*(ptr)));            \
			(cap) = grown_;                                                  \
		}                                                                        \
	} while (0)

/* An arena hands out memory that is released all at once. Zeroed memory, aligned for any type.
 * Caller's storage: struct arena a = {0}; ... arena_release(&a); the struct may be used again. */
struct arena_block;
struct arena {
	struct arena_block *head;
	size_t used; /* bytes handed out, for limits and statistics */
};

void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);
char *arena_strdup(struct arena *arena, const char *s);
char *arena_strndup(struct arena *arena, const char *s, size_t n);
char *arena_printf(struct arena *arena, const char *format, ...) PRINTF_LIKE(2, 3);
void arena_release(struct arena *arena);

#endif
