#include "content/index.h"

#include "course/practice.h"
#include "secret/secret.h"

#include <stdlib.h>
#include <string.h>

static const char magic[8] = "KNSidx\n1";

/* One description of each struct serves both ways: an archive either takes what it is given, or
 * gives what it has. */
struct archive {
	struct buf *out; /* writing; NULL: reading */
	const char *at, *end;
	bool bad; /* it ended too early, or a number is out of bounds */
	struct arena *arena;
	const struct index *index;
	struct listed **by_path; /* writing: the files, sorted */
	size_t next; /* lesson of the course */
};

/* ── numbers and texts ───────────────────────────────────────────────────────────────── */

static void bytes_of(struct archive *a, void *bytes, size_t n)
{
	if (a->out) {
		buf_add(a->out, bytes, n);
	} else if (a->bad || (size_t)(a->end - a->at) < n) {
		a->bad = true;
		memset(bytes, 0, n);
	} else {
		memcpy(bytes, a->at, n);
		a->at += n;
	}
}

static void number(struct archive *a, uint32_t *n)
{
	bytes_of(a, n, sizeof(*n));
}

static void integer(struct archive *a, int *n)
{
	bytes_of(a, n, sizeof(*n));
}

static void truth(struct archive *a, bool *b)
{
	uint8_t byte = *b;
	bytes_of(a, &byte, 1);
	*b = byte == 1;
}

/* A number below `most`. */
static void choice(struct archive *a, void *value, unsigned most)
{
	uint32_t n = 0;
	memcpy(&n, value, sizeof(n));
	number(a, &n);
	if (n >= most) {
		a->bad = true;
		n = 0;
	}
	memcpy(value, &n, sizeof(n));
}

/* How many elements follow, each of which takes a byte at least. */
static size_t amount(struct archive *a, size_t count)
{
	uint32_t n = (uint32_t)count;
	number(a, &n);
	if (!a->out && n > (size_t)(a->end - a->at))
		a->bad = true;
	return a->bad ? 0 : n;
}

/* Bytes with a NUL behind them. */
static const char *block(struct archive *a, const char *s, size_t n)
{
	n = amount(a, n);
	if (a->out) {
		buf_add(a->out, s, n);
		buf_addc(a->out, '\0');
		return s;
	}
	if (a->bad || (size_t)(a->end - a->at) <= n || a->at[n]) {
		a->bad = true;
		return "";
	}
	s = a->at;
	a->at += n + 1;
	return s;
}

static void text(struct archive *a, const char **s)
{
	*s = block(a, *s ? *s : "", *s ? strlen(*s) : 0);
}

/* One that may be NULL. */
static void maybe(struct archive *a, const char **s)
{
	bool there = *s != NULL;
	truth(a, &there);
	if (there)
		text(a, s);
	else
		*s = NULL;
}

static void strings(struct archive *a, struct strings *list)
{
	size_t count = amount(a, list->count);
	if (!a->out)
		list->items = arena_array(a->arena, count, sizeof(*list->items));
	for (size_t i = 0; i < count; i++)
		text(a, &list->items[i]);
	list->count = count;
}

/* Ids one after another, each with its NUL, then an empty one: who walks along them stops there
 * however many there should be. */
static void names(struct archive *a, const char **list, size_t count)
{
	size_t n = 0;
	for (size_t i = 0; a->out && i < count && (*list)[n]; i++)
		n += strlen(*list + n) + 1;
	const char *start = a->at;
	*list = block(a, *list, n);
	if (a->out || a->bad)
		return;
	n = (size_t)(a->at - start) - sizeof(uint32_t) - 1;
	if (n && (*list)[n - 1]) {
		a->bad = true;
		*list = "";
	}
}

/* Room for `count` elements when reading; what is there already when writing. */
static void *array(struct archive *a, void *items, size_t count, size_t size)
{
	return a->out ? items : arena_array(a->arena, count, size);
}

