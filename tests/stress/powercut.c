/* Pulling the plug of the machine: whatever the disk had in its cache may be gone.
 *
 *	powercut [truncate] [IMAGES [COMPOUND [SEED]]]
 *
 * The life of a centre is lived once over a VFS that logs (oplog.h): first start, registering,
 * learning, completion, corrections, erasing, merging, recounting, checkpoints, coming and going.
 * Then at every operation the disks that a power cut may leave are made, opened, and asked: is
 * the file sound, is everything there that was acknowledged? COMPOUND times the power goes again
 * while that opening recovers. Two mutants show that the test can fail: one acknowledges before
 * the commit, one disk ignores the syncs of the log.
 * `truncate` uses the rollback journal, as on file systems where the log cannot be used.
 */
#include "oplog.h"
#include "scene.h"

/* ── a life ────────────────────────────────────────────────────────────────────────────── */

static char *folder, *other, *found;

/* Acknowledged: so many events, and this step of the settings. */
static void ack(struct store *store, bool done, const struct err *err)
{
	struct journal_stats stats;

	if (!done) {
		fprintf(stderr, "%s\n", err->text);
		exit(1);
	}
	store_journal_stats(store, &stats, NULL);
	oplog_ack(stats.events);
}

static void quiz(struct store *store, int64_t learner, struct err *err)
{
	struct paper paper;
	int64_t attempt;
	bool completed;
	char good[] = "dung", *answers[] = {good, good, good};

	paper_draw(&paper, &scene_course, &scene_quiz, 7, NULL);
	ack(store, store_attempt_start(store, learner, &paper, &attempt, err), err);
	for (size_t i = 0; i < paper.count; i++)
		ack(store,
		    store_attempt_answer(store, attempt, i, &paper.sheets[i], good, err),
		    err);
	struct outcome outcome = paper_outcome(&paper, answers);
	ack(store, store_attempt_finish(store, attempt, &outcome, &completed, err), err);
	paper_release(&paper);
}

static int64_t one_learner(struct store *store, struct err *err)
{
	int64_t id;
	bool completed;

	ack(store, scene_register(store, "Nguyễn Thị Hòa", &id, err), err);
	ack(store, store_attended(store, id, "sang", err), err);
	ack(store, store_lesson_done(store, id, &scene_lesson, &completed, err), err);
	quiz(store, id, err);
	return id;
}

static void staff_work(struct store *store, int64_t one, int64_t two, struct err *err)
{
	struct learner learner;
	bool equal;
	int64_t added;

	ack(store, store_completion_confirm(store, one, "Lan", err), err);
	ack(store, store_unite(store, one, two, "", "Lan", err), err);
	ack(store, store_learner(store, one, &learner, err), err);
	memcpy(learner.person.ward, "00070", 6);
	ack(store, store_learner_correct(store, one, &learner.person, NULL, NULL, 0, err),
	    err);
	ack(store, store_checkpoint(store, err), err);
	ack(store, store_separate(store, one, two, "Lan", err), err);
	ack(store, store_completion_void(store, two, "nhầm", "Lan", err), err);
	ack(store, store_merge(store, other, &added, err), err);
	ack(store, store_recount(store, false, &equal, err), err);
	ack(store, store_learner_erase(store, two, "Lan", err), err);
}

static void live(void)
{
	struct err err = {0};
	struct centre centre = {.name = "Trung tâm", .ward = "00004"};
	struct staff first = {.name = "Lan", .role = STAFF_ADMIN};
	struct store *store = scene_open(folder, STORE_CREATE);

	ack(store, store_centre_make(store, &centre, &first, &err), &err);
	int64_t one = one_learner(store, &err), two = one_learner(store, &err);
	store_close(store);
	store = scene_open(folder, STORE_OPEN);
	staff_work(store, one, two, &err);
	store_begin(store, &err);
	int64_t id;
	for (int i = 0; i < 20; i++)
		scene_register(store, "Trần Văn Hùng", &id, &err);
	ack(store, store_commit(store, &err), &err);
	one_learner(store, &err);
	store_close(store);
}

/* ── judging one disk ──────────────────────────────────────────────────────────────────── */

struct verdict {
	size_t images, corrupt, lost, opened, compound;
};

static int64_t number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt;
	int64_t value = -1;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static bool sound(sqlite3 *db)
{
	sqlite3_stmt *stmt;
	bool ok = sqlite3_prepare_v2(db, "PRAGMA integrity_check", -1, &stmt, NULL) ==
			  SQLITE_OK &&
		  sqlite3_step(stmt) == SQLITE_ROW &&
		  !strcmp((const char *)sqlite3_column_text(stmt, 0), "ok");

	sqlite3_finalize(stmt);
	return ok;
}

