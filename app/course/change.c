#include "course/change.h"

#include "base/buf.h"
#include "base/i18n.h"
#include "course/practice.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *words;
} items[ITEM_KINDS] = {
	[ITEM_LESSON] = {"lesson", N_("bài học")},
	[ITEM_CHECK] = {"check", N_("câu hỏi trong bài")},
	[ITEM_QUIZ] = {"quiz", N_("bài kiểm tra")},
	[ITEM_QUESTION] = {"question", N_("câu hỏi")},
	[ITEM_PRACTICE] = {"practice", N_("bài thực hành")},
	[ITEM_TYPING] = {"typing", N_("bài tập gõ")},
};

static const struct {
	const char *name, *words;
} kinds[CHANGE_KINDS] = {
	{"new", N_("mới")},
	{"retired", N_("ngừng dùng")},
	{"gone", N_("mất, chưa ghi formerly hay retired")},
	{"renamed", N_("đổi mã")},
	{"text", N_("chỉ đổi lời")},
	{"steps", N_("đổi các bước")},
	{"re-marked", N_("đổi cách chấm")},
	{"rule", N_("đổi cách rút câu hoặc mức đạt")},
	{"way", N_("đổi đường đi")},
	{"epoch", N_("mời học lại")},
};

static size_t bit_of(unsigned bit)
{
	size_t i = 0;
	while (i + 1 < CHANGE_KINDS && !(bit & 1u << i))
		i++;
	return i;
}

const char *changed_item_name(enum changed_item item)
{
	return items[item].name;
}

const char *changed_item_words(enum changed_item item)
{
	return items[item].words;
}

const char *change_name(unsigned bit)
{
	return kinds[bit_of(bit)].name;
}

const char *change_words(unsigned bit)
{
	return kinds[bit_of(bit)].words;
}

/* ── an item as bytes, to be compared ──────────────────────────────────────────────────── */

static void put(struct buf *out, const char *s)
{
	buf_adds(out, s ? s : "\1");
	buf_addc(out, '\0');
}

static void put_number(struct buf *out, int64_t n)
{
	buf_add(out, &n, sizeof(n));
}

static void put_all(struct buf *out, const struct strings *list)
{
	put_number(out, (int64_t)list->count);
	for (size_t i = 0; i < list->count; i++)
		put(out, list->items[i]);
}

static void put_phone(struct buf *out, const struct phone *phone)
{
	put_number(out, phone ? (int)phone->app : -1);
	if (!phone)
		return;
	put(out, phone->title);
	put(out, phone->from);
	put(out, phone->at);
	put(out, phone->address);
	put(out, phone->text);
	put_number(out, phone->network);
	put_number(out, phone->battery);
	put_all(out, &phone->items);
	put_all(out, &phone->buttons);
}

/* What people read of a lesson but for its checks, which are items of their own. */
static void lesson_text(const struct lesson *lesson, struct buf *out)
{
	put(out, lesson->title);
	put_all(out, &lesson->recap);
	put_number(out, lesson->minutes);
	for (size_t i = 0; i < lesson->objective_count; i++)
		put(out, lesson->objectives[i].text);
	for (size_t i = 0; i < lesson->word_count; i++) {
		put(out, lesson->words[i].word);
		put(out, lesson->words[i].means);
	}
	put(out, lesson->prepare);
	put(out, lesson->ask_class);
	for (size_t i = 0; i < lesson->step_count; i++) {
		const struct step *step = &lesson->steps[i];
		put(out, step->title);
		put(out, step->say);
		put(out, step->alt);
		put_all(out, &step->list);
		put_phone(out, step->phone);
		put(out, step->practice);
		put(out, step->caption);
	}
}

static void lesson_steps(const struct course *now, const struct lesson *lesson,
			 struct buf *out)
{
	for (size_t i = 0; i < lesson->step_count; i++) {
		char *full = xasprintf("%s/%s", lesson->id, lesson->steps[i].id);
		put(out, course_now(now, full));
		put_number(out, (int)lesson->steps[i].kind);
		free(full);
	}
}

