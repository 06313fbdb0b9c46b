/* Seeded random numbers that are the same on every machine: for drawing and shuffling only,
 * never for secrets (those come from secret/secret.h). SplitMix64 (Steele, Lea, Flood 2014). */
#ifndef COURSE_DICE_H
#define COURSE_DICE_H

#include <stddef.h>
#include <stdint.h>

struct dice {
	uint64_t state;
};

uint64_t dice_next(struct dice *dice);
/* Uniform in [0, n), n >= 1, without modulo bias. */
uint32_t dice_below(struct dice *dice, uint32_t n);
/* Fisher-Yates over indices. */
void dice_shuffle(struct dice *dice, uint8_t *order, size_t count);

#endif
