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

/* By the law every ward has one at least. */
static struct figure estimate(struct figures *figures, const struct ward *ward)
{
	const struct region *region = figures->region;
	if (figures->definition != DEFINITION_LAW)
		return (struct figure){.entered_by = ""};
	return (struct figure){
		.people = share(ward->population, region->estimate_percent),
		.source = estimate_source(figures),
		.words = _("ước lượng"),
		.entered_by = "",
	};
}

static void enter(struct figures *figures, struct figure *figure,
		  const struct population *population)
{
	struct buf day = BUF_INIT;
	day_format(&day, population->day);
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
		  const struct region *region, enum definition definition, int day,
		  struct err *err)
{
	struct population *list;
	size_t count;
	if (!store_population_list(store, definition, day, &list, &count, err))
		return false;
	figures->region = region;
	figures->definition = definition;
	figures->city = (struct figure){.entered_by = ""};
	figures->items = arena_array(&figures->arena, region->ward_count + 1,
				     sizeof(*figures->items));
	for (size_t i = 0; i < region->ward_count; i++)
		figures->items[i] = estimate(figures, &region->wards[i]);
	for (size_t i = 0; i < count; i++) {
		const struct ward *ward = region_ward(region, list[i].ward);
		if (!*list[i].ward)
			enter(figures, &figures->city, &list[i]);
		if (!ward)
			continue;
		enter(figures, &figures->items[ward - region->wards], &list[i]);
		figures->entered++;
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
	const struct figure *figure =
		ward ? &figures->items[ward - figures->region->wards] : NULL;
	return figure && figure->people > 0 ? figure : NULL;
}

static struct figure sum_of(struct figures *figures)
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

struct figure figures_total(struct figures *figures)
{
	bool all = figures->entered == figures->region->ward_count;
	struct figure city = figures->city;
	city.whole = city.people > 0;
	if (!all && (city.whole || figures->definition != DEFINITION_LAW))
		return city;
	return sum_of(figures);
}

void figures_missing(const struct figures *figures, bool city, struct table *table)
{
	if (city && figures->entered)
		table_note(table, _("Dân số trong độ tuổi"),
			   _("theo độ tuổi này mới nhập cho %zu trong %zu phường, xã nên "
			     "cả thành phố chưa có tỷ lệ"),
			   figures->entered, figures->region->ward_count);
	else
		table_note(table, _("Dân số trong độ tuổi"), "%s",
			   _("chưa nhập số người theo độ tuổi này nên không có tỷ lệ"));
}
