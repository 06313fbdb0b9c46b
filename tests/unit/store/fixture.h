/* What the tests of the store need: a small course, Hanoi's table of retirement ages, a clock that
 * stands still, folders that vanish, and people. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include "store/store.h"

/* 2026-11-22 08:00 */
#define NOON_DAY 20779
#define START ((int64_t)NOON_DAY * SECONDS_PER_DAY + 3600)

extern const struct region fixture_region;
/* Lessons "goi", "nhan"; quiz "kt" with four questions q1..q4 of which 3 pass; completion needs
 * all of it. One copy for all tests; never released. */
const struct course *fixture_course(void);

/* While true, all folders seem to lie on a network: no WAL there. */
extern bool fixture_remote;

struct bench {
	struct clock clock;
	char *folder; /* NULL: in memory */
	struct store *store;
};

void bench_memory(struct bench *bench);
void bench_folder(struct bench *bench);
void bench_reopen(struct bench *bench);
void bench_close(struct bench *bench); /* and removes the folder */

char *folder_new(void); /* malloc'ed */
void folder_remove(char *path); /* with all in it; frees */
/* Copies the files of one folder into another that is made. */
void folder_copy(const char *from, const char *to);

struct person somebody(const char *name, enum sex sex, int year, int month, int day,
		       const char *ward);
int64_t enrol(struct store *store, const char *name, enum sex sex, int year, int month,
	      int day, const char *ward);
/* Everything the course asks for; true when the completion came with it. */
bool finish_course(struct store *store, int64_t learner);
/* An attempt at the quiz with so many right answers; its number. */
int64_t take_quiz(struct store *store, int64_t learner, int right, bool *completed);

/* Runs SQL on the database behind the store's back, through a connection of its own. */
void meddle(const char *folder, const char *sql);
/* Takes a database back to the shape of version 2, with what was in it. */
void as_version_2(const char *folder);
/* The first column of the first row as a number. */
int64_t ask(const char *folder, const char *sql);

/* Asserts with the error's text. */
#define assert_done(call)                                                                \
	do {                                                                             \
		err = (struct err){0};                                                   \
		if (!(call))                                                             \
			fail_msg("%s:%d: %s: %s", __FILE__, __LINE__, #call, err.text);  \
	} while (0)
#define assert_refused(call, wanted, says)                                               \
	do {                                                                             \
		err = (struct err){0};                                                   \
		assert_false(call);                                                      \
		if (err.kind != (wanted) || !strstr(err.text, (says)))                   \
			fail_msg("%s:%d: %d %s", __FILE__, __LINE__, err.kind,           \
				 err.text);                                              \
	} while (0)

#endif