static void quiz_rule(const struct course *now, const struct quiz *quiz, struct buf *out)
{
	put_number(out, (int)quiz->mode);
	for (size_t i = 0; i < quiz->from.count; i++)
		put(out, course_now(now, quiz->from.items[i]));
	for (size_t i = 0; i < quiz->draw_count; i++) {
		put(out, quiz->draw[i].skill);
		put_number(out, quiz->draw[i].take);
	}
	for (size_t i = 0; i < quiz->always.count; i++)
		put(out, course_now(now, quiz->always.items[i]));
	for (size_t i = 0; i < quiz->must.count; i++)
		put(out, course_now(now, quiz->must.items[i]));
	put_number(out, quiz->pass_percent);
	put_number(out, quiz->max_attempts);
	put_number(out, quiz->wait_seconds);
	put_number(out, quiz->keep_best);
}

static void practice_text(const struct practice *p, struct buf *out)
{
	put(out, p->title);
	put(out, p->brief);
	put(out, p->owner);
	put_number(out, p->minutes);
	for (size_t i = 0; i < p->goal_count; i++)
		put(out, p->goals[i].text);
	for (size_t i = 0; i < p->screen_count; i++) {
		const struct screen *s = &p->screens[i];
		put_phone(out, &s->show);
		put(out, s->voice);
		put(out, s->say);
		put(out, s->after.say);
		put_all(out, &s->hints);
		put_all(out, &s->debrief);
		for (size_t k = 0; k < s->action_count; k++) {
			put(out, s->actions[k].label);
			put(out, s->actions[k].then.say);
			put(out, s->actions[k].wrong.say);
		}
	}
}

static void consequence_way(const struct practice *p, const struct consequence *c,
			    struct buf *out)
{
	put(out, c->to >= 0 ? p->screens[c->to].id : NULL);
	put_number(out, c->pay);
	put_number(out, c->restart);
	for (size_t i = 0; i < c->effect_count; i++) {
		put(out, p->vars[c->effects[i].var]);
		put_number(out, c->effects[i].value);
		put_number(out, c->effects[i].add);
	}
}

static void action_way(const struct practice *p, const struct action *action,
		       struct buf *out)
{
	put(out, action->id);
	put_number(out, (int)action->kind);
	condition_polish(&action->when, p->vars, out);
	put_all(out, &action->accept);
	put_number(out, (int)action->compare.marks * 8 + action->compare.typo);
	consequence_way(p, &action->then, out);
	consequence_way(p, &action->wrong, out);
}

static void practice_way(const struct practice *p, struct buf *out)
{
	put_number(out, p->balance);
	put(out, p->screen_count ? p->screens[p->start].id : NULL);
	for (size_t i = 0; i < p->var_count; i++) {
		put(out, p->vars[i]);
		put_number(out, p->initial[i]);
	}
	for (size_t i = 0; i < p->screen_count; i++) {
		const struct screen *s = &p->screens[i];
		put(out, s->id);
		put_number(out, (int)s->ending);
		put_number(out, s->after_steps);
		consequence_way(p, &s->after, out);
		for (size_t k = 0; k < s->action_count; k++)
			action_way(p, &s->actions[k], out);
	}
}

static bool same(struct buf *a, struct buf *b)
{
	bool equal = a->len == b->len && !memcmp(a->data, b->data, a->len);
	buf_release(a);
	buf_release(b);
	return equal;
}

/* ── items in pairs ────────────────────────────────────────────────────────────────────── */

struct comparing {
	const struct course *old, *now;
	struct changes *out;
};

static void tell(struct comparing *c, enum changed_item item, unsigned what,
		 const char *id, const char *was, const char *title)
{
	if (strcmp(id, was) != 0)
		what |= CHANGE_RENAMED;
	if (!what)
		return;
	ALLOC_GROW(c->out->items, c->out->count + 1, c->out->cap);
	c->out->items[c->out->count++] =
		(struct course_change){item, what, id, was, title};
}

typedef const void *find_function(const struct course *course, const char *id);

static const void *find_lesson(const struct course *course, const char *id)
{
	return course_lesson(course, id);
}

static const void *find_quiz(const struct course *course, const char *id)
{
	return course_quiz(course, id);
}

static const void *find_question(const struct course *course, const char *id)
{
	return course_question(course, id);
}

static const void *find_practice(const struct course *course, const char *id)
{
	return course_practice(course, id);
}

