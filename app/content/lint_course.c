/* Rules about quizzes as a whole, and about the course. */
#include "base/i18n.h"
#include "content/lint.h"
#include "course/answer.h"
#include "course/paper.h"
#include "text/number.h"
#include "text/utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── E24, W58, W59: the draw ─────────────────────────────────────────────────────────── */

static size_t wanted(const struct quiz *quiz)
{
	size_t n = 0;
	for (size_t i = 0; i < quiz->draw_count; i++)
		n += (size_t)quiz->draw[i].take;
	return n;
}

static size_t with_skill(const struct question *const *pool, size_t count,
			 const struct quiz *quiz, const char *skill)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += !strings_have(&quiz->always, pool[i]->id) &&
		     (!skill || strings_have(&pool[i]->skills, skill));
	return n;
}

/* The rule that cannot be served by itself; the whole `draw` where only together they cannot. */
static void report_draw(struct pack *pack, const struct quiz *quiz,
			const struct question *const *pool, size_t count, size_t got)
{
	for (size_t i = 0; i < quiz->draw_count; i++) {
		const struct draw_rule *rule = &quiz->draw[i];
		size_t have = with_skill(pool, count, quiz, rule->skill);
		if (have >= (size_t)rule->take)
			continue;
		struct diag *d = pack_report(pack, rule, "take", -1, "E24",
					     _("Muốn lấy %d câu nhưng chỉ có %zu câu để "
					       "chọn (không kể những câu "
					       "trong always)."),
					     rule->take, have);
		char number[24];
		snprintf(number, sizeof(number), "%zu", have);
		if (have)
			pack_fix(d, pack, rule, "take", -1, number);
		else
			diag_fix(d,
				 _("Viết câu hỏi đo kỹ năng này, hoặc bỏ phần rút này."));
		return;
	}
	diag_fix(pack_report(
			 pack, quiz, "draw", -1, "E24",
			 _("Các phần rút cần %zu câu khác nhau nhưng chỉ rút được %zu."),
			 wanted(quiz), got),
		 _("Viết thêm câu hỏi, hoặc rút ít hơn."));
}

/* It takes questions of a quiz that could not be read. */
static bool blind_pool(const struct pack *pack, const struct quiz *quiz)
{
	for (size_t i = 0; i < quiz->from.count; i++)
		if (!course_quiz(pack->course, quiz->from.items[i]))
			return true;
	return false;
}

static void e24_draw(struct pack *pack, const struct quiz *quiz)
{
	if (blind_pool(pack, quiz))
		return;
	const struct question **pool;
	size_t count = quiz_pool(pack->course, quiz, &pool);
	struct paper paper;
	/* A draw fills as many slots as can be filled at all, whatever the seed. */
	paper_draw(&paper, pack->course, quiz, 1, NULL);
	size_t got = paper.count - (quiz->always.count < paper.count ? quiz->always.count
								     : paper.count);
	if (got < wanted(quiz) && !pack->alone)
		report_draw(pack, quiz, pool, count, got);
	paper_release(&paper);
	free(pool);
}

static void w59_pool(struct pack *pack, const struct quiz *quiz)
{
	const struct question **pool;
	size_t count = quiz_pool(pack->course, quiz, &pool);
	size_t have = with_skill(pool, count, quiz, NULL), need = wanted(quiz);
	free(pool);
	if (pack->alone || have >= 3 * need || have < need || blind_pool(pack, quiz))
		return;
	diag_fix(pack_report(
			 pack, quiz, "draw", -1, "W59",
			 _("Rút %zu câu trong %zu câu: người làm lại lần hai gặp gần như "
			   "đề cũ. Nên có ít nhất %zu câu."),
			 need, have, 3 * need),
		 _("Viết thêm câu hỏi, hoặc thêm from, hoặc rút ít hơn."));
}

