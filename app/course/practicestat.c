#include "course/practicestat.h"

#include "course/retrace.h"

#include <stdlib.h>
#include <string.h>

#define SLIPS_MOST 64

static const char redo[] = "!redo";

void practice_stat_init(struct practice_stat *stat, const struct practice *practice)
{
	memset(stat, 0, sizeof(*stat));
	stat->practice = practice;
}

/* ── one person ────────────────────────────────────────────────────────────────────────── */

/* What one person did on each screen; adding it up at the end counts everybody once. */
struct trace {
	const struct practice *practice;
	struct screen_stat screens[PRACTICE_SCREENS];
	struct practice_state state; /* where they came to */
	struct strings actions; /* of the first run; items borrowed */
	size_t rest; /* events of the run from here on are not part of it */
};

static bool is_redo(const struct run_event *event)
{
	return !event->ended && !strncmp(event->action, redo, strlen(redo));
}

static void take_first_run(struct trace *trace, const struct run *run)
{
	trace->actions.items = xcalloc(run->count + 1, sizeof(*trace->actions.items));
	while (trace->rest < run->count && !run->events[trace->rest].ended &&
	       !is_redo(&run->events[trace->rest])) {
		trace->actions.items[trace->rest] = run->events[trace->rest].action;
		trace->rest++;
	}
	trace->actions.count = trace->rest;
}

static struct screen_stat *place_of(struct trace *trace, const struct screen *screen)
{
	return &trace->screens[screen - trace->practice->screens];
}

static bool chose_before(const struct screen_stat *place)
{
	for (size_t i = 0; i < PRACTICE_ACTIONS; i++)
		if (place->first[i])
			return true;
	return false;
}

static void note_step(struct trace *trace, const struct retrace *r)
{
	struct screen_stat *place = place_of(trace, r->screen);

	place->came = 1;
	if (!r->action) {
		place->hinted = 1;
		place->hints++;
		return;
	}
	size_t action = (size_t)(r->action - r->screen->actions);
	if (!chose_before(place)) {
		place->first[action] = 1;
		place->first_wrong[action] = r->result.wrong;
	}
	if (r->result.consequence->restart ||
	    (r->result.after && r->result.after->restart))
		place->restarted = 1;
}

/* False where the practice as it is today does not go that way. */
static bool follow(struct trace *trace, const struct run *run)
{
	struct retrace r;

	retrace_begin(&r, trace->practice, &trace->actions);
	while (r.done < trace->actions.count) {
		const char *screen = trace->practice->screens[r.state.screen].id;
		if (strcmp(screen, run->events[r.done].screen) != 0 || !retrace_next(&r))
			return false;
		note_step(trace, &r);
	}
	trace->state = r.state;
	trace->screens[r.state.screen].came = 1;
	return true;
}

static void note_slips(struct trace *trace)
{
	struct slip slips[SLIPS_MOST];
	size_t count = retrace_slips(trace->practice, &trace->actions, slips, SLIPS_MOST);
	bool harmed = practice_ending(trace->practice, &trace->state) == ENDING_HARMED;

	for (size_t i = 0; i < count; i++) {
		struct screen_stat *place = place_of(trace, slips[i].screen);
		place->slip[slips[i].action - slips[i].screen->actions] = 1;
		place->slipped = 1;
		place->harmed = harmed;
	}
}

/* After the first ending: "!redo\ta\tb" goes back to where a and b lead, anything else to the start. */
static void note_again(struct trace *trace, const struct run *run)
{
	struct practice_state state;
	struct strings actions = {0};
	size_t next = trace->rest, cap = 0;

	while (next < run->count && run->events[next].ended)
		next++;
	if (next == run->count)
		return;
	char *list = xstrdup(is_redo(&run->events[next]) ? run->events[next].action : "");
	char *more = list;
	strsep(&more, "\t");
	for (char *one; (one = strsep(&more, "\t"));) {
		ALLOC_GROW(actions.items, actions.count + 1, cap);
		actions.items[actions.count++] = one;
	}
	practice_replay(trace->practice, &actions, &state);
	trace->screens[state.screen].again = 1;
	free(actions.items);
	free(list);
}

/* ── everybody ─────────────────────────────────────────────────────────────────────────── */

static void add_screen(struct screen_stat *all, const struct screen_stat *one,
		       int64_t times)
{
	for (size_t i = 0; i < PRACTICE_ACTIONS; i++) {
		all->first[i] += times * one->first[i];
		all->first_wrong[i] += times * one->first_wrong[i];
		all->slip[i] += times * one->slip[i];
	}
	all->came += times * one->came;
	all->slipped += times * one->slipped;
	all->harmed += times * one->harmed;
	all->hinted += times * one->hinted;
	all->hints += times * one->hints;
	all->stopped += times * one->stopped;
	all->restarted += times * one->restarted;
	all->again += times * one->again;
}

static void add_trace(struct practice_stat *stat, struct trace *trace, int64_t times)
{
	enum ending ending = practice_ending(stat->practice, &trace->state);

	if (ending == ENDING_NONE)
		trace->screens[trace->state.screen].stopped = 1;
	stat->people += times;
	stat->endings[ending] += times;
	if (practice_score(stat->practice, &trace->state).passed)
		stat->passed += times;
	for (size_t i = 0; i < stat->practice->screen_count; i++) {
		stat->again += times * trace->screens[i].again;
		add_screen(&stat->screens[i], &trace->screens[i], times);
	}
}