static int by_path(const void *x, const void *y)
{
	const struct listed *const *a = x, *const *b = y;
	return strcmp((*a)->path, (*b)->path);
}

/* Which file of the inventory that is. */
static uint32_t file_of(const struct archive *a, const char *path)
{
	const struct inventory *inventory = &a->index->inventory;
	struct listed wanted = {.path = path ? path : ""}, *key = &wanted;
	struct listed **found = !inventory->file_count
					? NULL
					: bsearch(&key, a->by_path, inventory->file_count,
						  sizeof(*a->by_path), by_path);
	return found ? (uint32_t)(*found - inventory->files) : UINT32_MAX;
}

/* A place, and its file's number. */
static uint32_t place(struct archive *a, struct place *at)
{
	const struct inventory *inventory = &a->index->inventory;
	uint32_t file = a->out ? file_of(a, at->file) : 0;
	number(a, &file);
	integer(a, &at->line);
	integer(a, &at->col);
	at->file = file < inventory->file_count ? inventory->files[file].path : "";
	return file;
}

/* The same for what must lie in a file. */
static void origin(struct archive *a, struct place *at, uint32_t *file)
{
	uint32_t found = place(a, at);
	a->bad = a->bad || found >= a->index->inventory.file_count;
	if (file)
		*file = found;
}

/* ── what lies on the disk ───────────────────────────────────────────────────────────── */

static void stamp(struct archive *a, struct stamp *stamp)
{
	bytes_of(a, stamp, sizeof(*stamp));
}

static void folder(struct archive *a, struct listed_folder *folder)
{
	text(a, &folder->path);
	stamp(a, &folder->stamp);
	truth(a, &folder->settled);
	bytes_of(a, folder->digest, sizeof(folder->digest));
}

static void file(struct archive *a, struct listed *listed)
{
	text(a, &listed->path);
	stamp(a, &listed->stamp);
	truth(a, &listed->settled);
	bytes_of(a, listed->digest, sizeof(listed->digest));
	choice(a, &listed->kind, FILE_KINDS + 1);
	text(a, &listed->id);
	truth(a, &listed->plain);
}

/* ── outlines ────────────────────────────────────────────────────────────────────────── */

/* The steps' ids of a lesson that is whole, as an outline has them. */
static void step_names(struct archive *a, struct lesson *lesson)
{
	struct buf list = BUF_INIT;
	const char *own = lesson->step_names;
	for (size_t i = 0; lesson->steps && i < lesson->step_count; i++)
		buf_add(&list, lesson->steps[i].id, strlen(lesson->steps[i].id) + 1);
	if (lesson->steps)
		own = list.data;
	names(a, &own, lesson->step_count);
	if (!a->out)
		lesson->step_names = own;
	buf_release(&list);
}

static void lesson(struct archive *a, struct lesson *lesson)
{
	uint32_t steps = (uint32_t)lesson->step_count;
	text(a, &lesson->id);
	text(a, &lesson->title);
	integer(a, &lesson->minutes);
	integer(a, &lesson->epoch);
	strings(a, &lesson->skills);
	strings(a, &lesson->needs);
	strings(a, &lesson->remember);
	number(a, &steps);
	lesson->step_count = steps;
	step_names(a, lesson);
}

static void question_names(struct archive *a, struct quiz *quiz)
{
	struct buf list = BUF_INIT;
	const char *own = quiz->question_names;
	for (size_t i = 0; quiz->questions && i < quiz->question_count; i++)
		buf_add(&list, quiz->questions[i].id, strlen(quiz->questions[i].id) + 1);
	if (quiz->questions)
		own = list.data;
	names(a, &own, quiz->question_count);
	if (!a->out)
		quiz->question_names = own;
	buf_release(&list);
}