/* Chance of at least `need` right among `n` independent guesses with chances p[i]. */
static double at_least(const double *p, size_t n, size_t need)
{
	double *chance = xcalloc(n + 2, sizeof(*chance)), sum = 0;
	chance[0] = 1;
	for (size_t i = 0; i < n; i++) {
		for (size_t k = i + 1; k > 0; k--)
			chance[k] = chance[k] * (1 - p[i]) + chance[k - 1] * p[i];
		chance[0] *= 1 - p[i];
	}
	for (size_t k = need; k <= n; k++)
		sum += chance[k];
	free(chance);
	return sum;
}

/* Guessing blindly on a paper: questions of `always` with their own chances, drawn ones with the
 * mean chance of what they are drawn from. Partial marks are left out of account. */
static double guess_passes(const struct pack *pack, const struct quiz *quiz)
{
	const struct question **pool;
	size_t count = quiz_pool(pack->course, quiz, &pool), n = 0;
	size_t most = wanted(quiz) + count;
	double *p = xcalloc(most + 1, sizeof(*p)), musts = 1;
	size_t forced = 0;
	for (size_t i = 0; i < count; i++) {
		double guess = answer_guess(pool[i]) / (double)SCORE_FULL;
		if (!strings_have(&quiz->always, pool[i]->id))
			continue;
		if (strings_have(&quiz->must, pool[i]->id)) {
			musts *= guess;
			forced++;
		} else {
			p[n++] = guess;
		}
	}
	for (size_t r = 0; r < quiz->draw_count; r++) {
		double sum = 0;
		size_t fitting = 0;
		for (size_t i = 0; i < count; i++) {
			if (strings_have(&quiz->always, pool[i]->id) ||
			    (quiz->draw[r].skill &&
			     !strings_have(&pool[i]->skills, quiz->draw[r].skill)))
				continue;
			sum += answer_guess(pool[i]) / (double)SCORE_FULL;
			fitting++;
		}
		for (int i = 0; fitting && i < quiz->draw[r].take && n < most; i++)
			p[n++] = sum / (double)fitting;
	}
	size_t asked = n + forced;
	size_t need = (asked * (size_t)quiz->pass_percent + 99) / 100;
	double chance =
		asked ? musts * at_least(p, n, need > forced ? need - forced : 0) : 0;
	free(p);
	free(pool);
	return chance;
}

static void w58_guess(struct pack *pack, const struct quiz *quiz)
{
	double chance = pack->alone ? 0 : guess_passes(pack, quiz);
	if (chance <= 0.01)
		return;
	struct buf percent = BUF_INIT;
	percent_format(&percent, (int64_t)(chance * 1000 + 0.5), 1);
	diag_fix(pack_report(pack, quiz, "pass", -1, "W58",
			     _("Đoán mò cũng đạt với khả năng %s; nên dưới 1 %%."),
			     percent.data),
		 _("Rút nhiều câu hơn, nâng điểm đạt, hoặc thêm câu phải gõ, nối, xếp."));
	buf_release(&percent);
}

/* ── W54 ─────────────────────────────────────────────────────────────────────────────── */

#define SHORTEST_FROM 5 /* fewer answers show no habit */
#define SEEN_SHORTER 3 /* letters: what the eye notices in a list */

/* Whether the right answer stands out by being the shortest. */
static bool right_is_shortest(const struct question *q)
{
	size_t right = 0, shortest_wrong = SIZE_MAX;

	for (size_t i = 0; i < q->option_count; i++) {
		size_t n = utf8_length(q->options[i].text);
		if (q->options[i].correct)
			right = n;
		else if (n < shortest_wrong)
			shortest_wrong = n;
	}
	return right && shortest_wrong != SIZE_MAX &&
	       right + SEEN_SHORTER <= shortest_wrong;
}

