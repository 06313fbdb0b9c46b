/* Which cells of a table of people must be hidden before anybody outside may read it.
 *
 * A count of 1 to 4 people says too much about each of them. Hiding only those would not
 * help: whoever has the ward's total and its women knows the men, whoever has the city and
 * all wards but one knows that one. So further cells are hidden, few of them, until for
 * every small count there is one table that agrees with all that is shown in which it is
 * 1, and another in which it is 4 (and hence all between): nothing narrower than "1 to 4"
 * can be worked out, by any subtraction or comparison along the sums given here.
 *
 * The proof is made with the plan: every small count gets its two other tables
 * ("witnesses"), found as moves of a few people between cells that keep all sums, and what
 * a witness changes is hidden. A witness stays good when more is hidden later. Afterwards
 * cells that no witness needs, or that another witness can do without, are shown again.
 *
 * Not protected against: comparing two reports (other days, other definitions), and what
 * somebody knows who is counted.
 *
 * Pure: numbers in, flags out.
 */
#ifndef REPORT_SUPPRESS_H
#define REPORT_SUPPRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The smallest count that may be told; 0 may be, too. */
#define SUPPRESS_LEAST 5
#define SUPPRESS_COLUMNS 32
#define SUPPRESS_PARTS 8

struct suppress_column {
	/* False: no column of the table, but the difference of some that are. Its values
	 * are never published as such, and are protected all the same. */
	bool shown;
	bool people; /* false: small values do no harm (turns), but bind the others */
	int weight; /* how much it is missed where it is hidden: 1 and more */
};

/* In each row the first column is the sum of the others. */
struct suppress_sum {
	int whole;
	int parts[SUPPRESS_PARTS];
	int part_count;
};

struct suppress {
	const struct suppress_column *columns;
	size_t column_count;
	const struct suppress_sum *sums;
	size_t sum_count;
	/* Rows of column_count values, none negative; behind them the row of totals, each
	 * the sum of its column. */
	const int64_t *values;
	size_t row_count; /* without the totals */
	bool *hidden; /* the plan: (row_count + 1) * column_count */
};

/* Fills `hidden`. The sums must hold in the values; a caller whose numbers do not add up
 * ends the program. False where no plan was found, which only numbers can do that count no
 * people: then everything is hidden. */
bool suppress_plan(const struct suppress *s);

#endif
