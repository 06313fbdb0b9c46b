/* Whose turn it is to write: nobody is passed, nobody waits for ever, nobody who was killed bars the
 * way. None of it depends on how fast anybody is: the tests wait until the other really stands in the
 * queue, and a minute for what must come. */
#include "fixture.h"

#include "base/clock.h"
#include "base/file.h"
#include "store/gate.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

int test_gate(void);

#define PATIENCE_MS 60000

static char *folder;

static struct gate open_gate(const char *marker_says)
{
	struct gate gate;
	char *path = path_join(folder, "lock"), *marker = path_join(folder, "device");
	int fd;

	gate_init(&gate, open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600));
	assert_true(gate.file >= 0);
	if (marker_says) {
		fd = open(marker, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
		assert_true(fd >= 0);
		assert_int_equal(pwrite(fd, marker_says, strlen(marker_says), 0),
				 strlen(marker_says));
		gate_queue(&gate, fd);
		close(fd);
	} else {
		gate_queue(&gate, -1);
	}
	free(path);
	free(marker);
	return gate;
}

/* Does somebody stand in the queue? Asked from an open file of its own. */
static void until_somebody_queues(void)
{
	char *path = path_join(folder, "lock");
	int fd = open(path, O_RDWR | O_CLOEXEC);
	struct flock lock;
	int64_t until = clock_ticks() + PATIENCE_MS;

	do {
		nap(1);
		assert_true(clock_ticks() < until); /* else there is no queue */
		lock = (struct flock){
			.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_len = 1};
		assert_int_equal(fcntl(fd, F_OFD_GETLK, &lock), 0);
	} while (lock.l_type == F_UNLCK);
	close(fd);
	free(path);
}

/* Another process that takes the gate, says so, and gives it back. */
static pid_t another(const char *marker_says, int say)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child)
		return child;
	struct gate gate = open_gate(marker_says);
	bool good = gate_take(&gate, PATIENCE_MS) && write(say, "b", 1) == 1;
	gate_give(&gate);
	gate_release(&gate);
	_exit(!good);
}

static void nobody_is_passed_by(const char *marker_says)
{
	char order[3] = "";
	int status, said[2];

	folder = folder_new();
	assert_int_equal(pipe(said), 0);
	struct gate gate = open_gate(marker_says);
	assert_true(gate_take(&gate, 0));
	pid_t child = another(marker_says, said[1]);
	until_somebody_queues();
	gate_give(&gate);
	assert_true(gate_take(&gate, PATIENCE_MS)); /* who waited has been there before */
	assert_int_equal(write(said[1], "a", 1), 1);
	gate_give(&gate);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(read(said[0], order, 2), 2);
	assert_string_equal(order, "ba");
	close(said[0]);
	close(said[1]);
	gate_release(&gate);
	folder_remove(folder);
}

static void who_has_written_lets_others_go_first(void **state)
{
	(void)state;
	nobody_is_passed_by("kynangso-device 1");
}

/* No marker, one that is being made, one that was damaged: only the naps are others. */
static void bells_are_no_more_than_hints(void **state)
{
	(void)state;
	nobody_is_passed_by(NULL);
	nobody_is_passed_by("");
	nobody_is_passed_by("rubbish rubbish");
}

static void waiting_has_an_end(void **state)
{
	(void)state;
	folder = folder_new();
	struct gate a = open_gate("kynangso-device"), b = open_gate("kynangso-device");

	assert_true(gate_take(&a, 0));
	assert_false(gate_take(&b, 0));
	assert_false(gate_take(&b, 20));
	gate_give(&a);
	/* Who gave up stands in nobody's way. */
	assert_true(gate_take(&a, 0));
	gate_give(&a);
	assert_true(gate_take(&b, 0));
	gate_give(&b);
	gate_release(&a);
	gate_release(&b);
	folder_remove(folder);
}

static void the_killed_bar_nobody(void **state)
{
	int status, said[2];
	char byte;

	(void)state;
	folder = folder_new();
	assert_int_equal(pipe(said), 0);
	struct gate gate = open_gate("kynangso-device");
	assert_true(gate_take(&gate, 0));
	pid_t child = another("kynangso-device", said[1]);
	until_somebody_queues();
	/* A second one is behind the first, who is killed where they stand. */
	pid_t second = another("kynangso-device", said[1]);
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	gate_give(&gate);
	assert_int_equal(waitpid(second, &status, 0), second);
	assert_int_equal(status, 0);
	assert_int_equal(read(said[0], &byte, 1), 1);

	/* And one who is killed with the gate in their hands. */
	child = fork();
	assert_true(child >= 0);
	if (!child) {
		struct gate mine = open_gate("kynangso-device");
		if (!gate_take(&mine, PATIENCE_MS) || write(said[1], "c", 1) != 1)
			_exit(1);
		pause();
	}
	assert_int_equal(read(said[0], &byte, 1), 1);
	assert_false(gate_take(&gate, 0));
	kill(child, SIGKILL);
	waitpid(child, &status, 0);
	assert_true(gate_take(&gate, PATIENCE_MS));
	gate_give(&gate);
	close(said[0]);
	close(said[1]);
	gate_release(&gate);
	folder_remove(folder);
}

static void without_a_file_all_may_pass(void **state)
{
	struct gate gate;

	(void)state;
	gate_init(&gate, -1);
	assert_true(gate_take(&gate, 0));
	assert_true(gate_take(&gate, 0));
	gate_give(&gate);
	gate_release(&gate);
}

int test_gate(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_has_written_lets_others_go_first),
		cmocka_unit_test(bells_are_no_more_than_hints),
		cmocka_unit_test(waiting_has_an_end),
		cmocka_unit_test(the_killed_bar_nobody),
		cmocka_unit_test(without_a_file_all_may_pass),
	};
	return cmocka_run_group_tests_name("store/gate", tests, NULL, NULL);
}
