/* A hundred learners who answer at the same moment on one database, beside one who is alone. In a
 * burst nobody thinks between two answers; with thinking they are a class.
 *
 *	bench_many [PROCESSES ANSWERS]	100 20 without arguments
 */
#include "bench.h"

#include "../stress/scene.h"

#include "course/dice.h"

#include <sys/mman.h>
#include <sys/wait.h>

#define THINK_MS 1000

struct crowd {
	char *folder;
	int processes, answers, think;
	double *times; /* a row a process; -1: refused */
	int *ready, *go; /* shared: how many have opened; then they begin together */
};

static void *shared(size_t size)
{
	void *p = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		       0);
	if (p == MAP_FAILED)
		exit(1);
	return p;
}

static void wait_until(const int *flag, int value)
{
	while (__atomic_load_n(flag, __ATOMIC_SEQ_CST) < value)
		usleep(500);
}

static void sit(const struct crowd *crowd, int seat, int64_t learner)
{
	struct store *store = scene_open(crowd->folder, STORE_OPEN);
	struct err err = {0};
	struct paper paper;
	struct dice dice = {(uint64_t)seat + 1};
	int64_t attempt;
	paper_draw(&paper, &scene_course, &scene_quiz, (uint64_t)seat, NULL);
	if (!store_attempt_start(store, learner, &paper, &attempt, &err)) {
		fprintf(stderr, "%s\n", err.text);
		_exit(1);
	}
	__atomic_fetch_add(crowd->ready, 1, __ATOMIC_SEQ_CST);
	wait_until(crowd->go, 1);
	for (int i = 0; i < crowd->answers; i++) {
		size_t at = (size_t)i % paper.count;
		double *time = &crowd->times[seat * crowd->answers + i];
		if (crowd->think)
			usleep(1000 * dice_below(&dice, (uint32_t)crowd->think));
		double start = bench_now();
		bool kept = store_attempt_answer(store, attempt, at, &paper.sheets[at],
						 i % 2 ? "dung" : "sai", &err);
		*time = kept ? bench_now() - start : -1;
		if (!kept)
			fprintf(stderr, "%s\n", err.text);
	}
	paper_release(&paper);
	store_close(store);
	_exit(0);
}

/* Everybody is registered first. */
static void fill(const char *folder, int64_t *learners, int n)
{
	struct err err = {0};
	struct store *store = scene_open(folder, STORE_CREATE);
	for (int i = 0; i < n; i++)
		if (!scene_register(store, "Nguyễn Thị Hoa", &learners[i], &err)) {
			fprintf(stderr, "%s\n", err.text);
			exit(1);
		}
	store_close(store);
}

static struct spread run(struct crowd *crowd, const char *words)
{
	int all = crowd->processes * crowd->answers, refused = 0, status, broken = 0;
	int64_t *learners = xcalloc((size_t)crowd->processes, sizeof(*learners));
	*crowd->ready = *crowd->go = 0;
	fill(crowd->folder, learners, crowd->processes);
	for (int i = 0; i < crowd->processes; i++)
		if (fork() == 0)
			sit(crowd, i, learners[i]);
	wait_until(crowd->ready, crowd->processes);
	double start = bench_now();
	__atomic_store_n(crowd->go, 1, __ATOMIC_SEQ_CST);
	while (wait(&status) > 0)
		broken += status != 0;
	double took = bench_now() - start;
	for (int i = 0; i < all; i++)
		refused += crowd->times[i] < 0;
	struct spread s = bench_spread(crowd->times, (size_t)all);
	printf("%-38s %d refused, %d broken; 50 %%: %7.2f ms  99 %%: %8.2f ms  worst: "
	       "%8.2f ms; %.0f answers/s\n",
	       words, refused, broken, s.middle, s.slow, s.worst, all / took * 1e3);
	free(learners);
	scene_empty(crowd->folder);
	return s;
}

static void compare(const char *words, struct spread one, struct spread many)
{
	printf("%s: 50 %%: %.1f times, 99 %%: %.1f times one alone\n", words,
	       many.middle / one.middle, many.slow / one.slow);
}

int main(int argc, char **argv)
{
	int processes = argc > 2 ? atoi(argv[1]) : 100;
	int answers = argc > 2 ? atoi(argv[2]) : 20;
	if (processes < 1 || answers < 1)
		return 2;
	size_t all = (size_t)processes * (size_t)answers;
	struct crowd crowd = {.folder = bench_folder(),
			      .times = shared(all * sizeof(double)),
			      .ready = shared(sizeof(int)),
			      .go = shared(sizeof(int))};
	/* As many answers alone as all together have, so that both have slow ones among them. */
	crowd.processes = 1;
	crowd.answers = (int)all;
	struct spread one = run(&crowd, "one process, no thinking");
	crowd.processes = processes;
	crowd.answers = answers;
	struct spread burst = run(&crowd, "all at once, no thinking");
	crowd.think = THINK_MS;
	struct spread class = run(&crowd, "all at once, up to a second's thought");
	compare("no thinking", one, burst);
	compare("thinking", one, class);
	scene_remove(crowd.folder);
	return 0;
}
