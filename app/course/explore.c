/* Breadth-first over every state a practice can get into, so the first way found to anything is a
 * shortest one.
 *
 * A state is a key of a few words (screen and steps, money, variables) in one array, found again
 * through a hash table of indices. The edges are kept: what can still reach an ending, and what
 * gets full marks around the key decision, are walks over them. */
#include "course/explore.h"

#include "course/answer.h"

#include <stdlib.h>
#include <string.h>

#define NOBODY UINT32_MAX
/* A way that is shown; of a longer one the middle is left out. */
#define WAY_MAX 24
#define WAY_TAIL 4

/* One thing a person can do: an action, done right or, where something is typed, wrong. */
struct edge {
	uint32_t to;
	uint8_t action;
	bool right;
};

struct node {
	uint32_t parent; /* NOBODY for the first */
	uint32_t edges; /* the first of its own */
	struct edge by; /* how it was first reached */
	bool ends, full; /* an ending; one with full marks */
};

struct search {
	const struct practice *practice;
	struct exploration *out;
	size_t words; /* of a key */
	int32_t *keys;
	size_t key_cap;
	struct node *nodes;
	size_t count, cap;
	struct edge *edges;
	size_t edge_count, edge_cap;
	uint32_t *slots; /* index + 1; 0 = free */
	size_t slot_count; /* a power of two */
	bool too_many;
	bool seen[PRACTICE_SCREENS];
	bool offered[PRACTICE_SCREENS][PRACTICE_ACTIONS];
	bool after[PRACTICE_SCREENS]; /* it came to that */
	bool alike[PRACTICE_SCREENS][PRACTICE_ACTIONS]; /* as one above it */
	bool decide[PRACTICE_SCREENS];
};

/* ── states as keys ──────────────────────────────────────────────────────────────────────── */

static void pack(const struct search *s, const struct practice_state *state, int32_t *key)
{
	key[0] = state->screen + state->steps * PRACTICE_SCREENS;
	key[1] = state->balance;
	for (size_t i = 2; i < s->words; i++)
		key[i] = state->vars[i - 2];
}

static void unpack(const struct search *s, size_t node, struct practice_state *state)
{
	const int32_t *key = s->keys + node * s->words;

	memset(state, 0, sizeof(*state));
	state->screen = key[0] % PRACTICE_SCREENS;
	state->steps = key[0] / PRACTICE_SCREENS;
	state->balance = key[1];
	for (size_t i = 2; i < s->words; i++)
		state->vars[i - 2] = key[i];
}

static size_t screen_at(const struct search *s, size_t node)
{
	return (size_t)s->keys[node * s->words] % PRACTICE_SCREENS;
}

static size_t slot_of(const struct search *s, const int32_t *key)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < s->words; i++) {
		hash = (hash ^ (uint32_t)key[i]) * 0x9e3779b97f4a7c15ull;
		hash ^= hash >> 29;
	}
	size_t slot = (size_t)hash & (s->slot_count - 1);
	while (s->slots[slot] && memcmp(s->keys + (s->slots[slot] - 1) * s->words, key,
					s->words * sizeof(*key)) != 0)
		slot = (slot + 1) & (s->slot_count - 1);
	return slot;
}

static void grow_slots(struct search *s)
{
	s->slot_count = s->slot_count ? s->slot_count * 4 : 256;
	free(s->slots);
	s->slots = xcalloc(s->slot_count, sizeof(*s->slots));
	for (size_t i = 0; i < s->count; i++)
		s->slots[slot_of(s, s->keys + i * s->words)] = (uint32_t)i + 1;
}

/* The node of a state, which is new or known. NOBODY when there are too many. */
static uint32_t find(struct search *s, const struct practice_state *state,
		     uint32_t parent, struct edge by)
{
	int32_t key[PRACTICE_VARS + 2];

	pack(s, state, key);
	if ((s->count + 1) * 2 > s->slot_count)
		grow_slots(s);
	size_t slot = slot_of(s, key);
	if (s->slots[slot])
		return s->slots[slot] - 1;
	if (s->count == EXPLORE_STATES) {
		s->too_many = true;
		return NOBODY;
	}
	ALLOC_GROW(s->nodes, s->count + 1, s->cap);
	ALLOC_GROW(s->keys, (s->count + 1) * s->words, s->key_cap);
	memcpy(s->keys + s->count * s->words, key, s->words * sizeof(*key));
	s->nodes[s->count] = (struct node){.parent = parent, .by = by};
	s->slots[slot] = (uint32_t)++s->count;
	return (uint32_t)s->count - 1;
}

