/* Packs with something wrong between their files: made of the good pack, changed in a folder of
 * their own. */
#include "check.h"

#include "base/date.h"
#include "base/file.h"
#include "content/load.h"
#include "course/completion.h"
#include "course/practice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const files[] = {
	"lessons/course.yaml",       "lessons/framework.yaml",
	"lessons/facts.yaml",        "lessons/mot/bai-mot.yaml",
	"lessons/mot/bai-hai.yaml",  "lessons/mot/bai-ba.yaml",
	"lessons/mot/tap-go.yaml",   "lessons/mot/thuc-hanh-goi.yaml",
	"quizzes/kiem-tra-mot.yaml", "quizzes/kiem-tra-cuoi.yaml",
};

struct pack {
	char root[200];
	struct course course;
	struct diags diags;
	struct err err;
};

static void put(struct pack *p, const char *name, const char *text)
{
	char *path = path_join(p->root, name), *folder = xstrdup(path);
	*strrchr(folder, '/') = '\0';
	assert_true(folder_make(folder, 0700, NULL));
	assert_true(file_write(path, text, strlen(text), 0600, true, NULL));
	free(folder);
	free(path);
}

/* One of the good files with the first `from` in it changed to `to`. */
static void change(struct pack *p, const char *name, const char *from, const char *to)
{
	struct buf text = BUF_INIT, out = BUF_INIT;
	char *path = path_join(p->root, name);
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

static int make(void **state)
{
	struct pack *p = xcalloc(1, sizeof(*p));
	if (!own_folder(p->root, sizeof(p->root)))
		return 1;
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		struct buf text = BUF_INIT;
		char *path = path_join(GOOD, files[i]);
		assert_true(file_read(path, 1 << 20, &text, NULL));
		put(p, files[i], text.data);
		buf_release(&text);
		free(path);
	}
	*state = p;
	return 0;
}

static int unmake(void **state)
{
	struct pack *p = *state;
	char *command = xasprintf("rm -rf %s", p->root);
	diags_release(&p->diags);
	course_release(&p->course);
	int status = system(command);
	free(command);
	free(p);
	return status;
}

static void load(struct pack *p)
{
	assert_true(content_load(&p->course, &p->diags, p->root, &p->err));
	diags_sort(&p->diags);
}

/* The findings, one a line: "lessons/mot/bai-mot.yaml:4:8 E07". */
static void assert_found(const struct pack *p, const char *expected)
{
	struct buf found = BUF_INIT;
	for (size_t i = 0; i < p->diags.count; i++) {
		const struct diag *d = &p->diags.items[i];
		buf_printf(&found, "%s:%d:%d %s\n", d->at.file + strlen(p->root) + 1,
			   d->at.line, d->at.col, d->code);
	}
	assert_string_equal(found.data, expected);
	buf_release(&found);
}

static const struct diag *finding(const struct pack *p, const char *code)
{
	for (size_t i = 0; i < p->diags.count; i++) {
		if (!strcmp(p->diags.items[i].code, code))
			return &p->diags.items[i];
	}
	fail_msg("no %s", code);
	return NULL;
}

static void assert_without(const struct pack *p, const char *code)
{
	for (size_t i = 0; i < p->diags.count; i++)
		assert_string_not_equal(p->diags.items[i].code, code);
}

/* ── errors stay with their file ── */

static void a_broken_lesson_is_left_out(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-hai.yaml", "title: Bài hai", "title: Bài: hai");
	load(p);
	/* Once: what lists it says nothing. */
	assert_found(p, "lessons/mot/bai-hai.yaml:4:11 E03\n");
	assert_int_equal(p->course.lesson_count, 2);
	assert_null(course_lesson(&p->course, "bai-hai"));
	/* Places in the module's list stay, as they count. */
	assert_int_equal(p->course.modules[0].lesson_ids.count, 2);
	assert_non_null(p->course.modules[0].lessons[0]);
	assert_null(p->course.modules[0].lessons[1]);
}

static void a_broken_quiz_is_left_out(void **state)
{
	struct pack *p = *state;
	change(p, "quizzes/kiem-tra-cuoi.yaml", "mode: exam", "mode: exm");
	load(p);
	assert_found(p, "quizzes/kiem-tra-cuoi.yaml:5:7 E06\n");
	assert_int_equal(p->course.quiz_count, 1);
}

/* Of a course.yaml with an error something may be missing: nothing else is blamed for that. */
static void a_slip_in_the_course_blames_nobody(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/course.yaml", "bai-hai", "mot/bai-hai.yaml");
	load(p);
	const struct diag *d = finding(p, "E10");
	assert_int_equal(p->diags.count, 1);
	assert_non_null(strstr(d->fix, "lessons: [bai-mot, bai-hai]"));
}

