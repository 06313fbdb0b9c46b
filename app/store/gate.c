#include "store/gate.h"

#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The bells are the first words of the marker file ("kynangso-device", device.c), of which only the
 * address is used: the kernel knows by it who waits. They are never written to, and read by the
 * kernel alone, so that nothing that is done to the file can hurt. */
enum { BELL_GATE, BELL_QUEUE, BELLS };
#define BELLS_BYTES (BELLS * sizeof(uint32_t))
static const uint32_t *const no_bell;

/* At most one stands at the gate, and looks often in case the bell was missed. Whoever looks in the
 * queue goes to its end, so that is done once, soon (a bell is missed between trying and lying down,
 * if at all), and then seldom. */
#define NAP_GATE_MS 2
#define NAP_QUEUE_FIRST_MS 5
#define NAP_QUEUE_MS 500
/* Without bells: growing, so that a hundred who wait do not use up the machine. */
#define NAP_LONGEST_MS 8

void nap(int ms)
{
	struct timespec span = {.tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000L};
	nanosleep(&span, NULL);
}

/* The words as they are in every marker; where the file has others (it is being made, or damaged)
 * the kernel does not wait. */
static uint32_t bell_word(int bell)
{
	static const union {
		char text[BELLS_BYTES + 1];
		uint32_t words[BELLS];
	} start = {"kynangso"};
	return start.words[bell];
}

/* False: no bell, and no time has passed. */
static bool nap_by_bell(const uint32_t *bell, uint32_t word, int ms)
{
	struct timespec span = {.tv_nsec = ms * 1000000L};

	if (!bell)
		return false;
	return syscall(SYS_futex, bell, FUTEX_WAIT, word, &span, NULL, 0) == 0 ||
	       errno == ETIMEDOUT || errno == EINTR;
}

static void ring(const struct gate *gate, int bell)
{
	if (gate->bells)
		syscall(SYS_futex, gate->bells + bell, FUTEX_WAKE, 1, NULL, NULL, 0);
}

void gate_init(struct gate *gate, int file)
{
	*gate = (struct gate){.file = file, .bells = no_bell};
}

void gate_queue(struct gate *gate, int marker)
{
	gate->queue = true;
	if (marker < 0 || gate->bells)
		return;
	void *map = mmap(NULL, BELLS_BYTES, PROT_READ, MAP_SHARED, marker, 0);
	gate->bells = map == MAP_FAILED ? NULL : map;
}

void gate_release(struct gate *gate)
{
	if (gate->bells)
		munmap((void *)(uintptr_t)gate->bells, BELLS_BYTES);
	if (gate->file >= 0)
		close(gate->file);
	gate_init(gate, -1);
}

/* 1 it is ours, 0 somebody else's, -1 there are no such locks here. */
static int try_gate(const struct gate *gate)
{
	if (flock(gate->file, LOCK_EX | LOCK_NB) == 0)
		return 1;
	return errno == EWOULDBLOCK || errno == EINTR ? 0 : -1;
}

/* A lock of the open file, so that it ends with it, and apart from flock()'s. */
static int set_queue(const struct gate *gate, short type)
{
	struct flock lock = {.l_type = type, .l_whence = SEEK_SET, .l_len = 1};

	if (fcntl(gate->file, F_OFD_SETLK, &lock) == 0)
		return 1;
	return errno == EAGAIN || errno == EACCES || errno == EINTR ? 0 : -1;
}

static int try_queue(const struct gate *gate)
{
	return set_queue(gate, F_WRLCK);
}

static bool wait_for(const struct gate *gate, int (*try)(const struct gate *), int bell,
		     int64_t until)
{
	int span = bell == BELL_GATE ? NAP_GATE_MS : NAP_QUEUE_FIRST_MS;

	for (int pause = 1; !try(gate);) {
		if (clock_ticks() >= until)
			return false;
		if (nap_by_bell(gate->bells ? gate->bells + bell : NULL, bell_word(bell),
				span)) {
			span = bell == BELL_GATE ? NAP_GATE_MS : NAP_QUEUE_MS;
			continue;
		}
		nap(pause);
		pause = pause < NAP_LONGEST_MS ? pause + 1 : NAP_LONGEST_MS;
	}
	return true;
}

bool gate_take(const struct gate *gate, int ms)
{
	int64_t until = clock_ticks() + ms;

	if (gate->file < 0)
		return true;
	if (!gate->queue)
		return wait_for(gate, try_gate, BELL_GATE, until);
	if (!wait_for(gate, try_queue, BELL_QUEUE, until))
		return false;
	bool taken = wait_for(gate, try_gate, BELL_GATE, until);
	set_queue(gate, F_UNLCK);
	ring(gate, BELL_QUEUE);
	return taken;
}

void gate_give(const struct gate *gate)
{
	if (gate->file < 0)
		return;
	flock(gate->file, LOCK_UN);
	ring(gate, BELL_GATE);
}