/* ── the search ──────────────────────────────────────────────────────────────────────────── */

static void follow(struct search *s, size_t node, const struct practice_state *state,
		   struct edge edge)
{
	struct practice_state after = *state;

	if (practice_step(s->practice, &after, edge.action, edge.right).after)
		s->after[state->screen] = true;
	edge.to = find(s, &after, (uint32_t)node, edge);
	if (edge.to == NOBODY)
		return;
	ALLOC_GROW(s->edges, s->edge_count + 1, s->edge_cap);
	s->edges[s->edge_count++] = edge;
}

static int points_in_all(const struct practice *practice)
{
	int sum = 0;

	for (size_t i = 0; i < practice->goal_count; i++)
		sum += practice->goals[i].points;
	return sum;
}

static void judge_ending(struct search *s, size_t node,
			 const struct practice_state *state)
{
	struct practice_score score = practice_score(s->practice, state);

	s->nodes[node].ends = true;
	s->nodes[node].full = score.passed && score.points == 100;
}

/* Two buttons with the same words: nobody could know which is which. */
static void compare_labels(struct search *s, const struct practice_state *state,
			   size_t action)
{
	const struct screen *screen = &s->practice->screens[state->screen];
	const char *label = screen->actions[action].label;

	if (s->alike[state->screen][action] || !label)
		return;
	for (size_t i = 0; i < action; i++)
		if (screen->actions[i].label && !strcmp(screen->actions[i].label, label) &&
		    practice_offered(s->practice, state, i))
			s->alike[state->screen][action] = true;
}

static void expand(struct search *s, size_t node)
{
	struct practice_state state;

	unpack(s, node, &state);
	const struct screen *screen = &s->practice->screens[state.screen];
	s->seen[state.screen] = true;
	s->nodes[node].edges = (uint32_t)s->edge_count;
	if (screen->ending)
		judge_ending(s, node, &state);
	for (size_t i = 0; i < screen->action_count; i++) {
		if (!practice_offered(s->practice, &state, i))
			continue;
		s->offered[state.screen][i] = true;
		compare_labels(s, &state, i);
		follow(s, node, &state,
		       (struct edge){.action = (uint8_t)i, .right = true});
		if (screen->actions[i].kind == ACTION_TYPE)
			follow(s, node, &state, (struct edge){.action = (uint8_t)i});
	}
}

static void search_all(struct search *s)
{
	struct practice_state state;

	practice_start(s->practice, &state);
	find(s, &state, NOBODY, (struct edge){0});
	for (size_t i = 0; i < s->count && !s->too_many; i++)
		expand(s, i);
}

static const struct edge *edges_of(const struct search *s, size_t node, size_t *count)
{
	size_t first = s->nodes[node].edges;
	size_t end = node + 1 < s->count ? s->nodes[node + 1].edges : s->edge_count;

	*count = end - first;
	return *count ? s->edges + first
		      : NULL; /* a start that is an end has no edges at all */
}

/* ── ways ────────────────────────────────────────────────────────────────────────────────── */

/* How each node was reached; the ways of the search itself, or of a walk with another aim. */
struct ways {
	uint32_t *parent;
	struct edge *by;
};

static void add_step(const struct search *s, size_t from, struct edge by, struct buf *out)
{
	const struct screen *screen = &s->practice->screens[screen_at(s, from)];
	const struct action *action = &screen->actions[by.action];

	buf_printf(out, out->len ? " > %s" : "%s", action->id);
	if (action->kind == ACTION_TYPE)
		buf_printf(out, "=%s",
			   !by.right              ? "?"
			   : action->accept.count ? action->accept.items[0]
						  : "");
}

static uint32_t parent_of(const struct search *s, const struct ways *ways, uint32_t node)
{
	return ways ? ways->parent[node] : s->nodes[node].parent;
}

/* The nodes after the first, up to this one; to be freed. */
static uint32_t *chain_to(const struct search *s, const struct ways *ways, uint32_t node,
			  size_t *length)
{
	*length = 0;
	for (uint32_t n = node; parent_of(s, ways, n) != NOBODY;)
		n = parent_of(s, ways, n), ++*length;
	uint32_t *chain = xcalloc(*length + 1, sizeof(*chain));
	for (size_t i = *length; i-- > 0; node = parent_of(s, ways, node))
		chain[i] = node;
	return chain;
}

