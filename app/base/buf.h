/* A growing buffer of bytes that always ends in NUL, so buf.data can be read as a string.
 *
 *	struct buf b = BUF_INIT;
 *	buf_printf(&b, "%d người", n);
 *	...
 *	buf_release(&b);
 *
 * data is owned by the buffer; buf_detach() hands it to the caller, who frees it.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include "base/mem.h"

#include <stddef.h>

struct buf {
	char *data; /* never NULL: an empty buffer points at "" */
	size_t len, cap; /* cap is 0 while data is the shared "" */
};

extern char buf_empty[];
#define BUF_INIT                                                                         \
	{                                                                                \
		.data = buf_empty                                                        \
	}

void buf_init(struct buf *b);
void buf_release(struct buf *b);
void buf_reset(struct buf *b); /* length 0, memory kept */
void buf_reserve(struct buf *b, size_t extra);
void buf_add(struct buf *b, const void *bytes, size_t n);
void buf_adds(struct buf *b, const char *s);
void buf_addc(struct buf *b, char c);
void buf_pad(struct buf *b, char c, size_t n);
void buf_printf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_vprintf(struct buf *b, const char *format, va_list args);
void buf_truncate(struct buf *b, size_t len);
/* The string, for the caller to free; the buffer is empty again. */
char *buf_detach(struct buf *b);

#endif
