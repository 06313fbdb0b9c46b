/* A course small enough to be finished in five calls, and folders, for the stress programs. */
#ifndef TESTS_STRESS_SCENE_H
#define TESTS_STRESS_SCENE_H

#include "base/file.h"
#include "store/store.h"

#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

static struct option scene_options[] = {
	{"dung", "Cúp máy", NULL, true},
	{"sai", "Đọc mã cho họ", "Có mã là họ rút được tiền.", false},
};
#define SCENE_QUESTION(name)                                                             \
	{                                                                                \
		.id = (name), .type = QUESTION_SINGLE, .ask = "Có người lạ hỏi mã?",     \
		.options = scene_options, .option_count = 2, .grade_digest = {1},        \
	}
static struct question scene_questions[] = {SCENE_QUESTION("q1"), SCENE_QUESTION("q2"),
					    SCENE_QUESTION("q3")};
static const char *scene_question_ids[] = {"q1", "q2", "q3"};
static struct quiz scene_quiz = {.id = "kt",
				 .title = "Kiểm tra",
				 .always = {scene_question_ids, 3},
				 .pass_percent = 60,
				 .keep_best = true,
				 .questions = scene_questions,
				 .question_count = 3};
static struct quiz *scene_quizzes[] = {&scene_quiz};
static struct lesson scene_lesson = {.id = "goi", .title = "Gọi điện", .epoch = 1};
static struct lesson *scene_lessons[] = {&scene_lesson};
static const char *scene_lesson_ids[] = {"goi"};
static struct module scene_modules[] = {{.id = "dien-thoai",
					 .title = "Điện thoại",
					 .lesson_ids = {scene_lesson_ids, 1},
					 .quiz_id = "kt",
					 .lessons = scene_lessons,
					 .quiz = &scene_quiz}};
static const struct course scene_course = {
	.id = "ky-nang-so",
	.title = "Kỹ năng số",
	.modules = scene_modules,
	.module_count = 1,
	.completion = {.version = 1, .lessons_required = true, .quizzes_required = true},
	.lessons = scene_lessons,
	.lesson_count = 1,
	.quizzes = scene_quizzes,
	.quiz_count = 1,
};
static struct retirement_row scene_rows[] = {{SEX_MALE, INT32_MIN, INT32_MAX, 744},
					     {SEX_FEMALE, INT32_MIN, INT32_MAX, 720}};
static const struct region scene_region = {
	.id = "hanoi", .from_age = 15, .rows = scene_rows, .row_count = 2};
static struct clock scene_clock = {.held = false};

/* Stands before the one of libc, so that the store can be shown a network, where it uses a rollback
 * journal instead of the log. */
static bool scene_remote;

int statfs(const char *path, struct statfs *st)
{
	(void)path;
	*st = (struct statfs){0};
	st->f_type = scene_remote ? NFS_SUPER_MAGIC : TMPFS_MAGIC;
	return 0;
}

static inline struct store *scene_open(const char *folder, enum store_mode mode)
{
	struct err err = {0};
	struct store *store = store_open(folder, mode, &scene_clock, &scene_course,
					 &scene_region, &err);

	if (!store) {
		fprintf(stderr, "%s\n", err.text);
		exit(1);
	}
	return store;
}

static inline bool scene_register(struct store *store, const char *name, int64_t *id,
				  struct err *err)
{
	struct registration registration = {.consent = {.text_version = 1}};

	snprintf(registration.person.name, NAME_BYTES, "%s", name);
	registration.person.sex = SEX_FEMALE;
	registration.person.birth = (struct birth){PRECISION_YEAR, 1970, 0, 0};
	memcpy(registration.person.ward, "00004", 6);
	return store_learner_register(store, &registration, id, err);
}

static inline char *scene_folder(void)
{
	const char *base = getenv("TMPDIR");

	if (!base || !*base)
		base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	char *path = xasprintf("%s/kynangso-stress-XXXXXX", base);
	if (!mkdtemp(path)) {
		perror(path);
		exit(1);
	}
	return path;
}

static inline void scene_empty(const char *folder)
{
	char **names;
	size_t count;

	if (!folder_list(folder, "", &names, &count, NULL))
		return;
	for (size_t i = 0; i < count; i++) {
		char *name = path_join(folder, names[i]);
		unlink(name);
		free(name);
		free(names[i]);
	}
	free(names);
}

static inline void scene_remove(char *folder)
{
	scene_empty(folder);
	rmdir(folder);
	free(folder);
}

#endif
