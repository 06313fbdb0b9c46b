/* Questions on their way from and to other programs: GIFT (Moodle's text format) and Aiken.
 *
 * Reading is strict: what cannot be carried over whole is an error with its line and column,
 * never a guess. What changes on the way without changing what is asked (weights that our
 * marking does not have, HTML that is stripped) becomes a comment in the YAML, where the author
 * sees it.
 *
 *	struct exchange exchange = {0};
 *	struct diags diags = {0};
 *	if (gift_read(&exchange, &diags, "cau-hoi.gift", bytes, n))
 *		exchange_yaml(&exchange, &header, &yaml);
 *	diags_release(&diags);			before the exchange, which owns what they borrow
 *	exchange_release(&exchange);
 *
 * GIFT as Moodle's documentation describes it ("GIFT format", question types, weights, feedback,
 * escapes, [id:] and [tag:] in comments); Aiken likewise.
 */
#ifndef CONTENT_EXCHANGE_H
#define CONTENT_EXCHANGE_H

#include "base/buf.h"
#include "base/diag.h"
#include "course/course.h"

#include <stdbool.h>

#define EXCHANGE_BYTES ((size_t)1024 * 1024)
#define EXCHANGE_QUESTIONS 500 /* as many as a quiz may hold */

struct node;

/* One answer of any type. */
struct exchange_answer {
	const char *text;
	const char *right; /* match: the other side; else NULL */
	const char *feedback; /* NULL if none */
	int weight; /* thousandths of a per cent; 100000 is everything */
};

struct exchange_question {
	enum question_type type;
	const char *
		id; /* kebab-case, unique in the exchange; made from the title or number */
	const char *ask; /* may hold '\n' */
	const char *explain; /* NULL if none */
	struct exchange_answer *answers;
	size_t answer_count, answer_cap;
	int64_t number, tolerance; /* QUESTION_NUMBER, millionths */
	const struct node *extras; /* what only our own export says; NULL if none */
	struct strings notes; /* for the author */
	struct place at;
};

/* Owns everything read, in its arena; zeroed by the caller. */
struct exchange {
	struct arena arena;
	struct exchange_question *items;
	size_t count, cap;
};

/* Appends the questions of n bytes called `name` in findings (borrowed until the diags are
 * released). False, with E.. findings, if anything could not be carried over. */
bool gift_read(struct exchange *exchange, struct diags *diags, const char *name,
	       const void *bytes, size_t n);
bool aiken_read(struct exchange *exchange, struct diags *diags, const char *name,
		const void *bytes, size_t n);
void exchange_release(struct exchange *exchange);

struct exchange_header {
	const char *id, *title; /* of the quiz; id is valid */
	const char *skill; /* of every question that does not name its own */
};

/* Appends a quiz in our format (docs/content-format.md). `lines`, if not NULL, gets for each
 * question the line of the YAML on which it begins; room for exchange->count. */
void exchange_yaml(const struct exchange *exchange, const struct exchange_header *header,
		   struct buf *out, int *lines);

/* Appends the quiz as GIFT. Facts and forms of address are expanded, or with `raw` left as they
 * stand in the file, so that gift_read() gives the same questions with the same digests. What
 * GIFT has no word for stands in comments that start with "// kynangso:". Questions of type `do`
 * cannot be carried over: their number is returned, and a comment names each. */
size_t gift_write(struct buf *out, const struct course *course, const struct quiz *quiz,
		  bool raw);

#endif
