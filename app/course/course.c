/* Looking things up in a course, the names of its kinds, and the bytes its digests are taken
 * over. Courses are small (a few hundred questions), so a walk is fast enough everywhere. */
#include "course/course.h"

#include "base/buf.h"
#include "course/practice.h"

#include <stdlib.h>
#include <string.h>

/* Every list of a course is an array of structs whose first member is the id, or of pointers to
 * such structs. These two walks serve them all. */
static const void *by_id(const void *items, size_t count, size_t size, const char *id)
{
	const char *item = items;

	for (size_t i = 0; id && i < count; i++, item += size) {
		const char *const *own = (const void *)item;
		if (!strcmp(*own, id))
			return item;
	}
	return NULL;
}

const struct lesson *course_lesson(const struct course *course, const char *id)
{
	for (size_t i = 0; id && i < course->lesson_count; i++)
		if (!strcmp(course->lessons[i]->id, id))
			return course->lessons[i];
	return NULL;
}

const struct quiz *course_quiz(const struct course *course, const char *id)
{
	for (size_t i = 0; id && i < course->quiz_count; i++)
		if (!strcmp(course->quizzes[i]->id, id))
			return course->quizzes[i];
	return NULL;
}

const struct practice *course_practice(const struct course *course, const char *id)
{
	for (size_t i = 0; id && i < course->practice_count; i++)
		if (!strcmp(course->practices[i]->id, id))
			return course->practices[i];
	return NULL;
}

const struct module *course_module_of_lesson(const struct course *course,
					     const char *lesson)
{
	for (size_t i = 0; i < course->module_count; i++)
		if (strings_have(&course->modules[i].lesson_ids, lesson))
			return &course->modules[i];
	return NULL;
}

const struct module *course_module_of_quiz(const struct course *course, const char *quiz)
{
	for (size_t i = 0; quiz && i < course->module_count; i++) {
		const char *own = course->modules[i].quiz_id;
		if (own && !strcmp(own, quiz))
			return &course->modules[i];
	}
	return NULL;
}

/* Checks of lessons are questions too; their ids are "<lesson>/<step>". */
static const struct question *check_of(const struct lesson *lesson, const char *id)
{
	for (size_t i = 0; i < lesson->step_count; i++) {
		const struct question *check = lesson->steps[i].check;
		if (check && !strcmp(check->id, id))
			return check;
	}
	return NULL;
}

const struct question *course_question(const struct course *course, const char *id)
{
	const struct question *found = NULL;

	if (!id)
		return NULL;
	for (size_t i = 0; !found && i < course->quiz_count; i++) {
		const struct quiz *quiz = course->quizzes[i];
		found = by_id(quiz->questions, quiz->question_count,
			      sizeof(*quiz->questions), id);
	}
	for (size_t i = 0; !found && i < course->lesson_count; i++)
		found = check_of(course->lessons[i], id);
	return found;
}

_Static_assert(offsetof(struct question, id) == 0, "by_id() reads the first member");
_Static_assert(offsetof(struct fact, id) == 0, "by_id() reads the first member");
_Static_assert(offsetof(struct skill, id) == 0, "by_id() reads the first member");
_Static_assert(offsetof(struct step, id) == 0, "by_id() reads the first member");

const struct fact *course_fact(const struct course *course, const char *id)
{
	return by_id(course->facts, course->fact_count, sizeof(*course->facts), id);
}

const struct skill *course_skill(const struct course *course, const char *id)
{
	return by_id(course->skills, course->skill_count, sizeof(*course->skills), id);
}

int lesson_step(const struct lesson *lesson, const char *step_id)
{
	const struct step *step =
		by_id(lesson->steps, lesson->step_count, sizeof(*lesson->steps), step_id);
	return step ? (int)(step - lesson->steps) : -1;
}

void course_release(struct course *course)
{
	arena_release(&course->arena);
	memset(course, 0, sizeof(*course));
}

bool strings_have(const struct strings *list, const char *item)
{
	for (size_t i = 0; item && i < list->count; i++)
		if (!strcmp(list->items[i], item))
			return true;
	return false;
}

static const char *const question_types[QUESTION_TYPES] = {
	[QUESTION_SINGLE] = "single", [QUESTION_MULTIPLE] = "multiple",
	[QUESTION_ORDER] = "order",   [QUESTION_MATCH] = "match",
	[QUESTION_TEXT] = "text",     [QUESTION_NUMBER] = "number",
	[QUESTION_SPOT] = "spot",     [QUESTION_DO] = "do",
};

static const char *const phone_apps[PHONE_APPS] = {
	[PHONE_HOME] = "home",
	[PHONE_CALL] = "call",
	[PHONE_SMS] = "sms",
	[PHONE_CHAT] = "chat",
	[PHONE_BROWSER] = "browser",
	[PHONE_STORE] = "store",
	[PHONE_SETTINGS] = "settings",
	[PHONE_BANK] = "bank",
	[PHONE_QR_SCAN] = "qr-scan",
	[PHONE_PORTAL] = "portal",
	[PHONE_ID] = "id",
	[PHONE_HEALTH] = "health",
	[PHONE_CAMERA] = "camera",
	[PHONE_FORM] = "form",
	[PHONE_ALERT] = "alert",
};

static int name_index(const char *const *names, int count, const char *name)
{
	for (int i = 0; name && i < count; i++)
		if (!strcmp(names[i], name))
			return i;
	return -1;
}

const char *question_type_name(enum question_type type)
{
	return question_types[type];
}

int question_type_parse(const char *name)
{
	return name_index(question_types, QUESTION_TYPES, name);
}

const char *phone_app_name(enum phone_app app)
{
	return phone_apps[app];
}

int phone_app_parse(const char *name)
{
	return name_index(phone_apps, PHONE_APPS, name);
}