/* "nghe > go-so=?", ready for `paths` but for the signs between. */
static char *way_to(const struct search *s, const struct ways *ways, uint32_t node)
{
	struct buf out = BUF_INIT;
	size_t length;
	uint32_t *chain = chain_to(s, ways, node, &length);

	for (size_t i = 0; i < length; i++) {
		if (length > WAY_MAX && i == WAY_MAX - WAY_TAIL) {
			i = length - WAY_TAIL;
			buf_adds(&out, " > …");
		}
		add_step(s, parent_of(s, ways, chain[i]),
			 ways ? ways->by[chain[i]] : s->nodes[chain[i]].by, &out);
	}
	free(chain);
	return buf_detach(&out);
}

/* ── what is wrong ───────────────────────────────────────────────────────────────────────── */

static struct trouble *add(struct exploration *out, enum trouble_kind kind, size_t index)
{
	ALLOC_GROW(out->troubles, out->count + 1, out->cap);
	out->troubles[out->count] = (struct trouble){.kind = kind, .index = index};
	return &out->troubles[out->count++];
}

static int by_value(const void *a, const void *b)
{
	int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;

	return (x > y) - (x < y);
}

static size_t count_values(const struct search *s, size_t word, int32_t *scratch)
{
	size_t values = 1;

	for (size_t i = 0; i < s->count; i++)
		scratch[i] = s->keys[i * s->words + word];
	qsort(scratch, s->count, sizeof(*scratch), by_value);
	for (size_t i = 1; i < s->count; i++)
		values += scratch[i] != scratch[i - 1];
	return values;
}

/* Points at what takes the most values: almost always a counter without a bound. */
static void blame_variable(const struct search *s)
{
	int32_t *scratch = xcalloc(s->count, sizeof(*scratch));
	size_t most = count_values(s, 1, scratch), worst = s->practice->var_count;

	for (size_t i = 0; i < s->practice->var_count; i++) {
		size_t values = count_values(s, i + 2, scratch);
		if (values > most) {
			most = values;
			worst = i;
		}
	}
	free(scratch);
	add(s->out, TROUBLE_TOO_MANY, worst);
}

static void judge_screens(const struct search *s)
{
	const struct practice *practice = s->practice;

	for (size_t i = 0; i < practice->screen_count; i++) {
		const struct screen *screen = &practice->screens[i];
		if (!s->seen[i])
			add(s->out,
			    screen->ending ? TROUBLE_ENDING_UNREACHED
					   : TROUBLE_SCREEN_UNREACHED,
			    i);
		for (size_t k = 0; s->seen[i] && k < screen->action_count; k++) {
			if (!s->offered[i][k])
				add(s->out, TROUBLE_ACTION_UNREACHED, i)->action = k;
			if (s->alike[i][k])
				add(s->out, TROUBLE_SAME_LABEL, i)->action = k;
		}
		if (s->seen[i] && screen->after_steps && !s->after[i])
			add(s->out, TROUBLE_AFTER_UNREACHED, i);
	}
}

/* The edges turned round: sources of the edges into each node, by counting. */
static void turn(const struct search *s, uint32_t *first, uint32_t *sources)
{
	size_t count;

	for (size_t i = 0; i < s->edge_count; i++)
		first[s->edges[i].to + 1]++;
	for (size_t i = 0; i < s->count; i++)
		first[i + 1] += first[i];
	for (size_t i = s->count; i-- > 0;) {
		const struct edge *edges = edges_of(s, i, &count);
		for (size_t k = 0; k < count; k++)
			sources[--first[edges[k].to + 1]] = (uint32_t)i;
	}
	/* Each first[i + 1] now stands where node i begins. */
	memmove(first, first + 1, s->count * sizeof(*first));
	first[s->count] = (uint32_t)s->edge_count;
}

/* Marks every node from which some ending can be reached. */
static void mark_free(const struct search *s, bool *open)
{
	uint32_t *first = xcalloc(s->count + 2, sizeof(*first));
	uint32_t *sources = xcalloc(s->edge_count + 1, sizeof(*sources));
	uint32_t *queue = xcalloc(s->count + 1, sizeof(*queue));
	size_t length = 0;

	turn(s, first, sources);
	for (size_t i = 0; i < s->count; i++)
		if (s->nodes[i].ends) {
			open[i] = true;
			queue[length++] = (uint32_t)i;
		}
	while (length) {
		uint32_t node = queue[--length];
		for (size_t k = first[node]; k < first[node + 1]; k++)
			if (!open[sources[k]]) {
				open[sources[k]] = true;
				queue[length++] = sources[k];
			}
	}
	free(queue);
	free(sources);
	free(first);
}