/* Who shortens every right answer to please w54_longest gives them all away again. */
static void w54_shortest(struct pack *pack, const struct quiz *quiz)
{
	size_t count = 0, shortest = 0;

	for (size_t i = 0; i < quiz->question_count; i++) {
		const struct question *q = &quiz->questions[i];
		if (q->type != QUESTION_SINGLE)
			continue;
		count++;
		shortest += right_is_shortest(q);
	}
	if (count < SHORTEST_FROM || shortest * 3 <= count * 2)
		return;
	diag_fix(pack_report(pack, quiz, "questions", -1, "W54",
			     _("Lựa chọn đúng ngắn nhất ở %zu trên %zu câu chọn một, nên "
			       "không cần học cũng đoán được."),
			     shortest, count),
		 _("Ở vài câu, viết câu đúng dài hơn, hoặc câu sai ngắn lại."));
}

/* ── W57 ─────────────────────────────────────────────────────────────────────────────── */

#define SAME_PLACE_FROM 4 /* three in a row happen by chance */

struct places {
	size_t count, place;
	bool same;
};

static void count_place(struct places *p, const struct question *q)
{
	if (q->type != QUESTION_SINGLE)
		return;
	size_t at = 0;
	while (at < q->option_count && !q->options[at].correct)
		at++;
	p->same = p->count ? p->same && at == p->place : true;
	p->place = at;
	p->count++;
}

static void report_places(struct pack *pack, const struct places *p, const void *object,
			  const char *key)
{
	if (p->count < SAME_PLACE_FROM || !p->same)
		return;
	diag_fix(
		pack_report(pack, object, key, -1, "W57",
			    _("Cả %zu câu đều có đáp án đúng ở vị trí thứ %zu trong tệp. "
			      "Trên giấy in, ai cũng nhận ra."),
			    p->count, p->place + 1),
		_("Đổi chỗ các lựa chọn ở vài câu."));
}

static void w57_quiz(struct pack *pack, const struct quiz *quiz)
{
	struct places places = {0};
	for (size_t i = 0; i < quiz->question_count; i++)
		count_place(&places, &quiz->questions[i]);
	report_places(pack, &places, quiz, "questions");
}

static void w57_lesson(struct pack *pack, const struct lesson *lesson)
{
	struct places places = {0};
	for (size_t i = 0; i < lesson->step_count; i++) {
		if (lesson->steps[i].check)
			count_place(&places, lesson->steps[i].check);
	}
	report_places(pack, &places, lesson, "steps");
}

/* ── E40 ─────────────────────────────────────────────────────────────────────────────── */

/* A file that could not be read may hold what seems to be missing. */
static bool all_read(const struct pack *pack, enum file_kind kind)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		if (file->kind == kind && !file->object)
			return false;
	}
	return true;
}

/* What stands in course.yaml is all that is meant to stand there: of one with errors something may be
 * missing, and whatever it leads to would be blamed for it. */
static bool course_sound(const struct pack *pack)
{
	const struct file *file = pack_file(pack, FILE_COURSE);
	return file && file->sound;
}

static bool taught(const struct pack *pack, const char *skill)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		const struct lesson *lesson =
			file->kind == FILE_LESSON && !file->retired ? file->object : NULL;
		if (lesson && strings_have(&lesson->skills, skill))
			return true;
	}
	return false;
}

static bool assessed(const struct pack *pack, const char *skill)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		const struct quiz *quiz =
			file->kind == FILE_QUIZ && !file->retired ? file->object : NULL;
		for (size_t k = 0; quiz && k < quiz->question_count; k++) {
			if (strings_have(&quiz->questions[k].skills, skill))
				return true;
		}
	}
	return false;
}

static void e40_skills(struct pack *pack, const struct course *course)
{
	for (size_t i = 0; i < course->skill_count && !pack->alone; i++) {
		const struct skill *skill = &course->skills[i];
		bool in_lesson = taught(pack, skill->id) || !all_read(pack, FILE_LESSON);
		bool in_quiz = assessed(pack, skill->id) || !all_read(pack, FILE_QUIZ);
		if (in_lesson && in_quiz)
			continue;
		diag_fix(pack_report(pack, skill, "id", -1, "E40",
				     in_quiz ? _("Chưa bài học nào dạy kỹ năng \"%s\".")
				     : in_lesson ? _("Chưa câu hỏi kiểm tra nào đo kỹ "
						     "năng \"%s\".")
						 : _("Kỹ năng \"%s\" chưa được dạy, cũng "
						     "chưa được "
						     "kiểm tra."),
				     skill->id),
			 _("Thêm mã này vào mục skills của bài học và của câu hỏi."));
	}
}

