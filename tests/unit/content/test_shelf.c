/* A pack that is read in outline gives what the whole pack gives, however its index came to be
 * wrong. Each test works on a copy of the good pack in a folder of its own, with a cache beside. */
#include "check.h"

#include "base/file.h"
#include "content/load.h"
#include "content/shelf.h"
#include "course/dice.h"
#include "course/practice.h"
#include "secret/secret.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Enough for every stamp to be settled, and the program need not wait for it. */
#define LATER INT64_C(60000000000)

struct place_of_work {
	char folder[200];
	char *root, *cache;
	struct shelf *shelf;
	int64_t ahead;
};

/* ── files ───────────────────────────────────────────────────────────────────────────── */

static char *path_of(const struct place_of_work *p, const char *name)
{
	return path_join(p->root, name);
}

/* In place, as an editor that doesn't rename: the folder does not change. */
static void overwrite(const char *path, const char *bytes, size_t n)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, n), (ssize_t)n);
	close(fd);
}

static void put(const struct place_of_work *p, const char *name, const char *text)
{
	char *path = path_of(p, name);
	overwrite(path, text, strlen(text));
	free(path);
}

/* The first `from` becomes `to`; true if something else was there before. */
static void change(const struct place_of_work *p, const char *name, const char *from,
		   const char *to)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	char *path = path_of(p, name);
	assert_true(file_read(path, 1 << 20, &text, NULL));
	char *at = strstr(text.data, from);
	assert_non_null(at);
	buf_add(&out, text.data, (size_t)(at - text.data));
	buf_adds(&out, to);
	buf_adds(&out, at + strlen(from));
	put(p, name, out.data);
	buf_release(&text);
	buf_release(&out);
	free(path);
}

static void run(const char *what, const char *a, const char *b)
{
	char *command = xasprintf("%s '%s' '%s'", what, a, b);
	assert_int_equal(system(command), 0);
	free(command);
}

static int make(void **state)
{
	struct place_of_work *p = xcalloc(1, sizeof(*p));
	assert_true(own_folder(p->folder, sizeof(p->folder)));
	p->root = path_join(p->folder, "pack");
	p->cache = path_join(p->folder, "cache");
	p->ahead = LATER;
	run("cp -r", GOOD, p->root);
	*state = p;
	return 0;
}

static int unmake(void **state)
{
	struct place_of_work *p = *state;
	shelf_free(p->shelf);
	run("chmod -R u+rwX", p->folder, p->folder);
	run("rm -rf", p->folder, p->folder);
	free(p->root);
	free(p->cache);
	free(p);
	return 0;
}

/* The path of the index; NULL if there is none. The caller frees it. */
static char *index_of(const struct place_of_work *p)
{
	char **names, *path = NULL;
	size_t count;
	if (!folder_list(p->cache, ".index", &names, &count, NULL))
		return NULL;
	assert_true(count <= 1);
	for (size_t i = 0; i < count; i++) {
		path = path_join(p->cache, names[i]);
		free(names[i]);
	}
	free(names);
	return path;
}

/* ── starting ────────────────────────────────────────────────────────────────────────── */

static void start(struct place_of_work *p)
{
	struct err err = {0};
	struct shelf_settings settings = {
		.root = p->root, .cache = p->cache, .ahead = p->ahead};
	shelf_free(p->shelf);
	p->shelf = shelf_open(&settings, &err);
	if (!p->shelf)
		fail_msg("%s", err.text);
}

static const struct course *sit_down(struct place_of_work *p)
{
	struct err err = {0};
	if (!shelf_refresh(p->shelf, &err))
		fail_msg("%s", err.text);
	return shelf_course(p->shelf);
}

/* ── a course in words ───────────────────────────────────────────────────────────────── */

static void say(struct buf *out, const char *text)
{
	buf_printf(out, "%s|", text ? text : "(NULL)");
}

static void say_list(struct buf *out, const struct strings *list)
{
	for (size_t i = 0; i < list->count; i++)
		say(out, list->items[i]);
	buf_addc(out, '\n');
}

static void say_place(struct buf *out, const struct place *at)
{
	buf_printf(out, "%s:%d:%d\n", at->file, at->line, at->col);
}

static void say_question(struct buf *out, const struct question *q)
{
	say(out, q->id);
	buf_printf(out, "%d %d %d ", q->type, q->epoch, q->shuffle);
	for (size_t i = 0; i < DIGEST_BYTES; i++)
		buf_printf(out, "%02x%02x", q->grade_digest[i], q->text_digest[i]);
	say_list(out, &q->skills);
	say(out, q->objective);
	say_list(out, &q->goals);
	say_list(out, &q->try_right);
	question_text_bytes(q, out);
	say_place(out, &q->at);
}

