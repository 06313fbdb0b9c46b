/* References between files: what they name must exist (E11), ids are not used twice (E10), and
 * what needs what must not run in a circle (E12). What leads nowhere is taken out of the values,
 * so that no learner waits for a lesson that is not there. */
#include "base/buf.h"
#include "base/i18n.h"
#include "content/nearest.h"
#include "content/pack.h"
#include "course/paper.h"
#include "course/practice.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum ref {
	REF_LESSON,
	REF_QUIZ,
	REF_QUESTION,
	REF_SKILL,
	REF_SOURCE,
	REF_FACT,
	REF_MODULE,
	REF_PRACTICE,
	REFS
};

static const char *const unknown[REFS] = {
	[REF_LESSON] = N_("Không có bài học nào mang mã \"%s\"."),
	[REF_QUIZ] = N_("Không có bài kiểm tra nào mang mã \"%s\"."),
	[REF_QUESTION] = N_("Không có câu hỏi nào mang mã \"%s\"."),
	[REF_SKILL] = N_("Khung kỹ năng (framework.yaml) không có mã \"%s\"."),
	[REF_SOURCE] = N_("Tệp facts.yaml không có nguồn nào mang mã \"%s\"."),
	[REF_FACT] = N_("Tệp facts.yaml không có số liệu nào mang mã \"%s\"."),
	[REF_MODULE] = N_("Khóa học không có phần nào mang mã \"%s\"."),
	[REF_PRACTICE] = N_("Không có bài thực hành nào mang mã \"%s\"."),
};

/* What to do where no known one is near. */
static const char *const missing[REFS] = {
	[REF_LESSON] =
		N_("Viết bài học ấy trước (kynangso new lesson %s), hoặc bỏ mã này."),
	[REF_QUIZ] =
		N_("Viết bài kiểm tra ấy trước (kynangso new quiz %s), hoặc bỏ mã này."),
	[REF_QUESTION] =
		N_("Viết câu hỏi mang mã %s vào một bài kiểm tra, hoặc bỏ mã này."),
	[REF_SKILL] = N_("Thêm %s vào framework.yaml, hoặc dùng một mã đã có ở đó."),
	[REF_SOURCE] =
		N_("Thêm nguồn %s vào mục sources của facts.yaml, hoặc bỏ mã này."),
	[REF_FACT] = N_("Thêm số liệu %s vào facts.yaml, hoặc viết thẳng chữ ấy ra."),
	[REF_MODULE] = N_("Thêm phần %s vào modules, hoặc bỏ mã này."),
	[REF_PRACTICE] = N_(
		"Viết bài thực hành ấy trước (kynangso new practice %s), hoặc bỏ mã này."),
};

/* ── what there is ───────────────────────────────────────────────────────────────────── */

/* All ids of a kind, collected once: those of retired and broken files too, since their own
 * findings say what is wrong. */
struct known {
	struct strings ids[REFS];
	size_t caps[REFS];
	bool blind[REFS]; /* a file that could hold more of them could not be read */
};

