/* How each type of question is answered and marked: a table of functions, one row a type. Used by
 * answer.c only; everybody else sees course/answer.h.
 *
 * `answer` is never NULL here, but may be anything at all: it comes from a database file.
 */
#ifndef COURSE_ANSWER_KIND_H
#define COURSE_ANSWER_KIND_H

#include "course/answer.h"

/* Parts (options, items, pairs, spans) are shown in an order of bytes (struct sheet). */
#define PARTS_MAX 255

struct answer_kind {
	struct mark (*mark)(const struct question *q, const char *answer);
	bool (*complete)(const struct question *q, const char *answer);
	void (*reasons)(const struct question *q, const char *answer, struct buf *out);
	/* The answer in words; only asked where it is sound and not empty. */
	void (*readable)(const struct question *q, const char *answer, struct buf *out);
	void (*key)(const struct question *q, struct buf *out);
	int (*guess)(const struct question *q);
};

extern const struct answer_kind answer_single, answer_multiple, answer_order,
	answer_match, answer_text, answer_number, answer_spot, answer_do;

/* ── parts by id ── */

/* What a list of ids can name: options, pairs or spans of a question. */
size_t part_count(const struct question *q);
const char *part_id(const struct question *q, size_t part);
/* -1 where there is none. */
int part_index(const struct question *q, const char *id, size_t len);

/* The ids of a list as indices. Unsound: an id that is unknown or comes twice. */
struct picks {
	uint8_t at[PARTS_MAX];
	size_t count;
	bool sound;
	bool has[PARTS_MAX];
};

void picks_read(struct picks *picks, const struct question *q, const char *answer);
/* In the file's order, or in the picks' own. */
void picks_write(const struct picks *picks, const struct question *q, bool file_order,
		 struct buf *out);

/* Walks "a,b"; *rest is NULL at the end. "a," has two items, the second empty, and "" has one
 * empty item: begin with NULL where "" means none. */
bool list_next(const char **rest, const char **item, size_t *len);

/* ── marks ── */

struct mark mark_of(int score);
/* 1000 * part / whole, rounded down; whole 0 = everything there was. */
int share(size_t part, size_t whole);
/* One chance in `ways`, in thousandths. */
int chance(uint64_t ways);

/* ── words ── */

/* "; " between the items of a readable answer: call before each but the first. */
void separate(struct buf *out, size_t start);
/* Ends the paragraph that began at `start`, if anything was written since. */
void end_line(struct buf *out, size_t start);

#endif