static void say_lesson(struct buf *out, const struct course *course,
		       const struct lesson *outline)
{
	const struct lesson *l = course_open_lesson(course, outline->id, NULL);
	assert_non_null(l);
	assert_non_null(l->steps);
	assert_string_equal(l->title, outline->title);
	assert_int_equal(l->step_count, outline->step_count);
	say(out, l->id);
	say(out, outline->title);
	buf_printf(out, "%d %d %d %d %zu\n", l->minutes, l->epoch, outline->minutes,
		   outline->epoch, l->step_count);
	const struct strings *lists[] = {
		&l->skills, &outline->skills, &l->needs,          &outline->needs,
		&l->recap,  &l->remember,     &outline->remember, &l->sources,
	};
	for (size_t i = 0; i < ARRAY_LEN(lists); i++)
		say_list(out, lists[i]);
	for (size_t i = 0; i < l->step_count; i++) {
		const struct step *s = &l->steps[i];
		assert_int_equal(lesson_step(outline, s->id), i);
		say(out, s->id);
		say(out, s->title);
		say(out, s->say);
		say(out, s->alt);
		say(out, s->practice);
		say(out, s->caption);
		say_list(out, &s->list);
		if (s->check)
			say_question(out, s->check);
		say_place(out, &s->at);
	}
	assert_int_equal(lesson_step(outline, "khong-co"), -1);
	for (size_t i = 0; i < l->objective_count; i++)
		say(out, l->objectives[i].text);
	for (size_t i = 0; i < l->word_count; i++)
		say(out, l->words[i].means);
	say_place(out, &outline->at);
}

static void say_quiz(struct buf *out, const struct course *course,
		     const struct quiz *outline)
{
	const struct quiz *q = course_open_quiz(course, outline->id, NULL);
	assert_non_null(q);
	assert_int_equal(q->question_count, outline->question_count);
	say(out, q->id);
	say(out, outline->title);
	const struct quiz *both[] = {q, outline};
	for (size_t i = 0; i < 2; i++) {
		const struct quiz *one = both[i];
		buf_printf(out, "%d %d %d %d %d %d\n", one->mode, one->pass_percent,
			   one->max_attempts, one->wait_seconds, one->keep_best,
			   one->epoch);
		say_list(out, &one->from);
		say_list(out, &one->always);
		say_list(out, &one->must);
		for (size_t k = 0; k < one->draw_count; k++) {
			say(out, one->draw[k].skill);
			buf_printf(out, "%d\n", one->draw[k].take);
		}
	}
	for (size_t i = 0; i < q->question_count; i++) {
		const struct question *question = &q->questions[i];
		say_question(out, question);
		const struct question *found = course_question(course, question->id);
		assert_non_null(found);
		assert_string_equal(found->ask, question->ask);
	}
	say_place(out, &outline->at);
}

static void say_practice(struct buf *out, const struct course *course,
			 const struct practice *outline)
{
	const struct practice *p = course_open_practice(course, outline->id, NULL);
	assert_non_null(p);
	say(out, outline->title);
	say(out, outline->brief);
	say(out, p->brief);
	buf_printf(out, "%d %d\n", outline->minutes, p->minutes);
	say_list(out, &outline->skills);
	say_list(out, &p->skills);
	practice_grade_bytes(p, out);
	for (size_t i = 0; i < p->screen_count; i++) {
		say(out, p->screens[i].id);
		say(out, p->screens[i].say);
		say_list(out, &p->screens[i].hints);
		say_place(out, &p->screens[i].at);
		for (size_t k = 0; k < p->screens[i].action_count; k++)
			say(out, p->screens[i].actions[k].label);
	}
	say_place(out, &outline->at);
}

static void say_modules(struct buf *out, const struct course *course)
{
	for (size_t i = 0; i < course->module_count; i++) {
		const struct module *m = &course->modules[i];
		say(out, m->id);
		say(out, m->title);
		say(out, m->quiz_id);
		say(out, m->quiz ? m->quiz->id : NULL);
		say_list(out, &m->needs);
		for (size_t k = 0; k < m->lesson_ids.count; k++) {
			say(out, m->lesson_ids.items[k]);
			say(out, m->lessons[k] ? m->lessons[k]->id : NULL);
		}
		say_place(out, &m->at);
	}
	const struct completion_rule *rule = &course->completion;
	say(out, rule->exam_id);
	buf_printf(out, "%d %d %d %d\n", rule->version, rule->lessons_required,
		   rule->quizzes_required, rule->exam_percent);
	say_list(out, &rule->waive_reasons);
}

