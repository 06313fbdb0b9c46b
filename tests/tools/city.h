/* A city to count in, made from a seed: people of realistic ages in real wards, some of whom are
 * registered twice, with the slips that clerks make. Who is who is known, so that what the program
 * says can be held against the truth.
 *
 * Ages: as many of each five years as an ageing city has (15 to 84). Dates: 90 % are known to the
 * day, 3 % month, 6 % year only, 1 % not at all. Sex: 51 % women, 0.5 % not recorded. A personal
 * number: 60 %, of whom one in ten has not got it about them the first time. A phone: 80 %. Days
 * of training: more each month over three years. Registered again: one in fifty, unless it is
 * asked otherwise; four in ten of those who have a number give it then.
 *
 * Of the records made again one in eight has no slip, one in five has two, the others one of
 * enum slip. With the number the card lies on the desk, so nothing is amiss with the birth date.
 */
#ifndef TESTS_TOOLS_CITY_H
#define TESTS_TOOLS_CITY_H

#include "syllables.h"

#include "course/dice.h"
#include "store/store.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define CITY_DAY 20779 /* 2026-11-22: "today" */
#define CITY_DAYS 1095 /* of training before that */

struct city {
	struct dice dice;
	const struct region *region;
	int64_t population; /* of all wards */
	uint32_t people; /* distinct ones so far */
	uint32_t again; /* of a thousand records, how many are somebody's second */
	const char *home; /* where nine of ten live; NULL = in all wards alike */
	bool common; /* names as common as they are, and so many namesakes */
};

struct citizen {
	uint32_t number; /* who it is */
	struct birth birth; /* in truth, to the day */
	enum sex sex; /* in truth */
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
	*city = (struct city){.dice = {seed}, .region = region, .again = 20};
	for (size_t i = 0; i < region->ward_count; i++)
		city->population += region->wards[i].population;
}

static inline const char *city_ward(struct city *city)
{
	if (city->home && city_chance(city, 900))
		return city->home;
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
	return (struct birth){PRECISION_DAY, 2026 - age,
			      1 + (int)dice_below(&city->dice, 12),
			      1 + (int)dice_below(&city->dice, 28)};
}

/* What a person can say of their birth date. */
static inline struct birth city_known(struct city *city, struct birth birth)
{
	uint32_t known = dice_below(&city->dice, 100);
	if (known >= 90)
		birth.day = 0;
	if (known >= 93)
		birth.month = 0;
	if (known >= 99)
		birth.year = 0;
	birth.precision = known < 90   ? PRECISION_DAY
			  : known < 93 ? PRECISION_MONTH
			  : known < 99 ? PRECISION_YEAR
				       : PRECISION_NONE;
	return birth;
}

static inline void city_phone(struct city *city, char phone[PHONE_BYTES])
{
	snprintf(phone, PHONE_BYTES, "09%08u", dice_below(&city->dice, 100000000));
}

/* The day is the square root of chance: more people each month. */
static inline int city_day(struct city *city)
{
	double u = (double)(dice_next(&city->dice) >> 11) / 9007199254740992.0;
	return CITY_DAY - CITY_DAYS + (int)(sqrt(u) * CITY_DAYS);
}