static void draws(struct archive *a, struct quiz *quiz)
{
	quiz->draw_count = amount(a, quiz->draw_count);
	quiz->draw = array(a, quiz->draw, quiz->draw_count, sizeof(*quiz->draw));
	for (size_t i = 0; i < quiz->draw_count; i++) {
		maybe(a, &quiz->draw[i].skill);
		integer(a, &quiz->draw[i].take);
	}
}

static void quiz(struct archive *a, struct quiz *quiz)
{
	uint32_t questions = (uint32_t)quiz->question_count;
	text(a, &quiz->id);
	text(a, &quiz->title);
	choice(a, &quiz->mode, QUIZ_EXAM + 1);
	strings(a, &quiz->from);
	draws(a, quiz);
	strings(a, &quiz->always);
	integer(a, &quiz->pass_percent);
	strings(a, &quiz->must);
	integer(a, &quiz->max_attempts);
	integer(a, &quiz->wait_seconds);
	truth(a, &quiz->keep_best);
	integer(a, &quiz->epoch);
	number(a, &questions);
	quiz->question_count = questions;
	question_names(a, quiz);
}

static void practice(struct archive *a, struct practice *practice)
{
	text(a, &practice->id);
	text(a, &practice->title);
	maybe(a, &practice->brief);
	strings(a, &practice->skills);
	strings(a, &practice->sources);
	integer(a, &practice->minutes);
}

/* ── the rest of the course, which is small ──────────────────────────────────────────── */

/* A lesson of a module: its number in the course, or its id alone where it cannot be used. They come
 * in the order of the course, so the next one is nearly always the one behind the last. */
static void lesson_of(struct archive *a, struct module *module, size_t i)
{
	const struct course *course = a->index->course;
	size_t at = a->next, looked = 0;
	while (a->out && module->lessons[i] && looked++ < course->lesson_count &&
	       course->lessons[at % course->lesson_count] != module->lessons[i])
		at++;
	uint32_t n = a->out && !module->lessons[i]
			     ? UINT32_MAX
			     : (uint32_t)(course->lesson_count ? at % course->lesson_count
							       : UINT32_MAX);
	number(a, &n);
	module->lessons[i] = n < course->lesson_count ? course->lessons[n] : NULL;
	a->next = (size_t)n + 1;
	if (module->lessons[i])
		module->lesson_ids.items[i] = module->lessons[i]->id;
	else
		text(a, &module->lesson_ids.items[i]);
}

static void module(struct archive *a, struct module *module)
{
	const struct course *course = a->index->course;
	uint32_t quiz = 0;
	text(a, &module->id);
	text(a, &module->title);
	strings(a, &module->needs);
	size_t count = amount(a, module->lesson_ids.count);
	module->lesson_ids.items = array(a, module->lesson_ids.items, count,
					 sizeof(*module->lesson_ids.items));
	module->lessons = array(a, module->lessons, count, sizeof(*module->lessons));
	for (size_t i = 0; i < count; i++)
		lesson_of(a, module, i);
	module->lesson_ids.count = count;
	maybe(a, &module->quiz_id);
	while (a->out && quiz < course->quiz_count &&
	       course->quizzes[quiz] != module->quiz)
		quiz++;
	number(a, &quiz);
	module->quiz = quiz < course->quiz_count ? course->quizzes[quiz] : NULL;
	place(a, &module->at);
}

static void completion(struct archive *a, struct completion_rule *rule)
{
	integer(a, &rule->version);
	truth(a, &rule->lessons_required);
	truth(a, &rule->quizzes_required);
	maybe(a, &rule->exam_id);
	integer(a, &rule->exam_percent);
	strings(a, &rule->waive_reasons);
}

static void skill(struct archive *a, struct skill *skill)
{
	text(a, &skill->id);
	text(a, &skill->title);
	strings(a, &skill->maps);
}

static void source(struct archive *a, struct source *source)
{
	text(a, &source->id);
	text(a, &source->title);
	maybe(a, &source->url);
	maybe(a, &source->date);
}

