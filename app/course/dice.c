#include "course/dice.h"

/* SplitMix64: Guy Steele, Doug Lea, Christine Flood, "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014, with the finaliser of its reference code. */
uint64_t dice_next(struct dice *dice)
{
	uint64_t z = dice->state += 0x9e3779b97f4a7c15u;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
	return z ^ (z >> 31);
}

/* Daniel Lemire, "Fast Random Integer Generation in an Interval", 2019: the upper half of
 * x * n is the answer; the few x that would make some answers likelier are thrown again. */
uint32_t dice_below(struct dice *dice, uint32_t n)
{
	uint64_t product = (dice_next(dice) >> 32) * n;

	if ((uint32_t)product < n) {
		uint32_t unfair = (0u - n) % n;
		while ((uint32_t)product < unfair)
			product = (dice_next(dice) >> 32) * n;
	}
	return (uint32_t)(product >> 32);
}

void dice_shuffle(struct dice *dice, uint8_t *order, size_t count)
{
	for (size_t i = count; i > 1; i--) {
		size_t j = dice_below(dice, (uint32_t)i);
		uint8_t kept = order[i - 1];
		order[i - 1] = order[j];
		order[j] = kept;
	}
}