static void say_small_things(struct buf *out, const struct course *course)
{
	for (size_t i = 0; i < course->skill_count; i++) {
		say(out, course->skills[i].id);
		say(out, course->skills[i].title);
		say_list(out, &course->skills[i].maps);
	}
	for (size_t i = 0; i < course->source_count; i++) {
		say(out, course->sources[i].id);
		say(out, course->sources[i].title);
		say(out, course->sources[i].url);
		say(out, course->sources[i].date);
	}
	for (size_t i = 0; i < course->fact_count; i++) {
		const struct fact *f = &course->facts[i];
		say(out, f->id);
		say(out, f->value);
		say(out, f->note);
		buf_printf(out, "%d-%d-%d %d\n", f->as_of.year, f->as_of.month,
			   f->as_of.day, f->status);
		say_list(out, &f->sources);
		say_place(out, &f->at);
	}
	for (size_t i = 0; i < course->exercise_count; i++) {
		say(out, course->exercises[i].id);
		say(out, course->exercises[i].say);
		say_list(out, &course->exercises[i].lines);
		say_place(out, &course->exercises[i].at);
	}
	say_list(out, &course->glossary);
	for (size_t i = 0; i < course->former_count; i++) {
		say(out, course->formers[i].was);
		say(out, course->formers[i].now);
	}
}

static void say_course(struct buf *out, const struct course *course)
{
	say(out, course->id);
	say(out, course->title);
	say_modules(out, course);
	for (size_t i = 0; i < course->lesson_count; i++)
		say_lesson(out, course, course->lessons[i]);
	for (size_t i = 0; i < course->quiz_count; i++)
		say_quiz(out, course, course->quizzes[i]);
	for (size_t i = 0; i < course->practice_count; i++)
		say_practice(out, course, course->practices[i]);
	say_small_things(out, course);
}

/* What the shelf gives is what the whole pack gives that lies there now. */
static void assert_as_whole(const struct course *outline, const char *root)
{
	struct buf ours = BUF_INIT, theirs = BUF_INIT;
	struct course whole = {0};
	struct diags diags = {0};
	struct err err = {0};
	assert_true(content_load(&whole, &diags, root, &err));
	say_course(&theirs, &whole);
	say_course(&ours, outline);
	assert_string_equal(ours.data, theirs.data);
	assert_true(ours.len > 500);
	diags_release(&diags);
	course_release(&whole);
	buf_release(&ours);
	buf_release(&theirs);
}

/* A start after all that: right, and after so many readings of the whole pack. */
static void assert_right(struct place_of_work *p, int readings)
{
	start(p);
	assert_as_whole(sit_down(p), p->root);
	assert_int_equal(shelf_readings(p->shelf), readings);
}

/* ── the tests ───────────────────────────────────────────────────────────────────────── */

static void gives_what_the_whole_pack_gives(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	assert_right(p, 0);
	assert_true(shelf_course(p->shelf)->lesson_count == 3);
}

static void the_shipped_pack_too(void **state)
{
	struct place_of_work *p = *state;
	free(p->root);
	p->root = xstrdup(".");
	assert_right(p, 1);
	assert_right(p, 0);
}

static void nothing_is_read_before_somebody_sits_down(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	start(p);
	assert_string_equal(shelf_course(p->shelf)->title, "Khóa học thử");
	assert_int_equal(shelf_course(p->shelf)->lesson_count, 0);
	assert_int_equal(sit_down(p)->lesson_count, 3);
	assert_int_equal(shelf_readings(p->shelf), 0);
}

static void a_lesson_is_opened_once(void **state)
{
	struct place_of_work *p = *state;
	start(p);
	const struct course *course = sit_down(p);
	const struct lesson *first = course_open_lesson(course, "bai-mot", NULL);
	assert_ptr_equal(first, course_open_lesson(course, "bai-mot", NULL));
	assert_null(course_lesson(course, "bai-mot")->steps);
	assert_non_null(first->steps);
	assert_int_equal(shelf_readings(p->shelf), 1);
	struct err err = {0};
	assert_null(course_open_lesson(course, "khong-co", &err));
	assert_true(*err.text);
}

/* ── the files change ────────────────────────────────────────────────────────────────── */

