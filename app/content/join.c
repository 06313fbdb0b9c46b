/* The files become a course: places and digests for each, then lists in course order of all that
 * has no errors. */
#include "base/buf.h"
#include "base/i18n.h"
#include "content/pack.h"
#include "course/practice.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

/* ── each file by itself ─────────────────────────────────────────────────────────────── */

static void digest(uint8_t out[DIGEST_BYTES], const struct buf *bytes)
{
	uint8_t hash[HASH_SIZE];
	secret_hash(hash, bytes->data, bytes->len);
	memcpy(out, hash, DIGEST_BYTES);
}

/* Of a practice that is done as a question, its goals decide the marking. */
static void practice_bytes(const struct pack *pack, const char *id, struct buf *out)
{
	const struct file *file = pack_named(pack, FILE_PRACTICE, id);
	if (file && file->object)
		practice_grade_bytes(file->object, out);
}

static void prepare_question(struct pack *pack, struct question *question,
			     struct buf *scratch)
{
	question->at = pack_place(pack, question);
	if (!pack_sound(pack, question))
		return;
	buf_reset(scratch);
	question_grade_bytes(question, scratch);
	if (question->type == QUESTION_DO)
		practice_bytes(pack, question->practice, scratch);
	digest(question->grade_digest, scratch);
	buf_reset(scratch);
	question_text_bytes(question, scratch);
	digest(question->text_digest, scratch);
}

static void prepare_lesson(struct pack *pack, struct lesson *lesson, struct buf *scratch)
{
	lesson->at = pack_place(pack, lesson);
	for (size_t i = 0; i < lesson->step_count; i++) {
		struct step *step = &lesson->steps[i];
		step->at = pack_place(pack, step);
		if (!step->check)
			continue;
		step->check->id =
			arena_printf(pack->values, "%s/%s", lesson->id, step->id);
		prepare_question(pack, step->check, scratch);
	}
}

static void prepare_quiz(struct pack *pack, struct quiz *quiz, struct buf *scratch)
{
	quiz->at = pack_place(pack, quiz);
	for (size_t i = 0; i < quiz->question_count; i++)
		prepare_question(pack, &quiz->questions[i], scratch);
}

/* A screen stands behind its id. */
static struct place place_of_key(const struct pack *pack, const void *object)
{
	struct document *doc;
	const struct node *node = pack_node(pack, object, NULL, -1, &doc);
	return node && node->key
		       ? (struct place){doc->path, node->key->line, node->key->col}
		       : pack_place(pack, object);
}

static void prepare_practice(struct pack *pack, struct practice *practice)
{
	practice->at = pack_place(pack, practice);
	for (size_t i = 0; i < practice->goal_count; i++)
		practice->goals[i].at = pack_place(pack, &practice->goals[i]);
	for (size_t i = 0; i < practice->path_count; i++)
		practice->paths[i].at = pack_place(pack, &practice->paths[i]);
	for (size_t i = 0; i < practice->screen_count; i++) {
		struct screen *screen = &practice->screens[i];
		screen->at = place_of_key(pack, screen);
		for (size_t k = 0; k < screen->action_count; k++)
			screen->actions[k].at = pack_place(pack, &screen->actions[k]);
	}
}

static void prepare_facts(struct pack *pack, const struct facts_file *facts)
{
	for (size_t i = 0; i < facts->fact_count; i++)
		facts->facts[i].at = pack_place(pack, &facts->facts[i]);
	pack->course->facts = facts->facts;
	pack->course->fact_count = facts->fact_count;
	pack->course->sources = facts->sources;
	pack->course->source_count = facts->source_count;
}

/* The groups are for authors; the program wants one list. */
static void prepare_framework(struct pack *pack, const struct framework_file *framework)
{
	struct course *course = pack->course;
	size_t count = 0;
	for (size_t g = 0; g < framework->group_count; g++)
		count += framework->groups[g].skill_count;
	course->skills = arena_array(pack->values, count, sizeof(*course->skills));
	for (size_t g = 0; g < framework->group_count; g++) {
		const struct skill_group *group = &framework->groups[g];
		for (size_t i = 0; i < group->skill_count; i++) {
			struct skill *skill = &course->skills[course->skill_count];
			const struct origin *origin =
				origins_find(&pack->origins, &group->skills[i]);
			if (course_skill(course, group->skills[i].id)) {
				pack_report(pack, &group->skills[i], "id", -1, "E10",
					    _("Mã \"%s\" đã dùng ở một nhóm khác."),
					    group->skills[i].id);
				continue;
			}
			*skill = group->skills[i];
			course->skill_count++;
			if (origin) {
				struct origin moved = *origin;
				moved.object = skill;
				origins_add(&pack->origins, moved);
			}
		}
	}
}

static void prepare_course(struct pack *pack, const struct course *file)
{
	struct course *course = pack->course;
	course->id = file->id;
	course->title = file->title;
	course->modules = file->modules;
	course->module_count = file->module_count;
	course->completion = file->completion;
	for (size_t i = 0; i < course->module_count; i++)
		course->modules[i].at = pack_place(pack, &course->modules[i]);
}

void pack_prepare(struct pack *pack)
{
	struct buf scratch = BUF_INIT;
	for (size_t i = 0; i < pack->file_count; i++) {
		struct file *file = pack->files[i];
		if (!file->object || pack_file(pack, file->kind) != file) {
			/* Of course, framework and facts there is one; load.c said so. */
			if (!file->object ||
			    (file->kind != FILE_LESSON && file->kind != FILE_QUIZ &&
			     file->kind != FILE_PRACTICE))
				continue;
		}
		if (file->kind == FILE_LESSON)
			prepare_lesson(pack, file->object, &scratch);
		else if (file->kind == FILE_QUIZ)
			prepare_quiz(pack, file->object, &scratch);
		else if (file->kind == FILE_PRACTICE)
			prepare_practice(pack, file->object);
		else if (file->kind == FILE_FACTS)
			prepare_facts(pack, file->object);
		else if (file->kind == FILE_FRAMEWORK)
			prepare_framework(pack, file->object);
		else if (file->kind == FILE_COURSE)
			prepare_course(pack, file->object);
	}
	buf_release(&scratch);
}