/* Of a trap only its entrance is told, once a screen: all behind it is a trap as well. */
static void judge_traps(const struct search *s)
{
	bool *open = xcalloc(s->count, sizeof(*open));
	bool told[PRACTICE_SCREENS] = {false};

	mark_free(s, open);
	for (uint32_t i = 0; i < s->count; i++) {
		uint32_t parent = s->nodes[i].parent;
		size_t screen = screen_at(s, i);
		if (open[i] || told[screen] || (parent != NOBODY && !open[parent]))
			continue;
		told[screen] = true;
		add(s->out, TROUBLE_TRAP, screen)->way = way_to(s, NULL, i);
	}
	free(open);
}

/* True if some goal is met nowhere, which says also why nobody gets full marks. */
static bool judge_goals(const struct search *s)
{
	size_t met[PRACTICE_GOALS] = {0}, endings = 0;
	bool never = false;
	struct practice_state state;

	for (size_t i = 0; i < s->count; i++) {
		if (!s->nodes[i].ends)
			continue;
		unpack(s, i, &state);
		struct practice_score score = practice_score(s->practice, &state);
		endings++;
		for (size_t k = 0; k < s->practice->goal_count; k++)
			met[k] += score.met[k];
	}
	for (size_t k = 0; endings && k < s->practice->goal_count; k++) {
		if (!met[k])
			add(s->out, TROUBLE_GOAL_NEVER, k);
		else if (met[k] == endings)
			add(s->out, TROUBLE_GOAL_ALWAYS, k);
		never = never || !met[k];
	}
	return never || !endings;
}

/* ── full marks ──────────────────────────────────────────────────────────────────────────── */

/* Breadth-first once more, without ever standing on a screen of the key decision. */
static void judge_skip(const struct search *s)
{
	struct ways ways = {.parent = xcalloc(s->count, sizeof(uint32_t)),
			    .by = xcalloc(s->count, sizeof(struct edge))};
	uint32_t *queue = xcalloc(s->count, sizeof(*queue));
	bool *seen = xcalloc(s->count, sizeof(*seen));
	size_t length = !s->decide[screen_at(s, 0)], count;

	seen[0] = true;
	ways.parent[0] = NOBODY;
	for (size_t i = 0; i < length; i++) {
		uint32_t node = queue[i];
		if (s->nodes[node].full) {
			add(s->out, TROUBLE_FULL_MARKS_SKIP, 0)->way =
				way_to(s, &ways, node);
			break;
		}
		const struct edge *edges = edges_of(s, node, &count);
		for (size_t k = 0; k < count; k++) {
			uint32_t to = edges[k].to;
			if (seen[to] || s->decide[screen_at(s, to)])
				continue;
			seen[to] = true;
			ways.parent[to] = node;
			ways.by[to] = edges[k];
			queue[length++] = to;
		}
	}
	free(seen);
	free(queue);
	free(ways.by);
	free(ways.parent);
}

/* Where all that can be done leads to one place nothing is decided, and to have passed there says
 * nothing. */
static void judge_decision(const struct search *s)
{
	size_t count;

	for (size_t i = 0; i < s->count; i++) {
		const struct edge *edges = edges_of(s, i, &count);
		for (size_t k = 1; s->decide[screen_at(s, i)] && k < count; k++)
			if (edges[k].to != edges[0].to)
				return;
	}
	add(s->out, TROUBLE_NO_DECISION, 0);
}

/* Always the first action: what somebody does who only presses Enter. Such a person types
 * nothing, so what is typed is wrong. */
static void judge_trivial(const struct search *s)
{
	struct ways ways = {.parent = xcalloc(s->count, sizeof(uint32_t)),
			    .by = xcalloc(s->count, sizeof(struct edge))};
	bool *seen = xcalloc(s->count, sizeof(*seen));
	uint32_t node = 0;
	size_t count;

	ways.parent[0] = NOBODY;
	for (;;) {
		const struct edge *edges = edges_of(s, node, &count);
		seen[node] = true;
		if (!count)
			break;
		const struct edge *edge =
			edges + (count > 1 && edges[1].action == edges[0].action);
		if (seen[edge->to])
			break;
		ways.parent[edge->to] = node;
		ways.by[edge->to] = *edge;
		node = edge->to;
	}
	if (s->nodes[node].full)
		add(s->out, TROUBLE_FULL_MARKS_TRIVIAL, 0)->way = way_to(s, &ways, node);
	free(seen);
	free(ways.by);
	free(ways.parent);
}

