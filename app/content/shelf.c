#include "content/shelf.h"

#include "base/file.h"
#include "base/i18n.h"
#include "content/index.h"
#include "content/load.h"
#include "course/practice.h"
#include "secret/secret.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Files compared when somebody sits down: all of an ordinary pack, in a millisecond. The rest of a very
 * large one is compared while nobody presses a key, so many at a time. */
#define AT_ONCE 1000
#define STEP 200

/* One reading of the pack: all of it is released together. */
struct generation {
	struct generation *older;
	struct course course; /* in outline */
	struct index index;
	char *bytes; /* of the index, which texts point into */
	char *front;
	int fd; /* of the index, until its body is read; else -1 */
	bool ready; /* the outlines are there */
	bool restamped; /* what is on the disk has older stamps */
	size_t compared; /* files, since somebody sat down */
	struct opened **opened; /* of each file of the inventory; NULL: not yet */
	/* The course as a whole, for what cannot be had of its file alone; NULL until needed. */
	struct course *whole;
	struct inventory whole_files;
};

/* A file that was opened. */
struct opened {
	struct arena arena;
	const void *object;
	/* The practices its questions are done in decide their marking, so they belong to it. */
	size_t *practices; /* files of the inventory */
	size_t practice_count;
};

struct shelf {
	struct opener opener; /* first: what the course knows of it */
	char *root;
	char *path; /* of the index; NULL: none is kept */
	char *program;
	int64_t ahead;
	struct generation *current; /* and older ones behind it */
	struct generation *settled; /* current at the last shelf_refresh() */
	int readings;
	struct course findings_course; /* which the findings borrow names of */
	struct diags findings;
};

static int64_t now_of(const struct shelf *shelf)
{
	return inventory_now() + shelf->ahead;
}

/* ── generations ─────────────────────────────────────────────────────────────────────── */

static void prepare(struct shelf *shelf, struct generation *g)
{
	g->course.opener = &shelf->opener;
	g->index.course = &g->course;
	g->index.inventory.arena = &g->course.arena;
}

static struct generation *generation_new(struct shelf *shelf)
{
	struct generation *g = xcalloc(1, sizeof(*g));
	g->fd = -1;
	prepare(shelf, g);
	return g;
}

/* Back to a course without anything. */
static void generation_clear(struct shelf *shelf, struct generation *g)
{
	course_release(&g->course);
	g->index = (struct index){0};
	prepare(shelf, g);
}

static void generation_free(struct generation *g)
{
	if (g->fd >= 0)
		close(g->fd);
	for (size_t i = 0; g->opened && i < g->index.inventory.file_count; i++) {
		if (g->opened[i])
			arena_release(&g->opened[i]->arena);
		free(g->opened[i]);
	}
	if (g->whole)
		course_release(g->whole);
	free(g->whole);
	free(g->whole_files.files);
	free(g->whole_files.folders);
	free(g->opened);
	course_release(&g->course);
	free(g->bytes);
	free(g->front);
	free(g);
}

static void put_in_front(struct shelf *shelf, struct generation *g)
{
	g->older = shelf->current;
	shelf->current = g;
}

static void drop_older_than(struct generation *g)
{
	while (g && g->older) {
		struct generation *older = g->older;
		g->older = older->older;
		generation_free(older);
	}
}

/* ── the index on the disk ───────────────────────────────────────────────────────────── */

/* The very file that is running: another build has other rules. */
static char *program_name(void)
{
	struct stamp self;
	stamp_take(&self, "/proc/self/exe");
	return xasprintf("%s %lld %lld %lld %lld", KYNANGSO_VERSION,
			 (long long)self.device, (long long)self.inode,
			 (long long)self.size, (long long)self.modified);
}

/* Of a pack that is named in two ways there are two: findings and places name files so. */
static char *index_path(const char *root, const char *cache)
{
	uint8_t hash[HASH_SIZE];
	char hex[2 * 16 + 1];
	char *real = realpath(root, NULL);
	char *both = xasprintf("%s\n%s", real ? real : "", root);
	secret_hash(hash, both, strlen(both));
	secret_hex(hex, hash, 16);
	char *path = xasprintf("%s/pack-%s.index", cache, hex);
	free(both);
	free(real);
	return path;
}

static bool read_exactly(int fd, char *bytes, size_t n, off_t at)
{
	while (n) {
		ssize_t got = pread(fd, bytes, n, at);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		bytes += got;
		at += got;
		n -= (size_t)got;
	}
	return true;
}

