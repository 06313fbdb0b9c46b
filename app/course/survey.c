#include "course/survey.h"

#include <stdlib.h>
#include <string.h>

/* ── all questions ─────────────────────────────────────────────────────────────────────── */

static void digest_hex(const uint8_t digest[DIGEST_BYTES], char hex[2 * DIGEST_BYTES + 1])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_BYTES; i++) {
		hex[2 * i] = digits[digest[i] >> 4];
		hex[2 * i + 1] = digits[digest[i] & 15];
	}
	hex[2 * DIGEST_BYTES] = '\0';
}

static void add_item(struct survey *survey, const struct question *question,
		     const struct quiz *quiz, const struct lesson *lesson)
{
	ALLOC_GROW(survey->items, survey->count + 1, survey->cap);
	struct survey_item *item = &survey->items[survey->count++];
	*item = (struct survey_item){
		.item.question = question, .quiz = quiz, .lesson = lesson};
	digest_hex(question->grade_digest, item->grade);
}

static void add_quiz(struct survey *survey, const char *id)
{
	const struct quiz *quiz = course_open_quiz(survey->course, id, NULL);

	for (size_t i = 0; quiz && i < quiz->question_count; i++)
		add_item(survey, &quiz->questions[i], quiz, NULL);
}

static void add_lesson(struct survey *survey, const char *id)
{
	const struct lesson *lesson = course_open_lesson(survey->course, id, NULL);

	for (size_t i = 0; lesson && i < lesson->step_count; i++)
		if (lesson->steps[i].check)
			add_item(survey, lesson->steps[i].check, NULL, lesson);
}

/* Ids are unique within a course that was loaded without errors; of two the first is found. */
static int compare_ids(const void *one, const void *two, void *user)
{
	const struct survey *survey = user;
	size_t a = *(const size_t *)one, b = *(const size_t *)two;
	int order = strcmp(survey->items[a].item.question->id,
			   survey->items[b].item.question->id);

	return order ? order : (a > b) - (a < b);
}

static void sort_ids(struct survey *survey)
{
	survey->by_id = xcalloc(survey->count + 1, sizeof(*survey->by_id));
	for (size_t i = 0; i < survey->count; i++)
		survey->by_id[i] = i;
	if (survey->count)
		qsort_r(survey->by_id, survey->count, sizeof(*survey->by_id), compare_ids,
			survey);
}

void survey_init(struct survey *survey, const struct course *course,
		 const struct strings *lessons)
{
	*survey = (struct survey){.course = course};
	survey->quizzes = xcalloc(course->quiz_count + 1, sizeof(*survey->quizzes));
	for (size_t i = 0; i < course->quiz_count; i++) {
		survey->quizzes[i].quiz = course->quizzes[i];
		add_quiz(survey, course->quizzes[i]->id);
	}
	for (size_t i = 0; i < course->lesson_count; i++)
		if (!lessons || strings_have(lessons, course->lessons[i]->id))
			add_lesson(survey, course->lessons[i]->id);
	sort_ids(survey);
}

void survey_release(struct survey *survey)
{
	for (size_t i = 0; i < survey->count; i++)
		item_release(&survey->items[i].item);
	free(survey->items);
	free(survey->by_id);
	free(survey->quizzes);
	*survey = (struct survey){0};
}

static struct survey_item *find(const struct survey *survey, const char *id, size_t len)
{
	size_t low = 0, high = survey->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		struct survey_item *item = &survey->items[survey->by_id[middle]];
		const char *name = item->item.question->id;
		int order = strncmp(name, id, len);
		if (!order && !name[len])
			return item;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

struct survey_item *survey_item(const struct survey *survey, const char *question)
{
	return find(survey, question, strlen(question));
}

/* ── answers ───────────────────────────────────────────────────────────────────────────── */

/* Persons are numbered from 1, so 0 has been noted of nobody. */
static bool note(int64_t *last, int64_t person)
{
	bool fresh = *last != person;

	*last = person;
	return fresh;
}

static void count_answer(struct survey_item *item, int64_t person,
			 const struct given *given, int64_t rest, int rest_count)
{
	if (strcmp(given->grade, item->grade) != 0) {
		if (item->counted != person && note(&item->seen_older, person))
			item->item.older++;
		return;
	}
	if (!note(&item->counted, person))
		return;
	/* They have answered both versions: no longer one of the other only. */
	if (item->seen_older == person) {
		item->item.older--;
		item->seen_older = 0;
	}
	struct item_answer answer = {.score = given->score,
				     .rest = rest,
				     .rest_count = rest_count,
				     .raw = given->raw};
	item_add(&item->item, &answer);
}

static bool answered(const struct sitting *sitting, const char *id, size_t len)
{
	for (size_t i = 0; i < sitting->count; i++)
		if (!strncmp(sitting->answers[i].question, id, len) &&
		    !sitting->answers[i].question[len])
			return true;
	return false;
}

/* Counts what was left blank; returns how many questions the paper has. */
static int read_paper(struct survey *survey, const struct sitting *sitting)
{
	int asked = 0;

	for (const char *line = sitting->paper; *line;) {
		size_t n = strcspn(line, "\n"), id = strcspn(line, " \n");
		if (id) {
			struct survey_item *item = find(survey, line, id);
			asked++;
			if (item && !answered(sitting, line, id) &&
			    note(&item->seen_blank, sitting->person))
				item->item.blank++;
		}
		line += n + (line[n] == '\n');
	}
	return asked;
}

static void count_quiz(struct survey *survey, const struct sitting *sitting)
{
	for (size_t i = 0; i < survey->course->quiz_count; i++) {
		struct survey_quiz *quiz = &survey->quizzes[i];
		if (strcmp(quiz->quiz->id, sitting->quiz) != 0)
			continue;
		if (note(&quiz->last, sitting->person)) {
			quiz->people++;
			quiz->passed += sitting->passed;
		}
		return;
	}
}

void survey_sitting(struct survey *survey, const struct sitting *sitting)
{
	int asked = read_paper(survey, sitting);
	int64_t sum = 0;

	count_quiz(survey, sitting);
	for (size_t i = 0; i < sitting->count; i++)
		sum += sitting->answers[i].score;
	for (size_t i = 0; i < sitting->count; i++) {
		const struct given *given = &sitting->answers[i];
		struct survey_item *item = survey_item(survey, given->question);
		if (item)
			count_answer(item, sitting->person, given, sum - given->score,
				     asked - 1);
	}
}

void survey_check(struct survey *survey, int64_t person, const struct given *given)
{
	struct survey_item *item = survey_item(survey, given->question);

	if (item)
		count_answer(item, person, given, 0, 0);
}
