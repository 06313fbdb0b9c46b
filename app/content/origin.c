#include "content/origin.h"

#include <stdlib.h>

static size_t slot_of(const struct origins *o, const void *object)
{
	uint64_t x = (uint64_t)(uintptr_t)object;
	x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdull;
	size_t i = (size_t)(x ^ (x >> 29)) & (o->cap - 1);
	while (o->slots[i].object && o->slots[i].object != object)
		i = (i + 1) & (o->cap - 1);
	return i;
}

void origins_add(struct origins *origins, struct origin origin)
{
	if (origins->count * 2 >= origins->cap) {
		struct origins grown = {.cap = origins->cap ? origins->cap * 2 : 512};
		grown.slots = xcalloc(grown.cap, sizeof(*grown.slots));
		for (size_t i = 0; i < origins->cap; i++) {
			if (origins->slots[i].object)
				origins_add(&grown, origins->slots[i]);
		}
		free(origins->slots);
		*origins = grown;
	}
	size_t i = slot_of(origins, origin.object);
	origins->count += !origins->slots[i].object;
	origins->slots[i] = origin;
}

const struct origin *origins_find(const struct origins *origins, const void *object)
{
	if (!origins->cap)
		return NULL;
	const struct origin *found = &origins->slots[slot_of(origins, object)];
	return found->object ? found : NULL;
}

void origins_release(struct origins *origins)
{
	free(origins->slots);
	*origins = (struct origins){0};
}
