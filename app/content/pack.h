/* One run of the loader, inside: the files read, the values made, and where each came from.
 * content/load.h is what others call; refer.c, join.c, former.c and lint*.c work on this. */
#ifndef CONTENT_PACK_H
#define CONTENT_PACK_H

#include "content/schema.h"
#include "course/course.h"
#include "course/region.h"

enum file_kind {
	FILE_COURSE,
	FILE_FRAMEWORK,
	FILE_FACTS,
	FILE_LESSON,
	FILE_QUIZ,
	FILE_PRACTICE,
	FILE_TYPING,
	FILE_REGION,
	FILE_WARDS,
	FILE_KINDS
};

/* What one file became. Several objects of one kind are an error except lessons and quizzes. */
struct file {
	enum file_kind kind; /* FILE_KINDS: not known */
	const char *id; /* "" if it has none */
	struct document doc;
	void *object; /* struct lesson, quiz, …; NULL if the file could not be read */
	bool sound; /* read without an error */
	bool retired;
	bool placed; /* its lesson or quiz stands in the course */
	size_t listed; /* its place in the inventory, where one is kept */
	size_t order; /* among the files of the pack */
};

struct facts_file {
	const char *id;
	struct source *sources;
	size_t source_count;
	struct fact *facts;
	size_t fact_count;
};

struct skill_group {
	const char *id, *title;
	struct skill *skills;
	size_t skill_count;
};

struct framework_file {
	const char *id, *title, *note;
	struct skill_group *groups;
	size_t group_count;
};

struct pack {
	struct course *course; /* the result; NULL for a region */
	struct arena *values; /* of the result: all values and paths */
	struct diags *diags;
	struct arena scratch; /* documents and nodes */
	struct file **files; /* owned; the files themselves live in scratch */
	size_t file_count, file_cap;
	struct file **by_id; /* owned; pack_index(): the same files by id, then order */
	size_t indexed; /* how many */
	struct origins origins;
	struct proses proses;
	struct strings
		given_up; /* ids the lock calls retired: they may have left their files */
	bool errors_only; /* leave out the rules that warn and advise */
	bool trying; /* contradicted examples (E23, E35) do not keep a file out of the course */
	bool alone; /* one file without its pack: references out of it cannot be judged */
};

/* Parses and reads one file that has been taken into memory. Never NULL. */
struct file *pack_add(struct pack *pack, const char *path, const void *bytes, size_t n,
		      bool quiet);
/* The first file of a kind, or NULL. */
struct file *pack_file(const struct pack *pack, enum file_kind kind);
/* The first file of that kind and id, sound or not; NULL where there is none. */
struct file *pack_named(const struct pack *pack, enum file_kind kind, const char *id);
/* The next one of the same kind and id, or NULL. */
struct file *pack_named_next(const struct pack *pack, const struct file *file);
/* Makes both quick, once all files are there. */
void pack_index(struct pack *pack);
void pack_release(struct pack *pack); /* not the values */

/* Where an object was read, or what it has at a key ("pass.must", "all.2.exam"), or there at an item >= 0 of
 * the sequence. Falls back to what is there: the object itself, or NULL for a strange one. */
const struct node *pack_node(const struct pack *pack, const void *object, const char *key,
			     int item, struct document **doc);
struct place pack_place(const struct pack *pack, const void *object);
bool pack_sound(const struct pack *pack, const void *object);
/* The completion rule as it was read, for pointing at; NULL where there is none. */
const struct completion_rule *pack_completion(const struct pack *pack);
/* A finding at pack_node(). May return NULL. */
struct diag *pack_report(struct pack *pack, const void *object, const char *key, int item,
			 const char *code, const char *format, ...) PRINTF_LIKE(6, 7);
/* The fix that puts `text` in place of the scalar at pack_node(). */
void pack_fix(struct diag *diag, const struct pack *pack, const void *object,
	      const char *key, int item, const char *text);

/* join.c: makes the course of the files: places, digests, lists in course order. What has errors
 * is left out. */
void pack_prepare(struct pack *pack); /* each file by itself */
void pack_join(struct pack *pack); /* what is sound, together */

/* former.c: fills course->formers and course->retired, the latter also from the lock. */
void pack_formers(struct pack *pack);

/* refer.c: ids used twice (E10), before the files are joined. */
void pack_unique(struct pack *pack);
/* References and loops (E11, E12), after. Removes what leads nowhere. */
void pack_refer(struct pack *pack);

/* What a file of this kind ("lesson") may hold; NULL where there is no such kind. */
const struct table *pack_table(const char *kind);

/* "lesson", and the table it is read by. */
const char *kind_name(enum file_kind kind);
const struct table *kind_table(enum file_kind kind);

/* kinds_*.c */
extern const struct table table_course, table_framework, table_facts, table_lesson,
	table_quiz, table_practice, table_typing, table_region, table_wards;

#endif