static void a_file_written_in_place_is_seen(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	change(p, "lessons/mot/bai-ba.yaml", "Bài ba", "Bài 3");
	change(p, "lessons/mot/bai-ba.yaml", "minutes: 3", "minutes: 3\nepoch: 4");
	assert_right(p, 1);
	assert_string_equal(course_lesson(shelf_course(p->shelf), "bai-ba")->title,
			    "Bài 3");
	assert_int_equal(course_lesson(shelf_course(p->shelf), "bai-ba")->epoch, 4);
	assert_right(p, 0);
}

/* Other bytes of the same size, and the time of the old ones. */
static void change_keeping_the_time(struct place_of_work *p)
{
	char *path = path_of(p, "lessons/mot/bai-ba.yaml");
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	struct timespec times[2] = {st.st_atim, st.st_mtim};
	change(p, "lessons/mot/bai-ba.yaml", "Bài ba", "Bài BA");
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	free(path);
}

/* Within the same tick of the disk's clock only the bytes tell. */
static void a_file_written_twice_within_a_tick_is_seen(void **state)
{
	struct place_of_work *p = *state;
	p->ahead = 0; /* the files are as young as they are */
	assert_right(p, 1);
	change_keeping_the_time(p);
	assert_right(p, 1);
	assert_string_equal(course_lesson(shelf_course(p->shelf), "bai-ba")->title,
			    "Bài BA");
}

/* The time of a file can be put back; when it was put back cannot. */
static void a_time_that_was_put_back_deceives_nobody(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	change_keeping_the_time(p);
	assert_right(p, 1);
	assert_string_equal(course_lesson(shelf_course(p->shelf), "bai-ba")->title,
			    "Bài BA");
}

/* A wrong clock: what was written in time to come is never believed by its time. */
static void a_file_from_the_future_is_compared(void **state)
{
	struct place_of_work *p = *state;
	char *path = path_of(p, "lessons/mot/bai-ba.yaml");
	struct timespec times[2] = {{.tv_sec = 4102444800}, {.tv_sec = 4102444800}};
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_right(p, 1);
	change(p, "lessons/mot/bai-ba.yaml", "Bài ba", "Bài BA");
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_right(p, 1);
	free(path);
}

