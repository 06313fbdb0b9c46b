/* A class at once: many processes answer on one database, and none may be turned away.
 *
 *	crowd [PROCESSES [ANSWERS [THINK_MS]]]		30, 40 and 0 without arguments
 *
 * Prints how long an answer took to be durable: the middle, the slowest of a hundred, the slowest.
 * Refusing is a failure; slowness is only shown, since it is the machine's as well.
 */
#include "scene.h"

#include "course/dice.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Times in ms, one row a process; -1 where the answer was refused. */
static void sit(const char *folder, int seat, int answers, int think, double *times)
{
	struct store *store = scene_open(folder, STORE_OPEN);
	struct err err = {0};
	struct paper paper;
	int64_t attempt;
	struct dice dice = {(uint64_t)seat};

	paper_draw(&paper, &scene_course, &scene_quiz, (uint64_t)seat, NULL);
	if (!store_attempt_start(store, seat + 1, &paper, &attempt, &err)) {
		fprintf(stderr, "%s\n", err.text);
		_exit(1);
	}
	for (int i = 0; i < answers; i++) {
		size_t sheet = (size_t)i % paper.count;
		/* People do not think in step. */
		usleep(think ? dice_below(&dice, (uint32_t)think * 2000) : 0);
		double start = now();
		bool done =
			store_attempt_answer(store, attempt, sheet, &paper.sheets[sheet],
					     i % 2 ? "dung" : "sai", &err);
		times[i] = done ? now() - start : -1;
	}
	paper_release(&paper);
	store_close(store);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return x < y ? -1 : x > y;
}

static bool judge(const char *folder, double *times, size_t count)
{
	struct err err = {0};
	struct store *store = scene_open(folder, STORE_OPEN);
	size_t refused = 0;
	bool sound = false, equal = false;

	qsort(times, count, sizeof(*times), ascending);
	while (refused < count && times[refused] < 0)
		refused++;
	printf("%zu answers, %zu refused; 50 %% within %.1f ms, 99 %% within %.1f ms, all "
	       "within %.1f ms\n",
	       count, refused, times[count / 2], times[count * 99 / 100],
	       times[count - 1]);
	bool ok = !refused && store_journal_verify(store, &sound, &err) && sound &&
		  store_recount(store, true, &equal, &err) && equal;
	if (!ok)
		fprintf(stderr, "%s\n", err.text);
	store_close(store);
	return ok;
}

int main(int argc, char **argv)
{
	int seats = argc > 1 ? atoi(argv[1]) : 30,
	    answers = argc > 2 ? atoi(argv[2]) : 40;
	int think = argc > 3 ? atoi(argv[3]) : 0, failed = 0;
	size_t count = (size_t)(seats * answers);
	double *times = mmap(NULL, count * sizeof(*times), PROT_READ | PROT_WRITE,
			     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	char *folder = scene_folder();
	struct store *store = scene_open(folder, STORE_CREATE);
	struct err err = {0};
	int64_t id;

	for (int seat = 0; seat < seats; seat++)
		failed += !scene_register(store, "Nguyễn Thị Hòa", &id, &err);
	store_close(store);
	for (int seat = 0; seat < seats; seat++) {
		if (fork() == 0) {
			sit(folder, seat, answers, think, times + seat * answers);
			_exit(0);
		}
	}
	for (int status; wait(&status) > 0;)
		failed += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
	bool good = judge(folder, times, count) && !failed;
	printf("%d passed, %d failed\n", good, !good);
	munmap(times, count * sizeof(*times));
	scene_remove(folder);
	return !good;
}