static const void *find_exercise(const struct course *course, const char *id)
{
	for (size_t i = 0; i < course->exercise_count; i++)
		if (!strcmp(course->exercises[i].id, id))
			return &course->exercises[i];
	return NULL;
}

/* What is called `id` now, as it was in the old course; NULL where it is new. */
static const void *find_old(const struct comparing *c, const char *id,
			    find_function *find)
{
	const void *found = find(c->old, id);
	for (size_t i = 0; !found && i < c->now->former_count; i++)
		if (!strcmp(c->now->formers[i].now, id))
			found = find(c->old, c->now->formers[i].was);
	return found;
}

static unsigned question_changes(const struct question *old, const struct question *now)
{
	unsigned what = 0;
	/* Where the marking is another, words are no matter; the accepted answers are both. */
	if (memcmp(old->grade_digest, now->grade_digest, DIGEST_BYTES) != 0)
		what |= CHANGE_MARKING;
	else if (memcmp(old->text_digest, now->text_digest, DIGEST_BYTES) != 0)
		what |= CHANGE_TEXT;
	return what | (now->epoch > old->epoch ? CHANGE_EPOCH : 0);
}

/* A new name is no other marking: digests are over what the question holds, not its id. */
static void compare_question(struct comparing *c, enum changed_item item,
			     const struct question *old, const struct question *now)
{
	if (!old)
		tell(c, item, CHANGE_NEW, now->id, now->id, NULL);
	else
		tell(c, item, question_changes(old, now), now->id, old->id, NULL);
}

static void compare_lesson(struct comparing *c, const struct lesson *now)
{
	const struct lesson *old = find_old(c, now->id, find_lesson);
	if (!old) {
		tell(c, ITEM_LESSON, CHANGE_NEW, now->id, now->id, now->title);
	} else {
		struct buf a = BUF_INIT, b = BUF_INIT, x = BUF_INIT, y = BUF_INIT;
		lesson_text(old, &a);
		lesson_text(now, &b);
		lesson_steps(c->now, old, &x);
		lesson_steps(c->now, now, &y);
		bool text = same(&a, &b), steps = same(&x, &y);
		tell(c, ITEM_LESSON,
		     (!steps ? CHANGE_STEPS
		      : text ? 0
			     : CHANGE_TEXT) |
			     (now->epoch > old->epoch ? CHANGE_EPOCH : 0),
		     now->id, old->id, now->title);
	}
	for (size_t i = 0; i < now->step_count; i++) {
		const struct question *check = now->steps[i].check;
		if (check)
			compare_question(c, ITEM_CHECK,
					 find_old(c, check->id, find_question), check);
	}
}

static void compare_quiz(struct comparing *c, const struct quiz *now)
{
	const struct quiz *old = find_old(c, now->id, find_quiz);
	if (!old) {
		tell(c, ITEM_QUIZ, CHANGE_NEW, now->id, now->id, now->title);
	} else {
		struct buf a = BUF_INIT, b = BUF_INIT;
		quiz_rule(c->now, old, &a);
		quiz_rule(c->now, now, &b);
		unsigned what = same(&a, &b) ? 0 : CHANGE_RULE;
		if (!what && strcmp(old->title, now->title) != 0)
			what |= CHANGE_TEXT;
		if (now->epoch > old->epoch)
			what |= CHANGE_EPOCH;
		tell(c, ITEM_QUIZ, what, now->id, old->id, now->title);
	}
	/* A question may have moved to another quiz. */
	for (size_t i = 0; i < now->question_count; i++)
		compare_question(c, ITEM_QUESTION,
				 find_old(c, now->questions[i].id, find_question),
				 &now->questions[i]);
}

static void compare_practice(struct comparing *c, const struct practice *now)
{
	const struct practice *old = find_old(c, now->id, find_practice);
	if (!old) {
		tell(c, ITEM_PRACTICE, CHANGE_NEW, now->id, now->id, now->title);
		return;
	}
	static const struct {
		void (*bytes)(const struct practice *practice, struct buf *out);
		unsigned what;
	} sides[] = {{practice_grade_bytes, CHANGE_MARKING},
		     {practice_way, CHANGE_WAY},
		     {practice_text, CHANGE_TEXT}};
	unsigned what = 0;
	for (size_t i = 0; i < ARRAY_LEN(sides); i++) {
		struct buf a = BUF_INIT, b = BUF_INIT;
		sides[i].bytes(old, &a);
		sides[i].bytes(now, &b);
		what |= same(&a, &b) ? 0 : sides[i].what;
	}
	/* Other screens have other words. */
	if (what & CHANGE_WAY)
		what &= ~(unsigned)CHANGE_TEXT;
	tell(c, ITEM_PRACTICE, what, now->id, old->id, now->title);
}