/* Copied anew, checked out anew: other times, the same bytes. */
static void the_same_bytes_are_not_read_again(void **state)
{
	struct place_of_work *p = *state;
	struct timespec times[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
	char *path = path_of(p, "lessons/mot/bai-ba.yaml");
	assert_right(p, 1);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	assert_right(p, 0);
	/* and the new time is kept */
	assert_right(p, 0);
	free(path);
}

/* Young files are compared by their bytes, until they are old. */
static void stamps_settle(void **state)
{
	struct place_of_work *p = *state;
	struct stat before, after;
	assert_right(p, 1);
	char *path = path_of(p, "lessons/mot/bai-ba.yaml"), *index = index_of(p);
	struct timespec now[2] = {{.tv_nsec = UTIME_NOW}, {.tv_nsec = UTIME_NOW}};
	assert_int_equal(utimensat(AT_FDCWD, path, now, 0), 0);
	p->ahead = 0;
	assert_right(p, 0); /* unsettled now */
	assert_int_equal(stat(index, &before), 0);
	p->ahead = LATER;
	assert_right(p, 0); /* settled: written down */
	assert_int_equal(stat(index, &after), 0);
	assert_true(before.st_ino != after.st_ino);
	assert_right(p, 0);
	assert_int_equal(stat(index, &before), 0);
	assert_true(before.st_ino == after.st_ino);
	free(path);
	free(index);
}

static void files_that_come_and_go_are_seen(void **state)
{
	struct place_of_work *p = *state;
	char *from = path_of(p, "lessons/mot/bai-ba.yaml");
	char *to = path_of(p, "lessons/mot/bai-bon.yaml");
	assert_right(p, 1);
	run("cp", from, to);
	change(p, "lessons/mot/bai-bon.yaml", "id: bai-ba", "id: bai-bon");
	assert_right(p, 1);
	assert_int_equal(shelf_course(p->shelf)->lesson_count, 4);
	assert_right(p, 0);
	assert_int_equal(unlink(to), 0);
	assert_right(p, 1);
	assert_int_equal(shelf_course(p->shelf)->lesson_count, 3);
	/* another folder, which no list of files knows */
	char *folder = path_of(p, "lessons/hai");
	assert_int_equal(mkdir(folder, 0700), 0);
	free(to);
	to = path_of(p, "lessons/hai/bai-nam.yaml");
	run("cp", from, to);
	change(p, "lessons/hai/bai-nam.yaml", "id: bai-ba", "id: bai-nam");
	assert_right(p, 1);
	assert_int_equal(shelf_course(p->shelf)->lesson_count, 4);
	free(folder);
	free(from);
	free(to);
}

static void another_pack_in_the_same_place_is_seen(void **state)
{
	struct place_of_work *p = *state;
	char *aside = path_join(p->folder, "aside");
	assert_right(p, 1);
	run("cp -r", p->root, aside);
	change(p, "lessons/course.yaml", "Khóa học thử", "Khóa học khác");
	assert_right(p, 1);
	char *gone = path_join(p->folder, "gone");
	run("mv", p->root, gone);
	run("mv", aside, p->root);
	free(gone);
	assert_right(p, 1);
	assert_string_equal(shelf_course(p->shelf)->title, "Khóa học thử");
	free(aside);
}

static void a_file_that_cannot_be_read_is_asked_again(void **state)
{
	struct place_of_work *p = *state;
	char *path = path_of(p, "lessons/mot/bai-ba.yaml");
	char *aside = path_of(p, "kho.yaml"), *away = path_of(p, "kho.xa");
	run("mv", path, aside);
	assert_int_equal(symlink(aside, path), 0);
	assert_int_equal(rename(aside, away), 0); /* the link leads nowhere */
	start(p);
	assert_int_equal(sit_down(p)->lesson_count, 2);
	assert_int_equal(rename(away, aside), 0);
	assert_int_equal(sit_down(p)->lesson_count, 3);
	assert_right(p, 0);
	free(away);
	free(path);
	free(aside);
}

/* ── a very large pack ────────────────────────────────────────────────────────────────── */

#define MANY 1300

/* As many lessons more, each with one step. */
static void make_many(const struct place_of_work *p)
{
	char *folder = path_of(p, "lessons/nhieu");
	assert_int_equal(mkdir(folder, 0700), 0);
	free(folder);
	for (int i = 0; i < MANY; i++) {
		char name[48], text[200];
		snprintf(name, sizeof(name), "lessons/nhieu/n%04d.yaml", i);
		snprintf(text, sizeof(text),
			 "kind: lesson\nschema: 1\nid: n%04d\ntitle: Bài %d\n"
			 "skills: [thu.doc]\nminutes: 1\nobjectives: {a: Biết}\n"
			 "steps:\n  - {id: a, say: Chào bạn.}\n",
			 i, i);
		put(p, name, text);
	}
}

static void the_rest_of_many_files_is_compared_later(void **state)
{
	struct place_of_work *p = *state;
	struct err err = {0};
	make_many(p);
	start(p);
	sit_down(p);
	start(p);
	assert_true(shelf_begin(p->shelf, &err));
	const struct course *first = shelf_course(p->shelf);
	assert_true(shelf_step(p->shelf)); /* more is to be done */
	while (shelf_step(p->shelf))
		;
	assert_false(shelf_step(p->shelf));
	assert_ptr_equal(first, shelf_course(p->shelf));
	assert_int_equal(shelf_readings(p->shelf), 0);
	/* the last of all files, written in place while nobody looked */
	change(p, "lessons/nhieu/n1299.yaml", "minutes: 1", "minutes: 1\nepoch: 7");
	start(p);
	assert_true(shelf_begin(p->shelf, &err));
	first = shelf_course(p->shelf);
	assert_int_equal(course_lesson(first, "n1299")->epoch, 1);
	/* what is shown is what the file says all the same */
	assert_int_equal(course_open_lesson(first, "n1299", &err)->epoch, 7);
	start(p);
	assert_true(shelf_begin(p->shelf, &err));
	while (shelf_step(p->shelf))
		;
	assert_int_equal(course_lesson(shelf_course(p->shelf), "n1299")->epoch, 7);
}

/* A completion stands for ever: before it is written, all is compared. */
static void a_completion_is_judged_by_the_files(void **state)
{
	struct place_of_work *p = *state;
	struct err err = {0};
	make_many(p);
	start(p);
	sit_down(p);
	change(p, "lessons/nhieu/n1299.yaml", "minutes: 1", "minutes: 1\nepoch: 7");
	start(p);
	assert_true(shelf_begin(p->shelf, &err));
	const struct course *before = shelf_course(p->shelf);
	const struct course *now = before->opener->certain(before->opener);
	assert_ptr_not_equal(now, before);
	assert_int_equal(course_lesson(before, "n1299")->epoch, 1);
	assert_int_equal(course_lesson(now, "n1299")->epoch, 7);
	assert_ptr_equal(now, now->opener->certain(now->opener));
}

/* ── while it is open ────────────────────────────────────────────────────────────────── */

static void what_is_opened_is_what_the_file_says_now(void **state)
{
	struct place_of_work *p = *state;
	start(p);
	const struct course *course = sit_down(p);
	const struct lesson *before = course_open_lesson(course, "bai-ba", NULL);
	change(p, "lessons/mot/bai-ba.yaml", "Thế là xong.", "Thế là hết.");
	const struct lesson *after = course_open_lesson(course, "bai-ba", NULL);
	assert_string_equal(after->steps[0].say, "Thế là hết.");
	assert_string_equal(before->steps[0].say, "Thế là xong.");
	course = sit_down(p);
	assert_string_equal(course_open_lesson(course, "bai-ba", NULL)->steps[0].say,
			    "Thế là hết.");
	/* still good: a view may show it */
	assert_string_equal(after->steps[0].say, "Thế là hết.");
	assert_int_equal(shelf_readings(p->shelf), 2);
}

static void what_is_broken_now_is_not_opened(void **state)
{
	struct place_of_work *p = *state;
	struct err err = {0};
	start(p);
	const struct course *course = sit_down(p);
	change(p, "lessons/mot/bai-ba.yaml", "title:", "tittle:");
	assert_null(course_open_lesson(course, "bai-ba", &err));
	assert_non_null(strstr(err.text, "đang được sửa"));
	assert_non_null(course_open_lesson(course, "bai-mot", &err));
	assert_null(course_lesson(sit_down(p), "bai-ba"));
	change(p, "lessons/mot/bai-ba.yaml", "tittle:", "title:");
	assert_non_null(course_lesson(sit_down(p), "bai-ba"));
	assert_as_whole(shelf_course(p->shelf), p->root);
}

/* The goals of a practice decide how a question of type `do` is marked. */
static void a_practice_that_changed_changes_the_mark(void **state)
{
	struct place_of_work *p = *state;
	start(p);
	const struct course *course = sit_down(p);
	const struct quiz *before = course_open_quiz(course, "kiem-tra-cuoi", NULL);
	uint8_t digest[DIGEST_BYTES];
	size_t at = 0;
	while (before->questions[at].type != QUESTION_DO)
		at++;
	memcpy(digest, before->questions[at].grade_digest, DIGEST_BYTES);
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "points: ", "points:  ");
	const struct quiz *same = course_open_quiz(course, "kiem-tra-cuoi", NULL);
	assert_memory_equal(same->questions[at].grade_digest, digest, DIGEST_BYTES);
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "when: ", "when: true and ");
	const struct quiz *after = course_open_quiz(course, "kiem-tra-cuoi", NULL);
	assert_memory_not_equal(after->questions[at].grade_digest, digest, DIGEST_BYTES);
	assert_as_whole(sit_down(p), p->root);
}

