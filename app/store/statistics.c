/* What many people did with a question or a practice, as it is needed for statistics. The figures
 * themselves are reckoned in course/: nothing is kept of them here, so they can't be out of date. */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

/* ── papers and checks ─────────────────────────────────────────────────────────────────── */

static void given_release(struct given *given, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		free((void *)(uintptr_t)given[i].question);
		free((void *)(uintptr_t)given[i].grade);
		free((void *)(uintptr_t)given[i].raw);
	}
}

static bool read_answers(struct store *store, int64_t attempt, struct sitting *sitting,
			 size_t *cap, struct err *err)
{
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_SITTING_ANSWERS, "i", attempt);

	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(sitting->answers, sitting->count + 1, *cap);
		sitting->answers[sitting->count++] = (struct given){
			.question = xstrdup(db_text(stmt, 0)),
			.grade = xstrdup(db_text(stmt, 1)),
			.raw = xstrdup(db_text(stmt, 2)),
			.score = sqlite3_column_int(stmt, 3),
		};
	}
	return row == 0;
}

/* How often whoever waits is told how far it is. */
#define SITTINGS_A_STEP 64

static bool read_sittings(struct store *store, struct survey *survey, struct err *err)
{
	struct given *answers = NULL;
	size_t cap = 0;
	int row;
	int64_t done = 0, all = 0;
	if (!db_int(store, STMT_SITTING_COUNT, 0, &all, "", err))
		return false;
	bool ok = true;
	sqlite3_stmt *stmt = db_bind(store, STMT_SITTINGS, "");

	while (ok && (row = db_step(store, stmt, err)) > 0) {
		struct sitting sitting = {
			.person = sqlite3_column_int64(stmt, 1),
			.quiz = db_text(stmt, 2),
			.paper = db_text(stmt, 3),
			.passed = sqlite3_column_int(stmt, 4) != 0,
			.answers = answers,
		};
		ok = (done++ % SITTINGS_A_STEP || watch_step(store, done, all, err)) &&
		     read_answers(store, sqlite3_column_int64(stmt, 0), &sitting, &cap,
				  err);
		answers = sitting.answers;
		if (ok)
			survey_sitting(survey, &sitting);
		else
			db_end(stmt);
		given_release(answers, sitting.count);
	}
	free(answers);
	return ok && row == 0;
}

static bool read_checks(struct store *store, struct survey *survey, struct err *err)
{
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_CHECKS_FIRST, "");

	while ((row = db_step(store, stmt, err)) > 0) {
		struct given given = {
			.question = db_text(stmt, 1),
			.grade = db_text(stmt, 2),
			.raw = db_text(stmt, 3),
			.score = sqlite3_column_int(stmt, 4),
		};
		survey_check(survey, sqlite3_column_int64(stmt, 0), &given);
	}
	return row == 0;
}

bool store_survey(struct store *store, struct survey *survey, struct err *err)
{
	bool began;

	if (!read_begin(store, &began, err))
		return false;
	bool ok = read_sittings(store, survey, err) && read_checks(store, survey, err);
	read_end(store, began);
	return ok;
}

static bool read_names(struct store *store, enum statement id, struct strings *out,
		       struct err *err)
{
	size_t cap = 0;
	int row;
	sqlite3_stmt *stmt = db_bind(store, id, "");

	*out = (struct strings){0};
	while ((row = db_step(store, stmt, err)) > 0) {
		ALLOC_GROW(out->items, out->count + 1, cap);
		out->items[out->count++] = xstrdup(db_text(stmt, 0));
	}
	return row == 0;
}

bool store_touched(struct store *store, struct strings *lessons,
		   struct strings *practices, struct err *err)
{
	*practices = (struct strings){0};
	return read_names(store, STMT_LESSONS_CHECKED, lessons, err) &&
	       read_names(store, STMT_PRACTICES_BEGUN, practices, err);
}

/* ── practices ─────────────────────────────────────────────────────────────────────────── */

#define RUN_END "\x1e" /* after each event: nothing that is typed holds it */

/* What one learner did, event by event: "screen<tab>action", or "|" for an ending. Many people do
 * exactly the same, and a run is the dearest thing to look at; so equal ones are looked at once. */
struct kept_run {
	char *text;
	size_t len;
	uint64_t hash;
	int64_t times;
};

struct kept_runs {
	struct kept_run *items;
	size_t count, cap;
	size_t *slots; /* index + 1 by hash, 0 = free; a power of two of them */
	size_t slot_count;
};

static uint64_t hash_of(const char *text, size_t len)
{
	uint64_t hash = 14695981039346656037u; /* FNV-1a */

	for (size_t i = 0; i < len; i++)
		hash = (hash ^ (uint8_t)text[i]) * 1099511628211u;
	return hash;
}

