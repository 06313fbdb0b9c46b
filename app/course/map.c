/* A practice as people can read it at one look: as text, and as a graph for dot(1). */
#include "base/i18n.h"
#include "course/explore.h"
#include "text/column.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

/* One way on from a screen: the rows of both kinds of map. */
struct way_on {
	const struct action *action; /* NULL: `after` */
	const struct consequence *then;
	bool wrong;
};

struct map {
	const struct practice *practice;
	struct buf *out;
	struct exploration exploration;
	int ids, targets; /* columns */
};

/* The i-th way on from a screen; false past the last. */
static bool way_on(const struct screen *screen, size_t i, struct way_on *way)
{
	for (size_t k = 0; k < screen->action_count; k++) {
		const struct action *action = &screen->actions[k];
		bool type = action->kind == ACTION_TYPE;
		if (i > (size_t)type) {
			i -= 1 + (size_t)type;
			continue;
		}
		*way = (struct way_on){action, i ? &action->wrong : &action->then, i};
		return true;
	}
	*way = (struct way_on){.then = &screen->after};
	return !i && screen->after_steps;
}

static const char *target(const struct practice *practice, const struct consequence *then)
{
	if (then->restart)
		return practice->screens[practice->start].id;
	return then->to < 0 ? NULL : practice->screens[then->to].id;
}

static const char *ending_words(enum ending ending)
{
	static const char *const words[] = {
		[ENDING_NONE] = "",
		[ENDING_SAFE] = N_("KẾT THÚC: an toàn"),
		[ENDING_PARTIAL] = N_("KẾT THÚC: được một phần"),
		[ENDING_HARMED] = N_("KẾT THÚC: bị hại"),
	};

	return _(words[ending]);
}

static bool unreached(const struct map *map, size_t screen)
{
	for (size_t i = 0; i < map->exploration.count; i++) {
		const struct trouble *trouble = &map->exploration.troubles[i];
		if (trouble->index == screen &&
		    (trouble->kind == TROUBLE_SCREEN_UNREACHED ||
		     trouble->kind == TROUBLE_ENDING_UNREACHED))
			return true;
	}
	return false;
}

/* ── text ────────────────────────────────────────────────────────────────────────────────── */

static void add_effect(const struct map *map, const struct effect *effect)
{
	const char *name = map->practice->vars[effect->var];

	if (effect->add)
		buf_printf(map->out, "%s %c %d", name, effect->value < 0 ? '-' : '+',
			   abs(effect->value));
	else if (map->practice->is_bool[effect->var])
		buf_printf(map->out, "%s = %s", name, effect->value ? "true" : "false");
	else
		buf_printf(map->out, "%s = %d", name, effect->value);
}

/* "  [khi da_xem; lo_otp = true; trừ 3.000.000 đ]" */
static void add_notes(const struct map *map, const struct way_on *way)
{
	struct buf *out = map->out;
	const char *before = "  [";

	if (way->action && !way->wrong && way->action->when.count) {
		buf_adds(out, before);
		/* TRANSLATORS: a condition: offered only when. */
		buf_printf(out, _("khi %s"), way->action->when.text);
		before = "; ";
	}
	for (size_t i = 0; i < way->then->effect_count; i++, before = "; ") {
		buf_adds(out, before);
		add_effect(map, &way->then->effects[i]);
	}
	if (way->then->pay) {
		struct buf money = BUF_INIT;
		money_format(&money, way->then->pay);
		buf_adds(out, before);
		/* TRANSLATORS: an amount of money that is taken. */
		buf_printf(out, _("trừ %s"), money.data);
		buf_release(&money);
		before = "; ";
	}
	if (*before == ';')
		buf_addc(out, ']');
}

static void add_way(const struct map *map, const struct screen *screen,
		    const struct way_on *way)
{
	struct buf *out = map->out, first = BUF_INIT, to = BUF_INIT;
	const char *where = target(map->practice, way->then);

	if (!way->action)
		/* TRANSLATORS: after so many actions it goes on by itself. */
		buf_printf(&first, _("(sau %d việc)"), screen->after_steps);
	else
		buf_adds(&first, way->wrong ? _("(gõ sai)") : way->action->id);
	if (where)
		buf_printf(&to, "→ %s", where);
	else
		buf_adds(&to, _("  ở lại"));
	buf_adds(out, "  ");
	text_pad(out, first.data, map->ids);
	buf_adds(out, "  ");
	text_pad(out, to.data, map->targets);
	if (way->action && !way->wrong)
		buf_printf(out, "  %s", way->action->label);
	if (way->then->restart)
		buf_printf(out, "  %s", _("(làm lại từ đầu)"));
	add_notes(map, way);
	while (out->len && out->data[out->len - 1] == ' ')
		buf_truncate(out, out->len - 1);
	buf_addc(out, '\n');
	buf_release(&to);
	buf_release(&first);
}

static bool leads(const struct practice *practice, const struct screen *from, size_t to)
{
	struct way_on way;

	for (size_t i = 0; way_on(from, i, &way); i++) {
		const char *id = target(practice, way.then);
		if (id && id == practice->screens[to].id)
			return true;
	}
	return false;
}