static void compare_exercise(struct comparing *c, const struct exercise *now)
{
	const struct exercise *old = find_old(c, now->id, find_exercise);
	struct buf a = BUF_INIT, b = BUF_INIT;
	if (old) {
		put(&a, old->title);
		put(&a, old->say);
		put_all(&a, &old->lines);
	}
	put(&b, now->title);
	put(&b, now->say);
	put_all(&b, &now->lines);
	bool equal = same(&a, &b);
	tell(c, ITEM_TYPING,
	     !old    ? CHANGE_NEW
	     : equal ? 0
		     : CHANGE_TEXT,
	     now->id, old ? old->id : now->id, now->title);
}

/* ── what is no longer there ───────────────────────────────────────────────────────────── */

static void tell_lost(struct comparing *c, enum changed_item item, const char *id,
		      const char *title)
{
	bool retired = strings_have(&c->now->retired, id) ||
		       strings_have(&c->now->retired, course_now(c->now, id));
	/* A check goes with its step, which may go. */
	tell(c, item, retired || item == ITEM_CHECK ? CHANGE_RETIRED : CHANGE_GONE, id,
	     id, title);
}

static bool has_lesson(const struct comparing *c, const char *id)
{
	return course_lesson(c->now, course_now(c->now, id)) != NULL;
}

static void tell_lost_checks(struct comparing *c, const struct lesson *old)
{
	for (size_t i = 0; i < old->step_count; i++) {
		const struct question *check = old->steps[i].check;
		if (check && !course_question(c->now, course_now(c->now, check->id)))
			tell_lost(c, ITEM_CHECK, check->id, NULL);
	}
}

static void tell_lost_all(struct comparing *c)
{
	const struct course *old = c->old, *now = c->now;
	for (size_t i = 0; i < old->lesson_count; i++) {
		if (has_lesson(c, old->lessons[i]->id))
			tell_lost_checks(c, old->lessons[i]);
		else
			tell_lost(c, ITEM_LESSON, old->lessons[i]->id,
				  old->lessons[i]->title);
	}
	for (size_t i = 0; i < old->quiz_count; i++) {
		const struct quiz *quiz = old->quizzes[i];
		if (!course_quiz(now, course_now(now, quiz->id)))
			tell_lost(c, ITEM_QUIZ, quiz->id, quiz->title);
		for (size_t k = 0; k < quiz->question_count; k++) {
			const char *id = quiz->questions[k].id;
			if (!course_question(now, course_now(now, id)))
				tell_lost(c, ITEM_QUESTION, id, NULL);
		}
	}
	for (size_t i = 0; i < old->practice_count; i++)
		if (!course_practice(now, course_now(now, old->practices[i]->id)))
			tell_lost(c, ITEM_PRACTICE, old->practices[i]->id,
				  old->practices[i]->title);
	for (size_t i = 0; i < old->exercise_count; i++) {
		if (!find_exercise(now, course_now(now, old->exercises[i].id)))
			tell_lost(c, ITEM_TYPING, old->exercises[i].id,
				  old->exercises[i].title);
	}
}

void course_changes(const struct course *old, const struct course *now,
		    struct changes *out)
{
	struct comparing c = {.old = old, .now = now, .out = out};
	for (size_t i = 0; i < now->lesson_count; i++)
		compare_lesson(&c, now->lessons[i]);
	for (size_t i = 0; i < now->practice_count; i++)
		compare_practice(&c, now->practices[i]);
	for (size_t i = 0; i < now->quiz_count; i++)
		compare_quiz(&c, now->quizzes[i]);
	for (size_t i = 0; i < now->exercise_count; i++)
		compare_exercise(&c, &now->exercises[i]);
	tell_lost_all(&c);
}

void changes_release(struct changes *changes)
{
	free(changes->items);
	*changes = (struct changes){0};
}
