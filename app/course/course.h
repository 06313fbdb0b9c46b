/* What a course is: modules, lessons, steps, questions, quizzes, skills, facts.
 *
 * Pure values, made by content/ from YAML and read by everybody. A struct course owns all of it
 * in one arena; every `const char *` below points into that arena, is valid NFC UTF-8 without
 * control characters (prose may hold '\n') and is never NULL unless it says so.
 * Arrays come as pointer + count; ids are ASCII kebab-case and unique within the course.
 *
 * Prose may contain {fact.key} and {ban}: expand it with course/prose.h before showing.
 *
 * A pack may have ten thousand lessons, and a learner opens one of them. So a course may hold
 * lessons, quizzes and practices of which only the *outline* is there: what lists, rules and
 * counts ask for. The members that are missing then are marked "opened"; whoever wants them calls
 * course_open_lesson() and its like first, which give the whole of it, read when it is asked for.
 * In a course that was read as a whole they give what is there already.
 */
#ifndef COURSE_COURSE_H
#define COURSE_COURSE_H

#include "base/date.h"
#include "base/diag.h"
#include "base/err.h"
#include "base/mem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Digests over what decides the marking, and over the rest (docs/content-format.md): a typo fix
 * keeps the first, so progress and statistics go on. First 16 bytes of BLAKE2b-256. */
#define DIGEST_BYTES 16

struct strings {
	const char **items;
	size_t count;
};

/* ── questions ─────────────────────────────────────────────────────────────────────────── */

enum question_type {
	QUESTION_SINGLE, /* one option is right */
	QUESTION_MULTIPLE, /* a set of options is right */
	QUESTION_ORDER, /* put items in order */
	QUESTION_MATCH, /* join left and right sides */
	QUESTION_TEXT, /* type a word or phrase */
	QUESTION_NUMBER, /* type a number */
	QUESTION_SPOT, /* mark the suspicious parts of a message */
	QUESTION_DO, /* do a practice and meet its goals */
	QUESTION_TYPES
};

enum score_policy {
	SCORE_ALL, /* multiple: everything right or nothing */
	SCORE_EACH, /* multiple: max(0, (right - wrong) / keys) */
	SCORE_EXACT, /* order: the whole order or nothing */
	SCORE_PAIRS, /* order: share of pairs that stand in the right order */
};

/* An option of single/multiple, or an item of order (in the right order, correct unused). */
struct option {
	const char *id, *text;
	const char *why; /* shown when it was chosen wrongly or missed; NULL if none */
	bool correct;
};

struct pair {
	const char *id, *left, *right;
};

/* How far a typed answer may differ; text/match.h has the meaning. */
enum compare_marks { COMPARE_EXACT, COMPARE_PLACE, COMPARE_NONE };
struct compare {
	enum compare_marks marks;
	bool case_matters, spaces_matter;
	int typo; /* forgiven edits: 0, 1 or 2 */
};

struct near_answer {
	const char *text, *hint;
};

/* A marked part of a message: bytes [start, start + len) of question.message. */
struct span {
	const char *id;
	size_t start, len;
	bool scam, must;
	const char *why;
};

struct question {
	const char *id; /* of a check: "<lesson>/<step>" */
	enum question_type type;
	const char *ask;
	const char *explain; /* shown after any answer; NULL if none */
	struct strings skills;
	const char *objective; /* of a check; NULL in quizzes */
	enum score_policy score;
	bool shuffle;
	struct option *options; /* single, multiple, order */
	size_t option_count;
	struct pair *pairs; /* match */
	size_t pair_count;
	struct strings extra_right;
	struct strings accept; /* text */
	struct near_answer *near;
	size_t near_count;
	struct compare compare;
	struct strings try_right, try_wrong;
	int64_t number, tolerance; /* number: millionths, as text/number.h parses */
	const char *unit; /* NULL if none */
	const char *message; /* spot: without the marks */
	const char *from, *app; /* spot: as in struct phone; may be NULL */
	struct span *spans;
	size_t span_count;
	const char *practice; /* do */
	struct strings goals;
	int epoch;
	uint8_t grade_digest[DIGEST_BYTES], text_digest[DIGEST_BYTES];
	struct place at;
};

/* ── lessons ───────────────────────────────────────────────────────────────────────────── */

enum step_kind {
	STEP_SAY,
	STEP_LIST,
	STEP_FIGURE,
	STEP_PHONE,
	STEP_CHECK,
	STEP_PRACTICE, /* names a practice; course_practice() is NULL where its file has errors */
	STEP_QR, /* an address shown as a QR code */
};

