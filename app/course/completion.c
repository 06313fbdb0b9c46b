#include "course/completion.h"

#include "base/i18n.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

/* ── what a learner has done ───────────────────────────────────────────────────────────── */

void record_release(struct record *record)
{
	for (size_t i = 0; i < record->lesson_count; i++) {
		free(record->lessons[i].lesson);
		free(record->lessons[i].step);
	}
	for (size_t i = 0; i < record->quiz_count; i++)
		free(record->quizzes[i].quiz);
	free(record->lessons);
	free(record->quizzes);
	memset(record, 0, sizeof(*record));
}

const struct lesson_record *record_lesson(const struct record *record, const char *id)
{
	for (size_t i = 0; i < record->lesson_count; i++)
		if (!strcmp(record->lessons[i].lesson, id))
			return &record->lessons[i];
	return NULL;
}

const struct quiz_record *record_quiz(const struct record *record, const char *id)
{
	for (size_t i = 0; i < record->quiz_count; i++)
		if (!strcmp(record->quizzes[i].quiz, id))
			return &record->quizzes[i];
	return NULL;
}

bool record_lesson_done(const struct record *record, const struct lesson *lesson)
{
	const struct lesson_record *own = record_lesson(record, lesson->id);

	return own && own->done && own->epoch >= lesson->epoch;
}

static bool quiz_passed(const struct record *record, const char *id)
{
	const struct quiz_record *own = record_quiz(record, id);

	return own && own->passed;
}

/* The percentage that counts, -1 before any attempt. */
static int quiz_percent(const struct course *course, const struct record *record,
			const char *id)
{
	const struct quiz *quiz = course_quiz(course, id);
	const struct quiz_record *own = record_quiz(record, id);

	if (!own || !own->finished)
		return -1;
	return quiz && !quiz->keep_best ? own->last_percent : own->best_percent;
}

static bool exam_met(const struct course *course, const struct record *record)
{
	const struct completion_rule *rule = &course->completion;

	return !rule->exam_id ||
	       (quiz_passed(record, rule->exam_id) &&
		quiz_percent(course, record, rule->exam_id) >= rule->exam_percent);
}

/* ── what is missing ───────────────────────────────────────────────────────────────────── */

struct missing_list {
	struct missing *items;
	size_t count, cap;
};

static void add_missing(struct missing_list *list, enum missing_kind kind, const char *id,
			const char *title)
{
	ALLOC_GROW(list->items, list->count + 1, list->cap);
	list->items[list->count++] = (struct missing){kind, id, title};
}

static void module_missing(struct missing_list *list, const struct course *course,
			   const struct module *module, const struct record *record)
{
	const struct completion_rule *rule = &course->completion;

	for (size_t i = 0; rule->lessons_required && i < module->lesson_ids.count; i++) {
		const struct lesson *lesson = module->lessons[i];
		const char *id = module->lesson_ids.items[i];
		/* A lesson whose file is broken today is still asked for. */
		if (!lesson || !record_lesson_done(record, lesson))
			add_missing(list, MISSING_LESSON, id,
				    lesson ? lesson->title : id);
	}
	if (rule->quizzes_required && module->quiz_id &&
	    (!module->quiz || !quiz_passed(record, module->quiz->id)))
		add_missing(list, MISSING_QUIZ, module->quiz_id,
			    module->quiz ? module->quiz->title : module->quiz_id);
}

size_t completion_missing(const struct course *course, const struct record *record,
			  struct missing **list)
{
	struct missing_list found = {0};

	for (size_t i = 0; i < course->module_count; i++)
		module_missing(&found, course, &course->modules[i], record);
	if (!exam_met(course, record)) {
		const char *id = course->completion.exam_id;
		const struct quiz *exam = course_quiz(course, id);
		add_missing(&found, MISSING_EXAM, id, exam ? exam->title : id);
	}
	*list = found.items;
	return found.count;
}

bool completion_defined(const struct course *course)
{
	return course->completion.version > 0;
}

/* ── in words ──────────────────────────────────────────────────────────────────────────── */

/* A list people can take in: more names than this become "và 3 bài nữa". */
#define NAMES_SHOWN 4

/* “A”, “B” và “C” of the missing things of one kind. */
static void add_names(struct buf *out, const struct missing *list, size_t count,
		      enum missing_kind kind, size_t all)
{
	/* One name more is shorter than "and 1 more". */
	size_t shown = all <= NAMES_SHOWN + 1 ? all : NAMES_SHOWN, done = 0;

	for (size_t i = 0; i < count && done < shown; i++) {
		if (list[i].kind != kind)
			continue;
		if (done)
			buf_adds(out, done + 1 == all ? _(" và ") : ", ");
		buf_printf(out, "“%s”", list[i].title);
		done++;
	}
	if (shown < all) {
		unsigned long rest = (unsigned long)(all - shown);
		/* TRANSLATORS: ends a list of names; %lu is how many are not named. */
		buf_printf(out, ntr(" và %lu bài nữa", " và %lu bài nữa", rest), rest);
	}
}