static void e40_completion(struct pack *pack, const struct course *course)
{
	const struct completion_rule *rule = pack_completion(pack);
	size_t lessons = 0, quizzes = 0;
	if (!rule || pack->alone)
		return;
	for (size_t i = 0; i < course->module_count; i++) {
		lessons += course->modules[i].lesson_ids.count;
		quizzes += course->modules[i].quiz_id != NULL;
	}
	if (rule->lessons_required && !lessons)
		pack_report(pack, rule, "all", -1, "E40",
			    _("Điều kiện đòi học hết các bài, nhưng khóa học chưa có bài "
			      "nào."));
	if (rule->quizzes_required && !quizzes)
		diag_fix(pack_report(
				 pack, rule, "all", -1, "E40",
				 _("Điều kiện đòi đạt bài kiểm tra của các phần, nhưng "
				   "chưa phần nào có bài kiểm tra.")),
			 _("Thêm quiz vào các phần, hoặc bỏ {quizzes: passed}."));
	const struct quiz *exam = course_quiz(course, rule->exam_id);
	const struct question **pool;
	if (!exam)
		return;
	size_t count = quiz_pool(course, exam, &pool);
	free(pool);
	if (!count)
		pack_report(
			pack, rule, "all", -1, "E40",
			_("Bài kiểm tra cuối khóa \"%s\" chưa có câu hỏi nào, nên không "
			  "ai đạt được."),
			rule->exam_id);
}

/* Lessons are opened one after the other as course/completion.h does it: a lesson after those it
 * needs, a part after the parts it needs. What nobody can get to is behind a lesson that no part
 * has, or parts and lessons wait for each other in a way that no loop of one kind shows (E12). */
struct seat {
	const char *id; /* of a lesson */
	bool done;
};

struct opening {
	const struct course *course;
	struct seat *seats; /* by id */
};

static int by_seat(const void *a, const void *b)
{
	return strcmp(((const struct seat *)a)->id, ((const struct seat *)b)->id);
}

static struct opening opening_new(const struct course *course)
{
	struct opening o = {course, xcalloc(course->lesson_count + 1, sizeof(*o.seats))};
	for (size_t i = 0; i < course->lesson_count; i++)
		o.seats[i].id = course->lessons[i]->id;
	qsort(o.seats, course->lesson_count, sizeof(*o.seats), by_seat);
	return o;
}

/* NULL for a lesson that is named and could not be read: it holds nobody up. */
static struct seat *seat_of(const struct opening *o, const char *id)
{
	struct seat wanted = {.id = id};
	return bsearch(&wanted, o->seats, o->course->lesson_count, sizeof(wanted),
		       by_seat);
}

static bool all_done(const struct opening *o, const struct strings *ids, int *missing)
{
	for (size_t i = 0; i < ids->count; i++) {
		const struct seat *seat = seat_of(o, ids->items[i]);
		*missing = (int)i;
		if (seat && !seat->done)
			return false;
	}
	return true;
}

static bool module_opens(const struct opening *o, const struct module *module)
{
	int missing;
	for (size_t i = 0; i < o->course->module_count; i++) {
		const struct module *other = &o->course->modules[i];
		if (strings_have(&module->needs, other->id) &&
		    !all_done(o, &other->lesson_ids, &missing))
			return false;
	}
	return true;
}