/* Only what this user wrote, and nobody else can. */
static int open_index(const char *path, size_t *size)
{
	struct stat st;
	int fd = path ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_uid == geteuid() &&
	    !(st.st_mode & (S_IWGRP | S_IWOTH)) && st.st_size >= INDEX_HEADER) {
		*size = (size_t)st.st_size;
		return fd;
	}
	close(fd);
	return -1;
}

/* Is what the front says still so? */
static bool front_holds(const struct shelf *shelf, struct generation *g)
{
	struct inventory *inventory = &g->index.inventory;
	struct beside beside = {0};
	bool holds = true;
	if (strcmp(g->index.program, shelf->program) != 0 ||
	    strcmp(g->index.root, shelf->root) != 0)
		return false;
	for (size_t i = 0; i < inventory->folder_count; i++)
		if (!folder_holds(&inventory->folders[i], inventory->now, &g->restamped))
			return false;
	for (size_t i = 0; i < g->index.top_count; i++)
		holds = holds && listed_holds(&inventory->files[i], inventory->now,
					      &beside, &g->restamped);
	beside_release(&beside);
	return holds;
}

static bool read_front(struct shelf *shelf, struct generation *g, int fd, size_t size)
{
	char header[INDEX_HEADER];
	if (!read_exactly(fd, header, sizeof(header), 0))
		return false;
	size_t n = index_front_size(header, sizeof(header));
	if (!n || n > size)
		return false;
	g->front = xmalloc(n);
	g->index.inventory.now = now_of(shelf);
	return read_exactly(fd, g->front, n, 0) &&
	       index_read_front(&g->index, g->front, n) && front_holds(shelf, g) &&
	       g->index.body_at + g->index.body_size == size;
}

/* The rest may be read later: it is a few bytes for ten lessons and megabytes for ten thousand. */
static bool read_body(struct generation *g)
{
	size_t n = (size_t)g->index.body_size;
	if (g->fd < 0)
		return false;
	g->bytes = xmalloc(n + 1);
	bool ok = read_exactly(g->fd, g->bytes, n, (off_t)g->index.body_at) &&
		  index_read_body(&g->index, g->bytes, n);
	close(g->fd);
	g->fd = -1;
	return g->ready = ok;
}

/* It can be made again: that it is not kept costs the next start some time and nobody a word. */
static void save(const struct shelf *shelf, const struct buf *bytes)
{
	if (!shelf->path)
		return;
	char *folder = xstrdup(shelf->path);
	*strrchr(folder, '/') = '\0';
	if (folder_make(folder, 0700, NULL))
		file_put(shelf->path, bytes->data, bytes->len, 0600);
	free(folder);
}

/* ── reading the whole pack ──────────────────────────────────────────────────────────── */

/* The generation as it would be read from the disk; its bytes are the index's. */
static bool take_bytes(struct generation *g, struct buf *bytes)
{
	size_t n = bytes->len;
	g->bytes = buf_detach(bytes);
	g->ready = index_read_front(&g->index, g->bytes, n) &&
		   index_read_body(&g->index, g->bytes + g->index.body_at,
				   n - (size_t)g->index.body_at);
	g->compared = g->index.inventory.file_count;
	return g->ready;
}

/* Those that content/load.c looks for by name come first in an inventory. */
#define TOP_FILES 4

static bool read_all(struct shelf *shelf, struct err *err)
{
	struct course course = {0};
	struct diags findings = {0};
	struct index index = {.program = shelf->program,
			      .root = shelf->root,
			      .inventory = {.arena = &course.arena, .now = now_of(shelf)},
			      .course = &course};
	struct buf bytes = BUF_INIT;
	bool ok = content_load_listed(&course, &findings, shelf->root, &index.inventory,
				      err);
	if (ok) {
		struct generation *g = generation_new(shelf);
		diags_sort(&findings);
		index.findings = findings.count;
		index.top_count = TOP_FILES;
		index_write(&index, &bytes);
		save(shelf, &bytes);
		put_in_front(shelf, g);
		shelf->readings++;
		if (!take_bytes(g, &bytes))
			die("index: what was written cannot be read");
	}
	free(index.inventory.files);
	free(index.inventory.folders);
	diags_release(&findings);
	course_release(&course);
	buf_release(&bytes);
	return ok;
}