/* A reference that leads nowhere is taken out of the values, which the file alone does not show. */
static void what_names_nothing_is_opened_out_of_the_whole(void **state)
{
	struct place_of_work *p = *state;
	change(p, "lessons/mot/bai-ba.yaml", "skills: [thu.doc, thu.go]",
	       "skills: [thu.doc, thu.khong]");
	change(p, "lessons/mot/bai-hai.yaml", "minutes:", "needs: [bai-chin]\nminutes:");
	assert_right(p, 2);
	assert_right(p, 1);
	assert_int_equal(
		course_open_lesson(shelf_course(p->shelf), "bai-ba", NULL)->skills.count,
		1);
}

/* ids.lock decides, too: an id that is used again makes its file an error. */
static void the_list_of_ids_is_looked_at(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	put(p, "lessons/ids.lock", "quiz bai-ba\n");
	assert_right(p, 1);
	assert_null(course_lesson(shelf_course(p->shelf), "bai-ba"));
	assert_right(p, 0);
	put(p, "lessons/ids.lock", "quiz bai-bx\n");
	assert_right(p, 1);
	assert_non_null(course_lesson(shelf_course(p->shelf), "bai-ba"));
}

static void findings_are_counted_and_told(void **state)
{
	struct place_of_work *p = *state;
	start(p);
	size_t before = shelf_finding_count(p->shelf);
	change(p, "lessons/mot/bai-ba.yaml", "title:", "tittle:");
	sit_down(p);
	assert_true(shelf_finding_count(p->shelf) > before);
	start(p);
	assert_true(shelf_finding_count(p->shelf) > before);
	assert_int_equal(shelf_findings(p->shelf, 0)->count,
			 shelf_finding_count(p->shelf));
	assert_true(shelf_findings(p->shelf, 0)->errors > 0);
}

/* ── the index is wrong ──────────────────────────────────────────────────────────────── */