static void judge_full_marks(const struct search *s, bool explained)
{
	bool possible = false;

	if (points_in_all(s->practice) != 100)
		return;
	for (size_t i = 0; i < s->count && !possible; i++)
		possible = s->nodes[i].full;
	if (!possible && !explained)
		add(s->out, TROUBLE_NO_FULL_MARKS, 0);
	if (!possible)
		return;
	if (s->practice->decide.count) {
		size_t told = s->out->count;
		judge_skip(s);
		if (s->out->count == told)
			judge_decision(s);
	}
	judge_trivial(s);
}

/* ── what needs no search ────────────────────────────────────────────────────────────────── */

bool path_holds(const struct practice *practice, const struct try_path *path,
		const struct practice_state *state)
{
	struct practice_score score = practice_score(practice, state);
	const struct screen *screen = &practice->screens[state->screen];

	return screen->ending && !strcmp(screen->id, path->ending) &&
	       (path->score < 0 || path->score == score.points) &&
	       !(path->fail && score.passed);
}

static void judge_paths(const struct practice *practice, struct exploration *out)
{
	struct practice_state state;

	for (size_t i = 0; i < practice->path_count; i++) {
		const struct try_path *path = &practice->paths[i];
		size_t done = practice_replay(practice, &path->actions, &state);
		if (done < path->actions.count)
			add(out, TROUBLE_PATH_BROKEN, i)->action = done;
		else if (!path_holds(practice, path, &state))
			add(out, TROUBLE_PATH_DIFFERS, i);
	}
}

static void judge_text(const struct practice *practice, struct exploration *out)
{
	if (points_in_all(practice) != 100)
		add(out, TROUBLE_POINTS, 0);
	for (size_t i = 0; i < practice->screen_count; i++) {
		const struct screen *screen = &practice->screens[i];
		if (screen->ending == ENDING_HARMED && !screen->debrief.count)
			add(out, TROUBLE_NO_WAY_BACK, i);
	}
}

/* ── all of it ───────────────────────────────────────────────────────────────────────────── */

static void judge_states(const struct search *s)
{
	judge_screens(s);
	judge_traps(s);
	judge_full_marks(s, judge_goals(s));
}

static void forget(struct search *s)
{
	free(s->slots);
	free(s->edges);
	free(s->nodes);
	free(s->keys);
}

bool practice_way(const struct practice *practice, size_t screen, struct arena *arena,
		  struct strings *out)
{
	struct search s = {.practice = practice, .words = practice->var_count + 2};
	struct buf step = BUF_INIT;
	size_t node = 0;

	search_all(&s);
	while (node < s.count && screen_at(&s, node) != screen)
		node++;
	*out = (struct strings){0};
	if (node < s.count) {
		uint32_t *chain = chain_to(&s, NULL, (uint32_t)node, &out->count);
		out->items = arena_array(arena, out->count, sizeof(*out->items));
		for (size_t i = 0; i < out->count; i++) {
			buf_reset(&step);
			add_step(&s, s.nodes[chain[i]].parent, s.nodes[chain[i]].by,
				 &step);
			out->items[i] = arena_strdup(arena, step.data);
		}
		free(chain);
	}
	bool found = node < s.count;
	buf_release(&step);
	forget(&s);
	return found;
}

void practice_explore(const struct practice *practice, struct exploration *out)
{
	struct search s = {
		.practice = practice,
		.out = out,
		.words = practice->var_count + 2,
	};

	memset(out, 0, sizeof(*out));
	for (size_t i = 0; i < practice->screen_count; i++)
		s.decide[i] = strings_have(&practice->decide, practice->screens[i].id);
	search_all(&s);
	out->states = s.count;
	if (s.too_many)
		blame_variable(&s);
	else
		judge_states(&s);
	judge_paths(practice, out);
	judge_text(practice, out);
	forget(&s);
}

void exploration_release(struct exploration *exploration)
{
	for (size_t i = 0; i < exploration->count; i++)
		free(exploration->troubles[i].way);
	free(exploration->troubles);
	memset(exploration, 0, sizeof(*exploration));
}
