/* Also linked into the tests of report and ui, which need a store to stand on. */
#include "fixture.h"

#include "base/file.h"
#include "course/answer.h"

#include <linux/magic.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

/* ── the region and the course ─────────────────────────────────────────────────────────── */

#define MONTH(month, year) ((year)*12 + (month)-1)
#define OPEN_FROM INT32_MIN
#define OPEN_TO INT32_MAX

static struct retirement_row rows[] = {
	{SEX_MALE, OPEN_FROM, MONTH(12, 1960), 720},
	{SEX_MALE, MONTH(1, 1961), MONTH(9, 1961), 723},
	{SEX_MALE, MONTH(10, 1961), MONTH(6, 1962), 726},
	{SEX_MALE, MONTH(7, 1962), MONTH(3, 1963), 729},
	{SEX_MALE, MONTH(4, 1963), MONTH(12, 1963), 732},
	{SEX_MALE, MONTH(1, 1964), MONTH(9, 1964), 735},
	{SEX_MALE, MONTH(10, 1964), MONTH(6, 1965), 738},
	{SEX_MALE, MONTH(7, 1965), MONTH(3, 1966), 741},
	{SEX_MALE, MONTH(4, 1966), OPEN_TO, 744},
	{SEX_FEMALE, OPEN_FROM, MONTH(12, 1965), 660},
	{SEX_FEMALE, MONTH(1, 1966), MONTH(8, 1966), 664},
	{SEX_FEMALE, MONTH(9, 1966), MONTH(4, 1967), 668},
	{SEX_FEMALE, MONTH(5, 1967), MONTH(12, 1967), 672},
	{SEX_FEMALE, MONTH(1, 1968), MONTH(8, 1968), 676},
	{SEX_FEMALE, MONTH(9, 1968), MONTH(4, 1969), 680},
	{SEX_FEMALE, MONTH(5, 1969), MONTH(12, 1969), 684},
	{SEX_FEMALE, MONTH(1, 1970), MONTH(8, 1970), 688},
	{SEX_FEMALE, MONTH(9, 1970), MONTH(4, 1971), 692},
	{SEX_FEMALE, MONTH(5, 1971), MONTH(12, 1971), 696},
	{SEX_FEMALE, MONTH(1, 1972), MONTH(8, 1972), 700},
	{SEX_FEMALE, MONTH(9, 1972), MONTH(4, 1973), 704},
	{SEX_FEMALE, MONTH(5, 1973), MONTH(12, 1973), 708},
	{SEX_FEMALE, MONTH(1, 1974), MONTH(8, 1974), 712},
	{SEX_FEMALE, MONTH(9, 1974), MONTH(4, 1975), 716},
	{SEX_FEMALE, MONTH(5, 1975), OPEN_TO, 720},
};

static struct ward wards[] = {
	{"00004", "Ba Đình", WARD_PHUONG, 65023},
	{"00070", "Hoàn Kiếm", WARD_PHUONG, 105301},
	{"09817", "An Khánh", WARD_XA, 102136},
};

const struct region fixture_region = {
	.id = "hanoi",
	.title = "Thành phố Hà Nội",
	.wards = wards,
	.ward_count = ARRAY_LEN(wards),
	.from_age = 15,
	.rows = rows,
	.row_count = ARRAY_LEN(rows),
	.rule_version = "nd-135-2020",
};

static struct option options[] = {
	{"dung", "Cúp máy", NULL, true},
	{"sai", "Đọc mã cho họ", "Có mã là họ rút được tiền.", false},
};

static struct question questions[] = {
	{.id = "q1", .grade_digest = {1}},
	{.id = "q2", .grade_digest = {2}},
	{.id = "q3", .grade_digest = {3}},
	{.id = "q4", .grade_digest = {4}},
};
static const char *question_ids[] = {"q1", "q2", "q3", "q4"};
static struct quiz quiz = {.id = "kt",
			   .title = "Kiểm tra",
			   .mode = QUIZ_EXAM,
			   .always = {question_ids, 4},
			   .pass_percent = 75,
			   .keep_best = true,
			   .questions = questions,
			   .question_count = ARRAY_LEN(questions)};
static struct quiz *quizzes[] = {&quiz};