static size_t count_kind(const struct missing *list, size_t count, enum missing_kind kind)
{
	size_t found = 0;

	for (size_t i = 0; i < count; i++)
		found += list[i].kind == kind;
	return found;
}

static void say_kind(struct buf *out, const struct missing *list, size_t count,
		     enum missing_kind kind)
{
	struct buf names = BUF_INIT;
	unsigned long n = (unsigned long)count_kind(list, count, kind);

	if (n) {
		add_names(&names, list, count, kind, n);
		/* TRANSLATORS: %lu counts them, %s is the list of their titles. */
		const char *sentence =
			kind == MISSING_LESSON
				? ntr("Còn %lu bài học: %s.", "Còn %lu bài học: %s.", n)
				: ntr("Còn %lu bài kiểm tra: %s.",
				      "Còn %lu bài kiểm tra: %s.", n);
		buf_printf(out, sentence, n, names.data);
		buf_addc(out, '\n');
	}
	buf_release(&names);
}

static void say_exam(struct buf *out, const struct course *course,
		     const struct record *record, const struct missing *exam)
{
	struct buf needed = BUF_INIT, reached = BUF_INIT;
	int percent = quiz_percent(course, record, exam->id);

	percent_format(&needed, course->completion.exam_percent, 0);
	percent_format(&reached, percent, 0);
	/* TRANSLATORS: %s is the title of the exam, then the percentage it needs and the one that
	 * was reached. */
	if (percent < 0)
		buf_printf(out, _("Sau cùng là “%s”, cần đạt từ %s."), exam->title,
			   needed.data);
	else if (percent < course->completion.exam_percent)
		buf_printf(out,
			   _("“%s” cần đạt từ %s, mới được %s. Ôn lại một chút rồi làm "
			     "lại nhé."),
			   exam->title, needed.data, reached.data);
	else
		buf_printf(
			out,
			_("“%s” đã đủ điểm, chỉ còn câu bắt buộc phải trả lời đúng. Ôn "
			  "lại câu ấy rồi làm lại nhé."),
			exam->title);
	buf_addc(out, '\n');
	buf_release(&needed);
	buf_release(&reached);
}

void completion_words(const struct course *course, const struct record *record,
		      struct buf *out)
{
	struct missing *list;
	size_t count = completion_missing(course, record, &list), start = out->len;

	if (!completion_defined(course) && !record->completed)
		buf_adds(out,
			 _("Khóa học đang được sửa nên chưa xét hoàn thành được. Mọi bài "
			   "đã học vẫn được giữ. Hỏi nhân viên nhé.\n"));
	else if (record->completed && count)
		buf_adds(out,
			 _("Khóa học đã hoàn thành và được ghi nhận. Từ đó tới nay có "
			   "thêm bài mới, học hay không là tùy ý.\n"));
	else if (!count)
		buf_adds(out,
			 _("Đã làm xong tất cả, không còn thiếu gì. Xin chúc mừng!\n"));
	say_kind(out, list, count, MISSING_LESSON);
	say_kind(out, list, count, MISSING_QUIZ);
	if (count && list[count - 1].kind == MISSING_EXAM)
		say_exam(out, course, record, &list[count - 1]);
	if (out->len > start)
		buf_truncate(out, out->len - 1);
	free(list);
}

void completion_evidence(const struct course *course, const struct record *record,
			 struct buf *out)
{
	const struct completion_rule *rule = &course->completion;

	buf_printf(out, "rule %d\n", rule->version);
	for (size_t m = 0; m < course->module_count; m++) {
		const struct module *module = &course->modules[m];
		for (size_t i = 0; i < module->lesson_ids.count; i++) {
			const struct lesson *lesson = module->lessons[i];
			if (lesson && record_lesson_done(record, lesson))
				buf_printf(out, "lesson %s epoch %d\n", lesson->id,
					   record_lesson(record, lesson->id)->epoch);
		}
		if (module->quiz && quiz_passed(record, module->quiz->id))
			buf_printf(out, "quiz %s %d%%\n", module->quiz->id,
				   quiz_percent(course, record, module->quiz->id));
	}
	if (rule->exam_id && exam_met(course, record))
		buf_printf(out, "exam %s %d%%\n", rule->exam_id,
			   quiz_percent(course, record, rule->exam_id));
}

/* ── where to go on ────────────────────────────────────────────────────────────────────── */

void module_progress(const struct module *module, const struct record *record, int *done,
		     int *all)
{
	*done = *all = 0;
	for (size_t i = 0; i < module->lesson_ids.count; i++) {
		const struct lesson *lesson = module->lessons[i];
		*all += 1;
		*done += lesson && record_lesson_done(record, lesson);
	}
	if (module->quiz) {
		*all += 1;
		*done += quiz_passed(record, module->quiz->id);
	}
}