/* "dang-noi (call), quyết định   ← chuong-reo" */
static void add_title(const struct map *map, size_t number)
{
	const struct practice *practice = map->practice;
	const struct screen *screen = &practice->screens[number];
	struct buf *out = map->out;
	const char *before = "   ← ";

	buf_adds(out, screen->id);
	if (screen->ending)
		buf_printf(out, "  %s", ending_words(screen->ending));
	else
		buf_printf(out, " (%s)", phone_app_name(screen->app));
	if ((int)number == practice->start)
		buf_printf(out, ", %s", _("bắt đầu ở đây"));
	if (strings_have(&practice->decide, screen->id))
		buf_printf(out, ", %s", _("chỗ quyết định"));
	if (unreached(map, number))
		buf_printf(out, ", %s", _("KHÔNG TỚI ĐƯỢC"));
	for (size_t i = 0; i < practice->screen_count; i++) {
		if (i == number || !leads(practice, &practice->screens[i], number))
			continue;
		buf_printf(out, "%s%s", before, practice->screens[i].id);
		before = ", ";
	}
	buf_addc(out, '\n');
}

static void widen(int *columns, int need)
{
	*columns = need > *columns ? need : *columns;
}

static void measure(struct map *map)
{
	const struct practice *practice = map->practice;

	map->ids = text_columns(_("(gõ sai)"));
	map->targets = text_columns(_("  ở lại"));
	for (size_t i = 0; i < practice->screen_count; i++) {
		const struct screen *screen = &practice->screens[i];
		widen(&map->targets, text_columns(screen->id) + 2);
		if (screen->after_steps) {
			char *after = xasprintf(_("(sau %d việc)"), screen->after_steps);
			widen(&map->ids, text_columns(after));
			free(after);
		}
		for (size_t k = 0; k < screen->action_count; k++)
			widen(&map->ids, text_columns(screen->actions[k].id));
	}
}

static void add_heading(const struct map *map)
{
	const struct practice *practice = map->practice;
	size_t actions = 0, endings = 0;

	for (size_t i = 0; i < practice->screen_count; i++) {
		actions += practice->screens[i].action_count;
		endings += practice->screens[i].ending != ENDING_NONE;
	}
	buf_printf(map->out, "%s (%s)\n", practice->title, practice->id);
	/* TRANSLATORS: what a practice has; states are all the situations one can get into. */
	buf_printf(map->out,
		   _("%zu màn hình, %zu việc làm được, %zu kết thúc, %zu trạng thái"),
		   practice->screen_count - endings, actions, endings,
		   map->exploration.states);
	buf_addc(map->out, '\n');
}

void practice_map(const struct practice *practice, struct buf *out)
{
	struct map map = {.practice = practice, .out = out};
	struct way_on way;

	practice_explore(practice, &map.exploration);
	measure(&map);
	add_heading(&map);
	for (size_t i = 0; i < practice->screen_count; i++) {
		buf_addc(out, '\n');
		add_title(&map, i);
		for (size_t k = 0; way_on(&practice->screens[i], k, &way); k++)
			add_way(&map, &practice->screens[i], &way);
	}
	exploration_release(&map.exploration);
}

/* ── dot ─────────────────────────────────────────────────────────────────────────────────── */

static void add_quoted(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '"' || *text == '\\')
			buf_addc(out, '\\');
		buf_addc(out, *text);
	}
}

static void add_node(const struct practice *practice, size_t number, struct buf *out)
{
	const struct screen *screen = &practice->screens[number];
	const char *below = screen->ending ? ending_words(screen->ending)
					   : phone_app_name(screen->app);

	buf_printf(out, "\t\"%s\" [label=\"%s\\n%s\"", screen->id, screen->id, below);
	if (screen->ending)
		buf_adds(out, screen->ending == ENDING_HARMED
				      ? ", shape=octagon, style=bold"
				      : ", shape=box, style=\"rounded,bold\"");
	if ((int)number == practice->start)
		buf_adds(out, ", peripheries=2");
	if (strings_have(&practice->decide, screen->id))
		buf_adds(out, ", shape=diamond");
	buf_adds(out, "];\n");
}

static void add_edge(const struct practice *practice, const struct screen *screen,
		     const struct way_on *way, struct buf *out)
{
	const char *to = target(practice, way->then);

	buf_printf(out, "\t\"%s\" -> \"%s\" [label=\"", screen->id, to ? to : screen->id);
	if (!way->action)
		buf_printf(out, _("(sau %d việc)"), screen->after_steps);
	else
		add_quoted(out, way->wrong ? _("(gõ sai)") : way->action->label);
	buf_adds(out, "\"");
	if (!way->action || way->wrong)
		buf_adds(out, ", style=dashed");
	buf_adds(out, "];\n");
}

void practice_dot(const struct practice *practice, struct buf *out)
{
	struct way_on way;

	buf_printf(out, "digraph \"%s\" {\n\tlabel=\"", practice->id);
	add_quoted(out, practice->title);
	buf_adds(out, "\";\n\tnode [shape=box];\n");
	for (size_t i = 0; i < practice->screen_count; i++)
		add_node(practice, i, out);
	for (size_t i = 0; i < practice->screen_count; i++)
		for (size_t k = 0; way_on(&practice->screens[i], k, &way); k++)
			add_edge(practice, &practice->screens[i], &way, out);
	buf_adds(out, "}\n");
}
