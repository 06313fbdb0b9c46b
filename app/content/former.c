/* What was called otherwise before (`formerly`), and what is given up (`retired`), of the whole
 * pack: so that nothing people did is lost when an id changes. */
#include "content/pack.h"

#include <stdlib.h>
#include <string.h>

struct formers {
	struct pack *pack;
	struct course *course;
	size_t cap, retired_cap;
};

static bool is_text(const struct node *node)
{
	return node && node->kind == NODE_SCALAR && *node->text;
}

static void add(struct formers *f, const char *was, const char *now)
{
	struct course *course = f->course;
	struct arena *values = f->pack->values;
	if (course->former_count == f->cap) {
		f->cap = f->cap * 2 + 16;
		struct former *grown = arena_array(values, f->cap, sizeof(*grown));
		if (course->former_count)
			memcpy(grown, course->formers,
			       course->former_count * sizeof(*grown));
		course->formers = grown;
	}
	course->formers[course->former_count++] =
		(struct former){arena_strdup(values, was), arena_strdup(values, now)};
}

static void add_retired(struct formers *f, const char *id)
{
	struct strings *retired = &f->course->retired;
	if (retired->count == f->retired_cap) {
		f->retired_cap = f->retired_cap * 2 + 16;
		const char **grown =
			arena_array(f->pack->values, f->retired_cap, sizeof(*grown));
		if (retired->count)
			memcpy(grown, retired->items, retired->count * sizeof(*grown));
		retired->items = grown;
	}
	retired->items[retired->count++] = arena_strdup(f->pack->values, id);
}

/* Calls `each` for every id of a `formerly`: one, or a list. */
static void each_former(struct formers *f, const struct node *old, const char *now,
			void (*each)(struct formers *, const char *was, const char *now))
{
	if (is_text(old))
		each(f, old->text, now);
	for (const struct node *n = old ? old->first : NULL; n; n = n->next)
		each_former(f, n, now, each);
}

/* Ids that are unique by themselves: files, questions of quizzes. */
static void take_mapping(struct formers *f, const struct node *map)
{
	const struct node *id = node_get(map, "id");
	if (!is_text(id))
		return;
	if (node_get(map, "retired"))
		add_retired(f, id->text);
	else
		each_former(f, node_get(map, "formerly"), id->text, add);
}

/* ── steps, which are named after their lesson ───────────────────────────────────────── */

struct moving {
	const char *lesson, *step; /* as they are */
};

static void add_step(struct formers *f, const struct moving *m, const char *lesson,
		     const char *step)
{
	struct arena *scratch = &f->pack->scratch;
	const char *was = arena_printf(scratch, "%s/%s", lesson, step);
	const char *now = arena_printf(scratch, "%s/%s", m->lesson, m->step);
	if (strcmp(was, now) != 0)
		add(f, was, now);
}

/* A step by all its names, in a lesson by one of its names. */
static void take_step(struct formers *f, const struct moving *m, const char *lesson,
		      const struct node *old)
{
	add_step(f, m, lesson, m->step);
	if (is_text(old))
		add_step(f, m, lesson, old->text);
	for (const struct node *n = old ? old->first : NULL; n; n = n->next)
		if (is_text(n))
			add_step(f, m, lesson, n->text);
}

static void take_steps(struct formers *f, const struct node *lesson)
{
	const struct node *id = node_get(lesson, "id"),
			  *old = node_get(lesson, "formerly");
	const struct node *steps = node_get(lesson, "steps");
	for (const struct node *s = steps ? steps->first : NULL; is_text(id) && s;
	     s = s->next) {
		const struct node *own = node_get(s, "id");
		if (!is_text(own))
			continue;
		struct moving m = {id->text, own->text};
		take_step(f, &m, id->text, node_get(s, "formerly"));
		if (is_text(old))
			take_step(f, &m, old->text, node_get(s, "formerly"));
		for (const struct node *n = old ? old->first : NULL; n; n = n->next)
			if (is_text(n))
				take_step(f, &m, n->text, node_get(s, "formerly"));
	}
}

/* ── all ─────────────────────────────────────────────────────────────────────────────── */

static int by_was(const void *x, const void *y)
{
	const struct former *a = x, *b = y;
	return strcmp(a->was, b->was);
}

void pack_formers(struct pack *pack)
{
	struct formers f = {.pack = pack, .course = pack->course};
	for (size_t i = 0; i < pack->file_count; i++) {
		const struct file *file = pack->files[i];
		const struct node *root = file->doc.root;
		const struct node *questions = node_get(root, "questions");
		if (file->kind < FILE_LESSON || file->kind > FILE_TYPING)
			continue;
		take_mapping(&f, root);
		if (file->kind == FILE_LESSON && !file->retired)
			take_steps(&f, root);
		for (const struct node *n = questions ? questions->first : NULL;
		     file->kind == FILE_QUIZ && n; n = n->next)
			take_mapping(&f, n);
	}
	for (size_t i = 0; i < pack->given_up.count; i++)
		add_retired(&f, pack->given_up.items[i]);
	if (f.course->former_count)
		qsort(f.course->formers, f.course->former_count,
		      sizeof(*f.course->formers), by_was);
}
