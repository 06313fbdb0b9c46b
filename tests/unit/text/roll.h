/* Seeded random numbers for property tests: the same sequence on every machine, so a failure
 * can be run again. */
#ifndef TESTS_TEXT_ROLL_H
#define TESTS_TEXT_ROLL_H

#include <stdint.h>

/* Knuth's MMIX generator; the low bits are weak and dropped. */
static inline uint32_t roll(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

/* 0 .. below-1 */
static inline uint32_t roll_below(uint64_t *seed, uint32_t below)
{
	return roll(seed) % below;
}

#endif