/* Who gave a lesson another name is told where else to write it. */
static void what_has_a_new_name_is_offered(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-hai.yaml", "id: bai-hai\n",
	       "id: chuyen-khac\nformerly: bai-hai\n");
	load(p);
	assert_non_null(strstr(finding(p, "E11")->fix, "chuyen-khac"));
}

/* The exam takes questions of it: that there are too few of them says nothing about the exam. */
static void what_a_broken_quiz_lends_is_not_missed(void **state)
{
	struct pack *p = *state;
	change(p, "quizzes/kiem-tra-mot.yaml", "mode: practice", "mode: practise me");
	load(p);
	assert_found(p, "quizzes/kiem-tra-mot.yaml:5:7 E06\n");
}

/* Broken in what only the search of all its states can find. */
static void a_broken_practice_is_left_out(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "points: 60", "points: 50");
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "score: 100", "score: 90");
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "score: 60", "score: 50");
	load(p);
	assert_found(p, "lessons/mot/thuc-hanh-goi.yaml:14:1 E36\n");
	assert_int_equal(p->course.practice_count, 0);
	assert_null(course_practice(&p->course, "goi-la"));
	/* The lesson and the quiz are there all the same. */
	assert_string_equal(course_lesson(&p->course, "bai-ba")->steps[2].practice,
			    "goi-la");
}

static void a_practice_that_is_not_there(void **state)
{
	struct pack *p = *state;
	char *path = path_join(p->root, "lessons/mot/thuc-hanh-goi.yaml");
	unlink(path);
	free(path);
	load(p);
	assert_found(p, "lessons/mot/bai-ba.yaml:18:25 E11\n"
			"quizzes/kiem-tra-cuoi.yaml:27:15 E11\n");
	assert_int_equal(p->course.practice_count, 0);
}

static void a_retired_practice_is_not_done(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "formerly: goi-cu", "retired: true");
	load(p);
	assert_found(p, "lessons/mot/bai-ba.yaml:18:25 E11\n"
			"quizzes/kiem-tra-cuoi.yaml:27:15 E11\n");
	assert_non_null(strstr(finding(p, "E11")->message, "ngừng dùng"));
	assert_int_equal(p->course.practice_count, 0);
}

/* A second practice, in a file that comes first. */
static void add_practice(struct pack *p)
{
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "id: goi-la", "id: goi-hai");
	struct buf text = BUF_INIT;
	char *path = path_join(p->root, "lessons/mot/thuc-hanh-goi.yaml");
	assert_true(file_read(path, 1 << 20, &text, NULL));
	put(p, "lessons/mot/a.yaml", text.data);
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "id: goi-hai", "id: goi-la");
	buf_release(&text);
	free(path);
}

static void practices_come_as_lessons_name_them(void **state)
{
	struct pack *p = *state;
	add_practice(p);
	load(p);
	assert_int_equal(p->diags.count, 0);
	assert_int_equal(p->course.practice_count, 2);
	assert_string_equal(p->course.practices[0]->id, "goi-la");
	assert_string_equal(p->course.practices[1]->id, "goi-hai");
}

static void practices_share_ids_with_nobody(void **state)
{
	struct pack *p = *state;
	add_practice(p);
	change(p, "lessons/mot/a.yaml", "id: goi-hai", "id: goi-la");
	load(p);
	assert_found(p, "lessons/mot/thuc-hanh-goi.yaml:3:5 E10\n");
}

/* A question is marked by its practice's goals: they are part of its grade digest. */
static void a_practice_is_in_the_digest_of_its_question(void **state)
{
	static const struct {
		const char *from, *to;
		bool regrades;
	} cases[] = {
		{"label: Cúp máy", "label: Dập máy", false},
		{"text: Báo cho ngân hàng", "text: Báo ngân hàng", false},
		{"when: da_bao and balance >= 2000000",
		 "when: (da_bao) and balance  >= 2000000", false},
		{"when: da_bao and balance >= 2000000", "when: da_bao and not lo_ma",
		 true},
		{"must: true", "must: false", true},
	};
	struct pack *p = *state;
	uint8_t before[DIGEST_BYTES];
	load(p);
	const struct question *q = course_question(&p->course, "goi-thu");
	memcpy(before, q->grade_digest, DIGEST_BYTES);
	for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
		course_release(&p->course);
		change(p, "lessons/mot/thuc-hanh-goi.yaml", cases[i].from, cases[i].to);
		load(p);
		assert_int_equal(p->diags.count, 0);
		q = course_question(&p->course, "goi-thu");
		bool same = !memcmp(before, q->grade_digest, DIGEST_BYTES);
		if (same == cases[i].regrades)
			fail_msg("%s", cases[i].to);
		change(p, "lessons/mot/thuc-hanh-goi.yaml", cases[i].to, cases[i].from);
	}
}

