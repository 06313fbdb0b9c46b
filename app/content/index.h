/* The index of a pack: what the program's start and its lists need of it, in one file of the cache
 * folder, so that starting takes as long with ten thousand lessons as with ten.
 *
 * It has two parts. The front is small: who made it and of what, the state of the folders, the
 * course's name. The body has the outlines of lessons, quizzes and practices, and the inventory of
 * files; it is read when somebody sits down.
 *
 * Nothing in it is believed: each part has its checksum, a program writes what only the very same
 * program reads, numbers are checked against what is there, and whatever does not fit is as good as
 * no index. It may be deleted at any time.
 */
#ifndef CONTENT_INDEX_H
#define CONTENT_INDEX_H

#include "content/inventory.h"
#include "secret/secret.h"

struct index {
	const char *program; /* which program made it */
	const char *root; /* as content is named */
	struct inventory inventory; /* the front has the folders */
	size_t top_count; /* so many files, the first, are those the front has, too */
	size_t findings; /* of the whole check when it was made, without facts grown old */
	struct course *course;
	/* Of each lesson, quiz and practice of the course: which file. */
	uint32_t *lesson_files, *quiz_files, *practice_files;
	uint64_t body_at; /* bytes of the front, with its header */
	uint64_t body_size;
	uint8_t body_sum[CHECKSUM_SIZE];
};

/* A larger one is none: a hundred thousand lessons take 40 MB. */
#define INDEX_BYTES ((uint64_t)64 * 1024 * 1024)

/* Appends an index. `course` is whole or in outline, and its places name files of the inventory.
 * Nothing in it is changed. */
void index_write(struct index *index, struct buf *out);

/* The front, from as many bytes as there are. Texts point into bytes, arrays live in course->arena;
 * course gets its name and glossary. False: it is damaged, or none. */
bool index_read_front(struct index *index, const void *bytes, size_t n);
/* How many bytes of a file to read for its front, from the first INDEX_HEADER of them; 0: it is
 * none. */
#define INDEX_HEADER 64
size_t index_front_size(const void *header, size_t n);
/* Then the body: all of the course in outline, and all files of the inventory. */
bool index_read_body(struct index *index, const void *bytes, size_t n);

#endif