static struct buf read_index(const struct place_of_work *p)
{
	struct buf bytes = BUF_INIT;
	char *path = index_of(p);
	assert_non_null(path);
	assert_true(file_read(path, 1 << 24, &bytes, NULL));
	free(path);
	return bytes;
}

static void write_index(const struct place_of_work *p, const char *bytes, size_t n)
{
	char *path = index_of(p);
	overwrite(path, bytes, n);
	free(path);
}

/* Whatever happened to the file, the next start is right, and the one after that quick again. */
static void assert_mended(struct place_of_work *p)
{
	assert_right(p, 1);
	assert_right(p, 0);
}

static void a_damaged_index_is_no_index(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	struct buf good = read_index(p);
	size_t step = good.len / 150 + 1;
	for (size_t i = 0; i < good.len; i += step) {
		char *bad = xmalloc(good.len);
		memcpy(bad, good.data, good.len);
		bad[i] ^= (char)(1 << i % 8);
		write_index(p, bad, good.len);
		free(bad);
		start(p);
		sit_down(p);
		/* Bytes of the header that mean nothing may differ. */
		assert_true(shelf_readings(p->shelf) == 1 || (i >= 56 && i < 64));
		assert_int_equal(shelf_course(p->shelf)->lesson_count, 3);
	}
	buf_release(&good);
	assert_as_whole(shelf_course(p->shelf), p->root);
}

static void an_index_that_was_cut_off_is_no_index(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	struct buf good = read_index(p);
	size_t step = good.len / 60 + 1;
	for (size_t n = 0; n < good.len; n += step) {
		write_index(p, good.data, n);
		assert_right(p, 1);
	}
	write_index(p, good.data, good.len - 1);
	assert_mended(p);
	buf_addc(&good, 'x');
	write_index(p, good.data, good.len);
	assert_mended(p);
	buf_release(&good);
}

/* The sums of an index, made right after its bytes were changed: where they stand is what
 * content/index.c says. */
static void sum_again(struct buf *index)
{
	uint64_t front, body;
	struct buf covered = BUF_INIT;
	memcpy(&front, index->data + 8, sizeof(front));
	memcpy(&body, index->data + 16, sizeof(body));
	uint8_t *head = (uint8_t *)index->data;
	secret_checksum(head + 40, index->data + 64 + front, body);
	buf_add(&covered, index->data + 64, front);
	buf_add(&covered, head + 16, 8);
	buf_add(&covered, head + 40, CHECKSUM_SIZE);
	secret_checksum(head + 24, covered.data, covered.len);
	buf_release(&covered);
}

/* Somebody wrote it on purpose: it may say what it likes, and hurts no memory. */
static void a_forged_index_is_read_within_its_bounds(void **state)
{
	struct place_of_work *p = *state;
	struct dice dice = {.state = 20261122};
	int taken = 0;
	assert_right(p, 1);
	struct buf good = read_index(p);
	for (int round = 0; round < 400; round++) {
		struct buf bad = BUF_INIT, words = BUF_INIT;
		struct err err = {0};
		buf_add(&bad, good.data, good.len);
		for (uint32_t n = 1 + dice_below(&dice, 4); n--;) {
			uint32_t at = 64 + dice_below(&dice, (uint32_t)good.len - 64);
			bad.data[at] = (char)dice_below(&dice, 3) ? (char)dice_next(&dice)
								  : '\xff';
		}
		sum_again(&bad);
		write_index(p, bad.data, bad.len);
		start(p);
		assert_true(shelf_begin(p->shelf, &err));
		taken += !shelf_readings(p->shelf);
		const struct course *course = shelf_course(p->shelf);
		for (size_t i = 0; i < course->lesson_count; i++) {
			const char *id = course->lessons[i]->id;
			lesson_step(course->lessons[i], "khong-co");
			course_open_lesson(course, id, &err);
		}
		for (size_t i = 0; i < course->quiz_count; i++)
			course_open_quiz(course, course->quizzes[i]->id, &err);
		course_question(course, "khong-co");
		say_modules(&words, course);
		say_small_things(&words, course);
		buf_release(&words);
		buf_release(&bad);
	}
	/* Else nothing was tried. */
	assert_true(taken > 20);
	buf_release(&good);
}

static void an_index_of_another_program_is_no_index(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	struct buf bytes = read_index(p);
	memcpy(bytes.data, "KNSidx\n2", 8);
	write_index(p, bytes.data, bytes.len);
	assert_mended(p);
	buf_release(&bytes);
	write_index(p, "", 0);
	assert_mended(p);
	write_index(p, "kind: lesson\n", 13);
	assert_mended(p);
}