/* ── together ────────────────────────────────────────────────────────────────────────── */

/* The file of a kind and id that can be used, or NULL. */
static struct file *take(const struct pack *pack, enum file_kind kind, const char *id)
{
	struct file *file = pack_named(pack, kind, id);
	while (file && !file->sound)
		file = pack_named_next(pack, file);
	return file;
}

static void put_lesson(struct course *course, struct file *file)
{
	if (!file->placed)
		course->lessons[course->lesson_count++] = file->object;
	file->placed = true;
}

static void put_quiz(struct course *course, struct file *file)
{
	if (!file->placed)
		course->quizzes[course->quiz_count++] = file->object;
	file->placed = true;
}

static void join_module(const struct pack *pack, struct module *module)
{
	struct file *file;
	module->lessons = arena_array(pack->values, module->lesson_ids.count,
				      sizeof(*module->lessons));
	for (size_t i = 0; i < module->lesson_ids.count; i++) {
		file = take(pack, FILE_LESSON, module->lesson_ids.items[i]);
		module->lessons[i] = file ? file->object : NULL;
		if (file)
			put_lesson(pack->course, file);
	}
	file = module->quiz_id ? take(pack, FILE_QUIZ, module->quiz_id) : NULL;
	module->quiz = file ? file->object : NULL;
	if (file)
		put_quiz(pack->course, file);
}

/* In the order of their files' names. */
static void put_exercises(const struct pack *pack)
{
	struct course *course = pack->course;
	course->exercises =
		arena_array(pack->values, pack->file_count, sizeof(*course->exercises));
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		if (!file->sound || file->kind != FILE_TYPING)
			continue;
		struct exercise *exercise = &course->exercises[course->exercise_count++];
		*exercise = *(const struct exercise *)file->object;
		exercise->at = pack_place(pack, file->object);
	}
}

/* Of two with one id the first. */
static void put_practice(const struct pack *pack, struct file *file)
{
	struct course *course = pack->course;
	for (struct file *other = file ? pack_named(pack, FILE_PRACTICE, file->id) : NULL;
	     other; other = pack_named_next(pack, other))
		if (other->placed)
			return;
	if (file)
		course->practices[course->practice_count++] = file->object;
	if (file)
		file->placed = true;
}

/* A practice by itself is being written: it can be looked at though its proof fails. */
static bool to_look_at(const struct pack *pack, const struct file *file)
{
	return file->sound ||
	       (pack->alone && file->object && pack_sound(pack, file->object));
}

/* As the lessons lead to them, then those no lesson leads to, by the names of their files. */
static void put_practices(const struct pack *pack)
{
	struct course *course = pack->course;
	course->practices =
		arena_array(pack->values, pack->file_count, sizeof(*course->practices));
	for (size_t i = 0; i < course->lesson_count; i++) {
		const struct lesson *lesson = course->lessons[i];
		for (size_t k = 0; k < lesson->step_count; k++) {
			if (lesson->steps[k].kind == STEP_PRACTICE)
				put_practice(pack, take(pack, FILE_PRACTICE,
							lesson->steps[k].practice));
		}
	}
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		if (file->kind == FILE_PRACTICE && to_look_at(pack, file))
			put_practice(pack, pack->files[i]);
	}
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words of all lessons, sorted, each once. */
static void put_glossary(const struct pack *pack)
{
	struct course *course = pack->course;
	struct strings *out = &course->glossary;
	size_t count = 0;
	for (size_t i = 0; i < course->lesson_count; i++)
		count += course->lessons[i]->word_count;
	out->items = arena_array(pack->values, count, sizeof(*out->items));
	count = 0;
	for (size_t i = 0; i < course->lesson_count; i++) {
		const struct lesson *lesson = course->lessons[i];
		for (size_t w = 0; w < lesson->word_count; w++)
			out->items[count++] = lesson->words[w].word;
	}
	if (count)
		qsort(out->items, count, sizeof(*out->items), by_text);
	for (size_t i = 0; i < count; i++)
		if (!i || strcmp(out->items[i], out->items[out->count - 1]) != 0)
			out->items[out->count++] = out->items[i];
}

void pack_join(struct pack *pack)
{
	struct course *course = pack->course;
	for (size_t i = 0; i < pack->file_count; i++) {
		struct file *file = pack->files[i];
		size_t forgiven = pack->trying ? file->doc.contradicted : 0;
		file->sound =
			file->object && file->doc.errors == forgiven && !file->retired;
	}
	course->lessons =
		arena_array(pack->values, pack->file_count, sizeof(*course->lessons));
	course->quizzes =
		arena_array(pack->values, pack->file_count, sizeof(*course->quizzes));
	for (size_t i = 0; i < course->module_count; i++)
		join_module(pack, &course->modules[i]);
	for (size_t i = 0; i < pack->file_count; i++) {
		struct file *file = pack->files[i];
		if (file->sound && file->kind == FILE_LESSON)
			put_lesson(course, file);
		else if (file->sound && file->kind == FILE_QUIZ)
			put_quiz(course, file);
	}
	put_exercises(pack);
	put_practices(pack);
	put_glossary(pack);
	pack_formers(pack);
	course_index(course);
	/* A course without a readable course.yaml has a name all the same. */
	course->id = course->id ? course->id : "";
	course->title = course->title ? course->title : "";
}