void practice_stat_add(struct practice_stat *stat, const struct run *run, int64_t times)
{
	struct trace *trace = xcalloc(1, sizeof(*trace));

	trace->practice = stat->practice;
	take_first_run(trace, run);
	if (!trace->actions.count) {
		/* nothing was done */
	} else if (follow(trace, run)) {
		note_slips(trace);
		note_again(trace, run);
		add_trace(stat, trace, times);
	} else {
		stat->older += times;
	}
	free(trace->actions.items);
	free(trace);
}

/* ── in order, and judged ──────────────────────────────────────────────────────────────── */

static void spread_to(int *steps, int from, const struct consequence *consequence)
{
	if (consequence->to >= 0 && !consequence->restart && steps[consequence->to] < 0)
		steps[consequence->to] = steps[from] + 1;
}

/* How many actions the shortest way to each screen has, conditions apart; -1 = none. */
static void measure(const struct practice *practice, int *steps)
{
	for (size_t i = 0; i < practice->screen_count; i++)
		steps[i] = -1;
	steps[practice->start] = 0;
	for (int round = 0; round < (int)practice->screen_count; round++)
		for (int i = 0; i < (int)practice->screen_count; i++) {
			const struct screen *screen = &practice->screens[i];
			if (steps[i] != round)
				continue;
			for (size_t a = 0; a < screen->action_count; a++) {
				spread_to(steps, i, &screen->actions[a].then);
				if (screen->actions[a].kind == ACTION_TYPE)
					spread_to(steps, i, &screen->actions[a].wrong);
			}
			if (screen->after_steps)
				spread_to(steps, i, &screen->after);
		}
}

static void put_in_order(struct practice_stat *stat)
{
	int steps[PRACTICE_SCREENS];
	const struct practice *practice = stat->practice;

	measure(practice, steps);
	for (int round = 0; round < (int)practice->screen_count; round++)
		for (int i = 0; i < (int)practice->screen_count; i++)
			if (stat->screens[i].came && steps[i] == round)
				stat->order[stat->ordered++] = i;
}

static bool surely_over(int64_t count, int64_t of, double share)
{
	return stat_voice(of) != STAT_SILENT && portion_of(count, of).low > share;
}

static void judge(struct screen_stat *place)
{
	int64_t wrong = 0;

	place->worst = -1;
	for (int i = 0; i < PRACTICE_ACTIONS; i++) {
		wrong += place->first_wrong[i];
		if (place->slip[i] &&
		    (place->worst < 0 || place->slip[i] > place->slip[place->worst]))
			place->worst = i;
	}
	place->flags =
		(surely_over(place->slipped, place->came, 0.5) ? PLACE_FALL : 0u) |
		(surely_over(place->stopped, place->came, 0.1) ? PLACE_STUCK : 0u) |
		(surely_over(wrong, place->came, 0.5) ? PLACE_WRONG : 0u);
}

void practice_stat_finish(struct practice_stat *stat)
{
	put_in_order(stat);
	for (size_t i = 0; i < stat->practice->screen_count; i++)
		judge(&stat->screens[i]);
}

unsigned practice_stat_flags(const struct practice_stat *stat)
{
	unsigned flags = 0;

	for (size_t i = 0; i < stat->practice->screen_count; i++)
		flags |= stat->screens[i].flags;
	return flags;
}

int practice_stat_worst(const struct practice_stat *stat)
{
	int worst = -1;
	double most = 0;

	for (size_t i = 0; i < stat->ordered; i++) {
		const struct screen_stat *place = &stat->screens[stat->order[i]];
		double share = portion_of(place->slipped, place->came).share;
		if (stat_voice(place->came) == STAT_SILENT || share <= most)
			continue;
		most = share;
		worst = stat->order[i];
	}
	return worst;
}

const char *practice_action_says(const struct action *action, bool wrong)
{
	return wrong ? action->wrong.say : action->then.say;
}

static const char *first_of(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (texts[i] && *texts[i])
			return texts[i];
	return NULL;
}

void screen_reads(const struct screen *screen, struct buf *out)
{
	const struct phone *show = &screen->show;
	const char *const heads[] = {show->title, show->from, show->address};
	const char *const bodies[] = {screen->say, show->text, screen->voice,
				      show->items.count ? show->items.items[0] : NULL};
	const char *head = first_of(heads, ARRAY_LEN(heads));
	const char *body = first_of(bodies, ARRAY_LEN(bodies));
	const char *between = head && strchr(".?!:", head[strlen(head) - 1]) ? " " : ": ";
	size_t from = out->len;

	buf_printf(out, "%s%s%s", head ? head : "", head && body ? between : "",
		   body   ? body
		   : head ? ""
			  : screen->id);
	while (out->len > from && strchr("\n ", out->data[out->len - 1]))
		buf_truncate(out, out->len - 1);
	for (char *p = out->data + from; *p; p++)
		*p = *p == '\n' ? ' ' : *p;
}