static void fact(struct archive *a, struct fact *fact)
{
	text(a, &fact->id);
	text(a, &fact->value);
	maybe(a, &fact->note);
	integer(a, &fact->as_of.year);
	integer(a, &fact->as_of.month);
	integer(a, &fact->as_of.day);
	strings(a, &fact->sources);
	choice(a, &fact->status, FACT_REMEMBERED + 1);
	place(a, &fact->at);
}

static void exercise(struct archive *a, struct exercise *exercise)
{
	text(a, &exercise->id);
	text(a, &exercise->title);
	text(a, &exercise->say);
	strings(a, &exercise->lines);
	place(a, &exercise->at);
}

static void former(struct archive *a, struct former *former)
{
	text(a, &former->was);
	text(a, &former->now);
}

/* A list of structs: each by `one`. */
#define EACH(a, list, list_count, one)                                                   \
	do {                                                                             \
		(list_count) = amount((a), (list_count));                                \
		(list) = array((a), (list), (list_count), sizeof(*(list)));              \
		for (size_t i_ = 0; i_ < (list_count); i_++)                             \
			one((a), &(list)[i_]);                                           \
	} while (0)

/* ── the two parts ───────────────────────────────────────────────────────────────────── */

static void front(struct archive *a, struct index *index)
{
	struct inventory *inventory = &index->inventory;
	struct course *course = index->course;
	uint32_t findings = (uint32_t)index->findings;
	text(a, &index->program);
	text(a, &index->root);
	number(a, &findings);
	index->findings = findings;
	EACH(a, inventory->folders, inventory->folder_count, folder);
	index->top_count = amount(a, index->top_count);
	if (!a->out) {
		inventory->file_count = index->top_count;
		inventory->files =
			array(a, NULL, index->top_count, sizeof(*inventory->files));
	}
	for (size_t i = 0; i < index->top_count; i++)
		file(a, &inventory->files[i]);
	text(a, &course->id);
	text(a, &course->title);
	strings(a, &course->glossary);
}

/* Pointers to structs that lie one behind the other. */
#define EACH_OF(a, list, list_count, files, one)                                         \
	do {                                                                             \
		size_t n_ = amount((a), (list_count)), size_ = sizeof(**(list));         \
		if (!(a)->out) {                                                         \
			char *all_ = array((a), NULL, n_, size_);                        \
			(list) = array((a), NULL, n_, sizeof(*(list)));                  \
			(files) = array((a), NULL, n_, sizeof(*(files)));                \
			for (size_t i_ = 0; i_ < n_; i_++)                               \
				(list)[i_] = (void *)(all_ + i_ * size_);                \
			(list_count) = n_;                                               \
		}                                                                        \
		for (size_t i_ = 0; i_ < n_; i_++) {                                     \
			one((a), (list)[i_]);                                            \
			origin((a), &(list)[i_]->at, (a)->out ? NULL : &(files)[i_]);    \
		}                                                                        \
	} while (0)

static void body(struct archive *a, struct index *index)
{
	struct course *course = index->course;
	EACH(a, index->inventory.files, index->inventory.file_count, file);
	EACH_OF(a, course->lessons, course->lesson_count, index->lesson_files, lesson);
	EACH_OF(a, course->quizzes, course->quiz_count, index->quiz_files, quiz);
	EACH_OF(a, course->practices, course->practice_count, index->practice_files,
		practice);
	EACH(a, course->modules, course->module_count, module);
	completion(a, &course->completion);
	EACH(a, course->skills, course->skill_count, skill);
	EACH(a, course->sources, course->source_count, source);
	EACH(a, course->facts, course->fact_count, fact);
	EACH(a, course->exercises, course->exercise_count, exercise);
	EACH(a, course->formers, course->former_count, former);
}

/* ── the file ────────────────────────────────────────────────────────────────────────── */