static void add_id(struct known *known, enum ref ref, const char *id)
{
	struct strings *list = &known->ids[ref];
	ALLOC_GROW(list->items, list->count + 1, known->caps[ref]);
	list->items[list->count++] = id;
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool is_known(const struct known *known, enum ref ref, const char *id)
{
	const struct strings *list = &known->ids[ref];
	return known->blind[ref] || !*id ||
	       (list->count &&
		bsearch(&id, list->items, list->count, sizeof(*list->items), by_text));
}

/* The ids of the questions of a quiz, retired ones too: they are only in the file. */
static void add_questions(struct known *known, const struct file *file)
{
	const struct node *list = node_get(file->doc.root, "questions");
	for (const struct node *n = list ? list->first : NULL; n; n = n->next) {
		const struct node *id = node_get(n, "id");
		if (id && id->kind == NODE_SCALAR)
			add_id(known, REF_QUESTION, id->text);
	}
}

static void add_file(struct known *known, const struct file *file)
{
	if (file->kind == FILE_LESSON)
		add_id(known, REF_LESSON, file->id);
	else if (file->kind == FILE_QUIZ)
		add_id(known, REF_QUIZ, file->id);
	else if (file->kind == FILE_PRACTICE)
		add_id(known, REF_PRACTICE, file->id);
	if (file->kind == FILE_QUIZ)
		add_questions(known, file);
	if (file->object)
		return;
	known->blind[REF_QUESTION] |= file->kind == FILE_QUIZ;
	known->blind[REF_SKILL] |= file->kind == FILE_FRAMEWORK;
	known->blind[REF_SOURCE] |= file->kind == FILE_FACTS;
	known->blind[REF_FACT] |= file->kind == FILE_FACTS;
	known->blind[REF_MODULE] |= file->kind == FILE_COURSE;
}

static void collect(struct known *known, const struct pack *pack)
{
	const struct course *course = pack->course;
	for (size_t i = 0; i < pack->file_count; i++)
		add_file(known, pack->files[i]);
	for (size_t i = 0; i < course->skill_count; i++)
		add_id(known, REF_SKILL, course->skills[i].id);
	for (size_t i = 0; i < course->source_count; i++)
		add_id(known, REF_SOURCE, course->sources[i].id);
	for (size_t i = 0; i < course->fact_count; i++)
		add_id(known, REF_FACT, course->facts[i].id);
	for (size_t i = 0; i < course->module_count; i++)
		add_id(known, REF_MODULE, course->modules[i].id);
	for (size_t i = 0; i < REFS; i++) {
		if (known->ids[i].count)
			qsort(known->ids[i].items, known->ids[i].count,
			      sizeof(*known->ids[i].items), by_text);
	}
	/* A file by itself is judged only by what it holds itself. */
	if (pack->alone) {
		for (enum ref ref = 0; ref < REFS; ref++)
			known->blind[ref] = true;
		known->blind[REF_MODULE] = false;
		known->blind[REF_SOURCE] = known->blind[REF_FACT] = course->facts == NULL;
	}
}

static const char *suggestion(const struct known *known, enum ref ref, const char *id)
{
	struct nearest nearest;
	nearest_init(&nearest, id);
	for (size_t i = 0; i < known->ids[ref].count; i++)
		nearest_try(&nearest, known->ids[ref].items[i]);
	return nearest.best;
}

/* ── E11 ─────────────────────────────────────────────────────────────────────────────── */

struct referee {
	struct pack *pack;
	struct known known;
};

/* What it is called now, where it was given another name. */
static const char *new_name(const struct referee *r, enum ref ref, const char *id)
{
	const struct course *course = r->pack->course;
	for (size_t i = 0; i < course->former_count; i++) {
		const struct former *former = &course->formers[i];
		if (!strcmp(former->was, id) && is_known(&r->known, ref, former->now))
			return former->now;
	}
	return NULL;
}

static bool judge(struct referee *r, enum ref ref, const void *object, const char *key,
		  int item, const char *id)
{
	if (!id || is_known(&r->known, ref, id))
		return true;
	struct diag *d =
		pack_report(r->pack, object, key, item, "E11", tr(unknown[ref]), id);
	const char *now = new_name(r, ref, id);
	const char *near = now ? now : suggestion(&r->known, ref, id);
	if (near)
		pack_fix(d, r->pack, object, key, item, near);
	else
		diag_fix(d, tr(missing[ref]), id);
	return false;
}

/* Judges each id and keeps the good ones. */
static void judge_list(struct referee *r, enum ref ref, const void *object,
		       const char *key, struct strings *list)
{
	size_t kept = 0;
	for (size_t i = 0; i < list->count; i++) {
		if (judge(r, ref, object, key, (int)i, list->items[i]))
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

static void judge_objective(struct referee *r, const struct lesson *lesson,
			    const struct question *check)
{
	struct nearest nearest;
	if (!lesson->objective_count)
		return;
	nearest_init(&nearest, check->objective);
	for (size_t i = 0; i < lesson->objective_count; i++) {
		if (!strcmp(lesson->objectives[i].id, check->objective))
			return;
		nearest_try(&nearest, lesson->objectives[i].id);
	}
	struct diag *d = pack_report(r->pack, check, "objective", -1, "E11",
				     _("Bài này không có mục tiêu nào mang mã \"%s\"."),
				     check->objective);
	if (nearest.best)
		pack_fix(d, r->pack, check, "objective", -1, nearest.best);
}

/* A file that is there and cannot be used is no unknown name. NULL where another can. */
static const struct file *broken(const struct pack *pack, enum file_kind kind,
				 const char *id)
{
	const struct file *first = pack_named(pack, kind, id);
	for (const struct file *file = first; file; file = pack_named_next(pack, file))
		if (file->sound)
			return NULL;
	return first;
}

static void judge_broken(struct referee *r, enum file_kind kind, const void *object,
			 const char *key, int item, const char *id)
{
	const struct file *file = id ? broken(r->pack, kind, id) : NULL;
	/* Its own errors are told of beside this one: one mistake is one finding. */
	if (!file || (!file->retired && file->doc.errors && !file->doc.quiet))
		return;
	struct diag *d =
		pack_report(r->pack, object, key, item, "E11",
			    file->retired ? _("\"%s\" đã ngừng dùng (tệp %s).")
					  : _("\"%s\" chưa dùng được vì tệp %s có lỗi."),
			    id, file->doc.path);
	diag_fix(d, file->retired ? _("Bỏ mã này khỏi khóa học.")
				  : _("Sửa các lỗi của tệp ấy trước."));
}

/* The practice of a step or question, and the goals a question asks for. */
static void judge_practice(struct referee *r, const void *object, const char *key,
			   const char *id)
{
	if (id && *id && judge(r, REF_PRACTICE, object, key, -1, id))
		judge_broken(r, FILE_PRACTICE, object, key, -1, id);
}

static void judge_goals(struct referee *r, struct question *q)
{
	const struct file *file = pack_named(r->pack, FILE_PRACTICE, q->practice);
	const struct practice *practice = file ? file->object : NULL;
	size_t kept = 0;
	for (size_t i = 0; practice && i < q->goals.count; i++) {
		const char *id = q->goals.items[i];
		struct nearest nearest;
		bool found = !*id;
		nearest_init(&nearest, id);
		for (size_t k = 0; k < practice->goal_count; k++) {
			found = found || !strcmp(practice->goals[k].id, id);
			nearest_try(&nearest, practice->goals[k].id);
		}
		if (found) {
			q->goals.items[kept++] = id;
			continue;
		}
		struct diag *d =
			pack_report(r->pack, q, "goals", (int)i, "E11",
				    _("Bài thực hành \"%s\" không có mục tiêu nào "
				      "mang mã \"%s\"."),
				    q->practice, id);
		if (nearest.best)
			pack_fix(d, r->pack, q, "goals", (int)i, nearest.best);
	}
	if (practice)
		q->goals.count = kept;
}

static void judge_question(struct referee *r, struct question *q)
{
	judge_list(r, REF_SKILL, q, "skills", &q->skills);
	if (q->type != QUESTION_DO)
		return;
	judge_practice(r, q, "practice", q->practice);
	judge_goals(r, q);
}

static void judge_lesson(struct referee *r, struct lesson *lesson)
{
	judge_list(r, REF_SKILL, lesson, "skills", &lesson->skills);
	judge_list(r, REF_LESSON, lesson, "needs", &lesson->needs);
	judge_list(r, REF_QUESTION, lesson, "remember", &lesson->remember);
	judge_list(r, REF_SOURCE, lesson, "sources", &lesson->sources);
	for (size_t i = 0; i < lesson->step_count; i++) {
		struct question *check = lesson->steps[i].check;
		judge_practice(r, &lesson->steps[i], "practice",
			       lesson->steps[i].practice);
		if (!check)
			continue;
		judge_question(r, check);
		if (check->objective && *check->objective)
			judge_objective(r, lesson, check);
	}
}

static void judge_scenario(struct referee *r, struct practice *practice)
{
	judge_list(r, REF_SKILL, practice, "skills", &practice->skills);
	judge_list(r, REF_SOURCE, practice, "sources", &practice->sources);
}

/* `always` and `must` name questions of the pool: the quiz's own and those of `from`. */
static void judge_pool(struct referee *r, const struct quiz *quiz, const char *key,
		       struct strings *list)
{
	size_t kept = 0;
	const struct question **pool;
	/* A quiz of `from` that could not be read may hold the question. */
	bool blind = false;
	for (size_t i = 0; i < quiz->from.count; i++)
		blind = blind || !course_quiz(r->pack->course, quiz->from.items[i]);
	size_t count = quiz_pool(r->pack->course, quiz, &pool);
	for (size_t i = 0; i < list->count; i++) {
		const char *id = list->items[i];
		bool found = !*id || blind;
		for (size_t k = 0; k < count && !found; k++)
			found = !strcmp(pool[k]->id, id);
		if (found) {
			list->items[kept++] = id;
			continue;
		}
		struct nearest nearest;
		nearest_init(&nearest, id);
		for (size_t k = 0; k < count; k++)
			nearest_try(&nearest, pool[k]->id);
		struct diag *d = pack_report(
			r->pack, quiz, key, (int)i, "E11",
			_("Bài kiểm tra này không có câu hỏi nào mang mã \"%s\"."), id);
		if (nearest.best)
			pack_fix(d, r->pack, quiz, key, (int)i, nearest.best);
		else
			diag_fix(
				d,
				_("Viết câu hỏi %s vào bài này, hoặc thêm bài có câu ấy vào "
				  "from."),
				id);
	}
	list->count = kept;
	free(pool);
}

static void judge_quiz(struct referee *r, struct quiz *quiz)
{
	judge_list(r, REF_QUIZ, quiz, "from", &quiz->from);
	judge_pool(r, quiz, "always", &quiz->always);
	judge_pool(r, quiz, "pass.must", &quiz->must);
	for (size_t i = 0; i < quiz->draw_count; i++)
		judge(r, REF_SKILL, &quiz->draw[i], "skill", -1, quiz->draw[i].skill);
	for (size_t i = 0; i < quiz->question_count; i++)
		judge_question(r, &quiz->questions[i]);
}

/* Which item of `all` names the exam. */
static int exam_item(const struct pack *pack, const struct completion_rule *rule)
{
	struct document *doc;
	const struct node *all = rule ? pack_node(pack, rule, "all", -1, &doc) : NULL;
	int i = 0;
	for (const struct node *n = all ? all->first : NULL; n; n = n->next, i++) {
		if (node_get(n, "exam"))
			return i;
	}
	return -1;
}

static void judge_course(struct referee *r)
{
	struct course *course = r->pack->course;
	for (size_t i = 0; i < course->module_count; i++) {
		struct module *module = &course->modules[i];
		judge_list(r, REF_MODULE, module, "needs", &module->needs);
		for (size_t k = 0; k < module->lesson_ids.count; k++) {
			const char *id = module->lesson_ids.items[k];
			if (judge(r, REF_LESSON, module, "lessons", (int)k, id))
				judge_broken(r, FILE_LESSON, module, "lessons", (int)k,
					     id);
		}
		if (judge(r, REF_QUIZ, module, "quiz", -1, module->quiz_id))
			judge_broken(r, FILE_QUIZ, module, "quiz", -1, module->quiz_id);
	}
	const struct completion_rule *rule = pack_completion(r->pack);
	char key[48];
	snprintf(key, sizeof(key), "all.%d.exam.quiz", exam_item(r->pack, rule));
	if (rule && judge(r, REF_QUIZ, rule, key, -1, rule->exam_id))
		judge_broken(r, FILE_QUIZ, rule, key, -1, rule->exam_id);
}

static void judge_facts(struct referee *r)
{
	struct course *course = r->pack->course;
	for (size_t i = 0; i < course->fact_count; i++)
		judge_list(r, REF_SOURCE, &course->facts[i], "source",
			   &course->facts[i].sources);
}

static void report_braces(struct referee *r, const struct prose *prose, size_t at,
			  const char *key, size_t n)
{
	char name[64] = "";
	memcpy(name, key, n < sizeof(name) ? n : sizeof(name) - 1);
	bool fact = !strncmp(name, "fact.", 5);
	struct diag *d =
		fact ? node_report_at(prose->doc, prose->node, at, "E11",
				      tr(unknown[REF_FACT]), name + 5)
		     : node_report_at(prose->doc, prose->node, at, "E11",
				      _("{%s} không có nghĩa. Trong ngoặc nhọn chỉ dùng "
					"{ban}, {Ban} hoặc {fact.mã}."),
				      name);
	const char *near = suggestion(&r->known, REF_FACT, fact ? name + 5 : name);
	size_t start = node_source(prose->doc, prose->node, at) + 1;
	if (near && start + n < prose->doc->len &&
	    !strncmp(prose->doc->text + start, key, n)) {
		char *fix = xasprintf("fact.%s", near);
		diag_fix_replace(d, prose->doc, start, start + n, fix);
		free(fix);
	} else {
		diag_fix(
			d,
			fact ? tr(missing[REF_FACT])
			     : _("Viết {ban} nếu là cách xưng hô; không thì bỏ dấu ngoặc "
				 "nhọn."),
			name + 5);
	}
}

/* The same {…} that course/prose.c replaces. */
static void judge_prose(struct referee *r, const struct prose *prose)
{
	for (const char *open = strchr(prose->text, '{'); open;
	     open = strchr(open + 1, '{')) {
		const char *key = open + 1;
		size_t n = strcspn(key, "{}\n");
		if (key[n] != '}' || !n || n >= 64)
			continue;
		char name[64] = "";
		memcpy(name, key, n);
		if (!strcmp(name, "ban") || !strcmp(name, "Ban") ||
		    (!strncmp(name, "fact.", 5) &&
		     is_known(&r->known, REF_FACT, name + 5)))
			continue;
		report_braces(r, prose, (size_t)(open - prose->text), key, n);
	}
}

/* ── E10 ─────────────────────────────────────────────────────────────────────────────── */

static bool needs_unique_id(const struct file *file)
{
	return file->kind == FILE_LESSON || file->kind == FILE_QUIZ ||
	       file->kind == FILE_PRACTICE || file->kind == FILE_TYPING ||
	       file->kind == FILE_COURSE;
}

static void report_same_id(struct pack *pack, const struct file *file,
			   const struct file *other)
{
	/* The file that is being written is the one to change. */
	if (file->doc.quiet && !other->doc.quiet) {
		const struct file *swap = other;
		other = file;
		file = swap;
	}
	struct diag *d = pack_report(pack, file->object, "id", -1, "E10",
				     _("Mã \"%s\" đã dùng trong tệp %s."), file->id,
				     other->doc.path);
	diag_fix(d, _("Đặt một mã khác cho tệp này."));
}

static void unique_files(struct pack *pack)
{
	const struct file *first = NULL;
	for (size_t i = 0; i < pack->indexed; i++) {
		const struct file *file = pack->by_id[i];
		if (!*file->id || !needs_unique_id(file))
			continue;
		if (first && !strcmp(file->id, first->id))
			report_same_id(pack, file, first);
		else
			first = file;
	}
}

struct place_of_id {
	const char *id;
	const struct question *question;
};

static int by_id(const void *a_, const void *b_)
{
	const struct place_of_id *a = a_, *b = b_;
	int order = strcmp(a->id, b->id);
	/* Of two, the one further down is the culprit. */
	return order ? order : (a->question > b->question) - (a->question < b->question);
}

static bool is_quiet(const struct pack *pack, const struct question *question)
{
	const struct origin *origin = origins_find(&pack->origins, question);
	return origin && origin->doc->quiet;
}

static void unique_questions(struct pack *pack)
{
	struct place_of_id *all = NULL;
	size_t count = 0, cap = 0;
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		const struct quiz *quiz = file->kind == FILE_QUIZ ? file->object : NULL;
		for (size_t k = 0; quiz && k < quiz->question_count; k++) {
			ALLOC_GROW(all, count + 1, cap);
			all[count++] = (struct place_of_id){quiz->questions[k].id,
							    &quiz->questions[k]};
		}
	}
	if (count)
		qsort(all, count, sizeof(*all), by_id);
	for (size_t i = 1; i < count; i++) {
		const struct question *first = all[i - 1].question;
		const struct question *second = all[i].question;
		/* Inside one file content/schema.c has told of it. */
		if (!*all[i].id || strcmp(all[i].id, all[i - 1].id) ||
		    first->at.file == second->at.file)
			continue;
		if (is_quiet(pack, second) > is_quiet(pack, first) ||
		    (is_quiet(pack, second) == is_quiet(pack, first) &&
		     strcmp(first->at.file, second->at.file) > 0)) {
			const struct question *swap = first;
			first = second;
			second = swap;
		}
		diag_fix(pack_report(pack, second, "id", -1, "E10",
				     _("Mã câu hỏi \"%s\" đã dùng ở %s, dòng %d."),
				     second->id, first->at.file, first->at.line),
			 _("Đặt một mã khác cho câu hỏi này."));
	}
	free(all);
}

void pack_unique(struct pack *pack)
{
	unique_files(pack);
	unique_questions(pack);
}

/* ── E12 ─────────────────────────────────────────────────────────────────────────────── */

/* Things that name others of their kind: lessons and modules by `needs`, quizzes by `from`. */
struct graph {
	const char *key;
	const char *message;
	const char **ids;
	const void **objects;
	struct strings **edges;
	struct named *sorted;
	char *state; /* 0 unseen, 1 on the path, 2 done */
	size_t *path;
	size_t count, length;
};

/* Ids with their places, sorted: of two the first. */
struct named {
	const char *id;
	size_t place;
};

static int by_name(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	int order = strcmp(a->id, b->id);
	return order ? order : (a->place > b->place) - (a->place < b->place);
}

static size_t graph_find(const struct graph *g, const char *id)
{
	size_t low = 0, high = g->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(g->sorted[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < g->count && !strcmp(g->sorted[low].id, id) ? g->sorted[low].place
								: g->count;
}

static void report_loop(struct pack *pack, const struct graph *g, size_t back)
{
	struct buf loop = BUF_INIT;
	size_t from = 0;
	while (g->path[from] != back)
		from++;
	for (size_t i = from; i < g->length; i++)
		buf_printf(&loop, "%s → ", g->ids[g->path[i]]);
	buf_adds(&loop, g->ids[back]);
	const void *object = g->objects[g->path[g->length - 1]];
	struct document *doc;
	const struct node *list = pack_node(pack, object, g->key, -1, &doc);
	int item = -1, i = 0;
	for (const struct node *n = list ? list->first : NULL; n; n = n->next, i++) {
		if (n->kind == NODE_SCALAR && !strcmp(n->text, g->ids[back]))
			item = i;
	}
	diag_fix(
		pack_report(pack, object, g->key, item, "E12", tr(g->message), loop.data),
		_("Bỏ một mũi tên trong vòng này."));
	buf_release(&loop);
}

static void drop(struct strings *list, size_t at)
{
	memmove(&list->items[at], &list->items[at + 1],
		(list->count - at - 1) * sizeof(*list->items));
	list->count--;
}

/* Depth first; an edge back onto the path closes a loop, is reported and cut. */
static void walk(struct pack *pack, struct graph *g, size_t node)
{
	g->state[node] = 1;
	g->path[g->length++] = node;
	struct strings *edges = g->edges[node];
	for (size_t i = 0; i < edges->count; i++) {
		size_t to = graph_find(g, edges->items[i]);
		if (to == g->count || g->state[to] == 2)
			continue;
		if (g->state[to] == 0) {
			walk(pack, g, to);
			continue;
		}
		report_loop(pack, g, to);
		drop(edges, i--);
	}
	g->length--;
	g->state[node] = 2;
}

static void graph_add(struct graph *g, const char *id, const void *object,
		      struct strings *edges)
{
	g->ids[g->count] = id;
	g->objects[g->count] = object;
	g->edges[g->count++] = edges;
}

static void graph_run(struct pack *pack, struct graph *g)
{
	g->sorted = xcalloc(g->count, sizeof(*g->sorted));
	for (size_t i = 0; i < g->count; i++)
		g->sorted[i] = (struct named){g->ids[i], i};
	qsort(g->sorted, g->count, sizeof(*g->sorted), by_name);
	for (size_t i = 0; i < g->count; i++) {
		if (!g->state[i])
			walk(pack, g, i);
	}
	free(g->ids);
	free(g->objects);
	free(g->edges);
	free(g->sorted);
	free(g->state);
	free(g->path);
}

static struct graph graph_new(size_t most, const char *key, const char *message)
{
	return (struct graph){
		.key = key,
		.message = message,
		.ids = xcalloc(most, sizeof(char *)),
		.objects = xcalloc(most, sizeof(void *)),
		.edges = xcalloc(most, sizeof(struct strings *)),
		.state = xcalloc(most, 1),
		.path = xcalloc(most, sizeof(size_t)),
	};
}

static void find_loops(struct pack *pack)
{
	struct graph lessons = graph_new(
		pack->file_count, "needs",
		N_("Các bài học cần nhau thành vòng, không ai bắt đầu được: %s."));
	struct graph quizzes =
		graph_new(pack->file_count, "from",
			  N_("Các bài kiểm tra lấy câu hỏi của nhau thành vòng: %s."));
	struct graph modules =
		graph_new(pack->course->module_count, "needs",
			  N_("Các phần cần nhau thành vòng, không ai bắt đầu được: %s."));
	for (size_t i = 0; i < pack->file_count; i++) {
		struct file *file = pack->files[i];
		struct lesson *lesson = file->kind == FILE_LESSON ? file->object : NULL;
		struct quiz *quiz = file->kind == FILE_QUIZ ? file->object : NULL;
		if (lesson)
			graph_add(&lessons, lesson->id, lesson, &lesson->needs);
		if (quiz)
			graph_add(&quizzes, quiz->id, quiz, &quiz->from);
	}
	for (size_t i = 0; i < pack->course->module_count; i++) {
		struct module *module = &pack->course->modules[i];
		graph_add(&modules, module->id, module, &module->needs);
	}
	graph_run(pack, &lessons);
	graph_run(pack, &quizzes);
	graph_run(pack, &modules);
}

/* ── all of it ───────────────────────────────────────────────────────────────────────── */

void pack_refer(struct pack *pack)
{
	struct referee r = {.pack = pack};
	collect(&r.known, pack);
	for (size_t i = 0; i < pack->file_count; i++) {
		struct file *file = pack->files[i];
		if (file->kind == FILE_LESSON && file->object)
			judge_lesson(&r, file->object);
		else if (file->kind == FILE_QUIZ && file->object)
			judge_quiz(&r, file->object);
		else if (file->kind == FILE_PRACTICE && file->object)
			judge_scenario(&r, file->object);
	}
	judge_course(&r);
	judge_facts(&r);
	for (size_t i = 0; i < pack->proses.count; i++)
		judge_prose(&r, &pack->proses.items[i]);
	find_loops(pack);
	for (size_t i = 0; i < REFS; i++)
		free(r.known.ids[i].items);
}
