/* A pack is changed a hundred times at random while people are in the middle of it: nobody loses a
 * completion or what they did, and nothing is left that leads nowhere. Stands here because only this
 * layer may use both the content and the store.
 *
 * The pack is written from a small model, in which it is known what each thing was called. */
#include "tests.h"

#include "base/file.h"
#include "content/load.h"
#include "course/change.h"
#include "course/dice.h"
#include "store/store.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#define LESSONS 12
#define STEPS 5
#define QUESTIONS 24
#define EDITS 100

struct named {
	char id[24];
	struct buf formers; /* "cu-1, cu-2" */
	bool there, retired;
};

struct model_lesson {
	struct named name;
	struct named steps[STEPS];
	int text, epoch;
	bool done; /* by the one who is half way, in this epoch */
};

struct model_question {
	struct named name;
	int text, key;
};

static struct {
	struct model_lesson lessons[LESSONS];
	struct named quiz;
	struct model_question questions[QUESTIONS];
	int fresh; /* for ids that were never there */
	struct dice dice;
	char root[64], data[64];
	struct course course;
	struct region region;
	struct diags diags;
	struct clock clock;
	struct store *store;
	int64_t ready, half, busy; /* completed; half way; within an attempt */
	char begun[24]; /* the lesson the half one is in, */
	char reached[24]; /* and the step */
	size_t drawn; /* questions of the open attempt, */
	char asked[QUESTIONS][24]; /* by their present ids */
} m;

