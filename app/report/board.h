/* Where the city stands: the count of every ward against its people and the goal, month by month,
 * and the pace. What the dashboard shows; the same queries and figures as report/counts.h, so that
 * the screen and what is handed in cannot disagree.
 */
#ifndef REPORT_BOARD_H
#define REPORT_BOARD_H

#include "report/aim.h"
#include "report/figures.h"
#include "report/trend.h"
#include "store/store.h"

struct board_request {
	const struct region *region; /* borrowed */
	int day;
	enum definition definition;
	enum trained trained;
	int window; /* months the pace looks back, course/pace.h */
};

/* A place: the city, a ward, or the people of no ward. */
struct board_place {
	const struct ward *ward; /* NULL: the city, or no ward */
	const char *name; /* "Ba Đình"; the region's or a message */
	int64_t sure, possible;
	int64_t verified, united; /* as in struct count_row */
	/* How many live there; NULL where there is no figure for this definition (figures are of
	 * working age by law), or for people of no ward. Owned by the board. */
	const struct figure *figure;
	int64_t needed; /* for the goal; 0 where it cannot be said */
};

enum board_order { ORDER_NAME, ORDER_RATE, ORDER_PEOPLE, ORDER_DISTANCE, BOARD_ORDERS };

struct board {
	struct board_request request;
	struct aim aim;
	const struct city_goal *goal; /* NULL: none fits the definition */
	struct figures figures;
	struct figure city_figure;
	struct board_place city;
	struct board_place
		*wards; /* in the Vietnamese order of names, then no ward, if any */
	size_t ward_count;
	struct pair_counts pairs; /* that may be one person and wait for a decision */
	struct trend trend; /* of the city */
};

/* Caller's storage, zeroed or released; it must stay where it is. The months cost a second query:
 * a few thousand rows at most, whatever the number of people. */
bool board_load(struct board *board, struct store *store,
		const struct board_request *request, struct err *err);
void board_release(struct board *board);

/* Per mille of the people there; -1 where it cannot be said. Rounded to the nearest, but 1000 only
 * where all are. */
int board_permille(const struct board_place *place, int64_t people);
/* People up to the goal, by the sure ones; 0 where it is reached, -1 where it cannot be said. */
int64_t board_distance(const struct board_place *place);
/* The wards in another order, as an array of ward_count that the caller frees: rates and numbers
 * from the highest, distances from the furthest; where nothing can be said, at the end; equal ones by
 * name. */
const struct board_place **board_sorted(const struct board *board, enum board_order by);

/* One ward, closer. */
struct board_part {
	enum sex sex;
	int band; /* of count_age_bands, -1 = unknown */
	int64_t sure, possible;
};
struct board_ward {
	struct board_part sexes[3]; /* male, female, unknown */
	struct board_part *bands; /* those there are, unknown last */
	size_t band_count;
	struct trend trend;
};
/* `place` is of this board. With the age bands it walks over all people: store_watch() shows how far
 * it is. Caller's storage, zeroed or released. */
bool board_ward_load(struct board_ward *ward, const struct board *board,
		     struct store *store, const struct board_place *place,
		     struct err *err);
void board_ward_release(struct board_ward *ward);

#endif