/* How it begins: INDEX_HEADER bytes. */
struct header {
	char magic[8];
	uint64_t front_size, body_size;
	uint8_t front_sum[CHECKSUM_SIZE], body_sum[CHECKSUM_SIZE];
	uint64_t spare;
};
_Static_assert(sizeof(struct header) == INDEX_HEADER, "without gaps");

void index_write(struct index *index, struct buf *out)
{
	struct buf first = BUF_INIT, second = BUF_INIT;
	size_t count = index->inventory.file_count;
	struct archive a = {.out = &first, .index = index};
	struct header header = {.spare = 0};
	a.by_path = xcalloc(count + 1, sizeof(*a.by_path));
	for (size_t i = 0; i < count; i++)
		a.by_path[i] = &index->inventory.files[i];
	qsort(a.by_path, count, sizeof(*a.by_path), by_path);
	front(&a, index);
	a.out = &second;
	body(&a, index);
	free(a.by_path);
	memcpy(header.magic, magic, sizeof(magic));
	header.front_size = first.len;
	header.body_size = second.len;
	secret_checksum(header.body_sum, second.data, second.len);
	/* The front's sum is over the size and the sum of the body, too. */
	buf_add(&first, &header.body_size, sizeof(header.body_size));
	buf_add(&first, header.body_sum, sizeof(header.body_sum));
	secret_checksum(header.front_sum, first.data, first.len);
	buf_truncate(&first, (size_t)header.front_size);
	buf_add(out, &header, sizeof(header));
	buf_add(out, first.data, first.len);
	buf_add(out, second.data, second.len);
	buf_release(&first);
	buf_release(&second);
}

static bool header_read(struct header *header, const void *bytes, size_t n)
{
	if (n < sizeof(*header))
		return false;
	memcpy(header, bytes, sizeof(*header));
	return !memcmp(header->magic, magic, sizeof(magic)) &&
	       header->front_size <= INDEX_BYTES && header->body_size <= INDEX_BYTES;
}

size_t index_front_size(const void *bytes, size_t n)
{
	struct header header;
	return header_read(&header, bytes, n) ? INDEX_HEADER + (size_t)header.front_size
					      : 0;
}

/* Everything was understood, and nothing is left over. */
static bool all_read(const struct archive *a)
{
	return !a->bad && a->at == a->end;
}

bool index_read_front(struct index *index, const void *bytes, size_t n)
{
	struct header header;
	uint8_t sum[CHECKSUM_SIZE];
	struct buf covered = BUF_INIT;
	if (!header_read(&header, bytes, n) || n < INDEX_HEADER + header.front_size)
		return false;
	const char *start = (const char *)bytes + INDEX_HEADER;
	buf_add(&covered, start, (size_t)header.front_size);
	buf_add(&covered, &header.body_size, sizeof(header.body_size));
	buf_add(&covered, header.body_sum, sizeof(header.body_sum));
	secret_checksum(sum, covered.data, covered.len);
	buf_release(&covered);
	if (memcmp(sum, header.front_sum, CHECKSUM_SIZE) != 0)
		return false;
	struct archive a = {.at = start,
			    .end = start + header.front_size,
			    .arena = &index->course->arena,
			    .index = index};
	front(&a, index);
	index->body_at = INDEX_HEADER + header.front_size;
	index->body_size = header.body_size;
	memcpy(index->body_sum, header.body_sum, CHECKSUM_SIZE);
	return all_read(&a);
}

bool index_read_body(struct index *index, const void *bytes, size_t n)
{
	uint8_t sum[CHECKSUM_SIZE];
	secret_checksum(sum, bytes, n);
	if (n != index->body_size || memcmp(sum, index->body_sum, CHECKSUM_SIZE))
		return false;
	struct archive a = {.at = bytes,
			    .end = (const char *)bytes + n,
			    .arena = &index->course->arena,
			    .index = index};
	body(&a, index);
	if (!all_read(&a))
		return false;
	course_index(index->course);
	return true;
}