/* The program starts with errors alone; a warning must not keep a practice away. */
static void opening_looks_for_errors_only(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "from: Số lạ", "from: Zalo");
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "decide: [dang-noi]",
	       "decide: [ket-xau]");
	assert_true(content_open(&p->course, &p->diags, p->root, &p->err));
	assert_int_equal(p->diags.count, 0);
	assert_int_equal(p->course.practice_count, 1);
	course_release(&p->course);
	load(p);
	assert_found(p, "lessons/mot/thuc-hanh-goi.yaml:13:9 W63\n"
			"lessons/mot/thuc-hanh-goi.yaml:20:18 W60\n");
}

static void a_question_with_two_answers_spoils_its_quiz_only(void **state)
{
	struct pack *p = *state;
	change(p, "quizzes/kiem-tra-mot.yaml", "why: Nút này đổi tiếng to nhỏ.",
	       "correct: true");
	load(p);
	finding(p, "E20");
	assert_null(course_quiz(&p->course, "kiem-tra-mot"));
	assert_non_null(course_quiz(&p->course, "kiem-tra-cuoi"));
	assert_int_equal(p->course.lesson_count, 3);
}

static void without_facts_nothing_is_blamed_on_others(void **state)
{
	struct pack *p = *state;
	put(p, "lessons/facts.yaml", "kind: facts\nid: \"so-lieu\n");
	load(p);
	assert_found(p, "lessons/facts.yaml:1:1 E07\nlessons/facts.yaml:1:1 E07\n"
			"lessons/facts.yaml:1:1 E07\nlessons/facts.yaml:2:5 E03\n");
	assert_int_equal(p->course.lesson_count, 3);
}

static void without_a_readable_course_there_is_still_content(void **state)
{
	struct pack *p = *state;
	put(p, "lessons/course.yaml", "kind: course\n\tid: x\n");
	load(p);
	assert_found(p, "lessons/course.yaml:1:1 E07\nlessons/course.yaml:1:1 E07\n"
			"lessons/course.yaml:1:1 E07\nlessons/course.yaml:1:1 E07\n"
			"lessons/course.yaml:2:1 E02\n");
	assert_string_equal(p->course.id, "");
	assert_int_equal(p->course.lesson_count, 3);
	assert_int_equal(p->course.module_count, 0);
}

/* Half a rule would be met by half of the work, and people be counted who are not trained. */
static void a_rule_that_was_half_read_is_none(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/course.yaml", "{quizzes: passed}", "{quizes: passed}");
	load(p);
	assert_true(p->diags.errors > 0);
	assert_int_equal(p->course.module_count, 2);
	assert_int_equal(p->course.completion.version, 0);
	assert_false(completion_defined(&p->course));
}

static void a_broken_lesson_leaves_the_rule(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-hai.yaml", "title: Bài hai", "title: Bài: hai");
	load(p);
	assert_true(completion_defined(&p->course));
	assert_true(p->course.completion.lessons_required);
}

static void a_retired_lesson_is_not_taught(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-ba.yaml", "minutes: 3",
	       "minutes: 3\nretired: 2026-12-31");
	load(p);
	assert_found(p, "lessons/course.yaml:7:56 E11\n");
	assert_non_null(strstr(finding(p, "E11")->message, "ngừng dùng"));
	assert_int_equal(p->course.lesson_count, 2);
}

/* ── references ── */

static void loops_are_printed_and_cut(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-mot.yaml", "minutes: 2",
	       "minutes: 2\nneeds: [bai-ba]");
	load(p);
	assert_string_equal(finding(p, "E12")->message,
			    "Các bài học cần nhau thành vòng, không ai bắt đầu được: "
			    "bai-ba → bai-mot → bai-ba.");
	/* bai-ba needs bai-mot and bai-hai; bai-hai needs bai-mot: one edge gone is enough. */
	size_t edges = 0;
	for (size_t i = 0; i < p->course.lesson_count; i++)
		edges += p->course.lessons[i]->needs.count;
	assert_int_equal(edges, 3);
	assert_int_equal(p->diags.count, 1);
}

static void unknown_references_are_dropped(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-hai.yaml", "needs: [bai-mot]",
	       "needs: [bai-mott, bai-mot]");
	change(p, "quizzes/kiem-tra-cuoi.yaml", "from: [kiem-tra-mot]",
	       "from: [kiem-tra-mot, kiem-tra-hai]");
	load(p);
	assert_found(p, "lessons/mot/bai-hai.yaml:7:9 E11\n"
			"quizzes/kiem-tra-cuoi.yaml:6:22 E11\n");
	assert_string_equal(p->diags.items[0].fix, "needs: [bai-mot, bai-mot]");
	const struct lesson *lesson = course_lesson(&p->course, "bai-hai");
	assert_int_equal(lesson->needs.count, 1);
	assert_string_equal(lesson->needs.items[0], "bai-mot");
}

