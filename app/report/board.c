#include "report/board.h"

#include "base/i18n.h"
#include "report/wardorder.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

/* ── asking ────────────────────────────────────────────────────────────────────────────── */

static struct count_query question(const struct board_request *r, unsigned by,
				   const char *ward)
{
	return (struct count_query){
		.day = r->day,
		.definition = r->definition,
		.trained = r->trained,
		.by = by,
		.ward = ward,
	};
}

static bool load_trend(struct trend *trend, const struct board *b, struct store *store,
		       const struct board_place *place, const char *ward, struct err *err)
{
	const struct trend_request request = {
		.query = question(&b->request, 0, ward),
		.sure = place->sure,
		.possible = place->possible,
		.population = place->figure ? place->figure->people : 0,
		.goal = b->goal,
		.window = b->request.window,
	};
	return trend_load(trend, store, &request, err);
}

/* ── the city and its wards ────────────────────────────────────────────────────────────── */

static struct board_place *place_of(struct board *b, const char *code)
{
	for (size_t i = 0; i < b->ward_count; i++)
		if (b->wards[i].ward && !strcmp(b->wards[i].ward->code, code))
			return &b->wards[i];
	return &b->wards[b->ward_count]; /* no ward */
}

static void list_wards(struct board *b)
{
	const struct region *region = b->request.region;
	const struct ward **wards = wards_by_name(region);
	b->wards = xcalloc(region->ward_count + 1, sizeof(*b->wards));
	b->ward_count = region->ward_count;
	for (size_t i = 0; i < region->ward_count; i++)
		b->wards[i] =
			(struct board_place){.ward = wards[i], .name = wards[i]->name};
	b->wards[b->ward_count].name = _("Nơi khác hoặc chưa rõ");
	free(wards);
}

static void add_figure(const struct board *b, struct board_place *place,
		       const struct figure *figure)
{
	if (!figure || figure->people <= 0)
		return;
	place->figure = figure;
	if (b->goal)
		place->needed = goal_needed(b->goal, figure->people);
}

static void add_counts(struct board_place *place, const struct count_row *row)
{
	place->sure += row->sure;
	place->possible += row->possible;
	place->verified += row->verified;
	place->united += row->united;
}

static bool count_wards(struct board *b, struct store *store, struct err *err)
{
	struct count_query query = question(&b->request, BY_WARD, NULL);
	struct count_row *rows;
	size_t n;
	if (!store_count(store, &query, &rows, &n, err))
		return false;
	for (size_t i = 0; i < n; i++) {
		add_counts(place_of(b, rows[i].ward), &rows[i]);
		add_counts(&b->city, &rows[i]);
	}
	free(rows);
	b->ward_count += b->wards[b->ward_count].possible > 0;
	return true;
}

static void compare(struct board *b)
{
	b->city.name = b->request.region->title;
	b->city_figure = figures_total(&b->figures);
	add_figure(b, &b->city, &b->city_figure);
	for (size_t i = 0; i < b->ward_count; i++)
		if (b->wards[i].ward)
			add_figure(b, &b->wards[i],
				   figures_of(&b->figures, b->wards[i].ward->code));
}

bool board_load(struct board *board, struct store *store,
		const struct board_request *request, struct err *err)
{
	struct board_request asked = *request;
	board_release(board);
	board->request = asked;
	const struct city_goal *chosen =
		aim_load(&board->aim, store, asked.region) ? &board->aim.goal : NULL;
	board->goal = goal_for(asked.region, chosen, asked.definition, asked.day);
	list_wards(board);
	if (!count_wards(board, store, err) ||
	    !store_pairs_waiting(store, &board->pairs, err) ||
	    !figures_load(&board->figures, store, asked.region, asked.definition,
			  asked.day, err))
		return false;
	compare(board);
	return load_trend(&board->trend, board, store, &board->city, NULL, err);
}

void board_release(struct board *board)
{
	free(board->wards);
	trend_release(&board->trend);
	figures_release(&board->figures);
	*board = (struct board){0};
}

/* ── numbers about a place ─────────────────────────────────────────────────────────────── */

int board_permille(const struct board_place *place, int64_t people)
{
	if (!place->figure)
		return -1;
	int64_t permille = rate_permille(people, place->figure->people);
	return permille > 9999 ? 9999 : (int)permille;
}