/* One in three is a Nguyễn; four in ten women are Thị and no more, three in ten men Văn. */
static inline void city_name(struct city *city, enum sex sex, char name[NAME_BYTES])
{
	uint32_t family = city_chance(city, 320)
				  ? 0
				  : dice_below(&city->dice, ARRAY_LEN(name_families));
	uint32_t given = dice_below(&city->dice, ARRAY_LEN(name_givens));
	bool usual = city_chance(city, sex == SEX_FEMALE ? 400 : 300);
	const char *middle = sex == SEX_FEMALE ? "Thị" : "Văn";
	while (!usual) {
		middle = name_middles[dice_below(&city->dice, ARRAY_LEN(name_middles))];
		usual = strncmp(middle, sex == SEX_FEMALE ? "Văn" : "Thị", 3) != 0;
	}
	snprintf(name, NAME_BYTES, "%s %s %s", name_families[family], middle,
		 name_givens[given]);
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
	c->sex = city_chance(&own, 510) ? SEX_FEMALE : SEX_MALE;
	if (city->common)
		city_name(&own, c->sex, p->name);
	c->birth = city_birth(&own);
	p->birth = city_known(&own, c->birth);
	p->sex = city_chance(&own, 5) ? SEX_UNKNOWN : c->sex;
	snprintf(p->ward, sizeof(p->ward), "%s", city_ward(&own));
	if (city_chance(&own, 800))
		city_phone(&own, p->phone);
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

/* ── what goes wrong at the second desk ────────────────────────────────────────────────── */

enum slip {
	SLIP_MARKS, /* the name typed without marks */
	SLIP_LOST, /* a letter */
	SLIP_DOUBLED, /* a letter */
	SLIP_IY, /* Mỹ for Mĩ, or Mĩ for Mỹ */
	SLIP_SWAPPED, /* two letters */
	SLIP_MOVED, /* lives in another ward by now */
	SLIP_PHONE, /* has another one by now */
	SLIP_NO_PHONE,
	SLIP_YEAR, /* only the year of birth is asked for; from here on the birth date */
	SLIP_DAY_MONTH, /* 5/3 for 3/5 */
	SLIP_AGE, /* the year of birth by the age one has in the lunar year */
	SLIPS
};

struct city_letters {
	size_t at[NAME_BYTES + 1]; /* where each begins; one more for the end */
	size_t count;
};

static inline void city_letters(struct city_letters *letters, const char *name)
{
	letters->count = 0;
	for (size_t i = 0; name[i]; i++)
		if (((unsigned char)name[i] & 0xc0) != 0x80)
			letters->at[letters->count++] = i;
	letters->at[letters->count] = strlen(name);
}

static inline void city_letter_add(struct buf *out, const char *name,
				   const struct city_letters *letters, size_t i)
{
	buf_add(out, name + letters->at[i], letters->at[i + 1] - letters->at[i]);
}

/* One letter that is not the first of a word, and whose word goes on after it. */
static inline bool city_inside(const char *name, const struct city_letters *letters,
			       size_t i)
{
	return i > 0 && i + 1 < letters->count && name[letters->at[i - 1]] != ' ' &&
	       name[letters->at[i]] != ' ' && name[letters->at[i + 1]] != ' ';
}

static inline void city_mistype(struct city *city, char name[NAME_BYTES], enum slip slip)
{
	struct city_letters letters;
	struct buf text = BUF_INIT;
	city_letters(&letters, name);
	size_t at = dice_below(&city->dice, (uint32_t)letters.count);
	for (size_t i = 0; i < letters.count && !city_inside(name, &letters, at); i++)
		at = (at + 1) % letters.count;
	if (!city_inside(name, &letters, at))
		return;
	for (size_t i = 0; i < letters.count; i++) {
		if (i == at && slip == SLIP_LOST)
			continue;
		if (i == at && slip == SLIP_SWAPPED)
			city_letter_add(&text, name, &letters, i + 1);
		city_letter_add(&text, name, &letters, i);
		if (i == at && slip == SLIP_DOUBLED)
			city_letter_add(&text, name, &letters, i);
		i += i == at && slip == SLIP_SWAPPED;
	}
	snprintf(name, NAME_BYTES, "%s", text.data);
	buf_release(&text);
}

/* At the end of a word, where both are right; false where there is neither. */
static inline bool city_other_i(char name[NAME_BYTES])
{
	static const char *const pairs[][2] = {{"i", "y"}, {"ì", "ỳ"}, {"ỉ", "ỷ"},
					       {"ĩ", "ỹ"}, {"í", "ý"}, {"ị", "ỵ"}};
	for (size_t i = 0; i < 2 * ARRAY_LEN(pairs); i++) {
		const char *from = pairs[i / 2][i % 2], *to = pairs[i / 2][1 - i % 2];
		char *at = strstr(name, from);
		while (at && at[strlen(from)] != ' ' && at[strlen(from)])
			at = strstr(at + 1, from);
		if (!at)
			continue;
		char *rest = xstrdup(at + strlen(from));
		snprintf(at, NAME_BYTES - (size_t)(at - name), "%s%s", to, rest);
		free(rest);
		return true;
	}
	return false;
}

static inline void city_slip_name(struct city *city, char name[NAME_BYTES],
				  enum slip slip)
{
	struct buf text = BUF_INIT;
	if (slip == SLIP_MARKS) {
		text_fold(&text, name);
		snprintf(name, NAME_BYTES, "%s", text.data);
	} else if (slip != SLIP_IY || !city_other_i(name)) {
		city_mistype(city, name, slip == SLIP_IY ? SLIP_SWAPPED : slip);
	}
	buf_release(&text);
}

static inline void city_slip_birth(struct birth *birth, enum slip slip)
{
	int day = birth->day;
	if (slip == SLIP_DAY_MONTH && birth->precision == PRECISION_DAY && day <= 12) {
		birth->day = birth->month;
		birth->month = day;
	} else if (birth->precision >= PRECISION_YEAR) {
		*birth = (struct birth){PRECISION_YEAR, birth->year - (slip == SLIP_AGE),
					0, 0};
	}
}

static inline void city_slip(struct city *city, struct person *p, enum slip slip)
{
	if (slip <= SLIP_SWAPPED)
		city_slip_name(city, p->name, slip);
	else if (slip == SLIP_MOVED)
		snprintf(p->ward, sizeof(p->ward), "%s", city_ward(city));
	else if (slip == SLIP_PHONE)
		city_phone(city, p->phone);
	else if (slip == SLIP_NO_PHONE)
		p->phone[0] = '\0';
	else
		city_slip_birth(&p->birth, slip);
}

static inline void city_slips(struct city *city, struct citizen *c)
{
	uint32_t chance = dice_below(&city->dice, 1000);
	uint32_t of = c->registration.id_token ? SLIP_YEAR : SLIPS;
	for (int n = chance < 125 ? 0 : chance < 325 ? 2 : 1; n > 0; n--)
		city_slip(city, &c->registration.person,
			  (enum slip)dice_below(&city->dice, of));
}

/* The next record that comes in. */
static inline void city_next(struct city *city, uint64_t seed, struct citizen *c)
{
	bool again = city->people > 50 && city_chance(city, city->again);
	uint32_t number = again ? dice_below(&city->dice, city->people) : city->people++;
	city_person(city, seed, number, c);
	c->again = again;
	if (c->registration.id_token && city_chance(city, again ? 600 : 100))
		c->registration.id_token = NULL;
	if (again) {
		c->registration.declared_day = city_day(city);
		city_slips(city, c);
	}
}

#endif