static void ids_are_unique_over_files(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-hai.yaml", "id: bai-hai", "id: bai-mot");
	change(p, "quizzes/kiem-tra-mot.yaml", "id: go-ten", "id: cau-cuoi");
	load(p);
	struct buf codes = BUF_INIT;
	for (size_t i = 0; i < p->diags.count; i++) {
		if (!strcmp(p->diags.items[i].code, "E10"))
			buf_printf(&codes, "%s:%d ",
				   strrchr(p->diags.items[i].at.file, '/'),
				   p->diags.items[i].at.line);
	}
	assert_string_equal(codes.data, "/bai-mot.yaml:4 /kiem-tra-mot.yaml:65 ");
	buf_release(&codes);
}

static void a_draw_uses_the_questions_of_other_quizzes(void **state)
{
	struct pack *p = *state;
	change(p, "quizzes/kiem-tra-cuoi.yaml", "take: 3", "take: 13");
	load(p);
	assert_found(p, "quizzes/kiem-tra-cuoi.yaml:7:26 E24\n");
	assert_string_equal(finding(p, "E24")->fix, "draw: [{any: true, take: 12}]");
}

/* ── the course as a whole ── */

static void skills_are_taught_and_assessed(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/framework.yaml", "- {id: thu.go,",
	       "- {id: thu.them, title: Chưa ai dạy}\n      - {id: thu.go,");
	load(p);
	assert_found(p, "lessons/framework.yaml:10:14 E40\n");
}

static void a_rule_that_nobody_can_meet(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/course.yaml", ", quiz: kiem-tra-mot}", "}");
	change(p, "quizzes/kiem-tra-mot.yaml", "mode: practice",
	       "mode: practice\nretired: true");
	load(p);
	const struct diag *d = finding(p, "E40");
	assert_string_equal(strrchr(d->at.file, '/'), "/course.yaml");
	assert_int_equal(d->at.line, 10);
}

static void what_nobody_uses_is_named(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/course.yaml", "bai-mot, bai-hai", "bai-mot");
	put(p, "lessons/lac.yaml", "kind: lesson\n");
	put(p, "lessons/mot/bon.yml", "kind: lesson\n");
	put(p, "lessons/mot/ghi-chu.txt", "để nhớ\n");
	put(p, "lessons/mot/sau/bai.yaml", "kind: lesson\n");
	put(p, "quizzes/cu/de.yaml", "kind: quiz\n");
	load(p);
	assert_found(p, "lessons/lac.yaml:0:0 W65\n"
			"lessons/mot/bai-ba.yaml:7:18 E40\n"
			"lessons/mot/bai-hai.yaml:3:5 W65\n"
			"lessons/mot/bon.yml:0:0 W65\n"
			"lessons/mot/sau:0:0 W65\n"
			"quizzes/cu:0:0 W65\n");
}

static void files_stand_where_they_belong(void **state)
{
	struct pack *p = *state;
	put(p, "quizzes/lac.yaml",
	    "kind: framework\nschema: 1\nid: khung-khac\ngroups: [{id: a, "
	    "title: A, skills: [{id: a.b, title: B}]}]\n");
	load(p);
	assert_found(p, "quizzes/lac.yaml:1:7 E06\n");
	assert_int_equal(p->course.skill_count, 2);
}

static void only_regular_files_are_opened(void **state)
{
	struct pack *p = *state;
	char *pipe = path_join(p->root, "lessons/mot/ong.yaml");
	assert_int_equal(mkfifo(pipe, 0600), 0);
	free(pipe);
	load(p);
	assert_int_equal(p->diags.count, 0);
}

static void a_large_file_is_named(void **state)
{
	struct pack *p = *state;
	struct buf b = BUF_INIT;
	buf_adds(&b, "kind: lesson\nschema: 1\nid: bai-ba\n#");
	buf_pad(&b, 'x', 1 << 20);
	put(p, "lessons/mot/bai-ba.yaml", b.data);
	buf_release(&b);
	load(p);
	assert_string_equal(finding(p, "E03")->at.file + strlen(p->root),
			    "/lessons/mot/bai-ba.yaml");
	assert_int_equal(finding(p, "E03")->at.line, 0);
}

