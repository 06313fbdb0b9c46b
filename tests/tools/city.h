/* A city to count in, made from a seed: people of realistic ages in real wards, some of whom are
 * registered twice, with the slips that clerks make. Who is who is known, so that what the program
 * says can be held against the truth.
 *
 * Ages: as many of each five years as an ageing city has (15 to 84). Dates: 90 % to the day, 3 %
 * month, 6 % year only, 1 % unknown. Sex: 51 % women, 0.5 % not recorded. A personal number: 60 %,
 * a phone: 80 %. Days of training: more each month over three years. Registered again: one in
 * fifty, four in ten of them with their number, the others with a slip: marks left out, a letter
 * missing, only the year of birth, another phone.
 */
#ifndef TESTS_TOOLS_CITY_H
#define TESTS_TOOLS_CITY_H

#include "syllables.h"

#include "course/dice.h"
#include "store/store.h"

#include <math.h>
#include <stdio.h>

#define CITY_DAY 20779 /* 2026-11-22: "today" */
#define CITY_DAYS 1095 /* of training before that */

struct city {
	struct dice dice;
	const struct region *region;
	int64_t population; /* of all wards */
	uint32_t people; /* distinct ones so far */
};

struct citizen {
	uint32_t number; /* who it is */
	struct registration registration;
	uint8_t token[32];
	bool again; /* somebody who is registered already */
};

static inline bool city_chance(struct city *city, uint32_t permille)
{
	return dice_below(&city->dice, 1000) < permille;
}

static inline void city_open(struct city *city, const struct region *region,
			     uint64_t seed)
{
	*city = (struct city){.dice = {seed}, .region = region};
	for (size_t i = 0; i < region->ward_count; i++)
		city->population += region->wards[i].population;
}

static inline const char *city_ward(struct city *city)
{
	int64_t at = (int64_t)(dice_next(&city->dice) % (uint64_t)city->population);
	for (size_t i = 0; i < city->region->ward_count; i++) {
		at -= city->region->wards[i].population;
		if (at < 0)
			return city->region->wards[i].code;
	}
	return "";
}

static inline struct birth city_birth(struct city *city)
{
	static const uint8_t of_100[] = {8, 8, 9, 10, 10, 9, 9, 8, 8, 7, 6, 4, 2, 2};
	uint32_t at = dice_below(&city->dice, 100), band = 0;
	while (at >= of_100[band])
		at -= of_100[band++];
	int age = 15 + (int)(band * 5 + dice_below(&city->dice, 5));
	struct birth birth = {PRECISION_DAY, 2026 - age,
			      1 + (int)dice_below(&city->dice, 12),
			      1 + (int)dice_below(&city->dice, 28)};
	uint32_t known = dice_below(&city->dice, 100);
	if (known >= 90) {
		birth.precision = known < 93   ? PRECISION_MONTH
				  : known < 99 ? PRECISION_YEAR
					       : PRECISION_NONE;
		birth.day = 0;
		if (birth.precision < PRECISION_MONTH)
			birth.month = 0;
		if (birth.precision == PRECISION_NONE)
			birth.year = 0;
	}
	return birth;
}

/* The day is the square root of chance: more people each month. */
static inline int city_day(struct city *city)
{
	double u = (double)(dice_next(&city->dice) >> 11) / 9007199254740992.0;
	return CITY_DAY - CITY_DAYS + (int)(sqrt(u) * CITY_DAYS);
}

/* The same seed and number give the same person. */
static inline void city_person(const struct city *city, uint64_t seed, uint32_t number,
			       struct citizen *c)
{
	struct city own = *city;
	struct person *p = &c->registration.person;
	struct buf name = BUF_INIT;
	own.dice.state = seed * 0x9e3779b97f4a7c15u + number;
	*c = (struct citizen){.number = number};
	/* Some are still children, for whom somebody must agree. */
	c->registration = (struct registration){
		.consent = {.text_version = 1, .representative = "Nguyễn Văn Cha"}};
	person_add(&name, (uint32_t)dice_next(&own.dice));
	snprintf(p->name, sizeof(p->name), "%s", name.data);
	buf_release(&name);
	p->birth = city_birth(&own);
	p->sex = city_chance(&own, 5)     ? SEX_UNKNOWN
		 : city_chance(&own, 510) ? SEX_FEMALE
					  : SEX_MALE;
	snprintf(p->ward, sizeof(p->ward), "%s", city_ward(&own));
	if (city_chance(&own, 800))
		snprintf(p->phone, sizeof(p->phone), "09%08u",
			 dice_below(&own.dice, 100000000));
	if (city_chance(&own, 600)) {
		for (size_t i = 0; i < sizeof(c->token); i += 8) {
			uint64_t part = dice_next(&own.dice);
			memcpy(c->token + i, &part, 8);
		}
		c->registration.id_token = c->token;
	}
	c->registration.declared = true;
	c->registration.declared_basis = "GCN";
	c->registration.declared_day = city_day(&own);
}

/* What goes wrong at the second desk. */
static inline void city_slip(struct city *city, struct citizen *c)
{
	struct person *p = &c->registration.person;
	struct buf text = BUF_INIT;
	size_t n = strlen(p->name);
	if (c->registration.id_token && city_chance(city, 400))
		return; /* the number is given again: no doubt */
	c->registration.id_token = NULL;
	switch (dice_below(&city->dice, 4)) {
	case 0: /* typed without marks */
		text_fold(&text, p->name);
		snprintf(p->name, sizeof(p->name), "%s", text.data);
		break;
	case 1: /* a letter is lost, if it can be */
		if (n > 4 && (unsigned char)p->name[n - 1] < 0x80)
			p->name[n - 1] = '\0';
		break;
	case 2:
		if (p->birth.precision > PRECISION_YEAR)
			p->birth = (struct birth){PRECISION_YEAR, p->birth.year, 0, 0};
		break;
	default:
		p->phone[0] = '\0';
	}
	buf_release(&text);
}

/* The next record that comes in. */
static inline void city_next(struct city *city, uint64_t seed, struct citizen *c)
{
	bool again = city->people > 50 && city_chance(city, 20);
	uint32_t number = again ? dice_below(&city->dice, city->people) : city->people++;
	city_person(city, seed, number, c);
	c->again = again;
	if (c->registration.id_token)
		c->registration.id_token = c->token;
	if (again) {
		c->registration.declared_day = city_day(city);
		city_slip(city, c);
	}
}

#endif
