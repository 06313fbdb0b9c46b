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
	int goal_percent; /* of people of working age */
	int goal_year;
	const char *goal_source, *goal_note;
	int adults_percent; /* the later plans' goal for adults */
	int estimate_percent; /* working-age share of the population, where no figure is entered */
	const char *estimate_note;
	int from_age; /* working age begins, Labour Code 2019 */
	struct retirement_row *rows;
	size_t row_count;
	const char *rule_source;
	const char *rule_version;
};

const struct ward *region_ward(const struct region *region, const char *code);
/* A code, or a name with or without marks and "Phường"/"Xã"; NULL if none or more than one. */
const struct ward *region_ward_find(const struct region *region, const char *text);
/* "phường Ba Đình" */
void ward_format(const struct ward *ward, char *out, size_t size);
void region_release(struct region *region);

#endif