static void no_course_is_an_error_of_the_caller(void **state)
{
	struct pack *p = *state;
	char *path = path_join(p->root, "lessons/course.yaml");
	unlink(path);
	free(path);
	assert_false(content_load(&p->course, &p->diags, p->root, &p->err));
	assert_int_equal(p->err.kind, ERR_NOINPUT);
	assert_non_null(strstr(p->err.text, "--content"));
	assert_int_equal(p->diags.count, 0);
}

/* ── ids.lock ── */

static char *locked(struct pack *p, size_t *added)
{
	struct buf out = BUF_INIT;
	assert_true(content_lock(&out, added, p->root, &p->err));
	put(p, "lessons/ids.lock", out.data);
	return buf_detach(&out);
}

static void everything_is_locked_once(void **state)
{
	struct pack *p = *state;
	size_t added;
	char *first = locked(p, &added);
	assert_int_equal(added, 37);
	assert_non_null(strstr(first, "\nlesson bai-mot\nmodule hai\n"));
	assert_non_null(strstr(first, "\nquestion kiem-tra-cuoi/cau-cu retired\n"));
	assert_non_null(strstr(first, "\nstep bai-mot/mo-dau\n"));
	assert_null(strstr(first, "bai-dau-tien")); /* never shipped under that name */
	char *second = locked(p, &added);
	assert_int_equal(added, 0);
	assert_string_equal(first, second);
	load(p);
	assert_int_equal(p->diags.count, 0);
	free(first);
	free(second);
}

static void a_new_name_keeps_the_old_one(void **state)
{
	struct pack *p = *state;
	size_t added;
	free(locked(p, &added));
	change(p, "lessons/mot/bai-ba.yaml", "id: bai-ba",
	       "id: bai-moi\nformerly: bai-ba");
	change(p, "lessons/mot/bai-ba.yaml", "{id: xong, say",
	       "{id: het, formerly: xong, say");
	change(p, "lessons/course.yaml", "[bai-ba]", "[bai-moi]");
	load(p);
	assert_int_equal(p->diags.count, 0);
	char *text = locked(p, &added);
	assert_non_null(strstr(text, "\nlesson bai-ba\n"));
	assert_non_null(strstr(text, "\nlesson bai-moi\n"));
	assert_non_null(strstr(text, "\nstep bai-moi/het\n"));
	free(text);
	/* The old name is given up, and may not be given to another. */
	put(p, "lessons/mot/khac.yaml",
	    "kind: typing\nschema: 1\nid: bai-ba\ntitle: Khác\nsay: Gõ.\nlines: [a]\n");
	diags_release(&p->diags);
	course_release(&p->course);
	load(p);
	assert_found(p, "lessons/mot/khac.yaml:3:5 E10\n");
}

static void what_vanished_is_named_at_the_lock(void **state)
{
	struct pack *p = *state;
	size_t added;
	char *text = locked(p, &added),
	     *path = path_join(p->root, "lessons/mot/tap-go.yaml");
	int line = 1;
	for (const char *s = text; strncmp(s, "typing ", 7) != 0; s = strchr(s, '\n') + 1)
		line++;
	unlink(path);
	load(p);
	assert_int_equal(p->diags.count, 1);
	assert_string_equal(p->diags.items[0].code, "E10");
	assert_int_equal(p->diags.items[0].at.line, line);
	assert_non_null(strstr(p->diags.items[0].source, "typing "));
	free(path);
	free(text);
}

static void a_retired_file_may_go_when_that_is_locked(void **state)
{
	struct pack *p = *state;
	size_t added;
	char *path = path_join(p->root, "lessons/mot/tap-go.yaml");
	free(locked(p, &added));
	change(p, "lessons/mot/tap-go.yaml", "title:", "retired: true\ntitle:");
	free(locked(p, &added));
	assert_int_equal(added, 1);
	unlink(path);
	load(p);
	assert_int_equal(p->diags.count, 0);
	free(path);
}

static void a_file_that_cannot_be_read_has_lost_nothing(void **state)
{
	struct pack *p = *state;
	size_t added;
	free(locked(p, &added));
	change(p, "lessons/mot/bai-hai.yaml", "title: Bài hai", "title: Bài: hai");
	change(p, "quizzes/kiem-tra-mot.yaml", "title: ", "title: [");
	load(p);
	for (size_t i = 0; i < p->diags.count; i++)
		assert_string_not_equal(p->diags.items[i].code, "E10");
}

static void a_lock_that_is_none(void **state)
{
	struct pack *p = *state;
	put(p, "lessons/ids.lock",
	    "<<<<<<< HEAD\nlesson bai-mot\nlesson Bai\nlesson bai-hai away\n\n");
	load(p);
	assert_found(p, "lessons/ids.lock:1:1 E03\nlessons/ids.lock:3:1 E03\n"
			"lessons/ids.lock:4:1 E03\n");
}