/* What others can write could have been written by others. */
static void an_index_that_others_can_write_is_not_read(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	char *path = index_of(p);
	assert_int_equal(chmod(path, 0666), 0);
	assert_mended(p);
	char *aside = path_join(p->folder, "aside");
	assert_int_equal(rename(path, aside), 0);
	assert_int_equal(symlink(aside, path), 0);
	assert_mended(p);
	free(path);
	free(aside);
}

/* The right index, in the name of another pack's. */
static void the_index_of_another_pack_is_no_index(void **state)
{
	struct place_of_work *p = *state;
	assert_right(p, 1);
	struct buf ours = read_index(p);
	char *root = p->root, *path = index_of(p);
	p->root = path_join(p->folder, "other");
	run("cp -r", root, p->root);
	change(p, "lessons/mot/bai-ba.yaml", "Bài ba", "Bài 3");
	assert_int_equal(unlink(path), 0);
	free(path);
	assert_right(p, 1);
	write_index(p, ours.data, ours.len);
	assert_mended(p);
	buf_release(&ours);
	free(root);
}

static void without_a_cache_all_is_right_as_well(void **state)
{
	struct place_of_work *p = *state;
	char *cache = p->cache;
	p->cache = NULL;
	assert_right(p, 1);
	assert_right(p, 1);
	/* a folder that cannot be made: a file stands there */
	p->cache = path_of(p, "lessons/course.yaml");
	assert_right(p, 1);
	assert_right(p, 1);
	free(p->cache);
	p->cache = cache;
	/* one that is there, and cannot be written */
	assert_true(folder_make(cache, 0500, NULL));
	assert_right(p, 1);
	if (geteuid() != 0)
		assert_right(p, 1);
	chmod(cache, 0700);
}

static void no_pack_is_an_error(void **state)
{
	struct place_of_work *p = *state;
	struct err err = {0};
	struct shelf_settings settings = {.root = "/nirgendwo", .cache = p->cache};
	assert_null(shelf_open(&settings, &err));
	assert_int_equal(err.kind, ERR_NOINPUT);
	start(p);
	sit_down(p);
	char *path = path_of(p, "lessons/course.yaml");
	assert_int_equal(unlink(path), 0);
	assert_false(shelf_refresh(p->shelf, &err));
	assert_int_equal(shelf_course(p->shelf)->lesson_count, 3); /* as it was */
	free(path);
}

#define WITH_PLACE(test) cmocka_unit_test_setup_teardown(test, make, unmake)

int test_shelf(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PLACE(gives_what_the_whole_pack_gives),
		WITH_PLACE(the_shipped_pack_too),
		WITH_PLACE(nothing_is_read_before_somebody_sits_down),
		WITH_PLACE(a_lesson_is_opened_once),
		WITH_PLACE(a_file_written_in_place_is_seen),
		WITH_PLACE(a_file_written_twice_within_a_tick_is_seen),
		WITH_PLACE(a_time_that_was_put_back_deceives_nobody),
		WITH_PLACE(a_file_from_the_future_is_compared),
		WITH_PLACE(the_same_bytes_are_not_read_again),
		WITH_PLACE(stamps_settle),
		WITH_PLACE(files_that_come_and_go_are_seen),
		WITH_PLACE(another_pack_in_the_same_place_is_seen),
		WITH_PLACE(a_file_that_cannot_be_read_is_asked_again),
		WITH_PLACE(the_rest_of_many_files_is_compared_later),
		WITH_PLACE(a_completion_is_judged_by_the_files),
		WITH_PLACE(what_is_opened_is_what_the_file_says_now),
		WITH_PLACE(what_is_broken_now_is_not_opened),
		WITH_PLACE(a_practice_that_changed_changes_the_mark),
		WITH_PLACE(what_names_nothing_is_opened_out_of_the_whole),
		WITH_PLACE(the_list_of_ids_is_looked_at),
		WITH_PLACE(findings_are_counted_and_told),
		WITH_PLACE(a_damaged_index_is_no_index),
		WITH_PLACE(an_index_that_was_cut_off_is_no_index),
		WITH_PLACE(a_forged_index_is_read_within_its_bounds),
		WITH_PLACE(an_index_of_another_program_is_no_index),
		WITH_PLACE(an_index_that_others_can_write_is_not_read),
		WITH_PLACE(the_index_of_another_pack_is_no_index),
		WITH_PLACE(without_a_cache_all_is_right_as_well),
		WITH_PLACE(no_pack_is_an_error),
	};
	return cmocka_run_group_tests_name("a pack in outline", tests, NULL, NULL);
}