static struct question check = {.id = "goi/hoi", .grade_digest = {9}};
static struct step steps[] = {
	{.id = "mo-dau", .kind = STEP_SAY, .say = "Chào bác."},
	{.id = "hoi", .kind = STEP_CHECK, .check = &check},
};
static struct lesson goi = {.id = "goi",
			    .title = "Gọi điện",
			    .epoch = 1,
			    .steps = steps,
			    .step_count = ARRAY_LEN(steps)};
static struct lesson nhan = {.id = "nhan", .title = "Nhắn tin", .epoch = 1};
static struct lesson *lessons[] = {&goi, &nhan};
static const char *lesson_ids[] = {"goi", "nhan"};
static struct module modules[] = {{.id = "dien-thoai",
				   .title = "Điện thoại",
				   .lesson_ids = {lesson_ids, 2},
				   .quiz_id = "kt",
				   .lessons = lessons,
				   .quiz = &quiz}};
static const char *reasons[] = {"danh-gia-truc-tiep"};
static struct course course = {
	.id = "ky-nang-so",
	.title = "Kỹ năng số cơ bản",
	.modules = modules,
	.module_count = 1,
	.completion = {.version = 3,
		       .lessons_required = true,
		       .quizzes_required = true,
		       .waive_reasons = {reasons, 1}},
	.lessons = lessons,
	.lesson_count = ARRAY_LEN(lessons),
	.quizzes = quizzes,
	.quiz_count = 1,
};

static void finish_question(struct question *question)
{
	question->type = QUESTION_SINGLE;
	question->ask = "Có người lạ hỏi mã. Bác làm gì?";
	question->options = options;
	question->option_count = ARRAY_LEN(options);
}

const struct course *fixture_course(void)
{
	for (size_t i = 0; i < ARRAY_LEN(questions); i++)
		finish_question(&questions[i]);
	finish_question(&check);
	return &course;
}

/* Stands before the one of libc. */
bool fixture_remote;

int statfs(const char *path, struct statfs *st)
{
	(void)path;
	*st = (struct statfs){0};
	st->f_type = fixture_remote ? NFS_SUPER_MAGIC : TMPFS_MAGIC;
	return 0;
}

/* ── folders ───────────────────────────────────────────────────────────────────────────── */

char *folder_new(void)
{
	/* In memory where there is such a place: these tests are not about the disk. */
	const char *base = getenv("TMPDIR");
	if (!base || !*base)
		base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
	char *path = xasprintf("%s/kynangso-store-XXXXXX", base);

	assert_non_null(mkdtemp(path));
	return path;
}

void folder_remove(char *path)
{
	char **names;
	size_t count;

	if (folder_list(path, "", &names, &count, NULL)) {
		for (size_t i = 0; i < count; i++) {
			char *name = path_join(path, names[i]);
			unlink(name);
			free(name);
			free(names[i]);
		}
		free(names);
	}
	assert_int_equal(rmdir(path), 0);
	free(path);
}

static void file_copy(const char *from, const char *to)
{
	struct buf bytes = BUF_INIT;
	struct err err = {0};

	if (!file_read(from, (size_t)1 << 30, &bytes, &err) ||
	    !file_write(to, bytes.data, bytes.len, 0600, true, &err))
		fail_msg("%s", err.text);
	buf_release(&bytes);
}

void folder_copy(const char *from, const char *to)
{
	char **names;
	size_t count;
	struct err err = {0};

	assert_true(folder_make(to, 0700, &err));
	assert_true(folder_list(from, "", &names, &count, &err));
	for (size_t i = 0; i < count; i++) {
		char *a = path_join(from, names[i]), *b = path_join(to, names[i]);
		file_copy(a, b);
		free(a);
		free(b);
		free(names[i]);
	}
	free(names);
}

/* ── the bench ─────────────────────────────────────────────────────────────────────────── */

static void bench_open(struct bench *bench, enum store_mode mode)
{
	struct err err = {0};

	bench->store = store_open(bench->folder, mode, &bench->clock, fixture_course(),
				  &fixture_region, &err);
	if (!bench->store)
		fail_msg("%s", err.text);
}

void bench_memory(struct bench *bench)
{
	*bench = (struct bench){.clock = {true, START}};
	bench_open(bench, STORE_CREATE);
}

void bench_folder(struct bench *bench)
{
	*bench = (struct bench){.clock = {true, START}, .folder = folder_new()};
	bench_open(bench, STORE_CREATE);
}

void bench_reopen(struct bench *bench)
{
	store_close(bench->store);
	bench_open(bench, STORE_OPEN);
}

