/* The lower end of the printed range: what the counts would be if every pair that waits were one
 * person. People joined by such pairs are a cluster; the tally's second series holds, for each,
 * what they would add as one, less what they add as they are. So both ends of the range are read
 * in the same way and at the same cost, and a decision moves them in its own transaction. */
#include "store/db.h"

#include <stdlib.h>

/* Writes what a cluster changes, or takes it back (sign -1). The members' own contributions are
 * those that are kept, which nobody has touched since the cluster was made. */
static bool add_correction(struct store *store, const struct contribution *sum,
			   const struct ids *members, int sign, struct err *err)
{
	struct cells *cells = &store->changes[store->depth];

	if (!store->region)
		return meta_put_int(store, "tally_rule", 0, err); /* made anew with one */
	cells_add_series(cells, store->region, sum, SERIES_UNITED, sign);
	for (size_t i = 0; i < members->count; i++) {
		struct contribution kept;
		bool any;
		if (!contribution_kept(store, members->items[i], &kept, &any, err))
			return false;
		if (any)
			cells_add_series(cells, store->region, &kept, SERIES_UNITED,
					 -sign);
	}
	return true;
}

static bool sum_kept(struct store *store, int64_t cluster, struct contribution *sum,
		     bool *found, struct err *err)
{
	sqlite3_stmt *stmt = db_bind(store, STMT_CLUSTER_SUM, "i", cluster);
	int row = db_step(store, stmt, err);

	*found = row > 0;
	if (row > 0) {
		contribution_read(stmt, sum);
		db_end(stmt);
	}
	return row >= 0;
}

/* Unless pairs have ceased to wait, they are still joined to each other, and only the one that
 * changed is asked for its pairs. */
static void loosen(struct store *store, int64_t person, const struct ids *members)
{
	ids_add(&store->loose, person);
	for (size_t i = 0; i < members->count; i++) {
		if (store->torn) {
			ids_add(&store->loose, members->items[i]);
		} else if (members->items[i] != person) {
			ids_add(&store->joined, person);
			ids_add(&store->joined, members->items[i]);
		}
	}
}

bool cluster_dissolve(struct store *store, int64_t person, struct err *err)
{
	struct ids members = {0};
	struct contribution sum;
	int64_t cluster;
	bool found;

	if (!db_int(store, STMT_CLUSTER, 0, &cluster, "i", err, person))
		return false;
	bool ok = !cluster ||
		  (db_ids(store, STMT_CLUSTER_PERSONS, &members, "i", err, cluster) &&
		   sum_kept(store, cluster, &sum, &found, err) &&
		   (!found || add_correction(store, &sum, &members, -1, err)) &&
		   db_run(store, STMT_CLUSTER_DROP, "i", err, cluster) &&
		   db_run(store, STMT_CLUSTER_SUM_DROP, "i", err, cluster));
	loosen(store, person, &members);
	free(members.items);
	return ok;
}

/* ── finding them ──────────────────────────────────────────────────────────────────────── */

/* Components by union-find over the people met; few, but a clique of namesakes has many pairs. */
struct meeting {
	struct id_set met;
	struct ids people; /* in order after ids_sort(): places stand for people below */
	struct ids edges; /* two by two */
	size_t *parent;
};

static size_t place_of(const struct ids *people, int64_t id)
{
	size_t low = 0, high = people->count;

	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		if (people->items[middle] <= id)
			low = middle;
		else
			high = middle;
	}
	return low;
}

static size_t root_of(size_t *parent, size_t i)
{
	for (; parent[i] != i; i = parent[i])
		parent[i] = parent[parent[i]];
	return i;
}

static void join_edge(struct meeting *meeting, int64_t a, int64_t b)
{
	size_t x = root_of(meeting->parent, place_of(&meeting->people, a));
	size_t y = root_of(meeting->parent, place_of(&meeting->people, b));

	meeting->parent[x > y ? x : y] = x > y ? y : x;
}

static void meet(struct meeting *meeting, int64_t person)
{
	if (id_set_add(&meeting->met, person))
		ids_add(&meeting->people, person);
}

/* Everybody this one is joined to by pairs that wait. A cluster that is reached has got a new
 * pair: it is taken apart, which makes its people loose or joined in turn. */
static bool ask(struct store *store, int64_t person, struct meeting *meeting,
		struct err *err)
{
	struct ids next = {0};
	bool ok = db_ids(store, STMT_CLUSTER_NEXT, &next, "i", err, person);