/* Whatever is open is done; true if that was anything new. */
static bool open_more(const struct opening *o)
{
	bool more = false;
	int missing;
	for (size_t m = 0; m < o->course->module_count; m++) {
		const struct module *module = &o->course->modules[m];
		bool open = module_opens(o, module);
		for (size_t i = 0; open && i < module->lesson_ids.count; i++) {
			const struct lesson *lesson = module->lessons[i];
			struct seat *seat = lesson ? seat_of(o, lesson->id) : NULL;
			if (!seat || seat->done || !all_done(o, &lesson->needs, &missing))
				continue;
			seat->done = more = true;
		}
	}
	return more;
}

/* Where the line of `needs` begins that names an id. */
static int item_named(const struct pack *pack, const struct lesson *lesson,
		      const char *id)
{
	struct document *doc;
	const struct node *list = pack_node(pack, lesson, "needs", -1, &doc);
	int i = 0;
	for (const struct node *n = list ? list->first : NULL; n; n = n->next, i++) {
		if (n->kind == NODE_SCALAR && !strcmp(n->text, id))
			return i;
	}
	return -1;
}

static void report_closed(struct pack *pack, const struct lesson *lesson,
			  const char *needed)
{
	bool orphan = !course_module_of_lesson(pack->course, needed);
	struct diag *d = pack_report(
		pack, lesson, "needs", item_named(pack, lesson, needed), "E40",
		orphan ? _("Bài này đợi bài \"%s\", mà chưa phần nào của khóa học có bài "
			   "ấy: không ai mở được bài này, nên không ai hoàn thành khóa "
			   "học.")
		       : _("Bài này đợi bài \"%s\", mà phần có bài ấy lại đợi phần có bài "
			   "này: không ai mở được, nên không ai hoàn thành khóa học."),
		needed);
	diag_fix(
		d,
		orphan ? _("Thêm \"%s\" vào một phần trong course.yaml, hoặc bỏ khỏi needs.")
		       : _("Bỏ \"%s\" khỏi needs, hoặc đổi needs của các phần."),
		needed);
}

static void e40_closed(struct pack *pack, const struct course *course)
{
	const struct completion_rule *rule = pack_completion(pack);
	int missing;
	if (!rule || !rule->lessons_required || pack->alone || !course->lesson_count ||
	    !course_sound(pack))
		return;
	struct opening o = opening_new(course);
	while (open_more(&o))
		;
	for (size_t m = 0; m < course->module_count; m++) {
		const struct module *module = &course->modules[m];
		bool open = module_opens(&o, module);
		for (size_t i = 0; open && i < module->lesson_ids.count; i++) {
			const struct lesson *lesson = module->lessons[i];
			if (lesson && !all_done(&o, &lesson->needs, &missing))
				report_closed(pack, lesson, lesson->needs.items[missing]);
		}
	}
	free(o.seats);
}

/* ── W65 ─────────────────────────────────────────────────────────────────────────────── */

static bool quiz_used(const struct pack *pack, const char *id)
{
	const struct course *course = pack->course;
	if (course_module_of_quiz(course, id) ||
	    (course->completion.exam_id && !strcmp(course->completion.exam_id, id)))
		return true;
	for (size_t i = 0; i < course->quiz_count; i++) {
		if (strings_have(&course->quizzes[i]->from, id))
			return true;
	}
	return false;
}

static void w65_orphans(struct pack *pack, const struct course *course)
{
	/* Without a course.yaml that can be read, everything would be an orphan. */
	if (pack->alone || !course->module_count || !course_sound(pack))
		return;
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		if (!file->object || file->retired || !id_valid(file->id))
			continue;
		if (file->kind == FILE_LESSON &&
		    !course_module_of_lesson(course, file->id))
			diag_fix(pack_report(
					 pack, file->object, "id", -1, "W65",
					 _("Chưa phần nào của khóa học có bài này, nên "
					   "không ai học tới.")),
				 _("Thêm \"%s\" vào mục lessons của một phần trong "
				   "course.yaml."),
				 file->id);
		else if (file->kind == FILE_QUIZ && !quiz_used(pack, file->id))
			diag_fix(pack_report(pack, file->object, "id", -1, "W65",
					     _("Chưa chỗ nào dùng bài kiểm tra này.")),
				 _("Thêm quiz: %s vào một phần trong course.yaml."),
				 file->id);
	}
}