/* Compares so many files more. False: one of them is another now. */
static bool compare(const struct shelf *shelf, struct generation *g, size_t most)
{
	struct inventory *inventory = &g->index.inventory;
	struct beside beside = {0};
	int64_t now = now_of(shelf);
	bool same = true;
	for (; same && most && g->compared < inventory->file_count; most--)
		same = listed_holds(&inventory->files[g->compared++], now, &beside,
				    &g->restamped);
	beside_release(&beside);
	return same;
}

static bool folders_hold(const struct shelf *shelf, struct generation *g)
{
	struct inventory *inventory = &g->index.inventory;
	int64_t now = now_of(shelf);
	for (size_t i = 0; i < inventory->folder_count; i++)
		if (!folder_holds(&inventory->folders[i], now, &g->restamped))
			return false;
	return true;
}

/* All has been compared: better stamps are kept. */
static void keep_stamps(const struct shelf *shelf, struct generation *g)
{
	struct buf bytes = BUF_INIT;
	if (!g->restamped || g->compared < g->index.inventory.file_count)
		return;
	index_write(&g->index, &bytes);
	save(shelf, &bytes);
	buf_release(&bytes);
	g->restamped = false;
}

bool shelf_begin(struct shelf *shelf, struct err *err)
{
	struct generation *g = shelf->current;
	bool ok = true;
	drop_older_than(shelf->settled);
	g->compared = 0;
	if (!g->ready && !read_body(g)) {
		generation_clear(shelf, g);
		ok = read_all(shelf, err);
	} else if (!folders_hold(shelf, g) || !compare(shelf, g, AT_ONCE)) {
		ok = read_all(shelf, err);
	}
	keep_stamps(shelf, shelf->current);
	shelf->settled = shelf->current;
	return ok;
}

bool shelf_step(struct shelf *shelf)
{
	struct generation *g = shelf->current;
	struct err none = {0};
	if (!g->ready || g->compared == g->index.inventory.file_count)
		return false;
	/* What cannot be read now is not looked for again until somebody sits down. */
	if (!compare(shelf, g, STEP) && !read_all(shelf, &none))
		g->compared = g->index.inventory.file_count;
	g = shelf->current;
	keep_stamps(shelf, g);
	return g->compared < g->index.inventory.file_count;
}

bool shelf_refresh(struct shelf *shelf, struct err *err)
{
	if (!shelf_begin(shelf, err))
		return false;
	struct generation *g = shelf->current;
	bool same = compare(shelf, g, SIZE_MAX);
	keep_stamps(shelf, g);
	return same || read_all(shelf, err);
}

/* ── opening one file ────────────────────────────────────────────────────────────────── */

/* The file of what the course has in outline; NULL where it has none of that id. */
static struct listed *file_of(struct generation *g, enum file_kind kind, const char *id)
{
	const struct course *course = &g->course;
	const struct lesson *lesson =
		kind == FILE_LESSON ? course_lesson(course, id) : NULL;
	const struct quiz *quiz = kind == FILE_QUIZ ? course_quiz(course, id) : NULL;
	const struct practice *practice =
		kind == FILE_PRACTICE ? course_practice(course, id) : NULL;
	/* Outlines lie one behind the other. */
	uint32_t at = 0;
	if (lesson)
		at = g->index.lesson_files[lesson - course->lessons[0]];
	else if (quiz)
		at = g->index.quiz_files[quiz - course->quizzes[0]];
	else if (practice)
		at = g->index.practice_files[practice - course->practices[0]];
	else
		return NULL;
	return &g->index.inventory.files[at];
}

/* The bytes of a file, if they are those it was read with. */
static bool same_bytes(const struct listed *listed, struct buf *bytes)
{
	struct listed now = {0};
	if (!inventory_read(listed->path, bytes, NULL))
		return false;
	inventory_digest(&now, bytes);
	return !memcmp(now.digest, listed->digest, DIGEST_BYTES);
}

/* Takes a file as it was read into a pack; false where it has changed. */
static bool add_file(const struct generation *g, struct pack *pack, size_t at)
{
	const struct listed *listed = &g->index.inventory.files[at];
	struct buf bytes = BUF_INIT;
	bool same = same_bytes(listed, &bytes);
	if (same)
		pack_add(pack, listed->path, bytes.data, bytes.len, true)->listed = at;
	buf_release(&bytes);
	return same;
}