static struct err err;
#define must(call)                                                                       \
	do {                                                                             \
		if (!(call))                                                             \
			fail_msg("%s: %s", #call, err.text);                             \
	} while (0)

/* ── the pack ──────────────────────────────────────────────────────────────────────────── */

static void name_new(struct named *name, const char *kind)
{
	snprintf(name->id, sizeof(name->id), "%s-%d", kind, ++m.fresh);
	buf_reset(&name->formers);
	name->there = true;
	name->retired = false;
}

static void name_again(struct named *name, const char *kind)
{
	char was[24];
	snprintf(was, sizeof(was), "%s", name->id);
	buf_printf(&name->formers, "%s%s", name->formers.len ? ", " : "", was);
	snprintf(name->id, sizeof(name->id), "%s-%d", kind, ++m.fresh);
	if (!strcmp(m.begun, was))
		snprintf(m.begun, sizeof(m.begun), "%s", name->id);
	if (!strcmp(m.reached, was))
		snprintf(m.reached, sizeof(m.reached), "%s", name->id);
	for (size_t i = 0; i < m.drawn; i++)
		if (!strcmp(m.asked[i], was))
			snprintf(m.asked[i], sizeof(m.asked[i]), "%s", name->id);
}

static void put_history(struct buf *out, const struct named *name, const char *indent)
{
	if (name->formers.len)
		buf_printf(out, "%sformerly: [%s]\n", indent, name->formers.data);
	if (name->retired)
		buf_printf(out, "%sretired: true\n", indent);
}

static void write_file(const char *name, const struct buf *text)
{
	char *path = path_join(m.root, name);
	must(file_write(path, text->data, text->len, 0600, true, &err));
	free(path);
}

static void write_lesson(size_t i)
{
	const struct model_lesson *l = &m.lessons[i];
	struct buf out = BUF_INIT;
	char name[40];
	snprintf(name, sizeof(name), "lessons/mot/bai-%zu.yaml", i);
	buf_printf(&out,
		   "kind: lesson\nschema: 1\nid: %s\ntitle: Bài %zu\nskills: [thu.doc]\n"
		   "minutes: 2\nepoch: %d\nobjectives: {biet: Biết đọc}\n",
		   l->name.id, i, l->epoch);
	put_history(&out, &l->name, "");
	buf_adds(&out, "steps:\n");
	for (size_t k = 0; k < STEPS; k++) {
		const struct named *step = &l->steps[k];
		if (!step->there)
			continue;
		buf_printf(&out, "  - id: %s\n", step->id);
		put_history(&out, step, "    ");
		buf_printf(&out, "    say: Chữ thứ %d của bước.\n", l->text);
	}
	buf_adds(&out, "recap: [Nhớ nhé.]\n");
	write_file(name, &out);
	buf_release(&out);
}

static void write_quiz(void)
{
	struct buf out = BUF_INIT;
	buf_printf(&out,
		   "kind: quiz\nschema: 1\nid: %s\ntitle: Kiểm tra\nmode: practice\n"
		   "draw: [{any: true, take: 4}]\npass: {score: 50%%}\n",
		   m.quiz.id);
	put_history(&out, &m.quiz, "");
	buf_adds(&out, "questions:\n");
	for (size_t i = 0; i < QUESTIONS; i++) {
		const struct model_question *q = &m.questions[i];
		if (!q->name.there)
			continue;
		buf_printf(&out,
			   "  - id: %s\n    type: single\n    skills: [thu.doc]\n"
			   "    ask: Câu %zu, lời %d?\n    options:\n"
			   "      - {id: a, text: Một, %s: %s}\n"
			   "      - {id: b, text: Hai, %s: %s}\n",
			   q->name.id, i, q->text, q->key ? "why" : "correct",
			   q->key ? "sai" : "true", q->key ? "correct" : "why",
			   q->key ? "true" : "sai");
		put_history(&out, &q->name, "    ");
	}
	write_file("quizzes/kiem-tra.yaml", &out);
	buf_release(&out);
}

static void write_course(void)
{
	struct buf out = BUF_INIT;
	bool first = true;
	buf_adds(&out, "kind: course\nschema: 1\nid: khoa\ntitle: Khóa học\nmodules:\n"
		       "  - id: mot\n    title: Phần một\n    lessons: [");
	for (size_t i = 0; i < LESSONS; i++) {
		const struct named *name = &m.lessons[i].name;
		if (!name->there || name->retired)
			continue;
		buf_printf(&out, "%s%s", first ? "" : ", ", name->id);
		first = false;
	}
	buf_printf(&out,
		   "]\n    quiz: %s\ncompletion:\n  version: 1\n"
		   "  all: [{modules: required}, {quizzes: passed}]\n",
		   m.quiz.id);
	write_file("lessons/course.yaml", &out);
	buf_release(&out);
}

static void write_pack(void)
{
	for (size_t i = 0; i < LESSONS; i++)
		if (m.lessons[i].name.there)
			write_lesson(i);
	write_quiz();
	write_course();
}

static void load(struct course *course, struct diags *diags)
{
	must(content_load(course, diags, m.root, &err));
	for (size_t i = 0; i < diags->count; i++)
		if (diags->items[i].code[0] == 'E')
			fail_msg("%s:%d: %s %s", diags->items[i].at.file,
				 diags->items[i].at.line, diags->items[i].code,
				 diags->items[i].message);
}

/* ── the people ────────────────────────────────────────────────────────────────────────── */

static void open_store(void)
{
	store_close(m.store);
	m.clock.at += 60;
	m.store = store_open(m.data, STORE_CREATE, &m.clock, &m.course, &m.region, &err);
	if (!m.store)
		fail_msg("%s", err.text);
}

static int64_t enrol(const char *name)
{
	struct registration r = {.consent = {.text_version = 1}};
	int64_t id;
	snprintf(r.person.name, sizeof(r.person.name), "%s", name);
	r.person.sex = SEX_FEMALE;
	r.person.birth = (struct birth){PRECISION_DAY, 1980, 5, 5};
	snprintf(r.person.ward, sizeof(r.person.ward), "00004");
	must(store_learner_register(m.store, &r, &id, &err));
	return id;
}

static int64_t begin_attempt(int64_t learner, struct paper *paper)
{
	int64_t attempt;
	paper_draw(paper, &m.course, m.course.quizzes[0], 7, NULL);
	must(store_attempt_start(m.store, learner, paper, &attempt, &err));
	return attempt;
}

static void pass_quiz(int64_t learner)
{
	struct paper paper;
	int64_t attempt = begin_attempt(learner, &paper);
	char *answers[QUESTIONS];
	bool completed;
	for (size_t i = 0; i < paper.count; i++) {
		const struct question *q = paper.sheets[i].question;
		answers[i] = xstrdup(q->options[0].correct ? "a" : "b");
		must(store_attempt_answer(m.store, attempt, i, &paper.sheets[i],
					  answers[i], &err));
	}
	struct outcome outcome = paper_outcome(&paper, answers);
	assert_true(outcome.passed);
	must(store_attempt_finish(m.store, attempt, &outcome, &completed, &err));
	for (size_t i = 0; i < paper.count; i++)
		free(answers[i]);
	paper_release(&paper);
}

static void people_begin(void)
{
	struct paper paper;
	bool completed = false;
	m.ready = enrol("Nguyễn Thị Hoa");
	m.half = enrol("Trần Văn Bình");
	m.busy = enrol("Lê Thị Mai");
	for (size_t i = 0; i < m.course.lesson_count; i++) {
		must(store_lesson_done(m.store, m.ready, m.course.lessons[i], &completed,
				       &err));
		m.lessons[i].done = i < 3;
		if (i < 3)
			must(store_lesson_done(m.store, m.half, m.course.lessons[i],
					       &completed, &err));
	}
	pass_quiz(m.ready);
	pass_quiz(m.half);
	snprintf(m.begun, sizeof(m.begun), "%s", m.lessons[3].name.id);
	snprintf(m.reached, sizeof(m.reached), "%s", m.lessons[3].steps[2].id);
	must(store_step_reached(m.store, m.half, m.begun, m.reached, &err));
	begin_attempt(m.busy, &paper);
	m.drawn = paper.count;
	for (size_t i = 0; i < paper.count; i++)
		snprintf(m.asked[i], sizeof(m.asked[i]), "%s",
			 paper.sheets[i].question->id);
	paper_release(&paper);
}

/* ── what must hold ────────────────────────────────────────────────────────────────────── */

static void still_counted(void)
{
	struct count_query query = {.day = day_of_instant(m.clock.at),
				    .trained = TRAINED_COMPLETED};
	struct count_row *rows;
	size_t count;
	struct learner learner;
	must(store_learner(m.store, m.ready, &learner, &err));
	assert_true(learner.completed);
	must(store_count(m.store, &query, &rows, &count, &err));
	assert_int_equal(count, 1);
	assert_int_equal(rows[0].sure, 1);
	free(rows);
}

static void still_half_way(void)
{
	struct record record;
	must(store_record(m.store, m.half, &record, &err));
	for (size_t i = 0; i < LESSONS; i++) {
		const struct model_lesson *l = &m.lessons[i];
		if (!l->name.there || l->name.retired)
			continue;
		const struct lesson_record *own = record_lesson(&record, l->name.id);
		const struct lesson *lesson = course_lesson(&m.course, l->name.id);
		bool done = own && own->done && own->epoch >= lesson->epoch;
		if (done != l->done)
			fail_msg("%s: done %d, not %d", l->name.id, done, l->done);
		if (!strcmp(l->name.id, m.begun))
			assert_string_equal(own ? own->step : "nothing", m.reached);
	}
	/* Nothing leads nowhere: all that was done is in the course, or given up. */
	for (size_t i = 0; i < record.lesson_count; i++) {
		const char *id = record.lessons[i].lesson;
		assert_true(course_lesson(&m.course, id) ||
			    strings_have(&m.course.retired, id));
	}
	assert_int_equal(record.quiz_count, 1);
	assert_string_equal(record.quizzes[0].quiz, m.quiz.id);
	assert_true(record.quizzes[0].passed);
	record_release(&record);
}

static void still_asked(void)
{
	struct attempt attempt;
	size_t lost = 0, at = 0;
	must(store_attempt_open(m.store, m.busy, m.quiz.id, &attempt, &err));
	for (size_t i = 0; i < m.drawn; i++) {
		if (strings_have(&m.course.retired, m.asked[i])) {
			lost++;
			continue;
		}
		assert_true(at < attempt.paper.count);
		assert_string_equal(attempt.paper.sheets[at++].question->id, m.asked[i]);
	}
	assert_int_equal(attempt.lost, lost);
	assert_int_equal(attempt.paper.count, at);
	attempt_release(&attempt);
}

static void all_holds(void)
{
	bool equal;
	still_counted();
	still_half_way();
	still_asked();
	must(store_recount(m.store, true, &equal, &err));
	assert_true(equal);
}

/* ── edits ─────────────────────────────────────────────────────────────────────────────── */

static struct model_lesson *some_lesson(bool free_place)
{
	for (int tries = 0; tries < 100; tries++) {
		struct model_lesson *l = &m.lessons[dice_below(&m.dice, LESSONS)];
		if (l->name.there != free_place && (free_place || !l->name.retired))
			return l;
	}
	return NULL;
}

static struct model_question *some_question(bool free_place)
{
	for (int tries = 0; tries < 100; tries++) {
		struct model_question *q = &m.questions[dice_below(&m.dice, QUESTIONS)];
		if (q->name.there != free_place && (free_place || !q->name.retired))
			return q;
	}
	return NULL;
}

static size_t count_lessons(void)
{
	size_t n = 0;
	for (size_t i = 0; i < LESSONS; i++)
		n += m.lessons[i].name.there && !m.lessons[i].name.retired;
	return n;
}

static size_t count_questions(void)
{
	size_t n = 0;
	for (size_t i = 0; i < QUESTIONS; i++)
		n += m.questions[i].name.there && !m.questions[i].name.retired;
	return n;
}

/* Each does one thing and tells which change must be seen; 0: it cannot be done now. */
static unsigned edit_text(void)
{
	some_lesson(false)->text++;
	return CHANGE_TEXT;
}

static unsigned edit_question_text(void)
{
	some_question(false)->text++;
	return CHANGE_TEXT;
}

/* The reason stands at the other option then, so the words change, too: beside another marking that
 * is not told. */
static unsigned edit_key(void)
{
	struct model_question *q = some_question(false);
	q->key = !q->key;
	return CHANGE_MARKING;
}

static unsigned edit_lesson_name(void)
{
	name_again(&some_lesson(false)->name, "bai");
	return CHANGE_RENAMED;
}

static unsigned edit_question_name(void)
{
	name_again(&some_question(false)->name, "cau");
	return CHANGE_RENAMED;
}

static unsigned edit_quiz_name(void)
{
	name_again(&m.quiz, "thi");
	return CHANGE_RENAMED;
}

/* A step's new name is no change of its own that is told. */
static unsigned edit_step_name(void)
{
	struct model_lesson *l = some_lesson(false);
	for (size_t i = 0; i < STEPS; i++)
		if (l->steps[i].there && dice_below(&m.dice, 2)) {
			name_again(&l->steps[i], "buoc");
			return CHANGE_KINDS;
		}
	return 0;
}

static unsigned edit_steps(void)
{
	struct model_lesson *l = some_lesson(false);
	size_t at = 1 + dice_below(&m.dice, STEPS - 1);
	if (!strcmp(l->steps[at].id, m.reached))
		return 0;
	if (l->steps[at].there)
		l->steps[at].there = false;
	else
		name_new(&l->steps[at], "buoc");
	return CHANGE_STEPS;
}

static unsigned edit_epoch(void)
{
	struct model_lesson *l = some_lesson(false);
	l->epoch++;
	l->done = false;
	return CHANGE_EPOCH;
}

static unsigned retire_lesson(void)
{
	struct model_lesson *l = some_lesson(false);
	if (count_lessons() < 4 || !strcmp(l->name.id, m.begun))
		return 0;
	l->name.retired = true;
	return CHANGE_RETIRED;
}

static unsigned retire_question(void)
{
	if (count_questions() < 12)
		return 0;
	some_question(false)->name.retired = true;
	return CHANGE_RETIRED;
}

static unsigned add_lesson(void)
{
	struct model_lesson *l = some_lesson(true);
	if (!l)
		return 0;
	name_new(&l->name, "bai");
	for (size_t i = 0; i < 3; i++)
		name_new(&l->steps[i], "buoc");
	l->epoch = 1;
	l->done = false;
	return CHANGE_NEW;
}

static unsigned add_question(void)
{
	struct model_question *q = some_question(true);
	if (!q)
		return 0;
	name_new(&q->name, "cau");
	return CHANGE_NEW;
}

static unsigned (*const edits[])(void) = {
	edit_text,          edit_question_text, edit_key,        edit_lesson_name,
	edit_question_name, edit_quiz_name,     edit_step_name,  edit_steps,
	edit_epoch,         retire_lesson,      retire_question, add_lesson,
	add_question,
};

/* Exactly that is told, and nothing as lost without a word. */
static void told(const struct course *old, unsigned what)
{
	struct changes changes = {0};
	unsigned seen = 0;
	course_changes(old, &m.course, &changes);
	for (size_t i = 0; i < changes.count; i++)
		seen |= changes.items[i].what;
	if (what == CHANGE_KINDS)
		assert_int_equal(changes.count, 0);
	else if (seen != what)
		fail_msg("seen %x, not %x", seen, what);
	changes_release(&changes);
}

static bool edit_once(void)
{
	struct course old = m.course;
	struct diags old_diags = m.diags;
	unsigned what = edits[dice_below(&m.dice, ARRAY_LEN(edits))]();
	if (!what)
		return false;
	write_pack();
	m.course = (struct course){0};
	m.diags = (struct diags){0};
	load(&m.course, &m.diags);
	told(&old, what);
	open_store();
	all_holds();
	diags_release(&old_diags);
	course_release(&old);
	return true;
}

static void pack_begin(void)
{
	static const char *const folders[] = {"lessons", "lessons/mot", "quizzes"};
	struct buf framework = BUF_INIT;
	snprintf(m.root, sizeof(m.root), "%s/kynangso-edits-XXXXXX",
		 access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	assert_non_null(mkdtemp(m.root));
	snprintf(m.data, sizeof(m.data), "%s", m.root);
	strncat(m.data, "/data", sizeof(m.data) - strlen(m.data) - 1);
	for (size_t i = 0; i < ARRAY_LEN(folders); i++) {
		char *path = path_join(m.root, folders[i]);
		must(folder_make(path, 0700, &err));
		free(path);
	}
	buf_adds(&framework,
		 "kind: framework\nschema: 1\nid: khung\ntitle: Khung\ngroups:\n"
		 "  - id: nhom\n    title: Nhóm\n    skills:\n"
		 "      - {id: thu.doc, title: Đọc}\n");
	write_file("lessons/framework.yaml", &framework);
	buf_release(&framework);
	buf_init(&m.quiz.formers);
	name_new(&m.quiz, "thi");
	for (size_t i = 0; i < LESSONS; i++) {
		buf_init(&m.lessons[i].name.formers);
		for (size_t k = 0; k < STEPS; k++)
			buf_init(&m.lessons[i].steps[k].formers);
	}
	for (size_t i = 0; i < QUESTIONS; i++)
		buf_init(&m.questions[i].name.formers);
	for (size_t i = 0; i < 6; i++) {
		m.lessons[i].epoch = 1;
		name_new(&m.lessons[i].name, "bai");
		for (size_t k = 0; k < STEPS - 1; k++)
			name_new(&m.lessons[i].steps[k], "buoc");
	}
	for (size_t i = 0; i < 16; i++)
		name_new(&m.questions[i].name, "cau");
	write_pack();
	load(&m.course, &m.diags);
}

static void pack_end(void)
{
	store_close(m.store);
	diags_release(&m.diags);
	course_release(&m.course);
	buf_release(&m.quiz.formers);
	for (size_t i = 0; i < LESSONS; i++) {
		buf_release(&m.lessons[i].name.formers);
		for (size_t k = 0; k < STEPS; k++)
			buf_release(&m.lessons[i].steps[k].formers);
	}
	for (size_t i = 0; i < QUESTIONS; i++)
		buf_release(&m.questions[i].name.formers);
	char *command = xasprintf("rm -rf '%s'", m.root);
	assert_int_equal(system(command), 0);
	free(command);
}

static void nobody_loses_anything(void **state)
{
	struct diags diags = {0};
	(void)state;
	m.dice.state = 20261122;
	m.clock = (struct clock){true, instant_of(20800, 9, 0, 0)};
	must(content_load_region(&m.region, &diags, ".", "hanoi", &err));
	pack_begin();
	open_store();
	people_begin();
	all_holds();
	for (int done = 0; done < EDITS;)
		done += edit_once();
	bool sound;
	must(store_journal_verify(m.store, &sound, &err));
	assert_true(sound);
	pack_end();
	diags_release(&diags);
	region_release(&m.region);
}

int test_edits(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(nobody_loses_anything)};
	return cmocka_run_group_tests_name("a pack that is changed", tests, NULL, NULL);
}