enum phone_app {
	PHONE_HOME,
	PHONE_CALL,
	PHONE_SMS,
	PHONE_CHAT,
	PHONE_BROWSER,
	PHONE_STORE,
	PHONE_SETTINGS,
	PHONE_BANK,
	PHONE_QR_SCAN,
	PHONE_PORTAL,
	PHONE_ID,
	PHONE_HEALTH,
	PHONE_CAMERA,
	PHONE_FORM,
	PHONE_ALERT,
	PHONE_APPS
};

/* What the corner of a phone says it is connected by. */
enum phone_network {
	NETWORK_UNSAID,
	NETWORK_MOBILE, /* "4G" */
	NETWORK_WIFI,
	NETWORK_OFF, /* both switched off */
	NETWORK_NONE, /* no signal */
	NETWORK_AIRPLANE,
	NETWORKS
};

/* A still phone screen. */
struct phone {
	enum phone_app app;
	const char *title, *from, *at, *address, *text; /* each may be NULL */
	enum phone_network network;
	int battery; /* per cent; 0 = unsaid */
	struct strings items, buttons;
};

struct step {
	const char *id;
	const char *title; /* NULL if none */
	enum step_kind kind;
	const char *say; /* STEP_SAY; STEP_FIGURE: the drawing; STEP_QR: the address */
	const char *alt; /* STEP_FIGURE: in words */
	struct strings list;
	struct phone *phone;
	struct question *check;
	const char *practice;
	const char *caption; /* NULL if none */
	struct place at;
};

struct objective {
	const char *id, *text;
};

struct word {
	const char *word, *means;
};

/* An outline has id, title, skills, needs, remember, minutes, epoch, step_count, step_names and at. */
struct lesson {
	const char *id, *title;
	struct strings skills, needs, recap, remember, sources;
	int minutes, epoch;
	struct objective *objectives;
	size_t objective_count;
	struct step *steps;
	size_t step_count;
	const char *
		step_names; /* of an outline: the steps' ids, each with its NUL, then "" */
	struct word *words;
	size_t word_count;
	const char *prepare, *ask_class; /* for the teacher; NULL if none */
	struct place at;
};

/* ── quizzes ───────────────────────────────────────────────────────────────────────────── */

enum quiz_mode {
	QUIZ_PRACTICE, /* feedback after every answer */
	QUIZ_EXAM, /* marked at the end */
};

struct draw_rule {
	const char *skill; /* NULL: any skill */
	int take;
};

/* An outline has all but the questions. */
struct quiz {
	const char *id, *title;
	enum quiz_mode mode;
	struct strings from; /* quizzes whose questions join the pool */
	struct draw_rule *draw;
	size_t draw_count;
	struct strings always; /* question ids everybody gets */
	int pass_percent;
	struct strings must; /* question ids that must be right to pass */
	int max_attempts; /* 0: no limit */
	int wait_seconds; /* between attempts */
	bool keep_best; /* else the last one counts */
	struct question *questions; /* NULL in an outline */
	size_t question_count;
	const char *question_names; /* of an outline: their ids in the same way */
	int epoch;
	struct place at;
};

/* ── the whole ─────────────────────────────────────────────────────────────────────────── */

struct skill {
	const char *id, *title;
	struct strings maps; /* "cv-3139 0.1", "digcomp-3 4" */
};

struct source {
	const char *id, *title, *url;
	const char *date; /* as the source prints it */
};

enum fact_status { FACT_VERIFIED, FACT_SINGLE_SOURCE, FACT_REMEMBERED };

struct fact {
	const char *id, *value, *note; /* note may be NULL */
	struct date as_of;
	struct strings sources;
	enum fact_status status;
	struct place at;
};

/* Typing practice: lines to type, from single keys to whole sentences. "{ten}" in a line is the
 * learner's own name. */
struct exercise {
	const char *id, *title;
	const char *say; /* what it is about, before the first line */
	struct strings lines;
	struct place at;
};

struct practice; /* course/practice.h */

struct module {
	const char *id, *title;
	struct strings needs, lesson_ids;
	const char *quiz_id; /* NULL if none */
	struct lesson **
		lessons; /* resolved; as many as lesson_ids, none NULL after a clean load */
	struct quiz *quiz; /* resolved, may be NULL */
	struct place at;
};