static bool module_done(const struct module *module, const struct record *record)
{
	int done, all;

	module_progress(module, record, &done, &all);
	return done == all;
}

const char *module_locked_by(const struct course *course, const struct module *module,
			     const struct record *record)
{
	for (size_t i = 0; i < course->module_count; i++) {
		const struct module *other = &course->modules[i];
		if (strings_have(&module->needs, other->id) &&
		    !module_done(other, record))
			return other->title;
	}
	return NULL;
}

static const struct lesson *lesson_lock(const struct course *course,
					const struct lesson *lesson,
					const struct record *record)
{
	for (size_t i = 0; i < lesson->needs.count; i++) {
		const struct lesson *needed =
			course_lesson(course, lesson->needs.items[i]);
		if (needed && !record_lesson_done(record, needed))
			return needed;
	}
	return NULL;
}

const char *lesson_locked_by(const struct course *course, const struct lesson *lesson,
			     const struct record *record)
{
	const struct module *module = course_module_of_lesson(course, lesson->id);
	const char *title = module ? module_locked_by(course, module, record) : NULL;
	const struct lesson *needed = lesson_lock(course, lesson, record);

	return title ? title : needed ? needed->title : NULL;
}

/* What is still to be done of a quiz: one that can be failed for good, or need not be passed,
 * stands in nobody's way. */
static bool quiz_pending(const struct course *course, const struct quiz *quiz,
			 const struct record *record)
{
	const struct quiz_record *own = record_quiz(record, quiz->id);
	int finished = own ? own->finished : 0;

	if (own && own->passed)
		return false;
	if (quiz->max_attempts > 0 && finished >= quiz->max_attempts)
		return false;
	return finished == 0 || course->completion.quizzes_required;
}

static struct next next_lesson(const struct lesson *lesson, const struct record *record)
{
	const struct lesson_record *own = record_lesson(record, lesson->id);
	bool open = own && !own->done && own->step;
	int step = open ? lesson_step(lesson, own->step) : 0;

	return (struct next){
		.kind = NEXT_LESSON, .lesson = lesson, .step = step < 0 ? 0 : step};
}

/* The lesson itself, or the first one that has to come before it. */
static const struct lesson *unlocked(const struct course *course,
				     const struct lesson *lesson,
				     const struct record *record)
{
	/* The checker refuses loops; a course with one must not hang all the same. */
	for (size_t i = 0; i < course->lesson_count; i++) {
		const struct lesson *needed = lesson_lock(course, lesson, record);
		if (!needed)
			break;
		lesson = needed;
	}
	return lesson;
}

static bool next_in_module(const struct course *course, const struct module *module,
			   const struct record *record, struct next *next)
{
	for (size_t i = 0; i < module->lesson_ids.count; i++) {
		const struct lesson *lesson = module->lessons[i];
		if (!lesson || record_lesson_done(record, lesson))
			continue;
		*next = next_lesson(unlocked(course, lesson, record), record);
		return true;
	}
	if (!module->quiz || !quiz_pending(course, module->quiz, record))
		return false;
	*next = (struct next){.kind = NEXT_QUIZ, .quiz = module->quiz};
	return true;
}

/* An attempt that has begun comes before any lesson: its clock may be running. */
static bool next_open(const struct course *course, const struct record *record,
		      struct next *next)
{
	const struct lesson_record *latest = NULL;

	for (size_t i = 0; i < record->quiz_count; i++) {
		const struct quiz *quiz = course_quiz(course, record->quizzes[i].quiz);
		if (!record->quizzes[i].open || !quiz)
			continue;
		*next = (struct next){.kind = NEXT_QUIZ, .quiz = quiz};
		return true;
	}
	for (size_t i = 0; i < record->lesson_count; i++) {
		const struct lesson_record *own = &record->lessons[i];
		const struct lesson *lesson = course_lesson(course, own->lesson);
		if (!own->done && lesson && !lesson_locked_by(course, lesson, record) &&
		    (!latest || own->at > latest->at))
			latest = own;
	}
	if (latest)
		*next = next_lesson(course_lesson(course, latest->lesson), record);
	return latest != NULL;
}

struct next course_next(const struct course *course, const struct record *record)
{
	struct next next = {.kind = NEXT_NOTHING};
	const struct quiz *exam = course_quiz(course, course->completion.exam_id);
	bool locked = false;

	if (next_open(course, record, &next))
		return next;
	for (size_t i = 0; i < course->module_count; i++) {
		const struct module *module = &course->modules[i];
		if (module_locked_by(course, module, record))
			locked = locked || !module_done(module, record);
		else if (next_in_module(course, module, record, &next))
			return next;
	}
	bool room =
		exam && (exam->max_attempts <= 0 || !record_quiz(record, exam->id) ||
			 record_quiz(record, exam->id)->finished < exam->max_attempts);
	if (!locked && room && !exam_met(course, record))
		next = (struct next){.kind = NEXT_QUIZ, .quiz = exam};
	return next;
}
