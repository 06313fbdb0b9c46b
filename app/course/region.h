/* A city as data: its wards, its goal, its working-age table (locale/<city>/). */
#ifndef COURSE_REGION_H
#define COURSE_REGION_H

#include "base/mem.h"
#include "course/person.h"

#include <stddef.h>

enum ward_type { WARD_PHUONG, WARD_XA };

/* What stands before the codes of wards in CSV, where a spreadsheet would eat their zeros:
 * they are the country's, so "VN-00004". */
#define WARD_PREFIX "VN-"

struct ward {
	const char *code; /* "00004": five digits, text because of the zeros */
	const char *name; /* "Ba Đình" */
	enum ward_type type;
	int population; /* all ages */
};

/* Who counts as being of working age: the rules are course/workage.h. */
enum definition { DEFINITION_LAW, DEFINITION_15_64, DEFINITION_18_UP, DEFINITIONS };

/* What share of whom is to be trained by the end of which year, and who said so. */
struct city_goal {
	const char *id; /* "lao-dong-2025" */
	const char *title; /* a line for people */
	enum definition definition;
	int percent; /* 1..100 */
	int year; /* by the end of it */
	const char *source; /* the document, with its date */
	const char *note; /* NULL = none */
	/* The document can be read in more than one way, and this is one of them: it is shown only
	 * where somebody has chosen it. */
	bool open;
};

/* Retirement age by sex and birth month, Decree 135/2020/NĐ-CP Art. 4 and its annexes. */
struct retirement_row {
	enum sex sex;
	int born_from,
		born_to; /* year * 12 + month - 1, inclusive; INT_MIN / INT_MAX = open */
	int months; /* retirement age in months */
};

struct region {
	struct arena arena;
	const char *id, *title;
	struct ward *wards; /* as in the file */
	size_t ward_count;
	const char *wards_source;
	struct city_goal
		*goals; /* the first is shown where nobody has chosen (course/goal.h) */
	size_t goal_count;
	int estimate_percent; /* working-age share of the population, where no figure is entered */
	const char *estimate_note;
	int from_age; /* working age begins, Labour Code 2019 */
	struct retirement_row *rows;
	size_t row_count;
	const char *rule_source;
	const char *rule_version;
	/* The city's public key that ids are sealed to: 64 hex digits, NULL = none yet. */
	const char *city_key;
};

const struct ward *region_ward(const struct region *region, const char *code);
/* A code, or a name with or without marks and "Phường"/"Xã"; NULL if none or more than one. */
const struct ward *region_ward_find(const struct region *region, const char *text);
/* "phường Ba Đình" */
void ward_format(const struct ward *ward, char *out, size_t size);
void region_release(struct region *region);

#endif
