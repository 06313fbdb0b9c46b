#include "report/figures.h"

#include "base/i18n.h"
#include "text/number.h"

#include <stdlib.h>
#include <string.h>

static const char *estimate_source(struct figures *figures)
{
	return arena_printf(&figures->arena, _("ước lượng %d %% tổng số dân"),
			    figures->region->estimate_percent);
}

static int64_t share(int64_t population, int percent)
{
	return (population * percent + 50) / 100;
}

static void enter(struct figures *figures, struct figure *figure,
		  const struct population *population)
{
	struct buf day = BUF_INIT;
	day_format(&day, population->day);
	figures->entered += !figure->entered;
	*figure = (struct figure){
		.people = population->people,
		.entered = true,
		.source = arena_printf(&figures->arena, "%s, %s", population->source,
				       day.data),
		.words = _("đã nhập"),
		.day = population->day,
		.entered_by = arena_strdup(&figures->arena, population->entered_by),
	};
	buf_release(&day);
}

bool figures_load(struct figures *figures, struct store *store,
		  const struct region *region, int day, struct err *err)
{
	struct population *list;
	size_t count;
	if (!store_population_list(store, day, &list, &count, err))
		return false;
	figures->region = region;
	figures->items = arena_array(&figures->arena, region->ward_count + 1,
				     sizeof(*figures->items));
	const char *source = estimate_source(figures);
	for (size_t i = 0; i < region->ward_count; i++)
		figures->items[i] = (struct figure){
			.people = share(region->wards[i].population,
					region->estimate_percent),
			.source = source,
			.words = _("ước lượng"),
			.entered_by = "",
		};
	for (size_t i = 0; i < count; i++) {
		const struct ward *ward = region_ward(region, list[i].ward);
		if (ward)
			enter(figures, &figures->items[ward - region->wards], &list[i]);
	}
	free(list);
	return true;
}

void figures_release(struct figures *figures)
{
	arena_release(&figures->arena);
	*figures = (struct figures){0};
}

const struct figure *figures_of(const struct figures *figures, const char *code)
{
	const struct ward *ward = region_ward(figures->region, code);
	return ward ? &figures->items[ward - figures->region->wards] : NULL;
}

struct figure figures_total(struct figures *figures)
{
	size_t count = figures->region->ward_count;
	struct figure total = {.entered_by = ""};
	for (size_t i = 0; i < count; i++)
		total.people += figures->items[i].people;
	total.entered = figures->entered == count;
	total.partly = figures->entered && !total.entered;
	if (total.entered)
		total.source = _("đã nhập cho mọi phường, xã");
	else if (!figures->entered)
		total.source = estimate_source(figures);
	else
		/* TRANSLATORS: wards with an entered figure, all wards, percentage. */
		total.source = arena_printf(
			&figures->arena,
			_("đã nhập cho %zu trong %zu phường, xã; còn lại ước lượng %d "
			  "%% tổng số dân"),
			figures->entered, count, figures->region->estimate_percent);
	total.words = total.entered      ? _("đã nhập")
		      : figures->entered ? _("một phần")
					 : _("ước lượng");
	return total;
}
