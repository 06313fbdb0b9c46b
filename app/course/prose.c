#include "course/prose.h"

#include "base/i18n.h"

#include <string.h>

static const struct {
	const char *name, *word, *upper;
} addresses[ADDRESSES] = {
	[ADDRESS_BAN] = {"ban", N_("bạn"), N_("Bạn")},
	[ADDRESS_BAC] = {"bac", N_("bác"), N_("Bác")},
	[ADDRESS_CO] = {"co", N_("cô"), N_("Cô")},
	[ADDRESS_CHU] = {"chu", N_("chú"), N_("Chú")},
	[ADDRESS_ANH] = {"anh", N_("anh"), N_("Anh")},
	[ADDRESS_CHI] = {"chi", N_("chị"), N_("Chị")},
};

const char *address_word(enum address address)
{
	return _(addresses[address].word);
}

const char *address_word_upper(enum address address)
{
	return _(addresses[address].upper);
}

const char *address_name(enum address address)
{
	return addresses[address].name;
}

int address_parse(const char *name)
{
	for (int i = 0; i < ADDRESSES; i++)
		if (!strcmp(addresses[i].name, name))
			return i;
	return -1;
}

/* Keys are longer than ids, but not by much; a longer one is no fact of ours. */
#define KEY_BYTES 128
#define FACT_PREFIX "fact."

/* Finds the next {key} at or after *at: copies the key, moves *at behind it and returns where its
 * brace opens; NULL where there is none. */
static const char *next_key(const char **at, char key[KEY_BYTES])
{
	for (const char *open = strchr(*at, '{'); open; open = strchr(open + 1, '{')) {
		size_t n = strcspn(open + 1, "{}\n");
		if (open[1 + n] != '}' || n >= KEY_BYTES)
			continue;
		memcpy(key, open + 1, n);
		key[n] = '\0';
		*at = open + n + 2;
		return open;
	}
	return NULL;
}

static const struct fact *fact_of(const struct course *course, const char *key)
{
	size_t n = strlen(FACT_PREFIX);

	return course && !strncmp(key, FACT_PREFIX, n) ? course_fact(course, key + n)
						       : NULL;
}

/* What stands for {key}; NULL: it stays as written. */
static const char *meaning(const char *key, const struct course *course,
			   enum address address)
{
	if (!strcmp(key, "ban"))
		return address_word(address);
	if (!strcmp(key, "Ban"))
		return address_word_upper(address);
	const struct fact *fact = fact_of(course, key);
	return fact ? fact->value : NULL;
}

void prose_expand(struct buf *out, const char *prose, const struct course *course,
		  enum address address)
{
	const char *at = prose, *done = prose, *open;
	size_t start = out->len;
	char key[KEY_BYTES];

	while ((open = next_key(&at, key))) {
		const char *value = meaning(key, course, address);
		buf_add(out, done, (size_t)(open - done));
		if (value)
			buf_adds(out, value);
		else
			buf_add(out, open, (size_t)(at - open));
		done = at;
	}
	buf_adds(out, done);
	while (out->len > start && out->data[out->len - 1] == '\n')
		buf_truncate(out, out->len - 1);
}

bool prose_as_of(const char *prose, const struct course *course, struct date *as_of)
{
	char key[KEY_BYTES];
	bool any = false;

	while (next_key(&prose, key)) {
		const struct fact *fact = fact_of(course, key);
		if (fact && (!any || day_of(fact->as_of) < day_of(*as_of))) {
			*as_of = fact->as_of;
			any = true;
		}
	}
	return any;
}
