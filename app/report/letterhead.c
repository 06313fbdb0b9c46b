#include "report/letterhead.h"

#include "base/i18n.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define BYTES 600

const struct letterhead_word letterhead_words[LETTERHEAD_WORDS] = {
	{"parent", N_("Cơ quan cấp trên"), offsetof(struct letterhead, parent)},
	{"issuer", N_("Cơ quan lập báo cáo"), offsetof(struct letterhead, issuer)},
	{"place", N_("Nơi lập"), offsetof(struct letterhead, place)},
	{"signer", N_("Chức vụ người ký"), offsetof(struct letterhead, signer)},
	{"recipients", N_("Nơi nhận"), offsetof(struct letterhead, recipients)},
};

const char **letterhead_at(struct letterhead *letterhead, size_t word)
{
	return (void *)((char *)letterhead + letterhead_words[word].at);
}

static void key_of(size_t word, char key[64])
{
	snprintf(key, 64, "letterhead.%s", letterhead_words[word].name);
}

/* Every ward has a People's Committee (Law on the Organisation of Local Government), and a
 * report made in a ward is dated from there (Decree 30/2020, Annex I, II.4). */
static void guess(struct letterhead *letterhead, struct arena *arena,
		  const struct centre *centre, const struct region *region)
{
	const struct ward *ward = region ? region_ward(region, centre->ward) : NULL;
	char name[200];
	letterhead->issuer = arena_strdup(arena, centre->name);
	if (!ward)
		return;
	ward_format(ward, name, sizeof(name));
	letterhead->parent = arena_printf(arena, "Ủy ban nhân dân %s", name);
	letterhead->place = arena_strdup(arena, ward->name);
}

void letterhead_usual(struct letterhead *letterhead, struct arena *arena,
		      struct store *store, const struct region *region, int day)
{
	struct centre centre;
	*letterhead = (struct letterhead){.day = day};
	if (store && store_centre(store, &centre, NULL))
		guess(letterhead, arena, &centre, region);
}

void letterhead_load(struct letterhead *letterhead, struct arena *arena,
		     struct store *store, const struct region *region, int day)
{
	char key[64], value[BYTES];
	letterhead_usual(letterhead, arena, store, region, day);
	if (!store)
		return;
	for (size_t i = 0; i < LETTERHEAD_WORDS; i++) {
		key_of(i, key);
		store_setting(store, 0, key, value, sizeof(value));
		if (!strcmp(value, LETTERHEAD_NONE))
			*letterhead_at(letterhead, i) = NULL;
		else if (*value)
			*letterhead_at(letterhead, i) = arena_strdup(arena, value);
	}
}

bool letterhead_save(struct store *store, size_t word, const char *text, struct err *err)
{
	char key[64];
	key_of(word, key);
	return store_setting_put(store, 0, key, text, err);
}
