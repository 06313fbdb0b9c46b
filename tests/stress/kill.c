/* Pulling the plug of the process: a child registers learners and answers a quiz in a loop and says
 * through a pipe what was acknowledged; the parent kills it with SIGKILL at a random moment, opens
 * the database again and looks for everything that was acknowledged.
 *
 *	kill [truncate] [ROUNDS [SEED]]
 */
#include "scene.h"

#include "course/dice.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

/* What the child has been told, one of these per acknowledged call. */
struct ack {
	char kind; /* r registered, a answered, f finished, l lesson done */
	int64_t id; /* learner, or attempt */
	int position;
	char answer[8];
};

static void say(int pipe_end, struct ack ack)
{
	if (write(pipe_end, &ack, sizeof(ack)) != sizeof(ack))
		_exit(1);
}

static void must(bool done, const struct err *err)
{
	if (!done) {
		fprintf(stderr, "%s\n", err->text);
		_exit(1);
	}
}

static void answer_all(struct store *store, int64_t attempt, struct paper *paper,
		       struct dice *dice, int out)
{
	static char right[] = "dung", wrong[] = "sai";
	char *answers[3];
	struct err err = {0};
	bool completed;

	for (size_t i = 0; i < paper->count; i++) {
		answers[i] = dice_below(dice, 4) ? right : wrong;
		must(store_attempt_answer(store, attempt, i, &paper->sheets[i],
					  answers[i], &err),
		     &err);
		struct ack ack = {'a', attempt, (int)i, ""};
		memcpy(ack.answer, answers[i], strlen(answers[i]) + 1);
		say(out, ack);
	}
	struct outcome outcome = paper_outcome(paper, answers);
	must(store_attempt_finish(store, attempt, &outcome, &completed, &err), &err);
	say(out, (struct ack){.kind = 'f', .id = attempt, .position = outcome.percent});
}

static void live(const char *folder, uint64_t seed, int out)
{
	struct dice dice = {seed};
	struct err err = {0};
	struct store *store = scene_open(folder, STORE_CREATE);

	for (;;) {
		int64_t learner, attempt;
		struct paper paper;
		bool completed;
		must(scene_register(store, "Nguyễn Thị Hòa", &learner, &err), &err);
		say(out, (struct ack){.kind = 'r', .id = learner});
		must(store_lesson_done(store, learner, &scene_lesson, &completed, &err),
		     &err);
		say(out, (struct ack){.kind = 'l', .id = learner});
		paper_draw(&paper, &scene_course, &scene_quiz, dice_next(&dice), NULL);
		must(store_attempt_start(store, learner, &paper, &attempt, &err), &err);
		answer_all(store, attempt, &paper, &dice, out);
		paper_release(&paper);
		if (dice_below(&dice, 20) == 0)
			store_checkpoint(store, &err);
		if (dice_below(&dice, 30) == 0)
			store_close(store), store = scene_open(folder, STORE_OPEN);
	}
}

/* ── afterwards ── */

static bool there(struct store *store, const struct ack *ack)
{
	struct err err = {0};
	struct learner learner;
	struct attempt attempt;
	struct record record;
	bool good;

	switch (ack->kind) {
	case 'r':
		return store_learner(store, ack->id, &learner, &err);
	case 'l':
		if (!store_record(store, ack->id, &record, &err))
			return false;
		good = record_lesson(&record, "goi") &&
		       record_lesson(&record, "goi")->done;
		record_release(&record);
		return good;
	default:
		if (!store_attempt(store, ack->id, &attempt, &err))
			return false;
		good = ack->kind == 'f'
			       ? attempt.finished && attempt.percent == ack->position
			       : attempt.answers[ack->position] &&
					 !strcmp(attempt.answers[ack->position],
						 ack->answer);
		attempt_release(&attempt);
		return good;
	}
}

static bool whole(struct store *store)
{
	struct err err = {0};
	struct buf report = BUF_INIT;
	bool sound = false, equal = false;
	bool good = store_doctor(store, &report, &sound, &err) && sound &&
		    store_recount(store, true, &equal, &err) && equal;

	if (!good)
		fprintf(stderr, "%s%s\n", report.data, err.text);
	buf_release(&report);
	return good;
}

struct tally {
	size_t acked, lost;
	int broken;
};

static void judge(const char *folder, const struct ack *acks, size_t count,
		  struct tally *tally)
{
	if (!store_exists(folder)) {
		tally->lost += count;
		return;
	}
	struct store *store = scene_open(folder, STORE_OPEN);
	for (size_t i = 0; i < count; i++)
		tally->lost += !there(store, &acks[i]);
	tally->acked += count;
	tally->broken += !whole(store);
	store_close(store);
}

/* One life of up to 150 ms; most of them end in the middle of something. */
static void one_round(const char *folder, struct dice *dice, struct tally *tally)
{
	int ends[2];
	struct ack *acks = NULL, ack;
	size_t count = 0, cap = 0;
	uint64_t seed = dice_next(dice);

	if (pipe2(ends, O_CLOEXEC) != 0)
		exit(1);
	pid_t child = fork();
	if (child == 0) {
		close(ends[0]);
		live(folder, seed, ends[1]);
	}
	close(ends[1]);
	usleep(dice_below(dice, 150000));
	kill(child, SIGKILL);
	while (read(ends[0], &ack, sizeof(ack)) == sizeof(ack)) {
		ALLOC_GROW(acks, count + 1, cap);
		acks[count++] = ack;
	}
	close(ends[0]);
	int status;
	waitpid(child, &status, 0);
	if (!WIFSIGNALED(status)) {
		fprintf(stderr, "the child ended by itself\n");
		tally->broken++;
	}
	judge(folder, acks, count, tally);
	free(acks);
}

int main(int argc, char **argv)
{
	scene_remote = argc > 1 && !strcmp(argv[1], "truncate");
	argv += scene_remote;
	argc -= scene_remote;
	int rounds = argc > 1 ? atoi(argv[1]) : 40;
	struct dice dice = {argc > 2 ? strtoull(argv[2], NULL, 10) : 1};
	struct tally tally = {0};
	char *folder = scene_folder();

	for (int round = 0; round < rounds; round++) {
		/* Now and then a first start, which can be cut short as well. */
		if (round % 10 == 0)
			scene_empty(folder);
		one_round(folder, &dice, &tally);
	}
	bool good = !tally.lost && !tally.broken && tally.acked;
	printf("%d kills, %zu acknowledged, %zu lost, %d broken\n", rounds, tally.acked,
	       tally.lost, tally.broken);
	printf("%d passed, %d failed\n", good, !good);
	scene_remove(folder);
	return !good;
}