/* The slot of this text: its own, or the free one where it belongs. */
static size_t *slot_of(const struct kept_runs *runs, const char *text, size_t len,
		       uint64_t hash)
{
	for (size_t i = hash & (runs->slot_count - 1);;
	     i = (i + 1) & (runs->slot_count - 1)) {
		const struct kept_run *run =
			runs->slots[i] ? &runs->items[runs->slots[i] - 1] : NULL;
		if (!run || (run->hash == hash && run->len == len &&
			     !memcmp(run->text, text, len)))
			return &runs->slots[i];
	}
}

static void more_slots(struct kept_runs *runs)
{
	runs->slot_count = runs->slot_count ? 2 * runs->slot_count : 256;
	free(runs->slots);
	runs->slots = xcalloc(runs->slot_count, sizeof(*runs->slots));
	for (size_t i = 0; i < runs->count; i++) {
		const struct kept_run *run = &runs->items[i];
		*slot_of(runs, run->text, run->len, run->hash) = i + 1;
	}
}

static void keep_run(struct kept_runs *runs, const struct buf *text)
{
	uint64_t hash = hash_of(text->data, text->len);

	if (2 * (runs->count + 1) > runs->slot_count)
		more_slots(runs);
	size_t *slot = slot_of(runs, text->data, text->len, hash);
	if (*slot) {
		runs->items[*slot - 1].times++;
		return;
	}
	ALLOC_GROW(runs->items, runs->count + 1, runs->cap);
	runs->items[runs->count++] =
		(struct kept_run){xstrndup(text->data, text->len), text->len, hash, 1};
	*slot = runs->count;
}

/* Of a person's records the one that began first: by tick, then device, then seq. */
struct beginning {
	int64_t tick, seq;
	uint8_t device[DEVICE_BYTES];
};

static bool earlier(const struct beginning *a, const struct beginning *b)
{
	if (a->tick != b->tick)
		return a->tick < b->tick;
	int order = memcmp(a->device, b->device, DEVICE_BYTES);
	return order ? order < 0 : a->seq < b->seq;
}

struct gathering {
	struct kept_runs *runs;
	struct buf text; /* of the record taken for this person so far */
	struct beginning began;
	int64_t person, learner; /* 0: nobody yet */
	bool skipped; /* the record being read is not the one */
};

static void hand_over(struct gathering *g)
{
	if (g->text.len)
		keep_run(g->runs, &g->text);
	buf_reset(&g->text);
}

static void begin_record(struct gathering *g, sqlite3_stmt *stmt)
{
	struct beginning began = {.tick = sqlite3_column_int64(stmt, 5),
				  .seq = sqlite3_column_int64(stmt, 7)};
	int64_t person = sqlite3_column_int64(stmt, 0);
	const void *device = sqlite3_column_blob(stmt, 6);

	if (device && sqlite3_column_bytes(stmt, 6) == DEVICE_BYTES)
		memcpy(began.device, device, DEVICE_BYTES);
	g->learner = sqlite3_column_int64(stmt, 1);
	g->skipped = person == g->person && !earlier(&began, &g->began);
	if (g->skipped)
		return;
	if (person == g->person)
		buf_reset(&g->text);
	else
		hand_over(g);
	g->person = person;
	g->began = began;
}

static void gather(struct gathering *g, sqlite3_stmt *stmt)
{
	if (sqlite3_column_int64(stmt, 1) != g->learner)
		begin_record(g, stmt);
	if (g->skipped)
		return;
	if (sqlite3_column_int(stmt, 2))
		buf_adds(&g->text, "|" RUN_END);
	else
		buf_printf(&g->text, "%s\t%s" RUN_END, db_text(stmt, 3),
			   db_text(stmt, 4));
}

/* Takes the text apart. */
static void add_run(struct practice_stat *stat, struct kept_run *kept)
{
	struct run_event *events = NULL;
	struct run run = {0};
	size_t cap = 0;
	char *more = kept->text;

	for (char *line; (line = strsep(&more, RUN_END)) && *line;) {
		char *action = strchr(line, '\t');
		if (action)
			*action++ = '\0';
		ALLOC_GROW(events, run.count + 1, cap);
		events[run.count++] = (struct run_event){
			.ended = !action, .screen = line, .action = action};
	}
	run.events = events;
	practice_stat_add(stat, &run, kept->times);
	free(events);
}

static bool read_runs(struct store *store, struct practice_stat *stat, struct err *err)
{
	struct kept_runs runs = {0};
	struct gathering g = {.runs = &runs, .text = BUF_INIT};
	int row;
	sqlite3_stmt *stmt = db_bind(store, STMT_RUNS, "s", stat->practice->id);

	while ((row = db_step(store, stmt, err)) > 0)
		gather(&g, stmt);
	hand_over(&g);
	buf_release(&g.text);
	for (size_t i = 0; i < runs.count; i++) {
		if (row == 0)
			add_run(stat, &runs.items[i]);
		free(runs.items[i].text);
	}
	free(runs.items);
	free(runs.slots);
	return row == 0;
}

bool store_practice_stat(struct store *store, const struct practice *practice,
			 struct practice_stat *stat, struct err *err)
{
	practice_stat_init(stat, practice);
	if (!read_runs(store, stat, err))
		return false;
	practice_stat_finish(stat);
	return true;
}