/* ── A80 – A82 ───────────────────────────────────────────────────────────────────────── */

static void a80_recap(struct pack *pack, const struct lesson *lesson)
{
	if (lesson->recap.count)
		return;
	diag_fix(pack_report(pack, lesson, NULL, -1, "A80",
			     _("Bài chưa có phần nhắc lại ở cuối.")),
		 "recap: [\"…\", \"…\"]");
}

static bool objective_checked(const struct lesson *lesson, const char *id)
{
	for (size_t i = 0; i < lesson->step_count; i++) {
		const struct question *check = lesson->steps[i].check;
		if (check && check->objective && !strcmp(check->objective, id))
			return true;
	}
	return false;
}

static void a81_objective(struct pack *pack, const struct lesson *lesson)
{
	for (size_t i = 0; i < lesson->objective_count; i++) {
		if (objective_checked(lesson, lesson->objectives[i].id))
			continue;
		diag_fix(pack_report(
				 pack, lesson, "objectives", (int)i, "A81",
				 _("Chưa có câu hỏi nhanh nào kiểm tra mục tiêu \"%s\"."),
				 lesson->objectives[i].id),
			 _("Thêm một bước check có objective: %s."),
			 lesson->objectives[i].id);
	}
}

static bool reviewed(const struct pack *pack, const char *question)
{
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		const struct lesson *lesson =
			file->kind == FILE_LESSON ? file->object : NULL;
		if (lesson && strings_have(&lesson->remember, question))
			return true;
	}
	return false;
}

/* The exam's own questions are kept for the exam. */
static void a82_review(struct pack *pack, const struct quiz *quiz)
{
	const struct course *course = pack->course;
	const char *exam = course->completion.exam_id;
	if (pack->alone || !course->module_count || !course_sound(pack) ||
	    !all_read(pack, FILE_LESSON) || (exam && !strcmp(exam, quiz->id)))
		return;
	for (size_t i = 0; i < quiz->question_count; i++) {
		const char *id = quiz->questions[i].id;
		if (reviewed(pack, id))
			continue;
		diag_fix(pack_report(pack, &quiz->questions[i], "id", -1, "A82",
				     _("Câu hỏi này không được ôn lại trong bài nào.")),
			 _("Thêm \"%s\" vào mục remember của một bài học."), id);
	}
}

static const struct rule rules[] = {
	{"E24", N_("đủ câu hỏi để rút"), .pool = e24_draw},
	{"E40", N_("mỗi kỹ năng được dạy và được kiểm tra"), .course = e40_skills},
	{"E40", N_("điều kiện hoàn thành có thể đạt được"), .course = e40_completion},
	{"E40", N_("bài nào cũng có người mở được"), .course = e40_closed},
	{"W54", N_("lựa chọn đúng không luôn ngắn nhất"), .quiz = w54_shortest},
	{"W57", N_("đáp án đúng không luôn ở một chỗ"), .quiz = w57_quiz},
	{"W57", N_("đáp án đúng không luôn ở một chỗ"), .lesson = w57_lesson},
	{"W58", N_("đoán mò khó đạt"), .pool = w58_guess},
	{"W59", N_("số câu hỏi gấp ba số câu rút"), .pool = w59_pool},
	{"W65", N_("tệp nào cũng được dùng"), .course = w65_orphans},
	{"A80", N_("bài có phần nhắc lại"), .lesson = a80_recap},
	{"A81", N_("mục tiêu nào cũng có câu hỏi"), .lesson = a81_objective},
	{"A82", N_("câu hỏi nào cũng được ôn lại"), .pool = a82_review},
};
const struct rules rules_course = {rules, ARRAY_LEN(rules)};