/* As the next start will find it: the store itself must be able to go on. */
static bool can_go_on(int64_t acked)
{
	struct err err = {0};
	struct journal_stats stats;
	bool whole = false, equal = false;
	int64_t id;
	struct store *store = store_open(found, STORE_CREATE, &scene_clock, &scene_course,
					 &scene_region, &err);
	bool ok = store && store_journal_verify(store, &whole, &err) && whole &&
		  store_recount(store, true, &equal, &err) && equal &&
		  store_journal_stats(store, &stats, &err) && stats.events >= acked &&
		  scene_register(store, "Sau Khi Mất Điện", &id, &err);

	if (!ok)
		fprintf(stderr, "%s\n", err.text);
	store_close(store);
	return ok;
}

static void judge(struct verdict *verdict, int64_t acked)
{
	sqlite3 *db;
	char path[512];

	snprintf(path, sizeof(path), "%s/%s", found, oplog_names[0]);
	sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "unix");
	bool ok = sound(db);
	int64_t events = ok ? number(db, "SELECT count(*) FROM event") : -1;
	sqlite3_close(db);
	verdict->images++;
	verdict->corrupt += !ok;
	verdict->lost += ok && acked > 0 && events < acked;
}

/* ── the sweep ─────────────────────────────────────────────────────────────────────────── */

enum mutant { MUTANT_NONE, MUTANT_EARLY_ACK, MUTANT_NO_SYNC };

/* The mutant that acknowledges at once has done so when the call before had ended. */
static int64_t acked_at(const struct disk *disk, size_t at, enum mutant mutant)
{
	for (size_t i = at + 1; mutant == MUTANT_EARLY_ACK && i < oplog.count; i++) {
		if (oplog.ops[i].kind == OP_ACK)
			return oplog.ops[i].at;
	}
	return disk->acked;
}

/* Where a log begins: operations that are no cut yet, and what was acknowledged before. */
struct start {
	size_t given;
	int64_t acked;
};

/* Every n-th operation, so that about `images` disks are looked at. */
static void sweep(struct verdict *verdict, struct start start, size_t images,
		  enum mutant mutant, struct dice *dice)
{
	struct disk disk;
	/* nothing, everything, and at least four mixtures */
	size_t damages = images / oplog.count > 6 ? images / oplog.count : 6;
	size_t all = oplog.count * damages, kept = 0;

	disk_init(&disk);
	disk.acked = start.acked;
	for (size_t at = 0; at < oplog.count; at++) {
		disk_step(&disk, at, mutant == MUTANT_NO_SYNC);
		if (at < start.given)
			continue;
		if ((at + 1) * damages * images / all <= kept && images < all)
			continue;
		for (size_t d = 0; d < damages; d++, kept++) {
			enum damage damage = d < 2 ? (enum damage)d : DAMAGE_MIXED;
			int64_t acked = acked_at(&disk, at, mutant);
			disk_image(&disk, damage, dice, found);
			judge(verdict, acked);
			if (mutant == MUTANT_NONE && dice_below(dice, 40) == 0) {
				verdict->opened++;
				verdict->lost += !can_go_on(acked);
			}
		}
	}
	disk_release(&disk);
}

/* ── a second cut while the first is being recovered from ──────────────────────────────── */

static struct content read_file(const char *base, const char *name)
{
	struct buf bytes = BUF_INIT;
	char *path = path_join(base, name);
	struct content content = {0};

	if (file_read(path, (size_t)1 << 30, &bytes, NULL)) {
		content.size = bytes.len;
		content.bytes = (uint8_t *)buf_detach(&bytes);
	}
	free(path);
	buf_release(&bytes);
	return content;
}

/* The files as they lie in `base`, as the first operations of a new log, all synced. */
static void log_from(const char *base)
{
	for (int name = 0; name < NAMES; name++) {
		struct content content = read_file(base, oplog_names[name]);
		oplog.inode[name] = -1;
		if (!content.bytes)
			continue;
		oplog.inode[name] = oplog.inodes++;
		oplog_add(OP_CREATE, name);
		struct disk_op *op = oplog_add(OP_WRITE, name);
		op->n = content.size;
		op->bytes = content.bytes;
		oplog_add(OP_SYNC, name)->folder = true;
	}
}

