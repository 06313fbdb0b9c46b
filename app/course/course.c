/* Looking things up in a course, the names of its kinds, and the bytes its digests are taken
 * over. A walk is fast enough for all but lessons, of which there may be very many. */
#include "course/course.h"

#include "base/buf.h"
#include "base/i18n.h"
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

static uint32_t hash_of(const char *s)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	return hash;
}

/* Of an id by the slots, from 1; 0: there is none. */
static size_t lesson_number(const struct course *course, const char *id)
{
	size_t at = hash_of(id) & (course->slot_count - 1);
	for (; course->slots[at]; at = (at + 1) & (course->slot_count - 1))
		if (!strcmp(course->lessons[course->slots[at] - 1]->id, id))
			return course->slots[at];
	return 0;
}

void course_index(struct course *course)
{
	size_t count = 16;
	while (count < course->lesson_count * 2)
		count *= 2;
	course->slots = arena_array(&course->arena, count, sizeof(*course->slots));
	course->slot_count = count;
	for (size_t i = 0; i < course->lesson_count; i++) {
		size_t at = hash_of(course->lessons[i]->id) & (count - 1);
		while (course->slots[at])
			at = (at + 1) & (count - 1);
		course->slots[at] = (uint32_t)i + 1;
	}
	course->modules_of =
		arena_array(&course->arena, course->lesson_count, sizeof(uint32_t));
	for (size_t m = course->module_count; m-- > 0;) {
		const struct strings *ids = &course->modules[m].lesson_ids;
		for (size_t i = 0; i < ids->count; i++) {
			size_t at = lesson_number(course, ids->items[i]);
			if (at)
				course->modules_of[at - 1] = (uint32_t)m + 1;
		}
	}
}

const struct lesson *course_lesson(const struct course *course, const char *id)
{
	size_t number = id && course->slots ? lesson_number(course, id) : 0;
	if (course->slots)
		return number ? course->lessons[number - 1] : NULL;
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

static void *gone(struct err *err)
{
	err_set(err, ERR_NOINPUT,
		_("Bài này nay không còn trong khóa học. Hỏi nhân viên nhé."));
	return NULL;
}

const struct lesson *course_open_lesson(const struct course *course, const char *id,
					struct err *err)
{
	const struct lesson *lesson = course_lesson(course, id);
	if (!lesson)
		return gone(err);
	return course->opener ? course->opener->lesson(course->opener, id, err) : lesson;
}

const struct quiz *course_open_quiz(const struct course *course, const char *id,
				    struct err *err)
{
	const struct quiz *quiz = course_quiz(course, id);
	if (!quiz)
		return gone(err);
	return course->opener ? course->opener->quiz(course->opener, id, err) : quiz;
}

const struct practice *course_open_practice(const struct course *course, const char *id,
					    struct err *err)
{
	const struct practice *practice = course_practice(course, id);
	if (!practice)
		return gone(err);
	return course->opener ? course->opener->practice(course->opener, id, err)
			      : practice;
}

const struct module *course_module_of_lesson(const struct course *course,
					     const char *lesson)
{
	size_t number = lesson && course->slots ? lesson_number(course, lesson) : 0;
	if (number)
		return course->modules_of[number - 1]
			       ? &course->modules[course->modules_of[number - 1] - 1]
			       : NULL;
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

/* The position of an id among `count` of them; -1 where it is none. */
static int name_among(const char *names, size_t count, const char *id)
{
	for (size_t i = 0; names && *names && i < count; i++, names += strlen(names) + 1)
		if (!strcmp(names, id))
			return (int)i;
	return -1;
}

static const struct question *question_of(const struct quiz *quiz, const char *id)
{
	return by_id(quiz->questions, quiz->question_count, sizeof(*quiz->questions), id);
}

static const struct question *quiz_question(const struct course *course, const char *id)
{
	const struct question *found = NULL;

	for (size_t i = 0; !found && i < course->quiz_count; i++) {
		const struct quiz *quiz = course->quizzes[i];
		bool outline = !quiz->questions;
		if (outline &&
		    name_among(quiz->question_names, quiz->question_count, id) < 0)
			continue;
		if (outline)
			quiz = course_open_quiz(course, quiz->id, NULL);
		found = quiz ? question_of(quiz, id) : NULL;
	}
	return found;
}

const struct question *course_question(const struct course *course, const char *id)
{
	const char *slash = id ? strchr(id, '/') : NULL;

	if (!id || !slash)
		return id ? quiz_question(course, id) : NULL;
	char *owner = xstrndup(id, (size_t)(slash - id));
	const struct lesson *lesson = course_open_lesson(course, owner, NULL);
	free(owner);
	return lesson ? check_of(lesson, id) : NULL;
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

const char *course_now(const struct course *course, const char *id)
{
	size_t low = 0, high = course->former_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(course->formers[middle].was, id);
		if (!order)
			return course->formers[middle].now;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return id;
}

int lesson_step(const struct lesson *lesson, const char *step_id)
{
	if (!lesson->steps && step_id)
		return name_among(lesson->step_names, lesson->step_count, step_id);
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