/* The completion rule: all that is named must hold (course/completion.h). */
struct completion_rule {
	int version;
	bool lessons_required; /* {modules: required}: every lesson of every module */
	bool quizzes_required; /* {quizzes: passed}: every module's quiz */
	const char *exam_id; /* {exam: ...}; NULL if none */
	int exam_percent;
	struct strings waive_reasons;
};

/* Gives the whole of what a course has in outline (content/shelf.h). What it gives stays good for
 * as long as the course. NULL and err where it cannot be had any more: in words for a learner. */
struct opener {
	const struct lesson *(*lesson)(struct opener *, const char *id, struct err *err);
	const struct quiz *(*quiz)(struct opener *, const char *id, struct err *err);
	const struct practice *(*practice)(struct opener *, const char *id,
					   struct err *err);
	/* The course as its files are now, for what is judged once and for all. Never NULL. */
	const struct course *(*certain)(struct opener *);
};

/* An id as it was, and as it is (`formerly` in the files): what people did under the old one
 * goes on under the new one. Steps and checks are "<lesson>/<step>". */
struct former {
	const char *was, *now;
};

struct course {
	struct arena arena;
	struct opener *opener; /* borrowed; NULL: all is here, nothing in outline */
	const char *id, *title;
	struct module *modules;
	size_t module_count;
	struct completion_rule completion;
	struct lesson **lessons; /* all, in course order, then those no module names */
	size_t lesson_count;
	struct quiz **quizzes;
	size_t quiz_count;
	struct skill *skills;
	size_t skill_count;
	struct fact *facts;
	size_t fact_count;
	struct source *sources;
	size_t source_count;
	struct exercise *exercises;
	size_t exercise_count;
	struct practice *
		*practices; /* as lessons name them, then those no lesson names */
	size_t practice_count;
	struct strings glossary; /* the words lessons explain, each once */
	struct former *formers; /* sorted by `was`; also of what is in outline */
	size_t former_count;
	struct strings retired; /* ids that are given up; only where all was read */
	uint32_t *slots; /* course_index(): lessons by the hash of their id */
	uint32_t *modules_of; /* of each lesson its module's number, from 1; 0: none */
	size_t slot_count;
};

/* Makes looking up a lesson fast however many there are. After `lessons` and
 * `modules` are filled; without it
 * everything works as well. */
void course_index(struct course *course);

/* The whole of it, read now if need be. NULL where there is none of that id, or it cannot be read:
 * then err, which may be NULL, has a sentence for the learner. */
const struct lesson *course_open_lesson(const struct course *course, const char *id,
					struct err *err);
const struct quiz *course_open_quiz(const struct course *course, const char *id,
				    struct err *err);
const struct practice *course_open_practice(const struct course *course, const char *id,
					    struct err *err);

/* What stands in the lists; NULL where there is none of that id. */
const struct lesson *course_lesson(const struct course *course, const char *id);
const struct quiz *course_quiz(const struct course *course, const char *id);
const struct module *course_module_of_lesson(const struct course *course,
					     const char *lesson);
const struct module *course_module_of_quiz(const struct course *course, const char *quiz);
/* Opens what it is in. */
const struct question *course_question(const struct course *course, const char *id);
const struct practice *course_practice(const struct course *course, const char *id);
const struct fact *course_fact(const struct course *course, const char *id);
const struct skill *course_skill(const struct course *course, const char *id);
/* The id that this one is now: itself, unless it was given up for another. The string may be the one
 * that was passed. */
const char *course_now(const struct course *course, const char *id);
/* The position of a step in its lesson, or -1; in outlines, too. */
int lesson_step(const struct lesson *lesson, const char *step_id);
/* Frees everything; the struct is zeroed. */
void course_release(struct course *course);

bool strings_have(const struct strings *list, const char *item);

/* "single" ... and back; -1 where unknown. The same names stand in YAML and the database. */
const char *question_type_name(enum question_type type);
int question_type_parse(const char *name);
const char *phone_app_name(enum phone_app app);
int phone_app_parse(const char *name);

/* The canonical bytes over which content/ takes the grade digest: type, score policy, option
 * ids and keys, accept list, comparison, number, spans. Nothing that only changes the wording.
 * The order in the file counts for `order` only. `near` and `try` are no part of it: they never
 * change a score (text/match.h is asked for `near` only when the answer is wrong). */
struct buf;
void question_grade_bytes(const struct question *question, struct buf *out);
/* Everything else people read: ask, explain, texts, reasons. */
void question_text_bytes(const struct question *question, struct buf *out);

#endif