	meet(meeting, person);
	for (size_t i = 0; ok && i < next.count; i++) {
		int64_t other = next.items[i], cluster;
		ids_add(&meeting->edges, person);
		ids_add(&meeting->edges, other);
		if (!id_set_add(&meeting->met, other))
			continue;
		ids_add(&meeting->people, other);
		ok = db_int(store, STMT_CLUSTER, 0, &cluster, "i", err, other);
		if (ok && cluster)
			ok = cluster_dissolve(store, other, err);
		else if (ok)
			ids_add(&store->loose, other);
	}
	free(next.items);
	return ok;
}

/* Nobody is asked twice. */
static bool ask_all(struct store *store, struct meeting *meeting, struct err *err)
{
	struct id_set asked = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < store->loose.count; i++) {
		if (id_set_add(&asked, store->loose.items[i]))
			ok = ask(store, store->loose.items[i], meeting, err);
	}
	id_set_release(&asked);
	for (size_t i = 0; i < store->joined.count; i++) {
		meet(meeting, store->joined.items[i]);
		ids_add(&meeting->edges, store->joined.items[i]);
	}
	store->loose.count = store->joined.count = 0;
	return ok;
}

static bool make(struct store *store, const struct ids *members, struct err *err)
{
	struct contribution sum;
	bool any;
	int64_t cluster = members->items[0];

	for (size_t i = 0; i < members->count; i++) {
		if (!db_run(store, STMT_CLUSTER_PUT, "ii", err, members->items[i],
			    cluster))
			return false;
	}
	if (!contribution_of(store, members->items, members->count, &sum, &any, err))
		return false;
	return !any || (add_correction(store, &sum, members, 1, err) &&
			db_run(store, STMT_CLUSTER_SUM_PUT, "isddddddddd", err, cluster,
			       sum.ward, (int)sum.sex, (int)sum.birth.precision,
			       sum.birth.year, sum.birth.month, sum.birth.day,
			       sum.days[0], sum.days[1], sum.days[2], (int)sum.verified));
}

struct membership {
	size_t root, place;
};

static int by_root(const void *x, const void *y)
{
	const struct membership *a = x, *b = y;

	if (a->root != b->root)
		return a->root < b->root ? -1 : 1;
	return a->place < b->place ? -1 : a->place > b->place;
}

/* Roots are the first of their component, so each comes out under its lowest number. */
static bool make_all(struct store *store, struct meeting *meeting, struct err *err)
{
	size_t n = meeting->people.count;
	struct membership *all = xcalloc(n, sizeof(*all));
	struct ids members = {0};
	bool ok = true;

	for (size_t i = 0; i < n; i++)
		all[i] = (struct membership){root_of(meeting->parent, i), i};
	qsort(all, n, sizeof(*all), by_root);
	for (size_t i = 0; ok && i < n; i++) {
		ids_add(&members, meeting->people.items[all[i].place]);
		if (i + 1 < n && all[i + 1].root == all[i].root)
			continue;
		ok = members.count < 2 || make(store, &members, err);
		members.count = 0;
	}
	free(members.items);
	free(all);
	return ok;
}

bool clusters_settle(struct store *store, struct err *err)
{
	struct meeting meeting = {0};
	bool ok = ask_all(store, &meeting, err);

	ids_sort(&meeting.people);
	meeting.parent = xcalloc(meeting.people.count + 1, sizeof(*meeting.parent));
	for (size_t i = 0; i < meeting.people.count; i++)
		meeting.parent[i] = i;
	for (size_t i = 0; i + 1 < meeting.edges.count; i += 2)
		join_edge(&meeting, meeting.edges.items[i], meeting.edges.items[i + 1]);
	ok = ok && (!meeting.people.count || make_all(store, &meeting, err));
	id_set_release(&meeting.met);
	free(meeting.people.items);
	free(meeting.edges.items);
	free(meeting.parent);
	return ok;
}

bool clusters_again(struct store *store, struct cells *cells, struct err *err)
{
	struct contribution c;
	int row;

	sqlite3_stmt *stmt = db_bind(store, STMT_CLUSTER_SUMS, "");
	while ((row = db_step(store, stmt, err)) > 0) {
		contribution_read(stmt, &c);
		cells_add_series(cells, store->region, &c, SERIES_UNITED, 1);
	}
	if (row < 0)
		return false;
	stmt = db_bind(store, STMT_CLUSTER_PARTS, "");
	while ((row = db_step(store, stmt, err)) > 0) {
		contribution_read(stmt, &c);
		cells_add_series(cells, store->region, &c, SERIES_UNITED, -1);
	}
	return row == 0;
}