static bool add_practice(const struct generation *g, struct pack *pack,
			 const struct question *question)
{
	const struct inventory *inventory = &g->index.inventory;
	const char *id =
		question && question->type == QUESTION_DO ? question->practice : NULL;
	if (!id || pack_named(pack, FILE_PRACTICE, id))
		return true;
	for (size_t i = 0; i < inventory->file_count; i++)
		if (inventory->files[i].kind == FILE_PRACTICE &&
		    !strcmp(inventory->files[i].id, id))
			return add_file(g, pack, i);
	return true;
}

/* What a question of type `do` asks for decides its marking: its practice is read, too. */
static bool add_practices(const struct generation *g, struct pack *pack,
			  const struct file *file)
{
	const struct lesson *lesson = file->kind == FILE_LESSON ? file->object : NULL;
	const struct quiz *quiz = file->kind == FILE_QUIZ ? file->object : NULL;
	bool same = true;
	for (size_t i = 0; same && lesson && i < lesson->step_count; i++)
		same = add_practice(g, pack, lesson->steps[i].check);
	for (size_t i = 0; same && quiz && i < quiz->question_count; i++)
		same = add_practice(g, pack, &quiz->questions[i]);
	return same;
}

static struct opened *opened_new(struct pack *pack, const struct file *file)
{
	struct opened *opened = xcalloc(1, sizeof(*opened));
	pack_prepare(pack);
	opened->arena = *pack->values;
	opened->object = file->object;
	opened->practice_count = pack->file_count - 1;
	opened->practices = arena_array(&opened->arena, pack->file_count, sizeof(size_t));
	for (size_t i = 0; i < opened->practice_count; i++)
		opened->practices[i] = pack->files[i + 1]->listed;
	return opened;
}

/* What was read without an error is read so again; and as no reference was taken out of it, the
 * file alone gives the same as the whole pack. NULL where a practice it needs has changed. */
static struct opened *open_alone(const struct generation *g, const struct listed *listed,
				 const struct buf *bytes)
{
	struct arena values = {0};
	struct course none = {0};
	struct diags nothing = {0};
	struct pack pack = {.course = &none, .values = &values, .diags = &nothing};
	const struct file *file =
		pack_add(&pack, listed->path, bytes->data, bytes->len, true);
	struct opened *opened = NULL;
	if (file->kind == listed->kind && file->object && add_practices(g, &pack, file))
		opened = opened_new(&pack, file);
	else
		arena_release(&values);
	pack_release(&pack);
	return opened;
}

/* Of a file that was opened before and is the same still: are its practices, too? */
static bool practices_same(const struct generation *g, const struct opened *opened)
{
	bool same = true;
	for (size_t i = 0; same && i < opened->practice_count; i++) {
		struct buf bytes = BUF_INIT;
		same = same_bytes(&g->index.inventory.files[opened->practices[i]],
				  &bytes);
		buf_release(&bytes);
	}
	return same;
}

static const void *find(const struct course *course, enum file_kind kind, const char *id)
{
	return kind == FILE_LESSON ? (const void *)course_lesson(course, id)
	       : kind == FILE_QUIZ ? (const void *)course_quiz(course, id)
				   : (const void *)course_practice(course, id);
}

static const struct listed *listed_as(const struct inventory *inventory, const char *path)
{
	for (size_t i = 0; i < inventory->file_count; i++)
		if (!strcmp(inventory->files[i].path, path))
			return &inventory->files[i];
	return NULL;
}

/* Out of the whole pack: the few files that name something that is not there. */
static const void *open_whole(struct shelf *shelf, struct generation *g,
			      const struct listed *listed, const char *id)
{
	if (!g->whole) {
		struct diags findings = {0};
		g->whole = xcalloc(1, sizeof(*g->whole));
		g->whole_files = (struct inventory){.arena = &g->whole->arena,
						    .now = now_of(shelf)};
		content_load_listed(g->whole, &findings, shelf->root, &g->whole_files,
				    NULL);
		diags_release(&findings);
		shelf->readings++;
	}
	const struct listed *found = listed_as(&g->whole_files, listed->path);
	return found && !memcmp(found->digest, listed->digest, DIGEST_BYTES)
		       ? find(g->whole, listed->kind, id)
		       : NULL;
}