void bench_close(struct bench *bench)
{
	store_close(bench->store);
	if (bench->folder)
		folder_remove(bench->folder);
	*bench = (struct bench){0};
}

/* ── people ────────────────────────────────────────────────────────────────────────────── */

struct person somebody(const char *name, enum sex sex, int year, int month, int day,
		       const char *ward)
{
	struct person person = {.sex = sex,
				.birth = {.year = year, .month = month, .day = day}};

	person.birth.precision = day     ? PRECISION_DAY
				 : month ? PRECISION_MONTH
				 : year  ? PRECISION_YEAR
					 : PRECISION_NONE;
	snprintf(person.name, sizeof(person.name), "%s", name);
	snprintf(person.ward, sizeof(person.ward), "%s", ward);
	return person;
}

int64_t enrol(struct store *store, const char *name, enum sex sex, int year, int month,
	      int day, const char *ward)
{
	struct registration registration = {
		.person = somebody(name, sex, year, month, day, ward),
		.consent = {.text_version = 1},
	};
	struct err err = {0};
	int64_t id;

	if (year > 2000) /* by whenever the test plays */
		strcpy(registration.consent.representative, "Trần Văn Cha");
	assert_done(store_learner_register(store, &registration, &id, &err));
	return id;
}

int64_t take_quiz(struct store *store, int64_t learner, int right, bool *completed)
{
	struct paper paper;
	struct err err = {0};
	int64_t id;
	char good[] = "dung", bad[] = "sai", *answers[ARRAY_LEN(questions)];

	paper_draw(&paper, fixture_course(), &quiz, (uint64_t)learner, NULL);
	assert_int_equal(paper.count, ARRAY_LEN(questions));
	assert_done(store_attempt_start(store, learner, &paper, &id, &err));
	for (size_t i = 0; i < paper.count; i++) {
		answers[i] = (int)i < right ? good : bad;
		assert_done(store_attempt_answer(store, id, i, &paper.sheets[i],
						 answers[i], &err));
	}
	struct outcome outcome = paper_outcome(&paper, answers);
	assert_done(store_attempt_finish(store, id, &outcome, completed, &err));
	paper_release(&paper);
	return id;
}

bool finish_course(struct store *store, int64_t learner)
{
	struct err err = {0};
	bool completed;

	assert_done(store_lesson_done(store, learner, &goi, &completed, &err));
	assert_false(completed);
	assert_done(store_lesson_done(store, learner, &nhan, &completed, &err));
	assert_false(completed);
	take_quiz(store, learner, 4, &completed);
	return completed;
}

/* ── behind the store's back ───────────────────────────────────────────────────────────── */

static sqlite3 *open_behind(const char *folder)
{
	sqlite3 *db;
	char *path = path_join(folder, "kynangso.db");

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	sqlite3_busy_timeout(db, 5000);
	sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	free(path);
	return db;
}

void meddle(const char *folder, const char *sql)
{
	sqlite3 *db = open_behind(folder);
	char *message = NULL;

	if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK)
		fail_msg("%s: %s", sql, message);
	sqlite3_close(db);
}

void as_version_2(const char *folder)
{
	meddle(folder,
	       "DROP TABLE id_near; DROP INDEX population_of_ward; ALTER TABLE population DROP COLUMN definition;"
	       "CREATE INDEX population_of_ward ON population (ward, day, id);"
	       "DROP INDEX pairing_decided; ALTER TABLE pairing DROP COLUMN staff;"
	       "ALTER TABLE pairing DROP COLUMN at;"
	       "ALTER TABLE contribution DROP COLUMN verified;"
	       "ALTER TABLE learner_state DROP COLUMN consented;"
	       "ALTER TABLE learner_state DROP COLUMN withdrawn;"
	       "DROP INDEX attempt_of_owner; ALTER TABLE attempt DROP COLUMN owner;"
	       "DROP INDEX event_of_staff; DROP TABLE audit; DROP TABLE trait; DROP TABLE likeness;"
	       "DROP TABLE cluster; DROP TABLE cluster_sum;"
	       "ALTER TABLE staff DROP COLUMN closed;"
	       "DELETE FROM meta WHERE key = 'projection'; PRAGMA user_version = 2");
}

int64_t ask(const char *folder, const char *sql)
{
	sqlite3 *db = open_behind(folder);
	sqlite3_stmt *stmt;
	int64_t value = 0;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	if (sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}