/* A lock that cannot be read is no lock that has been lost: it must not be written anew. */
static void a_lock_of_strange_bytes(void **state)
{
	struct pack *p = *state;
	put(p, "lessons/ids.lock", "lesson bai-mot\nlesson \xff\n");
	load(p);
	assert_found(p, "lessons/ids.lock:0:0 E01\n");
}

static void a_lock_behind_a_link_is_not_read(void **state)
{
	struct pack *p = *state;
	char *path = path_join(p->root, "lessons/ids.lock");
	assert_int_equal(symlink("/etc/passwd", path), 0);
	load(p);
	assert_found(p, "lessons/ids.lock:0:0 E01\n");
	unlink(path);
	free(path);
}

/* A lesson of the first part waits for one of the second, which waits for the first. */
static void parts_and_lessons_wait_for_each_other(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-ba.yaml", "needs: [bai-mot, bai-hai]\n", "");
	change(p, "lessons/mot/bai-hai.yaml", "needs: [bai-mot]",
	       "needs: [bai-mot, bai-ba]");
	load(p);
	assert_found(p, "lessons/mot/bai-hai.yaml:7:18 E40\n");
	assert_non_null(strstr(finding(p, "E40")->message, "lại đợi phần"));
}

static void a_word_is_explained_before_it_is_used(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-mot.yaml", "Chào {ban}.", "Chào {ban}, mở Settings.");
	change(p, "lessons/mot/bai-ba.yaml",
	       "recap:", "words: [{word: Settings, means: Cài đặt.}]\nrecap:");
	load(p);
	assert_found(p, "lessons/mot/bai-mot.yaml:15:22 W53\n");
	assert_non_null(strstr(finding(p, "W53")->message, "bài sau"));
	diags_release(&p->diags);
	course_release(&p->course);
	change(p, "lessons/mot/bai-mot.yaml", "Settings", "Settings (cài đặt)");
	load(p);
	assert_int_equal(p->diags.count, 0);
}

/* ── one file ── */

/* A mistake in the lesson that explains a word is that lesson's alone. */
static void what_a_broken_lesson_explains_is_explained(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-hai.yaml", "recap:",
	       "words: [{word: Podcast, means: Chương trình để nghe.}]\nla: gi\nrecap:");
	change(p, "lessons/mot/bai-ba.yaml", "recap: [Ba bài là đủ.]",
	       "recap: [Nghe Podcast mỗi sáng.]");
	load(p);
	assert_non_null(finding(p, "E05"));
	assert_without(p, "W53");
}

static void a_lesson_that_cannot_be_read_may_explain_all(void **state)
{
	struct pack *p = *state;
	put(p, "lessons/mot/bai-hai.yaml", "kind: lesson\nid: [\n");
	change(p, "lessons/mot/bai-ba.yaml", "recap: [Ba bài là đủ.]",
	       "recap: [Nghe Podcast mỗi sáng.]");
	load(p);
	assert_non_null(finding(p, "E03"));
	assert_without(p, "W53");
}

static void a_file_is_judged_in_its_pack(void **state)
{
	struct pack *p = *state;
	/* An error elsewhere is not this file's, and a fact of the pack is known to it. */
	change(p, "lessons/mot/bai-hai.yaml", "minutes: 1", "minutes: 0");
	char *path = path_join(p->root, "lessons/mot/bai-mot.yaml");
	assert_true(content_load_file(&p->course, &p->diags, p->root, path, &p->err));
	assert_int_equal(p->diags.count, 0);
	assert_non_null(course_lesson(&p->course, "bai-mot"));
	assert_non_null(course_fact(&p->course, "so-khan-cap"));
	free(path);
}

static void a_copy_takes_the_place_of_its_original(void **state)
{
	struct pack *p = *state;
	change(p, "lessons/mot/bai-mot.yaml", "{fact.so-khan-cap}", "{fact.so-khan}");
	char *path = path_join(p->root, "lessons/mot/bai-mot.yaml");
	assert_true(content_load_file(&p->course, &p->diags, GOOD, path, &p->err));
	assert_found(p, "lessons/mot/bai-mot.yaml:47:30 E11\n");
	assert_int_equal(p->course.lesson_count, 3);
	assert_string_equal(course_lesson(&p->course, "bai-mot")->at.file, path);
	free(path);
}

static void alone_references_are_not_judged(void **state)
{
	struct pack *p = *state;
	assert_true(content_load_file(&p->course, &p->diags, NULL,
				      GOOD "/lessons/mot/bai-mot.yaml", &p->err));
	assert_int_equal(p->diags.count, 0);
	assert_int_equal(p->course.lesson_count, 1);
}