static const void *open_listed(struct shelf *shelf, struct generation *g,
			       const struct listed *listed, const char *id)
{
	size_t at = (size_t)(listed - g->index.inventory.files);
	struct buf bytes = BUF_INIT;
	bool same = same_bytes(listed, &bytes);
	const void *object = NULL;
	if (same && !listed->plain) {
		object = open_whole(shelf, g, listed, id);
	} else if (same) {
		if (!g->opened)
			g->opened = xcalloc(g->index.inventory.file_count,
					    sizeof(struct opened *));
		struct opened *opened = g->opened[at];
		if (!opened)
			opened = g->opened[at] = open_alone(g, listed, &bytes);
		object = opened && practices_same(g, opened) ? opened->object : NULL;
	}
	buf_release(&bytes);
	return object;
}

/* Once as the index has it; where the files have changed since, once more as they are now. */
static const void *open_part(struct opener *opener, enum file_kind kind, const char *id,
			     struct err *err)
{
	struct shelf *shelf = (struct shelf *)(void *)opener;
	for (int tries = 0; tries < 2; tries++) {
		const struct listed *listed = file_of(shelf->current, kind, id);
		const void *object =
			listed ? open_listed(shelf, shelf->current, listed, id) : NULL;
		if (object)
			return object;
		if (tries || !read_all(shelf, err))
			break;
	}
	err_set(err, ERR_DATA,
		_("Bài này đang được sửa nên chưa mở được. Hỏi nhân viên nhé."));
	return NULL;
}

static const struct lesson *open_lesson(struct opener *opener, const char *id,
					struct err *err)
{
	return open_part(opener, FILE_LESSON, id, err);
}

static const struct quiz *open_quiz(struct opener *opener, const char *id,
				    struct err *err)
{
	return open_part(opener, FILE_QUIZ, id, err);
}

static const struct practice *open_practice(struct opener *opener, const char *id,
					    struct err *err)
{
	return open_part(opener, FILE_PRACTICE, id, err);
}

static const struct course *certain(struct opener *opener)
{
	struct shelf *shelf = (struct shelf *)(void *)opener;
	while (shelf_step(shelf))
		;
	return &shelf->current->course;
}

/* ── opening and closing ─────────────────────────────────────────────────────────────── */

/* The generation of the index on the disk; false where it does not hold. */
static bool take_index(struct shelf *shelf)
{
	size_t size;
	int fd = open_index(shelf->path, &size);
	if (fd < 0)
		return false;
	struct generation *g = generation_new(shelf);
	g->fd = fd;
	if (!read_front(shelf, g, fd, size)) {
		generation_free(g);
		return false;
	}
	put_in_front(shelf, g);
	return true;
}

struct shelf *shelf_open(const struct shelf_settings *settings, struct err *err)
{
	if (!secret_init(err))
		return NULL;
	struct shelf *shelf = xcalloc(1, sizeof(*shelf));
	shelf->opener = (struct opener){open_lesson, open_quiz, open_practice, certain};
	shelf->root = xstrdup(settings->root);
	shelf->program = program_name();
	shelf->path = settings->cache ? index_path(shelf->root, settings->cache) : NULL;
	shelf->ahead = settings->ahead;
	if (!take_index(shelf) && !read_all(shelf, err)) {
		shelf_free(shelf);
		return NULL;
	}
	shelf->settled = shelf->current;
	return shelf;
}

const struct course *shelf_course(const struct shelf *shelf)
{
	return &shelf->current->course;
}

size_t shelf_finding_count(const struct shelf *shelf)
{
	return shelf->current->index.findings;
}

const struct diags *shelf_findings(struct shelf *shelf, int today)
{
	struct err none = {0};
	diags_release(&shelf->findings);
	course_release(&shelf->findings_course);
	if (content_load(&shelf->findings_course, &shelf->findings, shelf->root, &none))
		content_check_facts(&shelf->findings_course, &shelf->findings, today);
	diags_sort(&shelf->findings);
	return &shelf->findings;
}

int shelf_readings(const struct shelf *shelf)
{
	return shelf->readings;
}

void shelf_free(struct shelf *shelf)
{
	if (!shelf)
		return;
	drop_older_than(shelf->current);
	if (shelf->current)
		generation_free(shelf->current);
	diags_release(&shelf->findings);
	course_release(&shelf->findings_course);
	free(shelf->root);
	free(shelf->path);
	free(shelf->program);
	free(shelf);
}