int64_t board_distance(const struct board_place *place)
{
	if (!place->needed)
		return -1;
	return place->needed > place->sure ? place->needed - place->sure : 0;
}

/* ── orders ────────────────────────────────────────────────────────────────────────────── */

/* By people over people, exactly: two wards with the same rounded rate are not equal. */
static int by_rate(const struct board_place *a, const struct board_place *b)
{
	if (!a->figure || !b->figure)
		return (b->figure != NULL) - (a->figure != NULL);
	int64_t x = a->sure * b->figure->people, y = b->sure * a->figure->people;
	return (x < y) - (x > y);
}

static int by_people(const struct board_place *a, const struct board_place *b)
{
	return (a->sure < b->sure) - (a->sure > b->sure);
}

static int by_distance(const struct board_place *a, const struct board_place *b)
{
	int64_t x = board_distance(a), y = board_distance(b);
	return (x < y) - (x > y);
}

static int by_name(const struct board_place *a, const struct board_place *b)
{
	(void)a, (void)b;
	return 0;
}

static int (*const orders[BOARD_ORDERS])(const struct board_place *,
					 const struct board_place *) = {
	[ORDER_NAME] = by_name,
	[ORDER_RATE] = by_rate,
	[ORDER_PEOPLE] = by_people,
	[ORDER_DISTANCE] = by_distance,
};

/* An insertion sort keeps equal ones in the order of their names, and there are 127 at most. */
const struct board_place **board_sorted(const struct board *board, enum board_order by)
{
	const struct board_place **list = xcalloc(board->ward_count + 1, sizeof(*list));
	for (size_t i = 0; i < board->ward_count; i++) {
		const struct board_place *place = &board->wards[i];
		size_t at = i;
		while (at > 0 && orders[by](list[at - 1], place) > 0) {
			list[at] = list[at - 1];
			at--;
		}
		list[at] = place;
	}
	return list;
}

/* ── one ward ──────────────────────────────────────────────────────────────────────────── */

static bool load_sexes(struct board_ward *w, const struct board *b, struct store *store,
		       const char *code, struct err *err)
{
	static const enum sex sexes[] = {SEX_MALE, SEX_FEMALE, SEX_UNKNOWN};
	struct count_query query = question(&b->request, BY_SEX, code);
	struct count_row *rows;
	size_t n;
	if (!store_count(store, &query, &rows, &n, err))
		return false;
	for (size_t s = 0; s < ARRAY_LEN(sexes); s++) {
		w->sexes[s] = (struct board_part){.sex = sexes[s], .band = -1};
		for (size_t i = 0; i < n; i++)
			if (rows[i].sex == sexes[s]) {
				w->sexes[s].sure += rows[i].sure;
				w->sexes[s].possible += rows[i].possible;
			}
	}
	free(rows);
	return true;
}

static void add_band(struct board_ward *w, const struct count_row *rows, size_t n,
		     int band)
{
	struct board_part part = {.band = band};
	for (size_t i = 0; i < n; i++)
		if (rows[i].age_band == band) {
			part.sure += rows[i].sure;
			part.possible += rows[i].possible;
		}
	if (band >= 0 || part.possible)
		w->bands[w->band_count++] = part;
}

static bool load_bands(struct board_ward *w, const struct board *b, struct store *store,
		       const char *code, struct err *err)
{
	struct count_query query = question(&b->request, BY_AGE, code);
	struct count_row *rows;
	size_t n, bands = 0;
	if (!store_count(store, &query, &rows, &n, err))
		return false;
	while (count_age_bands[bands])
		bands++;
	w->bands = xcalloc(bands + 1, sizeof(*w->bands));
	for (size_t i = 0; i < bands; i++)
		add_band(w, rows, n, (int)i);
	add_band(w, rows, n, -1);
	free(rows);
	return true;
}

bool board_ward_load(struct board_ward *ward, const struct board *board,
		     struct store *store, const struct board_place *place,
		     struct err *err)
{
	const char *code = place->ward ? place->ward->code : "";
	board_ward_release(ward);
	if (!load_sexes(ward, board, store, code, err) ||
	    !load_bands(ward, board, store, code, err))
		return false;
	return load_trend(&ward->trend, board, store, place, code, err);
}

void board_ward_release(struct board_ward *ward)
{
	free(ward->bands);
	trend_release(&ward->trend);
	*ward = (struct board_ward){0};
}