static void copy_files(const char *from, const char *to)
{
	for (int name = 0; name < NAMES; name++) {
		struct content content = read_file(from, oplog_names[name]);
		put_file(to, oplog_names[name], content.bytes ? &content : NULL);
		free(content.bytes);
	}
	put_file(to, "kynangso.db-shm", NULL);
	put_file(to, "device", NULL);
}

/* `found` holds a disk after a first cut with so much acknowledged: recover under the log, work
 * a little, and cut at every operation of that. */
static void cut_again(struct verdict *verdict, int64_t acked, struct dice *dice)
{
	struct err err = {0};
	int64_t id;

	copy_files(found, folder);
	oplog.folder = folder;
	log_from(folder);
	struct start start = {oplog.count, acked};
	struct store *store = scene_open(folder, STORE_CREATE);
	ack(store, scene_register(store, "Sau Lần Đầu", &id, &err), &err);
	ack(store, store_checkpoint(store, &err), &err);
	ack(store, store_attended(store, id, "sang", &err), &err);
	store_close(store);
	oplog.folder = NULL;
	size_t before = verdict->images;
	struct verdict second = {0};
	sweep(&second, start, 60, MUTANT_NONE, dice);
	verdict->images = before + second.images;
	verdict->corrupt += second.corrupt;
	verdict->lost += second.lost;
	verdict->opened += second.opened;
	verdict->compound += second.images;
}

/* Cuts the first life at random places and each time again. The log of the first life is needed
 * for that, so the logs change places. */
static void compound(struct verdict *verdict, size_t images, struct dice *dice)
{
	struct disk_op *ops = oplog.ops;
	size_t count = oplog.count;

	while (verdict->compound < images) {
		struct disk disk;
		size_t cut = dice_below(dice, (uint32_t)count);
		disk_init(&disk);
		for (size_t at = 0; at <= cut; at++)
			disk_step(&disk, at, false);
		disk_image(&disk, DAMAGE_MIXED, dice, found);
		int64_t acked = disk.acked;
		disk_release(&disk);
		oplog.ops = NULL;
		oplog.count = oplog.cap = 0;
		cut_again(verdict, acked, dice);
		oplog_clear();
		oplog.ops = ops;
		oplog.count = oplog.cap = count;
	}
}

/* ── main ──────────────────────────────────────────────────────────────────────────────── */

static void prepare_other(void)
{
	struct err err = {0};
	struct store *store = scene_open(other, STORE_CREATE);

	one_learner(store, &err);
	store_close(store);
}

static bool report(const char *what, const struct verdict *verdict, bool good)
{
	printf("%-12s %zu images (%zu opened by the store, %zu after a second cut): %zu "
	       "corrupt, %zu with something acknowledged missing: %s\n",
	       what, verdict->images, verdict->opened, verdict->compound,
	       verdict->corrupt, verdict->lost, good ? "good" : "BAD");
	return good;
}

int main(int argc, char **argv)
{
	int passed = 0;

	scene_remote = argc > 1 && !strcmp(argv[1], "truncate");
	argv += scene_remote;
	argc -= scene_remote;
	size_t images = argc > 1 ? strtoull(argv[1], NULL, 10) : 1500;
	size_t second = argc > 2 ? strtoull(argv[2], NULL, 10) : images / 5;
	struct dice dice = {argc > 3 ? strtoull(argv[3], NULL, 10) : 1};
	struct verdict true_life = {0}, early = {0}, no_sync = {0};

	scene_clock = (struct clock){true, 20779LL * SECONDS_PER_DAY};
	folder = scene_folder();
	other = scene_folder();
	found = scene_folder();
	oplog_register();
	prepare_other();
	oplog_clear();
	oplog.folder = folder;
	for (int i = 0; i < NAMES; i++)
		oplog.inode[i] = -1;
	live();
	oplog.folder = NULL;
	printf("%zu operations, %s\n", oplog.count,
	       scene_remote ? "rollback journal" : "WAL");

	sweep(&early, (struct start){0}, images / 4, MUTANT_EARLY_ACK, &dice);
	sweep(&no_sync, (struct start){0}, images / 4, MUTANT_NO_SYNC, &dice);
	sweep(&true_life, (struct start){0}, images, MUTANT_NONE, &dice);
	compound(&true_life, second, &dice);
	passed += report("the program", &true_life,
			 !true_life.corrupt && !true_life.lost && true_life.images);
	passed += report("early ack", &early, early.lost > 0);
	passed += report("no sync", &no_sync, no_sync.lost + no_sync.corrupt > 0);
	printf("%d passed, %d failed\n", passed, 3 - passed);
	oplog_clear();
	scene_remove(folder);
	scene_remove(other);
	scene_remove(found);
	return passed != 3;
}
