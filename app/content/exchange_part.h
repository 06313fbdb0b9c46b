/* What the readers of content/exchange.h share. */
#ifndef CONTENT_EXCHANGE_PART_H
#define CONTENT_EXCHANGE_PART_H

#include "content/document.h"
#include "content/exchange.h"

/* A file being read. */
struct exchange_reader {
	struct exchange *exchange;
	struct document doc;
	size_t first; /* the first question of this file */
	bool failed;
};

/* Tabs become blanks, so that columns stay; the rest is document_init()'s. */
bool exchange_open(struct exchange_reader *r, struct exchange *exchange,
		   struct diags *diags, const char *name, const void *bytes, size_t n);
/* An error at an offset of the document. */
void exchange_fail(struct exchange_reader *r, size_t at, const char *code,
		   const char *format, ...) PRINTF_LIKE(4, 5);

/* A new question; NULL (reported) when there are too many. Good until the next one. */
struct exchange_question *exchange_add(struct exchange_reader *r, size_t at);
struct exchange_answer *exchange_answer(struct exchange_reader *r,
					struct exchange_question *q);
void exchange_note(struct exchange_reader *r, struct exchange_question *q,
		   const char *format, ...) PRINTF_LIKE(3, 4);
/* The id from what the file says, or from its number; unique. `wanted` may be NULL. */
void exchange_name(struct exchange_reader *r, struct exchange_question *q,
		   const char *wanted);

#endif