/* Being written, a practice is drawn before its proof succeeds, but not before it reads well. */
static void alone_a_practice_can_be_looked_at(void **state)
{
	struct pack *p = *state;
	char *path = path_join(p->root, "lessons/mot/thuc-hanh-goi.yaml");
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "points: 60", "points: 50");
	assert_true(content_load_file(&p->course, &p->diags, NULL, path, &p->err));
	assert_true(p->diags.errors > 0);
	assert_int_equal(p->course.practice_count, 1);
	course_release(&p->course);
	change(p, "lessons/mot/thuc-hanh-goi.yaml", "goto: ket-tot", "goto: ket-to");
	assert_true(content_load_file(&p->course, &p->diags, NULL, path, &p->err));
	assert_int_equal(p->course.practice_count, 0);
	free(path);
}

static void a_missing_file_is_an_error(void **state)
{
	struct pack *p = *state;
	assert_false(content_load_file(&p->course, &p->diags, NULL, "/khong/co.yaml",
				       &p->err));
	assert_int_equal(p->err.kind, ERR_NOINPUT);
	assert_false(content_load_file(&p->course, &p->diags, NULL, p->root, &p->err));
	assert_int_equal(p->err.kind, ERR_NOINPUT);
}

/* ── dates ── */

static void facts_grow_old(void **state)
{
	struct pack *p = *state;
	load(p);
	/* "phi" is of 28 February 2025, "so-khan-cap" of 22 November 2026. */
	content_check_facts(&p->course, &p->diags, day_of((struct date){2026, 2, 28}));
	assert_int_equal(p->diags.count, 0);
	content_check_facts(&p->course, &p->diags, day_of((struct date){2026, 3, 1}));
	assert_found(p, "lessons/facts.yaml:13:5 W67\n");
	assert_non_null(strstr(p->diags.items[0].source, "2025-02-28"));
	content_check_facts(&p->course, &p->diags, day_of((struct date){2028, 1, 1}));
	diags_sort(&p->diags);
	assert_int_equal(p->diags.count, 2);
}

/* ── a city ── */

/* Decree 135/2020, Article 4, by its yearly steps: in 2021 men retire at 60 years 3 months and women
 * at 55 years 4 months, 3 and 4 months later each year, up to 62 and 60. */
static int months_by_decree(enum sex sex, int born)
{
	for (int month = born;; month++) {
		int steps = month / 12 < 2021 ? 0 : month / 12 - 2020;
		int age = sex == SEX_MALE ? 720 + 3 * steps : 660 + 4 * steps;
		int most = sex == SEX_MALE ? 744 : 720;
		if (age > most)
			age = most;
		if (month - born >= age)
			return age;
	}
}

static void the_shipped_table_is_the_decree(void **state)
{
	struct region r = {0};
	struct diags d = {0};

	(void)state;
	assert_true(content_load_region(&r, &d, ".", "hanoi", NULL));
	for (enum sex sex = SEX_MALE; sex <= SEX_FEMALE; sex++) {
		for (int born = 1900 * 12; born < 2060 * 12; born++) {
			int rows = 0;
			for (size_t i = 0; i < r.row_count; i++) {
				const struct retirement_row *row = &r.rows[i];
				if (row->sex != sex || born < row->born_from ||
				    born > row->born_to)
					continue;
				rows++;
				assert_int_equal(row->months,
						 months_by_decree(sex, born));
			}
			assert_int_equal(rows, 1);
		}
	}
	diags_release(&d);
	region_release(&r);
}

static void hanoi_as_shipped(void **state)
{
	(void)state;
	struct region r = {0};
	struct diags d = {0};
	assert_true(content_load_region(&r, &d, ".", "hanoi", NULL));
	assert_int_equal(d.count, 0);
	assert_string_equal(r.id, "hanoi");
	assert_int_equal(r.ward_count, 126);
	assert_string_equal(r.wards[0].code, "00004");
	assert_string_equal(r.wards[0].name, "Ba Đình");
	long people = 0;
	for (size_t i = 0; i < r.ward_count; i++)
		people += r.wards[i].population;
	assert_int_equal(people, 8807523);
	assert_int_equal(r.goal_count, 5);
	assert_string_equal(r.goals[0].id, "lao-dong-2025");
	assert_int_equal(r.goals[0].definition, DEFINITION_LAW);
	assert_int_equal(r.goals[0].percent, 70);
	assert_int_equal(r.goals[0].year, 2025);
	assert_non_null(strstr(r.goals[0].source, "18-NQ/TU"));
	assert_false(r.goals[0].open);
	assert_int_equal(r.goals[2].definition, DEFINITION_18_UP);
	assert_int_equal(r.goals[2].percent, 100);
	assert_int_equal(r.goals[2].year, 2026);
	assert_true(r.goals[3].open && r.goals[4].open);
	assert_int_equal(r.estimate_percent, 61);
	assert_int_equal(r.from_age, 15);
	assert_string_equal(r.rule_version, "nd-135-2020");
	assert_int_equal(r.row_count, 25);
	assert_int_equal(r.rows[0].born_from, INT32_MIN);
	assert_int_equal(r.rows[1].born_from, 1961 * 12);
	assert_int_equal(r.rows[1].born_to, 1961 * 12 + 8);
	assert_int_equal(r.rows[1].months, 60 * 12 + 3);
	assert_int_equal(r.rows[24].sex, SEX_FEMALE);
	assert_int_equal(r.rows[24].born_to, INT32_MAX);
	diags_release(&d);
	region_release(&r);
}

