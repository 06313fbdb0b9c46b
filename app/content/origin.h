/* Where the structs of a course were read, so that later rules can point at their lines.
 *
 * The values themselves stay free of it: course/course.h keeps a place only for what people look
 * up. A hash table from the address of a struct to its mapping.
 */
#ifndef CONTENT_ORIGIN_H
#define CONTENT_ORIGIN_H

#include "content/yaml.h"

struct origin {
	const void *object;
	const struct node *node; /* its mapping */
	struct document *doc;
	bool sound; /* read without an error */
};

struct origins {
	struct origin *slots; /* open addressing; owned */
	size_t count, cap;
};

const struct origin *origins_find(const struct origins *origins, const void *object);
void origins_add(struct origins *origins, struct origin origin);
void origins_release(struct origins *origins);

#endif