static void a_city_that_is_not_there(void **state)
{
	(void)state;
	static const char *const names[] = {"hue", "../hanoi", "", "HaNoi"};
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		struct region r = {0};
		struct diags d = {0};
		struct err err = {0};
		assert_false(content_load_region(&r, &d, ".", names[i], &err));
		assert_int_not_equal(err.kind, ERR_NONE);
		diags_release(&d);
		region_release(&r);
	}
}

#define WITH_PACK(f) cmocka_unit_test_setup_teardown(f, make, unmake)

int test_pack(void)
{
	const struct CMUnitTest tests[] = {
		WITH_PACK(a_broken_lesson_is_left_out),
		WITH_PACK(a_broken_quiz_is_left_out),
		WITH_PACK(a_slip_in_the_course_blames_nobody),
		WITH_PACK(what_has_a_new_name_is_offered),
		WITH_PACK(what_a_broken_quiz_lends_is_not_missed),
		WITH_PACK(a_broken_practice_is_left_out),
		WITH_PACK(a_practice_that_is_not_there),
		WITH_PACK(a_retired_practice_is_not_done),
		WITH_PACK(practices_come_as_lessons_name_them),
		WITH_PACK(practices_share_ids_with_nobody),
		WITH_PACK(a_practice_is_in_the_digest_of_its_question),
		WITH_PACK(opening_looks_for_errors_only),
		WITH_PACK(a_question_with_two_answers_spoils_its_quiz_only),
		WITH_PACK(without_facts_nothing_is_blamed_on_others),
		WITH_PACK(without_a_readable_course_there_is_still_content),
		WITH_PACK(a_rule_that_was_half_read_is_none),
		WITH_PACK(a_broken_lesson_leaves_the_rule),
		WITH_PACK(a_retired_lesson_is_not_taught),
		WITH_PACK(loops_are_printed_and_cut),
		WITH_PACK(unknown_references_are_dropped),
		WITH_PACK(ids_are_unique_over_files),
		WITH_PACK(a_draw_uses_the_questions_of_other_quizzes),
		WITH_PACK(skills_are_taught_and_assessed),
		WITH_PACK(a_rule_that_nobody_can_meet),
		WITH_PACK(what_nobody_uses_is_named),
		WITH_PACK(files_stand_where_they_belong),
		WITH_PACK(only_regular_files_are_opened),
		WITH_PACK(a_large_file_is_named),
		WITH_PACK(everything_is_locked_once),
		WITH_PACK(a_new_name_keeps_the_old_one),
		WITH_PACK(what_vanished_is_named_at_the_lock),
		WITH_PACK(a_retired_file_may_go_when_that_is_locked),
		WITH_PACK(a_file_that_cannot_be_read_has_lost_nothing),
		WITH_PACK(a_lock_that_is_none),
		WITH_PACK(a_lock_of_strange_bytes),
		WITH_PACK(a_lock_behind_a_link_is_not_read),
		WITH_PACK(parts_and_lessons_wait_for_each_other),
		WITH_PACK(a_word_is_explained_before_it_is_used),
		WITH_PACK(no_course_is_an_error_of_the_caller),
		WITH_PACK(what_a_broken_lesson_explains_is_explained),
		WITH_PACK(a_lesson_that_cannot_be_read_may_explain_all),
		WITH_PACK(a_file_is_judged_in_its_pack),
		WITH_PACK(a_copy_takes_the_place_of_its_original),
		WITH_PACK(alone_references_are_not_judged),
		WITH_PACK(alone_a_practice_can_be_looked_at),
		WITH_PACK(a_missing_file_is_an_error),
		WITH_PACK(facts_grow_old),
		cmocka_unit_test(hanoi_as_shipped),
		cmocka_unit_test(the_shipped_table_is_the_decree),
		cmocka_unit_test(a_city_that_is_not_there),
	};
	return cmocka_run_group_tests_name("packs", tests, NULL, NULL);
}
